//! `'…' % (…)` as an f-string, where the format is simple enough.

use super::Generator;
use super::displays::MOST_ON_STACK;
use super::op::Op;
use super::sequence::Loc;
use crate::ast::{Constant, Expr, Id};
use crate::bytecode::{Const, Conversion};

/// Widths and precisions have fewer digits.
const MOST_DIGITS: usize = 3;

/// A piece of the text.
enum Piece {
    Literal(Vec<u8>),
    Value { value: Id<Expr>, conversion: Conversion, spec: String },
}

impl Generator<'_> {
    /// Whether the operation is such a format; then it is planned.
    pub(super) fn percent_format(&mut self, id: Id<Expr>, left: Id<Expr>, right: Id<Expr>) -> bool {
        let Some(pieces) = self.pieces(left, right) else { return false };
        let loc = self.loc_of(id);
        if pieces.len() > MOST_ON_STACK {
            let empty = self.constants.str(b"");
            self.load(empty, loc);
            self.named_with(Op::LOAD_ATTR, self.known.join, 1, 1, loc);
            self.op(Op::BUILD_LIST, 0u32, loc);
            for piece in pieces {
                self.piece(piece);
                self.op(Op::LIST_APPEND, 1u32, loc);
            }
            self.op(Op::CALL, 1u32, loc);
            return true;
        }
        let count = pieces.len() as u32;
        pieces.into_iter().for_each(|piece| self.piece(piece));
        match count {
            0 => {
                let empty = self.constants.str(b"");
                self.load(empty, loc);
            }
            1 => {}
            _ => self.op(Op::BUILD_STRING, count, loc),
        }
        true
    }

    /// Whether a `%` operation is such a format.
    pub(super) fn is_percent_format(&self, left: Id<Expr>, right: Id<Expr>) -> bool {
        self.pieces(left, right).is_some()
    }

    fn piece(&mut self, piece: Piece) {
        match piece {
            Piece::Literal(text) => {
                let text = self.constants.add(Const::Str(text));
                self.load(text, Loc::NONE);
            }
            Piece::Value { value, conversion, spec } => {
                let loc = self.loc_of(value);
                self.expr(value);
                self.op(Op::CONVERT_VALUE, conversion.encode(), loc);
                if spec.is_empty() {
                    return self.op0(Op::FORMAT_SIMPLE, loc);
                }
                let spec = self.constants.str(spec.as_bytes());
                self.load(spec, Loc::NONE);
                self.op0(Op::FORMAT_WITH_SPEC, loc);
            }
        }
    }

    fn pieces(&self, left: Id<Expr>, right: Id<Expr>) -> Option<Vec<Piece>> {
        let ast = self.ast;
        let Expr::Constant { value, .. } = ast[left] else { return None };
        let Constant::Str(text) = ast.value(value) else { return None };
        let Expr::Tuple { elts, .. } = ast[right] else { return None };
        if ast.items(elts).any(|element| matches!(ast[element], Expr::Starred { .. })) {
            return None;
        }
        let mut values = ast.items(elts);
        let mut rest = ast.text(text);
        let mut pieces = Vec::new();
        loop {
            let (literal, after) = literal(rest);
            pieces.extend((!literal.is_empty()).then_some(Piece::Literal(literal)));
            let Some((_, format)) = after.split_first() else { break };
            let value = values.next()?;
            let (conversion, spec, after) = directive(format)?;
            pieces.push(Piece::Value { value, conversion, spec });
            rest = after;
        }
        values.next().is_none().then_some(pieces)
    }
}

/// Text up to a directive, `%%` read as `%`.
fn literal(text: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut literal = Vec::new();
    let mut rest = text;
    loop {
        let end = memchr::memchr(b'%', rest).unwrap_or(rest.len());
        literal.extend(&rest[..end]);
        rest = &rest[end..];
        match rest.strip_prefix(b"%%") {
            Some(after) => {
                literal.push(b'%');
                rest = after;
            }
            None => return (literal, rest),
        }
    }
}

/// A directive after its `%`: the conversion, the format that it means, and what follows.
fn directive(text: &[u8]) -> Option<(Conversion, String, &[u8])> {
    let flags = text.iter().take_while(|byte| b"-+ #0".contains(byte)).count();
    let is_left = text[..flags].contains(&b'-');
    let (width, rest) = digits(&text[flags..])?;
    let (precision, rest) = match rest.strip_prefix(b".") {
        Some(rest) => {
            let (precision, rest) = digits(rest)?;
            (Some(precision.unwrap_or(0)), rest)
        }
        None => (None, rest),
    };
    let (letter, rest) = rest.split_first()?;
    let conversion = match letter {
        b's' => Conversion::Str,
        b'r' => Conversion::Repr,
        b'a' => Conversion::Ascii,
        _ => return None,
    };
    let mut spec = String::new();
    if let Some(width) = width {
        if !is_left && width > 0 {
            spec.push('>');
        }
        spec += &width.to_string();
    }
    if let Some(precision) = precision {
        spec += &format!(".{precision}");
    }
    Some((conversion, spec, rest))
}

/// A number, if there is one.
fn digits(text: &[u8]) -> Option<(Option<u32>, &[u8])> {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count >= MOST_DIGITS {
        return None;
    }
    let number = std::str::from_utf8(&text[..count]).ok()?.parse().ok();
    Some((number, &text[count..]))
}
