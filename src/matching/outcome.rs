//! What was found, and how sure that is.

use crate::knowledge::model::{RoleKey, TermKey, Vocabulary};

/// What a query may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// A role.
    Role(RoleKey),
    /// A term that is no single role.
    Term(TermKey),
}

/// How sure an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// A name or alias, after normalisation.
    Exact,
    /// One clear winner.
    Confident,
    /// A close race: ask.
    Ambiguous,
    /// Nothing near.
    None,
}

impl Verdict {
    /// As it is printed: `exact`, `confident`, `ambiguous` or `none`.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Exact => "exact",
            Verdict::Confident => "confident",
            Verdict::Ambiguous => "ambiguous",
            Verdict::None => "none",
        }
    }
}

/// One thing that a query may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate<K = Named> {
    /// The thing.
    pub named: K,
    /// How near, 0 to 1.
    pub score: f64,
    /// The name or alias that came nearest, as it is written in the knowledge.
    pub via: String,
}

/// A word that was read as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// As it was typed, in lower case.
    pub typed: String,
    /// As it was read.
    pub read: String,
}

/// What a query was found to mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<K = Named> {
    /// How sure it is.
    pub verdict: Verdict,
    /// Best first, each thing once, at most 25. Under [`Verdict::None`], the nearest, if any is near at all.
    pub candidates: Vec<Candidate<K>>,
    /// Misspellings and abbreviations that were read as words of the vocabulary, in the order they were typed.
    pub corrections: Vec<Correction>,
}

impl Found {
    /// The same with every term replaced by the roles that it covers: what "architect" means where a role is asked for.
    ///
    /// A term that covers several roles is never sure; one that covers none leaves nothing.
    pub fn into_roles(self, vocabulary: &Vocabulary) -> Found<RoleKey> {
        let covered = |named: Named| match named {
            Named::Role(role) => vec![role],
            Named::Term(term) => vocabulary.terms[term.index()].covers.clone(),
        };
        let leading = self.candidates.first().map_or(0, |best| covered(best.named).len());
        let verdict = match (self.verdict, leading) {
            (_, 0) => Verdict::None,
            (Verdict::Exact | Verdict::Confident, 2..) => Verdict::Ambiguous,
            (verdict, _) => verdict,
        };
        let mut candidates: Vec<Candidate<RoleKey>> = Vec::new();
        for Candidate { named, score, via } in self.candidates {
            for role in covered(named) {
                if candidates.iter().all(|other| other.named != role) {
                    candidates.push(Candidate { named: role, score, via: via.clone() });
                }
            }
        }
        if self.verdict != verdict && verdict == Verdict::Ambiguous {
            // The term was meant for sure; what merely resembles it is no answer.
            candidates.truncate(leading);
        }
        Found { verdict, candidates, corrections: self.corrections }
    }
}
