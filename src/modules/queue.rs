//! `_queue`: a queue that can always be put into, even by what interrupts a `get`.

use super::support;
use super::time::nanoseconds_of;
use crate::builtins::{class_getitem, class_to_make};
use crate::object::{Module, Opaque, Ref, Type, Value, type_flag};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// `_queue.SimpleQueue`.
#[derive(Default)]
struct SimpleQueue(VecDeque<Value>);

impl Opaque for SimpleQueue {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.iter().for_each(visit);
    }
}

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls)", function: new },
    Native { name: "put", signature: "(self, /, item, block=True, timeout=None)", function: put },
    Native { name: "put_nowait", signature: "(self, /, item)", function: put },
    Native { name: "get", signature: "(self, /, block=True, timeout=None)", function: get },
    Native { name: "get_nowait", signature: "(self, /)", function: |vm, args| take_or_empty(vm, &args[0]) },
    Native { name: "empty", signature: "(self, /)", function: |vm, args| Ok(Value::bool(len(vm, &args[0]) == 0)) },
    Native { name: "qsize", signature: "(self, /)", function: |vm, args| Ok(Value::size(len(vm, &args[0]))) },
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: class_getitem },
];

#[derive(Default)]
struct State(Option<Ref<Type>>);

/// How long a `get` waits before it looks again: first, and at most.
const FIRST_WAIT: Duration = Duration::from_micros(100);
const LONGEST_WAIT: Duration = Duration::from_millis(20);

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_queue");
    let class = vm.define_type::<SimpleQueue>("_queue.SimpleQueue", METHODS, &[]);
    class.set_flag(type_flag::BASE | type_flag::WEAKREF, true);
    class.lay_out(0, vm);
    class.changed(vm);
    support::add_type(vm, &module, &class);
    let empty = support::add_exception(vm, &module, "_queue", "Empty", ExceptionKind::Exception);
    vm.state::<State>().0 = empty;
    module
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<SimpleQueue>();
    let class = class_to_make(vm, &args[0], &base)?;
    Ok(vm.opaque(class, SimpleQueue::default()))
}

fn len(vm: &Vm, queue: &Value) -> usize {
    queue.opaque::<SimpleQueue>(vm).map_or(0, |queue| queue.0.len())
}

/// There is always room.
fn put(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(queue) = args[0].opaque_mut::<SimpleQueue>(vm) {
        queue.0.push_back(args[1].clone());
    }
    Ok(Value::NONE)
}

fn take(vm: &mut Vm, queue: &Value) -> Option<Value> {
    queue.opaque_mut::<SimpleQueue>(vm)?.0.pop_front()
}

fn take_or_empty(vm: &mut Vm, queue: &Value) -> PyResult {
    match take(vm, queue) {
        Some(item) => Ok(item),
        None => {
            let Some(class) = vm.state::<State>().0.clone() else { return Err(vm.raise(ExceptionKind::Exception, "")) };
            let args = vm.empty_tuple();
            Err(crate::vm::Raised(vm.new_exception(&class, args)))
        }
    }
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let blocks = args[1].is_null() || vm.truth(&args[1])?;
    let timeout = args[2].given().filter(|timeout| blocks && !timeout.is_none());
    let end = match timeout {
        None => None,
        Some(timeout) => match u64::try_from(nanoseconds_of(vm, timeout)?) {
            Ok(timeout) => Instant::now().checked_add(Duration::from_nanos(timeout)),
            Err(_) => return Err(vm.value_error("'timeout' must be a non-negative number")),
        },
    };
    let mut wait = FIRST_WAIT;
    loop {
        if let Some(item) = take(vm, &args[0]) {
            return Ok(item);
        }
        let left = end.map(|end| end.saturating_duration_since(Instant::now()));
        if !blocks || left.is_some_and(|left| left.is_zero()) {
            return take_or_empty(vm, &args[0]);
        }
        vm.sleep(left.map_or(wait, |left| left.min(wait)))?;
        wait = (2 * wait).min(LONGEST_WAIT);
    }
}
