//! The result of a lookup.

use crate::knowledge::model::{NearFieldKey, RoleKey, TermKey, Vocabulary};

/// What a name can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// A role.
    Role(RoleKey),
    /// A term that is no single role.
    Term(TermKey),
}

/// How sure a result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// A name or alias, after normalization.
    Exact,
    /// One clear winner.
    Confident,
    /// A close race: ask.
    Ambiguous,
    /// Nothing matches.
    None,
}

impl Verdict {
    /// Whether it is certain enough to answer.
    pub fn is_sure(self) -> bool {
        matches!(self, Verdict::Exact | Verdict::Confident)
    }

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

/// One possible meaning of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate<K = Named> {
    /// What is meant.
    pub named: K,
    /// The score, 0 to 1.
    pub score: f64,
    /// The closest name or alias, as written in the knowledge.
    pub via: String,
}

/// A word that was read as another one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Correction {
    /// As typed, in lower case.
    pub typed: String,
    /// As it was read.
    pub read: String,
}

/// The result of a lookup.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<K = Named> {
    /// How sure it is.
    pub verdict: Verdict,
    /// Best first, each entity once, at most 25. Under [`Verdict::None`], the closest ones, if any.
    pub candidates: Vec<Candidate<K>>,
    /// Misspellings and abbreviations that were read as other words, in the order typed.
    pub corrections: Vec<Correction>,
    /// The field beside that of the knowledge that the query belongs to. Then nothing matches, and the candidates are the
    /// roles that come nearest.
    pub near_field: Option<NearFieldKey>,
}

impl Found {
    /// Replaces every term by the roles that it covers, for questions that need a role.
    ///
    /// A term that covers several roles makes the result ambiguous; one that covers none, empty.
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
        let near_field = self.near_field;
        for Candidate { named, score, via } in self.candidates {
            for role in covered(named) {
                if candidates.iter().all(|other| other.named != role) {
                    candidates.push(Candidate { named: role, score, via: via.clone() });
                }
            }
        }
        if self.verdict != verdict && verdict == Verdict::Ambiguous {
            // The term itself was meant; what only resembles it is no answer.
            candidates.truncate(leading);
        }
        Found { verdict, candidates, corrections: self.corrections, near_field }
    }
}
