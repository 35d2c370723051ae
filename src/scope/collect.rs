//! The first pass: which names each scope binds, uses and declares.

use super::{Binding, BindingKind, Declared, Meaning, Scope, ScopeId, ScopeKind, Scopes, Symbol, SymbolId};
use crate::ast::{
    Alias, AnyNode, Arguments, Ast, Comprehension, ExceptHandler, Expr, ExprContext, Field, Id, List, Name, Node, Pattern,
    Stmt, TypeParam,
};
use crate::source::Span;
use slotmap::SlotMap;
use std::collections::HashMap;

pub fn collect(ast: &Ast) -> Scopes {
    let root = AnyNode::from(ast.root());
    let mut scopes = SlotMap::with_key();
    let module = scopes.insert_with_key(|id| Scope::new(ScopeKind::Module, None, root, None, id));
    let scopes = Scopes {
        scopes,
        symbols: SlotMap::with_key(),
        by_name: HashMap::new(),
        by_node: HashMap::from([(root, module)]),
        names: vec![None; ast.all::<Expr>().count()],
        module,
    };
    let mut collector = Collector { ast, scopes, scope: module, pending: Vec::new(), plan: Vec::new() };
    collector.children(root);
    collector.run();
    collector.scopes
}

impl Scope {
    fn new(kind: ScopeKind, name: Option<Name>, node: AnyNode, parent: Option<ScopeId>, host: ScopeId) -> Scope {
        Scope { kind, name, node, parent, children: Vec::new(), symbols: Vec::new(), host }
    }
}

/// A visit asked for by a node is put on `plan`, in reading order; when the node is done, the plan goes on top of `pending`.
struct Collector<'a> {
    ast: &'a Ast,
    scopes: Scopes,
    /// Where the node being visited stands.
    scope: ScopeId,
    pending: Vec<(AnyNode, ScopeId)>,
    plan: Vec<(AnyNode, ScopeId)>,
}

