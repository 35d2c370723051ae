//! Entering frames and leaving them: calls, returns, generators that are resumed and suspended.
//!
//! `unsafe` for the reason that [`frame`](super::frame) gives: linked code was verified.

#![allow(unsafe_code)]

use super::call::is_shared;
use super::code::Code;
use super::frame::{Frame, FrameKind, HEADER, Memory, OwnedFrame, Stack, Word};
use super::function::Function;
use super::registers::Registers;
use crate::bytecode::flags;
use crate::object::{Dict, DictTable, Heap, Obj, Ref, Str, Tuple, Value};
use std::ptr;

impl Registers {
    /// Enters a function. On top of the operands are the function, its receiver or NULL, and `count` arguments, which become the
    /// frame's slots; the other slots are NULL. `result`, unless NULL, is left in their place.
    #[inline(always)]
    pub fn enter(&mut self, stack: &mut Stack, heap: &Heap, count: usize, result: Value) {
        let bottom = self.top.wrapping_sub(count + 2);
        // SAFETY: verified code has the call's operands there. Function and code stay where they are while the frame takes the
        // function over.
        let callee = unsafe { &*bottom }.get::<Function>().expect("a function that was looked at");
        let code: &Obj<Code> = callee.code(heap);
        let frame = stack.reserve(code);
        // SAFETY: the reserved memory has room for record, slots and operands; the caller saw that the arguments are no more than
        // the slots. Arguments, receiver and function are moved there.
        unsafe {
            let arguments = self.top.sub(count);
            let slots: *mut Value = frame.add(1).cast();
            let mut filled = 0;
            if !(*bottom.add(1)).is_null() {
                slots.write(bottom.add(1).read());
                filled = 1;
            }
            debug_assert!(count + filled <= code.slots.len());
            // Few, so no loop over blocks of them is worth its preparation.
            let first = slots.add(filled);
            for index in 0..count {
                std::hint::black_box(());
                first.add(index).write(arguments.add(index).read());
            }
            filled += count;
            if filled < code.argument_count {
                let defaults = callee.defaults.get();
                if let Some(defaults) = defaults.get::<Tuple>() {
                    let defaults = defaults.items();
                    for default in &defaults[defaults.len() - (code.argument_count - filled)..] {
                        slots.add(filled).write(default.clone());
                        filled += 1;
                    }
                }
            }
            for index in filled..code.slots.len() {
                std::hint::black_box(());
                slots.add(index).write(Value::NULL);
            }
            let function = bottom.read();
            self.top = bottom;
            if !result.is_null() {
                self.push(result);
            }
            self.save();
            Frame::write(frame, function, callee, code, self.frame);
            *self = Registers::load(frame);
        }
    }

    /// Enters a function of one parameter, which the operand on top becomes.
    pub fn enter_with(&mut self, stack: &mut Stack, heap: &Heap, function: Value) {
        let argument = self.pop();
        self.enter_function(stack, heap, function, [argument], FrameKind::Call);
    }

    /// Enters a function of two parameters with the two operands on top, which stay there.
    pub fn enter_operator(&mut self, stack: &mut Stack, heap: &Heap, function: Value, kind: FrameKind) {
        let arguments = [self.peek(2).clone(), self.peek(1).clone()];
        self.enter_function(stack, heap, function, arguments, kind);
    }

    /// Enters a function that has so many parameters.
    #[inline(always)]
    fn enter_function<const N: usize>(
        &mut self,
        stack: &mut Stack,
        heap: &Heap,
        function: Value,
        arguments: [Value; N],
        kind: FrameKind,
    ) {
        // SAFETY: the frame takes the function over, which stays where it is, and its code with it; memory as in `enter`.
        unsafe {
            let callee = &*ptr::from_ref(function.get::<Function>().expect("a function that was looked at"));
            let code: &Obj<Code> = callee.code(heap);
            assert!(N <= code.slots.len());
            let frame = stack.reserve(code);
            let slots: *mut Value = frame.add(1).cast();
            for (index, argument) in arguments.into_iter().enumerate() {
                slots.add(index).write(argument);
            }
            for index in N..code.slots.len() {
                slots.add(index).write(Value::NULL);
            }
            self.save();
            Frame::write(frame, function, callee, code, self.frame);
            (*frame).kind.set(kind);
            *self = Registers::load(frame);
        }
    }

