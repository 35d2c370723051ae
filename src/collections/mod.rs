//! Containers with CPython's behaviour, free of objects: what they hold and what equality means is their user's. Uses no
//! stage.

mod dict;
pub mod hash;
mod index;
mod set;
mod set_operations;
pub mod sort;

pub use dict::{DictTable, Entry, Probe, Step, UNINDEXED};
pub use set::{SetFound, SetProbe, SetStep, SetTable};
pub use set_operations::SetOperations;
