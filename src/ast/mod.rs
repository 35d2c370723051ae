//! The syntax tree: CPython's node and field names, in arenas.
//!
//! Nodes are declared in `grammar/ast.table`; types, builder functions and the generic view ([`AnyNode`]) are derived from
//! it. A node is a few words, refers to others by [`Id`] and to sequences by [`List`], and has no `Drop`: freeing a tree
//! frees a dozen vectors, however deep it is. Later stages annotate the tree in side tables keyed by ids.
//!
//! [`dump`] prints a tree as Python's `ast.dump` does, [`dump_json`] as data, [`draw`] for people.
//!
//! Uses `source` and `text`.

mod arena;
pub mod classes;
mod constant;
mod draw;
mod dump;
mod json;
mod names;
mod nodes;

pub use arena::{Ast, Field, Id, Item, List, Node, RawList, Spanned};
pub use constant::{Constant, ConstantId, Text};
pub use draw::draw;
pub use dump::{DumpOptions, Positions, constant_repr, dump};
pub use json::dump_json;
pub use names::{Name, Names};
pub use nodes::*;
