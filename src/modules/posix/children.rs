//! Children: forking, running other programs, waiting for them.

use super::State;
use super::environ::argument;
use super::paths::{Path, Place, failed, path, path_or_fd, run};
use crate::builtins::struct_sequence;
use crate::builtins::text::c_int;
use crate::object::{Dict, List, Tuple, Value};
use crate::system::Strings;
use crate::system::process::{self as system, Program, Usage};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm, signals, threads};
use std::ffi::CString;
use std::os::unix::ffi::OsStringExt;

pub const WAITED: &[&str] = &["si_pid", "si_uid", "si_signo", "si_status", "si_code"];

pub const FUNCTIONS: &[Native] = &[
    Native { name: "fork", signature: "()", function: fork },
    Native { name: "forkpty", signature: "()", function: fork_with_terminal },
    Native {
        name: "register_at_fork",
        signature: "(*, before=<missing>, after_in_child=<missing>, after_in_parent=<missing>)",
        function: register,
    },
    Native { name: "execv", signature: "(path, argv, /)", function: execv },
    Native { name: "execve", signature: "(path, argv, env)", function: execve },
    Native { name: "waitpid", signature: "(pid, options, /)", function: waitpid },
    Native { name: "wait", signature: "()", function: wait },
    Native { name: "waitid", signature: "(idtype, id, options, /)", function: waitid },
    Native { name: "wait3", signature: "(options)", function: wait3 },
    Native { name: "wait4", signature: "(pid, options)", function: wait4 },
];

/// When a function is called: before a fork, after it in the child, in the parent.
#[derive(Clone, Copy)]
pub enum When {
    Before,
    InChild,
    InParent,
}

/// The functions that are called around forks.
#[derive(Default)]
struct Hooks([Vec<Value>; 3]);

fn register(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args.iter().all(Value::is_null) {
        return Err(vm.type_error("At least one argument is required."));
    }
    for (name, hook) in ["before", "after_in_child", "after_in_parent"].iter().zip(args) {
        if !hook.is_null() && !vm.is_callable(hook) {
            let class = vm.type_of(hook).name();
            return Err(vm.type_error(format!("'{name}' must be callable, not {class}")));
        }
    }
    for (hooks, hook) in vm.state::<Hooks>().0.iter_mut().zip(args) {
        hooks.extend(hook.given().cloned());
    }
    Ok(Value::NONE)
}

/// Calls what is to be called then.
pub fn call_hooks(vm: &mut Vm, when: When) {
    let mut hooks = vm.state::<Hooks>().0[when as usize].clone();
    if let When::Before = when {
        hooks.reverse();
    }
    for hook in hooks {
        if let Err(raised) = vm.call(&hook, &[]) {
            let hook = vm.repr_lossy(&hook);
            vm.unraisable(raised, &format!("Exception ignored in atfork callback {hook}"));
        }
    }
}

/// Forks with what is to be done around it; `is_child` says where the result is.
fn around_fork<T>(vm: &mut Vm, fork: fn() -> T, is_child: fn(&T) -> bool) -> T {
    call_hooks(vm, When::Before);
    let forked = threads::around_fork(vm, fork, is_child);
    let is_child = is_child(&forked);
    if is_child {
        signals::after_fork();
        crate::modules::thread::after_fork(vm);
    }
    call_hooks(vm, if is_child { When::InChild } else { When::InParent });
    forked
}

fn check_not_ending(vm: &mut Vm) -> PyResult<()> {
    match crate::modules::sys::is_finalizing(vm) {
        true => Err(vm.raise(ExceptionKind::PythonFinalizationError, "can't fork at interpreter shutdown")),
        false => Ok(()),
    }
}

/// A child has none of the other threads, and what they have locked stays so.
fn warn_of_threads(vm: &mut Vm, pid: Option<i32>, name: &str) -> PyResult<()> {
    if pid.is_none() || threads::others() == 0 {
        return Ok(());
    }
    let me = std::process::id();
    let words = format!("This process (pid={me}) is multi-threaded, use of {name}() may lead to deadlocks in the child.");
    vm.warn(ExceptionKind::DeprecationWarning, &words)
}

