//! Paths as text: what the system is not asked for.

use super::paths::{decode, text_path};
use crate::object::Value;
use crate::vm::{Native, PyResult, Vm};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "fspath", signature: "(path)", function: |vm, args| crate::builtins::io::fspath(vm, &args[0]) },
    Native { name: "_path_normpath", signature: "(path)", function: normpath },
    Native { name: "_path_splitroot_ex", signature: "(path)", function: splitroot },
];

/// How many slashes a path's root has: two are kept, as POSIX wants it, more are one.
fn root_len(path: &[u8]) -> usize {
    match path.iter().take_while(|byte| **byte == b'/').count() {
        2 => 2,
        count => count.min(1),
    }
}

/// Without double slashes, `.` and what `..` takes back.
fn normalize(path: &[u8]) -> Vec<u8> {
    let root = root_len(path);
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in path.split(|byte| *byte == b'/') {
        let is_up = part == b"..";
        match parts.last() {
            _ if part.is_empty() || part == b"." => {}
            Some(&last) if is_up && last != b".." => drop(parts.pop()),
            None if is_up && root > 0 => {}
            _ => parts.push(part),
        }
    }
    let mut made = vec![b'/'; root];
    made.extend(parts.join(&b'/'));
    if made.is_empty() { b".".to_vec() } else { made }
}

fn normpath(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = text_path(vm, &args[0], "_path_normpath")?;
    decode(vm, &normalize(path.name()), path.is_bytes)
}

fn splitroot(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = text_path(vm, &args[0], "_path_splitroot_ex")?;
    let (root, tail) = path.name().split_at(root_len(path.name()));
    let parts = [decode(vm, b"", path.is_bytes)?, decode(vm, root, path.is_bytes)?, decode(vm, tail, path.is_bytes)?];
    Ok(vm.tuple(parts))
}
