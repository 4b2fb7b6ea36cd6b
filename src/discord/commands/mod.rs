//! The slash commands, a file for each; registration and dispatch read the same table.

mod about;
mod compare;
mod define;
mod next;
mod path;
mod tracks;

use serenity::all::{CommandOptionType, InstallationContext, InteractionContext};
use serenity::builder::{CreateCommand, CreateCommandOption};

use crate::answer::{CommandForm, CommandOption};

/// Every slash command.
pub(super) const ALL: &[Command] =
    &[next::COMMAND, path::COMMAND, compare::COMMAND, define::COMMAND, tracks::COMMAND, about::COMMAND];

/// The option that makes an answer private.
pub(super) const PRIVATE: &str = "private";

/// A slash command.
#[derive(Debug, Clone, Copy)]
pub(super) struct Command {
    /// What every surface says of it.
    pub(super) form: &'static CommandForm,
}

impl Command {
    /// The command with this name.
    pub(super) fn named(name: &str) -> Option<&'static Command> {
        ALL.iter().find(|command| command.form.name == name)
    }

    /// The command as Discord registers it: in servers, in direct messages and wherever its user goes.
    pub(super) fn definition(&self) -> CreateCommand {
        let CommandForm { name, options, description, .. } = *self.form;
        let option = |option: &CommandOption| {
            CreateCommandOption::new(CommandOptionType::String, option.name, option.description)
                .required(option.required)
                .set_autocomplete(true)
        };
        let private = CreateCommandOption::new(CommandOptionType::Boolean, PRIVATE, "Show the answer only to me");
        CreateCommand::new(name)
            .description(description)
            .integration_types(vec![InstallationContext::Guild, InstallationContext::User])
            .contexts(vec![InteractionContext::Guild, InteractionContext::BotDm, InteractionContext::PrivateChannel])
            .set_options(options.iter().map(option).chain([private]).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::COMMANDS;

    #[test]
    fn every_form_is_a_command_and_every_command_has_a_form() {
        let forms: Vec<&str> = COMMANDS.iter().map(|form| form.name).collect();
        let commands: Vec<&str> = ALL.iter().map(|command| command.form.name).collect();
        assert_eq!(forms, commands);
    }
}
