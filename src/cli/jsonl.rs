//! The loop of `match` and `mentions`: one line of output per argument, or per line of stdin.

use std::io::{self, BufRead, IsTerminal, Write};

use super::terminal::Terminal;

/// Prints one line for each argument, or without arguments for each line of stdin as soon as it is read.
///
/// Invalid UTF-8 is read as `�`; an empty line gets a line as well. `what` names the input, such as "a role".
///
/// # Errors
///
/// Stdin cannot be read or stdout cannot be written.
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
        let hint = Terminal::stderr().hint(&format!("Type {what} per line, and press Ctrl-D to finish."));
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

/// Rounds a score to four decimals.
pub(super) fn rounded(score: f64) -> f64 {
    (score * 10_000.0).round() / 10_000.0
}

/// The user's input on one line, shortened and safe for a terminal.
pub(super) fn shown(input: &str) -> String {
    const MAX_CHARS: usize = 100;
    // Shortened first, because the input may have megabytes.
    let start: String = input.chars().take(MAX_CHARS + 1).collect();
    crate::reply::limits::cut(&crate::reply::limits::printable(&start), MAX_CHARS)
}
