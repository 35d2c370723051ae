//! What each instruction does, once for all kinds of dispatch. Each pops and pushes what the table in `instruction` says.
//!
//! May use: `raw`, `word`.

use crate::instruction::Instruction;
use crate::raw::object::{Number, Value};
use crate::raw::registers::{Machine, Registers};
use crate::word::Word;

type Binary = fn(Number, Number) -> Option<Number>;

impl<W: Word> Registers<W> {
    #[inline(always)]
    pub fn load_fast(&mut self, i: Instruction, m: &mut Machine<W>) {
        let value = self.local(i.b as usize, m).clone();
        self.push(value, m);
    }

    #[inline(always)]
    pub fn load_fast_load_fast(&mut self, i: Instruction, m: &mut Machine<W>) {
        let (first, second) = (self.local(i.a.into(), m).clone(), self.local(i.b as usize, m).clone());
        self.push(first, m);
        self.push(second, m);
    }

    #[inline(always)]
    pub fn store_fast(&mut self, i: Instruction, m: &mut Machine<W>) {
        let value = self.pop(m);
        self.set_local(i.b as usize, value, m);
    }

    #[inline(always)]
    pub fn load_const(&mut self, i: Instruction, m: &mut Machine<W>) {
        self.push(self.constant(i.b as usize, m), m);
    }

    #[inline(always)]
    pub fn load_small_int(&mut self, i: Instruction, m: &mut Machine<W>) {
        self.push(Value::int(i.b.into()), m);
    }

    #[inline(always)]
    pub fn load_none(&mut self, _: Instruction, m: &mut Machine<W>) {
        self.push(Value::NONE, m);
    }

    #[inline(always)]
    pub fn load_true(&mut self, _: Instruction, m: &mut Machine<W>) {
        self.push(Value::bool(true), m);
    }

    #[inline(always)]
    pub fn pop_top(&mut self, _: Instruction, m: &mut Machine<W>) {
        drop(self.pop(m));
    }

    #[inline(always)]
    pub fn add_int(&mut self, _: Instruction, m: &mut Machine<W>) {
        let (a, b) = self.top_two();
        match a.add_ints(b) {
            Some(sum) => self.replace_two(sum),
            None => self.binary_slowly(add_numbers, m),
        }
    }

    #[inline(always)]
    pub fn subtract_int(&mut self, _: Instruction, m: &mut Machine<W>) {
        let (a, b) = self.top_two();
        match a.subtract_ints(b) {
            Some(difference) => self.replace_two(difference),
            None => self.binary_slowly(subtract_numbers, m),
        }
    }

    #[inline(always)]
    pub fn multiply_int(&mut self, _: Instruction, m: &mut Machine<W>) {
        self.with_ints(i64::checked_mul, multiply_numbers, m);
    }

    #[inline(always)]
    pub fn and_int(&mut self, _: Instruction, m: &mut Machine<W>) {
        self.with_ints(|a, b| Some(a & b), |a, b| whole(a, b, |a, b| a & b), m);
    }

    #[inline(always)]
    pub fn xor_int(&mut self, _: Instruction, m: &mut Machine<W>) {
        self.with_ints(|a, b| Some(a ^ b), |a, b| whole(a, b, |a, b| a ^ b), m);
    }

    #[inline(always)]
    pub fn shift_right_int(&mut self, _: Instruction, m: &mut Machine<W>) {
        self.with_ints(|a, b| Some(a >> (b & 63)), |a, b| whole(a, b, |a, b| a >> (b & 63)), m);
    }

    #[inline(always)]
    pub fn add_float(&mut self, _: Instruction, m: &mut Machine<W>) {
        self.with_floats(|a, b| a + b, add_numbers, m);
    }

    #[inline(always)]
    pub fn subtract_float(&mut self, _: Instruction, m: &mut Machine<W>) {
        self.with_floats(|a, b| a - b, subtract_numbers, m);
    }

