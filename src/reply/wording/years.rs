//! The words for how long something takes.

use crate::answer::YearsView;
use crate::reply::{Block, Detail, Line};

use super::phrases::{and_more, who, years_in_words};

/// Maximum number of statements in a brief reply.
const MAX_BRIEF: usize = 4;

/// What sources say of years, or that none does. `None` if nobody asked.
pub(super) fn years(said: Option<&[YearsView<'_>]>, detail: Detail) -> Option<Block> {
    let said = said?;
    if said.is_empty() {
        return Some(Block::of_lines(vec![Line::sentence().plain("None of our sources says how long that takes.")]));
    }
    let most = match detail {
        Detail::Brief => MAX_BRIEF,
        Detail::Full => said.len(),
    };
    let mut block = Block::new("How long, according to our sources");
    block.lines.extend(said.iter().take(most).map(line));
    let more = said.len().saturating_sub(most);
    block.lines.extend((more > 0).then(|| Line::sentence().muted(and_more(more, "figure", "figures"))));
    Some(block)
}

/// "Helpdesk → System administrator: 1.5 years (Tom Kraker, 2021, one person's own path)".
fn line(view: &YearsView<'_>) -> Line {
    let what = match (view.from, view.title) {
        (Some(from), _) => format!("{} → {}", from.name, view.to.name),
        (None, Some(title)) => format!("“{title}”"),
        (None, None) => view.to.name.to_owned(),
    };
    let own = if view.account { "; one person's own path" } else { "" };
    Line::item()
        .strong(what)
        .plain(format!(": {}", years_in_words(view.years)))
        .muted(format!(" ({}{own})", who(&view.attribution)))
}
