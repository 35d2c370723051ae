//! The format mini-language (PEP 3101, PEP 378, PEP 515, PEP 682): `format(value, spec)` and what f-strings do.
//!
//! Takes a value and a specification, gives the text or CPython's words for what is wrong. In the C locale. An empty
//! specification means `str(value)`, which is the caller's matter; here it is like any other.

mod complex;
mod float;
mod integer;
mod layout;
mod spec;
mod string;

pub use complex::complex;
pub use float::float;
pub use integer::{Integer, integer};
pub(in crate::text) use layout::{Align, pad};
pub use string::string;
