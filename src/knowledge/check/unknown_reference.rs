//! Ensure every reference means something that is defined, and of a kind that fits.
//!
//! What is defined in a file that could not be read is missing, and then a hundred references to it would repeat the same
//! problem. So a reference passes if a broken file seems to define its id. If the text of a file could not be read at
//! all, only references that look like typing errors are reported.

use std::collections::{HashMap, HashSet};

use super::super::problem::{Code, Edit, Location, Problem, quoted};
use super::super::{parse, suggest};
use super::CheckContext;
use super::bad_id::{is_kebab_case, kebab_case};
use super::duplicate_id::own_id;
use super::name::{NameOwner, fold_key};
use super::reference::{Defined, IdKind, Reference, either};

/// Maximum number of ids for which something similar is looked up. Each is compared with every name, and nobody reads the
/// suggestions after the first few dozen.
const MAX_SUGGESTIONS: usize = 200;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    // A null character comes from a file in UTF-16, whose ids cannot be found; a file may also have another format.
    let has_ids = |text: &str| !text.contains('\0') && parse::apparent_ids(text).next().is_some();
    let all_readable = context.broken_files().all(|file| has_ids(&file.text));
    let copied: HashSet<String> = context
        .ids
        .all()
        .iter()
        .filter(|defined| !context.ids.is_unique(&defined.id.value, defined.kind))
        .filter_map(|defined| own_id(context, defined))
        .collect();
    let mut similar: HashMap<(&str, usize), Option<Similar>> = HashMap::new();
    for reference in &context.references {
        let id = reference.id.value.as_str();
        let others = context.ids.named(id);
        // An empty reference is reported as an empty text.
        if context.ids.find(id, reference.kinds).is_some() || super::is_empty(id) {
            continue;
        }
        if let Some(other) = others.first() {
            problems.push(of_another_kind(reference, other));
            continue;
        }
        // So does one to a role that has the id of the role that it was copied from.
        if context.is_in_broken_file(id) || copied.contains(id) {
            continue;
        }
        let searched = similar.len();
        let key = (id, reference.kinds.as_ptr() as usize);
        let similar =
            similar.entry(key).or_insert_with(|| (searched < MAX_SUGGESTIONS).then(|| find(context, reference))?);
        // Once the id that is meant is written correctly, the reference resolves.
        let resolves_soon =
            similar.as_ref().is_some_and(|similar| similar.id != similar.correct && similar.correct == id);
        if (all_readable || similar.is_some()) && !resolves_soon {
            problems.push(several(context, reference).unwrap_or_else(|| undefined(reference, similar.as_ref())));
        }
    }
}

fn of_another_kind(reference: &Reference<'_>, other: &Defined<'_>) -> Problem {
    let expected = either(reference.kinds);
    Problem {
        code: Code::UnknownReference,
        title: format!("{} is a {}, but this must be a {expected}", quoted(&reference.id.value), other.kind),
        at: reference.at().clone(),
        related: vec![(other.id.at.clone(), format!("the {}", other.kind))],
        fix: Vec::new(),
        help: format!("write the id of a {expected}"),
    }
}

fn undefined(reference: &Reference<'_>, similar: Option<&Similar>) -> Problem {
    let id = quoted(&reference.id.value);
    let kinds = either(reference.kinds);
    let help = match similar {
        // What is not an id cannot be defined.
        Some(similar) if !is_kebab_case(&reference.id.value) => format!("write `{}`", similar.correct),
        Some(similar) => format!("write `{}`, or define the {kinds} {id}", similar.correct),
        None => format!("define the {kinds} {id}, or write the id of an existing one"),
    };
    let exact = similar.filter(|similar| similar.is_name && similar.id == similar.correct);
    Problem {
        code: Code::UnknownReference,
        title: format!("the {kinds} {id} is not defined"),
        at: reference.at().clone(),
        related: similar.map(|similar| (similar.at.clone(), similar.what.clone())).into_iter().collect(),
        fix: exact.map(|similar| Edit::quoted(reference.at(), &similar.correct)).into_iter().collect(),
        help,
    }
}

