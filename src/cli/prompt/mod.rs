//! The prompt: `hyaline` alone on a terminal, and `-i`.
//!
//! | module | what it does |
//! | --- | --- |
//! | `editor` | reads with editing, history, completion |
//! | `plain` | reads lines, where the terminal cannot do that |
//! | `whole` | tells whether more lines are to follow |
//! | `highlight`, `names` | colours; what can complete a name |
//! | `stages` | `:tokens` and its like |
//!
//! Takes a machine; gives how the session ends.

mod editor;
mod highlight;
mod names;
mod plain;
mod stages;
mod whole;

use super::output::colours;
use crate::codegen::CompileOptions;
use crate::lexer::Mode;
use crate::modules::Config;
use crate::modules::compile::compile;
use crate::modules::sys::{Exit, handle_uncaught, print_exception, write_to_stderr};
use crate::object::{Dict, Module, Ref};
use crate::source::Source;
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};
use crate::{ParseOptions, parse};
use editor::{Editor, Event, Read};
use plain::Lines;
use stages::Stage;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Instant;

/// Where what is typed comes from.
enum Input {
    Edited(Editor),
    Plain(Lines),
}

struct Session {
    main: Ref<Dict>,
    input: Input,
    options: CompileOptions,
    /// How many inputs there were.
    count: usize,
}

/// Whether the program is typed: on a terminal, or as if on one.
pub fn is_wanted(config: &Config) -> bool {
    use std::io::IsTerminal;
    config.inspect > 0 || std::io::stdin().is_terminal()
}

/// Reads, evaluates and prints until the end. `greet` before it.
pub fn run(vm: &mut Vm, config: &Config, greet: bool) -> Exit {
    let Some(main) = main_dict(vm) else { return Exit::Status(1) };
    let mut lines = Lines::default();
    for (name, text) in [("ps1", ">>> "), ("ps2", "... ")] {
        let (name, text, sys) = (vm.intern(name), vm.str(text), vm.sys.clone());
        if !sys.has_str(&name, vm) {
            drop(sys.insert_str(&name, text, vm));
        }
    }
    if greet && config.quiet == 0 {
        banner(vm);
    }
    let options = CompileOptions { optimise: config.optimize, ..CompileOptions::default() };
    let is_edited = plain::can_be_edited_on(&mut lines);
    let mut session = Session { main, input: Input::Plain(lines), options, count: 0 };
    if greet
        && config.ignore_environment == 0
        && let Some(exit) = session.start_up(vm)
    {
        return exit;
    }
    if is_edited {
        session.input = Input::Edited(Editor::start(history_file(), colours()));
    }
    session.repeat(vm)
}

fn main_dict(vm: &mut Vm) -> Option<Ref<Dict>> {
    let (name, modules) = (vm.intern("__main__"), vm.modules.clone());
    let main = modules.get_str(&name, vm)?;
    Some(main.get::<Module>()?.dict.clone())
}

fn banner(vm: &mut Vm) {
    let mut text = |name: &str| vm.sys_attribute(name).map(|value| vm.text(&value)).unwrap_or_default();
    let (version, platform) = (text("version"), text("platform"));
    let words = format!(
        "Python {version} on {platform}\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n{}",
        stages::USAGE
    );
    let _ = write_to_stderr(vm, words.as_bytes());
}

/// `PYTHON_HISTORY`, or a file of hyaline's own.
fn history_file() -> Option<PathBuf> {
    match std::env::var_os("PYTHON_HISTORY").filter(|file| !file.is_empty()) {
        Some(file) => Some(file.into()),
        None => Some(dirs::home_dir()?.join(".hyaline_history")),
    }
}

/// A prompt, as the program may have set it to anything.
fn prompt(vm: &mut Vm, name: &str) -> String {
    let Some(value) = vm.sys_attribute(name) else { return String::new() };
    match vm.to_str(&value) {
        Ok(text) => vm.text(&text),
        Err(_) => String::new(),
    }
}

