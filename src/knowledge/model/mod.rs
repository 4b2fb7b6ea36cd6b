//! The knowledge after it has been checked.
//!
//! A [`Knowledge`] is valid by construction: every reference resolves, no text is empty, and every statement has an
//! author and a source. It knows neither files nor serde: the written form is in `knowledge::raw`, and
//! `knowledge::check` and `knowledge::build` turn one into the other. `docs/knowledge.md` describes the files.
//!
//! Entities refer to each other by key, and a key indexes the knowledge that it came from:
//!
//! ```
//! use nextrole::knowledge::model::Knowledge;
//!
//! fn first_rungs(knowledge: &Knowledge) -> Vec<&str> {
//!     knowledge
//!         .tracks
//!         .iter()
//!         .filter_map(|track| track.rungs.first())
//!         .map(|rung| knowledge.rung_title(rung))
//!         .collect()
//! }
//! # assert!(first_rungs(&Knowledge::default()).is_empty());
//! ```

mod closed_lists;
mod date;
mod keys;

pub use self::closed_lists::{Confidence, MoveKind, Scheme, SourceKind, Stance};
pub use self::date::Published;
pub use self::keys::{
    DefinitionKey, DisputeKey, FamilyKey, MAX_ID_CHARS, MAX_SHORT_ID_CHARS, MoveKey, NearFieldKey, PersonKey, RoleKey,
    SourceKey, TermKey, TrackKey, ViewpointKey, short_id,
};

/// The names that queries are matched against; usable on its own.
///
/// Unlike the rest, it is available even if the folder has errors. Then a name may belong to two roles, and an id may
/// be longer than [`MAX_ID_CHARS`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Groups of roles: [`BUILT_IN_FAMILIES`] in their order, then those that the folder defines.
    pub families: Vec<Family>,
    /// Every role, in file order.
    pub roles: Vec<Role>,
    /// Words that may mean several roles, in file order.
    pub terms: Vec<Term>,
    /// Fields of work beside the one that the folder is about, in file order.
    pub near_fields: Vec<NearField>,
    /// Short forms that people type, in file order.
    pub abbreviations: Vec<Abbreviation>,
}

/// Everything that is known: who says what about which role, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// What the folder is about, such as "IT infrastructure", if it says so.
    pub field: Option<String>,
    /// The roles and terms that statements are about.
    pub vocabulary: Vocabulary,
    /// Where statements were made, in file order.
    pub sources: Vec<Source>,
    /// Who made them, in file order.
    pub people: Vec<Person>,
    /// Career tracks, in file order.
    pub tracks: Vec<Track>,
    /// Moves that are not rungs of a track, in file order. A move that was written with lists stands here once for each
    /// pair; see [`Move::statement`].
    pub moves: Vec<Move>,
    /// What roles and terms are said to be, in file order.
    pub definitions: Vec<Definition>,
    /// Opinions, in file order.
    pub viewpoints: Vec<Viewpoint>,
    /// Questions on which statements contradict each other, in file order.
    pub disputes: Vec<Dispute>,
}

/// A group of related roles, such as support or networks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// Kebab-case, unique among families.
    pub id: String,
    /// As it is shown.
    pub name: String,
}

/// The families that every folder has: id and name. A folder that defines one of these ids gives it another name.
pub const BUILT_IN_FAMILIES: &[(&str, &str)] = &[
    ("support", "Support"),
    ("networks", "Networks"),
    ("systems", "Systems"),
    ("cloud", "Cloud and reliability"),
    ("security", "Security"),
    ("data", "Data"),
    ("software", "Software"),
    ("service-management", "Service management"),
    ("projects", "Projects"),
    ("architecture", "Architecture"),
    ("management", "Management"),
    ("other", "Other"),
];

