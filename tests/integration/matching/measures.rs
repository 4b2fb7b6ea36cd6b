//! Holds matching to its figures, on the project's own titles and sentences.
//!
//! The figures are floors: what is reached is in `benches/README.md`. A change that falls below one has made something
//! worse that the tables of single cases do not show.

use nextrole::matching::{Named, Verdict};

use super::Asked;

struct Measures {
    first: f64,
    right: f64,
    wrong: f64,
    falsely: f64,
}

fn measured(asked: &Asked, titles: &str) -> Measures {
    let (mut first, mut right, mut wrong, mut falsely, mut named, mut others) = (0, 0, 0, 0, 0, 0);
    for line in titles.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split('\t');
        let (kind, title, roles) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap_or_default());
        let found = asked.find(title);
        let is_sure = matches!(found.verdict, Verdict::Exact | Verdict::Confident);
        let is_right =
            found.candidates.first().is_some_and(|best| roles.split(',').any(|id| id == asked.id(best.named)));
        if kind == "ambiguous" {
            continue;
        }
        if roles.is_empty() {
            others += 1;
            falsely += u32::from(is_sure);
        } else {
            named += 1;
            first += u32::from(is_right);
            right += u32::from(is_sure && is_right);
            wrong += u32::from(is_sure && !is_right);
        }
    }
    let share = |count: u32, of: u32| f64::from(count) / f64::from(of);
    Measures {
        first: share(first, named),
        right: share(right, named),
        wrong: share(wrong, named),
        falsely: share(falsely, others),
    }
}

#[test]
fn titles_of_it() {
    let found =
        measured(&Asked::folder("tests/fixtures/matching/it"), include_str!("../../fixtures/matching/it-titles.tsv"));
    assert!(found.first >= 0.96, "first right: {}", found.first);
    assert!(found.right - found.wrong - found.falsely >= 0.83, "net: {}", found.right - found.wrong - found.falsely);
    assert!(found.wrong <= 0.03 && found.falsely <= 0.03, "wrong {}, false {}", found.wrong, found.falsely);
}

#[test]
fn titles_of_a_hospital() {
    let asked = Asked::folder("tests/fixtures/matching/hospital");
    let found = measured(&asked, include_str!("../../fixtures/matching/hospital-titles.tsv"));
    assert!(found.first >= 0.92, "first right: {}", found.first);
    assert!(found.right - found.wrong - found.falsely >= 0.77, "net: {}", found.right - found.wrong - found.falsely);
}

/// Fields that no weight was set by: what is to be expected of a knowledge that is yet to be written.
#[test]
fn titles_of_fields_that_no_weight_was_fitted_to() {
    let software = measured(
        &Asked::folder("tests/fixtures/matching/software"),
        include_str!("../../fixtures/matching/software-titles.tsv"),
    );
    let finance = measured(
        &Asked::folder("tests/fixtures/matching/finance"),
        include_str!("../../fixtures/matching/finance-titles.tsv"),
    );
    for found in [software, finance] {
        assert!(found.first >= 0.96, "first right: {}", found.first);
        let net = found.right - found.wrong - found.falsely;
        assert!(net >= 0.87, "net: {net}");
        assert!(found.wrong <= 0.02 && found.falsely <= 0.03, "wrong {}, false {}", found.wrong, found.falsely);
    }
}

