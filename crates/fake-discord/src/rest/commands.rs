//! Routes of commands, global ones and those of the server. A route of a server has one place more.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::answer::Answer;
use super::routes::Call;
use crate::events::merge;
use crate::id::Id;
use crate::log::Violation;
use crate::rules::command;
use crate::world::World;

/// Where the commands of this route are, and the server they belong to.
struct Shelf {
    guild: Option<Id>,
    /// The id in the route's last place, for routes of one command.
    command: Id,
}

impl Shelf {
    fn find(world: &World, call: &Call<'_>) -> Result<Self, Answer> {
        if call.id(0) != world.bot {
            return Err(Answer::refusal(
                403,
                20012,
                "You are not authorized to perform this action on this application",
            ));
        }
        if !call.request.path.iter().any(|part| part == "guilds") {
            return Ok(Self { guild: None, command: call.id(1) });
        }
        if call.id(1) != world.guild {
            return Err(Answer::refusal(403, 50001, "Missing Access"));
        }
        Ok(Self { guild: Some(world.guild), command: call.id(2) })
    }

    fn commands<'w>(&self, world: &'w mut World) -> &'w mut BTreeMap<Id, Value> {
        if self.guild.is_some() { &mut world.guild_commands } else { &mut world.commands }
    }

    /// The command as it is kept: with its ids, and with what was left out.
    fn complete(&self, world: &mut World, id: Id, command: &Value) -> Value {
        let defaults = json!({
            "application_id": world.bot, "type": 1, "name_localizations": null, "description": "",
            "description_localizations": null, "options": [], "default_member_permissions": null,
            "dm_permission": true, "nsfw": false, "integration_types": [0], "contexts": null,
        });
        let mut whole = merge(merge(defaults, command.clone()), json!({ "id": id, "version": world.ids.next() }));
        if let Some(guild) = self.guild {
            whole = merge(whole, json!({ "guild_id": guild }));
        }
        whole
    }
}

pub(super) fn list(world: &mut World, call: &Call<'_>) -> Answer {
    let shelf = match Shelf::find(world, call) {
        Ok(shelf) => shelf,
        Err(answer) => return answer,
    };
    let whole = call.request.wants("with_localizations");
    let commands = shelf.commands(world).values().map(|command| if whole { command.clone() } else { plain(command) });
    Answer::ok(commands.collect())
}

pub(super) fn get(world: &mut World, call: &Call<'_>) -> Answer {
    let shelf = match Shelf::find(world, call) {
        Ok(shelf) => shelf,
        Err(answer) => return answer,
    };
    match shelf.commands(world).get(&shelf.command) {
        Some(command) => Answer::ok(command.clone()),
        None => unknown(),
    }
}

pub(super) fn upsert(world: &mut World, call: &Call<'_>) -> Answer {
    let shelf = match Shelf::find(world, call) {
        Ok(shelf) => shelf,
        Err(answer) => return answer,
    };
    let body = &call.request.body;
    let same =
        |command: &Value| command.get("name") == body.get("name") && command::kind(command) == command::kind(body);
    let before = shelf.commands(world).iter().find(|(_, command)| same(command)).map(|(id, _)| *id);
    let mut broken = Vec::new();
    command::check(body, "", &mut broken);
    let mut all: Vec<_> = shelf.commands(world).values().filter(|command| !same(command)).cloned().collect();
    all.push(body.clone());
    command::check_number(&all, &mut broken);
    if let Some(answer) = Answer::invalid_form(&broken) {
        return answer;
    }
    let id = before.unwrap_or_else(|| world.ids.next());
    keep(world, &shelf, id, body, if before.is_some() { 200 } else { 201 }, broken)
}

pub(super) fn edit(world: &mut World, call: &Call<'_>) -> Answer {
    let shelf = match Shelf::find(world, call) {
        Ok(shelf) => shelf,
        Err(answer) => return answer,
    };
    let Some(before) = shelf.commands(world).get(&shelf.command).cloned() else { return unknown() };
    let after = merge(before, call.request.body.clone());
    let mut broken = Vec::new();
    command::check(&without_ids(&after), "", &mut broken);
    if let Some(answer) = Answer::invalid_form(&broken) {
        return answer;
    }
    keep(world, &shelf, shelf.command, &after, 200, broken)
}

fn keep(world: &mut World, shelf: &Shelf, id: Id, command: &Value, status: u16, broken: Vec<Violation>) -> Answer {
    let whole = shelf.complete(world, id, command);
    shelf.commands(world).insert(id, whole.clone());
    Answer { violations: broken, ..Answer::new(status, whole) }
}

pub(super) fn overwrite(world: &mut World, call: &Call<'_>) -> Answer {
    let shelf = match Shelf::find(world, call) {
        Ok(shelf) => shelf,
        Err(answer) => return answer,
    };
    let mut broken = Vec::new();
    let Some(wanted) = call.request.body.as_array() else {
        let message = "Only iterables may be used in a ListType";
        return Answer::invalid_form(&[Violation::new("", "LIST_TYPE_CONVERT", message)]).unwrap_or_default();
    };
    command::check_all(wanted, &mut broken);
    if let Some(answer) = Answer::invalid_form(&broken) {
        return answer;
    }
    let before = std::mem::take(shelf.commands(world));
    for command in wanted {
        let same = |other: &&Id| {
            before[*other].get("name") == command.get("name")
                && command::kind(&before[*other]) == command::kind(command)
        };
        let id = before.keys().find(same).copied().unwrap_or_else(|| world.ids.next());
        let whole = shelf.complete(world, id, command);
        shelf.commands(world).insert(id, whole);
    }
    Answer { violations: broken, ..Answer::ok(shelf.commands(world).values().cloned().collect()) }
}

pub(super) fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    let shelf = match Shelf::find(world, call) {
        Ok(shelf) => shelf,
        Err(answer) => return answer,
    };
    if shelf.commands(world).remove(&shelf.command).is_some() { Answer::empty() } else { unknown() }
}

fn unknown() -> Answer {
    Answer::refusal(404, 10063, "Unknown application command")
}

/// A command as a list shows it: without its texts in other languages, unless they are asked for.
fn plain(command: &Value) -> Value {
    match command {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, _)| !key.ends_with("_localizations"));
            kept.map(|(key, value)| (key.clone(), plain(value))).collect::<serde_json::Map<_, _>>().into()
        }
        Value::Array(parts) => parts.iter().map(plain).collect(),
        other => other.clone(),
    }
}

/// A command without the keys that the stand-in added.
fn without_ids(command: &Value) -> Value {
    let mut command = command.clone();
    if let Some(map) = command.as_object_mut() {
        for key in ["application_id", "version", "guild_id"] {
            map.remove(key);
        }
    }
    command
}
