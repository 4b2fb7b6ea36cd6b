//! Runs the real program, in an environment without settings.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::{fs, thread};

use tempfile::TempDir;

/// A call of the program: `nextrole("ask /next helpdesk").prints("…")`.
pub(crate) struct Call {
    command: Command,
    input: Vec<u8>,
}

/// What came of a call.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A call with arguments that have no spaces in them.
pub(crate) fn nextrole(arguments: &str) -> Call {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nextrole"));
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("NEXTROLE_") || name_text.starts_with("DISCORD_") {
            command.env_remove(&name);
        }
    }
    command.env_remove("CLICOLOR_FORCE").args(arguments.split_whitespace()).current_dir(env!("CARGO_MANIFEST_DIR"));
    Call { command, input: Vec::new() }
}

impl Call {
    /// One more argument, which may have spaces.
    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Call {
        self.command.arg(argument);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Call {
        self.command.env(name, value);
        self
    }

    pub(crate) fn in_folder(mut self, folder: &Path) -> Call {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn typed(mut self, input: impl AsRef<[u8]>) -> Call {
        self.input = input.as_ref().to_owned();
        self
    }

    pub(crate) fn run(mut self) -> Outcome {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = self.input;
        // Beside the reading, or both sides wait for each other where much is said. It may end before all is read.
        let writer = thread::spawn(move || drop(stdin.write_all(&input)));
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Outcome { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    /// It worked, and nothing was complained of.
    pub(crate) fn prints(self) -> String {
        let outcome = self.run();
        assert_eq!((outcome.code, outcome.err.as_str()), (Some(0), ""), "printed: {}", outcome.out);
        outcome.out
    }

    /// It did not work.
    pub(crate) fn fails(self, code: i32) -> String {
        let outcome = self.run();
        assert_eq!((outcome.code, outcome.out.as_str()), (Some(code), ""), "complained: {}", outcome.err);
        outcome.err
    }

    /// The command itself, for a test that needs the child.
    pub(crate) fn command(self) -> Command {
        self.command
    }
}

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}
