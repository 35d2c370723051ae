//! The machine's registers: where it is in a frame, and what instructions do to operands, slots and their own caches.
//!
//! `unsafe` for the reason that [`frame`](super::frame) gives: linked code was verified.

#![allow(unsafe_code)]

use super::frame::Frame;
use super::native::NativeFn;
use super::op::Op;
use crate::object::{Type, Value};
use std::cell::Cell;
use std::ptr;

/// Where the machine is: in which frame, at which instruction, with how many operands. Few enough for the processor's
/// registers to hold them all the time.
#[derive(Clone, Copy)]
pub struct Registers {
    pub(super) next: *const Cell<u32>,
    pub(super) top: *mut Value,
    pub(super) frame: *mut Frame,
}

impl Registers {
    /// The registers for a frame that waits.
    #[inline(always)]
    pub fn load(frame: *mut Frame) -> Registers {
        // SAFETY: frames that wait are alive, and their saved state is theirs.
        unsafe { Registers { next: (*frame).next, top: (*frame).top, frame } }
    }

    /// The first slot.
    #[inline(always)]
    pub(super) fn slots(&self) -> *mut Value {
        self.frame.wrapping_add(1).cast()
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

    /// The same for an instruction that is called while its caches are still ahead.
    #[inline(always)]
    pub fn save_behind(&self, caches: usize) {
        Registers { next: self.next.wrapping_add(caches), ..*self }.save();
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
        debug_assert!(self.frame().code().units().as_ptr_range().contains(&self.next));
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

    /// The opcode so many units ahead, where an instruction starts.
    #[inline(always)]
    pub fn op_ahead(&self, units: usize) -> Op {
        Registers { next: self.next.wrapping_add(units), ..*self }.peek_op().0
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
        let units = self.frame().code().units();
        assert!(unit < units.len());
        self.next = units[unit..].as_ptr();
    }

    /// Rewrites the running instruction, whose caches are still ahead, to another form.
    #[inline(always)]
    pub fn rewrite(&self, op: Op) {
        let at = self.instruction(1);
        // SAFETY: `next` is behind the instruction that was fetched.
        unsafe { (*at).set((*at).get() & !0xff | op as u32) }
    }

    /// Goes back to the running instruction, to execute it again in another form.
    #[inline(always)]
    pub fn again(&mut self) {
        self.next = self.instruction(1);
    }

    /// So many units back. Seldom needed, and kept from the compiler, which would else hold a register ready for it all the time.
    #[inline(always)]
    fn instruction(&self, back: usize) -> *const Cell<u32> {
        std::hint::black_box(self.next).wrapping_sub(back)
    }

    #[inline(always)]
    fn check(&self, at: *const Value) {
        if cfg!(debug_assertions) {
            let code = self.frame().code();
            let start: *const Value = self.slots();
            assert!(at >= start && at < start.wrapping_add(code.frame_size().max(1)), "{}", code.portable().name);
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
        let bottom = self.slots().wrapping_add(self.frame().code().slots.len() + left);
        while self.top > bottom {
            drop(self.pop());
        }
    }

    /// Takes the operands on top away, lowest first, one by one: nothing may be pushed before that is done.
    #[inline(always)]
    pub fn drain(&mut self, count: usize) -> Taken {
        self.top = self.top.wrapping_sub(count);
        self.check(self.top);
        Taken { next: self.top, left: count }
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
        let at = self.slots().wrapping_add(index as usize);
        self.check(at);
        // SAFETY: the verifier saw that the slot exists.
        unsafe { &*at }
    }

    /// Puts a value into a slot; gives what was there.
    #[inline(always)]
    pub fn set_slot(&mut self, index: u32, value: Value) -> Value {
        let at = self.slots().wrapping_add(index as usize);
        self.check(at);
        // SAFETY: the verifier saw that the slot exists.
        unsafe { ptr::replace(at, value) }
    }

    #[inline(always)]
    pub fn constant(&self, index: u32) -> &Value {
        debug_assert!((index as usize) < self.frame().code().constants.len());
        // SAFETY: the verifier saw that the constant exists.
        unsafe { &*(*self.frame).constants.add(index as usize) }
    }

    #[inline(always)]
    pub fn name(&self, index: u32) -> &Value {
        // SAFETY: the verifier saw that the name exists.
        unsafe { self.frame().code().names.get_unchecked(index as usize) }
    }

    /// The operand of the instruction that the frame went on from, which has that many units of cache.
    #[inline(always)]
    pub fn last_operand(&self, caches: usize) -> u32 {
        // SAFETY: the instruction before `next` and its caches are part of the code.
        unsafe { (*self.next.sub(1 + caches)).get() >> 8 }
    }
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
        let units = self.frame().code().units();
        // Behind it: that is where a frame's notes point.
        if let Some(behind) = units.get(unit..).and_then(<[_]>::split_first).map(|(_, behind)| behind.as_ptr()) {
            self.frame_mut().next = behind;
        }
    }

    /// Replaces the two operands on top, which are no objects, by another that is none or new.
    #[inline(always)]
    pub fn replace_two(&mut self, value: Value) {
        self.forget_words(2);
        self.push(value);
    }

    /// Drops so many operands on top, which are no objects.
    #[inline(always)]
    fn forget_words(&mut self, count: usize) {
        debug_assert!(self.operands(count).iter().all(|operand| !operand.is_object()));
        self.top = self.top.wrapping_sub(count);
    }

    /// Replaces two numbers on top by the result of comparing them; if a jump follows that asks for it, that is done at once,
    /// unless instructions are to stay `APART`.
    #[inline(always)]
    pub fn compared<const APART: bool>(&mut self, result: bool) {
        self.compared_from::<APART>(2, result);
    }

    /// The same where so many of the numbers are on top.
    #[inline(always)]
    pub fn compared_from<const APART: bool>(&mut self, popped: usize, result: bool) {
        let (op, distance) = self.peek_op();
        self.forget_words(popped);
        if !APART && (op == Op::POP_JUMP_IF_FALSE || op == Op::POP_JUMP_IF_TRUE) {
            self.next = self.next.wrapping_add(1);
            if result == (op == Op::POP_JUMP_IF_TRUE) {
                self.jump_forward(distance);
            }
        } else {
            self.push(Value::bool(result));
        }
    }

    /// Replaces two numbers on top by a number; if a store follows, that is done at once, unless apart.
    #[inline(always)]
    pub fn computed<const APART: bool>(&mut self, result: Value) {
        self.computed_from::<APART>(2, result);
    }

    /// The same where so many of the numbers are on top.
    #[inline(always)]
    pub fn computed_from<const APART: bool>(&mut self, popped: usize, result: Value) {
        let (op, slot) = self.peek_op();
        self.forget_words(popped);
        if !APART && op == Op::STORE_FAST && !self.slot(slot).is_object() {
            self.next = self.next.wrapping_add(1);
            std::mem::forget(self.set_slot(slot, result));
        } else {
            self.push(result);
        }
    }

    /// Goes back to the running instruction behind whose caches the registers are.
    #[inline(always)]
    pub fn again_with_caches(&mut self, caches: usize) {
        self.next = self.instruction(1 + caches);
    }

    #[inline(always)]
    pub fn count_miss(&self) {
        let misses = self.cache(0);
        misses.set(misses.get().saturating_add(1));
    }

    /// Counts that a specialised form did not fit, and goes back to the generic one.
    #[inline(always)]
    pub fn miss(&self, generic: Op) {
        self.count_miss();
        self.rewrite(generic);
    }

    /// Remembers a value in two units of the cache, without holding it.
    pub fn set_cached_value(&self, at: usize, value: &Value) {
        self.set_cached_word(at, value.bits());
    }

    /// The value remembered in two units of the cache.
    #[inline(always)]
    pub fn cached_value(&self, at: usize) -> Value {
        // SAFETY: the caller saw that the version with which the value was remembered still stands, so the class that had it in its
        // dict, or inherits it, has it still: every change of a class gives it a new version first.
        unsafe { Value::from_bits_alive(self.cached_word(at)) }
    }

    /// Two units of the cache, as one word.
    #[inline(always)]
    pub fn cached_word(&self, at: usize) -> u64 {
        u64::from(self.cache(at).get()) | u64::from(self.cache(at + 1).get()) << 32
    }

    pub fn set_cached_word(&self, at: usize, word: u64) {
        self.cache(at).set(word as u32);
        self.cache(at + 1).set((word >> 32) as u32);
    }

    /// Remembers a function in two units of the cache.
    pub fn set_cached_function(&self, at: usize, function: NativeFn) {
        self.set_cached_word(at, (function as *const ()).expose_provenance() as u64);
    }

    /// The function remembered in two units of the cache.
    #[inline(always)]
    pub fn cached_function(&self, at: usize) -> NativeFn {
        // SAFETY: asked by specialised forms alone, which an instruction takes after `set_cached_function`.
        unsafe { std::mem::transmute::<*const (), NativeFn>(ptr::with_exposed_provenance(self.cached_word(at) as usize)) }
    }

    /// Drops the operand on top, which is no object.
    #[inline(always)]
    pub fn forget_word(&mut self) {
        self.forget_words(1);
    }

    /// Replaces the operand on top, which is no object, by a truth; if a jump follows that asks for it, that is done at once,
    /// unless apart.
    #[inline(always)]
    pub fn decided<const APART: bool>(&mut self, result: bool) {
        self.compared_from::<APART>(1, result);
    }

    /// The attribute that the cache says is in a slot of the owner, if the owner has the shape that the cache knows.
    #[inline(always)]
    pub fn attribute_slot(&self, owner: &Value) -> Option<Value> {
        let header = owner.header().filter(|header| header.shape_version() == self.cache(1).get())?;
        let value = header.shaped_slot(self.cache(2).get() as usize)?.get();
        if value.is_null() { None } else { Some(value) }
    }

    /// Whether the operand on top has the shape that the cache knows.
    #[inline(always)]
    fn has_shape(&self) -> bool {
        self.peek(1).header().is_some_and(|header| header.shape_version() == self.cache(1).get())
    }

    /// The value that the cache remembers for objects of the shape that the one on top has.
    #[inline(always)]
    pub fn value_of_shape(&self) -> Option<Value> {
        if self.has_shape() { Some(self.cached_value(2)) } else { None }
    }

    /// The value that the cache remembers for the class on top.
    #[inline(always)]
    pub fn value_of_class(&self) -> Option<Value> {
        let class = self.peek(1).get::<Type>().filter(|class| class.known_version() == self.cache(1).get());
        if class.is_some() { Some(self.cached_value(2)) } else { None }
    }

    /// Stores the second operand in the slot of the one on top that the cache knows, if that has the shape for it; both are gone
    /// then. Gives what was there.
    #[inline(always)]
    pub fn store_in_slot(&mut self) -> Option<Value> {
        let place = self.slot_to_set()?;
        let (owner, value) = (self.pop(), self.pop());
        let old = owner.header().and_then(|header| header.shaped_slot(place)).map(|slot| slot.replace(value));
        // Dropped with the old value, where it is seen to what waits.
        drop(owner);
        Some(old.unwrap_or(Value::NULL))
    }

    /// The same for a slot that is new: the owner takes the shape that the cache knows.
    #[inline(always)]
    pub fn store_in_new_slot(&mut self) -> Option<()> {
        let place = self.slot_to_set()?;
        let shape = self.cached_value(3);
        let (owner, mut value) = (self.pop(), self.pop());
        if let Some(header) = owner.header() {
            header.take_shape(shape, place, &mut value);
        }
        Some(())
    }

    /// The slot that `STORE_ATTR` is to set, if the owner on top has the shape that the cache knows and room for it.
    #[inline(always)]
    fn slot_to_set(&self) -> Option<usize> {
        let place = self.cache(2).get() as usize;
        if self.has_shape() && self.peek(1).header()?.shaped_slot(place).is_some() { Some(place) } else { None }
    }

    /// What `LOAD_ATTR`, which comes next, finds on the value of a slot, if it is specialised and that fits; and what it pushes
    /// besides.
    #[inline(always)]
    pub fn slot_attribute(&self, slot: u32) -> Option<(Value, Option<Value>)> {
        let (op, operand) = self.peek_op();
        let ahead = Registers { next: self.next.wrapping_add(1), ..*self };
        let owner = self.slot(slot);
        if op == Op::LOAD_ATTR_SLOT {
            let value = ahead.attribute_slot(owner)?;
            return Some((value, (operand & 1 != 0).then_some(Value::NULL)));
        }
        let header = owner.header()?;
        let version = match op {
            Op::LOAD_ATTR_METHOD => header.shape_version(),
            Op::LOAD_ATTR_TYPE_METHOD => header.class().known_version(),
            _ => return None,
        };
        if version == ahead.cache(1).get() { Some((ahead.cached_value(2), Some(owner.clone()))) } else { None }
    }
}

/// Operands that were taken from the stack, where they still lie.
pub struct Taken {
    next: *mut Value,
    left: usize,
}

impl Iterator for Taken {
    type Item = Value;

    #[inline(always)]
    fn next(&mut self) -> Option<Value> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        // SAFETY: as many operands as are left lie here, no longer part of the stack; each is moved out once.
        unsafe {
            let value = self.next.read();
            self.next = self.next.add(1);
            Some(value)
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Taken {}

impl Drop for Taken {
    fn drop(&mut self) {
        self.for_each(drop);
    }
}
