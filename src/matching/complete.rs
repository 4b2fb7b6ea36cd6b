//! Autocomplete.
//!
//! A sorted list of all word starts in all names gives the matches of a prefix as one range. If there are none, one slip is
//! corrected. Free places are filled by the matcher, which reads the last word as unfinished: "sr sys", "2nd l", "infra
//! arch".

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::knowledge::model::{RoleKey, Track, TrackKey, Vocabulary};

use super::index::{Entity, Index};
use super::name_index::NameIndex;
use super::normalize::truncate_query;
use super::outcome::Named;
use super::tokenize::tokenize;

/// Minimum length of a query in which a slip is corrected.
const MIN_CORRECTED_LENGTH: usize = 4;

/// A suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completion<'i, K = Named> {
    /// What is suggested.
    pub named: K,
    /// The alias that matches, as written, if the name does not.
    pub alias: Option<&'i str>,
}

/// The names of an [`Index`], sorted for autocomplete.
#[derive(Debug, Clone)]
pub struct Completer {
    named: PrefixIndex,
    translated: PrefixIndex,
    tracks: PrefixIndex,
}

impl Completer {
    /// Sorts the names of an index. Among equals, roles that most tracks begin with come first.
    pub fn new(index: &Index, vocabulary: &Vocabulary, tracks: &[Track]) -> Completer {
        // How many tracks begin with a role, and how many have it.
        let mut counts = vec![(0_usize, 0_usize); vocabulary.roles.len()];
        for track in tracks {
            let on_it: BTreeSet<RoleKey> = track.rungs.iter().flat_map(|rung| &rung.roles).copied().collect();
            on_it.into_iter().for_each(|role| counts[role.index()].1 += 1);
            for role in track.rungs.first().iter().flat_map(|rung| &rung.roles) {
                counts[role.index()].0 += 1;
            }
        }
        let count = |named: Named| match named {
            Named::Role(role) => Some(counts[role.index()]),
            Named::Term(_) => None,
        };
        Completer {
            named: PrefixIndex::new(&index.named, |entity| Reverse(entity.named().and_then(count))),
            translated: PrefixIndex::new(&index.translated, |named| Reverse(count(named))),
            tracks: PrefixIndex::new(&index.tracks, |_| ()),
        }
    }

    /// Roles and terms, best first, each once, at most `most`. Order: exact name, name prefix, prefix of a word in the name,
    /// the same for aliases, then fuzzy matches, then names in other languages. An empty query gives everything. Reads the first 300 characters. `index`
    /// must be the one that this was created from.
    pub fn named<'i>(
        &self,
        index: &'i Index,
        typed: &str,
        most: usize,
        is_wanted: impl Fn(Named) -> bool,
    ) -> Vec<Completion<'i>> {
        let is_own = |entity: Entity| entity.named().is_some_and(&is_wanted);
        let found = self.named.complete(&index.named, typed, most, is_own).into_iter();
        let own = |one: Completion<'i, Entity>| Some(Completion { named: one.named.named()?, alias: one.alias });
        let mut completions: Vec<Completion<'i>> = found.filter_map(own).collect();
        if completions.len() < most && !index.translated.is_empty() {
            let is_new = |named: Named| is_wanted(named) && completions.iter().all(|other| other.named != named);
            let translated = self.translated.complete(&index.translated, typed, most - completions.len(), is_new);
            completions.extend(translated);
        }
        completions
    }

    /// Tracks, in the same order.
    pub fn tracks<'i>(&self, index: &'i Index, typed: &str, most: usize) -> Vec<Completion<'i, TrackKey>> {
        self.tracks.complete(&index.tracks, typed, most, |_| true)
    }
}

/// How a name matches. Suggestions come in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MatchTier {
    /// The whole name or alias.
    Same,
    NamePrefix,
    NameWordPrefix,
    AliasPrefix,
    AliasWordPrefix,
    /// Found by the matcher.
    Near,
}

/// The start of a word in a name.
#[derive(Debug, Clone, Copy)]
struct WordStart {
    /// Its position in `PrefixIndex::letters`.
    at: u32,
    name: u32,
}

