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

    // A source, a role and a move by name.
    let add = |arguments: &str, name: &str, value: &str| {
        let outcome = run(&format!("add {arguments} --knowledge ours")).arg(name).arg(value).run();
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
    };
    add("source --kind article --published 2025 --id owners-2025", "--title", "Owning a bakery");
    add("role --family management --manages", "--name", "Shop owner");
    add(
        "move --from head-baker --to shop-owner --kind step --source owners-2025 --by ines",
        "--by-name",
        "Ines Duarte",
    );
    assert!(run("check ours --strict").prints().ends_with(": no problems\n"));
    assert!(ask("what comes after a head baker?").contains("Shop owner: Ines Duarte, 2025"));

    // A role and a move, written by hand as somebody writes them who has never seen TOML.
    let roles = read("ours/roles.toml");
    let added = "\n# Added by me.\n[role]\nid = \"Flour Miller\"\nname: “Miller”\nalias = \"flour maker\"\n";
    fs::write(home.path().join("ours/roles.toml"), format!("{roles}{added}")).unwrap();
    let source = read("ours/sources/owners-2025.toml");
    let added = "\n[[move]]\nfrom = \"Head baker\"\nto = \"Flour Miller\"\nkind = \"exitt\"\nby = \"Ines Duarte\"\n";
    fs::write(home.path().join("ours/sources/owners-2025.toml"), format!("{source}{added}")).unwrap();

    // What is wrong, and where.
    let wrong = run("check ours").run();
    assert_eq!((wrong.code, wrong.err.as_str()), (Some(1), ""));
    let line = roles.lines().count() + 3;
    assert!(wrong.out.contains(&format!("ours/roles.toml:{line}:1")), "{}", wrong.out);
    assert_eq!(wrong.out.matches("\nerror[").count() + 1, 3, "{}", wrong.out);
    assert!(run("ask --knowledge ours /tracks").run().err.contains("has errors"));

    // All of it is mechanical.
    insta::assert_snapshot!(run("check ours --fix").prints(), @r#"
    fixed[bad-toml]: `[role]` has too few brackets
      --> ours/roles.toml:60
      - [role]
      + [[role]]

    fixed[bad-id]: the role id `Flour Miller` has capitals and spaces
      --> ours/roles.toml:61
      - id = "Flour Miller"
      + id = "flour-miller"

    fixed[bad-toml]: a key is followed by `:`
      --> ours/roles.toml:62
      - name: “Miller”
      + name = “Miller”

    fixed[bad-toml]: a text has quotes that are not straight
      --> ours/roles.toml:62
      - name = “Miller”
      + name = "Miller"

    fixed[unknown-key]: unknown key `alias` in the role `Flour Miller`
      --> ours/roles.toml:63
      - alias = "flour maker"
      + aliases = "flour maker"

    fixed[wrong-type]: `aliases` must be a list of texts, but this is a text
      --> ours/roles.toml:63
      - aliases = "flour maker"
      + aliases = ["flour maker"]

    fixed[unknown-reference]: the role or track `Head baker` is not defined
      --> ours/sources/owners-2025.toml:16
      - from = "Head baker"
      + from = "head-baker"

    fixed[bad-id]: the role id `Flour Miller` has capitals and spaces
      --> ours/sources/owners-2025.toml:17
      - to = "Flour Miller"
      + to = "flour-miller"

    fixed[unknown-kind]: unknown kind of move `exitt`
      --> ours/sources/owners-2025.toml:18
      - kind = "exitt"
      + kind = "exit"

    fixed[unknown-reference]: the person `Ines Duarte` is not defined
      --> ours/sources/owners-2025.toml:19
      - by = "Ines Duarte"
      + by = "ines"

    Fixed 10 places.

    Notes, listed with --notes: 3 roles without a next step, 1 role that nothing leads to
    6 roles, 1 term, 1 track, 3 moves, 1 definition, 2 viewpoints, 1 dispute, 3 people, 2 sources: no problems
    "#);
    assert!(read("ours/roles.toml").starts_with(&roles) && read("ours/roles.toml").contains("# Added by me.\n"));
    assert!(run("check ours --strict").prints().ends_with(": no problems\n"));

    // Which answers change, and the new one: in the terminal and in the playground.
    let changed = run("diff before ours").prints();
    assert!(changed.contains("Shop owner") && changed.contains("Miller"), "{changed}");
    insta::assert_snapshot!(ask("I am a head baker. What now?"), @"
    What comes after head baker?

    Plans the work of a bakery, and trains its people.

    Next step
      1. Shop owner: Ines Duarte, 2025

    Outside baking: Miller
    ");
    let playground = Playground::start(&format!("--port 0 --knowledge {}", home.path().join("ours").display()));
    playground.ready().await;
    let asked = json!({
        "do": "command", "who": "ada", "venue": "general", "name": "next", "options": { "role": "head baker" }
    });
    let outcome: Value = playground.perform(&asked).send().await.unwrap().json().await.unwrap();
    assert_eq!(outcome["responded"], json!(true));
    let event = playground.event(|event| event["interactions"][0]["state"] == "answered").await;
    assert!(event["messages"][0]["message"]["embeds"][0].to_string().contains("Miller"), "{event}");
}
