//! `types.GenericAlias`: `list[int]` and the like.

use super::parameters::{make_parameters, substitute};
use super::union;
use crate::bytecode::Comparison;
use crate::object::{List, Opaque, Str, Tuple, Type, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm, readonly};

/// A class and what it is generic over.
pub struct GenericAlias {
    pub origin: Value,
    /// A tuple.
    pub args: Value,
    /// A tuple of type variables, NULL as long as nobody asked.
    parameters: Value,
    pub starred: bool,
}

impl Opaque for GenericAlias {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.origin, &self.args, &self.parameters].into_iter().for_each(visit);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__eq__", signature: "(self, value, /)", function: eq },
    Native { name: "__call__", signature: "(self, *args, **kwargs)", function: call },
    Native { name: "__getattribute__", signature: "(self, name, /)", function: getattribute },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__or__", signature: "(self, value, /)", function: union::or },
    Native { name: "__ror__", signature: "(self, value, /)", function: union::ror },
    Native { name: "__mro_entries__", signature: "(self, bases, /)", function: mro_entries },
    Native { name: "__instancecheck__", signature: "(self, instance, /)", function: |vm, _| no_check(vm, "isinstance") },
    Native { name: "__subclasscheck__", signature: "(self, cls, /)", function: |vm, _| no_check(vm, "issubclass") },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__dir__", signature: "(self, /)", function: dir },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__origin__", get: |vm, alias| Ok(parts(vm, alias).0), set: Some(readonly) },
    Attribute { name: "__args__", get: |vm, alias| Ok(parts(vm, alias).1), set: Some(readonly) },
    Attribute { name: "__parameters__", get: parameters, set: None },
    Attribute { name: "__unpacked__", get: |vm, alias| Ok(Value::bool(is_starred(vm, alias))), set: Some(readonly) },
    Attribute { name: "__typing_unpacked_tuple_args__", get: unpacked_tuple_args, set: None },
];

/// What an alias has itself; everything else is its origin's.
const OWN: &[&str] = &[
    "__class__",
    "__bases__",
    "__copy__",
    "__deepcopy__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
];

fn parts(vm: &Vm, alias: &Value) -> (Value, Value) {
    alias.opaque::<GenericAlias>(vm).map_or((Value::NONE, Value::NONE), |alias| (alias.origin.clone(), alias.args.clone()))
}

fn is_starred(vm: &Vm, alias: &Value) -> bool {
    alias.opaque::<GenericAlias>(vm).is_some_and(|alias| alias.starred)
}

/// An alias of a class; what is no tuple is its one argument.
pub fn make(vm: &mut Vm, origin: Value, args: Value) -> Value {
    let args = if args.is_a::<Tuple>() { args } else { vm.tuple([args]) };
    vm.new_opaque(GenericAlias { origin, args, parameters: Value::NULL, starred: false })
}

/// What makes a builtin type generic.
pub const CLASS_GETITEM: Native =
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: class_getitem };

/// `__class_getitem__` of builtin generic types.
pub fn class_getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(make(vm, args[0].clone(), args[1].clone()))
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [class, origin, given] = args else {
        return Err(vm.type_error(format!("GenericAlias expected 2 arguments, got {}", args.len() - 1)));
    };
    let Some(class) = class.get::<Type>() else { return Ok(Value::NONE) };
    let given = if given.is_a::<Tuple>() { given.clone() } else { vm.tuple([given.clone()]) };
    Ok(vm.opaque(class, GenericAlias { origin: origin.clone(), args: given, parameters: Value::NULL, starred: false }))
}

fn parameters(vm: &mut Vm, alias: &Value) -> PyResult {
    let (_, args) = parts(vm, alias);
    let known = alias.opaque::<GenericAlias>(vm).map(|alias| alias.parameters.clone()).unwrap_or_default();
    if !known.is_null() {
        return Ok(known);
    }
    let made = make_parameters(vm, &args)?;
    if let Some(alias) = alias.opaque_mut::<GenericAlias>(vm) {
        alias.parameters = made.clone();
    }
    Ok(made)
}

fn unpacked_tuple_args(vm: &mut Vm, alias: &Value) -> PyResult {
    let (origin, args) = parts(vm, alias);
    let is_tuple = origin.is(vm.types().tuple.value());
    Ok(if is_starred(vm, alias) && is_tuple { args } else { Value::NONE })
}

