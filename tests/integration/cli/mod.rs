//! The program as it is called: arguments, pipes, exit codes.

mod ask;
mod chat;
mod check;
mod completions;
mod help;
mod map;
mod match_;
mod mentions;