/// A job role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Kebab-case, unique among roles, at most [`MAX_ID_CHARS`] characters.
    pub id: String,
    /// As it is shown.
    pub name: String,
    /// Whether the name keeps its first letter within a sentence: "IT manager", but "system administrator".
    pub keeps_capital: bool,
    /// Which group of roles it belongs to.
    pub family: Option<FamilyKey>,
    /// Other names that people use for it.
    pub aliases: Vec<String>,
    /// Its names in other languages. They are read like aliases, and not shown among them.
    pub translations: Vec<String>,
    /// What it is, in a sentence or two.
    pub summary: Option<String>,
    /// Whether it is a manager's role: a move to it from a role that does not manage is one into management.
    pub manages: bool,
    /// Its codes in public catalogs of occupations, at most one for each [`Scheme`], in the order of [`Scheme::ALL`].
    pub identifiers: Vec<Identifier>,
}

/// The code of a role in a public catalog.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identifier {
    /// Which catalog.
    pub scheme: Scheme,
    /// As the catalog writes it; always [valid](Scheme::is_valid_code).
    pub code: String,
}

/// A word that may mean several roles, such as "architect".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Kebab-case, unique among terms, at most [`MAX_ID_CHARS`] characters.
    pub id: String,
    /// As it is shown.
    pub name: String,
    /// Whether the name keeps its first letter within a sentence: "IT manager", but "system administrator".
    pub keeps_capital: bool,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Its names in other languages. They are read like aliases, and not shown among them.
    pub translations: Vec<String>,
    /// The roles that it may mean; empty if it means none in particular.
    pub covers: Vec<RoleKey>,
    /// What it is, in a sentence or two.
    pub summary: Option<String>,
}

/// A field of work that the knowledge does not cover, but that people ask about: they get the nearest roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearField {
    /// As it is shown.
    pub name: String,
    /// What people in it are called.
    pub titles: Vec<String>,
    /// The roles of the knowledge that come nearest; at least one.
    pub nearest: Vec<RoleKey>,
    /// Why it is not covered, in a sentence or two.
    pub note: Option<String>,
}

/// A short form that people type, and what it stands for: `sr`, `senior`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// What is typed.
    pub short: String,
    /// What it stands for.
    pub long: String,
}

/// A page, post, paper or book in which statements are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Kebab-case, unique among sources.
    pub id: String,
    /// Its own title.
    pub title: String,
    /// A short name to show instead of the title or publisher, such as "BLS".
    pub short: Option<String>,
    /// What kind of evidence it is.
    pub kind: Option<SourceKind>,
    /// Who published it. Sources of one publisher are not independent of each other.
    pub publisher: Option<String>,
    /// When; `None` if the source does not say, which is shown as undated.
    pub published: Option<Published>,
    /// Where it can be read; starts with `http://` or `https://`.
    pub url: Option<String>,
    /// The license under which it may be used.
    pub license: Option<String>,
    /// The notice that the license requires.
    pub attribution: Option<String>,
    /// How sure its statements are, unless a statement says otherwise.
    pub confidence: Confidence,
}

/// Someone who makes statements: a person or an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Kebab-case, unique among people.
    pub id: String,
    /// As they are shown.
    pub name: String,
}

/// Who says something, where, and how sure it is. Every track, move, definition and viewpoint has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribution {
    /// Who.
    pub by: PersonKey,
    /// Where, and thereby when.
    pub source: SourceKey,
    /// How sure.
    pub confidence: Confidence,
}

/// A career track: rungs in order, as someone describes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// Kebab-case, unique among tracks, at most [`MAX_ID_CHARS`] characters.
    pub id: String,
    /// As it is shown.
    pub name: String,
    /// Who describes it.
    pub attribution: Attribution,
    /// The rungs, lowest first; at least two.
    pub rungs: Vec<Rung>,
    /// Whether the rungs are the source's and their order is our reading.
    pub inferred: bool,
    /// What it is, in a sentence or two.
    pub summary: Option<String>,
}

/// A rung of a [`Track`]. It has at least one role or a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    /// The roles on this rung, side by side; mostly one. Empty if the rung has only a title.
    pub roles: Vec<RoleKey>,
    /// The source's own title for the rung.
    pub title: Option<String>,
    /// What this rung adds to the one below.
    pub adds: Option<String>,
    /// How many years people usually stay, or the experience asked for, in the source's words: "2", "2-4", "at least 3".
    pub years: Option<String>,
}

impl Rung {
    /// The first role of the rung: what a caller takes that shows one role only.
    pub fn role(&self) -> Option<RoleKey> {
        self.roles.first().copied()
    }