    /// As [`Registers::enter`], where the last arguments are named, parameters have defaults, or take what is left. False, with
    /// nothing done, if an argument is wrong, or that cannot be seen at once.
    #[inline(never)]
    pub fn enter_matched(&mut self, stack: &mut Stack, heap: &Heap, count: usize, names: &[Value], result: Value) -> bool {
        let all = self.operands(count + 2);
        let Some(callee) = all[0].get::<Function>() else { return false };
        let code: &Obj<Code> = callee.code(heap);
        let Some(places) = Matched::new(callee, code, heap, count + usize::from(!all[1].is_null()), names) else {
            return false;
        };
        let frame = stack.reserve(code);
        let slots: *mut Value = frame.wrapping_add(1).cast();
        // SAFETY: as in `enter`: arguments and function are moved from the operands, which are taken off; `Matched` has given each
        // argument a parameter of its own.
        unsafe {
            for index in 0..code.slots.len() {
                slots.add(index).write(Value::NULL);
            }
            let bottom = self.top.sub(count + 2);
            let first = if all[1].is_null() { bottom.add(2) } else { bottom.add(1) };
            for index in 0..places.positional {
                slots.add(index).write(first.add(index).read());
            }
            if let Some(at) = places.rest {
                let rest = (places.positional..places.by_place).map(|index| first.add(index).read());
                slots.add(at).write(heap.tuple(rest));
            }
            let mut others = DictTable::default();
            for ((index, at), name) in places.named[..names.len()].iter().enumerate().zip(names) {
                let value = first.add(places.by_place + index).read();
                match *at {
                    Matched::OTHER => add_named(&mut others, name, value),
                    at => slots.add(usize::from(at)).write(value),
                }
            }
            if let Some(at) = places.keywords {
                slots.add(at).write(heap.dict(others));
            }
            places.fill_defaults(callee, code, heap, |at, value| slots.add(at).write(value));
            let function = bottom.read();
            // What the code borrows lives on: the frame holds the function.
            let (callee, code) = (&*ptr::from_ref(callee), &*ptr::from_ref(code));
            self.top = bottom;
            if !result.is_null() {
                self.push(result);
            }
            self.save();
            Frame::write(frame, function, callee, code, self.frame);
            *self = Registers::load(frame);
        }
        true
    }

    /// Enters a function with its slots already filled. The operands that were its call are gone.
    pub fn enter_filled(&mut self, stack: &mut Stack, function: &Ref<Function>, code: &Obj<Code>, slots: Vec<Value>) {
        self.save();
        let frame = push_entry(stack, function, code, slots.into_iter(), self.frame);
        *self = Registers::load(frame);
        self.frame().kind.set(FrameKind::Call);
    }

    /// Leaves the running frame for the one that called it; slots and operands are dropped.
    #[inline(always)]
    pub fn leave(&mut self, stack: &mut Stack) {
        let frame = self.frame;
        // SAFETY: the frame is the last on the stack, and nothing refers to it: a frame object was detached before.
        unsafe {
            let previous = (*frame).previous;
            (*frame).top = self.top;
            Frame::clear(frame);
            stack.release(frame);
            if previous.is_null() {
                self.frame = ptr::null_mut();
            } else {
                *self = Registers::load(previous);
            }
        }
    }

    /// Leaves a plain call's frame: one that [`Registers::enter`] or [`Registers::enter_filled`] made, and that has no object. It
    /// holds nothing but its function, slots and operands.
    #[inline(always)]
    pub fn leave_call(&mut self, stack: &mut Stack) {
        let frame = self.frame;
        // SAFETY: as `leave`; the values that are not dropped are NULL.
        unsafe {
            debug_assert!((*frame).names.is_null() && (*frame).object.is_null() && (*frame).generator.is_null());
            let mut at = self.top;
            while at > self.slots() {
                at = at.sub(1);
                at.drop_in_place();
            }
            (&raw mut (*frame).function).drop_in_place();
            let previous = (*frame).previous;
            stack.release(frame);
            *self = Registers::load(previous);
        }
    }

    /// Moves the running frame into memory of its own, as a generator's, and goes back to the frame that called it.
    pub fn take(&mut self, stack: &mut Stack) -> OwnedFrame {
        self.save();
        let words = HEADER + self.frame().code().frame_size();
        let memory = Memory::new(words);
        // SAFETY: record, slots and operands are moved as they are; saved pointers are moved with them.
        unsafe {
            let (from, to) = (self.frame, memory.start().cast::<Frame>());
            ptr::copy_nonoverlapping(from.cast::<Word>(), memory.start(), words);
            let offset = (*from).top.offset_from((*from).slots_start());
            (*to).top = (*to).slots_start().offset(offset);
            let previous = (*from).previous;
            (*to).previous = ptr::null_mut();
            stack.release(from);
            *self = Registers::load(previous);
        }
        OwnedFrame { memory }
    }

    /// Goes on with a generator's frame; the value is what its `yield` gives.
    #[inline(always)]
    pub fn resume(&mut self, frame: *mut Frame, value: Value, kind: FrameKind) {
        self.save();
        // SAFETY: the generator is held by whoever resumes it, and was waiting.
        unsafe {
            (*frame).previous = self.frame;
            (*frame).kind.set(kind);
        }
        *self = Registers::load(frame);
        self.push(value);
    }

