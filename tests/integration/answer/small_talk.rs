//! Small talk and questions that are out of scope.

use nextrole::answer::{Engine, answer};
use nextrole::knowledge::model::Knowledge;
use nextrole::question::{Intent, OffTopic, Query, SmallTalk};
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{Detail, Reply, reply};

use crate::{SMALL, knowledge_of, shipped};

fn reply_to(knowledge: Knowledge, intent: Intent) -> Reply {
    reply(&answer(&Engine::new(knowledge), &Query::new(intent)), Detail::Brief)
}

fn say(knowledge: Knowledge, intent: Intent) -> String {
    text(&reply_to(knowledge, intent), Layout { width: usize::MAX, has_styles: false })
}

#[test]
fn help_has_examples_from_the_knowledge() {
    insta::assert_snapshot!(say(shipped(), Intent::Help(SmallTalk::Help)), @"
    Ask me what comes after a role

    I show what people and employers say, with names and years. I never decide who is right.

    - “next after helpdesk”: where people go from there, and who disagrees
    - “what leads to staff engineer?”: who gets there, and how
    - “from helpdesk to staff engineer”: the routes between two roles
    - “staff engineer or information security engineer?”: two roles compared
    - “what is information security engineer?”: what people say it is
    ");
    insta::assert_snapshot!(say(knowledge_of(SMALL), Intent::Help(SmallTalk::Greeting)), @"
    Ask me what comes after a role

    I show what people and employers say, with names and years. I never decide who is right.

    - “next after helpdesk”: where people go from there, and who disagrees
    - “what leads to ops?”: who gets there, and how
    - “from helpdesk to ops”: the routes between two roles
    - “ops or ops lead?”: two roles compared
    - “what is ops lead?”: what people say it is
    ");
}

#[test]
fn help_without_roles() {
    insta::assert_snapshot!(say(Knowledge::default(), Intent::Help(SmallTalk::Help)), @"
    Ask me what comes after a role

    I show what people and employers say, with names and years. I never decide who is right.
    ");
}

#[test]
fn help_is_short_and_its_buttons_work() {
    let shown = say(shipped(), Intent::Help(SmallTalk::Help));
    assert!(shown.lines().filter(|line| !line.is_empty()).count() <= 10, "{shown}");
    let buttons = reply_to(shipped(), Intent::Help(SmallTalk::Help)).buttons;
    let labels: Vec<&str> = buttons.iter().map(|button| button.label.as_str()).collect();
    assert_eq!(labels, ["Next: Helpdesk", "All tracks", "Where people disagree", "About"]);
}

#[test]
fn thanks_are_short() {
    insta::assert_snapshot!(say(shipped(), Intent::Help(SmallTalk::Thanks)), @"
    You're welcome.

    Good luck!
    ");
    assert!(reply_to(shipped(), Intent::Help(SmallTalk::Thanks)).buttons.is_empty());
}

#[test]
fn json_names_what_was_said() {
    let engine = Engine::new(knowledge_of(SMALL));
    let json = |intent: Intent| serde_json::to_string(&answer(&engine, &Query::new(intent))).unwrap();
    let talk = [SmallTalk::Help, SmallTalk::Greeting, SmallTalk::Thanks].map(|talk| json(Intent::Help(talk)));
    let topics = [OffTopic::Pay, OffTopic::Other];
    let topics = topics.map(|topic| json(Intent::OutOfScope { topic, role: None, dispute: None }));
    insta::assert_snapshot!([talk.as_slice(), &topics].concat().join("\n"), @r#"
    {"answer":"help","talk":"help","examples":[{"kind":"role","id":"helpdesk","name":"Helpdesk"},{"kind":"role","id":"ops","name":"Ops"},{"kind":"role","id":"ops-lead","name":"Ops lead"}]}
    {"answer":"help","talk":"greeting","examples":[{"kind":"role","id":"helpdesk","name":"Helpdesk"},{"kind":"role","id":"ops","name":"Ops"},{"kind":"role","id":"ops-lead","name":"Ops lead"}]}
    {"answer":"help","talk":"thanks","examples":[{"kind":"role","id":"helpdesk","name":"Helpdesk"},{"kind":"role","id":"ops","name":"Ops"},{"kind":"role","id":"ops-lead","name":"Ops lead"}]}
    {"answer":"out-of-scope","topic":"pay","role":null,"dispute":null}
    {"answer":"out-of-scope","topic":"other","role":null,"dispute":null}
    "#);
}

#[test]
fn out_of_scope() {
    let knowledge = shipped();
    let role = knowledge.role_with_id("sre");
    let pay = Intent::OutOfScope { topic: OffTopic::Pay, role, dispute: None };
    insta::assert_snapshot!(say(shipped(), pay), @"
    Not what I know

    I know roles and the steps between them, not pay. Do you want to see what comes after site reliability engineer?
    ");
    assert_eq!(reply_to(shipped(), pay).buttons[0].question.to_command(), "/next sre");
    let joke = Intent::OutOfScope { topic: OffTopic::Other, role: None, dispute: None };
    insta::assert_snapshot!(say(shipped(), joke), @"
    Not what I know

    I only know roles and the steps between them.
    ");
}
