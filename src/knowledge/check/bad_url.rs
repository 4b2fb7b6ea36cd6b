//! Ensure every address is one that a browser opens, and that a link in Discord can hold.

use super::super::problem::{Code, Problem, quoted};
use super::super::raw::Text;
use super::Facts;
use super::name::is_blank;

/// Most characters of an address. Discord takes no more in a link button.
///
/// Source: <https://docs.discord.com/developers/components/reference#button>
const MAX_URL_CHARS: usize = 512;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    for url in facts.raw.sources.iter().filter_map(|source| source.url.as_ref()) {
        problems.extend(fault(&url.value).map(|(why, help)| problem(url, &why, help)));
    }
}

fn fault(url: &str) -> Option<(String, &'static str)> {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
        let why = "does not start with `https://` or `http://`".to_owned();
        return Some((why, "write the whole address, as the browser shows it"));
    };
    if rest.chars().any(|letter| is_blank(letter) || matches!(letter, '<' | '>' | '"')) {
        return Some(("has a character that no address has".to_owned(), "write a space as `%20`, and so on"));
    }
    if !rest.starts_with(|first: char| first.is_alphanumeric() || first == '[') {
        return Some(("names no server".to_owned(), "write the whole address, as the browser shows it"));
    }
    (url.chars().count() > MAX_URL_CHARS)
        .then(|| (format!("is longer than {MAX_URL_CHARS} characters"), "remove what the page does not need"))
}

fn problem(url: &Text, why: &str, help: &str) -> Problem {
    Problem {
        code: Code::BadUrl,
        title: format!("the address {} {why}", quoted(&url.value)),
        at: url.at.clone(),
        see: Vec::new(),
        help: help.to_owned(),
    }
}
