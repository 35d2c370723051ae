//! Code objects: everything about compiled code. How programs make some of parts is in `code_parts`.

use super::code_parts;
use crate::bytecode::{Instructions, Opcode, Position, SlotKind, tables};
use crate::object::{Obj, Value};
use crate::vm::{Attribute, Code, ExceptionKind, Native, PyResult, Vm, readonly};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: code_parts::new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__eq__", signature: "(self, value, /)", function: eq },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "co_lines", signature: "(self, /)", function: lines },
    Native { name: "co_branches", signature: "(self, /)", function: branches },
    Native { name: "co_positions", signature: "(self, /)", function: positions },
    Native { name: "_varname_from_oparg", signature: "(self, oparg)", function: slot_name },
    Native { name: "replace", signature: code_parts::REPLACE, function: code_parts::replace },
    Native { name: "__replace__", signature: code_parts::REPLACE, function: code_parts::replace },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "co_argcount", get: |_, code| Ok(Value::size(of(code).argument_count)), set: Some(readonly) },
    Attribute {
        name: "co_posonlyargcount",
        get: |_, code| count(of(code).portable().positional_only_count),
        set: Some(readonly),
    },
    Attribute {
        name: "co_kwonlyargcount",
        get: |_, code| Ok(Value::size(of(code).keyword_only_count)),
        set: Some(readonly),
    },
    Attribute { name: "co_nlocals", get: |_, code| Ok(Value::size(named(of(code), is_local).len())), set: None },
    Attribute { name: "co_stacksize", get: |_, code| count(of(code).portable().stack_size), set: Some(readonly) },
    Attribute { name: "co_flags", get: |_, code| count(of(code).flags), set: Some(readonly) },
    Attribute { name: "co_firstlineno", get: |_, code| count(of(code).portable().first_line), set: Some(readonly) },
    Attribute { name: "co_name", get: |_, code| Ok(of(code).name.clone()), set: Some(readonly) },
    Attribute { name: "co_qualname", get: |_, code| Ok(of(code).qualname.clone()), set: Some(readonly) },
    Attribute { name: "co_filename", get: |_, code| Ok(of(code).filename.clone()), set: Some(readonly) },
    Attribute { name: "co_consts", get: |vm, code| Ok(vm.tuple(of(code).constants.to_vec())), set: Some(readonly) },
    Attribute { name: "co_names", get: |vm, code| Ok(vm.tuple(of(code).names.to_vec())), set: Some(readonly) },
    Attribute { name: "co_varnames", get: |vm, code| Ok(vm.tuple(named(of(code), is_local))), set: None },
    Attribute { name: "co_cellvars", get: |vm, code| Ok(vm.tuple(named(of(code), is_cell))), set: None },
    Attribute { name: "co_freevars", get: |vm, code| Ok(vm.tuple(named(of(code), is_free))), set: None },
    Attribute { name: "co_code", get: instructions, set: None },
    Attribute { name: "_co_code_adaptive", get: instructions, set: None },
    Attribute { name: "co_linetable", get: line_table, set: Some(readonly) },
    Attribute { name: "co_lnotab", get: old_line_table, set: None },
    Attribute { name: "co_exceptiontable", get: exception_table, set: Some(readonly) },
];

pub fn of(code: &Value) -> &Obj<Code> {
    code.get::<Code>().expect("a code object")
}

fn count(count: u32) -> PyResult {
    Ok(Value::size(count as usize))
}

fn is_local(kind: SlotKind) -> bool {
    matches!(kind, SlotKind::Local | SlotKind::CellLocal | SlotKind::Hidden)
}

fn is_cell(kind: SlotKind) -> bool {
    matches!(kind, SlotKind::CellLocal | SlotKind::Cell)
}

fn is_free(kind: SlotKind) -> bool {
    kind == SlotKind::Free
}

/// The name of the slot that an instruction's operand means.
fn slot_name(vm: &mut Vm, args: &[Value]) -> PyResult {
    let slot = vm.index_i64(&args[1])?;
    let name = usize::try_from(slot).ok().and_then(|slot| of(&args[0]).slots.get(slot).cloned());
    name.ok_or_else(|| vm.raise(crate::vm::ExceptionKind::IndexError, "tuple index out of range"))
}

/// The names of the slots of some kinds.
fn named(code: &Code, wanted: fn(SlotKind) -> bool) -> Vec<Value> {
    let slots = code.portable().slots.iter().zip(&code.slots);
    slots.filter(|(slot, _)| wanted(slot.kind)).map(|(_, name)| name.clone()).collect()
}

fn instructions(vm: &mut Vm, code: &Value) -> PyResult {
    let bytes: Vec<u8> = of(code).portable().units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    Ok(vm.bytes(&bytes))
}

fn line_table(vm: &mut Vm, code: &Value) -> PyResult {
    let code = of(code).portable();
    Ok(vm.bytes(&tables::location_table(&code.positions, code.first_line)))
}

fn exception_table(vm: &mut Vm, code: &Value) -> PyResult {
    Ok(vm.bytes(&tables::exception_table(&of(code).portable().handlers)))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let code = of(&args[0]);
    let (name, id) = (vm.text(&code.name), vm.id(&args[0]));
    let (file, line) = (vm.text(&code.filename), code.portable().first_line);
    Ok(vm.str(&format!("<code object {name} at {id:#x}, file \"{file}\", line {line}>")))
}

