//! The table of commands, and how a command is read and written.

use std::fmt;

use super::input::{Pair, Question, Reference};

/// What an option of a command may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// A role.
    Roles,
    /// A role or a term.
    RolesAndTerms,
    /// A track.
    Tracks,
    /// A question that people disagree about.
    Disputes,
}

/// A command, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandForm {
    /// Without the slash.
    pub name: &'static str,
    /// What follows it, in this order; the required ones first.
    pub options: &'static [CommandOption],
    /// What it answers, in a few words.
    pub description: &'static str,
}

/// An option of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandOption {
    /// As Discord shows it, and as it may be typed before a colon.
    pub name: &'static str,
    /// What it may name; autocomplete offers these.
    pub topic: Topic,
    /// Whether it has to be given.
    pub required: bool,
    /// What to type.
    pub description: &'static str,
}

/// `/next role`.
pub const NEXT: CommandForm = CommandForm {
    name: "next",
    options: &[CommandOption {
        required: false,
        ..role("role", "A job role, in your own words; leave it out to use your server roles")
    }],
    description: "Next steps after a role: who recommends them and who disagrees",
};

/// `/become role`.
pub const BECOME: CommandForm = CommandForm {
    name: "become",
    options: &[role("role", "The role you want to get to")],
    description: "How people get to a role: where they usually come from and what is asked for",
};

/// `/path from to`.
pub const PATH: CommandForm = CommandForm {
    name: "path",
    options: &[role("from", "The role you start from"), role("to", "The role you want to reach")],
    description: "Routes from one role to another, with a source for each step",
};

/// `/compare a b`.
pub const COMPARE: CommandForm = CommandForm {
    name: "compare",
    options: &[role("a", "A role"), role("b", "The role to compare it with")],
    description: "Two roles compared: what they mean and which is more senior",
};

/// `/define term`.
pub const DEFINE: CommandForm = CommandForm {
    name: "define",
    options: &[CommandOption {
        name: "term",
        topic: Topic::RolesAndTerms,
        required: true,
        description: "A role or a word",
    }],
    description: "What a role or a word means, and who says so",
};

/// `/tracks [track]`.
pub const TRACKS: CommandForm = CommandForm {
    name: "tracks",
    options: &[CommandOption {
        name: "track",
        topic: Topic::Tracks,
        required: false,
        description: "Show one track in detail",
    }],
    description: "All career tracks, or one in detail",
};

/// `/disputes [question]`.
pub const DISPUTES: CommandForm = CommandForm {
    name: "disputes",
    options: &[CommandOption {
        name: "question",
        topic: Topic::Disputes,
        required: false,
        description: "A question that people disagree about",
    }],
    description: "What people disagree about, or one question with all sides",
};

/// `/about`.
pub const ABOUT: CommandForm = CommandForm {
    name: "about",
    options: &[],
    description: "About this bot: where its knowledge comes from, how recent it is, and your privacy",
};

/// Every command, in the order in which they are shown. Discord, the terminal and the help use this one table.
pub const COMMANDS: &[CommandForm] = &[NEXT, BECOME, PATH, COMPARE, DEFINE, TRACKS, DISPUTES, ABOUT];

const fn role(name: &'static str, description: &'static str) -> CommandOption {
    CommandOption { name, topic: Topic::Roles, required: true, description }
}

/// The error for a slash command that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCommand {
    /// As it was typed, without the slash, cut to 40 characters.
    pub typed: String,
    /// The command that was probably meant, if one is spelled much like it.
    pub meant: Option<&'static CommandForm>,
}

impl fmt::Display for UnknownCommand {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "there is no command /{}", self.typed)?;
        match self.meant {
            Some(command) => write!(out, "; did you mean /{}?", command.name),
            None => {
                let names: Vec<String> = COMMANDS.iter().map(|command| format!("/{}", command.name)).collect();
                write!(out, "; use {}, or ask in words", names.join(", "))
            }
        }
    }
}

impl std::error::Error for UnknownCommand {}

impl Question {
    /// Reads what a person typed: a command with its options, or a question in words.
    ///
    /// ```
    /// use nextrole::question::{Reference, Pair, Question};
    ///
    /// let text = |text: &str| Reference::Typed(text.to_owned());
    /// assert_eq!(Question::parse("/next helpdesk"), Ok(Question::Next(text("helpdesk"))));
    /// assert_eq!(Question::parse("/tracks"), Ok(Question::Tracks));
    /// assert_eq!(Question::parse("from:ops to:design"), Ok(Question::Path(Pair::Both(text("ops"), text("design")))));
    /// assert_eq!(Question::parse("after helpdesk?"), Ok(Question::FreeText("after helpdesk?".to_owned())));
    /// assert!(Question::parse("/nxt helpdesk").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// The word after the slash is no command.
    pub fn parse(text: &str) -> Result<Question, UnknownCommand> {
        let text = text.trim();
        let Some(command) = text.strip_prefix('/') else {
            // The options of a command as Discord shows them are a question by themselves if none is missing.
            let asked = COMMANDS.iter().filter(|form| form.options.len() > 1).find_map(|form| {
                labelled(form, text).filter(|given| given.len() == form.options.len()).map(|given| (form, given))
            });
            return match asked {
                Some((form, given)) => Question::from_command(form.name, &given),
                None => Ok(Question::FreeText(text.to_owned())),
            };
        };
        let (name, argument) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
        let (name, argument) = (name.to_lowercase(), argument.trim());
        let form = COMMANDS.iter().find(|form| form.name == name);
        match form.and_then(|form| labelled(form, argument)) {
            Some(given) => Question::from_command(&name, &given),
            None => match form.map_or(&[][..], |form| form.options) {
                [_, _] if name == PATH.name => Ok(Question::Path(Pair::Text(argument.to_owned()))),
                [_, _] => Ok(Question::Compare(Pair::Text(argument.to_owned()))),
                [only] => Question::from_command(&name, &[(only.name, argument)]),
                _ => Question::from_command(&name, &[]),
            },
        }
    }

