//! The methods that bytes and bytearrays share.

use super::super::codecs;
use super::super::text::{bounds, c_int, class_name, fault, optional_ssize, ssize, str_argument};
use super::{argument, byte, exact, like, made, raw};
use crate::builtins::sequence::{collect_joinable, expect_memory};
use crate::object::{ByteArray, Special, Str, Tuple, Value};
use crate::text::strings::Ends;
use crate::text::{Fault, bytes, search};
use crate::vm::{Native, PyResult, Vm};
use std::borrow::Cow;
use std::ops::Range;

pub const METHODS: &[Native] = &[
    Native { name: "capitalize", signature: "(self, /)", function: |vm, args| changed(vm, args, bytes::capitalize) },
    Native {
        name: "center",
        signature: "(self, width, fillchar=b' ', /)",
        function: |vm, args| pad(vm, args, "center", bytes::center),
    },
    Native { name: "count", signature: "(self, sub, start=None, end=None, /)", function: count },
    Native { name: "decode", signature: "(self, /, encoding='utf-8', errors='strict')", function: decode },
    Native {
        name: "endswith",
        signature: "(self, suffix, start=None, end=None, /)",
        function: |vm, args| affix(vm, args, "endswith"),
    },
    Native { name: "expandtabs", signature: "(self, /, tabsize=8)", function: expandtabs },
    Native {
        name: "find",
        signature: "(self, sub, start=None, end=None, /)",
        function: |vm, args| find(vm, args, search::find),
    },
    Native {
        name: "hex",
        signature: "(self, /, sep=<unrepresentable>, bytes_per_sep=1)",
        function: |vm, args| {
            let bytes = raw(vm, &args[0]).to_vec();
            hex(vm, &bytes, &args[1], &args[2])
        },
    },
    Native {
        name: "index",
        signature: "(self, sub, start=None, end=None, /)",
        function: |vm, args| index(vm, args, search::find),
    },
    Native { name: "isalnum", signature: "(self, /)", function: |vm, args| is(vm, args, bytes::is_alnum) },
    Native { name: "isalpha", signature: "(self, /)", function: |vm, args| is(vm, args, bytes::is_alpha) },
    Native { name: "isascii", signature: "(self, /)", function: |vm, args| is(vm, args, <[u8]>::is_ascii) },
    Native { name: "isdigit", signature: "(self, /)", function: |vm, args| is(vm, args, bytes::is_digit) },
    Native { name: "islower", signature: "(self, /)", function: |vm, args| is(vm, args, bytes::is_lower) },
    Native { name: "isspace", signature: "(self, /)", function: |vm, args| is(vm, args, bytes::is_space) },
    Native { name: "istitle", signature: "(self, /)", function: |vm, args| is(vm, args, bytes::is_title) },
    Native { name: "isupper", signature: "(self, /)", function: |vm, args| is(vm, args, bytes::is_upper) },
    Native { name: "join", signature: "(self, iterable_of_bytes, /)", function: join },
    Native {
        name: "ljust",
        signature: "(self, width, fillchar=b' ', /)",
        function: |vm, args| pad(vm, args, "ljust", bytes::ljust),
    },
    Native { name: "lower", signature: "(self, /)", function: |vm, args| changed(vm, args, bytes::to_lower) },
    Native { name: "lstrip", signature: "(self, bytes=None, /)", function: |vm, args| strip(vm, args, Ends::Left) },
    Native { name: "maketrans", signature: "(frm, to, /)", function: maketrans },
    Native { name: "partition", signature: "(self, sep, /)", function: |vm, args| partition(vm, args, false) },
    Native { name: "removeprefix", signature: "(self, prefix, /)", function: removeprefix },
    Native { name: "removesuffix", signature: "(self, suffix, /)", function: removesuffix },
    Native { name: "replace", signature: "(self, old, new, count=-1, /)", function: replace },
    Native {
        name: "rfind",
        signature: "(self, sub, start=None, end=None, /)",
        function: |vm, args| find(vm, args, search::rfind),
    },
    Native {
        name: "rindex",
        signature: "(self, sub, start=None, end=None, /)",
        function: |vm, args| index(vm, args, search::rfind),
    },
    Native {
        name: "rjust",
        signature: "(self, width, fillchar=b' ', /)",
        function: |vm, args| pad(vm, args, "rjust", bytes::rjust),
    },
    Native { name: "rpartition", signature: "(self, sep, /)", function: |vm, args| partition(vm, args, true) },
    Native { name: "rsplit", signature: "(self, /, sep=None, maxsplit=-1)", function: |vm, args| split(vm, args, true) },
    Native { name: "rstrip", signature: "(self, bytes=None, /)", function: |vm, args| strip(vm, args, Ends::Right) },
    Native { name: "split", signature: "(self, /, sep=None, maxsplit=-1)", function: |vm, args| split(vm, args, false) },
    Native { name: "splitlines", signature: "(self, /, keepends=False)", function: splitlines },
    Native {
        name: "startswith",
        signature: "(self, prefix, start=None, end=None, /)",
        function: |vm, args| affix(vm, args, "startswith"),
    },
    Native { name: "strip", signature: "(self, bytes=None, /)", function: |vm, args| strip(vm, args, Ends::Both) },
    Native { name: "swapcase", signature: "(self, /)", function: |vm, args| changed(vm, args, bytes::swap_case) },
    Native { name: "title", signature: "(self, /)", function: |vm, args| changed(vm, args, bytes::to_title) },
    Native { name: "translate", signature: "(self, table, /, delete=b'')", function: translate },
    Native { name: "upper", signature: "(self, /)", function: |vm, args| changed(vm, args, bytes::to_upper) },
    Native { name: "zfill", signature: "(self, width, /)", function: zfill },
];

