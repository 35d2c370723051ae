//! `Decimal.__format__`. What libmpdec does not know, the library's decimals in Python format, as in CPython.

use super::natural::MAX_DIGITS;
use super::number::Decimal;
use super::operands::{Job, job, of};
use super::text::{push_with_point, text};
use super::{context, convert, current, of_module};
use crate::number::Result;
use crate::object::{Dict, Str, Value};
use crate::vm::{ExceptionKind, PyResult, Vm};

/// Texts longer than that are no texts.
const MAX_WIDTH: usize = 1 << 36;

/// A point or separator has room for one character of any size.
const MAX_BYTES: usize = 4;

/// The size of a group that says that there are no more groups.
const NO_GROUPS: u8 = 127;

/// A specification, read.
struct Spec {
    fill: char,
    /// `<`, `>`, `^`, `=`, or `z` for zeros behind the sign.
    align: char,
    sign: char,
    no_negative_zero: bool,
    width: usize,
    precision: Option<i64>,
    kind: char,
    point: String,
    separator: String,
    /// How many digits there are in each group, the last of them again and again.
    groups: Vec<u8>,
}

/// Reads a specification. `None` if it is not one of libmpdec's.
fn parse(spec: &str, capitals: bool) -> Option<Spec> {
    let mut rest: Vec<char> = spec.chars().rev().collect();
    let is_align = |c: Option<&char>| matches!(c, Some('<' | '>' | '=' | '^'));
    let (mut fill, mut align, mut has_align) = (' ', '>', false);
    if rest.len() > 1 && is_align(rest.get(rest.len() - 2)) {
        (fill, align, has_align) = (rest.pop()?, rest.pop()?, true);
    } else if is_align(rest.last()) {
        (align, has_align) = (rest.pop()?, true);
    }
    let eat = |wanted: &[char], rest: &mut Vec<char>| rest.pop_if(|c| wanted.contains(c));
    let sign = eat(&['+', ' ', '-'], &mut rest).unwrap_or('-');
    let no_negative_zero = eat(&['z'], &mut rest).is_some();
    if eat(&['0'], &mut rest).is_some() {
        if has_align {
            return None;
        }
        (fill, align) = ('0', 'z');
    }
    let width = match rest.last() {
        Some('0') => return None,
        _ => digits(&mut rest)?.unwrap_or(0),
    };
    let (mut separator, mut groups) = (String::new(), Vec::new());
    if eat(&[','], &mut rest).is_some() {
        (separator, groups) = (",".into(), vec![3]);
    }
    let precision = match eat(&['.'], &mut rest) {
        Some(_) => Some(digits(&mut rest)?? as i64),
        None => None,
    };
    let kind = match eat(&['e', 'E', 'f', 'F', 'g', 'G', '%', 'n', 'N'], &mut rest) {
        Some('n' | 'N') if !separator.is_empty() => return None,
        Some('n') => 'g',
        Some('N') => 'G',
        Some(kind) => kind,
        None if capitals => 'G',
        None => 'g',
    };
    let spec = Spec { fill, align, sign, no_negative_zero, width, precision, kind, point: ".".into(), separator, groups };
    rest.is_empty().then_some(spec)
}

/// The number that comes next, if any does; outside nothing if it is too large.
fn digits(rest: &mut Vec<char>) -> Option<Option<usize>> {
    let mut value = None;
    while let Some(digit) = rest.last().and_then(|c| c.to_digit(10)) {
        rest.pop();
        value = Some(value.unwrap_or(0usize).checked_mul(10)?.checked_add(digit as usize)?);
    }
    match value {
        Some(value) if value > i64::MAX as usize => None,
        value => Some(value),
    }
}

