//! The tests from outside, laid out like `src/`: each room is entered by its door.

mod oracles;
mod playground;
