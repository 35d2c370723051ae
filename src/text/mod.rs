//! Text in Python's manner: what `repr` makes of values.
//!
//! Pure functions over bytes and numbers, for every stage that prints values. Uses no stage.

pub mod repr;
