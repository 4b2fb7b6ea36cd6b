//! Shared by the rules for keys that take one word of a closed list.

use super::super::problem::{Code, Problem, quoted};
use super::super::raw::Text;
use super::super::suggest;

/// The problem of a text that is none of the words.
pub(super) fn unknown(code: Code, what: &str, text: &Text, words: &[&str]) -> Problem {
    let list: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    let help = match suggest::closest(&text.value, words.iter().copied()) {
        Some(meant) => format!("write `{meant}`"),
        None => format!("write one of {}", list.join(", ")),
    };
    let title = format!("unknown {what} {}", quoted(&text.value));
    Problem { code, title, at: text.at.clone(), related: Vec::new(), help }
}
