//! `object`: what every value can do.

use crate::object::{Dict, Kind, Member, Obj, Ref, Special, Tuple, Type, Value, type_flag};
use crate::vm::{Attribute, Native, PyResult, Raised, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs=<missing>)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs=<missing>)", function: init },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__str__", signature: "(self, /)", function: str },
    Native { name: "__format__", signature: "(self, format_spec, /)", function: format },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__eq__", signature: "(self, value, /)", function: eq },
    Native { name: "__ne__", signature: "(self, value, /)", function: ne },
    Native { name: "__lt__", signature: "(self, value, /)", function: not_implemented },
    Native { name: "__le__", signature: "(self, value, /)", function: not_implemented },
    Native { name: "__gt__", signature: "(self, value, /)", function: not_implemented },
    Native { name: "__ge__", signature: "(self, value, /)", function: not_implemented },
    Native { name: "__getattribute__", signature: "(self, name, /)", function: getattribute },
    Native { name: "__setattr__", signature: "(self, name, value, /)", function: setattr },
    Native { name: "__delattr__", signature: "(self, name, /)", function: delattr },
    Native { name: "__init_subclass__", signature: "(cls, /)", function: |_, _| Ok(Value::NONE) },
    Native { name: "__subclasshook__", signature: "(cls, object, /)", function: not_implemented },
    Native { name: "__dir__", signature: "(self, /)", function: dir },
    Native { name: "__sizeof__", signature: "(self, /)", function: sizeof },
    Native { name: "__reduce__", signature: "(self, /)", function: super::reduce::reduce },
    Native { name: "__reduce_ex__", signature: "(self, protocol, /)", function: super::reduce::reduce_ex },
    Native { name: "__getstate__", signature: "(self, /)", function: super::reduce::getstate },
];

pub const ATTRIBUTES: &[Attribute] = &[Attribute { name: "__class__", get: class, set: Some(set_class) }];

/// What `__repr__` gives, whatever that is: who asked for a str looks at it.
fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.check_native_stack()?;
    match vm.try_special(&args[0], Special::Repr, &[])? {
        Some(shown) => Ok(shown),
        None => vm.repr(&args[0]),
    }
}

fn not_implemented(_: &mut Vm, _: &[Value]) -> PyResult {
    Ok(Value::NOT_IMPLEMENTED)
}

/// Whether a class has `object`'s own form of a special method.
fn is_default(vm: &mut Vm, class: &Obj<Type>, special: Special) -> bool {
    let object = vm.types().object.clone();
    match (class.special(special, vm), object.special(special, vm)) {
        (Some(found), Some(default)) => found.is(&default),
        _ => false,
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Ok(Value::NONE) };
    if has_arguments(vm, args) {
        if !is_default(vm, class, Special::New) {
            return Err(vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        if is_default(vm, class, Special::Init) {
            let name = class.name();
            return Err(vm.type_error(format!("{name}() takes no arguments")));
        }
    }
    if class.has_flag(type_flag::ABSTRACT) {
        return Err(abstract_class(vm, class));
    }
    if class.kind != Kind::Instance {
        return Err(unsafe_new(vm, class));
    }
    Ok(vm.new_instance(class))
}

/// What has a payload is made by the type that the payload is of.
#[cold]
fn unsafe_new(vm: &mut Vm, class: &Obj<Type>) -> Raised {
    let order = class.mro.get(vm).clone();
    let own = order.iter().find(|base| !base.has_flag(type_flag::HEAP)).map(|base| base.name()).unwrap_or_default();
    let name = class.name();
    vm.type_error(format!("object.__new__({name}) is not safe, use {own}.__new__()"))
}

fn has_arguments(vm: &Vm, args: &[Value]) -> bool {
    args[1].get::<Tuple>().is_some_and(|values| !values.items().is_empty())
        || args[2].get::<Dict>().is_some_and(|names| names.len(vm) > 0)
}

#[cold]
fn abstract_class(vm: &mut Vm, class: &Obj<Type>) -> Raised {
    let (name, of) = (vm.names().__abstractmethods__.clone(), class.name());
    let methods = match class.dict().get_str(&name, vm).map(|methods| vm.collect(&methods)) {
        Some(Ok(methods)) => methods,
        Some(Err(raised)) => return raised,
        None => Vec::new(),
    };
    let mut methods: Vec<String> = methods.iter().map(|name| format!("'{}'", vm.text(name))).collect();
    methods.sort();
    let plural = if methods.len() == 1 { "" } else { "s" };
    let list = methods.join(", ");
    vm.type_error(format!(
        "Can't instantiate abstract class {of} without an implementation for abstract method{plural} {list}"
    ))
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !has_arguments(vm, args) {
        return Ok(Value::NONE);
    }
    let class = vm.type_of(&args[0]).to_ref();
    if !is_default(vm, &class, Special::Init) {
        return Err(vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)"));
    }
    if is_default(vm, &class, Special::New) && !class.has_flag(type_flag::NO_NEW) {
        let name = class.name();
        return Err(vm.type_error(format!("{name}.__init__() takes exactly one argument (the instance to initialize)")));
    }
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).to_ref();
    let name = vm.qualified_name(&class);
    Ok(vm.str(&format!("<{name} object at {:#x}>", vm.id(&args[0]))))
}

fn format(vm: &mut Vm, args: &[Value]) -> PyResult {
    let spec = vm.expect_str(&args[1], "__format__() argument")?;
    if !spec.as_bytes().is_empty() {
        let class = vm.type_of(&args[0]).name();
        return Err(vm.type_error(format!("unsupported format string passed to {class}.__format__")));
    }
    vm.to_str(&args[0])
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(vm.int(identity_hash(&args[0])))
}

/// The hash of a value that is equal to itself alone.
pub fn identity_hash(value: &Value) -> i64 {
    // Objects lie at multiples of 16, so the low bits say nothing.
    let hash = value.bits().rotate_right(4) as i64;
    if hash == -1 { -2 } else { hash }
}

fn eq(_: &mut Vm, args: &[Value]) -> PyResult {
    Ok(if args[0].is(&args[1]) { Value::TRUE } else { Value::NOT_IMPLEMENTED })
}

/// The opposite of `__eq__`, whatever that is.
fn ne(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(equal) = vm.try_special(&args[0], Special::Eq, &args[1..])? else { return Ok(Value::NOT_IMPLEMENTED) };
    if equal.is_not_implemented() {
        return Ok(equal);
    }
    Ok(Value::bool(!vm.truth(&equal)?))
}

fn getattribute(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    match vm.generic_getattr(&args[0], &name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(&args[0], &name)),
    }
}

