//! `_abc`: what `abc.ABCMeta` is made of. Which classes are registered with an abstract class, and which were found to be its
//! subclasses, or not to be.

use crate::object::{Dict, Module, Obj, Opaque, Ref, Type, Value, WeakRef, type_flag};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};
use rustc_hash::FxHashMap;

const FUNCTIONS: &[Native] = &[
    Native { name: "get_cache_token", signature: "()", function: token },
    Native { name: "_abc_init", signature: "(self, /)", function: init },
    Native { name: "_abc_register", signature: "(self, subclass, /)", function: register },
    Native { name: "_abc_instancecheck", signature: "(self, instance, /)", function: instance_check },
    Native { name: "_abc_subclasscheck", signature: "(self, subclass, /)", function: subclass_check },
    Native { name: "_get_dump", signature: "(self, /)", function: dump },
    Native { name: "_reset_registry", signature: "(self, /)", function: reset_registry },
    Native { name: "_reset_caches", signature: "(self, /)", function: reset_caches },
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_abc");
    vm.add_functions(&module, FUNCTIONS);
    drop(vm.define_type::<Data>("_abc._abc_data", &[], &[]));
    module
}

/// Classes, by address, that may die: each has a weak reference. Another may have the address of one that died.
#[derive(Default)]
struct Classes {
    references: FxHashMap<usize, Ref<WeakRef>>,
    /// At how many references to look for those whose class died.
    enough: usize,
}

fn address(class: &Obj<Type>) -> usize {
    std::ptr::from_ref(class).addr()
}

impl Classes {
    fn has(&self, class: &Obj<Type>) -> bool {
        self.references.get(&address(class)).is_some_and(|known| known.target().is_some())
    }

    fn insert(&mut self, class: &Obj<Type>, reference: Ref<WeakRef>) {
        if self.references.len() >= self.enough {
            self.references.retain(|_, known| known.target().is_some());
            self.enough = 2 * self.references.len() + 8;
        }
        self.references.insert(address(class), reference);
    }

