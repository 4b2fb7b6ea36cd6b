//! Ensure no abbreviation is the name of a role or term: what people type would be both.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;
use super::name::{Name, fold_key};

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    if context.raw.abbreviations.is_empty() {
        return;
    }
    let names: HashMap<&str, &Name<'_>> = context.names.iter().map(|name| (name.key.as_str(), name)).collect();
    for abbreviation in &context.raw.abbreviations {
        let Some(short) = &abbreviation.short else { continue };
        let key = fold_key(&short.value);
        // What it stands for is a name of the same role: then both say the same.
        let long = abbreviation.long.as_ref().and_then(|long| names.get(fold_key(&long.value).as_str()));
        let Some(name) =
            names.get(key.as_str()).filter(|name| !key.is_empty() && long.is_none_or(|long| long.owner != name.owner))
        else {
            continue;
        };
        problems.push(Problem {
            code: Code::AbbreviatedName,
            title: format!("the abbreviation {} is also a name of the {}", quoted(&short.value), name.owner.title()),
            at: short.at.clone(),
            related: vec![(name.text.at.clone(), "the name".to_owned())],
            fix: Vec::new(),
            help: "remove the abbreviation, or the name".to_owned(),
        });
    }
}
