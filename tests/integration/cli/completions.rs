//! `nextrole completions`.

use crate::program::nextrole;

#[test]
fn every_shell_gets_a_script() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = nextrole(&format!("completions {shell}")).prints();
        for command in ["ask", "mentions", "doctor", "gaps"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
        // It is for the program under its name.
        let registers = match shell {
            "bash" => "complete -F _nextrole -o nosort -o bashdefault -o default nextrole",
            "zsh" => "#compdef nextrole",
            "fish" => "complete -c nextrole ",
            "elvish" => "set edit:completion:arg-completer[nextrole]",
            _ => "Register-ArgumentCompleter -Native -CommandName 'nextrole'",
        };
        assert!(script.contains(registers), "{shell}: {script}");
    }
}
