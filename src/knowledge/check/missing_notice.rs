//! Ensure a source whose licence asks for a notice has one, for we show what it says.

use super::super::problem::{Code, Problem, quoted};
use super::Facts;

/// How licences are named that ask for a notice wherever something under them is used, in small letters. Licences of
/// software, which ask for one only in copies, are not among them.
const ASK_FOR_A_NOTICE: &[&str] =
    &["open government licen", "open licen", "cc by", "cc-by", "creative commons attribution", "odc-by"];

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    for source in facts.raw.sources.iter().filter(|source| source.attribution.is_none()) {
        let Some(licence) = &source.licence else { continue };
        let name = licence.value.to_lowercase();
        if ASK_FOR_A_NOTICE.iter().any(|asking| name.contains(asking)) {
            problems.push(Problem {
                code: Code::MissingNotice,
                title: format!("{} asks for a notice, and there is none", quoted(&licence.value)),
                at: licence.at.clone(),
                see: Vec::new(),
                help: "add `attribution = \"…\"` with the words that the licence or the publisher asks for".to_owned(),
            });
        }
    }
}
