//! Operators on values of any type: numbers at once, others by their special methods, reflected ones included.

use super::Vm;
use super::native::{NativeFn, NativeObject};
use super::raised::{PyResult, Raised};
use crate::bytecode::BinaryOperator;
use crate::number::{Int, complex};
use crate::object::{Complex, Kind, Special, Value, type_flag};

/// An operator and its special methods.
#[derive(Clone, Copy, Debug)]
pub struct BinaryOp {
    pub forward: Special,
    pub reflected: Special,
    pub inplace: Special,
    /// As messages have it.
    pub symbol: &'static str,
}

const fn op(forward: Special, reflected: Special, inplace: Special, symbol: &'static str) -> BinaryOp {
    BinaryOp { forward, reflected, inplace, symbol }
}

/// In the order of [`BinaryOperator`], those of augmented assignment left out.
const OPERATORS: [BinaryOp; 13] = [
    op(Special::Add, Special::RAdd, Special::IAdd, "+"),
    op(Special::And, Special::RAnd, Special::IAnd, "&"),
    op(Special::FloorDiv, Special::RFloorDiv, Special::IFloorDiv, "//"),
    op(Special::LShift, Special::RLShift, Special::ILShift, "<<"),
    op(Special::MatMul, Special::RMatMul, Special::IMatMul, "@"),
    op(Special::Mul, Special::RMul, Special::IMul, "*"),
    op(Special::Mod, Special::RMod, Special::IMod, "%"),
    op(Special::Or, Special::ROr, Special::IOr, "|"),
    op(Special::Pow, Special::RPow, Special::IPow, "** or pow()"),
    op(Special::RShift, Special::RRShift, Special::IRShift, ">>"),
    op(Special::Sub, Special::RSub, Special::ISub, "-"),
    op(Special::TrueDiv, Special::RTrueDiv, Special::ITrueDiv, "/"),
    op(Special::Xor, Special::RXor, Special::IXor, "^"),
];

impl Vm {
    /// `a op b`.
    pub fn binary(&mut self, operator: BinaryOperator, a: &Value, b: &Value) -> PyResult {
        match self.number_op(operator, a, b) {
            Some(result) => Ok(result),
            None => self.binary_by_methods(operator, a, b, false),
        }
    }

    /// `a op= b`: the new value of `a`.
    pub fn inplace(&mut self, operator: BinaryOperator, a: &Value, b: &Value) -> PyResult {
        match self.number_op(operator, a, b) {
            Some(result) => Ok(result),
            None => self.binary_by_methods(operator, a, b, true),
        }
    }

