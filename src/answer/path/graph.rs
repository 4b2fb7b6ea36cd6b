//! All moves as a graph: places, and hops between them. It is built once for a knowledge.
//!
//! A move from any rung of a track starts at each role on it. A move onto a track leads to the track, and from there to
//! each role on it: the source does not say at which rung people join, so the climb counts from the lowest.

use std::collections::HashMap;
use std::ops::Add;

use petgraph::algo::dijkstra;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex, UnGraph};
use petgraph::visit::{EdgeRef, Reversed};
use petgraph::{Direction as EdgeDirection, Outgoing};

use crate::answer::connections::{Connection, ConnectionStatement, Connections, Direction, EvidenceKey, Node, tracks};
use crate::knowledge::model::{Knowledge, PersonKey, Place, RoleKey, Track, TrackKey};

/// All moves between places.
#[derive(Debug, Clone)]
pub(in crate::answer) struct MoveGraph {
    pub(super) graph: DiGraph<Stop, Edge>,
    /// The same places, and also what is merely related, without direction.
    near: UnGraph<(), ()>,
    at: HashMap<Node, NodeIndex>,
}

/// A place in the graph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    pub(super) node: Node,
    /// Whether people there manage.
    pub(super) manages: bool,
}

/// A hop, and what it costs.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    pub(super) connection: Connection,
    pub(super) cost: Cost,
}

/// What a route costs: the least is the best. Fields are compared in this order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    /// Number of steps.
    pub(super) steps: u32,
    /// For each hop, how many people fewer than [`MANY_PEOPLE`] state it.
    missing_people: u32,
    /// For each hop, how many years before 3000 it was last stated.
    age: u32,
    /// How often it leaves the field: of routes that are otherwise alike, the one that stays is better.
    exits: u32,
}

/// A role that can be reached.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reachable {
    pub(super) role: RoleKey,
    pub(super) steps: u32,
}

/// From this number of people on, one more makes no difference.
const MANY_PEOPLE: usize = 8;

impl MoveGraph {
    pub(in crate::answer) fn new(knowledge: &Knowledge, connections: &Connections) -> MoveGraph {
        let mut graph = MoveGraph { graph: DiGraph::new(), near: UnGraph::default(), at: HashMap::new() };
        for (role, _) in knowledge.vocabulary.roles_with_keys() {
            graph.node(knowledge, Node::Role(role));
            for connection in connections.of(Place::Role(role), Outgoing) {
                graph.add(knowledge, Node::Role(role), connection);
            }
        }
        for (key, track) in tracks(knowledge) {
            graph.add_titles(knowledge, key, track);
            graph.add_climbs(knowledge, key, track);
        }
        graph
    }

    /// From each rung that is a title only to the one above.
    fn add_titles(&mut self, knowledge: &Knowledge, track: TrackKey, Track { rungs, .. }: &Track) {
        for (lower, pair) in rungs.windows(2).enumerate() {
            let [below, above] = pair else { continue };
            if below.role().is_none() {
                let rung = lower + 1;
                let evidence = EvidenceKey::Rung { track, rung };
                self.add_climb(knowledge, Node::Title(track, lower), Node::rung(track, rung, above), evidence);
            }
        }
    }

    /// From the track as a whole to each of its roles.
    fn add_climbs(&mut self, knowledge: &Knowledge, track: TrackKey, Track { rungs, .. }: &Track) {
        if !self.at.contains_key(&Node::Track(track)) {
            // No move leads onto it.
            return;
        }
        for (rung, place) in rungs.iter().enumerate() {
            let Some(role) = place.role() else { continue };
            if rungs[..rung].iter().all(|below| !below.has(role)) {
                self.add_climb(knowledge, Node::Track(track), Node::Role(role), EvidenceKey::Onto { track, rung });
            }
        }
    }

    fn add_climb(&mut self, knowledge: &Knowledge, from: Node, to: Node, evidence: EvidenceKey) {
        let statement = ConnectionStatement { direction: Direction::Up, evidence };
        self.add(knowledge, from, &Connection::new(knowledge, to, Direction::Up, vec![statement]));
    }

    fn node(&mut self, knowledge: &Knowledge, node: Node) -> NodeIndex {
        let manages = node.place().is_some_and(|place| knowledge.manages(place));
        *self.at.entry(node).or_insert_with(|| {
            self.near.add_node(());
            self.graph.add_node(Stop { node, manages })
        })
    }

