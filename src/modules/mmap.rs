//! `mmap`: files and memory that processes share, as one long array of bytes.

use super::posix::failed;
use crate::builtins::buffer::bytes_like;
use crate::builtins::mapped::Mapped;
use crate::builtins::sequence::has_index;
use crate::builtins::text::{c_int, place, slice_bounds, slicing, ssize};
use crate::object::{Module, Ref, Slice, Type, Value, type_flag};
use crate::system::memory::Mapping;
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm, descriptor};
use memchr::memmem;
use rustix::fs::FileType;
use rustix::io::Errno;
use std::rc::Rc;

const DEFAULT: i32 = 0;
const READ: i32 = Mapped::READ_ONLY;
const WRITE: i32 = 2;
const COPY: i32 = 3;

const NAMES: [&str; 4] = ["ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY"];

macro_rules! numbers {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const NUMBERS: &[(&str, i64)] = numbers! {
    PROT_EXEC PROT_READ PROT_WRITE
    MAP_32BIT MAP_ANON MAP_ANONYMOUS MAP_DENYWRITE MAP_EXECUTABLE MAP_NORESERVE MAP_POPULATE MAP_PRIVATE MAP_SHARED MAP_STACK
    MADV_NORMAL MADV_RANDOM MADV_SEQUENTIAL MADV_WILLNEED MADV_DONTNEED MADV_REMOVE MADV_DONTFORK MADV_DOFORK MADV_HWPOISON
    MADV_MERGEABLE MADV_UNMERGEABLE MADV_HUGEPAGE MADV_NOHUGEPAGE MADV_DONTDUMP MADV_DODUMP MADV_FREE
};

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native {
        name: "__len__",
        signature: "(self, /)",
        function: |vm, args| Ok(Value::size(open(vm, &args[0])?.bytes().len())),
    },
    Native { name: "__getitem__", signature: "(self, key, /)", function: get_item },
    Native { name: "__setitem__", signature: "(self, key, value, /)", function: set_item },
    Native { name: "__delitem__", signature: "(self, key, /)", function: delete_item },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__enter__", signature: "(self, /)", function: enter },
    Native { name: "__exit__", signature: "(self, exc_type, exc_value, traceback, /)", function: close },
    Native { name: "__sizeof__", signature: "(self, /)", function: |_, _| Ok(Value::size(std::mem::size_of::<Mapped>())) },
    Native { name: "close", signature: "(self, /)", function: close },
    Native { name: "find", signature: "(self, view, start=None, end=None, /)", function: |vm, args| find(vm, args, false) },
    Native { name: "rfind", signature: "(self, view, start=None, end=None, /)", function: |vm, args| find(vm, args, true) },
    Native { name: "flush", signature: "(self, offset=0, size=-1, /)", function: flush },
    Native { name: "madvise", signature: "(self, option, start=0, length=None, /)", function: advise },
    Native { name: "move", signature: "(self, dest, src, count, /)", function: move_within },
    Native { name: "read", signature: "(self, n=None, /)", function: read },
    Native { name: "read_byte", signature: "(self, /)", function: read_byte },
    Native { name: "readline", signature: "(self, /)", function: readline },
    Native { name: "resize", signature: "(self, newsize, /)", function: resize },
    Native { name: "seek", signature: "(self, pos, whence=0, /)", function: seek },
    Native { name: "seekable", signature: "(self, /)", function: |_, _| Ok(Value::TRUE) },
    Native { name: "size", signature: "(self, /)", function: size },
    Native { name: "tell", signature: "(self, /)", function: |vm, args| Ok(Value::size(open(vm, &args[0])?.position)) },
    Native { name: "write", signature: "(self, bytes, /)", function: write },
    Native { name: "write_byte", signature: "(self, byte, /)", function: write_byte },
];

const ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "closed",
    get: |vm, map| Ok(Value::bool(map.opaque::<Mapped>(vm).is_none_or(|map| map.memory.is_none()))),
    set: None,
}];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("mmap");
    let class = vm.define_type::<Mapped>("mmap.mmap", METHODS, ATTRIBUTES);
    class.set_flag(type_flag::BASE | type_flag::WEAKREF, true);
    class.changed(vm);
    vm.module_set(&module, "mmap", class.into_value());
    let page = rustix::param::page_size() as i64;
    let accesses = NAMES.iter().zip(0..).map(|(name, number)| (*name, number));
    for (name, number) in
        NUMBERS.iter().copied().chain(accesses).chain([("PAGESIZE", page), ("ALLOCATIONGRANULARITY", page)])
    {
        let number = vm.int(number);
        vm.module_set(&module, name, number);
    }
    let error = vm.exceptions.class(ExceptionKind::OSError).clone();
    vm.module_set(&module, "error", error.into_value());
    module
}

/// The arguments of `mmap()`, whose words on them are those of an older parser.
const PARAMETERS: [&str; 7] = ["fileno", "length", "flags", "prot", "access", "offset", "trackfd"];

fn arguments(vm: &mut Vm, args: &[Value]) -> PyResult<[Value; 7]> {
    let mut given: [Value; 7] = std::array::from_fn(|_| Value::NULL);
    let by_place = vm.collect(&args[1])?;
    if by_place.len() > 6 {
        let count = by_place.len();
        return Err(vm.type_error(format!("mmap() takes at most 6 positional arguments ({count} given)")));
    }
    for (place, value) in given.iter_mut().zip(by_place) {
        *place = value;
    }
    for (name, place) in PARAMETERS.iter().zip(&mut given) {
        let key = vm.str(name);
        if let Some(named) = args[2].get::<crate::object::Dict>()
            && let Some(value) = vm.dict_get(&named.to_ref(), &key)?
        {
            *place = value;
        }
    }
    for (position, name) in PARAMETERS[..2].iter().enumerate() {
        if given[position].is_null() {
            let position = position + 1;
            return Err(vm.type_error(format!("mmap() missing required argument '{name}' (pos {position})")));
        }
    }
    Ok(given)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>().map(|class| class.to_ref()) else {
        return Err(vm.type_error("a type is required"));
    };
    let given = arguments(vm, args)?;
    let (fd, length) = (c_int(vm, &given[0])?, ssize(vm, &given[1])?);
    let number = |vm: &mut Vm, at: usize, default: i32| match given[at].given() {
        Some(given) => c_int(vm, given),
        None => Ok(default),
    };
    let (mut flags, both) = (number(vm, 2, libc::MAP_SHARED)?, libc::PROT_READ | libc::PROT_WRITE);
    let (mut protection, mut access) = (number(vm, 3, both)?, number(vm, 4, DEFAULT)?);
    let offset = if given[5].is_null() { 0 } else { vm.index_i64(&given[5])? };
    let keeps_file = given[6].is_null() || vm.truth(&given[6])?;
    let Ok(mut length) = usize::try_from(length) else {
        return Err(vm.overflow_error("memory mapped length must be positive"));
    };
    let Ok(offset) = u64::try_from(offset) else {
        return Err(vm.overflow_error("memory mapped offset must be positive"));
    };
    if access != DEFAULT && (flags != libc::MAP_SHARED || protection != both) {
        return Err(vm.value_error("mmap can't specify both access and flags, prot."));
    }
    match access {
        READ => (flags, protection) = (libc::MAP_SHARED, libc::PROT_READ),
        WRITE => (flags, protection) = (libc::MAP_SHARED, both),
        COPY => (flags, protection) = (libc::MAP_PRIVATE, both),
        DEFAULT if protection & both == both => {}
        DEFAULT if protection & libc::PROT_WRITE != 0 => access = WRITE,
        DEFAULT => access = READ,
        _ => return Err(vm.value_error("mmap invalid access parameter.")),
    }
    let mut file = None;
    if fd == -1 {
        flags |= libc::MAP_ANONYMOUS;
    } else {
        let Some(fd) = descriptor::borrow(fd) else { return Err(failed(vm, Errno::BADF, &[])) };
        if let Ok(stat) = rustix::fs::fstat(fd)
            && FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile
        {
            length = length_of(vm, length, offset, stat.st_size as u64)?;
        }
        if keeps_file {
            file = match rustix::io::fcntl_dupfd_cloexec(fd, 0) {
                Ok(file) => Some(file),
                Err(error) => return Err(failed(vm, error, &[])),
            };
        }
    }
    match Mapping::new(fd, length, protection, flags, offset as i64) {
        Ok(memory) => {
            let is_shared_memory = fd == -1 && flags & libc::MAP_SHARED != 0;
            let (memory, exported) = (Some(memory), Rc::new(()));
            Ok(vm.opaque(&class, Mapped { memory, exported, position: 0, offset, access, file, is_shared_memory }))
        }
        Err(error) => Err(failed(vm, error, &[])),
    }
}

