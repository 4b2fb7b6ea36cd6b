//! Roles in sentences: where they stand and whose they are.

use nextrole::matching::Named;

use super::Asked;

/// `words → role (sense)` for each mention, and the role that the writer has and wants.
fn told(asked: &Asked, text: &str) -> String {
    let mentions = asked.index.mentions(text, &asked.vocabulary);
    let name = |named: Named| match named {
        Named::Role(role) => asked.id(role).to_owned(),
        Named::Term(term) => format!("term {}", asked.vocabulary.terms[term.index()].id),
    };
    let one = |mention: &nextrole::matching::Mention| {
        format!("{} → {} ({})", &text[mention.at.clone()], name(mention.named), mention.sense.as_str())
    };
    if mentions.all.is_empty() {
        "nothing".to_owned()
    } else {
        mentions.all.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

#[test]
fn everyday_words_name_no_role() {
    let asked = Asked::folder("tests/fixtures/matching/it");
    let texts = [
        "",
        "ops, wrong channel",
        "design is my passion",
        "support your local library",
        "the deployment failed, rolling back",
        "What is your solution to this puzzle?",
        "the restaurant manager cooked",
        "use a window manager",
        "it works on my machine",
        "管理者は寝ています 🎉",
    ];
    for text in texts {
        assert_eq!(told(&asked, text), "nothing", "{text}");
    }
}

#[test]
fn others_have_roles_too() {
    let asked = Asked::folder("tests/fixtures/matching/it");
    for text in [
        "my manager is a systems engineer",
        "she is a developer",
        "I'm not a developer",
        "ask the sysadmin",
        "he used to be a programmer",
        "I don't want to be an IT manager",
    ] {
        let told = told(&asked, text);
        assert!(told.ends_with("(other)"), "{text}: {told}");
    }
}

#[test]
fn whose_role_it_is() {
    let asked = Asked::folder("tests/fixtures/matching/it");
    insta::assert_snapshot!(told(&asked, "I'm on the helpdesk and want to be an architect"), @"helpdesk → helpdesk (current), architect → term architect (wanted)");
    insta::assert_snapshot!(
        told(&asked, "I was on the service desk for two years, now junior sysadmin, is IT manager realistic?"),
        @"service desk → helpdesk (past), junior sysadmin → ops (current), IT manager → it-manager (wanted)"
    );
    insta::assert_snapshot!(told(&asked, "how do I get from ops to design?"), @"ops → ops (current), design → design (wanted)");
    insta::assert_snapshot!(told(&asked, "I moved from helpdesk to sysadmin"), @"helpdesk → helpdesk (past), sysadmin → ops (current)");
    insta::assert_snapshot!(told(&asked, "sysadmn for 8 yrs, wanna be an infrastucture architect"), @"sysadmn → ops (current), infrastucture architect → infra-architect (wanted)");
    insta::assert_snapshot!(told(&asked, "what comes after 2nd line support?"), @"2nd line support → second-line-support (current)");
}

#[test]
fn spans_are_bytes_of_any_script() {
    let asked = Asked::folder("tests/fixtures/matching/it");
    insta::assert_snapshot!(told(&asked, "🚀 ich bin dévelopér 🚀 und nicht ＩＴ　ｍａｎａｇｅｒ!"), @"dévelopér → developer (other), ＩＴ　ｍａｎａｇｅｒ → it-manager (other)");
    assert_eq!(told(&asked, "I'm a he\u{ad}lp\u{200b}desk guy"), "he\u{ad}lp\u{200b}desk → helpdesk (current)");
}

/// A name of the knowledge is a role in a sentence that says so, even if the word is an everyday one.
#[test]
fn one_word_jobs_in_plain_sentences() {
    let hospital = Asked::folder("tests/fixtures/matching/hospital");
    insta::assert_snapshot!(told(&hospital, "I want to be a matron"), @"matron → nurse-manager (wanted)");
    insta::assert_snapshot!(told(&hospital, "I'm a matron, what next?"), @"matron → nurse-manager (current)");
    insta::assert_snapshot!(told(&hospital, "she is a matron"), @"matron → nurse-manager (other)");
    let it = Asked::folder("tests/fixtures/matching/it");
    insta::assert_snapshot!(told(&it, "I am in ops"), @"ops → ops (current)");
    insta::assert_snapshot!(told(&it, "I was in design"), @"design → design (past)");
    insta::assert_snapshot!(told(&it, "ops here, what now?"), @"ops → ops (current)");
    for text in
        ["I am in support of this", "the system is in operation", "I want a design", "was it design by committee?"]
    {
        assert_eq!(told(&it, text), "nothing", "{text}");
    }
}

#[test]
fn a_name_of_two_roles_names_neither() {
    let asked =
        Asked::roles("platform = Platform engineer, Systems engineer\nserver = Server engineer, System engineer");
    assert_eq!(told(&asked, "I'm a platform engineer"), "platform engineer → platform (current)");
    assert_eq!(told(&asked, "I'm a server engineer"), "server engineer → server (current)");
    assert_eq!(told(&asked, "I'm a systems engineer"), "nothing");
}
