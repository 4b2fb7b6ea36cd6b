//! What the README shows is what the program does.

use nextrole::answer::{Engine, MapRequest};
use nextrole::knowledge::problem::{SourceFile, SourceFiles};
use nextrole::knowledge::{Options, check};
use nextrole::question::Question;
use nextrole::reply::picture::{png, svg};
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{Detail, reply};

use crate::shipped;

const README: &str = include_str!("../../README.md");

/// The fenced blocks of a language, in their order.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    README.split(&fence).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

#[test]
fn the_answer_shown_is_the_answer_given() {
    let (asked, shown) = blocks("text")[0].strip_prefix("> ").unwrap().split_once("\n\n").unwrap();
    let engine = Engine::new(shipped());
    let answer = engine.respond(&Question::parse(asked).unwrap());
    let given = text(&reply(&answer, Detail::Brief), Layout { width: usize::MAX, has_styles: false });
    assert_eq!(shown.trim_end(), given.trim_end());
}

#[test]
fn the_knowledge_shown_has_the_form_of_knowledge() {
    let text = blocks("toml")[0].to_owned();
    let loaded = check(SourceFiles(vec![SourceFile { path: "readme.toml".to_owned(), text }]), &Options::default());
    // It is a part of a knowledge, so what it speaks of is not all there; nothing else may be wrong with it.
    let is_elsewhere = |code: &&str| matches!(*code, "unknown-reference" | "without-source");
    let codes = loaded.problems.iter().map(|problem| problem.code.name());
    let wrong: Vec<&str> = codes.filter(|code| !is_elsewhere(code)).collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_invite_asks_for_what_answering_takes() {
    // Source: <https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags>
    const VIEW_CHANNEL: u64 = 1 << 10;
    const SEND_MESSAGES: u64 = 1 << 11;
    const EMBED_LINKS: u64 = 1 << 14;
    const ATTACH_FILES: u64 = 1 << 15;
    const READ_MESSAGE_HISTORY: u64 = 1 << 16;
    const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;
    let needed =
        VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | ATTACH_FILES | READ_MESSAGE_HISTORY | SEND_MESSAGES_IN_THREADS;
    let link = README.lines().find(|line| line.contains("oauth2/authorize")).unwrap();
    assert!(link.contains("scope=bot+applications.commands&"), "{link}");
    assert!(link.ends_with(&format!("permissions={needed}")), "{link}, not {needed}");
}

/// The decoded pixels: how well they are compressed depends on what else the program was built with.
fn pixels(png: &[u8]) -> (Vec<u8>, Option<Vec<u8>>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    (pixels, reader.info().palette.as_deref().map(<[u8]>::to_vec))
}

/// The pictures are those of the shipped knowledge. Where they are not, draw them anew:
/// `cargo run -- map --track management -o tests/fixtures/pictures/management.png`, and the other one with
/// `--role design`.
#[test]
fn the_pictures_shown_are_those_drawn() {
    let engine = Engine::new(shipped());
    let pictures = [
        ("management.png", MapRequest::Track("management".to_owned())),
        ("design.png", MapRequest::Role("design".to_owned())),
    ];
    for (name, map) in pictures {
        let path = format!("tests/fixtures/pictures/{name}");
        assert!(README.contains(&path), "{path} is not shown");
        let shown = std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
        assert!(shown.len() < 120 * 1024, "{path} is large");
        let drawn = png(&svg(&engine.map_view(&map).unwrap())).unwrap();
        assert!(pixels(&shown) == pixels(&drawn), "{path} is not what is drawn now: draw it anew");
    }
}
