//! HTTP interactions per second, against an axum handler that only checks the signature.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use ed25519_dalek::{Signature, VerifyingKey};
use fake_discord::{FakeDiscord, Venue};
use nextrole::playground::setup;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// Starts this program as the bare endpoint.
pub(super) const ARGUMENT: &str = "bare-endpoint";

/// Connections of the load.
const CONNECTIONS: usize = 32;

/// How long each is asked at a time, and how many times.
const TURN: Duration = Duration::from_secs(3);
const TURNS: usize = 4;

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// The bare endpoint, at the address and with the key of the arguments.
pub(super) fn run() {
    let mut arguments = std::env::args().skip_while(|argument| argument != ARGUMENT).skip(1);
    let (address, key) = (arguments.next().unwrap(), arguments.next().unwrap());
    let key = VerifyingKey::from_bytes(&bytes(&key).unwrap()).unwrap();
    let answer = async move |headers: HeaderMap, body: Bytes| {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let signature = header("x-signature-ed25519").and_then(bytes).map(|bytes| Signature::from_bytes(&bytes));
        let signed = header("x-signature-timestamp").map(|timestamp| [timestamp.as_bytes(), &body].concat());
        match signature.zip(signed) {
            Some((signature, signed)) if key.verify_strict(&signed, &signature).is_ok() => {
                Ok(([("content-type", "application/json")], r#"{"type":4,"data":{"content":"Always the same."}}"#))
            }
            _ => Err(StatusCode::UNAUTHORIZED),
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await.unwrap();
        axum::serve(listener, Router::new().route("/interactions", post(answer))).await.unwrap();
    });
}

/// An endpoint under load.
struct Endpoint {
    name: &'static str,
    address: String,
    process: Child,
    request: Vec<u8>,
    answered: u64,
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Asks both in turns, and prints a table.
pub(super) async fn compare() {
    let discord = FakeDiscord::start(setup(Some("Helpdesk"))).await.unwrap();
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/discord/config.toml");
    let ours = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nextrole"));
        command.env_clear().env("DISCORD_PROXY", discord.address()).env("NEXTROLE_LOG", "warn");
        command.env("NEXTROLE_CONFIG", config).current_dir(env!("CARGO_MANIFEST_DIR"));
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    };
    let mut register = ours();
    register.arg("register").env("DISCORD_TOKEN", discord.token());
    // Its requests are answered by this runtime.
    assert!(tokio::task::spawn_blocking(move || register.status().unwrap().success()).await.unwrap());

    let (first, second) = (free_address().await, free_address().await);
    let mut bare = Command::new(std::env::current_exe().unwrap());
    bare.args([ARGUMENT, &first, &discord.public_key()]);
    let mut serve = ours();
    serve.args(["serve", "--listen", &second]).env("DISCORD_PUBLIC_KEY", discord.public_key());
    let bare = bare.spawn().unwrap();
    let serve = serve.spawn().unwrap();
    let body = interaction(&discord, &second).await;
    let endpoint = |name, address: &str, process| {
        let request = request(&discord, &body);
        Endpoint { name, address: address.to_owned(), process, request, answered: 0 }
    };
    let mut both = [endpoint("bare axum handler", &first, bare), endpoint("nextrole serve", &second, serve)];
    for _ in 0..TURNS {
        for endpoint in &mut both {
            endpoint.answered += load(&endpoint.address, &endpoint.request).await;
        }
    }
    println!("\n| endpoint | interactions per second |");
    println!("|---|---:|");
    let seconds = TURN.as_secs_f64() * TURNS as f64;
    for endpoint in &both {
        println!("| {} | {:.0} |", endpoint.name, endpoint.answered as f64 / seconds);
    }
    println!("\nnextrole serve / bare: {:.2}", both[1].answered as f64 / both[0].answered as f64);
}

async fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().to_string()
}

/// What Discord sends for `/next helpdesk`, once the endpoint has answered it right.
async fn interaction(discord: &FakeDiscord, address: &str) -> String {
    let url = format!("http://{address}/interactions");
    let deadline = Instant::now() + Duration::from_secs(30);
    while discord.set_interactions_endpoint(&url).await.is_err() {
        assert!(Instant::now() < deadline, "the endpoint does not start");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let asked = json!({"role": "helpdesk"});
    let outcome = discord.use_command("ben", Venue::Guild, "next", asked).await.unwrap();
    assert!(outcome.text().contains("What comes after helpdesk?"));
    let events = discord.events_since(0);
    events.iter().find(|event| event.name == "INTERACTION_CREATE").unwrap().data.to_string()
}

/// The bytes of a request, signed now.
fn request(discord: &FakeDiscord, body: &str) -> Vec<u8> {
    let headers: String = discord.sign(body).iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    format!("POST /interactions HTTP/1.1\r\nhost: bot\r\n{headers}content-length: {length}\r\n\r\n{body}").into_bytes()
}

/// How many requests are answered in a turn.
async fn load(address: &str, request: &[u8]) -> u64 {
    let (answered, until) = (Arc::new(AtomicU64::new(0)), Instant::now() + TURN);
    let mut clients = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let (answered, address, request) = (Arc::clone(&answered), address.to_owned(), request.to_owned());
        clients.spawn(async move {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.set_nodelay(true).unwrap();
            let mut buffer = vec![0; 64 * 1024];
            while Instant::now() < until {
                stream.write_all(&request).await.unwrap();
                read_response(&mut stream, &mut buffer).await;
                answered.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    while let Some(ended) = clients.join_next().await {
        ended.unwrap();
    }
    answered.load(Ordering::Relaxed)
}

/// Reads one response, which must be a success.
async fn read_response(stream: &mut TcpStream, buffer: &mut [u8]) {
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..]).await.unwrap();
        assert!(read > 0, "the connection ended");
        filled += read;
        let Some(end) = buffer[..filled].windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = std::str::from_utf8(&buffer[..end]).unwrap().to_ascii_lowercase();
        assert!(head.starts_with("http/1.1 200"), "{head}");
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        if filled >= end + 4 + length.parse::<usize>().unwrap() {
            return;
        }
    }
}
