//! Comprehensions: most become part of the code around them (PEP 709), generators are functions.

use super::Generator;
use super::blocks::BlockKind;
use super::op::Op;
use super::plan::{Step, Task};
use super::sequence::{Label, Loc};
use super::unit::UnitKind;
use super::variables::Override;
use crate::ast::{Comprehension, Expr, Id, List, Name};
use crate::scope::{Flags, Role, Scopes, Storage};

/// A `for` of a comprehension, with all that is inside.
#[derive(Clone, Copy, Debug)]
pub struct Clause {
    id: Id<Expr>,
    index: u32,
    /// How many iterators are on the stack above the result.
    depth: u32,
    is_iterator_on_stack: bool,
}

/// What an open inlined comprehension has changed in its unit.
#[derive(Debug)]
pub struct Inlined {
    /// Locals that have the same names: their values wait on the stack.
    pushed: Vec<Name>,
    cleanup: Label,
    overrides: Vec<(Name, Option<Override>)>,
    hidden: Vec<Name>,
}

/// The parts of a comprehension.
#[derive(Clone, Copy)]
struct Parts {
    kind: Kind,
    element: Id<Expr>,
    /// Of a dict's item.
    value: Option<Id<Expr>>,
    generators: List<Id<Comprehension>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Set,
    Dict,
    Generator,
}

impl Kind {
    fn build(self) -> Option<Op> {
        match self {
            Kind::List => Some(Op::BUILD_LIST),
            Kind::Set => Some(Op::BUILD_SET),
            Kind::Dict => Some(Op::BUILD_MAP),
            Kind::Generator => None,
        }
    }
}

