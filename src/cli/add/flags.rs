//! The flags of each entry, and what they gave.

use clap::Args;

/// What the flags gave.
pub(super) struct Values {
    pub(super) table: &'static str,
    pub(super) given: Vec<(&'static str, Vec<String>)>,
}

/// What every subcommand takes.
#[derive(Debug, Args)]
struct Common {
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Who makes a statement, and where.
#[derive(Debug, Args)]
struct Statement {
    /// Where it is said: the id of a source
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// Who says so: the id or name of a person
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// The name of the person, if they are new
    #[arg(long, value_name = "NAME")]
    by_name: Option<String>,
}

/// A job role
#[derive(Debug, Args)]
#[command(after_help = "Example: nextrole add role --name \"Team lead\" --family management")]
pub(super) struct Role {
    /// As it is shown
    #[arg(long)]
    name: Option<String>,
    /// Its id [default: from the name]
    #[arg(long)]
    id: Option<String>,
    /// The id of its group of roles
    #[arg(long)]
    family: Option<String>,
    /// Another name that people use; may be repeated
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// What it is, in a sentence
    #[arg(long)]
    summary: Option<String>,
    /// It is a manager's role
    #[arg(long)]
    manages: bool,
    #[command(flatten)]
    common: Common,
}

/// Rungs in order
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nextrole add track --name \"Our track\" --step {role-id} --step {other-id}")]
pub(super) struct Track {
    /// As it is shown
    #[arg(long)]
    name: Option<String>,
    /// A role, the lowest first; to be repeated
    #[arg(long, value_name = "ROLE")]
    step: Vec<String>,
    #[command(flatten)]
    statement: Statement,
    /// Its id [default: from the name]
    #[arg(long)]
    id: Option<String>,
    /// What it is, in a sentence
    #[arg(long)]
    summary: Option<String>,
    /// The order is your reading
    #[arg(long)]
    inferred: bool,
    #[command(flatten)]
    common: Common,
}

/// A move from one role to another
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nextrole add move --from {role-id} --to {other-id} --kind step")]
pub(super) struct Move {
    /// A role or track; may be repeated
    #[arg(long, value_name = "ROLE")]
    from: Vec<String>,
    /// A role; may be repeated
    #[arg(long, value_name = "ROLE")]
    to: Vec<String>,
    /// step, switch, exit, peer or related
    #[arg(long)]
    kind: Option<String>,
    #[command(flatten)]
    statement: Statement,
    /// They call it usual
    #[arg(long)]
    usual: bool,
    /// It is one person's own career
    #[arg(long)]
    account: bool,
    /// After how many years, as they say
    #[arg(long)]
    years: Option<String>,
    /// What else they say
    #[arg(long)]
    note: Option<String>,
    /// The order or kind is your reading
    #[arg(long)]
    inferred: bool,
    #[command(flatten)]
    common: Common,
}

/// An opinion
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nextrole add viewpoint --about {role-id} --stance disagrees")]
pub(super) struct Viewpoint {
    /// A role, track or term; may be repeated
    #[arg(long, value_name = "ROLE")]
    about: Vec<String>,
    /// agrees, partly-agrees, disagrees, adds or asks
    #[arg(long)]
    stance: Option<String>,
    /// What they say, in your own words
    #[arg(long)]
    text: Option<String>,
    #[command(flatten)]
    statement: Statement,
    /// The id of the viewpoint that it answers
    #[arg(long, value_name = "ID")]
    replies_to: Option<String>,
    /// Its id [default: from who and what]
    #[arg(long)]
    id: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// What somebody says a role is
#[derive(Debug, Args)]
#[command(after_help = "Example: nextrole add definition --of {role-id} --by ann")]
pub(super) struct Definition {
    /// A role or term
    #[arg(long, value_name = "ROLE")]
    of: Option<String>,
    /// What they say, in your own words
    #[arg(long)]
    text: Option<String>,
    #[command(flatten)]
    statement: Statement,
    #[command(flatten)]
    common: Common,
}

/// Where statements were made
#[derive(Debug, Args)]
#[command(after_help = "Example: nextrole add source --title \"On careers\" --kind article")]
pub(super) struct Source {
    /// Its own title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Such as article, guidance, discussion or account
    #[arg(long)]
    kind: Option<String>,
    /// YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// Where it can be read
    #[arg(long)]
    url: Option<String>,
    /// Its id [default: from title and year]
    #[arg(long)]
    id: Option<String>,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// The license under which it may be used
    #[arg(long, value_name = "TEXT")]
    license: Option<String>,
    /// A notice to show
    #[arg(long, value_name = "TEXT")]
    attribution: Option<String>,
    /// high, medium or low
    #[arg(long, value_name = "WORD")]
    confidence: Option<String>,
    /// A short name to show
    #[arg(long, value_name = "NAME")]
    short: Option<String>,
    #[command(flatten)]
    common: Common,
}

pub(super) fn one(value: Option<String>) -> Vec<String> {
    value.into_iter().collect()
}

fn flag(is_set: bool) -> Vec<String> {
    if is_set { vec!["true".to_owned()] } else { Vec::new() }
}

impl Statement {
    fn values(self) -> Vec<(&'static str, Vec<String>)> {
        vec![("source", one(self.source)), ("by", one(self.by)), ("by-name", one(self.by_name))]
    }
}

macro_rules! values {
    ($kind:ident $table:literal { $($key:literal: $value:ident $how:ident),* } $(and $statement:ident)?) => {
        impl $kind {
            /// What was given, and whether nothing is to be written.
            pub(super) fn values(self) -> (Values, bool) {
                let given = vec![$(($key, values!(@$how self.$value))),*];
                $(let given = [given, self.$statement.values()].concat();)?
                (Values { table: $table, given }, self.common.dry_run)
            }
        }
    };
    (@one $value:expr) => { one($value) };
    (@all $value:expr) => { $value };
    (@flag $value:expr) => { flag($value) };
}

values!(Role "role" {
    "name": name one, "id": id one, "family": family one, "alias": alias all, "summary": summary one,
    "manages": manages flag
});
values!(Track "track" {
    "name": name one, "step": step all, "id": id one, "summary": summary one, "inferred": inferred flag
} and statement);
values!(Move "move" {
    "from": from all, "to": to all, "kind": kind one, "usual": usual flag, "account": account flag, "years": years one,
    "note": note one, "inferred": inferred flag
} and statement);
values!(Viewpoint "viewpoint" {
    "about": about all, "stance": stance one, "text": text one, "replies-to": replies_to one, "id": id one
} and statement);
values!(Definition "definition" { "of": of one, "text": text one } and statement);
values!(Source "source" {
    "title": title one, "kind": kind one, "published": published one, "url": url one, "id": id one,
    "publisher": publisher one, "license": license one, "attribution": attribution one,
    "confidence": confidence one, "short": short one
});
