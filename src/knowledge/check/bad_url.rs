//! Ensure every URL is one that a browser opens and that fits into a link on Discord.

use super::super::problem::{Code, Problem, quoted};
use super::super::raw::Text;
use super::CheckContext;
use super::name::is_blank;

/// Maximum length of a URL in characters: that of a link button.
///
/// Source: <https://docs.discord.com/developers/components/reference#button>
const MAX_URL_CHARS: usize = 512;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for url in context.raw.sources.iter().filter_map(|source| source.url.as_ref()) {
        problems.extend(fault(&url.value).map(|(why, help)| problem(url, &why, help)));
    }
}

fn fault(url: &str) -> Option<(String, &'static str)> {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
        let why = "does not start with `https://` or `http://`".to_owned();
        return Some((why, "copy the whole URL from the browser's address bar"));
    };
    if rest.chars().any(|letter| is_blank(letter) || matches!(letter, '<' | '>' | '"')) {
        return Some(("has a character that no URL can have".to_owned(), "write a space as `%20`, and so on"));
    }
    if !rest.starts_with(|first: char| first.is_alphanumeric() || first == '[') {
        return Some(("has no host name".to_owned(), "copy the whole URL from the browser's address bar"));
    }
    (url.chars().count() > MAX_URL_CHARS)
        .then(|| (format!("is longer than {MAX_URL_CHARS} characters"), "remove the parts that the page does not need"))
}

fn problem(url: &Text, why: &str, help: &str) -> Problem {
    Problem {
        code: Code::BadUrl,
        title: format!("the URL {} {why}", quoted(&url.value)),
        at: url.at.clone(),
        related: Vec::new(),
        help: help.to_owned(),
    }
}
