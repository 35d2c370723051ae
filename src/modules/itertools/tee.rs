//! `tee`: iterators that share what one of them has read already, in a chain of blocks. What all have read is freed.

use super::{change, holder, itself, state};
use crate::object::{Opaque, Value};
use crate::vm::{Native, PyResult, Vm};

pub const FUNCTIONS: &[Native] = &[Native { name: "tee", signature: "(iterable, n=2, /)", function: tee }];

/// Items that were read, and where more come from: the next block, or the iterator.
pub struct Block {
    items: Vec<Value>,
    next: Value,
    iterator: Value,
    running: bool,
}

impl Opaque for Block {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.items.iter().for_each(&mut *visit);
        visit(&self.next);
        visit(&self.iterator);
    }
}

const BLOCK: usize = 57;

holder!(Tee { block; at: usize });

pub const TEE: &[Native] = &[
    Native { name: "__new__", signature: "(cls, iterable, /)", function: |vm, args| branch(vm, &args[1]) },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__copy__", signature: "(self, /)", function: |vm, args| branch(vm, &args[0]) },
];

fn tee(vm: &mut Vm, args: &[Value]) -> PyResult {
    let count = if args[1].is_null() { 2 } else { vm.index_i64(&args[1])? };
    if count < 0 {
        return Err(vm.value_error("n must be >= 0"));
    }
    let mut branches = Vec::new();
    if branches.try_reserve_exact(count as usize).is_err() {
        return Err(vm.memory_error());
    }
    if count > 0 {
        let iterator = vm.iter(&args[0])?;
        let copy = vm.intern("__copy__");
        let first = match vm.try_getattr(&iterator, &copy)? {
            Some(copy) => vm.call(&copy, &[])?,
            None => branch(vm, &iterator)?,
        };
        branches.push(first);
    }
    while branches.len() < count as usize {
        let copy = vm.intern("__copy__");
        let next = vm.call_method(&branches[0].clone(), &copy, &[])?;
        branches.push(next);
    }
    Ok(vm.tuple(branches))
}

/// One more of these iterators: at the same place as another, or on an iterable.
fn branch(vm: &mut Vm, iterable: &Value) -> PyResult {
    if let Some(state) = iterable.opaque::<Tee>(vm) {
        let copy = Tee { block: state.block.clone(), at: state.at };
        return Ok(vm.new_opaque(copy));
    }
    let iterator = vm.iter(iterable)?;
    let block = vm.new_opaque(Block { items: Vec::new(), next: Value::NULL, iterator, running: false });
    Ok(vm.new_opaque(Tee { block, at: 0 }))
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], Tee);
    let (mut block, mut at) = (state.block.clone(), state.at);
    if at == BLOCK {
        block = next_block(vm, &block)?;
        at = 0;
    }
    let item = item_at(vm, &block, at)?;
    if !item.is_null() {
        let state = change!(vm, args[0], Tee);
        state.at = at + 1;
        let old = std::mem::replace(&mut state.block, block);
        drop(old);
    }
    Ok(item)
}

/// An item of a block, read now if nobody has; NULL at the end.
fn item_at(vm: &mut Vm, block: &Value, at: usize) -> PyResult {
    let state = change!(vm, block, Block);
    if let Some(item) = state.items.get(at) {
        return Ok(item.clone());
    }
    if state.running {
        return Err(vm.runtime_error("cannot re-enter the tee iterator"));
    }
    state.running = true;
    let iterator = state.iterator.clone();
    let item = vm.next(&iterator);
    let state = change!(vm, block, Block);
    state.running = false;
    match item? {
        Some(item) => {
            state.items.push(item.clone());
            Ok(item)
        }
        None => Ok(Value::NULL),
    }
}

fn next_block(vm: &mut Vm, block: &Value) -> PyResult {
    let state = state!(vm, block, Block);
    if let Some(next) = state.next.given() {
        return Ok(next.clone());
    }
    let iterator = state.iterator.clone();
    let next = vm.new_opaque(Block { items: Vec::new(), next: Value::NULL, iterator, running: false });
    change!(vm, block, Block).next = next.clone();
    Ok(next)
}
