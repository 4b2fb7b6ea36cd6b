//! Inflection: singular forms, and families of words such as "deploy" and "deployment" or "consulting" and "consultant".
//!
//! A family is a weaker tie than the same word: it lets "networks designer" match "network design", while two people
//! named after one thing, a physician and a physicist, stay apart. The endings are in `inflection.txt` of each language.

use std::sync::LazyLock;

use super::data::{LANGUAGES, lines};

/// Minimum bytes of the part that a family shares: with three, "cater" and "cation" would be one family.
const MIN_STEM_LENGTH: usize = 4;

/// Minimum bytes of a plural.
const MIN_PLURAL_LENGTH: usize = 4;

/// The endings of all languages, parsed once.
static INFLECTION: LazyLock<Inflection> = LazyLock::new(Inflection::parse);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Makes {
    Person,
    Thing,
}

/// An ending that makes another word of the same family.
struct Ending {
    text: &'static str,
    makes: Makes,
    /// It doubles the last letter of the stem: "program", "programmer".
    is_doubled: bool,
    /// Letters behind which it is no ending.
    not_after: &'static str,
}

/// A plural ending.
struct Plural {
    ending: &'static str,
    singular: &'static str,
    min_length: usize,
}

#[derive(Default)]
struct Inflection {
    endings: Vec<Ending>,
    plurals: Vec<Plural>,
    /// Endings that look like a plural and are none.
    not_plural: Vec<&'static str>,
}

impl Inflection {
    fn parse() -> Inflection {
        let mut inflection = Inflection::default();
        for line in LANGUAGES.iter().flat_map(|language| lines(language.inflection)) {
            let mut words = line.split_ascii_whitespace();
            match (words.next(), words.next(), words.next()) {
                (Some("not-plural"), ..) => inflection.not_plural.extend(line.split_ascii_whitespace().skip(1)),
                (Some("plural"), Some(ending), Some(singular)) => {
                    let min_length = words.next().and_then(|length| length.parse().ok()).unwrap_or(MIN_PLURAL_LENGTH);
                    let singular = if singular == "-" { "" } else { singular };
                    inflection.plurals.push(Plural { ending, singular, min_length });
                }
                (Some("ending"), Some(text), Some(makes)) => {
                    let makes = if makes == "person" { Makes::Person } else { Makes::Thing };
                    let condition = words.next();
                    let not_after = words.next().filter(|_| condition == Some("not-after")).unwrap_or_default();
                    let is_doubled = condition == Some("doubled");
                    inflection.endings.push(Ending { text, makes, is_doubled, not_after });
                }
                _ => {}
            }
        }
        inflection
    }

    fn split<'w>(&self, word: &'w str) -> (&'w str, Option<Makes>) {
        let split = |ending: &Ending| {
            let stem = word.strip_suffix(ending.text).filter(|stem| stem.len() >= MIN_STEM_LENGTH)?;
            let is_ending = (!ending.is_doubled || stem.ends_with(&ending.text[..1]))
                && !stem.ends_with(|letter| ending.not_after.contains(letter));
            is_ending.then_some((stem, Some(ending.makes)))
        };
        self.endings.iter().find_map(split).unwrap_or((word, None))
    }
}

/// The part that the words of a family share.
pub(super) fn stem(word: &str) -> &str {
    INFLECTION.split(word).0
}

/// Whether the word ends like the name of a person at work: "researcher", "operator", "guitarist".
pub(super) fn ends_like_person(word: &str) -> bool {
    INFLECTION.split(word).1 == Some(Makes::Person)
}

/// Whether two words of one family may stand for one another. Two names of persons may not.
pub(super) fn same_family(one: &str, other: &str) -> bool {
    let ((stem, makes), (other_stem, other_makes)) = (INFLECTION.split(one), INFLECTION.split(other));
    stem == other_stem && !(makes == Some(Makes::Person) && other_makes == Some(Makes::Person))
}

/// The singular of a word that is a plural by its ending, even one that has a meaning of its own: "securities".
pub(super) fn singular_form(text: &str) -> Option<String> {
    let plural =
        INFLECTION.plurals.iter().find(|plural| text.len() >= plural.min_length && text.ends_with(plural.ending))?;
    Some(format!("{}{}", &text[..text.len() - plural.ending.len()], plural.singular))
}

/// Turns a plural into its singular: "systems" → "system", "technologies" → "technology".
pub(super) fn singularize(text: &mut String) {
    let inflection = &*INFLECTION;
    if text.len() < MIN_PLURAL_LENGTH || inflection.not_plural.iter().any(|ending| text.ends_with(ending)) {
        return;
    }
    let fits = |plural: &&Plural| text.len() >= plural.min_length && text.ends_with(plural.ending);
    if let Some(plural) = inflection.plurals.iter().find(fits) {
        text.truncate(text.len() - plural.ending.len());
        text.push_str(plural.singular);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families() {
        let family = [
            ("deploy", "deployment"),
            ("consulting", "consultant"),
            ("strategy", "strategic"),
            ("operation", "operator"),
            ("architecture", "architect"),
            ("programming", "programmer"),
            ("design", "designer"),
            ("manage", "manager"),
            ("nursing", "nurse"),
        ];
        for (one, other) in family {
            assert!(same_family(one, other), "{one} and {other}");
        }
        let strangers = [
            ("physician", "physicist"),
            ("administrative", "administrator"),
            ("technical", "technician"),
            ("senior", "junior"),
            ("server", "service"),
            ("cater", "cation"),
        ];
        for (one, other) in strangers {
            assert!(!same_family(one, other), "{one} and {other}");
        }
    }
}