    /// Leaves a generator's frame for whoever resumed it, without giving it up.
    #[inline(always)]
    pub fn suspend(&mut self) {
        self.save();
        // SAFETY: the frame is a generator's, so it stays where it is.
        unsafe {
            let previous = (*self.frame).previous;
            (*self.frame).previous = ptr::null_mut();
            if previous.is_null() {
                self.frame = ptr::null_mut();
            } else {
                *self = Registers::load(previous);
            }
        }
    }
}

/// Adds a named argument to those that `**kwargs` takes.
fn add_named(others: &mut DictTable, name: &Value, value: Value) {
    if let Some(text) = name.get::<Str>() {
        others.insert_new(text.hash_of(text.as_bytes()), name.clone(), value);
    }
}

/// A new frame that the machine is entered for, its arguments in place.
pub fn push_entry(
    stack: &mut Stack,
    function: &Ref<Function>,
    code: &Obj<Code>,
    slots: impl ExactSizeIterator<Item = Value>,
    previous: *mut Frame,
) -> *mut Frame {
    // The memory is there for so many.
    assert!(slots.len() <= code.slots.len());
    let frame = stack.reserve(code);
    // SAFETY: as `enter`.
    unsafe {
        Frame::write(frame, function.value().clone(), function, code, previous);
        (*frame).kind.set(FrameKind::Entry);
        let at = (*frame).slots_start();
        let (mut count, most) = (0, slots.len());
        for value in slots.take(most) {
            at.add(count).write(value);
            count += 1;
        }
        for index in count..code.slots.len() {
            at.add(index).write(Value::NULL);
        }
    }
    frame
}

/// Which parameters a call's arguments are for.
struct Matched {
    /// How many arguments are given by place, and how many of them are for parameters of their own.
    by_place: usize,
    positional: usize,
    /// The slots of named arguments.
    named: [u8; Matched::MOST],
    /// The slots of `*args` and `**kwargs`.
    rest: Option<usize>,
    keywords: Option<usize>,
    /// The parameters that have an argument, one bit each.
    given: u64,
}

impl Matched {
    const MOST: usize = 12;
    /// For a named argument that is for no parameter but `**kwargs`.
    const OTHER: u8 = u8::MAX;

    fn new(callee: &Function, code: &Obj<Code>, heap: &Heap, count: usize, names: &[Value]) -> Option<Matched> {
        let all = code.argument_count + code.keyword_only_count;
        let takes_rest = code.has(flags::VARARGS);
        let by_place = count - names.len();
        if all >= 64 || names.len() > Matched::MOST || by_place > code.argument_count && !takes_rest {
            return None;
        }
        let positional = by_place.min(code.argument_count);
        let mut matched = Matched {
            by_place,
            positional,
            named: [0; Matched::MOST],
            rest: takes_rest.then_some(all),
            keywords: code.has(flags::VARKEYWORDS).then_some(all + usize::from(takes_rest)),
            given: (1 << positional) - 1,
        };
        for (index, name) in names.iter().enumerate() {
            let at = code.slots[code.positional_only_count..all].iter().position(|slot| slot.is(name));
            matched.named[index] = match at.map(|at| at + code.positional_only_count) {
                Some(at) if matched.given >> at & 1 == 0 => {
                    matched.given |= 1 << at;
                    at as u8
                }
                None if matched.keywords.is_some() && is_shared(name) => Matched::OTHER,
                _ => return None,
            };
        }
        let mut missing = 0;
        matched.fill_defaults(callee, code, heap, |_, _| missing += 1);
        (matched.given.count_ones() as usize + missing == all).then_some(matched)
    }

    /// The parameters that have no argument but a default.
    fn fill_defaults(&self, callee: &Function, code: &Obj<Code>, heap: &Heap, mut fill: impl FnMut(usize, Value)) {
        let is_missing = |at: &usize| self.given >> at & 1 == 0;
        let defaults = callee.defaults.get();
        if let Some(defaults) = defaults.get::<Tuple>().map(|defaults| defaults.items()) {
            let first = code.argument_count - defaults.len().min(code.argument_count);
            let defaults = &defaults[defaults.len() - (code.argument_count - first)..];
            (first..code.argument_count).filter(is_missing).for_each(|at| fill(at, defaults[at - first].clone()));
        }
        let defaults = callee.keyword_defaults.get();
        if let Some(defaults) = defaults.get::<Dict>() {
            let keyword_only = code.argument_count..code.argument_count + code.keyword_only_count;
            for at in keyword_only.filter(is_missing) {
                if let Some(value) = defaults.get_str(&code.slots[at], heap) {
                    fill(at, value);
                }
            }
        }
    }
}
