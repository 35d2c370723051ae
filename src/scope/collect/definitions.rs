//! Functions, classes, type aliases, type parameters and annotations: the nodes that open several scopes.

use super::{Collector, Task};
use crate::ast::{AnyNode, Arguments, Expr, Id, List, Name, Names, Stmt, TypeParam};
use crate::diagnostics::Message;
use crate::scope::symbol::{Binding, BindingKind, Flags};
use crate::scope::{Role, ScopeId, ScopeKind, SymbolId};
use crate::source::Span;

/// Names that mean something to the compiler, or that only it uses.
pub(super) struct Known {
    pub class: Name,
    pub super_: Name,
    pub debug: Name,
    pub format: Name,
    class_dict: Name,
    conditional_annotations: Name,
    type_params: Name,
    hidden_type_params: Name,
    generic_base: Name,
    defaults: Name,
    kwdefaults: Name,
    iterator: Name,
}

impl Known {
    pub fn new(names: &mut Names) -> Known {
        Known {
            class: names.intern("__class__"),
            super_: names.intern("super"),
            debug: names.intern("__debug__"),
            format: names.intern(".format"),
            class_dict: names.intern("__classdict__"),
            conditional_annotations: names.intern("__conditional_annotations__"),
            type_params: names.intern("__type_params__"),
            hidden_type_params: names.intern(".type_params"),
            generic_base: names.intern(".generic_base"),
            defaults: names.intern(".defaults"),
            kwdefaults: names.intern(".kwdefaults"),
            iterator: names.intern(".0"),
        }
    }
}

