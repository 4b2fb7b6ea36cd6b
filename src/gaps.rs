//! What people ask in vain, counted so that moderators can add it to the knowledge.
//!
//! Off by default. Only normalized texts are counted, with nothing about who asked or where. A text is in the file from
//! [`MIN_ASKINGS`] askings on; until then it is in memory only, and lost at a restart. Both hold at most [`MAX_TEXTS`].

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

/// How often a text must have been asked before it is written. What one person asks once or twice may be about them.
pub const MIN_ASKINGS: u32 = 3;

/// The maximum number of texts. When there are more, the one that was asked least, and least recently, is forgotten.
pub const MAX_TEXTS: usize = 1_000;

/// The maximum length of a text in characters; a longer one is a story and not a name.
const MAX_CHARS: usize = 60;

/// Digits in a row from which on a text may contain an id or a phone number.
const MAX_DIGITS: usize = 4;

/// How often new counts are written.
const SAVE_INTERVAL: Duration = Duration::from_secs(30);

/// The maximum size of a file that is read.
const MAX_FILE_BYTES: u64 = 1024 * 1024;

/// The first line of the file.
const HEADER: &str = "# Questions without an answer, by number of askings. See: nextrole gaps\n";

/// A text that was asked in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// How often.
    pub askings: u32,
    /// The text, normalized.
    pub text: String,
}

/// Counts what is asked in vain. Clones share the counts.
#[derive(Debug, Clone)]
pub struct GapCounter {
    file: Arc<PathBuf>,
    counts: Arc<Mutex<Counts>>,
}

#[derive(Debug, Default)]
struct Counts {
    texts: HashMap<String, Count>,
    /// The number of the last asking.
    clock: u64,
    /// Whether the file lacks something that belongs there.
    is_unsaved: bool,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    askings: u32,
    last: u64,
}

impl GapCounter {
    /// Goes on counting from what the file has. A file that does not exist is made when there is something to write.
    ///
    /// # Errors
    ///
    /// The file cannot be read, its folder does not exist, or nothing can be written there.
    pub fn open(file: &Path) -> io::Result<GapCounter> {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        if folder.is_some_and(|folder| !folder.is_dir()) {
            return Err(io::Error::new(io::ErrorKind::NotFound, "its folder does not exist"));
        }
        let new = unfinished(file);
        create(&new).and_then(|_| fs::remove_file(&new))?;
        let mut counts = Counts::default();
        for gap in read(file)?.into_iter().rev() {
            counts.clock += 1;
            counts.texts.insert(gap.text, Count { askings: gap.askings, last: counts.clock });
        }
        Ok(GapCounter { file: Arc::new(file.to_owned()), counts: Arc::new(Mutex::new(counts)) })
    }

    /// Counts a text that got no answer.
    pub fn count(&self, text: &str) {
        let Some(text) = normalize(text) else { return };
        let mut counts = self.lock();
        counts.clock += 1;
        let clock = counts.clock;
        if !counts.texts.contains_key(&text) && counts.texts.len() >= MAX_TEXTS {
            let least = counts.texts.iter().min_by_key(|(_, count)| (count.askings, count.last));
            if let Some(least) = least.map(|(text, _)| text.clone()) {
                counts.texts.remove(&least);
            }
        }
        let count = counts.texts.entry(text).or_insert(Count { askings: 0, last: 0 });
        count.askings = count.askings.saturating_add(1);
        count.last = clock;
        counts.is_unsaved |= count.askings >= MIN_ASKINGS;
    }

    /// Writes the file every few seconds if something is new, until `stop` is cancelled, and a last time then.
    pub async fn keep_saved(self, stop: CancellationToken) {
        loop {
            let is_last = tokio::select! {
                () = stop.cancelled() => true,
                () = tokio::time::sleep(SAVE_INTERVAL) => false,
            };
            let counter = self.clone();
            match tokio::task::spawn_blocking(move || counter.save()).await {
                Ok(Err(why)) => tracing::warn!("cannot write the gaps to {}: {why}", self.file.display()),
                Err(why) => tracing::error!("writing the gaps failed: {why}"),
                Ok(Ok(())) => {}
            }
            if is_last {
                return;
            }
        }
    }

    /// Writes the file if something is new: whole, or not at all.
    ///
    /// # Errors
    ///
    /// The file cannot be written; what was there before is still there.
    pub fn save(&self) -> io::Result<()> {
        let text = {
            let mut counts = self.lock();
            if !counts.is_unsaved {
                return Ok(());
            }
            counts.is_unsaved = false;
            counts.text()
        };
        // Without the lock: no answer waits for a disk.
        let written = write_whole(&self.file, &text);
        if written.is_err() {
            self.lock().is_unsaved = true;
        }
        written
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    /// The file: what was asked often enough, most frequent first.
    fn text(&self) -> String {
        let often = self.texts.iter().filter(|(_, count)| count.askings >= MIN_ASKINGS);
        let mut often: Vec<(u32, &str)> = often.map(|(text, count)| (count.askings, text.as_str())).collect();
        often.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        often.iter().fold(HEADER.to_owned(), |mut file, (askings, text)| {
            // Writing to a string cannot fail.
            let _ = writeln!(file, "{askings}\t{text}");
            file
        })
    }
}

/// What the file has, most frequent first; nothing if it does not exist. Lines that are not of ours are left out.
///
/// # Errors
///
/// The file cannot be read, or is larger than it ever gets.
pub fn read(file: &Path) -> io::Result<Vec<Gap>> {
    match fs::metadata(file) {
        // A device may have no end, and a pipe no beginning.
        Ok(metadata) if !metadata.is_file() => {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is a folder, device or pipe, and not a file"));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Ok(_) | Err(_) => {}
    }
    let mut text = String::new();
    File::open(file)?.take(MAX_FILE_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_FILE_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "the file is larger than a file of gaps"));
    }
    let gap = |line: &str| {
        let (askings, text) = line.split_once('\t')?;
        let askings = askings.parse().ok().filter(|askings| *askings >= MIN_ASKINGS)?;
        Some(Gap { askings, text: normalize(text)? })
    };
    Ok(text.lines().filter_map(gap).take(MAX_TEXTS).collect())
}

/// A text in small letters without punctuation and repeated spaces; `None` if it may identify somebody, or is no name:
/// mentions, addresses, long numbers, long texts.
fn normalize(text: &str) -> Option<String> {
    let is_address = text.contains(['@', '<', '>']) || text.contains("://") || text.contains("www.");
    let longest_number = text.split(|letter: char| !letter.is_numeric()).map(|number| number.chars().count()).max();
    if is_address || longest_number > Some(MAX_DIGITS) {
        return None;
    }
    let kept = |letter: char| if letter.is_alphanumeric() || "+#/&'’.-".contains(letter) { letter } else { ' ' };
    let text: String = text.chars().map(kept).collect::<String>().to_lowercase();
    let words = text.split_whitespace().map(|word| word.trim_matches(['\'', '’', '.', '-', '/', '&']));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    (!text.is_empty() && text.chars().count() <= MAX_CHARS).then_some(text)
}

/// Where a file is written before it takes the place of the old one.
fn unfinished(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    file.with_file_name(name)
}

/// Creates a file that only this user can read.
fn create(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Writes a file beside the old one and then renames it, so that a reader or a crash never meets half of it.
fn write_whole(file: &Path, text: &str) -> io::Result<()> {
    let new = unfinished(file);
    let mut opened = create(&new)?;
    opened.write_all(text.as_bytes())?;
    opened.sync_all()?;
    fs::rename(&new, file)
}
