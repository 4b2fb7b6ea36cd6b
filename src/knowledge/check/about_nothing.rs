//! Ensure every viewpoint and every dispute is about something; otherwise no answer shows it.

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let viewpoints = context.raw.viewpoints.iter().filter(|one| one.about.is_empty() && !one.about_broken);
    let viewpoints = viewpoints.map(|one| ("viewpoint", &one.id, &one.attribution.at));
    let disputes = context.raw.disputes.iter().filter(|one| one.about.is_empty() && !one.about_broken);
    let disputes = disputes.map(|one| ("dispute", &one.id, &one.at));
    for (what, id, at) in viewpoints.chain(disputes) {
        let name = id.as_ref().map_or(format!("this {what}"), |id| format!("the {what} {}", quoted(&id.value)));
        problems.push(Problem {
            code: Code::AboutNothing,
            title: format!("{name} is about nothing, so no answer shows it"),
            at: id.as_ref().map_or(at, |id| &id.at).clone(),
            related: Vec::new(),
            fix: Vec::new(),
            help: "add `about = [\"…\"]` with ids of roles, tracks or terms".to_owned(),
        });
    }
}
