//! Formatting with `%`, of `str` and of `bytes`: looks up the arguments, and has them laid out.

use super::text::{class_name, fault, wtf8};
use crate::number::{self, IntRef, convert, radix};
use crate::object::{ByteArray, Bytes, Obj, Special, Str, Tuple, Value};
use crate::text::format::Integer;
use crate::text::printf::{self, Conversion, Of, Parser, Piece};
use crate::text::{Class, Fault};
use crate::vm::{ExceptionKind, PyResult, Vm};
use std::borrow::Cow;

/// An integer for the layouts: digits that need an interrupt's attention are made before.
struct Digits {
    is_negative: bool,
    text: String,
}

impl Integer for Digits {
    fn is_negative(&self) -> bool {
        self.is_negative
    }

    fn digits(&self, _: u32) -> Result<String, Fault> {
        Ok(self.text.clone())
    }

    fn to_f64(&self) -> Result<f64, Fault> {
        Err(Fault::new(Class::OverflowError, "int too large to convert to float"))
    }

    fn to_i64(&self) -> Option<i64> {
        None
    }
}

fn digits(vm: &mut Vm, value: IntRef, base: u32) -> PyResult<Digits> {
    let text = match base {
        10 => radix::to_decimal(value, vm.int_max_str_digits, vm.interrupt()),
        _ => radix::to_text(value, base, vm.interrupt()),
    };
    let text = text.map_err(|error| vm.number_error(error))?;
    let text = text.strip_prefix('-').map(str::to_owned).unwrap_or(text);
    Ok(Digits { is_negative: value.is_negative(), text })
}

/// The arguments of a format: a tuple's items in turn, a single value once, a mapping's items by key.
struct Arguments<'a> {
    values: Cow<'a, [Value]>,
    next: usize,
    /// Whether the one value is a mapping, of which nothing need be used.
    mapping: Option<&'a Value>,
}

