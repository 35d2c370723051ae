//! `Unpickler`, `load` and `loads`.

use super::input::{File, Input};
use super::load::{Encoding, Reader};
use super::memo::Kept;
use super::persistent::{self, Persistent};
use super::{Fault, fault, global, proxy};
use crate::builtins::class_to_make;
use crate::object::{Dict, Opaque, Value};
use crate::vm::{Attribute, Native, PyResult, Vm};

#[derive(Default)]
pub struct Unpickler {
    /// No file before `__init__`.
    input: Input,
    settings: Settings,
    pub memo: Kept,
    /// Of the pickle that is being read.
    protocol: u8,
    /// Set for this unpickler alone, in place of the method.
    persistent_load: Value,
}

/// What the arguments say that all share.
#[derive(Clone, Default)]
pub struct Settings {
    pub fix_imports: bool,
    pub encoding: Encoding,
    /// An iterator; NULL if there are no buffers.
    pub buffers: Value,
}

impl Persistent for Unpickler {
    const NAME: &str = "persistent_load";

    fn own(&mut self) -> &mut Value {
        &mut self.persistent_load
    }
}

impl Opaque for Unpickler {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.input.visit(visit);
        self.settings.encoding.visit(visit);
        [&self.settings.buffers, &self.persistent_load].into_iter().for_each(&mut *visit);
        self.memo.visit(visit);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native {
        name: "__init__",
        signature: "(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        function: init,
    },
    Native { name: "__getattribute__", signature: "(self, name, /)", function: persistent::get::<Unpickler> },
    Native { name: "__setattr__", signature: "(self, name, value, /)", function: persistent::set::<Unpickler> },
    Native { name: "__delattr__", signature: "(self, name, /)", function: persistent::delete::<Unpickler> },
    Native { name: "persistent_load", signature: "(self, pid, /)", function: |vm, _| Err(no_persistent_load(vm)) },
    Native { name: "load", signature: "(self, /)", function: load_by },
    Native { name: "find_class", signature: "(self, module_name, global_name, /)", function: find_class },
];

pub const ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "memo", get: |vm, object| Ok(proxy::of_unpickler(vm, object)), set: Some(set_memo) }];

#[cold]
pub fn no_persistent_load(vm: &mut Vm) -> crate::vm::Raised {
    let message = "A load persistent id instruction was encountered, but no persistent_load function was specified.";
    fault(vm, Fault::Unpickling, message)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Unpickler>();
    let class = class_to_make(vm, &args[0], &base)?;
    Ok(vm.opaque(class, Unpickler::default()))
}

/// The arguments but for the first, and for the buffers, of which [`with_buffers`] takes care.
fn settings(vm: &mut Vm, function: &str, args: &[Value]) -> PyResult<Settings> {
    let fix_imports = args[0].is_null() || vm.truth(&args[0])?;
    for (name, value) in [("encoding", &args[1]), ("errors", &args[2])] {
        let Some(value) = value.given() else { continue };
        let text = vm.expect_str(value, &format!("{function}() argument '{name}'"))?;
        if text.as_bytes().contains(&0) {
            return Err(vm.value_error("embedded null character"));
        }
    }
    let encoding = Encoding::new(vm, &args[1], &args[2]);
    Ok(Settings { fix_imports, encoding, buffers: Value::NULL })
}

fn with_buffers(vm: &mut Vm, settings: &mut Settings, buffers: &Value) -> PyResult<()> {
    if !buffers.is_null() && !buffers.is_none() {
        settings.buffers = vm.iter(buffers)?;
    }
    Ok(())
}

pub fn load(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut settings = settings(vm, "load", &args[1..])?;
    let file = File::of(vm, &args[0])?;
    with_buffers(vm, &mut settings, &args[4])?;
    Reader::new(Input::of_file(file), settings).load(vm)
}

