//! Tests of the playground in a real browser: chromium, driven by chromedriver.
//!
//! Takes the usual arguments of a test program: a filter, `--list`, `--exact`, `--skip`. Without a browser, the tests are
//! reported as ignored, with a notice; `NEXTROLE_BROWSER=required` makes that a failure. `NEXTROLE_SHOTS` is a folder for
//! screenshots. `NEXTROLE_AXE` is the path of axe-core's script, which audits accessibility; without it, that test is
//! ignored.
//!
//! Every test has its own playground and its own copy of the knowledge; all of them share one browser.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot continue should say where, and a missing browser must be noticed"
)]

mod browser;
mod cases;
mod page;

use std::process::ExitCode;
use std::sync::Arc;

use futures_util::FutureExt;
use libtest_mimic::{Arguments, Failed, Trial};
use tokio::runtime::Runtime;

use self::browser::Browser;
use self::page::Page;

/// The variable with the path of axe-core's script.
const AXE_VARIABLE: &str = "NEXTROLE_AXE";

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // The tests share one browser window.
    arguments.test_threads = Some(1);
    let is_required = std::env::var("NEXTROLE_BROWSER").is_ok_and(|value| value == "required");
    let runtime = Arc::new(Runtime::new().unwrap());
    let browser = if arguments.list {
        Err("not needed to list the tests".to_owned())
    } else {
        runtime.block_on(Browser::start())
    };
    let browser = match browser {
        Ok(browser) => Some(Arc::new(browser)),
        Err(error) => {
            if !arguments.list {
                eprintln!("\nNOT RUN: the browser tests: {error}");
                if is_required {
                    return ExitCode::FAILURE;
                }
            }
            None
        }
    };
    let has_axe = std::env::var_os(AXE_VARIABLE).is_some();
    if is_required && !has_axe {
        eprintln!("{AXE_VARIABLE} must be the path of axe-core's script");
        return ExitCode::FAILURE;
    }
    let trials = cases::all().into_iter().map(|(name, case)| {
        let can_run = browser.is_some() && (has_axe || name != cases::AUDIT);
        let (runtime, browser) = (Arc::clone(&runtime), browser.clone());
        let test = move || match browser {
            Some(browser) => runtime.block_on(run(&browser, name, case)),
            None => Err(Failed::from("no browser")),
        };
        Trial::test(name, test).with_ignored_flag(!can_run && !arguments.list)
    });
    let trials = trials.collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    if let Some(browser) = browser.and_then(Arc::into_inner) {
        runtime.block_on(browser.stop());
    }
    conclusion.exit_code()
}

/// Runs a test in a playground of its own, and saves a screenshot if it fails.
async fn run(browser: &Browser, name: &'static str, case: cases::Test) -> Result<(), Failed> {
    let page = Page::open(browser, name).await;
    match std::panic::AssertUnwindSafe(case(page)).catch_unwind().await {
        Ok(()) => Ok(()),
        // The panic message has been printed.
        Err(_) => {
            browser.screenshot(&format!("failed-{name}")).await;
            Err(Failed::without_message())
        }
    }
}
