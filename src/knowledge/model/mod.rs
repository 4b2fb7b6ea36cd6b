//! What the bot knows, after it has been checked.
//!
//! A [`Knowledge`] is sound by construction: every reference leads somewhere, no text is empty, every statement has
//! somebody who says it and a source in which it is said. It knows neither files nor serde; the written form is in
//! `knowledge::raw`, and `knowledge::check` turns the one into the other.
//!
//! Things refer to each other by key, and a key opens the thing in the knowledge that it came from:
//!
//! ```
//! use nextrole::knowledge::model::Knowledge;
//!
//! fn first_rungs(knowledge: &Knowledge) -> Vec<&str> {
//!     knowledge
//!         .tracks
//!         .iter()
//!         .filter_map(|track| track.rungs.first())
//!         .map(|step| knowledge.rung_title(step))
//!         .collect()
//! }
//! # assert!(first_rungs(&Knowledge::default()).is_empty());
//! ```

use std::borrow::Cow;
use std::fmt;
use std::ops::Index;

/// The words that questions are matched against: a part of the knowledge that is of use alone.
///
/// Unlike the rest, it may be had from a folder that has errors: then a name may lead to two roles, and an id be longer
/// than [`MAX_ID_CHARS`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Every role, in the order of the files.
    pub roles: Vec<Role>,
    /// Words that are no single role, in the order of the files.
    pub terms: Vec<Term>,
    /// What people type short, in the order of the files.
    pub abbreviations: Vec<Abbreviation>,
}

/// Everything that is known: who says what about which role, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// The roles and terms that statements are about.
    pub vocabulary: Vocabulary,
    /// Where statements were made, in the order of the files.
    pub sources: Vec<Source>,
    /// Who made them, in the order of the files.
    pub people: Vec<Person>,
    /// Ladders of roles, in the order of the files.
    pub tracks: Vec<Track>,
    /// Ways that are no rung of a track, in the order of the files.
    pub moves: Vec<Move>,
    /// What a role or term is said to be, in the order of the files.
    pub definitions: Vec<Definition>,
    /// What people think, in the order of the files.
    pub viewpoints: Vec<Viewpoint>,
    /// Where statements contradict each other, in the order of the files.
    pub disputes: Vec<Dispute>,
}

macro_rules! keys {
    ($($(#[$doc:meta])* $key:ident opens $thing:ident in $($field:ident).+;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $key(pub(crate) u32);

        impl $key {
            /// Its place in the list that it opens, counted from 0.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Index<$key> for Knowledge {
            type Output = $thing;

            fn index(&self, key: $key) -> &$thing {
                &self.$($field).+[key.index()]
            }
        }
    )*};
}

keys! {
    /// Opens a [`Role`].
    RoleKey opens Role in vocabulary.roles;
    /// Opens a [`Term`].
    TermKey opens Term in vocabulary.terms;
    /// Opens a [`Source`].
    SourceKey opens Source in sources;
    /// Opens a [`Person`].
    PersonKey opens Person in people;
    /// Opens a [`Track`].
    TrackKey opens Track in tracks;
    /// Opens a [`Move`].
    MoveKey opens Move in moves;
    /// Opens a [`Definition`].
    DefinitionKey opens Definition in definitions;
    /// Opens a [`Viewpoint`].
    ViewpointKey opens Viewpoint in viewpoints;
}

/// A job that people have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Kebab-case, unique among roles, at most [`MAX_ID_CHARS`] characters.
    pub id: String,
    /// As it is shown.
    pub name: String,
    /// Other names that people use for it.
    pub aliases: Vec<String>,
    /// What it is, in a sentence or two.
    pub summary: Option<String>,
    /// Whether whoever has it manages people or budgets, so that the way to it is one into management.
    pub manages: bool,
    /// What it is called in public catalogues of occupations, at most one for each [`Scheme`], in their order.
    pub identifiers: Vec<Identifier>,
}

/// What a role is called in a public catalogue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identifier {
    /// Which catalogue.
    pub scheme: Scheme,
    /// As the catalogue writes it; of the form that [`Scheme::holds`] asks for.
    pub code: String,
}

/// A public catalogue of occupations or skills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// O*NET-SOC, the occupations of the US Department of Labor: `15-1244.00`.
    OnetSoc,
    /// ESCO, the occupations of the European Union, by the UUID at the end of their address.
    Esco,
    /// SFIA, the skills of the SFIA Foundation: `ITOP`.
    Sfia,
}

/// A word that is no single role, such as "architect".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Kebab-case, unique among terms, at most [`MAX_ID_CHARS`] characters.
    pub id: String,
    /// As it is shown.
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// The roles that it may mean; empty where it means none in particular.
    pub covers: Vec<RoleKey>,
    /// What it is, in a sentence or two.
    pub summary: Option<String>,
}

