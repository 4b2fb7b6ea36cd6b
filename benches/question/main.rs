//! How long a question takes: from words to what is shown, without network.
//!
//! ```sh
//! cargo bench --bench question
//! ```
//!
//! prints how long the shipped knowledge takes until it can be asked, then for each command, for sentences, and for posts
//! of 1,000 characters, what understanding, answering and wording take.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and stops where it cannot go on")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use nextrole::answer::{Answer, Engine, answer};
use nextrole::knowledge::model::Knowledge;
use nextrole::knowledge::{Options, check, shipped};
use nextrole::question::{Pair, Question, Reference, Understood};
use nextrole::reply::{Detail, markdown, reply};

/// How often the knowledge is read.
const READ: usize = 20;

/// How often each question is asked; the fastest time counts, since others share the machine.
const ASKED: usize = 5;

/// Characters of a long post.
const POST_CHARS: usize = 1_000;

/// How people ask; `{}` is a role, in turns.
const TEMPLATES: [&str; 12] = [
    "What comes after {}?",
    "I'm a {}, what now?",
    "how do i get into {} from {}",
    "been a {} for 3 years and I'm bored, could I move to {}",
    "difference between {} and {}?",
    "is a {} above a {}?",
    "Can a {} become a {} without a degree?",
    "what does a {} do all day",
    "management or technical? I'm {} right now",
    "who becomes {}",
    "My friend is a {}. I work as {} and want to be {}, how long does that take?",
    "which career paths are there for a {}",
];

fn main() {
    let mut times: Vec<[Duration; 2]> = (0..READ).map(|_| read().1).collect();
    let first = times[0].iter().sum::<Duration>();
    times.sort_unstable_by_key(|[checked, indexed]| *checked + *indexed);
    let [checked, indexed] = times[READ / 2].map(millis);
    println!(
        "shipped knowledge: read and checked in {checked:.1} ms, indexed in {indexed:.1} ms, median of {READ}; {:.1} ms \
         the first time\n",
        millis(first)
    );
    let engine = read().0;
    println!("| question | asked | understood p50 | answered p50 | worded p50 | all p50 | p99 | longest |");
    println!("|---|---:|---:|---:|---:|---:|---:|---:|");
    for (name, questions) in commands(engine.knowledge()).into_iter().chain(in_words(engine.knowledge())) {
        row(&engine, name, &questions);
    }
}

/// The engine, and how long it took to check the files and to index them.
fn read() -> (Engine, [Duration; 2]) {
    let start = Instant::now();
    let knowledge = check(shipped(), &Options { errors_only: true, ..Options::default() }).knowledge.unwrap();
    let checked = start.elapsed();
    let engine = Engine::new(knowledge);
    (engine, [checked, start.elapsed() - checked])
}

fn row(engine: &Engine, name: &str, questions: &[Question]) {
    let mut stages: [Vec<Duration>; 4] = Default::default();
    for question in questions {
        let fastest =
            (0..ASKED).map(|_| ask(engine, question)).min_by_key(|times| times.iter().sum::<Duration>()).unwrap();
        for (stage, time) in stages.iter_mut().zip(fastest.into_iter().chain([fastest.iter().sum()])) {
            stage.push(time);
        }
    }
    let at = |times: &[Duration], share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e6;
    stages.iter_mut().for_each(|times| times.sort_unstable());
    let [understood, answered, worded, all] = &stages;
    println!(
        "| {name} | {} | {:.0} µs | {:.0} µs | {:.0} µs | {:.0} µs | {:.0} µs | {:.0} µs |",
        questions.len(),
        at(understood, 0.5),
        at(answered, 0.5),
        at(worded, 0.5),
        at(all, 0.5),
        at(all, 0.99),
        at(all, 1.0),
    );
}

