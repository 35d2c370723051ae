//! `_decimal`: numbers in base ten, as the General Decimal Arithmetic Specification says.
//!
//! | module | what it does |
//! | --- | --- |
//! | `natural`, `wide`, `number`, `rules` | coefficients, numbers, what a context says |
//! | `round`, `arithmetic`, `divide`, `order`, `shape` | the operations of the specification |
//! | `fixed`, `transcendental`, `power` | exponentials, logarithms, powers |
//! | `text`, `format` | numbers as text |
//! | `signals`, `context`, `current` | exceptions and mappings of them, contexts, which of them is the current one |
//! | `operands`, `create`, `convert` | other values as numbers, and numbers as other values |
//! | `operators`, `methods`, `context_methods` | the tables of Python's names |

mod arithmetic;
mod context;
mod context_methods;
mod convert;
mod create;
mod current;
mod divide;
mod fixed;
mod format;
mod methods;
mod natural;
mod number;
mod operands;
mod operators;
mod order;
mod power;
mod round;
mod rules;
mod shape;
mod signals;
mod text;
mod transcendental;
mod wide;

use super::support;
use crate::object::{Module, Ref, Type, Value, type_flag};
use crate::vm::{Native, PyResult, Vm};
use context::Context;
use current::Manager;
use number::Decimal;
use rules::{MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, ROUNDINGS};
use signals::SignalDict;

const FUNCTIONS: &[Native] = &[
    Native { name: "getcontext", signature: "()", function: |vm, _| current::get(vm) },
    Native { name: "setcontext", signature: "(context, /)", function: current::set },
    Native { name: "localcontext", signature: "(ctx=None, **kwargs)", function: current::local },
    Native { name: "IEEEContext", signature: "(bits, /)", function: context::ieee },
];

/// What the module's parts need of it.
#[derive(Default)]
struct State {
    /// The signals' classes, in their order.
    signals: Vec<Value>,
    /// The conditions that are `InvalidOperation`, which is the first, in their order.
    conditions: Vec<Value>,
    signal_dict: Value,
    tuple: Value,
    rational: Value,
    /// The context variable.
    variable: Value,
    /// `DefaultContext`, `BasicContext`, `ExtendedContext`.
    templates: Vec<Value>,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_decimal");
    vm.add_functions(&module, FUNCTIONS);
    for (name, value) in [("MAX_PREC", MAX_PREC), ("MAX_EMAX", MAX_EMAX), ("MIN_EMIN", MIN_EMIN), ("MIN_ETINY", MIN_ETINY)] {
        let value = vm.int(value);
        vm.module_set(&module, name, value);
    }
    vm.module_set(&module, "IEEE_CONTEXT_MAX_BITS", Value::size(context::MAX_IEEE_BITS));
    for name in ["HAVE_THREADS", "HAVE_CONTEXTVAR"] {
        vm.module_set(&module, name, Value::TRUE);
    }
    for (name, _) in ROUNDINGS {
        let value = vm.intern(name);
        vm.module_set(&module, name, value);
    }
    for (name, version) in [("__version__", "1.70"), ("__libmpdec_version__", "2.5.1")] {
        let version = vm.str(version);
        vm.module_set(&module, name, version);
    }
    let types = define(vm);
    for class in &types[..2] {
        support::add_type(vm, &module, class);
    }
    // Without the library there are no mappings and named tuples: what needs them says so.
    if let Err(raised) = complete(vm, &module, &types) {
        vm.unraisable(raised, "Exception ignored while making the module _decimal");
    }
    module
}

fn define(vm: &mut Vm) -> [Ref<Type>; 4] {
    let decimal = vm.define_type::<Decimal>("decimal.Decimal", create::METHODS, convert::ATTRIBUTES);
    for table in [operators::METHODS, operators::COMPARISONS, convert::METHODS, methods::METHODS, methods::PLAIN] {
        vm.add_methods(&decimal, table);
    }
    let context = vm.define_type::<Context>("decimal.Context", context::METHODS, context::ATTRIBUTES);
    vm.add_methods(&context, context_methods::METHODS);
    let manager = vm.define_type::<Manager>("decimal.ContextManager", current::MANAGER, &[]);
    let mixin = vm.define_type::<SignalDict>("decimal.SignalDictMixin", signals::METHODS, &[]);
    let hash = vm.names().__hash__.clone();
    drop(mixin.dict().insert_str(&hash, Value::NONE, vm));
    for class in [&decimal, &context, &mixin] {
        class.set_flag(type_flag::BASE, true);
        class.changed(vm);
    }
    manager.changed(vm);
    [decimal, context, manager, mixin]
}

/// What classes of other modules are needed for.
fn complete(vm: &mut Vm, module: &Ref<Module>, types: &[Ref<Type>; 4]) -> PyResult<()> {
    let [decimal, .., mixin] = types;
    signals::define(vm, module)?;
    let number = of_module(vm, "numbers", "Number")?;
    let register = vm.intern("register");
    vm.call_method(&number, &register, &[decimal.value().clone()])?;
    let rational = of_module(vm, "numbers", "Rational")?;
    let mapping = of_module(vm, "_collections_abc", "MutableMapping")?;
    let metaclass = vm.type_of(&mapping).value();
    let (name, bases) = (vm.str("SignalDict"), vm.tuple([mixin.value().clone(), mapping]));
    let namespace = vm.new_dict();
    let in_module = vm.names().__module__.clone();
    drop(namespace.insert_str(&in_module, vm.str("abc"), vm));
    let signal_dict = vm.call(&metaclass, &[name, bases, namespace.into_value()])?;
    let named_tuple = of_module(vm, "collections", "namedtuple")?;
    let (name, fields) = (vm.str("DecimalTuple"), vm.str("sign digits exponent"));
    let tuple = vm.call(&named_tuple, &[name, fields])?;
    let of = vm.str("decimal");
    vm.setattr(&tuple, &in_module, of)?;
    vm.module_set(module, "DecimalTuple", tuple.clone());
    let variable = super::contextvars::variable(vm, "decimal_context")?;
    let state = vm.state::<State>();
    (state.signal_dict, state.tuple, state.rational, state.variable) = (signal_dict, tuple, rational, variable);
    context::add_templates(vm, module);
    Ok(())
}

/// What a module of the library has by a name.
fn of_module(vm: &mut Vm, module: &str, name: &str) -> PyResult {
    let import = vm.names().__import__.clone();
    let Some(import) = vm.builtins.get_str(&import, vm) else { return Ok(Value::NONE) };
    let module = vm.str(module);
    let module = vm.call(&import, &[module])?;
    let name = vm.intern(name);
    vm.getattr(&module, &name)
}
