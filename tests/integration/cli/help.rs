//! The texts of `--help`, and that they fit a terminal.

use crate::program::nextrole;

pub(crate) const SUBCOMMANDS: &[&str] = &[
    "playground",
    "run",
    "ask",
    "chat",
    "check",
    "diff",
    "new",
    "add",
    "add role",
    "add track",
    "add move",
    "add viewpoint",
    "add definition",
    "add source",
    "map",
    "match",
    "mentions",
    "schema",
    "completions",
    "manpages",
    "serve",
    "register",
    "doctor",
    "gaps",
];

#[test]
fn help_fits_a_terminal_and_has_an_example() {
    for subcommand in SUBCOMMANDS.iter().chain(&[""]) {
        let help = nextrole(&format!("{subcommand} --help")).prints();
        // One line is left for the prompt.
        assert!(help.lines().count() <= 23, "{subcommand}:\n{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 80), "{subcommand}:\n{help}");
        assert!(help.contains("Example"), "{subcommand}:\n{help}");
    }
}

#[test]
fn help() {
    insta::assert_snapshot!(nextrole("--help").prints(), @r#"
    A Discord bot that answers "what role comes next?" and shows who says so

    Usage: nextrole [OPTIONS] <COMMAND>
    Commands:
      playground  Try the bot in the browser, without Discord
      run         Connect to Discord and answer; needs DISCORD_TOKEN
      ask         Answer one question, as a command or in words
      chat        Ask the bot in the terminal, without Discord
      check       Check a knowledge folder and show every problem
      diff        Show which answers change between two versions of the knowledge
      new         Write a small commented knowledge folder to start from
      add         Add a role, move, viewpoint or the like to a knowledge folder
    Options:
          --knowledge <DIR>  Folder [default: built-in] [env: NEXTROLE_KNOWLEDGE]
          --config <FILE>    Config [config/nextrole.toml] [env: NEXTROLE_CONFIG]
      -h, --help             Print help
      -V, --version          Print version

    More, each with --help: map, match, mentions, schema, completions, manpages
    Operators: serve, register, doctor, gaps
    Example: nextrole ask "/next Helpdesk"
    "#);
}

/// The revision is that of the checkout, or what a packager sets, or unknown.
#[test]
fn version_has_revision_and_build() {
    let version = nextrole("--version").prints();
    let (name, rest) = version.trim().split_once(" (revision ").unwrap();
    assert_eq!(name, concat!("nextrole ", env!("CARGO_PKG_VERSION")));
    let (revision, build) = rest.split_once(", ").unwrap();
    let is_hash = revision.len() == 12 && revision.bytes().all(|byte| byte.is_ascii_hexdigit());
    assert!(is_hash || revision == "unknown", "{version}");
    assert!(build.contains(" for ") && build.ends_with(')'), "{version}");
}

#[test]
fn help_of_ask() {
    insta::assert_snapshot!(nextrole("ask --help").prints(), @r#"
    Answer one question, as a command or in words

    Usage: nextrole ask [OPTIONS] <QUESTION>...

    Arguments:
      <QUESTION>...  A question in words, or a command: `/next ROLE`, `/path FROM to
                     TO`, `/compare A, B`, `/define TERM`, `/tracks`, `/disputes`,
                     `/suggest`

    Options:
          --all              Show the whole answer, with notes and sources
          --json             Print the whole answer as JSON
          --knowledge <DIR>  Folder [default: built-in] [env: NEXTROLE_KNOWLEDGE]
          --config <FILE>    Config [config/nextrole.toml] [env: NEXTROLE_CONFIG]
      -h, --help             Print help

    Examples:
      nextrole ask /next Helpdesk
      nextrole ask "how do I get from Helpdesk to Staff engineer?" --all
      nextrole ask '/suggest name role="Helpdesk" aliases="…"'
    "#);
}

#[test]
fn help_of_match() {
    insta::assert_snapshot!(nextrole("match --help").prints(), @r#"
    Show which role a name means, and how certain that is

    Usage: nextrole match [OPTIONS] [QUERY]...

    Arguments:
      [QUERY]...  A role, as people call it

    Options:
          --json             Print one JSON object per line
          --limit <N>        Maximum number of roles per query [default: 5]
          --knowledge <DIR>  Folder [default: built-in] [env: NEXTROLE_KNOWLEDGE]
          --config <FILE>    Config [config/nextrole.toml] [env: NEXTROLE_CONFIG]
      -h, --help             Print help

    Each argument is a query. Without any, each line of stdin is one, answered as
    soon as it is read.

    Examples:
      nextrole match "Helpdesk" "Staff enginer"
      nextrole match --json --limit 3 < queries.txt
    "#);
}

#[test]
fn wrong_usage() {
    for arguments in
        ["", "asks", "ask", "ask /next --nonsense", "match --limit x", "completions", "completions ksh", "manpages"]
    {
        let outcome = nextrole(arguments).run();
        assert_eq!((outcome.code, outcome.out.as_str()), (Some(2), ""), "{arguments}: {}", outcome.err);
    }
}
