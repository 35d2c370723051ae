//! The registers of the machine: where it is in the code, the top of the stack, the locals. And the memory they point into.
//!
//! Why this is sound: a `Program` is verified, so instruction after instruction stays inside the code, and a frame never holds
//! fewer values than are popped nor more than its `size`, for which `enter` finds room first. That holds as long as each
//! operation pops and pushes what the table in `instruction` says: `operations` is part of the bargain. Debug builds check each
//! step. May use: `assembler`, `instruction`, `object`.

use super::object::Value;
use crate::assembler::{Function, Literal, Program};
use crate::instruction::{Instruction, Op};
use crate::word::Word;
use std::mem::{MaybeUninit, replace};

const STACK: usize = if cfg!(miri) { 1 << 10 } else { 1 << 16 };

pub struct Registers<W: Word> {
    next: *const Instruction,
    top: *mut Value<W>,
    locals: *mut Value<W>,
}

/// Code and top of stack alone: two words, so a function can return them in machine registers.
pub struct Position<W: Word> {
    pub next: *const Instruction,
    pub top: *mut Value<W>,
}

struct Return<W: Word> {
    next: *const Instruction,
    locals: *mut Value<W>,
}

/// What all frames share.
pub struct Machine<W: Word> {
    code: Vec<Instruction>,
    /// One instruction that ends the program: where an error goes.
    end: Vec<Instruction>,
    functions: Vec<Function>,
    constants: Vec<Value<W>>,
    stack: Vec<MaybeUninit<Value<W>>>,
    /// Where the stack ends.
    limit: *mut Value<W>,
    returns: Vec<Return<W>>,
    /// For the dispatch that cannot keep them in a register.
    pub locals: *mut Value<W>,
    pub error: Option<&'static str>,
}

impl<W: Word> Machine<W> {
    pub fn new(program: &Program) -> Self {
        let literal = |literal: &Literal| match *literal {
            Literal::Int(value) => Value::int(value),
            Literal::Float(value) => Value::float(value),
        };
        Self {
            code: program.code().to_vec(),
            end: vec![Instruction { op: Op::Halt, a: 0, b: 0 }],
            functions: program.functions().to_vec(),
            constants: program.constants().iter().map(literal).collect(),
            stack: (0..STACK).map(|_| MaybeUninit::uninit()).collect(),
            limit: std::ptr::null_mut(),
            returns: Vec::new(),
            locals: std::ptr::null_mut(),
            error: None,
        }
    }

    pub fn start(&mut self) -> Registers<W> {
        self.returns.clear();
        self.error = None;
        let bottom: *mut Value<W> = self.stack.as_mut_ptr().cast();
        self.limit = bottom.wrapping_add(STACK);
        let mut registers = Registers { next: self.code.as_ptr(), top: bottom, locals: bottom };
        registers.fill_locals(self.functions[0].locals);
        registers
    }

    /// The result. After an error the stack is leaked: a real machine would unwind it.
    pub fn finish(&mut self, mut registers: Registers<W>) -> Result<Value<W>, &'static str> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let result = registers.pop(self);
        registers.drop_locals();
        Ok(result)
    }

    #[inline(always)]
    fn is_in_stack(&self, value: *const Value<W>) -> bool {
        (self.stack.as_ptr().cast()..self.limit.cast_const()).contains(&value)
    }

    #[inline(always)]
    fn is_in_code(&self, next: *const Instruction) -> bool {
        self.code.as_ptr_range().contains(&next) || next == self.end.as_ptr()
    }
}

impl<W: Word> Registers<W> {
    #[inline(always)]
    pub fn split(self) -> (Position<W>, *mut Value<W>) {
        (Position { next: self.next, top: self.top }, self.locals)
    }

    #[inline(always)]
    pub fn join(position: Position<W>, locals: *mut Value<W>) -> Self {
        Self { next: position.next, top: position.top, locals }
    }

    #[inline(always)]
    pub fn peek(&self, machine: &Machine<W>) -> Op {
        debug_assert!(machine.is_in_code(self.next));
        // SAFETY: `next` is in verified code (see above).
        unsafe { (*self.next).op }
    }

    #[inline(always)]
    pub fn fetch(&mut self, machine: &Machine<W>) -> Instruction {
        debug_assert!(machine.is_in_code(self.next));
        // SAFETY: `next` is in verified code; one past it is at most one past its end.
        unsafe {
            let instruction = *self.next;
            self.next = self.next.add(1);
            instruction
        }
    }

    #[inline(always)]
    pub fn jump(&mut self, distance: i16) {
        // SAFETY: the verifier followed this jump and stayed in the function.
        self.next = unsafe { self.next.offset(distance.into()) };
    }