    fn alive(&self) -> Vec<Value> {
        self.references.values().filter_map(|known| known.target()).collect()
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

/// What an abstract class has as `_abc_impl`.
#[derive(Default)]
struct Data {
    registered: Classes,
    found: Classes,
    refused: Classes,
    /// The token when `refused` was true.
    version: u64,
}

impl Opaque for Data {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for classes in [&self.registered, &self.found, &self.refused] {
            classes.references.values().for_each(|known| visit(known.value()));
        }
    }
}

/// How often a class was registered anywhere: what was refused before may have become a subclass.
#[derive(Default)]
struct Token(u64);

fn token(vm: &mut Vm, _: &[Value]) -> PyResult {
    let token = vm.state::<Token>().0;
    Ok(Value::size(token as usize))
}

/// An abstract class's data.
fn data(vm: &mut Vm, class: &Value) -> PyResult {
    let name = vm.intern("_abc_impl");
    let data = vm.getattr(class, &name)?;
    match data.opaque::<Data>(vm) {
        Some(_) => Ok(data),
        None => Err(vm.type_error("_abc_impl is set to a wrong type")),
    }
}

/// Looks at data that [`data`] gave.
fn look(vm: &Vm, data: &Value, what: impl FnOnce(&Data) -> bool) -> bool {
    data.opaque::<Data>(vm).is_some_and(what)
}

fn change(vm: &mut Vm, data: &Value, what: impl FnOnce(&mut Data)) {
    if let Some(data) = data.opaque_mut::<Data>(vm) {
        what(data);
    }
}

fn reference(vm: &mut Vm, class: &Value) -> Option<Ref<WeakRef>> {
    let plain = vm.types().weakref.clone();
    let known = vm.weakrefs(class).into_iter();
    let mut shared = known.filter(|weak| weak.header().class().is(&plain) && weak.callback.is_null());
    shared.next().or_else(|| vm.new_weakref(&plain, class, Value::NULL))
}

/// Notes a class in one of the lists.
fn note(vm: &mut Vm, data: &Value, class: &Value, list: fn(&mut Data) -> &mut Classes) {
    if let Some(reference) = reference(vm, class)
        && let Some(class) = class.get::<Type>()
    {
        change(vm, data, |data| list(data).insert(class, reference));
    }
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = vm.new_opaque(Data::default());
    let version = vm.state::<Token>().0;
    change(vm, &data, |data| data.version = version);
    find_abstract(vm, &args[0])?;
    let name = vm.intern("_abc_impl");
    vm.setattr(&args[0], &name, data)?;
    let Some(class) = args[0].get::<Type>() else { return Ok(Value::NONE) };
    let name = vm.intern("__abc_tpflags__");
    let Some(flags) = class.dict().get_str(&name, vm) else { return Ok(Value::NONE) };
    let flags = vm.index_i64(&flags)?;
    let [sequence, mapping] = [flags & 1 << 5 != 0, flags & 1 << 6 != 0];
    if sequence && mapping {
        let message = "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING";
        return Err(vm.type_error(message));
    }
    if sequence || mapping {
        class.set_flag(type_flag::SEQUENCE, sequence);
        class.set_flag(type_flag::MAPPING, mapping);
    }
    vm.setattr(&args[0], &name, Value::NULL)?;
    Ok(Value::NONE)
}

fn is_abstract(vm: &mut Vm, value: &Value) -> PyResult<bool> {
    let name = vm.intern("__isabstractmethod__");
    match vm.try_getattr(value, &name)? {
        Some(flag) => vm.truth(&flag),
        None => Ok(false),
    }
}

/// Sets `__abstractmethods__`: the class's own, and those of its bases that it does not define.
fn find_abstract(vm: &mut Vm, class: &Value) -> PyResult<()> {
    let mut names = Vec::new();
    let own = class.get::<Type>().map(|class| class.dict().to_ref());
    let own = own.map_or_else(Vec::new, |dict: Ref<Dict>| dict.table(vm).iter().map(|entry| entry.pair()).collect());
    for (name, value) in own {
        if is_abstract(vm, &value)? {
            names.push(name);
        }
    }
    let (bases, methods) = (vm.intern("__bases__"), vm.intern("__abstractmethods__"));
    let bases = vm.getattr(class, &bases)?;
    for base in vm.collect(&bases)? {
        let Some(inherited) = vm.try_getattr(&base, &methods)? else { continue };
        for name in vm.collect(&inherited)? {
            if let Some(value) = vm.try_getattr(class, &name)?
                && is_abstract(vm, &value)?
            {
                names.push(name);
            }
        }
    }
    let (list, class_of) = (vm.list(names), vm.types().frozenset.value().clone());
    let names = vm.call(&class_of, &[list])?;
    vm.setattr(class, &methods, names)
}

fn register(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [class, subclass] = args else { return Ok(Value::NONE) };
    let Some(new) = subclass.get::<Type>() else { return Err(vm.type_error("Can only register classes")) };
    if vm.is_subclass_of(subclass, class)? {
        return Ok(subclass.clone());
    }
    // After the first question: to register a class with itself does nothing.
    if vm.is_subclass_of(class, subclass)? {
        return Err(vm.runtime_error("Refusing to create an inheritance cycle"));
    }
    let data = data(vm, class)?;
    note(vm, &data, subclass, |data| &mut data.registered);
    vm.state::<Token>().0 += 1;
    if let Some(class) = class.get::<Type>() {
        let flags = [type_flag::SEQUENCE, type_flag::MAPPING].map(|flag| (flag, class.has_flag(flag)));
        if flags.iter().any(|(_, on)| *on) {
            match_as(vm, new, flags);
        }
    }
    Ok(subclass.clone())
}

/// Patterns take the class, and those made of it, for sequences or mappings.
fn match_as(vm: &Vm, class: &Obj<Type>, flags: [(u32, bool); 2]) {
    let mut pending = vec![class.to_ref()];
    while let Some(class) = pending.pop() {
        if class.has_flag(type_flag::HEAP) && flags.iter().any(|(flag, on)| class.has_flag(*flag) != *on) {
            flags.iter().for_each(|(flag, on)| class.set_flag(*flag, *on));
            pending.extend(class.subclasses(vm));
        }
    }
}

fn instance_check(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = data(vm, &args[0])?;
    let name = vm.names().__class__.clone();
    let subclass = vm.getattr(&args[1], &name)?;
    let known = subclass.get::<Type>();
    if known.is_some_and(|class| look(vm, &data, |data| data.found.has(class))) {
        return Ok(Value::TRUE);
    }
    let class = vm.type_of(&args[1]).value();
    let check = vm.intern("__subclasscheck__");
    let token = vm.state::<Token>().0;
    if class.is(&subclass) {
        if known.is_some_and(|class| look(vm, &data, |data| data.version == token && data.refused.has(class))) {
            return Ok(Value::FALSE);
        }
        return vm.call_method(&args[0], &check, &[subclass]);
    }
    let result = vm.call_method(&args[0], &check, &[subclass])?;
    match vm.truth(&result)? {
        true => Ok(result),
        false => vm.call_method(&args[0], &check, &[class]),
    }
}

fn subclass_check(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [class, subclass] = args else { return Ok(Value::NONE) };
    let Some(asked) = subclass.get::<Type>() else { return Err(vm.type_error("issubclass() arg 1 must be a class")) };
    let data = data(vm, class)?;
    if look(vm, &data, |data| data.found.has(asked)) {
        return Ok(Value::TRUE);
    }
    let token = vm.state::<Token>().0;
    if look(vm, &data, |data| data.version < token) {
        change(vm, &data, |data| {
            data.refused.clear();
            data.version = token;
        });
    } else if look(vm, &data, |data| data.refused.has(asked)) {
        return Ok(Value::FALSE);
    }
    let is_subclass = is_subclass(vm, class, subclass, &data)?;
    note(vm, &data, subclass, if is_subclass { |data| &mut data.found } else { |data| &mut data.refused });
    Ok(Value::bool(is_subclass))
}

/// Asks the class's hook, its real and registered subclasses, and theirs.
fn is_subclass(vm: &mut Vm, class: &Value, subclass: &Value, data: &Value) -> PyResult<bool> {
    let hook = vm.intern("__subclasshook__");
    let answer = vm.call_method(class, &hook, std::slice::from_ref(subclass))?;
    if answer.is(&Value::TRUE) || answer.is(&Value::FALSE) {
        return Ok(answer.is(&Value::TRUE));
    }
    if !answer.is(&Value::NOT_IMPLEMENTED) {
        let message = "__subclasshook__ must return either False, True, or NotImplemented";
        return Err(vm.raise(ExceptionKind::AssertionError, message));
    }
    if let (Some(class), Some(subclass)) = (class.get::<Type>(), subclass.get::<Type>())
        && subclass.is_subtype(class, vm)
    {
        return Ok(true);
    }
    for registered in data.opaque::<Data>(vm).map_or_else(Vec::new, |data| data.registered.alive()) {
        if vm.is_subclass_of(subclass, &registered)? {
            return Ok(true);
        }
    }
    let name = vm.intern("__subclasses__");
    let subclasses = vm.call_method(class, &name, &[])?;
    if !subclasses.is_a::<crate::object::List>() {
        return Err(vm.type_error("__subclasses__() must return a list"));
    }
    for inheritor in vm.collect(&subclasses)? {
        if vm.is_subclass_of(subclass, &inheritor)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The three lists, as sets of weak references, and the token.
fn dump(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = data(vm, &args[0])?;
    let mut parts = Vec::new();
    for list in [(|data| &data.registered) as fn(&Data) -> &Classes, |data| &data.found, |data| &data.refused] {
        let known = data.opaque::<Data>(vm).map_or_else(Vec::new, |data| list(data).references.values().cloned().collect());
        let known: Vec<Value> = known.into_iter().map(Ref::into_value).collect();
        let (list, class) = (vm.list(known), vm.types().set.value().clone());
        parts.push(vm.call(&class, &[list])?);
    }
    let version = data.opaque::<Data>(vm).map_or(0, |data| data.version);
    parts.push(Value::size(version as usize));
    Ok(vm.tuple(parts))
}

fn reset_registry(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = data(vm, &args[0])?;
    change(vm, &data, |data| data.registered.clear());
    Ok(Value::NONE)
}

fn reset_caches(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = data(vm, &args[0])?;
    change(vm, &data, |data| {
        data.found.clear();
        data.refused.clear();
    });
    Ok(Value::NONE)
}