pub fn format(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(given) = args[1].get::<Str>() else { return Err(vm.type_error("format arg must be str")) };
    let context = current::get(vm)?;
    let Some(given) = given.as_str() else {
        // That says which character it is.
        let encode = vm.intern("encode");
        return vm.call_method(&args[1], &encode, &[]);
    };
    let capitals = context::of(vm, &context).is_none_or(|context| context.capitals);
    let Some(mut spec) = parse(given, capitals) else { return format_in_python(vm, args, &context) };
    if given.ends_with('N') {
        vm.warn(ExceptionKind::DeprecationWarning, "Format specifier 'N' is deprecated")?;
    }
    if let Some(override_) = args[2].given().filter(|dict| !dict.is_none()) {
        change(vm, &mut spec, override_)?;
    }
    let job = job(vm, &context);
    if spec.width > MAX_WIDTH || spec.precision.unwrap_or(0) > MAX_WIDTH as i64 {
        return Err(match spec.width as i64 > super::rules::MAX_PREC {
            true => vm.value_error("format specification exceeds internal limits of _decimal"),
            false => vm.memory_error(),
        });
    }
    let text = write(&job, of(vm, &args[0]), &spec).map_err(|error| vm.number_error(error))?;
    Ok(vm.str(&text))
}

fn format_in_python(vm: &mut Vm, args: &[Value], context: &Value) -> PyResult {
    let class = of_module(vm, "_pydecimal", "Decimal")?;
    let shown = convert::shown(vm, &args[0])?;
    let shown = vm.str(&shown);
    let number = vm.call(&class, &[shown])?;
    let name = vm.intern("__format__");
    vm.call_method(&number, &name, &[args[1].clone(), context.clone()])
}

/// Takes point, separator and groups from a dict.
fn change(vm: &mut Vm, spec: &mut Spec, dict: &Value) -> PyResult<()> {
    let Some(dict) = dict.get::<Dict>() else { return Err(vm.type_error("optional argument must be a dict")) };
    for name in ["decimal_point", "thousands_sep", "grouping"] {
        let key = vm.intern(name);
        let Some(value) = dict.get_str(&key, vm) else { continue };
        let Some(text) = value.get::<Str>().map(|text| text.to_string_lossy().into_owned()) else {
            return Err(vm.type_error("bad argument type for built-in operation"));
        };
        match name {
            "decimal_point" => spec.point = text,
            "thousands_sep" => spec.separator = text,
            _ => spec.groups = text.bytes().take_while(|byte| *byte != 0).collect(),
        }
    }
    let is_long = |text: &str| text.len() > MAX_BYTES;
    let is_negative = spec.groups.iter().any(|size| *size > NO_GROUPS);
    if spec.point.is_empty() || is_long(&spec.point) || is_long(&spec.separator) || is_negative {
        return Err(vm.value_error("invalid override dict"));
    }
    Ok(())
}

/// Rounded to so many digits.
fn with_digits(job: &Job, number: &Decimal, count: i64) -> Result<Decimal> {
    if number.coefficient.is_zero() || number.coefficient.digits() <= count {
        let missing = count - number.coefficient.digits();
        return match number.coefficient.is_zero() {
            true => Ok(number.clone()),
            false => at_exponent(job, number, number.exponent - missing),
        };
    }
    let rounded = at_exponent(job, number, number.adjusted() + 1 - count)?;
    match rounded.coefficient.digits() > count {
        true => at_exponent(job, &rounded, rounded.exponent + 1),
        false => Ok(rounded),
    }
}

fn at_exponent(job: &Job, number: &Decimal, exponent: i64) -> Result<Decimal> {
    let places = number.exponent.abs_diff(exponent);
    let coefficient = match number.exponent >= exponent {
        true => number.coefficient.shifted(places, job.interrupt)?,
        false => job.rounded(number, places)?.0,
    };
    Ok(Decimal::finite(number.is_negative, coefficient, exponent))
}

fn rounded(job: &Job, number: &Decimal, spec: &Spec) -> Result<Decimal> {
    let mut number = number.clone();
    if spec.kind == '%' {
        number.exponent += 2;
    }
    let is_fixed = matches!(spec.kind, 'f' | 'F' | '%');
    match (spec.precision, spec.kind) {
        (Some(precision), 'e' | 'E') => number = with_digits(job, &number, precision + 1)?,
        (Some(precision), _) if is_fixed => number = at_exponent(job, &number, -precision)?,
        (Some(precision), _) if number.coefficient.digits() > precision.max(1) => {
            number = with_digits(job, &number, precision.max(1))?;
        }
        _ => {}
    }
    if is_fixed && number.exponent > 0 && number.coefficient.is_zero() {
        number.exponent = 0;
    }
    Ok(number)
}