impl Collector<'_> {
    pub(super) fn function(&mut self, id: Id<Stmt>) {
        let (Stmt::FunctionDef { name, args, body, decorator_list, returns, type_params, .. }
        | Stmt::AsyncFunctionDef { name, args, body, decorator_list, returns, type_params, .. }) = self.ast[id]
        else {
            return;
        };
        let span = self.ast.span(id);
        self.check_debug_stored(name, span);
        self.bind(name, Flags::LOCAL, BindingKind::Function, span);
        self.defaults(args);
        self.list(decorator_list);
        let outer = self.type_parameters(name, id, type_params);
        let annotations = self.open(ScopeKind::Annotation, Some(name), id.into(), Role::Annotations, span, outer);
        let around = &self.scopes.scopes[outer];
        let sees_class = around.sees_class || around.kind == ScopeKind::Class;
        self.scopes.scopes[annotations].sees_class = sees_class;
        self.task(Task::Enter(annotations));
        self.scopes.scopes[annotations].uses_annotations = self.annotations(args, returns);
        self.task(Task::Leave);
        let function = self.open(ScopeKind::Function, Some(name), id.into(), Role::Body, span, outer);
        self.scopes.scopes[function].is_coroutine = matches!(self.ast[id], Stmt::AsyncFunctionDef { .. });
        self.task(Task::Enter(function));
        self.task(Task::Parameters(args));
        self.list(body);
        self.task(Task::Leave);
        self.leave_type_parameters(type_params);
    }

    /// The annotations of a signature, in CPython's order; whether there are any.
    fn annotations(&mut self, args: Id<Arguments>, returns: Option<Id<Expr>>) -> bool {
        let ast = self.ast;
        let Arguments { posonlyargs, args, vararg, kwonlyargs, kwarg, .. } = ast[args];
        let parameters =
            ast.items(posonlyargs).chain(ast.items(args)).chain(vararg).chain(kwarg).chain(ast.items(kwonlyargs));
        let mut has_any = returns.is_some();
        for parameter in parameters {
            has_any |= ast[parameter].annotation.is_some();
            self.optional(ast[parameter].annotation);
        }
        self.optional(returns);
        has_any
    }

    pub(super) fn defaults(&mut self, args: Id<Arguments>) {
        let Arguments { defaults, kw_defaults, .. } = self.ast[args];
        self.list(defaults);
        for default in self.ast.items(kw_defaults) {
            self.optional(default);
        }
    }

    pub(super) fn parameters(&mut self, args: Id<Arguments>) {
        let ast = self.ast;
        let Arguments { posonlyargs, args, vararg, kwonlyargs, kwarg, .. } = ast[args];
        let parameters =
            ast.items(posonlyargs).chain(ast.items(args)).chain(ast.items(kwonlyargs)).chain(vararg).chain(kwarg);
        for parameter in parameters {
            let (name, span) = (ast[parameter].arg, ast.span(parameter));
            self.check_debug_stored(name, span);
            self.bind(name, Flags::PARAMETER, BindingKind::Parameter, span);
        }
        self.current_mut().has_varargs = vararg.is_some();
        self.current_mut().has_varkeywords = kwarg.is_some();
    }

    pub(super) fn class(&mut self, id: Id<Stmt>) {
        let Stmt::ClassDef { name, bases, keywords, body, decorator_list, type_params } = self.ast[id] else { return };
        let span = self.ast.span(id);
        self.check_debug_stored(name, span);
        self.bind(name, Flags::LOCAL, BindingKind::Class, span);
        self.list(decorator_list);
        let outer = self.type_parameters(name, id, type_params);
        self.list(bases);
        self.task(Task::Keywords(keywords));
        self.list(keywords);
        let class = self.open(ScopeKind::Class, Some(name), id.into(), Role::Body, span, outer);
        self.scopes.scopes[class].private = Some(name);
        self.task(Task::Enter(class));
        self.list(body);
        self.task(Task::Leave);
        self.leave_type_parameters(type_params);
    }

    pub(super) fn type_alias(&mut self, id: Id<Stmt>) {
        let Stmt::TypeAlias { name: target, type_params, value } = self.ast[id] else { return };
        let Expr::Name { id: name, .. } = self.ast[target] else { return };
        self.see(target);
        // CPython asks for the scope around both.
        let sees_class = self.current().kind == ScopeKind::Class;
        let outer = self.type_parameters(name, id, type_params);
        let alias = self.open(ScopeKind::TypeAlias, Some(name), id.into(), Role::Body, self.ast.span(id), outer);
        self.scopes.scopes[alias].sees_class = sees_class;
        self.task(Task::Enter(alias));
        self.see(value);
        self.task(Task::Leave);
        self.leave_type_parameters(type_params);
    }

    /// Opens the scope between a generic definition and what surrounds it; gives the scope that what follows is in.
    fn type_parameters(&mut self, name: Name, id: Id<Stmt>, parameters: List<Id<TypeParam>>) -> ScopeId {
        let around = self.scope();
        if parameters.is_empty() {
            return around;
        }
        let span = self.ast.span(id);
        let scope = self.open(ScopeKind::TypeParameters, Some(name), id.into(), Role::TypeParameters, span, around);
        self.scopes.scopes[scope].sees_class = self.current().kind == ScopeKind::Class;
        if let Stmt::ClassDef { .. } = self.ast[id] {
            self.scopes.scopes[scope].private = Some(name);
            self.scopes.mangle_parameters_only(scope);
        }
        self.task(Task::Enter(scope));
        self.list(parameters);
        scope
    }

    fn leave_type_parameters(&mut self, parameters: List<Id<TypeParam>>) {
        if !parameters.is_empty() {
            self.task(Task::Leave);
        }
    }

    /// What the compiler keeps in a scope for itself, as the scope is entered.
    pub(super) fn define_hidden_names(&mut self, id: ScopeId) {
        let Known { class_dict, hidden_type_params, generic_base, defaults, kwdefaults, iterator, format, .. } = self.known;
        let scope = &self.scopes.scopes[id];
        let (kind, sees_class, node) = (scope.kind, scope.sees_class, scope.node);
        match kind {
            ScopeKind::Annotation | ScopeKind::TypeVariable(_) | ScopeKind::TypeAlias => {
                self.define_implicit(format, Flags::PARAMETER | Flags::USE);
            }
            ScopeKind::Comprehension(_) => self.define_implicit(iterator, Flags::PARAMETER),
            _ => {}
        }
        if sees_class {
            self.define_implicit(class_dict, Flags::USE);
        }
        let AnyNode::Stmt(stmt) = node else { return };
        match (kind, self.ast[stmt]) {
            (ScopeKind::TypeParameters, Stmt::ClassDef { .. }) => {
                self.define_implicit(hidden_type_params, Flags::LOCAL | Flags::USE);
                self.define_implicit(generic_base, Flags::LOCAL | Flags::USE);
            }
            (ScopeKind::TypeParameters, Stmt::FunctionDef { args, .. } | Stmt::AsyncFunctionDef { args, .. }) => {
                self.define_implicit(defaults, Flags::PARAMETER);
                if self.ast.items(self.ast[args].kw_defaults).any(|default| default.is_some()) {
                    self.define_implicit(kwdefaults, Flags::PARAMETER);
                }
            }
            (ScopeKind::Class, Stmt::ClassDef { type_params, .. }) if !type_params.is_empty() => {
                self.define_implicit(self.known.type_params, Flags::LOCAL);
                self.define_implicit(hidden_type_params, Flags::USE);
            }
            _ => {}
        }
    }

    pub(super) fn type_parameter(&mut self, id: Id<TypeParam>) {
        let (TypeParam::TypeVar { name, .. } | TypeParam::ParamSpec { name, .. } | TypeParam::TypeVarTuple { name, .. }) =
            self.ast[id];
        let span = self.ast.span(id);
        self.check_debug_stored(name, span);
        self.scopes.mangle_parameter(self.scope(), name);
        self.bind(name, Flags::TYPE_PARAMETER | Flags::LOCAL, BindingKind::TypeParameter, span);
        if name == self.known.class_dict {
            self.error(Message::ReservedTypeParameter { name: self.text(name) }, span);
        }
        match self.ast[id] {
            TypeParam::TypeVar { bound, default_value, .. } => {
                let is_tuple = bound.is_some_and(|bound| matches!(self.ast[bound], Expr::Tuple { .. }));
                let place = if is_tuple { "a TypeVar constraint" } else { "a TypeVar bound" };
                self.type_variable(id, name, bound, Role::Bound, place);
                self.type_variable(id, name, default_value, Role::Default, "a TypeVar default");
            }
            TypeParam::ParamSpec { default_value, .. } => {
                self.type_variable(id, name, default_value, Role::Default, "a ParamSpec default");
            }
            TypeParam::TypeVarTuple { default_value, .. } => {
                self.type_variable(id, name, default_value, Role::Default, "a TypeVarTuple default");
            }
        }
    }

    fn type_variable(&mut self, id: Id<TypeParam>, name: Name, value: Option<Id<Expr>>, role: Role, place: &'static str) {
        let Some(value) = value else { return };
        let (kind, span) = (ScopeKind::TypeVariable(place), self.ast.span(value));
        let scope = self.open(kind, Some(name), id.into(), role, span, self.scope());
        self.scopes.scopes[scope].sees_class = self.current().sees_class;
        self.task(Task::Enter(scope));
        self.see(value);
        self.task(Task::Leave);
    }

    /// The annotation of a variable. All those of a scope share one scope.
    pub(super) fn annotation(&mut self, annotation: Id<Expr>) {
        let (scope, span) = (self.scope(), self.ast.span(annotation));
        let (kind, node) = (self.current().kind, self.current().node);
        let is_local = self.current().is_function();
        let is_conditional = kind == ScopeKind::Module || kind == ScopeKind::Class && self.frame().in_conditional;
        if is_conditional && !self.current().has_conditional_annotations {
            self.current_mut().has_conditional_annotations = true;
            self.define_implicit(self.known.conditional_annotations, Flags::USE);
        }
        let role = if is_local { Role::VariableAnnotations } else { Role::Annotations };
        match self.scopes.of_role(node, role) {
            Some(known) => self.enter_again(known),
            None => {
                let new = self.open(ScopeKind::Annotation, None, node, role, span, scope);
                self.scopes.scopes[new].sees_class = kind == ScopeKind::Class && !self.futures.annotations;
                self.enter(new);
            }
        }
        self.frame().is_unevaluated = is_local;
        self.see(annotation);
        self.task(Task::Leave);
    }

    /// A name that the compiler itself defines or uses.
    pub(super) fn define_implicit(&mut self, name: Name, flags: Flags) {
        let span = self.current().span;
        self.define(name, flags, span);
        if flags.contains(Flags::PARAMETER) {
            self.current_mut().parameters.push(name);
        }
    }

    pub(super) fn bind(&mut self, name: Name, flags: Flags, kind: BindingKind, span: Span) -> SymbolId {
        let symbol = self.define(name, flags, span);
        if flags.contains(Flags::PARAMETER) {
            let name = self.scopes.symbols[symbol].name;
            self.current_mut().parameters.push(name);
        }
        let known = &mut self.scopes.symbols[symbol];
        let mut binder = symbol;
        if known.flags.contains(Flags::GLOBAL) {
            let name = known.name;
            binder = self.scopes.symbol_in(self.scopes.module, name);
        }
        self.scopes.note_binding(binder, Binding { kind, span });
        symbol
    }
}
