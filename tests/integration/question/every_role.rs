//! The plainest ways to ask, for every role of the shipped knowledge by its name and by each of its aliases.

use std::fmt::Write as _;

use super::understood;
use super::words::engine;

/// A question with `{}` for the role, and what is to be understood, with `{}` for its id.
const ABOUT_ONE: &[(&str, &str)] = &[
    ("what comes after {}?", "next {}"),
    ("I'm a {}, what's next?", "next {}"),
    ("what can I do after {}", "next {}"),
    ("how do I become a {}?", "become {}"),
    ("I want to be a {}", "become {}"),
    ("what is a {}?", "define {}"),
    ("what does a {} do?", "define {}"),
];

/// A question about two roles.
const ABOUT_TWO: &[(&str, &str)] = &[
    ("from {1} to {2}", "path {1} to {2}"),
    ("how do I get from {1} to {2}?", "path {1} to {2}"),
    ("{1} -> {2}", "path {1} to {2}"),
    ("I'm a {1} and want to become a {2}", "path {1} to {2}"),
    ("{1} vs {2}", "compare {1} and {2}"),
    ("what is the difference between {1} and {2}?", "compare {1} and {2}"),
];

/// What was understood, without how names were read.
fn plain(typed: &str) -> String {
    let got = understood(engine(), typed);
    got.split("; “").next().unwrap_or_default().to_owned()
}

/// How people ask in other languages: the file of translations, and questions as above.
const IN_LANGUAGES: &[(&str, &[(&str, &str)])] = &[
    (
        "de",
        &[
            ("Ich bin {}. Was kommt als Nächstes?", "next {}"),
            ("was kommt nach {}?", "next {}"),
            ("Wie werde ich {}?", "become {}"),
            ("Was macht ein {}?", "define {}"),
        ],
    ),
    (
        "fr",
        &[
            ("je suis {}, et après ?", "next {}"),
            ("comment devenir {} ?", "become {}"),
            ("que fait un {} ?", "define {}"),
        ],
    ),
    (
        "es",
        &[
            ("soy {}, ¿qué sigue?", "next {}"),
            ("¿cómo puedo llegar a ser {}?", "become {}"),
            ("¿qué hace un {}?", "define {}"),
        ],
    ),
    (
        "pt",
        &[
            ("sou {}, qual o próximo passo?", "next {}"),
            ("como me torno {}?", "become {}"),
            ("o que faz um {}?", "define {}"),
        ],
    ),
];

/// Whether people disagree about this very question; then the answer is what they say.
fn is_disputed(typed: &str) -> bool {
    engine().knowledge().disputes.iter().any(|dispute| dispute.question.eq_ignore_ascii_case(typed))
}

#[test]
fn about_one_role() {
    let (mut wrong, mut asked) = (String::new(), 0);
    for role in &engine().knowledge().vocabulary.roles {
        for (form, expected) in ABOUT_ONE {
            let typed = form.replace("{}", &role.name);
            let expected = expected.replace("{}", &role.id);
            let got = plain(&typed);
            asked += 1;
            if got != expected && !is_disputed(&typed) {
                writeln!(wrong, "{typed:?}: expected {expected}, got {got}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked}:\n{wrong}", wrong.lines().count());
}

#[test]
fn about_two_roles() {
    let roles = &engine().knowledge().vocabulary.roles;
    let (mut wrong, mut asked) = (String::new(), 0);
    for (number, first) in roles.iter().enumerate() {
        for step in [1, 17, 40] {
            let second = &roles[(number + step) % roles.len()];
            for (form, expected) in ABOUT_TWO {
                let typed = form.replace("{1}", &first.name).replace("{2}", &second.name);
                let expected = expected.replace("{1}", &first.id).replace("{2}", &second.id);
                let got = plain(&typed);
                asked += 1;
                if got != expected {
                    writeln!(wrong, "{typed:?}: expected {expected}, got {got}").unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked}:\n{wrong}", wrong.lines().count());
}

#[test]
fn by_every_alias() {
    let (mut wrong, mut asked) = (String::new(), 0);
    for role in &engine().knowledge().vocabulary.roles {
        for alias in &role.aliases {
            for (form, expected) in [("what comes after {}?", "next {}"), ("how do I become a {}?", "become {}")] {
                let typed = form.replace("{}", alias);
                let expected = expected.replace("{}", &role.id);
                let got = plain(&typed);
                asked += 1;
                if got != expected && !is_disputed(&typed) {
                    writeln!(wrong, "{typed:?}: expected {expected}, got {got}").unwrap();
                }
            }
        }
    }
    assert!(asked > 500, "{asked}");
    // What is still read differently.
    insta::assert_snapshot!(wrong, @r#"
    "what comes after IT technician?": expected next helpdesk, got ambiguous technician: helpdesk desktop-support network-support it-service-engineer
    "how do I become a IT technician?": expected become helpdesk, got ambiguous technician: helpdesk desktop-support network-support it-service-engineer
    "what comes after network infrastructure engineer?": expected next network-engineer, got next network-support
    "how do I become a network infrastructure engineer?": expected become network-engineer, got become network-support
    "what comes after network and infrastructure engineer?": expected next infra-engineer, got next network-support
    "how do I become a network and infrastructure engineer?": expected become infra-engineer, got become network-support
    "what comes after part-time CISO?": expected next virtual-ciso, got next ciso
    "what comes after head of profession for architecture?": expected next head-of-architecture, got ambiguous manager: it-manager ops-manager engineering-manager network-manager service-desk-manager it-service-manager it-project-manager incident-manager problem-manager change-manager security-manager delivery-manager product-manager
    "what comes after part-time CTO?": expected next virtual-cto, got next cto
    "#);
}

#[test]
fn in_every_language_by_its_names_there() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge/translations");
    let (mut wrong, mut asked) = (String::new(), 0);
    for (language, questions) in IN_LANGUAGES {
        let text = std::fs::read_to_string(folder.join(language).with_extension("toml")).unwrap();
        let file: toml::Table = toml::from_str(&text).unwrap();
        for translation in file["translation"].as_array().unwrap() {
            let of = translation["of"].as_str().unwrap();
            if engine().knowledge().role_with_id(of).is_none() {
                continue;
            }
            for name in translation["names"].as_array().unwrap() {
                for (form, expected) in *questions {
                    let typed = form.replace("{}", name.as_str().unwrap());
                    let expected = expected.replace("{}", of);
                    let got = plain(&typed);
                    asked += 1;
                    if got != expected {
                        writeln!(wrong, "{typed:?}: expected {expected}, got {got}").unwrap();
                    }
                }
            }
        }
    }
    assert!(asked > 500, "{asked}");
    // What is still read differently.
    insta::assert_snapshot!(wrong, @r#"
    "je suis responsable de la sécurité des systèmes d'information, et après ?": expected next ciso, got not found: 
    "comment devenir responsable de la sécurité des systèmes d'information ?": expected become ciso, got not found: security-analyst security-engineer
    "que fait un responsable de la sécurité des systèmes d'information ?": expected define ciso, got not found:
    "#);
}