fn write(job: &Job, number: &Decimal, spec: &Spec) -> Result<String> {
    let percent = if spec.kind == '%' { "%" } else { "" };
    if !number.is_finite() {
        let magnitude = text(&number.clone().with_sign(false), false, true, job.interrupt)?;
        return Ok(aligned(sign(number.is_negative, spec), &format!("{magnitude}{percent}"), spec));
    }
    let mut number = rounded(job, number, spec)?;
    if spec.no_negative_zero && number.coefficient.is_zero() {
        number.is_negative = false;
    }
    let sign = sign(number.is_negative, spec);
    let digits = number.coefficient.text(job.interrupt)?;
    let leading = number.exponent + digits.len() as i64;
    let point = match spec.kind {
        'e' | 'E' if number.coefficient.is_zero() => 1 - spec.precision.unwrap_or(0),
        'e' | 'E' => 1,
        'g' | 'G' if number.exponent <= 0 && leading > -6 => leading,
        'g' | 'G' => 1,
        _ => leading,
    };
    // What no memory could hold.
    if point.unsigned_abs() > MAX_DIGITS {
        return Err(crate::number::NumberError::MEMORY);
    }
    let mut plain = String::new();
    push_with_point(&mut plain, &digits, point);
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let exponent = leading - point;
    let letter = if matches!(spec.kind, 'E' | 'G') { 'E' } else { 'e' };
    let exponent = match spec.kind {
        'e' | 'E' => format!("{letter}{exponent:+}"),
        _ if exponent != 0 => format!("{letter}{exponent:+}"),
        _ => percent.to_string(),
    };
    let fraction = if fraction.is_empty() { exponent } else { format!("{}{fraction}{exponent}", spec.point) };
    let least = match spec.align {
        'z' => spec.width.saturating_sub(fraction.chars().count() + sign.len()),
        _ => 0,
    };
    let whole = grouped(whole, spec, least);
    Ok(aligned(sign, &format!("{whole}{fraction}"), spec))
}

fn sign(is_negative: bool, spec: &Spec) -> &'static str {
    match spec.sign {
        _ if is_negative => "-",
        '+' => "+",
        ' ' => " ",
        _ => "",
    }
}

/// Digits in groups, with zeros before them if they are to be so wide.
fn grouped(digits: &str, spec: &Spec, least: usize) -> String {
    if spec.groups.is_empty() || spec.separator.is_empty() {
        return format!("{}{digits}", "0".repeat(least.saturating_sub(digits.len())));
    }
    let (mut rest, mut least) = (digits, least);
    let mut groups = Vec::new();
    for place in 0.. {
        let size = spec.groups.get(place).or(spec.groups.last()).copied().unwrap_or(0);
        let wanted = rest.len().max(least).max(1);
        // From here on there are no groups.
        let is_last = size == 0 || size == NO_GROUPS;
        let length = if is_last { wanted } else { wanted.min(size.into()) };
        let (before, group) = rest.split_at(rest.len().saturating_sub(length));
        groups.push(format!("{}{group}", "0".repeat(length - group.len())));
        rest = before;
        least = least.saturating_sub(length);
        if is_last || rest.is_empty() && least == 0 {
            break;
        }
        least = least.saturating_sub(spec.separator.chars().count());
    }
    groups.reverse();
    groups.join(&spec.separator)
}

fn aligned(sign: &str, body: &str, spec: &Spec) -> String {
    let padding = spec.width.saturating_sub(sign.len() + body.chars().count());
    // Zeros make no sense before letters: a number has them already.
    let (fill, align) = if spec.align == 'z' { (' ', '>') } else { (spec.fill, spec.align) };
    let fill = |count: usize| fill.to_string().repeat(count);
    match align {
        '<' => format!("{sign}{body}{}", fill(padding)),
        '=' => format!("{sign}{}{body}", fill(padding)),
        '^' => format!("{}{sign}{body}{}", fill(padding / 2), fill(padding - padding / 2)),
        _ => format!("{}{sign}{body}", fill(padding)),
    }
}
