//! `_sre`: regular expressions, as the library's `re` compiles them. The machine that runs them is a crate's; here is what Python
//! sees of it: patterns, matches, templates.

mod matches;
mod pattern;
mod replace;
mod run;

use crate::object::{Module, Ref, Value, type_flag};
use crate::vm::{Native, PyResult, Vm};
use rustpython_sre_engine as engine;

const FUNCTIONS: &[Native] = &[
    Native {
        name: "compile",
        signature: "(pattern, flags, code, groups, groupindex, indexgroup)",
        function: pattern::compile,
    },
    Native { name: "template", signature: "(pattern, template, /)", function: replace::template },
    Native { name: "getcodesize", signature: "()", function: |_, _| Ok(Value::size(engine::CODESIZE)) },
    Native { name: "ascii_iscased", signature: "(character, /)", function: ascii_iscased },
    Native { name: "unicode_iscased", signature: "(character, /)", function: unicode_iscased },
    Native { name: "ascii_tolower", signature: "(character, /)", function: ascii_tolower },
    Native { name: "unicode_tolower", signature: "(character, /)", function: unicode_tolower },
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_sre");
    vm.add_functions(&module, FUNCTIONS);
    for (name, value) in [
        ("MAGIC", engine::SRE_MAGIC),
        ("CODESIZE", engine::CODESIZE),
        ("MAXREPEAT", engine::MAXREPEAT),
        ("MAXGROUPS", engine::MAXGROUPS),
    ] {
        vm.module_set(&module, name, Value::size(value));
    }
    let pattern = vm.define_type::<pattern::Pattern>("re.Pattern", pattern::METHODS, pattern::ATTRIBUTES);
    pattern.set_flag(type_flag::WEAKREF, true);
    let found = vm.define_type::<matches::Match>("re.Match", matches::METHODS, matches::ATTRIBUTES);
    vm.define_type::<replace::Template>("_sre.SRE_Template", &[], &[]);
    vm.define_type::<pattern::Scanner>("_sre.SRE_Scanner", pattern::SCANNER, pattern::SCANNER_ATTRIBUTES);
    for class in [pattern, found] {
        class.set_flag(type_flag::NO_NEW, true);
        class.changed(vm);
    }
    module
}

/// The code point that a function of characters is given.
fn character(vm: &mut Vm, args: &[Value]) -> PyResult<u32> {
    let point = vm.index_i64(&args[0])?;
    u32::try_from(point)
        .map_err(|_| vm.raise(crate::vm::ExceptionKind::OverflowError, "signed integer is greater than maximum"))
}

fn ascii_iscased(vm: &mut Vm, args: &[Value]) -> PyResult {
    let point = character(vm, args)?;
    Ok(Value::bool(u8::try_from(point).is_ok_and(|byte| byte.is_ascii_alphabetic())))
}

fn unicode_iscased(vm: &mut Vm, args: &[Value]) -> PyResult {
    let point = character(vm, args)?;
    // A character whose other case is several counts as well.
    let several = char::from_u32(point).is_some_and(|c| c.to_uppercase().len() > 1);
    Ok(Value::bool(
        several || engine::string::lower_unicode(point) != point || engine::string::upper_unicode(point) != point,
    ))
}

fn ascii_tolower(vm: &mut Vm, args: &[Value]) -> PyResult {
    let point = character(vm, args)?;
    Ok(Value::size(engine::string::lower_ascii(point) as usize))
}

fn unicode_tolower(vm: &mut Vm, args: &[Value]) -> PyResult {
    let point = character(vm, args)?;
    Ok(Value::size(engine::string::lower_unicode(point) as usize))
}
