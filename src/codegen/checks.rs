//! What CPython warns about: comparisons, calls and subscripts that cannot be meant so.

use super::Generator;
use crate::ast::{CmpOperator, Constant, Expr, Id, Operator};

impl Generator<'_> {
    /// `is` with a literal.
    pub(super) fn check_comparison(&mut self, id: Id<Expr>) {
        let ast = self.ast;
        let Expr::Compare { left, ops, comparators } = ast[id] else { return };
        let mut before = left;
        for (op, right) in ast.items(ops).zip(ast.items(comparators)) {
            if matches!(op, CmpOperator::Is | CmpOperator::IsNot) {
                let literal = [before, right].into_iter().find(|&operand| !self.has_identity(operand));
                if let Some(literal) = literal {
                    let name = self.type_name(literal).unwrap_or("");
                    let (operator, meant) = if op == CmpOperator::Is { ("is", "==") } else { ("is not", "!=") };
                    let message = format!("\"{operator}\" with '{name}' literal. Did you mean \"{meant}\"?");
                    return self.warn(message, ast.span(id));
                }
            }
            before = right;
        }
    }

    /// Everything but literals that are no singletons.
    fn has_identity(&self, id: Id<Expr>) -> bool {
        match self.ast[id] {
            Expr::Tuple { elts, .. } => !self.ast.items(elts).all(|element| self.is_constant(element)),
            _ => match self.constant_of(id) {
                Some(value) => {
                    matches!(self.ast.value(value), Constant::None | Constant::True | Constant::False | Constant::Ellipsis)
                }
                None => true,
            },
        }
    }

    /// The type of an expression, where its form tells it.
    fn type_name(&self, id: Id<Expr>) -> Option<&'static str> {
        Some(match self.ast[id] {
            Expr::Tuple { .. } => "tuple",
            Expr::List { .. } | Expr::ListComp { .. } => "list",
            Expr::Dict { .. } | Expr::DictComp { .. } => "dict",
            Expr::Set { .. } | Expr::SetComp { .. } => "set",
            Expr::GeneratorExp { .. } => "generator",
            Expr::Lambda { .. } => "function",
            Expr::JoinedStr { .. } | Expr::FormattedValue { .. } => "str",
            Expr::TemplateStr { .. } | Expr::Interpolation { .. } => "string.templatelib.Template",
            Expr::BinOp { left, op: Operator::Mod, right } if self.is_percent_format(left, right) => "str",
            _ => match self.ast.value(self.constant_of(id)?) {
                Constant::None => "NoneType",
                Constant::True | Constant::False => "bool",
                Constant::Ellipsis => "ellipsis",
                Constant::Int(_) | Constant::BigInt(_) => "int",
                Constant::Float(_) => "float",
                Constant::Complex(_) | Constant::Sum(..) => "complex",
                Constant::Tuple(_) => "tuple",
                Constant::FrozenSet(_) => "frozenset",
                Constant::Str(_) => "str",
                Constant::Bytes(_) => "bytes",
            },
        })
    }

    pub(super) fn check_called(&mut self, id: Id<Expr>) {
        if matches!(self.ast[id], Expr::Lambda { .. }) {
            return;
        }
        if let Some(name) = self.type_name(id) {
            let message = format!("'{name}' object is not callable; perhaps you missed a comma?");
            self.warn(message, self.ast.span(id));
        }
    }

    pub(super) fn check_subscripted(&mut self, id: Id<Expr>) {
        let is_wrong = match self.ast[id] {
            Expr::Set { .. }
            | Expr::SetComp { .. }
            | Expr::GeneratorExp { .. }
            | Expr::Lambda { .. }
            | Expr::TemplateStr { .. }
            | Expr::Interpolation { .. } => true,
            _ => self.constant_of(id).is_some_and(|value| {
                matches!(
                    self.ast.value(value),
                    Constant::None
                        | Constant::Ellipsis
                        | Constant::True
                        | Constant::False
                        | Constant::Int(_)
                        | Constant::BigInt(_)
                        | Constant::Float(_)
                        | Constant::Complex(_)
                )
            }),
        };
        if let Some(name) = self.type_name(id).filter(|_| is_wrong) {
            let message = format!("'{name}' object is not subscriptable; perhaps you missed a comma?");
            self.warn(message, self.ast.span(id));
        }
    }

    pub(super) fn check_index(&mut self, id: Id<Expr>, index: Id<Expr>) {
        let Some(index) = self.type_name(index).filter(|name| !matches!(*name, "int" | "bool")) else { return };
        let Some(name) = self.type_name(id).filter(|name| matches!(*name, "str" | "bytes" | "tuple" | "list")) else {
            return;
        };
        let message = format!("{name} indices must be integers or slices, not {index}; perhaps you missed a comma?");
        self.warn(message, self.ast.span(id));
    }
}
