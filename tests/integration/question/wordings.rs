//! Kinds of wording, each in a few languages or with words that may vary; and texts that only look like them.

use super::words::check;

#[test]
fn what_somebody_could_do_next() {
    check(&[
        ("which doors open after being a cloud engineer", "next cloud-engineer"),
        ("our platform engineer wants to grow, what should I suggest to him", "next platform-engineer"),
        ("any advice on where a GRC analyst could take their career", "next grc-analyst"),
        ("what jobs does business analyst lead to", "next business-analyst"),
        ("I've maxed out as a senior admin I think. Where else?", "next senior-admin"),
        ("what can a SharePoint admin turn into one day", "next sysadmin"),
        (
            "After a stint in the NOC I finally became a network engineer. Where does it go from here?",
            "next network-engineer",
        ),
    ]);
}

#[test]
fn where_people_come_from() {
    check(&[
        ("which job sets you up best for SRE", "become sre"),
        ("where are data engineers recruited from", "become data-engineer"),
        ("from which roles do SREs get hired", "become sre"),
        ("entry points for GRC?", "become grc-analyst"),
        ("I'd kill to be a network architect. How?", "become network-architect"),
        ("Which job should I have before trying for penetration tester?", "become pen-tester"),
    ]);
}

#[test]
fn a_way_is_told_by_both_ends() {
    check(&[
        ("what's between field tech and sysadmin", "path it-service-engineer to sysadmin"),
        ("I'm a sysadmin, they want me as IT manager. how do I get from here to there?", "path sysadmin to it-manager"),
        ("business analyst aiming at enterprise architect", "path business-analyst to enterprise-architect"),
        ("I do NOC shifts, but a SOC analyst is what I want to be", "path network-support to security-analyst"),
        ("helpdesk now, network engineer in five years, how", "path helpdesk to network-engineer"),
        ("QA to dev, doable?", "path qa-engineer to developer"),
    ]);
}

#[test]
fn two_roles_side_by_side() {
    check(&[
        ("how does tech lead stack up against engineering manager", "compare tech-lead and engineering-manager"),
        ("product manager, project manager - I mix them up", "compare product-manager and it-project-manager"),
        ("platform engineer and SRE... isnt that one job", "compare platform-engineer and sre"),
        ("what does an SRE have that a sysadmin hasn't", "compare sre and sysadmin"),
    ]);
}

#[test]
fn what_somebody_does() {
    check(&[
        ("HPC engineer sounds fancy, what is it", "define hpc-engineer"),
        ("is GRC analyst mostly paperwork", "define grc-analyst"),
        ("what on earth does a service owner own", "define service-owner"),
        ("My neighbour is a 'customer success engineer'. What would that be?", "define technical-account-manager"),
    ]);
}

#[test]
fn disputes_in_other_words() {
    check(&[
        ("do certs matter at all in 2026", "dispute certificates-or-experience"),
        ("is it weird to be at helpdesk at 40", "dispute helpdesk-launching-pad"),
        ("is on prem sysadmin work disappearing", "dispute end-of-system-administration"),
        ("would you take the manager role or stay hands-on", "dispute technical-or-management"),
        ("does it hurt my career to refuse a promotion to manager", "dispute climb-on"),
        ("do you guys argue about anything", "disputes"),
    ]);
}

#[test]
fn what_looks_like_a_dispute_and_is_none() {
    check(&[
        ("what do network engineers usually end up as?", "next network-engineer"),
        ("good idea, thanks", "help thanks"),
        ("are we on the same page about next steps for a DBA", "next db-admin"),
        ("how do I become a network architect without hype", "become network-architect"),
    ]);
}

#[test]
fn out_of_scope_in_other_words() {
    check(&[
        ("how much more do cloud engineers make than sysadmins", "out of scope pay"),
        ("write a linkedin summary for a data engineer", "out of scope applications, data-engineer"),
        ("which laptop should a network engineer buy", "out of scope other, network-engineer"),
        ("why do programmers prefer dark mode", "out of scope other, programmer"),
    ]);
}

#[test]
fn german() {
    check(&[
        ("wohin kann man sich als DBA entwickeln", "next db-admin"),
        ("Was muss ich tun um Pentester zu werden", "become pen-tester"),
        ("womit beschäftigt sich ein platform engineer", "define platform-engineer"),
        ("soll ich ins management gehen oder technisch bleiben?", "dispute technical-or-management"),
        ("lohnen sich zertifikate?", "dispute certificates-or-experience"),
        ("danke, das hat geholfen!", "help thanks"),
        ("wer hat dich gebaut", "about"),
    ]);
}

#[test]
fn french() {
    check(&[
        ("vers quoi peut évoluer un DBA ?", "next db-admin"),
        ("quel parcours pour être SRE ?", "become sre"),
        ("un technicien helpdesk peut-il devenir admin réseau ?", "path helpdesk to network-admin"),
        ("chef de projet ou product owner, que choisir ?", "compare it-project-manager and product-manager"),
        ("est-ce que les certifications servent à quelque chose ?", "dispute certificates-or-experience"),
        ("merci, c'est très utile", "help thanks"),
    ]);
}

#[test]
fn spanish() {
    check(&[
        ("¿qué hay después de administrador de redes?", "next network-admin"),
        ("cómo se llega a ser arquitecto cloud", "become cloud-architect"),
        (
            "que diferencia hay entre un arquitecto de soluciones y un arquitecto cloud",
            "compare solutions-architect and cloud-architect",
        ),
        ("soy desarrollador y quiero pasarme a devops engineer", "path developer to devops-engineer"),
        ("¿sirven de algo las certificaciones?", "dispute certificates-or-experience"),
        ("gracias, muy útil", "help thanks"),
    ]);
}

#[test]
fn portuguese() {
    check(&[
        ("o que vem depois de administrador de redes?", "next network-admin"),
        ("o que preciso fazer pra ser pentester", "become pen-tester"),
        ("um analista de suporte pode virar engenheiro de redes?", "path helpdesk to network-engineer"),
        ("pra que serve um scrum master", "define it-project-manager"),
        ("valeu, ajudou muito", "help thanks"),
    ]);
}
