//! Ensure every track has two rungs at least, for a track is a way.

use super::super::problem::{Code, Problem, quoted};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    for track in facts.raw.tracks.iter().filter(|track| track.rungs.len() < 2 && !track.steps_broken) {
        let rungs = if track.rungs.is_empty() { "no rung" } else { "one rung only" };
        let name = track.id.as_ref().map_or("this track".to_owned(), |id| format!("the track {}", quoted(&id.value)));
        problems.push(Problem {
            code: Code::ShortTrack,
            title: format!("{name} has {rungs}"),
            at: track.rungs.first().map_or(&track.says.at, |step| &step.at).clone(),
            see: Vec::new(),
            help: "add the rungs above or below, or remove the track".to_owned(),
        });
    }
}
