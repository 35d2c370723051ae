//! `Scanner`: JSON to values.

use super::text::{self, Scanned};
use super::{MAX_DEPTH, not_text};
use crate::builtins::text::ssize;
use crate::builtins::{class_to_make, import};
use crate::number::parse::{self, ParseError};
use crate::object::{DictTable, Exception, Obj, Opaque, Str, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm, readonly};
use rustc_hash::FxHashMap;

pub struct Scanner {
    strict: bool,
    object_hook: Value,
    object_pairs_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
}

impl Opaque for Scanner {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        let hooks = [&self.object_hook, &self.object_pairs_hook, &self.parse_float, &self.parse_int, &self.parse_constant];
        hooks.into_iter().for_each(visit);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, context)", function: new },
    Native { name: "__call__", signature: "(self, string, idx)", function: call },
];

macro_rules! hooks {
    ($($name:ident)*) => {
        pub const ATTRIBUTES: &[Attribute] = &[
            Attribute { name: "strict", get: |vm, object| field(vm, object, |scanner| Value::bool(scanner.strict)), set: Some(readonly) },
            $(Attribute {
                name: stringify!($name),
                get: |vm, object| field(vm, object, |scanner| scanner.$name.clone()),
                set: Some(readonly),
            },)*
        ];
    };
}
hooks!(object_hook object_pairs_hook parse_float parse_int parse_constant);

fn field(vm: &mut Vm, object: &Value, part: fn(&Scanner) -> Value) -> PyResult {
    Ok(object.opaque::<Scanner>(vm).map_or(Value::NONE, part))
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Scanner>();
    let class = class_to_make(vm, &args[0], &base)?;
    let mut get = |name: &str| {
        let name = vm.intern(name);
        vm.getattr(&args[1], &name)
    };
    let strict = get("strict")?;
    let [object_hook, object_pairs_hook] = [get("object_hook")?, get("object_pairs_hook")?];
    let [parse_float, parse_int, parse_constant] = [get("parse_float")?, get("parse_int")?, get("parse_constant")?];
    let strict = vm.truth(&strict)?;
    Ok(vm.opaque(class, Scanner { strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant }))
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = ssize(vm, &args[2])?;
    let Some(string) = args[1].get::<Str>() else { return Err(not_text(vm, &args[1])) };
    let Ok(index) = usize::try_from(index) else { return Err(vm.value_error("idx cannot be negative")) };
    if index >= string.chars() {
        return Err(vm.stop_iteration(Value::size(index)));
    }
    let Some(scanner) = args[0].opaque::<Scanner>(vm) else { return Ok(Value::NULL) };
    let given = |hook: &Value| (!hook.is_none()).then(|| hook.clone());
    let unless = |hook: &Value, own: &Value| (!hook.is(own)).then(|| hook.clone());
    let mut reader = Reader {
        strict: scanner.strict,
        object_hook: given(&scanner.object_hook),
        pairs_hook: given(&scanner.object_pairs_hook),
        parse_float: unless(&scanner.parse_float, vm.types().float.value()),
        parse_int: unless(&scanner.parse_int, vm.types().int.value()),
        parse_constant: scanner.parse_constant.clone(),
        string,
        bytes: string.as_bytes(),
        at: string.byte_offset(index),
        names: FxHashMap::default(),
    };
    let value = reader.value(vm)?;
    let end = Value::size(string.char_index(reader.at));
    Ok(vm.tuple([value, end]))
}

/// A `JSONDecodeError` at a byte's place.
pub fn error(vm: &mut Vm, string: &Value, message: &str, at: usize) -> Raised {
    let at = string.get::<Str>().map_or(0, |string| string.char_index(at));
    let (message, name) = (vm.str(message), vm.intern("JSONDecodeError"));
    let made = import(vm, "json.decoder").and_then(|module| {
        let class = vm.getattr(&module, &name)?;
        vm.call(&class, &[message, string.clone(), Value::size(at)])
    });
    match made.map(|error| error.downcast::<Exception>()) {
        Ok(Ok(error)) => Raised(error),
        Ok(Err(_)) => vm.type_error("exceptions must derive from BaseException"),
        Err(raised) => raised,
    }
}

/// A container that is being read.
enum Open {
    Array(Vec<Value>),
    /// The pairs, if a hook wants them so, and the key whose value is next.
    Pairs(Vec<Value>, Value),
    Object(DictTable, Value),
}