    fn add(&mut self, knowledge: &Knowledge, from: Node, connection: &Connection) {
        let Node::Title(..) = connection.node else {
            return self.add_edge(knowledge, from, connection.clone());
        };
        // Titles that read alike are one destination, but each leads on along its own track.
        let mut titles: Vec<(Node, Vec<ConnectionStatement>)> = Vec::new();
        for statement in &connection.statements {
            let EvidenceKey::Rung { track, rung } = statement.evidence else { continue };
            let node = Node::Title(track, rung);
            match titles.iter_mut().find(|(other, _)| *other == node) {
                Some((_, statements)) => statements.push(*statement),
                None => titles.push((node, vec![*statement])),
            }
        }
        for (node, statements) in titles {
            self.add_edge(knowledge, from, Connection::new(knowledge, node, connection.direction, statements));
        }
    }

    fn add_edge(&mut self, knowledge: &Knowledge, from: Node, connection: Connection) {
        let (start, end) = (self.node(knowledge, from), self.node(knowledge, connection.node));
        self.near.add_edge(start, end, ());
        if connection.direction != Direction::Near {
            self.graph.add_edge(start, end, Edge { cost: Cost::of(&connection), connection });
        }
    }

    pub(super) fn index(&self, node: Node) -> Option<NodeIndex> {
        self.at.get(&node).copied()
    }

    /// Where a hop starts, and the hop.
    pub(super) fn edge(&self, edge: EdgeIndex) -> Option<(Node, &Edge)> {
        let (start, _) = self.graph.edge_endpoints(edge)?;
        Some((self.graph[start].node, self.graph.edge_weight(edge)?))
    }

    /// Whether any move leads on from a place.
    pub(super) fn has_exit(&self, node: Node) -> bool {
        self.index(node).is_some_and(|index| self.graph.neighbors_directed(index, Outgoing).next().is_some())
    }

    /// Of the roles that can be reached from a place (outgoing), or that lead to it (incoming), the one closest to another
    /// place; being related counts for that, in both directions. `None` if there is no such role.
    pub(super) fn nearest(&self, node: Node, other: Node, direction: EdgeDirection) -> Option<Reachable> {
        let (here, there) = (self.index(node)?, self.index(other)?);
        let reached = match direction {
            Outgoing => dijkstra(&self.graph, here, None, |edge| edge.weight().cost),
            EdgeDirection::Incoming => dijkstra(Reversed(&self.graph), here, None, |edge| edge.weight().cost),
        };
        let distances = dijkstra(&self.near, there, None, |_| 1_u32);
        let distance = |index: NodeIndex| distances.get(&index).copied().unwrap_or(u32::MAX);
        let roles = reached.iter().filter_map(|(index, cost)| match self.graph[*index].node {
            Node::Role(role) if *index != here => Some((*index, *cost, role)),
            _ => None,
        });
        let (_, cost, role) = roles.min_by_key(|(index, cost, _)| (distance(*index), *cost, index.index()))?;
        Some(Reachable { role, steps: cost.steps })
    }
}

impl Edge {
    /// Whether this person states the hop.
    pub(super) fn is_stated_by(&self, person: PersonKey) -> bool {
        self.connection.people.contains(&person)
    }
}

impl Cost {
    fn of(connection: &Connection) -> Cost {
        let climb = connection.statements.iter().filter_map(|statement| match statement.evidence {
            EvidenceKey::Onto { rung, .. } => u32::try_from(rung).ok(),
            _ => None,
        });
        let missing = MANY_PEOPLE.saturating_sub(connection.people.len());
        Cost {
            // A hop is a step at least, even to the lowest rung.
            steps: climb.max().unwrap_or(1).max(1),
            missing_people: u32::try_from(missing).unwrap_or_default(),
            age: u32::from(3000_u16.saturating_sub(connection.newest.unwrap_or_default())),
            exits: u32::from(connection.direction == Direction::Out),
        }
    }

    /// The same with more steps.
    pub(super) fn with_more_steps(self, steps: u32) -> Cost {
        Cost { steps: self.steps.saturating_add(steps), ..self }
    }
}

impl Add for Cost {
    type Output = Cost;

    fn add(self, other: Cost) -> Cost {
        Cost {
            steps: self.steps.saturating_add(other.steps),
            missing_people: self.missing_people.saturating_add(other.missing_people),
            age: self.age.saturating_add(other.age),
            exits: self.exits.saturating_add(other.exits),
        }
    }
}
