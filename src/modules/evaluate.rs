//! The builtin functions `compile`, `exec` and `eval`.

use super::ast::{check_root, flags as only, is_node, tree_of};
use super::compile::{check_whole, compile, compile_tree, decode, parse_program};
use super::syntax::syntax_error;
use crate::builtins::buffer::contents;
use crate::builtins::codecs::surrogates;
use crate::builtins::introspection::locals;
use crate::builtins::text::{c_int, class_name};
use crate::bytecode::flags;
use crate::codegen::CompileOptions;
use crate::lexer::Mode;
use crate::object::{Bytes, Cell_, Dict, Kind, Ref, Special, Str, Tuple, Value};
use crate::parser::ParseOptions;
use crate::source::Source;
use crate::vm::{Arguments, Code, ExceptionKind, Native, PyResult, Raised, Vm};

pub const FUNCTIONS: &[Native] = &[
    Native {
        name: "compile",
        signature: "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        function: compile_function,
    },
    Native { name: "exec", signature: "(source, /, globals=None, locals=None, *, closure=None)", function: exec },
    Native { name: "eval", signature: "(source, /, globals=None, locals=None)", function: eval },
];

/// Features that code inherits from the code that compiles it.
const INHERITED: u32 = flags::FUTURE_ANNOTATIONS | flags::FUTURE_BARRY_AS_BDFL;
/// Bits of features that are no choice any more, and of nested scopes.
const FORMER: i64 = 0x10 | 0x2_0000 | 0x4_0000 | 0x8_0000 | 0x10_0000 | 0x20_0000 | 0x80_0000;

