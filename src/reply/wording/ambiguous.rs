//! The words for a question with several meanings, and for one that matches nothing.

use crate::answer::{
    AmbiguousView, CandidateView, EntityKind, EntityRef, NearFieldView, NotFoundView, PendingArgumentView,
};
use crate::question::{COMPARE, Question, Reference};
use crate::reply::{Block, Button, Detail, Line, Menu, Reply, Tone, Visibility};

use super::phrases::{MAX_BUTTONS, button, labeled, list, pair, pair_button, question};

/// Maximum number of candidates that are listed one per line.
const MAX_CANDIDATE_LINES: usize = 10;

/// Most words of what may have been meant as a name, and not as a sentence.
const MAX_NAME_WORDS: usize = 4;

pub(in crate::reply) fn ambiguous(ambiguous: &AmbiguousView<'_>) -> Reply {
    let compared = several_compared(ambiguous);
    let opening = match (&ambiguous.term, ambiguous.candidates.as_slice()) {
        (None, [_, _, ..]) if compared.is_some() => {
            format!("I compare two roles at a time. Which one with {}?", compared.unwrap_or_default())
        }
        (Some(term), _) => format!("“{}” can mean several roles.", term.name),
        (None, [_]) => format!("I'm not sure what “{}” means. Do you mean this one?", ambiguous.typed),
        (None, all) => {
            let are_roles = all.iter().all(|candidate| candidate.entity.kind == EntityKind::Role);
            let what = if are_roles { "roles" } else { "things" };
            format!("“{}” could mean several {what}.", ambiguous.typed)
        }
    };
    let mut choice = Block::default();
    if ambiguous.candidates.len() > MAX_CANDIDATE_LINES {
        let names: Vec<&str> = ambiguous.candidates.iter().map(|candidate| candidate.entity.name).collect();
        choice.lines.push(Line::sentence().strong(list(&names, "or")));
    } else {
        let says_why = ambiguous.term.is_none();
        choice.lines.extend(ambiguous.candidates.iter().map(|candidate| candidate_line(candidate, says_why)));
    }
    let choices: Vec<Button> = ambiguous
        .candidates
        .iter()
        .flat_map(|candidate| candidate_buttons(candidate, ambiguous.half.as_ref()))
        .collect();
    let define = define_button(ambiguous.term.as_ref());
    let (buttons, menu) = if choices.len() > MAX_BUTTONS {
        (define.into_iter().collect(), Menu::of("Which one do you mean?", choices))
    } else {
        (choices.into_iter().chain(define).take(MAX_BUTTONS).collect(), None)
    };
    Reply {
        title: "Which one?".to_owned(),
        blocks: [Block::of_lines(vec![Line::sentence().plain(opening)]), choice]
            .into_iter()
            .chain(other_role(ambiguous.half.as_ref()).filter(|_| compared.is_none()))
            .collect(),
        buttons,
        menu,
        question: None,
        picture: None,
        visibility: Visibility::Private,
        tone: Tone::Question,
    }
}

pub(in crate::reply) fn not_found(not_found: &NotFoundView<'_>) -> Reply {
    let near_field = not_found.near_field.as_ref();
    let opening = match (near_field, &not_found.term, not_found.typed.as_str(), &not_found.half) {
        (Some(near), ..) => not_covered(&not_found.typed, near),
        (None, Some(term), ..) => {
            Line::sentence().strong(term.name).plain(" is not a single role, so it has no next step.")
        }
        (None, None, "", Some(half)) => {
            let ask = if half.command == COMPARE.name { Question::Compare } else { Question::Path };
            let example = match not_found.examples.as_slice() {
                [one, other, ..] => pair(ask, one, other),
                _ => None,
            };
            name("Name two roles", example)
        }
        (None, None, "", None) => {
            name("Name a role", not_found.examples.first().and_then(|role| question(Question::Next, role)))
        }
        (None, None, typed, None) if typed.split_whitespace().count() > MAX_NAME_WORDS => {
            let example = not_found.examples.first().and_then(|role| question(Question::Next, role));
            name("I found no role in that. Name the one you have or the one you want", example)
        }
        (None, None, typed, _) => Line::sentence().plain(format!("I don't know “{typed}”.")),
    };
    let mut blocks = vec![Block::of_lines(vec![opening])];
    if !not_found.nearest.is_empty() {
        let mut closest = Block::new(if near_field.is_some() { "Nearest roles" } else { "Closest matches" });
        closest.lines.extend(not_found.nearest.iter().map(|candidate| candidate_line(candidate, true)));
        blocks.push(closest);
    }
    let known = known_half(not_found.half.as_ref());
    blocks.push(Block::of_lines(vec![match &known {
        Some((line, _)) => line.clone(),
        None => Line::sentence().plain("Use /tracks to see all career tracks."),
    }]));
    let known = known.map(|(_, button)| button);
    let closest = not_found.nearest.iter().flat_map(|candidate| candidate_buttons(candidate, not_found.half.as_ref()));
    let tracks = Button { label: "All tracks".to_owned(), question: Question::Tracks, detail: Detail::Brief };
    let define = define_button(not_found.term.as_ref());
    Reply {
        title: match (near_field, not_found.typed.as_str()) {
            (Some(_), _) => "Not covered",
            (None, "") => "Which role?",
            (None, _) => "Not found",
        }
        .to_owned(),
        blocks,
        buttons: define
            .into_iter()
            .chain(closest)
            .take(MAX_BUTTONS - 1 - usize::from(known.is_some()))
            .chain(known)
            .chain([tracks])
            .collect(),
        menu: None,
        question: None,
        picture: None,
        visibility: Visibility::Private,
        tone: Tone::NotFound,
    }
}