/// How long understanding, answering and wording take.
fn ask(engine: &Engine, question: &Question) -> [Duration; 3] {
    let start = Instant::now();
    let understood = engine.understand(question);
    let understood_at = start.elapsed();
    let (answer, answered_at) = match &understood {
        Understood::Query(query) => (answer(engine, query), start.elapsed()),
        // What is asked back is worked out with the question.
        _ => (engine.respond(question), understood_at),
    };
    let worded = Instant::now();
    black_box(worded_pages(&answer));
    [understood_at, answered_at - understood_at, worded.elapsed()]
}

fn worded_pages(answer: &Answer<'_>) -> usize {
    markdown::pages(&reply(answer, Detail::Brief)).len()
}

/// Every command, about every role, term, track or dispute, and pairs of roles.
fn commands(knowledge: &Knowledge) -> Vec<(&'static str, Vec<Question>)> {
    let id = |id: &str| Reference::Id(id.to_owned());
    let roles: Vec<&str> = knowledge.vocabulary.roles.iter().map(|role| role.id.as_str()).collect();
    let misspelt = |id: &str| {
        let name: Vec<char> = id.replace('-', " ").chars().collect();
        let middle = name.len() / 2;
        Reference::Typed(
            [&name[..middle - 1], &[name[middle], name[middle - 1]], &name[middle + 1..]].concat().iter().collect(),
        )
    };
    let each = |ask: fn(Reference) -> Question| roles.iter().map(|role| ask(id(role))).collect::<Vec<_>>();
    let pairs = |ask: fn(Pair) -> Question| {
        let apart = |by: usize| roles.iter().zip(roles.iter().cycle().skip(by));
        let pairs = [7, 31].into_iter().flat_map(apart);
        pairs.map(|(one, other)| ask(Pair::Both(id(one), id(other)))).collect::<Vec<_>>()
    };
    let terms = knowledge.vocabulary.terms.iter().map(|term| Question::Define(id(&term.id)));
    vec![
        ("`/next`", each(Question::Next)),
        ("`/next`, misspelt", roles.iter().map(|role| Question::Next(misspelt(role))).collect()),
        ("`/become`", each(Question::Become)),
        ("`/path`", pairs(Question::Path)),
        ("`/compare`", pairs(Question::Compare)),
        ("`/define`", each(Question::Define).into_iter().chain(terms).collect()),
        ("`/tracks`", vec![Question::Tracks]),
        ("`/tracks` with one", knowledge.tracks.iter().map(|track| Question::Track(id(&track.id))).collect()),
        ("`/disputes`", vec![Question::Disputes]),
        ("`/disputes` with one", knowledge.disputes.iter().map(|one| Question::Dispute(id(&one.id))).collect()),
    ]
}

/// Sentences, and posts that are made of them.
fn in_words(knowledge: &Knowledge) -> [(&'static str, Vec<Question>); 2] {
    let mut names = knowledge.vocabulary.roles.iter().map(|role| role.name.as_str()).cycle();
    let asked = TEMPLATES.iter().cycle().take(TEMPLATES.len() * 25).map(|template| {
        let (start, rest) = template.split_once("{}").unwrap();
        rest.split("{}").fold(start.to_owned(), |text, rest| text + names.next().unwrap() + rest)
    });
    let fixture = include_str!("../../tests/fixtures/matching/sentences.txt");
    let written = fixture.lines().filter(|line| !line.starts_with('#')).map(|line| {
        // "I'm a {ops:sysadmin}|ops|": the words of a role stand behind its ids.
        let text = line.rsplitn(3, '|').last().unwrap();
        text.split('{')
            .map(|part| part.split_once(':').filter(|_| part.contains('}')).map_or(part, |(_, words)| words))
            .collect::<String>()
            .replace('}', "")
    });
    let sentences: Vec<String> = asked.chain(written).collect();
    let posts = (0..sentences.len()).step_by(2).map(|start| {
        let all = sentences.iter().cycle().skip(start).step_by(7).flat_map(|sentence| [sentence.as_str(), " "]);
        let text: String = all.flat_map(str::chars).take(POST_CHARS).collect();
        Question::FreeText(text)
    });
    let posts = posts.collect();
    [("a sentence", sentences.into_iter().map(Question::FreeText).collect()), ("a post of 1,000 characters", posts)]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
