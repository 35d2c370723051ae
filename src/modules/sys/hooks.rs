//! What happens to exceptions that nobody catches, and to the values of interactive statements.

use crate::builtins::io::{flush, is_stream, write};
use crate::builtins::struct_sequence;
use crate::object::{Exception, IntRef, Module, Obj, Ref, Traceback, Tuple, Type, Value};
use crate::traceback::{self, Theme};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};
use std::io::Write;

pub const FUNCTIONS: &[Native] = &[
    Native { name: "excepthook", signature: "(exctype, value, traceback, /)", function: excepthook },
    Native { name: "unraisablehook", signature: "(unraisable, /)", function: unraisablehook },
    Native { name: "displayhook", signature: "(object, /)", function: displayhook },
];

const ARGUMENTS: &[&str] = &["exc_type", "exc_value", "exc_traceback", "err_msg", "object"];

/// The type of what `unraisablehook` gets.
#[derive(Default)]
struct State {
    arguments: Option<Ref<Type>>,
}

/// Makes the hooks, the originals under their other names too.
pub fn add(vm: &mut Vm, sys: &Obj<Module>) {
    for hook in ["excepthook", "unraisablehook", "displayhook", "breakpointhook"] {
        if let Some(function) = vm.sys_attribute(hook) {
            vm.module_set(sys, &format!("__{hook}__"), function);
        }
    }
    let class = struct_sequence::define(vm, "sys.UnraisableHookArgs", ARGUMENTS, ARGUMENTS.len());
    vm.module_set(sys, "UnraisableHookArgs", class.value().clone());
    vm.state::<State>().arguments = Some(class);
    vm.unraisable_hook = Some(report_unraisable);
}

/// Where reports go; `None` if there is no such place.
pub fn stderr(vm: &mut Vm) -> Option<Value> {
    vm.sys_attribute("stderr").filter(|stderr| !stderr.is_none())
}

/// Writes text to `sys.stderr`, whatever that is.
pub fn write_to_stderr(vm: &mut Vm, text: &[u8]) -> PyResult<()> {
    let Some(stream) = stderr(vm) else { return Ok(()) };
    write_to(vm, &stream, text)
}

pub fn write_to(vm: &mut Vm, stream: &Value, text: &[u8]) -> PyResult<()> {
    if is_stream(vm, stream) {
        write(vm, stream, text)?;
        return flush(vm, stream);
    }
    let (name, text) = (vm.names().write.clone(), vm.str_from(text));
    vm.call_method(stream, &name, &[text])?;
    let name = vm.names().flush.clone();
    vm.call_method(stream, &name, &[]).map(drop)
}

/// Whether `sys.stderr` takes colours, by CPython's rules.
fn theme(vm: &mut Vm) -> Theme {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match std::env::var("PYTHON_COLORS").as_deref() {
        Ok("0") => return Theme::NONE,
        Ok("1") => return Theme::COLOURS,
        _ => {}
    }
    if set("NO_COLOR") {
        return Theme::NONE;
    }
    if set("FORCE_COLOR") {
        return Theme::COLOURS;
    }
    if std::env::var("TERM").is_ok_and(|term| term == "dumb") {
        return Theme::NONE;
    }
    let Some(stream) = stderr(vm) else { return Theme::NONE };
    let name = vm.names().isatty.clone();
    let is_terminal = vm.call_method(&stream, &name, &[]).is_ok_and(|answer| answer.is_true());
    if is_terminal { Theme::COLOURS } else { Theme::NONE }
}

/// `sys.tracebacklimit`, as far as it makes sense.
fn limit(vm: &mut Vm) -> Option<usize> {
    let limit = vm.sys_attribute("tracebacklimit")?;
    let limit = limit.as_int()?.to_i64().unwrap_or(i64::MAX);
    Some(limit.max(0) as usize)
}

/// Prints the report of an exception.
pub fn print_exception(vm: &mut Vm, exception: &Value) -> PyResult<()> {
    match stderr(vm) {
        Some(stream) => print_exception_to(vm, exception, &stream),
        None => Ok(()),
    }
}

