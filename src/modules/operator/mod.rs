//! `_operator`: Python's operators as functions.

mod getters;

use crate::builtins::buffer::{contents, not_bytes_like};
use crate::bytecode::Comparison;
use crate::object::{Module, Ref, Str, Tuple, Value};
use crate::vm::{Arguments, BinaryOperator as Op, Native, PyResult, Vm};

macro_rules! functions {
    ($($name:literal $signature:literal $function:expr;)*) => {
        const FUNCTIONS: &[Native] = &[$(Native { name: $name, signature: $signature, function: $function },)*];
    };
}

functions! {
    "lt" "(a, b, /)" |vm, args| vm.compare(Comparison::Less, &args[0], &args[1]);
    "le" "(a, b, /)" |vm, args| vm.compare(Comparison::LessEqual, &args[0], &args[1]);
    "eq" "(a, b, /)" |vm, args| vm.compare(Comparison::Equal, &args[0], &args[1]);
    "ne" "(a, b, /)" |vm, args| vm.compare(Comparison::NotEqual, &args[0], &args[1]);
    "gt" "(a, b, /)" |vm, args| vm.compare(Comparison::Greater, &args[0], &args[1]);
    "ge" "(a, b, /)" |vm, args| vm.compare(Comparison::GreaterEqual, &args[0], &args[1]);
    "not_" "(a, /)" |vm, args| Ok(Value::bool(!vm.truth(&args[0])?));
    "truth" "(a, /)" |vm, args| Ok(Value::bool(vm.truth(&args[0])?));
    "is_" "(a, b, /)" |_, args| Ok(Value::bool(args[0].is(&args[1])));
    "is_not" "(a, b, /)" |_, args| Ok(Value::bool(!args[0].is(&args[1])));
    "is_none" "(a, /)" |_, args| Ok(Value::bool(args[0].is_none()));
    "is_not_none" "(a, /)" |_, args| Ok(Value::bool(!args[0].is_none()));
    "abs" "(a, /)" |vm, args| call_builtin(vm, "abs", args);
    "neg" "(a, /)" |vm, args| vm.negative(&args[0]);
    "pos" "(a, /)" |vm, args| vm.positive(&args[0]);
    "inv" "(a, /)" |vm, args| vm.invert(&args[0]);
    "invert" "(a, /)" |vm, args| vm.invert(&args[0]);
    "index" "(a, /)" |vm, args| {
        let index = vm.index(&args[0])?;
        crate::builtins::int::plain(vm, &index)
    };
    "add" "(a, b, /)" |vm, args| vm.binary(Op::Add, &args[0], &args[1]);
    "sub" "(a, b, /)" |vm, args| vm.binary(Op::Subtract, &args[0], &args[1]);
    "mul" "(a, b, /)" |vm, args| vm.binary(Op::Multiply, &args[0], &args[1]);
    "matmul" "(a, b, /)" |vm, args| vm.binary(Op::MatrixMultiply, &args[0], &args[1]);
    "truediv" "(a, b, /)" |vm, args| vm.binary(Op::TrueDivide, &args[0], &args[1]);
    "floordiv" "(a, b, /)" |vm, args| vm.binary(Op::FloorDivide, &args[0], &args[1]);
    "mod" "(a, b, /)" |vm, args| vm.binary(Op::Remainder, &args[0], &args[1]);
    "pow" "(a, b, /)" |vm, args| vm.binary(Op::Power, &args[0], &args[1]);
    "lshift" "(a, b, /)" |vm, args| vm.binary(Op::LeftShift, &args[0], &args[1]);
    "rshift" "(a, b, /)" |vm, args| vm.binary(Op::RightShift, &args[0], &args[1]);
    "and_" "(a, b, /)" |vm, args| vm.binary(Op::And, &args[0], &args[1]);
    "or_" "(a, b, /)" |vm, args| vm.binary(Op::Or, &args[0], &args[1]);
    "xor" "(a, b, /)" |vm, args| vm.binary(Op::Xor, &args[0], &args[1]);
    "iadd" "(a, b, /)" |vm, args| vm.inplace(Op::Add, &args[0], &args[1]);
    "isub" "(a, b, /)" |vm, args| vm.inplace(Op::Subtract, &args[0], &args[1]);
    "imul" "(a, b, /)" |vm, args| vm.inplace(Op::Multiply, &args[0], &args[1]);
    "imatmul" "(a, b, /)" |vm, args| vm.inplace(Op::MatrixMultiply, &args[0], &args[1]);
    "itruediv" "(a, b, /)" |vm, args| vm.inplace(Op::TrueDivide, &args[0], &args[1]);
    "ifloordiv" "(a, b, /)" |vm, args| vm.inplace(Op::FloorDivide, &args[0], &args[1]);
    "imod" "(a, b, /)" |vm, args| vm.inplace(Op::Remainder, &args[0], &args[1]);
    "ipow" "(a, b, /)" |vm, args| vm.inplace(Op::Power, &args[0], &args[1]);
    "ilshift" "(a, b, /)" |vm, args| vm.inplace(Op::LeftShift, &args[0], &args[1]);
    "irshift" "(a, b, /)" |vm, args| vm.inplace(Op::RightShift, &args[0], &args[1]);
    "iand" "(a, b, /)" |vm, args| vm.inplace(Op::And, &args[0], &args[1]);
    "ior" "(a, b, /)" |vm, args| vm.inplace(Op::Or, &args[0], &args[1]);
    "ixor" "(a, b, /)" |vm, args| vm.inplace(Op::Xor, &args[0], &args[1]);
    "concat" "(a, b, /)" |vm, args| concat(vm, args, false);
    "iconcat" "(a, b, /)" |vm, args| concat(vm, args, true);
    "contains" "(a, b, /)" |vm, args| Ok(Value::bool(vm.contains(&args[0], &args[1])?));
    "countOf" "(a, b, /)" count_of;
    "indexOf" "(a, b, /)" index_of;
    "getitem" "(a, b, /)" |vm, args| vm.getitem(&args[0], &args[1]);
    "setitem" "(a, b, c, /)" setitem;
    "delitem" "(a, b, /)" delitem;
    "length_hint" "(obj, default=0, /)" length_hint;
    "call" "(*args, **kwargs)" call;
    "_compare_digest" "(a, b, /)" compare_digest;
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_operator");
    vm.add_functions(&module, FUNCTIONS);
    for (name, class) in getters::define(vm) {
        vm.module_set(&module, name, class.into_value());
    }
    module
}

