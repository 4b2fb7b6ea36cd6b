//! Every way that somebody names, as a graph: places, and hops between them.
//!
//! A move from any rung of a track begins at each role on it. A move onto a track leads to the track, and from there up
//! to each role on it: nobody says at which rung people come onto it, so this climb counts as if it were from the lowest.

use std::collections::HashMap;
use std::ops::Add;

use petgraph::Direction as Towards;
use petgraph::algo::dijkstra;
use petgraph::graph::{DiGraph, NodeIndex, UnGraph};
use petgraph::visit::{EdgeRef, Reversed};

use crate::knowledge::model::{Knowledge, RoleKey, Rung, Track, TrackKey};

use super::{Hop, Nearest, TrackRef};
use crate::answer::destinations::{self, Basis, Destination, Direction, End, StatementView};
use crate::answer::statements::attribution;
use crate::answer::{EntityKind, EntityRef};

/// A place, and for a rung that is merely a title, the track that has it.
type Spot<'k> = (EntityRef<'k>, Option<&'k str>);

/// Everything that can be gone.
pub(super) struct MoveGraph<'k> {
    pub(super) graph: DiGraph<Spot<'k>, Leg<'k>>,
    /// The same, and what is merely near, without direction.
    near: UnGraph<(), ()>,
    at: HashMap<Spot<'k>, NodeIndex>,
}

/// A hop, and what it costs.
#[derive(Debug, Clone)]
pub(super) struct Leg<'k> {
    pub(super) hop: Hop<'k>,
    pub(super) cost: Cost,
}

/// What a route costs: the least is the best. Fields are compared in their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    /// Steps that it takes.
    pub(super) steps: u32,
    /// For each hop, how many voices it has fewer than [`MANY_VOICES`].
    unsaid: u32,
    /// For each hop, how many years before 3000 somebody last said so.
    age: u32,
    /// How often it leaves the field: of routes that are otherwise alike, the one that stays is the shorter.
    exits: u32,
}

/// From as many voices on, one more makes no difference.
const MANY_VOICES: usize = 8;

/// Which way to look from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    /// To what can be reached.
    Ahead,
    /// To what it can be reached from.
    Behind,
}

impl<'k> MoveGraph<'k> {
    pub(super) fn new(knowledge: &'k Knowledge) -> MoveGraph<'k> {
        let mut map = MoveGraph { graph: DiGraph::new(), near: UnGraph::default(), at: HashMap::new() };
        for (role, _) in knowledge.vocabulary.roles_with_keys() {
            let here = EntityRef::role(knowledge, role);
            map.node((here, None));
            for destination in destinations::of_role(knowledge, role, End::From) {
                map.add(knowledge, (here, None), destination);
            }
        }
        for (key, track) in (0..).map(TrackKey).zip(&knowledge.tracks) {
            map.climb_titles(knowledge, key, track);
            map.climb_from_any_rung(knowledge, key, track);
        }
        map
    }

    /// The rungs above one that is merely a title.
    fn climb_titles(&mut self, knowledge: &'k Knowledge, key: TrackKey, track: &'k Track) {
        for pair in track.rungs.windows(2) {
            let [below, above] = pair else { continue };
            if below.role().is_none() {
                let basis = Basis::Rung {
                    track: EntityRef::track(knowledge, key),
                    title: above.role().and(above.title.as_deref()),
                };
                let destination =
                    way_on(knowledge, track, EntityRef::rung(knowledge, above), basis, above.adds.as_deref());
                self.add(knowledge, (EntityRef::rung(knowledge, below), Some(&track.id)), destination);
            }
        }
    }

    /// From the track as a whole to each of its roles.
    fn climb_from_any_rung(&mut self, knowledge: &'k Knowledge, key: TrackKey, track: &'k Track) {
        let here = EntityRef::track(knowledge, key);
        if !self.at.contains_key(&(here, None)) {
            // Nobody comes onto it but by its rungs.
            return;
        }
        for (place, step) in track.rungs.iter().enumerate() {
            let Some(role) = step.role() else { continue };
            if track.rungs[..place].iter().all(|below| !below.has(role)) {
                let basis = Basis::Onto { track: here, rung: place + 1, rungs: track.rungs.len() };
                let destination = way_on(knowledge, track, EntityRef::role(knowledge, role), basis, None);
                self.add(knowledge, (here, None), destination);
            }
        }
    }

    fn node(&mut self, spot: Spot<'k>) -> NodeIndex {
        *self.at.entry(spot).or_insert_with(|| {
            self.near.add_node(());
            self.graph.add_node(spot)
        })
    }

    fn add(&mut self, knowledge: &'k Knowledge, from: Spot<'k>, destination: Destination<'k>) {
        let start = self.node(from);
        let mut ends: Vec<Spot<'k>> = Vec::new();
        for statements in &destination.statements {
            // A title is a rung of its own on every track.
            let end = match statements.basis {
                Basis::Rung { track, .. } if destination.place.kind == EntityKind::Title => {
                    (destination.place, track.id)
                }
                _ => (destination.place, None),
            };
            if !ends.contains(&end) {
                ends.push(end);
            }
        }
        for end in ends {
            let end = self.node(end);
            self.near.add_edge(start, end, ());
            if destination.direction != Direction::Near {
                let hop = Hop {
                    from: from.0,
                    demotes_on: demotes_on(knowledge, from.0, destination.place),
                    destination: destination.clone(),
                };
                self.graph.add_edge(start, end, Leg { cost: Cost::of(&hop), hop });
            }
        }
    }

    pub(super) fn spot(&self, role: EntityRef<'k>) -> Option<NodeIndex> {
        self.at.get(&(role, None)).copied()
    }

    /// Whether any way leads on from a role.
    pub(super) fn has_exit(&self, role: EntityRef<'k>) -> bool {
        self.spot(role).is_some_and(|spot| self.graph.neighbors_directed(spot, Towards::Outgoing).next().is_some())
    }

    /// Of the roles that are seen from one, the nearest to another; what is merely near counts for that, in both
    /// directions. `None` if none is seen.
    pub(super) fn nearest(&self, role: EntityRef<'k>, other: EntityRef<'k>, sight: Sight) -> Option<Nearest<'k>> {
        let (here, there) = (self.spot(role)?, self.spot(other)?);
        let cost = |leg: &Leg<'_>| leg.cost;
        let seen = match sight {
            Sight::Ahead => dijkstra(&self.graph, here, None, |edge| cost(edge.weight())),
            Sight::Behind => dijkstra(Reversed(&self.graph), here, None, |edge| cost(edge.weight())),
        };
        let near = dijkstra(&self.near, there, None, |_| 1_u32);
        let roles = seen.iter().filter(|(spot, _)| **spot != here && self.graph[**spot].0.kind == EntityKind::Role);
        let distance = |spot: &NodeIndex| near.get(spot).copied().unwrap_or(u32::MAX);
        let (spot, cost) = roles.min_by_key(|(spot, cost)| (distance(spot), **cost, spot.index()))?;
        Some(Nearest { role: self.graph[*spot].0, steps: cost.steps })
    }
}

