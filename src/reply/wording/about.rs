//! The words of `/about`.

use crate::answer::About;
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::phrases::{button_row, count, list};

pub(in crate::reply) fn about(about: &About<'_>, detail: Detail) -> Reply {
    let what = Line::sentence().plain(
        "Name a job role, and nextrole shows the possible next steps: who names each, when they said so, and who \
         disagrees. It never decides who is right.",
    );
    let mut privacy = Block::new("Privacy");
    privacy.lines.push(Line::sentence().plain(
        "nextrole does not store your questions or your identity; its operator may have questions without an answer \
         counted, without who asked them. To limit abuse it keeps, in memory, how many questions you asked in the last \
         minute. It reads messages only if they mention it or are sent to it directly.",
    ));
    let mut contributing = Block::new("Something wrong or missing?");
    contributing.lines.push(Line::sentence().plain(
        "Tell the person who runs this bot, or propose a change to a source file: what is claimed, by whom, and where to read \
         it.",
    ));
    let tracks = Button { label: "All tracks".to_owned(), question: Question::Tracks, detail: Detail::Brief };
    let has_more = detail == Detail::Brief && !(about.notices.is_empty() && about.licenses.is_empty());
    let blocks = [Block::of_lines(vec![what]), knowledge(about), privacy, contributing, notices(about, detail)];
    Reply {
        title: "About nextrole".to_owned(),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: button_row(std::iter::once(tracks), has_more.then_some(Question::About)),
        menu: None,
        question: Some(Question::About),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

fn knowledge(about: &About<'_>) -> Block {
    let mut block = Block::new("The knowledge");
    block.lines.push(Line::sentence().plain(format!(
        "{}, {}, {} and {}, by {}.",
        count(about.roles, "role", "roles"),
        count(about.tracks, "track", "tracks"),
        count(about.statements, "statement", "statements"),
        count(about.disputes, "dispute", "disputes"),
        count(about.people, "person or organization", "people and organizations"),
    )));
    let years = match (about.oldest, about.newest) {
        (Some(oldest), Some(newest)) if oldest == newest => format!(", {oldest}"),
        (Some(oldest), Some(newest)) => format!(", {oldest}–{newest}"),
        _ => String::new(),
    };
    let undated = if about.undated > 0 { format!(", {} undated", about.undated) } else { String::new() };
    let sources = count(about.sources, "source", "sources");
    block.lines.push(Line::sentence().plain(format!("{sources}{years}{undated}.")));
    let built_in = if about.is_built_in { "It is built into the program." } else { "" };
    block.lines.extend(match about.revision {
        Some(revision) => {
            let end = if about.is_built_in { format!(". {built_in}") } else { ".".to_owned() };
            Some(Line::sentence().plain("Revision ").strong(revision).plain(end))
        }
        None => about.is_built_in.then(|| Line::sentence().plain(built_in)),
    });
    block
}

/// The notices and licenses of the sources; in brief, only whose they are.
fn notices(about: &About<'_>, detail: Detail) -> Block {
    let mut block = Block::new("Notices");
    match detail {
        Detail::Full => {
            block.lines.extend(about.notices.iter().map(|notice| {
                let line = match notice.publishers.as_slice() {
                    [] => Line::item(),
                    some => Line::item().strong(list(some, "and")).plain(": "),
                };
                line.plain(notice.text).muted(format!(" ({})", count(notice.sources, "source", "sources")))
            }));
            let licenses: Vec<String> = about
                .licenses
                .iter()
                .map(|license| format!("{} ({})", license.name, count(license.sources, "source", "sources")))
                .collect();
            if !licenses.is_empty() {
                block.lines.push(Line::sentence().plain(format!("Source licenses: {}.", licenses.join(", "))));
            }
        }
        Detail::Brief => {
            let mut publishers: Vec<&str> =
                about.notices.iter().flat_map(|notice| &notice.publishers).copied().collect();
            publishers.sort_unstable();
            publishers.dedup();
            if !publishers.is_empty() {
                let publishers = count(publishers.len(), "publisher", "publishers");
                block.lines.push(Line::sentence().plain(format!(
                    "Contains licensed information from {publishers}; the full version of this answer has their notices."
                )));
            }
        }
    }
    block
}
