//! What `sys` says of the machine and the language.

use super::Config;
use crate::builtins::{namespace, struct_sequence};
use crate::number;
use crate::object::{Module, Obj, Value};
use crate::vm::{STDLIB_MODULES, Vm};

/// The version of the language: that of the reference.
pub const VERSION: [usize; 3] = [3, 14, 2];
const HEX_VERSION: usize = VERSION[0] << 24 | VERSION[1] << 16 | VERSION[2] << 8 | 0xf0;
const NAME: &str = "hyaline";
/// The least that the limit of an int's digits may be.
pub const LEAST_DIGITS: usize = number::parse::CHECK_THRESHOLD;

const FLOAT: &[&str] =
    &["max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"];
const INT: &[&str] = &["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"];
const HASH: &[&str] = &["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"];
const THREAD: &[&str] = &["name", "lock", "version"];
const VERSION_FIELDS: &[&str] = &["major", "minor", "micro", "releaselevel", "serial"];
const FLAGS: &[&str] = &[
    "debug",
    "inspect",
    "interactive",
    "optimize",
    "dont_write_bytecode",
    "no_user_site",
    "no_site",
    "ignore_environment",
    "verbose",
    "bytes_warning",
    "quiet",
    "hash_randomization",
    "isolated",
    "dev_mode",
    "utf8_mode",
    "warn_default_encoding",
    "safe_path",
    "int_max_str_digits",
    "gil",
    "thread_inherit_context",
    "context_aware_warnings",
];
/// The later flags are no elements.
const VISIBLE_FLAGS: usize = 18;

/// Puts these names into the module.
pub fn add(vm: &mut Vm, sys: &Obj<Module>, config: &Config) {
    let platform = if cfg!(target_os = "macos") { "darwin" } else { std::env::consts::OS };
    let text = |vm: &Vm, text: &str| vm.str(text);
    let [major, minor, micro] = VERSION;
    let (own, rust) = (env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_RUST_VERSION"));
    // `platform` takes it apart.
    let version = format!("{major}.{minor}.{micro} ({NAME} {own}) [Rust {rust}]");
    let copyright = "Hyaline: MIT or Apache 2.0, as you like.";
    let byteorder = if cfg!(target_endian = "little") { "little" } else { "big" };
    for (name, value) in [
        ("version", &*version),
        ("platform", platform),
        ("copyright", copyright),
        ("byteorder", byteorder),
        ("float_repr_style", "short"),
        ("abiflags", ""),
        ("platlibdir", "lib"),
        ("_framework", ""),
    ] {
        let value = text(vm, value);
        vm.module_set(sys, name, value);
    }
    for (name, value) in [
        ("maxsize", isize::MAX as i64),
        ("maxunicode", 0x10_ffff),
        ("hexversion", HEX_VERSION as i64),
        ("api_version", 1013),
    ] {
        let value = vm.int(value);
        vm.module_set(sys, name, value);
    }
    let git = [NAME, "", ""].map(|part| vm.str(part));
    let git = vm.tuple(git);
    vm.module_set(sys, "_git", git);
    let version = add_tuple(vm, sys, "version_info", VERSION_FIELDS, |vm| {
        let [major, minor, micro] = VERSION.map(Value::size);
        vec![major, minor, micro, vm.str("final"), Value::size(0)]
    });
    add_implementation(vm, sys, version);
    add_numbers(vm, sys);
    add_flags(vm, sys, config);
    let modules = STDLIB_MODULES.iter().map(|name| vm.str(name)).collect();
    let modules = vm.frozenset_constant(modules);
    vm.module_set(sys, "stdlib_module_names", modules);
}

fn add_tuple(vm: &mut Vm, sys: &Obj<Module>, name: &str, fields: &[&str], values: fn(&mut Vm) -> Vec<Value>) -> Value {
    let class = struct_sequence::define(vm, &format!("sys.{name}"), fields, fields.len());
    let values = values(vm);
    let tuple = struct_sequence::make(vm, &class, values);
    // Nobody else is to make one.
    class.set_flag(crate::object::type_flag::NO_NEW, name == "version_info");
    vm.module_set(sys, name, tuple.clone());
    tuple
}

fn add_implementation(vm: &mut Vm, sys: &Obj<Module>, version: Value) {
    let class = namespace::define(vm);
    let namespace = vm.new_instance(&class);
    let multiarch = format!("{}-linux-gnu", std::env::consts::ARCH);
    for (name, value) in [
        ("name", vm.str(NAME)),
        ("cache_tag", vm.str(crate::cache::TAG)),
        ("version", version),
        ("hexversion", Value::size(HEX_VERSION)),
        ("_multiarch", vm.str(&multiarch)),
        ("supports_isolated_interpreters", Value::FALSE),
    ] {
        let name = vm.intern(name);
        if let Some(header) = namespace.header() {
            header.set_attribute(&name, value, vm);
        }
    }
    vm.module_set(sys, "implementation", namespace);
}

fn add_numbers(vm: &mut Vm, sys: &Obj<Module>) {
    add_tuple(vm, sys, "float_info", FLOAT, |vm| {
        vec![
            vm.float(f64::MAX),
            vm.int(f64::MAX_EXP.into()),
            vm.int(f64::MAX_10_EXP.into()),
            vm.float(f64::MIN_POSITIVE),
            vm.int(f64::MIN_EXP.into()),
            vm.int(f64::MIN_10_EXP.into()),
            vm.int(f64::DIGITS.into()),
            vm.int(f64::MANTISSA_DIGITS.into()),
            vm.float(f64::EPSILON),
            vm.int(f64::RADIX.into()),
            Value::size(1),
        ]
    });
    add_tuple(vm, sys, "int_info", INT, |_| {
        [30, 4, number::radix::DEFAULT_MAX_STR_DIGITS, LEAST_DIGITS].map(Value::size).to_vec()
    });
    add_tuple(vm, sys, "hash_info", HASH, |vm| {
        let size = |size: usize| Value::size(size);
        vec![
            size(64),
            vm.int((1 << 61) - 1),
            size(314_159),
            size(0),
            size(1_000_003),
            vm.str("siphash13"),
            size(64),
            size(128),
            size(0),
        ]
    });
    add_tuple(vm, sys, "thread_info", THREAD, |vm| vec![vm.str("pthread"), vm.str("semaphore"), Value::NONE]);
}

fn add_flags(vm: &mut Vm, sys: &Obj<Module>, config: &Config) {
    let class = struct_sequence::define(vm, "sys.flags", FLAGS, VISIBLE_FLAGS);
    let size = |flag: u8| Value::size(flag.into());
    let values = vec![
        size(config.debug),
        size(config.inspect),
        size(config.interactive),
        size(config.optimize),
        size(config.dont_write_bytecode),
        size(config.no_user_site),
        size(config.no_site),
        size(config.ignore_environment),
        size(config.verbose),
        size(config.bytes_warning),
        size(config.quiet),
        size((config.hash_seed != Some(0)).into()),
        size(config.isolated),
        Value::bool(config.dev_mode),
        size(config.utf8_mode.into()),
        size(config.warn_default_encoding.into()),
        Value::bool(config.safe_path),
        Value::size(vm.int_max_str_digits),
        size(1),
        size(0),
        size(0),
    ];
    let flags = struct_sequence::make(vm, &class, values);
    class.set_flag(crate::object::type_flag::NO_NEW, true);
    vm.module_set(sys, "flags", flags);
}
