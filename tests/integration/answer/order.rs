//! In which order `/next` and `/become` show roles, and why.

use std::fmt::Write;

use nextrole::answer::{Answer, Become, Destination, Direction, Engine, Next};
use nextrole::knowledge::model::SourceKind;
use nextrole::question::{Question, Reference};

use super::knowledge_of_many;
use crate::{knowledge_of, shipped};

/// Roles of which no source names a next step, and what was looked for besides the sources that the knowledge cites:
/// public pages and documentation, November 2026.
const WITHOUT_NEXT_STEP: &[(&str, &str)] = &[
    ("field-cto", "“field CTO next step”, “promoted from field CTO”: only descriptions of the job"),
    ("it-asset-manager", "asset management bodies and vendors: tasks, and that it meets FinOps, never a next post"),
    ("virtual-ciso", "“back to full-time CISO”: how companies go from one to the other, not how people do"),
    ("service-owner", "UK and Scottish government frameworks and practitioners: definitions and a single level"),
];

fn next_of<'e>(engine: &'e Engine, role: &str) -> Next<'e> {
    match engine.respond(&Question::Next(Reference::Id(role.to_owned()))) {
        Answer::Next(next) => next,
        other => panic!("{other:?}"),
    }
}

fn become_of<'e>(engine: &'e Engine, role: &str) -> Become<'e> {
    match engine.respond(&Question::Become(Reference::Id(role.to_owned()))) {
        Answer::Become(become_role) => become_role,
        other => panic!("{other:?}"),
    }
}

/// "sysadmin: 916 points, 10 statements, 9 publishers, usual, rung".
fn reason(destination: &Destination<'_>) -> String {
    let mut why = format!(
        "{}: {} points, {} statements, {} publishers",
        destination.place.id.unwrap_or(destination.place.name),
        destination.support,
        destination.statements.len(),
        destination.sources(),
    );
    let has_rung = destination.statements.iter().any(|statement| statement.is_rung());
    let management = destination.direction == Direction::IntoManagement;
    for (is_so, word) in [
        (destination.usual, "usual"),
        (has_rung, "rung"),
        (management, "into management"),
        (destination.later, "later"),
    ] {
        if is_so {
            write!(why, ", {word}").unwrap();
        }
    }
    why
}

