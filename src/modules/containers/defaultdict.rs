//! `collections.defaultdict`: a dict that makes the values of missing keys. The maker is in an attribute slot of the instance.

use crate::builtins::dict;
use crate::object::{Dict, Ref, Tuple, Type, Value, type_flag};
use crate::vm::{Attribute, Native, PyResult, Vm};

const METHODS: &[Native] = &[
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: init },
    Native { name: "__missing__", signature: "(self, key, /)", function: missing },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__or__", signature: "(self, value, /)", function: |vm, args| union(vm, args, false) },
    Native { name: "__ror__", signature: "(self, value, /)", function: |vm, args| union(vm, args, true) },
    Native { name: "copy", signature: "(self, /)", function: copy },
    Native { name: "__copy__", signature: "(self, /)", function: copy },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: crate::builtins::class_getitem },
];

const ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "default_factory", get: |vm, dict| Ok(factory(vm, dict)), set: Some(set_factory) }];

pub fn define(vm: &mut Vm) -> Ref<Type> {
    let base = vm.types().dict.clone();
    let class = vm.new_builtin_subclass("collections.defaultdict", &base);
    class.set_flag(type_flag::WEAKREF, true);
    class.lay_out(1, vm);
    vm.add_methods(&class, METHODS);
    vm.add_attributes(&class, ATTRIBUTES);
    class.changed(vm);
    vm.state::<State>().class = Some(class.clone());
    class
}

#[derive(Default)]
struct State {
    class: Option<Ref<Type>>,
}

fn is_one(vm: &mut Vm, value: &Value) -> bool {
    let class = vm.state::<State>().class.clone();
    class.is_some_and(|class| vm.is_instance(value, &class))
}

/// What makes values, None if nothing does.
fn factory(vm: &Vm, dict: &Value) -> Value {
    let factory = dict.header().map(|header| header.slot(0, vm)).unwrap_or_default();
    if factory.is_null() { Value::NONE } else { factory }
}

fn set_factory(vm: &mut Vm, dict: &Value, factory: Value) -> PyResult<()> {
    let old = dict.header().map(|header| header.set_slot(0, factory, vm));
    drop(old);
    Ok(())
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = args[1].get::<Tuple>().map(|given| given.items().to_vec()).unwrap_or_default();
    let maker = given.first().cloned().unwrap_or(Value::NONE);
    if !maker.is_none() && !vm.is_callable(&maker) {
        return Err(vm.type_error("first argument must be callable or None"));
    }
    set_factory(vm, &args[0], maker)?;
    let rest = vm.tuple(given.into_iter().skip(1).collect::<Vec<_>>());
    dict::init(vm, &[args[0].clone(), rest, args[2].clone()])
}

fn missing(vm: &mut Vm, args: &[Value]) -> PyResult {
    let maker = factory(vm, &args[0]);
    if maker.is_none() {
        return Err(vm.key_error(&args[1]));
    }
    let value = vm.call(&maker, &[])?;
    vm.setitem(&args[0], &args[1], &value)?;
    Ok(value)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let maker = factory(vm, &args[0]);
    let name = vm.type_of(&args[0]).name();
    let name = name.rsplit('.').next().unwrap_or_default().to_string();
    let pairs = dict::repr(vm, args)?;
    let pairs = vm.text(&pairs);
    let shown = match vm.enter_repr(&maker) {
        true => {
            let shown = vm.repr(&maker);
            vm.leave_repr(&maker);
            let shown = shown?;
            vm.text(&shown)
        }
        false => "...".into(),
    };
    Ok(vm.str(&format!("{name}({shown}, {pairs})")))
}

/// A new one of the same class with the same maker.
fn copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (class, maker) = (vm.type_of(&args[0]).value(), factory(vm, &args[0]));
    vm.call(&class, &[maker, args[0].clone()])
}

fn union(vm: &mut Vm, args: &[Value], reflected: bool) -> PyResult {
    let (left, right) = if reflected { (&args[1], &args[0]) } else { (&args[0], &args[1]) };
    if !left.is_a::<Dict>() || !right.is_a::<Dict>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let own = if is_one(vm, left) { left } else { right };
    let (class, maker) = (vm.type_of(own).value(), factory(vm, own));
    let result = vm.call(&class, &[maker, left.clone()])?;
    if let Some(dict) = result.get::<Dict>() {
        vm.dict_update(dict, right)?;
    }
    Ok(result)
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let maker = factory(vm, &args[0]);
    let arguments = if maker.is_none() { vm.empty_tuple() } else { vm.tuple([maker]) };
    let items = vm.names().items.clone();
    let items = vm.call_method(&args[0], &items, &[])?;
    let (class, items) = (vm.type_of(&args[0]).value(), vm.iter(&items)?);
    Ok(vm.tuple([class, arguments, Value::NONE, Value::NONE, items]))
}
