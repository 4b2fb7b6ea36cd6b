//! Small screens, keyboard only, and screen readers.

use fantoccini::key::Key;
use serde_json::Value;

use crate::AXE_VARIABLE;
use crate::page::Page;

pub(crate) async fn the_page_fits_on_a_phone(page: Page) {
    page.screen(390, 844, "dark").await;
    page.goto("/").await;
    page.ask("/next helpdesk").await;
    page.wait_for_text("What comes after helpdesk?").await;
    page.screenshot("phone").await;
    let overflow = "document.documentElement.scrollWidth > innerWidth || document.querySelector('#log').scrollWidth > document.querySelector('#log').clientWidth";
    assert_eq!(page.eval(overflow).await, Value::Bool(false));
    // One row above the messages, with nothing cut.
    let chrome = page.eval("document.querySelector('#log').getBoundingClientRect().top").await;
    assert!(chrome.as_f64().unwrap() <= 60.0, "{chrome}");
    for select in ["#who", "#channel-select"] {
        assert_eq!(page.eval(&format!("document.querySelector('{select}').checkVisibility()")).await, true, "{select}");
    }
    page.eval("document.querySelector('#message').focus()").await;
    page.type_text("/").await;
    page.until("commands are listed", "document.querySelector('#composer .listbox:not([hidden])')").await;
    page.screenshot("phone-commands").await;
    // The send button is beside the fields, not below them.
    page.type_text("next ").await;
    page.until("the command has a form", "document.querySelector('.command .send')").await;
    page.screenshot("phone-command").await;
    const BESIDE: &str = "(() => { const [list, send] = ['.option-list', '.command .send'].map((it) => document.querySelector(it).getBoundingClientRect()); return send.left >= list.right && send.bottom <= list.bottom + 8; })()";
    assert_eq!(page.eval(BESIDE).await, true);
    page.press(&[Key::Escape, Key::Escape]).await;
    page.click("#panel-toggle", "Behind the scenes").await;
    page.until("the panel is open", "document.querySelector('#panel').checkVisibility()").await;
    page.screenshot("phone-panel").await;
    assert_eq!(page.eval(overflow).await, Value::Bool(false));
    page.eval("document.querySelector('#panel-close').click()").await;
    page.until("the panel is closed", "!document.querySelector('#panel').checkVisibility()").await;
}

pub(crate) async fn buttons_take_at_most_two_rows_on_a_phone(page: Page) {
    const ROWS: &str = "Math.max(...[...document.querySelectorAll('#log .row')].map((row) => new Set([...row.children].map((it) => Math.round(it.getBoundingClientRect().top))).size))";
    for colors in ["dark", "light"] {
        page.screen(390, 844, colors).await;
        page.goto("/").await;
        page.ask("/next helpdesk").await;
        page.wait_for_text("What comes after helpdesk?").await;
        page.screenshot(&format!("phone-answer-{colors}")).await;
        assert!(page.eval(ROWS).await.as_u64().unwrap() <= 2);
        page.ask("/define architect").await;
        page.wait_for_text("architect").await;
        page.screenshot(&format!("phone-define-{colors}")).await;
        assert!(page.eval(ROWS).await.as_u64().unwrap() <= 2);
    }
}

pub(crate) async fn the_keyboard_is_enough(page: Page) {
    const FOCUS: &str = "document.activeElement";
    page.press(&[Key::Tab]).await;
    page.until("the first stop is the skip link", &format!("{FOCUS}.className === 'skip'")).await;
    page.press(&[Key::Enter, Key::Tab]).await;
    page.until("the box has the focus", &format!("{FOCUS}.id === 'message'")).await;
    page.type_text("/next").await;
    page.press(&[Key::Enter]).await;
    page.until("the option has the focus", &format!("{FOCUS}.getAttribute('role') === 'combobox'")).await;
    page.type_text("helpd").await;
    page.until("suggestions are open", &format!("{FOCUS}.getAttribute('aria-expanded') === 'true'")).await;
    page.press(&[Key::Down]).await;
    page.until("an option is active", &format!("document.getElementById({FOCUS}.getAttribute('aria-activedescendant'))?.getAttribute('aria-selected') === 'true'")).await;
    page.press(&[Key::Enter, Key::Enter]).await;
    page.wait_for_text("What comes after helpdesk?").await;
    page.until("the box has the focus again", &format!("{FOCUS}.id === 'message'")).await;
    // To the messages, and to a button of the last one.
    page.eval("document.querySelector('#log').focus()").await;
    page.press(&[Key::Up]).await;
    page.until("the message has the focus", &format!("{FOCUS}.classList.contains('message')")).await;
    let is_button = format!("{FOCUS}.tagName === 'BUTTON' && {FOCUS}.innerText.includes('More')");
    for _ in 0..20 {
        if page.eval(&is_button).await == Value::Bool(true) {
            break;
        }
        page.press(&[Key::Tab]).await;
    }
    page.until("the button has the focus", &is_button).await;
    page.press(&[Key::Enter]).await;
    page.wait_for_text("Page 1 of").await;
    page.until("the changed message has the focus", &format!("{FOCUS}.classList.contains('message')")).await;
    // A command can be canceled.
    page.eval("document.querySelector('#message').focus()").await;
    page.type_text("/next ").await;
    page.until("the option has the focus", &format!("{FOCUS}.getAttribute('role') === 'combobox'")).await;
    page.press(&[Key::Backspace]).await;
    page.until("the box is back", &format!("{FOCUS}.id === 'message' && {FOCUS}.value === '/next'")).await;
}

