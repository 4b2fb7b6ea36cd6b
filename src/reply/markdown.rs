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
    let mut bodies = Bodies::default();
    for block in &reply.blocks {
        let heading = block.heading.as_ref().map(|heading| {
            let mut marked = String::from("**");
            add_escaped(&cut(heading, HEADING_CHARS / 2), usize::MAX, &mut marked);
            marked + "**\n"
        });
        let mut is_headed = false;
        for line in &block.lines {
            let line = markdown(line);
            // A heading stays with its first line, and is said again on a new page.
            let heading = heading.as_deref().unwrap_or_default();
            let attribution = if is_headed { "" } else { heading };
            let gap = if is_headed { "\n" } else { "\n\n" };
            if !bodies.add([gap, attribution, &line]) {
                bodies.begin([heading, &line]);
            }
            is_headed = true;
        }
    }
    let mut title = String::new();
    add_escaped(&printable(&reply.title), EMBED_TITLE_CHARS, &mut title);
    bodies.all().map(|body| Page { title: title.clone(), body }).collect()
}

/// Bodies of pages.
#[derive(Default)]
struct Bodies {
    full: Vec<String>,
    last: String,
    /// Characters of the last one.
    chars: usize,
}

impl Bodies {
    /// Adds text to the last page, behind a gap if it is not the first there; `false` if it does not fit.
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

    /// Begins a page.
    fn begin(&mut self, [heading, line]: [&str; 2]) {
        self.full.push(std::mem::take(&mut self.last));
        self.last.extend([heading, line]);
        self.chars = self.last.chars().count();
    }

    /// All of them, none empty, at least one.
    fn all(self) -> impl Iterator<Item = String> {
        let last = if self.last.is_empty() && self.full.is_empty() { "…".to_owned() } else { self.last };
        self.full.into_iter().chain([last]).filter(|body| !body.is_empty())
    }
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
            Style::Muted => "*",
            Style::Address => {
                // Angle brackets keep Discord from drawing a preview of the page.
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
        // A mark must touch the text that it is for, so spaces stay outside.
        let (before, rest) = plain.split_at(plain.len() - plain.trim_start().len());
        let (inner, after) = rest.split_at(rest.trim_end().len());
        // Two marks side by side would be read as another one; an invisible space keeps them apart.
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

/// Adds the text so that Discord shows every character as it is: no markup, no mention, no link. At most `most`
/// characters are added; what does not fit is cut off at the end. Returns how many they are.
fn add_escaped(text: &str, most: usize, to: &mut String) -> usize {
    let start = to.len();
    let mut added = 0;
    let mut copied = 0;
    let mut starts_line = true;
    for (place, (at, letter)) in text.char_indices().enumerate() {
        // What keeps the letter from having a meaning, and where. A backslash stops neither a mention nor a link; an
        // invisible space behind the sign does.
        let guard = match letter {
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' => Some((at, "\\")),
            '#' | '-' | '+' if starts_line => Some((at, "\\")),
            '@' => Some((at + 1, "\u{200b}")),
            ':' if text[at..].starts_with(":/") => Some((at + 1, "\u{200b}")),
            _ => None,
        };
        added += 1 + usize::from(guard.is_some());
        if added > most {
            to.truncate(start);
            return add_escaped(&cut(text, place), most, to);
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
