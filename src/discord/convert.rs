//! Converts a reply to an embed, a menu and rows of buttons.
//!
//! Discord's limits hold by construction, whatever the knowledge says: the text comes in pages that fit, labels are cut,
//! and there are never more buttons than fit in a message, nor two with the same question.

use serenity::all::{ButtonStyle, Colour};
use serenity::builder::{
    CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption,
};

use crate::answer::MapRequest;
use crate::reply::limits::{BUTTON_LABEL_CHARS, BUTTONS_IN_ROW, MENU_CHOICES, MENU_LABEL_CHARS, ROWS, cut, printable};
use crate::reply::{Block, Detail, Reply, Room, Tone, markdown};

use super::custom_id::{MAX_PAGES, Press, REMOVE, encode};

/// Most buttons of a brief answer, with the one that removes it.
const MAX_BRIEF_BUTTONS: usize = 5;

/// Most characters of an answer without an embed.
const MAX_TEXT_CHARS: usize = 2_000;

/// The `custom_id` of a menu.
const MENU: &str = "menu";

/// What a response to an interaction and a message in a channel have in common.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// The embed without its text.
    embed: CreateEmbed,
    title: String,
    description: String,
    pub(super) rows: Vec<CreateActionRow>,
    /// The map to draw beside it.
    pub(super) picture: Option<MapRequest>,
    /// How much may stand in front of the text of a reply with one page; `None` for others.
    room: Option<Room>,
}

impl Body {
    /// The embed.
    pub(super) fn embed(&self) -> CreateEmbed {
        self.embed.clone().title(&self.title).description(&self.description)
    }

    /// What the embed says, for channels without embeds; at most 2,000 characters.
    pub(super) fn text(&self) -> String {
        cut(&format!("**{}**\n{}", self.title, self.description), MAX_TEXT_CHARS)
    }

    /// The same with a block in front of the text; `None` if the reply would be another one with it.
    pub(super) fn preceded(&self, block: &Block) -> Option<Body> {
        self.room.filter(|room| room.fits(block))?;
        let description = markdown::preceded(&self.description, block)?;
        Some(Body { description, ..self.clone() })
    }
}

/// One page of a reply. An out-of-range `page` is clamped to the last page: the reply may have become shorter.
///
/// A private reply has a button that shares it with the channel, a public one a button that removes it.
pub(super) fn body(reply: &Reply, detail: Detail, page: usize, is_private: bool) -> Body {
    let pages = markdown::pages(reply);
    let count = pages.len().min(MAX_PAGES);
    let place = page.min(count - 1);
    let mut embed = CreateEmbed::new().colour(color(reply.tone));
    let room = (pages.len() == 1).then(|| Room::after(reply));
    let (title, description) = pages.into_iter().nth(place).map(|page| (page.title, page.body)).unwrap_or_default();
    let mut buttons = Vec::new();
    if let Some(question) = &reply.question
        && count > 1
    {
        embed = embed.footer(CreateEmbedFooter::new(format!("Page {} of {count}", place + 1)));
        let turn = |to: usize, label: &str| (Press { page: to, ..Press::first(question, detail) }, label.to_owned());
        buttons.extend(place.checked_sub(1).map(|to| turn(to, "‹ Back")));
        buttons.extend((place + 1 < count).then(|| turn(place + 1, "More ›")));
    }
    buttons.extend(
        reply.buttons.iter().map(|button| (Press::first(&button.question, button.detail), button.label.clone())),
    );
    let share = reply.question.as_ref().filter(|_| is_private).map(|question| {
        (Press { page: place, share: true, ..Press::first(question, detail) }, "Share with the channel".to_owned())
    });
    let menu = menu(reply);
    // What leads on from the answer comes first, the map and the whole answer come last.
    while !is_private && detail == Detail::Brief && buttons.len() >= MAX_BRIEF_BUTTONS {
        buttons.remove(buttons.len() - 3);
    }
    buttons.truncate((ROWS - usize::from(menu.is_some())) * BUTTONS_IN_ROW - 1);
    buttons.extend(share);
    // The first page has the picture; on the others it would push the text off the screen.
    let picture = reply.picture.clone().filter(|_| place == 0);
    let rows = menu.into_iter().chain(rows(buttons, !is_private)).collect();
    Body { embed, title, description, rows, picture, room }
}

/// The menu of a reply. Each choice carries its whole question, so the `custom_id` of the menu says nothing.
fn menu(reply: &Reply) -> Option<CreateActionRow> {
    let mut values: Vec<String> = Vec::new();
    let mut options = Vec::new();
    let drawn = reply.menu.as_ref()?;
    for choice in &drawn.choices {
        if options.len() == MENU_CHOICES {
            break;
        }
        let Some(value) =
            encode(&Press::first(&choice.question, choice.detail)).filter(|value| !values.contains(value))
        else {
            continue;
        };
        options.push(CreateSelectMenuOption::new(cut(&printable(&choice.label), MENU_LABEL_CHARS), &value));
        values.push(value);
    }
    let kind = CreateSelectMenuKind::String { options };
    (!values.is_empty())
        .then(|| CreateActionRow::SelectMenu(CreateSelectMenu::new(MENU, kind).placeholder(drawn.prompt)))
}

fn rows(buttons: Vec<(Press, String)>, is_removable: bool) -> Vec<CreateActionRow> {
    let mut seen: Vec<String> = Vec::new();
    let mut drawn: Vec<CreateButton> = Vec::new();
    for (press, label) in buttons {
        let Some(custom_id) = encode(&press).filter(|custom_id| !seen.contains(custom_id)) else { continue };
        let label = cut(&printable(&label), BUTTON_LABEL_CHARS);
        let style = if drawn.is_empty() { ButtonStyle::Primary } else { ButtonStyle::Secondary };
        drawn.push(CreateButton::new(&custom_id).label(label).style(style));
        seen.push(custom_id);
    }
    drawn.extend(is_removable.then(|| CreateButton::new(REMOVE).label("Remove").style(ButtonStyle::Secondary)));
    drawn.chunks(BUTTONS_IN_ROW).map(|row| CreateActionRow::Buttons(row.to_vec())).collect()
}

/// Colors that stand out on Discord's dark and on its light background.
fn color(tone: Tone) -> Colour {
    match tone {
        Tone::Answer => Colour::from_rgb(0x2f, 0x80, 0xed),
        Tone::Question => Colour::from_rgb(0xd9, 0x8a, 0x00),
        Tone::NotFound => Colour::from_rgb(0x80, 0x84, 0x8e),
    }
}
