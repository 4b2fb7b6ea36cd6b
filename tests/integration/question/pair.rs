//! Two roles in one text.

use nextrole::question::second_starts;

use super::check;

#[test]
fn texts_are_cut_where_both_roles_are_found() {
    check(&[
        ("/path nurse to matron", "path nurse to matron"),
        ("/path from nurse to matron", "path nurse to matron"),
        ("/path nurse into matron", "path nurse to matron"),
        ("/path nurse matron", "path nurse to matron"),
        ("/path nurse -> matron", "path nurse to matron"),
        ("/path nurse => matron", "path nurse to matron"),
        ("/path senior nurse to clinic manager", "path senior-nurse to clinic-manager"),
        ("/compare nurse, matron", "compare nurse and matron"),
        ("/compare between nurse and matron", "compare nurse and matron"),
        ("/compare nurse or matron", "compare nurse and matron"),
        ("/compare nurse/matron", "compare nurse and matron"),
        ("/compare matron against nurse", "compare matron and nurse"),
        // A name may hold the words between two names.
        ("/compare research and development lead and nurse", "compare rd-lead and nurse"),
        ("/compare nurse and research and development lead", "compare nurse and rd-lead"),
        ("/compare nurse, nurse", "compare nurse and nurse"),
    ]);
}

#[test]
fn half_a_question_keeps_the_other_half() {
    check(&[
        ("/path nurse", "not found: ; to of path, beside nurse"),
        ("/path nurse to xyzzy", "not found: ; to of path, beside nurse"),
        ("/compare xyzzy, matron", "not found: ; a of compare, beside matron"),
        ("/path manager to nurse", "ambiguous manager: theatre-manager clinic-manager; from of path, beside nurse"),
        ("/path manager to manager", "ambiguous manager: theatre-manager clinic-manager; from of path, beside manager"),
        // What is not known at all is said first.
        ("/path manager to xyzzy", "not found: ; to of path, beside manager"),
    ]);
}

#[test]
fn the_second_role_starts_behind_a_word_or_sign() {
    let cases = [
        ("nurse to ma", Some("ma")),
        ("nurse -> ma", Some("ma")),
        ("nurse, ", Some("")),
        ("nurse", None),
        ("", None),
        ("research and dev", Some("dev")),
        ("é→é", Some("é")),
    ];
    for (typed, expected) in cases {
        assert_eq!(second_starts(typed).map(|start| &typed[start..]), expected, "{typed:?}");
    }
}
