//! `hyaline FILE`, `-c`, `-m` and `-`: runs a program.

use super::finish::{self, finish};
use super::input::read_input;
use super::installation;
use super::options::{self, Command, Options, Refusal};
use super::prompt;
use crate::builtins;
use crate::bytecode::{CodeObject, Const};
use crate::codegen::CompileOptions;
use crate::collections::hash::HashKey;
use crate::lexer::Mode;
use crate::modules;
use crate::modules::compile::{compile, decode};
use crate::modules::sys::{Config, Exit, VERSION, handle_uncaught, print_exception};
use crate::object::{Module, Ref, Value, set_hash_key};
use crate::system::process;
use crate::vm::{Code, ExceptionKind, PyResult, Vm};
use std::ffi::OsString;
use std::hash::{BuildHasher, RandomState};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::Arc;

/// How much native stack the machine gets: of a thread of its own, since the main one's size is the user's choice. Memory is only used
/// where it is needed.
const STACKS: [usize; 4] = [1 << 30, 256 << 20, 64 << 20, 8 << 20];

/// Runs what the arguments ask for.
pub fn run(args: &[OsString]) -> ExitCode {
    run_and_look(args, None, |_| ()).0
}

/// What is done with the machine before it runs a program.
pub type Prepare = Arc<dyn Fn(&mut Vm) + Send + Sync>;

/// The same; `look` sees the program's code when it has run, if it got so far.
pub fn run_and_look<T: Send + 'static>(
    args: &[OsString],
    prepare: Option<Prepare>,
    look: fn(&Code) -> T,
) -> (ExitCode, Option<T>) {
    let name = args.first().cloned().unwrap_or_else(|| "hyaline".into());
    let mut options = match options::parse(&name, &args[1.min(args.len())..]) {
        Ok(options) => options,
        Err(Refusal::Misuse(words)) => {
            eprintln!("{words}\n{}\nTry `hyaline -h' for more information.", options::USAGE);
            return (ExitCode::from(2), None);
        }
        Err(Refusal::Fatal(function, words)) => {
            let state = if function.starts_with("preconfig") { "preinitializing" } else { "preinitialized" };
            eprintln!("Fatal Python error: {function}: {words}\nPython runtime state: {state}\n");
            return (ExitCode::FAILURE, None);
        }
    };
    let text = match options.command {
        Command::Version => {
            println!("Python {}.{}.{} (hyaline {})", VERSION[0], VERSION[1], VERSION[2], env!("CARGO_PKG_VERSION"));
            return (ExitCode::SUCCESS, None);
        }
        Command::Help => {
            print!("{}\n{}", options::USAGE, options::HELP);
            return (ExitCode::SUCCESS, None);
        }
        Command::File(ref file) => {
            let file = absolute(file);
            let input = if file.is_dir() { Ok(Vec::new()) } else { read_input(Some(&file)).map(|input| input.bytes) };
            options.command = match &input {
                Ok(bytes) if file.is_dir() || is_archive(bytes) => Command::Archive(file),
                _ => Command::File(file),
            };
            input
        }
        Command::Stdin if prompt::is_wanted(&options.config) => Ok(Vec::new()),
        Command::Stdin => read_input(None).map(|input| input.bytes),
        Command::Code(ref code) => Ok(code.clone().into_bytes()),
        Command::Module(_) | Command::Archive(_) => Ok(Vec::new()),
    };
    options.config.program_folder = program_folder(&options);
    installation::locate(&mut options.config, &name);
    match text {
        Ok(text) => in_thread(options, text, prepare, look),
        Err(status) => (status, None),
    }
}

/// Whether a file is a zip archive: those are known by their ends, and may begin with anything.
fn is_archive(bytes: &[u8]) -> bool {
    const END: &[u8] = b"PK\x05\x06";
    const LENGTH: usize = 22;
    let tail = &bytes[bytes.len().saturating_sub(LENGTH + usize::from(u16::MAX))..];
    memchr::memmem::rfind(tail, END).is_some_and(|at| at + LENGTH <= tail.len())
}

fn absolute(file: &Path) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.into())
}