fn compile_function(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = file_name(vm, &args[1])?;
    let Some(mode) = args[2].get::<Str>().map(|mode| mode.to_string_lossy().into_owned()) else {
        let class = class_name(vm, &args[2]);
        return Err(vm.type_error(format!("compile() argument 'mode' must be str, not {class}")));
    };
    let given = if args[3].is_null() { 0 } else { i64::from(c_int(vm, &args[3])?) };
    let inherits = args[4].is_null() || !vm.truth(&args[4])?;
    let optimize = if args[5].is_null() { -1 } else { c_int(vm, &args[5])? };
    if given & !(i64::from(INHERITED) | FORMER | only::ALL) != 0 {
        return Err(vm.value_error("compile(): unrecognised flags"));
    }
    if !(-1..=2).contains(&optimize) {
        return Err(vm.value_error("compile(): invalid optimize value"));
    }
    let tree = given & only::ONLY_AST != 0;
    let mode = match &mode[..] {
        "exec" => Mode::Module,
        "eval" => Mode::Expression,
        "single" => Mode::Interactive,
        "func_type" if tree => Mode::FuncType,
        "func_type" => return Err(vm.value_error("compile() mode 'func_type' requires flag PyCF_ONLY_AST")),
        _ if tree => return Err(vm.value_error("compile() mode must be 'exec', 'eval', 'single' or 'func_type'")),
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let future = given as u32 & INHERITED | if inherits { inherited(vm) } else { 0 };
    let optimise = if optimize < 0 { own_optimisation(vm) } else { optimize as u8 };
    let options = CompileOptions { optimise, future, top_level_await: given & only::ALLOW_TOP_LEVEL_AWAIT != 0 };
    if is_node(vm, &args[0]) {
        return compile_node(vm, &args[0], &file, (mode, tree), options);
    }
    let source = source_of(vm, &args[0], &file, "compile", "string, bytes or AST")?;
    if given & only::ALLOW_INCOMPLETE_INPUT != 0 {
        check_whole(vm, &source, mode)?;
    }
    if tree {
        let type_comments = given & only::TYPE_COMMENTS != 0;
        let tree = parse_program(vm, &source, ParseOptions { mode, type_comments }, true)?;
        let version = if args[6].is_null() { -1 } else { i64::from(c_int(vm, &args[6])?) };
        if version >= 0
            && let Some(newer) = super::ast::newer(&tree, version)
        {
            return Err(syntax_error(vm, &newer, &source, mode));
        }
        return super::ast::of_tree(vm, &tree, &source);
    }
    Ok(compile(vm, &source, mode, options)?.into_value())
}

/// Compiles a tree that a program made or changed; it is what it is where a tree is asked for.
fn compile_node(vm: &mut Vm, node: &Value, file: &str, what: (Mode, bool), options: CompileOptions) -> PyResult {
    let (mode, is_tree) = what;
    let class = match mode {
        Mode::Module => "Module",
        Mode::Expression => "Expression",
        Mode::Interactive => "Interactive",
        Mode::FuncType => "FunctionType",
    };
    check_root(vm, node, class)?;
    if is_tree {
        return Ok(node.clone());
    }
    let (tree, source) = tree_of(vm, node, file)?;
    let program = compile_tree(vm, &source, &tree, options)?;
    Ok(vm.link(program).into_value())
}

/// The features of the code that runs.
fn inherited(vm: &Vm) -> u32 {
    vm.frame().map_or(0, |frame| frame.code().flags & INHERITED)
}

/// `sys.flags.optimize`.
pub fn own_optimisation(vm: &mut Vm) -> u8 {
    let name = vm.intern("optimize");
    let level = vm.sys_attribute("flags").and_then(|flags| vm.try_getattr(&flags, &name).ok().flatten());
    level.and_then(|level| level.as_small()).map_or(0, |level| level.clamp(0, 2) as u8)
}

pub(super) fn file_name(vm: &mut Vm, value: &Value) -> PyResult<String> {
    let mut path = value.clone();
    if !path.is_a::<Str>() && !path.is_a::<Bytes>() {
        path = match vm.try_special(value, Special::Fspath, &[])? {
            Some(path) => path,
            None => {
                let class = class_name(vm, value);
                return Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {class}")));
            }
        };
    }
    let name = match (path.get::<Str>(), path.get::<Bytes>()) {
        (Some(text), _) => text.to_string_lossy().into_owned(),
        (_, Some(bytes)) => String::from_utf8_lossy(bytes.as_bytes()).into_owned(),
        _ => {
            let (of, class) = (class_name(vm, value), class_name(vm, &path));
            return Err(vm.type_error(format!("expected {of}.__fspath__() to return str or bytes, not {class}")));
        }
    };
    if name.contains('\0') { Err(vm.value_error("embedded null character")) } else { Ok(name) }
}

/// A program's text from what a program gave for it.
pub(super) fn source_of(vm: &mut Vm, value: &Value, file: &str, function: &str, what: &str) -> PyResult<Source> {
    let null_bytes = |vm: &mut Vm| vm.raise(ExceptionKind::SyntaxError, "source code string cannot contain null bytes");
    if let Some(text) = value.get::<Str>() {
        let Some(text) = text.as_str() else { return Err(surrogates(vm, value)) };
        if text.contains('\0') {
            return Err(null_bytes(vm));
        }
        return Ok(Source::new(file, text.strip_prefix('\u{feff}').unwrap_or(text)));
    }
    match contents(vm, value)?.map(|bytes| bytes.into_owned()) {
        Some(bytes) if bytes.contains(&0) => Err(null_bytes(vm)),
        Some(bytes) => decode(vm, file, bytes),
        None => Err(vm.type_error(format!("{function}() arg 1 must be a {what} object"))),
    }
}

/// The namespaces that code runs in: those given, or those of the code that runs.
fn namespaces(vm: &mut Vm, globals: &Value, given_locals: &Value, function: &str) -> PyResult<(Ref<Dict>, Value)> {
    let given = |value: &Value| (!value.is_null() && !value.is_none()).then(|| value.clone());
    let is_exec = function == "exec";
    if let Some(globals) = given(globals).filter(|globals| is_exec && !globals.is_a::<Dict>()) {
        return Err(no_dict(vm, &globals, is_exec));
    }
    if let Some(locals) = given(given_locals) {
        let class = vm.type_of(&locals).to_ref();
        if !class.has_special(Special::GetItem, vm) {
            let class = class.name();
            let message = match is_exec {
                true => format!("locals must be a mapping or None, not {class}"),
                false => "locals must be a mapping".into(),
            };
            return Err(vm.type_error(message));
        }
    }
    let namespace = match given(globals) {
        Some(globals) => match globals.clone().downcast::<Dict>() {
            Ok(dict) => dict,
            Err(globals) => return Err(no_dict(vm, &globals, is_exec)),
        },
        None => match vm.frame().map(|frame| frame.globals().to_ref()) {
            Some(globals) => globals,
            None => return Err(vm.system_error("globals and locals cannot be NULL")),
        },
    };
    let locals = match (given(given_locals), given(globals)) {
        (Some(locals), _) => locals,
        (None, Some(globals)) => globals,
        (None, None) => locals(vm)?,
    };
    let name = vm.names().__builtins__.clone();
    if namespace.get_str(&name, vm).is_none() {
        let builtins = match vm.frame().map(|frame| frame.builtins().value()) {
            Some(builtins) => builtins,
            None => vm.builtins.value().clone(),
        };
        drop(namespace.insert_str(&name, builtins, vm));
    }
    Ok((namespace, locals))
}

#[cold]
fn no_dict(vm: &mut Vm, globals: &Value, is_exec: bool) -> Raised {
    let class = vm.type_of(globals).to_ref();
    let message = match is_exec {
        true => format!("exec() globals must be a dict, not {}", class.name()),
        false if class.has_special(Special::GetItem, vm) => {
            "globals must be a real dict; try eval(expr, {}, mapping)".into()
        }
        false => "globals must be a dict".into(),
    };
    vm.type_error(message)
}

fn exec(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (globals, locals) = namespaces(vm, &args[1], &args[2], "exec")?;
    let closure = if args[3].is_null() { Value::NONE } else { args[3].clone() };
    if let Some(code) = args[0].get::<Code>() {
        let code = code.to_ref();
        check_closure(vm, &code, &closure)?;
        run(vm, &code, &globals, locals, closure)?;
        return Ok(Value::NONE);
    }
    if !closure.is_none() {
        return Err(vm.type_error("closure can only be used when source is a code object"));
    }
    let source = source_of(vm, &args[0], "<string>", "exec", "string, bytes or code")?;
    let options = CompileOptions { optimise: own_optimisation(vm), future: inherited(vm), top_level_await: false };
    let code = compile(vm, &source, Mode::Module, options)?;
    run(vm, &code, &globals, locals, Value::NONE)?;
    Ok(Value::NONE)
}

/// How many variables code takes from the functions around it.
fn free_variables(code: &Code) -> usize {
    code.portable().slots.iter().filter(|slot| slot.kind == crate::bytecode::SlotKind::Free).count()
}

fn check_closure(vm: &mut Vm, code: &Code, closure: &Value) -> PyResult<()> {
    let free = free_variables(code);
    if free == 0 {
        return match closure.is_none() {
            true => Ok(()),
            false => Err(vm.type_error("cannot use a closure with this code object")),
        };
    }
    let fits = closure.get::<Tuple>().is_some_and(|closure| {
        closure.items().len() == free && closure.items().iter().all(|cell| cell.is_a::<Cell_>() && cell.kind() == Kind::Cell)
    });
    match fits {
        true => Ok(()),
        false => Err(vm.type_error(format!("code object requires a closure of exactly length {free}"))),
    }
}

fn eval(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (globals, locals) = namespaces(vm, &args[1], &args[2], "eval")?;
    if let Some(code) = args[0].get::<Code>() {
        if free_variables(code) > 0 {
            return Err(vm.type_error("code object passed to eval() may not contain free variables"));
        }
        let code = code.to_ref();
        return run(vm, &code, &globals, locals, Value::NONE);
    }
    let source = source_of(vm, &args[0], "<string>", "eval", "string, bytes or code")?;
    let source = Source::new(source.name(), source.text().trim_start_matches([' ', '\t']));
    let options = CompileOptions { optimise: own_optimisation(vm), future: inherited(vm), top_level_await: false };
    let code = compile(vm, &source, Mode::Expression, options)?;
    run(vm, &code, &globals, locals, Value::NONE)
}

/// Runs code in these namespaces.
pub fn run(vm: &mut Vm, code: &Ref<Code>, globals: &Ref<Dict>, locals: Value, closure: Value) -> PyResult {
    let function = vm.new_function(code, globals);
    if !closure.is_none() {
        function.closure.set(closure);
    }
    // A function's code has variables of its own, and may want arguments.
    match code.has(flags::NEWLOCALS) {
        true => vm.call_with(function.value(), Arguments::positional(&[])),
        false => vm.run_body(&function, locals),
    }
}