fn changed(vm: &mut Vm, args: &[Value], change: fn(&[u8]) -> Vec<u8>) -> PyResult {
    let changed = change(raw(vm, &args[0]));
    Ok(made(vm, &args[0], changed))
}

fn is(vm: &mut Vm, args: &[Value], test: fn(&[u8]) -> bool) -> PyResult {
    Ok(Value::bool(test(raw(vm, &args[0]))))
}

/// What a method made, or the object itself where nothing was to be changed.
fn or_same(vm: &mut Vm, value: &Value, result: Result<Option<Vec<u8>>, Fault>) -> PyResult {
    match result {
        Ok(None) => Ok(exact(vm, value)),
        Ok(Some(bytes)) => Ok(made(vm, value, bytes)),
        Err(error) => Err(fault(vm, error)),
    }
}

type Pad = fn(&[u8], usize, u8) -> Result<Option<Vec<u8>>, Fault>;

fn pad(vm: &mut Vm, args: &[Value], name: &str, pad: Pad) -> PyResult {
    let width = ssize(vm, &args[1])?.max(0) as usize;
    let fill = match args[2].given() {
        None => b' ',
        Some(fill) => {
            let is_bytes = fill.is_a::<crate::object::Bytes>() || fill.is_a::<ByteArray>();
            match raw(vm, fill) {
                &[byte] => byte,
                bytes if is_bytes => {
                    let len = bytes.len();
                    let what = if fill.is_a::<ByteArray>() { "bytearray" } else { "bytes" };
                    return Err(vm.type_error(format!(
                        "{name}(): argument 2 must be a byte string of length 1, not a {what} object of length {len}"
                    )));
                }
                _ => {
                    let class = class_name(vm, fill);
                    let class = if fill.is_none() { "None".into() } else { class };
                    return Err(vm.type_error(format!("{name}() argument 2 must be a byte string of length 1, not {class}")));
                }
            }
        }
    };
    let result = pad(raw(vm, &args[0]), width, fill);
    or_same(vm, &args[0], result)
}

fn zfill(vm: &mut Vm, args: &[Value]) -> PyResult {
    let width = ssize(vm, &args[1])?.max(0) as usize;
    let result = bytes::zfill(raw(vm, &args[0]), width);
    or_same(vm, &args[0], result)
}

fn expandtabs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = if args[1].is_null() { 8 } else { c_int(vm, &args[1])? };
    let result = bytes::expand_tabs(raw(vm, &args[0]), size.max(0) as usize).map(Some);
    or_same(vm, &args[0], result)
}

fn decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    for (argument, name) in [(&args[1], "encoding"), (&args[2], "errors")] {
        if !argument.is_null() {
            str_argument(vm, argument, &format!("decode() argument '{name}'"))?;
        }
    }
    let bytes = argument(vm, &args[0])?;
    codecs::decode(vm, &bytes, &args[0], &args[1], &args[2])
}

/// What is searched for: bytes, or one byte.
fn needle<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<Cow<'a, [u8]>> {
    if let Some(bytes) = super::super::buffer::contents(vm, value)? {
        return Ok(bytes);
    }
    let class = vm.type_of(value).to_ref();
    if value.as_int().is_none() && !class.has_special(Special::Index, vm) {
        let class = class.name();
        return Err(vm.type_error(format!("argument should be integer or bytes-like object, not '{class}'")));
    }
    Ok(Cow::Owned(vec![byte(vm, value)?]))
}

