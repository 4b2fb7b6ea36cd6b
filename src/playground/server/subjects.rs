//! What an answer is about and what a problem concerns, as names and ids in lower case: the page shows a problem of the
//! saved knowledge, and a change, beside the answers that it concerns.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::answer::Engine;
use crate::discord::custom_id::decode;
use crate::knowledge::model::{Knowledge, Place, Subject};
use crate::matching::Named;
use crate::question::{Intent, Question, Understood};
use fake_discord::{InteractionRecord, Message};

/// Interaction response type: the message of the component is edited.
///
/// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object>
const UPDATE_MESSAGE: u64 = 7;

/// What a message of the bot is about; empty if it answers nothing.
pub(super) fn of_message(engine: &Engine, message: &Message, interactions: &[InteractionRecord]) -> BTreeSet<String> {
    question_of(message, interactions).map_or_else(BTreeSet::new, |question| of_question(engine, &question))
}

/// The question that a message answers: that of the last button that changed it, or what it responds to.
fn question_of(message: &Message, interactions: &[InteractionRecord]) -> Option<Question> {
    let is_edit = |one: &&InteractionRecord| one.source == Some(message.id) && one.response == Some(UPDATE_MESSAGE);
    let cause = || interactions.iter().find(|one| message.interaction == Some(one.id));
    if let Some(interaction) = interactions.iter().rev().find(is_edit).or_else(cause) {
        let data = &interaction.data;
        if let Some(custom_id) = data["custom_id"].as_str() {
            let press = data["values"][0].as_str().unwrap_or(custom_id);
            return decode(press).map(|press| press.question);
        }
        let options = data["options"].as_array().into_iter().flatten();
        let given: Vec<(&str, &str)> =
            options.filter_map(|option| Some((option["name"].as_str()?, option["value"].as_str()?))).collect();
        return Question::from_command(&interaction.name, &given).ok();
    }
    let asked = message.json["referenced_message"]["content"].as_str()?;
    let bot = message.json["author"]["id"].as_str().unwrap_or_default();
    Question::parse(&asked.replace(&format!("<@{bot}>"), "")).ok()
}

fn of_question(engine: &Engine, question: &Question) -> BTreeSet<String> {
    let knowledge = engine.knowledge();
    let subjects = match engine.understand(question) {
        Understood::Query(query) => of_intent(query.intent),
        Understood::Ambiguous(_) | Understood::NotFound(_) => Vec::new(),
    };
    let mut names: BTreeSet<String> = subjects.into_iter().flat_map(|subject| names(knowledge, subject)).collect();
    if let Understood::Query(query) = engine.understand(question)
        && let Intent::Dispute(dispute) = query.intent
    {
        names.extend([knowledge[dispute].id.to_lowercase(), knowledge[dispute].question.to_lowercase()]);
    }
    // What was typed: it may be the name of something that is not in use because its file has errors.
    names.extend(question.typed().iter().map(|typed| typed.trim().to_lowercase()));
    names.remove("");
    names
}

fn of_intent(intent: Intent) -> Vec<Subject> {
    let place = |place: Place| match place {
        Place::Role(role) => Subject::Role(role),
        Place::Track(track) => Subject::Track(track),
    };
    match intent {
        Intent::Next(role) | Intent::Become(role) | Intent::Map(role) => vec![Subject::Role(role)],
        Intent::Define(Named::Role(role)) => vec![Subject::Role(role)],
        Intent::Define(Named::Term(term)) => vec![Subject::Term(term)],
        Intent::Track(track) => vec![Subject::Track(track)],
        Intent::Path { from, to } => vec![Subject::Role(from), Subject::Role(to)],
        Intent::Compare { first, second } => vec![Subject::Role(first), Subject::Role(second)],
        Intent::Evidence { from, to } => vec![place(from), place(to)],
        Intent::OutOfScope { role, .. } => role.into_iter().map(Subject::Role).collect(),
        Intent::Tracks | Intent::Disputes | Intent::Dispute(_) | Intent::About | Intent::Help(_) => Vec::new(),
    }
}

fn names(knowledge: &Knowledge, subject: Subject) -> [String; 2] {
    let (id, name) = match subject {
        Subject::Role(role) => (&knowledge[role].id, &knowledge[role].name),
        Subject::Track(track) => (&knowledge[track].id, &knowledge[track].name),
        Subject::Term(term) => (&knowledge[term].id, &knowledge[term].name),
    };
    [id.to_lowercase(), name.to_lowercase()]
}

/// What a place in a file concerns: every value in its table, whether or not the table can be read; in the table of a
/// source, in which all statements of the file are made, every value of the file.
pub(super) fn of_place(text: &str, span: &Range<usize>) -> BTreeSet<String> {
    let Some(before) = text.get(..span.start) else { return BTreeSet::new() };
    let is_header = |line: &str| line.trim_start().starts_with('[') && !line.contains(['=', ',']);
    let line = before.matches('\n').count();
    let lines: Vec<&str> = text.lines().collect();
    let start = (0..=line).rev().find(|at| lines.get(*at).is_some_and(|line| is_header(line)));
    let is_source = start.is_some_and(|start| lines[start].trim_matches(['[', ']', ' ']) == "source");
    let table = match start {
        Some(start) if !is_source => {
            let end = (start + 1..lines.len()).find(|at| is_header(lines[*at])).unwrap_or(lines.len());
            &lines[start + 1..end]
        }
        Some(_) => lines.as_slice(),
        None => &[],
    };
    table.iter().filter(|line| !is_header(line)).flat_map(|line| values(line)).collect()
}

/// The values in a line, with or without quotes, in lower case.
fn values(line: &str) -> impl Iterator<Item = String> {
    let value = line.split_once(['=', ':']).map_or(line, |(_, value)| value);
    let parts = value.split(['=', ':', ',', '{', '}', '[', ']', '#']);
    let bare = parts.map(|part| part.trim().trim_matches(['"', '\'', '“', '”', '„', '‘', '’']).trim().to_lowercase());
    bare.filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values_at(text: &str, marked: &str) -> Vec<String> {
        let start = text.find(marked).unwrap();
        of_place(text, &(start..start + 1)).into_iter().collect()
    }

    #[test]
    fn a_place_concerns_the_values_of_its_table() {
        let text =
            "[[role]]\nid = \"nurse\"\nnme = \"Staff nurse\"\n\n[[move]]\nfrom = [\"nurse\", \"aide\"]\nto: matron\n";
        assert_eq!(values_at(text, "nme"), ["nurse", "staff nurse"]);
        assert_eq!(values_at(text, "to:"), ["aide", "matron", "nurse"]);
        assert_eq!(values_at(text, "[[move"), ["aide", "matron", "nurse"]);
        // A list over several lines is no header.
        let text = "[[track]]\nsteps = [\n  [\"aide\", \"porter\"],\n  { role = \"nurse\" },\n]\nnme = 1\n";
        assert_eq!(values_at(text, "nme"), ["1", "aide", "nurse", "porter"]);
    }

    #[test]
    fn a_source_concerns_its_file() {
        let text = "[source]\npublished = \"soon\"\n\n[[move]]\nfrom = \"aide\"\nto = \"nurse\"\n";
        assert_eq!(values_at(text, "soon"), ["aide", "nurse", "soon"]);
        assert_eq!(of_place("# empty", &(0..0)).len(), 0);
        assert_eq!(of_place("ä", &(1..1)).len(), 0);
    }
}
