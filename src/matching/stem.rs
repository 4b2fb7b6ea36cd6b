//! Tells words of one family: "deploy" and "deployment", "consulting" and "consultant".
//!
//! A family is a weaker tie than the same word: it lets "networks designer" meet "network design", while two people named
//! after one thing, a physician and a physicist, stay apart.

/// Endings that make another word of the same thing, longest first. "-al" and "-ive" are left out on purpose: an
/// administrative assistant is no administrator, and technical support is not a technician.
const ENDINGS: &[(&str, Makes)] = &[
    ("ation", Makes::Thing),
    ("ement", Makes::Thing),
    ("ator", Makes::Person),
    ("ment", Makes::Thing),
    ("ancy", Makes::Thing),
    ("ency", Makes::Thing),
    ("ting", Makes::Thing),
    ("ming", Makes::Thing),
    ("ning", Makes::Thing),
    ("ter", Makes::Person),
    ("mer", Makes::Person),
    ("ner", Makes::Person),
    ("ure", Makes::Thing),
    ("ing", Makes::Thing),
    ("ion", Makes::Thing),
    ("ian", Makes::Person),
    ("ist", Makes::Person),
    ("ant", Makes::Person),
    ("er", Makes::Person),
    ("or", Makes::Person),
    ("ee", Makes::Person),
    ("ic", Makes::Thing),
    ("ed", Makes::Thing),
    ("e", Makes::Thing),
    ("y", Makes::Thing),
];

/// Fewest letters that a family's common part has: with three, "cater" and "cation" would be kin.
const MIN_STEM_LENGTH: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Makes {
    Person,
    Thing,
}

/// The part that the words of a family share.
pub(super) fn stem(word: &str) -> &str {
    split(word).0
}

/// Whether the word ends like the name of a person at work: "researcher", "operator", "guitarist".
pub(super) fn ends_like_person(word: &str) -> bool {
    split(word).1 == Some(Makes::Person)
}

/// Whether two words of one family may stand for one another. Two names of persons may not.
pub(super) fn same_family(one: &str, other: &str) -> bool {
    let ((stem, makes), (other_stem, other_makes)) = (split(one), split(other));
    stem == other_stem && !(makes == Some(Makes::Person) && other_makes == Some(Makes::Person))
}

fn split(word: &str) -> (&str, Option<Makes>) {
    for (ending, makes) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= MIN_STEM_LENGTH
        {
            // "programmer" and "programming" double the letter that "program" ends in.
            let doubled = ["ting", "ming", "ning", "ter", "mer", "ner"].contains(ending);
            let doubles = doubled && stem.ends_with(&ending[..1]);
            // "deploy" has no ending: its y belongs to the vowel before it.
            let is_sound = *ending == "y" && stem.ends_with(['a', 'e', 'o', 'u']);
            if (doubled && !doubles) || is_sound {
                continue;
            }
            // "deploy" ends in "oy", which is no ending.
            if *ending == "y" && stem.ends_with(['a', 'e', 'o', 'u']) {
                continue;
            }
            return (stem, Some(*makes));
        }
    }
    (word, None)
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
