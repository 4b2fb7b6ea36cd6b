//! Decides what to say to an event: an event and the knowledge in, a response out. It sends nothing.
//!
//! The gateway and any other way in share the [`Desk`], so that a question gets the same answer on all of them.

use serenity::all::{
    CommandInteraction, CommandType, ComponentInteraction, ComponentInteractionDataKind, Interaction, Mentionable,
    Message, MessageFlags, MessageInteractionMetadata, MessageType, ResolvedTarget, ResolvedValue, UserId,
};
use serenity::builder::{
    CreateAllowedMentions, CreateAutocompleteResponse, CreateInteractionResponse, CreateInteractionResponseMessage,
    CreateMessage,
};
use serenity::model::channel::{MessageReference, MessageReferenceKind, Nonce};

use crate::answer::{Answerer, Map, NEXT, Question, Suggestion};
use crate::reply::limits::{CHOICE_CHARS, CHOICES, cut, printable};
use crate::reply::{self, Detail, Reply, Visibility};

use super::budget::Budget;
use super::commands::{Command, PRIVATE};
use super::convert::{Body, body};
use super::custom_id::decode;
use super::server_roles::ServerRoles;

/// Where questions are taken: what has to be known beside the knowledge.
#[derive(Debug)]
pub(super) struct Desk {
    /// The bot's own user.
    pub(super) bot: UserId,
    /// Whether answers are private where the asker does not say.
    pub(super) is_private: bool,
    /// How often each person is answered.
    pub(super) budget: Budget,
    /// How often each person is told that the other one is spent.
    pub(super) told: Budget,
    /// The names of the roles of servers.
    pub(super) roles: ServerRoles,
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

    fn map<U>(self, change: impl FnOnce(T) -> U) -> Answered<U> {
        Answered { message: change(self.message), picture: self.picture }
    }
}

impl Desk {
    /// The response to an interaction; `None` for a kind that the bot never asked for.
    pub(super) fn to_interaction(
        &self,
        answerer: &Answerer,
        interaction: &Interaction,
    ) -> Option<Answered<CreateInteractionResponse>> {
        match interaction {
            Interaction::Command(command) => Some(self.to_command(answerer, command)),
            Interaction::Autocomplete(command) => Some(Answered::plain(to_typing(answerer, command))),
            Interaction::Component(component) => Some(self.to_press(answerer, component)),
            Interaction::Ping(_) => Some(Answered::plain(CreateInteractionResponse::Pong)),
            _ => None,
        }
    }

    fn to_command(&self, answerer: &Answerer, command: &CommandInteraction) -> Answered<CreateInteractionResponse> {
        let (reply, is_private) = match self.budget.spend(command.user.id) {
            Err(wait) => (reply::spent(wait), true),
            // Whoever wrote the message has not asked for an answer.
            Ok(()) if command.data.kind == CommandType::Message => (self.to_target(answerer, command), true),
            Ok(()) => self.to_slash_command(answerer, command),
        };
        anew(&reply, Detail::Brief, is_private)
    }

    /// What comes after the roles that somebody's message names.
    fn to_target(&self, answerer: &Answerer, command: &CommandInteraction) -> Reply {
        match command.data.target() {
            Some(ResolvedTarget::Message(message)) => {
                to_text(answerer, &self.roles.in_words(command.guild_id, &self.without_bot(&message.content)))
            }
            _ => reply::help(),
        }
    }

    fn to_slash_command(&self, answerer: &Answerer, command: &CommandInteraction) -> (Reply, bool) {
        let mut given: Vec<(&str, String)> = Vec::new();
        let mut is_private = self.is_private;
        for option in command.data.options() {
            match option.value {
                ResolvedValue::String(value) => {
                    given.push((option.name, self.roles.in_words(command.guild_id, value.trim())));
                }
                ResolvedValue::Boolean(value) if option.name == PRIVATE => is_private = value,
                _ => {}
            }
        }
        let given: Vec<(&str, &str)> = given.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let asks_nothing = given.iter().all(|(_, value)| value.is_empty());
        let question = match (command.guild_id, &command.member) {
            (Some(server), Some(member)) if command.data.name == NEXT.name && asks_nothing => {
                Ok(Question::Badges(self.roles.names(server, &member.roles)))
            }
            _ => Question::of_command(&command.data.name, &given),
        };
        let reply = match question {
            Ok(question) => reply::reply(&answerer.answer(&question), Detail::Brief),
            // Discord knows a command that this version does not: it was registered by another.
            Err(unknown) => reply::unknown_command(&unknown),
        };
        (reply, is_private)
    }