/// Points, statements and publishers, and what else puts a destination where it is. `docs/order.md` explains the points.
#[test]
fn ten_known_roles_have_their_first_three() {
    let engine = Engine::new(shipped());
    let mut reasons = String::new();
    for role in [
        "helpdesk",
        "desktop-support",
        "sysadmin",
        "network-engineer",
        "security-analyst",
        "cloud-engineer",
        "devops-engineer",
        "sre",
        "db-admin",
        "service-desk-manager",
    ] {
        let next = next_of(&engine, role);
        writeln!(reasons, "{role}").unwrap();
        let first = next.destinations.iter().filter(|destination| destination.shown).take(3);
        for destination in first {
            writeln!(reasons, "  {}", reason(destination)).unwrap();
        }
    }
    insta::assert_snapshot!(reasons, @"
    helpdesk
      sysadmin: 1060 points, 10 statements, 9 publishers, usual, rung
      second-line-support: 732 points, 7 statements, 6 publishers, usual, rung
      network-admin: 620 points, 7 statements, 5 publishers, usual, rung
    desktop-support
      sysadmin: 392 points, 4 statements, 4 publishers, usual
      second-line-support: 72 points, 1 statements, 1 publishers, rung
      network-engineer: 40 points, 1 statements, 1 publishers, later
    sysadmin
      senior-admin: 594 points, 5 statements, 5 publishers, rung
      devops-engineer: 432 points, 8 statements, 6 publishers, usual
      security-analyst: 310 points, 3 statements, 3 publishers, usual
    network-engineer
      network-architect: 468 points, 5 statements, 4 publishers, usual, rung
      security-analyst: 295 points, 5 statements, 4 publishers
      network-manager: 558 points, 7 statements, 6 publishers, rung, into management
    security-analyst
      incident-response-engineer: 624 points, 5 statements, 4 publishers, usual, rung
      security-engineer: 492 points, 4 statements, 4 publishers, rung
      pen-tester: 210 points, 2 statements, 2 publishers
    cloud-engineer
      cloud-architect: 390 points, 6 statements, 5 publishers, rung
      staff-engineer: 120 points, 1 statements, 1 publishers, rung
      sre: 108 points, 2 statements, 2 publishers
    devops-engineer
      platform-engineer: 540 points, 6 statements, 6 publishers, usual
      cloud-architect: 300 points, 4 statements, 4 publishers
      sre: 276 points, 2 statements, 2 publishers, usual
    sre
      staff-engineer: 808 points, 9 statements, 8 publishers, rung
      platform-engineer: 420 points, 4 statements, 4 publishers, usual
      engineering-manager: 366 points, 7 statements, 5 publishers, rung, into management
    db-admin
      data-engineer: 330 points, 2 statements, 2 publishers, usual
      db-architect: 150 points, 1 statements, 1 publishers
      devops-engineer: 108 points, 2 statements, 2 publishers
    service-desk-manager
      ops-manager: 160 points, 1 statements, 1 publishers, usual
      it-service-manager: 156 points, 3 statements, 3 publishers, rung
      it-director: 144 points, 2 statements, 2 publishers
    ");
}

#[test]
fn every_role_has_a_next_step_or_was_looked_for() {
    let engine = Engine::new(shipped());
    let roles = &engine.knowledge().vocabulary.roles;
    let without: Vec<&str> =
        roles.iter().map(|role| role.id.as_str()).filter(|role| next_of(&engine, role).is_dead_end()).collect();
    #[expect(clippy::print_stdout, reason = "the coverage is worth knowing")]
    {
        println!(
            "{} of {} roles have a next step; without: {}",
            roles.len() - without.len(),
            roles.len(),
            without.join(", ")
        );
    }
    for role in &without {
        assert!(WITHOUT_NEXT_STEP.iter().any(|(listed, _)| listed == role), "{role}: nothing says what was looked for");
        let next = next_of(&engine, role);
        assert!(!next.closest.is_empty(), "{role}: no closest role");
    }
    for (listed, looked_for) in WITHOUT_NEXT_STEP {
        assert!(without.contains(listed), "{listed} has a next step now, although there was only: {looked_for}");
    }
}

/// A role on a track that a discussion describes shows that track's next rung among the first.
#[test]
fn the_discussion_stays_in_sight() {
    let engine = Engine::new(shipped());
    let knowledge = engine.knowledge();
    let mut rungs = 0;
    for track in &knowledge.tracks {
        if knowledge[track.attribution.source].kind != Some(SourceKind::Discussion) || track.inferred {
            continue;
        }
        for pair in track.rungs.windows(2) {
            for (role, above) in
                pair[0].roles.iter().flat_map(|role| pair[1].roles.iter().map(move |above| (role, above)))
            {
                if pair[0].has(*above) {
                    continue;
                }
                let next = next_of(&engine, &knowledge[*role].id);
                let first = next.destinations.iter().take(4);
                let ids: Vec<Option<&str>> =
                    first.filter(|one| one.leading && one.shown).map(|one| one.place.id).collect();
                assert!(ids.contains(&Some(&knowledge[*above].id)), "{}: {ids:?}", knowledge[*role].id);
                rungs += 1;
            }
        }
    }
    assert!(rungs >= 11, "{rungs}");
}

/// What is called later is reached by way of another destination, and that way is better supported.
#[test]
fn later_is_by_a_better_supported_way() {
    let engine = Engine::new(shipped());
    let mut later = 0;
    for role in &engine.knowledge().vocabulary.roles {
        let next = next_of(&engine, &role.id);
        for far in next.destinations.iter().filter(|destination| destination.later) {
            let is_role = |place: &nextrole::answer::EntityRef<'_>| place.kind == nextrole::answer::EntityKind::Role;
            let leads_there = |between: &&Destination<'_>| {
                let onward =
                    between.place.id.filter(|_| is_role(&between.place)).map(|middle| next_of(&engine, middle));
                between.support > far.support
                    && onward.is_some_and(|onward| {
                        onward.destinations.iter().any(|one| one.place == far.place && one.support > far.support)
                    })
            };
            assert!(next.destinations.iter().any(|one| leads_there(&one)), "{} → {}", role.id, far.place.name);
            later += 1;
        }
    }
    assert!(later > 50, "{later}");
}

/// The numbered ones come first, then the groups; within a group the best supported first.
#[test]
fn groups_are_in_order() {
    let engine = Engine::new(shipped());
    for role in &engine.knowledge().vocabulary.roles {
        let next = next_of(&engine, &role.id);
        let leading = next.destinations.iter().take_while(|destination| destination.leading).count();
        assert!(leading <= 4, "{}", role.id);
        assert!(next.destinations.iter().skip(leading).all(|destination| !destination.leading), "{}", role.id);
        let first_later = next.destinations.iter().position(|destination| destination.later);
        let near = |destination: &Destination<'_>| destination.direction == Direction::Near;
        if let Some(first) = first_later {
            assert!(next.destinations.iter().skip(first).all(|one| one.later || near(one)), "{}", role.id);
        }
        for destination in &next.destinations {
            assert!(!near(destination) || !destination.shown || next.is_dead_end(), "{}", role.id);
        }
        let origins = become_of(&engine, &role.id).origins;
        let leading = origins.iter().take_while(|origin| origin.leading).count();
        assert!(leading <= 4 && origins.iter().skip(leading).all(|origin| !origin.leading), "{}", role.id);
    }
}

