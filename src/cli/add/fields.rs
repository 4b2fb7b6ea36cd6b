//! What an entry needs: the questions for what the flags do not give, and how an answer is understood.

use std::collections::HashSet;

use anyhow::bail;

use crate::cli::{Usage, eprint_line};
use crate::knowledge::edit::{Entry, suggest_id, to_date, to_url};
use crate::knowledge::model::{BUILT_IN_FAMILIES, Family, Knowledge, Source};
use crate::matching::{Index, Named, Verdict};

use super::ask::Asker;
use super::flags::{Values, one};

/// Maximum number of sources that are named where none was understood.
const MAX_SOURCES_NAMED: usize = 3;

/// Minimum similarity of a source that may have been meant, 0 to 1.
const MIN_LIKENESS: f64 = 0.7;

/// Maximum number of families or sources that a question names.
const MAX_CHOICES: usize = 10;

/// What is to be added.
pub(super) struct Added {
    /// Its tables: first a person who is new, if there is one.
    pub(super) entries: Vec<Entry>,
    /// The source of a statement.
    pub(super) source: Option<String>,
    /// Its own id; empty if it has none.
    pub(super) id: String,
    /// A question that shows it.
    pub(super) question: String,
}

/// What a value has to be.
#[derive(Clone, Copy)]
enum Takes {
    /// Any text.
    Text,
    /// A day, month or year.
    Date,
    /// Where something can be read.
    Url,
    /// The id or name of a family.
    Family,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The name or id of a role.
    Role,
    /// The name or id of a role or track.
    Place,
    /// The name or id of a role, track or term.
    Subject,
    /// The name or id of a role or term.
    Definable,
    /// The id of a source.
    Source,
}

/// A question for a value.
struct Field {
    flag: &'static str,
    question: &'static str,
    takes: Takes,
    is_required: bool,
    is_list: bool,
}

const fn required(flag: &'static str, takes: Takes, question: &'static str) -> Field {
    Field { flag, question, takes, is_required: true, is_list: false }
}

const fn optional(flag: &'static str, takes: Takes, question: &'static str) -> Field {
    Field { flag, question, takes, is_required: false, is_list: false }
}

const fn list(flag: &'static str, takes: Takes, is_required: bool, question: &'static str) -> Field {
    Field { flag, question, takes, is_required, is_list: true }
}

const MOVE_KINDS: &[&str] = &["step", "switch", "exit", "peer", "related"];
const STANCES: &[&str] = &["agrees", "partly-agrees", "disagrees", "adds", "asks"];
const SOURCE_KINDS: &[&str] = &["ladder", "guidance", "classification", "article", "discussion", "account", "survey"];
const CONFIDENCES: &[&str] = &["high", "medium", "low"];

const SOURCE: Field = required("source", Takes::Source, "Where is it said? A source, by id or title");

/// What is asked for each table, in order.
fn fields(table: &str) -> Vec<Field> {
    use Takes::{Date, Definable, Family, Place, Role, Subject, Text, Url, Word};
    match table {
        "role" => vec![
            required("name", Text, "Name, as it is shown"),
            list("alias", Text, false, "Other names that people use, with commas between them"),
            optional("family", Family, "Group of roles"),
            optional("summary", Text, "What it is, in a sentence"),
        ],
        "track" => vec![
            required("name", Text, "Name, as it is shown"),
            list("step", Role, true, "Its roles, the lowest first, with commas between them"),
            SOURCE,
            optional("summary", Text, "What it is, in a sentence"),
        ],
        "move" => vec![
            list("from", Place, true, "From which role? Several with commas"),
            list("to", Place, true, "To which role? Several with commas"),
            required("kind", Word(MOVE_KINDS), "Kind: step, switch, exit, peer or related"),
            SOURCE,
            optional("years", Text, "After how many years, as they say"),
            optional("note", Text, "What else they say, in your own words"),
        ],
        "viewpoint" => vec![
            list("about", Subject, true, "About which role, track or term? Several with commas"),
            required("stance", Word(STANCES), "Stance: agrees, partly-agrees, disagrees, adds or asks"),
            required("text", Text, "What they say, in your own words"),
            SOURCE,
        ],
        "definition" => vec![
            required("of", Definable, "Of which role or term?"),
            required("text", Text, "What they say it is, in your own words"),
            SOURCE,
        ],
        _ => vec![
            required("title", Text, "Its own title"),
            required(
                "kind",
                Word(SOURCE_KINDS),
                "Kind: ladder, guidance, classification, article, discussion, account or survey",
            ),
            optional("published", Date, "Published: YYYY, YYYY-MM or YYYY-MM-DD"),
            optional("url", Url, "Where it can be read: https://…"),
            optional("publisher", Text, "Who published it"),
        ],
    }
}

