//! `Encoder`: values to JSON.

use super::{MAX_DEPTH, quoting, text};
use crate::builtins::class_to_make;
use crate::builtins::text::{class_name, ssize, str_argument};
use crate::number::radix;
use crate::object::{Dict, Kind, List, Opaque, Str, Tuple, Value};
use crate::text::repr;
use crate::vm::{Attribute, Native, NativeObject, PyResult, Raised, Vm, readonly};
use rustc_hash::FxHashSet;

pub struct Encoder {
    markers: Value,
    default: Value,
    encoder: Value,
    indent: Value,
    key_separator: Value,
    item_separator: Value,
    sort_keys: bool,
    skipkeys: bool,
    allow_nan: bool,
}

impl Opaque for Encoder {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        let Encoder { markers, default, encoder, indent, key_separator, item_separator, .. } = self;
        [markers, default, encoder, indent, key_separator, item_separator].into_iter().for_each(visit);
    }
}

pub const METHODS: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
        function: new,
    },
    Native { name: "__call__", signature: "(self, obj, _current_indent_level)", function: call },
];

macro_rules! fields {
    ($($name:ident: $get:expr,)*) => {
        pub const ATTRIBUTES: &[Attribute] = &[$(Attribute {
            name: stringify!($name),
            get: |vm, object| {
                let get: fn(&Encoder) -> Value = $get;
                Ok(object.opaque::<Encoder>(vm).map_or(Value::NONE, get))
            },
            set: Some(readonly),
        },)*];
    };
}
fields! {
    markers: |encoder| encoder.markers.clone(),
    default: |encoder| encoder.default.clone(),
    encoder: |encoder| encoder.encoder.clone(),
    indent: |encoder| encoder.indent.clone(),
    key_separator: |encoder| encoder.key_separator.clone(),
    item_separator: |encoder| encoder.item_separator.clone(),
    sort_keys: |encoder| Value::bool(encoder.sort_keys),
    skipkeys: |encoder| Value::bool(encoder.skipkeys),
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Encoder>();
    let class = class_to_make(vm, &args[0], &base)?;
    let [_, markers, default, encoder, indent, key_separator, item_separator, flags @ ..] = args else {
        return Ok(Value::NULL);
    };
    for (place, separator) in [(5, key_separator), (6, item_separator)] {
        str_argument(vm, separator, &format!("make_encoder() argument {place}"))?;
    }
    if !markers.is_none() && !markers.is_a::<Dict>() {
        let class = class_name(vm, markers);
        return Err(vm.type_error(format!("make_encoder() argument 1 must be dict or None, not {class}")));
    }
    let [sort_keys, skipkeys, allow_nan] = [vm.truth(&flags[0])?, vm.truth(&flags[1])?, vm.truth(&flags[2])?];
    let [markers, default, encoder] = [markers, default, encoder].map(Value::clone);
    let [indent, key_separator, item_separator] = [indent, key_separator, item_separator].map(Value::clone);
    let made = Encoder { markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan };
    Ok(vm.opaque(class, made))
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let level = ssize(vm, &args[2])?;
    let Some(encoder) = args[0].opaque::<Encoder>(vm) else { return Ok(Value::NULL) };
    let bytes = |value: &Value| value.get::<Str>().map(|text| text.as_bytes().to_vec()).unwrap_or_default();
    let quoting = encoder.encoder.get::<NativeObject>().and_then(|native| quoting(native.native));
    let indent = (!encoder.indent.is_none()).then(|| bytes(&encoder.indent));
    let writer = Writer {
        default: encoder.default.clone(),
        encoder: encoder.encoder.clone(),
        quoting,
        indent,
        base: level,
        key_separator: bytes(&encoder.key_separator),
        item_separator: bytes(&encoder.item_separator),
        sort_keys: encoder.sort_keys,
        skipkeys: encoder.skipkeys,
        allow_nan: encoder.allow_nan,
        out: Vec::new(),
        open: Vec::new(),
        level: 0,
        inside: (!encoder.markers.is_none()).then(FxHashSet::default),
    };
    let text = writer.write(vm, &args[1])?;
    let text = vm.str_from(&text);
    Ok(vm.tuple([text]))
}

