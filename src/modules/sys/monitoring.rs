//! `sys.monitoring` (PEP 669): which tools there are, which events they want, and the functions that they are told by.

use crate::object::{Module, Obj, Ref, Str, Type, Value};
use crate::vm::monitor::{EVENTS, Tool, event};
use crate::vm::{Code, Native, PyResult, Vm};

const FUNCTIONS: &[Native] = &[
    Native { name: "use_tool_id", signature: "(tool_id, name, /)", function: use_tool },
    Native { name: "clear_tool_id", signature: "(tool_id, /)", function: clear_tool },
    Native { name: "free_tool_id", signature: "(tool_id, /)", function: free_tool },
    Native { name: "get_tool", signature: "(tool_id, /)", function: get_tool },
    Native { name: "register_callback", signature: "(tool_id, event, func, /)", function: register_callback },
    Native { name: "get_events", signature: "(tool_id, /)", function: get_events },
    Native { name: "set_events", signature: "(tool_id, event_set, /)", function: set_events },
    Native { name: "get_local_events", signature: "(tool_id, code, /)", function: get_local_events },
    Native { name: "set_local_events", signature: "(tool_id, code, event_set, /)", function: set_local_events },
    Native { name: "restart_events", signature: "()", function: restart_events },
    Native { name: "_all_events", signature: "()", function: all_events },
];

const IDS: [(&str, usize); 4] = [("DEBUGGER_ID", 0), ("COVERAGE_ID", 1), ("PROFILER_ID", 2), ("OPTIMIZER_ID", 5)];

/// What `set_events` takes: the events, without the old name for both branches.
const ALL: u32 = (1 << EVENTS.len()) - 1;
const NATIVE: u32 = 1 << event::C_RETURN | 1 << event::C_RAISE;
const BRANCHES: u32 = 1 << event::BRANCH_LEFT | 1 << event::BRANCH_RIGHT;

/// `sys.monitoring`; `sys.implementation` is there already.
pub fn add(vm: &mut Vm, sys: &Obj<Module>) {
    let Some(implementation) = vm.sys_attribute("implementation") else { return };
    let module = vm.new_module("sys.monitoring");
    vm.add_functions(&module, FUNCTIONS);
    for (name, id) in IDS {
        vm.module_set(&module, name, Value::size(id));
    }
    let object = vm.types().object.clone();
    let [disable, missing] = [vm.new_instance(&object), vm.new_instance(&object)];
    vm.module_set(&module, "DISABLE", disable.clone());
    vm.module_set(&module, "MISSING", missing.clone());
    (vm.monitoring.disable, vm.monitoring.missing) = (disable, missing);
    let class = vm.type_of(&implementation).to_ref();
    let events = events(vm, &class);
    vm.module_set(&module, "events", events);
    vm.module_set(sys, "monitoring", module.into_value());
}

/// The namespace of the events' bits.
fn events(vm: &mut Vm, class: &Ref<Type>) -> Value {
    let namespace = vm.new_instance(class);
    let bits = EVENTS.iter().enumerate().map(|(number, name)| (*name, 1usize << number));
    for (name, bit) in bits.chain([("NO_EVENTS", 0)]) {
        let name = vm.intern(name);
        if let Some(header) = namespace.header() {
            header.set_attribute(&name, Value::size(bit), vm);
        }
    }
    namespace
}

/// A tool's number.
fn number(vm: &mut Vm, value: &Value) -> PyResult<usize> {
    let number = vm.index_i64(value)?;
    match usize::try_from(number).ok().filter(|number| *number < vm.monitoring.tools.len()) {
        Some(number) => Ok(number),
        None => Err(vm.value_error(format!("invalid tool {number} (must be between 0 and 5)"))),
    }
}

/// A tool that somebody uses.
fn used(vm: &mut Vm, number: usize) -> PyResult<&mut Tool> {
    if vm.monitoring.tools[number].name.is_null() {
        return Err(vm.value_error(format!("tool {number} is not in use")));
    }
    Ok(&mut vm.monitoring.tools[number])
}

fn use_tool(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = number(vm, &args[0])?;
    if args[1].get::<Str>().is_none() {
        return Err(vm.value_error("tool name must be a str"));
    }
    if !vm.monitoring.tools[number].name.is_null() {
        return Err(vm.value_error(format!("tool {number} is already in use")));
    }
    vm.monitoring.tools[number].name = args[1].clone();
    Ok(Value::NONE)
}

