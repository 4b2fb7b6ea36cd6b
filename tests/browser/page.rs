//! A running playground with its page open, and what a person can do there.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{self, Browser, DevTools};

/// How long a test waits for something to happen: long, because the machine may be busy.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The page of one test. The playground stops when it is dropped.
pub(crate) struct Page {
    pub(crate) client: Client,
    pub(crate) address: String,
    pub(crate) knowledge: tempfile::TempDir,
    name: &'static str,
    program: Child,
}

impl Page {
    /// Starts a playground with a copy of the shipped knowledge, and opens its page on a desktop screen in light mode.
    pub(crate) async fn open(browser: &Browser, name: &'static str) -> Page {
        let knowledge = tempfile::tempdir().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge"), knowledge.path());
        let mut command = Command::new(env!("CARGO_BIN_EXE_nextrole"));
        command.args(["playground", "--port", "0", "--knowledge"]).arg(knowledge.path());
        command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut program = command.spawn().unwrap();
        let mut first = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address =
            first.trim().strip_prefix("The playground is at ").unwrap_or_else(|| panic!("{first:?}")).to_owned();
        let page = Page { client: browser.client.clone(), address, knowledge, name, program };
        page.screen(1400, 900, "light").await;
        page.goto("/").await;
        page
    }

    /// Opens a path of the playground and waits until the bot is connected.
    pub(crate) async fn goto(&self, path: &str) {
        // A blank page in between: the browser does not reload the page if only the fragment differs.
        self.client.goto("about:blank").await.unwrap();
        self.client.goto(&format!("{}{path}", self.address)).await.unwrap();
        self.until("the bot is connected", "document.querySelector('#connection.connected')").await;
        self.until(
            "its commands are registered",
            "document.querySelector('#traffic').textContent.includes('/commands')",
        )
        .await;
    }

    /// Sets the size of the screen and the color scheme.
    pub(crate) async fn screen(&self, width: u32, height: u32, colors: &str) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700 });
        self.client.issue_cmd(DevTools("Emulation.setDeviceMetricsOverride", size)).await.unwrap();
        let colors = json!({ "features": [{ "name": "prefers-color-scheme", "value": colors }] });
        self.client.issue_cmd(DevTools("Emulation.setEmulatedMedia", colors)).await.unwrap();
    }

    /// Evaluates a JavaScript expression.
    pub(crate) async fn eval(&self, expression: &str) -> Value {
        self.client.execute(&format!("return ({expression});"), Vec::new()).await.unwrap()
    }

    /// Waits until a JavaScript expression is truthy, and returns its value.
    pub(crate) async fn until(&self, what: &str, expression: &str) -> Value {
        let started = Instant::now();
        loop {
            let seen = self
                .eval(&format!("(() => {{ const it = {expression}; return it instanceof Element ? true : it; }})()"))
                .await;
            if !matches!(seen, Value::Null | Value::Bool(false)) && seen != json!("") && seen != json!(0) {
                return seen;
            }
            if started.elapsed() > TIMEOUT {
                let shown = self.eval("document.body.innerText").await;
                panic!("{}: timed out waiting until {what}: {expression}\n{shown}", self.name);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the last message contains a text.
    pub(crate) async fn wait_for_text(&self, text: &str) {
        // `innerText` puts line breaks between adjacent elements, `textContent` does not.
        let says = format!("(({{ innerText, textContent }}) => innerText + textContent)({LAST} ?? document.body)");
        self.until(&format!("the last message contains {text:?}"), &format!("{says}.includes({})", json!(text))).await;
    }

    /// The text of the last message.
    pub(crate) async fn last_text(&self) -> String {
        self.eval(&format!("{LAST}.innerText")).await.as_str().unwrap().to_owned()
    }

    /// Types into the focused element.
    pub(crate) async fn type_text(&self, text: &str) {
        self.client.active_element().await.unwrap().send_keys(text).await.unwrap();
    }

    /// Presses keys one after another.
    pub(crate) async fn press(&self, keys: &[Key]) {
        for key in keys {
            self.type_text(&char::from(*key).to_string()).await;
        }
    }

    /// Clicks the first visible element that matches the selector and contains the text.
    pub(crate) async fn click(&self, selector: &str, text: &str) {
        let find = format!(
            "[...document.querySelectorAll({})].find((it) => it.innerText.includes({}) && it.checkVisibility())",
            json!(selector),
            json!(text)
        );
        self.until(&format!("{selector} with {text:?} is there"), &find).await;
        self.eval(&format!("{find}.click()")).await;
    }

    /// Types a question into the message box and sends it.
    pub(crate) async fn ask(&self, text: &str) {
        self.eval("document.querySelector('#message').focus()").await;
        self.type_text(text).await;
        self.press(&[Key::Enter]).await;
    }

    /// Switches to another person.
    pub(crate) async fn switch_to(&self, who: &str) {
        let choose = format!(
            "(() => {{ const who = document.querySelector('#who'); who.value = {}; who.dispatchEvent(new Event('change')); }})()",
            json!(who)
        );
        self.eval(&choose).await;
    }

    /// Saves a screenshot if `NEXTROLE_SHOTS` is set.
    pub(crate) async fn screenshot(&self, name: &str) {
        browser::screenshot(&self.client, name).await;
    }
}

/// A JavaScript expression: the last message.
pub(crate) const LAST: &str = "[...document.querySelectorAll('#log .message')].at(-1)";

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
