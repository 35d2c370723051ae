//! `_csv`: tables as text, read and written.

mod dialect;
mod reader;
mod writer;

use crate::object::{Dict, Exception, Module, Ref, Str, Value, type_flag};
use crate::vm::{ClassBuilder, Native, PyResult, Raised, Vm};

const FUNCTIONS: &[Native] = &[
    Native { name: "reader", signature: "(*args, **kwargs)", function: reader::make },
    Native { name: "writer", signature: "(*args, **kwargs)", function: writer::make },
    Native { name: "list_dialects", signature: "()", function: list_dialects },
    Native { name: "register_dialect", signature: "(*args, **kwargs)", function: register_dialect },
    Native { name: "unregister_dialect", signature: "(name)", function: unregister_dialect },
    Native { name: "get_dialect", signature: "(name)", function: get_dialect },
    Native { name: "field_size_limit", signature: "(new_limit=<unrepresentable>)", function: field_size_limit },
];

/// When fields stand between quotes: CPython's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoting {
    Minimal,
    All,
    NonNumeric,
    None,
    Strings,
    NotNull,
}

const QUOTING: [(&str, Quoting); 6] = [
    ("QUOTE_MINIMAL", Quoting::Minimal),
    ("QUOTE_ALL", Quoting::All),
    ("QUOTE_NONNUMERIC", Quoting::NonNumeric),
    ("QUOTE_NONE", Quoting::None),
    ("QUOTE_STRINGS", Quoting::Strings),
    ("QUOTE_NOTNULL", Quoting::NotNull),
];

/// What the module's functions share.
struct State {
    error: Value,
    dialects: Ref<Dict>,
    /// So many characters a field may have.
    field_limit: i64,
}

/// Kept by the machine, once the module is made.
#[derive(Default)]
struct Kept(Option<State>);

const FIELD_LIMIT: i64 = 128 * 1024;

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_csv");
    vm.add_functions(&module, FUNCTIONS);
    for (name, quoting) in QUOTING {
        vm.module_set(&module, name, Value::size(quoting as usize));
    }
    let class = vm.define_type::<dialect::Dialect>("_csv.Dialect", dialect::METHODS, dialect::ATTRIBUTES);
    class.set_flag(type_flag::BASE, true);
    vm.module_set(&module, "Dialect", class.into_value());
    let reader = vm.define_type::<reader::Reader>("_csv.reader", reader::METHODS, reader::ATTRIBUTES);
    let writer = vm.define_type::<writer::Writer>("_csv.writer", writer::METHODS, writer::ATTRIBUTES);
    for (name, class) in [("Reader", reader), ("Writer", writer)] {
        class.set_flag(type_flag::NO_NEW, true);
        class.changed(vm);
        vm.module_set(&module, name, class.into_value());
    }
    let (error, dialects) = (error_class(vm), vm.new_dict());
    vm.module_set(&module, "Error", error.clone());
    vm.module_set(&module, "_dialects", dialects.value().clone());
    vm.state::<Kept>().0 = Some(State { error, dialects, field_limit: FIELD_LIMIT });
    module
}

fn error_class(vm: &mut Vm) -> Value {
    let (namespace, name, module) = (vm.new_dict(), vm.intern("Error"), vm.str("_csv"));
    let key = vm.names().__module__.clone();
    drop(namespace.insert_str(&key, module, vm));
    let metaclass = vm.types().type_.clone();
    let base = vm.exceptions.class(crate::vm::ExceptionKind::Exception).clone();
    let builder = ClassBuilder { metaclass: &metaclass, name, bases: vec![base], namespace, keywords: None };
    match vm.build_class(builder) {
        Ok(class) => class.into_value(),
        Err(raised) => raised.value().clone(),
    }
}

fn dialects(vm: &mut Vm) -> Ref<Dict> {
    match &vm.state::<Kept>().0 {
        Some(state) => state.dialects.clone(),
        None => vm.new_dict(),
    }
}

/// A `csv.Error`.
fn error(vm: &mut Vm, message: &str) -> Raised {
    let class = vm.state::<Kept>().0.as_ref().map_or(Value::NONE, |state| state.error.clone());
    let message = vm.str(message);
    match vm.call(&class, &[message]).map(|error| error.downcast::<Exception>()) {
        Ok(Ok(error)) => Raised(error),
        Ok(Err(_)) => vm.type_error("exceptions must derive from BaseException"),
        Err(raised) => raised,
    }
}

fn list_dialects(vm: &mut Vm, _: &[Value]) -> PyResult {
    let names = dialects(vm).table(vm).iter().map(|entry| entry.key.clone()).collect();
    Ok(vm.list(names))
}

fn register_dialect(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = expect(vm, "register_dialect", &args[0])?;
    if !given[0].is_a::<Str>() {
        return Err(vm.type_error("dialect name must be a string"));
    }
    let made = dialect::of(vm, &given[1..], &args[1])?;
    let known = dialects(vm);
    vm.dict_set(&known, &given[0], made)?;
    Ok(Value::NONE)
}

fn unregister_dialect(vm: &mut Vm, args: &[Value]) -> PyResult {
    let known = dialects(vm);
    match vm.dict_remove(&known, &args[0])? {
        Some(_) => Ok(Value::NONE),
        None => Err(error(vm, "unknown dialect")),
    }
}

fn get_dialect(vm: &mut Vm, args: &[Value]) -> PyResult {
    let known = dialects(vm);
    match vm.dict_get(&known, &args[0])? {
        Some(dialect) => Ok(dialect),
        None => Err(error(vm, "unknown dialect")),
    }
}

fn limit(vm: &mut Vm) -> i64 {
    vm.state::<Kept>().0.as_ref().map_or(FIELD_LIMIT, |state| state.field_limit)
}

fn field_size_limit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let old = limit(vm);
    if let Some(new) = args[0].given() {
        if !vm.type_of(new).is(&vm.types().int) {
            return Err(vm.type_error("limit must be an integer"));
        }
        let Some(new) = new.as_int().and_then(|new| new.to_i64()) else {
            return Err(vm.overflow_error("Python int too large to convert to C long"));
        };
        if let Some(state) = &mut vm.state::<Kept>().0 {
            state.field_limit = new;
        }
    }
    Ok(vm.int(old))
}

/// One or two arguments by place.
fn expect(vm: &mut Vm, function: &str, args: &Value) -> PyResult<Vec<Value>> {
    let args = vm.collect(args)?;
    let wrong = match args.len() {
        0 => format!("{function} expected at least 1 argument, got 0"),
        count @ 3.. => format!("{function} expected at most 2 arguments, got {count}"),
        _ => return Ok(args),
    };
    Err(vm.type_error(wrong))
}
