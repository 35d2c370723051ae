//! The code of expressions.

use super::emit::Label;
use super::{Generator, Result, Task};
use crate::ast::{BoolOperator, CmpOperator, Constant, ConstantId, Expr, Id, Keyword, List, Name, Operator, UnaryOperator};
use crate::bytecode::{BinaryOperator, Comparison, Const, Intrinsic1, Opcode};
use crate::scope::Meaning;
use crate::source::Span;

impl Generator<'_> {
    pub(super) fn expression(&mut self, id: Id<Expr>) -> Result<()> {
        let span = self.ast.span(id);
        match self.ast[id] {
            Expr::Constant { value, .. } => {
                let constant = self.constant(value, span)?;
                let position = self.position(span);
                self.out.load_const(constant, position);
            }
            Expr::Name { .. } => return self.load(id),
            Expr::BinOp { left, op, right } => {
                let operator = operator(op) as u32;
                self.plan.extend([Task::Expr(left), Task::Expr(right), Task::Emit(Opcode::BINARY_OP, operator, span)]);
            }
            Expr::UnaryOp { op, operand } => {
                self.plan.push(Task::Expr(operand));
                self.plan.extend(match op {
                    UnaryOperator::Not => vec![Task::Emit(Opcode::TO_BOOL, 0, span), Task::Emit(Opcode::UNARY_NOT, 0, span)],
                    UnaryOperator::Invert => vec![Task::Emit(Opcode::UNARY_INVERT, 0, span)],
                    UnaryOperator::USub => vec![Task::Emit(Opcode::UNARY_NEGATIVE, 0, span)],
                    UnaryOperator::UAdd => {
                        vec![Task::Emit(Opcode::CALL_INTRINSIC_1, Intrinsic1::UnaryPositive.encode(), span)]
                    }
                });
            }
            Expr::BoolOp { op, values } => self.bool_op(op, values, span),
            Expr::Compare { left, ops, comparators } => return self.compare(left, ops, comparators, span),
            Expr::IfExp { test, body, orelse } => {
                let (otherwise, end) = (self.out.label(), self.out.label());
                self.plan.extend([Task::JumpIf { test, when: false, target: otherwise }, Task::Expr(body)]);
                self.plan.extend([Task::Jump(Opcode::JUMP_FORWARD, end, span), Task::Place(otherwise)]);
                self.plan.extend([Task::Expr(orelse), Task::Place(end)]);
            }
            Expr::Call { func, args, keywords } => return self.call(func, args, keywords, span),
            other => return self.unsupported(describe(&other), span),
        }
        Ok(())
    }

    fn constant(&self, id: ConstantId, span: Span) -> Result<Const> {
        Ok(match self.ast.value(id) {
            Constant::None => Const::None,
            Constant::True => Const::True,
            Constant::False => Const::False,
            Constant::Int(value) => Const::Int(value),
            Constant::Float(value) => Const::Float(value),
            Constant::Str(text) => Const::Str(self.ast.text(text).to_vec()),
            Constant::Ellipsis => return self.unsupported("the ellipsis", span),
            Constant::BigInt(_) => return self.unsupported("integers of more than 63 bits", span),
            Constant::Complex(_) => return self.unsupported("complex numbers", span),
            Constant::Bytes(_) => return self.unsupported("bytes", span),
        })
    }

    pub(super) fn load(&mut self, id: Id<Expr>) -> Result<()> {
        let Expr::Name { id: name, .. } = self.ast[id] else { return Ok(()) };
        let span = self.ast.span(id);
        let text = self.ast.resolve(name);
        let (opcode, operand) = match self.access(name, span)? {
            Access::Name => (Opcode::LOAD_NAME, self.out.name(text)),
            Access::Global => (Opcode::LOAD_GLOBAL, self.out.name(text) << 1),
            Access::Local => (Opcode::LOAD_FAST_CHECK, self.out.local(text)),
        };
        self.emit(opcode, operand, span);
        Ok(())
    }

    pub(super) fn store(&mut self, id: Id<Expr>) -> Result<()> {
        let span = self.ast.span(id);
        match self.ast[id] {
            Expr::Name { id: name, .. } => self.store_name(name, span),
            _ => self.unsupported("assignment to anything but a name", span),
        }
    }

    pub(super) fn store_name(&mut self, name: Name, span: Span) -> Result<()> {
        let text = self.ast.resolve(name);
        let (opcode, operand) = match self.access(name, span)? {
            Access::Name => (Opcode::STORE_NAME, self.out.name(text)),
            Access::Global => (Opcode::STORE_GLOBAL, self.out.name(text)),
            Access::Local => (Opcode::STORE_FAST, self.out.local(text)),
        };
        self.emit(opcode, operand, span);
        Ok(())
    }

    fn access(&self, name: Name, span: Span) -> Result<Access> {
        if self.scope == self.scopes.module() {
            return Ok(Access::Name);
        }
        match self.scopes.lookup(self.scope, name).map(|symbol| symbol.meaning) {
            Some(Meaning::Local) => Ok(Access::Local),
            Some(Meaning::Enclosing(_)) => self.unsupported("closures", span),
            _ => Ok(Access::Global),
        }
    }

    /// `and` gives its first false operand, `or` its first true one, or the last.
    fn bool_op(&mut self, op: BoolOperator, values: List<Id<Expr>>, span: Span) {
        let end = self.out.label();
        let jump = jump_opcode(op == BoolOperator::Or);
        for (index, value) in self.ast.items(values).enumerate() {
            if index > 0 {
                self.plan.extend([Task::Emit(Opcode::COPY, 1, span), Task::Emit(Opcode::TO_BOOL, 0, span)]);
                self.plan.extend([Task::Jump(jump, end, span), Task::Emit(Opcode::NOT_TAKEN, 0, span)]);
                self.plan.push(Task::Emit(Opcode::POP_TOP, 0, span));
            }
            self.plan.push(Task::Expr(value));
        }
        self.plan.push(Task::Place(end));
    }

    /// A chain keeps each middle operand for the next comparison and stops at the first that is false.
    fn compare(&mut self, left: Id<Expr>, ops: List<CmpOperator>, comparators: List<Id<Expr>>, span: Span) -> Result<()> {
        let (stop, end) = (self.out.label(), self.out.label());
        let last = self.ast.len(comparators).saturating_sub(1);
        self.plan.push(Task::Expr(left));
        let mut before = left;
        for (index, (op, right)) in self.ast.items(ops).zip(self.ast.items(comparators)).enumerate() {
            let comparison = self.comparison(op, before, right, span)?;
            self.plan.push(Task::Expr(right));
            if index < last {
                self.plan.extend([Task::Emit(Opcode::SWAP, 2, span), Task::Emit(Opcode::COPY, 2, span), comparison]);
                self.plan.extend([Task::Emit(Opcode::COPY, 1, span), Task::Emit(Opcode::TO_BOOL, 0, span)]);
                self.plan
                    .extend([Task::Jump(Opcode::POP_JUMP_IF_FALSE, stop, span), Task::Emit(Opcode::NOT_TAKEN, 0, span)]);
                self.plan.push(Task::Emit(Opcode::POP_TOP, 0, span));
            } else {
                self.plan.push(comparison);
            }
            before = right;
        }
        if last > 0 {
            self.plan.extend([Task::Jump(Opcode::JUMP_FORWARD, end, span), Task::Place(stop)]);
            self.plan.extend([Task::Emit(Opcode::SWAP, 2, span), Task::Emit(Opcode::POP_TOP, 0, span), Task::Place(end)]);
        }
        Ok(())
    }

    fn comparison(&self, op: CmpOperator, left: Id<Expr>, right: Id<Expr>, span: Span) -> Result<Task> {
        let comparison = match op {
            CmpOperator::Eq => Comparison::Equal,
            CmpOperator::NotEq => Comparison::NotEqual,
            CmpOperator::Lt => Comparison::Less,
            CmpOperator::LtE => Comparison::LessEqual,
            CmpOperator::Gt => Comparison::Greater,
            CmpOperator::GtE => Comparison::GreaterEqual,
            CmpOperator::Is | CmpOperator::IsNot if self.is_literal(left) || self.is_literal(right) => {
                return self.unsupported("warnings (\"is\" with a literal)", span);
            }
            CmpOperator::Is | CmpOperator::IsNot => {
                return Ok(Task::Emit(Opcode::IS_OP, (op == CmpOperator::IsNot).into(), span));
            }
            CmpOperator::In | CmpOperator::NotIn => return self.unsupported("the in operator", span),
        };
        Ok(Task::Emit(Opcode::COMPARE_OP, comparison.encode(), span))
    }

    /// A literal that is no singleton: CPython warns where its identity or a call of it is asked for.
    fn is_literal(&self, id: Id<Expr>) -> bool {
        match self.ast[id] {
            Expr::Constant { value, .. } => {
                !matches!(self.ast.value(value), Constant::None | Constant::True | Constant::False | Constant::Ellipsis)
            }
            _ => false,
        }
    }

    fn call(&mut self, func: Id<Expr>, args: List<Id<Expr>>, keywords: List<Id<Keyword>>, span: Span) -> Result<()> {
        if matches!(self.ast[func], Expr::Constant { .. }) {
            return self.unsupported("warnings (a call of a literal)", span);
        }
        if !keywords.is_empty() {
            return self.unsupported("keyword arguments", span);
        }
        self.plan.extend([Task::Expr(func), Task::Emit(Opcode::PUSH_NULL, 0, self.ast.span(func))]);
        self.plan.extend(self.ast.items(args).map(Task::Expr));
        self.plan.push(Task::Emit(Opcode::CALL, self.ast.len(args) as u32, span));
        Ok(())
    }

    pub(super) fn jump_if(&mut self, test: Id<Expr>, when: bool, target: Label) {
        let span = self.ast.span(test);
        match self.ast[test] {
            Expr::UnaryOp { op: UnaryOperator::Not, operand } => {
                self.plan.push(Task::JumpIf { test: operand, when: !when, target });
            }
            Expr::BoolOp { op, values } => {
                // An operand that decides the whole goes to the target, or past the last operand.
                let deciding = op == BoolOperator::Or;
                let decided = if when == deciding { target } else { self.out.label() };
                let last = self.ast.len(values).saturating_sub(1);
                for (index, value) in self.ast.items(values).enumerate() {
                    let (when, target) = if index < last { (deciding, decided) } else { (when, target) };
                    self.plan.push(Task::JumpIf { test: value, when, target });
                }
                if decided != target {
                    self.plan.push(Task::Place(decided));
                }
            }
            _ => {
                self.plan.extend([Task::Expr(test), Task::Emit(Opcode::TO_BOOL, 0, span)]);
                self.plan.extend([Task::Jump(jump_opcode(when), target, span), Task::Emit(Opcode::NOT_TAKEN, 0, span)]);
            }
        }
    }
}

