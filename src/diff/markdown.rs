//! A diff as Markdown for a comment on a pull request.

use super::text::{asked, pair_line, summary, summary_of};
use super::{Diff, Kind, QuestionDiff};

/// Maximum length in characters. GitHub takes 65,536 for a comment, GitLab more.
pub const MAX_CHARS: usize = 60_000;

/// Commands in the order in which they are shown, and what their questions are about.
const COMMANDS: &[&str] = &["next", "become", "define", "tracks", "disputes", "path", "compare"];

/// The diff: a sentence, and a section that can be unfolded for each command. At most [`MAX_CHARS`] long.
pub fn markdown(diff: &Diff) -> String {
    let mut shown = format!("**nextrole:** {}\n", summary(diff));
    let footer = format!("\n<sub>{}</sub>\n", escaped(&asked(&diff.compared)));
    let mut left = MAX_CHARS.saturating_sub(shown.chars().count() + footer.chars().count());
    for command in COMMANDS {
        let questions = diff.of_command(command);
        if questions.is_empty() {
            continue;
        }
        let head = format!("\n<details><summary><b>/{command}</b>: {}</summary>\n\n", summary_of(command, &questions));
        // Room for the end, and for how many are left out.
        let Some(room) = left.checked_sub(head.chars().count() + 100) else { break };
        let mut items = String::new();
        let mut used = 0;
        let mut listed = 0;
        for question in &questions {
            let item = item(question);
            used += item.chars().count();
            if used > room {
                break;
            }
            items += &item;
            listed += 1;
        }
        if listed < questions.len() {
            items += &format!("- and {} more\n", questions.len() - listed);
        }
        let section = format!("{head}{items}\n</details>\n");
        left = left.saturating_sub(section.chars().count());
        shown += &section;
    }
    shown + &footer
}

fn item(question: &QuestionDiff) -> String {
    if question.about.len() > 1 {
        return format!("- {}\n", escaped(&pair_line(question)));
    }
    let names = escaped(&question.names.join(" "));
    let change = match question.change {
        Kind::Added => " is new",
        Kind::Removed => " is gone",
        Kind::Changed | Kind::Moved => "",
    };
    let details = question.details.iter().map(|detail| format!("  - {}\n", escaped(&detail.text)));
    format!("- **{names}**{change}\n{}", details.collect::<String>())
}

/// A text without any meaning for Markdown or HTML, on one line; it mentions nobody and refers to no issue.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => shown += "&amp;",
            '<' => shown += "&lt;",
            '>' => shown += "&gt;",
            '@' => shown += "&#64;",
            '#' => shown += "&#35;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '!' => {
                shown.push('\\');
                shown.push(letter);
            }
            _ if letter.is_control() => shown.push(' '),
            _ => shown.push(letter),
        }
    }
    // A bare address would become a link.
    shown.replace("://", "&#58;//").replace("www.", "www&#46;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let text = "a <b> *c* @here #1 [d](https://e) `f`\ng & www.h";
        let shown = r"a &lt;b&gt; \*c\* &#64;here &#35;1 \[d\](https&#58;//e) \`f\` g &amp; www&#46;h";
        assert_eq!(escaped(text), shown);
    }
}
