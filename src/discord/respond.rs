//! Decides what to say to an event: an event and the knowledge in, a response out. It sends nothing.
//!
//! The gateway and any other way in share the [`Desk`], so that a question gets the same answer on all of them.

use std::sync::Arc;

use serde::Serialize;
use serenity::all::{
    CommandInteraction, CommandType, ComponentInteraction, ComponentInteractionDataKind, Interaction, Mentionable,
    Message, MessageFlags, MessageInteractionMetadata, MessageType, ResolvedTarget, ResolvedValue, UserId,
};
use serenity::builder::{
    CreateAllowedMentions, CreateAutocompleteResponse, CreateInteractionResponse, CreateInteractionResponseMessage,
    CreateMessage,
};
use serenity::model::channel::{MessageReference, MessageReferenceKind, Nonce};

use crate::answer::{Engine, MapRequest, Suggestion};
use crate::question::{NEXT, Question, UnknownCommand};
use crate::reply::limits::{CHOICE_CHARS, CHOICES, cut, printable};
use crate::reply::{self, Detail, Reply, Visibility};

use super::budget::Budget;
use super::commands::{Command, PRIVATE};
use super::convert::{Body, body};
use super::custom_id::{Press, decode};
use super::recent::Recent;
use super::server_roles::ServerRoles;

/// Most characters of what was typed that can be a name and nothing else.
const NAME_CHARS: usize = 100;

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
    /// What was answered last.
    pub(super) given: Given,
}

/// What to send, and what to draw beside it.
#[derive(Debug, Clone)]
pub(super) struct Answered {
    /// In JSON.
    pub(super) body: Arc<str>,
    pub(super) picture: Option<MapRequest>,
}

impl Answered {
    fn of(body: &impl Serialize, picture: Option<MapRequest>) -> serde_json::Result<Answered> {
        Ok(Answered { body: serde_json::to_string(body)?.into(), picture })
    }
}

/// Answers that were given before.
pub(super) type Given = Recent<Wanted, Answered>;

/// An answer that is wanted; where nobody's own words are in it, it is the same for everybody.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Wanted {
    question: Question,
    detail: Detail,
    page: usize,
    /// Whether it takes the place of the answer that the asker sees.
    in_place: bool,
    is_private: bool,
}

impl Wanted {
    /// The first page of an answer, as a message of its own.
    fn anew(question: Question, is_private: bool) -> Wanted {
        Wanted { question, detail: Detail::Brief, page: 0, in_place: false, is_private }
    }

    /// Whether the question says nothing of whoever asks it. Matching reads only the beginning of a long text, so that
    /// behind a name there may stand anything.
    fn is_anybodys(&self) -> bool {
        let is_personal = matches!(self.question, Question::ServerRoles(_) | Question::FreeText(_));
        !is_personal && self.question.typed().iter().all(|typed| typed.chars().count() <= NAME_CHARS)
    }
}

impl Desk {
    /// The response to an interaction; `None` for a kind that the bot never asked for.
    ///
    /// # Errors
    ///
    /// The response cannot be written as JSON.
    pub(super) fn to_interaction(
        &self,
        engine: &Arc<Engine>,
        interaction: &Interaction,
    ) -> serde_json::Result<Option<Answered>> {
        let answered = match interaction {
            Interaction::Command(command) => self.to_command(engine, command)?,
            Interaction::Autocomplete(command) => Answered::of(&to_typing(engine, command), None)?,
            Interaction::Component(component) => self.to_press(engine, component)?,
            Interaction::Ping(_) => Answered::of(&CreateInteractionResponse::Pong, None)?,
            _ => return Ok(None),
        };
        Ok(Some(answered))
    }

    fn to_command(&self, engine: &Arc<Engine>, command: &CommandInteraction) -> serde_json::Result<Answered> {
        if let Err(wait) = self.budget.spend(command.user.id) {
            return anew(&reply::rate_limited(wait), true);
        }
        if command.data.kind == CommandType::Message {
            // Whoever wrote the message has not asked for an answer.
            return anew(&self.to_target(engine, command), true);
        }
        let (question, is_private) = self.asked(command);
        match question {
            Ok(question) => self.answer(engine, Wanted::anew(question, is_private)),
            // Discord knows a command that this version does not: it was registered by another.
            Err(unknown) => anew(&reply::unknown_command(&unknown), is_private),
        }
    }

