//! Which definition each name means: CPython's symbol table, with the places that a reader wants to see.
//!
//! `collect` walks the tree once and notes, scope by scope, how each name is bound, used and declared; `analyse` then decides
//! how each scope stores each name, and which definition the name means; `inline` merges comprehensions into the scopes that
//! they become part of (PEP 709). All keep their place on stacks of their own, so depth of nesting costs memory, not native
//! stack. `report` shows the result to people, `table` to those who know CPython's.
//!
//! Takes an [`Ast`]; gives [`Scopes`], side tables keyed by the tree's ids, with the errors that CPython's symbol table
//! raises, in its order. Uses `text`, `source`, `diagnostics` and `ast`.

mod analyse;
mod builtins;
mod collect;
mod inline;
mod mangle;
mod report;
mod symbol;
mod table;

pub use builtins::{BUILTINS, is_builtin};
pub use mangle::mangle;
pub use report::{json, report};
pub use symbol::{Binding, BindingKind, Flags, Meaning, Storage, Symbol};
pub use table::symbol_table;

use crate::ast::{AnyNode, Ast, Expr, Id, Name, Names};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use mangle::Mangling;
use rustc_hash::FxHashMap;
use slotmap::{SlotMap, new_key_type};
use std::borrow::Cow;

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
    /// Of scopes that have more than [`Scopes::FEW`].
    by_name: FxHashMap<(ScopeId, Name), SymbolId>,
    by_node: FxHashMap<(AnyNode, Role), ScopeId>,
    /// Symbols and where they get values, in the order of their discovery.
    bindings: Vec<(SymbolId, Binding)>,
    /// Symbols and where they are used, in the order of their discovery.
    uses: Vec<(SymbolId, Span)>,
    /// Symbols that mean a symbol of another scope, behind that one.
    users: Vec<(SymbolId, SymbolId)>,
    /// For each expression that is a name, its symbol in the scope where it stands.
    expressions: Vec<Option<SymbolId>>,
    /// The tree's names, and those that the analysis adds.
    names: Names,
    mangling: Mangling,
    module: ScopeId,
    text_annotations: bool,
    errors: Vec<Diagnostic>,
}

