//! Literals as constants, and what counts as one after CPython has prepared the tree.

use super::Generator;
use crate::ast::{Constant, ConstantId, Expr, ExprContext, Id, Operator, UnaryOperator};
use crate::bytecode::{BinaryOperator, Const, ConstId};
use crate::text::repr::literal_value;

impl Generator<'_> {
    /// The constant that an expression is: a literal, or `__debug__`.
    pub(super) fn constant_of(&self, id: Id<Expr>) -> Option<ConstantId> {
        match self.ast[id] {
            Expr::Constant { value, .. } => Some(value),
            Expr::Name { id, ctx: ExprContext::Load } if id == self.known.debug => {
                Some(if self.options.optimise == 0 { ConstantId::TRUE } else { ConstantId::FALSE })
            }
            _ => None,
        }
    }

    pub(super) fn is_constant(&self, id: Id<Expr>) -> bool {
        self.constant_of(id).is_some()
    }

    pub(super) fn literal(&mut self, id: ConstantId) -> ConstId {
        let constant = match self.ast.value(id) {
            Constant::None => Const::None,
            Constant::True => Const::True,
            Constant::False => Const::False,
            Constant::Ellipsis => Const::Ellipsis,
            Constant::Int(value) => Const::Int(value),
            Constant::BigInt(digits) => {
                let value = literal_value(self.ast.text(digits));
                return self.constants.big_int(value);
            }
            Constant::Float(value) => Const::Float(value),
            Constant::Complex(value) => Const::Complex(0.0, value),
            Constant::Str(text) => return self.constants.str(self.ast.text(text)),
            Constant::Bytes(text) => return self.constants.bytes(self.ast.text(text)),
            Constant::Sum(real, imaginary) => match (self.ast.value(real), self.ast.value(imaginary)) {
                (Constant::Float(real), Constant::Float(imaginary)) => Const::Complex(real, imaginary),
                _ => Const::None,
            },
            // Not deep: who made the tree saw to it.
            Constant::Tuple(items) => {
                let ast = self.ast;
                let items = ast.items(items).map(|item| self.literal(item)).collect();
                return self.constants.tuple(items);
            }
            Constant::FrozenSet(items) => {
                let ast = self.ast;
                let items: Vec<ConstId> = ast.items(items).map(|item| self.literal(item)).collect();
                return self.constants.frozen_set(&items);
            }
        };
        self.constants.add(constant)
    }

    /// The constant in a pattern: a literal, a negative number, or a complex number written as a sum.
    pub(super) fn pattern_constant(&mut self, id: Id<Expr>) -> Option<ConstId> {
        match self.ast[id] {
            Expr::Constant { value, .. } => Some(self.literal(value)),
            Expr::UnaryOp { op: UnaryOperator::USub, operand } => {
                let operand = self.pattern_constant(operand)?;
                super::flowgraph::negative(&mut self.constants, operand)
            }
            Expr::BinOp { left, op: op @ (Operator::Add | Operator::Sub), right } => {
                let (left, right) = (self.pattern_constant(left)?, self.pattern_constant(right)?);
                let operator = if op == Operator::Add { BinaryOperator::Add } else { BinaryOperator::Subtract };
                super::flowgraph::binary(&mut self.constants, operator, left, right)
            }
            _ => None,
        }
    }
}
