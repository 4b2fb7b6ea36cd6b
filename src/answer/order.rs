//! In which order destinations and origins are shown, and which of them a brief reply shows. `docs/order.md` explains it.

use std::cmp::Reverse;

use petgraph::{Direction as EdgeDirection, Incoming, Outgoing};

use crate::knowledge::model::{Confidence, Knowledge, Place, RoleKey, SourceKind};

use super::connection::{Connection, Direction, EvidenceKey, Node};
use super::connections::{Connections, Placed};
use super::destinations::Destination;

/// Most destinations of the first group, ways up and across, that a brief reply shows.
pub(super) const MAX_LEADING: usize = 4;

/// Most destinations of every other group that a brief reply shows.
const MAX_OF_GROUP: usize = 3;

/// A destination that several publishers name is among the first if it has at least this share, one in so many, of the
/// support of the best.
const MIN_SHARE_OF_SEVERAL: u32 = 3;

/// The same for one that a single publisher names.
const MIN_SHARE_OF_ONE: u32 = 2;

/// A role that is fewer levels above another is no higher to speak of.
const MIN_RISE: f64 = 0.5;

/// Where a destination is shown: the order of the groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// Well supported ways up and across.
    Leading,
    /// Into management, if that is well supported.
    Management,
    /// Other ways up and across.
    Also,
    /// Into management, out and at the same level, a group each.
    Of(Direction),
    /// What people reach by way of another destination.
    Later,
    /// Related roles.
    Near,
}

/// The destinations (outgoing) or origins (incoming) of a role, in the order in which they are shown.
pub(super) fn ordered<'k>(
    knowledge: &'k Knowledge,
    connections: &'k Connections,
    role: RoleKey,
    end: EdgeDirection,
) -> Vec<Destination<'k>> {
    let all = connections.of(Place::Role(role), end);
    let order = connections.order(role, end, || order(knowledge, connections, all, end));
    let placed = order.iter().filter_map(|placed| Some((placed, all.get(placed.connection)?)));
    placed
        .map(|(placed, connection)| Destination {
            leading: placed.leading,
            later: placed.later,
            shown: placed.shown,
            ..Destination::new(knowledge, connection)
        })
        .collect()
}

/// The order of the connections of one role.
fn order(knowledge: &Knowledge, connections: &Connections, all: &[Connection], end: EdgeDirection) -> Vec<Placed> {
    let later: Vec<bool> = all.iter().map(|one| is_later(connections, all, one, end)).collect();
    let moves = all.iter().zip(&later).filter(|(one, later)| one.is_step() && !**later).map(|(one, _)| one);
    let best = moves.map(Connection::net_support).max().unwrap_or_default();
    let is_well_supported = |connection: &Connection| {
        let support = connection.net_support();
        let share = if connection.publishers > 1 { MIN_SHARE_OF_SEVERAL } else { MIN_SHARE_OF_ONE };
        let is_about_the_role =
            connection.statements.iter().any(|statement| !matches!(statement.evidence, EvidenceKey::AnyRung { .. }));
        // One voice for going back to a role without reports does not make it a usual step.
        let is_one_voice_for_leaving = connection.leaves_management && connection.publishers == 1;
        let is_strong = support.saturating_mul(share) >= best && !is_one_voice_for_leaving;
        // What is usual at second hand counts, and no more.
        let is_called_usual = connection.statements.iter().any(|statement| {
            statement.is_usual(knowledge) && statement.attribution(knowledge).confidence > Confidence::Low
        });
        is_about_the_role && support > 0 && (is_called_usual || is_strong)
    };
    let leads_to_management = all.iter().zip(&later).any(|(connection, later)| {
        connection.direction == Direction::IntoManagement && !later && is_well_supported(connection)
    });
    let group = |connection: &Connection, later: bool| match connection.direction {
        Direction::Near => Group::Near,
        _ if later => Group::Later,
        // People who ask how to get somewhere know in which direction it lies.
        direction if end == Incoming && direction != Direction::Beside => {
            if is_well_supported(connection) {
                Group::Leading
            } else {
                Group::Also
            }
        }
        Direction::Up | Direction::Across if is_well_supported(connection) => Group::Leading,
        Direction::Up | Direction::Across => Group::Also,
        Direction::IntoManagement if leads_to_management => Group::Management,
        direction => Group::Of(direction),
    };
    let mut placed: Vec<(Group, Reverse<u32>, &Connection)> = all
        .iter()
        .zip(&later)
        .map(|(connection, later)| (group(connection, *later), Reverse(connection.net_support()), connection))
        .collect();
    placed.sort_by_key(|(group, support, _)| (*group, *support));
    // What people reach later is named in the order in which they reach it; what is no higher comes last.
    let later = placed.partition_point(|(group, ..)| *group < Group::Later);
    let near = placed.partition_point(|(group, ..)| *group <= Group::Later);
    let distance = |connection: &Connection| connection.rise.filter(|rise| *rise >= MIN_RISE).unwrap_or(f64::INFINITY);
    placed[later..near].sort_by(|(.., one), (.., other)| distance(one).total_cmp(&distance(other)));
    keep_discussed(knowledge, &mut placed);
    // What does not fit into the first group is named after the others.
    let leading = placed.iter().filter(|(group, ..)| *group == Group::Leading).count();
    for (group, ..) in placed.iter_mut().take(leading).skip(MAX_LEADING) {
        *group = Group::Also;
    }
    placed.sort_by_key(|(group, ..)| *group);
    let groups: Vec<Group> = placed.iter().map(|(group, ..)| *group).collect();
    // What more sources describe the other way round is not shown as a step, unless nothing else is known.
    let has_net = all.iter().any(|connection| connection.is_step() && connection.net_support() > 0);
    let is_reversed = |connection: &Connection| has_net && connection.is_step() && connection.net_support() == 0;
    let rank = |place: usize| groups[..place].iter().filter(|group| **group == groups[place]).count();
    let is_dead_end = !all.iter().any(Connection::is_step);
    placed
        .iter()
        .enumerate()
        .map(|(place, (group, _, connection))| Placed {
            connection: all.iter().position(|other| std::ptr::eq(other, *connection)).unwrap_or_default(),
            leading: *group == Group::Leading,
            later: *group == Group::Later,
            shown: match group {
                Group::Leading => true,
                _ if is_reversed(connection) => false,
                Group::Of(Direction::Beside) => is_dead_end && rank(place) < MAX_OF_GROUP,
                Group::Near => is_dead_end && rank(place) < MAX_OF_GROUP,
                Group::Management | Group::Of(_) | Group::Also | Group::Later => rank(place) < MAX_OF_GROUP,
            },
        })
        .collect()
}

