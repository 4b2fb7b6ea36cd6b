//! The tests, by topic.

mod accessibility;
mod conversation;
mod faults;
mod knowledge;
mod people;

use std::future::Future;
use std::pin::Pin;

use crate::page::Page;

/// A test; it fails by panicking.
pub(crate) type Test = fn(Page) -> Pin<Box<dyn Future<Output = ()> + Send>>;

/// The test that needs axe-core.
pub(crate) const AUDIT: &str = "accessibility::axe_finds_nothing_serious";

/// Every test.
pub(crate) fn all() -> Vec<(&'static str, Test)> {
    macro_rules! cases {
        ($($name:path),* $(,)?) => { vec![$((stringify!($name), |page| Box::pin($name(page)))),*] };
    }
    cases![
        conversation::a_command_is_typed_completed_and_answered,
        conversation::enter_takes_the_only_choice_left,
        conversation::buttons_change_the_message_in_place,
        conversation::the_map_is_a_picture_with_alt_text,
        conversation::a_link_asks_again,
        conversation::the_examples_come_from_the_knowledge,
        conversation::mentions_and_direct_messages_are_answered,
        conversation::a_message_has_a_context_menu,
        conversation::a_suggestion_is_made_in_a_form,
        people::a_private_answer_is_visible_to_one_person,
        people::a_private_answer_can_be_shared,
        people::another_persons_button_answers_privately,
        knowledge::a_saved_file_is_reloaded,
        knowledge::a_broken_file_is_reported_and_the_last_valid_version_answers,
        knowledge::a_mistake_is_shown_beside_the_answer_it_concerns,
        knowledge::a_save_shows_what_changed,
        knowledge::hostile_knowledge_is_shown_as_text,
        faults::a_dropped_connection_is_resumed,
        faults::a_missing_response_is_shown,
        faults::an_unknown_route_is_highlighted,
        accessibility::the_page_fits_on_a_phone,
        accessibility::buttons_take_at_most_two_rows_on_a_phone,
        accessibility::the_keyboard_is_enough,
        accessibility::axe_finds_nothing_serious,
    ]
}
