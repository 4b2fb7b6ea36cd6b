//! Ensure every file with statements says in which source they are made.

use std::collections::BTreeMap;

use super::super::problem::{Code, FileKey, Problem};
use super::super::raw::Says;
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let mut files: BTreeMap<FileKey, Vec<&Says>> = BTreeMap::new();
    for says in facts.raw.statements() {
        files.entry(says.at.file).or_default().push(says);
    }
    files.retain(|file, _| !facts.sources.contains_key(file));
    for statements in files.values() {
        let Some(first) = statements.iter().min_by_key(|says| says.at.span.start) else { continue };
        let rest = match statements.len() - 1 {
            0 => String::new(),
            1 => ", nor does the one after it".to_owned(),
            more => format!(", nor do the {more} after it"),
        };
        problems.push(Problem {
            code: Code::WithoutSource,
            title: format!("this {} does not say in which source it is made{rest}", first.what),
            at: first.at.clone(),
            see: Vec::new(),
            help: "start the file with a `[source]` that has an `id` and a `title`".to_owned(),
        });
    }
}
