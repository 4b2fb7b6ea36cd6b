//! Parses the text of a file into [`Raw`] and reports everything that does not have the shape of the format.

use std::cell::RefCell;

use toml::de::{DeTable, Error};

use super::model::Scheme;
use super::problem::{Code, Edit, FileId, Location, Problem, SourceFile};
use super::raw::{
    Abbreviation, Attribution, Definition, Dispute, Family, Field, Move, NearField, Person, Raw, Role, Rung, Side,
    Source, Term, Text, Track, Translation, Viewpoint,
};
use super::syntax;
use super::table_reader::{Asked, FileRef, Item, TableReader};

/// Parses one file.
pub(super) fn parse(id: FileId, file: &SourceFile, raw: &mut Raw, problems: &mut Vec<Problem>) {
    let before = problems.len();
    match DeTable::parse(&file.text) {
        Ok(table) => read_file(FileRef { id, file, asked: None }, table.get_ref(), raw, problems),
        Err(error) => {
            raw.vocabulary_broken = true;
            problems.push(syntax_problem(id, &file.text, error));
        }
    }
    if problems.len() > before {
        raw.broken.push(id);
    }
}

/// The keys that the parser asks for in the tables of this text.
pub(super) fn asked(text: &str) -> Vec<Asked> {
    let file = SourceFile { path: String::new(), text: text.to_owned() };
    let asked = RefCell::new(Vec::new());
    if let Ok(table) = DeTable::parse(&file.text) {
        let file = FileRef { id: FileId(0), file: &file, asked: Some(&asked) };
        read_file(file, table.get_ref(), &mut Raw::default(), &mut Vec::new());
    }
    asked.into_inner()
}

/// Maximum size of a file, in bytes, in which the first syntax error is looked for among all. The parser reports errors
/// in another order than that of the text, and each costs memory.
const MAX_RECOVERED_BYTES: usize = 256 * 1024;

/// The first syntax error of a file; it is usually the cause of the others.
fn syntax_problem(id: FileId, text: &str, error: Error) -> Problem {
    let start = |error: &Error| error.span().map_or(usize::MAX, |span| span.start);
    let errors = if text.len() > MAX_RECOVERED_BYTES { Vec::new() } else { DeTable::parse_recoverable(text).1 };
    let first = errors.into_iter().min_by_key(start).unwrap_or(error);
    let syntax::Mistake { title, span, related, help, fix } =
        syntax::explain(text, first.span().unwrap_or_default(), first.message());
    let at = |span| Location { file: id, span };
    let related = related.into_iter().map(|(span, label)| (at(span), label)).collect();
    let fix = fix.into_iter().map(|(span, text)| Edit { at: at(span), text }).collect();
    Problem { code: Code::BadToml, title, at: at(span), related, fix, help }
}

fn read_file(file: FileRef<'_>, table: &DeTable<'_>, raw: &mut Raw, problems: &mut Vec<Problem>) {
    let mut tables = TableReader::new("file", file, 0..0, table);
    match tables.table("source") {
        Some(Ok(mut reader)) => {
            raw.sources.push(source(&mut reader));
            tables.absorb(reader);
        }
        // It is there, so that statements of the file do not lack one.
        Some(Err(at)) => raw.sources.push(Source { at, ..Source::default() }),
        // So it is if its header has a typing error.
        None => raw.sources.extend(tables.mistyped("source").map(|at| Source { at, ..Source::default() })),
    }
    if let Some(Ok(mut reader)) = tables.table("field") {
        raw.fields.push(Field { at: reader.at(), name: reader.require_string("name") });
        tables.absorb(reader);
    }
    each(&mut tables, "person", &mut raw.people, problems, person);
    each(&mut tables, "track", &mut raw.tracks, problems, track);
    each(&mut tables, "move", &mut raw.moves, problems, stated_move);
    each(&mut tables, "definition", &mut raw.definitions, problems, definition);
    each(&mut tables, "viewpoint", &mut raw.viewpoints, problems, viewpoint);
    each(&mut tables, "dispute", &mut raw.disputes, problems, dispute);
    let before = problems.len();
    each(&mut tables, "family", &mut raw.families, problems, family);
    each(&mut tables, "role", &mut raw.roles, problems, role);
    each(&mut tables, "term", &mut raw.terms, problems, term);
    each(&mut tables, "abbreviation", &mut raw.abbreviations, problems, abbreviation);
    each(&mut tables, "translation", &mut raw.translations, problems, translation);
    each(&mut tables, "near_field", &mut raw.near_fields, problems, near_field);
    let is_valid = problems.len() == before;
    // A table that the format does not know may have been meant as a role.
    raw.vocabulary_broken |= !(tables.finish(problems) && is_valid);
}

