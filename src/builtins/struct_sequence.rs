//! Named tuples of the runtime: tuples whose elements have names too, as `sys.version_info` is one.

use crate::object::{Dict, Obj, Opaque, Ref, Str, Tuple, Type, Value, ValueCell, type_flag};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, sequence, dict=None)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__replace__", signature: "(self, /, **changes)", function: replace },
];

/// The descriptor of one name: gives the element at a place.
pub struct TupleGetter {
    pub place: usize,
    pub doc: Value,
}

impl Opaque for TupleGetter {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.doc);
    }
}

const GETTER: &[Native] = &[
    Native { name: "__get__", signature: "(self, instance, owner=None, /)", function: get },
    Native { name: "__set__", signature: "(self, instance, value, /)", function: read_only },
    Native { name: "__delete__", signature: "(self, instance, /)", function: read_only },
];

/// Makes the types.
pub fn install(vm: &mut Vm) {
    vm.define_type::<TupleGetter>("_tuplegetter", GETTER, &[]);
}

/// A new type of such tuples: `sys.version_info` of the module `sys`, with these names. Those after the `visible` first are no
/// elements, only attributes; those whose name is empty are only elements.
pub fn define(vm: &mut Vm, name: &str, fields: &[&str], visible: usize) -> Ref<Type> {
    let base = vm.types().tuple.clone();
    let class = vm.new_builtin_subclass(name, &base);
    class.set_flag(type_flag::BASE, false);
    class.set_flag(type_flag::SEQUENCE, true);
    vm.add_methods(&class, METHODS);
    class.lay_out((fields.len() - visible) as u16, vm);
    let (module, short) = name.rsplit_once('.').unwrap_or(("builtins", name));
    class.qualname.set(vm.str(short));
    let named = |name: &&&str| !name.is_empty();
    let names: Vec<Value> = fields[..visible].iter().filter(named).map(|name| vm.intern(name)).collect();
    let unnamed = fields.len() - fields.iter().filter(named).count();
    let mut entries = vec![
        ("__module__", vm.str(module)),
        ("n_sequence_fields", Value::size(visible)),
        ("n_fields", Value::size(fields.len())),
        ("n_unnamed_fields", Value::size(unnamed)),
        ("__match_args__", vm.tuple(names)),
    ];
    for (place, field) in fields.iter().enumerate().filter(|(_, name)| named(name)) {
        entries.push((field, vm.new_opaque(TupleGetter { place, doc: Value::NONE })));
    }
    for (name, value) in entries {
        let name = vm.intern(name);
        drop(class.dict().insert_str(&name, value, vm));
    }
    class.changed(vm);
    class
}

/// A tuple of such a type: its elements, then what are only attributes.
pub fn make(vm: &Vm, class: &Ref<Type>, mut values: Vec<Value>) -> Value {
    let hidden = values.split_off(values.len() - usize::from(class.slots()));
    let tuple = vm.tuple_of(class, values.into_iter());
    for (slot, value) in tuple.header().slots().iter().zip(hidden) {
        slot.set(value);
    }
    tuple.into_value()
}

/// What such a tuple has under its names, in their order.
pub fn values_of(tuple: &Obj<Tuple>) -> Vec<Value> {
    tuple.items().iter().cloned().chain(tuple.header().slots().iter().map(ValueCell::get)).collect()
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let place = args[0].opaque::<TupleGetter>(vm).map_or(0, |getter| getter.place);
    match args[1].get::<Tuple>() {
        Some(tuple) => Ok(values_of(tuple).into_iter().nth(place).unwrap_or(Value::NONE)),
        None if args[1].is_none() => Ok(args[0].clone()),
        None => {
            let class = vm.type_of(&args[1]).name();
            Err(vm.type_error(format!(
                "descriptor for index '{place}' for tuple subclasses doesn't apply to '{class}' object"
            )))
        }
    }
}

fn read_only(vm: &mut Vm, _: &[Value]) -> PyResult {
    Err(vm.raise(ExceptionKind::AttributeError, "readonly attribute"))
}

