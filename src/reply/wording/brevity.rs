//! Keeps brief replies on one phone screen: the rest is behind the button "More".

use crate::reply::limits::cut;
use crate::reply::{Block, Line, MAX_BRIEF_CHARS, MAX_BRIEF_LINES, Marker, Reply};

/// Longest line of a brief reply, in characters.
const MAX_LINE_CHARS: usize = 300;

/// Cuts the reply to [`MAX_BRIEF_LINES`] and [`MAX_BRIEF_CHARS`]: long lines first, then whole lines from the end.
pub(in crate::reply) fn fit(mut reply: Reply) -> Reply {
    let (mut lines, mut chars) = (1, reply.title.chars().count());
    let mut blocks: Vec<Block> = Vec::new();
    'reply: for block in reply.blocks {
        let heading = block.heading.as_ref().map_or(0, |heading| heading.chars().count());
        let mut kept = Block { heading: block.heading, lines: Vec::new() };
        for line in block.lines {
            let line = shorten(line);
            let is_headed = kept.heading.is_some() && kept.lines.is_empty();
            let new_lines = 1 + usize::from(is_headed);
            let new_chars = line_chars(&line) + if is_headed { heading } else { 0 };
            if lines + new_lines > MAX_BRIEF_LINES || chars + new_chars > MAX_BRIEF_CHARS {
                blocks.push(kept);
                break 'reply;
            }
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

/// Characters of a line with its marker.
fn line_chars(line: &Line) -> usize {
    let marker = match line.marker {
        Marker::None => 0,
        Marker::Bullet => 2,
        Marker::Number(_) => 3,
        Marker::Nested => 4,
    };
    marker + line.spans.iter().map(|span| span.text.chars().count()).sum::<usize>()
}

/// The line with at most [`MAX_LINE_CHARS`] characters.
fn shorten(mut line: Line) -> Line {
    let mut room = MAX_LINE_CHARS;
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
