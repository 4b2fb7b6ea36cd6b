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
fn a_word_for_several_roles_alone_is_asked_back_and_no_dispute() {
    let asked_back = [
        ("I am a manager", "ambiguous manager: it-manager ops-manager"),
        ("who is the best manager", "ambiguous manager: it-manager ops-manager"),
        ("lead", "ambiguous: tech-lead engineering-manager"),
        ("I'm a lead.", "ambiguous: tech-lead engineering-manager"),
        ("I'm a lead, what next?", "ambiguous: tech-lead engineering-manager"),
        ("as a senior, where do I go?", "ambiguous: senior-engineer senior-admin"),
    ];
    for (text, first) in asked_back {
        let got = understood(engine(), text);
        assert!(got.starts_with(first), "{text:?} is understood as {got}");
    }
    check(&[
        // what is no name by itself is none beside "is"
        ("is a degree needed?", "not found: "),
        ("is it hard?", "not found: "),
        ("I'm burned out, what next?", "not found: "),
        // names as before
        ("IS manager", "next it-manager"),
        ("it support lead", "next service-desk-manager"),
        ("Sr. Net. Eng.", "next network-engineer"),
        // a dispute in more than a word
        ("management or technical", "dispute technical-or-management"),
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

#[test]
fn a_way_told_in_other_words() {
    check(&[
        (
            "im a QA person and my company has an opening for scrum master. is that a thing people do",
            "path qa-engineer to it-project-manager",
        ),
        ("currently noc, dream is netsec", "path network-support to security-engineer"),
        ("whats the fastest route to CISO if you start on the service desk", "path helpdesk to ciso"),
        ("can i skip sysadmin and go helpdesk > cloud architect", "path helpdesk to cloud-architect"),
        ("desktop support here. is security analyst too far away?", "path desktop-support to security-analyst"),
        (
            "if you're a DBA today and you want out into data engineering, what do you do first",
            "path db-admin to data-engineer",
        ),
        ("help desk > ??? > CISO", "path helpdesk to ciso"),
        ("helpdesk? > no, I am a sysadmin. what next", "next sysadmin"),
        ("trying to escape tier 1 for a NOC job", "path helpdesk to network-support"),
        ("I'm a DBA and my manager suggested data engineering", "path db-admin to data-engineer"),
        ("infra engineer turning platform engineer, sane?", "path infra-engineer to platform-engineer"),
        ("storage admin wondering about cloud", "path storage-engineer to cloud-engineer"),
        (
            "I'm on second line and my aim for the next five years is solutions architect",
            "path second-line-support to solutions-architect",
        ),
        (
            "So I've been at an MSP for three years, started answering phones and now they let me do some server patching. My title is still help desk technician. My cousin is a cloud engineer and says I could do that too if I learned terraform. Honestly I like the idea. What would the way there look like for me?",
            "path helpdesk to cloud-engineer",
        ),
        ("wie wird man vom Systemadministrator zum Cloud Architekten?", "path sysadmin to cloud-architect"),
        ("como virar analista de segurança vindo do helpdesk?", "path helpdesk to security-analyst"),
        ("comment on devient architecte cloud quand on est admin système", "path sysadmin to cloud-architect"),
        // Somebody else's role without a wish is no aim.
        ("my cousin is a cloud engineer. I'm on the help desk, what next?", "next helpdesk"),
    ]);
}

#[test]
fn a_comparison_told_in_other_words() {
    check(&[
        (
            "my company renamed all sysadmins to systems engineers. is that a promotion?",
            "compare sysadmin and system-engineer",
        ),
        ("they say tier 3 is the same as sysadmin, agree?", "compare system-engineer and sysadmin"),
        ("what does a system engineer have over a sysadmin", "compare system-engineer and sysadmin"),
        ("¿es lo mismo un sysadmin que un devops?", "compare sysadmin and devops-engineer"),
    ]);
    let unknown = understood(engine(), "IC4 vs staff engineer");
    assert_eq!(unknown, "not found: ; a of compare, beside staff-engineer");
}

#[test]
fn a_dispute_told_in_other_words() {
    check(&[
        ("do you think the sysadmin job will exist in 10 years", "dispute end-of-system-administration"),
        ("will chatgpt take over our sysadmin jobs", "dispute end-of-system-administration"),
        ("my company only promotes people who manage. do i have to?", "dispute technical-or-management"),
        ("my dad says get certs, my prof says get experience. who is right?", "dispute certificates-or-experience"),
        ("vale a pena virar gestor ou ficar técnico?", "dispute technical-or-management"),
        ("is an architect the boss of a manager or the reverse", "dispute architect-and-manager"),
        ("is leadership the only way to grow", "dispute technical-or-management"),
        ("do certs beat experience", "dispute certificates-or-experience"),
        ("is a Security+ certificate good", "out of scope certificates"),
        ("isn't helpdesk just wasted years", "dispute helpdesk-launching-pad"),
        ("on which questions do your sources not agree", "disputes"),
    ]);
}

#[test]
fn a_definition_told_in_other_words() {
    check(&[
        ("wth is an SRE", "define sre"),
        (
            "my new title is \"infrastructure operations engineer\", what does that even mean",
            "define infra-ops-engineer",
        ),
        ("difference aside, what does a cloud architect actually produce", "define cloud-architect"),
        ("i keep seeing finops everywhere. huh?", "define finops-engineer"),
        ("Ops?? what is it", "define ops"),
        ("got hired as a \"platform engineer\" lol what did i sign up for", "define platform-engineer"),
        ("in one sentence: data engineer", "define data-engineer"),
        ("what does it mean to be a staff engineer", "define staff-engineer"),
        ("is a cloud engineer someone who codes?", "define cloud-engineer"),
    ]);
}

#[test]
fn an_origin_told_in_other_words() {
    check(&[
        ("which jobs come before IT manager", "become it-manager"),
        ("what comes right before CTO", "become cto"),
        ("tell me the steps into data engineering", "become data-engineer"),
        ("my son dreams of being a penetration tester. what should he do first?", "become pen-tester"),
        ("what do I have to do to be promoted to senior engineer", "become senior-engineer"),
        ("how do I go about being a business analyst", "become business-analyst"),
        ("what skills make a security engineer", "become security-engineer"),
        ("what comes after CTO", "next cto"),
    ]);
}

#[test]
fn the_bot_asked_about_itself() {
    check(&[
        ("where does this bot get its info", "about"),
        ("who wrote these opinions", "about"),
        ("are those real people you quote", "about"),
        ("which people are behind the answers you give", "about"),
        ("what data do you collect from us", "about"),
        ("who maintains this bot", "about"),
        ("can I trust what you say?", "about"),
        ("do you guys have an opinion yourself or only quote", "about"),
        ("when was this last updated", "about"),
        ("are my questions private", "about"),
        ("tell me about yourself", "about"),
        ("where did you learn all that", "about"),
        ("github link?", "about"),
        ("what else can you do", "help help"),
        ("do you work in DMs", "help help"),
        // What others do is none of it.
        ("who maintains servers, a network admin or a sysadmin?", "compare network-admin and sysadmin"),
    ]);
}
