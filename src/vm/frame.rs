//! Frames, the stack they lie on, and the machine's registers.
//!
//! A frame is a [`Frame`] record, the frame's slots, and its stack of operands, in one piece of memory: on the machine's stack,
//! which grows by chunks that never move, or in a generator, which owns its frame and is resumed where it lies.
//!
//! `unsafe` moves values between slots and operands without checks. Sound because linked code was verified: slots, constants
//! and names exist, the operand stack never gets higher than what was reserved nor lower than empty, jumps go to instructions;
//! and because `machine` pushes and pops what the tables of instructions say. Debug builds check each step.

use super::code::Code;
use super::frame_object::FrameObject;
use super::function::Function;
use super::op::Op;
use crate::object::{Dict, Heap, Obj, Ref, Tuple, Value};
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
    code: NonNull<Obj<Code>>,
    globals: NonNull<Obj<Dict>>,
    builtins: NonNull<Obj<Dict>>,
    /// The instruction to go on with; the one before is where it is.
    pub next: *const Cell<u32>,
    /// The top of the operands while another frame runs.
    top: *mut Value,
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
}

const HEADER: usize = size_of::<Frame>() / size_of::<Value>();
const FIRST_CHUNK: usize = 1 << 13;
const LARGEST_CHUNK: usize = 1 << 20;

type Word = MaybeUninit<u64>;

/// Memory for frames.
pub struct Stack {
    /// Where the next frame begins, where the chunk begins, and where it ends.
    top: *mut Word,
    bottom: *mut Word,
    limit: *mut Word,
    chunks: Vec<Chunk>,
    /// A chunk that is not used now, kept so that calls to and fro at a chunk's end do not allocate.
    spare: Option<Box<[Word]>>,
}

struct Chunk {
    memory: Box<[Word]>,
    /// Where the chunk before was left.
    before: *mut Word,
}

impl Stack {
    pub fn new() -> Stack {
        let (top, bottom, limit) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
        let mut stack = Stack { top, bottom, limit, chunks: Vec::new(), spare: None };
        stack.add_chunk(FIRST_CHUNK);
        stack
    }

    fn add_chunk(&mut self, size: usize) {
        let spare = self.spare.take().filter(|spare| spare.len() >= size);
        let wanted = size.max((FIRST_CHUNK << self.chunks.len().min(10)).min(LARGEST_CHUNK));
        let mut memory = spare.unwrap_or_else(|| Box::new_uninit_slice(wanted));
        let before = self.top;
        let range = memory.as_mut_ptr_range();
        (self.top, self.bottom, self.limit) = (range.start, range.start, range.end);
        self.chunks.push(Chunk { memory, before });
    }

    /// Memory for a frame of that many slots and operands.
    #[inline(always)]
    fn reserve(&mut self, size: usize) -> *mut Frame {
        let words = HEADER + size;
        if (self.limit.addr() - self.top.addr()) / size_of::<Word>() < words {
            self.add_chunk(words);
        }
        let frame = self.top.cast();
        self.top = self.top.wrapping_add(words);
        frame
    }