/// The range that the bounds mean in the object.
fn range(vm: &mut Vm, args: &[Value]) -> PyResult<Option<Range<usize>>> {
    let len = raw(vm, &args[0]).len();
    let range = bounds(vm, &args[2], &args[3], len)?;
    // Bounds may have run code that made a bytearray shorter.
    let len = raw(vm, &args[0]).len();
    Ok(range.filter(|range| range.end <= len))
}

fn find_place(vm: &mut Vm, args: &[Value], find: fn(&[u8], &[u8]) -> Option<usize>) -> PyResult<Option<usize>> {
    let (range, needle) = (range(vm, args)?, needle(vm, &args[1])?);
    // Asking for the needle may have run code that made a bytearray shorter.
    let Some(range) = range.filter(|range| range.end <= raw(vm, &args[0]).len()) else { return Ok(None) };
    let start = range.start;
    Ok(find(&raw(vm, &args[0])[range], &needle).map(|at| start + at))
}

fn find(vm: &mut Vm, args: &[Value], find: fn(&[u8], &[u8]) -> Option<usize>) -> PyResult {
    Ok(find_place(vm, args, find)?.map_or_else(|| vm.int(-1), Value::size))
}

fn index(vm: &mut Vm, args: &[Value], find: fn(&[u8], &[u8]) -> Option<usize>) -> PyResult {
    match find_place(vm, args, find)? {
        Some(at) => Ok(Value::size(at)),
        None => Err(vm.value_error("subsection not found")),
    }
}

fn count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (range, needle) = (range(vm, args)?, needle(vm, &args[1])?);
    let Some(range) = range.filter(|range| range.end <= raw(vm, &args[0]).len()) else { return Ok(Value::size(0)) };
    Ok(Value::size(bytes::count(&raw(vm, &args[0])[range], &needle)))
}

/// `startswith` and `endswith`.
fn affix(vm: &mut Vm, args: &[Value], name: &str) -> PyResult {
    let range = range(vm, args)?;
    let has = |vm: &Vm, affix: &[u8]| match range.clone().map(|range| &raw(vm, &args[0])[range]) {
        None => false,
        Some(part) if name == "endswith" => part.ends_with(affix),
        Some(part) => part.starts_with(affix),
    };
    if let Some(affixes) = args[1].get::<Tuple>() {
        for affix in affixes.items() {
            let affix = argument(vm, affix)?;
            if has(vm, &affix) {
                return Ok(Value::TRUE);
            }
        }
        return Ok(Value::FALSE);
    }
    match super::super::buffer::contents(vm, &args[1])? {
        Some(affix) => Ok(Value::bool(has(vm, &affix))),
        None => {
            let class = class_name(vm, &args[1]);
            Err(vm.type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {class}")))
        }
    }
}

fn removeprefix(vm: &mut Vm, args: &[Value]) -> PyResult {
    let prefix = argument(vm, &args[1])?;
    match raw(vm, &args[0]).strip_prefix(&*prefix) {
        Some(rest) if !prefix.is_empty() => Ok(like(vm, &args[0], rest)),
        _ => Ok(exact(vm, &args[0])),
    }
}

fn removesuffix(vm: &mut Vm, args: &[Value]) -> PyResult {
    let suffix = argument(vm, &args[1])?;
    match raw(vm, &args[0]).strip_suffix(&*suffix) {
        Some(rest) if !suffix.is_empty() => Ok(like(vm, &args[0], rest)),
        _ => Ok(exact(vm, &args[0])),
    }
}

fn strip(vm: &mut Vm, args: &[Value], ends: Ends) -> PyResult {
    let set = match args[1].given().filter(|set| !set.is_none()) {
        None => None,
        Some(set) => Some(argument(vm, set)?),
    };
    let bytes = raw(vm, &args[0]);
    let range = match set {
        None => bytes::trim(bytes, ends),
        Some(set) => bytes::strip(bytes, ends, &set),
    };
    match range.len() == bytes.len() {
        true => Ok(exact(vm, &args[0])),
        false => Ok(like(vm, &args[0], &bytes[range])),
    }
}

fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let old = argument(vm, &args[1])?;
    let new = argument(vm, &args[2])?;
    let count = optional_ssize(vm, &args[3], -1)?;
    let result = bytes::replace(raw(vm, &args[0]), &old, &new, count);
    or_same(vm, &args[0], result)
}

