//! `int`: from and to other types. `int(x)`, `int(text, base)`, bytes, formatting.

use super::buffer::contents;
use super::int::plain;
use super::numbers::{format_spec, number_error};
use super::text::{class_name, class_name_of, new_class, new_str, wtf8};
use crate::number::bits::{self, ByteOrder};
use crate::number::parse::{ParseError, invalid_literal, parse};
use crate::number::{ErrorKind, IntRef, convert, radix};
use crate::object::{ByteArray, Bytes, Special, Str, Type, Value};
use crate::text::format::{self, Integer};
use crate::text::{Class, Fault};
use crate::vm::{PyResult, Vm};

/// The integer behind a method's `self`.
pub fn expect_int<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<IntRef<'a>> {
    match value.as_int() {
        Some(value) => Ok(value),
        None => Err(vm.system_error("bad internal call")),
    }
}

pub fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = vm.types().int.clone();
    if args[0].get::<Type>().is_some_and(|class| class.is(&own)) {
        return convert(vm, &args[1], &args[2]);
    }
    let class = new_class(vm, &args[0], &own)?;
    if class.is(&vm.types().bool) {
        return Err(vm.type_error("int.__new__(bool) is not safe, use bool.__new__()"));
    }
    let value = convert(vm, &args[1], &args[2])?;
    let value = expect_int(vm, &value)?;
    Ok(vm.int_of(class, value))
}

/// `int(x, base)`, a plain int.
fn convert(vm: &mut Vm, x: &Value, base: &Value) -> PyResult {
    if x.is_null() {
        return match base.is_null() {
            true => Ok(vm.int(0)),
            false => Err(vm.type_error("int() missing string argument")),
        };
    }
    if base.is_null() {
        return from_any(vm, x);
    }
    let base = vm.index_clamped(base)?;
    let Some(base) = u32::try_from(base).ok().filter(|base| *base == 0 || (2..=36).contains(base)) else {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    };
    if let Some(text) = x.get::<Str>() {
        let ascii = wtf8(text).as_number().into_owned();
        return from_text(vm, &ascii, base, x);
    }
    let bytes = match (x.get::<Bytes>(), x.get::<ByteArray>()) {
        (Some(bytes), _) => bytes.as_bytes().to_vec(),
        (_, Some(bytes)) => bytes.bytes(vm).clone(),
        _ => return Err(vm.type_error("int() can't convert non-string with explicit base")),
    };
    let quoted = vm.bytes(&bytes);
    from_text(vm, &bytes, base, &quoted)
}

/// `int(x)`, a plain int.
pub fn from_any(vm: &mut Vm, x: &Value) -> PyResult {
    if x.as_small().is_some() {
        return Ok(x.clone());
    }
    if let Some(float) = x.as_inline_float().filter(|float| float.abs() < (1u64 << 61) as f64) {
        return Ok(vm.int(float as i64));
    }
    if let Some(text) = x.get::<Str>().filter(|text| text.header().class().is(&vm.types().str)) {
        if let Some(value) = plain_decimal(text.as_bytes()) {
            return Ok(vm.integer(value.into()));
        }
        let ascii = wtf8(text).as_number().into_owned();
        return from_text(vm, &ascii, 10, x);
    }
    for special in [Special::Int, Special::Index] {
        if let Some(result) = vm.try_special(x, special, &[])? {
            return converted(vm, &result, special.name());
        }
    }
    if let Some(text) = x.get::<Str>() {
        let ascii = wtf8(text).as_number().into_owned();
        return from_text(vm, &ascii, 10, x);
    }
    if let Some(bytes) = contents(vm, x)? {
        let bytes = bytes.into_owned();
        let quoted = vm.bytes(&bytes);
        return from_text(vm, &bytes, 10, &quoted);
    }
    let class = class_name(vm, x);
    Err(vm.type_error(format!("int() argument must be a string, a bytes-like object or a real number, not '{class}'")))
}

