//! One gateway connection: HELLO, heartbeats, IDENTIFY or RESUME, then events.
//!
//! Source of the opcodes and close codes: <https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway>

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use flate2::{Compress, Compression, FlushCompress};
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

use crate::Shared;
use crate::gateway::{Identify, SocketCommand};
use crate::intents;
use crate::log::Violation;

/// The maximum number of messages that a client may send in [`SEND_WINDOW`].
///
/// Source: <https://docs.discord.com/developers/events/gateway#rate-limiting>
const MAX_SENDS: usize = 120;
const SEND_WINDOW: Duration = Duration::from_secs(60);

/// The maximum size of a message of a client, in bytes. The same source.
const MAX_SEND_BYTES: usize = 4096;

/// A close code and its reason.
type CloseReason = (u16, &'static str);

/// The socket, and the compression that the client asked for.
struct Socket {
    stream: WebSocketStream<TcpStream>,
    zlib: Option<Compress>,
}

impl Socket {
    /// Sends a payload. Returns whether the connection is still open.
    async fn send(&mut self, text: String) -> bool {
        let message = match &mut self.zlib {
            None => Message::Text(text),
            Some(zlib) => Message::Binary(compress(zlib, text.as_bytes())),
        };
        self.stream.send(message).await.is_ok()
    }

    /// Sends a close frame, and gives the client a moment to send its own.
    async fn close(&mut self, (code, reason): CloseReason) {
        let frame = CloseFrame { code: CloseCode::from(code), reason: reason.into() };
        if self.stream.close(Some(frame)).await.is_ok() {
            let rest = async { while let Some(Ok(_)) = self.stream.next().await {} };
            let _ = tokio::time::timeout(Duration::from_secs(1), rest).await;
        }
    }
}

/// The next part of a connection's zlib stream; it ends with the marker `00 00 ff ff`.
///
/// Source: <https://docs.discord.com/developers/events/gateway#transport-compression>
fn compress(zlib: &mut Compress, bytes: &[u8]) -> Vec<u8> {
    let mut part = Vec::with_capacity(bytes.len() / 2 + 64);
    let start = zlib.total_in();
    loop {
        let done = usize::try_from(zlib.total_in() - start).unwrap_or(bytes.len());
        // Compressing into memory has no way to fail.
        let _ = zlib.compress_vec(&bytes[done..], &mut part, FlushCompress::Sync);
        // With room to spare, everything is flushed.
        if part.len() < part.capacity() {
            return part;
        }
        part.reserve(part.capacity());
    }
}

/// Serves one connection until it ends.
pub(crate) async fn serve(shared: Arc<Shared>, stream: TcpStream, number: u64) {
    let mut query = String::new();
    #[expect(clippy::result_large_err, reason = "the library prescribes this type")]
    let read_query = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        query = request.uri().query().unwrap_or_default().to_owned();
        // A web page may try to open sockets to this machine; browsers then send its origin. Bots have none.
        if request.headers().contains_key("origin") {
            let mut refusal = ErrorResponse::new(None);
            *refusal.status_mut() = StatusCode::FORBIDDEN;
            return Err(refusal);
        }
        Ok(response)
    };
    let Ok(stream) = tokio_tungstenite::accept_hdr_async(stream, read_query).await else { return };
    let mut socket = Socket { stream, zlib: None };
    let (commands, mut received_commands) = mpsc::unbounded_channel();
    let heartbeat_interval = shared.read(|world| world.setup.heartbeat_interval);
    let mut connection = Connection {
        shared: shared.clone(),
        number,
        commands,
        session: None,
        sends: VecDeque::new(),
        last_heartbeat: Instant::now(),
    };
    let reason = match check_query(&query) {
        Err(reason) => Some(reason),
        Ok(is_compressed) => {
            socket.zlib = is_compressed.then(|| Compress::new(Compression::fast(), true));
            let interval = u64::try_from(heartbeat_interval.as_millis()).unwrap_or(u64::MAX);
            let hello =
                json!({ "op": 10, "s": null, "t": null, "d": { "heartbeat_interval": interval, "_trace": [] } });
            socket.send(hello.to_string()).await;
            loop {
                let zombie_at = connection.last_heartbeat + heartbeat_interval * 2;
                tokio::select! {
                    () = shared.stop.cancelled() => break None,
                    () = tokio::time::sleep_until(zombie_at.into()) => break Some((4009, "Session timed out")),
                    command = received_commands.recv() => match command {
                        Some(SocketCommand::Send(text)) => if !socket.send(text).await { break None },
                        Some(SocketCommand::Close(code, reason)) => break Some((code, reason)),
                        Some(SocketCommand::Drop) | None => break None,
                    },
                    received = socket.stream.next() => match received {
                        Some(Ok(Message::Text(text))) => match connection.receive(&text) {
                            Ok(Some(reply)) => { socket.send(reply.to_string()).await; }
                            Ok(None) => {}
                            Err(reason) => break Some(reason),
                        },
                        Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
                        Some(Ok(Message::Binary(_))) => break Some((4002, "Error while decoding payload.")),
                        Some(Ok(Message::Close(frame))) => {
                            connection.on_client_close(frame.map(|frame| u16::from(frame.code)));
                            break None;
                        }
                        Some(Err(_)) | None => break None,
                    },
                }
            }
        }
    };
    if let Some(reason) = reason {
        connection.on_server_close(reason.0);
        socket.close(reason).await;
    }
    connection.detach();
}

