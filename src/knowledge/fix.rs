//! Applies the fixes of problems that are mechanical, until none is left.
//!
//! Only what a fix names is replaced: comments, order and spaces stay. What someone has to decide stays a problem.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::{Code, Edit, FileId, Problem, SourceFiles};
use super::{LoadOutcome, Options, validate};

/// Maximum number of passes over the folder. Each fixes the first syntax error of every file, and everything else.
const MAX_PASSES: usize = 200;

/// A part of a file that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub file: FileId,
    /// The line where it starts, from 1, as it was when the change was made.
    pub line: usize,
    /// Which kind of problem it was, and what was wrong.
    pub code: Code,
    /// What was wrong.
    pub title: String,
    /// The lines before, without line breaks at the end.
    pub before: String,
    /// The same lines after.
    pub after: String,
}

/// What came of fixing a folder.
#[derive(Debug, Clone)]
pub struct Fixed {
    /// The texts after all fixes, and what is still wrong with them.
    pub outcome: LoadOutcome,
    /// What was changed, sorted by file and line.
    pub changes: Vec<Change>,
    /// The files that are to be written again.
    pub files: Vec<FileId>,
}

/// Fixes what is mechanical in the folder that was loaded with these options. Writes nothing.
pub fn fix(loaded: LoadOutcome, options: &Options) -> Fixed {
    let original = loaded.files.clone();
    let is_of_reading = |problem: &&Problem| Code::OF_READING.contains(&problem.code);
    let reading: Vec<Problem> = loaded.problems.iter().filter(is_of_reading).cloned().collect();
    // A file in another encoding could be read after all; it only has to be written as UTF-8.
    let (recoded, unread): (Vec<_>, Vec<_>) = reading.into_iter().partition(|problem| !problem.fix.is_empty());
    let mut changes: Vec<Change> = recoded.iter().map(recoded_change).collect();
    let mut outcome = validate(loaded.files, unread.clone(), options);
    for _ in 0..MAX_PASSES {
        let mut files = outcome.files.clone();
        let applied = apply(&mut files, &outcome.problems);
        if applied.is_empty() {
            break;
        }
        let next = validate(files, unread.clone(), options);
        // A fix that makes nothing better is none.
        if !is_better(&outcome, &next) {
            break;
        }
        changes.extend(applied);
        outcome = next;
    }
    changes.sort_by_key(|change| (change.file, change.line));
    let is_changed = |file: &usize| {
        let text = |files: &SourceFiles| files.0.get(*file).map(|file| file.text.clone());
        text(&original) != text(&outcome.files) || recoded.iter().any(|problem| problem.at.file.0 == *file)
    };
    let files = (0..original.0.len()).filter(is_changed).map(FileId).collect();
    Fixed { outcome, changes, files }
}

fn recoded_change(problem: &Problem) -> Change {
    let (before, after) = (String::new(), "(saved as UTF-8)".to_owned());
    Change { file: problem.at.file, line: 1, code: problem.code, title: problem.title.clone(), before, after }
}

/// Whether something that was wrong no longer is, and no file has become unreadable.
fn is_better(before: &LoadOutcome, after: &LoadOutcome) -> bool {
    let is_syntax = |problem: &&Problem| problem.code == Code::BadToml;
    let broken = |outcome: &LoadOutcome| -> BTreeSet<FileId> {
        outcome.problems.iter().filter(is_syntax).map(|problem| problem.at.file).collect()
    };
    // From the end, because a fix changes the length of what is before.
    let keys = |outcome: &LoadOutcome| -> BTreeSet<(FileId, usize, Code, String)> {
        let key = |problem: &Problem| {
            let length = outcome.files.0.get(problem.at.file.0).map_or(0, |file| file.text.len());
            (problem.at.file, length.saturating_sub(problem.at.span.end), problem.code, problem.title.clone())
        };
        outcome.problems.iter().filter(|problem| !problem.fix.is_empty()).map(key).collect()
    };
    broken(after).is_subset(&broken(before)) && !keys(before).is_subset(&keys(after))
}

/// Applies every fix that does not overlap another one of this pass.
fn apply(files: &mut SourceFiles, problems: &[Problem]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut chosen: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| !problem.fix.is_empty()) {
        let is_free = |edit: &Edit| {
            let others = chosen.get(&edit.at.file).into_iter().flatten();
            others
                .into_iter()
                .all(|other| edit.at.span.end < other.at.span.start || edit.at.span.start > other.at.span.end)
        };
        if problem.fix.iter().all(is_free) {
            changes.extend(shown(files, problem));
            for edit in &problem.fix {
                chosen.entry(edit.at.file).or_default().push(edit);
            }
        }
    }
    for (file, mut edits) in chosen {
        let Some(file) = files.0.get_mut(file.0) else { continue };
        edits.sort_by_key(|edit| edit.at.span.start);
        for edit in edits.iter().rev() {
            if file.text.get(edit.at.span.clone()).is_some() {
                file.text.replace_range(edit.at.span.clone(), &edit.text);
            }
        }
    }
    changes
}

/// The lines that a fix changes, a change for each place that is apart from the others.
fn shown(files: &SourceFiles, problem: &Problem) -> Vec<Change> {
    let mut edits: Vec<&Edit> = problem.fix.iter().collect();
    edits.sort_by_key(|edit| (edit.at.file, edit.at.span.start));
    let mut changes: Vec<Change> = Vec::new();
    let mut group: Vec<&Edit> = Vec::new();
    for (at, edit) in edits.iter().enumerate() {
        group.push(edit);
        let next = edits.get(at + 1).filter(|next| next.at.file == edit.at.file);
        let between = next.and_then(|next| files.0.get(edit.at.file.0)?.text.get(edit.at.span.end..next.at.span.start));
        if between.is_none_or(|between| between.contains('\n')) {
            changes.extend(lines(files, problem, &group));
            group.clear();
        }
    }
    changes
}

fn lines(files: &SourceFiles, problem: &Problem, edits: &[&Edit]) -> Option<Change> {
    let (first, last) = (edits.first()?, edits.last()?);
    let text = &files.0.get(first.at.file.0)?.text;
    let start = text.get(..first.at.span.start)?.rfind('\n').map_or(0, |at| at + 1);
    // A line that is removed ends before its line break.
    let end = last.at.span.end - usize::from(text.get(last.at.span.clone())?.ends_with('\n'));
    let end = text.get(end..)?.find('\n').map_or(text.len(), |at| end + at);
    let before = text.get(start..end)?.to_owned();
    let mut after = text.get(start..end.max(last.at.span.end))?.to_owned();
    for edit in edits.iter().rev() {
        after.replace_range(edit.at.span.start - start..edit.at.span.end - start, &edit.text);
    }
    let line = text.get(..start)?.matches('\n').count() + 1;
    let (code, title) = (problem.code, problem.title.clone());
    Some(Change { file: first.at.file, line, code, title, before, after })
}