/// What people type, and what it stands for: `sr`, `senior`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// What is typed.
    pub short: String,
    /// What it stands for.
    pub long: String,
}

/// A page, post or paper in which statements are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Kebab-case, unique among sources.
    pub id: String,
    /// As it calls itself.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When; absent where the source does not say, and then shown as undated.
    pub published: Option<Published>,
    /// Where it can be read; starts with `http://` or `https://`.
    pub url: Option<String>,
    /// Under which terms.
    pub licence: Option<String>,
    /// A notice that is owed wherever the source is used.
    pub attribution: Option<String>,
    /// How sure its statements are, where one does not say otherwise.
    pub confidence: Confidence,
}

/// Somebody who speaks: a person, or an organisation.
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

/// How sure a statement is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Told at second hand.
    Low,
    /// Undated, read in part, or matched to a role by us.
    Medium,
    /// The source says it in so many words.
    #[default]
    High,
}

/// A ladder of roles, as somebody sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// Kebab-case, unique among tracks, at most [`MAX_ID_CHARS`] characters.
    pub id: String,
    /// As it is shown.
    pub name: String,
    /// Who draws it.
    pub attribution: Attribution,
    /// The rungs, lowest first; two at least.
    pub rungs: Vec<Rung>,
    /// What it is, in a sentence or two.
    pub summary: Option<String>,
}

/// A rung of a [`Track`]. It has a role, a title of its own, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    /// The role that stands here.
    pub role: Option<RoleKey>,
    /// The source's own name for the rung.
    pub title: Option<String>,
    /// What this rung adds to the one below.
    pub adds: Option<String>,
}

/// A way from one place to another that is no rung of a track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Kebab-case, unique among all statements; only a move that something refers to needs one.
    pub id: Option<String>,
    /// Where it starts; a track means "at any rung".
    pub from: Place,
    /// Where it leads.
    pub to: Place,
    /// What sort of way it is.
    pub kind: MoveKind,
    /// Who says so.
    pub attribution: Attribution,
    /// Whether they say that most people go this way.
    pub usual: bool,
    /// What else they say of it.
    pub note: Option<String>,
}

/// An end of a [`Move`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// One role.
    Role(RoleKey),
    /// A track, at any rung.
    Track(TrackKey),
}

/// What sort of way a [`Move`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoveKind {
    /// Upward.
    Step,
    /// To another track.
    Switch,
    /// Leaves the field.
    Exit,
    /// At the same level.
    Peer,
    /// Near to each other, without direction; never a next step.
    Related,
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

/// What somebody says a role or term is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Kebab-case, unique among all statements; only a definition that something refers to needs one.
    pub id: Option<String>,
    /// A role or a term; never a track.
    pub of: Subject,
    /// Who says so.
    pub attribution: Attribution,
    /// In the knowledge's own words.
    pub text: String,
}

/// What somebody thinks of roles, tracks or terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewpoint {
    /// Kebab-case, unique among viewpoints.
    pub id: String,
    /// Who, and where.
    pub attribution: Attribution,
    /// How they stand to what was said before.
    pub stance: Stance,
    /// What it is about; a viewpoint about nothing is empty here.
    pub about: Vec<Subject>,
    /// The viewpoint that it answers. Never leads back to itself.
    pub replies_to: Option<ViewpointKey>,
    /// In the knowledge's own words.
    pub text: String,
}

/// How somebody stands to what was said before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Says the same.
    Agrees,
    /// Says the same in part.
    PartlyAgrees,
    /// Says otherwise.
    Disagrees,
    /// Says something further.
    Adds,
    /// Asks back.
    Asks,
}

/// A question to which statements give different answers.
///
/// It says nothing itself: it only points at what people say, so it has no author, and no verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// Kebab-case, unique among disputes.
    pub id: String,
    /// What is disputed, as a question.
    pub question: String,
    /// What it is about, mainly the first; a dispute about nothing is empty here.
    pub about: Vec<Subject>,
    /// The answers; two at least.
    pub sides: Vec<Side>,
}

/// One answer of a [`Dispute`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The answer, in the knowledge's own words.
    pub says: String,
    /// Who gives it, and where: one statement at least.
    pub statements: Vec<Statement>,
}

/// Something that somebody says, and that can be pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statement {
    /// A track.
    Track(TrackKey),
    /// A move.
    Move(MoveKey),
    /// A definition.
    Definition(DefinitionKey),
    /// A viewpoint.
    Viewpoint(ViewpointKey),
}

/// When a source was published, as exactly as it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published {
    /// The year, 1900 to 2999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month; only with a month.
    pub day: Option<u8>,
}

