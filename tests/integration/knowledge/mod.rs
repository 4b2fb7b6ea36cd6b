//! Folders and texts in, problems and models out.

mod edges;
mod edit;
mod exceptions;
mod format_docs;
mod hostile;
mod mistakes;
mod model;
mod notices;
mod problems;
mod read;
mod report;
mod schema;
mod shipped;
mod syntax;
mod wording;

use std::path::Path;

use nextrole::knowledge::problem::{SourceFile, SourceFiles};
use nextrole::knowledge::report::Style;
use nextrole::knowledge::{LoadOutcome, Options, check, load};

/// Everything that a folder can say, said once.
const SOUND: &str = r#"
[source]
id = "platt-2005"
title = "Infrastructure career progression"
short = "Platt"
kind = "discussion"
publisher = "MSDN blogs"
published = "2005-08"
url = "https://example.org/platt"
license = "CC BY 4.0"
attribution = "Platt, 2005"
confidence = "medium"

[field]
name = "IT infrastructure"

[[family]]
id = "field-service"
name = "Field service"

[[person]]
id = "platt"
name = "Michael Platt"

[[role]]
id = "helpdesk"
name = "Helpdesk"
family = "support"
aliases = ["service desk", "Service-Desk"]
summary = "Answers first."
identifiers = { sfia = "USUP", onet-soc = "15-1232.00" }

[[role]]
id = "ops"
name = "Ops"
family = "field-service"

[[role]]
id = "design"
name = "Design"

[[role]]
id = "noc"
name = "NOC operator"

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
    ["helpdesk", "noc"],
    { role = "ops", title = "Junior ops" },
    { role = "ops", title = "Senior ops", adds = "More of it.", years = "2-4" },
    { title = "Chief", roles = ["design", "ops"] },
    { title = "Guru" },
]
inferred = true

[[move]]
id = "back"
from = "technical"
to = "helpdesk"
kind = "exit"
by = "platt"
usual = true
confidence = "low"
note = "Few go back."

[[move]]
id = "up"
from = ["helpdesk", "ops"]
to = ["design", "technical"]
kind = "step"
by = "platt"
account = true
years = "at least 3"
inferred = true

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
asked_as = ["can I go back"]
about = ["technical", "ops"]
sides = [
    { says = "Yes", statements = ["back", "up", "technical"] },
    { says = "No", statements = ["platt-two"] },
]

[[abbreviation]]
short = "sr"
long = "senior"
"#;

/// Checks one file of this text.
fn checked(text: &str) -> LoadOutcome {
    checked_files(&[("a.toml", text)])
}

fn checked_files(files: &[(&str, &str)]) -> LoadOutcome {
    let files = files.iter().map(|(path, text)| SourceFile { path: path.to_string(), text: text.to_string() });
    check(SourceFiles(files.collect()), &Options::default())
}

/// What is drawn for a folder; paths in it are shown from the folder on.
fn drawn(folder: &Path) -> String {
    let options = Options { this_year: Some(2026), stale_after_years: Some(20), ..Options::default() };
    let loaded = load(folder, &options);
    let shown = folder.to_string_lossy().into_owned();
    draw(&loaded).replace(&format!("{shown}/"), "").replace(&shown, "(folder)")
}

fn draw(loaded: &LoadOutcome) -> String {
    nextrole::knowledge::report::render(&loaded.files, &loaded.problems, Style::default())
}

/// The problems, a line each: where, which, what.
fn listed(loaded: &LoadOutcome) -> String {
    let line = |problem: &nextrole::knowledge::problem::Problem| {
        let path = &loaded.files.0[problem.at.file.0].path;
        format!("{path}:{} {}: {}", problem.at.span.start, problem.code.name(), problem.title)
    };
    loaded.problems.iter().map(line).collect::<Vec<_>>().join("\n")
}
