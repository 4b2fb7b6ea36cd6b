//! `/suggest` in the terminal: turns a suggestion into TOML, for `ask` and `chat`. Nothing is written or sent.

use crate::answer::{Engine, example_roles};
use crate::suggestion::{Draft, Field, Form, Kind};

use super::Usage;
use super::add::Asker;

/// The command.
pub(super) const SUGGEST: &str = "/suggest";

/// What follows the command; `None` if the text is not this command.
pub(super) fn typed(text: &str) -> Option<&str> {
    let rest = text.trim().strip_prefix(SUGGEST)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(rest.trim())
}

/// The draft of a suggestion that was typed in one go; in a terminal, asks for what is missing.
///
/// # Errors
///
/// Something is missing and nobody can be asked.
pub(super) fn draft(engine: &Engine, typed: &str) -> anyhow::Result<Draft> {
    let mut form = Form::parse(typed).ok_or_else(|| Usage(overview(engine)))?;
    let mut asker = Asker::new()?;
    if asker.is_there() {
        while let Some(field) = form.next_field() {
            let text = asker.ask(&question(field), "")?;
            if !(text.is_empty() && field.required) {
                form.fill(field, &text);
            }
        }
    }
    let missing: Vec<String> =
        form.missing().iter().map(|field| format!("{}=\"…\" ({})", field.id, field.label)).collect();
    if !missing.is_empty() {
        let what = form.kind.title().to_lowercase();
        return Err(
            Usage(format!("{SUGGEST} {} ({what}) also needs {}", form.kind.as_str(), missing.join(", "))).into()
        );
    }
    Ok(form.draft(engine))
}

/// The draft as TOML, with what is to be said about it in comments.
pub(super) fn shown(draft: &Draft) -> String {
    let verdict = if draft.problems.is_empty() { "Checked: no problems." } else { "Checked: see below." };
    format!("# For {}. {verdict}\n\n{}", draft.file, draft.with_comments())
}

/// Asks for a field.
pub(super) fn question(field: &Field) -> String {
    let hint = match field.required {
        true => field.hint.to_owned(),
        false => format!("{}; Enter to leave it out", field.hint),
    };
    format!("{} ({hint})", field.label)
}

/// What can be suggested, and how.
pub(super) fn overview(engine: &Engine) -> String {
    let kinds =
        Kind::ALL.iter().map(|kind| format!("  {:<20}{}\n", format!("{SUGGEST} {}", kind.as_str()), kind.title()));
    let roles = example_roles(engine.knowledge());
    let name = |at: usize| roles.get(at).map_or("…", |role| role.name);
    format!(
        "What do you want to suggest?\n\n{}\nAll at once, for example:\n  {SUGGEST} step from=\"{}\" to=\"{}\" who=\"Ann Lee\" where=\"A talk, 2024\"",
        kinds.collect::<String>(),
        name(0),
        name(1)
    )
}
