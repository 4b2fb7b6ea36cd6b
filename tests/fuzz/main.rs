//! Throws broken text at matching, questions, buttons, signatures and interactions for a while; fails at the first input
//! that breaks an invariant.
//!
//! Not cargo-fuzz: that needs a nightly compiler. The coverage guidance that is lost is partly made up for by `PIECES`,
//! the kinds of text that have broken matchers. Runs with the same seed generate the same inputs.
//!
//! `NEXTROLE_FUZZ_SECONDS` (3) is the total time, `NEXTROLE_FUZZ_SEED` (1) the seed. Takes the arguments of a usual test
//! program: a filter, `--list`, `--exact`, `--skip`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a fuzz target reports and stops by panicking"
)]

use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use libtest_mimic::{Arguments, Trial};

use ed25519_dalek::{Signer, SigningKey};
use nextrole::answer::Engine;
use nextrole::discord::PublicKey;
use nextrole::discord::custom_id::{decode, encode};
use nextrole::discord::fuzzing::{is_event, response};
use nextrole::knowledge::model::Vocabulary;
use nextrole::knowledge::{Options, load};
use nextrole::matching::{Index, Verdict};
use nextrole::question::Question;
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

/// Generates one input and checks what comes of it.
type Target = fn(&Fixture, &mut Random);