/// Whether people get there by way of another destination, and that way is better supported than the direct one. A way
/// is as well supported as the weaker of its two steps.
///
/// People who ask how to get to a role want to know who gets there at all: an origin is held back only if more publishers
/// describe each step of the other way, and the first of them leads up. Somebody who changes sideways is not earlier in a
/// career.
fn is_later(connections: &Connections, all: &[Connection], one: &Connection, end: EdgeDirection) -> bool {
    let Node::Role(role) = one.node else { return false };
    if !one.is_step() {
        return false;
    }
    let least = one.publishers + usize::from(end == Incoming);
    let is_better =
        |step: &Connection| step.is_step() && step.net_support() > one.net_support() && step.publishers >= least;
    let leads_up = |step: &Connection| matches!(step.direction, Direction::Up | Direction::IntoManagement);
    let by_way_of = |between: &Connection| {
        let Node::Role(middle) = between.node else { return false };
        // Nobody leaves a trade to come back to it. Nobody who goes from one technical role to another is sent through
        // management, or out of the field.
        let is_on_the_way =
            between.direction.group() == Direction::Up || between.direction == one.direction || end == Incoming;
        middle != role
            && is_better(between)
            && is_on_the_way
            && (between.is_same_trade || !one.is_same_trade)
            && connections
                .of(Place::Role(middle), end)
                .iter()
                .any(|onward| onward.node == one.node && is_better(onward) && (end == Outgoing || leads_up(onward)))
    };
    all.iter().any(by_way_of)
}

/// The next rung of a track that a discussion describes is among the first: disagreement about it is what people come
/// to read.
fn keep_discussed(knowledge: &Knowledge, placed: &mut [(Group, Reverse<u32>, &Connection)]) {
    let is_discussed = |connection: &Connection| {
        connection.is_step()
            && connection.statements.iter().any(|statement| {
                let is_rung = matches!(statement.evidence, EvidenceKey::Rung { .. });
                let source = &knowledge[statement.attribution(knowledge).source];
                is_rung && !statement.is_inferred(knowledge) && source.kind == Some(SourceKind::Discussion)
            })
    };
    for place in MAX_LEADING..placed.len() {
        if is_discussed(placed[place].2) {
            placed[MAX_LEADING - 1..=place].rotate_right(1);
            placed[MAX_LEADING - 1].0 = Group::Leading;
        }
    }
    for place in 0..placed.len().min(MAX_LEADING) {
        if placed[place].0 != Group::Leading && is_discussed(placed[place].2) {
            placed[place].0 = Group::Leading;
        }
    }
}
