//! Calls.

use super::Generator;
use super::displays::{MOST_ON_STACK, TUPLE};
use super::op::Op;
use super::plan::Access;
use super::sequence::{Label, Loc};
use crate::ast::{Expr, ExprContext, Id, Keyword, List, Name};
use crate::bytecode::{CommonConstant, Const, Intrinsic1};
use crate::diagnostics::Message;
use crate::scope::Flags;
use rustc_hash::FxHashMap;

/// What a call passes.
#[derive(Clone, Copy)]
pub(super) struct Arguments {
    pub args: List<Id<Expr>>,
    pub keywords: List<Id<Keyword>>,
}

impl Generator<'_> {
    pub(super) fn call(&mut self, id: Id<Expr>) {
        let Expr::Call { func, args, keywords } = self.ast[id] else { return };
        let arguments = Arguments { args, keywords };
        if self.has_repeated_keyword(keywords) || self.method_call(id, func, arguments) {
            return;
        }
        self.check_called(func);
        let (loc, func_loc) = (self.loc_of(id), self.loc_of(func));
        let end = self.label();
        self.expr(func);
        self.call_with_generator(func, arguments, end);
        self.op0(Op::PUSH_NULL, func_loc);
        self.arguments(0, arguments, None, loc);
        self.place(end);
    }

    /// Keyword arguments may be given once; the first that is given again is the error.
    pub(super) fn has_repeated_keyword(&mut self, keywords: List<Id<Keyword>>) -> bool {
        let ast = self.ast;
        if !self.may_repeat_keyword(keywords) {
            return false;
        }
        // For each name its first place; CPython looks for the first name that comes again, and for the place where it does.
        let mut first: FxHashMap<Name, usize> = FxHashMap::default();
        let mut repeated: Option<(usize, Id<Keyword>, Name)> = None;
        for (index, keyword) in ast.items(keywords).enumerate() {
            let Some(name) = ast[keyword].arg else { continue };
            match first.get(&name) {
                None => drop(first.insert(name, index)),
                Some(&place) if repeated.is_none_or(|(earliest, ..)| place < earliest) => {
                    repeated = Some((place, keyword, name));
                }
                Some(_) => {}
            }
        }
        let Some((_, keyword, name)) = repeated else { return false };
        let name = ast.resolve(name).into();
        self.fail(Message::RepeatedKeyword { name }, ast.span(keyword));
        true
    }

    /// Most calls have few keywords, which are compared at once.
    fn may_repeat_keyword(&self, keywords: List<Id<Keyword>>) -> bool {
        const FEW: usize = 8;
        let ast = self.ast;
        let names = || ast.items(keywords).map(|keyword| ast[keyword].arg);
        match ast.len(keywords) {
            0 | 1 => false,
            2..=FEW => {
                names().enumerate().any(|(index, name)| name.is_some() && names().skip(index + 1).any(|other| other == name))
            }
            _ => true,
        }
    }

    /// A call of an attribute without unpacking, which needs no bound method; whether it is one.
    fn method_call(&mut self, id: Id<Expr>, func: Id<Expr>, arguments: Arguments) -> bool {
        let Expr::Attribute { value, attr, ctx: ExprContext::Load } = self.ast[func] else { return false };
        let ast = self.ast;
        let Arguments { args, keywords } = arguments;
        let keyword_count = ast.len(keywords);
        let count = ast.len(args) + keyword_count + usize::from(keyword_count > 0);
        if self.is_imported(value) || count >= MOST_ON_STACK || self.has_unpacking(arguments) {
            return false;
        }
        let loc = self.attribute_loc(func);
        if self.is_super_attribute(func) {
            self.super_method(func);
        } else {
            self.expr(value);
            self.named_with(Op::LOAD_ATTR, attr, 1, 1, loc);
        }
        self.exprs(args);
        let call_loc = self.loc_of(id);
        let call_loc = self.at_attribute(call_loc, func);
        let count = ast.len(args) as u32;
        if keyword_count > 0 {
            self.keyword_values(keywords, loc);
            self.op(Op::CALL_KW, count + keyword_count as u32, call_loc);
        } else {
            self.op(Op::CALL, count, call_loc);
        }
        true
    }

    /// Whether the module imports a name: what comes from there is seldom a method.
    fn is_imported(&self, id: Id<Expr>) -> bool {
        let Expr::Name { id: name, .. } = self.ast[id] else { return false };
        // Inside a comprehension of the module, the name is the comprehension's.
        if self.units[0].overrides.contains_key(&name) {
            return false;
        }
        let symbol = self.scopes.lookup(self.scopes.module(), name);
        symbol.is_some_and(|symbol| symbol.flags.contains(Flags::IMPORT))
    }

    fn has_unpacking(&self, arguments: Arguments) -> bool {
        let ast = self.ast;
        ast.items(arguments.args).any(|arg| matches!(ast[arg], Expr::Starred { .. }))
            || ast.items(arguments.keywords).any(|keyword| ast[keyword].arg.is_none())
    }

    /// The values of keyword arguments, and the tuple of their names.
    fn keyword_values(&mut self, keywords: List<Id<Keyword>>, loc: Loc) {
        let ast = self.ast;
        let mut names = Vec::with_capacity(ast.len(keywords));
        for keyword in ast.items(keywords) {
            let Keyword { arg, value } = ast[keyword];
            self.expr(value);
            names.extend(arg.map(|name| self.name_constant(name)));
        }
        let names = self.constants.tuple(names);
        self.load(names, loc);
    }

    /// The arguments of a call, beside those that are on the stack already, and the call. A variable may be given besides.
    pub(super) fn arguments(&mut self, pushed: u32, arguments: Arguments, injected: Option<Name>, loc: Loc) {
        let ast = self.ast;
        let Arguments { args, keywords } = arguments;
        let (count, keyword_count) = (ast.len(args), ast.len(keywords));
        if count + keyword_count * 2 > MOST_ON_STACK || self.has_unpacking(arguments) {
            return self.unpacked_arguments(pushed, arguments, injected, loc);
        }
        self.exprs(args);
        if let Some(name) = injected {
            self.variable(name, Access::Load, loc);
        }
        let count = pushed + count as u32 + u32::from(injected.is_some());
        if keyword_count > 0 {
            self.keyword_values(keywords, loc);
            self.op(Op::CALL_KW, count + keyword_count as u32, loc);
        } else {
            self.op(Op::CALL, count, loc);
        }
    }

    /// A call with a tuple and a dict.
    fn unpacked_arguments(&mut self, pushed: u32, arguments: Arguments, injected: Option<Name>, loc: Loc) {
        let ast = self.ast;
        let Arguments { args, keywords } = arguments;
        let only = ast.get(args, 0).filter(|_| pushed == 0 && ast.len(args) == 1);
        match only.map(|only| ast[only]) {
            Some(Expr::Starred { value, .. }) => self.expr(value),
            _ => self.display(args, injected, pushed, TUPLE, loc),
        }
        let items: Vec<Id<Keyword>> = ast.items(keywords).collect();
        let mut have_dict = false;
        let mut waiting = 0;
        for (index, &keyword) in items.iter().enumerate() {
            if ast[keyword].arg.is_some() {
                waiting += 1;
                continue;
            }
            self.merge_keywords(&items[index - waiting..index], &mut have_dict, loc);
            waiting = 0;
            if !have_dict {
                self.op(Op::BUILD_MAP, 0u32, loc);
                have_dict = true;
            }
            self.expr(ast[keyword].value);
            self.op(Op::DICT_MERGE, 1u32, loc);
        }
        self.merge_keywords(&items[items.len() - waiting..], &mut have_dict, loc);
        if items.is_empty() {
            self.op0(Op::PUSH_NULL, loc);
        }
        self.op0(Op::CALL_FUNCTION_EX, loc);
    }

    fn merge_keywords(&mut self, keywords: &[Id<Keyword>], have_dict: &mut bool, loc: Loc) {
        if keywords.is_empty() {
            return;
        }
        let is_big = keywords.len() * 2 > MOST_ON_STACK;
        if is_big {
            self.op(Op::BUILD_MAP, 0u32, Loc::NONE);
        }
        for &keyword in keywords {
            let Keyword { arg, value } = self.ast[keyword];
            if let Some(name) = arg {
                self.load_name_text(name, loc);
            }
            self.expr(value);
            if is_big {
                self.op(Op::MAP_ADD, 1u32, Loc::NONE);
            }
        }
        if !is_big {
            self.op(Op::BUILD_MAP, keywords.len() as u32, loc);
        }
        if *have_dict {
            self.op(Op::DICT_MERGE, 1u32, loc);
        }
        *have_dict = true;
    }

    /// `tuple`, `all` or `any` of a generator expression: a loop over it, if the name means the builtin.
    fn call_with_generator(&mut self, func: Id<Expr>, arguments: Arguments, end: Label) {
        let ast = self.ast;
        let Arguments { args, keywords } = arguments;
        let Expr::Name { id: name, .. } = ast[func] else { return };
        let (Some(generator), 1, true) = (ast.get(args, 0), ast.len(args), keywords.is_empty()) else { return };
        if !matches!(ast[generator], Expr::GeneratorExp { .. }) {
            return;
        }
        // The result when the loop ends by itself, and what makes it go on.
        let (function, exhausted, goes_on) = match ast.resolve(name) {
            "all" => (CommonConstant::All, Some(Const::True), Op::POP_JUMP_IF_TRUE),
            "any" => (CommonConstant::Any, Some(Const::False), Op::POP_JUMP_IF_FALSE),
            "tuple" => (CommonConstant::Tuple, None, Op::NOP),
            _ => return,
        };
        let loc = self.loc_of(func);
        let (skip, next, cleanup) = (self.label(), self.label(), self.label());
        self.op(Op::COPY, 1u32, loc);
        self.op(Op::LOAD_COMMON_CONSTANT, function, loc);
        self.op(Op::IS_OP, 0u32, loc);
        self.jump(Op::POP_JUMP_IF_FALSE, skip, loc);
        self.op0(Op::POP_TOP, loc);
        if exhausted.is_none() {
            self.op(Op::BUILD_LIST, 0u32, loc);
        }
        self.expr(generator);
        self.place(next);
        self.jump(Op::FOR_ITER, cleanup, loc);
        if exhausted.is_none() {
            self.op(Op::LIST_APPEND, 2u32, loc);
            self.jump(Op::JUMP, next, loc);
        } else {
            self.op0(Op::TO_BOOL, loc);
            self.jump(goes_on, next, loc);
        }
        self.op0(Op::POP_ITER, Loc::NONE);
        if let Some(result) = &exhausted {
            let decided = self.constants.bool(*result == Const::False);
            self.load(decided, loc);
        }
        self.jump(Op::JUMP, end, loc);
        self.place(cleanup);
        self.op0(Op::END_FOR, Loc::NONE);
        self.op0(Op::POP_ITER, Loc::NONE);
        match exhausted {
            Some(result) => {
                let result = self.constants.add(result);
                self.load(result, loc);
            }
            None => self.op(Op::CALL_INTRINSIC_1, Intrinsic1::ListToTuple, loc),
        }
        self.jump(Op::JUMP, end, loc);
        self.place(skip);
    }

    /// `__exit__(None, None, None)`.
    pub(super) fn call_exit_with_nones(&mut self, loc: Loc) {
        (0..3).for_each(|_| self.load_none(loc));
        self.op(Op::CALL, 3u32, loc);
    }
}
