//! What is asked.
//!
//! A [`Question`] is what came in: a command, a button, or words. [`understand()`] turns it into a [`Query`], an intent
//! with the keys of what it is about and how each was interpreted; or into [`Ambiguous`], or [`NotFound`]. It knows
//! names, and nothing of careers: the content of an answer is decided in the module `answer`.
//!
//! `input` and `query` hold the types; `command` has the table of commands, and reads and writes them. `resolve` finds
//! one role, term or track, `pair` two roles in one text, `disputes` what people disagree about, and `server_roles` the
//! role among the names of a member's server roles. `free_text` finds the intent of a question in words: `sentence` cuts
//! it into words and roles, `phrases` finds in them how people ask, which is data, in `phrases/`, and `slots` puts the
//! roles right by the words around them.
//! `dialogue` reads a reply to an answer.

mod command;
mod dialogue;
mod disputes;
mod free_text;
mod input;
mod named;
mod pair;
mod phrases;
mod query;
mod resolve;
mod sentence;
mod server_roles;
mod slots;
mod understand;

pub use command::{
    ABOUT, BECOME, COMMANDS, COMPARE, CommandForm, CommandOption, DEFINE, DISPUTES, NEXT, PATH, TRACKS, Topic,
    UnknownCommand,
};
pub use dialogue::{FollowUp, Offer, follow_up};
pub use disputes::DisputeIndex;
pub use input::{Pair, Question, Reference};
pub use pair::second_starts;
pub use query::{
    Ambiguous, Candidate, Intent, Interpretation, NotFound, OffTopic, PendingArgument, Query, SmallTalk, Understood,
};
pub use understand::understand;
