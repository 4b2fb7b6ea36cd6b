//! Asking and being answered.

use fantoccini::key::Key;

use crate::page::{LAST, Page};

pub(crate) async fn a_command_is_typed_chosen_and_answered(page: Page) {
    page.look("document.querySelector('#message').focus()").await;
    page.types("/ne").await;
    let listed = page
        .until("commands are listed", "document.querySelector('#composer .listbox:not([hidden])')?.innerText")
        .await;
    assert!(listed.as_str().unwrap().starts_with("/next"), "{listed}");
    page.shoot("commands").await;
    page.keys(&[Key::Enter]).await;
    page.until("the command is chosen", "document.querySelector('.command-name')?.innerText === '/next'").await;
    page.types("2nd line suport").await;
    const FIRST: &str = "document.querySelector('.pill .listbox:not([hidden]) [role=option]')?.innerText";
    page.until("the typo is understood", &format!("{FIRST}?.includes('Second-line support')")).await;
    page.shoot("autocomplete").await;
    page.keys(&[Key::Down, Key::Enter]).await;
    page.until("it is filled in", "document.querySelector('.pill input').value.includes('Second-line support')").await;
    page.keys(&[Key::Enter]).await;
    page.says("What comes after Second-line support?").await;
    page.says("ada used /next role:second-line-support").await;
    page.shoot("answer").await;
    // Text that was not chosen is sent as it is.
    page.asks("/next helpdsk").await;
    page.says("What comes after Helpdesk?").await;
    page.until("no rule was broken", "document.querySelector('#wire .verdict:not(.broken)')").await;
}

pub(crate) async fn buttons_lead_on_in_place(page: Page) {
    page.asks("/next helpdesk").await;
    page.says("What comes after Helpdesk?").await;
    let id = page.look(&format!("{LAST}.dataset.id")).await;
    page.click("#log .button", "More").await;
    page.until("it was changed in place", &format!("{LAST}.innerText.includes('Page 1 of') && {LAST}.innerText")).await;
    page.says("(edited)").await;
    for _ in 0..20 {
        if page.last().await.contains("disagrees") {
            break;
        }
        let before = page.last().await;
        page.click("#log .button", "More ›").await;
        page.until("the page was turned", &format!("{LAST}.innerText !== {}", serde_json::json!(before))).await;
    }
    assert!(page.last().await.contains("disagrees"), "no voice objects: {}", page.last().await);
    assert_eq!(page.look(&format!("{LAST}.dataset.id")).await, id);
}

pub(crate) async fn the_map_is_a_picture_with_words(page: Page) {
    page.asks("/next it manager").await;
    page.says("What comes after IT manager?").await;
    page.click("#log .button", "Map").await;
    let picture = format!("{LAST}.querySelector('img[src^=\"/attachments/\"]')");
    page.until("the map is drawn", &format!("{picture}?.complete && {picture}.naturalWidth > 600")).await;
    let words = page.look(&format!("{picture}.alt")).await;
    assert!(words.as_str().unwrap().contains("IT manager"), "{words}");
    page.says("You are here").await;
    page.shoot("map").await;
    // What follows the map has no picture of its own.
    page.click("#log .button", "Next: IT manager").await;
    page.says("What comes after IT manager?").await;
    page.until("the picture is gone", &format!("!{picture}")).await;
}

pub(crate) async fn an_address_asks_again(page: Page) {
    page.goto("/#/next%20helpdesk").await;
    page.says("What comes after Helpdesk?").await;
    let address = page.look(&format!("{LAST}.querySelector('a.address').getAttribute('href')")).await;
    assert_eq!(address, "#/next%20role:helpdesk");
    page.look(&format!("{LAST}.querySelector('a.address').click()")).await;
    page.until("it was asked again", "document.querySelectorAll('#log .message').length === 2").await;
    page.says("What comes after Helpdesk?").await;
    page.goto("/#@nextrole%20what%20comes%20after%20ops%3F").await;
    page.says("@ada @nextrole what comes after ops?").await;
}

pub(crate) async fn a_mention_and_a_direct_message_are_answered(page: Page) {
    page.look("document.querySelector('#message').focus()").await;
    page.types("@nex").await;
    page.until(
        "people are listed",
        "document.querySelector('#composer .listbox:not([hidden])')?.innerText === '@nextrole'",
    )
    .await;
    page.keys(&[Key::Enter]).await;
    page.types("I'm a sysadmin, could I become an architect?").await;
    page.keys(&[Key::Enter]).await;
    page.until("both messages are there", "document.querySelectorAll('#log .message').length === 2").await;
    page.says("APP").await;
    page.shoot("mention").await;
    page.click("#place-list button", "@ nextrole").await;
    page.until("it is another place", "document.querySelectorAll('#log .message').length === 0").await;
    page.asks("what comes after helpdesk?").await;
    page.says("What comes after Helpdesk?").await;
}

pub(crate) async fn a_message_has_a_menu_of_its_own(page: Page) {
    page.asks("I work at the helpdesk, and want to be a developer").await;
    page.says("I work at the helpdesk").await;
    page.look(&format!("{LAST}.focus()")).await;
    page.types(&format!("{}{}", char::from(Key::Shift), char::from(Key::F10))).await;
    page.until("the menu is open", "document.querySelector('.menu [role=menuitem]')").await;
    page.shoot("menu").await;
    page.click(".menu [role=menuitem]", "What comes next?").await;
    page.says("Only you can see this").await;
    page.says("Helpdesk").await;
}
