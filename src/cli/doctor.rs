//! `nextrole doctor`: is everything set up right?

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr, TcpStream, ToSocketAddrs as _};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use serde::Serialize;

use crate::config::Config;
use crate::discord::doctor::{Examined, Finding, Level, examine, redis};
use crate::knowledge::{report, suggest};
use crate::token::{Token, TokenError};

use super::runtime::until_stopped;
use super::serve::DEFAULT_LISTEN;
use super::terminal::print;
use super::{FAILED, Shared, describe_knowledge, errors_only, load_knowledge, log};

/// How long the running bot may take to say whether it is ready.
const READY_TIMEOUT: Duration = Duration::from_secs(2);

/// The most that is read of its answer, in bytes.
const MAX_READY_BYTES: u64 = 4096;

/// The variables of the environment that are read.
const VARIABLES: &[&str] = &[
    "DISCORD_TOKEN",
    "DISCORD_TOKEN_FILE",
    "DISCORD_PROXY",
    "DISCORD_PUBLIC_KEY",
    "NEXTROLE_CONFIG",
    "NEXTROLE_KNOWLEDGE",
    "NEXTROLE_LISTEN",
    "NEXTROLE_LOG",
    "NEXTROLE_LOG_FORMAT",
    "NEXTROLE_REDIS",
];

/// Check the setup: token, application, commands, config, knowledge
#[derive(Debug, Args)]
#[command(after_help = "\
Run it as the user and with the environment of the bot. It changes nothing. The
exit code is 1 if there is an error.

Example:
  DISCORD_TOKEN_FILE=/run/secrets/token nextrole doctor")]
pub(super) struct Doctor {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Only ask the bot that runs at NEXTROLE_LISTEN whether it is ready
    #[arg(long, conflicts_with = "json")]
    ready: bool,
}

/// All findings. Other programs rely on the keys.
#[derive(Debug, Serialize)]
struct Report {
    errors: usize,
    warnings: usize,
    findings: Vec<Finding>,
}

impl Doctor {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        if self.ready {
            print(&ready()?)?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut findings = environment(std::env::vars_os().map(|(name, _)| name));
        let config = match shared.config_logging(std::env::var_os("NEXTROLE_LOG")) {
            Ok(config) => {
                findings.push(filter(&config));
                config
            }
            Err(why) => {
                findings.push(Finding::error(
                    "config",
                    format!("{why:#}"),
                    "correct the file; the rest is checked with the defaults",
                ));
                Config { discord_proxy: text("DISCORD_PROXY"), ..Config::default() }
            }
        };
        findings.push(knowledge(&config));
        let token = token(&mut findings);
        until_stopped(async |stop| {
            tokio::select! {
                found = online(&config, token) => findings.extend(found),
                () = stop.cancelled() => anyhow::bail!("stopped"),
            }
            Ok(())
        })?;
        let count = |level| findings.iter().filter(|finding| finding.level == level).count();
        let report = Report { errors: count(Level::Error), warnings: count(Level::Warning), findings };
        print(&if self.json { format!("{}\n", serde_json::to_string(&report)?) } else { as_text(&report) })?;
        Ok(if report.errors == 0 { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
    }
}

/// Asks the running bot for `/readyz`, as the health check of a container does.
///
/// # Errors
///
/// It does not run, or is not ready; the text says why.
fn ready() -> anyhow::Result<String> {
    let listen = text("NEXTROLE_LISTEN").unwrap_or_else(|| DEFAULT_LISTEN.to_owned());
    let mut addresses = listen.to_socket_addrs().with_context(|| format!("`{listen}` is no address and port"))?;
    let mut address = addresses.next().with_context(|| format!("`{listen}` is no address and port"))?;
    // It listens on all addresses; any of this machine will do.
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
    }
    let exchange = || -> io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, READY_TIMEOUT)?;
        stream.set_read_timeout(Some(READY_TIMEOUT))?;
        stream.set_write_timeout(Some(READY_TIMEOUT))?;
        stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut response = String::new();
        stream.take(MAX_READY_BYTES).read_to_string(&mut response)?;
        Ok(response)
    };
    let response = exchange().with_context(|| format!("no bot answers at http://{address}/readyz"))?;
    let body = response.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    anyhow::ensure!(response.starts_with("HTTP/1.1 200 "), "not ready: {}", body.trim());
    Ok(body.to_owned())
}

