//! Expressions: which module knows each; operators, comparisons, attributes, subscripts.

use super::Generator;
use super::op::Op;
use super::plan::{Access, Step};
use super::sequence::{Label, Loc};
use crate::ast::{BoolOperator, CmpOperator, Expr, ExprContext, Id, List, Operator, UnaryOperator};
use crate::bytecode::{BinaryOperator, Comparison, Const, Intrinsic1};
use crate::diagnostics::Message;

impl Generator<'_> {
    pub(super) fn expression(&mut self, id: Id<Expr>) {
        let span = self.ast.span(id);
        match self.ast[id] {
            Expr::Constant { value, .. } => {
                let loc = self.loc(span);
                let value = self.literal(value);
                self.load(value, loc);
            }
            Expr::Name { id: name, ctx } => self.name(id, name, ctx),
            Expr::Attribute { .. } => self.attribute(id),
            Expr::Call { .. } => self.call(id),
            Expr::BinOp { left, op, right } => self.binary(id, left, op, right),
            Expr::UnaryOp { op, operand } => self.unary(id, op, operand),
            Expr::BoolOp { op, values } => self.bool_op(id, op, values),
            Expr::Compare { .. } => self.compare(id),
            Expr::Subscript { value, slice, ctx } => self.subscript(id, value, slice, ctx),
            Expr::Slice { lower, upper, step } => self.slice(id, lower, upper, step),
            Expr::NamedExpr { target, value } => {
                let loc = self.loc(span);
                self.expr(value);
                self.op(Op::COPY, 1u32, loc);
                self.expr(target);
            }
            Expr::IfExp { test, body, orelse } => {
                let (end, next) = (self.label(), self.label());
                self.jump_if(test, next, false);
                self.expr(body);
                self.jump(Op::JUMP_NO_INTERRUPT, end, Loc::NONE);
                self.place(next);
                self.expr(orelse);
                self.place(end);
            }
            Expr::Lambda { .. } => self.lambda(id),
            Expr::Dict { keys, values } => self.dict(id, keys, values),
            Expr::Set { elts } => self.set(id, elts),
            Expr::List { elts, ctx } => self.list(id, elts, ctx),
            Expr::Tuple { elts, ctx } => self.tuple(id, elts, ctx),
            Expr::ListComp { .. } | Expr::SetComp { .. } | Expr::DictComp { .. } | Expr::GeneratorExp { .. } => {
                self.comprehension(id)
            }
            Expr::Await { value } => {
                let loc = self.loc(span);
                self.expr(value);
                self.await_value(0, loc);
            }
            Expr::Yield { value } => self.yield_value(id, value),
            Expr::YieldFrom { value } => self.yield_from_value(id, value),
            Expr::JoinedStr { values } => self.joined_string(id, values),
            Expr::FormattedValue { value, conversion, format_spec } => {
                self.formatted_value(id, value, conversion, format_spec)
            }
            Expr::TemplateStr { values } => self.template_string(id, values),
            Expr::Interpolation { .. } => self.interpolation(id),
            Expr::Starred { ctx: ExprContext::Store, .. } => self.fail(Message::StarredTarget, span),
            Expr::Starred { .. } => self.fail(Message::StarredExpression, span),
        }
    }

    fn name(&mut self, id: Id<Expr>, name: crate::ast::Name, ctx: ExprContext) {
        let loc = self.loc_of(id);
        match self.constant_of(id) {
            Some(value) => {
                let value = self.literal(value);
                self.load(value, loc);
            }
            None => self.emit_name(id, name, access(ctx), loc),
        }
    }

    fn attribute(&mut self, id: Id<Expr>) {
        let Expr::Attribute { value, attr, ctx } = self.ast[id] else { return };
        if ctx == ExprContext::Load && self.is_super_attribute(id) {
            return self.super_attribute(id);
        }
        if ctx == ExprContext::Store {
            self.note_static_attribute(value, attr);
        }
        let loc = self.attribute_loc(id);
        self.expr(value);
        match ctx {
            ExprContext::Load => self.named_with(Op::LOAD_ATTR, attr, 1, 0, loc),
            ExprContext::Store => self.named(Op::STORE_ATTR, attr, loc),
            ExprContext::Del => self.named(Op::DELETE_ATTR, attr, loc),
        }
    }

    fn binary(&mut self, id: Id<Expr>, left: Id<Expr>, op: Operator, right: Id<Expr>) {
        if op == Operator::Mod && self.percent_format(id, left, right) {
            return;
        }
        let loc = self.loc_of(id);
        self.expr(left);
        self.expr(right);
        self.op(Op::BINARY_OP, operator(op).encode(), loc);
    }

    fn unary(&mut self, id: Id<Expr>, op: UnaryOperator, operand: Id<Expr>) {
        let loc = self.loc_of(id);
        self.expr(operand);
        match op {
            UnaryOperator::UAdd => self.op(Op::CALL_INTRINSIC_1, Intrinsic1::UnaryPositive, loc),
            UnaryOperator::USub => self.op0(Op::UNARY_NEGATIVE, loc),
            UnaryOperator::Invert => self.op0(Op::UNARY_INVERT, loc),
            UnaryOperator::Not => {
                self.op0(Op::TO_BOOL, loc);
                self.op0(Op::UNARY_NOT, loc);
            }
        }
    }

    /// `and` gives its first false operand, `or` its first true one, or the last.
    fn bool_op(&mut self, id: Id<Expr>, op: BoolOperator, values: List<Id<Expr>>) {
        let loc = self.loc_of(id);
        let jump = if op == BoolOperator::And { Op::JUMP_IF_FALSE } else { Op::JUMP_IF_TRUE };
        let end = self.label();
        let ast = self.ast;
        for (index, value) in ast.items(values).enumerate() {
            if index > 0 {
                self.jump(jump, end, loc);
                self.op0(Op::POP_TOP, loc);
            }
            self.expr(value);
        }
        self.place(end);
    }

    fn compare(&mut self, id: Id<Expr>) {
        self.check_comparison(id);
        let Expr::Compare { left, ops, .. } = self.ast[id] else { return };
        let (end, cleanup) = (self.label(), self.label());
        self.expr(left);
        if !ops.is_empty() {
            self.after(Step::Compare { id, index: 0, end, cleanup });
        }
    }

    /// One comparison of a chain, and the rest of it.
    pub(super) fn compare_link(&mut self, id: Id<Expr>, index: u32, end: Label, cleanup: Label) {
        let Expr::Compare { ops, comparators, .. } = self.ast[id] else { return };
        let place = index as usize;
        let (Some(op), Some(right)) = (self.ast.get(ops, place), self.ast.get(comparators, place)) else { return };
        let loc = self.loc_of(id);
        self.expr(right);
        if place + 1 < self.ast.len(ops) {
            self.op(Op::SWAP, 2u32, loc);
            self.op(Op::COPY, 2u32, loc);
            self.comparison(op, loc);
            self.op(Op::COPY, 1u32, loc);
            self.op0(Op::TO_BOOL, loc);
            self.jump(Op::POP_JUMP_IF_FALSE, cleanup, loc);
            self.op0(Op::POP_TOP, loc);
            return self.after(Step::Compare { id, index: index + 1, end, cleanup });
        }
        self.comparison(op, loc);
        if index > 0 {
            self.jump(Op::JUMP_NO_INTERRUPT, end, Loc::NONE);
            self.place(cleanup);
            self.op(Op::SWAP, 2u32, loc);
            self.op0(Op::POP_TOP, loc);
        }
        self.place(end);
        if index == 0 {
            self.place(cleanup);
        }
    }

    pub(super) fn comparison(&mut self, op: CmpOperator, loc: Loc) {
        let comparison = match op {
            CmpOperator::Is => return self.op(Op::IS_OP, 0u32, loc),
            CmpOperator::IsNot => return self.op(Op::IS_OP, 1u32, loc),
            CmpOperator::In => return self.op(Op::CONTAINS_OP, 0u32, loc),
            CmpOperator::NotIn => return self.op(Op::CONTAINS_OP, 1u32, loc),
            CmpOperator::Eq => Comparison::Equal,
            CmpOperator::NotEq => Comparison::NotEqual,
            CmpOperator::Lt => Comparison::Less,
            CmpOperator::LtE => Comparison::LessEqual,
            CmpOperator::Gt => Comparison::Greater,
            CmpOperator::GtE => Comparison::GreaterEqual,
        };
        self.op(Op::COMPARE_OP, comparison.encode(), loc);
    }

    fn subscript(&mut self, id: Id<Expr>, value: Id<Expr>, slice: Id<Expr>, ctx: ExprContext) {
        let loc = self.loc_of(id);
        if ctx == ExprContext::Load {
            self.check_subscripted(value);
            self.check_index(value, slice);
        }
        self.expr(value);
        if ctx != ExprContext::Del && self.two_part_slice(slice) {
            let op = if ctx == ExprContext::Load { Op::BINARY_SLICE } else { Op::STORE_SLICE };
            return self.op0(op, loc);
        }
        self.expr(slice);
        match ctx {
            ExprContext::Load => self.op(Op::BINARY_OP, BinaryOperator::Subscript.encode(), loc),
            ExprContext::Store => self.op0(Op::STORE_SUBSCR, loc),
            ExprContext::Del => self.op0(Op::DELETE_SUBSCR, loc),
        }
    }

    fn slice(&mut self, id: Id<Expr>, lower: Option<Id<Expr>>, upper: Option<Id<Expr>>, step: Option<Id<Expr>>) {
        let loc = self.loc_of(id);
        if self.is_constant_slice(id) {
            let none = self.constants.add(Const::None);
            let parts = [lower, upper, step].map(|part| match part.and_then(|part| self.constant_of(part)) {
                Some(value) => self.literal(value),
                None => none,
            });
            let slice = self.constants.add(Const::Slice(parts));
            return self.load(slice, loc);
        }
        self.slice_parts(id, lower, upper);
        if let Some(step) = step {
            self.expr(step);
        }
        self.op(Op::BUILD_SLICE, if step.is_some() { 3u32 } else { 2 }, loc);
    }

    fn slice_parts(&mut self, id: Id<Expr>, lower: Option<Id<Expr>>, upper: Option<Id<Expr>>) {
        let loc = self.loc_of(id);
        for part in [lower, upper] {
            match part {
                Some(part) => self.expr(part),
                None => self.load_none(loc),
            }
        }
    }

    fn is_constant_slice(&self, id: Id<Expr>) -> bool {
        let Expr::Slice { lower, upper, step } = self.ast[id] else { return false };
        [lower, upper, step].into_iter().flatten().all(|part| self.is_constant(part))
    }

    /// A slice that has instructions of its own: no step, not constant.
    pub(super) fn is_two_part_slice(&self, id: Id<Expr>) -> bool {
        matches!(self.ast[id], Expr::Slice { step: None, .. }) && !self.is_constant_slice(id)
    }

    /// Plans the parts of such a slice; whether it is one.
    pub(super) fn two_part_slice(&mut self, id: Id<Expr>) -> bool {
        let is_one = self.is_two_part_slice(id);
        if let Expr::Slice { lower, upper, .. } = self.ast[id]
            && is_one
        {
            self.slice_parts(id, lower, upper);
        }
        is_one
    }

    fn yield_value(&mut self, id: Id<Expr>, value: Option<Id<Expr>>) {
        let (loc, span) = (self.loc_of(id), self.ast.span(id));
        if !self.scopes.scope(self.unit().scope).is_function_like() {
            return self.fail(Message::YieldOutsideFunction { what: "yield" }, span);
        }
        match value {
            Some(value) => self.expr(value),
            None => self.load_none(loc),
        }
        self.yield_top(loc);
    }

    fn yield_from_value(&mut self, id: Id<Expr>, value: Id<Expr>) {
        let (loc, span) = (self.loc_of(id), self.ast.span(id));
        if !self.scopes.scope(self.unit().scope).is_function_like() {
            return self.fail(Message::YieldOutsideFunction { what: "yield from" }, span);
        }
        if self.unit().kind == super::unit::UnitKind::AsyncFunction {
            return self.fail(Message::YieldFromInAsync, span);
        }
        self.expr(value);
        self.op0(Op::GET_YIELD_FROM_ITER, loc);
        self.load_none(loc);
        self.yield_from(false, loc);
    }

    pub(super) fn yield_top(&mut self, loc: Loc) {
        let scope = self.scopes.scope(self.unit().scope);
        if scope.is_generator && scope.is_coroutine {
            self.op(Op::CALL_INTRINSIC_1, Intrinsic1::AsyncGenWrap, loc);
        }
        self.op(Op::YIELD_VALUE, 0u32, loc);
        self.op(Op::RESUME, crate::bytecode::resume::AFTER_YIELD, loc);
    }

    /// Awaits the value on the stack; the operand says what it came from.
    pub(super) fn await_value(&mut self, from: u32, loc: Loc) {
        self.op(Op::GET_AWAITABLE, from, loc);
        self.load_none(loc);
        self.yield_from(true, loc);
    }

    /// Yields what the iterator on the stack yields, until it returns.
    pub(super) fn yield_from(&mut self, awaits: bool, loc: Loc) {
        use crate::bytecode::resume;
        let (send, fail, exit) = (self.label(), self.label(), self.label());
        self.place(send);
        self.jump(Op::SEND, exit, loc);
        // `close` and `throw` may raise StopIteration here.
        self.jump(Op::SETUP_FINALLY, fail, loc);
        self.op(Op::YIELD_VALUE, 1u32, loc);
        self.op0(Op::POP_BLOCK, Loc::NONE);
        self.op(Op::RESUME, if awaits { resume::AFTER_AWAIT } else { resume::AFTER_YIELD_FROM }, loc);
        self.jump(Op::JUMP_NO_INTERRUPT, send, loc);
        self.place(fail);
        self.op0(Op::CLEANUP_THROW, loc);
        self.place(exit);
        self.op0(Op::END_SEND, loc);
    }
}

fn access(ctx: ExprContext) -> Access {
    match ctx {
        ExprContext::Load => Access::Load,
        ExprContext::Store => Access::Store,
        ExprContext::Del => Access::Delete,
    }
}

pub(super) fn operator(op: Operator) -> BinaryOperator {
    match op {
        Operator::Add => BinaryOperator::Add,
        Operator::Sub => BinaryOperator::Subtract,
        Operator::Mult => BinaryOperator::Multiply,
        Operator::MatMult => BinaryOperator::MatrixMultiply,
        Operator::Div => BinaryOperator::TrueDivide,
        Operator::Mod => BinaryOperator::Remainder,
        Operator::Pow => BinaryOperator::Power,
        Operator::LShift => BinaryOperator::LeftShift,
        Operator::RShift => BinaryOperator::RightShift,
        Operator::BitOr => BinaryOperator::Or,
        Operator::BitXor => BinaryOperator::Xor,
        Operator::BitAnd => BinaryOperator::And,
        Operator::FloorDiv => BinaryOperator::FloorDivide,
    }
}
