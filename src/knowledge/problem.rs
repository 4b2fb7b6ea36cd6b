//! What can be wrong with a knowledge folder, and where.
//!
//! A [`Problem`] says what is wrong, points to the place and tells what to do. `knowledge::check` finds problems;
//! [`report`](super::report) renders them.

use std::ops::Range;

/// The files of a knowledge folder as they were read; problems point into them.
#[derive(Debug, Clone, Default)]
pub struct SourceFiles(pub Vec<SourceFile>);

/// One file of a knowledge folder.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path as it is shown: the folder as it was given and the path within it, separated by `/`.
    pub path: String,
    /// Its text; empty if it could not be read, and with `�` in place of invalid UTF-8.
    pub text: String,
}

/// Index of a [`SourceFile`] in [`SourceFiles`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub usize);

/// A place in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// Byte offsets into its text, end exclusive; `0..0` means the file as a whole.
    pub span: Range<usize>,
}

impl Location {
    /// A file as a whole, or a folder in place of one.
    pub(super) fn whole(file: FileId) -> Location {
        Location { file, span: 0..0 }
    }
}

/// Something wrong with a knowledge folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which kind of problem it is.
    pub code: Code,
    /// What is wrong, with the value at fault: starts in lower case, no period at the end.
    pub title: String,
    /// Where.
    pub at: Location,
    /// Other places that explain the first, each with a label; mostly none.
    pub related: Vec<(Location, String)>,
    /// What to replace, if that is mechanical: what is written stays what was meant. Empty if someone has to decide.
    pub fix: Vec<Edit>,
    /// What to do, in the imperative.
    pub help: String,
}

/// A part of a file that a fix replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty span is an insertion.
    pub at: Location,
    /// By what.
    pub text: String,
}

impl Code {
    /// What reading finds, before anything is checked.
    pub(crate) const OF_READING: &[Code] =
        &[Code::Unreadable, Code::Link, Code::TooLarge, Code::NotUtf8, Code::MisnamedFile];
}

impl Edit {
    /// Replaces the value at a location by this text, in quotes.
    pub(super) fn quoted(at: &Location, text: &str) -> Edit {
        Edit { at: at.clone(), text: format!("\"{text}\"") }
    }
}

/// How serious a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The knowledge cannot be used.
    Error,
    /// It can be used, but someone should have a look.
    Warning,
    /// It is fine as it is, and may be what someone looks for.
    Note,
}

/// Maximum length of a value in a title, in characters: enough to recognize it, and a title stays one line.
const MAX_QUOTED_CHARS: usize = 60;

