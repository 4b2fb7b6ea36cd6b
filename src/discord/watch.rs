//! Notices when the gateway turns the bot away for good.
//!
//! Serenity ends its own run for some of the close codes after which reconnecting is in vain. For two of them, 4010
//! (invalid shard) and 4011 (sharding required), it only writes a line to the log and goes on without a connection: a
//! bot that looks alive. That line is all there is to go by, so this layer of the log waits for it.

use std::fmt;
use std::sync::Arc;

use tokio::sync::Notify;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

/// Where serenity 0.12 writes it.
const TARGET: &str = "serenity::gateway::bridge::shard_runner";

/// The lines after which no shard comes back, as serenity 0.12 writes them.
const LAST_WORDS: &[&str] = &["InvalidShardData", "OverloadedShard"];

/// Tells when the gateway has turned the bot away for good.
#[derive(Debug, Clone, Default)]
pub struct GatewayVerdict(Arc<Notify>);

impl GatewayVerdict {
    /// Waits until that happens.
    pub(super) async fn turned_away(&self) {
        self.0.notified().await;
    }
}

/// The layer of the log that notices. Add it beside the one that writes, without a filter.
#[derive(Debug, Clone)]
pub struct GatewayWatch(pub GatewayVerdict);

impl<S: Subscriber> Layer<S> for GatewayWatch {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != TARGET {
            return;
        }
        let mut message = Message::default();
        event.record(&mut message);
        if LAST_WORDS.iter().any(|words| message.0.contains(words)) {
            self.0.0.notify_one();
        }
    }
}

#[derive(Default)]
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}
