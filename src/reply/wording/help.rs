//! The words for somebody who does not know yet what to ask.

use std::time::Duration;

use crate::question::{COMMANDS, Question, UnknownCommand};
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::phrases::count;

/// What can be asked, with an example of each.
pub(in crate::reply) fn help() -> Reply {
    let opening = "Name a role, and I show what comes next after it, who says so, and who objects.";
    of_commands("What comes next?", opening)
}

pub(in crate::reply) fn unknown_command(unknown: &UnknownCommand) -> Reply {
    let mut sentence = unknown.to_string();
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    of_commands("Not found", &sentence)
}

pub(in crate::reply) fn outdated_button() -> Reply {
    of_commands("This button is out of date", "It was made by another version of the bot. Please ask once more.")
}

pub(in crate::reply) fn rate_limited(wait: Duration) -> Reply {
    let seconds = count(usize::try_from(wait.as_secs() + 1).unwrap_or(usize::MAX), "second", "seconds");
    let line = format!("You have asked a lot at once. I answer again in {seconds}.");
    Reply {
        blocks: vec![Block::of_lines(vec![Line::sentence().plain(line)])],
        buttons: Vec::new(),
        ..of_commands("A moment, please", "")
    }
}

fn of_commands(title: &str, opening: &str) -> Reply {
    let mut commands = Block::new("You can ask");
    let line = |example: &str, description: &str| Line::item().strong(example).plain(format!(": {description}"));
    commands.lines.extend(COMMANDS.iter().map(|command| line(command.example, command.description)));
    commands.lines.push(line("I am on the helpdesk. What comes next?", "the same in your own words"));
    Reply {
        title: title.to_owned(),
        blocks: vec![Block::of_lines(vec![Line::sentence().plain(opening)]), commands],
        buttons: [("All tracks", Question::Tracks), ("About", Question::About)]
            .map(|(label, question)| Button { label: label.to_owned(), question, detail: Detail::Brief })
            .into(),
        menu: None,
        again: None,
        picture: None,
        visibility: Visibility::Private,
        tone: Tone::NotFound,
    }
}
