#![allow(clippy::all, missing_docs)]
use nextrole::knowledge::*;
use nextrole::matching::*;
use std::io::{BufRead, Write};
fn main() {
    let dir = std::env::args().nth(2).unwrap();
    let what = std::env::args().nth(1).unwrap();
    let l = load(std::path::Path::new(&dir), &Options { errors_only: true, ..Default::default() });
    let v = l.vocabulary.unwrap();
    let t = std::time::Instant::now();
    let index = Index::new(&v, &[]);
    eprintln!("{{\"build_ms\": {}}}", t.elapsed().as_secs_f64() * 1e3);
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let j = if what == "match" {
            let f = index.find(&line).into_roles(&v);
            serde_json::json!({"query": line, "verdict": f.verdict.as_str(), "matches": f.candidates.iter().take(5).map(|c| serde_json::json!({"role": v.roles[c.named.index()].id, "score": c.score, "via": c.via})).collect::<Vec<_>>()})
        } else {
            let m = index.mentions(&line, &v);
            let id = |n: &Named| match n {
                Named::Role(r) => Some(v.roles[r.index()].id.clone()),
                _ => None,
            };
            serde_json::json!({"text": line, "mentions": m.all.iter().filter_map(|x| Some(serde_json::json!({"role": id(&x.named)?, "start": x.at.start, "end": x.at.end, "score": x.score, "sense": x.sense.as_str()}))).collect::<Vec<_>>(), "current": m.current().map(|r| v.roles[r.index()].id.clone()), "wanted": m.wanted().map(|r| v.roles[r.index()].id.clone())})
        };
        writeln!(out, "{j}").unwrap();
        out.flush().unwrap();
    }
}
