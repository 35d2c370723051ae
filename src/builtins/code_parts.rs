//! Code objects of parts: what `code(...)` and `code.replace` make. The parts must make code that can run.

use super::code::of;
use super::text::class_name;
use crate::bytecode::{CodeObject, Slot, SlotKind, tables};
use crate::object::{Bytes, Str, Tuple, Value};
use crate::vm::{PyResult, Vm};

pub const REPLACE: &str = "(self, *, co_argcount=<own>, co_posonlyargcount=<own>, co_kwonlyargcount=<own>, co_nlocals=<own>, \
                           co_stacksize=<own>, co_flags=<own>, co_firstlineno=<own>, co_code=<own>, co_consts=<own>, \
                           co_names=<own>, co_varnames=<own>, co_freevars=<own>, co_cellvars=<own>, co_filename=<own>, \
                           co_name=<own>, co_qualname=<own>, co_linetable=<own>, co_exceptiontable=<own>)";

/// The parts in the order of `replace`, as attributes name them.
const PARTS: [&str; 18] = [
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_nlocals",
    "co_stacksize",
    "co_flags",
    "co_firstlineno",
    "co_code",
    "co_consts",
    "co_names",
    "co_varnames",
    "co_freevars",
    "co_cellvars",
    "co_filename",
    "co_name",
    "co_qualname",
    "co_linetable",
    "co_exceptiontable",
];

/// Which of these each argument of `code` is.
const ARGUMENTS: [usize; 18] = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 13, 14, 15, 6, 16, 17, 11, 12];

/// `code(argcount, posonlyargcount, …)`.
pub fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[2].get::<crate::object::Dict>().is_some_and(|names| names.len(vm) > 0) {
        return Err(vm.type_error("code() takes no keyword arguments"));
    }
    let mut given = args[1].get::<Tuple>().map_or_else(Vec::new, |given| given.items().to_vec());
    match given.len() {
        len @ 0..16 => return Err(vm.type_error(format!("code expected at least 16 arguments, got {len}"))),
        16..=18 => given.resize(18, vm.empty_tuple()),
        len => return Err(vm.type_error(format!("code expected at most 18 arguments, got {len}"))),
    }
    let mut parts = vec![Value::NULL; PARTS.len()];
    for (argument, value) in given.into_iter().enumerate() {
        check(vm, ARGUMENTS[argument], &value, &format!("code() argument {}", argument + 1))?;
        parts[ARGUMENTS[argument]] = value;
    }
    make(vm, &parts, None)
}

/// `code.replace(co_…=…)`.
pub fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut parts = Vec::with_capacity(PARTS.len());
    for (part, value) in args[1..].iter().enumerate() {
        if value.is_null() {
            let name = vm.intern(PARTS[part]);
            parts.push(vm.getattr(&args[0], &name)?);
            continue;
        }
        check(vm, part, value, &format!("replace() argument '{}'", PARTS[part]))?;
        // All numbers but the last.
        if part < 6 && vm.index_i64(value)? < 0 {
            return Err(vm.value_error(format!("{} must be a positive integer", PARTS[part])));
        }
        parts.push(value.clone());
    }
    let are_slots_own = [10, 11, 12].iter().all(|part| args[part + 1].is_null());
    make(vm, &parts, are_slots_own.then(|| of(&args[0]).portable().slots.clone()))
}

/// That a part is of its type.
fn check(vm: &mut Vm, part: usize, value: &Value, argument: &str) -> PyResult<()> {
    let (fits, wanted) = match PARTS[part] {
        "co_code" | "co_linetable" | "co_exceptiontable" => (value.is_a::<Bytes>(), "bytes"),
        "co_filename" | "co_name" | "co_qualname" => (value.is_a::<Str>(), "str"),
        "co_consts" | "co_names" | "co_varnames" | "co_freevars" | "co_cellvars" => (value.is_a::<Tuple>(), "tuple"),
        _ => return vm.index_i64(value).map(drop),
    };
    match fits {
        true => Ok(()),
        false => {
            let given = class_name(vm, value);
            Err(vm.type_error(format!("{argument} must be {wanted}, not {given}")))
        }
    }
}

