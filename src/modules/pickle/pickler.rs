//! `Pickler`, `dump` and `dumps`.

use super::memo::Memo;
use super::output::Output;
use super::persistent::{self, Persistent};
use super::proxy;
use super::save::Writer;
use super::{Fault, fault, opcode};
use crate::builtins::class_to_make;
use crate::object::{Dict, Opaque, Tuple, Value};
use crate::vm::{Attribute, Native, NativeObject, PyResult, Vm};
use rustc_hash::FxHashSet;

#[derive(Default)]
pub struct Pickler {
    /// The file's method; NULL before `__init__`, as the others.
    write: Value,
    settings: Settings,
    pub memo: Memo,
    dispatch_table: Value,
    /// Set for this pickler alone, in place of the method.
    persistent_id: Value,
}

#[derive(Clone, Default)]
struct Settings {
    protocol: u8,
    /// 0 or 1, though programs may say otherwise.
    bin: i64,
    fast: i64,
    fix_imports: bool,
    buffer_callback: Value,
}

impl Persistent for Pickler {
    const NAME: &str = "persistent_id";

    fn own(&mut self) -> &mut Value {
        &mut self.persistent_id
    }
}

impl Opaque for Pickler {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        let values = [&self.write, &self.settings.buffer_callback, &self.dispatch_table, &self.persistent_id];
        values.into_iter().for_each(&mut *visit);
        self.memo.visit(visit);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native {
        name: "__init__",
        signature: "(self, file, protocol=None, fix_imports=True, buffer_callback=None)",
        function: init,
    },
    Native { name: "__getattribute__", signature: "(self, name, /)", function: persistent::get::<Pickler> },
    Native { name: "__setattr__", signature: "(self, name, value, /)", function: persistent::set::<Pickler> },
    Native { name: "__delattr__", signature: "(self, name, /)", function: persistent::delete::<Pickler> },
    Native { name: "persistent_id", signature: "(self, obj, /)", function: |_, _| Ok(Value::NONE) },
    Native { name: "dump", signature: "(self, obj, /)", function: dump_by },
    Native { name: "clear_memo", signature: "(self, /)", function: clear_memo },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "bin",
        get: |vm, object| number(vm, object, |settings| &mut settings.bin),
        set: Some(|vm, object, value| set_number(vm, object, value, |settings| &mut settings.bin)),
    },
    Attribute {
        name: "fast",
        get: |vm, object| number(vm, object, |settings| &mut settings.fast),
        set: Some(|vm, object, value| set_number(vm, object, value, |settings| &mut settings.fast)),
    },
    Attribute { name: "dispatch_table", get: dispatch_table, set: Some(set_dispatch_table) },
    Attribute { name: "memo", get: |vm, object| Ok(proxy::of_pickler(vm, object)), set: Some(set_memo) },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Pickler>();
    let class = class_to_make(vm, &args[0], &base)?;
    Ok(vm.opaque(class, Pickler::default()))
}

/// Python's number of a protocol: none is the usual one, a negative one the highest.
fn protocol_of(vm: &mut Vm, value: &Value) -> PyResult<u8> {
    if value.is_null() || value.is_none() {
        return Ok(opcode::DEFAULT_PROTOCOL);
    }
    let index = vm.index(value)?;
    match index.as_int().and_then(|index| index.to_i64()) {
        None => Err(vm.overflow_error("Python int too large to convert to C long")),
        Some(i64::MIN..0) => Ok(opcode::HIGHEST_PROTOCOL),
        Some(protocol) => match u8::try_from(protocol).ok().filter(|protocol| *protocol <= opcode::HIGHEST_PROTOCOL) {
            Some(protocol) => Ok(protocol),
            None => {
                let message = format!("pickle protocol must be <= {}", opcode::HIGHEST_PROTOCOL);
                Err(vm.value_error(message))
            }
        },
    }
}