fn way_on<'k>(
    knowledge: &'k Knowledge,
    track: &Track,
    place: EntityRef<'k>,
    basis: Basis<'k>,
    note: Option<&'k str>,
) -> Destination<'k> {
    let direction = Direction::Up;
    let attribution = attribution(knowledge, &track.attribution);
    Destination {
        direction,
        place,
        usual: false,
        statements: vec![StatementView { attribution, direction, basis, usual: false, note }],
    }
}

/// The tracks on which one role stands lower than another, all its rungs below all those of the other.
fn demotes_on<'k>(knowledge: &'k Knowledge, from: EntityRef<'k>, to: EntityRef<'k>) -> Vec<TrackRef<'k>> {
    let role = |entity: EntityRef<'_>| {
        entity.id.filter(|_| entity.kind == EntityKind::Role).and_then(|id| knowledge.role_with_id(id))
    };
    let (Some(from), Some(to)) = (role(from), role(to)) else { return Vec::new() };
    let stands = |track: &Track, role: RoleKey| {
        let is_it = |step: &Rung| step.has(role);
        track.rungs.iter().position(is_it).zip(track.rungs.iter().rposition(is_it))
    };
    let is_lower = |track: &&(TrackKey, &'k Track)| {
        stands(track.1, to).zip(stands(track.1, from)).is_some_and(|((_, top), (bottom, _))| top < bottom)
    };
    let tracks: Vec<(TrackKey, &Track)> = (0..).map(TrackKey).zip(&knowledge.tracks).collect();
    tracks
        .iter()
        .filter(is_lower)
        .map(|(key, track)| TrackRef {
            track: EntityRef::track(knowledge, *key),
            attribution: attribution(knowledge, &track.attribution),
        })
        .collect()
}

impl Cost {
    fn of(hop: &Hop<'_>) -> Cost {
        let climb = hop.destination.statements.iter().filter_map(|statements| match statements.basis {
            Basis::Onto { rung, .. } => u32::try_from(rung - 1).ok(),
            _ => None,
        });
        let unsaid = MANY_VOICES.saturating_sub(hop.destination.viewpoints());
        Cost {
            steps: climb.max().unwrap_or(1),
            unsaid: u32::try_from(unsaid).unwrap_or_default(),
            age: u32::from(3000_u16.saturating_sub(hop.destination.newest().unwrap_or_default())),
            exits: u32::from(hop.destination.direction == Direction::Out),
        }
    }

    /// The same with steps on top.
    pub(super) fn and_steps(self, steps: u32) -> Cost {
        Cost { steps: self.steps.saturating_add(steps), ..self }
    }
}

impl Add for Cost {
    type Output = Cost;

    fn add(self, other: Cost) -> Cost {
        Cost {
            steps: self.steps.saturating_add(other.steps),
            unsaid: self.unsaid.saturating_add(other.unsaid),
            age: self.age.saturating_add(other.age),
            exits: self.exits.saturating_add(other.exits),
        }
    }
}
