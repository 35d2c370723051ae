//! Traceback objects: the frames that an exception passed.

use super::text::c_int;
use crate::object::{Obj, Traceback, Type, Value, ValueCell};
use crate::vm::{Attribute, FrameObject, Native, PyResult, Vm, readonly};
use std::cell::Cell;

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, tb_next, tb_frame, tb_lasti, tb_lineno)", function: new },
    Native { name: "__dir__", signature: "(self, /)", function: dir },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "tb_next", get: |_, traceback| Ok(or_none(of(traceback).next.get())), set: Some(set_next) },
    Attribute { name: "tb_frame", get: |_, traceback| Ok(of(traceback).frame.clone()), set: Some(readonly) },
    Attribute { name: "tb_lasti", get: lasti, set: Some(readonly) },
    Attribute { name: "tb_lineno", get: lineno, set: None },
];

fn dir(vm: &mut Vm, _: &[Value]) -> PyResult {
    let names = ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].map(|name| vm.str(name));
    Ok(vm.list(names.to_vec()))
}

/// A line that is to be found out from the instruction.
const UNKNOWN: i64 = -1;

fn of(traceback: &Value) -> &Obj<Traceback> {
    traceback.get::<Traceback>().expect("a traceback")
}

fn or_none(value: Value) -> Value {
    if value.is_null() { Value::NONE } else { value }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Ok(Value::NONE) };
    if !args[2].is_a::<FrameObject>() {
        let given = if args[2].is_none() { "None".into() } else { vm.type_of(&args[2]).name() };
        return Err(vm.type_error(format!("traceback() argument 'tb_frame' must be frame, not {given}")));
    }
    check_next(vm, &args[1], "traceback object or None")?;
    let (lasti, line) = (c_int(vm, &args[3])?.into(), c_int(vm, &args[4])?.into());
    let traceback = Traceback {
        next: ValueCell::new(args[1].clone()),
        frame: args[2].clone(),
        lasti: Cell::new(lasti),
        line: Cell::new(line),
    };
    Ok(vm.alloc(class, traceback).into_value())
}

fn check_next(vm: &mut Vm, next: &Value, expected: &str) -> PyResult<()> {
    if next.is_none() || next.is_a::<Traceback>() {
        return Ok(());
    }
    let given = vm.type_of(next).name();
    Err(vm.type_error(format!("expected {expected}, got '{given}'")))
}

fn set_next(vm: &mut Vm, traceback: &Value, value: Value) -> PyResult<()> {
    if value.is_null() {
        return Err(vm.type_error("can't delete tb_next attribute"));
    }
    check_next(vm, &value, "traceback object")?;
    let mut next = value.clone();
    while let Some(of) = next.get::<Traceback>() {
        if next.is(traceback) {
            return Err(vm.value_error("traceback loop detected"));
        }
        next = of.next.get();
    }
    of(traceback).next.set(value);
    Ok(())
}

fn lasti(vm: &mut Vm, traceback: &Value) -> PyResult {
    let traceback = of(traceback);
    let lasti = traceback.lasti.get();
    let code = traceback.frame.get::<FrameObject>().map(|frame| frame.code.clone());
    Ok(match (code, traceback.line.get()) {
        (Some(code), UNKNOWN) => vm.int(code.portable_unit(lasti as usize) as i64 * 2),
        _ => vm.int(lasti),
    })
}

fn lineno(vm: &mut Vm, traceback: &Value) -> PyResult {
    let traceback = of(traceback);
    let line = match (traceback.line.get(), traceback.frame.get::<FrameObject>()) {
        (UNKNOWN, Some(frame)) => frame.code.line(traceback.lasti.get() as usize),
        (line, _) => line,
    };
    Ok(vm.int(line))
}
