//! The knowledge that is built into the program.

use super::problem::{SourceFile, SourceFiles};

/// Path and text of every file. `build.rs` generates the list, so the program needs no files at run time.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped_knowledge.rs"));

/// The files of the shipped knowledge, in path order.
///
/// ```
/// use nextrole::knowledge::{Options, check, shipped};
///
/// let outcome = check(shipped(), &Options { errors_only: true, ..Options::default() });
/// assert!(outcome.knowledge.is_some());
/// ```
pub fn shipped() -> SourceFiles {
    let file = |(path, text): &(&str, &str)| SourceFile { path: format!("built-in/{path}"), text: (*text).to_owned() };
    SourceFiles(FILES.iter().map(file).collect())
}
