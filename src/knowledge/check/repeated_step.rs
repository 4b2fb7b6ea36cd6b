//! Ensure a role that stands on several rungs of a track has a title of its own on each.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::super::raw::Rung;
use super::Facts;
use super::name::same;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    for track in &facts.raw.tracks {
        let mut firsts: HashMap<&str, &Rung> = HashMap::new();
        let mut titles: HashMap<(&str, String), &Rung> = HashMap::new();
        for step in track.rungs.iter().filter(|step| !step.broken) {
            let Some(role) = step.role.as_ref() else { continue };
            let title = step.title.as_ref().map(|title| (role.value.as_str(), same(&title.value)));
            let untitled = firsts.get(role.value.as_str()).filter(|first| title.is_none() || first.title.is_none());
            let other = title.as_ref().and_then(|title| titles.get(title)).or(untitled);
            problems.extend(other.map(|other| problem(&role.value, step, other)));
            firsts.entry(&role.value).or_insert(step);
            if let Some(title) = title {
                titles.entry(title).or_insert(step);
            }
        }
    }
}

fn problem(role: &str, step: &Rung, other: &Rung) -> Problem {
    Problem {
        code: Code::RepeatedStep,
        title: format!("the role {} stands on two rungs that nothing tells apart", quoted(role)),
        at: step.at.clone(),
        see: vec![(other.at.clone(), "the other rung".to_owned())],
        help: format!("give each a title, such as `{{ role = \"{role}\", title = \"…\" }}`, or remove one"),
    }
}
