//! Why the connection to Discord could not be started, or ended.

use serde_json::Value;
use thiserror::Error;

use super::rest::RestError;

/// Why the bot cannot go on.
#[derive(Debug, Error)]
pub enum Failure {
    /// A request at startup failed.
    #[error("cannot {doing}")]
    Rest {
        /// What was attempted.
        doing: &'static str,
        /// Why it failed.
        #[source]
        why: RestError,
    },
    /// A response lacks a required value.
    #[error("Discord's response for {what} has no valid `{key}`")]
    Incomplete {
        /// What was requested.
        what: &'static str,
        /// What is missing.
        key: &'static str,
    },
    /// The REST API accepted the token, but the gateway did not.
    #[error(
        "Discord's gateway rejected the bot's token (close code 4004); reset it under \
         https://discord.com/developers/applications, your application, Bot"
    )]
    TokenRejected,
    /// The gateway rejected the intents.
    #[error(
        "Discord's gateway rejected the bot's intents (close code {0}); check your application under \
         https://discord.com/developers/applications, Bot"
    )]
    IntentsRejected(u16),
    /// The gateway rejected the number of shards.
    #[error(
        "Discord's gateway rejected the shard configuration (close code {0}): the bot is in too many servers for its \
         shards; restart it, with more shards if you set them by --shards"
    )]
    ShardsRejected(u16),
    /// The connection ended for another reason.
    #[error("the connection to Discord's gateway ended: {0}")]
    Ended(String),
}

/// The text that a response must have under this key.
pub(super) fn string<'v>(value: &'v Value, what: &'static str, key: &'static str) -> Result<&'v str, Failure> {
    value[key].as_str().ok_or(incomplete(what, key))
}

pub(super) fn incomplete(what: &'static str, key: &'static str) -> Failure {
    Failure::Incomplete { what, key }
}

impl Failure {
    /// Why the gateway would not accept another connection after it closed one with this code.
    ///
    /// Source: <https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>
    pub(super) fn from_close_code(code: Option<u16>) -> Failure {
        match code {
            Some(4004) => Failure::TokenRejected,
            Some(code @ (4010 | 4011)) => Failure::ShardsRejected(code),
            Some(code @ (4013 | 4014)) => Failure::IntentsRejected(code),
            Some(code) => Failure::Ended(format!("close code {code}")),
            None => Failure::Ended("no close code".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_code_says_why_the_bot_cannot_go_on() {
        let cases = [
            (Some(4004), "rejected the bot's token (close code 4004); reset it"),
            (Some(4010), "shard configuration (close code 4010)"),
            (Some(4011), "shard configuration (close code 4011)"),
            (Some(4012), "gateway ended: close code 4012"),
            (Some(4013), "rejected the bot's intents (close code 4013)"),
            (Some(4014), "rejected the bot's intents (close code 4014)"),
            (None, "gateway ended: no close code"),
        ];
        for (code, said) in cases {
            let failure = Failure::from_close_code(code).to_string();
            assert!(failure.contains(said), "{code:?}: {failure}");
        }
    }
}
