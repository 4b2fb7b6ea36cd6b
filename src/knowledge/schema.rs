//! The JSON Schema of the knowledge format, for editors.
//!
//! Which keys a table has, what their values are and which are required is what the parser itself asks for
//! (`parse::asked`), so the schema accepts no key that `check` refuses, and the other way round. This file adds what an
//! editor shows: a description of every key and every word of a closed list.

use serde_json::{Map, Value, json};

use super::model::{BUILT_IN_FAMILIES, Confidence, MAX_ID_CHARS, MoveKind, SourceKind, Stance};
use super::parse;
use super::table_reader::{Asked, Expected};

/// How the parser calls a file as a whole.
const FILE: &str = "file";

/// The key that makes a table a statement; its file needs a source.
const AUTHOR: &str = "by";

/// The schema, as a text that ends with a line break.
///
/// It is draft 7, which editors support; taplo, which most of them use for TOML, supports no later one. That statements
/// need a `[source]` in their file is left to `check`: taplo would mark every line of the file, once for each table.
pub fn schema() -> String {
    let asked = all_asked();
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("title".to_owned(), json!("nextrole knowledge"));
    schema.insert("description".to_owned(), json!("A file of a knowledge folder of nextrole."));
    schema.append(&mut table(&asked, FILE));
    // Maps of strings and lists of strings can always be written.
    serde_json::to_string_pretty(&Value::Object(schema)).map_or_else(|_| String::new(), |text| text + "\n")
}

/// The keys of the table with this header, and what their values have to be; none for a table that does not exist.
pub(super) fn keys_of(header: &str) -> Vec<(&'static str, Expected)> {
    let asked = all_asked();
    let table = asked.iter().find(|one| one.table == FILE && one.key == header).and_then(|one| one.inner);
    asked.iter().filter(|one| Some(one.table) == table).map(|one| (one.key, one.expected)).collect()
}

/// Every key that the parser asks for, in any table.
fn all_asked() -> Vec<Asked> {
    let mut known: Vec<Asked> = Vec::new();
    loop {
        // Each reading finds the keys of the tables that the last one found.
        let before = known.len();
        for one in parse::asked(&probe(&known, FILE)) {
            if !known.iter().any(|other| (other.table, other.key) == (one.table, one.key)) {
                known.push(one);
            }
        }
        if known.len() == before {
            return known;
        }
    }
}

/// A text in which every known table that may contain others occurs once.
fn probe(asked: &[Asked], table: &str) -> String {
    let of_table = asked.iter().filter(|one| one.table == table);
    let line = |one: &Asked| {
        let (key, inner) = (one.key, one.inner?);
        Some(match one.expected {
            Expected::Table => format!("[{key}]\n{}", probe(asked, inner)),
            Expected::Tables => format!("[[{key}]]\n{}", probe(asked, inner)),
            Expected::InlineTable => format!("{key} = {{ {} }}\n", probe(asked, inner).replace('\n', "")),
            Expected::InlineTables | Expected::Rung => {
                format!("{key} = [{{ {} }}]\n", probe(asked, inner).replace('\n', ""))
            }
            _ => return None,
        })
    };
    of_table.filter_map(line).collect()
}

/// The schema of a table.
fn table(asked: &[Asked], name: &str) -> Map<String, Value> {
    let of_table: Vec<&Asked> = asked.iter().filter(|one| one.table == name).collect();
    let properties: Map<String, Value> =
        of_table.iter().map(|one| (one.key.to_owned(), Value::Object(property(asked, one)))).collect();
    // A rule of `check` of its own asks for the author.
    let is_required = |one: &&&Asked| one.required || one.key == AUTHOR;
    let required: Vec<&str> = of_table.iter().filter(is_required).map(|one| one.key).collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("additionalProperties".to_owned(), json!(false));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema
}

/// The schema of a key's value.
fn property(asked: &[Asked], one: &Asked) -> Map<String, Value> {
    let mut schema = Map::new();
    if let Some(text) = description(one.table, one.key) {
        schema.insert("description".to_owned(), json!(text));
    }
    let text = || json!({ "type": "string", "minLength": 1 });
    let texts = || json!({ "type": "array", "items": { "type": "string", "minLength": 1 } });
    let inner = || Value::Object(table(asked, one.inner.unwrap_or_default()));
    let value = match one.expected {
        Expected::String => string(one),
        Expected::Bool => json!({ "type": "boolean", "default": false }),
        Expected::Strings => texts(),
        Expected::StringOrStrings => {
            json!({ "anyOf": [text(), { "type": "array", "items": text(), "minItems": 1 }] })
        }
        Expected::Rung => json!({ "type": "array", "minItems": 2, "items": { "anyOf": [text(), texts(), inner()] } }),
        Expected::Table | Expected::InlineTable => inner(),
        Expected::Tables => json!({ "type": "array", "items": inner() }),
        Expected::InlineTables => json!({ "type": "array", "minItems": 2, "items": inner() }),
    };
    if let Value::Object(mut value) = value {
        schema.append(&mut value);
    }
    schema
}