/// The arguments that all share, but for the callback, of which [`callback`] takes care.
fn settings(vm: &mut Vm, protocol: &Value, fix_imports: &Value) -> PyResult<Settings> {
    let fix_imports = fix_imports.is_null() || vm.truth(fix_imports)?;
    let protocol = protocol_of(vm, protocol)?;
    let bin = i64::from(protocol > 0);
    Ok(Settings { protocol, bin, fast: 0, fix_imports: fix_imports && protocol < 3, buffer_callback: Value::NULL })
}

fn write_of(vm: &mut Vm, file: &Value) -> PyResult {
    let name = vm.names().write.clone();
    match vm.try_getattr(file, &name)? {
        Some(write) => Ok(write),
        None => Err(vm.type_error("file must have a 'write' attribute")),
    }
}

fn callback(vm: &mut Vm, settings: &mut Settings, callback: &Value) -> PyResult<()> {
    if callback.is_null() || callback.is_none() {
        return Ok(());
    }
    if settings.protocol < 5 {
        return Err(vm.value_error("buffer_callback needs protocol >= 5"));
    }
    settings.buffer_callback = callback.clone();
    Ok(())
}

fn writer(settings: &Settings, write: Value) -> Writer {
    Writer {
        out: Output::new(write),
        memo: Memo::default(),
        protocol: settings.protocol,
        binary: settings.bin != 0,
        fast: settings.fast != 0,
        fix_imports: settings.fix_imports,
        persistent_id: None,
        reducer_override: None,
        dispatch_table: None,
        buffer_callback: settings.buffer_callback.given().cloned(),
        open: Vec::new(),
        nesting: 0,
        inside: FxHashSet::default(),
    }
}

pub fn dump(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut settings = settings(vm, &args[2], &args[3])?;
    let write = write_of(vm, &args[1])?;
    callback(vm, &mut settings, &args[4])?;
    let mut writer = writer(&settings, write);
    writer.dump(vm, &args[0])?;
    writer.out.flush(vm)?;
    Ok(Value::NONE)
}

pub fn dumps(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut settings = settings(vm, &args[1], &args[2])?;
    callback(vm, &mut settings, &args[3])?;
    let mut writer = writer(&settings, Value::NULL);
    writer.dump(vm, &args[0])?;
    Ok(writer.out.finish(vm))
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let is_again = args[0].opaque::<Pickler>(vm).is_some_and(|pickler| !pickler.write.is_null());
    if is_again && let Some(pickler) = args[0].opaque_mut::<Pickler>(vm) {
        drop(std::mem::take(pickler));
    }
    let mut settings = settings(vm, &args[2], &args[3])?;
    let write = write_of(vm, &args[1])?;
    callback(vm, &mut settings, &args[4])?;
    if let Some(pickler) = args[0].opaque_mut::<Pickler>(vm) {
        let before = (std::mem::replace(&mut pickler.write, write), std::mem::replace(&mut pickler.settings, settings));
        drop(before);
    }
    let has_table = args[0].opaque::<Pickler>(vm).is_some_and(|pickler| !pickler.dispatch_table.is_null());
    if !has_table {
        let name = vm.intern("dispatch_table");
        let table = vm.try_getattr(&args[0], &name)?;
        if let (Some(table), Some(pickler)) = (table, args[0].opaque_mut::<Pickler>(vm)) {
            pickler.dispatch_table = table;
        }
    }
    Ok(Value::NONE)
}

fn dump_by(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [object, value] = args else { return Ok(Value::NONE) };
    let Some(pickler) = object.opaque::<Pickler>(vm) else { return Ok(Value::NONE) };
    if pickler.write.is_null() {
        let class = vm.type_of(object).name();
        return Err(fault(vm, Fault::Pickling, format!("Pickler.__init__() was not called by {class}.__init__()")));
    }
    let mut writer = writer(&pickler.settings, pickler.write.clone());
    writer.dispatch_table = pickler.dispatch_table.given().cloned();
    let name = vm.intern("persistent_id");
    writer.persistent_id = Some(vm.getattr(object, &name)?).filter(|method| !is_own(method, object));
    let name = vm.intern("reducer_override");
    writer.reducer_override = vm.try_getattr(object, &name)?;
    // The memo is the writer's while it works, and what the program then sees is empty.
    if let Some(pickler) = object.opaque_mut::<Pickler>(vm) {
        writer.memo = std::mem::take(&mut pickler.memo);
    }
    let dumped = writer.dump(vm, value);
    if let Some(pickler) = object.opaque_mut::<Pickler>(vm) {
        std::mem::swap(&mut writer.memo, &mut pickler.memo);
    }
    dumped?;
    writer.out.flush(vm)?;
    Ok(Value::NONE)
}

