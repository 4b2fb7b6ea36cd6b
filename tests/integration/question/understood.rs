//! Kinds of questions that are easily misread, on the shipped knowledge: several phrasings of each.

use nextrole::question::{Question, Understood};

use super::words::check;

#[test]
fn a_department_says_which_of_several_roles_is_meant() {
    check(&[
        ("moving up in the NOC: technician to engineer", "path network-support to network-engineer"),
        ("from technician to engineer in the NOC", "path network-support to network-engineer"),
        ("in security: analyst to architect", "path security-analyst to security-architect"),
        ("they want me as team lead for the helpdesk", "next service-desk-manager"),
    ]);
}

#[test]
fn how_long_it_takes() {
    check(&[
        ("how long does it take to go from helpdesk to sysadmin", "path helpdesk to sysadmin, how long"),
        ("how long until a helpdesk guy becomes sysadmin", "path helpdesk to sysadmin, how long"),
        ("grc to ciso, how long", "path grc-analyst to ciso, how long"),
        ("how many years of experience for cloud engineer", "become cloud-engineer, how long"),
        ("how long to become a CISO", "become ciso, how long"),
        ("how many years before senior", "dispute years-to-senior"),
        ("how long should I stay on the help desk", "dispute how-long-on-helpdesk"),
        ("wie lange dauert es vom Helpdesk zum Systemadministrator?", "path helpdesk to sysadmin, how long"),
    ]);
}

#[test]
fn a_way_with_several_steps_keeps_all_of_them() {
    check(&[
        ("helpdesk to sysadmin to devops", "path helpdesk to devops-engineer, via sysadmin"),
        (
            "helpdesk -> sysadmin -> cloud engineer -> cloud architect",
            "path helpdesk to cloud-architect, via sysadmin, via cloud-engineer",
        ),
        (
            "hd > 2nd line > sysadmin > cloud, does that order make sense or am i skipping something",
            "path helpdesk to cloud-engineer, via second-line-support, via sysadmin",
        ),
        ("from helpdesk to SRE via sysadmin", "path helpdesk to sre, via sysadmin"),
        ("sysadmin to ciso by way of security analyst", "path sysadmin to ciso, via security-analyst"),
    ]);
}

#[test]
fn certificates_degrees_and_experience() {
    check(&[
        ("degree vs certs vs experience", "dispute certificates-or-experience"),
        ("cert or degree?", "dispute certificates-or-experience"),
        ("do I need a degree", "out of scope certificates"),
    ]);
}

#[test]
fn what_somebody_does_counts_and_not_their_title() {
    check(&[
        ("title says IT specialist but really I do sysadmin work", "next sysadmin"),
        ("on paper I'm a developer but in practice I am the DBA, what next", "next db-admin"),
        ("my title is IT specialist but I actually do DBA work. next?", "next db-admin"),
        ("my current official job title is systems administrator, but I do second level PC support", "next sysadmin"),
    ]);
}

#[test]
fn who_runs_a_department_manages_it() {
    check(&[
        ("I used to be a developer but now I run the service desk", "next service-desk-manager"),
        ("I run the service desk (8 people, two shifts). Options?", "next service-desk-manager"),
        ("I manage the helpdesk, what next?", "next service-desk-manager"),
        ("ITSM manager next", "next it-service-manager"),
    ]);
}

#[test]
fn lead_may_be_a_verb() {
    check(&[
        ("can helpdesk lead to dba", "path helpdesk to db-admin"),
        ("could a sysadmin job lead to security engineer", "path sysadmin to security-engineer"),
        ("tech lead to engineering manager", "path tech-lead to engineering-manager"),
    ]);
}

#[test]
fn a_move_that_is_over_is_no_wish() {
    check(&[
        (
            "recently got moved from dev to QA automation, felt like a downgrade but whatever. where does this go",
            "next qa-engineer",
        ),
        ("I switched from helpdesk to sysadmin last year, what now?", "next sysadmin"),
    ]);
}

