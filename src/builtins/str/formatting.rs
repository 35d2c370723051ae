//! `str.format`, `str.format_map` and `str.__format__` (PEP 3101).

use super::super::text::{class_name, class_name_of, fault, new_str, wtf8};
use super::{exact, items, me};
use crate::object::{Obj, Str, Value};
use crate::text::fields::{self, Field, First, Numbering, Parser, Step};
use crate::text::format as layout;
use crate::vm::{PyResult, Vm};

pub fn dunder_format(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(spec) = args[1].get::<Str>() else {
        let given = if args[1].is_none() { "None".into() } else { class_name(vm, &args[1]) };
        return Err(vm.type_error(format!("__format__() argument must be str, not {given}")));
    };
    if spec.as_bytes().is_empty() {
        return match vm.type_of(&args[0]).is(&vm.types().str) {
            true => Ok(args[0].clone()),
            false => vm.to_str(&args[0]),
        };
    }
    let class = class_name_of(vm, &args[0], &vm.types().str, "str");
    let made = layout::string(wtf8(me(args)), wtf8(spec), &class);
    new_str(vm, made)
}

/// What fields take their values from: arguments and keywords, or one mapping.
struct Arguments<'a> {
    /// Nothing for `format_map`.
    values: Option<&'a [Value]>,
    mapping: &'a Value,
}

pub fn format(vm: &mut Vm, args: &[Value]) -> PyResult {
    let values = items(&args[1]).unwrap_or(&[]);
    format_text(vm, me(args), Some(values), &args[2])
}

pub fn format_map(vm: &mut Vm, args: &[Value]) -> PyResult {
    format_text(vm, me(args), None, &args[1])
}

/// A format with its fields filled in.
pub fn format_text(vm: &mut Vm, format: &Obj<Str>, values: Option<&[Value]>, mapping: &Value) -> PyResult {
    let mut numbering = Numbering::default();
    let text = fill(vm, format.as_bytes(), &Arguments { values, mapping }, &mut numbering, fields::MAX_DEPTH)?;
    Ok(vm.str_from(&text))
}

fn fill(vm: &mut Vm, format: &[u8], arguments: &Arguments, numbering: &mut Numbering, depth: usize) -> PyResult<Vec<u8>> {
    if depth == 0 {
        return Err(fault(vm, fields::too_deep()));
    }
    let mut out = Vec::with_capacity(format.len());
    for piece in Parser::new(format) {
        let piece = piece.map_err(|error| fault(vm, error))?;
        out.extend_from_slice(piece.literal);
        if let Some(field) = piece.field {
            if field.spec.is_empty() && field.conversion.is_none() {
                let value = field_value(vm, field.name, arguments, numbering)?;
                append_plainly(vm, &value, &mut out)?;
                continue;
            }
            let text = field_text(vm, &field, arguments, numbering, depth)?;
            out.extend_from_slice(text.get::<Str>().map_or(&[], |text| text.as_bytes()));
        }
    }
    Ok(out)
}

/// `format(value)`, at the end of a text.
fn append_plainly(vm: &mut Vm, value: &Value, out: &mut Vec<u8>) -> PyResult<()> {
    if let Some(small) = value.as_small() {
        out.extend_from_slice(itoa::Buffer::new().format(small).as_bytes());
        return Ok(());
    }
    let spec = vm.str("");
    let text = vm.format(value, &spec)?;
    out.extend_from_slice(text.get::<Str>().map_or(&[], |text| text.as_bytes()));
    Ok(())
}

fn field_text(vm: &mut Vm, field: &Field, arguments: &Arguments, numbering: &mut Numbering, depth: usize) -> PyResult {
    let mut value = field_value(vm, field.name, arguments, numbering)?;
    if let Some(conversion) = field.conversion {
        value = match char::from_u32(conversion) {
            Some('r') => vm.repr(&value)?,
            Some('s') => vm.to_str(&value)?,
            Some('a') => vm.ascii(&value)?,
            _ => return Err(fault(vm, fields::unknown_conversion(conversion))),
        };
    }
    let spec = match field.is_nested {
        true => {
            let spec = fill(vm, field.spec, arguments, numbering, depth - 1)?;
            vm.str_from(&spec)
        }
        false => vm.str_from(field.spec),
    };
    vm.format(&value, &spec)
}

fn field_value(vm: &mut Vm, name: &[u8], arguments: &Arguments, numbering: &mut Numbering) -> PyResult {
    let (first, steps) = fields::name(name).map_err(|error| fault(vm, error))?;
    let mut value = match numbering.index(first).map_err(|error| fault(vm, error))? {
        Some(index) => match arguments.values {
            None => return Err(vm.value_error("Format string contains positional fields")),
            Some(values) => match values.get(index) {
                Some(value) => value.clone(),
                None => {
                    let message = format!("Replacement index {index} out of range for positional args tuple");
                    return Err(vm.index_error(message));
                }
            },
        },
        None => {
            let First::Keyword(keyword) = first else { return Ok(Value::NONE) };
            let key = vm.str_from(keyword);
            vm.getitem(arguments.mapping, &key)?
        }
    };
    for step in steps {
        value = match step.map_err(|error| fault(vm, error))? {
            Step::Attribute(name) => {
                let name = vm.str_from(name);
                let name = vm.interned(&name);
                vm.getattr(&value, &name)?
            }
            Step::Number(index) => vm.getitem(&value, &Value::size(index))?,
            Step::Item(key) => {
                let key = vm.str_from(key);
                vm.getitem(&value, &key)?
            }
        };
    }
    Ok(value)
}

/// The pieces of a format, as `string.Formatter` wants them: literal, name, specification, conversion.
pub fn parser(vm: &mut Vm, text: &Value) -> PyResult {
    let Some(format) = text.get::<Str>() else { return Ok(exact(vm, text)) };
    let mut pieces = Vec::new();
    for piece in Parser::new(format.as_bytes()) {
        let piece = piece.map_err(|error| fault(vm, error))?;
        let literal = vm.str_from(piece.literal);
        let mut parts = [literal, Value::NONE, Value::NONE, Value::NONE];
        if let Some(field) = piece.field {
            parts[1] = vm.str_from(field.name);
            parts[2] = vm.str_from(field.spec);
            if let Some(conversion) = field.conversion {
                parts[3] = vm.character(conversion);
            }
        }
        pieces.push(vm.tuple(parts));
    }
    let pieces = vm.list(pieces);
    vm.iter(&pieces)
}

/// A name of a field, as `string.Formatter` wants it: what it begins with, and an iterator over its steps.
pub fn split_name(vm: &mut Vm, text: &Value) -> PyResult {
    let Some(name) = text.get::<Str>() else { return Ok(Value::NONE) };
    let (first, steps) = fields::name(name.as_bytes()).map_err(|error| fault(vm, error))?;
    let first = match first {
        First::Next => vm.str(""),
        First::Number(number) => Value::size(number),
        First::Keyword(keyword) => vm.str_from(keyword),
    };
    let mut parts = Vec::new();
    for step in steps {
        let pair = match step.map_err(|error| fault(vm, error))? {
            Step::Attribute(name) => [Value::TRUE, vm.str_from(name)],
            Step::Number(index) => [Value::FALSE, Value::size(index)],
            Step::Item(key) => [Value::FALSE, vm.str_from(key)],
        };
        parts.push(vm.tuple(pair));
    }
    let parts = vm.list(parts);
    let parts = vm.iter(&parts)?;
    Ok(vm.tuple([first, parts]))
}