    #[inline(always)]
    pub fn multiply_float(&mut self, _: Instruction, m: &mut Machine<W>) {
        self.with_floats(|a, b| a * b, multiply_numbers, m);
    }

    #[inline(always)]
    pub fn add(&mut self, _: Instruction, m: &mut Machine<W>) {
        let (a, b) = self.top_two();
        match a.add_ints(b) {
            Some(sum) => self.replace_two(sum),
            None => self.with_floats(|a, b| a + b, add_numbers, m),
        }
    }

    #[inline(always)]
    pub fn subtract(&mut self, _: Instruction, m: &mut Machine<W>) {
        let (a, b) = self.top_two();
        match a.subtract_ints(b) {
            Some(difference) => self.replace_two(difference),
            None => self.with_floats(|a, b| a - b, subtract_numbers, m),
        }
    }

    #[inline(always)]
    pub fn multiply(&mut self, _: Instruction, m: &mut Machine<W>) {
        let (a, b) = self.top_two();
        match a.word().both_ints(b.word()).and_then(|(a, b)| a.checked_mul(b)).and_then(W::from_int) {
            Some(product) => self.replace_two(Value::number_word(product)),
            None => self.with_floats(|a, b| a * b, multiply_numbers, m),
        }
    }

    #[inline(always)]
    pub fn less_int(&mut self, _: Instruction, m: &mut Machine<W>) {
        let (a, b) = self.top_two();
        match a.word().ints_less(b.word()) {
            Some(less) => self.replace_two(Value::bool(less)),
            None => self.less_slowly(m),
        }
    }

    #[inline(always)]
    pub fn less_float(&mut self, _: Instruction, m: &mut Machine<W>) {
        let (a, b) = self.top_two();
        match a.word().both_floats(b.word()) {
            Some((a, b)) => self.replace_two(Value::bool(a < b)),
            None => self.less_slowly(m),
        }
    }

    #[inline(always)]
    pub fn less(&mut self, i: Instruction, m: &mut Machine<W>) {
        let (a, b) = self.top_two();
        match a.word().ints_less(b.word()) {
            Some(less) => self.replace_two(Value::bool(less)),
            None => self.less_float(i, m),
        }
    }

    #[inline(always)]
    pub fn equal(&mut self, _: Instruction, m: &mut Machine<W>) {
        let (b, a) = (self.pop(m), self.pop(m));
        self.push(Value::bool(a.equals(&b)), m);
    }

    #[inline(always)]
    pub fn is(&mut self, _: Instruction, m: &mut Machine<W>) {
        let (b, a) = (self.pop(m), self.pop(m));
        self.push(Value::bool(a.is(&b)), m);
    }

    #[inline(always)]
    pub fn pop_jump_if_false(&mut self, i: Instruction, m: &mut Machine<W>) {
        if !self.pop(m).is_true() {
            self.jump(i.b);
        }
    }

    #[inline(always)]
    pub fn pop_jump_if_true(&mut self, i: Instruction, m: &mut Machine<W>) {
        if self.pop(m).is_true() {
            self.jump(i.b);
        }
    }

    #[inline(always)]
    pub fn pop_jump_if_none(&mut self, i: Instruction, m: &mut Machine<W>) {
        if self.pop(m).is(&Value::NONE) {
            self.jump(i.b);
        }
    }

    #[inline(always)]
    pub fn jump_to(&mut self, i: Instruction, _: &mut Machine<W>) {
        self.jump(i.b);
    }

    #[inline(always)]
    pub fn build_pair(&mut self, _: Instruction, m: &mut Machine<W>) {
        let (second, first) = (self.pop(m), self.pop(m));
        self.push(Value::pair(first, second), m);
    }

    #[inline(always)]
    pub fn load_slot(&mut self, i: Instruction, m: &mut Machine<W>) {
        let pair = self.pop(m);
        match pair.slot(i.b as usize) {
            Some(value) => self.push(value, m),
            None => self.fail("not a pair", m),
        }
    }