/// A value as titles show it: between backticks, and cut if it is long.
pub(super) fn quoted(value: &str) -> String {
    match value.char_indices().nth(MAX_QUOTED_CHARS) {
        Some((end, _)) => format!("`{}…`", &value[..end]),
        None => format!("`{value}`"),
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident $name:literal $severity:ident;)*) => {
        /// Which kind of problem it is. Its fixture has the same name, and so has the file in `knowledge::check` that
        /// finds it, if there is one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $code,)* }

        impl Code {
            /// Every code: errors, warnings, notes.
            pub const ALL: &[Code] = &[$(Code::$code,)*];

            /// Kebab-case, as printed: `error[unknown-role]`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$code => $name,)* }
            }

            /// How serious it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$code => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// A file or folder cannot be read.
    Unreadable "unreadable" Error;
    /// A symbolic link leads out of the folder, nowhere, or to a file that is read already.
    Link "link" Error;
    /// A file or the folder is larger than knowledge needs to be.
    TooLarge "too-large" Error;
    /// A file is not UTF-8.
    NotUtf8 "not-utf8" Error;
    /// A file is not valid TOML.
    BadToml "bad-toml" Error;
    /// A table has a key that the format does not know.
    UnknownKey "unknown-key" Error;
    /// A required key is missing.
    MissingKey "missing-key" Error;
    /// A value has the wrong type.
    WrongType "wrong-type" Error;
    /// Two entities of one kind have the same id.
    DuplicateId "duplicate-id" Error;
    /// An id is not kebab-case, or is too long.
    BadId "bad-id" Error;
    /// A reference does not resolve.
    UnknownReference "unknown-reference" Error;
    /// A track has fewer than two rungs.
    ShortTrack "short-track" Error;
    /// A rung has neither a role nor a title.
    EmptyStep "empty-step" Error;
    /// A role is on several rungs of a track, and not all of them have a title of their own.
    RepeatedStep "repeated-step" Error;
    /// Two roles or terms share a name or alias.
    SharedName "shared-name" Error;
    /// An abbreviation is defined twice.
    RepeatedAbbreviation "repeated-abbreviation" Error;
    /// A text is empty.
    EmptyText "empty-text" Error;
    /// A move leads to the place where it starts.
    MoveToItself "move-to-itself" Error;
    /// A move with lists stands for too many pairs.
    TooManyPairs "too-many-pairs" Error;
    /// A move or source has an unknown kind.
    UnknownKind "unknown-kind" Error;
    /// A role belongs to an unknown family.
    UnknownFamily "unknown-family" Error;
    /// A viewpoint has an unknown stance.
    UnknownStance "unknown-stance" Error;
    /// A confidence is not `high`, `medium` or `low`.
    UnknownConfidence "unknown-confidence" Error;
    /// A date is not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    BadDate "bad-date" Error;
    /// A URL is not one that a browser opens.
    BadUrl "bad-url" Error;
    /// A code does not have the form of its catalog's codes.
    BadIdentifier "bad-identifier" Error;
    /// A language is not an ISO 639 code.
    BadLanguage "bad-language" Error;
    /// Viewpoints reply to each other in a cycle.
    ReplyLoop "reply-loop" Error;
    /// A dispute has fewer than two sides.
    OneSided "one-sided" Error;
    /// A side of a dispute has no statement.
    EmptySide "empty-side" Error;
    /// A near field has no titles, or no role to offer.
    EmptyNearField "empty-near-field" Error;
    /// A statement has no author.
    WithoutAuthor "without-author" Error;
    /// A file with statements has no source.
    WithoutSource "without-source" Error;
    /// A folder says more than once what it is about.
    SecondField "second-field" Error;
    /// A folder defines nothing.
    NoKnowledge "no-knowledge" Error;
    /// No track and no move mentions a role.
    UnreachedRole "unreached-role" Warning;
    /// A viewpoint or dispute is about nothing.
    AboutNothing "about-nothing" Warning;
    /// Discord would have to cut a text.
    TooLong "too-long" Warning;
    /// The names of two roles are one typing error apart.
    NearNames "near-names" Warning;
    /// Steps lead both ways between two roles, and no dispute is about them.
    TwoWayStep "two-way-step" Warning;
    /// A list names the same thing twice.
    RepeatedReference "repeated-reference" Warning;
    /// Someone states the same move twice in one source.
    RepeatedMove "repeated-move" Warning;
    /// A person makes no statement.
    UnusedPerson "unused-person" Warning;
    /// Two disputes are asked in the same words.
    RepeatedQuestion "repeated-question" Warning;
    /// A source is older than the operator wants.
    OldSource "old-source" Warning;
    /// A source is dated in the future.
    FutureSource "future-source" Warning;
    /// A source whose license requires a notice has none.
    MissingNotice "missing-notice" Warning;
    /// A file is not read because its name does not end with `.toml`.
    MisnamedFile "misnamed-file" Warning;
    /// A file has no table.
    EmptyFile "empty-file" Warning;
    /// A text has Markdown, HTML or a mention, which members would see as signs.
    Markup "markup" Warning;
    /// An abbreviation is also the name of a role or term.
    AbbreviatedName "abbreviated-name" Warning;
    /// The steps of one person in one source lead in a circle.
    StepCircle "step-circle" Warning;
    /// The steps of several sources lead in a circle, and no dispute is about it.
    CircleOfSources "circle-of-sources" Note;
    /// Two tracks have the same roles in opposite order, and no dispute is about them.
    ContradictingRungs "contradicting-rungs" Note;
    /// No source names a next step from a role.
    DeadEnd "dead-end" Note;
    /// No source says how people get to a role.
    NoWayIn "no-way-in" Note;
    /// A source has no year.
    UndatedSource "undated-source" Note;
}