/// Whether a bound method is the one that says nothing about any object.
fn is_own(method: &Value, pickler: &Value) -> bool {
    let own = METHODS.iter().find(|method| method.name == "persistent_id");
    method
        .get::<NativeObject>()
        .is_some_and(|method| own.is_some_and(|own| std::ptr::eq(own, method.native)) && method.receiver.is(pickler))
}

fn clear_memo(vm: &mut Vm, args: &[Value]) -> PyResult {
    let old = args[0].opaque_mut::<Pickler>(vm).map(|pickler| std::mem::take(&mut pickler.memo));
    drop(old);
    Ok(Value::NONE)
}

type Number = fn(&mut Settings) -> &mut i64;

fn number(vm: &mut Vm, object: &Value, which: Number) -> PyResult {
    let number = object.opaque_mut::<Pickler>(vm).map_or(0, |pickler| *which(&mut pickler.settings));
    Ok(vm.int(number))
}

fn set_number(vm: &mut Vm, object: &Value, value: Value, which: Number) -> PyResult<()> {
    if value.is_null() {
        return Err(vm.type_error("can't delete numeric/char attribute"));
    }
    let index = vm.index(&value)?;
    let Some(number) = index.as_int().and_then(|index| index.to_i64()) else {
        return Err(vm.overflow_error("Python int too large to convert to C long"));
    };
    if let Some(pickler) = object.opaque_mut::<Pickler>(vm) {
        *which(&mut pickler.settings) = number;
    }
    Ok(())
}

fn dispatch_table(vm: &mut Vm, object: &Value) -> PyResult {
    match object.opaque::<Pickler>(vm).and_then(|pickler| pickler.dispatch_table.given()) {
        Some(table) => Ok(table.clone()),
        None => {
            let name = vm.intern("dispatch_table");
            Err(vm.no_attribute(object, &name))
        }
    }
}

fn set_dispatch_table(vm: &mut Vm, object: &Value, value: Value) -> PyResult<()> {
    let is_deleted = value.is_null();
    let old = object.opaque_mut::<Pickler>(vm).map(|pickler| std::mem::replace(&mut pickler.dispatch_table, value));
    if is_deleted && old.is_some_and(|old| old.is_null()) {
        let name = vm.intern("dispatch_table");
        return Err(vm.attribute_error("dispatch_table", object, &name));
    }
    Ok(())
}

fn set_memo(vm: &mut Vm, object: &Value, value: Value) -> PyResult<()> {
    if value.is_null() {
        return Err(vm.type_error("attribute deletion is not supported"));
    }
    let mut memo = Memo::default();
    if let Some(pickler) = proxy::pickler_of(vm, &value) {
        memo = pickler.opaque::<Pickler>(vm).map(|pickler| pickler.memo.clone()).unwrap_or_default();
    } else if let Some(dict) = value.get::<Dict>() {
        let entries: Vec<Value> = dict.table(vm).iter().map(|entry| entry.value.clone()).collect();
        for entry in entries {
            let Some([number, object]) = entry.get::<Tuple>().map(|pair| pair.items()) else {
                return Err(vm.type_error("'memo' values must be 2-item tuples"));
            };
            if number.as_int().is_none() {
                return Err(vm.type_error("an integer is required"));
            }
            let number = vm.index_i64(number)?;
            memo.set(object, number);
        }
    } else {
        let class = vm.type_of(&value).name();
        let message = format!("'memo' attribute must be a PicklerMemoProxy object or dict, not {class}");
        return Err(vm.type_error(message));
    }
    let old = object.opaque_mut::<Pickler>(vm).map(|pickler| std::mem::replace(&mut pickler.memo, memo));
    drop(old);
    Ok(())
}