    /// The question as a person would type it. [`Question::parse`] reads it back; an id becomes a text, which is looked
    /// up like an id.
    ///
    /// ```
    /// use nextrole::question::{Reference, Question};
    ///
    /// assert_eq!(Question::Next(Reference::Id("it-manager".to_owned())).to_command(), "/next it-manager");
    /// ```
    pub fn to_command(&self) -> String {
        match self {
            Question::Next(asked) => format!("/next {}", asked.as_str()),
            Question::ServerRoles(_) => "/next".to_owned(),
            Question::Become(asked) => format!("/become {}", asked.as_str()),
            Question::Disputes => "/disputes".to_owned(),
            Question::Dispute(asked) => format!("/disputes {}", asked.as_str()),
            Question::Define(asked) => format!("/define {}", asked.as_str()),
            Question::Tracks => "/tracks".to_owned(),
            Question::Track(asked) => format!("/tracks {}", asked.as_str()),
            Question::Path(Pair::Both(from, to)) => format!("/path {} to {}", from.as_str(), to.as_str()),
            Question::Path(Pair::Text(text)) => format!("/path {text}"),
            Question::Compare(Pair::Both(one, other)) => format!("/compare {}, {}", one.as_str(), other.as_str()),
            Question::Compare(Pair::Text(text)) => format!("/compare {text}"),
            Question::About => "/about".to_owned(),
            // No command asks these; the answer about the role has it too.
            Question::Evidence(from, _) | Question::Map(from) => format!("/next {}", from.as_str()),
            Question::FreeText(text) => text.clone(),
        }
    }

    /// The question of a command with these options, as name and value; a missing one is empty.
    ///
    /// # Errors
    ///
    /// There is no command of this name.
    pub fn from_command(name: &str, given: &[(&str, &str)]) -> Result<Question, UnknownCommand> {
        let value = |option: &CommandOption| {
            let value = given.iter().find(|(name, _)| *name == option.name).map_or("", |(_, value)| value.trim());
            Reference::Typed(value.to_owned())
        };
        let form = COMMANDS.iter().find(|form| form.name == name);
        let values: Vec<Reference> = form.iter().flat_map(|form| form.options).map(value).collect();
        match (name, values.as_slice()) {
            ("next", [role]) => Ok(Question::Next(role.clone())),
            ("path", [from, to]) => Ok(Question::Path(Pair::Both(from.clone(), to.clone()))),
            ("compare", [one, other]) => Ok(Question::Compare(Pair::Both(one.clone(), other.clone()))),
            ("become", [role]) => Ok(Question::Become(role.clone())),
            ("disputes", [question]) if question.as_str().is_empty() => Ok(Question::Disputes),
            ("disputes", [question]) => Ok(Question::Dispute(question.clone())),
            ("define", [term]) => Ok(Question::Define(term.clone())),
            ("tracks", [track]) if track.as_str().is_empty() => Ok(Question::Tracks),
            ("tracks", [track]) => Ok(Question::Track(track.clone())),
            ("about", []) => Ok(Question::About),
            _ => Err(UnknownCommand { typed: name.chars().take(40).collect(), meant: nearest_command(name) }),
        }
    }
}

/// The options of a command in the form in which Discord shows them and people copy them, `from:helpdesk to:design`;
/// `None` if the text does not begin with one.
fn labelled<'t>(form: &CommandForm, text: &'t str) -> Option<Vec<(&'static str, &'t str)>> {
    let starts_word = |at: usize| text[..at].chars().next_back().is_none_or(char::is_whitespace);
    let label = |option: &CommandOption| {
        let length = option.name.len() + 1;
        let colons = text.match_indices(':').map(|(colon, _)| (colon + 1).checked_sub(length));
        let start = colons.flatten().find(|start| {
            let is_it =
                text.get(*start..*start + length - 1).is_some_and(|name| name.eq_ignore_ascii_case(option.name));
            is_it && starts_word(*start)
        });
        start.map(|start| (start, start + length, option.name))
    };
    let mut labels: Vec<(usize, usize, &'static str)> = form.options.iter().filter_map(label).collect();
    labels.sort_unstable();
    let ends = labels.iter().skip(1).map(|(start, ..)| *start).chain([text.len()]);
    let given = labels.iter().zip(ends).map(|((_, start, name), end)| (*name, text[*start..end].trim())).collect();
    (labels.first()?.0 == 0).then_some(given)
}

fn nearest_command(name: &str) -> Option<&'static CommandForm> {
    COMMANDS
        .iter()
        .map(|command| (strsim::osa_distance(name, command.name), command))
        .filter(|(errors, _)| *errors <= 2)
        .min_by_key(|(errors, _)| *errors)
        .map(|(_, command)| command)
}
