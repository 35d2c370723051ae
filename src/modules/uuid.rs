//! `_uuid`: identifiers made of the time and the machine (RFC 4122, version 1).

use crate::object::{Module, Ref, Value};
use crate::vm::{Native, PyResult, Vm};
use std::time::SystemTime;

const FUNCTIONS: &[Native] = &[Native { name: "generate_time_safe", signature: "()", function: generate }];

/// What is the same for all identifiers of a run, and the time of the last.
#[derive(Default)]
struct State {
    node: Option<[u8; 6]>,
    sequence: u16,
    last: u64,
}

/// From the start of the Gregorian calendar to 1970, in units of 100 nanoseconds.
const GREGORIAN: u64 = 0x01b2_1dd2_1381_4000;

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_uuid");
    vm.add_functions(&module, FUNCTIONS);
    vm.module_set(&module, "has_uuid_generate_time_safe", Value::size(1));
    vm.module_set(&module, "has_stable_extractable_node", Value::size(0));
    module
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if rustix::rand::getrandom(&mut bytes, rustix::rand::GetRandomFlags::empty()).is_err() {
        let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos().to_le_bytes();
        bytes.iter_mut().zip(now).for_each(|(byte, now)| *byte = now);
    }
    bytes
}

/// A random number that no network card has: of those that mean several.
fn new_node() -> [u8; 6] {
    let mut node = random::<6>();
    node[0] |= 1;
    node
}

/// The identifier's bytes, and -1: nobody makes sure that no other process has the same time.
fn generate(vm: &mut Vm, _: &[Value]) -> PyResult {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos() / 100;
    let state = vm.state::<State>();
    if state.node.is_none() {
        state.sequence = u16::from_le_bytes(random()) & 0x3fff;
    }
    let node = *state.node.get_or_insert_with(new_node);
    let time = (now as u64).wrapping_add(GREGORIAN).max(state.last + 1);
    state.last = time;
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&(time as u32).to_be_bytes());
    bytes[4..6].copy_from_slice(&((time >> 32) as u16).to_be_bytes());
    bytes[6..8].copy_from_slice(&((time >> 48) as u16 & 0x0fff | 0x1000).to_be_bytes());
    bytes[8..10].copy_from_slice(&(state.sequence | 0x8000).to_be_bytes());
    bytes[10..].copy_from_slice(&node);
    let bytes = vm.bytes(&bytes);
    let status = vm.int(-1);
    Ok(vm.tuple([bytes, status]))
}