/// The same to another stream.
pub fn print_exception_to(vm: &mut Vm, exception: &Value, stream: &Value) -> PyResult<()> {
    if let Some(stdout) = vm.sys_attribute("stdout").filter(|stdout| is_stream(vm, stdout)) {
        // What was printed before comes before; that it cannot be written is told at the end.
        let _ = flush(vm, &stdout);
    }
    let (theme, limit) = (theme(vm), limit(vm));
    let report = traceback::report(vm, exception, limit, theme);
    write_to(vm, stream, &report)
}

fn excepthook(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(exception) = args[1].get::<Exception>() else {
        let class = vm.type_of(&args[1]).name();
        if args[1].is_none() {
            write_to_stderr(vm, b"NoneType: None\n")?;
            return Ok(Value::NONE);
        }
        let message = format!("TypeError: print_exception(): Exception expected for value, {class} found\n");
        write_to_stderr(vm, message.as_bytes())?;
        return Ok(Value::NONE);
    };
    if args[2].is_a::<Traceback>() && exception.traceback.get().is_none() {
        exception.traceback.set(args[2].clone());
    }
    print_exception(vm, &args[1])?;
    Ok(Value::NONE)
}

/// Reports an exception through `sys.unraisablehook`.
fn report_unraisable(vm: &mut Vm, raised: Raised, message: &str) {
    let exception = raised.0.into_value();
    let (class, mut traceback) = (vm.type_of(&exception).value(), traceback_of(&exception));
    if traceback.is_none() {
        traceback = vm.traceback_here();
    }
    let message = vm.str(message);
    let values = vec![class, exception.clone(), traceback, message, Value::NONE];
    let Some(arguments) = vm.state::<State>().arguments.clone() else { return };
    let arguments = struct_sequence::make(vm, &arguments, values);
    let failed = match vm.sys_attribute("unraisablehook").filter(|hook| !hook.is_none()) {
        Some(hook) => match vm.call(&hook, std::slice::from_ref(&arguments)) {
            Ok(_) => return,
            Err(failed) => Some((hook, failed)),
        },
        None => None,
    };
    if let Some((hook, failed)) = failed {
        let traceback = traceback_of(failed.value());
        let _ = write_unraisable(vm, failed.value(), &traceback, "Exception ignored in sys.unraisablehook", &hook);
        return;
    }
    let _ = unraisablehook(vm, &[arguments]);
}

fn traceback_of(exception: &Value) -> Value {
    exception.get::<Exception>().map_or(Value::NONE, |exception| exception.traceback.get())
}

fn unraisablehook(vm: &mut Vm, args: &[Value]) -> PyResult {
    let expected = vm.state::<State>().arguments.clone();
    let is_one = expected.is_some_and(|class| vm.type_of(&args[0]).is(&class));
    let Some([_, exception, traceback, message, object]) =
        args[0].get::<Tuple>().filter(|_| is_one).map(|args| args.items())
    else {
        return Err(vm.type_error("sys.unraisablehook argument type must be UnraisableHookArgs"));
    };
    let (exception, traceback) = (exception.clone(), traceback.clone());
    let (message, object) = (message.clone(), object.clone());
    let message = if message.is_none() { String::new() } else { vm.text(&message) };
    write_unraisable(vm, &exception, &traceback, &message, &object)?;
    Ok(Value::NONE)
}

fn write_unraisable(vm: &mut Vm, exception: &Value, traceback: &Value, message: &str, object: &Value) -> PyResult<()> {
    let Some(stream) = stderr(vm) else { return Ok(()) };
    let mut text = Vec::new();
    if object.is_none() {
        text.extend(message.bytes());
        text.extend(if message.is_empty() { &b""[..] } else { b":\n" });
    } else {
        let head = if message.is_empty() { "Exception ignored in" } else { message };
        text.extend(format!("{head}: ").bytes());
        match vm.repr(object) {
            Ok(shown) => text.extend(shown.get::<crate::object::Str>().map_or(&[][..], |shown| shown.as_bytes())),
            Err(_) => text.extend(b"<object repr() failed>"),
        }
        text.push(b'\n');
    }
    if !exception.is_none() {
        text.extend(traceback::brief_report(vm, exception, traceback));
    }
    write_to(vm, &stream, &text)
}

