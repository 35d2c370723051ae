//! `typing.Union`: `int | str`.

use super::generic_alias::{GenericAlias, type_repr};
use super::parameters::{make_parameters, substitute};
use crate::object::{Opaque, Str, Tuple, Type, Value};
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};

/// Types, any of which a value may be of.
pub struct Union {
    /// A tuple, each once.
    args: Value,
}

impl Opaque for Union {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.args);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__eq__", signature: "(self, value, /)", function: eq },
    Native { name: "__or__", signature: "(self, value, /)", function: join },
    Native {
        name: "__ror__",
        signature: "(self, value, /)",
        function: |vm, args| join(vm, &[args[1].clone(), args[0].clone()]),
    },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "__instancecheck__", signature: "(self, instance, /)", function: instancecheck },
    Native { name: "__subclasscheck__", signature: "(self, cls, /)", function: subclasscheck },
    Native { name: "__mro_entries__", signature: "(self, bases, /)", function: mro_entries },
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: class_getitem },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__args__", get: |vm, union| Ok(args_of(vm, union)), set: Some(readonly) },
    Attribute { name: "__origin__", get: |vm, union| Ok(vm.type_of(union).value()), set: None },
    Attribute { name: "__parameters__", get: parameters, set: None },
    Attribute { name: "__name__", get: |vm, _| Ok(vm.str("Union")), set: None },
    Attribute { name: "__qualname__", get: |vm, _| Ok(vm.str("Union")), set: None },
];

fn args_of(vm: &Vm, union: &Value) -> Value {
    union.opaque::<Union>(vm).map_or(Value::NONE, |union| union.args.clone())
}

fn items(vm: &Vm, union: &Value) -> Vec<Value> {
    args_of(vm, union).get::<Tuple>().map(|args| args.items().to_vec()).unwrap_or_default()
}

/// Whether `|` takes a value for a type.
fn is_unionable(vm: &Vm, value: &Value) -> bool {
    let is_alias = vm.type_of(value).name() == "typing.TypeAliasType";
    value.is_none()
        || value.is_a::<Type>()
        || value.opaque::<GenericAlias>(vm).is_some()
        || value.opaque::<Union>(vm).is_some()
        || is_alias
}

/// `a | b` of types.
pub fn or(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !is_unionable(vm, &args[0]) || !is_unionable(vm, &args[1]) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    make(vm, args)
}

pub fn ror(vm: &mut Vm, args: &[Value]) -> PyResult {
    or(vm, &[args[1].clone(), args[0].clone()])
}

/// `a | b` where one is a union already: it takes anything.
fn join(vm: &mut Vm, args: &[Value]) -> PyResult {
    make(vm, args)
}

/// The union of some types: those of unions among them, each once. Just the type, if there is one. A str is a type to come.
pub fn make(vm: &mut Vm, types: &[Value]) -> PyResult {
    let mut all: Vec<Value> = Vec::new();
    for value in types {
        let parts = match value.opaque::<Union>(vm).is_some() {
            true => items(vm, value),
            false if value.is_none() => vec![vm.types().none.value().clone()],
            false if value.is_a::<Str>() => {
                let (module, name) = (super::reduce::import(vm, "annotationlib")?, vm.intern("ForwardRef"));
                vec![vm.call_method(&module, &name, std::slice::from_ref(value))?]
            }
            false => vec![value.clone()],
        };
        for part in parts {
            if !holds(vm, &all, &part)? {
                all.push(part);
            }
        }
    }
    if let [one] = &all[..] {
        return Ok(one.clone());
    }
    let args = vm.tuple(all);
    Ok(vm.new_opaque(Union { args }))
}

fn holds(vm: &mut Vm, all: &[Value], part: &Value) -> PyResult<bool> {
    for known in all {
        // Classes are equal to themselves alone; aliases may be equal without being the same.
        if known.is(part) || !(known.is_a::<Type>() && part.is_a::<Type>()) && vm.equal(known, part)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut out = Vec::new();
    for (index, item) in items(vm, &args[0]).iter().enumerate() {
        if index > 0 {
            out.extend_from_slice(b" | ");
        }
        match item.is(vm.types().none.value()) {
            true => out.extend_from_slice(b"None"),
            false => type_repr(vm, item, &mut out)?,
        }
    }
    Ok(vm.str_from(&out))
}

/// The same in whatever order the types are.
fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut hash = 0i64;
    for item in items(vm, &args[0]) {
        hash ^= vm.hash(&item)?.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64 as i64).rotate_left(17);
    }
    Ok(vm.int(hash >> 2))
}

fn eq(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].opaque::<Union>(vm).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (items(vm, &args[0]), items(vm, &args[1]));
    if a.len() != b.len() {
        return Ok(Value::FALSE);
    }
    for item in &a {
        if !holds(vm, &b, item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn parameters(vm: &mut Vm, union: &Value) -> PyResult {
    let args = args_of(vm, union);
    make_parameters(vm, &args)
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (of, parameters) = (args_of(vm, &args[0]), parameters(vm, &args[0])?);
    let new = substitute(vm, &args[0], &of, &parameters, &args[1])?;
    let types = new.get::<Tuple>().map(|new| new.items().to_vec()).unwrap_or_default();
    make(vm, &types)
}

fn instancecheck(vm: &mut Vm, args: &[Value]) -> PyResult {
    for class in items(vm, &args[0]) {
        if vm.is_instance_of(&args[1], &class)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn subclasscheck(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !args[1].is_a::<Type>() {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    for class in items(vm, &args[0]) {
        if vm.is_subclass_of(&args[1], &class)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn mro_entries(vm: &mut Vm, args: &[Value]) -> PyResult {
    let shown = vm.repr_lossy(&args[0]);
    Err(vm.type_error(format!("Cannot subclass {shown}")))
}

fn class_getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[1].get::<Tuple>() {
        Some(types) if types.items().is_empty() => Err(vm.type_error("Cannot take a Union of no types.")),
        Some(types) => make(vm, types.items()),
        None => make(vm, &args[1..]),
    }
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let module = super::reduce::import(vm, "operator")?;
    let name = vm.intern("getitem");
    let getitem = vm.getattr(&module, &name)?;
    let (class, of) = (vm.type_of(&args[0]).value(), args_of(vm, &args[0]));
    let args = vm.tuple([class, of]);
    Ok(vm.tuple([getitem, args]))
}
