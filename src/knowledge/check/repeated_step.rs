//! Ensure a role that is on several rungs of a track has a title of its own on each.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::super::raw::Rung;
use super::CheckContext;
use super::name::fold_key;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for track in &context.raw.tracks {
        let mut firsts: HashMap<&str, &Rung> = HashMap::new();
        let mut titles: HashMap<(&str, String), &Rung> = HashMap::new();
        for rung in track.rungs.iter().filter(|rung| !rung.broken) {
            for role in &rung.roles {
                let role = role.value.as_str();
                let title = rung.title.as_ref().map(|title| (role, fold_key(&title.value)));
                let untitled = firsts.get(role).filter(|first| title.is_none() || first.title.is_none());
                let other = title.as_ref().and_then(|title| titles.get(title)).or(untitled);
                // Twice on one rung is a repeated reference.
                let other = other.filter(|other| other.at != rung.at);
                problems.extend(other.map(|other| problem(role, rung, other)));
                firsts.entry(role).or_insert(rung);
                if let Some(title) = title {
                    titles.entry(title).or_insert(rung);
                }
            }
        }
    }
}

fn problem(role: &str, rung: &Rung, other: &Rung) -> Problem {
    Problem {
        code: Code::RepeatedStep,
        title: format!("the role {} is on two rungs, and nothing tells them apart", quoted(role)),
        at: rung.at.clone(),
        related: vec![(other.at.clone(), "the other rung".to_owned())],
        fix: Vec::new(),
        help: format!("give each rung a title, such as `{{ role = \"{role}\", title = \"…\" }}`, or remove one"),
    }
}
