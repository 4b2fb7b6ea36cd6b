//! The words for a question that is not clear, and for one that finds nothing.

use crate::answer::{AmbiguousView, CandidateView, EntityKind, EntityRef, NotFoundView, PendingArgumentView};
use crate::question::{COMPARE, Question, Reference};
use crate::reply::{Block, Button, Detail, Line, Menu, Reply, Tone, Visibility};

use super::phrases::{button, list, pair_button};

/// Most choices that are buttons; more of them are a menu.
const MOST_BUTTONS: usize = 5;

pub(in crate::reply) fn clarify(clarify: &AmbiguousView<'_>) -> Reply {
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
    let choices: Vec<Button> =
        clarify.candidates.iter().flat_map(|candidate| ask_about(candidate, clarify.half.as_ref())).collect();
    let (buttons, menu) = if choices.len() > MOST_BUTTONS {
        (define.into_iter().collect(), Menu::of("Which one do you mean?", choices))
    } else {
        (choices.into_iter().chain(define).take(MOST_BUTTONS).collect(), None)
    };
    Reply {
        title: "Which one?".to_owned(),
        blocks: [Block::of_lines(vec![opening]), choice].into_iter().chain(other_half(clarify.half.as_ref())).collect(),
        buttons,
        menu,
        again: None,
        picture: None,
        visibility: Visibility::Private,
        tone: Tone::Question,
    }
}

pub(in crate::reply) fn nothing(nothing: &NotFoundView<'_>) -> Reply {
    let opening = match (&nothing.term, nothing.typed.as_str()) {
        (None, "") if nothing.half.is_some() => Line::sentence().plain("Name two roles: “helpdesk to it manager”."),
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
    blocks.extend(other_half(nothing.half.as_ref()));
    let all = "/tracks shows the career tracks that are known here.";
    blocks.push(Block::of_lines(vec![Line::sentence().plain(all)]));
    let define = nothing
        .term
        .as_ref()
        .and_then(|term| button(format!("What is meant by {}?", term.name), Question::Define, term));
    let nearest = nothing.nearest.iter().flat_map(|candidate| ask_about(candidate, nothing.half.as_ref()));
    let tracks = Button { label: "All tracks".to_owned(), question: Question::Tracks, detail: Detail::Brief };
    Reply {
        title: if nothing.typed.is_empty() { "Which role?" } else { "Not found" }.to_owned(),
        blocks,
        buttons: define.into_iter().chain(nearest).take(MOST_BUTTONS - 1).chain([tracks]).collect(),
        menu: None,
        again: None,
        picture: None,
        visibility: Visibility::Private,
        tone: Tone::NotFound,
    }
}

fn possible(candidate: &CandidateView<'_>, says_why: bool) -> Line {
    let line = Line::item().strong(candidate.entity.name);
    if says_why && candidate.via != candidate.entity.name {
        line.muted(format!(", also called “{}”", candidate.via))
    } else {
        line
    }
}

/// What the other role is read as, where the question is about two.
fn other_half(half: Option<&PendingArgumentView<'_>>) -> Option<Block> {
    let names: Vec<&str> = half?.others.iter().map(|other| other.name).collect();
    let line = match names.as_slice() {
        [] => return None,
        [only] => Line::sentence().plain("The other one is ").strong(*only).plain("."),
        several => Line::sentence().plain(format!("The other one may be {}.", list(several, "or"))),
    };
    Some(Block::of_lines(vec![line]))
}

/// The questions that come of a candidate: of a question about two roles, one with each that the other may be.
fn ask_about(candidate: &CandidateView<'_>, half: Option<&PendingArgumentView<'_>>) -> Vec<Button> {
    let Some(half) = half.filter(|half| !half.others.is_empty()) else {
        let ask: fn(Reference) -> Question = match candidate.entity.kind {
            EntityKind::Role | EntityKind::Title => Question::Next,
            EntityKind::Track => Question::Track,
            EntityKind::Term => Question::Define,
        };
        return button(candidate.entity.name.to_owned(), ask, &candidate.entity).into_iter().collect();
    };
    let ask = if half.command == COMPARE.name { Question::Compare } else { Question::Path };
    let choice = |other: &EntityRef<'_>| {
        let (one, two) = if half.is_first { (&candidate.entity, other) } else { (other, &candidate.entity) };
        let label = match half.others.as_slice() {
            [_] => candidate.entity.name.to_owned(),
            _ => format!("{} and {}", one.name, two.name),
        };
        pair_button(label, ask, one, two)
    };
    half.others.iter().filter_map(choice).collect()
}
