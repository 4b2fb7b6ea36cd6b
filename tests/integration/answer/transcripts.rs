//! Typed, replied.

use nextrole::answer::Engine;
use nextrole::question::{Question, Reference};
use nextrole::reply::{Detail, Tone, Visibility};

use super::{ask, reply_to};
use crate::{SMALL, knowledge_of, shipped};

fn small(typed: &str) -> String {
    ask(&knowledge_of(SMALL), typed, Detail::Brief)
}

fn real(typed: &str) -> String {
    ask(&shipped(), typed, Detail::Brief)
}

#[test]
fn a_role_with_a_next_one() {
    insta::assert_snapshot!(small("/next service desk"), @"
    What comes after helpdesk?

    I read “service desk” as Helpdesk.

    Usual next step
      1. Ops: next rung on The way up (Ann, 2005); usual according to Bob
    ");
}

#[test]
fn everything_about_a_role() {
    insta::assert_snapshot!(ask(&knowledge_of(SMALL), "/next ops", Detail::Full), @"
    What comes after ops?

    Keeps it running.

    Next steps
      - Ops lead
        - Bob (2005, second-hand)

    Position on career tracks
      - The way up: rung 2 of 2 (the top) (Ann, 2005)

    Common previous roles
      - Helpdesk, called usual by Bob
        - Ann (2005): the rung below on The way up
        - Bob (2005): After a year.

    Opinions
      - Ann (2005): Everybody starts at the helpdesk.
      - Bob (2005) disagrees with Ann: Not everybody does.

    Sources
      - “On careers”, August 2005 https://example.org/careers
    ");
}

#[test]
fn a_role_that_leads_nowhere() {
    insta::assert_snapshot!(small("/next ops lead"), @"
    What comes after ops lead?

    None of our sources names a next step from here. Staying is a valid choice too.
    Common previous roles: Ops
    ");
}

#[test]
fn a_role_that_nobody_spoke_of() {
    insta::assert_snapshot!(small("/next gardener"), @"
    What comes after gardener?

    Our sources don't mention gardener yet.
    ");
    insta::assert_snapshot!(small("/define gardener"), @"
    What does “gardener” mean?

    None of our sources defines gardener yet.
    ");
}

#[test]
fn a_role_that_only_leads_somewhere() {
    let start = SMALL.replace("from = \"helpdesk\"\nto = \"ops\"", "from = \"gardener\"\nto = \"ops\"");
    insta::assert_snapshot!(ask(&knowledge_of(&start), "/next gardener", Detail::Brief), @"
    What comes after gardener?

    Usual next step
      1. Ops: Bob, 2005; called usual
    ");
}

#[test]
fn a_word_for_several_roles() {
    insta::assert_snapshot!(small("/next administrator"), @"
    Which one?

    “Administrator” can mean several roles.

    - Ops
    - Ops lead
    ");
}

#[test]
fn a_definition() {
    insta::assert_snapshot!(small("/define ops"), @"
    What does “ops” mean?

    Keeps it running.

    What people say
      - Ann (2005): The person with the pager.
      - Bob (2005) disagrees with Ann: Not everybody does.
      - Ann (2005): Everybody starts at the helpdesk.
    ");
}

#[test]
fn nothing_near() {
    insta::assert_snapshot!(small("/next xyzzy"), @"
    Not found

    I don't know “xyzzy”.

    Use /tracks to see all career tracks.
    ");
    insta::assert_snapshot!(small("/next"), @"
    Which role?

    Name a role, for example /next helpdesk.

    Use /tracks to see all career tracks.
    ");
}

#[test]
fn a_near_field() {
    let text = "[[role]]\nid = \"ops\"\nname = \"Ops\"\n\n[[near_field]]\nname = \"Plumbing\"\ntitles = [\"plumber\"]\n\
                nearest = [\"ops\"]\nnote = \"Pipes are not networks.\"\n";
    let knowledge = knowledge_of(text);
    insta::assert_snapshot!(ask(&knowledge, "/next plumber", Detail::Brief), @"
    Not covered

    “plumber” belongs to a field I have no sources about: Plumbing. Pipes are not networks.

    Nearest roles
      - Ops

    Use /tracks to see all career tracks.
    ");
    let engine = Engine::new(knowledge);
    let answer = engine.respond(&Question::Next(Reference::Typed("plumbers".to_owned())));
    insta::assert_snapshot!(serde_json::to_string(&answer).unwrap(), @r#"{"answer":"nothing","typed":"plumbers","term":null,"near_field":{"name":"Plumbing","note":"Pipes are not networks."},"nearest":[{"kind":"role","id":"ops","name":"Ops","score":0.0,"via":"Ops"}],"half":null}"#);
}

#[test]
fn no_tracks() {
    insta::assert_snapshot!(ask(&knowledge_of("[[role]]\nid = \"ops\"\nname = \"Ops\"\n"), "/tracks", Detail::Brief), @"
    Career tracks

    No career tracks yet.
    ");
}

#[test]
fn shipped_helpdesk() {
    insta::assert_snapshot!(real("/next helpdesk"), @"
    What comes after helpdesk?

    The people users contact first: they log problems, solve the known ones and escalate the rest.

    Usual next steps
      1. System administrator: 9 sources, 2008–2025; 4 call it usual
      2. Second-line support: next rung on Support to strategy (Warren Brown, 2005); 5 more sources, 2010–2026; usual according to The Refined Geek
      3. Network administrator: 5 sources, 2011–2025; 2 call it usual
      4. Ops: next rung on Michael Platt's technical track (2005); 1 more source, undated; usual according to Computerworld

    Into management: Service desk manager (9 sources); Management track (Michael Platt, 2005)
    Other next steps: Information security analyst, Desktop support, Business analyst and 5 more
    Outside infrastructure: Technical sales, Developer, IT trainer
    Later: System engineer, Network engineer, Identity and access management engineer and 4 more

    Where people disagree
      - Stay technical or go into management? Michael Platt (2005): Two tracks; people cross over at any rung, most from design to IT manager. Warren Brown (2005): One track, from the front line to strategy. 10 more answers.
      - At which level do people move into management? 11 sources disagree.
    ");
}

#[test]
fn shipped_misspelled() {
    insta::assert_snapshot!(real("/next 2nd line suport"), @"
    What comes after second-line support?

    I read “2nd line suport” as Second-line support.

    Takes over the problems the helpdesk could not solve, often at the user's own machine.

    Usual next step
      1. System engineer: next rung on Support to strategy (Warren Brown, 2005); 4 more sources, 2010–2026

    Other next steps: Problem manager, System administrator
    Into management: Network manager, Service desk manager

    Where people disagree
      - Do you have to keep climbing? Warren Brown (2005): No: people stop at their “comfort level”. 37signals (2026): Up to senior, within a few years; no further. Will Larson (2020): You may stay at senior for good. 2 more answers.
    ");
}

#[test]
fn shipped_top_of_a_track() {
    insta::assert_snapshot!(real("/next scripting"), @"
    What comes after scripting?

    Automates infrastructure with scripts; includes jobs called automation engineer.

    Into management: Management track (Michael Platt, 2005)
    Outside infrastructure: Developer

    Where people disagree
      - Stay technical or go into management? Michael Platt (2005): Two tracks; people cross over at any rung, most from design to IT manager. Warren Brown (2005): One track, from the front line to strategy. 10 more answers.
      - At which level do people move into management? Michael Platt (2005): At every rung, most often from design to IT manager. UK GDaD (2025) and 1 more: At senior. UK GDaD (2025, less certain): At lead. 8 more answers.
    ");
    insta::assert_snapshot!(real("/next strategic consultant"), @"
    What comes after strategic consultant?

    Advises an organization on how IT can support its long-term strategy.

    Next steps
      1. Vice President: next rung on Technical consultant to partner (Nick Miethe, 2023)
      2. Product manager: Nick Miethe, 2023

    Where people disagree
      - Do you have to keep climbing? Warren Brown (2005): No: people stop at their “comfort level”. 37signals (2026): Up to senior, within a few years; no further. Will Larson (2020): You may stay at senior for good. 2 more answers.
    ");
}

#[test]
fn shipped_dead_end() {
    insta::assert_snapshot!(real("/next field cto"), @"
    What comes after field CTO?

    A vendor's senior adviser to the technology or security heads of its customers.
    None of our sources names a next step from here. Staying is a valid choice too.
    Closest related roles: Strategic consultant, IT consultant, Technical account manager
    Common previous roles: Technical sales, Chief information security officer

    Opinions
      - 370 Security (blog, 2024, less certain): All the new kinds of CISO, from virtual to field CISO, are just titles for four jobs: board member, executive, consultant, seller.
    ");
}

#[test]
fn shipped_definition() {
    insta::assert_snapshot!(real("/define architect"), @"
    What does “architect” mean?

    An overloaded title; our sources disagree on who should use it.
    It can mean infrastructure architect, solutions architect, technical architect, network architect, cloud architect, security architect, enterprise architect, database architect, strategic consultant or head of architecture.

    What people say
      - Warren Brown (2005): Many people who call themselves architects have great technical skills but no business or people skills, and an architect needs both.
      - Beth Patton (2005): The title “architect” is overused and has hundreds of meanings, depending on whom you ask; former colleagues overwhelmingly thought so.
      - Michael Platt (2005) on infrastructure architect: The person who defines an organization's infrastructure architecture and manages it.
      … and 28 more definitions and opinions

    Where people disagree
      - Is an architect above, below or level with a manager? Michael Platt (2005): Above: infrastructure architect is the top of the management track. Beth Patton (2005): Level: infrastructure architect and IT manager are peers. 4 more answers.
    ");
}

#[test]
fn shipped_tracks() {
    insta::assert_snapshot!(real("/tracks"), @"
    Career tracks

    130 tracks, as people describe them. None of them is a rule.

    - Technical track (Michael Platt, 2005): Helpdesk → Ops → Deployment → Design → Scripting
    - Management track (Michael Platt, 2005): Ops manager → Engineering manager → IT manager → Infrastructure architect
    - Support to strategy (Warren Brown, 2005): Helpdesk → Second line desktop support → System engineer → Senior engineer / consulting → Architect / strategic consultant

    Stay technical or go into management?
      - Two tracks; people cross over at any rung, most from design to IT manager (Michael Platt, 2005)
      - No fixed order: people jump between the tracks, in both directions (Anonymous commenter, 2005; Michael Platt, 2005; Damian Schenkelman, 2020)
      - One track, from the front line to strategy (Warren Brown, 2005)
      - Both tracks exist, but they are not the only ways to go (Beth Patton, 2005)
      … and 8 more answers, 13 more voices

    More by field: Support (15), Networks (6), Systems (13), Cloud and reliability (8), Security (20), Data (6), Software (16), Service management (6), Projects (6), Architecture (9), Management (16), Other (6)
    ");
}

#[test]
fn the_menu_of_tracks_covers_every_field() {
    let knowledge = shipped();
    let menu = reply_to(&knowledge, "/tracks", Detail::Brief).menu.unwrap();
    let labels: Vec<&str> = menu.choices.iter().take(25).map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels[..3], ["Technical track", "Management track", "Support to strategy"]);
    for family in &knowledge.vocabulary.families {
        assert!(labels.iter().any(|label| label.starts_with(&format!("{}: ", family.name))), "{}", family.name);
    }
}

#[test]
fn a_rung_shows_all_its_roles_and_how_long_people_stay() {
    let text = format!(
        "{SMALL}\n[[track]]\nid = \"wide\"\nname = \"Side by side\"\nby = \"bob\"\ninferred = true\n\
         steps = [{{ role = \"helpdesk\", years = \"1\" }}, {{ roles = [\"ops\", \"gardener\"], years = \"2-4\" }},\
         {{ role = \"ops-lead\", title = \"Boss\", adds = \"people\" }}]\n"
    );
    insta::assert_snapshot!(ask(&knowledge_of(&text), "/tracks wide", Detail::Brief), @"
    Side by side

    Described by Bob (2005): one opinion, not a checklist; the order of the rungs is our reading.

    3 rungs, lowest first
      1. Helpdesk (1 year; also on The way up)
      2. Ops or gardener (2–4 years; also on The way up)
      3. Boss (role: Ops lead): people
    ");
}

#[test]
fn shipped_track() {
    insta::assert_snapshot!(real("/tracks technical"), @"
    Technical track

    Technical work in five rungs, from the helpdesk up to scripting. Described by Michael Platt (2005): one opinion, not a checklist.

    5 rungs, lowest first
      1. Helpdesk (also on 11 other tracks)
      2. Ops (also on 3 other tracks)
      3. Deployment
      4. Design
      5. Scripting

    Moves out (from any rung): Management track, Developer
    Moves in (to any rung): Management track

    Where people disagree
      - Stay technical or go into management? Michael Platt (2005): Two tracks; people cross over at any rung, most from design to IT manager. Warren Brown (2005): One track, from the front line to strategy. 10 more answers.
      - At which level do people move into management? Michael Platt (2005): At every rung, most often from design to IT manager. UK GDaD (2025) and 1 more: At senior. UK GDaD (2025, less certain): At lead. 8 more answers.
    ");
}

#[test]
fn shipped_architect_is_asked_back() {
    insta::assert_snapshot!(real("/next architect"), @"
    Which one?

    “Architect” can mean several roles.

    - Infrastructure architect
    - Solutions architect
    - Technical architect
    - Network architect
    - Cloud architect
    - Security architect
    - Enterprise architect
    - Database architect
    - Strategic consultant
    - Head of architecture
    ");
}

#[test]
fn shipped_words() {
    insta::assert_snapshot!(real("I'm a sysadmin, could I become an architect?"), @"
    Which one?

    “Architect” can mean several roles.

    - Infrastructure architect
    - Solutions architect
    - Technical architect
    - Network architect
    - Cloud architect
    - Security architect
    - Enterprise architect
    - Database architect
    - Strategic consultant
    - Head of architecture

    I read the other role as System administrator.
    ");
}

#[test]
fn what_helps_nobody_else_is_private() {
    let knowledge = shipped();
    for (typed, tone, visibility) in [
        ("/next helpdesk", Tone::Answer, Visibility::AsAsked),
        ("/next architect", Tone::Question, Visibility::Private),
        ("/next xyzzy", Tone::NotFound, Visibility::Private),
    ] {
        let reply = reply_to(&knowledge, typed, Detail::Brief);
        assert_eq!((reply.tone, reply.visibility), (tone, visibility), "{typed}");
    }
}

/// A suggestion that is typed as a command gives what its button would.
#[test]
fn buttons_can_be_typed() {
    let knowledge = shipped();
    for typed in ["/next helpdesk", "/define architect", "/tracks", "/tracks technical", "/next architect"] {
        for button in reply_to(&knowledge, typed, Detail::Brief).buttons {
            let reply = reply_to(&knowledge, &button.question.to_command(), Detail::Brief);
            assert_eq!(reply.tone, Tone::Answer, "{typed}: {}", button.question.to_command());
        }
    }
}
