//! `nextrole register`: registers the commands without a connection to the gateway.

use std::num::NonZeroU64;
use std::process::ExitCode;

use clap::Args;

use crate::discord::{Scope, register_commands};
use crate::token::Token;

use super::runtime::until_stopped;
use super::terminal::print;
use super::{Shared, log};

/// Register the commands with Discord; needs DISCORD_TOKEN
#[derive(Debug, Args)]
#[command(after_help = "\
Nothing is changed if the commands are registered already. `nextrole run` does
this by itself; `nextrole serve` does not.

Example:
  DISCORD_TOKEN_FILE=/run/secrets/token nextrole register")]
pub(super) struct Register {
    /// Only in the server with this id, to try them out
    #[arg(long, value_name = "ID", value_parser = server_id)]
    guild: Option<NonZeroU64>,
    /// Remove the commands instead
    #[arg(long)]
    remove: bool,
}

impl Register {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let config = shared.config()?;
        let token = Token::from_environment()?;
        // It says what is waited for if Discord does not answer.
        log::start(&config)?;
        let scope = scope(self.guild);
        let remove = self.remove;
        until_stopped(async |stop| {
            let registering = register_commands(token, config.discord_proxy.as_deref(), scope, remove);
            let done = tokio::select! {
                done = registering => done?,
                () = stop.cancelled() => anyhow::bail!("stopped before the commands were registered"),
            };
            let place = match scope {
                Scope::Everywhere => "wherever the bot is installed".to_owned(),
                Scope::Server(id) => format!("in the server {id}"),
            };
            let names = done.names.join(", ");
            print(&match (remove, done.has_changed) {
                (false, true) => format!("Registered {place}: {names}\n"),
                (false, false) => format!("Already registered {place}: {names}\n"),
                (true, true) => format!("Removed the commands {place}.\n"),
                (true, false) => format!("There are no commands {place}.\n"),
            })?;
            Ok(())
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Reads the id of a server.
pub(super) fn server_id(text: &str) -> Result<NonZeroU64, &'static str> {
    text.parse()
        .map_err(|_| "give the id of the server, a long number: in Discord, right-click its name, Copy Server ID")
}

/// Where commands are registered: in one server, or everywhere.
pub(super) fn scope(guild: Option<NonZeroU64>) -> Scope {
    guild.map_or(Scope::Everywhere, Scope::Server)
}
