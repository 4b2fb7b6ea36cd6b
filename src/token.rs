//! The bot's token, which is never shown: anyone who has it controls the bot.
//!
//! It comes from the environment, and never from a flag, which every user of the machine could see in the list of
//! processes. [`Token`] has no `Display`, its `Debug` is redacted, and its memory is wiped when it is dropped.

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret as _, SecretString};

/// The environment variable with the token.
pub const VARIABLE: &str = "DISCORD_TOKEN";

/// The environment variable with the path of a file that contains the token.
pub const FILE_VARIABLE: &str = "DISCORD_TOKEN_FILE";

/// Maximum number of bytes read from a token file; Discord's tokens have about 70.
const MAX_FILE_BYTES: u64 = 4096;

/// The bot's token.
#[derive(Debug, Clone)]
pub struct Token(SecretString);

/// Why there is no token. No message repeats the value that was found.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// Neither variable is set.
    #[error(
        "no token: set DISCORD_TOKEN to the bot's token, or DISCORD_TOKEN_FILE to a file that contains it (get a token \
         under https://discord.com/developers/applications, your application, Bot, Reset Token)"
    )]
    Missing,
    /// Both variables are set, so it is unclear which one to use.
    #[error("both DISCORD_TOKEN and DISCORD_TOKEN_FILE are set: unset one of them")]
    Both,
    /// The variable or file is empty.
    #[error("the token in {0} is empty")]
    Empty(String),
    /// The value is not a token: it does not have three parts, or contains characters that no token has.
    #[error(
        "the token in {0} is malformed: a token is a single line with three parts separated by dots, and nothing else, \
         such as quotes or a name; copy it again"
    )]
    Malformed(String),
    /// The file cannot be read.
    #[error("cannot read the token file {} set in DISCORD_TOKEN_FILE", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Token {
    /// Reads the token from the environment of this process.
    ///
    /// # Errors
    ///
    /// See [`Token::read`].
    pub fn from_environment() -> Result<Token, TokenError> {
        Token::read(env::var_os(VARIABLE), env::var_os(FILE_VARIABLE))
    }

    /// Reads the token from the values of `DISCORD_TOKEN` and `DISCORD_TOKEN_FILE`; surrounding whitespace is ignored, and
    /// so is the byte order mark that some editors put in front.
    ///
    /// # Errors
    ///
    /// Neither or both are set, the file cannot be read, or the value is not a token.
    pub fn read(token: Option<OsString>, file: Option<OsString>) -> Result<Token, TokenError> {
        match (token, file) {
            (None, None) => Err(TokenError::Missing),
            (Some(_), Some(_)) => Err(TokenError::Both),
            (Some(token), None) => Token::parse(token.as_encoded_bytes(), VARIABLE),
            (None, Some(path)) if path.is_empty() => Err(TokenError::Empty(FILE_VARIABLE.to_owned())),
            (None, Some(path)) => {
                let path = PathBuf::from(path);
                let mut bytes = Vec::new();
                match File::open(&path).and_then(|file| file.take(MAX_FILE_BYTES).read_to_end(&mut bytes)) {
                    Ok(_) => Token::parse(&bytes, &path.display().to_string()),
                    Err(source) => Err(TokenError::Unreadable { path, source }),
                }
            }
        }
    }

    /// The token file, if other users of the machine can read it.
    pub fn exposed_file() -> Option<PathBuf> {
        let path = PathBuf::from(env::var_os(FILE_VARIABLE)?);
        is_readable_by_others(&path).then_some(path)
    }

    /// The token itself, only for requests to Discord.
    pub fn reveal(&self) -> &str {
        self.0.expose_secret()
    }

    fn parse(bytes: &[u8], place: &str) -> Result<Token, TokenError> {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
        if text.is_empty() {
            return Err(TokenError::Empty(place.to_owned()));
        }
        match str::from_utf8(text) {
            Ok(text) if text.split('.').count() == 3 && text.split('.').all(is_part) => {
                Ok(Token(SecretString::new(text.to_owned())))
            }
            _ => Err(TokenError::Malformed(place.to_owned())),
        }
    }
}

#[cfg(unix)]
fn is_readable_by_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o004 != 0)
}

#[cfg(not(unix))]
fn is_readable_by_others(_: &Path) -> bool {
    false
}

/// Whether all characters are of URL-safe base64, with its padding at the end only: not `DISCORD_TOKEN=…`.
fn is_part(part: &str) -> bool {
    let part = part.trim_end_matches('=');
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}
