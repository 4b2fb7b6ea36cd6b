//! The shipped knowledge says things in its own words.
//!
//! The texts that it was made from are not in this repository. Where they lie beside it, no text of ours may share more
//! than a handful of words in a row with them, names and terms not counted; elsewhere the test says that it was skipped.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Write as _;
use std::path::Path;

use nextrole::knowledge::model::Knowledge;

/// Most words in a row that two texts share by chance.
const HANDFUL: usize = 6;

/// Words in a row under which places of the originals are filed.
const FILED: usize = 3;

/// Most words of a name.
const MOST_NAME_WORDS: usize = 8;

fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '’'], "");
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What people, roles, rungs and sources are called, also of several.
fn names(knowledge: &Knowledge) -> HashSet<Vec<String>> {
    let vocabulary = &knowledge.vocabulary;
    let roles = vocabulary.roles.iter().flat_map(|role| role.aliases.iter().chain([&role.name, &role.id]));
    let terms = vocabulary.terms.iter().flat_map(|term| term.aliases.iter().chain([&term.name]));
    let rungs = knowledge.tracks.iter().flat_map(|track| &track.rungs).filter_map(|step| step.title.as_ref());
    let others = knowledge.people.iter().map(|person| &person.name);
    let others = others.chain(knowledge.tracks.iter().map(|track| &track.name));
    let others = others.chain(knowledge.sources.iter().map(|source| &source.title));
    let one: HashSet<_> = roles.chain(terms).chain(rungs).chain(others).map(|name| words(name)).collect();
    let several = one.iter().cloned().map(|mut name| {
        name.last_mut().into_iter().for_each(|last| last.push('s'));
        name
    });
    several.chain(one.iter().cloned()).collect()
}

/// Every text that is ours.
fn ours(knowledge: &Knowledge) -> Vec<&str> {
    let summaries = knowledge.vocabulary.roles.iter().map(|role| &role.summary);
    let summaries = summaries.chain(knowledge.vocabulary.terms.iter().map(|term| &term.summary));
    let summaries = summaries.chain(knowledge.tracks.iter().map(|track| &track.summary));
    let rungs = knowledge.tracks.iter().flat_map(|track| &track.rungs).map(|step| &step.adds);
    let notes = knowledge.moves.iter().map(|movement| &movement.note);
    let optional = summaries.chain(rungs).chain(notes).flatten();
    let definitions = knowledge.definitions.iter().map(|definition| &definition.text);
    let viewpoints = knowledge.viewpoints.iter().map(|viewpoint| &viewpoint.text);
    let questions = knowledge.disputes.iter().map(|dispute| &dispute.question);
    let asked = knowledge.disputes.iter().flat_map(|dispute| &dispute.asked_as);
    let sides = knowledge.disputes.iter().flat_map(|dispute| &dispute.sides).map(|side| &side.says);
    optional
        .chain(definitions)
        .chain(viewpoints)
        .chain(questions)
        .chain(asked)
        .chain(sides)
        .map(String::as_str)
        .collect()
}

/// The longest run of words that a text shares with one of the originals, if it is longer than a handful.
fn borrowed(text: &str, names: &HashSet<Vec<String>>, originals: &[Vec<String>]) -> Option<String> {
    let ours = words(text);
    let mut counts = vec![true; ours.len()];
    for at in 0..ours.len() {
        let longest =
            (1..=MOST_NAME_WORDS.min(ours.len() - at)).rev().find(|length| names.contains(&ours[at..at + length]));
        counts[at..at + longest.unwrap_or(0)].fill(false);
    }
    let mut places: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (at, window) in ours.windows(FILED).enumerate() {
        places.entry(window).or_default().push(at);
    }
    let mut longest: Option<(usize, String)> = None;
    for original in originals {
        for (there, window) in original.windows(FILED).enumerate() {
            for here in places.get(window).into_iter().flatten() {
                let same = ours[*here..].iter().zip(&original[there..]).take_while(|(a, b)| a == b).count();
                let counted = counts[*here..here + same].iter().filter(|counts| **counts).count();
                if counted > HANDFUL && longest.as_ref().is_none_or(|(most, _)| counted > *most) {
                    longest = Some((counted, ours[*here..here + same].join(" ")));
                }
            }
        }
    }
    longest.map(|(_, run)| run)
}

#[test]
fn nothing_is_copied() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/source");
    let read = |file: &str| fs::read_to_string(folder.join(file));
    let collected: Result<Vec<_>, _> =
        ["modern.md", "modern2.md", "modern3.md", "modern4.md"].map(read).into_iter().collect();
    let (Ok(collected), Ok(post)) = (collected, read("infrastructure-career-progression.txt")) else {
        // Past the harness, which would keep it to itself.
        let _ = writeln!(std::io::stderr(), "SKIPPED nothing_is_copied: no originals in {}", folder.display());
        return;
    };
    let rows = collected.iter().flat_map(|file| file.lines()).flat_map(|line| line.split('|'));
    let originals: Vec<_> = rows.chain([post.as_str()]).map(words).collect();
    let knowledge = crate::shipped();
    let names = names(&knowledge);
    let borrowed: Vec<_> = ours(&knowledge).into_iter().filter_map(|text| borrowed(text, &names, &originals)).collect();
    assert!(borrowed.is_empty(), "{borrowed:#?}");
}

#[test]
fn a_copy_is_found() {
    let names = HashSet::from([words("site reliability engineer")]);
    let originals = [words("The quick brown fox jumps over the site reliability engineer again and again.")];
    let found = |text: &str| borrowed(text, &names, &originals);
    assert_eq!(found("Here the quick brown fox jumps over a fence."), None);
    assert_eq!(
        found("A fox jumps over the site reliability engineer again, and again!").as_deref(),
        Some("fox jumps over the site reliability engineer again and again")
    );
    assert_eq!(found("Jumps over the site reliability engineer again and"), None, "a name does not count");
}
