//! Which answers change: a small knowledge, changed in one place.

use insta::assert_snapshot;
use nextrole::answer::Engine;
use nextrole::diff::markdown::{MAX_CHARS, markdown};
use nextrole::diff::text::text;
use nextrole::diff::{Diff, MAX_PAIRS, diff};

use crate::{SMALL, knowledge_of};

fn of_texts(old: &str, new: &str) -> Diff {
    let [old, new] = [old, new].map(|text| Engine::new(knowledge_of(text)));
    diff(&old, &new, MAX_PAIRS, |_, _| ())
}

/// What changes if a part of the small knowledge is replaced; without what was compared.
fn replaced(part: &str, by: &str) -> String {
    assert!(SMALL.contains(part), "{part}");
    changed(&SMALL.replace(part, by))
}

/// What changes if something is added to the small knowledge.
fn with(addition: &str) -> String {
    changed(&format!("{SMALL}\n{addition}"))
}

fn changed(new: &str) -> String {
    let shown = text(&of_texts(SMALL, new), false);
    let (changes, compared) = shown.rsplit_once("\nCompared: ").unwrap();
    assert!(compared.starts_with("all questions of /next (4)") || new.matches("[[role]]").count() != 4, "{compared}");
    changes.to_owned()
}

#[test]
fn a_new_next_step() {
    let one = "[[move]]\nfrom = \"helpdesk\"\nto = \"ops-lead\"\nkind = \"step\"\nby = \"ann\"\n";
    assert_snapshot!(with(one), @"
    2 answers change, 1 route changes

    /next Helpdesk
      new: Ops lead (1 source)

    /become Ops lead
      new: Helpdesk (1 source)

    /path: 1 of 12 pairs change
      Helpdesk to Ops lead: Helpdesk → Ops lead instead of Helpdesk → Ops → Ops lead
    ");
    // It is called usual by two, so it comes first.
    let usual = one.replace("by =", "usual = true\nby =");
    let both = format!("{usual}\n{}", usual.replace("\"ann\"", "\"bob\""));
    assert_snapshot!(with(&both), @"
    2 answers change, 1 route changes

    /next Helpdesk
      new: Ops lead (1 source)

    /become Ops lead
      new: Helpdesk (1 source)

    /path: 1 of 12 pairs change
      Helpdesk to Ops lead: Helpdesk → Ops lead instead of Helpdesk → Ops → Ops lead
    ");
}

#[test]
fn a_next_step_that_is_gone() {
    let step = SMALL.split("[[move]]").nth(2).unwrap().split("[[").next().unwrap();
    assert_snapshot!(replaced(&format!("[[move]]{step}"), ""), @"
    2 answers change, 2 routes change, 2 comparisons change

    /next Ops
      gone: Ops lead

    /become Ops lead
      gone: Ops

    /path: 2 of 12 pairs change
      Helpdesk to Ops lead: no route instead of Helpdesk → Ops → Ops lead
      Ops to Ops lead: no route instead of Ops → Ops lead

    /compare: 2 of 6 pairs change
      Helpdesk and Ops lead: no known order instead of Ops lead is more senior
      Ops and Ops lead: no known order instead of Ops lead is more senior
    ");
}

#[test]
fn order() {
    let steps = |order: [&str; 3]| {
        let step = |to: &&str| format!("[[move]]\nfrom = \"gardener\"\nto = \"{to}\"\nkind = \"step\"\nby = \"ann\"\n");
        format!("{SMALL}\n{}", order.iter().map(step).collect::<String>())
    };
    let usual = |text: String| text + "usual = true\n";
    let [old, new] = [steps(["ops", "ops-lead", "helpdesk"]), usual(steps(["ops", "helpdesk", "ops-lead"]))];
    let shown = text(&of_texts(&old, &new), false);
    assert_snapshot!(shown.split("\n/become").next().unwrap(), @"
    2 answers change

    /next Gardener
      Ops lead moves from 2nd to 1st
      Ops lead is now called usual
      Ops lead: Ann (2005): now usual
    ");
}

#[test]
fn what_is_said_about_a_step() {
    assert_snapshot!(replaced("After a year.", "After two years."), @"
    2 answers change

    /next Helpdesk
      Ops: Bob (2005): usual, “After two years.” instead of usual, “After a year.”

    /become Ops
      Helpdesk: Bob (2005): usual, “After two years.” instead of usual, “After a year.”
    ");
    assert_snapshot!(replaced("usual = true\n", ""), @"
    2 answers change

    /next Helpdesk
      Ops is no longer called usual
      Ops: Bob (2005): “After a year.” instead of usual, “After a year.”

    /become Ops
      Helpdesk is no longer called usual
      Helpdesk: Bob (2005): “After a year.” instead of usual, “After a year.”
    ");
}

#[test]
fn names_and_descriptions() {
    assert_snapshot!(replaced("name = \"Ops\"", "name = \"Operations\""), @"
    1 answer changes

    /define Operations
      name: Operations instead of Ops
    ");
    assert_snapshot!(replaced("aliases = [\"service desk\"]", "aliases = [\"help point\"]"), @"
    1 answer changes

    /define Helpdesk
      other names: now also help point; no longer service desk
    ");
    assert_snapshot!(replaced("Keeps it running.", "Keeps all of it running."), @"
    1 answer changes

    /define Ops
      description: “Keeps all of it running.” instead of “Keeps it running.”
    ");
    assert_snapshot!(replaced("summary = \"Keeps it running.\"\n", ""), @"
    1 answer changes

    /define Ops
      description: no longer “Keeps it running.”
    ");
}

#[test]
fn a_role_comes_and_goes() {
    let role = "[[role]]\nid = \"cook\"\nname = \"Cook\"\n";
    let step = "[[move]]\nfrom = \"cook\"\nto = \"ops\"\nkind = \"switch\"\nby = \"ann\"\n";
    let more = format!("{SMALL}\n{role}\n{step}");
    assert_snapshot!(changed(&more), @"
    1 answer changes, 3 are new

    /next Cook is new
      new: Ops (1 source)

    /become Cook is new

    /become Ops
      new: Cook (1 source)

    /define Cook is new
    ");
    let shown = markdown(&of_texts(SMALL, &more));
    let heads: Vec<&str> =
        shown.lines().filter(|line| line.starts_with("**") || line.starts_with("<details")).collect();
    assert_snapshot!(heads.join("\n"), @"
    **nextrole:** 1 answer changes, 3 are new
    <details><summary><b>/next</b>: 1 answer is new</summary>
    <details><summary><b>/become</b>: 1 answer changes, 1 is new</summary>
    <details><summary><b>/define</b>: 1 answer is new</summary>
    ");
    let shown = text(&of_texts(&more, SMALL), false);
    assert_snapshot!(shown.split("\nCompared").next().unwrap(), @"
    1 answer changes, 3 are gone

    /next Cook is gone

    /become Cook is gone

    /become Ops
      gone: Cook

    /define Cook is gone
    ");
}

#[test]
fn tracks() {
    assert_snapshot!(
        replaced("steps = [\"helpdesk\", \"ops\"]", "steps = [\"ops\", { role = \"helpdesk\", years = \"2\" }, \"ops-lead\"]"),
        @"
    7 answers change, 2 routes change, 1 comparison changes

    /next Helpdesk
      new: Ops lead (1 source)
      Ops: no longer said by Ann (2005) on The way up
      track The way up: rung 2 of 3 instead of rung 1 of 2

    /next Ops
      new: Helpdesk (1 source)
      track The way up: rung 1 of 3 instead of rung 2 of 2

    /next Ops lead
      new track: The way up (rung 3 of 3)

    /become Helpdesk
      new: Ops (1 source)
      new requirement: Helpdesk on The way up

    /become Ops
      Helpdesk: no longer said by Ann (2005) on The way up

    /become Ops lead
      new: Helpdesk (1 source)

    /tracks The way up
      Ops moves from 2nd to 1st
      new rung: Ops lead
      rung Helpdesk: now years “2”

    /path: 2 of 12 pairs change
      Helpdesk to Ops lead: Helpdesk → Ops lead instead of Helpdesk → Ops → Ops lead
      Ops to Helpdesk: Ops → Helpdesk instead of no route

    /compare: 1 of 6 pairs change
      Helpdesk and Ops: a disputed order instead of Ops is more senior
    "
    );
}

#[test]
fn places_from_the_fourth_on() {
    let step =
        |from: &str, to: &str| format!("[[move]]\nfrom = \"{from}\"\nto = \"{to}\"\nkind = \"step\"\nby = \"ann\"\n");
    let role = |at: u32| format!("[[role]]\nid = \"role-{at}\"\nname = \"Role {at}\"\n");
    let roles: String = (1..=5).map(role).collect();
    let steps: String = (1..=5).map(|at| step("gardener", &format!("role-{at}"))).collect();
    let old = format!("{SMALL}\n{roles}{steps}");
    let shown = text(&of_texts(&old, &format!("{old}usual = true\n")), false);
    assert_snapshot!(shown.split("\n/become").next().unwrap(), @"
    2 answers change

    /next Gardener
      Role 5 moves from 5th to 1st
      Role 5 is now called usual
      Role 5: Ann (2005): now usual
    ");
}

#[test]
fn what_a_track_and_a_term_are() {
    assert_snapshot!(replaced("steps = [\"helpdesk\", \"ops\"]", "steps = [\"helpdesk\", \"ops\"]\ninferred = true"), @"
    3 answers change

    /next Helpdesk
      Ops: Ann (2005) on The way up: now our reading

    /become Ops
      Helpdesk: Ann (2005) on The way up: now our reading

    /tracks The way up
      now our reading
    ");
    assert_snapshot!(replaced("steps = [\"helpdesk\", \"ops\"]", "steps = [\"helpdesk\", { role = \"ops\", title = \"Chief\" }]"), @"
    1 answer changes

    /tracks The way up
      new rung: Ops (Chief)
      rung gone: Ops
    ");
    assert_snapshot!(replaced("covers = [\"ops\", \"ops-lead\"]", "covers = [\"ops\", \"helpdesk\"]"), @"
    1 answer changes

    /define Administrator
      may mean: now also Helpdesk; no longer Ops lead
    ");
}

#[test]
fn progress_is_told_of_all_pairs() {
    let [old, new] = [Engine::new(knowledge_of(&row(12, false))), Engine::new(knowledge_of(&row(12, true)))];
    let mut told = Vec::new();
    diff(&old, &new, MAX_PAIRS, |done, of| told.push((done, of)));
    // 132 pairs for /path, 66 for /compare.
    assert_eq!(told, [(100, 198)]);
}

#[test]
fn opinions_and_disputes() {
    let dispute = "[[dispute]]\nid = \"start\"\nquestion = \"Does everybody start there?\"\nabout = [\"ops\"]\n\
        sides = [{ says = \"Yes\", statements = [\"ann-first\"] }, { says = \"No\", statements = [\"bob-objects\"] }]\n";
    assert_snapshot!(with(dispute), @"
    1 answer changes, 1 is new

    /next Ops
      new dispute: Does everybody start there?

    /disputes Does everybody start there? is new
      new side: Yes (Ann (2005))
      new side: No (Bob (2005))
    ");
    assert_snapshot!(replaced("Not everybody does.", "Hardly anybody does."), @"
    1 answer changes

    /next Ops
      viewpoint of Bob (2005): “Hardly anybody does.” instead of “Not everybody does.”
    ");
    assert_snapshot!(replaced("The person with the pager.", "The one with the pager."), @"
    1 answer changes

    /define Ops
      definition of Ann (2005): “The one with the pager.” instead of “The person with the pager.”
    ");
}

#[test]
fn the_first_routes_and_the_order_of_two_roles() {
    let step = "[[move]]\nfrom = \"ops-lead\"\nto = \"gardener\"\nkind = \"step\"\nby = \"bob\"\n";
    let shown = with(step);
    let pairs = shown.split("\n/path").nth(1).unwrap();
    assert_snapshot!(pairs, @"
    : 3 of 12 pairs change
      Helpdesk to Gardener: Helpdesk → Ops → Ops lead → Gardener instead of no route
      Ops to Gardener: Ops → Ops lead → Gardener instead of no route
      Ops lead to Gardener: Ops lead → Gardener instead of no route

    /compare: 3 of 6 pairs change
      Gardener and Helpdesk: Gardener is more senior instead of no known order
      Gardener and Ops: Gardener is more senior instead of no known order
      Gardener and Ops lead: Gardener is more senior instead of no known order
    ");
}

/// So many roles in a row, each one leading to the next, and `usual` to the first ones.
fn row(roles: usize, usual: bool) -> String {
    let role = |at: usize| format!("[[role]]\nid = \"role-{at}\"\nname = \"Role {at}\"\n");
    let step = |at: usize| {
        let usual = if usual && at == 0 { "usual = true\n" } else { "" };
        format!("[[move]]\nfrom = \"role-{at}\"\nto = \"role-{}\"\nkind = \"step\"\nby = \"ann\"\n{usual}", at + 1)
    };
    let head = "[source]\nid = \"s\"\ntitle = \"S\"\n[[person]]\nid = \"ann\"\nname = \"Ann\"\n";
    head.to_owned() + &(0..roles).map(role).collect::<String>() + &(0..roles - 1).map(step).collect::<String>()
}

#[test]
fn many_pairs_are_sampled_and_the_output_says_so() {
    let diff = of_texts(&row(120, false), &row(120, true));
    let path = diff.compared.iter().find(|compared| compared.command == "path").unwrap();
    assert_eq!((path.asked, path.of), (MAX_PAIRS, 120 * 119));
    let shown = text(&diff, false);
    assert!(shown.contains("a sample of 10000 of 14280 pairs for /path"), "{shown}");
    assert!(shown.contains("all pairs of roles for /compare (7140)"), "{shown}");
}

#[test]
fn markdown_is_bounded_and_nothing_in_it_is_markup() {
    let hostile = "name = \"</details> @everyone #1 [x](https://evil.example) `y`\"";
    let diff = of_texts(SMALL, &SMALL.replace("name = \"Gardener\"", hostile));
    let shown = markdown(&diff);
    for markup in ["</details> ", "@everyone", "#1", "[x]", "https://", " `"] {
        assert!(!shown.contains(markup), "{markup} in {shown}");
    }
    // Everything is different, and every name is long.
    let long = |name: &str| row(110, false).replace("name = \"Role", &format!("name = \"{}{name}", "very ".repeat(40)));
    let shown = markdown(&of_texts(&long("old"), &long("new")));
    assert!(shown.chars().count() <= MAX_CHARS, "{}", shown.chars().count());
    assert!(shown.contains("\n- and "), "{shown}");
    assert_eq!(shown.matches("<details>").count(), shown.matches("</details>").count());
}
