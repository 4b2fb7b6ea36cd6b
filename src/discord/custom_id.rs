//! The whole question of a button, in the 100 characters that Discord allows.
//!
//! A button works after a restart, after a reload and on another machine, because nothing about it is kept in memory:
//! `1:next:b:0:helpdesk` is version 1, `/next`, brief, first page, about the role `helpdesk`; with `B` for brief, the
//! answer is shared with everybody.

use std::borrow::Cow;

use crate::knowledge::model::short_id;
use crate::question::{Pair, Question, Reference};
use crate::reply::Detail;

/// The version that is written. Raise it when the meaning of a field changes, and still read the old ones.
const VERSION: &str = "1";

/// What the button says that removes a public answer. Whose answer it is, Discord tells with the press.
pub const REMOVE: &str = "1:remove";

/// Most pages of a reply that can be asked for; a reply has far fewer.
pub const MAX_PAGES: usize = 1000;

/// What a button asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Press {
    /// The question.
    pub question: Question,
    /// How much of the answer to show.
    pub detail: Detail,
    /// Which page of it, counted from 0.
    pub page: usize,
    /// Whether the answer is shared: it is posted again for everybody in the channel.
    pub share: bool,
}

impl Press {
    /// The first page of the answer, for the person who presses.
    pub(super) fn first(question: &Question, detail: Detail) -> Press {
        Press { question: question.clone(), detail, page: 0, share: false }
    }
}

/// The press as a `custom_id`, at most 100 characters for any id that knowledge may have.
///
/// `None` for a question that a person typed: its length has no limit.
pub fn encode(press: &Press) -> Option<String> {
    let (verb, about) = match &press.question {
        Question::Next(Reference::Id(id)) => ("next", short_id(id)),
        Question::Become(Reference::Id(id)) => ("become", short_id(id)),
        Question::Dispute(Reference::Id(id)) => ("dispute", short_id(id)),
        Question::Disputes => ("disputes", Cow::Borrowed("")),
        Question::Define(Reference::Id(id)) => ("define", short_id(id)),
        Question::Track(Reference::Id(id)) => ("track", short_id(id)),
        Question::Map(Reference::Id(id)) => ("map", short_id(id)),
        Question::Tracks => ("tracks", Cow::Borrowed("")),
        Question::About => ("about", Cow::Borrowed("")),
        Question::Path(Pair::Both(Reference::Id(from), Reference::Id(to))) => ("path", two(from, to)),
        Question::Compare(Pair::Both(Reference::Id(one), Reference::Id(other))) => ("compare", two(one, other)),
        Question::Evidence(Reference::Id(from), Reference::Id(to)) => ("evidence", two(from, to)),
        Question::Next(Reference::Typed(_))
        | Question::Become(Reference::Typed(_))
        | Question::Dispute(Reference::Typed(_))
        | Question::Define(Reference::Typed(_))
        | Question::Track(Reference::Typed(_)) => {
            return None;
        }
        Question::Path(_) | Question::Compare(_) | Question::Evidence(..) => return None,
        Question::Map(Reference::Typed(_)) | Question::FreeText(_) | Question::ServerRoles(_) => return None,
    };
    let detail = match (press.detail, press.share) {
        (Detail::Brief, false) => "b",
        (Detail::Full, false) => "f",
        (Detail::Brief, true) => "B",
        (Detail::Full, true) => "F",
    };
    Some(format!("{VERSION}:{verb}:{detail}:{}:{about}", press.page.min(MAX_PAGES - 1)))
}

/// Two ids in the field for one: no id has a colon.
fn two(one: &str, other: &str) -> Cow<'static, str> {
    Cow::Owned(format!("{}:{}", short_id(one), short_id(other)))
}

