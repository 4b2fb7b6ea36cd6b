//! Servers of the system that some tests need: HAProxy and Redis. Without one, its tests are not run, and say so;
//! `NEXTROLE_SERVICES=required` makes that a failure.

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long Redis may take to start.
const REDIS_TIMEOUT: Duration = Duration::from_secs(20);

/// The path of a server program; `None` if it is not installed and not required.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&folders).chain([PathBuf::from("/usr/sbin"), PathBuf::from("/usr/local/sbin")]);
    let found = folders.map(|folder| folder.join(name)).find(|path| path.is_file());
    if found.is_none() {
        assert!(!std::env::var("NEXTROLE_SERVICES").is_ok_and(|value| value == "required"), "{name} is not installed");
        // Not captured, unlike what `eprintln!` writes.
        let _ = writeln!(std::io::stderr(), "\nNOT RUN: a test that needs {name}, which is not installed");
    }
    found
}

/// A port that nobody listens on, and that the system gives nobody who asks for any: those are above 32,767.
pub(crate) fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = std::process::id() * 64;
    (0..10_000)
        .map(|_| 20_000 + (first + u32::from(NEXT.fetch_add(1, Ordering::Relaxed))) % 10_000)
        .filter_map(|port| u16::try_from(port).ok())
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("no port is free")
}

/// A server program, which ends when this is dropped.
pub(crate) struct Server(Child);

impl Server {
    pub(crate) fn start(program: &Path, arguments: &[&str]) -> Server {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Server(command.spawn().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Redis on this port, once it takes connections.
pub(crate) fn start_redis(program: &Path, port: u16) -> Server {
    let port = port.to_string();
    let server = Server::start(program, &["--port", &port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
    let deadline = Instant::now() + REDIS_TIMEOUT;
    while TcpStream::connect(format!("127.0.0.1:{port}")).is_err() {
        assert!(Instant::now() < deadline, "Redis does not start");
        thread::sleep(Duration::from_millis(20));
    }
    server
}
