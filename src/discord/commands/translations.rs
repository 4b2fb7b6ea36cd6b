//! What Discord shows of the commands to people whose client speaks another language. English is the fallback.

/// A text in English, in German and in French. Discord allows 100 characters, and 32 for the name of a command.
const TEXTS: &[(&str, &str, &str)] = &[
    ("What comes next?", "Was kommt danach?", "Et après ?"),
    (
        "What comes next after a role, who says so, and who objects",
        "Was nach einer Rolle kommt, wer das sagt und wer widerspricht",
        "Ce qui vient après un rôle, qui le dit et qui n'est pas d'accord",
    ),
    ("A job role, the way you would say it", "Eine Rolle, so wie du sie nennst", "Un rôle, comme vous le diriez"),
    (
        "What a role or a word like \"architect\" is said to mean, and by whom",
        "Was eine Rolle oder ein Wort wie „architect“ bedeuten soll, und wer das sagt",
        "Ce que signifierait un rôle ou un mot comme « architect », et selon qui",
    ),
    (
        "A role, or a word such as \"architect\"",
        "Eine Rolle, oder ein Wort wie „architect“",
        "Un rôle, ou un mot comme « architect »",
    ),
    (
        "All career tracks, or one of them in detail",
        "Alle Laufbahnen, oder eine davon im Einzelnen",
        "Tous les parcours, ou l'un d'eux en détail",
    ),
    ("One track, for more about it", "Eine Laufbahn, für mehr dazu", "Un parcours, pour en savoir plus"),
    (
        "The ways from one role to another, and who says that they exist",
        "Die Wege von einer Rolle zu einer anderen, und wer sagt, dass es sie gibt",
        "Les chemins d'un rôle à un autre, et qui dit qu'ils existent",
    ),
    ("The role where the way begins", "Die Rolle, bei der der Weg beginnt", "Le rôle où commence le chemin"),
    ("The role that it is to lead to", "Die Rolle, zu der er führen soll", "Le rôle où il doit mener"),
    (
        "Two roles side by side: who puts one above the other, who calls them peers",
        "Zwei Rollen nebeneinander: wer eine über die andere stellt, wer sie gleichrangig nennt",
        "Deux rôles côte à côte : qui place l'un au-dessus de l'autre, qui les dit de même rang",
    ),
    ("A role", "Eine Rolle", "Un rôle"),
    ("The role to set beside it", "Die Rolle, die daneben stehen soll", "Le rôle à mettre à côté"),
    (
        "What this is, how old its knowledge is, whose it is, and what is kept of you",
        "Was das ist, wie alt sein Wissen ist, von wem es stammt, und was von dir bleibt",
        "Ce que c'est, l'âge de ses connaissances, de qui elles sont, et ce qui est gardé de vous",
    ),
    ("Show the answer only to me", "Die Antwort nur mir zeigen", "Ne montrer la réponse qu'à moi"),
];

/// The translations of a text: Discord's names of the languages, and what it says in them.
///
/// Source of the names: <https://docs.discord.com/developers/reference#locales>
pub(super) fn of(english: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let found = TEXTS.iter().find(|(text, _, _)| *text == english);
    found.into_iter().flat_map(|(_, german, french)| [("de", *german), ("fr", *french)])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::super::definitions;

    /// The texts of a command or option that a person reads, each with its translations.
    fn texts(of: &Value, into: &mut Vec<(String, Value)>) {
        let is_menu = of["type"] == 3 && of.get("options").is_none_or(|options| options == &serde_json::json!([]));
        let key = if is_menu && of.get("required").is_none() { "name" } else { "description" };
        into.push((of[key].as_str().unwrap().to_owned(), of[format!("{key}_localizations")].clone()));
        of["options"].as_array().into_iter().flatten().for_each(|option| texts(option, into));
    }

    #[test]
    fn every_text_is_in_every_language() {
        let mut all = Vec::new();
        for command in definitions() {
            texts(&serde_json::to_value(command).unwrap(), &mut all);
        }
        let languages = BTreeSet::from(["de", "fr"]);
        for (english, translations) in &all {
            let known: BTreeSet<&str> =
                translations.as_object().into_iter().flatten().map(|(language, _)| language.as_str()).collect();
            assert_eq!(known, languages, "{english:?}");
        }
        let said: BTreeSet<&str> = all.iter().map(|(english, _)| english.as_str()).collect();
        let unsaid: Vec<&str> = super::TEXTS.iter().map(|text| text.0).filter(|text| !said.contains(text)).collect();
        assert_eq!(unsaid, [] as [&str; 0], "translated, and said nowhere");
    }
}
