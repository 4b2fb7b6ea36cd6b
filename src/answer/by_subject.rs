//! What is said about each role, term and track. It is looked up once for a knowledge: most statements are about others.

use rustc_hash::FxHashMap;

use crate::knowledge::model::{
    Attribution, DefinitionKey, DisputeKey, Knowledge, MoveKey, MoveKind, Place, RoleKey, Subject, TrackKey,
    ViewpointKey,
};

/// The statements about each subject, in the order of the files.
#[derive(Debug, Clone, Default)]
pub(super) struct BySubject {
    viewpoints: FxHashMap<Subject, Vec<ViewpointKey>>,
    disputes: FxHashMap<Subject, Vec<DisputeKey>>,
    definitions: FxHashMap<Subject, Vec<DefinitionKey>>,
    /// The tracks that each role is on, by role.
    tracks: Vec<Vec<TrackKey>>,
    /// Who ranks each role above, below or beside another, by role.
    ranked_by: Vec<Vec<Attribution>>,
}

impl BySubject {
    pub(super) fn new(knowledge: &Knowledge) -> BySubject {
        let roles = knowledge.vocabulary.roles.len();
        let mut all =
            BySubject { tracks: vec![Vec::new(); roles], ranked_by: vec![Vec::new(); roles], ..BySubject::default() };
        for (key, viewpoint) in (0..).map(ViewpointKey).zip(&knowledge.viewpoints) {
            add_each(&mut all.viewpoints, &viewpoint.about, key);
        }
        for (key, dispute) in (0..).map(DisputeKey).zip(&knowledge.disputes) {
            add_each(&mut all.disputes, &dispute.about, key);
        }
        for (key, definition) in (0..).map(DefinitionKey).zip(&knowledge.definitions) {
            add_each(&mut all.definitions, &[definition.of], key);
        }
        for (key, track) in knowledge.tracks_with_keys() {
            for role in track.rungs.iter().flat_map(|rung| &rung.roles) {
                let on = &mut all.tracks[role.index()];
                if on.last() != Some(&key) {
                    on.push(key);
                    all.ranked_by[role.index()].push(track.attribution);
                }
            }
        }
        let ranks = |key: MoveKey| matches!(knowledge[key].kind, MoveKind::Step | MoveKind::Peer);
        for (_, stated) in knowledge.moves_with_keys().filter(|(key, _)| ranks(*key)) {
            for place in [stated.from, stated.to] {
                if let Place::Role(role) = place {
                    all.ranked_by[role.index()].push(stated.attribution);
                }
            }
        }
        all
    }

    /// The viewpoints about any of these subjects, each once.
    pub(super) fn viewpoints(&self, subjects: &[Subject]) -> Vec<ViewpointKey> {
        any(&self.viewpoints, subjects)
    }

    /// The disputes about any of these subjects, each once.
    pub(super) fn disputes(&self, subjects: &[Subject]) -> Vec<DisputeKey> {
        any(&self.disputes, subjects)
    }

    /// The definitions of a subject.
    pub(super) fn definitions(&self, subject: Subject) -> &[DefinitionKey] {
        self.definitions.get(&subject).map_or(&[], Vec::as_slice)
    }

    /// The tracks that a role is on.
    pub(super) fn tracks(&self, role: RoleKey) -> &[TrackKey] {
        self.tracks.get(role.index()).map_or(&[], Vec::as_slice)
    }

    /// Who ranks a role above, below or beside another, by a rung or a move.
    pub(super) fn ranked_by(&self, role: RoleKey) -> &[Attribution] {
        self.ranked_by.get(role.index()).map_or(&[], Vec::as_slice)
    }
}

fn add_each<K: Copy + PartialEq>(to: &mut FxHashMap<Subject, Vec<K>>, subjects: &[Subject], key: K) {
    for subject in subjects {
        let keys = to.entry(*subject).or_default();
        if keys.last() != Some(&key) {
            keys.push(key);
        }
    }
}

fn any<K: Copy + Ord>(of: &FxHashMap<Subject, Vec<K>>, subjects: &[Subject]) -> Vec<K> {
    let mut keys: Vec<K> = subjects.iter().filter_map(|subject| of.get(subject)).flatten().copied().collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
