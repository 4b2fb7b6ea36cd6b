//! Answers "what role comes next?" and shows who says so, when, and who objects.
//!
//! # The map
//!
//! The rooms stand in the order in which a question passes through them, and a room uses only rooms before it:
//!
//! ```text
//! knowledge ─► matching ─► question ─► answer ─► reply ─► discord | playground | cli
//! ```
//!
//! - [`knowledge`] reads TOML files, checks them, and holds what came out sound. Only one of its files, `read`, touches
//!   the disk; [`knowledge::model`] touches nothing and knows no serde.
//! - [`matching`] finds the role that a person meant, and says how sure it is. It knows names, and nothing of careers.
//! - [`question`] turns a text, a command or a button ([`question::Question`]) into a [`question::Query`]: an intent with
//!   the keys of what it is about. All phrases that it understands are data, a file per language.
//! - [`answer`] works out what the knowledge says about a query ([`answer::Answer`]). It decides nothing about wording or
//!   length.
//! - [`reply`] decides what is shown of an answer, and in which words; it turns a [`reply::Reply`] into Discord's
//!   markdown or into lines for a terminal. It sends nothing.
//! - [`discord`] is the edge where events come in and responses go out; [`cli`] is the terminal's edge; `playground`
//!   (a default feature) is a page in front of the crate `fake_discord`, which plays Discord on loopback and shares no
//!   code with this crate; the page also shows the knowledge's problems. The bot that answers there is the one of
//!   [`discord`], on its own connection.
//!
//! [`config`] and [`token`] are what the operator sets, and [`reload`] keeps a running program up with its knowledge
//! folder. [`knowledge::model`], [`matching`], [`question`], [`answer`] and [`reply`] are pure: no file, no clock, no
//! network, no type of serenity or axum. `tests/integration/rooms.rs` holds all of them to this.
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
pub mod discord;
pub mod knowledge;
pub mod matching;
#[cfg(feature = "playground")]
pub mod playground;
pub mod question;
pub mod reload;
pub mod reply;
pub mod token;
