//! Finds the role that a person meant.
//!
//! Build an [`Index`] once from the vocabulary, then ask it with [`Index::find`], or let [`Index::mentions`] pick the
//! roles out of a sentence. It never guesses silently: every answer carries a [`Verdict`], and a close race is
//! [`Verdict::Ambiguous`], however high the scores.
//!
//! The steps of a query, a file or two each:
//!
//! 1. `tokenize` and `normalize` give words one spelling; `expand` expands abbreviations and joins split words.
//! 2. `read` maps the words to those of the knowledge (`words`). A known word is never corrected; an unknown one is split,
//!    corrected (`spelling`) or completed, and may stand for several words at once.
//! 3. `rank` selects the names that share the rarest words, `align` compares them one by one, and the best name of each
//!    role, supported by its other names, gives the role its score and the query its [`Verdict`].
//!
//! For autocomplete, a [`Completer`] finds names by prefix (`complete`) and fills up with the steps above (`prefix`).
//!
//! `lexicon` holds general knowledge of titles: kinds of words, synonyms, abbreviations, everyday words, and (with
//! `occupation_fields`) in which fields of work a word is used; `stem` holds inflection. The word lists are data
//! (`data/<language>`), and none of them knows any single role. Knowledge in a language without lists is compared by
//! letters as well (`ngrams`), with gendered forms merged (`gender`). All weights are in `tuning`, each with its reason.
//! `mentions` finds roles in free text and builds on all of these.
//!
//! Pure: the same vocabulary and the same text always give the same answer.

mod align;
mod complete;
mod data;
mod expand;
mod gender;
mod index;
mod jagged_array;
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
