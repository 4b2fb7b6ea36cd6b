//! The ways from one role to another, for small knowledge of each sort, and for that which is shipped.

use nextrole::answer::{Answer, Engine, Path};
use nextrole::knowledge::model::{Knowledge, Role, RoleKey};
use nextrole::question::{Pair, Question, Reference};
use nextrole::reply::{Detail, reply};

use super::{ask, assert_short, reply_to};
use crate::{knowledge_of, shipped};

/// Roles a to f, a track over three of them, and these moves: from, to, kind, by whom.
fn knowledge(moves: &[(&str, &str, &str, &str)]) -> Knowledge {
    let mut text = "[source]\nid = \"s\"\ntitle = \"S\"\npublished = \"2020\"\n".to_owned();
    for person in ["ann", "bob", "cleo"] {
        text += &format!("[[person]]\nid = \"{person}\"\nname = \"{person}\"\n");
    }
    for role in ["alpha", "bravo", "charlie", "delta", "echo", "boss"] {
        let manages = role == "boss";
        text += &format!("[[role]]\nid = \"{role}\"\nname = \"{role}\"\nmanages = {manages}\n");
    }
    text += "[[track]]\nid = \"low\"\nname = \"Low\"\nby = \"ann\"\nsteps = [\"alpha\", \"bravo\"]\n";
    text += "[[track]]\nid = \"high\"\nname = \"High\"\nby = \"ann\"\nsteps = [\"charlie\", \"delta\", \"echo\"]\n";
    for (from, to, kind, by) in moves {
        text += &format!("[[move]]\nfrom = \"{from}\"\nto = \"{to}\"\nkind = \"{kind}\"\nby = \"{by}\"\n");
    }
    knowledge_of(&text)
}

fn path<T>(knowledge: &Knowledge, typed: &str, look: impl Fn(&Path<'_>) -> T) -> T {
    let engine = Engine::new(knowledge.clone());
    match engine.respond(&Question::parse(typed).unwrap()) {
        Answer::Path(path) => look(&path),
        other => panic!("{typed}: {other:?}"),
    }
}

/// Each route as its places.
fn routes(knowledge: &Knowledge, typed: &str) -> Vec<String> {
    path(knowledge, typed, |path| {
        let places = |route: &nextrole::answer::Route<'_>| {
            let start = route.hops.first().map(|hop| hop.from.name);
            start
                .into_iter()
                .chain(route.hops.iter().map(|hop| hop.destination.place.name))
                .collect::<Vec<_>>()
                .join(" ")
        };
        path.routes.iter().map(places).collect()
    })
}

/// A role near the goal helps only on the way up, and only if it is of the trade of one of the two.
#[test]
fn a_role_near_the_goal_is_of_help() {
    let nearest = |knowledge: &Knowledge, typed: &str| {
        path(knowledge, typed, |path| path.nearest_reachable.map(|nearest| nearest.role.name.to_owned()))
    };
    let shipped = shipped();
    assert_eq!(nearest(&shipped, "/path data-analyst to sre").as_deref(), Some("Data engineer"));
    assert_eq!(nearest(&shipped, "/path it-manager to sysadmin").as_deref(), None, "nobody climbs toward a lower role");
    assert_eq!(nearest(&shipped, "/path delivery-manager to sre").as_deref(), None, "a consultant is no help");
}

#[test]
fn the_fewest_hops_come_first() {
    let knowledge = knowledge(&[
        ("alpha", "echo", "step", "cleo"),
        ("alpha", "delta", "step", "bob"),
        ("delta", "echo", "step", "bob"),
    ]);
    assert_eq!(routes(&knowledge, "/path alpha to echo"), ["alpha echo", "alpha delta echo"]);
}

