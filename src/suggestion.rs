//! What members suggest for the knowledge, as ready TOML: `/suggest`.
//!
//! A [`Kind`] of suggestion has [`fields`]; [`draft`] turns what was filled in into TOML, and checks it against the loaded
//! knowledge. It keeps and sends nothing. TOML is built by `knowledge::edit`, so no text breaks out of its quotes.

use serde::Serialize;

use crate::answer::Engine;
use crate::knowledge::edit::{Entry, suggest_id, to_toml};
use crate::knowledge::model::{BUILT_IN_FAMILIES, Knowledge, Source};
use crate::knowledge::problem::{Code, FileId, Problem, Severity, SourceFile, SourceFiles};
use crate::knowledge::{Options, check};
use crate::matching::Named;
use crate::question::{Intent, Query, Question, Reference, Understood};
use crate::reply::limits::{cut, printable};

/// Maximum number of problems that a draft lists; the first usually causes the others.
const MAX_PROBLEMS: usize = 5;

/// What can be suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A role that is missing.
    Role,
    /// Another name of a role.
    Name,
    /// A next step, and who says so.
    Step,
    /// What somebody thinks.
    Viewpoint,
}

/// A field of the form for a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Unique in its form.
    pub id: &'static str,
    /// What to fill in: at most 45 characters.
    pub label: &'static str,
    /// An example or a hint: at most 100 characters.
    pub hint: &'static str,
    /// Whether it has to be filled in.
    pub required: bool,
    /// Maximum length of what is filled in, in characters.
    pub max_chars: u16,
}

/// A suggestion as TOML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// Which file it belongs into.
    pub file: String,
    /// Ready to be copied there.
    pub toml: String,
    /// What `nextrole check` would say about it, and how names were read; often nothing.
    pub problems: Vec<String>,
}

impl Draft {
    /// The TOML, and below it what to look at, as comments. A comment ends with its line, and a code block at backticks:
    /// there are no others than those.
    pub fn with_comments(&self) -> String {
        let comment = |problem: &String| format!("# {}\n", printable(&problem.replace('`', "'")));
        let problems: String = self.problems.iter().map(comment).collect();
        let problems = if problems.is_empty() { problems } else { format!("\n# To look at:\n{problems}") };
        format!("{}\n{problems}", self.toml.trim_end())
    }
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: &[Kind] = &[Kind::Role, Kind::Name, Kind::Step, Kind::Viewpoint];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Role => "role",
            Kind::Name => "name",
            Kind::Step => "step",
            Kind::Viewpoint => "viewpoint",
        }
    }

    /// The kind with this word.
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }

    /// As it is offered, and the title of its form: at most 45 characters.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Role => "A missing role",
            Kind::Name => "Another name of a role",
            Kind::Step => "A next step and its source",
            Kind::Viewpoint => "An opinion and its source",
        }
    }
}

const fn required(id: &'static str, label: &'static str, hint: &'static str, max_chars: u16) -> Field {
    Field { id, label, hint, required: true, max_chars }
}

const fn optional(id: &'static str, label: &'static str, hint: &'static str, max_chars: u16) -> Field {
    Field { id, label, hint, required: false, max_chars }
}

const WHO: Field = required("who", "Who says so?", "The name of a person or an organization", 60);
const WHERE: Field = required("where", "Where? Title and date", "The title of the page, 2024-05", 120);
const URL: Field = optional("url", "Link to it", "https://…", 200);

/// The fields of a form: at most five.
pub fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Role => {
            const {
                &[
                    required("name", "Name of the role", "As most people call it", 60),
                    optional("aliases", "Other names", "With commas between them", 200),
                    optional("summary", "What is it, in a sentence?", "In your own words", 200),
                    optional("family", "Group of roles", "Its family in the knowledge, such as management", 40),
                ]
            }
        }
        Kind::Name => {
            const {
                &[
                    required("role", "Which role?", "As the bot calls it", 60),
                    required("aliases", "What else is it called?", "With commas between several names", 200),
                ]
            }
        }
        Kind::Step => {
            const {
                &[
                    required("from", "From which role?", "As the bot calls it", 60),
                    required("to", "To which role?", "As the bot calls it", 60),
                    WHO,
                    WHERE,
                    URL,
                ]
            }
        }
        Kind::Viewpoint => {
            const {
                &[
                    required("about", "About which role?", "As the bot calls it", 60),
                    required("text", "What do they say?", "In your own words, not copied", 400),
                    WHO,
                    WHERE,
                    URL,
                ]
            }
        }
    }
}

