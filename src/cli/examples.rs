//! Example questions, with names from the knowledge at hand.

use crate::answer::Engine;
use crate::question::{COMMANDS, CommandForm, Question, UnknownCommand};

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
    if typed == "suggest" {
        let add = "`nextrole add role`, `add move` or `add viewpoint`";
        return format!("/suggest opens a form on Discord; in a terminal, {add} writes into your folder");
    }
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
