//! Parameters and arguments: lists whose order has rules that a grammar states badly.

use super::{Builder, Seq};
use crate::ast::{Arg, Arguments, Expr, ExprContext, Id, Item, Keyword, List, Name};
use crate::diagnostics::Message;
use crate::source::Span;

/// A parameter under construction: its place in the builder's list of parameters.
#[derive(Clone, Copy, Debug)]
pub struct Param(u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    Plain,
    /// `*args`, or `*` alone.
    Star,
    DoubleStar,
    /// `/`
    Slash,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct ParamEntry {
    kind: ParamKind,
    arg: Option<Id<Arg>>,
    default: Option<Id<Expr>>,
    span: Span,
}

/// An argument of a call: an expression, or a keyword, told apart by the lowest bit.
#[derive(Clone, Copy, Debug)]
pub struct Argument(u32);

/// The parts of a parameter list.
#[derive(Default)]
struct Sorted {
    posonlyargs: Vec<Id<Arg>>,
    args: Vec<Id<Arg>>,
    defaults: Vec<Id<Expr>>,
    vararg: Option<Id<Arg>>,
    kwonlyargs: Vec<Id<Arg>>,
    kw_defaults: Vec<Option<Id<Expr>>>,
    kwarg: Option<Id<Arg>>,
    /// A `/` was seen; a `*`, and where if it was bare.
    slash: bool,
    star: Option<Span>,
    bare_star: Option<Span>,
    double_star: bool,
}

impl Item for Param {
    fn into_raw(self) -> u32 {
        self.0
    }
    fn from_raw(raw: u32) -> Self {
        Param(raw)
    }
}

impl Item for Argument {
    fn into_raw(self) -> u32 {
        self.0
    }
    fn from_raw(raw: u32) -> Self {
        Argument(raw)
    }
}

/// Parameters.
impl Builder<'_> {
    pub fn param(&mut self, l: u32, kind: ParamKind, arg: Option<Id<Arg>>, default: Option<Id<Expr>>, r: u32) -> Param {
        self.params.push(ParamEntry { kind, arg, default, span: Span::new(l, r) });
        Param(self.params.len() as u32 - 1)
    }

    /// A type comment for the last parameter of a list.
    pub fn param_comment(&mut self, seq: Seq, tc: Name) -> Seq {
        if let Some(&last) = self.stack.last() {
            self.comment_on(Param(last), tc);
        }
        seq
    }

    /// The comment belongs to the parameter before the new one.
    pub fn next_after_comment(&mut self, seq: Seq, tc: Name, param: Param) -> Seq {
        self.param_comment(seq, tc);
        self.next(seq, param)
    }

    fn comment_on(&mut self, param: Param, tc: Name) {
        let entry = self.params[param.0 as usize];
        match entry.arg {
            Some(arg) => self.ast[arg].type_comment = Some(tc),
            None if entry.kind == ParamKind::Star => self.error(Message::BareStarTypeComment, entry.span),
            None => self.error(Message::InvalidSyntax, entry.span),
        }
    }

    pub fn no_arguments(&mut self, l: u32, r: u32) -> Id<Arguments> {
        self.ast.arguments(l, List::EMPTY, List::EMPTY, None, List::EMPTY, List::EMPTY, None, List::EMPTY, r)
    }

    /// Sorts the parameters by kind and notes those that stand where they may not.
    pub fn arguments(&mut self, l: u32, seq: Seq, r: u32) -> Id<Arguments> {
        let first = self.stack[seq.index()] as usize;
        self.stack.truncate(seq.index());
        let mut sorted = Sorted::default();
        for index in first..self.params.len() {
            let entry = self.params[index];
            if let Err((message, span)) = sorted.take(&entry) {
                self.error(message, span);
            }
        }
        self.params.truncate(first);
        if let Some(span) = sorted.bare_star {
            self.error(Message::NamedParametersMustFollowStar, span);
        }
        let posonlyargs = self.ast.new_list(&sorted.posonlyargs);
        let args = self.ast.new_list(&sorted.args);
        let kwonlyargs = self.ast.new_list(&sorted.kwonlyargs);
        let kw_defaults = self.ast.new_list(&sorted.kw_defaults);
        let defaults = self.ast.new_list(&sorted.defaults);
        self.ast.arguments(l, posonlyargs, args, sorted.vararg, kwonlyargs, kw_defaults, sorted.kwarg, defaults, r)
    }
}