    /// Whoever asked sees the answer change in place; anybody else gets one of their own, which only they can see. What
    /// is shared is posted for all.
    fn to_press(&self, answerer: &Answerer, component: &ComponentInteraction) -> Answered<CreateInteractionResponse> {
        // A button carries its question itself, a menu in what was chosen.
        let pressed = match &component.data.kind {
            ComponentInteractionDataKind::StringSelect { values } => values.first(),
            _ => Some(&component.data.custom_id),
        };
        let press = pressed.and_then(|pressed| decode(pressed));
        let stays_in_place = asker(&component.message) == Some(component.user.id);
        if let Some(press) = press.as_ref().filter(|press| stays_in_place && !press.share) {
            let reply = reply::reply(&answerer.answer(&press.question), press.detail);
            let is_private = component.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
            let body = body(&reply, press.detail, press.page, is_private);
            return response(body).map(CreateInteractionResponse::UpdateMessage);
        }
        if let Err(wait) = self.budget.spend(component.user.id) {
            return anew(&reply::spent(wait), Detail::Brief, true);
        }
        let Some(press) = press else { return anew(&reply::outdated_button(), Detail::Brief, true) };
        let reply = reply::reply(&answerer.answer(&press.question), press.detail);
        let is_shared = press.share && reply.visibility == Visibility::AsAsked;
        response(body(&reply, press.detail, press.page, !is_shared)).map(|message| {
            let message = message.ephemeral(!is_shared);
            CreateInteractionResponse::Message(if is_shared {
                message.content(format!("{} shares this answer:", component.user.id.mention()))
            } else {
                message
            })
        })
    }

    /// The message that answers this one; `None` if it is not for the bot, or its author has asked too much.
    ///
    /// For the bot are direct messages, and messages that name it: a reply to one of its own is no question yet.
    pub(super) fn to_message(&self, answerer: &Answerer, message: &Message) -> Option<Answered<CreateMessage>> {
        let is_from_a_person = !message.author.bot && message.webhook_id.is_none() && message.author.id != self.bot;
        let is_talk = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
        let is_direct = message.guild_id.is_none();
        let names_the_bot = self.spellings().iter().any(|spelling| message.content.contains(spelling));
        if !is_from_a_person || !is_talk || !(is_direct || names_the_bot) {
            return None;
        }
        let reply = match self.budget.spend(message.author.id) {
            Ok(()) => {
                let text = self.roles.in_words(message.guild_id, &self.without_bot(&message.content));
                to_text(answerer, &text)
            }
            // In a channel nobody can be told privately, and to tell them publicly would be the flood itself.
            Err(wait) => {
                let may_be_told = is_direct && self.told.spend(message.author.id).is_ok();
                may_be_told.then(|| reply::spent(wait))?
            }
        };
        let Body { embed, rows, picture } = body(&reply, Detail::Brief, 0, false);
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

    /// How the bot is mentioned.
    fn spellings(&self) -> [String; 2] {
        [format!("<@{}>", self.bot), format!("<@!{}>", self.bot)]
    }

    fn without_bot(&self, text: &str) -> String {
        self.spellings().iter().fold(text.to_owned(), |text, spelling| text.replace(spelling, " "))
    }
}

/// The choices under what is being typed.
fn to_typing(answerer: &Answerer, command: &CommandInteraction) -> CreateInteractionResponse {
    let mut choices = CreateAutocompleteResponse::new();
    if let (Some(known), Some(typing)) = (Command::named(&command.data.name), command.data.autocomplete()) {
        let topic = known.form.options.iter().find(|option| option.name == typing.name).map(|option| option.topic);
        let suggestions = topic.map(|topic| answerer.suggest(topic, typing.value, CHOICES)).unwrap_or_default();
        for suggestion in suggestions {
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

fn to_text(answerer: &Answerer, text: &str) -> Reply {
    if text.trim().is_empty() {
        return reply::help();
    }
    match Question::parse(text) {
        Ok(question) => reply::reply(&answerer.answer(&question), Detail::Brief),
        Err(unknown) => reply::unknown_command(&unknown),
    }
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

/// A message of its own, private if it is to be, or if it helps nobody else.
fn anew(reply: &Reply, detail: Detail, is_private: bool) -> Answered<CreateInteractionResponse> {
    let is_private = is_private || reply.visibility == Visibility::Private;
    response(body(reply, detail, 0, is_private))
        .map(|message| CreateInteractionResponse::Message(message.ephemeral(is_private)))
}

fn response(body: Body) -> Answered<CreateInteractionResponseMessage> {
    let message = CreateInteractionResponseMessage::new()
        .embed(body.embed)
        .components(body.rows)
        .allowed_mentions(CreateAllowedMentions::new());
    Answered { message, picture: body.picture }
}
