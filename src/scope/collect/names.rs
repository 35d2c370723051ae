//! What a scope is told of a name, and what it may not be told.

use super::Collector;
use crate::ast::{ExprContext, Id, Keyword, List, Name, Pattern};
use crate::diagnostics::Message;
use crate::scope::symbol::{BindingKind, Flags, Symbol};
use crate::scope::{ScopeId, ScopeKind, Scopes, SymbolId};
use crate::source::Span;

impl Collector<'_> {
    /// Adds what is known of a name to the scope being visited.
    pub(super) fn define(&mut self, name: Name, flags: Flags, span: Span) -> SymbolId {
        self.define_in(self.frames.len() - 1, name, flags, span)
    }

    /// The same for the scope of a frame.
    fn define_in(&mut self, frame: usize, name: Name, mut flags: Flags, span: Span) -> SymbolId {
        // CPython mangles for the scope being visited, wherever the name goes.
        let (scope, target) = (self.scope(), self.frames[frame].scope);
        let symbol = match target == scope {
            true => self.symbol(scope, name),
            false => {
                let mangled = self.scopes.intern_mangled(scope, name);
                self.scopes.symbol_in(target, mangled)
            }
        };
        let before = self.scopes.symbols[symbol].flags;
        let twice = flags & before;
        if twice.contains(Flags::PARAMETER) {
            self.error(Message::DuplicateArgument { name: self.text(name) }, span);
        }
        if twice.contains(Flags::TYPE_PARAMETER) {
            self.error(Message::DuplicateTypeParameter { name: self.text(name) }, span);
        }
        if self.frames[frame].in_iteration_target {
            if (before | flags).intersects(Flags::DECLARED) {
                self.error(Message::IterationRebinds { name: self.text(name) }, span);
            }
            flags |= Flags::ITERATION;
        }
        self.scopes.symbols[symbol].flags |= flags;
        if flags.contains(Flags::GLOBAL) {
            let mangled = self.scopes.symbols[symbol].name;
            let global = self.scopes.symbol_in(self.scopes.module, mangled);
            self.scopes.symbols[global].flags |= flags;
        }
        symbol
    }

    /// The symbol of a name of the source. Most names come again and again in one scope.
    #[inline]
    pub(super) fn symbol(&mut self, scope: ScopeId, name: Name) -> SymbolId {
        match self.latest.get(name.index()) {
            Some(&(its, symbol)) if its == scope => symbol,
            _ => self.first_symbol(scope, name),
        }
    }

    fn first_symbol(&mut self, scope: ScopeId, name: Name) -> SymbolId {
        let mangled = self.scopes.intern_mangled(scope, name);
        let symbol = self.scopes.symbol_in(scope, mangled);
        if name.index() >= self.latest.len() {
            self.latest.resize(self.scopes.names.len(), Default::default());
        }
        self.latest[name.index()] = (scope, symbol);
        symbol
    }

    pub(super) fn use_name(&mut self, name: Name, span: Span) -> SymbolId {
        let symbol = self.define(name, Flags::USE, span);
        self.scopes.note_use(symbol, span);
        symbol
    }

    pub(super) fn bind_variable(&mut self, name: Name, span: Span) {
        self.check_debug_stored(name, span);
        self.bind(name, Flags::LOCAL, BindingKind::Variable, span);
    }

    pub(super) fn bind_import(&mut self, name: Name, span: Span) {
        self.check_debug_stored(name, span);
        self.bind(name, Flags::IMPORT, BindingKind::Import, span);
    }

    /// `global` and `nonlocal`.
    pub(super) fn declare(&mut self, names: List<Name>, declared: Flags, span: Span) {
        for name in self.ast.items(names) {
            self.check_declared(name, declared, span);
            let symbol = self.define(name, declared, span);
            self.scopes.symbols[symbol].directive.get_or_insert(span);
        }
    }

    fn check_declared(&mut self, name: Name, declared: Flags, span: Span) {
        let flags = self.flags(self.scope(), name);
        let declaration = if declared == Flags::GLOBAL { "global" } else { "nonlocal" };
        let message = if flags.contains(Flags::PARAMETER) {
            Message::DeclaredParameter { name: self.text(name), declaration }
        } else if flags.contains(Flags::USE) {
            Message::DeclaredAfterUse { name: self.text(name), declaration }
        } else if flags.contains(Flags::ANNOTATED) {
            Message::DeclaredAnnotated { name: self.text(name), declaration }
        } else if flags.contains(Flags::LOCAL) {
            Message::DeclaredAfterAssignment { name: self.text(name), declaration }
        } else {
            return;
        };
        self.error(message, span);
    }

    /// `name: annotation` where the name is declared; a module's own names may be.
    pub(super) fn check_annotated(&mut self, name: Name, span: Span) {
        let flags = self.flags(self.scope(), name);
        if flags.intersects(Flags::DECLARED) && self.current().kind != ScopeKind::Module {
            let declaration = if flags.contains(Flags::GLOBAL) { "global" } else { "nonlocal" };
            self.error(Message::DeclaredAnnotated { name: self.text(name), declaration }, span);
        }
    }

    /// `:=` in a comprehension binds in the nearest scope around that is none.
    pub(super) fn bind_around_comprehension(&mut self, name: Name, span: Span) {
        for index in (0..self.frames.len()).rev() {
            let scope = self.frames[index].scope;
            match self.scopes.scopes[scope].kind {
                ScopeKind::Comprehension(_) => {
                    if self.flags(scope, name).contains(Flags::ITERATION | Flags::LOCAL) {
                        return self.error(Message::NamedRebinds { name: self.text(name) }, span);
                    }
                }
                ScopeKind::Function | ScopeKind::Lambda => {
                    let declared = match self.flags(scope, name).contains(Flags::GLOBAL) {
                        true => Flags::GLOBAL,
                        false => Flags::NONLOCAL,
                    };
                    return self.bind_in(index, name, declared, Flags::LOCAL, span);
                }
                ScopeKind::Module => return self.bind_in(index, name, Flags::GLOBAL, Flags::GLOBAL, span),
                ScopeKind::Class => return self.error(Message::NamedInComprehension { place: "in a class body" }, span),
                ScopeKind::TypeParameters => {
                    let place = "within the definition of a generic";
                    return self.error(Message::NamedInComprehension { place }, span);
                }
                ScopeKind::TypeAlias => return self.error(Message::NamedInComprehension { place: "in a type alias" }, span),
                ScopeKind::TypeVariable(_) => {
                    return self.error(Message::NamedInComprehension { place: "in a TypeVar bound" }, span);
                }
                // CPython goes on to what is around.
                ScopeKind::Annotation => {}
            }
        }
    }

    /// The comprehension being visited declares the name; the scope of the frame has it.
    fn bind_in(&mut self, frame: usize, name: Name, declared: Flags, flags: Flags, span: Span) {
        let symbol = self.define(name, declared, span);
        self.scopes.symbols[symbol].directive.get_or_insert(span);
        self.define_in(frame, name, flags, span);
    }

    pub(super) fn check_debug_stored(&mut self, name: Name, span: Span) {
        self.check_debug(name, ExprContext::Store, span);
    }

    /// `__debug__` is a constant.
    pub(super) fn check_debug(&mut self, name: Name, ctx: ExprContext, span: Span) {
        if name != self.known.debug {
            return;
        }
        match ctx {
            ExprContext::Load => {}
            ExprContext::Store => self.error(Message::DebugTarget { verb: "assign to" }, span),
            ExprContext::Del => self.error(Message::DebugTarget { verb: "delete" }, span),
        }
    }

    pub(super) fn check_keywords(&mut self, keywords: List<Id<Keyword>>) {
        for keyword in self.ast.items(keywords) {
            if let Some(name) = self.ast[keyword].arg {
                self.check_debug_stored(name, self.ast.span(keyword));
            }
        }
    }

    pub(super) fn check_keyword_patterns(&mut self, id: Id<Pattern>) {
        let Pattern::MatchClass { kwd_attrs, kwd_patterns, .. } = self.ast[id] else { return };
        for (name, pattern) in self.ast.items(kwd_attrs).zip(self.ast.items(kwd_patterns)) {
            self.check_debug_stored(name, self.ast.span(pattern));
        }
    }

    fn flags(&self, scope: ScopeId, name: Name) -> Flags {
        self.scopes.lookup(scope, name).map_or(Flags::empty(), |symbol| symbol.flags)
    }

    pub(super) fn text(&self, name: Name) -> String {
        self.scopes.resolve(name).to_owned()
    }
}

impl Scopes {
    /// The symbol of a mangled name in a scope, new if the scope did not mention it before.
    pub(in crate::scope) fn symbol_in(&mut self, scope: ScopeId, name: Name) -> SymbolId {
        if let Some(known) = self.find(scope, name) {
            return known;
        }
        let id = self.symbols.insert(Symbol::new(name, scope));
        let symbols = &mut self.scopes[scope].symbols;
        symbols.push(id);
        // Once they are many, all of them can be found by name.
        let first = if symbols.len() == Scopes::FEW + 1 { 0 } else { symbols.len() - 1 };
        if symbols.len() > Scopes::FEW {
            let named = symbols[first..].iter().map(|&id| ((scope, self.symbols[id].name), id));
            self.by_name.extend(named);
        }
        id
    }
}