/// The number that a few ASCII digits are, and nothing but them and a sign.
fn plain_decimal(text: &[u8]) -> Option<i128> {
    let (is_negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    // Any number of so many digits fits.
    if digits.is_empty() || digits.len() > 38 {
        return None;
    }
    let mut value = 0;
    for part in digits.chunks(18) {
        let mut number = 0u64;
        for digit in part {
            number = number * 10 + u64::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
        }
        value = value * i128::from(10u64.pow(part.len() as u32)) + i128::from(number);
    }
    Some(if is_negative { -value } else { value })
}

/// What a conversion method gave, as a plain int.
fn converted(vm: &mut Vm, result: &Value, method: &str) -> PyResult {
    if vm.type_of(result).is(&vm.types().int) {
        return Ok(result.clone());
    }
    let class = class_name(vm, result);
    if result.as_int().is_none() {
        return Err(vm.type_error(format!("{method} returned non-int (type {class})")));
    }
    vm.warn_of_subclass(method, result)?;
    plain(vm, result)
}

fn from_text(vm: &mut Vm, text: &[u8], base: u32, quoted: &Value) -> PyResult {
    match parse(text, base, vm.int_max_str_digits, vm.interrupt()) {
        Ok(value) => Ok(vm.integer(value)),
        Err(ParseError::Other(error)) => Err(vm.number_error(error)),
        Err(ParseError::Invalid) => {
            let repr = vm.repr(quoted)?;
            let repr = vm.text(&repr);
            Err(vm.number_error(invalid_literal(base, &repr)))
        }
    }
}

fn byte_order(vm: &mut Vm, order: &Value, function: &str) -> PyResult<ByteOrder> {
    if order.is_null() {
        return Ok(ByteOrder::Big);
    }
    let Some(name) = order.get::<Str>() else {
        let given = if order.is_none() { "None".into() } else { class_name(vm, order) };
        return Err(vm.type_error(format!("{function}() argument 'byteorder' must be str, not {given}")));
    };
    match name.as_bytes() {
        b"big" => return Ok(ByteOrder::Big),
        b"little" => return Ok(ByteOrder::Little),
        _ => {}
    }
    ByteOrder::from_name(&name.to_string_lossy()).map_err(|error| vm.number_error(error))
}

pub fn to_bytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let length = match args[1].given() {
        Some(length) => super::text::ssize(vm, length)? as i64,
        None => 1,
    };
    let order = byte_order(vm, &args[2], "to_bytes")?;
    let signed = !args[3].is_null() && vm.truth(&args[3])?;
    match bits::to_bytes(expect_int(vm, &args[0])?, length, order, signed) {
        Ok(bytes) => Ok(vm.bytes(&bytes)),
        Err(error) => Err(vm.number_error(error)),
    }
}

pub fn from_bytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let order = byte_order(vm, &args[2], "from_bytes")?;
    let signed = !args[3].is_null() && vm.truth(&args[3])?;
    let value = match args[1].get::<Bytes>() {
        Some(bytes) => bits::from_bytes(bytes.as_bytes(), order, signed),
        None => bits::from_bytes(&any_bytes(vm, &args[1])?, order, signed),
    };
    let value = vm.integer(value);
    let class = args[0].get::<Type>();
    match class.is_some_and(|class| class.is(&vm.types().int)) {
        true => Ok(value),
        false => vm.call(&args[0], &[value]),
    }
}

