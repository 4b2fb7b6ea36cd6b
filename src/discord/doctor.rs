//! Examines how the application is set up at Discord, without changing anything.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Serialize;
use serde_json::Value;

use crate::token::Token;

use super::metrics::Metrics;
use super::register::{Scope, normalized_commands, ours};
use super::rest::{Rest, RestError};
use super::shared_limits::refuses_the_password;

/// Where an application is set up.
const PORTAL: &str = "https://discord.com/developers/applications, your application";

/// What answering takes: View Channels, Send Messages (also in threads), Embed Links, Attach Files, Read Message History.
const PERMISSIONS: u64 = 274_878_024_704;

/// Flags of an application with a privileged intent: the names of the settings, and their bits.
///
/// Source: <https://docs.discord.com/developers/resources/application#application-object-application-flags>
const PRIVILEGED: &[(&str, u64)] = &[
    ("Presence Intent", 1 << 12 | 1 << 13),
    ("Server Members Intent", 1 << 14 | 1 << 15),
    ("Message Content Intent", 1 << 18 | 1 << 19),
];

/// How far the local clock may be off without a word.
const MAX_CLOCK_SKEW: u64 = 30;

/// How many servers are searched for commands of their own.
const MAX_SERVERS: usize = 50;

/// How long Redis may take to answer.
const REDIS_TIMEOUT: Duration = Duration::from_secs(2);

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// As it should be.
    Ok,
    /// The bot works, but not as well as it could.
    Warning,
    /// The bot does not work, or not everywhere.
    Error,
}

/// What was looked at, and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at, in a word.
    pub check: &'static str,
    /// How serious it is.
    pub level: Level,
    /// What was found.
    pub message: String,
    /// What to do about it; empty if nothing has to be done.
    pub cure: String,
}

impl Finding {
    /// Something is as it should be.
    pub fn ok(check: &'static str, message: impl Into<String>) -> Finding {
        Finding { check, level: Level::Ok, message: message.into(), cure: String::new() }
    }

    /// Something could be better.
    pub fn warning(check: &'static str, message: impl Into<String>, cure: impl Into<String>) -> Finding {
        Finding { check, level: Level::Warning, message: message.into(), cure: cure.into() }
    }

    /// Something does not work.
    pub fn error(check: &'static str, message: impl Into<String>, cure: impl Into<String>) -> Finding {
        Finding { check, level: Level::Error, message: message.into(), cure: cure.into() }
    }
}

/// What is examined.
#[derive(Debug)]
pub struct Examined<'a> {
    /// The bot's token.
    pub token: Token,
    /// The base URL that replaces `https://discord.com`.
    pub proxy: Option<&'a str>,
    /// The public key that `serve` uses, if it is set.
    pub public_key: Option<&'a str>,
    /// How far the clock may be off for `serve`.
    pub tolerance: Duration,
}

/// Examines the application.
pub async fn examine(examined: Examined<'_>) -> Vec<Finding> {
    let rest = match Rest::new(Some(examined.token), examined.proxy, Metrics::default()) {
        Ok(rest) => rest,
        Err(why) => return vec![Finding::error("discord", why.to_string(), "correct DISCORD_PROXY, or unset it")],
    };
    let mut findings = Vec::new();
    let application = match rest.get_soon("/applications/@me").await {
        Ok(application) => application,
        Err(why) => {
            findings.push(not_reached(&why));
            return findings;
        }
    };
    let id = application["id"].as_str().unwrap_or_default();
    let name = application["name"].as_str().unwrap_or_default();
    findings.push(Finding::ok("token", "Discord accepts the token"));
    findings.push(Finding::ok("application", format!("{name}, id {id}")));
    findings.extend(clock(rest.date().await.as_deref(), SystemTime::now(), examined.tolerance));
    findings.extend(intents(&application));
    findings.extend(installation(&application));
    findings.extend(public_key(&application, examined.public_key));
    findings.push(endpoint(&rest, &application).await);
    findings.extend(starts(&rest).await);
    findings.extend(commands(&rest, id).await);
    findings
}

