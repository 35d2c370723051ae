//! `hyaline scopes`: for each scope and name, what it is, where it is defined, who uses it.

use super::{Binding, BindingKind, Comprehension, Meaning, Scope, ScopeId, ScopeKind, Scopes, Symbol, SymbolId};
use crate::source::{Source, Span};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::fmt::Write;

/// Longer names stand out of their column.
const WIDEST_NAME: usize = 40;

/// The report for people.
pub fn report(source: &Source, scopes: &Scopes) -> String {
    let (bindings, uses, users) = (scopes.bindings(), scopes.uses(), scopes.users());
    let view = View { source, scopes, bindings: &bindings, uses: &uses, users: &users };
    let mut text = String::new();
    for (scope, _) in view.in_order() {
        if scope != scopes.module {
            text.push('\n');
        }
        writeln!(text, "{}", view.title(scope)).unwrap();
        let symbols: Vec<&Symbol> = view.symbols(scope).collect();
        let name_width = symbols.iter().map(|symbol| scopes.resolve(symbol.name).chars().count()).max().unwrap_or(0);
        let name_width = name_width.min(WIDEST_NAME);
        let kind_width = symbols.iter().map(|symbol| view.kind(symbol).len()).max().unwrap_or(0);
        for symbol in symbols {
            let line = format!(
                "  {:name_width$}  {:kind_width$}  {}",
                scopes.resolve(symbol.name),
                view.kind(symbol),
                view.story(symbol)
            );
            writeln!(text, "{}", line.trim_end()).unwrap();
        }
    }
    text
}

/// The report for machines: the same facts.
pub fn json(source: &Source, scopes: &Scopes) -> Value {
    let (bindings, uses, users) = (scopes.bindings(), scopes.uses(), scopes.users());
    let view = View { source, scopes, bindings: &bindings, uses: &uses, users: &users };
    let order = view.in_order();
    let places = order.iter().enumerate().map(|(place, &(scope, _))| (scope, place)).collect();
    order.iter().map(|&(scope, parent)| view.json(scope, parent, &places)).collect()
}

struct View<'a> {
    source: &'a Source,
    scopes: &'a Scopes,
    bindings: &'a FxHashMap<SymbolId, Vec<Binding>>,
    uses: &'a FxHashMap<SymbolId, Vec<Span>>,
    users: &'a FxHashMap<SymbolId, Vec<SymbolId>>,
}

impl<'a> View<'a> {
    /// All scopes that say something, in source order, outer ones first, each with its parent's place in this order.
    fn in_order(&self) -> Vec<(ScopeId, Option<usize>)> {
        let mut order = Vec::new();
        let mut pending = vec![(self.scopes.module, None)];
        while let Some((scope, parent)) = pending.pop() {
            let place = order.len();
            order.push((scope, parent));
            let children = self.scopes.scopes[scope].children.iter().filter(|&&child| self.has_content(child));
            pending.extend(children.rev().map(|&child| (child, Some(place))));
        }
        order
    }

    /// Every function has annotations; few are worth a word.
    fn has_content(&self, scope: ScopeId) -> bool {
        let Scope { kind, children, .. } = &self.scopes.scopes[scope];
        *kind != ScopeKind::Annotation || !children.is_empty() || self.symbols(scope).next().is_some()
    }

