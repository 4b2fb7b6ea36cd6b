//! Bodies against Discord's description of its API: `tests/fixtures/openapi-parts.json`.

use std::collections::HashMap;
use std::sync::LazyLock;

use fake_discord::Exchange;
use jsonschema::Validator;
use serde_json::{Value, json};

const PARTS: &str = include_str!("../fixtures/openapi-parts.json");

/// A union is checked by the one member that is meant: the errors of a union say too little.
const MEMBERS: &[(&str, &str)] = &[
    ("callback 4", "CreateMessageInteractionCallbackRequest"),
    ("callback 5", "CreateMessageInteractionCallbackRequest"),
    ("callback 6", "UpdateMessageInteractionCallbackRequest"),
    ("callback 7", "UpdateMessageInteractionCallbackRequest"),
    ("callback 8", "ApplicationCommandAutocompleteCallbackRequest"),
    ("callback 9", "ModalInteractionCallbackRequest"),
    ("follow-up", "IncomingWebhookRequestPartial"),
];

static VALIDATORS: LazyLock<HashMap<String, Validator>> = LazyLock::new(|| {
    let parts: Value = serde_json::from_str(PARTS).unwrap();
    let build = |schema: Value| {
        let whole = json!({ "$schema": parts["$schema"], "$defs": parts["$defs"], "allOf": [schema] });
        jsonschema::options().should_validate_formats(true).build(&whole).unwrap()
    };
    let routes = parts["routes"].as_object().unwrap().iter();
    let routes = routes.map(|(route, schema)| (route.clone(), build(schema.clone())));
    let members =
        MEMBERS.iter().map(|(name, of)| ((*name).to_owned(), build(json!({ "$ref": format!("#/$defs/{of}") }))));
    routes.chain(members).collect()
});

pub(super) fn objections(exchange: &Exchange) -> Vec<String> {
    if exchange.body.is_null() {
        return Vec::new();
    }
    let key = match (exchange.method.as_str(), exchange.route) {
        (_, route) if route.ends_with("/callback") => format!("callback {}", exchange.body["type"]),
        ("POST", "/webhooks/{webhook_id}/{webhook_token}") => "follow-up".to_owned(),
        (method, route) => format!("{method} {route}"),
    };
    let Some(validator) = VALIDATORS.get(&key) else { return vec![format!("no schema for the body of {key:?}")] };
    validator.iter_errors(&exchange.body).map(|error| format!("schema: {}: {error}", error.instance_path())).collect()
}