#[test]
fn the_second_role_is_not_dropped() {
    check(&[
        ("can u go from QA to devops or is that a pipe dream", "path qa-engineer to devops-engineer"),
        ("TPM or EM... good with people, bad at jira", "compare technical-program-manager and engineering-manager"),
        ("BA or PM if i'm coming from testing", "compare business-analyst and it-project-manager"),
        ("is tier 2 more than desktop support or the same thing", "compare second-line-support and desktop-support"),
        ("dev who wants to cross over to the dark side (product)", "path developer to product-manager"),
        ("my brother is a web dev and thinks he can just be an SRE next year. can he??", "path web-developer to sre"),
        ("how do i get out of the NOC and over to security", "path network-support to security-analyst"),
    ]);
}

#[test]
fn words_in_passing_are_no_question() {
    check(&[
        (
            "so i hit the top pay band as a DBA and my boss says theres nowhere left to promote me to. is that really it",
            "next db-admin",
        ),
        ("is 85k good for a network engineer in Austin", "out of scope pay, network-engineer"),
        (
            "TAM at a big saas vendor, most days i'm more therapist than engineer. whats a realistic next move",
            "next technical-account-manager",
        ),
        ("whats teh promtion after scrum master", "next it-project-manager"),
        (
            "My landlord is raising the rent again, my manager won't approve remote and it's only Tuesday. I'm so done with this week.",
            "not found: ",
        ),
        ("ty that helped a lot", "help thanks"),
        ("lol this bot is actually decent", "help thanks"),
    ]);
}

#[test]
fn going_into_management_is_disputed() {
    check(&[
        ("should i go into management", "dispute technical-or-management"),
        ("pros and cons of going into management", "dispute technical-or-management"),
        ("do I have to become a manager to earn more?", "dispute technical-or-management"),
        ("is team lead management?", "dispute technical-or-management"),
        (
            "Two years into my first sysadmin job. They offered me the IT manager position. Is that the normal next step \
             or should I stay technical?",
            "path sysadmin to it-manager",
        ),
    ]);
}

#[test]
fn a_role_alone_does_not_make_it_the_dispute_about_that_role() {
    check(&[
        ("is DBRE a thing? what do they do", "define dbre"),
        ("is it too late to become a developer at 45", "become developer"),
        ("do sysadmins still exist?", "dispute end-of-system-administration"),
        ("is architect a management role", "dispute architect-and-manager"),
    ]);
}

#[test]
fn the_unknown_one_of_two_is_asked_for() {
    check(&[
        ("difference between sysadmin and zookeeper", "not found: ; b of compare, beside sysadmin"),
        ("is sysadmin above the zookeeper", "not found: ; b of compare, beside sysadmin"),
        ("can you go from sysadmin to zookeeper?", "not found: ; to of path, beside sysadmin"),
        ("was ist höher, IT-Leiter oder Zoowärter", "not found: ; b of compare, beside it-manager"),
        // How people get there can be told without the start.
        ("how do I get from zookeeper to sysadmin", "become sysadmin"),
        (
            "Our network admin is leaving and I get to write his reference. Where do people like him usually end up?",
            "next network-admin",
        ),
    ]);
}

#[test]
fn what_is_below_is_who_gets_there() {
    check(&[
        ("what's one level below sysadmin", "become sysadmin"),
        ("what's under CTO", "become cto"),
        ("who reports to an IT director", "become it-director"),
        ("how far is a tech lead from CTO", "path tech-lead to cto"),
    ]);
}

#[test]
fn no_role_no_guess() {
    check(&[
        ("what next", "not found: "),
        ("where do I go from here", "not found: "),
        ("how do I get promoted", "not found: "),
        ("got my CISSP what roles can I do", "out of scope certificates"),
        ("is an MBA useful for IT managers", "out of scope certificates, it-manager"),
        ("who told you that", "about"),
        ("who decides what's usual here?", "about"),
    ]);
}

