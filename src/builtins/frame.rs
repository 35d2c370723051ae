//! Frame objects. What `f_locals` of a function gives is in `frame_locals`.

use super::frame_locals::FrameLocals;
use crate::bytecode::flags;
use crate::object::{Dict, Obj, Value};
use crate::vm::{Attribute, ExceptionKind, FrameObject, Generator, Native, PyResult, Vm};
use std::cell::Cell;

pub const METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "clear", signature: "(self, /)", function: clear },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "f_back", get: |vm, frame| Ok(vm.frame_back(of(frame))), set: None },
    Attribute { name: "f_code", get: |_, frame| Ok(of(frame).code.value().clone()), set: None },
    Attribute { name: "f_globals", get: |_, frame| Ok(of(frame).globals.value().clone()), set: None },
    Attribute { name: "f_builtins", get: |_, frame| Ok(of(frame).builtins.value().clone()), set: None },
    Attribute { name: "f_locals", get: locals, set: None },
    Attribute {
        name: "f_lineno",
        get: |_, frame| Ok(of(frame).known_line().map_or(Value::NONE, |line| Value::size(line as usize))),
        set: Some(set_lineno),
    },
    Attribute { name: "f_lasti", get: lasti, set: None },
    Attribute { name: "f_generator", get: generator, set: None },
    Attribute { name: "f_trace", get: |_, frame| Ok(of(frame).trace.get()), set: Some(set_trace) },
    Attribute {
        name: "f_trace_lines",
        get: |_, frame| Ok(Value::bool(of(frame).trace_lines.get())),
        set: Some(set_trace_lines),
    },
    Attribute {
        name: "f_trace_opcodes",
        get: |_, frame| Ok(Value::bool(of(frame).trace_opcodes.get())),
        set: Some(set_trace_opcodes),
    },
];

pub fn of(frame: &Value) -> &Obj<FrameObject> {
    frame.get::<FrameObject>().expect("a frame")
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let frame = of(&args[0]);
    let file = frame.code.filename.clone();
    let file = vm.repr_lossy(&file);
    let (id, line, name) = (vm.id(&args[0]), frame.line(), vm.text(&frame.code.name));
    Ok(vm.str(&format!("<frame at {id:#x}, file {file}, line {line}, code {name}>")))
}

fn locals(vm: &mut Vm, frame: &Value) -> PyResult {
    let names = of(frame).names.clone();
    if !names.is_null() && !of(frame).is_in_comprehension(vm) {
        return Ok(names);
    }
    Ok(vm.new_opaque(FrameLocals { frame: frame.clone() }))
}

/// What `locals()` gives in a frame.
pub fn locals_of(vm: &mut Vm, frame: &Value) -> PyResult {
    let Some(object) = frame.get::<FrameObject>() else { return Err(vm.system_error("locals() without a frame")) };
    if !object.names.is_null() && !object.is_in_comprehension(vm) {
        return Ok(object.names.clone());
    }
    let dict = vm.new_dict();
    for (name, value) in object.variables(vm) {
        drop(dict.insert_str(&name, value, vm));
    }
    let extra = object.extra_locals.get();
    if extra.is_a::<Dict>() {
        vm.dict_update(&dict, &extra)?;
    }
    Ok(dict.into_value())
}

fn lasti(vm: &mut Vm, frame: &Value) -> PyResult {
    let frame = of(frame);
    Ok(vm.int(frame.portable_unit() as i64 * 2))
}

/// The generator whose frame it is. A frame that waits does not know: then it is looked for among all there are.
fn generator(vm: &mut Vm, frame: &Value) -> PyResult {
    const GENERATORS: u32 = flags::GENERATOR | flags::COROUTINE | flags::ASYNC_GENERATOR;
    let object = of(frame);
    let Some(live) = object.frame().filter(|_| object.code.flags & GENERATORS != 0) else { return Ok(Value::NONE) };
    if !live.generator.is_null() {
        return Ok(live.generator.clone());
    }
    let owns = |value: &&Value| {
        let owned = value.get::<Generator>().and_then(|generator| generator.frame(vm));
        owned.is_some_and(|owned| std::ptr::eq(owned, live))
    };
    Ok(vm.all_containers().iter().find(owns).cloned().unwrap_or(Value::NONE))
}

fn set_lineno(vm: &mut Vm, frame: &Value, value: Value) -> PyResult<()> {
    if value.is_null() {
        return Err(vm.raise(ExceptionKind::AttributeError, "cannot delete attribute"));
    }
    let Some(line) = value.as_int().filter(|_| vm.type_of(&value).is(&vm.types().int)) else {
        return Err(vm.value_error("lineno must be an integer"));
    };
    let line = line.to_i64().and_then(|line| i32::try_from(line).ok());
    vm.jump_to_line(of(frame), line)
}

fn set_trace(_: &mut Vm, frame: &Value, value: Value) -> PyResult<()> {
    of(frame).trace.set(if value.is_null() { Value::NONE } else { value });
    note_opcodes(of(frame));
    Ok(())
}

/// Has instructions shown to the frame's trace function, if there is one that asks for it.
fn note_opcodes(frame: &FrameObject) {
    if frame.trace_opcodes.get() && !frame.trace.get().is_none() {
        frame.code.opcodes_traced.set(true);
    }
}

fn set_trace_lines(vm: &mut Vm, frame: &Value, value: Value) -> PyResult<()> {
    if value.is_null() {
        return Err(vm.type_error("can't delete numeric/char attribute"));
    }
    set_flag(vm, &of(frame).trace_lines, value)
}

fn set_trace_opcodes(vm: &mut Vm, frame: &Value, value: Value) -> PyResult<()> {
    set_flag(vm, &of(frame).trace_opcodes, value)?;
    if !of(frame).trace_opcodes.get() {
        of(frame).code.opcodes_traced.set(false);
    }
    note_opcodes(of(frame));
    Ok(())
}

fn set_flag(vm: &mut Vm, flag: &Cell<bool>, value: Value) -> PyResult<()> {
    match value.as_bool() {
        Some(value) => {
            flag.set(value);
            Ok(())
        }
        None => Err(vm.type_error("attribute value type must be bool")),
    }
}

/// Lets go of the variables of a frame that has ended.
fn clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let frame = of(&args[0]);
    if frame.frame().is_some() {
        let mut running = vm.current_frame_object();
        while let Some(next) = running.get::<FrameObject>() {
            if next.is(frame) {
                return Err(vm.runtime_error("cannot clear an executing frame"));
            }
            running = vm.frame_back(next);
        }
        return Err(vm.runtime_error("cannot clear a suspended frame"));
    }
    frame.extra_locals.set(Value::NULL);
    frame.forget_variables(vm);
    Ok(Value::NONE)
}
