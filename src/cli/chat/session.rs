//! A conversation: lines in, texts out. It knows no terminal.

use crate::answer::Engine;
use crate::question::{COMMANDS, Question, second_starts};
use crate::reply::limits::printable;
use crate::reply::text::{Layout, capitalize, text};
use crate::reply::{Button, Detail, Menu, Tone, reply};

use crate::cli::screen::at_spaces;

/// What is there beside the bot's own commands, and what it does.
const OWN_COMMANDS: &[(&str, &str)] = &[("/help", "This list"), ("/quit", "End the chat; Ctrl-D does too")];

/// Most names that are offered for what is being typed: as many as fit on a screen.
const MOST_COMPLETIONS: usize = 25;

/// What comes back for a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing was asked.
    Nothing,
    /// A text; it ends with a line break.
    Text(String),
    /// The chat is over.
    Goodbye,
}

/// Remembers the suggestions of the last reply, and nothing else.
pub(super) struct Session<'k> {
    engine: &'k Engine,
    buttons: Vec<Button>,
}

impl<'k> Session<'k> {
    pub(super) fn new(engine: &'k Engine) -> Session<'k> {
        Session { engine, buttons: Vec::new() }
    }

    /// Answers a line. None is ever wrong enough to end the chat.
    pub(super) fn hear(&mut self, line: &str, layout: Layout) -> Said {
        let line = line.trim();
        match line {
            "" => Said::Nothing,
            "/quit" | "/exit" | "/q" => Said::Goodbye,
            "/help" | "help" | "?" => Said::Text(help()),
            _ => Said::Text(match number(line) {
                Some(number) => self.follow(number, layout),
                None => match Question::parse(line) {
                    Ok(question) => self.ask(&question, Detail::Brief, layout),
                    Err(unknown) => {
                        let said = format!("{} (/help shows all)", printable(&unknown.to_string()));
                        format!("{}\n", textwrap::fill(&capitalize(&said), at_spaces(layout.width)))
                    }
                },
            }),
        }
    }

    fn follow(&mut self, number: usize, layout: Layout) -> String {
        match number.checked_sub(1).and_then(|place| self.buttons.get(place)).cloned() {
            Some(Button { question, detail, .. }) => self.ask(&question, detail, layout),
            None if self.buttons.is_empty() => "There is nothing to choose from yet: ask something first.\n".to_owned(),
            None => format!("There is no [{number}]: the last answer has 1 to {}.\n", self.buttons.len()),
        }
    }

    fn ask(&mut self, question: &Question, detail: Detail, layout: Layout) -> String {
        let reply = reply(&self.engine.respond(question), detail);
        let mut said = text(&reply, layout);
        let mut buttons = reply.buttons;
        // Where a choice is asked for, what may be chosen comes first; elsewhere a menu has no more than can be read above.
        if let Some(Menu { choices, .. }) = reply.menu.filter(|_| reply.tone == Tone::Question) {
            buttons.splice(0..0, choices);
        }
        if !buttons.is_empty() {
            let choices: Vec<String> = buttons
                .iter()
                .zip(1..)
                // Lines are broken between choices only.
                .map(|(button, number)| format!("[{number}] {}", printable(&button.label)).replace(' ', "\u{a0}"))
                .collect();
            let choices = textwrap::fill(&choices.join("  "), at_spaces(layout.width)).replace('\u{a0}', " ");
            said += &format!("\n{choices}\n");
        }
        self.buttons = buttons;
        said
    }
}

/// `1`, also as it is shown: `[1]`.
fn number(line: &str) -> Option<usize> {
    let digits = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(line);
    digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn help() -> String {
    let bots = COMMANDS.iter().map(|command| (command.example, command.description));
    let lines = bots.chain(OWN_COMMANDS.iter().copied());
    let commands: String = lines.map(|(form, description)| format!("  {form:<22} {description}\n")).collect();
    format!("{commands}  {:<22} {}\n", "I'm a sysadmin", "Any question in words")
}

/// Where the word begins that is completed, in bytes, and what it may become. `typed` ends at the cursor.
pub(super) fn completions(engine: &Engine, typed: &str) -> (usize, Vec<String>) {
    let Some((command, argument)) = typed.split_once(' ') else {
        let bots = COMMANDS.iter().map(|command| match command.options {
            [] => format!("/{}", command.name),
            _ => format!("/{} ", command.name),
        });
        let all = bots.chain(OWN_COMMANDS.iter().map(|(form, _)| (*form).to_owned()));
        return (0, all.filter(|form| !typed.is_empty() && form.starts_with(typed)).collect());
    };
    let command = command.strip_prefix('/').unwrap_or_default();
    let known = COMMANDS.iter().find(|known| known.name == command);
    let (option, argument) = match known.map_or(&[][..], |known| known.options) {
        [first, second] => match second_starts(argument) {
            Some(start) => (Some(second), argument.get(start..).unwrap_or_default()),
            None => (Some(first), argument),
        },
        options => (options.first(), argument),
    };
    let start = typed.len() - argument.trim_start().len();
    let suggestions = option.map(|option| engine.suggest(option.topic, argument, MOST_COMPLETIONS)).unwrap_or_default();
    (start, suggestions.into_iter().map(|suggestion| printable(suggestion.entity.name).into_owned()).collect())
}

#[cfg(test)]
mod tests {
    use crate::knowledge::model::{Knowledge, Role};

    use super::*;

    #[test]
    fn completes_commands_and_then_names() {
        let role = |name: &str| Role {
            family: None,
            id: name.to_lowercase(),
            name: name.to_owned(),
            aliases: vec![],
            summary: None,
            manages: false,
            identifiers: vec![],
        };
        let mut knowledge = Knowledge::default();
        knowledge.vocabulary.roles = vec![role("Ops"), role("Ops manager"), role("Élan")];
        let engine = Engine::new(knowledge);
        let cases: [(&str, usize, &[&str]); 13] = [
            ("/ne", 0, &["/next "]),
            ("/q", 0, &["/quit"]),
            ("", 0, &[]),
            ("ops", 0, &[]),
            ("/next op", 6, &["Ops", "Ops manager"]),
            ("/define OPS M", 8, &["Ops manager", "Ops"]),
            ("/next  é", 7, &["Élan"]),
            ("/quit o", 6, &[]),
            ("/path op", 6, &["Ops", "Ops manager"]),
            ("/path ops to é", 13, &["Élan"]),
            ("/compare élan, ops m", 16, &["Ops manager", "Ops"]),
            ("/ab", 0, &["/about"]),
            ("/about o", 7, &[]),
        ];
        for (typed, start, expected) in cases {
            let expected: Vec<String> = expected.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(completions(&engine, typed), (start, expected), "typed {typed:?}");
        }
    }
}
