//! Classes.

use super::Generator;
use super::calls::Arguments;
use super::op::Op;
use super::plan::{Access, Step, Task};
use super::sequence::Loc;
use super::unit::UnitKind;
use crate::ast::{Id, Stmt};
use crate::bytecode::Intrinsic1;
use crate::scope::Role;

impl Generator<'_> {
    pub(super) fn class(&mut self, id: Id<Stmt>) {
        let Stmt::ClassDef { name, decorator_list, type_params, .. } = self.ast[id] else { return };
        let loc = self.loc_of(id);
        self.exprs(decorator_list);
        if type_params.is_empty() {
            self.class_object(id);
        } else {
            let line = self.definition_line(id, decorator_list);
            let parameters = self.type_parameters_name(name);
            self.plan_unit(id, Role::TypeParameters, UnitKind::Annotations, parameters, line);
            self.task(Task::Closure(0, loc));
            self.op0(Op::PUSH_NULL, loc);
            self.op(Op::CALL, 0u32, loc);
        }
        self.apply_decorators(decorator_list);
        self.variable(name, Access::Store, loc);
    }

    /// `__build_class__(function, name, *bases, **keywords)`.
    fn class_object(&mut self, id: Id<Stmt>) {
        let Stmt::ClassDef { bases, keywords, type_params, .. } = self.ast[id] else { return };
        let loc = self.loc_of(id);
        self.class_function(id);
        let injected = (!type_params.is_empty()).then_some(self.known.generic_base);
        if injected.is_some() {
            self.variable(self.known.type_params, Access::Load, loc);
            self.op(Op::CALL_INTRINSIC_1, Intrinsic1::SubscriptGeneric, loc);
            self.variable(self.known.generic_base, Access::Store, loc);
        }
        if !self.has_repeated_keyword(keywords) {
            self.arguments(2, Arguments { args: bases, keywords }, injected, loc);
        }
    }

    fn class_function(&mut self, id: Id<Stmt>) {
        let Stmt::ClassDef { name, decorator_list, .. } = self.ast[id] else { return };
        let loc = self.loc_of(id);
        let line = self.definition_line(id, decorator_list);
        self.plan_unit(id, Role::Body, UnitKind::Class, name, line);
        self.op0(Op::LOAD_BUILD_CLASS, loc);
        self.op0(Op::PUSH_NULL, loc);
        self.task(Task::Closure(0, loc));
        self.load_name_text(name, loc);
    }

    /// Inside the function of the type parameters.
    pub(super) fn generic_class_body(&mut self, id: Id<Stmt>) {
        let Stmt::ClassDef { type_params, .. } = self.ast[id] else { return };
        let loc = self.loc_of(id);
        self.start();
        self.type_params(type_params);
        self.variable(self.known.type_params, Access::Store, loc);
        self.class_object(id);
        self.plan_leave(false);
    }

    /// The code of a class: it fills the namespace that it runs in.
    pub(super) fn class_body(&mut self, id: Id<Stmt>) {
        let Stmt::ClassDef { body, type_params, .. } = self.ast[id] else { return };
        let line = self.unit().first_line;
        let loc = Loc::at_line(line);
        self.start();
        self.variable(self.known.name, Access::Load, loc);
        self.variable(self.known.module_attribute, Access::Store, loc);
        let qualname = self.unit().qualname.clone();
        let qualname = self.constants.str(qualname.as_bytes());
        self.load(qualname, loc);
        self.variable(self.known.qualname, Access::Store, loc);
        self.load_int(line.into(), loc);
        self.variable(self.known.first_lineno, Access::Store, loc);
        if !type_params.is_empty() {
            self.variable(self.known.type_params, Access::Load, loc);
            self.variable(self.known.type_params_attribute, Access::Store, loc);
        }
        let scope = self.scopes.scope(self.unit().scope);
        if scope.needs_class_dict {
            self.op0(Op::LOAD_LOCALS, loc);
            let place = self.cell_place(self.known.classdict);
            self.op(Op::STORE_DEREF, place, loc);
        }
        if scope.has_conditional_annotations {
            self.op(Op::BUILD_SET, 0u32, loc);
            let place = self.cell_place(self.known.conditional_annotations);
            self.op(Op::STORE_DEREF, place, loc);
        }
        self.document_body(body, false, loc);
        self.after(Step::ClassEnd);
    }

    /// What every class body ends with.
    pub(super) fn class_end(&mut self) {
        let loc = Loc::NONE;
        let mut attributes: Vec<&str> = self.unit().static_attributes.iter().map(|&name| self.names.resolve(name)).collect();
        attributes.sort_unstable();
        let attributes: Vec<String> = attributes.into_iter().map(String::from).collect();
        let attributes = self.constants.strings(attributes.iter().map(|attribute| &**attribute));
        self.load(attributes, loc);
        self.variable(self.known.static_attributes, Access::Store, loc);
        let scope = self.scopes.scope(self.unit().scope);
        let (needs_dict, needs_closure) = (scope.needs_class_dict, scope.needs_class_closure);
        if needs_dict {
            let place = self.cell_place(self.known.classdict);
            self.op(Op::LOAD_CLOSURE, place, loc);
            self.variable(self.known.classdictcell, Access::Store, loc);
        }
        if needs_closure {
            let place = self.cell_place(self.known.class);
            self.op(Op::LOAD_CLOSURE, place, loc);
            self.op(Op::COPY, 1u32, loc);
            self.variable(self.known.classcell, Access::Store, loc);
        } else {
            self.load_none(loc);
        }
        self.op0(Op::RETURN_VALUE, loc);
        self.plan_leave(true);
    }
}
