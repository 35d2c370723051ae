//! Numbers with Python's semantics and CPython's errors: integers of any size, floats, complex numbers, their hashes and
//! their texts. Takes and gives plain Rust numbers; knows nothing of objects. Uses no stage.
//!
//! Digits are `num-bigint`'s up to some ten thousand words; longer products, quotients and texts are this stage's own, for
//! no library of a fitting licence (which leaves out `rug` and `malachite`) can be interrupted. `dashu-int` is as fast below
//! that length, and as fast as the transforms here above it.
//!
//! Whatever can take long takes an [`Interrupt`] and looks at it every few ten milliseconds.

pub mod bits;
pub mod cmath;
pub mod combinatorics;
pub mod complex;
pub mod convert;
pub mod divide;
pub mod error;
pub mod float;
pub mod gamma;
pub mod hash;
pub mod int;
pub mod multiply;
pub mod parse;
pub mod power;
pub mod radix;
pub mod roots;
pub mod round;
pub mod sums;
mod transform;

pub use error::{ErrorKind, Interrupt, NumberError, Result};
pub use int::{Int, IntRef};
