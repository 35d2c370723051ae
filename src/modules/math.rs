//! `math`.

use crate::builtins::float::real;
use crate::builtins::int_convert::expect_int;
use crate::builtins::text::class_name;
use crate::bytecode::BinaryOperator;
use crate::number::combinatorics::{combinations, factorial, permutations};
use crate::number::sums::{Products, Sum, length};
use crate::number::{Int, IntRef, convert, gamma, roots};
use crate::object::{Module, Ref, Special, Tuple, Type, Value};
use crate::text::repr;
use crate::vm::{Native, PyResult, Raised, Vm};

pub const FUNCTIONS: &[Native] = &[
    Native {
        name: "acos",
        signature: "(x, /)",
        function: |vm, args| of_one(vm, args, f64::acos, false, "expected a number in range from -1 up to 1, got "),
    },
    Native {
        name: "acosh",
        signature: "(x, /)",
        function: |vm, args| of_one(vm, args, libm::acosh, false, "expected argument value not less than 1, got "),
    },
    Native {
        name: "asin",
        signature: "(x, /)",
        function: |vm, args| of_one(vm, args, f64::asin, false, "expected a number in range from -1 up to 1, got "),
    },
    Native { name: "asinh", signature: "(x, /)", function: |vm, args| of_one(vm, args, libm::asinh, false, "") },
    Native { name: "atan", signature: "(x, /)", function: |vm, args| of_one(vm, args, f64::atan, false, "") },
    Native { name: "atan2", signature: "(y, x, /)", function: |vm, args| of_two(vm, args, f64::atan2, false) },
    Native {
        name: "atanh",
        signature: "(x, /)",
        function: |vm, args| of_one(vm, args, libm::atanh, false, "expected a number between -1 and 1, got "),
    },
    Native { name: "cbrt", signature: "(x, /)", function: |vm, args| of_one(vm, args, f64::cbrt, false, "") },
    Native { name: "ceil", signature: "(x, /)", function: |vm, args| rounded(vm, &args[0], Special::Ceil, f64::ceil) },
    Native { name: "comb", signature: "(n, k, /)", function: comb },
    Native { name: "copysign", signature: "(x, y, /)", function: |vm, args| of_two(vm, args, f64::copysign, false) },
    Native {
        name: "cos",
        signature: "(x, /)",
        function: |vm, args| of_one(vm, args, f64::cos, false, "expected a finite input, got "),
    },
    Native { name: "cosh", signature: "(x, /)", function: |vm, args| of_one(vm, args, f64::cosh, true, "") },
    Native {
        name: "degrees",
        signature: "(x, /)",
        function: |vm, args| result(vm, |vm| Ok(real(vm, &args[0])? * (180.0 / std::f64::consts::PI))),
    },
    Native { name: "dist", signature: "(p, q, /)", function: dist },
    Native { name: "erf", signature: "(x, /)", function: |vm, args| of_one(vm, args, libm::erf, false, "") },
    Native { name: "erfc", signature: "(x, /)", function: |vm, args| of_one(vm, args, libm::erfc, false, "") },
    Native { name: "exp", signature: "(x, /)", function: |vm, args| of_one(vm, args, f64::exp, true, "") },
    Native { name: "exp2", signature: "(x, /)", function: |vm, args| of_one(vm, args, f64::exp2, true, "") },
    Native { name: "expm1", signature: "(x, /)", function: |vm, args| of_one(vm, args, f64::exp_m1, true, "") },
    Native { name: "fabs", signature: "(x, /)", function: |vm, args| of_one(vm, args, f64::abs, false, "") },
    Native { name: "factorial", signature: "(n, /)", function: factorial_function },
    Native { name: "floor", signature: "(x, /)", function: |vm, args| rounded(vm, &args[0], Special::Floor, f64::floor) },
    Native { name: "fma", signature: "(x, y, z, /)", function: fma },
    Native { name: "fmod", signature: "(x, y, /)", function: |vm, args| of_two(vm, args, |x, y| x % y, false) },
    Native { name: "frexp", signature: "(x, /)", function: frexp },
    Native { name: "fsum", signature: "(seq, /)", function: fsum },
    Native {
        name: "gamma",
        signature: "(x, /)",
        function: |vm, args| of_one(vm, args, gamma::gamma, true, "expected a noninteger or positive integer, got "),
    },
    Native { name: "gcd", signature: "(*integers)", function: |vm, args| fold(vm, args, 0, roots::gcd) },
    Native { name: "hypot", signature: "(*coordinates)", function: hypot },
    Native { name: "isclose", signature: "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", function: isclose },
    Native { name: "isfinite", signature: "(x, /)", function: |vm, args| Ok(Value::bool(real(vm, &args[0])?.is_finite())) },
    Native { name: "isinf", signature: "(x, /)", function: |vm, args| Ok(Value::bool(real(vm, &args[0])?.is_infinite())) },
    Native { name: "isnan", signature: "(x, /)", function: |vm, args| Ok(Value::bool(real(vm, &args[0])?.is_nan())) },
    Native { name: "isqrt", signature: "(n, /)", function: isqrt },
    Native { name: "lcm", signature: "(*integers)", function: |vm, args| fold(vm, args, 1, roots::lcm) },
    Native { name: "ldexp", signature: "(x, i, /)", function: ldexp },
    Native {
        name: "lgamma",
        signature: "(x, /)",
        function: |vm, args| of_one(vm, args, gamma::ln_gamma, true, "expected a noninteger or positive integer, got "),
    },
    Native { name: "log", signature: "(x, base=<missing>, /)", function: log },
    Native { name: "log10", signature: "(x, /)", function: |vm, args| result(vm, |vm| logarithm(vm, &args[0], f64::log10)) },
    Native {
        name: "log1p",
        signature: "(x, /)",
        function: |vm, args| of_one(vm, args, f64::ln_1p, false, "expected argument value > -1, got "),
    },
    Native { name: "log2", signature: "(x, /)", function: |vm, args| result(vm, |vm| logarithm(vm, &args[0], f64::log2)) },
    Native { name: "modf", signature: "(x, /)", function: modf },
    Native { name: "nextafter", signature: "(x, y, /, *, steps=None)", function: nextafter },
    Native { name: "perm", signature: "(n, k=None, /)", function: perm },
    Native { name: "pow", signature: "(x, y, /)", function: |vm, args| of_two(vm, args, f64::powf, true) },
    Native { name: "prod", signature: "(iterable, /, *, start=1)", function: prod },
    Native {
        name: "radians",
        signature: "(x, /)",
        function: |vm, args| of_one(vm, args, |x| x * (std::f64::consts::PI / 180.0), false, ""),
    },
    Native { name: "remainder", signature: "(x, y, /)", function: |vm, args| of_two(vm, args, libm::remainder, false) },
    Native {
        name: "sin",
        signature: "(x, /)",
        function: |vm, args| of_one(vm, args, f64::sin, false, "expected a finite input, got "),
    },
    Native { name: "sinh", signature: "(x, /)", function: |vm, args| of_one(vm, args, f64::sinh, true, "") },
    Native {
        name: "sqrt",
        signature: "(x, /)",
        function: |vm, args| of_one(vm, args, f64::sqrt, false, "expected a nonnegative input, got "),
    },
    Native { name: "sumprod", signature: "(p, q, /)", function: sumprod },
    Native {
        name: "tan",
        signature: "(x, /)",
        function: |vm, args| of_one(vm, args, f64::tan, false, "expected a finite input, got "),
    },
    Native { name: "tanh", signature: "(x, /)", function: |vm, args| of_one(vm, args, f64::tanh, false, "") },
    Native { name: "trunc", signature: "(x, /)", function: trunc },
    Native { name: "ulp", signature: "(x, /)", function: ulp },
];

