//! What can be asked.

use std::fmt;

use super::suggest::Topic;

/// A question, whichever way it came: a command, a button, a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Question {
    /// What comes next after a role?
    Next(Asked),
    /// What comes next for somebody who has these badges, such as the names of their roles on a server? Most of them
    /// say nothing of a job.
    Badges(Vec<String>),
    /// What is a role or term said to be?
    Define(Asked),
    /// Which tracks are there?
    Tracks,
    /// What stands on a track?
    Track(Asked),
    /// Who says that one leads to the other? Asked by buttons alone: both are roles or tracks, by their ids.
    Way(Asked, Asked),
    /// Which tracks lead through a role, and which moves leave it? Asked by buttons alone.
    Map(Asked),
    /// A question in words.
    Words(String),
}

/// What a question is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Asked {
    /// As a person wrote it.
    Text(String),
    /// An id of the knowledge, as a button carries it. It may have been removed since.
    Id(String),
}

/// A command, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandForm {
    /// Without the slash.
    pub name: &'static str,
    /// What stands after it; empty where nothing may.
    pub argument: &'static str,
    /// Whether the argument must be there.
    pub required: bool,
    /// What the argument may name; what is typed is completed from this.
    pub topic: Topic,
    /// What it answers.
    pub description: &'static str,
    /// One that works on the knowledge that is shipped.
    pub example: &'static str,
}

/// `/next role`.
pub const NEXT: CommandForm = CommandForm {
    name: "next",
    argument: "role",
    required: false,
    topic: Topic::Roles,
    description: "What comes next after a role, who says so, and who objects",
    example: "/next helpdesk",
};

/// `/define term`.
pub const DEFINE: CommandForm = CommandForm {
    name: "define",
    argument: "term",
    required: true,
    topic: Topic::RolesAndTerms,
    description: "What a role or a word like \"architect\" is said to mean, and by whom",
    example: "/define architect",
};

/// `/tracks [track]`.
pub const TRACKS: CommandForm = CommandForm {
    name: "tracks",
    argument: "track",
    required: false,
    topic: Topic::Tracks,
    description: "All career tracks, or one of them in detail",
    example: "/tracks technical",
};

/// Every command, in the order in which they are shown. Discord, the terminal and the help read this one list.
pub const COMMANDS: &[CommandForm] = &[NEXT, DEFINE, TRACKS];

/// A command that there is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCommand {
    /// As it was typed, without the slash, cut to 40 characters.
    pub typed: String,
    /// The command that was probably meant.
    pub meant: Option<&'static CommandForm>,
}

impl fmt::Display for UnknownCommand {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "there is no command /{}", self.typed)?;
        match self.meant {
            Some(command) => write!(out, "; did you mean `{}`?", command.example),
            None => {
                let forms: Vec<&str> = COMMANDS.iter().map(|command| command.example).collect();
                write!(out, "; try {}", forms.join(", "))
            }
        }
    }
}

impl std::error::Error for UnknownCommand {}

impl Question {
    /// Reads what a person typed: a command with its argument, or a question in words.
    ///
    /// ```
    /// use nextrole::answer::{Asked, Question};
    ///
    /// assert_eq!(Question::parse("/next helpdesk"), Ok(Question::Next(Asked::Text("helpdesk".to_owned()))));
    /// assert_eq!(Question::parse("/tracks"), Ok(Question::Tracks));
    /// assert_eq!(Question::parse("after helpdesk?"), Ok(Question::Words("after helpdesk?".to_owned())));
    /// assert!(Question::parse("/nxt helpdesk").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// A word after a slash that is no command.
    pub fn parse(text: &str) -> Result<Question, UnknownCommand> {
        let text = text.trim();
        let Some(command) = text.strip_prefix('/') else { return Ok(Question::Words(text.to_owned())) };
        let (name, argument) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
        // Discord shows options as `role:helpdesk`, and people copy that.
        let argument = argument.trim();
        let labelled = ["role:", "term:", "track:"].iter().find_map(|label| argument.strip_prefix(label));
        let argument = labelled.unwrap_or(argument).trim();
        Question::of_command(&name.to_lowercase(), argument)
    }

    /// The question as a person would type it. [`Question::parse`] reads it back, but for an id, which becomes a text:
    /// an id that is typed is looked up like one.
    ///
    /// ```
    /// use nextrole::answer::{Asked, Question};
    ///
    /// assert_eq!(Question::Next(Asked::Id("it-manager".to_owned())).as_command(), "/next it-manager");
    /// ```
    pub fn as_command(&self) -> String {
        match self {
            Question::Next(asked) => format!("/next {}", asked.as_str()),
            Question::Badges(_) => "/next".to_owned(),
            Question::Define(asked) => format!("/define {}", asked.as_str()),
            Question::Tracks => "/tracks".to_owned(),
            Question::Track(asked) => format!("/tracks {}", asked.as_str()),
            // The whole answer has it too.
            Question::Way(from, _) | Question::Map(from) => format!("/next {}", from.as_str()),
            Question::Words(text) => text.clone(),
        }
    }

    /// The question that a command asks.
    ///
    /// # Errors
    ///
    /// The name is no command.
    pub fn of_command(name: &str, argument: &str) -> Result<Question, UnknownCommand> {
        let asked = Asked::Text(argument.to_owned());
        match name {
            "next" => Ok(Question::Next(asked)),
            "define" => Ok(Question::Define(asked)),
            "tracks" if argument.is_empty() => Ok(Question::Tracks),
            "tracks" => Ok(Question::Track(asked)),
            _ => Err(UnknownCommand { typed: name.chars().take(40).collect(), meant: nearest_command(name) }),
        }
    }
}

impl Asked {
    /// The text or id.
    pub fn as_str(&self) -> &str {
        match self {
            Asked::Text(text) | Asked::Id(text) => text,
        }
    }
}

fn nearest_command(name: &str) -> Option<&'static CommandForm> {
    COMMANDS
        .iter()
        .map(|command| (strsim::osa_distance(name, command.name), command))
        .filter(|(errors, _)| *errors <= 2)
        .min_by_key(|(errors, _)| *errors)
        .map(|(_, command)| command)
}
