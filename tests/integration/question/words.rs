//! Questions in words, as members ask them, on the shipped knowledge.

use std::sync::OnceLock;

use nextrole::answer::Engine;
use nextrole::question::Question;
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{self, Detail};

use super::understood;

pub(super) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(crate::shipped()))
}

/// What is understood of each text, without how names were read.
pub(super) fn check(cases: &[(&str, &str)]) {
    let engine = engine();
    let wrong: Vec<String> = cases
        .iter()
        .map(|(typed, expected)| (typed, expected, understood(engine, typed)))
        .filter(|(_, expected, got)| got.split("; “").next() != Some(*expected))
        .map(|(typed, expected, got)| format!("{typed:?}\n  expected {expected}\n  got      {got}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_goal_alone() {
    check(&[
        ("how do I become a network engineer?", "become network-engineer"),
        ("what skills do I need to become a cloud engineer", "become cloud-engineer"),
        ("what jobs lead to cloud architect", "become cloud-architect"),
        ("what background do security engineers have", "become security-engineer"),
    ]);
}

#[test]
fn from_one_role_to_another() {
    check(&[
        ("helpdesk to sysadmin", "path helpdesk to sysadmin"),
        ("sysadmin ➜ cloud engineer, what's in between?", "path sysadmin to cloud-engineer"),
        ("path helpdesk to sre", "path helpdesk to sre"),
        ("backend dev looking to get into devops", "path developer to devops-engineer"),
        ("can a sysadmin become a DBA?", "path sysadmin to db-admin"),
        (
            "my goal is to be an enterprise architect, I'm on a tier 1 help desk",
            "path helpdesk to enterprise-architect",
        ),
        (
            "after 2 years as an application support engineer I want to be a developer",
            "path app-ops-engineer to developer",
        ),
        ("what are the steps from service desk to CISO", "path helpdesk to ciso"),
        ("looking for a path out of desktop support into cloud", "path desktop-support to cloud-engineer"),
    ]);
}

#[test]
fn two_roles_side_by_side() {
    check(&[
        ("should I stay a DBA or become a developer?", "compare db-admin and developer"),
        ("is a systems engineer above a sysadmin?", "compare system-engineer and sysadmin"),
        ("sysadmin or network engineer?", "compare sysadmin and network-engineer"),
        ("what makes a sysadmin a senior sysadmin?", "compare sysadmin and senior-admin"),
        ("is a DBA senior to a developer?", "compare db-admin and developer"),
    ]);
}

#[test]
fn whose_role_and_when() {
    check(&[
        ("my current official job title is systems administrator, but I do second level PC support", "next sysadmin"),
        ("I left system administration after ten years, now I'm a sales engineer. next?", "next technical-sales"),
        ("I have worked as a technical support specialist for four years", "next helpdesk"),
        ("my boss is an IT manager and I am on the help desk. where can I go from here", "next helpdesk"),
        ("I don't want to be a manager, I'm a senior engineer. what else is there?", "next senior-engineer"),
        ("I used to be a developer, now I'm an IT manager. what's next?", "next it-manager"),
    ]);
}

#[test]
fn a_topic_without_a_role() {
    check(&[
        ("do I stay technical or go into management?", "dispute technical-or-management"),
        ("should i go management or stay technical", "dispute technical-or-management"),
        ("manager track or IC track?", "dispute technical-or-management"),
        ("how do I get into cybersecurity from another part of IT?", "become security-analyst"),
        ("is cloud for me if I am bad at coding?", "become cloud-engineer"),
        ("is devops a good first job?", "dispute begin-as-sre-or-devops"),
        ("certs or experience?", "dispute certificates-or-experience"),
        ("do I need helpdesk first?", "dispute helpdesk-launching-pad"),
        ("how long should I stay on the help desk?", "dispute how-long-on-helpdesk"),
        ("is there a future for sysadmins", "dispute end-of-system-administration"),
        ("do people disagree about anything here?", "disputes"),
    ]);
}

#[test]
fn a_department_or_a_service() {
    check(&[
        ("I work in the NOC, what next?", "next network-support"),
        ("what comes after deployment?", "next deployment"),
    ]);
}

#[test]
fn out_of_scope() {
    check(&[
        ("is an AWS certificate worth it?", "out of scope certificates"),
        ("what does an SRE earn?", "out of scope pay, sre"),
        ("can you review my CV", "out of scope applications"),
        ("tell me a joke", "out of scope other"),
    ]);
}

#[test]
fn small_talk_and_commands_in_words() {
    check(&[
        ("hi", "help greeting"),
        ("help", "help help"),
        ("thanks!", "help thanks"),
        ("who are you?", "help help"),
        ("next helpdesk", "next helpdesk"),
        ("hey  /next helpdesk please", "next helpdesk"),
        ("!next helpdesk", "next helpdesk"),
    ]);
}

#[test]
fn other_languages() {
    check(&[
        ("wie werde ich Systemadministrator?", "become sysadmin"),
        ("was kommt nach dem Helpdesk?", "next helpdesk"),
        ("comment devenir administrateur système ?", "become sysadmin"),
        ("différence entre sysadmin et devops", "compare sysadmin and devops-engineer"),
        ("¿qué hace un sysadmin?", "define sysadmin"),
        ("de helpdesk a sysadmin", "path helpdesk to sysadmin"),
        ("qual é o próximo passo depois de sysadmin?", "next sysadmin"),
        ("como me torno um SRE?", "become sre"),
    ]);
}

#[test]
fn a_language_that_is_not_understood_is_said_so() {
    let said = |asked: &str| {
        let answer = engine().respond(&Question::FreeText(asked.to_owned()));
        text(&reply::reply(&answer, Detail::Brief), Layout { width: usize::MAX, has_styles: false })
    };
    for asked in ["Як стати DevOps після п'яти років роботи?", "Saya ingin pindah kerja jadi DevOps bagaimana caranya"]
    {
        assert!(said(asked).contains("I only understood “DevOps” in this message."), "{asked}: {}", said(asked));
    }
    for asked in ["devops", "what comes after DevOps?", "was kommt nach DevOps?", "sysadmin, 10 yrs, bored"] {
        assert!(!said(asked).contains("I only understood"), "{asked}: {}", said(asked));
    }
}

#[test]
fn all_of_it_alone() {
    let answer = understood(engine(), "solo IT dept, next?");
    assert!(answer.contains("it-generalist") || answer.contains("sysadmin"), "{answer}");
    assert!(!answer.starts_with("next it-manager"), "{answer}");
}

#[test]
fn two_ways_in_one_sentence() {
    let answer = understood(engine(), "can programmers become DBAs, and can network admins?");
    assert_eq!(answer, "ambiguous: programmer network-admin; from of path, beside db-admin");
}

#[test]
fn words_and_signs_between_roles() {
    check(&[
        ("dba -> data engineer", "path db-admin to data-engineer"),
        ("BA → product manager, anyone?", "path business-analyst to product-manager"),
        ("data architect versus data engineer", "compare db-architect and data-engineer"),
        ("compare sysadmin, devops engineer and sre", "ambiguous: devops-engineer sre; b of compare, beside sysadmin"),
    ]);
}

#[test]
fn a_word_of_small_talk_beside_another_is_none() {
    check(&[("nurses aide", "not found: "), ("Occupational Therapy Aide", "not found: ")]);
}

#[test]
fn a_dispute_is_only_meant_if_enough_of_it_is_said() {
    check(&[
        ("Is solutions architect just sales with a nicer name?", "dispute solutions-architect-a-seller"),
        ("I write docs for an API company (technical writer). is there anything after this", "next technical-writer"),
    ]);
}

#[test]
fn a_word_for_several_roles_is_asked_back_even_if_a_near_field_has_it() {
    let told = understood(engine(), "Business Continuity Analyst");
    assert!(told.starts_with("ambiguous analyst: "), "{told}");
}

#[test]
fn of_what_is_not_found_the_three_nearest_are_named() {
    let told = understood(engine(), "Bingo Manager");
    assert_eq!(told.strip_prefix("not found: ").map(|nearest| nearest.split(' ').count()), Some(3), "{told}");
}
