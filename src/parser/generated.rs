//! The parser that LALRPOP makes of `grammar/python/*.lalrpop`.

#![allow(clippy::all, unused_imports, dead_code)]

include!(concat!(env!("OUT_DIR"), "/python.rs"));

pub(super) use __parse__Start::{Symbol, reduce, root, token};
