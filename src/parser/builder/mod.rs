//! What the grammar's actions call: one function a construct, over the functions that `grammar/ast.table` gives the tree.
//!
//! A sequence under construction lies on one stack that all constructs share ([`Seq`]); whoever owns it closes it. What a
//! grammar cannot forbid (an assignment to a call, a parameter after `**kwargs`) is noted in `errors` when the construct is
//! built, and building goes on.
//!
//! Takes the source and positions in it; gives the tree and errors. Uses `ast`, `source`, `diagnostics`.

mod arguments;
mod expressions;
mod future;
mod patterns;
mod statements;
mod strings;
mod targets;

use crate::ast::{Ast, Expr, ExprContext, Id, Item, List, Name, Stmt};
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TypeIgnoreComment;
use crate::source::{Source, Span};
use std::num::NonZeroU32;
use std::ops::{Deref, DerefMut};

pub use arguments::{Argument, Param, ParamKind};
pub(crate) use targets::expression_kind;

/// A sequence under construction: where on the builder's stack it starts, counted from 1. It ends where the stack ends.
#[derive(Clone, Copy, Debug)]
pub struct Seq(NonZeroU32);

/// The dots of a relative import.
#[derive(Clone, Copy, Debug)]
pub struct Dots(u32);

/// Nothing: the value of rules that only have an extent.
#[derive(Clone, Copy, Debug)]
pub struct Unit;

/// Builds one tree.
pub struct Builder<'s> {
    source: &'s Source,
    type_ignores: &'s [TypeIgnoreComment],
    ast: Ast,
    errors: Vec<Diagnostic>,
    /// What is doubtful, and no error.
    doubts: Vec<Diagnostic>,
    /// Texts of formats with backslashes, in strings whose prefix is not known yet.
    specs: Vec<Id<Expr>>,
    stack: Vec<u32>,
    params: Vec<arguments::ParamEntry>,
    /// `from __future__ import barry_as_FLUFL` was seen.
    barry: bool,
    /// Room for target walks and list joins, kept to save allocations.
    scratch: Vec<u32>,
}

impl<'s> Builder<'s> {
    pub fn new(source: &'s Source, type_ignores: &'s [TypeIgnoreComment]) -> Builder<'s> {
        Builder {
            source,
            type_ignores,
            ast: Ast::with_capacity(source.text().len()),
            errors: Vec::new(),
            doubts: Vec::new(),
            specs: Vec::new(),
            stack: Vec::new(),
            params: Vec::new(),
            barry: false,
            scratch: Vec::new(),
        }
    }

    /// The tree, and the errors and doubts found while building it.
    pub fn finish(self) -> (Ast, Vec<Diagnostic>, Vec<Diagnostic>) {
        (self.ast, self.errors, self.doubts)
    }

    pub(super) fn error(&mut self, message: Message, span: Span) {
        self.errors.push(Diagnostic::new(message, span));
    }

    pub fn unit(&self) -> Unit {
        Unit
    }
}

