//! Editing the knowledge and asking again, and knowledge that means harm.

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

pub(crate) async fn a_saved_file_is_taken_up(page: Page) {
    let before = page.until("the revision is told", "document.querySelector('#revision')?.textContent").await;
    fs::write(page.knowledge.path().join("hearsay.toml"), NEW).unwrap();
    let is_new = format!("document.querySelector('#revision').textContent !== {before}");
    page.until("it was taken up", &is_new).await;
    page.asks("/next lighthouse keeper").await;
    page.says("Lighthouse keeper").await;
    page.says("Keeps the light.").await;
}

pub(crate) async fn a_broken_file_is_shown_and_the_last_good_one_answers(page: Page) {
    fs::write(page.knowledge.path().join("broken.toml"), "[[role]]\nid = \"oops\"\nnme = \"Oops\"\n").unwrap();
    page.click("[role=tab]", "Knowledge").await;
    page.until(
        "the problem is shown",
        "document.querySelector('#knowledge .drawn')?.innerText.includes('error[unknown-key]')",
    )
    .await;
    page.until("with its place", "document.querySelector('#knowledge .drawn').innerText.includes('broken.toml:3:1')")
        .await;
    page.until("and it is said", "document.querySelector('#knowledge .verdict.broken')").await;
    page.shoot("problems").await;
    page.asks("/next helpdesk").await;
    page.says("What comes after Helpdesk?").await;
}

pub(crate) async fn hostile_knowledge_is_text(page: Page) {
    let bomb = "*_~~".repeat(300) + &"[".repeat(300) + &"`".repeat(99) + &"> ".repeat(200);
    let hostile = format!(
        "<script>window.hacked = 1</script><img src=x onerror=window.hacked=2> [here](javascript:window.hacked=3) {bomb}"
    );
    let toml = NEW.replace("Keeps the light.", &hostile).replace("Lighthouse keeper", "Keeper <b>of</b> light");
    fs::write(page.knowledge.path().join("hostile.toml"), toml).unwrap();
    let before = page.until("the revision is told", "document.querySelector('#revision')?.textContent").await;
    page.until("it was taken up", &format!("document.querySelector('#revision').textContent !== {before}")).await;
    page.asks("/next lighthouse-keeper").await;
    page.says("Keeper <b>of</b> light").await;
    page.says("<script>window.hacked = 1</script>").await;
    page.shoot("hostile").await;
    assert_eq!(page.look("window.hacked ?? null").await, serde_json::Value::Null);
    let markup = format!("{LAST}.querySelectorAll('script, img, iframe, [onerror], a[href^=\"javascript\"]').length");
    assert_eq!(page.look(&markup).await, 0);
    // The same from a person, who need not ask anything.
    page.asks("<img src=x onerror=window.hacked=4> **bold** ||<script>window.hacked=5</script>||").await;
    page.says("<img src=x onerror=window.hacked=4> bold").await;
    assert_eq!(page.look("window.hacked ?? null").await, serde_json::Value::Null);
}