/// A type in an alias or union, as source code would have it.
pub fn type_repr(vm: &mut Vm, value: &Value, out: &mut Vec<u8>) -> PyResult<()> {
    vm.check_native_stack()?;
    if value.kind() == crate::object::Kind::Ellipsis {
        out.extend_from_slice(b"...");
        return Ok(());
    }
    if let Some(items) = value.get::<List>().map(|list| list.items(vm).clone()) {
        return list_repr(vm, &items, out);
    }
    let (origin, args) = (vm.names().__origin__.clone(), vm.names().__args__.clone());
    let is_alias = vm.try_getattr(value, &origin)?.is_some() && vm.try_getattr(value, &args)?.is_some();
    if !is_alias {
        let (qualname, module) = (vm.names().__qualname__.clone(), vm.names().__module__.clone());
        let qualname = vm.try_getattr(value, &qualname)?;
        let module = match qualname.is_some() {
            true => vm.try_getattr(value, &module)?.filter(|module| !module.is_none()),
            false => None,
        };
        if let (Some(qualname), Some(module)) = (qualname, module) {
            let (qualname, module) = (vm.to_str(&qualname)?, vm.to_str(&module)?);
            let (qualname, module) = (vm.text(&qualname), vm.text(&module));
            let text = if module == "builtins" { qualname } else { format!("{module}.{qualname}") };
            out.extend_from_slice(text.as_bytes());
            return Ok(());
        }
    }
    let shown = vm.repr(value)?;
    out.extend_from_slice(shown.get::<Str>().map_or(&[], |shown| shown.as_bytes()));
    Ok(())
}

fn list_repr(vm: &mut Vm, items: &[Value], out: &mut Vec<u8>) -> PyResult<()> {
    out.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.extend_from_slice(b", ");
        }
        type_repr(vm, item, out)?;
    }
    out.push(b']');
    Ok(())
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (origin, of) = parts(vm, &args[0]);
    let mut out = if is_starred(vm, &args[0]) { b"*".to_vec() } else { Vec::new() };
    type_repr(vm, &origin, &mut out)?;
    let items = of.get::<Tuple>().map_or(&[][..], |of| of.items());
    match items.is_empty() {
        true => out.extend_from_slice(b"[()]"),
        false => list_repr(vm, items, &mut out)?,
    }
    Ok(vm.str_from(&out))
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (origin, of) = parts(vm, &args[0]);
    let hash = vm.hash(&origin)? ^ vm.hash(&of)?;
    Ok(vm.int(hash))
}

fn eq(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].opaque::<GenericAlias>(vm).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let ((a, a_args), (b, b_args)) = (parts(vm, &args[0]), parts(vm, &args[1]));
    if is_starred(vm, &args[0]) != is_starred(vm, &args[1]) || !vm.equal(&a, &b)? {
        return Ok(Value::FALSE);
    }
    vm.compare(Comparison::Equal, &a_args, &b_args)
}

/// An instance of the origin, which is told what it is generic over.
fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (origin, _) = parts(vm, &args[0]);
    let values = vm.collect(&args[1])?;
    let instance = super::r#type::call_with_keywords(vm, &origin, values, &args[2])?;
    let name = vm.intern("__orig_class__");
    match vm.setattr(&instance, &name, args[0].clone()) {
        Err(raised) if !raised.is(ExceptionKind::AttributeError, vm) && !raised.is(ExceptionKind::TypeError, vm) => {
            Err(raised)
        }
        _ => Ok(instance),
    }
}

fn getattribute(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    if !OWN.contains(&vm.text(&name).as_str()) {
        let (origin, _) = parts(vm, &args[0]);
        return vm.getattr(&origin, &name);
    }
    match vm.generic_getattr(&args[0], &name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(&args[0], &name)),
    }
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let parameters = parameters(vm, &args[0])?;
    let (origin, of) = parts(vm, &args[0]);
    let new = substitute(vm, &args[0], &of, &parameters, &args[1])?;
    let starred = is_starred(vm, &args[0]);
    Ok(vm.new_opaque(GenericAlias { origin, args: new, parameters: Value::NULL, starred }))
}

/// `*list[int]` in a subscript.
fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (origin, of) = parts(vm, &args[0]);
    let starred = vm.new_opaque(GenericAlias { origin, args: of, parameters: Value::NULL, starred: true });
    let tuple = vm.tuple([starred]);
    vm.iter(&tuple)
}

fn mro_entries(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (origin, _) = parts(vm, &args[0]);
    Ok(vm.tuple([origin]))
}

fn no_check(vm: &mut Vm, function: &str) -> PyResult {
    Err(vm.type_error(format!("{function}() argument 2 cannot be a parameterized generic")))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (origin, of) = parts(vm, &args[0]);
    let class = vm.type_of(&args[0]).value();
    let args = vm.tuple([origin, of]);
    Ok(vm.tuple([class, args]))
}

fn dir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (origin, _) = parts(vm, &args[0]);
    let names = match vm.try_special(&origin, crate::object::Special::Dir, &[])? {
        Some(names) => vm.collect(&names)?,
        None => Vec::new(),
    };
    let mut names = names;
    for own in OWN.iter().filter(|own| !matches!(**own, "__class__" | "__bases__" | "__copy__" | "__deepcopy__")) {
        let own = vm.intern(own);
        if !names.iter().any(|name| name.is(&own)) {
            names.push(own);
        }
    }
    Ok(vm.list(names))
}