fn setattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    check_setattr(vm, &args[0], "__setattr__")?;
    vm.generic_setattr(&args[0], &name, args[2].clone())?;
    Ok(Value::NONE)
}

fn delattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    check_setattr(vm, &args[0], "__delattr__")?;
    vm.generic_setattr(&args[0], &name, Value::NULL)?;
    Ok(Value::NONE)
}

/// `object.__setattr__` must not go round what `type.__setattr__` forbids.
fn check_setattr(vm: &mut Vm, object: &Value, method: &str) -> PyResult<()> {
    if !object.is_a::<Type>() {
        return Ok(());
    }
    let class = vm.type_of(object).name();
    Err(vm.type_error(format!("can't apply this {method} to {class} object")))
}

fn class(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(vm.type_of(object).value())
}

fn set_class(vm: &mut Vm, object: &Value, class: Value) -> PyResult<()> {
    if class.is_null() {
        return Err(vm.type_error("can't delete __class__ attribute"));
    }
    let Ok(new) = class.clone().downcast::<Type>() else {
        let given = vm.type_of(&class).name();
        return Err(vm.type_error(format!("__class__ must be set to a class, not '{given}' object")));
    };
    let old = vm.type_of(object).to_ref();
    let module = vm.types().module.clone();
    let both_modules = new.is_subtype(&module, vm) && old.is_subtype(&module, vm);
    let both_change = new.has_flag(type_flag::HEAP) && old.has_flag(type_flag::HEAP);
    if !both_modules && !both_change {
        return Err(vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses"));
    }
    if !same_layout(vm, &new, &old) {
        let (new, old) = (new.name(), old.name());
        return Err(vm.type_error(format!("__class__ assignment: '{new}' object layout differs from '{old}'")));
    }
    if let Some(header) = object.header() {
        header.change_class(&new, vm);
    }
    Ok(())
}

/// Whether instances of two classes lie in memory alike.
fn same_layout(vm: &mut Vm, a: &Ref<Type>, b: &Ref<Type>) -> bool {
    let flags = [type_flag::DICT, type_flag::WEAKREF];
    if a.kind != b.kind || a.slots() != b.slots() || flags.iter().any(|flag| a.has_flag(*flag) != b.has_flag(*flag)) {
        return false;
    }
    let (a, b) = (vm.solid_base(a), vm.solid_base(b));
    let same_parent = |vm: &mut Vm| match (vm.base_of(&a), vm.base_of(&b)) {
        (Some(a), Some(b)) => a.is(&b),
        _ => false,
    };
    a.is(&b) || a.kind != Kind::Type && same_parent(vm) && own_slots(vm, &a) == own_slots(vm, &b)
}

/// The names of a class's `__slots__` by place, those it inherits included.
fn own_slots(vm: &Vm, class: &Obj<Type>) -> Vec<(usize, String)> {
    let mut slots = Vec::new();
    for base in class.mro.get(vm) {
        for entry in base.dict().table(vm).iter() {
            if let Some(member) = entry.value.get::<Member>() {
                slots.push((member.slot, vm.text(&member.name)));
            }
        }
    }
    slots.sort();
    slots
}

fn dir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let names = vm.new_dict();
    let (dict, class) = (vm.names().__dict__.clone(), vm.names().__class__.clone());
    if let Some(own) = vm.try_getattr(&args[0], &dict)?.filter(|own| own.is_a::<Dict>()) {
        vm.dict_update(&names, &own)?;
    }
    if let Some(class) = vm.try_getattr(&args[0], &class)? {
        merge_class(vm, &names, &class)?;
    }
    let names = names.table(vm).iter().map(|entry| entry.key.clone()).collect();
    Ok(vm.list(names))
}

/// Adds the attributes of a class and its bases to a dict.
pub fn merge_class(vm: &mut Vm, names: &Ref<Dict>, class: &Value) -> PyResult<()> {
    if let Some(class) = class.get::<Type>() {
        for base in class.mro.get(vm).clone() {
            vm.dict_update(names, base.dict().value())?;
        }
        return Ok(());
    }
    let (dict, bases) = (vm.names().__dict__.clone(), vm.names().__bases__.clone());
    let mut pending = vec![class.clone()];
    while let Some(class) = pending.pop() {
        vm.attend()?;
        if let Some(own) = vm.try_getattr(&class, &dict)? {
            vm.dict_update(names, &own)?;
        }
        if let Some(bases) = vm.try_getattr(&class, &bases)? {
            pending.extend(vm.collect(&bases)?);
        }
    }
    Ok(())
}

fn sizeof(_: &mut Vm, args: &[Value]) -> PyResult {
    let Some(header) = args[0].header() else { return Ok(Value::size(8)) };
    let part = if header.part().is_some() { 16 + 8 * header.inline_slots() } else { 0 };
    Ok(Value::size(16 + part))
}
