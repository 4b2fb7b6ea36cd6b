//! Questions as members of IT communities ask them: short, in slang, with a story, about others. Each was labeled before
//! the program had seen it.

use super::words::check;

#[test]
fn what_comes_next() {
    check(&[
        ("5 yrs L1 helpdesk here and i'm cooked. where do i go", "next helpdesk"),
        ("been a jr sysadmin at an MSP since 2021, whats the move", "next sysadmin"),
        ("what do network engineers usually end up as?", "next network-engineer"),
        ("next step for a cloud eng who hates being on call", "next cloud-engineer"),
        ("Is there life after SRE?", "next sre"),
        ("my wife is a DBA and I'm a security analyst, what could I do next", "next security-analyst"),
        ("I don't want to be a manager. I'm a senior sysadmin. Now what?", "next senior-admin"),
        ("Ich bin Systemadministrator, was kommt danach?", "next sysadmin"),
        ("soy administrador de sistemas, ¿qué sigue?", "next sysadmin"),
        ("Sou analista de segurança, qual o próximo passo?", "next security-analyst"),
        ("what comes after incident manager", "next incident-manager"),
        ("GRC analyst career progression", "next grc-analyst"),
    ]);
}

#[test]
fn how_to_get_there() {
    check(&[
        ("how did you all get into pentesting", "become pen-tester"),
        ("whats the fastest way into cloud", "become cloud-engineer"),
        ("I want to be a CISO one day, who gets there?", "become ciso"),
        ("road to solutions architect?", "become solutions-architect"),
        ("what background do you need for platform engineering", "become platform-engineer"),
        ("Wie werde ich Netzwerkadministrator?", "become network-admin"),
        ("¿Cómo puedo llegar a ser arquitecto de soluciones?", "become solutions-architect"),
        ("who becomes an enterprise architect", "become enterprise-architect"),
    ]);
}

#[test]
fn from_here_to_there() {
    check(&[
        ("dba here wanting to move over to data engineering", "path db-admin to data-engineer"),
        ("could a QA tester make it to devops", "path qa-engineer to devops-engineer"),
        ("sysadmin ➜ cloud engineer, what's in between?", "path sysadmin to cloud-engineer"),
        ("currently noc tech, goal is network architect", "path network-support to network-architect"),
        ("I'm a business analyst. Can I become a product manager?", "path business-analyst to product-manager"),
        (
            "After being laid off as a network administrator last month I'm thinking about cloud engineering. Would that be a sensible step?",
            "path network-admin to cloud-engineer",
        ),
        ("Je suis technicien helpdesk, comment devenir administrateur réseau ?", "path helpdesk to network-admin"),
        ("vp of engineering → cto", "path engineering-director to cto"),
        ("I'm thinking about leaving sysadmin for presales", "path sysadmin to technical-sales"),
        ("what should a web developer do to move into security engineering", "path web-developer to security-engineer"),
    ]);
}

#[test]
fn which_of_two() {
    check(&[
        (
            "Is a staff engineer higher than a principal architect? I mean vs an enterprise architect",
            "compare staff-engineer and enterprise-architect",
        ),
        (
            "devops engineer or platform engineer, which one's more senior",
            "compare devops-engineer and platform-engineer",
        ),
        ("sre vs devops whats even the difference", "compare sre and devops-engineer"),
        ("does IT director outrank IT manager", "compare it-director and it-manager"),
        ("Was ist der Unterschied zwischen DevOps Engineer und SRE?", "compare devops-engineer and sre"),
        ("quelle est la différence entre un ingénieur devops et un sre", "compare devops-engineer and sre"),
        ("is a systems analyst the same as a business analyst", "compare systems-analyst and business-analyst"),
    ]);
}

#[test]
fn what_it_is() {
    check(&[
        ("what does a problem manager even do all day", "define problem-manager"),
        ("eli5 solutions architect", "define solutions-architect"),
        ("what's a FinOps engineer?", "define finops-engineer"),
    ]);
}