struct Reader<'s> {
    strict: bool,
    object_hook: Option<Value>,
    pairs_hook: Option<Value>,
    /// None: Python's own, done here.
    parse_float: Option<Value>,
    parse_int: Option<Value>,
    parse_constant: Value,
    string: &'s Obj<Str>,
    bytes: &'s [u8],
    at: usize,
    /// The keys that have been met, so that each is one object only.
    names: FxHashMap<&'s [u8], Value>,
}

impl<'s> Reader<'s> {
    /// One value, from where the reader is on.
    fn value(&mut self, vm: &mut Vm) -> PyResult {
        let mut open: Vec<Open> = Vec::new();
        loop {
            let mut value = match self.bytes.get(self.at) {
                Some(b'[') => {
                    self.at += 1;
                    self.skip_blanks();
                    if !self.takes(b']') {
                        self.deeper(vm, &open, "array")?;
                        open.push(Open::Array(Vec::new()));
                        continue;
                    }
                    vm.list(Vec::new())
                }
                Some(b'{') => {
                    self.at += 1;
                    self.skip_blanks();
                    let is_empty = self.takes(b'}');
                    if !is_empty {
                        self.deeper(vm, &open, "object")?;
                        let key = self.key(vm)?;
                        open.push(match self.pairs_hook {
                            Some(_) => Open::Pairs(Vec::new(), key),
                            None => Open::Object(DictTable::default(), key),
                        });
                        continue;
                    }
                    let empty = if self.pairs_hook.is_some() {
                        Open::Pairs(Vec::new(), Value::NULL)
                    } else {
                        Open::Object(DictTable::default(), Value::NULL)
                    };
                    self.finish(vm, empty)?
                }
                _ => self.scalar(vm)?,
            };
            // The value ends, and with it perhaps what it is in.
            loop {
                let Some(innermost) = open.last_mut() else { return Ok(value) };
                put(vm, innermost, value);
                self.skip_blanks();
                let (closer, what) = match innermost {
                    Open::Array(_) => (b']', "array"),
                    _ => (b'}', "object"),
                };
                if self.takes(closer) {
                    let Some(closed) = open.pop() else { return Ok(Value::NULL) };
                    value = self.finish(vm, closed)?;
                    continue;
                }
                let comma = self.at;
                if !self.takes(b',') {
                    return Err(self.error(vm, "Expecting ',' delimiter", comma));
                }
                self.skip_blanks();
                if self.bytes.get(self.at) == Some(&closer) {
                    return Err(self.error(vm, &format!("Illegal trailing comma before end of {what}"), comma));
                }
                if let Some(Open::Pairs(_, key) | Open::Object(_, key)) = open.last_mut() {
                    *key = self.key(vm)?;
                }
                break;
            }
        }
    }

    fn deeper(&self, vm: &mut Vm, open: &[Open], what: &str) -> PyResult<()> {
        if open.len() % 4096 == 4095 {
            vm.attend()?;
        }
        if open.len() < MAX_DEPTH {
            return Ok(());
        }
        let message = format!("maximum recursion depth exceeded while decoding a JSON {what} from a unicode string");
        Err(vm.recursion_error(message))
    }

    /// What a container is when it is complete.
    fn finish(&mut self, vm: &mut Vm, closed: Open) -> PyResult {
        match closed {
            Open::Array(items) => Ok(vm.list(items)),
            Open::Pairs(items, _) => {
                let items = vm.list(items);
                match &self.pairs_hook {
                    Some(hook) => vm.call(hook, &[items]),
                    None => Ok(items),
                }
            }
            Open::Object(table, _) => {
                let object = vm.dict(table);
                match &self.object_hook {
                    Some(hook) => vm.call(hook, &[object]),
                    None => Ok(object),
                }
            }
        }
    }

    #[inline]
    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    #[inline]
    fn takes(&mut self, byte: u8) -> bool {
        let is_there = self.bytes.get(self.at) == Some(&byte);
        if is_there {
            self.at += 1;
        }
        is_there
    }

    #[cold]
    fn error(&self, vm: &mut Vm, message: &str, at: usize) -> Raised {
        error(vm, &self.string.value(), message, at)
    }