pub(crate) async fn axe_finds_nothing_serious(page: Page) {
    let axe = std::fs::read_to_string(std::env::var_os(AXE_VARIABLE).unwrap()).unwrap();
    for colors in ["light", "dark"] {
        page.screen(1400, 900, colors).await;
        page.goto("/").await;
        audit(&page, &axe, "the start").await;
        page.ask("/next role:helpdesk private:true").await;
        page.wait_for_text("Only you can see this").await;
        page.ask("@nextrole I'm a sysadmin, could I become an architect?").await;
        page.wait_for_text("APP").await;
        audit(&page, &axe, "answers").await;
        page.screenshot(&format!("desktop-{colors}")).await;
        page.eval("document.querySelector('#message').focus()").await;
        page.type_text("/").await;
        page.until("commands are listed", "document.querySelector('#composer .listbox:not([hidden])')").await;
        audit(&page, &axe, "the list of commands").await;
        page.type_text("next ").await;
        page.until("suggestions are listed", "document.querySelector('.pill .listbox:not([hidden])')").await;
        audit(&page, &axe, "a command").await;
        page.press(&[Key::Escape, Key::Escape]).await;
        page.eval("document.querySelector('#log .message .more').click()").await;
        audit(&page, &axe, "the menu").await;
        page.press(&[Key::Escape]).await;
        page.eval("[...document.querySelectorAll('#traffic details')].at(-1).open = true").await;
        audit(&page, &axe, "the traffic").await;
        for tab in ["Faults", "Knowledge"] {
            page.click("[role=tab]", tab).await;
            audit(&page, &axe, tab).await;
        }
    }
    // After a save that changes answers, and after one with a mistake.
    for (file, text, shown) in [
        (
            "new.toml",
            "[[role]]\nid = \"lighthouse-keeper\"\nname = \"Lighthouse keeper\"\n",
            "#saved:not(.broken, [hidden])",
        ),
        ("mistake.toml", "[[role]]\nid = \"helpdesk\"\nname = \"Helpdesk\"\n", ".beside.broken"),
    ] {
        page.ask("/next helpdesk").await;
        page.wait_for_text("What comes after helpdesk?").await;
        std::fs::write(page.knowledge.path().join(file), text).unwrap();
        page.until("the page tells of the save", &format!("document.querySelector('{shown}')?.checkVisibility()"))
            .await;
        page.eval("document.querySelectorAll('.change details').forEach((it) => (it.open = true))").await;
        audit(&page, &axe, file).await;
    }
    std::fs::remove_file(page.knowledge.path().join("mistake.toml")).unwrap();
    page.screen(390, 844, "dark").await;
    page.goto("/#/next%20helpdesk").await;
    page.wait_for_text("What comes after helpdesk?").await;
    audit(&page, &axe, "a phone").await;
}

/// Runs axe-core on the page.
async fn audit(page: &Page, axe: &str, what: &str) {
    if page.eval("typeof axe").await == "undefined" {
        // Through WebDriver: the page's own policy would block it.
        page.client.execute(&format!("{axe}; window.axe = axe;"), Vec::new()).await.unwrap();
    }
    let run = "const done = arguments[0]; axe.run().then((found) => done(found.violations \
               .filter(({ impact }) => impact === 'serious' || impact === 'critical') \
               .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`)), \
               (error) => done([String(error)]));";
    let found = page.client.execute_async(run, Vec::new()).await.unwrap();
    assert_eq!(found, Value::Array(Vec::new()), "{what}");
}
