//! What is replied to what is typed.

mod claims;
mod compare;
mod coverage;
mod disputes;
mod order;
mod levels;
mod path;
mod shown;
mod small_talk;
mod transcripts;

use nextrole::answer::Engine;
use nextrole::knowledge::model::Knowledge;
use nextrole::question::Question;
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{Detail, Reply, reply};

fn reply_to(knowledge: &Knowledge, typed: &str, detail: Detail) -> Reply {
    let engine = Engine::new(knowledge.clone());
    reply(&engine.respond(&Question::parse(typed).unwrap()), detail)
}

fn ask(knowledge: &Knowledge, typed: &str, detail: Detail) -> String {
    text(&reply_to(knowledge, typed, detail), Layout { width: usize::MAX, has_styles: false })
}
