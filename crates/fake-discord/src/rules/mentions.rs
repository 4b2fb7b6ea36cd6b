//! Whom a message notifies.

use serde_json::Value;

use super::{array, check_count, check_keys, join, object};
use crate::id::Id;
use crate::log::Violation;

/// The maximum number of users, and of roles, in `allowed_mentions`.
///
/// Source: <https://docs.discord.com/developers/resources/message#allowed-mentions-object>
pub const MAX_IDS: usize = 100;

/// Whom a message notifies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pinged {
    /// Mentioned users, and the author of the message that it replies to.
    pub users: Vec<Id>,
    /// Everybody with one of these roles.
    pub roles: Vec<Id>,
    /// Everybody in the channel.
    pub everyone: bool,
}

impl Pinged {
    /// Whether nobody is notified.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Checks the `allowed_mentions` of a message.
pub fn check(allowed: &Value, path: &str, violations: &mut Vec<Violation>) {
    if allowed.is_null() {
        return;
    }
    let Some(map) = object(allowed, path, violations) else { return };
    check_keys(map, path, &["parse", "roles", "users", "replied_user"], violations);
    let parse = array(allowed, "parse", path, violations);
    for (index, kind) in parse.iter().enumerate() {
        if !["roles", "users", "everyone"].iter().any(|known| kind == known) {
            let message = "Value must be one of ('users', 'roles', 'everyone').";
            violations.push(Violation::new(join(&join(path, "parse"), index), "BASE_TYPE_CHOICES", message));
        }
    }
    for key in ["users", "roles"] {
        let named = array(allowed, key, path, violations);
        let path = join(path, key);
        check_count(named.len(), &path, 0, MAX_IDS, violations);
        if !named.is_empty() && parse.iter().any(|kind| kind == key) {
            let message = format!("parse:[\"{key}\"] and {key}: [ids...] are mutually exclusive.");
            violations.push(Violation::new(&path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message));
        }
        for (index, id) in named.iter().enumerate() {
            if Id::from_json(id).is_none() {
                let message = format!("Value {id} is not snowflake.");
                violations.push(Violation::new(join(&path, index), "NUMBER_TYPE_COERCE", message));
            }
        }
    }
}

/// Whom this content notifies. `replied_to` is the author of the message that it replies to.
///
/// Errs on the side of too many: mentions inside code and after a backslash count too, and so do roles that the author
/// may not mention. Embeds, buttons and menus never notify anybody.
#[must_use]
pub fn pinged(content: &str, allowed: Option<&Value>, replied_to: Option<Id>) -> Pinged {
    let allowed = allowed.filter(|allowed| !allowed.is_null());
    let parses = |kind: &str| {
        allowed.is_none_or(|allowed| {
            allowed.get("parse").and_then(Value::as_array).is_some_and(|parse| parse.iter().any(|entry| entry == kind))
        })
    };
    let names = |kind: &str, id: Id| {
        allowed
            .and_then(|allowed| allowed.get(kind))
            .and_then(Value::as_array)
            .is_some_and(|named| named.iter().any(|entry| Id::from_json(entry) == Some(id)))
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

/// A mention in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mention {
    /// `<@1>` or `<@!1>`
    User(Id),
    /// `<@&1>`
    Role(Id),
    /// `@everyone` or `@here`
    Everyone,
}

/// The mentions in a text, in order.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('@') {
        let rest = &text[start + 1..];
        if rest.starts_with("everyone") || rest.starts_with("here") {
            found.push(Mention::Everyone);
        } else if text[..start].ends_with('<')
            && let Some((inside, _)) = rest.split_once('>')
        {
            let role = inside.strip_prefix('&').and_then(Id::parse).map(Mention::Role);
            let user = Id::parse(inside.strip_prefix('!').unwrap_or(inside)).map(Mention::User);
            found.extend(role.or(user));
        }
    }
    found
}
