//! How long a picture takes: the first of a program, a further one, and one that was drawn before.
//!
//! ```sh
//! cargo bench --bench map
//! ```
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that cannot go on should say where")]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use nextrole::answer::{Engine, MapRequest};
use nextrole::discord::pictures::Pictures;
use nextrole::knowledge::{Options, load};
use nextrole::reply::picture::{png, svg};

/// How often a picture is drawn, and asked for again.
const DRAWN: usize = 20;
const ASKED: usize = 2_000;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let knowledge = load(&folder, &Options { errors_only: true, ..Options::default() }).knowledge.unwrap();
    let longest = knowledge.tracks.iter().max_by_key(|track| track.rungs.len()).unwrap().id.clone();
    let engine = Arc::new(Engine::new(knowledge));
    println!("| map | first | further, median | again, median | size |\n|---|---:|---:|---:|---:|");
    // The longest track comes first: it pays for reading the font too.
    for map in [MapRequest::Track(longest), MapRequest::Role("helpdesk".to_owned()), MapRequest::All] {
        let draw = || {
            let start = Instant::now();
            let bytes = png(&svg(&engine.map_view(&map).unwrap())).unwrap();
            (start.elapsed(), black_box(bytes).len())
        };
        let (first, size) = draw();
        let further = median((0..DRAWN).map(|_| draw().0).collect());
        let again = again(&engine, &map);
        let [first, further, again] = [first, further, again].map(|time| time.as_secs_f64() * 1e3);
        println!("| {map:?} | {first:.1} ms | {further:.1} ms | {again:.4} ms | {} KiB |", size / 1024);
    }
}

/// How long it takes to get a picture that was drawn before, as the bot gets it.
fn again(engine: &Arc<Engine>, map: &MapRequest) -> Duration {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let pictures = Pictures::default();
        let mut times = Vec::new();
        for _ in 0..=ASKED {
            let start = Instant::now();
            black_box(pictures.get(engine, map).await.unwrap());
            times.push(start.elapsed());
        }
        median(times.split_off(1))
    })
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
