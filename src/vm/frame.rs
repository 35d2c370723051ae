//! Frames, and the stack they lie on.
//!
//! A frame is a [`Frame`] record, the frame's slots, and its stack of operands, in one piece of memory: on the machine's stack,
//! which grows by chunks that never move, or in a generator, which owns its frame and is resumed where it lies.
//!
//! `unsafe` moves values between slots and operands without checks. Sound because linked code was verified: slots, constants
//! and names exist, the operand stack never gets higher than what was reserved nor lower than empty, jumps go to instructions;
//! and because `machine` pushes and pops what the tables of instructions say. Debug builds check each step.

#![allow(unsafe_code)]

use super::code::Code;
use super::frame_object::FrameObject;
use super::function::Function;
use super::op::Op;
use crate::object::{Dict, Obj, Value};
use std::cell::Cell;
use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};

/// What a frame begins with. Its slots follow.
#[repr(C)]
pub struct Frame {
    /// The frame that called this one.
    pub previous: *mut Frame,
    /// The function, which keeps code and globals alive.
    pub function: Value,
    pub(super) code: NonNull<Obj<Code>>,
    pub(super) constants: *const Value,
    globals: NonNull<Obj<Dict>>,
    builtins: NonNull<Obj<Dict>>,
    /// The instruction to go on with; the one before is where it is.
    pub next: *const Cell<u32>,
    /// The top of the operands while another frame runs.
    pub(super) top: *mut Value,
    /// Where a module's or class's names live, NULL for a function.
    pub names: Value,
    /// The frame object, if someone asked for it, or NULL.
    pub object: Value,
    /// The generator whose frame this is, which holds it; null for others.
    pub generator: Value,
    pub kind: Cell<FrameKind>,
}

/// What happens when a frame returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum FrameKind {
    /// The caller goes on with the result.
    Call,
    /// The machine was entered for this frame, and is left.
    Entry,
    /// An `__init__`: the result must be None, the caller goes on with the instance, which is on its stack.
    Init,
    /// A generator that `for` resumed: the loop ends.
    ForIter,
    /// A generator that `send` or `yield from` resumed.
    Send,
    /// A special method of an operator whose operands are on the caller's stack: the result takes their place.
    Operator,
    /// The same for a comparison.
    Comparison,
}

/// Stack entries of a frame beyond those that its code needs: for NULL behind the arguments of a native function.
pub const SPARE: usize = 3;

pub(super) const HEADER: usize = size_of::<Frame>() / size_of::<Value>();
const FIRST_CHUNK: usize = 1 << 13;
const LARGEST_CHUNK: usize = 1 << 20;

pub(super) type Word = MaybeUninit<u64>;

/// A piece of memory, held by its address: pointers into it stay good when this moves, which those into a box do not.
pub(super) struct Memory(NonNull<[Word]>);

impl Memory {
    pub(super) fn new(words: usize) -> Memory {
        Memory(NonNull::from(Box::leak(Box::new_uninit_slice(words))))
    }

    pub(super) fn start(&self) -> *mut Word {
        self.0.as_ptr().cast()
    }

