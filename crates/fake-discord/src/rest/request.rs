//! Parses requests: path, query, JSON, and forms with files.

use axum::body::Bytes;
use axum::http::HeaderMap;
use futures_util::stream;
use serde_json::Value;

use super::response::Response;
use crate::log::{File, Violation};

/// A parsed request.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) method: String,
    /// The segments of the path after `/api/v10/`.
    pub(super) path: Vec<String>,
    pub(super) query: Vec<(String, String)>,
    pub(super) authorization: Option<String>,
    pub(super) body: Value,
    pub(super) files: Vec<File>,
}

impl Request {
    /// Whether the query sets this key to true.
    pub(super) fn is_set(&self, key: &str) -> bool {
        self.query(key).is_some_and(|value| matches!(value, "true" | "True" | "1"))
    }

    pub(super) fn query(&self, key: &str) -> Option<&str> {
        self.query.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// Parses a request.
///
/// # Errors
///
/// The response to an invalid one: the path is not below the API, or the body is invalid or of another content type.
pub(super) async fn read(method: &str, path: &str, headers: &HeaderMap, bytes: &Bytes) -> Result<Request, Response> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let inside = ["/api/v10/", "/api/v9/"].iter().find_map(|prefix| path.strip_prefix(prefix));
    let Some(inside) = inside else {
        let mut response = Response::error(404, 0, "404: Not Found");
        response.violations.push(super::unknown_route(&format!("{method} {path}")));
        return Err(response);
    };
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut request = Request {
        method: method.to_owned(),
        path: inside.split('/').map(decode).collect(),
        query: query.split('&').filter_map(|pair| pair.split_once('=')).map(|(k, v)| (decode(k), decode(v))).collect(),
        authorization: header("authorization"),
        body: Value::Null,
        files: Vec::new(),
    };
    let content_type = header("content-type").unwrap_or_default();
    if bytes.is_empty() {
        return Ok(request);
    }
    if content_type.starts_with("application/json") {
        request.body = json(bytes)?;
    } else if let Ok(boundary) = multer::parse_boundary(&content_type) {
        let form = multer::Multipart::new(stream::iter([Ok::<_, std::io::Error>(bytes.clone())]), boundary);
        read_form(form, &mut request).await?;
    } else {
        let message = "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}.";
        return Err(invalid("CONTENT_TYPE_INVALID", message));
    }
    Ok(request)
}

async fn read_form(mut form: multer::Multipart<'_>, request: &mut Request) -> Result<(), Response> {
    let unreadable = |error: multer::Error| invalid("MULTIPART_INVALID", &format!("The form is invalid: {error}"));
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        let index = name.strip_prefix("files[").and_then(|rest| rest.strip_suffix(']')).and_then(|n| n.parse().ok());
        let (file_name, media_type) =
            (field.file_name().map(str::to_owned), field.content_type().map(ToString::to_string));
        let bytes = field.bytes().await.map_err(unreadable)?;
        match (name.as_str(), index, file_name) {
            ("payload_json", ..) => request.body = json(&bytes)?,
            (_, Some(id), Some(name)) => {
                let media_type = media_type.unwrap_or_default();
                request.files.push(File { id, name, media_type, bytes: bytes.to_vec() });
            }
            _ => {
                return Err(invalid(
                    "MULTIPART_INVALID",
                    &format!("The field {name:?} is neither payload_json nor a file"),
                ));
            }
        }
    }
    Ok(())
}

fn json(bytes: &[u8]) -> Result<Value, Response> {
    serde_json::from_slice(bytes).map_err(|error| {
        let message = format!("The request body contains invalid JSON: {error}");
        let mut response = Response::error(400, 50109, "The request body contains invalid JSON.");
        response.violations.push(Violation::new("", "50109", message));
        response
    })
}

fn invalid(code: &str, message: &str) -> Response {
    Response::invalid_form(&[Violation::new("", code, message)]).unwrap_or_default()
}

/// Decodes percent-encoding.
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let pair = after.get(..2).and_then(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        match (first, pair) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