#[test]
fn a_step_that_hardly_anybody_supports_gives_way_to_two_that_many_do() {
    let direct = |confidence: &str| {
        let mut text = head(&["ann", "bob", "cleo", "dora"]) + &roles_of(&["alpha", "bravo", "charlie"]);
        text += &format!(
            "[[move]]\nfrom = \"alpha\"\nto = \"charlie\"\nkind = \"step\"\nby = \"ann\"\n\
             confidence = \"{confidence}\"\naccount = {}\n",
            confidence == "low"
        );
        for (number, from, to) in [(1, "alpha", "bravo"), (2, "bravo", "charlie")] {
            text += &format!(
                "[[move]]\nfrom = \"{from}\"\nto = \"{to}\"\nkind = \"step\"\nby = \"bob\"\nusual = true\nyears = \"{number}\"\n"
            );
        }
        routes(&knowledge_of(&text), "/path alpha to charlie")[0].clone()
    };
    assert_eq!(direct("high"), "alpha charlie");
    assert_eq!(direct("low"), "alpha bravo charlie");
}

/// A source, and these people.
fn head(people: &[&str]) -> String {
    let people = people.iter().map(|id| format!("[[person]]\nid = \"{id}\"\nname = \"{id}\"\n"));
    "[source]\nid = \"s\"\ntitle = \"S\"\npublished = \"2020\"\n".to_owned() + &people.collect::<String>()
}

fn roles_of(ids: &[&str]) -> String {
    ids.iter().map(|id| format!("[[role]]\nid = \"{id}\"\nname = \"{id}\"\nfamily = \"systems\"\n")).collect()
}

#[test]
fn what_is_near_is_no_hop() {
    assert_eq!(routes(&knowledge(&[("alpha", "echo", "related", "bob")]), "/path alpha to echo"), [""; 0]);
}

#[test]
fn a_peer_is_a_hop_in_both_directions() {
    let knowledge = knowledge(&[("alpha", "echo", "peer", "bob")]);
    assert_eq!(routes(&knowledge, "/path alpha to echo"), ["alpha echo"]);
    assert_eq!(routes(&knowledge, "/path echo to alpha"), ["echo alpha"]);
}

#[test]
fn no_way_leads_down_unless_somebody_says_so() {
    assert_eq!(routes(&knowledge(&[]), "/path bravo to alpha"), [""; 0]);
    let down = knowledge(&[("bravo", "alpha", "switch", "bob")]);
    let demotes_on =
        path(&down, "/path bravo to alpha", |path| path.routes[0].hops[0].demotes_on[0].track.name.to_owned());
    assert_eq!(demotes_on, "Low");
}

#[test]
fn a_move_onto_a_track_names_no_role_to_go_to() {
    let onto = knowledge(&[("low", "high", "switch", "bob"), ("alpha", "high", "switch", "bob")]);
    assert_eq!(routes(&onto, "/path alpha to charlie"), [""; 0]);
    // A move from any rung to a role does.
    let from_any_rung = knowledge(&[("low", "echo", "switch", "bob")]);
    for typed in ["/path alpha to echo", "/path bravo to echo"] {
        assert_eq!(routes(&from_any_rung, typed).len(), 1, "{typed}");
    }
}

#[test]
fn where_people_enter_the_field_nobody_else_passes() {
    let mut text = head(&["ann"]) + &roles_of(&["alpha", "bravo", "charlie"]);
    text += "[[track]]\nid = \"low\"\nname = \"Low\"\nby = \"ann\"\nsteps = [\"alpha\", \"bravo\"]\n";
    text += "[[move]]\nfrom = \"charlie\"\nto = \"alpha\"\nkind = \"peer\"\nby = \"ann\"\n";
    let knowledge = knowledge_of(&text);
    assert_eq!(routes(&knowledge, "/path alpha to bravo"), ["alpha bravo"]);
    assert_eq!(routes(&knowledge, "/path charlie to alpha"), ["charlie alpha"]);
    assert_eq!(routes(&knowledge, "/path charlie to bravo"), [""; 0]);
}

