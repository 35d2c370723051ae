//! The node types, derived from `grammar/ast.table`.

// Families of one member are matched like the others.
#![allow(clippy::match_single_binding)]

use super::arena::{Ast, Field, Id, Item, List, Node, Spanned};
use super::constant::ConstantId;
use super::names::Name;
use crate::source::Span;

include!(concat!(env!("OUT_DIR"), "/nodes.rs"));

// Trees are large: a node that outgrows these sizes slows every stage.
const _: () = assert!(size_of::<Expr>() == 16 && size_of::<Stmt>() == 32 && size_of::<Pattern>() <= 20);

impl Stmt {
    /// Whether it has a block of its own: what Python's reference calls a compound statement.
    pub fn is_compound(&self) -> bool {
        use Stmt::*;
        matches!(
            self,
            FunctionDef { .. }
                | AsyncFunctionDef { .. }
                | ClassDef { .. }
                | For { .. }
                | AsyncFor { .. }
                | While { .. }
                | If { .. }
                | With { .. }
                | AsyncWith { .. }
                | Match { .. }
                | Try { .. }
                | TryStar { .. }
        )
    }
}