/// Which of the scopes that one node opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// What is inside: of a module, class, function, lambda or comprehension; the value of a type alias.
    Body,
    /// The type parameters of a generic function, class or alias (PEP 695), around all its other scopes.
    TypeParameters,
    /// The annotations of a function's signature, or of the variables of a module or class: `__annotate__` (PEP 649).
    Annotations,
    /// The annotations of a function's variables, which nothing evaluates.
    VariableAnnotations,
    /// The bound or the constraints of a type parameter.
    Bound,
    /// The default of a type parameter (PEP 696).
    Default,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    Module,
    Function,
    Class,
    Lambda,
    Comprehension(Comprehension),
    TypeParameters,
    TypeAlias,
    /// The bound, constraints or default of a type parameter; the text is what CPython's errors call it.
    TypeVariable(&'static str),
    Annotation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comprehension {
    List,
    Set,
    Dict,
    Generator,
}

/// A scope, with what CPython's symbol table says of it.
#[derive(Debug)]
pub struct Scope {
    pub kind: ScopeKind,
    /// The name of the function, class, alias or type parameter that it belongs to.
    pub name: Option<Name>,
    pub node: AnyNode,
    /// What of the source it stands for.
    pub span: Span,
    pub parent: Option<ScopeId>,
    /// In the order of the source. Scopes that nothing evaluates (annotations under PEP 563) are not among them.
    pub children: Vec<ScopeId>,
    /// In the order of their first mention.
    pub symbols: Vec<SymbolId>,
    /// In CPython's order: positional, keyword-only, `*args`, `**kwargs`; mangled.
    pub parameters: Vec<Name>,
    /// Inside a function, or a scope like it.
    pub is_nested: bool,
    /// A function whose parent is a class.
    pub is_method: bool,
    /// Has a `yield`, or is a generator expression.
    pub is_generator: bool,
    /// Is `async`, or awaits something.
    pub is_coroutine: bool,
    /// Has `*args`.
    pub has_varargs: bool,
    /// Has `**kwargs`.
    pub has_varkeywords: bool,
    /// Has a `return` with a value.
    pub returns_value: bool,
    /// A comprehension whose code is part of its parent's (PEP 709).
    pub is_inlined: bool,
    /// Its code may have handlers of exceptions: other than for generators and coroutines, where it always does.
    pub is_guarded: bool,
    /// It may have cells, or take some from the scopes around it.
    has_cells: bool,
    /// A class that gives its methods a cell `__class__`.
    pub needs_class_closure: bool,
    /// A class that gives the annotation scopes inside a cell `__classdict__`.
    pub needs_class_dict: bool,
    /// A class or module some of whose annotations may not be executed: it keeps `__conditional_annotations__`.
    pub has_conditional_annotations: bool,
    /// An annotation scope in a class: its names are looked up in the class first.
    pub sees_class: bool,
    /// A module or class has annotated variables; an annotation scope, annotations.
    pub uses_annotations: bool,
    /// A module with `from … import *`.
    pub imports_all: bool,
    /// The class whose private names are mangled here.
    pub private: Option<Name>,
    /// Of the scopes in and under the type parameters of a class: where the only names that are mangled are.
    mangled_only: Option<ScopeId>,
}

impl Scopes {
    /// Links the names of a tree.
    pub fn of(ast: &Ast) -> Scopes {
        Self::of_module(ast, false)
    }

    /// The same; the module may be one that awaits, a coroutine (`PyCF_ALLOW_TOP_LEVEL_AWAIT`).
    pub fn of_module(ast: &Ast, may_await: bool) -> Scopes {
        let mut scopes = collect::collect(ast, may_await);
        analyse::analyse(&mut scopes);
        scopes
    }

    /// What is wrong with the program; the first is what CPython reports.
    pub fn errors(&self) -> &[Diagnostic] {
        &self.errors
    }

    pub fn module(&self) -> ScopeId {
        self.module
    }

    /// Annotations are text (`from __future__ import annotations`, PEP 563). Their scopes then have no symbols of use, and only
    /// `of_role` finds them.
    pub fn has_text_annotations(&self) -> bool {
        self.text_annotations
    }

    /// How many scopes there are.
    pub fn count(&self) -> usize {
        self.scopes.len()
    }

    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id]
    }

    pub fn symbol(&self, id: SymbolId) -> &Symbol {
        &self.symbols[id]
    }

    /// The tree's names, and those that the analysis adds.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The text of a name of the tree or of a symbol.
    pub fn resolve(&self, name: Name) -> &str {
        self.names.resolve(name)
    }

    /// The scope that is the body of a module, class, function, lambda, comprehension or type alias.
    pub fn of_node(&self, node: impl Into<AnyNode>) -> Option<ScopeId> {
        self.of_role(node, Role::Body)
    }

    /// One of the scopes that a node opens. Annotations of variables belong to the node of their module, class or function.
    pub fn of_role(&self, node: impl Into<AnyNode>, role: Role) -> Option<ScopeId> {
        self.by_node.get(&(node.into(), role)).copied()
    }

    /// The symbols of a scope are searched as long as there are not more.
    const FEW: usize = 12;

    /// The symbol of a mangled name.
    fn find(&self, scope: ScopeId, name: Name) -> Option<SymbolId> {
        let symbols = &self.scopes[scope].symbols;
        match symbols.len() <= Scopes::FEW {
            true => symbols.iter().copied().find(|&id| self.symbols[id].name == name),
            false => self.by_name.get(&(scope, name)).copied(),
        }
    }

    /// What a name of the source is in a scope: mangled where it is private.
    pub fn lookup(&self, scope: ScopeId, name: Name) -> Option<&Symbol> {
        let name = self.mangled(scope, name)?;
        self.find(scope, name).map(|id| &self.symbols[id])
    }

    /// The same for a name that is mangled already; it may be none of these scopes' at all.
    pub fn lookup_mangled(&self, scope: ScopeId, name: Name) -> Option<&Symbol> {
        self.find(scope, name).map(|id| &self.symbols[id])
    }

    /// The same for a name that may not stand in the source, such as `.0`; it is not mangled.
    pub fn lookup_text(&self, scope: ScopeId, text: &str) -> Option<&Symbol> {
        let name = self.names.get(text)?;
        self.find(scope, name).map(|id| &self.symbols[id])
    }

    /// How a scope stores a name of the source. `None` if the scope does not mention it.
    pub fn storage(&self, scope: ScopeId, name: Name) -> Option<Storage> {
        self.lookup(scope, name).map(|symbol| symbol.storage)
    }

    /// What an expression that is a name means.
    pub fn of_name(&self, id: Id<Expr>) -> Option<&Symbol> {
        self.expressions.get(id.index()).copied().flatten().map(|id| &self.symbols[id])
    }

    /// Where each symbol gets its values, in the order of the source. Those of a `nonlocal` name are the symbol's that it means.
    pub fn bindings(&self) -> FxHashMap<SymbolId, Vec<Binding>> {
        let owner = |id: SymbolId| match self.symbols[id].meaning {
            Meaning::Enclosing(target) => target,
            _ => id,
        };
        let mut bindings: Vec<_> = self.bindings.iter().map(|&(id, binding)| (owner(id), binding)).collect();
        bindings.sort_by_key(|(_, binding)| binding.span.start);
        grouped(&bindings)
    }

    /// Where each symbol is used.
    pub fn uses(&self) -> FxHashMap<SymbolId, Vec<Span>> {
        grouped(&self.uses)
    }

    /// For each symbol those of other scopes that mean it.
    pub fn users(&self) -> FxHashMap<SymbolId, Vec<SymbolId>> {
        grouped(&self.users)
    }

    fn note_binding(&mut self, symbol: SymbolId, binding: Binding) {
        self.symbols[symbol].is_bound = true;
        self.bindings.push((symbol, binding));
    }

    fn note_use(&mut self, symbol: SymbolId, span: Span) {
        self.symbols[symbol].is_used = true;
        self.uses.push((symbol, span));
    }

    /// The symbols of a scope, in the order of their first mention.
    pub fn symbols_of(&self, scope: ScopeId) -> impl Iterator<Item = &Symbol> {
        self.scopes[scope].symbols.iter().map(|&id| &self.symbols[id])
    }

    /// The cells that a scope makes, in CPython's order: by name, then those that a class or module makes for itself.
    pub fn cell_variables(&self, scope: ScopeId) -> Vec<&str> {
        if !self.scopes[scope].has_cells {
            return Vec::new();
        }
        let mut cells = self.sorted(scope, Symbol::is_cell);
        let Scope { needs_class_closure, needs_class_dict, has_conditional_annotations, .. } = self.scopes[scope];
        let implicit = [
            (needs_class_closure, "__class__"),
            (needs_class_dict, "__classdict__"),
            (has_conditional_annotations, "__conditional_annotations__"),
        ];
        for (needed, name) in implicit {
            if needed && !cells.contains(&name) {
                cells.push(name);
            }
        }
        cells
    }

    /// The cells that a scope takes from the scopes around it, in CPython's order: by name, then the one with which the
    /// annotations of a class know what was executed.
    pub fn free_variables(&self, scope: ScopeId) -> Vec<&str> {
        if !self.scopes[scope].has_cells {
            return Vec::new();
        }
        let mut free = self.sorted(scope, Symbol::is_free);
        let Scope { kind, node, parent, .. } = self.scopes[scope];
        if let (ScopeKind::Annotation, Some(parent)) = (kind, parent.map(|parent| &self.scopes[parent])) {
            let is_of_class = parent.kind == ScopeKind::Class && parent.node == node;
            if is_of_class && parent.has_conditional_annotations && !free.contains(&"__conditional_annotations__") {
                free.push("__conditional_annotations__");
            }
        }
        free
    }

    fn sorted(&self, scope: ScopeId, wanted: fn(&Symbol) -> bool) -> Vec<&str> {
        let wanted = self.symbols_of(scope).filter(|symbol| wanted(symbol));
        let mut names: Vec<&str> = wanted.map(|symbol| self.resolve(symbol.name)).collect();
        names.sort_unstable();
        names
    }

    /// A name of the source as it is in a scope; attributes and keywords are mangled in the same way.
    pub fn mangle<'a>(&self, scope: ScopeId, text: &'a str) -> Cow<'a, str> {
        match self.private(scope, self.names.get(text)) {
            Some(class) => mangle(self.resolve(class), text),
            None => text.into(),
        }
    }

    /// The scopes inside a scope, once those of inlined comprehensions are its own: CPython's order of its code objects.
    pub fn tables(&self, scope: ScopeId) -> Vec<ScopeId> {
        let mut tables = Vec::new();
        let mut pending: Vec<ScopeId> = self.scopes[scope].children.iter().rev().copied().collect();
        while let Some(child) = pending.pop() {
            if self.scopes[child].is_inlined {
                pending.extend(self.scopes[child].children.iter().rev());
            } else {
                tables.push(child);
            }
        }
        tables
    }
}