/// A container that is being written, or what `default` gave for an object.
enum Open {
    /// A list or tuple, or the list of what an instance of a subclass gives; the next item.
    Sequence {
        of: Value,
        items: Value,
        next: usize,
    },
    /// A dict, its items if they are not read right from it, the next entry, the key whose value is being written.
    Dict {
        of: Value,
        items: Option<Value>,
        next: usize,
        key: Value,
        is_first: bool,
    },
    Default {
        of: Value,
    },
}

impl Open {
    fn of(&self) -> &Value {
        match self {
            Open::Sequence { of, .. } | Open::Dict { of, .. } | Open::Default { of } => of,
        }
    }
}

struct Writer {
    default: Value,
    encoder: Value,
    /// Known quoting, done here: only ASCII or not.
    quoting: Option<bool>,
    indent: Option<Vec<u8>>,
    /// How deep it is where it begins.
    base: isize,
    key_separator: Vec<u8>,
    item_separator: Vec<u8>,
    sort_keys: bool,
    skipkeys: bool,
    allow_nan: bool,
    out: Vec<u8>,
    open: Vec<Open>,
    /// How many containers are open.
    level: isize,
    /// What is being written, so that nothing is written within itself.
    inside: Option<FxHashSet<u64>>,
}

impl Writer {
    fn write(mut self, vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
        match self.run(vm, value) {
            Ok(()) => Ok(self.out),
            Err(raised) => Err(self.noted(vm, raised)),
        }
    }

    fn run(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        self.value(vm, value)?;
        while let Some(open) = self.open.last() {
            let next = match open {
                Open::Sequence { .. } => self.next_item(vm),
                Open::Dict { .. } => self.next_entry(vm)?,
                Open::Default { .. } => None,
            };
            match next {
                Some(value) => self.value(vm, &value)?,
                None => self.close(vm),
            }
        }
        Ok(())
    }

    /// Says in an exception where in the object it was.
    #[cold]
    fn noted(&mut self, vm: &mut Vm, raised: Raised) -> Raised {
        while let Some(open) = self.open.pop() {
            let class = vm.full_class_name(open.of());
            let note = match open {
                Open::Sequence { next, .. } => format!("when serializing {class} item {}", next.saturating_sub(1)),
                Open::Dict { key, .. } if key.is_null() => continue,
                Open::Dict { key, .. } => format!("when serializing {class} item {}", vm.repr_lossy(&key)),
                Open::Default { .. } => format!("when serializing {class} object"),
            };
            let note = vm.str(&note);
            if let Err(other) = vm.add_note(raised.value(), note) {
                return other;
            }
        }
        raised
    }

    /// Writes a value, or opens it, or what `default` makes of it, which may be an object for `default` again.
    fn value(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        if self.known(vm, value)? {
            return Ok(());
        }
        let mut object = value.clone();
        loop {
            self.enter(vm, &object)?;
            let made = vm.call(&self.default.clone(), std::slice::from_ref(&object))?;
            self.open.push(Open::Default { of: object });
            self.check_depth(vm)?;
            if self.known(vm, &made)? {
                return Ok(());
            }
            object = made;
        }
    }

