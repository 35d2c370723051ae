//! `_codecs`: the registry of codecs and error handlers, and the codecs that are built in.

use crate::builtins::buffer::bytes_like;
use crate::builtins::codecs::{self as registry, Direction, Registry, decode_by, encode_by};
use crate::builtins::text::wtf8;
use crate::object::{Bytes, Dict, Exception, Module, Ref, Str, Value};
use crate::text::Wtf8Buf;
use crate::text::codecs::{Charmap, Codec, CodecError, Errors, Order, Refusal, Replacement, escape};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};

macro_rules! codecs {
    ($($encode:literal $decode:literal $codec:expr;)*) => {
        const CODECS: &[Native] = &[
            $(
                Native {
                    name: $encode,
                    signature: "(str, errors=None, /)",
                    function: |vm, args| encode_with(vm, $codec, &args[0], &args[1]),
                },
                Native {
                    name: $decode,
                    signature: "(data, errors=None, final=False, /)",
                    function: |vm, args| decode_with(vm, $codec, &args[0], &args[1], &args[2]),
                },
            )*
        ];
    };
}

codecs! {
    "utf_8_encode" "utf_8_decode" Codec::Utf8;
    "utf_7_encode" "utf_7_decode" Codec::Utf7;
    "utf_16_encode" "utf_16_decode" Codec::Utf16(None);
    "utf_16_le_encode" "utf_16_le_decode" Codec::Utf16(Some(Order::Little));
    "utf_16_be_encode" "utf_16_be_decode" Codec::Utf16(Some(Order::Big));
    "utf_32_encode" "utf_32_decode" Codec::Utf32(None);
    "utf_32_le_encode" "utf_32_le_decode" Codec::Utf32(Some(Order::Little));
    "utf_32_be_encode" "utf_32_be_decode" Codec::Utf32(Some(Order::Big));
    "ascii_encode" "ascii_decode" Codec::Ascii;
    "latin_1_encode" "latin_1_decode" Codec::Latin1;
    "unicode_escape_encode" "unicode_escape_decode" Codec::UnicodeEscape;
    "raw_unicode_escape_encode" "raw_unicode_escape_decode" Codec::RawUnicodeEscape;
}

