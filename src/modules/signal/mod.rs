//! `_signal`: what programs do when signals come.
//!
//! Handlers are called between instructions, of the signals that are caught; the system does what is to be done with the others.
//! `masks` has what holds signals back and waits for them, `timers` what sends them.

mod masks;
mod timers;

pub use masks::to_set;

use crate::builtins::struct_sequence;
use crate::builtins::text::c_int;
use crate::object::{Module, Ref, Type, Value};
use crate::system::signals::{self as system, Action};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm, signals};
use rustix::io::Errno;
use std::io;

const FUNCTIONS: &[Native] = &[
    Native { name: "signal", signature: "(signalnum, handler, /)", function: set },
    Native { name: "getsignal", signature: "(signalnum, /)", function: get },
    Native { name: "raise_signal", signature: "(signalnum, /)", function: raise },
    Native { name: "strsignal", signature: "(signalnum, /)", function: describe },
    Native { name: "valid_signals", signature: "()", function: valid },
    Native {
        name: "default_int_handler",
        signature: "(signalnum, frame, /)",
        function: |vm, _| Err(vm.raise_with(ExceptionKind::KeyboardInterrupt, [])),
    },
    Native { name: "set_wakeup_fd", signature: "(fd, /, *, warn_on_full_buffer=True)", function: set_wakeup },
];

macro_rules! numbers {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i32)),*] };
}

const NUMBERS: &[(&str, i32)] = numbers! {
    SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGIOT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE SIGALRM SIGTERM
    SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGSYS
};

#[cfg(target_os = "linux")]
const OF_THIS_SYSTEM: &[(&str, i32)] = &[
    ("SIGSTKFLT", libc::SIGSTKFLT),
    ("SIGPOLL", libc::SIGPOLL),
    ("SIGPWR", libc::SIGPWR),
    ("SIGCLD", libc::SIGCHLD),
    ("SIGRTMIN", REAL_TIME),
    ("SIGRTMAX", signals::COUNT - 1),
];
#[cfg(not(target_os = "linux"))]
const OF_THIS_SYSTEM: &[(&str, i32)] = &[];

const SETS: &[(&str, i32)] = numbers! { SIG_BLOCK SIG_UNBLOCK SIG_SETMASK ITIMER_REAL ITIMER_VIRTUAL ITIMER_PROF };

/// The first signal for programs' own use; the C library has two before it for itself.
const REAL_TIME: i32 = 34;

/// `SIG_DFL` and `SIG_IGN`.
const DEFAULT: i64 = 0;
const IGNORED: i64 = 1;

/// The handlers by number, NULL where there is none that Python could know.
#[derive(Default)]
struct State {
    handlers: Vec<Value>,
    info: Option<Ref<Type>>,
    timer_error: Value,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_signal");
    for functions in [FUNCTIONS, masks::FUNCTIONS, timers::FUNCTIONS] {
        vm.add_functions(&module, functions);
    }
    for (name, number) in NUMBERS.iter().chain(OF_THIS_SYSTEM).chain(SETS) {
        vm.module_set(&module, name, Value::size(*number as usize));
    }
    for (name, number) in [("SIG_DFL", DEFAULT), ("SIG_IGN", IGNORED), ("NSIG", signals::COUNT.into())] {
        vm.module_set(&module, name, Value::size(number as usize));
    }
    let name = vm.intern("default_int_handler");
    let interrupt = module.dict.get_str(&name, vm).unwrap_or(Value::NONE);
    let handler = |number| match system::action(number) {
        Ok(Action::Default) => Value::size(DEFAULT as usize),
        Ok(Action::Ignored) => Value::size(IGNORED as usize),
        Ok(Action::Caught) if number == libc::SIGINT => interrupt.clone(),
        _ => Value::NONE,
    };
    let handlers = (0..signals::COUNT).map(handler).collect();
    let info = struct_sequence::define(vm, "signal.struct_siginfo", masks::INFO, masks::INFO.len());
    vm.module_set(&module, "struct_siginfo", info.value().clone());
    let timer_error = super::support::exception_value(vm, "signal", "itimer_error", ExceptionKind::OSError);
    vm.module_set(&module, "ItimerError", timer_error.clone());
    *vm.state::<State>() = State { handlers, info: Some(info), timer_error };
    vm.signal_hook = Some(handle);
    module
}

