//! Ensure that where steps lead both ways between two roles, a dispute says so: both cannot be upward for everyone.
//!
//! Only moves count. That two tracks order two roles differently is so common that a warning would be noise.

use std::collections::{HashMap, HashSet};

use super::super::model::MoveKind;
use super::super::problem::{Code, Problem, quoted};
use super::super::raw::Text;
use super::CheckContext;
use super::too_many_pairs::MAX_PAIRS;

/// Maximum number of pairs that are looked up in all disputes; nobody reads more warnings.
const MAX_LOOKUPS: usize = 500;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let is_step = |kind: &Option<Text>| kind.as_ref().is_some_and(|kind| kind.value == MoveKind::Step.as_str());
    let mut steps: HashMap<(&str, &str), &Text> = HashMap::new();
    let mut looked_up: HashSet<(&str, &str)> = HashSet::new();
    for stated_move in context.raw.moves.iter().filter(|stated_move| is_step(&stated_move.kind)) {
        // Longer lists are an error already.
        for from in stated_move.from.iter().take(MAX_PAIRS) {
            for to in stated_move.to.iter().take(MAX_PAIRS) {
                let pair = (from.value.as_str(), to.value.as_str());
                steps.entry(pair).or_insert(to);
                let Some(other) = steps.get(&(pair.1, pair.0)).filter(|_| pair.0 != pair.1) else { continue };
                if looked_up.len() >= MAX_LOOKUPS {
                    return;
                }
                if looked_up.insert((pair.0.min(pair.1), pair.0.max(pair.1))) && !is_disputed(context, pair) {
                    problems.push(Problem {
                        code: Code::TwoWayStep,
                        title: format!("steps lead both ways between {} and {}", quoted(pair.0), quoted(pair.1)),
                        at: to.at.clone(),
                        related: vec![(other.at.clone(), "the step the other way".to_owned())],
                        fix: Vec::new(),
                        help: "add a `[[dispute]]` about the two roles, or give one move another kind".to_owned(),
                    });
                }
            }
        }
    }
}

/// Whether a dispute is about both roles.
pub(super) fn is_disputed(context: &CheckContext<'_>, (one, other): (&str, &str)) -> bool {
    let has = |ids: &[Text], id: &str| ids.iter().any(|text| text.value == id);
    context.raw.disputes.iter().any(|dispute| has(&dispute.about, one) && has(&dispute.about, other))
}
