//! `_heapq`: lists as heaps, the least item first, or the greatest.

use crate::object::{List, Module, Obj, Ref, Value};
use crate::vm::{Native, PyResult, Raised, Vm};

const FUNCTIONS: &[Native] = &[
    Native { name: "heappush", signature: "(heap, item, /)", function: |vm, args| push(vm, args, Order::Least) },
    Native { name: "heappushpop", signature: "(heap, item, /)", function: |vm, args| push_pop(vm, args, Order::Least) },
    Native { name: "heappop", signature: "(heap, /)", function: |vm, args| pop(vm, args, Order::Least) },
    Native { name: "heapreplace", signature: "(heap, item, /)", function: |vm, args| replace(vm, args, Order::Least) },
    Native { name: "heapify", signature: "(heap, /)", function: |vm, args| heapify(vm, args, Order::Least) },
    Native { name: "heappush_max", signature: "(heap, item, /)", function: |vm, args| push(vm, args, Order::Greatest) },
    Native {
        name: "heappushpop_max",
        signature: "(heap, item, /)",
        function: |vm, args| push_pop(vm, args, Order::Greatest),
    },
    Native { name: "heappop_max", signature: "(heap, /)", function: |vm, args| pop(vm, args, Order::Greatest) },
    Native {
        name: "heapreplace_max",
        signature: "(heap, item, /)",
        function: |vm, args| replace(vm, args, Order::Greatest),
    },
    Native { name: "heapify_max", signature: "(heap, /)", function: |vm, args| heapify(vm, args, Order::Greatest) },
];

/// Which item comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Least,
    Greatest,
}

impl Order {
    /// Whether `a` is to come before `b`.
    fn before(self, vm: &mut Vm, a: &Value, b: &Value) -> PyResult<bool> {
        match self {
            Order::Least => vm.less(a, b),
            Order::Greatest => vm.less(b, a),
        }
    }
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_heapq");
    vm.add_functions(&module, FUNCTIONS);
    let about = vm.str("Heaps in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2] for all k.");
    vm.module_set(&module, "__about__", about);
    module
}

fn heap<'a>(vm: &mut Vm, args: &'a [Value], function: &str, order: Order) -> PyResult<&'a Obj<List>> {
    match args[0].get::<List>() {
        Some(list) => Ok(list),
        None => {
            let class = if args[0].is_none() { "None".into() } else { vm.type_of(&args[0]).name() };
            let end = if order == Order::Greatest { "_max" } else { "" };
            let what = if args.len() == 1 { "argument" } else { "argument 1" };
            Err(vm.type_error(format!("{function}{end}() {what} must be list, not {class}")))
        }
    }
}

#[cold]
fn empty(vm: &mut Vm) -> Raised {
    vm.index_error("index out of range")
}

/// Whether the item at one place comes before that at another. The comparison must leave the list as long as it is.
fn is_before(vm: &mut Vm, heap: &Obj<List>, order: Order, a: usize, b: usize) -> PyResult<bool> {
    let items = heap.items(vm);
    let len = items.len();
    let (Some(a), Some(b)) = (items.get(a).cloned(), items.get(b).cloned()) else { return Err(empty(vm)) };
    let before = order.before(vm, &a, &b)?;
    match heap.items(vm).len() == len {
        true => Ok(before),
        false => Err(vm.runtime_error("list changed size during iteration")),
    }
}

/// Moves the item at a place towards the start until its parent comes before it.
fn rise(vm: &mut Vm, heap: &Obj<List>, order: Order, start: usize, mut at: usize) -> PyResult<()> {
    if at >= heap.items(vm).len() {
        return Err(empty(vm));
    }
    while at > start {
        let parent = (at - 1) / 2;
        if !is_before(vm, heap, order, at, parent)? {
            break;
        }
        heap.items_mut(vm).swap(parent, at);
        at = parent;
    }
    Ok(())
}

/// Moves the item at a place down to a leaf, the children that come first up, and then up to where it belongs.
fn sink(vm: &mut Vm, heap: &Obj<List>, order: Order, start: usize) -> PyResult<()> {
    let len = heap.items(vm).len();
    let mut at = start;
    while at < len / 2 {
        let mut child = 2 * at + 1;
        if child + 1 < len {
            // Of equals the right one.
            if !is_before(vm, heap, order, child, child + 1)? {
                child += 1;
            }
        }
        heap.items_mut(vm).swap(child, at);
        at = child;
    }
    rise(vm, heap, order, start, at)
}

fn push(vm: &mut Vm, args: &[Value], order: Order) -> PyResult {
    let heap = heap(vm, args, "heappush", order)?;
    let items = heap.items_mut(vm);
    items.push(args[1].clone());
    let last = items.len() - 1;
    rise(vm, heap, order, 0, last)?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value], order: Order) -> PyResult {
    let heap = heap(vm, args, "heappop", order)?;
    let Some(last) = heap.items_mut(vm).pop() else { return Err(empty(vm)) };
    let Some(first) = heap.items_mut(vm).first_mut() else { return Ok(last) };
    let first = std::mem::replace(first, last);
    sink(vm, heap, order, 0)?;
    Ok(first)
}

fn replace(vm: &mut Vm, args: &[Value], order: Order) -> PyResult {
    let heap = heap(vm, args, "heapreplace", order)?;
    let Some(first) = heap.items_mut(vm).first_mut() else { return Err(empty(vm)) };
    let first = std::mem::replace(first, args[1].clone());
    sink(vm, heap, order, 0)?;
    Ok(first)
}

fn push_pop(vm: &mut Vm, args: &[Value], order: Order) -> PyResult {
    let heap = heap(vm, args, "heappushpop", order)?;
    let Some(first) = heap.items(vm).first().cloned() else { return Ok(args[1].clone()) };
    if !order.before(vm, &first, &args[1])? {
        return Ok(args[1].clone());
    }
    let Some(first) = heap.items_mut(vm).first_mut() else { return Err(empty(vm)) };
    let first = std::mem::replace(first, args[1].clone());
    sink(vm, heap, order, 0)?;
    Ok(first)
}

fn heapify(vm: &mut Vm, args: &[Value], order: Order) -> PyResult {
    let heap = heap(vm, args, "heapify", order)?;
    for at in (0..heap.items(vm).len() / 2).rev() {
        sink(vm, heap, order, at)?;
        vm.attend()?;
    }
    Ok(Value::NONE)
}
