//! How high roles stand, worked out from the order of all rungs and steps.
//!
//! No source ranks all roles, but each ranks a few: its rungs and steps put one role above another. A level is one number
//! per role that fits all those orders at once, by weighted least squares (HodgeRank: Jiang, Lim, Yao and Ye, "Statistical
//! ranking and combinatorial Hodge theory", 2011). One level is about one step. `docs/routes.md` explains it.

use std::collections::BTreeMap;

use crate::knowledge::model::{Knowledge, Move, MoveKey, MoveKind, Place, RoleKey, Track, TrackKey};

use super::connection::{ConnectionStatement, Direction, EvidenceKey};
use super::support::support;

/// How much a statement counts that people change from one role to another sideways: it hints at equal levels, and no
/// more.
const SWITCH_WEIGHT: f64 = 0.1;

/// How much a statement counts that two roles are on one level.
const PEER_WEIGHT: f64 = 0.6;

/// The most levels that one rung is above the one below it, however many grades the lower role has.
const MAX_RUNG_GAP: f64 = 2.0;

/// How strongly a level is drawn to the middle: enough to keep roles that nobody ranks in place.
const PULL_TO_MIDDLE: f64 = 0.02;

/// Rounds after which the fit is good enough, whether it has settled or not.
const MAX_ROUNDS: usize = 400;

/// A round that changes no level by more than this is the last.
const SETTLED: f64 = 1e-4;

/// The levels of all roles.
#[derive(Debug, Clone)]
pub(in crate::answer) struct Levels {
    /// By role; `None` for a role that nothing ranks.
    roles: Vec<Option<Standing>>,
}

/// Where a role stands.
#[derive(Debug, Clone, Copy)]
struct Standing {
    level: f64,
    /// Levels compare only within a group: roles that statements connect.
    group: usize,
}

/// One role is this many levels above another, as somebody says.
#[derive(Debug, Clone, Copy)]
struct Comparison {
    lower: RoleKey,
    upper: RoleKey,
    gap: f64,
    weight: f64,
}

impl Levels {
    pub(in crate::answer) fn new(knowledge: &Knowledge) -> Levels {
        let count = knowledge.vocabulary.roles.len();
        let comparisons: Vec<Comparison> =
            knowledge.tracks_with_keys().flat_map(|(key, _)| rungs(knowledge, key)).chain(moves(knowledge)).collect();
        let groups = groups(count, &comparisons);
        let mut levels = fit(count, &comparisons);
        let scale = scale(&levels, &comparisons);
        levels.iter_mut().for_each(|level| *level *= scale);
        // The lowest of each group is at 0.
        let mut lowest: BTreeMap<usize, f64> = BTreeMap::new();
        for (group, level) in groups.iter().zip(&levels) {
            if let Some(group) = group {
                let lowest = lowest.entry(*group).or_insert(f64::INFINITY);
                *lowest = lowest.min(*level);
            }
        }
        let standing = |(group, level): (&Option<usize>, &f64)| {
            let group = (*group)?;
            Some(Standing { level: level - lowest.get(&group)?, group })
        };
        Levels { roles: groups.iter().zip(&levels).map(standing).collect() }
    }

    /// The level of a role, the lowest being 0; `None` if nothing ranks it.
    pub(in crate::answer) fn of(&self, role: RoleKey) -> Option<f64> {
        self.standing(role).map(|standing| standing.level)
    }

    /// How many levels the second role is above the first; `None` if nothing connects their ranks.
    pub(in crate::answer) fn rise(&self, from: RoleKey, to: RoleKey) -> Option<f64> {
        let (from, to) = (self.standing(from)?, self.standing(to)?);
        (from.group == to.group).then_some(to.level - from.level)
    }

    fn standing(&self, role: RoleKey) -> Option<Standing> {
        self.roles.get(role.index()).copied().flatten()
    }
}

/// How much a statement counts: 1 for a plain step of a ladder.
fn weight(knowledge: &Knowledge, evidence: EvidenceKey) -> f64 {
    let statement = ConnectionStatement { direction: Direction::Up, evidence };
    f64::from(support([statement.counted(knowledge)]).0) / 100.0
}

