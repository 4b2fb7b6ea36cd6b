//! The bot on Discord: receives events and sends responses.
//!
//! A question takes one way: `gateway` or `endpoint` receives it, `handler` has it answered, `respond` decides what to
//! say, `convert` gives that Discord's form, `pictures` draws what belongs to it. `rest` delivers it, once and in time;
//! over HTTP it goes into the response. `message` reads what people and the bot wrote in a channel, `autocomplete` offers
//! names while somebody types. `metrics` counts, `verdict` has the words of metrics and log. `commands` is the one table
//! of commands that registration and dispatch both read; `custom_id` is how a button carries its whole question;
//! `recent_answers` lets an answer follow an edit of its question; `answer_cache` keeps the answers that anybody may get,
//! in a `knowledge_cache`, which a reload empties. A `response` stays structured until it is sent.
//!
//! `shard` is a connection to the gateway, whose protocol the crate `twilight_gateway` speaks, and `events` what is read
//! of it. Requests are ours, so that none takes longer than Discord waits. The bot's [`Token`](crate::token::Token) appears
//! in no message and no error.

mod answer_cache;
mod autocomplete;
mod commands;
mod convert;
pub mod custom_id;
pub mod doctor;
mod endpoint;
mod events;
mod failure;
mod fetched_roles;
pub mod fuzzing;
mod gateway;
mod guild_roles;
mod handler;
mod knowledge_cache;
mod message;
mod metrics;
pub mod pictures;
mod question_log;
mod rate_limiter;
mod recent_answers;
mod register;
mod respond;
mod response;
mod rest;
mod session_queue;
mod shard;
mod shards;
mod shared_limits;
mod suggest;
mod verdict;

pub use endpoint::{EndpointSettings, PublicKey, PublicKeyError, serve};
pub use failure::Failure;
pub use gateway::{Gateway, run};
pub use handler::Answering;
pub use register::{Registration, Scope, register_commands};
pub use rest::RestError;
pub use shards::{ShardRange, ShardRangeError};
