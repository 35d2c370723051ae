//! Encoding and decoding by the names of codecs and of error handlers: what `str.encode`, `bytes.decode` and the module
//! `_codecs` share.
//!
//! Codecs and handlers that are built in need no look into the registry; the others are found there.

use super::text::{fault, wtf8};
use crate::object::{Bytes, Dict, Obj, Ref, Str, Tuple, Value};
use crate::text::Wtf8Buf;
use crate::text::codecs::{self, Codec, CodecError, Errors, Refusal, Replacement};
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};

/// What programs registered: functions that find codecs, the codecs found, error handlers.
#[derive(Default)]
pub struct Registry {
    pub search: Vec<Value>,
    pub found: Option<Ref<Dict>>,
    pub handlers: Option<Ref<Dict>>,
}

/// The text of an argument that names something; a default where it is not given.
fn name(vm: &mut Vm, value: &Value, default: &str) -> PyResult<String> {
    let Some(text) = value.get::<Str>() else { return Ok(default.into()) };
    match text.as_bytes().contains(&0) {
        true => Err(vm.value_error("embedded null character")),
        false => Ok(text.to_string_lossy().into_owned()),
    }
}

/// Whether arguments mean UTF-8 in one of its usual names, with errors as they are by default.
fn is_plain_utf8(encoding: &Value, errors: &Value) -> bool {
    let is_utf8 = |text: &Obj<Str>| matches!(text.as_bytes(), b"utf-8" | b"utf8" | b"UTF-8");
    errors.is_null() && (encoding.is_null() || encoding.get::<Str>().is_some_and(is_utf8))
}

/// `text.encode(encoding, errors)`.
pub fn encode(vm: &mut Vm, text: &Value, encoding: &Value, errors: &Value) -> PyResult {
    if is_plain_utf8(encoding, errors)
        && let Some(text) = text.get::<Str>().filter(|text| text.is_ascii() || text.as_str().is_some())
    {
        return Ok(vm.bytes(text.as_bytes()));
    }
    let encoding = name(vm, encoding, "utf-8")?;
    let errors = name(vm, errors, "strict")?;
    match codecs::find(&codecs::normalize(&encoding)) {
        Some(codec) => encode_by(vm, codec, text, &errors),
        None => {
            let made = by_registry(vm, text, &encoding, &errors, Direction::Encode)?;
            match made.is_a::<Bytes>() {
                true => Ok(made),
                false => {
                    let class = vm.type_of(&made).name();
                    Err(vm.type_error(format!(
                        "'{encoding}' encoder returned '{class}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types"
                    )))
                }
            }
        }
    }
}

/// `bytes.decode(encoding, errors)`: of these bytes, which are those of the object.
pub fn decode(vm: &mut Vm, bytes: &[u8], object: &Value, encoding: &Value, errors: &Value) -> PyResult {
    // Of nothing, not even the encoding is looked for.
    if bytes.is_empty() || is_plain_utf8(encoding, errors) && std::str::from_utf8(bytes).is_ok() {
        return Ok(vm.str_from(bytes));
    }
    let encoding = name(vm, encoding, "utf-8")?;
    let errors = name(vm, errors, "strict")?;
    match codecs::find(&codecs::normalize(&encoding)) {
        Some(codec) => {
            let (text, _) = decode_by(vm, codec, bytes, true, &errors)?;
            Ok(vm.str_from(text.as_bytes()))
        }
        None => {
            let made = by_registry(vm, object, &encoding, &errors, Direction::Decode)?;
            match made.is_a::<Str>() {
                true => Ok(made),
                false => {
                    let class = vm.type_of(&made).name();
                    Err(vm.type_error(format!(
                        "'{encoding}' decoder returned '{class}' instead of 'str'; use codecs.decode() to decode to arbitrary types"
                    )))
                }
            }
        }
    }
}

/// Encodes by a codec that is built in.
pub fn encode_by(vm: &mut Vm, codec: Codec, text: &Value, errors: &str) -> PyResult {
    let Some(str) = text.get::<Str>() else { return Ok(Value::NONE) };
    let text = wtf8(str);
    if text.is_ascii() && matches!(codec, Codec::Utf8 | Codec::Ascii | Codec::Latin1) {
        return Ok(vm.bytes(text.as_bytes()));
    }
    let made = match Errors::named(errors) {
        Some(errors) => match codecs::encode_with(codec, text, errors) {
            Ok(made) => made,
            Err(Refusal::Raise(error)) => return Err(encode_error(vm, &error, str.value())),
            Err(Refusal::Fault(error)) => return Err(fault(vm, error)),
        },
        None => codecs::encode(codec, text, |error| call_encode_handler(vm, errors, error, str.value()))
            .map_err(|stop| stop.into_raised(vm, &str.value()))?,
    };
    Ok(vm.bytes(&made))
}

