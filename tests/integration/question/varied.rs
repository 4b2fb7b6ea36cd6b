//! The same questions in other words: several phrasings of each intent, on the shipped knowledge.

use super::words::check;

#[test]
fn what_comes_next() {
    check(&[
        ("what kind of jobs can a NOC analyst get later on", "next network-support"),
        ("what's one level up from incident manager", "next incident-manager"),
        ("what role should a release manager target next", "next change-manager"),
        ("possible career moves for a GRC analyst?", "next grc-analyst"),
        ("any promotion possibilities for a service delivery manager", "next it-service-manager"),
        ("what do folks usually do after that, 4 years on the service desk", "next helpdesk"),
    ]);
}

#[test]
fn how_to_get_there() {
    check(&[
        ("whats the usual way people end up in site reliability", "become sre"),
        ("which role is the best stepping stone to cloud architect", "become cloud-architect"),
        ("what do most product managers do before", "become product-manager"),
        ("how did the DBAs here get their start", "become db-admin"),
        ("from which jobs do IT managers usually come", "become it-manager"),
        ("trying to figure out how to get my foot in the door as a security engineer", "become security-engineer"),
        ("how do people end up in GRC", "become grc-analyst"),
    ]);
}

#[test]
fn from_here_to_there() {
    check(&[
        ("network admin trying to get out and into cloud", "path network-admin to cloud-engineer"),
        ("what is the bridge between noc and network engineering", "path network-support to network-engineer"),
        ("steps in between service desk and infrastructure engineer", "path helpdesk to infra-engineer"),
        ("pentester after 6 years as network admin, possible?", "path network-admin to pen-tester"),
        ("tech lead >> engineering director", "path tech-lead to engineering-director"),
    ]);
}

#[test]
fn what_it_is() {
    check(&[
        ("whats it like being a SOC analyst", "define security-analyst"),
        ("what is the job description of an it service manager", "define it-service-manager"),
        ("so what exactly do business analysts do", "define business-analyst"),
        ("finops engineer?? never heard of it", "define finops-engineer"),
        ("what's the point of a scrum master", "define it-project-manager"),
    ]);
}

#[test]
fn which_paths_there_are() {
    check(&[
        ("how do careers in IT usually look", "tracks"),
        ("what directions can i take in IT", "tracks"),
        ("got a map of it careers?", "tracks"),
        ("give me an overview of IT careers please", "tracks"),
    ]);
}

#[test]
fn thanks_praise_and_complaints() {
    check(&[
        ("lol this bot is actually decent", "help thanks"),
        ("wow that was quick, thank you", "help thanks"),
        ("you're the best", "help thanks"),
        ("appreciate it", "help thanks"),
        ("you're dumb", "help help"),
        ("are you a real person", "help help"),
    ]);
}

#[test]
fn pay_is_asked_in_many_ways() {
    check(&[
        ("is 60k low for a sysadmin", "out of scope pay, sysadmin"),
        ("what does a security engineer make", "out of scope pay, security-engineer"),
        ("TC for SRE at a bank?", "out of scope pay, sre"),
        ("how much can I expect as a cloud architect in Berlin", "out of scope pay, cloud-architect"),
    ]);
}

#[test]
fn slips_in_the_words_around_a_role() {
    check(&[
        ("waht comes after sysadmin", "next sysadmin"),
        ("whats teh next step after helpdesk", "next helpdesk"),
        ("waht is the diffrence betwen sysadmin and network engineer", "compare sysadmin and network-engineer"),
    ]);
}
