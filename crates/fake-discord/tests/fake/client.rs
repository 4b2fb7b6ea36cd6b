//! A plain client: reqwest for REST, tungstenite for the gateway, no Discord library.

use std::time::Duration;

use fake_discord::{ActionError, FakeDiscord, Outcome, Setup, Venue, intents};
use futures_util::{SinkExt, StreamExt};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

/// How long to wait for anything that must happen.
pub(super) const TIMEOUT: Duration = Duration::from_secs(5);

/// The intents that most tests need.
pub(super) const INTENTS: u64 = intents::GUILDS | intents::GUILD_MESSAGES | intents::DIRECT_MESSAGES;

/// A fake, and a REST client with its token.
pub(super) struct Scene {
    pub(super) discord: FakeDiscord,
    client: reqwest::Client,
}

impl Scene {
    pub(super) async fn new() -> Self {
        Self::with(Setup::default()).await
    }

    pub(super) async fn with(setup: Setup) -> Self {
        Self { discord: FakeDiscord::start(setup).await.unwrap(), client: reqwest::Client::new() }
    }

    /// Sends a request; returns status and body.
    pub(super) async fn call(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        self.try_call(method, path, body).await.unwrap()
    }

    pub(super) async fn try_call(&self, method: Method, path: &str, body: Value) -> reqwest::Result<(u16, Value)> {
        let url = format!("{}/api/v10{path}", self.discord.address());
        let mut request = self.client.request(method, url);
        request = request.header("authorization", format!("Bot {}", self.discord.token()));
        if !body.is_null() {
            request = request.json(&body);
        }
        let response = request.send().await?;
        let status = response.status().as_u16();
        let text = response.text().await?;
        Ok((status, serde_json::from_str(&text).unwrap_or_default()))
    }

    /// Sends a form with `payload_json` and files.
    pub(super) async fn upload(
        &self,
        method: Method,
        path: &str,
        body: &Value,
        files: &[(&str, &[u8])],
    ) -> (u16, Value) {
        let mut form = Vec::new();
        form.extend(b"--cut\r\ncontent-disposition: form-data; name=\"payload_json\"\r\n\r\n");
        form.extend(body.to_string().bytes());
        for (place, (name, bytes)) in files.iter().enumerate() {
            let head = format!(
                "\r\n--cut\r\ncontent-disposition: form-data; name=\"files[{place}]\"; filename=\"{name}\"\r\n\
                 content-type: image/png\r\n\r\n"
            );
            form.extend(head.bytes());
            form.extend(*bytes);
        }
        form.extend(b"\r\n--cut--\r\n");
        let url = format!("{}/api/v10{path}", self.discord.address());
        let request = self.client.request(method, url).header("content-type", "multipart/form-data; boundary=cut");
        let request = request.header("authorization", format!("Bot {}", self.discord.token()));
        let response = request.body(form).send().await.unwrap();
        let status = response.status().as_u16();
        (status, serde_json::from_str(&response.text().await.unwrap()).unwrap_or_default())
    }

    /// Registers commands in bulk.
    pub(super) async fn register(&self, commands: Value) -> Value {
        let (status, body) =
            self.call(Method::PUT, &format!("/applications/{}/commands", self.discord.bot_id()), commands).await;
        assert_eq!(status, 200, "{body}");
        body
    }

    /// Registers `/next role [private]`, and the command of the message menu.
    pub(super) async fn register_next(&self) {
        let role = json!({ "type": 3, "name": "role", "description": "Which role?", "autocomplete": true });
        let private = json!({ "type": 5, "name": "private", "description": "Only for you?" });
        let next = json!({
            "name": "next", "description": "What comes next?", "options": [role, private],
            "integration_types": [0, 1], "contexts": [0, 1, 2],
        });
        let menu = json!({ "name": "What comes next?", "type": 3 });
        self.register(json!([next, menu])).await;
    }