    fn symbols(&self, scope: ScopeId) -> impl Iterator<Item = &'a Symbol> {
        self.scopes.symbols_of(scope).filter(|symbol| symbol.is_mentioned())
    }

    fn title(&self, scope: ScopeId) -> String {
        let kind = scope_kind(self.scopes.scopes[scope].kind);
        match (self.scope_name(scope), self.scopes.scopes[scope].kind) {
            (_, ScopeKind::Module) => format!("{kind} {}", self.source.name()),
            (Some(name), _) => format!("{kind} {name}, line {}", self.line(scope)),
            (None, _) => format!("{kind}, line {}", self.line(scope)),
        }
    }

    fn scope_name(&self, scope: ScopeId) -> Option<&'a str> {
        self.scopes.scopes[scope].name.map(|name| self.scopes.resolve(name))
    }

    fn line(&self, scope: ScopeId) -> u32 {
        self.source.position(self.scopes.scopes[scope].span.start).line
    }

    fn kind(&self, symbol: &Symbol) -> &'static str {
        match symbol.meaning {
            Meaning::Builtin => "builtin",
            Meaning::Undefined => "undefined",
            Meaning::Enclosing(_) => "enclosing",
            Meaning::Global(_) => "global",
            Meaning::Implicit(_) => "implicit",
            Meaning::Local => match self.of(self.bindings, symbol).next().map(|binding| binding.kind) {
                Some(BindingKind::Parameter) => "parameter",
                Some(BindingKind::Function) => "function",
                Some(BindingKind::Class) => "class",
                Some(BindingKind::Import) => "import",
                Some(BindingKind::TypeParameter) => "type parameter",
                Some(BindingKind::Variable) | None => "variable",
            },
        }
    }

    /// The symbol that holds the definitions of a name.
    fn definition(&self, symbol: &'a Symbol) -> &'a Symbol {
        match symbol.meaning {
            Meaning::Enclosing(id) | Meaning::Global(id) => &self.scopes.symbols[id],
            _ => symbol,
        }
    }

    fn story(&self, symbol: &'a Symbol) -> String {
        let definition = self.definition(symbol);
        let mut parts = Vec::new();
        match symbol.meaning {
            Meaning::Builtin => {}
            Meaning::Undefined if self.scopes.scopes[self.scopes.module].imports_all => {
                parts.push("nothing in this file defines it, unless `import *` does".to_string());
            }
            Meaning::Undefined => parts.push("nothing in this file defines it".to_string()),
            Meaning::Implicit(class) => parts.push(format!("made by {}", self.title(class))),
            Meaning::Enclosing(_) => parts.push(format!("{} ({})", self.defined(definition), self.title(definition.scope))),
            Meaning::Local | Meaning::Global(_) => parts.push(self.defined(definition)),
        }
        if symbol.is_used {
            parts.push(format!("used {}", self.places(self.of(self.uses, symbol))));
        }
        for user in self.of(self.users, symbol).map(|user| &self.scopes.symbols[user]) {
            if user.is_used {
                let who = self.title(user.scope);
                parts.push(format!("used {} ({who})", self.places(self.of(self.uses, user))));
            }
        }
        parts.join("; ")
    }

    /// What is noted of a symbol.
    fn of<T: Copy>(&self, notes: &'a FxHashMap<SymbolId, Vec<T>>, symbol: &Symbol) -> impl Iterator<Item = T> + 'a {
        let id = self.scopes.find(symbol.scope, symbol.name);
        id.and_then(|id| notes.get(&id)).into_iter().flatten().copied()
    }

    fn defined(&self, definition: &Symbol) -> String {
        format!("defined {}", self.places(self.of(self.bindings, definition).map(|binding| binding.span)))
    }

    fn places(&self, spans: impl Iterator<Item = Span>) -> String {
        spans.map(|span| self.place(span)).collect::<Vec<_>>().join(", ")
    }

    /// Line and column, both from 1, as editors count.
    fn place(&self, span: Span) -> String {
        let position = self.source.position(span.start);
        format!("{}:{}", position.line, position.column + 1)
    }

    /// The scope that has the definitions of a name.
    fn definer(&self, symbol: &Symbol) -> Option<ScopeId> {
        match symbol.meaning {
            Meaning::Enclosing(id) | Meaning::Global(id) => Some(self.scopes.symbols[id].scope),
            Meaning::Implicit(class) => Some(class),
            Meaning::Local => Some(symbol.scope),
            Meaning::Builtin | Meaning::Undefined => None,
        }
    }

    fn json(&self, scope: ScopeId, parent: Option<usize>, places: &FxHashMap<ScopeId, usize>) -> Value {
        let names: Vec<Value> = self
            .symbols(scope)
            .map(|symbol| {
                let definition = self.definition(symbol);
                json!({
                    "name": self.scopes.resolve(symbol.name),
                    "kind": self.kind(symbol),
                    "defined": self.of(self.bindings, definition).map(|binding| self.place_json(binding.span)).collect::<Vec<_>>(),
                    "defined_in": self.definer(symbol).and_then(|scope| places.get(&scope)),
                    "used": self.of(self.uses, symbol).map(|span| self.place_json(span)).collect::<Vec<_>>(),
                })
            })
            .collect();
        json!({
            "scope": scope_kind(self.scopes.scopes[scope].kind),
            "name": self.scope_name(scope),
            "line": (scope != self.scopes.module).then(|| self.line(scope)),
            "parent": parent,
            "names": names,
        })
    }

    fn place_json(&self, span: Span) -> Value {
        let position = self.source.position(span.start);
        json!({ "line": position.line, "column": position.column + 1 })
    }
}

fn scope_kind(kind: ScopeKind) -> &'static str {
    match kind {
        ScopeKind::Module => "module",
        ScopeKind::Function => "function",
        ScopeKind::Class => "class",
        ScopeKind::Lambda => "lambda",
        ScopeKind::Comprehension(Comprehension::Generator) => "generator expression",
        ScopeKind::Comprehension(_) => "comprehension",
        ScopeKind::TypeParameters => "type parameters",
        ScopeKind::TypeAlias => "type alias",
        ScopeKind::TypeVariable(_) => "type parameter",
        ScopeKind::Annotation => "annotations",
    }
}
