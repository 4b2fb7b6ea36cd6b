//! How sure the bot was of what was asked, and how it was asked, in the words of metrics and log.

use serenity::all::{CommandInteraction, CommandType, Interaction};

use crate::answer::Answer;
use crate::reply::Tone;

use super::commands;
use super::suggest::SUGGEST;

/// How sure an answer is of what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Verdict {
    /// Everything was named exactly.
    Exact,
    /// A name was read as a similar one, and the answer says so.
    Confident,
    /// The bot asked back.
    Ambiguous,
    /// Nothing was found.
    NotFound,
    /// Names were suggested to somebody who is typing.
    Suggested,
    /// The person asks too often.
    Limited,
    /// A command or a button of another version.
    Refused,
}

impl Verdict {
    /// The verdict of an answer, whose reply has this tone.
    pub(super) fn of(answer: &Answer<'_>, tone: Tone) -> Verdict {
        match tone {
            Tone::Question => Verdict::Ambiguous,
            Tone::NotFound => Verdict::NotFound,
            Tone::Answer if answer.echoes_no_input() => Verdict::Exact,
            Tone::Answer => Verdict::Confident,
        }
    }

    /// Its word, for metrics and log.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Verdict::Exact => "exact",
            Verdict::Confident => "confident",
            Verdict::Ambiguous => "ambiguous",
            Verdict::NotFound => "none",
            Verdict::Suggested => "suggested",
            Verdict::Limited => "limited",
            Verdict::Refused => "refused",
        }
    }
}

/// How an interaction asked. The words are a closed list, whatever arrives.
pub(super) fn command_of(interaction: &Interaction) -> &'static str {
    let name = |command: &CommandInteraction| commands::find(&command.data.name).map_or("unknown", |form| form.name);
    match interaction {
        Interaction::Command(command) if command.data.kind == CommandType::Message => "message-menu",
        Interaction::Command(command) if command.data.name == SUGGEST => SUGGEST,
        Interaction::Command(command) => name(command),
        Interaction::Autocomplete(_) => "autocomplete",
        Interaction::Component(_) => "component",
        Interaction::Modal(_) => "modal",
        _ => "unknown",
    }
}
