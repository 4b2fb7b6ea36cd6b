//! Which places lead to which, by which statements. Everything is a key; it is worked out once for a knowledge.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use petgraph::{Direction as EdgeDirection, Incoming, Outgoing};
use serde::Serialize;

use crate::knowledge::model::{
    Attribution, Knowledge, Move, MoveKey, MoveKind, PersonKey, Place, RoleKey, Rung, SourceKind, Track, TrackKey,
};

use super::support::{Counted, Says, out_of_management, support, within_trade};

/// In which direction a destination lies. The order is the one in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The next rung of a track, or a move that is said to be upward.
    Up,
    /// Another track.
    Across,
    /// Up or across, from a role that does not manage to one that does.
    IntoManagement,
    /// Out of the field.
    Out,
    /// A role of the same level.
    Beside,
    /// A related role. No direction is known, so it is no next step.
    Near,
}

/// Where a connection of a role is shown, as [`order`](super::order) works it out. It is the same in every answer.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// Which of the connections it is.
    pub(super) connection: usize,
    pub(super) leading: bool,
    pub(super) later: bool,
    pub(super) shown: bool,
}

impl Direction {
    /// Which list it is shown in: ways up and across mix.
    pub(super) fn group(self) -> Direction {
        if self == Direction::Across { Direction::Up } else { self }
    }
}

/// A place where somebody can be in a career.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Node {
    /// A role.
    Role(RoleKey),
    /// A track, at an unspecified rung.
    Track(TrackKey),
    /// A rung of a track that is a title without a role, counted from 0.
    Title(TrackKey, usize),
}

/// A place that another one is connected with, and the statements that say so.
#[derive(Debug, Clone)]
pub(super) struct Connection {
    /// The place.
    pub(super) node: Node,
    /// The direction that most people state.
    pub(super) direction: Direction,
    /// Whether somebody calls it the usual move.
    pub(super) usual: bool,
    /// Newest first; never empty.
    pub(super) statements: Vec<ConnectionStatement>,
    /// How well they support the connection, in points.
    pub(super) support: u32,
    /// How many independent publishers state the move.
    pub(super) publishers: usize,
    /// How well the connection in the opposite direction is supported as a way up, in points.
    pub(super) against: u32,
    /// Whether both ends are roles of one family.
    pub(super) is_same_trade: bool,
    /// Whether it leads from a manager's role to one without.
    pub(super) leaves_management: bool,
    /// Who makes them, each once, in the order of their keys.
    pub(super) people: Vec<PersonKey>,
    /// The year of the newest; `None` if all are undated.
    pub(super) newest: Option<u16>,
}

/// One statement that two places are connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ConnectionStatement {
    /// The direction that it states.
    pub(super) direction: Direction,
    /// What makes the statement.
    pub(super) evidence: EvidenceKey,
}