/// How much of a file is mapped; 0 stands for all from the offset on.
fn length_of(vm: &mut Vm, length: usize, offset: u64, size: u64) -> PyResult<usize> {
    match length {
        0 if size == 0 => Err(vm.value_error("cannot mmap an empty file")),
        0 if offset >= size => Err(vm.value_error("mmap offset is greater than file size")),
        0 => Ok((size - offset) as usize),
        _ if offset > size || size - offset < length as u64 => Err(vm.value_error("mmap length is greater than file size")),
        _ => Ok(length),
    }
}

fn closed(vm: &mut Vm) -> Raised {
    vm.value_error("mmap closed or invalid")
}

fn open<'a>(vm: &'a mut Vm, map: &'a Value) -> PyResult<&'a mut Mapped> {
    if map.opaque::<Mapped>(vm).is_none_or(|map| map.memory.is_none()) {
        return Err(closed(vm));
    }
    Ok(map.opaque_mut::<Mapped>(vm).expect("looked at just now"))
}

/// One that may be written to.
fn writable<'a>(vm: &'a mut Vm, map: &'a Value) -> PyResult<&'a mut Mapped> {
    if open(vm, map)?.access == READ {
        return Err(vm.type_error("mmap can't modify a readonly memory map."));
    }
    open(vm, map)
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(map) = args[0].opaque_mut::<Mapped>(vm) {
        if map.is_exported() {
            return Err(vm.buffer_error("cannot close exported pointers exist"));
        }
        (map.memory, map.file) = (None, None);
    }
    Ok(Value::NONE)
}

fn enter(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, &args[0])?;
    Ok(args[0].clone())
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).to_ref();
    let class = vm.qualified_name(&class);
    let text = match args[0].opaque::<Mapped>(vm) {
        Some(map) if map.memory.is_some() => {
            let access = NAMES.get(map.access as usize).copied().unwrap_or_default();
            let (length, position, offset) = (map.bytes().len(), map.position, map.offset);
            format!("<{class} closed=False, access={access}, length={length}, pos={position}, offset={offset}>")
        }
        _ => format!("<{class} closed=True>"),
    };
    Ok(vm.str(&text))
}

fn get_item(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, &args[0])?;
    if let Some(slice) = args[1].get::<Slice>() {
        let bounds = slice_bounds(vm, slice)?;
        let bytes = open(vm, &args[0])?.bytes();
        let part: Vec<u8> = slicing(bounds, bytes.len()).places().map(|place| bytes[place]).collect();
        return Ok(vm.bytes(&part));
    }
    if !has_index(vm, &args[1]) {
        return Err(vm.type_error("mmap indices must be integers"));
    }
    let index = vm.index_i64(&args[1])?;
    let bytes = open(vm, &args[0])?.bytes();
    match place(index, bytes.len()).map(|place| bytes[place]) {
        Some(byte) => Ok(Value::size(byte.into())),
        None => Err(vm.index_error("mmap index out of range")),
    }
}

fn set_item(vm: &mut Vm, args: &[Value]) -> PyResult {
    writable(vm, &args[0])?;
    if let Some(slice) = args[1].get::<Slice>() {
        let bounds = slice_bounds(vm, slice)?;
        let bytes = bytes_like(vm, &args[2])?.into_owned();
        let target = writable(vm, &args[0])?.bytes_mut();
        let slicing = slicing(bounds, target.len());
        if slicing.count != bytes.len() {
            return Err(vm.index_error("mmap slice assignment is wrong size"));
        }
        for (place, byte) in slicing.places().zip(bytes) {
            target[place] = byte;
        }
        return Ok(Value::NONE);
    }
    if !has_index(vm, &args[1]) {
        return Err(vm.type_error("mmap indices must be integer"));
    }
    let index = vm.index_i64(&args[1])?;
    let length = open(vm, &args[0])?.bytes().len();
    let Some(place) = place(index, length) else { return Err(vm.index_error("mmap index out of range")) };
    if !has_index(vm, &args[2]) {
        return Err(vm.type_error("mmap item value must be an int"));
    }
    let value = vm.index_clamped(&args[2])?;
    let Ok(byte) = u8::try_from(value) else {
        return Err(vm.value_error("mmap item value must be in range(0, 256)"));
    };
    if let Some(target) = writable(vm, &args[0])?.bytes_mut().get_mut(place) {
        *target = byte;
    }
    Ok(Value::NONE)
}