fn each<'t, T>(
    tables: &mut TableReader<'t>,
    kind: &'static str,
    entities: &mut Vec<T>,
    problems: &mut Vec<Problem>,
    read: fn(&mut TableReader<'t>) -> T,
) {
    for mut reader in tables.tables(kind) {
        entities.push(read(&mut reader));
        reader.finish(problems);
    }
}

fn source(table: &mut TableReader<'_>) -> Source {
    Source {
        at: table.at(),
        id: table.require_string("id"),
        title: table.require_string("title"),
        short: table.string("short"),
        kind: table.string("kind"),
        publisher: table.string("publisher"),
        published: table.string("published"),
        url: table.string("url"),
        license: table.string("license"),
        attribution: table.string("attribution"),
        confidence: table.string("confidence"),
    }
}

fn person(table: &mut TableReader<'_>) -> Person {
    Person { id: table.require_string("id"), name: table.require_string("name") }
}

fn family(table: &mut TableReader<'_>) -> Family {
    Family { id: table.require_string("id"), name: table.require_string("name") }
}

fn role(table: &mut TableReader<'_>) -> Role {
    Role {
        id: table.require_string("id"),
        name: table.require_string("name"),
        family: table.string("family"),
        aliases: table.strings("aliases"),
        summary: table.string("summary"),
        manages: table.flag("manages"),
        identifiers: identifiers(table),
    }
}

/// An unknown scheme is an unknown key, and reported as such.
fn identifiers(table: &mut TableReader<'_>) -> Vec<(Scheme, Text)> {
    let Some(mut codes) = table.inline_table("identifiers", "table of identifiers") else { return Vec::new() };
    let identifiers = Scheme::ALL.iter().filter_map(|scheme| Some((*scheme, codes.string(scheme.as_str())?))).collect();
    table.absorb(codes);
    identifiers
}

fn term(table: &mut TableReader<'_>) -> Term {
    Term {
        id: table.require_string("id"),
        name: table.require_string("name"),
        aliases: table.strings("aliases"),
        covers: table.strings("covers"),
        summary: table.string("summary"),
    }
}

fn translation(table: &mut TableReader<'_>) -> Translation {
    Translation {
        of: table.require_string("of"),
        language: table.require_string("language"),
        names: table.strings("names"),
    }
}

fn near_field(table: &mut TableReader<'_>) -> NearField {
    let name = table.require_string("name");
    let before = table.problem_count();
    let (titles, nearest) = (table.strings("titles"), table.strings("nearest"));
    let broken = table.problem_count() > before;
    NearField { at: table.at(), name, titles, nearest, broken, note: table.string("note") }
}

fn attribution(what: &'static str, table: &mut TableReader<'_>) -> Attribution {
    Attribution {
        at: table.at(),
        what,
        by: table.string("by"),
        has_by: table.has("by"),
        confidence: table.string("confidence"),
    }
}

fn track(table: &mut TableReader<'_>) -> Track {
    let id = table.require_string("id");
    let name = table.require_string("name");
    let attribution = attribution("track", table);
    let before = table.problem_count();
    let mut rungs = Vec::new();
    for item in table.require_rungs("steps", "rung") {
        rungs.push(match item {
            Item::String(role) => Rung::of_roles(role.at.clone(), vec![role]),
            Item::Strings(at, roles) => Rung::of_roles(at, roles),
            Item::Table(mut reader) => {
                let rung = rung(&mut reader);
                table.absorb(reader);
                rung
            }
        });
    }
    let steps_broken = table.problem_count() > before;
    let inferred = table.flag("inferred");
    Track { id, name, attribution, rungs, steps_broken, inferred, summary: table.string("summary") }
}