fn not_reached(why: &RestError) -> Finding {
    match why {
        RestError::Unauthorized => Finding::error(
            "token",
            "Discord rejects the token",
            format!("reset it under {PORTAL}, Bot, Reset Token, and save the new one where the bot reads it"),
        ),
        other => Finding::error(
            "discord",
            format!("Discord cannot be reached: {other}"),
            "check the network, DNS and firewall of this machine for https://discord.com, and DISCORD_PROXY if it is set",
        ),
    }
}

/// Compares the local clock with Discord's.
fn clock(date: Option<&str>, now: SystemTime, tolerance: Duration) -> Option<Finding> {
    let theirs = seconds_of(date?)?;
    let ours = now.duration_since(UNIX_EPOCH).ok()?.as_secs();
    let off = theirs.abs_diff(ours);
    let message = format!("the clock of this machine is {off} s {}", if ours > theirs { "ahead" } else { "behind" });
    let cure = "set it, and keep it right with NTP: timedatectl set-ntp true";
    Some(if off > tolerance.as_secs() {
        Finding::error("clock", format!("{message}; `serve` refuses all requests"), cure)
    } else if off > MAX_CLOCK_SKEW {
        Finding::warning("clock", message, cure)
    } else {
        Finding::ok("clock", format!("the clock of this machine is right, give or take {} s", off.max(1)))
    })
}

/// Seconds since 1970 of a date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn seconds_of(date: &str) -> Option<u64> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, rest) = date.split_once(", ")?;
    let parts: Vec<&str> = rest.split([' ', ':']).collect();
    let [day, month, year, hours, minutes, seconds, "GMT"] = parts[..] else { return None };
    let number = |text: &str| text.parse::<u64>().ok();
    let month = MONTHS.iter().position(|name| *name == month)? as u64 + 1;
    let (day, year) = (number(day)?, number(year).filter(|year| (1970..10_000).contains(year))?);
    // Days since 1970-01-01 in the Gregorian calendar, with years that begin in March.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 719_469;
    Some(((days * 24 + number(hours)?) * 60 + number(minutes)?) * 60 + number(seconds)?)
}

fn intents(application: &Value) -> Option<Finding> {
    let flags = application["flags"].as_u64()?;
    let on: Vec<&str> = PRIVILEGED.iter().filter(|(_, bits)| flags & bits != 0).map(|(name, _)| *name).collect();
    Some(if on.is_empty() {
        Finding::ok("intents", "no privileged intent is on, and none is needed")
    } else {
        Finding::warning(
            "intents",
            format!("on, but not used: {}", on.join(", ")),
            format!("turn it off under {PORTAL}, Bot, Privileged Gateway Intents"),
        )
    })
}

