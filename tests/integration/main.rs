//! Every test that goes through the doors of the rooms, laid out like `src/`.

mod knowledge;
