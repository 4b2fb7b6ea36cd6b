//! The translations that Discord shows to users of other languages, one file per language in `translations/`.
//!
//! A language without a file sees English. To add one, add its file to [`FILES`].

use std::collections::BTreeMap;

use serde::Deserialize;

use super::PRIVATE;

const FILES: &[&str] = &[include_str!("translations/de.toml"), include_str!("translations/fr.toml")];

/// What Discord shows in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Translations {
    /// Discord's code of the language.
    ///
    /// Source: <https://docs.discord.com/developers/reference#locales>
    pub(super) locale: String,
    /// The entry in the menu of a message: at most 32 characters.
    pub(super) message_command: String,
    /// The description of the option `private`, which all commands have.
    private: String,
    commands: BTreeMap<String, Command>,
}

/// A command: descriptions of at most 100 characters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Command {
    description: String,
    #[serde(default)]
    options: BTreeMap<String, String>,
}

impl Translations {
    /// The description of a command.
    pub(super) fn command(&self, name: &str) -> Option<&str> {
        Some(&self.commands.get(name)?.description)
    }

    /// The description of an option of a command.
    pub(super) fn option(&self, command: &str, option: &str) -> Option<&str> {
        if option == PRIVATE {
            return Some(&self.private);
        }
        self.commands.get(command)?.options.get(option).map(String::as_str)
    }
}

/// All languages.
///
/// # Errors
///
/// A file is invalid.
pub(super) fn load() -> Result<Vec<Translations>, toml::de::Error> {
    FILES.iter().map(|file| toml::from_str(file)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::suggest::{SUGGEST, WHAT};
    use crate::question::COMMANDS;

    #[test]
    fn every_command_and_option_has_a_translation_and_no_other() {
        for language in load().unwrap() {
            let translated: Vec<(&str, Vec<&str>)> = language
                .commands
                .iter()
                .map(|(name, command)| (name.as_str(), command.options.keys().map(String::as_str).collect()))
                .collect();
            let mut expected: Vec<(&str, Vec<&str>)> = COMMANDS
                .iter()
                .map(|form| {
                    let mut options: Vec<&str> = form.options.iter().map(|option| option.name).collect();
                    options.sort_unstable();
                    (form.name, options)
                })
                .collect();
            expected.push((SUGGEST, vec![WHAT]));
            expected.sort_unstable();
            assert_eq!(translated, expected, "{}", language.locale);
        }
    }

    #[test]
    fn every_translation_fits() {
        for language in load().unwrap() {
            let fits = |text: &str, max: usize| {
                assert!((1..=max).contains(&text.chars().count()), "{}: {text:?}", language.locale);
            };
            fits(&language.message_command, 32);
            fits(&language.private, 100);
            for command in language.commands.values() {
                fits(&command.description, 100);
                command.options.values().for_each(|option| fits(option, 100));
            }
        }
    }
}
