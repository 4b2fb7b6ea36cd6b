//! Lays out several tracks side by side: a lane per track and a row per role, so that nothing overlaps.

use crate::answer::{EntityRef, MapLine};

use super::canvas::{Canvas, Look, MARGIN, NAME};
use super::metrics::Font;
use super::named;
use super::palette::{CARD, DARK, FAINT, HERE, INK};
use super::scene::Shape;

/// Distance between lanes; wide enough for a badge.
const PITCH: f32 = 21.0;

/// Style of names beside the lanes.
const LABEL: Look = Look { font: Font::Bold, size: 15.0, ..NAME };

/// Space above a row in which a line starts, for its badge.
const ABOVE: f32 = 30.0;

/// Distance of a line's badge from its first stop.
const NUMBER: f32 = 24.0;

/// A role or title, and the lines that stop there.
struct Row<'k> {
    place: EntityRef<'k>,
    /// Indices of lines in the section.
    lines: Vec<usize>,
}

/// The rows and lanes of a section.
pub(super) struct Plan<'k> {
    rows: Vec<Row<'k>>,
    /// Lane, first row and last row of each line.
    runs: Vec<(usize, usize, usize)>,
    /// Number of lanes.
    pub(super) lanes: usize,
}

/// Finds the rows and lanes. A role has one row, or several if the tracks disagree about its order.
pub(super) fn plan<'k>(lines: &[&MapLine<'k>]) -> Plan<'k> {
    let mut rows: Vec<Row<'k>> = Vec::new();
    let mut after: Vec<Vec<usize>> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let mut last: Option<usize> = None;
        for stop in &line.stops {
            let fits = |row: usize| last.is_none_or(|last| row != last && !leads_to(&after, row, last));
            let known =
                (0..rows.len()).find(|row| rows[*row].place == stop.place && stop.place.id.is_some() && fits(*row));
            let row = known.unwrap_or_else(|| {
                rows.push(Row { place: stop.place, lines: Vec::new() });
                after.push(Vec::new());
                rows.len() - 1
            });
            if !rows[row].lines.contains(&number) {
                rows[row].lines.push(number);
            }
            if let Some(last) = last.filter(|last| !after[*last].contains(&row)) {
                after[last].push(row);
            }
            last = Some(row);
        }
    }
    let order = ordered(&rows, &after);
    let mut placed: Vec<Option<Row<'k>>> = rows.into_iter().map(Some).collect();
    let rows: Vec<Row<'k>> = order.into_iter().filter_map(|row| placed.get_mut(row)?.take()).collect();
    let mut runs = vec![(0, 0, 0); lines.len()];
    let mut free_from: Vec<usize> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        for line in &row.lines {
            let is_first = !rows[..at].iter().any(|row| row.lines.contains(line));
            let last = rows.iter().rposition(|row| row.lines.contains(line)).unwrap_or(at);
            if is_first {
                let lane = free_from.iter().position(|free| *free <= at).unwrap_or(free_from.len());
                free_from.resize(free_from.len().max(lane + 1), 0);
                free_from[lane] = last + 1;
                runs[*line] = (lane, at, last);
            }
        }
    }
    Plan { rows, runs, lanes: free_from.len() }
}

fn leads_to(after: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; after.len()];
    let mut open = vec![from];
    while let Some(row) = open.pop() {
        if row == to {
            return true;
        }
        if !std::mem::replace(&mut seen[row], true) {
            open.extend(&after[row]);
        }
    }
    false
}

