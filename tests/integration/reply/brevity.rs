//! A brief reply fits on a phone screen, and its full version leaves nothing out.

use std::collections::BTreeMap;

use nextrole::answer::Engine;
use nextrole::knowledge::model::Knowledge;
use nextrole::question::{Pair, Question, Reference};
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{Detail, MAX_BRIEF_CHARS, MAX_BRIEF_LINES, Reply, reply};

use super::hostile;
use crate::shipped;

/// Maximum number of buttons: a row on Discord.
const MAX_BUTTONS: usize = 5;

/// Every role, term and track, the overviews, and a sample of pairs of roles.
pub(super) fn questions(knowledge: &Knowledge) -> Vec<(&'static str, Question)> {
    let roles: Vec<&str> = knowledge.vocabulary.roles.iter().map(|role| role.id.as_str()).collect();
    let id = |id: &str| Reference::Id(id.to_owned());
    let mut questions = vec![("tracks", Question::Tracks), ("about", Question::About)];
    questions.extend(roles.iter().map(|role| ("next", Question::Next(id(role)))));
    questions.extend(roles.iter().map(|role| ("become", Question::Become(id(role)))));
    questions.extend(roles.iter().map(|role| ("define", Question::Define(id(role)))));
    questions.extend(knowledge.vocabulary.terms.iter().map(|term| ("define", Question::Define(id(&term.id)))));
    questions.extend(knowledge.tracks.iter().map(|track| ("track", Question::Track(id(&track.id)))));
    for (number, from) in roles.iter().enumerate() {
        for to in roles.iter().skip(number % 7).step_by(7) {
            questions.push(("path", Question::Path(Pair::Both(id(from), id(to)))));
            questions.push(("compare", Question::Compare(Pair::Both(id(from), id(to)))));
        }
    }
    questions
}

fn plain(reply: &Reply) -> String {
    text(reply, Layout { width: usize::MAX, has_styles: false })
}

/// Lines that are not empty.
fn lines(reply: &Reply) -> usize {
    plain(reply).lines().filter(|line| !line.is_empty()).count()
}

/// Characters without markers and indentation.
fn chars(reply: &Reply) -> usize {
    let blocks = reply.blocks.iter().map(|block| {
        let spans = block.lines.iter().flat_map(|line| &line.spans).map(|span| span.text.chars().count());
        block.heading.as_deref().map_or(0, |heading| heading.chars().count()) + spans.sum::<usize>()
    });
    reply.title.chars().count() + blocks.sum::<usize>()
}

#[test]
fn brief_replies_keep_their_limits() {
    let mut longest: BTreeMap<&str, (usize, usize, String)> = BTreeMap::new();
    for knowledge in [shipped(), hostile()] {
        let engine = Engine::new(knowledge);
        for (kind, question) in questions(engine.knowledge()) {
            let brief = reply(&engine.respond(&question), Detail::Brief);
            let (lines, chars) = (lines(&brief), chars(&brief));
            let asked = question.to_command();
            assert!(lines <= MAX_BRIEF_LINES, "{asked} has {lines} lines:\n{}", plain(&brief));
            assert!(chars <= MAX_BRIEF_CHARS, "{asked} has {chars} characters:\n{}", plain(&brief));
            assert!(brief.buttons.len() <= MAX_BUTTONS, "{asked}: {:?}", brief.buttons);
            let entry = longest.entry(kind).or_default();
            if chars > entry.1 {
                *entry = (lines, chars, asked);
            }
        }
    }
    #[expect(clippy::print_stdout, reason = "how near the limits are is worth knowing")]
    for (kind, (lines, chars, asked)) in longest {
        println!("{kind}: {lines} lines, {chars} characters: {asked}");
    }
}

#[test]
fn what_is_left_out_is_one_press_away() {
    let engine = Engine::new(shipped());
    for (_, question) in questions(engine.knowledge()) {
        let answer = engine.respond(&question);
        let (brief, full) = (reply(&answer, Detail::Brief), reply(&answer, Detail::Full));
        let more = brief.buttons.iter().find(|button| button.detail == Detail::Full);
        match more {
            Some(more) => assert_eq!(Some(&more.question), brief.question.as_ref()),
            None => assert_eq!(plain(&brief), plain(&full), "nothing leads to the rest"),
        }
        assert!(full.buttons.len() <= MAX_BUTTONS, "{}", question.to_command());
        assert_eq!(full.buttons.iter().find(|button| button.question == question), None);
    }
}
