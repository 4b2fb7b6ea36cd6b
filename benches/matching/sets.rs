//! Names and titles to match: two sets of the project, and two made of them by recombination, for size.

use std::path::Path;

use nextrole::knowledge::model::Vocabulary;
use nextrole::knowledge::problem::{File, Files};
use nextrole::knowledge::{Options, check, load};

/// A title as somebody types it.
pub(crate) struct Title {
    pub(crate) typed: String,
    /// The ids of the roles that it may mean; none if it names none.
    pub(crate) roles: Vec<String>,
}

/// Names, and titles to match with them.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) titles: Vec<Title>,
}

/// The sets, smallest first.
pub(crate) fn all() -> Vec<Set> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/matching");
    let shipped =
        load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge"), &Options::default()).vocabulary.unwrap();
    let hospital = load(&tests.join("hospital"), &Options::default()).vocabulary.unwrap();
    let it = include_str!("../../tests/fixtures/matching/it-titles.tsv");
    let of_hospital = include_str!("../../tests/fixtures/matching/hospital-titles.tsv");
    vec![
        Set { name: "16 roles of IT", titles: titles(it), vocabulary: shipped },
        Set { name: "16 roles of a hospital", titles: titles(of_hospital), vocabulary: hospital },
        made("10,000 aliases", 1_000, 9),
        made("52,500 aliases", 1_000, 51),
    ]
}

fn titles(lines: &str) -> Vec<Title> {
    let title = |line: &str| {
        let parts: Vec<&str> = line.split('\t').collect();
        let roles = parts[2].split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect();
        (parts[0] != "ambiguous").then(|| Title { typed: parts[1].to_owned(), roles })
    };
    lines.lines().filter(|line| !line.starts_with('#')).filter_map(title).collect()
}

/// A generator of numbers, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// Roles with names of three words of titles in general, and titles that are their names with noise, or one word off.
fn made(name: &'static str, roles: usize, aliases: usize) -> Set {
    let general = include_str!("../../src/matching/data/fields.txt");
    let lines = general.lines().filter(|line| !line.starts_with('#'));
    let (heads, fields): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.contains('+'));
    let word = |line: &&'static str| line.split(' ').next().unwrap_or_default();
    let (heads, fields): (Vec<&str>, Vec<&str>) = (heads.iter().map(word).collect(), fields.iter().map(word).collect());
    let mut random = Random(7);
    let (mut text, mut titles) = (String::new(), Vec::new());
    for role in 0..roles {
        let own: Vec<&str> = (0..12).map(|_| random.of(&fields)).collect();
        let own_heads: Vec<&str> = (0..4).map(|_| random.of(&heads)).collect();
        let one = |random: &mut Random| format!("{} {} {}", random.of(&own), random.of(&own), random.of(&own_heads));
        let names: Vec<String> = (0..=aliases).map(|_| one(&mut random)).collect();
        let quoted: Vec<String> = names[1..].iter().map(|name| format!("{name:?}")).collect();
        text += &format!("[[role]]\nid = \"r{role}\"\nname = {:?}\naliases = [{}]\n", names[0], quoted.join(", "));
        let typed = if role % 3 == 0 { one(&mut random) } else { noisy(&mut random, &names[role % names.len()]) };
        // A fifth of the roles is enough, and slow matchers end before tea.
        if role % 5 == 0 {
            titles.push(Title { typed, roles: vec![format!("r{role}")] });
        }
        if role % 25 == 0 {
            let typed: String = (0..10).map(|_| char::from(b'a' + random.below(26) as u8)).collect();
            titles.push(Title { typed, roles: Vec::new() });
        }
    }
    let file = File { path: "roles.toml".to_owned(), text };
    let loaded = check(Files(vec![file]), &Options { errors_only: true, ..Options::default() });
    Set { name, vocabulary: loaded.vocabulary.unwrap(), titles }
}

/// With one slip, the words turned round, or a word added.
fn noisy(random: &mut Random, name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = 1 + random.below(letters.len() - 2);
    match random.below(4) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        2 => {
            let (rest, head) = name.rsplit_once(' ').unwrap_or(("", name));
            return format!("{head}, {rest}");
        }
        _ => return format!("senior {name}"),
    }
    letters.into_iter().collect()
}
