//! The words of `/about`.

use crate::answer::{About, Notice};
use crate::question::Question;
use crate::reply::limits::cut;
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::phrases::{and_more, count, list};

/// Most notices that a brief reply shows, and most characters of each.
const BRIEF_NOTICES: usize = 3;
const BRIEF_NOTICE_CHARS: usize = 160;

pub(in crate::reply) fn about(about: &About<'_>, detail: Detail) -> Reply {
    let what = Line::sentence().plain(
        "Name a job role, and nextrole shows what comes next after it, who says so, and who objects. Careers are \
         disputed: it gives no verdict of its own.",
    );
    let mut privacy = Block::new("Privacy");
    privacy.lines.push(Line::sentence().plain(
        "NotFound is stored of what you ask or of who you are. A button carries its question itself. How often \
         somebody has asked is counted for about a minute, in memory alone. Messages are read only if they name the bot \
         or are sent to it.",
    ));
    let mut contributing = Block::new("Something wrong or missing?");
    contributing.lines.push(Line::sentence().plain(
        "The knowledge is a folder of text files, reviewed like code. Tell those who run this bot, or propose a change \
         to the file of a source: what is attribution, who says it, and where that can be read.",
    ));
    let everything = Button { label: "Show everything".to_owned(), question: Question::About, detail: Detail::Full };
    let tracks = Button { label: "All tracks".to_owned(), question: Question::Tracks, detail: Detail::Brief };
    let has_more = detail == Detail::Brief && !about.notices.is_empty();
    let blocks = [Block::of_lines(vec![what]), knowledge(about), privacy, contributing];
    Reply {
        title: "About nextrole".to_owned(),
        blocks: blocks.into_iter().chain(notices(about, detail)).collect(),
        buttons: has_more.then_some(everything).into_iter().chain([tracks]).collect(),
        menu: None,
        again: Some(Question::About),
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
        count(about.people, "person or organisation", "people and organisations"),
    )));
    let years = match (about.oldest, about.newest) {
        (Some(oldest), Some(newest)) if oldest == newest => format!(", of {oldest}"),
        (Some(oldest), Some(newest)) => format!(", the oldest of {oldest}, the newest of {newest}"),
        _ => String::new(),
    };
    let undated = if about.undated > 0 { format!("; {} undated", about.undated) } else { String::new() };
    let sources = count(about.sources, "source", "sources");
    block.lines.push(Line::sentence().plain(format!("{sources}{years}{undated}.")));
    if let Some(revision) = about.revision {
        let built_in = if about.is_built_in { ", built into the program" } else { "" };
        block.lines.push(Line::sentence().plain("Revision ").strong(revision).plain(format!("{built_in}.")));
    }
    block
}

/// What the sources' licenses ask to be said.
fn notices(about: &About<'_>, detail: Detail) -> Option<Block> {
    let mut block = Block::new("Notices");
    match detail {
        Detail::Full => {
            block.lines.extend(about.notices.iter().map(whole));
            let licenses: Vec<String> = about
                .licenses
                .iter()
                .map(|license| format!("{} ({})", license.name, count(license.sources, "source", "sources")))
                .collect();
            if !licenses.is_empty() {
                block.lines.push(Line::sentence().plain(format!("Terms of the sources: {}.", licenses.join(", "))));
            }
        }
        Detail::Brief => {
            let short = |notice: &Notice<'_>| Line::item().plain(cut(notice.text, BRIEF_NOTICE_CHARS));
            block.lines.extend(about.notices.iter().take(BRIEF_NOTICES).map(short));
            let rest = about.notices.len().saturating_sub(BRIEF_NOTICES);
            block.lines.extend((rest > 0).then(|| and_more(rest, "notice", "notices")));
        }
    }
    (!block.lines.is_empty()).then_some(block)
}

fn whole(notice: &Notice<'_>) -> Line {
    let line = Line::item();
    let line = match notice.publishers.as_slice() {
        [] => line,
        some => line.strong(list(some, "and")).plain(": "),
    };
    line.plain(notice.text).muted(format!(" ({})", count(notice.sources, "source", "sources")))
}
