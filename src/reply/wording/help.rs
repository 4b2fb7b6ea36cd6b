//! The help text, and replies to unknown commands, outdated buttons and rate limits.

use std::time::Duration;

use crate::answer::{Help, OutOfScope};
use crate::question::{COMMANDS, OffTopic, Question, SmallTalk, UnknownCommand};
use crate::reply::text::capitalize;
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::phrases::{button, count};

/// What can be asked, with an example of each.
pub(in crate::reply) fn help() -> Reply {
    with_commands(
        "Ask me what comes after a role",
        "I show what people and employers say, with names and years, and who disagrees.",
    )
}

/// The answer to somebody who asks nothing.
pub(in crate::reply) fn small_talk(help_: &Help) -> Reply {
    match help_.talk {
        SmallTalk::Help | SmallTalk::Greeting => help(),
        SmallTalk::Thanks => Reply { title: "You're welcome. Good luck!".to_owned(), ..help() },
    }
}

/// The answer to a question that the knowledge has nothing about, with the nearest one that it can answer.
pub(in crate::reply) fn out_of_scope(out_of_scope: &OutOfScope<'_>) -> Reply {
    let topic = match out_of_scope.topic {
        OffTopic::Pay => "I know roles and the steps between them, not pay.",
        OffTopic::Certificates => "I know roles and the steps between them, not certificates or courses.",
        OffTopic::Applications => "I know roles and the steps between them, not how to apply for a job.",
        OffTopic::Other => "I only know roles and the steps between them.",
    };
    let next = out_of_scope.role.as_ref().and_then(|role| button(format!("After {}", role.name), Question::Next, role));
    let line = match out_of_scope.role {
        Some(role) => format!("{topic} Do you want to see what comes after {}?", role.name),
        None => topic.to_owned(),
    };
    let help = help();
    Reply {
        title: "Not what I know".to_owned(),
        blocks: vec![Block::of_lines(vec![Line::sentence().plain(line)])],
        buttons: next.into_iter().chain(help.buttons).collect(),
        ..help
    }
}

pub(in crate::reply) fn unknown_command(unknown: &UnknownCommand) -> Reply {
    with_commands("Unknown command", &capitalize(&unknown.to_string()))
}

pub(in crate::reply) fn outdated_button() -> Reply {
    with_commands("This button is outdated", "It is from a different version of the bot. Please run the command again.")
}

pub(in crate::reply) fn rate_limited(wait: Duration) -> Reply {
    let seconds = count(usize::try_from(wait.as_secs() + 1).unwrap_or(usize::MAX), "second", "seconds");
    let line = format!("You're asking faster than I can answer. Try again in {seconds}.");
    Reply {
        blocks: vec![Block::of_lines(vec![Line::sentence().plain(line)])],
        buttons: Vec::new(),
        ..with_commands("One moment, please", "")
    }
}

fn with_commands(title: &str, opening: &str) -> Reply {
    let mut commands = Block::new("You can ask");
    let line = |example: &str, description: &str| Line::item().strong(example).plain(format!(": {description}"));
    commands.lines.extend(COMMANDS.iter().map(|command| line(command.example, command.description)));
    commands.lines.push(line("I'm on the helpdesk. What comes next?", "the same in your own words"));
    Reply {
        title: title.to_owned(),
        blocks: vec![Block::of_lines(vec![Line::sentence().plain(opening)]), commands],
        buttons: [("All tracks", Question::Tracks), ("About", Question::About)]
            .map(|(label, question)| Button { label: label.to_owned(), question, detail: Detail::Brief })
            .into(),
        menu: None,
        question: None,
        picture: None,
        visibility: Visibility::Private,
        tone: Tone::NotFound,
    }
}
