//! Inputs that were once misread, one of each kind, on the shipped knowledge: what is asked, about which roles, and
//! whether it is asked back.

use super::understood;
use super::words::{check, engine};

#[test]
fn questions_in_words() {
    check(&[
        // goal only
        ("how do I become a network engineer?", "become network-engineer"),
        ("what skills do I need to become a cloud engineer", "become cloud-engineer"),
        ("requirements for cloud engineer", "become cloud-engineer"),
        ("what are the requirements for solutions architect?", "become solutions-architect"),
        // X to Y
        ("helpdesk to sysadmin", "path helpdesk to sysadmin"),
        ("path helpdesk to sre", "path helpdesk to sre"),
        ("moving up in the NOC: technician to engineer", "path network-support to network-engineer"),
        ("in networking: technician to engineer", "path network-support to network-engineer"),
        ("network team, tech to engineer", "path network-support to network-engineer"),
        // a role dropped
        ("can a sysadmin become a DBA?", "path sysadmin to db-admin"),
        ("should I stay a DBA or become a developer?", "compare db-admin and developer"),
        ("backend dev looking to get into devops", "path developer to devops-engineer"),
        (
            "can programmers become DBAs, and can network admins?",
            "ambiguous: programmer network-admin; from of path, beside db-admin",
        ),
        // whose, when
        (
            "my goal is to be an enterprise architect, I'm on a tier 1 help desk",
            "path helpdesk to enterprise-architect",
        ),
        (
            "after 2 years as an application support engineer I want to be a developer",
            "path app-ops-engineer to developer",
        ),
        ("my current official job title is systems administrator, but I do second level PC support", "next sysadmin"),
        ("I left system administration after ten years, now I'm a sales engineer. next?", "next technical-sales"),
        ("I have worked as a technical support specialist for four years", "next helpdesk"),
        ("my manager keeps asking me where I want to be in 5 years. I'm a network admin", "next network-admin"),
        ("manager keeps asking me about my career goals, I do desktop support. ideas?", "next desktop-support"),
        (
            "I have 2 years experience in desktop support. how do I become a sysadmin",
            "path desktop-support to sysadmin",
        ),
        ("how many years of experience until I can be a sysadmin", "become sysadmin, how long"),
        // topic without a role
        ("do I stay technical or go into management?", "dispute technical-or-management"),
        ("how do I get into cybersecurity from another part of IT?", "become security-analyst"),
        ("is cloud for me if I am bad at coding?", "become cloud-engineer"),
        ("my boss wants me to become a manager, I'd rather stay an engineer", "dispute technical-or-management"),
        ("demotion from team lead back to engineer", "dispute back-from-management"),
        ("from tech lead back to senior engineer", "path tech-lead to senior-engineer"),
        // department, acronym
        ("I work in the NOC, what next?", "next network-support"),
        ("network operations center", "next network-support"),
        ("manual tester for 3 years, what next", "next qa-engineer"),
        ("penetration tester, what next", "next pen-tester"),
        // type of question
        ("is a systems engineer above a sysadmin?", "compare system-engineer and sysadmin"),
        ("sysadmin or network engineer?", "compare sysadmin and network-engineer"),
        ("what makes a sysadmin a senior sysadmin?", "compare sysadmin and senior-admin"),
        ("is devops a good first job?", "dispute begin-as-sre-or-devops"),
        // out of scope
        ("how long should I stay on the help desk?", "dispute how-long-on-helpdesk"),
        ("is an AWS certificate worth it?", "out of scope certificates"),
        ("what does an SRE earn?", "out of scope pay, sre"),
        ("should I leave IT", "out of scope other"),
        ("is IT still worth it", "out of scope other"),
        ("I'm leaving my DBA job, what now", "next db-admin"),
        // dialogue
        ("hi", "help greeting"),
        ("help", "help help"),
        ("thanks!", "help thanks"),
        ("next helpdesk", "next helpdesk"),
        ("hey  /next helpdesk please", "next helpdesk"),
        ("!next helpdesk", "next helpdesk"),
        ("what comes after deployment?", "next deployment"),
    ]);
}

#[test]
fn adjectives_are_no_roles() {
    check(&[
        ("super", "help thanks"),
        ("super helpful", "help thanks"),
        ("thx that's super useful", "help thanks"),
        ("thanks, super clear now", "help thanks"),
        ("prima", "help thanks"),
        ("top", "help thanks"),
        ("mega hilfreich, danke", "help thanks"),
        ("merci c'est super utile", "help thanks"),
        ("muito bom, obrigado", "help thanks"),
        ("que bueno, gracias", "help thanks"),
        ("super excited, new sysadmin here! what comes next?", "next sysadmin"),
        ("helpdesk supervisor, what next?", "next service-desk-manager"),
    ]);
}

#[test]
fn a_word_for_several_roles_is_compared_or_asked_back() {
    for (asked, half) in [
        ("whats higher, principal or staff", "; a of compare, beside staff-engineer"),
        ("which is more senior, staff or principal", "; b of compare, beside staff-engineer"),
        ("principal vs staff", "; a of compare, beside staff-engineer"),
    ] {
        let got = understood(engine(), asked);
        assert!(got.starts_with("ambiguous: staff-engineer strategic-consultant"), "{asked}: {got}");
        assert!(got.ends_with(half), "{asked}: {got}");
    }
    check(&[
        ("staff engineer vs senior engineer", "compare staff-engineer and senior-engineer"),
        ("cats or dogs, which is better", "not found: "),
    ]);
}

#[test]
fn a_field_as_the_aim_in_other_languages() {
    check(&[
        ("soy técnico de soporte, quiero pasar a ciberseguridad", "path helpdesk to security-analyst"),
        ("ich bin im helpdesk und will in die cybersecurity", "path helpdesk to security-analyst"),
        ("je suis technicien support et je veux passer à la cybersécurité", "path helpdesk to security-analyst"),
        ("sou técnico de suporte e quero ir para a cibersegurança", "path helpdesk to security-analyst"),
        ("soy administrador de sistemas y quiero irme a la nube", "path sysadmin to cloud-engineer"),
        ("sou analista de suporte, quero migrar para cloud", "path helpdesk to cloud-engineer"),
    ]);
}
