//! Ensure no source is older than the operator wants, if the operator said how old one may be.

use super::super::model::Published;
use super::super::problem::{Code, Problem, quoted};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let (Some(this_year), Some(most)) = (facts.options.this_year, facts.options.stale_after_years) else { return };
    for source in &facts.raw.sources {
        let Some(written) = &source.published else { continue };
        let Some(published) = Published::parse(&written.value) else { continue };
        let years = this_year.saturating_sub(published.year);
        if years > most {
            let name = source.id.as_ref().map_or("this source".to_owned(), |id| quoted(&id.value));
            problems.push(Problem {
                code: Code::OldSource,
                title: format!("{name} is {years} years old"),
                at: written.at.clone(),
                see: Vec::new(),
                help: "look whether it still holds, or for a newer source".to_owned(),
            });
        }
    }
}
