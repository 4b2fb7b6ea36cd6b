//! A diff as lines for a terminal.

use super::facts::counted;
use super::{Compared, Diff, Kind, QuestionDiff};

/// Maximum number of pairs of roles that are listed for a command, unless everything is wanted.
const MAX_LISTED_PAIRS: usize = 15;

/// The diff as lines; with `all`, every pair of roles is listed.
pub fn text(diff: &Diff, all: bool) -> String {
    let mut shown = summary(diff);
    shown.push('\n');
    for question in diff.questions.iter().filter(|question| question.about.len() == 1) {
        let change = match question.change {
            Kind::Added => " is new",
            Kind::Removed => " is gone",
            Kind::Changed | Kind::Moved => "",
        };
        shown += &format!("\n{}{change}\n", heading(question));
        for detail in &question.details {
            shown += &format!("  {}\n", detail.text);
        }
    }
    for command in ["path", "compare"] {
        let pairs = diff.of_command(command);
        let Some(compared) = diff.compared.iter().find(|compared| compared.command == command) else { continue };
        if pairs.is_empty() {
            continue;
        }
        shown += &format!("\n/{command}: {} of {} change\n", pairs.len(), counted(compared.asked, "pair"));
        let most = if all { usize::MAX } else { MAX_LISTED_PAIRS };
        for pair in pairs.iter().take(most) {
            shown += &format!("  {}\n", pair_line(pair));
        }
        if pairs.len() > most {
            shown += &format!("  and {} more; --all lists them\n", pairs.len() - most);
        }
    }
    shown + &format!("\n{}\n", asked(&diff.compared))
}

/// `2 answers change, 1 is new, 1 is gone, 12 routes change`.
pub fn summary(diff: &Diff) -> String {
    let mut parts = answers([Kind::Changed, Kind::Added, Kind::Removed].map(|kind| diff.count(kind)));
    parts.extend(["path", "compare"].iter().filter_map(|command| pairs(command, diff.of_command(command).len())));
    if parts.is_empty() { "no answer changes".to_owned() } else { parts.join(", ") }
}

/// The same for the questions of one command.
pub(super) fn summary_of(command: &str, questions: &[&QuestionDiff]) -> String {
    let of = |kind| questions.iter().filter(|question| question.change == kind).count();
    pairs(command, questions.len())
        .unwrap_or_else(|| answers([Kind::Changed, Kind::Added, Kind::Removed].map(of)).join(", "))
}

/// How many answers change, are new and are gone.
fn answers([changed, added, removed]: [usize; 3]) -> Vec<String> {
    let mut parts = Vec::new();
    if changed > 0 {
        parts.push(format!("{} change{}", counted(changed, "answer"), if changed == 1 { "s" } else { "" }));
    }
    for (count, what) in [(added, "new"), (removed, "gone")] {
        if count > 0 {
            let answers = if parts.is_empty() { counted(count, "answer") } else { count.to_string() };
            parts.push(format!("{answers} {} {what}", if count == 1 { "is" } else { "are" }));
        }
    }
    parts
}

/// How many answers about two roles change; `None` for a command about one, or if none does.
fn pairs(command: &str, count: usize) -> Option<String> {
    let one = match command {
        "path" => "route",
        "compare" => "comparison",
        _ => return None,
    };
    match count {
        0 => None,
        1 => Some(format!("1 {one} changes")),
        count => Some(format!("{count} {one}s change")),
    }
}

/// `/next Helpdesk`.
pub fn heading(question: &QuestionDiff) -> String {
    format!("/{} {}", question.command, question.names.join(" to "))
}

/// `Helpdesk to IT manager: … instead of …`.
pub(super) fn pair_line(pair: &QuestionDiff) -> String {
    let joint = if pair.command == "path" { " to " } else { " and " };
    let details: Vec<&str> = pair.details.iter().map(|detail| detail.text.as_str()).collect();
    format!("{}: {}", pair.names.join(joint), details.join("; "))
}

/// What was compared.
pub fn asked(compared: &[Compared]) -> String {
    let names = |of: &[&Compared]| {
        let names: Vec<String> = of.iter().map(|one| format!("/{} ({})", one.command, one.of)).collect();
        names.join(", ")
    };
    let is_about_two = |one: &&Compared| matches!(one.command, "path" | "compare");
    let (pairs, single): (Vec<&Compared>, Vec<&Compared>) = compared.iter().partition(is_about_two);
    let (whole, sampled): (Vec<&Compared>, Vec<&Compared>) = pairs.into_iter().partition(|one| one.asked == one.of);
    let mut parts = vec![format!("all questions of {}", names(&single))];
    if !whole.is_empty() {
        parts.push(format!("all pairs of roles for {}", names(&whole)));
    }
    parts.extend(
        sampled.iter().map(|one| format!("a sample of {} of {} pairs for /{}", one.asked, one.of, one.command)),
    );
    format!("Compared: {}.", parts.join("; "))
}
