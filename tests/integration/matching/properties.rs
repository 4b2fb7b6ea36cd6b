//! What holds for every input: no panic, sound spans, the same answer twice, bounded time.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use nextrole::matching::Verdict;
use proptest::prelude::*;

use super::Asked;

static SHIPPED: LazyLock<Asked> = LazyLock::new(|| Asked::folder("tests/fixtures/matching/it"));

/// Most time for the longest input, unoptimised and on a busy machine. It takes a hundredth of that.
const BOUND: Duration = Duration::from_secs(10);

/// Text like people's, with pieces that have hurt matchers before.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("helpdesk".to_owned()),
        Just("sysadmn".to_owned()),
        Just("2nd line".to_owned()),
        Just("Sr.".to_owned()),
        Just("s/w".to_owned()),
        Just("manager, IT".to_owned()),
        Just("\u{200b}\u{202e}".to_owned()),
        Just("e\u{301}\u{301}\u{301}".to_owned()),
        Just("ＩＴ".to_owned()),
        Just("ﷺ".to_owned()),
        Just("İ".to_owned()),
        Just("👩‍💻".to_owned()),
        "[a-z]{1,12}",
        "\\PC{0,12}",
        any::<char>().prop_map(String::from),
    ];
    let between = prop_oneof![Just(" "), Just("-"), Just("/"), Just(", "), Just(". "), Just(""), Just("\n")];
    prop::collection::vec((piece, between), 0..12)
        .prop_map(|parts| parts.into_iter().flat_map(|(piece, between)| [piece, between.to_owned()]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn titles_are_read_soundly(typed in text()) {
        let found = SHIPPED.index.find(&typed);
        prop_assert!(found.candidates.len() <= 25);
        prop_assert!(found.candidates.iter().all(|one| (0.0..=1.0).contains(&one.score)));
        prop_assert!(found.candidates.is_sorted_by(|a, b| a.score >= b.score));
        let is_sure = matches!(found.verdict, Verdict::Exact | Verdict::Confident);
        prop_assert!(!is_sure || !found.candidates.is_empty());
        prop_assert_eq!(found, SHIPPED.index.find(&typed));
    }

    #[test]
    fn spans_are_sound(text in text()) {
        let mentions = SHIPPED.index.mentions(&text, &SHIPPED.vocabulary);
        let mut end = 0;
        for mention in &mentions.all {
            prop_assert!(mention.at.start >= end && mention.at.end > mention.at.start);
            prop_assert!(text.get(mention.at.clone()).is_some(), "{:?} in {text:?}", mention.at);
            prop_assert!((0.0..=1.0).contains(&mention.score));
            end = mention.at.end;
        }
        prop_assert_eq!(mentions, SHIPPED.index.mentions(&text, &SHIPPED.vocabulary));
    }

    #[test]
    fn every_name_finds_its_role(place in any::<prop::sample::Index>()) {
        let names: Vec<(&str, &str)> = SHIPPED.vocabulary.roles.iter()
            .flat_map(|role| role.aliases.iter().chain([&role.name]).map(|name| (role.id.as_str(), name.as_str())))
            .collect();
        let (id, name) = place.get(&names);
        let found = SHIPPED.find(name);
        prop_assert_eq!(found.verdict, Verdict::Exact);
        prop_assert_eq!(SHIPPED.id(found.candidates[0].named), *id);
    }
}

#[test]
fn long_inputs_take_bounded_time() {
    let inputs = [
        "a".repeat(1_000_000),
        "a ".repeat(500_000),
        "senior ".repeat(150_000),
        "sysadmn ".repeat(130_000),
        "s/w".repeat(300_000),
        "\u{301}".repeat(500_000),
        "👩‍💻".repeat(100_000),
        "ﷺ".repeat(300_000),
        "helpdesk/".repeat(110_000),
        "second line ".repeat(9_000),
    ];
    for input in inputs {
        let started = Instant::now();
        SHIPPED.index.find(&input);
        SHIPPED.index.mentions(&input, &SHIPPED.vocabulary);
        let start: String = input.chars().take(20).collect();
        assert!(started.elapsed() < BOUND, "{start:?}… took {:?}", started.elapsed());
    }
}

/// The last word that is looked at may be read as two, and then there is one more of them.
#[test]
fn a_glued_word_at_any_place_is_read() {
    for before in 0..40 {
        let query = format!("{}ITtechnician networkengineer sysadmin", "developer ".repeat(before));
        let found = SHIPPED.find(&query);
        assert!(found.candidates.len() <= 25, "{query:?}");
        SHIPPED.index.mentions(&query, &SHIPPED.vocabulary);
    }
}
