//! Small programs, compiled and run in one process: for tools that watch memory, as Miri does, and for unit tests that need a
//! machine.
//!
//! Making a machine takes such a tool minutes. So there is one for all tests, in a thread of its own, with as little in it as the
//! programs need: no `sys`, no library. What they import otherwise is given to them.

use crate::builtins;
use crate::bytecode::Program;
use crate::cache;
use crate::codegen::CompileOptions;
use crate::lexer::Mode;
use crate::modules;
use crate::modules::compile::{compile_program, decode};
use crate::vm::Vm;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::sync::{LazyLock, Mutex};

type Work = Box<dyn FnOnce(&mut Vm) + Send>;

static MACHINE: LazyLock<Mutex<Sender<Work>>> = LazyLock::new(|| {
    const STACK: usize = 16 << 20;
    let (sender, receiver) = channel::<Work>();
    let run = move || {
        let mut vm = Vm::new(STACK);
        vm.mark_first_thread();
        receiver.iter().for_each(|work| work(&mut vm));
    };
    std::thread::Builder::new().stack_size(STACK).spawn(run).expect("a thread");
    Mutex::new(sender)
});

/// Does something with the machine of all tests.
pub fn with_machine(work: impl FnOnce(&mut Vm) + Send + 'static) {
    let (done, result) = channel();
    let work = move |vm: &mut Vm| {
        let _ = done.send(catch_unwind(AssertUnwindSafe(|| work(vm))));
    };
    MACHINE.lock().unwrap().send(Box::new(work)).expect("a machine");
    result.recv().expect("a result").unwrap_or_else(|panic| resume_unwind(panic));
}

/// Whether the machine has its builtins already: unit tests of objects do without.
#[derive(Default)]
struct IsFurnished(bool);

/// Compiles a program. Compiling has no `unsafe` and takes as long as running: where `HYALINE_TRIALS` is a folder, Miri finds
/// there what was compiled without it.
fn program(vm: &mut Vm, name: &str, text: &str) -> Program {
    let file = std::env::var_os("HYALINE_TRIALS").map(|folder| Path::new(&folder).join(name));
    if let Some(file) = file.as_ref().filter(|_| cfg!(miri)) {
        return cache::decode(&std::fs::read(file).unwrap(), name).expect("an image");
    }
    let source = decode(vm, name, text.into()).unwrap();
    let program = compile_program(vm, &source, Mode::Module, CompileOptions::default()).unwrap();
    if let Some(file) = file {
        std::fs::write(file, cache::encode(&program)).unwrap();
    }
    program
}

/// Runs a program.
fn run(vm: &mut Vm, name: &str, text: &str) {
    if !std::mem::replace(&mut vm.state::<IsFurnished>().0, true) {
        builtins::install(vm);
    }
    let program = program(vm, name, text);
    let code = vm.link(program);
    let dict = vm.new_dict();
    let name_of = vm.intern("__name__");
    let shown = vm.str(name);
    drop(dict.insert_str(&name_of, shown, vm));
    for (given, module, attribute) in [("gc", "gc", None), ("ref", "_weakref", Some("ref")), ("thread", "_thread", None)] {
        if text.contains(&format!("{given}.")) || text.contains(&format!("{given}(")) {
            let mut value = modules::import(vm, module).expect("a native module");
            if let Some(attribute) = attribute {
                let attribute = vm.intern(attribute);
                value = vm.getattr(&value, &attribute).unwrap();
            }
            let given = vm.intern(given);
            drop(dict.insert_str(&given, value, vm));
        }
    }
    let function = vm.new_function(&code, &dict);
    if let Err(raised) = vm.run_body(&function, dict.into_value()) {
        let words = vm.repr_lossy(raised.value());
        panic!("{name}: {words}");
    }
    drop((function, code));
    vm.finalize_dying();
}

macro_rules! trials {
    ($($name:ident)*) => { $(
        #[test]
        fn $name() {
            const TEXT: &str = include_str!(concat!("../../tests/trials/", stringify!($name), ".py"));
            with_machine(|vm| {
                run(vm, stringify!($name), TEXT);
            });
        }
    )* };
}

trials! { calls collections exceptions finalizers generators numbers objects texts threads }
