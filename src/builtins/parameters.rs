//! Type variables in what is generic: finding them, and putting types in their places.

use crate::object::{List, Tuple, Type, Value};
use crate::vm::{PyResult, Vm};

/// The type variables in some arguments, each once, in order: `__parameters__`.
pub fn make_parameters(vm: &mut Vm, args: &Value) -> PyResult {
    let mut found = Vec::new();
    gather(vm, args, &mut found)?;
    Ok(vm.tuple(found))
}

fn gather(vm: &mut Vm, args: &Value, found: &mut Vec<Value>) -> PyResult<()> {
    vm.check_native_stack()?;
    let (subst, parameters) = (vm.names().__typing_subst__.clone(), vm.names().__parameters__.clone());
    let items = match args.get::<Tuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => args.get::<List>().map(|list| list.items(vm).clone()).unwrap_or_default(),
    };
    for item in items {
        if item.is_a::<Type>() {
            continue;
        }
        if vm.try_getattr(&item, &subst)?.is_some() {
            add(found, item);
            continue;
        }
        match vm.try_getattr(&item, &parameters)? {
            Some(inner) => {
                let inner = inner.get::<Tuple>().map(|inner| inner.items().to_vec()).unwrap_or_default();
                inner.into_iter().for_each(|parameter| add(found, parameter));
            }
            None if item.is_a::<Tuple>() || item.is_a::<List>() => gather(vm, &item, found)?,
            None => {}
        }
    }
    Ok(())
}

fn add(found: &mut Vec<Value>, parameter: Value) {
    if !found.iter().any(|known| known.is(&parameter)) {
        found.push(parameter);
    }
}

/// The arguments of something generic with its parameters replaced: `alias[key]`.
pub fn substitute(vm: &mut Vm, alias: &Value, args: &Value, parameters: &Value, key: &Value) -> PyResult {
    let parameters = parameters.get::<Tuple>().map(|parameters| parameters.items().to_vec()).unwrap_or_default();
    if parameters.is_empty() {
        let alias = vm.repr_lossy(alias);
        return Err(vm.type_error(format!("{alias} is not a generic class")));
    }
    let mut given = unpack(vm, key)?;
    let prepare = vm.names().__typing_prepare_subst__.clone();
    for parameter in &parameters {
        if let Some(prepare) = vm.try_getattr(parameter, &prepare)?.filter(|prepare| !prepare.is_none()) {
            let prepared = vm.call(&prepare, &[alias.clone(), given.clone()])?;
            given = if prepared.is_a::<Tuple>() { prepared } else { vm.tuple([prepared]) };
        }
    }
    let given = given.get::<Tuple>().map(|given| given.items().to_vec()).unwrap_or_default();
    if given.len() != parameters.len() {
        let few = if given.len() > parameters.len() { "many" } else { "few" };
        let (alias, actual, expected) = (vm.repr_lossy(alias), given.len(), parameters.len());
        return Err(vm.type_error(format!("Too {few} arguments for {alias}; actual {actual}, expected {expected}")));
    }
    let replaced = replace_all(vm, args, &parameters, &given)?;
    Ok(vm.tuple(replaced))
}

/// The arguments with unpacked tuples among them unpacked, as a tuple.
fn unpack(vm: &mut Vm, key: &Value) -> PyResult {
    let items = match key.get::<Tuple>() {
        Some(items) => items.items().to_vec(),
        None => vec![key.clone()],
    };
    let name = vm.intern("__typing_unpacked_tuple_args__");
    let mut unpacked = Vec::with_capacity(items.len());
    for item in items {
        let inner = match item.is_a::<Type>() {
            true => None,
            false => vm.try_getattr(&item, &name)?.filter(|inner| !inner.is_none()),
        };
        match inner.as_ref().and_then(|inner| inner.get::<Tuple>()) {
            Some(inner) if inner.items().last().is_none_or(|last| last.kind() != crate::object::Kind::Ellipsis) => {
                unpacked.extend(inner.items().iter().cloned());
            }
            _ => unpacked.push(item),
        }
    }
    Ok(vm.tuple(unpacked))
}

fn replace_all(vm: &mut Vm, args: &Value, parameters: &[Value], given: &[Value]) -> PyResult<Vec<Value>> {
    vm.check_native_stack()?;
    let (subst, inner_name) = (vm.names().__typing_subst__.clone(), vm.names().__parameters__.clone());
    let is_unpacked = vm.names().__typing_is_unpacked_typevartuple__.clone();
    let items = match args.get::<Tuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => args.get::<List>().map(|list| list.items(vm).clone()).unwrap_or_default(),
    };
    let mut replaced = Vec::with_capacity(items.len());
    for item in items {
        if item.is_a::<Type>() {
            replaced.push(item);
            continue;
        }
        if item.is_a::<Tuple>() || item.is_a::<List>() {
            let inner = replace_all(vm, &item, parameters, given)?;
            replaced.push(if item.is_a::<List>() { vm.list(inner) } else { vm.tuple(inner) });
            continue;
        }
        let unpacks = match vm.try_getattr(&item, &is_unpacked)? {
            Some(value) => vm.truth(&value)?,
            None => false,
        };
        let new = match vm.try_getattr(&item, &subst)? {
            Some(subst) => {
                let place = parameters.iter().position(|parameter| parameter.is(&item));
                vm.call(&subst, &[place.map_or(Value::NONE, |place| given[place].clone())])?
            }
            None => replace_inner(vm, item, &inner_name, parameters, given)?,
        };
        match new.get::<Tuple>().filter(|_| unpacks) {
            Some(many) => replaced.extend(many.items().iter().cloned()),
            None => replaced.push(new),
        }
    }
    Ok(replaced)
}

/// Something generic among the arguments, subscripted with what its own parameters become.
fn replace_inner(vm: &mut Vm, item: Value, name: &Value, parameters: &[Value], given: &[Value]) -> PyResult {
    let inner = vm.try_getattr(&item, name)?;
    let Some(inner) = inner.as_ref().and_then(|inner| inner.get::<Tuple>()).filter(|inner| !inner.items().is_empty()) else {
        return Ok(item);
    };
    let mut key = Vec::new();
    for parameter in inner.items() {
        match parameters.iter().position(|known| known.is(parameter)) {
            Some(place) => match given[place].get::<Tuple>() {
                Some(many) => key.extend(many.items().iter().cloned()),
                None => key.push(given[place].clone()),
            },
            None => key.push(parameter.clone()),
        }
    }
    let key = vm.tuple(key);
    vm.getitem(&item, &key)
}
