//! The job among the names of a member's server roles.

use nextrole::question::Question;

use super::{engine, told};

#[test]
fn the_one_that_names_a_job() {
    let engine = engine();
    let cases: &[(&[&str], &str)] = &[
        (&["Nurse"], "next nurse; “Nurse” is nurse"),
        (&["@everyone", "Book club", "registered  nurse"], "next nurse; “registered nurse” is nurse"),
        (&["Nurse", "registered nurse"], "next nurse; “Nurse” is nurse"),
        (&["Nurse", "Matron"], "ambiguous: nurse matron"),
        // A term is no role.
        (&["Manager"], "not found: "),
        (&["Book club"], "not found: "),
        (&[], "not found: "),
    ];
    for (names, expected) in cases {
        let question = Question::ServerRoles(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(told(&engine, &question), *expected, "{names:?}");
    }
}

#[test]
fn a_name_behind_the_limit_of_a_server_is_not_read() {
    let engine = engine();
    let mut names = vec!["Book club".to_owned(); 250];
    names.push("Nurse".to_owned());
    assert_eq!(told(&engine, &Question::ServerRoles(names)), "not found: ");
}