    /// What comes after the roles that somebody's message names.
    fn to_target(&self, engine: &Engine, command: &CommandInteraction) -> Reply {
        match command.data.target() {
            Some(ResolvedTarget::Message(message)) => {
                to_text(engine, &self.roles.in_words(command.guild_id, &self.without_bot(&message.content)))
            }
            _ => reply::help(),
        }
    }

    /// What a slash command asks, and whether the asker alone is to see the answer.
    fn asked(&self, command: &CommandInteraction) -> (Result<Question, UnknownCommand>, bool) {
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
                Ok(Question::ServerRoles(self.roles.names(server, &member.roles)))
            }
            _ => Question::from_command(&command.data.name, &given),
        };
        (question, is_private)
    }

    /// The answer, as it was given before if it can be: most people ask for the same few roles.
    fn answer(&self, engine: &Arc<Engine>, wanted: Wanted) -> serde_json::Result<Answered> {
        if let Some(given) = self.given.get(engine, &wanted) {
            return Ok(given);
        }
        let answer = engine.respond(&wanted.question);
        let reply = reply::reply(&answer, wanted.detail);
        let is_private = wanted.is_private || (!wanted.in_place && reply.visibility == Visibility::Private);
        let body = body(&reply, wanted.detail, wanted.page, is_private);
        let answered = if wanted.in_place {
            let (message, picture) = message(body);
            Answered::of(&CreateInteractionResponse::UpdateMessage(message), picture)?
        } else {
            posted(body, is_private)?
        };
        let is_kept = answer.echoes_no_input() && wanted.is_anybodys();
        Ok(if is_kept { self.given.get_or_keep(engine, wanted, answered) } else { answered })
    }

    /// Whoever asked sees the answer change in place; anybody else gets one of their own, which only they can see. What
    /// is shared is posted for all.
    fn to_press(&self, engine: &Arc<Engine>, component: &ComponentInteraction) -> serde_json::Result<Answered> {
        // A button carries its question itself, a menu in what was chosen.
        let pressed = match &component.data.kind {
            ComponentInteractionDataKind::StringSelect { values } => values.first(),
            _ => Some(&component.data.custom_id),
        };
        let press = pressed.and_then(|pressed| decode(pressed));
        let stays_in_place = asker(&component.message) == Some(component.user.id);
        let in_place = stays_in_place && press.as_ref().is_some_and(|press| !press.share);
        if !in_place && let Err(wait) = self.budget.spend(component.user.id) {
            return anew(&reply::rate_limited(wait), true);
        }
        let Some(Press { question, detail, page, share }) = press else {
            return anew(&reply::outdated_button(), true);
        };
        if share {
            return share_with_all(engine, &question, detail, page, component.user.id);
        }
        let is_ephemeral = component.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
        self.answer(engine, Wanted { question, detail, page, in_place, is_private: !in_place || is_ephemeral })
    }

    /// The message that answers this one; `None` if it is not for the bot, or its author has asked too much.
    ///
    /// For the bot are direct messages, and messages that name it: a reply to one of its own is no question yet.
    ///
    /// # Errors
    ///
    /// The message cannot be written as JSON.
    pub(super) fn to_message(&self, engine: &Engine, message: &Message) -> serde_json::Result<Option<Answered>> {
        let is_from_a_person = !message.author.bot && message.webhook_id.is_none() && message.author.id != self.bot;
        let is_talk = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
        let is_direct = message.guild_id.is_none();
        let names_the_bot = self.spellings().iter().any(|spelling| message.content.contains(spelling));
        if !is_from_a_person || !is_talk || !(is_direct || names_the_bot) {
            return Ok(None);
        }
        let reply = match self.budget.spend(message.author.id) {
            Ok(()) => {
                let text = self.roles.in_words(message.guild_id, &self.without_bot(&message.content));
                to_text(engine, &text)
            }
            // In a channel nobody can be told privately, and to tell them publicly would be the flood itself.
            Err(wait) => {
                if !is_direct || self.told.spend(message.author.id).is_err() {
                    return Ok(None);
                }
                reply::rate_limited(wait)
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
        Answered::of(&message, picture).map(Some)
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
fn to_typing(engine: &Engine, command: &CommandInteraction) -> CreateInteractionResponse {
    let mut choices = CreateAutocompleteResponse::new();
    if let (Some(known), Some(typing)) = (Command::named(&command.data.name), command.data.autocomplete()) {
        let topic = known.form.options.iter().find(|option| option.name == typing.name).map(|option| option.topic);
        let suggestions = topic.map(|topic| engine.suggest(topic, typing.value, CHOICES)).unwrap_or_default();
        for suggestion in suggestions {
            // The id is what is sent: it is short, and means one thing only.
            if let Some(id) = suggestion.entity.id {
                choices = choices.add_string_choice(label(&suggestion), id);
            }
        }
    }
    CreateInteractionResponse::Autocomplete(choices)
}

fn label(suggestion: &Suggestion<'_>) -> String {
    let name = printable(suggestion.entity.name);
    match suggestion.alias {
        Some(alias) => cut(&format!("{name} ({})", printable(alias)), CHOICE_CHARS),
        None => cut(&name, CHOICE_CHARS),
    }
}

fn to_text(engine: &Engine, text: &str) -> Reply {
    if text.trim().is_empty() {
        return reply::help();
    }
    match Question::parse(text) {
        Ok(question) => reply::reply(&engine.respond(&question), Detail::Brief),
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

/// The answer for the whole channel, with who shares it; one that helps nobody else is not shared.
fn share_with_all(
    engine: &Engine,
    question: &Question,
    detail: Detail,
    page: usize,
    sharer: UserId,
) -> serde_json::Result<Answered> {
    let reply = reply::reply(&engine.respond(question), detail);
    if reply.visibility == Visibility::Private {
        return posted(body(&reply, detail, page, true), true);
    }
    let (message, picture) = message(body(&reply, detail, page, false));
    let message = message.ephemeral(false).content(format!("{} shares this answer:", sharer.mention()));
    Answered::of(&CreateInteractionResponse::Message(message), picture)
}

/// A message of its own, private if it is to be, or if it helps nobody else.
fn anew(reply: &Reply, is_private: bool) -> serde_json::Result<Answered> {
    let is_private = is_private || reply.visibility == Visibility::Private;
    posted(body(reply, Detail::Brief, 0, is_private), is_private)
}

fn posted(body: Body, is_private: bool) -> serde_json::Result<Answered> {
    let (message, picture) = message(body);
    Answered::of(&CreateInteractionResponse::Message(message.ephemeral(is_private)), picture)
}

fn message(body: Body) -> (CreateInteractionResponseMessage, Option<MapRequest>) {
    let message = CreateInteractionResponseMessage::new()
        .embed(body.embed)
        .components(body.rows)
        .allowed_mentions(CreateAllowedMentions::new());
    (message, body.picture)
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::*;
    use crate::knowledge::problem::{SourceFile, SourceFiles};
    use crate::knowledge::{Options, check};
    use crate::question::Reference;

    /// Nothing that says something of whoever asked stays in memory.
    #[test]
    fn only_what_anybody_may_have_asked_is_kept() {
        let toml = "[[role]]\nid = \"ops\"\nname = \"Operations\"\n";
        let files = SourceFiles(vec![SourceFile { path: "all.toml".to_owned(), text: toml.to_owned() }]);
        let engine = Arc::new(Engine::new(check(files, &Options::default()).knowledge.unwrap()));
        let desk = Desk {
            bot: UserId::new(1),
            is_private: false,
            budget: Budget::per_minute(0),
            told: Budget::per_minute(0),
            roles: ServerRoles::default(),
            given: Given::new(NonZeroUsize::new(9).unwrap()),
        };
        let next = |text: &str| Question::Next(Reference::Typed(text.to_owned()));
        let long = format!("operations{}I was let go", " ".repeat(300));
        let cases = [
            (Question::Next(Reference::Id("ops".to_owned())), true),
            (next("operations"), true),
            (Question::Tracks, true),
            (next("opertions"), false),
            (next("whoever I am"), false),
            (next(&long), false),
            (Question::FreeText("after operations?".to_owned()), false),
            (Question::ServerRoles(vec!["Operations".to_owned()]), false),
        ];
        for (question, expected) in cases {
            let wanted = || Wanted::anew(question.clone(), true);
            let first = desk.answer(&engine, wanted()).unwrap();
            assert_eq!(desk.given.get(&engine, &wanted()).is_some(), expected, "{question:?}");
            assert_eq!(desk.answer(&engine, wanted()).unwrap().body, first.body, "{question:?}");
        }
    }
}