/// A form that is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What is suggested.
    pub kind: Kind,
    /// The field and its text, in the order in which they were filled in.
    filled: Vec<(&'static Field, String)>,
}

impl Form {
    /// An empty form.
    pub fn new(kind: Kind) -> Form {
        Form { kind, filled: Vec::new() }
    }

    /// Reads a form as it is typed: `step from=nurse to="ward sister" who=…`. A text goes on until the next field, and
    /// may have quotes. The kind can be left out if the fields tell it.
    ///
    /// ```
    /// use nextrole::suggestion::{Form, Kind};
    ///
    /// let form = Form::parse("from=nurse to=\"ward sister\"").unwrap();
    /// assert_eq!((form.kind, form.text("to")), (Kind::Step, "ward sister"));
    /// ```
    ///
    /// Returns `None` if there is no such kind, or no kind has these fields.
    pub fn parse(typed: &str) -> Option<Form> {
        let typed = typed.trim();
        let (word, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        if let Some(kind) = Kind::parse(&word.to_lowercase()) {
            return labelled(fields(kind), rest).map(|filled| Form { kind, filled });
        }
        let form = |kind: &Kind| labelled(fields(*kind), typed).map(|filled| Form { kind: *kind, filled });
        Kind::ALL.iter().filter_map(form).max_by_key(|form| form.filled.len()).filter(|form| !form.filled.is_empty())
    }

    /// Fills in a field; a text that is too long is cut.
    pub fn fill(&mut self, field: &'static Field, text: &str) {
        self.filled.push((field, cut(text.trim(), field.max_chars.into())));
    }

    /// The text of a field; empty if it is not filled in.
    pub fn text(&self, id: &str) -> &str {
        self.filled.iter().find(|(field, _)| field.id == id).map_or("", |(_, text)| text)
    }

    /// The first field that has not been asked for yet.
    pub fn next_field(&self) -> Option<&'static Field> {
        fields(self.kind).iter().find(|field| self.filled.iter().all(|(other, _)| other.id != field.id))
    }

    /// The fields that have to be filled in and are not.
    pub fn missing(&self) -> Vec<&'static Field> {
        fields(self.kind).iter().filter(|field| field.required && self.text(field.id).is_empty()).collect()
    }

    /// The suggestion as TOML.
    pub fn draft(&self, engine: &Engine) -> Draft {
        draft(engine, self.kind, |id| self.text(id).to_owned())
    }
}

/// The texts of fields, `from=nurse to="ward sister"`; `None` if the text does not begin with a field.
fn labelled(fields: &'static [Field], text: &str) -> Option<Vec<(&'static Field, String)>> {
    let starts_word = |at: usize| text[..at].chars().next_back().is_none_or(char::is_whitespace);
    let is_quoted = |at: usize| text[..at].matches('"').count() % 2 == 1;
    let label = |field: &'static Field| {
        let is_label = |(at, _): &(usize, &str)| {
            starts_word(*at) && !is_quoted(*at) && text[at + field.id.len()..].starts_with(['=', ':'])
        };
        text.match_indices(field.id).find(is_label).map(|(at, id)| (at, at + id.len() + 1, field))
    };
    let mut labels: Vec<(usize, usize, &'static Field)> = fields.iter().filter_map(label).collect();
    labels.sort_unstable_by_key(|(at, ..)| *at);
    if labels.first().map_or(text.len(), |(at, ..)| *at) > 0 {
        return None;
    }
    let ends = labels.iter().skip(1).map(|(at, ..)| *at).chain([text.len()]);
    let filled = labels.iter().zip(ends).map(|((_, start, field), end)| {
        let text = text[*start..end].trim();
        let unquoted = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
        (*field, cut(unquoted, field.max_chars.into()))
    });
    Some(filled.collect())
}

/// Turns what was filled in into TOML, and checks it.
pub fn draft(engine: &Engine, kind: Kind, filled: impl Fn(&str) -> String) -> Draft {
    let drafting = Drafting { engine, knowledge: engine.knowledge(), problems: Vec::new() };
    // A code block would end at backticks, and no name needs them.
    let filled = |field: &str| filled(field).replace('`', "'");
    match kind {
        Kind::Role => drafting.role(filled),
        Kind::Name => drafting.name(filled),
        Kind::Step | Kind::Viewpoint => drafting.statement(kind, filled),
    }
}

