//! Reads the text of a file into [`Raw`], and reports everything that does not have the shape of the format.

use toml::de::{DeTable, Error};

use super::keys::{Item, Keys, Place};
use super::model::Scheme;
use super::problem::{At, Code, File, FileKey, Problem};
use super::raw::{
    Abbreviation, Definition, Dispute, Move, Person, Raw, Role, Rung, Says, Side, Source, Term, Text, Track, Viewpoint,
};

/// Most bytes of a file whose faults of syntax are all shown; of a larger one only the first is. Each fault costs
/// memory, and a file of nothing but faults has as many as bytes.
const RECOVERED_BYTES: usize = 256 * 1024;

/// Most faults of syntax shown for a file: after a few, one fault is usually the cause of the next.
const SYNTAX_PROBLEMS: usize = 20;

/// Reads one file.
pub(super) fn read(key: FileKey, file: &File, raw: &mut Raw, problems: &mut Vec<Problem>) {
    let before = problems.len();
    match parse(&file.text) {
        Ok(table) => read_file(Place { key, file }, &table, raw, problems),
        Err(mut faults) => {
            raw.vocabulary_broken = true;
            faults.sort_by_key(|(span, _)| span.start);
            // One slip often gives several faults on its line, of which the first explains the most.
            faults.dedup_by(|(next, _), (last, _)| {
                file.text.get(last.start..next.start).is_some_and(|between| !between.contains('\n'))
            });
            problems.extend(faults.into_iter().take(SYNTAX_PROBLEMS).map(|(span, message)| Problem {
                code: Code::BadToml,
                title: format!("not TOML: {message}"),
                at: At { file: key, span },
                see: Vec::new(),
                help: "write it as TOML has it, see <https://toml.io>".to_owned(),
            }));
        }
    }
    if problems.len() > before {
        raw.broken.push(key);
    }
}

type Fault = (std::ops::Range<usize>, String);

fn parse(text: &str) -> Result<DeTable<'_>, Vec<Fault>> {
    let fault = |error: &Error| (error.span().unwrap_or(0..0), error.message().to_lowercase());
    match DeTable::parse(text) {
        Ok(table) => Ok(table.into_inner()),
        Err(error) if text.len() > RECOVERED_BYTES => Err(vec![fault(&error)]),
        Err(_) => Err(DeTable::parse_recoverable(text).1.iter().map(fault).collect()),
    }
}

fn read_file(place: Place<'_>, table: &DeTable<'_>, raw: &mut Raw, problems: &mut Vec<Problem>) {
    let mut file = Keys::new("file", place, 0..0, table);
    match file.table("source") {
        Some(Ok(mut keys)) => {
            raw.sources.push(source(&mut keys));
            file.adopt(keys);
        }
        // It says where its statements were made, if not in a way that can be read.
        Some(Err(at)) => raw.sources.push(Source::unread(at)),
        None => {}
    }
    each(&mut file, "person", &mut raw.people, problems, person);
    each(&mut file, "track", &mut raw.tracks, problems, track);
    each(&mut file, "move", &mut raw.moves, problems, movement);
    each(&mut file, "definition", &mut raw.definitions, problems, definition);
    each(&mut file, "viewpoint", &mut raw.viewpoints, problems, viewpoint);
    each(&mut file, "dispute", &mut raw.disputes, problems, dispute);
    let before = problems.len();
    each(&mut file, "role", &mut raw.roles, problems, role);
    each(&mut file, "term", &mut raw.terms, problems, term);
    each(&mut file, "abbreviation", &mut raw.abbreviations, problems, abbreviation);
    let sound = problems.len() == before;
    // A table that the format does not know may have been meant as a role.
    raw.vocabulary_broken |= !(file.done(problems) && sound);
}

fn each<'t, T>(
    file: &mut Keys<'t>,
    kind: &'static str,
    things: &mut Vec<T>,
    problems: &mut Vec<Problem>,
    read: fn(&mut Keys<'t>) -> T,
) {
    for mut keys in file.tables(kind) {
        things.push(read(&mut keys));
        keys.done(problems);
    }
}

fn source(keys: &mut Keys<'_>) -> Source {
    Source {
        at: keys.at(),
        id: keys.needed_text("id"),
        title: keys.needed_text("title"),
        publisher: keys.text("publisher"),
        published: keys.text("published"),
        url: keys.text("url"),
        licence: keys.text("licence"),
        attribution: keys.text("attribution"),
        confidence: keys.text("confidence"),
    }
}

impl Source {
    fn unread(at: At) -> Source {
        Source {
            at,
            id: None,
            title: None,
            publisher: None,
            published: None,
            url: None,
            licence: None,
            attribution: None,
            confidence: None,
        }
    }
}

