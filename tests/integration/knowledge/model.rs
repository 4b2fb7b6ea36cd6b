//! What becomes of a sound folder, and of one that is sound in part.

use std::fmt::Write;

use nextrole::knowledge::model::{Confidence, MoveKind, Published, Stance};

use super::{SOUND, checked, checked_files, listed};
use insta::assert_snapshot;

#[test]
fn sound() {
    let loaded = checked(SOUND);
    assert_eq!(listed(&loaded), "");
    let knowledge = loaded.knowledge.unwrap();
    assert_eq!(Some(&knowledge.vocabulary), loaded.vocabulary.as_ref());
    let mut told = String::new();
    for track in &knowledge.tracks {
        let steps: Vec<_> = track.rungs.iter().map(|step| knowledge.rung_title(step)).collect();
        writeln!(told, "{}: {}", track.name, steps.join(", ")).unwrap();
    }
    for movement in &knowledge.moves {
        writeln!(told, "{:?}", movement).unwrap();
    }
    for definition in &knowledge.definitions {
        writeln!(told, "{:?}", definition).unwrap();
    }
    for viewpoint in &knowledge.viewpoints {
        writeln!(told, "{:?}", viewpoint).unwrap();
    }
    for dispute in &knowledge.disputes {
        writeln!(told, "{:?}", dispute).unwrap();
        let attribution =
            dispute.sides.iter().flat_map(|side| &side.statements).map(|statement| knowledge.attribution(*statement));
        assert!(attribution.into_iter().all(|attribution| knowledge[attribution.by].name == "Platt"));
    }
    writeln!(told, "{:?}", knowledge.vocabulary.roles[0].identifiers).unwrap();
    writeln!(told, "{:?}", knowledge.sources[0]).unwrap();
    assert_snapshot!(told, @r#"
    Technical track: Helpdesk, Junior ops, Senior ops, Chief
    Move { id: Some("back"), from: Track(TrackKey(0)), to: Role(RoleKey(0)), kind: Exit, said: Said { by: PersonKey(0), source: SourceKey(0), confidence: Low }, usual: true, note: Some("Few go back.") }
    Definition { id: None, of: Term(TermKey(0)), said: Said { by: PersonKey(0), source: SourceKey(0), confidence: Medium }, text: "Helps." }
    Viewpoint { id: "platt-one", said: Said { by: PersonKey(0), source: SourceKey(0), confidence: Medium }, stance: PartlyAgrees, about: [Track(TrackKey(0)), Role(RoleKey(0)), Term(TermKey(0))], replies_to: None, text: "So it is." }
    Viewpoint { id: "platt-two", said: Said { by: PersonKey(0), source: SourceKey(0), confidence: Medium }, stance: Adds, about: [Role(RoleKey(1))], replies_to: Some(ViewpointKey(0)), text: "And more." }
    Dispute { id: "way-back", question: "Is there a way back?", about: [Track(TrackKey(0)), Role(RoleKey(1))], sides: [Side { says: "Yes", statements: [Move(MoveKey(0)), Track(TrackKey(0))] }, Side { says: "No", statements: [Viewpoint(ViewpointKey(1))] }] }
    [Identifier { scheme: OnetSoc, code: "15-1232.00" }, Identifier { scheme: Sfia, code: "USUP" }]
    Source { id: "platt-2005", title: "Infrastructure career progression", publisher: Some("MSDN blogs"), published: Some(Published { year: 2005, month: Some(8), day: None }), url: Some("https://example.org/platt"), licence: Some("CC BY 4.0"), attribution: Some("Platt, 2005"), confidence: Medium }
    "#);
}

#[test]
fn files_share_what_they_define() {
    let (source, rest) = SOUND.split_once("[[role]]").unwrap();
    let (roles, statements) = rest.split_once("[[track]]").unwrap();
    let loaded = checked_files(&[
        ("a.toml", &format!("{source}\n[[track]]{statements}")),
        ("b.toml", &format!("[[role]]{roles}")),
    ]);
    assert_eq!(listed(&loaded), "");
    assert!(loaded.knowledge.is_some());
}

#[test]
fn same_again() {
    let text = SOUND.replace("\"ops\"", "\"opps\"").replace("name", "nmae");
    let first = listed(&checked(&text));
    assert!((0..10).all(|_| listed(&checked(&text)) == first));
}

/// A folder of words with tracks that nobody has signed is enough to match against.
#[test]
fn words_without_statements() {
    let loaded = checked(
        r#"
        [[role]]
        id = "helpdesk"
        name = "Helpdesk"
        aliases = ["support"]

        [[role]]
        id = "ops"
        name = "Ops"
        aliases = ["support"]

        [[track]]
        id = "technical"
        name = "Technical track"
        steps = ["helpdesk", "ops"]
        "#,
    );
    assert_snapshot!(listed(&loaded), @"
    a.toml:175 shared-name: `support` leads to role `helpdesk` and to role `ops`
    a.toml:195 without-author: this track does not say who makes it
    a.toml:195 without-source: this track does not say in which source it is made
    ");
    assert!(loaded.knowledge.is_none());
    assert_eq!(loaded.vocabulary.map(|words| words.roles.len()), Some(2));
}

#[test]
fn no_words_where_a_word_is_broken() {
    for broken in [
        "[[role]]\nid = \"ops\"\n",
        "[[role]]\nid = \"Ops\"\nname = \"Ops\"\n",
        "[[role]]\nid = \"ops\"\nname = \"\"\n",
        "[[role]]\nid = \"ops\"\nname = \"Ops\"\naliases = [\" \"]\n",
        "[[role]]\nid = \"ops\"\nname = \"Ops\"\nalises = []\n",
        "[[rol]]\nid = \"ops\"\nname = \"Ops\"\n",
        "[[role]]\nid = \"ops\"\nname = \"A\"\n[[role]]\nid = \"ops\"\nname = \"B\"\n",
        "[[term]]\nid = \"ops\"\nname = \"Ops\"\ncovers = [\"nobody\"]\n",
        "[[abbreviation]]\nshort = \"sr\"\n",
        "[[role]",
    ] {
        let loaded = checked(broken);
        assert!(loaded.errors() > 0, "{broken}");
        assert!(loaded.vocabulary.is_none(), "{broken}");
    }
}

#[test]
fn a_reference_has_to_say_what_it_means() {
    let text = SOUND.replace("id = \"support\"", "id = \"ops\"");
    assert_snapshot!(listed(&checked(&text)), @"
    a.toml:931 unknown-reference: role or term `support` is not defined
    a.toml:1074 unknown-reference: role, track or term `support` is not defined
    a.toml:1174 duplicate-id: `ops` may mean a role or term
    ");
}

#[test]
fn a_broken_file_makes_no_noise_elsewhere() {
    let (roles, rest) = SOUND.split_once("[[term]]").unwrap();
    let (source, roles) = roles.split_once("[[role]]").unwrap();
    let rest = rest.replace("\"technical\", ", "\"tecnical\", ");
    let loaded =
        checked_files(&[("a.toml", &format!("{source}\n[[term]]{rest}")), ("b.toml", &format!("[[role]]{roles}\n]"))]);
    assert_snapshot!(listed(&loaded), @"
    a.toml:849 unknown-reference: role, track or term `tecnical` is not defined
    a.toml:1096 unknown-reference: role, track or term `tecnical` is not defined
    b.toml:206 bad-toml: not TOML: missing table open, expected `[`
    ");
}

#[test]
fn published() {
    for (text, shown) in [
        ("2005", Some("2005")),
        ("2005-08", Some("2005-08")),
        ("2005-08-31", Some("2005-08-31")),
        ("2004-02-29", Some("2004-02-29")),
        ("2000-02-29", Some("2000-02-29")),
        ("1900-02-29", None),
        ("2005-02-29", None),
        ("2005-13", None),
        ("2005-00", None),
        ("2005-04-31", None),
        ("2005-08-00", None),
        ("2005-8", None),
        ("05", None),
        ("1899", None),
        ("3000", None),
        ("2005-08-31-01", None),
        ("2005-", None),
        ("", None),
        ("+200", None),
        ("２００５", None),
    ] {
        assert_eq!(Published::parse(text).map(|date| date.to_string()).as_deref(), shown, "{text}");
    }
}

#[test]
fn words_are_read_as_they_are_written() {
    assert!(Confidence::ALL.iter().all(|word| Confidence::parse(word.as_str()) == Some(*word)));
    assert!(MoveKind::ALL.iter().all(|word| MoveKind::parse(word.as_str()) == Some(*word)));
    assert!(Stance::ALL.iter().all(|word| Stance::parse(word.as_str()) == Some(*word)));
    assert_eq!(Stance::parse("Agrees"), None);
}

#[test]
fn the_id_of_a_statement_is_its_own() {
    let text = SOUND.replace("id = \"back\"", "id = \"technical\"");
    assert_snapshot!(listed(&checked(&text)), @"
    a.toml:791 duplicate-id: the move has the id of a track, `technical`
    a.toml:1370 unknown-reference: track, move, definition or viewpoint `back` is not defined
    a.toml:1378 duplicate-id: `technical` may mean a track or move
    ");
    // Tracks and viewpoints were there first, and may share one as long as nobody points at it.
    let text = SOUND.replace("id = \"platt-two\"", "id = \"technical\"").replace("[\"platt-two\"]", "[\"platt-one\"]");
    assert_snapshot!(listed(&checked(&text)), @"a.toml:1373 duplicate-id: `technical` may mean a track or viewpoint");
    assert_eq!(listed(&checked(&text.replace("\"back\", \"technical\"", "\"back\""))), "");
}

#[test]
fn a_dispute_may_be_broken_in_many_ways() {
    let with = |dispute: &str| listed(&checked(&format!("{SOUND}\n[[dispute]]\n{dispute}")));
    assert_snapshot!(with("id = \"x\"\nquestion = \"?\""), @"
    a.toml:1488 missing-key: the dispute `x` has no `sides`
    a.toml:1505 about-nothing: `x` is about nothing
    ");
    assert_snapshot!(with("id = \"x\"\nquestion = \"?\"\nabout = [\"ops\"]\nsides = { says = \"A\" }"), @"a.toml:1548 wrong-type: `sides` has to be a list of tables, and this is a table");
    assert_snapshot!(with("id = \"x\"\nquestion = \"?\"\nabout = [\"ops\"]\nsides = [1, { sayz = \"A\" }]"), @"
    a.toml:1549 wrong-type: `sides` has to be a list of tables, and this is a number
    a.toml:1552 missing-key: the side has no `says`
    a.toml:1552 empty-side: nobody stands on this side
    a.toml:1554 unknown-key: unknown key `sayz` in the side
    ");
    assert_snapshot!(
        with("id = \"x\"\nquestion = \"?\"\nabout = 1\nsides = [{ says = \"\", statements = 2 }, { says = \"A\", statements = [\"ops\"] }]"),
        @"
    a.toml:1532 wrong-type: `about` has to be a list of texts, and this is a number
    a.toml:1552 empty-text: `says` is empty
    a.toml:1569 wrong-type: `statements` has to be a list of texts, and this is a number
    a.toml:1602 unknown-reference: `ops` is a role, and this has to be a track, move, definition or viewpoint
    "
    );
}

#[test]
fn identifiers_may_be_broken_in_many_ways() {
    let with = |identifiers: &str| {
        listed(&checked(&SOUND.replace("{ sfia = \"USUP\", onet-soc = \"15-1232.00\" }", identifiers)))
    };
    assert_snapshot!(with("\"15-1232.00\""), @"a.toml:393 wrong-type: `identifiers` has to be a table, and this is a text");
    assert_snapshot!(with("{ onet = \"15-1232.00\" }"), @"a.toml:395 unknown-key: unknown key `onet` in the table of identifiers");
    assert_snapshot!(with("{ onet-soc = 15 }"), @"a.toml:406 wrong-type: `onet-soc` has to be a text, and this is a number");
    assert_snapshot!(with("{ onet-soc = \"15-1232.0O\", esco = \"C2512\", sfia = \"usup\" }"), @"
    a.toml:406 bad-identifier: `15-1232.0O` is not a code of O*NET
    a.toml:427 bad-identifier: `C2512` is not a code of ESCO
    a.toml:443 bad-identifier: `usup` is not a code of SFIA
    ");
    assert_snapshot!(with("{ esco = \"00cee175-1376-43fb-9f02-ba3d7a910a58\" }"), @"");
}