const FUNCTIONS: &[Native] = &[
    Native { name: "register", signature: "(search_function, /)", function: register },
    Native { name: "unregister", signature: "(search_function, /)", function: unregister },
    Native { name: "lookup", signature: "(encoding, /)", function: lookup },
    Native {
        name: "encode",
        signature: "(obj, encoding='utf-8', errors='strict')",
        function: |vm, args| convert(vm, args, Direction::Encode),
    },
    Native {
        name: "decode",
        signature: "(obj, encoding='utf-8', errors='strict')",
        function: |vm, args| convert(vm, args, Direction::Decode),
    },
    Native { name: "register_error", signature: "(errors, handler, /)", function: register_error },
    Native { name: "_unregister_error", signature: "(errors, /)", function: unregister_error },
    Native { name: "lookup_error", signature: "(name, /)", function: lookup_error },
    Native { name: "charmap_build", signature: "(map, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "charmap_encode", signature: "(str, errors=None, mapping=None, /)", function: charmap_encode },
    Native { name: "charmap_decode", signature: "(data, errors=None, mapping=None, /)", function: charmap_decode },
    Native { name: "escape_decode", signature: "(data, errors=None, /)", function: escape_decode },
    Native { name: "escape_encode", signature: "(data, errors=None, /)", function: escape_encode },
    Native { name: "readbuffer_encode", signature: "(data, errors=None, /)", function: readbuffer_encode },
    Native {
        name: "utf_16_ex_decode",
        signature: "(data, errors=None, byteorder=0, final=False, /)",
        function: |vm, args| ex_decode(vm, args, Codec::Utf16),
    },
    Native {
        name: "utf_32_ex_decode",
        signature: "(data, errors=None, byteorder=0, final=False, /)",
        function: |vm, args| ex_decode(vm, args, Codec::Utf32),
    },
];

/// The error handlers that are built in, as functions.
const HANDLERS: &[(&str, Native)] = &[
    (
        "strict",
        Native { name: "strict_errors", signature: "(exc, /)", function: |vm, args| handle(vm, args, Errors::Strict) },
    ),
    (
        "ignore",
        Native { name: "ignore_errors", signature: "(exc, /)", function: |vm, args| handle(vm, args, Errors::Ignore) },
    ),
    (
        "replace",
        Native { name: "replace_errors", signature: "(exc, /)", function: |vm, args| handle(vm, args, Errors::Replace) },
    ),
    (
        "xmlcharrefreplace",
        Native {
            name: "xmlcharrefreplace_errors",
            signature: "(exc, /)",
            function: |vm, args| handle(vm, args, Errors::XmlCharRefReplace),
        },
    ),
    (
        "backslashreplace",
        Native {
            name: "backslashreplace_errors",
            signature: "(exc, /)",
            function: |vm, args| handle(vm, args, Errors::BackslashReplace),
        },
    ),
    (
        "namereplace",
        Native {
            name: "namereplace_errors",
            signature: "(exc, /)",
            function: |vm, args| handle(vm, args, Errors::NameReplace),
        },
    ),
    (
        "surrogatepass",
        Native {
            name: "surrogatepass",
            signature: "(exc, /)",
            function: |vm, args| handle(vm, args, Errors::SurrogatePass),
        },
    ),
    (
        "surrogateescape",
        Native {
            name: "surrogateescape",
            signature: "(exc, /)",
            function: |vm, args| handle(vm, args, Errors::SurrogateEscape),
        },
    ),
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_codecs");
    vm.add_functions(&module, FUNCTIONS);
    vm.add_functions(&module, CODECS);
    module
}

fn text_argument(vm: &mut Vm, value: &Value, what: &str) -> PyResult<String> {
    Ok(crate::builtins::text::str_argument(vm, value, what)?.to_string_lossy().into_owned())
}

/// The name of an error handler.
fn errors_argument(vm: &mut Vm, errors: &Value) -> PyResult<String> {
    match errors.given().filter(|errors| !errors.is_none()) {
        None => Ok("strict".into()),
        Some(errors) => text_argument(vm, errors, "errors"),
    }
}

fn result(vm: &mut Vm, made: Value, count: usize) -> PyResult {
    Ok(vm.tuple([made, Value::size(count)]))
}

fn encode_with(vm: &mut Vm, codec: Codec, text: &Value, errors: &Value) -> PyResult {
    let Some(str) = text.get::<Str>() else {
        let class = vm.type_of(text).name();
        return Err(vm.type_error(format!("encode() argument 1 must be str, not {class}")));
    };
    let errors = errors_argument(vm, errors)?;
    let made = encode_by(vm, codec, text, &errors)?;
    result(vm, made, str.chars())
}

fn decode_with(vm: &mut Vm, codec: Codec, data: &Value, errors: &Value, last: &Value) -> PyResult {
    let bytes = match data.get::<Str>() {
        Some(text) if matches!(codec, Codec::UnicodeEscape | Codec::RawUnicodeEscape) => text.as_bytes().to_vec(),
        _ => bytes_like(vm, data)?.into_owned(),
    };
    let errors = errors_argument(vm, errors)?;
    // Codecs without state have no `final`, but these two, for which it is true if not given.
    let is_final = match codec {
        Codec::Ascii | Codec::Latin1 => true,
        Codec::UnicodeEscape | Codec::RawUnicodeEscape => last.is_null() || vm.truth(last)?,
        _ => !last.is_null() && vm.truth(last)?,
    };
    let (text, done) = decode_by(vm, codec, &bytes, is_final, &errors)?;
    let text = vm.str_from(text.as_bytes());
    result(vm, text, done)
}

/// `utf_16_ex_decode` and its like tell the order of bytes too.
fn ex_decode(vm: &mut Vm, args: &[Value], codec: fn(Option<Order>) -> Codec<'static>) -> PyResult {
    let bytes = bytes_like(vm, &args[0])?.into_owned();
    let errors = errors_argument(vm, &args[1])?;
    let order = if args[2].is_null() { 0 } else { vm.index_i64(&args[2])? };
    let is_final = !args[3].is_null() && vm.truth(&args[3])?;
    let given = match order {
        0 => None,
        1.. => Some(Order::Big),
        _ => Some(Order::Little),
    };
    let (resolved, signature) = codec(given).resolve(&bytes);
    let (text, done) = decode_by(vm, codec(given), &bytes, is_final, &errors)?;
    let order = match resolved {
        _ if order != 0 => order.signum(),
        _ if signature == 0 => 0,
        Codec::Utf16(Some(Order::Big)) | Codec::Utf32(Some(Order::Big)) => 1,
        _ => -1,
    };
    let (text, order) = (vm.str_from(text.as_bytes()), vm.int(order));
    Ok(vm.tuple([text, Value::size(done), order]))
}

fn register(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).to_ref();
    if !class.has_special(crate::object::Special::Call, vm) && !is_function(&args[0]) {
        return Err(vm.type_error("argument must be callable"));
    }
    vm.state::<Registry>().search.push(args[0].clone());
    Ok(Value::NONE)
}

