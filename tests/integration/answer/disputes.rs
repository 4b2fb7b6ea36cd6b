//! Every dispute can be asked about: the answer shows all sides, with who takes each and since when.

use nextrole::answer::{Answer, DisputeView, Engine};
use nextrole::question::{Question, Reference};
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{Detail, MAX_BRIEF_CHARS, MAX_BRIEF_LINES, Reply, reply};
use serde::Deserialize;

use super::{ask, reply_to};
use crate::{knowledge_of, shipped};

#[derive(Deserialize)]
struct Conflicts {
    conflict: Vec<Conflict>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Conflict {
    id: String,
    asks: Vec<String>,
    question: String,
    names: Vec<String>,
}

fn conflicts() -> Vec<Conflict> {
    toml::from_str::<Conflicts>(include_str!("../../fixtures/disputes.toml")).unwrap().conflict
}

/// The lines of a reply, those of each block under its heading.
fn blocks(reply: &Reply) -> Vec<String> {
    let line = |line: &nextrole::reply::Line| line.spans.iter().map(|span| span.text.as_str()).collect::<String>();
    let lines = |block: &nextrole::reply::Block| block.lines.iter().map(line).collect::<Vec<_>>().join("\n");
    reply.blocks.iter().map(|block| format!("{}\n{}", block.heading.as_deref().unwrap_or(""), lines(block))).collect()
}

#[test]
fn each_is_listed_once() {
    let ids: Vec<String> = conflicts().into_iter().map(|conflict| conflict.id).collect();
    let expected: Vec<String> = (1..=18).map(|number| format!("F{number}")).collect();
    assert_eq!(ids, expected);
    let knowledge = shipped();
    for conflict in conflicts() {
        let is_known = knowledge.disputes.iter().any(|dispute| dispute.question == conflict.question);
        assert!(is_known, "{}", conflict.question);
    }
}

#[test]
fn each_names_everybody_side_by_side() {
    let knowledge = shipped();
    let mut missing = Vec::new();
    for Conflict { id, asks, question, names } in conflicts() {
        for asked in asks {
            let blocks = blocks(&reply_to(&knowledge, &asked, Detail::Full));
            let Some(block) = blocks.iter().find(|block| block.contains(&question)) else {
                missing.push(format!("{id}: {asked} does not say what is disputed"));
                continue;
            };
            let unnamed = names.iter().filter(|name| !block.contains(*name));
            missing.extend(unnamed.map(|name| format!("{id}: {asked} does not name {name}")));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_brief_answer_shows_the_main_ones_in_a_line_each() {
    let knowledge = shipped();
    for Conflict { id, asks, question, .. } in conflicts() {
        for asked in asks {
            let blocks = blocks(&reply_to(&knowledge, &asked, Detail::Brief));
            let disagreements = blocks.iter().find(|block| block.starts_with("Where people disagree\n"));
            let disagreements = disagreements.unwrap_or_else(|| panic!("{id}: {asked}: {blocks:#?}"));
            assert!(disagreements.lines().any(|line| line.contains("? ")), "{id}: {asked}: {disagreements}");
            let lines = blocks.iter().flat_map(|block| block.lines()).filter(|line| line.contains(&question));
            assert!(lines.count() <= 1, "{id}: {asked} says it twice");
        }
    }
}

/// A dispute of the shipped knowledge, asked by a text that a person typed.
fn disputed<'e>(engine: &'e Engine, typed: &str) -> Answer<'e> {
    engine.respond(&Question::Dispute(Reference::Typed(typed.to_owned())))
}

fn view<'a, 'k>(answer: &'a Answer<'k>) -> &'a DisputeView<'k> {
    match answer {
        Answer::Dispute(detail) => &detail.dispute,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_is_found_by_its_question_and_by_how_people_ask_it() {
    let engine = Engine::new(shipped());
    let disputes = &engine.knowledge().disputes;
    assert!(disputes.len() >= 48, "{}", disputes.len());
    for dispute in disputes {
        for typed in dispute.asked_as.iter().chain([&dispute.question, &dispute.id]) {
            assert_eq!(view(&disputed(&engine, typed)).id, dispute.id, "{typed}");
        }
    }
}

/// Who gives an answer twice is named once, with both years.
#[test]
fn who_says_it_twice_is_named_once() {
    let engine = Engine::new(shipped());
    let answer = disputed(&engine, "Should network engineers learn to program?");
    let shown = text(&reply(&answer, Detail::Brief), Layout { width: usize::MAX, has_styles: false });
    assert!(shown.contains("(Ivan Pepelnjak (ipSpace.net), 2017 and 2020)"), "{shown}");
}

#[test]
fn each_names_everybody_in_full_and_fits_on_a_phone_in_brief() {
    let engine = Engine::new(shipped());
    for dispute in &engine.knowledge().disputes {
        let answer = disputed(&engine, &dispute.question);
        let full = reply(&answer, Detail::Full);
        for side in &view(&answer).sides {
            let block = full.blocks.iter().find(|block| block.heading.as_deref() == Some(side.says)).unwrap();
            let lines: Vec<String> = block.lines.iter().map(line).collect();
            for cited in &side.statements {
                let by = cited.attribution.by.trim_end_matches(')');
                let year = cited.attribution.year().map_or("undated".to_owned(), |year| year.to_string());
                let says = cited.text.unwrap_or_default();
                let is_shown = |line: &&String| line.starts_with(by) && line.contains(&year) && line.contains(says);
                assert!(lines.iter().any(|line| is_shown(&line)), "{}: {by}, {year}: {lines:#?}", dispute.id);
            }
        }
        let brief = reply(&answer, Detail::Brief);
        let shown = text(&brief, Layout { width: usize::MAX, has_styles: false });
        assert!(shown.lines().filter(|line| !line.is_empty()).count() <= MAX_BRIEF_LINES, "{shown}");
        assert!(shown.chars().count() <= MAX_BRIEF_CHARS, "{shown}");
        assert!(!shown.contains('…') || shown.lines().last().unwrap().starts_with("… and"), "cut short: {shown}");
    }
}

/// Neither the voice that opened a dispute nor the latest word on it is behind "More".
#[test]
fn the_oldest_and_the_newest_voice_are_among_the_first() {
    let engine = Engine::new(shipped());
    for dispute in &engine.knowledge().disputes {
        let answer = disputed(&engine, &dispute.question);
        let years: Vec<u16> = view(&answer)
            .sides
            .iter()
            .flat_map(|side| &side.statements)
            .filter_map(|cited| cited.attribution.year())
            .collect();
        let brief = reply(&answer, Detail::Brief);
        let first: String = brief.blocks[0].lines.iter().take(6).map(line).collect();
        for year in [years.iter().min(), years.iter().max()].into_iter().flatten() {
            // A side with many voices names some of them.
            assert!(first.contains(&year.to_string()) || first.contains(" more)"), "{}: {year}: {first}", dispute.id);
        }
    }
}

fn line(line: &nextrole::reply::Line) -> String {
    line.spans.iter().map(|span| span.text.as_str()).collect()
}

#[test]
fn all_by_topic() {
    insta::assert_snapshot!(ask(&shipped(), "/disputes", Detail::Brief), @"
    What people disagree about

    - Careers in general (1): Stay technical or go into management?
    - Support (3): Helpdesk: launching pad or dead end?
    - Management (6): Is it a step down to go back from management?
    - Software (3): Does the technical track go as high as management?
    - Security (6): What comes after CISO?
    - Architecture (7): How do you become an architect?
    - Systems (6): Is system administration ending?
    - Cloud and reliability (7): Is DevOps engineer a job?
    - Data (2): Is data engineer the next step for a database administrator?
    - Networks (4): What comes after network administrator or network engineer?
    - Other (1): Should you stay in presales?
    - Service management (2): Is incident manager a job or a duty that people take in turns?
    ");
    let full = ask(&shipped(), "/disputes", Detail::Full);
    for dispute in &shipped().disputes {
        assert!(full.contains(&dispute.question), "{}", dispute.question);
    }
    let menu = reply_to(&shipped(), "/disputes", Detail::Brief).menu.unwrap();
    assert_eq!(menu.choices[0].label, "Stay technical or go into management?");
}

#[test]
fn a_discussion_comes_first() {
    insta::assert_snapshot!(ask(&shipped(), "/disputes management or technical", Detail::Brief), @"
    Stay technical or go into management?

    - Two tracks; people cross over at any rung, most from design to IT manager (Michael Platt, 2005)
    - No fixed order: people jump between the tracks, in both directions (Anonymous commenter, 2005; Michael Platt, 2005; Damian Schenkelman, 2020)
    - One track, from the front line to strategy (Warren Brown, 2005)
    - Both tracks exist, but they are not the only ways to go (Beth Patton, 2005)
    - Stay technical, and be glad that it is possible (Stephen Wan, 2020; Dmitry Petrashko, 2020; Michelle Bu, 2020; Silvia Botros, 2020)
    - Moving back and forth is normal by now (Charity Majors, 2023)
    … and 6 more answers, 8 more voices
    ");
}

#[test]
fn nothing_is_disputed() {
    insta::assert_snapshot!(ask(&knowledge_of("[[role]]\nid = \"ops\"\nname = \"Ops\"\n"), "/disputes", Detail::Brief), @"
    What people disagree about

    Our sources disagree about nothing yet.
    ");
}

const DISPUTED: &str = r#"
    [source]
    id = "diary"
    title = "A diary"
    kind = "account"
    published = "2010"

    [[person]]
    id = "carol"
    name = "Carol"

    [[role]]
    id = "helpdesk"
    name = "Helpdesk"

    [[role]]
    id = "ops"
    name = "Ops"

    [[move]]
    id = "up"
    from = "helpdesk"
    to = "ops"
    kind = "step"
    by = "carol"
    inferred = true
    note = "She never looked back."

    [[viewpoint]]
    id = "nothing-special"
    by = "carol"
    stance = "adds"
    about = ["ops"]
    text = "Ops is work like any other."

    [[dispute]]
    id = "is-ops-up"
    question = "Is ops a step up?"
    about = ["ops"]
    sides = [
        { says = "Yes", statements = ["up"] },
        { says = "No", statements = ["nothing-special"] },
    ]
"#;

/// What a person did is a case; what they think is an opinion.
#[test]
fn the_kind_of_evidence_is_said() {
    let knowledge = knowledge_of(DISPUTED);
    insta::assert_snapshot!(ask(&knowledge, "/disputes is ops a step up", Detail::Full), @"
    Is ops a step up?

    2 answers, by 1 person describing their own career.

    Yes
      - Carol (2010): Helpdesk → Ops. She never looked back. (one person's own path, our reading of the source)

    No
      - Carol (2010): Ops is work like any other.

    Sources
      - “A diary”, 2010
    ");
}
