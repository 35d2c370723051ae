//! The exceptions, and the mappings from them to whether they were met or are to be raised.

use super::State;
use super::rules::condition;
use crate::bytecode::Comparison;
use crate::object::{Dict, Module, Obj, Opaque, Ref, Type, Value};
use crate::vm::{ClassBuilder, ExceptionKind, Native, PyResult, Raised, Vm};
use std::cell::Cell;
use std::rc::Rc;

/// Conditions as bits, which a context shares with its mappings.
pub type Bits = Rc<Cell<u32>>;

/// The signals, in the order of the mappings.
pub const SIGNALS: [(&str, u32); 9] = [
    ("InvalidOperation", condition::INVALID),
    ("FloatOperation", condition::FLOAT_OPERATION),
    ("DivisionByZero", condition::DIVISION_BY_ZERO),
    ("Overflow", condition::OVERFLOW),
    ("Underflow", condition::UNDERFLOW),
    ("Subnormal", condition::SUBNORMAL),
    ("Inexact", condition::INEXACT),
    ("Rounded", condition::ROUNDED),
    ("Clamped", condition::CLAMPED),
];

/// The kinds of `InvalidOperation`, itself included.
const CONDITIONS: [(&str, u32); 5] = [
    ("InvalidOperation", condition::INVALID_OPERATION),
    ("ConversionSyntax", condition::CONVERSION_SYNTAX),
    ("DivisionImpossible", condition::DIVISION_IMPOSSIBLE),
    ("DivisionUndefined", condition::DIVISION_UNDEFINED),
    ("InvalidContext", condition::INVALID_CONTEXT),
];

/// What the signals derive from, in an order that makes them: `DecimalException` stands for itself.
const BASES: [(&str, &[&str]); 9] = [
    ("InvalidOperation", &[]),
    ("FloatOperation", &["TypeError"]),
    ("DivisionByZero", &["ZeroDivisionError"]),
    ("Inexact", &[]),
    ("Rounded", &[]),
    ("Subnormal", &[]),
    ("Clamped", &[]),
    ("Overflow", &["Inexact", "Rounded"]),
    ("Underflow", &["Inexact", "Rounded", "Subnormal"]),
];

const NO_SIGNAL: &str = "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, \
                         Underflow, Subnormal, Inexact, Rounded,\n   Clamped]";

/// A mapping from signals to bools. That of no context has no bits.
pub struct SignalDict(pub Option<Bits>);

impl Opaque for SignalDict {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: |_, _| Ok(Value::NONE) },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "__setitem__", signature: "(self, key, value, /)", function: setitem },
    Native { name: "__delitem__", signature: "(self, key, /)", function: delitem },
    Native { name: "__len__", signature: "(self, /)", function: |vm, args| bits(vm, &args[0]).map(|_| Value::size(9)) },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| equal(vm, args, Comparison::Equal) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| equal(vm, args, Comparison::NotEqual) },
    Native { name: "copy", signature: "(self, /)", function: copy },
    Native { name: "__copy__", signature: "(self, /)", function: copy },
];

/// Makes the exceptions.
pub fn define(vm: &mut Vm, module: &Ref<Module>) -> PyResult<()> {
    let arithmetic = vm.exceptions.class(ExceptionKind::ArithmeticError).to_ref();
    let base = exception(vm, module, "DecimalException", vec![arithmetic])?;
    let mut made: Vec<(&str, Ref<Type>)> = Vec::new();
    for (name, bases) in BASES {
        let known = |vm: &Vm, name: &str| match name {
            "TypeError" => vm.exceptions.class(ExceptionKind::TypeError).to_ref(),
            "ZeroDivisionError" => vm.exceptions.class(ExceptionKind::ZeroDivisionError).to_ref(),
            _ => made.iter().find(|(known, _)| *known == name).map_or_else(|| base.clone(), |(_, class)| class.clone()),
        };
        let mut all: Vec<Ref<Type>> = bases.iter().map(|name| known(vm, name)).collect();
        if matches!(name, "FloatOperation" | "DivisionByZero") || all.is_empty() {
            all.insert(0, base.clone());
        }
        let class = exception(vm, module, name, all)?;
        made.push((name, class));
    }
    let invalid = made[0].1.clone();
    let mut conditions = vec![invalid.value().clone()];
    for (name, _) in &CONDITIONS[1..] {
        let mut bases = vec![invalid.clone()];
        if *name == "DivisionUndefined" {
            bases.push(vm.exceptions.class(ExceptionKind::ZeroDivisionError).to_ref());
        }
        conditions.push(exception(vm, module, name, bases)?.into_value());
    }
    let signals = SIGNALS.iter().filter_map(|(name, _)| made.iter().find(|(known, _)| known == name));
    let signals: Vec<Value> = signals.map(|(_, class)| class.value().clone()).collect();
    let state = vm.state::<State>();
    (state.signals, state.conditions) = (signals, conditions);
    Ok(())
}

