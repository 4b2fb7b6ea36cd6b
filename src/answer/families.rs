//! Which field of work a track, term or dispute belongs to.

use crate::knowledge::model::{FamilyKey, Knowledge, RoleKey, Subject, Track};

/// The family of most roles of a track; of several, the one that comes first among its rungs.
pub(super) fn of_track(knowledge: &Knowledge, track: &Track) -> Option<FamilyKey> {
    most(knowledge, track.rungs.iter().flat_map(|rung| &rung.roles))
}

/// The family of a role, or of most roles that a term covers. A track spans fields, so it has none.
pub(super) fn of_subject(knowledge: &Knowledge, subject: Subject) -> Option<FamilyKey> {
    match subject {
        Subject::Role(role) => knowledge[role].family,
        Subject::Term(term) => most(knowledge, &knowledge[term].covers),
        Subject::Track(_) => None,
    }
}

/// The name of a family.
pub(super) fn name(knowledge: &Knowledge, family: Option<FamilyKey>) -> Option<&str> {
    family.map(|family| knowledge[family].name.as_str())
}

fn most<'r>(knowledge: &Knowledge, roles: impl IntoIterator<Item = &'r RoleKey>) -> Option<FamilyKey> {
    let mut counts: Vec<(FamilyKey, usize)> = Vec::new();
    for family in roles.into_iter().filter_map(|role| knowledge[*role].family) {
        match counts.iter_mut().find(|(other, _)| *other == family) {
            Some((_, count)) => *count += 1,
            None => counts.push((family, 1)),
        }
    }
    // The last of equal maxima is taken, so the first comes last.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(family, _)| family)
}
