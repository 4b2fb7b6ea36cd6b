//! The token: where it comes from, and that it is never shown.

use std::ffi::OsString;

use nextrole::token::{Token, TokenError};

use crate::program::{folder, nextrole};

const SECRET: &str = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs";

fn of_variable(value: &str) -> Result<Token, TokenError> {
    Token::read(Some(OsString::from(value)), None)
}

#[test]
fn errors_say_what_to_do() {
    let said = |result: Result<Token, TokenError>| result.unwrap_err().to_string();
    insta::assert_snapshot!(said(Token::read(None, None)), @"no token: set DISCORD_TOKEN to the bot's token, or DISCORD_TOKEN_FILE to a file that contains it (get a token under https://discord.com/developers/applications, your application, Bot, Reset Token)");
    insta::assert_snapshot!(said(Token::read(Some(SECRET.into()), Some("file".into()))), @"both DISCORD_TOKEN and DISCORD_TOKEN_FILE are set: unset one of them");
    insta::assert_snapshot!(said(of_variable(" \n")), @"the token in DISCORD_TOKEN is empty");
    insta::assert_snapshot!(said(of_variable(&format!("{SECRET} {SECRET}"))), @"the token in DISCORD_TOKEN is malformed: a token is a single line with three parts separated by dots, and nothing else, such as quotes or a name; copy it again");
    insta::assert_snapshot!(said(Token::read(None, Some("no/such".into()))), @"cannot read the token file no/such set in DISCORD_TOKEN_FILE");
}

#[test]
fn a_file_may_contain_it() {
    let windows = format!("{SECRET}\r\n");
    let utf_16: String = SECRET.chars().flat_map(|letter| [letter, '\0']).collect();
    let folder = folder(&[
        ("token", &format!("{SECRET}\n")),
        ("empty", "\n"),
        ("windows", &windows),
        ("notepad", &format!("\u{feff}{SECRET}\r\n")),
        ("quoted", &format!("\"{SECRET}\"\n")),
        ("named", &format!("DISCORD_TOKEN={SECRET}\n")),
        ("bot", &format!("Bot {SECRET}\n")),
        ("utf-16", &utf_16),
    ]);
    let of_file = |name: &str| Token::read(None, Some(folder.path().join(name).into_os_string()));
    assert_eq!(of_file("token").unwrap().reveal(), SECRET);
    assert_eq!(of_file("windows").unwrap().reveal(), SECRET);
    assert_eq!(of_file("notepad").unwrap().reveal(), SECRET);
    for wrong in ["quoted", "named", "bot", "utf-16"] {
        assert!(matches!(of_file(wrong), Err(TokenError::Malformed(_))), "{wrong}");
    }
    assert!(matches!(of_file("empty"), Err(TokenError::Empty(_))));
    assert!(matches!(of_file("."), Err(TokenError::Unreadable { .. })));
}

#[test]
fn it_is_never_shown() {
    let token = of_variable(&format!(" {SECRET}\n")).unwrap();
    assert_eq!(token.reveal(), SECRET);
    assert!(!format!("{token:?} {:#?}", Some(&token)).contains(SECRET));
    for result in [of_variable(&format!("{SECRET} x")), Token::read(Some(SECRET.into()), Some(SECRET.into()))] {
        let error = result.unwrap_err();
        assert!(!format!("{error} {error:?}").contains(SECRET));
    }
}

#[test]
fn no_command_prints_it() {
    for arguments in
        ["--help", "ask --help", "ask /tracks", "check", "nonsense", "ask /nonsense", "ask /tracks --config none"]
    {
        let outcome = nextrole(arguments).env("DISCORD_TOKEN", SECRET).run();
        assert!(!outcome.out.contains(SECRET) && !outcome.err.contains(SECRET), "{arguments}");
    }
}
