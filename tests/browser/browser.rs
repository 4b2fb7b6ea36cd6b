//! The browser and its WebDriver server.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::{Method, Url};
use serde_json::{Value, json};

/// A headless browser.
pub(crate) struct Browser {
    pub(crate) client: Client,
    driver: Child,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts chromedriver and chromium.
    ///
    /// # Errors
    ///
    /// One of them is not installed or does not start, as a message for people.
    pub(crate) async fn start() -> Result<Browser, String> {
        let chromium = find(&["chromium", "chromium-browser", "google-chrome"])
            .ok_or("chromium is not installed (on Debian: apt-get install chromium chromium-driver)")?;
        let chromedriver = find(&["chromedriver"])
            .ok_or("chromedriver is not installed (on Debian: apt-get install chromium-driver)")?;
        let mut command = Command::new(chromedriver);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut driver = command.spawn().map_err(|error| format!("chromedriver does not start: {error}"))?;
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            line.split_once("started successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned())
        });
        let port = port.ok_or("chromedriver did not print its port")?;
        // The rest is discarded; a full pipe would block chromedriver.
        thread::spawn(move || lines.for_each(drop));
        let profile = tempfile::tempdir().unwrap();
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "binary": chromium,
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
                    "--no-first-run", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--window-size=1400,900", "--lang=en-US",
                    format!("--user-data-dir={}", profile.path().display()),
                ],
            },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!("it is an object") };
        let connected = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        match connected {
            Ok(client) => Ok(Browser { client, driver, _profile: profile }),
            Err(error) => {
                let _ = driver.kill();
                let _ = driver.wait();
                Err(format!("chromium does not start: {error}"))
            }
        }
    }

    /// Saves a screenshot if `NEXTROLE_SHOTS` is set.
    pub(crate) async fn screenshot(&self, name: &str) {
        screenshot(&self.client, name).await;
    }

    /// Stops both.
    pub(crate) async fn stop(mut self) {
        let _ = self.client.clone().close().await;
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Saves a screenshot if `NEXTROLE_SHOTS` is set.
pub(crate) async fn screenshot(client: &Client, name: &str) {
    let Some(folder) = std::env::var_os("NEXTROLE_SHOTS").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    let picture = client.screenshot().await.unwrap();
    std::fs::write(folder.join(format!("{}.png", name.replace("::", "-"))), picture).unwrap();
}

fn find(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file()))
}

/// A Chrome DevTools command, such as setting the size of the screen.
#[derive(Debug)]
pub(crate) struct DevTools(pub(crate) &'static str, pub(crate) Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}
