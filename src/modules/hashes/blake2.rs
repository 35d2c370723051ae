//! BLAKE2 (RFC 7693) with its parameters: key, salt, and the place of a node in a tree of hashes.

use super::{BLAKE2B, Hash, State, copying, digest, feed, given_data, updating};
use crate::builtins::buffer::bytes_like;
use crate::builtins::text::c_int;
use crate::number::IntRef;
use crate::object::Value;
use crate::vm::{Native, PyResult, Raised, Vm};

const SIGNATURE: &str = "(cls, data=b'', *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, \
                         node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)";

pub const fn methods<const N: usize>() -> &'static [Native] {
    const {
        &[
            copying::<N>(),
            updating::<N>(),
            Native { name: "__new__", signature: SIGNATURE, function: new::<N> },
            Native { name: "digest", signature: "(self, /)", function: |vm, args| digest::<N>(vm, args, false) },
            Native { name: "hexdigest", signature: "(self, /)", function: |vm, args| digest::<N>(vm, args, true) },
        ]
    }
}

/// The longest digest and key, and how long a salt and a personalisation are.
pub fn sizes(n: usize) -> [(&'static str, usize); 4] {
    let most = most(n);
    [("SALT_SIZE", most / 4), ("PERSON_SIZE", most / 4), ("MAX_KEY_SIZE", most), ("MAX_DIGEST_SIZE", most)]
}

fn most(n: usize) -> usize {
    if n == BLAKE2B { 64 } else { 32 }
}

struct Parameters {
    digest_size: usize,
    key: Vec<u8>,
    salt: Vec<u8>,
    person: Vec<u8>,
    fanout: u8,
    depth: u8,
    leaf_size: u32,
    node_offset: u64,
    node_depth: u8,
    inner_size: usize,
    last_node: bool,
}

fn new<const N: usize>(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [_, data, parameters @ .., security, string] = args else { return Ok(Value::NONE) };
    let data = given_data(vm, data, string)?;
    let parameters = understand(vm, parameters, N)?;
    if !security.is_null() {
        vm.truth(security)?;
    }
    let mut state = start(&parameters, N);
    if let Some(data) = data {
        feed(vm, &mut *state, data)?;
    }
    Ok(vm.new_opaque(Hash::<N>(state)))
}

macro_rules! started {
    ($crate_name:ident, $from:ident) => {{
        let mut params = $crate_name::Params::new();
        params.hash_length($from.digest_size).key(&$from.key).salt(&$from.salt).personal(&$from.person);
        params.fanout($from.fanout).max_depth($from.depth).max_leaf_length($from.leaf_size);
        params.node_offset($from.node_offset).node_depth($from.node_depth).inner_hash_length($from.inner_size);
        Box::new(params.last_node($from.last_node).to_state())
    }};
}

fn start(from: &Parameters, n: usize) -> Box<dyn State> {
    if n == BLAKE2B { started!(blake2b_simd, from) } else { started!(blake2s_simd, from) }
}

fn understand(vm: &mut Vm, given: &[Value], n: usize) -> PyResult<Parameters> {
    let [digest_size, key, salt, person, fanout, depth, leaf_size, node_offset, node_depth, inner_size, last_node] = given
    else {
        return Err(vm.type_error("parameters of BLAKE2 are needed"));
    };
    let most = most(n) as i32;
    let digest_size = number(vm, digest_size, most)?;
    let (key, salt, person) = (bytes(vm, key)?, bytes(vm, salt)?, bytes(vm, person)?);
    let (fanout, depth) = (number(vm, fanout, 1)?, number(vm, depth, 1)?);
    let leaf_size = unsigned(vm, leaf_size, u64::MAX, "unsigned long")?;
    let node_offset = unsigned(vm, node_offset, u64::MAX, "unsigned long long")?;
    let (node_depth, inner_size) = (number(vm, node_depth, 0)?, number(vm, inner_size, 0)?);
    let last_node = if last_node.is_null() { false } else { vm.truth(last_node)? };
    if !(1..=most).contains(&digest_size) {
        let name = if n == BLAKE2B { "Blake2b" } else { "Blake2s" };
        let message = format!("digest_size for {name} must be between 1 and {most} bytes, here it is {digest_size}");
        return Err(vm.value_error(message));
    }
    for (bytes, most, what) in [(&salt, most / 4, "salt"), (&person, most / 4, "person")] {
        if bytes.len() > most as usize {
            return Err(vm.value_error(format!("maximum {what} length is {most} bytes")));
        }
    }
    let fanout = within(vm, fanout, 0, 255, "fanout")?;
    let depth = within(vm, depth, 1, 255, "depth")?;
    let Ok(leaf_size) = u32::try_from(leaf_size) else { return Err(vm.overflow_error("leaf_size is too large")) };
    if n != BLAKE2B && node_offset >= 1 << 48 {
        return Err(vm.overflow_error("node_offset is too large"));
    }
    let node_depth = within(vm, node_depth, 0, 255, "node_depth")?;
    if !(0..=most).contains(&inner_size) {
        return Err(vm.value_error(format!("inner_size must be between 0 and is {most}")));
    }
    if key.len() > most as usize {
        return Err(vm.value_error(format!("maximum key length is {most} bytes")));
    }
    let (digest_size, inner_size) = (digest_size as usize, inner_size as usize);
    Ok(Parameters {
        digest_size,
        key,
        salt,
        person,
        fanout,
        depth,
        leaf_size,
        node_offset,
        node_depth,
        inner_size,
        last_node,
    })
}

fn number(vm: &mut Vm, value: &Value, default: i32) -> PyResult<i32> {
    if value.is_null() { Ok(default) } else { c_int(vm, value) }
}

fn bytes(vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
    if value.is_null() { Ok(Vec::new()) } else { Ok(bytes_like(vm, value)?.into_owned()) }
}

fn unsigned(vm: &mut Vm, value: &Value, most: u64, what: &str) -> PyResult<u64> {
    if value.is_null() {
        return Ok(0);
    }
    let index = vm.index(value)?;
    match index.as_int() {
        Some(int) if int.is_negative() => Err(vm.value_error("Cannot convert negative int")),
        int => match int.and_then(IntRef::to_i128).and_then(|int| u64::try_from(int).ok()).filter(|int| *int <= most) {
            Some(int) => Ok(int),
            None => Err(too_large(vm, what)),
        },
    }
}

#[cold]
fn too_large(vm: &mut Vm, what: &str) -> Raised {
    vm.overflow_error(format!("Python int too large for C {what}"))
}

fn within(vm: &mut Vm, value: i32, least: i32, most: i32, what: &str) -> PyResult<u8> {
    match (least..=most).contains(&value) {
        true => Ok(value as u8),
        false => Err(vm.value_error(format!("{what} must be between {least} and {most}"))),
    }
}
