//! Answers, in particular Discord's errors.
//!
//! Source: <https://docs.discord.com/developers/reference#error-messages> and
//! <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>

use axum::body::Body;
use axum::http::Response;
use serde_json::{Map, Value, json};

use crate::id::Id;
use crate::log::Violation;

/// What is sent back, and what is noted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub(super) status: u16,
    /// Null: no body.
    pub(super) body: Value,
    pub(super) headers: Vec<(&'static str, String)>,
    /// The route that was asked for, in the words of the API description.
    pub(super) route: &'static str,
    /// The interaction that the request was about.
    pub(super) interaction: Option<Id>,
    pub(super) violations: Vec<Violation>,
}

impl Answer {
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

    /// An error that is no fault of the client, or whose fault is noted elsewhere.
    pub(super) fn error(status: u16, code: u64, message: &str) -> Self {
        Self::new(status, json!({ "message": message, "code": code }))
    }

    /// An error that the client could have avoided: it is noted as a broken rule.
    pub(super) fn refusal(status: u16, code: u64, message: &str) -> Self {
        let mut answer = Self::error(status, code, message);
        answer.violations.push(Violation::new("", &code.to_string(), message));
        answer
    }

    /// The answer to a body that breaks rules; `None` if it breaks none for which it is refused.
    pub(super) fn invalid_form(broken: &[Violation]) -> Option<Self> {
        let refused: Vec<_> = broken.iter().filter(|broken| broken.refused).collect();
        let first = refused.first()?;
        // Rules with a number of their own are answered with it, the others as errors in the form.
        let mut answer = match first.code.parse::<u64>() {
            Ok(code @ 40005) => Self::error(413, code, &first.message),
            Ok(code) => Self::error(400, code, &first.message),
            Err(_) => {
                let mut errors = Value::Object(Map::new());
                for broken in refused.iter().filter(|broken| broken.code.parse::<u64>().is_err()) {
                    add_error(&mut errors, broken);
                }
                Self::new(400, json!({ "message": "Invalid Form Body", "code": 50035, "errors": errors }))
            }
        };
        answer.violations = broken.to_vec();
        Some(answer)
    }

    /// As an HTTP response.
    pub(super) fn into_response(self) -> Response<Body> {
        let mut response = Response::builder().status(self.status).header("content-type", "application/json");
        for (name, value) in &self.headers {
            response = response.header(*name, value);
        }
        let body = if self.body.is_null() { Body::empty() } else { Body::from(self.body.to_string()) };
        response.body(body).unwrap_or_default()
    }
}

/// Puts an error where it belongs: `embeds.0.title` becomes `{"embeds": {"0": {"title": {"_errors": […]}}}}`.
fn add_error(errors: &mut Value, broken: &Violation) {
    let mut place = errors;
    for key in broken.at.split('.').filter(|key| !key.is_empty()) {
        let Value::Object(map) = place else { return };
        place = map.entry(key).or_insert_with(|| json!({}));
    }
    if let Value::Object(map) = place
        && let Value::Array(list) = map.entry("_errors").or_insert_with(|| json!([]))
    {
        list.push(json!({ "code": broken.code, "message": broken.message }));
    }
}
