//! What the bot knows: TOML files in, a checked [`Knowledge`] or a list of problems out.
//!
//! [`load`] reads a folder and finds every problem of every file; [`check()`] does the same for texts that are already in
//! memory, and [`shipped()`] has the texts that are built into the program. The result is a [`LoadOutcome`]; [`report`]
//! shows its problems to people. `docs/knowledge.md` describes the format.
//!
//! Only `read` and `write` touch the disk. Nothing here knows the time or Discord.

pub mod edit;
pub mod fix;
pub mod model;
pub mod problem;
pub mod report;
pub mod schema;
pub mod write;

mod build;
mod check;
mod parse;
mod raw;
mod read;
mod shipped;
pub(crate) mod suggest;
mod syntax;
mod table_reader;

use std::hash::Hasher as _;
use std::path::Path;

use fnv::FnvHasher;

use self::model::{Knowledge, Vocabulary};
use self::problem::{Code, FileId, Problem, Severity, SourceFiles};
use self::raw::Raw;

pub use self::read::{MAX_DEPTH, MAX_ENTRIES, MAX_FILE_BYTES, MAX_FOLDER_BYTES};
pub use self::shipped::shipped;

/// What to check.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The current year. Without it no source is old or dated in the future.
    pub this_year: Option<u16>,
    /// After how many years a source counts as old. Without it no source is old.
    pub stale_after_years: Option<u16>,
    /// Whether to skip the warnings: finding them takes most of the time in a folder with many names.
    pub errors_only: bool,
    /// Whether to add the notes: what is fine as it is, such as roles without a next step.
    pub notes: bool,
}

/// The result of loading a knowledge folder.
#[derive(Debug, Clone)]
pub struct LoadOutcome {
    /// The files in path order; problems point into them. Files that could not be read are included, without a text.
    pub files: SourceFiles,
    /// All problems, sorted by file and location.
    pub problems: Vec<Problem>,
    /// The vocabulary, if it could be read: it may be there even if statements are broken or names are shared.
    pub vocabulary: Option<Vocabulary>,
    /// Everything, if there are no errors.
    pub knowledge: Option<Knowledge>,
    /// Content hash of the files and their paths within the folder: 12 hexadecimal digits.
    pub revision: String,
}

impl LoadOutcome {
    /// The number of errors, which make the knowledge unusable.
    pub fn errors(&self) -> usize {
        count(&self.problems, Severity::Error)
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        count(&self.problems, Severity::Warning)
    }

    /// The number of notes.
    pub fn notes(&self) -> usize {
        count(&self.problems, Severity::Note)
    }
}

pub(crate) fn count(problems: &[Problem], severity: Severity) -> usize {
    problems.iter().filter(|problem| problem.code.severity() == severity).count()
}

/// Reads a folder of `*.toml` files, including nested folders, and checks it.
///
/// Never fails: a missing folder is a problem like any other.
pub fn load(folder: &Path, options: &Options) -> LoadOutcome {
    let (files, problems) = read::read(folder);
    validate(files, problems, options)
}

/// Checks files that are already in memory.
///
/// ```
/// use nextrole::knowledge::problem::{SourceFile, SourceFiles};
/// use nextrole::knowledge::{Options, check};
///
/// let text = "[[role]]\nid = \"ops\"\nname = \"Ops\"\n".to_owned();
/// let files = SourceFiles(vec![SourceFile { path: "roles.toml".to_owned(), text }]);
/// let outcome = check(files, &Options::default());
/// assert_eq!(outcome.errors(), 0);
/// assert_eq!(outcome.problems[0].title, "no track and no move mentions the role `ops`");
/// ```
pub fn check(files: SourceFiles, options: &Options) -> LoadOutcome {
    validate(files, Vec::new(), options)
}

fn validate(files: SourceFiles, mut problems: Vec<Problem>, options: &Options) -> LoadOutcome {
    let mut raw = Raw::default();
    let unread = problems.iter().filter(|problem| problem.code.severity() == Severity::Error);
    raw.broken = unread.map(|problem| problem.at.file).collect();
    raw.vocabulary_broken = !raw.broken.is_empty();
    for (index, file) in files.0.iter().enumerate() {
        let id = FileId(index);
        if !raw.broken.contains(&id) {
            parse::parse(id, file, &mut raw, &mut problems);
        }
    }
    let ids = check::Ids::new(&raw);
    check::check(&check::CheckContext::new(&files, &raw, &ids, options), &mut problems);
    problems.retain(|problem| !options.errors_only || problem.code.severity() == Severity::Error);
    problems.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    let is_valid = count(&problems, Severity::Error) == 0;
    let vocabulary = build::vocabulary(&raw, &ids);
    let knowledge = vocabulary.clone().filter(|_| is_valid).and_then(|words| build::knowledge(words, &raw, &ids));
    let revision = revision_of(&files);
    LoadOutcome { files, problems, vocabulary, knowledge, revision }
}

fn sort_key(problem: &Problem) -> (FileId, usize, usize, Code, &str) {
    (problem.at.file, problem.at.span.start, problem.at.span.end, problem.code, &problem.title)
}

/// The [`LoadOutcome::revision`] of a folder, without checking the files.
pub fn revision(folder: &Path) -> String {
    revision_of(&read::read(folder).0)
}

fn revision_of(files: &SourceFiles) -> String {
    let folder = files.0.iter().map(|file| folder_of(&file.path)).reduce(shared_folder).unwrap_or_default();
    // FNV-1a, unlike the standard library's hash, is the same in every version and on every machine.
    let mut hasher = FnvHasher::default();
    for file in &files.0 {
        let path = file.path.get(folder.len()..).unwrap_or_default();
        for part in [path, &file.text] {
            hasher.write(part.as_bytes());
            // This byte never occurs in UTF-8, so it separates paths and texts.
            hasher.write(&[0xFF]);
        }
    }
    format!("{:012x}", hasher.finish() >> 16)
}

fn folder_of(path: &str) -> &str {
    path.rfind('/').and_then(|slash| path.get(..=slash)).unwrap_or_default()
}

fn shared_folder<'p>(one: &'p str, other: &str) -> &'p str {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let end = one.as_bytes().get(..same).and_then(|same| same.iter().rposition(|byte| *byte == b'/'));
    end.and_then(|end| one.get(..=end)).unwrap_or_default()
}
