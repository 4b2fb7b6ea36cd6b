//! Reads the files of a knowledge folder: the only place that touches the disk.
//!
//! Whatever cannot be read becomes a problem, and everything else is still read. How much is read is bounded, and
//! nothing is opened that could keep the program waiting, so a folder that somebody else controls cannot hang or
//! exhaust the bot.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::problem::{At, Code, File, FileKey, Files, Problem};

/// Most bytes of one file. Three times a vocabulary of 50,000 aliases; a larger file got here by mistake.
pub const MAX_FILE_BYTES: u64 = 10 * 1024 * 1024;

/// Most bytes of all files together: what may be held in memory several times over while it is checked.
pub const MAX_FOLDER_BYTES: u64 = 64 * 1024 * 1024;

/// Most files and folders that are looked at, hidden ones and other sorts of file included.
pub const MAX_ENTRIES: usize = 10_000;

/// Most folders in one another. Sorting sources by decade and publisher takes two.
pub const MAX_DEPTH: usize = 16;

/// Every `*.toml` file of a folder in path order, and what could not be read. A file that could not has its place in
/// the list too, for the problem to point at; so has the folder where there is nothing else. Never empty.
pub(super) fn read(folder: &Path) -> (Files, Vec<Problem>) {
    let mut reading = Reading { files: Files::default(), problems: Vec::new(), entries: 0, bytes: 0 };
    let shown = shown(folder);
    // The folder itself may be a link: its owner has named it. `metadata` follows it.
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => reading.folder(folder, &shown, 0),
        Ok(_) => reading.refuse(
            &shown,
            Code::Unreadable,
            format!("`{shown}` is not a folder"),
            "name the folder that holds the knowledge files",
        ),
        Err(error) if error.kind() == io::ErrorKind::NotFound => reading.refuse(
            &shown,
            Code::Unreadable,
            format!("there is no folder `{shown}`"),
            "name the folder that holds the knowledge files",
        ),
        Err(error) => reading.unreadable(&shown, &error),
    }
    if reading.files.0.is_empty() {
        // A folder without files stands for itself, so that a problem has something to point at.
        reading.files.0.push(File { path: shown, text: String::new() });
    }
    (reading.files, reading.problems)
}

fn shown(folder: &Path) -> String {
    let shown = folder.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    match shown.trim_end_matches('/') {
        "" if shown.is_empty() => ".".to_owned(),
        "" => "/".to_owned(),
        trimmed => trimmed.to_owned(),
    }
}

struct Reading {
    files: Files,
    problems: Vec<Problem>,
    entries: usize,
    bytes: u64,
}

impl Reading {
    fn folder(&mut self, folder: &Path, shown: &str, depth: usize) {
        if depth > MAX_DEPTH {
            let title = format!("`{shown}` lies more than {MAX_DEPTH} folders deep");
            return self.refuse(shown, Code::TooLarge, title, "move its files up");
        }
        if self.entries > MAX_ENTRIES {
            return; // It has been said.
        }
        let listing = match fs::read_dir(folder) {
            Ok(listing) => listing,
            Err(error) => return self.unreadable(shown, &error),
        };
        let mut entries = Vec::new();
        for entry in listing {
            self.entries += 1;
            if self.entries > MAX_ENTRIES {
                let title = format!("the folder holds more than {MAX_ENTRIES} files and folders");
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
            Ok(sort) if sort.is_dir() => self.folder(&path, shown, depth + 1),
            Ok(sort) if sort.is_symlink() => {
                // Where a link leads matters only for whether anybody would expect knowledge there.
                if is_knowledge || fs::metadata(&path).is_ok_and(|target| target.is_dir()) {
                    let title = format!("`{shown}` is a symbolic link");
                    self.refuse(shown, Code::Link, title, "put the file or folder itself in its place");
                }
            }
            _ if !is_knowledge => {}
            // Opening a pipe would wait until somebody writes to it.
            Ok(sort) if !sort.is_file() => {
                let title = format!("`{shown}` is not a file, but a pipe, socket or device");
                self.refuse(shown, Code::Unreadable, title, "remove it, or give it another ending than `.toml`");
            }
            Ok(_) => self.file(&path, shown),
            Err(error) => self.unreadable(shown, &error),
        }
    }

    fn file(&mut self, path: &Path, shown: &str) {
        let most = MAX_FILE_BYTES.min(MAX_FOLDER_BYTES.saturating_sub(self.bytes));
        let mut bytes = Vec::new();
        let read = fs::File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            return self.unreadable(shown, &error);
        }
        let length = bytes.len() as u64;
        if length > MAX_FILE_BYTES {
            let title = format!("`{shown}` is larger than {} MiB", MAX_FILE_BYTES / 1024 / 1024);
            return self.refuse(shown, Code::TooLarge, title, "split the file, or remove it if it is no knowledge");
        }
        if length > most {
            let title = format!("with `{shown}` the folder is larger than {} MiB", MAX_FOLDER_BYTES / 1024 / 1024);
            return self.refuse(shown, Code::TooLarge, title, "remove what is no knowledge");
        }
        self.bytes += length;
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return self.not_utf8(shown, &error),
        };
        // Some editors on Windows put a mark before the first letter; columns should not count it.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        self.files.0.push(File { path: shown.to_owned(), text });
    }

    fn not_utf8(&mut self, shown: &str, error: &std::string::FromUtf8Error) {
        let good = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(good).copied().unwrap_or_default();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let file = FileKey(self.files.0.len());
        self.files.0.push(File { path: shown.to_owned(), text });
        self.problems.push(Problem {
            code: Code::NotUtf8,
            title: format!("`{shown}` is not UTF-8: it has the byte {byte:#04x} here"),
            at: At { file, span: good..good + char::REPLACEMENT_CHARACTER.len_utf8() },
            see: Vec::new(),
            help: "save the file as UTF-8".to_owned(),
        });
    }

    fn unreadable(&mut self, shown: &str, error: &io::Error) {
        let (why, help) = match error.kind() {
            io::ErrorKind::NotFound => ("it is gone".to_owned(), "run it again once nobody changes the folder"),
            io::ErrorKind::PermissionDenied => {
                ("its permissions forbid it".to_owned(), "allow the user who runs this to read it")
            }
            _ => (error.to_string().to_lowercase(), "see whether other programs can read it"),
        };
        self.refuse(shown, Code::Unreadable, format!("`{shown}` cannot be read: {why}"), help);
    }

    /// Reports what is not read, and gives it a place in the list.
    fn refuse(&mut self, shown: &str, code: Code, title: String, help: &str) {
        let at = At::whole(FileKey(self.files.0.len()));
        self.files.0.push(File { path: shown.to_owned(), text: String::new() });
        self.problems.push(Problem { code, title, at, see: Vec::new(), help: help.to_owned() });
    }
}
