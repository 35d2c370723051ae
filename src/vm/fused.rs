//! Loads that became one instruction with the operator behind them (`fused` in `grammar/machine.table`): their operands are looked
//! at where they are, and never on the stack.

use super::op::Op;
use super::registers::Registers;
use crate::bytecode::Comparison;
use crate::object::Value;
use std::cmp::Ordering;

/// Where a fused instruction has its operands.
pub trait Operands {
    /// The loads alone, which look for a form to take.
    const AHEAD: Op;
    /// How many units lie between the loads' first and the operator's.
    const BETWEEN: usize;
    /// How many of the operands are on the stack.
    const POPPED: usize;

    /// The right one, if it is in the code.
    #[inline(always)]
    fn small(_: &Registers, _operand: u32) -> Value {
        Value::NULL
    }

    fn both<'a>(r: &'a Registers, operand: u32, small: &'a Value) -> (&'a Value, &'a Value);
}

/// `LOAD_FAST_LOAD_FAST`.
pub struct Slots;
/// `LOAD_FAST_LOAD_SMALL_INT`.
pub struct SlotAndSmall;
/// `LOAD_FAST`, the left operand on the stack.
pub struct TopAndSlot;
/// `LOAD_SMALL_INT`, the left operand on the stack.
pub struct TopAndSmall;

impl Operands for Slots {
    const AHEAD: Op = Op::LOAD_FAST_LOAD_FAST_AHEAD;
    const BETWEEN: usize = 0;
    const POPPED: usize = 0;

    #[inline(always)]
    fn both<'a>(r: &'a Registers, operand: u32, _: &'a Value) -> (&'a Value, &'a Value) {
        (r.slot(operand >> 4), r.slot(operand & 15))
    }
}

impl Operands for SlotAndSmall {
    const AHEAD: Op = Op::LOAD_FAST_LOAD_SMALL_INT_AHEAD;
    const BETWEEN: usize = 1;
    const POPPED: usize = 0;

    #[inline(always)]
    fn small(r: &Registers, _: u32) -> Value {
        Value::size(r.peek_op().1 as usize)
    }

    #[inline(always)]
    fn both<'a>(r: &'a Registers, operand: u32, small: &'a Value) -> (&'a Value, &'a Value) {
        (r.slot(operand), small)
    }
}

impl Operands for TopAndSlot {
    const AHEAD: Op = Op::LOAD_FAST_AHEAD;
    const BETWEEN: usize = 0;
    const POPPED: usize = 1;

    #[inline(always)]
    fn both<'a>(r: &'a Registers, operand: u32, _: &'a Value) -> (&'a Value, &'a Value) {
        (r.peek(1), r.slot(operand))
    }
}

impl Operands for TopAndSmall {
    const AHEAD: Op = Op::LOAD_SMALL_INT_AHEAD;
    const BETWEEN: usize = 0;
    const POPPED: usize = 1;

    #[inline(always)]
    fn small(_: &Registers, operand: u32) -> Value {
        Value::size(operand as usize)
    }

    #[inline(always)]
    fn both<'a>(r: &'a Registers, _: u32, small: &'a Value) -> (&'a Value, &'a Value) {
        (r.peek(1), small)
    }
}

impl Registers {
    /// Lets loads become one with the operator so many units behind them, if there is such a form; tells whether they did, and are to
    /// be executed again. If there will be none, they look no more.
    #[inline(always)]
    pub fn fuse(&self, loads: Op, between: usize) -> bool {
        let behind = self.op_ahead(between);
        if matches!(behind, Op::BINARY_OP | Op::COMPARE_OP | Op::STORE_SUBSCR) {
            return false;
        }
        self.rewrite(Op::fused(loads, behind).unwrap_or(loads));
        true
    }

    /// Parts a fused instruction that does not fit. The operator takes its general form, and counts that.
    #[inline(always)]
    fn part<J: Operands>(&mut self) {
        let operator = self.cache(J::BETWEEN);
        operator.set(operator.get() & !0xff | self.op_ahead(J::BETWEEN).generic() as u32);
        let misses = self.cache(J::BETWEEN + 1);
        misses.set(misses.get().saturating_add(1));
        self.rewrite(J::AHEAD);
        self.again();
    }

    /// An operator on two numbers in words.
    #[inline(always)]
    pub fn fused_number<J: Operands>(&mut self, operand: u32, compute: impl FnOnce(&Value, &Value) -> Option<Value>) {
        self.fused_operator::<J>(operand, |_, a, b| compute(a, b));
    }

    /// The same, where the operand says which operator.
    #[inline(always)]
    pub fn fused_operator<J: Operands>(&mut self, operand: u32, compute: impl FnOnce(u32, &Value, &Value) -> Option<Value>) {
        let small = J::small(self, operand);
        let (a, b) = J::both(self, operand, &small);
        match compute(self.cache(J::BETWEEN).get() >> 8, a, b) {
            Some(result) => {
                self.skip_caches(J::BETWEEN + 1 + Op::BINARY_OP.caches());
                self.computed_from::<false>(J::POPPED, result);
            }
            None => self.part::<J>(),
        }
    }

    /// A comparison of two numbers in words.
    #[inline(always)]
    pub fn fused_comparison<J: Operands>(&mut self, operand: u32, compare: impl FnOnce(&Value, &Value) -> Option<Ordering>) {
        let small = J::small(self, operand);
        let (a, b) = J::both(self, operand, &small);
        match compare(a, b) {
            Some(ordering) => {
                let result = Comparison::holds(self.cache(J::BETWEEN).get() >> 8, Some(ordering));
                self.skip_caches(J::BETWEEN + 1 + Op::COMPARE_OP.caches());
                self.compared_from::<false>(J::POPPED, result);
            }
            None => self.part::<J>(),
        }
    }

    /// An item of the left operand.
    #[inline(always)]
    pub fn fused_item<J: Operands>(&mut self, operand: u32, item: impl FnOnce(&Value, &Value) -> Option<Value>) {
        let small = J::small(self, operand);
        let (container, index) = J::both(self, operand, &small);
        match item(container, index) {
            Some(item) => {
                self.skip_caches(J::BETWEEN + 1 + Op::BINARY_OP.caches());
                if J::POPPED == 1 {
                    drop(self.replace(1, item));
                } else {
                    self.push(item);
                }
            }
            None => self.part::<J>(),
        }
    }

    /// Puts what is on top in the place of an item of a container in a slot; gives what was there.
    #[inline(always)]
    pub fn fused_store(
        &mut self,
        operand: u32,
        replace: impl FnOnce(&Value, &Value, Value) -> Result<Value, Value>,
    ) -> Value {
        let (value, small) = (self.pop(), Value::NULL);
        let (container, index) = Slots::both(self, operand, &small);
        match replace(container, index, value) {
            Ok(old) => {
                self.skip_caches(1 + Op::STORE_SUBSCR.caches());
                old
            }
            Err(value) => {
                self.push(value);
                self.part::<Slots>();
                Value::NULL
            }
        }
    }
}
