//! `nextrole run`: answers on Discord until it is stopped.

use std::ffi::OsString;
use std::num::NonZeroU64;
use std::process::ExitCode;

use clap::Args;

use crate::discord::ShardRange;
use crate::token::Token;

use super::Shared;
use super::register::{scope, server_id};
use super::runtime::{BotRuntime, Connection, load_and_log, run_bot};

/// Connect to Discord and answer; needs DISCORD_TOKEN
#[derive(Debug, Args)]
#[command(after_help = "\
The token is read from DISCORD_TOKEN, or from the file named by
DISCORD_TOKEN_FILE. SIGHUP reloads the knowledge, SIGTERM and Ctrl-C exit.

Example:
  DISCORD_TOKEN_FILE=/run/secrets/token nextrole run")]
pub(super) struct Run {
    /// Register the commands in this server only
    #[arg(long, value_name = "ID", value_parser = server_id)]
    guild: Option<NonZeroU64>,
    /// Shards to run, such as 0..4/16 [default: all]
    #[arg(long, value_name = "RANGE")]
    shards: Option<ShardRange>,
    /// Address of /readyz and /metrics
    #[arg(long, value_name = "ADDR", env = "NEXTROLE_LISTEN", hide_env_values = true)]
    listen: Option<String>,
    /// Log level, such as `debug` [default: from the config]
    #[arg(long, value_name = "FILTER", env = "NEXTROLE_LOG", hide_env_values = true)]
    log: Option<OsString>,
}

impl Run {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let config = shared.config_logging(self.log)?;
        // An empty variable counts as unset.
        let listen = self.listen.filter(|address| !address.is_empty());
        let connection = Connection { scope: scope(self.guild), shards: self.shards, listen };
        let runtime = BotRuntime::start()?;
        let token = Token::from_environment()?;
        let live = load_and_log(&config)?;
        runtime.until_stopped(|stop| run_bot(config, token, live, connection, stop))?;
        Ok(ExitCode::SUCCESS)
    }
}