/// Makes the module.
pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("math");
    vm.add_functions(&module, FUNCTIONS);
    let constants = [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, value) in constants {
        let value = vm.float(value);
        vm.module_set(&module, name, value);
    }
    module
}

#[cold]
pub fn domain_error(vm: &mut Vm) -> Raised {
    vm.value_error("math domain error")
}

#[cold]
pub fn range_error(vm: &mut Vm) -> Raised {
    vm.overflow_error("math range error")
}

/// An error about an argument; `words` end where its repr goes.
#[cold]
fn bad_input(vm: &mut Vm, words: &str, x: f64) -> Raised {
    if words.is_empty() {
        return domain_error(vm);
    }
    let mut message = words.to_string();
    repr::float(x, &mut message);
    vm.value_error(message)
}

fn result(vm: &mut Vm, compute: impl FnOnce(&mut Vm) -> PyResult<f64>) -> PyResult {
    let value = compute(vm)?;
    Ok(vm.float(value))
}

/// A function of one float. What is no number but comes of one is out of its domain; an infinity that comes of a finite
/// number is too, unless the function can overflow.
fn of_one(vm: &mut Vm, args: &[Value], function: fn(f64) -> f64, overflows: bool, words: &str) -> PyResult {
    let x = real(vm, &args[0])?;
    let value = function(x);
    if value.is_nan() && !x.is_nan() {
        return Err(bad_input(vm, words, x));
    }
    if value.is_infinite() && x.is_finite() {
        return Err(if overflows { range_error(vm) } else { bad_input(vm, words, x) });
    }
    Ok(vm.float(value))
}

