//! A conversation: takes lines and returns texts, without a terminal.

use crate::answer::Engine;
use crate::question::{COMMANDS, NEXT, Offer, Question, second_starts};
use crate::reply::limits::printable;
use crate::reply::text::{Layout, text};
use crate::reply::{Button, Detail, Menu, Reply, Tone, reply};
use crate::suggestion::{Form, Kind};

use crate::cli::examples::{example, unknown_command, usage};
use crate::cli::suggest::{self, SUGGEST};
use crate::cli::terminal::wrap_at_spaces;

/// The commands of the chat itself, with their descriptions.
const CHAT_COMMANDS: &[(&str, &str)] = &[
    ("/suggest", "Suggest a role, a name, a next step or an opinion; you get it as TOML"),
    ("/help", "Show this list"),
    ("/quit", "Leave the chat, like Ctrl-D"),
];

/// Maximum number of completions: they fit on a screen.
const MAX_COMPLETIONS: usize = 25;

/// The response to a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Response {
    /// The line was empty.
    Nothing,
    /// A text that ends with a line break.
    Text(String),
    /// The user leaves the chat.
    Quit,
}

/// The state of a conversation: the buttons of the last answer and what it offers to a reply, or the form that is being
/// filled in.
pub(super) struct Session<'k> {
    engine: &'k Engine,
    buttons: Vec<Button>,
    offers: Vec<Offer>,
    form: Option<Form>,
}