fn bytes(value: &Value) -> &[u8] {
    value.get::<Bytes>().map_or(&[], |bytes| bytes.as_bytes())
}

fn names(vm: &mut Vm, value: &Value) -> PyResult<Vec<String>> {
    let items = value.get::<Tuple>().map_or(&[][..], |items| items.items());
    if let Some(other) = items.iter().find(|item| !item.is_a::<Str>()) {
        let given = class_name(vm, other);
        return Err(vm.type_error(format!("name tuples must contain only strings, not '{given}'")));
    }
    Ok(items.iter().map(|item| vm.text(item)).collect())
}

/// Code of parts that are of their types or not, in the order of `replace`, with the frame's slots.
pub fn of_parts(vm: &mut Vm, parts: &[Value], slots: Vec<Slot>) -> PyResult {
    for (part, value) in parts.iter().enumerate() {
        check(vm, part, value, PARTS[part])?;
    }
    make(vm, parts, Some(slots))
}

/// Makes code of all parts; the frame's slots as they are, or by the names of variables.
fn make(vm: &mut Vm, parts: &[Value], slots: Option<Vec<Slot>>) -> PyResult {
    let mut numbers = [0_u32; 7];
    for (part, number) in numbers.iter_mut().enumerate() {
        *number = match (u32::try_from(vm.index_i64(&parts[part])?), part) {
            (Ok(number), _) => number,
            (_, 0..4) => return Err(vm.value_error(format!("code: {} must not be negative", &PARTS[part][3..]))),
            _ => return Err(vm.system_error("bad argument to internal function")),
        };
    }
    let [argument_count, positional_only_count, keyword_only_count, local_count, stack_size, flags, first_line] = numbers;
    let code = bytes(&parts[7]);
    let (names_, locals) = (names(vm, &parts[9])?, names(vm, &parts[10])?);
    let (free, cells) = (names(vm, &parts[11])?, names(vm, &parts[12])?);
    if !code.len().is_multiple_of(2) {
        return Err(vm.value_error("code: co_code is malformed"));
    }
    if local_count as usize != locals.len() {
        return Err(vm.value_error("code: co_nlocals != len(co_varnames)"));
    }
    if positional_only_count > argument_count {
        return Err(vm.system_error("bad argument to internal function"));
    }
    if u64::from(argument_count) + u64::from(keyword_only_count) > locals.len() as u64 {
        return Err(vm.value_error("code: co_varnames is too small"));
    }
    let (Some(positions), Some(handlers)) =
        (tables::positions(bytes(&parts[16]), first_line), tables::handlers(bytes(&parts[17])))
    else {
        return Err(vm.value_error("code: a table is malformed"));
    };
    let (file, name, qualname) = (vm.text(&parts[13]), vm.text(&parts[14]), vm.text(&parts[15]));
    let made = CodeObject {
        name: name.into(),
        qualname: qualname.into(),
        flags,
        argument_count,
        positional_only_count,
        keyword_only_count,
        first_line,
        units: code.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect(),
        constants: Vec::new(),
        names: names_.into_iter().map(Into::into).collect(),
        slots: slots.unwrap_or_else(|| slots_of(locals, cells, free)),
        stack_size,
        positions: positions.into(),
        handlers,
    };
    let constants = parts[8].get::<Tuple>().map_or_else(Vec::new, |constants| constants.items().to_vec());
    Ok(vm.code_of(made, file, constants)?.into_value())
}

/// The slots of a frame: locals, cells that are none, free variables.
fn slots_of(locals: Vec<String>, cells: Vec<String>, free: Vec<String>) -> Vec<Slot> {
    let kind_of = |name: &String| if cells.contains(name) { SlotKind::CellLocal } else { SlotKind::Local };
    let kinds: Vec<SlotKind> = locals.iter().map(kind_of).collect();
    let more: Vec<String> = cells.iter().filter(|name| !locals.contains(name)).cloned().collect();
    let locals = locals.into_iter().zip(kinds);
    let cells = more.into_iter().map(|name| (name, SlotKind::Cell));
    let free = free.into_iter().map(|name| (name, SlotKind::Free));
    locals.chain(cells).chain(free).map(|(name, kind)| Slot { name: name.into(), kind }).collect()
}
