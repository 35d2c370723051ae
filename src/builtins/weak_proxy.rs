//! Weak proxies: they behave like an object as long as others hold it.

use crate::bytecode::{BinaryOperator, Comparison};
use crate::object::{Kind, Obj, Ref, Special, Type, VTable, Value, WeakRef};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};

/// The class of proxies, of callable objects or of others: made when it is asked for first.
pub fn class(vm: &mut Vm, callable: bool) -> Ref<Type> {
    let name = if callable { "weakref.CallableProxyType" } else { "weakref.ProxyType" };
    let object = vm.types().object.clone();
    let known = object.subclasses(vm);
    if let Some(known) = known.into_iter().find(|class| class.kind == Kind::WeakRef && class.name() == name) {
        return known;
    }
    let class = vm.new_builtin_type(name, Kind::WeakRef, const { &VTable::of::<WeakRef>() }, &object);
    vm.add_methods(&class, METHODS);
    if callable {
        vm.add_methods(&class, CALL);
    }
    let hash = vm.names().__hash__.clone();
    drop(class.dict().insert_str(&hash, Value::NONE, vm));
    class.set_flag(crate::object::type_flag::NO_NEW, true);
    class.changed(vm);
    class
}

/// The object behind a proxy; other values stand for themselves.
fn real(vm: &mut Vm, value: &Value) -> PyResult {
    let is_proxy = |class: &Obj<Type>| class.name().ends_with("ProxyType");
    match value.get::<WeakRef>().filter(|weak| is_proxy(weak.header().class())) {
        None => Ok(value.clone()),
        Some(weak) => match weak.target() {
            Some(target) => Ok(target),
            None => Err(vm.raise(ExceptionKind::ReferenceError, "weakly-referenced object no longer exists")),
        },
    }
}

macro_rules! forwards {
    (binary: $($binary:literal $reflected:literal $inplace:literal $operator:ident)*; compare: $($compare:literal $comparison:ident)*;
     special: $($name:literal $signature:literal $special:ident)*;) => {
        const METHODS: &[Native] = &[
            $(
                Native { name: $binary, signature: "(self, value, /)", function: |vm, args| {
                    let (a, b) = (real(vm, &args[0])?, real(vm, &args[1])?);
                    vm.binary(BinaryOperator::$operator, &a, &b)
                } },
                Native { name: $reflected, signature: "(self, value, /)", function: |vm, args| {
                    let (a, b) = (real(vm, &args[0])?, real(vm, &args[1])?);
                    vm.binary(BinaryOperator::$operator, &b, &a)
                } },
                Native { name: $inplace, signature: "(self, value, /)", function: |vm, args| {
                    let (a, b) = (real(vm, &args[0])?, real(vm, &args[1])?);
                    vm.inplace(BinaryOperator::$operator, &a, &b)
                } },
            )*
            $(Native { name: $compare, signature: "(self, value, /)", function: |vm, args| {
                let (a, b) = (real(vm, &args[0])?, real(vm, &args[1])?);
                vm.compare(Comparison::$comparison, &a, &b)
            } },)*
            $(Native { name: $name, signature: $signature, function: |vm, args| forward(vm, args, Special::$special) },)*
            Native { name: "__len__", signature: "(self, /)", function: len },
            Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
            Native { name: "__setitem__", signature: "(self, key, value, /)", function: setitem },
            Native { name: "__delitem__", signature: "(self, key, /)", function: delitem },
            Native { name: "__contains__", signature: "(self, key, /)", function: contains },
            Native { name: "__iter__", signature: "(self, /)", function: iter },
            Native { name: "__next__", signature: "(self, /)", function: next },
            Native { name: "__bool__", signature: "(self, /)", function: truth },
            Native { name: "__str__", signature: "(self, /)", function: str },
            Native { name: "__repr__", signature: "(self, /)", function: |vm, args| super::weakref::repr(vm, &args[0], "weakproxy") },
            Native { name: "__getattribute__", signature: "(self, name, /)", function: getattribute },
            Native { name: "__setattr__", signature: "(self, name, value, /)", function: setattr },
            Native { name: "__delattr__", signature: "(self, name, /)", function: setattr },
        ];
    };
}

