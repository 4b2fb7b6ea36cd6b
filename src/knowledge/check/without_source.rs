//! Ensure every file with statements has a source.

use std::collections::BTreeMap;

use super::super::problem::{Code, FileId, Problem};
use super::super::raw::Attribution;
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let mut files: BTreeMap<FileId, Vec<&Attribution>> = BTreeMap::new();
    for attribution in context.raw.statements() {
        files.entry(attribution.at.file).or_default().push(attribution);
    }
    files.retain(|file, _| !context.sources.contains_key(file));
    for statements in files.values() {
        let Some(first) = statements.iter().min_by_key(|attribution| attribution.at.span.start) else { continue };
        let rest = match statements.len() - 1 {
            0 => String::new(),
            1 => ", and neither has the one after it".to_owned(),
            more => format!(", and neither have the {more} after it"),
        };
        problems.push(Problem {
            code: Code::WithoutSource,
            title: format!("this {} has no source{rest}", first.what),
            at: first.at.clone(),
            related: Vec::new(),
            fix: Vec::new(),
            help: "add a `[source]` with an `id` and a `title` at the top of the file".to_owned(),
        });
    }
}