/// `split` and `rsplit`.
fn split(vm: &mut Vm, args: &[Value], from_end: bool) -> PyResult {
    let most = optional_ssize(vm, &args[2], -1)?;
    let separator = match args[1].given().filter(|separator| !separator.is_none()) {
        None => None,
        Some(separator) => Some(argument(vm, separator)?),
    };
    let own = raw(vm, &args[0]);
    let parts: Result<Vec<&[u8]>, Fault> = match (&separator, from_end) {
        (None, false) => Ok(bytes::split_whitespace(own, most).collect()),
        (None, true) => Ok(bytes::rsplit_whitespace(own, most)),
        (Some(separator), false) => bytes::split(own, separator, most).map(Iterator::collect),
        (Some(separator), true) => bytes::rsplit(own, separator, most),
    };
    match parts {
        Ok(parts) => Ok(vm.list(parts.into_iter().map(|part| like(vm, &args[0], part)).collect())),
        Err(error) => Err(fault(vm, error)),
    }
}

fn splitlines(vm: &mut Vm, args: &[Value]) -> PyResult {
    let keep_ends = !args[1].is_null() && vm.truth(&args[1])?;
    let lines = bytes::lines(raw(vm, &args[0]), keep_ends).map(|line| like(vm, &args[0], line)).collect();
    Ok(vm.list(lines))
}

/// `partition` and `rpartition`.
fn partition(vm: &mut Vm, args: &[Value], from_end: bool) -> PyResult {
    let separator = argument(vm, &args[1])?;
    let own = raw(vm, &args[0]);
    let parts = if from_end { bytes::rpartition(own, &separator) } else { bytes::partition(own, &separator) };
    match parts {
        Ok(Some((before, behind))) => {
            let between = match args[0].is_a::<ByteArray>() {
                true => like(vm, &args[0], &separator),
                false => args[1].clone(),
            };
            Ok(vm.tuple([like(vm, &args[0], before), between, like(vm, &args[0], behind)]))
        }
        Ok(None) => {
            let mut parts = [exact(vm, &args[0]), like(vm, &args[0], b""), like(vm, &args[0], b"")];
            if from_end {
                parts.reverse();
            }
            Ok(vm.tuple(parts))
        }
        Err(error) => Err(fault(vm, error)),
    }
}

fn join(vm: &mut Vm, args: &[Value]) -> PyResult {
    // A bytearray keeps its size until all is joined.
    let own = super::super::buffer::try_buffer(vm, &args[0])?;
    let items = collect_joinable(vm, &args[1]);
    drop(own);
    let items = items?;
    let mut parts = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        match super::super::buffer::contents(vm, item)? {
            Some(bytes) => parts.push(bytes),
            None => {
                let class = class_name(vm, item);
                return Err(vm.type_error(format!("sequence item {at}: expected a bytes-like object, {class} found")));
            }
        }
    }
    if let [only] = &items[..]
        && vm.type_of(&args[0]).is(&vm.types().bytes)
        && vm.type_of(only).is(&vm.types().bytes)
    {
        return Ok(only.clone());
    }
    let result = bytes::join(raw(vm, &args[0]), parts.iter().map(|part| &**part));
    or_same(vm, &args[0], result.map(Some))
}

fn maketrans(vm: &mut Vm, args: &[Value]) -> PyResult {
    let from = argument(vm, &args[0])?;
    let to = argument(vm, &args[1])?;
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(to.iter()) {
        table[usize::from(*from)] = *to;
    }
    Ok(vm.bytes(&table))
}

fn translate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let table: Option<[u8; 256]> = match args[1].is_none() {
        true => None,
        false => {
            let table = argument(vm, &args[1])?;
            match table.as_ref().try_into() {
                Ok(table) => Some(table),
                Err(_) => return Err(vm.value_error("translation table must be 256 characters long")),
            }
        }
    };
    let delete = match args[2].given() {
        None => Cow::Borrowed(&b""[..]),
        Some(delete) => argument(vm, delete)?,
    };
    let translated = bytes::translate(raw(vm, &args[0]), table.as_ref(), &delete);
    Ok(made(vm, &args[0], translated))
}

/// `hex`, of memoryviews too.
pub fn hex(vm: &mut Vm, bytes: &[u8], separator: &Value, group: &Value) -> PyResult {
    let group = if group.is_null() { 1 } else { c_int(vm, group)? };
    let separator = match separator.given() {
        None => None,
        Some(separator) => {
            if vm.len(separator)? != 1 {
                return Err(vm.value_error("sep must be length 1."));
            }
            let byte = match separator.get::<Str>() {
                Some(text) => text.as_bytes()[0],
                None => match separator.get::<crate::object::Bytes>() {
                    Some(bytes) => bytes.as_bytes()[0],
                    None => return Err(vm.type_error("sep must be str or bytes.")),
                },
            };
            if !byte.is_ascii() {
                return Err(vm.value_error("sep must be ASCII."));
            }
            Some(byte)
        }
    };
    expect_memory(vm, 6 * bytes.len())?;
    let text = crate::text::bytes::hex(bytes, separator, group as isize);
    Ok(vm.str_from(&text))
}
