//! Ensure one typing error does not make one role out of another.
//!
//! Two names are one error apart only if they become equal when each loses one letter or none. So every name is filed
//! under all its forms with a letter less, and only names in the same place are compared: that takes time in
//! proportion to the letters of all names, not to the square of their number.

use std::collections::HashSet;

use super::super::problem::{Code, Problem, quoted};
use super::Facts;
use super::name::Name;
use super::reference::Kind;

/// Fewest letters of a name that is looked at. Short names are near to many others, and people know to type them well.
const FEWEST_LETTERS: usize = 5;

/// Most letters of a name that is looked at: no more are shown anyway.
const MOST_LETTERS: usize = 100;

/// Most names in one place that are all compared with each other. Where there are more, neighbours are, which is enough
/// to say that something is wrong.
const CROWD: usize = 32;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let names: Vec<(&Name<'_>, Vec<char>)> = facts
        .names
        .iter()
        .filter(|name| name.owner.kind == Kind::Role)
        .map(|name| (name, name.same.chars().collect::<Vec<_>>()))
        .filter(|(_, letters)| (FEWEST_LETTERS..=MOST_LETTERS).contains(&letters.len()))
        .collect();
    let mut filed: Vec<(u64, usize)> = Vec::new();
    for (at, (_, letters)) in names.iter().enumerate() {
        filed.push((hash(letters, None), at));
        filed.extend((0..letters.len()).map(|left_out| (hash(letters, Some(left_out)), at)));
    }
    filed.sort_unstable();
    filed.dedup();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for place in filed.chunk_by(|(a, _), (b, _)| a == b) {
        let reach = if place.len() > CROWD { 1 } else { CROWD };
        for (first, (_, one)) in place.iter().enumerate() {
            pairs.extend(place.iter().skip(first + 1).take(reach).map(|(_, other)| (*one, *other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    // Two roles that are near each other are so by many aliases; the first says it.
    let mut told = HashSet::new();
    for (one, other) in pairs {
        let (Some((one, _)), Some((other, _))) = (names.get(one), names.get(other)) else { continue };
        let (low, high) = (one.owner.index.min(other.owner.index), one.owner.index.max(other.owner.index));
        if low != high && is_near(one, other) && told.insert((low, high)) {
            problems.push(problem(one, other));
        }
    }
}

fn is_near(one: &Name<'_>, other: &Name<'_>) -> bool {
    let digits = |name: &Name<'_>| name.same.chars().filter(|letter| letter.is_numeric()).collect::<String>();
    // "Tier 1" and "tier 2" are told apart on purpose.
    digits(one) == digits(other) && strsim::osa_distance(&one.same, &other.same) == 1
}

fn hash(letters: &[char], left_out: Option<usize>) -> u64 {
    let kept = letters.iter().enumerate().filter(|(at, _)| Some(*at) != left_out);
    super::super::fnv(kept.flat_map(|(_, letter)| u32::from(*letter).to_le_bytes()), super::super::FNV_OFFSET)
}

fn problem(one: &Name<'_>, other: &Name<'_>) -> Problem {
    Problem {
        code: Code::NearNames,
        title: format!("{} is one typing error from {}", quoted(&other.text.value), quoted(&one.text.value)),
        at: other.text.at.clone(),
        see: vec![(one.text.at.clone(), format!("leads to {}", one.owner.title()))],
        help: format!("see whether {} and {} are one role", one.owner.title(), other.owner.title()),
    }
}
