//! A playground with its page open, and what somebody does there.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{self, Browser, DevTools};

/// How long a test waits for what should happen soon; a machine with two busy cores takes its time.
const SOON: Duration = Duration::from_secs(60);

/// The page of one test. The program ends with it.
pub(crate) struct Page {
    pub(crate) client: Client,
    pub(crate) address: String,
    pub(crate) knowledge: tempfile::TempDir,
    name: &'static str,
    program: Child,
}

impl Page {
    /// Starts a playground on a copy of the shipped knowledge, and opens its page, as on a desk and in the light.
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

    /// Opens a path of the playground, and waits for the bot.
    pub(crate) async fn goto(&self, path: &str) {
        // Another page in between: an address that differs in its last part only is not loaded again.
        self.client.goto("about:blank").await.unwrap();
        self.client.goto(&format!("{}{path}", self.address)).await.unwrap();
        self.until("the bot is there", "document.querySelector('#connection.there')").await;
        self.until("its commands are there", "document.querySelector('#wire').textContent.includes('/commands')").await;
    }

    /// A screen of this size, and of somebody who prefers these colours.
    pub(crate) async fn screen(&self, width: u32, height: u32, colours: &str) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700 });
        self.client.issue_cmd(DevTools("Emulation.setDeviceMetricsOverride", size)).await.unwrap();
        let colours = json!({ "features": [{ "name": "prefers-color-scheme", "value": colours }] });
        self.client.issue_cmd(DevTools("Emulation.setEmulatedMedia", colours)).await.unwrap();
    }

    /// What an expression of JavaScript gives.
    pub(crate) async fn look(&self, expression: &str) -> Value {
        self.client.execute(&format!("return ({expression});"), Vec::new()).await.unwrap()
    }

    /// Waits until an expression of JavaScript gives something, and gives that.
    pub(crate) async fn until(&self, what: &str, expression: &str) -> Value {
        let started = Instant::now();
        loop {
            let seen = self
                .look(&format!("(() => {{ const it = {expression}; return it instanceof Element ? true : it; }})()"))
                .await;
            if !matches!(seen, Value::Null | Value::Bool(false)) && seen != json!("") && seen != json!(0) {
                return seen;
            }
            if started.elapsed() > SOON {
                let shown = self.look("document.body.innerText").await;
                panic!("{}: never saw that {what}: {expression}\n{shown}", self.name);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the last message says this.
    pub(crate) async fn says(&self, text: &str) {
        // As it is laid out, or as it reads: parts that stand side by side are lines of the former.
        let says = format!("(({{ innerText, textContent }}) => innerText + textContent)({LAST} ?? document.body)");
        self.until(&format!("the last message says {text:?}"), &format!("{says}.includes({})", json!(text))).await;
    }

    /// What the last message says.
    pub(crate) async fn last(&self) -> String {
        self.look(&format!("{LAST}.innerText")).await.as_str().unwrap().to_owned()
    }

    /// Types where the focus is.
    pub(crate) async fn types(&self, text: &str) {
        self.client.active_element().await.unwrap().send_keys(text).await.unwrap();
    }

    /// Presses keys, one after the other.
    pub(crate) async fn keys(&self, keys: &[Key]) {
        for key in keys {
            self.types(&char::from(*key).to_string()).await;
        }
    }

    /// Clicks on the first element that fits the selector and says this.
    pub(crate) async fn click(&self, selector: &str, text: &str) {
        let find = format!(
            "[...document.querySelectorAll({})].find((it) => it.innerText.includes({}) && it.checkVisibility())",
            json!(selector),
            json!(text)
        );
        self.until(&format!("{selector} with {text:?} is there"), &find).await;
        self.look(&format!("{find}.click()")).await;
    }

    /// Asks by typing into the message box.
    pub(crate) async fn asks(&self, text: &str) {
        self.look("document.querySelector('#message').focus()").await;
        self.types(text).await;
        self.keys(&[Key::Enter]).await;
    }

    /// Becomes somebody else.
    pub(crate) async fn becomes(&self, who: &str) {
        let choose = format!(
            "(() => {{ const who = document.querySelector('#who'); who.value = {}; who.dispatchEvent(new Event('change')); }})()",
            json!(who)
        );
        self.look(&choose).await;
    }

    /// Takes a picture, if somebody wants pictures.
    pub(crate) async fn shoot(&self, name: &str) {
        browser::shoot(&self.client, name).await;
    }
}

/// The last message, in JavaScript.
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
