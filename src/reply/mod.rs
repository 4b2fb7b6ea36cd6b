//! Decides what to show of an answer, and in which words.
//!
//! [`reply()`] turns an [`Answer`] into a [`Reply`]: a title, blocks of lines, and follow-up questions. It knows neither
//! Discord nor a terminal: [`markdown`] renders a reply as pages that fit Discord's limits, [`mod@text`] as lines for a
//! terminal, and [`picture`] draws its map.

pub mod limits;
pub mod markdown;
pub mod picture;
pub mod text;
mod wording;

use std::time::Duration;

use crate::answer::{Answer, InterpretationView, MapRequest, MapView};
use crate::question::{Question, UnknownCommand};

/// Maximum number of lines of a brief reply: title, headings and lines.
pub const MAX_BRIEF_LINES: usize = 15;

/// Maximum number of characters of a brief reply.
pub const MAX_BRIEF_CHARS: usize = 1_200;

/// What to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The title.
    pub title: String,
    /// The text, most important first. Never empty.
    pub blocks: Vec<Block>,
    /// Follow-up questions; five at most.
    pub buttons: Vec<Button>,
    /// More follow-up questions than fit on buttons.
    pub menu: Option<Menu>,
    /// The question that this reply answers, in the form a button asks it; `None` if it answers none.
    pub question: Option<Question>,
    /// The map to show with it.
    pub picture: Option<MapRequest>,
    /// Who should see it in a channel.
    pub visibility: Visibility,
    /// What kind of reply it is.
    pub tone: Tone,
}

/// A group of lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// The heading.
    pub heading: Option<String>,
    /// The lines; never empty in a [`Reply`].
    pub lines: Vec<Line>,
}

/// A list item or a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What the line starts with.
    pub marker: Marker,
    /// The text.
    pub spans: Vec<Span>,
}

/// What a [`Line`] starts with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Marker {
    /// Nothing: a sentence.
    #[default]
    None,
    /// A bullet.
    Bullet,
    /// The number of an item in a numbered list.
    Number(usize),
    /// A bullet, indented below the item before it.
    Nested,
}

/// Text in one style. It is plain: the renderers escape what Discord or a terminal would interpret.
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
    /// Body text.
    Plain,
    /// Emphasized: the subject of the line.
    Strong,
    /// Less prominent: years, sources, remarks.
    Muted,
    /// A URL; starts with `http://` or `https://` and contains no spaces.
    Address,
}

/// A follow-up question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// The label.
    pub label: String,
    /// The question it asks.
    pub question: Question,
    /// How much of the answer it shows.
    pub detail: Detail,
}

/// Follow-up questions to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// The label of the menu.
    pub prompt: &'static str,
    /// The choices; the first 25 are shown.
    pub choices: Vec<Button>,
}

/// How much of an answer is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Detail {
    /// The gist, within [`MAX_BRIEF_LINES`] and [`MAX_BRIEF_CHARS`].
    #[default]
    Brief,
    /// Everything, with every statement and source.
    Full,
}

/// Who should see a reply in a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// As configured and asked for.
    AsAsked,
    /// Only the asker: it is of no use to others.
    Private,
}

/// What kind of reply it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The answer.
    Answer,
    /// A question back.
    Question,
    /// Nothing was found.
    NotFound,
}

