//! A newcomer's first hour: a folder of their own, a mistake, and what the bot then answers.

use std::fs;

use serde_json::{Value, json};

use crate::playground::page::Playground;
use crate::program::{folder, nextrole};

#[tokio::test]
async fn from_an_empty_folder_to_an_answer() {
    let home = folder(&[]);
    let run = |arguments: &str| nextrole(arguments).in_folder(home.path());
    let ask = |question: &str| run("ask --knowledge ours").arg(question).prints();
    let read = |path: &str| fs::read_to_string(home.path().join(path)).unwrap();

    // A folder that answers at once.
    assert!(run("new ours").prints().starts_with("Wrote 4 files to ours."));
    assert!(run("check ours").prints().ends_with(": no problems\n"));
    assert!(ask("/next baker").contains("Head baker"));
    run("new before").prints();

    // A role and a move, written by hand as somebody writes them who has never seen TOML.
    let roles = read("ours/roles.toml");
    let added = "\n# Added by me.\n[role]\nid = \"Shop Owner\"\nname: “Shop owner”\nalias = \"owner\"\n";
    fs::write(home.path().join("ours/roles.toml"), format!("{roles}{added}")).unwrap();
    let source = read("ours/sources/example-2024.toml");
    let added = "\n[[move]]\nfrom = \"Head baker\"\nto = \"Shop Owner\"\nkind = \"stp\"\nby = \"Ben Okafor\"\n";
    fs::write(home.path().join("ours/sources/example-2024.toml"), format!("{source}{added}")).unwrap();

    // What is wrong, and where.
    let wrong = run("check ours").run();
    assert_eq!((wrong.code, wrong.err.as_str()), (Some(1), ""));
    assert!(wrong.out.contains("ours/roles.toml:54:1"), "{}", wrong.out);
    assert!(run("ask --knowledge ours /tracks").run().err.contains("has errors"));

    // All of it is mechanical.
    insta::assert_snapshot!(run("check ours --fix").prints(), @r#"
    fixed[bad-toml]: `[role]` has too few brackets
      --> ours/roles.toml:54
      - [role]
      + [[role]]

    fixed[bad-id]: the role id `Shop Owner` has capitals and spaces
      --> ours/roles.toml:55
      - id = "Shop Owner"
      + id = "shop-owner"

    fixed[bad-toml]: a key is followed by `:`
      --> ours/roles.toml:56
      - name: “Shop owner”
      + name = “Shop owner”

    fixed[bad-toml]: a text has quotes that are not straight
      --> ours/roles.toml:56
      - name = “Shop owner”
      + name = "Shop owner"

    fixed[unknown-key]: unknown key `alias` in the role `Shop Owner`
      --> ours/roles.toml:57
      - alias = "owner"
      + aliases = "owner"

    fixed[wrong-type]: `aliases` must be a list of texts, but this is a text
      --> ours/roles.toml:57
      - aliases = "owner"
      + aliases = ["owner"]

    fixed[unknown-reference]: the role or track `Head baker` is not defined
      --> ours/sources/example-2024.toml:72
      - from = "Head baker"
      + from = "head-baker"

    fixed[bad-id]: the role id `Shop Owner` has capitals and spaces
      --> ours/sources/example-2024.toml:73
      - to = "Shop Owner"
      + to = "shop-owner"

    fixed[unknown-kind]: unknown kind of move `stp`
      --> ours/sources/example-2024.toml:74
      - kind = "stp"
      + kind = "step"

    fixed[unknown-reference]: the person `Ben Okafor` is not defined
      --> ours/sources/example-2024.toml:75
      - by = "Ben Okafor"
      + by = "okafor"

    Fixed 10 places.

    Notes, listed with --notes: 2 roles without a next step, 1 role that nothing leads to
    5 roles, 1 term, 1 track, 2 moves, 1 definition, 2 viewpoints, 1 dispute, 2 people, 1 source: no problems
    "#);
    assert!(read("ours/roles.toml").starts_with(&roles) && read("ours/roles.toml").contains("# Added by me.\n"));
    assert!(run("check ours --strict").prints().ends_with(": no problems\n"));

    // Which answers change, and the new one: in the terminal and in the playground.
    let changed = run("diff before ours").prints();
    assert!(changed.contains("Shop owner"), "{changed}");
    insta::assert_snapshot!(ask("I am a head baker. What now?"), @"
    What comes after Head baker?

    Plans the work of a bakery, and trains its people.

    Next step
      1. Shop owner: Ben Okafor, 2024
    ");
    let playground = Playground::start(&format!("--port 0 --knowledge {}", home.path().join("ours").display()));
    playground.ready().await;
    let asked = json!({
        "do": "command", "who": "ada", "venue": "general", "name": "next", "options": { "role": "head baker" }
    });
    let outcome: Value = playground.perform(&asked).send().await.unwrap().json().await.unwrap();
    assert_eq!(outcome["responded"], json!(true));
    let event = playground.event(|event| event["interactions"][0]["state"] == "answered").await;
    assert!(event["messages"][0]["message"]["embeds"][0].to_string().contains("Shop owner"), "{event}");
}
