//! The ways from one role to another, for small knowledge of each sort, and for that which is shipped.

use nextrole::answer::{Answer, Basis, Engine, Hop, Path};
use nextrole::knowledge::model::{Knowledge, Role};
use nextrole::question::{Pair, Question, Reference};
use nextrole::reply::Detail;

use super::{ask, reply_to};
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

#[test]
fn the_fewest_hops_come_first() {
    let knowledge = knowledge(&[
        ("alpha", "echo", "switch", "cleo"),
        ("alpha", "delta", "switch", "bob"),
        ("delta", "echo", "step", "bob"),
    ]);
    assert_eq!(routes(&knowledge, "/path alpha to echo"), ["alpha echo", "alpha delta echo"]);
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
fn any_rung_is_any_rung() {
    let knowledge = knowledge(&[("low", "high", "switch", "bob")]);
    // The source does not say at which rung, so it counts as the climb from the lowest. Joining at the lowest is a step
    // too: a hop never costs nothing.
    for (typed, steps) in [("/path alpha to charlie", 2), ("/path bravo to charlie", 2), ("/path alpha to echo", 3)] {
        assert_eq!(path(&knowledge, typed, |path| path.routes[0].steps), steps, "{typed}");
    }
    assert_eq!(routes(&knowledge, "/path charlie to alpha"), [""; 0]);
}

#[test]
fn every_hop_is_a_step_at_least() {
    let engine = Engine::new(shipped());
    let roles = &engine.knowledge().vocabulary.roles;
    let mut joining = 0;
    for (from, to) in roles.iter().flat_map(|from| roles.iter().step_by(7).map(move |to| (from, to))) {
        let id = |role: &Role| Reference::Id(role.id.clone());
        let Answer::Path(path) = engine.respond(&Question::Path(Pair::Both(id(from), id(to)))) else {
            panic!("{} to {}", from.id, to.id)
        };
        for route in &path.routes {
            assert!(route.steps as usize >= route.hops.len(), "{:?}", route.roles());
            let lowest = |hop: &Hop<'_>| {
                hop.destination.statements.iter().any(|one| matches!(one.basis, Basis::Onto { rung: 1, .. }))
            };
            joining += usize::from(route.hops.iter().any(lowest));
        }
    }
    assert!(joining > 0, "no route joins a track at its lowest rung");
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
        ("alpha", "charlie", "switch", "ann"),
        ("alpha", "delta", "switch", "bob"),
        ("bravo", "delta", "switch", "bob"),
        ("alpha", "boss", "step", "ann"),
        ("boss", "delta", "step", "ann"),
    ]);
    // Bob's hop; by way of a manager; by Ann's track. What goes over bravo is Bob's again.
    assert_eq!(routes(&knowledge, "/path alpha to delta"), ["alpha delta", "alpha boss delta", "alpha charlie delta"]);
    let managed = path(&knowledge, "/path alpha to delta", |path| {
        path.routes.iter().map(|route| route.through_management).collect::<Vec<_>>()
    });
    assert_eq!(managed, [false, true, false]);
}

#[test]
fn the_field_can_be_left() {
    let knowledge = knowledge(&[
        ("alpha", "charlie", "exit", "ann"),
        ("charlie", "boss", "step", "ann"),
        ("alpha", "delta", "step", "ann"),
        ("delta", "boss", "step", "ann"),
    ]);
    let left = path(&knowledge, "/path alpha to boss", |path| {
        path.routes.iter().map(|route| route.leaves_field).collect::<Vec<_>>()
    });
    assert!(left.contains(&true) && left.contains(&false), "{left:?}");
}

#[test]
fn no_way_tells_the_nearest() {
    let knowledge = knowledge(&[("alpha", "boss", "step", "bob"), ("boss", "delta", "related", "bob")]);
    insta::assert_snapshot!(ask(&knowledge, "/path alpha to echo", Detail::Brief), @"
    From alpha to echo

    None of our sources describes a route from alpha to echo. That does not mean there is none.
    The closest role you can reach from alpha is boss (1 step).
    The closest role that leads to echo is delta (1 step).
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

    I read the other role as alpha.

    Use /tracks to see all career tracks.
    ");
    insta::assert_snapshot!(ask(&knowledge, "/path alpha to xyzzy", Detail::Brief), @"
    Not found

    I don't know “xyzzy”.

    I read the other role as alpha.

    Use /tracks to see all career tracks.
    ");
}

#[test]
fn shipped_helpdesk_to_architect() {
    insta::assert_snapshot!(ask(&shipped(), "/path helpdesk to infra architect", Detail::Brief), @"
    From Helpdesk to Infrastructure architect

    1. Helpdesk → System administrator → IT manager → Infrastructure architect: 3 steps, through management, put together from several sources
      - up to System administrator: 2 sources, 2025 and undated
      - into management, as IT manager: US Bureau of Labor Statistics, 2025, less certain
      - up to Infrastructure architect: next rung on Management track (Michael Platt, 2005); across according to Anonymous commenter (2005, less certain); same level according to Beth Patton (2005)
    2. Helpdesk → Developer → IT manager → Infrastructure architect: 3 steps, leaves this field, through management, put together from several sources
      - out of this field, to Developer: 2 sources, 2005–2025
      - into management, as IT manager: US Bureau of Labor Statistics, 2025
      - up to Infrastructure architect: next rung on Management track (Michael Platt, 2005); across according to Anonymous commenter (2005, less certain); same level according to Beth Patton (2005)
    3. Helpdesk → Senior administrator → IT manager → Infrastructure architect: 3 steps, through management, every step named by Anonymous commenter

    Routes people describe, not a checklist.
    ");
}

#[test]
fn shipped_everything_of_a_way() {
    insta::assert_snapshot!(ask(&shipped(), "/path design to infra architect", Detail::Full), @"
    From Design to Infrastructure architect

    1. Design → IT manager → Infrastructure architect
      2 steps, through management, all of it named by Michael Platt
      - into management, as IT manager, the way most people take
        - Michael Platt (2005): Probably the most common move from the technical track into management.
      - up to Infrastructure architect
        - Michael Platt (2005): next on Management track
        - Anonymous commenter (2005, less certain): to another track. Only considered, not done; the commenter just says “architecture”.
        - Beth Patton (2005): at the same level. Each picks up where the other leaves off.

    Sources
      - “Infrastructure career progression”, MSDN blogs, August 2005

    Routes people describe, not a checklist.
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
