//! `nextrole doctor`: each mistake of a setup is found, with its cure.

use std::time::Duration;

use fake_discord::{FakeDiscord, Setup};
use serde_json::{Value, json};

use crate::program::{Call, folder, nextrole};
use crate::services::{find, free_port, start_redis};

async fn start() -> FakeDiscord {
    let discord = FakeDiscord::start(Setup::default()).await.unwrap();
    // As the README has it.
    discord.change_application(json!({"integration_types_config": {
        "0": {"oauth2_install_params": {"scopes": ["bot", "applications.commands"], "permissions": "274878024704"}},
        "1": {"oauth2_install_params": {"scopes": ["applications.commands"], "permissions": "0"}},
    }}));
    let register = nextrole("register").env("DISCORD_TOKEN", discord.token()).env("DISCORD_PROXY", discord.address());
    tokio::task::spawn_blocking(|| register.prints()).await.unwrap();
    discord
}

fn doctor(discord: &FakeDiscord) -> Call {
    nextrole("doctor").env("DISCORD_TOKEN", discord.token()).env("DISCORD_PROXY", discord.address())
}

/// The exit code, and the findings that are not ok: `ERROR token: … -> cure`.
async fn finds(call: Call) -> (i32, String) {
    let outcome = tokio::task::spawn_blocking(|| call.arg("--json").run()).await.unwrap();
    let report: Value = serde_json::from_str(&outcome.out).unwrap_or_else(|_| panic!("no JSON: {outcome:?}"));
    let findings = report["findings"].as_array().unwrap();
    let bad = findings.iter().filter(|finding| finding["level"] != "ok");
    let line = |finding: &Value| {
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        format!("{} {}: {} -> {}", text("level"), text("check"), text("message"), text("cure"))
    };
    (outcome.code.unwrap(), bad.map(line).collect::<Vec<_>>().join("\n"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_setup_has_nothing_to_cure_and_nothing_is_changed() {
    let discord = start().await;
    let before = discord.exchanges().len();
    let call = doctor(&discord).env("DISCORD_PUBLIC_KEY", discord.public_key());
    let outcome = tokio::task::spawn_blocking(|| call.run()).await.unwrap();
    assert_eq!((outcome.code, outcome.err.as_str()), (Some(0), ""), "{}", outcome.out);
    for check in [
        "config",
        "knowledge",
        "token",
        "application",
        "clock",
        "intents",
        "installation",
        "public-key",
        "endpoint",
        "gateway",
        "commands",
    ] {
        assert!(outcome.out.contains(&format!("ok      {check}: ")), "{check}: {}", outcome.out);
    }
    assert!(outcome.out.ends_with("0 errors, 0 warnings\n"), "{}", outcome.out);
    assert!(!outcome.out.contains(&discord.token()));
    assert!(discord.exchanges()[before..].iter().all(|exchange| exchange.method == "GET"), "it only reads");
    assert_eq!(discord.violations(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens() {
    let discord = start().await;
    let (code, found) = finds(nextrole("doctor")).await;
    assert!(code == 1 && found.starts_with("error token: no token") && found.contains("DISCORD_TOKEN_FILE"), "{found}");
    let (code, found) = finds(doctor(&discord).env("DISCORD_TOKEN", "hunter2")).await;
    assert!(code == 1 && found.contains("malformed") && !found.contains("hunter2"), "{found}");
    let unknown = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.not-the-right-one-but-well-formed";
    let (code, found) = finds(doctor(&discord).env("DISCORD_TOKEN", unknown)).await;
    assert!(code == 1 && found.starts_with("error token: Discord rejects the token -> reset it"), "{found}");
    assert!(!found.contains("not-the-right-one"));
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_token_file_that_others_can_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let discord = start().await;
    let place = folder(&[("token", &discord.token())]);
    let file = place.path().join("token");
    let of_file = || nextrole("doctor").env("DISCORD_TOKEN_FILE", &file).env("DISCORD_PROXY", discord.address());
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    let (code, found) = finds(of_file()).await;
    assert!(code == 0 && found.starts_with("warning token: other users") && found.contains("chmod 600"), "{found}");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(finds(of_file()).await, (0, String::new()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_discord() {
    let discord = start().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let started = std::time::Instant::now();
    let (code, found) = finds(doctor(&discord).env("DISCORD_PROXY", format!("http://127.0.0.1:{port}"))).await;
    assert!(code == 1 && found.contains("error discord: Discord cannot be reached"), "{found}");
    assert!(started.elapsed() < Duration::from_secs(15), "somebody waits for it");
    let (code, found) = finds(doctor(&discord).env("DISCORD_PROXY", "localhost")).await;
    assert!(code == 1 && found.contains("correct DISCORD_PROXY"), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_are_missing_stale_unknown_or_doubled() {
    let discord = start().await;
    let client = Client::new(&discord);
    let all = discord.commands();
    let without_next: Vec<Value> = all.iter().filter(|command| command["name"] != "next").cloned().collect();
    client.put("", &json!(without_next)).await;
    let (code, found) = finds(doctor(&discord)).await;
    assert!(
        code == 1 && found.starts_with("error commands: not registered: next -> run `nextrole register`"),
        "{found}"
    );

    let mut changed = all.clone();
    changed[1]["description"] = json!("Something else");
    changed.push(json!({"name": "old", "description": "Of an older version"}));
    client.put("", &json!(changed)).await;
    let (code, found) = finds(doctor(&discord)).await;
    assert!(code == 1 && found.contains("registered by another version: become"), "{found}");
    assert!(found.contains("unknown to this version: old"), "{found}");

    client.put("", &json!(all)).await;
    client.put(&format!("/guilds/{}", discord.guild_id()), &json!([{"name": "next", "description": "Next"}])).await;
    let (code, found) = finds(doctor(&discord)).await;
    assert!(code == 1 && found.contains("see these twice: next -> run `nextrole register --guild"), "{found}");
    client.put(&format!("/guilds/{}", discord.guild_id()), &json!([])).await;
    assert_eq!(finds(doctor(&discord)).await, (0, String::new()));
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_of_the_application() {
    let changes = [
        (json!({"flags": 1 << 18}), 0, "warning intents: on, but not used: Message Content Intent"),
        (json!({"bot_require_code_grant": true}), 1, "error installation: “Requires OAuth2 Code Grant”"),
        (json!({"bot_public": false}), 0, "warning installation: the bot is private"),
        (
            json!({"integration_types_config": {"0": {"oauth2_install_params": {"scopes": ["bot", "applications.commands"], "permissions": "2048"}}, "1": null}}),
            0,
            "asks for too few permissions",
        ),
        (
            json!({"integration_types_config": {"0": {"oauth2_install_params": {"scopes": ["bot"], "permissions": "8"}}, "1": null}}),
            0,
            "Guild Install lacks the scope applications.commands",
        ),
        (json!({"integration_types_config": {"0": null}}), 0, "Guild Install is off"),
    ];
    for (change, code, expected) in changes {
        let discord = start().await;
        discord.change_application(change);
        let found = finds(doctor(&discord)).await;
        assert!(found.0 == code && found.1.contains(expected), "{expected}: {found:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_key_the_endpoint_and_the_clock() {
    let discord = start().await;
    let (code, found) = finds(doctor(&discord).env("DISCORD_PUBLIC_KEY", "0".repeat(64))).await;
    let expected = format!("set it to {}", discord.public_key());
    assert!(code == 1 && found.contains("error public-key") && found.contains(&expected), "{found}");

    // Nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}/interactions");
    discord.change_application(json!({"interactions_endpoint_url": url}));
    let (code, found) = finds(doctor(&discord)).await;
    assert!(code == 1 && found.contains(&format!("error endpoint: {url} cannot be reached from here")), "{found}");
    // Something else answers: the fake's REST API knows no such path.
    discord.change_application(json!({"interactions_endpoint_url": format!("{}/nothing", discord.address())}));
    let (code, found) = finds(doctor(&discord)).await;
    assert!(code == 1 && found.contains("answers with status 404, not 401"), "{found}");
    discord.change_application(json!({"interactions_endpoint_url": null}));

    discord.set_date("Sun, 06 Nov 1994 08:49:37 GMT");
    let (code, found) = finds(doctor(&discord)).await;
    assert!(code == 1 && found.contains("error clock") && found.contains("timedatectl"), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn config_knowledge_environment_and_redis() {
    let discord = start().await;
    let place =
        folder(&[("config/nextrole.toml", "knowlege = \"k\"\n"), ("broken/all.toml", "[[role]]\nid = \"ops\"\n")]);
    let (code, found) = finds(doctor(&discord).in_folder(place.path())).await;
    assert!(
        code == 1 && found.contains("error config: invalid config file") && found.contains("did you mean"),
        "{found}"
    );
    let (code, found) = finds(doctor(&discord).env("NEXTROLE_KNOWLEDGE", place.path().join("broken"))).await;
    assert!(
        code == 1 && found.contains("error knowledge: 1 error in 1 file") && found.contains("nextrole check"),
        "{found}"
    );
    let (code, found) = finds(doctor(&discord).env("NEXTROLE_LOG", "loud")).await;
    assert!(code == 1 && found.contains("error config: invalid log filter"), "{found}");
    let (code, found) = finds(doctor(&discord).env("NEXTROLE_KNOWLEGE", "x")).await;
    let told = "NEXTROLE_KNOWLEGE is set, but not read -> did you mean NEXTROLE_KNOWLEDGE?";
    assert!(code == 0 && found.contains(told), "{found}");
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (code, found) =
        finds(doctor(&discord).env("NEXTROLE_REDIS", format!("redis://:hunter2@127.0.0.1:{port}"))).await;
    assert!(code == 1 && found.contains("error redis") && !found.contains("hunter2"), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redis_that_answers() {
    let Some(program) = find("redis-server") else { return };
    let discord = start().await;
    let port = free_port();
    let _redis = start_redis(&program, port);
    let call = doctor(&discord).env("NEXTROLE_REDIS", format!("redis://127.0.0.1:{port}"));
    let outcome = tokio::task::spawn_blocking(|| call.run()).await.unwrap();
    assert_eq!((outcome.code, outcome.err.as_str()), (Some(0), ""), "{}", outcome.out);
    assert!(outcome.out.contains("ok      redis: it answers\n"), "{}", outcome.out);

    let mut connection = redis::Client::open(format!("redis://127.0.0.1:{port}")).unwrap().get_connection().unwrap();
    redis::cmd("CONFIG").arg("SET").arg("requirepass").arg("secret").exec(&mut connection).unwrap();
    let call = doctor(&discord).env("NEXTROLE_REDIS", format!("redis://127.0.0.1:{port}"));
    let outcome = tokio::task::spawn_blocking(|| call.run()).await.unwrap();
    assert_eq!(outcome.code, Some(1), "{}", outcome.out);
    assert!(outcome.out.contains("redis: it refuses the password, or asks for one\n"), "{}", outcome.out);
    assert!(
        outcome.out.contains("-> write it in NEXTROLE_REDIS, as in redis://:PASSWORD@host:6379"),
        "{}",
        outcome.out
    );
}

/// The health check of a container.
#[test]
fn readiness_of_the_running_bot() {
    use std::io::{Read as _, Write as _};
    let check = |listen: &str| nextrole("doctor --ready").env("NEXTROLE_LISTEN", listen);
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert!(check(&format!("127.0.0.1:{port}")).fails(1).contains("no bot answers at http://127.0.0.1:"));
    assert!(check("nonsense").fails(1).contains("is no address and port"));
    for (status, body, code) in
        [("200 OK", "ready, answering", 0), ("503 Service Unavailable", "0 of 1 shards are connected", 1)]
    {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 1024];
            let length = stream.read(&mut request).unwrap();
            write!(stream, "HTTP/1.1 {status}\r\nconnection: close\r\n\r\n{body}\n").unwrap();
            String::from_utf8_lossy(&request[..length]).into_owned()
        });
        // All addresses: it asks this machine.
        let outcome = check(&format!("0.0.0.0:{port}")).run();
        assert_eq!(outcome.code, Some(code), "{outcome:?}");
        assert!((outcome.out + &outcome.err).contains(body));
        assert!(server.join().unwrap().starts_with("GET /readyz HTTP/1.1\r\n"));
    }
}

/// Registers commands by hand, as another program might have.
struct Client {
    base: String,
    token: String,
}

impl Client {
    fn new(discord: &FakeDiscord) -> Client {
        let base = format!("{}/api/v10/applications/{}", discord.address(), discord.bot_id());
        Client { base, token: discord.token() }
    }

    async fn put(&self, place: &str, commands: &Value) {
        let mut commands = commands.clone();
        for command in commands.as_array_mut().unwrap() {
            let command = command.as_object_mut().unwrap();
            command.retain(|key, value| {
                !["application_id", "version", "id", "dm_permission"].contains(&key.as_str()) && !value.is_null()
            });
        }
        let request = reqwest::Client::new().put(format!("{}{place}/commands", self.base)).json(&commands);
        let response = request.header("Authorization", format!("Bot {}", self.token)).send().await.unwrap();
        assert_eq!(response.status(), 200, "{}", response.text().await.unwrap());
    }
}