impl Generator<'_> {
    fn parts(&self, id: Id<Expr>) -> Option<Parts> {
        let (kind, element, value, generators) = match self.ast[id] {
            Expr::ListComp { elt, generators } => (Kind::List, elt, None, generators),
            Expr::SetComp { elt, generators } => (Kind::Set, elt, None, generators),
            Expr::DictComp { key, value, generators } => (Kind::Dict, key, Some(value), generators),
            Expr::GeneratorExp { elt, generators } => (Kind::Generator, elt, None, generators),
            _ => return None,
        };
        Some(Parts { kind, element, value, generators })
    }

    pub(super) fn comprehension(&mut self, id: Id<Expr>) {
        let Some(parts) = self.parts(id) else { return };
        let Some(scope) = self.scopes.of_node(id) else { return };
        let scope = self.scopes.scope(scope);
        let (is_inlined, is_async) = (scope.is_inlined, scope.is_coroutine);
        let Some(first) = self.ast.get(parts.generators, 0) else { return };
        let loc = self.loc_of(id);
        if is_inlined {
            self.outermost_iterator(first);
            self.after(Step::OpenInlined(id, loc));
            if let Some(build) = parts.kind.build() {
                self.op(build, 0u32, loc);
                self.op(Op::SWAP, 2u32, loc);
            }
            self.after(Step::Clause(Clause { id, index: 0, depth: 0, is_iterator_on_stack: true }));
            return self.after(Step::CloseInlined(loc));
        }
        let name = match parts.kind {
            Kind::List => self.known.listcomp,
            Kind::Set => self.known.setcomp,
            Kind::Dict => self.known.dictcomp,
            Kind::Generator => self.known.genexpr,
        };
        self.plan_unit(id, Role::Body, UnitKind::Comprehension, name, loc.line());
        self.task(Task::Closure(0, loc));
        self.outermost_iterator(first);
        self.op(Op::CALL, 0u32, loc);
        if is_async && parts.kind != Kind::Generator {
            self.await_value(0, loc);
        }
    }

    fn outermost_iterator(&mut self, generator: Id<Comprehension>) {
        let Comprehension { iter, is_async, .. } = self.ast[generator];
        let loc = self.loc_of(iter);
        self.expr(iter);
        self.op0(if is_async != 0 { Op::GET_AITER } else { Op::GET_ITER }, loc);
    }

    /// The code of a comprehension that is a function of its outermost iterator.
    pub(super) fn comprehension_code(&mut self, id: Id<Expr>) {
        let Some(parts) = self.parts(id) else { return };
        let loc = self.loc_of(id);
        self.unit_mut().argument_count = 1;
        let handler = (parts.kind == Kind::Generator).then(|| self.stop_iteration_block());
        self.start();
        if let Some(build) = parts.kind.build() {
            self.op(build, 0u32, loc);
        }
        self.after(Step::Clause(Clause { id, index: 0, depth: 0, is_iterator_on_stack: false }));
        match handler {
            Some(handler) => self.stop_iteration_handler(handler),
            None => self.op0(Op::RETURN_VALUE, loc),
        }
        self.plan_leave(true);
    }

    pub(super) fn clause(&mut self, clause: Clause) {
        let Some(parts) = self.parts(clause.id) else { return };
        let Some(generator) = self.ast.get(parts.generators, clause.index as usize) else { return };
        if self.ast[generator].is_async != 0 {
            self.async_clause(clause, parts, generator);
        } else {
            self.sync_clause(clause, parts, generator);
        }
    }

    fn sync_clause(&mut self, clause: Clause, parts: Parts, generator: Id<Comprehension>) {
        let Comprehension { target, iter, ifs, .. } = self.ast[generator];
        let (loc, iter_loc) = (self.loc_of(clause.id), self.loc_of(iter));
        let (start, if_cleanup, anchor) = (self.label(), self.label(), self.label());
        let mut is_loop = true;
        if !clause.is_iterator_on_stack {
            if clause.index == 0 {
                self.op(Op::LOAD_FAST, 0u32, loc);
            } else if let Some(only) = self.only_element(iter) {
                // `for y in [f(x)]` is an assignment.
                self.expr(only);
                is_loop = false;
            } else {
                self.expr(iter);
                self.op0(Op::GET_ITER, iter_loc);
            }
        }
        if is_loop {
            self.place(start);
            self.jump(Op::FOR_ITER, anchor, iter_loc);
        }
        self.expr(target);
        let depth = clause.depth + u32::from(is_loop);
        let element_loc = self.inside(clause, parts, ifs, if_cleanup, depth);
        self.place(if_cleanup);
        if is_loop {
            self.jump(Op::JUMP, start, element_loc);
            self.place(anchor);
            self.op0(Op::END_FOR, Loc::NONE);
            self.op0(Op::POP_ITER, Loc::NONE);
        }
    }

    /// The element of a display of one.
    fn only_element(&self, iter: Id<Expr>) -> Option<Id<Expr>> {
        let (Expr::List { elts, .. } | Expr::Tuple { elts, .. }) = self.ast[iter] else { return None };
        let only = self.ast.get(elts, 0).filter(|_| self.ast.len(elts) == 1)?;
        (!matches!(self.ast[only], Expr::Starred { .. })).then_some(only)
    }

    fn async_clause(&mut self, clause: Clause, parts: Parts, generator: Id<Comprehension>) {
        let Comprehension { target, iter, ifs, .. } = self.ast[generator];
        let (loc, iter_loc, span) = (self.loc_of(clause.id), self.loc_of(iter), self.ast.span(clause.id));
        let (start, send, except, if_cleanup) = (self.label(), self.label(), self.label(), self.label());
        if !clause.is_iterator_on_stack {
            if clause.index == 0 {
                self.op(Op::LOAD_FAST, 0u32, loc);
            } else {
                self.expr(iter);
                self.op0(Op::GET_AITER, iter_loc);
            }
        }
        self.place(start);
        self.plan_block(BlockKind::AsyncComprehension, loc, span);
        self.jump(Op::SETUP_FINALLY, except, loc);
        self.op0(Op::GET_ANEXT, loc);
        self.load_none(loc);
        self.place(send);
        self.yield_from(true, loc);
        self.op0(Op::POP_BLOCK, loc);
        self.expr(target);
        let element_loc = self.inside(clause, parts, ifs, if_cleanup, clause.depth + 1);
        self.place(if_cleanup);
        self.jump(Op::JUMP, start, element_loc);
        self.task(Task::PopBlock);
        self.place(except);
        self.jump(Op::END_ASYNC_FOR, send, loc);
    }

    /// The conditions of a clause, and the next clause or the element. Gives where the element stands.
    fn inside(&mut self, clause: Clause, parts: Parts, ifs: List<Id<Expr>>, if_cleanup: Label, depth: u32) -> Loc {
        let ast = self.ast;
        ast.items(ifs).for_each(|condition| self.jump_if(condition, if_cleanup, false));
        let index = clause.index + 1;
        if (index as usize) < ast.len(parts.generators) {
            self.after(Step::Clause(Clause { id: clause.id, index, depth, is_iterator_on_stack: false }));
            return self.loc_of(parts.element);
        }
        self.element(parts, depth)
    }

    fn element(&mut self, parts: Parts, depth: u32) -> Loc {
        let mut loc = self.loc_of(parts.element);
        self.expr(parts.element);
        match parts.kind {
            Kind::Generator => {
                self.yield_top(loc);
                self.op0(Op::POP_TOP, loc);
            }
            Kind::List => self.op(Op::LIST_APPEND, depth + 1, loc),
            Kind::Set => self.op(Op::SET_ADD, depth + 1, loc),
            Kind::Dict => {
                if let Some(value) = parts.value {
                    let end = self.loc_of(value);
                    loc = Loc::new(loc.line(), end.end_line(), loc.column(), end.end_column());
                    self.expr(value);
                }
                self.op(Op::MAP_ADD, depth + 1, loc);
            }
        }
        loc
    }

    /// The comprehension's names mean its own from here on; what they meant before waits on the stack.
    pub(super) fn open_inlined(&mut self, id: Id<Expr>, loc: Loc) {
        let scopes: &Scopes = self.scopes;
        let Some(scope) = scopes.of_node(id) else { return };
        let in_class = self.unit().kind == UnitKind::Class && self.unit().inlined_depth == 0;
        let is_function_like = scopes.scope(self.unit().scope).is_function_like();
        self.unit_mut().inlined_depth += 1;
        let mut inlined = Inlined { pushed: Vec::new(), cleanup: Label(0), overrides: Vec::new(), hidden: Vec::new() };
        for symbol in scopes.symbols_of(scope) {
            let (name, storage) = (symbol.name, symbol.storage);
            let outer = self.storage(name);
            let differs = Some(storage) != outer
                && storage != Storage::Free
                && !(storage == Storage::Cell && outer == Some(Storage::Free));
            if differs || in_class {
                let before = self.unit_mut().overrides.insert(name, Override { storage: Some(storage) });
                inlined.overrides.push((name, before));
            }
            let is_own = is_own(symbol.flags);
            if (is_own || in_class) && !is_function_like && self.unit().hidden.get(&name) != Some(&true) {
                self.unit_mut().hidden.insert(name, true);
                inlined.hidden.push(name);
            }
        }
        for symbol in scopes.symbols_of(scope).filter(|symbol| is_own(symbol.flags)) {
            self.named(Op::LOAD_FAST_AND_CLEAR, symbol.name, loc);
            if symbol.storage == Storage::Cell {
                let place = match self.storage(symbol.name) {
                    Some(Storage::Free) => self.free_place(symbol.name),
                    _ => self.cell_place(symbol.name),
                };
                self.op(Op::MAKE_CELL, place, loc);
            }
            inlined.pushed.push(symbol.name);
        }
        if !inlined.pushed.is_empty() {
            inlined.cleanup = self.label();
            self.op(Op::SWAP, inlined.pushed.len() as u32 + 1, loc);
            self.jump(Op::SETUP_FINALLY, inlined.cleanup, loc);
        }
        self.comprehensions.push(inlined);
    }

    pub(super) fn close_inlined(&mut self, loc: Loc) {
        let Some(inlined) = self.comprehensions.pop() else { return };
        if !inlined.pushed.is_empty() {
            let end = self.label();
            self.op0(Op::POP_BLOCK, Loc::NONE);
            self.jump(Op::JUMP_NO_INTERRUPT, end, Loc::NONE);
            self.place(inlined.cleanup);
            // Below the exception is what there was of the result.
            self.op(Op::SWAP, 2u32, Loc::NONE);
            self.op0(Op::POP_TOP, Loc::NONE);
            self.restore_locals(&inlined.pushed, loc);
            self.op(Op::RERAISE, 0u32, Loc::NONE);
            self.place(end);
            self.restore_locals(&inlined.pushed, loc);
        }
        let unit = self.unit_mut();
        unit.inlined_depth -= 1;
        for (name, before) in inlined.overrides.into_iter().rev() {
            match before {
                Some(before) => unit.overrides.insert(name, before),
                None => unit.overrides.remove(&name),
            };
        }
        for name in inlined.hidden {
            unit.hidden.insert(name, false);
        }
    }

    fn restore_locals(&mut self, names: &[Name], loc: Loc) {
        self.op(Op::SWAP, names.len() as u32 + 1, loc);
        names.iter().rev().for_each(|&name| self.named(Op::STORE_FAST_MAYBE_NULL, name, loc));
    }
}

/// Bound in the comprehension itself, and not by `:=` around it.
fn is_own(flags: Flags) -> bool {
    flags.contains(Flags::LOCAL) && !flags.contains(Flags::NONLOCAL)
}
