//! The first pass: which names each scope binds, uses and declares, in the order in which CPython's symbol table sees them.
//!
//! A node is a [`Task`]; what it asks for is done at once, down to a fixed depth of nesting. Below that it is put on `plan`, in
//! order, and goes on top of `pending` when the node is done.

mod definitions;
mod expressions;
mod names;
mod statements;

use super::mangle::Mangling;
use super::{Role, Scope, ScopeId, ScopeKind, Scopes, SymbolId};
use crate::ast::{
    Alias, AnyNode, Arguments, Ast, Constant, ExceptHandler, Expr, Id, Keyword, List, Mod, Name, Node, Pattern, Stmt,
};
use crate::diagnostics::{Diagnostic, Message};
use crate::source::Span;
use definitions::Known;
use rustc_hash::FxHashMap;
use slotmap::SlotMap;

/// `top_level_await`: a module may await, and is a coroutine then.
pub fn collect(ast: &Ast, top_level_await: bool) -> Scopes {
    let root = AnyNode::from(ast.root());
    let statements = ast.all::<Stmt>().len();
    let mut scopes = SlotMap::with_capacity_and_key(statements / 4);
    let module = scopes.insert(Scope::new(ScopeKind::Module, None, root, Span::new(0, 0)));
    let mut by_node = FxHashMap::with_capacity_and_hasher(statements / 4, Default::default());
    by_node.insert((root, Role::Body), module);
    let mut names = ast.names().clone();
    let known = Known::new(&mut names);
    let futures = Futures::of(ast);
    let expressions = ast.all::<Expr>().len();
    let scopes = Scopes {
        scopes,
        symbols: SlotMap::with_capacity_and_key(expressions / 4),
        by_name: FxHashMap::default(),
        by_node,
        expressions: vec![None; expressions],
        names,
        mangling: Mangling::default(),
        module,
        text_annotations: futures.annotations,
        bindings: Vec::with_capacity(expressions / 8),
        uses: Vec::with_capacity(expressions / 3),
        users: Vec::new(),
        errors: Vec::new(),
    };
    let mut collector = Collector {
        ast,
        scopes,
        futures,
        known,
        top_level_await,
        frames: vec![Frame::new(module)],
        latest: Vec::new(),
        pending: Vec::new(),
        plan: Vec::new(),
        nesting: 0,
    };
    collector.children(root);
    collector.scopes
}

/// Something to do, after what stands before it is done with all that is below it.
enum Task {
    Visit(AnyNode),
    Enter(ScopeId),
    Leave,
    Parameters(Id<Arguments>),
    /// The annotation of a variable.
    Annotation(Id<Expr>),
    /// A name that a node binds after what the node holds was seen.
    Bind(Name, Span),
    /// What follows may not be executed.
    Conditional(bool),
    /// What follows is the target of a comprehension's `for`.
    IterationTarget(bool),
    /// What follows is an iterable of a comprehension.
    IntoIterable,
    OutOfIterable,
    /// Checks that come after what an expression or statement holds.
    AfterYield(Id<Expr>),
    AfterComprehension(Id<Expr>),
    AfterImportFrom(Id<Stmt>),
    Keywords(List<Id<Keyword>>),
    KeywordPatterns(Id<Pattern>),
    IsCoroutine,
    ReturnsValue,
}

/// What is known of a scope while it is visited.
struct Frame {
    scope: ScopeId,
    in_conditional: bool,
    in_iteration_target: bool,
    /// In so many iterables of comprehensions, in this scope or around.
    iterables: u32,
    /// In an annotation that nothing evaluates.
    is_unevaluated: bool,
}

impl Frame {
    fn new(scope: ScopeId) -> Frame {
        Frame { scope, in_conditional: false, in_iteration_target: false, iterables: 0, is_unevaluated: false }
    }
}

/// The imports from `__future__` that a program begins with.
struct Futures {
    /// Annotations are text (PEP 563).
    annotations: bool,
    /// Where the last one is.
    end: u32,
}

impl Futures {
    fn of(ast: &Ast) -> Futures {
        let mut futures = Futures { annotations: false, end: 0 };
        let body = match ast[ast.root()] {
            Mod::Module { body, .. } | Mod::Interactive { body } => body,
            _ => return futures,
        };
        for (index, stmt) in ast.items(body).enumerate() {
            match ast[stmt] {
                Stmt::ImportFrom { module: Some(module), names, level: 0 } if ast.resolve(module) == "__future__" => {
                    futures.end = ast.span(stmt).end;
                    futures.annotations |= ast.items(names).any(|alias| ast.resolve(ast[alias].name) == "annotations");
                }
                Stmt::Expr { value } if index == 0 && is_string(ast, value) => {}
                _ => break,
            }
        }
        futures
    }
}

