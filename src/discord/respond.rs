//! Decides what to say to an event. Pure: an event and the knowledge in, a response out.
//!
//! The gateway and any other way in share these functions, so that a question gets the same answer on all of them.

use serenity::all::{
    CommandInteraction, ComponentInteraction, ComponentInteractionDataKind, Interaction, Message,
    MessageInteractionMetadata, MessageType, ResolvedValue, UserId,
};
use serenity::builder::{
    CreateAllowedMentions, CreateAutocompleteResponse, CreateInteractionResponse, CreateInteractionResponseMessage,
    CreateMessage,
};
use serenity::model::channel::{MessageReference, MessageReferenceKind, Nonce};

use crate::answer::{Answerer, Map, Question, Suggestion};
use crate::reply::limits::{CHOICE_CHARS, CHOICES, cut, printable};
use crate::reply::{self, Detail, Reply, Visibility};

use super::commands::{Command, PRIVATE};
use super::convert::{Body, body};
use super::custom_id::decode;

/// What the operator decided about answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Manners {
    /// Whether answers are private where the asker does not say.
    pub(super) private: bool,
}

/// What to send, and what to draw beside it.
#[derive(Debug, Clone)]
pub(super) struct Answered<T> {
    pub(super) message: T,
    pub(super) picture: Option<Map>,
}

impl<T> Answered<T> {
    fn plain(message: T) -> Answered<T> {
        Answered { message, picture: None }
    }
}

/// The response to an interaction; `None` for a kind that the bot never asked for.
pub(super) fn to_interaction(
    answerer: &Answerer,
    manners: Manners,
    interaction: &Interaction,
) -> Option<Answered<CreateInteractionResponse>> {
    match interaction {
        Interaction::Command(command) => Some(to_command(answerer, manners, command)),
        Interaction::Autocomplete(command) => Some(Answered::plain(to_typing(answerer, command))),
        Interaction::Component(component) => Some(to_press(answerer, component)),
        Interaction::Ping(_) => Some(Answered::plain(CreateInteractionResponse::Pong)),
        _ => None,
    }
}

fn to_command(
    answerer: &Answerer,
    manners: Manners,
    command: &CommandInteraction,
) -> Answered<CreateInteractionResponse> {
    let mut asked = "";
    let mut private = manners.private;
    for option in command.data.options() {
        match option.value {
            ResolvedValue::String(value) => asked = value,
            ResolvedValue::Boolean(value) if option.name == PRIVATE => private = value,
            _ => {}
        }
    }
    let reply = match Question::of_command(&command.data.name, asked.trim()) {
        Ok(question) => reply::reply(&answerer.answer(&question), Detail::Brief),
        // Discord knows a command that this version does not: it was registered by another.
        Err(unknown) => reply::unknown_command(&unknown),
    };
    let private = private || reply.visibility == Visibility::Private;
    let Answered { message, picture } = response(body(&reply, Detail::Brief, 0));
    Answered { message: CreateInteractionResponse::Message(message.ephemeral(private)), picture }
}

/// The choices under what is being typed.
fn to_typing(answerer: &Answerer, command: &CommandInteraction) -> CreateInteractionResponse {
    let mut choices = CreateAutocompleteResponse::new();
    if let (Some(known), Some(typing)) = (Command::named(&command.data.name), command.data.autocomplete()) {
        for suggestion in answerer.suggest(known.form.topic, typing.value, CHOICES) {
            // The id is what is sent: it is short, and means one thing only.
            if let Some(id) = suggestion.thing.id {
                choices = choices.add_string_choice(label(&suggestion), id);
            }
        }
    }
    CreateInteractionResponse::Autocomplete(choices)
}

fn label(suggestion: &Suggestion<'_>) -> String {
    let name = printable(suggestion.thing.name);
    match suggestion.alias {
        Some(alias) => cut(&format!("{name} ({})", printable(alias)), CHOICE_CHARS),
        None => cut(&name, CHOICE_CHARS),
    }
}

