//! Functions, lambda expressions, decorators and defaults; closures.

use super::Generator;
use super::blocks::BlockKind;
use super::op::Op;
use super::plan::{Access, Step, Task};
use super::sequence::Loc;
use super::unit::UnitKind;
use crate::ast::{Arguments, Expr, Id, List, Name, Stmt, TypeParam};
use crate::bytecode::{Const, Intrinsic1, Intrinsic2, SlotKind, attached};
use crate::scope::{Role, Storage};

/// The parts of a function's definition.
#[derive(Clone, Copy)]
pub(super) struct Definition {
    pub name: Name,
    pub args: Id<Arguments>,
    pub body: List<Id<Stmt>>,
    pub decorators: List<Id<Expr>>,
    pub returns: Option<Id<Expr>>,
    pub type_params: List<Id<TypeParam>>,
    pub is_async: bool,
}

impl Generator<'_> {
    pub(super) fn is_function(&self, id: Id<Stmt>) -> bool {
        matches!(self.ast[id], Stmt::FunctionDef { .. } | Stmt::AsyncFunctionDef { .. })
    }

    pub(super) fn definition(&self, id: Id<Stmt>) -> Option<Definition> {
        let is_async = matches!(self.ast[id], Stmt::AsyncFunctionDef { .. });
        match self.ast[id] {
            Stmt::FunctionDef { name, args, body, decorator_list, returns, type_params, .. }
            | Stmt::AsyncFunctionDef { name, args, body, decorator_list, returns, type_params, .. } => {
                Some(Definition { name, args, body, decorators: decorator_list, returns, type_params, is_async })
            }
            _ => None,
        }
    }

    /// The line of a definition: its first decorator's, if it has one.
    pub(super) fn definition_line(&mut self, id: Id<Stmt>, decorators: List<Id<Expr>>) -> i32 {
        match self.ast.get(decorators, 0) {
            Some(first) => self.line(self.ast.span(first)),
            None => self.line(self.ast.span(id)),
        }
    }

    pub(super) fn function(&mut self, id: Id<Stmt>) {
        let Some(definition) = self.definition(id) else { return };
        let loc = self.loc_of(id);
        self.exprs(definition.decorators);
        let attached = self.defaults(definition.args, loc);
        if definition.type_params.is_empty() {
            self.after(Step::FunctionAnnotations(id, loc));
            self.after(Step::FunctionBody(id, attached));
        } else {
            self.generic(id, attached, definition, loc);
        }
        self.apply_decorators(definition.decorators);
        self.variable(definition.name, Access::Store, loc);
    }

    /// A function with type parameters is made inside a function of them, which takes its defaults.
    fn generic(&mut self, id: Id<Stmt>, attached: u32, definition: Definition, loc: Loc) {
        let passed = generic_arguments(attached);
        if passed == 2 {
            self.op(Op::SWAP, 2u32, loc);
        }
        let line = self.definition_line(id, definition.decorators);
        let name = self.type_parameters_name(definition.name);
        self.plan_unit(id, Role::TypeParameters, UnitKind::Annotations, name, line);
        self.task(Task::Closure(0, loc));
        if passed > 0 {
            self.op(Op::SWAP, passed + 1, loc);
            self.op(Op::CALL, passed - 1, loc);
        } else {
            self.op0(Op::PUSH_NULL, loc);
            self.op(Op::CALL, 0u32, loc);
        }
    }

    /// Inside the function of the type parameters.
    pub(super) fn generic_function_body(&mut self, id: Id<Stmt>) {
        let Some(definition) = self.definition(id) else { return };
        let loc = self.loc_of(id);
        let attached = self.attached_defaults(definition.args);
        let passed = generic_arguments(attached);
        self.unit_mut().argument_count = passed;
        self.start();
        self.type_params(definition.type_params);
        (0..passed).for_each(|argument| self.op(Op::LOAD_FAST, argument, loc));
        self.after(Step::FunctionAnnotations(id, loc));
        self.after(Step::FunctionBody(id, attached));
        self.op(Op::SWAP, 2u32, loc);
        self.op(Op::CALL_INTRINSIC_2, Intrinsic2::SetFunctionTypeParams, loc);
        self.plan_leave(false);
    }

    /// The function object, once its defaults and annotations are on the stack.
    pub(super) fn function_body(&mut self, id: Id<Stmt>, attached: u32) {
        let Some(definition) = self.definition(id) else { return };
        let loc = self.loc_of(id);
        let line = self.definition_line(id, definition.decorators);
        let kind = if definition.is_async { UnitKind::AsyncFunction } else { UnitKind::Function };
        let annotate = if self.has_annotations(id) { attached::ANNOTATE } else { 0 };
        self.plan_unit(id, Role::Body, kind, definition.name, line);
        self.task(Task::Closure(attached | annotate, loc));
    }

    /// The code of a function.
    pub(super) fn function_code(&mut self, id: Id<Stmt>) {
        let Some(definition) = self.definition(id) else { return };
        self.count_arguments(definition.args);
        let scope = self.scopes.scope(self.unit().scope);
        let is_generator = scope.is_coroutine || scope.is_generator;
        let handler = is_generator.then(|| self.stop_iteration_block());
        self.start();
        let docstring = self.docstring(definition.body);
        if let Some(docstring) = docstring {
            self.unit_mut().has_docstring = true;
            self.unit_mut().constants.add(docstring);
        }
        if is_generator {
            self.plan_block(BlockKind::StopIteration, Loc::NONE, self.ast.span(id));
        }
        self.statements_after_docstring(definition.body, docstring.is_some());
        if let Some(handler) = handler {
            self.stop_iteration_handler(handler);
            self.task(Task::PopBlock);
        }
        self.plan_leave(true);
    }

    /// The start of the block around a generator's code.
    pub(super) fn stop_iteration_block(&mut self) -> super::sequence::Label {
        let handler = self.label();
        self.jump(Op::SETUP_CLEANUP, handler, Loc::NONE);
        handler
    }

    /// The end of a generator: a `StopIteration` that its code raises is an error.
    pub(super) fn stop_iteration_handler(&mut self, handler: super::sequence::Label) {
        self.load_none(Loc::NONE);
        self.op0(Op::RETURN_VALUE, Loc::NONE);
        self.place(handler);
        self.op(Op::CALL_INTRINSIC_1, Intrinsic1::StopIterationError, Loc::NONE);
        self.op(Op::RERAISE, 1u32, Loc::NONE);
    }

    pub(super) fn lambda(&mut self, id: Id<Expr>) {
        let Expr::Lambda { args, .. } = self.ast[id] else { return };
        let loc = self.loc_of(id);
        let attached = self.defaults(args, loc);
        self.plan_unit(id, Role::Body, UnitKind::Lambda, self.known.lambda, loc.line());
        self.task(Task::Closure(attached, loc));
    }

    pub(super) fn lambda_code(&mut self, id: Id<Expr>) {
        let Expr::Lambda { args, body } = self.ast[id] else { return };
        self.count_arguments(args);
        self.start();
        self.expr(body);
        let is_generator = self.scopes.scope(self.unit().scope).is_generator;
        if !is_generator {
            let loc = self.loc_of(body);
            self.op0(Op::RETURN_VALUE, loc);
        }
        self.plan_leave(!is_generator);
    }

    fn count_arguments(&mut self, args: Id<Arguments>) {
        let Arguments { posonlyargs, args, kwonlyargs, .. } = self.ast[args];
        let counts = [posonlyargs, args, kwonlyargs].map(|list| self.ast.len(list) as u32);
        let unit = self.unit_mut();
        [unit.positional_only_count, unit.argument_count, unit.keyword_only_count] = counts;
    }

    /// Defaults: a tuple for positional parameters, a dict for keyword-only ones. Gives what of both there is.
    fn defaults(&mut self, args: Id<Arguments>, loc: Loc) -> u32 {
        let ast = self.ast;
        let Arguments { defaults, kwonlyargs, kw_defaults, .. } = ast[args];
        if !defaults.is_empty() {
            self.exprs(defaults);
            self.op(Op::BUILD_TUPLE, ast.len(defaults) as u32, loc);
        }
        let mut count = 0u32;
        for (arg, default) in ast.items(kwonlyargs).zip(ast.items(kw_defaults)) {
            if let Some(default) = default {
                let name = self.mangled(ast[arg].arg);
                self.load_name_text(name, loc);
                self.expr(default);
                count += 1;
            }
        }
        if count > 0 {
            self.op(Op::BUILD_MAP, count, loc);
        }
        self.attached_defaults(args)
    }

    fn attached_defaults(&self, args: Id<Arguments>) -> u32 {
        let Arguments { defaults, kw_defaults, .. } = self.ast[args];
        let positional = if defaults.is_empty() { 0 } else { attached::DEFAULTS };
        let has_keyword = self.ast.items(kw_defaults).any(|default| default.is_some());
        positional | if has_keyword { attached::KEYWORD_DEFAULTS } else { 0 }
    }

    pub(super) fn apply_decorators(&mut self, decorators: List<Id<Expr>>) {
        let ast = self.ast;
        for decorator in ast.items(decorators).rev() {
            let loc = self.loc_of(decorator);
            self.op(Op::CALL, 0u32, loc);
        }
    }

    /// A function of the code object that was finished last: its cells, then what else belongs to it.
    pub(super) fn emit_closure(&mut self, mut attached: u32, loc: Loc) {
        let Some(code) = self.finished.pop() else { return };
        let free: Vec<Name> = {
            let slots = &self.codes[code.0 as usize].slots;
            let free = slots.iter().filter(|slot| slot.kind == SlotKind::Free);
            free.map(|slot| self.names.intern(&slot.name)).collect()
        };
        for &name in &free {
            let place = self.closure_place(name);
            self.op(Op::LOAD_CLOSURE, place, loc);
        }
        if !free.is_empty() {
            attached |= attached::CLOSURE;
            self.op(Op::BUILD_TUPLE, free.len() as u32, loc);
        }
        let constant = self.constants.add(Const::Code(code));
        self.load(constant, loc);
        self.op0(Op::MAKE_FUNCTION, loc);
        let order =
            [attached::CLOSURE, attached::ANNOTATIONS, attached::ANNOTATE, attached::KEYWORD_DEFAULTS, attached::DEFAULTS];
        for flag in order.into_iter().filter(|flag| attached & flag != 0) {
            self.op(Op::SET_FUNCTION_ATTRIBUTE, flag, loc);
        }
    }

    /// Where the unit has a cell that an inner function wants: its own, or one from further out.
    fn closure_place(&mut self, name: Name) -> u32 {
        let is_implicit = self.unit().kind == UnitKind::Class
            && [self.known.class, self.known.classdict, self.known.conditional_annotations].contains(&name);
        match is_implicit || self.storage(name) == Some(Storage::Cell) {
            true => self.cell_place(name),
            false => self.free_place(name),
        }
    }
}

/// How many defaults the function of the type parameters is called with.
fn generic_arguments(attached: u32) -> u32 {
    (attached & (attached::DEFAULTS | attached::KEYWORD_DEFAULTS)).count_ones()
}
