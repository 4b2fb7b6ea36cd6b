//! Questions in other languages that name a role in that language.

use nextrole::matching::Index;

use super::words::check;

#[test]
fn german() {
    check(&[
        ("Wie werde ich Netzwerkadministrator?", "become network-admin"),
        ("Ich bin Systemadministratorin. Was kommt als Nächstes?", "next sysadmin"),
        ("vom Helpdesk zum Systemadministrator", "path helpdesk to sysadmin"),
        (
            "Unterschied zwischen Cloud-Architekt und Lösungsarchitekt",
            "compare cloud-architect and solutions-architect",
        ),
        ("was macht ein IT-Leiter", "define it-manager"),
    ]);
}

#[test]
fn french() {
    check(&[
        ("Je suis technicien helpdesk, comment devenir administrateur réseau ?", "path helpdesk to network-admin"),
        ("je suis admin système, et après ?", "next sysadmin"),
        ("comment devenir RSSI ?", "become ciso"),
    ]);
}

#[test]
fn spanish() {
    check(&[
        ("¿Cómo puedo llegar a ser arquitecto de soluciones?", "become solutions-architect"),
        ("soporte técnico, ¿qué sigue?", "next helpdesk"),
        ("soy administradora de redes, ¿qué sigue después?", "next network-admin"),
    ]);
}

#[test]
fn portuguese() {
    check(&[
        ("Sou analista de segurança, qual o próximo passo?", "next security-analyst"),
        ("como me torno cientista de dados?", "become data-scientist"),
    ]);
}

#[test]
fn a_letter_may_be_wrong_but_a_part_is_no_name() {
    let index = Index::new(&crate::shipped().vocabulary, &[]);
    let read = |typed: &str| {
        let found = index.find(typed);
        (found.verdict.as_str(), found.candidates.first().map(|best| best.via.clone()).unwrap_or_default())
    };
    assert_eq!(read("Netzwerkadministartor"), ("confident", "Netzwerkadministrator".to_owned()));
    // A Portuguese "suporte" is no reason to read an English word with a typing error differently.
    assert_eq!(read("2nd line suport"), ("confident", "Second-line support".to_owned()));
    for part in ["analista", "ingénieur", "Leiter"] {
        assert!(matches!(read(part).0, "ambiguous" | "none"), "{part}: {:?}", read(part));
    }
}
