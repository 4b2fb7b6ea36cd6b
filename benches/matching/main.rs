//! Matching against other matchers, in one run: how often each is right, and how long it takes.
//!
//! `cargo bench --bench matching` prints the tables of `benches/README.md`. A program of its own, since a row has both
//! figures: a harness for time alone would leave the other to a second run. Every matcher gets the same names and
//! titles; one without a verdict is sure above the score that serves it best, which flatters it.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and stops where it cannot go on")]

mod peers;
mod sets;

use std::time::{Duration, Instant};

use nextrole::matching::{Completer, Index};

use self::peers::{Answer, Matcher};
use self::sets::{Set, Title};

fn main() {
    let sets = sets::all();
    println!("| set | matcher | right | wrong | false | net | p50 | p99 | build |");
    println!("|---|---|---:|---:|---:|---:|---:|---:|---:|");
    for set in &sets {
        for make in peers::ALL {
            let started = Instant::now();
            let matcher = make(set);
            let build = started.elapsed();
            row(set, matcher.as_ref(), build);
        }
    }
    println!("\n| set | names | ready in | suggestions p50 | p99 |");
    println!("|---|---:|---:|---:|---:|");
    sets.iter().for_each(suggestions);
}

/// Every beginning of some names, and of some with a letter left out, as it is typed.
fn suggestions(set: &Set) {
    let names: Vec<&str> = set
        .vocabulary
        .roles
        .iter()
        .flat_map(|role| role.aliases.iter().chain([&role.name]))
        .map(String::as_str)
        .collect();
    let index = Index::new(&set.vocabulary, &[]);
    let started = Instant::now();
    let completer = Completer::new(&index, &set.vocabulary, &[]);
    let build = started.elapsed();
    let mut times: Vec<Duration> = Vec::new();
    for (number, name) in names.iter().step_by(names.len().div_ceil(300)).enumerate() {
        for (end, _) in name.char_indices().skip(1).chain([(name.len(), ' ')]) {
            let mut typed = name[..end].to_owned();
            if number % 4 == 0 && end > 3 {
                typed.remove(2);
            }
            let started = Instant::now();
            std::hint::black_box(completer.named(&index, &typed, 25, |_| true));
            times.push(started.elapsed());
        }
    }
    println!(
        "| {} | {} | {:.1} ms | {:.0} µs | {:.0} µs |",
        set.name,
        names.len(),
        build.as_secs_f64() * 1e3,
        quantile(&mut times, 0.5),
        quantile(&mut times, 0.99),
    );
}

/// In microseconds.
fn quantile(times: &mut [Duration], share: f64) -> f64 {
    times.sort_unstable();
    times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e6
}

fn row(set: &Set, matcher: &dyn Matcher, build: Duration) {
    let mut times: Vec<Duration> = Vec::new();
    let mut answers: Vec<Answer> = Vec::new();
    for title in &set.titles {
        let started = Instant::now();
        answers.push(matcher.find(&title.typed));
        times.push(started.elapsed());
    }
    let measured = best_net(set, &answers);
    println!(
        "| {} | {} | {:.3} | {:.3} | {:.3} | {:.3} | {:.0} µs | {:.0} µs | {:.1} ms |",
        set.name,
        matcher.name(),
        measured.right,
        measured.wrong,
        measured.falsely,
        measured.net(),
        quantile(&mut times, 0.5),
        quantile(&mut times, 0.99),
        build.as_secs_f64() * 1e3
    );
}

/// Shares of the titles: sure and right, sure and wrong, sure of what names no role.
#[derive(Clone, Copy)]
struct Measured {
    right: f64,
    wrong: f64,
    falsely: f64,
}

impl Measured {
    fn net(&self) -> f64 {
        self.right - self.wrong - self.falsely
    }
}

/// With the verdicts of the matcher, or with the threshold that gives the largest net.
fn best_net(set: &Set, answers: &[Answer]) -> Measured {
    if answers.iter().any(|answer| answer.is_sure.is_some()) {
        return measured(set, answers, |answer| answer.is_sure == Some(true));
    }
    let mut scores: Vec<f64> = answers.iter().map(|answer| answer.score).collect();
    scores.sort_by(f64::total_cmp);
    scores.dedup();
    // A hundred thresholds are as good as all of them.
    let step = scores.len().div_ceil(100).max(1);
    let at = |threshold: f64| measured(set, answers, move |answer| answer.role.is_some() && answer.score >= threshold);
    scores.iter().step_by(step).map(|score| at(*score)).max_by(|a, b| a.net().total_cmp(&b.net())).unwrap()
}

fn measured(set: &Set, answers: &[Answer], is_sure: impl Fn(&Answer) -> bool) -> Measured {
    let (mut right, mut wrong, mut falsely, mut named, mut others) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (Title { roles, .. }, answer) in set.titles.iter().zip(answers) {
        let is_right = answer.role.as_ref().is_some_and(|role| roles.contains(role));
        if roles.is_empty() {
            others += 1.0;
            falsely += f64::from(u8::from(is_sure(answer)));
        } else {
            named += 1.0;
            right += f64::from(u8::from(is_sure(answer) && is_right));
            wrong += f64::from(u8::from(is_sure(answer) && !is_right));
        }
    }
    Measured { right: right / named, wrong: wrong / named, falsely: falsely / f64::max(others, 1.0) }
}
