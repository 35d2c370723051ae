//! Assignments: plain, augmented and annotated.

use super::Generator;
use super::op::Op;
use super::plan::{Access, Step};
use super::sequence::Loc;
use super::unit::UnitKind;
use crate::ast::{Expr, Id, List, Operator, Stmt};
use crate::bytecode::{BinaryOperator, flags};

impl Generator<'_> {
    pub(super) fn assign(&mut self, id: Id<Stmt>, targets: List<Id<Expr>>, value: Id<Expr>) {
        let loc = self.loc_of(id);
        let ast = self.ast;
        let last = ast.len(targets).saturating_sub(1);
        self.expr(value);
        for (index, target) in ast.items(targets).enumerate() {
            if index < last {
                self.op(Op::COPY, 1u32, loc);
            }
            self.expr(target);
        }
    }

    pub(super) fn augmented_assign(&mut self, id: Id<Stmt>, target: Id<Expr>, op: Operator, value: Id<Expr>) {
        let (loc, target_loc) = (self.loc_of(id), self.loc_of(target));
        let attribute_loc = self.attribute_loc(target);
        match self.ast[target] {
            Expr::Attribute { value, attr, .. } => {
                self.expr(value);
                self.op(Op::COPY, 1u32, target_loc);
                self.named_with(Op::LOAD_ATTR, attr, 1, 0, attribute_loc);
            }
            Expr::Subscript { value, slice, .. } => {
                self.expr(value);
                match self.two_part_slice(slice) {
                    true => {
                        (0..3).for_each(|_| self.op(Op::COPY, 3u32, target_loc));
                        self.op0(Op::BINARY_SLICE, target_loc);
                    }
                    false => {
                        self.expr(slice);
                        (0..2).for_each(|_| self.op(Op::COPY, 2u32, target_loc));
                        self.op(Op::BINARY_OP, BinaryOperator::Subscript.encode(), target_loc);
                    }
                }
            }
            Expr::Name { id, .. } => self.variable(id, Access::Load, target_loc),
            _ => return,
        }
        self.expr(value);
        self.op(Op::BINARY_OP, super::expressions::operator(op).encode() + BinaryOperator::INPLACE, loc);
        match self.ast[target] {
            Expr::Attribute { attr, .. } => {
                self.op(Op::SWAP, 2u32, attribute_loc);
                self.named(Op::STORE_ATTR, attr, attribute_loc);
            }
            Expr::Subscript { slice, .. } if self.is_two_part_slice(slice) => {
                [4u32, 3, 2].into_iter().for_each(|depth| self.op(Op::SWAP, depth, target_loc));
                self.op0(Op::STORE_SLICE, target_loc);
            }
            Expr::Subscript { .. } => {
                [3u32, 2].into_iter().for_each(|depth| self.op(Op::SWAP, depth, target_loc));
                self.op0(Op::STORE_SUBSCR, target_loc);
            }
            Expr::Name { id, .. } => self.variable(id, Access::Store, target_loc),
            _ => {}
        }
    }

    pub(super) fn annotated_assign(&mut self, id: Id<Stmt>) {
        let Stmt::AnnAssign { target, annotation, value, simple } = self.ast[id] else { return };
        let loc = self.loc_of(id);
        if let Some(value) = value {
            self.expr(value);
            self.expr(target);
        }
        match self.ast[target] {
            Expr::Name { id: name, .. } => {
                let is_kept = simple != 0 && matches!(self.unit().kind, UnitKind::Module | UnitKind::Class);
                if is_kept && self.future & flags::FUTURE_ANNOTATIONS != 0 {
                    self.annotation_text(annotation);
                    self.named(Op::LOAD_NAME, self.known.annotations, loc);
                    let mangled = self.mangled(name);
                    self.load_name_text(mangled, loc);
                    self.op0(Op::STORE_SUBSCR, loc);
                } else if is_kept {
                    self.after(Step::AnnotationIndex(id, loc));
                }
            }
            // The parts of a target are evaluated even if nothing is assigned to it.
            Expr::Attribute { value: object, .. } if value.is_none() => self.evaluate(object),
            Expr::Subscript { value: object, slice, .. } if value.is_none() => {
                self.evaluate(object);
                self.evaluate_subscript(slice);
            }
            _ => {}
        }
    }

    fn evaluate(&mut self, id: Id<Expr>) {
        let loc = self.loc_of(id);
        self.expr(id);
        self.op0(Op::POP_TOP, loc);
    }

    /// All parts of a subscript, each by itself.
    fn evaluate_subscript(&mut self, id: Id<Expr>) {
        let ast = self.ast;
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            match ast[id] {
                Expr::Slice { lower, upper, step } => {
                    [lower, upper, step].into_iter().flatten().for_each(|part| self.evaluate(part));
                }
                Expr::Tuple { elts, .. } => pending.extend(ast.items(elts).rev()),
                _ => self.evaluate(id),
            }
        }
    }

    /// Where an attribute is loaded or stored: if it is on another line than its object starts, there.
    pub(super) fn attribute_loc(&mut self, id: Id<Expr>) -> Loc {
        let loc = self.loc_of(id);
        self.at_attribute(loc, id)
    }

    /// The same for what else is done with the attribute, such as its call.
    pub(super) fn at_attribute(&mut self, loc: Loc, attribute: Id<Expr>) -> Loc {
        let Expr::Attribute { attr, .. } = self.ast[attribute] else { return loc };
        let end = self.ends.of(self.ast.span(attribute).end);
        let (line, column) = (end.line as i32, end.column as i32);
        if loc.line() == line {
            return loc;
        }
        let length = self.names.resolve(attr).chars().count() as i32;
        let (start, mut end) = if length <= column { (column - length, loc.end_column()) } else { (-1, -1) };
        let end_line = loc.end_line().max(line);
        if line == end_line {
            end = end.max(start);
        }
        Loc::new(line, end_line, start, end)
    }
}
