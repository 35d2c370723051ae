//! Annotations (PEP 649): functions that are called when someone asks for them.

use super::Generator;
use super::op::Op;
use super::plan::{Access, Step, Task};
use super::sequence::Loc;
use super::unit::UnitKind;
use crate::ast::{AnyNode, Arg, Arguments, Expr, Id, List, Mod, Name, Stmt};
use crate::bytecode::{CommonConstant, Comparison, flags};
use crate::scope::Role;

/// The format after which only formats come that `__annotate__` need not know: `VALUE_WITH_FAKE_GLOBALS`.
const LAST_KNOWN_FORMAT: i64 = 2;

impl Generator<'_> {
    pub(super) fn has_future_annotations(&self) -> bool {
        self.future & flags::FUTURE_ANNOTATIONS != 0
    }

    /// The start of a function that makes annotations: it refuses formats that it does not know.
    pub(super) fn start_annotations(&mut self, loc: Loc) {
        self.unit_mut().positional_only_count = 1;
        self.start();
        let body = self.label();
        self.op(Op::LOAD_FAST, 0u32, loc);
        self.load_int(LAST_KNOWN_FORMAT, loc);
        self.op(Op::COMPARE_OP, Comparison::Greater.encode(), loc);
        self.jump(Op::POP_JUMP_IF_FALSE, body, loc);
        self.op(Op::LOAD_COMMON_CONSTANT, CommonConstant::NotImplementedError, loc);
        self.op(Op::RAISE_VARARGS, 1u32, loc);
        self.place(body);
    }

    /// Whether a function's signature has annotations.
    pub(super) fn has_annotations(&self, id: Id<Stmt>) -> bool {
        let scope = self.scopes.of_role(id, Role::Annotations);
        scope.is_some_and(|scope| self.scopes.scope(scope).uses_annotations)
    }

    pub(super) fn function_annotations(&mut self, id: Id<Stmt>, loc: Loc) {
        if self.has_annotations(id) {
            self.plan_unit(id, Role::Annotations, UnitKind::Annotations, self.known.annotate, loc.line());
            self.task(Task::Closure(0, loc));
        }
    }

    /// A dict of a signature's annotations.
    pub(super) fn function_annotations_body(&mut self, id: Id<Stmt>) {
        let Some(definition) = self.definition(id) else { return };
        let loc = self.loc_of(id);
        self.unit_mut().shows_format = true;
        self.start_annotations(loc);
        let ast = self.ast;
        let Arguments { posonlyargs, args, vararg, kwonlyargs, kwarg, .. } = ast[definition.args];
        let ordered = ast.items(args).chain(ast.items(posonlyargs)).chain(vararg).chain(ast.items(kwonlyargs)).chain(kwarg);
        let mut count = 0u32;
        for arg in ordered {
            let Arg { arg: name, annotation, .. } = ast[arg];
            if let Some(annotation) = annotation {
                self.signature_annotation(name, annotation, loc);
                count += 1;
            }
        }
        if let Some(returns) = definition.returns {
            self.signature_annotation(self.known.returns, returns, loc);
            count += 1;
        }
        self.op(Op::BUILD_MAP, count, loc);
        self.op0(Op::RETURN_VALUE, loc);
        self.plan_leave(true);
    }

    fn signature_annotation(&mut self, name: Name, annotation: Id<Expr>, loc: Loc) {
        let name = self.mangled(name);
        self.load_name_text(name, loc);
        if self.has_future_annotations() {
            return self.annotation_text(annotation);
        }
        match self.ast[annotation] {
            // `*args: *Ts`
            Expr::Starred { value, .. } => {
                self.expr(value);
                self.op(Op::UNPACK_SEQUENCE, 1u32, loc);
            }
            _ => self.expr(annotation),
        }
    }

    /// An annotation's source, where the program asks for strings (PEP 563).
    pub(super) fn annotation_text(&mut self, annotation: Id<Expr>) {
        let loc = self.loc_of(annotation);
        let text = super::unparse::unparse(self.ast, annotation);
        let text = self.constants.add(crate::bytecode::Const::Str(text));
        self.load(text, loc);
    }

    /// A module's statements: first the set of annotations that were executed.
    pub(super) fn module_body(&mut self, body: List<Id<Stmt>>, interactive: bool) {
        let loc = self.start_of_body(body, interactive);
        if self.scopes.scope(self.unit().scope).has_conditional_annotations {
            self.op(Op::BUILD_SET, 0u32, loc);
            self.named(Op::STORE_NAME, self.known.conditional_annotations, loc);
        }
        self.document_body(body, interactive, loc);
    }

    /// The statements of a module or class, with docstring and annotations.
    pub(super) fn document_body(&mut self, body: List<Id<Stmt>>, interactive: bool, loc: Loc) {
        if self.has_future_annotations() && self.scopes.scope(self.unit().scope).uses_annotations {
            self.op0(Op::SETUP_ANNOTATIONS, loc);
        }
        if body.is_empty() {
            return;
        }
        let docstring = if interactive { None } else { self.docstring(body) };
        if let (Some(docstring), Some(value)) = (docstring, self.first_expression(body)) {
            let value_loc = self.loc_of(value);
            self.load(docstring, value_loc);
            self.variable(self.known.doc, Access::Store, Loc::NONE);
        }
        match interactive {
            true => self.body(body),
            false => self.statements_after_docstring(body, docstring.is_some()),
        }
        if !self.has_future_annotations() {
            self.after(Step::DeferredAnnotations(loc));
        }
    }

    /// An annotation of a variable: kept for `__annotate__`. Where it may not be executed, execution notes its number.
    pub(super) fn annotation_index(&mut self, id: Id<Stmt>, loc: Loc) {
        let unit = self.unit_mut();
        let is_conditional = unit.kind == UnitKind::Module || unit.conditional_depth > 0;
        if !is_conditional {
            return unit.deferred.push((id, None));
        }
        let index = unit.next_conditional;
        unit.next_conditional += 1;
        unit.deferred.push((id, Some(index)));
        if unit.kind == UnitKind::Class {
            let place = self.cell_place(self.known.conditional_annotations);
            self.op(Op::LOAD_DEREF, place, loc);
        } else {
            self.named(Op::LOAD_NAME, self.known.conditional_annotations, loc);
        }
        self.load_int(index, loc);
        self.op(Op::SET_ADD, 1u32, loc);
        self.op0(Op::POP_TOP, loc);
    }

    /// `__annotate__` of a module or class, once all its annotations are known. A module's is made first of all.
    pub(super) fn deferred_annotations(&mut self, loc: Loc) {
        if self.unit().deferred.is_empty() {
            return;
        }
        let is_module = self.unit().kind == UnitKind::Module;
        if is_module {
            let unit = self.unit_mut();
            unit.stashed = Some(std::mem::take(&mut unit.sequence));
        }
        let node = self.scopes.scope(self.unit().scope).node;
        self.plan_unit(node, Role::Annotations, UnitKind::Annotations, self.known.annotate, loc.line());
        self.task(Task::Closure(0, loc));
        let name = if is_module { self.known.annotate } else { self.known.annotate_func };
        self.variable(name, Access::Store, loc);
        if is_module {
            self.after(Step::EndModuleAnnotations);
        }
    }

    pub(super) fn end_module_annotations(&mut self) {
        let unit = self.unit_mut();
        if let Some(stashed) = unit.stashed.take() {
            unit.annotations = std::mem::replace(&mut unit.sequence, stashed).code;
        }
    }

    /// A dict of the annotations of a module or class.
    pub(super) fn variable_annotations_body(&mut self, loc: Loc) {
        let outer = &self.units[self.units.len() - 2];
        let (in_class, deferred) = (outer.kind == UnitKind::Class, outer.deferred.clone());
        self.unit_mut().shows_format = true;
        self.start_annotations(loc);
        self.op(Op::BUILD_MAP, 0u32, loc);
        for (id, index) in deferred {
            let Stmt::AnnAssign { target, annotation, .. } = self.ast[id] else { continue };
            let Expr::Name { id: name, .. } = self.ast[target] else { continue };
            let statement_loc = self.loc_of(id);
            let not_set = self.label();
            if let Some(index) = index {
                self.load_int(index, statement_loc);
                if in_class {
                    let place = self.free_place(self.known.conditional_annotations);
                    self.op(Op::LOAD_DEREF, place, statement_loc);
                } else {
                    self.named_with(Op::LOAD_GLOBAL, self.known.conditional_annotations, 1, 0, statement_loc);
                }
                self.op(Op::CONTAINS_OP, 0u32, statement_loc);
                self.jump(Op::POP_JUMP_IF_FALSE, not_set, statement_loc);
            }
            self.expr(annotation);
            self.op(Op::COPY, 2u32, statement_loc);
            let name = self.mangled(name);
            self.load_name_text(name, statement_loc);
            self.op0(Op::STORE_SUBSCR, loc);
            self.place(not_set);
        }
        self.op0(Op::RETURN_VALUE, loc);
        self.plan_leave(true);
    }

    /// Whether a scope's node is a module or class.
    pub(super) fn annotations_of(&mut self, node: AnyNode) {
        let loc = match node {
            AnyNode::Stmt(_) => Loc::at_line(self.units[self.units.len() - 2].first_line),
            _ => match self.ast[self.ast.root()] {
                Mod::Module { body, .. } => self.start_of_body(body, false),
                Mod::Interactive { body } => self.start_of_body(body, true),
                _ => Loc::at_line(1),
            },
        };
        self.variable_annotations_body(loc);
    }
}
