//! Ensure an id is unique: among entities of its kind, and among all kinds that a reference to it could mean. The id of a
//! move or definition is unique among all statements, because only references need it.

use std::collections::HashSet;

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;
use super::bad_id::{is_kebab_case, kebab_case};
use super::reference::{Defined, IdKind, STATEMENT, either};

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let mut firsts = std::collections::HashMap::new();
    for defined in context.ids.all() {
        let first: &Defined<'_> = firsts.entry((defined.kind, &defined.id.value)).or_insert(defined);
        if first.index != defined.index {
            problems.push(Problem {
                code: Code::DuplicateId,
                title: format!("two {} have the id {}", plural(defined), quoted(&defined.id.value)),
                at: defined.id.at.clone(),
                related: vec![(first.id.at.clone(), "first defined here".to_owned())],
                fix: Vec::new(),
                help: match own_id(context, defined) {
                    Some(own) => format!("give it an id of its own, such as `{own}`, or merge them"),
                    None => "give one of them another id, or merge them".to_owned(),
                },
            });
        }
    }
    statements(context, problems);
    ambiguous(context, problems);
}

/// Moves and definitions that share their id with another kind of statement.
fn statements(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let pointed_at = |kind: &IdKind| matches!(kind, IdKind::Move | IdKind::Definition);
    for defined in context.ids.all().iter().filter(|defined| pointed_at(&defined.kind)) {
        let is_other = |other: &&Defined<'_>| other.kind != defined.kind && STATEMENT.contains(&other.kind);
        // Of a move and a definition, the definition is reported.
        let is_reported =
            |other: &&Defined<'_>| is_other(other) && (defined.kind, other.kind) != (IdKind::Move, IdKind::Definition);
        if let Some(other) = context.ids.named(&defined.id.value).iter().find(is_reported) {
            problems.push(Problem {
                code: Code::DuplicateId,
                title: format!("a {} and a {} share the id {}", defined.kind, other.kind, quoted(&defined.id.value)),
                at: defined.id.at.clone(),
                related: vec![(other.id.at.clone(), format!("the {}", other.kind))],
                fix: Vec::new(),
                help: "give one of them another id".to_owned(),
            });
        }
    }
}

/// One problem for each id that a reference cannot tell apart, however many references there are.
fn ambiguous(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let mut reported = HashSet::new();
    for reference in &context.references {
        let id = &reference.id.value;
        let mut meant: Vec<&Defined<'_>> = Vec::new();
        for defined in context.ids.named(id).iter().filter(|defined| reference.kinds.contains(&defined.kind)) {
            if meant.iter().all(|known| known.kind != defined.kind) {
                meant.push(defined);
            }
        }
        if meant.len() > 1 && reported.insert(id) {
            let kinds: Vec<_> = meant.iter().map(|defined| defined.kind).collect();
            let related = meant.iter().map(|defined| (defined.id.at.clone(), format!("a {}", defined.kind)));
            problems.push(Problem {
                code: Code::DuplicateId,
                title: format!("{} could mean a {}", quoted(id), either(&kinds)),
                at: reference.at().clone(),
                related: related.collect(),
                fix: Vec::new(),
                help: "give one of them another id".to_owned(),
            });
        }
    }
}

fn plural(defined: &Defined<'_>) -> String {
    match defined.kind {
        super::IdKind::Person => "people".to_owned(),
        kind => format!("{kind}s"),
    }
}

/// The id that the name of something suggests, if it is free: who copies a role forgets to change its id.
pub(super) fn own_id(context: &CheckContext<'_>, defined: &Defined<'_>) -> Option<String> {
    let raw = context.raw;
    let name = match defined.kind {
        IdKind::Role => raw.roles.get(defined.index)?.name.as_ref(),
        IdKind::Term => raw.terms.get(defined.index)?.name.as_ref(),
        IdKind::Track => raw.tracks.get(defined.index)?.name.as_ref(),
        IdKind::Person => raw.people.get(defined.index)?.name.as_ref(),
        IdKind::Family => raw.families.get(defined.index)?.name.as_ref(),
        _ => None,
    };
    let id = kebab_case(&name?.value);
    (is_kebab_case(&id) && context.ids.named(&id).is_empty()).then_some(id)
}
