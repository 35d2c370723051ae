//! `list.sort`: stable, with a `<` that may fail, may be inconsistent, and is dear, for it may be a function in Python.
//!
//! The standard library's sorts are no option: they may panic if the order is inconsistent, and cannot stop at an error.
//! This is a merge sort of natural runs in powersort's order (Munro and Wild, 2018), as CPython's: an ordered list takes
//! `len - 1` comparisons. Runs are trimmed by galloping before they are merged. It sorts numbers of elements, so that
//! whatever happens, the result is a permutation, and elements of any type need no copies.

/// Shorter runs are extended by insertion.
const SHORTEST_RUN: usize = 64;

/// The elements' numbers in order. At an error, in the order so far.
pub fn sorted_order<T, E>(items: &[T], mut less: impl FnMut(&T, &T) -> Result<bool, E>) -> (Vec<usize>, Result<(), E>) {
    let mut order: Vec<usize> = (0..items.len()).collect();
    let mut less = |a: usize, b: usize| less(&items[a], &items[b]);
    let result = Sorter { order: &mut order, buffer: Vec::new(), less: &mut less }.sort();
    (order, result)
}

/// Brings elements into an order found by [`sorted_order`]; done to keys and to values alike.
pub fn apply_order<T>(items: &mut [T], mut order: Vec<usize>) {
    for start in 0..items.len().min(order.len()) {
        // Along a cycle of the permutation; done places point to themselves.
        let mut place = start;
        while order[place] != start {
            let from = std::mem::replace(&mut order[place], place);
            items.swap(place, from);
            place = from;
        }
        order[place] = place;
    }
}

/// Sorts; at an error the elements are left in some order.
pub fn sort<T, E>(items: &mut [T], less: impl FnMut(&T, &T) -> Result<bool, E>) -> Result<(), E> {
    let (order, result) = sorted_order(items, less);
    apply_order(items, order);
    result
}

/// A sorted part of the list, and the depth of the merge with the one before it in a nearly balanced tree.
struct Run {
    start: usize,
    end: usize,
    power: u32,
}

struct Sorter<'a, L> {
    order: &'a mut [usize],
    buffer: Vec<usize>,
    less: &'a mut L,
}

