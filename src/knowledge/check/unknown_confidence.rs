//! Ensure every confidence is one that the format knows.

use super::super::model::Confidence;
use super::super::problem::{Code, Problem};
use super::{CheckContext, closed_list};

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let words: Vec<_> = Confidence::ALL.iter().map(|confidence| confidence.as_str()).collect();
    let of_sources = context.raw.sources.iter().filter_map(|source| source.confidence.as_ref());
    let of_statements = context.raw.statements().filter_map(|attribution| attribution.confidence.as_ref());
    let unknown = of_sources.chain(of_statements).filter(|text| Confidence::parse(&text.value).is_none());
    problems.extend(unknown.map(|text| closed_list::unknown(Code::UnknownConfidence, "confidence", text, &words)));
}
