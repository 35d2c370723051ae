//! `__future__`: which features a `from __future__ import` can name.

use crate::bytecode::flags;
use crate::object::{Module, Opaque, Ref, Value};
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};

/// Name, the release that has it at all and the one that has it always (major, minor, level), and the compiler's flag for it.
const FEATURES: &[(&str, Release, Option<Release>, u32)] = &[
    ("nested_scopes", (2, 1, "beta", 1), Some((2, 2, "alpha", 0)), flags::NESTED),
    ("generators", (2, 2, "alpha", 1), Some((2, 3, "final", 0)), 0),
    ("division", (2, 2, "alpha", 2), Some((3, 0, "alpha", 0)), 0x2_0000),
    ("absolute_import", (2, 5, "alpha", 1), Some((3, 0, "alpha", 0)), 0x4_0000),
    ("with_statement", (2, 5, "alpha", 1), Some((2, 6, "alpha", 0)), 0x8_0000),
    ("print_function", (2, 6, "alpha", 2), Some((3, 0, "alpha", 0)), 0x10_0000),
    ("unicode_literals", (2, 6, "alpha", 2), Some((3, 0, "alpha", 0)), 0x20_0000),
    ("barry_as_FLUFL", (3, 1, "alpha", 2), Some((4, 0, "alpha", 0)), flags::FUTURE_BARRY_AS_BDFL),
    ("generator_stop", (3, 5, "beta", 1), Some((3, 7, "alpha", 0)), 0x80_0000),
    ("annotations", (3, 7, "beta", 1), None, flags::FUTURE_ANNOTATIONS),
];

type Release = (usize, usize, &'static str, usize);

/// A feature: `optional`, `mandatory` and `compiler_flag`.
struct Feature([Value; 3]);

impl Opaque for Feature {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.iter().for_each(visit);
    }
}

const METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "getOptionalRelease", signature: "(self)", function: |vm, args| Ok(part(vm, &args[0], 0)) },
    Native { name: "getMandatoryRelease", signature: "(self)", function: |vm, args| Ok(part(vm, &args[0], 1)) },
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "optional", get: |vm, feature| Ok(part(vm, feature, 0)), set: Some(readonly) },
    Attribute { name: "mandatory", get: |vm, feature| Ok(part(vm, feature, 1)), set: Some(readonly) },
    Attribute { name: "compiler_flag", get: |vm, feature| Ok(part(vm, feature, 2)), set: Some(readonly) },
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("__future__");
    vm.define_type::<Feature>("__future__._Feature", METHODS, ATTRIBUTES);
    let mut names = Vec::new();
    for (name, optional, mandatory, flag) in FEATURES {
        let (optional, mandatory) = (release(vm, optional), mandatory.as_ref().map_or(Value::NONE, |at| release(vm, at)));
        let feature = vm.new_opaque(Feature([optional, mandatory, Value::size(*flag as usize)]));
        vm.module_set(&module, name, feature);
        names.push(vm.str(name));
    }
    let all = vm.list(names.clone());
    vm.module_set(&module, "all_feature_names", all);
    names.insert(0, vm.str("all_feature_names"));
    let all = vm.list(names);
    vm.module_set(&module, "__all__", all);
    module
}

/// As `sys.version_info` has it; there is no third digit.
fn release(vm: &mut Vm, (major, minor, level, serial): &Release) -> Value {
    let level = vm.str(level);
    vm.tuple([Value::size(*major), Value::size(*minor), Value::size(0), level, Value::size(*serial)])
}

fn part(vm: &Vm, feature: &Value, index: usize) -> Value {
    feature.opaque::<Feature>(vm).map_or(Value::NONE, |feature| feature.0[index].clone())
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let parts = [0, 1, 2].map(|index| part(vm, &args[0], index));
    let parts = vm.tuple(parts);
    let text = vm.repr(&parts)?;
    Ok(vm.str(&format!("_Feature{}", vm.text(&text))))
}