/// Roles a to d, and Ann.
fn four_roles() -> String {
    let mut text = "[[person]]\nid = \"ann\"\nname = \"Ann\"\n".to_owned();
    for role in ["a", "b", "c", "d"] {
        writeln!(text, "[[role]]\nid = \"{role}\"\nname = \"Role {role}\"").unwrap();
    }
    text
}

/// What `sources` say of the four roles; then the shown destinations of a.
fn order_of_a(sources: &str) -> Vec<(String, u32)> {
    let engine = Engine::new(knowledge_of_many(&four_roles(), sources));
    let next = next_of(&engine, "a");
    let shown = next.destinations.iter().filter(|destination| destination.shown && !destination.later);
    shown.map(|destination| (destination.place.id.unwrap().to_owned(), destination.support)).collect()
}

fn step(from: &str, to: &str, more: &str) -> String {
    format!("[[move]]\nfrom = \"{from}\"\nto = \"{to}\"\nkind = \"step\"\nby = \"ann\"\n{more}\n")
}

fn ids(order: &[(String, u32)]) -> Vec<&str> {
    order.iter().map(|(id, _)| id.as_str()).collect()
}

#[test]
fn a_ladder_counts_more_than_an_article_and_that_more_than_one_career() {
    let (b, c, d) = (step("a", "b", ""), step("a", "c", ""), step("a", "d", ""));
    let order = order_of_a(&format!("account X\n{b}===article Y\n{c}===ladder Z\n{d}"));
    assert_eq!(order, [("d".to_owned(), 100), ("c".to_owned(), 80), ("b".to_owned(), 40)]);
}

#[test]
fn one_publisher_counts_once() {
    let (b, c) = (step("a", "b", ""), step("a", "c", ""));
    let order =
        order_of_a(&format!("article X\n{b}===article X\n{b}===article X\n{b}===article Y\n{c}===article Z\n{c}"));
    assert_eq!(order, [("c".to_owned(), 160), ("b".to_owned(), 80)]);
}

#[test]
fn usual_counts_more_and_our_reading_half() {
    let (b, c, d) = (step("a", "b", "inferred = true"), step("a", "c", ""), step("a", "d", "usual = true"));
    let order = order_of_a(&format!("article X\n{b}{c}{d}"));
    assert_eq!(order, [("d".to_owned(), 200), ("c".to_owned(), 80), ("b".to_owned(), 40)]);
}

#[test]
fn a_way_that_more_describe_the_other_way_round_is_not_shown() {
    let order = order_of_a(&format!(
        "article X\n{}{}===guidance Y\n{}",
        step("a", "b", ""),
        step("a", "c", ""),
        step("b", "a", "")
    ));
    assert_eq!(ids(&order), ["c"]);
}

#[test]
fn all_roles_of_a_rung_are_destinations_and_seniority_is_none() {
    let track = "[[track]]\nid = \"t\"\nname = \"T\"\nby = \"ann\"\nsteps = [{ role = \"a\", title = \"Junior A\" }, { role = \"a\", title = \"Senior A\" }, { roles = [\"b\", \"c\"] }, { role = \"d\" }]\n";
    assert_eq!(ids(&order_of_a(&format!("ladder X\n{track}"))), ["b", "c"]);
}

/// What one publisher says of going back to a role without reports is named, and not called usual; what two say is.
#[test]
fn one_voice_out_of_management_is_not_a_usual_step() {
    let roles = "[[person]]\nid = \"ann\"\nname = \"Ann\"\n[[role]]\nid = \"boss\"\nname = \"Boss\"\nmanages = true\n[[role]]\nid = \"maker\"\nname = \"Maker\"\n";
    let leading = |sources: &str| {
        let engine = Engine::new(knowledge_of_many(roles, sources));
        let next = next_of(&engine, "boss");
        assert!(next.destinations[0].shown);
        next.destinations[0].leading
    };
    let back = step("boss", "maker", "");
    assert!(!leading(&format!("article X\n{back}")));
    assert!(leading(&format!("article X\n{back}===article Y\n{back}")));
    assert!(leading(&format!("article X\n{}", step("boss", "maker", "usual = true"))));
}

