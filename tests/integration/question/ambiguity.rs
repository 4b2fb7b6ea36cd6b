//! Names that are not certain: what is repeated, and how many candidates there are.

use nextrole::answer::Engine;
use nextrole::question::{Question, Understood};

use super::{check, engine};
use crate::knowledge_of;

#[test]
fn terms() {
    check(&[
        ("/next manager", "ambiguous manager: theatre-manager clinic-manager"),
        // A field that is no role has no next step.
        ("/next telemedicine", "not found telemedicine: "),
        ("/define telemedicine", "define term telemedicine"),
    ]);
}

#[test]
fn a_slip_is_interpreted() {
    check(&[
        ("/next matrn", "next matron; “matrn” is matron"),
        ("/next clinc manger", "next clinic-manager; “clinc manger” is clinic-manager"),
    ]);
}

#[test]
fn what_was_typed_is_repeated_on_one_short_line() {
    let engine = engine();
    let typed = |text: &str| match engine.understand(&Question::parse(&format!("/next {text}")).unwrap()) {
        Understood::NotFound(not_found) => not_found.typed,
        other => panic!("{text:?}: {other:?}"),
    };
    assert_eq!(typed("xyzzy\u{0}\n  plugh"), "xyzzy plugh");
    let long = typed(&"é".repeat(5000));
    assert_eq!((long.chars().count(), long.ends_with('…')), (101, true));
}

#[test]
fn a_menu_has_room_for_all_candidates() {
    let roles: String =
        (0..40).map(|number| format!("[[role]]\nid = \"r{number}\"\nname = \"Nurse {number}\"\n")).collect();
    let covers: Vec<String> = (0..40).map(|number| format!("\"r{number}\"")).collect();
    let term = format!("[[term]]\nid = \"t\"\nname = \"Carer\"\ncovers = [{}]\n", covers.join(", "));
    let engine = Engine::new(knowledge_of(&(roles + &term)));
    let candidates = |typed: &str| match engine.understand(&Question::parse(typed).unwrap()) {
        Understood::Ambiguous(ambiguous) => (ambiguous.candidates.len(), ambiguous.half.map(|half| half.others.len())),
        other => panic!("{typed}: {other:?}"),
    };
    assert_eq!(candidates("/next carer"), (25, None));
    // Of two ambiguous halves, the second is asked about later.
    assert_eq!(candidates("/path carer to carer"), (25, Some(1)));
}