/// How people can install the application.
fn installation(application: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    let cure = |what: &str| format!("{what} under {PORTAL}, Installation");
    if application["bot_require_code_grant"] == true {
        findings.push(Finding::error(
            "installation",
            "“Requires OAuth2 Code Grant” is on, so that the invitation fails",
            format!("turn it off under {PORTAL}, Bot"),
        ));
    }
    if application["bot_public"] == false {
        findings.push(Finding::warning(
            "installation",
            "the bot is private: only its owner can install it",
            format!("turn on “Public Bot” under {PORTAL}, Bot, if others should be able to"),
        ));
    }
    let contexts = [
        ("0", "Guild Install", &["applications.commands", "bot"][..]),
        ("1", "User Install", &["applications.commands"]),
    ];
    for (key, name, needed) in contexts {
        let config = &application["integration_types_config"][key];
        if config.is_null() {
            findings.push(Finding::warning("installation", format!("{name} is off"), cure(&format!("tick {name}"))));
            continue;
        }
        let parameters = &config["oauth2_install_params"];
        let scopes: Vec<&str> =
            parameters["scopes"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let missing: Vec<&str> = needed.iter().copied().filter(|scope| !scopes.contains(scope)).collect();
        if !missing.is_empty() {
            let message = format!("the default link of {name} lacks the scope {}", missing.join(" and "));
            findings.push(Finding::warning("installation", message, cure("add the scope")));
        }
        let permissions = parameters["permissions"].as_str().and_then(|bits| bits.parse::<u64>().ok()).unwrap_or(0);
        // An administrator may do everything.
        if scopes.contains(&"bot") && permissions & PERMISSIONS != PERMISSIONS && permissions & 1 << 3 == 0 {
            findings.push(Finding::warning(
                "installation",
                format!("the default link of {name} asks for too few permissions to answer messages"),
                cure(
                    "choose View Channels, Send Messages, Send Messages in Threads, Embed Links, Attach Files and Read \
                     Message History",
                ),
            ));
        }
    }
    if findings.is_empty() {
        findings.push(Finding::ok("installation", "servers and people can install it"));
    }
    findings
}

fn public_key(application: &Value, key: Option<&str>) -> Option<Finding> {
    let theirs = application["verify_key"].as_str()?;
    let key = key?.trim();
    Some(if key.eq_ignore_ascii_case(theirs) {
        Finding::ok("public-key", "DISCORD_PUBLIC_KEY is that of the application")
    } else {
        Finding::error(
            "public-key",
            "DISCORD_PUBLIC_KEY is not the key of this application: `serve` refuses all its requests",
            format!("set it to {theirs}"),
        )
    })
}

/// Whether the endpoint, if there is one, can be reached and checks signatures.
async fn endpoint(rest: &Rest, application: &Value) -> Finding {
    let Some(url) = application["interactions_endpoint_url"].as_str().filter(|url| !url.is_empty()) else {
        return Finding::ok("endpoint", "none is set: commands arrive by the gateway, at `nextrole run`");
    };
    let cure = format!(
        "see that `nextrole serve` runs behind {url}, or clear Interactions Endpoint URL under {PORTAL}, General \
         Information"
    );
    match rest.post_unsigned(url).await {
        Ok(401) => Finding::warning(
            "endpoint",
            format!("{url} is reached and checks signatures; commands arrive there, and none at `nextrole run`"),
            "nothing, if that is intended",
        ),
        Ok(status) if (200..300).contains(&status) => Finding::error(
            "endpoint",
            format!("{url} takes a request without a signature: it is not nextrole, or something answers before it"),
            cure,
        ),
        Ok(status) => Finding::error("endpoint", format!("{url} answers with status {status}, not 401"), cure),
        Err(why) => Finding::error("endpoint", format!("{url} cannot be reached from here: {why}"), cure),
    }
}

/// How often the bot may still connect today.
async fn starts(rest: &Rest) -> Option<Finding> {
    let gateway = rest.get_soon("/gateway/bot").await.ok()?;
    let limit = &gateway["session_start_limit"];
    let (remaining, total) = (limit["remaining"].as_u64()?, limit["total"].as_u64()?);
    let shards = gateway["shards"].as_u64().unwrap_or(1);
    let message = format!("{remaining} of {total} connections are left for today; {shards} per start");
    Some(if remaining < shards {
        let hours = limit["reset_after"].as_u64().unwrap_or_default().div_ceil(3_600_000);
        Finding::error("gateway", message, format!("wait {hours} h, and find out what restarts the bot so often"))
    } else if remaining < total / 10 {
        Finding::warning("gateway", message, "find out what restarts the bot so often")
    } else {
        Finding::ok("gateway", message)
    })
}

/// Compares the registered commands with those of this program, everywhere and in single servers.
async fn commands(rest: &Rest, application: &str) -> Vec<Finding> {
    let expected = match ours(Scope::Everywhere) {
        Ok(commands) => by_name(&commands),
        Err(why) => return vec![Finding::error("commands", why.to_string(), "report this as a bug")],
    };
    let path = format!("/applications/{application}/commands?with_localizations=true");
    let registered = match rest.get_soon(&path).await {
        Ok(registered) => by_name(&registered),
        Err(why) => return vec![Finding::error("commands", format!("cannot be listed: {why}"), "try again later")],
    };
    let named = |names: Vec<&String>| names.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let missing = named(expected.keys().filter(|name| !registered.contains_key(*name)).collect());
    let stale =
        named(expected.keys().filter(|name| registered.get(*name).is_some_and(|is| *is != expected[*name])).collect());
    let other = named(registered.keys().filter(|name| !expected.contains_key(*name)).collect());
    let register = "run `nextrole register`; `nextrole run` does it at its start";
    let mut findings = Vec::new();
    for (names, what) in
        [(missing, "not registered"), (stale, "registered by another version"), (other, "unknown to this version")]
    {
        if !names.is_empty() {
            findings.push(Finding::error("commands", format!("{what}: {names}"), register));
        }
    }
    findings.extend(doubled(rest, application, &registered).await);
    if findings.is_empty() {
        findings.push(Finding::ok("commands", format!("all {} are registered as they should be", expected.len())));
    }
    findings
}

/// Commands that members of a server see twice, because they are registered there as well.
async fn doubled(rest: &Rest, application: &str, registered: &BTreeMap<String, Value>) -> Vec<Finding> {
    let servers = match rest.get_soon(&format!("/users/@me/guilds?limit={MAX_SERVERS}")).await {
        Ok(servers) => servers,
        Err(why) => {
            let message = format!("servers cannot be listed: {why}");
            return vec![Finding::warning("commands", message, "try again later")];
        }
    };
    let mut findings = Vec::new();
    for server in servers.as_array().into_iter().flatten().filter_map(|server| server["id"].as_str()) {
        // Without the scope applications.commands there, its commands cannot be listed, and there are none.
        let Ok(own) = rest.get_soon(&format!("/applications/{application}/guilds/{server}/commands")).await else {
            continue;
        };
        let own = by_name(&own);
        if own.is_empty() {
            continue;
        }
        let twice: Vec<&str> = own.keys().filter(|name| registered.contains_key(*name)).map(String::as_str).collect();
        let remove = format!("run `nextrole register --guild {server} --remove`");
        if twice.is_empty() {
            let message = format!("the server {server} has {} commands of its own, for a try", own.len());
            findings.push(Finding::warning("commands", message, remove));
        } else {
            let message = format!("members of the server {server} see these twice: {}", twice.join(", "));
            findings.push(Finding::error("commands", message, remove));
        }
    }
    findings
}

/// The commands by name, reduced to what is compared.
fn by_name(commands: &Value) -> BTreeMap<String, Value> {
    let commands = normalized_commands(commands).into_iter();
    commands.map(|command| (command["name"].as_str().unwrap_or_default().to_owned(), command)).collect()
}

/// Whether Redis can be reached.
pub async fn redis(url: &str) -> Finding {
    let cure =
        "see that it runs, and that NEXTROLE_REDIS is like redis://host:6379; without it, limits are per process";
    let ping = async {
        let mut connection = redis::Client::open(url)?.get_multiplexed_async_connection().await?;
        redis::cmd("PING").query_async::<String>(&mut connection).await
    };
    match tokio::time::timeout(REDIS_TIMEOUT, ping).await {
        Ok(Ok(_)) => Finding::ok("redis", "it answers"),
        Ok(Err(why)) if refuses_the_password(&why) => Finding::error(
            "redis",
            "it refuses the password, or asks for one",
            "write it in NEXTROLE_REDIS, as in redis://:PASSWORD@host:6379",
        ),
        // The error may repeat the URL, and that may have a password in it.
        Ok(Err(why)) => Finding::error("redis", format!("it cannot be used: {}", why.category()), cure),
        Err(_) => Finding::error("redis", "it does not answer", cure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_http_are_read() {
        assert_eq!(seconds_of("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(seconds_of("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(seconds_of("Thu, 29 Feb 2024 23:59:59 GMT"), Some(1_709_251_199));
        for wrong in ["", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nox 1994 08:49:37 GMT", "Sun, 06 Nov 1 1:1:1 GMT"]
        {
            assert_eq!(seconds_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_clock_that_is_off_is_found() {
        let now = UNIX_EPOCH + Duration::from_secs(784_111_777);
        let level = |seconds: i64| {
            let off = Duration::from_secs(seconds.unsigned_abs());
            let now = if seconds < 0 { now - off } else { now + off };
            clock(Some("Sun, 06 Nov 1994 08:49:37 GMT"), now, Duration::from_secs(300)).unwrap().level
        };
        assert_eq!([0, 29, -29, 31, -299, 301, -3_600].map(level), {
            use Level::{Error, Ok, Warning};
            [Ok, Ok, Ok, Warning, Warning, Error, Error]
        });
    }
}