/// The bytes of whatever `bytes(x)` takes, numbers apart.
fn any_bytes(vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = value.get::<Bytes>() {
        return Ok(bytes.as_bytes().to_vec());
    }
    if let Some(result) = vm.try_special(value, Special::Bytes, &[])? {
        let class = class_name(vm, &result);
        let bytes = result.get::<Bytes>().map(|bytes| bytes.as_bytes().to_vec());
        return bytes.ok_or_else(|| vm.type_error(format!("__bytes__ returned non-bytes (type {class})")));
    }
    if let Some(bytes) = super::buffer::contents_of_view(vm, value)? {
        return Ok(bytes.into_owned());
    }
    let class = vm.type_of(value).to_ref();
    if value.is_a::<Str>() || !class.has_special(Special::Iter, vm) && !class.has_special(Special::GetItem, vm) {
        let class = class.name();
        return Err(vm.type_error(format!("cannot convert '{class}' object to bytes")));
    }
    let mut bytes = Vec::new();
    for item in vm.collect(value)? {
        match u8::try_from(vm.index_clamped(&item)?) {
            Ok(byte) => bytes.push(byte),
            Err(_) => return Err(vm.value_error("bytes must be in range(0, 256)")),
        }
    }
    Ok(bytes)
}

/// An integer for the mini-language.
struct Formatted<'a> {
    value: IntRef<'a>,
    limit: usize,
}

impl Integer for Formatted<'_> {
    fn is_negative(&self) -> bool {
        self.value.is_negative()
    }

    fn digits(&self, base: u32) -> Result<String, Fault> {
        let text = match base {
            10 => radix::to_decimal(self.value, self.limit, crate::number::Interrupt::NEVER),
            _ => radix::to_text(self.value, base, crate::number::Interrupt::NEVER),
        };
        text.map(|text| text.trim_start_matches('-').to_owned()).map_err(number_fault)
    }

    fn to_f64(&self) -> Result<f64, Fault> {
        convert::float_from_int(self.value).map_err(number_fault)
    }

    fn to_i64(&self) -> Option<i64> {
        self.value.to_i64()
    }
}

fn number_fault(error: crate::number::NumberError) -> Fault {
    let class = match error.kind {
        ErrorKind::Value => Class::ValueError,
        ErrorKind::Memory | ErrorKind::Interrupted => return Fault::memory(),
        ErrorKind::Overflow | ErrorKind::ZeroDivision => Class::OverflowError,
    };
    Fault::new(class, error.message.into_owned())
}

pub fn format(vm: &mut Vm, args: &[Value]) -> PyResult {
    let spec = format_spec(vm, &args[1])?;
    if spec.is_empty() {
        return vm.to_str(&args[0]);
    }
    let class = class_name_of(vm, &args[0], &vm.types().int, "int");
    let value = Formatted { value: expect_int(vm, &args[0])?, limit: vm.int_max_str_digits };
    match value.value {
        IntRef::Small(value) => new_str(vm, format::integer(&value, spec, &class)),
        IntRef::Big(_) => new_str(vm, format::integer(&value, spec, &class)),
    }
}

/// A small integer in a base that is a power of two.
fn small_in_base(vm: &Vm, value: i64, base: u32, prefix: &str) -> Value {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    // Sign, prefix and 64 digits at most.
    let mut text = [0; 67];
    let mut at = text.len();
    let mut put = |byte| {
        at -= 1;
        text[at] = byte;
    };
    let mut rest = value.unsigned_abs();
    loop {
        put(DIGITS[(rest & u64::from(base - 1)) as usize]);
        rest >>= base.trailing_zeros();
        if rest == 0 {
            break;
        }
    }
    prefix.bytes().rev().for_each(&mut put);
    if value < 0 {
        put(b'-');
    }
    vm.str_from(&text[at..])
}

/// `bin`, `oct`, `hex`.
pub fn in_base(vm: &mut Vm, value: &Value, base: u32, prefix: &str) -> PyResult {
    if let Some(small) = value.as_small() {
        return Ok(small_in_base(vm, small, base, prefix));
    }
    let value = vm.index(value)?;
    let value = expect_int(vm, &value)?;
    match radix::to_text(value, base, vm.interrupt()) {
        Ok(text) => {
            let (sign, digits) = match text.strip_prefix('-') {
                Some(digits) => ("-", digits),
                None => ("", &text[..]),
            };
            Ok(vm.str(&format!("{sign}{prefix}{digits}")))
        }
        Err(error) => Err(number_error(vm, error)),
    }
}