fn in_thread<T: Send + 'static>(
    options: Options,
    text: Vec<u8>,
    prepare: Option<Prepare>,
    look: fn(&Code) -> T,
) -> (ExitCode, Option<T>) {
    crate::vm::signals::watch();
    for size in STACKS {
        let (options, text, prepare) = (options.clone(), text.clone(), prepare.clone());
        let thread = std::thread::Builder::new().stack_size(size);
        let run = move || {
            let (exit, seen) = execute(options, text, size, prepare, look);
            // The child of a fork has no other thread that could end it.
            if process::is_forked() { std::process::exit(finish::end_process(exit)) } else { (exit, seen) }
        };
        if let Ok(thread) = thread.spawn(run) {
            crate::vm::signals::leave_to_machine();
            return match thread.join() {
                Ok((exit, seen)) => (ExitCode::from(finish::end_process(exit) as u8), seen),
                Err(_) => (ExitCode::FAILURE, None),
            };
        }
    }
    (ExitCode::FAILURE, None)
}

/// Texts hash differently in each process, unless the environment says how.
fn choose_hash_key(seed: Option<u32>) {
    set_hash_key(match seed {
        Some(seed) => HashKey::from_seed(seed),
        None => {
            let random = [0u8, 1].map(|number| RandomState::new().hash_one(number).to_le_bytes());
            let mut bytes = [0; 16];
            bytes[..8].copy_from_slice(&random[0]);
            bytes[8..].copy_from_slice(&random[1]);
            HashKey::from_bytes(bytes)
        }
    });
}

fn execute<T>(
    options: Options,
    text: Vec<u8>,
    stack: usize,
    prepare: Option<Prepare>,
    look: fn(&Code) -> T,
) -> (Exit, Option<T>) {
    choose_hash_key(options.config.hash_seed);
    // Not on this stack: in a process that another thread forked, the system uses the stacks of the threads that are not there.
    let mut vm = Box::new(Vm::new(stack));
    builtins::install(&mut vm);
    modules::install(&mut vm, &options.config);
    let before = debugging("live").then(|| vm.census());
    if debugging("stress") {
        vm.start_stress();
    }
    let completed = complete_path(&mut vm, &options.config);
    if let Some(prepare) = prepare {
        prepare(&mut vm);
    }
    let mut main = None;
    let exit = if let Err(raised) = completed {
        eprintln!(
            "Fatal Python error: init_import_site: Failed to import the site module\nPython runtime state: initialized"
        );
        drop(print_exception(&mut vm, raised.value()));
        Exit::Status(1)
    } else if options.command == Command::Stdin && prompt::is_wanted(&options.config) {
        drop(main_module(&mut vm));
        prompt::run(&mut vm, &options.config, true)
    } else {
        let result = run_main(&mut vm, &options, text, &mut main);
        drop(vm.watch.set_observer(None));
        match result {
            result if inspects(&options) => inspect(&mut vm, &options, result),
            Ok(()) => Exit::Status(0),
            Err(raised) => handle_uncaught(&mut vm, raised),
        }
    };
    let seen = main.take().map(|code| look(&code));
    let exit = finish(&mut vm, exit, before);
    // The process ends: nobody needs the memory back.
    std::mem::forget(vm);
    (exit, seen)
}

/// Whether the session goes on at a prompt: a program may still set the variable.
fn inspects(options: &Options) -> bool {
    let asked = || std::env::var_os("PYTHONINSPECT").is_some_and(|value| !value.is_empty());
    let wanted = options.config.inspect > 0 || options.config.ignore_environment == 0 && asked();
    wanted && (options.config.interactive > 0 || std::io::stdin().is_terminal())
}

/// `-i`: reports how the program ended, and goes on.
fn inspect(vm: &mut Vm, options: &Options, result: PyResult<()>) -> Exit {
    match result {
        Ok(()) => {}
        // An exit is an exception like any other here.
        Err(raised) if raised.is(ExceptionKind::SystemExit, vm) => drop(print_exception(vm, raised.value())),
        Err(raised) => drop(handle_uncaught(vm, raised)),
    }
    prompt::run(vm, &options.config, false)
}

