//! Everything that an answer can have, in a folder small enough to check each line against it by eye.

use nextrole::answer::Engine;
use nextrole::knowledge::model::Knowledge;
use nextrole::knowledge::problem::{SourceFile, SourceFiles};
use nextrole::knowledge::{Options, check};
use nextrole::question::{Question, Reference};
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{Detail, reply};

use super::ask;

/// What a folder about a bakery is made of.
const BAKERY: [(&str, &str); 3] = [
    (
        "roles.toml",
        r#"
[[person]]
id = "ann"
name = "Ann"

[[person]]
id = "bob"
name = "Bob"

[[family]]
id = "baking"
name = "Baking"

[[family]]
id = "selling"
name = "Selling"

[[role]]
id = "apprentice"
name = "Apprentice"
family = "baking"

[[role]]
id = "baker"
name = "Baker"
family = "baking"
summary = "Makes bread."
identifiers = { onet-soc = "51-3011.00", esco = "00cee175-1376-43fb-9f02-ba3d7a910a58" }

[[role]]
id = "pastry-chef"
name = "Pastry chef"
family = "baking"

[[role]]
id = "head-baker"
name = "Head baker"
family = "baking"
manages = true

[[role]]
id = "shop-assistant"
name = "Shop assistant"
family = "selling"

[[role]]
id = "shop-manager"
name = "Shop manager"
family = "selling"
manages = true

[[term]]
id = "master"
name = "Master"
covers = ["head-baker", "shop-manager"]
summary = "One who may train others."
"#,
    ),
    (
        "guild.toml",
        r#"
[source]
id = "guild"
title = "The guild's handbook"
publisher = "Bakers' guild"
kind = "guidance"
published = "2019-03"
url = "https://example.org/guild"
attribution = "Reprinted with permission."

[[track]]
id = "oven"
name = "At the oven"
by = "ann"
summary = "From sweeping to baking."
steps = [
    "apprentice",
    { role = "baker", title = "Journeyman baker", adds = "all kinds of bread", years = "3" },
    { role = "head-baker", adds = "the rota", years = "5-8" },
]

[[move]]
id = "up-in-the-bakery"
from = "baker"
to = "head-baker"
kind = "step"
by = "ann"
usual = true
years = "4-6"
note = "The rota comes first."

[[move]]
from = "oven"
to = "shop-manager"
kind = "switch"
by = "ann"
inferred = true

[[move]]
from = "baker"
to = "pastry-chef"
kind = "peer"
by = "ann"

[[definition]]
of = "master"
by = "ann"
text = "A baker with a certificate."

[[definition]]
of = "head-baker"
by = "ann"
text = "Runs the night."

[[viewpoint]]
id = "nights"
by = "ann"
stance = "adds"
about = ["oven"]
text = "All of it is night work."
"#,
    ),
    (
        "blog.toml",
        r#"
[source]
id = "blog"
title = "My years in bread"
kind = "account"
published = "2022"
url = "https://example.org/blog"

[[move]]
id = "own-path"
from = "baker"
to = "head-baker"
kind = "step"
by = "bob"
account = true
confidence = "low"

[[move]]
from = "shop-assistant"
to = "shop-manager"
kind = "step"
by = "bob"

[[move]]
id = "sideways"
from = "pastry-chef"
to = "baker"
kind = "step"
by = "bob"

[[viewpoint]]
id = "not-nights"
by = "bob"
stance = "disagrees"
about = ["oven", "baker"]
replies_to = "nights"
text = "A shop that opens at noon needs no night."

[[viewpoint]]
id = "both"
by = "bob"
stance = "asks"
about = ["head-baker", "baker"]
text = "Why does the rota fall to bakers?"

[[dispute]]
id = "night-work"
question = "Is baking night work?"
asked_as = ["do bakers sleep"]
about = ["oven", "baker"]
sides = [
    { says = "Yes, all of it", statements = ["nights"] },
    { says = "Not where the shop opens late", statements = ["not-nights"] },
]
"#,
    ),
];