/// The same but for the file: what the code does, and where in its file it stands.
fn eq(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (a, Some(b)) = (of(&args[0]), args[1].get::<Code>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if a.is(b) {
        return Ok(Value::TRUE);
    }
    let (x, y) = (a.portable(), b.portable());
    let same = x.name == y.name
        && x.argument_count == y.argument_count
        && x.positional_only_count == y.positional_only_count
        && x.keyword_only_count == y.keyword_only_count
        && a.flags == b.flags
        && x.first_line == y.first_line
        && x.units == y.units
        && x.names == y.names
        && x.slots == y.slots
        && x.positions == y.positions
        && x.handlers == y.handlers
        && a.constants.len() == b.constants.len();
    if !same {
        return Ok(Value::FALSE);
    }
    let constants: Vec<(Value, Value)> = a.constants.iter().cloned().zip(b.constants.iter().cloned()).collect();
    for (a, b) in constants {
        if !vm.type_of(&a).is(vm.type_of(&b)) || !vm.equal(&a, &b)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    use std::hash::{Hash, Hasher};
    let code = of(&args[0]).portable();
    let mut hasher = rustc_hash::FxHasher::default();
    (&code.name, code.argument_count, code.first_line, &code.units, &code.names).hash(&mut hasher);
    Ok(vm.int(hasher.finish() as i64 >> 3))
}

/// The stretches of code of each line: start, end, line.
fn lines(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut stretches: Vec<(u32, u32, Option<u32>)> = Vec::new();
    let mut start = 0;
    for (end, position) in of(&args[0]).portable().positions.iter() {
        let line = position.map(|position| position.line);
        match stretches.last_mut().filter(|(_, _, last)| *last == line) {
            Some((_, last_end, _)) => *last_end = *end,
            None => stretches.push((start, *end, line)),
        }
        start = *end;
    }
    let rows = stretches.into_iter().map(|(start, end, line)| {
        let line = line.map_or(Value::NONE, |line| Value::size(line as usize));
        vm.tuple([Value::size(start as usize * 2), Value::size(end as usize * 2), line])
    });
    let rows: Vec<Value> = rows.collect();
    let list = vm.list(rows);
    vm.iter(&list)
}

/// For each branch where it stands, and where it goes on if it falls through and if it does not.
fn branches(vm: &mut Vm, args: &[Value]) -> PyResult {
    use Opcode::*;
    let code = of(&args[0]).to_ref();
    let mut rows = Vec::new();
    for instruction in Instructions::new(&code.portable().units) {
        let (at, end) = (instruction.at, instruction.end());
        let branch = match instruction.opcode {
            // Behind the `NOT_TAKEN`.
            POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE | POP_JUMP_IF_NONE | POP_JUMP_IF_NOT_NONE => {
                instruction.target().map(|target| [at, end + 1, target])
            }
            // Behind `END_FOR` and `POP_ITER`.
            FOR_ITER => instruction.target().map(|target| [at, end, target + 2]),
            END_ASYNC_FOR => instruction.sender().map(|sender| [sender, sender + 2, end]),
            _ => None,
        };
        rows.extend(branch.map(|units| vm.tuple(units.map(|unit| Value::size(2 * unit)))));
    }
    let list = vm.list(rows);
    vm.iter(&list)
}

/// `co_lnotab`, the table that `co_lines` took the place of.
fn old_line_table(vm: &mut Vm, code: &Value) -> PyResult {
    vm.warn(ExceptionKind::DeprecationWarning, "co_lnotab is deprecated, use co_lines instead.")?;
    let code = of(code).to_ref();
    let (mut table, mut start, mut address, mut line) = (Vec::new(), 0, 0, i64::from(code.portable().first_line));
    for (end, position) in code.portable().positions.iter() {
        let at = std::mem::replace(&mut start, *end);
        let Some(position) = position else { continue };
        let mut lines = i64::from(position.line) - line;
        if lines == 0 {
            continue;
        }
        let mut bytes = (at - std::mem::replace(&mut address, at)) * 2;
        while bytes > 255 {
            table.extend([255, 0]);
            bytes -= 255;
        }
        while !(-128..=127).contains(&lines) {
            let step = lines.clamp(-128, 127);
            table.extend([bytes as u8, step as i8 as u8]);
            (bytes, lines) = (0, lines - step);
        }
        table.extend([bytes as u8, lines as i8 as u8]);
        line = position.line.into();
    }
    Ok(vm.bytes(&table))
}

/// For each unit of code its line, end line, column and end column.
fn positions(vm: &mut Vm, args: &[Value]) -> PyResult {
    let code = of(&args[0]).to_ref();
    let (mut rows, mut start) = (Vec::new(), 0);
    let units = code.portable().units.len() as u32;
    for &(end, position) in code.portable().positions.iter() {
        let row = row(vm, position);
        // Those of a file may go on behind the code.
        rows.extend((start..end.min(units)).map(|_| row.clone()));
        start = end;
    }
    let list = vm.list(rows);
    vm.iter(&list)
}

fn row(vm: &Vm, position: Option<Position>) -> Value {
    let Some(position) = position else { return vm.tuple([Value::NONE, Value::NONE, Value::NONE, Value::NONE]) };
    let number = |number: u32| match number {
        Position::NO_COLUMN => Value::NONE,
        number => Value::size(number as usize),
    };
    let Position { line, end_line, column, end_column } = position;
    vm.tuple([number(line), number(end_line), number(column), number(end_column)])
}
