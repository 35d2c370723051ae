//! `match` and its patterns.
//!
//! A pattern takes the subject from the stack. Where it fails, it jumps to where all that it has pushed is popped. Names are stored
//! when the whole pattern has matched: until then their values wait below what the pattern still needs (`on_top`).

use super::Generator;
use super::displays::unpack_operand;
use super::op::Op;
use super::plan::{Access, Step};
use super::sequence::{Label, Loc};
use crate::ast::{ConstantId, Expr, Id, List, MatchCase, Name, Pattern};
use crate::bytecode::{BinaryOperator, Comparison, constant_text};
use crate::diagnostics::Message;
use rustc_hash::FxHashSet;

/// What is known while a pattern is matched.
#[derive(Debug, Default)]
pub struct Context {
    /// The names captured so far: their values are on the stack in this order.
    stores: Vec<Name>,
    /// Whether a pattern may match everything.
    allows_irrefutable: bool,
    /// Where to jump to pop so many entries and fail.
    fail_pop: Vec<Label>,
    /// How many entries above the captured ones are still needed.
    on_top: isize,
    /// The alternatives that are open.
    alternatives: Vec<Alternatives>,
}

#[derive(Debug)]
struct Alternatives {
    end: Label,
    /// The names of the first alternative: the others must have the same.
    control: Option<Vec<Name>>,
}

/// A step that depends on what the patterns before it have captured.
#[derive(Clone, Copy, Debug)]
pub enum Match {
    Begin { case: Id<MatchCase>, copies: bool, allows_irrefutable: bool },
    Matched { case: Id<MatchCase>, copies: bool, end: Label },
    Failed(Loc),
    OnTop(i32),
    AllowsIrrefutable(bool),
    Store(Option<Name>, Id<Pattern>),
    Alternative { alternative: Id<Pattern>, is_last: bool },
    AlternativeEnd { alternative: Id<Pattern>, id: Id<Pattern> },
    OrEnd(Id<Pattern>),
}

