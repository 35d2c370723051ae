//! Factorials, permutations, combinations: products of ranges, by halves so that factors of like size meet.

use super::divide::floor_div;
use super::error::{Interrupt, NumberError, Result};
use super::int::{Int, IntRef, mul, sub};

/// `n!`.
pub fn factorial(n: u64, interrupt: Interrupt) -> Result<Int> {
    product(&mut (1..=n).map(Int::from), interrupt)
}

/// The product of numbers, neighbours first.
fn product(factors: &mut dyn Iterator<Item = Int>, interrupt: Interrupt) -> Result<Int> {
    // Products of the factors so far, each of twice as many factors as the next, as a binary counter has its digits.
    let mut products: Vec<(u32, Int)> = Vec::new();
    for (count, factor) in factors.enumerate() {
        if count % 4096 == 0 {
            interrupt.check()?;
        }
        let mut last = (0, factor);
        while let Some((level, _)) = products.last()
            && *level == last.0
            && let Some((level, before)) = products.pop()
        {
            last = (level + 1, mul(before.as_ref(), last.1.as_ref(), interrupt)?);
        }
        products.push(last);
    }
    let mut all = Int::Small(1);
    while let Some((_, part)) = products.pop() {
        all = mul(part.as_ref(), all.as_ref(), interrupt)?;
    }
    Ok(all)
}

/// `n * (n - 1) * …`, so many factors.
fn falling(n: IntRef, count: u64, interrupt: Interrupt) -> Result<Int> {
    product(&mut (0..count).map(|index| sub(n, Int::from(index).as_ref())), interrupt)
}

const NEGATIVE_N: NumberError = NumberError::value("n must be a non-negative integer");
const NEGATIVE_K: NumberError = NumberError::value("k must be a non-negative integer");

/// `math.perm`.
pub fn permutations(n: IntRef, k: IntRef, interrupt: Interrupt) -> Result<Int> {
    const TOO_MANY: NumberError = NumberError::overflow("k must not exceed 9223372036854775807");
    check(n, k)?;
    if super::int::compare(n, k).is_lt() {
        return Ok(Int::Small(0));
    }
    let Some(k) = k.to_i64() else { return Err(TOO_MANY) };
    falling(n, k as u64, interrupt)
}

/// `math.comb`.
pub fn combinations(n: IntRef, k: IntRef, interrupt: Interrupt) -> Result<Int> {
    const TOO_MANY: NumberError = NumberError::overflow("min(n - k, k) must not exceed 9223372036854775807");
    check(n, k)?;
    if super::int::compare(n, k).is_lt() {
        return Ok(Int::Small(0));
    }
    let rest = sub(n, k);
    let least = if super::int::compare(rest.as_ref(), k).is_lt() { rest.as_ref() } else { k };
    let Some(k) = least.to_i64() else { return Err(TOO_MANY) };
    let all = falling(n, k as u64, interrupt)?;
    floor_div(all.as_ref(), factorial(k as u64, interrupt)?.as_ref(), interrupt)
}

fn check(n: IntRef, k: IntRef) -> Result<()> {
    match (n.is_negative(), k.is_negative()) {
        (true, _) => Err(NEGATIVE_N),
        (_, true) => Err(NEGATIVE_K),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_ones() {
        let never = Interrupt::NEVER;
        assert_eq!(factorial(0, never), Ok(Int::Small(1)));
        assert_eq!(factorial(20, never), Ok(Int::Small(2_432_902_008_176_640_000)));
        assert_eq!(combinations(IntRef::Small(10), IntRef::Small(3), never), Ok(Int::Small(120)));
        assert_eq!(permutations(IntRef::Small(5), IntRef::Small(2), never), Ok(Int::Small(20)));
        assert_eq!(combinations(IntRef::Small(2), IntRef::Small(3), never), Ok(Int::Small(0)));
    }
}
