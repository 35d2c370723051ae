//! Python values as constants of a tree.

use crate::ast::{Ast, Constant, ConstantId, Text};
use crate::number::IntRef;
use crate::object::{Bytes, Complex, Set, Str, Tuple, Value};
use crate::vm::{PyResult, Raised, Vm};

/// Tuples and sets in more of them than this are refused: they would take native stack.
const DEEPEST: usize = 200;

fn invalid(vm: &mut Vm, value: &Value) -> Raised {
    let class = vm.type_of(value).name();
    vm.type_error(format!("got an invalid type in Constant: {class}"))
}

/// A value as a constant; `depth` is how many others it is in.
pub fn literal(vm: &mut Vm, ast: &mut Ast, value: &Value, depth: usize) -> PyResult<ConstantId> {
    if depth > DEEPEST {
        return Err(vm.recursion_error("maximum recursion depth exceeded during compilation"));
    }
    let class = vm.type_of(value).to_ref();
    let types = vm.types();
    let constant = match value {
        value if value.is_none() => return Ok(ConstantId::NONE),
        value if value.is(&Value::TRUE) => return Ok(ConstantId::TRUE),
        value if value.is(&Value::FALSE) => return Ok(ConstantId::FALSE),
        value if value.is(&Value::ELLIPSIS) => return Ok(ConstantId::ELLIPSIS),
        value if class.is(&types.int) => match value.as_int() {
            Some(IntRef::Small(value)) => Constant::Int(value),
            Some(IntRef::Big(value)) => Constant::BigInt(text(ast, format!("{value:#x}").as_bytes())),
            None => return Err(invalid(vm, value)),
        },
        value if class.is(&types.float) => Constant::Float(value.as_float().unwrap_or_default()),
        value if class.is(&types.tuple) => {
            let items = value.get::<Tuple>().map(|tuple| tuple.items().to_vec()).unwrap_or_default();
            Constant::Tuple(list(vm, ast, &items, depth)?)
        }
        value if class.is(&types.frozenset) && value.is_a::<Set>() => {
            let items = vm.collect(value)?;
            Constant::FrozenSet(list(vm, ast, &items, depth)?)
        }
        value => match (value.get::<Str>(), value.get::<Bytes>(), value.get::<Complex>()) {
            (Some(string), ..) if class.is(&types.str) => Constant::Str(text(ast, string.as_bytes())),
            (_, Some(bytes), _) if class.is(&types.bytes) => Constant::Bytes(text(ast, bytes.as_bytes())),
            (.., Some(complex)) if class.is(&types.complex) => {
                let [real, imaginary] = [complex.real, complex.imag].map(|part| ast.add_constant(Constant::Float(part)));
                Constant::Sum(real, imaginary)
            }
            _ => return Err(invalid(vm, value)),
        },
    };
    Ok(ast.add_constant(constant))
}

fn list(vm: &mut Vm, ast: &mut Ast, items: &[Value], depth: usize) -> PyResult<crate::ast::List<ConstantId>> {
    let mut constants = Vec::with_capacity(items.len());
    for item in items {
        constants.push(literal(vm, ast, item, depth + 1)?);
    }
    Ok(ast.new_list(&constants))
}

fn text(ast: &mut Ast, bytes: &[u8]) -> Text {
    let start = ast.text_end();
    ast.text_buffer().extend_from_slice(bytes);
    Text { start, end: ast.text_end() }
}
