//! Containers against CPython's: walks of random operations, whose checksums `tests/collections/*.txt` has from Python.
//!
//! `HYALINE_RECORD=python3.14 cargo test --test collections` records anew.

use hyaline::collections::hash::{HashKey, TupleHash, hash_frozenset, hash_slice};
use hyaline::collections::{SetOperations, SetTable};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

fn recorded(topic: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/collections");
    let file = folder.join(format!("{topic}.txt"));
    let Ok(reference) = env::var("HYALINE_RECORD") else { return Some(fs::read_to_string(file).unwrap()) };
    let output = Command::new(reference).arg(folder.join(format!("{topic}.py"))).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::write(file, output.stdout).unwrap();
    None
}

type Set = SetTable<i64>;

fn equal(a: &i64, b: &i64) -> bool {
    a == b
}

fn set_of(operations: &mut SetOperations<fn(&i64, &i64) -> bool>, keys: impl IntoIterator<Item = i64>) -> Set {
    let mut set = Set::new();
    for key in keys {
        operations.add(&mut set, key, key);
    }
    set
}

fn fold(total: u64, set: &Set, factor: u64, offset: u64) -> u64 {
    set.iter()
        .zip(offset..)
        .fold(total, |total, ((_, key), place)| total.wrapping_mul(factor).wrapping_add((*key as u64).wrapping_mul(place)))
}

/// As `walk` in `sets.py`.
fn walk(seed: u64, steps: u64, keys: u64, scale: u64) -> u64 {
    let mut state = seed;
    let mut draw = |n: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % n
    };
    let mut ops = SetOperations { equal: equal as fn(&i64, &i64) -> bool };
    let (mut a, mut b, mut total) = (Set::new(), Set::new(), 0u64);
    for step in 0..steps {
        let (what, key) = (draw(40), (draw(keys) * scale) as i64);
        match what {
            0..16 => _ = ops.add(&mut a, key, key),
            16..20 => _ = ops.add(&mut b, key, key),
            20..26 => _ = ops.discard(&mut a, key, &key),
            26..28 => total = total.wrapping_add(a.pop().unwrap_or(0) as u64),
            28 => ops.update(&mut a, &b),
            29 => {
                let mut union = SetOperations::<fn(&i64, &i64) -> bool>::copy(&a);
                ops.update(&mut union, &b);
                b = ops.difference(&a, &b);
                a = union;
            }
            30 => ops.difference_update(&mut a, &b),
            31 => a = ops.difference(&b, &a),
            32 => ops.symmetric_difference_update(&mut a, &b),
            33 => b = ops.symmetric_difference(&b, &a),
            34 => {
                let both = ops.intersection(&a, &b);
                if draw(2) == 1 {
                    b = both;
                }
            }
            35 => {
                let range = set_of(&mut ops, 0..key / scale as i64 % 100);
                let mut union = SetOperations::<fn(&i64, &i64) -> bool>::copy(&range);
                ops.update(&mut union, &a);
                a = union;
            }
            36 => b = SetOperations::<fn(&i64, &i64) -> bool>::copy(&b),
            37 if draw(5) == 0 => {
                let mut both = ops.intersection(&b, &a);
                b.swap(&mut both);
            }
            38 => {
                let mut set = Set::new();
                set.make_room(a.len());
                for (hash, key) in a.iter() {
                    ops.add(&mut set, hash, *key);
                }
                a = set;
            }
            39 if draw(20) == 0 => drop(a.take()),
            _ => {}
        }
        if what > 27 || step % 8 == 0 {
            total = fold(total, &a, 31, 1);
            total = fold(total, &b, 37, 3);
        }
    }
    total
}

#[test]
fn sets_are_in_cpythons_order() {
    let Some(text) = recorded("sets") else { return };
    for line in text.lines() {
        let words: Vec<u64> = line.split(' ').filter_map(|word| word.parse().ok()).collect();
        let got = match words[..] {
            [seed, steps, keys, scale, _] => walk(seed, steps, keys, scale),
            _ => {
                let mut ops = SetOperations { equal: equal as fn(&i64, &i64) -> bool };
                let mut set = set_of(&mut ops, (0..600_000).step_by(3));
                let other = set_of(&mut ops, (0..600_000).step_by(2));
                ops.difference_update(&mut set, &other);
                let other = set_of(&mut ops, (5..700_000).step_by(5));
                ops.update(&mut set, &other);
                set.iter().fold(0, |total: u64, (hash, _)| total.wrapping_mul(31).wrapping_add(hash as u64))
            }
        };
        assert_eq!(Some(&got), words.last(), "{line}");
    }
}

#[test]
fn hashes_are_cpythons() {
    let Some(text) = recorded("hashes") else { return };
    for line in text.lines() {
        let [kind, seed, input, expected] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let key = HashKey::from_seed(seed.parse().unwrap());
        let bytes = || -> Vec<u8> {
            let pairs = input.as_bytes().chunks_exact(2);
            pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
        };
        let numbers: Vec<i64> = input.split(',').filter_map(|word| word.parse().ok()).collect();
        let got = match kind {
            "text" => key.hash_text(&bytes()),
            "bytes" => key.hash_bytes(&bytes()),
            "tuple" => {
                let mut hash = TupleHash::default();
                numbers.into_iter().for_each(|number| hash.add(number));
                hash.finish()
            }
            "slice" => hash_slice([numbers[0], numbers[1], numbers[2]]),
            _ => hash_frozenset(numbers),
        };
        assert_eq!(got.to_string(), expected, "{line}");
    }
}
