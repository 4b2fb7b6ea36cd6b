//! Ensure one typing error does not turn one role into another.
//!
//! Two names are one error apart only if they become equal when at most one letter is removed from each. So every name is
//! put into a bucket for each form with one letter removed, and only names in the same bucket are compared: the time is
//! proportional to the letters of all names, not to the square of their number.

use std::collections::HashSet;
use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;
use super::name::Name;
use super::reference::IdKind;

/// Minimum length of a name that is compared, in letters. Short names are close to many others, and people type them
/// correctly.
const MIN_LETTERS: usize = 5;

/// Maximum length of a name that is compared, in letters: longer ones are not shown in full.
const MAX_LETTERS: usize = 100;

/// Maximum number of names in a bucket that are all compared with each other. In larger buckets only neighbors are,
/// which is enough to notice that something is wrong.
const MAX_BUCKET: usize = 32;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let names: Vec<(&Name<'_>, Vec<char>)> = context
        .names
        .iter()
        .filter(|name| name.owner.kind == IdKind::Role)
        .map(|name| (name, name.key.chars().collect::<Vec<_>>()))
        .filter(|(_, letters)| (MIN_LETTERS..=MAX_LETTERS).contains(&letters.len()))
        .collect();
    let mut buckets: Vec<(u64, usize)> = Vec::new();
    for (at, (_, letters)) in names.iter().enumerate() {
        buckets.push((hash(letters, None), at));
        buckets.extend((0..letters.len()).map(|removed| (hash(letters, Some(removed)), at)));
    }
    buckets.sort_unstable();
    buckets.dedup();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for bucket in buckets.chunk_by(|(a, _), (b, _)| a == b) {
        let reach = if bucket.len() > MAX_BUCKET { 1 } else { MAX_BUCKET };
        for (first, (_, one)) in bucket.iter().enumerate() {
            pairs.extend(bucket.iter().skip(first + 1).take(reach).map(|(_, other)| (*one, *other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    // Two roles often have several pairs of similar names; report the first.
    let mut reported = HashSet::new();
    for (one, other) in pairs {
        let (Some((one, _)), Some((other, _))) = (names.get(one), names.get(other)) else { continue };
        let (low, high) = (one.owner.index.min(other.owner.index), one.owner.index.max(other.owner.index));
        if low != high && is_near(one, other) && reported.insert((low, high)) {
            problems.push(problem(one, other));
        }
    }
}

fn is_near(one: &Name<'_>, other: &Name<'_>) -> bool {
    let digits = |name: &Name<'_>| name.key.chars().filter(|letter| letter.is_numeric()).collect::<String>();
    // "Tier 1" and "tier 2" differ on purpose, and so do "LAN administrator" and "WAN administrator".
    digits(one) == digits(other)
        && !differ_in_abbreviation(one, other)
        && strsim::osa_distance(&one.key, &other.key) == 1
}

/// Whether the only words that differ are abbreviations in capitals, such as LAN and WAN.
fn differ_in_abbreviation(one: &Name<'_>, other: &Name<'_>) -> bool {
    let is_abbreviation = |word: &str| {
        word.chars().count() <= 4 && word.chars().all(|letter| letter.is_uppercase() || letter.is_numeric())
    };
    let (one, other) = (one.text.value.split_whitespace(), other.text.value.split_whitespace());
    let mut pairs = one.zip(other).filter(|(one, other)| one.to_lowercase() != other.to_lowercase()).peekable();
    pairs.peek().is_some() && pairs.all(|(one, other)| is_abbreviation(one) && is_abbreviation(other))
}

fn hash(letters: &[char], removed: Option<usize>) -> u64 {
    let mut hasher = FxHasher::default();
    let kept = letters.iter().enumerate().filter(|(at, _)| Some(*at) != removed);
    kept.for_each(|(_, letter)| hasher.write_u32(u32::from(*letter)));
    hasher.finish()
}

fn problem(one: &Name<'_>, other: &Name<'_>) -> Problem {
    Problem {
        code: Code::NearNames,
        title: format!("{} is one typing error away from {}", quoted(&other.text.value), quoted(&one.text.value)),
        at: other.text.at.clone(),
        related: vec![(one.text.at.clone(), format!("a name of the {}", one.owner.title()))],
        fix: Vec::new(),
        help: format!("check whether the {} and the {} are the same role", one.owner.title(), other.owner.title()),
    }
}
