//! What one scope says about one name.

use super::{ScopeId, SymbolId};
use crate::ast::Name;
use crate::source::Span;
use bitflags::bitflags;

/// What one scope says about a name, and what the name means there.
#[derive(Debug)]
pub struct Symbol {
    /// Mangled where it is private.
    pub name: Name,
    pub scope: ScopeId,
    pub flags: Flags,
    pub storage: Storage,
    pub meaning: Meaning,
    /// The program gives it a value: [`Scopes::bindings`](super::Scopes::bindings) says where.
    pub is_bound: bool,
    /// The program uses the name: [`Scopes::uses`](super::Scopes::uses) says where.
    pub is_used: bool,
    /// The first `global` or `nonlocal` that names it, or `:=` that does as much.
    pub(super) directive: Option<Span>,
}

impl Symbol {
    /// The scope makes a cell for it.
    pub(super) fn is_cell(&self) -> bool {
        self.storage == Storage::Cell || self.flags.contains(Flags::COMPREHENSION_CELL)
    }

    /// The scope takes its cell from a scope around it.
    pub(super) fn is_free(&self) -> bool {
        self.storage == Storage::Free || self.flags.contains(Flags::FREE_IN_CLASS)
    }
}

bitflags! {
    /// What a scope does with a name: CPython's flags, with its numbers.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Flags: u16 {
        const GLOBAL = 1;
        const LOCAL = 1 << 1;
        const PARAMETER = 1 << 2;
        const NONLOCAL = 1 << 3;
        const USE = 1 << 4;
        /// Free in a method, and a name of the class besides.
        const FREE_IN_CLASS = 1 << 6;
        const IMPORT = 1 << 7;
        const ANNOTATED = 1 << 8;
        /// In the target of a comprehension's `for`.
        const ITERATION = 1 << 9;
        const TYPE_PARAMETER = 1 << 10;
        /// A cell of an inlined comprehension.
        const COMPREHENSION_CELL = 1 << 11;

        const BOUND = Self::LOCAL.bits() | Self::PARAMETER.bits() | Self::IMPORT.bits();
        const DECLARED = Self::GLOBAL.bits() | Self::NONLOCAL.bits();
    }
}

/// How a scope stores a name; the numbers are CPython's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    /// The scope's own.
    Local = 1,
    /// Declared `global`.
    GlobalExplicit = 2,
    /// Of the module or a builtin, as far as one can see; also a name of the class around an annotation.
    #[default]
    GlobalImplicit = 3,
    /// A cell of a scope around.
    Free = 4,
    /// The scope's own, and free in a scope inside.
    Cell = 5,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The scope's own.
    Local,
    /// A name of a scope around.
    Enclosing(SymbolId),
    /// A name that a class makes for the scopes inside: `__class__`, `__classdict__`.
    Implicit(ScopeId),
    /// A name of the module.
    Global(SymbolId),
    Builtin,
    /// Nothing in the file defines it.
    Undefined,
}

impl Symbol {
    pub(super) fn new(name: Name, scope: ScopeId) -> Symbol {
        Symbol {
            name,
            scope,
            flags: Flags::empty(),
            storage: Storage::default(),
            meaning: Meaning::Undefined,
            is_bound: false,
            is_used: false,
            directive: None,
        }
    }

    /// Said by the program itself, and not only passed on between scopes.
    pub fn is_mentioned(&self) -> bool {
        self.is_bound || self.is_used || self.directive.is_some()
    }
}
