//! `nextrole completions`.

use crate::program::nextrole;

#[test]
fn every_shell_gets_a_script() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(nextrole(&format!("completions {shell}")).prints().contains("mentions"), "{shell}");
    }
}
