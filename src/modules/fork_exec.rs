//! `_posixsubprocess`: the fork that `subprocess` starts programs with.

use super::posix::{When, c_string, call_hooks, failed, id_number};
use crate::builtins::text::c_int;
use crate::object::{Module, Ref, Tuple, Value};
use crate::system::Strings;
use crate::system::child::Child;
use crate::vm::{ExceptionKind, Native, PyResult, Vm, signals};
use std::ffi::CString;

const FUNCTIONS: &[Native] = &[Native {
    name: "fork_exec",
    signature: "(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, \
                errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, \
                preexec_fn, /)",
    function: fork_exec,
}];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_posixsubprocess");
    vm.add_functions(&module, FUNCTIONS);
    module
}

fn texts(vm: &mut Vm, given: &Value) -> PyResult<Vec<CString>> {
    let mut texts = Vec::new();
    for text in vm.collect(given)? {
        texts.push(c_string(vm, &text)?);
    }
    Ok(texts)
}

/// The descriptors to be kept: in order, so that the others are closed between them.
fn kept(vm: &mut Vm, given: &Value) -> PyResult<Vec<i32>> {
    let items = given.get::<Tuple>().map(|tuple| tuple.items().to_vec());
    let Some(items) = items else {
        let class = vm.type_of(given).name();
        return Err(vm.type_error(format!("fork_exec() argument 4 must be tuple, not {class}")));
    };
    let mut kept: Vec<i32> = Vec::new();
    for item in items {
        let number = item.as_small().and_then(|number| i32::try_from(number).ok());
        match number.filter(|number| *number >= 0 && kept.last().is_none_or(|last| last < number)) {
            Some(number) => kept.push(number),
            None => return Err(vm.value_error("bad value(s) in fds_to_keep")),
        }
    }
    Ok(kept)
}

fn optional_id(vm: &mut Vm, given: &Value, kind: &str) -> PyResult<Option<u32>> {
    if given.is_none() { Ok(None) } else { id_number(vm, given, kind).map(Some) }
}

fn understand(vm: &mut Vm, args: &[Value]) -> PyResult<Child> {
    let mut fds = [0; 8];
    for (fd, given) in fds.iter_mut().zip(&args[6..14]) {
        *fd = c_int(vm, given)?;
    }
    let close = vm.truth(&args[2])?;
    if close && fds[7] < 3 {
        return Err(vm.value_error("errpipe_write must be >= 3"));
    }
    let folder = if args[4].is_none() { None } else { Some(c_string(vm, &args[4])?) };
    let environment = if args[5].is_none() { None } else { Some(Strings::new(texts(vm, &args[5])?)) };
    let mut groups = None;
    if !args[18].is_none() {
        let mut numbers = Vec::new();
        for group in vm.collect(&args[18])? {
            numbers.push(id_number(vm, &group, "gid")?);
        }
        groups = Some(numbers);
    }
    Ok(Child {
        programs: texts(vm, &args[1])?,
        args: Strings::new(texts(vm, &args[0])?),
        environment,
        folder,
        input: [fds[0], fds[1]],
        output: [fds[2], fds[3]],
        errors: [fds[4], fds[5]],
        report: [fds[6], fds[7]],
        close,
        kept: kept(vm, &args[3])?,
        restore_signals: vm.truth(&args[14])?,
        new_session: vm.truth(&args[15])?,
        group_of_processes: c_int(vm, &args[16])?,
        groups,
        group: optional_id(vm, &args[17], "gid")?,
        user: optional_id(vm, &args[19], "uid")?,
        umask: c_int(vm, &args[20])?,
    })
}

fn fork_exec(vm: &mut Vm, args: &[Value]) -> PyResult {
    if super::sys::is_finalizing(vm) {
        return Err(vm.raise(ExceptionKind::PythonFinalizationError, "can't fork at interpreter shutdown"));
    }
    let child = understand(vm, args)?;
    let before = args[21].clone();
    let started = if before.is_none() {
        child.start(None)
    } else {
        call_hooks(vm, When::Before);
        let mut in_child = || {
            signals::after_fork();
            call_hooks(vm, When::InChild);
            vm.call(&before, &[]).is_ok()
        };
        let started = child.start(Some(&mut in_child));
        call_hooks(vm, When::InParent);
        started
    };
    match started {
        Ok(pid) => Ok(vm.int(pid.into())),
        Err(error) => Err(failed(vm, error, &[])),
    }
}
