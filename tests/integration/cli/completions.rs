//! `nextrole completions`.

use crate::program::nextrole;

#[test]
fn every_shell_gets_a_script() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = nextrole(&format!("completions {shell}")).prints();
        for command in ["ask", "mentions", "doctor", "gaps"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
}
