//! Replies: their length, and what becomes of a hostile knowledge, or one as large as it may be.

mod brevity;
mod markdown;
mod picture;
mod sentences;
mod text;

use std::fmt::Write as _;

use nextrole::answer::Engine;
use nextrole::knowledge::model::Knowledge;
use nextrole::question::Question;
use nextrole::reply::{Detail, Reply, reply};

/// Marks, mentions, links and screen commands; `é` has two bytes.
const NASTY: &str = "é*_~`|[x](https://evil.example)<@123> @everyone <#1> # > - \\ \u{202e}";

/// 100 characters that are a name to nobody.
fn name(number: usize) -> String {
    let start = format!("{NASTY} {number} ");
    start.chars().chain(std::iter::repeat('é')).take(100).collect()
}

/// As a basic string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// 25 tracks over the same roles, and for each a move, a definition and a viewpoint of 4,000 characters.
fn hostile() -> Knowledge {
    let long: String = format!("{NASTY} \u{1b}[31m").chars().cycle().take(4000).collect();
    let mut text = format!(
        "[source]\nid = \"s\"\ntitle = {}\nurl = \"https://example.org/x\"\nattribution = {}\n",
        quoted(&name(0)),
        quoted(&long)
    );
    for number in 0..25 {
        let (name, long) = (quoted(&name(number)), quoted(&format!("{number} {long}")));
        write!(
            text,
            "[[person]]\nid = \"p{number}\"\nname = {name}\n[[role]]\nid = \"r{number}\"\nname = {name}\nsummary = {long}\n\
             [[track]]\nid = \"t{number}\"\nname = {name}\nby = \"p{number}\"\nsummary = {long}\n\
             steps = [\"r0\", {{ role = \"r{}\", title = {name}, adds = {long} }}]\n\
             [[move]]\nfrom = \"r0\"\nto = \"t{number}\"\nkind = \"switch\"\nby = \"p{number}\"\nnote = {long}\n\
             [[definition]]\nof = \"r0\"\nby = \"p{number}\"\ntext = {long}\n\
             [[viewpoint]]\nid = \"v{number}\"\nby = \"p{number}\"\nstance = \"disagrees\"\nabout = [\"r0\", \"t0\"]\ntext = {long}\n",
            number.max(1)
        )
        .unwrap();
    }
    crate::knowledge_of(&text)
}

/// Every sort of reply that the hostile knowledge gives.
fn replies() -> Vec<Reply> {
    let knowledge = hostile();
    let engine = Engine::new(knowledge);
    let typed = [
        "/next r0",
        "/next r1",
        "/define r0",
        "/path r0 to r24",
        "/path r24 to r0",
        "/path <@1> to r1 -> @here",
        "/compare r0, r24",
        "/compare r0 vs \u{1b}[31m",
        "/about",
        "/tracks",
        "/tracks t0",
        "/next",
        "/next <@1> @here \u{1b}[31m*x*",
    ];
    let reply_to = |typed: &str, detail| reply(&engine.respond(&Question::parse(typed).unwrap()), detail);
    typed.iter().flat_map(|typed| [reply_to(typed, Detail::Brief), reply_to(typed, Detail::Full)]).collect()
}