/// The rows in an order in which every line runs downward and few lanes are open at once.
fn ordered(rows: &[Row<'_>], after: &[Vec<usize>]) -> Vec<usize> {
    let mut waits: Vec<usize> = vec![0; rows.len()];
    after.iter().flatten().for_each(|row| waits[*row] += 1);
    let mut order: Vec<usize> = Vec::new();
    let mut is_placed = vec![false; rows.len()];
    while order.len() < rows.len() {
        let open: Vec<usize> = order.iter().flat_map(|row: &usize| rows[*row].lines.iter().copied()).collect();
        let ready = (0..rows.len()).filter(|row| !is_placed[*row] && waits[*row] == 0);
        // Continuing many lines and starting few keeps the number of open lanes small.
        let next = ready.min_by_key(|row| {
            let begins = rows[*row].lines.iter().filter(|line| !open.contains(line)).count();
            let runs = rows[*row].lines.len() - begins;
            (runs == 0, begins, usize::MAX - runs, *row)
        });
        let Some(next) = next else { break };
        is_placed[next] = true;
        after[next].iter().for_each(|row| waits[*row] -= 1);
        order.push(next);
    }
    order
}

/// Draws the lines. `elsewhere` returns the numbers of other lines that stop at a place.
pub(super) fn draw(
    canvas: &mut Canvas,
    lines: &[&MapLine<'_>],
    here: Option<&EntityRef<'_>>,
    elsewhere: impl Fn(&EntityRef<'_>) -> Vec<usize>,
) {
    let plan = plan(lines);
    let lane_x = |lane: usize| MARGIN + 10.0 + lane as f32 * PITCH;
    let left = lane_x(plan.lanes) + 2.0;
    let bottom = canvas.shapes.len();
    let mut middles = Vec::new();
    for (at, row) in plan.rows.iter().enumerate() {
        let begins = row.lines.iter().any(|line| plan.runs[*line].1 == at);
        canvas.y += if begins { ABOVE } else { 0.0 };
        middles.push(canvas.y + LABEL.middle());
        let is_here = here == Some(&row.place);
        let look = if is_here { Look { color: HERE, ..LABEL } } else { LABEL };
        canvas.paragraph(left, &named(&row.place), look, 3);
        if is_here {
            canvas.y += 2.0;
            canvas.chips(left, &[("You are here".to_owned(), HERE)]);
        }
        let others = elsewhere(&row.place);
        if !others.is_empty() {
            canvas.y += 3.0;
            canvas.badges(left, &others);
        }
        canvas.y += 13.0;
    }
    let mut below = Vec::new();
    let mut above = Vec::new();
    for (row, middle) in plan.rows.iter().zip(&middles) {
        let stops: Vec<f32> = row.lines.iter().map(|line| lane_x(plan.runs[*line].0)).collect();
        let (first, last) = stops.iter().fold((f32::MAX, 0.0_f32), |(a, b), x| (a.min(*x), b.max(*x)));
        let stroke = |from, to, color, width| Shape::Stroke {
            points: vec![(from, *middle), (to, *middle)],
            color,
            width,
            is_dashed: false,
        };
        below.push(stroke(last, left - 6.0, FAINT, 1.5));
        let is_here = here == Some(&row.place);
        let is_shared = stops.len() > 1 || !elsewhere(&row.place).is_empty();
        let ground = if is_here { HERE } else { INK };
        if is_shared || is_here {
            below.push(stroke(first, last, DARK, 22.0));
            below.push(stroke(first, last, ground, 17.0));
        }
        for (x, line) in stops.iter().zip(&row.lines) {
            let at = (*x, *middle);
            let color = lines.get(*line).map_or(INK, |line| canvas.colors.of(line.number));
            above.push(if is_shared || is_here {
                Shape::Dot { at, radius: 6.5, fill: ground, ring: DARK }
            } else {
                Shape::Dot { at, radius: 7.5, fill: CARD, ring: color }
            });
        }
    }
    for (line, (lane, first, last)) in lines.iter().zip(&plan.runs) {
        let x = lane_x(*lane);
        let (top, end) = (middles[*first] - NUMBER, middles[*last]);
        let color = canvas.colors.of(line.number);
        below.push(Shape::Stroke { points: vec![(x, top), (x, end)], color, width: 5.0, is_dashed: false });
        canvas.badge((x, top), line.number);
    }
    let texts = canvas.shapes.split_off(bottom);
    canvas.shapes.extend(below.into_iter().chain(above).chain(texts));
}