/// Builds the entry; `None` if the person in the terminal would rather not.
pub(super) fn build(knowledge: &Knowledge, values: Values, asker: &mut Asker) -> anyhow::Result<Option<Added>> {
    let Values { table, mut given } = values;
    let names = Names::new(knowledge);
    let mut missing = Vec::new();
    for field in fields(table) {
        let Some((_, value)) = given.iter_mut().find(|(flag, _)| *flag == field.flag) else { continue };
        if value.is_empty() && asker.is_there() {
            *value = asked(&field, &names, asker)?;
        } else if value.is_empty() && field.is_required {
            missing.push(format!("--{}", field.flag));
        }
        *value =
            value.iter().map(|one| names.understand(field.takes, one)).collect::<Result<_, String>>().map_err(Usage)?;
    }
    for (flag, takes) in [("confidence", Takes::Word(CONFIDENCES))] {
        if let Some((_, value)) = given.iter_mut().find(|(other, _)| *other == flag) {
            *value =
                value.iter().map(|one| names.understand(takes, one)).collect::<Result<_, String>>().map_err(Usage)?;
        }
    }
    if let Some((_, manages)) = given.iter_mut().find(|(flag, _)| *flag == "manages")
        && manages.is_empty()
        && asker.confirm("Does it lead people?")?
    {
        manages.push("true".to_owned());
    }
    let is_statement = given.iter().any(|(flag, _)| *flag == "by");
    if is_statement && !asker.is_there() && given.iter().all(|(flag, value)| *flag != "by" || value.is_empty()) {
        missing.push("--by".to_owned());
    }
    if !missing.is_empty() {
        bail!(Usage(format!(
            "{} {} missing, and stdin is no terminal in which to ask",
            missing.join(", "),
            if missing.len() == 1 { "is" } else { "are" }
        )));
    }
    let mut given = Given(given);
    let mut entries = Vec::new();
    let mut speaker = String::new();
    if is_statement {
        let (id, person) = person(knowledge, &mut given, asker)?;
        speaker = id;
        entries.extend(person);
    }
    if !twins_are_meant(&names, table, &given, asker)? {
        return Ok(None);
    }
    let id = own_id(knowledge, table, &given, &speaker, asker)?;
    let of = |flag: &str| given.one(flag);
    let statement = |entry: Entry| entry.text("by", &speaker);
    let first = |flag: &str| given.all(flag).first().cloned().unwrap_or_default();
    let (entry, question) = match table {
        "role" => {
            let entry = Entry::new("role").text("id", &id).text("name", of("name")).text("family", of("family"));
            let entry = entry.texts("aliases", given.all("alias")).text("summary", of("summary"));
            (entry.flag("manages", given.is_set("manages")), format!("/define {id}"))
        }
        "track" => {
            let entry = statement(Entry::new("track").text("id", &id).text("name", of("name")));
            let entry = entry.flag("inferred", given.is_set("inferred")).texts("steps", given.all("step"));
            (entry.text("summary", of("summary")), format!("/tracks {id}"))
        }
        "move" => {
            let entry =
                Entry::new("move").text_or_texts("from", given.all("from")).text_or_texts("to", given.all("to"));
            let entry = statement(entry.text("kind", of("kind"))).flag("usual", given.is_set("usual"));
            let entry = entry.flag("account", given.is_set("account")).flag("inferred", given.is_set("inferred"));
            (entry.text("years", of("years")).text("note", of("note")), format!("/next {}", first("from")))
        }
        "viewpoint" => {
            let entry = statement(Entry::new("viewpoint").text("id", &id)).text("stance", of("stance"));
            let entry = entry.texts("about", given.all("about")).text("replies_to", of("replies-to"));
            (entry.text("text", of("text")), format!("/define {}", first("about")))
        }
        "definition" => {
            let entry = statement(Entry::new("definition").text("of", of("of"))).text("text", of("text"));
            (entry, format!("/define {}", of("of")))
        }
        _ => {
            let keys =
                ["title", "short", "kind", "publisher", "published", "url", "license", "attribution", "confidence"];
            let entry =
                keys.into_iter().fold(Entry::new("source").text("id", &id), |entry, key| entry.text(key, of(key)));
            (entry, "/about".to_owned())
        }
    };
    entries.push(entry);
    let source = given.all("source").first().cloned();
    Ok(Some(Added { entries, source, id, question }))
}