struct Drafting<'e> {
    engine: &'e Engine,
    knowledge: &'e Knowledge,
    problems: Vec<String>,
}

impl Drafting<'_> {
    fn role(mut self, filled: impl Fn(&str) -> String) -> Draft {
        let name = filled("name");
        let vocabulary = &self.knowledge.vocabulary;
        let is_taken = |id: &str| {
            vocabulary.roles.iter().any(|role| role.id == id) || vocabulary.terms.iter().any(|term| term.id == id)
        };
        let family = filled("family");
        let key = family.trim().to_lowercase();
        let known = vocabulary.families.iter().find(|one| one.id == key || one.name.to_lowercase() == key);
        let family = known.map_or(key.clone(), |known| known.id.clone());
        let entry = Entry::new("role").text("id", &suggest_id(&name, is_taken)).text("name", &name);
        let entry = entry.text("family", &family).texts("aliases", &listed(&filled("aliases")));
        let toml = to_toml(&[entry.text("summary", &filled("summary"))]);
        self.check(&context(self.knowledge, None), &toml);
        self.done("roles.toml".to_owned(), toml)
    }

    fn name(mut self, filled: impl Fn(&str) -> String) -> Draft {
        let new = listed(&filled("aliases"));
        let Some(Named::Role(key)) = self.find(&filled("role")) else {
            self.problems.push("the role is not known; suggest it as a missing role".to_owned());
            return self.done("roles.toml".to_owned(), to_toml(&[Entry::new("role").texts("aliases", &new)]));
        };
        let role = &self.knowledge[key];
        let all = [role.aliases.as_slice(), new.as_slice()].concat();
        let list = to_toml(&[Entry::new("role").texts("aliases", &all)]);
        let list = list.strip_prefix("[[role]]\n").unwrap_or(&list);
        let toml = format!("# The names of [[role]] id = \"{}\"\n{list}", role.id);
        let changed = context(self.knowledge, Some((&role.id, &new)));
        let files = SourceFiles(vec![SourceFile { path: "roles.toml".to_owned(), text: changed }]);
        let problems = check(files, &Options::default()).problems;
        let mentions = |problem: &&Problem| {
            is_meant(problem) && new.iter().any(|alias| problem.title.contains(&format!("`{alias}`")))
        };
        self.problems.extend(problems.iter().filter(mentions).map(said));
        self.done("roles.toml".to_owned(), toml)
    }

    fn statement(mut self, kind: Kind, filled: impl Fn(&str) -> String) -> Draft {
        let knowledge = self.knowledge;
        let (title, published) = titled(&filled("where"));
        let url = filled("url").trim().to_owned();
        let is_it = |source: &&Source| {
            source.title.eq_ignore_ascii_case(&title)
                || (!url.is_empty() && source.url.as_deref() == Some(url.as_str()))
        };
        let known = knowledge.sources.iter().find(is_it);
        let mut entries = Vec::new();
        let file = match known {
            Some(source) => format!("the file of the source {}", source.id),
            None => {
                let year = published.get(..4).unwrap_or_default();
                let words: Vec<&str> = title.split_whitespace().take(4).chain([year]).collect();
                let is_taken = |id: &str| knowledge.sources.iter().any(|source| source.id == id);
                let id = suggest_id(&words.join(" "), is_taken);
                let source = Entry::new("source").text("id", &id).text("title", &title);
                entries.push(source.text("published", &published).text("url", &url));
                format!("sources/{id}.toml")
            }
        };
        let who = filled("who").trim().to_owned();
        let person = knowledge.people.iter().find(|person| person.name.eq_ignore_ascii_case(&who) || person.id == who);
        let by = match person {
            Some(person) => person.id.clone(),
            None => {
                let id = suggest_id(&who, |id| knowledge.people.iter().any(|person| person.id == id));
                entries.push(Entry::new("person").text("id", &id).text("name", &who));
                id
            }
        };
        let entry = if kind == Kind::Step {
            let [from, to] = ["from", "to"].map(|end| self.id(&filled(end)));
            Entry::new("move").text("from", &from).text("to", &to).text("kind", "step").text("by", &by)
        } else {
            let text = filled("text");
            let about = self.id(&filled("about"));
            let start: Vec<&str> = text.split_whitespace().take(4).collect();
            let is_taken = |id: &str| knowledge.viewpoints.iter().any(|viewpoint| viewpoint.id == id);
            let entry = Entry::new("viewpoint").text("id", &suggest_id(&format!("{by} {}", start.join(" ")), is_taken));
            entry.text("by", &by).text("stance", "adds").texts("about", &[about]).text("text", &text)
        };
        entries.push(entry);
        let toml = to_toml(&entries);
        let stub = match known {
            Some(_) => "[source]\nid = \"known\"\ntitle = \"Known\"\n\n",
            None => "",
        };
        self.check(&context(knowledge, None), &format!("{stub}{toml}"));
        self.done(file, toml)
    }

    /// What is called like this; says so if the name was read as another one.
    fn find(&mut self, typed: &str) -> Option<Named> {
        let asked = Question::Define(Reference::Typed(typed.trim().to_owned()));
        match self.engine.understand(&asked) {
            Understood::Query(Query { intent: Intent::Define(named), interpretations, .. }) => {
                if let Some(read) = interpretations.first() {
                    let name = match named {
                        Named::Role(role) => &self.knowledge[role].name,
                        Named::Term(term) => &self.knowledge[term].name,
                    };
                    self.problems.push(format!("“{}” was read as {name}", read.typed.replace('`', "'")));
                }
                Some(named)
            }
            _ => None,
        }
    }

    /// The id of what is called like this; if nothing is, one that the check reports.
    fn id(&mut self, typed: &str) -> String {
        match self.find(typed) {
            Some(Named::Role(role)) => self.knowledge[role].id.clone(),
            Some(Named::Term(term)) => self.knowledge[term].id.clone(),
            None => suggest_id(typed, |_| false),
        }
    }

    /// Adds what `nextrole check` says about a text beside what is known.
    fn check(&mut self, context: &str, toml: &str) {
        let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
        let files = SourceFiles(vec![file("known.toml", context), file("suggestion.toml", toml)]);
        let is_ours = |problem: &&Problem| {
            let is_here = problem.at.file == FileId(1) || problem.related.iter().any(|(at, _)| at.file == FileId(1));
            is_here && is_meant(problem)
        };
        let problems = check(files, &Options::default()).problems;
        self.problems.extend(problems.iter().filter(is_ours).map(said));
    }

    fn done(mut self, file: String, toml: String) -> Draft {
        self.problems.truncate(MAX_PROBLEMS);
        Draft { file, toml, problems: self.problems }
    }
}

