//! The page over HTTP: who may ask for what, and how the program begins and ends. What people see of it is tested in
//! a browser, by `tests/browser`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::program::nextrole;

/// Far more than anything takes, for machines under load.
const SOON: Duration = Duration::from_secs(30);

/// A playground, running.
struct Playground {
    child: Child,
    /// `http://127.0.0.1:…`
    address: String,
    client: Client,
}

impl Playground {
    fn start(arguments: &str) -> Playground {
        let mut command = nextrole(&format!("playground {arguments}")).command();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address =
            first.trim().strip_prefix("The playground is at ").unwrap_or_else(|| panic!("{first:?}")).to_owned();
        let client = Client::builder().no_proxy().timeout(SOON).build().unwrap();
        Playground { child, address, client }
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.address))
    }

    /// Does something as the page does it.
    fn act(&self, what: &Value) -> RequestBuilder {
        self.client.post(format!("{}/acts", self.address)).header("origin", &self.address).json(what)
    }

    /// Reads the news until they have this.
    async fn news(&self, has: impl Fn(&Value) -> bool) -> Value {
        let mut stream = self.get("/events").send().await.unwrap();
        assert_eq!(stream.headers()["content-type"], "text/event-stream");
        let mut read = String::new();
        loop {
            let chunk = stream.chunk().await.unwrap().expect("the news ended");
            read += &String::from_utf8_lossy(&chunk);
            while let Some((event, rest)) = read.split_once("\n\n") {
                if let Some(data) = event.strip_prefix("data: ") {
                    let news: Value = serde_json::from_str(data).unwrap();
                    if has(&news) {
                        return news;
                    }
                }
                read = rest.to_owned();
            }
        }
    }

    /// Waits until the bot is connected and has registered its commands.
    async fn ready(&self) {
        self.news(|news| news["gateway"]["connected"] == json!(1)).await;
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status().unwrap();
        assert!(sent.success());
    }

    /// Its exit code, after a signal.
    fn ends(&mut self, signal: &str) -> Option<i32> {
        self.signal(signal);
        let sent = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(sent.elapsed() < Duration::from_secs(5), "still running");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Playground {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn ask(role: &str) -> Value {
    json!({ "do": "command", "who": "ada", "place": "general", "name": "next", "options": { "role": role } })
}

#[tokio::test]
async fn every_answer_says_what_the_page_may_do() {
    let playground = Playground::start("--port 0");
    for path in ["/", "/page/app.js", "/page/page.css", "/nowhere", "/page/nothing.js", "/attachments/1/2/x.png"] {
        let answer = playground.get(path).send().await.unwrap();
        insta::allow_duplicates! {
            insta::assert_snapshot!(answer.headers()["content-security-policy"].to_str().unwrap(), @"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        }
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff", "{path}");
        assert!(!answer.headers().contains_key("access-control-allow-origin"), "{path}");
    }
    assert_eq!(playground.get("/nowhere").send().await.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(playground.get("/page/../mod.rs").send().await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn another_page_cannot_drive_it() {
    let playground = Playground::start("--port 0");
    let foreign = [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("host", "evil.example"),
        ("sec-fetch-site", "cross-site"),
    ];
    for (name, value) in foreign {
        for path in ["/events", "/page/app.js"] {
            let answer = playground.get(path).header(name, value).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{name}: {value}, {path}");
        }
        let request = playground.client.post(format!("{}/acts", playground.address)).json(&ask("helpdesk"));
        let answer = request.header(name, value).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{name}: {value}");
    }
    // Without an origin, and as a form would send it.
    let unsigned = playground.client.post(format!("{}/acts", playground.address)).json(&ask("helpdesk"));
    assert_eq!(unsigned.send().await.unwrap().status(), StatusCode::FORBIDDEN);
    let form = playground.client.post(format!("{}/acts", playground.address)).header("origin", &playground.address);
    let form = form.header("content-type", "text/plain").body(ask("helpdesk").to_string());
    assert!(form.send().await.unwrap().status().is_client_error());
}

#[tokio::test]
async fn the_stand_in_hears_no_pages() {
    let playground = Playground::start("--port 0");
    let hello = playground.news(|news| news["hello"].is_object()).await;
    let discord = hello["hello"]["address"].as_str().unwrap();
    let gateway = format!("{discord}/api/v10/gateway");
    for (name, value) in [("origin", "http://evil.example"), ("host", "evil.example")] {
        let answer = playground.client.get(&gateway).header(name, value).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{name}");
    }
    let unauthorised = playground.client.get(&gateway).send().await.unwrap();
    assert_eq!(unauthorised.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_question_is_answered_by_the_bot_itself() {
    let playground = Playground::start("--port 0");
    playground.ready().await;
    let told = playground.act(&ask("helpdesk")).send().await.unwrap();
    assert_eq!(told.status(), StatusCode::OK);
    let told: Value = told.json().await.unwrap();
    assert_eq!((&told["responded"], &told["response"]), (&json!(true), &json!(4)));
    let news = playground.news(|news| news["asked"][0]["state"] == "answered").await;
    let answer = &news["messages"][0]["message"]["embeds"][0];
    assert_eq!(answer["title"], "What comes after Helpdesk?");
    assert_eq!(news["violations"], Value::Null);
}

#[tokio::test]
async fn what_cannot_be_done_is_said() {
    let playground = Playground::start("--port 0");
    playground.ready().await;
    let acts = [
        (
            json!({ "do": "command", "who": "eve", "place": "general", "name": "next", "options": {} }),
            "there is nobody called eve",
        ),
        (
            json!({ "do": "command", "who": "ada", "place": "general", "name": "nxt", "options": {} }),
            "the command nxt is not registered",
        ),
        (
            json!({ "do": "command", "who": "ada", "place": "moon", "name": "next", "options": {} }),
            "there is no place called moon",
        ),
        (
            json!({ "do": "say", "who": "ada", "place": "general", "text": " ", "reply_to": null }),
            "there is nothing to send",
        ),
        (json!({ "do": "press", "who": "ada", "message": "x", "custom_id": "", "values": [] }), "x is no id"),
        (
            json!({ "do": "request", "route": "", "fault": "reset", "ms": 0, "times": 1000 }),
            "a fault meets 1 to 20 requests, and takes 20000 ms at most",
        ),
    ];
    for (act, problem) in acts {
        let answer = playground.act(&act).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{act}");
        assert_eq!(answer.json::<Value>().await.unwrap(), json!({ "problem": problem }));
    }
    let long = "é".repeat(2001);
    let long =
        playground.act(&json!({ "do": "say", "who": "ada", "place": "general", "text": long, "reply_to": null }));
    let problem = long.send().await.unwrap().json::<Value>().await.unwrap();
    assert_eq!(problem, json!({ "problem": "a message has 2,000 characters at most; this one has 2001" }));
    let unknown = playground.act(&json!({ "do": "destroy" })).send().await.unwrap();
    assert!(unknown.status().is_client_error());
    let huge = playground.act(&json!({ "do": "x".repeat(100_000) })).send().await.unwrap();
    assert_eq!(huge.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn an_unknown_route_is_in_the_news() {
    let playground = Playground::start("--port 0");
    let hello = playground.news(|news| news["hello"].is_object()).await;
    let discord = hello["hello"]["address"].as_str().unwrap();
    let answer = playground.client.get(format!("{discord}/api/v10/stickers")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let is_it = |exchange: &Value| exchange["violations"][0]["code"] == "FAKE_UNKNOWN_ROUTE";
    playground.news(|news| news["exchanges"].as_array().is_some_and(|all| all.iter().any(is_it))).await;
}

#[tokio::test]
async fn two_run_side_by_side_and_both_end_well() {
    // Both on their usual port, or near it.
    let (mut one, mut two) = (Playground::start(""), Playground::start(""));
    assert_ne!(one.address, two.address);
    one.ready().await;
    two.ready().await;
    // A page that is open, and reads the news, does not keep it.
    let open = two.get("/events").send().await.unwrap();
    assert_eq!((one.ends("TERM"), two.ends("INT")), (Some(0), Some(0)));
    drop(open);
}

#[test]
fn others_are_let_in_only_on_purpose() {
    let refused = nextrole("playground --listen 0.0.0.0").fails(2);
    insta::assert_snapshot!(refused, @"nextrole: 0.0.0.0 can be reached from other machines: add --allow-remote if that is meant");
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let refused = nextrole(&format!("playground --port {port}")).fails(1);
    assert!(
        refused.starts_with(&format!("nextrole: cannot open the page at 127.0.0.1 on port {port}; name another")),
        "{refused}"
    );
}
