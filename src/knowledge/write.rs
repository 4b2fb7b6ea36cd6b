//! Writes files of a knowledge folder: each whole, or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Replaces a file by this text in one step, so that a reader sees the old text or the new one, and a power cut leaves
/// one of them. Its permissions stay as they are.
///
/// # Errors
///
/// If the text cannot be written next to the file, or the file cannot be replaced; then it is as it was.
pub fn replace_file(path: &Path, text: &str) -> io::Result<()> {
    let draft = draft_path(path)?;
    let written = write_draft(&draft, text).and_then(|()| {
        if let Ok(metadata) = fs::metadata(path) {
            fs::set_permissions(&draft, metadata.permissions())?;
        }
        fs::rename(&draft, path)
    });
    if written.is_err() {
        // If this fails too, a hidden file stays, which no one reads.
        let _ = fs::remove_file(&draft);
    }
    written
}

/// Writes a file that does not exist yet.
///
/// # Errors
///
/// If there is one, or it cannot be written.
pub fn create_file(path: &Path, text: &str) -> io::Result<()> {
    write_draft(path, text)
}

/// A hidden file beside the file, which the loader does not read.
fn draft_path(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "not a file name"))?;
    let name = format!(".{}.{}.draft", name.to_string_lossy(), std::process::id());
    Ok(path.with_file_name(name))
}

fn write_draft(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
