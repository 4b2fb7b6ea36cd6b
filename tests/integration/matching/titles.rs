//! Tables of what people type and the role they mean, the failures first.

use nextrole::matching::Verdict;

use super::Asked;

/// What should come of a title.
enum Means {
    /// This role, by a name of its own.
    Exactly(&'static str),
    /// This role, for sure, though it was typed in another way.
    Surely(&'static str),
    /// One of these, but which is to be asked.
    Asks(&'static [&'static str]),
    /// Nothing that could be answered for sure.
    Unsure,
}

use Means::{Asks, Exactly, Surely, Unsure};

struct Case {
    typed: &'static str,
    means: Means,
}

const fn case(typed: &'static str, means: Means) -> Case {
    Case { typed, means }
}

#[track_caller]
fn holds(asked: &Asked, cases: &[Case]) {
    let mut wrong = Vec::new();
    for Case { typed, means } in cases {
        let found = asked.find(typed);
        let best = found.candidates.first().map_or("nothing", |best| asked.id(best.named));
        let three: Vec<&str> = found.candidates.iter().take(3).map(|one| asked.id(one.named)).collect();
        let is_right = match means {
            Exactly(role) => found.verdict == Verdict::Exact && best == *role,
            Surely(role) => found.verdict == Verdict::Confident && best == *role,
            Asks(roles) => found.verdict == Verdict::Ambiguous && roles.iter().any(|role| three.contains(role)),
            Unsure => !matches!(found.verdict, Verdict::Exact | Verdict::Confident),
        };
        if !is_right {
            wrong.push(format!("{typed:?} → {} {three:?}", found.verdict.as_str()));
        }
    }
    assert!(wrong.is_empty(), "read otherwise:\n{}", wrong.join("\n"));
}

#[test]
fn what_names_no_role_is_never_sure() {
    holds(
        &Asked::folder("tests/fixtures/matching/it"),
        &[
            case("", Unsure),
            case("🎉", Unsure),
            case("管理者", Unsure),
            case("\u{200b}\u{200d}", Unsure),
            case("the", Unsure),
            case("hello there", Unsure),
            case("specialist", Unsure),
            case("senior", Unsure),
            case("manage", Unsure),
            case("design is my passion", Unsure),
            case("solution to my problem", Unsure),
            case("Landscape Architect", Unsure),
            case("Life Support Technician", Unsure),
            case("Senior Administrative Assistant", Unsure),
            case("Restaurant Manager", Unsure),
            case("Locomotive Engineer", Unsure),
        ],
    );
}

#[test]
fn words_that_fit_several_roles_are_asked_about() {
    holds(
        &Asked::folder("tests/fixtures/matching/it"),
        &[
            case("architect", Asks(&["infra-architect", "solutions-architect"])),
            case("manager", Asks(&["ops-manager", "it-manager"])),
            case("admin", Asks(&["ops", "senior-admin"])),
            case("helpdesk or sysadmin", Asks(&["helpdesk"])),
            case("sysadmin / developer", Asks(&["ops"])),
        ],
    );
}

#[test]
fn known_words_never_become_one_another() {
    let asked = Asked::roles(
        "senior-clerk = Senior clerk
         junior-clerk = Junior clerk
         buyer = Buyer
         dyer = Dyer
         adviser = Form adviser
         farmer = Farm adviser
         head = Chief stock officer
         manager = Stock manager
         director = Stock director",
    );
    holds(
        &asked,
        &[
            case("junior clerk", Exactly("junior-clerk")),
            case("jr clerk", Exactly("junior-clerk")),
            case("snr clerk", Exactly("senior-clerk")),
            case("dyer", Exactly("dyer")),
            case("farm adviser", Exactly("farmer")),
            case("clerk", Asks(&["junior-clerk", "senior-clerk"])),
            case("senior stock analyst", Unsure),
            case("stock director (interim)", Surely("director")),
            case("Stock Manager II, remote", Surely("manager")),
        ],
    );
}

#[test]
fn one_title_in_many_spellings() {
    holds(
        &Asked::folder("tests/fixtures/matching/it"),
        &[
            case("Help-Desk", Exactly("helpdesk")),
            case("HELP DESK", Exactly("helpdesk")),
            case("hepldesk", Surely("helpdesk")),
            case("hel pdesk", Exactly("helpdesk")),
            case("Hepl Desk Technician", Surely("helpdesk")),
            case("L2 desktop suport", Surely("second-line-support")),
            case("tier II support", Exactly("second-line-support")),
            case("2nd line", Exactly("second-line-support")),
            case("Fkrst line", Exactly("helpdesk")),
            case("Sr. SysAdmin", Exactly("senior-admin")),
            case("SysAdmin (Windows)", Surely("ops")),
            case("ITtechnician", Exactly("helpdesk")),
            case("Manager, IT operations", Surely("ops-manager")),
            case("IT_Director", Exactly("it-manager")),
            case("ＩＴ　Ｍａｎａｇｅｒ", Exactly("it-manager")),
            case("the systems engineer job", Exactly("system-engineer")),
            case("s/w eng", Exactly("developer")),
            case("soft ware engineers", Exactly("developer")),
            case("dev ops", Exactly("scripting")),
            case("SWE2", Surely("developer")),
            case("MTS1, Software Engineer", Surely("developer")),
        ],
    );
}

#[test]
fn seniority_counts_where_the_knowledge_has_it() {
    holds(
        &Asked::folder("tests/fixtures/matching/it"),
        &[
            case("Senior Network Administrator", Exactly("senior-admin")),
            case("Jr. systems administrator", Surely("ops")),
            case("Senior Software Engineer", Surely("developer")),
            case("Senior IT Manager", Surely("it-manager")),
            case("Senior DevOps Engineer", Surely("scripting")),
        ],
    );
}

#[test]
fn a_field_outside_it_works_as_well() {
    holds(
        &Asked::folder("tests/fixtures/matching/hospital"),
        &[
            case("Midwife", Exactly("midwife")),
            case("RN", Exactly("staff-nurse")),
            case("Sr. Staff Nurse", Exactly("senior-nurse")),
            case("nurses aide", Surely("care-assistant")),
            case("Director of Finance", Surely("finance-manager")),
            case("Midwife - part time", Surely("midwife")),
            case("full-time midwife, maternity cover", Surely("midwife")),
            case("Payroll officer (remote)", Surely("payroll")),
            case("Midwife wanted", Exactly("midwife")),
            case("Payrol Officer", Surely("payroll")),
            case("Network Administrator", Unsure),
            case("Air traffic controller", Unsure),
        ],
    );
}

#[test]
fn says_what_it_read() {
    let asked = Asked::folder("tests/fixtures/matching/it");
    let read = |typed: &str| {
        let found = asked.find(typed);
        let corrections: Vec<String> =
            found.corrections.iter().map(|one| format!("{} → {}", one.typed, one.read)).collect();
        format!("{} ({})", found.candidates[0].via, corrections.join(", "))
    };
    insta::assert_snapshot!(read("sr sysadmn"), @"senior sysadmin (sr → senior, sysadmn → sysadmin)");
    insta::assert_snapshot!(read("servcie desk"), @"service desk (servcie → service)");
}

#[test]
fn an_alias_of_several_roles_is_asked_about() {
    let asked = Asked::roles(
        "day = Day porter, porter
         night = Night porter, porter",
    );
    holds(&asked, &[case("porter", Asks(&["day", "night"])), case("night porter", Exactly("night"))]);
    assert_eq!(asked.find("porter").candidates.len(), 2);
}

#[test]
fn a_word_of_another_field_in_front_is_asked_about() {
    let asked = Asked::folder("tests/fixtures/matching/it");
    holds(
        &asked,
        &[
            case("Aerospace Systems Engineer", Unsure),
            case("Director, Operations Planning", Unsure),
            // A product or a department changes the job less than a word in front.
            case("Software Engineer - Payments", Surely("developer")),
            case("Software Engineer (Billing)", Surely("developer")),
        ],
    );
}

#[test]
fn the_department_is_not_the_job() {
    let asked = Asked::roles(
        "cio = Chief information officer
         analyst = Network analyst",
    );
    holds(&asked, &[case("Budget Analyst, Office of the Chief Information Officer", Unsure)]);
}

#[test]
fn two_words_written_as_one() {
    let asked = Asked::roles(
        "analyst = Cyber security analyst
         engineer = Network engineer",
    );
    holds(
        &asked,
        &[
            case("cybersecurity analyst", Exactly("analyst")),
            case("Cyber-Security Analyst", Exactly("analyst")),
            case("cybersecurity incident analyst", Surely("analyst")),
        ],
    );
}

#[test]
fn staff_is_a_rank_of_engineers_only() {
    let hospital = Asked::folder("tests/fixtures/matching/hospital");
    holds(&hospital, &[case("Staff nurse", Exactly("staff-nurse")), case("Staff Midwife", Surely("midwife"))]);
    let ward = Asked::roles(
        "staff-nurse = Staff nurse
         porter = Porter",
    );
    holds(&ward, &[case("senior nurse", Unsure)]);
    let it = Asked::folder("tests/fixtures/matching/it");
    holds(
        &it,
        &[
            case("Staff Network Engineer", Surely("senior-engineer")),
            case("staff software engineer", Surely("developer")),
        ],
    );
}

#[test]
fn or_between_two_titles_is_no_part_of_a_name() {
    let asked = Asked::folder("tests/fixtures/matching/hospital");
    holds(
        &asked,
        &[case("nurse midwife", Exactly("midwife")), case("triage or midwife", Asks(&["triage", "midwife"]))],
    );
}

#[test]
fn a_generic_head_for_another_is_asked_about() {
    let asked = Asked::folder("tests/fixtures/matching/it");
    holds(&asked, &[case("IT specialist", Asks(&["helpdesk", "ops"]))]);
}

/// Names in a language that no word list knows are compared by their letters as well.
#[test]
fn inflection_compounds_and_gendered_forms_of_any_language() {
    let german = Asked::roles(
        "verkauf = Verkäufer/Verkäuferin, Fachverkäufer
         akustik = Akustikingenieur/Akustikingenieurin
         netz = Rohrnetzmonteur/Rohrnetzmonteurin
         pflege = Krankenpfleger/Krankenpflegerin
         koch = Küchenchef/Küchenchefin",
    );
    holds(
        &german,
        &[
            case("Verkäuferin", Surely("verkauf")),
            case("Krankenpfleger (m/w/d)", Surely("pflege")),
            case("Krankenpfleger/in", Exactly("pflege")),
            case("Monteur für Rohrnetze", Surely("netz")),
            case("Zahnarzt", Unsure),
        ],
    );
    let french = Asked::roles(
        "vente = vendeur/vendeuse, vendeur en magasin
         broyeur = conducteur de broyeur/conductrice de broyeur
         machine = conducteur de machines/conductrice de machines
         grue = conducteur de grue/conductrice de grue",
    );
    holds(
        &french,
        &[
            case("Conducteur / Conductrice de broyeur", Exactly("broyeur")),
            case("Vendeur / Vendeuse", Exactly("vente")),
            case("conductrices de machine", Surely("machine")),
        ],
    );
    let spanish = Asked::roles(
        "psicologo = psicólogo/psicóloga
         operador = operador de grúa/operadora de grúa
         compositor = compositor/compositora",
    );
    holds(&spanish, &[case("PSICÓLOGOS", Exactly("psicologo")), case("COMPOSITORES", Surely("compositor"))]);
}

/// Titles that were once read as another role, or not at all.
#[test]
fn titles_that_were_misread() {
    holds(
        &Asked::folder("knowledge"),
        &[
            case("Cybersecurity Analyst", Exactly("security-analyst")),
            case("Lead Platform Engineer", Surely("platform-engineer")),
            case("safety consultant", Unsure),
            case("IT infrastructure manager", Asks(&["it-manager", "ops-manager"])),
            case("Technology Manager", Exactly("it-manager")),
            case("Tech Lead", Exactly("tech-lead")),
            case("technical account manager", Exactly("technical-account-manager")),
            case("data engineer", Exactly("data-engineer")),
            case("platform product manager", Exactly("product-manager")),
            case("Marketing Operations Manager", Unsure),
            case("Aerospace Systems Engineer", Unsure),
            case("VP of engineering", Exactly("engineering-director")),
            case("Windows engineer", Exactly("system-engineer")),
            case("firewall engineer", Exactly("security-engineer")),
            case("GRC analyst", Exactly("grc-analyst")),
            case("IT auditor", Exactly("it-auditor")),
            case("SDET", Exactly("qa-engineer")),
            case("field technician", Exactly("it-service-engineer")),
        ],
    );
}

#[test]
fn the_main_part_of_a_title_is_the_job() {
    holds(
        &Asked::folder("knowledge"),
        &[
            case("CTO, Software Engineering", Surely("cto")),
            case("Systems Administrator, Infrastructure Team", Surely("sysadmin")),
            case("Data Analyst, Bureau of Highway Operations", Surely("data-analyst")),
            case("Project Manager - Digital Platforms", Surely("it-project-manager")),
            case("Help Desk Technician (Student Services)", Surely("helpdesk")),
            // What stands behind it is another field of work, or another job.
            case("Operations Manager, Forestry", Unsure),
            case("Head, Livestock and Network", Unsure),
        ],
    );
}

#[test]
fn departments_stand_for_who_works_there() {
    holds(
        &Asked::folder("knowledge"),
        &[
            case("network operations center", Exactly("network-support")),
            case("Network Operations Centre", Exactly("network-support")),
            case("NOC", Exactly("network-support")),
            case("security operations center", Exactly("security-analyst")),
            case("service desk", Exactly("helpdesk")),
            case("end user computing", Exactly("desktop-support")),
            case("release management", Exactly("change-manager")),
            case("Network Engineer / Network Operations Center", Asks(&["network-engineer", "network-support"])),
        ],
    );
}

#[test]
fn ranks_with_a_field() {
    holds(
        &Asked::folder("knowledge"),
        &[
            case("VP, Infrastructure", Exactly("it-director")),
            case("Vice President of Engineering", Exactly("engineering-director")),
            case("Director - Software Engineering", Exactly("engineering-director")),
            case("Head of Architecture", Exactly("head-of-architecture")),
            case("Principal Network Engineer", Surely("network-engineer")),
            case("Lead Cloud Engineer", Surely("cloud-engineer")),
            case("Principle Engineer", Exactly("staff-engineer")),
            case("Network Engineering Senior Manager", Surely("network-manager")),
            case("Senior Engineering Director", Surely("engineering-director")),
        ],
    );
}

#[test]
fn employers_grades_name_no_job() {
    holds(
        &Asked::folder("knowledge"),
        &[
            case("MTS 1", Asks(&["developer", "senior-engineer"])),
            case("Member of Technical Staff III", Asks(&["developer", "senior-engineer"])),
            case("MTS 2, Network Engineer", Surely("network-engineer")),
            case("Systems Engineer L5", Surely("system-engineer")),
            case("Software Engineer IC4", Surely("developer")),
            case("Software Engineer (IC3), remote", Surely("developer")),
            case("DBA II", Surely("db-admin")),
            case("Cloud Engineer, part-time, London", Surely("cloud-engineer")),
        ],
    );
}

/// A level at the end is a grade, unless the knowledge has it with the other words of the title.
#[test]
fn a_level_at_the_end() {
    holds(
        &Asked::folder("knowledge"),
        &[
            case("Desktop Support (Level 2)", Surely("second-line-support")),
            case("Programmer (level 2)", Surely("programmer")),
        ],
    );
}

#[test]
fn words_of_other_fields_ask_no_silly_questions() {
    let asked = Asked::folder("knowledge");
    for typed in ["Piano Teacher", "Vehicle Control Systems Engineer", "Forestry Professor", "Securities Analyst"] {
        assert_eq!(asked.find(typed).verdict, Verdict::None, "{typed:?}: {:?}", asked.find(typed).candidates);
    }
    holds(
        &asked,
        &[
            // Only the words that all fields of work share are the same.
            case("Service Technician", Unsure),
            case("Asset Manager", Unsure),
            case("Portfolio Manager", Unsure),
            case("Production Manager", Unsure),
            case("Field Supervisor", Unsure),
            case("Operations Technician", Unsure),
            case("Occupational Therapist", Unsure),
        ],
    );
}

#[test]
fn a_dot_before_a_name_is_no_network() {
    let asked = Asked::folder("knowledge");
    holds(
        &asked,
        &[
            case("Sr. .NET Developer", Surely("developer")),
            case("dotnet developer", Exactly("developer")),
            case("net admin", Exactly("network-admin")),
        ],
    );
}

#[test]
fn near_fields_are_not_covered() {
    let asked = Asked::folder("knowledge");
    let near = |typed: &str| {
        let found = asked.find(typed);
        let field = found.near_field.map(|key| asked.vocabulary.near_fields[key.index()].name.as_str());
        let roles: Vec<&str> = found.candidates.iter().take(2).map(|one| asked.id(one.named)).collect();
        format!("{}: {} → {}", found.verdict.as_str(), field.unwrap_or("no near field"), roles.join(", "))
    };
    insta::assert_snapshot!(near("data entry clerk"), @"none: Data entry → data-analyst, helpdesk");
    insta::assert_snapshot!(near("Senior Graphic Designer"), @"none: Graphic design → web-developer, product-manager");
    insta::assert_snapshot!(near("ERP functional consultant"), @"none: ERP consulting → business-systems-admin, business-analyst");
    insta::assert_snapshot!(near("marketing ops manager"), @"none: Marketing technology → business-systems-admin, web-developer");
    insta::assert_snapshot!(near("GIS Anaylst II"), @"none: Geographic information systems → data-analyst, db-admin");
    insta::assert_snapshot!(near("helpdesk"), @"exact: no near field → helpdesk, service-desk-manager");
    // A word that only near fields have makes a title less sure.
    holds(&asked, &[case("Marketing Data Engineer", Unsure), case("Data Engineer", Exactly("data-engineer"))]);
}

/// A near field may not make roles look like its own field, nor take a name from them.
#[test]
fn near_fields_leave_the_roles_alone() {
    let with = Asked::folder("knowledge");
    let mut vocabulary = with.vocabulary.clone();
    vocabulary.near_fields.clear();
    let without = Asked::new(vocabulary);
    let names = with.vocabulary.roles.iter().flat_map(|role| role.aliases.iter().chain([&role.name]));
    for name in names {
        let (one, other) = (with.find(name), without.find(name));
        assert_eq!(one.verdict, other.verdict, "{name}");
        assert_eq!(one.candidates[0].named, other.candidates[0].named, "{name}");
    }
}
