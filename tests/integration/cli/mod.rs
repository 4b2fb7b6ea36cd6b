//! The program as it is called: arguments, pipes, exit codes.

mod add;
mod ask;
mod chat;
mod check;
mod completions;
mod diff;
mod doctor;
mod first_hour;
mod gaps;
pub(crate) mod help;
mod lookup;
mod manpages;
mod map;
mod mentions;
mod new;
#[cfg(target_os = "linux")]
mod threads;
