//! Where the system allows few threads.

use std::fs::{Permissions, copy, hard_link, metadata, set_permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::process::Command;

use crate::program::nextrole;
use crate::services::find;

/// A user that owns nothing: the limit counts all processes of a user, and root has none.
const USER: &str = "54321";

const KEY: &str = "197f6b23e16c8532c6abc838facd5ea789be0c76b2920334039bfa8b3d368d61";

#[test]
fn too_few_threads_are_an_error() {
    let (Some(prlimit), Some(setpriv)) = (find("prlimit"), find("setpriv")) else { return };
    let is_root = metadata("/proc/self").unwrap().uid() == 0;
    // The user may not reach the folder that the program was built in.
    let folder = tempfile::tempdir().unwrap();
    set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    let reachable = folder.path().join("nextrole");
    let built = nextrole("--version").command().get_program().to_owned();
    hard_link(&built, &reachable).or_else(|_| copy(&built, &reachable).map(drop)).unwrap();
    for arguments in ["playground --port 0", "serve --listen 127.0.0.1:0"] {
        let program = nextrole(arguments).command();
        let mut limited = if is_root {
            let mut command = Command::new(&setpriv);
            command.args(["--reuid", USER, "--regid", USER, "--clear-groups"]).arg(&prlimit);
            command
        } else {
            Command::new(&prlimit)
        };
        limited.arg("--nproc=2").arg(&reachable).args(program.get_args());
        let output = limited.env("DISCORD_PUBLIC_KEY", KEY).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments}: {said}");
        for part in
            ["nextrole: the system allows ", " threads that are needed; raise the limit of processes: `ulimit -u`"]
        {
            assert!(said.contains(part) && said.lines().count() == 1, "{arguments}: {said}");
        }
    }
}
