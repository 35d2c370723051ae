//! `_md5`, `_sha1`, `_sha2`, `_sha3` and `_blake2`: hash functions, one type each.

mod algorithms;
mod blake2;

use super::support;
use crate::builtins::buffer::try_buffer;
use crate::number::IntRef;
use crate::object::{Module, Opaque, Ref, Str, Type, Value};
use crate::vm::{Attribute, Native, PyResult, Raised, Vm};
use algorithms::{ALGORITHMS, Algorithm, State};

/// An object of the algorithm at a place of the table: each has a type of its own.
struct Hash<const N: usize>(Box<dyn State>);

impl<const N: usize> Opaque for Hash<N> {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

const MD5: usize = 0;
const SHA1: usize = 1;
const SHA224: usize = 2;
const SHA256: usize = 3;
const SHA384: usize = 4;
const SHA512: usize = 5;
const SHA3: usize = 6;
const SHAKE_128: usize = 10;
const SHAKE_256: usize = 11;
const BLAKE2B: usize = 12;
const BLAKE2S: usize = 13;

/// Smaller inputs are not worth the work of letting other threads run.
const GIL_MINSIZE: usize = 2048;

const SIGNATURE: &str = "(data=b'', *, usedforsecurity=True, string=None)";

pub fn make_md5(vm: &mut Vm) -> Ref<Module> {
    const FUNCTIONS: &[Native] = &[Native { name: "md5", signature: SIGNATURE, function: create::<MD5> }];
    let module = new_module(vm, "_md5", FUNCTIONS);
    define::<MD5>(vm, &module);
    module
}

pub fn make_sha1(vm: &mut Vm) -> Ref<Module> {
    const FUNCTIONS: &[Native] = &[Native { name: "sha1", signature: SIGNATURE, function: create::<SHA1> }];
    let module = new_module(vm, "_sha1", FUNCTIONS);
    define::<SHA1>(vm, &module);
    module
}

pub fn make_sha2(vm: &mut Vm) -> Ref<Module> {
    const FUNCTIONS: &[Native] = &[
        Native { name: "sha224", signature: SIGNATURE, function: create::<SHA224> },
        Native { name: "sha256", signature: SIGNATURE, function: create::<SHA256> },
        Native { name: "sha384", signature: SIGNATURE, function: create::<SHA384> },
        Native { name: "sha512", signature: SIGNATURE, function: create::<SHA512> },
    ];
    let module = new_module(vm, "_sha2", FUNCTIONS);
    define::<SHA224>(vm, &module);
    define::<SHA256>(vm, &module);
    define::<SHA384>(vm, &module);
    define::<SHA512>(vm, &module);
    module
}

pub fn make_sha3(vm: &mut Vm) -> Ref<Module> {
    let module = new_module(vm, "_sha3", &[]);
    let implementation = vm.str("RustCrypto");
    vm.module_set(&module, "implementation", implementation);
    define_sponge::<SHA3>(vm, &module);
    define_sponge::<{ SHA3 + 1 }>(vm, &module);
    define_sponge::<{ SHA3 + 2 }>(vm, &module);
    define_sponge::<{ SHA3 + 3 }>(vm, &module);
    define_sponge::<SHAKE_128>(vm, &module);
    define_sponge::<SHAKE_256>(vm, &module);
    module
}

pub fn make_blake2(vm: &mut Vm) -> Ref<Module> {
    let module = new_module(vm, "_blake2", &[]);
    for (n, prefix, methods) in [
        (BLAKE2B, "BLAKE2B", const { blake2::methods::<BLAKE2B>() }),
        (BLAKE2S, "BLAKE2S", const { blake2::methods::<BLAKE2S>() }),
    ] {
        let class = match n {
            BLAKE2B => define_by::<BLAKE2B>(vm, &module, methods),
            _ => define_by::<BLAKE2S>(vm, &module, methods),
        };
        for (name, size) in blake2::sizes(n) {
            vm.module_set(&module, &format!("{prefix}_{name}"), Value::size(size));
            let name = vm.intern(name);
            drop(class.dict().insert_str(&name, Value::size(size), vm));
        }
        class.changed(vm);
    }
    module
}

fn new_module(vm: &mut Vm, name: &str, functions: &'static [Native]) -> Ref<Module> {
    let module = vm.new_module(name);
    vm.add_functions(&module, functions);
    vm.module_set(&module, "_GIL_MINSIZE", Value::size(GIL_MINSIZE));
    module
}

const fn copying<const N: usize>() -> Native {
    Native { name: "copy", signature: "(self, /)", function: copy::<N> }
}

const fn updating<const N: usize>() -> Native {
    Native { name: "update", signature: "(self, data, /)", function: update::<N> }
}

/// The methods of an algorithm whose length cannot be chosen.
const fn methods<const N: usize>() -> &'static [Native] {
    const {
        &[
            copying::<N>(),
            updating::<N>(),
            Native { name: "digest", signature: "(self, /)", function: |vm, args| digest::<N>(vm, args, false) },
            Native { name: "hexdigest", signature: "(self, /)", function: |vm, args| digest::<N>(vm, args, true) },
        ]
    }
}

