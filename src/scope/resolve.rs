//! The second pass: what each name means, now that all bindings are known.

use super::builtins::is_builtin;
use super::{Declared, Meaning, ScopeId, ScopeKind, Scopes, SymbolId};
use crate::ast::{Ast, Name};
use std::collections::HashMap;

pub fn resolve(ast: &Ast, scopes: &mut Scopes) {
    bind_globals(scopes);
    let mut resolver = Resolver { ast, visible: HashMap::new() };
    let mut pending = vec![Step::Enter(scopes.module)];
    while let Some(step) = pending.pop() {
        match step {
            Step::Enter(scope) => {
                resolver.enter(scopes, scope);
                pending.push(Step::Leave(scope));
                pending.extend(scopes.scopes[scope].children.iter().rev().map(|&child| Step::Enter(child)));
            }
            Step::Leave(scope) => resolver.leave(scopes, scope),
        }
    }
}

enum Step {
    Enter(ScopeId),
    Leave(ScopeId),
}

/// Gives the module a symbol for each name that some function declares `global`, and the function's bindings of it.
fn bind_globals(scopes: &mut Scopes) {
    let module = scopes.module;
    let declared: Vec<SymbolId> = scopes
        .symbols
        .iter()
        .filter(|(_, s)| s.declared == Some(Declared::Global) && s.scope != module)
        .map(|(id, _)| id)
        .collect();
    for id in declared {
        let global = scopes.symbol_in(module, scopes.symbols[id].name);
        let bindings = scopes.symbols[id].bindings.clone();
        scopes.symbols[global].bindings.extend(bindings);
    }
}

struct Resolver<'a> {
    ast: &'a Ast,
    /// For each name, what it means to the functions inside: the innermost scope's meaning last.
    visible: HashMap<Name, Vec<Meaning>>,
}

impl Resolver<'_> {
    fn enter(&mut self, scopes: &mut Scopes, scope: ScopeId) {
        for index in 0..scopes.scopes[scope].symbols.len() {
            let id = scopes.scopes[scope].symbols[index];
            let meaning = self.meaning(scopes, id);
            scopes.symbols[id].meaning = meaning;
            if let Meaning::Enclosing(target) | Meaning::Global(target) = meaning {
                scopes.symbols[target].users.push(id);
            }
        }
        for (name, meaning) in shown(scopes, scope) {
            self.visible.entry(name).or_default().push(meaning);
        }
    }

    fn leave(&mut self, scopes: &Scopes, scope: ScopeId) {
        for (name, _) in shown(scopes, scope) {
            self.visible.get_mut(&name).and_then(Vec::pop);
        }
    }

    fn meaning(&self, scopes: &Scopes, id: SymbolId) -> Meaning {
        let symbol = &scopes.symbols[id];
        match symbol.declared {
            Some(Declared::Global) => self.global(scopes, symbol.name),
            None if !symbol.bindings.is_empty() => Meaning::Local,
            _ => match self.visible.get(&symbol.name).and_then(|meanings| meanings.last()) {
                Some(&meaning) => meaning,
                None => self.builtin(symbol.name),
            },
        }
    }

    fn global(&self, scopes: &Scopes, name: Name) -> Meaning {
        match scopes.by_name.get(&(scopes.module, name)) {
            Some(&id) if !scopes.symbols[id].bindings.is_empty() => Meaning::Global(id),
            _ => self.builtin(name),
        }
    }

    fn builtin(&self, name: Name) -> Meaning {
        if is_builtin(self.ast.resolve(name)) { Meaning::Builtin } else { Meaning::Undefined }
    }
}

/// The names of a scope that the scopes inside can see. A class shows none.
fn shown(scopes: &Scopes, scope: ScopeId) -> impl Iterator<Item = (Name, Meaning)> + '_ {
    let kind = scopes.scopes[scope].kind;
    scopes.scopes[scope].symbols.iter().filter(move |_| kind != ScopeKind::Class).filter_map(move |&id| {
        let symbol = &scopes.symbols[id];
        match (symbol.meaning, kind) {
            (Meaning::Local, ScopeKind::Module) => Some((symbol.name, Meaning::Global(id))),
            (Meaning::Local, _) => Some((symbol.name, Meaning::Enclosing(id))),
            (meaning, _) if symbol.declared == Some(Declared::Global) => Some((symbol.name, meaning)),
            _ => None,
        }
    })
}