/// What a `custom_id` asks; `None` if no version of the bot wrote it.
pub fn decode(custom_id: &str) -> Option<Press> {
    let fields: Vec<&str> = custom_id.splitn(5, ':').collect();
    let [VERSION, verb, detail, page, about] = fields.as_slice() else { return None };
    let asked = || Reference::Id((*about).to_owned());
    let question = match (*verb, about.is_empty()) {
        ("next", false) => Question::Next(asked()),
        ("become", false) => Question::Become(asked()),
        ("dispute", false) => Question::Dispute(asked()),
        ("disputes", true) => Question::Disputes,
        ("define", false) => Question::Define(asked()),
        ("track", false) => Question::Track(asked()),
        ("map", false) => Question::Map(asked()),
        ("tracks", true) => Question::Tracks,
        ("about", true) => Question::About,
        ("path" | "compare" | "evidence", false) => {
            let (one, other) = about.split_once(':').filter(|(one, other)| !one.is_empty() && !other.is_empty())?;
            let (one, other) = (Reference::Id(one.to_owned()), Reference::Id(other.to_owned()));
            match *verb {
                "path" => Question::Path(Pair::Both(one, other)),
                "compare" => Question::Compare(Pair::Both(one, other)),
                _ => Question::Evidence(one, other),
            }
        }
        _ => return None,
    };
    let (detail, share) = match *detail {
        "b" => (Detail::Brief, false),
        "f" => (Detail::Full, false),
        "B" => (Detail::Brief, true),
        "F" => (Detail::Full, true),
        _ => return None,
    };
    let page = page.parse().ok().filter(|page| *page < MAX_PAGES)?;
    Some(Press { question, detail, page, share })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::model::{MAX_ID_CHARS, MAX_SHORT_ID_CHARS};
    use crate::question::COMMANDS;
    use crate::reply::limits::CUSTOM_ID_CHARS;

    fn presses(id: &str) -> Vec<Press> {
        let id = || Reference::Id(id.to_owned());
        let questions = [
            Question::Next(id()),
            Question::Become(id()),
            Question::Dispute(id()),
            Question::Disputes,
            Question::Define(id()),
            Question::Track(id()),
            Question::Map(id()),
            Question::Tracks,
            Question::Evidence(id(), id()),
            Question::Path(Pair::Both(id(), id())),
            Question::Compare(Pair::Both(id(), id())),
            Question::About,
        ];
        let of = |question: Question| {
            [(Detail::Brief, false), (Detail::Full, false), (Detail::Brief, true), (Detail::Full, true)]
                .map(|(detail, share)| Press { question: question.clone(), detail, page: MAX_PAGES - 1, share })
        };
        questions.into_iter().flat_map(of).collect()
    }

    #[test]
    fn every_press_fits() {
        for press in presses(&"x".repeat(MAX_ID_CHARS)) {
            let written = encode(&press).unwrap();
            assert!(written.len() <= CUSTOM_ID_CHARS, "{written} has {} characters", written.len());
            assert!(decode(&written).is_some(), "{written}");
        }
    }

    #[test]
    fn every_press_is_decoded_again() {
        for press in presses(&"x".repeat(MAX_SHORT_ID_CHARS)) {
            assert_eq!(decode(&encode(&press).unwrap()), Some(press));
        }
    }

    /// The same question, as a button asks it.
    fn by_ids(question: Question) -> Question {
        let id = |asked: Reference| Reference::Id(asked.as_str().to_owned());
        let both = |pair: Pair| match pair {
            Pair::Both(one, other) => Pair::Both(id(one), id(other)),
            text @ Pair::Text(_) => text,
        };
        match question {
            Question::Next(asked) => Question::Next(id(asked)),
            Question::Become(asked) => Question::Become(id(asked)),
            Question::Define(asked) => Question::Define(id(asked)),
            Question::Track(asked) => Question::Track(id(asked)),
            Question::Dispute(asked) => Question::Dispute(id(asked)),
            Question::Map(asked) => Question::Map(id(asked)),
            Question::Evidence(one, other) => Question::Evidence(id(one), id(other)),
            Question::Path(pair) => Question::Path(both(pair)),
            Question::Compare(pair) => Question::Compare(both(pair)),
            other @ (Question::Tracks | Question::Disputes | Question::About) => other,
            other @ (Question::ServerRoles(_) | Question::FreeText(_)) => other,
        }
    }

    /// With each option and without: a command that is added is carried by buttons too.
    #[test]
    fn a_button_can_ask_every_command() {
        for form in COMMANDS {
            for value in ["", "ops"] {
                let given: Vec<(&str, &str)> = form.options.iter().map(|option| (option.name, value)).collect();
                let needs_more = value.is_empty() && form.options.iter().any(|option| option.required);
                // Without a role, `/next` asks about server roles.
                if needs_more || value.is_empty() && form.name == "next" {
                    continue;
                }
                let press = Press::first(&by_ids(Question::from_command(form.name, &given).unwrap()), Detail::Brief);
                assert_eq!(encode(&press).and_then(|id| decode(&id)), Some(press), "/{} {value}", form.name);
            }
        }
    }

    #[test]
    fn typed_text_is_not_encoded() {
        let press = |question: Question| Press::first(&question, Detail::Brief);
        assert_eq!(encode(&press(Question::FreeText("helpdesk?".to_owned()))), None);
        assert_eq!(encode(&press(Question::Next(Reference::Typed("helpdesk".to_owned())))), None);
        assert_eq!(encode(&press(Question::Path(Pair::Text("helpdesk to ops".to_owned())))), None);
        let half = Pair::Both(Reference::Id("helpdesk".to_owned()), Reference::Typed("ops".to_owned()));
        assert_eq!(encode(&press(Question::Compare(half))), None);
    }

    #[test]
    fn what_no_version_wrote_is_refused() {
        let cases = [
            "",
            "1",
            "2:next:b:0:helpdesk",
            "1:next:b:0:",
            "1:next:b:1000:ops",
            "1:next:b:-1:ops",
            "1:next:x:0:ops",
            "1:tracks:b:0:ops",
            "1:delete:b:0:ops",
            "1:evidence:b:0:ops",
            "1:path:b:0:ops",
            "1:path:b:0:ops:",
            "1:compare:b:0::ops",
            "1:about:b:0:ops",
            "é:::::",
            "1:next:b:0",
        ];
        for custom_id in cases {
            assert_eq!(decode(custom_id), None, "{custom_id:?}");
        }
    }
}