/// Whoever asked sees the answer change in place; anybody else gets one of their own, which only they can see.
fn to_press(answerer: &Answerer, component: &ComponentInteraction) -> Answered<CreateInteractionResponse> {
    // A button carries its question itself, a menu in what was chosen.
    let pressed = match &component.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first(),
        _ => Some(&component.data.custom_id),
    };
    let Some(press) = pressed.and_then(|pressed| decode(pressed)) else {
        let Answered { message, picture } = response(body(&reply::outdated_button(), Detail::Brief, 0));
        return Answered { message: CreateInteractionResponse::Message(message.ephemeral(true)), picture };
    };
    let reply = reply::reply(&answerer.answer(&press.question), press.detail);
    let Answered { message, picture } = response(body(&reply, press.detail, press.page));
    let message = if asker(&component.message) == Some(component.user.id) {
        CreateInteractionResponse::UpdateMessage(message)
    } else {
        CreateInteractionResponse::Message(message.ephemeral(true))
    };
    Answered { message, picture }
}

/// Whom a message of ours answers: the user of the command, or the author of the message replied to.
fn asker(message: &Message) -> Option<UserId> {
    match message.interaction_metadata.as_deref() {
        Some(MessageInteractionMetadata::Command(command)) => Some(command.user.id),
        Some(MessageInteractionMetadata::Component(component)) => Some(component.user.id),
        Some(MessageInteractionMetadata::ModalSubmit(modal)) => Some(modal.user.id),
        Some(_) => None,
        None => match message.referenced_message.as_deref() {
            Some(question) => Some(question.author.id),
            // The reply pings the asker and nobody else.
            None => message.mentions.first().map(|user| user.id),
        },
    }
}

fn response(body: Body) -> Answered<CreateInteractionResponseMessage> {
    let message = CreateInteractionResponseMessage::new()
        .embed(body.embed)
        .components(body.rows)
        .allowed_mentions(CreateAllowedMentions::new());
    Answered { message, picture: body.picture }
}

/// The message that answers this one; `None` if it is not for the bot.
///
/// For the bot are direct messages, and messages that name it: a reply to one of its own is no question yet.
pub(super) fn to_message(answerer: &Answerer, bot: UserId, message: &Message) -> Option<Answered<CreateMessage>> {
    let is_from_a_person = !message.author.bot && message.webhook_id.is_none() && message.author.id != bot;
    let is_talk = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
    let spellings = [format!("<@{bot}>"), format!("<@!{bot}>")];
    let names_the_bot = spellings.iter().any(|spelling| message.content.contains(spelling));
    let is_direct = message.guild_id.is_none();
    if !is_from_a_person || !is_talk || !(is_direct || names_the_bot) {
        return None;
    }
    let text = spellings.iter().fold(message.content.clone(), |text, spelling| text.replace(spelling, " "));
    let reply = to_text(answerer, &text);
    let Body { embed, rows, picture } = body(&reply, Detail::Brief, 0);
    let mut to = MessageReference::new(MessageReferenceKind::Default, message.channel_id);
    to = to.message_id(message.id).fail_if_not_exists(false);
    // Should a message be delivered twice, or its answer be sent twice, the asker still sees one.
    let nonce = Nonce::String(message.id.to_string());
    let message = CreateMessage::new()
        .embed(embed)
        .components(rows)
        .reference_message(to)
        .allowed_mentions(CreateAllowedMentions::new().replied_user(true))
        .nonce(nonce)
        .enforce_nonce(true);
    Some(Answered { message, picture })
}

fn to_text(answerer: &Answerer, text: &str) -> Reply {
    if text.trim().is_empty() {
        return reply::help();
    }
    match Question::parse(text) {
        Ok(question) => reply::reply(&answerer.answer(&question), Detail::Brief),
        Err(unknown) => reply::unknown_command(&unknown),
    }
}
