//! The oracles: they object to what is wrong, and only to that.

use std::collections::BTreeMap;
use std::time::Duration;

use fake_discord::Exchange;
use serde_json::{Value, json};

use crate::oracles::objections;

fn sent(method: &str, route: &'static str, body: Value) -> Exchange {
    Exchange {
        method: method.into(),
        path: String::new(),
        route,
        headers: BTreeMap::new(),
        body,
        files: Vec::new(),
        status: Some(200),
        response: Value::Null,
        at: Duration::ZERO,
        interaction: None,
        since_dispatch: None,
        fault: None,
        violations: Vec::new(),
    }
}

const CALLBACK: &str = "/interactions/{interaction_id}/{interaction_token}/callback";
const COMMANDS: &str = "/applications/{application_id}/commands";
const MESSAGES: &str = "/channels/{channel_id}/messages";

#[test]
fn a_good_body_meets_no_objection() {
    let button = json!({ "type": 2, "style": 1, "label": "é".repeat(80), "custom_id": "x" });
    let embed = json!({ "title": "é", "description": "é".repeat(4000), "color": 3, "image": { "url": "attachment://map.png" } });
    let message = json!({
        "content": "é".repeat(2000), "embeds": [embed], "components": [{ "type": 1, "components": [button] }],
        "allowed_mentions": { "parse": [], "replied_user": true },
        "attachments": [{ "id": "0", "filename": "map.png", "description": "x" }],
    });
    let option = json!({ "type": 3, "name": "role", "description": "x", "autocomplete": true });
    let next = json!({ "name": "next", "description": "x", "options": [option], "contexts": [0, 1, 2], "integration_types": [0, 1] });
    for exchange in [
        sent("POST", CALLBACK, json!({ "type": 4, "data": message })),
        sent("POST", CALLBACK, json!({ "type": 8, "data": { "choices": [{ "name": "é", "value": "x" }] } })),
        sent("POST", CALLBACK, json!({ "type": 6 })),
        sent("POST", MESSAGES, message.clone()),
        sent("POST", "/webhooks/{webhook_id}/{webhook_token}", message.clone()),
        sent("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", message),
        sent("PUT", COMMANDS, json!([next, { "name": "What comes next?", "type": 3 }])),
        sent("POST", COMMANDS, next),
        sent("GET", COMMANDS, Value::Null),
    ] {
        assert_eq!(objections(&exchange), Vec::<String>::new());
    }
}

#[test]
fn a_bad_body_meets_objections_of_both() {
    let long = |count| "é".repeat(count);
    let button = json!({ "type": 2, "style": 1, "label": long(81), "custom_id": long(101) });
    for (method, route, body) in [
        ("POST", "/webhooks/{webhook_id}/{webhook_token}", json!({ "content": long(2001) })),
        ("POST", MESSAGES, json!({ "embeds": [{ "title": long(257) }] })),
        ("POST", CALLBACK, json!({ "type": 4, "data": { "components": [{ "type": 1, "components": [button] }] } })),
        ("POST", CALLBACK, json!({ "type": 8, "data": { "choices": [{ "name": long(101), "value": "x" }] } })),
        ("PUT", COMMANDS, json!([{ "name": long(33), "description": "x" }])),
        ("POST", COMMANDS, json!({ "name": "next", "description": long(101) })),
        ("POST", MESSAGES, json!({ "allowed_mentions": { "parse": ["nobody"] } })),
    ] {
        let objections = objections(&sent(method, route, body.clone()));
        for oracle in ["twilight: ", "schema: "] {
            assert!(objections.iter().any(|objection| objection.contains(oracle)), "{oracle}{body}: {objections:?}");
        }
    }
}

#[test]
fn an_unexpected_body_meets_an_objection() {
    let objections = objections(&sent("POST", "", json!({ "x": 1 })));
    assert_eq!(objections, ["POST : no schema for the body of \"POST \""]);
}
