//! Single operations over arrays of values, without any dispatch: what the encoding itself costs.
//!
//! Arrays of mixed values are in random order, so that the branch predictor has to guess. May use: `raw`, `word`.

use crate::raw::object::Value;
use crate::word::Word;
use std::hint::black_box;

pub const LENGTH: usize = 4096;

/// One operation, done once for each element of its arrays.
pub type Measure = (&'static str, Box<dyn FnMut()>);

/// The same operations in the same order for each encoding.
pub fn all<W: Word>() -> Vec<Measure> {
    let ints = || values::<W>(|random| Value::int((random % 1000) as i64));
    let floats = || values::<W>(|random| Value::float((random % 1000) as f64 + 0.5));
    let numbers = |seed| values_from::<W>(seed, |random| number(random >> 3, random & 1 == 0));
    vec![
        over_two::<W>("int +", ints(), ints(), |a, b| a.add_ints(b).unwrap_or(Value::NONE)),
        over_two::<W>("int <", ints(), ints(), |a, b| Value::bool(a.word().ints_less(b.word()).unwrap_or(false))),
        over_two::<W>("float +", floats(), floats(), |a, b| float(a, b, |a, b| a + b).unwrap_or(Value::NONE)),
        over_two::<W>("float *", floats(), floats(), |a, b| float(a, b, |a, b| a * b).unwrap_or(Value::NONE)),
        over_two::<W>("any +", numbers(1), numbers(2), add),
        over_two::<W>("==", mixed(3), mixed(4), |a, b| Value::bool(a.equals(b))),
        over_two::<W>("is", mixed(5), mixed(6), |a, b| Value::bool(a.is(b))),
        over_two::<W>("truth", mixed(7), ints(), |a, _| Value::bool(a.is_true())),
        over_two::<W>("copy, drop", mixed(8), ints(), |a, _| a.clone()),
        over_two::<W>("copy objects", objects(), ints(), |a, _| a.clone()),
    ]
}

fn over_two<W: Word>(
    name: &'static str,
    first: Vec<Value<W>>,
    second: Vec<Value<W>>,
    operation: impl Fn(&Value<W>, &Value<W>) -> Value<W> + 'static,
) -> Measure {
    let mut results: Vec<Value<W>> = (0..LENGTH).map(|_| Value::NONE).collect();
    let run = move || {
        for ((a, b), result) in first.iter().zip(&second).zip(&mut results) {
            *result = operation(a, b);
        }
        black_box(&mut results);
    };
    (name, Box::new(run))
}

#[inline(always)]
fn float<W: Word>(a: &Value<W>, b: &Value<W>, operation: impl Fn(f64, f64) -> f64) -> Option<Value<W>> {
    let (a, b) = a.word().both_floats(b.word())?;
    Some(Value::float(operation(a, b)))
}

#[inline(always)]
fn add<W: Word>(a: &Value<W>, b: &Value<W>) -> Value<W> {
    if let Some(sum) = a.add_ints(b) {
        return sum;
    }
    if let Some(sum) = float(a, b, |a, b| a + b) {
        return sum;
    }
    match (a.number(), b.number()) {
        (Some(a), Some(b)) => Value::float(a.to_float() + b.to_float()),
        _ => Value::NONE,
    }
}

fn number<W: Word>(random: u64, is_int: bool) -> Value<W> {
    if is_int { Value::int((random % 1000) as i64) } else { Value::float((random % 1000) as f64) }
}

/// A quarter each of integers, floats, singletons and objects.
fn mixed<W: Word>(seed: u64) -> Vec<Value<W>> {
    let object = Value::<W>::pair(Value::NONE, Value::NONE);
    values_from(seed, |random| match random & 3 {
        0 | 1 => number(random >> 3, random & 1 == 0),
        2 if random & 4 == 0 => Value::NONE,
        2 => Value::bool(random & 8 == 0),
        _ => object.clone(),
    })
}

fn objects<W: Word>() -> Vec<Value<W>> {
    values(|_| Value::pair(Value::NONE, Value::NONE))
}

fn values<W: Word>(make: impl FnMut(u64) -> Value<W>) -> Vec<Value<W>> {
    values_from(9, make)
}

fn values_from<W: Word>(seed: u64, mut make: impl FnMut(u64) -> Value<W>) -> Vec<Value<W>> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 8
    };
    (0..LENGTH).map(|_| make(random())).collect()
}
