//! Ensure every role belongs to a family that is built in or defined in the folder.

use std::collections::HashSet;

use super::super::model::BUILT_IN_FAMILIES;
use super::super::problem::{Code, Problem};
use super::{CheckContext, closed_list};

/// Maximum number of families that are suggested.
const MAX_SUGGESTIONS: usize = 50;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let built_in = BUILT_IN_FAMILIES.iter().map(|(id, _)| *id);
    let own = context.raw.families.iter().filter_map(|family| family.id.as_ref()).map(|id| id.value.as_str());
    let mut seen = HashSet::new();
    let known: Vec<&str> = own.chain(built_in).filter(|id| seen.insert(*id)).collect();
    let suggested = known.get(..MAX_SUGGESTIONS).unwrap_or(&known);
    for family in context.raw.roles.iter().filter_map(|role| role.family.as_ref()) {
        // A file that could not be read may define it.
        if seen.contains(family.value.as_str()) || context.is_in_broken_file(&family.value) {
            continue;
        }
        let mut problem = closed_list::unknown(Code::UnknownFamily, "family", family, suggested);
        problem.help += ", or define it with `[[family]]`";
        problems.push(problem);
    }
}
