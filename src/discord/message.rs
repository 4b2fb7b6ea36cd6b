//! Reads a message: how it names the bot, what it says, what the bot offers in it, and whom it answers.

use serenity::all::{ActionRowComponent, Button, ButtonKind, Embed, Message, MessageInteractionMetadata, UserId};

use crate::question::Offer;
use crate::reply::Detail;

use super::custom_id::decode;

/// How the bot is mentioned.
pub(super) fn mentions(bot: UserId) -> [String; 2] {
    [format!("<@{bot}>"), format!("<@!{bot}>")]
}

/// The text without mentions of the bot.
pub(super) fn without(bot: UserId, text: &str) -> String {
    mentions(bot).iter().fold(text.to_owned(), |text, mention| text.replace(mention, " "))
}

/// The text of a message, of what it forwards, and of the embeds that it shows.
pub(super) fn readable(message: &Message) -> String {
    let embeds = |embeds: &[Embed]| {
        let parts = embeds.iter().flat_map(|embed| {
            let fields = embed.fields.iter().flat_map(|field| [Some(field.name.clone()), Some(field.value.clone())]);
            [embed.title.clone(), embed.description.clone()].into_iter().chain(fields).flatten()
        });
        parts.collect::<Vec<_>>().join("\n")
    };
    let forwarded =
        message.message_snapshots.iter().flat_map(|snapshot| [snapshot.content.clone(), embeds(&snapshot.embeds)]);
    let mut parts = vec![message.content.clone()];
    parts.extend(forwarded);
    // The embeds of a message with text only show what it links to.
    if parts.iter().all(|part| part.trim().is_empty()) {
        parts.push(embeds(&message.embeds));
    }
    parts.retain(|part| !part.trim().is_empty());
    parts.join("\n")
}

/// What a message of the bot offers, as buttons and as choices of its menus.
pub(super) fn offers(message: &Message) -> Vec<Offer> {
    let components = message.components.iter().flat_map(|row| &row.components);
    let offered = components.flat_map(|component| match component {
        ActionRowComponent::Button(Button { data: ButtonKind::NonLink { custom_id, .. }, label, .. }) => {
            vec![(custom_id, label.as_deref().unwrap_or_default(), true)]
        }
        ActionRowComponent::SelectMenu(menu) => {
            menu.options.iter().map(|option| (&option.value, option.label.as_str(), false)).collect()
        }
        _ => Vec::new(),
    });
    let offer = |(press, label, is_button): (&String, &str, bool)| {
        let press = decode(press).filter(|press| !press.share && press.page == 0)?;
        // Of the buttons, only the one for the whole answer asks for all of it.
        let is_whole = is_button && press.detail == Detail::Full;
        Some(Offer { question: press.question, label: label.to_owned(), is_whole })
    };
    offered.filter_map(offer).collect()
}

/// Whom a message of the bot answers: the user of the command, or the author of the message that it replies to.
pub(super) fn asker(message: &Message) -> Option<UserId> {
    match message.interaction_metadata.as_deref() {
        Some(MessageInteractionMetadata::Command(command)) => Some(command.user.id),
        Some(MessageInteractionMetadata::Component(component)) => Some(component.user.id),
        Some(MessageInteractionMetadata::ModalSubmit(modal)) => Some(modal.user.id),
        Some(_) => None,
        None => match message.referenced_message.as_deref() {
            Some(question) => Some(question.author.id),
            // The bot's reply pings the asker and nobody else.
            None => message.mentions.first().map(|user| user.id),
        },
    }
}
