//! `type`: the class of classes.

use crate::object::{Dict, Ref, Str, Tuple, Type, Value};
use crate::vm::{Attribute, ClassBuilder, Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: |_, _| Ok(Value::NONE) },
    Native { name: "__call__", signature: "(self, *args, **kwargs)", function: call },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__prepare__", signature: "(cls, *args, **kwargs)", function: |vm, _| Ok(vm.new_dict().into_value()) },
    Native { name: "mro", signature: "(self, /)", function: mro },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__name__", get: |_, class| Ok(of(class).name.get()), set: None },
    Attribute { name: "__qualname__", get: |_, class| Ok(of(class).qualname.get()), set: None },
    Attribute { name: "__mro__", get: |vm, class| Ok(tuple(vm, &of(class).mro.get(vm).clone())), set: None },
    Attribute { name: "__bases__", get: |vm, class| Ok(tuple(vm, &of(class).bases.get(vm).clone())), set: None },
];

fn of(class: &Value) -> Ref<Type> {
    class.get::<Type>().expect("a type").to_ref()
}

fn tuple(vm: &Vm, classes: &[Ref<Type>]) -> Value {
    vm.tuple(classes.iter().map(|class| class.value().clone()).collect::<Vec<_>>())
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let metaclass = of(&args[0]);
    let given = args[1].get::<Tuple>().map(|given| given.items().to_vec()).unwrap_or_default();
    let [name, bases, namespace] = &given[..] else {
        return Err(vm.type_error(format!("type.__new__() takes exactly 3 arguments ({} given)", given.len())));
    };
    vm.expect_str(name, "type.__new__() argument 1")?;
    let Some(bases) = bases.get::<Tuple>() else {
        let class = vm.type_of(bases).name();
        return Err(vm.type_error(format!("type.__new__() argument 2 must be tuple, not {class}")));
    };
    let Ok(namespace) = namespace.clone().downcast::<Dict>() else {
        let class = vm.type_of(namespace).name();
        return Err(vm.type_error(format!("type.__new__() argument 3 must be dict, not {class}")));
    };
    let metaclass = vm.winning_metaclass(&metaclass, bases.items())?;
    let mut classes = Vec::new();
    for base in bases.items() {
        match base.clone().downcast::<Type>() {
            Ok(base) => classes.push(base),
            Err(_) => return Err(vm.type_error("bases must be types")),
        }
    }
    let keywords = args[2].clone().downcast::<Dict>().ok();
    let builder = ClassBuilder { metaclass: &metaclass, name: name.clone(), bases: classes, namespace, keywords };
    Ok(vm.build_class(builder)?.into_value())
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = of(&args[0]);
    let values = args[1].get::<Tuple>().map(|values| values.items().to_vec()).unwrap_or_default();
    let (values, names) = match args[2].clone().downcast::<Dict>() {
        Ok(keywords) => crate::vm::spread_keywords(vm, values, &keywords),
        Err(_) => (values, Value::NULL),
    };
    vm.instantiate(&class, crate::vm::Arguments { values: &values, names: &names })
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.qualified_name(&of(&args[0]));
    Ok(vm.str(&format!("<class '{name}'>")))
}

fn mro(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = of(&args[0]);
    let bases = class.bases.get(vm).clone();
    let order = vm.c3_order(&class, &bases)?;
    Ok(vm.list(order.into_iter().map(Ref::into_value).collect()))
}

#[allow(unused)]
fn unused(_: &Str) {}