fn person(keys: &mut Keys<'_>) -> Person {
    Person { id: keys.needed_text("id"), name: keys.needed_text("name") }
}

fn role(keys: &mut Keys<'_>) -> Role {
    Role {
        id: keys.needed_text("id"),
        name: keys.needed_text("name"),
        aliases: keys.texts("aliases"),
        summary: keys.text("summary"),
        manages: keys.flag("manages").unwrap_or(false),
        identifiers: identifiers(keys),
    }
}

/// A scheme that is not known is a key that is not known, and reported as such.
fn identifiers(keys: &mut Keys<'_>) -> Vec<(Scheme, Text)> {
    let Some(mut table) = keys.inline_table("identifiers", "table of identifiers") else { return Vec::new() };
    let codes = Scheme::ALL.iter().filter_map(|scheme| Some((*scheme, table.text(scheme.as_str())?)));
    let identifiers = codes.collect();
    keys.adopt(table);
    identifiers
}

fn term(keys: &mut Keys<'_>) -> Term {
    Term {
        id: keys.needed_text("id"),
        name: keys.needed_text("name"),
        aliases: keys.texts("aliases"),
        covers: keys.texts("covers"),
        summary: keys.text("summary"),
    }
}

fn says(what: &'static str, keys: &mut Keys<'_>) -> Says {
    Says { at: keys.at(), what, by: keys.text("by"), has_by: keys.has("by"), confidence: keys.text("confidence") }
}

fn track(keys: &mut Keys<'_>) -> Track {
    let id = keys.needed_text("id");
    let name = keys.needed_text("name");
    let says = says("track", keys);
    let before = keys.faults();
    let mut steps = Vec::new();
    for item in keys.needed_items("steps", "rung") {
        steps.push(match item {
            Item::Text(role) => Rung { at: role.at.clone(), role: Some(role), title: None, adds: None, broken: false },
            Item::Table(mut table) => {
                let step = step(&mut table);
                keys.adopt(table);
                step
            }
        });
    }
    Track { id, name, says, rungs: steps, steps_broken: keys.faults() > before, summary: keys.text("summary") }
}

fn step(keys: &mut Keys<'_>) -> Rung {
    Rung {
        at: keys.at(),
        role: keys.text("role"),
        title: keys.text("title"),
        adds: keys.text("adds"),
        broken: keys.faults() > 0,
    }
}

fn movement(keys: &mut Keys<'_>) -> Move {
    Move {
        id: keys.text("id"),
        says: says("move", keys),
        from: keys.needed_text("from"),
        to: keys.needed_text("to"),
        kind: keys.needed_text("kind"),
        usual: keys.flag("usual").unwrap_or(false),
        note: keys.text("note"),
    }
}

fn definition(keys: &mut Keys<'_>) -> Definition {
    Definition {
        id: keys.text("id"),
        says: says("definition", keys),
        of: keys.needed_text("of"),
        text: keys.needed_text("text"),
    }
}

fn viewpoint(keys: &mut Keys<'_>) -> Viewpoint {
    let id = keys.needed_text("id");
    let says = says("viewpoint", keys);
    let stance = keys.needed_text("stance");
    let before = keys.faults();
    let about = keys.texts("about");
    let about_broken = keys.faults() > before;
    Viewpoint {
        id,
        says,
        stance,
        about,
        about_broken,
        replies_to: keys.text("replies_to"),
        text: keys.needed_text("text"),
    }
}

fn dispute(keys: &mut Keys<'_>) -> Dispute {
    let id = keys.needed_text("id");
    let question = keys.needed_text("question");
    let before = keys.faults();
    let about = keys.texts("about");
    let about_broken = keys.faults() > before;
    let before = keys.faults();
    let mut sides = Vec::new();
    for mut table in keys.needed_tables("sides", "side") {
        sides.push(side(&mut table));
        keys.adopt(table);
    }
    Dispute { at: keys.at(), id, question, about, about_broken, sides, sides_broken: keys.faults() > before }
}

fn side(keys: &mut Keys<'_>) -> Side {
    let says = keys.needed_text("says");
    let before = keys.faults();
    let statements = keys.texts("statements");
    Side { at: keys.at(), says, statements, broken: keys.faults() > before }
}

fn abbreviation(keys: &mut Keys<'_>) -> Abbreviation {
    Abbreviation { short: keys.needed_text("short"), long: keys.needed_text("long") }
}

/// The ids that a file seems to define, whether or not the rest of it can be read.
pub(super) fn ids_in_sight(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let value = line.trim_start().strip_prefix("id")?.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
        value[1..].split(quote).next()
    })
}
