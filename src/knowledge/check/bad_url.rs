//! Ensure every URL is one that a browser opens and that fits into a link on Discord.

use super::super::problem::{Code, Edit, Problem, quoted};
use super::super::raw::Text;
use super::CheckContext;
use super::name::is_blank;

/// Maximum length of a URL in characters: that of a link button.
///
/// Source: <https://docs.discord.com/developers/components/reference#button>
const MAX_URL_CHARS: usize = 512;

/// Signs at the ends of a URL that came with it from a text.
const AROUND: &[char] = &['<', '>', ' ', '\t', '\u{a0}'];

/// Signs around a URL within a sentence.
const AROUND_WORD: &[char] = &['<', '>', '(', ')', '"', ',', ';'];

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for url in context.raw.sources.iter().filter_map(|source| source.url.as_ref()) {
        problems.extend(fault(&url.value).map(|(why, help)| problem(url, &why, help)));
    }
}

/// The URL that was written or meant, or what is wrong with it.
pub(in super::super) fn to_url(written: &str) -> Result<String, String> {
    let Some((why, help)) = fault(written) else { return Ok(written.to_owned()) };
    meant(written).ok_or_else(|| format!("the URL {} {why}; {help}", quoted(written)))
}

/// What is wrong, and what to do.
fn fault(url: &str) -> Option<(String, &'static str)> {
    const COPY: &str = "copy the whole URL from the browser's address bar";
    let Some(rest) = scheme(url) else {
        return Some(("does not start with `https://` or `http://`".to_owned(), COPY));
    };
    if rest.contains("://") && rest.contains(is_space) {
        return Some(("is more than one URL".to_owned(), "keep the one where the source can be read"));
    }
    if rest.trim().chars().any(|letter| is_space(letter) || matches!(letter, '<' | '>' | '"')) {
        return Some(("has a character that no URL can have".to_owned(), "write a space as `%20`, and so on"));
    }
    if rest.len() > rest.trim().len() {
        return Some(("has a space at its end".to_owned(), "remove the space"));
    }
    if !has_host(rest) {
        return Some(("has no host name, such as `example.org`".to_owned(), COPY));
    }
    (url.chars().count() > MAX_URL_CHARS)
        .then(|| (format!("is longer than {MAX_URL_CHARS} characters"), "remove the parts that the page does not need"))
}

fn is_space(letter: char) -> bool {
    is_blank(letter)
}

/// What follows the scheme.
fn scheme(url: &str) -> Option<&str> {
    url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))
}

/// Whether a URL without its scheme starts with a host that a browser can look up.
fn has_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    if host.starts_with('[') {
        return host.contains(']');
    }
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
    };
    let has_domain = name == "localhost" || name.trim_end_matches('.').contains('.');
    let is_port = port.is_none_or(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
    has_domain && is_port && name.trim_end_matches('.').split('.').all(is_label)
}

/// The URL within what was written, if there is only one.
fn meant(written: &str) -> Option<String> {
    let bare = written.trim_matches(AROUND);
    // A link as Markdown writes it: `[title](url)`.
    let bare = bare.split_once("](").and_then(|(_, link)| link.strip_suffix(')')).unwrap_or(bare);
    // One within a sentence.
    let mut within = bare.split(is_space).filter(|word| scheme(word.trim_start_matches(AROUND_WORD)).is_some());
    let bare = match (within.next(), within.next()) {
        (Some(only), None) if scheme(bare).is_none() => only.trim_matches(AROUND_WORD),
        _ => bare,
    };
    let repaired = ["https:/", "http:/"].iter().find_map(|start| {
        let rest = bare.strip_prefix(start).filter(|rest| !rest.starts_with('/'))?;
        Some(format!("{start}/{rest}"))
    });
    let url = repaired.unwrap_or_else(|| bare.to_owned());
    (url != written && fault(&url).is_none()).then_some(url)
}

fn problem(url: &Text, why: &str, help: &str) -> Problem {
    let meant = meant(&url.value);
    Problem {
        code: Code::BadUrl,
        title: format!("the URL {} {why}", quoted(&url.value)),
        at: url.at.clone(),
        related: Vec::new(),
        help: meant.as_ref().map_or_else(|| help.to_owned(), |meant| format!("write {}", quoted(meant))),
        fix: meant.map(|meant| Edit::quoted(&url.at, &meant)).into_iter().collect(),
    }
}
