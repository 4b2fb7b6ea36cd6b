//! Who is pinged by a message: a sound or a red dot on somebody's device.

use serde_json::Value;

use super::{count, join, known, list, object};
use crate::id::Id;
use crate::log::Violation;

/// Most users, and most roles, that `allowed_mentions` may name.
///
/// Source: <https://docs.discord.com/developers/resources/message#allowed-mentions-object>
pub const NAMED: usize = 100;

/// Those who are pinged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pinged {
    /// Users by name, and the author of the message replied to; in the order of the text.
    pub users: Vec<Id>,
    /// All who have one of these roles.
    pub roles: Vec<Id>,
    /// Everybody there.
    pub everyone: bool,
}

impl Pinged {
    /// Whether nobody is.
    #[must_use]
    pub fn nobody(&self) -> bool {
        *self == Self::default()
    }
}

/// Checks the `allowed_mentions` of a message.
pub fn check(allowed: &Value, at: &str, broken: &mut Vec<Violation>) {
    if allowed.is_null() {
        return;
    }
    let Some(map) = object(allowed, at, broken) else { return };
    known(map, at, &["parse", "roles", "users", "replied_user"], broken);
    let parse = list(allowed, "parse", at, broken);
    for (place, kind) in parse.iter().enumerate() {
        if !["roles", "users", "everyone"].iter().any(|known| kind == known) {
            let message = "Value must be one of ('users', 'roles', 'everyone').";
            broken.push(Violation::new(join(&join(at, "parse"), place), "BASE_TYPE_CHOICES", message));
        }
    }
    for key in ["users", "roles"] {
        let named = list(allowed, key, at, broken);
        let at = join(at, key);
        count(named.len(), &at, 0, NAMED, broken);
        if !named.is_empty() && parse.iter().any(|kind| kind == key) {
            let message = format!("parse:[\"{key}\"] and {key}: [ids...] are mutually exclusive.");
            broken.push(Violation::new(&at, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message));
        }
        for (place, id) in named.iter().enumerate() {
            if id.as_str().and_then(Id::read).or(id.as_u64().map(Id)).is_none() {
                let message = format!("Value {id} is not snowflake.");
                broken.push(Violation::new(join(&at, place), "NUMBER_TYPE_COERCE", message));
            }
        }
    }
}

/// Who is pinged by this content. `replied_to` is the author of the message that it is a reply to.
///
/// Looks on the dark side: a mention counts inside code and after a backslash too, and so does a role that nobody is
/// allowed to mention. Embeds, buttons and menus never ping.
#[must_use]
pub fn pinged(content: &str, allowed: Option<&Value>, replied_to: Option<Id>) -> Pinged {
    let allowed = allowed.filter(|allowed| !allowed.is_null());
    let parses = |kind: &str| {
        allowed.is_none_or(|allowed| {
            allowed.get("parse").and_then(Value::as_array).is_some_and(|parse| parse.iter().any(|entry| entry == kind))
        })
    };
    let names = |kind: &str, id: Id| {
        allowed.and_then(|allowed| allowed.get(kind)).and_then(Value::as_array).is_some_and(|named| {
            named.iter().any(|entry| entry.as_str().and_then(Id::read).or(entry.as_u64().map(Id)) == Some(id))
        })
    };
    let mut pinged = Pinged::default();
    for mention in mentions(content) {
        match mention {
            Mention::User(id) if parses("users") || names("users", id) => pinged.users.push(id),
            Mention::Role(id) if parses("roles") || names("roles", id) => pinged.roles.push(id),
            Mention::Everyone if parses("everyone") => pinged.everyone = true,
            _ => {}
        }
    }
    let replies = |allowed: &Value| allowed.get("replied_user") == Some(&Value::Bool(true));
    pinged.users.extend(replied_to.filter(|_| allowed.is_none_or(replies)));
    pinged.users = in_order_once(pinged.users);
    pinged.roles = in_order_once(pinged.roles);
    pinged
}

fn in_order_once(ids: Vec<Id>) -> Vec<Id> {
    let mut seen = std::collections::HashSet::new();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}

/// Somebody named in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mention {
    /// `<@1>` or `<@!1>`
    User(Id),
    /// `<@&1>`
    Role(Id),
    /// `@everyone` or `@here`
    Everyone,
}

/// Everybody named in a text, in its order.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let rest = &text[at + 1..];
        if rest.starts_with("everyone") || rest.starts_with("here") {
            found.push(Mention::Everyone);
        } else if text[..at].ends_with('<')
            && let Some((inside, _)) = rest.split_once('>')
        {
            let role = inside.strip_prefix('&').and_then(Id::read).map(Mention::Role);
            let user = Id::read(inside.strip_prefix('!').unwrap_or(inside)).map(Mention::User);
            found.extend(role.or(user));
        }
    }
    found
}
