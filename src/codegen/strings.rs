//! f-strings and t-strings.

use super::Generator;
use super::displays::MOST_ON_STACK;
use super::op::Op;
use crate::ast::{Expr, Id, List};
use crate::bytecode::Conversion;

/// What the tree has for no conversion.
const NO_CONVERSION: i16 = -1;

/// The conversion after `!`.
fn conversion(letter: i16) -> Option<Conversion> {
    match u8::try_from(letter).ok()? {
        b's' => Some(Conversion::Str),
        b'r' => Some(Conversion::Repr),
        b'a' => Some(Conversion::Ascii),
        _ => None,
    }
}

impl Generator<'_> {
    pub(super) fn joined_string(&mut self, id: Id<Expr>, values: List<Id<Expr>>) {
        let loc = self.loc_of(id);
        let ast = self.ast;
        let count = ast.len(values);
        if count > MOST_ON_STACK {
            let empty = self.constants.str(b"");
            self.load(empty, loc);
            self.named_with(Op::LOAD_ATTR, self.known.join, 1, 1, loc);
            self.op(Op::BUILD_LIST, 0u32, loc);
            for value in ast.items(values) {
                self.expr(value);
                self.op(Op::LIST_APPEND, 1u32, loc);
            }
            return self.op(Op::CALL, 1u32, loc);
        }
        self.exprs(values);
        match count {
            0 => {
                let empty = self.constants.str(b"");
                self.load(empty, loc);
            }
            1 => {}
            _ => self.op(Op::BUILD_STRING, count as u32, loc),
        }
    }

    pub(super) fn formatted_value(&mut self, id: Id<Expr>, value: Id<Expr>, letter: i16, spec: Option<Id<Expr>>) {
        let loc = self.loc_of(id);
        self.expr(value);
        if let Some(conversion) = conversion(letter) {
            self.op(Op::CONVERT_VALUE, conversion.encode(), loc);
        }
        match spec {
            Some(spec) => {
                self.expr(spec);
                self.op0(Op::FORMAT_WITH_SPEC, loc);
            }
            None => self.op0(Op::FORMAT_SIMPLE, loc),
        }
    }

    /// A tuple of the strings, which take turns with the interpolations, and a tuple of these.
    pub(super) fn template_string(&mut self, id: Id<Expr>, values: List<Id<Expr>>) {
        let loc = self.loc_of(id);
        let ast = self.ast;
        let empty = self.constants.str(b"");
        let (mut strings, mut interpolations) = (0u32, 0u32);
        let mut expects_string = true;
        for value in ast.items(values) {
            if matches!(ast[value], Expr::Interpolation { .. }) {
                if expects_string {
                    self.load(empty, loc);
                    strings += 1;
                }
                expects_string = true;
                interpolations += 1;
            } else {
                self.expr(value);
                strings += 1;
                expects_string = false;
            }
        }
        if expects_string {
            self.load(empty, loc);
            strings += 1;
        }
        self.op(Op::BUILD_TUPLE, strings, loc);
        for value in ast.items(values).filter(|&value| matches!(ast[value], Expr::Interpolation { .. })) {
            self.expr(value);
        }
        self.op(Op::BUILD_TUPLE, interpolations, loc);
        self.op0(Op::BUILD_TEMPLATE, loc);
    }

    pub(super) fn interpolation(&mut self, id: Id<Expr>) {
        let Expr::Interpolation { value, str: text, conversion: letter, format_spec } = self.ast[id] else { return };
        let loc = self.loc_of(id);
        self.expr(value);
        let text = self.literal(text);
        self.load(text, loc);
        let mut operand = 2;
        if let Some(spec) = format_spec {
            operand += 1;
            self.expr(spec);
        }
        if letter != NO_CONVERSION {
            operand |= conversion(letter).map_or(0, Conversion::encode) << 2;
        }
        self.op(Op::BUILD_INTERPOLATION, operand, loc);
    }
}