fn delete_item(vm: &mut Vm, args: &[Value]) -> PyResult {
    writable(vm, &args[0])?;
    match args[1].is_a::<Slice>() {
        true => Err(vm.type_error("mmap object doesn't support slice deletion")),
        false => Err(vm.type_error("mmap doesn't support item deletion")),
    }
}

fn find(vm: &mut Vm, args: &[Value], last: bool) -> PyResult {
    let needle = bytes_like(vm, &args[1])?.into_owned();
    let map = open(vm, &args[0])?;
    let (position, length) = (map.position as i64, map.bytes().len() as i64);
    let bound = |vm: &mut Vm, given: &Value, default: i64| match given.given().filter(|given| !given.is_none()) {
        Some(given) => {
            let bound = vm.index_i64(given)?;
            Ok((if bound < 0 { bound.saturating_add(length) } else { bound }).clamp(0, length))
        }
        None => Ok(default),
    };
    let (start, end) = (bound(vm, &args[2], position)?, bound(vm, &args[3], length)?);
    let bytes = open(vm, &args[0])?.bytes();
    let part = bytes.get(start as usize..(end as usize).min(bytes.len()));
    let found = part.and_then(|part| if last { memmem::rfind(part, &needle) } else { memmem::find(part, &needle) });
    Ok(found.map_or(vm.int(-1), |at| Value::size(at + start as usize)))
}