    /// Gives back the last frame's memory.
    #[inline(always)]
    fn release(&mut self, frame: *mut Frame) {
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
        if let Some(chunk) = self.chunks.last_mut() {
            let range = chunk.memory.as_mut_ptr_range();
            (self.bottom, self.limit) = (range.start, range.end);
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

    /// The unit of the instruction that the frame is at.
    pub fn unit(&self) -> usize {
        self.code().unit_before(self.next)
    }

    #[inline(always)]
    fn slots_start(&self) -> *mut Value {
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
    unsafe fn write(at: *mut Frame, function: Value, callee: &Obj<Function>, code: &Obj<Code>, previous: *mut Frame) {
        let slots: *mut Value = at.wrapping_add(1).cast();
        // SAFETY: the caller reserved memory for the record.
        unsafe {
            at.write(Frame {
                previous,
                function,
                code: NonNull::from(code),
                globals: NonNull::from(&*callee.globals),
                builtins: NonNull::from(&*callee.builtins),
                next: code.units.as_ptr(),
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
    unsafe fn clear(frame: *mut Frame) {
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
    memory: Box<[Word]>,
}

impl OwnedFrame {
    fn pointer(&self) -> *mut Frame {
        self.memory.as_ptr().cast_mut().cast()
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

/// Where the machine is: in which frame, at which instruction, with how many operands.
#[derive(Clone, Copy)]
pub struct Registers {
    next: *const Cell<u32>,
    top: *mut Value,
    slots: *mut Value,
    constants: *const Value,
    frame: *mut Frame,
}

impl Registers {
    /// The registers for a frame that waits.
    #[inline(always)]
    pub fn load(frame: *mut Frame) -> Registers {
        // SAFETY: frames that wait are alive, and their saved state is theirs.
        unsafe {
            Registers {
                next: (*frame).next,
                top: (*frame).top,
                slots: (*frame).slots_start(),
                constants: (*frame).code().constants.as_ptr(),
                frame,
            }
        }
    }

    /// Notes in the frame where it is, for whoever looks at it while other code runs.
    #[inline(always)]
    pub fn save(&self) {
        // SAFETY: the running frame is alive.
        unsafe {
            (*self.frame).next = self.next;
            (*self.frame).top = self.top;
        }
    }

    #[inline(always)]
    pub fn save_next(&self) {
        // SAFETY: the running frame is alive.
        unsafe { (*self.frame).next = self.next }
    }

    #[inline(always)]
    pub fn frame(&self) -> &Frame {
        // SAFETY: the running frame is alive.
        unsafe { &*self.frame }
    }

    #[inline(always)]
    pub fn frame_mut(&mut self) -> &mut Frame {
        // SAFETY: the running frame is alive; nobody else looks at it meanwhile.
        unsafe { &mut *self.frame }
    }

    #[inline(always)]
    pub fn frame_pointer(&self) -> *mut Frame {
        self.frame
    }

    /// The next instruction's opcode and operand.
    #[inline(always)]
    pub fn fetch(&mut self) -> (Op, u32) {
        debug_assert!(self.frame().code().units.as_ptr_range().contains(&self.next));
        // SAFETY: verified code does not run off its end, and linking wrote only opcodes where instructions start.
        unsafe {
            let unit = (*self.next).get();
            self.next = self.next.add(1);
            (std::mem::transmute::<u8, Op>(unit as u8), unit >> 8)
        }
    }

    /// The opcode of the instruction that comes next, and its operand.
    #[inline(always)]
    pub fn peek_op(&self) -> (Op, u32) {
        // SAFETY: as `fetch`.
        unsafe {
            let unit = (*self.next).get();
            (std::mem::transmute::<u8, Op>(unit as u8), unit >> 8)
        }
    }

    /// A unit of the running instruction's cache.
    #[inline(always)]
    pub fn cache(&self, index: usize) -> &Cell<u32> {
        // SAFETY: linking left as many units as `Op::caches` says behind each instruction.
        unsafe { &*self.next.add(index) }
    }

    #[inline(always)]
    pub fn skip_caches(&mut self, count: usize) {
        self.next = self.next.wrapping_add(count);
    }

    /// Goes on behind a cache, and that many units further.
    #[inline(always)]
    pub fn jump_forward(&mut self, distance: u32) {
        self.next = self.next.wrapping_add(distance as usize);
    }

    #[inline(always)]
    pub fn jump_backward(&mut self, distance: u32) {
        self.next = self.next.wrapping_sub(distance as usize);
    }

    pub fn jump_to(&mut self, unit: usize) {
        let units = &self.frame().code().units;
        assert!(unit < units.len());
        self.next = units[unit..].as_ptr();
    }

    /// Rewrites the running instruction, whose caches are still ahead, to another form.
    #[inline(always)]
    pub fn rewrite(&self, op: Op) {
        let at = self.next.wrapping_sub(1);
        // SAFETY: `next` is behind the instruction that was fetched.
        unsafe { (*at).set((*at).get() & !0xff | op as u32) }
    }

    /// Goes back to the running instruction, to execute it again in another form.
    #[inline(always)]
    pub fn again(&mut self) {
        self.next = self.next.wrapping_sub(1);
    }

    #[inline(always)]
    fn check(&self, at: *const Value) {
        if cfg!(debug_assertions) {
            let code = self.frame().code();
            let start: *const Value = self.slots;
            assert!(at >= start && at < start.wrapping_add(code.frame_size.max(1)), "{}", code.portable().name);
        }
    }

    #[inline(always)]
    pub fn push(&mut self, value: Value) {
        self.check(self.top);
        // SAFETY: verified code never has more operands than were reserved.
        unsafe {
            self.top.write(value);
            self.top = self.top.add(1);
        }
    }

    #[inline(always)]
    pub fn pop(&mut self) -> Value {
        // SAFETY: verified code pops only what it pushed; the value is moved out, and the next push overwrites its place.
        unsafe {
            self.top = self.top.sub(1);
            self.check(self.top);
            self.top.read()
        }
    }

    /// An operand, counted from the top, which is 1.
    #[inline(always)]
    pub fn peek(&self, depth: usize) -> &Value {
        let at = self.top.wrapping_sub(depth);
        self.check(at);
        // SAFETY: verified code has that many operands.
        unsafe { &*at }
    }

    /// Puts a value in an operand's place; gives what was there.
    #[inline(always)]
    pub fn replace(&mut self, depth: usize, value: Value) -> Value {
        let at = self.top.wrapping_sub(depth);
        self.check(at);
        // SAFETY: as `peek`.
        unsafe { ptr::replace(at, value) }
    }

    #[inline(always)]
    pub fn swap(&mut self, depth: usize) {
        // SAFETY: as `peek`.
        unsafe { ptr::swap(self.top.sub(1), self.top.sub(depth)) }
    }

    /// The operands on top, lowest first. They stay where they are while other code runs: its frames lie elsewhere.
    #[inline(always)]
    pub fn operands<'a>(&self, count: usize) -> &'a [Value] {
        // SAFETY: verified code has that many operands. The lifetime is the caller's promise to be done with them before it pops
        // or pushes: `machine` alone does this, and lets natives have them for the time of their call.
        unsafe { std::slice::from_raw_parts(self.top.sub(count), count) }
    }

    /// Drops the operands on top.
    #[inline(always)]
    pub fn drop_operands(&mut self, count: usize) {
        for _ in 0..count {
            drop(self.pop());
        }
    }

    /// Drops operands until that many are left.
    pub fn truncate(&mut self, left: usize) {
        let bottom = self.slots.wrapping_add(self.frame().code().slots.len() + left);
        while self.top > bottom {
            drop(self.pop());
        }
    }

    /// Takes the operands on top away.
    #[inline(always)]
    pub fn take_operands(&mut self, count: usize) -> Vec<Value> {
        let mut taken = Vec::with_capacity(count);
        // SAFETY: verified code has that many operands; they are moved.
        unsafe {
            self.top = self.top.sub(count);
            ptr::copy_nonoverlapping(self.top, taken.as_mut_ptr(), count);
            taken.set_len(count);
        }
        taken
    }

    #[inline(always)]
    pub fn slot(&self, index: u32) -> &Value {
        let at = self.slots.wrapping_add(index as usize);
        self.check(at);
        // SAFETY: the verifier saw that the slot exists.
        unsafe { &*at }
    }

    /// Puts a value into a slot; gives what was there.
    #[inline(always)]
    pub fn set_slot(&mut self, index: u32, value: Value) -> Value {
        let at = self.slots.wrapping_add(index as usize);
        self.check(at);
        // SAFETY: the verifier saw that the slot exists.
        unsafe { ptr::replace(at, value) }
    }

    #[inline(always)]
    pub fn constant(&self, index: u32) -> &Value {
        debug_assert!((index as usize) < self.frame().code().constants.len());
        // SAFETY: the verifier saw that the constant exists.
        unsafe { &*self.constants.add(index as usize) }
    }

    #[inline(always)]
    pub fn name(&self, index: u32) -> &Value {
        // SAFETY: the verifier saw that the name exists.
        unsafe { self.frame().code().names.get_unchecked(index as usize) }
    }

    /// Enters a function. On top of the operands are the function, its receiver or NULL, and `count` arguments, which become the
    /// frame's slots; the other slots are NULL. `result`, unless NULL, is left in their place.
    #[inline(always)]
    pub fn enter(&mut self, stack: &mut Stack, heap: &Heap, count: usize, result: Value) {
        let bottom = self.top.wrapping_sub(count + 2);
        // SAFETY: verified code has the call's operands there. Function and code stay where they are while the frame takes the
        // function over.
        let callee = unsafe { &*bottom }.get::<Function>().expect("a function that was looked at");
        let code: &Obj<Code> = callee.code(heap);
        let frame = stack.reserve(code.frame_size);
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

    /// Enters a function with its slots already filled. The operands that were its call are gone.
    pub fn enter_filled(&mut self, stack: &mut Stack, function: &Ref<Function>, code: &Obj<Code>, slots: Vec<Value>) {
        self.save();
        let frame = push_entry(stack, function, code, slots, self.frame);
        *self = Registers::load(frame);
        self.frame().kind.set(FrameKind::Call);
    }

    /// The operand of the instruction that the frame went on from, which has that many units of cache.
    #[inline(always)]
    pub fn last_operand(&self, caches: usize) -> u32 {
        // SAFETY: the instruction before `next` and its caches are part of the code.
        unsafe { (*self.next.sub(1 + caches)).get() >> 8 }
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
            while at > self.slots {
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
        let words = HEADER + self.frame().code().frame_size;
        let mut memory: Box<[Word]> = Box::new_uninit_slice(words);
        // SAFETY: record, slots and operands are moved as they are; saved pointers are moved with them.
        unsafe {
            let (from, to) = (self.frame, memory.as_mut_ptr().cast::<Frame>());
            ptr::copy_nonoverlapping(from.cast::<Word>(), memory.as_mut_ptr(), words);
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

/// A new frame that the machine is entered for, its arguments in place.
pub fn push_entry(
    stack: &mut Stack,
    function: &Ref<Function>,
    code: &Obj<Code>,
    slots: Vec<Value>,
    previous: *mut Frame,
) -> *mut Frame {
    debug_assert!(slots.len() <= code.slots.len());
    let frame = stack.reserve(code.frame_size);
    // SAFETY: as `enter`.
    unsafe {
        Frame::write(frame, function.value().clone(), function, code, previous);
        (*frame).kind.set(FrameKind::Entry);
        let at = (*frame).slots_start();
        let count = slots.len();
        for (index, value) in slots.into_iter().enumerate() {
            at.add(index).write(value);
        }
        for index in count..code.slots.len() {
            at.add(index).write(Value::NULL);
        }
    }
    frame
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
        let units = &self.code().units;
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
        let word = code.units[send].get();
        let target = send + 1 + Op::SEND.caches() + (word >> 8) as usize;
        (*frame).next = code.units[target.min(code.units.len() - 1)..].as_ptr();
    }
}

/// Notes a frame's object in the frame.
pub fn set_object(frame: *const Frame, object: Value) {
    // SAFETY: the frame is alive, and nobody looks at it meanwhile.
    unsafe { (*frame.cast_mut()).object = object }
}

impl Frame {
    /// The unit of the instruction that the registers are at.
    pub fn unit_of(&self, r: &Registers) -> usize {
        self.code().unit_before(r.next)
    }
}

impl Registers {
    /// Notes in the frame that it is at another instruction than the running one, as far as anybody asks: the one at a unit.
    pub fn note_unit(&mut self, unit: usize) {
        let units = &self.frame().code().units;
        // Behind it: that is where a frame's notes point.
        if let Some(behind) = units.get(unit + 1..).map(<[_]>::as_ptr) {
            self.frame_mut().next = behind;
        }
    }

    /// Replaces the two operands on top, which are no objects, by another that is none or new.
    #[inline(always)]
    pub fn replace_two(&mut self, value: Value) {
        // SAFETY: verified code has two operands here; the callers saw that they are no objects, so nothing is left undropped.
        unsafe {
            self.top = self.top.sub(1);
            self.check(self.top.sub(1));
            self.top.sub(1).write(value);
        }
    }

    /// Replaces two numbers on top by the result of comparing them; if a jump follows that asks for it, that is done at once.
    #[inline(always)]
    pub fn compared(&mut self, result: bool) {
        let (op, distance) = self.peek_op();
        if op == Op::POP_JUMP_IF_FALSE || op == Op::POP_JUMP_IF_TRUE {
            self.next = self.next.wrapping_add(1);
            self.top = self.top.wrapping_sub(2);
            if result == (op == Op::POP_JUMP_IF_TRUE) {
                self.jump_forward(distance);
            }
        } else {
            self.replace_two(Value::bool(result));
        }
    }

    /// Replaces two numbers on top by a number; if a store follows, that is done at once.
    #[inline(always)]
    pub fn computed(&mut self, result: Value) {
        let (op, slot) = self.peek_op();
        if op == Op::STORE_FAST && !self.slot(slot).is_object() {
            self.next = self.next.wrapping_add(1);
            self.top = self.top.wrapping_sub(2);
            std::mem::forget(self.set_slot(slot, result));
        } else {
            self.replace_two(result);
        }
    }

    /// Goes back to the running instruction behind whose caches the registers are.
    #[inline(always)]
    pub fn again_with_caches(&mut self, caches: usize) {
        self.next = self.next.wrapping_sub(1 + caches);
    }

    /// Counts that a specialised form did not fit, and goes back to the generic one.
    #[inline(always)]
    pub fn miss(&self, generic: Op) {
        let misses = self.cache(0);
        misses.set(misses.get().saturating_add(1));
        self.rewrite(generic);
    }

    /// Remembers a value in two units of the cache, without holding it.
    pub fn set_cached_value(&self, at: usize, value: &Value) {
        self.cache(at).set(value.bits() as u32);
        self.cache(at + 1).set((value.bits() >> 32) as u32);
    }

    /// The value remembered in two units of the cache.
    #[inline(always)]
    pub fn cached_value(&self, at: usize) -> Value {
        let bits = u64::from(self.cache(at).get()) | u64::from(self.cache(at + 1).get()) << 32;
        // SAFETY: the caller saw that the version with which the value was remembered still stands, so the class that had it in its
        // dict, or inherits it, has it still: every change of a class gives it a new version first.
        unsafe { Value::from_bits_alive(bits) }
    }
}
