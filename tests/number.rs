//! Arithmetic against CPython's: each line of `tests/number/*.txt` is an operation, its arguments, `=`, and what Python gave
//! for it (`tests/number/record.py`; integers and floats in base 16, errors after `!`).
//!
//! `HYALINE_RECORD=python3.14 cargo test --test number` records anew; the hashes need a Python of 64 bits.

use hyaline::number::bits::ByteOrder;
use hyaline::number::parse::ParseError;
use hyaline::number::*;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const NEVER: Interrupt = Interrupt::NEVER;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/number")
}

fn check(topic: &str, answer: fn(&str, &[&str]) -> String) {
    let file = folder().join(format!("{topic}.txt"));
    if let Ok(reference) = env::var("HYALINE_RECORD") {
        let output = Command::new(reference).arg(folder().join("record.py")).arg(topic).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::write(file, output.stdout).unwrap();
        return;
    }
    let text = fs::read_to_string(file).unwrap();
    let mut failed = Vec::new();
    for line in text.lines() {
        let (question, expected) = line.split_once(" = ").unwrap();
        let mut words = question.split(' ');
        let name = words.next().unwrap();
        let arguments: Vec<&str> = words.collect();
        let got = answer(name, &arguments);
        if !same(name, expected, &got) {
            failed.push(format!("{line}\n    got {got}"));
        }
    }
    let few = failed[..failed.len().min(30)].join("\n");
    assert!(failed.is_empty(), "{} of {} differ\n{few}", failed.len(), text.lines().count());
}

/// Powers come from the platform's C library, whose last bit is its own affair.
fn same(name: &str, expected: &str, got: &str) -> bool {
    // Of the recording platform; Linux numbers and words it so.
    let expected = expected.replace("(68, 'Result not representable')", "(34, 'Numerical result out of range')");
    if expected == got {
        return true;
    }
    let (expected, got): (Vec<&str>, Vec<&str>) = (expected.split(' ').collect(), got.split(' ').collect());
    if !name.starts_with("pow") && name != "abs"
        || expected.len() != got.len()
        || got[0].starts_with('!')
        || expected[0].starts_with('!')
    {
        return false;
    }
    let (expected, got): (Vec<f64>, Vec<f64>) =
        (expected.iter().map(|w| real(w)).collect(), got.iter().map(|w| real(w)).collect());
    let size = expected.iter().fold(0.0, |size: f64, part| size.max(part.abs()));
    expected.iter().zip(&got).all(|(e, g)| e == g || e.is_nan() && g.is_nan() || (e - g).abs() <= size * 1e-12)
}

fn int(word: &str) -> Int {
    parse::parse(word.as_bytes(), 16, 0, NEVER).unwrap()
}

fn small(word: &str) -> i64 {
    i64::from_str_radix(word, 16).unwrap()
}

fn real(word: &str) -> f64 {
    let (sign, rest) = word.strip_prefix('-').map_or((1.0, word), |rest| (-1.0, rest));
    let Some(rest) = rest.strip_prefix("0x") else { return sign * rest.parse::<f64>().unwrap() };
    let (digits, exponent) = rest.split_once('p').unwrap();
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mantissa = u64::from_str_radix(&format!("{whole}{fraction}"), 16).unwrap();
    sign * convert::scale(mantissa as f64, exponent.parse::<i64>().unwrap() - 4 * fraction.len() as i64)
}

fn show(value: &Int) -> String {
    radix::to_text(value.as_ref(), 16, NEVER).unwrap()
}

/// As `float.hex`.
fn show_real(value: f64) -> String {
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value.is_nan() {
        return "nan".into();
    }
    if value.is_infinite() {
        return format!("{sign}inf");
    }
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let (mantissa, exponent) = convert::decompose(value.abs());
    format!("{sign}0x{}.{:013x}p{:+}", mantissa >> 52, mantissa & ((1 << 52) - 1), exponent + 52)
}

fn fail(error: NumberError) -> String {
    let class = match error.kind {
        ErrorKind::Value => "ValueError",
        ErrorKind::Overflow => "OverflowError",
        ErrorKind::ZeroDivision => "ZeroDivisionError",
        ErrorKind::Memory => "MemoryError",
        ErrorKind::Interrupted => "interrupted",
    };
    format!("!{class} {error}")
}

