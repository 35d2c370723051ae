//! `object`: what every value can do.

use crate::bytecode::Comparison;
use crate::object::{Special, Str, Type, Value, type_flag};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: init },
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
    Native { name: "__init_subclass__", signature: "(cls)", function: |_, _| Ok(Value::NONE) },
    Native { name: "__subclasshook__", signature: "(cls, object, /)", function: not_implemented },
];

pub const ATTRIBUTES: &[Attribute] = &[Attribute { name: "__class__", get: class, set: Some(set_class) }];

fn not_implemented(_: &mut Vm, _: &[Value]) -> PyResult {
    Ok(Value::NOT_IMPLEMENTED)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = args[0].get::<Type>();
    let Some(class) = class else { return Err(vm.type_error("object.__new__(X): X is not a type object")) };
    let has_arguments = vm.truth(&args[1])? || vm.truth(&args[2])?;
    if has_arguments {
        let object = vm.types().object.clone();
        let own_new = overrides(vm, class, &object, Special::New);
        if own_new {
            return Err(vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        if !overrides(vm, class, &object, Special::Init) {
            let name = class.name();
            return Err(vm.type_error(format!("{name}() takes no arguments")));
        }
    }
    if class.has_flag(type_flag::ABSTRACT) {
        return Err(abstract_class(vm, class));
    }
    Ok(vm.new_instance(class))
}

fn abstract_class(vm: &mut Vm, class: &crate::object::Obj<Type>) -> crate::vm::Raised {
    let (name, of) = (vm.names().__abstractmethods__.clone(), class.name());
    let methods = class.dict().get_str(&name, vm).and_then(|methods| vm.collect(&methods).ok()).unwrap_or_default();
    let mut methods: Vec<String> = methods.iter().map(|name| format!("'{}'", vm.text(name))).collect();
    methods.sort();
    let plural = if methods.len() == 1 { "" } else { "s" };
    let message = format!(
        "Can't instantiate abstract class {of} without an implementation for abstract method{plural} {}",
        methods.join(", ")
    );
    vm.type_error(message)
}

fn overrides(vm: &mut Vm, class: &Type, object: &crate::object::Obj<Type>, special: Special) -> bool {
    let _ = class;
    let _ = object;
    let _ = special;
    let _ = vm;
    false
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let _ = (vm, args);
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).to_ref();
    let name = vm.qualified_name(&class);
    Ok(vm.str(&format!("<{name} object at {:#x}>", vm.id(&args[0]))))
}

fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.repr(&args[0])
}

fn format(vm: &mut Vm, args: &[Value]) -> PyResult {
    let empty = args[1].get::<Str>().map(|spec| spec.as_bytes().is_empty());
    match empty {
        Some(true) => vm.to_str(&args[0]),
        Some(false) => {
            let class = vm.type_of(&args[0]).name();
            Err(vm.type_error(format!("unsupported format string passed to {class}.__format__")))
        }
        None => {
            let class = vm.type_of(&args[1]).name();
            Err(vm.type_error(format!("__format__() argument must be str, not {class}")))
        }
    }
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let id = vm.id(&args[0]);
    Ok(vm.int(((id >> 4) | (id << 60)) as i64 >> 3))
}

fn eq(_: &mut Vm, args: &[Value]) -> PyResult {
    Ok(if args[0].is(&args[1]) { Value::TRUE } else { Value::NOT_IMPLEMENTED })
}

fn ne(vm: &mut Vm, args: &[Value]) -> PyResult {
    // The opposite of `__eq__`, whatever that is.
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
    vm.generic_setattr(&args[0], &name, args[2].clone())?;
    Ok(Value::NONE)
}

fn delattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    vm.generic_setattr(&args[0], &name, Value::NULL)?;
    Ok(Value::NONE)
}

fn class(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(vm.type_of(object).value())
}

fn set_class(vm: &mut Vm, object: &Value, class: Value) -> PyResult<()> {
    let _ = (object, class, Comparison::Equal, ExceptionKind::TypeError);
    Err(vm.type_error("__class__ assignment is not available yet"))
}
