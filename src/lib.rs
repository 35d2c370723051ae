//! Hyaline: a Python 3.14 you can see through.
pub mod ast;
pub mod cli;
pub mod diagnostics;
pub mod lexer;
pub mod parser;
pub mod source;
pub mod text;

pub use parser::{ParseOptions, Parsed, parse};
pub use source::{Source, Span};
