//! Says what is being done, where it takes longer than a second in a terminal.

use std::io::Write as _;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::terminal::Terminal;

/// Time after which something is shown, and between two updates of it.
const INTERVAL: Duration = Duration::from_secs(1);

/// Does the work. Meanwhile a line on stderr says what it is and how long it has taken, if stderr is a terminal; it is
/// gone when the work is done.
pub(super) fn with_progress<T>(what: &str, work: impl FnOnce() -> T) -> T {
    if !Terminal::stderr().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        let (done, waiting) = channel::<()>();
        scope.spawn(move || {
            let start = Instant::now();
            let mut is_shown = false;
            while waiting.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
                // If stderr is closed, nobody can be told.
                let _ = write!(anstream::stderr(), "\r{what} … {} s", start.elapsed().as_secs());
                is_shown = true;
            }
            if is_shown {
                let _ = write!(anstream::stderr(), "\r{:width$}\r", "", width = what.chars().count() + 12);
            }
        });
        let result = work();
        drop(done);
        result
    })
}
