//! Ensure every reference leads to something that is defined, and is of a kind that fits.
//!
//! A thing that is defined in a file that could not be read is not there, and then a hundred references to it would
//! say the same again. So a reference is let pass if a broken file seems to define its id. If the text of a file could
//! not be had at all, only those are reported that look like a slip of the fingers.

use std::collections::{HashMap, HashSet};

use super::super::problem::{At, Code, Problem, quoted};
use super::super::{shape, suggest};
use super::Facts;
use super::name::{Owner, same};
use super::reference::{Defined, Reference, either};

/// Most ids for which something similar is looked for. Each is compared with every name there is, and nobody reads the
/// suggestions after the first few dozen.
const SUGGESTIONS: usize = 200;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let broken = || facts.raw.broken.iter().filter_map(|file| facts.files.0.get(file.0));
    let in_sight: HashSet<&str> = broken().flat_map(|file| shape::ids_in_sight(&file.text)).collect();
    let all_in_sight = broken().all(|file| !file.text.is_empty());
    let mut similar: HashMap<(&str, usize), Option<Similar>> = HashMap::new();
    for reference in &facts.references {
        let id = reference.id.value.as_str();
        let others = facts.ids.named(id);
        // An empty reference is an empty text, and said to be one.
        if facts.ids.find(id, reference.kinds).is_some() || super::is_empty(id) {
            continue;
        }
        if let Some(other) = others.first() {
            problems.push(of_another_kind(reference, other));
            continue;
        }
        if in_sight.contains(id) {
            continue;
        }
        let searched = similar.len();
        let key = (id, reference.kinds.as_ptr() as usize);
        let similar = similar.entry(key).or_insert_with(|| (searched < SUGGESTIONS).then(|| find(facts, reference))?);
        if all_in_sight || similar.is_some() {
            problems.push(nowhere(reference, similar.as_ref()));
        }
    }
}

fn of_another_kind(reference: &Reference<'_>, other: &Defined<'_>) -> Problem {
    let wanted = either(reference.kinds);
    Problem {
        code: Code::UnknownReference,
        title: format!("{} is a {}, and this has to be a {wanted}", quoted(&reference.id.value), other.kind),
        at: reference.at().clone(),
        see: vec![(other.id.at.clone(), format!("the {}", other.kind))],
        help: format!("write the id of a {wanted}"),
    }
}

fn nowhere(reference: &Reference<'_>, similar: Option<&Similar>) -> Problem {
    let id = quoted(&reference.id.value);
    let kinds = either(reference.kinds);
    let help = match similar {
        Some(similar) => format!("write `{}`, or define the {kinds} {id}", similar.id),
        None => format!("define the {kinds} {id}, or write the id of one that is"),
    };
    Problem {
        code: Code::UnknownReference,
        title: format!("{kinds} {id} is not defined"),
        at: reference.at().clone(),
        see: similar.map(|similar| (similar.at.clone(), similar.what.clone())).into_iter().collect(),
        help,
    }
}

/// What a reference may have meant.
struct Similar {
    id: String,
    at: At,
    what: String,
}

fn find(facts: &Facts<'_>, reference: &Reference<'_>) -> Option<Similar> {
    let typed = &reference.id.value;
    let fitting = || facts.ids.all().iter().filter(|defined| reference.kinds.contains(&defined.kind));
    let names = || facts.names.iter().filter(|name| reference.kinds.contains(&name.owner.kind));
    let by_id = |defined: &Defined<'_>| Similar {
        id: defined.id.value.clone(),
        at: defined.id.at.clone(),
        what: format!("a {} with a similar id", defined.kind),
    };
    let by_name = |name: &super::Name<'_>| {
        let Owner { kind, id: Some(id), .. } = name.owner else { return None };
        let sort = if name.is_alias { "an alias" } else { "the name" };
        let what = format!("{sort} of the {kind} `{}`", id.value);
        Some(Similar { id: id.value.clone(), at: name.text.at.clone(), what })
    };
    // A name that was written for an id is no slip, and the surest hint.
    let bare = same(typed);
    let spelled = names().find(|name| name.same == bare && !bare.is_empty()).and_then(by_name);
    spelled
        .or_else(|| suggest::closest_by(typed, fitting(), |defined| &defined.id.value).map(by_id))
        .or_else(|| suggest::closest_by(&bare, names(), |name| &name.same).and_then(by_name))
}
