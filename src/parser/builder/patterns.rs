//! Patterns of `match`.

use super::{Builder, Seq};
use crate::ast::{Expr, Id, List, MatchCase, Name, Pattern, Stmt};
use crate::diagnostics::Message;
use crate::source::Span;

impl Builder<'_> {
    pub fn match_stmt(&mut self, l: u32, subject: Id<Expr>, cases: Seq, r: u32) -> Id<Stmt> {
        let cases: List<Id<MatchCase>> = self.close(cases);
        self.ast.match_stmt(l, subject, cases, r)
    }

    pub fn match_sequence(&mut self, l: u32, patterns: Seq, r: u32) -> Id<Pattern> {
        let patterns = self.close(patterns);
        self.ast.match_sequence(l, patterns, r)
    }

    pub fn match_sequence_of_none(&mut self, l: u32, r: u32) -> Id<Pattern> {
        self.ast.match_sequence(l, List::EMPTY, r)
    }

    pub fn match_or(&mut self, l: u32, patterns: Seq, r: u32) -> Id<Pattern> {
        let patterns = self.close(patterns);
        self.ast.match_or(l, patterns, r)
    }

    /// A name alone captures; `_` matches anything and binds nothing.
    pub fn match_capture(&mut self, l: u32, name: Name, r: u32) -> Id<Pattern> {
        let name = self.unless_wildcard(name);
        self.ast.match_as(l, None, name, r)
    }

    pub fn match_star(&mut self, l: u32, name: Name, r: u32) -> Id<Pattern> {
        let name = self.unless_wildcard(name);
        self.ast.match_star(l, name, r)
    }

    pub fn capture_target(&mut self, l: u32, name: Name, r: u32) -> Name {
        if self.unless_wildcard(name).is_none() {
            self.error(Message::WildcardTarget, Span::new(l, r));
        }
        name
    }

    fn unless_wildcard(&self, name: Name) -> Option<Name> {
        (self.ast.resolve(name) != "_").then_some(name)
    }

    pub fn match_mapping(&mut self, l: u32, items: Option<Seq>, rest: Option<Name>, r: u32) -> Id<Pattern> {
        let (keys, patterns) =
            items.map_or((List::EMPTY, List::EMPTY), |items| self.close_pairs::<Id<Expr>, Id<Pattern>>(items));
        self.ast.match_mapping(l, keys, patterns, rest, r)
    }

    pub fn match_class(
        &mut self,
        l: u32,
        cls: Id<Expr>,
        patterns: Option<Seq>,
        keywords: Option<Seq>,
        r: u32,
    ) -> Id<Pattern> {
        let (names, values) =
            keywords.map_or((List::EMPTY, List::EMPTY), |pairs| self.close_pairs::<Name, Id<Pattern>>(pairs));
        let patterns = self.close_optional(patterns);
        self.ast.match_class(l, cls, patterns, names, values, r)
    }
}