impl Collector<'_> {
    fn run(&mut self) {
        loop {
            self.pending.extend(self.plan.drain(..).rev());
            let Some((node, scope)) = self.pending.pop() else { return };
            self.scope = scope;
            self.visit(node);
        }
    }

    fn visit(&mut self, node: AnyNode) {
        match node {
            AnyNode::Stmt(id) => self.statement(id),
            AnyNode::Expr(id) => self.expression(id),
            AnyNode::Alias(id) => self.alias(id),
            AnyNode::ExceptHandler(id) => {
                let ExceptHandler { name, .. } = self.ast[id];
                self.bind_all(name, BindingKind::Variable, node);
                self.children(node);
            }
            AnyNode::Pattern(id) => {
                if let Pattern::MatchMapping { rest: name, .. }
                | Pattern::MatchStar { name }
                | Pattern::MatchAs { name, .. } = self.ast[id]
                {
                    self.bind_all(name, BindingKind::Variable, node);
                }
                self.children(node);
            }
            AnyNode::TypeParam(id) => {
                let (TypeParam::TypeVar { name, .. }
                | TypeParam::ParamSpec { name, .. }
                | TypeParam::TypeVarTuple { name, .. }) = self.ast[id];
                self.bind_all([name], BindingKind::TypeParameter, node);
                self.children(node);
            }
            _ => self.children(node),
        }
    }

    fn statement(&mut self, id: Id<Stmt>) {
        match self.ast[id] {
            Stmt::FunctionDef { name, args, body, decorator_list, returns, type_params, .. }
            | Stmt::AsyncFunctionDef { name, args, body, decorator_list, returns, type_params, .. } => {
                self.bind_all([name], BindingKind::Function, id.into());
                self.list(decorator_list, self.scope);
                self.defaults(args);
                let outer = self.type_parameters(type_params);
                let function = self.open(ScopeKind::Function, Some(name), id.into(), outer);
                self.parameters(args, function, outer);
                self.optional(returns, outer);
                self.list(body, function);
            }
            Stmt::ClassDef { name, bases, keywords, body, decorator_list, type_params } => {
                self.bind_all([name], BindingKind::Class, id.into());
                self.list(decorator_list, self.scope);
                let outer = self.type_parameters(type_params);
                self.list(bases, outer);
                self.list(keywords, outer);
                let class = self.open(ScopeKind::Class, Some(name), id.into(), outer);
                self.list(body, class);
            }
            Stmt::TypeAlias { name, type_params, value } => {
                self.see(name, self.scope);
                let alias = self.open(ScopeKind::TypeParameters, None, id.into(), self.scope);
                self.list(type_params, alias);
                self.see(value, alias);
            }
            Stmt::Global { names } => self.declare(names, Declared::Global),
            Stmt::Nonlocal { names } => self.declare(names, Declared::Nonlocal),
            Stmt::AugAssign { target, .. } => {
                // The target's context is Store, but the old value is used as well.
                if let Expr::Name { id: name, .. } = self.ast[target] {
                    self.use_name(name, self.ast.span(target));
                }
                self.children(id.into());
            }
            _ => self.children(id.into()),
        }
    }

    fn expression(&mut self, id: Id<Expr>) {
        match self.ast[id] {
            Expr::Name { id: name, ctx } => {
                let span = self.ast.span(id);
                let symbol = match ctx {
                    ExprContext::Load => self.use_name(name, span),
                    ExprContext::Store | ExprContext::Del => self.bind(name, BindingKind::Variable, span),
                };
                self.scopes.names[id.index()] = Some(symbol);
            }
            Expr::NamedExpr { target, value } => {
                self.see(target, self.scopes.scopes[self.scope].host);
                self.see(value, self.scope);
                // The comprehension itself only refers to the name that its host binds.
                if let (ScopeKind::Comprehension, Expr::Name { id: name, .. }) =
                    (self.scopes.scopes[self.scope].kind, self.ast[target])
                {
                    self.symbol(self.scope, name);
                }
            }
            Expr::Lambda { args, body } => {
                self.defaults(args);
                let lambda = self.open(ScopeKind::Lambda, None, id.into(), self.scope);
                self.parameters(args, lambda, self.scope);
                self.see(body, lambda);
            }
            Expr::ListComp { elt, generators }
            | Expr::SetComp { elt, generators }
            | Expr::GeneratorExp { elt, generators } => self.comprehension(id, generators, &[elt]),
            Expr::DictComp { key, value, generators } => self.comprehension(id, generators, &[key, value]),
            _ => self.children(id.into()),
        }
    }

    /// The first iterable belongs to the scope around; all else to the comprehension.
    fn comprehension(&mut self, id: Id<Expr>, generators: List<Id<Comprehension>>, elements: &[Id<Expr>]) {
        let inner = self.open(ScopeKind::Comprehension, None, id.into(), self.scope);
        let mut outer = self.scope;
        for generator in self.ast.items(generators) {
            let Comprehension { target, iter, ifs, .. } = self.ast[generator];
            self.see(iter, std::mem::replace(&mut outer, inner));
            self.see(target, inner);
            self.list(ifs, inner);
        }
        for &element in elements {
            self.see(element, inner);
        }
    }

    fn alias(&mut self, id: Id<Alias>) {
        let Alias { name, asname } = self.ast[id];
        // `import a.b` binds `a`, which has no number if nothing else in the file says it.
        let first = self.ast.resolve(name).split('.').next().and_then(|first| self.ast.name_of(first));
        let bound = asname.or(first).filter(|&name| self.ast.resolve(name) != "*");
        self.bind_all(bound, BindingKind::Import, id.into());
    }

    fn defaults(&mut self, args: Id<Arguments>) {
        let Arguments { defaults, kw_defaults, .. } = self.ast[args];
        self.list(defaults, self.scope);
        for default in self.ast.items(kw_defaults) {
            self.optional(default, self.scope);
        }
    }

    fn parameters(&mut self, args: Id<Arguments>, function: ScopeId, outer: ScopeId) {
        let ast = self.ast;
        let Arguments { posonlyargs, args, vararg, kwonlyargs, kwarg, .. } = ast[args];
        let parameters =
            ast.items(posonlyargs).chain(ast.items(args)).chain(vararg).chain(ast.items(kwonlyargs)).chain(kwarg);
        for parameter in parameters {
            let symbol = self.symbol(function, ast[parameter].arg);
            self.scopes.symbols[symbol].bindings.push(Binding { kind: BindingKind::Parameter, span: ast.span(parameter) });
            self.optional(ast[parameter].annotation, outer);
        }
    }

    /// The scope between a generic definition and what surrounds it.
    fn type_parameters(&mut self, type_params: List<Id<TypeParam>>) -> ScopeId {
        let Some(first) = self.ast.get(type_params, 0) else { return self.scope };
        let scope = self.open(ScopeKind::TypeParameters, None, first.into(), self.scope);
        self.list(type_params, scope);
        scope
    }

    fn open(&mut self, kind: ScopeKind, name: Option<Name>, node: AnyNode, parent: ScopeId) -> ScopeId {
        let parent_host = self.scopes.scopes[parent].host;
        let id = self.scopes.scopes.insert_with_key(|id| {
            let host = if kind == ScopeKind::Comprehension { parent_host } else { id };
            Scope::new(kind, name, node, Some(parent), host)
        });
        self.scopes.scopes[parent].children.push(id);
        self.scopes.by_node.insert(node, id);
        id
    }

    fn symbol(&mut self, scope: ScopeId, name: Name) -> SymbolId {
        self.scopes.symbol_in(scope, name)
    }

    fn use_name(&mut self, name: Name, span: Span) -> SymbolId {
        let symbol = self.symbol(self.scope, name);
        self.scopes.symbols[symbol].uses.push(span);
        symbol
    }

    fn bind(&mut self, name: Name, kind: BindingKind, span: Span) -> SymbolId {
        let symbol = self.symbol(self.scope, name);
        self.scopes.symbols[symbol].bindings.push(Binding { kind, span });
        symbol
    }

    /// Names that a node binds; the node stands for their place.
    fn bind_all(&mut self, names: impl IntoIterator<Item = Name>, kind: BindingKind, node: AnyNode) {
        for name in names {
            self.bind(name, kind, node.extent(self.ast));
        }
    }

    fn declare(&mut self, names: List<Name>, declared: Declared) {
        for name in self.ast.items(names) {
            let symbol = self.symbol(self.scope, name);
            self.scopes.symbols[symbol].declared = Some(declared);
        }
    }

    fn see(&mut self, node: impl Into<AnyNode>, scope: ScopeId) {
        self.plan.push((node.into(), scope));
    }

    fn optional<T: Node>(&mut self, node: Option<Id<T>>, scope: ScopeId)
    where
        AnyNode: From<Id<T>>,
    {
        self.plan.extend(node.map(|node| (node.into(), scope)));
    }

    fn list<T: Node + 'static>(&mut self, nodes: List<Id<T>>, scope: ScopeId)
    where
        AnyNode: From<Id<T>>,
    {
        self.plan.extend(self.ast.items(nodes).map(|node| (node.into(), scope)));
    }

    /// Every node below, in the scope of this one.
    fn children(&mut self, node: AnyNode) {
        let (ast, scope, plan) = (self.ast, self.scope, &mut self.plan);
        node.fields(ast, &mut |_, field| match field {
            Field::Node(child) => plan.push((child, scope)),
            Field::List(list, element) => plan.extend(ast.raw_items(list).filter_map(|raw| match element(raw) {
                Field::Node(child) => Some((child, scope)),
                _ => None,
            })),
            _ => {}
        });
    }
}

impl Scopes {
    /// The symbol of a name in a scope, new if the scope did not mention it before.
    pub(super) fn symbol_in(&mut self, scope: ScopeId, name: Name) -> SymbolId {
        *self.by_name.entry((scope, name)).or_insert_with(|| {
            let id = self.symbols.insert(Symbol {
                name,
                scope,
                bindings: Vec::new(),
                uses: Vec::new(),
                declared: None,
                meaning: Meaning::Undefined,
                users: Vec::new(),
            });
            self.scopes[scope].symbols.push(id);
            id
        })
    }
}