#[test]
fn what_stands_around_a_name_is_no_part_of_it() {
    check(&[
        ("I run IT for a 40 person company alone. title is IT manager. what am I really?", "next it-manager"),
        ("Systems Administrator III next step", "next sysadmin"),
        ("Level 3 support engineer career path", "next system-engineer"),
        ("systems engineer = sysadmin?", "compare system-engineer and sysadmin"),
        ("IT manager -> director -> CIO, is that right?", "next it-manager"),
        ("I don't want to do helpdesk anymore, I want to work with servers", "next helpdesk"),
        (
            "i got offered a job as service delivery manager. is that a step up from service desk manager?",
            "compare it-service-manager and service-desk-manager",
        ),
        ("so my new title is \"Technical Account Manager\". wtf does that do", "define technical-account-manager"),
        (
            "how do I become a lead",
            "ambiguous: tech-lead engineering-manager service-desk-manager security-manager senior-engineer it-director it-manager senior-admin ops-manager ciso",
        ),
    ]);
}

#[test]
fn an_alias_that_the_answer_does_not_show_is_said() {
    let engine = super::words::engine();
    let told = |typed: &str| super::understood(engine, typed);
    assert_eq!(told("/next CIO"), "next it-director; “CIO” is it-director");
    assert_eq!(told("/next backup administrator"), "next storage-engineer; “backup administrator” is storage-engineer");
    assert_eq!(told("what does a scrum master do"), "define it-project-manager; “scrum master” is it-project-manager");
    for plain in ["/next sysadmin", "/next DBA", "/next help desk technician", "/next netadmin", "/next engineer"] {
        assert!(!told(plain).contains("; “"), "{}", told(plain));
    }
}

#[test]
fn a_story_names_where_its_teller_is_and_wants_to_be() {
    check(&[
        (
            "I'm 27, currently working as a desktop tech at a hospital, mostly imaging laptops. My long-term goal is to be a \
             penetration tester but everyone says I need to be a sysadmin first. Is that true?",
            "path desktop-support to pen-tester, via sysadmin",
        ),
        (
            "So I've been a NOC engineer for 3 years at an ISP. Pay is ok. I've been studying Python and Ansible and I'd love \
             to move towards network automation. Anyone made that jump?",
            "path network-engineer to network-automation-engineer",
        ),
        (
            "Background: 10 yrs sysadmin (mostly Windows/VMware), last 2 yrs team lead of 4. Company wants to make me IT \
             manager. I like tech. What would you do?",
            "path sysadmin to it-manager",
        ),
        ("project coordinator in IT → one day CIO. draw me the line", "path it-project-manager to it-director"),
        ("What would be the career ladder if I start as a junior network technician?", "next network-support"),
        ("recently got moved from dev to QA automation. where does this go", "next qa-engineer"),
    ]);
}

#[test]
fn both_ends_of_a_way_may_be_words_for_several_roles() {
    check(&[
        (
            "how do people usually get from support to development",
            "ambiguous support: helpdesk second-line-support desktop-support network-support support-engineer; from of path, \
             beside developer engineering-manager devops-engineer engineering-director technical-writer",
        ),
        ("where will I be in 5 years as a DBA", "next db-admin"),
        ("I moved from Berlin to Munich, any ideas?", "not found: "),
    ]);
}

#[test]
fn disputes_about_one_role() {
    check(&[
        ("disputes about helpdesk?", "dispute helpdesk-as-a-rung"),
        ("what do people disagree on regarding architects", "dispute way-to-architect"),
        ("what do people disagree about", "disputes"),
    ]);
}

#[test]
fn a_dispute_about_other_roles_than_the_word_for_several_is_not_meant() {
    let engine = super::words::engine();
    // Whether architects write code is disputed.
    for typed in
        ["should a manager still write code?", "do consultants still write code", "should a team lead still write code"]
    {
        let told = super::understood(engine, typed);
        assert!(told.starts_with("ambiguous "), "{typed}: {told}");
    }
    let told = super::understood(engine, "do architects still write code");
    assert_eq!(told, "dispute way-to-architect");
}

#[test]
fn numbers_and_signs_do_not_make_a_text_foreign() {
    let engine = super::words::engine();
    let typed = "SOC analyst tier 1 -> ?";
    let Understood::Query(query) = engine.understand(&Question::FreeText(typed.to_owned())) else { panic!("{typed}") };
    assert!(query.interpretations.iter().all(|read| !read.is_all), "{query:?}");
}
