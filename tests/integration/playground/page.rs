//! The page over HTTP: which requests are accepted, and how the program starts and stops. What people see of the page is
//! tested in `tests/browser`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::program::{folder, nextrole};

/// Timeout for whatever a test waits for: long, because the machine may be busy.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A running playground.
pub(crate) struct Playground {
    child: Child,
    /// `http://127.0.0.1:…`
    address: String,
    client: Client,
}

impl Playground {
    pub(crate) fn start(arguments: &str) -> Playground {
        let mut command = nextrole(&format!("playground {arguments}")).command();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address =
            first.trim().strip_prefix("The playground is at ").unwrap_or_else(|| panic!("{first:?}")).to_owned();
        let client = Client::builder().no_proxy().timeout(TIMEOUT).build().unwrap();
        Playground { child, address, client }
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.address))
    }

    /// Performs an action as the page does.
    pub(crate) fn perform(&self, action: &Value) -> RequestBuilder {
        self.client.post(format!("{}/actions", self.address)).header("origin", &self.address).json(action)
    }

    /// Reads the event stream until an event matches.
    pub(crate) async fn event(&self, matches: impl Fn(&Value) -> bool) -> Value {
        let mut stream = self.get("/events").send().await.unwrap();
        assert_eq!(stream.headers()["content-type"], "text/event-stream");
        let mut read = String::new();
        loop {
            let chunk = stream.chunk().await.unwrap().expect("the event stream ended");
            read += &String::from_utf8_lossy(&chunk);
            while let Some((block, rest)) = read.split_once("\n\n") {
                if let Some(data) = block.strip_prefix("data: ") {
                    let event: Value = serde_json::from_str(data).unwrap();
                    if matches(&event) {
                        return event;
                    }
                }
                read = rest.to_owned();
            }
        }
    }

    /// Waits until the bot is connected and has registered its commands.
    pub(crate) async fn ready(&self) {
        self.event(|event| event["gateway"]["connected"] == json!(1)).await;
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status().unwrap();
        assert!(sent.success());
    }

    /// Stops it with a signal and returns its exit code.
    fn stop(&mut self, signal: &str) -> Option<i32> {
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
    json!({ "do": "command", "who": "ada", "venue": "general", "name": "next", "options": { "role": role } })
}

#[tokio::test]
async fn every_response_has_a_content_security_policy() {
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
async fn requests_of_other_pages_are_refused() {
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
        let request = playground.client.post(format!("{}/actions", playground.address)).json(&ask("helpdesk"));
        let answer = request.header(name, value).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{name}: {value}");
    }
    // Without an origin, and as an HTML form would send it.
    let unsigned = playground.client.post(format!("{}/actions", playground.address)).json(&ask("helpdesk"));
    assert_eq!(unsigned.send().await.unwrap().status(), StatusCode::FORBIDDEN);
    let form = playground.client.post(format!("{}/actions", playground.address)).header("origin", &playground.address);
    let form = form.header("content-type", "text/plain").body(ask("helpdesk").to_string());
    assert!(form.send().await.unwrap().status().is_client_error());
}

