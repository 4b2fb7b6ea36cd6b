//! Finds the role that a person meant.
//!
//! Build an [`Index`] once from the vocabulary, then ask it with [`Index::find`], or let [`Index::mentions`] pick the
//! roles out of a sentence. It never guesses silently: every answer carries a [`Verdict`], and a close race is
//! [`Verdict::Ambiguous`], however high the scores.
//!
//! Three steps, a file each: `normalise` makes one spelling of what people type in many, `names` knows the names and
//! their words, `score` compares. `mentions` stands on all three. No file, no clock, no network: the same vocabulary
//! and the same text give the same answer.

mod align;
mod expand;
mod fields;
mod fold;
mod found;
mod general;
mod index;
mod lexicon;
mod mentions;
mod names;
mod normalise;
mod rank;
mod read;
mod spelling;
mod stem;
mod tuning;
mod words;

pub use found::{Candidate, Correction, Found, Named, Verdict};
pub use index::Index;
pub use mentions::{Mention, Mentions, Sense};
pub use tuning::{Thresholds, Tuning};