#[test]
fn a_route_is_somebodys_own_words_only_if_each_step_is() {
    let step = |from: &str, to: &str, more: &str| {
        format!("[[move]]\nfrom = \"{from}\"\nto = \"{to}\"\nkind = \"step\"\nby = \"ann\"\n{more}")
    };
    let stated_by = |more: &str| {
        let text = head(&["ann"]) + &roles_of(&["alpha", "bravo", "charlie"]);
        let text = text + &step("alpha", "bravo", "") + &step("bravo", "charlie", more);
        path(&knowledge_of(&text), "/path alpha to charlie", |path| {
            path.routes[0].stated_in_full_by.iter().map(|by| by.to_string()).collect::<Vec<_>>()
        })
    };
    assert_eq!(stated_by(""), ["ann"]);
    assert_eq!(stated_by("inferred = true\n"), [""; 0]);
}

#[test]
fn roles_side_by_side_on_a_rung_all_lead_on() {
    let mut text = head(&["ann"]) + &roles_of(&["alpha", "bravo", "charlie", "delta"]);
    text += "[[track]]\nid = \"wide\"\nname = \"Wide\"\nby = \"ann\"\n";
    text += "steps = [[\"alpha\", \"bravo\"], [\"charlie\", \"delta\"]]\n";
    let knowledge = knowledge_of(&text);
    for (from, to) in [("alpha", "charlie"), ("alpha", "delta"), ("bravo", "charlie"), ("bravo", "delta")] {
        assert_eq!(routes(&knowledge, &format!("/path {from} to {to}")), [format!("{from} {to}")]);
    }
    assert_eq!(routes(&knowledge, "/path alpha to bravo"), [""; 0]);
}

#[test]
fn grades_of_one_role_are_no_step() {
    let mut text = head(&["ann"]) + &roles_of(&["alpha", "bravo"]);
    text += "[[track]]\nid = \"grades\"\nname = \"Grades\"\nby = \"ann\"\n\
             steps = [{ role = \"alpha\", title = \"Alpha 1\" }, { role = \"alpha\", title = \"Alpha 2\" }, \"bravo\"]\n";
    let steps = path(&knowledge_of(&text), "/path alpha to bravo", |path| path.routes[0].steps);
    assert_eq!(steps, 1);
}

/// What the first routes between all pairs of shipped roles are like. Levels and entry roles are judged anew here.
#[test]
#[expect(clippy::print_stdout, reason = "the figure is to be seen")]
fn first_routes_between_all_pairs() {
    let engine = Engine::new(shipped());
    let knowledge = engine.knowledge();
    // Nothing is below what has no level.
    let level = |id: &str| engine.level(knowledge.role_with_id(id).unwrap()).unwrap_or(f64::NAN);
    let role = |id: &str| &knowledge[knowledge.role_with_id(id).unwrap()];
    // Where people enter the field, by whatever name.
    let is_entry = |id: &str| ["helpdesk", "desktop-support", "network-support", "it-service-engineer"].contains(&id);
    let (mut first_routes, mut through_entry, mut through_management, mut too_long, mut down) = (0, 0, 0, 0, 0);
    for (from, to) in pairs(knowledge) {
        let id = |key: RoleKey| Reference::Id(knowledge[key].id.clone());
        let answer = engine.respond(&Question::Path(Pair::Both(id(from), id(to))));
        assert_short(&reply(&answer, Detail::Brief));
        let Answer::Path(path) = answer else { panic!() };
        assert!(path.routes.len() <= 3);
        assert!(path.routes.is_empty() || path.nearest_reachable.is_none() && path.origins.is_empty());
        for route in &path.routes {
            let places: Vec<_> = route.hops.iter().map(|hop| hop.from).collect();
            assert!((1..places.len()).all(|at| !places[..at].contains(&places[at])), "{places:?}");
            let near = |direction| matches!(direction, nextrole::answer::Direction::Near);
            assert!(route.hops.iter().all(|hop| !near(hop.destination.direction)));
            let exits = route.hops.iter().rev().skip(1);
            assert!(exits.clone().all(|hop| hop.destination.direction != nextrole::answer::Direction::Out));
        }
        let Some(route) = path.routes.first() else { continue };
        let roles = route.roles();
        let (Some((start, rest)), Some(goal)) = (roles.split_first(), roles.last()) else { panic!() };
        let between = &rest[..rest.len() - 1];
        first_routes += 1;
        let ends = [*start, *goal];
        through_entry += usize::from(between.iter().any(|id| is_entry(id)) && !ends.iter().any(|id| is_entry(id)));
        let manages = |id: &str| role(id).manages;
        through_management += usize::from(between.iter().any(|id| manages(id)) && !ends.iter().any(|id| manages(id)));
        too_long += usize::from(route.steps > 4);
        let lowest = level(start).min(level(goal));
        down += usize::from(between.iter().any(|id| level(id) < lowest - 0.5));
    }
    println!(
        "{first_routes} pairs with a route; first routes through an entry role: {through_entry}, through management: \
         {through_management}, with more than 4 steps: {too_long}, that go down: {down}"
    );
    assert!(first_routes > 1_500, "{first_routes}");
    let faults = through_entry + through_management + too_long;
    assert!(faults * 100 <= first_routes * 3, "{faults} of {first_routes}");
    assert_eq!(down, 0);
}

