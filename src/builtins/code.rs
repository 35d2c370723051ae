//! Code objects: everything about compiled code.

use crate::bytecode::{Position, SlotKind, flags as flag};
use crate::object::{Obj, Str, Tuple, Value};
use crate::vm::{Attribute, Code, Native, PyResult, Vm, readonly};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__eq__", signature: "(self, value, /)", function: eq },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "co_lines", signature: "(self, /)", function: lines },
    Native { name: "co_positions", signature: "(self, /)", function: positions },
    Native { name: "replace", signature: REPLACE, function: replace },
    Native { name: "__replace__", signature: REPLACE, function: replace },
];

const REPLACE: &str = "(self, *, co_name=None, co_qualname=None, co_filename=None, co_firstlineno=-1, co_consts=None, \
                       co_flags=-1)";

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
    Attribute { name: "co_linetable", get: |vm, _| Ok(vm.bytes(b"")), set: Some(readonly) },
    Attribute { name: "co_exceptiontable", get: |vm, _| Ok(vm.bytes(b"")), set: Some(readonly) },
];

fn of(code: &Value) -> &Obj<Code> {
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

/// The names of the slots of some kinds.
fn named(code: &Code, wanted: fn(SlotKind) -> bool) -> Vec<Value> {
    let slots = code.portable().slots.iter().zip(&code.slots);
    slots.filter(|(slot, _)| wanted(slot.kind)).map(|(_, name)| name.clone()).collect()
}

fn instructions(vm: &mut Vm, code: &Value) -> PyResult {
    let bytes: Vec<u8> = of(code).portable().units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    Ok(vm.bytes(&bytes))
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
    for (end, position) in &of(&args[0]).portable().positions {
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

/// For each unit of code its line, end line, column and end column.
fn positions(vm: &mut Vm, args: &[Value]) -> PyResult {
    let code = of(&args[0]).to_ref();
    let (mut rows, mut start) = (Vec::new(), 0);
    for (end, position) in &code.portable().positions {
        let row = row(vm, *position);
        rows.extend((start..*end).map(|_| row.clone()));
        start = *end;
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

/// A copy with other names, constants or flags.
/// Code is made by the compiler only: another machine's instructions would mean nothing here.
fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = args[1].get::<Tuple>().map_or(0, |given| given.items().len());
    match given {
        0..16 => Err(vm.type_error(format!("code expected at least 16 arguments, got {given}"))),
        16..=18 => Err(vm.not_implemented_error("code objects are made by compile()")),
        _ => Err(vm.type_error(format!("code expected at most 18 arguments, got {given}"))),
    }
}

fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [code, name, qualname, file, line, constants, flags] = args else { return Ok(Value::NONE) };
    for (value, what) in [(name, "co_name"), (qualname, "co_qualname"), (file, "co_filename")] {
        if !value.is_null() && !value.is_a::<Str>() {
            let given = vm.type_of(value).name();
            return Err(vm.type_error(format!("replace() argument '{what}' must be str, not {given}")));
        }
    }
    let constants = match constants.get::<Tuple>() {
        Some(constants) => Some(constants.items().to_vec()),
        None if constants.is_null() => None,
        None => {
            let given = vm.type_of(constants).name();
            return Err(vm.type_error(format!("replace() argument 'co_consts' must be tuple, not {given}")));
        }
    };
    let line = if line.is_null() { None } else { Some(vm.index_i64(line)?) };
    let flags = if flags.is_null() { None } else { Some(vm.index_i64(flags)?) };
    let text = |vm: &Vm, value: &Value| value.given().map(|value| vm.text(value));
    let (name, qualname, file) = (text(vm, name), text(vm, qualname), text(vm, file));
    if constants.as_ref().is_some_and(|constants| constants.len() < of(code).constants.len()) {
        return Err(vm.value_error("code: co_consts is too small"));
    }
    let copy = vm.code_with(of(code), file, constants, |portable| {
        if let Some(name) = name {
            portable.name = name;
        }
        if let Some(qualname) = qualname {
            portable.qualname = qualname;
        }
        if let Some(line) = line.and_then(|line| u32::try_from(line).ok()) {
            portable.first_line = line;
        }
        if let Some(flags) = flags.and_then(|flags| u32::try_from(flags).ok()) {
            // What a frame needs depends on the other bits.
            const DESCRIPTIVE: u32 = 0x10 | 0x0fff_0000;
            let free =
                if portable.flags & flag::GENERATOR != 0 { DESCRIPTIVE | flag::ITERABLE_COROUTINE } else { DESCRIPTIVE };
            portable.flags = portable.flags & !free | flags & free;
        }
    })?;
    Ok(copy.into_value())
}
