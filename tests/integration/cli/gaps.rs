//! `nextrole gaps`: what was asked in vain, with lines to add.

use crate::program::{folder, nextrole};

const ON: &str = "[gaps]\nenabled = true\nfile = \"gaps.tsv\"\n";

#[test]
fn shows_the_nearest_role_and_lines_to_add() {
    let counted = "# …\n9\thelpdesk wizard\n4\tzookeeper\n3\thelpdesk\n2\ttoo rare\nnonsense\n";
    // Only an exact name is found, so that the result does not depend on the weights of matching.
    let config = format!("{ON}[matching]\nconfident = 1.0\n");
    let helpdesk = "[[role]]\nid = \"helpdesk\"\nname = \"Helpdesk\"\n";
    let place = folder(&[("nextrole.toml", &config), ("gaps.tsv", counted), ("knowledge/roles.toml", helpdesk)]);
    let gaps = || nextrole("gaps --config nextrole.toml").in_folder(place.path());
    let shown = gaps().prints();
    let (first, rest) = shown.split_once('\n').unwrap();
    assert!(first.starts_with("helpdesk wizard (9 times; nearest: Helpdesk (0."), "{shown}");
    insta::assert_snapshot!(rest, @r#"
        # another word for Helpdesk? Then in its table, [[role]] id = "helpdesk":
        aliases = ["helpdesk wizard"] # beside those that it has
        # a role of its own? Then:
        [[role]]
        id = "helpdesk-wizard"
        name = "Helpdesk wizard"

    zookeeper (4 times; nothing is near)
        [[role]]
        id = "zookeeper"
        name = "Zookeeper"

    helpdesk (3 times; found by now: Helpdesk (1.00))
    "#);
    let json: serde_json::Value = serde_json::from_str(&gaps().arg("--json").prints()).unwrap();
    assert_eq!((json[1]["text"].as_str(), json[1]["askings"].as_u64()), (Some("zookeeper"), Some(4)));
    assert_eq!(json[2]["is_found"], true);
    assert_eq!(json.as_array().unwrap().len(), 3);

    // The lines are knowledge as they stand.
    let toml = json[1]["toml"].as_str().unwrap();
    let knowledge = folder(&[("roles.toml", toml)]);
    assert_eq!(nextrole("check").arg(knowledge.path()).run().code, Some(0), "{toml}");
}

#[test]
fn says_why_there_are_none() {
    let place = folder(&[("on.toml", ON), ("off.toml", "[gaps]\nfile = \"gaps.tsv\"\n")]);
    let gaps = |config: &str| nextrole("gaps --config").arg(config).in_folder(place.path()).prints();
    assert!(gaps("on.toml").contains("once it was asked three times"));
    assert!(gaps("off.toml").contains("set `enabled = true`"));
}
