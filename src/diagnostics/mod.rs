//! What can be wrong with a program: typed errors in CPython's words.
//!
//! Every stage of the front end returns its result and a list of [`Diagnostic`]s. The wording is in `table`; only `render`
//! knows how a report is drawn.

mod render;
mod table;

pub use render::{Location, render_json, render_pretty, render_python};
pub use table::{Class, Message};

use crate::source::Span;

/// An error: what it is, and the stretch of source that CPython would mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    pub message: Message,
    pub span: Span,
}

impl Diagnostic {
    pub fn new(message: Message, span: Span) -> Diagnostic {
        Diagnostic { message, span }
    }
}
