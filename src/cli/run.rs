//! `hyaline FILE`: runs a program.

use super::{ErrorFormat, compile};
use crate::builtins;
use crate::bytecode::Program;
use crate::codegen::CompileOptions;
use crate::object::Value;
use crate::vm::{ExceptionKind, Raised, Vm};
use std::path::PathBuf;
use std::process::ExitCode;

/// Run a program
#[derive(Debug, clap::Args)]
pub struct Run {
    /// The file to run; defaults to standard input
    file: Option<PathBuf>,
}

/// How much native stack the machine gets: of a thread of its own, since the main one's size is the user's choice. Memory is only used
/// where it is needed.
const STACKS: [usize; 4] = [1 << 30, 256 << 20, 64 << 20, 8 << 20];

pub fn run(args: &Run) -> ExitCode {
    let program = match compile::program(args.file.as_deref(), ErrorFormat::Python, CompileOptions::default()) {
        Ok((_, program)) => program,
        Err(status) => return status,
    };
    std::thread::scope(|scope| {
        for size in STACKS {
            let program = program.clone();
            let thread = std::thread::Builder::new().stack_size(size);
            if let Ok(thread) = thread.spawn_scoped(scope, move || execute(program, size)) {
                return thread.join().unwrap_or(ExitCode::FAILURE);
            }
        }
        ExitCode::FAILURE
    })
}

fn execute(program: Program, stack: usize) -> ExitCode {
    let mut vm = Vm::new(stack);
    builtins::install(&mut vm);
    let result = main_module(&mut vm, program);
    let _ = builtins::io::flush_all(&mut vm);
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(raised) => {
            let args = raised.0.args.get();
            let first =
                args.get::<crate::object::Tuple>().and_then(|args| args.items().first().cloned()).unwrap_or_default();
            eprintln!("{}: {}", vm.type_of(raised.value()).name(), vm.text(&first));
            ExitCode::FAILURE
        }
    }
}

fn main_module(vm: &mut Vm, program: Program) -> Result<(), Raised> {
    let code = vm.link(program)?;
    let globals = vm.new_dict();
    for (name, value) in [("__name__", vm.str("__main__")), ("__doc__", Value::NONE)] {
        let name = vm.intern(name);
        drop(globals.insert_str(&name, value, vm));
    }
    let builtins = (vm.intern("__builtins__"), vm.builtins.value().clone());
    drop(globals.insert_str(&builtins.0, builtins.1, vm));
    let function = vm.new_function(&code, &globals);
    vm.run_function(&function, Vec::new(), globals.into_value())?;
    Ok(())
}

#[allow(unused)]
fn unused(_: ExceptionKind) {}