/// Decodes by a codec that is built in; gives how many bytes were read too.
pub fn decode_by(vm: &mut Vm, codec: Codec, bytes: &[u8], is_final: bool, errors: &str) -> PyResult<(Wtf8Buf, usize)> {
    match Errors::named(errors) {
        Some(errors) => match codecs::decode_with(codec, bytes, is_final, errors) {
            Ok(made) => Ok(made),
            Err(Refusal::Raise(error)) => Err(decode_error(vm, &error, bytes)),
            Err(Refusal::Fault(error)) => Err(fault(vm, error)),
        },
        None => codecs::decode(codec, bytes, is_final, |error| call_decode_handler(vm, errors, error, bytes)),
    }
}

/// `UnicodeEncodeError`.
pub fn encode_error(vm: &mut Vm, error: &CodecError, text: Value) -> Raised {
    let (encoding, reason) = (vm.str(error.encoding), vm.str(error.reason));
    let args = [encoding, text, Value::size(error.start), Value::size(error.end), reason];
    unicode_error(vm, ExceptionKind::UnicodeEncodeError, args)
}

/// `UnicodeDecodeError`.
pub fn decode_error(vm: &mut Vm, error: &CodecError, bytes: &[u8]) -> Raised {
    let (encoding, object, reason) = (vm.str(error.encoding), vm.bytes(bytes), vm.str(error.reason));
    let args = [encoding, object, Value::size(error.start), Value::size(error.end), reason];
    unicode_error(vm, ExceptionKind::UnicodeDecodeError, args)
}

/// Of the five arguments that such errors have, which are their fields too.
fn unicode_error(vm: &mut Vm, kind: ExceptionKind, args: [Value; 5]) -> Raised {
    let raised = vm.raise_with(kind, args.clone());
    for (name, value) in ["encoding", "object", "start", "end", "reason"].into_iter().zip(args) {
        vm.set_exception_field(&raised.0, name, value);
    }
    raised
}

/// Why encoding stopped: a handler raised, or its replacement cannot be encoded.
enum Stop {
    Raised(Raised),
    Error(CodecError),
}

impl From<CodecError> for Stop {
    fn from(error: CodecError) -> Stop {
        Stop::Error(error)
    }
}

impl Stop {
    fn into_raised(self, vm: &mut Vm, text: &Value) -> Raised {
        match self {
            Stop::Raised(raised) => raised,
            Stop::Error(error) => encode_error(vm, &error, text.clone()),
        }
    }
}

/// A registered error handler.
pub fn lookup_handler(vm: &mut Vm, name: &str) -> PyResult {
    let handlers = vm.state::<Registry>().handlers.clone();
    let key = vm.str(name);
    match handlers.and_then(|handlers| handlers.get_str(&key, vm)) {
        Some(handler) => Ok(handler),
        None => Err(vm.lookup_error(format!("unknown error handler name '{name}'"))),
    }
}

fn call_encode_handler(vm: &mut Vm, name: &str, error: &CodecError, text: Value) -> Result<(Replacement, usize), Stop> {
    let result = (|| {
        let handler = lookup_handler(vm, name)?;
        let len = text.get::<Str>().map_or(0, |text| text.chars());
        let raised = encode_error(vm, error, text);
        let given = vm.call(&handler, &[raised.value().clone()])?;
        let (replacement, next) = handled(vm, &given, "encoding error handler must return (str/bytes, int) tuple", len)?;
        let replacement = match (replacement.get::<Str>(), replacement.get::<Bytes>()) {
            (Some(text), _) => Replacement::Text(wtf8(text).to_buf()),
            (_, Some(bytes)) => Replacement::Bytes(bytes.as_bytes().to_vec()),
            _ => return Err(vm.type_error("encoding error handler must return (str/bytes, int) tuple")),
        };
        Ok((replacement, next))
    })();
    result.map_err(Stop::Raised)
}

fn call_decode_handler(vm: &mut Vm, name: &str, error: &CodecError, bytes: &[u8]) -> PyResult<(Wtf8Buf, usize)> {
    let handler = lookup_handler(vm, name)?;
    let raised = decode_error(vm, error, bytes);
    let given = vm.call(&handler, &[raised.value().clone()])?;
    let (replacement, next) = handled(vm, &given, "decoding error handler must return (str, int) tuple", bytes.len())?;
    match replacement.get::<Str>() {
        Some(text) => Ok((wtf8(text).to_buf(), next)),
        None => Err(vm.type_error("decoding error handler must return (str, int) tuple")),
    }
}