/// Forgets its functions and events.
fn clear_tool(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = number(vm, &args[0])?;
    let old = vm.monitoring.tools[number].clear();
    drop(old);
    vm.update_monitoring();
    Ok(Value::NONE)
}

fn free_tool(vm: &mut Vm, args: &[Value]) -> PyResult {
    clear_tool(vm, args)?;
    let number = number(vm, &args[0])?;
    drop(std::mem::take(&mut vm.monitoring.tools[number].name));
    Ok(Value::NONE)
}

fn get_tool(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = number(vm, &args[0])?;
    Ok(or_none(vm.monitoring.tools[number].name.clone()))
}

fn or_none(value: Value) -> Value {
    if value.is_null() { Value::NONE } else { value }
}

fn register_callback(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = number(vm, &args[0])?;
    let event = vm.index_i64(&args[1])?;
    if event <= 0 || event.count_ones() != 1 {
        return Err(vm.value_error("The callback can only be set for one event at a time"));
    }
    let id = event.trailing_zeros() as usize;
    if id >= EVENTS.len() {
        return Err(vm.value_error(format!("invalid event {event}")));
    }
    let ids = if id == event::BRANCH { vec![event::BRANCH_LEFT, event::BRANCH_RIGHT, id] } else { vec![id] };
    let mut old = Value::NULL;
    for id in ids {
        let function = if args[2].is_none() { Value::NULL } else { args[2].clone() };
        old = std::mem::replace(&mut vm.monitoring.tools[number].callbacks[id], function);
    }
    Ok(or_none(old))
}

/// A set of events that a caller gives, checked.
fn event_set(vm: &mut Vm, value: &Value, what: &str, most: u32) -> PyResult<u32> {
    let given = vm.index_i64(value)?;
    let Some(mut events) = u32::try_from(given).ok().filter(|events| *events <= ALL) else {
        return Err(vm.value_error(format!("invalid {what} 0x{:x}", given as i32)));
    };
    if events & NATIVE != 0 && events & (NATIVE | 1 << event::CALL) != NATIVE | 1 << event::CALL {
        return Err(vm.value_error("cannot set C_RETURN or C_RAISE events independently"));
    }
    events &= !NATIVE;
    if events & 1 << event::BRANCH != 0 {
        events = events & !(1 << event::BRANCH) | BRANCHES;
    }
    match events & !most {
        0 => Ok(events),
        _ => Err(vm.value_error(format!("invalid {what} 0x{events:x}"))),
    }
}

fn get_events(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = number(vm, &args[0])?;
    Ok(Value::size(vm.monitoring.tools[number].events as usize))
}

fn set_events(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = number(vm, &args[0])?;
    let events = event_set(vm, &args[1], "event set", ALL)?;
    used(vm, number)?.events = events;
    vm.update_monitoring();
    Ok(Value::NONE)
}

fn code(vm: &mut Vm, value: &Value) -> PyResult<Ref<Code>> {
    value.clone().downcast::<Code>().map_err(|_| vm.type_error("code must be a code object"))
}

fn get_local_events(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = number(vm, &args[0])?;
    let code = code(vm, &args[1])?;
    let known = vm.monitoring.tools[number].local.iter().find(|(known, _)| known.is(&code));
    Ok(Value::size(known.map_or(0, |(_, events)| *events as usize)))
}

fn set_local_events(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = number(vm, &args[0])?;
    let code = code(vm, &args[1])?;
    let events = event_set(vm, &args[2], "local event set", (1 << event::RAISE) - 1)?;
    let local = &mut used(vm, number)?.local;
    match local.iter_mut().find(|(known, _)| known.is(&code)) {
        Some((_, known)) => *known = events,
        None => local.push((code, events)),
    }
    vm.update_monitoring();
    Ok(Value::NONE)
}

fn restart_events(vm: &mut Vm, _: &[Value]) -> PyResult {
    vm.monitoring.restart();
    Ok(Value::NONE)
}

/// For each event that somebody wants: the tools, a bit each.
fn all_events(vm: &mut Vm, _: &[Value]) -> PyResult {
    let wanted = vm.new_dict();
    for (id, name) in EVENTS.iter().enumerate() {
        let tools = vm.monitoring.tools.iter().enumerate();
        let tools = tools.filter(|(_, tool)| tool.events & (1 << id) != 0).fold(0, |bits, (number, _)| bits | 1 << number);
        if tools != 0 {
            let name = vm.intern(name);
            drop(wanted.insert_str(&name, Value::size(tools), vm));
        }
    }
    Ok(wanted.into_value())
}
