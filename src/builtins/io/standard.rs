//! The standard streams.

use super::{buffered, file, set_attribute, text};
use crate::object::Value;
use crate::vm::{PyResult, Vm, descriptor};

/// How the streams treat text: what `PYTHONIOENCODING`, `-u` and such say.
#[derive(Clone, Debug)]
pub struct StreamOptions {
    pub encoding: String,
    pub errors: String,
    pub unbuffered: bool,
}

impl Default for StreamOptions {
    fn default() -> StreamOptions {
        StreamOptions { encoding: "utf-8".into(), errors: "strict".into(), unbuffered: false }
    }
}

/// One of the standard streams, 0 to 2; None where the process has no such stream.
pub fn standard_stream(vm: &mut Vm, number: u8, options: &StreamOptions) -> Value {
    let is_open = descriptor::borrow(number.into()).is_some_and(|fd| rustix::io::fcntl_getfd(fd).is_ok());
    if !is_open {
        return Value::NONE;
    }
    make(vm, number, options).unwrap_or(Value::NONE)
}

fn make(vm: &mut Vm, number: u8, options: &StreamOptions) -> PyResult {
    let (name, mode) = (["<stdin>", "<stdout>", "<stderr>"][usize::from(number)], if number == 0 { "r" } else { "w" });
    let raw = file::of_descriptor(vm, number.into(), mode)?;
    let name = vm.str(name);
    set_attribute(vm, &raw, "name", name)?;
    let is_terminal = super::says(vm, &raw, "isatty")?;
    let unbuffered = options.unbuffered && number > 0;
    let class = buffered::class_for(vm, number == 0, number > 0);
    let buffer = if unbuffered { raw } else { vm.call(&class, &[raw])? };
    let errors = if number == 2 { "backslashreplace" } else { &options.errors };
    let (encoding, errors) = (vm.str(&options.encoding), vm.str(errors));
    let line_buffering = Value::bool(number == 2 || is_terminal);
    let newline = if number == 0 { Value::NONE } else { vm.str("\n") };
    let class = vm.type_for::<text::Text>().into_value();
    let stream = vm.call(&class, &[buffer, encoding, errors, newline, line_buffering, Value::bool(unbuffered)])?;
    let mode = vm.str(mode);
    set_attribute(vm, &stream, "mode", mode)?;
    Ok(stream)
}
