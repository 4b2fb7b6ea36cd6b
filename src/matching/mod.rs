//! Finds the role that a person meant.
//!
//! Build an [`Index`] once from the vocabulary, then ask it with [`Index::find`], or let [`Index::mentions`] pick the
//! roles out of a sentence. It never guesses silently: every answer carries a [`Verdict`], and a close race is
//! [`Verdict::Ambiguous`], however high the scores.
//!
//! The way of a title, a file or two each:
//!
//! 1. `fold` and `normalise` make one spelling of what people type in many, `expand` writes out what was shortened.
//! 2. `read` finds the words of the knowledge (`words`) in it. A known word is never corrected; an unknown one is split,
//!    corrected (`spelling`) or taken for a beginning, and may stay several words at once.
//! 3. `rank` takes the names that share the rarest words, `align` compares them one by one, and the best name of each
//!    role, with the support of its others, becomes its score and the [`Verdict`].
//!
//! Somebody who is still typing asks a [`Completer`]: `complete` finishes names as they are written, `unfinished` reads the
//! rest by the way above.
//!
//! `lexicon` knows titles in general: kinds of words, words that may stand for one another, abbreviations, everyday
//! words, and (`fields`) in which fields of work a word is used; `stem` knows families of words. None of it knows any
//! single role. What a word weighs stands in `tuning`, with the reason. `mentions` stands on all of them.
//!
//! No file, no clock, no network: the same vocabulary and the same text give the same answer.

mod align;
mod complete;
mod data;
mod expand;
mod gender;
mod index;
mod lexicon;
mod mentions;
mod name_index;
mod ngrams;
mod normalize;
mod occupation_fields;
mod outcome;
mod prefix;
mod rank;
mod read;
mod spelling;
mod stem;
mod title_spelling;
mod tokenize;
mod tuning;
mod words;

pub use complete::{Completer, Completion};
pub use index::Index;
pub use mentions::{Mention, Mentions, Sense};
pub use outcome::{Candidate, Correction, Found, Named, Verdict};
pub use tuning::Thresholds;
