//! Ensure every viewpoint and every dispute is about something; without that it is shown nowhere.

use super::super::problem::{Code, Problem, quoted};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let viewpoints = facts.raw.viewpoints.iter().filter(|one| one.about.is_empty() && !one.about_broken);
    let viewpoints = viewpoints.map(|one| ("this viewpoint", &one.id, &one.says.at));
    let disputes = facts.raw.disputes.iter().filter(|one| one.about.is_empty() && !one.about_broken);
    let disputes = disputes.map(|one| ("this dispute", &one.id, &one.at));
    for (what, id, at) in viewpoints.chain(disputes) {
        let name = id.as_ref().map_or(what.to_owned(), |id| quoted(&id.value));
        problems.push(Problem {
            code: Code::AboutNothing,
            title: format!("{name} is about nothing"),
            at: id.as_ref().map_or(at, |id| &id.at).clone(),
            see: Vec::new(),
            help: "add `about = [\"…\"]` with ids of roles, tracks or terms".to_owned(),
        });
    }
}
