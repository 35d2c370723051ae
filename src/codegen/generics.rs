//! Type parameters (PEP 695), their defaults (PEP 696), and type aliases.

use super::Generator;
use super::op::Op;
use super::plan::{Access, Task};
use super::sequence::Loc;
use super::unit::UnitKind;
use crate::ast::{Expr, Id, List, Name, Stmt, TypeParam};
use crate::bytecode::{Intrinsic1, Intrinsic2, attached};
use crate::diagnostics::Message;
use crate::scope::Role;

impl Generator<'_> {
    /// The name of the function that makes type parameters.
    pub(super) fn type_parameters_name(&mut self, of: Name) -> Name {
        let text = format!("<generic parameters of {}>", self.names.resolve(of));
        self.names.intern(&text)
    }

    /// The function that makes type parameters, and what is around them.
    pub(super) fn type_parameters_body(&mut self, id: Id<Stmt>) {
        match self.ast[id] {
            Stmt::ClassDef { .. } => self.generic_class_body(id),
            Stmt::TypeAlias { .. } => self.generic_alias_body(id),
            _ => self.generic_function_body(id),
        }
    }

    /// Makes and names each parameter; leaves a tuple of them.
    pub(super) fn type_params(&mut self, params: List<Id<TypeParam>>) {
        let ast = self.ast;
        let mut seen_default = false;
        for param in ast.items(params) {
            let (name, default) = match ast[param] {
                TypeParam::TypeVar { name, default_value, .. }
                | TypeParam::ParamSpec { name, default_value }
                | TypeParam::TypeVarTuple { name, default_value } => (name, default_value),
            };
            if default.is_none() && seen_default {
                let name = ast.resolve(name).into();
                return self.fail(Message::TypeParameterWithoutDefault { name }, ast.span(param));
            }
            seen_default |= default.is_some();
            self.type_param(param, name, default);
        }
        if let Some(first) = ast.get(params, 0) {
            let loc = self.loc_of(first);
            self.op(Op::BUILD_TUPLE, ast.len(params) as u32, loc);
        }
    }

    fn type_param(&mut self, param: Id<TypeParam>, name: Name, default: Option<Id<Expr>>) {
        let loc = self.loc_of(param);
        self.load_name_text(name, loc);
        match self.ast[param] {
            TypeParam::TypeVar { bound: Some(bound), .. } => {
                self.lazy(param, Role::Bound, name, bound);
                let function = match self.ast[bound] {
                    Expr::Tuple { .. } => Intrinsic2::TypeVarWithConstraints,
                    _ => Intrinsic2::TypeVarWithBound,
                };
                self.op(Op::CALL_INTRINSIC_2, function, loc);
            }
            TypeParam::TypeVar { .. } => self.op(Op::CALL_INTRINSIC_1, Intrinsic1::TypeVar, loc),
            TypeParam::ParamSpec { .. } => self.op(Op::CALL_INTRINSIC_1, Intrinsic1::ParamSpec, loc),
            TypeParam::TypeVarTuple { .. } => self.op(Op::CALL_INTRINSIC_1, Intrinsic1::TypeVarTuple, loc),
        }
        if let Some(default) = default {
            self.lazy(param, Role::Default, name, default);
            self.op(Op::CALL_INTRINSIC_2, Intrinsic2::SetTypeParamDefault, loc);
        }
        self.op(Op::COPY, 1u32, loc);
        self.variable(name, Access::Store, loc);
    }

    /// A bound or default, as a function that is called when its value is asked for.
    fn lazy(&mut self, param: Id<TypeParam>, role: Role, name: Name, value: Id<Expr>) {
        let loc = self.loc_of(value);
        self.load_default_format(loc);
        self.plan_unit(param, role, UnitKind::Annotations, name, loc.line());
        self.task(Task::Closure(attached::DEFAULTS, loc));
    }

    /// The default of the parameter `.format`: 1, for values.
    fn load_default_format(&mut self, loc: Loc) {
        let one = self.constants.int(1);
        let defaults = self.constants.tuple(vec![one]);
        self.load(defaults, loc);
    }

    pub(super) fn type_parameter_part(&mut self, id: Id<TypeParam>, role: Role) {
        let value = match (self.ast[id], role) {
            (TypeParam::TypeVar { bound, .. }, Role::Bound) => bound,
            (TypeParam::TypeVar { default_value, .. }, _)
            | (TypeParam::ParamSpec { default_value, .. }, _)
            | (TypeParam::TypeVarTuple { default_value, .. }, _) => default_value,
        };
        let Some(value) = value else { return };
        let loc = self.loc_of(value);
        self.start_annotations(loc);
        match (self.ast[id], self.ast[value]) {
            (TypeParam::TypeVarTuple { .. }, Expr::Starred { value: inner, .. }) => {
                self.expr(inner);
                self.op(Op::UNPACK_SEQUENCE, 1u32, loc);
            }
            _ => self.expr(value),
        }
        self.op0(Op::RETURN_VALUE, loc);
        self.plan_leave(true);
    }

    pub(super) fn type_alias(&mut self, id: Id<Stmt>) {
        let Stmt::TypeAlias { name, type_params, .. } = self.ast[id] else { return };
        let Expr::Name { id: name, .. } = self.ast[name] else { return };
        let loc = self.loc_of(id);
        if type_params.is_empty() {
            self.load_name_text(name, loc);
            self.load_none(loc);
            self.alias(id, name, loc);
        } else {
            let parameters = self.type_parameters_name(name);
            self.plan_unit(id, Role::TypeParameters, UnitKind::Annotations, parameters, loc.line());
            self.task(Task::Closure(0, loc));
            self.op0(Op::PUSH_NULL, loc);
            self.op(Op::CALL, 0u32, loc);
        }
        self.variable(name, Access::Store, loc);
    }

    fn generic_alias_body(&mut self, id: Id<Stmt>) {
        let Stmt::TypeAlias { name, type_params, .. } = self.ast[id] else { return };
        let Expr::Name { id: name, .. } = self.ast[name] else { return };
        let loc = self.loc_of(id);
        self.start();
        self.load_name_text(name, loc);
        self.type_params(type_params);
        self.alias(id, name, loc);
        self.plan_leave(false);
    }

    /// The alias of its name, parameters and value: the former two are on the stack.
    fn alias(&mut self, id: Id<Stmt>, name: Name, loc: Loc) {
        self.load_default_format(loc);
        self.plan_unit(id, Role::Body, UnitKind::Annotations, name, loc.line());
        self.task(Task::Closure(attached::DEFAULTS, loc));
        self.op(Op::BUILD_TUPLE, 3u32, loc);
        self.op(Op::CALL_INTRINSIC_1, Intrinsic1::TypeAlias, loc);
    }

    pub(super) fn alias_body(&mut self, id: Id<Stmt>) {
        let Stmt::TypeAlias { value, .. } = self.ast[id] else { return };
        let loc = self.loc_of(id);
        self.start_annotations(loc);
        self.expr(value);
        self.op0(Op::RETURN_VALUE, loc);
        self.plan_leave(false);
    }
}