/// What Discord and Redis say.
async fn online(config: &Config, token: Option<Token>) -> Vec<Finding> {
    let key = text("DISCORD_PUBLIC_KEY");
    let mut findings = match token {
        Some(token) => {
            let examined = Examined {
                token,
                proxy: config.discord_proxy.as_deref(),
                public_key: key.as_deref(),
                tolerance: Duration::from_secs(config.endpoint.max_clock_skew_seconds.into()),
            };
            examine(examined).await
        }
        None => Vec::new(),
    };
    if let Some(url) = text("NEXTROLE_REDIS") {
        findings.push(redis(&url).await);
    }
    findings
}

/// A variable; an empty one counts as unset.
fn text(name: &str) -> Option<String> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(|value| value.to_string_lossy().into_owned())
}

/// Variables that look like ours and are not read.
fn environment(names: impl Iterator<Item = OsString>) -> Vec<Finding> {
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let unknown = names.filter(|name| name.starts_with("NEXTROLE_") && !VARIABLES.contains(&name.as_str()));
    let finding = |name: String| {
        let cure = match suggest::key(&name, VARIABLES.iter().copied()) {
            Some(known) => format!("did you mean {known}?"),
            None => format!("the variables are {}", VARIABLES.join(", ")),
        };
        Finding::warning("environment", format!("{name} is set, but not read"), cure)
    };
    unknown.map(finding).collect()
}

fn filter(config: &Config) -> Finding {
    match log::check(&config.log) {
        Ok(()) => Finding::ok("config", "it is valid"),
        Err(why) => Finding::error("config", format!("{why:#}"), "correct `log` in the config, or NEXTROLE_LOG"),
    }
}

fn knowledge(config: &Config) -> Finding {
    let folder = config.knowledge_folder();
    let place = describe_knowledge(folder.as_deref());
    match load_knowledge(folder.as_deref(), &errors_only()) {
        Err(why) => Finding::error("knowledge", format!("{why:#}"), "correct the setting"),
        Ok(outcome) if outcome.knowledge.is_none() => {
            let check = folder.map_or_else(String::new, |folder| format!(" {}", folder.display()));
            let summary = report::summary(&outcome.files, &outcome.problems);
            Finding::error("knowledge", format!("{summary} in {place}"), format!("run `nextrole check{check}`"))
        }
        Ok(outcome) => Finding::ok("knowledge", format!("revision {} from {place}", outcome.revision)),
    }
}

/// The token, and what there is to say about where it comes from.
fn token(findings: &mut Vec<Finding>) -> Option<Token> {
    if let Some(file) = Token::exposed_file() {
        let file = file.display();
        let message = format!("other users of this machine can read the token file {file}");
        findings.push(Finding::warning("token", message, format!("chmod 600 {file}")));
    }
    match Token::from_environment() {
        Ok(token) => Some(token),
        Err(why @ TokenError::Missing) => {
            let cure =
                "set DISCORD_TOKEN_FILE; `nextrole serve` alone needs no token, and then nothing at Discord is checked";
            findings.push(Finding::error("token", why.to_string(), cure));
            None
        }
        Err(why) => {
            let cure = "the token is shown once, after Reset Token; save it in a file and set DISCORD_TOKEN_FILE";
            findings.push(Finding::error("token", format!("{:#}", anyhow::Error::new(why)), cure));
            None
        }
    }
}

fn as_text(report: &Report) -> String {
    let mut text = String::new();
    for Finding { check, level, message, cure } in &report.findings {
        let mark = match level {
            Level::Ok => "ok     ",
            Level::Warning => "warning",
            Level::Error => "ERROR  ",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{mark} {check}: {message}");
        if !cure.is_empty() {
            let _ = writeln!(text, "        -> {cure}");
        }
    }
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let Report { errors, warnings, .. } = report;
    let _ = writeln!(text, "{errors} error{}, {warnings} warning{}", plural(*errors), plural(*warnings));
    text
}
