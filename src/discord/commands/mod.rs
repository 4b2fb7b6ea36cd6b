//! The commands as Discord registers them: the slash commands of [`COMMANDS`], and the entry in the menu of a message.

mod translations;

use serenity::all::{CommandOptionType, CommandType, InstallationContext, InteractionContext};
use serenity::builder::{CreateCommand, CreateCommandOption};

use crate::question::{COMMANDS, CommandForm, CommandOption};

use crate::suggestion::Kind;

use super::suggest::{SUGGEST, WHAT};

use self::translations::Translations;

/// The option that makes an answer private.
pub(super) const PRIVATE: &str = "private";

/// The description of that option.
const PRIVATE_DESCRIPTION: &str = "Show the answer only to me";

/// The entry in the menu of a message, which asks about the roles that the message names. It is also the command's name.
const MESSAGE_COMMAND: &str = "What comes next?";

/// The slash command with this name.
pub(super) fn find(name: &str) -> Option<&'static CommandForm> {
    COMMANDS.iter().find(|form| form.name == name)
}

/// All commands.
///
/// # Errors
///
/// A file of translations is invalid.
pub(super) fn definitions() -> Result<Vec<CreateCommand>, toml::de::Error> {
    let translations = translations::load()?;
    let commands = COMMANDS.iter().map(|form| slash_command(form, &translations));
    Ok(commands.chain([suggest_command(&translations), message_command(&translations)]).collect())
}

fn slash_command(form: &CommandForm, translations: &[Translations]) -> CreateCommand {
    let localized = |option: CreateCommandOption, name: &str| {
        let texts = translations.iter().filter_map(|to| Some((&to.locale, to.option(form.name, name)?)));
        texts.fold(option, |option, (locale, text)| option.description_localized(locale, text))
    };
    let options = form.options.iter().map(|option| localized(string_option(option), option.name));
    let private = CreateCommandOption::new(CommandOptionType::Boolean, PRIVATE, PRIVATE_DESCRIPTION);
    let command = everywhere(CreateCommand::new(form.name).description(form.description));
    let texts = translations.iter().filter_map(|to| Some((&to.locale, to.command(form.name)?)));
    texts
        .fold(command, |command, (locale, text)| command.description_localized(locale, text))
        .set_options(options.chain([localized(private, PRIVATE)]).collect())
}

fn string_option(option: &CommandOption) -> CreateCommandOption {
    CreateCommandOption::new(CommandOptionType::String, option.name, option.description)
        .required(option.required)
        .set_autocomplete(true)
}

/// `/suggest`, which answers nothing but opens a form.
fn suggest_command(translations: &[Translations]) -> CreateCommand {
    let what = CreateCommandOption::new(CommandOptionType::String, WHAT, "What you would like to add").required(true);
    let what = Kind::ALL.iter().fold(what, |what, kind| what.add_string_choice(kind.title(), kind.as_str()));
    let texts = translations.iter().filter_map(|to| Some((&to.locale, to.option(SUGGEST, WHAT)?)));
    let what = texts.fold(what, |what, (locale, text)| what.description_localized(locale, text));
    let command =
        everywhere(CreateCommand::new(SUGGEST).description("Suggest a role, a name, a next step or an opinion"));
    let texts = translations.iter().filter_map(|to| Some((&to.locale, to.command(SUGGEST)?)));
    texts.fold(command, |command, (locale, text)| command.description_localized(locale, text)).set_options(vec![what])
}

fn message_command(translations: &[Translations]) -> CreateCommand {
    let command = everywhere(CreateCommand::new(MESSAGE_COMMAND).kind(CommandType::Message));
    translations.iter().fold(command, |command, to| command.name_localized(&to.locale, &to.message_command))
}

/// Makes a command available in servers, direct messages and group messages, with a server install or a user install.
fn everywhere(command: CreateCommand) -> CreateCommand {
    command.integration_types(vec![InstallationContext::Guild, InstallationContext::User]).contexts(vec![
        InteractionContext::Guild,
        InteractionContext::BotDm,
        InteractionContext::PrivateChannel,
    ])
}
