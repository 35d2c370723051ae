//! Python values as literals of a tree.

use crate::ast::{Ast, Constant, ConstantId, Expr, ExprContext, Id, Name, Operator, Text, UnaryOperator};
use crate::number::IntRef;
use crate::object::{Bytes, Complex, Str, Tuple, Value};
use crate::source::Span;
use crate::vm::{PyResult, Raised, Vm};

/// Tuples deeper than this are no literals.
const DEEPEST: usize = 200;

fn invalid(vm: &mut Vm, value: &Value) -> Raised {
    let class = vm.type_of(value).name();
    vm.type_error(format!("got an invalid type in Constant: {class}"))
}

/// A value as the literal that a program's text may have for it.
pub fn literal(vm: &mut Vm, ast: &mut Ast, value: &Value) -> PyResult<ConstantId> {
    let class = vm.type_of(value).to_ref();
    let constant = match value {
        value if value.is_none() => return Ok(ConstantId::NONE),
        value if value.is(&Value::TRUE) => return Ok(ConstantId::TRUE),
        value if value.is(&Value::FALSE) => return Ok(ConstantId::FALSE),
        value if value.is(&Value::ELLIPSIS) => return Ok(ConstantId::ELLIPSIS),
        value if class.is(&vm.types().int) => match value.as_int() {
            Some(IntRef::Small(value)) => Constant::Int(value),
            Some(IntRef::Big(value)) => {
                let digits = format!("{:#x}", value.magnitude());
                Constant::BigInt(text(ast, digits.as_bytes()))
            }
            None => return Err(invalid(vm, value)),
        },
        value if class.is(&vm.types().float) => Constant::Float(value.as_float().unwrap_or_default()),
        value => match (value.get::<Str>(), value.get::<Bytes>(), value.get::<Complex>()) {
            (Some(string), ..) if class.is(&vm.types().str) => Constant::Str(text(ast, string.as_bytes())),
            (_, Some(bytes), _) if class.is(&vm.types().bytes) => Constant::Bytes(text(ast, bytes.as_bytes())),
            (.., Some(complex)) if class.is(&vm.types().complex) => Constant::Complex(complex.imag),
            _ => return Err(invalid(vm, value)),
        },
    };
    Ok(ast.add_constant(constant))
}

fn text(ast: &mut Ast, bytes: &[u8]) -> Text {
    let start = ast.text_end();
    ast.text_buffer().extend_from_slice(bytes);
    Text { start, end: ast.text_end() }
}

/// A value as an expression: a literal, or what such are put together by, which the code generator takes together again.
pub fn expression(
    vm: &mut Vm,
    ast: &mut Ast,
    value: &Value,
    kind: Option<Name>,
    span: Span,
    depth: usize,
) -> PyResult<Id<Expr>> {
    if depth > DEEPEST {
        return Err(vm.recursion_error("maximum recursion depth exceeded during compilation"));
    }
    if let Some(tuple) = value.get::<Tuple>().filter(|_| vm.type_of(value).is(&vm.types().tuple)) {
        let mut items = Vec::with_capacity(tuple.items().len());
        for item in tuple.items() {
            items.push(expression(vm, ast, item, None, span, depth + 1)?);
        }
        let items = ast.new_list(&items);
        return Ok(place(ast, span, |ast| ast.tuple(0, items, ExprContext::Load, 0)));
    }
    let constant = literal(vm, ast, value)?;
    let literal = place(ast, span, |ast| ast.constant(0, constant, kind, 0));
    if let Some(IntRef::Big(int)) = value.as_int()
        && int.sign() == num_bigint::Sign::Minus
    {
        return Ok(place(ast, span, |ast| ast.unary_op(0, UnaryOperator::USub, literal, 0)));
    }
    match value.get::<Complex>() {
        Some(complex) if complex.real != 0.0 => {
            let real = ast.add_constant(Constant::Float(complex.real));
            let real = place(ast, span, |ast| ast.constant(0, real, None, 0));
            Ok(place(ast, span, |ast| ast.bin_op(0, real, Operator::Add, literal, 0)))
        }
        _ => Ok(literal),
    }
}

fn place(ast: &mut Ast, span: Span, make: impl FnOnce(&mut Ast) -> Id<Expr>) -> Id<Expr> {
    let expr = make(ast);
    ast.set_span(expr, span);
    expr
}