/// Sequences.
impl Builder<'_> {
    #[inline]
    fn open(&self) -> Seq {
        Seq(NonZeroU32::MIN.saturating_add(self.stack.len() as u32))
    }

    /// A sequence of none.
    pub fn none(&mut self) -> Seq {
        self.open()
    }

    #[inline]
    pub fn first<T: Item>(&mut self, x: T) -> Seq {
        let seq = self.open();
        self.stack.push(x.into_raw());
        seq
    }

    #[inline]
    pub fn two<A: Item, B: Item>(&mut self, x: A, y: B) -> Seq {
        let seq = self.open();
        self.stack.extend([x.into_raw(), y.into_raw()]);
        seq
    }

    #[inline]
    pub fn next<T: Item>(&mut self, seq: Seq, x: T) -> Seq {
        self.stack.push(x.into_raw());
        seq
    }

    #[inline]
    pub fn next_two<A: Item, B: Item>(&mut self, seq: Seq, x: A, y: B) -> Seq {
        self.stack.extend([x.into_raw(), y.into_raw()]);
        seq
    }

    /// Joins two sequences, the second of which lies directly on the first.
    pub fn append(&mut self, seq: Seq, _more: Seq) -> Seq {
        seq
    }

    /// Puts an element before the others.
    pub fn prepend<T: Item>(&mut self, x: T, seq: Seq) -> Seq {
        self.stack.insert(seq.index(), x.into_raw());
        seq
    }

    /// Takes a sequence off the stack and into the tree.
    #[inline]
    pub fn close<T: Item>(&mut self, seq: Seq) -> List<T> {
        let list = self.ast.list_of_raw(&self.stack[seq.index()..]);
        self.stack.truncate(seq.index());
        list
    }

    #[inline]
    fn close_optional<T: Item>(&mut self, seq: Option<Seq>) -> List<T> {
        seq.map_or(List::EMPTY, |seq| self.close(seq))
    }

    /// Closes a sequence of pairs into one list of the first and one of the second elements.
    fn close_pairs<A: Item, B: Item>(&mut self, seq: Seq) -> (List<A>, List<B>) {
        let pairs = &self.stack[seq.index()..];
        let firsts = self.ast.list_of(pairs.chunks_exact(2).map(|pair| A::from_raw(pair[0])));
        let seconds = self.ast.list_of(pairs.chunks_exact(2).map(|pair| B::from_raw(pair[1])));
        self.stack.truncate(seq.index());
        (firsts, seconds)
    }
}

/// Names.
impl Builder<'_> {
    /// An identifier, in the form NFKC if it is not ASCII (PEP 3131).
    #[inline]
    pub fn identifier(&mut self, l: u32, r: u32) -> Name {
        let text = self.source.slice(Span::new(l, r));
        if text.is_ascii() { self.ast.intern(text) } else { self.ast.intern(&crate::lexer::normalize(text)) }
    }

    pub fn type_comment(&mut self, l: u32, r: u32) -> Name {
        self.ast.intern(self.source.slice(Span::new(l, r)))
    }

    #[inline]
    pub fn name_load(&mut self, l: u32, name: Name, r: u32) -> Id<Expr> {
        self.ast.name(l, name, ExprContext::Load, r)
    }

    pub fn name_store(&mut self, l: u32, name: Name, r: u32) -> Id<Expr> {
        self.ast.name(l, name, ExprContext::Store, r)
    }

    /// `a.b.c` as one name, without the blanks and line continuations that it may hold.
    pub fn dotted_name(&mut self, l: u32, r: u32) -> Name {
        let text = self.source.slice(Span::new(l, r));
        if text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_' || c == b'.') {
            return self.ast.intern(text);
        }
        let parts: Vec<_> =
            text.split('.').map(|part| part.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\\')).collect();
        let name = parts.iter().map(|part| crate::lexer::normalize(part)).collect::<Vec<_>>().join(".");
        self.ast.intern(&name)
    }

    pub fn dots(&self, count: u32) -> Dots {
        Dots(count)
    }

    pub fn more_dots(&self, dots: Dots, count: u32) -> Dots {
        Dots(dots.0 + count)
    }
}

impl Seq {
    #[inline]
    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl Item for Seq {
    fn into_raw(self) -> u32 {
        self.0.get()
    }
    fn from_raw(raw: u32) -> Self {
        Seq(NonZeroU32::new(raw).expect("sequences start at 1"))
    }
}

/// The tree's own functions are the builder's too: `b.bin_op(…)`.
impl Deref for Builder<'_> {
    type Target = Ast;
    fn deref(&self) -> &Ast {
        &self.ast
    }
}

impl DerefMut for Builder<'_> {
    fn deref_mut(&mut self) -> &mut Ast {
        &mut self.ast
    }
}

/// A list of statements that may be missing.
fn or_empty(list: Option<List<Id<Stmt>>>) -> List<Id<Stmt>> {
    list.unwrap_or(List::EMPTY)
}