fn define<const N: usize>(vm: &mut Vm, module: &Ref<Module>) {
    define_by::<N>(vm, module, const { methods::<N>() });
}

fn define_by<const N: usize>(vm: &mut Vm, module: &Ref<Module>, methods: &'static [Native]) -> Ref<Type> {
    let algorithm = &ALGORITHMS[N];
    let attributes = const {
        &[
            Attribute { name: "block_size", get: |_, _| Ok(Value::size(ALGORITHMS[N].block_size)), set: None },
            Attribute { name: "digest_size", get: digest_size::<N>, set: None },
            Attribute { name: "name", get: |vm, _| Ok(vm.str(ALGORITHMS[N].name)), set: None },
        ]
    };
    let class = vm.define_type::<Hash<N>>(algorithm.type_name, methods, attributes);
    match algorithm.type_alias {
        "" => support::add_type(vm, module, &class),
        alias => vm.module_set(module, alias, class.value().clone()),
    }
    class
}

/// The types of `_sha3` are called themselves.
fn define_sponge<const N: usize>(vm: &mut Vm, module: &Ref<Module>) {
    let of_any_length = const {
        &[
            copying::<N>(),
            updating::<N>(),
            Native { name: "__new__", signature: SPONGE_SIGNATURE, function: |vm, args| create::<N>(vm, &args[1..]) },
            Native {
                name: "digest",
                signature: "(self, /, length)",
                function: |vm, args| long_digest::<N>(vm, args, false),
            },
            Native {
                name: "hexdigest",
                signature: "(self, /, length)",
                function: |vm, args| long_digest::<N>(vm, args, true),
            },
        ]
    };
    let of_one_length = const {
        &[
            copying::<N>(),
            updating::<N>(),
            Native { name: "__new__", signature: SPONGE_SIGNATURE, function: |vm, args| create::<N>(vm, &args[1..]) },
            Native { name: "digest", signature: "(self, /)", function: |vm, args| digest::<N>(vm, args, false) },
            Native { name: "hexdigest", signature: "(self, /)", function: |vm, args| digest::<N>(vm, args, true) },
        ]
    };
    let class = define_by::<N>(vm, module, if N >= SHAKE_128 { of_any_length } else { of_one_length });
    vm.add_attributes(
        &class,
        const {
            &[
                Attribute { name: "_capacity_bits", get: |_, _| Ok(Value::size(1600 - rate(&ALGORITHMS[N]))), set: None },
                Attribute { name: "_rate_bits", get: |_, _| Ok(Value::size(rate(&ALGORITHMS[N]))), set: None },
                Attribute {
                    name: "_suffix",
                    get: |vm, _| Ok(vm.bytes(if N >= SHAKE_128 { b"\x1f" } else { b"\x06" })),
                    set: None,
                },
            ]
        },
    );
    class.changed(vm);
}

const SPONGE_SIGNATURE: &str = "(cls, data=b'', *, usedforsecurity=True, string=None)";

fn rate(algorithm: &Algorithm) -> usize {
    8 * algorithm.block_size
}

