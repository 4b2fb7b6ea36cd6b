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
    page.wait_for_text("What comes after lighthouse keeper?").await;
    page.wait_for_text("Keeps the light.").await;
}

pub(crate) async fn a_broken_file_is_reported_and_the_last_valid_version_answers(page: Page) {
    fs::write(page.knowledge.path().join("broken.toml"), "[[role]]\nid = \"oops\"\nnme = \"Oops\"\n").unwrap();
    page.click("[role=tab]", "Knowledge").await;
    let lines = "document.querySelector('#knowledge').innerText.split('\\n').map((line) => line.trim())";
    let words_of_the_program =
        format!("{lines}.filter((line) => ['false', 'undefined', 'null', 'true'].includes(line)).length");
    assert_eq!(page.eval(&words_of_the_program).await, 0, "{}", page.eval(lines).await);
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
    assert_eq!(page.eval(&words_of_the_program).await, 0, "{}", page.eval(lines).await);
    let code = page.eval("document.querySelector('#knowledge .problem-title code').innerText").await;
    assert_eq!((code, problems.as_str().unwrap().contains('`')), ("nme".into(), false), "{problems}");
    const CUT: &str = "[...document.querySelectorAll('#knowledge *')].filter((it) => it.scrollWidth > it.clientWidth + 1 && it.clientWidth).length";
    assert_eq!(page.eval(CUT).await, 0, "a text of the panel is cut");
    page.screenshot("problems").await;
    page.ask("/next helpdesk").await;
    page.wait_for_text("What comes after helpdesk?").await;
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
    // Until the answer is there, "What changed" says the same.
    page.until("the answer is shown", &format!("{LAST} !== undefined")).await;
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

pub(crate) async fn a_mistake_is_shown_beside_the_answer_it_concerns(page: Page) {
    const MISTAKE: &str = "[source]\nid = \"x\"\ntitle = \"X\"\n\n[[move]]\nfrom = \"helpdesk\"\nto = \"lighthouse-keeper\"\nkind = \"step\"\nby = \"platt\"\n";
    page.screen(390, 844, "dark").await;
    page.goto("/").await;
    page.ask("/next design").await;
    page.wait_for_text("What comes after design").await;
    page.ask("/next helpdesk").await;
    page.wait_for_text("What comes after helpdesk?").await;
    let path = page.knowledge.path().join("mistake.toml");
    fs::write(&path, MISTAKE).unwrap();
    let marked = page.until("an answer is marked", "document.querySelector('.beside.broken')?.innerText").await;
    for part in ["concerns this answer", "mistake.toml:7:6", "to = \"lighthouse-keeper\"", "is not defined", "Help: "] {
        assert!(marked.as_str().unwrap().contains(part), "{part}: {marked}");
    }
    const MARKED: &str =
        "[...document.querySelectorAll('#log .message')].map((it) => Boolean(it.querySelector('.beside')))";
    assert_eq!(page.eval(MARKED).await, serde_json::json!([false, true]));
    // Screen readers hear of it, and the line above the message box says it.
    for place in ["#announcer", "#saved"] {
        let said = page.eval(&format!("document.querySelector('{place}').textContent")).await;
        assert!(said.as_str().unwrap().contains("mistake.toml, line 7"), "{place}: {said}");
    }
    page.eval("document.querySelector('.beside').scrollIntoView()").await;
    page.screenshot("phone-mistake").await;
    let overflow = "document.documentElement.scrollWidth > innerWidth || document.querySelector('#log').scrollWidth > document.querySelector('#log').clientWidth";
    assert_eq!(page.eval(overflow).await, false);
    // The last good version answers; its answers are marked as well, also by another command.
    page.ask("/define helpdesk").await;
    page.until("the new answer is marked", &format!("JSON.stringify({MARKED}) === '[false,true,true]'")).await;
    page.screen(1400, 900, "light").await;
    page.screenshot("mistake").await;
    // A press that changes the message changes what it is about.
    fs::write(&path, MISTAKE.replace("lighthouse-keeper", "design")).unwrap();
    page.until(
        "no answer is marked",
        "!document.querySelector('.beside.broken') && document.querySelector('#saved:not(.broken)').checkVisibility()",
    )
    .await;
}

pub(crate) async fn a_save_shows_what_changed(page: Page) {
    page.ask("/next helpdesk").await;
    page.wait_for_text("What comes after helpdesk?").await;
    page.ask("/next lighthouse keeper").await;
    page.wait_for_text("I don't know").await;
    fs::write(page.knowledge.path().join("hearsay.toml"), NEW).unwrap();
    page.until("the change is told", "document.querySelector('#saved').checkVisibility() && document.querySelector('#saved').innerText.includes('Saved: ')").await;
    let notes = page.eval("[...document.querySelectorAll('.beside.changed')].map((it) => it.innerText)").await;
    let notes: Vec<&str> = notes.as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect();
    assert!(
        matches!(notes[..], [first, second] if first.contains("Lighthouse keeper") && second.contains("Lighthouse keeper")),
        "{notes:?}"
    );
    let announced = page.eval("document.querySelector('#announcer').textContent").await;
    assert!(announced.as_str().unwrap().contains("answer"), "{announced}");
    // By keyboard: to the list of what changed, and to an answer.
    page.eval("document.querySelector('#saved button').focus()").await;
    page.press(&[fantoccini::key::Key::Enter]).await;
    page.until("the list has the focus", "document.activeElement.id === 'changes-title'").await;
    let list = page.eval("document.querySelector('.changes').innerText").await;
    for part in
        ["/next Helpdesk", "changed", "new: Lighthouse keeper", "/define Lighthouse keeper", "New answer", "Compared: "]
    {
        assert!(list.as_str().unwrap().contains(part), "{part}: {list}");
    }
    page.eval("document.querySelector('.change details').open = true").await;
    page.screenshot("changes").await;
    page.press(&[fantoccini::key::Key::Tab, fantoccini::key::Key::Enter]).await;
    page.until("it was asked", "document.querySelectorAll('#log .message').length === 3").await;
    page.until("the new answer is not marked", "document.querySelectorAll('.beside.changed').length === 2").await;
    // On a phone, the list is a press away, and a question in it leads back to the answers.
    page.screen(390, 844, "dark").await;
    page.goto("/").await;
    page.until("the change is told", "document.querySelector('#saved').checkVisibility()").await;
    page.screenshot("phone-saved").await;
    assert_eq!(page.eval("document.documentElement.scrollWidth > innerWidth").await, false);
    page.click("#saved button", "What changed").await;
    page.until("the list is shown", "document.querySelector('.changes').checkVisibility()").await;
    page.screenshot("phone-changes").await;
    assert_eq!(page.eval("document.querySelector('#panel').scrollWidth > innerWidth").await, false);
    page.click(".changes a", "/next Helpdesk").await;
    page.until("the panel is closed", "!document.querySelector('#panel').checkVisibility()").await;
    page.wait_for_text("What comes after helpdesk?").await;
    page.click("#saved button", "✕").await;
    page.until("the line is gone", "document.querySelector('#saved').hidden").await;
}
