//! Splits tracks into sections that fit side by side; tracks that share roles are kept together.

use crate::answer::{EntityRef, MapLine};

use super::overview_layout::plan;

/// Maximum number of lanes side by side: more would leave too little room for names.
const MAX_LANES: usize = 6;

/// Maximum number of lines in a section: more would put legends too far from their lines.
const MAX_LINES: usize = 8;

/// Tracks drawn together.
pub(super) struct Section<'l, 'k> {
    /// Tracks between several roles; each shares a role with an earlier one.
    pub(super) lines: Vec<&'l MapLine<'k>>,
    /// Tracks with all rungs at one role, which is on one of the lines.
    pub(super) halts: Vec<&'l MapLine<'k>>,
}

impl<'l, 'k> Section<'l, 'k> {
    /// Whether one of its lines stops there.
    pub(super) fn has(&self, place: &EntityRef<'_>) -> bool {
        self.lines.iter().any(|line| stops_at(line, place))
    }

    fn shared(&self, line: &MapLine<'k>) -> usize {
        line.stops.iter().filter(|stop| stop.place.id.is_some() && self.has(&stop.place)).count()
    }
}

/// Whether the line stops there.
pub(super) fn stops_at(line: &MapLine<'_>, place: &EntityRef<'_>) -> bool {
    line.stops.iter().any(|stop| stop.place == *place)
}

/// The sections in track order, and the single-role tracks that share nothing with them.
pub(super) fn sections<'l, 'k>(lines: &'l [MapLine<'k>]) -> (Vec<Section<'l, 'k>>, Vec<&'l MapLine<'k>>) {
    let (mut waiting, halts): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.stops.len() > 1);
    let mut sections = Vec::new();
    while !waiting.is_empty() {
        let mut section = Section { lines: vec![waiting.remove(0)], halts: Vec::new() };
        let mut too_many: Vec<usize> = Vec::new();
        loop {
            let near = |(place, line): (usize, &&'l MapLine<'k>)| (section.shared(line), usize::MAX - place);
            let open = waiting.iter().enumerate().filter(|(_, line)| !too_many.contains(&line.number));
            let nearest = open.max_by_key(|(place, line)| near((*place, line)));
            let Some((place, line)) = nearest.filter(|(_, line)| section.shared(line) > 0) else { break };
            section.lines.push(line);
            if section.lines.len() > MAX_LINES || plan(&section.lines).lanes > MAX_LANES {
                too_many.extend(section.lines.pop().map(|line| line.number));
            } else {
                waiting.remove(place);
            }
        }
        section.lines.sort_by_key(|line| line.number);
        sections.push(section);
    }
    let mut alone = Vec::new();
    for line in halts {
        let place = line.stops.first().map(|stop| stop.place);
        match place.and_then(|place| sections.iter_mut().find(|section: &&mut Section<'_, '_>| section.has(&place))) {
            Some(section) => section.halts.push(line),
            None => alone.push(line),
        }
    }
    (sections, alone)
}
