//! Displays of lists, tuples, sets and dicts, and targets that take sequences apart.

use super::Generator;
use super::op::Op;
use super::plan::Access;
use super::sequence::Loc;
use crate::ast::{Expr, ExprContext, Id, List, Name};
use crate::bytecode::Intrinsic1;
use crate::diagnostics::Message;
use crate::source::Span;

/// CPython's `_PY_STACK_USE_GUIDELINE`: longer displays are filled step by step.
pub(super) const MOST_ON_STACK: usize = 30;

/// The instructions that build a kind of display.
#[derive(Clone, Copy)]
pub(super) struct Display {
    build: Op,
    add: Op,
    extend: Op,
    is_tuple: bool,
}

pub(super) const LIST: Display =
    Display { build: Op::BUILD_LIST, add: Op::LIST_APPEND, extend: Op::LIST_EXTEND, is_tuple: false };
pub(super) const TUPLE: Display = Display { is_tuple: true, ..LIST };
const SET: Display = Display { build: Op::BUILD_SET, add: Op::SET_ADD, extend: Op::SET_UPDATE, is_tuple: false };

impl Generator<'_> {
    pub(super) fn list(&mut self, id: Id<Expr>, elts: List<Id<Expr>>, ctx: ExprContext) {
        self.sequence(id, elts, ctx, LIST);
    }

    pub(super) fn tuple(&mut self, id: Id<Expr>, elts: List<Id<Expr>>, ctx: ExprContext) {
        self.sequence(id, elts, ctx, TUPLE);
    }

    pub(super) fn set(&mut self, id: Id<Expr>, elts: List<Id<Expr>>) {
        self.sequence(id, elts, ExprContext::Load, SET);
    }

    fn sequence(&mut self, id: Id<Expr>, elts: List<Id<Expr>>, ctx: ExprContext, display: Display) {
        let (loc, span) = (self.loc_of(id), self.ast.span(id));
        match ctx {
            ExprContext::Load => self.display(elts, None, 0, display, loc),
            ExprContext::Store => self.unpack(elts, loc, span),
            ExprContext::Del => self.exprs(elts),
        }
    }

    /// A display of elements, with so many entries below that belong to it already, and a variable at its end.
    pub(super) fn display(&mut self, elts: List<Id<Expr>>, injected: Option<Name>, pushed: u32, display: Display, loc: Loc) {
        let ast = self.ast;
        let count = ast.len(elts);
        let is_starred = |id: Id<Expr>| matches!(ast[id], Expr::Starred { .. });
        let is_big = count + pushed as usize + usize::from(injected.is_some()) > MOST_ON_STACK;
        if !is_big && !ast.items(elts).any(is_starred) {
            self.exprs(elts);
            if let Some(name) = injected {
                self.variable(name, Access::Load, loc);
            }
            let op = if display.is_tuple { Op::BUILD_TUPLE } else { display.build };
            return self.op(op, count as u32 + u32::from(injected.is_some()) + pushed, loc);
        }
        let mut is_built = is_big;
        if is_big {
            self.op(display.build, pushed, loc);
        }
        for (index, element) in ast.items(elts).enumerate() {
            match ast[element] {
                Expr::Starred { value, .. } => {
                    if !is_built {
                        self.op(display.build, index as u32 + pushed, loc);
                        is_built = true;
                    }
                    self.expr(value);
                    self.op(display.extend, 1u32, loc);
                }
                _ => {
                    self.expr(element);
                    if is_built {
                        self.op(display.add, 1u32, loc);
                    }
                }
            }
        }
        if let Some(name) = injected {
            self.variable(name, Access::Load, loc);
            self.op(display.add, 1u32, loc);
        }
        if display.is_tuple {
            self.op(Op::CALL_INTRINSIC_1, Intrinsic1::ListToTuple, loc);
        }
    }

    /// Takes a sequence apart into targets.
    fn unpack(&mut self, elts: List<Id<Expr>>, loc: Loc, span: Span) {
        let ast = self.ast;
        let count = ast.len(elts);
        let starred = |(index, id): (usize, Id<Expr>)| matches!(ast[id], Expr::Starred { .. }).then_some(index);
        let mut stars = ast.items(elts).enumerate().filter_map(starred);
        match (stars.next(), stars.next()) {
            (_, Some(_)) => return self.fail(Message::TwoStarredTargets, span),
            (Some(index), _) => match unpack_operand(index, count) {
                Some(operand) => self.op(Op::UNPACK_EX, operand, loc),
                None => return self.fail(Message::TooManyStarredTargets, span),
            },
            (None, _) => self.op(Op::UNPACK_SEQUENCE, count as u32, loc),
        }
        for element in ast.items(elts) {
            match ast[element] {
                Expr::Starred { value, .. } => self.expr(value),
                _ => self.expr(element),
            }
        }
    }

    pub(super) fn dict(&mut self, id: Id<Expr>, keys: List<Option<Id<Expr>>>, values: List<Id<Expr>>) {
        let loc = self.loc_of(id);
        let ast = self.ast;
        let items: Vec<_> = ast.items(keys).zip(ast.items(values)).collect();
        let mut have_dict = false;
        let mut waiting = 0;
        for (index, &(key, value)) in items.iter().enumerate() {
            match key {
                None => {
                    if waiting > 0 {
                        self.merge_items(&items[index - waiting..index], &mut have_dict, loc);
                        waiting = 0;
                    }
                    if !have_dict {
                        self.op(Op::BUILD_MAP, 0u32, loc);
                        have_dict = true;
                    }
                    self.expr(value);
                    self.op(Op::DICT_UPDATE, 1u32, loc);
                }
                Some(_) if waiting * 2 > MOST_ON_STACK => {
                    self.merge_items(&items[index - waiting..=index], &mut have_dict, loc);
                    waiting = 0;
                }
                Some(_) => waiting += 1,
            }
        }
        if waiting > 0 {
            self.merge_items(&items[items.len() - waiting..], &mut have_dict, loc);
        }
        if !have_dict {
            self.op(Op::BUILD_MAP, 0u32, loc);
        }
    }

    /// A dict of some items, merged into the one below if there is one.
    fn merge_items(&mut self, items: &[(Option<Id<Expr>>, Id<Expr>)], have_dict: &mut bool, loc: Loc) {
        let is_big = items.len() * 2 > MOST_ON_STACK;
        if is_big {
            self.op(Op::BUILD_MAP, 0u32, loc);
        }
        for &(key, value) in items {
            key.into_iter().chain([value]).for_each(|part| self.expr(part));
            if is_big {
                self.op(Op::MAP_ADD, 1u32, loc);
            }
        }
        if !is_big {
            self.op(Op::BUILD_MAP, items.len() as u32, loc);
        }
        if *have_dict {
            self.op(Op::DICT_UPDATE, 1u32, loc);
        }
        *have_dict = true;
    }
}

/// The operand of `UNPACK_EX`: targets before the starred one, and after it.
pub(super) fn unpack_operand(star: usize, count: usize) -> Option<u32> {
    let after = count - star - 1;
    (star < 1 << 8 && after < i32::MAX as usize >> 8).then_some(star as u32 + ((after as u32) << 8))
}
