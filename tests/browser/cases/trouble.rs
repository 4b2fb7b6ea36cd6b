//! When the connection fails, or the bot does.

use serde_json::json;

use crate::page::Page;

pub(crate) async fn a_dropped_socket_is_resumed(page: Page) {
    page.click("[role=tab]", "Faults").await;
    page.shoot("faults").await;
    page.click("#faults button", "Drop the socket").await;
    page.until("it was resumed", "document.querySelector('#faults .now').innerText.includes('resumed: 1')").await;
    page.until("the bot is there", "document.querySelector('#connection.there')").await;
    page.asks("/next helpdesk").await;
    page.says("What comes after Helpdesk?").await;
    // One failure on Discord's side is made good.
    page.look("(() => { const fault = [...document.querySelectorAll('#faults select')][0]; fault.value = 'server-error'; })()").await;
    page.click("#faults button", "Let it go wrong").await;
    page.until("it is planned", "document.querySelector('.planned li')?.innerText.includes('status 500')").await;
    page.asks("/next ops").await;
    page.says("What comes after Ops").await;
    page.click("[role=tab]", "Wire").await;
    page.until("the failure is in the log", "document.querySelector('.line.faulty')?.innerText.includes('500')").await;
}

pub(crate) async fn no_answer_in_time_is_said(page: Page) {
    let break_all = "(() => { const [fault] = document.querySelectorAll('#faults select'); fault.value = 'reset'; \
                     const [times] = document.querySelectorAll('#faults input'); times.value = 20; })()";
    page.click("[role=tab]", "Faults").await;
    page.look(break_all).await;
    page.click("#faults button", "Let it go wrong").await;
    page.until("it is planned", "document.querySelector('.planned li')").await;
    page.asks("/next helpdesk").await;
    page.says("Sending command…").await;
    page.says("The application did not respond").await;
    page.click("[role=tab]", "Wire").await;
    page.until("the broken rule is told", "document.querySelector('#wire .verdict.broken')").await;
    page.shoot("no-answer").await;
    page.click("[role=tab]", "Faults").await;
    page.click("#faults button", "Heal all").await;
    page.until("nothing is planned", "!document.querySelector('.planned li')").await;
    page.asks("/next helpdesk").await;
    page.says("What comes after Helpdesk?").await;
}

pub(crate) async fn an_unknown_route_is_loud(page: Page) {
    let host = page
        .until(
            "the wire shows where Discord is",
            "document.querySelector('#wire').textContent.match(/\"host\": \"([0-9.:]+)\"/)?.[1]",
        )
        .await;
    let unknown = format!("http://{}/api/v10/stickers", host.as_str().unwrap());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = client.post(unknown).json(&json!({})).send().await.unwrap();
    assert_eq!(answer.status(), 404);
    assert_eq!(answer.json::<serde_json::Value>().await.unwrap(), json!({ "message": "404: Not Found", "code": 0 }));
    page.until("it is shown", "document.querySelector('.line.broken .unknown')?.innerText === 'UNKNOWN ROUTE'").await;
    page.until("and counted", "document.querySelector('#tab-wire').innerText.includes('1 ✗')").await;
}
