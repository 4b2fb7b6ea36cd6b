//! Throws broken text at matching, at questions and at buttons for a while, and stops at the first input that breaks a
//! promise.
//!
//! A program of its own rather than cargo-fuzz: that one needs a nightly compiler, which a new machine has not. What is
//! lost is the guidance by coverage; the pieces below make up for a part of it, for they are the kinds of text that have
//! broken matchers. Every run of one seed is the same.
//!
//! `NEXTROLE_FUZZ_SECONDS` (2) says how long, `NEXTROLE_FUZZ_SEED` (1) where to begin.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a fuzz target reports and stops by panicking"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use nextrole::answer::{Engine, Question};
use nextrole::discord::custom_id::{decode, encode};
use nextrole::knowledge::model::Vocabulary;
use nextrole::knowledge::{Options, load};
use nextrole::matching::{Index, Verdict};
use nextrole::reply::limits::{CUSTOM_ID_CHARS, EMBED_DESCRIPTION_CHARS, EMBED_TITLE_CHARS};
use nextrole::reply::markdown::pages;
use nextrole::reply::{Detail, Reply, reply};

/// Most time for one input. Far above what any takes, so that only what grows with the input comes near.
const MOST: Duration = Duration::from_secs(5);

/// What inputs are made of, beside the names of the knowledge and single characters.
const PIECES: &[&str] = &[
    "helpdesk",
    "sysadmn",
    "2nd line",
    "tier II",
    "L2",
    "Sr.",
    "s/w",
    "R&D",
    "I.T.",
    "manager, IT",
    "or",
    "vs",
    "from",
    "to",
    "i'm",
    "not a",
    "my boss is",
    "for 3 years",
    "\u{200b}",
    "\u{202e}",
    "\u{ad}",
    "\u{301}",
    "ＩＴ",
    "ﷺ",
    "ß",
    "İ",
    "ǆ",
    "管理者",
    "👩‍💻",
    "\0",
    "\r\n",
    "\t",
    "((((",
    "////",
    "....",
    "----",
    "''''",
    "<@&123>",
    "https://example.org/ops",
    "aaaaaaaaaaaa",
];

/// A small generator of numbers, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end.max(1)
    }
}

fn main() {
    let number =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let (seconds, seed) = (number("NEXTROLE_FUZZ_SECONDS", 2), number("NEXTROLE_FUZZ_SEED", 1).max(1));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let knowledge = load(&folder, &Options::default()).knowledge.unwrap();
    let vocabulary = knowledge.vocabulary.clone();
    let index = Index::new(&vocabulary, &[]);
    let engine = Engine::new(knowledge);
    let names: Vec<&str> =
        vocabulary.roles.iter().flat_map(|role| role.aliases.iter().chain([&role.name])).map(String::as_str).collect();
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let started = Instant::now();
    let mut inputs = 0_u64;
    while started.elapsed() < Duration::from_secs(seconds) {
        let input = made(&mut random, &names);
        check(&index, &vocabulary, &input);
        // An answer takes far longer than finding a role, and has less that text could break.
        if inputs.is_multiple_of(8) {
            check_question(&engine, &input);
            check_button(&engine, &mut random, &input);
        }
        inputs += 1;
    }
    println!("seed {seed}, {inputs} inputs in {seconds} s");
    println!("1 passed, 0 failed");
}

/// A text of a few pieces, some of them broken, now and then a very long one.
fn made(random: &mut Random, names: &[&str]) -> String {
    let pieces = if random.below(200) == 0 { 3_000 } else { 1 + random.below(9) };
    let mut text = String::new();
    for _ in 0..pieces {
        let mut piece = match random.below(4) {
            0 => names[random.below(names.len())].to_owned(),
            1 => char::from_u32(random.below(0x11_0000) as u32).map(String::from).unwrap_or_default(),
            _ => PIECES[random.below(PIECES.len())].to_owned(),
        };
        if random.below(3) == 0 {
            piece = broken(random, &piece);
        }
        text.push_str(&piece);
        text.push_str([" ", " ", " ", "", ", ", "/", "-", ". "][random.below(8)]);
    }
    text
}