/// What these files say.
fn knowledge_of_files(files: &[(&str, &str)]) -> Knowledge {
    let file = |(path, text): &(&str, &str)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() };
    let files = SourceFiles(files.iter().map(file).collect());
    let checked = check(files, &Options { errors_only: true, ..Options::default() });
    checked.knowledge.unwrap_or_else(|| panic!("{:?}", checked.problems))
}

fn bakery() -> Knowledge {
    knowledge_of_files(&BAKERY)
}

/// The bakery, and what a third source says.
fn bakery_with(moves: &str) -> Knowledge {
    let source = "[source]\nid = \"survey\"\ntitle = \"Where bakers go\"\npublished = \"2023\"\n";
    let text = format!("{source}{moves}");
    let [roles, guild, blog] = BAKERY;
    knowledge_of_files(&[roles, guild, blog, ("survey.toml", &text)])
}

fn in_full(typed: &str) -> String {
    ask(&bakery(), typed, Detail::Full)
}

fn in_short(typed: &str) -> String {
    ask(&bakery(), typed, Detail::Brief)
}

fn evidence(from: &str, to: &str) -> String {
    let id = |id: &str| Reference::Id(id.to_owned());
    let engine = Engine::new(bakery());
    let answer = engine.respond(&Question::Evidence(id(from), id(to)));
    text(&reply(&answer, Detail::Brief), Layout { width: usize::MAX, has_styles: false })
}

fn as_json(typed: &str) -> String {
    let engine = Engine::new(bakery());
    serde_json::to_string_pretty(&engine.respond(&Question::parse(typed).unwrap())).unwrap()
}

