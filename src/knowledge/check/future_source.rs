//! Ensure no source is dated in the future, if the caller says which year it is.

use super::super::model::Published;
use super::super::problem::{Code, Problem};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let Some(this_year) = context.options.this_year else { return };
    for source in &context.raw.sources {
        let Some(written) = &source.published else { continue };
        let Some(published) = Published::parse(&written.value) else { continue };
        if published.year > this_year {
            problems.push(Problem {
                code: Code::FutureSource,
                title: format!("this source was published in {}, but it is {this_year}", published.year),
                at: written.at.clone(),
                related: Vec::new(),
                fix: Vec::new(),
                help: "correct the date".to_owned(),
            });
        }
    }
}
