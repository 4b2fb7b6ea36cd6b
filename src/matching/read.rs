//! Maps typed words to words of the knowledge.
//!
//! A word that the knowledge or the word lists have is never corrected: "junior" is no misspelling of "senior". Other
//! words are split ("ITtechnician"), corrected ("tehcnician"), or completed ("infra").

use std::ops::Range;

use super::expand::{Expander, Piece};
use super::lexicon::{Entry, LEXICON, WordKind};
use super::outcome::Correction;
use super::stem::singularize;
use super::title_spelling::{self, is_known};
use super::tokenize::{Gap, Word};
use super::tuning::Weights;
use super::words::{WordKey, WordSense, Words};

/// Maximum number of words of a query that are read. The longest title in O*NET has 17.
pub(super) const MAX_TOKENS: usize = 24;

/// Maximum number of words that a misspelled one may stand for; the rest of the title decides between them.
const MAX_READINGS: usize = 5;

/// Minimum combined length before two adjacent words may be joined into one.
const MIN_JOINED_LENGTH: usize = 7;

/// Minimum length of a prefix that is completed.
const MIN_PREFIX_LENGTH: usize = 4;

/// Minimum length of an everyday word that may be a misspelling: most shorter ones are one letter from another.
const MIN_EVERYDAY_LENGTH: usize = 5;

/// Share of the distance to certainty that the similarity of two words gives back: just enough to break ties.
const LIKENESS_BONUS: f32 = 0.1;

/// A typed word, mapped to words of the knowledge.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// As it was read; of several readings the likeliest.
    pub(super) text: String,
    pub(super) kind: WordKind,
    pub(super) entry: Entry,
    /// The words that it may mean, each once.
    pub(super) senses: Vec<WordSense>,
    /// Whether the knowledge has the word itself.
    pub(super) is_known: bool,
    /// Whether only near fields have it.
    pub(super) is_beside: bool,
    /// Its weight if the name has nothing for it.
    pub(super) weight: f32,
    /// The typed words that it was made of.
    pub(super) from: Range<usize>,
    /// Whether it follows the main part of the title: a department, a product, a place.
    pub(super) is_tail: bool,
    /// Whether it is the main word of the field in a title that is turned round: "Director, operations *planning*".
    pub(super) is_field_head: bool,
    /// Whether it is a level at the end of a title, which is a grade more often than a line of support.
    pub(super) may_be_grade: bool,
    /// Whether it was expanded from an abbreviation.
    is_short: bool,
    /// The misspelling or abbreviation that it was made of.
    pub(super) correction: Option<Correction>,
}

impl Token {
    /// The word that it is, if it can be no other as well.
    pub(super) fn only_word(&self) -> Option<WordKey> {
        let mut same = self.senses.iter().filter(|sense| sense.similarity >= 1.0);
        let only = same.next().filter(|_| !self.may_be_grade && same.next().is_none())?;
        Some(only.word)
    }

    /// Whether it is a head word of titles.
    pub(super) fn is_head(&self) -> bool {
        matches!(self.kind, WordKind::Manage | WordKind::Person | WordKind::Generic)
    }
}

/// Maps words.
pub(super) struct Reader<'w> {
    pub(super) words: &'w Words,
    pub(super) expander: &'w Expander,
    pub(super) weights: &'w Weights,
}

