//! The tests, by what they are about.

mod access;
mod knowledge;
mod people;
mod talk;
mod trouble;

use std::future::Future;
use std::pin::Pin;

use crate::page::Page;

/// What a test does with its page; it fails by panicking.
pub(crate) type Test = fn(Page) -> Pin<Box<dyn Future<Output = ()> + Send>>;

/// The test that needs the script of axe-core.
pub(crate) const AUDIT: &str = "access::an_audit_finds_nothing_serious";

/// Every test.
pub(crate) fn all() -> Vec<(&'static str, Test)> {
    macro_rules! cases {
        ($($name:path),* $(,)?) => { vec![$((stringify!($name), |page| Box::pin($name(page)))),*] };
    }
    cases![
        talk::a_command_is_typed_chosen_and_answered,
        talk::buttons_lead_on_in_place,
        talk::the_map_is_a_picture_with_words,
        talk::an_address_asks_again,
        talk::a_mention_and_a_direct_message_are_answered,
        talk::a_message_has_a_menu_of_its_own,
        people::a_private_answer_is_for_one,
        people::a_private_answer_can_be_shared,
        people::somebody_elses_button_answers_privately,
        knowledge::a_saved_file_is_taken_up,
        knowledge::a_broken_file_is_shown_and_the_last_good_one_answers,
        knowledge::hostile_knowledge_is_text,
        trouble::a_dropped_socket_is_resumed,
        trouble::no_answer_in_time_is_said,
        trouble::an_unknown_route_is_loud,
        access::a_telephone_is_wide_enough,
        access::the_keyboard_is_enough,
        access::an_audit_finds_nothing_serious,
    ]
}
