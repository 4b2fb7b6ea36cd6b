//! Two roles side by side.

use nextrole::answer::{Answer, Engine};
use nextrole::question::Question;
use nextrole::reply::Detail;
use nextrole::reply::markdown::pages;
use serde_json::Value;

use super::{ask, reply_to};
use crate::{SMALL, knowledge_of, shipped};

#[test]
fn shipped_manager_and_architect() {
    let knowledge = shipped();
    insta::assert_snapshot!(ask(&knowledge, "/compare it manager, infra architect", Detail::Brief), @"
    IT manager and Infrastructure architect, side by side

    - IT manager: Usually runs all or part of an organization's IT; who counts as one is disputed.
    - Infrastructure architect: Shapes an organization's infrastructure as a whole; what that includes is disputed.

    Over, under or level?
      - Infrastructure architect over IT manager: rungs 4 and 3 of 4 on Management track (Michael Platt, 2005)
      - Level (Beth Patton, 2005): Each picks up where the other leaves off.

    From one to the other
      - IT manager → Infrastructure architect (Anonymous commenter, 2005, less certain): Only considered, not done; the commenter just says “architecture”.

    Disputed: Is an architect above, below or level with a manager?
      - Below: experienced network architects may become IT managers (US Bureau of Labor Statistics, 2025)
      - Above: infrastructure architect is the top of the management track (Michael Platt, 2005)
      - Level: infrastructure architect and IT manager are peers (Beth Patton, 2005)
      - Level, on technical tracks in general: staff engineer equals engineering manager (GitLab, undated, less certain)
      - Separate: architects have a ladder of their own, up to head of the profession (UK Department for Education, 2022)
      - Separate: senior architects go on to projects, strategy or consulting (National Careers Service, England, 2020)

    What people say of both
      - Michael Platt (2005) says: Most of those who do infrastructure architecture have the title of IT manager, and feel closer to management than to technology.
      - Beth Patton (2005) replies to Michael Platt: Both tracks leave open who brings business strategy and infrastructure strategy together; and an architect does not have to end up as IT manager.
      - Beth Patton (2005) says: IT manager and architect are “yin and yang”: the manager passes business strategy to the architect, and the architect passes infrastructure strategy back, in a continuous circle.

    IT manager
      - US Bureau of Labor Statistics (2025): Plans and directs an organization's computing: all of it, or one part such as infrastructure. CIOs and CTOs are included.
      - Beth Patton (2005): The interface to the business sponsors and to every other group in IT.
      Stands on Support to networks to management (rung 4 of 4), IT systems engineer (rung 7 of 7), Management track (rung 3 of 4).

    Infrastructure architect
      - UK Department for Education (2026): Not a separate role: a technical architect who specializes in infrastructure or networks.
      - Beth Patton (2005): Drives infrastructure strategy and must understand the business too; dealing with business sponsors and other IT groups is the IT manager's job.
      - Michael Platt (2005): The person who defines an organization's infrastructure architecture and manages it.
      Stands on Management track (rung 4 of 4).
    ");
    let reply = reply_to(&knowledge, "/compare it manager, infra architect", Detail::Brief);
    assert_eq!(pages(&reply).len(), 1, "the whole quarrel is on one page");
}

#[test]
fn small() {
    let knowledge = knowledge_of(SMALL);
    insta::assert_snapshot!(ask(&knowledge, "/compare helpdesk vs ops", Detail::Full), @"
    Helpdesk and Ops, side by side

    - Ops: Keeps it running.

    Over, under or level?
      - Ops over Helpdesk: rungs 2 and 1 of 2 on The destination up (Ann, 2005)

    From one to the other
      - Helpdesk → Ops, the destination most people take (Bob, 2005): After a year.

    Helpdesk
      Stands on The destination up (rung 1 of 2).

    Ops
      - Ann (2005): Whoever wears the pager.
      Stands on The destination up (rung 2 of 2).

    Sources
      - “On careers”, August 2005 https://example.org/careers
    ");
    insta::assert_snapshot!(ask(&knowledge, "/compare ops, ops", Detail::Brief), @"
    Ops

    Both are Ops: there is nothing to compare.
    ");
    insta::assert_snapshot!(ask(&knowledge, "/compare gardener, ops", Detail::Brief), @"
    Gardener and Ops, side by side

    - Ops: Keeps it running.

    Over, under or level?
      Nobody here says how the two stand to each other.

    Gardener
      It stands on no track.

    Ops
      - Ann (2005): Whoever wears the pager.
      Stands on The destination up (rung 2 of 2).
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

#[test]
fn json_keeps_its_form() {
    let engine = Engine::new(knowledge_of(SMALL)).at_revision("0123456789ab".to_owned());
    let json = |typed: &str| serde_json::to_value(engine.respond(&Question::parse(typed).unwrap())).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    let path = json("/path helpdesk to ops lead");
    insta::assert_snapshot!(keys(&path), @"answer from leads_in leads_on reaches readings routes to");
    insta::assert_snapshot!(keys(&path["routes"][0]), @"hops leaves_field steps through_management told_by");
    insta::assert_snapshot!(keys(&path["routes"][0]["hops"][0]), @"down_on from way");
    let compare = json("/compare helpdesk, ops");
    insta::assert_snapshot!(keys(&compare), @"answer back disputes first level near readings second shared there voices");
    insta::assert_snapshot!(keys(&compare["shared"][0]), @"first rungs said second track");
    insta::assert_snapshot!(json("/about"), @r#"{"answer":"about","disputes":0,"licenses":[],"newest":2005,"notices":[],"oldest":2005,"people":2,"revision":"0123456789ab","roles":4,"sources":1,"statements":6,"tracks":1,"undated":0}"#);
    insta::assert_snapshot!(json("/path helpdesk to administrator")["half"], @r#"{"command":"path","is_first":false,"option":"to","others":[{"id":"helpdesk","kind":"role","name":"Helpdesk"}]}"#);
}
