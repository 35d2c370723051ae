//! What CPython prints of an exception that nobody caught.
//!
//! | module | what it does |
//! | --- | --- |
//! | `chain` | which exceptions belong to the report: causes, contexts, members of groups |
//! | `frames` | the frames that one passed |
//! | `excerpt` | a frame's source lines, with marks below |
//! | `message` | the class and the words, notes, where a syntax error is |
//! | `keyword` | which name of a broken program was meant to be a keyword |
//! | `suggest` | what a name may have been meant to be |
//! | `theme` | colours |
//!
//! Takes an exception; gives text in generalised UTF-8, as Python's strings are. No length of a chain or depth of groups overflows
//! the native stack.

mod chain;
mod excerpt;
mod frames;
mod keyword;
mod message;
mod suggest;
mod theme;

pub use theme::Theme;

use crate::object::{Exception, Value};
use crate::vm::Vm;

/// An exception of a report, and the frames it passed.
pub struct Trace {
    pub exception: Value,
    pub traceback: Value,
}

impl Trace {
    fn of(exception: &Value) -> Trace {
        let traceback = exception.get::<Exception>().map_or(Value::NONE, |exception| exception.traceback.get());
        Trace { exception: exception.clone(), traceback }
    }
}

/// The whole report of an exception: chained ones before it, members of groups below it. `limit` is `sys.tracebacklimit`.
pub fn report(vm: &mut Vm, exception: &Value, limit: Option<usize>, theme: Theme) -> Vec<u8> {
    chain::Chain::of(vm, exception).report(vm, limit, theme)
}

/// The report of an exception that nobody can catch: its frames, class and words; nothing of what led to it.
pub fn brief_report(vm: &mut Vm, exception: &Value, traceback: &Value) -> Vec<u8> {
    let mut text = Vec::new();
    if !traceback.is_none() {
        text.extend(b"Traceback (most recent call last):\n");
        text.extend(frames(vm, traceback, Theme::BRIEF).bytes());
    }
    message::write_brief(vm, exception, &mut text);
    text
}

/// Class and words only, as the last line of a report has them.
pub fn summary(vm: &mut Vm, exception: &Value) -> Vec<u8> {
    let mut text = Vec::new();
    message::write(vm, &Trace::of(exception), Theme::NONE, &mut text);
    text
}

/// The frames of a traceback, as `Exception ignored` lists them too.
pub fn frames(vm: &mut Vm, traceback: &Value, theme: Theme) -> String {
    let mut text = String::new();
    frames::write(vm, traceback, None, &mut frames::Sources::default(), theme, &mut text);
    text
}
