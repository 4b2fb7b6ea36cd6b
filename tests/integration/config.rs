//! The config file: what is refused, what wins over what, and that the shipped one says what the defaults are.

use std::path::{Path, PathBuf};

use nextrole::config::{Config, ConfigError, DEFAULT_PATH, Overrides};

use crate::program::{folder, nextrole};

fn wrong(text: &str) -> String {
    Config::parse(text).unwrap_err().to_string()
}

#[test]
fn an_unknown_key_is_marked() {
    insta::assert_snapshot!(wrong("# mine\nknowlege = \"x\"\n"), @r#"
    TOML parse error at line 2, column 1
      |
    2 | knowlege = "x"
      | ^^^^^^^^
    unknown field `knowlege`, expected one of `knowledge`, `log`, `check`, `answers`, `matching`
    "#);
}

#[test]
fn an_unknown_key_of_a_table_is_marked() {
    insta::assert_snapshot!(wrong("[answers]\nprivat = true\n"), @"
    TOML parse error at line 2, column 1
      |
    2 | privat = true
      | ^^^^^^
    unknown field `privat`, expected `private` or `per_minute`
    ");
}

#[test]
fn a_wrong_type_is_marked() {
    insta::assert_snapshot!(wrong("[check]\nstale_after_years = \"ten\"\n"), @r#"
    TOML parse error at line 2, column 21
      |
    2 | stale_after_years = "ten"
      |                     ^^^^^
    invalid type: string "ten", expected u16
    "#);
    assert!(wrong("[check]\nstale_after_years = -1\n").contains("line 2, column 21"));
}

#[test]
fn a_line_that_seems_to_hold_a_secret_is_not_repeated() {
    let token = format!("{}.{}.{}", "A".repeat(24), "b".repeat(6), "C".repeat(38));
    let texts = [
        format!("token = \"{token}\"\n"),
        format!("knowledge = \"k\"\nDISCORD_TOKEN={token}\n"),
        format!("log = 1 {token}\n"),
        format!("[answers]\nprivate = \"{token}\"\n"),
        "[discord]\npassword = \"hunter2\"\n".to_owned(),
    ];
    for text in texts {
        let said = wrong(&text);
        assert!(!said.contains(&token) && !said.contains("hunter2"), "{said}");
        assert!(said.starts_with("line ") && said.contains("DISCORD_TOKEN_FILE"), "{said}");
    }
}

#[test]
fn a_named_file_must_be_there() {
    let error = Config::load(Some(Path::new("no/such.toml")), Overrides::default()).unwrap_err();
    assert!(matches!(&error, ConfigError::Unreadable { .. }));
    assert_eq!(error.to_string(), "cannot read the config file no/such.toml");
}

#[test]
fn overrides_win_over_the_file() {
    let folder = folder(&[("nextrole.toml", "knowledge = \"of-file\"\nlog = \"debug\"\n[answers]\nprivate = true\n")]);
    let path = folder.path().join("nextrole.toml");
    let config = Config::load(Some(&path), Overrides::default()).unwrap();
    assert_eq!((config.knowledge.as_deref(), config.log.as_str()), (Some(Path::new("of-file")), "debug"));
    let overrides = Overrides {
        knowledge: Some(PathBuf::from("of-flag")),
        log: Some("warn".to_owned()),
        discord_proxy: Some("http://127.0.0.1:1".to_owned()),
    };
    let config = Config::load(Some(&path), overrides).unwrap();
    assert_eq!((config.knowledge.as_deref(), config.log.as_str()), (Some(Path::new("of-flag")), "warn"));
    assert_eq!(config.discord_proxy.as_deref(), Some("http://127.0.0.1:1"));
    assert!(config.answers.private);
}

#[test]
fn the_shipped_file_is_the_defaults() {
    let text = include_str!("../../config/nextrole.toml");
    assert_eq!(Config::parse(text).unwrap(), Config::default());
    assert_eq!(Config::parse("").unwrap(), Config::default());
    let shipped: toml::Table = text.parse().unwrap();
    let defaults = toml::Table::try_from(Config::default()).unwrap();
    assert_eq!(shipped, defaults, "a key is missing from config/nextrole.toml");
    assert!(Path::new(DEFAULT_PATH).is_file());
}

/// The program tells which folder it tried, and so which venue it took.
#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let folder =
        folder(&[("config/nextrole.toml", "knowledge = \"of-file\"\n"), ("other.toml", "knowledge = \"of-other\"\n")]);
    let ask = |arguments: &str| nextrole(&format!("ask /tracks {arguments}")).in_folder(folder.path());
    assert!(ask("").fails(1).contains("`of-file`"));
    assert!(ask("").env("NEXTROLE_CONFIG", "other.toml").fails(1).contains("`of-other`"));
    assert!(ask("--config config/nextrole.toml").env("NEXTROLE_CONFIG", "other.toml").fails(1).contains("`of-file`"));
    assert!(ask("").env("NEXTROLE_KNOWLEDGE", "of-env").fails(1).contains("`of-env`"));
    assert!(ask("").env("NEXTROLE_KNOWLEDGE", "").fails(1).contains("`of-file`"));
    assert!(ask("--knowledge of-flag").env("NEXTROLE_KNOWLEDGE", "of-env").fails(1).contains("`of-flag`"));
}

#[test]
fn a_broken_file_stops_the_program() {
    let folder = folder(&[("config/nextrole.toml", "knowlege = \"x\"\n")]);
    insta::assert_snapshot!(nextrole("ask /tracks").in_folder(folder.path()).fails(1), @r#"
    nextrole: the config file config/nextrole.toml is wrong: TOML parse error at line 1, column 1
      |
    1 | knowlege = "x"
      | ^^^^^^^^
    unknown field `knowlege`, expected one of `knowledge`, `log`, `check`, `answers`, `matching`
    "#);
    insta::assert_snapshot!(nextrole("ask /tracks --config none.toml").in_folder(folder.path()).fails(1), @"nextrole: cannot read the config file none.toml: No such file or directory (os error 2)");
}

#[test]
fn a_score_is_a_number_from_0_to_1() {
    for wrong_score in ["1.5", "-0.1", "nan", "\"high\""] {
        let said = wrong(&format!("[matching]\nconfident = {wrong_score}\n"));
        assert!(said.contains("line 2"), "{said}");
    }
}

#[test]
fn the_defaults_are_those_of_the_matching() {
    assert_eq!(Config::default().matching.thresholds(), nextrole::matching::Thresholds::default());
}

#[test]
fn a_higher_threshold_asks_back() {
    let shy = folder(&[("nextrole.toml", "[matching]\nconfident = 1.0\n")]);
    let shy = shy.path().join("nextrole.toml");
    let verdict = |arguments: &str| nextrole(arguments).prints();
    assert!(verdict("match sysadmn").contains("confident"));
    assert!(verdict(&format!("match sysadmn --config {}", shy.display())).contains("ambiguous"));
}