    #[inline(always)]
    pub fn push(&mut self, value: Value<W>, machine: &Machine<W>) {
        debug_assert!(machine.is_in_stack(self.top));
        // SAFETY: `enter` found room for as many values as the frame ever holds.
        unsafe {
            self.top.write(value);
            self.top = self.top.add(1);
        }
    }

    #[inline(always)]
    pub fn pop(&mut self, machine: &Machine<W>) -> Value<W> {
        // SAFETY: the verifier saw that there is an operand; it is moved out, and the next push overwrites its place.
        unsafe {
            self.top = self.top.sub(1);
            debug_assert!(machine.is_in_stack(self.top));
            self.top.read()
        }
    }

    /// The two operands on top, the lower first.
    #[inline(always)]
    pub fn top_two(&self) -> (&Value<W>, &Value<W>) {
        // SAFETY: the verifier saw that there are two; they stay while `self` is borrowed.
        unsafe { (&*self.top.sub(2), &*self.top.sub(1)) }
    }

    /// Replaces the two on top without dropping them: for numbers and singletons there is nothing to drop. (For others it
    /// would leak.)
    #[inline(always)]
    pub fn replace_two(&mut self, value: Value<W>) {
        // SAFETY: as `top_two`.
        unsafe {
            self.top = self.top.sub(1);
            self.top.sub(1).write(value);
        }
    }

    #[inline(always)]
    pub fn local(&self, index: usize, machine: &Machine<W>) -> &Value<W> {
        // SAFETY: the verifier saw that the local exists; `fill_locals` gave it a value.
        unsafe {
            debug_assert!(machine.is_in_stack(self.locals.add(index)));
            &*self.locals.add(index)
        }
    }

    #[inline(always)]
    pub fn set_local(&mut self, index: usize, value: Value<W>, machine: &Machine<W>) {
        // SAFETY: as `local`; `self` is borrowed for writing, and nothing keeps a reference to a local across instructions.
        unsafe {
            debug_assert!(machine.is_in_stack(self.locals.add(index)));
            drop(replace(&mut *self.locals.add(index), value));
        }
    }

    #[inline(always)]
    pub fn constant(&self, index: usize, machine: &Machine<W>) -> Value<W> {
        debug_assert!(index < machine.constants.len());
        // SAFETY: the verifier saw that the constant exists.
        unsafe { machine.constants.get_unchecked(index) }.clone()
    }

    /// Calls a function: its arguments, on the stack, become its first locals.
    #[inline(always)]
    pub fn enter(&mut self, number: usize, machine: &mut Machine<W>) {
        // SAFETY: the verifier saw that the function exists, that its arguments are on the stack and that it starts in the
        // code. Its frame is entered only if the stack has room for all of it.
        unsafe {
            debug_assert!(number < machine.functions.len());
            let function = machine.functions.get_unchecked(number);
            let locals = self.top.sub(function.arguments);
            let room = machine.limit.offset_from(locals) as usize;
            if room < function.size {
                self.fail("maximum recursion depth exceeded", machine);
                return;
            }
            machine.returns.push(Return { next: self.next, locals: self.locals });
            self.next = machine.code.as_ptr().add(function.start);
            self.locals = locals;
            self.fill_locals(function.locals);
        }
    }

    /// Leaves a function: its result is where its arguments were.
    #[inline(always)]
    pub fn leave(&mut self, machine: &mut Machine<W>) {
        let result = self.pop(machine);
        self.drop_locals();
        match machine.returns.pop() {
            Some(back) => {
                self.next = back.next;
                self.locals = back.locals;
            }
            None => self.fail("return without a call", machine),
        }
        self.push(result, machine);
    }

    #[cold]
    #[inline(always)]
    pub fn fail(&mut self, error: &'static str, machine: &mut Machine<W>) {
        machine.error = Some(error);
        self.next = machine.end.as_ptr();
    }

    #[inline(always)]
    fn fill_locals(&mut self, count: usize) {
        // SAFETY: the caller found room for the frame, of which the locals are a part.
        unsafe {
            let end = self.locals.add(count);
            while self.top < end {
                self.top.write(Value::NONE);
                self.top = self.top.add(1);
            }
        }
    }

    /// Drops everything in the frame.
    #[inline(always)]
    fn drop_locals(&mut self) {
        while self.top > self.locals {
            // SAFETY: between `locals` and `top` all places hold values.
            unsafe {
                self.top = self.top.sub(1);
                self.top.drop_in_place();
            }
        }
    }
}
