//! Refuses requests that do not come from the page itself.
//!
//! Any web page can make a browser on this machine send requests to any local port, and can give this machine's address a
//! host name of its own (DNS rebinding). Therefore a request must name this server by its IP address or as `localhost`,
//! and a request that changes something must have the page's own `Origin`, which browsers do not let other pages forge.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::App;

/// The page may run its own scripts, show its own pictures and connect to its own server; nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Sent with every response.
const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
];

/// Middleware: refuses foreign requests, and adds the security headers to every response.
pub(super) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(app.address, request.method(), request.uri().path(), request.headers()) {
        None => next.run(request).await,
        Some(reason) => (StatusCode::FORBIDDEN, format!("{reason}\n")).into_response(),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// Why a request is refused; `None` if it is allowed.
fn refusal(own: SocketAddr, method: &Method, path: &str, headers: &HeaderMap) -> Option<&'static str> {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let Some(host) = text(header::HOST).filter(|host| is_own_host(own, host)) else {
        return Some("Open the playground at the address that it printed.");
    };
    let is_own_origin =
        |origin: &str| origin.strip_prefix("http://").is_some_and(|origin| origin.eq_ignore_ascii_case(host));
    // Browsers send it with every request that changes something, and with requests of other pages.
    let origin = text(header::ORIGIN);
    let is_foreign = match origin {
        Some(origin) => !is_own_origin(origin),
        None => *method != Method::GET && *method != Method::HEAD,
    };
    // Other sites may link to the page; everything else is for the page alone.
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let is_fetched_elsewhere = path != "/" && site.is_some_and(|site| site != "same-origin" && site != "none");
    (is_foreign || is_fetched_elsewhere).then_some("Only the playground's own page can do this.")
}

/// Whether the `Host` header names this server. Host names other than `localhost` are never accepted.
fn is_own_host(own: SocketAddr, host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        // Browsers leave out the default port of http.
        _ => (host, "80"),
    };
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name).parse::<IpAddr>();
    let is_own_address = match address {
        Ok(address) => {
            address == own.ip() || own.ip().is_unspecified() || (address.is_loopback() && own.ip().is_loopback())
        }
        Err(_) => name.eq_ignore_ascii_case("localhost") && (own.ip().is_loopback() || own.ip().is_unspecified()),
    };
    is_own_address && port == own.port().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(own: &str, method: Method, path: &str, headers: &[(&'static str, &str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
            .collect();
        refusal(own.parse().unwrap(), &method, path, &headers).is_some()
    }

    #[test]
    fn only_its_own_address_is_accepted_as_host() {
        let refused = |own: &str, host: &str| is_refused(own, Method::GET, "/", &[("host", host)]);
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
    fn only_the_page_itself_can_act() {
        let host = ("host", "127.0.0.1:6765");
        let refused = |method: Method, path: &str, more: &[(&'static str, &str)]| {
            is_refused("127.0.0.1:6765", method, path, &[&[host], more].concat())
        };
        assert!(!refused(Method::POST, "/actions", &[("origin", "http://127.0.0.1:6765")]));
        assert!(refused(Method::POST, "/actions", &[]));
        for origin in
            ["http://evil.example", "null", "https://127.0.0.1:6765", "http://127.0.0.1:6766", "http://localhost:6765"]
        {
            assert!(refused(Method::POST, "/actions", &[("origin", origin)]), "{origin}");
            assert!(refused(Method::GET, "/events", &[("origin", origin)]), "{origin}");
        }
        assert!(!refused(Method::GET, "/events", &[("sec-fetch-site", "same-origin")]));
        assert!(refused(Method::GET, "/events", &[("sec-fetch-site", "cross-site")]));
        assert!(refused(Method::GET, "/events", &[("sec-fetch-site", "same-site")]));
        assert!(!refused(Method::GET, "/", &[("sec-fetch-site", "cross-site")]));
    }
}
