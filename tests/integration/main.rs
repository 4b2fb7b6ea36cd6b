//! The tests from outside, laid out like `src/`: each room is entered by its door.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should say where, helpers too"
)]

mod another_field;
mod answer;
mod cli;
mod config;
mod diff;
mod discord;
mod gaps;
mod knowledge;
mod matching;
mod operating;
#[path = "../../crates/fake-discord/tests/oracles/mod.rs"]
mod oracles;
mod playground;
mod program;
mod question;
mod readme;
mod reload;
mod reply;
mod rooms;
mod services;
mod suggestion;
mod token;

use nextrole::knowledge::model::Knowledge;
use nextrole::knowledge::problem::{SourceFile, SourceFiles};
use nextrole::knowledge::{Options, check, load};

/// Everything that can be asked for, as short as it can be.
const SMALL: &str = r#"
[source]
id = "blog"
title = "On careers"
published = "2005-08"
url = "https://example.org/careers"

[[person]]
id = "ann"
name = "Ann"

[[person]]
id = "bob"
name = "Bob"

[[role]]
id = "helpdesk"
name = "Helpdesk"
aliases = ["service desk"]

[[role]]
id = "ops"
name = "Ops"
aliases = ["sysadmin"]
summary = "Keeps it running."

[[role]]
id = "ops-lead"
name = "Ops lead"

[[role]]
id = "gardener"
name = "Gardener"

[[term]]
id = "admin"
name = "Administrator"
covers = ["ops", "ops-lead"]

[[track]]
id = "up"
name = "The way up"
by = "ann"
steps = ["helpdesk", "ops"]

[[move]]
from = "helpdesk"
to = "ops"
kind = "step"
by = "bob"
usual = true
note = "After a year."

[[move]]
from = "ops"
to = "ops-lead"
kind = "step"
by = "bob"
confidence = "low"

[[definition]]
of = "ops"
by = "ann"
text = "The person with the pager."

[[viewpoint]]
id = "ann-first"
by = "ann"
stance = "adds"
about = ["ops"]
text = "Everybody starts at the helpdesk."

[[viewpoint]]
id = "bob-objects"
by = "bob"
stance = "disagrees"
about = ["ops"]
replies_to = "ann-first"
text = "Not everybody does."
"#;

/// The knowledge that one file says.
fn knowledge_of(text: &str) -> Knowledge {
    let files = SourceFiles(vec![SourceFile { path: "all.toml".to_owned(), text: text.to_owned() }]);
    let loaded = check(files, &Options { errors_only: true, ..Options::default() });
    loaded.knowledge.unwrap_or_else(|| panic!("{:?}", loaded.problems))
}

/// The knowledge that is shipped.
fn shipped() -> Knowledge {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    load(&folder, &Options::default()).knowledge.unwrap()
}
