//! Attributes of `super()`, which need no `super` object.

use super::Generator;
use super::op::Op;
use super::plan::Access;
use super::sequence::Loc;
use crate::ast::{Expr, Id, Name};
use crate::scope::Storage;

/// The bit for `super(type, object)`.
const WITH_ARGUMENTS: u8 = 2;

impl Generator<'_> {
    /// Whether an attribute is one of `super()` or `super(type, object)`, and `super` is the builtin as far as one can see.
    pub(super) fn is_super_attribute(&self, id: Id<Expr>) -> bool {
        let ast = self.ast;
        let Expr::Attribute { value, attr, .. } = ast[id] else { return false };
        let Expr::Call { func, args, keywords } = ast[value] else { return false };
        let Expr::Name { id: name, .. } = ast[func] else { return false };
        if ast.resolve(name) != "super" || ast.resolve(attr) == "__class__" || !keywords.is_empty() {
            return false;
        }
        if self.storage(name) != Some(Storage::GlobalImplicit) || self.storage_in(self.scopes.module(), name).is_some() {
            return false;
        }
        match ast.len(args) {
            2 => !ast.items(args).any(|arg| matches!(ast[arg], Expr::Starred { .. })),
            0 => {
                let unit = self.unit();
                let has_self = unit.argument_count + unit.positional_only_count > 0;
                has_self && self.storage(self.known.class) == Some(Storage::Free)
            }
            _ => false,
        }
    }

    pub(super) fn super_attribute(&mut self, id: Id<Expr>) {
        self.super_load(id, 0);
    }

    pub(super) fn super_method(&mut self, id: Id<Expr>) {
        self.super_load(id, 1);
    }

    fn super_load(&mut self, id: Id<Expr>, method: u8) {
        let Expr::Attribute { value, attr, .. } = self.ast[id] else { return };
        let Expr::Call { func, args, .. } = self.ast[value] else { return };
        let (loc, value_loc, func_loc) = (self.loc_of(id), self.loc_of(value), self.loc_of(func));
        let attribute_loc = self.attribute_loc(id);
        if let Expr::Name { id: name, .. } = self.ast[func] {
            self.variable(name, Access::Load, func_loc);
        }
        let bits = if args.is_empty() { 0 } else { WITH_ARGUMENTS };
        if args.is_empty() {
            self.super_arguments(value_loc);
        } else {
            self.exprs(args);
        }
        self.named_with(Op::LOAD_SUPER_ATTR, attr, 2, bits | method, loc);
        self.op0(Op::NOP, attribute_loc);
    }

    /// What `super()` finds by itself: the class, and the function's first argument.
    fn super_arguments(&mut self, loc: Loc) {
        self.variable(self.known.class, Access::Load, loc);
        let first: Option<Name> = self.unit().locals.order.first().copied();
        if let Some(first) = first {
            self.variable(first, Access::Load, loc);
        }
    }
}