impl Sorted {
    fn take(&mut self, entry: &ParamEntry) -> Result<(), (Message, Span)> {
        let span = entry.span;
        if self.double_star {
            return Err((Message::ParameterAfterDoubleStar, span));
        }
        match (entry.kind, entry.arg) {
            (ParamKind::Slash, _) => self.slash(span),
            (ParamKind::Star, arg) => self.star(arg, span),
            (ParamKind::DoubleStar, arg) => {
                self.kwarg = arg;
                self.double_star = true;
                self.bare_star.take().map_or(Ok(()), |star| Err((Message::NamedParametersMustFollowStar, star)))
            }
            (ParamKind::Plain, Some(arg)) if self.star.is_some() => {
                self.bare_star = None;
                self.kwonlyargs.push(arg);
                self.kw_defaults.push(entry.default);
                Ok(())
            }
            (ParamKind::Plain, Some(arg)) => {
                self.args.push(arg);
                match entry.default {
                    Some(default) => self.defaults.push(default),
                    None if !self.defaults.is_empty() => return Err((Message::ParameterWithoutDefault, span)),
                    None => {}
                }
                Ok(())
            }
            (ParamKind::Plain, None) => Ok(()),
        }
    }

    fn slash(&mut self, span: Span) -> Result<(), (Message, Span)> {
        if self.star.is_some() {
            return Err((Message::SlashAfterStar, span));
        }
        if self.slash {
            return Err((Message::SlashTwice, span));
        }
        if self.args.is_empty() {
            return Err((Message::SlashFirst, span));
        }
        self.slash = true;
        self.posonlyargs = std::mem::take(&mut self.args);
        Ok(())
    }

    fn star(&mut self, arg: Option<Id<Arg>>, span: Span) -> Result<(), (Message, Span)> {
        if self.star.replace(span).is_some() {
            return Err((Message::StarTwice, span));
        }
        self.vararg = arg;
        self.bare_star = arg.is_none().then_some(span);
        Ok(())
    }
}

/// Arguments.
impl Builder<'_> {
    #[inline]
    pub fn positional(&mut self, x: Id<Expr>) -> Argument {
        Argument(x.into_raw() << 1)
    }

    pub fn starred_argument(&mut self, l: u32, x: Id<Expr>, r: u32) -> Argument {
        let starred = self.ast.starred(l, x, ExprContext::Load, r);
        self.positional(starred)
    }

    pub fn keyword_argument(&mut self, l: u32, name: Option<Name>, value: Id<Expr>, r: u32) -> Argument {
        Argument(self.ast.keyword(l, name, value, r).into_raw() << 1 | 1)
    }

    pub fn call(&mut self, l: u32, func: Id<Expr>, args: Option<Seq>, r: u32) -> Id<Expr> {
        let (args, keywords) = args.map_or((List::EMPTY, List::EMPTY), |args| self.close_arguments(args));
        self.ast.call(l, func, args, keywords, r)
    }

    /// `f(x for x in y)`.
    pub fn call_generator(&mut self, l: u32, func: Id<Expr>, generator: Id<Expr>, r: u32) -> Id<Expr> {
        let args = self.ast.new_list(&[generator]);
        self.ast.call(l, func, args, List::EMPTY, r)
    }

    /// Parts positional from keyword arguments; notes those out of order.
    pub(super) fn close_arguments(&mut self, seq: Seq) -> (List<Id<Expr>>, List<Id<Keyword>>) {
        let from = seq.index();
        if self.stack[from..].iter().all(|raw| raw & 1 == 0) {
            self.stack[from..].iter_mut().for_each(|raw| *raw >>= 1);
            return (self.close(seq), List::EMPTY);
        }
        let mut arguments = std::mem::take(&mut self.scratch);
        arguments.clear();
        arguments.extend(self.stack.drain(from..));
        self.check_argument_order(&arguments);
        self.stack.extend(arguments.iter().filter(|&raw| raw & 1 == 0).map(|raw| raw >> 1));
        let args = self.close(seq);
        self.stack.extend(arguments.iter().filter(|&raw| raw & 1 == 1).map(|raw| raw >> 1));
        let keywords = self.close(seq);
        self.scratch = arguments;
        (args, keywords)
    }

    fn check_argument_order(&mut self, arguments: &[u32]) {
        let (mut keyword, mut unpacking) = (false, false);
        for &raw in arguments {
            if raw & 1 == 1 {
                let id: Id<Keyword> = Item::from_raw(raw >> 1);
                keyword = true;
                unpacking |= self.ast[id].arg.is_none();
                continue;
            }
            let id: Id<Expr> = Item::from_raw(raw >> 1);
            let starred = matches!(self.ast[id], Expr::Starred { .. });
            let message = match (starred, unpacking) {
                (true, true) => Message::UnpackingAfterKeywordUnpacking,
                (false, true) => Message::PositionalAfterUnpacking,
                (false, false) if keyword => Message::PositionalAfterKeyword,
                _ => continue,
            };
            return self.error(message, self.ast.span(id));
        }
    }
}
