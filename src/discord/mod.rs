//! The bot on Discord: events in, answers out.
//!
//! An event takes one way: `gateway` receives it, `respond` decides what to say, `convert` gives that Discord's form,
//! `pictures` draws what belongs to it, `rest` delivers it, once and in time. `commands` is the one table of commands that
//! registration and dispatch both read; `custom_id` is how a button carries its whole question;
//! `knowledge_cache` keeps what is asked for again and again. A `response` stays structured until it is sent.
//!
//! Serenity speaks the gateway's protocol. It does not send our requests: its limiter ignores a proxy, and its errors
//! lose what Discord says about waiting. The bot's token is in [`Token`](crate::token::Token), and in no message.

mod budget;
mod commands;
mod convert;
pub mod custom_id;
mod gateway;
mod knowledge_cache;
pub mod pictures;
mod register;
mod respond;
mod response;
mod rest;
mod server_roles;
mod watch;

pub use gateway::{Failure, Gateway, run};
pub use watch::{GatewayVerdict, GatewayWatch};
