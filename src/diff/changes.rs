//! What changes between the facts of two answers, in words.

use super::facts::{Fact, Facts, Item, Part, Value};
use super::{Detail, Kind};

/// Maximum number of names in a list of what is new or gone.
const MAX_NAMED: usize = 5;

/// Maximum length of a text that is quoted, in characters.
const MAX_QUOTED_CHARS: usize = 160;

/// What changes, in the order of the new answer, then what is gone.
pub(super) fn changes(before: &Facts, after: &Facts) -> Vec<Detail> {
    let mut details = Vec::new();
    for fact in &after.facts {
        match find(before, fact) {
            Some(old) => details.extend(changed(old, fact)),
            // The subject of a new answer is named by the question.
            None if fact.part == Part::Subject => {}
            None => details.push(detail(Kind::Added, fact, added(fact))),
        }
    }
    details.extend(moved(before, after));
    let gone = before.facts.iter().filter(|fact| find(after, fact).is_none());
    details.extend(gone.map(|fact| detail(Kind::Removed, fact, removed(fact))));
    // What moves and what is new is what people look for first.
    details.sort_by_key(|detail| match detail.kind {
        Kind::Moved => 0,
        Kind::Added => 1,
        Kind::Removed => 2,
        Kind::Changed => 3,
    });
    details
}

fn find<'f>(facts: &'f Facts, fact: &Fact) -> Option<&'f Fact> {
    facts.facts.iter().find(|other| other.part == fact.part && other.key == fact.key)
}

fn detail(kind: Kind, fact: &Fact, text: String) -> Detail {
    Detail { kind, part: fact.part.name(), what: fact.name.clone(), text }
}

fn added(fact: &Fact) -> String {
    let what = if fact.part.is_main() { "new".to_owned() } else { format!("new {}", fact.part.name()) };
    match (fact.part, fact.brief.as_str()) {
        (_, "") => format!("{what}: {}", fact.name),
        // What is said follows the name of the speaker.
        (Part::Viewpoint, brief) => format!("{what}: {} {}", fact.name, cut(brief)),
        (Part::Definition, brief) => format!("{what}: {}: {}", fact.name, cut(brief)),
        (_, brief) => format!("{what}: {} ({})", fact.name, cut(brief)),
    }
}

fn removed(fact: &Fact) -> String {
    let what = if fact.part.is_main() { "gone".to_owned() } else { format!("{} gone", fact.part.name()) };
    format!("{what}: {}", fact.name)
}

fn changed(before: &Fact, after: &Fact) -> Vec<Detail> {
    let mut details = Vec::new();
    let is_subject = after.part == Part::Subject;
    // Another name of a role or track is a change of the answer about it.
    if before.name != after.name && after.part == Part::Viewpoint {
        details.push(detail(Kind::Changed, after, format!("{} is now called {}", before.name, after.name)));
    }
    let start = |label: &str| match (is_subject, after.part) {
        (true, _) => format!("{label}: "),
        (false, Part::Destination | Part::Origin) => format!("{}: ", after.name),
        (false, part @ (Part::Viewpoint | Part::Definition)) => format!("{} of {}: ", part.name(), after.name),
        (false, part) => format!("{} {}: ", part.name(), after.name),
    };
    for ((label, old), (_, new)) in before.values.iter().zip(&after.values) {
        if old == new {
            continue;
        }
        let text = match (old, new) {
            (Value::Is(_), Value::Is(true)) if is_subject => format!("now {label}"),
            (Value::Is(_), Value::Is(_)) if is_subject => format!("no longer {label}"),
            (Value::Is(_), Value::Is(true)) => format!("{} is now {label}", after.name),
            (Value::Is(_), Value::Is(_)) => format!("{} is no longer {label}", after.name),
            (Value::Words(old), Value::Words(new)) => format!("{}{new} instead of {old}", start(label)),
            (Value::Text(None), Value::Text(Some(new))) => {
                format!("{}now {}", start(label), labelled(label, new, is_subject))
            }
            (Value::Text(Some(old)), Value::Text(None)) => {
                format!("{}no longer {}", start(label), labelled(label, old, is_subject))
            }
            (Value::Text(Some(old)), Value::Text(Some(new))) => {
                let (old, new) = differing(old, new);
                format!("{}{} instead of “{old}”", start(label), labelled(label, &new, is_subject))
            }
            (Value::List(old), Value::List(new)) => match list(old, new) {
                Some(text) => format!("{}{text}", start(label)),
                None => continue,
            },
            (Value::Statements(old), Value::Statements(new)) => match statements(old, new) {
                Some(text) => format!("{}{text}", start(label)),
                None => continue,
            },
            _ => continue,
        };
        details.push(detail(Kind::Changed, after, text));
    }
    details
}

fn labelled(label: &str, text: &str, is_subject: bool) -> String {
    if is_subject || label.is_empty() { format!("“{}”", cut(text)) } else { format!("{label} “{}”", cut(text)) }
}

/// The items of one list that another lacks: each counts as often as it is there.
fn missing<'i>(from: &'i [Item], other: &[Item]) -> Vec<&'i Item> {
    let mut rest: Vec<&str> = other.iter().map(|item| item.key.as_str()).collect();
    let is_missing = |item: &&Item| match rest.iter().position(|key| *key == item.key) {
        Some(at) => {
            rest.swap_remove(at);
            false
        }
        None => true,
    };
    from.iter().filter(is_missing).collect()
}

