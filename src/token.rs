//! The bot's token: whoever has it is the bot, so nothing here can show it.
//!
//! It comes from the environment, and never from a flag, which every user of the machine could read in the list of
//! processes. [`Token`] has no `Display`, and its `Debug` tells nothing.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

/// The variable that holds the token.
pub const VARIABLE: &str = "DISCORD_TOKEN";

/// The variable that names a file which holds the token.
pub const FILE_VARIABLE: &str = "DISCORD_TOKEN_FILE";

/// Most bytes of a token file that are read; Discord's tokens have about 70.
const MAX_FILE_BYTES: u64 = 4096;

/// The bot's token.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// Why there is no token. No text of it repeats what was found.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// Neither variable is set.
    #[error(
        "there is no token: set DISCORD_TOKEN to the bot's token, or DISCORD_TOKEN_FILE to a file that holds it (the \
         token is shown once under https://discord.com/developers/applications, your application, Bot, Reset Token)"
    )]
    Missing,
    /// Both variables are set, and it is not clear which is meant.
    #[error("both DISCORD_TOKEN and DISCORD_TOKEN_FILE are set: unset one of them")]
    Both,
    /// The variable or file has nothing in it.
    #[error("the token in {0} is empty: put the bot's token there")]
    Empty(String),
    /// It cannot be a token: it is not three parts with dots between, or has spaces or letters that no token has.
    #[error(
        "what is in {0} is a malformed token: a token is three parts with dots between; put the bot's token there, alone \
         and on one line"
    )]
    Malformed(String),
    /// The file cannot be read.
    #[error("cannot read the token file {}, named by DISCORD_TOKEN_FILE", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Token {
    /// The token that the environment of this process gives.
    ///
    /// # Errors
    ///
    /// See [`Token::read`].
    pub fn from_environment() -> Result<Token, TokenError> {
        Token::read(env::var_os(VARIABLE), env::var_os(FILE_VARIABLE))
    }

    /// The token, from what `DISCORD_TOKEN` and `DISCORD_TOKEN_FILE` hold; space around it is left out.
    ///
    /// # Errors
    ///
    /// Neither is set, or both are; the file cannot be read; what is found is empty or cannot be a token.
    pub fn read(token: Option<OsString>, file: Option<OsString>) -> Result<Token, TokenError> {
        match (token, file) {
            (None, None) => Err(TokenError::Missing),
            (Some(_), Some(_)) => Err(TokenError::Both),
            (Some(token), None) => Token::checked(token.as_encoded_bytes(), VARIABLE),
            (None, Some(path)) if path.is_empty() => Err(TokenError::Empty(FILE_VARIABLE.to_owned())),
            (None, Some(path)) => {
                let path = PathBuf::from(path);
                let mut bytes = Vec::new();
                match File::open(&path).and_then(|file| file.take(MAX_FILE_BYTES).read_to_end(&mut bytes)) {
                    Ok(_) => Token::checked(&bytes, &path.display().to_string()),
                    Err(source) => Err(TokenError::Unreadable { path, source }),
                }
            }
        }
    }

    /// The token itself. Only for the header or message that goes to Discord.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    fn checked(bytes: &[u8], place: &str) -> Result<Token, TokenError> {
        let text = bytes.trim_ascii();
        if text.is_empty() {
            return Err(TokenError::Empty(place.to_owned()));
        }
        match str::from_utf8(text) {
            Ok(text) if text.split('.').count() == 3 && text.split('.').all(is_part) => Ok(Token(text.to_owned())),
            _ => Err(TokenError::Malformed(place.to_owned())),
        }
    }
}

/// Letters, digits and what else base64 has for addresses.
fn is_part(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte))
}

impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Token(…)")
    }
}
