//! The second pass: how each scope stores each name, and which definition the name means.
//!
//! CPython hands each scope a copy of the set of names bound around it, and takes a set of free names back. Here one map says
//! for each name what it is where the walk stands, and what a scope changes is undone when the scope is left; so that the work
//! is in proportion to the symbols.

use super::builtins::is_builtin;
use super::symbol::{Flags, Meaning, Storage};
use super::{Scope, ScopeId, ScopeKind, Scopes, SymbolId};
use crate::ast::Name;
use crate::diagnostics::{Diagnostic, Message};
use rustc_hash::FxHashSet;

/// As many free names as nested scopes may pass on, all together: the square of a depth, and more than CPython's parser admits.
const MOST_PASSED_ON: usize = 1 << 22;

pub fn analyse(scopes: &mut Scopes) {
    let implicit = ["__class__", "__classdict__", "__conditional_annotations__"].map(|name| scopes.names.intern(name));
    let module = scopes.module;
    let (visible, changed, open) = (vec![Visible::default(); scopes.names.len()], Vec::new(), Vec::new());
    let mut analyser = Analyser { scopes, implicit, visible, changed, open, passed_on: 0 };
    let mut pending = vec![Step::Enter(module)];
    while let Some(step) = pending.pop() {
        match step {
            Step::Enter(scope) => {
                analyser.enter(scope);
                pending.push(Step::Leave);
                pending.extend(analyser.scopes.scopes[scope].children.iter().rev().map(|&child| Step::Enter(child)));
            }
            Step::Leave => analyser.leave(),
        }
    }
    note_cells(scopes);
}

/// Most scopes have no cells, and are not searched for them.
fn note_cells(scopes: &mut Scopes) {
    for symbol in scopes.symbols.values() {
        if symbol.is_cell() || symbol.is_free() {
            scopes.scopes[symbol.scope].has_cells = true;
        }
    }
    for scope in scopes.scopes.values_mut() {
        let makes_some = scope.needs_class_closure || scope.needs_class_dict || scope.has_conditional_annotations;
        scope.has_cells |= makes_some || scope.kind == ScopeKind::Annotation;
    }
}

enum Step {
    Enter(ScopeId),
    Leave,
}

pub(super) struct Analyser<'a> {
    pub(super) scopes: &'a mut Scopes,
    /// What classes make for the scopes inside: `__class__`, `__classdict__`, `__conditional_annotations__`.
    implicit: [Name; 3],
    /// For each name, what it is to the scopes inside.
    visible: Vec<Visible>,
    /// The names that open scopes changed in `visible`, and what they were before.
    changed: Vec<(Name, Visible)>,
    /// The scopes around, the innermost last.
    pub(super) open: Vec<Open>,
    /// So many free names were passed on.
    passed_on: usize,
}

/// What the scopes around say of a name.
#[derive(Clone, Copy, Default)]
struct Visible {
    binder: Option<Binder>,
    is_type_parameter: bool,
}

/// Who has the cell of a free name.
#[derive(Clone, Copy)]
enum Binder {
    Symbol(SymbolId),
    /// A class, by itself.
    Class(ScopeId),
}

/// What is known of a scope while those inside are analysed.
pub(super) struct Open {
    pub(super) scope: ScopeId,
    /// How long `changed` was before.
    changed: usize,
    /// The class that an annotation scope sees.
    class: Option<ScopeId>,
    /// Names free in the scopes inside.
    pub(super) free: FxHashSet<Name>,
    /// Names free in the scope itself.
    own_free: Vec<Name>,
    /// Cells of the comprehensions that were merged into the scope.
    pub(super) inlined_cells: FxHashSet<Name>,
    /// Of a comprehension: the names that are free symbols of a scope inside.
    pub(super) free_in_children: FxHashSet<Name>,
}

