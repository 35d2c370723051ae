//! The methods of arrays.

use super::{Parts, array, array_of, item, parts, try_parts};
use crate::builtins::buffer::bytes_like;
use crate::builtins::sequence::{bound, clip, place};
use crate::bytecode::Comparison;
use crate::object::{Bytes, List, Str, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__copy__", signature: "(self, /)", function: copy },
    Native { name: "__deepcopy__", signature: "(self, unused, /)", function: copy },
    Native { name: "__sizeof__", signature: "(self, /)", function: sizeof },
    Native { name: "append", signature: "(self, v, /)", function: append },
    Native { name: "buffer_info", signature: "(self, /)", function: buffer_info },
    Native { name: "byteswap", signature: "(self, /)", function: byteswap },
    Native { name: "clear", signature: "(self, /)", function: clear },
    Native { name: "count", signature: "(self, v, /)", function: count },
    Native { name: "extend", signature: "(self, bb, /)", function: extend },
    Native { name: "frombytes", signature: "(self, buffer, /)", function: frombytes },
    Native { name: "fromfile", signature: "(self, f, n, /)", function: fromfile },
    Native { name: "fromlist", signature: "(self, list, /)", function: fromlist },
    Native { name: "fromunicode", signature: "(self, ustr, /)", function: fromunicode },
    Native { name: "index", signature: "(self, v, start=0, stop=sys.maxsize, /)", function: index },
    Native { name: "insert", signature: "(self, i, v, /)", function: insert },
    Native { name: "pop", signature: "(self, i=-1, /)", function: pop },
    Native { name: "remove", signature: "(self, v, /)", function: remove },
    Native { name: "reverse", signature: "(self, /)", function: reverse },
    Native { name: "tobytes", signature: "(self, /)", function: tobytes },
    Native { name: "tofile", signature: "(self, f, /)", function: tofile },
    Native { name: "tolist", signature: "(self, /)", function: tolist },
    Native { name: "tounicode", signature: "(self, /)", function: tounicode },
];

/// A file is written in pieces of so many bytes.
const PIECE: usize = 64 << 10;

fn copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let bytes = own.storage.bytes(vm).clone();
    let class = vm.type_of(&args[0]).to_ref();
    Ok(match class.is(&vm.type_for::<super::Array>()) {
        true => array_of(vm, &class, own.code, bytes),
        false => array(vm, own.code, bytes),
    })
}

fn sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    Ok(Value::size(64 + own.storage.bytes(vm).capacity()))
}

fn append(vm: &mut Vm, args: &[Value]) -> PyResult {
    parts(vm, &args[0])?.append(vm, &args[1])?;
    Ok(Value::NONE)
}

fn buffer_info(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let (address, len) = (vm.id(own.storage.value()), own.len(vm));
    let address = vm.integer(address.into());
    Ok(vm.tuple([address, Value::size(len)]))
}

fn byteswap(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    own.storage.bytes_mut(vm).chunks_mut(own.size).for_each(<[u8]>::reverse);
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    parts(vm, &args[0])?.resizable(vm)?.clear();
    Ok(Value::NONE)
}

/// Where a value is, from one place on and before another.
pub fn find(vm: &mut Vm, array: &Value, value: &Value, from: usize, to: usize) -> PyResult<Option<usize>> {
    let own = parts(vm, array)?;
    for at in from..to {
        let Some(item) = own.get(vm, at) else { break };
        let item = item?;
        // Not even a NaN's item is the same object as another.
        let equal = vm.compare(Comparison::Equal, &item, value)?;
        if vm.truth(&equal)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (mut from, mut count) = (0, 0);
    while let Some(at) = find(vm, &args[0], &args[1], from, usize::MAX)? {
        (from, count) = (at + 1, count + 1);
    }
    Ok(Value::size(count))
}

pub fn extend(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    match try_parts(vm, &args[1]) {
        Some(other) if other.code == own.code => {
            let bytes = other.storage.bytes(vm).clone();
            own.append_bytes(vm, &bytes)?;
        }
        Some(_) => return Err(vm.type_error("can only extend with array of same kind")),
        None => own.append_all(vm, &args[1])?,
    }
    Ok(Value::NONE)
}

/// Appends the items that bytes are.
pub fn append_buffer(vm: &mut Vm, own: &Parts, value: &Value) -> PyResult<()> {
    let bytes = bytes_like(vm, value)?;
    if !bytes.len().is_multiple_of(own.size) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    own.append_bytes(vm, &bytes)
}

fn frombytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    append_buffer(vm, &own, &args[1])?;
    Ok(Value::NONE)
}

fn fromfile(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let Ok(count) = usize::try_from(vm.index_i64(&args[2])?) else { return Err(vm.value_error("negative count")) };
    let Some(len) = count.checked_mul(own.size).filter(|len| *len <= isize::MAX as usize) else {
        return Err(vm.memory_error());
    };
    let read = vm.intern("read");
    let given = vm.call_method(&args[1], &read, &[Value::size(len)])?;
    let Some(bytes) = given.get::<Bytes>() else { return Err(vm.type_error("read() didn't return bytes")) };
    let is_short = bytes.as_bytes().len() != len;
    append_buffer(vm, &own, &given)?;
    match is_short {
        true => Err(vm.raise(ExceptionKind::EOFError, "read() didn't return enough bytes")),
        false => Ok(Value::NONE),
    }
}