    /// A key and the colon behind it.
    fn key(&mut self, vm: &mut Vm) -> PyResult {
        if !self.takes(b'"') {
            return Err(self.error(vm, "Expecting property name enclosed in double quotes", self.at));
        }
        let key = match text::scan(self.bytes, self.at, self.strict) {
            Ok(Scanned::Part { end, chars }) => {
                let name = &self.bytes[self.at..end];
                self.at = end + 1;
                self.names.entry(name).or_insert_with(|| vm.str_part(name, chars)).clone()
            }
            Ok(Scanned::Escaped { text, end }) => {
                self.at = end;
                vm.str_from(&text)
            }
            Err(fault) => return Err(self.error(vm, fault.message, fault.at)),
        };
        self.skip_blanks();
        if !self.takes(b':') {
            return Err(self.error(vm, "Expecting ':' delimiter", self.at));
        }
        self.skip_blanks();
        Ok(key)
    }

    fn scalar(&mut self, vm: &mut Vm) -> PyResult {
        let start = self.at;
        let Some(&byte) = self.bytes.get(start) else { return Err(self.stop(vm, start)) };
        if byte == b'"' {
            self.at += 1;
            return match text::scan(self.bytes, self.at, self.strict) {
                Ok(Scanned::Part { end, chars }) => {
                    let value = vm.str_part(&self.bytes[self.at..end], chars);
                    self.at = end + 1;
                    Ok(value)
                }
                Ok(Scanned::Escaped { text, end }) => {
                    self.at = end;
                    Ok(vm.str_from(&text))
                }
                Err(fault) => Err(self.error(vm, fault.message, fault.at)),
            };
        }
        let rest = &self.bytes[start..];
        for (word, value) in [("null", Value::NONE), ("true", Value::TRUE), ("false", Value::FALSE)] {
            if rest.starts_with(word.as_bytes()) {
                self.at += word.len();
                return Ok(value);
            }
        }
        for word in ["NaN", "Infinity", "-Infinity"] {
            if rest.starts_with(word.as_bytes()) {
                self.at += word.len();
                let word = vm.intern(word);
                return vm.call(&self.parse_constant, &[word]);
            }
        }
        self.number(vm)
    }

    /// No value starts there: `json` makes its own error of it.
    #[cold]
    fn stop(&self, vm: &mut Vm, at: usize) -> Raised {
        vm.stop_iteration(Value::size(self.string.char_index(at)))
    }

    fn number(&mut self, vm: &mut Vm) -> PyResult {
        let start = self.at;
        let bytes = self.bytes;
        let digits = |mut at: usize| {
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            at
        };
        let first = start + usize::from(bytes[start] == b'-');
        let mut at = match bytes.get(first) {
            Some(b'1'..=b'9') => digits(first),
            Some(b'0') => first + 1,
            _ => return Err(self.stop(vm, start)),
        };
        let whole = at;
        if bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            at = digits(at + 1);
        }
        if let Some(b'e' | b'E') = bytes.get(at) {
            let exponent = at + 1 + usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
            let end = digits(exponent);
            at = if end > exponent { end } else { at };
        }
        self.at = at;
        let text = &bytes[start..at];
        let hook = if at > whole { &self.parse_float } else { &self.parse_int };
        if let Some(hook) = hook {
            let text = vm.str_from(text);
            return vm.call(hook, &[text]);
        }
        if at > whole {
            let value = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
            return Ok(vm.float(value.unwrap_or(f64::NAN)));
        }
        integer(vm, text)
    }
}

/// Digits that are surely an integer, with a sign perhaps.
fn integer(vm: &mut Vm, text: &[u8]) -> PyResult {
    const SURE: usize = 18;
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if digits.len() <= SURE {
        let value = digits.iter().fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'));
        return Ok(vm.int(if digits.len() < text.len() { -value } else { value }));
    }
    match parse::parse(text, 10, vm.int_max_str_digits, vm.interrupt()) {
        Ok(value) => Ok(vm.integer(value)),
        Err(ParseError::Other(error)) => Err(vm.number_error(error)),
        Err(ParseError::Invalid) => Err(vm.raise(ExceptionKind::ValueError, "not an integer")),
    }
}

/// Puts a value into what it is in.
fn put(vm: &mut Vm, open: &mut Open, value: Value) {
    match open {
        Open::Array(items) => items.push(value),
        Open::Pairs(items, key) => {
            let key = std::mem::replace(key, Value::NULL);
            items.push(vm.tuple([key, value]));
        }
        Open::Object(table, key) => {
            let key = std::mem::replace(key, Value::NULL);
            let Some(text) = key.get::<Str>() else { return };
            match table.find_str(&key, text, text.as_bytes()) {
                Some(place) => drop(table.replace(place, value)),
                None => drop(table.insert_new(text.hash(), key.clone(), value)),
            }
        }
    }
}
