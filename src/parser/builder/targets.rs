//! Assignment targets: parsed as expressions, they get their context here, and what cannot be a target is noted.

use super::Builder;
use crate::ast::{Ast, Constant, Expr, ExprContext, Id, Item, List};
use crate::diagnostics::Message;
use crate::source::Span;

/// Where a target stands; decides what may be one and how the error is worded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Assignment,
    For,
    Delete,
}

impl Builder<'_> {
    /// `target = …`, `with … as target`.
    pub(super) fn assign_target(&mut self, target: Id<Expr>) {
        self.set_context(target, Place::Assignment, ExprContext::Store);
    }

    /// `for target in …`.
    pub(super) fn for_target(&mut self, target: Id<Expr>) {
        self.set_context(target, Place::For, ExprContext::Store);
    }

    /// `del target`.
    pub(super) fn delete_target(&mut self, target: Id<Expr>) {
        self.set_context(target, Place::Delete, ExprContext::Del);
    }

    /// `target += …`.
    pub(super) fn augmented_target(&mut self, target: Id<Expr>) {
        match self.ast[target] {
            Expr::Name { .. } | Expr::Attribute { .. } | Expr::Subscript { .. } => self.assign_target(target),
            _ => self.error(Message::AugmentedTarget { what: expression_kind(&self.ast, target) }, self.ast.span(target)),
        }
    }

    /// `target: …`.
    pub(super) fn annotated_target(&mut self, target: Id<Expr>) {
        let span = self.ast.span(target);
        match self.ast[target] {
            Expr::Name { .. } | Expr::Attribute { .. } | Expr::Subscript { .. } => self.assign_target(target),
            Expr::Tuple { .. } => self.error(Message::AnnotatedTarget { what: "tuple" }, span),
            Expr::List { .. } => self.error(Message::AnnotatedTarget { what: "list" }, span),
            _ => self.error(Message::IllegalAnnotationTarget, span),
        }
    }

    /// Sets the context of a target and of what it unpacks into, depth first and in order, on a stack of our own. The first
    /// expression that is no target is noted.
    fn set_context(&mut self, target: Id<Expr>, place: Place, context: ExprContext) {
        if let Expr::Name { ctx, .. } = &mut self.ast[target] {
            *ctx = context;
            return;
        }
        let mut open = std::mem::take(&mut self.scratch);
        open.clear();
        open.push(target.into_raw());
        while let Some(raw) = open.pop() {
            let id: Id<Expr> = Item::from_raw(raw);
            let elements = match &mut self.ast[id] {
                Expr::Name { ctx, .. } | Expr::Attribute { ctx, .. } | Expr::Subscript { ctx, .. } => {
                    *ctx = context;
                    continue;
                }
                Expr::Starred { value, ctx } if place != Place::Delete => {
                    *ctx = context;
                    open.push(value.into_raw());
                    continue;
                }
                Expr::Tuple { elts, ctx } | Expr::List { elts, ctx } => {
                    *ctx = context;
                    *elts
                }
                _ => {
                    self.error(self.target_error(id, place), self.ast.span(id));
                    break;
                }
            };
            self.push_elements(&mut open, elements);
        }
        self.scratch = open;
    }

    fn push_elements(&self, open: &mut Vec<u32>, elements: List<Id<Expr>>) {
        open.extend(self.ast.raw_items(elements.raw()).rev());
    }

    fn target_error(&self, id: Id<Expr>, place: Place) -> Message {
        let what = expression_kind(&self.ast, id);
        match place {
            Place::Delete => Message::CannotDelete { what },
            Place::Assignment | Place::For => Message::CannotAssign { what },
        }
    }

    pub(super) fn text_of(&self, l: u32, r: u32) -> &str {
        self.source.slice(Span::new(l, r))
    }
}

/// CPython's name for a kind of expression, in messages.
pub(crate) fn expression_kind(ast: &Ast, id: Id<Expr>) -> &'static str {
    match ast[id] {
        Expr::Attribute { .. } => "attribute",
        Expr::Subscript { .. } => "subscript",
        Expr::Starred { .. } => "starred",
        Expr::Name { .. } => "name",
        Expr::List { .. } => "list",
        Expr::Tuple { .. } => "tuple",
        Expr::Lambda { .. } => "lambda",
        Expr::Call { .. } => "function call",
        Expr::BoolOp { .. } | Expr::BinOp { .. } | Expr::UnaryOp { .. } | Expr::Slice { .. } => "expression",
        Expr::GeneratorExp { .. } => "generator expression",
        Expr::Yield { .. } | Expr::YieldFrom { .. } => "yield expression",
        Expr::Await { .. } => "await expression",
        Expr::ListComp { .. } => "list comprehension",
        Expr::SetComp { .. } => "set comprehension",
        Expr::DictComp { .. } => "dict comprehension",
        Expr::Dict { .. } => "dict literal",
        Expr::Set { .. } => "set display",
        Expr::JoinedStr { .. } | Expr::FormattedValue { .. } => "f-string expression",
        Expr::TemplateStr { .. } | Expr::Interpolation { .. } => "t-string expression",
        Expr::Constant { value, .. } => match ast.value(value) {
            Constant::None => "None",
            Constant::True => "True",
            Constant::False => "False",
            Constant::Ellipsis => "ellipsis",
            _ => "literal",
        },
        Expr::Compare { .. } => "comparison",
        Expr::IfExp { .. } => "conditional expression",
        Expr::NamedExpr { .. } => "named expression",
    }
}