/// A block's worth of bytes and more are read at once; what cannot be hashed is told so.
fn feed(vm: &mut Vm, state: &mut dyn State, data: &Value) -> PyResult<()> {
    if data.is_a::<Str>() {
        return Err(vm.type_error("Strings must be encoded before hashing"));
    }
    let Some(buffer) = try_buffer(vm, data)? else {
        return Err(vm.type_error("object supporting the buffer API required"));
    };
    if !buffer.is_contiguous() {
        return Err(vm.buffer_error("memoryview: underlying buffer is not C-contiguous"));
    }
    state.update(&buffer.bytes(vm));
    buffer.release(vm);
    Ok(())
}

/// The data that a constructor was called with: by its name of today, or by that of old.
fn given_data<'a>(vm: &mut Vm, data: &'a Value, string: &'a Value) -> PyResult<Option<&'a Value>> {
    match (data.given(), string.given().filter(|string| !string.is_none())) {
        (Some(_), Some(_)) => Err(vm.type_error(
            "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a \
             future version.",
        )),
        (data, string) => Ok(data.or(string)),
    }
}

fn create<const N: usize>(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = given_data(vm, &args[0], &args[2])?;
    if !args[1].is_null() {
        vm.truth(&args[1])?;
    }
    let mut state = (ALGORITHMS[N].new)();
    if let Some(data) = data {
        feed(vm, &mut *state, data)?;
    }
    Ok(vm.new_opaque(Hash::<N>(state)))
}

#[cold]
fn not_a_hash(vm: &mut Vm) -> Raised {
    vm.type_error("a hash object is needed")
}

fn copied<const N: usize>(vm: &mut Vm, hash: &Value) -> PyResult<Box<dyn State>> {
    match hash.opaque::<Hash<N>>(vm) {
        Some(hash) => Ok(hash.0.copy()),
        None => Err(not_a_hash(vm)),
    }
}

fn copy<const N: usize>(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = copied::<N>(vm, &args[0])?;
    Ok(vm.new_opaque(Hash::<N>(state)))
}

fn update<const N: usize>(vm: &mut Vm, args: &[Value]) -> PyResult {
    // Put back when it has read the data, which may be an object written in Python.
    let placeholder = (ALGORITHMS[MD5].new)();
    let Some(hash) = args[0].opaque_mut::<Hash<N>>(vm) else { return Err(not_a_hash(vm)) };
    let mut state = std::mem::replace(&mut hash.0, placeholder);
    let fed = feed(vm, &mut *state, &args[1]);
    if let Some(hash) = args[0].opaque_mut::<Hash<N>>(vm) {
        hash.0 = state;
    }
    fed?;
    Ok(Value::NONE)
}

fn digest<const N: usize>(vm: &mut Vm, args: &[Value], as_hex: bool) -> PyResult {
    let digest = copied::<N>(vm, &args[0])?.digest(0);
    shown(vm, &digest, as_hex)
}

fn shown(vm: &mut Vm, digest: &[u8], as_hex: bool) -> PyResult {
    if !as_hex {
        return Ok(vm.bytes(digest));
    }
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| b"0123456789abcdef"[usize::from(digit)]);
    let digits: Vec<u8> = digits.collect();
    Ok(vm.str_from(&digits))
}

fn long_digest<const N: usize>(vm: &mut Vm, args: &[Value], as_hex: bool) -> PyResult {
    let index = vm.index(&args[1])?;
    let len = match index.as_int() {
        Some(len) if len.is_negative() => return Err(vm.value_error("Cannot convert negative int")),
        Some(IntRef::Small(len)) => len as u64,
        _ => return Err(vm.overflow_error("Python int too large for C unsigned long")),
    };
    if len >= 1 << 29 {
        return Err(vm.value_error("length is too large"));
    }
    let digest = copied::<N>(vm, &args[0])?.digest(len as usize);
    shown(vm, &digest, as_hex)
}

fn digest_size<const N: usize>(vm: &mut Vm, hash: &Value) -> PyResult {
    match ALGORITHMS[N].digest_size {
        0 => Ok(Value::size(0)),
        // That of BLAKE2 can be less than the most.
        _ => Ok(Value::size(copied::<N>(vm, hash)?.digest(0).len())),
    }
}
