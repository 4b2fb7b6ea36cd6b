//! The bot's token, kept out of every output.

use std::fmt;

/// A bot's token. It can be used, and cannot be shown.
#[derive(Clone)]
pub struct Token(String);

/// Why a text is no token. Says nothing of the text itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// There is nothing.
    #[error("the bot's token is empty; copy it from your application's page on Discord, under Bot")]
    Empty,
    /// It does not have the form of a token.
    #[error(
        "the bot's token is malformed: a token is three parts with dots between; copy it again from your application's \
         page on Discord, under Bot"
    )]
    Malformed,
}

impl Token {
    /// Reads a token, with or without `Bot ` before it and spaces around it.
    ///
    /// # Errors
    ///
    /// The text is empty, or is no token: three parts of letters, digits, `-` and `_`, with dots between.
    pub fn parse(text: &str) -> Result<Token, TokenError> {
        let text = text.trim();
        let bare = text.strip_prefix("Bot ").unwrap_or(text).trim();
        if bare.is_empty() {
            return Err(TokenError::Empty);
        }
        let is_part = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte))
        };
        let parts: Vec<&str> = bare.split('.').collect();
        if parts.len() != 3 || !parts.into_iter().all(is_part) {
            return Err(TokenError::Malformed);
        }
        Ok(Token(bare.to_owned()))
    }

    /// The token itself. Only for the header of a request and the first message to the gateway.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Token(…)")
    }
}
