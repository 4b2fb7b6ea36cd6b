//! Lists the shipped knowledge for `knowledge::shipped`, which embeds it.
//!
//! A list of `include_str!` needs no crate, embeds only `*.toml` files, and notices new files, which a macro cannot.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
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
    Ok(())
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
