//! `repr` of what holds other objects.
//!
//! A container writes its items into the text that it is itself written into, so that deep ones take time in proportion to
//! their text, and not for each level a copy of all that lies deeper.

use super::sequence::item;
use crate::object::{Dict, Exception, Kind, Set, Slice, Str, Tuple, Value, type_flag};
use crate::vm::{PyResult, Vm};

/// Writes the repr of a value of some type behind a text.
pub type Write = fn(&mut Vm, &Value, &mut Vec<u8>) -> PyResult<()>;

/// The same as a text of its own: a type's `__repr__`.
pub fn whole(vm: &mut Vm, value: &Value, write: Write) -> PyResult {
    let mut text = Vec::new();
    write(vm, value, &mut text)?;
    Ok(vm.str_from(&text))
}

/// Writes any value's repr behind a text.
pub fn append(vm: &mut Vm, value: &Value, text: &mut Vec<u8>) -> PyResult<()> {
    if let Some(small) = value.as_small() {
        text.extend_from_slice(small.to_string().as_bytes());
        return Ok(());
    }
    if let Some(write) = writer(vm, value) {
        vm.check_native_stack()?;
        return write(vm, value, text);
    }
    let repr = vm.repr(value)?;
    text.extend_from_slice(repr.get::<Str>().map_or(&[], |repr| repr.as_bytes()));
    Ok(())
}

/// How values are written whose type is one of these: a class of the program can have a `__repr__` of its own.
fn writer(vm: &Vm, value: &Value) -> Option<Write> {
    let (class, types) = (vm.type_of(value), vm.types());
    match value.kind() {
        Kind::List if class.is(&types.list) => Some(list),
        Kind::Tuple if class.is(&types.tuple) => Some(tuple),
        Kind::Dict if class.is(&types.dict) => Some(dict),
        Kind::Set if class.is(&types.set) || class.is(&types.frozenset) => Some(set),
        Kind::Slice => Some(slice),
        Kind::Exception if !class.has_flag(type_flag::HEAP) => Some(exception),
        _ => None,
    }
}

/// Writes what stands between the brackets of a container; dots if that is being done already.
fn once(vm: &mut Vm, container: &Value, brackets: [&str; 2], text: &mut Vec<u8>, inside: Write) -> PyResult<()> {
    text.extend_from_slice(brackets[0].as_bytes());
    if vm.enter_repr(container) {
        let result = inside(vm, container, text);
        vm.leave_repr(container);
        result?;
    } else {
        text.extend_from_slice(b"...");
    }
    text.extend_from_slice(brackets[1].as_bytes());
    Ok(())
}

pub fn list(vm: &mut Vm, list: &Value, text: &mut Vec<u8>) -> PyResult<()> {
    once(vm, list, ["[", "]"], text, items)
}

pub fn tuple(vm: &mut Vm, tuple: &Value, text: &mut Vec<u8>) -> PyResult<()> {
    if tuple.get::<Tuple>().is_some_and(|tuple| tuple.items().is_empty()) {
        text.extend_from_slice(b"()");
        return Ok(());
    }
    once(vm, tuple, ["(", ")"], text, |vm, tuple, text| {
        items(vm, tuple, text)?;
        if tuple.get::<Tuple>().is_some_and(|tuple| tuple.items().len() == 1) {
            text.push(b',');
        }
        Ok(())
    })
}

pub fn slice(vm: &mut Vm, slice: &Value, text: &mut Vec<u8>) -> PyResult<()> {
    let Some(slice) = slice.get::<Slice>() else { return Ok(()) };
    text.extend_from_slice(b"slice(");
    listed(vm, &[slice.start.clone(), slice.stop.clone(), slice.step.clone()], text)?;
    text.push(b')');
    Ok(())
}

pub fn exception(vm: &mut Vm, error: &Value, text: &mut Vec<u8>) -> PyResult<()> {
    let name = vm.type_of(error).name();
    text.extend_from_slice(name.as_bytes());
    let args = error.get::<Exception>().map_or(Value::NULL, |error| error.args.get());
    match args.get::<Tuple>().map(|args| args.items()) {
        Some([only]) => {
            text.push(b'(');
            append(vm, only, text)?;
            text.push(b')');
            Ok(())
        }
        _ => append(vm, &args, text),
    }
}

pub fn dict(vm: &mut Vm, dict: &Value, text: &mut Vec<u8>) -> PyResult<()> {
    if dict.get::<Dict>().is_some_and(|dict| dict.len(vm) == 0) {
        text.extend_from_slice(b"{}");
        return Ok(());
    }
    once(vm, dict, ["{", "}"], text, pairs)
}

/// A set with its class's name, unless that is `set`.
pub fn set(vm: &mut Vm, value: &Value, text: &mut Vec<u8>) -> PyResult<()> {
    let Some(set) = value.get::<Set>() else { return Ok(()) };
    let class = vm.type_of(value).to_ref();
    let plain = class.is(&vm.types().set);
    let name = class.name();
    if set.table.get(vm).is_empty() {
        text.extend_from_slice(format!("{name}()").as_bytes());
        return Ok(());
    }
    if !vm.enter_repr(value) {
        text.extend_from_slice(format!("{name}(...)").as_bytes());
        return Ok(());
    }
    let (open, close) = if plain { ("{".into(), "}") } else { (format!("{name}({{"), "})") };
    text.extend_from_slice(open.as_bytes());
    let elements: Vec<Value> = set.table.get(vm).iter().map(|(_, element)| element.clone()).collect();
    let result = listed(vm, &elements, text);
    vm.leave_repr(value);
    result?;
    text.extend_from_slice(close.as_bytes());
    Ok(())
}

/// The items of a list or tuple, with commas between them. A list may change meanwhile.
fn items(vm: &mut Vm, sequence: &Value, text: &mut Vec<u8>) -> PyResult<()> {
    let mut at = 0;
    while let Some(item) = item(vm, sequence, at) {
        separate(vm, at, text)?;
        append(vm, &item, text)?;
        at += 1;
    }
    Ok(())
}

/// Values with commas between them.
pub fn listed(vm: &mut Vm, values: &[Value], text: &mut Vec<u8>) -> PyResult<()> {
    for (at, value) in values.iter().enumerate() {
        separate(vm, at, text)?;
        append(vm, value, text)?;
    }
    Ok(())
}

fn pairs(vm: &mut Vm, value: &Value, text: &mut Vec<u8>) -> PyResult<()> {
    let Some(dict) = value.get::<Dict>() else { return Ok(()) };
    let (mut place, mut shown) = (0, 0);
    while place < dict.table(vm).entries().len() {
        if let Some((key, value)) = dict.table(vm).entry(place).map(|entry| entry.pair()) {
            separate(vm, shown, text)?;
            append(vm, &key, text)?;
            text.extend_from_slice(b": ");
            append(vm, &value, text)?;
            shown += 1;
        }
        place += 1;
    }
    Ok(())
}

fn separate(vm: &mut Vm, at: usize, text: &mut Vec<u8>) -> PyResult<()> {
    vm.attend()?;
    if at > 0 {
        text.extend_from_slice(b", ");
    }
    Ok(())
}
