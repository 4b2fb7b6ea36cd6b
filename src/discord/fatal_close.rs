//! Detects the gateway close codes that serenity only logs: 4010 (invalid shard) and 4011 (sharding required).
//!
//! Reconnecting is useless after either, but serenity 0.12 neither returns an error nor emits an event: the process would
//! stay up without a connection. Its log line is the only signal, so a layer of the log watches for it.

use std::fmt;
use std::sync::Arc;

use tokio::sync::Notify;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

/// The log target that serenity 0.12 writes them under.
const TARGET: &str = "serenity::gateway::bridge::shard_runner";

/// Parts of the messages that serenity 0.12 logs before it gives up on a shard.
const FATAL_MESSAGES: &[&str] = &["InvalidShardData", "OverloadedShard"];

/// Is notified when the gateway has closed the connection for good.
#[derive(Debug, Clone, Default)]
pub struct FatalClose(Arc<Notify>);

impl FatalClose {
    /// Waits for a fatal close.
    pub(super) async fn wait(&self) {
        self.0.notified().await;
    }
}

/// The layer of the log that detects a fatal close. Add it without a filter, beside the layer that writes.
#[derive(Debug, Clone)]
pub struct FatalCloseLayer(pub FatalClose);

impl<S: Subscriber> Layer<S> for FatalCloseLayer {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != TARGET {
            return;
        }
        let mut message = Message::default();
        event.record(&mut message);
        if FATAL_MESSAGES.iter().any(|fatal| message.0.contains(fatal)) {
            self.0.0.notify_one();
        }
    }
}

/// The text of a log event.
#[derive(Default)]
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}