fn call_builtin(vm: &mut Vm, name: &str, args: &[Value]) -> PyResult {
    let function = crate::builtins::builtin(vm, name);
    vm.call(&function, args)
}

fn concat(vm: &mut Vm, args: &[Value], inplace: bool) -> PyResult {
    for value in args {
        if !vm.is_sequence(value) {
            let class = vm.type_of(&args[0]).name();
            return Err(vm.type_error(format!("'{class}' object can't be concatenated")));
        }
    }
    if inplace { vm.inplace(Op::Add, &args[0], &args[1]) } else { vm.binary(Op::Add, &args[0], &args[1]) }
}

fn count_of(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[0])?;
    let mut count = 0;
    while let Some(item) = vm.next(&iterator)? {
        if vm.equal(&item, &args[1])? {
            count += 1;
        }
        vm.attend()?;
    }
    Ok(Value::size(count))
}

fn index_of(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[0])?;
    let mut at = 0;
    while let Some(item) = vm.next(&iterator)? {
        if vm.equal(&item, &args[1])? {
            return Ok(Value::size(at));
        }
        at += 1;
        vm.attend()?;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

fn setitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.setitem(&args[0], &args[1], &args[2])?;
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.delitem(&args[0], &args[1])?;
    Ok(Value::NONE)
}

fn length_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let default = match args[1].given() {
        None => 0,
        Some(default) if default.as_int().is_some() => vm.index_i64(default)?,
        Some(default) => {
            let class = vm.type_of(default).name();
            return Err(vm.type_error(format!("'{class}' object cannot be interpreted as an integer")));
        }
    };
    let hint = vm.known_length(&args[0])?;
    Ok(vm.int(hint.map_or(default, |hint| hint as i64)))
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [function, given @ ..] = args[0].get::<Tuple>().map_or(&[][..], |given| given.items()) else {
        return Err(vm.type_error("call expected at least 1 argument, got 0"));
    };
    let Ok(keywords) = args[1].clone().downcast() else { return Ok(Value::NONE) };
    let (values, names) = crate::vm::spread_keywords(vm, given.to_vec(), &keywords);
    vm.call_with(function, Arguments { values: &values, names: &names })
}

/// Takes as long for texts that differ at the start as for those that differ at the end.
fn compare_digest(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let (Some(a), Some(b)) = (args[0].get::<Str>(), args[1].get::<Str>()) {
        return match a.is_ascii() && b.is_ascii() {
            true => Ok(Value::bool(is_same(a.as_bytes(), b.as_bytes()))),
            false => Err(vm.type_error("comparing strings with non-ASCII characters is not supported")),
        };
    }
    match (contents(vm, &args[0])?, contents(vm, &args[1])?) {
        (Some(a), Some(b)) => Ok(Value::bool(is_same(&a, &b))),
        (None, Some(_)) => Err(not_bytes_like(vm, &args[0])),
        (Some(_), None) => Err(not_bytes_like(vm, &args[1])),
        (None, None) => {
            let (a, b) = (vm.type_of(&args[0]).name(), vm.type_of(&args[1]).name());
            Err(vm.type_error(format!("unsupported operand types(s) or combination of types: '{a}' and '{b}'")))
        }
    }
}

fn is_same(a: &[u8], b: &[u8]) -> bool {
    let difference = a.iter().zip(b).fold(a.len() ^ b.len(), |sum, (a, b)| sum | usize::from(a ^ b));
    std::hint::black_box(difference) == 0
}
