//! Reads the files of a knowledge folder.
//!
//! What cannot be read becomes a problem, and everything else is still read. The amount that is read is limited, and
//! nothing is opened that could block, so a folder that someone else controls cannot hang or exhaust the bot.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::problem::{Code, Edit, FileId, Location, Problem, SourceFile, SourceFiles};

/// Maximum size of a file in bytes: more than twice that of a vocabulary of 83,000 aliases. A larger file is a mistake.
pub const MAX_FILE_BYTES: u64 = 8 * 1024 * 1024;

/// Maximum size of all files together in bytes; memory must hold it several times while it is checked.
pub const MAX_FOLDER_BYTES: u64 = 64 * 1024 * 1024;

/// Maximum number of files and folders that are looked at, including hidden ones and other kinds of files.
pub const MAX_ENTRIES: usize = 10_000;

/// Maximum depth of nested folders. Sorting sources by decade and publisher takes two.
pub const MAX_DEPTH: usize = 16;

/// Every `*.toml` file of a folder in path order, and what could not be read. A file that could not be read is in the list
/// as well, for the problem to point to, and so is the folder if there is nothing else. Never empty.
pub(super) fn read(folder: &Path) -> (SourceFiles, Vec<Problem>) {
    let mut reader = FolderReader { root: fs::canonicalize(folder).unwrap_or_default(), ..FolderReader::default() };
    let shown = shown(folder);
    // The folder itself may be a link, because the caller named it. `metadata` follows it.
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => reader.folder(folder, &shown, 0),
        Ok(_) => reader.refuse(
            &shown,
            Code::Unreadable,
            format!("`{shown}` is not a folder"),
            "give the folder that contains the knowledge files",
        ),
        Err(error) if error.kind() == io::ErrorKind::NotFound => reader.refuse(
            &shown,
            Code::Unreadable,
            format!("there is no folder `{shown}`"),
            "give the folder that contains the knowledge files",
        ),
        Err(error) => reader.unreadable(&shown, &error),
    }
    if reader.files.0.is_empty() {
        // So that a problem has something to point to.
        reader.files.0.push(SourceFile { path: shown, text: String::new() });
    }
    (reader.files, reader.problems)
}

fn shown(folder: &Path) -> String {
    let shown = folder.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    match shown.trim_end_matches('/') {
        "" if shown.is_empty() => ".".to_owned(),
        "" => "/".to_owned(),
        trimmed => trimmed.to_owned(),
    }
}

#[derive(Default)]
struct FolderReader {
    /// The folder's path without links.
    root: PathBuf,
    files: SourceFiles,
    problems: Vec<Problem>,
    entries: usize,
    bytes: u64,
}

impl FolderReader {
    fn folder(&mut self, folder: &Path, shown: &str, depth: usize) {
        if depth > MAX_DEPTH {
            let title = format!("`{shown}` is nested more than {MAX_DEPTH} folders deep");
            return self.refuse(shown, Code::TooLarge, title, "move its files to a folder further up");
        }
        if self.entries > MAX_ENTRIES {
            return; // Reported already.
        }
        let listing = match fs::read_dir(folder) {
            Ok(listing) => listing,
            Err(error) => return self.unreadable(shown, &error),
        };
        let mut entries = Vec::new();
        for entry in listing {
            self.entries += 1;
            if self.entries > MAX_ENTRIES {
                let title = format!("the folder has more than {MAX_ENTRIES} files and folders");
                self.refuse(shown, Code::TooLarge, title, "keep only knowledge files in the folder");
                break;
            }
            match entry {
                Ok(entry) => entries.push(entry),
                Err(error) => self.unreadable(shown, &error),
            }
        }
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in &entries {
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let shown = format!("{}/{}", shown.trim_end_matches('/'), name.to_string_lossy());
            self.entry(entry, &shown, depth);
        }
    }