/// Functions are callable though their types need no `__call__` here.
fn is_function(value: &Value) -> bool {
    use crate::object::Kind;
    matches!(value.kind(), Kind::Function | Kind::Native | Kind::Method | Kind::Type)
}

fn unregister(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = vm.state::<Registry>();
    if let Some(at) = state.search.iter().position(|function| function.is(&args[0])) {
        let gone = (state.search.remove(at), state.found.take());
        drop(gone);
    }
    Ok(Value::NONE)
}

fn lookup(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text_argument(vm, &args[0], "lookup() argument")?;
    if args[0].get::<Str>().is_some_and(|name| name.as_str().is_none()) {
        return Err(registry::surrogates(vm, &args[0]));
    }
    registry::lookup(vm, &name)
}

fn convert(vm: &mut Vm, args: &[Value], direction: Direction) -> PyResult {
    let encoding = match args[1].given() {
        None => "utf-8".into(),
        Some(encoding) => text_argument(vm, encoding, "argument 'encoding'")?,
    };
    let errors = errors_argument(vm, &args[2])?;
    let info = registry::lookup(vm, &encoding)?;
    registry::apply(vm, &info, &args[0], &errors, direction)
}

fn handlers(vm: &mut Vm) -> Ref<Dict> {
    if let Some(handlers) = vm.state::<Registry>().handlers.clone() {
        return handlers;
    }
    let handlers = vm.new_dict();
    vm.state::<Registry>().handlers = Some(handlers.clone());
    handlers
}

fn register_error(vm: &mut Vm, args: &[Value]) -> PyResult {
    text_argument(vm, &args[0], "register_error() argument 1")?;
    let class = vm.type_of(&args[1]).to_ref();
    if !class.has_special(crate::object::Special::Call, vm) && !is_function(&args[1]) {
        return Err(vm.type_error("handler must be callable"));
    }
    drop(handlers(vm).insert_str(&args[0], args[1].clone(), vm));
    Ok(Value::NONE)
}

fn unregister_error(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text_argument(vm, &args[0], "_unregister_error() argument")?;
    if HANDLERS.iter().any(|(known, _)| *known == name) {
        return Err(vm.value_error(format!("cannot un-register built-in error handler '{name}'")));
    }
    Ok(Value::bool(handlers(vm).remove_str(&args[0], vm).is_some()))
}

fn lookup_error(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text_argument(vm, &args[0], "lookup_error() argument")?;
    let handlers = handlers(vm);
    if let Some(known) = handlers.get_str(&args[0], vm) {
        return Ok(known);
    }
    match HANDLERS.iter().find(|(known, _)| *known == name) {
        Some((_, native)) => {
            let module = vm.str("_codecs");
            let function = vm.native_function(native, &module);
            drop(handlers.insert_str(&args[0], function.clone(), vm));
            Ok(function)
        }
        None => Err(vm.lookup_error(format!("unknown error handler name '{name}'"))),
    }
}

/// What a built-in handler does with an exception: a replacement, and where to go on.
fn handle(vm: &mut Vm, args: &[Value], errors: Errors) -> PyResult {
    let Some(exception) = args[0].get::<Exception>() else {
        let class = vm.type_of(&args[0]).name();
        return Err(vm.type_error(format!("codec must pass exception instance, not {class}")));
    };
    if errors == Errors::Strict {
        return Err(Raised(exception.to_ref()));
    }
    let kind = vm.exception_kind(exception.header().class());
    let field = |vm: &mut Vm, name: &str| vm.exception_field(exception, name).unwrap_or(Value::NONE);
    let (object, start, end) = (field(vm, "object"), field(vm, "start"), field(vm, "end"));
    let encoding = field(vm, "encoding");
    let (start, end) = (vm.index_i64(&start)?.max(0) as usize, vm.index_i64(&end)?.max(0) as usize);
    let encoding = vm.text(&encoding);
    let error = CodecError { encoding: known_name(&encoding), start, end, reason: "" };
    match (kind, object.get::<Str>(), object.get::<Bytes>()) {
        (ExceptionKind::UnicodeEncodeError, Some(text), _) => {
            let error = CodecError {
                start: start.min(text.chars()),
                end: end.min(text.chars()).max(start.min(text.chars())),
                ..error
            };
            match errors.encode(&error, wtf8(text)) {
                Ok((Replacement::Text(text), next)) => {
                    let text = vm.str_from(text.as_bytes());
                    result(vm, text, next)
                }
                Ok((Replacement::Bytes(bytes), next)) => {
                    let empty = bytes.is_empty() && errors == Errors::Ignore;
                    let bytes = if empty { vm.str("") } else { vm.bytes(&bytes) };
                    result(vm, bytes, next)
                }
                Err(Refusal::Raise(_)) => Err(Raised(exception.to_ref())),
                Err(Refusal::Fault(error)) => Err(crate::builtins::text::fault(vm, error)),
            }
        }
        (ExceptionKind::UnicodeDecodeError, _, Some(bytes)) => {
            let len = bytes.as_bytes().len();
            let error = CodecError { start: start.min(len), end: end.min(len).max(start.min(len)), ..error };
            match errors.decode(&error, bytes.as_bytes()) {
                Ok((text, next)) => {
                    let text = vm.str_from(text.as_bytes());
                    result(vm, text, next)
                }
                Err(Refusal::Raise(_)) => Err(Raised(exception.to_ref())),
                Err(Refusal::Fault(error)) => Err(crate::builtins::text::fault(vm, error)),
            }
        }
        (ExceptionKind::UnicodeTranslateError, Some(_), _) if errors == Errors::Ignore => {
            let text = vm.str("");
            result(vm, text, end)
        }
        (ExceptionKind::UnicodeTranslateError, Some(_), _) if errors == Errors::Replace => {
            let text = vm.str(&"\u{fffd}".repeat(end.saturating_sub(start)));
            result(vm, text, end)
        }
        _ => {
            let class = exception.header().class().name();
            Err(vm.type_error(format!("don't know how to handle {class} in error callback")))
        }
    }
}

