//! What is typed can do no harm, and something comes of it in bounded time.

use std::time::{Duration, Instant};

use nextrole::question::Question;

use super::{engine, told};

/// A debug build on a busy machine takes this long at most for any text.
const TIMEOUT: Duration = Duration::from_secs(2);

#[test]
fn any_text_is_understood_in_time() {
    let engine = engine();
    let texts = [
        "to ".repeat(50_000),
        "nurse ".repeat(20_000),
        "→".repeat(50_000),
        "vs ".repeat(20_000),
        "what is a ".repeat(10_000),
        "a:b:c:".repeat(10_000),
        "\u{202e}\u{0}é".repeat(20_000),
        "I am a nurse and want to be a matron ".repeat(3_000),
    ];
    for text in texts {
        for command in ["", "/next ", "/path ", "/compare ", "/define ", "/tracks ", "/path from:", "/compare a:x b:"] {
            let Ok(question) = Question::parse(&format!("{command}{text}")) else { continue };
            let started = Instant::now();
            told(&engine, &question);
            let took = started.elapsed();
            assert!(took < TIMEOUT, "{command}{text:.20} took {took:?}");
        }
    }
}
