//! `SyntaxError`: what is wrong, and where.

use super::exceptions::{args_of, field, init as init_args, of};
use crate::object::{IntRef, Str, Value};
use crate::vm::{Attribute, Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: init },
    Native { name: "__str__", signature: "(self, /)", function: str },
];

pub const ATTRIBUTES: &[Attribute] = &[
    field!("msg"),
    field!("filename"),
    field!("lineno"),
    field!("offset"),
    field!("text"),
    field!("end_lineno"),
    field!("end_offset"),
    field!("print_file_and_line"),
    field!("_metadata"),
];

/// What the tuple of the second argument holds, in its order; at least the first four.
const PLACE: [&str; 7] = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset", "_metadata"];
const LEAST: usize = 4;

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    init_args(vm, args)?;
    let error = of(&args[0]);
    let given = args_of(&error);
    vm.init_exception_fields(&error);
    let [_, place] = &given[..] else { return Ok(Value::NONE) };
    let place = vm.collect(place)?;
    let count = place.len();
    if count < LEAST {
        return Err(vm.type_error(format!("function takes at least {LEAST} arguments ({count} given)")));
    }
    if count > PLACE.len() {
        return Err(vm.type_error(format!("function takes at most {} arguments ({count} given)", PLACE.len())));
    }
    for (name, value) in PLACE.iter().zip(&place) {
        vm.set_exception_field(&error, name, value.clone());
    }
    if count == LEAST + 1 {
        return Err(vm.type_error("end_offset must be provided when end_lineno is provided"));
    }
    Ok(Value::NONE)
}

fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    let error = of(&args[0]);
    let [message, file, line] = ["msg", "filename", "lineno"].map(|name| vm.exception_field(&error, name));
    let message = vm.to_str(&message.unwrap_or(Value::NONE))?;
    let file = file.as_ref().and_then(|file| file.get::<Str>()).map(|file| file.as_bytes());
    let file = file.map(|file| file.rsplit(|byte| *byte == b'/').next().unwrap_or(file));
    let line = line.filter(|line| vm.type_of(line).is(&vm.types().int));
    let line = line.and_then(|line| line.as_int().and_then(IntRef::to_i64));
    let mut text = message.get::<Str>().map(|message| message.as_bytes().to_vec()).unwrap_or_default();
    match (file, line) {
        (None, None) => return Ok(message),
        (Some(file), line) => {
            text.extend(b" (");
            text.extend(file);
            if let Some(line) = line {
                text.extend(format!(", line {line}").bytes());
            }
            text.push(b')');
        }
        (None, Some(line)) => text.extend(format!(" (line {line})").bytes()),
    }
    Ok(vm.str_from(&text))
}