#[tokio::test]
async fn the_fake_discord_refuses_web_pages() {
    let playground = Playground::start("--port 0");
    let event = playground.event(|event| event["snapshot"].is_object()).await;
    let discord = event["snapshot"]["address"].as_str().unwrap();
    let gateway = format!("{discord}/api/v10/gateway");
    for (name, value) in [("origin", "http://evil.example"), ("host", "evil.example")] {
        let answer = playground.client.get(&gateway).header(name, value).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{name}");
    }
    let unauthorized = playground.client.get(format!("{gateway}/bot")).send().await.unwrap();
    assert_eq!(unauthorized.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_bot_answers_a_question() {
    let playground = Playground::start("--port 0");
    playground.ready().await;
    let response = playground.perform(&ask("helpdesk")).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let outcome: Value = response.json().await.unwrap();
    assert_eq!((&outcome["responded"], &outcome["response"]), (&json!(true), &json!(4)));
    let event = playground.event(|event| event["interactions"][0]["state"] == "answered").await;
    let answer = &event["messages"][0]["message"]["embeds"][0];
    assert_eq!(answer["title"], "What comes after helpdesk?");
    assert_eq!(event["violations"], Value::Null);
}

#[tokio::test]
async fn impossible_actions_are_explained() {
    let playground = Playground::start("--port 0");
    playground.ready().await;
    let actions = [
        (
            json!({ "do": "command", "who": "eve", "venue": "general", "name": "next", "options": {} }),
            "there is no member called eve",
        ),
        (
            json!({ "do": "command", "who": "ada", "venue": "general", "name": "nxt", "options": {} }),
            "the command nxt is not registered",
        ),
        (
            json!({ "do": "command", "who": "ada", "venue": "moon", "name": "next", "options": {} }),
            "there is no channel called moon",
        ),
        (
            json!({ "do": "message", "who": "ada", "venue": "general", "text": " ", "reply_to": null }),
            "the message is empty",
        ),
        (
            json!({ "do": "component", "who": "ada", "message": "x", "custom_id": "", "values": [] }),
            "x is not a valid ID",
        ),
        (
            json!({ "do": "request-fault", "route": "", "fault": "reset", "ms": 0, "times": 1000 }),
            "the number of requests must be between 1 and 20",
        ),
    ];
    for (action, problem) in actions {
        let answer = playground.perform(&action).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{action}");
        assert_eq!(answer.json::<Value>().await.unwrap(), json!({ "problem": problem }));
    }
    let long = "é".repeat(2001);
    let long = playground
        .perform(&json!({ "do": "message", "who": "ada", "venue": "general", "text": long, "reply_to": null }));
    let problem = long.send().await.unwrap().json::<Value>().await.unwrap();
    assert_eq!(problem, json!({ "problem": "a message can have at most 2,000 characters; this one has 2001" }));
    let unknown = playground.perform(&json!({ "do": "destroy" })).send().await.unwrap();
    assert!(unknown.status().is_client_error());
    let huge = playground.perform(&json!({ "do": "x".repeat(100_000) })).send().await.unwrap();
    assert_eq!(huge.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn an_unknown_route_is_in_the_event_stream() {
    let playground = Playground::start("--port 0");
    let event = playground.event(|event| event["snapshot"].is_object()).await;
    let discord = event["snapshot"]["address"].as_str().unwrap();
    let answer = playground.client.get(format!("{discord}/api/v10/stickers")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let is_unknown = |exchange: &Value| exchange["violations"][0]["code"] == "FAKE_UNKNOWN_ROUTE";
    playground.event(|event| event["exchanges"].as_array().is_some_and(|all| all.iter().any(is_unknown))).await;
}

const NURSES: &str = "[source]\nid = \"hospital\"\ntitle = \"Careers\"\n\n[[person]]\nid = \"ana\"\nname = \"Ana\"\n\n\
    [[role]]\nid = \"nurse\"\nname = \"Staff nurse\"\n\n[[role]]\nid = \"matron\"\nname = \"Matron\"\n\n\
    [[move]]\nfrom = \"nurse\"\nto = \"matron\"\nkind = \"step\"\nby = \"ana\"\n";

#[tokio::test]
async fn a_save_tells_what_changed_and_which_answers_a_mistake_concerns() {
    let folder = folder(&[("k/all.toml", NURSES)]);
    let file = folder.path().join("k/all.toml");
    let playground = Playground::start(&format!("--port 0 --knowledge {}", folder.path().join("k").display()));
    playground.ready().await;
    let names = |event: &Value| event["messages"][0]["about"].clone();
    playground.perform(&ask("staff nurse")).send().await.unwrap();
    let event = playground.event(|event| names(event).is_array()).await;
    assert_eq!(names(&event), json!(["nurse", "staff nurse"]));

    let added = "\n[[move]]\nfrom = \"matron\"\nto = \"nurse\"\nkind = \"switch\"\nby = \"ana\"\n";
    std::fs::write(&file, format!("{NURSES}{added}")).unwrap();
    let saved = playground.event(|event| event["changes"].is_object()).await;
    let changes = &saved["changes"];
    assert_eq!(changes["summary"], "2 answers change, 1 route changes");
    let of = |command: &str| {
        let all = changes["questions"].as_array().unwrap();
        all.iter().find(|one| one["heading"].as_str().unwrap().starts_with(command)).unwrap().clone()
    };
    let next = of("/next");
    assert_eq!(
        (&next["ask"], &next["about"], &next["change"]),
        (&json!("/next role:matron"), &json!(["matron"]), &json!("changed"))
    );
    assert_eq!(next["heading"], "/next Matron");
    let answer = |key: &str| next[key].as_str().unwrap().contains("Next step: Staff nurse");
    assert!(!answer("before") && answer("after"), "{next}");

    let broken = format!("{NURSES}\n[[move]]\nfrom = \"nurse\"\nto = \"sister\"\nkind = \"step\"\nby = \"ana\"\n");
    std::fs::write(&file, &broken).unwrap();
    let event = playground.event(|event| event["knowledge"]["problems"][0].is_object()).await;
    let problem = &event["knowledge"]["problems"][0];
    assert_eq!(
        (&problem["names"], &problem["location"]["line"]),
        (&json!(["ana", "nurse", "sister", "step"]), &json!(25))
    );
}

#[tokio::test]
async fn two_run_side_by_side_and_stop_cleanly() {
    // Both try the default port first.
    let (mut one, mut two) = (Playground::start(""), Playground::start(""));
    assert_ne!(one.address, two.address);
    one.ready().await;
    two.ready().await;
    // An open event stream does not delay the shutdown.
    let open = two.get("/events").send().await.unwrap();
    assert_eq!((one.stop("TERM"), two.stop("INT")), (Some(0), Some(0)));
    drop(open);
}

/// A closed terminal sends it.
#[cfg(unix)]
#[tokio::test]
async fn a_hangup_stops_it() {
    let mut playground = Playground::start("--port 0");
    playground.ready().await;
    assert_eq!(playground.stop("HUP"), Some(0));
}

#[test]
fn other_machines_are_allowed_only_with_a_flag() {
    let refused = nextrole("playground --listen 0.0.0.0").fails(2);
    insta::assert_snapshot!(refused, @"nextrole: 0.0.0.0 can be reached from other machines; add --allow-remote to allow that");
}

#[test]
fn a_port_in_use_is_reported() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let refused = nextrole(&format!("playground --port {port}")).fails(1);
    assert!(
        refused.starts_with(&format!("nextrole: cannot open the page at 127.0.0.1 on port {port}; choose another")),
        "{refused}"
    );
}
