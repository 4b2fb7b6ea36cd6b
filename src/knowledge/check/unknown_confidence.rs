//! Ensure every confidence is one that the format knows.

use super::super::model::Confidence;
use super::super::problem::{Code, Problem};
use super::{Facts, known_word};

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let words: Vec<_> = Confidence::ALL.iter().map(|confidence| confidence.as_str()).collect();
    let of_sources = facts.raw.sources.iter().filter_map(|source| source.confidence.as_ref());
    let of_statements = facts.raw.statements().filter_map(|says| says.confidence.as_ref());
    let unknown = of_sources.chain(of_statements).filter(|text| Confidence::parse(&text.value).is_none());
    problems.extend(unknown.map(|text| known_word::unknown(Code::UnknownConfidence, "confidence", text, &words)));
}