fn is_valid(number: i32) -> bool {
    (1..32).contains(&number) || (REAL_TIME..signals::COUNT).contains(&number)
}

/// The number of a signal.
fn number(vm: &mut Vm, given: &Value) -> PyResult<i32> {
    let number = c_int(vm, given)?;
    if (1..signals::COUNT).contains(&number) { Ok(number) } else { Err(vm.value_error("signal number out of range")) }
}

/// Does what a program wants done when a signal comes.
fn handle(vm: &mut Vm, signal: i32) -> PyResult<()> {
    let handler = vm.state::<State>().handlers.get(signal as usize).cloned().unwrap_or(Value::NONE);
    // What is done with it may have changed since it came.
    if handler.as_small().is_none() && !handler.is_none() {
        let frame = vm.current_frame_object();
        vm.call(&handler, &[Value::size(signal as usize), frame])?;
    }
    Ok(())
}

/// The exception for an error of the system.
fn failed(vm: &mut Vm, error: Errno) -> Raised {
    vm.os_error(&error.into(), &[])
}

fn set(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = number(vm, &args[0])?;
    let known = args[1].as_int().and_then(|handler| handler.to_i64());
    let handler = match known {
        Some(known @ (DEFAULT | IGNORED)) => Value::size(known as usize),
        None if vm.is_callable(&args[1]) => args[1].clone(),
        _ => {
            let words = "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object";
            return Err(vm.type_error(words));
        }
    };
    vm.attend()?;
    let action = match known {
        Some(DEFAULT) => Action::Default,
        Some(_) => Action::Ignored,
        None => Action::Caught,
    };
    if let Err(error) = system::set(number, action) {
        return Err(failed(vm, error));
    }
    Ok(std::mem::replace(&mut vm.state::<State>().handlers[number as usize], handler))
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = number(vm, &args[0])?;
    Ok(vm.state::<State>().handlers[number as usize].clone())
}

fn raise(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = c_int(vm, &args[0])?;
    if let Err(error) = system::raise(number) {
        return Err(failed(vm, error));
    }
    vm.attend()?;
    Ok(Value::NONE)
}

/// What the system calls the signals, from 1.
const WORDS: [&str; 31] = [
    "Hangup",
    "Interrupt",
    "Quit",
    "Illegal instruction",
    "Trace/breakpoint trap",
    "Aborted",
    "Bus error",
    "Floating point exception",
    "Killed",
    "User defined signal 1",
    "Segmentation fault",
    "User defined signal 2",
    "Broken pipe",
    "Alarm clock",
    "Terminated",
    "Stack fault",
    "Child exited",
    "Continued",
    "Stopped (signal)",
    "Stopped",
    "Stopped (tty input)",
    "Stopped (tty output)",
    "Urgent I/O condition",
    "CPU time limit exceeded",
    "File size limit exceeded",
    "Virtual timer expired",
    "Profiling timer expired",
    "Window changed",
    "I/O possible",
    "Power failure",
    "Bad system call",
];

fn describe(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = number(vm, &args[0])?;
    Ok(match WORDS.get(number as usize - 1) {
        Some(words) => vm.str(words),
        None if is_valid(number) => vm.str(&format!("Real-time signal {}", number - REAL_TIME)),
        None => Value::NONE,
    })
}

fn valid(vm: &mut Vm, _: &[Value]) -> PyResult {
    let numbers =
        (1..signals::COUNT).filter(|number| is_valid(*number)).map(|number| Value::size(number as usize)).collect();
    let (numbers, class) = (vm.list(numbers), vm.types().set.value().clone());
    vm.call(&class, &[numbers])
}

fn set_wakeup(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = c_int(vm, &args[0])?;
    if fd >= 0 {
        let flags = crate::vm::descriptor::borrow(fd).map(rustix::fs::fcntl_getfl);
        match flags {
            Some(Ok(flags)) if flags.contains(rustix::fs::OFlags::NONBLOCK) => {}
            Some(Ok(_)) => return Err(vm.value_error(format!("the fd {fd} must be in non-blocking mode"))),
            _ => return Err(vm.os_error(&io::Error::from_raw_os_error(libc::EBADF), &[])),
        }
    }
    let warns = args[1].is_null() || vm.truth(&args[1])?;
    Ok(vm.int(signals::set_wakeup(fd.max(-1), warns).into()))
}