fn exception(vm: &mut Vm, module: &Ref<Module>, name: &str, bases: Vec<Ref<Type>>) -> PyResult<Ref<Type>> {
    let (namespace, interned) = (vm.new_dict(), vm.intern(name));
    let key = vm.names().__module__.clone();
    drop(namespace.insert_str(&key, vm.str("decimal"), vm));
    let metaclass = vm.types().type_.clone();
    let class = vm.build_class(ClassBuilder { metaclass: &metaclass, name: interned, bases, namespace, keywords: None })?;
    vm.module_set(module, name, class.value().clone());
    Ok(class)
}

/// A mapping on these bits.
pub fn mapping(vm: &mut Vm, bits: &Bits) -> Value {
    let class = vm.state::<State>().signal_dict.clone();
    match class.get::<Type>() {
        Some(class) => vm.opaque(class, SignalDict(Some(bits.clone()))),
        None => vm.new_opaque(SignalDict(Some(bits.clone()))),
    }
}

/// The bit or bits of a signal.
fn bit(vm: &mut Vm, key: &Value) -> PyResult<u32> {
    let signals = &vm.state::<State>().signals;
    match signals.iter().position(|signal| signal.is(key)) {
        Some(place) => Ok(SIGNALS[place].1),
        None => Err(vm.raise(ExceptionKind::KeyError, NO_SIGNAL)),
    }
}

fn bits(vm: &mut Vm, dict: &Value) -> PyResult<Bits> {
    let bits = dict.opaque::<SignalDict>(vm).and_then(|dict| dict.0.clone());
    bits.ok_or_else(|| vm.value_error("invalid signal dict"))
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Err(vm.type_error("a type is required")) };
    Ok(vm.opaque(class, SignalDict(None)))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bits = bits(vm, &args[0])?.get();
    let shown = |(name, bit): &(&str, u32)| {
        let is_set = if bits & bit != 0 { "True" } else { "False" };
        format!("<class 'decimal.{name}'>:{is_set}")
    };
    let shown: Vec<String> = SIGNALS.iter().map(shown).collect();
    Ok(vm.str(&format!("{{{}}}", shown.join(", "))))
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bits = bits(vm, &args[0])?.get();
    Ok(Value::bool(bits & bit(vm, &args[1])? != 0))
}

fn setitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bits = bits(vm, &args[0])?;
    let bit = bit(vm, &args[1])?;
    let is_set = vm.truth(&args[2])?;
    bits.set(if is_set { bits.get() | bit } else { bits.get() & !bit });
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    bits(vm, &args[0])?;
    Err(vm.value_error("signal keys cannot be deleted"))
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    bits(vm, &args[0])?;
    let signals = vm.state::<State>().signals.clone();
    let signals = vm.tuple(signals);
    vm.iter(&signals)
}

fn equal(vm: &mut Vm, args: &[Value], comparison: Comparison) -> PyResult {
    let own = bits(vm, &args[0])?.get();
    let other = match (args[1].opaque::<SignalDict>(vm).is_some(), args[1].get::<Dict>().is_some()) {
        (true, _) => bits(vm, &args[1])?.get(),
        (_, true) => match bits_of_dict(vm, &args[1]) {
            Ok(bits) => bits,
            Err(raised) if raised.is(ExceptionKind::KeyError, vm) => {
                return Ok(Value::bool(comparison == Comparison::NotEqual));
            }
            Err(raised) => return Err(raised),
        },
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    // However many conditions of a signal were met.
    let is_equal = SIGNALS.iter().all(|(_, bit)| (own & bit != 0) == (other & bit != 0));
    Ok(Value::bool(is_equal == (comparison == Comparison::Equal)))
}

fn copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bits = bits(vm, &args[0])?.get();
    let (dict, signals) = (vm.new_dict(), vm.state::<State>().signals.clone());
    for (signal, (_, bit)) in signals.iter().zip(SIGNALS) {
        vm.dict_set(&dict, signal, Value::bool(bits & bit != 0))?;
    }
    Ok(dict.into_value())
}