    /// Writes or opens a value, unless it is of a type that JSON does not know.
    fn known(&mut self, vm: &mut Vm, value: &Value) -> PyResult<bool> {
        match value.kind() {
            Kind::None => self.out.extend(b"null"),
            Kind::Bool => self.out.extend(if value.is(&Value::TRUE) { &b"true"[..] } else { b"false" }),
            Kind::Str => self.text(vm, value)?,
            Kind::Int | Kind::Float => self.number(vm, value)?,
            Kind::List | Kind::Tuple => self.sequence(vm, value)?,
            Kind::Dict => self.dict(vm, value)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Notes that an object is being written.
    fn enter(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        let is_new = self.inside.as_mut().is_none_or(|inside| inside.insert(vm.id(value)));
        if is_new { Ok(()) } else { Err(vm.value_error("Circular reference detected")) }
    }

    fn forget(&mut self, vm: &Vm, value: &Value) {
        if let Some(inside) = &mut self.inside {
            inside.remove(&vm.id(value));
        }
    }

    fn check_depth(&mut self, vm: &mut Vm) -> PyResult<()> {
        let depth = self.open.len();
        if depth % 4096 == 4095 {
            vm.attend()?;
        }
        if depth <= MAX_DEPTH {
            return Ok(());
        }
        self.open.pop();
        Err(vm.recursion_error("maximum recursion depth exceeded while encoding a JSON object"))
    }

    fn text(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        match (self.quoting, value.get::<Str>()) {
            (Some(ascii), Some(string)) => text::quote(string.as_bytes(), ascii, &mut self.out),
            _ => {
                let encoded = vm.call(&self.encoder.clone(), std::slice::from_ref(value))?;
                let Some(string) = encoded.get::<Str>() else {
                    let class = class_name(vm, &encoded);
                    return Err(vm.type_error(format!("encoder() must return a string, not {class}")));
                };
                self.out.extend(string.as_bytes());
            }
        }
        Ok(())
    }

    fn number(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        if let Some(small) = value.as_small() {
            self.out.extend(itoa::Buffer::new().format(small).bytes());
            return Ok(());
        }
        let text = self.number_text(vm, value)?;
        self.out.extend(text.into_bytes());
        Ok(())
    }

    fn number_text(&self, vm: &mut Vm, value: &Value) -> PyResult<String> {
        if let Some(int) = value.as_int() {
            let text = radix::to_decimal(int, vm.int_max_str_digits, vm.interrupt());
            return text.map_err(|error| vm.number_error(error));
        }
        let float = value.as_float().unwrap_or_default();
        if float.is_finite() {
            let mut text = String::new();
            repr::float(float, &mut text);
            return Ok(text);
        }
        if !self.allow_nan {
            let shown = vm.repr(value)?;
            let message = format!("Out of range float values are not JSON compliant: {}", vm.text(&shown));
            return Err(vm.value_error(message));
        }
        Ok(if float.is_nan() {
            "NaN"
        } else if float > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .into())
    }

    fn sequence(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        let class = vm.type_of(value);
        let is_own = class.is(&vm.types().list) || class.is(&vm.types().tuple);
        let items = if is_own {
            value.clone()
        } else {
            let items = vm.collect(value)?;
            vm.list(items)
        };
        if item(vm, &items, 0).is_none() {
            self.out.extend(b"[]");
            return Ok(());
        }
        self.enter(vm, value)?;
        self.out.push(b'[');
        self.open.push(Open::Sequence { of: value.clone(), items, next: 0 });
        self.level += 1;
        self.check_depth(vm)
    }

    fn dict(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        let Some(dict) = value.get::<Dict>() else { return Ok(()) };
        if dict.len(vm) == 0 {
            self.out.extend(b"{}");
            return Ok(());
        }
        self.enter(vm, value)?;
        let is_own = vm.type_of(value).is(&vm.types().dict);
        let items = if self.sort_keys || !is_own { Some(self.items(vm, value)?) } else { None };
        self.out.push(b'{');
        self.open.push(Open::Dict { of: value.clone(), items, next: 0, key: Value::NULL, is_first: true });
        self.level += 1;
        self.check_depth(vm)
    }

    fn items(&self, vm: &mut Vm, value: &Value) -> PyResult {
        let name = vm.intern("items");
        let given = vm.call_method(value, &name, &[])?;
        let items = match vm.iter(&given) {
            Ok(items) => vm.collect(&items)?,
            Err(raised) if raised.is(crate::vm::ExceptionKind::TypeError, vm) => {
                let (class, given) = (class_name(vm, value), class_name(vm, &given));
                return Err(vm.type_error(format!("{class}.items() returned a non-iterable (type {given})")));
            }
            Err(raised) => return Err(raised),
        };
        let items = vm.list(items);
        if self.sort_keys {
            let name = vm.intern("sort");
            vm.call_method(&items, &name, &[])?;
        }
        Ok(items)
    }

    fn new_line(&mut self) {
        if let Some(indent) = &self.indent {
            self.out.push(b'\n');
            for _ in 0..self.base + self.level {
                self.out.extend(indent);
            }
        }
    }

    fn separate(&mut self, is_first: bool) {
        if !is_first {
            self.out.extend(&self.item_separator);
        }
        self.new_line();
    }

    fn next_item(&mut self, vm: &Vm) -> Option<Value> {
        let Some(Open::Sequence { items, next, .. }) = self.open.last_mut() else { return None };
        let value = item(vm, items, *next)?;
        *next += 1;
        let is_first = *next == 1;
        self.separate(is_first);
        Some(value)
    }

    /// Writes the next key; gives its value.
    fn next_entry(&mut self, vm: &mut Vm) -> PyResult<Option<Value>> {
        loop {
            let Some(Open::Dict { of, items, next, key, is_first }) = self.open.last_mut() else { return Ok(None) };
            *key = Value::NULL;
            let (name, value) = match items {
                Some(items) => {
                    let Some(pair) = item(vm, items, *next) else { return Ok(None) };
                    *next += 1;
                    match pair.get::<Tuple>().map(|pair| pair.items()) {
                        Some([name, value]) => (name.clone(), value.clone()),
                        _ => return Err(vm.value_error("items must return 2-tuples")),
                    }
                }
                None => {
                    let Some(dict) = of.get::<Dict>() else { return Ok(None) };
                    let Some(entry) = dict.table(vm).entries().get(*next) else { return Ok(None) };
                    *next += 1;
                    if entry.key.is_null() {
                        continue;
                    }
                    entry.pair()
                }
            };
            let first = *is_first;
            let Some(text) = self.key_text(vm, &name)? else { continue };
            self.separate(first);
            self.text(vm, &text)?;
            self.out.extend(&self.key_separator);
            if let Some(Open::Dict { key, is_first, .. }) = self.open.last_mut() {
                (*key, *is_first) = (name, false);
            }
            return Ok(Some(value));
        }
    }

    /// A key as text; nothing if it is left out.
    fn key_text(&self, vm: &mut Vm, key: &Value) -> PyResult<Option<Value>> {
        let text = match key.kind() {
            Kind::Str => return Ok(Some(key.clone())),
            Kind::None => "null".into(),
            Kind::Bool if key.is(&Value::TRUE) => "true".into(),
            Kind::Bool => "false".into(),
            Kind::Int | Kind::Float => self.number_text(vm, key)?,
            _ if self.skipkeys => return Ok(None),
            _ => {
                let class = class_name(vm, key);
                return Err(vm.type_error(format!("keys must be str, int, float, bool or None, not {class}")));
            }
        };
        Ok(Some(vm.str(&text)))
    }

    fn close(&mut self, vm: &Vm) {
        let Some(open) = self.open.pop() else { return };
        self.forget(vm, open.of());
        let (closer, is_empty) = match open {
            Open::Sequence { .. } => (b']', false),
            Open::Dict { is_first, .. } => (b'}', is_first),
            Open::Default { .. } => return,
        };
        self.level -= 1;
        if !is_empty {
            self.new_line();
        }
        self.out.push(closer);
    }
}

/// An item of a list or tuple, if it is there.
fn item(vm: &Vm, sequence: &Value, at: usize) -> Option<Value> {
    match (sequence.get::<List>(), sequence.get::<Tuple>()) {
        (Some(list), _) => list.items(vm).get(at).cloned(),
        (_, Some(tuple)) => tuple.items().get(at).cloned(),
        _ => None,
    }
}
