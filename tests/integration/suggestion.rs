//! What members suggest, as TOML.

use insta::assert_snapshot;
use nextrole::answer::Engine;
use nextrole::suggestion::{Draft, Form, Kind, draft, fields};

use crate::{SMALL, knowledge_of};

fn drafted(kind: Kind, filled: &[(&str, &str)]) -> Draft {
    let engine = Engine::new(knowledge_of(SMALL));
    for (id, _) in filled {
        assert!(fields(kind).iter().any(|field| field.id == *id), "no field {id}");
    }
    let value = |id: &str| filled.iter().find(|(other, _)| *other == id).map_or("", |(_, value)| value).to_owned();
    draft(&engine, kind, value)
}

fn shown(kind: Kind, filled: &[(&str, &str)]) -> String {
    let Draft { file, toml, problems } = drafted(kind, filled);
    format!("{file}\n\n{toml}\n{}", problems.join("\n"))
}

#[test]
fn a_missing_role() {
    let role = [
        ("name", "Site engineer"),
        ("aliases", "site tech,  SRE "),
        ("family", "Systems"),
        ("summary", "Keeps it up."),
    ];
    assert_snapshot!(shown(Kind::Role, &role), @r#"
    roles.toml

    [[role]]
    id = "site-engineer"
    name = "Site engineer"
    family = "systems"
    aliases = ["site tech", "SRE"]
    summary = "Keeps it up."
    "#);
    assert_snapshot!(shown(Kind::Role, &[("name", "Sysadmin"), ("family", "pets")]), @r#"
    roles.toml

    [[role]]
    id = "sysadmin"
    name = "Sysadmin"
    family = "pets"

    `Sysadmin` is a name of the role `ops` and of the role `sysadmin`; remove it from one of them, or make it a term that covers both
    unknown family `pets`; write one of `support`, `networks`, `systems`, `cloud`, `security`, `data`, `software`, `service-management`, `projects`, `architecture`, `management`, `other`, or define it with `[[family]]`
    "#);
}

#[test]
fn another_name() {
    assert_snapshot!(shown(Kind::Name, &[("role", "helpdsk"), ("aliases", "help point, first contact")]), @r#"
    roles.toml

    # The names of [[role]] id = "helpdesk"
    aliases = ["service desk", "help point", "first contact"]

    “helpdsk” was read as Helpdesk
    "#);
    assert_snapshot!(shown(Kind::Name, &[("role", "helpdesk"), ("aliases", "ops")]), @r#"
    roles.toml

    # The names of [[role]] id = "helpdesk"
    aliases = ["service desk", "ops"]

    `Ops` is a name of the role `helpdesk` and of the role `ops`; remove it from one of them, or make it a term that covers both
    "#);
    assert_snapshot!(shown(Kind::Name, &[("role", "astronaut"), ("aliases", "spaceman")]), @r#"
    roles.toml

    [[role]]
    aliases = ["spaceman"]

    the role is not known; suggest it as a missing role
    "#);
}

#[test]
fn a_next_step() {
    let new = [
        ("from", "service desk"),
        ("to", "gardener"),
        ("who", "Cleo Ng"),
        ("where", "Green careers, 2024-05"),
        ("url", "https://example.org/green"),
    ];
    assert_snapshot!(shown(Kind::Step, &new), @r#"
    sources/green-careers-2024.toml

    [source]
    id = "green-careers-2024"
    title = "Green careers"
    published = "2024-05"
    url = "https://example.org/green"

    [[person]]
    id = "cleo-ng"
    name = "Cleo Ng"

    [[move]]
    from = "helpdesk"
    to = "gardener"
    kind = "step"
    by = "cleo-ng"

    “service desk” was read as Helpdesk
    "#);
    // The source and the person are known.
    let known = [("from", "ops"), ("to", "gardener"), ("who", "bob"), ("where", "on careers"), ("url", "")];
    assert_snapshot!(shown(Kind::Step, &known), @r#"
    the file of the source blog

    [[move]]
    from = "ops"
    to = "gardener"
    kind = "step"
    by = "bob"
    "#);
    let wrong = [("from", "astronaut"), ("to", "ops"), ("who", "Bob"), ("where", "A page"), ("url", "example")];
    assert_snapshot!(shown(Kind::Step, &wrong), @r#"
    sources/a-page.toml

    [source]
    id = "a-page"
    title = "A page"
    url = "example"

    [[move]]
    from = "astronaut"
    to = "ops"
    kind = "step"
    by = "bob"

    the URL `example` does not start with `https://` or `http://`; copy the whole URL from the browser's address bar
    the role or track `astronaut` is not defined; define the role or track `astronaut`, or write the id of an existing one
    "#);
}

#[test]
fn an_opinion() {
    let opinion = [
        ("about", "Administrator"),
        ("text", "It is a word\nfor anything."),
        ("who", "Ann"),
        ("where", "Talk, 2023"),
        ("url", ""),
    ];
    assert_snapshot!(shown(Kind::Viewpoint, &opinion), @r#"
    sources/talk-2023.toml

    [source]
    id = "talk-2023"
    title = "Talk"
    published = "2023"

    [[viewpoint]]
    id = "ann-it-is-a-word"
    by = "ann"
    stance = "adds"
    about = ["admin"]
    text = "It is a word for anything."
    "#);
}

#[test]
fn no_text_breaks_out() {
    let evil = "x\"\n[[role]]\nid = \"evil\" ``` @everyone";
    for kind in Kind::ALL {
        let filled: Vec<(&str, &str)> = fields(*kind).iter().map(|field| (field.id, evil)).collect();
        let draft = drafted(*kind, &filled);
        let value: toml::Table = toml::from_str(&draft.toml).unwrap();
        assert!(!draft.toml.contains("```") && !draft.file.contains(['`', '@', '\n']), "{draft:?}");
        let roles = value.get("role").and_then(|roles| roles.as_array()).map_or(0, Vec::len);
        assert!(roles <= 1 && !draft.toml.contains("\nid = \"evil\""), "{draft:?}");
    }
}

#[test]
fn forms_fit_discord() {
    for kind in Kind::ALL {
        assert!(kind.title().chars().count() <= 45 && Kind::parse(kind.as_str()) == Some(*kind));
        assert!((1..=5).contains(&fields(*kind).len()));
        for field in fields(*kind) {
            assert!(field.label.chars().count() <= 45 && field.hint.chars().count() <= 100, "{field:?}");
        }
        // Even if every character is escaped, the draft fits a message.
        let most: u16 = fields(*kind).iter().map(|field| field.max_chars).sum();
        assert!(most <= 850, "{kind:?}: {most}");
    }
}

#[test]
fn a_form_in_one_line() {
    let read = |typed: &str| {
        let Some(form) = Form::parse(typed) else { return "nothing".to_owned() };
        let texts = fields(form.kind).iter().map(|field| (field.id, form.text(field.id)));
        let texts: Vec<String> =
            texts.filter(|(_, text)| !text.is_empty()).map(|(id, text)| format!("{id}={text:?}")).collect();
        let missing: Vec<&str> = form.missing().iter().map(|field| field.id).collect();
        format!("{} {}; missing: {}", form.kind.as_str(), texts.join(" "), missing.join(", "))
    };
    let typed = [
        "role",
        "Step",
        "role name=\"Site engineer\" aliases=site tech, SRE",
        "name=Site engineer summary: Keeps it up.",
        "role=helpdesk aliases=help point",
        "from=helpdesk to=\"second line\" who=Ann where=\"Talk, 2024\" url=https://example.org/?to=1",
        "about=ops text=\"They ask who=x: nobody knows.\" who=Ann where=Talk",
        "step helpdesk to ops",
        "",
        "astronaut",
        "step nonsense=1",
    ];
    let shown: Vec<String> = typed.iter().map(|typed| format!("{typed} => {}", read(typed))).collect();
    assert_snapshot!(shown.join("\n"), @r#"
    role => role ; missing: name
    Step => step ; missing: from, to, who, where
    role name="Site engineer" aliases=site tech, SRE => role name="Site engineer" aliases="site tech, SRE"; missing: 
    name=Site engineer summary: Keeps it up. => role name="Site engineer" summary="Keeps it up."; missing: 
    role=helpdesk aliases=help point => name role="helpdesk" aliases="help point"; missing: 
    from=helpdesk to="second line" who=Ann where="Talk, 2024" url=https://example.org/?to=1 => step from="helpdesk" to="second line" who="Ann" where="Talk, 2024" url="https://example.org/?to=1"; missing: 
    about=ops text="They ask who=x: nobody knows." who=Ann where=Talk => viewpoint about="ops" text="They ask who=x: nobody knows." who="Ann" where="Talk"; missing: 
    step helpdesk to ops => nothing
     => nothing
    astronaut => nothing
    step nonsense=1 => nothing
    "#);
}

#[test]
fn a_text_of_a_form_is_cut_and_its_comments_stay_comments() {
    let mut form = Form::new(Kind::Name);
    form.fill(&fields(Kind::Name)[0], "helpdsk\nid = \"evil\"");
    form.fill(&fields(Kind::Name)[1], &"x".repeat(900));
    assert_eq!(form.text("aliases").chars().count(), 200);
    assert_eq!(form.next_field(), None);
    let shown = form.draft(&Engine::new(knowledge_of(SMALL))).with_comments();
    assert!(toml::from_str::<toml::Table>(&shown).is_ok() && !shown.contains("\nid ="), "{shown}");
}
