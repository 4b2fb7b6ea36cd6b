//! How high roles stand, as it follows from all rungs and steps.

use nextrole::answer::Engine;
use nextrole::knowledge::model::RoleKey;

use crate::{knowledge_of, shipped};

fn level(engine: &Engine, id: &str) -> f64 {
    engine.level(engine.knowledge().role_with_id(id).unwrap()).unwrap()
}

#[test]
fn a_track_alone_is_one_level_a_rung() {
    let role = |id: &str| format!("[[role]]\nid = \"{id}\"\nname = \"{id}\"\n");
    let text = "[source]\nid = \"s\"\ntitle = \"S\"\n[[person]]\nid = \"ann\"\nname = \"Ann\"\n\
         [[track]]\nid = \"up\"\nname = \"Up\"\nby = \"ann\"\nsteps = [\"alpha\", \"bravo\", \"charlie\"]\n";
    let text = [text, &role("alpha"), &role("bravo"), &role("charlie"), &role("delta")].concat();
    let engine = Engine::new(knowledge_of(&text));
    for (id, expected) in [("alpha", 0.0), ("bravo", 1.0), ("charlie", 2.0)] {
        assert!((level(&engine, id) - expected).abs() < 0.05, "{id}: {}", level(&engine, id));
    }
    assert_eq!(engine.level(engine.knowledge().role_with_id("delta").unwrap()), None, "nothing ranks it");
}

/// A statement that two roles are level makes the rungs between them no lower.
#[test]
fn a_peer_is_no_rung() {
    let role = |id: &str| format!("[[role]]\nid = \"{id}\"\nname = \"{id}\"\n");
    let text = "[source]\nid = \"s\"\ntitle = \"S\"\n[[person]]\nid = \"ann\"\nname = \"Ann\"\n\
         [[track]]\nid = \"up\"\nname = \"Up\"\nby = \"ann\"\nsteps = [\"alpha\", \"bravo\", \"charlie\"]\n\
         [[move]]\nfrom = \"alpha\"\nto = \"charlie\"\nkind = \"peer\"\nby = \"ann\"\n";
    let text = [text, &role("alpha"), &role("bravo"), &role("charlie")].concat();
    let engine = Engine::new(knowledge_of(&text));
    let all = ["alpha", "bravo", "charlie"].map(|id| format!("{:.2}", level(&engine, id)));
    insta::assert_snapshot!(all.join(" "), @"0.00 1.00 2.00");
}

#[test]
fn shipped_known_orders_hold() {
    let engine = Engine::new(shipped());
    let orders: &[&[&str]] = &[
        &["helpdesk", "second-line-support", "sysadmin", "infra-architect"],
        &["helpdesk", "sysadmin", "sre", "staff-engineer"],
        &["helpdesk", "ops", "deployment", "design", "scripting"],
        &["network-support", "network-admin", "network-engineer", "network-architect"],
        &["sysadmin", "system-engineer", "senior-engineer"],
        &["cloud-engineer", "cloud-architect"],
        &["db-admin", "db-architect"],
        &["security-analyst", "security-engineer", "security-architect", "ciso"],
        &["developer", "senior-engineer", "staff-engineer"],
        &["solutions-architect", "enterprise-architect", "cto"],
        &["service-desk-manager", "it-manager", "it-director", "cto"],
        &["engineering-manager", "engineering-director", "cto"],
    ];
    for order in orders {
        for pair in order.windows(2) {
            assert!(level(&engine, pair[0]) < level(&engine, pair[1]), "{} is not below {}", pair[0], pair[1]);
        }
    }
}

/// Where sources contradict each other, one of them has to be wrong, but none by far.
#[test]
#[expect(clippy::print_stdout, reason = "the figure is to be seen")]
fn shipped_no_rung_is_far_below_the_one_under_it() {
    let engine = Engine::new(shipped());
    let knowledge = engine.knowledge();
    let (mut rungs, mut lower) = (0, 0);
    for track in &knowledge.tracks {
        for pair in track.rungs.windows(2) {
            for (below, above) in pairs(&pair[0].roles, &pair[1].roles) {
                let rise = engine.level(above).unwrap() - engine.level(below).unwrap();
                rungs += 1;
                lower += usize::from(rise < 0.0);
                let names = (&track.id, &knowledge[below].id, &knowledge[above].id);
                assert!(rise > -1.0, "{names:?} rises by {rise:.2}");
            }
        }
    }
    println!("{lower} of {rungs} rungs are lower than the one under them");
    assert!(rungs > 120, "{rungs}");
    assert!(lower * 20 <= rungs, "{lower} of {rungs}");
}

/// Each role of one rung with each of the next, but for those that are on both.
fn pairs(below: &[RoleKey], above: &[RoleKey]) -> Vec<(RoleKey, RoleKey)> {
    let each = below.iter().flat_map(|lower| above.iter().map(|upper| (*lower, *upper)));
    each.filter(|(lower, upper)| !above.contains(lower) && !below.contains(upper)).collect()
}