    /// Whether the role is on this rung.
    pub fn has(&self, role: RoleKey) -> bool {
        self.roles.contains(&role)
    }
}

/// A stated way from one place to another that is not a rung of a track.
///
/// A `[[move]]` with lists in `from` or `to` becomes one `Move` for each pair; they share everything but the ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Kebab-case, unique among all statements; only moves that something refers to have one.
    pub id: Option<String>,
    /// The first move of the same `[[move]]`: this one itself, unless it was written with lists. Two moves are the same
    /// statement if this is equal. A dispute that names [`Move::id`] refers to the first.
    pub statement: MoveKey,
    /// Where it starts; a track means "at any rung".
    pub from: Place,
    /// Where it leads.
    pub to: Place,
    /// How the two places relate.
    pub kind: MoveKind,
    /// Who says so.
    pub attribution: Attribution,
    /// Whether they call it the usual, customary or natural way.
    pub usual: bool,
    /// Whether it is one person's own career: a case and not a rule. Also true for every move in a source of the kind
    /// [`SourceKind::Account`].
    pub account: bool,
    /// After how many years, in the source's words: "1-2".
    pub years: Option<String>,
    /// Whether the two places are the source's, and the direction or kind is our reading.
    pub inferred: bool,
    /// What else they say about it.
    pub note: Option<String>,
}

/// An end of a [`Move`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A role.
    Role(RoleKey),
    /// A track, at any rung.
    Track(TrackKey),
}

/// What a statement can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A role.
    Role(RoleKey),
    /// A track.
    Track(TrackKey),
    /// A term.
    Term(TermKey),
}

/// What someone says a role or term is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Kebab-case, unique among all statements; only definitions that something refers to have one.
    pub id: Option<String>,
    /// A role or a term, never a track.
    pub of: Subject,
    /// Who says so.
    pub attribution: Attribution,
    /// The definition, in our own words.
    pub text: String,
}

/// An opinion about roles, tracks or terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewpoint {
    /// Kebab-case, unique among viewpoints.
    pub id: String,
    /// Who, and where.
    pub attribution: Attribution,
    /// How it relates to what was said before.
    pub stance: Stance,
    /// What it is about; empty with a warning.
    pub about: Vec<Subject>,
    /// The viewpoint that it answers. Replies never form a cycle.
    pub replies_to: Option<ViewpointKey>,
    /// The opinion, in our own words.
    pub text: String,
}

/// A question to which statements give different answers.
///
/// It only points to what people say, so it has no author and no verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// Kebab-case, unique among disputes.
    pub id: String,
    /// What is disputed, as a question.
    pub question: String,
    /// How else people ask it.
    pub asked_as: Vec<String>,
    /// What it is about, the main subject first; empty with a warning.
    pub about: Vec<Subject>,
    /// The answers; at least two.
    pub sides: Vec<Side>,
}

/// One answer to a [`Dispute`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The answer, in our own words.
    pub says: String,
    /// Who gives it, and where: at least one statement.
    pub statements: Vec<Statement>,
}

/// A statement that can be referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statement {
    /// A track.
    Track(TrackKey),
    /// A move; the first, if it was written with lists.
    Move(MoveKey),
    /// A definition.
    Definition(DefinitionKey),
    /// A viewpoint.
    Viewpoint(ViewpointKey),
}

impl Identifier {
    /// The public page that explains the code.
    ///
    /// ```
    /// use nextrole::knowledge::model::{Identifier, Scheme};
    ///
    /// let identifier = Identifier { scheme: Scheme::OnetSoc, code: "15-1244.00".to_owned() };
    /// assert_eq!(identifier.url(), "https://www.onetonline.org/link/summary/15-1244.00");
    /// ```
    pub fn url(&self) -> String {
        let base = match self.scheme {
            Scheme::OnetSoc => "https://www.onetonline.org/link/summary/",
            Scheme::Esco => "http://data.europa.eu/esco/occupation/",
            Scheme::Sfia => "https://sfia-online.org/en/shortcode/9/",
        };
        format!("{base}{}", self.code)
    }
}