/// Asks until the answer is understood.
fn asked(field: &Field, names: &Names<'_>, asker: &mut Asker) -> anyhow::Result<Vec<String>> {
    let choices = names.choices(field.takes);
    if !choices.is_empty() {
        asker.hint(&format!("There are: {}", choices.join(", ")))?;
    }
    let question =
        if field.is_required { field.question.to_owned() } else { format!("{} (Enter to skip)", field.question) };
    loop {
        let answer = asker.ask(&question, "")?;
        let values: Vec<String> = match field.is_list {
            true => answer.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect(),
            false => one(Some(answer).filter(|answer| !answer.is_empty())),
        };
        let understood: Result<Vec<String>, String> =
            values.iter().map(|value| names.understand(field.takes, value)).collect();
        match understood {
            Ok(values) if values.is_empty() && field.is_required => eprint_line("this is needed"),
            Ok(values) => return Ok(values),
            Err(why) => eprint_line(&why),
        }
    }
}

/// What was given, by flag.
struct Given(Vec<(&'static str, Vec<String>)>);

impl Given {
    fn all(&self, flag: &str) -> &[String] {
        self.0.iter().find(|(other, _)| *other == flag).map_or(&[], |(_, values)| values)
    }

    fn one(&self, flag: &str) -> &str {
        self.all(flag).first().map_or("", String::as_str)
    }

    fn is_set(&self, flag: &str) -> bool {
        !self.all(flag).is_empty()
    }
}

/// The id of who speaks, and their table if they are new.
fn person(knowledge: &Knowledge, given: &mut Given, asker: &mut Asker) -> anyhow::Result<(String, Option<Entry>)> {
    let mut written = given.one("by").to_owned();
    while written.is_empty() {
        written = asker.ask("Who says so? Their id or name", "")?;
    }
    let key = written.to_lowercase();
    let known = knowledge.people.iter().find(|person| person.id == key || person.name.to_lowercase() == key);
    if let Some(person) = known {
        return Ok((person.id.clone(), None));
    }
    let mut name = given.one("by-name").to_owned();
    if name.is_empty() {
        if !asker.is_there() {
            bail!(Usage(format!("there is no person `{written}`; add --by-name \"…\" with their name as it is shown")));
        }
        eprint_line(&format!("`{written}` is new"));
        name = asker.ask("Their name, as it is shown", &written)?;
    }
    let is_taken = |id: &str| knowledge.people.iter().any(|person| person.id == id);
    // What was given as an id stays one.
    let id = if suggest_id(&written, |_| false) == written { written } else { suggest_id(&name, is_taken) };
    let entry = Entry::new("person").text("id", &id).text("name", &name);
    Ok((id, Some(entry)))
}

/// Warns of something that exists already under much the same name; whether it is still to be added.
fn twins_are_meant(names: &Names<'_>, table: &str, given: &Given, asker: &mut Asker) -> anyhow::Result<bool> {
    let mut twins: Vec<String> = Vec::new();
    match table {
        "role" => {
            for name in std::iter::once(given.one("name")).chain(given.all("alias").iter().map(String::as_str)) {
                let found = names.index.find(name);
                let is_close = matches!(found.verdict, Verdict::Confident | Verdict::Ambiguous);
                let close = found.candidates.iter().take(3).filter(|_| is_close);
                twins.extend(close.map(|candidate| {
                    format!("`{name}` is close to `{}`, a name of {}", candidate.via, names.shown(candidate.named))
                }));
            }
        }
        "source" => {
            let title = given.one("title").to_lowercase();
            let is_same = |source: &&Source| {
                source.title.to_lowercase() == title
                    || (!given.one("url").is_empty() && source.url.as_deref() == Some(given.one("url")))
            };
            let same = names.knowledge.sources.iter().filter(is_same);
            twins.extend(same.map(|source| format!("the source `{}` has the same title or address", source.id)));
        }
        "track" => {
            let name = given.one("name").to_lowercase();
            let same = names.knowledge.tracks.iter().filter(|track| track.name.to_lowercase() == name);
            twins.extend(same.map(|track| format!("the track `{}` has the same name", track.id)));
        }
        _ => {}
    }
    twins.dedup();
    twins.iter().for_each(|twin| eprint_line(twin));
    if twins.is_empty() || !asker.is_there() { Ok(true) } else { asker.confirm("Add it nevertheless?") }
}

/// The id that was given, or one that is suggested.
fn own_id(
    knowledge: &Knowledge,
    table: &str,
    given: &Given,
    speaker: &str,
    asker: &mut Asker,
) -> anyhow::Result<String> {
    let words = |text: &str, most: usize| text.split_whitespace().take(most).collect::<Vec<_>>().join(" ");
    let name = match table {
        "role" | "track" => given.one("name").to_owned(),
        "viewpoint" => format!("{speaker} {}", words(given.one("text"), 4)),
        "source" => format!("{} {}", words(given.one("title"), 4), year(given.one("published"))),
        _ => return Ok(String::new()),
    };
    if given.is_set("id") {
        return Ok(given.one("id").to_owned());
    }
    let is_taken = |id: &str| match table {
        "role" => {
            let vocabulary = &knowledge.vocabulary;
            vocabulary.roles.iter().any(|role| role.id == id) || vocabulary.terms.iter().any(|term| term.id == id)
        }
        "track" => knowledge.tracks.iter().any(|track| track.id == id),
        "viewpoint" => knowledge.viewpoints.iter().any(|viewpoint| viewpoint.id == id),
        _ => knowledge.sources.iter().any(|source| source.id == id),
    };
    let suggested = suggest_id(&name, is_taken);
    if !asker.is_there() {
        return Ok(suggested);
    }
    let mut preset = suggested;
    loop {
        let typed = asker.ask("Its id; people never see it", &preset)?;
        match understood_id(&typed, is_taken) {
            Ok(()) => return Ok(typed),
            Err((why, free)) => {
                eprint_line(&why);
                preset = free;
            }
        }
    }
}

/// What is wrong with an id that was typed, and one that is free.
fn understood_id(typed: &str, is_taken: impl Fn(&str) -> bool) -> Result<(), (String, String)> {
    let free = suggest_id(typed, &is_taken);
    if free == typed {
        return Ok(());
    }
    let why = if is_taken(typed) { "is taken" } else { "is no id: lower-case letters, digits and single hyphens" };
    Err((format!("`{typed}` {why}; `{free}` is free"), free))
}

/// The year of a date; nothing if it is none.
fn year(published: &str) -> &str {
    published.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or_default()
}

/// How what was typed is understood.
struct Names<'k> {
    knowledge: &'k Knowledge,
    index: Index,
}

impl<'k> Names<'k> {
    fn new(knowledge: &'k Knowledge) -> Names<'k> {
        Names { knowledge, index: Index::new(&knowledge.vocabulary, &knowledge.tracks) }
    }

    fn shown(&self, named: Named) -> String {
        match named {
            Named::Role(role) => format!("the role {}", self.knowledge[role].name),
            Named::Term(term) => format!("the term {}", self.knowledge[term].name),
        }
    }

    /// What may be answered, where a newcomer cannot know it: the first ids, and how many more there are.
    fn choices(&self, takes: Takes) -> Vec<String> {
        let knowledge = self.knowledge;
        let mut ids: Vec<&str> = match takes {
            Takes::Family => {
                let of_roles = knowledge.vocabulary.roles.iter().filter_map(|role| role.family);
                of_roles.map(|family| knowledge[family].id.as_str()).collect()
            }
            Takes::Source => knowledge.sources.iter().map(|source| source.id.as_str()).collect(),
            _ => Vec::new(),
        };
        let mut seen = HashSet::new();
        ids.retain(|id| seen.insert(*id));
        let more = ids.len().saturating_sub(MAX_CHOICES);
        let mut choices: Vec<String> = ids.into_iter().take(MAX_CHOICES).map(str::to_owned).collect();
        if more > 0 {
            choices.push(format!("{more} more"));
        }
        choices
    }

    /// The value to write, or what is wrong with what was typed.
    fn understand(&self, takes: Takes, typed: &str) -> Result<String, String> {
        let typed = typed.trim();
        match takes {
            Takes::Text => Ok(typed.to_owned()),
            Takes::Word(words) => match words.iter().find(|word| word.eq_ignore_ascii_case(typed)) {
                Some(word) => Ok((*word).to_owned()),
                None => Err(format!("`{typed}` is none of {}", words.join(", "))),
            },
            Takes::Date => to_date(typed)
                .ok_or_else(|| format!("`{typed}` is no date; write the year first: YYYY, YYYY-MM or YYYY-MM-DD")),
            Takes::Url => to_url(typed),
            Takes::Family => {
                let families = &self.knowledge.vocabulary.families;
                let is_it = |family: &&Family| family.id == typed || family.name.eq_ignore_ascii_case(typed);
                families.iter().find(is_it).map(|family| family.id.clone()).ok_or_else(|| {
                    let mut known: Vec<&str> = families.iter().map(|family| family.id.as_str()).collect();
                    // Those of the folder first.
                    known.sort_by_key(|id| BUILT_IN_FAMILIES.iter().any(|(built_in, _)| built_in == id));
                    format!("there is no family `{typed}`; there are {}", known.join(", "))
                })
            }
            Takes::Source => {
                let is_it = |source: &&Source| source.id == typed || source.title.eq_ignore_ascii_case(typed);
                match self.knowledge.sources.iter().find(is_it) {
                    Some(source) => Ok(source.id.clone()),
                    None => Err(format!("there is no source `{typed}`; {}", self.sources_to_name(typed))),
                }
            }
            Takes::Role | Takes::Place | Takes::Subject | Takes::Definable => self.entity(takes, typed),
        }
    }

    /// What helps to name a source: the most similar ones, by id.
    fn sources_to_name(&self, typed: &str) -> String {
        let typed = typed.to_lowercase();
        let likeness = |source: &Source| {
            strsim::jaro_winkler(&typed, &source.id).max(strsim::jaro_winkler(&typed, &source.title.to_lowercase()))
        };
        let mut near: Vec<(f64, &str)> =
            self.knowledge.sources.iter().map(|source| (likeness(source), source.id.as_str())).collect();
        near.retain(|(likeness, _)| *likeness >= MIN_LIKENESS);
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        let near: Vec<String> = near.iter().take(MAX_SOURCES_NAMED).map(|(_, id)| format!("`{id}`")).collect();
        let add = "add it first: nextrole add source";
        if near.is_empty() { add.to_owned() } else { format!("did you mean {}? Else {add}", near.join(", ")) }
    }

    fn entity(&self, takes: Takes, typed: &str) -> Result<String, String> {
        let (vocabulary, tracks) = (&self.knowledge.vocabulary, &self.knowledge.tracks);
        let may_be_track = matches!(takes, Takes::Place | Takes::Subject);
        let may_be_term = matches!(takes, Takes::Subject | Takes::Definable);
        let by_id = vocabulary.roles.iter().map(|role| &role.id).find(|id| *id == typed);
        let by_id =
            by_id.or_else(|| vocabulary.terms.iter().map(|term| &term.id).find(|id| may_be_term && *id == typed));
        let by_id = by_id.or_else(|| tracks.iter().map(|track| &track.id).find(|id| may_be_track && *id == typed));
        if let Some(id) = by_id {
            return Ok(id.clone());
        }
        let found = self.index.find(typed);
        let id = |named: Named| match named {
            Named::Role(role) => Some(&self.knowledge[role].id),
            Named::Term(term) => Some(&self.knowledge[term].id).filter(|_| may_be_term),
        };
        let best = found.candidates.first().and_then(|best| id(best.named));
        let track = tracks.iter().find(|track| may_be_track && track.name.eq_ignore_ascii_case(typed));
        match (found.verdict, best, track) {
            (_, _, Some(track)) => Ok(track.id.clone()),
            (Verdict::Exact, Some(best), _) => Ok(best.clone()),
            (Verdict::None, ..) | (_, None, _) => {
                let what = match takes {
                    Takes::Role => "role",
                    Takes::Place => "role or track",
                    Takes::Definable => "role or term",
                    _ => "role, track or term",
                };
                Err(format!("there is no {what} `{typed}`"))
            }
            _ => {
                let close: Vec<String> = found
                    .candidates
                    .iter()
                    .filter_map(|candidate| id(candidate.named))
                    .take(3)
                    .map(|id| format!("`{id}`"))
                    .collect();
                Err(format!("`{typed}` is no name; did you mean {}?", close.join(", ")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::knowledge::model::{Confidence, MoveKind, SourceKind, Stance};

    use super::*;
    use crate::knowledge::problem::{SourceFile, SourceFiles};
    use crate::knowledge::{Options, check};

    const KNOWLEDGE: &str = r#"
        [field]
        name = "nursing"
        [source]
        id = "board-2016"
        title = "From the ward to the board"
        [[family]]
        id = "wards"
        name = "Wards"
        [[role]]
        id = "matron"
        name = "Matron"
        family = "wards"
    "#;

    #[test]
    fn an_answer_is_understood_or_asked_again() {
        let files = SourceFiles(vec![SourceFile { path: "all.toml".to_owned(), text: KNOWLEDGE.to_owned() }]);
        let knowledge = check(files, &Options::default()).knowledge.unwrap();
        let names = Names::new(&knowledge);
        let answers = [
            (Takes::Date, "2016-03"),
            (Takes::Date, "March 2016"),
            (Takes::Date, "last spring"),
            (Takes::Url, "<https://example.org/board>"),
            (Takes::Url, "example"),
            (Takes::Family, "WARDS"),
            (Takes::Family, "ward staff"),
            (Takes::Source, "from the ward to the board"),
            (Takes::Source, "board"),
        ];
        let told = answers.map(|(takes, typed)| match names.understand(takes, typed) {
            Ok(value) => format!("{typed} → {value}"),
            Err(why) => format!("{typed}: {why}"),
        });
        insta::assert_snapshot!(told.join("\n"), @"
        2016-03 → 2016-03
        March 2016 → 2016-03
        last spring: `last spring` is no date; write the year first: YYYY, YYYY-MM or YYYY-MM-DD
        <https://example.org/board> → https://example.org/board
        example: the URL `example` does not start with `https://` or `http://`; copy the whole URL from the browser's address bar
        WARDS → wards
        ward staff: there is no family `ward staff`; there are wards, support, networks, systems, cloud, security, data, software, service-management, projects, architecture, management, other
        from the ward to the board → board-2016
        board: there is no source `board`; did you mean `board-2016`? Else add it first: nextrole add source
        ");
        assert_eq!(
            (names.choices(Takes::Family), names.choices(Takes::Source)),
            (vec!["wards".to_owned()], vec!["board-2016".to_owned()])
        );
        assert!(names.choices(Takes::Text).is_empty());
    }

    #[test]
    fn an_id_is_asked_for_until_it_is_one() {
        let is_taken = |id: &str| id == "matron";
        let told = ["head-matron", "Head matron", "matron"].map(|typed| understood_id(typed, is_taken));
        insta::assert_debug_snapshot!(told, @r#"
        [
            Ok(
                (),
            ),
            Err(
                (
                    "`Head matron` is no id: lower-case letters, digits and single hyphens; `head-matron` is free",
                    "head-matron",
                ),
            ),
            Err(
                (
                    "`matron` is taken; `matron-2` is free",
                    "matron-2",
                ),
            ),
        ]
        "#);
    }

    #[test]
    fn the_words_that_are_offered_are_those_of_the_format() {
        let all = |words: Vec<&'static str>| words;
        assert_eq!(MOVE_KINDS, all(MoveKind::ALL.iter().map(|kind| kind.as_str()).collect()));
        assert_eq!(STANCES, all(Stance::ALL.iter().map(|stance| stance.as_str()).collect()));
        assert_eq!(SOURCE_KINDS, all(SourceKind::ALL.iter().map(|kind| kind.as_str()).collect()));
        assert_eq!(CONFIDENCES, all(Confidence::ALL.iter().rev().map(|one| one.as_str()).collect()));
    }
}
