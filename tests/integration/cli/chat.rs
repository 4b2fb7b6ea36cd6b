//! `nextrole chat`, with lines from a pipe.

use crate::program::{folder, nextrole};

fn chat(typed: &str) -> String {
    let folder = folder(&[("k/all.toml", crate::SMALL)]);
    nextrole("chat --knowledge").arg(folder.path().join("k")).typed(typed).prints()
}

#[test]
fn a_number_follows_a_suggestion() {
    insta::assert_snapshot!(chat("/next helpdesk\n2\n"), @"
    What comes after helpdesk?

    Usual next step
      1. Ops: next rung on The way up (Ann, 2005); usual according to Bob

    [1] Ops  [2] Map  [3] More

    Map around helpdesk

    Helpdesk is on 1 track, with 1 next step and no previous role.

    [1] Next: Helpdesk  [2] Track: The way up  [3] As text
    ");
}

#[test]
fn a_wrong_number_is_explained() {
    insta::assert_snapshot!(chat("1\n/next ops\n[99]\n99999999999999999999999\n"), @"
    Nothing to choose from yet; ask something first.

    What comes after ops?

    Keeps it running.

    Next step
      1. Ops lead: Bob, 2005, second-hand

    Where people disagree
      - Bob (2005) disagrees with Ann: Not everybody does.

    [1] Ops lead  [2] Map  [3] More

    There is no [99]; choose a number from 1 to 3.

    Not found

    I don't know “99999999999999999999999”.

    Use /tracks to see all career tracks.

    [1] All tracks
    ");
}

#[test]
fn nothing_typed_ends_the_chat() {
    let said = chat("\n/\n/nxt ops\n\u{0}\n\u{1b}[31m\n-1\n/next\n/quit\n/tracks\n");
    assert!(
        said.contains("There is no command /nxt; did you mean `/next Helpdesk`? Type /help for all commands."),
        "{said}"
    );
    assert!(!said.contains("The way up"), "answered after /quit: {said}");
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn invalid_utf_8_does_not_end_the_chat() {
    let said = nextrole("chat").typed(b"\xff\xfe\n/tracks").prints();
    assert!(said.contains("Technical track"), "{said}");
}

#[test]
fn help() {
    insta::assert_snapshot!(chat("/help\n"), @"
      /next [ROLE]          Next steps after a role: who recommends them and who disagrees
      /become ROLE          How people get to a role: where they usually come from and what is asked for
      /path FROM to TO      Routes from one role to another, with a source for each step
      /compare A, B         Two roles compared: what they mean and which is more senior
      /define TERM          What a role or a word means, and who says so
      /tracks [TRACK]       All career tracks, or one in detail
      /disputes [QUESTION]  What people disagree about, or one question with all sides
      /about                About this bot: where its knowledge comes from, how recent it is, and your privacy
      /suggest              Suggest a role, a name, a next step or an opinion; you get it as TOML
      /help                 Show this list
      /quit                 Leave the chat, like Ctrl-D

    For example: /next Helpdesk. You can also ask in your own words.
    ");
}

#[test]
fn the_banner_s_example_comes_from_the_knowledge() {
    let folder = folder(&[("k/all.toml", "[[role]]\nid = \"nurse\"\nname = \"Staff nurse\"\n")]);
    let shown = nextrole("chat --knowledge k").in_folder(folder.path()).typed("/help\n").prints();
    assert!(shown.contains("For example: /next Staff nurse."), "{shown}");
}

#[test]
fn a_reply_goes_on_from_the_last_answer() {
    let said = chat("/next helpdesk\nwho says so?\nand after that?\n");
    let titles: Vec<&str> = said.lines().filter(|line| line.starts_with("What comes after")).collect();
    assert_eq!(titles, ["What comes after helpdesk?", "What comes after helpdesk?", "What comes after ops?"], "{said}");
    assert!(said.contains("Sources\n"), "{said}");
}

#[test]
fn a_suggestion_is_asked_for_field_by_field() {
    let typed = "/suggest\n/suggest step\nhelpdesk\n\ngardener\nCleo Ng\nGreen careers, 2024-05\n\n";
    let said = chat(typed);
    let (questions, toml) = said.split_once("\n# For ").unwrap();
    insta::assert_snapshot!(questions, @r#"
    What do you want to suggest?

      /suggest role       A missing role
      /suggest name       Another name of a role
      /suggest step       A next step and its source
      /suggest viewpoint  An opinion and its source

    All at once, for example:
      /suggest step from="Helpdesk" to="Ops" who="Ann Lee" where="A talk, 2024"

    From which role? (As the bot calls it)

    To which role? (As the bot calls it)

    To which role? (As the bot calls it)

    Who says so? (The name of a person or an organization)

    Where? Title and date (The title of the page, 2024-05)

    Link to it (https://…; Enter to leave it out)
    "#);
    // All at once, it is the same.
    let folder = folder(&[("k/all.toml", crate::SMALL)]);
    let step = "/suggest step from=helpdesk to=gardener who=\"Cleo Ng\" where=\"Green careers, 2024-05\"";
    let at_once = nextrole("ask --knowledge k").in_folder(folder.path()).arg(step).prints();
    assert_eq!(format!("# For {}", toml.trim_end()), at_once.trim_end());
}

#[test]
fn a_command_ends_a_form() {
    insta::assert_snapshot!(chat("/suggest role\n/tracks\n1\n/suggest role name=\"Night porter\" aliases= summary= family=\n"), @r#"
    Name of the role (As most people call it)

    Career tracks

    1 track, as people describe them. None of them is a rule.

    - The way up (Ann, 2005): Helpdesk → Ops

    [1] More

    Career tracks

    1 track, as people describe them. None of them is a rule.

    The way up
      Helpdesk → Ops
      Described by Ann (2005).

    # For roles.toml. Checked: no problems.

    [[role]]
    id = "night-porter"
    name = "Night porter"
    "#);
}