impl Rung {
    fn of_roles(at: Location, roles: Vec<Text>) -> Rung {
        Rung { at, roles, title: None, adds: None, years: None, broken: false }
    }
}

fn rung(table: &mut TableReader<'_>) -> Rung {
    // `role` and `roles` say the same; with both, all of them are on the rung.
    let roles = table.string("role").into_iter().chain(table.strings("roles")).collect();
    Rung {
        at: table.at(),
        roles,
        title: table.string("title"),
        adds: table.string("adds"),
        years: table.string("years"),
        broken: table.problem_count() > 0,
    }
}

fn stated_move(table: &mut TableReader<'_>) -> Move {
    Move {
        id: table.string("id"),
        attribution: attribution("move", table),
        from: table.require_string_or_strings("from"),
        to: table.require_string_or_strings("to"),
        kind: table.require_string("kind"),
        usual: table.flag("usual"),
        account: table.flag("account"),
        years: table.string("years"),
        inferred: table.flag("inferred"),
        note: table.string("note"),
    }
}

fn definition(table: &mut TableReader<'_>) -> Definition {
    Definition {
        id: table.string("id"),
        attribution: attribution("definition", table),
        of: table.require_string("of"),
        text: table.require_string("text"),
    }
}

fn viewpoint(table: &mut TableReader<'_>) -> Viewpoint {
    let id = table.require_string("id");
    let attribution = attribution("viewpoint", table);
    let stance = table.require_string("stance");
    let before = table.problem_count();
    let about = table.strings("about");
    let about_broken = table.problem_count() > before;
    Viewpoint {
        id,
        attribution,
        stance,
        about,
        about_broken,
        replies_to: table.string("replies_to"),
        text: table.require_string("text"),
    }
}

fn dispute(table: &mut TableReader<'_>) -> Dispute {
    let id = table.require_string("id");
    let question = table.require_string("question");
    let asked_as = table.strings("asked_as");
    let before = table.problem_count();
    let about = table.strings("about");
    let about_broken = table.problem_count() > before;
    let before = table.problem_count();
    let mut sides = Vec::new();
    for mut reader in table.require_tables("sides", "side") {
        sides.push(side(&mut reader));
        table.absorb(reader);
    }
    let sides_broken = table.problem_count() > before;
    Dispute { at: table.at(), id, question, asked_as, about, about_broken, sides, sides_broken }
}

fn side(table: &mut TableReader<'_>) -> Side {
    let says = table.require_string("says");
    let before = table.problem_count();
    let statements = table.strings("statements");
    Side { at: table.at(), says, statements, broken: table.problem_count() > before }
}

fn abbreviation(table: &mut TableReader<'_>) -> Abbreviation {
    Abbreviation { short: table.require_string("short"), long: table.require_string("long") }
}

/// The names and ids that a file seems to define, whether or not the rest of it can be read.
pub(super) fn apparent_names(text: &str) -> impl Iterator<Item = &str> {
    let is_definition = |line: &&str| ["id", "name", "alias"].iter().any(|key| line.trim_start().starts_with(key));
    let values = text.lines().filter(is_definition).filter_map(|line| Some(line.split_once(['=', ':'])?.1));
    let parts = values.flat_map(|value| value.split(['"', '\'', '“', '”', ',', '[', ']']));
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// The ids that a file seems to define, whether or not the rest of it can be read: what follows `id` and a sign.
pub(super) fn apparent_ids(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    text.match_indices("id").filter_map(move |(at, key)| {
        let (before, after) = (text.get(..at)?, text.get(at + key.len()..)?);
        let is_key = !before.ends_with(is_word) && !after.starts_with(is_word);
        let value = after.trim_start_matches(['"', '\'', ' ', '\t']).strip_prefix(['=', ':']).filter(|_| is_key)?;
        let value = value.trim_start_matches(|letter: char| !is_word(letter) && letter != '\n');
        let end = value.find(|letter| !is_word(letter)).unwrap_or(value.len());
        value.get(..end).filter(|id| !id.is_empty())
    })
}