impl<'a> Arguments<'a> {
    fn of(vm: &mut Vm, value: &'a Value, of: Of) -> Arguments<'a> {
        if let Some(tuple) = value.get::<Tuple>() {
            return Arguments { values: Cow::Borrowed(tuple.items()), next: 0, mapping: None };
        }
        let class = vm.type_of(value).to_ref();
        let is_text = match of {
            Of::Str => value.is_a::<Str>(),
            Of::Bytes => value.is_a::<Bytes>() || value.is_a::<ByteArray>() || value.is_a::<Str>(),
        };
        let is_mapping = !is_text && class.has_special(Special::GetItem, vm);
        Arguments { values: Cow::Borrowed(std::slice::from_ref(value)), next: 0, mapping: is_mapping.then_some(value) }
    }

    fn take(&mut self, vm: &mut Vm) -> PyResult {
        match self.values.get(self.next) {
            Some(value) => {
                self.next += 1;
                Ok(value.clone())
            }
            None => Err(vm.type_error("not enough arguments for format string")),
        }
    }

    /// An int argument for `*`, which must fit the type that C has for it.
    fn star<T: TryFrom<i64>>(&mut self, vm: &mut Vm, c_type: &str) -> PyResult<T> {
        let value = self.take(vm)?;
        match value.as_int().map(|int| int.to_i64().and_then(|number| T::try_from(number).ok())) {
            Some(Some(number)) => Ok(number),
            Some(None) => Err(vm.overflow_error(format!("Python int too large to convert to C {c_type}"))),
            None => Err(vm.type_error("* wants int")),
        }
    }

    fn finish(&self, vm: &mut Vm, what: &str) -> PyResult<()> {
        match self.next < self.values.len() && self.mapping.is_none() {
            true => Err(vm.type_error(format!("not all arguments converted during {what} formatting"))),
            false => Ok(()),
        }
    }
}

/// Formats, with a function that makes a conversion's text of its argument.
fn format(
    vm: &mut Vm,
    format: &[u8],
    of: Of,
    value: &Value,
    convert: fn(&mut Vm, &Value, &Conversion, &Parser, &mut Vec<u8>) -> PyResult<()>,
) -> PyResult<Vec<u8>> {
    let mut arguments = Arguments::of(vm, value, of);
    let mapping = arguments.mapping;
    let mut parser = Parser::new(format, of, mapping.is_some());
    let mut out = Vec::with_capacity(format.len() + 16);
    while let Some(piece) = parser.next() {
        let mut conversion = match piece {
            Ok(Piece::Literal(text)) => {
                out.extend_from_slice(text);
                continue;
            }
            Ok(Piece::Conversion(conversion)) => conversion,
            Err(malformed) => {
                for _ in 0..malformed.stars {
                    arguments.star::<isize>(vm, "ssize_t")?;
                }
                return Err(fault(vm, malformed.fault));
            }
        };
        if let (Some(key), Some(mapping)) = (conversion.key, mapping) {
            let key = if of == Of::Str { vm.str_from(key) } else { vm.bytes(key) };
            // What a key means stands in for all arguments.
            (arguments.values, arguments.next) = (Cow::Owned(vec![vm.getitem(mapping, &key)?]), 0);
        }
        if conversion.takes_width {
            conversion.set_width(arguments.star(vm, "ssize_t")?);
        }
        if conversion.takes_precision {
            conversion.set_precision(arguments.star(vm, "int")?);
        }
        let argument = arguments.take(vm)?;
        convert(vm, &argument, &conversion, &parser, &mut out)?;
    }
    arguments.finish(vm, if of == Of::Str { "string" } else { "bytes" })?;
    Ok(out)
}

/// `format % value` of a str.
pub fn format_str(vm: &mut Vm, text: &Obj<Str>, value: &Value) -> PyResult {
    let made = format(vm, text.as_bytes(), Of::Str, value, convert_for_str)?;
    Ok(vm.str_from(&made))
}

/// `format % value` of bytes.
pub fn format_bytes(vm: &mut Vm, bytes: &[u8], value: &Value) -> PyResult<Vec<u8>> {
    format(vm, bytes, Of::Bytes, value, convert_for_bytes)
}

fn convert_for_str(vm: &mut Vm, value: &Value, conversion: &Conversion, parser: &Parser, out: &mut Vec<u8>) -> PyResult<()> {
    if let (Some(small), Some(b'd' | b's')) = (value.as_small(), conversion.letter())
        && conversion.is_plain()
    {
        out.extend_from_slice(itoa::Buffer::new().format(small).as_bytes());
        return Ok(());
    }
    let text = match conversion.letter() {
        Some(b's') => vm.to_str(value)?,
        Some(b'r') => vm.repr(value)?,
        Some(b'a') => vm.ascii(value)?,
        Some(b'c') => character(vm, value)?,
        _ => return number(vm, value, conversion, parser, out),
    };
    let Some(text) = text.get::<Str>() else { return Ok(()) };
    match conversion.width == 0 && conversion.precision.is_none() {
        true => out.extend_from_slice(text.as_bytes()),
        false => {
            let laid_out = printf::text(wtf8(text), conversion).map_err(|error| fault(vm, error))?;
            out.extend_from_slice(laid_out.as_bytes());
        }
    }
    Ok(())
}

/// `%c` of a str.
fn character(vm: &mut Vm, value: &Value) -> PyResult {
    if let Some(text) = value.get::<Str>() {
        return match text.chars() {
            1 => Ok(value.clone()),
            len => Err(vm.type_error(format!("%c requires an int or a unicode character, not a string of length {len}"))),
        };
    }
    let index = match vm.index(value) {
        Err(raised) if raised.is(ExceptionKind::TypeError, vm) => {
            let class = vm.full_class_name(value);
            return Err(vm.type_error(format!("%c requires an int or a unicode character, not {class}")));
        }
        index => index?,
    };
    match index.as_int().and_then(IntRef::to_i64) {
        Some(point @ 0..0x11_0000) => Ok(vm.character(point as u32)),
        _ => Err(vm.overflow_error("%c arg not in range(0x110000)")),
    }
}

fn convert_for_bytes(
    vm: &mut Vm,
    value: &Value,
    conversion: &Conversion,
    parser: &Parser,
    out: &mut Vec<u8>,
) -> PyResult<()> {
    let text = match conversion.letter() {
        Some(b's' | b'b') => bytes_of(vm, value)?,
        Some(b'r' | b'a') => {
            let text = vm.ascii(value)?;
            text.get::<Str>().map(|text| text.as_bytes().to_vec()).unwrap_or_default()
        }
        Some(b'c') => vec![byte(vm, value)?],
        _ => return number(vm, value, conversion, parser, out),
    };
    let laid_out = printf::bytes(&text, conversion).map_err(|error| fault(vm, error))?;
    out.extend_from_slice(&laid_out);
    Ok(())
}

/// `%b`: what has a buffer, or `__bytes__`.
fn bytes_of(vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = super::buffer::contents_of_view(vm, value)? {
        return Ok(bytes.into_owned());
    }
    if let Some(made) = vm.try_special(value, Special::Bytes, &[])? {
        return match made.get::<Bytes>() {
            Some(bytes) => Ok(bytes.as_bytes().to_vec()),
            None => {
                let class = class_name(vm, &made);
                Err(vm.type_error(format!("__bytes__ returned non-bytes (type {class})")))
            }
        };
    }
    let class = class_name(vm, value);
    Err(vm.type_error(format!("%b requires a bytes-like object, or an object that implements __bytes__, not '{class}'")))
}

/// `%c` of bytes.
fn byte(vm: &mut Vm, value: &Value) -> PyResult<u8> {
    let single = match (value.get::<Bytes>(), value.get::<ByteArray>()) {
        (Some(bytes), _) => Some(bytes.as_bytes().to_vec()),
        (_, Some(array)) => Some(array.bytes(vm).clone()),
        _ => None,
    };
    if let Some(single) = single {
        return match single[..] {
            [byte] => Ok(byte),
            _ => {
                let (class, len) = (class_name(vm, value), single.len());
                let what = if class == "bytes" { "a bytes object" } else { "a bytearray object" };
                Err(vm.type_error(format!(
                    "%c requires an integer in range(256) or a single byte, not {what} of length {len}"
                )))
            }
        };
    }
    let class = vm.type_of(value).to_ref();
    if value.as_int().is_none() && !class.has_special(Special::Index, vm) {
        let class = class.name();
        return Err(vm.type_error(format!("%c requires an integer in range(256) or a single byte, not {class}")));
    }
    let index = vm.index(value)?;
    match index.as_int().and_then(IntRef::to_i64).map(u8::try_from) {
        Some(Ok(byte)) => Ok(byte),
        _ => Err(vm.overflow_error("%c arg not in range(256)")),
    }
}

fn number(vm: &mut Vm, value: &Value, conversion: &Conversion, parser: &Parser, out: &mut Vec<u8>) -> PyResult<()> {
    let laid_out = match conversion.letter() {
        Some(letter @ (b'd' | b'i' | b'u' | b'o' | b'x' | b'X')) => {
            let base = match letter {
                b'o' => 8,
                b'x' | b'X' => 16,
                _ => 10,
            };
            let integer = integer(vm, value, letter)?;
            let Some(integer) = integer.as_int() else { return Ok(()) };
            match integer {
                IntRef::Small(small) => printf::integer(&small, conversion),
                big => printf::integer(&digits(vm, big, base)?, conversion),
            }
        }
        Some(b'e' | b'E' | b'f' | b'F' | b'g' | b'G') => printf::float(real(vm, value, parser.of())?, conversion),
        _ => return Err(fault(vm, parser.unsupported(conversion))),
    };
    let laid_out = laid_out.map_err(|error| fault(vm, error))?;
    out.extend_from_slice(laid_out.as_bytes());
    Ok(())
}

/// The integer that an argument of `%d` or `%x` stands for.
fn integer(vm: &mut Vm, value: &Value, letter: u8) -> PyResult {
    if value.as_int().is_some() {
        return Ok(value.clone());
    }
    let is_decimal = matches!(letter, b'd' | b'i' | b'u');
    let class = vm.type_of(value).to_ref();
    let wanted = if is_decimal { "a real number" } else { "an integer" };
    let unfit = format!("%{} format: {wanted} is required, not {}", letter as char, class.name());
    let made = |vm: &mut Vm, made: PyResult<Option<Value>>| match made {
        // What kind of value it is matters, not why it would not do.
        Err(raised) if raised.is(ExceptionKind::TypeError, vm) => Err(vm.type_error(&unfit)),
        made => made,
    };
    if is_decimal {
        if let Some(float) = value.as_float() {
            let int = number::convert::int_from_float(float).map_err(|error| vm.number_error(error))?;
            return Ok(vm.integer(int));
        }
        if class.has_special(Special::Int, vm) {
            let int = vm.try_special(value, Special::Int, &[]);
            return match made(vm, int)? {
                Some(int) if int.as_int().is_some() => Ok(int),
                _ => Err(vm.type_error(unfit)),
            };
        }
    }
    if class.has_special(Special::Index, vm) {
        let index = vm.index(value).map(Some);
        return Ok(made(vm, index)?.unwrap_or_default());
    }
    Err(vm.type_error(unfit))
}

/// The float that an argument of `%f` stands for.
fn real(vm: &mut Vm, value: &Value, of: Of) -> PyResult<f64> {
    if let Some(float) = value.as_float() {
        return Ok(float);
    }
    if let Some(int) = value.as_int()
        && of == Of::Str
    {
        return convert::float_from_int(int).map_err(|error| vm.number_error(error));
    }
    let wanted = match (super::float::from_number_like(vm, value), of) {
        (Ok(Some(float)), _) => return Ok(float),
        (Err(raised), Of::Str) => return Err(raised),
        (Ok(None), Of::Str) => "must be real number",
        (_, Of::Bytes) => "float argument required",
    };
    let class = class_name(vm, value);
    Err(vm.type_error(format!("{wanted}, not {class}")))
}
