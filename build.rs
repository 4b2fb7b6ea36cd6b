//! Lists the shipped knowledge for `knowledge::shipped`, which embeds it, and says which build this is.
//!
//! A list of `include_str!` needs no crate, embeds only `*.toml` files, and notices new files, which a macro cannot.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("knowledge");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut list = String::from("&[\n");
    for file in files(&folder)? {
        let path = file.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
        writeln!(list, "    ({path:?}, include_str!({:?})),", file.to_string_lossy())?;
    }
    list += "]\n";
    fs::write(Path::new(&env::var("OUT_DIR")?).join("shipped_knowledge.rs"), list)?;

    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    println!("cargo::rerun-if-env-changed=NEXTROLE_REVISION");
    let revision = variable("NEXTROLE_REVISION").or_else(revision).unwrap_or_else(|| "unknown".to_owned());
    // Of a custom profile, Cargo only tells which one it inherits from; the folder has its name.
    let profile = Path::new(&env::var("OUT_DIR")?).iter().rev().nth(3).map(|name| name.to_string_lossy().into_owned());
    let (profile, target) = (profile.unwrap_or_default(), variable("TARGET").unwrap_or_default());
    println!("cargo::rustc-env=NEXTROLE_REVISION={revision}");
    println!("cargo::rustc-env=NEXTROLE_BUILD={profile} for {target}");
    Ok(())
}

/// The revision that Git has checked out; `None` without Git, or in an archive of the source. Git is asked about this
/// folder only, which may lie in the repository of something else.
fn revision() -> Option<String> {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        output.status.success().then(|| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let tracked = git(&["ls-files", "--error-unmatch", "build.rs"]);
    tracked?;
    // Every commit and every checkout adds a line there.
    if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]).filter(|log| Path::new(log).exists()) {
        println!("cargo::rerun-if-changed={log}");
    }
    git(&["rev-parse", "--short=12", "HEAD"])
}

/// Every `*.toml` file below a folder, in the order in which the program reads a folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            found.push(path);
        }
    }
    Ok(found)
}
