//! Responses, and Discord's errors in particular.
//!
//! Source: <https://docs.discord.com/developers/reference#error-messages> and
//! <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>

use axum::body::Body;
use axum::http;
use serde_json::{Map, Value, json};

use crate::id::Id;
use crate::log::Violation;

/// A response, and what is logged with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Response {
    pub(super) status: u16,
    /// Null: no body.
    pub(super) body: Value,
    pub(super) headers: Vec<(&'static str, String)>,
    /// The route, as the API description writes it.
    pub(super) route: &'static str,
    /// The interaction that the request belongs to.
    pub(super) interaction: Option<Id>,
    pub(super) violations: Vec<Violation>,
}

impl Response {
    pub(super) fn new(status: u16, body: Value) -> Self {
        Self { status, body, ..Self::default() }
    }

    /// 200 with a body.
    pub(super) fn ok(body: Value) -> Self {
        Self::new(200, body)
    }

    /// 204.
    pub(super) fn empty() -> Self {
        Self::new(204, Value::Null)
    }

    /// An error that breaks no rule, or whose violation is recorded separately.
    pub(super) fn error(status: u16, code: u64, message: &str) -> Self {
        Self::new(status, json!({ "message": message, "code": code }))
    }

    /// An error that the client could have avoided: it is recorded as a violation.
    pub(super) fn rejection(status: u16, code: u64, message: &str) -> Self {
        let mut response = Self::error(status, code, message);
        response.violations.push(Violation::new("", &code.to_string(), message));
        response
    }

    /// The response to a body that breaks rules; `None` if it is accepted all the same.
    pub(super) fn invalid_form(violations: &[Violation]) -> Option<Self> {
        let rejected: Vec<_> = violations.iter().filter(|violation| violation.is_rejected).collect();
        let first = rejected.first()?;
        // Rules with a number of their own are errors of their own, the others are errors of the form.
        let mut response = match first.code.parse::<u64>() {
            Ok(code @ 40005) => Self::error(413, code, &first.message),
            Ok(code) => Self::error(400, code, &first.message),
            Err(_) => {
                let mut errors = Value::Object(Map::new());
                for violation in rejected.iter().filter(|violation| violation.code.parse::<u64>().is_err()) {
                    add_error(&mut errors, violation);
                }
                Self::new(400, json!({ "message": "Invalid Form Body", "code": 50035, "errors": errors }))
            }
        };
        response.violations = violations.to_vec();
        Some(response)
    }

    /// As an HTTP response.
    pub(super) fn into_http(self) -> http::Response<Body> {
        let mut response = http::Response::builder().status(self.status);
        // A response without a body has no content type; discord.js would parse it.
        if !self.body.is_null() {
            response = response.header("content-type", "application/json");
        }
        for (name, value) in &self.headers {
            response = response.header(*name, value);
        }
        let body = if self.body.is_null() { Body::empty() } else { Body::from(self.body.to_string()) };
        response.body(body).unwrap_or_default()
    }
}

/// Adds an error to the tree of errors: `embeds.0.title` becomes `{"embeds": {"0": {"title": {"_errors": […]}}}}`.
fn add_error(errors: &mut Value, violation: &Violation) {
    let mut place = errors;
    for key in violation.path.split('.').filter(|key| !key.is_empty()) {
        let Value::Object(map) = place else { return };
        place = map.entry(key).or_insert_with(|| json!({}));
    }
    if let Value::Object(map) = place
        && let Value::Array(list) = map.entry("_errors").or_insert_with(|| json!([]))
    {
        list.push(json!({ "code": violation.code, "message": violation.message }));
    }
}
