//! For everybody: a small screen, no mouse, no eyes.

use fantoccini::key::Key;
use serde_json::Value;

use crate::AXE_VARIABLE;
use crate::page::Page;

pub(crate) async fn a_telephone_is_wide_enough(page: Page) {
    page.screen(390, 800, "dark").await;
    page.goto("/").await;
    page.asks("/next helpdesk").await;
    page.says("What comes after Helpdesk?").await;
    page.shoot("phone").await;
    let overflow = "document.documentElement.scrollWidth > innerWidth || document.querySelector('#log').scrollWidth > document.querySelector('#log').clientWidth";
    assert_eq!(page.look(overflow).await, Value::Bool(false));
    page.look("document.querySelector('#message').focus()").await;
    page.types("/").await;
    page.until("commands are listed", "document.querySelector('#composer .listbox:not([hidden])')").await;
    page.shoot("phone-commands").await;
    page.click("#panel-toggle", "Behind the scenes").await;
    page.until("the panel is over it", "document.querySelector('#panel').checkVisibility()").await;
    page.shoot("phone-panel").await;
    assert_eq!(page.look(overflow).await, Value::Bool(false));
    page.look("document.querySelector('#panel-close').click()").await;
    page.until("it is closed", "!document.querySelector('#panel').checkVisibility()").await;
}

pub(crate) async fn the_keyboard_is_enough(page: Page) {
    const FOCUS: &str = "document.activeElement";
    page.keys(&[Key::Tab]).await;
    page.until("the first stop leads to the box", &format!("{FOCUS}.className === 'skip'")).await;
    page.keys(&[Key::Enter, Key::Tab]).await;
    page.until("the box has the focus", &format!("{FOCUS}.id === 'message'")).await;
    page.types("/next").await;
    page.keys(&[Key::Enter]).await;
    page.until("the option has it", &format!("{FOCUS}.getAttribute('role') === 'combobox'")).await;
    page.types("helpd").await;
    page.until("suggestions are open", &format!("{FOCUS}.getAttribute('aria-expanded') === 'true'")).await;
    page.keys(&[Key::Down]).await;
    page.until("one is marked", &format!("document.getElementById({FOCUS}.getAttribute('aria-activedescendant'))?.getAttribute('aria-selected') === 'true'")).await;
    page.keys(&[Key::Enter, Key::Enter]).await;
    page.says("What comes after Helpdesk?").await;
    page.until("the box has the focus again", &format!("{FOCUS}.id === 'message'")).await;
    // Back to the messages, and to a button of the last one.
    page.look("document.querySelector('#log').focus()").await;
    page.keys(&[Key::Up]).await;
    page.until("the message has the focus", &format!("{FOCUS}.classList.contains('message')")).await;
    let is_button = format!("{FOCUS}.tagName === 'BUTTON' && {FOCUS}.innerText.includes('More')");
    for _ in 0..20 {
        if page.look(&is_button).await == Value::Bool(true) {
            break;
        }
        page.keys(&[Key::Tab]).await;
    }
    page.until("the button has it", &is_button).await;
    page.keys(&[Key::Enter]).await;
    page.says("Page 1 of").await;
    page.until("the changed message keeps the focus", &format!("{FOCUS}.classList.contains('message')")).await;
    // A command can be left without the mouse.
    page.look("document.querySelector('#message').focus()").await;
    page.types("/next ").await;
    page.until("the option has the focus", &format!("{FOCUS}.getAttribute('role') === 'combobox'")).await;
    page.keys(&[Key::Backspace]).await;
    page.until("the box is back", &format!("{FOCUS}.id === 'message' && {FOCUS}.value === '/next'")).await;
}

pub(crate) async fn an_audit_finds_nothing_serious(page: Page) {
    let axe = std::fs::read_to_string(std::env::var_os(AXE_VARIABLE).unwrap()).unwrap();
    for colours in ["light", "dark"] {
        page.screen(1400, 900, colours).await;
        page.goto("/").await;
        audit(&page, &axe, "the start").await;
        page.asks("/next role:helpdesk private:true").await;
        page.says("Only you can see this").await;
        page.asks("@nextrole I'm a sysadmin, could I become an architect?").await;
        page.says("APP").await;
        audit(&page, &axe, "answers").await;
        page.shoot(&format!("desk-{colours}")).await;
        page.look("document.querySelector('#message').focus()").await;
        page.types("/").await;
        page.until("commands are listed", "document.querySelector('#composer .listbox:not([hidden])')").await;
        audit(&page, &axe, "the list of commands").await;
        page.types("next ").await;
        page.until("suggestions are listed", "document.querySelector('.pill .listbox:not([hidden])')").await;
        audit(&page, &axe, "a command").await;
        page.keys(&[Key::Escape, Key::Escape]).await;
        page.look("document.querySelector('#log .message .more').click()").await;
        audit(&page, &axe, "the menu").await;
        page.keys(&[Key::Escape]).await;
        page.look("[...document.querySelectorAll('#wire details')].at(-1).open = true").await;
        audit(&page, &axe, "the wire").await;
        for tab in ["Faults", "Knowledge"] {
            page.click("[role=tab]", tab).await;
            audit(&page, &axe, tab).await;
        }
    }
    page.screen(390, 800, "dark").await;
    page.goto("/#/next%20helpdesk").await;
    page.says("What comes after Helpdesk?").await;
    audit(&page, &axe, "a telephone").await;
}

/// Lets axe-core look at the page as it is.
async fn audit(page: &Page, axe: &str, what: &str) {
    if page.look("typeof axe").await == "undefined" {
        // As a script of the driver's: the page's own policy would not let it in.
        page.client.execute(&format!("{axe}; window.axe = axe;"), Vec::new()).await.unwrap();
    }
    let run = "const done = arguments[0]; axe.run().then((found) => done(found.violations \
               .filter(({ impact }) => impact === 'serious' || impact === 'critical') \
               .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`)), \
               (error) => done([String(error)]));";
    let found = page.client.execute_async(run, Vec::new()).await.unwrap();
    assert_eq!(found, Value::Array(Vec::new()), "{what}");
}