fn fork(vm: &mut Vm, _: &[Value]) -> PyResult {
    check_not_ending(vm)?;
    match around_fork(vm, system::fork, |forked| *forked == Ok(None)) {
        Ok(pid) => {
            warn_of_threads(vm, pid, "fork")?;
            Ok(vm.int(pid.unwrap_or(0).into()))
        }
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn fork_with_terminal(vm: &mut Vm, _: &[Value]) -> PyResult {
    let is_child = |forked: &rustix::io::Result<(Option<i32>, i32)>| matches!(forked, Ok((None, _)));
    check_not_ending(vm)?;
    match around_fork(vm, system::fork_with_terminal, is_child) {
        Ok((pid, terminal)) => {
            warn_of_threads(vm, pid, "forkpty")?;
            let values = [vm.int(pid.unwrap_or(0).into()), vm.int(terminal.into())];
            Ok(vm.tuple(values))
        }
        Err(error) => Err(failed(vm, error, &[])),
    }
}

/// A text for C, of a str, bytes or a path.
pub fn c_string(vm: &mut Vm, given: &Value) -> PyResult<CString> {
    let text = argument(vm, given)?;
    CString::new(text.into_vec()).map_err(|_| vm.value_error("embedded null byte"))
}

/// The arguments of a program; `words` go before what is said to be wrong with them.
pub fn program_arguments(vm: &mut Vm, given: &Value, words: &str) -> PyResult<Strings> {
    if !given.is_a::<Tuple>() && !given.is_a::<List>() {
        return Err(vm.type_error(format!("{words} must be a tuple or list")));
    }
    let mut args = Vec::new();
    for arg in vm.collect(given)? {
        args.push(c_string(vm, &arg)?);
    }
    match args.first() {
        None => Err(vm.value_error(format!("{words} must not be empty"))),
        Some(first) if first.is_empty() => Err(vm.value_error(format!("{words} first element cannot be empty"))),
        Some(_) => Ok(Strings::new(args)),
    }
}

/// Whether it is a mapping: something with keys.
pub fn is_mapping(vm: &mut Vm, given: &Value) -> PyResult<bool> {
    let keys = vm.intern("keys");
    Ok(given.is_a::<Dict>() || vm.try_getattr(given, &keys)?.is_some())
}

/// The environment of a program, of a mapping.
pub fn program_environment(vm: &mut Vm, given: &Value) -> PyResult<Strings> {
    let mut variables = Vec::new();
    let keys = vm.intern("keys");
    let keys = vm.call_method(given, &keys, &[])?;
    for key in vm.collect(&keys)? {
        let value = vm.getitem(given, &key)?;
        let (name, value) = (c_string(vm, &key)?, c_string(vm, &value)?);
        if name.is_empty() || name.as_bytes()[1..].contains(&b'=') || name.as_bytes()[0] == b'=' {
            return Err(vm.value_error("illegal environment variable name"));
        }
        let both = [name.as_bytes(), b"=", value.as_bytes()].concat();
        variables.extend(CString::new(both).ok());
    }
    Ok(Strings::new(variables))
}

/// A path as C has it.
pub fn c_path(vm: &mut Vm, path: &Path) -> PyResult<CString> {
    CString::new(path.name()).map_err(|_| vm.value_error("embedded null byte"))
}

fn execv(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path(vm, &args[0], "execv", "path")?;
    let arguments = program_arguments(vm, &args[1], "execv() arg 2")?;
    let program = c_path(vm, &path)?;
    Err(start(vm, Program::Path(&program), &arguments, None, &[]))
}

fn execve(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_or_fd(vm, &args[0], "execve")?;
    let arguments = program_arguments(vm, &args[1], "execve: argv")?;
    if !is_mapping(vm, &args[2])? {
        return Err(vm.type_error("execve: environment must be a mapping object"));
    }
    let environment = program_environment(vm, &args[2])?;
    let name = c_path(vm, &path)?;
    let program = match &path.place {
        Place::Name(_) => Program::Path(&name),
        Place::Open(_) => Program::Open(c_int(vm, &args[0])?),
    };
    Err(start(vm, program, &arguments, Some(&environment), &[&path]))
}

fn start(vm: &mut Vm, program: Program, args: &Strings, environment: Option<&Strings>, paths: &[&Path]) -> Raised {
    let error = system::execute(&program, args, environment);
    failed(vm, error, paths)
}

fn pair(vm: &mut Vm, pid: i32, status: i32) -> Value {
    let values = [vm.int(pid.into()), vm.int(status.into())];
    vm.tuple(values)
}

fn waitpid(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (pid, options) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?);
    vm.attend()?;
    let (pid, status, _) = run(vm, &[], || system::wait_for(pid, options))?;
    Ok(pair(vm, pid, status))
}

fn wait(vm: &mut Vm, _: &[Value]) -> PyResult {
    vm.attend()?;
    let (pid, status, _) = run(vm, &[], || system::wait_for(-1, 0))?;
    Ok(pair(vm, pid, status))
}

fn with_usage(vm: &mut Vm, (pid, status, usage): (i32, i32, Usage)) -> PyResult {
    let usage = if pid == 0 { system::Usage { times: [0.0; 2], counts: [0; 14] } } else { usage };
    let usage = crate::modules::resource::usage(vm, &usage)?;
    let values = [vm.int(pid.into()), vm.int(status.into()), usage];
    Ok(vm.tuple(values))
}

fn wait3(vm: &mut Vm, args: &[Value]) -> PyResult {
    let options = c_int(vm, &args[0])?;
    let found = run(vm, &[], || system::wait_for(-1, options))?;
    with_usage(vm, found)
}

fn wait4(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (pid, options) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?);
    let found = run(vm, &[], || system::wait_for(pid, options))?;
    with_usage(vm, found)
}

fn waitid(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (kind, id, options) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?, c_int(vm, &args[2])?);
    let Some(found) = run(vm, &[], || system::wait_id(kind as u32, id as u32, options))? else {
        return Ok(Value::NONE);
    };
    let numbers = [found.pid.into(), i64::from(found.uid), found.signal.into(), found.status.into(), found.code.into()];
    let values = numbers.into_iter().map(|number| vm.int(number)).collect();
    let class = vm.state::<State>().waitid();
    Ok(struct_sequence::make(vm, &class, values))
}
