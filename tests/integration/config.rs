//! The config file: errors, precedence, and that the shipped file has the defaults.

use std::path::{Path, PathBuf};

use nextrole::config::{Config, ConfigError, DEFAULT_PATH, LogFormat, Overrides};

use crate::program::{folder, nextrole};

fn error(text: &str) -> String {
    Config::parse(text).unwrap_err().to_string()
}

#[test]
fn an_unknown_key_is_an_error() {
    insta::assert_snapshot!(error("# mine\nknowlege = \"x\"\n"), @"line 2, column 1: unknown key `knowlege`; did you mean `knowledge`?");
    insta::assert_snapshot!(error("[answers]\nprivat = true\n"), @"line 2, column 1: unknown key `privat`; did you mean `private`?");
    insta::assert_snapshot!(error("[check]\ncolor = 1\n"), @"line 2, column 1: unknown key `color`; the keys here are `stale_after_years`");
}

#[test]
fn invalid_toml_is_an_error() {
    insta::assert_snapshot!(error("log = \"info\nknowledge = \"k\"\n"), @r#"line 1, column 12: a text is not closed: write `"` at its end, on the same line"#);
    insta::assert_snapshot!(error("[answers]\nper_minute = 99999999999999999999\n"), @"line 2, column 14: this number is too large");
    insta::assert_snapshot!(error("[answers]\nprivate = True\n"), @"line 2, column 11: write true or false, in small letters and without quotes");
    insta::assert_snapshot!(error("log = debug\n"), @r#"line 1, column 7: write a text in straight quotes: "…""#);
    insta::assert_snapshot!(error("log = info\n"), @r#"line 1, column 7: write a text in straight quotes: "…""#);
    insta::assert_snapshot!(error("[answers\n"), @"line 1, column 9: write `]` at the end of this line");
    insta::assert_snapshot!(error("log = \"info\"\nlog = \"warn\"\n"), @"line 2, column 1: this key or table is there twice; remove one of them");
}

#[test]
fn a_wrong_value_is_explained_in_plain_words() {
    let cases = [
        ("knowledge = 1", "line 1, column 13: `knowledge` must be a path in quotes"),
        ("\nlog = true", "line 2, column 7: `log` must be a text in quotes, such as \"info\""),
        ("log_format = \"xml\"", "`log_format` must be \"text\" or \"json\""),
        ("answers = 3", "integer `3` instead of a table; write `[answers]` on a line of its own, and its keys below"),
        ("[check]\nstale_after_years = \"ten\"", "`stale_after_years` must be a whole number of years, or 0"),
        ("[check]\nstale_after_years = -1", "`stale_after_years` must be a whole number of years, or 0"),
        ("[answers]\nprivate = \"yes\"", "`private` must be true or false"),
        ("[answers]\nper_minute = 1.5", "`per_minute` must be a whole number, or 0 for no limit"),
        ("[matching]\nconfident = 1.5", "line 2, column 13: `confident` must be a number between 0 and 1"),
        ("[matching]\ngap = -0.1", "`gap` must be a number between 0 and 1"),
        ("[matching]\nambiguous = nan", "`ambiguous` must be a number between 0 and 1"),
        ("[matching]\nnear = \"low\"", "`near` must be a number between 0 and 1"),
        ("[gaps]\nenabled = 1", "`enabled` must be true or false"),
        ("[suggest]\nchannel = 5", "`channel` must be the id of a channel in quotes, such as \"1234567890123456789\""),
        (
            "[suggest]\nchannel = \"#general\"",
            "`channel` must be the id of a channel in quotes, such as \"1234567890123456789\"",
        ),
        ("[gaps]\nfile = \"\"", "`file` must be a path in quotes"),
        (
            "[endpoint]\nmax_clock_skew_seconds = 0",
            "`max_clock_skew_seconds` must be a whole number of seconds above 0",
        ),
    ];
    for (text, expected) in cases {
        let message = error(text);
        assert!(message.starts_with("line ") && message.ends_with(expected), "{text:?}: {message}");
    }
    assert_eq!(Config::parse("[matching]\nconfident = 1").unwrap().matching.thresholds().confident, 1.0);
}

#[test]
fn scores_out_of_order_are_an_error() {
    let message = error("[matching]\nconfident = 0.1\nambiguous = 0.5\n");
    assert_eq!(message, "`ambiguous` (0.5) must not be above `confident` (0.1)");
    assert_eq!(error("[matching]\nnear = 0.4\n"), "`near` (0.4) must not be above `ambiguous` (0.35)");
    assert!(Config::parse("[matching]\nconfident = 0.5\nambiguous = 0.5\n").is_ok());
}

#[test]
fn a_line_that_may_contain_a_secret_is_not_repeated() {
    let token = format!("{}.{}.{}", "A".repeat(24), "b".repeat(6), "C".repeat(38));
    let texts = [
        format!("token = \"{token}\"\n"),
        format!("knowledge = \"k\"\nDISCORD_TOKEN={token}\n"),
        format!("log = 1 {token}\n"),
        format!("[answers]\nprivate = \"{token}\"\n"),
        "[discord]\npassword = \"hunter2\"\n".to_owned(),
    ];
    for text in texts {
        let message = error(&text);
        assert!(!message.contains(&token) && !message.contains("hunter2"), "{message}");
        assert!(message.starts_with("line ") && message.contains("DISCORD_TOKEN_FILE"), "{message}");
    }
}

#[test]
fn a_file_in_another_encoding_is_explained() {
    let place = folder(&[]);
    let file = place.path().join("c.toml");
    std::fs::write(&file, b"\xff\xfe[\0a\0]\0").unwrap();
    let error = anyhow::Error::new(Config::load(Some(&file), Overrides::default()).unwrap_err());
    assert!(format!("{error:#}").ends_with("c.toml: it is not UTF-8: save it as UTF-8"), "{error:#}");
}

#[test]
fn a_named_file_must_exist() {
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
        log_format: Some("json".to_owned()),
        discord_proxy: Some("http://127.0.0.1:1".to_owned()),
        redis: Some("redis://127.0.0.1:2".to_owned()),
    };
    let config = Config::load(Some(&path), overrides).unwrap();
    assert_eq!((config.knowledge.as_deref(), config.log.as_str()), (Some(Path::new("of-flag")), "warn"));
    assert_eq!(config.discord_proxy.as_deref(), Some("http://127.0.0.1:1"));
    assert_eq!(config.redis.as_deref(), Some("redis://127.0.0.1:2"));
    assert!(config.answers.private);
    assert_eq!(config.log_format, LogFormat::Json);
    let mistyped = Overrides { log_format: Some("jsn".to_owned()), ..Overrides::default() };
    let error = Config::load(Some(&path), mistyped).unwrap_err();
    assert_eq!(error.to_string(), "NEXTROLE_LOG_FORMAT is `jsn`; it must be text or json");
}

#[test]
fn the_shipped_file_has_the_defaults() {
    let text = include_str!("../../config/nextrole.toml");
    assert_eq!(Config::parse(text).unwrap(), Config::default());
    assert_eq!(Config::parse("").unwrap(), Config::default());
    let shipped: toml::Table = text.parse().unwrap();
    let defaults = toml::Table::try_from(Config::default()).unwrap();
    assert_eq!(shipped, defaults, "a key is missing from config/nextrole.toml");
    assert!(Path::new(DEFAULT_PATH).is_file());
}

/// The error names the folder, and so the setting that won.
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
fn an_invalid_file_stops_the_program() {
    let folder = folder(&[("config/nextrole.toml", "knowlege = \"x\"\n")]);
    insta::assert_snapshot!(nextrole("ask /tracks").in_folder(folder.path()).fails(1), @"nextrole: invalid config file config/nextrole.toml: line 1, column 1: unknown key `knowlege`; did you mean `knowledge`?");
    insta::assert_snapshot!(nextrole("ask /tracks --config none.toml").in_folder(folder.path()).fails(1), @"nextrole: cannot read the config file none.toml: No such file or directory (os error 2)");
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
