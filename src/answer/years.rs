//! What sources say of how long a step takes, or how much experience a rung asks for.

use std::cmp::Reverse;

use serde::Serialize;

use crate::knowledge::model::{Knowledge, Move, Place, RoleKey, Rung, SourceKind, Track};

use super::attribution::AttributionView;
use super::by_subject::BySubject;
use super::entity::EntityRef;

/// How many years a source names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearsView<'k> {
    /// Where a move starts; `null` for a rung of a track.
    pub from: Option<EntityRef<'k>>,
    /// Where the move leads, or the role of the rung.
    pub to: EntityRef<'k>,
    /// What the source calls the rung; `null` for a move, or if that is the role's name.
    pub title: Option<&'k str>,
    /// Of a move: after how many years. Of a rung: how many years people usually stay, or the experience asked for. In
    /// the source's words.
    pub years: &'k str,
    /// Whether it is one person's own career.
    pub account: bool,
    /// Who says so.
    pub attribution: AttributionView<'k>,
}

/// How long people stay in a role before they move on.
pub(super) fn from_role<'k>(knowledge: &'k Knowledge, by_subject: &BySubject, role: RoleKey) -> Vec<YearsView<'k>> {
    let mut all = of_moves(knowledge, |from, _| from == Place::Role(role));
    all.extend(of_rungs(knowledge, by_subject, role));
    all
}

/// After how long people get to a role, and the experience that is asked for.
pub(super) fn to_role<'k>(knowledge: &'k Knowledge, by_subject: &BySubject, role: RoleKey) -> Vec<YearsView<'k>> {
    let mut all = of_moves(knowledge, |_, to| to == Place::Role(role));
    all.extend(of_first_rungs(knowledge, by_subject, role));
    all
}

/// How long the steps of a path take, and the experience that its goal asks for.
pub(super) fn along<'k>(
    knowledge: &'k Knowledge,
    by_subject: &BySubject,
    steps: &[(RoleKey, RoleKey)],
    goal: RoleKey,
) -> Vec<YearsView<'k>> {
    let is_step = |from: Place, to: Place| {
        steps.iter().any(|(start, end)| from == Place::Role(*start) && to == Place::Role(*end))
    };
    let mut all = of_moves(knowledge, is_step);
    all.extend(of_first_rungs(knowledge, by_subject, goal));
    all
}

fn of_moves(knowledge: &Knowledge, is_meant: impl Fn(Place, Place) -> bool) -> Vec<YearsView<'_>> {
    let view = |stated: &'_ Move| (stated.from, stated.to, stated.account, stated.attribution);
    let meant = knowledge.moves_with_keys().filter(|(_, stated)| is_meant(stated.from, stated.to));
    let mut all: Vec<YearsView<'_>> = meant
        .filter_map(|(_, stated)| {
            let (from, to, account, attribution) = view(stated);
            Some(YearsView {
                from: Some(EntityRef::place(knowledge, from)),
                to: EntityRef::place(knowledge, to),
                title: None,
                years: stated.years.as_deref()?,
                account,
                attribution: AttributionView::new(knowledge, attribution),
            })
        })
        .collect();
    all.sort_by_key(|view| (view.account, Reverse(view.attribution.confidence), Reverse(view.attribution.year())));
    all
}

/// All rungs of a role that say how long.
fn of_rungs<'k>(knowledge: &'k Knowledge, by_subject: &BySubject, role: RoleKey) -> Vec<YearsView<'k>> {
    let tracks = by_subject.tracks(role).iter().map(|key| &knowledge[*key]);
    let rungs =
        tracks.flat_map(|track| track.rungs.iter().filter(|rung| rung.has(role)).map(move |rung| (track, rung)));
    in_order(rungs.filter_map(|(track, rung)| of_rung(knowledge, track, rung, role)).collect())
}

/// The rungs on which people arrive at a role: on each track the lowest one of the role. The ones above it are seniority.
///
/// A rung that several roles share says little about each of them: it counts only if no other one says how long.
fn of_first_rungs<'k>(knowledge: &'k Knowledge, by_subject: &BySubject, role: RoleKey) -> Vec<YearsView<'k>> {
    let tracks = by_subject.tracks(role).iter().map(|key| &knowledge[*key]);
    let rungs = tracks.filter_map(|track| Some((track, track.rungs.iter().find(|rung| rung.has(role))?)));
    let (own, shared): (Vec<_>, Vec<_>) = rungs
        .filter_map(|(track, rung)| Some((rung.roles.len() == 1, of_rung(knowledge, track, rung, role)?)))
        .partition(|(is_own, _)| *is_own);
    let most_telling = if own.is_empty() { shared } else { own };
    in_order(most_telling.into_iter().map(|(_, view)| view).collect())
}

/// What a rung says of a role. `None` if it names no years.
fn of_rung<'k>(knowledge: &'k Knowledge, track: &'k Track, rung: &'k Rung, role: RoleKey) -> Option<YearsView<'k>> {
    Some(YearsView {
        from: None,
        to: EntityRef::role(knowledge, role),
        title: rung.title.as_deref(),
        years: rung.years.as_deref()?,
        account: false,
        attribution: AttributionView::new(knowledge, track.attribution),
    })
}

/// Employers' ladders and public bodies first, then the newest.
fn in_order(mut all: Vec<YearsView<'_>>) -> Vec<YearsView<'_>> {
    let is_official =
        |view: &YearsView<'_>| matches!(view.attribution.source.kind, Some(SourceKind::Ladder | SourceKind::Guidance));
    all.sort_by_key(|view| (Reverse(is_official(view)), Reverse(view.attribution.year())));
    all
}
