//! `nextrole chat`, with lines from a pipe.

use crate::program::{folder, nextrole};

fn chat(typed: &str) -> String {
    let folder = folder(&[("k/all.toml", crate::SMALL)]);
    nextrole("chat --knowledge").arg(folder.path().join("k")).typed(typed).prints()
}

#[test]
fn a_number_follows_a_suggestion() {
    insta::assert_snapshot!(chat("/next helpdesk\n2\n"), @"
    What comes after Helpdesk?

    Up
      - Ops, the way most people take, says Bob (Ann, 2005; Bob, 2005)

    Where it stands
      - The way up: rung 1 of 2, the lowest (Ann, 2005)

    [1] Show everything  [2] Next: Ops  [3] Map  [4] Compare with Ops  [5] Track: The way up

    What comes after Ops?

    Keeps it running.
    It is the top of The way up: no rung comes after it there.

    Up
      - Ops lead (Bob, 2005, second hand)

    Where it stands
      - The way up: rung 2 of 2, the top (Ann, 2005)

    Who comes into it
      Helpdesk

    What people say
      - Ann (2005) says: Everybody starts at the helpdesk.
      - Bob (2005) disagrees with Ann: Not everybody does.

    [1] Show everything  [2] Next: Ops lead  [3] Map  [4] Compare with Ops lead  [5] Define Ops  [6] Track: The way up
    ");
}

#[test]
fn a_number_that_leads_nowhere() {
    insta::assert_snapshot!(chat("1\n/next ops\n[99]\n99999999999999999999999\n"), @"
    There is nothing to choose from yet: ask something first.

    What comes after Ops?

    Keeps it running.
    It is the top of The way up: no rung comes after it there.

    Up
      - Ops lead (Bob, 2005, second hand)

    Where it stands
      - The way up: rung 2 of 2, the top (Ann, 2005)

    Who comes into it
      Helpdesk

    What people say
      - Ann (2005) says: Everybody starts at the helpdesk.
      - Bob (2005) disagrees with Ann: Not everybody does.

    [1] Show everything  [2] Next: Ops lead  [3] Map  [4] Compare with Ops lead  [5] Define Ops  [6] Track: The way up

    There is no [99]: the last answer has 1 to 6.

    Not found

    Nothing here is near “99999999999999999999999”.

    /tracks shows the career tracks that are known here.

    [1] All tracks
    ");
}

#[test]
fn nothing_typed_ends_the_chat() {
    let said = chat("\n/\n/nxt ops\n\u{0}\n\u{1b}[31m\n-1\n/next\n/quit\n/tracks\n");
    assert!(said.contains("There is no command /nxt; did you mean `/next helpdesk`? (/help shows all)"), "{said}");
    assert!(!said.contains("As people describe them"), "nothing is answered after /quit: {said}");
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn what_is_no_text_ends_nothing() {
    let said = nextrole("chat").typed(b"\xff\xfe\n/tracks").prints();
    assert!(said.contains("Technical track"), "{said}");
}

#[test]
fn help() {
    insta::assert_snapshot!(chat("/help\n"), @r#"
    /next helpdesk         What comes next after a role, who says so, and who objects
    /path helpdesk to sre  The ways from one role to another, and who says that they exist
    /compare sysadmin, sre Two roles side by side: who puts one above the other, who calls them peers
    /define architect      What a role or a word like "architect" is said to mean, and by whom
    /tracks technical      All career tracks, or one of them in detail
    /about                 What this is, how old its knowledge is, whose it is, and what is kept of you
    /help                  This list
    /quit                  End the chat; Ctrl-D does too
    I'm a sysadmin         Any question in words
    "#);
}
