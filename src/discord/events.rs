//! The events of the gateway that the bot uses, with no more of each than it needs.

use serde::Deserialize;
use serde_json::value::RawValue;
use serenity::all::{GuildId, Interaction, Message, RoleId, UserId};

/// An event.
#[derive(Debug)]
pub(super) enum Event {
    /// A new session, of the bot with this name.
    Ready(String),
    /// A resumed session.
    Resumed,
    Interaction(Box<Interaction>),
    /// A message that a person wrote, with text or with a mention of a role.
    Message(Box<Message>),
    /// Such a message, after its author edited it.
    Edit(Box<Message>),
    /// A server, with the names of all its roles.
    Server(GuildId, Vec<RoleName>),
    /// The bot was removed from a server.
    ServerLeft(GuildId),
    /// A role was created or changed.
    Role(GuildId, RoleName),
    RoleDeleted(GuildId, RoleId),
}

/// A role of a server.
#[derive(Debug, Deserialize)]
pub(super) struct RoleName {
    pub(super) id: RoleId,
    pub(super) name: String,
    #[serde(default)]
    pub(super) tags: RoleTags,
}

/// What Discord says of a role that it made itself.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RoleTags {
    /// The bot whose own role it is.
    #[serde(default)]
    pub(super) bot_id: Option<UserId>,
}

#[derive(Deserialize)]
struct Payload<'p> {
    #[serde(rename = "t", default)]
    name: Option<&'p str>,
    #[serde(rename = "d", borrow)]
    data: Option<&'p RawValue>,
}

#[derive(Deserialize)]
struct Ready {
    user: User,
}

#[derive(Deserialize)]
struct User {
    username: String,
}

/// What decides whether a message is read at all: most messages of a server come without their text.
#[derive(Deserialize)]
struct MessagePreview<'p> {
    #[serde(default, borrow)]
    content: std::borrow::Cow<'p, str>,
    /// The text of a message that mentions the bot's role instead of the bot does not come either.
    #[serde(default)]
    mention_roles: Vec<RoleId>,
    #[serde(default)]
    edited_timestamp: Option<&'p str>,
    author: Author,
}

#[derive(Deserialize)]
struct Author {
    #[serde(default)]
    bot: bool,
}

#[derive(Deserialize)]
struct Server {
    id: GuildId,
    #[serde(default)]
    unavailable: bool,
    #[serde(default)]
    roles: Vec<RoleName>,
}

#[derive(Deserialize)]
struct ServerRole {
    guild_id: GuildId,
    role: RoleName,
}

#[derive(Deserialize)]
struct DeletedRole {
    guild_id: GuildId,
    role_id: RoleId,
}

impl Event {
    /// The event in a message of the gateway; `None` if the bot does not use it.
    ///
    /// # Errors
    ///
    /// The event is not as Discord documents it. The error repeats nothing of it.
    pub(super) fn parse(text: &str) -> Result<Option<Event>, Malformed> {
        let Ok(Payload { name: Some(name), data: Some(data) }) = serde_json::from_str(text) else { return Ok(None) };
        let data = data.get();
        let event = match name {
            "READY" => serde_json::from_str(data).map(|Ready { user }| Some(Event::Ready(user.username))),
            "RESUMED" => Ok(Some(Event::Resumed)),
            "INTERACTION_CREATE" => serde_json::from_str(data).map(|interaction| Some(Event::Interaction(interaction))),
            "MESSAGE_CREATE" => message(data),
            "MESSAGE_UPDATE" => Ok(edit(data)),
            "GUILD_CREATE" => serde_json::from_str(data)
                .map(|server: Server| (!server.unavailable).then_some(Event::Server(server.id, server.roles))),
            "GUILD_DELETE" => serde_json::from_str(data).map(|server: Server| {
                // `unavailable` means an outage, not that the bot was removed; GUILD_CREATE follows.
                (!server.unavailable).then_some(Event::ServerLeft(server.id))
            }),
            "GUILD_ROLE_CREATE" | "GUILD_ROLE_UPDATE" => {
                serde_json::from_str(data).map(|ServerRole { guild_id, role }| Some(Event::Role(guild_id, role)))
            }
            "GUILD_ROLE_DELETE" => serde_json::from_str(data)
                .map(|DeletedRole { guild_id, role_id }| Some(Event::RoleDeleted(guild_id, role_id))),
            _ => Ok(None),
        };
        event.map_err(|why| Malformed { line: why.line(), column: why.column() })
    }
}

