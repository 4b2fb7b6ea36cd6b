//! Ensure texts have no Markdown, HTML or mentions: answers show every sign as it is written.

use super::super::problem::{Code, Problem};
use super::CheckContext;

/// Maximum number of texts that are reported; who reads that many knows what is wrong.
const MAX_REPORTED: usize = 50;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let shown = context.raw.shown().into_iter();
    let found = shown.filter_map(|(_, key, text)| Some((key, text, markup(&text.value)?)));
    for (key, text, (what, help)) in found.take(MAX_REPORTED) {
        problems.push(Problem {
            code: Code::Markup,
            title: format!("`{key}` has {what}, which members would see as it is written"),
            at: text.at.clone(),
            related: Vec::new(),
            fix: Vec::new(),
            help: help.to_owned(),
        });
    }
}

/// What markup a text has, and what to do about it.
fn markup(text: &str) -> Option<(&'static str, &'static str)> {
    const PLAIN: &str = "write plain text";
    let encloses = |sign: &str| {
        let mut parts = text.split(sign).skip(1);
        parts.next().is_some_and(|inside| !inside.trim().is_empty() && inside.trim() == inside)
            && parts.next().is_some()
    };
    if text.contains("@everyone") || text.contains("@here") || has_tag(text, |tag| tag.starts_with(['@', '#'])) {
        return Some(("a mention", "write the name without `@`"));
    }
    if text.split("](").nth(1).is_some_and(|link| link.starts_with("http")) {
        return Some(("a Markdown link", "write plain text, and put the link in the `url` of the source"));
    }
    if encloses("**") || encloses("__") || encloses("~~") || encloses("||") || encloses("`") {
        return Some(("Markdown", PLAIN));
    }
    let is_mark = |line: &str| ["# ", "## ", "### ", "- ", "* ", "> "].iter().any(|mark| line.starts_with(mark));
    if text.lines().any(is_mark) {
        return Some(("Markdown", PLAIN));
    }
    let is_html = |tag: &str| {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        HTML_TAGS.contains(&name.to_lowercase().as_str())
    };
    if ENTITIES.iter().any(|entity| text.contains(entity)) {
        return Some(("a sign as web pages write it", "write the sign itself, such as `&`"));
    }
    has_tag(text, is_html).then_some(("HTML", PLAIN))
}

/// The HTML elements that people use in texts.
const HTML_TAGS: &[&str] =
    &["a", "b", "i", "u", "s", "em", "strong", "br", "p", "ul", "ol", "li", "span", "div", "h1", "h2", "h3", "code"];

/// The signs that a text copied from the source of a page has.
const ENTITIES: &[&str] = &["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&nbsp;", "&#39;", "&ndash;", "&mdash;"];

/// Whether something between `<` and `>` is like this.
fn has_tag(text: &str, is_it: impl Fn(&str) -> bool) -> bool {
    text.split('<').skip(1).filter_map(|rest| rest.split_once('>')).any(|(tag, _)| is_it(tag))
}