impl Session {
    /// `PYTHONSTARTUP`. An exit if that asks for one.
    fn start_up(&mut self, vm: &mut Vm) -> Option<Exit> {
        let file = std::env::var("PYTHONSTARTUP").ok().filter(|file| !file.is_empty())?;
        match std::fs::read_to_string(&file) {
            Ok(text) => {
                let source = Source::new(&*file, text);
                self.finish(vm, |session, vm| session.execute(vm, Rc::new(source), Mode::Module))
            }
            Err(error) => {
                let words = crate::vm::error_words(&error);
                let number = error.raw_os_error().unwrap_or(0);
                let words = format!("Could not open PYTHONSTARTUP\n[Errno {number}] {words}: '{file}'\n");
                let _ = write_to_stderr(vm, words.as_bytes());
                None
            }
        }
    }

    fn repeat(&mut self, vm: &mut Vm) -> Exit {
        loop {
            match self.read(vm) {
                Ok(Read::Text(text)) => {
                    if let Some(exit) = self.evaluate(vm, &text) {
                        return exit;
                    }
                }
                Ok(Read::Interrupt) => {
                    let _ = write_to_stderr(vm, b"\nKeyboardInterrupt\n");
                }
                Ok(Read::Failed) => self.input = Input::Plain(Lines::default()),
                Ok(Read::End) => {
                    let _ = write_to_stderr(vm, b"\n");
                    return Exit::Status(0);
                }
                Err(raised) if raised.is(ExceptionKind::KeyboardInterrupt, vm) => {
                    let _ = write_to_stderr(vm, b"\nKeyboardInterrupt\n");
                }
                Err(raised) => {
                    let _ = print_exception(vm, raised.value());
                }
            }
            if crate::system::process::is_forked() {
                self.input = Input::Plain(Lines::default());
            }
        }
    }

    /// Reads until it is whole.
    fn read(&mut self, vm: &mut Vm) -> PyResult<Read> {
        let (first, others) = (prompt(vm, "ps1"), prompt(vm, "ps2"));
        match &mut self.input {
            Input::Edited(editor) => {
                editor.ask(first, others);
                loop {
                    match editor.next() {
                        Some(Event::Read(read)) => return Ok(read),
                        Some(Event::Complete(text, answer)) => {
                            let _ = answer.send(names::complete(vm, &self.main, &text));
                        }
                        None => {
                            if let Err(raised) = vm.attend() {
                                let _ = print_exception(vm, raised.value());
                            }
                        }
                    }
                }
            }
            Input::Plain(lines) => {
                let mut text = match lines.read(vm, &first)? {
                    Read::Text(text) => text,
                    other => return Ok(other),
                };
                while whole::wants_more(&text) {
                    match lines.read(vm, &others)? {
                        Read::Text(line) => text = text + "\n" + &line,
                        _ => break,
                    }
                }
                Ok(Read::Text(text))
            }
        }
    }

    /// Does what was typed. An exit if that asks for one.
    fn evaluate(&mut self, vm: &mut Vm, text: &str) -> Option<Exit> {
        match stages::asked(text) {
            Some((Some(Stage::Time), code)) => {
                let start = Instant::now();
                let exit = self.evaluate_code(vm, code);
                let words = format!("{:.6} s\n", start.elapsed().as_secs_f64());
                let _ = write_to_stderr(vm, words.as_bytes());
                exit
            }
            Some((Some(stage), code)) => {
                let told = match stages::show(stage, code, colours()) {
                    Ok(shown) => print(vm, &shown),
                    Err(wrong) => write_to_stderr(vm, wrong.as_bytes()),
                };
                told.err().and_then(|raised| report(vm, raised))
            }
            Some((None, _)) => {
                let _ = write_to_stderr(vm, stages::USAGE.as_bytes());
                None
            }
            None => self.evaluate_code(vm, text),
        }
    }