/// Whether the query of the address asks for zlib-stream compression.
///
/// # Errors
///
/// It asks for something that is not supported.
fn check_query(query: &str) -> Result<bool, CloseReason> {
    let mut is_compressed = false;
    for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        match (key, value) {
            ("v", "9" | "10") | ("encoding", "json") => {}
            ("v", _) => return Err((4012, "Invalid API version")),
            ("compress", "zlib-stream") => is_compressed = true,
            _ => return Err((4002, "Only JSON, plain or as zlib-stream, is supported.")),
        }
    }
    Ok(is_compressed)
}

struct Connection {
    shared: Arc<Shared>,
    number: u64,
    commands: UnboundedSender<SocketCommand>,
    session: Option<String>,
    /// When the client sent messages, within [`SEND_WINDOW`].
    sends: VecDeque<Instant>,
    last_heartbeat: Instant,
}

impl Connection {
    /// Handles a message of the client. Returns the direct reply, or the reason to close the connection.
    fn receive(&mut self, text: &str) -> Result<Option<Value>, CloseReason> {
        let now = Instant::now();
        self.sends.push_back(now);
        self.sends.retain(|&sent| now.duration_since(sent) < SEND_WINDOW);
        if self.sends.len() > MAX_SENDS {
            return Err((4008, "You are being rate limited."));
        }
        if text.len() > MAX_SEND_BYTES {
            return Err((4002, "Error while decoding payload."));
        }
        let Ok(payload) = serde_json::from_str::<Value>(text) else {
            return Err((4002, "Error while decoding payload."));
        };
        let data = payload.get("d").unwrap_or(&Value::Null);
        let is_identified = self.is_identified();
        match payload.get("op").and_then(Value::as_u64) {
            Some(1) => {
                self.last_heartbeat = now;
                let acknowledge = !self.shared.read(|world| world.suppress_heartbeat_acks);
                Ok(acknowledge.then(|| json!({ "op": 11, "s": null, "t": null, "d": null })))
            }
            Some(2) if is_identified => Err((4005, "Already authenticated.")),
            Some(2) => self.identify(data).map(|()| None),
            Some(6) if is_identified => Err((4005, "Already authenticated.")),
            Some(6) => self.resume(data),
            Some(op @ (3 | 4 | 8 | 31)) if is_identified => {
                if op != 3 {
                    let message = format!("Opcode {op} of the gateway is not supported");
                    let violation = Violation::warning("", "FAKE_UNKNOWN_OP", message);
                    self.shared.write(|world| world.violations.push(violation));
                }
                Ok(None)
            }
            Some(3 | 4 | 8 | 31) => Err((4003, "Not authenticated.")),
            _ => Err((4001, "Unknown opcode.")),
        }
    }