/// The names that `surrogatepass` asks for.
fn known_name(encoding: &str) -> &'static str {
    crate::text::codecs::find(&crate::text::codecs::normalize(encoding)).map_or("", |codec| codec.name())
}

fn readbuffer_encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = match args[0].get::<Str>() {
        Some(text) => text.as_bytes().to_vec(),
        None => bytes_like(vm, &args[0])?.into_owned(),
    };
    let made = vm.bytes(&bytes);
    result(vm, made, bytes.len())
}

fn escape_decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = match args[0].get::<Str>() {
        Some(text) => text.as_bytes().to_vec(),
        None => bytes_like(vm, &args[0])?.into_owned(),
    };
    match escape::decode_bytes(&bytes) {
        Ok(made) => {
            let made = vm.bytes(&made);
            result(vm, made, bytes.len())
        }
        Err(error) => Err(crate::builtins::text::fault(vm, error)),
    }
}

fn escape_encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(bytes) = args[0].get::<Bytes>() else {
        let class = vm.type_of(&args[0]).name();
        return Err(vm.type_error(format!("escape_encode() argument 1 must be bytes, not {class}")));
    };
    let mut text = String::new();
    crate::text::repr::bytes(bytes.as_bytes(), &mut text);
    // The text between the quotes, in which single ones are escaped.
    let inner = &text[2..text.len() - 1];
    let inner = if text.starts_with("b\"") { inner.replace('\'', "\\'") } else { inner.to_owned() };
    let made = vm.bytes(inner.as_bytes());
    result(vm, made, bytes.as_bytes().len())
}

fn charmap_decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = bytes_like(vm, &args[0])?.into_owned();
    let errors = errors_argument(vm, &args[1])?;
    let made = match args[2].given().filter(|map| !map.is_none()) {
        None => decode_by(vm, Codec::Latin1, &bytes, true, &errors)?.0,
        Some(map) => match map.get::<Str>() {
            Some(table) => decode_by(vm, Codec::Charmap(&Charmap::new(wtf8(table))), &bytes, true, &errors)?.0,
            None => {
                let table = mapped_table(vm, map, &bytes)?;
                decode_pieces(vm, &table, &bytes, &errors)?
            }
        },
    };
    let text = vm.str_from(made.as_bytes());
    result(vm, text, bytes.len())
}

/// What a mapping says of each byte that occurs; nothing where it is undefined.
fn mapped_table(vm: &mut Vm, map: &Value, bytes: &[u8]) -> PyResult<Vec<Option<Wtf8Buf>>> {
    let mut table = vec![None; 256];
    let mut seen = [false; 256];
    for &byte in bytes {
        if std::mem::replace(&mut seen[usize::from(byte)], true) {
            continue;
        }
        let found = match vm.getitem(map, &Value::size(byte.into())) {
            Ok(found) => found,
            Err(raised) if raised.is(ExceptionKind::LookupError, vm) => continue,
            Err(raised) => return Err(raised),
        };
        table[usize::from(byte)] = match (found.get::<Str>(), found.as_int()) {
            _ if found.is_none() => None,
            (Some(text), _) if text.as_bytes() == "\u{fffe}".as_bytes() => None,
            (Some(text), _) => Some(wtf8(text).to_buf()),
            (_, Some(point)) => match point.to_i64() {
                Some(0xfffe) => None,
                Some(point @ 0..0x11_0000) => Some(Wtf8Buf::from_iter([point as u32])),
                _ => return Err(vm.type_error("character mapping must be in range(0x110000)")),
            },
            _ => return Err(vm.type_error("character mapping must return integer, None or str")),
        };
    }
    Ok(table)
}

