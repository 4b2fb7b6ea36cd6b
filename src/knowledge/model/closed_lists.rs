//! The keys of the format that take one word of a closed list.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// How sure a statement is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Confidence {
    /// Second-hand.
    Low,
    /// Undated, only partly read, or matched to a role by us.
    Medium,
    /// The source says it explicitly.
    #[default]
    High,
}

/// What kind of evidence a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum SourceKind {
    /// An employer's own career ladder.
    Ladder,
    /// Advice of a public or professional body.
    Guidance,
    /// A public classification of occupations or skills.
    Classification,
    /// An article or a book.
    Article,
    /// A discussion: a post and its comments, a forum thread.
    Discussion,
    /// One person's own career.
    Account,
    /// A survey of many people.
    Survey,
}

/// How two places of a [`Move`](super::Move) relate to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum MoveKind {
    /// Upward.
    Step,
    /// Sideways, or to another track.
    Switch,
    /// Out of the field.
    Exit,
    /// At the same level; no direction.
    Peer,
    /// Similar, without direction; never a next step.
    Related,
}

/// How a viewpoint relates to what was said before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Stance {
    /// Says the same.
    Agrees,
    /// Says the same in part.
    PartlyAgrees,
    /// Says the opposite, or something that cannot be true at the same time.
    Disagrees,
    /// Says something more.
    Adds,
    /// Asks a question.
    Asks,
}

/// A public catalog of occupations or skills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Scheme {
    /// O*NET-SOC, the occupations of the US Department of Labor: `15-1244.00`.
    OnetSoc,
    /// ESCO, the occupations of the European Union, by the UUID at the end of their address.
    Esco,
    /// SFIA, the skills of the SFIA Foundation: `ITOP`.
    Sfia,
}

macro_rules! closed_lists {
    ($($list:ident)*) => {$(
        impl $list {
            /// Every value, in the order of the definition.
            pub const ALL: &[$list] = <$list as VariantArray>::VARIANTS;

            /// Parses what knowledge files write; `None` for anything else.
            pub fn parse(text: &str) -> Option<$list> {
                text.parse().ok()
            }

            /// As it is written in knowledge files.
            pub fn as_str(self) -> &'static str {
                self.into()
            }
        }
    )*};
}

closed_lists!(Confidence SourceKind MoveKind Stance Scheme);

impl Scheme {
    /// As it is shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Scheme::OnetSoc => "O*NET",
            Scheme::Esco => "ESCO",
            Scheme::Sfia => "SFIA",
        }
    }

    /// An example of a valid code.
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
    /// assert!(Scheme::Sfia.is_valid_code("PROG"));
    /// assert!(!Scheme::OnetSoc.is_valid_code("15-1244"));
    /// ```
    pub fn is_valid_code(self, code: &str) -> bool {
        let fits = |letter: char, like: char| match (self, like) {
            (_, '-' | '.') => letter == like,
            (Scheme::OnetSoc, _) => letter.is_ascii_digit(),
            (Scheme::Esco, _) => matches!(letter, '0'..='9' | 'a'..='f'),
            (Scheme::Sfia, _) => letter.is_ascii_uppercase(),
        };
        code.len() == self.example().len() && code.chars().zip(self.example().chars()).all(|(a, b)| fits(a, b))
    }
}
