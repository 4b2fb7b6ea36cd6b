//! What becomes of a sound folder, and of one that is sound in part.

use std::fmt::Write;

use nextrole::knowledge::model::{
    BUILT_IN_FAMILIES, Confidence, MoveKind, Place, Published, Rung, Scheme, SourceKind, Stance, Statement,
};

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
        assert!(attribution.into_iter().all(|attribution| knowledge[attribution.by].name == "Michael Platt"));
    }
    writeln!(told, "{:?}", knowledge.tracks[0].rungs).unwrap();
    writeln!(told, "{:?}", knowledge.vocabulary.roles[0].identifiers).unwrap();
    writeln!(told, "{:?}", knowledge.sources[0]).unwrap();
    assert_snapshot!(told, @r#"
    Technical track: Helpdesk, Junior ops, Senior ops, Chief, Guru
    Move { id: Some("back"), statement: MoveKey(0), from: Track(TrackKey(0)), to: Role(RoleKey(0)), kind: Exit, attribution: Attribution { by: PersonKey(0), source: SourceKey(0), confidence: Low }, usual: true, account: false, years: None, inferred: false, note: Some("Few go back.") }
    Move { id: Some("up"), statement: MoveKey(1), from: Role(RoleKey(0)), to: Role(RoleKey(2)), kind: Step, attribution: Attribution { by: PersonKey(0), source: SourceKey(0), confidence: Medium }, usual: false, account: true, years: Some("at least 3"), inferred: true, note: None }
    Move { id: Some("up"), statement: MoveKey(1), from: Role(RoleKey(0)), to: Track(TrackKey(0)), kind: Step, attribution: Attribution { by: PersonKey(0), source: SourceKey(0), confidence: Medium }, usual: false, account: true, years: Some("at least 3"), inferred: true, note: None }
    Move { id: Some("up"), statement: MoveKey(1), from: Role(RoleKey(1)), to: Role(RoleKey(2)), kind: Step, attribution: Attribution { by: PersonKey(0), source: SourceKey(0), confidence: Medium }, usual: false, account: true, years: Some("at least 3"), inferred: true, note: None }
    Move { id: Some("up"), statement: MoveKey(1), from: Role(RoleKey(1)), to: Track(TrackKey(0)), kind: Step, attribution: Attribution { by: PersonKey(0), source: SourceKey(0), confidence: Medium }, usual: false, account: true, years: Some("at least 3"), inferred: true, note: None }
    Definition { id: None, of: Term(TermKey(0)), attribution: Attribution { by: PersonKey(0), source: SourceKey(0), confidence: Medium }, text: "Helps." }
    Viewpoint { id: "platt-one", attribution: Attribution { by: PersonKey(0), source: SourceKey(0), confidence: Medium }, stance: PartlyAgrees, about: [Track(TrackKey(0)), Role(RoleKey(0)), Term(TermKey(0))], replies_to: None, text: "So it is." }
    Viewpoint { id: "platt-two", attribution: Attribution { by: PersonKey(0), source: SourceKey(0), confidence: Medium }, stance: Adds, about: [Role(RoleKey(1))], replies_to: Some(ViewpointKey(0)), text: "And more." }
    Dispute { id: "way-back", question: "Is there a way back?", asked_as: ["can I go back"], about: [Track(TrackKey(0)), Role(RoleKey(1))], sides: [Side { says: "Yes", statements: [Move(MoveKey(0)), Move(MoveKey(1)), Track(TrackKey(0))] }, Side { says: "No", statements: [Viewpoint(ViewpointKey(1))] }] }
    [Rung { roles: [RoleKey(0), RoleKey(3)], title: None, adds: None, years: None }, Rung { roles: [RoleKey(1)], title: Some("Junior ops"), adds: None, years: None }, Rung { roles: [RoleKey(1)], title: Some("Senior ops"), adds: Some("More of it."), years: Some("2-4") }, Rung { roles: [RoleKey(2), RoleKey(1)], title: Some("Chief"), adds: None, years: None }, Rung { roles: [], title: Some("Guru"), adds: None, years: None }]
    [Identifier { scheme: OnetSoc, code: "15-1232.00" }, Identifier { scheme: Sfia, code: "USUP" }]
    Source { id: "platt-2005", title: "Infrastructure career progression", short: Some("Platt"), kind: Some(Discussion), publisher: Some("MSDN blogs"), published: Some(Published { year: 2005, month: Some(8), day: None }), url: Some("https://example.org/platt"), license: Some("CC BY 4.0"), attribution: Some("Platt, 2005"), confidence: Medium }
    "#);
}