/// "“GIS analyst” belongs to a field I have no sources about: Geographic information systems."
fn not_covered(typed: &str, near: &NearFieldView<'_>) -> Line {
    let line = Line::sentence()
        .plain(format!("“{typed}” belongs to a field I have no sources about: "))
        .strong(near.name)
        .plain(".");
    match near.note {
        Some(note) => line.plain(format!(" {note}")),
        None => line,
    }
}

/// "Name a role, for example /next helpdesk."
fn name(request: &str, example: Option<Question>) -> Line {
    let line = Line::sentence().plain(request);
    match example {
        Some(example) => line.plain(", for example ").strong(example.to_command()).plain("."),
        None => line.plain("."),
    }
}

fn define_button(term: Option<&EntityRef<'_>>) -> Option<Button> {
    term.and_then(|term| button(format!("What does “{}” mean?", term.name), Question::Define, term))
}

/// The name of the first role, if more than two were named to be compared.
fn several_compared<'k>(ambiguous: &AmbiguousView<'k>) -> Option<&'k str> {
    let half = ambiguous.half.as_ref().filter(|half| half.command == COMPARE.name && !half.is_first)?;
    let is_named = |candidate: &CandidateView<'_>| candidate.score >= 1.0 && candidate.via == candidate.entity.name;
    match half.others.as_slice() {
        [first] if ambiguous.candidates.len() > 1 && ambiguous.candidates.iter().all(is_named) => Some(first.name),
        _ => None,
    }
}

fn candidate_line(candidate: &CandidateView<'_>, says_why: bool) -> Line {
    let line = Line::item().strong(candidate.entity.name);
    let is_id = candidate.entity.id == Some(candidate.via.as_str());
    if says_why && !is_id && candidate.via != candidate.entity.name {
        line.muted(format!(", also called “{}”", candidate.via))
    } else {
        line
    }
}

/// What can still be told about the role that was found, if the other of two was not, and the button that asks it.
fn known_half(half: Option<&PendingArgumentView<'_>>) -> Option<(Line, Button)> {
    let half = half?;
    let [known] = half.others.as_slice() else { return None };
    let name = known.in_text();
    let (opening, label, ask): (_, _, fn(Reference) -> Question) = match half.command == COMPARE.name {
        true => (format!("I can tell you what {name} means: "), "What it means", Question::Define),
        false if half.is_first => {
            (format!("I can show how people get to {name}: "), "How people get there", Question::Become)
        }
        false => (format!("I can show what comes after {name}: "), "What comes next", Question::Next),
    };
    let button = button(label.to_owned(), ask, known)?;
    let example = ask(Reference::Typed(known.name.to_owned())).to_command();
    Some((Line::sentence().plain(opening).strong(example).plain("."), button))
}

/// How the other role was interpreted, if the question is about two.
fn other_role(half: Option<&PendingArgumentView<'_>>) -> Option<Block> {
    let names: Vec<&str> = half?.others.iter().map(|other| other.name).collect();
    let line = match names.as_slice() {
        [] => return None,
        [only] => Line::sentence().plain("I read the other role as ").strong(*only).plain("."),
        several => labeled("The other role could be", list(several, "or")),
    };
    Some(Block::of_lines(vec![line]))
}

/// The questions to which a candidate leads; if the other of two roles is ambiguous too, one for each it may be.
fn candidate_buttons(candidate: &CandidateView<'_>, half: Option<&PendingArgumentView<'_>>) -> Vec<Button> {
    let Some(half) = half.filter(|half| !half.others.is_empty()) else {
        let ask: fn(Reference) -> Question = match candidate.entity.kind {
            EntityKind::Role | EntityKind::Title => Question::Next,
            EntityKind::Dispute => Question::Dispute,
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
