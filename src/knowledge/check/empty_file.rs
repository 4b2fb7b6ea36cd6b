//! Ensure every file has a table; one without says nothing, and may have been emptied by mistake.

use super::super::problem::{Code, FileId, Location, Problem};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for (index, file) in context.files.0.iter().enumerate() {
        let at = FileId(index);
        let is_blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        let is_unread = context.raw.broken.contains(&at) || !file.path.ends_with(".toml");
        if is_unread || !file.text.lines().all(is_blank) {
            continue;
        }
        // An empty folder is reported as such.
        if problems.iter().any(|problem| problem.code == Code::NoKnowledge) {
            return;
        }
        problems.push(Problem {
            code: Code::EmptyFile,
            title: "this file has no table".to_owned(),
            at: Location::whole(at),
            related: Vec::new(),
            fix: Vec::new(),
            help: "add one, such as `[[role]]`, or remove the file".to_owned(),
        });
    }
}