fn decode_pieces(vm: &mut Vm, table: &[Option<Wtf8Buf>], bytes: &[u8], errors: &str) -> PyResult<Wtf8Buf> {
    let mut out = Wtf8Buf::new();
    // A table without any character makes an error of each byte that is undefined.
    let nothing = Charmap::new(crate::text::Wtf8::new(b""));
    for (at, byte) in bytes.iter().enumerate() {
        match &table[usize::from(*byte)] {
            Some(text) => out.push_wtf8(text.as_wtf8()),
            None if errors == "strict" => {
                let reason = "character maps to <undefined>";
                let error = CodecError { encoding: "charmap", start: at, end: at + 1, reason };
                return Err(registry::decode_error(vm, &error, bytes));
            }
            None => out.push_wtf8(decode_by(vm, Codec::Charmap(&nothing), &bytes[at..=at], true, errors)?.0.as_wtf8()),
        }
    }
    Ok(out)
}

fn charmap_encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(text) = args[0].get::<Str>() else {
        let class = vm.type_of(&args[0]).name();
        return Err(vm.type_error(format!("charmap_encode() argument 1 must be str, not {class}")));
    };
    let errors = errors_argument(vm, &args[1])?;
    let made = match args[2].given().filter(|map| !map.is_none()) {
        None => encode_by(vm, Codec::Latin1, &args[0], &errors)?,
        Some(map) => match map.get::<Str>() {
            Some(table) => encode_by(vm, Codec::Charmap(&Charmap::new(wtf8(table))), &args[0], &errors)?,
            None => encode_by_mapping(vm, map, text.value(), &errors)?,
        },
    };
    result(vm, made, text.chars())
}

/// Encodes by a mapping from code points to bytes.
fn encode_by_mapping(vm: &mut Vm, map: &Value, text: Value, errors: &str) -> PyResult {
    let Some(str) = text.get::<Str>() else { return Ok(Value::NONE) };
    let mut out = Vec::new();
    for (at, c) in wtf8(str).code_points().enumerate() {
        match mapped_bytes(vm, map, c)? {
            Some(bytes) => out.extend(bytes),
            None => {
                let reason = "character maps to <undefined>";
                let error = CodecError { encoding: "charmap", start: at, end: at + 1, reason };
                let Some(errors) = Errors::named(errors).filter(|errors| *errors != Errors::Strict) else {
                    return Err(registry::encode_error(vm, &error, text.clone()));
                };
                let replacement = match errors.encode(&error, wtf8(str)) {
                    Ok((replacement, _)) => replacement,
                    Err(_) => return Err(registry::encode_error(vm, &error, text.clone())),
                };
                match replacement {
                    Replacement::Bytes(bytes) => out.extend(bytes),
                    Replacement::Text(text_of) => {
                        for c in text_of.as_wtf8().code_points() {
                            match mapped_bytes(vm, map, c)? {
                                Some(bytes) => out.extend(bytes),
                                None => return Err(registry::encode_error(vm, &error, text.clone())),
                            }
                        }
                    }
                }
            }
        }
    }
    Ok(vm.bytes(&out))
}

fn mapped_bytes(vm: &mut Vm, map: &Value, c: u32) -> PyResult<Option<Vec<u8>>> {
    let found = match vm.getitem(map, &Value::size(c as usize)) {
        Ok(found) => found,
        Err(raised) if raised.is(ExceptionKind::LookupError, vm) => return Ok(None),
        Err(raised) => return Err(raised),
    };
    match (found.get::<Bytes>(), found.as_int()) {
        _ if found.is_none() => Ok(None),
        (Some(bytes), _) => Ok(Some(bytes.as_bytes().to_vec())),
        (_, Some(byte)) => match byte.to_i64().map(u8::try_from) {
            Some(Ok(byte)) => Ok(Some(vec![byte])),
            _ => Err(vm.type_error("character mapping must be in range(256)")),
        },
        _ => {
            let class = vm.type_of(&found).name();
            Err(vm.type_error(format!("character mapping must return integer, bytes or None, not {class}")))
        }
    }
}