fn of_two(vm: &mut Vm, args: &[Value], function: fn(f64, f64) -> f64, overflows: bool) -> PyResult {
    let (x, y) = (real(vm, &args[0])?, real(vm, &args[1])?);
    let value = function(x, y);
    if value.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm));
    }
    if value.is_infinite() && x.is_finite() && y.is_finite() {
        // A power of zero is infinite, any other too large.
        return Err(if overflows && x != 0.0 { range_error(vm) } else { domain_error(vm) });
    }
    Ok(vm.float(value))
}

/// `floor` and `ceil`: by the special method, else of the float that the value stands for.
fn rounded(vm: &mut Vm, x: &Value, special: Special, function: fn(f64) -> f64) -> PyResult {
    if x.as_inline_float().is_none()
        && let Some(result) = vm.try_special(x, special, &[])?
    {
        return Ok(result);
    }
    match convert::int_from_float(function(real(vm, x)?)) {
        Ok(value) => Ok(vm.integer(value)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn trunc(vm: &mut Vm, args: &[Value]) -> PyResult {
    match vm.try_special(&args[0], Special::Trunc, &[])? {
        Some(result) => Ok(result),
        None => {
            let class = class_name(vm, &args[0]);
            Err(vm.type_error(format!("type {class} doesn't define __trunc__ method")))
        }
    }
}

/// A logarithm of a float, or of an int of any size.
fn logarithm(vm: &mut Vm, x: &Value, function: fn(f64) -> f64) -> PyResult<f64> {
    if let Some(int) = x.as_int() {
        if int.is_negative() || int.is_zero() {
            return Err(vm.value_error("expected a positive input"));
        }
        return Ok(match convert::float_from_int(int) {
            Ok(value) => function(value),
            Err(_) => {
                // Too large for a float: as a fraction and a power of two.
                let bits = int.bit_length();
                let leading = u64::try_from(int.magnitude() >> (bits - 64)).unwrap_or(u64::MAX);
                let fraction = convert::scale(leading as f64, -64);
                function(fraction) + function(2.0) * bits as f64
            }
        });
    }
    let value = real(vm, x)?;
    match value > 0.0 || value.is_nan() {
        true => Ok(function(value)),
        false => Err(bad_input(vm, "expected a positive input, got ", value)),
    }
}

fn log(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = logarithm(vm, &args[0], f64::ln)?;
    let Some(base) = args[1].given() else { return Ok(vm.float(value)) };
    let base = logarithm(vm, base, f64::ln)?;
    if base == 0.0 {
        return Err(vm.zero_division("division by zero"));
    }
    Ok(vm.float(value / base))
}

fn fold(
    vm: &mut Vm,
    args: &[Value],
    start: i64,
    function: fn(IntRef, IntRef, crate::number::Interrupt) -> crate::number::Result<Int>,
) -> PyResult {
    let mut all = Int::Small(start);
    for (index, value) in args.iter().enumerate() {
        let value = vm.index(value)?;
        let value = expect_int(vm, &value)?;
        let before = if index == 0 { value } else { all.as_ref() };
        all = function(before, value, vm.interrupt()).map_err(|error| vm.number_error(error))?;
    }
    Ok(vm.integer(all))
}

fn factorial_function(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = vm.index(&args[0])?;
    let n = expect_int(vm, &n)?;
    if n.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let Some(n) = n.to_i64() else {
        return Err(vm.overflow_error(format!("factorial() argument should not exceed {}", i64::MAX)));
    };
    match factorial(n as u64, vm.interrupt()) {
        Ok(value) => Ok(vm.integer(value)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn comb(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (n, k) = (vm.index(&args[0])?, vm.index(&args[1])?);
    let (n, k) = (expect_int(vm, &n)?, expect_int(vm, &k)?);
    match combinations(n, k, vm.interrupt()) {
        Ok(value) => Ok(vm.integer(value)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn perm(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].is_null() || args[1].is_none() {
        return factorial_function(vm, args);
    }
    let (n, k) = (vm.index(&args[0])?, vm.index(&args[1])?);
    let (n, k) = (expect_int(vm, &n)?, expect_int(vm, &k)?);
    match permutations(n, k, vm.interrupt()) {
        Ok(value) => Ok(vm.integer(value)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn isqrt(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = vm.index(&args[0])?;
    let n = expect_int(vm, &n)?;
    match roots::isqrt(n, vm.interrupt()) {
        Ok(value) => Ok(vm.integer(value)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn fma(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (x, y, z) = (real(vm, &args[0])?, real(vm, &args[1])?, real(vm, &args[2])?);
    let value = x.mul_add(y, z);
    if value.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if value.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    Ok(vm.float(value))
}

fn frexp(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, &args[0])?;
    let (mantissa, exponent) = if x == 0.0 || !x.is_finite() { (x, 0) } else { libm::frexp(x) };
    let pair = [vm.float(mantissa), vm.int(exponent.into())];
    Ok(vm.tuple(pair))
}

fn ldexp(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, &args[0])?;
    let Some(exponent) = args[1].as_int() else {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    };
    let most = if exponent.is_negative() { i64::MIN } else { i64::MAX };
    let exponent = exponent.to_i64().unwrap_or(most).clamp(-10_000, 10_000) as i32;
    let value = if x == 0.0 || !x.is_finite() { x } else { libm::ldexp(x, exponent) };
    if value.is_infinite() && x.is_finite() {
        return Err(range_error(vm));
    }
    Ok(vm.float(value))
}

fn modf(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, &args[0])?;
    let fraction = if x.is_infinite() { 0.0 } else { x - x.trunc() };
    let pair = [vm.float(fraction.copysign(x)), vm.float(x.trunc())];
    Ok(vm.tuple(pair))
}

fn nextafter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (x, y) = (real(vm, &args[0])?, real(vm, &args[1])?);
    let steps = match args[2].is_null() || args[2].is_none() {
        true => 1,
        false => {
            let steps = vm.index(&args[2])?;
            let steps = expect_int(vm, &steps)?;
            if steps.is_negative() {
                return Err(vm.value_error("steps must be a non-negative integer"));
            }
            steps.to_i64().map_or(u64::MAX, |steps| steps as u64)
        }
    };
    if x.is_nan() || y.is_nan() {
        return Ok(vm.float(if x.is_nan() { x } else { y }));
    }
    if steps == 0 {
        return Ok(vm.float(x));
    }
    // Floats in their order are integers in theirs.
    let order = |x: f64| match x.to_bits() as i64 {
        bits if bits < 0 => i64::MIN - bits,
        bits => bits,
    };
    let (from, to) = (i128::from(order(x)), i128::from(order(y)));
    let reached = if from < to { to.min(from + i128::from(steps)) } else { to.max(from - i128::from(steps)) };
    // From a number to a zero, a single step keeps the sign; steps that are counted end at the zero that was given.
    if reached == 0 && from != 0 && (reached != to || args[2].is_null() || args[2].is_none()) {
        return Ok(vm.float(0f64.copysign(x)));
    }
    if reached == to {
        return Ok(vm.float(y));
    }
    let bits = if reached < 0 { i64::MIN - reached as i64 } else { reached as i64 };
    Ok(vm.float(f64::from_bits(bits as u64)))
}

fn ulp(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, &args[0])?.abs();
    let value = match x {
        x if !x.is_finite() => x,
        f64::MAX => x - x.next_down(),
        x => x.next_up() - x,
    };
    Ok(vm.float(value))
}

fn isclose(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (a, b) = (real(vm, &args[0])?, real(vm, &args[1])?);
    let relative = if args[2].is_null() { 1e-9 } else { real(vm, &args[2])? };
    let absolute = if args[3].is_null() { 0.0 } else { real(vm, &args[3])? };
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a == b || a.is_infinite() || b.is_infinite() {
        return Ok(Value::bool(a == b));
    }
    let difference = (b - a).abs();
    let is_close = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::bool(is_close))
}

fn fsum(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[0])?;
    let mut sum = Sum::default();
    while let Some(item) = vm.next(&iterator)? {
        let item = real(vm, &item)?;
        sum.add(item).map_err(|error| vm.number_error(error))?;
    }
    match sum.total() {
        Ok(total) => Ok(vm.float(total)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn hypot(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut values = Vec::with_capacity(args.len());
    for value in args {
        values.push(real(vm, value)?);
    }
    Ok(vm.float(length(&values)))
}

fn dist(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (p, q) = (point(vm, &args[0])?, point(vm, &args[1])?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut values = Vec::with_capacity(p.len());
    for (p, q) in p.iter().zip(&q) {
        values.push(real(vm, p)? - real(vm, q)?);
    }
    Ok(vm.float(length(&values)))
}

fn point(vm: &mut Vm, value: &Value) -> PyResult<Vec<Value>> {
    match value.get::<Tuple>() {
        Some(tuple) => Ok(tuple.items().to_vec()),
        None => vm.collect(value),
    }
}

fn prod(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[0])?;
    let mut product = if args[1].is_null() { vm.int(1) } else { args[1].clone() };
    while let Some(item) = vm.next(&iterator)? {
        product = vm.binary(BinaryOperator::Multiply, &product, &item)?;
    }
    Ok(product)
}

fn sumprod(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (p, q) = (vm.collect(&args[0])?, vm.collect(&args[1])?);
    if p.len() != q.len() {
        return Err(vm.value_error("Inputs are not the same length"));
    }
    let is = |vm: &Vm, value: &Value, class: &Ref<Type>| vm.type_of(value).is(class);
    let (int, float) = (vm.types().int.clone(), vm.types().float.clone());
    let pairs: Vec<(&Value, &Value)> = p.iter().zip(&q).collect();
    // Integers first, then floats (with integers among them): each as exact as they can be.
    let ints = pairs.iter().take_while(|(a, b)| is(vm, a, &int) && is(vm, b, &int)).count();
    let mut total = add_products(vm, Value::size(0), &pairs[..ints])?;
    let mut floats = Products::default();
    let mut done = ints;
    for (a, b) in &pairs[ints..] {
        let has_float = is(vm, a, &float) || is(vm, b, &float);
        let number = |vm: &Vm, value: &Value| match is(vm, value, &float) {
            true => value.as_float(),
            false if is(vm, value, &int) || is(vm, value, &vm.types().bool) => convert::float_from_int(value.as_int()?).ok(),
            false => None,
        };
        let known = number(vm, a).zip(number(vm, b)).filter(|_| has_float);
        if known.is_none_or(|(a, b)| !floats.add(a, b)) {
            break;
        }
        done += 1;
    }
    if done > ints {
        let floats = vm.float(floats.total());
        total = vm.binary(BinaryOperator::Add, &total, &floats)?;
    }
    add_products(vm, total, &pairs[done..])
}

fn add_products(vm: &mut Vm, total: Value, pairs: &[(&Value, &Value)]) -> PyResult {
    let mut total = total;
    for (a, b) in pairs {
        let product = vm.binary(BinaryOperator::Multiply, a, b)?;
        total = vm.binary(BinaryOperator::Add, &total, &product)?;
    }
    Ok(total)
}
