//! What `site` puts among the builtins for people at a prompt, and programs use too: `exit`, `quit`, `help`, `copyright`, `credits` and
//! `license`. `site` itself runs only where there is something for it to find, and replaces these by its own.

use super::sys::Config;
use crate::builtins::import;
use crate::object::{Dict, Opaque, Value};
use crate::vm::{Arguments, ExceptionKind, Native, PyResult, Vm, spread_keywords};

/// `exit` or `quit`, by its name.
struct Quitter(&'static str);

impl Opaque for Quitter {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

const METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__call__", signature: "(self, /, code=None)", function: call },
];

/// `help`.
struct Helper;

impl Opaque for Helper {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

const HELPER: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: helper_repr },
    Native { name: "__call__", signature: "(self, /, *args, **kwds)", function: help },
];

/// A text to be read: its name and what it says.
struct Printer(&'static str, &'static str);

impl Opaque for Printer {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

const PRINTER: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: printer_repr },
    Native { name: "__call__", signature: "(self, /)", function: print },
];

const TEXTS: [(&str, &str); 3] = [
    ("copyright", "Copyright (c) the authors of hyaline. The standard library: Copyright (c) Python Software Foundation."),
    (
        "credits",
        "Python is the work of its community, see www.python.org. The standard library is packed by the RustPython project.",
    ),
    (
        "license",
        "hyaline: MIT or Apache-2.0, as you choose. The standard library: the PSF License, https://docs.python.org/3/license.html",
    ),
];

/// Makes the names, unless the command line says `-S`.
pub fn install(vm: &mut Vm, config: &Config) {
    if config.no_site > 0 {
        return;
    }
    vm.define_type::<Quitter>("_sitebuiltins.Quitter", METHODS, &[]);
    for name in ["exit", "quit"] {
        let (quitter, name, dict) = (vm.new_opaque(Quitter(name)), vm.intern(name), vm.builtins.clone());
        drop(dict.insert_str(&name, quitter, vm));
    }
    vm.define_type::<Helper>("_sitebuiltins._Helper", HELPER, &[]);
    vm.define_type::<Printer>("_sitebuiltins._Printer", PRINTER, &[]);
    let printers = TEXTS.map(|(name, text)| (name, vm.new_opaque(Printer(name, text))));
    for (name, value) in printers.into_iter().chain([("help", vm.new_opaque(Helper))]) {
        let (name, dict) = (vm.intern(name), vm.builtins.clone());
        drop(dict.insert_str(&name, value, vm));
    }
}

fn helper_repr(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(vm.str("Type help() for interactive help, or help(object) for help about object."))
}

fn help(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (pydoc, help) = (import(vm, "pydoc")?, vm.intern("help"));
    let help = vm.getattr(&pydoc, &help)?;
    let (given, named) = (vm.collect(&args[1])?, args[2].clone().downcast::<Dict>());
    let (values, names) = match named {
        Ok(named) => spread_keywords(vm, given, &named),
        Err(_) => (given, Value::NULL),
    };
    vm.call_with(&help, Arguments { values: &values, names: &names })
}

fn printer_repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (name, text) = args[0].opaque::<Printer>(vm).map_or(("", ""), |printer| (printer.0, printer.1));
    Ok(match name {
        "license" => vm.str("Type license() to see the full license text"),
        _ => vm.str(text),
    })
}

fn print(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = args[0].opaque::<Printer>(vm).map_or("", |printer| printer.1);
    let (print, text) = (vm.intern("print"), vm.str(text));
    let builtins = vm.builtins.clone();
    match builtins.get_str(&print, vm) {
        Some(print) => vm.call(&print, &[text]),
        None => Ok(Value::NONE),
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = args[0].opaque::<Quitter>(vm).map_or("exit", |quitter| quitter.0);
    Ok(vm.str(&format!("Use {name}() or Ctrl-D (i.e. EOF) to exit")))
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    // A shell that runs the program as an input file ends its reading by this.
    if let Some(stdin) = vm.sys_attribute("stdin") {
        let close = vm.names().close.clone();
        let _ = vm.call_method(&stdin, &close, &[]);
    }
    let code = args[1].given().cloned().unwrap_or(Value::NONE);
    Err(vm.raise_with(ExceptionKind::SystemExit, [code]))
}