impl<'k> Session<'k> {
    pub(super) fn new(engine: &'k Engine) -> Session<'k> {
        Session { engine, buttons: Vec::new(), offers: Vec::new(), form: None }
    }

    /// Responds to a line. No input is an error.
    pub(super) fn handle_line(&mut self, line: &str, layout: Layout) -> Response {
        let line = line.trim();
        // A command ends a form.
        if let Some(form) = self.form.take().filter(|_| !line.starts_with('/')) {
            return Response::Text(self.fill(form, Some(line)));
        }
        if let Some(suggestion) = suggest::typed(line) {
            return Response::Text(match Form::parse(suggestion) {
                Some(form) => self.fill(form, None),
                None => format!("{}\n", suggest::overview(self.engine)),
            });
        }
        match line {
            "" => Response::Nothing,
            "/quit" | "/exit" | "/q" => Response::Quit,
            "/help" | "help" | "?" => Response::Text(help(self.engine, layout)),
            _ => Response::Text(match number(line) {
                Some(number) => self.follow(number, layout),
                None => match self.engine.follow_up(line, &self.offers) {
                    Some(asked) => {
                        self.ask(&asked.question, if asked.in_full { Detail::Full } else { Detail::Brief }, layout)
                    }
                    None => self.ask_anew(line, layout),
                },
            }),
        }
    }

    /// Fills in the next field of a form, and asks for the one after it; the suggestion if there is none.
    fn fill(&mut self, mut form: Form, text: Option<&str>) -> String {
        if let (Some(text), Some(field)) = (text, form.next_field())
            && !(text.is_empty() && field.required)
        {
            form.fill(field, text);
        }
        if let Some(field) = form.next_field() {
            let question = format!("{}\n", suggest::question(field));
            self.form = Some(form);
            return question;
        }
        suggest::shown(&form.draft(self.engine))
    }

    fn ask_anew(&mut self, line: &str, layout: Layout) -> String {
        match Question::parse(line) {
            Ok(question) => self.ask(&question, Detail::Brief, layout),
            Err(unknown) => {
                let message = unknown_command(self.engine, &unknown);
                let message = format!("{} Type /help for all commands.", sentence(&printable(&message)));
                format!("{}\n", textwrap::fill(&message, wrap_at_spaces(layout.width)))
            }
        }
    }

    fn follow(&mut self, number: usize, layout: Layout) -> String {
        match number.checked_sub(1).and_then(|place| self.buttons.get(place)).cloned() {
            Some(Button { question, detail, .. }) => self.ask(&question, detail, layout),
            None if self.buttons.is_empty() => "Nothing to choose from yet; ask something first.\n".to_owned(),
            None => format!("There is no [{number}]; choose a number from 1 to {}.\n", self.buttons.len()),
        }
    }

    fn ask(&mut self, question: &Question, detail: Detail, layout: Layout) -> String {
        let reply = reply(&self.engine.respond(question), detail);
        let mut shown = text(&reply, layout);
        self.offers = offers(&reply);
        let mut buttons = reply.buttons;
        // The choices of a question come first. Any other menu repeats what the text says.
        if let Some(Menu { choices, .. }) = reply.menu.filter(|_| reply.tone == Tone::Question) {
            buttons.splice(0..0, choices);
        }
        if !buttons.is_empty() {
            let choices: Vec<String> = buttons
                .iter()
                .zip(1..)
                // Lines break between choices only.
                .map(|(button, number)| format!("[{number}] {}", printable(&button.label)).replace(' ', "\u{a0}"))
                .collect();
            let choices = textwrap::fill(&choices.join("  "), wrap_at_spaces(layout.width)).replace('\u{a0}', " ");
            shown += &format!("\n{choices}\n");
        }
        self.buttons = buttons;
        shown
    }
}

/// What an answer offers to a reply, the choices of its menu first.
fn offers(reply: &Reply) -> Vec<Offer> {
    let offer = |button: &Button, is_whole: bool| Offer {
        question: button.question.clone(),
        label: button.label.clone(),
        is_whole,
    };
    let choices = reply.menu.iter().flat_map(|menu| &menu.choices).map(|choice| offer(choice, false));
    let buttons = reply.buttons.iter().map(|button| offer(button, button.detail == Detail::Full));
    choices.chain(buttons).collect()
}

/// Parses `1` or `[1]`.
fn number(line: &str) -> Option<usize> {
    let digits = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(line);
    digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn help(engine: &Engine, layout: Layout) -> String {
    const COLUMN: usize = 24;
    let indent = " ".repeat(COLUMN);
    let options = wrap_at_spaces(layout.width).subsequent_indent(&indent);
    let commands = COMMANDS.iter().map(|form| (usage(form), form.description));
    let commands = commands.chain(CHAT_COMMANDS.iter().map(|(name, description)| ((*name).to_owned(), *description)));
    let line = |(usage, description): (String, &str)| {
        let start = format!("  {usage}");
        format!("{}\n", textwrap::fill(&format!("{start:<COLUMN$}{description}"), &options))
    };
    let list: String = commands.map(line).collect();
    format!("{list}\nFor example: {}. You can also ask in your own words.\n", printable(&example(engine, &NEXT)))
}

/// The byte offset of the word to complete, and its completions. `typed` ends at the cursor.
pub(super) fn completions(engine: &Engine, typed: &str) -> (usize, Vec<String>) {
    let Some((command, argument)) = typed.split_once(' ') else {
        let bots = COMMANDS.iter().map(|command| match command.options {
            [] => format!("/{}", command.name),
            _ => format!("/{} ", command.name),
        });
        let all = bots.chain(CHAT_COMMANDS.iter().map(|(name, _)| (*name).to_owned()));
        return (0, all.filter(|form| !typed.is_empty() && form.starts_with(typed)).collect());
    };
    if command == SUGGEST {
        let kinds = Kind::ALL.iter().map(|kind| kind.as_str().to_owned());
        return (typed.len() - argument.len(), kinds.filter(|kind| kind.starts_with(argument)).collect());
    }
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
    let suggestions = option.map(|option| engine.suggest(option.topic, argument, MAX_COMPLETIONS)).unwrap_or_default();
    (start, suggestions.into_iter().map(|suggestion| printable(suggestion.entity.name).into_owned()).collect())
}

/// The text with a capital at the start and a full stop, unless it ends with a question mark.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let start = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{start}{}{}", letters.as_str(), if text.ends_with('?') { "" } else { "." })
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
            keeps_capital: true,
            aliases: vec![],
            translations: vec![],
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
