//! Ensure an id stands for one thing: no two of a kind have the same, and where a reference does not say of which kind
//! it is, only one kind has it. The id of a move or definition is there to be referred to, so no other statement has it.

use std::collections::HashSet;

use super::super::problem::{Code, Problem, quoted};
use super::Facts;
use super::reference::{Defined, Kind, STATEMENT, either};

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let mut firsts = std::collections::HashMap::new();
    for defined in facts.ids.all() {
        let first: &Defined<'_> = firsts.entry((defined.kind, &defined.id.value)).or_insert(defined);
        if first.index != defined.index {
            problems.push(Problem {
                code: Code::DuplicateId,
                title: format!("there are two {} with the id {}", plural(defined), quoted(&defined.id.value)),
                at: defined.id.at.clone(),
                see: vec![(first.id.at.clone(), "first defined here".to_owned())],
                help: "give one of them another id, or make them one".to_owned(),
            });
        }
    }
    statements(facts, problems);
    ambiguous(facts, problems);
}

/// Moves and definitions whose id another sort of statement has.
fn statements(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let pointed_at = |kind: &Kind| matches!(kind, Kind::Move | Kind::Definition);
    for defined in facts.ids.all().iter().filter(|defined| pointed_at(&defined.kind)) {
        let is_other = |other: &&Defined<'_>| other.kind != defined.kind && STATEMENT.contains(&other.kind);
        // Of a move and a definition, the definition is told.
        let is_told =
            |other: &&Defined<'_>| is_other(other) && (defined.kind, other.kind) != (Kind::Move, Kind::Definition);
        if let Some(other) = facts.ids.named(&defined.id.value).iter().find(is_told) {
            problems.push(Problem {
                code: Code::DuplicateId,
                title: format!("the {} has the id of a {}, {}", defined.kind, other.kind, quoted(&defined.id.value)),
                at: defined.id.at.clone(),
                see: vec![(other.id.at.clone(), format!("the {}", other.kind))],
                help: "give one of them another id".to_owned(),
            });
        }
    }
}

/// One problem for each id that some reference cannot tell apart, however many references there are.
fn ambiguous(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let mut told = HashSet::new();
    for reference in &facts.references {
        let id = &reference.id.value;
        let mut meant: Vec<&Defined<'_>> = Vec::new();
        for defined in facts.ids.named(id).iter().filter(|defined| reference.kinds.contains(&defined.kind)) {
            if meant.iter().all(|known| known.kind != defined.kind) {
                meant.push(defined);
            }
        }
        if meant.len() > 1 && told.insert(id) {
            let kinds: Vec<_> = meant.iter().map(|defined| defined.kind).collect();
            let see = meant.iter().map(|defined| (defined.id.at.clone(), format!("a {}", defined.kind)));
            problems.push(Problem {
                code: Code::DuplicateId,
                title: format!("{} may mean a {}", quoted(id), either(&kinds)),
                at: reference.at().clone(),
                see: see.collect(),
                help: "give one of them another id".to_owned(),
            });
        }
    }
}

fn plural(defined: &Defined<'_>) -> String {
    match defined.kind {
        super::Kind::Person => "people".to_owned(),
        kind => format!("{kind}s"),
    }
}
