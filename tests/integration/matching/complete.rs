//! What is suggested while somebody types.

use nextrole::answer::Engine;
use nextrole::question::Topic;
use proptest::prelude::*;

use crate::shipped;

fn suggested(engine: &Engine, topic: Topic, typed: &str) -> Vec<String> {
    let label = |suggestion: nextrole::answer::Suggestion<'_>| match suggestion.alias {
        Some(alias) => format!("{} ({alias})", suggestion.entity.name),
        None => suggestion.entity.name.to_owned(),
    };
    engine.suggest(topic, typed, 25).into_iter().map(label).collect()
}

#[test]
fn every_prefix_of_second_line_support_is_of_use() {
    let engine = Engine::new(shipped());
    let typed = "second line support";
    for end in 3..=typed.len() {
        let found = suggested(&engine, Topic::Roles, &typed[..end]);
        let place = found.iter().position(|label| label.starts_with("Second-line support"));
        assert!(place.is_some_and(|place| place < 5), "{:?} suggests {found:?}", &typed[..end]);
    }
}

#[test]
fn the_first_suggestion() {
    let engine = Engine::new(shipped());
    let cases = [
        ("seco", "Second-line support"),
        ("second-line", "Second-line support"),
        ("secondline", "Second-line support"),
        ("Secnd line su", "Second-line support"),
        ("secodn l", "Second-line support"),
        ("2nd l", "Second-line support (second line)"),
        ("help d", "Helpdesk"),
        ("helpdks", "Helpdesk"),
        ("infra arch", "Infrastructure architect (infra arch)"),
        ("IT man", "IT manager"),
        ("ＩＴ ｍａｎ", "IT manager"),
        ("sysadm", "System administrator (sysadmin)"),
        ("secnd", "Second-line support"),
    ];
    for (typed, expected) in cases {
        let found = suggested(&engine, Topic::Roles, typed);
        assert_eq!(found.first().map(String::as_str), Some(expected), "{typed:?} suggests {found:?}");
    }
}

/// Also if its name in another language is found as well.
#[test]
fn each_role_is_suggested_once() {
    let engine = Engine::new(shipped());
    for typed in ["desktop support", "cloud engineer", "developer"] {
        let mut names: Vec<&str> = engine.suggest(Topic::Roles, typed, 25).iter().map(|one| one.entity.name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "{typed:?} suggests {names:?}");
    }
}

#[test]
fn nothing_typed_suggests_where_most_tracks_begin() {
    let engine = Engine::new(shipped());
    for typed in ["", "  ", "…"] {
        let found = suggested(&engine, Topic::Roles, typed);
        assert_eq!((found.len(), found[0].as_str()), (25, "Helpdesk"), "{typed:?}");
    }
}

#[test]
fn terms_only_where_they_are_asked_for() {
    let engine = Engine::new(shipped());
    let has = |topic| suggested(&engine, topic, "architect").contains(&"Architect".to_owned());
    assert!(has(Topic::RolesAndTerms) && !has(Topic::Roles) && !has(Topic::Tracks));
}

#[test]
fn what_nothing_begins_with_suggests_nothing() {
    let engine = Engine::new(shipped());
    for typed in ["zq", "qqqqqqqq", "管理者"] {
        assert_eq!(suggested(&engine, Topic::Roles, typed), [""; 0], "{typed:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Of 16 roles, every beginning of a name suggests its role.
    #[test]
    fn a_beginning_suggests_its_role(place in any::<prop::sample::Index>(), length in any::<prop::sample::Index>()) {
        let asked = super::Asked::folder("tests/fixtures/matching/hospital");
        let completer = nextrole::matching::Completer::new(&asked.index, &asked.vocabulary, &[]);
        let names: Vec<(&str, &str)> = asked.vocabulary.roles.iter()
            .flat_map(|role| role.aliases.iter().chain([&role.name]).map(|name| (role.id.as_str(), name.as_str())))
            .collect();
        let (id, name) = *place.get(&names);
        let typed: String = name.chars().take(1 + length.index(name.chars().count())).collect();
        let found = completer.named(&asked.index, &typed, 25, |_| true);
        let is_it = |named| matches!(named, nextrole::matching::Named::Role(role) if asked.id(role) == id);
        prop_assert!(found.iter().any(|completion| is_it(completion.named)), "{typed:?}");
        let mut things: Vec<_> = found.iter().map(|completion| completion.named).collect();
        things.sort_unstable();
        things.dedup();
        prop_assert_eq!(things.len(), found.len());
    }
}
