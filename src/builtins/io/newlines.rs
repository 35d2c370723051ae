//! Line ends: what the argument `newline` means, and `IncrementalNewlineDecoder`.

use super::super::text::class_name;
use super::{call, define as define_type, new_object};
use crate::object::{Opaque, Str, Tuple, Value};
use crate::vm::{Attribute, Native, PyResult, Vm};

/// How lines end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnds {
    /// In any way; they become `\n`.
    #[default]
    Universal,
    /// In any way, and stay as they are.
    Any,
    Lf,
    Cr,
    CrLf,
}

/// Which line ends were seen: bits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    bits: u8,
    after_cr: bool,
}

const CR: u8 = 1;
const LF: u8 = 2;
const CRLF: u8 = 4;

impl LineEnds {
    pub fn of(newline: &[u8]) -> Option<LineEnds> {
        Some(match newline {
            b"" => LineEnds::Any,
            b"\n" => LineEnds::Lf,
            b"\r" => LineEnds::Cr,
            b"\r\n" => LineEnds::CrLf,
            _ => return None,
        })
    }

    /// Where the first line ends, behind its end; nothing if that is not there (yet).
    pub fn line_end(self, text: &[u8], is_final: bool) -> Option<usize> {
        match self {
            LineEnds::Lf => memchr::memchr(b'\n', text).map(|at| at + 1),
            LineEnds::Cr => memchr::memchr(b'\r', text).map(|at| at + 1),
            LineEnds::CrLf => memchr::memmem::find(text, b"\r\n").map(|at| at + 2),
            LineEnds::Universal | LineEnds::Any => {
                let at = memchr::memchr2(b'\n', b'\r', text)?;
                match (text[at], text.get(at + 1)) {
                    (b'\r', Some(b'\n')) => Some(at + 2),
                    (b'\r', None) if !is_final => None,
                    _ => Some(at + 1),
                }
            }
        }
    }

    /// What `\n` is written as, where it is written as something else.
    pub fn written(self) -> Option<&'static [u8]> {
        match self {
            LineEnds::Cr => Some(b"\r"),
            LineEnds::CrLf => Some(b"\r\n"),
            _ => None,
        }
    }

    pub fn is_universal(self) -> bool {
        matches!(self, LineEnds::Universal | LineEnds::Any)
    }
}

/// With `\n` in place of every line end.
pub fn translated(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\r', rest) {
        out.extend_from_slice(&rest[..at]);
        out.push(b'\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    out.extend_from_slice(rest);
    out
}

/// With something else in place of each `\n`.
pub fn with_line_ends(text: &[u8], end: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 16);
    let mut from = 0;
    for at in memchr::memchr_iter(b'\n', text) {
        out.extend_from_slice(&text[from..at]);
        out.extend_from_slice(end);
        from = at + 1;
    }
    out.extend_from_slice(&text[from..]);
    out
}

impl Seen {
    /// Looks at more text.
    pub fn look(&mut self, text: &[u8]) {
        if self.after_cr && !text.is_empty() {
            self.bits |= if text[0] == b'\n' { CRLF } else { CR };
        }
        let skip = usize::from(self.after_cr && text.first() == Some(&b'\n'));
        if !text.is_empty() {
            self.after_cr = false;
        }
        let text = &text[skip..];
        for at in memchr::memchr2_iter(b'\n', b'\r', text) {
            match (text[at], text.get(at + 1)) {
                (b'\n', _) if at > 0 && text[at - 1] == b'\r' => {}
                (b'\n', _) => self.bits |= LF,
                (_, Some(b'\n')) => self.bits |= CRLF,
                (_, Some(_)) => self.bits |= CR,
                (_, None) => self.after_cr = true,
            }
            if self.bits == CR | LF | CRLF {
                break;
            }
        }
        if text.ends_with(b"\r") {
            self.after_cr = true;
        }
    }

    /// There is no more text.
    pub fn finish(&mut self) {
        if std::mem::take(&mut self.after_cr) {
            self.bits |= CR;
        }
    }

    /// As the attribute `newlines` has it.
    pub fn value(self, vm: &mut Vm) -> Value {
        let ends: Vec<Value> = [(CR, "\r"), (LF, "\n"), (CRLF, "\r\n")]
            .into_iter()
            .filter(|(bit, _)| self.bits & bit != 0)
            .map(|(_, end)| vm.str(end))
            .collect();
        match &ends[..] {
            [] => Value::NONE,
            [one] => one.clone(),
            _ => vm.tuple(ends),
        }
    }
}

/// The contents of an `IncrementalNewlineDecoder`.
struct Decoder {
    decoder: Value,
    translate: bool,
    pending_cr: bool,
    seen: Seen,
}

impl Opaque for Decoder {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.decoder);
    }
}

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, /, decoder, translate, errors='strict')", function: init },
    Native { name: "decode", signature: "(self, /, input, final=False)", function: decode },
    Native { name: "getstate", signature: "(self, /)", function: getstate },
    Native { name: "setstate", signature: "(self, state, /)", function: setstate },
    Native { name: "reset", signature: "(self, /)", function: reset },
];

const ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "newlines",
    get: |vm, me| {
        let seen = me.opaque::<Decoder>(vm).map(|me| me.seen).unwrap_or_default();
        Ok(seen.value(vm))
    },
    set: None,
}];

pub fn define(vm: &mut Vm) {
    let base = vm.types().object.clone();
    define_type::<Decoder>(vm, "_io.IncrementalNewlineDecoder", &base, &[METHODS], ATTRIBUTES);
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let contents = Decoder { decoder: Value::NONE, translate: false, pending_cr: false, seen: Seen::default() };
    let object = new_object(vm, &args[0], contents)?;
    if let Some(header) = object.header() {
        header.clear(crate::object::flag::FINALIZE);
    }
    Ok(object)
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let translate = vm.truth(&args[2])?;
    if let Some(me) = args[0].opaque_mut::<Decoder>(vm) {
        (me.decoder, me.translate) = (args[1].clone(), translate);
    }
    Ok(Value::NONE)
}

fn decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let is_final = !args[2].is_null() && vm.truth(&args[2])?;
    let decoder = args[0].opaque::<Decoder>(vm).map(|me| me.decoder.clone()).unwrap_or_default();
    let text = match decoder.is_none() {
        true => args[1].clone(),
        false => call(vm, &decoder, "decode", &[args[1].clone(), Value::bool(is_final)])?,
    };
    let Some(given) = text.get::<Str>() else {
        let class = class_name(vm, &text);
        return Err(vm.type_error(format!("decoder should return a string result, not '{class}'")));
    };
    let Some(me) = args[0].opaque_mut::<Decoder>(vm) else { return Ok(text.clone()) };
    let mut bytes = given.as_bytes().to_vec();
    if me.pending_cr && (is_final || !bytes.is_empty()) {
        bytes.insert(0, b'\r');
        me.pending_cr = false;
    }
    // A carriage return at the end may be half of a line end.
    if bytes.ends_with(b"\r") && !is_final {
        bytes.pop();
        me.pending_cr = true;
    }
    me.seen.look(&bytes);
    if is_final {
        me.seen.finish();
    }
    let bytes = if me.translate { translated(&bytes) } else { bytes };
    Ok(vm.str_from(&bytes))
}

fn getstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(me) = args[0].opaque::<Decoder>(vm) else { return Ok(Value::NONE) };
    let (decoder, pending) = (me.decoder.clone(), i64::from(me.pending_cr));
    let (buffer, flag) = match decoder.is_none() {
        true => (vm.bytes(b""), 0),
        false => {
            let state = call(vm, &decoder, "getstate", &[])?;
            let parts = state.get::<Tuple>().map(|state| state.items().to_vec()).unwrap_or_default();
            match &parts[..] {
                [buffer, flag] => (buffer.clone(), vm.index_i64(flag)?),
                _ => return Err(vm.type_error("illegal decoder state")),
            }
        }
    };
    let flag = vm.int(flag << 1 | pending);
    Ok(vm.tuple([buffer, flag]))
}

fn setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let parts = args[1].get::<Tuple>().map(|state| state.items().to_vec());
    let Some([buffer, flag]) = parts.as_deref() else { return Err(vm.type_error("state argument must be a tuple")) };
    let flag = vm.index_i64(flag)?;
    let Some(me) = args[0].opaque_mut::<Decoder>(vm) else { return Ok(Value::NONE) };
    me.pending_cr = flag & 1 == 1;
    let decoder = me.decoder.clone();
    if !decoder.is_none() {
        let flag = vm.int(flag >> 1);
        let state = vm.tuple([buffer.clone(), flag]);
        call(vm, &decoder, "setstate", &[state])?;
    }
    Ok(Value::NONE)
}

fn reset(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(me) = args[0].opaque_mut::<Decoder>(vm) else { return Ok(Value::NONE) };
    (me.pending_cr, me.seen) = (false, Seen::default());
    let decoder = me.decoder.clone();
    if !decoder.is_none() {
        call(vm, &decoder, "reset", &[])?;
    }
    Ok(Value::NONE)
}

/// The argument `newline`: None, or one of five strs.
pub fn newline_argument(vm: &mut Vm, newline: &Value, function: &str, quoted: bool) -> PyResult<LineEnds> {
    if newline.is_null() || newline.is_none() {
        return Ok(LineEnds::Universal);
    }
    let Some(text) = newline.get::<Str>() else {
        let class = class_name(vm, newline);
        return Err(vm.type_error(format!("{function}() argument 'newline' must be str or None, not {class}")));
    };
    match LineEnds::of(text.as_bytes()) {
        Some(ends) => Ok(ends),
        None => {
            let shown = if quoted { vm.repr_lossy(newline) } else { vm.text(newline) };
            Err(vm.value_error(format!("illegal newline value: {shown}")))
        }
    }
}