fn grouped<T: Copy>(pairs: &[(SymbolId, T)]) -> FxHashMap<SymbolId, Vec<T>> {
    let mut groups: FxHashMap<SymbolId, Vec<T>> = FxHashMap::default();
    pairs.iter().for_each(|&(symbol, thing)| groups.entry(symbol).or_default().push(thing));
    groups
}

impl ScopeKind {
    /// CPython's number: `_symtable.TYPE_FUNCTION` and so on.
    pub fn number(self) -> u8 {
        match self {
            ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Comprehension(_) => 0,
            ScopeKind::Class => 1,
            ScopeKind::Module => 2,
            ScopeKind::Annotation => 3,
            ScopeKind::TypeAlias => 4,
            ScopeKind::TypeParameters => 5,
            ScopeKind::TypeVariable(_) => 6,
        }
    }
}

impl Scope {
    /// Names are stored as in a function: `_PyST_IsFunctionLike`.
    pub fn is_function_like(&self) -> bool {
        !matches!(self.kind, ScopeKind::Module | ScopeKind::Class)
    }

    /// A function, lambda or comprehension: CPython's `FunctionBlock`.
    fn is_function(&self) -> bool {
        matches!(self.kind, ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Comprehension(_))
    }

    fn comprehension(&self) -> Option<Comprehension> {
        match self.kind {
            ScopeKind::Comprehension(comprehension) => Some(comprehension),
            _ => None,
        }
    }

    /// What CPython's symbol table calls the scope; the name of its code object has no angle brackets where this has none.
    pub fn table_name<'a>(&self, scopes: &'a Scopes) -> &'a str {
        match (self.kind, self.name) {
            (ScopeKind::Module, _) => "top",
            (ScopeKind::Lambda, _) => "lambda",
            (ScopeKind::Comprehension(Comprehension::List), _) => "listcomp",
            (ScopeKind::Comprehension(Comprehension::Set), _) => "setcomp",
            (ScopeKind::Comprehension(Comprehension::Dict), _) => "dictcomp",
            (ScopeKind::Comprehension(Comprehension::Generator), _) => "genexpr",
            (ScopeKind::Annotation, _) => "__annotate__",
            (_, Some(name)) => scopes.resolve(name),
            (_, None) => "",
        }
    }
}
