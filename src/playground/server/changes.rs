//! What changes with a save: the answers of the knowledge in use compared with those of the one before it.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::answer::Engine;
use crate::diff::text::{asked, heading, summary};
use crate::diff::{Diff, Kind, QuestionDiff, diff};
use crate::question::{COMMANDS, Question};
use crate::reload::KnowledgeHandle;
use crate::reply::text::{Layout, text};
use crate::reply::{self, Detail};

/// Maximum number of pairs of roles that are compared for a command: people wait for the result.
const MAX_PAIRS: usize = 1_000;

/// Maximum number of changed answers that the page is sent.
const MAX_QUESTIONS: usize = 100;

/// Compares the knowledge with the one before it whenever it is replaced, until `stop` is cancelled.
pub(super) async fn follow(knowledge: KnowledgeHandle, changes: watch::Sender<Value>, stop: CancellationToken) {
    let mut status = knowledge.status();
    let mut old = knowledge.engine();
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            changed = status.changed() => if changed.is_err() { return },
        }
        let new = knowledge.engine();
        if Arc::ptr_eq(&old, &new) {
            continue;
        }
        let at = SystemTime::now();
        let (before, after) = (old, Arc::clone(&new));
        match tokio::task::spawn_blocking(move || to_json(&before, &after, at)).await {
            Ok(json) => drop(changes.send_replace(json)),
            Err(error) => tracing::error!("comparing the saved knowledge with the one before failed: {error}"),
        }
        old = new;
    }
}

/// What the page shows of a change; `at` is when the new knowledge came into use.
fn to_json(old: &Engine, new: &Engine, at: SystemTime) -> Value {
    let diff = diff(old, new, MAX_PAIRS, |_, _| {});
    let at_ms = at.duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64() * 1e3);
    let Diff { compared, questions } = &diff;
    let shown = questions.iter().take(MAX_QUESTIONS).map(|question| question_json(old, new, question));
    json!({
        "at_ms": at_ms, "summary": summary(&diff), "compared": asked(compared), "questions": shown.collect::<Vec<_>>(),
        "more": questions.len().saturating_sub(MAX_QUESTIONS),
    })
}

fn question_json(old: &Engine, new: &Engine, diff: &QuestionDiff) -> Value {
    let change = match diff.change {
        Kind::Added => "new",
        Kind::Removed => "gone",
        Kind::Changed | Kind::Moved => "changed",
    };
    let options = COMMANDS.iter().find(|form| form.name == diff.command).map_or(&[][..], |form| form.options);
    let given: Vec<(&str, &str)> =
        options.iter().map(|option| option.name).zip(diff.about.iter().map(String::as_str)).collect();
    let answer = |engine: &Engine| {
        let question = Question::from_command(diff.command, &given).ok()?;
        let layout = Layout { width: usize::MAX, has_styles: false };
        Some(text(&reply::reply(&engine.respond(&question), Detail::Brief), layout))
    };
    let (before, after) = match diff.change {
        Kind::Added => (None, answer(new)),
        Kind::Removed => (answer(old), None),
        Kind::Changed | Kind::Moved => (answer(old), answer(new)),
    };
    // What differs may be in the part of an answer that is one press away.
    let (before, after) = if before == after { (None, None) } else { (before, after) };
    let typed: Vec<String> = given.iter().map(|(option, id)| format!(" {option}:{id}")).collect();
    let is_gone = diff.change == Kind::Removed;
    let lower = |names: &[String]| -> Vec<String> { names.iter().map(|name| name.to_lowercase()).collect() };
    json!({
        "heading": heading(diff), "change": change, "about": lower(&diff.about), "names": lower(&diff.names), "before": before, "after": after,
        "details": diff.details.iter().map(|detail| detail.text.as_str()).collect::<Vec<_>>(),
        "ask": (!is_gone).then(|| format!("/{}{}", diff.command, typed.concat())),
    })
}
