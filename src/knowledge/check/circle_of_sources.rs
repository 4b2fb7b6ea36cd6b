//! Find steps of several sources that lead in a circle, if no dispute is about two of the roles.

use super::super::problem::{Code, Problem};
use super::CheckContext;
use super::graph::{self, Edge};
use super::step_circle::{named, related};

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let steps: Vec<Edge<'_>> = graph::edges(context.raw).into_iter().filter(|edge| !edge.is_rung).collect();
    for circle in graph::circles(&steps) {
        let is_of_one = circle.windows(2).all(|pair| match pair {
            [one, other] => {
                let author = |edge: &Edge<'_>| edge.attribution.by.as_ref().map(|by| by.value.clone());
                one.attribution.at.file == other.attribution.at.file && author(one) == author(other)
            }
            _ => true,
        });
        // Reported by another rule: steps there and back, and the circles of one person.
        if circle.len() < 3 || is_of_one || is_disputed(context, &circle) {
            continue;
        }
        let Some((last, others)) = circle.split_last() else { continue };
        problems.push(Problem {
            code: Code::CircleOfSources,
            title: format!("the steps of several sources lead in a circle: {}", named(&circle)),
            at: last.at.clone(),
            related: related(others),
            fix: Vec::new(),
            help: "add a `[[dispute]]` about these roles, if the sources contradict each other".to_owned(),
        });
    }
}

fn is_disputed(context: &CheckContext<'_>, circle: &[Edge<'_>]) -> bool {
    context.raw.disputes.iter().any(|dispute| {
        let is_about = |edge: &&Edge<'_>| dispute.about.iter().any(|id| id.value == edge.from);
        circle.iter().filter(is_about).count() > 1
    })
}
