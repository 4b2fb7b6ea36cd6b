//! Several people in one channel.

use crate::page::Page;

const COUNT: &str = "document.querySelectorAll('#log .message').length";

pub(crate) async fn a_private_answer_is_visible_to_one_person(page: Page) {
    page.ask("/next role:helpdesk private:true").await;
    page.wait_for_text("Only you can see this").await;
    page.screenshot("private").await;
    page.switch_to("ben").await;
    page.until("ben sees no message", &format!("{COUNT} === 0")).await;
    page.switch_to("ada").await;
    page.wait_for_text("Only you can see this").await;
    page.click("#log button", "Dismiss message").await;
    page.until("the message is gone", &format!("{COUNT} === 0")).await;
}

pub(crate) async fn a_private_answer_can_be_shared(page: Page) {
    page.ask("/next role:helpdesk private:true").await;
    page.wait_for_text("Only you can see this").await;
    page.click("#log .button", "Share").await;
    page.until("there is a second message", &format!("{COUNT} === 2")).await;
    page.switch_to("ben").await;
    page.wait_for_text("What comes after helpdesk?").await;
    page.wait_for_text("@ada").await;
}

pub(crate) async fn another_persons_button_answers_privately(page: Page) {
    page.ask("/next helpdesk").await;
    page.wait_for_text("What comes after helpdesk?").await;
    page.switch_to("mo").await;
    page.click("#log .button", "More").await;
    page.wait_for_text("Only you can see this").await;
    page.switch_to("ada").await;
    page.until("ada sees only her own message", &format!("{COUNT} === 1")).await;
    assert!(!page.last_text().await.contains("(edited)"));
}