/// What a handler gave: a replacement, and where to go on.
fn handled(vm: &mut Vm, given: &Value, words: &str, len: usize) -> PyResult<(Value, usize)> {
    let parts = given.get::<Tuple>().map(|given| given.items().to_vec());
    let Some([replacement, next]) = parts.as_deref() else { return Err(vm.type_error(words)) };
    let place = vm.index_i64(next)?;
    let from_start = if place < 0 { place + len as i64 } else { place };
    match usize::try_from(from_start).ok().filter(|&next| next <= len) {
        Some(next) => Ok((replacement.clone(), next)),
        None => Err(vm.index_error(format!("position {place} from error handler out of bounds"))),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Encode,
    Decode,
}

/// Encodes or decodes by a registered codec, which has to be one for text.
fn by_registry(vm: &mut Vm, object: &Value, encoding: &str, errors: &str, direction: Direction) -> PyResult {
    let info = lookup(vm, encoding)?;
    let flag = vm.intern("_is_text_encoding");
    if let Some(flag) = vm.try_getattr(&info, &flag)?
        && !vm.truth(&flag)?
    {
        let function = if direction == Direction::Encode { "encode" } else { "decode" };
        return Err(vm.lookup_error(format!(
            "'{encoding}' is not a text encoding; use codecs.{function}() to handle arbitrary codecs"
        )));
    }
    apply(vm, &info, object, errors, direction)
}

/// Calls a codec's encoder or decoder; gives what it made.
pub fn apply(vm: &mut Vm, info: &Value, object: &Value, errors: &str, direction: Direction) -> PyResult {
    let place = if direction == Direction::Encode { 0 } else { 1 };
    let function = vm.getitem(info, &Value::size(place))?;
    let errors = vm.str(errors);
    let made = vm.call(&function, &[object.clone(), errors])?;
    let first = made.get::<Tuple>().filter(|made| made.items().len() == 2).map(|made| made.items()[0].clone());
    first.ok_or_else(|| {
        let what = if direction == Direction::Encode { "encoder" } else { "decoder" };
        vm.type_error(format!("{what} must return a tuple (object, integer)"))
    })
}

/// The codec of a name: what a search function gave.
pub fn lookup(vm: &mut Vm, encoding: &str) -> PyResult {
    let normalized: String = encoding.chars().map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect();
    let key = vm.str(&normalized);
    let found = vm.state::<Registry>().found.clone();
    if let Some(codec) = found.and_then(|found| found.get_str(&key, vm)) {
        return Ok(codec);
    }
    if vm.state::<Registry>().search.is_empty() {
        import_encodings(vm)?;
    }
    for function in vm.state::<Registry>().search.clone() {
        let codec = vm.call(&function, std::slice::from_ref(&key))?;
        if codec.is_none() {
            continue;
        }
        if codec.get::<Tuple>().is_none_or(|codec| codec.items().len() != 4) {
            return Err(vm.type_error("codec search functions must return 4-tuples"));
        }
        let found = match vm.state::<Registry>().found.clone() {
            Some(found) => found,
            None => vm.new_dict(),
        };
        vm.state::<Registry>().found = Some(found.clone());
        drop(found.insert_str(&key, codec.clone(), vm));
        return Ok(codec);
    }
    Err(vm.lookup_error(format!("unknown encoding: {encoding}")))
}

/// The package that finds Python's own codecs registers itself when it is imported.
fn import_encodings(vm: &mut Vm) -> PyResult<()> {
    match super::import(vm, "encodings") {
        Ok(_) => Ok(()),
        // Without a library there are the codecs that are built in.
        Err(raised) if raised.is(ExceptionKind::ModuleNotFoundError, vm) => Ok(()),
        Err(raised) => Err(raised),
    }
}

/// A text with surrogates where UTF-8 is needed.
pub fn surrogates(vm: &mut Vm, text: &Value) -> Raised {
    let points = text.get::<Str>().map(|text| wtf8(text).code_points().collect::<Vec<u32>>()).unwrap_or_default();
    let is_surrogate = |point: &u32| (0xd800..0xe000).contains(point);
    let start = points.iter().position(is_surrogate).unwrap_or(0);
    let end = start + points[start..].iter().take_while(|point| is_surrogate(point)).count();
    let fields = [vm.str("utf-8"), text.clone(), Value::size(start), Value::size(end), vm.str("surrogates not allowed")];
    vm.raise_with(ExceptionKind::UnicodeEncodeError, fields)
}