/// `__new__`.
pub fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>().map(|class| class.to_ref()) else {
        return Err(vm.type_error("a type is required"));
    };
    let mut items = match vm.iter(&args[1]) {
        Ok(_) => vm.collect(&args[1])?,
        Err(_) => return Err(vm.type_error("constructor requires a sequence")),
    };
    let name = vm.intern("n_sequence_fields");
    let least = class.lookup(&name, vm).and_then(|count| count.as_small()).unwrap_or(0) as usize;
    let most = least + usize::from(class.slots());
    if !(least..=most).contains(&items.len()) {
        let (name, given) = (class.name(), items.len());
        let (word, needed) = if given < least { ("at least ", least) } else { ("at most ", most) };
        let word = if least == most { "" } else { word };
        let article = if word.is_empty() { "a" } else { "an" };
        return Err(vm.type_error(format!("{name}() takes {article} {word}{needed}-sequence ({given}-sequence given)")));
    }
    hidden_values(vm, &class, &args[2], most, &mut items)?;
    Ok(make(vm, &class, items))
}

/// Completes the values of a new tuple from a dict with those that are only attributes.
fn hidden_values(vm: &mut Vm, class: &Ref<Type>, given: &Value, count: usize, values: &mut Vec<Value>) -> PyResult<()> {
    let dict = match given.get::<Dict>() {
        Some(dict) => Some(dict),
        None if given.is_null() || given.is_none() => None,
        None => {
            let name = class.name();
            return Err(vm.type_error(format!("{name}() takes a dict as second arg, if any")));
        }
    };
    let mut names = vec![Value::NONE; count];
    for entry in class.dict().table(vm).iter() {
        if let Some(name) = entry.value.opaque::<TupleGetter>(vm).and_then(|getter| names.get_mut(getter.place)) {
            *name = entry.key.clone();
        }
    }
    for name in &names[values.len()..] {
        let value = match dict {
            Some(dict) => vm.dict_get(dict, name)?,
            None => None,
        };
        values.push(value.unwrap_or(Value::NONE));
    }
    Ok(())
}

/// A copy with other values for some names.
fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (Some(tuple), Some(changes)) = (args[0].get::<Tuple>(), args[1].get::<Dict>()) else { return Ok(Value::NONE) };
    let class = vm.type_of(&args[0]).to_ref();
    let (mut items, mut unknown) = (values_of(tuple), Vec::new());
    let changes: Vec<(Value, Value)> = changes.table(vm).iter().map(|entry| entry.pair()).collect();
    for (name, value) in changes {
        let getter = class.dict().get_str(&name, vm);
        match getter.as_ref().and_then(|getter| items.get_mut(getter.opaque::<TupleGetter>(vm)?.place)) {
            Some(item) => *item = value,
            None => unknown.push(name),
        }
    }
    if !unknown.is_empty() {
        let unknown = vm.list(unknown);
        let unknown = vm.repr_lossy(&unknown);
        return Err(vm.type_error(format!("Got unexpected field name(s): {unknown}")));
    }
    Ok(make(vm, &class, items))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(tuple) = args[0].get::<Tuple>() else { return Ok(Value::NONE) };
    let class = vm.type_of(&args[0]).to_ref();
    let mut names: Vec<(usize, Value)> = Vec::new();
    for entry in class.dict().table(vm).iter() {
        if let Some(getter) = entry.value.opaque::<TupleGetter>(vm) {
            names.push((getter.place, entry.key.clone()));
        }
    }
    // As in CPython, an element without a name goes by that of the next that has one.
    names.sort_by_key(|(place, _)| *place);
    let class = class.name();
    let mut text = format!("{class}(").into_bytes();
    for (index, ((_, name), value)) in names.iter().zip(tuple.items()).enumerate() {
        if index > 0 {
            text.extend(b", ");
        }
        let shown = vm.repr(value)?;
        text.extend(vm.text(name).bytes());
        text.push(b'=');
        text.extend(shown.get::<Str>().map_or(&[][..], |shown| shown.as_bytes()));
    }
    text.push(b')');
    Ok(vm.str_from(&text))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let items = vm.collect(&args[0])?;
    let (class, items, dict) = (vm.type_of(&args[0]).value(), vm.tuple(items), vm.new_dict().into_value());
    let arguments = vm.tuple([items, dict]);
    Ok(vm.tuple([class, arguments]))
}