/// The starts of all words, in alphabetical order of what follows.
#[derive(Debug, Clone)]
struct PrefixIndex {
    /// The letters and digits of all names, folded, without spaces: "help d" and "helpd" begin the same names.
    letters: Vec<u8>,
    /// Where the letters of each name end.
    ends: Vec<u32>,
    sorted: Vec<WordStart>,
    /// For each of `sorted` how it matches, so that the best are found without reading the names.
    tiers: Vec<(MatchTier, u32)>,
    /// The entities, as indices into `NameIndex::entities`, in the order in which equals come.
    order: Vec<u32>,
    /// The rank of each entity in `order`.
    ranks: Vec<u32>,
}

impl PrefixIndex {
    fn new<K: Copy + PartialEq, O: Ord>(names: &NameIndex<K>, order_of: impl Fn(K) -> O) -> PrefixIndex {
        let mut order: Vec<u32> = (0..names.entities.len() as u32).collect();
        order.sort_by_key(|entity| order_of(names.entities[*entity as usize]));
        let mut ranks = vec![0_u32; order.len()];
        (0..).zip(&order).for_each(|(rank, entity)| ranks[*entity as usize] = rank);
        let (letters, ends, sorted, tiers) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut starts = PrefixIndex { letters, ends, sorted, tiers, order, ranks };
        let mut unsorted = Vec::new();
        for name in 0..names.len() as u32 {
            for word in tokenize(names.written(name)) {
                unsorted.push(WordStart { at: starts.letters.len() as u32, name });
                starts.letters.extend(word.text.as_bytes());
            }
            starts.ends.push(starts.letters.len() as u32);
        }
        // Compare the first eight letters as one number: they nearly always decide.
        let first = |start: &WordStart| {
            let mut first = [0; 8];
            first.iter_mut().zip(starts.suffix(start)).for_each(|(to, letter)| *to = *letter);
            u64::from_be_bytes(first)
        };
        let mut keyed: Vec<(u64, WordStart)> = unsorted.into_iter().map(|start| (first(&start), start)).collect();
        keyed.sort_unstable_by(|(a_first, a), (b_first, b)| {
            a_first.cmp(b_first).then_with(|| starts.suffix(a).cmp(starts.suffix(b))).then(a.at.cmp(&b.at))
        });
        let tier = |(_, start): &(u64, WordStart)| {
            let begins = start.at == starts.beginning(start.name);
            let tier = match (names.is_first(start.name), begins) {
                (true, true) => MatchTier::NamePrefix,
                (true, false) => MatchTier::NameWordPrefix,
                (false, true) => MatchTier::AliasPrefix,
                (false, false) => MatchTier::AliasWordPrefix,
            };
            (tier, starts.ranks[names.entity_of(start.name) as usize])
        };
        starts.tiers = keyed.iter().map(tier).collect();
        starts.sorted = keyed.into_iter().map(|(_, start)| start).collect();
        starts
    }

