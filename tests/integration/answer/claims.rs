//! Every claim of the source document has an answer that brings it up, and names who made it.

use nextrole::reply::Detail;
use serde::Deserialize;

use super::ask;

#[derive(Deserialize)]
struct Claims {
    claim: Vec<Claim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    id: String,
    who: String,
    asks: String,
    shows: Vec<String>,
}

fn claims() -> Vec<Claim> {
    toml::from_str::<Claims>(include_str!("../../fixtures/claims.toml")).unwrap().claim
}

#[test]
fn each_is_listed_once() {
    let ids: Vec<String> = claims().into_iter().map(|claim| claim.id).collect();
    let expected: Vec<String> = (1..=36).map(|number| format!("C{number}")).collect();
    assert_eq!(ids, expected);
}

#[test]
fn each_is_shown_with_its_author() {
    let knowledge = crate::shipped();
    let mut missing = Vec::new();
    for Claim { id, who, asks, shows } in claims() {
        let attribution = ask(&knowledge, &asks, Detail::Full);
        // The words of a claim stand in a line of its author.
        let line =
            |fragment: &str| attribution.lines().filter(|line| line.contains(fragment)).any(|line| line.contains(&who));
        missing
            .extend(shows.iter().filter(|shown| !attribution.contains(*shown)).map(|shown| format!("{id}: {shown}")));
        if !shows.iter().any(|fragment| *fragment != who && line(fragment)) {
            missing.push(format!("{id}: no line of {who}"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