/// A way that is called usual at second hand only is among the first if it is well supported, as any other.
#[test]
fn usual_at_second_hand_is_not_enough() {
    let leading = |confidence: &str| {
        let usual = step("a", "b", &format!("usual = true\nconfidence = \"{confidence}\""));
        let rival = step("a", "c", "");
        let sources = format!(
            "article W\n{usual}===ladder V\n{rival}===ladder X\n{rival}===ladder Y\n{rival}===ladder Z\n{rival}"
        );
        let engine = Engine::new(knowledge_of_many(&four_roles(), &sources));
        next_of(&engine, "a").destinations.iter().any(|one| one.place.id == Some("b") && one.leading)
    };
    assert!(leading("medium") && !leading("low"));
}

/// Somebody says that people move, somebody else that the two roles are of one level: it is a move.
#[test]
fn a_move_between_roles_of_one_level_is_a_move() {
    let peer = step("a", "b", "").replace("\"step\"", "\"peer\"");
    let switch = step("a", "b", "confidence = \"low\"").replace("\"step\"", "\"switch\"");
    assert_eq!(ids(&order_of_a(&format!("ladder X\n{peer}===article Y\n{switch}{}", step("a", "c", "")))), ["c", "b"]);
}

/// A rung that asks for no years asks for nothing.
#[test]
fn years_from_none_on_are_not_asked_for() {
    let track = |years: &str| {
        let track = format!(
            "[[track]]\nid = \"t\"\nname = \"T\"\nby = \"ann\"\nsteps = [{{ role = \"a\", years = \"{years}\" }}, \"b\"]\n"
        );
        become_of(&Engine::new(knowledge_of_many(&four_roles(), &format!("ladder X\n{track}"))), "a").asks.len()
    };
    assert_eq!((track("0-2"), track("1-2")), (0, 1));
}

/// What is reached later is named in the order in which people reach it, whatever supports it best.
#[test]
fn later_roles_are_in_the_order_of_their_levels() {
    let way = |from: &str, to: &str| step(from, to, "");
    let track = format!("{}{}{}", way("a", "b"), way("b", "c"), way("c", "d"));
    let over = format!("{}{}", way("b", "d"), way("b", "c"));
    let engine = Engine::new(knowledge_of_many(
        &four_roles(),
        &format!(
            "ladder W\n{track}{over}===ladder X\n{track}{over}===ladder Y\n{track}{over}===article Z\n{}{}",
            step("a", "d", ""),
            step("a", "c", "account = true"),
        ),
    ));
    let next = next_of(&engine, "a");
    let later: Vec<Option<&str>> =
        next.destinations.iter().filter(|destination| destination.later).map(|one| one.place.id).collect();
    assert_eq!(later, [Some("c"), Some("d")]);
}

