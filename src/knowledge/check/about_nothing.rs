//! Ensure every viewpoint is about something; without that it is shown nowhere.

use super::super::problem::{Code, Problem, quoted};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    for viewpoint in facts.raw.viewpoints.iter().filter(|one| one.about.is_empty() && !one.about_broken) {
        let name = viewpoint.id.as_ref().map_or("this viewpoint".to_owned(), |id| quoted(&id.value));
        problems.push(Problem {
            code: Code::AboutNothing,
            title: format!("{name} is about nothing"),
            at: viewpoint.id.as_ref().map_or(&viewpoint.says.at, |id| &id.at).clone(),
            see: Vec::new(),
            help: "add `about = [\"…\"]` with ids of roles, tracks or terms".to_owned(),
        });
    }
}
