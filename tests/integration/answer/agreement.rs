//! Answers agree with one another: what one says of two roles, every other says too. On the shipped knowledge.

use std::collections::BTreeMap;

use nextrole::answer::{
    Answer, Basis, Become, Compare, Destination, Direction, Engine, Next, Order, Path, StatementView,
};
use nextrole::question::{Pair, Question, Reference};

use crate::shipped;

fn id(id: &str) -> Reference {
    Reference::Id(id.to_owned())
}

fn both(from: &str, to: &str) -> Pair {
    Pair::Both(id(from), id(to))
}

fn ids(engine: &Engine) -> Vec<&str> {
    engine.knowledge().vocabulary.roles.iter().map(|role| role.id.as_str()).collect()
}

fn next<'e>(engine: &'e Engine, role: &str) -> Next<'e> {
    let Answer::Next(next) = engine.respond(&Question::Next(id(role))) else { panic!("{role}") };
    next
}

fn origins<'e>(engine: &'e Engine, role: &str) -> Become<'e> {
    let Answer::Become(origins) = engine.respond(&Question::Become(id(role))) else { panic!("{role}") };
    origins
}

fn compare<'e>(engine: &'e Engine, first: &str, second: &str) -> Compare<'e> {
    let Answer::Compare(compare) = engine.respond(&Question::Compare(both(first, second))) else { panic!("{first}") };
    compare
}

fn path<'e>(engine: &'e Engine, from: &str, to: &str) -> Path<'e> {
    let Answer::Path(path) = engine.respond(&Question::Path(both(from, to))) else { panic!("{from} to {to}") };
    path
}

/// The roles of a list with who states each move, in which direction. What is said of a track as a whole is shown with
/// the roles on it at one end, and with the track at the other.
fn moves<'a, 'k>(list: &'a [Destination<'k>]) -> BTreeMap<&'k str, Vec<&'a StatementView<'k>>> {
    let mut moves: BTreeMap<&'k str, Vec<&'a StatementView<'k>>> = BTreeMap::new();
    for destination in list.iter().filter(|one| one.leads_to_role()) {
        let is_own = |one: &&StatementView<'_>| {
            let has_direction = !matches!(one.direction, Direction::Beside | Direction::Near);
            has_direction && !matches!(one.basis, Basis::AnyRung { .. })
        };
        let stated: Vec<_> = destination.statements.iter().filter(is_own).collect();
        if !stated.is_empty() {
            moves.entry(destination.place.id.unwrap()).or_default().extend(stated);
        }
    }
    moves
}

#[test]
fn what_leads_on_to_a_role_is_where_people_come_from() {
    let engine = Engine::new(shipped());
    let ids = ids(&engine);
    let next: Vec<_> = ids.iter().map(|role| next(&engine, role)).collect();
    let origins: Vec<_> = ids.iter().map(|role| origins(&engine, role)).collect();
    let backward: BTreeMap<&str, _> =
        ids.iter().zip(&origins).map(|(role, all)| (*role, moves(&all.origins))).collect();
    let mut listed: usize = backward.values().flat_map(BTreeMap::values).map(Vec::len).sum();
    assert!(listed > 500, "{listed}");
    for (from, next) in ids.iter().zip(&next) {
        for (to, stated) in moves(&next.destinations) {
            let known = backward[to].get(from).map(Vec::as_slice).unwrap_or_default();
            let who = |stated: &[&StatementView<'_>]| {
                let mut who: Vec<String> = stated
                    .iter()
                    .map(|one| format!("{:?} {} in {}", one.direction, one.attribution.by, one.attribution.source.id))
                    .collect();
                who.sort();
                who
            };
            assert_eq!(who(&stated), who(known), "{from} leads to {to}");
            listed -= known.len();
        }
    }
    assert_eq!(listed, 0, "people come from where nothing leads on");
}

