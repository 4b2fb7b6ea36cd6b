//! Answers "what role comes next?" and shows who says so, when, and who disagrees.
//!
//! # Modules
//!
//! A question passes through the modules in this order, and each uses only modules before it:
//!
//! ```text
//! knowledge ─► matching ─► question ─► answer ─► reply ─► discord | playground | cli
//! ```
//!
//! - [`knowledge`] reads TOML files, checks them and builds the model. Only its file `read` accesses the disk;
//!   [`knowledge::model`] accesses nothing and does not use serde.
//! - [`matching`] finds the role that a person means, and how certain that is. It knows names, but nothing about careers.
//! - [`question`] turns a text, a command or a button ([`question::Question`]) into a [`question::Query`]: an intent with
//!   the keys of what it is about. The phrases that it understands are data, one file per language.
//! - [`answer`] finds what the knowledge says about a query ([`answer::Answer`]). It decides nothing about wording or length.
//! - [`reply`] decides what to show of an answer and in which words. It turns a [`reply::Reply`] into Discord's Markdown or
//!   into lines for a terminal, and sends nothing.
//! - [`discord`] receives events and sends responses; [`cli`] is the command line; `playground` (a default feature) is a
//!   page in front of the crate `fake_discord`, which shares no code with this one. The bot in the playground is the one
//!   of [`discord`], connected to the fake.
//!
//! [`diff`] compares the answers of two versions of a knowledge folder.
//!
//! [`suggestion`] turns what members propose into TOML.
//!
//! [`config`] and [`token`] are the operator's settings; [`reload`] hot-reloads the knowledge folder; [`gaps`] counts what
//! is asked in vain; [`invisible`] is the one table of characters that are not shown. [`knowledge::model`], [`matching`],
//! [`question`], [`answer`], [`reply`] and [`diff`]
//! are pure: they use no file, clock or network, and no type of serenity or axum. `tests/integration/rooms.rs` checks
//! these borders.
//!
//! # As a library
//!
//! ```
//! use nextrole::answer::Engine;
//! use nextrole::knowledge::problem::{SourceFile, SourceFiles};
//! use nextrole::knowledge::{Options, check};
//! use nextrole::question::Question;
//! use nextrole::reply::text::{Layout, text};
//! use nextrole::reply::{Detail, reply};
//!
//! let toml = r#"
//!     [source]
//!     id = "talk-2026"
//!     title = "A talk over coffee"
//!     published = "2026"
//!
//!     [[person]]
//!     id = "ada"
//!     name = "Ada"
//!
//!     [[role]]
//!     id = "helpdesk"
//!     name = "Helpdesk"
//!
//!     [[role]]
//!     id = "ops"
//!     name = "Ops"
//!
//!     [[track]]
//!     id = "technical"
//!     name = "Technical track"
//!     by = "ada"
//!     steps = ["helpdesk", "ops"]
//! "#;
//! let files = SourceFiles(vec![SourceFile { path: "all.toml".to_owned(), text: toml.to_owned() }]);
//! let knowledge = check(files, &Options::default()).knowledge.ok_or("the knowledge has errors")?;
//! let engine = Engine::new(knowledge);
//! let question = Question::parse("/next help desk")?;
//! let shown = text(&reply(&engine.respond(&question), Detail::Brief), Layout { width: 80, has_styles: false });
//! assert!(shown.contains("Ops"), "{shown}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod answer;
pub mod cli;
pub mod config;
pub mod diff;
pub mod discord;
pub mod gaps;
pub mod invisible;
pub mod knowledge;
pub mod matching;
#[cfg(feature = "playground")]
pub mod playground;
pub mod question;
pub mod reload;
pub mod reply;
pub mod suggestion;
pub mod token;