impl Generator<'_> {
    pub(super) fn match_statement(&mut self, subject: Id<Expr>, cases: List<Id<MatchCase>>) {
        let ast = self.ast;
        let end = self.label();
        let count = ast.len(cases);
        let last = ast.get(cases, count.saturating_sub(1));
        let default = last.filter(|&last| count > 1 && self.is_wildcard(ast[last].pattern));
        let tested = count - usize::from(default.is_some());
        self.expr(subject);
        for (index, case) in ast.items(cases).take(tested).enumerate() {
            let MatchCase { pattern, guard, .. } = ast[case];
            let copies = index + 1 < tested;
            let allows_irrefutable = guard.is_some() || index + 1 == count;
            self.after(Step::Match(Match::Begin { case, copies, allows_irrefutable }));
            self.after(Step::Pattern(pattern));
            self.after(Step::Match(Match::Matched { case, copies, end }));
        }
        if let Some(default) = default {
            let MatchCase { pattern, guard, body } = ast[default];
            let loc = self.loc_of(pattern);
            self.op0(Op::NOP, loc);
            if let Some(guard) = guard {
                self.jump_if(guard, end, false);
            }
            self.body(body);
        }
        self.place(end);
    }

    pub(super) fn match_step(&mut self, step: Match) {
        match step {
            Match::Begin { case, copies, allows_irrefutable } => {
                if copies {
                    let loc = self.loc_of(self.ast[case].pattern);
                    self.op(Op::COPY, 1u32, loc);
                }
                self.patterns.push(Context { allows_irrefutable, ..Context::default() });
            }
            Match::Matched { case, copies, end } => self.matched(case, copies, end),
            Match::Failed(loc) => {
                self.emit_fail_pop(loc);
                self.patterns.pop();
            }
            Match::OnTop(change) => self.context().on_top += change as isize,
            Match::AllowsIrrefutable(allows) => self.context().allows_irrefutable = allows,
            Match::Store(name, pattern) => self.capture(name, pattern),
            Match::Alternative { alternative, is_last } => self.alternative(alternative, is_last),
            Match::AlternativeEnd { alternative, id } => self.alternative_end(alternative, id),
            Match::OrEnd(id) => self.or_end(id),
        }
    }

    /// The pattern matched: the names get their values, the guard is asked, the body is executed.
    fn matched(&mut self, case: Id<MatchCase>, copies: bool, end: Label) {
        let MatchCase { pattern, guard, body } = self.ast[case];
        let loc = self.loc_of(pattern);
        let stores = std::mem::take(&mut self.context().stores);
        stores.into_iter().for_each(|name| self.variable(name, Access::Store, loc));
        if let Some(guard) = guard {
            self.ensure_fail_pop(0);
            let fail = self.context().fail_pop[0];
            self.jump_if(guard, fail, false);
        }
        if copies {
            self.op0(Op::POP_TOP, Loc::NEXT);
        }
        self.body(body);
        self.jump(Op::JUMP, end, Loc::NONE);
        self.after(Step::Match(Match::Failed(loc)));
    }

    fn context(&mut self) -> &mut Context {
        if self.patterns.is_empty() {
            self.patterns.push(Context::default());
        }
        self.patterns.last_mut().expect("one was just pushed if there was none")
    }

    fn ensure_fail_pop(&mut self, pops: usize) {
        while self.context().fail_pop.len() <= pops {
            let label = self.label();
            self.context().fail_pop.push(label);
        }
    }

    /// Jumps to where all is popped that the pattern has pushed.
    fn jump_to_fail(&mut self, op: Op, loc: Loc) {
        let context = self.context();
        let pops = context.on_top.max(0) as usize + context.stores.len();
        self.ensure_fail_pop(pops);
        let label = self.context().fail_pop[pops];
        self.jump(op, label, loc);
    }

    fn emit_fail_pop(&mut self, loc: Loc) {
        let labels = std::mem::take(&mut self.context().fail_pop);
        for (pops, &label) in labels.iter().enumerate().rev() {
            self.place(label);
            if pops > 0 {
                self.op0(Op::POP_TOP, loc);
            }
        }
    }

    fn is_wildcard(&self, id: Id<Pattern>) -> bool {
        matches!(self.ast[id], Pattern::MatchAs { name: None, .. })
    }

    /// A pattern inside another may match everything.
    pub(super) fn subpattern(&mut self, id: Id<Pattern>) {
        let allowed = std::mem::replace(&mut self.context().allows_irrefutable, true);
        self.after(Step::Pattern(id));
        self.after(Step::Match(Match::AllowsIrrefutable(allowed)));
    }

    pub(super) fn pattern(&mut self, id: Id<Pattern>) {
        let (loc, span) = (self.loc_of(id), self.ast.span(id));
        match self.ast[id] {
            Pattern::MatchValue { value } => self.value_pattern(id, value),
            Pattern::MatchSingleton { value } => self.singleton_pattern(value, loc),
            Pattern::MatchSequence { patterns } => self.sequence_pattern(id, patterns),
            Pattern::MatchMapping { keys, patterns, rest } => self.mapping_pattern(id, keys, patterns, rest),
            Pattern::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.class_pattern(id, cls, patterns, kwd_attrs, kwd_patterns)
            }
            Pattern::MatchStar { name } => self.capture(name, id),
            Pattern::MatchAs { pattern: None, name } => {
                if self.context().allows_irrefutable {
                    return self.capture(name, id);
                }
                let message = match name {
                    Some(name) => Message::CaptureNotLast { name: self.ast.resolve(name).into() },
                    None => Message::WildcardNotLast,
                };
                self.fail(message, span);
            }
            Pattern::MatchAs { pattern: Some(pattern), name } => {
                self.context().on_top += 1;
                self.op(Op::COPY, 1u32, loc);
                self.after(Step::Pattern(pattern));
                self.after(Step::Match(Match::OnTop(-1)));
                self.after(Step::Match(Match::Store(name, id)));
            }
            Pattern::MatchOr { patterns } => self.or_pattern(id, patterns),
        }
    }

    /// Puts a value below what is still needed, to be stored under a name later.
    fn capture(&mut self, name: Option<Name>, id: Id<Pattern>) {
        let loc = self.loc_of(id);
        let Some(name) = name else { return self.op0(Op::POP_TOP, loc) };
        if self.context().stores.contains(&name) {
            return self.repeated_capture(name, id);
        }
        let context = self.context();
        let rotations = context.on_top.max(0) as usize + context.stores.len() + 1;
        context.stores.push(name);
        self.rotate(rotations, loc);
    }

    fn repeated_capture(&mut self, name: Name, id: Id<Pattern>) {
        let name = self.ast.resolve(name).into();
        self.fail(Message::RepeatedCapture { name }, self.ast.span(id));
    }

    /// Moves the top of the stack below others.
    fn rotate(&mut self, count: usize, loc: Loc) {
        (2..=count as u32).rev().for_each(|depth| self.op(Op::SWAP, depth, loc));
    }

    fn value_pattern(&mut self, id: Id<Pattern>, value: Id<Expr>) {
        let (loc, span) = (self.loc_of(id), self.ast.span(id));
        if let Some(constant) = self.pattern_constant(value) {
            let value_loc = self.loc_of(value);
            self.load(constant, value_loc);
        } else if matches!(self.ast[value], Expr::Attribute { .. }) || self.is_constant(value) {
            self.expr(value);
        } else {
            return self.fail(Message::PatternValue, span);
        }
        self.op(Op::COMPARE_OP, Comparison::Equal.encode(), loc);
        self.op0(Op::TO_BOOL, loc);
        self.jump_to_fail(Op::POP_JUMP_IF_FALSE, loc);
    }

    fn singleton_pattern(&mut self, value: ConstantId, loc: Loc) {
        let value = self.literal(value);
        self.load(value, loc);
        self.op(Op::IS_OP, 0u32, loc);
        self.jump_to_fail(Op::POP_JUMP_IF_FALSE, loc);
    }

    fn sequence_pattern(&mut self, id: Id<Pattern>, patterns: List<Id<Pattern>>) {
        let (loc, span) = (self.loc_of(id), self.ast.span(id));
        let ast = self.ast;
        let size = ast.len(patterns);
        let (mut star, mut only_wildcards, mut star_wildcard) = (None, true, false);
        for (index, pattern) in ast.items(patterns).enumerate() {
            if let Pattern::MatchStar { name } = ast[pattern] {
                if star.is_some() {
                    return self.fail(Message::TwoStarredPatterns, span);
                }
                star_wildcard = name.is_none();
                only_wildcards &= star_wildcard;
                star = Some(index);
            } else {
                only_wildcards &= self.is_wildcard(pattern);
            }
        }
        self.context().on_top += 1;
        self.op0(Op::MATCH_SEQUENCE, loc);
        self.jump_to_fail(Op::POP_JUMP_IF_FALSE, loc);
        let length = match star {
            None => Some((size, Comparison::Equal)),
            Some(_) => (size > 1).then(|| (size - 1, Comparison::GreaterEqual)),
        };
        if let Some((length, comparison)) = length {
            self.op0(Op::GET_LEN, loc);
            self.load_int(length as i64, loc);
            self.op(Op::COMPARE_OP, comparison.encode(), loc);
            self.jump_to_fail(Op::POP_JUMP_IF_FALSE, loc);
        }
        self.context().on_top -= 1;
        match star {
            _ if only_wildcards => self.op0(Op::POP_TOP, loc),
            Some(star) if star_wildcard => self.match_by_index(patterns, star, loc),
            _ => self.match_unpacked(id, patterns, star, loc),
        }
    }

    /// All elements on the stack.
    fn match_unpacked(&mut self, id: Id<Pattern>, patterns: List<Id<Pattern>>, star: Option<usize>, loc: Loc) {
        let ast = self.ast;
        let size = ast.len(patterns);
        match star.map(|star| unpack_operand(star, size)) {
            None => self.op(Op::UNPACK_SEQUENCE, size as u32, loc),
            Some(Some(operand)) => self.op(Op::UNPACK_EX, operand, loc),
            Some(None) => return self.fail(Message::TooManyStarredPatterns, ast.span(id)),
        }
        self.context().on_top += size as isize;
        for pattern in ast.items(patterns) {
            self.after(Step::Match(Match::OnTop(-1)));
            self.after(Step::Subpattern(pattern));
        }
    }

    /// Only the elements that are asked for.
    fn match_by_index(&mut self, patterns: List<Id<Pattern>>, star: usize, loc: Loc) {
        let ast = self.ast;
        let size = ast.len(patterns);
        self.context().on_top += 1;
        for (index, pattern) in ast.items(patterns).enumerate() {
            if index == star || self.is_wildcard(pattern) {
                continue;
            }
            self.op(Op::COPY, 1u32, loc);
            if index < star {
                self.load_int(index as i64, loc);
            } else {
                self.op0(Op::GET_LEN, loc);
                self.load_int((size - index) as i64, loc);
                self.op(Op::BINARY_OP, BinaryOperator::Subtract.encode(), loc);
            }
            self.op(Op::BINARY_OP, BinaryOperator::Subscript.encode(), loc);
            self.after(Step::Subpattern(pattern));
        }
        self.after(Step::Match(Match::OnTop(-1)));
        self.op0(Op::POP_TOP, loc);
    }

    fn class_pattern(
        &mut self,
        id: Id<Pattern>,
        class: Id<Expr>,
        patterns: List<Id<Pattern>>,
        attributes: List<Name>,
        attribute_patterns: List<Id<Pattern>>,
    ) {
        let loc = self.loc_of(id);
        let ast = self.ast;
        let mut seen = FxHashSet::default();
        for (name, pattern) in ast.items(attributes).zip(ast.items(attribute_patterns)) {
            if !seen.insert(name) {
                let name = ast.resolve(name).into();
                return self.fail(Message::RepeatedPatternAttribute { name }, ast.span(pattern));
            }
        }
        let count = ast.len(patterns) + ast.len(attributes);
        self.expr(class);
        let names = ast.items(attributes).map(|name| self.name_constant(name)).collect();
        let names = self.constants.tuple(names);
        self.load(names, loc);
        self.op(Op::MATCH_CLASS, ast.len(patterns) as u32, loc);
        self.context().on_top += 1;
        self.fail_if_none(loc);
        self.op(Op::UNPACK_SEQUENCE, count as u32, loc);
        self.context().on_top += count as isize - 1;
        for pattern in ast.items(patterns).chain(ast.items(attribute_patterns)) {
            self.after(Step::Match(Match::OnTop(-1)));
            match self.is_wildcard(pattern) {
                true => self.op0(Op::POP_TOP, loc),
                false => self.after(Step::Subpattern(pattern)),
            }
        }
    }

    /// Fails if None is on the stack, and leaves what is there.
    fn fail_if_none(&mut self, loc: Loc) {
        self.op(Op::COPY, 1u32, loc);
        self.load_none(loc);
        self.op(Op::IS_OP, 1u32, loc);
        self.jump_to_fail(Op::POP_JUMP_IF_FALSE, loc);
    }

    fn mapping_pattern(&mut self, id: Id<Pattern>, keys: List<Id<Expr>>, patterns: List<Id<Pattern>>, rest: Option<Name>) {
        let loc = self.loc_of(id);
        let ast = self.ast;
        let size = ast.len(keys);
        self.context().on_top += 1;
        self.op0(Op::MATCH_MAPPING, loc);
        self.jump_to_fail(Op::POP_JUMP_IF_FALSE, loc);
        if size == 0 && rest.is_none() {
            self.context().on_top -= 1;
            return self.op0(Op::POP_TOP, loc);
        }
        if size > 0 {
            self.op0(Op::GET_LEN, loc);
            self.load_int(size as i64, loc);
            self.op(Op::COMPARE_OP, Comparison::GreaterEqual.encode(), loc);
            self.jump_to_fail(Op::POP_JUMP_IF_FALSE, loc);
        }
        if !self.mapping_keys(id, keys) {
            return;
        }
        self.op(Op::BUILD_TUPLE, size as u32, loc);
        self.op0(Op::MATCH_KEYS, loc);
        self.context().on_top += 2;
        self.fail_if_none(loc);
        self.op(Op::UNPACK_SEQUENCE, size as u32, loc);
        self.context().on_top += size as isize - 1;
        for pattern in ast.items(patterns) {
            self.after(Step::Match(Match::OnTop(-1)));
            self.after(Step::Subpattern(pattern));
        }
        self.after(Step::Match(Match::OnTop(-2)));
        match rest {
            None => (0..2).for_each(|_| self.op0(Op::POP_TOP, loc)),
            Some(_) => {
                // A copy of the mapping, without the keys.
                self.op(Op::BUILD_MAP, 0u32, loc);
                self.op(Op::SWAP, 3u32, loc);
                self.op(Op::DICT_UPDATE, 2u32, loc);
                self.op(Op::UNPACK_SEQUENCE, size as u32, loc);
                for left in (1..=size as u32).rev() {
                    self.op(Op::COPY, left + 1, loc);
                    self.op(Op::SWAP, 2u32, loc);
                    self.op0(Op::DELETE_SUBSCR, loc);
                }
                self.after(Step::Match(Match::Store(rest, id)));
            }
        }
    }

    /// The keys of a mapping pattern; false if they are wrong.
    fn mapping_keys(&mut self, id: Id<Pattern>, keys: List<Id<Expr>>) -> bool {
        let ast = self.ast;
        let mut seen = FxHashSet::default();
        for key in ast.items(keys) {
            let span = ast.span(id);
            match self.pattern_constant(key) {
                Some(constant) => {
                    let equal = self.constants.equality(constant);
                    if !seen.insert(equal) {
                        let key = constant_text(|id| self.constants.get(id), constant);
                        self.fail(Message::RepeatedMappingKey { key }, span);
                        return false;
                    }
                    let loc = self.loc_of(key);
                    self.load(constant, loc);
                }
                None if matches!(ast[key], Expr::Attribute { .. }) => self.expr(key),
                None => {
                    self.fail(Message::MappingKey, span);
                    return false;
                }
            }
        }
        true
    }

    fn or_pattern(&mut self, id: Id<Pattern>, patterns: List<Id<Pattern>>) {
        let end = self.label();
        self.context().alternatives.push(Alternatives { end, control: None });
        let ast = self.ast;
        let last = ast.len(patterns).saturating_sub(1);
        for (index, alternative) in ast.items(patterns).enumerate() {
            self.after(Step::Match(Match::Alternative { alternative, is_last: index == last }));
            self.after(Step::Pattern(alternative));
            self.after(Step::Match(Match::AlternativeEnd { alternative, id }));
        }
        self.after(Step::Match(Match::OrEnd(id)));
    }

    fn alternative(&mut self, alternative: Id<Pattern>, is_last: bool) {
        let allows_irrefutable = is_last && self.context().allows_irrefutable;
        self.patterns.push(Context { allows_irrefutable, ..Context::default() });
        let loc = self.loc_of(alternative);
        self.op(Op::COPY, 1u32, loc);
    }

    fn alternative_end(&mut self, alternative: Id<Pattern>, id: Id<Pattern>) {
        let loc = self.loc_of(alternative);
        let stores = std::mem::take(&mut self.context().stores);
        let outer = self.patterns.len().saturating_sub(2);
        let Some(open) = self.patterns[outer].alternatives.last_mut() else { return };
        let end = open.end;
        match open.control.take() {
            None => open.control = Some(stores),
            Some(control) => {
                if !self.reorder(stores, &control, loc) {
                    return self.fail(Message::DifferentAlternatives, self.ast.span(id));
                }
                if let Some(open) = self.patterns[outer].alternatives.last_mut() {
                    open.control = Some(control);
                }
            }
        }
        self.jump(Op::JUMP, end, loc);
        self.emit_fail_pop(loc);
        self.patterns.pop();
    }

    /// Brings captured values into the first alternative's order; false if the names differ.
    fn reorder(&mut self, mut stores: Vec<Name>, control: &[Name], loc: Loc) -> bool {
        if stores.len() != control.len() {
            return false;
        }
        for (place, name) in control.iter().enumerate().rev() {
            let Some(found) = stores.iter().position(|store| store == name) else { return false };
            if found == place {
                continue;
            }
            let rotations = found + 1;
            stores[..=place].rotate_left(rotations);
            (0..rotations).for_each(|_| self.rotate(place + 1, loc));
        }
        true
    }

    fn or_end(&mut self, id: Id<Pattern>) {
        let loc = self.loc_of(id);
        let Some(Alternatives { end, control }) = self.context().alternatives.pop() else { return };
        let control = control.unwrap_or_default();
        self.op0(Op::POP_TOP, loc);
        self.jump_to_fail(Op::JUMP, loc);
        self.place(end);
        let context = self.context();
        let rotations = control.len() + 1 + context.on_top.max(0) as usize + context.stores.len();
        for name in control {
            self.rotate(rotations, loc);
            if self.context().stores.contains(&name) {
                return self.repeated_capture(name, id);
            }
            self.context().stores.push(name);
        }
        self.op0(Op::POP_TOP, loc);
    }
}