/// A letter left out, doubled or swapped with the next. What is missed is mostly a short word, of which too little is left.
#[test]
fn shipped_names_with_a_slip() {
    let asked = Asked::folder("knowledge");
    let roles = asked.vocabulary.roles_with_keys().map(|(key, role)| (Named::Role(key), &role.name, &role.aliases));
    let terms = asked.vocabulary.terms_with_keys().map(|(key, term)| (Named::Term(key), &term.name, &term.aliases));
    let things = roles.chain(terms);
    let names = things.flat_map(|(named, name, aliases)| aliases.iter().chain([name]).map(move |name| (named, name)));
    let (mut missed, mut wrong, mut typed_in_all) = (Vec::new(), 0, 0);
    for (number, (named, name)) in names.filter(|(_, name)| name.len() >= 6).enumerate() {
        for kind in 0..3 {
            let mut letters: Vec<char> = name.chars().collect();
            let at = 1 + (7 * number + 5 * kind) % (letters.len() - 2);
            if !letters[at].is_alphabetic() || !letters[at + 1].is_alphabetic() {
                continue;
            }
            match kind {
                0 => drop(letters.remove(at)),
                1 => letters.insert(at, letters[at]),
                _ => letters.swap(at, at + 1),
            }
            let typed: String = letters.into_iter().collect();
            let found = asked.index.find(&typed);
            let is_sure = matches!(found.verdict, Verdict::Exact | Verdict::Confident);
            let is_right = found.candidates.first().is_some_and(|best| best.named == named);
            typed_in_all += 1;
            wrong += usize::from(is_sure && !is_right);
            if !(is_sure && is_right) {
                missed.push(format!("{typed} ({name})"));
            }
        }
    }
    assert!(50 * wrong <= typed_in_all && 25 * missed.len() <= typed_in_all, "{wrong} of {typed_in_all}: {missed:#?}");
}

#[test]
fn a_slip_in_a_name_is_no_reason_to_ask() {
    let asked = Asked::folder("knowledge");
    for (typed, role) in [
        ("IT mangager", "it-manager"),
        ("infomation technology manager", "it-manager"),
        ("Desktop suppport", "desktop-support"),
    ] {
        let found = asked.find(typed);
        assert_eq!(found.verdict, Verdict::Confident, "{typed:?}: {found:?}");
        assert_eq!(asked.id(found.candidates[0].named), role, "{typed:?}");
    }
}

#[test]
fn roles_in_sentences() {
    let asked = Asked::folder("tests/fixtures/matching/it");
    let (mut hits, mut extra, mut missed, mut traps, mut plain) = (0, 0, 0, 0, 0);
    for line in include_str!("../../fixtures/matching/sentences.txt").lines().filter(|line| !line.starts_with('#')) {
        let marked = Marked::read(line);
        let mentions = asked.index.mentions(&marked.text, &asked.vocabulary).all;
        let mut is_found = vec![false; marked.roles.len()];
        let before = extra;
        for mention in &mentions {
            let Named::Role(role) = mention.named else { continue };
            let place = marked.roles.iter().position(|(at, roles)| {
                at.start < mention.at.end
                    && mention.at.start < at.end
                    && roles.split('|').any(|id| id.trim_end_matches('?') == asked.id(role))
            });
            match place {
                Some(place) => is_found[place] = true,
                None => extra += 1,
            }
        }
        for (found, (_, roles)) in is_found.iter().zip(&marked.roles) {
            match (found, roles.ends_with('?')) {
                (true, false) => hits += 1,
                (false, false) => missed += 1,
                _ => {}
            }
        }
        if marked.roles.is_empty() {
            plain += 1;
            traps += i32::from(extra > before);
        }
    }
    let f1 = 2.0 * f64::from(hits) / f64::from(2 * hits + extra + missed);
    assert!(f1 >= 0.93, "F1: {f1}");
    assert!(
        f64::from(traps) / f64::from(plain) <= 0.06,
        "sentences without a role in which one is found: {traps} of {plain}"
    );
}

/// A sentence with its roles: `I'm a {ops:sysadmin}|ops|`.
struct Marked {
    text: String,
    roles: Vec<(std::ops::Range<usize>, String)>,
}

impl Marked {
    fn read(line: &str) -> Marked {
        let sentence = line.rsplitn(3, '|').nth(2).unwrap();
        let (mut text, mut roles, mut rest) = (String::new(), Vec::new(), sentence);
        while let Some((plain, marked)) = rest.split_once('{') {
            let (mark, after) = marked.split_once('}').unwrap();
            let (ids, words) = mark.split_once(':').unwrap();
            text.push_str(plain);
            let start = text.len();
            text.push_str(words.trim_end_matches('?'));
            roles.push((start..text.len(), format!("{ids}{}", if words.ends_with('?') { "?" } else { "" })));
            rest = after;
        }
        text.push_str(rest);
        Marked { text, roles }
    }
}
