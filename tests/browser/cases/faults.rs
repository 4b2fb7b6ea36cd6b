//! Failing connections and requests, and a bot that breaks the rules.

use serde_json::json;

use crate::page::Page;

pub(crate) async fn a_dropped_connection_is_resumed(page: Page) {
    page.click("[role=tab]", "Faults").await;
    page.screenshot("faults").await;
    page.click("#faults button", "Drop the connection").await;
    page.until(
        "the session was resumed",
        "document.querySelector('#faults .gateway-status').innerText.includes('resumed: 1')",
    )
    .await;
    page.until("the bot is connected", "document.querySelector('#connection.connected')").await;
    page.ask("/next helpdesk").await;
    page.wait_for_text("What comes after helpdesk?").await;
    // The bot retries after one server error.
    page.eval("(() => { const fault = [...document.querySelectorAll('#faults select')][0]; fault.value = 'server-error'; })()").await;
    page.click("#faults button", "Add fault").await;
    page.until("the fault is planned", "document.querySelector('.planned li')?.innerText.includes('status 500')").await;
    page.ask("/next ops").await;
    page.wait_for_text("What comes after ops").await;
    page.click("[role=tab]", "Traffic").await;
    page.until("the failure is listed", "document.querySelector('.line.faulty')?.innerText.includes('500')").await;
}

pub(crate) async fn a_missing_response_is_shown(page: Page) {
    let break_all = "(() => { const [fault] = document.querySelectorAll('#faults select'); fault.value = 'reset'; \
                     const [times] = document.querySelectorAll('#faults input'); times.value = 20; })()";
    page.click("[role=tab]", "Faults").await;
    page.eval(break_all).await;
    page.click("#faults button", "Add fault").await;
    page.until("the fault is planned", "document.querySelector('.planned li')").await;
    page.ask("/next helpdesk").await;
    page.wait_for_text("Sending command…").await;
    page.wait_for_text("The application did not respond").await;
    page.click("[role=tab]", "Traffic").await;
    page.until("the violation is shown", "document.querySelector('#traffic .verdict.broken')").await;
    page.screenshot("no-answer").await;
    page.click("[role=tab]", "Faults").await;
    page.click("#faults button", "Clear faults").await;
    page.until("no fault is planned", "!document.querySelector('.planned li')").await;
    page.ask("/next helpdesk").await;
    page.wait_for_text("What comes after helpdesk?").await;
}

pub(crate) async fn an_unknown_route_is_highlighted(page: Page) {
    let host = page
        .until(
            "the traffic shows Discord's address",
            "document.querySelector('#traffic').textContent.match(/\"host\": \"([0-9.:]+)\"/)?.[1]",
        )
        .await;
    let unknown = format!("http://{}/api/v10/stickers", host.as_str().unwrap());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = client.post(unknown).json(&json!({})).send().await.unwrap();
    assert_eq!(answer.status(), 404);
    assert_eq!(answer.json::<serde_json::Value>().await.unwrap(), json!({ "message": "404: Not Found", "code": 0 }));
    page.until(
        "the route is highlighted",
        "document.querySelector('.line.broken .unknown')?.innerText === 'UNKNOWN ROUTE'",
    )
    .await;
    page.until("the violation is counted", "document.querySelector('#tab-traffic').innerText.includes('1 ✗')").await;
}
