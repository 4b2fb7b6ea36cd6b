//! The slash commands, a file for each; registration and dispatch read the same table.

mod about;
mod compare;
mod define;
mod message;
mod next;
mod path;
mod tracks;
mod translations;

use serenity::all::{CommandOptionType, InstallationContext, InteractionContext};
use serenity::builder::{CreateCommand, CreateCommandOption};

use crate::question::{CommandForm, CommandOption};

/// Every slash command.
pub(super) const ALL: &[Command] =
    &[next::COMMAND, path::COMMAND, compare::COMMAND, define::COMMAND, tracks::COMMAND, about::COMMAND];

/// The option that makes an answer private.
pub(super) const PRIVATE: &str = "private";

/// What Discord says beside it.
const PRIVATE_DESCRIPTION: &str = "Show the answer only to me";

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
            option_of(CommandOptionType::String, option.name, option.description)
                .required(option.required)
                .set_autocomplete(true)
        };
        let private = option_of(CommandOptionType::Boolean, PRIVATE, PRIVATE_DESCRIPTION);
        let command = everywhere(CreateCommand::new(name).description(description));
        let command = translations::of(description)
            .fold(command, |command, (language, text)| command.description_localized(language, text));
        command.set_options(options.iter().map(option).chain([private]).collect())
    }
}

/// Every command as Discord registers it: the slash commands, and the one in the menu of a message.
pub(super) fn definitions() -> Vec<CreateCommand> {
    ALL.iter().map(Command::definition).chain([message::definition()]).collect()
}

/// In servers, in direct messages and wherever its user goes.
fn everywhere(command: CreateCommand) -> CreateCommand {
    command.integration_types(vec![InstallationContext::Guild, InstallationContext::User]).contexts(vec![
        InteractionContext::Guild,
        InteractionContext::BotDm,
        InteractionContext::PrivateChannel,
    ])
}

fn option_of(kind: CommandOptionType, name: &str, description: &'static str) -> CreateCommandOption {
    let option = CreateCommandOption::new(kind, name, description);
    translations::of(description).fold(option, |option, (language, text)| option.description_localized(language, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::COMMANDS;

    #[test]
    fn every_form_is_a_command_and_every_command_has_a_form() {
        let forms: Vec<&str> = COMMANDS.iter().map(|form| form.name).collect();
        let commands: Vec<&str> = ALL.iter().map(|command| command.form.name).collect();
        assert_eq!(forms, commands);
    }
}