    /// A member uses `/next`, and the bot responds with this body.
    pub(super) async fn next(&self, gate: &mut Gate, venue: Venue, callback: Value) -> Outcome {
        let asked = self.discord.use_command("ada", venue, "next", json!({ "role": "helpdesk" }));
        self.answered(gate, asked, callback).await.0.unwrap()
    }

    /// Waits for an interaction on the gateway and responds to it; returns the outcome and the event.
    pub(super) async fn answered(
        &self,
        gate: &mut Gate,
        asked: impl Future<Output = Result<Outcome, ActionError>>,
        callback: Value,
    ) -> (Result<Outcome, ActionError>, Value) {
        let answer = async {
            let event = gate.event("INTERACTION_CREATE").await;
            let (status, body) = self.call(Method::POST, &callback_path(&event), callback).await;
            assert!(status < 300, "{status} {body}");
            event
        };
        tokio::join!(asked, answer)
    }

    /// The descriptions of all violations.
    pub(super) fn violations(&self) -> Vec<String> {
        self.discord.violations().iter().map(ToString::to_string).collect()
    }
}

/// The path of the first response to an interaction.
pub(super) fn callback_path(event: &Value) -> String {
    let text = |key: &str| event[key].as_str().unwrap().to_owned();
    format!("/interactions/{}/{}/callback", text("id"), text("token"))
}

/// A connection to the gateway.
pub(super) struct Gate {
    socket: WebSocketStream<TcpStream>,
    pub(super) seq: u64,
    pub(super) session: String,
}

impl Gate {
    /// Connects, and receives HELLO.
    pub(super) async fn connect(scene: &Scene) -> Self {
        let (_, body) = scene.call(Method::GET, "/gateway/bot", Value::Null).await;
        Self::connect_to(&format!("{}/?v=10&encoding=json", body["url"].as_str().unwrap())).await
    }

    pub(super) async fn connect_to(url: &str) -> Self {
        let host = url.trim_start_matches("ws://").split('/').next().unwrap();
        let stream = TcpStream::connect(host).await.unwrap();
        let (socket, _) = tokio_tungstenite::client_async(url, stream).await.unwrap();
        let mut gate = Self { socket, seq: 0, session: String::new() };
        assert_eq!(gate.next().await.unwrap()["op"], 10);
        gate
    }

    /// Connects and identifies with [`INTENTS`], until the guild is available.
    pub(super) async fn ready(scene: &Scene) -> Self {
        let mut gate = Self::connect(scene).await;
        gate.send(identify(scene, INTENTS)).await;
        let ready = gate.event("READY").await;
        gate.session = ready["session_id"].as_str().unwrap().to_owned();
        gate.event("GUILD_CREATE").await;
        gate
    }

    pub(super) async fn send(&mut self, payload: Value) {
        self.send_text(payload.to_string()).await;
    }

    pub(super) async fn send_text(&mut self, text: String) {
        self.socket.send(Message::Text(text)).await.unwrap();
    }

    /// The next payload; `Err` with the close code (0: closed without one).
    pub(super) async fn next(&mut self) -> Result<Value, u16> {
        let received = tokio::time::timeout(TIMEOUT, self.socket.next()).await.expect("something from the gateway");
        match received {
            Some(Ok(Message::Text(text))) => {
                let payload: Value = serde_json::from_str(&text).unwrap();
                self.seq = payload["s"].as_u64().unwrap_or(self.seq);
                Ok(payload)
            }
            Some(Ok(Message::Close(Some(frame)))) => Err(frame.code.into()),
            _ => Err(0),
        }
    }

    /// The data of the next event with this name; others are skipped.
    pub(super) async fn event(&mut self, kind: &str) -> Value {
        loop {
            let payload = self.next().await.expect("an event");
            if payload["t"] == kind {
                return payload["d"].clone();
            }
        }
    }
}

pub(super) fn identify(scene: &Scene, intents: u64) -> Value {
    let properties = json!({ "os": "linux", "browser": "test", "device": "test" });
    json!({ "op": 2, "d": { "token": scene.discord.token(), "intents": intents, "properties": properties } })
}
