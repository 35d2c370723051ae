//! Which definition each name means.
//!
//! `collect` walks the tree once and notes, scope by scope, which names are bound, used and declared; `resolve` then links
//! every name to its definition: in its own scope, an enclosing function, the module, or among the builtins. Both keep
//! their place on a stack of their own, so depth of nesting costs memory, not native stack.
//!
//! Takes an [`Ast`]; gives [`Scopes`], side tables keyed by the tree's ids. Uses `source` and `ast`.

mod builtins;
mod collect;
mod report;
mod resolve;

pub use builtins::{BUILTINS, is_builtin};
pub use report::{json, report};

use crate::ast::{AnyNode, Ast, Expr, Id, Name};
use crate::source::Span;
use slotmap::{SlotMap, new_key_type};
use std::collections::HashMap;

new_key_type! {
    /// A scope of a tree.
    pub struct ScopeId;
    /// A name in a scope.
    pub struct SymbolId;
}

/// The scopes of one tree.
#[derive(Debug)]
pub struct Scopes {
    scopes: SlotMap<ScopeId, Scope>,
    symbols: SlotMap<SymbolId, Symbol>,
    by_name: HashMap<(ScopeId, Name), SymbolId>,
    by_node: HashMap<AnyNode, ScopeId>,
    /// For each expression that is a name, its symbol in the scope where it stands.
    names: Vec<Option<SymbolId>>,
    module: ScopeId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    Module,
    Function,
    Class,
    Lambda,
    Comprehension,
    TypeParameters,
}

#[derive(Debug)]
pub struct Scope {
    pub kind: ScopeKind,
    /// The function's or class's name.
    pub name: Option<Name>,
    pub node: AnyNode,
    pub parent: Option<ScopeId>,
    pub children: Vec<ScopeId>,
    /// In the order of their first mention.
    pub symbols: Vec<SymbolId>,
    /// Where `:=` binds: the nearest scope that is no comprehension.
    host: ScopeId,
}

/// What one scope says about a name, and what the name means there.
#[derive(Debug)]
pub struct Symbol {
    pub name: Name,
    pub scope: ScopeId,
    pub bindings: Vec<Binding>,
    pub uses: Vec<Span>,
    pub declared: Option<Declared>,
    pub meaning: Meaning,
    /// The symbols of other scopes that mean this one.
    pub users: Vec<SymbolId>,
}

/// A place that gives a name its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    pub kind: BindingKind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BindingKind {
    Variable,
    Parameter,
    Function,
    Class,
    Import,
    TypeParameter,
}

/// `global` or `nonlocal`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    Global,
    Nonlocal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The scope's own.
    Local,
    /// A local of an enclosing function.
    Enclosing(SymbolId),
    /// A name of the module.
    Global(SymbolId),
    Builtin,
    /// Nothing in the file defines it.
    Undefined,
}

impl Scopes {
    /// Links the names of a tree.
    pub fn of(ast: &Ast) -> Scopes {
        let mut scopes = collect::collect(ast);
        resolve::resolve(ast, &mut scopes);
        scopes
    }

    pub fn module(&self) -> ScopeId {
        self.module
    }

    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id]
    }

    pub fn symbol(&self, id: SymbolId) -> &Symbol {
        &self.symbols[id]
    }

    /// The scope that a function, class, lambda or comprehension opens.
    pub fn of_node(&self, node: impl Into<AnyNode>) -> Option<ScopeId> {
        self.by_node.get(&node.into()).copied()
    }

    /// A name of a scope.
    pub fn lookup(&self, scope: ScopeId, name: Name) -> Option<&Symbol> {
        self.by_name.get(&(scope, name)).map(|&id| &self.symbols[id])
    }

    /// What an expression that is a name means.
    pub fn of_name(&self, id: Id<Expr>) -> Option<&Symbol> {
        self.names.get(id.index()).copied().flatten().map(|id| &self.symbols[id])
    }
}
