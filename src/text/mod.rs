//! Python's text: what the methods of strings and bytes, format specifications, codecs and `repr` do.
//!
//! Pure functions from bytes and numbers to bytes and numbers, for every stage that has to do with text. Uses no stage.

pub mod bytes;
pub mod chars;
pub mod codecs;
pub mod error;
pub mod fields;
pub mod float;
pub mod format;
pub mod index;
pub mod names;
pub mod printf;
pub mod repr;
pub mod search;
pub mod strings;
pub mod wtf8;

pub use error::{Class, Fault};
pub use wtf8::{Wtf8, Wtf8Buf};
