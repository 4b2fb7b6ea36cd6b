//! The playground in a real browser: Debian's chromium, driven by chromedriver.
//!
//! Where there is none, the tests say so and are skipped; with `NEXTROLE_BROWSER=required` that is a failure. Arguments
//! choose tests by a part of their name. `NEXTROLE_SHOTS` names a folder for pictures of what the tests saw, and `NEXTROLE_AXE` the
//! script of axe-core, which audits how accessible the page is; without it that test is skipped.
//!
//! Every test has a playground of its own, with its own copy of the knowledge; the browser is one for all.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on should say where, and this program reports what its tests did"
)]

mod browser;
mod cases;
mod page;

use std::future::Future;
use std::pin::Pin;
use std::process::ExitCode;

use self::browser::Browser;
use self::page::Page;

/// What a test did.
enum Done {
    Passed,
    /// Something that it needs is not on this machine.
    Skipped(&'static str),
}

type Case = (&'static str, fn(Page) -> Pin<Box<dyn Future<Output = Done> + Send>>);

#[tokio::main]
async fn main() -> ExitCode {
    // Options are for the usual test program; this one has none.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_required = std::env::var("NEXTROLE_BROWSER").is_ok_and(|value| value == "required");
    let chosen: Vec<Case> = cases::all()
        .into_iter()
        .filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|part| name.contains(part.as_str())))
        .collect();
    let browser = match Browser::start().await {
        Ok(browser) => browser,
        Err(why) => {
            println!(
                "\nSKIPPED: no test in the browser was run: {why}\nbrowser: 0 passed, 0 failed, {} skipped",
                chosen.len()
            );
            return if is_required { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        }
    };
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (name, case) in chosen {
        let page = Page::open(&browser, name).await;
        match tokio::spawn(case(page)).await {
            Ok(Done::Passed) => {
                passed += 1;
                println!("{name}: ok");
            }
            Ok(Done::Skipped(why)) => {
                skipped += 1;
                println!("{name}: SKIPPED: {why}");
            }
            // The panic has said where.
            Err(_) => {
                failed += 1;
                println!("{name}: FAILED");
                browser.shoot(&format!("failed-{name}")).await;
            }
        }
    }
    browser.end().await;
    println!("browser: {passed} passed, {failed} failed, {skipped} skipped");
    let is_well = failed == 0 && (skipped == 0 || !is_required);
    if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
