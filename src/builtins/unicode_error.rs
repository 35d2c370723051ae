//! `UnicodeDecodeError`, `UnicodeEncodeError` and `UnicodeTranslateError`: the text, and the part of it that a codec refused.

use super::exceptions::{args_of, field, init as init_args, of};
use crate::object::{ByteArray, Bytes, Exception, IntRef, Obj, Str, Value};
use crate::text::{Wtf8, codecs};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: init },
    Native { name: "__str__", signature: "(self, /)", function: str },
];

const START: Attribute = Attribute {
    name: "start",
    get: |vm, error| place(vm, error, "start"),
    set: Some(|vm, error, value| set_place(vm, error, "start", value)),
};
const END: Attribute = Attribute {
    name: "end",
    get: |vm, error| place(vm, error, "end"),
    set: Some(|vm, error, value| set_place(vm, error, "end", value)),
};

pub const ATTRIBUTES: &[Attribute] = &[field!("encoding"), field!("object"), START, END, field!("reason")];

/// What the arguments must be, in their order.
#[derive(Clone, Copy)]
enum Argument {
    Text,
    Bytes,
    Place,
}

fn expected(kind: ExceptionKind) -> &'static [Argument] {
    use Argument::*;
    match kind {
        ExceptionKind::UnicodeDecodeError => &[Text, Bytes, Place, Place, Text],
        ExceptionKind::UnicodeEncodeError => &[Text, Text, Place, Place, Text],
        _ => &[Text, Place, Place, Text],
    }
}

fn kind_of(vm: &Vm, error: &Value) -> ExceptionKind {
    vm.exception_kind(vm.type_of(error))
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    init_args(vm, args)?;
    let error = of(&args[0]);
    let mut given = args_of(&error);
    let expected = expected(kind_of(vm, &args[0]));
    if given.len() != expected.len() {
        let message = format!("function takes exactly {} arguments ({} given)", expected.len(), given.len());
        return Err(vm.type_error(message));
    }
    for (index, argument) in expected.iter().enumerate() {
        let value = &given[index];
        match argument {
            Argument::Text => drop(vm.expect_str(&value.clone(), &format!("argument {}", index + 1))?),
            Argument::Place => {
                given[index] = {
                    let place = vm.index_i64(&value.clone())?;
                    vm.int(place)
                }
            }
            Argument::Bytes => {}
        }
    }
    if let Some(at) = expected.iter().position(|argument| matches!(argument, Argument::Bytes)) {
        given[at] = bytes(vm, &given[at])?;
    }
    drop(error.fields.replace(given, vm));
    Ok(Value::NONE)
}

fn bytes(vm: &mut Vm, value: &Value) -> PyResult {
    if value.is_a::<Bytes>() {
        return Ok(value.clone());
    }
    match value.get::<ByteArray>() {
        Some(array) => Ok(vm.bytes(array.bytes(vm))),
        None => {
            let class = vm.type_of(value).name();
            Err(vm.type_error(format!("a bytes-like object is required, not '{class}'")))
        }
    }
}

fn place(vm: &mut Vm, error: &Value, name: &str) -> PyResult {
    Ok(vm.exception_field(&of(error), name).unwrap_or(Value::size(0)))
}

fn set_place(vm: &mut Vm, error: &Value, name: &str, value: Value) -> PyResult<()> {
    if value.is_null() {
        return Err(vm.type_error("can't delete numeric/char attribute"));
    }
    let Some(place) = value.as_int().map(IntRef::to_i64) else { return Err(vm.type_error("an integer is required")) };
    let Some(place) = place else { return Err(vm.overflow_error("Python int too large to convert to C ssize_t")) };
    let place = vm.int(place);
    vm.set_exception_field(&of(error), name, place);
    Ok(())
}

fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    let error = of(&args[0]);
    let kind = kind_of(vm, &args[0]);
    let Some(object) = vm.exception_field(&error, "object") else { return Ok(vm.str("")) };
    let reason = field_text(vm, &error, "reason")?;
    let encoding = match kind {
        ExceptionKind::UnicodeTranslateError => String::new(),
        _ => field_text(vm, &error, "encoding")?,
    };
    let [start, end] = ["start", "end"].map(|name| {
        let place = vm.exception_field(&error, name);
        place.and_then(|place| place.as_int().and_then(IntRef::to_i64)).unwrap_or(0)
    });
    let message = match (object.get::<Str>(), object.get::<Bytes>()) {
        _ if start < 0 || end < 1 => {
            let what = match kind {
                ExceptionKind::UnicodeDecodeError => format!("'{encoding}' codec can't decode bytes"),
                ExceptionKind::UnicodeEncodeError => format!("'{encoding}' codec can't encode characters"),
                _ => "can't translate characters".into(),
            };
            format!("{what} in position {start}-{}: {reason}", end - 1)
        }
        (_, Some(bytes)) => codecs::decode_message(&encoding, bytes.as_bytes(), start as usize, end as usize, &reason),
        (Some(text), _) => {
            let text = Wtf8::new(text.as_bytes());
            match kind {
                ExceptionKind::UnicodeEncodeError => {
                    codecs::encode_message(&encoding, text, start as usize, end as usize, &reason)
                }
                _ => codecs::translate_message(text, start as usize, end as usize, &reason),
            }
        }
        _ => {
            let what = if kind == ExceptionKind::UnicodeDecodeError { "bytes" } else { "string" };
            let class = vm.type_of(&object).name();
            return Err(vm.type_error(format!("object attribute must be a {what}, not '{class}'")));
        }
    };
    Ok(vm.str(&message))
}

fn field_text(vm: &mut Vm, error: &Obj<Exception>, name: &str) -> PyResult<String> {
    let value = vm.exception_field(error, name).unwrap_or(Value::NONE);
    let text = vm.to_str(&value)?;
    Ok(vm.text(&text))
}
