//! The picture of a role: its tracks, and the moves around it.

use crate::answer::{EntityRef, MapLine, MapMove};
use crate::reply::wording::{and_more, count};

use super::canvas::{Canvas, HEADING, Look, MARGIN, NAME, NOTE, TITLE, TRUNK, WIDTH, who};
use super::palette::{FAINT, HERE};
use super::scene::{Scene, Shape};
use super::sections::{sections, stops_at};
use super::{NOT_A_CHECKLIST, named, overview_layout};

/// Maximum number of tracks, and of stops of all tracks together, that are drawn.
const MAX_LINES: usize = 60;
const MAX_STOPS: usize = 160;

/// Maximum number of moves drawn from the role, and to it.
const MAX_MOVES: usize = 12;

/// Style of track names in a legend.
const LEGEND: Look = Look { size: 14.5, ..NAME };

/// Left edge of legends.
const LEFT: f32 = MARGIN + 30.0;

/// Lays out the picture of a role: its tracks, and the moves around it.
pub(super) fn role(role: &EntityRef<'_>, lines: &[MapLine<'_>], out: &[MapMove<'_>], into: &[MapMove<'_>]) -> Scene {
    let mut canvas = Canvas::new();
    canvas.paragraph(MARGIN, &named(role), TITLE, 3);
    // Without a row of its own below, it is marked here.
    if !lines.iter().any(|line| line.stops.len() > 1 && stops_at(line, role)) {
        canvas.y += 3.0;
        canvas.chips(MARGIN, &[("You are here".to_owned(), HERE)]);
        canvas.y += 6.0;
    }
    let through = match lines.len() {
        0 => "Not on any track.".to_owned(),
        some => format!("On {}, lowest rung first.", count(some, "track", "tracks")),
    };
    canvas.paragraph(MARGIN, &through, NOTE, 1);
    draw(&mut canvas, lines, Some(role));
    moves(&mut canvas, "Moves from here", out, |stated_move| named(&stated_move.to));
    moves(&mut canvas, "Common previous roles", into, |stated_move| named(&stated_move.from));
    canvas.y += 12.0;
    canvas.paragraph(MARGIN, NOT_A_CHECKLIST, NOTE, 2);
    canvas.finish()
}

fn draw(canvas: &mut Canvas, lines: &[MapLine<'_>], here: Option<&EntityRef<'_>>) {
    let mut stops = 0;
    let fitting = lines.iter().take(MAX_LINES).take_while(|line| {
        stops += line.stops.len();
        stops <= MAX_STOPS
    });
    let lines_drawn = &lines[..fitting.count()];
    let (sections, alone) = sections(lines_drawn);
    for section in &sections {
        canvas.colors.assign(section.lines.iter().chain(&section.halts).map(|line| line.number));
    }
    for section in &sections {
        canvas.y += 14.0;
        for line in section.lines.iter().chain(&section.halts) {
            legend(canvas, line);
        }
        canvas.y += 2.0;
        overview_layout::draw(canvas, &section.lines, here, |place| {
            let is_drawn = |line: &&MapLine<'_>| section.lines.iter().any(|drawn| drawn.number == line.number);
            let there = lines_drawn.iter().filter(|line| !is_drawn(line) && stops_at(line, place));
            let there = there.filter(|_| place.id.is_some());
            there.map(|line| line.number).collect()
        });
        divider(canvas);
    }
    if !alone.is_empty() {
        canvas.y += 14.0;
        for line in &alone {
            legend(canvas, line);
        }
        divider(canvas);
    }
    if lines_drawn.len() < lines.len() {
        canvas.y += 10.0;
        canvas.paragraph(MARGIN, &and_more(lines.len() - lines_drawn.len(), "track", "tracks"), NOTE, 1);
    }
}

/// Draws the badge of a track with its name and who describes it.
fn legend(canvas: &mut Canvas, line: &MapLine<'_>) {
    canvas.badge((MARGIN + 10.0, canvas.y + LEGEND.middle()), line.number);
    canvas.paragraph(LEFT, &named(&line.track), LEGEND, 2);
    let only = match line.stops.as_slice() {
        [only] => {
            format!(" · {}, all {}", count(only.rungs, "rung", "rungs"), named(&only.place))
        }
        _ => String::new(),
    };
    canvas.paragraph(LEFT, &format!("{}{only}", who(&line.attribution)), NOTE, 2);
    canvas.y += 5.0;
}

fn moves(canvas: &mut Canvas, heading: &str, moves: &[MapMove<'_>], name: impl Fn(&MapMove<'_>) -> String) {
    if moves.is_empty() {
        return;
    }
    canvas.y += 12.0;
    canvas.paragraph(MARGIN, heading, HEADING, 1);
    canvas.y += 2.0;
    let (left, top) = (MARGIN + 28.0, canvas.y);
    let shown = moves.iter().take(MAX_MOVES).map(|stated_move| (stated_move, name(stated_move)));
    canvas.branches((left - TRUNK, top), left, shown);
    if moves.len() > MAX_MOVES {
        canvas.paragraph(left, &and_more(moves.len() - MAX_MOVES, "move", "moves"), NOTE, 1);
    }
}

fn divider(canvas: &mut Canvas) {
    canvas.y += 2.0;
    let points = vec![(MARGIN, canvas.y), (WIDTH - MARGIN, canvas.y)];
    canvas.shapes.push(Shape::Stroke { points, color: FAINT, width: 1.0, is_dashed: false });
}
