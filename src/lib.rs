//! Hyaline: a Python 3.14 you can see through.
pub mod ast;
pub mod bytecode;
pub mod cli;
pub mod codegen;
pub mod diagnostics;
pub mod lexer;
pub mod parser;
pub mod scope;
pub mod source;
pub mod vm;

pub use parser::{ParseOptions, Parsed, parse};
pub use source::{Source, Span};