/// Some names after a word; `None` if there are none.
fn named(what: &str, names: &[String]) -> Option<String> {
    let more = names.len().saturating_sub(MAX_NAMED);
    let mut shown: Vec<String> = names.iter().take(MAX_NAMED).map(|name| cut(name)).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    (!names.is_empty()).then(|| format!("{what} {}", shown.join("; ")))
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// What is new in a list, and what is gone; `None` if only the order or a name differs.
fn list(before: &[Item], after: &[Item]) -> Option<String> {
    let texts = |items: Vec<&Item>| -> Vec<String> { items.iter().map(|item| item.text.clone()).collect() };
    let (new, gone) = (texts(missing(after, before)), texts(missing(before, after)));
    joined([named("now also", &new), named("no longer", &gone)])
}

/// Who says so now, who no longer does, and who says it in another way.
fn statements(before: &[Item], after: &[Item]) -> Option<String> {
    let said = |item: &&Item| match item.text.as_str() {
        "" => item.key.clone(),
        text => format!("{} ({text})", item.key),
    };
    let new: Vec<String> = missing(after, before).iter().map(said).collect();
    let gone: Vec<String> = missing(before, after).iter().map(|item| item.key.clone()).collect();
    let mut rest: Vec<&Item> = before.iter().collect();
    let mut other = Vec::new();
    // What is the same first: somebody may make several statements.
    let differing: Vec<&Item> = after
        .iter()
        .filter(|item| match rest.iter().position(|old| old == item) {
            Some(at) => {
                rest.swap_remove(at);
                false
            }
            None => true,
        })
        .collect();
    for item in differing {
        let Some(at) = rest.iter().position(|old| old.key == item.key) else { continue };
        let old = rest.swap_remove(at);
        let told = match (old.text.as_str(), item.text.as_str()) {
            ("", new) => format!("now {}", cut(new)),
            (old, "") => format!("no longer {}", cut(old)),
            (old, new) => format!("{} instead of {}", cut(new), cut(old)),
        };
        other.push(Some(format!("{}: {told}", item.key)));
    }
    let told = [named("now also said by", &new), named("no longer said by", &gone)];
    joined(told.into_iter().chain(other.into_iter().take(MAX_NAMED)))
}

/// The facts that change places among those that both answers have. As few as possible: the others keep their order.
fn moved(before: &Facts, after: &Facts) -> Vec<Detail> {
    let mut parts: Vec<Part> = Vec::new();
    for fact in after.facts.iter().filter(|fact| fact.place.is_some()) {
        if !parts.contains(&fact.part) {
            parts.push(fact.part);
        }
    }
    let mut details = Vec::new();
    for part in parts {
        let common: Vec<(&Fact, usize, usize)> = after
            .facts
            .iter()
            .filter(|fact| fact.part == part)
            .filter_map(|fact| Some((fact, find(before, fact)?.place?, fact.place?)))
            .collect();
        let kept = increasing(&common.iter().map(|(_, old, _)| *old).collect::<Vec<_>>());
        let moves = common.iter().enumerate().filter(|(at, _)| !kept.contains(at)).map(|(_, one)| one);
        details.extend(moves.map(|(fact, old, new)| {
            let text = format!("{} moves from {} to {}", fact.name, ordinal(old + 1), ordinal(new + 1));
            detail(Kind::Moved, fact, text)
        }));
    }
    details
}

/// The places of a longest increasing subsequence. Of two that are equally long, the one with smaller numbers: what was
/// further up stays, and what moves up is what moves.
fn increasing(numbers: &[usize]) -> Vec<usize> {
    // For each place, the length of the best sequence that ends there and the place before it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let before = (0..at)
            .filter(|other| numbers[*other] < *number)
            .max_by_key(|other| (best[*other].0, std::cmp::Reverse(numbers[*other])));
        best.push((before.map_or(1, |before| best[before].0 + 1), before));
    }
    let mut at = (0..numbers.len()).max_by_key(|at| (best[*at].0, std::cmp::Reverse(numbers[*at])));
    let mut kept = Vec::new();
    while let Some(place) = at {
        kept.push(place);
        at = best[place].1;
    }
    kept
}

/// `1st`, `2nd`, `3rd`, `11th`.
fn ordinal(number: usize) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MAX_QUOTED_CHARS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Two texts without a long beginning that they share: what differs would be cut off otherwise.
fn differing(old: &str, new: &str) -> (String, String) {
    let shared = old.chars().zip(new.chars()).take_while(|(one, other)| one == other).count();
    let words = old.chars().take(shared).collect::<String>().rfind(' ').map_or(0, |space| space + 1);
    if old.chars().count().max(new.chars().count()) <= MAX_QUOTED_CHARS || words == 0 {
        return (cut(old), cut(new));
    }
    let from = |text: &str| format!("… {}", text.get(words..).unwrap_or_default());
    (cut(&from(old)), cut(&from(new)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_possible_move_and_they_move_up() {
        let moved = |numbers: &[usize]| {
            let kept = increasing(numbers);
            (0..numbers.len()).filter(|at| !kept.contains(at)).map(|at| numbers[at]).collect::<Vec<_>>()
        };
        assert_eq!(moved(&[0, 1, 2]), [0; 0]);
        assert_eq!(moved(&[1, 0]), [1]);
        assert_eq!(moved(&[3, 0, 1, 2]), [3]);
        assert_eq!(moved(&[1, 2, 3, 0]), [0]);
        assert_eq!(moved(&[]), [0; 0]);
    }

    #[test]
    fn ordinals() {
        let ordinals = [1, 2, 3, 4, 11, 12, 13, 21, 102, 113].map(ordinal);
        assert_eq!(ordinals, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "113th"]);
    }
}
