//! How long it takes, as far as sources say.

use nextrole::knowledge::model::Knowledge;
use nextrole::reply::Detail;

use super::ask;
use crate::{knowledge_of, shipped};

const WARD: &str = r#"
[source]
id = "s"
title = "S"
publisher = "S"
published = "2020"

[[person]]
id = "ann"
name = "Ann"

[[role]]
id = "porter"
name = "Porter"

[[role]]
id = "nurse"
name = "Nurse"

[[role]]
id = "midwife"
name = "Midwife"

[[move]]
from = "porter"
to = "nurse"
kind = "step"
by = "ann"
years = "3"
"#;

const SHARED_RUNG: &str = r#"
[[track]]
id = "shared"
name = "Shared"
by = "ann"
steps = ["porter", { roles = ["nurse", "midwife"], title = "Nurse, midwife or other", years = "0-9" }]
"#;

const OWN_RUNGS: &str = r#"
[[track]]
id = "own"
name = "Own"
by = "ann"
steps = [
    "porter",
    { role = "nurse", title = "Nurse I", years = "2-4" },
    { role = "nurse", title = "Nurse II", years = "5-8" },
]
"#;

fn years(knowledge: &Knowledge, typed: &str) -> Vec<String> {
    let answer = ask(knowledge, typed, Detail::Full);
    let lines = answer.lines().skip_while(|line| !line.starts_with("How long")).skip(1);
    lines.take_while(|line| line.starts_with("  - ")).map(|line| line.trim_start_matches("  - ").to_owned()).collect()
}

#[test]
fn a_rung_higher_up_or_shared_with_other_roles_does_not_say_how_long_it_takes_to_get_there() {
    let asked = "how long does it take to go from porter to nurse";
    let both = knowledge_of(&format!("{WARD}{SHARED_RUNG}{OWN_RUNGS}"));
    assert_eq!(years(&both, asked), ["Porter → Nurse: 3 years (Ann, 2020)", "“Nurse I”: 2–4 years (Ann, 2020)"]);
    assert_eq!(years(&both, "how long to become a nurse"), years(&both, asked));
}

#[test]
fn a_shared_rung_counts_if_no_other_says_how_long() {
    let shared = knowledge_of(&format!("{WARD}{SHARED_RUNG}"));
    let said = years(&shared, "how long does it take to go from porter to nurse");
    assert_eq!(said, ["Porter → Nurse: 3 years (Ann, 2020)", "“Nurse, midwife or other”: 0–9 years (Ann, 2020)"]);
}

#[test]
fn from_helpdesk_to_administrator() {
    let said = years(&shipped(), "how long does it take to go from helpdesk to sysadmin");
    assert_eq!(
        said,
        [
            "Helpdesk → System administrator: 1.5 years (kraker, 2021; one person's own path)",
            "“Junior System Administrator”: 0–2 years (Neosofia, 2025)",
        ]
    );
}
