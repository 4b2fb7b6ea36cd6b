//! "What comes next?" in the menu of a message: the same for the roles that it names.

use serenity::all::CommandType;
use serenity::builder::CreateCommand;

use super::{everywhere, translations};

/// As it stands in the menu; Discord knows it by this name too.
const NAME: &str = "What comes next?";

pub(super) fn definition() -> CreateCommand {
    let command = everywhere(CreateCommand::new(NAME).kind(CommandType::Message));
    translations::of(NAME).fold(command, |command, (language, text)| command.name_localized(language, text))
}
