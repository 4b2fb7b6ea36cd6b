//! Questions that name several roles, or one role more than once, on the shipped knowledge.

use nextrole::question::Question;
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{self, Detail};

use super::words::{check, engine};

#[test]
fn more_than_two_roles_are_all_kept() {
    check(&[
        (
            "helpdesk, NOC or desktop support: which one is best to start?",
            "ambiguous: network-support desktop-support; b of compare, beside helpdesk",
        ),
        ("sysadmin vs network admin vs DBA", "ambiguous: network-admin db-admin; b of compare, beside sysadmin"),
        ("compare sysadmin, devops engineer and sre", "ambiguous: devops-engineer sre; b of compare, beside sysadmin"),
        ("/compare sysadmin, devops engineer and sre", "ambiguous: devops-engineer sre; b of compare, beside sysadmin"),
        // Two are compared at once, and one that is named twice counts once.
        ("sysadmin or network engineer?", "compare sysadmin and network-engineer"),
        ("/compare sysadmin, system administrator, sre", "compare sysadmin and sre"),
        // What the asker has now is not one of the choices.
        ("I'm on the helpdesk. sysadmin or network engineer?", "compare sysadmin and network-engineer"),
    ]);
}

#[test]
fn several_roles_are_offered_one_by_one() {
    let asked = Question::FreeText("sysadmin vs network admin vs DBA".to_owned());
    let answer = engine().answer(engine().understand(&asked), None);
    let reply = reply::reply(&answer, Detail::Brief);
    let commands: Vec<String> = reply.buttons.iter().map(|button| button.question.to_command()).collect();
    let told = text(&reply, Layout { width: usize::MAX, has_styles: false });
    assert!(told.contains("I compare two roles at a time. Which one with System administrator?"), "{told}");
    assert_eq!(commands, ["/compare sysadmin, network-admin", "/compare sysadmin, db-admin"]);
}

#[test]
fn a_command_may_name_the_steps_of_a_way() {
    check(&[
        ("/path helpdesk to sysadmin to sre", "path helpdesk to sre, via sysadmin"),
        ("/path from helpdesk->sysadmin->sre", "path helpdesk to sre, via sysadmin"),
        ("/path helpdesk to sre", "path helpdesk to sre"),
    ]);
}

#[test]
fn one_role_by_two_names() {
    check(&[
        ("what is higher, principal engineer or staff engineer", "compare staff-engineer and staff-engineer"),
        ("what is higher, senior engineer or staff engineer", "compare senior-engineer and staff-engineer"),
    ]);
}

#[test]
fn an_aim_and_what_the_asker_does() {
    check(&[
        ("what would a soc analyst need to do to run the soc some day", "path security-analyst to security-manager"),
        (
            "I want become cloud engineer, 2 year experience in desktop support",
            "path desktop-support to cloud-engineer",
        ),
    ]);
}

#[test]
fn other_people_are_no_start() {
    check(&[
        ("my manager says I should become a cloud architect", "become cloud-architect"),
        ("I wish I were a security engineer", "become security-engineer"),
        ("data analyst. next?", "next data-analyst"),
    ]);
}
