//! All moves as a graph: roles and titles, and hops between them. It is built once, with the engine.
//!
//! A hop is what somebody states about two roles: two neighboring rungs, or a move. A move from any rung of a track starts
//! at each role on it, and counts little. A move onto a track names no role to go to, so it is no hop.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use petgraph::{Incoming, Outgoing};
use rustc_hash::FxHashMap;

use crate::answer::connection::{Connection, ConnectionStatement, Direction, EvidenceKey, Node};
use crate::answer::connections::Connections;
use crate::answer::levels::Levels;
use crate::answer::support::support;
use crate::knowledge::model::{FamilyKey, Knowledge, PersonKey, Place, RoleKey, Track};

/// What a hop that nobody supports would cost more than one step.
const MAX_DOUBT: f64 = 2.0;

/// How fast doubt goes with the weight of the statements.
const TRUST_RATE: f64 = 1.8;

/// What a hop costs that only stays on the same level.
const PEER_COST: f64 = 0.6;

/// How far a hop may lead down before it counts as one that does: levels are not exact.
pub(super) const LEVEL_TOLERANCE: f64 = 0.35;

/// What each level down costs.
const DOWN_COST: f64 = 0.8;

/// How many levels one hop may rise: more, and something in between is left out.
const MAX_RISE: f64 = 1.8;

/// What each level above [`MAX_RISE`] costs.
const JUMP_COST: f64 = 0.6;

/// A role is one for entry up to this level, if most tracks that have it begin with it.
const MAX_ENTRY_LEVEL: f64 = 1.2;

/// All moves between roles.
#[derive(Debug, Clone)]
pub(in crate::answer) struct MoveGraph {
    pub(super) graph: DiGraph<Stop, Edge>,
    trades: Trades,
    at: FxHashMap<Node, NodeIndex>,
}

/// A place in the graph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    pub(super) node: Node,
    /// Whether people there manage.
    pub(super) manages: bool,
    /// Whether it is where people enter the field.
    pub(super) is_entry: bool,
    pub(super) family: Option<FamilyKey>,
}

/// A hop, and what it costs.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    pub(super) connection: Connection,
    /// Who states it; those whose words are read so by us are not among them.
    pub(super) stated_by: BTreeSet<PersonKey>,
    /// How well it is supported: 1 for a plain step of one ladder.
    support: f64,
    /// One step, and more the less it is supported, for a step down, and for a jump.
    pub(super) cost: f64,
}

impl MoveGraph {
    pub(in crate::answer) fn new(knowledge: &Knowledge, connections: &Connections, levels: &Levels) -> MoveGraph {
        let mut graph = MoveGraph { graph: DiGraph::new(), trades: Trades::default(), at: FxHashMap::default() };
        for (role, _) in knowledge.vocabulary.roles_with_keys() {
            graph.add_node(knowledge, levels, Node::Role(role));
            for connection in connections.of(Place::Role(role), Outgoing) {
                for (to, statements) in hops(connection) {
                    graph.add_edge(knowledge, levels, Node::Role(role), to, statements);
                }
            }
        }
        for (track, Track { rungs, .. }) in knowledge.tracks_with_keys() {
            for (lower, pair) in rungs.windows(2).enumerate() {
                let [below, above] = pair else { continue };
                let title = Node::Title(track, lower);
                if !below.roles.is_empty() {
                    continue;
                }
                for to in Node::on_rung(track, lower + 1, above) {
                    let evidence = EvidenceKey::Rung { track, rung: lower + 1 };
                    let statement = ConnectionStatement { direction: Direction::Up, evidence };
                    graph.add_edge(knowledge, levels, title, to, vec![statement]);
                }
            }
        }
        graph.trades = Trades::new(&graph.graph);
        graph
    }

    fn add_edge(
        &mut self,
        knowledge: &Knowledge,
        levels: &Levels,
        from: Node,
        to: Node,
        statements: Vec<ConnectionStatement>,
    ) {
        let (start, end) = (self.add_node(knowledge, levels, from), self.add_node(knowledge, levels, to));
        self.graph.add_edge(start, end, Edge::new(knowledge, levels, from, to, statements));
    }

    fn add_node(&mut self, knowledge: &Knowledge, levels: &Levels, node: Node) -> NodeIndex {
        let role = match node {
            Node::Role(role) => Some(role),
            Node::Track(_) | Node::Title(..) => None,
        };
        *self.at.entry(node).or_insert_with(|| {
            self.graph.add_node(Stop {
                node,
                manages: role.is_some_and(|role| knowledge[role].manages),
                is_entry: role.is_some_and(|role| is_entry(knowledge, levels, role)),
                family: role.and_then(|role| knowledge[role].family),
            })
        })
    }

    pub(super) fn index(&self, node: Node) -> Option<NodeIndex> {
        self.at.get(&node).copied()
    }

    /// Where a hop starts, and the hop.
    pub(super) fn edge(&self, edge: EdgeIndex) -> Option<(Node, &Edge)> {
        let (start, _) = self.graph.edge_endpoints(edge)?;
        Some((self.graph[start].node, self.graph.edge_weight(edge)?))
    }

    /// What is stated of the way from one role to another; `None` if nothing is.
    pub(in crate::answer) fn connection(&self, from: RoleKey, to: RoleKey) -> Option<&Connection> {
        let edge = self.graph.find_edge(self.index(Node::Role(from))?, self.index(Node::Role(to))?)?;
        self.graph.edge_weight(edge).map(|edge| &edge.connection)
    }