pub fn loads(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut settings = settings(vm, "loads", &args[1..])?;
    let input = Input::of_data(vm, &args[0])?;
    with_buffers(vm, &mut settings, &args[4])?;
    Reader::new(input, settings).load(vm)
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut settings = settings(vm, "Unpickler", &args[2..])?;
    let is_again = args[0].opaque::<Unpickler>(vm).is_some_and(|unpickler| unpickler.input.is_file());
    if is_again && let Some(unpickler) = args[0].opaque_mut::<Unpickler>(vm) {
        drop(std::mem::take(unpickler));
    }
    let file = File::of(vm, &args[1])?;
    with_buffers(vm, &mut settings, &args[5])?;
    if let Some(unpickler) = args[0].opaque_mut::<Unpickler>(vm) {
        let persistent_load = std::mem::take(&mut unpickler.persistent_load);
        let (input, memo) = (Input::of_file(file), Kept::default());
        let made = Unpickler { input, settings, memo, protocol: 0, persistent_load };
        drop(std::mem::replace(unpickler, made));
    }
    Ok(Value::NONE)
}

fn load_by(vm: &mut Vm, args: &[Value]) -> PyResult {
    let object = &args[0];
    let Some(unpickler) = object.opaque::<Unpickler>(vm) else { return Ok(Value::NONE) };
    if !unpickler.input.is_file() {
        let class = vm.type_of(object).name();
        return Err(fault(vm, Fault::Unpickling, format!("Unpickler.__init__() was not called by {class}.__init__()")));
    }
    let settings = unpickler.settings.clone();
    let name = vm.intern("persistent_load");
    let persistent_load = vm.getattr(object, &name)?;
    // The input and the memo are the reader's while it works.
    let Some(unpickler) = object.opaque_mut::<Unpickler>(vm) else { return Ok(Value::NONE) };
    let (input, memo) = (std::mem::take(&mut unpickler.input), std::mem::take(&mut unpickler.memo));
    unpickler.protocol = 0;
    let mut reader = Reader::new(input, settings);
    reader.memo = memo;
    reader.persistent_load = Some(persistent_load);
    let is_own = vm.type_of(object).is(&vm.type_for::<Unpickler>());
    reader.unpickler = (!is_own).then(|| object.clone());
    let loaded = reader.load(vm);
    if let Some(unpickler) = object.opaque_mut::<Unpickler>(vm) {
        std::mem::swap(&mut reader.memo, &mut unpickler.memo);
        unpickler.protocol = reader.protocol;
        // Unless it was made anew meanwhile.
        if !unpickler.input.is_file() {
            std::mem::swap(&mut reader.input, &mut unpickler.input);
        }
    }
    loaded
}

/// Notes the protocol of the pickle that an unpickler reads: names mean other things in some.
pub fn note_protocol(vm: &mut Vm, unpickler: &Value, protocol: u8) {
    if let Some(unpickler) = unpickler.opaque_mut::<Unpickler>(vm) {
        unpickler.protocol = protocol;
    }
}

fn find_class(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(unpickler) = args[0].opaque::<Unpickler>(vm) else { return Ok(Value::NONE) };
    let (protocol, fix_imports) = (unpickler.protocol, unpickler.settings.fix_imports);
    global::find(vm, protocol, fix_imports, &args[1], &args[2])
}

fn set_memo(vm: &mut Vm, object: &Value, value: Value) -> PyResult<()> {
    if value.is_null() {
        return Err(vm.type_error("attribute deletion is not supported"));
    }
    let mut memo = Kept::default();
    if let Some(unpickler) = proxy::unpickler_of(vm, &value) {
        memo = unpickler.opaque::<Unpickler>(vm).map(|unpickler| unpickler.memo.clone()).unwrap_or_default();
    } else if let Some(dict) = value.get::<Dict>() {
        let entries: Vec<(Value, Value)> = dict.table(vm).iter().map(|entry| entry.pair()).collect();
        for (key, value) in entries {
            if key.as_int().is_none() {
                return Err(vm.type_error("memo key must be integers"));
            }
            let Ok(number) = usize::try_from(vm.index_i64(&key)?) else {
                return Err(vm.value_error("memo key must be positive integers."));
            };
            memo.put(number, value);
        }
    } else {
        let class = vm.type_of(&value).name();
        let message = format!("'memo' attribute must be an UnpicklerMemoProxy object or dict, not {class}");
        return Err(vm.type_error(message));
    }
    let old = object.opaque_mut::<Unpickler>(vm).map(|unpickler| std::mem::replace(&mut unpickler.memo, memo));
    drop(old);
    Ok(())
}