/// What makes a statement about a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EvidenceKey {
    /// Two neighboring rungs of a track; `rung` is the one of the connected place, counted from 0.
    Rung { track: TrackKey, rung: usize },
    /// A move between the two places.
    Move(MoveKey),
    /// A move from or to any rung of a track.
    AnyRung { stated_move: MoveKey, track: TrackKey },
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
    /// The connections that the rungs and moves of a knowledge state.
    ///
    /// A move from "any rung" of a track counts for every role on it. A move without direction is an outgoing connection
    /// of both its roles.
    pub(super) fn new(knowledge: &Knowledge) -> Connections {
        let mut connections = Connections {
            roles: vec![BothEnds::default(); knowledge.vocabulary.roles.len()],
            tracks: vec![BothEnds::default(); knowledge.tracks.len()],
            orders: vec![<[OnceLock<Vec<Placed>>; 2]>::default(); knowledge.vocabulary.roles.len()],
        };
        for (key, track) in tracks(knowledge) {
            connections.add_rungs(knowledge, key, track);
        }
        let roles_on: Vec<Vec<RoleKey>> = knowledge.tracks.iter().map(distinct_roles).collect();
        for (key, stated_move) in (0..).map(MoveKey).zip(&knowledge.moves) {
            for end in [Outgoing, Incoming] {
                connections.add_move(knowledge, &roles_on, key, stated_move, end);
            }
        }
        connections.weigh(knowledge);
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
    fn weigh(&mut self, knowledge: &Knowledge) {
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
                }
            }
            for connection in &mut both.incoming {
                if let Node::Role(there) = connection.node {
                    connection.against = support_up(here, there);
                    connection.is_same_trade = is_same_trade(here, there);
                    connection.leaves_management = leaves_management(there, here);
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

/// Every track with its key, in the order of the files.
pub(super) fn tracks(knowledge: &Knowledge) -> impl Iterator<Item = (TrackKey, &Track)> {
    (0..).map(TrackKey).zip(&knowledge.tracks)
}

/// Whether a role is on a track.
pub(super) fn is_on(track: &Track, role: RoleKey) -> bool {
    track.rungs.iter().any(|rung| rung.has(role))
}

impl Node {
    /// The places of this rung: its roles, or its title.
    pub(super) fn on_rung(track: TrackKey, place: usize, rung: &Rung) -> Vec<Node> {
        if rung.roles.is_empty() {
            return vec![Node::Title(track, place)];
        }
        rung.roles.iter().copied().map(Node::Role).collect()
    }

    /// The role or track; `None` for a title.
    pub(super) fn place(self) -> Option<Place> {
        match self {
            Node::Role(role) => Some(Place::Role(role)),
            Node::Track(track) => Some(Place::Track(track)),
            Node::Title(..) => None,
        }
    }

    /// Whether both are one place to a reader: titles are if they read alike.
    fn is_same(self, other: Node, knowledge: &Knowledge) -> bool {
        let title =
            |track: TrackKey, rung: usize| knowledge[track].rungs.get(rung).map(|rung| knowledge.rung_title(rung));
        match (self, other) {
            (Node::Title(track, rung), Node::Title(other, other_rung)) => {
                title(track, rung) == title(other, other_rung)
            }
            _ => self == other,
        }
    }
}

impl From<Place> for Node {
    fn from(place: Place) -> Node {
        match place {
            Place::Role(role) => Node::Role(role),
            Place::Track(track) => Node::Track(track),
        }
    }
}

impl Connection {
    /// A connection with these statements.
    pub(super) fn new(
        knowledge: &Knowledge,
        node: Node,
        direction: Direction,
        statements: Vec<ConnectionStatement>,
    ) -> Connection {
        let usual = statements.iter().any(|statement| statement.is_usual(knowledge));
        let mut connection = Connection {
            node,
            direction,
            usual,
            statements,
            support: 0,
            publishers: 0,
            against: 0,
            is_same_trade: false,
            leaves_management: false,
            people: Vec::new(),
            newest: None,
        };
        connection.finish(knowledge);
        connection
    }

    /// Works out what follows from the statements.
    fn finish(&mut self, knowledge: &Knowledge) {
        self.statements.sort_by_key(|statement| Reverse(statement.year(knowledge)));
        self.newest = self.statements.first().and_then(|statement| statement.year(knowledge));
        // The best supported direction; of two, the one that is shown first.
        let stated: BTreeSet<Direction> = self.statements.iter().map(|statement| statement.direction).collect();
        let support_of = |direction: Direction| {
            let stating = self.statements.iter().filter(|statement| statement.direction == direction);
            support(stating.map(|statement| statement.counted(knowledge))).0
        };
        let direction = stated.into_iter().min_by_key(|direction| (Reverse(support_of(*direction)), *direction));
        let moves = self.statements.iter().filter(|statement| statement.is_move());
        (self.support, self.publishers) = support(moves.map(|statement| statement.counted(knowledge)));
        let people: BTreeSet<PersonKey> =
            self.statements.iter().map(|statement| statement.attribution(knowledge).by).collect();
        self.direction = direction.unwrap_or(self.direction);
        self.people = people.into_iter().collect();
    }

    /// How well statements support it as a way up, in points.
    fn support_up(&self, knowledge: &Knowledge) -> u32 {
        let is_up =
            |statement: &&ConnectionStatement| matches!(statement.direction, Direction::Up | Direction::IntoManagement);
        support(self.statements.iter().filter(is_up).map(|statement| statement.counted(knowledge))).0
    }

    /// How well it is supported as a next step, in points: what its statements count, less what is stated of the opposite
    /// direction as a way up, weighed by what the two roles have in common.
    pub(super) fn net_support(&self) -> u32 {
        let net = self.support.saturating_sub(self.against);
        if self.leaves_management {
            out_of_management(net)
        } else if self.is_same_trade {
            within_trade(net)
        } else {
            net
        }
    }

    /// Whether one can move there: it is not merely on the same level or related.
    pub(super) fn is_step(&self) -> bool {
        !matches!(self.direction, Direction::Beside | Direction::Near)
    }
}

impl ConnectionStatement {
    /// Who makes the statement, and where.
    pub(super) fn attribution(&self, knowledge: &Knowledge) -> Attribution {
        match self.evidence {
            EvidenceKey::Rung { track, .. } => knowledge[track].attribution,
            EvidenceKey::Move(key) | EvidenceKey::AnyRung { stated_move: key, .. } => knowledge[key].attribution,
        }
    }

    /// Whether it states a move: not merely that the places are on the same level or related.
    pub(super) fn is_move(&self) -> bool {
        !matches!(self.direction, Direction::Beside | Direction::Near)
    }

    /// Whether it is one person's own career.
    pub(super) fn is_account(&self, knowledge: &Knowledge) -> bool {
        let is_stated = self.stated_move().is_some_and(|key| knowledge[key].account);
        is_stated || knowledge[self.attribution(knowledge).source].kind == Some(SourceKind::Account)
    }

    /// After how many years, in the source's words. What a rung says of years is about that rung.
    pub(super) fn years<'k>(&self, knowledge: &'k Knowledge) -> Option<&'k str> {
        self.stated_move().and_then(|key| knowledge[key].years.as_deref())
    }

    /// Whether the direction is our reading.
    pub(super) fn is_inferred(&self, knowledge: &Knowledge) -> bool {
        match self.evidence {
            EvidenceKey::Rung { track, .. } => knowledge[track].inferred,
            EvidenceKey::Move(key) | EvidenceKey::AnyRung { stated_move: key, .. } => knowledge[key].inferred,
        }
    }

    /// The statement, as far as it counts.
    pub(super) fn counted<'k>(&self, knowledge: &'k Knowledge) -> Counted<'k> {
        let attribution = self.attribution(knowledge);
        let source = &knowledge[attribution.source];
        let says = match (self.evidence, self.stated_move().map(|key| knowledge[key].kind)) {
            (EvidenceKey::Rung { .. }, _) => Says::Rung,
            (EvidenceKey::AnyRung { .. }, _) => Says::WholeTrack,
            (EvidenceKey::Move(_), Some(MoveKind::Switch | MoveKind::Exit)) => Says::Switch,
            (EvidenceKey::Move(_), _) => Says::Step,
        };
        Counted {
            publisher: source.publisher.as_deref().unwrap_or(&source.id),
            kind: if self.is_account(knowledge) { Some(SourceKind::Account) } else { source.kind },
            says,
            usual: self.is_usual(knowledge),
            confidence: attribution.confidence,
            inferred: self.is_inferred(knowledge),
        }
    }

    fn year(&self, knowledge: &Knowledge) -> Option<u16> {
        knowledge[self.attribution(knowledge).source].published.map(|date| date.year)
    }

    /// Whether it calls the move the usual one.
    pub(super) fn is_usual(&self, knowledge: &Knowledge) -> bool {
        self.stated_move().is_some_and(|key| knowledge[key].usual)
    }

    /// What else it says.
    pub(super) fn note<'k>(&self, knowledge: &'k Knowledge) -> Option<&'k str> {
        match self.evidence {
            EvidenceKey::Rung { track, rung } => knowledge[track].rungs.get(rung).and_then(|rung| rung.adds.as_deref()),
            EvidenceKey::Move(key) | EvidenceKey::AnyRung { stated_move: key, .. } => knowledge[key].note.as_deref(),
        }
    }

    /// What the source calls the rung of the connected place, if that is not its role's name.
    pub(super) fn title<'k>(&self, knowledge: &'k Knowledge) -> Option<&'k str> {
        let EvidenceKey::Rung { track, rung } = self.evidence else { return None };
        let rung = knowledge[track].rungs.get(rung)?;
        rung.role().and(rung.title.as_deref())
    }

    /// The move that makes the statement; `None` if rungs do.
    pub(super) fn stated_move(&self) -> Option<MoveKey> {
        match self.evidence {
            EvidenceKey::Move(key) | EvidenceKey::AnyRung { stated_move: key, .. } => Some(key),
            EvidenceKey::Rung { .. } => None,
        }
    }

    fn says_the_same(&self, other: &ConnectionStatement, knowledge: &Knowledge) -> bool {
        let is_same_evidence = match (self.evidence, other.evidence) {
            (EvidenceKey::Move(_), EvidenceKey::Move(_)) => true,
            (EvidenceKey::AnyRung { track, .. }, EvidenceKey::AnyRung { track: other, .. }) => track == other,
            (EvidenceKey::Rung { track, .. }, EvidenceKey::Rung { track: other_track, .. }) => {
                track == other_track && self.title(knowledge) == other.title(knowledge)
            }
            (one, other) => one == other,
        };
        is_same_evidence
            && self.direction == other.direction
            && self.attribution(knowledge) == other.attribution(knowledge)
            && self.is_usual(knowledge) == other.is_usual(knowledge)
            && self.note(knowledge) == other.note(knowledge)
    }
}