fn flush(vm: &mut Vm, args: &[Value]) -> PyResult {
    let offset = if args[1].is_null() { 0 } else { ssize(vm, &args[1])? };
    let size = if args[2].is_null() { -1 } else { ssize(vm, &args[2])? };
    let map = open(vm, &args[0])?;
    let length = map.bytes().len();
    let size = if size < 0 { length as isize - offset } else { size };
    if size < 0 || offset < 0 || length as isize - offset < size {
        return Err(vm.value_error("flush values out of range"));
    }
    if map.access == READ || map.access == COPY {
        return Ok(Value::NONE);
    }
    match map.memory.as_ref().map_or(Ok(()), |memory| memory.flush(offset as usize, size as usize)) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn advise(vm: &mut Vm, args: &[Value]) -> PyResult {
    let option = c_int(vm, &args[1])?;
    let start = if args[2].is_null() { 0 } else { ssize(vm, &args[2])? };
    let map = open(vm, &args[0])?;
    let length = map.bytes().len() as isize;
    let given = args[3].given().filter(|given| !given.is_none());
    let count = match given {
        Some(given) => ssize(vm, given)?,
        None => length,
    };
    if start < 0 || start >= length {
        return Err(vm.value_error("madvise start out of bounds"));
    }
    if count < 0 {
        return Err(vm.value_error("madvise length invalid"));
    }
    if start.checked_add(count).is_none() {
        return Err(vm.overflow_error("madvise length too large"));
    }
    let map = open(vm, &args[0])?;
    let count = count.min(length - start) as usize;
    match map.memory.as_mut().map_or(Ok(()), |memory| memory.advise(start as usize, count, option)) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn move_within(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (to, from, count) = (ssize(vm, &args[1])?, ssize(vm, &args[2])?, ssize(vm, &args[3])?);
    let bytes = writable(vm, &args[0])?.bytes_mut();
    let length = bytes.len() as isize;
    let fits = to >= 0 && from >= 0 && count >= 0 && length - to >= count && length - from >= count;
    if !fits {
        return Err(vm.value_error("source, destination, or count out of range"));
    }
    let from = from as usize;
    bytes.copy_within(from..from + count as usize, to as usize);
    Ok(Value::NONE)
}

/// The next bytes, past which the position moves.
fn take(map: &mut Mapped, count: usize) -> Vec<u8> {
    let rest = map.bytes().get(map.position..).unwrap_or(&[]);
    let taken = rest[..rest.len().min(count)].to_vec();
    map.position += taken.len();
    taken
}

fn read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let count = match args[1].given().filter(|given| !given.is_none()) {
        Some(given) => usize::try_from(ssize(vm, given)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let taken = take(open(vm, &args[0])?, count);
    Ok(vm.bytes(&taken))
}

fn read_byte(vm: &mut Vm, args: &[Value]) -> PyResult {
    match take(open(vm, &args[0])?, 1).first() {
        Some(byte) => Ok(Value::size((*byte).into())),
        None => Err(vm.value_error("read byte out of range")),
    }
}

fn readline(vm: &mut Vm, args: &[Value]) -> PyResult {
    let map = open(vm, &args[0])?;
    let rest = map.bytes().get(map.position..).unwrap_or(&[]);
    let count = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
    let taken = take(map, count);
    Ok(vm.bytes(&taken))
}

fn write(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = bytes_like(vm, &args[1])?.into_owned();
    let map = writable(vm, &args[0])?;
    let from = map.position;
    match from.checked_add(bytes.len()).and_then(|to| map.bytes_mut().get_mut(from..to)) {
        Some(target) => target.copy_from_slice(&bytes),
        None => return Err(vm.value_error("data out of range")),
    }
    map.position += bytes.len();
    Ok(Value::size(bytes.len()))
}

fn write_byte(vm: &mut Vm, args: &[Value]) -> PyResult {
    let byte = match vm.index_clamped(&args[1])? {
        ..0 => return Err(vm.overflow_error("unsigned byte integer is less than minimum")),
        256.. => return Err(vm.overflow_error("unsigned byte integer is greater than maximum")),
        byte => byte as u8,
    };
    let map = writable(vm, &args[0])?;
    let at = map.position;
    match map.bytes_mut().get_mut(at) {
        Some(target) => *target = byte,
        None => return Err(vm.value_error("write byte out of range")),
    }
    map.position += 1;
    Ok(Value::NONE)
}

fn seek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let distance = ssize(vm, &args[1])?;
    let whence = if args[2].is_null() { 0 } else { c_int(vm, &args[2])? };
    let map = open(vm, &args[0])?;
    let length = map.bytes().len() as isize;
    let from = match whence {
        0 => 0,
        1 => map.position as isize,
        2 => length,
        _ => return Err(vm.value_error("unknown seek type")),
    };
    match from.checked_add(distance).filter(|to| (0..=length).contains(to)) {
        Some(to) => map.position = to as usize,
        None => return Err(vm.value_error("seek out of range")),
    }
    Ok(Value::size(map.position))
}

fn size(vm: &mut Vm, args: &[Value]) -> PyResult {
    let map = open(vm, &args[0])?;
    match map.file.as_ref().map_or(Err(Errno::BADF), rustix::fs::fstat) {
        Ok(stat) => Ok(vm.int(stat.st_size)),
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn resize(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = ssize(vm, &args[1])?;
    let map = open(vm, &args[0])?;
    if map.is_exported() {
        return Err(vm.buffer_error("mmap can't resize with extant buffers exported."));
    }
    if map.access != WRITE && map.access != DEFAULT {
        return Err(vm.type_error("mmap can't resize a readonly or copy-on-write memory map."));
    }
    let (Ok(size), offset) = (usize::try_from(size), map.offset) else {
        return Err(vm.value_error("new size out of range"));
    };
    if map.is_shared_memory && size > map.bytes().len() {
        return Err(vm.value_error("mmap: can't expand a shared anonymous mapping on Linux"));
    }
    let grown = map.file.as_ref().map_or(Ok(()), |file| rustix::fs::ftruncate(file, offset + size as u64));
    let resized = grown.and_then(|()| map.memory.as_mut().map_or(Ok(()), |memory| memory.resize(size)));
    match resized {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(failed(vm, error, &[])),
    }
}
