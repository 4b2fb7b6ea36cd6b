//! What is marked as shown is what a brief reply shows.

use nextrole::answer::{Answer, Destination, Engine};
use nextrole::question::{Question, Reference};
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{Detail, reply};

use crate::shipped;

#[test]
fn a_brief_reply_shows_what_is_marked() {
    let engine = Engine::new(shipped());
    let (mut shown, mut hidden) = (0, 0);
    for role in &engine.knowledge().vocabulary.roles {
        let answer = engine.respond(&Question::Next(Reference::Id(role.id.clone())));
        let Answer::Next(next) = &answer else { panic!("{answer:?}") };
        let brief = text(&reply(&answer, Detail::Brief), Layout { width: usize::MAX, has_styles: false });
        let items: Vec<&str> = brief.lines().filter_map(|line| line.trim().strip_prefix("- ")).collect();
        let is_item = |one: &Destination<'_>| {
            let rest = |item: &str| item.strip_prefix(one.place.name).map(|rest| rest.chars().next());
            items.iter().any(|item| matches!(rest(item), Some(None | Some(':' | ',' | ' ' | ';'))))
        };
        for destination in &next.destinations {
            // A title of another item may begin with the same name.
            let is_prefix =
                next.positions.iter().any(|position| position.track.name.starts_with(destination.place.name));
            assert!(!destination.shown || is_item(destination), "{} hides {}", role.id, destination.place.name);
            assert!(
                destination.shown || is_prefix || !is_item(destination),
                "{} shows {}",
                role.id,
                destination.place.name
            );
            *(if destination.shown { &mut shown } else { &mut hidden }) += 1;
        }
        assert!(next.destinations.iter().filter(|one| one.shown && one.is_step()).count() <= 6, "{}", role.id);
        assert!(next.origins.iter().filter(|one| one.shown).count() <= 5, "{}", role.id);
        assert_eq!(next.origins.is_empty(), !next.origins.iter().any(|one| one.shown), "{}", role.id);
    }
    assert!(shown > 100 && hidden > 20, "{shown} shown, {hidden} hidden");
}

/// One publisher counts once, however many of its pages say so.
#[test]
fn independent_sources_are_counted() {
    let engine = Engine::new(shipped());
    for role in &engine.knowledge().vocabulary.roles {
        let Answer::Next(next) = engine.respond(&Question::Next(Reference::Id(role.id.clone()))) else { panic!() };
        for destination in next.destinations.iter().chain(&next.origins) {
            let mut publishers: Vec<&str> = Vec::new();
            for statement in &destination.statements {
                let source = statement.attribution.source;
                let publisher = source.publisher.unwrap_or(source.id);
                if !publishers.contains(&publisher) {
                    publishers.push(publisher);
                }
            }
            assert_eq!(destination.sources(), publishers.len(), "{} → {}", role.id, destination.place.name);
        }
    }
}
