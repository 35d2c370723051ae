//! `sys.getsizeof`: what CPython's objects of that kind take, so that programs which compare sizes see the usual ones.

use crate::object::{ByteArray, Bytes, Dict, IntRef, Kind, List, Set, Str, Tuple, Value};
use crate::vm::{ExceptionKind, PyResult, Vm};

/// The header of an object that takes part in cycle collection has so many bytes more.
const COLLECTED: usize = 16;
const WORD: usize = 8;

pub fn getsizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.intern("__sizeof__");
    let own = vm.type_of(&args[0]).to_ref().lookup(&name, vm);
    let Some(method) = own else { return Ok(Value::size(size_of(vm, &args[0]))) };
    let result = vm.call_unbound(&method, &args[0], &[]).and_then(|size| match size.as_int() {
        Some(size) if size.is_negative() => Err(vm.value_error("__sizeof__() should return >= 0")),
        Some(number) if number.to_i64().is_none() => Err(vm.overflow_error("Python int too large to convert to C snumbert")),
        Some(_) => Ok(size),
        None => Err(vm.type_error("an integer is required")),
    });
    match result {
        Err(raised) if !args[1].is_null() && raised.is(ExceptionKind::TypeError, vm) => Ok(args[1].clone()),
        result => result,
    }
}

/// The size of an object of CPython's that is like this one.
pub fn size_of(vm: &Vm, value: &Value) -> usize {
    match value.kind() {
        Kind::None | Kind::Ellipsis | Kind::NotImplemented => 16,
        Kind::Bool => 28,
        Kind::Int => {
            let bits = value.as_int().map_or(0, |int| match int {
                IntRef::Small(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
                IntRef::Big(value) => value.bits(),
            });
            24 + 4 * (bits.div_ceil(30) as usize).max(1)
        }
        Kind::Float => 24,
        Kind::Complex => 32,
        Kind::Str => value.get::<Str>().map_or(0, |text| size_of_str(text.as_bytes(), text.chars())),
        Kind::Bytes => 33 + value.get::<Bytes>().map_or(0, |bytes| bytes.as_bytes().len()),
        Kind::ByteArray => 57 + value.get::<ByteArray>().map_or(0, |bytes| bytes.bytes(vm).len()),
        Kind::Tuple => 24 + COLLECTED + 8 + WORD * value.get::<Tuple>().map_or(0, |tuple| tuple.items().len()),
        Kind::List => 40 + COLLECTED + WORD * value.get::<List>().map_or(0, |list| list.items(vm).len()),
        Kind::Dict => size_of_dict(value.get::<Dict>().map_or(0, |dict| dict.len(vm))),
        Kind::Set => {
            let len = value.get::<Set>().map_or(0, |set| set.table.get(vm).len());
            let table = (len * 5 / 3 + 1).next_power_of_two().max(8);
            200 + COLLECTED + if table > 8 { 2 * WORD * table } else { 0 }
        }
        Kind::Range => 48,
        Kind::Slice => 40 + COLLECTED,
        Kind::Type => 904,
        Kind::Function => 160,
        Kind::Native => 72,
        Kind::Instance if !value.header().is_some_and(|header| header.has_attributes()) => 16,
        _ => 48,
    }
}

fn size_of_str(bytes: &[u8], chars: usize) -> usize {
    if bytes.len() == chars {
        return 41 + chars;
    }
    let widest = bytes.iter().copied().max().unwrap_or(0);
    match widest {
        0..0xc4 => 57 + chars,
        0xc4..0xf0 => 58 + 2 * chars,
        _ => 60 + 4 * chars,
    }
}

fn size_of_dict(len: usize) -> usize {
    if len == 0 {
        return 64;
    }
    let table = ((len * 3).div_ceil(2) + 1).next_power_of_two().max(8);
    let index = if table < 256 {
        1
    } else if table < 1 << 16 {
        2
    } else {
        4
    };
    80 + COLLECTED + table * index + table * 2 / 3 * 2 * WORD
}
