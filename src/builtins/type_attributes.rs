//! The attributes of classes: names, bases, order, documentation, annotations, layout.

use super::r#type::{check_name, expect_name, of};
use super::{annotate, docs};
use crate::object::{Kind, MappingProxy, Obj, Ref, Str, Tuple, Type, Value, type_flag};
use crate::vm::{Attribute, ExceptionKind, GetSetObject, NativeObject, PyResult, Vm, readonly};

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__name__", get: name, set: Some(set_name) },
    Attribute { name: "__qualname__", get: qualname, set: Some(set_qualname) },
    Attribute { name: "__bases__", get: bases, set: Some(set_bases) },
    Attribute { name: "__base__", get: base, set: Some(readonly) },
    Attribute { name: "__mro__", get: mro, set: None },
    Attribute { name: "__module__", get: module, set: Some(set_module) },
    Attribute { name: "__dict__", get: dict, set: None },
    Attribute { name: "__doc__", get: doc, set: Some(set_doc) },
    Attribute { name: "__text_signature__", get: text_signature, set: None },
    Attribute { name: "__abstractmethods__", get: abstractmethods, set: Some(set_abstractmethods) },
    Attribute { name: "__annotations__", get: annotations, set: Some(set_annotations) },
    Attribute { name: "__annotate__", get: annotate_function, set: Some(set_annotate) },
    Attribute { name: "__type_params__", get: type_params, set: Some(set_type_params) },
    Attribute { name: "__flags__", get: flags, set: Some(readonly) },
    Attribute { name: "__basicsize__", get: basicsize, set: Some(readonly) },
    Attribute { name: "__itemsize__", get: itemsize, set: Some(readonly) },
    Attribute { name: "__dictoffset__", get: dictoffset, set: Some(readonly) },
    Attribute { name: "__weakrefoffset__", get: weakrefoffset, set: Some(readonly) },
];

/// What follows the module in a builtin type's name, such as `types.GenericAlias`.
fn short(vm: &mut Vm, name: Value) -> Value {
    match name.get::<Str>().and_then(|name| name.as_str()).and_then(|name| name.rsplit_once('.')) {
        Some((_, last)) if !last.is_empty() => vm.intern(last),
        _ => name,
    }
}

fn name(vm: &mut Vm, class: &Value) -> PyResult {
    let class = of(class);
    let name = class.name.get();
    Ok(if class.has_flag(type_flag::HEAP) { name } else { short(vm, name) })
}

fn qualname(vm: &mut Vm, class: &Value) -> PyResult {
    let class = of(class);
    let name = class.qualname.get();
    Ok(if class.has_flag(type_flag::HEAP) { name } else { short(vm, name) })
}

/// That a class's own attribute may be set.
fn check_change(vm: &mut Vm, class: &Obj<Type>, attribute: &str, value: &Value) -> PyResult<()> {
    let what = match (class.has_flag(type_flag::HEAP), value.is_null()) {
        (true, false) => return Ok(()),
        (false, false) => "set",
        (_, true) => "delete",
    };
    let name = class.name();
    Err(vm.type_error(format!("cannot {what} '{attribute}' attribute of immutable type '{name}'")))
}

fn set_name(vm: &mut Vm, class: &Value, value: Value) -> PyResult<()> {
    let class = of(class);
    check_change(vm, &class, "__name__", &value)?;
    expect_name(vm, &class, "__name__", &value)?;
    check_name(vm, &value)?;
    class.name.set(value);
    Ok(())
}

fn set_qualname(vm: &mut Vm, class: &Value, value: Value) -> PyResult<()> {
    let class = of(class);
    check_change(vm, &class, "__qualname__", &value)?;
    expect_name(vm, &class, "__qualname__", &value)?;
    class.qualname.set(value);
    Ok(())
}

fn tuple(vm: &Vm, classes: &[Ref<Type>]) -> Value {
    vm.tuple(classes.iter().map(|class| class.value().clone()).collect::<Vec<_>>())
}

fn bases(vm: &mut Vm, class: &Value) -> PyResult {
    Ok(tuple(vm, of(class).bases.get(vm)))
}

fn mro(vm: &mut Vm, class: &Value) -> PyResult {
    Ok(tuple(vm, of(class).mro.get(vm)))
}

