//! `open` and its like.

use super::super::text::{class_name, str_argument};
use super::{buffered, call, file, says, set_attribute, text};
use crate::object::{Bytes, Special, Str, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

pub const FUNCTIONS: &[Native] = &[
    Native {
        name: "open",
        signature: "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        function: open,
    },
    Native { name: "open_code", signature: "(path)", function: open_code },
    Native { name: "text_encoding", signature: "(encoding, stacklevel=2, /)", function: text_encoding },
];

/// `os.fspath`.
pub fn fspath(vm: &mut Vm, path: &Value) -> PyResult {
    if path.is_a::<Str>() || path.is_a::<Bytes>() {
        return Ok(path.clone());
    }
    let class = vm.type_of(path).to_ref();
    if !class.has_special(Special::Fspath, vm) {
        let class = class.name();
        return Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {class}")));
    }
    if class.special(Special::Fspath, vm).is_some_and(|special| special.is_none()) {
        let class = class.name();
        return Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {class}")));
    }
    match vm.try_special(path, Special::Fspath, &[])? {
        Some(given) if given.is_a::<Str>() || given.is_a::<Bytes>() => Ok(given),
        Some(given) => {
            let (class, given) = (class.name(), class_name(vm, &given));
            Err(vm.type_error(format!("expected {class}.__fspath__() to return str or bytes, not {given}")))
        }
        None => Ok(Value::NONE),
    }
}

/// A path as the system takes it.
pub fn path_bytes(vm: &mut Vm, path: &Value) -> PyResult<Vec<u8>> {
    let path = fspath(vm, path)?;
    let bytes = match path.get::<Bytes>() {
        Some(bytes) => bytes.as_bytes().to_vec(),
        None => {
            let (encoding, errors) = (vm.str("utf-8"), vm.str("surrogateescape"));
            let made = super::super::codecs::encode(vm, &path, &encoding, &errors)?;
            made.get::<Bytes>().map(|made| made.as_bytes().to_vec()).unwrap_or_default()
        }
    };
    if bytes.contains(&0) {
        return Err(vm.value_error("embedded null byte"));
    }
    Ok(bytes)
}

/// What the letters of a mode say.
#[derive(Default)]
struct Mode {
    raw: String,
    updating: bool,
    creating: bool,
    writing: bool,
    appending: bool,
    reading: bool,
    binary: bool,
    text: bool,
}

fn parse_mode(vm: &mut Vm, mode: &str) -> PyResult<Mode> {
    let mut parsed = Mode::default();
    for (at, letter) in mode.char_indices() {
        let flag = match letter {
            'x' => &mut parsed.creating,
            'r' => &mut parsed.reading,
            'w' => &mut parsed.writing,
            'a' => &mut parsed.appending,
            '+' => &mut parsed.updating,
            't' => &mut parsed.text,
            'b' => &mut parsed.binary,
            _ => return Err(vm.value_error(format!("invalid mode: '{mode}'"))),
        };
        *flag = true;
        if mode[..at].contains(letter) {
            return Err(vm.value_error(format!("invalid mode: '{mode}'")));
        }
    }
    parsed.raw = mode.chars().filter(|letter| !matches!(letter, 't' | 'b')).collect();
    if parsed.text && parsed.binary {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    let main = [parsed.creating, parsed.reading, parsed.writing, parsed.appending];
    if main.iter().filter(|flag| **flag).count() > 1 {
        return Err(vm.value_error("must have exactly one of create/read/write/append mode"));
    }
    Ok(parsed)
}

fn open(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [path, mode, buffering, encoding, errors, newline, close_fd, opener] = args else { return Ok(Value::NONE) };
    let mode_text = match mode.given() {
        None => "r".into(),
        Some(mode) => str_argument(vm, mode, "open() argument 'mode'")?.to_string_lossy().into_owned(),
    };
    let buffering = if buffering.is_null() { -1 } else { i64::from(super::super::text::c_int(vm, buffering)?) };
    for (value, name) in [(encoding, "encoding"), (errors, "errors"), (newline, "newline")] {
        if !value.is_null() && !value.is_none() && !value.is_a::<Str>() {
            let class = class_name(vm, value);
            return Err(vm.type_error(format!("open() argument '{name}' must be str or None, not {class}")));
        }
    }
    let close_fd = close_fd.is_null() || vm.truth(close_fd)?;
    let path = match file::descriptor_argument(vm, path) {
        Ok(Some(_)) => path.clone(),
        _ if path.as_int().is_some_and(|number| number.is_negative()) => path.clone(),
        Ok(None) => fspath(vm, path)?,
        Err(raised) => return Err(raised),
    };
    let mode = parse_mode(vm, &mode_text)?;
    for (value, words) in [(encoding, "an encoding"), (errors, "an errors"), (newline, "a newline")] {
        if mode.binary && !value.is_null() && !value.is_none() {
            return Err(vm.value_error(format!("binary mode doesn't take {words} argument")));
        }
    }
    if vm.warns_of_encoding && !mode.binary && (encoding.is_null() || encoding.is_none()) {
        vm.warn(ExceptionKind::EncodingWarning, "'encoding' argument not specified")?;
    }
    if mode.binary && buffering == 1 {
        let words = "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used";
        vm.warn(ExceptionKind::RuntimeWarning, words)?;
    }
    let class = vm.type_for::<file::FileIo>().into_value();
    let raw_mode = vm.str(&mode.raw);
    let opener = opener.given().cloned().unwrap_or(Value::NONE);
    let raw = vm.call(&class, &[path, raw_mode, Value::bool(close_fd), opener])?;
    match wrap(vm, &raw, &mode, &mode_text, buffering, &[encoding, errors, newline]) {
        Ok(stream) => Ok(stream),
        Err(raised) => {
            let _ = call(vm, &raw, "close", &[]);
            Err(raised)
        }
    }
}

/// Puts a buffer, and text, over a raw stream.
fn wrap(vm: &mut Vm, raw: &Value, mode: &Mode, mode_text: &str, buffering: i64, text: &[&Value; 3]) -> PyResult {
    let is_terminal = buffering < 0 && says(vm, raw, "_isatty_open_only")?;
    let line_buffering = buffering == 1 && !mode.binary || buffering < 0 && is_terminal;
    let size = match buffering {
        0 if !mode.binary => return Err(vm.value_error("can't have unbuffered text I/O")),
        0 => return Ok(raw.clone()),
        2.. => buffering as usize,
        _ => super::DEFAULT_BUFFER_SIZE,
    };
    let reads = mode.reading || mode.updating;
    let writes = mode.updating || mode.creating || mode.writing || mode.appending;
    let class = buffered::class_for(vm, reads, writes);
    let buffer = vm.call(&class, &[raw.clone(), Value::size(size)])?;
    if mode.binary {
        return Ok(buffer);
    }
    let class = vm.type_for::<text::Text>().into_value();
    let [encoding, errors, newline] = text.map(|value| value.given().cloned().unwrap_or(Value::NONE));
    let stream = vm.call(&class, &[buffer, encoding, errors, newline, Value::bool(line_buffering)])?;
    let mode = vm.str(mode_text);
    set_attribute(vm, &stream, "mode", mode)?;
    Ok(stream)
}

fn open_code(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !args[0].is_a::<Str>() {
        let class = class_name(vm, &args[0]);
        return Err(vm.type_error(format!("open_code() argument 'path' must be str, not {class}")));
    }
    let mode = vm.str("rb");
    let mut all = vec![Value::NULL; 8];
    (all[0], all[1]) = (args[0].clone(), mode);
    open(vm, &all)
}

fn text_encoding(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !args[0].is_none() {
        return Ok(args[0].clone());
    }
    if vm.warns_of_encoding {
        let level = if args[1].is_null() { 2 } else { vm.index_i64(&args[1])? };
        vm.warn_at(ExceptionKind::EncodingWarning, "'encoding' argument not specified", level)?;
    }
    let is_utf8 = vm.utf8_mode;
    Ok(vm.str(if is_utf8 { "utf-8" } else { "locale" }))
}