/// Every ordered pair of different roles.
fn pairs(knowledge: &Knowledge) -> Vec<(RoleKey, RoleKey)> {
    let keys = || knowledge.vocabulary.roles_with_keys().map(|(key, _): (RoleKey, &Role)| key);
    keys().flat_map(|from| keys().filter(move |to| *to != from).map(move |to| (from, to))).collect()
}

/// Pairs that people ask about, and the first route.
#[test]
fn shipped_first_routes() {
    let engine = Engine::new(shipped());
    let first = |typed: &&str| {
        let Answer::Path(path) = engine.respond(&Question::parse(&format!("/path {typed}")).unwrap()) else {
            panic!("{typed}")
        };
        let route = path.routes.first().map_or_else(|| "no route".to_owned(), |route| route.roles().join(" > "));
        format!("{typed}: {route}\n")
    };
    let asked = [
        "helpdesk to sysadmin",
        "helpdesk to devops engineer",
        "helpdesk to it manager",
        "helpdesk to network engineer",
        "helpdesk to cloud engineer",
        "helpdesk to security engineer",
        "desktop support to sre",
        "second-line support to sysadmin",
        "sysadmin to cloud engineer",
        "sysadmin to platform engineer",
        "sysadmin to it director",
        "sysadmin to ciso",
        "network admin to network architect",
        "network engineer to sre",
        "developer to technical architect",
        "developer to platform engineer",
        "dba to cloud engineer",
        "security analyst to ciso",
        "security engineer to security architect",
        "devops engineer to solutions architect",
        "engineering manager to cto",
        "it service manager to it director",
        "change manager to penetration tester",
        "sysadmin to helpdesk",
    ];
    insta::assert_snapshot!(asked.iter().map(first).collect::<String>(), @"
    helpdesk to sysadmin: helpdesk > sysadmin
    helpdesk to devops engineer: helpdesk > sysadmin > devops-engineer
    helpdesk to it manager: helpdesk > sysadmin > it-manager
    helpdesk to network engineer: helpdesk > network-engineer
    helpdesk to cloud engineer: helpdesk > sysadmin > cloud-engineer
    helpdesk to security engineer: helpdesk > security-analyst > security-engineer
    desktop support to sre: desktop-support > sysadmin > sre
    second-line support to sysadmin: second-line-support > sysadmin
    sysadmin to cloud engineer: sysadmin > cloud-engineer
    sysadmin to platform engineer: sysadmin > devops-engineer > platform-engineer
    sysadmin to it director: sysadmin > it-manager > it-director
    sysadmin to ciso: sysadmin > security-analyst > ciso
    network admin to network architect: network-admin > network-architect
    network engineer to sre: network-engineer > sre
    developer to technical architect: developer > technical-architect
    developer to platform engineer: developer > platform-engineer
    dba to cloud engineer: db-admin > cloud-engineer
    security analyst to ciso: security-analyst > ciso
    security engineer to security architect: security-engineer > security-architect
    devops engineer to solutions architect: devops-engineer > solutions-architect
    engineering manager to cto: engineering-manager > engineering-director > cto
    it service manager to it director: it-service-manager > it-director
    change manager to penetration tester: no route
    sysadmin to helpdesk: no route
    ");
}

/// Titles that read alike are one destination, but each leads on along its own track only.
#[test]
fn titles_lead_on_along_their_own_track() {
    let track = |id: &str, goal: &str| {
        format!(
            "[[track]]\nid = \"{id}\"\nname = \"{id}\"\nby = \"ann\"\n\
             steps = [\"alpha\", {{ title = \"Lead\" }}, \"{goal}\"]\n"
        )
    };
    let role = |id: &str| format!("[[role]]\nid = \"{id}\"\nname = \"{id}\"\n");
    let head = "[source]\nid = \"s\"\ntitle = \"S\"\npublished = \"2020\"\n[[person]]\nid = \"ann\"\nname = \"ann\"\n";
    let text =
        [head, &role("alpha"), &role("bravo"), &role("charlie"), &track("one", "bravo"), &track("two", "charlie")];
    let knowledge = knowledge_of(&text.concat());
    let engine = Engine::new(knowledge.clone());
    let Answer::Next(next) = engine.respond(&Question::parse("/next alpha").unwrap()) else { panic!() };
    assert_eq!(
        next.destinations.iter().map(|one| (one.place.name, one.statements.len())).collect::<Vec<_>>(),
        [("Lead", 2)]
    );
    for (goal, track) in [("bravo", "one"), ("charlie", "two")] {
        let tracks = path(&knowledge, &format!("/path alpha to {goal}"), |path| {
            let statements = path.routes[0].hops.iter().flat_map(|hop| &hop.destination.statements);
            statements.map(|one| format!("{:?}", one.basis)).collect::<Vec<_>>()
        });
        assert_eq!(tracks.len(), 2);
        assert!(tracks.iter().all(|basis| basis.contains(&format!("{track:?}"))), "{tracks:?}");
    }
}

#[test]
fn routes_that_really_differ() {
    let knowledge = knowledge(&[
        ("alpha", "charlie", "step", "ann"),
        ("alpha", "delta", "step", "bob"),
        ("bravo", "delta", "step", "bob"),
        ("alpha", "boss", "step", "ann"),
        ("boss", "delta", "step", "ann"),
    ]);
    // Bob's hop, then Ann's track. Over bravo it is Ann's and Bob's; over boss it would be a detour through management.
    assert_eq!(routes(&knowledge, "/path alpha to delta"), ["alpha delta", "alpha charlie delta"]);
    assert_eq!(routes(&knowledge, "/path alpha to boss"), ["alpha boss"]);
}

#[test]
fn the_field_is_left_with_the_last_step_only() {
    let knowledge = knowledge(&[("alpha", "charlie", "exit", "ann"), ("charlie", "boss", "step", "ann")]);
    assert_eq!(routes(&knowledge, "/path alpha to boss"), [""; 0]);
    assert!(path(&knowledge, "/path alpha to charlie", |path| path.routes[0].leaves_field));
}

#[test]
fn no_way_tells_the_nearest() {
    let knowledge = knowledge(&[("alpha", "boss", "step", "bob"), ("boss", "delta", "related", "bob")]);
    insta::assert_snapshot!(ask(&knowledge, "/path alpha to echo", Detail::Brief), @"
    From alpha to echo

    None of our sources describes a route from alpha to echo. That does not mean there is none.
    Our sources name moves from alpha, but none toward echo.
    Common previous roles of echo: delta
    ");
}

#[test]
fn one_role_twice_and_one_role_alone() {
    let knowledge = knowledge(&[]);
    insta::assert_snapshot!(ask(&knowledge, "/path alpha to alpha", Detail::Brief), @"
    From alpha to alpha

    You are already there: both roles are alpha.
    ");
    insta::assert_snapshot!(ask(&knowledge, "/path alpha", Detail::Brief), @"
    Which role?

    Name two roles, for example /path alpha to bravo.

    I can show what comes after alpha: /next alpha.
    ");
    insta::assert_snapshot!(ask(&knowledge, "/path alpha to xyzzy", Detail::Brief), @"
    Not found

    I don't know “xyzzy”.

    I can show what comes after alpha: /next alpha.
    ");
}

#[test]
fn shipped_helpdesk_to_architect() {
    insta::assert_snapshot!(ask(&shipped(), "/path helpdesk to infra architect", Detail::Brief), @"
    From helpdesk to infrastructure architect

    1. Helpdesk → System engineer → Infrastructure architect: 2 steps, put together from several sources
      - to system engineer: GitLab, undated, less certain
      - to infrastructure architect: Torchora (job templates), undated, second-hand
    2. Helpdesk → Senior administrator → Infrastructure architect: 2 steps, put together from several sources
      - to senior administrator: Anonymous commenter, 2005
      - to infrastructure architect: Kyle Rankin, undated, less certain

    These are routes people describe, not a checklist.
    ");
}

#[test]
fn shipped_everything_of_a_way() {
    insta::assert_snapshot!(ask(&shipped(), "/path design to infra architect", Detail::Full), @"
    From design to infrastructure architect

    None of our sources describes a route from design to infrastructure architect. That does not mean there is none.
    Our sources name moves from design, but none toward infrastructure architect.
    Common previous roles of infrastructure architect: IT manager, Senior administrator, System engineer
    ");
}

#[test]
fn a_choice_keeps_the_other_half() {
    let knowledge = shipped();
    for typed in
        ["/path helpdesk architect", "I'm on the helpdesk and want to be an architect", "helpdesk -> architect"]
    {
        let choices = reply_to(&knowledge, typed, Detail::Brief).menu.unwrap().choices;
        let asked: Vec<String> = choices.iter().map(|choice| choice.question.to_command()).collect();
        assert!(asked.contains(&"/path helpdesk to infra-architect".to_owned()), "{typed}: {asked:?}");
    }
}

#[test]
fn both_halves_can_be_unclear() {
    let knowledge = shipped();
    let mut typed = "/path architect to administrator".to_owned();
    for halves in 0..2 {
        let reply = reply_to(&knowledge, &typed, Detail::Brief);
        let choices = reply.menu.map_or(reply.buttons, |menu| menu.choices);
        typed = choices[0].question.to_command();
        assert!(typed.starts_with("/path "), "after {halves}: {typed}");
    }
    path(&knowledge, &typed, |path| assert_ne!(path.from, path.to));
}

/// Ways that people know, on the shipped knowledge: none through another trade, an entry role or a manager's post.
#[test]
fn ways_that_people_know() {
    let knowledge = shipped();
    let first = |typed: &str| routes(&knowledge, typed).into_iter().next().unwrap_or_default();
    insta::assert_snapshot!(
        [
            "/path desktop support to sysadmin",
            "/path network engineer to network architect",
            "/path dba to developer",
            "/path helpdesk to security engineer",
            "/path sysadmin to network engineer",
        ]
        .map(|typed| format!("{typed}: {}", first(typed)))
        .join("\n"),
        @"
    /path desktop support to sysadmin: Desktop support System administrator
    /path network engineer to network architect: Network engineer Network architect
    /path dba to developer: Database administrator Developer
    /path helpdesk to security engineer: Helpdesk Information security analyst Information security engineer
    /path sysadmin to network engineer: System administrator Network engineer
    "
    );
    let to_devops = routes(&knowledge, "/path sysadmin to devops engineer");
    assert!(to_devops.iter().all(|route| !route.contains("manager") && !route.contains("Helpdesk")), "{to_devops:?}");
}
