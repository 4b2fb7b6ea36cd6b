//! Examples in questions, help and errors, with names from the loaded knowledge.

use std::ffi::{OsStr, OsString};

use crate::answer::{Engine, example_roles};
use crate::knowledge::model::Knowledge;
use crate::knowledge::{check, shipped};
use crate::question::{COMMANDS, CommandForm, Question, UnknownCommand};

use super::{Shared, errors_only, load_knowledge};

/// Names for the examples of `--help`, which are written with placeholders such as `{role}` and `{role-id}`.
pub(super) struct ExampleNames {
    placeholders: Vec<(&'static str, String)>,
}

impl ExampleNames {
    /// Names from the knowledge that these arguments, or the environment, choose; if it cannot be read, from the
    /// built-in one.
    pub(super) fn of_arguments(arguments: &[OsString]) -> ExampleNames {
        let flag = |name: &str| {
            let follows = arguments.iter().position(|argument| argument == OsStr::new(name));
            let next = follows.and_then(|at| arguments.get(at + 1)).cloned();
            let start = format!("{name}=");
            let joined = || arguments.iter().find_map(|argument| argument.to_str()?.strip_prefix(&start));
            next.or_else(|| joined().map(OsString::from))
        };
        let shared = Shared {
            knowledge: flag("--knowledge").or_else(|| std::env::var_os("NEXTROLE_KNOWLEDGE")),
            config: flag("--config").or_else(|| std::env::var_os("NEXTROLE_CONFIG")),
        };
        let config = shared.config().ok();
        let chosen =
            config.and_then(|config| load_knowledge(config.knowledge_folder().as_deref(), &errors_only()).ok());
        chosen
            .and_then(|outcome| outcome.knowledge)
            .map_or_else(ExampleNames::built_in, |chosen| ExampleNames::of(&chosen))
    }

    /// Names from the built-in knowledge.
    pub(super) fn built_in() -> ExampleNames {
        check(shipped(), &errors_only())
            .knowledge
            .map_or_else(|| ExampleNames::of(&Knowledge::default()), |shipped| ExampleNames::of(&shipped))
    }

    fn of(knowledge: &Knowledge) -> ExampleNames {
        let roles = example_roles(knowledge);
        let name = |at: usize| roles.get(at).map_or("Role", |role| role.name).to_owned();
        let id = |at: usize| roles.get(at).and_then(|role| role.id).unwrap_or("role").to_owned();
        // As somebody in a hurry types it: one letter is missing.
        let mut misspelt = name(1);
        if let Some((last, _)) = misspelt.char_indices().nth_back(1) {
            misspelt.remove(last);
        }
        let track = knowledge.tracks.first().map_or("track", |track| track.id.as_str()).to_owned();
        let placeholders = vec![
            ("{role}", name(0)),
            ("{role-id}", id(0)),
            ("{other}", name(1)),
            ("{other-id}", id(1)),
            ("{misspelt}", misspelt),
            ("{track-id}", track),
        ];
        ExampleNames { placeholders }
    }

    /// The command and all its subcommands with names in their examples.
    pub(super) fn fill(&self, command: clap::Command) -> clap::Command {
        let text = command.get_after_help().map(ToString::to_string);
        let command = match text {
            Some(text) => command.after_help(
                self.placeholders.iter().fold(text, |text, (placeholder, name)| text.replace(placeholder, name)),
            ),
            None => command,
        };
        let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
        names.into_iter().fold(command, |command, name| command.mut_subcommand(name, |inner| self.fill(inner)))
    }
}

/// A command with names that it can be used with, such as `/next Helpdesk`; just the command if there are none.
pub(super) fn example(engine: &Engine, form: &CommandForm) -> String {
    let mut names: Vec<&str> = Vec::new();
    for option in form.options {
        // Two options of a command take different names.
        let suggestions = engine.suggest(option.topic, "", form.options.len());
        names.extend(suggestions.iter().map(|suggestion| suggestion.entity.name).find(|name| !names.contains(name)));
    }
    let given: Vec<(&str, &str)> = form.options.iter().map(|option| option.name).zip(names).collect();
    if given.len() < form.options.len() { format!("/{}", form.name) } else { command(form, &given) }
}

/// How a command is used, such as `/next [ROLE]` or `/path FROM to TO`.
pub(super) fn usage(form: &CommandForm) -> String {
    let placeholders: Vec<String> = form
        .options
        .iter()
        .map(|option| option.name.to_uppercase())
        .zip(form.options)
        .map(|(name, option)| if option.required { name } else { format!("[{name}]") })
        .collect();
    let given: Vec<(&str, &str)> = form
        .options
        .iter()
        .zip(&placeholders)
        .map(|(option, placeholder)| (option.name, placeholder.as_str()))
        .collect();
    command(form, &given)
}

/// What to say about a command that does not exist.
pub(super) fn unknown_command(engine: &Engine, unknown: &UnknownCommand) -> String {
    let typed = &unknown.typed;
    match unknown.meant {
        Some(form) => format!("there is no command /{typed}; did you mean `{}`?", example(engine, form)),
        None => {
            let names: Vec<String> = COMMANDS.iter().map(|form| format!("/{}", form.name)).collect();
            format!("there is no command /{typed}; use {}, or ask in words", names.join(", "))
        }
    }
}

fn command(form: &CommandForm, given: &[(&str, &str)]) -> String {
    Question::from_command(form.name, given)
        .map_or_else(|_| format!("/{}", form.name), |question| question.to_command())
}
