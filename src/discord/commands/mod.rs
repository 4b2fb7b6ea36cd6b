//! The slash commands, a file for each; registration and dispatch read the same table.

mod define;
mod next;
mod tracks;

use serenity::all::{CommandOptionType, InstallationContext, InteractionContext};
use serenity::builder::{CreateCommand, CreateCommandOption};

use crate::answer::{COMMANDS, CommandForm, Topic};
use crate::reply::limits::cut;

/// Every slash command.
pub(super) const ALL: &[Command] = &[next::COMMAND, define::COMMAND, tracks::COMMAND];

/// The option that makes an answer private.
pub(super) const PRIVATE: &str = "private";

/// Most characters of the description of a command or option.
///
/// Source: <https://docs.discord.com/developers/interactions/application-commands#application-command-object>
const DESCRIPTION_CHARS: usize = 100;

/// A slash command.
#[derive(Debug, Clone, Copy)]
pub(super) struct Command {
    /// As it is typed, without the slash.
    pub(super) name: &'static str,
    /// What its option asks for.
    pub(super) option_description: &'static str,
    /// What the option may name; what is typed is completed from this.
    pub(super) topic: Topic,
}

impl Command {
    /// The command with this name.
    pub(super) fn named(name: &str) -> Option<&'static Command> {
        ALL.iter().find(|command| command.name == name)
    }

    /// What every surface says of it.
    fn form(&self) -> Option<&'static CommandForm> {
        COMMANDS.iter().find(|form| form.name == self.name)
    }

    /// The command as Discord registers it: in servers, in direct messages and wherever its user goes.
    pub(super) fn definition(&self) -> CreateCommand {
        let mut command = CreateCommand::new(self.name)
            .integration_types(vec![InstallationContext::Guild, InstallationContext::User])
            .contexts(vec![InteractionContext::Guild, InteractionContext::BotDm, InteractionContext::PrivateChannel]);
        if let Some(form) = self.form() {
            let option = CreateCommandOption::new(CommandOptionType::String, form.argument, self.option_description)
                .required(form.required)
                .set_autocomplete(true);
            command = command.description(cut(form.description, DESCRIPTION_CHARS)).add_option(option);
        }
        let private = "Show the answer only to me";
        command.add_option(CreateCommandOption::new(CommandOptionType::Boolean, PRIVATE, private))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_a_command_and_every_command_has_a_form() {
        let forms: Vec<&str> = COMMANDS.iter().map(|form| form.name).collect();
        let commands: Vec<&str> = ALL.iter().map(|command| command.name).collect();
        assert_eq!(forms, commands);
    }
}
