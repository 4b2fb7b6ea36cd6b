//! Find sources without a year.

use std::collections::HashMap;

use super::super::problem::{Code, FileId, Problem};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let mut statements: HashMap<FileId, usize> = HashMap::new();
    for attribution in context.raw.statements() {
        *statements.entry(attribution.at.file).or_default() += 1;
    }
    for source in context.raw.sources.iter().filter(|source| source.published.is_none()) {
        let Some(count) = statements.get(&source.at.file) else { continue };
        let what = if *count == 1 { "its statement".to_owned() } else { format!("its {count} statements") };
        problems.push(Problem {
            code: Code::UndatedSource,
            title: format!("this source has no year, so answers show {what} as undated"),
            at: source.at.clone(),
            related: Vec::new(),
            fix: Vec::new(),
            help: "add `published = \"YYYY\"`, if the source says when it was written".to_owned(),
        });
    }
}
