//! Units: what becomes a code object of its own.

use super::assemble;
use super::blocks::FrameBlock;
use super::flowgraph::{self, UnitConstants, Variables};
use super::indexed::Indexed;
use super::op::Op;
use super::plan::Task;
use super::sequence::{Instr, Loc, Sequence};
use super::variables::Override;
use super::{DEEPEST, Generator};
use crate::ast::{AnyNode, Id, Mod, Name, Stmt};
use crate::bytecode::{CodeId, CodeObject, flags};
use crate::diagnostics::Message;
use crate::scope::{Role, Scope, ScopeId, Storage};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// What kind of code a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,
    /// Annotations, type parameters, their bounds and defaults, type aliases.
    Annotations,
}

/// A code object in the making.
#[derive(Debug)]
pub struct Unit {
    pub kind: UnitKind,
    pub scope: ScopeId,
    /// What the scope says of itself.
    pub is_function_like: bool,
    pub sees_class: bool,
    pub id: CodeId,
    pub name: Name,
    pub qualname: Arc<str>,
    pub first_line: i32,
    /// Without positional-only ones.
    pub argument_count: u32,
    pub positional_only_count: u32,
    pub keyword_only_count: u32,
    pub has_docstring: bool,
    pub sequence: Sequence,
    /// The module's instructions, while those for its annotations are generated.
    pub stashed: Option<Sequence>,
    /// What the module's annotations take, after its first instruction.
    pub annotations: Vec<Instr>,
    pub constants: UnitConstants,
    pub names: Indexed<Name>,
    pub locals: Indexed<Name>,
    pub cells: Indexed<Name>,
    pub free: Indexed<Name>,
    /// Locals of inlined comprehensions in a module or class, and whether one is open that has them.
    pub hidden: FxHashMap<Name, bool>,
    /// What names are inside the inlined comprehensions that are open, where it is not what they are outside.
    pub overrides: FxHashMap<Name, Override>,
    pub blocks: Vec<FrameBlock>,
    pub inlined_depth: u32,
    pub conditional_depth: i32,
    /// The annotations of a module's or class's variables, and the index of those that may not be executed.
    pub deferred: Vec<(Id<Stmt>, Option<i64>)>,
    pub next_conditional: i64,
    /// In a class: the attributes that its methods set on `self`.
    pub static_attributes: FxHashSet<Name>,
    /// The parameter `.format` is shown as `format`.
    pub shows_format: bool,
}

impl Unit {
    fn new(opening: Opening, scope: &Scope, id: CodeId, qualname: Arc<str>) -> Unit {
        let (is_function_like, sees_class) = (scope.is_function_like(), scope.sees_class);
        let Opening { scope, kind, name, first_line, .. } = opening;
        Unit {
            kind,
            scope,
            is_function_like,
            sees_class,
            id,
            name,
            qualname,
            first_line,
            argument_count: 0,
            positional_only_count: 0,
            keyword_only_count: 0,
            has_docstring: false,
            sequence: Sequence::with_room(),
            stashed: None,
            annotations: Vec::new(),
            constants: UnitConstants::default(),
            names: Indexed::default(),
            locals: Indexed::default(),
            cells: Indexed::default(),
            free: Indexed::default(),
            hidden: FxHashMap::default(),
            overrides: FxHashMap::default(),
            blocks: Vec::new(),
            inlined_depth: 0,
            conditional_depth: 0,
            deferred: Vec::new(),
            next_conditional: 0,
            static_attributes: FxHashSet::default(),
            shows_format: false,
        }
    }

    /// Makes another unit of one that is done.
    fn reopen(&mut self, opening: Opening, scope: &Scope, id: CodeId, qualname: Arc<str>) {
        (self.is_function_like, self.sees_class) = (scope.is_function_like(), scope.sees_class);
        (self.scope, self.kind, self.name, self.first_line) =
            (opening.scope, opening.kind, opening.name, opening.first_line);
        (self.id, self.qualname) = (id, qualname);
        (self.argument_count, self.positional_only_count, self.keyword_only_count) = (0, 0, 0);
        (self.has_docstring, self.shows_format) = (false, false);
        (self.inlined_depth, self.conditional_depth, self.next_conditional) = (0, 0, 0);
        self.sequence.clear();
        self.stashed = None;
        self.annotations.clear();
        self.constants.clear();
        [&mut self.names, &mut self.locals, &mut self.cells, &mut self.free].into_iter().for_each(Indexed::clear);
        self.hidden.clear();
        self.overrides.clear();
        self.blocks.clear();
        self.deferred.clear();
        self.static_attributes.clear();
    }
}

