//! Pickled arrays: items in a format that says how they lie in memory, for machines where they lie otherwise.

use super::{Array, array_of, item, methods, parts};
use crate::builtins::import;
use crate::number::bits::{ByteOrder, from_bytes};
use crate::object::{Bytes, Type, Value};
use crate::vm::{PyResult, Vm};

/// The formats, in pairs: little-endian, then big-endian. Size, what it holds, and the typecode that has it here.
const FORMATS: &[(usize, Kind, u8)] = &[
    (2, Kind::Unsigned, b'H'),
    (2, Kind::Signed, b'h'),
    (4, Kind::Unsigned, b'I'),
    (4, Kind::Signed, b'i'),
    (8, Kind::Unsigned, b'Q'),
    (8, Kind::Signed, b'q'),
    (4, Kind::Float, b'f'),
    (8, Kind::Float, b'd'),
    (2, Kind::Text, b'u'),
    (4, Kind::Text, b'w'),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unsigned,
    Signed,
    Float,
    Text,
}

/// Before the pairs come bytes without and with sign.
const BYTES: usize = 2;
const LAST: usize = BYTES + 2 * FORMATS.len() - 1;

/// The format of an array's items here.
fn format_of(code: u8) -> usize {
    let kind = match code {
        b'B' => return 0,
        b'b' => return 1,
        b'u' | b'w' => Kind::Text,
        b'f' | b'd' => Kind::Float,
        code if code.is_ascii_uppercase() => Kind::Unsigned,
        _ => Kind::Signed,
    };
    let size = item::size(code).unwrap_or(1);
    let at = FORMATS.iter().position(|(other, of, _)| *other == size && *of == kind).unwrap_or(0);
    BYTES + 2 * at + usize::from(cfg!(target_endian = "big"))
}

pub fn reduce_ex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let Some(protocol) = args[1].as_int() else {
        return Err(vm.type_error("__reduce_ex__ argument should be an integer"));
    };
    let is_old = protocol.to_i64().is_some_and(|protocol| protocol < 3);
    let name = vm.names().__dict__.clone();
    let state = vm.try_getattr(&args[0], &name)?.unwrap_or(Value::NONE);
    let (class, code) = (vm.type_of(&args[0]).value(), vm.character(own.code.into()));
    if is_old {
        let list = methods::tolist(vm, args)?;
        let given = vm.tuple([code, list]);
        return Ok(vm.tuple([class, given, state]));
    }
    let module = import(vm, "array")?;
    let name = vm.intern("_array_reconstructor");
    let reconstruct = vm.getattr(&module, &name)?;
    let items = vm.bytes(own.storage.bytes(vm));
    let given = vm.tuple([class, code, Value::size(format_of(own.code)), items]);
    Ok(vm.tuple([reconstruct, given, state]))
}

pub fn reconstruct(vm: &mut Vm, args: &[Value]) -> PyResult {
    let code = item::code(vm, &args[1], "_array_reconstructor() argument 2")?;
    let format = vm.index_i64(&args[2])?;
    if !args[0].is_a::<Type>() {
        let class = vm.type_of(&args[0]).name();
        return Err(vm.type_error(format!("first argument must be a type object, not {class}")));
    }
    let base = vm.type_for::<Array>();
    let class = match args[0].get::<Type>().filter(|class| class.is_subtype(&base, vm)) {
        Some(class) => class.to_ref(),
        None => {
            let given = args[0].get::<Type>().map(|class| class.name()).unwrap_or_default();
            return Err(vm.type_error(format!("{given} is not a subtype of array.array")));
        }
    };
    if item::size(code).is_none() {
        return Err(vm.value_error("second argument must be a valid type code"));
    }
    let Some(format) = usize::try_from(format).ok().filter(|format| *format <= LAST) else {
        return Err(vm.value_error("third argument must be a valid machine format code."));
    };
    let Some(bytes) = args[3].get::<Bytes>() else {
        let class = vm.type_of(&args[3]).name();
        return Err(vm.type_error(format!("fourth argument should be bytes, not {class}")));
    };
    if format == format_of(code) || code == b'u' && format == format_of(b'w') {
        let made = array_of(vm, &class, code, Vec::new());
        let own = parts(vm, &made)?;
        methods::append_buffer(vm, &own, &args[3])?;
        return Ok(made);
    }
    convert(vm, &class, code, format, bytes.as_bytes())
}

/// Items of another machine.
fn convert(vm: &mut Vm, class: &crate::object::Obj<Type>, code: u8, format: usize, bytes: &[u8]) -> PyResult {
    if format < BYTES {
        let made = array_of(vm, class, if format == 0 { b'B' } else { b'b' }, bytes.to_vec());
        return Ok(made);
    }
    let (size, kind, local) = FORMATS[(format - BYTES) / 2];
    let is_big = (format - BYTES) % 2 == 1;
    if !bytes.len().is_multiple_of(size) {
        return Err(vm.value_error("string length not a multiple of item size"));
    }
    if kind == Kind::Text {
        let name = format!("utf-{}-{}", 8 * size, if is_big { "be" } else { "le" });
        let (object, codec) = (vm.bytes(bytes), vm.str(&name));
        let text = crate::builtins::codecs::decode(vm, bytes, &object, &codec, &Value::NULL)?;
        return Ok(array_of(vm, class, code, item::text_items(&text)));
    }
    let local = if kind == Kind::Float { code } else { local };
    let made = array_of(vm, class, local, Vec::new());
    let own = parts(vm, &made)?;
    let order = if is_big { ByteOrder::Big } else { ByteOrder::Little };
    for item in bytes.chunks(size) {
        let number = from_bytes(item, order, kind == Kind::Signed);
        // Of a float the integer with the same bits was read.
        let number = match (kind, size) {
            (Kind::Float, 4) => vm.float(f32::from_bits(number.to_big().try_into().unwrap_or(0)).into()),
            (Kind::Float, _) => vm.float(f64::from_bits(number.to_big().try_into().unwrap_or(0))),
            _ => vm.integer(number),
        };
        own.append(vm, &number)?;
    }
    Ok(made)
}
