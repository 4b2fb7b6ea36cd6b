//! What is marked as shown is what a brief reply shows.

use nextrole::answer::{Answer, Engine};
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
        // An item starts with a dash or a number, and then the name.
        let is_marker = |letter: char| !letter.is_alphabetic();
        let lines = brief.lines().map(str::trim).filter(|line| line.starts_with(is_marker));
        let items: Vec<&str> = lines.map(|line| line.trim_start_matches(is_marker)).collect();
        let is_item = |name: &str| {
            let rest =
                |item: &&str| item.strip_prefix(name).map(|rest| rest.trim_start().starts_with(char::is_alphabetic));
            items.iter().any(|item| rest(item) == Some(false))
        };
        for destination in &next.destinations {
            let name = destination.place.name;
            // A related role may be a destination in its own right as well.
            let is_shown = next.destinations.iter().any(|other| other.place == destination.place && other.shown);
            assert_eq!(is_item(name), is_shown, "{}: {name}\n{brief}", role.id);
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