    fn complete<'n, K: Copy + PartialEq>(
        &self,
        names: &'n NameIndex<K>,
        typed: &str,
        most: usize,
        is_wanted: impl Fn(K) -> bool,
    ) -> Vec<Completion<'n, K>> {
        let entity = |rank: u32| names.entities[self.order[rank as usize] as usize];
        let is_wanted = |rank: u32| is_wanted(entity(rank));
        let typed = truncate_query(typed);
        let letters: Vec<u8> = tokenize(typed).iter().flat_map(|word| word.text.bytes()).collect();
        if letters.is_empty() {
            let all = (0..self.order.len() as u32).filter(|rank| is_wanted(*rank)).take(most);
            return all.map(|rank| Completion { named: entity(rank), alias: None }).collect();
        }
        let mut best = TopK { most, kept: Vec::with_capacity(most + 1) };
        let range = self.range(&letters);
        if range.is_empty() {
            for range in self.corrected(&letters) {
                self.offer(range, letters.len(), false, &mut best, is_wanted);
            }
        } else {
            self.offer(range, letters.len(), true, &mut best, is_wanted);
        }
        if best.kept.len() < most {
            let near = names.finish(typed).into_iter();
            for (rank, name) in near.map(|(entity, name)| (self.ranks[entity as usize], name)) {
                if is_wanted(rank) {
                    best.add(rank, name);
                }
            }
        }
        let completion = |kept: &Hit| Completion {
            named: entity(kept.rank),
            alias: (!names.is_first(kept.name)).then(|| names.written(kept.name)),
        };
        best.kept.iter().map(completion).collect()
    }

    fn beginning(&self, name: u32) -> u32 {
        if name == 0 { 0 } else { self.ends[name as usize - 1] }
    }

    /// What follows a start within its name.
    fn suffix(&self, start: &WordStart) -> &[u8] {
        &self.letters[start.at as usize..self.ends[start.name as usize] as usize]
    }

    /// The starts that begin with the letters.
    fn range(&self, letters: &[u8]) -> Range<usize> {
        let start = self.sorted.partition_point(|start| self.suffix(start) < letters);
        let count = self.sorted[start..].partition_point(|start| self.suffix(start).starts_with(letters));
        start..start + count
    }

    fn offer(
        &self,
        range: Range<usize>,
        typed: usize,
        is_as_typed: bool,
        best: &mut TopK,
        is_wanted: impl Fn(u32) -> bool,
    ) {
        // Exact-length suffixes sort first within the range.
        let whole = self.sorted[range.clone()].partition_point(|start| self.suffix(start).len() == typed);
        for (place, at) in range.enumerate() {
            let (mut tier, rank) = self.tiers[at];
            if is_as_typed && place < whole && matches!(tier, MatchTier::NamePrefix | MatchTier::AliasPrefix) {
                tier = MatchTier::Same;
            }
            if best.is_full_of_better((tier, rank)) || !is_wanted(rank) {
                continue;
            }
            best.offer(Hit { tier, rank, name: self.sorted[at].name });
        }
    }

    /// The starts that match after correcting one slip: a letter too many, too few, wrong, or two swapped. The first
    /// letter is taken to be right, and so is the last, which may be all that is typed of its word.
    fn corrected(&self, letters: &[u8]) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        if letters.len() < MIN_CORRECTED_LENGTH {
            return ranges;
        }
        for at in 1..letters.len() {
            let (before, rest) = letters.split_at(at);
            let within = self.range(before);
            if within.is_empty() {
                break;
            }
            let mut look = |parts: &[&[u8]]| ranges.push(self.range(&parts.concat()));
            let is_last = rest.len() == 1;
            if let [first, second, after @ ..] = rest {
                look(&[before, &rest[1..]]);
                look(&[before, &[*second, *first], after]);
            }
            for letter in self.letters_at(within, at) {
                look(&[before, &[letter], rest]);
                if !is_last {
                    look(&[before, &[letter], &rest[1..]]);
                }
            }
        }
        ranges
    }

    /// The letters that stand at a place of the suffixes in a range, which are the same up to there.
    fn letters_at(&self, range: Range<usize>, place: usize) -> Vec<u8> {
        let mut letters = Vec::new();
        let mut rest = &self.sorted[range];
        while let Some(first) = rest.first() {
            let letter = self.suffix(first).get(place).copied();
            letters.extend(letter);
            rest = &rest[rest.partition_point(|start| self.suffix(start).get(place).copied() <= letter)..];
        }
        letters
    }
}

/// The best name of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    tier: MatchTier,
    rank: u32,
    name: u32,
}

/// The best hits so far, in order, each entity once.
struct TopK {
    most: usize,
    kept: Vec<Hit>,
}

impl TopK {
    fn is_full_of_better(&self, (tier, rank): (MatchTier, u32)) -> bool {
        self.kept.len() >= self.most && self.kept.last().is_none_or(|last| (last.tier, last.rank) < (tier, rank))
    }

    fn offer(&mut self, new: Hit) {
        if let Some(at) = self.kept.iter().position(|kept| kept.rank == new.rank) {
            if self.kept[at].tier == MatchTier::Same
                && matches!(new.tier, MatchTier::NamePrefix | MatchTier::NameWordPrefix)
            {
                // Do not show an alias if the name matches too.
                self.kept[at].name = new.name;
            }
            if self.kept[at] <= new {
                return;
            }
            self.kept.remove(at);
        }
        let at = self.kept.partition_point(|kept| *kept < new);
        self.kept.insert(at, new);
        self.kept.truncate(self.most);
    }

    /// Appends a fuzzy match.
    fn add(&mut self, rank: u32, name: u32) {
        if self.kept.len() < self.most && self.kept.iter().all(|kept| kept.rank != rank) {
            self.kept.push(Hit { tier: MatchTier::Near, rank, name });
        }
    }
}
