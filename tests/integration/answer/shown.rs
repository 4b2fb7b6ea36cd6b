//! What is marked as shown is what a brief reply shows.

use nextrole::answer::{Answer, Direction, Engine};
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
        let numbered: Vec<&str> = brief
            .lines()
            .filter_map(|line| line.trim().split_once(". "))
            .filter(|(number, _)| number.chars().all(|letter| letter.is_ascii_digit()))
            .filter_map(|(_, item)| item.split(": ").next())
            .collect();
        let leading = next.destinations.iter().filter(|destination| destination.leading);
        assert_eq!(numbered, leading.map(|one| one.place.name).collect::<Vec<_>>(), "{}", role.id);
        // What is shown is named; without those names, no other is.
        let mut names: Vec<(&str, bool)> = Vec::new();
        for destination in next.destinations.iter().filter(|one| one.direction != Direction::Near) {
            let name = destination.place.name;
            assert!(!destination.shown || brief.contains(name), "{}: {name}\n{brief}", role.id);
            names.push((name, destination.shown));
            *(if destination.shown { &mut shown } else { &mut hidden }) += 1;
        }
        let (steps, _) = brief.split_once("Where people disagree").unwrap_or((&brief, ""));
        let mut listed: String =
            steps.lines().skip(2).filter(|line| line.contains(": ")).collect::<Vec<_>>().join("\n");
        names.sort_by_key(|(name, shown)| (!shown, std::cmp::Reverse(name.len())));
        for (name, is_shown) in names.into_iter().filter(|_| !next.is_dead_end()) {
            if is_shown {
                listed = listed.replace(name, "");
            } else {
                assert!(!listed.contains(name), "{}: {name} is marked as hidden\n{brief}", role.id);
            }
        }
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