    fn entry(&mut self, entry: &fs::DirEntry, shown: &str, depth: usize) {
        let path = entry.path();
        let is_knowledge = path.extension() == Some(OsStr::new("toml"));
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => self.folder(&path, shown, depth + 1),
            Ok(kind) if kind.is_symlink() => self.link(&path, shown, depth, is_knowledge),
            Ok(kind) if kind.is_file() && is_misnamed(shown) => self.misnamed(shown),
            _ if !is_knowledge => {}
            // Opening a pipe blocks until someone writes to it.
            Ok(kind) if !kind.is_file() => self.not_a_file(shown),
            Ok(_) => self.file(&path, shown),
            Err(error) => self.unreadable(shown, &error),
        }
    }

    /// Follows a link to a hidden place in the same folder, as container orchestrators mount files: `roles.toml` leads
    /// to `..data/roles.toml`, and `..data` to the folder of the current version. No other link is followed: one that
    /// leads out of the folder could show any file of the machine in an error, and one to a visible file doubles it.
    fn link(&mut self, path: &Path, shown: &str, depth: usize, is_knowledge: bool) {
        let target = fs::canonicalize(path).and_then(|target| fs::metadata(&target).map(|metadata| (target, metadata)));
        let (target, metadata) = match target {
            Ok(target) => target,
            Err(_) if !is_knowledge => return,
            Err(_) => {
                let title = format!("`{shown}` is a symbolic link that leads nowhere");
                return self.refuse(shown, Code::Link, title, "remove it, or restore what it leads to");
            }
        };
        // Links to other kinds of files are ignored like the files themselves.
        if !is_knowledge && !metadata.is_dir() {
            return;
        }
        let Ok(inside) = target.strip_prefix(&self.root) else {
            let title = format!("`{shown}` is a symbolic link that leads out of the knowledge folder");
            return self.refuse(shown, Code::Link, title, "replace it with the file or folder itself");
        };
        if !inside.iter().any(|part| part.as_encoded_bytes().starts_with(b".")) {
            let title = format!("`{shown}` is a symbolic link to a file or folder that is read already");
            return self.refuse(shown, Code::Link, title, "remove the link");
        }
        if metadata.is_dir() {
            self.folder(&target, shown, depth + 1);
        } else if metadata.is_file() {
            self.file(&target, shown);
        } else {
            self.not_a_file(shown);
        }
    }

    fn not_a_file(&mut self, shown: &str) {
        let title = format!("`{shown}` is a pipe, socket or device, not a file");
        self.refuse(shown, Code::Unreadable, title, "remove it, or rename it so that it does not end with `.toml`");
    }

    fn file(&mut self, path: &Path, shown: &str) {
        let limit = MAX_FILE_BYTES.min(MAX_FOLDER_BYTES.saturating_sub(self.bytes));
        let mut bytes = Vec::new();
        let read = fs::File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            return self.unreadable(shown, &error);
        }
        let length = bytes.len() as u64;
        if length > MAX_FILE_BYTES {
            let title = format!("`{shown}` is larger than {} MiB", MAX_FILE_BYTES / 1024 / 1024);
            return self.refuse(
                shown,
                Code::TooLarge,
                title,
                "split the file, or remove it if it is not a knowledge file",
            );
        }
        if length > limit {
            let title = format!(
                "the folder is larger than {} MiB, up to and including `{shown}`",
                MAX_FOLDER_BYTES / 1024 / 1024
            );
            return self.refuse(shown, Code::TooLarge, title, "remove what is not a knowledge file");
        }
        self.bytes += length;
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return self.not_utf8(shown, &error),
        };
        // Some editors on Windows put a byte order mark at the start; columns must not count it.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        self.files.0.push(SourceFile { path: shown.to_owned(), text });
    }

    fn not_utf8(&mut self, shown: &str, error: &std::string::FromUtf8Error) {
        let file = FileId(self.files.0.len());
        // Written again as UTF-8 it says the same.
        let recode = Edit { at: Location::whole(file), text: String::new() };
        let (text, title, span, fix) = match utf16(error.as_bytes()) {
            Some(text) => (text, format!("`{shown}` is UTF-16, not UTF-8"), 0..0, vec![recode]),
            None => {
                let valid = error.utf8_error().valid_up_to();
                let byte = error.as_bytes().get(valid).copied().unwrap_or_default();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let title = format!("`{shown}` is not UTF-8: there is the byte {byte:#04x}");
                (text, title, valid..valid + char::REPLACEMENT_CHARACTER.len_utf8(), Vec::new())
            }
        };
        self.files.0.push(SourceFile { path: shown.to_owned(), text });
        self.problems.push(Problem {
            code: Code::NotUtf8,
            title,
            at: Location { file, span },
            related: Vec::new(),
            fix,
            help: "save the file with the encoding UTF-8".to_owned(),
        });
    }

    fn misnamed(&mut self, shown: &str) {
        let name = shown.rsplit('/').next().unwrap_or(shown);
        let stem = name.get(..name.to_lowercase().find(".toml").unwrap_or(name.len())).unwrap_or(name);
        let title = format!("`{shown}` is not read, because its name does not end with `.toml`");
        self.refuse(shown, Code::MisnamedFile, title, &format!("rename it to `{stem}.toml`, or remove it"));
    }

    fn unreadable(&mut self, shown: &str, error: &io::Error) {
        let (why, help) = match error.kind() {
            io::ErrorKind::NotFound => {
                ("it does not exist anymore".to_owned(), "try again when nobody changes the folder")
            }
            io::ErrorKind::PermissionDenied => {
                ("permission denied".to_owned(), "give the user that runs this program permission to read it")
            }
            _ => (error.to_string().to_lowercase(), "check whether other programs can read it"),
        };
        self.refuse(shown, Code::Unreadable, format!("`{shown}` cannot be read: {why}"), help);
    }

    /// Reports what is not read and adds it to the list.
    fn refuse(&mut self, shown: &str, code: Code, title: String, help: &str) {
        let at = Location::whole(FileId(self.files.0.len()));
        self.files.0.push(SourceFile { path: shown.to_owned(), text: String::new() });
        self.problems.push(Problem { code, title, at, related: Vec::new(), fix: Vec::new(), help: help.to_owned() });
    }
}

