//! Every rule, broken: JSON in, violations out.

use fake_discord::rules::message::Purpose;
use fake_discord::rules::{choices, command, mentions, message};
use fake_discord::{File, Id, Pinged, Violation};
use serde_json::{Value, json};

fn texts(broken: Vec<Violation>) -> Vec<String> {
    broken.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn message_breaks(message: Value, expected: &[&str]) {
    let mut broken = Vec::new();
    message::check(&message, &[], Purpose::Channel, "", &mut broken);
    assert_eq!(texts(broken), expected);
}

#[track_caller]
fn command_breaks(command: Value, expected: &[&str]) {
    let mut broken = Vec::new();
    command::check(&command, "", &mut broken);
    assert_eq!(texts(broken), expected);
}

/// A message with one button.
fn button(button: Value) -> Value {
    row(json!([button]))
}

fn row(parts: Value) -> Value {
    json!({ "components": [{ "type": 1, "components": parts }] })
}

fn embed(embed: Value) -> Value {
    json!({ "embeds": [embed] })
}

/// A text of this many characters, two bytes each.
fn e(count: usize) -> String {
    "é".repeat(count)
}

#[test]
fn the_maximum_is_allowed() {
    message_breaks(json!({ "content": e(2000) }), &[]);
    message_breaks(json!({ "content": "🧭".repeat(2000) }), &[]);
    message_breaks(embed(json!({ "title": e(256), "description": e(4096), "footer": { "text": e(1648) } })), &[]);
    message_breaks(embed(json!({ "fields": vec![json!({ "name": e(10), "value": "x", "inline": true }); 25] })), &[]);
    message_breaks(button(json!({ "type": 2, "style": 1, "label": e(80), "custom_id": e(100) })), &[]);
    message_breaks(button(json!({ "type": 2, "style": 5, "label": "x", "url": "https://example.org" })), &[]);
    message_breaks(button(json!({ "type": 2, "style": 2, "emoji": { "name": "🧭" }, "custom_id": "x" })), &[]);
}

#[test]
fn a_message_that_is_too_long_or_empty() {
    message_breaks(
        json!({ "content": e(2001) }),
        &["content: Must be 2000 or fewer in length. (BASE_TYPE_MAX_LENGTH)"],
    );
    message_breaks(json!({}), &["Cannot send an empty message (50006)"]);
    message_breaks(json!({ "content": " \n" }), &["Cannot send an empty message (50006)"]);
    message_breaks(json!([]), &["Only dictionaries may be used in a ModelType (MODEL_TYPE_CONVERT)"]);
    message_breaks(
        json!({ "content": 1, "embeds": [{ "title": "x" }] }),
        &["content: Could not interpret as string. (STRING_TYPE_CONVERT)"],
    );
    message_breaks(
        json!({ "content": "x", "nonce": e(26) }),
        &["nonce: Must be 25 or fewer in length. (BASE_TYPE_MAX_LENGTH)"],
    );
    message_breaks(
        json!({ "content": "x", "colour": 1 }),
        &["colour: Discord knows no such key here. (FAKE_UNKNOWN_KEY)"],
    );
    message_breaks(
        json!({ "content": "x", "flags": 1 << 15 }),
        &["flags: Components V2 are not supported (FAKE_COMPONENTS_V2)"],
    );
    message_breaks(
        json!({ "content": "x", "flags": 64 }),
        &["flags: Only a new response or follow-up can be ephemeral (FAKE_EPHEMERAL_TOO_LATE)"],
    );
}

#[test]
fn invalid_embeds() {
    let too_long =
        |at: &str, most: usize| format!("embeds.0.{at}: Must be {most} or fewer in length. (BASE_TYPE_MAX_LENGTH)");
    let bad = |at: &str, most: usize| {
        format!("embeds.0.{at}: Must be between 1 and {most} in length. (BASE_TYPE_BAD_LENGTH)")
    };
    let required = |at: &str| format!("embeds.0.{at}: This field is required (BASE_TYPE_REQUIRED)");
    for (wrong, expected) in [
        (json!({ "title": e(257) }), too_long("title", 256)),
        (json!({ "description": e(4097) }), too_long("description", 4096)),
        (json!({ "footer": { "text": e(2049) } }), too_long("footer.text", 2048)),
        (json!({ "author": { "name": e(257) } }), too_long("author.name", 256)),
        (json!({ "fields": vec![json!({ "name": "x", "value": "x" }); 26] }), too_long("fields", 25)),
        (json!({ "fields": [{ "name": e(257), "value": "x" }] }), bad("fields.0.name", 256)),
        (json!({ "fields": [{ "name": "x", "value": e(1025) }] }), bad("fields.0.value", 1024)),
        (json!({ "fields": [{ "name": "", "value": "x" }] }), required("fields.0.name")),
        (json!({ "fields": [{ "name": "x" }] }), required("fields.0.value")),
        (json!({ "title": "x", "color": 0x100_0000 }), "embeds.0.color: int value should be between 0 and 16777215. (NUMBER_TYPE_MAX)".into()),
        (json!({ "title": "x", "url": "example.org" }), "embeds.0.url: Scheme \"example.org\" is not supported. Scheme must be one of ('http', 'https'). (URL_TYPE_INVALID_SCHEME)".into()),
        (json!({ "title": "x", "image": { "url": "attachment://map.png" } }), "embeds.0: attachment://map.png was not uploaded: the picture will be missing (FAKE_NO_SUCH_FILE)".into()),
        (json!({}), "embeds.0: This embed shows nothing. (FAKE_EMPTY_EMBED)".into()),
    ] {
        message_breaks(embed(wrong), &[&expected]);
    }
    // Each on its own is short enough, but not all together.
    let long = json!({ "description": e(3001) });
    message_breaks(
        json!({ "embeds": [long, long] }),
        &["embeds: Embed size exceeds maximum size of 6000 (MAX_EMBED_SIZE_EXCEEDED)"],
    );
    message_breaks(
        json!({ "embeds": vec![json!({ "title": "x" }); 11] }),
        &["embeds: Must be 10 or fewer in length. (BASE_TYPE_MAX_LENGTH)"],
    );
}

#[test]
fn invalid_buttons() {
    let at = "components.0.components.0";
    let both = format!(
        "{at}: A custom id and url cannot both be specified (BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE)"
    );
    for (wrong, expected) in [
        (
            json!({ "type": 2, "style": 1, "label": e(81), "custom_id": "x" }),
            format!("{at}.label: Must be 80 or fewer in length. (BASE_TYPE_MAX_LENGTH)"),
        ),
        (
            json!({ "type": 2, "style": 1, "label": "x", "custom_id": e(101) }),
            format!("{at}.custom_id: Must be between 1 and 100 in length. (BASE_TYPE_BAD_LENGTH)"),
        ),
        (
            json!({ "type": 2, "style": 1, "label": "x", "custom_id": "" }),
            format!("{at}.custom_id: This field is required (BASE_TYPE_REQUIRED)"),
        ),
        (
            json!({ "type": 2, "style": 1, "custom_id": "x" }),
            format!("{at}: A button must have a label or an emoji (BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED)"),
        ),
        (
            json!({ "type": 2, "style": 5, "label": "x" }),
            format!("{at}.url: This field is required (BASE_TYPE_REQUIRED)"),
        ),
        (json!({ "type": 2, "style": 5, "label": "x", "url": "https://x.org", "custom_id": "x" }), both.clone()),
        (json!({ "type": 2, "style": 1, "label": "x", "url": "https://x.org", "custom_id": "x" }), both),
        (
            json!({ "type": 2, "label": "x", "custom_id": "x" }),
            format!("{at}.style: This field is required (BASE_TYPE_REQUIRED)"),
        ),
        (
            json!({ "type": 10, "content": "x" }),
            format!("{at}.type: Component type 10 is not allowed here, or not supported (UNION_TYPE_CHOICES)"),
        ),
    ] {
        message_breaks(button(wrong), &[&expected]);
    }
}

#[test]
fn invalid_rows() {
    let button = |n: usize| json!({ "type": 2, "style": 1, "label": "x", "custom_id": n.to_string() });
    let menu = json!({ "type": 3, "custom_id": "m", "options": [{ "label": "x", "value": "x" }] });
    message_breaks(
        row((0..6).map(button).collect()),
        &["components.0.components: Must be between 1 and 5 in length. (BASE_TYPE_BAD_LENGTH)"],
    );
    message_breaks(
        row(json!([])),
        &["components.0.components: Must be between 1 and 5 in length. (BASE_TYPE_BAD_LENGTH)"],
    );
    let rows: Vec<_> = (0..6).map(|n| json!({ "type": 1, "components": [button(n)] })).collect();
    message_breaks(
        json!({ "components": rows }),
        &["components: Must be 5 or fewer in length. (BASE_TYPE_MAX_LENGTH)"],
    );
    message_breaks(
        row(json!([menu, button(1)])),
        &["components.0.components: A select menu must be alone in its action row (COMPONENT_LAYOUT_WIDTH_EXCEEDED)"],
    );
    message_breaks(
        row(json!([button(1), button(1)])),
        &[
            "components.0.components.1.custom_id: Component custom id cannot be duplicated (COMPONENT_CUSTOM_ID_DUPLICATED)",
        ],
    );
}

#[test]
fn invalid_menus() {
    let at = "components.0.components.0";
    let options =
        |count: usize| (0..count).map(|n| json!({ "label": "x", "value": n.to_string() })).collect::<Vec<_>>();
    for (wrong, expected) in [
        (
            json!({ "options": options(26) }),
            format!("{at}.options: Must be between 1 and 25 in length. (BASE_TYPE_BAD_LENGTH)"),
        ),
        (
            json!({ "options": options(2), "placeholder": e(151) }),
            format!("{at}.placeholder: Must be 150 or fewer in length. (BASE_TYPE_MAX_LENGTH)"),
        ),
        (
            json!({ "options": [{ "label": e(101), "value": "x" }] }),
            format!("{at}.options.0.label: Must be between 1 and 100 in length. (BASE_TYPE_BAD_LENGTH)"),
        ),
        (
            json!({ "options": [{ "label": "x", "value": e(101) }] }),
            format!("{at}.options.0.value: Must be between 1 and 100 in length. (BASE_TYPE_BAD_LENGTH)"),
        ),
        (
            json!({ "options": [{ "label": "x", "value": "x", "description": e(101) }] }),
            format!("{at}.options.0.description: Must be 100 or fewer in length. (BASE_TYPE_MAX_LENGTH)"),
        ),
        (
            json!({ "options": [{ "label": "x", "value": "x" }, { "label": "y", "value": "x" }] }),
            format!(
                "{at}.options.1.value: The specified option value is already used (SELECT_COMPONENT_OPTION_VALUE_DUPLICATED)"
            ),
        ),
        (
            json!({ "options": options(1), "max_values": 2 }),
            format!(
                "{at}.max_values: max_values 2 is more than there are options (SELECT_COMPONENT_MAX_VALUES_EXCEEDED)"
            ),
        ),
        (
            json!({ "options": options(3), "min_values": 3, "max_values": 2 }),
            format!(
                "{at}: min_values 3 and max_values 2 must be in order, and 25 or fewer (SELECT_COMPONENT_VALUES_RANGE)"
            ),
        ),
    ] {
        let mut menu = json!({ "type": 3, "custom_id": "m" });
        menu.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        message_breaks(button(menu), &[&expected]);
    }
}

#[test]
fn invalid_files() {
    let file =
        |id, bytes: usize| File { id, name: "map.png".into(), media_type: "image/png".into(), bytes: vec![1; bytes] };
    for (message, files, expected) in [
        (json!({ "attachments": [{ "id": 0, "description": e(1024) }] }), vec![file(0, 1)], vec![]),
        (
            json!({ "attachments": [{ "id": 0, "description": e(1025) }] }),
            vec![file(0, 1)],
            vec!["attachments.0.description: Must be 1024 or fewer in length. (BASE_TYPE_MAX_LENGTH)"],
        ),
        (
            json!({ "attachments": [{ "id": 1 }] }),
            vec![file(0, 1)],
            vec!["attachments.0.id: The attachment refers to files[1], which was not uploaded (ATTACHMENT_NOT_FOUND)"],
        ),
        (json!({}), vec![file(0, 10 * 1024 * 1024 + 1)], vec!["Request entity too large (40005)"]),
        (json!({}), vec![file(0, 0)], vec!["Files cannot be empty: map.png (50138)"]),
        (
            json!({}),
            (0..11).map(|n| file(n, 1)).collect(),
            vec!["attachments: Must be 10 or fewer in length. (BASE_TYPE_MAX_LENGTH)"],
        ),
    ] {
        let mut broken = Vec::new();
        message::check(&message, &files, Purpose::Response, "", &mut broken);
        assert_eq!(texts(broken), expected);
    }
}

#[test]
fn invalid_choices() {
    let bad = |at: &str| format!("{at}: Must be between 1 and 100 in length. (BASE_TYPE_BAD_LENGTH)");
    let kind = "0.value: The value is not of the option's type (APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_TYPE)";
    for (wrong, expected) in [
        (vec![], vec![]),
        (vec![json!({ "name": e(100), "value": e(100) }); 25], vec![]),
        (
            vec![json!({ "name": "x", "value": "x" }); 26],
            vec!["Must be 25 or fewer in length. (BASE_TYPE_MAX_LENGTH)".into()],
        ),
        (vec![json!({ "name": e(101), "value": "x" })], vec![bad("0.name")]),
        (vec![json!({ "name": "x", "value": e(101) })], vec![bad("0.value")]),
        (vec![json!({ "name": "", "value": "x" })], vec!["0.name: This field is required (BASE_TYPE_REQUIRED)".into()]),
        (
            vec![json!({ "name": "x", "value": "" })],
            vec!["0.value: This field is required (BASE_TYPE_REQUIRED)".into()],
        ),
        (vec![json!({ "name": "x" })], vec!["0.value: This field is required (BASE_TYPE_REQUIRED)".into()]),
        (vec![json!({ "name": "x", "value": 1 })], vec![kind.into()]),
    ] {
        let mut broken = Vec::new();
        choices::check(&wrong, Some(3), "", &mut broken);
        assert_eq!(texts(broken), expected);
    }
}

#[test]
fn invalid_commands() {
    let command = |more: Value| {
        let mut command = json!({ "name": "next", "description": "x" });
        command.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        command
    };
    let option = |more: Value| {
        command(json!({ "options": [merged(json!({ "type": 3, "name": "a", "description": "x" }), more)] }))
    };
    let invalid = "name: Command name is invalid (APPLICATION_COMMAND_INVALID_NAME)";
    for (wrong, expected) in [
        (command(json!({})), vec![]),
        (command(json!({ "name": "nächste-rolle" })), vec![]),
        (command(json!({ "name": "अगला" })), vec![]),
        (command(json!({ "name": "ถัดไป" })), vec![]),
        (json!({ "name": "What comes next?", "type": 3 }), vec![]),
        (command(json!({ "name": "Next" })), vec![invalid]),
        (command(json!({ "name": "next role" })), vec![invalid]),
        (command(json!({ "name": e(33) })), vec!["name: Must be between 1 and 32 in length. (BASE_TYPE_BAD_LENGTH)"]),
        (
            command(json!({ "description": e(101) })),
            vec!["description: Must be between 1 and 100 in length. (BASE_TYPE_BAD_LENGTH)"],
        ),
        (command(json!({ "description": "" })), vec!["description: This field is required (BASE_TYPE_REQUIRED)"]),
        (
            json!({ "name": "x", "type": 3, "description": "x" }),
            vec![
                "description: Context menu commands cannot have description (APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED)",
            ],
        ),
        (
            command(json!({ "description_localizations": { "de": e(101) } })),
            vec!["description_localizations.de: Must be between 1 and 100 in length. (BASE_TYPE_BAD_LENGTH)"],
        ),
        (
            command(json!({ "contexts": [3] })),
            vec!["contexts.0: Value must be one of 0..=2, each once. (BASE_TYPE_CHOICES)"],
        ),
        (
            command(json!({ "options": [
                { "type": 3, "name": "a", "description": "x" }, { "type": 3, "name": "b", "description": "x", "required": true },
            ] })),
            vec![
                "options.1.required: Required options must be placed before non-required options (APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID)",
            ],
        ),
        (
            command(json!({ "options": [
                { "type": 3, "name": "a", "description": "x" }, { "type": 3, "name": "a", "description": "x" },
            ] })),
            vec![
                "options.1.name: The specified option name is already used (APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS)",
            ],
        ),
        (
            option(json!({ "autocomplete": true, "choices": [{ "name": "x", "value": "x" }] })),
            vec!["options.0: Autocomplete options cannot have choices (APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES)"],
        ),
        (
            option(
                json!({ "choices": (0..26).map(|n| json!({ "name": n.to_string(), "value": n.to_string() })).collect::<Vec<_>>() }),
            ),
            vec!["options.0.choices: Must be 25 or fewer in length. (BASE_TYPE_MAX_LENGTH)"],
        ),
        (
            option(json!({ "type": 5, "autocomplete": true })),
            vec![
                "options.0.type: Options of this type can have neither choices nor autocomplete (APPLICATION_COMMAND_OPTIONS_TYPE_INVALID)",
            ],
        ),
        (
            option(json!({ "max_length": 6001 })),
            vec![
                "options.0: min_length and max_length must be in order, and 6000 or fewer (APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID)",
            ],
        ),
    ] {
        command_breaks(wrong, &expected);
    }
    let options = |count: usize| {
        (0..count).map(|n| json!({ "type": 3, "name": n.to_string(), "description": "x" })).collect::<Vec<_>>()
    };
    command_breaks(
        command(json!({ "options": options(26) })),
        &["options: Must be 25 or fewer in length. (BASE_TYPE_MAX_LENGTH)"],
    );
}

fn merged(mut into: Value, from: Value) -> Value {
    into.as_object_mut().unwrap().extend(from.as_object().unwrap().clone());
    into
}

#[test]
fn a_command_that_is_too_large() {
    let choices: Vec<_> =
        (0..25).map(|n| json!({ "name": format!("{n:0>80}"), "value": format!("{n:0>80}") })).collect();
    let options = |count: usize| {
        (0..count)
            .map(|n| json!({ "type": 3, "name": n.to_string(), "description": "x", "choices": choices }))
            .collect::<Vec<_>>()
    };
    command_breaks(
        json!({ "name": "next", "description": "x", "options": options(2) }),
        &["Command exceeds maximum size (8000): it has 8009 characters (APPLICATION_COMMAND_TOO_LARGE)"],
    );
}

#[test]
fn too_many_commands_or_two_of_a_name() {
    let slash = |n: usize| json!({ "name": n.to_string(), "description": "x" });
    let menu = |n: usize| json!({ "name": n.to_string(), "type": 3 });
    let broken = |commands: Vec<Value>| {
        let mut broken = Vec::new();
        command::check_all(&commands, &mut broken);
        texts(broken)
    };
    assert!(broken((0..100).map(slash).chain((0..15).map(menu)).collect()).is_empty());
    assert_eq!(
        broken((0..101).map(slash).collect()),
        ["Maximum number of application commands of type 1 reached (100) (30032)"]
    );
    assert_eq!(
        broken((0..16).map(menu).collect()),
        ["Maximum number of application commands of type 3 reached (15) (30032)"]
    );
    assert_eq!(
        broken(vec![slash(1), slash(1)]),
        ["1.name: Application command names must be unique (APPLICATION_COMMANDS_DUPLICATE_NAME)"]
    );
}

#[test]
fn invalid_allowed_mentions() {
    for (wrong, expected) in [
        (json!({ "parse": [], "users": ["1"], "replied_user": true }), vec![]),
        (
            json!({ "parse": ["users"], "users": ["1"] }),
            vec![
                "users: parse:[\"users\"] and users: [ids...] are mutually exclusive. (MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE)",
            ],
        ),
        (
            json!({ "parse": ["user"] }),
            vec!["parse.0: Value must be one of ('users', 'roles', 'everyone'). (BASE_TYPE_CHOICES)"],
        ),
        (json!({ "users": ["ada"] }), vec!["users.0: Value \"ada\" is not snowflake. (NUMBER_TYPE_COERCE)"]),
        (json!({ "roles": vec!["1"; 101] }), vec!["roles: Must be 100 or fewer in length. (BASE_TYPE_MAX_LENGTH)"]),
    ] {
        let mut broken = Vec::new();
        mentions::check(&wrong, "", &mut broken);
        assert_eq!(texts(broken), expected);
    }
}

#[test]
fn mentions_notify_who_is_allowed() {
    let text = "<@1> <@!2> <@&3> @everyone <@1>";
    let (one, two, three) = (Id(1), Id(2), Id(3));
    let nobody = Pinged::default();
    for (allowed, replied_to, expected) in [
        (None, None, Pinged { users: vec![one, two], roles: vec![three], everyone: true }),
        (None, Some(Id(9)), Pinged { users: vec![one, two, Id(9)], roles: vec![three], everyone: true }),
        (Some(json!({ "parse": [] })), Some(Id(9)), nobody.clone()),
        (
            Some(json!({ "parse": [], "replied_user": true })),
            Some(Id(9)),
            Pinged { users: vec![Id(9)], ..nobody.clone() },
        ),
        (Some(json!({ "parse": ["roles"] })), None, Pinged { roles: vec![three], ..nobody.clone() }),
        (Some(json!({ "users": ["2"] })), None, Pinged { users: vec![two], ..nobody.clone() }),
        (Some(json!({ "parse": ["everyone"] })), None, Pinged { everyone: true, ..nobody.clone() }),
    ] {
        assert_eq!(mentions::pinged(text, allowed.as_ref(), replied_to), expected, "{allowed:?}");
    }
    assert!(mentions::pinged("@ everyone, <@x> <@", None, None).is_empty());
}
