//! Answers the arguments, or else stdin line by line, as `match` and `mentions` do.

use std::io::{self, BufRead, IsTerminal, Write};

use super::screen::Screen;

/// Writes one line for each argument, or where there is none for each line of stdin, as soon as that is read.
///
/// What is not UTF-8 is read as `�`; an empty line is answered too.
///
/// # Errors
///
/// Stdin cannot be read, or stdout not written.
pub(super) fn answer_each(arguments: &[String], what: &str, answer: impl Fn(&str) -> String) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut reply = |text: &str| {
        writeln!(out, "{}", answer(text))?;
        out.flush()
    };
    if !arguments.is_empty() {
        return arguments.iter().try_for_each(|argument| reply(argument));
    }
    let mut input = io::stdin().lock();
    if input.is_terminal() {
        let hint = Screen::of_stderr().hint(&format!("Type {what} a line; Ctrl-D ends."));
        anstream::stderr().write_all(hint.as_bytes())?;
    }
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        reply(&String::from_utf8_lossy(text))?;
        line.clear();
    }
    Ok(())
}

/// A score with four decimals: more would be noise.
pub(super) fn rounded(score: f64) -> f64 {
    (score * 10_000.0).round() / 10_000.0
}

/// What was typed, on one line that a terminal can show.
pub(super) fn shown(typed: &str) -> String {
    const MOST_CHARS: usize = 100;
    // Cutting first keeps a line of megabytes cheap.
    let start: String = typed.chars().take(MOST_CHARS + 1).collect();
    crate::reply::limits::cut(&crate::reply::limits::printable(&start), MOST_CHARS)
}