fn is_string(ast: &Ast, value: Id<Expr>) -> bool {
    matches!(ast[value], Expr::Constant { value, .. } if matches!(ast.value(value), Constant::Str(_)))
}

struct Collector<'a> {
    ast: &'a Ast,
    scopes: Scopes,
    futures: Futures,
    known: Known,
    top_level_await: bool,
    /// The scopes around the node being visited, the innermost last.
    frames: Vec<Frame>,
    /// For each name of the source, the scope that mentioned it last, and its symbol there.
    latest: Vec<(ScopeId, SymbolId)>,
    pending: Vec<Task>,
    plan: Vec<Task>,
    /// How many tasks are being done, each a part of the one before.
    nesting: u32,
}

/// What is nested deeper is planned instead of done at once.
const MOST_NESTED: u32 = 64;

impl Collector<'_> {
    /// Does a task when its turn comes: now, if nothing is planned before it.
    fn task(&mut self, task: Task) {
        match self.is_free() {
            true => self.nested(|this| this.perform(task)),
            false => self.plan.push(task),
        }
    }

    /// Whether what comes next can be done at once.
    #[inline]
    fn is_free(&self) -> bool {
        self.plan.is_empty() && self.nesting < MOST_NESTED
    }

    /// Does something now, with all that it plans.
    #[inline]
    fn nested(&mut self, work: impl FnOnce(&mut Self)) {
        let pending = self.pending.len();
        self.nesting += 1;
        work(self);
        if !self.plan.is_empty() || self.pending.len() > pending {
            self.run(pending);
        }
        self.nesting -= 1;
    }

    /// Does what is planned, but for what was pending before: so many tasks.
    fn run(&mut self, before: usize) {
        loop {
            let task = match self.plan.len() {
                0 if self.pending.len() == before => return,
                0 => self.pending.pop(),
                1 => self.plan.pop(),
                _ => {
                    self.pending.extend(self.plan.drain(1..).rev());
                    self.plan.pop()
                }
            };
            task.into_iter().for_each(|task| self.perform(task));
        }
    }

    fn perform(&mut self, task: Task) {
        match task {
            Task::Visit(node) => self.visit(node),
            Task::Enter(scope) => self.enter(scope),
            Task::Leave => self.leave(),
            Task::Parameters(arguments) => self.parameters(arguments),
            Task::Annotation(annotation) => self.annotation(annotation),
            Task::Bind(name, span) => self.bind_variable(name, span),
            Task::Conditional(is) => self.frame().in_conditional = is,
            Task::IterationTarget(is) => self.frame().in_iteration_target = is,
            Task::IntoIterable => self.frame().iterables += 1,
            Task::OutOfIterable => self.frame().iterables -= 1,
            Task::AfterYield(id) => self.after_yield(id),
            Task::AfterComprehension(id) => self.after_comprehension(id),
            Task::AfterImportFrom(id) => self.check_import_from(id),
            Task::Keywords(keywords) => self.check_keywords(keywords),
            Task::KeywordPatterns(id) => self.check_keyword_patterns(id),
            Task::IsCoroutine => self.current_mut().is_coroutine = true,
            Task::ReturnsValue => self.current_mut().returns_value = true,
        }
    }

    fn visit(&mut self, node: AnyNode) {
        match node {
            AnyNode::Stmt(id) => self.statement(id),
            AnyNode::Expr(id) => self.expression(id),
            AnyNode::Alias(id) => self.alias(id),
            AnyNode::Pattern(id) => self.pattern(id),
            AnyNode::TypeParam(id) => self.type_parameter(id),
            AnyNode::Comprehension(id) => self.comprehension_clause(id),
            AnyNode::ExceptHandler(id) => {
                let ExceptHandler { r#type, name, body } = self.ast[id];
                self.optional(r#type);
                name.into_iter().for_each(|name| self.task(Task::Bind(name, self.ast.span(id))));
                self.list(body);
            }
            _ => self.children(node),
        }
    }

    fn pattern(&mut self, id: Id<Pattern>) {
        let name = match self.ast[id] {
            Pattern::MatchClass { cls, patterns, kwd_patterns, .. } => {
                self.see(cls);
                self.list(patterns);
                self.task(Task::KeywordPatterns(id));
                return self.list(kwd_patterns);
            }
            Pattern::MatchMapping { rest: name, .. } | Pattern::MatchStar { name } | Pattern::MatchAs { name, .. } => name,
            _ => None,
        };
        self.children(id.into());
        name.into_iter().for_each(|name| self.task(Task::Bind(name, self.ast.span(id))));
    }

    fn alias(&mut self, id: Id<Alias>) {
        let (Alias { name, asname }, span) = (self.ast[id], self.ast.span(id));
        let text = self.ast.resolve(name);
        match (asname, text.split_once('.')) {
            (None, None) if text == "*" => self.import_all(span),
            (Some(name), _) => self.bind_import(name, span),
            (None, None) => self.bind_import(name, span),
            (None, Some((first, _))) => {
                let first = self.scopes.names.intern(first);
                self.bind_import(first, span);
            }
        }
    }

    fn import_all(&mut self, span: Span) {
        if self.current().kind == ScopeKind::Module {
            self.current_mut().imports_all = true;
        } else {
            self.error(Message::ImportStar, span);
        }
    }

    /// A new scope, inside another.
    fn open(
        &mut self,
        kind: ScopeKind,
        name: Option<Name>,
        node: AnyNode,
        role: Role,
        span: Span,
        parent: ScopeId,
    ) -> ScopeId {
        let outer = &self.scopes.scopes[parent];
        let mut scope = Scope::new(kind, name, node, span);
        scope.parent = Some(parent);
        scope.is_nested = outer.is_nested || outer.is_function_like();
        scope.is_method = outer.kind == ScopeKind::Class && scope.is_function();
        scope.private = outer.private;
        if kind != ScopeKind::Class {
            scope.mangled_only = outer.mangled_only;
        }
        let id = self.scopes.scopes.insert(scope);
        self.scopes.by_node.insert((node, role), id);
        id
    }

    /// Goes on in a new scope, until `leave`.
    fn enter(&mut self, scope: ScopeId) {
        self.enter_again(scope);
        // Under PEP 563, annotations are text: what they say changes nothing.
        let Scope { kind, parent, .. } = self.scopes.scopes[scope];
        if let (Some(parent), false) = (parent, self.futures.annotations && kind == ScopeKind::Annotation) {
            self.scopes.scopes[parent].children.push(scope);
        }
        self.define_hidden_names(scope);
    }

    /// Goes on in a scope that was left before.
    fn enter_again(&mut self, scope: ScopeId) {
        let iterables = self.frame().iterables;
        self.frames.push(Frame { iterables, ..Frame::new(scope) });
    }

    fn leave(&mut self) {
        self.frames.pop();
    }

    fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the module's frame stays")
    }

    fn scope(&self) -> ScopeId {
        self.frames.last().expect("the module's frame stays").scope
    }

    fn current(&self) -> &Scope {
        &self.scopes.scopes[self.scope()]
    }

    fn current_mut(&mut self) -> &mut Scope {
        let scope = self.scope();
        &mut self.scopes.scopes[scope]
    }

    fn error(&mut self, message: Message, span: Span) {
        self.scopes.errors.push(Diagnostic::new(message, span));
    }

    #[inline]
    fn see(&mut self, node: impl Into<AnyNode>) {
        match (node.into(), self.is_free()) {
            (AnyNode::Expr(id), true) => self.nested(|this| this.expression(id)),
            (AnyNode::Stmt(id), true) => self.nested(|this| this.statement(id)),
            (node, _) => self.task(Task::Visit(node)),
        }
    }

    fn optional<T: Node>(&mut self, node: Option<Id<T>>)
    where
        AnyNode: From<Id<T>>,
    {
        node.into_iter().for_each(|node| self.see(node));
    }

    fn list<T: Node + 'static>(&mut self, nodes: List<Id<T>>)
    where
        AnyNode: From<Id<T>>,
    {
        let ast = self.ast;
        ast.items(nodes).for_each(|node| self.see(node));
    }

    /// Every node below.
    fn children(&mut self, node: AnyNode) {
        node.children(self.ast, |child| self.see(child));
    }
}

impl Scope {
    fn new(kind: ScopeKind, name: Option<Name>, node: AnyNode, span: Span) -> Scope {
        Scope {
            kind,
            name,
            node,
            span,
            parent: None,
            children: Vec::new(),
            symbols: Vec::new(),
            parameters: Vec::new(),
            is_nested: false,
            is_method: false,
            is_generator: false,
            is_coroutine: false,
            has_varargs: false,
            has_varkeywords: false,
            returns_value: false,
            is_inlined: false,
            is_guarded: false,
            has_cells: false,
            needs_class_closure: false,
            needs_class_dict: false,
            has_conditional_annotations: false,
            sees_class: false,
            uses_annotations: false,
            imports_all: false,
            private: None,
            mangled_only: None,
        }
    }
}
