//! What to show of an answer, and in which words.
//!
//! [`reply`] turns an [`Answer`] into a [`Reply`]: a title, blocks of lines, and the questions that make sense next.
//! It knows neither Discord nor a terminal. Two files turn a reply into text: `markdown` into pages that fit Discord's
//! limits, whatever the knowledge says, and `text` into lines for a terminal; [`picture`] draws its map.

pub mod limits;
pub mod markdown;
pub mod picture;
pub mod text;
mod wording;

use std::time::Duration;

use crate::answer::{Answer, MapRequest, MapView};
use crate::question::{Question, UnknownCommand};

/// What to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// What it is about, in a few words.
    pub title: String,
    /// What it says, in the order of importance. Never empty.
    pub blocks: Vec<Block>,
    /// Questions that make sense next; five at most.
    pub buttons: Vec<Button>,
    /// Further questions, too many for buttons.
    pub menu: Option<Menu>,
    /// The question that gives this reply again, as a button asks it; `None` for a reply that is no answer.
    pub again: Option<Question>,
    /// What is drawn beside it, where there is a map of it.
    pub picture: Option<MapRequest>,
    /// Who should see it where others are present.
    pub visibility: Visibility,
    /// What sort of reply it is.
    pub tone: Tone,
}

/// Lines that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// What they have in common.
    pub heading: Option<String>,
    /// The lines; never empty in a [`Reply`].
    pub lines: Vec<Line>,
}

/// A line: an item of a list, or a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Whether it is an item of a list.
    pub is_item: bool,
    /// Whether it is an item below the one before it.
    pub is_below: bool,
    /// What it says.
    pub spans: Vec<Span>,
}

/// A piece of text in one style. The text is plain: what has a meaning to Discord or a terminal is escaped later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

/// How a [`Span`] looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    Plain,
    /// The thing that the line is about.
    Strong,
    /// Who says it, and where.
    Muted,
    /// The address of a page; it starts with `http://` or `https://` and has no spaces.
    Address,
}

/// A question that makes sense next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it says.
    pub label: String,
    /// What it asks.
    pub question: Question,
    /// How much of the answer it shows.
    pub detail: Detail,
}

/// Questions of which one can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// What it is for, in a few words.
    pub prompt: &'static str,
    /// The choices; the first 25 are shown.
    pub choices: Vec<Button>,
}

/// How much of an answer is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Detail {
    /// The most supported first, and how much more there is.
    #[default]
    Brief,
    /// Everything.
    Full,
}

/// Who should see a reply where others are present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// As the operator and the asker want it.
    AsAsked,
    /// Only the asker: it helps nobody else.
    Private,
}

/// What sort of reply it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The answer.
    Answer,
    /// A question back.
    Question,
    /// Nothing was found.
    NotFound,
}

/// What to show of an answer.
pub fn reply(answer: &Answer<'_>, detail: Detail) -> Reply {
    match answer {
        Answer::Next(next) => wording::next(next, detail),
        Answer::Path(path) => wording::path(path, detail),
        Answer::Compare(compare) => wording::compare(compare, detail),
        Answer::About(about) => wording::about(about, detail),
        Answer::Define(define) => wording::define(define, detail),
        Answer::Tracks(tracks) => wording::tracks(tracks, detail),
        Answer::Track(track) => wording::track(track, detail),
        Answer::Evidence(evidence) => wording::evidence(evidence),
        Answer::Map(map_view) => wording::map(map_view),
        Answer::Ambiguous(clarify) => wording::clarify(clarify),
        Answer::NotFound(nothing) => wording::nothing(nothing),
    }
}

/// What a map shows, as indented text.
pub fn map(map_view: &MapView<'_>) -> Reply {
    wording::map(map_view)
}

/// What to say to a command that there is not.
pub fn unknown_command(unknown: &UnknownCommand) -> Reply {
    wording::unknown_command(unknown)
}

/// What to say to a button that no version of the bot has made, or only a newer one.
pub fn outdated_button() -> Reply {
    wording::outdated_button()
}

/// What to say to somebody who has asked too much, and may ask again after this time.
pub fn rate_limited(wait: Duration) -> Reply {
    wording::rate_limited(wait)
}

/// What to say to somebody who calls the bot and asks nothing.
pub fn help() -> Reply {
    wording::help()
}

impl Block {
    pub(crate) fn new(heading: impl Into<String>) -> Block {
        Block { heading: Some(heading.into()), lines: Vec::new() }
    }

    pub(crate) fn of_lines(lines: Vec<Line>) -> Block {
        Block { heading: None, lines }
    }
}

impl Menu {
    /// A menu of these; `None` if there is nothing to choose.
    pub(crate) fn of(prompt: &'static str, choices: Vec<Button>) -> Option<Menu> {
        (!choices.is_empty()).then_some(Menu { prompt, choices })
    }
}

impl Line {
    pub(crate) fn sentence() -> Line {
        Line::default()
    }

    pub(crate) fn item() -> Line {
        Line { is_item: true, ..Line::default() }
    }

    pub(crate) fn below() -> Line {
        Line { is_item: true, is_below: true, ..Line::default() }
    }

    pub(crate) fn plain(self, text: impl Into<String>) -> Line {
        self.with(text, Style::Plain)
    }

    pub(crate) fn strong(self, text: impl Into<String>) -> Line {
        self.with(text, Style::Strong)
    }

    pub(crate) fn muted(self, text: impl Into<String>) -> Line {
        self.with(text, Style::Muted)
    }

    pub(crate) fn address(self, url: impl Into<String>) -> Line {
        self.with(url, Style::Address)
    }

    fn with(mut self, text: impl Into<String>, style: Style) -> Line {
        let text = text.into();
        if !text.is_empty() {
            self.spans.push(Span { text, style });
        }
        self
    }
}
