//! One connection to the gateway: hello, heartbeats, IDENTIFY or RESUME, and then events.
//!
//! Source of the op codes and close codes: <https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway>

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::http::StatusCode;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::Stage;
use super::gateway::{Identify, Order};
use super::intents;
use super::log::Violation;

/// Most messages of a client in [`SENDS_PER`].
///
/// Source: <https://docs.discord.com/developers/events/gateway#rate-limiting>
const SENDS: usize = 120;
const SENDS_PER: Duration = Duration::from_secs(60);

/// Most bytes of one message of a client. The same source.
const SEND_BYTES: usize = 4096;

type Socket = WebSocketStream<TcpStream>;

/// Why a connection is ended: a close code, and its name.
type Goodbye = (u16, &'static str);

/// Serves one connection to its end.
pub(super) async fn serve(stage: Arc<Stage>, stream: TcpStream, number: u64) {
    let mut query = String::new();
    #[expect(clippy::result_large_err, reason = "the library asks for this type")]
    let read_query = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        query = request.uri().query().unwrap_or_default().to_owned();
        // A web page elsewhere may open sockets to this machine; a browser then says from where. Bots have no origin.
        if request.headers().contains_key("origin") {
            let mut refusal = ErrorResponse::new(None);
            *refusal.status_mut() = StatusCode::FORBIDDEN;
            return Err(refusal);
        }
        Ok(response)
    };
    let Ok(mut socket) = tokio_tungstenite::accept_hdr_async(stream, read_query).await else { return };
    let (orders, mut ordered) = mpsc::unbounded_channel();
    let heartbeat = stage.with(|world| world.setup.heartbeat);
    let mut connection = Connection {
        stage: stage.clone(),
        number,
        orders,
        session: None,
        sends: VecDeque::new(),
        last_beat: Instant::now(),
    };
    let goodbye = match unfit(&query) {
        Some(goodbye) => Some(goodbye),
        None => {
            let interval = u64::try_from(heartbeat.as_millis()).unwrap_or(u64::MAX);
            let hello =
                json!({ "op": 10, "s": null, "t": null, "d": { "heartbeat_interval": interval, "_trace": [] } });
            let _ = socket.send(Message::Text(hello.to_string())).await;
            loop {
                let patience = connection.last_beat + heartbeat * 2;
                tokio::select! {
                    () = stage.end.cancelled() => break None,
                    () = tokio::time::sleep_until(patience.into()) => break Some((4009, "Session timed out")),
                    order = ordered.recv() => match order {
                        Some(Order::Send(text)) => if socket.send(Message::Text(text)).await.is_err() { break None },
                        Some(Order::Close(code, why)) => break Some((code, why)),
                        Some(Order::Drop) | None => break None,
                    },
                    received = socket.next() => match received {
                        Some(Ok(Message::Text(text))) => match connection.receive(&text) {
                            Ok(Some(answer)) => { let _ = socket.send(Message::Text(answer.to_string())).await; }
                            Ok(None) => {}
                            Err(goodbye) => break Some(goodbye),
                        },
                        Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
                        Some(Ok(Message::Binary(_))) => break Some((4002, "Error while decoding payload.")),
                        Some(Ok(Message::Close(frame))) => {
                            connection.left(frame.map(|frame| u16::from(frame.code)));
                            break None;
                        }
                        Some(Err(_)) | None => break None,
                    },
                }
            }
        }
    };
    if let Some((code, why)) = goodbye {
        connection.closed_by_us(code);
        say_goodbye(&mut socket, code, why).await;
    }
    connection.detach();
}

/// Sends the close frame, and waits a moment for that of the client.
async fn say_goodbye(socket: &mut Socket, code: u16, why: &'static str) {
    let frame = CloseFrame { code: CloseCode::from(code), reason: why.into() };
    if socket.close(Some(frame)).await.is_ok() {
        let rest = async { while let Some(Ok(_)) = socket.next().await {} };
        let _ = tokio::time::timeout(Duration::from_secs(1), rest).await;
    }
}

/// Whether the address asks for something that cannot be given.
fn unfit(query: &str) -> Option<Goodbye> {
    for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        match (key, value) {
            ("v", "9" | "10") | ("encoding", "json") => {}
            ("v", _) => return Some((4012, "Invalid API version")),
            // Neither ETF nor transport compression is played here.
            _ => return Some((4002, "The stand-in speaks plain JSON only.")),
        }
    }
    None
}

struct Connection {
    stage: Arc<Stage>,
    number: u64,
    orders: UnboundedSender<Order>,
    session: Option<String>,
    /// When the client sent something, over the last minute.
    sends: VecDeque<Instant>,
    last_beat: Instant,
}

