//! Ensure every viewpoint takes a stance that the format knows.

use super::super::model::Stance;
use super::super::problem::{Code, Problem};
use super::{CheckContext, closed_list};

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let words: Vec<_> = Stance::ALL.iter().map(|stance| stance.as_str()).collect();
    let stances = context.raw.viewpoints.iter().filter_map(|viewpoint| viewpoint.stance.as_ref());
    let unknown = stances.filter(|text| Stance::parse(&text.value).is_none());
    problems.extend(unknown.map(|text| closed_list::unknown(Code::UnknownStance, "stance", text, &words)));
}