#[test]
fn next() {
    insta::assert_snapshot!(in_short("/next baker"), @"
    What comes after baker?

    Makes bread.

    Into management: Head baker (2 sources), Shop manager

    Where people disagree
      - Is baking night work? Ann (2019): Yes, all of it. Bob (2022): Not where the shop opens late.
    ");
    insta::assert_snapshot!(in_full("/next baker"), @"
    What comes after baker?

    Makes bread.

    Into management
      - Head baker, called usual by Ann
        - Bob (2022, second-hand): one person's own path
        - Ann (2019): next rung on At the oven. It adds the rota.
        - Ann (2019): after 4–6 years. The rota comes first.
      - Shop manager
        - Ann (2019): from any rung of At the oven, the direction is our reading

    At the same level
      - Pastry chef
        - Ann (2019)

    Disputed: Is baking night work?
      - Yes, all of it (Ann, 2019)
      - Not where the shop opens late (Bob, 2022)

    Position on career tracks
      - At the oven: rung 2 of 3, its title there: “Journeyman baker” (Ann, 2019). It adds all kinds of bread.

    Common previous roles
      - Apprentice
        - Ann (2019): the rung below on At the oven
      - Pastry chef
        - Bob (2022): one person's own path

    Opinions
      - Bob (2022) disagrees with Ann: A shop that opens at noon needs no night.
      - Bob (2022) asks: Why does the rota fall to bakers?

    Opinions about its tracks
      - Ann (2019): All of it is night work.

    Sources
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
      - “My years in bread”, 2022 https://example.org/blog
    ");
}

#[test]
fn r#become() {
    insta::assert_snapshot!(in_short("/become head baker"), @"
    How do people become a head baker?

    Usually from
      1. Baker: 2 sources, 2019–2022; usual according to Ann

    What is asked for: 5–8 years; the rota (Ann, 2019)

    Our sources describe steps, not courses or certificates.
    ");
    insta::assert_snapshot!(in_full("/become head baker"), @"
    How do people become a head baker?

    From
      - Baker, called usual by Ann
        - Bob (2022, second-hand): one person's own path
        - Ann (2019): the rung below on At the oven (its title there: “Journeyman baker”)
        - Ann (2019): after 4–6 years. The rota comes first.

    What is asked for
      - At the oven: 5–8 years; the rota (Ann, 2019)

    Sources
      - “My years in bread”, 2022 https://example.org/blog
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
    ");
    insta::assert_snapshot!(in_full("/become shop manager"), @"
    How do people become a shop manager?

    From
      - Shop assistant
        - Bob (2022): one person's own path
      - At the oven
        - Ann (2019): the direction is our reading

    Sources
      - “My years in bread”, 2022 https://example.org/blog
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
    ");
}

#[test]
fn compare() {
    insta::assert_snapshot!(in_short("/compare baker, head baker"), @"
    Baker and head baker

    Baker: Makes bread.

    Which is more senior?
      - Head baker: one rung above baker on At the oven (Ann, 2019)
      - Head baker: a step up from baker (Ann, 2019; called the usual way)

    From one to the other
      - Baker → Head baker: 2 sources, 2019–2022; Ann (2019) calls it the usual way

    Opinions about both
      - Bob (2022) asks: Why does the rota fall to bakers?
    ");
    insta::assert_snapshot!(in_full("/compare head baker, baker"), @"
    Head baker and baker

    Baker: Makes bread.

    Which is more senior?
      - Head baker: one rung above baker on At the oven (Ann, 2019)
      - Head baker: a step up from baker (Ann, 2019; called the usual way)

    From one to the other
      - Baker → Head baker, one person's own path (Bob, 2022, second-hand)
      - Baker → Head baker, next rung on At the oven (Ann, 2019): the rota
      - Baker → Head baker, called the usual way (Ann, 2019): The rota comes first.

    Opinions about both
      - Bob (2022) asks: Why does the rota fall to bakers?

    Head baker
      - Ann (2019): Runs the night.
      On 1 track: At the oven (rung 3 of 3).

    Baker
      On 1 track: At the oven (rung 2 of 3).

    Sources
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
      - “My years in bread”, 2022 https://example.org/blog
    ");
    insta::assert_snapshot!(in_full("/compare baker, pastry chef"), @"
    Baker and pastry chef

    Baker: Makes bread.

    Which is more senior?
      - Neither: Ann (2019) sees them on one level

    From one to the other
      - Pastry chef → Baker, one person's own path (Bob, 2022)

    Baker
      On 1 track: At the oven (rung 2 of 3).

    Pastry chef
      Not on any track.

    Sources
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
      - “My years in bread”, 2022 https://example.org/blog
    ");
}

#[test]
fn define() {
    insta::assert_snapshot!(in_short("/define baker"), @"
    What does “baker” mean?

    Makes bread.
    None of our sources defines baker, but some comment on it.

    What people say
      - Bob (2022) disagrees with Ann: A shop that opens at noon needs no night.
      - Bob (2022) asks: Why does the rota fall to bakers?

    Where people disagree
      - Is baking night work? Ann (2019): Yes, all of it. Bob (2022): Not where the shop opens late.

    In public catalogs
      - O*NET 51-3011.00 https://www.onetonline.org/link/summary/51-3011.00
      - ESCO 00cee175-1376-43fb-9f02-ba3d7a910a58 http://data.europa.eu/esco/occupation/00cee175-1376-43fb-9f02-ba3d7a910a58
    ");
    insta::assert_snapshot!(in_full("/define baker"), @"
    What does “baker” mean?

    Makes bread.
    None of our sources defines baker, but some comment on it.

    Disputed: Is baking night work?
      - Yes, all of it (Ann, 2019)
      - Not where the shop opens late (Bob, 2022)

    Opinions
      - Bob (2022) disagrees with Ann: A shop that opens at noon needs no night.
      - Bob (2022) asks: Why does the rota fall to bakers?

    In public catalogs
      - O*NET 51-3011.00 https://www.onetonline.org/link/summary/51-3011.00
      - ESCO 00cee175-1376-43fb-9f02-ba3d7a910a58 http://data.europa.eu/esco/occupation/00cee175-1376-43fb-9f02-ba3d7a910a58

    Sources
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
      - “My years in bread”, 2022 https://example.org/blog
    ");
    insta::assert_snapshot!(in_full("/define master"), @"
    What does “master” mean?

    One who may train others.
    It can mean head baker or shop manager.

    Definitions
      - Ann (2019): A baker with a certificate.

    Definitions of head baker
      - Ann (2019): Runs the night.

    Sources
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
    ");
}

#[test]
fn path() {
    insta::assert_snapshot!(in_short("/path apprentice to shop manager"), @"
    From apprentice to shop manager

    1. Apprentice → Shop manager: 1 step
      - into management, as shop manager: Ann, 2019; our reading of it

    These are routes people describe, not a checklist.
    ");
    insta::assert_snapshot!(in_full("/path apprentice to head baker"), @"
    From apprentice to head baker

    1. Apprentice → Baker → Head baker
      2 steps, as Ann describes it
      - up to baker
        - Ann (2019): next rung on At the oven (its title there: “Journeyman baker”). It adds all kinds of bread.
      - into management, as head baker, called usual by Ann
        - Bob (2022, second-hand): one person's own path
        - Ann (2019): next rung on At the oven. It adds the rota.
        - Ann (2019): after 4–6 years. The rota comes first.

    Sources
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
      - “My years in bread”, 2022 https://example.org/blog

    These are routes people describe, not a checklist.
    ");
}

#[test]
fn tracks_and_disputes() {
    insta::assert_snapshot!(in_short("/tracks"), @"
    Career tracks

    1 track, as people describe them. None of them is a rule.

    - At the oven (Ann, 2019): Apprentice → Journeyman baker → Head baker
    ");
    insta::assert_snapshot!(in_full("/tracks"), @"
    Career tracks

    1 track, as people describe them. None of them is a rule.

    At the oven
      Apprentice → Journeyman baker → Head baker
      From sweeping to baking. Described by Ann (2019). 2 opinions about it, 1 objecting.
    ");
    insta::assert_snapshot!(in_full("/tracks oven"), @"
    At the oven

    From sweeping to baking. Described by Ann (2019): advice of a public or professional body.

    3 rungs, lowest first
      1. Apprentice
      2. Journeyman baker (role: Baker): all kinds of bread (3 years)
      3. Head baker: the rota (5–8 years)

    Moves out (from any rung)
      - Shop manager
        - Ann (2019): the direction is our reading

    Disputed: Is baking night work?
      - Yes, all of it (Ann, 2019)
      - Not where the shop opens late (Bob, 2022)

    Opinions
      - Ann (2019): All of it is night work.
      - Bob (2022) disagrees with Ann: A shop that opens at noon needs no night.

    Sources
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
      - “My years in bread”, 2022 https://example.org/blog
    ");
    insta::assert_snapshot!(in_full("/disputes do bakers sleep"), @"
    Is baking night work?

    2 answers, by 1 public or professional body and 1 person describing their own career.

    Yes, all of it
      - Ann (2019): All of it is night work.

    Not where the shop opens late
      - Bob (2022): A shop that opens at noon needs no night.

    Sources
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
      - “My years in bread”, 2022 https://example.org/blog
    ");
    insta::assert_snapshot!(in_short("/about"), @"
    About nextrole

    Name a job role, and nextrole shows the possible next steps: who names each, when they said so, and who disagrees. It never decides who is right.

    The knowledge
      6 roles, 1 track, 12 statements and 1 dispute, by 2 people and organizations.
      2 sources, 2019–2022.

    Privacy
      nextrole does not store your questions or your identity; its operator may have questions without an answer counted, without who asked them. To limit abuse it keeps, in memory, how many questions you asked in the last minute. It reads messages only if they mention it or are sent to it directly.

    Something wrong or missing?
      Tell the person who runs this bot, or propose a change to a source file: what is claimed, by whom, and where to read it.

    Notices
      Contains licensed information from 1 publisher; the full version of this answer has their notices.
    ");
}

#[test]
fn notices_and_licenses() {
    let source = |id: &str, more: &str| format!("[source]\nid = \"{id}\"\ntitle = \"{id}\"\n{more}");
    let licensed = "publisher = \"Bakers' guild\"\nlicense = \"CC BY 4.0\"\nattribution = \"Of the guild.\"\n";
    let other = "publisher = \"Millers\"\nlicense = \"OGL 3.0\"\nattribution = \"Of the millers.\"\n";
    let sources = [source("a", other), source("b", licensed), source("c", licensed)];
    let [a, b, c] = sources.each_ref().map(String::as_str);
    let knowledge = knowledge_of_files(&[BAKERY[0], ("a.toml", a), ("b.toml", b), ("c.toml", c)]);
    let shown = ask(&knowledge, "/about", Detail::Full);
    insta::assert_snapshot!(shown.split("\nSomething").next().unwrap().rsplit_once("Privacy").unwrap().0, @"
    About nextrole

    Name a job role, and nextrole shows the possible next steps: who names each, when they said so, and who disagrees. It never decides who is right.

    The knowledge
      6 roles, 0 tracks, 0 statements and 0 disputes, by 2 people and organizations.
      3 sources, 3 undated.
    ");
    let alone = ask(&knowledge_of_files(&[BAKERY[0], ("a.toml", a)]), "/about", Detail::Brief);
    assert!(alone.contains("\n  1 source, 1 undated.\n"), "{alone}");
    insta::assert_snapshot!(shown.rsplit_once("what is claimed, by whom, and where to read it.").unwrap().1, @"


    Notices
      - Bakers' guild: Of the guild. (2 sources)
      - Millers: Of the millers. (1 source)
      Source licenses: CC BY 4.0 (2 sources), OGL 3.0 (1 source).
    ");
}

#[test]
fn who_says_so() {
    insta::assert_snapshot!(evidence("baker", "head-baker"), @"
    From baker to head baker

    Who says so
      1 public or professional body and 1 person describing their own career.
      - Head baker, called usual by Ann
        - Bob (2022, second-hand): one person's own path
        - Ann (2019): next rung on At the oven. It adds the rota.
        - Ann (2019): after 4–6 years. The rota comes first.

    Sources
      - “My years in bread”, 2022 https://example.org/blog
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
    ");
    insta::assert_snapshot!(evidence("oven", "shop-manager"), @"
    From At the oven to shop manager

    Who says so
      1 public or professional body.
      - Shop manager
        - Ann (2019): the direction is our reading

    Sources
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
    ");
}

/// A move between the roles of a knowledge, by Ann.
fn stated_move(from: &str, to: &str, kind: &str) -> String {
    format!("[[move]]\nfrom = \"{from}\"\nto = \"{to}\"\nkind = \"{kind}\"\nby = \"ann\"\n")
}

#[test]
fn a_move_onto_a_track_leads_to_any_rung() {
    let knowledge = bakery_with(&stated_move("shop-assistant", "oven", "switch"));
    let shown = ask(&knowledge, "/become apprentice", Detail::Full);
    insta::assert_snapshot!(shown.split("\nSources").next().unwrap(), @"
    How do people become an apprentice?

    From
      - Shop assistant
        - Ann (2023): to any rung of At the oven
    ");
}

#[test]
fn roles_that_are_only_related_are_compared_as_such() {
    let knowledge = bakery_with(&stated_move("baker", "shop-assistant", "related"));
    let shown = ask(&knowledge, "/compare baker, shop assistant", Detail::Full);
    insta::assert_snapshot!(shown.split("\nSources").next().unwrap(), @"
    Baker and shop assistant

    Baker: Makes bread.

    Which is more senior?
      None of our sources ranks these two roles.

    From one to the other
      - Related roles, not a next step (Ann, 2023)

    Baker
      On 1 track: At the oven (rung 2 of 3).

    Shop assistant
      Not on any track.
    ");
}

#[test]
fn sources_that_differ_on_the_direction_say_which_they_mean() {
    let knowledge = bakery_with(&stated_move("pastry-chef", "baker", "switch"));
    insta::assert_snapshot!(ask(&knowledge, "/next pastry chef", Detail::Brief), @"
    What comes after pastry chef?

    Usual next step
      1. Baker: 2 sources, 2022–2023; same level according to Ann (2019)
    ");
    let shown = ask(&knowledge, "/next pastry chef", Detail::Full);
    insta::assert_snapshot!(shown.split("\nCommon").next().unwrap(), @"
    What comes after pastry chef?

    Next steps
      - Baker
        - Ann (2023)
        - Bob (2022): up, one person's own path
        - Ann (2019): same level

    Sources
      - “Where bakers go”, 2023
      - “My years in bread”, 2022 https://example.org/blog
      - “The guild's handbook”, Bakers' guild, March 2019 https://example.org/guild (Reprinted with permission.)
    ");
}

/// Where one of the names is no role's, they are not called roles.
#[test]
fn things_that_a_word_may_mean() {
    let roles = "[source]\nid = \"a\"\ntitle = \"A\"\n[[role]]\nid = \"night-baker\"\nname = \"Night baker\"\n";
    let role = "[[role]]\nid = \"night-porter\"\nname = \"Night porter\"\n";
    let term = "[[term]]\nid = \"night-porter\"\nname = \"Night porter\"\ncovers = [\"night-baker\"]\n";
    let opening = |more: &str| {
        let knowledge = knowledge_of_files(&[("a.toml", &format!("{roles}{more}"))]);
        ask(&knowledge, "/define night", Detail::Brief).lines().nth(2).unwrap().to_owned()
    };
    insta::assert_snapshot!(opening(role), @"“night” could mean several roles.");
    insta::assert_snapshot!(opening(term), @"“night” could mean several things.");
}

/// A word for two roles, and one for a role, a term and a track.
#[test]
fn which_one() {
    insta::assert_snapshot!(in_short("/next master"), @"
    Which one?

    “Master” can mean several roles.

    - Head baker
    - Shop manager
    ");
    insta::assert_snapshot!(in_short("/define oven shop"), @"
    Not found

    I don't know “oven shop”.

    Closest matches
      - Shop assistant
      - Shop manager

    Use /tracks to see all career tracks.
    ");
}

/// Shapes and values of the contract, which a text does not show.
#[test]
fn identifiers_and_what_we_inferred_are_marked() {
    insta::assert_snapshot!(as_json("/define baker"), @r#"
    {
      "answer": "define",
      "about": {
        "kind": "role",
        "id": "baker",
        "name": "Baker"
      },
      "summary": "Makes bread.",
      "interpretation": null,
      "may_mean": [],
      "identifiers": [
        {
          "scheme": "onet-soc",
          "name": "O*NET",
          "code": "51-3011.00",
          "url": "https://www.onetonline.org/link/summary/51-3011.00"
        },
        {
          "scheme": "esco",
          "name": "ESCO",
          "code": "00cee175-1376-43fb-9f02-ba3d7a910a58",
          "url": "http://data.europa.eu/esco/occupation/00cee175-1376-43fb-9f02-ba3d7a910a58"
        }
      ],
      "definitions": [],
      "viewpoints": [
        {
          "id": "not-nights",
          "attribution": {
            "by": "Bob",
            "source": {
              "id": "blog",
              "title": "My years in bread",
              "kind": "account",
              "publisher": null,
              "published": "2022",
              "url": "https://example.org/blog",
              "attribution": null,
              "short": null
            },
            "confidence": "high"
          },
          "stance": "disagrees",
          "replies_to": "Ann",
          "about": [
            {
              "kind": "track",
              "id": "oven",
              "name": "At the oven"
            },
            {
              "kind": "role",
              "id": "baker",
              "name": "Baker"
            }
          ],
          "text": "A shop that opens at noon needs no night."
        },
        {
          "id": "both",
          "attribution": {
            "by": "Bob",
            "source": {
              "id": "blog",
              "title": "My years in bread",
              "kind": "account",
              "publisher": null,
              "published": "2022",
              "url": "https://example.org/blog",
              "attribution": null,
              "short": null
            },
            "confidence": "high"
          },
          "stance": "asks",
          "replies_to": null,
          "about": [
            {
              "kind": "role",
              "id": "head-baker",
              "name": "Head baker"
            },
            {
              "kind": "role",
              "id": "baker",
              "name": "Baker"
            }
          ],
          "text": "Why does the rota fall to bakers?"
        }
      ],
      "disputes": [
        {
          "id": "night-work",
          "question": "Is baking night work?",
          "topic": null,
          "about": [
            {
              "kind": "track",
              "id": "oven",
              "name": "At the oven"
            },
            {
              "kind": "role",
              "id": "baker",
              "name": "Baker"
            }
          ],
          "sides": [
            {
              "says": "Yes, all of it",
              "statements": [
                {
                  "kind": "viewpoint",
                  "id": "nights",
                  "attribution": {
                    "by": "Ann",
                    "source": {
                      "id": "guild",
                      "title": "The guild's handbook",
                      "kind": "guidance",
                      "publisher": "Bakers' guild",
                      "published": "2019-03",
                      "url": "https://example.org/guild",
                      "attribution": "Reprinted with permission.",
                      "short": null
                    },
                    "confidence": "high"
                  },
                  "from": [],
                  "to": [],
                  "text": "All of it is night work.",
                  "account": false,
                  "inferred": false
                }
              ]
            },
            {
              "says": "Not where the shop opens late",
              "statements": [
                {
                  "kind": "viewpoint",
                  "id": "not-nights",
                  "attribution": {
                    "by": "Bob",
                    "source": {
                      "id": "blog",
                      "title": "My years in bread",
                      "kind": "account",
                      "publisher": null,
                      "published": "2022",
                      "url": "https://example.org/blog",
                      "attribution": null,
                      "short": null
                    },
                    "confidence": "high"
                  },
                  "from": [],
                  "to": [],
                  "text": "A shop that opens at noon needs no night.",
                  "account": false,
                  "inferred": false
                }
              ]
            }
          ]
        }
      ]
    }
    "#);
    insta::assert_snapshot!(as_json("/path apprentice to shop manager"), @r#"
    {
      "answer": "path",
      "from": {
        "kind": "role",
        "id": "apprentice",
        "name": "Apprentice"
      },
      "to": {
        "kind": "role",
        "id": "shop-manager",
        "name": "Shop manager"
      },
      "interpretations": [],
      "via": [],
      "legs": [],
      "routes": [
        {
          "roles": [
            "apprentice",
            "shop-manager"
          ],
          "steps": 1,
          "leaves_field": false,
          "through_management": false,
          "stated_in_full_by": [],
          "hops": [
            {
              "from": {
                "kind": "role",
                "id": "apprentice",
                "name": "Apprentice"
              },
              "to": {
                "kind": "role",
                "id": "shop-manager",
                "name": "Shop manager"
              },
              "direction": "into-management",
              "usual": false,
              "sources": 1,
              "statements": [
                {
                  "attribution": {
                    "by": "Ann",
                    "source": {
                      "id": "guild",
                      "title": "The guild's handbook",
                      "kind": "guidance",
                      "publisher": "Bakers' guild",
                      "published": "2019-03",
                      "url": "https://example.org/guild",
                      "attribution": "Reprinted with permission.",
                      "short": null
                    },
                    "confidence": "high"
                  },
                  "direction": "into-management",
                  "basis": {
                    "kind": "any-rung",
                    "track": {
                      "kind": "track",
                      "id": "oven",
                      "name": "At the oven"
                    }
                  },
                  "usual": false,
                  "account": false,
                  "inferred": true,
                  "years": null,
                  "note": null
                }
              ],
              "demotes_on": []
            }
          ]
        }
      ],
      "nearest_reachable": null,
      "origins": [],
      "has_exit": true,
      "years": null
    }
    "#);
}