fn shown(result: Result<Int>) -> String {
    result.map_or_else(fail, |value| show(&value))
}

fn pair(result: Result<(Int, Int)>) -> String {
    result.map_or_else(fail, |(a, b)| format!("{} {}", show(&a), show(&b)))
}

fn shown_real(result: Result<f64>) -> String {
    result.map_or_else(fail, show_real)
}

fn bytes(word: &str) -> Vec<u8> {
    let digits = word.strip_prefix('b').unwrap_or(word);
    digits.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

fn integer_answer(name: &str, words: &[&str]) -> String {
    if name == "parse" {
        let text = if words[0] == "-" { String::new() } else { String::from_utf8(bytes(words[0])).unwrap() };
        return match parse::parse(&parse::to_ascii(&text), words[1].parse().unwrap(), 4300, NEVER) {
            Ok(value) => show(&value),
            Err(ParseError::Invalid) => "!invalid".into(),
            Err(ParseError::Other(error)) => format!("!{error}"),
        };
    }
    if name == "frombytes" {
        return show(&bits::from_bytes(&bytes(words[0]), ByteOrder::Big, words[1] == "1"));
    }
    let owned: Vec<Int> = words.iter().filter(|word| !word.contains(['p', 'n'])).map(|word| int(word)).collect();
    let a = owned[0].as_ref();
    let b = owned.get(1).map_or(IntRef::Small(0), Int::as_ref);
    match name {
        "add" => show(&int::add(a, b)),
        "sub" => show(&int::sub(a, b)),
        "mul" => shown(int::mul(a, b, NEVER)),
        "floordiv" => shown(divide::floor_div(a, b, NEVER)),
        "mod" => shown(divide::modulo(a, b, NEVER)),
        "divmod" => pair(divide::div_mod(a, b, NEVER)),
        "and" => show(&bits::and(a, b)),
        "or" => show(&bits::or(a, b)),
        "xor" => show(&bits::xor(a, b)),
        "truediv" => shown_real(convert::true_divide(a, b, NEVER)),
        "compare" => (int::compare(a, b) as i64).to_string(),
        "gcd" => shown(roots::gcd(a, b, NEVER)),
        "lcm" => shown(roots::lcm(a, b, NEVER)),
        "neg" => show(&int::neg(a)),
        "abs" => show(&int::abs(a)),
        "invert" => show(&bits::invert(a)),
        "bits" => format!("{:x}", a.bit_length()),
        "count" => format!("{:x}", a.bit_count()),
        "isqrt" => shown(roots::isqrt(a, NEVER)),
        "float" => shown_real(convert::float_from_int(a)),
        "str" => radix::to_decimal(a, 4300, NEVER).unwrap_or_else(fail),
        "lshift" => shown(bits::shift_left(a, b)),
        "rshift" => shown(bits::shift_right(a, b)),
        "pow" => shown(power::pow(a, b, NEVER).map(Option::unwrap)),
        "powmod" => shown(power::pow_mod(a, b, owned[2].as_ref(), NEVER)),
        "round" => shown(round::round_int(a, small(words[1]).unsigned_abs(), NEVER)),
        "tobytes" => match bits::to_bytes(a, small(words[1]), ByteOrder::Big, words[2] == "1") {
            Ok(bytes) => format!("b{}", bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()),
            Err(error) => fail(error),
        },
        "comparefloat" => (convert::compare_with_float(a, real(words[1])).unwrap() as i64).to_string(),
        _ => panic!("operation {name}"),
    }
}

#[test]
fn integers() {
    check("integers", integer_answer);
}

fn hash_answer(name: &str, words: &[&str]) -> String {
    let hash = match name {
        "int" => hash::hash_int(int(words[0]).as_ref()),
        "float" => hash::hash_float(real(words[0])).unwrap(),
        "complex" => {
            hash::hash_complex(hash::hash_float(real(words[0])).unwrap(), hash::hash_float(real(words[1])).unwrap())
        }
        _ => panic!("operation {name}"),
    };
    show(&Int::Small(hash))
}

#[test]
fn hashes() {
    check("hashes", hash_answer);
}

fn float_answer(name: &str, words: &[&str]) -> String {
    let a = real(words[0]);
    let b = || real(words[1]);
    match name {
        "floordiv" => shown_real(float::floor_div(a, b())),
        "mod" => shown_real(float::modulo(a, b())),
        "divmod" => match float::div_mod(a, b()) {
            Ok((quotient, rest)) => format!("{} {}", show_real(quotient), show_real(rest)),
            Err(error) => fail(error),
        },
        "truediv" => shown_real(float::true_divide(a, b())),
        "pow" => match float::pow(a, b()) {
            Ok(Some(power)) => show_real(power),
            Ok(None) => show_complex(complex::pow(complex::Operand::Real(a), complex::Operand::Real(b()))),
            Err(error) => fail(error),
        },
        "round" => shown_real(round::round_float(a, small(words[1]))),
        "toint" => shown(convert::int_from_float(a)),
        "roundint" => shown(round::round_to_int(a)),
        "ratio" => pair(convert::as_integer_ratio(a)),
        "whole" => u8::from(float::is_integer(a)).to_string(),
        _ => panic!("operation {name}"),
    }
}

#[test]
fn floats() {
    check("floats", float_answer);
}

fn show_complex(result: Result<complex::Complex>) -> String {
    result.map_or_else(fail, |value| format!("{} {}", show_real(value.real), show_real(value.imag)))
}

fn complex_answer(name: &str, words: &[&str]) -> String {
    let mut words = words.iter().map(|word| real(word));
    let mut operand = |is_complex: bool| {
        let real = words.next().unwrap();
        if is_complex {
            complex::Operand::Complex(complex::Complex { real, imag: words.next().unwrap() })
        } else {
            complex::Operand::Real(real)
        }
    };
    if name == "abs" {
        return shown_real(complex::abs(operand(true).into()));
    }
    let (operator, kinds) = name.split_at(name.len() - 2);
    let (a, b) = (operand(kinds.starts_with('c')), operand(kinds.ends_with('c')));
    show_complex(match operator {
        "add" => Ok(complex::add(a, b)),
        "sub" => Ok(complex::sub(a, b)),
        "mul" => Ok(complex::mul(a, b)),
        "div" => complex::div(a, b),
        "pow" => complex::pow(a, b),
        _ => panic!("operation {name}"),
    })
}

#[test]
fn complexes() {
    check("complexes", complex_answer);
}

/// Sizes are refused before anything is computed or allocated.
#[test]
fn too_large_results() {
    let huge = bits::shift_left(IntRef::Small(1), IntRef::Small(70)).unwrap();
    let fail = |result: Result<Int>| fail(result.unwrap_err());
    let shift = |count: IntRef| bits::shift_left(IntRef::Small(1), count);
    assert_eq!(fail(shift(IntRef::Small(1 << 40))), "!MemoryError ");
    assert_eq!(fail(shift(IntRef::Small(1 << 62))), "!MemoryError ");
    assert_eq!(fail(shift(IntRef::Small(i64::MAX))), "!OverflowError too many digits in integer");
    assert_eq!(fail(shift(huge.as_ref())), "!OverflowError too many digits in integer");
    assert_eq!(bits::shift_left(IntRef::Small(0), huge.as_ref()), Ok(Int::Small(0)));
    assert_eq!(bits::shift_right(IntRef::Small(-5), huge.as_ref()), Ok(Int::Small(-1)));
    let pow = |base, exponent| power::pow(IntRef::Small(base), exponent, NEVER).map(Option::unwrap);
    assert_eq!(fail(pow(2, huge.as_ref())), "!OverflowError too many digits in integer");
    for base in [2, 3, -7, 10, 1 << 40] {
        assert_eq!(fail(pow(base, IntRef::Small(1 << 50))), "!MemoryError ");
        assert_eq!(fail(pow(base, IntRef::Small(i64::MAX))), "!MemoryError ");
    }
    assert_eq!(pow(-1, huge.as_ref()), Ok(Int::Small(1)));
    assert_eq!(pow(0, huge.as_ref()), Ok(Int::Small(0)));
    assert_eq!(
        fail(bits::to_bytes(IntRef::Small(1), 1 << 40, ByteOrder::Big, false).map(|_| Int::Small(0))),
        "!MemoryError "
    );
    assert_eq!(round::round_int(huge.as_ref(), u64::MAX, NEVER), Ok(Int::Small(0)));
}

/// Whatever takes long stops when asked to.
#[test]
fn interrupts() {
    let after = |count: u32, run: &dyn Fn(Interrupt) -> Result<()>| {
        let left = std::cell::Cell::new(count);
        let asked = || {
            left.set(left.get().saturating_sub(1));
            left.get() == 0
        };
        assert_eq!(run(Interrupt(&asked)).unwrap_err().kind, ErrorKind::Interrupted);
    };
    after(3, &|stop| power::pow(IntRef::Small(3), IntRef::Small(100_000_000), stop).map(drop));
    let long = power::pow(IntRef::Small(3), IntRef::Small(1_000_000), NEVER).unwrap().unwrap();
    let long = long.as_ref();
    after(2, &|stop| radix::to_text(long, 10, stop).map(drop));
    after(2, &|stop| roots::isqrt(long, stop).map(drop));
    let modulus = power::pow(IntRef::Small(7), IntRef::Small(20_000), NEVER).unwrap().unwrap();
    after(1, &|stop| power::pow_mod(IntRef::Small(3), long, modulus.as_ref(), stop).map(drop));
    let digits = "7".repeat(20_000);
    after(1, &|stop| match parse::parse(digits.as_bytes(), 10, 0, stop) {
        Err(ParseError::Other(error)) => Err(error),
        _ => Ok(()),
    });
}

/// Long enough for every algorithm, on numbers that are awkward for it.
#[test]
fn long_numbers() {
    let one = Int::Small(1);
    let shifted = |count| bits::shift_left(one.as_ref(), IntRef::Small(count)).unwrap();
    let ones = int::sub(shifted(290_000).as_ref(), one.as_ref());
    let three = power::pow(IntRef::Small(3), IntRef::Small(180_001), NEVER).unwrap().unwrap();
    let sparse = int::add(shifted(270_000).as_ref(), shifted(64).as_ref());
    let numbers = [ones, three, sparse, Int::Small(-7)];
    for a in &numbers {
        for b in &numbers {
            let (a, b) = (a.as_ref(), b.as_ref());
            let product = int::mul(a, b, NEVER).unwrap();
            let rest = bits::shift_right(b, IntRef::Small(1)).unwrap();
            let sum = int::add(product.as_ref(), rest.as_ref());
            let (quotient, remainder) = divide::div_mod(sum.as_ref(), b, NEVER).unwrap();
            assert!(int::compare(quotient.as_ref(), a).is_eq() || b.bit_length() < 10);
            let back = int::add(int::mul(quotient.as_ref(), b, NEVER).unwrap().as_ref(), remainder.as_ref());
            assert!(back == sum && int::compare(int::abs(remainder.as_ref()).as_ref(), int::abs(b).as_ref()).is_lt());
            let root = roots::isqrt(int::mul(a, a, NEVER).unwrap().as_ref(), NEVER).unwrap();
            assert!(root == int::abs(a));
        }
        for base in [10, 7, 16] {
            let text = radix::to_text(a.as_ref(), base, NEVER).unwrap();
            assert!(parse::parse(text.as_bytes(), base, 0, NEVER).as_ref() == Ok(a));
        }
    }
    let modulus = power::pow(IntRef::Small(10), IntRef::Small(3_000), NEVER).unwrap().unwrap();
    let inverse = power::pow_mod(numbers[1].as_ref(), IntRef::Small(-1), modulus.as_ref(), NEVER).unwrap();
    let unit = int::mul(inverse.as_ref(), numbers[1].as_ref(), NEVER).unwrap();
    assert_eq!(divide::modulo(unit.as_ref(), modulus.as_ref(), NEVER), Ok(one));
    // The last digits of a power, found both ways.
    let tail = divide::modulo(numbers[1].as_ref(), modulus.as_ref(), NEVER);
    assert_eq!(power::pow_mod(IntRef::Small(3), IntRef::Small(180_001), modulus.as_ref(), NEVER), tail);
}
