//! `print` and `input`.

use super::io::{is_stream, write};
use crate::object::{Str, Tuple, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "print", signature: "(*args, sep=' ', end='\\n', file=None, flush=False)", function: print },
    Native { name: "input", signature: "(prompt='', /)", function: input },
];

/// `sys.stdout` or another of the streams; an error if it is gone.
fn stream(vm: &mut Vm, name: &str) -> PyResult {
    match vm.sys_attribute(name) {
        Some(stream) => Ok(stream),
        None => Err(vm.runtime_error(format!("lost sys.{name}"))),
    }
}

fn print(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [values, sep, end, file, flushes] = args else { return Ok(Value::NONE) };
    let file = match file.is_null() || file.is_none() {
        true => stream(vm, "stdout")?,
        false => file.clone(),
    };
    // As when started without a terminal on some systems.
    if file.is_none() {
        return Ok(Value::NONE);
    }
    let sep = separator(vm, "sep", sep, " ")?;
    let end = separator(vm, "end", end, "\n")?;
    let values = values.get::<Tuple>().map(|values| values.items().to_vec()).unwrap_or_default();
    if is_stream(vm, &file) {
        print_at_once(vm, &values, &sep, &end, &file)?;
    } else {
        let name = vm.names().write.clone();
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                vm.call_method(&file, &name, std::slice::from_ref(&sep))?;
            }
            let text = vm.to_str(value)?;
            vm.call_method(&file, &name, &[text])?;
        }
        vm.call_method(&file, &name, &[end])?;
    }
    if !flushes.is_null() && vm.truth(flushes)? {
        let name = vm.names().flush.clone();
        vm.call_method(&file, &name, &[])?;
    }
    Ok(Value::NONE)
}

fn separator(vm: &mut Vm, name: &str, given: &Value, usual: &str) -> PyResult {
    if given.is_null() || given.is_none() {
        return Ok(vm.str(usual));
    }
    if !given.is_a::<Str>() {
        let class = vm.type_of(given).name();
        return Err(vm.type_error(format!("{name} must be None or a string, not {class}")));
    }
    Ok(given.clone())
}

/// Writes it all in one piece, but that text whose encoding could fail does not take what comes before along.
fn print_at_once(vm: &mut Vm, values: &[Value], sep: &Value, end: &Value, file: &Value) -> PyResult<()> {
    let mut out = Vec::new();
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            add(vm, &mut out, sep, file)?;
        }
        match vm.to_str(value) {
            Ok(text) => add(vm, &mut out, &text, file)?,
            Err(raised) => {
                write(vm, file, &out)?;
                return Err(raised);
            }
        }
    }
    add(vm, &mut out, end, file)?;
    write(vm, file, &out)
}

fn add(vm: &mut Vm, out: &mut Vec<u8>, text: &Value, file: &Value) -> PyResult<()> {
    let Some(text) = text.get::<Str>() else { return Ok(()) };
    if !text.is_ascii() && !out.is_empty() {
        write(vm, file, out)?;
        out.clear();
    }
    out.extend(text.as_bytes());
    match text.is_ascii() {
        true => Ok(()),
        false => write(vm, file, &std::mem::take(out)),
    }
}

fn input(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [stdin, stdout, stderr] = ["stdin", "stdout", "stderr"].map(|name| match stream(vm, name) {
        Ok(stream) if stream.is_none() => Err(vm.runtime_error(format!("lost sys.{name}"))),
        found => found,
    });
    let (stdin, stdout, stderr) = (stdin?, stdout?, stderr?);
    let name = vm.names().flush.clone();
    let _ = vm.call_method(&stderr, &name, &[]);
    if !args[0].is_null() {
        let (name, prompt) = (vm.names().write.clone(), vm.to_str(&args[0])?);
        vm.call_method(&stdout, &name, &[prompt])?;
    }
    let name = vm.names().flush.clone();
    vm.call_method(&stdout, &name, &[])?;
    let name = vm.names().readline.clone();
    let line = vm.call_method(&stdin, &name, &[])?;
    let Some(text) = line.get::<Str>() else {
        return Err(vm.type_error("object.readline() returned non-string"));
    };
    match text.as_bytes() {
        [] => Err(vm.raise(ExceptionKind::EOFError, "EOF when reading a line")),
        [text @ .., b'\n'] => Ok(vm.str_from(text)),
        text => Ok(vm.str_from(text)),
    }
}
