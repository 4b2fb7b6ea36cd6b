//! Every conflict between the sources has an answer that shows both sides, with who stands on each and since when.

use nextrole::reply::{Detail, Reply};
use serde::Deserialize;

use super::reply_to;

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
    let questions: Vec<String> = conflicts().into_iter().map(|conflict| conflict.question).collect();
    for dispute in &crate::shipped().disputes {
        assert!(questions.contains(&dispute.question), "{} is not listed", dispute.id);
    }
}

#[test]
fn each_names_everybody_side_by_side() {
    let knowledge = crate::shipped();
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
    let knowledge = crate::shipped();
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
