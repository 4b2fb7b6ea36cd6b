//! Which places lead to which, by which statements. Everything is a key; it is worked out once, with the engine.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use petgraph::{Direction as EdgeDirection, Incoming, Outgoing};

use crate::knowledge::model::{Knowledge, Move, MoveKey, MoveKind, Place, RoleKey, Track, TrackKey};

use super::connection::{Connection, ConnectionStatement, Direction, EvidenceKey, Node};
use super::levels::Levels;

/// Where a connection of a role is shown, as [`order`](super::order) works it out. It is the same in every answer.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// Which of the connections it is.
    pub(super) connection: usize,
    pub(super) leading: bool,
    pub(super) later: bool,
    pub(super) shown: bool,
}

/// The connections of every role and track.
#[derive(Debug, Clone)]
pub(super) struct Connections {
    roles: Vec<BothEnds>,
    tracks: Vec<BothEnds>,
    /// In which order the outgoing and the incoming connections of each role are shown, once somebody has asked.
    orders: Vec<[OnceLock<Vec<Placed>>; 2]>,
}

/// The connections of one place: by direction, then the best supported first.
#[derive(Debug, Clone, Default)]
struct BothEnds {
    /// Where it leads.
    outgoing: Vec<Connection>,
    /// What leads to it.
    incoming: Vec<Connection>,
}

impl Connections {
    /// The connections that the rungs and moves state.
    ///
    /// A move from "any rung" of a track counts for every role on it. A move without direction is an outgoing connection
    /// of both its roles.
    pub(super) fn new(knowledge: &Knowledge, levels: &Levels) -> Connections {
        let mut connections = Connections {
            roles: vec![BothEnds::default(); knowledge.vocabulary.roles.len()],
            tracks: vec![BothEnds::default(); knowledge.tracks.len()],
            orders: vec![<[OnceLock<Vec<Placed>>; 2]>::default(); knowledge.vocabulary.roles.len()],
        };
        for (key, track) in knowledge.tracks_with_keys() {
            connections.add_rungs(knowledge, key, track);
        }
        let roles_on: Vec<Vec<RoleKey>> = knowledge.tracks.iter().map(distinct_roles).collect();
        for (key, stated_move) in (0..).map(MoveKey).zip(&knowledge.moves) {
            for end in [Outgoing, Incoming] {
                connections.add_move(knowledge, &roles_on, key, stated_move, end);
            }
        }
        connections.weigh(knowledge, levels);
        connections
    }

    /// Where a place leads (outgoing), or what leads to it (incoming): by direction, then the best supported first.
    pub(super) fn of(&self, place: Place, end: EdgeDirection) -> &[Connection] {
        let both = match place {
            Place::Role(role) => self.roles.get(role.index()),
            Place::Track(track) => self.tracks.get(track.index()),
        };
        let list = both.map(|both| if end == Outgoing { &both.outgoing } else { &both.incoming });
        list.map_or(&[], Vec::as_slice)
    }

    /// In which order the connections of a role are shown: as `work_out` says, which is asked once.
    pub(super) fn order(&self, role: RoleKey, end: EdgeDirection, work_out: impl FnOnce() -> Vec<Placed>) -> &[Placed] {
        let order = self.orders.get(role.index()).map(|ends| &ends[usize::from(end == Incoming)]);
        order.map_or(&[], |order| order.get_or_init(work_out))
    }

    /// Works out what follows from the statements, and puts every list in order.
    fn weigh(&mut self, knowledge: &Knowledge, levels: &Levels) {
        for list in self.lists() {
            list.iter_mut().for_each(|connection| connection.finish(knowledge));
        }
        // How well each way up between two roles is supported.
        let mut ways_up: BTreeMap<(RoleKey, RoleKey), u32> = BTreeMap::new();
        for (from, both) in (0..).map(RoleKey).zip(&self.roles) {
            for connection in &both.outgoing {
                if let Node::Role(to) = connection.node {
                    ways_up.insert((from, to), connection.support_up(knowledge));
                }
            }
        }
        let is_same_trade = |one: RoleKey, other: RoleKey| {
            knowledge[one].family.is_some() && knowledge[one].family == knowledge[other].family
        };
        let leaves_management = |from: RoleKey, to: RoleKey| knowledge[from].manages && !knowledge[to].manages;
        let support_up = |from: RoleKey, to: RoleKey| ways_up.get(&(from, to)).copied().unwrap_or_default();
        for (here, both) in (0..).map(RoleKey).zip(&mut self.roles) {
            for connection in &mut both.outgoing {
                if let Node::Role(there) = connection.node {
                    connection.against = support_up(there, here);
                    connection.is_same_trade = is_same_trade(here, there);
                    connection.leaves_management = leaves_management(here, there);
                    connection.rise = levels.rise(here, there);
                }
            }
            for connection in &mut both.incoming {
                if let Node::Role(there) = connection.node {
                    connection.against = support_up(here, there);
                    connection.is_same_trade = is_same_trade(here, there);
                    connection.leaves_management = leaves_management(there, here);
                    connection.rise = levels.rise(there, here);
                }
            }
        }
        for list in self.lists() {
            sort(knowledge, list);
        }
    }

    fn lists(&mut self) -> impl Iterator<Item = &mut Vec<Connection>> {
        let ends = self.roles.iter_mut().chain(&mut self.tracks);
        ends.flat_map(|both| [&mut both.outgoing, &mut both.incoming])
    }