fn displayhook(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[0].is_none() {
        return Ok(Value::NONE);
    }
    let (builtins, name) = (vm.builtins.clone(), vm.intern("_"));
    drop(builtins.insert_str(&name, Value::NONE, vm));
    let stdout = vm.sys_attribute("stdout").filter(|stdout| !stdout.is_none());
    let Some(stdout) = stdout else { return Err(vm.runtime_error("lost sys.stdout")) };
    let write = vm.names().write.clone();
    let shown = vm.repr(&args[0])?;
    vm.call_method(&stdout, &write, &[shown])?;
    let end = vm.str("\n");
    vm.call_method(&stdout, &write, &[end])?;
    drop(builtins.insert_str(&name, args[0].clone(), vm));
    Ok(Value::NONE)
}

/// How a program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Status(i32),
    /// By the signal of Ctrl-C, once all is cleaned up.
    Interrupted,
}

/// Does with an exception that left the program what CPython does.
pub fn handle_uncaught(vm: &mut Vm, raised: Raised) -> Exit {
    if raised.is(ExceptionKind::SystemExit, vm) {
        return exit_of(vm, raised.value());
    }
    let exception = raised.value().clone();
    // Of a class of their own they end the program as other exceptions do.
    let is_interrupt = vm.type_of(&exception).is(vm.exceptions.class(ExceptionKind::KeyboardInterrupt));
    match show_uncaught(vm, &exception) {
        Some(exit) => exit,
        None if is_interrupt => Exit::Interrupted,
        None => Exit::Status(1),
    }
}

/// Sets `sys.last_exc` and such, and calls `sys.excepthook`. An exit if that asks for one.
fn show_uncaught(vm: &mut Vm, exception: &Value) -> Option<Exit> {
    let (class, traceback) = (vm.type_of(exception).value(), traceback_of(exception));
    for (name, value) in [
        ("last_exc", exception.clone()),
        ("last_type", class.clone()),
        ("last_value", exception.clone()),
        ("last_traceback", traceback.clone()),
    ] {
        let (name, sys) = (vm.intern(name), vm.sys.clone());
        drop(sys.insert_str(&name, value, vm));
    }
    let Some(hook) = vm.sys_attribute("excepthook") else {
        let _ = write_to_stderr(vm, b"sys.excepthook is missing\n");
        let _ = print_exception(vm, exception);
        return None;
    };
    let Err(failed) = vm.call(&hook, &[class, exception.clone(), traceback]) else { return None };
    if failed.is(ExceptionKind::SystemExit, vm) {
        return Some(exit_of(vm, failed.value()));
    }
    let _ = write_to_stderr(vm, b"Error in sys.excepthook:\n");
    let _ = print_exception(vm, failed.value());
    let _ = write_to_stderr(vm, b"\nOriginal exception was:\n");
    let _ = print_exception(vm, exception);
    None
}

/// The exit status that a `SystemExit` asks for; anything but a number is printed.
fn exit_of(vm: &mut Vm, exception: &Value) -> Exit {
    let name = vm.intern("code");
    let code = vm.getattr(exception, &name).unwrap_or(Value::NONE);
    if code.is_none() {
        return Exit::Status(0);
    }
    if let Some(status) = code.as_int() {
        return Exit::Status(match status {
            IntRef::Small(status) => status as i32,
            _ => -1,
        });
    }
    if let Some(stdout) = vm.sys_attribute("stdout").filter(|stdout| is_stream(vm, stdout)) {
        let _ = flush(vm, &stdout);
    }
    let shown = vm.to_str(&code);
    let text = shown.as_ref().ok().and_then(|text| text.get::<crate::object::Str>());
    let text = text.map(|text| text.as_bytes().to_vec()).unwrap_or_default();
    let text = [text, b"\n".to_vec()].concat();
    if stderr(vm).is_some() {
        let _ = write_to_stderr(vm, &text);
    } else {
        let _ = std::io::stderr().write_all(&text);
    }
    Exit::Status(1)
}
