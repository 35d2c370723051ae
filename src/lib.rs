//! Hyaline: a Python 3.14 you can see through.
//!
//! The map: one folder a stage, in the order of the pipeline. A stage imports from the stages that its line names, all of
//! them earlier; `tests/map.rs` holds that true.
//!
//! | stage | takes | gives | uses |
//! | --- | --- | --- | --- |
//! | `text` | bytes, numbers | what `str`, `bytes`, `format`, codecs and `repr` make of them | |
//! | `number` | numbers | numbers, by Python's arithmetic, their hashes and texts | |
//! | `collections` | keys and their hashes | tables in CPython's order, sorting | |
//! | `system` | | what the C library has and no crate gives safely | |
//! | `source` | bytes of a file | decoded text, offsets, lines | |
//! | `diagnostics` | what is wrong, and where | typed errors in CPython's words | `source` |
//! | `lexer` | text | tokens, comments, lexical errors | `text`, `source`, `diagnostics` |
//! | `ast` | builder calls | an arena of nodes with spans, its dump | `text`, `source` |
//! | `parser` | tokens | a tree, a list of errors | `text`, `source`, `diagnostics`, `lexer`, `ast` |
//! | `scope` | a tree | for each name its definition, a list of errors | `text`, `source`, `diagnostics`, `ast` |
//! | `bytecode` | | instructions, code objects, the disassembler | `text` |
//! | `cache` | a program, what is known of its source | a file in `__pycache__`, the program again | `source`, `bytecode` |
//! | `codegen` | a tree and its scopes | bytecode | `text`, `source`, `diagnostics`, `ast`, `scope`, `bytecode` |
//! | `object` | payloads | values, objects, the heap | `number`, `collections` |
//! | `vm` | bytecode, tables of native functions | what the program does | `number`, `collections`, `system`, `source`, `bytecode`, `object` |
//! | `traceback` | an exception | CPython's report of it | `text`, `source`, `diagnostics`, `lexer`, `ast`, `parser`, `bytecode`, `object`, `vm` |
//! | `builtins` | a machine | the builtin types and functions in it | `text`, `number`, `collections`, `system`, `source`, `bytecode`, `object`, `vm` |
//! | `modules` | a machine, a command line's switches | modules written in Rust; `compile`, `exec`, `eval`, `__import__` | `text`, `number`, `system`, `source`, `diagnostics`, `lexer`, `ast`, `parser`, `scope`, `bytecode`, `cache`, `codegen`, `object`, `vm`, `traceback`, `builtins` |
//! | `cli` | a command line | output and an exit status | `text`, `number`, `collections`, `system`, `source`, `diagnostics`, `lexer`, `ast`, `scope`, `bytecode`, `cache`, `codegen`, `object`, `vm`, `builtins`, `modules` |

pub mod ast;
pub mod builtins;
pub mod bytecode;
pub mod cache;
pub mod cli;
pub mod codegen;
pub mod collections;
pub mod diagnostics;
pub mod lexer;
pub mod modules;
pub mod number;
pub mod object;
pub mod parser;
pub mod scope;
pub mod source;
pub mod system;
pub mod text;
pub mod traceback;
pub mod vm;

pub use lexer::{LexOptions, Mode, TokenKind, Tokens, lex};
pub use parser::{ParseOptions, Parsed, parse};
pub use source::{Source, Span};