fn base(vm: &mut Vm, class: &Value) -> PyResult {
    Ok(vm.base_of(&of(class)).map_or(Value::NONE, Ref::into_value))
}

fn set_bases(vm: &mut Vm, class: &Value, value: Value) -> PyResult<()> {
    let class = of(class);
    check_change(vm, &class, "__bases__", &value)?;
    let name = class.name();
    let Some(given) = value.get::<Tuple>() else {
        let given = vm.type_of(&value).name();
        return Err(vm.type_error(format!("can only assign tuple to {name}.__bases__, not {given}")));
    };
    if given.items().is_empty() {
        return Err(vm.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
    }
    let mut bases = Vec::new();
    for base in given.items() {
        let Ok(base) = base.clone().downcast::<Type>() else {
            let given = vm.type_of(base).name();
            return Err(vm.type_error(format!("{name}.__bases__ must be tuple of classes, not '{given}'")));
        };
        if base.is_subtype(&class, vm) {
            return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
        }
        if !base.has_flag(type_flag::BASE) {
            let base = base.name();
            return Err(vm.type_error(format!("type '{base}' is not an acceptable base type")));
        }
        bases.push(base);
    }
    let new = vm.best_base(&bases)?;
    let old = vm.base_of(&class).unwrap_or_else(|| vm.types().object.clone());
    if is_collected(&new) != is_collected(&old) {
        let (new, old) = (new.name(), old.name());
        return Err(vm.type_error(format!("__bases__ assignment: '{new}' deallocator differs from '{old}'")));
    }
    let (new_solid, old_solid) = (vm.solid_base(&new), vm.solid_base(&old));
    let flags = [type_flag::DICT, type_flag::WEAKREF];
    let same_part = flags.iter().all(|flag| new.has_flag(*flag) == old.has_flag(*flag));
    if !new_solid.is(&old_solid) || !same_part {
        let (new, old) = (new.name(), old.name());
        return Err(vm.type_error(format!("__bases__ assignment: '{new}' object layout differs from '{old}'")));
    }
    change_bases(vm, &class, bases)
}

/// Whether instances are among what CPython's cycle collector looks at.
fn is_collected(class: &Type) -> bool {
    class.has_flag(type_flag::HEAP) || class.kind != Kind::Instance && class.kind.is_container()
}

/// Gives a class other bases; new orders for it and for what is derived from it, or none if one cannot be found.
fn change_bases(vm: &mut Vm, class: &Ref<Type>, bases: Vec<Ref<Type>>) -> PyResult<()> {
    let former = class.bases.replace(bases.clone(), vm);
    // At once: a metaclass's `mro` may use the classes before all is done.
    bases.iter().for_each(|base| base.add_inheritor(class, false, vm));
    let mut changed: Vec<(Ref<Type>, Vec<Ref<Type>>)> = Vec::new();
    let mut pending = vec![class.clone()];
    while let Some(next) = pending.pop() {
        let (before, next_bases) = (next.mro.get(vm).clone(), next.bases.get(vm).clone());
        match vm.class_order(&next, &next_bases) {
            // The metaclass's `mro` changed the bases itself: its order stands.
            Ok(_) if !same(&before, next.mro.get(vm)) => continue,
            Ok(order) => {
                let old = next.mro.replace(order, vm);
                next.changed(vm);
                changed.push((next.clone(), old));
            }
            Err(raised) => {
                for (class, old) in changed.into_iter().rev() {
                    drop(class.mro.replace(old, vm));
                    class.changed(vm);
                }
                if same(&bases, class.bases.get(vm)) {
                    drop(class.bases.replace(former.clone(), vm));
                    leave(vm, class, &bases);
                    former.iter().for_each(|base| base.add_inheritor(class, true, vm));
                }
                return Err(raised);
            }
        }
        pending.extend(next.subclasses(vm));
    }
    if !same(&bases, class.bases.get(vm)) {
        return Ok(());
    }
    leave(vm, class, &former);
    bases.iter().for_each(|base| base.add_inheritor(class, true, vm));
    Ok(())
}

/// A class is no longer a subclass of its former bases; it hears of those that are in its order still, or will be.
fn leave(vm: &mut Vm, class: &Obj<Type>, former: &[Ref<Type>]) {
    for base in former {
        base.remove_inheritor(class, vm);
        if [class.bases.get(vm), class.mro.get(vm)].into_iter().flatten().any(|class| class.is(base)) {
            base.add_inheritor(class, false, vm);
        }
    }
}

fn same(a: &[Ref<Type>], b: &[Ref<Type>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is(b))
}

/// What the class's own dict has under a name; of `type`, whose dict has what computes these things, nothing.
fn own(vm: &Vm, class: &Obj<Type>, name: &Value) -> Option<Value> {
    class.dict().get_str(name, vm).filter(|found| !found.is_a::<GetSetObject>())
}

fn module(vm: &mut Vm, class: &Value) -> PyResult {
    let class = of(class);
    let name = vm.names().__module__.clone();
    if let Some(module) = own(vm, &class, &name) {
        return Ok(module);
    }
    if class.has_flag(type_flag::HEAP) {
        return Err(vm.raise(ExceptionKind::AttributeError, "__module__"));
    }
    let name = class.name();
    let module = name.rsplit_once('.').map_or("builtins", |(module, _)| module);
    Ok(vm.intern(module))
}

fn set_module(vm: &mut Vm, class: &Value, value: Value) -> PyResult<()> {
    let class = of(class);
    check_change(vm, &class, "__module__", &value)?;
    let (name, line) = (vm.names().__module__.clone(), vm.names().__firstlineno__.clone());
    drop(class.remove_name(&line, vm));
    class.set_name(&name, value, vm);
    Ok(())
}

fn dict(vm: &mut Vm, class: &Value) -> PyResult {
    let mapping = of(class).dict().value().clone();
    Ok(vm.alloc(&vm.types().mappingproxy, MappingProxy { mapping }).into_value())
}

fn doc(vm: &mut Vm, class: &Value) -> PyResult {
    let class = of(class);
    let name = vm.names().__doc__.clone();
    match own(vm, &class, &name) {
        Some(doc) if class.has_flag(type_flag::HEAP) => vm.get_descriptor(&doc, &Value::NULL, &class),
        Some(doc) if doc.get::<Str>().is_some() => Ok(doc),
        _ if class.has_flag(type_flag::HEAP) => Ok(Value::NONE),
        // What a builtin type has by that name is an attribute of its instances.
        _ => Ok(docs::of_type(vm, &class.name())),
    }
}

/// How types are called whose `__new__` takes what comes and looks at it itself. An empty text: nothing says it.
const SIGNATURES: &[(&str, &str)] = &[
    ("NoneType", "()"),
    ("NotImplementedType", "()"),
    ("bytearray", ""),
    ("bytes", ""),
    ("classmethod", "(function, /)"),
    ("collections.deque", "([iterable[, maxlen]])"),
    ("ellipsis", "()"),
    ("enumerate", "(iterable, start=0)"),
    ("functools.partial", "(func, /, *args, **keywords)"),
    ("itertools.islice", ""),
    ("itertools.zip_longest", "(*iterables, fillvalue=None)"),
    ("map", "(function, iterable, /, *iterables, strict=False)"),
    ("method", "(function, instance, /)"),
    ("module", "(name, doc=None)"),
    ("object", "()"),
    ("operator.methodcaller", "(name, /, *args, **kwargs)"),
    ("property", "(fget=None, fset=None, fdel=None, doc=None)"),
    ("reversed", "(sequence, /)"),
    ("slice", ""),
    ("staticmethod", "(function, /)"),
    ("str", ""),
    ("types.GenericAlias", "(origin, args, /)"),
    ("types.SimpleNamespace", "(mapping_or_iterable=(), /, **kwargs)"),
    ("typing.TypeAliasType", ""),
];

/// How a builtin type is called, by the signature of what makes its instances.
fn text_signature(vm: &mut Vm, class: &Value) -> PyResult {
    let class = of(class);
    if class.has_flag(type_flag::HEAP) {
        return Ok(Value::NONE);
    }
    let signature = match SIGNATURES.iter().find(|(name, _)| *name == class.name()) {
        Some((_, signature)) => Some(signature.to_string()).filter(|signature| !signature.is_empty()),
        None => [vm.names().__new__.clone(), vm.names().__init__.clone()].iter().find_map(|name| {
            let maker = own(vm, &class, name)?;
            maker.get::<NativeObject>()?.class_signature()
        }),
    };
    Ok(signature.map_or(Value::NONE, |signature| vm.str(&signature)))
}

fn set_doc(vm: &mut Vm, class: &Value, value: Value) -> PyResult<()> {
    let class = of(class);
    check_change(vm, &class, "__doc__", &value)?;
    let name = vm.names().__doc__.clone();
    class.set_name(&name, value, vm);
    Ok(())
}

fn abstractmethods(vm: &mut Vm, class: &Value) -> PyResult {
    let class = of(class);
    let name = vm.names().__abstractmethods__.clone();
    match own(vm, &class, &name) {
        Some(methods) => Ok(methods),
        None => Err(vm.attribute_error("__abstractmethods__", class.value(), &name)),
    }
}

fn set_abstractmethods(vm: &mut Vm, class: &Value, value: Value) -> PyResult<()> {
    let class = of(class);
    let name = vm.names().__abstractmethods__.clone();
    if value.is_null() {
        if class.remove_name(&name, vm).is_none() {
            return Err(vm.attribute_error("__abstractmethods__", class.value(), &name));
        }
        class.set_flag(type_flag::ABSTRACT, false);
        class.changed(vm);
        return Ok(());
    }
    let is_abstract = vm.truth(&value)?;
    class.set_name(&name, value, vm);
    class.set_flag(type_flag::ABSTRACT, is_abstract);
    Ok(())
}

fn check_annotated(vm: &mut Vm, class: &Obj<Type>, attribute: &str) -> PyResult<()> {
    if class.has_flag(type_flag::HEAP) {
        return Ok(());
    }
    let message = format!("type object '{}' has no attribute '{attribute}'", class.name());
    let name = vm.intern(attribute);
    Err(vm.attribute_error(message, &class.value(), &name))
}

fn annotations(vm: &mut Vm, class: &Value) -> PyResult {
    let class = of(class);
    check_annotated(vm, &class, "__annotations__")?;
    let (name, cache) = (vm.names().__annotations__.clone(), vm.intern("__annotations_cache__"));
    if let Some(found) = own(vm, &class, &name).or_else(|| own(vm, &class, &cache)) {
        return vm.get_descriptor(&found, &Value::NULL, &class);
    }
    let function = annotate_function(vm, class.value())?;
    let annotations = annotate::evaluate(vm, &function)?;
    class.set_name(&cache, annotations.clone(), vm);
    Ok(annotations)
}

fn set_annotations(vm: &mut Vm, class: &Value, value: Value) -> PyResult<()> {
    let class = of(class);
    check_immutable(vm, &class, "__annotations__")?;
    let (name, cache) = (vm.names().__annotations__.clone(), vm.intern("__annotations_cache__"));
    let place = if class.dict().has_str(&name, vm) { &name } else { &cache };
    if value.is_null() {
        if class.remove_name(place, vm).is_none() {
            return Err(vm.attribute_error("__annotations__", class.value(), &name));
        }
    } else {
        class.set_name(place, value, vm);
    }
    for gone in ["__annotate_func__", "__annotate__"] {
        let gone = vm.intern(gone);
        drop(class.remove_name(&gone, vm));
    }
    class.changed(vm);
    Ok(())
}

fn check_immutable(vm: &mut Vm, class: &Obj<Type>, attribute: &str) -> PyResult<()> {
    match class.has_flag(type_flag::HEAP) {
        true => Ok(()),
        false => check_change(vm, class, attribute, &Value::NONE),
    }
}

fn annotate_function(vm: &mut Vm, class: &Value) -> PyResult {
    let class = of(class);
    check_annotated(vm, &class, "__annotate__")?;
    let (name, place) = (vm.names().__annotate__.clone(), vm.intern("__annotate_func__"));
    match own(vm, &class, &name).or_else(|| own(vm, &class, &place)) {
        Some(function) => vm.get_descriptor(&function, &Value::NULL, &class),
        None => {
            class.set_name(&place, Value::NONE, vm);
            Ok(Value::NONE)
        }
    }
}

fn set_annotate(vm: &mut Vm, class: &Value, value: Value) -> PyResult<()> {
    let class = of(class);
    if value.is_null() {
        return Err(vm.type_error("cannot delete __annotate__ attribute"));
    }
    check_immutable(vm, &class, "__annotate__")?;
    annotate::check(vm, &value)?;
    let (place, cache) = (vm.intern("__annotate_func__"), vm.intern("__annotations_cache__"));
    if !value.is_none() {
        let name = vm.names().__annotations__.clone();
        drop(class.remove_name(&cache, vm));
        drop(class.remove_name(&name, vm));
    }
    class.set_name(&place, value, vm);
    Ok(())
}

fn type_params(vm: &mut Vm, class: &Value) -> PyResult {
    let class = of(class);
    let name = vm.names().__type_params__.clone();
    let found = own(vm, &class, &name).filter(|_| class.has_flag(type_flag::HEAP));
    Ok(found.unwrap_or_else(|| vm.empty_tuple()))
}

fn set_type_params(vm: &mut Vm, class: &Value, value: Value) -> PyResult<()> {
    let class = of(class);
    check_change(vm, &class, "__type_params__", &value)?;
    let name = vm.names().__type_params__.clone();
    class.set_name(&name, value, vm);
    Ok(())
}

/// CPython's `Py_TPFLAGS_…` that a class has.
fn flags(vm: &mut Vm, class: &Value) -> PyResult {
    const IMMUTABLE: i64 = 1 << 8;
    const HEAP: i64 = 1 << 9;
    const BASE: i64 = 1 << 10;
    const VECTORCALL: i64 = 1 << 11;
    const READY: i64 = 1 << 12;
    const GC: i64 = 1 << 14;
    let class = of(class);
    let mut flags = READY;
    let heap = class.has_flag(type_flag::HEAP);
    // CPython makes the types of most modules when they are imported; those that are there from the start have no `__module__`.
    let is_made =
        heap || class.dict().get_str(&vm.names().__module__.clone(), vm).is_some_and(|module| module.is_a::<Str>());
    for (bit, on) in [
        (HEAP, is_made),
        (IMMUTABLE, !heap),
        (1 << 1, !heap),
        (1 << 2 | 1 << 4, heap && class.has_flag(type_flag::DICT)),
        (1 << 3, heap && class.has_flag(type_flag::WEAKREF)),
        (BASE, class.has_flag(type_flag::BASE)),
        (GC, class.kind.is_container()),
        (VECTORCALL, matches!(class.kind, Kind::Function | Kind::Native)),
        (1 << 5, class.has_flag(type_flag::SEQUENCE)),
        (1 << 6, class.has_flag(type_flag::MAPPING)),
        (1 << 7, class.has_flag(type_flag::NO_NEW)),
        (1 << 20, class.has_flag(type_flag::ABSTRACT)),
        (1 << 22, class.has_flag(type_flag::MATCH_SELF)),
        (1 << 24, class.kind == Kind::Int),
        (1 << 25, class.kind == Kind::List),
        (1 << 26, class.kind == Kind::Tuple),
        (1 << 27, class.kind == Kind::Bytes),
        (1 << 28, class.kind == Kind::Str),
        (1 << 29, class.kind == Kind::Dict),
        (1 << 30, class.kind == Kind::Exception),
        (1 << 31, class.kind == Kind::Type),
    ] {
        if on {
            flags |= bit;
        }
    }
    Ok(vm.int(flags))
}

fn basicsize(_: &mut Vm, class: &Value) -> PyResult {
    Ok(Value::size(16 + 8 * usize::from(of(class).slots())))
}

fn itemsize(vm: &mut Vm, class: &Value) -> PyResult {
    Ok(vm.int(match of(class).kind {
        Kind::Tuple => 8,
        Kind::Int => 4,
        Kind::Bytes => 1,
        _ => 0,
    }))
}

fn dictoffset(vm: &mut Vm, class: &Value) -> PyResult {
    Ok(vm.int(if of(class).has_flag(type_flag::DICT) { -1 } else { 0 }))
}

fn weakrefoffset(vm: &mut Vm, class: &Value) -> PyResult {
    let class = of(class);
    Ok(vm.int(if class.has_flag(type_flag::WEAKREF) { -16 } else { 0 }))
}
