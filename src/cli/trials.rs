//! Small programs, compiled and run in one process: for tools that watch memory, as Miri does, and for unit tests that need a
//! machine.
//!
//! Making a machine takes such a tool minutes. So there is one for all tests, in a thread of its own, with as little in it as the
//! programs need: no `sys`, no library. What they import otherwise is given to them.

use crate::builtins;
use crate::codegen::CompileOptions;
use crate::lexer::Mode;
use crate::modules;
use crate::modules::compile::{compile, decode};
use crate::vm::Vm;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
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

/// Runs a program.
fn run(vm: &mut Vm, name: &str, text: &str) {
    if !std::mem::replace(&mut vm.state::<IsFurnished>().0, true) {
        let at = std::time::Instant::now();
        builtins::install(vm);
        eprintln!("install {:?}", at.elapsed());
    }
    let source = decode(vm, name, text.into()).unwrap();
    let code = compile(vm, &source, Mode::Module, CompileOptions::default()).unwrap();
    let at = std::time::Instant::now();
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
    eprintln!("ran {:?}", at.elapsed());
    vm.finalize_dying();
}

macro_rules! trials {
    ($($name:ident)*) => { $(
        #[test]
        fn $name() {
            const TEXT: &str = include_str!(concat!("../../tests/trials/", stringify!($name), ".py"));
            with_machine(|vm| {
                let at = std::time::Instant::now();
                run(vm, stringify!($name), TEXT);
                eprintln!("{} {:?}", stringify!($name), at.elapsed());
            });
        }
    )* };
}

trials! { calls collections exceptions finalizers generators numbers objects texts threads }
