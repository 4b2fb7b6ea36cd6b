//! Two roles side by side.

use nextrole::answer::{Answer, Engine, Order};
use nextrole::knowledge::model::Role;
use nextrole::question::{Pair, Question, Reference};
use nextrole::reply::markdown::pages;
use nextrole::reply::{Detail, reply};
use serde_json::{Value, json};

use super::{ask, assert_short, knowledge_of_many, reply_to};
use crate::{SMALL, knowledge_of, shipped};

#[test]
fn shipped_manager_and_architect() {
    let knowledge = shipped();
    insta::assert_snapshot!(ask(&knowledge, "/compare it manager, infra architect", Detail::Brief), @"
    IT manager and infrastructure architect

    IT manager: Usually runs all or part of an organization's IT; who counts as one is disputed.
    Infrastructure architect: Shapes an organization's infrastructure as a whole; what that includes is disputed.

    Which is more senior?
      - Infrastructure architect: one rung above IT manager on Management track (Michael Platt, 2005)
      - Neither: Beth Patton (2005) sees them on one level. Each picks up where the other leaves off.

    From one to the other
      - IT manager → Infrastructure architect: 2 sources, 2005

    Where people disagree
      - Is an architect above, below or level with a manager? Michael Platt (2005): Above: infrastructure architect is the top of the management track. Beth Patton (2005): Level: infrastructure architect and IT manager are peers. 4 more answers.
    ");
    let reply = reply_to(&knowledge, "/compare it manager, infra architect", Detail::Brief);
    assert_eq!(pages(&reply).len(), 1, "the whole quarrel is on one page");
}

/// A switch ranks nothing, not even one into management.
#[test]
fn a_switch_into_management_is_no_step_up() {
    let text = "[source]\nid = \"s\"\ntitle = \"S\"\n[[person]]\nid = \"ann\"\nname = \"Ann\"\n[[role]]\nid = \"maker\"\nname = \"Maker\"\n[[role]]\nid = \"boss\"\nname = \"Boss\"\nmanages = true\n[[move]]\nfrom = \"maker\"\nto = \"boss\"\nkind = \"KIND\"\nby = \"ann\"\n";
    let says_step = |kind: &str| {
        let knowledge = knowledge_of(&text.replace("KIND", kind));
        ask(&knowledge, "/compare maker, boss", Detail::Brief).contains("a step up from maker")
    };
    assert!(says_step("step") && !says_step("switch"));
}

#[test]
fn small() {
    let knowledge = knowledge_of(SMALL);
    insta::assert_snapshot!(ask(&knowledge, "/compare helpdesk vs ops", Detail::Full), @"
    Helpdesk and ops

    Ops: Keeps it running.

    Which is more senior?
      - Ops: one rung above helpdesk on The way up (Ann, 2005)
      - Ops: a step up from helpdesk (Bob, 2005; called the usual way)

    From one to the other
      - Helpdesk → Ops, next rung on The way up (Ann, 2005)
      - Helpdesk → Ops, called the usual way (Bob, 2005): After a year.

    Helpdesk
      On 1 track: The way up (rung 1 of 2).

    Ops
      - Ann (2005): The person with the pager.
      On 1 track: The way up (rung 2 of 2).

    Sources
      - “On careers”, August 2005 https://example.org/careers
    ");
    insta::assert_snapshot!(ask(&knowledge, "/compare ops, ops", Detail::Brief), @"
    Ops

    Both are Ops: there is nothing to compare.
    ");
    insta::assert_snapshot!(ask(&knowledge, "/compare gardener, ops", Detail::Brief), @"
    Gardener and ops

    Ops: Keeps it running.

    Which is more senior?
      None of our sources ranks these two roles.
    ");
}

/// However two roles are written, they are found.
#[test]
fn two_roles_in_one_text() {
    let engine = Engine::new(shipped());
    let cases = [
        "/compare it manager, infra architect",
        "/compare it manager vs infra architect",
        "/compare IT manager VERSUS infra architect",
        "/compare it manager or infra architect",
        "/compare it manager and infra architect",
        "/compare between it manager and infra architect",
        "/compare it manager / infra architect",
        "/compare it manager -> infra architect",
        "/compare it-manager infra-architect",
        "/compare a:it manager b:infra architect",
        "/compare B: infra architect A: it manager",
        "a:it manager b:infra architect",
        "it manager vs infra architect",
        "difference between an IT manager and an infra architect?",
    ];
    for typed in cases {
        match engine.respond(&Question::parse(typed).unwrap()) {
            Answer::Compare(found) => {
                let ids = (found.first.role.id, found.second.role.id);
                assert_eq!(ids, (Some("it-manager"), Some("infra-architect")), "{typed}");
            }
            other => panic!("{typed}: {other:?}"),
        }
    }
}

#[test]
fn names_may_hold_the_words_between() {
    let role = |id: &str, name: &str| format!("[[role]]\nid = \"{id}\"\nname = \"{name}\"\n");
    let knowledge = knowledge_of(
        &[role("rd", "Research and development lead"), role("back", "Front to back developer"), role("ops", "Ops")]
            .concat(),
    );
    let engine = Engine::new(knowledge);
    for (typed, expected) in [
        ("/compare research and development lead and ops", ("rd", "ops")),
        ("/compare ops, research and development lead", ("ops", "rd")),
        ("/compare front to back developer to research and development lead", ("back", "rd")),
    ] {
        match engine.respond(&Question::parse(typed).unwrap()) {
            Answer::Compare(found) => {
                assert_eq!(
                    (found.first.role.id, found.second.role.id),
                    (Some(expected.0), Some(expected.1)),
                    "{typed}"
                );
            }
            other => panic!("{typed}: {other:?}"),
        }
    }
}

/// What is typed can do no harm, and is answered.
#[test]
fn hostile_texts() {
    let engine = Engine::new(shipped());
    let long = "to ".repeat(5000);
    for half in ["", " ", "->", "→→→", ",,,,", "to to to", "vs", "\u{0}\u{202e}", "é→é", &long, "a:b:c:", "from:", "a:"]
    {
        for command in ["/path", "/compare", "/path from:", "/compare a:x b:", ""] {
            let typed = format!("{command} {half}");
            let reply = nextrole::reply::reply(&engine.respond(&Question::parse(&typed).unwrap()), Detail::Full);
            assert!(!reply.blocks.is_empty() && reply.buttons.len() <= 5, "{typed:.40}");
        }
    }
}

/// A move: from, to, kind.
type Stated = (&'static str, &'static str, &'static str);

/// A track from alpha to bravo, and these moves.
fn ranked(moves: &[Stated]) -> Engine {
    let mut text = "[source]\nid = \"s\"\ntitle = \"S\"\n[[person]]\nid = \"ann\"\nname = \"Ann\"\n".to_owned();
    for role in ["alpha", "bravo", "delta"] {
        text += &format!("[[role]]\nid = \"{role}\"\nname = \"{role}\"\n");
    }
    text += "[[track]]\nid = \"up\"\nname = \"Up\"\nby = \"ann\"\nsteps = [\"alpha\", \"bravo\"]\n";
    for (from, to, kind) in moves {
        text += &format!("[[move]]\nfrom = \"{from}\"\nto = \"{to}\"\nkind = \"{kind}\"\nby = \"ann\"\n");
    }
    Engine::new(knowledge_of(&text))
}

#[test]
fn the_order_follows_from_what_is_stated() {
    let cases: &[(&[Stated], &str, Order)] = &[
        (&[], "/compare bravo, alpha", Order::First),
        (&[], "/compare alpha, bravo", Order::Second),
        (&[], "/compare alpha, delta", Order::Unknown),
        (&[("alpha", "delta", "step")], "/compare alpha, delta", Order::Second),
        (&[("alpha", "delta", "step")], "/compare delta, alpha", Order::First),
        (&[("delta", "alpha", "peer")], "/compare alpha, delta", Order::Level),
        // These say nothing about seniority.
        (&[("alpha", "delta", "switch")], "/compare alpha, delta", Order::Unknown),
        (&[("alpha", "delta", "exit")], "/compare alpha, delta", Order::Unknown),
        (&[("alpha", "delta", "related")], "/compare alpha, delta", Order::Unknown),
        (&[("alpha", "delta", "step"), ("alpha", "delta", "peer")], "/compare alpha, delta", Order::Disputed),
        (&[("alpha", "delta", "step"), ("delta", "alpha", "step")], "/compare alpha, delta", Order::Disputed),
        (&[("bravo", "alpha", "step")], "/compare alpha, bravo", Order::Disputed),
        // From any rung of a track, that is from each role on it.
        (&[("up", "delta", "step")], "/compare bravo, delta", Order::Second),
    ];
    for (moves, typed, expected) in cases {
        match ranked(moves).respond(&Question::parse(typed).unwrap()) {
            Answer::Compare(compare) => assert_eq!(compare.order, *expected, "{typed} with {moves:?}"),
            other => panic!("{typed}: {other:?}"),
        }
    }
    let engine = Engine::new(shipped());
    let asked = Question::parse("/compare it manager, infra architect").unwrap();
    let Answer::Compare(compare) = engine.respond(&asked) else { panic!() };
    assert_eq!(compare.order, Order::Disputed, "Michael Platt and Beth Patton disagree");
}

/// Where nobody compares two roles, their order follows from what is said of others, and is said to be our reading.
#[test]
fn an_order_that_nobody_states_is_our_reading() {
    let engine = ranked(&[("bravo", "delta", "step")]);
    let answer = engine.respond(&Question::parse("/compare alpha, delta").unwrap());
    let Answer::Compare(compare) = &answer else { panic!("{answer:?}") };
    assert_eq!((compare.order, compare.order_is_inferred), (Order::Second, true));
    insta::assert_snapshot!(ask(engine.knowledge(), "/compare alpha, delta", Detail::Brief), @"
    alpha and delta

    Which is more senior?
      - delta: our reading of the order of one source, which does not compare the two.
    ");
    let stated = engine.respond(&Question::parse("/compare alpha, bravo").unwrap());
    let Answer::Compare(compare) = &stated else { panic!("{stated:?}") };
    assert_eq!((compare.order, compare.order_is_inferred), (Order::Second, false));
}

/// Of how many sources the order is our reading: of those of the moves too.
#[test]
fn the_sources_of_an_order_that_is_our_reading() {
    let mut vocabulary = "[[person]]\nid = \"ann\"\nname = \"Ann\"\n".to_owned();
    for role in ["alpha", "bravo", "delta"] {
        vocabulary += &format!("[[role]]\nid = \"{role}\"\nname = \"{role}\"\n");
    }
    let sources = "article One\n[[track]]\nid = \"up\"\nname = \"Up\"\nby = \"ann\"\nsteps = [\"alpha\", \"bravo\"]\n\
         ===\narticle Two\n[[move]]\nfrom = \"bravo\"\nto = \"delta\"\nkind = \"step\"\nby = \"ann\"\n";
    let knowledge = knowledge_of_many(&vocabulary, sources);
    insta::assert_snapshot!(ask(&knowledge, "/compare alpha, delta", Detail::Brief), @"
    alpha and delta

    Which is more senior?
      - delta: our reading of the order of 2 sources; none of them compares the two.
    ");
}

/// A role with a rung below and one above another is neither above nor below it.
#[test]
fn rungs_around_another_rank_nothing() {
    let head = "[source]\nid = \"s\"\ntitle = \"S\"\n[[person]]\nid = \"ann\"\nname = \"Ann\"\n\
         [[role]]\nid = \"alpha\"\nname = \"Alpha\"\n[[role]]\nid = \"bravo\"\nname = \"Bravo\"\n";
    let order = |steps: &str| {
        let track = format!("[[track]]\nid = \"up\"\nname = \"Up\"\nby = \"ann\"\nsteps = [{steps}]\n");
        let engine = Engine::new(knowledge_of(&format!("{head}{track}")));
        match engine.respond(&Question::parse("/compare alpha, bravo").unwrap()) {
            Answer::Compare(compare) => compare.order,
            other => panic!("{other:?}"),
        }
    };
    let [junior, senior] = ["Junior", "Senior"].map(|title| format!("{{ role = \"alpha\", title = \"{title}\" }}"));
    assert_eq!(order(&format!("{junior}, {senior}, \"bravo\"")), Order::Second);
    assert_eq!(order(&format!("\"bravo\", {junior}, {senior}")), Order::First);
    assert_eq!(order(&format!("{junior}, \"bravo\", {senior}")), Order::Unknown);
}

/// One person's own career is a case: it does not rank the two roles.
#[test]
fn one_career_ranks_nothing() {
    let mut text = "[source]\nid = \"s\"\ntitle = \"S\"\n[[person]]\nid = \"ann\"\nname = \"Ann\"\n".to_owned();
    for role in ["alpha", "bravo"] {
        text += &format!("[[role]]\nid = \"{role}\"\nname = \"{role}\"\n");
    }
    text += "[[move]]\nfrom = \"alpha\"\nto = \"bravo\"\nkind = \"step\"\nby = \"ann\"\naccount = true\n";
    insta::assert_snapshot!(ask(&knowledge_of(&text), "/compare alpha, bravo", Detail::Brief), @"
    alpha and bravo

    Which is more senior?
      None of our sources ranks these two roles.

    From one to the other
      - alpha → bravo: Ann, undated; one person's own path
    ");
}

/// Pairs that people ask about, and their order.
#[test]
fn shipped_orders() {
    let engine = Engine::new(shipped());
    let order = |typed: &&str| {
        let Answer::Compare(compare) = engine.respond(&Question::parse(&format!("/compare {typed}")).unwrap()) else {
            panic!("{typed}")
        };
        let reading = if compare.order_is_inferred { ", our reading" } else { "" };
        format!("{typed}: {:?}{reading}\n", compare.order)
    };
    let asked = [
        "helpdesk, desktop support",
        "helpdesk, network architect",
        "sysadmin, network admin",
        "sysadmin, devops engineer",
        "network engineer, network architect",
        "dba, database architect",
        "security architect, ciso",
        "devops engineer, sre",
        "sre, platform engineer",
        "cloud engineer, cloud architect",
        "engineering manager, staff engineer",
        "it manager, infra architect",
        "it manager, it director",
        "it director, cto",
        "it project manager, business analyst",
        "it service manager, service desk manager",
        "solutions architect, enterprise architect",
        "sysadmin, developer",
    ];
    insta::assert_snapshot!(asked.iter().map(order).collect::<String>(), @"
    helpdesk, desktop support: Second
    helpdesk, network architect: Second
    sysadmin, network admin: Level, our reading
    sysadmin, devops engineer: Second
    network engineer, network architect: Second
    dba, database architect: Second
    security architect, ciso: Second
    devops engineer, sre: Second
    sre, platform engineer: Second
    cloud engineer, cloud architect: Second
    engineering manager, staff engineer: Level
    it manager, infra architect: Disputed
    it manager, it director: Second
    it director, cto: Second
    it project manager, business analyst: First, our reading
    it service manager, service desk manager: First
    solutions architect, enterprise architect: Second
    sysadmin, developer: Level, our reading
    ");
}

#[test]
fn every_comparison_fits_on_a_screen() {
    let engine = Engine::new(shipped());
    let roles = &engine.knowledge().vocabulary.roles;
    let id = |role: &Role| Reference::Id(role.id.clone());
    for (number, first) in roles.iter().enumerate() {
        for second in &roles[number..] {
            let answer = engine.respond(&Question::Compare(Pair::Both(id(first), id(second))));
            assert_short(&reply(&answer, Detail::Brief));
        }
    }
}

#[test]
fn json_keeps_its_form() {
    let engine = Engine::new(knowledge_of(SMALL)).at_revision("0123456789ab".to_owned());
    let answer = |typed: &str| serde_json::to_value(engine.respond(&Question::parse(typed).unwrap())).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    let path = answer("/path helpdesk to ops lead");
    insta::assert_snapshot!(keys(&path), @"answer from has_exit interpretations legs nearest_reachable origins routes to via years");
    insta::assert_snapshot!(keys(&path["routes"][0]), @"hops leaves_field roles stated_in_full_by steps through_management");
    insta::assert_snapshot!(keys(&path["routes"][0]["hops"][0]), @"demotes_on direction from sources statements to usual");
    let compare = answer("/compare helpdesk, ops");
    insta::assert_snapshot!(keys(&compare), @"answer back disputes first interpretations level near order order_is_inferred ranking_sources second shared there viewpoints");
    insta::assert_snapshot!(keys(&compare["shared"][0]), @"attribution first rungs second track");
    insta::assert_snapshot!(keys(&compare["first"]), @"definitions id kind manages name positions summary");
    let next = answer("/next ops");
    insta::assert_snapshot!(keys(&next), @"answer closest destinations disputes field interpretation is_defined origins positions role summary track_viewpoints viewpoints years");
    insta::assert_snapshot!(keys(&next["destinations"][0]), @"direction later leading role shown sources statements support usual");
    insta::assert_snapshot!(next["role"], @r#"{"id":"ops","kind":"role","name":"Ops"}"#);
    insta::assert_snapshot!(answer("/define ops")["about"], @r#"{"id":"ops","kind":"role","name":"Ops"}"#);
    let clarify = answer("/next administrator");
    insta::assert_snapshot!(keys(&clarify), @"answer candidates half term typed");
    insta::assert_snapshot!(keys(&clarify["candidates"][0]), @"id kind name score via");
    assert_eq!(clarify["answer"], "clarify");
    assert_eq!(answer("/next xyzzy")["answer"], "nothing");
    let evidence = Question::Evidence(Reference::Id("helpdesk".to_owned()), Reference::Id("ops".to_owned()));
    let evidence = serde_json::to_value(engine.respond(&evidence)).unwrap();
    insta::assert_snapshot!(keys(&evidence), @"answer direction from sources statements to usual");
    assert_eq!(path["routes"][0]["roles"], json!(["helpdesk", "ops", "ops-lead"]));
    insta::assert_snapshot!(answer("/about"), @r#"{"answer":"about","disputes":0,"is_built_in":false,"licenses":[],"newest":2005,"notices":[],"oldest":2005,"people":2,"revision":"0123456789ab","roles":4,"sources":1,"statements":6,"tracks":1,"undated":0}"#);
    insta::assert_snapshot!(answer("/path helpdesk to administrator")["half"], @r#"{"command":"path","is_first":false,"option":"to","others":[{"id":"helpdesk","kind":"role","name":"Helpdesk"}]}"#);
}