    fn list(&mut self, place: Place, end: EdgeDirection) -> Option<&mut Vec<Connection>> {
        let both = match place {
            Place::Role(role) => self.roles.get_mut(role.index()),
            Place::Track(track) => self.tracks.get_mut(track.index()),
        }?;
        Some(if end == Outgoing { &mut both.outgoing } else { &mut both.incoming })
    }

    fn add_rungs(&mut self, knowledge: &Knowledge, track: TrackKey, Track { rungs, .. }: &Track) {
        for (lower, pair) in rungs.windows(2).enumerate() {
            let [below, above] = pair else { continue };
            for (here, rung, end) in [(below, lower + 1, Outgoing), (above, lower, Incoming)] {
                let nodes = Node::on_rung(track, rung, &rungs[rung]);
                for here in here.roles.iter().copied() {
                    for node in nodes.iter().copied() {
                        // Seniority within a role is no other place, and what is on the lower rung too is beside it.
                        let higher = if end == Outgoing { node } else { Node::Role(here) };
                        if matches!(higher, Node::Role(role) if below.has(role)) {
                            continue;
                        }
                        let here = Place::Role(here);
                        let direction = match node.place() {
                            Some(there) => directed(knowledge, Direction::Up, here, there, end),
                            None => Direction::Up,
                        };
                        let statement = ConnectionStatement { direction, evidence: EvidenceKey::Rung { track, rung } };
                        self.add(knowledge, here, end, node, statement);
                    }
                }
            }
        }
    }

    fn add_move(
        &mut self,
        knowledge: &Knowledge,
        roles_on: &[Vec<RoleKey>],
        key: MoveKey,
        stated_move: &Move,
        end: EdgeDirection,
    ) {
        let (here, there) =
            if end == Outgoing { (stated_move.from, stated_move.to) } else { (stated_move.to, stated_move.from) };
        let has_direction = !matches!(stated_move.kind, MoveKind::Peer | MoveKind::Related);
        let stated = match stated_move.kind {
            MoveKind::Step => Direction::Up,
            MoveKind::Switch => Direction::Across,
            MoveKind::Exit => Direction::Out,
            MoveKind::Peer => Direction::Beside,
            MoveKind::Related => Direction::Near,
        };
        let mut add = |here: Place, there: Place, evidence: EvidenceKey| {
            let direction = directed(knowledge, stated, here, there, end);
            self.add(knowledge, here, end, Node::from(there), ConnectionStatement { direction, evidence });
        };
        match here {
            // What has no direction is shown once, with the outgoing connections of both roles.
            Place::Role(_) if !has_direction && end == Incoming => {}
            _ => add(here, there, EvidenceKey::Move(key)),
        }
        if !has_direction && end == Outgoing && matches!(there, Place::Role(_)) {
            add(there, here, EvidenceKey::Move(key));
        }
        if let Place::Track(track) = here
            && (has_direction || end == Outgoing)
        {
            let is_on = |role: RoleKey| roles_on.get(track.index()).is_some_and(|roles| roles.contains(&role));
            let leads_back = match there {
                Place::Track(other) => other == track,
                Place::Role(role) => is_on(role),
            };
            let roles = roles_on.get(track.index()).filter(|_| !leads_back);
            for role in roles.into_iter().flatten() {
                add(Place::Role(*role), there, EvidenceKey::AnyRung { stated_move: key, track });
            }
        }
    }

    fn add(
        &mut self,
        knowledge: &Knowledge,
        here: Place,
        end: EdgeDirection,
        node: Node,
        statement: ConnectionStatement,
    ) {
        let Some(list) = self.list(here, end) else { return };
        // Being related says nothing about a move, and must not count as a statement about one.
        let is_near = statement.direction == Direction::Near;
        let is_it = |other: &&mut Connection| {
            other.node.is_same(node, knowledge) && (other.direction == Direction::Near) == is_near
        };
        match list.iter_mut().find(is_it) {
            // An undirected move may be stated from either end; it counts once.
            Some(known) if known.statements.iter().any(|other| other.says_the_same(&statement, knowledge)) => {}
            Some(known) => {
                known.usual |= statement.is_usual(knowledge);
                known.statements.push(statement);
            }
            None => list.push(Connection::new(knowledge, node, statement.direction, vec![statement])),
        }
    }
}

/// The roles on a track, each once, lowest first.
fn distinct_roles(track: &Track) -> Vec<RoleKey> {
    let mut roles: Vec<RoleKey> = Vec::new();
    for role in track.rungs.iter().flat_map(|rung| &rung.roles).copied() {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles
}

/// The direction as it is stated, unless it leads into management.
fn directed(knowledge: &Knowledge, stated: Direction, here: Place, there: Place, end: EdgeDirection) -> Direction {
    let (start, goal) = if end == Outgoing { (here, there) } else { (there, here) };
    let is_move = matches!(stated, Direction::Up | Direction::Across);
    if is_move && knowledge.manages(goal) && !knowledge.manages(start) { Direction::IntoManagement } else { stated }
}

fn sort(knowledge: &Knowledge, connections: &mut [Connection]) {
    let surest = |connection: &Connection| {
        connection.statements.iter().map(|statement| statement.attribution(knowledge).confidence).max()
    };
    connections.sort_by_cached_key(|connection| {
        (
            connection.direction.group(),
            Reverse(connection.net_support()),
            Reverse(connection.usual),
            Reverse(surest(connection)),
            Reverse(connection.newest),
        )
    });
}

/// Whether a role is on a track.
pub(super) fn is_on(track: &Track, role: RoleKey) -> bool {
    track.rungs.iter().any(|rung| rung.has(role))
}
