//! The words for a question that is not clear, and for one that finds nothing.

use crate::answer::{Asked, Clarify, Nothing, Possible, Question, ThingKind};
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::phrases::button;

pub(in crate::reply) fn clarify(clarify: &Clarify<'_>) -> Reply {
    let opening = match (&clarify.term, clarify.candidates.as_slice()) {
        (Some(term), _) => Line::sentence().strong(term.name).plain(" is more than one role. Which one do you mean?"),
        (None, [_]) => Line::sentence().plain(format!("I am not sure what “{}” means. This one?", clarify.typed)),
        (None, _) => Line::sentence().plain(format!("“{}” may mean several things. Which one?", clarify.typed)),
    };
    let mut choice = Block::default();
    choice.lines.extend(clarify.candidates.iter().map(|candidate| possible(candidate, clarify.term.is_none())));
    let define = clarify
        .term
        .as_ref()
        .and_then(|term| button(format!("What is meant by {}?", term.name), Question::Define, term));
    Reply {
        title: "Which one?".to_owned(),
        blocks: vec![Block::of_lines(vec![opening]), choice],
        buttons: clarify.candidates.iter().filter_map(ask_about).take(24).chain(define).collect(),
        menu: None,
        again: None,
        picture: None,
        visibility: Visibility::Private,
        tone: Tone::Question,
    }
}

pub(in crate::reply) fn nothing(nothing: &Nothing<'_>) -> Reply {
    let opening = match (&nothing.term, nothing.typed.as_str()) {
        (Some(term), _) => Line::sentence().strong(term.name).plain(" is no single role that one can move on from."),
        (None, "") => Line::sentence().plain("Name a role, for example “helpdesk”."),
        (None, typed) => Line::sentence().plain(format!("Nothing here is near “{typed}”.")),
    };
    let mut blocks = vec![Block::of_lines(vec![opening])];
    if !nothing.nearest.is_empty() {
        let mut nearest = Block::new("The nearest");
        nearest.lines.extend(nothing.nearest.iter().map(|candidate| possible(candidate, true)));
        blocks.push(nearest);
    }
    let all = "/tracks shows the career tracks that are known here.";
    blocks.push(Block::of_lines(vec![Line::sentence().plain(all)]));
    let define = nothing
        .term
        .as_ref()
        .and_then(|term| button(format!("What is meant by {}?", term.name), Question::Define, term));
    let tracks = Button { label: "All tracks".to_owned(), question: Question::Tracks, detail: Detail::Brief };
    Reply {
        title: if nothing.typed.is_empty() { "Which role?" } else { "Not found" }.to_owned(),
        blocks,
        buttons: define.into_iter().chain(nothing.nearest.iter().filter_map(ask_about)).chain([tracks]).collect(),
        menu: None,
        again: None,
        picture: None,
        visibility: Visibility::Private,
        tone: Tone::Nothing,
    }
}

fn possible(candidate: &Possible<'_>, says_why: bool) -> Line {
    let line = Line::item().strong(candidate.thing.name);
    if says_why && candidate.via != candidate.thing.name {
        line.quiet(format!(", also called “{}”", candidate.via))
    } else {
        line
    }
}

fn ask_about(candidate: &Possible<'_>) -> Option<Button> {
    let ask: fn(Asked) -> Question = match candidate.thing.kind {
        ThingKind::Role | ThingKind::Title => Question::Next,
        ThingKind::Track => Question::Track,
        ThingKind::Term => Question::Define,
    };
    button(candidate.thing.name.to_owned(), ask, &candidate.thing)
}
