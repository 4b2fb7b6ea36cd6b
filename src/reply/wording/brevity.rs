//! Keeps brief replies on one phone screen: the rest is behind the button "More".

use crate::reply::limits::cut;
use crate::reply::{Block, Line, MAX_BRIEF_CHARS, MAX_BRIEF_LINES, Reply};

/// Longest line of a brief reply, in characters.
const MAX_LINE_CHARS: usize = 300;

/// A line that would have to be cut to fewer characters than this is left out.
const MIN_LINE_CHARS: usize = 100;

/// Room for the marker of a line.
const MARKER_CHARS: usize = 4;

/// Cuts the reply to [`MAX_BRIEF_LINES`] and [`MAX_BRIEF_CHARS`]: long lines first, then whole lines from the end.
pub(in crate::reply) fn fit(mut reply: Reply) -> Reply {
    let (mut lines, mut chars) = (1, reply.title.chars().count());
    let mut blocks: Vec<Block> = Vec::new();
    'reply: for block in reply.blocks {
        let heading = block.heading.as_ref().map_or(0, |heading| heading.chars().count());
        let mut kept = Block { heading: block.heading, lines: Vec::new() };
        for line in block.lines {
            let is_headed = kept.heading.is_some() && kept.lines.is_empty();
            let new_lines = 1 + usize::from(is_headed);
            let heading = if is_headed { heading } else { 0 };
            let room = MAX_BRIEF_CHARS.saturating_sub(chars + heading + MARKER_CHARS);
            if lines + new_lines > MAX_BRIEF_LINES || room < line_chars(&line).min(MIN_LINE_CHARS) {
                blocks.push(kept);
                break 'reply;
            }
            let line = shorten(line, room.min(MAX_LINE_CHARS));
            let new_chars = line_chars(&line) + MARKER_CHARS + heading;
            lines += new_lines;
            chars += new_chars;
            kept.lines.push(line);
        }
        blocks.push(kept);
    }
    blocks.retain(|block| !block.lines.is_empty());
    reply.blocks = blocks;
    reply
}

/// How many characters a brief reply has left after its title and these blocks.
pub(in crate::reply) fn room_after(title: &str, blocks: &[Block]) -> usize {
    let used: usize = blocks.iter().map(block_chars).sum();
    MAX_BRIEF_CHARS.saturating_sub(title.chars().count() + used)
}

/// The characters that a block takes in a brief reply.
pub(in crate::reply) fn block_chars(block: &Block) -> usize {
    let heading = block.heading.as_ref().map_or(0, |heading| heading.chars().count());
    heading + block.lines.iter().map(|line| line_chars(line) + MARKER_CHARS).sum::<usize>()
}

fn line_chars(line: &Line) -> usize {
    line.spans.iter().map(|span| span.text.chars().count()).sum()
}

/// The line with at most `room` characters.
fn shorten(mut line: Line, mut room: usize) -> Line {
    let mut spans = Vec::new();
    for mut span in line.spans {
        let chars = span.text.chars().count();
        if chars > room {
            span.text = cut(&span.text, room);
            spans.extend((!span.text.is_empty()).then_some(span));
            break;
        }
        room -= chars;
        spans.push(span);
    }
    line.spans = spans;
    line
}
