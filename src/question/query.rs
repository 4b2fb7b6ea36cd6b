//! A question that was understood, or not. Everything is named by key; names are looked up when an answer is made.

use crate::knowledge::model::{DisputeKey, NearFieldKey, Place, RoleKey, Subject, TermKey, TrackKey};
use crate::matching::{Correction, Named};

/// Most candidates that a person is asked to choose from: the options of a menu on Discord.
const MAX_CANDIDATES: usize = 25;

/// The same, if some are closer than others: as many as are listed one by one.
const MAX_UNEQUAL: usize = 10;

/// How close a candidate has to be, as a share of the closest.
const MIN_SHARE: f64 = 0.4;

/// Most candidates for a name that was not found.
const MAX_NEAREST: usize = 3;

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Understood {
    /// It can be answered.
    Query(Query),
    /// It has several meanings, or one that is not certain: ask which one is meant.
    Ambiguous(Ambiguous),
    /// Nothing in the knowledge is called like that.
    NotFound(NotFound),
}

/// A question that can be answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    /// What is asked.
    pub intent: Intent,
    /// How the names in it were interpreted, in their order; nothing for a name that is one in the knowledge.
    pub interpretations: Vec<Interpretation>,
    /// Of a path, the roles that it is to pass, in their order.
    pub via: Vec<RoleKey>,
    /// Whether it is asked how long that takes.
    pub asks_years: bool,
}

/// What is asked, about which roles, terms and tracks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Intent {
    /// What comes next after a role.
    Next(RoleKey),
    /// How people get to a role.
    Become(RoleKey),
    /// What a role or term means.
    Define(Named),
    /// All tracks.
    Tracks,
    /// One track.
    Track(TrackKey),
    /// The routes from one role to another.
    Path {
        /// The role to start from.
        from: RoleKey,
        /// The role to reach; it may be the same.
        to: RoleKey,
    },
    /// Two roles side by side.
    Compare {
        /// The first.
        first: RoleKey,
        /// The second; it may be the same.
        second: RoleKey,
    },
    /// All that people disagree about.
    Disputes,
    /// One question that people disagree about.
    Dispute(DisputeKey),
    /// What the bot is, and where its knowledge comes from.
    About,
    /// What can be asked, after a greeting or a call for help.
    Help(SmallTalk),
    /// Something that the knowledge says nothing about, such as pay.
    OutOfScope {
        /// What was asked about.
        topic: OffTopic,
        /// The role that was named, whose next steps are the nearest question.
        role: Option<RoleKey>,
        /// Without such a role, the nearest question that people disagree about.
        dispute: Option<DisputeKey>,
    },
    /// Who says that one role or track leads to another.
    Evidence {
        /// Where it starts.
        from: Place,
        /// Where it leads.
        to: Place,
    },
    /// The map around a role.
    Map(RoleKey),
}

/// What somebody says who asks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SmallTalk {
    /// Asks for help, or who the bot is.
    Help,
    /// Says hello.
    Greeting,
    /// Says thank you.
    Thanks,
}

/// What the knowledge has nothing about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OffTopic {
    /// Salaries.
    Pay,
    /// Certificates, courses and degrees.
    Certificates,
    /// Applications: résumés, interviews, vacancies.
    Applications,
    /// Anything else: other professions, jokes.
    Other,
}

/// How a text was interpreted that is not a name in the knowledge.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Interpretation {
    /// What was typed, on one line, cut to 100 characters.
    pub typed: String,
    /// What it was taken for.
    pub entity: Subject,
    /// The name or alias that came closest.
    pub via: String,
    /// The words that were read as others, in the order in which they were typed.
    pub corrections: Vec<Correction>,
    /// Whether nothing else of the text was understood: it may be in another language.
    pub is_all: bool,
}

/// A question with several meanings, or one that is not certain.
#[derive(Debug, Clone, PartialEq)]
pub struct Ambiguous {
    /// What was typed, on one line, cut to 100 characters.
    pub typed: String,
    /// The term that was named, if it is a term for several roles.
    pub term: Option<TermKey>,
    /// What it may mean, best first: 1 to 25, without those that are far behind the first.
    pub candidates: Vec<Candidate>,
    /// For a question about two roles, which of the two is not clear.
    pub half: Option<PendingArgument>,
}

/// A name that is not in the knowledge.
#[derive(Debug, Clone, PartialEq)]
pub struct NotFound {
    /// What was typed, on one line, cut to 100 characters; empty if nothing was.
    pub typed: String,
    /// The term that was named, if it is a term for no role.
    pub term: Option<TermKey>,
    /// The field beside that of the knowledge that it belongs to.
    pub near_field: Option<NearFieldKey>,
    /// The closest names, best first; at most 3, often none. In a near field, the roles that come nearest.
    pub nearest: Vec<Candidate>,
    /// For a question about two roles, which of the two was not found.
    pub half: Option<PendingArgument>,
}

/// Something that may have been meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The role, term or track.
    pub entity: Subject,
    /// How close it is, 0 to 1.
    pub score: f64,
    /// The name or alias that came closest.
    pub via: String,
}

/// One of the two roles of a question: the one that is not clear yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingArgument {
    /// The name of the command: `path` or `compare`.
    pub command: &'static str,
    /// The name of the option that is not clear, such as `from`.
    pub option: &'static str,
    /// Whether that is the first of the two.
    pub is_first: bool,
    /// What the other option names: one role; or a term that is asked about next; or, if it is ambiguous too, at most
    /// five roles; nothing if it was not found.
    pub others: Vec<Subject>,
}

impl Query {
    /// A query whose names were interpreted like this.
    pub(super) fn interpreted(intent: Intent, interpretations: Vec<Interpretation>) -> Query {
        Query { interpretations, ..Query::new(intent) }
    }

    /// A query in which everything was named by a name in the knowledge.
    pub fn new(intent: Intent) -> Query {
        Query { intent, interpretations: Vec::new(), via: Vec::new(), asks_years: false }
    }
}

impl Ambiguous {
    pub(super) fn new(typed: String, term: Option<TermKey>, candidates: impl Iterator<Item = Candidate>) -> Ambiguous {
        let mut candidates: Vec<Candidate> = candidates.take(MAX_CANDIDATES).collect();
        let best = candidates.first().map_or(0.0, |candidate| candidate.score);
        let is_best = |candidate: &Candidate| candidate.score >= best;
        let mut place = 0;
        candidates.retain(|candidate| {
            place += 1;
            is_best(candidate) || place <= MAX_UNEQUAL && candidate.score >= MIN_SHARE * best
        });
        Ambiguous { typed, term, candidates, half: None }
    }
}

impl NotFound {
    pub(super) fn new(typed: String, term: Option<TermKey>, candidates: impl Iterator<Item = Candidate>) -> NotFound {
        NotFound { typed, term, near_field: None, nearest: candidates.take(MAX_NEAREST).collect(), half: None }
    }
}

impl Candidate {
    /// What was named by this name, but not alone.
    pub(super) fn certain(entity: Subject, name: &str) -> Candidate {
        Candidate { entity, score: 1.0, via: name.to_owned() }
    }
}
