//! Every role of the shipped knowledge can be asked about: the answer fits on Discord, and rests on something or says that
//! it does not.

use std::collections::BTreeSet;

use nextrole::answer::{Answer, Answerer, Asked, Attribution, DisputeView, Question};
use nextrole::knowledge::model::Knowledge;
use nextrole::reply::limits::{EMBED_DESCRIPTION_CHARS, EMBED_TITLE_CHARS};
use nextrole::reply::markdown::pages;
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{Detail, reply};

/// How many roles have what.
#[derive(Debug, Default, PartialEq, Eq)]
struct Coverage {
    roles: usize,
    with_a_next_step: usize,
    with_a_definition: usize,
    with_two_publishers: usize,
}

/// Everybody who says something in an answer.
fn said<'a>(answer: &'a Answer<'_>) -> Vec<&'a Attribution<'a>> {
    match answer {
        Answer::Next(next) => {
            let standing = next.standings.iter().map(|standing| &standing.said);
            let moving = next.ways.iter().chain(&next.arrivals).flat_map(|way| &way.support).map(|one| &one.said);
            let voicing = next.voices.iter().map(|voice| &voice.said);
            standing.chain(moving).chain(voicing).chain(disputing(&next.disputes)).collect()
        }
        Answer::Define(define) => {
            let meaning = define.meanings.iter().map(|meaning| &meaning.said);
            let voicing = define.voices.iter().map(|voice| &voice.said);
            meaning.chain(voicing).chain(disputing(&define.disputes)).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn disputing<'a>(disputes: &'a [DisputeView<'a>]) -> impl Iterator<Item = &'a Attribution<'a>> {
    disputes.iter().flat_map(|dispute| &dispute.sides).flat_map(|side| &side.statements).map(|cited| &cited.said)
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
    assert_eq!(names_a_source, !said(answer).is_empty(), "{shown}");
    assert!(names_a_source || shown.contains("Nobody here"), "{shown}");
}

#[test]
fn every_role_is_answered() {
    let answerer = Answerer::new(crate::shipped());
    let knowledge = answerer.knowledge();
    let mut coverage = Coverage::default();
    for role in &knowledge.vocabulary.roles {
        let asked = || Asked::Id(role.id.clone());
        let (next, define) = (answerer.answer(&Question::Next(asked())), answerer.answer(&Question::Define(asked())));
        assert_is_sound(knowledge, &next);
        assert_is_sound(knowledge, &define);
        let publishers: BTreeSet<_> =
            said(&next).iter().chain(&said(&define)).filter_map(|said| said.source.publisher).collect();
        coverage.roles += 1;
        coverage.with_a_next_step += usize::from(matches!(&next, Answer::Next(next) if !next.is_dead_end()));
        coverage.with_a_definition += usize::from(matches!(&define, Answer::Define(one) if !one.meanings.is_empty()));
        coverage.with_two_publishers += usize::from(publishers.len() >= 2);
    }
    // What is lost here should be lost on purpose.
    insta::assert_snapshot!(format!("{coverage:#?}"), @"
    Coverage {
        roles: 60,
        with_a_next_step: 42,
        with_a_definition: 27,
        with_two_publishers: 43,
    }
    ");
}
