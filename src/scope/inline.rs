//! Comprehensions that become part of the scope around them (PEP 709): all but generators, and those in annotation scopes of
//! classes. Their names join the names of that scope; their own scope stays, for whoever looks for the names inside.

use super::analyse::{Analyser, Open};
use super::symbol::{Flags, Storage};
use super::{ScopeKind, SymbolId};

impl Analyser<'_> {
    /// Merges a comprehension into the scope that is open around it.
    pub(super) fn inline(&mut self, left: &mut Open, outer: usize) {
        self.scopes.scopes[left.scope].is_inlined = true;
        // An exception restores the names that the comprehension hides.
        let scope = self.open[outer].scope;
        self.scopes.scopes[scope].is_guarded = true;
        for index in 0..self.scopes.scopes[left.scope].symbols.len() {
            let id = self.scopes.scopes[left.scope].symbols[index];
            if !self.scopes.symbols[id].flags.contains(Flags::PARAMETER) {
                self.inline_name(id, left, outer);
            }
        }
        self.forget_class_cell(left, outer);
    }

    fn inline_name(&mut self, id: SymbolId, left: &mut Open, outer: usize) {
        let symbol = &self.scopes.symbols[id];
        let (name, flags, meaning, mut storage) = (symbol.name, symbol.flags, symbol.meaning, symbol.storage);
        if storage == Storage::Cell || flags.contains(Flags::COMPREHENSION_CELL) {
            self.open[outer].inlined_cells.insert(name);
        }
        let scope = self.open[outer].scope;
        let is_class = self.scopes.scopes[scope].kind == ScopeKind::Class;
        if is_class && self.is_class_cell(id) {
            // A class does not see its own cell; functions in the comprehension do.
            storage = Storage::GlobalImplicit;
            if !left.free_in_children.contains(&name) {
                left.free.remove(&name);
            }
        }
        match self.scopes.find(scope, name) {
            None => {
                let copy = self.scopes.symbol_in(scope, name);
                let copy = &mut self.scopes.symbols[copy];
                (copy.flags, copy.storage, copy.meaning) = (flags, storage, meaning);
            }
            // What was free in the comprehension is the scope's own now.
            Some(existing) => {
                let is_bound = self.scopes.symbols[existing].flags.intersects(Flags::BOUND);
                if is_bound && !is_class && !left.free_in_children.contains(&name) {
                    left.free.remove(&name);
                }
            }
        }
    }

    fn is_class_cell(&self, id: SymbolId) -> bool {
        let symbol = &self.scopes.symbols[id];
        symbol.storage == Storage::Free && self.scopes.resolve(symbol.name) == "__class__"
    }

    fn forget_class_cell(&mut self, left: &Open, outer: usize) {
        if self.scopes.scopes[self.open[outer].scope].kind != ScopeKind::Class {
            return;
        }
        let symbols = std::mem::take(&mut self.scopes.scopes[left.scope].symbols);
        let (gone, kept) = symbols.into_iter().partition(|&id| self.is_class_cell(id));
        self.scopes.scopes[left.scope].symbols = kept;
        let gone: Vec<SymbolId> = gone;
        for id in gone {
            self.scopes.by_name.remove(&(left.scope, self.scopes.symbols[id].name));
        }
    }
}