/// Most characters of an id.
///
/// A person types them and reads them in references; nobody does that with more.
pub const MAX_ID_CHARS: usize = 80;

/// Most characters of a [`handle`]. Two of them, and the rest of a question, fit into the 100 characters that Discord
/// gives a button.
pub const MAX_HANDLE_CHARS: usize = 40;

/// What stands for an id where there is little room: the id itself, or, for a long one, `~` and a hash of it.
///
/// It is the same on every machine and in every version.
pub fn handle(id: &str) -> Cow<'_, str> {
    if id.chars().count() <= MAX_HANDLE_CHARS {
        return Cow::Borrowed(id);
    }
    // FNV-1a over 64 bits: an id is no secret, and a few thousand of them do not meet.
    let hash = id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    Cow::Owned(format!("~{hash:016x}"))
}

/// Whether a thing with this id is meant by an id or by a [`handle`].
fn is_called(id: &str, called: &str) -> bool {
    id == called || (called.starts_with('~') && handle(id) == called)
}

impl Knowledge {
    /// The role with this id or [`handle`].
    pub fn role_with_id(&self, id: &str) -> Option<RoleKey> {
        self.vocabulary.role_with_id(id)
    }

    /// The term with this id or [`handle`].
    pub fn term_with_id(&self, id: &str) -> Option<TermKey> {
        self.vocabulary.term_with_id(id)
    }

    /// The track with this id or [`handle`].
    pub fn track_with_id(&self, id: &str) -> Option<TrackKey> {
        key_where(&self.tracks, |track| is_called(&track.id, id)).map(TrackKey)
    }

    /// Who makes a statement, where, and how sure it is.
    pub fn attribution(&self, statement: Statement) -> Attribution {
        match statement {
            Statement::Track(track) => self[track].attribution,
            Statement::Move(movement) => self[movement].attribution,
            Statement::Definition(definition) => self[definition].attribution,
            Statement::Viewpoint(viewpoint) => self[viewpoint].attribution,
        }
    }

    /// What a rung is called: the source's own title, else its role's name.
    pub fn rung_title<'k>(&'k self, rung: &'k Rung) -> &'k str {
        match (&rung.title, rung.role) {
            (Some(title), _) => title,
            (None, Some(role)) => &self[role].name,
            (None, None) => "",
        }
    }
}

impl Knowledge {
    /// Whether whoever is at this place manages: a role that does, or a track of which most rungs do.
    pub fn manages(&self, place: Place) -> bool {
        match place {
            Place::Role(role) => self[role].manages,
            Place::Track(track) => {
                let rungs = self[track].rungs.iter().filter_map(|rung| rung.role);
                let (managing, others): (Vec<_>, Vec<_>) = rungs.partition(|role| self[*role].manages);
                managing.len() > others.len()
            }
        }
    }
}

impl Vocabulary {
    /// The role with this id or [`handle`].
    pub fn role_with_id(&self, id: &str) -> Option<RoleKey> {
        key_where(&self.roles, |role| is_called(&role.id, id)).map(RoleKey)
    }

    /// The term with this id or [`handle`].
    pub fn term_with_id(&self, id: &str) -> Option<TermKey> {
        key_where(&self.terms, |term| is_called(&term.id, id)).map(TermKey)
    }

    /// Every role with its key, in the order of the files.
    pub fn roles_with_keys(&self) -> impl Iterator<Item = (RoleKey, &Role)> {
        (0..).map(RoleKey).zip(&self.roles)
    }

    /// Every term with its key, in the order of the files.
    pub fn terms_with_keys(&self) -> impl Iterator<Item = (TermKey, &Term)> {
        (0..).map(TermKey).zip(&self.terms)
    }
}

fn key_where<T>(things: &[T], is_it: impl Fn(&T) -> bool) -> Option<u32> {
    things.iter().position(is_it).and_then(|index| u32::try_from(index).ok())
}

impl Identifier {
    /// The public page that says what the code stands for.
    ///
    /// ```
    /// use nextrole::knowledge::model::{Identifier, Scheme};
    ///
    /// let identifier = Identifier { scheme: Scheme::OnetSoc, code: "15-1244.00".to_owned() };
    /// assert_eq!(identifier.url(), "https://www.onetonline.org/link/summary/15-1244.00");
    /// ```
    pub fn url(&self) -> String {
        let start = match self.scheme {
            Scheme::OnetSoc => "https://www.onetonline.org/link/summary/",
            Scheme::Esco => "http://data.europa.eu/esco/occupation/",
            Scheme::Sfia => "https://sfia-online.org/en/shortcode/9/",
        };
        format!("{start}{}", self.code)
    }
}