/// What the rungs of a track say: each role is above those of the rung below. Grades of one role in a row are one stop.
fn rungs(knowledge: &Knowledge, key: TrackKey) -> Vec<Comparison> {
    let track = &knowledge[key];
    let weight = weight(knowledge, EvidenceKey::Rung { track: key, rung: 0 });
    let mut comparisons = Vec::new();
    for (at, rung) in track.rungs.iter().enumerate() {
        // Rungs that are titles only still count as rungs.
        let Some((below_at, below)) =
            track.rungs[..at].iter().enumerate().rev().find(|(_, below)| !below.roles.is_empty())
        else {
            continue;
        };
        for upper in &rung.roles {
            for lower in below.roles.iter().filter(|lower| !rung.has(**lower) && !below.has(*upper)) {
                let gap = (middle(track, *upper, at) - middle(track, *lower, below_at)).clamp(1.0, MAX_RUNG_GAP);
                comparisons.push(Comparison { lower: *lower, upper: *upper, gap, weight });
            }
        }
    }
    comparisons
}

/// The middle of the rungs in a row that a role is on, around one of them.
fn middle(track: &Track, role: RoleKey, at: usize) -> f64 {
    let below = track.rungs[..at].iter().rev().take_while(|rung| rung.has(role)).count();
    let above = track.rungs[at + 1..].iter().take_while(|rung| rung.has(role)).count();
    at as f64 + (above as f64 - below as f64) / 2.0
}

/// What the moves between roles say.
fn moves(knowledge: &Knowledge) -> impl Iterator<Item = Comparison> {
    let comparison = |(key, stated): (MoveKey, &Move)| {
        let (Place::Role(lower), Place::Role(upper)) = (stated.from, stated.to) else { return None };
        // One person's own career is a case: it ranks nothing.
        if stated.account {
            return None;
        }
        let (gap, factor) = match stated.kind {
            MoveKind::Step => (1.0, 1.0),
            MoveKind::Switch => (0.0, SWITCH_WEIGHT),
            MoveKind::Peer => (0.0, PEER_WEIGHT),
            MoveKind::Exit | MoveKind::Related => return None,
        };
        let weight = factor * weight(knowledge, EvidenceKey::Move(key));
        (lower != upper).then_some(Comparison { lower, upper, gap, weight })
    };
    knowledge.moves_with_keys().filter_map(comparison)
}

/// The group of each role that a comparison names: roles that comparisons connect, directly or not, have the same.
fn groups(count: usize, comparisons: &[Comparison]) -> Vec<Option<usize>> {
    let mut sets = petgraph::unionfind::UnionFind::new(count);
    let mut groups = vec![None; count];
    for comparison in comparisons {
        sets.union(comparison.lower.index(), comparison.upper.index());
    }
    for role in comparisons.iter().flat_map(|comparison| [comparison.lower, comparison.upper]) {
        if let Some(group) = groups.get_mut(role.index()) {
            *group = Some(sets.find(role.index()));
        }
    }
    groups
}

/// The levels that miss the comparisons least, in squares: each is the weighted mean of what its comparisons ask for, round
/// after round (Gauss-Seidel).
fn fit(count: usize, comparisons: &[Comparison]) -> Vec<f64> {
    let mut asked: Vec<Vec<(usize, f64, f64)>> = vec![Vec::new(); count];
    for Comparison { lower, upper, gap, weight } in comparisons {
        let (lower, upper) = (lower.index(), upper.index());
        asked[lower].push((upper, -gap, *weight));
        asked[upper].push((lower, *gap, *weight));
    }
    let mut levels = vec![0.0_f64; count];
    for _ in 0..MAX_ROUNDS {
        let mut change = 0.0_f64;
        for role in 0..count {
            let (mut sum, mut weights) = (0.0, PULL_TO_MIDDLE);
            for (other, gap, weight) in &asked[role] {
                sum += weight * (levels[*other] + gap);
                weights += weight;
            }
            let level = sum / weights;
            change = change.max((level - levels[role]).abs());
            levels[role] = level;
        }
        if change < SETTLED {
            break;
        }
    }
    levels
}

/// What levels are multiplied by so that rungs and steps rise by as much as they say, on average. The fit alone makes them
/// smaller: where sources differ, it stays in the middle.
fn scale(levels: &[f64], comparisons: &[Comparison]) -> f64 {
    let (mut said, mut fitted) = (0.0, 0.0);
    for Comparison { lower, upper, gap, weight } in comparisons.iter().filter(|comparison| comparison.gap > 0.0) {
        said += weight * gap;
        fitted += weight * (levels[upper.index()] - levels[lower.index()]);
    }
    if fitted > 0.0 { said / fitted } else { 1.0 }
}
