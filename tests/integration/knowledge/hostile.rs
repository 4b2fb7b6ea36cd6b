//! Whatever a file says, it can be judged and drawn, and soon.

use std::time::{Duration, Instant};

use super::{checked, draw, listed};

/// How long a text may take in a build that is not optimised, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(20);

fn survives(text: &str) {
    let start = Instant::now();
    let loaded = checked(text);
    assert!(loaded.errors() > 0);
    assert!(!draw(&loaded).is_empty());
    assert!(start.elapsed() < PATIENCE, "took {:?}", start.elapsed());
}

#[test]
fn nested_arrays() {
    survives(&format!("a = {}", "[".repeat(100_000)));
    survives(&format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)));
}

#[test]
fn nested_tables() {
    survives(&"a = {b = ".repeat(50_000));
    survives(&format!("[{}b]", "a.".repeat(200_000)));
    survives(&format!("{}b = 1", "a . ".repeat(200_000)));
    survives(&format!("x = {{ {}b = 1 }}", "a.".repeat(200_000)));
    survives(&format!("{}b = 1", "\"a\".".repeat(200_000)));
}

/// The deepest that the parser lets through: keys of many parts, in tables within tables.
#[test]
fn nested_keys_in_nested_tables() {
    let keys = "a . ".repeat(78);
    let text = format!("[{keys}b]\n{keys}b = {}1{}", format!("{{ {keys}b = ").repeat(79), "}".repeat(79));
    survives(&text);
    assert_eq!(listed(&checked(&text)), "a.toml:1 unknown-key: unknown key `a` in the file");
}

#[test]
fn many_lines() {
    survives(&"[[role]]\n".repeat(100_000));
    survives(&"a\n".repeat(100_000));
    survives(&"]".repeat(100_000));
    survives(&"a = 1\n".repeat(100_000));
}

#[test]
fn one_long_line() {
    let text = format!("x = {{ {} }}\nrole = [{}]", "a".repeat(500_000), "1, ".repeat(500_000));
    survives(&text);
    survives(&format!("role = [{}]", "1, ".repeat(300_000)));
    survives(&format!("term = [{{ id = \"{}\" }}]", "É".repeat(1_000_000)));
}

#[test]
fn odd_characters() {
    for text in ["\0", "\0\0 = 1", "a = \"\0\"", "\u{feff}\u{feff}", "\r", "a = 1\r\n\rb = 2", "\u{10ffff} = 1", "'''"]
    {
        survives(text);
    }
}

#[test]
fn many_names() {
    let mut text = String::new();
    for number in 0..5_000_u32 {
        let letter = char::from_u32(0x4e00 + number).unwrap();
        text += &format!("[[role]]\nid = \"role-{number}\"\nname = \"engineer {letter}\"\naliases = [\"engineer\"]\n");
    }
    survives(&text);
}

#[test]
fn many_unknown_references() {
    let mut text = String::from("[[person]]\nid = \"ann\"\nname = \"Ann\"\n");
    for number in 0..2_000 {
        text += &format!("[[role]]\nid = \"role-{number}\"\nname = \"Role {number}\"\n");
        text += &format!("[[move]]\nby = \"ann\"\nfrom = \"roll-{number}\"\nto = \"rule-{number}\"\nkind = \"step\"\n");
    }
    survives(&text);
}

#[test]
fn a_loop_of_many() {
    let mut text = String::new();
    for number in 0..20_000 {
        let next = (number + 1) % 20_000;
        text += &format!("[[viewpoint]]\nid = \"v-{number}\"\nreplies_to = \"v-{next}\"\n");
    }
    survives(&text);
}

#[test]
fn long_lists() {
    let list = "\"ops\", ".repeat(200_000);
    survives(&format!("[[move]]\nfrom = [{list}]\nto = [{list}]\nkind = \"step\"\n"));
    survives(&format!("[[track]]\nid = \"t\"\nname = \"T\"\nsteps = [[{list}], [{list}]]\n"));
}

#[test]
fn many_families() {
    let mut text = String::new();
    for number in 0..10_000 {
        text += &format!("[[family]]\nid = \"family-{number}\"\nname = \"F\"\n");
        text += &format!("[[role]]\nid = \"r{number}\"\nname = \"R{number}\"\nfamily = \"famly-{number}\"\n");
    }
    survives(&text);
}

#[test]
fn many_steps_both_ways() {
    let mut text = String::new();
    for number in 0..5_000 {
        for (from, to) in [("a", "b"), ("b", "a")] {
            text += &format!("[[move]]\nfrom = \"{from}{number}\"\nto = \"{to}{number}\"\nkind = \"step\"\n");
        }
        text += "[[dispute]]\nid = \"d\"\nquestion = \"?\"\nabout = [\"a\", \"b\"]\n";
    }
    survives(&text);
}

/// Explaining a syntax error looks at the lines above it.
#[test]
fn a_late_syntax_error() {
    survives(&format!("{}id = \"\n", "[[role]]\naliases = [\n\"a\",\n]\n".repeat(50_000)));
    survives(&format!("{}[[role]]\n", "[role]\n".repeat(100_000)));
    survives(&format!("[[role]]\n{}id = 2\n", "id = 1\n".repeat(30_000)));
}