impl Scheme {
    /// Every scheme.
    pub const ALL: &[Scheme] = &[Scheme::OnetSoc, Scheme::Esco, Scheme::Sfia];

    /// As it is written in knowledge files.
    pub fn as_str(self) -> &'static str {
        match self {
            Scheme::OnetSoc => "onet-soc",
            Scheme::Esco => "esco",
            Scheme::Sfia => "sfia",
        }
    }

    /// As it is shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Scheme::OnetSoc => "O*NET",
            Scheme::Esco => "ESCO",
            Scheme::Sfia => "SFIA",
        }
    }

    /// A code of the right form, as an example.
    pub fn example(self) -> &'static str {
        match self {
            Scheme::OnetSoc => "15-1244.00",
            Scheme::Esco => "00cee175-1376-43fb-9f02-ba3d7a910a58",
            Scheme::Sfia => "ITOP",
        }
    }

    /// Whether a code has the form of this scheme's codes: digits where [`Scheme::example`] has digits, and so on.
    ///
    /// ```
    /// use nextrole::knowledge::model::Scheme;
    ///
    /// assert!(Scheme::Sfia.holds("PROG"));
    /// assert!(!Scheme::OnetSoc.holds("15-1244"));
    /// ```
    pub fn holds(self, code: &str) -> bool {
        let fits = |letter: char, like: char| match (self, like) {
            (_, '-' | '.') => letter == like,
            (Scheme::OnetSoc, _) => letter.is_ascii_digit(),
            (Scheme::Esco, _) => matches!(letter, '0'..='9' | 'a'..='f'),
            (Scheme::Sfia, _) => letter.is_ascii_uppercase(),
        };
        code.len() == self.example().len() && code.chars().zip(self.example().chars()).all(|(a, b)| fits(a, b))
    }
}

impl Confidence {
    /// Every confidence, the surest first.
    pub const ALL: &[Confidence] = &[Confidence::High, Confidence::Medium, Confidence::Low];

    /// Reads what knowledge files write; `None` for anything else.
    pub fn parse(text: &str) -> Option<Confidence> {
        Confidence::ALL.iter().copied().find(|word| word.as_str() == text)
    }

    /// As it is written in knowledge files.
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}

impl MoveKind {
    /// Every kind.
    pub const ALL: &[MoveKind] = &[MoveKind::Step, MoveKind::Switch, MoveKind::Exit, MoveKind::Peer, MoveKind::Related];

    /// Reads what knowledge files write; `None` for anything else.
    pub fn parse(text: &str) -> Option<MoveKind> {
        MoveKind::ALL.iter().copied().find(|word| word.as_str() == text)
    }

    /// As it is written in knowledge files.
    pub fn as_str(self) -> &'static str {
        match self {
            MoveKind::Step => "step",
            MoveKind::Switch => "switch",
            MoveKind::Exit => "exit",
            MoveKind::Peer => "peer",
            MoveKind::Related => "related",
        }
    }
}

impl Stance {
    /// Every stance.
    pub const ALL: &[Stance] = &[Stance::Agrees, Stance::PartlyAgrees, Stance::Disagrees, Stance::Adds, Stance::Asks];

    /// Reads what knowledge files write; `None` for anything else.
    pub fn parse(text: &str) -> Option<Stance> {
        Stance::ALL.iter().copied().find(|word| word.as_str() == text)
    }

    /// As it is written in knowledge files.
    pub fn as_str(self) -> &'static str {
        match self {
            Stance::Agrees => "agrees",
            Stance::PartlyAgrees => "partly-agrees",
            Stance::Disagrees => "disagrees",
            Stance::Adds => "adds",
            Stance::Asks => "asks",
        }
    }
}

impl Published {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` for anything else, and for days that no calendar has.
    ///
    /// ```
    /// use nextrole::knowledge::model::Published;
    ///
    /// assert_eq!(Published::parse("2005-08").map(|date| date.year), Some(2005));
    /// assert_eq!(Published::parse("2005-02-30"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Published> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |month| month.map(Some))?;
        let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |day| day.map(Some))?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let longest = match month {
            Some(4 | 6 | 9 | 11) => 30,
            Some(2) if leap => 29,
            Some(2) => 28,
            _ => 31,
        };
        let real = (1900..3000).contains(&year)
            && month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| (1..=longest).contains(&day))
            && parts.next().is_none();
        let small = |number: u16| u8::try_from(number).ok();
        real.then(|| Published { year, month: month.and_then(small), day: day.and_then(small) })
    }
}

/// As it is written in knowledge files: `2005`, `2005-08` or `2005-08-31`.
impl fmt::Display for Published {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(out, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(out, "-{day:02}"))
    }
}

fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