    fn is_identified(&self) -> bool {
        let Some(session) = &self.session else { return false };
        self.shared.read(|world| {
            let connection = world.sessions.get(session).and_then(|session| session.connection.as_ref());
            connection.is_some_and(|(number, _)| *number == self.number)
        })
    }

    fn identify(&mut self, data: &Value) -> Result<(), CloseReason> {
        self.shared.write(|world| {
            let mut body = data.clone();
            if let Some(token) = body.get_mut("token") {
                *token = "<token>".into();
            }
            let requested = data.get("intents").and_then(Value::as_u64);
            let shard = match data.get("shard") {
                None | Some(Value::Null) => Some((0, 1)),
                Some(shard) => shard.get(0).and_then(Value::as_u64).zip(shard.get(1).and_then(Value::as_u64)),
            };
            let (intents, numbers) = (requested.unwrap_or_default(), shard.unwrap_or_default());
            let mut identify = Identify { intents, shard: numbers, body, session: None };
            let token = data.get("token").and_then(Value::as_str).unwrap_or_default();
            let refusal = if !data.is_object() || !data.get("properties").is_some_and(Value::is_object) {
                Some((4002, "Error while decoding payload."))
            } else if token.strip_prefix("Bot ").unwrap_or(token) != world.token {
                Some((4004, "Authentication failed."))
            } else if requested.is_none_or(|intents| intents & !intents::KNOWN != 0) {
                Some((4013, "Invalid intent(s)."))
            } else if intents & intents::PRIVILEGED & !world.setup.privileged_intents != 0 {
                Some((4014, "Disallowed intent(s)."))
            } else if shard.is_none_or(|(shard, shards)| shard >= shards) {
                Some((4010, "Invalid shard."))
            } else {
                let session = world.start_session(intents, numbers, (self.number, self.commands.clone()));
                identify.session = Some(session.clone());
                self.session = Some(session);
                None
            };
            world.identifies.push(identify);
            refusal.map_or(Ok(()), Err)
        })
    }

    fn resume(&mut self, data: &Value) -> Result<Option<Value>, CloseReason> {
        let token = data.get("token").and_then(Value::as_str).unwrap_or_default();
        let session = data.get("session_id").and_then(Value::as_str);
        let seq = data.get("seq").and_then(Value::as_u64);
        self.shared.write(|world| {
            if token.strip_prefix("Bot ").unwrap_or(token) != world.token {
                return Err((4004, "Authentication failed."));
            }
            let (Some(session), Some(seq)) = (session, seq) else {
                return Err((4002, "Error while decoding payload."));
            };
            if world.resume_session(session, seq, (self.number, self.commands.clone())).is_none() {
                return Ok(Some(json!({ "op": 9, "s": null, "t": null, "d": false })));
            }
            self.session = Some(session.to_owned());
            Ok(None)
        })
    }

    /// The client closed the connection. With 1000 or 1001 that ends the session.
    fn on_client_close(&self, code: Option<u16>) {
        if matches!(code, Some(1000 | 1001)) {
            self.end_session();
        }
    }

    /// This side closed the connection. After these codes a session cannot be resumed.
    fn on_server_close(&self, code: u16) {
        if matches!(code, 1000 | 1001 | 4004 | 4007 | 4009..=4014) {
            self.end_session();
        }
    }

    fn end_session(&self) {
        if let Some(session) = self.session.as_ref().filter(|_| self.is_identified()) {
            self.shared.write(|world| world.sessions.remove(session));
        }
    }

    /// Leaves the session without a connection, unless it has a newer one.
    fn detach(&self) {
        if let Some(session) = self.session.as_ref().filter(|_| self.is_identified()) {
            self.shared.write(|world| {
                if let Some(session) = world.sessions.get_mut(session) {
                    session.connection = None;
                }
            });
        }
    }
}
