//! Shared by the rules for keys that take one word of a closed list.

use super::super::problem::{Code, Edit, Problem, quoted};
use super::super::raw::Text;
use super::super::suggest;

/// The problem of a text that is none of the words.
pub(super) fn unknown(code: Code, what: &str, text: &Text, words: &[&str]) -> Problem {
    let list: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    let meant = suggest::closest(&text.value, words.iter().copied());
    let help = match meant {
        Some(meant) => format!("write `{meant}`"),
        None => format!("write one of {}", list.join(", ")),
    };
    // With more than one letter wrong it may be another word.
    let is_certain = |meant: &&str| strsim::osa_distance(&text.value.to_lowercase(), meant) <= 1;
    Problem {
        code,
        title: format!("unknown {what} {}", quoted(&text.value)),
        at: text.at.clone(),
        related: Vec::new(),
        fix: meant.filter(is_certain).map(|meant| Edit::quoted(&text.at, meant)).into_iter().collect(),
        help,
    }
}
