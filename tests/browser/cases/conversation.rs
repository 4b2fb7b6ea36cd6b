//! Questions and answers.

use fantoccini::key::Key;

use crate::page::{LAST, Page};

pub(crate) async fn a_command_is_typed_completed_and_answered(page: Page) {
    page.eval("document.querySelector('#message').focus()").await;
    page.type_text("/ne").await;
    let listed = page
        .until("commands are listed", "document.querySelector('#composer .listbox:not([hidden])')?.innerText")
        .await;
    assert!(listed.as_str().unwrap().starts_with("/next"), "{listed}");
    page.screenshot("commands").await;
    page.press(&[Key::Enter]).await;
    page.until("the command is chosen", "document.querySelector('.command-name')?.innerText === '/next'").await;
    page.type_text("2nd line suport").await;
    const FIRST: &str = "document.querySelector('.pill .listbox:not([hidden]) [role=option]')?.innerText";
    page.until("the typo is corrected", &format!("{FIRST}?.includes('Second-line support')")).await;
    page.screenshot("autocomplete").await;
    page.press(&[Key::Down, Key::Enter]).await;
    page.until(
        "the choice is filled in",
        "document.querySelector('.pill input').value.includes('Second-line support')",
    )
    .await;
    page.press(&[Key::Enter]).await;
    page.wait_for_text("What comes after second-line support?").await;
    page.wait_for_text("ada used /next role:second-line-support").await;
    page.screenshot("answer").await;
    // Text without a choice is sent as typed.
    page.ask("/next helpdsk").await;
    page.wait_for_text("What comes after helpdesk?").await;
    page.until("no rule was violated", "document.querySelector('#traffic .verdict:not(.broken)')").await;
}

pub(crate) async fn enter_takes_the_only_choice_left(page: Page) {
    page.eval("document.querySelector('#message').focus()").await;
    page.type_text("/next helpdesk private:tr").await;
    const LEFT: &str = "document.querySelectorAll('.pill:last-child [role=option]').length";
    page.until("one choice is left", &format!("{LEFT} === 1")).await;
    page.press(&[Key::Enter]).await;
    page.wait_for_text("What comes after helpdesk?").await;
    page.wait_for_text("Only you can see this").await;
}

pub(crate) async fn buttons_change_the_message_in_place(page: Page) {
    page.ask("/next helpdesk").await;
    page.wait_for_text("What comes after helpdesk?").await;
    let id = page.eval(&format!("{LAST}.dataset.id")).await;
    page.click("#log .button", "More").await;
    page.until("the message has changed", &format!("{LAST}.innerText.includes('Page 1 of') && {LAST}.innerText")).await;
    page.wait_for_text("(edited)").await;
    for _ in 0..20 {
        if page.last_text().await.contains("disagrees") {
            break;
        }
        let before = page.last_text().await;
        page.click("#log .button", "More ›").await;
        page.until("the page was turned", &format!("{LAST}.innerText !== {}", serde_json::json!(before))).await;
    }
    assert!(page.last_text().await.contains("disagrees"), "nobody disagrees: {}", page.last_text().await);
    assert_eq!(page.eval(&format!("{LAST}.dataset.id")).await, id);
}

pub(crate) async fn the_map_is_a_picture_with_alt_text(page: Page) {
    page.ask("/next it manager").await;
    page.wait_for_text("What comes after IT manager?").await;
    page.click("#log .button", "Map").await;
    let picture = format!("{LAST}.querySelector('img[src^=\"/attachments/\"]')");
    page.until("the map is drawn", &format!("{picture}?.complete && {picture}.naturalWidth > 600")).await;
    let alt = page.eval(&format!("{picture}.alt")).await;
    assert!(alt.as_str().unwrap().contains("IT manager"), "{alt}");
    page.wait_for_text("You are here").await;
    page.screenshot("map").await;
    // The next answer in the same message has no picture.
    page.click("#log .button", "Next: IT manager").await;
    page.wait_for_text("What comes after IT manager?").await;
    page.until("the picture is gone", &format!("!{picture}")).await;
}

pub(crate) async fn a_link_asks_again(page: Page) {
    page.goto("/#/next%20helpdesk").await;
    page.wait_for_text("What comes after helpdesk?").await;
    let address = page.eval(&format!("{LAST}.querySelector('a.address').getAttribute('href')")).await;
    assert_eq!(address, "#/next%20role:helpdesk");
    page.eval(&format!("{LAST}.querySelector('a.address').click()")).await;
    page.until("the question was asked again", "document.querySelectorAll('#log .message').length === 2").await;
    page.wait_for_text("What comes after helpdesk?").await;
    page.goto("/#@nextrole%20what%20comes%20after%20ops%3F").await;
    page.wait_for_text("@ada @nextrole what comes after ops?").await;
}