/// Several ids or names in one text, such as `baker, head-baker`.
fn several(context: &CheckContext<'_>, reference: &Reference<'_>) -> Option<Problem> {
    let written = &reference.id.value;
    let parts = [", ", ",", ";", "/", "&", " and ", " or "].iter().find_map(|sign| {
        let parts: Vec<&str> = written.split(sign).map(str::trim).collect();
        (parts.len() > 1).then_some(parts)
    })?;
    let of_part = |part: &&str| {
        let defined = context.ids.find(part, reference.kinds);
        let defined = defined.or_else(|| context.ids.find(&kebab_case(part), reference.kinds))?;
        Some(format!("\"{}\"", defined.id.value))
    };
    let ids: Vec<String> = parts.iter().map(of_part).collect::<Option<_>>()?;
    let is_one = matches!(reference.kinds, [IdKind::Person] | [IdKind::Viewpoint] | [IdKind::Role, IdKind::Term]);
    let help = match reference.kinds {
        [IdKind::Person] => format!("write `{}`; if several people say it, write it once for each", ids.first()?),
        _ if is_one => format!("write one of them, such as `{}`", ids.first()?),
        _ => format!("put each in quotes of its own, and all of them in brackets: `[{}]`", ids.join(", ")),
    };
    Some(Problem {
        code: Code::UnknownReference,
        title: format!("{} is more than one id", quoted(written)),
        at: reference.at().clone(),
        related: Vec::new(),
        fix: Vec::new(),
        help,
    })
}

/// What a reference may have meant.
struct Similar {
    id: String,
    /// The id in kebab-case.
    correct: String,
    at: Location,
    what: String,
    /// Whether the reference is the name, which only one thing has.
    is_name: bool,
}

impl Similar {
    fn new(id: &str, at: &Location, what: String) -> Similar {
        let correct = if is_kebab_case(id) { id.to_owned() } else { kebab_case(id) };
        Similar { id: id.to_owned(), correct, at: at.clone(), what, is_name: false }
    }

    fn named(self) -> Similar {
        Similar { is_name: true, ..self }
    }
}

fn find(context: &CheckContext<'_>, reference: &Reference<'_>) -> Option<Similar> {
    let typed = &reference.id.value;
    let fitting = || context.ids.all().iter().filter(|defined| reference.kinds.contains(&defined.kind));
    let names = || context.names.iter().filter(|name| reference.kinds.contains(&name.owner.kind));
    let by_id = |defined: &Defined<'_>| {
        Similar::new(&defined.id.value, &defined.id.at, format!("a {} with a similar id", defined.kind))
    };
    let by_name = |name: &super::Name<'_>| {
        let NameOwner { kind, id: Some(id), .. } = name.owner else { return None };
        let sort = if name.is_alias { "an alias" } else { "the name" };
        Some(Similar::new(&id.value, &name.text.at, format!("{sort} of the {kind} `{}`", id.value)))
    };
    // A name written in place of an id is no typing error, and the best suggestion.
    let key = fold_key(typed);
    let named = names().find(|name| name.key == key && !key.is_empty()).and_then(by_name).map(Similar::named);
    named
        .or_else(|| entity_named(context, reference, &key))
        .or_else(|| suggest::closest_by(typed, fitting(), |defined| &defined.id.value).map(by_id))
        .or_else(|| suggest::closest_by(&key, names(), |name| &name.key).and_then(by_name))
}

/// The person or track with this name.
fn entity_named(context: &CheckContext<'_>, reference: &Reference<'_>, key: &str) -> Option<Similar> {
    let people = context.raw.people.iter().map(|person| (IdKind::Person, &person.id, &person.name));
    let tracks = context.raw.tracks.iter().map(|track| (IdKind::Track, &track.id, &track.name));
    let mut fitting = people.chain(tracks).filter(|(kind, ..)| reference.kinds.contains(kind));
    let has_name = |name: &Option<_>| {
        name.as_ref().is_some_and(|name: &super::super::raw::Text| !key.is_empty() && fold_key(&name.value) == key)
    };
    let (kind, id, name) = fitting.find(|(_, id, name)| id.is_some() && has_name(name))?;
    let is_only = !fitting.any(|(_, _, name)| has_name(name));
    let (id, name) = (id.as_ref()?, name.as_ref()?);
    let similar = Similar::new(&id.value, &name.at, format!("the name of the {kind} `{}`", id.value));
    Some(if is_only { similar.named() } else { similar })
}