/// Names in another language belong to their role or term; those of an unknown role are reported, and dropped.
#[test]
fn translations() {
    let translations = r#"
        [[translation]]
        of = "helpdesk"
        language = "de"
        names = ["Anwenderbetreuung"]

        [[translation]]
        of = "nobody"
        language = "de"
        names = ["Niemand"]
    "#;
    let loaded = checked(&format!("{SOUND}\n{translations}"));
    let listed = listed(&loaded);
    assert!(listed.contains("the role or term `nobody` is not defined"), "{listed}");
    let vocabulary = loaded.vocabulary.unwrap();
    let roles = vocabulary.roles.iter().filter(|role| !role.translations.is_empty());
    let translated: Vec<_> = roles.map(|role| (role.id.as_str(), role.translations.join(", "))).collect();
    assert_eq!(translated, [("helpdesk", "Anwenderbetreuung".to_owned())]);
}

/// A move with lists is one statement about several pairs.
#[test]
fn lists_stand_for_every_pair() {
    let knowledge = checked(SOUND).knowledge.unwrap();
    let end = |place| match place {
        Place::Role(role) => knowledge[role].id.as_str(),
        Place::Track(track) => knowledge[track].id.as_str(),
    };
    let up: Vec<_> = knowledge.moves_with_keys().filter(|(_, stated)| stated.id.as_deref() == Some("up")).collect();
    let pairs: Vec<_> = up.iter().map(|(_, stated)| (end(stated.from), end(stated.to))).collect();
    assert_eq!(pairs, [("helpdesk", "design"), ("helpdesk", "technical"), ("ops", "design"), ("ops", "technical")]);
    let (first, _) = up[0];
    assert!(up.iter().all(|(_, stated)| stated.statement == first && stated.account && stated.inferred));
    assert!(up.iter().all(|(_, stated)| stated.years.as_deref() == Some("at least 3")));
    assert_eq!(knowledge.stated_move_count(), 2);
    assert_eq!(knowledge.disputes[0].sides[0].statements[1], Statement::Move(first));
    // A repeated id adds no pair, and does not shift the moves after it.
    let text = SOUND.replace("from = \"technical\"", "from = [\"technical\", \"technical\"]");
    let outcome = checked(&text);
    assert_eq!(outcome.warnings(), 1);
    assert_eq!(outcome.knowledge.unwrap().moves, knowledge.moves);
}

#[test]
fn rungs_hold_several_roles() {
    let knowledge = checked(SOUND).knowledge.unwrap();
    let rungs = &knowledge.tracks[0].rungs;
    let ids = |rung: &Rung| rung.roles.iter().map(|role| knowledge[*role].id.clone()).collect::<Vec<_>>().join(" ");
    let ids: Vec<_> = rungs.iter().map(ids).collect();
    assert_eq!(ids, ["helpdesk noc", "ops", "ops", "design ops", ""]);
    let design = knowledge.role_with_id("design").unwrap();
    assert_eq!(rungs.iter().map(|rung| rung.has(design)).collect::<Vec<_>>(), [false, false, false, true, false]);
    assert_eq!(rungs[0].role(), knowledge.role_with_id("helpdesk"));
    assert!(knowledge.tracks[0].inferred);
}