#[test]
fn a_better_supported_way_makes_the_direct_one_later() {
    let way = format!("{}{}", step("a", "b", ""), step("b", "c", ""));
    let order = order_of_a(&format!("account X\n{}===article Y\n{way}===article Z\n{way}", step("a", "c", "")));
    assert_eq!(ids(&order), ["b"]);
    let people = "[[person]]\nid = \"ann\"\nname = \"Ann\"\n".to_owned();
    let role = |id: &str| format!("[[role]]\nid = \"{id}\"\nname = \"Role {id}\"\n");
    let vocabulary = people + &["a", "b", "c"].map(role).concat();
    let sources = format!("account X\n{}===article Y\n{way}===article Z\n{way}", step("a", "c", ""));
    let shown = super::ask(&knowledge_of_many(&vocabulary, &sources), "/become role c", nextrole::reply::Detail::Full);
    insta::assert_snapshot!(shown.split("\nSources").next().unwrap(), @"
    How do people become a role c?

    From
      - Role b
        - Ann (2020)
        - Ann (2020)

    Earlier in a career, by way of another role
      - Role a
        - Ann (2020): one person's own path
    ");
    // The direct way stays where the other is no better.
    let order = order_of_a(&format!("article X\n{}===article Y\n{way}", step("a", "c", "")));
    assert_eq!(ids(&order), ["c", "b"]);
}

#[test]
fn a_related_role_is_no_next_step() {
    let related = "[[move]]\nfrom = \"a\"\nto = \"b\"\nkind = \"related\"\nby = \"ann\"\n";
    assert_eq!(ids(&order_of_a(&format!("classification X\n{related}===article Y\n{}", step("a", "c", "")))), ["c"]);
}

/// What a role asks for is said by its lowest rung on each track.
#[test]
fn becoming_says_what_is_asked_for() {
    let roles = "[[person]]\nid = \"ann\"\nname = \"Ann\"\n[[role]]\nid = \"a\"\nname = \"Builder\"\n[[role]]\nid = \"b\"\nname = \"Engineer\"\n";
    let track = "ladder X\n[[track]]\nid = \"t\"\nname = \"T\"\nby = \"ann\"\nsteps = [\"a\", { role = \"b\", title = \"Junior engineer\", adds = \"bridges\", years = \"2-4\" }, { role = \"b\", title = \"Senior engineer\", adds = \"towers\" }]\n";
    let knowledge = knowledge_of_many(roles, track);
    insta::assert_snapshot!(super::ask(&knowledge, "/become engineer", nextrole::reply::Detail::Brief), @"
    How do people become an engineer?

    From
      1. Builder: the rung below on T (Ann, 2020)

    What is asked for: 2–4 years; bridges (Ann, 2020)

    Our sources describe steps, not courses or certificates.
    ");
    insta::assert_snapshot!(super::ask(&knowledge, "/become engineer", nextrole::reply::Detail::Full), @"
    How do people become an engineer?

    From
      - Builder
        - Ann (2020): the rung below on T

    What is asked for
      - T, as “Junior engineer”: 2–4 years; bridges (Ann, 2020)

    Sources
      - “T0”, X, 2020
    ");
    insta::assert_snapshot!(super::ask(&knowledge_of(crate::SMALL), "/become gardener", nextrole::reply::Detail::Brief), @"
    How do people become a gardener?

    None of our sources says where people come from.

    Our sources describe steps, not courses or certificates.
    ");
}

/// One track that begins with a role does not say that people start there; several do.
#[test]
fn people_start_where_several_tracks_begin() {
    let roles = "[[person]]\nid = \"ann\"\nname = \"Ann\"\n[[role]]\nid = \"a\"\nname = \"Builder\"\n[[role]]\nid = \"b\"\nname = \"Engineer\"\n";
    let track = |id: &str| format!("[[track]]\nid = \"{id}\"\nname = \"{id}\"\nby = \"ann\"\nsteps = [\"a\", \"b\"]\n");
    let start = |ids: &[&str]| {
        let tracks: String = ids.iter().map(|id| track(id)).collect();
        let knowledge = knowledge_of_many(roles, &format!("ladder X\n{tracks}"));
        super::ask(&knowledge, "/become builder", nextrole::reply::Detail::Brief)
            .lines()
            .nth(2)
            .unwrap_or("")
            .to_owned()
    };
    assert_eq!(start(&["r"]), "None of our sources says where people come from; it is the first rung of its track.");
    assert_eq!(start(&["r", "s"]), "People start here: it is the first rung of both tracks it is on.");
    assert_eq!(start(&["r", "s", "t"]), "People start here: it is the first rung of all 3 tracks it is on.");
}

#[test]
fn shipped_become() {
    insta::assert_snapshot!(super::ask(&shipped(), "/become cloud engineer", nextrole::reply::Detail::Brief), @"
    How do people become a cloud engineer?

    Sets up, automates and runs an organization's services on a cloud provider.

    Usually from
      1. Network engineer: 4 sources, 2026 and undated
      2. System engineer: 3 sources, 2020–2025
      3. System administrator: 4 sources, 2012 and undated
      4. Database administrator: 2 sources, 2025 and undated

    Also from: Developer, DevOps engineer, Ops and 3 more
    Earlier in a career: Network administrator

    Where people disagree
      - Which roles are closest to cloud engineer? O*NET (2025): Four of them: security engineer, systems engineer, programmer and network support. Microsoft (2020, less certain): IT operations, the first place to look for the skills. 2 more answers.

    Our sources describe steps, not courses or certificates.
    ");
    insta::assert_snapshot!(super::ask(&shipped(), "/become sre", nextrole::reply::Detail::Brief), @"
    How do people become a site reliability engineer?

    Keeps services reliable by treating operations as a software problem.

    Usually from
      1. Developer: 8 sources, 2016–2026; usual according to Greg Baker
      2. DevOps engineer: 2 sources, 2026 and undated; usual according to Greg Baker
      3. System administrator: 4 sources, 2017–2020

    Also from: Cloud engineer, Senior engineer, Product support engineer and 2 more
    What is asked for: production work with help from seniors, and shadowing on-call (37signals, 2026); tasks with instructions (Teleport, 2024)

    Where people disagree
      - Where do site reliability engineers come from? Google (2016) and 1 more: Software engineering, for at least half of them. 37signals (2022): System administration: the whole ladder was given the new title. 1 more answer.

    Our sources describe steps, not courses or certificates.
    ");
}
