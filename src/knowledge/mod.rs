//! What the bot knows: TOML files in, a checked [`Knowledge`] or a list of problems out.
//!
//! [`load`] reads a folder and finds every problem of every file at once; [`check()`] does the same for texts that are
//! already there. What came out sound is in [`Loaded`]; to show the rest to a person, hand it to [`report`].
//!
//! Only `read` touches the disk. Nothing here reads a clock or knows Discord.

pub mod model;
pub mod problem;
pub mod report;

mod build;
mod check;
mod keys;
mod raw;
mod read;
mod shape;
mod suggest;

use std::path::Path;

use self::model::{Knowledge, Vocabulary};
use self::problem::{Code, FileKey, Files, Problem, Severity};
use self::raw::Raw;

pub use self::read::{MAX_DEPTH, MAX_ENTRIES, MAX_FILE_BYTES, MAX_FOLDER_BYTES};

/// What the caller wants to know.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The year it is. Without it no source is old.
    pub this_year: Option<u16>,
    /// How many years old a source may be before somebody should look at it. Without it no source is old.
    pub stale_after_years: Option<u16>,
    /// Whether to leave out the warnings: finding them takes most of the time in a folder of many names.
    pub errors_only: bool,
}

/// What came of a knowledge folder.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The files, in path order; problems point into them. What could not be read is among them, without a text.
    pub files: Files,
    /// Everything that is wrong, sorted by file and place.
    pub problems: Vec<Problem>,
    /// The words, if they could be read: they may be there although statements are broken or names are shared.
    pub vocabulary: Option<Vocabulary>,
    /// Everything, if nothing is wrong but for warnings.
    pub knowledge: Option<Knowledge>,
    /// Stands for what the files say and how they are called within the folder: 12 hexadecimal digits, the same
    /// wherever the folder lies.
    pub revision: String,
}

impl Loaded {
    /// How many problems make the knowledge unusable.
    pub fn errors(&self) -> usize {
        count(&self.problems, Severity::Error)
    }

    /// How many problems do not.
    pub fn warnings(&self) -> usize {
        count(&self.problems, Severity::Warning)
    }
}

pub(crate) fn count(problems: &[Problem], severity: Severity) -> usize {
    problems.iter().filter(|problem| problem.code.severity() == severity).count()
}

/// Reads a folder of `*.toml` files, folders within it too, and checks it.
///
/// Never fails: a folder that is not there is a problem like any other.
pub fn load(folder: &Path, options: &Options) -> Loaded {
    let (files, problems) = read::read(folder);
    judge(files, problems, options)
}

/// Checks files that have been read.
///
/// ```
/// use nextrole::knowledge::problem::{File, Files};
/// use nextrole::knowledge::{Options, check};
///
/// let text = "[[role]]\nid = \"ops\"\nname = \"Ops\"\n".to_owned();
/// let loaded = check(Files(vec![File { path: "roles.toml".to_owned(), text }]), &Options::default());
/// assert_eq!(loaded.errors(), 0);
/// assert_eq!(loaded.problems[0].title, "no track and no move reaches the role `ops`");
/// ```
pub fn check(files: Files, options: &Options) -> Loaded {
    judge(files, Vec::new(), options)
}

fn judge(files: Files, mut problems: Vec<Problem>, options: &Options) -> Loaded {
    let mut raw = Raw { vocabulary_broken: !problems.is_empty(), ..Raw::default() };
    raw.broken = problems.iter().map(|problem| problem.at.file).collect();
    for (index, file) in files.0.iter().enumerate() {
        let key = FileKey(index);
        if !raw.broken.contains(&key) {
            shape::read(key, file, &mut raw, &mut problems);
        }
    }
    let ids = check::Ids::new(&raw);
    check::check(&check::Facts::new(&files, &raw, &ids, options), &mut problems);
    problems.retain(|problem| !(options.errors_only && problem.code.severity() == Severity::Warning));
    problems.sort_by(|a, b| place(a).cmp(&place(b)));
    let sound = count(&problems, Severity::Error) == 0;
    let vocabulary = build::vocabulary(&raw, &ids);
    let knowledge = vocabulary.clone().filter(|_| sound).and_then(|words| build::knowledge(words, &raw, &ids));
    let revision = revision_of(&files);
    Loaded { files, problems, vocabulary, knowledge, revision }
}

fn place(problem: &Problem) -> (FileKey, usize, usize, Code, &str) {
    (problem.at.file, problem.at.span.start, problem.at.span.end, problem.code, &problem.title)
}

/// The revision of a folder, as [`Loaded::revision`] would have it, without checking what the files say.
pub fn revision(folder: &Path) -> String {
    revision_of(&read::read(folder).0)
}

fn revision_of(files: &Files) -> String {
    let folder = files.0.iter().map(|file| folder_of(&file.path)).reduce(shared_folder).unwrap_or_default();
    let mut hash = FNV_OFFSET;
    for file in &files.0 {
        // 0xFF never stands in UTF-8, so it tells where a path or text ends.
        let path = file.path.get(folder.len()..).unwrap_or_default();
        hash = fnv(path.bytes().chain([0xFF]).chain(file.text.bytes()).chain([0xFF]), hash);
    }
    format!("{:012x}", hash >> 16)
}

fn folder_of(path: &str) -> &str {
    path.rfind('/').and_then(|slash| path.get(..=slash)).unwrap_or_default()
}

fn shared_folder<'p>(one: &'p str, other: &str) -> &'p str {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let end = one.as_bytes().get(..same).and_then(|same| same.iter().rposition(|byte| *byte == b'/'));
    end.and_then(|end| one.get(..=end)).unwrap_or_default()
}

/// The hash FNV-1a over 64 bits starts from this.
///
/// Source: <http://www.isthe.com/chongo/tech/comp/fnv/index.html>
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over 64 bits: unlike std's hash, it is promised to stay the same from one release of Rust to the next.
fn fnv(bytes: impl Iterator<Item = u8>, start: u64) -> u64 {
    bytes.fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