impl Connection {
    /// Takes one message of the client. Gives the direct answer, or the reason to end the connection.
    fn receive(&mut self, text: &str) -> Result<Option<Value>, Goodbye> {
        let now = Instant::now();
        self.sends.push_back(now);
        self.sends.retain(|&sent| now.duration_since(sent) < SENDS_PER);
        if self.sends.len() > SENDS {
            return Err((4008, "You are being rate limited."));
        }
        if text.len() > SEND_BYTES {
            return Err((4002, "Error while decoding payload."));
        }
        let Ok(payload) = serde_json::from_str::<Value>(text) else {
            return Err((4002, "Error while decoding payload."));
        };
        let data = payload.get("d").unwrap_or(&Value::Null);
        let is_identified = self.is_identified();
        match payload.get("op").and_then(Value::as_u64) {
            Some(1) => {
                self.last_beat = now;
                let acknowledge = !self.stage.with(|world| world.withhold_acks);
                Ok(acknowledge.then(|| json!({ "op": 11, "s": null, "t": null, "d": null })))
            }
            Some(2) if is_identified => Err((4005, "Already authenticated.")),
            Some(2) => self.identify(data).map(|()| None),
            Some(6) if is_identified => Err((4005, "Already authenticated.")),
            Some(6) => self.resume(data),
            Some(op @ (3 | 4 | 8 | 31)) if is_identified => {
                if op != 3 {
                    let message = format!("The stand-in does not play op {op} of the gateway");
                    let broken = Violation::noticed("", "STAND_IN_UNKNOWN_OP", message);
                    self.stage.with(|world| world.violations.push(broken));
                }
                Ok(None)
            }
            Some(3 | 4 | 8 | 31) => Err((4003, "Not authenticated.")),
            _ => Err((4001, "Unknown opcode.")),
        }
    }

    fn is_identified(&self) -> bool {
        let Some(session) = &self.session else { return false };
        self.stage.with(|world| {
            let connection = world.sessions.get(session).and_then(|session| session.connection.as_ref());
            connection.is_some_and(|(number, _)| *number == self.number)
        })
    }

    fn identify(&mut self, data: &Value) -> Result<(), Goodbye> {
        self.stage.with(|world| {
            let mut body = data.clone();
            if let Some(token) = body.get_mut("token") {
                *token = "<token>".into();
            }
            let held = data.get("intents").and_then(Value::as_u64);
            let shard = match data.get("shard") {
                None | Some(Value::Null) => Some((0, 1)),
                Some(shard) => shard.get(0).and_then(Value::as_u64).zip(shard.get(1).and_then(Value::as_u64)),
            };
            let (intents, numbers) = (held.unwrap_or_default(), shard.unwrap_or_default());
            let mut identify = Identify { intents, shard: numbers, body, session: None };
            let token = data.get("token").and_then(Value::as_str).unwrap_or_default();
            let refusal = if !data.is_object() || !data.get("properties").is_some_and(Value::is_object) {
                Some((4002, "Error while decoding payload."))
            } else if token.strip_prefix("Bot ").unwrap_or(token) != world.token {
                Some((4004, "Authentication failed."))
            } else if held.is_none_or(|intents| intents & !intents::KNOWN != 0) {
                Some((4013, "Invalid intent(s)."))
            } else if intents & intents::PRIVILEGED & !world.setup.granted != 0 {
                Some((4014, "Disallowed intent(s)."))
            } else if shard.is_none_or(|(shard, shards)| shard >= shards) {
                Some((4010, "Invalid shard."))
            } else {
                let session = world.begin_session(intents, numbers, (self.number, self.orders.clone()));
                identify.session = Some(session.clone());
                self.session = Some(session);
                None
            };
            world.identifies.push(identify);
            refusal.map_or(Ok(()), Err)
        })
    }

    fn resume(&mut self, data: &Value) -> Result<Option<Value>, Goodbye> {
        let token = data.get("token").and_then(Value::as_str).unwrap_or_default();
        let session = data.get("session_id").and_then(Value::as_str);
        let seq = data.get("seq").and_then(Value::as_u64);
        self.stage.with(|world| {
            if token.strip_prefix("Bot ").unwrap_or(token) != world.token {
                return Err((4004, "Authentication failed."));
            }
            let (Some(session), Some(seq)) = (session, seq) else {
                return Err((4002, "Error while decoding payload."));
            };
            if world.resume_session(session, seq, (self.number, self.orders.clone())).is_none() {
                return Ok(Some(json!({ "op": 9, "s": null, "t": null, "d": false })));
            }
            self.session = Some(session.to_owned());
            Ok(None)
        })
    }

    /// The client said goodbye. With 1000 or 1001 it ends its session, and appears offline.
    fn left(&self, code: Option<u16>) {
        if matches!(code, Some(1000 | 1001)) {
            self.forget();
        }
    }

    /// We said goodbye. After these codes a session cannot be resumed.
    fn closed_by_us(&self, code: u16) {
        if matches!(code, 1000 | 1001 | 4004 | 4007 | 4009..=4014) {
            self.forget();
        }
    }

    fn forget(&self) {
        if let Some(session) = self.session.as_ref().filter(|_| self.is_identified()) {
            self.stage.with(|world| world.sessions.remove(session));
        }
    }

    /// Leaves the session without a connection, unless it has found another.
    fn detach(&self) {
        if let Some(session) = self.session.as_ref().filter(|_| self.is_identified()) {
            self.stage.with(|world| {
                if let Some(session) = world.sessions.get_mut(session) {
                    session.connection = None;
                }
            });
        }
    }
}