/// The schema of a text: a word of a closed list, an id, a date or address, or any text.
fn string(one: &Asked) -> Value {
    match (one.table, one.key) {
        ("source", "kind") => words(SourceKind::ALL.iter().map(|kind| (kind.as_str(), source_kind(*kind)))),
        ("move", "kind") => words(MoveKind::ALL.iter().map(|kind| (kind.as_str(), move_kind(*kind)))),
        ("viewpoint", "stance") => words(Stance::ALL.iter().map(|stance| (stance.as_str(), stance_meaning(*stance)))),
        (_, "confidence") => {
            words(Confidence::ALL.iter().rev().map(|confidence| (confidence.as_str(), confidence_meaning(*confidence))))
        }
        // A folder may define families of its own.
        ("role", "family") => {
            let built_in = words(BUILT_IN_FAMILIES.iter().copied());
            json!({ "anyOf": [built_in, { "type": "string", "minLength": 1 }] })
        }
        (_, "id") => {
            json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": MAX_ID_CHARS })
        }
        ("source", "published") => {
            json!({ "type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$" })
        }
        ("source", "url") => json!({ "type": "string", "pattern": "^https?://" }),
        _ => json!({ "type": "string", "minLength": 1 }),
    }
}

/// A word of a closed list, with what each of them means.
fn words<'w>(words: impl Iterator<Item = (&'w str, &'w str)>) -> Value {
    let (words, meanings): (Vec<&str>, Vec<&str>) = words.unzip();
    json!({ "type": "string", "enum": words, "x-taplo": { "docs": { "enumValues": meanings } } })
}

fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Ladder => "An employer's own career ladder.",
        SourceKind::Guidance => "Advice of a public or professional body.",
        SourceKind::Classification => "A public classification of occupations or skills.",
        SourceKind::Article => "An article or a book.",
        SourceKind::Discussion => "A post and its comments, a forum thread.",
        SourceKind::Account => "One person's own career. Every move in it is shown as one person's path.",
        SourceKind::Survey => "Answers of many people.",
    }
}

fn move_kind(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::Step => "Upward: a more senior role.",
        MoveKind::Switch => "Sideways, or to another track.",
        MoveKind::Exit => "Out of the field that the folder is about.",
        MoveKind::Peer => "Both are at the same level. No direction.",
        MoveKind::Related => "The roles are similar. No direction, never a next step.",
    }
}

fn stance_meaning(stance: Stance) -> &'static str {
    match stance {
        Stance::Agrees => "Says the same.",
        Stance::PartlyAgrees => "Says the same in part.",
        Stance::Disagrees => "Says the opposite, or something that cannot be true at the same time.",
        Stance::Adds => "Says something more, or opens the discussion.",
        Stance::Asks => "Asks a question.",
    }
}

fn confidence_meaning(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "The source says it explicitly.",
        Confidence::Medium => "Undated, only partly read, or matched to a role by you.",
        Confidence::Low => "Second-hand.",
    }
}

/// What an editor shows for a key.
fn description(table: &str, key: &str) -> Option<&'static str> {
    let of_table = DESCRIPTIONS.iter().find(|(in_table, of, _)| *in_table == table && *of == key);
    let of_any = || DESCRIPTIONS.iter().find(|(in_table, of, _)| *in_table == "*" && *of == key);
    of_table.or_else(of_any).map(|(.., text)| *text)
}