#[test]
fn families_are_built_in_or_of_the_folder() {
    let knowledge = checked(SOUND).knowledge.unwrap();
    let family = |role: &str| knowledge[knowledge.role_with_id(role).unwrap()].family.map(|key| &knowledge[key].name);
    assert_eq!(family("helpdesk").map(String::as_str), Some("Support"));
    assert_eq!(family("ops").map(String::as_str), Some("Field service"));
    assert_eq!(family("design"), None);
    assert_eq!(knowledge.vocabulary.families.len(), BUILT_IN_FAMILIES.len() + 1);
    let renamed = checked(
        &SOUND
            .replace("id = \"field-service\"\nname = \"Field service\"", "id = \"support\"\nname = \"Wards\"")
            .replace("\"field-service\"", "\"other\""),
    );
    let knowledge = renamed.knowledge.unwrap();
    assert_eq!(knowledge.vocabulary.families[0].name, "Wards");
    assert_eq!(knowledge.vocabulary.families.len(), BUILT_IN_FAMILIES.len());
}

#[test]
fn every_move_of_an_account_is_one() {
    let text = SOUND.replace("kind = \"discussion\"", "kind = \"account\"");
    let knowledge = checked(&text).knowledge.unwrap();
    assert_eq!(knowledge.sources[0].kind, Some(SourceKind::Account));
    assert!(knowledge.moves.iter().all(|stated| stated.account));
}

