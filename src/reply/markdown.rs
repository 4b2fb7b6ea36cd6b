//! A reply as Discord's markdown, cut into pages that fit.
//!
//! Whatever the knowledge says, every page keeps Discord's limits, nothing of it is read as markup or as a mention, and
//! all pages together hold the whole reply: only a single line that would not fit on a page of its own is cut.

use super::limits::{EMBED_DESCRIPTION_CHARS, EMBED_TITLE_CHARS, cut, printable};
use super::{Line, Reply, Style};

/// Most characters of one line of a page. Longer texts are cut; `check` warns of them.
const LINE_CHARS: usize = 2_000;

/// Most characters of a heading.
const HEADING_CHARS: usize = 256;

/// One page of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Markdown, as far as Discord knows it in titles: at most 256 characters.
    pub title: String,
    /// Markdown: at most 4,096 characters, at least one.
    pub body: String,
}

/// The pages of a reply, in order; one at least.
pub fn pages(reply: &Reply) -> Vec<Page> {
    let mut bodies = vec![String::new()];
    for block in &reply.blocks {
        let heading =
            block.heading.as_ref().map(|heading| format!("**{}**", escaped(&cut(heading, HEADING_CHARS / 2))));
        let mut is_headed = false;
        for line in &block.lines {
            let line = markdown(line);
            let Some(body) = bodies.last_mut() else { continue };
            let gap = if body.is_empty() { "" } else { "\n" };
            // A heading stays with its first line, and is said again on a new page.
            let headed = match &heading {
                Some(heading) if !is_headed => format!("{gap}{heading}\n{line}"),
                _ if !is_headed && !body.is_empty() => format!("{gap}{line}"),
                _ => line.clone(),
            };
            is_headed = true;
            let joint = if body.is_empty() { "" } else { "\n" };
            if body.chars().count() + joint.len() + headed.chars().count() <= EMBED_DESCRIPTION_CHARS {
                body.push_str(joint);
                body.push_str(&headed);
            } else {
                bodies.push(match &heading {
                    Some(heading) => format!("{heading}\n{line}"),
                    None => line,
                });
            }
        }
    }
    let title = escaped_within(&printable(&reply.title), EMBED_TITLE_CHARS);
    bodies.retain(|body| !body.is_empty());
    if bodies.is_empty() {
        bodies.push("…".to_owned());
    }
    bodies.into_iter().map(|body| Page { title: title.clone(), body }).collect()
}

fn markdown(line: &Line) -> String {
    let mut text = String::from(match (line.is_item, line.is_below) {
        (true, true) => "  - ",
        (true, false) => "- ",
        (false, _) => "",
    });
    let mut room = LINE_CHARS - text.len();
    let mut is_marked = false;
    for span in &line.spans {
        let mark = match span.style {
            Style::Plain => "",
            Style::Strong => "**",
            Style::Quiet => "*",
            Style::Address => {
                // Angle brackets keep Discord from drawing a preview of the page.
                let link = format!("<{}>", span.text);
                let is_one = !span.text.contains(|letter: char| letter.is_whitespace() || "<>".contains(letter));
                if is_one && link.chars().count() <= room {
                    room -= link.chars().count();
                    text.push_str(&link);
                }
                is_marked = false;
                continue;
            }
        };
        let plain = printable(&span.text);
        // A mark must touch the text that it is for, so spaces stay outside.
        let (before, rest) = plain.split_at(plain.len() - plain.trim_start().len());
        let (inner, after) = rest.split_at(rest.trim_end().len());
        // Two marks side by side would be read as another one; an invisible space keeps them apart.
        let between = if !mark.is_empty() && before.is_empty() && is_marked { "\u{200b}" } else { "" };
        let escaped =
            escaped_within(inner, room.saturating_sub(2 * mark.len() + between.len() + before.len() + after.len()));
        if escaped.is_empty() {
            continue;
        }
        is_marked = !mark.is_empty() && after.is_empty();
        let piece = format!("{between}{before}{mark}{escaped}{mark}{after}");
        room = room.saturating_sub(piece.chars().count());
        text.push_str(&piece);
    }
    text
}

/// The text, escaped, with at most `most` characters after escaping; what does not fit is cut off at the end.
fn escaped_within(text: &str, most: usize) -> String {
    let mut room = most;
    let fits = |(_, guard): &(char, Guard)| {
        let cost = 1 + usize::from(guard.is_some());
        room.checked_sub(cost).map(|left| room = left).is_some()
    };
    let fitting = guarded(text).take_while(fits).count();
    if fitting == text.chars().count() { escaped(text) } else { escaped(&cut(text, fitting)) }
}

/// The text, so that Discord shows every character as it is: no markup, no mention, no link.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for (letter, guard) in guarded(text) {
        match guard {
            Some(Guarded::Before) => safe.extend(['\\', letter]),
            // A backslash stops neither a mention nor a link; an invisible space behind the sign does.
            Some(Guarded::Behind) => safe.extend([letter, '\u{200b}']),
            None => safe.push(letter),
        }
    }
    safe
}

/// What keeps a letter from having a meaning.
type Guard = Option<Guarded>;

#[derive(Clone, Copy)]
enum Guarded {
    /// A backslash before it.
    Before,
    /// An invisible space behind it.
    Behind,
}

fn guarded(text: &str) -> impl Iterator<Item = (char, Guard)> {
    let next = text.chars().skip(1).map(Some).chain([None]);
    let mut starts_line = true;
    text.chars().zip(next).map(move |(letter, next)| {
        let guard = match letter {
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' => Some(Guarded::Before),
            '#' | '-' | '+' if starts_line => Some(Guarded::Before),
            '@' => Some(Guarded::Behind),
            ':' if next == Some('/') => Some(Guarded::Behind),
            _ => None,
        };
        starts_line = letter == '\n';
        (letter, guard)
    })
}