impl Reader<'_> {
    /// The tokens of a query.
    pub(super) fn read(&self, typed: &[Word]) -> Vec<Token> {
        let tokens = self.read_once(typed);
        self.read_corrected(typed, &tokens).unwrap_or(tokens)
    }

    /// Reads again if a corrected word is part of an abbreviation: "infomation technology", "ifnra", "ITT".
    fn read_corrected(&self, typed: &[Word], tokens: &[Token]) -> Option<Vec<Token>> {
        let mut corrections: Vec<(usize, Correction)> = Vec::new();
        let mut should_reread = false;
        for token in tokens.iter().filter(|token| token.from.len() == 1 && !token.is_short) {
            let typed = &typed[token.from.start].text;
            let read = match &token.correction {
                Some(correction) => Some(correction.read.clone()),
                None if token.is_known || is_known(typed) => None,
                None => self.expander.near(typed, |text| self.words.get(text).is_some()),
            };
            should_reread |= read.is_some() && token.correction.is_none();
            corrections.extend(read.map(|read| (token.from.start, Correction { typed: typed.clone(), read })));
        }
        let mut corrected = typed.to_vec();
        corrections.iter().for_each(|(at, correction)| corrected[*at].text.clone_from(&correction.read));
        let correction_at = |from: &Range<usize>| corrections.iter().find(|(at, _)| from.contains(at));
        if !should_reread && !corrections.is_empty() {
            let pieces = self.expander.pieces(&corrected, |text| self.words.get(text).is_some());
            should_reread = pieces.iter().any(|piece| piece.was_short && correction_at(&piece.from).is_some());
        }
        let mut tokens = should_reread.then(|| self.read_once(&corrected))?;
        let mut told = None;
        for token in &mut tokens {
            if let Some((at, correction)) = correction_at(&token.from) {
                token.correction = Some(correction.clone()).filter(|_| told.replace(*at) != Some(*at));
                token.senses.iter_mut().for_each(|sense| sense.similarity *= self.weights.slip);
            }
        }
        Some(tokens)
    }

    fn read_once(&self, typed: &[Word]) -> Vec<Token> {
        let pieces = self.expander.pieces(typed, |text| self.words.get(text).is_some());
        let mut tokens: Vec<Token> = Vec::with_capacity(pieces.len() + 1);
        let mut at = 0;
        while at < pieces.len() && tokens.len() < MAX_TOKENS {
            let piece = &pieces[at];
            at += 1;
            if piece.was_short {
                let short = typed[piece.from.clone()].iter().map(|word| word.text.as_str()).collect::<Vec<_>>();
                let of_same = |other: &&Piece| other.was_short && other.from == piece.from;
                let long = pieces.iter().filter(of_same).map(|piece| piece.text.as_str()).collect::<Vec<_>>();
                let correction = Correction { typed: short.join(" "), read: long.join(" ") };
                let is_first = !pieces[..at - 1].iter().any(|other| of_same(&other));
                tokens.push(self.token(piece, is_first.then_some(correction)));
            } else if let Some(next) = pieces.get(at)
                && next.from.start == piece.from.end
                && let Some(token) = self.read_joined(piece, next)
            {
                tokens.push(token);
                at += 1;
            } else if self.words.get(&piece.text).is_some() {
                tokens.push(self.token(piece, None));
            } else if let Some(pair) = self.words.pair(&piece.text) {
                tokens.extend(pair.into_iter().flat_map(|text| self.pieces_of(text, piece)));
            } else if is_known(&piece.text) {
                tokens.push(self.everyday(piece).unwrap_or_else(|| self.token(piece, None)));
            } else if let Some(parts) = self.split(&piece.text)
                // "Speciallist" is not "special list", and "suppport" is not "supp port".
                && !self.words.near(&piece.text, 1).iter().any(|(_, near)| near.slips == 1)
            {
                tokens.extend(parts.iter().flat_map(|text| self.pieces_of(text, piece)));
            } else {
                // "Nurs" is a slip of "nurse", and no plural.
                let whole = Piece { text: format!("{}s", piece.text), ..piece.clone() };
                let is_slip = |text: &str| self.words.near(text, 1).iter().any(|(_, near)| near.slips == 1);
                let is_whole = typed[piece.from.start].has_lost_s && !is_slip(&piece.text) && is_slip(&whole.text);
                self.read_unknown(if is_whole { &whole } else { piece }, &mut tokens);
            }
        }
        // The last word may have been split into several.
        tokens.truncate(MAX_TOKENS);
        self.read_ranks(&mut tokens);
        self.read_parts(typed, &mut tokens);
        if tokens.len() > 1
            && let Some(last) = tokens.last_mut()
        {
            last.kind = LEXICON.kind_at_end(&last.text);
        }
        // "Programmer (level 2)" is a grade more often than a line of support.
        if tokens.len() > 2
            && let Some(last) = tokens.last_mut()
        {
            last.may_be_grade = last.kind == WordKind::Level;
        }
        tokens
    }

    /// Reads words like "staff", which are marks of experience only before some head words. Where the knowledge has the
    /// word itself, it means that.
    fn read_ranks(&self, tokens: &mut [Token]) {
        for at in 0..tokens.len() {
            let Some(heads) = LEXICON.senior_before.get(tokens[at].text.as_str()).filter(|_| !tokens[at].is_known)
            else {
                continue;
            };
            if tokens[at + 1..].iter().any(|token| heads.contains(&token.text.as_str())) {
                let seniors = self.words.of_kind(WordKind::Senior);
                let similarity = self.weights.synonym;
                tokens[at].senses.extend(seniors.map(|word| WordSense { word, similarity }));
            } else if tokens.len() > 1 {
                tokens[at].kind = WordKind::Grade;
                tokens[at].weight = self.weights.grade;
            }
        }
    }

    /// Marks what follows the main part of a title, and the main word of a title that is turned round.
    fn read_parts(&self, typed: &[Word], tokens: &mut [Token]) {
        let Some(end) = (1..typed.len()).find(|at| typed[*at].gap == Gap::Comma) else { return };
        let main = tokens.partition_point(|token| token.from.start < end);
        let is_grade = |token: &&mut Token| !token.is_known && LEXICON.grades_behind.contains(&token.text.as_str());
        for token in tokens[main..].iter_mut().filter(is_grade) {
            (token.kind, token.weight) = (WordKind::Grade, self.weights.grade);
        }
        if !tokens[..main].iter().any(Token::is_head) {
            return;
        }
        if tokens[..main].iter().any(|token| token.kind == WordKind::Field) {
            tokens[main..].iter_mut().for_each(|token| token.is_tail = true);
        } else if let Some(last) = tokens[main..].iter_mut().rfind(|token| token.kind != WordKind::Grade) {
            last.is_field_head = last.kind == WordKind::Field;
        }
    }

    /// Reads an everyday word that no title has, such as "manger": as itself, or as a misspelled word of the knowledge.
    fn everyday(&self, piece: &Piece) -> Option<Token> {
        let entry = LEXICON.entry(&piece.text);
        if !entry.is_everyday || entry.fields.is_some() || entry.is_empty || piece.text.len() < MIN_EVERYDAY_LENGTH {
            return None;
        }
        let near = self.words.near(&piece.text, MAX_READINGS);
        if near.first().is_none_or(|(_, near)| near.slips > 1) {
            return None;
        }
        let mut token = self.misspelled(piece, &near);
        token.senses.iter_mut().for_each(|sense| sense.similarity *= self.weights.everyday_slip);
        Some(token)
    }

    fn token(&self, piece: &Piece, correction: Option<Correction>) -> Token {
        let mut senses = Vec::new();
        self.words.senses(&piece.text, self.weights, &mut senses);
        self.token_of(piece.text.clone(), senses, piece, correction)
    }

    fn token_of(&self, text: String, senses: Vec<WordSense>, piece: &Piece, correction: Option<Correction>) -> Token {
        let own = self.words.get(&text);
        let is_no_rank = LEXICON.senior_before.contains_key(text.as_str())
            && own.is_some_and(|word| self.words.kind(word) == WordKind::Field);
        let kind = if is_no_rank { WordKind::Field } else { LEXICON.kind(&text) };
        let weight = own.map_or_else(|| self.weights.of(kind), |word| self.words.weight(word));
        Token {
            kind,
            entry: LEXICON.entry(&text),
            is_known: own.is_some(),
            is_beside: own.is_some_and(|word| self.words.traits(word).is_beside),
            weight,
            senses,
            text,
            from: piece.from.clone(),
            is_tail: false,
            is_field_head: false,
            may_be_grade: false,
            is_short: piece.was_short,
            correction,
        }
    }

    /// Joins two words into one, misspelled or not: "hel pdesk", "hepl desk".
    fn read_joined(&self, piece: &Piece, next: &Piece) -> Option<Token> {
        let is_unknown = |text: &str| self.words.get(text).is_none() && !is_known(text);
        let is_long_enough = piece.text.len() + next.text.len() >= MIN_JOINED_LENGTH;
        if next.was_short || !is_long_enough || !(is_unknown(&piece.text) || is_unknown(&next.text)) {
            return None;
        }
        let together = Piece {
            text: format!("{}{}", piece.text, next.text),
            from: piece.from.start..next.from.end,
            was_short: false,
        };
        if self.words.get(&together.text).is_some() {
            return Some(self.token(&together, None));
        }
        let (word, near) = self.words.near(&together.text, 1).into_iter().next()?;
        (near.slips == 1).then(|| {
            let text = self.words.text(word).to_owned();
            let correction = Correction { typed: format!("{} {}", piece.text, next.text), read: text.clone() };
            let senses = vec![WordSense { word, similarity: self.weights.slip }];
            self.token_of(text, senses, &together, Some(correction))
        })
    }

    fn read_unknown(&self, piece: &Piece, tokens: &mut Vec<Token>) {
        let near = self.words.near(&piece.text, MAX_READINGS);
        let slips = near.first().map_or(usize::MAX, |(_, near)| near.slips);
        let general = title_spelling::near(&piece.text).filter(|(_, near)| near.slips < slips);
        let corrected = |text: &str| Some(Correction { typed: piece.text.clone(), read: text.to_owned() });
        let beginning = || {
            let is_long_enough = piece.text.len() >= MIN_PREFIX_LENGTH;
            if is_long_enough { self.words.with_prefix(&piece.text, MAX_READINGS) } else { Vec::new() }
        };
        if let Some((text, near)) = general
            && near.slips == 1
        {
            if LEXICON.entry(text).is_empty {
                // A misspelled "position" is as empty as "position".
                return;
            }
            let slip = self.weights.slip;
            for (place, mut part) in self.pieces_of(text, piece).into_iter().enumerate() {
                part.correction = corrected(text).filter(|_| place == 0);
                part.senses.iter_mut().for_each(|sense| sense.similarity *= slip);
                tokens.push(part);
            }
        } else if slips == 1 {
            tokens.push(self.misspelled(piece, &near));
        } else if let prefixed = beginning()
            && let Some(first) = prefixed.first()
        {
            let sense = |word| WordSense { word, similarity: self.weights.prefix };
            let text = self.words.text(*first).to_owned();
            let correction = corrected(&text);
            tokens.push(self.token_of(text, prefixed.iter().copied().map(sense).collect(), piece, correction));
        } else if !near.is_empty() {
            tokens.push(self.misspelled(piece, &near));
        } else if let Some(parts) = self.split_off(&piece.text) {
            tokens.extend(parts.map(|text| self.token(&Piece { text, ..piece.clone() }, None)));
        } else {
            tokens.push(self.token(piece, None));
        }
    }

    /// The tokens of a word that was typed in another way.
    fn pieces_of(&self, text: &str, piece: &Piece) -> Vec<Token> {
        let long = LEXICON.long(text, true).unwrap_or(text);
        long.split(' ').map(|word| self.token(&Piece { text: word.to_owned(), ..piece.clone() }, None)).collect()
    }

    fn misspelled(&self, piece: &Piece, near: &[(super::words::WordKey, super::spelling::Near)]) -> Token {
        let mut senses: Vec<WordSense> = Vec::new();
        for (word, near) in near {
            let certainty = if near.slips == 1 { self.weights.slip } else { self.weights.two_slips };
            // Of several words that may be meant, the one that it looks more like is a little ahead.
            let certainty = certainty + (1.0 - certainty) * LIKENESS_BONUS * near.likeness as f32;
            let mut of_word = Vec::new();
            self.words.senses(self.words.text(*word), self.weights, &mut of_word);
            for WordSense { word, similarity } in of_word {
                if senses.iter().all(|other| other.word != word) {
                    senses.push(WordSense { word, similarity: similarity * certainty });
                }
            }
        }
        let text = near.first().map_or(piece.text.as_str(), |(word, _)| self.words.text(*word)).to_owned();
        let correction = Correction { typed: piece.text.clone(), read: text.clone() };
        self.token_of(text, senses, piece, Some(correction))
    }

    /// Splits a word into two known ones: "supportdesk" → "support", "desk".
    fn split(&self, text: &str) -> Option<[String; 2]> {
        let is_part = |part: &str| match part.len() {
            0..=1 => false,
            // "ITtechnician", but not "staff-er": two letters at the end are mostly a suffix.
            2 => text.starts_with(part) && self.words.get(part).is_some() && !LEXICON.entry(part).is_empty,
            3 => self.words.get(part).is_some() || self.expander.knows(part),
            _ => self.words.get(part).is_some() || is_known(part) || self.expander.knows(part),
        };
        halves(text)
            .filter(|parts| parts.iter().all(|part| is_part(part)))
            // Prefer the split whose shorter part is longest.
            .max_by_key(|parts| parts.iter().map(String::len).min())
    }

    /// Splits off a long word of the knowledge: "awssolution" → "aws", "solution".
    fn split_off(&self, text: &str) -> Option<[String; 2]> {
        halves(text).find(|[first, second]| {
            first.len() <= 5 && first.len() >= 2 && second.len() >= 5 && self.words.get(second).is_some()
        })
    }
}

fn halves(text: &str) -> impl Iterator<Item = [String; 2]> {
    text.char_indices().skip(1).map(move |(at, _)| {
        let (first, second) = text.split_at(at);
        [first, second].map(|part| {
            let mut part = part.to_owned();
            singularize(&mut part);
            part
        })
    })
}
