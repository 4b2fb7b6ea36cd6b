//! A line of a file, and what it looks like.

use std::ops::Range;

/// Tables that a folder or file has many of: their headers have double brackets.
pub(super) const TABLES: &[&str] = &[
    "person",
    "family",
    "near_field",
    "role",
    "translation",
    "term",
    "abbreviation",
    "track",
    "move",
    "definition",
    "viewpoint",
    "dispute",
];

/// Tables that a file or folder has at most one of: their headers have single brackets.
pub(super) const SINGLE_TABLES: &[&str] = &["source", "field"];

/// Whether the header of this table has single brackets.
pub(in super::super) fn is_single(table: &str) -> bool {
    SINGLE_TABLES.contains(&table)
}

/// Whether it can be a key without quotes.
pub(super) fn is_key(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// A line of a file: where it starts and ends, without its line break.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'t str,
}

impl<'t> Line<'t> {
    pub(super) fn all(text: &'t str) -> impl Iterator<Item = Line<'t>> {
        let mut start = 0;
        text.split('\n').map(move |line| {
            let this = Line { start, end: start + line.len(), text: line };
            start += line.len() + 1;
            this
        })
    }

    /// The line that an offset is on.
    pub(super) fn at(text: &'t str, offset: usize) -> Line<'t> {
        let bytes = text.as_bytes();
        let offset = offset.min(bytes.len());
        let start = bytes[..offset].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let end = bytes[offset..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| offset + length);
        Line { start, end, text: text.get(start..end).unwrap_or_default() }
    }

    /// Without white space around; empty for a comment.
    pub(super) fn code(self) -> &'t str {
        let code = self.text.trim();
        if code.starts_with('#') { "" } else { code }
    }

    pub(super) fn code_span(self) -> Range<usize> {
        let start = self.start + (self.text.len() - self.text.trim_start().len());
        start..start + self.text.trim().len()
    }

    /// Key and value, if it looks like `key = value`.
    pub(super) fn assignment(self) -> Option<(&'t str, &'t str)> {
        let (key, value) = self.code().split_once('=')?;
        let key = key.trim();
        is_key(key).then_some((key, value.trim()))
    }

    /// Whether it looks like `[source]` or `[[role]]`, with all brackets or not.
    pub(super) fn is_header(self) -> bool {
        let code = self.code();
        let name = code.trim_matches(['[', ']', ' ', '\t']);
        code.starts_with('[') && is_key(name)
    }
}
