//! The methods of `bytes` and `bytearray`: what each gives, as CPython 3.14 gives it.
//!
//! What strings and bytes do alike, byte by byte, is in [`super::search`]. Letters, digits and white space are ASCII's.

mod case;
mod hex;
mod pad;
mod search;
mod split;

pub use case::{
    capitalize, is_alnum, is_alpha, is_digit, is_lower, is_space, is_title, is_upper, swap_case, to_lower, to_title,
    to_upper,
};
pub use hex::{from_hex, from_hex_str, hex};
pub use pad::{center, expand_tabs, ljust, rjust, zfill};
pub use search::{count, join, repeat, replace, translate};
pub use split::{Parts, lines, partition, rpartition, rsplit, rsplit_whitespace, split, split_whitespace, strip, trim};

/// White space: `bytes.isspace`.
fn is_white(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}
