//! Renders a reply as Discord markdown, split into pages.
//!
//! Whatever the knowledge contains, every page keeps Discord's limits, nothing is interpreted as markup or a mention, and
//! the pages together hold the whole reply; only a line longer than a page is cut.

use super::limits::{EMBED_DESCRIPTION_CHARS, EMBED_TITLE_CHARS, cut, printable};
use super::{Block, Line, Marker, Reply, Style};

/// Maximum length of a line. Longer text is cut; `check` warns about it.
const MAX_LINE_CHARS: usize = 2_000;

/// Maximum length of a heading.
const MAX_HEADING_CHARS: usize = 256;

/// One page of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Markdown, as far as Discord supports it in titles; at most 256 characters.
    pub title: String,
    /// Markdown; 1 to 4,096 characters.
    pub body: String,
}

/// The pages of a reply; at least one.
pub fn pages(reply: &Reply) -> Vec<Page> {
    let mut bodies = Bodies::default();
    for block in &reply.blocks {
        let heading = block.heading.as_ref().map(|heading| {
            let mut marked = String::from("**");
            add_escaped(&cut(heading, MAX_HEADING_CHARS / 2), usize::MAX, &mut marked);
            marked + "**\n"
        });
        let mut is_headed = false;
        for line in &block.lines {
            let line = markdown(line);
            // A heading stays with its first line, and is repeated on a new page.
            let heading = heading.as_deref().unwrap_or_default();
            let (gap, new_heading) = if is_headed { ("\n", "") } else { ("\n\n", heading) };
            if !bodies.add([gap, new_heading, &line]) {
                bodies.begin([heading, &line]);
            }
            is_headed = true;
        }
    }
    let mut title = String::new();
    add_escaped(&printable(&reply.title), EMBED_TITLE_CHARS, &mut title);
    bodies.all().map(|body| Page { title: title.clone(), body }).collect()
}

/// A page with a block without a heading in front; `None` if that is too long for a page.
pub fn preceded(body: &str, block: &Block) -> Option<String> {
    let mut text = String::new();
    for line in &block.lines {
        text.push_str(&markdown(line));
        text.push('\n');
    }
    text.push('\n');
    text.push_str(body);
    (text.chars().count() <= EMBED_DESCRIPTION_CHARS).then_some(text)
}

/// The bodies of the pages so far.
#[derive(Default)]
struct Bodies {
    full: Vec<String>,
    last: String,
    /// Length of `last` in characters.
    chars: usize,
}

impl Bodies {
    /// Adds text to the last page, after the gap if the page is not empty; `false` if it does not fit.
    fn add(&mut self, [gap, heading, line]: [&str; 3]) -> bool {
        let gap = if self.last.is_empty() { "" } else { gap };
        let pieces = [gap, heading, line];
        let chars = self.chars + pieces.iter().map(|piece| piece.chars().count()).sum::<usize>();
        let fits = chars <= EMBED_DESCRIPTION_CHARS;
        if fits {
            self.last.extend(pieces);
            self.chars = chars;
        }
        fits
    }

    /// Starts a new page.
    fn begin(&mut self, [heading, line]: [&str; 2]) {
        self.full.push(std::mem::take(&mut self.last));
        self.last.extend([heading, line]);
        self.chars = self.last.chars().count();
    }

    /// All bodies: at least one, none empty.
    fn all(self) -> impl Iterator<Item = String> {
        let last = if self.last.is_empty() && self.full.is_empty() { "…".to_owned() } else { self.last };
        self.full.into_iter().chain([last]).filter(|body| !body.is_empty())
    }
}

fn markdown(line: &Line) -> String {
    let mut text = match line.marker {
        Marker::None => String::new(),
        Marker::Bullet => "- ".to_owned(),
        Marker::Number(number) => format!("{number}. "),
        Marker::Nested => "  - ".to_owned(),
    };
    let mut room = MAX_LINE_CHARS - text.len();
    let mut is_marked = false;
    for span in &line.spans {
        let mark = match span.style {
            Style::Plain => "",
            Style::Strong => "**",
            Style::Muted => "*",
            Style::Address => {
                // Angle brackets suppress Discord's link preview.
                let chars = span.text.chars().count() + 2;
                let is_one = !span.text.contains(|letter: char| letter.is_whitespace() || "<>".contains(letter));
                if is_one && chars <= room {
                    room -= chars;
                    text.extend(["<", &span.text, ">"]);
                }
                is_marked = false;
                continue;
            }
        };
        let plain = printable(&span.text);
        if plain.trim().is_empty() {
            let chars = plain.chars().count();
            if chars <= room {
                room -= chars;
                text.push_str(&plain);
                is_marked = is_marked && plain.is_empty();
            }
            continue;
        }
        // Markup must touch the text it applies to, so spaces stay outside.
        let (before, rest) = plain.split_at(plain.len() - plain.trim_start().len());
        let (inner, after) = rest.split_at(rest.trim_end().len());
        // Adjacent marks would be read as a different one; a zero-width space separates them.
        let between = if !mark.is_empty() && before.is_empty() && is_marked { "\u{200b}" } else { "" };
        let around = 2 * mark.len() + between.len() + before.len() + after.len();
        let start = text.len();
        text.extend([between, before, mark]);
        let added = add_escaped(inner, room.saturating_sub(around), &mut text);
        if added == 0 {
            text.truncate(start);
            continue;
        }
        text.extend([mark, after]);
        is_marked = !mark.is_empty() && after.is_empty();
        room -= around + added;
    }
    text
}

/// Appends the text, escaped so that Discord shows every character as it is: no markup, no mention, no link. At most
/// `max` characters are appended; the rest is cut. Returns how many were appended.
fn add_escaped(text: &str, max: usize, to: &mut String) -> usize {
    let start = to.len();
    let mut added = 0;
    let mut copied = 0;
    let mut starts_line = true;
    for (place, (at, letter)) in text.char_indices().enumerate() {
        // The escape, and where it goes. A backslash stops neither a mention nor a link; a zero-width space after the
        // character does.
        let guard = match letter {
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' => Some((at, "\\")),
            '#' | '-' | '+' if starts_line => Some((at, "\\")),
            '@' => Some((at + 1, "\u{200b}")),
            ':' if text[at..].starts_with(":/") => Some((at + 1, "\u{200b}")),
            _ => None,
        };
        added += 1 + usize::from(guard.is_some());
        if added > max {
            to.truncate(start);
            return add_escaped(&cut(text, place), max, to);
        }
        if let Some((at, guard)) = guard {
            to.extend([&text[copied..at], guard]);
            copied = at;
        }
        starts_line = letter == '\n';
    }
    to.push_str(&text[copied..]);
    added
}
