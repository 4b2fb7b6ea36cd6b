//! More than one person.

use crate::page::Page;

const COUNT: &str = "document.querySelectorAll('#log .message').length";

pub(crate) async fn a_private_answer_is_for_one(page: Page) {
    page.asks("/next role:helpdesk private:true").await;
    page.says("Only you can see this").await;
    page.shoot("private").await;
    page.becomes("ben").await;
    page.until("ben sees nothing", &format!("{COUNT} === 0")).await;
    page.becomes("ada").await;
    page.says("Only you can see this").await;
    page.click("#log button", "Dismiss message").await;
    page.until("it is gone", &format!("{COUNT} === 0")).await;
}

pub(crate) async fn a_private_answer_can_be_shared(page: Page) {
    page.asks("/next role:helpdesk private:true").await;
    page.says("Only you can see this").await;
    page.click("#log .button", "Share with the channel").await;
    page.until("it is there a second time", &format!("{COUNT} === 2")).await;
    page.becomes("ben").await;
    page.says("What comes after Helpdesk?").await;
    page.says("@ada").await;
}

pub(crate) async fn somebody_elses_button_answers_privately(page: Page) {
    page.asks("/next helpdesk").await;
    page.says("What comes after Helpdesk?").await;
    page.becomes("mo").await;
    page.click("#log .button", "More").await;
    page.says("Only you can see this").await;
    page.becomes("ada").await;
    page.until("ada's is as it was", &format!("{COUNT} === 1")).await;
    assert!(!page.last().await.contains("(edited)"));
}