impl<E, L: FnMut(usize, usize) -> Result<bool, E>> Sorter<'_, L> {
    fn sort(&mut self) -> Result<(), E> {
        let length = self.order.len();
        let mut runs: Vec<Run> = Vec::new();
        let mut start = 0;
        while start < length {
            let end = self.next_run(start)?;
            let power = runs.last().map_or(0, |last| power(last.start, start, end, length));
            while runs.len() > 1 && runs.last().is_some_and(|last| last.power > power) {
                self.merge_last(&mut runs)?;
            }
            runs.push(Run { start, end, power });
            start = end;
        }
        while runs.len() > 1 {
            self.merge_last(&mut runs)?;
        }
        Ok(())
    }

    fn less_at(&mut self, a: usize, b: usize) -> Result<bool, E> {
        (self.less)(self.order[a], self.order[b])
    }

    /// The end of the run from here on: as it is, turned around if it descends, extended if it is short.
    fn next_run(&mut self, start: usize) -> Result<usize, E> {
        let length = self.order.len();
        let mut end = start + 1;
        if end == length {
            return Ok(end);
        }
        end = self.ascending(start, end)?;
        // What ascended so far is a part of a descending run only if it is all equal.
        if end < length && (end == start + 1 || !self.less_at(start, end - 1)?) {
            end = self.descending(start, end)?;
            end = self.ascending(start, end)?;
        }
        let least = length.min(start + shortest_run(length));
        for next in end..least {
            self.insert(start, next)?;
        }
        Ok(end.max(least))
    }

    /// Where a run that ascends up to a place stops.
    fn ascending(&mut self, start: usize, mut end: usize) -> Result<usize, E> {
        debug_assert!(end > start);
        while end < self.order.len() && !self.less_at(end, end - 1)? {
            end += 1;
        }
        Ok(end)
    }

    /// Turns a descending run around, whose first elements, all equal, go up to a place where a lesser one is; gives its end.
    /// Equal elements within it are turned around twice, so that they keep their order.
    fn descending(&mut self, start: usize, lesser: usize) -> Result<usize, E> {
        self.order[start..lesser].reverse();
        let (mut end, mut equal) = (lesser + 1, lesser);
        while end < self.order.len() {
            if self.less_at(end, end - 1)? {
                self.order[equal..end].reverse();
                equal = end;
            } else if self.less_at(end - 1, end)? {
                break;
            }
            end += 1;
        }
        self.order[equal..end].reverse();
        self.order[start..end].reverse();
        Ok(end)
    }

    /// Moves an element into the sorted ones before it, after its equals.
    fn insert(&mut self, start: usize, next: usize) -> Result<(), E> {
        let element = self.order[next];
        let (mut low, mut high) = (start, next);
        while low < high {
            let middle = low.midpoint(high);
            if (self.less)(element, self.order[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        self.order[low..=next].rotate_right(1);
        Ok(())
    }

    fn merge_last(&mut self, runs: &mut Vec<Run>) -> Result<(), E> {
        let Some(right) = runs.pop() else { return Ok(()) };
        let Some(left) = runs.last_mut() else { return Ok(()) };
        let (start, middle, end) = (left.start, right.start, right.end);
        left.end = end;
        // What is in place already: the left run's head and the right run's tail.
        let first = self.order[middle];
        let start = gallop(start, middle, |place| Ok(!(self.less)(first, self.order[place])?))?;
        if start == middle {
            return Ok(());
        }
        let last = self.order[middle - 1];
        let end = gallop_back(middle, end, |place| Ok(!(self.less)(self.order[place], last)?))?;
        if middle - start <= end - middle {
            self.merge_forward(start, middle, end)
        } else {
            self.merge_backward(start, middle, end)
        }
    }

    /// With the left run in the buffer. At an error the rest of it fills the gap.
    fn merge_forward(&mut self, start: usize, middle: usize, end: usize) -> Result<(), E> {
        self.buffer.clear();
        self.buffer.extend_from_slice(&self.order[start..middle]);
        let (mut left, mut right, mut place) = (0, middle, start);
        let mut result = Ok(());
        while left < self.buffer.len() && right < end {
            match (self.less)(self.order[right], self.buffer[left]) {
                Ok(true) => {
                    self.order[place] = self.order[right];
                    right += 1;
                }
                Ok(false) => {
                    self.order[place] = self.buffer[left];
                    left += 1;
                }
                Err(error) => {
                    result = Err(error);
                    break;
                }
            }
            place += 1;
        }
        self.order[place..right].copy_from_slice(&self.buffer[left..]);
        result
    }

    /// With the right run in the buffer, from the end on.
    fn merge_backward(&mut self, start: usize, middle: usize, end: usize) -> Result<(), E> {
        self.buffer.clear();
        self.buffer.extend_from_slice(&self.order[middle..end]);
        let (mut left, mut right, mut place) = (middle, self.buffer.len(), end);
        let mut result = Ok(());
        while right > 0 && left > start {
            match (self.less)(self.buffer[right - 1], self.order[left - 1]) {
                Ok(true) => {
                    self.order[place - 1] = self.order[left - 1];
                    left -= 1;
                }
                Ok(false) => {
                    self.order[place - 1] = self.buffer[right - 1];
                    right -= 1;
                }
                Err(error) => {
                    result = Err(error);
                    break;
                }
            }
            place -= 1;
        }
        self.order[left..place].copy_from_slice(&self.buffer[..right]);
        result
    }
}

/// Between 16 and 32, so that a list of random elements gives a power of two of runs.
fn shortest_run(length: usize) -> usize {
    let mut rest = length;
    let mut odd = 0;
    while rest >= SHORTEST_RUN {
        odd |= rest & 1;
        rest >>= 1;
    }
    rest + odd
}

/// The first bit in which both runs' middles, as fractions of the length, differ.
fn power(first: usize, second: usize, end: usize, length: usize) -> u32 {
    let length = length as u128;
    let middle = |low: usize, high: usize| ((low as u128 + high as u128) << 63) / length;
    (middle(first, second) ^ middle(second, end)).leading_zeros()
}

/// The first place from `low` on, below `high`, where the test fails; it holds up to there. Near the start found fast.
fn gallop<E>(low: usize, high: usize, mut test: impl FnMut(usize) -> Result<bool, E>) -> Result<usize, E> {
    let (mut holds, mut step) = (low, 1);
    let mut fails = high;
    while holds + step <= high {
        if !test(holds + step - 1)? {
            fails = holds + step - 1;
            break;
        }
        holds += step;
        step *= 2;
    }
    while holds < fails {
        let middle = holds.midpoint(fails);
        if test(middle)? {
            holds = middle + 1;
        } else {
            fails = middle;
        }
    }
    Ok(holds)
}

/// The first place from which on the test holds, up to `high`. Near the end found fast.
fn gallop_back<E>(low: usize, high: usize, mut test: impl FnMut(usize) -> Result<bool, E>) -> Result<usize, E> {
    let back = gallop(0, high - low, |offset| test(high - 1 - offset))?;
    Ok(high - back)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn random(state: &mut u64) -> u64 {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        *state
    }

    /// Keys with their first place, of several shapes.
    fn samples() -> Vec<Vec<(u64, usize)>> {
        let mut state = 99;
        let mut samples = Vec::new();
        for length in [0, 1, 2, 3, 10, 31, 32, 33, 64, 100, 257, 1000, 5000] {
            for range in [2, 10, 1_000_000] {
                let keys: Vec<u64> = (0..length).map(|_| random(&mut state) % range).collect();
                let mut ordered = keys.clone();
                ordered.sort();
                let mut nearly = ordered.clone();
                for _ in 0..length / 20 {
                    let (a, b) = (random(&mut state) as usize % length, random(&mut state) as usize % length);
                    nearly.swap(a, b);
                }
                let down: Vec<u64> = ordered.iter().rev().copied().collect();
                let halves = [&ordered[..], &ordered[..length / 3], &down[..]].concat();
                samples.extend([keys, ordered, nearly, down, halves]);
            }
        }
        samples.into_iter().map(|keys| keys.into_iter().zip(0..).collect()).collect()
    }

    #[test]
    fn sorts_stably() {
        for sample in samples() {
            let mut expected = sample.clone();
            expected.sort();
            let mut got = sample;
            sort::<_, ()>(&mut got, |a, b| Ok(a.0 < b.0)).unwrap();
            assert_eq!(got, expected);
        }
    }

    #[test]
    fn errors_leave_a_permutation() {
        for (index, sample) in samples().into_iter().enumerate() {
            let mut left = index * 37 % 3000;
            let mut got = sample.clone();
            let result = sort(&mut got, |a, b| {
                left = left.checked_sub(1).ok_or("enough")?;
                Ok(a.0 < b.0)
            });
            assert!(result == Ok(()) || result == Err("enough"));
            got.sort_by_key(|pair| pair.1);
            assert_eq!(got, sample);
        }
    }

    #[test]
    fn inconsistent_orders_leave_a_permutation() {
        let mut state = 5;
        for sample in samples() {
            for threshold in [0, 1, 2, 3, 4] {
                let mut got = sample.clone();
                sort::<_, ()>(&mut got, |_, _| Ok(random(&mut state) % 4 < threshold)).unwrap();
                got.sort_by_key(|pair| pair.1);
                assert_eq!(got, sample);
            }
        }
    }

    #[test]
    fn takes_few_comparisons() {
        let count = |mut keys: Vec<u64>| {
            let mut comparisons = 0;
            sort::<_, ()>(&mut keys, |a, b| {
                comparisons += 1;
                Ok(a < b)
            })
            .unwrap();
            comparisons
        };
        assert_eq!(count((0..1000).collect()), 999);
        assert_eq!(count((0..1000).rev().collect()), 999);
        let mut state = 1;
        // The least possible is about 8,530.
        let keys = (0..1000).map(|_| random(&mut state)).collect();
        assert!(count(keys) < 8_800);
        // Ordered runs that overlap little.
        assert!(count((0..500).chain(490..1000).collect()) < 1_100);
    }
}