/// Where a name of the current scope lives.
enum Access {
    /// In the namespace that the code runs in, which may be any.
    Name,
    Global,
    Local,
}

fn jump_opcode(when: bool) -> Opcode {
    if when { Opcode::POP_JUMP_IF_TRUE } else { Opcode::POP_JUMP_IF_FALSE }
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

/// An expression that has no code yet, in words.
fn describe(expression: &Expr) -> &'static str {
    match expression {
        Expr::NamedExpr { .. } => "assignment expressions",
        Expr::Lambda { .. } => "lambda expressions",
        Expr::Dict { .. } => "dictionaries",
        Expr::Set { .. } => "sets",
        Expr::ListComp { .. } | Expr::SetComp { .. } | Expr::DictComp { .. } => "comprehensions",
        Expr::GeneratorExp { .. } => "generator expressions",
        Expr::Await { .. } => "await",
        Expr::Yield { .. } | Expr::YieldFrom { .. } => "generators",
        Expr::FormattedValue { .. } | Expr::JoinedStr { .. } => "f-strings",
        Expr::Interpolation { .. } | Expr::TemplateStr { .. } => "t-strings",
        Expr::Attribute { .. } => "attributes",
        Expr::Subscript { .. } | Expr::Slice { .. } => "subscripts",
        Expr::Starred { .. } => "starred expressions",
        Expr::List { .. } => "lists",
        Expr::Tuple { .. } => "tuples",
        _ => "this expression",
    }
}