pub(crate) async fn the_examples_come_from_the_knowledge(page: Page) {
    const EXAMPLES: &str = "[...document.querySelectorAll('.welcome .example')].map((it) => it.textContent)";
    let examples = page.until("there are two examples", &format!("{EXAMPLES}.length === 2 && {EXAMPLES}")).await;
    for file in std::fs::read_dir(page.knowledge.path()).unwrap().map(Result::unwrap) {
        if file.path().is_dir() {
            std::fs::remove_dir_all(file.path()).unwrap();
        } else {
            std::fs::remove_file(file.path()).unwrap();
        }
    }
    std::fs::write(page.knowledge.path().join("nursing.toml"), NURSING).unwrap();
    page.until("the examples are about nurses", &format!("{EXAMPLES}[0] === '/next staff nurse'")).await;
    assert_ne!(examples[0], "/next staff nurse");
    page.click(".welcome .example", "/next").await;
    page.wait_for_text("What comes after staff nurse?").await;
    page.click(".welcome .example", "@nextrole").await;
    page.until("a person has asked", "document.querySelectorAll('#log .message').length === 3").await;
    page.wait_for_text("Charge nurse").await;
}

const NURSING: &str = r#"
[source]
id = "hospital"
title = "Nursing careers"

[[person]]
id = "hospital"
name = "A hospital"

[[role]]
id = "staff-nurse"
name = "Staff nurse"

[[role]]
id = "charge-nurse"
name = "Charge nurse"

[[track]]
id = "nursing"
name = "Nursing"
by = "hospital"
steps = ["staff-nurse", "charge-nurse"]
"#;

pub(crate) async fn mentions_and_direct_messages_are_answered(page: Page) {
    page.eval("document.querySelector('#message').focus()").await;
    page.type_text("@nex").await;
    page.until(
        "names are listed",
        "document.querySelector('#composer .listbox:not([hidden])')?.innerText === '@nextrole'",
    )
    .await;
    page.press(&[Key::Enter]).await;
    page.type_text("I'm a sysadmin, could I become an architect?").await;
    page.press(&[Key::Enter]).await;
    page.until("both messages are there", "document.querySelectorAll('#log .message').length === 2").await;
    page.wait_for_text("APP").await;
    page.screenshot("mention").await;
    page.click("#channel-list button", "@ nextrole").await;
    page.until("the other channel is empty", "document.querySelectorAll('#log .message').length === 0").await;
    page.ask("what comes after helpdesk?").await;
    page.wait_for_text("What comes after helpdesk?").await;
}

pub(crate) async fn a_message_has_a_context_menu(page: Page) {
    page.ask("I work at the helpdesk, and want to be a developer").await;
    page.wait_for_text("I work at the helpdesk").await;
    page.eval(&format!("{LAST}.focus()")).await;
    page.type_text(&format!("{}{}", char::from(Key::Shift), char::from(Key::F10))).await;
    page.until("the menu is open", "document.querySelector('.menu [role=menuitem]')").await;
    page.screenshot("menu").await;
    page.click(".menu [role=menuitem]", "What comes next?").await;
    page.wait_for_text("Only you can see this").await;
    page.wait_for_text("Helpdesk").await;
}

pub(crate) async fn a_suggestion_is_made_in_a_form(page: Page) {
    page.ask("/suggest what:step").await;
    page.until("the form is open", "document.querySelector('dialog.modal')?.open").await;
    page.until("its first field has the focus", "document.activeElement.closest('dialog.modal') !== null").await;
    // Required fields are asked for by the browser.
    page.click("dialog.modal button", "Submit").await;
    assert_eq!(page.eval("document.querySelector('dialog.modal').open").await, true);
    for text in ["helpdesk", "network administrator", "Cleo <b>Ng</b>", "Careers, 2024", "https://example.org/x"] {
        page.type_text(text).await;
        page.press(&[Key::Tab]).await;
    }
    page.screenshot("form").await;
    page.screen(390, 844, "dark").await;
    page.screenshot("phone-form").await;
    const OUTSIDE: &str = "[...document.querySelectorAll('dialog.modal *')].filter((it) => it.getBoundingClientRect().right > innerWidth).length";
    assert_eq!(page.eval(OUTSIDE).await, 0);
    page.click("dialog.modal button", "Submit").await;
    page.until("the form is closed", "!document.querySelector('dialog.modal')").await;
    page.wait_for_text("Your suggestion, as it would stand in sources/careers-2024.toml").await;
    page.wait_for_text("name = \"Cleo <b>Ng</b>\"").await;
    page.wait_for_text("to = \"network-admin\"").await;
    page.wait_for_text("Only you can see this").await;
    page.screenshot("phone-suggestion").await;
    let log = page.eval("document.querySelector('#log').innerText").await;
    assert!(log.as_str().unwrap().contains("a form") && !log.as_str().unwrap().contains("modal"), "{log}");
    page.until("no rule was violated", "document.querySelector('#traffic .verdict:not(.broken)')").await;
}
