#![allow(clippy::all, missing_docs)]
use nextrole::answer::*;
use nextrole::knowledge::*;
use nextrole::reply::*;
fn main() {
    let l = load(std::path::Path::new("knowledge"), &Options::default());
    print!("{}", report::draw(&l.files, &l.problems, Default::default()));
    let a = Answerer::new(l.knowledge.unwrap());
    let mut detail = Detail::Brief;
    for q in std::env::args().skip(1) {
        if q == "--all" {
            detail = Detail::Full;
            continue;
        }
        println!("\n######## {q}");
        let ans = Question::parse(&q).unwrap();
        let ans = a.answer(&ans);
        let r = reply(&ans, detail);
        println!("{}", text::text(&r, text::Layout { width: 100, has_styles: false }));
        println!("{:?}", r.buttons.iter().map(|b| &b.label).collect::<Vec<_>>());
    }
}
