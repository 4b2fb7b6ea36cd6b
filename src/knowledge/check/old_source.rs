//! Ensure no source is older than the operator allows, if there is a limit.

use super::super::model::Published;
use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let (Some(this_year), Some(limit)) = (context.options.this_year, context.options.stale_after_years) else { return };
    for source in &context.raw.sources {
        let Some(written) = &source.published else { continue };
        let Some(published) = Published::parse(&written.value) else { continue };
        let years = this_year.saturating_sub(published.year);
        if years > limit {
            let name = source.id.as_ref().map_or("this source".to_owned(), |id| quoted(&id.value));
            problems.push(Problem {
                code: Code::OldSource,
                title: format!("{name} is {years} years old"),
                at: written.at.clone(),
                related: Vec::new(),
                fix: Vec::new(),
                help: "check whether it is still true, or look for a newer source".to_owned(),
            });
        }
    }
}
