//! How nodes are made: constructors, copies with changes, what pickling keeps.

use super::classes;
use crate::builtins::generic_alias::GenericAlias;
use crate::builtins::union::Union;
use crate::object::{Dict, Ref, Tuple, Type, Value};
use crate::vm::{Arguments, ExceptionKind, Native, PyResult, Vm, spread_keywords};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, /, *args, **kwargs)", function: init },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__replace__", signature: "(self, /, *args, **kwargs)", function: replace },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[0].get::<Type>() {
        Some(class) => Ok(vm.new_instance(class)),
        None => Err(vm.type_error("a type is required")),
    }
}

/// A class's tuple of names: its fields, or its attributes.
pub fn names_of(vm: &mut Vm, class: &Ref<Type>, which: &str) -> PyResult<Vec<Value>> {
    let which = vm.intern(which);
    match vm.try_getattr(class.value(), &which)? {
        Some(names) => {
            vm.len(&names)?;
            vm.collect(&names)
        }
        None => Ok(Vec::new()),
    }
}

/// The place of a name among names.
fn place(vm: &mut Vm, names: &[Value], name: &Value) -> PyResult<Option<usize>> {
    for (at, known) in names.iter().enumerate() {
        if known.is(name) || vm.equal(known, name)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn pairs(vm: &Vm, dict: &Value) -> Vec<(Value, Value)> {
    dict.get::<Dict>().map(|dict| dict.table(vm).iter().map(|entry| entry.pair()).collect()).unwrap_or_default()
}

fn set(vm: &mut Vm, node: &Value, name: &Value, value: Value) -> PyResult<()> {
    let name = vm.interned(name);
    vm.setattr(node, &name, value)
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let node = &args[0];
    let class = vm.type_of(node).to_ref();
    let fields = names_of(vm, &class, "_fields")?;
    let given = args[1].get::<Tuple>().map_or(&[][..], |given| given.items());
    if given.len() > fields.len() {
        let (name, most) = (class.name(), fields.len());
        let (name, plural) = (name.rsplit('.').next().unwrap_or(&name), if most == 1 { "" } else { "s" });
        return Err(vm.type_error(format!("{name} constructor takes at most {most} positional argument{plural}")));
    }
    for (name, value) in fields.iter().zip(given) {
        set(vm, node, name, value.clone())?;
    }
    let mut is_given: Vec<bool> = (0..fields.len()).map(|at| at < given.len()).collect();
    let mut attributes = None;
    for (key, value) in pairs(vm, &args[2]) {
        match place(vm, &fields, &key)? {
            Some(at) if is_given[at] => {
                let (name, key) = (class.name(), vm.repr_lossy(&key));
                return Err(vm.type_error(format!("{name} got multiple values for argument {key}")));
            }
            Some(at) => is_given[at] = true,
            None => {
                if attributes.is_none() {
                    attributes = Some(names_of(vm, &class, "_attributes")?);
                }
                if place(vm, attributes.as_deref().unwrap_or_default(), &key)?.is_none() {
                    unexpected(vm, &class, &key)?;
                }
            }
        }
        set(vm, node, &key, value)?;
    }
    let missing: Vec<Value> =
        fields.iter().zip(is_given).filter(|(_, given)| !given).map(|(name, _)| name.clone()).collect();
    if !missing.is_empty() {
        set_missing(vm, node, &class, &missing)?;
    }
    Ok(Value::NONE)
}

fn unexpected(vm: &mut Vm, class: &Ref<Type>, key: &Value) -> PyResult<()> {
    let (name, key) = (class.name(), vm.repr_lossy(key));
    let message = format!(
        "{name}.__init__ got an unexpected keyword argument {key}. Support for arbitrary keyword arguments is deprecated \
         and will be removed in Python 3.15."
    );
    vm.warn(ExceptionKind::DeprecationWarning, &message)
}

/// Gives fields that were not given what they are by default, by their types.
fn set_missing(vm: &mut Vm, node: &Value, class: &Ref<Type>, missing: &[Value]) -> PyResult<()> {
    let types = vm.intern("_field_types");
    let Some(types) = vm.try_getattr(class.value(), &types)? else { return Ok(()) };
    let context = classes::class(vm, "expr_context");
    let alias = vm.type_for::<GenericAlias>();
    for field in missing {
        let of = match types.get::<Dict>() {
            Some(types) => vm.dict_get(types, field)?,
            None => None,
        };
        let Some(of) = of else {
            let (field, name) = (vm.repr_lossy(field), class.name());
            let message =
                format!("Field {field} is missing from {name}._field_types. This will become an error in Python 3.15.");
            vm.warn(ExceptionKind::DeprecationWarning, &message)?;
            continue;
        };
        if of.opaque::<Union>(vm).is_some() {
            // The class has `None` for it.
        } else if vm.type_of(&of).is(&alias) {
            let list = vm.list(Vec::new());
            set(vm, node, field, list)?;
        } else if of.is(context.value()) {
            let load = classes::operator(vm, "Load");
            set(vm, node, field, load)?;
        } else {
            let (field, name) = (vm.repr_lossy(field), class.name());
            let message = format!(
                "{name}.__init__ missing 1 required positional argument: {field}. This will become an error in Python 3.15."
            );
            vm.warn(ExceptionKind::DeprecationWarning, &message)?;
        }
    }
    Ok(())
}

/// A node's own attributes.
fn own(vm: &mut Vm, node: &Value) -> PyResult<Option<Value>> {
    let name = vm.names().__dict__.clone();
    vm.try_getattr(node, &name)
}

/// Fields are given as `None` first, so that the constructor misses none, and all attributes as state.
fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).to_ref();
    let Some(own) = own(vm, &args[0])? else {
        let empty = vm.empty_tuple();
        return Ok(vm.tuple([class.into_value(), empty]));
    };
    let state = vm.new_dict();
    vm.dict_update(&state, &own)?;
    let mut count = 0;
    for field in names_of(vm, &class, "_fields")? {
        if vm.dict_get(&state, &field)?.is_none() {
            break;
        }
        count += 1;
    }
    let nones = vm.tuple(vec![Value::NONE; count]);
    Ok(vm.tuple([class.into_value(), nones, state.into_value()]))
}

fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].get::<Tuple>().is_some_and(|given| !given.items().is_empty()) {
        return Err(vm.type_error("__replace__() takes no positional arguments"));
    }
    let class = vm.type_of(&args[0]).to_ref();
    let (fields, attributes) = (names_of(vm, &class, "_fields")?, names_of(vm, &class, "_attributes")?);
    let own = own(vm, &args[0])?.unwrap_or(Value::NONE);
    let all = vm.new_dict();
    for name in fields.iter().chain(&attributes) {
        let value = match own.get::<Dict>() {
            Some(own) => vm.dict_get(own, name)?,
            None => None,
        };
        if let Some(value) = value {
            vm.dict_set(&all, name, value)?;
        }
    }
    for (key, value) in pairs(vm, &args[2]) {
        if place(vm, &fields, &key)?.is_none() && place(vm, &attributes, &key)?.is_none() {
            let (name, key) = (class.name(), vm.repr_lossy(&key));
            return Err(vm.type_error(format!("{name}.__replace__ got an unexpected keyword argument {key}.")));
        }
        vm.dict_set(&all, &key, value)?;
    }
    check_missing(vm, &class, &fields, &all)?;
    let (values, names) = spread_keywords(vm, Vec::new(), &all);
    vm.call_with(class.value(), Arguments { values: &values, names: &names })
}

/// Fields without a default have to be there.
fn check_missing(vm: &mut Vm, class: &Ref<Type>, fields: &[Value], all: &Ref<Dict>) -> PyResult<()> {
    let types = vm.intern("_field_types");
    let types = vm.try_getattr(class.value(), &types)?.unwrap_or(Value::NONE);
    let mut missing = Vec::new();
    for field in fields {
        if vm.dict_get(all, field)?.is_some() {
            continue;
        }
        let of = match types.get::<Dict>() {
            Some(types) => vm.dict_get(types, field)?,
            None => None,
        };
        if of.is_none_or(|of| of.opaque::<Union>(vm).is_none()) {
            missing.push(vm.repr_lossy(field));
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    missing.sort();
    let (name, count, plural) = (class.name(), missing.len(), if missing.len() == 1 { "" } else { "s" });
    let missing = missing.join(", ");
    Err(vm.type_error(format!("{name}.__replace__ missing {count} keyword argument{plural}: {missing}.")))
}