    /// The usual cases of numbers: both in words, and the result too or a big integer.
    #[inline]
    pub fn number_op(&mut self, operator: BinaryOperator, a: &Value, b: &Value) -> Option<Value> {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return self.int_op(operator, x, y);
        }
        let float = |value: &Value| value.as_inline_float().or_else(|| value.as_small().map(|value| value as f64));
        // Integers beyond 2⁵³ need care that the float type's methods take.
        let exact = |value: &Value| value.as_small().is_none_or(|value| value.unsigned_abs() <= 1 << 53);
        if !exact(a) || !exact(b) {
            return None;
        }
        let (x, y) = (float(a)?, float(b)?);
        let result = match operator {
            BinaryOperator::Add => x + y,
            BinaryOperator::Subtract => x - y,
            BinaryOperator::Multiply => x * y,
            BinaryOperator::TrueDivide if y != 0.0 => x / y,
            // Of two integers it is not a matter of floats.
            BinaryOperator::Power if x > 0.0 => Some(x.powf(y)).filter(|power| power.is_finite())?,
            _ => return None,
        };
        Some(self.float(result))
    }

    /// Sums and products of two complex numbers.
    fn complex_op(&mut self, operator: BinaryOperator, a: &Value, b: &Value) -> Option<Value> {
        let exact = |value: &Value| match value.get::<Complex>() {
            Some(number) if number.header().class().is(&self.types().complex) => {
                Some(complex::Operand::Complex(complex::Complex { real: number.real, imag: number.imag }))
            }
            _ => None,
        };
        let (a, b) = (exact(a)?, exact(b)?);
        let result = match operator {
            BinaryOperator::Add => complex::add(a, b),
            BinaryOperator::Subtract => complex::sub(a, b),
            BinaryOperator::Multiply => complex::mul(a, b),
            _ => return None,
        };
        Some(self.complex(result.real, result.imag))
    }

    #[inline]
    fn int_op(&mut self, operator: BinaryOperator, x: i64, y: i64) -> Option<Value> {
        Some(match operator {
            BinaryOperator::Add => self.int(x + y),
            BinaryOperator::Subtract => self.int(x - y),
            BinaryOperator::Multiply => match x.checked_mul(y) {
                Some(product) => self.int(product),
                None => self.integer(Int::from(i128::from(x) * i128::from(y))),
            },
            BinaryOperator::FloorDivide if y != 0 => self.int(floor_divide(x, y)),
            BinaryOperator::Remainder if y != 0 => self.int(floor_remainder(x, y)),
            BinaryOperator::And => self.int(x & y),
            BinaryOperator::Or => self.int(x | y),
            BinaryOperator::Xor => self.int(x ^ y),
            BinaryOperator::LeftShift if (0..62).contains(&y) => match x.checked_mul(1 << y) {
                Some(shifted) => self.int(shifted),
                None => self.integer(Int::from(i128::from(x) << y)),
            },
            BinaryOperator::RightShift if y >= 0 => self.int(x >> y.min(63)),
            BinaryOperator::TrueDivide if y != 0 && x.unsigned_abs() <= 1 << 53 && y.unsigned_abs() <= 1 << 53 => {
                self.float(x as f64 / y as f64)
            }
            BinaryOperator::Power if y >= 0 => {
                let power = u32::try_from(y).ok().and_then(|y| x.checked_pow(y))?;
                self.int(power)
            }
            _ => return None,
        })
    }

    fn binary_by_methods(&mut self, operator: BinaryOperator, a: &Value, b: &Value, inplace: bool) -> PyResult {
        if let Some(result) = self.complex_op(operator, a, b) {
            return Ok(result);
        }
        let op = OPERATORS[operator as usize];
        if inplace && let Some(result) = self.reflected_before_sequence(op, a, b)? {
            return Ok(result);
        }
        if inplace && op.forward == Special::Mul && b.as_int().is_none() {
            let method = self.type_of(a).to_ref().special(op.inplace, self);
            if method.is_some_and(|method| is_sequence_method(&method, op)) {
                self.check_repetitions(b)?;
            }
        }
        if let Some(function) = self.method_of_builtins(op, a, b, inplace) {
            if op.forward == Special::Mul && b.as_int().is_none() && is_sequence(a) {
                self.check_repetitions(b)?;
            }
            let result = function(self, &[a.clone(), b.clone()])?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if inplace
            && let Some(result) = self.try_special(a, op.inplace, std::slice::from_ref(b))?
            && !result.is_not_implemented()
        {
            return Ok(result);
        }
        match self.binary_op(op, a, b)? {
            Some(result) => Ok(result),
            None => Err(self.unsupported(op, a, b, inplace)),
        }
    }

    /// What the right operand's class says in Python of `list += value` and `list *= value`: CPython asks it before the sequence.
    fn reflected_before_sequence(&mut self, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Option<Value>> {
        let other = self.type_of(b);
        if !other.has_flag(type_flag::HEAP) || !matches!(op.forward, Special::Add | Special::Mul) {
            return Ok(None);
        }
        let other = other.to_ref();
        let inplace = self.type_of(a).to_ref().special(op.inplace, self);
        let Some(reflected) = other.special(op.reflected, self) else { return Ok(None) };
        if is_sequence_method(&reflected, op) || !inplace.is_some_and(|method| is_sequence_method(&method, op)) {
            return Ok(None);
        }
        let result = self.call_unbound(&reflected, b, std::slice::from_ref(a))?;
        Ok(Some(result).filter(|result| !result.is_not_implemented()))
    }

    /// The method in Rust that is asked first. Of two builtin values nobody can see which is, but for those of sequences, which
    /// go last.
    fn method_of_builtins(&self, op: BinaryOp, a: &Value, b: &Value, inplace: bool) -> Option<NativeFn> {
        let alone = !inplace || self.native_special(a, op.inplace, 2).is_none();
        let class = self.type_of(b);
        // One may be derived from the other, as `defaultdict` is from `dict`.
        let is_related = self.type_of(a).kind == class.kind;
        let first = self.type_of(a).is(class) || !class.has_flag(type_flag::HEAP) && !is_sequence(b) && !is_related;
        if alone && first { self.native_special(a, op.forward, 2) } else { None }
    }

    /// The same for an operand of `BINARY_OP`, unless more than calling it is to be done.
    pub(super) fn native_operator(&mut self, operand: u32, a: &Value, b: &Value) -> Option<NativeFn> {
        let operator = BinaryOperator::decode(operand % BinaryOperator::INPLACE)?;
        let op = OPERATORS[operator as usize];
        let repeats = op.forward == Special::Mul && (is_sequence(a) || is_sequence(b));
        let inplace = operand >= BinaryOperator::INPLACE;
        // Whatever a class has in Python for the operator in place goes first.
        let taken = inplace && self.type_of(a).to_ref().has_special(op.inplace, self);
        if repeats || taken { None } else { self.method_of_builtins(op, a, b, inplace) }
    }

    /// The special method that an operator asks the left operand for first of all, if it does.
    pub(super) fn first_asked(&mut self, operator: BinaryOperator, inplace: bool, a: &Value, b: &Value) -> Option<Special> {
        let (left, right) = (self.type_of(a).to_ref(), self.type_of(b).to_ref());
        let op = OPERATORS[operator as usize];
        let is_first = left.is(&right) || !right.is_subtype(&left, self);
        let has_other = inplace && left.has_special(op.inplace, self);
        (is_first && !has_other).then_some(op.forward)
    }

    /// What an operator of `BINARY_OP` gives whose left operand did not know.
    pub(super) fn binary_reflected(&mut self, operand: u32, a: &Value, b: &Value) -> PyResult {
        let Some(operator) = BinaryOperator::decode(operand % BinaryOperator::INPLACE) else {
            return Err(self.system_error("bad operator"));
        };
        let op = OPERATORS[operator as usize];
        let right = self.type_of(b).to_ref();
        if !self.type_of(a).is(&right)
            && let Some(method) = right.special(op.reflected, self)
        {
            if op.forward == Special::Mul && a.as_int().is_none() && is_sequence_method(&method, op) {
                self.check_repetitions(a)?;
            }
            let result = self.call_unbound(&method, b, std::slice::from_ref(a))?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        Err(self.unsupported(op, a, b, operand >= BinaryOperator::INPLACE))
    }

    /// An operator by special methods; `None` if neither operand knows what to do.
    pub fn binary_op(&mut self, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Option<Value>> {
        let (left, right) = (self.type_of(a).to_ref(), self.type_of(b).to_ref());
        let mut forward = left.special(op.forward, self);
        let mut reflected = match left.is(&right) {
            true => None,
            false => right.special(op.reflected, self),
        };
        // What CPython keeps in a sequence's slots, not a number's, is tried last: concatenation, repetition.
        let last = match (&forward, &reflected) {
            (Some(method), Some(other)) if is_sequence_method(method, op) => match is_sequence_method(other, op) {
                // Of two sequences, only the left one is asked.
                true => {
                    reflected = None;
                    None
                }
                false => forward.take(),
            },
            _ => None,
        };
        if let (Some(of_right), Some(_)) = (&reflected, &forward) {
            // A subclass goes first if it says something else than the class it comes from.
            if right.is_subtype(&left, self) && !left.special(op.reflected, self).is_some_and(|of_left| of_left.is(of_right))
            {
                let of_right = of_right.clone();
                let result = self.call_unbound(&of_right, b, std::slice::from_ref(a))?;
                if !result.is_not_implemented() {
                    return Ok(Some(result));
                }
                reflected = None;
            }
        }
        for (method, object, other) in [(forward, a, b), (reflected, b, a), (last, a, b)] {
            let Some(method) = method else { continue };
            if op.forward == Special::Mul && other.as_int().is_none() && is_sequence_method(&method, op) {
                self.check_repetitions(other)?;
            }
            let result = self.call_unbound(&method, object, std::slice::from_ref(other))?;
            if !result.is_not_implemented() {
                return Ok(Some(result));
            }
        }
        Ok(None)
    }

    /// That a sequence can be repeated so many times.
    fn check_repetitions(&mut self, times: &Value) -> PyResult<()> {
        let class = self.type_of(times).to_ref();
        if class.has_special(Special::Index, self) {
            return Ok(());
        }
        let class = class.name();
        Err(self.type_error(format!("can't multiply sequence by non-int of type '{class}'")))
    }

    #[cold]
    fn unsupported(&mut self, op: BinaryOp, a: &Value, b: &Value, inplace: bool) -> Raised {
        let (left, right) = (self.type_of(a).name(), self.type_of(b).name());
        let symbol = match (inplace, op.symbol) {
            (true, "** or pow()") => "**=".into(),
            (true, symbol) => format!("{symbol}="),
            (false, symbol) => symbol.to_string(),
        };
        // The one message with a hint, for people who come from Python 2.
        if symbol == ">>" && a.get::<NativeObject>().is_some_and(|native| native.native.name == "print") {
            let message = "unsupported operand type(s) for >>: 'builtin_function_or_method' and";
            return self
                .type_error(format!("{message} '{right}'. Did you mean \"print(<message>, file=<output_stream>)\"?"));
        }
        self.type_error(format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'"))
    }

    /// The operator behind a special method's name, for those who need all of it.
    pub fn operator(operator: BinaryOperator) -> BinaryOp {
        OPERATORS[operator as usize]
    }

    pub fn negative(&mut self, value: &Value) -> PyResult {
        match (value.as_small(), value.as_inline_float()) {
            (Some(value), _) => Ok(self.int(-value)),
            (_, Some(value)) => Ok(self.float(-value)),
            _ => self.unary(value, Special::Neg, "-"),
        }
    }

    pub fn invert(&mut self, value: &Value) -> PyResult {
        match value.as_small() {
            Some(value) => Ok(self.int(!value)),
            None => self.unary(value, Special::Invert, "~"),
        }
    }

    pub fn positive(&mut self, value: &Value) -> PyResult {
        match value.as_small().is_some() || value.as_inline_float().is_some() {
            true => Ok(value.clone()),
            false => self.unary(value, Special::Pos, "+"),
        }
    }

    fn unary(&mut self, value: &Value, special: Special, symbol: &str) -> PyResult {
        match self.try_special(value, special, &[])? {
            Some(result) => Ok(result),
            None => {
                let class = self.type_of(value).name();
                Err(self.type_error(format!("bad operand type for unary {symbol}: '{class}'")))
            }
        }
    }
}

fn is_sequence(value: &Value) -> bool {
    matches!(value.kind(), Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::Tuple | Kind::List)
        || value.header().is_some_and(|header| is_other_sequence(header.class()))
}

/// `deque` has its `+` and `*` in a sequence's slots too.
fn is_other_sequence(class: &crate::object::Type) -> bool {
    class.has_flag(type_flag::SEQUENCE) && !class.has_flag(type_flag::HEAP)
}

fn is_sequence_method(method: &Value, op: BinaryOp) -> bool {
    if !matches!(op.forward, Special::Add | Special::Mul) {
        return false;
    }
    let Some(native) = method.get::<NativeObject>() else { return false };
    let owner = native.owner.get::<crate::object::Type>();
    owner.is_some_and(|owner| {
        matches!(owner.kind, Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::Tuple | Kind::List)
            || is_other_sequence(owner)
    })
}

#[inline]
pub fn floor_divide(x: i64, y: i64) -> i64 {
    let quotient = x.wrapping_div(y);
    if x % y != 0 && (x < 0) != (y < 0) { quotient - 1 } else { quotient }
}

#[inline]
pub fn floor_remainder(x: i64, y: i64) -> i64 {
    let remainder = x % y;
    if remainder != 0 && (remainder < 0) != (y < 0) { remainder + y } else { remainder }
}
