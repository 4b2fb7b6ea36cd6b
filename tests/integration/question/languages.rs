//! Questions in other languages that name a role in that language.

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