fn main() -> ExitCode {
    let number =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let (seconds, seed) = (number("NEXTROLE_FUZZ_SECONDS", 3), number("NEXTROLE_FUZZ_SEED", 1).max(1));
    let targets: [(&str, Target); 5] = [
        ("roles_are_found_in_any_text", |fixture, random| {
            check(&fixture.index, &fixture.vocabulary, &fixture.text(random))
        }),
        ("any_question_gets_a_reply", |fixture, random| check_question(&fixture.engine, &fixture.text(random))),
        ("any_button_gets_a_reply", |fixture, random| {
            let text = fixture.text(random);
            check_button(&fixture.engine, random, &text);
        }),
        ("only_signed_requests_are_believed", |fixture, random| {
            let text = fixture.text(random);
            check_signature(random, &text);
        }),
        ("any_interaction_gets_a_response_or_none", |fixture, random| {
            let text = fixture.text(random);
            check_interaction(&fixture.engine, random, &text);
        }),
    ];
    let time = Duration::from_secs(seconds) / targets.len() as u32;
    let fixture: &'static OnceLock<Fixture> = Box::leak(Box::default());
    let trials = targets.into_iter().map(|(name, target)| {
        Trial::test(name, move || {
            let fixture = fixture.get_or_init(Fixture::load);
            let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let (started, mut inputs) = (Instant::now(), 0_u64);
            while started.elapsed() < time {
                target(fixture, &mut random);
                inputs += 1;
            }
            println!("{name}: seed {seed}, {inputs} inputs in {time:?}");
            Ok(())
        })
    });
    let mut arguments = Arguments::from_args();
    // Side by side they would take each other's time.
    arguments.test_threads = Some(1);
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

/// What the targets work on: the shipped knowledge.
struct Fixture {
    engine: Arc<Engine>,
    index: Index,
    vocabulary: Vocabulary,
    names: Vec<String>,
}

impl Fixture {
    fn load() -> Fixture {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
        let knowledge = load(&folder, &Options::default()).knowledge.unwrap();
        let vocabulary = knowledge.vocabulary.clone();
        let names = vocabulary.roles.iter().flat_map(|role| role.aliases.iter().chain([&role.name]).cloned()).collect();
        Fixture { index: Index::new(&vocabulary, &[]), engine: Arc::new(Engine::new(knowledge)), vocabulary, names }
    }

    /// A text of a few pieces, some of them broken, now and then a very long one.
    fn text(&self, random: &mut Random) -> String {
        generate(random, &self.names)
    }
}

fn generate(random: &mut Random, names: &[String]) -> String {
    let pieces = if random.below(200) == 0 { 3_000 } else { 1 + random.below(9) };
    let mut text = String::new();
    for _ in 0..pieces {
        let mut piece = match random.below(4) {
            0 => names[random.below(names.len())].clone(),
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
            check_reply(&reply(&engine.respond(&question), Detail::Brief), &text);
        }
    }
}

/// What is read of a broken button can be written again, in the room that there is, and gets a reply.
fn check_button(engine: &Engine, random: &mut Random, input: &str) {
    let mut one_of = |words: &[&'static str]| words[random.below(words.len())];
    let version = one_of(&["1", "1", "1", "2", ""]);
    let verb = one_of(&["next", "define", "track", "map", "path", "compare", "evidence", "tracks", "about", "none"]);
    let (detail, page) = (one_of(&["b", "f", "B", "F", "x"]), one_of(&["0", "7", "999", "1000", "-1", "x"]));
    let about = if one_of(&["", "ids"]).is_empty() { String::new() } else { input.replace(' ', "-") };
    let custom_id = format!("{version}:{verb}:{detail}:{page}:{about}");
    let Some(press) = decode(&custom_id) else { return };
    let again = encode(&press).unwrap_or_else(|| panic!("cannot be written again\n{custom_id:?}"));
    assert!(again.chars().count() <= CUSTOM_ID_CHARS, "too long: {again:?}\n{custom_id:?}");
    assert!(decode(&again).is_some(), "cannot be read again: {again:?}\n{custom_id:?}");
    check_reply(&reply(&engine.respond(&press.question), press.detail), &custom_id);
}

/// A signed request is believed; with anything changed it is not.
fn check_signature(random: &mut Random, body: &str) {
    const NOW: u64 = 1_800_000_000;
    let hexadecimal = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let signing = SigningKey::from_bytes(&[random.below(256) as u8; 32]);
    let key = PublicKey::parse(&hexadecimal(signing.verifying_key().as_bytes())).unwrap();
    let (now, timestamp) = (UNIX_EPOCH + Duration::from_secs(NOW), (NOW - 300 + random.below(601) as u64).to_string());
    let signature = hexadecimal(&signing.sign(format!("{timestamp}{body}").as_bytes()).to_bytes());
    let believes = |signature: &[u8], timestamp: &[u8], body: &[u8], now: SystemTime| {
        key.is_signed(signature, timestamp, body, now, Duration::from_secs(300))
    };
    assert!(believes(signature.as_bytes(), timestamp.as_bytes(), body.as_bytes(), now), "not believed: {body:?}");
    let mut parts = [signature.into_bytes(), timestamp.into_bytes(), body.as_bytes().to_vec()];
    let before = parts.clone();
    let part = &mut parts[random.below(3)];
    match random.below(3) {
        0 => part.push(random.below(256) as u8),
        1 if !part.is_empty() => drop(part.remove(random.below(part.len()))),
        _ if !part.is_empty() => {
            let at = random.below(part.len());
            part[at] ^= 1 << random.below(8);
        }
        _ => {}
    }
    // Hexadecimal digits may be of either case.
    if parts != before && !parts[0].eq_ignore_ascii_case(&before[0]) || parts[1..] != before[1..] {
        let [signature, timestamp, body] = &parts;
        assert!(!believes(signature, timestamp, body, now), "believed: {timestamp:?} {body:?}");
    }
    let text = String::from_utf8_lossy(&parts[2]);
    assert!(PublicKey::parse(&text).is_err() || text.trim().len() == 64);
}

/// An interaction as Discord sends it.
const INTERACTION: &str = r#"{"id":"1","application_id":"2","type":2,"token":"t","version":1,"locale":"en-GB",
"app_permissions":"0","entitlements":[],"authorizing_integration_owners":{},"context":0,"attachment_size_limit":1000,
"channel_id":"3","guild_id":"4","user":{"id":"5","username":"ada","discriminator":"0","avatar":null},
"data":{"id":"6","name":"next","type":1,"options":[{"name":"role","type":3,"value":"ROLE"}]}}"#;

/// Whatever arrives is answered with JSON that fits, or not at all.
fn check_interaction(engine: &Arc<Engine>, random: &mut Random, input: &str) {
    let value = serde_json::to_string(input).unwrap();
    let name = ["next", "path", "compare", "tracks", "suggest", "none"][random.below(6)];
    let mut body = INTERACTION.replace("\"ROLE\"", &value).replace("\"next\"", &format!("\"{name}\""));
    if random.below(2) == 0 {
        let kind = format!("\"type\":{}", random.below(7));
        body = body.replacen("\"type\":2", &kind, 1);
    }
    let mut bytes = body.into_bytes();
    for _ in 0..random.below(4) {
        // At least a byte is left.
        let at = random.below(bytes.len().max(2) - 1);
        match random.below(3) {
            0 if bytes.len() > 1 => drop(bytes.remove(at)),
            1 => bytes[at] = b"{}[]\",:0"[random.below(8)],
            _ => bytes.truncate(at.max(1)),
        }
    }
    let started = Instant::now();
    if let Some(json) = response(engine, &bytes) {
        let answer: serde_json::Value = serde_json::from_str(&json).unwrap();
        let description = answer["data"]["embeds"][0]["description"].as_str().unwrap_or_default();
        assert!(description.chars().count() <= EMBED_DESCRIPTION_CHARS, "too long: {input:?}");
    }
    let text = String::from_utf8_lossy(&bytes);
    is_event(&text);
    is_event(&format!(r#"{{"op":0,"s":1,"t":"INTERACTION_CREATE","d":{text}}}"#));
    assert!(started.elapsed() < MOST, "the time is not bounded: {input:?}");
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
        (!is_sure || !found.candidates.is_empty(), "a sure verdict names something"),
        (spans_are_sound, "spans are in order and at the bounds of characters"),
        (took < MOST, "the time is bounded"),
    ];
    for (is_kept, promise) in promises {
        if !is_kept {
            panic!("broken: {promise}\n{input:?}");
        }
    }
}
