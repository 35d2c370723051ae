//! The methods of `str`, on [`Wtf8`](super::Wtf8): what each gives, as CPython 3.14 gives it.
//!
//! Indices and lengths count code points. Where a method may return the string itself, it gives nothing.

mod case;
mod classes;
mod lines;
mod number;
mod pad;
mod search;
mod split;
mod strip;

pub use number::trim_ascii;
pub use strip::Ends;
