//! Every role of the shipped knowledge can be asked about: the answer fits on Discord, and rests on something or says that
//! it does not.

use std::collections::BTreeSet;

use nextrole::answer::{Answer, AttributionView, DisputeView, Engine};
use nextrole::knowledge::model::Knowledge;
use nextrole::question::{Question, Reference};
use nextrole::reply::limits::{EMBED_DESCRIPTION_CHARS, EMBED_TITLE_CHARS};
use nextrole::reply::markdown::pages;
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{Detail, MAX_BRIEF_CHARS, MAX_BRIEF_LINES, reply};

/// How many roles have what.
#[derive(Debug, Default, PartialEq, Eq)]
struct Coverage {
    roles: usize,
    with_a_next_step: usize,
    with_a_definition: usize,
    with_two_publishers: usize,
}

/// Everybody who says something in an answer.
fn attribution<'a, 'k>(answer: &'a Answer<'k>) -> Vec<&'a AttributionView<'k>> {
    match answer {
        Answer::Next(next) => {
            let position = next.positions.iter().map(|position| &position.attribution);
            let moving = next
                .destinations
                .iter()
                .chain(&next.origins)
                .flat_map(|destination| &destination.statements)
                .map(|one| &one.attribution);
            let voicing = next.viewpoints.iter().map(|viewpoint| &viewpoint.attribution);
            position.chain(moving).chain(voicing).chain(disputing(&next.disputes)).collect()
        }
        Answer::Define(define) => {
            let definition = define.definitions.iter().map(|definition| &definition.attribution);
            let voicing = define.viewpoints.iter().map(|viewpoint| &viewpoint.attribution);
            definition.chain(voicing).chain(disputing(&define.disputes)).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn disputing<'a, 'k>(disputes: &'a [DisputeView<'k>]) -> impl Iterator<Item = &'a AttributionView<'k>> {
    disputes.iter().flat_map(|dispute| &dispute.sides).flat_map(|side| &side.statements).map(|cited| &cited.attribution)
}

fn assert_is_sound(knowledge: &Knowledge, answer: &Answer<'_>) {
    for detail in [Detail::Brief, Detail::Full] {
        for page in pages(&reply(answer, detail)) {
            assert!((1..=EMBED_TITLE_CHARS).contains(&page.title.chars().count()), "{}", page.title);
            assert!((1..=EMBED_DESCRIPTION_CHARS).contains(&page.body.chars().count()), "{}", page.title);
        }
    }
    let shown = text(&reply(answer, Detail::Full), Layout { width: usize::MAX, has_styles: false });
    let names_a_source = knowledge.sources.iter().any(|source| shown.contains(&format!("“{}”", source.title)));
    assert_eq!(names_a_source, !attribution(answer).is_empty(), "{shown}");
    assert!(names_a_source || shown.contains("ur sources"), "{shown}");
}

#[test]
fn every_role_is_answered() {
    let engine = Engine::new(crate::shipped());
    let knowledge = engine.knowledge();
    let mut coverage = Coverage::default();
    for role in &knowledge.vocabulary.roles {
        let asked = || Reference::Id(role.id.clone());
        let (next, define) = (engine.respond(&Question::Next(asked())), engine.respond(&Question::Define(asked())));
        assert_is_sound(knowledge, &next);
        assert_is_sound(knowledge, &define);
        let publishers: BTreeSet<_> = attribution(&next)
            .iter()
            .chain(&attribution(&define))
            .filter_map(|attribution| attribution.source.publisher)
            .collect();
        coverage.roles += 1;
        coverage.with_a_next_step += usize::from(matches!(&next, Answer::Next(next) if !next.is_dead_end()));
        coverage.with_a_definition +=
            usize::from(matches!(&define, Answer::Define(one) if !one.definitions.is_empty()));
        coverage.with_two_publishers += usize::from(publishers.len() >= 2);
    }
    // What is lost here should be lost on purpose.
    insta::assert_snapshot!(format!("{coverage:#?}"), @"
    Coverage {
        roles: 92,
        with_a_next_step: 88,
        with_a_definition: 67,
        with_two_publishers: 89,
    }
    ");
}

fn assert_is_brief(answer: &Answer<'_>) -> usize {
    let brief = reply(answer, Detail::Brief);
    let shown = text(&brief, Layout { width: usize::MAX, has_styles: false });
    assert!(shown.lines().filter(|line| !line.is_empty()).count() <= MAX_BRIEF_LINES, "{shown}");
    assert!(brief.buttons.len() <= 5, "{shown}");
    shown.chars().filter(|letter| *letter != '\n').count()
}

/// Definitions, tracks and disputes fit on a phone in brief; the longest is within the limit with room for layout.
#[test]
fn brief_answers_are_brief() {
    let engine = Engine::new(crate::shipped());
    let knowledge = engine.knowledge();
    let id = |id: &str| Reference::Id(id.to_owned());
    let mut asked = vec![Question::Tracks, Question::Disputes];
    asked.extend(knowledge.vocabulary.roles.iter().map(|role| Question::Define(id(&role.id))));
    asked.extend(knowledge.vocabulary.terms.iter().map(|term| Question::Define(id(&term.id))));
    asked.extend(knowledge.tracks.iter().map(|track| Question::Track(id(&track.id))));
    asked.extend(knowledge.disputes.iter().map(|dispute| Question::Dispute(id(&dispute.id))));
    assert!(asked.len() > 280, "{}", asked.len());
    let longest = asked
        .iter()
        .map(|question| (assert_is_brief(&engine.respond(question)), question))
        .max_by_key(|(chars, _)| *chars);
    assert!(longest.as_ref().is_some_and(|(chars, _)| *chars <= MAX_BRIEF_CHARS), "{longest:?}");
}