impl Analyser<'_> {
    fn enter(&mut self, scope: ScopeId) {
        let class = self.open.last().filter(|_| self.scopes.scopes[scope].sees_class).and_then(|outer| {
            match self.scopes.scopes[outer.scope].kind {
                ScopeKind::Class => Some(outer.scope),
                _ => outer.class,
            }
        });
        self.open.push(Open {
            scope,
            changed: self.changed.len(),
            class,
            free: FxHashSet::default(),
            own_free: Vec::new(),
            inlined_cells: FxHashSet::default(),
            free_in_children: FxHashSet::default(),
        });
        for index in 0..self.scopes.scopes[scope].symbols.len() {
            let id = self.scopes.scopes[scope].symbols[index];
            self.name(id, scope, class);
        }
        if self.scopes.scopes[scope].kind == ScopeKind::Class {
            for name in self.implicit {
                self.show(name, Visible { binder: Some(Binder::Class(scope)), ..self.seen(name) });
            }
        }
    }

    /// Decides about a name, and what the scopes inside see of it.
    fn name(&mut self, id: SymbolId, scope: ScopeId, class: Option<ScopeId>) {
        let (name, flags) = (self.scopes.symbols[id].name, self.scopes.symbols[id].flags);
        let seen = self.seen(name);
        let shows = self.scopes.scopes[scope].is_function_like();
        let (storage, binder) = if flags.contains(Flags::GLOBAL) {
            if flags.contains(Flags::NONLOCAL) {
                self.error(Message::NonlocalAndGlobal { name: self.text(name) }, id);
            }
            if shows {
                self.show(name, Visible { binder: None, ..seen });
            }
            (Storage::GlobalExplicit, None)
        } else if flags.contains(Flags::NONLOCAL) {
            self.check_nonlocal(id, scope, seen);
            (Storage::Free, seen.binder)
        } else if flags.intersects(Flags::BOUND) {
            let binder = if shows { Some(Binder::Symbol(id)) } else { seen.binder };
            let is_type_parameter = flags.contains(Flags::TYPE_PARAMETER);
            if shows || is_type_parameter != seen.is_type_parameter {
                self.show(name, Visible { binder, is_type_parameter });
            }
            (Storage::Local, None)
        } else {
            match (self.in_class(class, name), seen.binder) {
                (Some(storage), _) => (storage, None),
                (None, Some(binder)) => (Storage::Free, Some(binder)),
                (None, None) => (Storage::GlobalImplicit, None),
            }
        };
        if storage == Storage::Free {
            self.top().own_free.push(name);
        }
        let meaning = self.meaning(name, storage, binder, class);
        self.set(id, storage, meaning);
    }

    fn check_nonlocal(&mut self, id: SymbolId, scope: ScopeId, seen: Visible) {
        let name = self.text(self.scopes.symbols[id].name);
        if self.scopes.scopes[scope].kind == ScopeKind::Module {
            self.error(Message::NonlocalInModule, id);
        } else if seen.binder.is_none() {
            self.error(Message::NonlocalUnbound { name }, id);
        } else if seen.is_type_parameter {
            self.error(Message::NonlocalTypeParameter { name }, id);
        }
    }

    /// A name that an annotation scope finds in the class around it.
    fn in_class(&self, class: Option<ScopeId>, name: Name) -> Option<Storage> {
        let flags = self.scopes.symbols[self.scopes.find(class?, name)?].flags;
        if flags.contains(Flags::GLOBAL) {
            return Some(Storage::GlobalExplicit);
        }
        (flags.intersects(Flags::BOUND) && !flags.contains(Flags::NONLOCAL)).then_some(Storage::GlobalImplicit)
    }

    fn meaning(&self, name: Name, storage: Storage, binder: Option<Binder>, class: Option<ScopeId>) -> Meaning {
        let symbol_of = |scope| self.scopes.find(scope, name);
        match (storage, binder) {
            (Storage::Local | Storage::Cell, _) => Meaning::Local,
            (_, Some(Binder::Symbol(id))) => Meaning::Enclosing(id),
            (_, Some(Binder::Class(class))) => Meaning::Implicit(class),
            (Storage::GlobalImplicit, None) if self.in_class(class, name).is_some() => {
                class.and_then(symbol_of).map_or(Meaning::Undefined, Meaning::Enclosing)
            }
            _ => match symbol_of(self.scopes.module) {
                Some(id) if self.scopes.symbols[id].is_bound => Meaning::Global(id),
                _ if is_builtin(self.scopes.resolve(name)) => Meaning::Builtin,
                _ => Meaning::Undefined,
            },
        }
    }

    /// Notes the decision; what a `nonlocal` name is given, the name that it means is given.
    fn set(&mut self, id: SymbolId, storage: Storage, meaning: Meaning) {
        let symbol = &mut self.scopes.symbols[id];
        (symbol.storage, symbol.meaning) = (storage, meaning);
        match meaning {
            Meaning::Global(target) if target == id => symbol.meaning = Meaning::Local,
            Meaning::Enclosing(target) => {
                let is_bound = std::mem::take(&mut symbol.is_bound);
                self.scopes.symbols[target].is_bound |= is_bound;
                self.scopes.users.push((target, id));
            }
            Meaning::Global(target) => self.scopes.users.push((target, id)),
            _ => {}
        }
    }

    fn leave(&mut self) {
        let Some(mut left) = self.open.pop() else { return };
        let scope = left.scope;
        for (name, before) in self.changed.drain(left.changed..).rev() {
            self.visible[name.index()] = before;
        }
        match self.scopes.scopes[scope].kind {
            ScopeKind::Module => {}
            ScopeKind::Class => self.make_implicit_cells(&mut left),
            _ => self.make_cells(&mut left),
        }
        self.pass_on(&left);
        left.free.extend(left.own_free.drain(..));
        if let Some(outer) = self.open.len().checked_sub(1) {
            self.hand_over(left, outer);
        }
    }

    /// What a scope tells the one around it.
    fn hand_over(&mut self, mut left: Open, outer: usize) {
        let (scope, around) = (left.scope, self.open[outer].scope);
        let Scope { kind, is_generator, .. } = self.scopes.scopes[scope];
        let is_comprehension = matches!(kind, ScopeKind::Comprehension(_));
        if is_comprehension && !is_generator && !self.scopes.scopes[around].sees_class {
            self.inline(&mut left, outer);
            merge(&mut self.open[outer].free_in_children, left.free_in_children);
        } else if self.scopes.scopes[around].comprehension().is_some() {
            let free =
                self.scopes.symbols_of(scope).filter(|symbol| symbol.storage == Storage::Free).map(|symbol| symbol.name);
            self.open[outer].free_in_children.extend(free);
        }
        merge(&mut self.open[outer].free, left.free);
    }

    /// Names of the scope that are free inside are cells.
    fn make_cells(&mut self, left: &mut Open) {
        if left.free.is_empty() && left.inlined_cells.is_empty() {
            return;
        }
        for &id in &self.scopes.scopes[left.scope].symbols {
            let symbol = &mut self.scopes.symbols[id];
            let is_local = symbol.storage == Storage::Local;
            if is_local && (left.free.contains(&symbol.name) || left.inlined_cells.contains(&symbol.name)) {
                symbol.storage = Storage::Cell;
                left.free.remove(&symbol.name);
            }
        }
    }

    fn make_implicit_cells(&mut self, left: &mut Open) {
        let [class, class_dict, conditional_annotations] = self.implicit.map(|name| left.free.remove(&name));
        let scope = &mut self.scopes.scopes[left.scope];
        scope.needs_class_closure |= class;
        scope.needs_class_dict |= class_dict;
        scope.has_conditional_annotations |= conditional_annotations;
    }

    /// What is free inside and bound around is free here too.
    fn pass_on(&mut self, left: &Open) {
        let scope = &self.scopes.scopes[left.scope];
        let is_class = scope.kind == ScopeKind::Class || scope.sees_class;
        for &name in &left.inlined_cells {
            if let Some(id) = self.scopes.find(left.scope, name) {
                self.scopes.symbols[id].flags |= Flags::COMPREHENSION_CELL;
            }
        }
        for &name in &left.free {
            if let Some(id) = self.scopes.find(left.scope, name) {
                if is_class {
                    self.scopes.symbols[id].flags |= Flags::FREE_IN_CLASS;
                }
                continue;
            }
            let Some(binder) = self.seen(name).binder else { continue };
            self.passed_on += 1;
            if self.passed_on >= MOST_PASSED_ON {
                if self.passed_on == MOST_PASSED_ON {
                    let span = self.scopes.scopes[left.scope].span;
                    self.scopes.errors.push(Diagnostic::new(Message::TooManyFreeVariables, span));
                }
                return;
            }
            let id = self.scopes.symbol_in(left.scope, name);
            let symbol = &mut self.scopes.symbols[id];
            symbol.storage = Storage::Free;
            symbol.meaning = match binder {
                Binder::Symbol(id) => Meaning::Enclosing(id),
                Binder::Class(class) => Meaning::Implicit(class),
            };
        }
    }

    fn seen(&self, name: Name) -> Visible {
        self.visible[name.index()]
    }

    fn show(&mut self, name: Name, visible: Visible) {
        let before = std::mem::replace(&mut self.visible[name.index()], visible);
        self.changed.push((name, before));
    }

    fn top(&mut self) -> &mut Open {
        self.open.last_mut().expect("a name has a scope")
    }

    fn text(&self, name: Name) -> String {
        self.scopes.resolve(name).to_owned()
    }

    /// Where the name was declared.
    fn error(&mut self, message: Message, id: SymbolId) {
        let Some(span) = self.scopes.symbols[id].directive else { return };
        self.scopes.errors.push(Diagnostic::new(message, span));
    }
}

/// Adds a set to another, at the cost of the smaller one.
fn merge(into: &mut FxHashSet<Name>, mut from: FxHashSet<Name>) {
    if from.len() > into.len() {
        std::mem::swap(into, &mut from);
    }
    into.extend(from);
}
