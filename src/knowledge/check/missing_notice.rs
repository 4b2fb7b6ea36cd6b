//! Ensure a source whose license requires a notice has one, because answers show what it says.

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;

/// Parts of the names of licenses that require a notice wherever the work is used, in lower case. Software licenses, which
/// require one only in copies, are not among them.
const REQUIRE_NOTICE: &[&str] =
    &["open government licen", "open licen", "cc by", "cc-by", "creative commons attribution", "odc-by"];

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for source in context.raw.sources.iter().filter(|source| source.attribution.is_none()) {
        let Some(license) = &source.license else { continue };
        let name = license.value.to_lowercase();
        if REQUIRE_NOTICE.iter().any(|part| name.contains(part)) {
            problems.push(Problem {
                code: Code::MissingNotice,
                title: format!("{} requires a notice, but there is none", quoted(&license.value)),
                at: license.at.clone(),
                related: Vec::new(),
                fix: Vec::new(),
                help: "add `attribution = \"…\"` with the words that the license or publisher asks for".to_owned(),
            });
        }
    }
}
