//! What is replied to what is typed.

mod agreement;
mod claims;
mod compare;
mod coverage;
mod disputes;
mod in_full;
mod levels;
mod order;
mod path;
mod shown;
mod small_talk;
mod transcripts;
mod years;

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

/// A brief reply is at most 15 lines and 1,200 characters, with at most 5 buttons.
fn assert_short(reply: &Reply) {
    let headings = reply.blocks.iter().filter_map(|block| block.heading.as_deref());
    let lines = reply.blocks.iter().flat_map(|block| &block.lines);
    let text = lines.clone().flat_map(|line| &line.spans).map(|span| span.text.as_str());
    let chars: usize =
        text.chain(headings.clone()).chain([reply.title.as_str()]).map(|text| text.chars().count()).sum();
    let lines = 1 + headings.count() + lines.count();
    assert!(lines <= 15 && chars <= 1_200, "{}: {lines} lines, {chars} characters", reply.title);
    assert!(reply.buttons.len() <= 5, "{}", reply.title);
}

/// Vocabulary, and a file for each source: the text is split at `===`; each begins with its kind and publisher.
fn knowledge_of_many(vocabulary: &str, sources: &str) -> nextrole::knowledge::model::Knowledge {
    use nextrole::knowledge::problem::{SourceFile, SourceFiles};
    let mut files = vec![SourceFile { path: "roles.toml".to_owned(), text: vocabulary.to_owned() }];
    for (number, source) in sources.split("===").enumerate() {
        let (head, body) = source.trim().split_once('\n').unwrap();
        let (kind, publisher) = head.split_once(' ').unwrap();
        let text = format!(
            "[source]\nid = \"s{number}\"\ntitle = \"T{number}\"\npublisher = \"{publisher}\"\nkind = \"{kind}\"\npublished = \"2020\"\n{body}\n"
        );
        files.push(SourceFile { path: format!("s{number}.toml"), text });
    }
    let options = nextrole::knowledge::Options { errors_only: true, ..nextrole::knowledge::Options::default() };
    let loaded = nextrole::knowledge::check(SourceFiles(files), &options);
    loaded.knowledge.unwrap_or_else(|| panic!("{:?}", loaded.problems))
}
