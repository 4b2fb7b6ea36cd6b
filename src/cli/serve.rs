//! `nextrole serve`: answers the interactions that Discord sends by HTTP.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use crate::discord::PublicKey;
use crate::token::{Token, TokenError};

use super::Shared;
use super::runtime::{BotRuntime, load_and_log, serve_bot};

/// Where it listens if nothing is set.
pub(super) const DEFAULT_LISTEN: &str = "127.0.0.1:8080";

/// The environment variable with the public key.
const KEY_VARIABLE: &str = "DISCORD_PUBLIC_KEY";

/// Answer Discord by HTTP, without a gateway; needs DISCORD_PUBLIC_KEY
#[derive(Debug, Args)]
#[command(after_help = "\
Put a server with HTTPS in front, such as HAProxy, and give Discord its address
with /interactions as Interactions Endpoint URL. /healthz, /readyz and /metrics
are for your monitoring: do not publish them. No token is needed; with one, it
also knows the names of server roles, for `/next` without a role.

Example:
  DISCORD_PUBLIC_KEY=your-key nextrole serve --listen 127.0.0.1:8080")]
pub(super) struct Serve {
    /// Address and port
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "NEXTROLE_LISTEN",
        hide_env_values = true,
        default_value = DEFAULT_LISTEN
    )]
    listen: String,
    /// Log level, such as `debug` [default: from the config]
    #[arg(long, value_name = "FILTER", env = "NEXTROLE_LOG", hide_env_values = true)]
    log: Option<OsString>,
}

impl Serve {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let config = shared.config_logging(self.log)?;
        // An empty variable counts as unset.
        let listen = if self.listen.is_empty() { DEFAULT_LISTEN.to_owned() } else { self.listen };
        let key = public_key()?;
        let runtime = BotRuntime::start()?;
        let token = match Token::from_environment() {
            Err(TokenError::Missing) => None,
            token => Some(token?),
        };
        let live = load_and_log(&config)?;
        runtime.until_stopped(|stop| serve_bot(config, listen, key, token, live, stop))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn public_key() -> anyhow::Result<PublicKey> {
    let text = std::env::var_os(KEY_VARIABLE).filter(|text| !text.is_empty()).with_context(|| {
        format!(
            "no public key: set {KEY_VARIABLE} to the key under https://discord.com/developers/applications, your \
             application, General Information, Public Key"
        )
    })?;
    PublicKey::parse(&text.to_string_lossy()).with_context(|| format!("invalid {KEY_VARIABLE}"))
}
