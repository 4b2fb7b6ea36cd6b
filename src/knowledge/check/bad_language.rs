//! Ensure the language of a translation is a code: two or three lower-case letters, as in ISO 639.

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let languages = context.raw.translations.iter().filter_map(|translation| translation.language.as_ref());
    for language in languages.filter(|language| !super::is_empty(&language.value) && !is_code(&language.value)) {
        problems.push(Problem {
            code: Code::BadLanguage,
            title: format!("{} is not the code of a language", quoted(&language.value)),
            at: language.at.clone(),
            related: Vec::new(),
            fix: Vec::new(),
            help: "write its two or three letters, such as `de` for German or `pt` for Portuguese".to_owned(),
        });
    }
}

fn is_code(language: &str) -> bool {
    matches!(language.len(), 2 | 3) && language.bytes().all(|byte| byte.is_ascii_lowercase())
}