fn tofile(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let write = vm.intern("write");
    let mut at = 0;
    loop {
        let bytes = own.storage.bytes(vm);
        let Some(piece) = bytes.get(at..bytes.len().min(at + PIECE)).filter(|piece| !piece.is_empty()) else { break };
        let piece = vm.bytes(piece);
        vm.call_method(&args[1], &write, &[piece])?;
        at += PIECE;
    }
    Ok(Value::NONE)
}

fn fromlist(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let Some(list) = args[1].get::<List>() else { return Err(vm.type_error("arg must be list")) };
    let (len, before) = (list.items(vm).len(), own.storage.bytes(vm).len());
    let mut made = Vec::new();
    for at in 0..len {
        let Some(value) = list.items(vm).get(at).cloned() else { break };
        let (bytes, size) = item::pack(vm, own.code, &value)?;
        if list.items(vm).len() != len {
            return Err(vm.runtime_error("list changed size during iteration"));
        }
        made.extend_from_slice(&bytes[..size]);
    }
    own.resizable(vm)?.truncate(before);
    own.append_bytes(vm, &made)?;
    Ok(Value::NONE)
}

fn fromunicode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    if !args[1].is_a::<Str>() {
        let class = if args[1].is_none() { "None".into() } else { vm.type_of(&args[1]).name() };
        return Err(vm.type_error(format!("fromunicode() argument must be str, not {class}")));
    }
    if !item::is_text(own.code) {
        return Err(vm.value_error("fromunicode() may only be called on unicode type arrays ('u' or 'w')"));
    }
    own.append_bytes(vm, &item::text_items(&args[1]))?;
    Ok(Value::NONE)
}

fn index(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let (start, stop) = (bound(vm, &args[2], 0)?, bound(vm, &args[3], i64::MAX)?);
    let len = own.len(vm);
    // Only what counts from the end is cut to the length: comparisons may make the array longer.
    let stop = if stop < 0 { clip(stop, len) } else { stop as usize };
    match find(vm, &args[0], &args[1], clip(start, len), stop)? {
        Some(at) => Ok(Value::size(at)),
        None => Err(vm.value_error("array.index(x): x not in array")),
    }
}

fn insert(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let at = vm.index_i64(&args[1])?;
    let (bytes, size) = item::pack(vm, own.code, &args[2])?;
    let at = clip(at, own.len(vm)) * size;
    own.resizable(vm)?.splice(at..at, bytes[..size].iter().copied());
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let index = if args[1].is_null() { -1 } else { vm.index_i64(&args[1])? };
    let len = own.len(vm);
    if len == 0 {
        return Err(vm.index_error("pop from empty array"));
    }
    let Some(at) = place(index, len) else { return Err(vm.index_error("pop index out of range")) };
    let value = own.get(vm, at).unwrap_or(Ok(Value::NONE))?;
    own.resizable(vm)?.drain(at * own.size..(at + 1) * own.size);
    Ok(value)
}

fn remove(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let Some(at) = find(vm, &args[0], &args[1], 0, usize::MAX)? else {
        return Err(vm.value_error("array.remove(x): x not in array"));
    };
    let len = own.len(vm);
    let bytes = own.resizable(vm)?;
    if at < len {
        bytes.drain(at * own.size..(at + 1) * own.size);
    }
    Ok(Value::NONE)
}

fn reverse(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let bytes = own.storage.bytes_mut(vm);
    bytes.reverse();
    bytes.chunks_mut(own.size).for_each(<[u8]>::reverse);
    Ok(Value::NONE)
}

fn tobytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    Ok(vm.bytes(own.storage.bytes(vm)))
}

pub fn tolist(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let mut items = crate::builtins::sequence::room(vm, own.len(vm))?;
    while let Some(item) = own.get(vm, items.len()) {
        items.push(item?);
    }
    Ok(vm.list(items))
}

/// The text that the items are.
pub fn text_of(vm: &mut Vm, own: &Parts) -> PyResult {
    if own.code == b'w' {
        let bytes = own.storage.bytes(vm).clone();
        let codec = vm.str(if cfg!(target_endian = "big") { "utf-32-be" } else { "utf-32-le" });
        let (object, errors) = (vm.bytes(&bytes), vm.str("surrogatepass"));
        return crate::builtins::codecs::decode(vm, &bytes, &object, &codec, &errors);
    }
    let mut out = Vec::with_capacity(own.storage.bytes(vm).len() / 4);
    for item in own.storage.bytes(vm).chunks_exact(4) {
        let point = u32::from_ne_bytes([item[0], item[1], item[2], item[3]]);
        if point > 0x10_ffff {
            return Err(item::not_a_character(vm, point));
        }
        crate::object::encode(point, &mut out);
    }
    Ok(vm.str_from(&out))
}

fn tounicode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    match item::is_text(own.code) {
        true => text_of(vm, &own),
        false => Err(vm.value_error("tounicode() may only be called on unicode type arrays ('u' or 'w')")),
    }
}
