//! Who may ask: the page itself, and nobody that it did not come to.
//!
//! A web page elsewhere can make a browser on this machine send requests to any port of it, and can give the machine's
//! own address a name of its own ("DNS rebinding"). So a request has to name this server by its address, which no
//! foreign name is; and what changes something has to say that it comes from this page, which a browser lets no page
//! pretend.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Stage;

/// What the page may do: run its own scripts, show its own pictures, talk to its own server. Nothing else, from nowhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Sent with every answer.
const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
];

/// Lets a request through, or refuses it; and says with every answer what the page may do.
pub(super) async fn guard(State(stage): State<Arc<Stage>>, request: Request, next: Next) -> Response {
    let mut response = match objection(stage.at, request.method(), request.uri().path(), request.headers()) {
        None => next.run(request).await,
        Some(objection) => (StatusCode::FORBIDDEN, format!("{objection}\n")).into_response(),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// What is to be said against a request, if anything.
fn objection(at: SocketAddr, method: &Method, path: &str, headers: &HeaderMap) -> Option<&'static str> {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let Some(host) = text(header::HOST).filter(|host| is_own_host(at, host)) else {
        return Some("Open the playground by the address that it printed: it has no other name.");
    };
    let is_own_origin =
        |origin: &str| origin.strip_prefix("http://").is_some_and(|origin| origin.eq_ignore_ascii_case(host));
    // A browser says it with everything that changes something, and where another page asks.
    let origin = text(header::ORIGIN);
    let is_foreign = match origin {
        Some(origin) => !is_own_origin(origin),
        None => *method != Method::GET && *method != Method::HEAD,
    };
    // Following a link to the page is no crime; everything else is for the page alone.
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let is_fetched_elsewhere = path != "/" && site.is_some_and(|site| site != "same-origin" && site != "none");
    (is_foreign || is_fetched_elsewhere).then_some("Only the playground's own page may do this.")
}

/// Whether somebody who names this host means this server. A name other than `localhost` may be anybody's.
fn is_own_host(at: SocketAddr, host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        // Browsers leave out the port of http.
        _ => (host, "80"),
    };
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name).parse::<IpAddr>();
    let is_us = match address {
        Ok(address) => {
            address == at.ip() || (at.ip().is_unspecified() || address.is_loopback() && at.ip().is_loopback())
        }
        Err(_) => name.eq_ignore_ascii_case("localhost") && (at.ip().is_loopback() || at.ip().is_unspecified()),
    };
    is_us && port == at.port().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(at: &str, method: Method, path: &str, headers: &[(&'static str, &str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
            .collect();
        objection(at.parse().unwrap(), &method, path, &headers).is_some()
    }

    #[test]
    fn a_server_is_named_by_its_address() {
        let refused = |at: &str, host: &str| is_refused(at, Method::GET, "/", &[("host", host)]);
        for host in ["127.0.0.1:6765", "localhost:6765", "LOCALHOST:6765", "[::1]:6765"] {
            assert!(!refused("127.0.0.1:6765", host), "{host}");
        }
        for host in
            ["evil.example:6765", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:6765", "10.0.0.1:6765", ""]
        {
            assert!(refused("127.0.0.1:6765", host), "{host}");
        }
        assert!(is_refused("127.0.0.1:6765", Method::GET, "/", &[]));
        assert!(!refused("0.0.0.0:6765", "192.168.7.7:6765"));
        assert!(!refused("192.168.7.7:6765", "192.168.7.7:6765"));
        assert!(refused("0.0.0.0:6765", "evil.example:6765"));
        assert!(refused("192.168.7.7:6765", "127.0.0.1:6765"));
    }

    #[test]
    fn only_the_page_itself_acts() {
        let host = ("host", "127.0.0.1:6765");
        let refused = |method: Method, path: &str, more: &[(&'static str, &str)]| {
            is_refused("127.0.0.1:6765", method, path, &[&[host], more].concat())
        };
        assert!(!refused(Method::POST, "/acts", &[("origin", "http://127.0.0.1:6765")]));
        assert!(refused(Method::POST, "/acts", &[]));
        for origin in
            ["http://evil.example", "null", "https://127.0.0.1:6765", "http://127.0.0.1:6766", "http://localhost:6765"]
        {
            assert!(refused(Method::POST, "/acts", &[("origin", origin)]), "{origin}");
            assert!(refused(Method::GET, "/events", &[("origin", origin)]), "{origin}");
        }
        assert!(!refused(Method::GET, "/events", &[("sec-fetch-site", "same-origin")]));
        assert!(refused(Method::GET, "/events", &[("sec-fetch-site", "cross-site")]));
        assert!(refused(Method::GET, "/events", &[("sec-fetch-site", "same-site")]));
        assert!(!refused(Method::GET, "/", &[("sec-fetch-site", "cross-site")]));
    }
}