/// What `HYALINE_DEBUG` asks for, words with commas between them: `live` reports on standard error what objects a program
/// leaves behind, `stress` collects cycles at every chance.
pub fn debugging(what: &str) -> bool {
    std::env::var("HYALINE_DEBUG").is_ok_and(|words| words.split(',').any(|word| word == what))
}

/// Where the program is: it comes first in `sys.path`, unless that is not wanted.
fn program_folder(options: &Options) -> Option<String> {
    let folder = match &options.command {
        Command::Archive(file) => file.clone(),
        _ if options.config.safe_path => return None,
        Command::File(file) => file.canonicalize().unwrap_or_else(|_| file.clone()).parent()?.into(),
        Command::Module(_) => std::env::current_dir().unwrap_or_default(),
        _ => PathBuf::new(),
    };
    Some(folder.to_string_lossy().into_owned())
}

/// Runs `site` where there is something for it to do, before the program's folder is looked into.
fn complete_path(vm: &mut Vm, config: &Config) -> PyResult<()> {
    if config.runs_site {
        builtins::import(vm, "site")?;
    }
    let path = vm.sys_attribute("path");
    if let (Some(folder), Some(path)) = (&config.program_folder, path) {
        let (insert, folder) = (vm.intern("insert"), vm.str(folder));
        vm.call_method(&path, &insert, &[Value::size(0), folder])?;
    }
    Ok(())
}

/// The module `__main__`, entered in `sys.modules`.
fn main_module(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("__main__");
    let (name, modules) = (vm.intern("__main__"), vm.modules.clone());
    drop(modules.insert_str(&name, module.value().clone(), vm));
    let builtins = vm.intern("builtins");
    let builtins = modules.get_str(&builtins, vm).unwrap_or(Value::NONE);
    vm.module_set(&module, "__builtins__", builtins);
    module
}

/// Runs the program; leaves its code in `made` as soon as there is some.
fn run_main(vm: &mut Vm, options: &Options, text: Vec<u8>, made: &mut Option<Ref<Code>>) -> PyResult<()> {
    let main = main_module(vm);
    let name = match &options.command {
        Command::Module(module) => return run_module(vm, module, true),
        Command::Archive(_) => return run_module(vm, "__main__", false),
        Command::File(file) => file.to_string_lossy().into_owned(),
        Command::Code(_) => "<string>".into(),
        _ => "<stdin>".into(),
    };
    if let Command::File(_) = options.command {
        let file = vm.str(&name);
        vm.module_set(&main, "__file__", file);
        vm.module_set(&main, "__cached__", Value::NONE);
    }
    let text = if options.skip_first_line { without_first_line(text) } else { text };
    let source = Rc::new(decode(vm, &name, text)?);
    let optimise = options.config.optimize;
    let code = compile(vm, &source, Mode::Module, CompileOptions { optimise, ..CompileOptions::default() })?;
    if let Command::Code(_) = options.command {
        vm.keep_source(code.program(), source);
    }
    if mentions(&code, "__loader__") {
        modules::bring_importers(vm)?;
    }
    let dict = main.dict.clone();
    drop(main);
    let function = vm.new_function(&code, &dict);
    *made = Some(code);
    vm.run_body(&function, dict.into_value())?;
    Ok(())
}

/// Whether a program has a name, or a text like it.
fn mentions(code: &Code, name: &str) -> bool {
    let program = code.program();
    let is_name = |code: &CodeObject| code.names.iter().any(|known| **known == *name);
    let is_text = |constant: &Const| matches!(constant, Const::Str(text) if text == name.as_bytes());
    program.codes.iter().any(is_name) || program.constants.iter().any(is_text)
}

/// `-m`: what `runpy` does.
fn run_module(vm: &mut Vm, module: &str, alters_argv: bool) -> PyResult<()> {
    let (runpy, run, module) = (builtins::import(vm, "runpy")?, vm.intern("_run_module_as_main"), vm.str(module));
    vm.call_method(&runpy, &run, &[module, Value::bool(alters_argv)]).map(drop)
}

/// The line's end stays, so that lines keep their numbers.
fn without_first_line(text: Vec<u8>) -> Vec<u8> {
    let end = text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len());
    text[end..].to_vec()
}