fn message(data: &str) -> serde_json::Result<Option<Event>> {
    let preview: MessagePreview<'_> = serde_json::from_str(data)?;
    if preview.author.bot || preview.content.is_empty() && preview.mention_roles.is_empty() {
        return Ok(None);
    }
    serde_json::from_str(data).map(|message| Some(Event::Message(message)))
}

/// The message after an edit of its author. Discord also sends this event when it shows the preview of a link, at times
/// without the whole message: then nothing was edited.
fn edit(data: &str) -> Option<Event> {
    let preview: MessagePreview<'_> = serde_json::from_str(data).ok()?;
    preview.edited_timestamp.filter(|_| !preview.author.bot && !preview.content.is_empty())?;
    serde_json::from_str(data).ok().map(Event::Edit)
}

/// An event that could not be read. What is in it may be secret, so only the place is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unexpected content{}", place(*line, *column))]
pub(super) struct Malformed {
    /// From 1; 0 if the reader does not tell it.
    line: usize,
    column: usize,
}

fn place(line: usize, column: usize) -> String {
    if line == 0 { String::new() } else { format!(" at line {line}, column {column}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> String {
        match Event::parse(text) {
            Ok(None) => "nothing".to_owned(),
            Err(why) => why.to_string(),
            Ok(Some(Event::Server(id, roles))) => {
                let names: Vec<_> = roles.iter().map(|role| format!("{}={}", role.id, role.name)).collect();
                format!("server {id}: {}", names.join(", "))
            }
            Ok(Some(event)) => format!("{event:?}"),
        }
    }

    #[test]
    fn events_are_read_as_far_as_they_are_used() {
        let cases = [
            (r#"{"op":11,"s":null,"t":null,"d":null}"#, "nothing"),
            (r#"{"op":0,"s":1,"t":"TYPING_START","d":{"user_id":"1"}}"#, "nothing"),
            (r#"{"op":0,"s":1,"t":"READY","d":{"v":10,"user":{"id":"1","username":"bot"}}}"#, r#"Ready("bot")"#),
            (r#"{"op":0,"s":1,"t":"RESUMED","d":{}}"#, "Resumed"),
            (
                r#"{"op":0,"s":1,"t":"GUILD_CREATE","d":{"id":"7","members":[{}],"roles":[{"id":"8","name":"a\"b","x":1}]}}"#,
                r#"server 7: 8=a"b"#,
            ),
            (r#"{"op":0,"s":1,"t":"GUILD_CREATE","d":{"id":"7","unavailable":true}}"#, "nothing"),
            (r#"{"op":0,"s":1,"t":"GUILD_DELETE","d":{"id":"7","unavailable":true}}"#, "nothing"),
            (r#"{"op":0,"s":1,"t":"GUILD_DELETE","d":{"id":"7"}}"#, "ServerLeft(GuildId(7))"),
            (r#"{"op":0,"s":1,"t":"MESSAGE_CREATE","d":{"content":"","author":{"id":"1"}}}"#, "nothing"),
            (r#"{"op":0,"s":1,"t":"MESSAGE_CREATE","d":{"content":"é\n","author":{"bot":true}}}"#, "nothing"),
            (r#"{"op":0,"s":1,"t":"MESSAGE_UPDATE","d":{"id":"1","channel_id":"2","embeds":[]}}"#, "nothing"),
            (
                r#"{"op":0,"s":1,"t":"MESSAGE_UPDATE","d":{"content":"a","edited_timestamp":null,"author":{"id":"1"}}}"#,
                "nothing",
            ),
            (r#"{"op":0,"s":1,"t":"INTERACTION_CREATE","d":{"token":"secret"}}"#, "unexpected content"),
            (r#"{"op":0,"s":1,"t":"GUILD_DELETE","d":{"id":true}}"#, "unexpected content at line 1, column 10"),
            ("no json", "nothing"),
        ];
        for (text, expected) in cases {
            assert_eq!(outline(text), expected, "{text}");
        }
    }
}
