//! Expressions, but for calls (`arguments`) and strings (`strings`).

use super::{Builder, Seq};
use crate::ast::{
    Arguments, BoolOperator, CmpOperator, Comprehension, Constant, ConstantId, Expr, ExprContext, Id, List, Name, Text,
};
use crate::diagnostics::Message;
use crate::parser::literal::number::{self, Number};
use crate::source::Span;

impl Builder<'_> {
    pub fn bool_op(&mut self, l: u32, op: BoolOperator, values: Seq, r: u32) -> Id<Expr> {
        let values = self.close(values);
        self.ast.bool_op(l, op, values, r)
    }

    pub fn compare(&mut self, l: u32, left: Id<Expr>, rest: Seq, r: u32) -> Id<Expr> {
        let (ops, comparators) = self.close_pairs::<CmpOperator, Id<Expr>>(rest);
        self.ast.compare(l, left, ops, comparators, r)
    }

    /// `m` is where the target's name ends.
    pub fn named_expr(&mut self, l: u32, target: Name, m: u32, value: Id<Expr>, r: u32) -> Id<Expr> {
        let target = self.name_store(l, target, m);
        self.ast.named_expr(l, target, value, r)
    }

    pub fn lambda(&mut self, l: u32, args: Option<Id<Arguments>>, body: Id<Expr>, r: u32) -> Id<Expr> {
        let args = args.unwrap_or_else(|| self.no_arguments(l, l));
        self.ast.lambda(l, args, body, r)
    }

    #[inline]
    pub fn attribute_load(&mut self, l: u32, value: Id<Expr>, attr: Name, r: u32) -> Id<Expr> {
        self.ast.attribute(l, value, attr, ExprContext::Load, r)
    }

    pub fn subscript_load(&mut self, l: u32, value: Id<Expr>, slice: Id<Expr>, r: u32) -> Id<Expr> {
        self.ast.subscript(l, value, slice, ExprContext::Load, r)
    }

    pub fn starred_load(&mut self, l: u32, value: Id<Expr>, r: u32) -> Id<Expr> {
        self.ast.starred(l, value, ExprContext::Load, r)
    }

    pub fn tuple(&mut self, l: u32, elts: Seq, r: u32) -> Id<Expr> {
        let elts = self.close(elts);
        self.ast.tuple(l, elts, ExprContext::Load, r)
    }

    /// `a[*b]` is `a[(*b,)]`.
    pub fn tuple_of_one(&mut self, l: u32, elt: Id<Expr>, r: u32) -> Id<Expr> {
        let elts = self.ast.new_list(&[elt]);
        self.ast.tuple(l, elts, ExprContext::Load, r)
    }

    pub fn empty_tuple(&mut self, l: u32, r: u32) -> Id<Expr> {
        self.ast.tuple(l, List::EMPTY, ExprContext::Load, r)
    }

    pub fn list(&mut self, l: u32, elts: Seq, r: u32) -> Id<Expr> {
        let elts = self.close(elts);
        self.ast.list(l, elts, ExprContext::Load, r)
    }

    pub fn empty_list(&mut self, l: u32, r: u32) -> Id<Expr> {
        self.ast.list(l, List::EMPTY, ExprContext::Load, r)
    }

    pub fn set(&mut self, l: u32, elts: Seq, r: u32) -> Id<Expr> {
        let elts = self.close(elts);
        self.ast.set(l, elts, r)
    }

    pub fn dict(&mut self, l: u32, items: Seq, r: u32) -> Id<Expr> {
        let (keys, values) = self.close_pairs::<Option<Id<Expr>>, Id<Expr>>(items);
        self.ast.dict(l, keys, values, r)
    }

    pub fn empty_dict(&mut self, l: u32, r: u32) -> Id<Expr> {
        self.ast.dict(l, List::EMPTY, List::EMPTY, r)
    }

    /// `**value` as the first item of a dict.
    pub fn no_key(&mut self, value: Id<Expr>) -> Seq {
        self.two(None::<Id<Expr>>, value)
    }

    pub fn next_no_key(&mut self, seq: Seq, value: Id<Expr>) -> Seq {
        self.next_two(seq, None::<Id<Expr>>, value)
    }

    pub fn list_comp(&mut self, l: u32, elt: Id<Expr>, generators: Seq, r: u32) -> Id<Expr> {
        let generators = self.close(generators);
        self.ast.list_comp(l, elt, generators, r)
    }

    pub fn set_comp(&mut self, l: u32, elt: Id<Expr>, generators: Seq, r: u32) -> Id<Expr> {
        let generators = self.close(generators);
        self.ast.set_comp(l, elt, generators, r)
    }

    pub fn dict_comp(&mut self, l: u32, key: Id<Expr>, value: Id<Expr>, generators: Seq, r: u32) -> Id<Expr> {
        let generators = self.close(generators);
        self.ast.dict_comp(l, key, value, generators, r)
    }

    pub fn generator_exp(&mut self, l: u32, elt: Id<Expr>, generators: Seq, r: u32) -> Id<Expr> {
        let generators = self.close(generators);
        self.ast.generator_exp(l, elt, generators, r)
    }

    pub fn comprehension(
        &mut self,
        l: u32,
        target: Id<Expr>,
        iter: Id<Expr>,
        ifs: Option<Seq>,
        is_async: i16,
        r: u32,
    ) -> Id<Comprehension> {
        let ifs = self.close_optional(ifs);
        self.for_target(target);
        self.ast.comprehension(l, target, iter, ifs, is_async, r)
    }

    pub fn number(&mut self, l: u32, r: u32) -> Id<Expr> {
        let text = self.source.slice(Span::new(l, r));
        let value = match number::parse(text) {
            Ok(Number::Int(value)) => Constant::Int(value),
            Ok(Number::Float(value)) => Constant::Float(value),
            Ok(Number::Complex(value)) => Constant::Complex(value),
            Ok(Number::BigInt) => {
                let start = self.ast.text_end();
                self.ast.text_buffer().extend(text.bytes().filter(|&c| c != b'_'));
                Constant::BigInt(Text { start, end: self.ast.text_end() })
            }
            Err(message) => {
                self.error(message, Span::new(l, r));
                Constant::Int(0)
            }
        };
        let value = self.ast.add_constant(value);
        self.ast.constant(l, value, None, r)
    }

    /// A literal as a mapping pattern's or class pattern's number: `1 + 2j`, whose parts must be what they look like.
    pub fn complex_literal(
        &mut self,
        l: u32,
        real: Id<Expr>,
        op: crate::ast::Operator,
        imaginary: Id<Expr>,
        r: u32,
    ) -> Id<Expr> {
        let number = match self.ast[real] {
            Expr::UnaryOp { operand, .. } => operand,
            _ => real,
        };
        if self.is_complex(number) {
            self.error(Message::RealNumberRequired, self.ast.span(number));
        } else if !self.is_complex(imaginary) {
            self.error(Message::ImaginaryNumberRequired, self.ast.span(imaginary));
        }
        self.ast.bin_op(l, real, op, imaginary, r)
    }

    fn is_complex(&self, expr: Id<Expr>) -> bool {
        self.literal(expr).is_some_and(|value| matches!(self.ast.value(value), Constant::Complex(_)))
    }

    /// The value of a literal.
    pub(super) fn literal(&self, expr: Id<Expr>) -> Option<ConstantId> {
        match self.ast[expr] {
            Expr::Constant { value, .. } => Some(value),
            _ => None,
        }
    }
}
