//! Docstrings, without the indentation that the program gives them.

use super::Generator;
use super::op::Op;
use super::sequence::Loc;
use crate::ast::{Constant, Expr, Id, List, Stmt};
use crate::bytecode::ConstId;
use std::borrow::Cow;

const TAB: usize = 8;

impl Generator<'_> {
    /// The expression that a body starts with.
    pub(super) fn first_expression(&self, body: List<Id<Stmt>>) -> Option<Id<Expr>> {
        match self.ast[self.ast.get(body, 0)?] {
            Stmt::Expr { value } => Some(value),
            _ => None,
        }
    }

    fn first_string(&self, statement: Id<Stmt>) -> Option<Id<Expr>> {
        let Stmt::Expr { value } = self.ast[statement] else { return None };
        let Expr::Constant { value: constant, .. } = self.ast[value] else { return None };
        matches!(self.ast.value(constant), Constant::Str(_)).then_some(value)
    }

    /// The docstring of a body, unless they are left out.
    pub(super) fn docstring(&mut self, body: List<Id<Stmt>>) -> Option<ConstId> {
        if self.options.optimise >= 2 {
            return None;
        }
        let value = self.first_string(self.ast.get(body, 0)?)?;
        let Expr::Constant { value, .. } = self.ast[value] else { return None };
        let Constant::Str(text) = self.ast.value(value) else { return None };
        let text = clean(self.ast.text(text));
        Some(self.constants.str(&text))
    }

    /// Whether a body's docstring is left out.
    fn is_stripped(&self, body: List<Id<Stmt>>) -> bool {
        self.options.optimise >= 2 && self.ast.get(body, 0).is_some_and(|id| self.first_string(id).is_some())
    }

    /// Where a docstring was that is left out and leaves nothing: CPython puts `pass` there.
    fn loc_of_pass(&mut self, docstring: Id<Stmt>) -> Loc {
        let loc = self.loc_of(docstring);
        Loc::new(loc.line(), loc.line(), loc.column(), loc.column() + "pass".len() as i32)
    }

    /// Where the first statement of a module stands.
    pub(super) fn start_of_body(&mut self, body: List<Id<Stmt>>, interactive: bool) -> Loc {
        let ast = self.ast;
        let is_stripped = !interactive && self.is_stripped(body);
        match (ast.get(body, 0), ast.get(body, 1)) {
            (None, _) => Loc::at_line(1),
            (Some(_), Some(second)) if is_stripped => self.loc_of(second),
            (Some(only), None) if is_stripped => self.loc_of_pass(only),
            (Some(first), _) => self.loc_of(first),
        }
    }

    /// The statements of a body. Where docstrings are left out, the first string is, and the second does not take its place.
    pub(super) fn statements_after_docstring(&mut self, body: List<Id<Stmt>>, has_docstring: bool) {
        let ast = self.ast;
        let mut statements = ast.items(body);
        let is_stripped = self.is_stripped(body);
        if has_docstring || is_stripped {
            statements.next();
        }
        if let (true, 1, Some(only)) = (is_stripped, ast.len(body), ast.get(body, 0)) {
            let loc = self.loc_of_pass(only);
            self.op0(Op::NOP, loc);
        }
        if is_stripped
            && let Some(second) = ast.get(body, 1)
            && let Some(value) = self.first_string(second)
        {
            statements.next();
            self.expr(value);
            self.op0(Op::POP_TOP, Loc::NONE);
        }
        self.statements(statements);
    }
}

/// As `inspect.cleandoc` does it, except that blank lines stay.
fn clean(text: &[u8]) -> Vec<u8> {
    let text = expand_tabs(text);
    let indent = |line: &[u8]| line.iter().take_while(|&&byte| byte == b' ').count();
    let is_blank = |line: &[u8], indent: usize| matches!(line.get(indent), None | Some(b'\n'));
    let mut lines = lines(&text);
    let first = lines.next().unwrap_or_default();
    let rest: Vec<(&[u8], usize)> = lines.map(|line| (line, indent(line))).collect();
    let margin =
        rest.iter().filter(|&&(line, indent)| !is_blank(line, indent)).map(|&(_, indent)| indent).min().unwrap_or(0);
    let mut clean = Vec::with_capacity(text.len());
    clean.extend_from_slice(&first[indent(first)..]);
    rest.iter().for_each(|&(line, indent)| clean.extend_from_slice(&line[indent.min(margin)..]));
    clean
}

/// The lines of a text, with their ends.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text).map(|at| at + 1).chain((!text.ends_with(b"\n")).then_some(text.len()));
    ends.map(move |end| &text[std::mem::replace(&mut start, end)..end])
}

/// `str.expandtabs`: columns count characters.
fn expand_tabs(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'\t', text).is_none() {
        return text.into();
    }
    let mut expanded = Vec::with_capacity(text.len() + TAB);
    let mut column = 0;
    for &byte in text {
        match byte {
            b'\t' => {
                let width = TAB - column % TAB;
                expanded.resize(expanded.len() + width, b' ');
                column += width;
            }
            b'\n' | b'\r' => {
                expanded.push(byte);
                column = 0;
            }
            _ => {
                expanded.push(byte);
                if byte & 0xc0 != 0x80 {
                    column += 1;
                }
            }
        }
    }
    expanded.into()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn indentation_is_cut() {
        for (text, expected) in [
            ("a", "a"),
            ("  a\n    b\n      c\n  ", "a\nb\n  c\n"),
            ("\n    a\n\n    b\n    ", "\na\n\nb\n"),
            ("a\n\tb\n        c", "a\nb\nc"),
            ("   ", ""),
        ] {
            assert_eq!(String::from_utf8(clean(text.as_bytes())).unwrap(), expected);
        }
    }
}
