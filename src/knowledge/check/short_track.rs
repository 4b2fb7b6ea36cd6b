//! Ensure every track has at least two rungs.

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for track in context.raw.tracks.iter().filter(|track| track.rungs.len() < 2 && !track.steps_broken) {
        let rungs = if track.rungs.is_empty() { "no rungs" } else { "only one rung" };
        let name = track.id.as_ref().map_or("this track".to_owned(), |id| format!("the track {}", quoted(&id.value)));
        problems.push(Problem {
            code: Code::ShortTrack,
            title: format!("{name} has {rungs}"),
            at: track.rungs.first().map_or(&track.attribution.at, |rung| &rung.at).clone(),
            related: Vec::new(),
            fix: Vec::new(),
            help: "add the rungs above or below, or remove the track".to_owned(),
        });
    }
}