/// Whether a problem is one of the suggestion: what is new is in no move yet, and the moderators see to the rest.
fn is_meant(problem: &Problem) -> bool {
    !matches!(problem.code, Code::UnreachedRole | Code::UnusedPerson) && problem.code.severity() != Severity::Note
}

fn said(problem: &Problem) -> String {
    format!("{}; {}", problem.title, problem.help)
}

/// The names in a list with commas.
fn listed(text: &str) -> Vec<String> {
    text.split([',', '\n']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A title, and the date after its last comma if there is one.
fn titled(text: &str) -> (String, String) {
    let text = text.trim();
    let is_date = |date: &str| {
        date.len() >= 4 && date.len() <= 10 && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    match text.rsplit_once(',').map(|(title, date)| (title.trim(), date.trim())) {
        Some((title, date)) if is_date(date) && !title.is_empty() => (title.to_owned(), date.to_owned()),
        _ => (text.to_owned(), String::new()),
    }
}

/// The names and people that are known, as a file; one role may have more names.
fn context(knowledge: &Knowledge, more: Option<(&str, &[String])>) -> String {
    let vocabulary = &knowledge.vocabulary;
    let is_built_in = |id: &str| BUILT_IN_FAMILIES.iter().any(|(known, _)| *known == id);
    let families = vocabulary.families.iter().filter(|family| !is_built_in(&family.id));
    let families = families.map(|family| Entry::new("family").text("id", &family.id).text("name", &family.name));
    let roles = vocabulary.roles.iter().map(|role| {
        let new = more.filter(|(id, _)| *id == role.id).map_or(&[][..], |(_, names)| names);
        let aliases = [role.aliases.as_slice(), new].concat();
        Entry::new("role").text("id", &role.id).text("name", &role.name).texts("aliases", &aliases)
    });
    let terms = vocabulary
        .terms
        .iter()
        .map(|term| Entry::new("term").text("id", &term.id).text("name", &term.name).texts("aliases", &term.aliases));
    let people = knowledge.people.iter().map(|one| Entry::new("person").text("id", &one.id).text("name", &one.name));
    to_toml(&families.chain(roles).chain(terms).chain(people).collect::<Vec<_>>())
}
