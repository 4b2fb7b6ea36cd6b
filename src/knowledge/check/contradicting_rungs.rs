//! Find roles that two tracks have in opposite order, if no dispute is about both.
//!
//! That is common among sources, so it is no warning.

use std::collections::{HashMap, HashSet};

use super::super::problem::{Code, Location, Problem, quoted};
use super::super::raw::{Text, Track};
use super::CheckContext;
use super::two_way_step::is_disputed;

/// Maximum number of roles of a track that are compared with each other.
const MAX_ROLES: usize = 60;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let mut orders: HashMap<(&str, &str), (&Location, &Track)> = HashMap::new();
    let mut reported: HashSet<(&str, &str)> = HashSet::new();
    for track in &context.raw.tracks {
        let roles = first_rungs(track);
        for (at, (rung, lower)) in roles.iter().enumerate() {
            for (_, upper) in roles.iter().skip(at + 1).filter(|(other, _)| other > rung) {
                let pair = (lower.value.as_str(), upper.value.as_str());
                orders.entry(pair).or_insert((&upper.at, track));
                let Some((other_at, other)) = orders.get(&(pair.1, pair.0)) else { continue };
                let is_new = reported.insert((pair.0.min(pair.1), pair.0.max(pair.1)));
                if !is_new || is_disputed(context, pair) {
                    continue;
                }
                problems.push(Problem {
                    code: Code::ContradictingRungs,
                    title: format!(
                        "{} is above {} on {}, and below it on {}",
                        quoted(pair.1),
                        quoted(pair.0),
                        name(track),
                        name(other)
                    ),
                    at: upper.at.clone(),
                    related: vec![((*other_at).clone(), "the other way round".to_owned())],
                    fix: Vec::new(),
                    help: "add a `[[dispute]]` about the two roles, if the sources contradict each other".to_owned(),
                });
            }
        }
    }
}

/// The roles of a track, each on its first rung.
fn first_rungs(track: &Track) -> Vec<(usize, &Text)> {
    let mut seen = HashSet::new();
    let rungs = track.rungs.iter().enumerate();
    let roles = rungs.flat_map(|(rung, of)| of.roles.iter().map(move |role| (rung, role)));
    roles.filter(|(_, role)| seen.insert(role.value.as_str())).take(MAX_ROLES).collect()
}

fn name(track: &Track) -> String {
    track.id.as_ref().map_or_else(|| "a track".to_owned(), |id| quoted(&id.value))
}
