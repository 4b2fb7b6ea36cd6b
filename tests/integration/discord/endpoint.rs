//! Interactions by HTTP: the real program, asked by the fake Discord with signed requests.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use fake_discord::{FakeDiscord, Fault, Venue};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::status::{get, sample};
use super::{Bot, SOON, Start, knowledge_of, start_discord, without_budget};
use crate::program::nextrole;

/// An endpoint that Discord has accepted, with the commands registered; and its address.
pub(super) async fn start(start: Start, discord: &FakeDiscord) -> (Bot, String) {
    let register = nextrole("register").env("DISCORD_TOKEN", discord.token()).env("DISCORD_PROXY", discord.address());
    tokio::task::spawn_blocking(|| register.prints()).await.unwrap();
    let bot = start.spawn();
    let url = bot.value_after("answering interactions at ").await;
    discord.set_interactions_endpoint(&url).await.unwrap();
    let address = url.trim_start_matches("http://").trim_end_matches("/interactions").to_owned();
    (bot, address)
}

/// The status and body of a POST with these headers.
async fn post(address: &str, headers: &[(String, String)], body: &str) -> (u16, String) {
    let mut request = reqwest::Client::new().post(format!("http://{address}/interactions")).body(body.to_owned());
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_answered_as_on_the_gateway() {
    let discord = start_discord().await;
    let (bot, _) = start(Start::serve(&discord), &discord).await;
    let (by_gateway, gateway) = {
        let discord = start_discord().await;
        (Start::on(&discord).ready(&discord).await, discord)
    };
    // Ben has no server roles, whose names a process without gateway and token does not know.
    let asked = [
        ("next", json!({"role": "helpdesk"})),
        ("next", json!({"role": "2nd line suport"})),
        ("next", json!({"role": "gardener", "private": true})),
        ("become", json!({"role": "it-manager"})),
        ("path", json!({"from": "helpdesk", "to": "infra-architect"})),
        ("compare", json!({"a": "design", "b": "ops"})),
        ("define", json!({"term": "architect"})),
        ("tracks", json!({})),
        ("disputes", json!({})),
        ("about", json!({})),
    ];
    for (command, options) in asked {
        let here = discord.use_command("ben", Venue::Guild, command, options.clone()).await.unwrap();
        let there = gateway.use_command("ben", Venue::Guild, command, options).await.unwrap();
        assert!(here.response.is_some(), "/{command} was not answered: {}", bot.output());
        assert_eq!(here.text(), there.text(), "/{command}");
        assert_eq!(here.is_ephemeral(), there.is_ephemeral(), "/{command}");
        let (here, there) = (here.message.unwrap(), there.message.unwrap());
        assert_eq!(here.json["components"].to_string(), there.json["components"].to_string(), "/{command}");
        assert_eq!(here.files.len(), there.files.len(), "/{command}");
        // Its first button, too.
        let button = |message: &fake_discord::Message| {
            message.components().into_iter().find_map(|part| Some(part.get("custom_id")?.as_str()?.to_owned()))
        };
        if let Some(button) = button(&here).filter(|id| id != "menu") {
            let here = discord.press_button("ben", here.id, &button).await.unwrap();
            let there = gateway.press_button("ben", there.id, &button).await.unwrap();
            assert_eq!(here.text(), there.text(), "/{command}, then {button}");
        }
    }
    let typed = json!({"role": "sys"});
    let here = discord.autocomplete("ben", Venue::DirectMessage, "next", typed.clone(), "role").await.unwrap();
    let there = gateway.autocomplete("ben", Venue::DirectMessage, "next", typed, "role").await.unwrap();
    assert!(!here.choices().is_empty());
    assert_eq!(here.choices(), there.choices());
    let message = discord.send_message("ada", Venue::Guild, "I'm on the helpdesk").unwrap();
    let menu = discord.use_message_command("ben", "What comes next?", message.id).await.unwrap();
    assert!(menu.is_ephemeral() && menu.text().contains("helpdesk"), "{}", menu.text());
    by_gateway.end(&gateway).await;
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_comes_with_the_answer() {
    let discord = start_discord().await;
    let (bot, _) = start(Start::serve(&discord), &discord).await;
    let tracks = discord.use_command("ada", Venue::Guild, "tracks", json!({"track": "technical"})).await.unwrap();
    let shown = discord.wait_for(SOON, |discord| {
        let message = discord.message(tracks.message.as_ref()?.id)?;
        message.files.iter().any(|file| file.media_type == "image/png").then_some(())
    });
    assert!(shown.await.is_some(), "there is no picture: {}", bot.output());
    bot.end(&discord).await;
}

/// One picture is drawn at a time, so that those of many maps take longer than an answer waits for its own.
#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_takes_long_follows_the_answer() {
    const MAPS: usize = 40;
    let discord = Arc::new(start_discord().await);
    let config = without_budget();
    let (bot, _) = start(Start::serve(&discord).config(config.path()), &discord).await;
    let knowledge = crate::shipped();
    let mut tracks: Vec<_> = knowledge.tracks.iter().filter(|track| track.rungs.len() > 4).collect();
    tracks.truncate(MAPS);
    assert_eq!(tracks.len(), MAPS);
    let mut asking = JoinSet::new();
    for track in tracks {
        let (discord, options) = (Arc::clone(&discord), json!({ "track": track.id }));
        asking.spawn(async move { discord.use_command("ada", Venue::Guild, "tracks", options).await.unwrap() });
    }
    let mut late = Vec::new();
    while let Some(outcome) = asking.join_next().await {
        let outcome = outcome.unwrap();
        let response = outcome.response.as_ref().unwrap_or_else(|| panic!("not answered: {}", bot.output()));
        assert!(response.took < Duration::from_secs(3), "{:?}", response.took);
        let message = outcome.message.unwrap();
        if message.files.is_empty() {
            late.push(message);
        }
    }
    assert!(!late.is_empty(), "every picture was drawn in time");
    for before in &late {
        let shown = discord.wait_for(SOON, |discord| {
            discord.message(before.id).filter(|message| message.files.iter().any(|file| file.media_type == "image/png"))
        });
        let after = shown.await.unwrap_or_else(|| panic!("no picture followed: {}", bot.output()));
        assert_eq!(after.text(), before.text(), "only the picture is new");
        assert!(after.json["embeds"][0]["image"]["url"].is_string(), "{}", after.json);
        assert_eq!(after.json["components"], before.json["components"]);
    }
    let Ok(discord) = Arc::try_unwrap(discord) else { panic!("somebody is still asking") };
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_token_the_server_roles_of_the_asker_have_names() {
    let discord = start_discord().await;
    let (bot, _) = start(Start::serve(&discord).with("DISCORD_TOKEN", discord.token()), &discord).await;
    let next = async |who: &str, venue| discord.use_command(who, venue, "next", json!({})).await.unwrap();
    let fetched = || discord.exchanges().iter().filter(|exchange| exchange.path.ends_with("/roles")).count();

    let own = next("ada", Venue::Guild).await;
    assert!(own.text().contains("What comes after helpdesk?"), "{}", own.text());
    let sre = || json!({"role": "sre"});
    let become_sre = discord.use_command("ada", Venue::Guild, "become", sre()).await.unwrap();
    assert!(become_sre.text().contains("From helpdesk, your role on this server"), "{}", become_sre.text());
    let message = become_sre.message.unwrap();
    let more = discord.press_button("ada", message.id, &message.button("More").unwrap()).await.unwrap();
    assert!(more.text().contains("From helpdesk, your role on this server"), "{}", more.text());
    let mention = json!({"role": format!("<@&{}>", discord.role_id("Helpdesk").unwrap())});
    let mentioned = discord.use_command("ben", Venue::Guild, "next", mention).await.unwrap();
    assert!(mentioned.text().contains("What comes after helpdesk?"), "{}", mentioned.text());
    assert_eq!(fetched(), 1, "the names are kept");

    // Without a server role, or where the bot is no member, it asks for a role.
    for (who, venue) in [("ben", Venue::Guild), ("ada", Venue::DirectMessage), ("ada", Venue::ForeignGuild)] {
        let asked = next(who, venue).await;
        assert!(asked.text().contains("Name a role"), "{who} {venue:?}: {}", asked.text());
    }
    let before = fetched();
    assert!(next("ada", Venue::ForeignGuild).await.text().contains("Name a role"));
    assert_eq!(fetched(), before, "a server that does not let the bot see its roles is not asked again");
    // What does not depend on them fetches nothing.
    discord.use_command("ada", Venue::ForeignGuild, "next", json!({"role": "ops"})).await.unwrap();
    assert_eq!(fetched(), before);
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_does_not_wait_long_for_the_names_of_server_roles() {
    let discord = start_discord().await;
    let (bot, _) = start(Start::serve(&discord).with("DISCORD_TOKEN", discord.token()), &discord).await;
    discord.fail_next("/roles", Fault::Delay(Duration::from_secs(5)), 100);
    for most in [2_500, 500] {
        let asked = discord.use_command("ada", Venue::Guild, "next", json!({})).await.unwrap();
        assert!(asked.text().contains("Name a role"), "{}", asked.text());
        let took = asked.response.unwrap().took;
        assert!(took < Duration::from_millis(most), "{took:?}: the failure is remembered for a minute");
    }
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_modal_and_a_button_of_another_version_get_a_word() {
    let discord = start_discord().await;
    let (bot, address) = start(Start::serve(&discord), &discord).await;
    discord.use_command("ada", Venue::Guild, "about", json!({})).await.unwrap();
    let events = discord.events_since(0);
    let asked = events.iter().find(|event| event.name == "INTERACTION_CREATE").unwrap();
    let mut modal = asked.data.clone();
    modal["type"] = json!(5);
    modal["data"] = json!({"custom_id": "of-another-version", "components": []});
    let body = modal.to_string();
    let (status, answer) = post(&address, &discord.sign(&body), &body).await;
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!((status, &answer["type"], &answer["data"]["flags"]), (200, &json!(4), &json!(64)), "{answer}");
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_requests_of_discord_are_answered() {
    let discord = start_discord().await;
    let (bot, address) = start(Start::serve(&discord), &discord).await;
    let ping = r#"{"type":1}"#;
    let signed = discord.sign(ping);
    assert_eq!(post(&address, &signed, ping).await, (200, ping.to_owned()));
    let changed = |name: &str, change: &dyn Fn(&str) -> String| {
        let change = |(header, value): &(String, String)| {
            let value = if header == name { change(value) } else { value.clone() };
            (header.clone(), value)
        };
        signed.iter().map(change).collect::<Vec<_>>()
    };
    let without = |name: &str| signed.iter().filter(|(header, _)| header != name).cloned().collect::<Vec<_>>();
    let (signature, timestamp) = ("x-signature-ed25519", "x-signature-timestamp");
    let flipped = |hex: &str| format!("{}{}", if hex.starts_with('0') { "1" } else { "0" }, hex.get(1..).unwrap());
    let cases = [
        ("no header", Vec::new()),
        ("no signature", without(signature)),
        ("no timestamp", without(timestamp)),
        ("a wrong signature", changed(signature, &flipped)),
        ("a short signature", changed(signature, &|hex| hex[2..].to_owned())),
        ("a garbled signature", changed(signature, &|_| "zz".repeat(64))),
        ("another timestamp", changed(timestamp, &|at| (at.parse::<u64>().unwrap() - 1).to_string())),
        ("no timestamp at all", changed(timestamp, &|_| "now".to_owned())),
    ];
    for (what, headers) in cases {
        assert_eq!(post(&address, &headers, ping).await.0, 401, "{what}");
    }
    assert_eq!(post(&address, &signed, r#"{"type":2}"#).await.0, 401, "another body");

    for body in ["", "no json", "[]", r#"{"type":"x"}"#, r#"{"type":2}"#, r#"{"type":99,"id":"1"}"#] {
        assert_eq!(post(&address, &discord.sign(body), body).await.0, 400, "{body}");
    }
    let large = "x".repeat(64 * 1024 + 1);
    assert_eq!(post(&address, &discord.sign(&large), &large).await.0, 413);
    let fits = "x".repeat(64 * 1024);
    assert_eq!(post(&address, &discord.sign(&fits), &fits).await.0, 400, "not too large, but no JSON");
    assert_eq!(get(&address, "/interactions").await.0, 405);
    assert_eq!(get(&address, "/elsewhere").await.0, 404);
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_or_future_request_is_refused() {
    let discord = start_discord().await;
    let ping = r#"{"type":1}"#;
    let minutes = |number: u64| Duration::from_secs(60 * number);
    let config = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(config.path(), "[endpoint]\nmax_clock_skew_seconds = 120\n").unwrap();
    let by_default = Start::serve(&discord).spawn();
    let configured = Start::serve(&discord).config(config.path()).spawn();
    // The limit in minutes; a minute on either side of it leaves time for a machine under load.
    for (bot, limit) in [(&by_default, 5), (&configured, 2)] {
        let url = bot.value_after("answering interactions at ").await;
        let address = url.trim_start_matches("http://").trim_end_matches("/interactions");
        let now = SystemTime::now();
        let cases = [
            ("stale", now - minutes(limit + 1), 401),
            ("a little old", now - minutes(limit - 1), 200),
            ("a little early", now + minutes(limit - 1), 200),
            ("in the future", now + minutes(limit + 2), 401),
        ];
        for (what, at, status) in cases {
            assert_eq!(post(address, &discord.sign_at(ping, at), ping).await.0, status, "{what}, {limit} minutes");
        }
    }
    by_default.end(&discord).await;
    configured.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_or_half_sent_request_times_out() {
    let discord = start_discord().await;
    let (bot, address) = start(Start::serve(&discord), &discord).await;
    let clients = [
        ("nothing", String::new()),
        ("half a header", "POST /interactions HTTP/1.1\r\nHost: x\r\nX-Sig".to_owned()),
        ("half a body", "POST /interactions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"type\"".to_owned()),
    ];
    let clients = clients.map(|(what, sent)| {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(sent.as_bytes()).unwrap();
        (what, stream, Instant::now())
    });
    // Others are answered meanwhile.
    let answered = discord.use_command("ada", Venue::Guild, "next", json!({"role": "helpdesk"})).await.unwrap();
    assert!(answered.response.is_some());
    let ended = tokio::task::spawn_blocking(move || {
        for (what, mut stream, since) in clients {
            let mut answer = String::new();
            let ended = stream.read_to_string(&mut answer);
            assert!(ended.is_ok(), "{what}: still open after {:?}", since.elapsed());
            assert!(since.elapsed() < Duration::from_secs(15), "{what}: {:?}", since.elapsed());
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{what}: {answer}");
        }
    });
    ended.await.unwrap();
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_are_bounded() {
    let discord = start_discord().await;
    let config = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(config.path(), "[endpoint]\nmax_connections = 4\n").unwrap();
    let bot = Start::serve(&discord).config(config.path()).spawn();
    let url = bot.value_after("answering interactions at ").await;
    let address = url.trim_start_matches("http://").trim_end_matches("/interactions").to_owned();
    let held: Vec<TcpStream> = (0..4).map(|_| TcpStream::connect(&address).unwrap()).collect();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let waiting = tokio::spawn({
        let address = address.clone();
        async move { get(&address, "/healthz").await }
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(!waiting.is_finished(), "a fifth connection was served");
    drop(held);
    assert_eq!(tokio::time::timeout(SOON, waiting).await.unwrap().unwrap().0, 200, "it is served once there is room");
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn health_and_metrics_are_shown() {
    let discord = start_discord().await;
    let folder = knowledge_of("[[role]]\nid = \"ops\"\nname = \"Ops\"\n");
    let (bot, address) = start(Start::serve(&discord).knowledge(folder.path()), &discord).await;
    assert_eq!(get(&address, "/healthz").await, (200, "alive\n".to_owned()));
    let (status, ready) = get(&address, "/readyz").await;
    assert!(status == 200 && ready.starts_with("ready, answering from knowledge revision "), "{status}: {ready}");
    for role in ["ops", "ops", "opss", "nothing-like-it <@&1> \"quoted\""] {
        discord.use_command("ada", Venue::Guild, "next", json!({"role": role})).await.unwrap();
    }
    let (_, metrics) = get(&address, "/metrics").await;
    let questions = |verdict: &str| format!("nextrole_questions_total{{command=\"next\",verdict=\"{verdict}\"}}");
    assert_eq!(sample(&metrics, &questions("exact")), Some(2.0), "{metrics}");
    assert_eq!(sample(&metrics, &questions("none")), Some(1.0), "{metrics}");
    assert_eq!(sample(&metrics, "nextrole_answer_seconds_count"), Some(4.0), "{metrics}");
    assert_eq!(sample(&metrics, "nextrole_http_responses_total{status=\"401\"}"), Some(1.0), "{metrics}");
    assert!(sample(&metrics, "nextrole_resident_memory_bytes").unwrap() > 1e6, "{metrics}");
    assert!(sample(&metrics, "nextrole_knowledge_age_seconds").unwrap() < 60.0, "{metrics}");
    assert_eq!(sample(&metrics, "nextrole_knowledge_broken"), Some(0.0), "{metrics}");
    assert!(metrics.contains("nextrole_knowledge_info{revision=\""), "{metrics}");
    let build = format!("nextrole_build_info{{version=\"{}\",revision=\"", env!("CARGO_PKG_VERSION"));
    let (_, revision) = metrics.split_once(&build).unwrap_or_else(|| panic!("{metrics}"));
    let (revision, _) = revision.split_once('"').unwrap();
    assert!(nextrole("--version").prints().contains(&format!("(revision {revision}, ")), "{metrics}");
    // Nothing that was typed, and nobody's id.
    let ada = discord.member_id("ada").unwrap().to_string();
    assert!(!metrics.contains("quoted") && !metrics.contains(&ada), "{metrics}");

    std::fs::write(folder.path().join("all.toml"), "[[role]]\nid = \"ops\"\n").unwrap();
    bot.writes("has errors").await;
    let (status, ready) = get(&address, "/readyz").await;
    assert!(status == 200 && ready.contains("the knowledge folder has errors"), "{status}: {ready}");
    let (_, metrics) = get(&address, "/metrics").await;
    assert_eq!(sample(&metrics, "nextrole_knowledge_broken"), Some(1.0), "{metrics}");
    assert!(sample(&metrics, "nextrole_knowledge_problems").unwrap() >= 1.0, "{metrics}");
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_finishes_what_is_in_flight() {
    let discord = start_discord().await;
    let (bot, address) = start(Start::serve(&discord), &discord).await;
    // A request whose second half is sent after the stop.
    let ping = r#"{"type":1}"#;
    let headers: String = discord.sign(ping).iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let mut stream = TcpStream::connect(&address).unwrap();
    write!(stream, "POST /interactions HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: {}\r\n\r\n", ping.len())
        .unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    bot.signal("TERM");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(TcpStream::connect(&address).is_err(), "it takes new connections after the stop");
    stream.write_all(ping.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with(ping), "{answer}");
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
}

#[test]
fn a_wrong_public_key_is_an_error() {
    const PLACE: &str =
        "https://discord.com/developers/applications, your application, General Information, Public Key\n";
    let none = format!("nextrole: no public key: set DISCORD_PUBLIC_KEY to the key under {PLACE}");
    assert_eq!(nextrole("serve").fails(1), none);
    assert_eq!(nextrole("serve").env("DISCORD_PUBLIC_KEY", "").fails(1), none);
    let cases = [
        ("abc".to_owned(), format!("a public key has 64 hexadecimal digits; copy it from {PLACE}")),
        ("0".repeat(64), format!("this is no valid Ed25519 key; copy it again from {PLACE}")),
    ];
    for (key, why) in cases {
        let error = nextrole("serve").env("DISCORD_PUBLIC_KEY", key).fails(1);
        assert_eq!(error, format!("nextrole: invalid DISCORD_PUBLIC_KEY: {why}"));
    }
    let key = "197f6b23e16c8532c6abc838facd5ea789be0c76b2920334039bfa8b3d368d61";
    let error = nextrole("serve --listen nowhere").env("DISCORD_PUBLIC_KEY", key).env("NEXTROLE_LOG", "off").fails(1);
    let start = "nextrole: cannot listen on `nowhere`; give a free address and port, such as 127.0.0.1:8080: ";
    assert!(error.starts_with(start), "{error}");

    // An empty address counts as unset. The usual one may be taken by another program.
    let _taken = std::net::TcpListener::bind("127.0.0.1:8080");
    let serve = nextrole("serve").env("DISCORD_PUBLIC_KEY", key).env("NEXTROLE_LOG", "off").env("NEXTROLE_LISTEN", "");
    let error = serve.fails(1);
    assert!(error.starts_with("nextrole: cannot listen on `127.0.0.1:8080`; "), "{error}");
}
