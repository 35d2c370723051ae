//! The report of an exception that nothing caught.

use super::exception::{Entry, Exception};
use crate::source::Source;
use std::fmt::Write;

/// CPython's text for an exception, outermost call first.
pub fn traceback(source: &Source, exception: &Exception, entries: &[Entry]) -> String {
    let mut text = String::from("Traceback (most recent call last):\n");
    for entry in entries {
        writeln!(text, "  File \"{}\", line {}, in {}", source.name(), entry.position.line, entry.function).unwrap();
    }
    writeln!(text, "{}: {}", exception.class, exception.message).unwrap();
    text
}
