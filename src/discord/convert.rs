//! Gives a reply Discord's form: an embed, and rows of buttons.
//!
//! Every limit holds by construction, whatever the knowledge says: the text comes in pages that fit, labels are cut,
//! and there are never more buttons than a message has room for, nor two with the same question.

use serenity::all::{ButtonStyle, Colour};
use serenity::builder::{
    CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption,
};

use crate::answer::MapRequest;
use crate::reply::limits::{BUTTON_LABEL_CHARS, BUTTONS_IN_ROW, MENU_CHOICES, MENU_LABEL_CHARS, ROWS, cut, printable};
use crate::reply::{Detail, Reply, Tone, markdown};

use super::custom_id::{MOST_PAGES, Press, encode};

/// The `custom_id` of a menu.
const MENU: &str = "menu";

/// The body of a message: what a response to an interaction and a message in a channel have in common.
#[derive(Debug, Clone)]
pub(super) struct Body {
    pub(super) embed: CreateEmbed,
    pub(super) rows: Vec<CreateActionRow>,
    /// What is drawn beside it.
    pub(super) picture: Option<MapRequest>,
}

/// One page of a reply. A page that there is not, perhaps not any more, is the last one.
///
/// Where only the asker sees it, `is_private`, it has a button that posts it for all.
pub(super) fn body(reply: &Reply, detail: Detail, page: usize, is_private: bool) -> Body {
    let pages = markdown::pages(reply);
    let count = pages.len().min(MOST_PAGES);
    let place = page.min(count - 1);
    let mut embed = CreateEmbed::new().colour(colour(reply.tone));
    if let Some(page) = pages.get(place) {
        embed = embed.title(&page.title).description(&page.body);
    }
    let mut buttons = Vec::new();
    if let Some(question) = &reply.again
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
    let share = reply.again.as_ref().filter(|_| is_private).map(|question| {
        (Press { page: place, share: true, ..Press::first(question, detail) }, "Share with the channel".to_owned())
    });
    let menu = menu(reply);
    buttons.truncate((ROWS - usize::from(menu.is_some())) * BUTTONS_IN_ROW - usize::from(share.is_some()));
    buttons.extend(share);
    // The first page has the picture; on the others it would push the text off the screen.
    let picture = reply.picture.clone().filter(|_| place == 0);
    Body { embed, rows: menu.into_iter().chain(rows(buttons)).collect(), picture }
}

/// The menu of a reply. Its choices carry their whole question, so its own `custom_id` says nothing.
fn menu(reply: &Reply) -> Option<CreateActionRow> {
    let mut values: Vec<String> = Vec::new();
    let mut options = Vec::new();
    let drawn = reply.menu.as_ref()?;
    for choice in &drawn.choices {
        let Some(value) =
            encode(&Press::first(&choice.question, choice.detail)).filter(|value| !values.contains(value))
        else {
            continue;
        };
        options.push(CreateSelectMenuOption::new(cut(&printable(&choice.label), MENU_LABEL_CHARS), &value));
        values.push(value);
    }
    options.truncate(MENU_CHOICES);
    let kind = CreateSelectMenuKind::String { options };
    (!values.is_empty())
        .then(|| CreateActionRow::SelectMenu(CreateSelectMenu::new(MENU, kind).placeholder(drawn.prompt)))
}

fn rows(buttons: Vec<(Press, String)>) -> Vec<CreateActionRow> {
    let mut seen: Vec<String> = Vec::new();
    let mut drawn: Vec<CreateButton> = Vec::new();
    for (press, label) in buttons {
        let Some(custom_id) = encode(&press).filter(|custom_id| !seen.contains(custom_id)) else { continue };
        let label = cut(&printable(&label), BUTTON_LABEL_CHARS);
        let style = if drawn.is_empty() { ButtonStyle::Primary } else { ButtonStyle::Secondary };
        drawn.push(CreateButton::new(&custom_id).label(label).style(style));
        seen.push(custom_id);
    }
    drawn.chunks(BUTTONS_IN_ROW).map(|row| CreateActionRow::Buttons(row.to_vec())).collect()
}

/// Colours that stand out on Discord's dark and on its light background.
fn colour(tone: Tone) -> Colour {
    match tone {
        Tone::Answer => Colour::from_rgb(0x2f, 0x80, 0xed),
        Tone::Question => Colour::from_rgb(0xd9, 0x8a, 0x00),
        Tone::NotFound => Colour::from_rgb(0x80, 0x84, 0x8e),
    }
}