    #[inline(always)]
    pub fn store_slot(&mut self, i: Instruction, m: &mut Machine<W>) {
        let (value, pair) = (self.pop(m), self.pop(m));
        if pair.set_slot(i.b as usize, value).is_none() {
            self.fail("not a pair", m);
        }
    }

    #[inline(always)]
    pub fn call(&mut self, i: Instruction, m: &mut Machine<W>) {
        self.enter(i.b as usize, m);
    }

    #[inline(always)]
    pub fn return_value(&mut self, _: Instruction, m: &mut Machine<W>) {
        self.leave(m);
    }

    #[inline(always)]
    fn with_ints(&mut self, quick: impl Fn(i64, i64) -> Option<i64>, slow: Binary, m: &mut Machine<W>) {
        let (a, b) = self.top_two();
        match a.word().both_ints(b.word()).and_then(|(a, b)| quick(a, b)).and_then(W::from_int) {
            Some(word) => self.replace_two(Value::number_word(word)),
            None => self.binary_slowly(slow, m),
        }
    }

    #[inline(always)]
    fn with_floats(&mut self, quick: impl Fn(f64, f64) -> f64, slow: Binary, m: &mut Machine<W>) {
        let (a, b) = self.top_two();
        match a.word().both_floats(b.word()).and_then(|(a, b)| W::from_float(quick(a, b))) {
            Some(word) => self.replace_two(Value::number_word(word)),
            None => self.binary_slowly(slow, m),
        }
    }

    /// Numbers of different kinds, and numbers that are objects.
    #[inline(always)]
    fn binary_slowly(&mut self, operation: Binary, m: &mut Machine<W>) {
        let (b, a) = (self.pop(m), self.pop(m));
        match binary(operation, a, b) {
            Some(value) => self.push(value, m),
            None => self.fail("not numbers, or too large", m),
        }
    }

    #[inline(always)]
    fn less_slowly(&mut self, m: &mut Machine<W>) {
        let (b, a) = (self.pop(m), self.pop(m));
        match less(a, b) {
            Some(less) => self.push(Value::bool(less), m),
            None => self.fail("not numbers", m),
        }
    }
}

#[cold]
#[inline(never)]
fn binary<W: Word>(operation: Binary, a: Value<W>, b: Value<W>) -> Option<Value<W>> {
    Some(match operation(a.number()?, b.number()?)? {
        Number::Int(value) => Value::int(value),
        Number::Float(value) => Value::float(value),
    })
}

#[cold]
#[inline(never)]
fn less<W: Word>(a: Value<W>, b: Value<W>) -> Option<bool> {
    Some(match (a.number()?, b.number()?) {
        (Number::Int(a), Number::Int(b)) => a < b,
        (a, b) => a.to_float() < b.to_float(),
    })
}

fn add_numbers(a: Number, b: Number) -> Option<Number> {
    arithmetic(a, b, i64::checked_add, |a, b| a + b)
}

fn subtract_numbers(a: Number, b: Number) -> Option<Number> {
    arithmetic(a, b, i64::checked_sub, |a, b| a - b)
}

fn multiply_numbers(a: Number, b: Number) -> Option<Number> {
    arithmetic(a, b, i64::checked_mul, |a, b| a * b)
}

#[inline(always)]
fn arithmetic(a: Number, b: Number, ints: fn(i64, i64) -> Option<i64>, floats: fn(f64, f64) -> f64) -> Option<Number> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => ints(a, b).map(Number::Int),
        (a, b) => Some(Number::Float(floats(a.to_float(), b.to_float()))),
    }
}

#[inline(always)]
fn whole(a: Number, b: Number, ints: fn(i64, i64) -> i64) -> Option<Number> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(Number::Int(ints(a, b))),
        _ => None,
    }
}