/// What to show of an answer. A brief reply with a button for the full one is cut to the limits of [`Detail::Brief`].
pub fn reply(answer: &Answer<'_>, detail: Detail) -> Reply {
    let mut reply = match answer {
        Answer::Next(next) => wording::next(next, detail),
        Answer::Become(origins) => wording::become_role(origins, detail),
        Answer::Path(path) => wording::path(path, detail),
        Answer::Compare(compare) => wording::compare(compare, detail),
        Answer::Disputes(disputes) => wording::disputes(disputes, detail),
        Answer::Dispute(dispute) => wording::dispute(dispute, detail),
        Answer::Help(help) => wording::small_talk(help),
        Answer::OutOfScope(out_of_scope) => wording::out_of_scope(out_of_scope),
        Answer::About(about) => wording::about(about, detail),
        Answer::Define(define) => wording::define(define, detail),
        Answer::Tracks(tracks) => wording::tracks(tracks, detail),
        Answer::Track(track) => wording::track(track, detail),
        Answer::Evidence(evidence) => wording::evidence(evidence),
        Answer::Map(map_view) => wording::map(map_view, detail),
        Answer::Ambiguous(ambiguous) => wording::ambiguous(ambiguous),
        Answer::NotFound(not_found) => wording::not_found(not_found),
    };
    if let Some(interpretations) = wording::interpretations(answer.interpretations()) {
        reply.blocks.insert(0, interpretations);
    }
    let has_more = reply.buttons.iter().any(|button| button.detail == Detail::Full);
    if has_more { wording::fit(reply) } else { reply }
}

/// What a brief reply has left of [`MAX_BRIEF_LINES`] and [`MAX_BRIEF_CHARS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    lines: usize,
    chars: usize,
}

impl Room {
    /// What this reply leaves.
    pub fn after(reply: &Reply) -> Room {
        let lines = 1 + reply.blocks.iter().map(Block::rows).sum::<usize>();
        Room { lines: MAX_BRIEF_LINES.saturating_sub(lines), chars: wording::room_after(&reply.title, &reply.blocks) }
    }

    /// Whether a block fits in without a word less of the reply.
    pub fn fits(self, block: &Block) -> bool {
        block.rows() <= self.lines && wording::block_chars(block) <= self.chars
    }
}

/// How the names of a question were interpreted: what is shown above the answer; `None` if every name is in the
/// knowledge.
pub fn interpretations(all: &[InterpretationView<'_>]) -> Option<Block> {
    wording::interpretations(all)
}

/// The text version of a map.
pub fn map(map_view: &MapView<'_>) -> Reply {
    wording::map(map_view, Detail::Full)
}

/// The reply to an unknown command.
pub fn unknown_command(unknown: &UnknownCommand) -> Reply {
    wording::unknown_command(unknown)
}

/// The reply to a button that this version of the bot cannot read.
pub fn outdated_button() -> Reply {
    wording::outdated_button()
}

/// The reply to somebody who wants to remove the answer to another person.
pub fn not_yours() -> Reply {
    wording::not_yours()
}

/// The reply about a message without text.
pub fn no_text() -> Reply {
    wording::no_text()
}

/// The reply to somebody who mentions the bot's role instead of the bot.
pub fn role_mentioned() -> Reply {
    wording::role_mentioned()
}

/// The reply to a user who has to wait this long before asking again.
pub fn rate_limited(wait: Duration) -> Reply {
    wording::rate_limited(wait)
}

impl Block {
    pub(crate) fn new(heading: impl Into<String>) -> Block {
        Block { heading: Some(heading.into()), lines: Vec::new() }
    }

    pub(crate) fn of_lines(lines: Vec<Line>) -> Block {
        Block { heading: None, lines }
    }

    /// Its lines with the heading.
    fn rows(&self) -> usize {
        usize::from(self.heading.is_some()) + self.lines.len()
    }
}

impl Menu {
    /// A menu of these choices; `None` if there are none.
    pub(crate) fn of(prompt: &'static str, choices: Vec<Button>) -> Option<Menu> {
        (!choices.is_empty()).then_some(Menu { prompt, choices })
    }
}

impl Line {
    pub(crate) fn sentence() -> Line {
        Line::default()
    }

    pub(crate) fn item() -> Line {
        Line { marker: Marker::Bullet, ..Line::default() }
    }

    pub(crate) fn numbered(number: usize) -> Line {
        Line { marker: Marker::Number(number), ..Line::default() }
    }

    pub(crate) fn nested() -> Line {
        Line { marker: Marker::Nested, ..Line::default() }
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
