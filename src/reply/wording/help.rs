//! Small talk, what is out of scope, unknown commands, outdated buttons and rate limits.

use std::time::Duration;

use crate::answer::{EntityRef, Help, OutOfScope};
use crate::question::{COMMANDS, CommandForm, OffTopic, Question, SmallTalk, UnknownCommand};
use crate::reply::text::capitalize;
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::phrases::{button, count, next_button};

/// The answer to somebody who asks nothing.
pub(in crate::reply) fn small_talk(help: &Help<'_>) -> Reply {
    match help.talk {
        SmallTalk::Help | SmallTalk::Greeting => what_to_ask(&help.examples),
        SmallTalk::Thanks => notice("You're welcome.", vec![Line::sentence().plain("Good luck!")]),
    }
}

/// What can be asked, with examples from the knowledge.
fn what_to_ask(examples: &[EntityRef<'_>]) -> Reply {
    let mut lines = Vec::new();
    let mut example = |text: String, what: &str| {
        lines.push(Line::item().strong(format!("“{text}”")).plain(format!(": {what}")));
    };
    if let [first, ..] = examples {
        example(format!("next after {}", first.in_text()), "where people go from there, and who disagrees");
    }
    if let [first, second, ..] = examples {
        example(format!("what leads to {}?", second.in_text()), "who gets there, and how");
        example(format!("from {} to {}", first.in_text(), second.in_text()), "the routes between two roles");
    }
    if let [_, second, third, ..] = examples {
        example(format!("{} or {}?", second.in_text(), third.in_text()), "two roles compared");
        example(format!("what is {}?", third.in_text()), "what people say it is");
    }
    let opening = "I show what people and employers say, with names and years. I never decide who is right.";
    let mut blocks = vec![Block::of_lines(vec![Line::sentence().plain(opening)]), Block::of_lines(lines)];
    blocks.retain(|block| !block.lines.is_empty());
    let next = examples.first().and_then(next_button);
    Reply {
        blocks,
        buttons: next.into_iter().chain(general_buttons()).collect(),
        ..notice("Ask me what comes after a role", Vec::new())
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
    let line = Line::sentence().plain(topic);
    let (line, buttons) = match (&out_of_scope.role, &out_of_scope.dispute) {
        (Some(role), _) => (
            line.plain(" Do you want to see ").strong(format!("what comes after {}", role.in_text())).plain("?"),
            button("Yes".to_owned(), Question::Next, role)
                .into_iter()
                .chain(general_buttons().into_iter().take(1))
                .collect(),
        ),
        (None, Some(dispute)) => (
            line.plain(" Do you want to see what people say about ").strong(format!("“{}”", dispute.name)).plain("?"),
            button("Yes".to_owned(), Question::Dispute, dispute)
                .into_iter()
                .chain(general_buttons().into_iter().take(1))
                .collect(),
        ),
        (None, None) => (line, general_buttons().into()),
    };
    Reply { buttons, ..notice("Not what I know", vec![line]) }
}

pub(in crate::reply) fn unknown_command(unknown: &UnknownCommand) -> Reply {
    with_commands("Unknown command", &capitalize(&unknown.to_string()))
}

pub(in crate::reply) fn outdated_button() -> Reply {
    with_commands(
        "This button is outdated",
        "This button is from an older version of the bot. Please run the command again.",
    )
}

pub(in crate::reply) fn not_yours() -> Reply {
    let line = "Only the person who asked can remove this answer, and people who may manage messages here.";
    notice("Not your question", vec![Line::sentence().plain(line)])
}

pub(in crate::reply) fn no_text() -> Reply {
    let line = "I read the text of a message, and of what it forwards or links to. This one has none.";
    notice("No text in this message", vec![Line::sentence().plain(line)])
}

pub(in crate::reply) fn role_mentioned() -> Reply {
    let line = "You mentioned my role, so Discord does not show me what you wrote. Mention me instead: I'm the entry \
                under the members, not under the roles. Or use a command such as /next.";
    notice("I can't read your question", vec![Line::sentence().plain(line)])
}

pub(in crate::reply) fn rate_limited(wait: Duration) -> Reply {
    let seconds = count(usize::try_from(wait.as_secs() + 1).unwrap_or(usize::MAX), "second", "seconds");
    let line = format!("You're asking faster than I can answer. Try again in {seconds}.");
    notice("One moment, please", vec![Line::sentence().plain(line)])
}

fn with_commands(title: &str, opening: &str) -> Reply {
    let mut commands = Block::new("You can ask");
    let line = |form: &CommandForm| Line::item().strong(usage(form)).plain(format!(": {}", form.description));
    commands.lines.extend(COMMANDS.iter().map(line));
    Reply {
        blocks: vec![Block::of_lines(vec![Line::sentence().plain(opening)]), commands],
        buttons: general_buttons().into(),
        ..notice(title, Vec::new())
    }
}

/// "/path from to".
fn usage(form: &CommandForm) -> String {
    let options = form.options.iter().map(|option| format!(" {}", option.name));
    format!("/{}{}", form.name, options.collect::<String>())
}

/// The questions that need no role.
fn general_buttons() -> [Button; 3] {
    [("All tracks", Question::Tracks), ("Where people disagree", Question::Disputes), ("About", Question::About)]
        .map(|(label, question)| Button { label: label.to_owned(), question, detail: Detail::Brief })
}

/// A reply for the asker only, without buttons.
fn notice(title: &str, lines: Vec<Line>) -> Reply {
    Reply {
        title: title.to_owned(),
        blocks: vec![Block::of_lines(lines)],
        buttons: Vec::new(),
        menu: None,
        question: None,
        picture: None,
        visibility: Visibility::Private,
        tone: Tone::NotFound,
    }
}
