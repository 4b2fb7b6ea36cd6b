//! Commands: global ones, and those of the guild. The routes of a guild have one more parameter.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::response::Response;
use super::routes::Call;
use crate::id::Id;
use crate::log::Violation;
use crate::payloads::merge;
use crate::rules::command;
use crate::world::World;

/// Which commands a route is about.
struct CommandScope {
    guild: Option<Id>,
    /// The id of the command, for routes of a single one.
    command: Id,
}

impl CommandScope {
    fn resolve(world: &World, call: &Call<'_>) -> Result<Self, Response> {
        if call.id(0) != world.bot {
            return Err(Response::rejection(
                403,
                20012,
                "You are not authorized to perform this action on this application",
            ));
        }
        if !call.request.path.iter().any(|part| part == "guilds") {
            return Ok(Self { guild: None, command: call.id(1) });
        }
        if call.id(1) != world.guild {
            return Err(Response::rejection(403, 50001, "Missing Access"));
        }
        Ok(Self { guild: Some(world.guild), command: call.id(2) })
    }

    fn commands<'w>(&self, world: &'w mut World) -> &'w mut BTreeMap<Id, Value> {
        if self.guild.is_some() { &mut world.guild_commands } else { &mut world.commands }
    }

    /// The command as it is stored: with its ids, and defaults for what was left out.
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

pub(super) fn list(world: &mut World, call: &Call<'_>) -> Response {
    let scope = match CommandScope::resolve(world, call) {
        Ok(scope) => scope,
        Err(response) => return response,
    };
    let with_localizations = call.request.is_set("with_localizations");
    let commands = scope
        .commands(world)
        .values()
        .map(|command| if with_localizations { command.clone() } else { without_localizations(command) });
    Response::ok(commands.collect())
}

pub(super) fn get(world: &mut World, call: &Call<'_>) -> Response {
    let scope = match CommandScope::resolve(world, call) {
        Ok(scope) => scope,
        Err(response) => return response,
    };
    match scope.commands(world).get(&scope.command) {
        Some(command) => Response::ok(command.clone()),
        None => unknown(),
    }
}

pub(super) fn upsert(world: &mut World, call: &Call<'_>) -> Response {
    let scope = match CommandScope::resolve(world, call) {
        Ok(scope) => scope,
        Err(response) => return response,
    };
    let body = &call.request.body;
    let same =
        |command: &Value| command.get("name") == body.get("name") && command::kind(command) == command::kind(body);
    let before = scope.commands(world).iter().find(|(_, command)| same(command)).map(|(id, _)| *id);
    let mut violations = Vec::new();
    command::check(body, "", &mut violations);
    let mut all: Vec<_> = scope.commands(world).values().filter(|command| !same(command)).cloned().collect();
    all.push(body.clone());
    command::check_number(&all, &mut violations);
    if let Some(response) = Response::invalid_form(&violations) {
        return response;
    }
    let id = before.unwrap_or_else(|| world.ids.next());
    store(world, &scope, id, body, if before.is_some() { 200 } else { 201 }, violations)
}

pub(super) fn edit(world: &mut World, call: &Call<'_>) -> Response {
    let scope = match CommandScope::resolve(world, call) {
        Ok(scope) => scope,
        Err(response) => return response,
    };
    let Some(before) = scope.commands(world).get(&scope.command).cloned() else { return unknown() };
    let after = merge(before, call.request.body.clone());
    let mut violations = Vec::new();
    command::check(&without_ids(&after), "", &mut violations);
    if let Some(response) = Response::invalid_form(&violations) {
        return response;
    }
    store(world, &scope, scope.command, &after, 200, violations)
}

fn store(
    world: &mut World,
    scope: &CommandScope,
    id: Id,
    command: &Value,
    status: u16,
    violations: Vec<Violation>,
) -> Response {
    let whole = scope.complete(world, id, command);
    scope.commands(world).insert(id, whole.clone());
    Response { violations, ..Response::new(status, whole) }
}

pub(super) fn overwrite(world: &mut World, call: &Call<'_>) -> Response {
    let scope = match CommandScope::resolve(world, call) {
        Ok(scope) => scope,
        Err(response) => return response,
    };
    let mut violations = Vec::new();
    let Some(wanted) = call.request.body.as_array() else {
        let message = "Only iterables may be used in a ListType";
        return Response::invalid_form(&[Violation::new("", "LIST_TYPE_CONVERT", message)]).unwrap_or_default();
    };
    command::check_all(wanted, &mut violations);
    if let Some(response) = Response::invalid_form(&violations) {
        return response;
    }
    let before = std::mem::take(scope.commands(world));
    for command in wanted {
        let same = |other: &&Id| {
            before[*other].get("name") == command.get("name")
                && command::kind(&before[*other]) == command::kind(command)
        };
        let id = before.keys().find(same).copied().unwrap_or_else(|| world.ids.next());
        let whole = scope.complete(world, id, command);
        scope.commands(world).insert(id, whole);
    }
    Response { violations, ..Response::ok(scope.commands(world).values().cloned().collect()) }
}

pub(super) fn delete(world: &mut World, call: &Call<'_>) -> Response {
    let scope = match CommandScope::resolve(world, call) {
        Ok(scope) => scope,
        Err(response) => return response,
    };
    if scope.commands(world).remove(&scope.command).is_some() { Response::empty() } else { unknown() }
}

fn unknown() -> Response {
    Response::rejection(404, 10063, "Unknown application command")
}

/// A command without its localizations, as a list shows it by default.
fn without_localizations(command: &Value) -> Value {
    match command {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, _)| !key.ends_with("_localizations"));
            kept.map(|(key, value)| (key.clone(), without_localizations(value)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        }
        Value::Array(parts) => parts.iter().map(without_localizations).collect(),
        other => other.clone(),
    }
}

/// A command without the keys that [`CommandScope::complete`] adds.
fn without_ids(command: &Value) -> Value {
    let mut command = command.clone();
    if let Some(map) = command.as_object_mut() {
        for key in ["application_id", "version", "guild_id"] {
            map.remove(key);
        }
    }
    command
}
