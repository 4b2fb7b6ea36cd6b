//! The program `nextrole`: arguments in, exit code out. Everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    nextrole::cli::run(std::env::args_os())
}
