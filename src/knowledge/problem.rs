//! What can be wrong with a knowledge folder, and where.
//!
//! A [`Problem`] says what is wrong, points at the place and tells what to do. Finding one is the work of
//! `knowledge::check`; drawing it is the work of [`report`](super::report).

use std::ops::Range;

/// The files of a knowledge folder, as read; problems point into them.
#[derive(Debug, Clone, Default)]
pub struct Files(pub Vec<File>);

/// One file of a knowledge folder.
#[derive(Debug, Clone)]
pub struct File {
    /// The path as it is shown: the folder as it was given, and the way from there, with `/` between.
    pub path: String,
    /// What it says; empty where it could not be read, and with `�` in place of what is not UTF-8.
    pub text: String,
}

/// Opens a [`File`] of [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileKey(pub usize);

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// The file.
    pub file: FileKey,
    /// Byte offsets into its text, end exclusive; `0..0` means the file as a whole.
    pub span: Range<usize>,
}

impl At {
    /// A file, or a folder that stands for one, as a whole.
    pub(super) fn whole(file: FileKey) -> At {
        At { file, span: 0..0 }
    }
}

/// Something wrong with a knowledge folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which sort of problem it is.
    pub code: Code,
    /// What is wrong, naming the value at fault: lower case, no full stop.
    pub title: String,
    /// Where.
    pub at: At,
    /// Another place that explains the first, and what it is; empty in most problems.
    pub see: Vec<(At, String)>,
    /// What to do, as an order to the reader.
    pub help: String,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The knowledge cannot be used.
    Error,
    /// It can be used, and somebody should look at it.
    Warning,
}

/// Most characters of a value that a title repeats: enough to recognise it, and a title stays one line.
const QUOTED_CHARS: usize = 60;

/// A value as titles name it: between backticks, and cut where it is long.
pub(super) fn quoted(value: &str) -> String {
    match value.char_indices().nth(QUOTED_CHARS) {
        Some((end, _)) => format!("`{}…`", &value[..end]),
        None => format!("`{value}`"),
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident $name:literal $severity:ident;)*) => {
        /// Which sort of problem it is. Its name is that of its fixture, and of the file in `knowledge::check` that
        /// finds it, where it has one of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $code,)* }

        impl Code {
            /// Every code, errors first.
            pub const ALL: &[Code] = &[$(Code::$code,)*];

            /// Kebab-case, as printed: `error[unknown-role]`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$code => $name,)* }
            }

            /// Whether it makes the knowledge unusable.
            pub fn severity(self) -> Severity {
                match self { $(Code::$code => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// A file or folder cannot be read: it vanished, or its permissions forbid it.
    Unreadable "unreadable" Error;
    /// A file or folder is a symbolic link; following one could lead out of the folder.
    Link "link" Error;
    /// A file is larger than a knowledge file has reason to be.
    TooLarge "too-large" Error;
    /// A file is not UTF-8.
    NotUtf8 "not-utf8" Error;
    /// A file is not TOML.
    BadToml "bad-toml" Error;
    /// A table has a key that the format does not know.
    UnknownKey "unknown-key" Error;
    /// A key that must be there is not.
    MissingKey "missing-key" Error;
    /// A value is not of the type that its key needs.
    WrongType "wrong-type" Error;
    /// Two things of one kind have the same id.
    DuplicateId "duplicate-id" Error;
    /// An id is not kebab-case, or is too long.
    BadId "bad-id" Error;
    /// A reference leads nowhere.
    UnknownReference "unknown-reference" Error;
    /// A track has fewer than two rungs.
    ShortTrack "short-track" Error;
    /// A rung has neither a role nor a title.
    EmptyStep "empty-step" Error;
    /// A role stands twice on a track, and not every time with a title of its own.
    RepeatedStep "repeated-step" Error;
    /// A name or alias leads to two roles or terms.
    SharedName "shared-name" Error;
    /// An abbreviation stands for two things.
    RepeatedAbbreviation "repeated-abbreviation" Error;
    /// A text is empty.
    EmptyText "empty-text" Error;
    /// A move leads to where it starts.
    MoveToItself "move-to-itself" Error;
    /// A move has a kind that the format does not know.
    UnknownKind "unknown-kind" Error;
    /// A viewpoint has a stance that the format does not know.
    UnknownStance "unknown-stance" Error;
    /// A confidence is not `high`, `medium` or `low`.
    UnknownConfidence "unknown-confidence" Error;
    /// A date is not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    BadDate "bad-date" Error;
    /// An address is not one that a browser opens.
    BadUrl "bad-url" Error;
    /// A code is not one that the catalogue it is said to come from could have.
    BadIdentifier "bad-identifier" Error;
    /// Viewpoints reply to each other in a circle.
    ReplyLoop "reply-loop" Error;
    /// A dispute has fewer than two sides.
    OneSided "one-sided" Error;
    /// Nobody stands on a side of a dispute.
    EmptySide "empty-side" Error;
    /// A statement does not say who makes it.
    WithoutAuthor "without-author" Error;
    /// A statement stands in a file without a source.
    WithoutSource "without-source" Error;
    /// A folder holds no knowledge at all.
    NoKnowledge "no-knowledge" Error;
    /// No track and no move reaches a role.
    UnreachedRole "unreached-role" Warning;
    /// A viewpoint or dispute is about nothing.
    AboutNothing "about-nothing" Warning;
    /// Discord would have to cut a text.
    TooLong "too-long" Warning;
    /// One typing error makes the names of two roles equal.
    NearNames "near-names" Warning;
    /// A source is older than the operator wants.
    OldSource "old-source" Warning;
    /// A source whose licence asks for a notice has none.
    MissingNotice "missing-notice" Warning;
}