/// The piece with one character left out, doubled, or swapped with the next.
fn broken(random: &mut Random, piece: &str) -> String {
    let mut letters: Vec<char> = piece.chars().collect();
    if letters.is_empty() {
        return String::new();
    }
    let at = random.below(letters.len());
    match random.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ => letters.swap(at, (at + 1) % piece.chars().count()),
    }
    letters.into_iter().collect()
}

/// Whatever is asked gets a reply that Discord takes.
fn check_question(engine: &Engine, input: &str) {
    let command = ["next", "path", "compare", "define", "tracks"][input.len() % 5];
    for text in [input.to_owned(), format!("/{command} {input}")] {
        if let Ok(question) = Question::parse(&text) {
            check_reply(&reply(&engine.answer(&question), Detail::Brief), &text);
        }
    }
}

/// What is read of a broken button can be written again, in the room that there is, and gets a reply.
fn check_button(engine: &Engine, random: &mut Random, input: &str) {
    let mut one_of = |words: &[&'static str]| words[random.below(words.len())];
    let version = one_of(&["1", "1", "1", "2", ""]);
    let verb = one_of(&["next", "define", "track", "map", "path", "compare", "way", "tracks", "about", "none"]);
    let (detail, page) = (one_of(&["b", "f", "B", "F", "x"]), one_of(&["0", "7", "999", "1000", "-1", "x"]));
    let about = if one_of(&["", "ids"]).is_empty() { String::new() } else { input.replace(' ', "-") };
    let custom_id = format!("{version}:{verb}:{detail}:{page}:{about}");
    let Some(press) = decode(&custom_id) else { return };
    let again = encode(&press).unwrap_or_else(|| panic!("cannot be written again\n{custom_id:?}"));
    assert!(again.chars().count() <= CUSTOM_ID_CHARS, "too long: {again:?}\n{custom_id:?}");
    assert!(decode(&again).is_some(), "cannot be read again: {again:?}\n{custom_id:?}");
    check_reply(&reply(&engine.answer(&press.question), press.detail), &custom_id);
}

fn check_reply(reply: &Reply, input: &str) {
    for page in pages(reply) {
        let title_fits = (1..=EMBED_TITLE_CHARS).contains(&page.title.chars().count());
        let body_fits = (1..=EMBED_DESCRIPTION_CHARS).contains(&page.body.chars().count());
        assert!(title_fits && body_fits, "breaks a limit of Discord's: {page:?}\n{input:?}");
    }
}

fn check(index: &Index, vocabulary: &Vocabulary, input: &str) {
    let started = Instant::now();
    let found = index.find(input);
    let mentions = index.mentions(input, vocabulary);
    let took = started.elapsed();
    let is_sure = matches!(found.verdict, Verdict::Exact | Verdict::Confident);
    let mut end = 0;
    let spans_are_sound = mentions.all.iter().all(|mention| {
        let is_sound = mention.at.start >= end && !mention.at.is_empty() && input.get(mention.at.clone()).is_some();
        end = mention.at.end;
        is_sound
    });
    let promises = [
        (found.candidates.iter().all(|one| (0.0..=1.0).contains(&one.score)), "scores are between 0 and 1"),
        (found.candidates.is_sorted_by(|a, b| a.score >= b.score), "the best comes first"),
        (!is_sure || !found.candidates.is_empty(), "whoever is sure names something"),
        (spans_are_sound, "spans are in order and at the bounds of characters"),
        (took < MOST, "the time is bounded"),
    ];
    for (is_kept, promise) in promises {
        if !is_kept {
            panic!("broken: {promise}\n{input:?}");
        }
    }
}
