//! `_opcode` and `_opcode_metadata`: the instructions as `opcode` and `dis` want them. The numbers are hyaline's own, so that these
//! show its code.

use crate::bytecode::{BinaryOperator, Intrinsic1, Intrinsic2, Opcode, Operand, SpecialMethod};
use crate::object::{Module, Ref, Value};
use crate::vm::{Native, PyResult, Vm};

const FUNCTIONS: &[Native] = &[
    Native { name: "stack_effect", signature: "(opcode, oparg=None, /, *, jump=None)", function: stack_effect },
    Native { name: "is_valid", signature: "(opcode)", function: |vm, args| is(vm, args, |_| true) },
    Native { name: "has_arg", signature: "(opcode)", function: |vm, args| is(vm, args, |operand| operand != Operand::None) },
    Native {
        name: "has_const",
        signature: "(opcode)",
        function: |vm, args| is(vm, args, |operand| operand == Operand::Const),
    },
    Native { name: "has_name", signature: "(opcode)", function: |vm, args| is(vm, args, is_name) },
    Native {
        name: "has_jump",
        signature: "(opcode)",
        function: |vm, args| {
            is(vm, args, |operand| matches!(operand, Operand::Forward | Operand::Backward | Operand::Sender))
        },
    },
    Native {
        name: "has_free",
        signature: "(opcode)",
        function: |vm, args| is(vm, args, |operand| operand == Operand::Cell),
    },
    Native {
        name: "has_local",
        signature: "(opcode)",
        function: |vm, args| is(vm, args, |operand| matches!(operand, Operand::Local | Operand::Locals)),
    },
    // Handlers are found in tables.
    Native { name: "has_exc", signature: "(opcode)", function: |vm, args| is(vm, args, |_| false) },
    Native { name: "get_executor", signature: "(*, code, offset)", function: |_, _| Ok(Value::NONE) },
    Native { name: "get_specialization_stats", signature: "()", function: |_, _| Ok(Value::NONE) },
    Native { name: "get_nb_ops", signature: "()", function: binary_operators },
    Native {
        name: "get_intrinsic1_descs",
        signature: "()",
        function: |vm, _| {
            Ok(texts(vm, &["INTRINSIC_1_INVALID"], 1, |number| Intrinsic1::decode(number).map(Intrinsic1::text)))
        },
    },
    Native {
        name: "get_intrinsic2_descs",
        signature: "()",
        function: |vm, _| {
            Ok(texts(vm, &["INTRINSIC_2_INVALID"], 1, |number| Intrinsic2::decode(number).map(Intrinsic2::text)))
        },
    },
    Native {
        name: "get_special_method_names",
        signature: "()",
        function: |vm, _| Ok(texts(vm, &[], 0, |number| SpecialMethod::decode(number).map(SpecialMethod::text))),
    },
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_opcode");
    vm.add_functions(&module, FUNCTIONS);
    module
}

/// CPython's names for what `BINARY_OP` does, without the prefix.
const BINARY: [&str; 13] = [
    "ADD",
    "AND",
    "FLOOR_DIVIDE",
    "LSHIFT",
    "MATRIX_MULTIPLY",
    "MULTIPLY",
    "REMAINDER",
    "OR",
    "POWER",
    "RSHIFT",
    "SUBTRACT",
    "TRUE_DIVIDE",
    "XOR",
];

pub fn make_metadata(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_opcode_metadata");
    let numbers = vm.new_dict();
    // CPython's compiled traces; no code holds it.
    let names = Opcode::ALL.iter().map(|opcode| opcode.name()).chain(["ENTER_EXECUTOR"]);
    for (number, name) in names.enumerate() {
        let name = vm.intern(name);
        drop(numbers.insert_str(&name, Value::size(number), vm));
    }
    let first = Opcode::ALL.iter().position(|opcode| opcode.operand() != Operand::None);
    let empty = [vm.new_dict(), vm.new_dict()].map(Ref::into_value);
    let [specializations, specialized] = empty;
    for (name, value) in [
        ("_specializations", specializations),
        ("_specialized_opmap", specialized),
        ("opmap", numbers.into_value()),
        ("HAVE_ARGUMENT", Value::size(first.unwrap_or_default())),
        ("MIN_INSTRUMENTED_OPCODE", Value::size(usize::from(u8::MAX))),
    ] {
        vm.module_set(&module, name, value);
    }
    module
}

fn opcode(vm: &mut Vm, value: &Value) -> PyResult<Option<Opcode>> {
    let number = vm.index_i64(value)?;
    Ok(u8::try_from(number).ok().and_then(Opcode::from_byte))
}

fn is(vm: &mut Vm, args: &[Value], has: fn(Operand) -> bool) -> PyResult {
    let opcode = opcode(vm, &args[0])?;
    Ok(Value::bool(opcode.is_some_and(|opcode| has(opcode.operand()))))
}

fn is_name(operand: Operand) -> bool {
    matches!(operand, Operand::Name | Operand::Global | Operand::Attribute | Operand::Super)
}

fn stack_effect(vm: &mut Vm, args: &[Value]) -> PyResult {
    let opcode = opcode(vm, &args[0])?;
    let operand = if args[1].is_null() || args[1].is_none() { 0 } else { vm.index_i64(&args[1])? };
    if !(args[2].is_null() || args[2].is_none() || args[2].is(&Value::TRUE) || args[2].is(&Value::FALSE)) {
        return Err(vm.value_error("stack_effect: jump must be False, True or None"));
    }
    match (opcode, u32::try_from(operand)) {
        (Some(opcode), Ok(operand)) => {
            let (pushed, popped) = (opcode.pushes().with(operand), opcode.pops().with(operand));
            Ok(vm.int(pushed as i64 - popped as i64))
        }
        _ => Err(vm.value_error("invalid opcode or oparg")),
    }
}

/// Texts by number, behind those of numbers without meaning.
fn texts(vm: &mut Vm, before: &[&str], first: u32, text: fn(u32) -> Option<&'static str>) -> Value {
    let all = before.iter().copied().chain((first..).map_while(text));
    let all = all.map(|text| vm.str(text)).collect();
    vm.list(all)
}

fn binary_operators(vm: &mut Vm, _: &[Value]) -> PyResult {
    let plain = BINARY.iter().map(|name| format!("NB_{name}"));
    let inplace = BINARY.iter().map(|name| format!("NB_INPLACE_{name}"));
    let names: Vec<String> = plain.chain(inplace).chain(["NB_SUBSCR".into()]).collect();
    let texts = (0..).map_while(|number| BinaryOperator::decode(number).map(BinaryOperator::text));
    let pairs = names.iter().zip(texts).map(|(name, text)| {
        let pair = [vm.str(name), vm.str(text)];
        vm.tuple(pair)
    });
    let pairs = pairs.collect();
    Ok(vm.list(pairs))
}