/// Descriptions by table and key; `*` stands for every table that has no entry of its own.
const DESCRIPTIONS: &[(&str, &str, &str)] = &[
    (FILE, "source", "Where every statement of this file was made. At most one per file."),
    (FILE, "field", "What the folder is about. At most one per folder."),
    (FILE, "person", "Somebody who makes statements. Organizations are people too."),
    (FILE, "family", "A group of roles, besides the built-in ones, or another name for one of them."),
    (FILE, "role", "A job role."),
    (FILE, "term", "A word that may mean several roles. The bot asks which one is meant."),
    (FILE, "translation", "What a role or term is called in another language."),
    (FILE, "near_field", "A field of work that the folder does not cover, but that people ask about."),
    (FILE, "abbreviation", "What people type instead of a word."),
    (FILE, "track", "Rungs in order, as somebody describes them."),
    (FILE, "move", "A way from one place to another, as somebody describes it."),
    (FILE, "definition", "What somebody says a role or term is."),
    (FILE, "viewpoint", "An opinion of somebody."),
    (FILE, "dispute", "A question on which statements differ. It only points to them, and has no author."),
    (
        "*",
        "id",
        "Lower-case letters, digits and single hyphens, such as `ops-manager`. Other tables refer to it; people never see it.",
    ),
    ("*", "name", "As it is shown."),
    ("*", "by", "Who says so: the id of a `[[person]]`."),
    ("*", "summary", "What it is, in a sentence or two, in your own words."),
    ("*", "aliases", "Other names that people use. Spelling variants are found without an alias."),
    ("*", "confidence", "How sure the statement is, if it differs from its source."),
    ("*", "inferred", "`true`: the parts are the source's, their order or kind is your reading. Shown as such."),
    ("*", "years", "After how many years, or the experience asked for, as the source says: \"2\", \"2-4\", \"5+\"."),
    ("*", "text", "What they say, in your own words."),
    ("*", "about", "The ids of roles, tracks or terms, the main one first."),
    ("field", "name", "The words that answers use for the field."),
    ("source", "title", "Its own title."),
    ("source", "short", "A short name to show, such as \"BLS\"."),
    ("source", "kind", "What kind of evidence it is."),
    ("source", "publisher", "Who published it. One publisher counts once, however many sources it has."),
    ("source", "published", "YYYY, YYYY-MM or YYYY-MM-DD. Without it the source is shown as undated."),
    ("source", "url", "Where it can be read; starts with https:// or http://."),
    ("source", "license", "The license under which it may be used."),
    ("source", "attribution", "A notice to show, if the license or the publisher requires one."),
    ("source", "confidence", "How sure its statements are, if a statement says nothing else. Default: high."),
    ("role", "family", "The id of a group of roles."),
    ("role", "manages", "`true` for a manager's role: a move to it is then shown as one into management."),
    ("role", "identifiers", "Its codes in public catalogs of occupations."),
    ("table of identifiers", "onet-soc", "O*NET-SOC, such as \"15-1244.00\"."),
    ("table of identifiers", "esco", "ESCO: the UUID at the end of the occupation's address."),
    ("table of identifiers", "sfia", "SFIA, such as \"ITOP\"."),
    ("term", "covers", "The ids of the roles that it may mean."),
    ("translation", "of", "The id of a role or term."),
    ("translation", "language", "Its ISO 639 code, such as \"de\"."),
    ("translation", "names", "What people call it in that language. Read like aliases."),
    ("near_field", "titles", "What people in that field are called. Read like aliases."),
    ("near_field", "nearest", "The ids of the roles to offer instead."),
    ("near_field", "note", "Why it is not covered, in a sentence or two."),
    ("abbreviation", "short", "What is typed."),
    ("abbreviation", "long", "What it stands for."),
    (
        "track",
        "steps",
        "The rungs, lowest first: role ids, lists of role ids, or tables with `role`, `title`, `adds`, `years`.",
    ),
    ("rung", "role", "The id of its role. Without one, the rung is a title only."),
    ("rung", "roles", "The ids of several roles side by side."),
    ("rung", "title", "The source's own name for the rung."),
    ("rung", "adds", "What it asks for beyond the rung below."),
    (
        "rung",
        "years",
        "How long people usually stay, or the experience asked for, as the source says: \"2\", \"2-4\", \"5+\".",
    ),
    ("move", "id", "Only needed if a dispute refers to the move."),
    ("move", "from", "The id of a role, or a list of ids. A track means \"at any rung\"."),
    ("move", "to", "The id of a role, or a list of ids; a track only if the source names no role."),
    ("move", "kind", "How the two places relate."),
    ("move", "usual", "`true` if they call it the usual, customary or natural way."),
    ("move", "account", "`true` if it is one person's own career: a case and not a rule."),
    ("move", "note", "What else they say about it, in your own words."),
    ("definition", "id", "Only needed if a dispute refers to the definition."),
    ("definition", "of", "The id of a role or term."),
    ("viewpoint", "stance", "How it relates to what was said before."),
    ("viewpoint", "about", "The ids of roles, tracks or terms. Without it no answer shows the viewpoint."),
    ("viewpoint", "replies_to", "The id of the viewpoint that it answers."),
    ("dispute", "question", "What is disputed, as a question."),
    ("dispute", "asked_as", "How else people ask it."),
    ("dispute", "sides", "The answers: at least two, each with `says` and `statements`."),
    ("side", "says", "The answer, in your own words."),
    ("side", "statements", "The ids of tracks, moves, definitions or viewpoints that give it."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_description_and_every_description_a_key() {
        let asked = all_asked();
        let without: Vec<_> = asked
            .iter()
            .filter(|one| description(one.table, one.key).is_none())
            .map(|one| format!("{}.{}", one.table, one.key))
            .collect();
        assert_eq!(without, Vec::<String>::new());
        let has =
            |table: &str, key: &str| asked.iter().any(|one| (table == "*" || one.table == table) && one.key == key);
        let unused: Vec<_> = DESCRIPTIONS.iter().filter(|(table, key, _)| !has(table, key)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }
}
