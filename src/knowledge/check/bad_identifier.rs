//! Ensure every code has the form of its catalog's codes, because a link is built from it.

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let identifiers = context.raw.roles.iter().flat_map(|role| &role.identifiers);
    for (scheme, code) in identifiers.filter(|(scheme, code)| !scheme.is_valid_code(&code.value)) {
        problems.push(Problem {
            code: Code::BadIdentifier,
            title: format!("{} is not a valid {} code", quoted(&code.value), scheme.name()),
            at: code.at.clone(),
            related: Vec::new(),
            fix: Vec::new(),
            help: format!("write it like `{}`, or remove it", scheme.example()),
        });
    }
}
