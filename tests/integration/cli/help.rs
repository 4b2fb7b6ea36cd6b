//! What `--help` says, and that it fits the screen.

use crate::program::nextrole;

const SUBCOMMANDS: &[&str] = &["playground", "run", "ask", "chat", "check", "map", "match", "mentions", "completions"];

#[test]
fn help_fits_a_screen_and_has_an_example() {
    for subcommand in SUBCOMMANDS.iter().chain(&[""]) {
        let help = nextrole(&format!("{subcommand} --help")).prints();
        assert!(help.lines().count() <= 24, "{subcommand}:\n{help}");
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
      playground   Try the bot in the browser, without Discord
      run          Answer on Discord; needs DISCORD_TOKEN
      ask          Answer one question, given as a command or in words
      chat         Talk to the bot in the terminal, without Discord
      check        Show every problem of a knowledge folder, and where it is
      map          Draw the map of all tracks, of one, around a role, or of a path
      match        Say what role is meant, and how sure that is
      mentions     Find the roles that a text names, and the writer's own
      completions  Print what a shell needs to complete the arguments
      help         Print this message or the help of the given subcommand(s)

    Options:
          --knowledge <DIR>  Folder [default: knowledge if it exists, else built-in]
          --config <FILE>    Config file [default: config/nextrole.toml, if it is
                             there] [env: NEXTROLE_CONFIG]
      -h, --help             Print help
      -V, --version          Print version

    Example: nextrole ask "/next helpdesk"
    "#);
}

#[test]
fn help_of_ask() {
    insta::assert_snapshot!(nextrole("ask --help").prints(), @r#"
    Answer one question, given as a command or in words

    Usage: nextrole ask [OPTIONS] <QUESTION>...

    Arguments:
      <QUESTION>...  `/next ROLE`, `/path FROM to TO`, `/compare A, B`, `/define
                     TERM`, `/tracks [TRACK]`, `/about`, or a question in words

    Options:
          --all              Show everything, with notes and sources, not just the
                             most supported
          --json             Print the whole answer as JSON
          --knowledge <DIR>  Folder [default: knowledge if it exists, else built-in]
          --config <FILE>    Config file [default: config/nextrole.toml, if it is
                             there] [env: NEXTROLE_CONFIG]
      -h, --help             Print help

    Examples:
      nextrole ask /next helpdesk
      nextrole ask /path helpdesk to infra architect
      nextrole ask "I'm a sysadmin, could I become an architect?" --all
    "#);
}

#[test]
fn help_of_match() {
    insta::assert_snapshot!(nextrole("match --help").prints(), @r#"
    Say what role is meant, and how sure that is

    Usage: nextrole match [OPTIONS] [QUERY]...

    Arguments:
      [QUERY]...  A role, as people name it

    Options:
          --json             Print a JSON object a line
          --limit <N>        Most roles for a query [default: 5]
          --knowledge <DIR>  Folder [default: knowledge if it exists, else built-in]
          --config <FILE>    Config file [default: config/nextrole.toml, if it is
                             there] [env: NEXTROLE_CONFIG]
      -h, --help             Print help

    Each argument is a query; without one, each line of stdin is, and is answered as
    soon as it is read.

    Examples:
      nextrole match helpdesk "2nd line suport"
      nextrole match --json --limit 3 < queries.txt
    "#);
}

#[test]
fn wrong_usage() {
    for arguments in ["", "asks", "ask", "ask /next --nonsense", "match --limit x", "completions", "completions ksh"] {
        let outcome = nextrole(arguments).run();
        assert_eq!((outcome.code, outcome.out.as_str()), (Some(2), ""), "{arguments}: {}", outcome.err);
    }
}