    fn evaluate_code(&mut self, vm: &mut Vm, text: &str) -> Option<Exit> {
        if text.trim().is_empty() {
            return None;
        }
        let name = match self.input {
            Input::Edited(_) => format!("<python-input-{}>", self.count),
            Input::Plain(_) => format!("<stdin>-{}", self.count),
        };
        self.count += 1;
        for part in parts(text) {
            let source = Rc::new(Source::new(&*name, part));
            if let Some(exit) = self.finish(vm, |session, vm| session.execute(vm, source, Mode::Interactive)) {
                return Some(exit);
            }
        }
        None
    }

    fn execute(&mut self, vm: &mut Vm, source: Rc<Source>, mode: Mode) -> PyResult<()> {
        let code = compile(vm, &source, mode, self.options)?;
        vm.keep_source(code.program(), source);
        let function = vm.new_function(&code, &self.main);
        vm.run_body(&function, self.main.clone().into_value()).map(drop)
    }

    /// Reports what was raised. An exit if that asks for one.
    fn finish(&mut self, vm: &mut Vm, act: impl FnOnce(&mut Session, &mut Vm) -> PyResult<()>) -> Option<Exit> {
        let result = act(self, vm);
        let exit = result.err().and_then(|raised| report(vm, raised));
        let flushed = flush(vm);
        exit.or_else(|| report(vm, flushed.err()?))
    }
}

/// Reports an exception; an exit if it is one.
fn report(vm: &mut Vm, raised: Raised) -> Option<Exit> {
    let is_exit = raised.is(ExceptionKind::SystemExit, vm);
    if raised.is(ExceptionKind::KeyboardInterrupt, vm) {
        let _ = write_to_stderr(vm, b"\n");
    }
    let exit = handle_uncaught(vm, raised);
    is_exit.then_some(exit)
}

/// The statements, as far as they stand on lines of their own: the lines of the others are empty, so that numbers stay.
fn parts(text: &str) -> Vec<String> {
    let whole = format!("{text}\n");
    let source = Source::new("<stdin>", whole.as_str());
    let parsed = parse(&source, ParseOptions { mode: Mode::Module, type_comments: false });
    let Some(ast) = parsed.ast.filter(|_| parsed.errors.is_empty()) else { return vec![whole] };
    let crate::ast::Mod::Module { body, .. } = ast[ast.root()] else { return vec![whole] };
    // Each begins behind the lines of the one before, so that decorators and comments go with what they stand before.
    let (mut starts, mut behind) = (vec![0], 0);
    for statement in ast.items(body) {
        let span = ast.span(statement);
        if behind > 0 && span.start as usize >= behind {
            starts.push(behind);
        }
        behind = whole[span.end as usize..].find('\n').map_or(whole.len(), |end| span.end as usize + end + 1);
    }
    let ends = starts[1..].iter().copied().chain([whole.len()]);
    let part = |(start, end): (usize, usize)| {
        let blank = "\n".repeat(whole[..start].matches('\n').count());
        blank + whole[start..end].trim_end() + "\n"
    };
    starts.iter().copied().zip(ends).map(part).collect()
}

fn print(vm: &mut Vm, text: &str) -> PyResult<()> {
    let Some(stdout) = vm.sys_attribute("stdout").filter(|stdout| !stdout.is_none()) else { return Ok(()) };
    let (write, text) = (vm.names().write.clone(), vm.str(text));
    vm.call_method(&stdout, &write, &[text])?;
    flush(vm)
}

/// Ctrl-C is an error here; what a stream has against it is not.
fn flush(vm: &mut Vm) -> PyResult<()> {
    for name in ["stdout", "stderr"] {
        if let Some(stream) = vm.sys_attribute(name).filter(|stream| !stream.is_none()) {
            let flush = vm.names().flush.clone();
            match vm.call_method(&stream, &flush, &[]) {
                Err(raised) if raised.is(ExceptionKind::KeyboardInterrupt, vm) => return Err(raised),
                _ => {}
            }
        }
    }
    Ok(())
}
