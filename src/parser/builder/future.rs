//! `from __future__ import …`: which features there are, and the one that changes the grammar (PEP 401).

use super::Builder;
use crate::ast::{Alias, CmpOperator, Constant, Expr, Id, List, Stmt};
use crate::diagnostics::Message;
use crate::source::Span;

const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl Builder<'_> {
    /// From here on the rest of the program is parsed with the features.
    pub(super) fn take_future(&mut self, names: List<Id<Alias>>) {
        self.barry |= self.ast.items(names).any(|alias| self.ast.resolve(self.ast[alias].name) == "barry_as_FLUFL");
    }

    pub fn not_equal(&mut self, l: u32, r: u32) -> CmpOperator {
        if self.barry {
            self.error(Message::BarryAsFlufl, Span::new(l, r));
        }
        CmpOperator::NotEq
    }

    pub fn less_greater(&mut self, l: u32, r: u32) -> CmpOperator {
        if !self.barry {
            self.error(Message::InvalidSyntax, Span::new(l, r));
        }
        CmpOperator::NotEq
    }

    /// The imports of features that a program begins with, after its docstring, must be of features that there are.
    pub(super) fn check_futures(&mut self, body: List<Id<Stmt>>) {
        let docstring = self.ast.get(body, 0).is_some_and(|first| self.is_docstring(first));
        for index in usize::from(docstring)..self.ast.len(body) {
            let Some(names) = self.ast.get(body, index).and_then(|stmt| self.imported_features(stmt)) else { return };
            let unknown = self.ast.items(names).find(|&alias| !FEATURES.contains(&self.ast.resolve(self.ast[alias].name)));
            if let Some(alias) = unknown {
                let name = self.ast.resolve(self.ast[alias].name).to_string();
                let message = if name == "braces" { Message::Braces } else { Message::UnknownFuture { name } };
                return self.error(message, self.ast.span(alias));
            }
        }
    }

    fn imported_features(&self, stmt: Id<Stmt>) -> Option<List<Id<Alias>>> {
        match self.ast[stmt] {
            Stmt::ImportFrom { module: Some(module), names, level: 0 } => {
                (self.ast.resolve(module) == "__future__").then_some(names)
            }
            _ => None,
        }
    }

    fn is_docstring(&self, stmt: Id<Stmt>) -> bool {
        let Stmt::Expr { value } = self.ast[stmt] else { return false };
        match self.ast[value] {
            Expr::Constant { value, .. } => matches!(self.ast.value(value), Constant::Str(_)),
            _ => false,
        }
    }
}