/// Whether someone may believe that a file with this name is read: Windows hides the end of `roles.toml.txt`.
fn is_misnamed(path: &str) -> bool {
    let lower = path.to_lowercase();
    let ends_otherwise = [".toml.txt", ".toml.bak"].iter().any(|end| lower.ends_with(end));
    ends_otherwise || (lower.ends_with(".toml") && !path.ends_with(".toml"))
}

/// The text of a file in UTF-16 with a byte order mark, as Windows calls "Unicode".
fn utf16(bytes: &[u8]) -> Option<String> {
    let (mark, rest) = bytes.split_first_chunk::<2>()?;
    let unit: fn([u8; 2]) -> u16 = match mark {
        [0xff, 0xfe] => u16::from_le_bytes,
        [0xfe, 0xff] => u16::from_be_bytes,
        _ => return None,
    };
    let units = rest.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    Some(char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_vanishes_before_it_is_opened_is_reported_and_the_next_one_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("there.toml"), "# here").unwrap();
        let mut reader = FolderReader::default();
        reader.file(&folder.path().join("gone.toml"), "knowledge/gone.toml");
        reader.file(&folder.path().join("there.toml"), "knowledge/there.toml");
        let reported: Vec<(Code, &str)> =
            reader.problems.iter().map(|problem| (problem.code, problem.title.as_str())).collect();
        assert_eq!(reported.len(), 1, "{reported:?}");
        assert_eq!(reported[0].0, Code::Unreadable);
        assert!(reported[0].1.contains("knowledge/gone.toml"), "{reported:?}");
        let read: Vec<&str> = reader.files.0.iter().map(|file| file.text.as_str()).collect();
        assert_eq!(read, ["", "# here"]);
    }
}