forwards! {
    binary:
        "__add__" "__radd__" "__iadd__" Add
        "__sub__" "__rsub__" "__isub__" Subtract
        "__mul__" "__rmul__" "__imul__" Multiply
        "__matmul__" "__rmatmul__" "__imatmul__" MatrixMultiply
        "__truediv__" "__rtruediv__" "__itruediv__" TrueDivide
        "__floordiv__" "__rfloordiv__" "__ifloordiv__" FloorDivide
        "__mod__" "__rmod__" "__imod__" Remainder
        "__lshift__" "__rlshift__" "__ilshift__" LeftShift
        "__rshift__" "__rrshift__" "__irshift__" RightShift
        "__and__" "__rand__" "__iand__" And
        "__xor__" "__rxor__" "__ixor__" Xor
        "__or__" "__ror__" "__ior__" Or
        "__pow__" "__rpow__" "__ipow__" Power;
    compare:
        "__lt__" Less "__le__" LessEqual "__eq__" Equal "__ne__" NotEqual "__gt__" Greater "__ge__" GreaterEqual;
    special:
        "__neg__" "(self, /)" Neg
        "__pos__" "(self, /)" Pos
        "__abs__" "(self, /)" Abs
        "__invert__" "(self, /)" Invert
        "__int__" "(self, /)" Int
        "__float__" "(self, /)" Float
        "__index__" "(self, /)" Index
        "__bytes__" "(self, /)" Bytes
        "__reversed__" "(self, /)" Reversed
        "__divmod__" "(self, value, /)" DivMod
        "__rdivmod__" "(self, value, /)" RDivMod;
}

const CALL: &[Native] = &[Native { name: "__call__", signature: "(self, *args, **kwargs)", function: call }];

fn forward(vm: &mut Vm, args: &[Value], special: Special) -> PyResult {
    let mut values = Vec::with_capacity(args.len());
    for value in args {
        values.push(real(vm, value)?);
    }
    match vm.try_special(&values[0], special, &values[1..])? {
        Some(result) => Ok(result),
        None => Err(cannot(vm, &values[0], special)),
    }
}

/// What is said of an object that lacks a special method.
#[cold]
fn cannot(vm: &mut Vm, target: &Value, special: Special) -> Raised {
    let class = vm.type_of(target).name();
    vm.type_error(match special {
        Special::Neg => format!("bad operand type for unary -: '{class}'"),
        Special::Pos => format!("bad operand type for unary +: '{class}'"),
        Special::Invert => format!("bad operand type for unary ~: '{class}'"),
        Special::Abs => format!("bad operand type for abs(): '{class}'"),
        Special::Int => {
            format!("int() argument must be a string, a bytes-like object or a real number, not '{class}'")
        }
        Special::Float => format!("float() argument must be a string or a real number, not '{class}'"),
        Special::Index => format!("'{class}' object cannot be interpreted as an integer"),
        Special::Reversed => format!("'{class}' object is not reversible"),
        Special::DivMod | Special::RDivMod => format!("unsupported operand type(s) for divmod(): '{class}'"),
        other => format!("'{class}' object has no {}", other.name()),
    })
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (target, values) = (real(vm, &args[0])?, vm.collect(&args[1])?);
    super::r#type::call_with_keywords(vm, &target, values, &args[2])
}

fn len(vm: &mut Vm, args: &[Value]) -> PyResult {
    let target = real(vm, &args[0])?;
    Ok(Value::size(vm.len(&target)?))
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let target = real(vm, &args[0])?;
    vm.getitem(&target, &args[1])
}

fn setitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let target = real(vm, &args[0])?;
    vm.setitem(&target, &args[1], &args[2])?;
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let target = real(vm, &args[0])?;
    vm.delitem(&target, &args[1])?;
    Ok(Value::NONE)
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    let target = real(vm, &args[0])?;
    Ok(Value::bool(vm.contains(&target, &args[1])?))
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let target = real(vm, &args[0])?;
    vm.iter(&target)
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let target = real(vm, &args[0])?;
    if !vm.is_iterator(&target) {
        let class = vm.type_of(&target).name();
        return Err(vm.type_error(format!("Weakref proxy referenced a non-iterator '{class}' object")));
    }
    Ok(vm.next(&target)?.unwrap_or_default())
}

fn truth(vm: &mut Vm, args: &[Value]) -> PyResult {
    let target = real(vm, &args[0])?;
    Ok(Value::bool(vm.truth(&target)?))
}

fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    let target = real(vm, &args[0])?;
    vm.to_str(&target)
}

fn getattribute(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (target, name) = (real(vm, &args[0])?, vm.attribute_name(&args[1])?);
    vm.getattr(&target, &name)
}

fn setattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (target, name) = (real(vm, &args[0])?, vm.attribute_name(&args[1])?);
    vm.setattr(&target, &name, args.get(2).cloned().unwrap_or_default())?;
    Ok(Value::NONE)
}