#[test]
fn each_step_of_a_route_is_a_next_step_with_the_same_evidence() {
    let engine = Engine::new(shipped());
    let ids = ids(&engine);
    let mut hops = 0;
    for (number, from) in ids.iter().enumerate() {
        for to in ids.iter().skip(number % 5).step_by(5) {
            for hop in path(&engine, from, to).routes.iter().flat_map(|route| &route.hops) {
                let (Some(start), Some(goal)) = (hop.from.id, hop.destination.place.id) else { continue };
                let Answer::Evidence(evidence) = engine.respond(&Question::Evidence(id(start), id(goal))) else {
                    panic!("no evidence for {start} to {goal}")
                };
                assert_eq!(evidence.destination.direction, hop.destination.direction, "{start} to {goal}");
                for statement in &hop.destination.statements {
                    assert!(evidence.destination.statements.contains(statement), "{start} to {goal}: {statement:?}");
                }
                hops += 1;
            }
        }
    }
    assert!(hops > 500, "{hops}");
}

#[test]
fn where_no_route_leads_the_nearest_roles_do() {
    let engine = Engine::new(shipped());
    let ids = ids(&engine);
    let (mut reached, mut left) = (0, 0);
    for (number, from) in ids.iter().enumerate() {
        for to in ids.iter().skip(number % 7).step_by(7) {
            let asked = path(&engine, from, to);
            if let Some(nearest) = &asked.nearest_reachable {
                let there = path(&engine, from, nearest.role.id.unwrap());
                let steps = there.routes.first().map(|route| route.steps);
                assert_eq!(steps, Some(nearest.steps), "{from} to {to}, by way of {}", nearest.role.name);
                reached += 1;
            }
            for origin in &asked.origins {
                let origin = next(&engine, origin.id.unwrap());
                let leads_there = origin.destinations.iter().any(|one| one.place.id == Some(to) && one.is_step());
                assert!(leads_there, "{} is said to lead to {to}", origin.role.name);
                left += 1;
            }
        }
    }
    assert!(reached > 100 && left > 100, "{reached} {left}");
}

#[test]
fn a_comparison_reads_the_same_from_both_sides() {
    let engine = Engine::new(shipped());
    let ids = ids(&engine);
    for (number, first) in ids.iter().enumerate() {
        for second in ids.iter().skip(number % 6).step_by(6) {
            let (one, other) = (compare(&engine, first, second), compare(&engine, second, first));
            let mirrored = match other.order {
                Order::First => Order::Second,
                Order::Second => Order::First,
                same => same,
            };
            assert_eq!(one.order, mirrored, "{first}, {second}");
            assert_eq!((one.order_is_inferred, one.ranking_sources), (other.order_is_inferred, other.ranking_sources));
            assert_eq!((&one.first, &one.second), (&other.second, &other.first));
            if first != second {
                assert_eq!((&one.there, &one.back), (&other.back, &other.there), "{first}, {second}");
            }
            let questions =
                |compare: &Compare<'_>| compare.disputes.iter().map(|one| one.id.to_owned()).collect::<Vec<_>>();
            assert_eq!(questions(&one), questions(&other), "{first}, {second}");
        }
    }
}

/// What `/compare` says of the move from one to the other is what `/next` says.
#[test]
fn a_comparison_states_the_moves_between_its_roles() {
    let engine = Engine::new(shipped());
    let ids = ids(&engine);
    let mut moved = 0;
    for from in &ids {
        let next = next(&engine, from);
        for to in ids.iter().filter(|to| *to != from) {
            let compare = compare(&engine, from, to);
            let stated = next.destinations.iter().filter(|one| one.place.id == Some(to));
            let stated: Vec<_> = stated.flat_map(|one| &one.statements).collect();
            for statement in &compare.there {
                assert!(stated.contains(&statement), "{from} to {to}: {statement:?}");
            }
            moved += compare.there.len();
        }
    }
    assert!(moved > 500, "{moved}");
}
