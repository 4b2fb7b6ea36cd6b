//! Folders and texts in, problems and models out.

mod hostile;
mod model;
mod problems;
mod read;
mod report;
mod wording;

use std::path::Path;

use nextrole::knowledge::problem::{File, Files};
use nextrole::knowledge::report::Look;
use nextrole::knowledge::{Loaded, Options, check, load};

/// Everything that a folder can say, said once.
const SOUND: &str = r#"
[source]
id = "platt-2005"
title = "Infrastructure career progression"
publisher = "MSDN blogs"
published = "2005-08"
url = "https://example.org/platt"
licence = "CC BY 4.0"
attribution = "Platt, 2005"
confidence = "medium"

[[person]]
id = "platt"
name = "Platt"

[[role]]
id = "helpdesk"
name = "Helpdesk"
aliases = ["service desk", "Service-Desk"]
summary = "Answers first."
identifiers = { sfia = "USUP", onet-soc = "15-1232.00" }

[[role]]
id = "ops"
name = "Ops"

[[term]]
id = "support"
name = "Support"
aliases = []
covers = ["helpdesk"]

[[track]]
id = "technical"
name = "Technical track"
by = "platt"
steps = [
    "helpdesk",
    { role = "ops", title = "Junior ops" },
    { role = "ops", title = "Senior ops", adds = "More of it." },
    { title = "Chief" },
]

[[move]]
id = "back"
from = "technical"
to = "helpdesk"
kind = "exit"
by = "platt"
usual = true
confidence = "low"
note = "Few go back."

[[definition]]
of = "support"
by = "platt"
text = "Helps."

[[viewpoint]]
id = "platt-one"
by = "platt"
stance = "partly-agrees"
about = ["technical", "helpdesk", "support"]
text = "So it is."

[[viewpoint]]
id = "platt-two"
by = "platt"
stance = "adds"
about = ["ops"]
replies_to = "platt-one"
text = "And more."

[[dispute]]
id = "way-back"
question = "Is there a way back?"
about = ["technical", "ops"]
sides = [
    { says = "Yes", statements = ["back", "technical"] },
    { says = "No", statements = ["platt-two"] },
]

[[abbreviation]]
short = "sr"
long = "senior"
"#;

/// Checks one file of this text.
fn checked(text: &str) -> Loaded {
    checked_files(&[("a.toml", text)])
}

fn checked_files(files: &[(&str, &str)]) -> Loaded {
    let files = files.iter().map(|(path, text)| File { path: path.to_string(), text: text.to_string() });
    check(Files(files.collect()), &Options::default())
}

/// What is drawn for a folder; paths in it are shown from the folder on.
fn drawn(folder: &Path) -> String {
    let options = Options { this_year: Some(2026), stale_after_years: Some(20), errors_only: false };
    let loaded = load(folder, &options);
    let shown = folder.to_string_lossy().into_owned();
    draw(&loaded).replace(&format!("{shown}/"), "").replace(&shown, "(folder)")
}

fn draw(loaded: &Loaded) -> String {
    nextrole::knowledge::report::draw(&loaded.files, &loaded.problems, Look::default())
}

/// The problems, a line each: where, which, what.
fn listed(loaded: &Loaded) -> String {
    let line = |problem: &nextrole::knowledge::problem::Problem| {
        let path = &loaded.files.0[problem.at.file.0].path;
        format!("{path}:{} {}: {}", problem.at.span.start, problem.code.name(), problem.title)
    };
    loaded.problems.iter().map(line).collect::<Vec<_>>().join("\n")
}