    /// How near two trades are: 0 if nobody goes from one to the other, 1 if they are one.
    pub(super) fn nearness(&self, one: Option<FamilyKey>, other: Option<FamilyKey>) -> f64 {
        self.trades.nearness(one, other)
    }

    /// Whether any hop leads on from a place.
    pub(super) fn has_exit(&self, node: Node) -> bool {
        self.index(node).is_some_and(|index| self.graph.neighbors_directed(index, Outgoing).next().is_some())
    }

    /// The roles from which a step leads to a role, the best supported first. A peer is a hop, but nobody says that people
    /// come from there.
    pub(super) fn origins(&self, role: RoleKey) -> Vec<RoleKey> {
        let Some(index) = self.index(Node::Role(role)) else { return Vec::new() };
        let mut origins: Vec<(f64, RoleKey)> = self
            .graph
            .edges_directed(index, Incoming)
            .filter(|edge| edge.weight().connection.is_step())
            .filter_map(|edge| match self.graph[edge.source()].node {
                Node::Role(role) => Some((edge.weight().cost, role)),
                Node::Track(_) | Node::Title(..) => None,
            })
            .collect();
        origins.sort_by(|(one, role), (other, other_role)| one.total_cmp(other).then(role.cmp(other_role)));
        origins.into_iter().map(|(_, role)| role).collect()
    }
}

/// How much people go between families of roles.
#[derive(Debug, Clone, Default)]
struct Trades {
    /// The support of all hops between two families, in either direction.
    between: FxHashMap<(FamilyKey, FamilyKey), f64>,
    /// The support of all hops from or to a family.
    of: FxHashMap<FamilyKey, f64>,
}

impl Trades {
    fn new(graph: &DiGraph<Stop, Edge>) -> Trades {
        let mut trades = Trades::default();
        for edge in graph.edge_references() {
            let (Some(one), Some(other)) = (graph[edge.source()].family, graph[edge.target()].family) else { continue };
            let support = edge.weight().support;
            for (one, other) in [(one, other), (other, one)] {
                *trades.between.entry((one, other)).or_default() += support;
                *trades.of.entry(one).or_default() += support;
            }
        }
        trades
    }

    fn nearness(&self, one: Option<FamilyKey>, other: Option<FamilyKey>) -> f64 {
        if one == other {
            return 1.0;
        }
        let (Some(one), Some(other)) = (one, other) else { return 0.0 };
        let of = |family: FamilyKey| self.of.get(&family).copied().unwrap_or_default();
        let all = (of(one) * of(other)).sqrt();
        let between = self.between.get(&(one, other)).copied().unwrap_or_default();
        if all > 0.0 { between / all } else { 0.0 }
    }
}

/// Whether people enter the field at a role: it is low, and most tracks that have it begin with it.
fn is_entry(knowledge: &Knowledge, levels: &Levels, role: RoleKey) -> bool {
    let is_low = levels.of(role).is_some_and(|level| level <= MAX_ENTRY_LEVEL);
    let on = knowledge.tracks.iter().filter(|track| track.rungs.iter().any(|rung| rung.has(role)));
    let (first, later): (Vec<&Track>, Vec<&Track>) =
        on.partition(|track| track.rungs.first().is_some_and(|rung| rung.has(role)));
    is_low && first.len() > later.len()
}

/// The hops that a connection is: one, or one for each track if it leads to titles that read alike. None if it leads to a
/// track, or only says that roles are related.
fn hops(connection: &Connection) -> Vec<(Node, Vec<ConnectionStatement>)> {
    match connection.node {
        _ if connection.direction == Direction::Near => Vec::new(),
        Node::Track(_) => Vec::new(),
        Node::Role(_) => vec![(connection.node, connection.statements.clone())],
        Node::Title(..) => {
            let mut titles: BTreeMap<Node, Vec<ConnectionStatement>> = BTreeMap::new();
            for statement in &connection.statements {
                if let EvidenceKey::Rung { track, rung } = statement.evidence {
                    titles.entry(Node::Title(track, rung)).or_default().push(*statement);
                }
            }
            titles.into_iter().collect()
        }
    }
}

impl Edge {
    fn new(knowledge: &Knowledge, levels: &Levels, from: Node, to: Node, statements: Vec<ConnectionStatement>) -> Edge {
        let rise = match (from, to) {
            (Node::Role(from), Node::Role(to)) => levels.rise(from, to),
            _ => None,
        };
        let stated = statements.iter().filter(|statement| !statement.is_inferred(knowledge));
        let stated_by = stated.map(|statement| statement.attribution(knowledge).by).collect();
        let is_peer = statements.iter().all(|statement| statement.direction == Direction::Beside);
        let rise = rise.unwrap_or_default();
        let support = f64::from(support(statements.iter().map(|statement| statement.counted(knowledge))).0) / 100.0;
        let cost = 1.0
            + MAX_DOUBT * (-TRUST_RATE * support).exp()
            + if is_peer { PEER_COST } else { 0.0 }
            + DOWN_COST * (-rise - LEVEL_TOLERANCE).max(0.0)
            + JUMP_COST * (rise - MAX_RISE).max(0.0);
        Edge { stated_by, support, cost, connection: Connection::new(knowledge, to, Direction::Up, statements) }
    }

    /// Whether this person states the hop.
    pub(super) fn is_stated_by(&self, person: PersonKey) -> bool {
        self.stated_by.contains(&person)
    }

    /// Whether it leaves the field.
    pub(super) fn leaves_field(&self) -> bool {
        self.connection.direction == Direction::Out
    }
}