#[test]
fn moves_may_be_broken_in_many_ways() {
    let with = |ends: &str| {
        listed(&checked(&SOUND.replace("from = [\"helpdesk\", \"ops\"]\nto = [\"design\", \"technical\"]", ends)))
    };
    assert_snapshot!(with("from = []\nto = \"design\""), @"a.toml:1295 missing-key: `from` is an empty list");
    assert_snapshot!(with("from = 1\nto = [1, \"design\"]"), @"
    a.toml:1295 wrong-type: `from` must be a text or a list of texts, but this is a number
    a.toml:1303 wrong-type: `to` must be a list of texts, but this is a number
    ");
    assert_snapshot!(with("from = [\"ops\", \"dezign\"]\nto = \"design\""), @"a.toml:1303 unknown-reference: the role or track `dezign` is not defined");
    assert_snapshot!(with("from = [\"ops\", \"design\"]\nto = [\"helpdesk\", \"design\"]"), @"
    a.toml:1319 step-circle: the steps of `platt` lead in a circle: `helpdesk` → `ops` → `helpdesk`
    a.toml:1331 move-to-itself: this move leads from `design` to `design`
    ");
    assert_snapshot!(with("from = \"ops\"\nto = \"design\"\nusual = \"yes\""), @"a.toml:1323 wrong-type: `usual` must be `true` or `false`, but this is a text");
}

#[test]
fn rungs_may_be_broken_in_many_ways() {
    let with = |rung: &str| listed(&checked(&SOUND.replace("{ title = \"Guru\" },", rung)));
    assert_snapshot!(with("[],"), @"a.toml:1092 empty-step: this rung has neither a role nor a title");
    assert_snapshot!(with("[\"ops\"],"), @"a.toml:1092 repeated-step: the role `ops` is on two rungs, and nothing tells them apart");
    assert_snapshot!(with("[1, \"design\"],"), @"
    a.toml:1092 repeated-step: the role `design` is on two rungs, and nothing tells them apart
    a.toml:1093 wrong-type: `steps` must be a list of role ids, lists of role ids, or tables, but this is a number
    ");
    assert_snapshot!(with("{ roles = \"design\", years = 3 },"), @"
    a.toml:1102 wrong-type: `roles` must be a list of texts, but this is a text
    a.toml:1120 wrong-type: `years` must be a text, but this is a number
    ");
    assert_snapshot!(with("{ title = \"Guru\", years = \"as long as it takes, and longer than anyone expects\" },"), @"a.toml:1118 too-long: `years` has 51 characters, but a number of years needs at most 40");
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
    a.toml:175 shared-name: `support` is a name of the role `helpdesk` and of the role `ops`
    a.toml:195 without-author: this track has no author
    a.toml:195 without-source: this track has no source
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
    a.toml:1440 unknown-reference: the role or term `support` is not defined
    a.toml:1583 unknown-reference: the role, track or term `support` is not defined
    a.toml:1683 duplicate-id: `ops` could mean a role or term
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
    a.toml:1231 unknown-reference: the role, track or term `tecnical` is not defined
    a.toml:1507 unknown-reference: the role, track or term `tecnical` is not defined
    b.toml:333 bad-toml: this closes nothing
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
    assert!(SourceKind::ALL.iter().all(|word| SourceKind::parse(word.as_str()) == Some(*word)));
    let schemes: Vec<_> = Scheme::ALL.iter().map(|scheme| scheme.as_str()).collect();
    assert_eq!(schemes, ["onet-soc", "esco", "sfia"]);
    assert_eq!(Stance::parse("Agrees"), None);
}

#[test]
fn the_id_of_a_statement_is_its_own() {
    let text = SOUND.replace("id = \"back\"", "id = \"technical\"");
    assert_snapshot!(listed(&checked(&text)), @"
    a.toml:1145 duplicate-id: a move and a track share the id `technical`
    a.toml:1908 unknown-reference: the track, move, definition or viewpoint `back` is not defined
    a.toml:1922 duplicate-id: `technical` could mean a track or move
    ");
    // Tracks and viewpoints were there first, and may share one as long as nobody points at it.
    let text = SOUND.replace("id = \"platt-two\"", "id = \"technical\"").replace("[\"platt-two\"]", "[\"platt-one\"]");
    assert_snapshot!(listed(&checked(&text)), @"a.toml:1917 duplicate-id: `technical` could mean a track or viewpoint");
    assert_eq!(listed(&checked(&text.replace("\"up\", \"technical\"", "\"up\""))), "");
}

#[test]
fn a_dispute_may_be_broken_in_many_ways() {
    let with = |dispute: &str| listed(&checked(&format!("{SOUND}\n[[dispute]]\n{dispute}")));
    assert_snapshot!(with("id = \"x\"\nquestion = \"?\""), @"
    a.toml:2032 missing-key: the dispute `x` has no `sides`
    a.toml:2049 about-nothing: the dispute `x` is about nothing, so no answer shows it
    ");
    assert_snapshot!(with("id = \"x\"\nquestion = \"?\"\nabout = [\"ops\"]\nsides = { says = \"A\" }"), @"a.toml:2092 wrong-type: `sides` must be a list of tables, but this is a table");
    assert_snapshot!(with("id = \"x\"\nquestion = \"?\"\nabout = [\"ops\"]\nsides = [1, { sayz = \"A\" }]"), @"
    a.toml:2093 wrong-type: `sides` must be a list of tables, but this is a number
    a.toml:2096 empty-side: this side has no statement
    a.toml:2098 unknown-key: unknown key `sayz` in the side
    ");
    assert_snapshot!(
        with("id = \"x\"\nquestion = \"?\"\nabout = 1\nsides = [{ says = \"\", statements = 2 }, { says = \"A\", statements = [\"ops\"] }]"),
        @"
    a.toml:2076 wrong-type: `about` must be a list of texts, but this is a number
    a.toml:2096 empty-text: `says` is empty
    a.toml:2113 wrong-type: `statements` must be a list of texts, but this is a number
    a.toml:2146 unknown-reference: `ops` is a role, but this must be a track, move, definition or viewpoint
    "
    );
}

#[test]
fn identifiers_may_be_broken_in_many_ways() {
    let with = |identifiers: &str| {
        listed(&checked(&SOUND.replace("{ sfia = \"USUP\", onet-soc = \"15-1232.00\" }", identifiers)))
    };
    assert_snapshot!(with("\"15-1232.00\""), @"a.toml:548 wrong-type: `identifiers` must be a table, but this is a text");
    assert_snapshot!(with("{ onet = \"15-1232.00\" }"), @"a.toml:550 unknown-key: unknown key `onet` in the table of identifiers");
    assert_snapshot!(with("{ onet-soc = 15 }"), @"a.toml:561 wrong-type: `onet-soc` must be a text, but this is a number");
    assert_snapshot!(with("{ onet-soc = \"15-1232.0O\", esco = \"C2512\", sfia = \"usup\" }"), @"
    a.toml:561 bad-identifier: `15-1232.0O` is not a valid O*NET code
    a.toml:582 bad-identifier: `C2512` is not a valid ESCO code
    a.toml:598 bad-identifier: `usup` is not a valid SFIA code
    ");
    assert_snapshot!(with("{ esco = \"00cee175-1376-43fb-9f02-ba3d7a910a58\" }"), @"");
}