/// How to open a unit.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    pub node: AnyNode,
    pub role: Role,
    pub scope: ScopeId,
    pub kind: UnitKind,
    pub name: Name,
    pub first_line: i32,
}

impl Opening {
    pub fn module(root: Id<Mod>, scope: ScopeId, name: Name) -> Opening {
        Opening { node: root.into(), role: Role::Body, scope, kind: UnitKind::Module, name, first_line: 1 }
    }
}

impl Generator<'_> {
    /// Plans to make the code object of a node; `None` if the scope analyser knows of none.
    pub(super) fn plan_unit(&mut self, node: impl Into<AnyNode>, role: Role, kind: UnitKind, name: Name, first_line: i32) {
        let node = node.into();
        if let Some(scope) = self.scopes.of_role(node, role) {
            self.task(Task::Open(Opening { node, role, scope, kind, name, first_line }));
        }
    }

    /// Makes a code object, unless it was made before.
    pub(super) fn open(&mut self, opening: Opening) {
        match self.compiled.get(&(opening.node, opening.role)) {
            Some(&code) => self.finished.push(code),
            None => {
                self.enter(opening);
                self.fill(opening);
            }
        }
    }

    /// Plans the code of the unit that was just entered.
    fn fill(&mut self, opening: Opening) {
        match (opening.node, opening.role, opening.kind) {
            (AnyNode::Stmt(id), Role::Body, UnitKind::Class) => self.class_body(id),
            (AnyNode::Stmt(id), Role::Body, UnitKind::Annotations) => self.alias_body(id),
            (AnyNode::Stmt(id), Role::Body, _) => self.function_code(id),
            (AnyNode::Stmt(id), Role::TypeParameters, _) => self.type_parameters_body(id),
            (AnyNode::Stmt(id), Role::Annotations, _) if self.is_function(id) => self.function_annotations_body(id),
            (node, Role::Annotations, _) => self.annotations_of(node),
            (AnyNode::Expr(id), _, UnitKind::Lambda) => self.lambda_code(id),
            (AnyNode::Expr(id), ..) => self.comprehension_code(id),
            (AnyNode::TypeParam(id), role, _) => self.type_parameter_part(id, role),
            _ => {}
        }
    }

    /// Begins a unit: `RESUME`, after the handler of a generator's `StopIteration`.
    pub(super) fn enter(&mut self, opening: Opening) {
        let Opening { node, role, scope, kind, name, .. } = opening;
        if self.units.len() >= DEEPEST {
            return self.fail(Message::TooDeepForCompiler, node.extent(self.ast));
        }
        let id = CodeId(self.codes.len() as u32);
        self.codes.push(CodeObject::default());
        self.compiled.insert((node, role), id);
        let qualname = self.qualname(kind, name);
        let mut unit = match self.spare.pop() {
            Some(mut unit) => {
                unit.reopen(opening, self.scopes.scope(scope), id, qualname);
                unit
            }
            None => Box::new(Unit::new(opening, self.scopes.scope(scope), id, qualname)),
        };
        let Scope { is_guarded, is_generator, is_coroutine, .. } = *self.scopes.scope(scope);
        unit.sequence.is_unguarded = !(is_guarded || is_generator || is_coroutine);
        for &parameter in &self.scopes.scope(scope).parameters {
            unit.locals.add(parameter);
        }
        for cell in self.scopes.cell_variables(scope) {
            unit.cells.add(self.names.intern(cell));
        }
        for free in self.scopes.free_variables(scope) {
            unit.free.add(self.names.intern(free));
        }
        self.units.push(unit);
    }

    /// What every unit but a generator's starts with.
    pub(super) fn start(&mut self) {
        let unit = self.unit();
        let is_module = unit.kind == UnitKind::Module;
        let line = if is_module { 0 } else { unit.first_line };
        let loc = Loc::new(line, unit.first_line, 0, 0);
        self.op(Op::RESUME, crate::bytecode::resume::START, loc);
    }

    fn qualname(&mut self, kind: UnitKind, name: Name) -> Arc<str> {
        let own = self.texts.get(&self.names, name);
        // The module has no part in it, and annotation scopes do not show.
        let parent = match &self.units[..] {
            [] | [_] => return own,
            [_, last] if last.kind == UnitKind::Annotations => return own,
            [.., outer, last] if last.kind == UnitKind::Annotations => outer,
            [.., last] => last,
        };
        let is_definition = matches!(kind, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Class);
        if is_definition && self.scopes.storage(parent.scope, name) == Some(Storage::GlobalExplicit) {
            return own;
        }
        let between = match parent.kind {
            UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Lambda => ".<locals>.",
            _ => ".",
        };
        self.text.clear();
        [&parent.qualname, between, &own].into_iter().for_each(|part| self.text.push_str(part));
        self.text.as_str().into()
    }

    /// Ends the innermost unit and leaves its code object among the finished ones.
    pub(super) fn leave(&mut self, returns_none: bool) {
        if returns_none {
            self.load_none(Loc::NONE);
        }
        self.op0(Op::RETURN_VALUE, Loc::NONE);
        let Some(mut unit) = self.units.pop() else { return };
        let flags = self.code_flags(&unit);
        let variables = Variables {
            locals: &unit.locals.order,
            parameters: self.scopes.scope(unit.scope).parameters.len(),
            cells: &unit.cells.order,
            free: &unit.free.order,
            hidden: match unit.hidden.is_empty() {
                true => Vec::new(),
                false => unit.locals.order.iter().map(|name| unit.hidden.contains_key(name)).collect(),
            },
        };
        if !unit.annotations.is_empty() {
            unit.sequence.insert_after_first(&unit.annotations);
        }
        let output = flowgraph::optimise(flowgraph::Input {
            sequence: &mut unit.sequence,
            room: std::mem::take(&mut self.room),
            constants: &mut self.constants,
            unit_constants: &mut unit.constants,
            variables: &variables,
            first_line: unit.first_line,
            is_generator: flags & (flags::GENERATOR | flags::COROUTINE | flags::ASYNC_GENERATOR) != 0,
        });
        let assembled = assemble::assemble(&output.graph, &mut self.desk);
        (self.room, unit.sequence.code) = output.graph.into_room();
        let Generator { names, texts, .. } = self;
        let mut text = |name: Name| texts.get(names, name);
        let mut slots = variables.slots(&mut text);
        if unit.shows_format
            && let Some(first) = slots.first_mut()
        {
            first.name = "format".into();
        }
        self.codes[unit.id.0 as usize] = CodeObject {
            name: text(unit.name),
            flags,
            argument_count: unit.argument_count + unit.positional_only_count,
            positional_only_count: unit.positional_only_count,
            keyword_only_count: unit.keyword_only_count,
            first_line: unit.first_line as u32,
            units: assembled.units,
            constants: unit.constants.order.clone(),
            names: unit.names.order.iter().map(|&name| text(name)).collect(),
            slots,
            stack_size: output.stack_size,
            positions: assembled.positions.into(),
            handlers: assembled.handlers,
            qualname: unit.qualname.clone(),
        };
        self.finished.push(unit.id);
        self.spare.push(unit);
    }

    fn code_flags(&self, unit: &Unit) -> u32 {
        let scope = self.scopes.scope(unit.scope);
        let mut flags = self.future;
        let mut set = |condition: bool, flag: u32| {
            if condition {
                flags |= flag;
            }
        };
        if scope.is_function_like() {
            set(true, flags::NEWLOCALS | flags::OPTIMIZED);
            set(scope.is_nested, flags::NESTED);
            set(scope.is_generator && !scope.is_coroutine, flags::GENERATOR);
            set(scope.is_generator && scope.is_coroutine, flags::ASYNC_GENERATOR);
            set(scope.has_varargs, flags::VARARGS);
            set(scope.has_varkeywords, flags::VARKEYWORDS);
            set(unit.has_docstring, flags::HAS_DOCSTRING);
            set(scope.is_method, flags::METHOD);
        }
        set(scope.is_coroutine && !scope.is_generator, flags::COROUTINE);
        flags
    }

    /// Plans the end of the innermost unit.
    pub(super) fn plan_leave(&mut self, returns_none: bool) {
        self.task(Task::Leave { returns_none });
    }
}