    fn end(&self) -> *mut Word {
        self.start().wrapping_add(self.0.len())
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        // SAFETY: it was a box, and nobody else frees it.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

/// Memory for frames.
pub struct Stack {
    /// Where the next frame begins, where the chunk begins, and where it ends.
    top: *mut Word,
    bottom: *mut Word,
    limit: *mut Word,
    chunks: Vec<Chunk>,
    /// A chunk that is not used now, kept so that calls to and fro at a chunk's end do not allocate.
    spare: Option<Memory>,
}

struct Chunk {
    memory: Memory,
    /// Where the chunk before was left.
    before: *mut Word,
}

impl Stack {
    /// Without memory: for nobody who runs frames.
    pub fn empty() -> Stack {
        let (top, bottom, limit) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
        Stack { top, bottom, limit, chunks: Vec::new(), spare: None }
    }

    pub fn new() -> Stack {
        let mut stack = Stack::empty();
        stack.add_chunk(FIRST_CHUNK);
        stack
    }

    fn add_chunk(&mut self, size: usize) {
        let spare = self.spare.take().filter(|spare| spare.0.len() >= size);
        let wanted = size.max((FIRST_CHUNK << self.chunks.len().min(10)).min(LARGEST_CHUNK));
        let memory = spare.unwrap_or_else(|| Memory::new(wanted));
        let before = self.top;
        (self.top, self.bottom, self.limit) = (memory.start(), memory.start(), memory.end());
        self.chunks.push(Chunk { memory, before });
    }

    /// Memory for a frame of some code, which is linked then.
    #[inline(always)]
    pub(super) fn reserve(&mut self, code: &Code) -> *mut Frame {
        if self.room() < HEADER + code.frame_size() {
            self.make_room(code);
        }
        let frame = self.top.cast();
        self.top = self.top.wrapping_add(HEADER + code.frame_size());
        frame
    }

    /// In words.
    #[inline(always)]
    fn room(&self) -> usize {
        (self.limit.addr() - self.top.addr()) / size_of::<Word>()
    }

    #[cold]
    #[inline(never)]
    fn make_room(&mut self, code: &Code) {
        code.linked();
        if self.room() < HEADER + code.frame_size() {
            self.add_chunk(HEADER + code.frame_size());
        }
    }

    /// Gives back the last frame's memory.
    #[inline(always)]
    pub(super) fn release(&mut self, frame: *mut Frame) {
        self.top = frame.cast();
        if self.top == self.bottom {
            self.leave_chunk();
        }
    }

    #[cold]
    fn leave_chunk(&mut self) {
        if self.chunks.len() < 2 {
            return;
        }
        let Some(chunk) = self.chunks.pop() else { return };
        self.spare = Some(chunk.memory);
        self.top = chunk.before;
        if let Some(Chunk { memory, .. }) = self.chunks.last() {
            (self.bottom, self.limit) = (memory.start(), memory.end());
        }
    }
}

impl Frame {
    #[inline(always)]
    pub fn code(&self) -> &Obj<Code> {
        // SAFETY: the frame's function holds its code; it cannot be given other code while frames of it exist, see `Function`.
        unsafe { self.code.as_ref() }
    }

    #[inline(always)]
    pub fn globals(&self) -> &Obj<Dict> {
        // SAFETY: the frame's function holds its globals for good.
        unsafe { self.globals.as_ref() }
    }

    #[inline(always)]
    pub fn builtins(&self) -> &Obj<Dict> {
        // SAFETY: as `globals`.
        unsafe { self.builtins.as_ref() }
    }

    /// Whether names are kept in the globals: a module's code, or what `exec` runs as if it were.
    #[inline(always)]
    pub fn is_module(&self) -> bool {
        self.names.get::<Dict>().is_some_and(|names| names.is(self.globals()))
    }

    /// The unit of the instruction that the frame is at.
    pub fn unit(&self) -> usize {
        self.code().unit_before(self.next)
    }

    #[inline(always)]
    pub(super) fn slots_start(&self) -> *mut Value {
        ptr::from_ref(self).cast_mut().wrapping_add(1).cast()
    }

    /// The frame's slots.
    pub fn slots(&self) -> &[Value] {
        // SAFETY: the slots follow the record and always hold values, if only NULL.
        unsafe { std::slice::from_raw_parts(self.slots_start(), self.code().slots.len()) }
    }

    /// Puts a value into a slot; gives what was there.
    pub fn set_slot(&self, index: usize, value: Value) -> Value {
        assert!(index < self.code().slots.len());
        // SAFETY: the slot exists, and nobody keeps a reference into the slots while it runs code.
        unsafe { ptr::replace(self.slots_start().add(index), value) }
    }

    /// The operands, of a frame that waits.
    pub fn operands(&self) -> &[Value] {
        let start = self.slots_start().wrapping_add(self.code().slots.len());
        let count = (self.top.addr() - start.addr()) / size_of::<Value>();
        // SAFETY: below the saved top all operands are values.
        unsafe { std::slice::from_raw_parts(start, count) }
    }

    #[inline(always)]
    pub(super) unsafe fn write(
        at: *mut Frame,
        function: Value,
        callee: &Obj<Function>,
        code: &Obj<Code>,
        previous: *mut Frame,
    ) {
        let slots: *mut Value = at.wrapping_add(1).cast();
        // SAFETY: the caller reserved memory for the record.
        unsafe {
            at.write(Frame {
                previous,
                function,
                code: NonNull::from(code),
                constants: code.constants.as_ptr(),
                globals: NonNull::from(&*callee.globals),
                builtins: NonNull::from(&*callee.builtins),
                next: code.first_unit(),
                top: slots.wrapping_add(code.slots.len()),
                names: Value::NULL,
                object: Value::NULL,
                generator: Value::NULL,
                kind: Cell::new(FrameKind::Call),
            });
        }
    }

    /// Drops slots, operands and record.
    ///
    /// # Safety
    /// The frame is not used any more; its operands are those below its saved top.
    pub(super) unsafe fn clear(frame: *mut Frame) {
        // SAFETY: between the first slot and the top all are values.
        unsafe {
            let (start, top) = ((*frame).slots_start(), (*frame).top);
            // The last goes first, as in CPython, where programs can see it.
            let mut at = top;
            while at > start {
                at = at.sub(1);
                at.drop_in_place();
            }
            frame.drop_in_place();
        }
    }
}

/// A frame that its owner keeps between resumptions: a generator's.
pub struct OwnedFrame {
    pub(super) memory: Memory,
}

impl OwnedFrame {
    fn pointer(&self) -> *mut Frame {
        self.memory.start().cast()
    }

    pub fn frame(&self) -> &Frame {
        // SAFETY: `take` wrote a frame there.
        unsafe { &*self.pointer() }
    }
}

impl Drop for OwnedFrame {
    fn drop(&mut self) {
        if let Some(object) = self.frame().object.get::<FrameObject>() {
            object.forget_frame();
        }
        // SAFETY: a generator drops its frame when it is done or never will be, not while it runs.
        unsafe { Frame::clear(self.pointer()) }
    }
}

/// A frame seen from outside: the pointer is one that the machine gave out and still keeps alive.
pub fn look<'a>(frame: *const Frame) -> Option<&'a Frame> {
    // SAFETY: only called with frames of the chain from the running one, which wait until those they called return.
    unsafe { frame.as_ref() }
}

impl OwnedFrame {
    /// The frame, to be resumed.
    pub fn to_resume(&self) -> *mut Frame {
        self.pointer()
    }
}

/// Says where a module's or class's names live, before its frame runs.
pub fn set_names(frame: *mut Frame, names: Value) {
    // SAFETY: the frame was just pushed.
    unsafe { (*frame).names = names }
}

/// Notes in a generator's frame whose it is.
pub fn set_generator(frame: *mut Frame, generator: Value) {
    // SAFETY: the generator, which is held, owns the frame, and it does not run yet.
    unsafe { (*frame).generator = generator }
}

/// Makes a generator's frame ready to go on, called from another; `value`, if any, is what its `yield` gives.
pub fn prepare_resume(frame: *mut Frame, previous: *mut Frame, kind: FrameKind, value: Option<Value>) {
    // SAFETY: the generator, which is held, owns the frame, and it does not run yet. Where a frame waits, there is room for one
    // more operand: the one that `yield` took.
    unsafe {
        (*frame).previous = previous;
        (*frame).kind.set(kind);
        if let Some(value) = value {
            (*frame).top.write(value);
            (*frame).top = (*frame).top.add(1);
        }
    }
}

impl Frame {
    /// Whether a frame that waits does so in `yield from` or `await`.
    pub fn is_delegating(&self) -> bool {
        let unit = self.unit();
        let units = self.code().units();
        let Some(word) = units.get(unit) else { return false };
        Op::ALL.get((word.get() & 0xff) as usize) == Some(&Op::YIELD_VALUE) && word.get() >> 8 == 1
    }
}

/// Takes a frame that waits in a delegation behind it: to the instruction that `SEND` jumps to at the end.
pub fn finish_delegation(frame: *mut Frame) {
    // SAFETY: the frame waits at a `YIELD_VALUE` behind the `SEND`, which verified code has two instructions before.
    unsafe {
        let code = (*frame).code();
        let at = (*frame).unit();
        let send = at.saturating_sub(1 + Op::SEND.caches());
        let units = code.units();
        let word = units[send].get();
        let target = send + 1 + Op::SEND.caches() + (word >> 8) as usize;
        (*frame).next = units[target.min(units.len() - 1)..].as_ptr();
    }
}

/// Notes a frame's object in the frame.
pub fn set_object(frame: *const Frame, object: Value) {
    // SAFETY: the frame is alive, and nobody looks at it meanwhile.
    unsafe { (*frame.cast_mut()).object = object }
}
