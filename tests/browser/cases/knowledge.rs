//! Changes of the knowledge, and hostile knowledge.

use std::fs;

use crate::page::{LAST, Page};

const NEW: &str = r#"
[source]
id = "hearsay"
title = "Hearsay"

[[person]]
id = "tester"
name = "A tester"

[[role]]
id = "lighthouse-keeper"
name = "Lighthouse keeper"
summary = "Keeps the light."

[[move]]
from = "helpdesk"
to = "lighthouse-keeper"
kind = "exit"
by = "tester"
"#;

pub(crate) async fn a_saved_file_is_reloaded(page: Page) {
    let before = page.until("the revision is shown", "document.querySelector('#revision')?.textContent").await;
    fs::write(page.knowledge.path().join("hearsay.toml"), NEW).unwrap();
    let is_new = format!("document.querySelector('#revision').textContent !== {before}");
    page.until("the new revision is in use", &is_new).await;
    page.ask("/next lighthouse keeper").await;
    page.wait_for_text("Lighthouse keeper").await;
    page.wait_for_text("Keeps the light.").await;
}

pub(crate) async fn a_broken_file_is_reported_and_the_last_valid_version_answers(page: Page) {
    fs::write(page.knowledge.path().join("broken.toml"), "[[role]]\nid = \"oops\"\nnme = \"Oops\"\n").unwrap();
    page.click("[role=tab]", "Knowledge").await;
    page.until(
        "the problem is shown",
        "document.querySelector('#knowledge .problems')?.innerText.includes('error[unknown-key]')",
    )
    .await;
    let problems = page.eval("document.querySelector('#knowledge .problems').innerText").await;
    for part in ["broken.toml:3:1", "nme = \"Oops\"", "Help: "] {
        assert!(problems.as_str().unwrap().contains(part), "{problems}");
    }
    page.until("the verdict says so", "document.querySelector('#knowledge .verdict.broken')").await;
    const CUT: &str = "[...document.querySelectorAll('#knowledge *')].filter((it) => it.scrollWidth > it.clientWidth + 1 && it.clientWidth).length";
    assert_eq!(page.eval(CUT).await, 0, "a text of the panel is cut");
    page.screenshot("problems").await;
    page.ask("/next helpdesk").await;
    page.wait_for_text("What comes after Helpdesk?").await;
    // On a phone the panel is closed; its button has a badge, and opens the tab with the problem.
    page.screen(390, 844, "dark").await;
    page.goto("/").await;
    page.until("the badge is shown", "document.querySelector('#panel-badge').checkVisibility()").await;
    page.screenshot("phone-badge").await;
    page.click("#panel-toggle", "Behind the scenes").await;
    page.until("the knowledge tab is open", "document.querySelector('#knowledge .verdict.broken').checkVisibility()")
        .await;
    page.screenshot("phone-problems").await;
    assert_eq!(page.eval(CUT).await, 0, "a text of the panel is cut");
    fs::remove_file(page.knowledge.path().join("broken.toml")).unwrap();
    page.until("the badge is gone", "document.querySelector('#panel-badge').hidden").await;
}

pub(crate) async fn hostile_knowledge_is_shown_as_text(page: Page) {
    let bomb = "*_~~".repeat(300) + &"[".repeat(300) + &"`".repeat(99) + &"> ".repeat(200);
    let hostile = format!(
        "<script>window.hacked = 1</script><img src=x onerror=window.hacked=2> [here](javascript:window.hacked=3) {bomb}"
    );
    let toml = NEW.replace("Keeps the light.", &hostile).replace("Lighthouse keeper", "Keeper <b>of</b> light");
    fs::write(page.knowledge.path().join("hostile.toml"), toml).unwrap();
    let before = page.until("the revision is shown", "document.querySelector('#revision')?.textContent").await;
    page.until("the new revision is in use", &format!("document.querySelector('#revision').textContent !== {before}"))
        .await;
    page.ask("/next lighthouse-keeper").await;
    page.wait_for_text("Keeper <b>of</b> light").await;
    page.wait_for_text("<script>window.hacked = 1</script>").await;
    page.screenshot("hostile").await;
    assert_eq!(page.eval("window.hacked ?? null").await, serde_json::Value::Null);
    let markup = format!("{LAST}.querySelectorAll('script, img, iframe, [onerror], a[href^=\"javascript\"]').length");
    assert_eq!(page.eval(&markup).await, 0);
    // The same in a person's message.
    page.ask("<img src=x onerror=window.hacked=4> **bold** ||<script>window.hacked=5</script>||").await;
    page.wait_for_text("<img src=x onerror=window.hacked=4> bold").await;
    assert_eq!(page.eval("window.hacked ?? null").await, serde_json::Value::Null);
}