fn bits_of_dict(vm: &mut Vm, dict: &Value) -> PyResult<u32> {
    let Some(dict) = dict.get::<Dict>() else { return Ok(0) };
    let invalid = |vm: &mut Vm| vm.raise(ExceptionKind::KeyError, "invalid signal dict");
    if dict.table(vm).len() != SIGNALS.len() {
        return Err(invalid(vm));
    }
    let mut bits = 0;
    let signals = vm.state::<State>().signals.clone();
    for (signal, (_, bit)) in signals.iter().zip(SIGNALS) {
        let Some(value) = vm.dict_get(&dict.to_ref(), signal)? else { return Err(invalid(vm)) };
        if vm.truth(&value)? {
            bits |= bit;
        }
    }
    Ok(bits)
}

/// The bits that a mapping stands for.
pub fn bits_of(vm: &mut Vm, value: &Value) -> PyResult<u32> {
    match value.opaque::<SignalDict>(vm).is_some() {
        true => Ok(bits(vm, value)?.get()),
        false if value.get::<Dict>().is_some() => bits_of_dict(vm, value),
        false => Err(vm.type_error("argument must be a signal dict")),
    }
}

/// The bits of a list of signals.
pub fn bits_of_list(vm: &mut Vm, list: &Value) -> PyResult<u32> {
    let mut bits = 0;
    for signal in vm.collect(list)? {
        bits |= bit(vm, &signal)?;
    }
    Ok(bits)
}

/// The signals that are set, as a list.
pub fn list_of(vm: &mut Vm, bits: u32) -> Value {
    let signals = &vm.state::<State>().signals;
    let set = signals.iter().zip(SIGNALS).filter(|(_, (_, bit))| bits & bit != 0);
    let set: Vec<Value> = set.map(|(signal, _)| signal.clone()).collect();
    vm.list(set)
}

/// The names of the signals that are set, in the order of their bits.
pub fn names_of(bits: u32) -> String {
    let first = |bit: u32| (bits & bit).trailing_zeros();
    let mut set: Vec<&(&str, u32)> = SIGNALS.iter().filter(|(_, bit)| bits & bit != 0).collect();
    set.sort_by_key(|(_, bit)| first(*bit));
    let names: Vec<&str> = set.into_iter().map(|(name, _)| *name).collect();
    format!("[{}]", names.join(", "))
}

/// The exception for conditions that are trapped, which tells all of them.
#[cold]
pub fn raise(vm: &mut Vm, conditions: u32) -> Raised {
    let State { signals, conditions: kinds, .. } = vm.state::<State>();
    let class = signals.iter().zip(SIGNALS).find(|(_, (_, bit))| conditions & bit != 0).map(|(class, _)| class.clone());
    let kinds = kinds.iter().zip(CONDITIONS).filter(|(_, (_, bit))| conditions & bit != 0);
    let others = signals.iter().zip(SIGNALS).skip(1).filter(|(_, (_, bit))| conditions & bit != 0);
    let all: Vec<Value> = kinds.map(|(class, _)| class.clone()).chain(others.map(|(class, _)| class.clone())).collect();
    let all = vm.list(all);
    let args = vm.tuple([all]);
    match class.as_ref().and_then(|class| class.get::<Type>()) {
        Some(class) => Raised(vm.new_exception(class, args)),
        None => vm.system_error("no exception for a condition"),
    }
}

/// Whether a value is a list, whose subclasses count too.
pub fn is_list(value: &Value) -> bool {
    value.get::<crate::object::List>().is_some()
}

/// The class of a type's instances with these contents.
pub fn class_of<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<&'a Obj<Type>> {
    value.get::<Type>().ok_or_else(|| vm.type_error("a type is required"))
}
