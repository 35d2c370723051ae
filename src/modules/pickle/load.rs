//! The reader: runs a pickle, instruction by instruction, on a stack of values.

use super::input::{Input, truncated};
use super::memo::Kept;
use super::unpickler::{Settings, no_persistent_load, note_protocol};
use super::{Fault, fault, global, numbers, opcode, shared};
use crate::builtins::codecs::{decode, decode_by};
use crate::builtins::memoryview::{self, MemoryView};
use crate::object::{Str, Tuple, Value};
use crate::text::codecs::{Codec, escape};
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};

/// How the byte strings of Python 2 are read.
#[derive(Clone, Default)]
pub struct Encoding {
    encoding: Value,
    errors: Value,
    /// They stay bytes.
    is_bytes: bool,
}

impl Encoding {
    pub fn new(vm: &Vm, encoding: &Value, errors: &Value) -> Encoding {
        let is_bytes = encoding.get::<Str>().is_some_and(|name| name.as_bytes() == b"bytes");
        let encoding = encoding.given().cloned().unwrap_or_else(|| vm.str("ASCII"));
        Encoding { encoding, errors: errors.clone(), is_bytes }
    }

    pub fn visit(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.encoding, &self.errors].into_iter().for_each(visit);
    }

    fn decode(&self, vm: &mut Vm, bytes: &[u8]) -> PyResult {
        let object = vm.bytes(bytes);
        if self.is_bytes { Ok(object) } else { decode(vm, bytes, &object, &self.encoding, &self.errors) }
    }
}

pub struct Reader {
    pub input: Input,
    pub memo: Kept,
    settings: Settings,
    pub stack: Vec<Value>,
    /// How high the stack was at each mark.
    marks: Vec<usize>,
    /// The last of these, below which nothing is popped; 0 without one.
    pub fence: usize,
    pub protocol: u8,
    /// The unpickler's own.
    pub persistent_load: Option<Value>,
    /// Of a class that may have its own `find_class`.
    pub unpickler: Option<Value>,
}

/// What CPython's bytes objects have before the bytes, and the zero behind.
const BYTES_HEADER: usize = 33;

impl Reader {
    pub fn new(input: Input, settings: Settings) -> Reader {
        Reader {
            input,
            memo: Kept::default(),
            settings,
            stack: Vec::new(),
            marks: Vec::new(),
            fence: 0,
            protocol: 0,
            persistent_load: None,
            unpickler: None,
        }
    }

    pub fn load(&mut self, vm: &mut Vm) -> PyResult {
        let mut round = 0_u32;
        loop {
            let op = match self.input.byte(vm) {
                Ok(op) => op,
                Err(raised) => return Err(ran_out(vm, raised)),
            };
            round = round.wrapping_add(1);
            if round.is_multiple_of(4096) {
                vm.attend()?;
            }
            match op {
                opcode::STOP => break,
                opcode::BINUNICODE | opcode::SHORT_BINUNICODE | opcode::BINUNICODE8 => self.binunicode(vm, op)?,
                opcode::MEMOIZE => self.keep(vm, self.memo.len())?,
                opcode::BININT1 => {
                    let byte = self.input.byte(vm)?;
                    self.stack.push(Value::size(byte.into()));
                }
                opcode::BININT2 => {
                    let bytes = self.input.array(vm)?;
                    self.stack.push(Value::size(u16::from_le_bytes(bytes).into()));
                }
                opcode::BININT => {
                    let bytes = self.input.array(vm)?;
                    self.stack.push(vm.int(i32::from_le_bytes(bytes).into()));
                }
                opcode::BINFLOAT => {
                    let bytes = self.input.array(vm)?;
                    self.stack.push(vm.float(f64::from_be_bytes(bytes)));
                }
                opcode::NONE => self.stack.push(Value::NONE),
                opcode::NEWTRUE => self.stack.push(Value::TRUE),
                opcode::NEWFALSE => self.stack.push(Value::FALSE),
                opcode::MARK => {
                    self.fence = self.stack.len();
                    self.marks.push(self.fence);
                }
                opcode::BINGET => {
                    let number = self.input.byte(vm)?;
                    self.recall(vm, number.into())?;
                }
                opcode::LONG_BINGET => {
                    let number = self.input.array(vm)?;
                    self.recall(vm, u32::from_le_bytes(number).into())?;
                }
                opcode::BINPUT => {
                    let number = self.input.byte(vm)?;
                    self.keep(vm, number.into())?;
                }
                opcode::LONG_BINPUT => {
                    let number = self.input.array(vm)?;
                    self.keep(vm, u32::from_le_bytes(number) as usize)?;
                }
                opcode::EMPTY_LIST => self.stack.push(vm.list(Vec::new())),
                opcode::EMPTY_DICT => self.stack.push(vm.new_dict().into_value()),
                opcode::EMPTY_SET => {
                    let set = vm.new_set();
                    self.stack.push(set);
                }
                opcode::EMPTY_TUPLE => self.stack.push(vm.empty_tuple()),
                opcode::TUPLE1 => self.tuple_of(vm, 1)?,
                opcode::TUPLE2 => self.tuple_of(vm, 2)?,
                opcode::TUPLE3 => self.tuple_of(vm, 3)?,
                opcode::TUPLE => {
                    let from = self.marker(vm)?;
                    let tuple = self.pop_tuple(vm, from)?;
                    self.stack.push(tuple);
                }
                opcode::APPEND => self.append(vm)?,
                opcode::APPENDS => self.appends(vm)?,
                opcode::SETITEM => self.setitem(vm)?,
                opcode::SETITEMS => self.setitems(vm)?,
                opcode::ADDITEMS => self.additems(vm)?,
                opcode::FROZENSET => self.frozenset(vm)?,
                opcode::LIST => {
                    let from = self.marker(vm)?;
                    let items = self.stack.split_off(from.min(self.stack.len()));
                    self.stack.push(vm.list(items));
                }
                opcode::DICT => self.dict(vm)?,
                opcode::GLOBAL => self.global(vm)?,
                opcode::STACK_GLOBAL => self.stack_global(vm)?,
                opcode::REDUCE => self.reduce(vm)?,
                opcode::BUILD => self.build(vm)?,
                opcode::NEWOBJ => self.new_object(vm, false)?,
                opcode::NEWOBJ_EX => self.new_object(vm, true)?,
                opcode::OBJ => self.object(vm)?,
                opcode::INST => self.instance(vm)?,
                opcode::SHORT_BINBYTES | opcode::BINBYTES | opcode::BINBYTES8 => self.binbytes(vm, op)?,
                opcode::BYTEARRAY8 => self.bytearray(vm)?,
                opcode::LONG1 | opcode::LONG4 => self.counted_long(vm, op)?,
                opcode::BINSTRING | opcode::SHORT_BINSTRING => self.binstring(vm, op)?,
                opcode::INT => self.int_line(vm)?,
                opcode::LONG => self.long_line(vm)?,
                opcode::FLOAT => self.float_line(vm)?,
                opcode::STRING => self.string_line(vm)?,
                opcode::UNICODE => self.unicode_line(vm)?,
                opcode::GET => self.get_line(vm)?,
                opcode::PUT => self.put_line(vm)?,
                opcode::POP => self.drop_top(vm)?,
                opcode::POP_MARK => {
                    let from = self.marker(vm)?;
                    self.stack.truncate(from);
                }
                opcode::DUP => {
                    let top = self.top(vm)?.clone();
                    self.stack.push(top);
                }
                opcode::PROTO => self.proto(vm)?,
                opcode::FRAME => self.frame(vm)?,
                opcode::PERSID => self.persistent_line(vm)?,
                opcode::BINPERSID => {
                    let id = self.pop(vm)?;
                    self.persistent(vm, &id)?;
                }
                opcode::EXT1 => {
                    let code = self.input.byte(vm)?;
                    self.extension(vm, code.into())?;
                }
                opcode::EXT2 => {
                    let code = self.input.array(vm)?;
                    self.extension(vm, u16::from_le_bytes(code).into())?;
                }
                opcode::EXT4 => {
                    let code = self.input.array(vm)?;
                    self.extension(vm, i32::from_le_bytes(code))?;
                }
                opcode::NEXT_BUFFER => self.next_buffer(vm)?,
                opcode::READONLY_BUFFER => self.readonly_buffer(vm)?,
                _ => return Err(invalid(vm, op)),
            }
        }
        self.input.skip_read(vm)?;
        self.pop(vm)
    }

    #[cold]
    pub fn underflow(&self, vm: &mut Vm) -> Raised {
        let message = if self.marks.is_empty() { "unpickling stack underflow" } else { "unexpected MARK found" };
        fault(vm, Fault::Unpickling, message)
    }

    #[inline]
    pub fn pop(&mut self, vm: &mut Vm) -> PyResult {
        match self.stack.len() > self.fence {
            true => Ok(self.stack.pop().unwrap_or_default()),
            false => Err(self.underflow(vm)),
        }
    }

    #[inline]
    pub fn top(&self, vm: &mut Vm) -> PyResult<&Value> {
        match self.stack.last().filter(|_| self.stack.len() > self.fence) {
            Some(top) => Ok(top),
            None => Err(self.underflow(vm)),
        }
    }

    /// How high the stack was at the last mark, which is gone then.
    #[inline]
    pub fn marker(&mut self, vm: &mut Vm) -> PyResult<usize> {
        let Some(mark) = self.marks.pop() else { return Err(fault(vm, Fault::Unpickling, "could not find MARK")) };
        self.fence = self.marks.last().copied().unwrap_or(0);
        Ok(mark)
    }

    fn drop_top(&mut self, vm: &mut Vm) -> PyResult<()> {
        if self.marks.last() == Some(&self.stack.len()) {
            return self.marker(vm).map(drop);
        }
        self.pop(vm).map(drop)
    }

    /// The values from a place on, as a tuple.
    pub fn pop_tuple(&mut self, vm: &mut Vm, from: usize) -> PyResult {
        if from < self.fence || from > self.stack.len() {
            return Err(self.underflow(vm));
        }
        Ok(vm.tuple(self.stack.drain(from..)))
    }

    fn tuple_of(&mut self, vm: &mut Vm, count: usize) -> PyResult<()> {
        let Some(from) = self.stack.len().checked_sub(count) else { return Err(self.underflow(vm)) };
        let tuple = self.pop_tuple(vm, from)?;
        self.stack.push(tuple);
        Ok(())
    }

    #[inline]
    fn keep(&mut self, vm: &mut Vm, number: usize) -> PyResult<()> {
        let top = self.top(vm)?.clone();
        if number > isize::MAX as usize / 16 {
            return Err(vm.memory_error());
        }
        drop(self.memo.put(number, top));
        Ok(())
    }

    #[inline]
    fn recall(&mut self, vm: &mut Vm, number: i64) -> PyResult<()> {
        match usize::try_from(number).ok().and_then(|number| self.memo.get(number)) {
            Some(object) => {
                self.stack.push(object.clone());
                Ok(())
            }
            None => Err(fault(vm, Fault::Unpickling, format!("Memo value not found at index {number}"))),
        }
    }

    /// A length of one, four or eight bytes.
    #[inline]
    fn len(&mut self, vm: &mut Vm, bytes: usize, what: &str) -> PyResult<usize> {
        let len = match bytes {
            1 => u64::from(self.input.byte(vm)?),
            4 => u64::from(u32::from_le_bytes(self.input.array(vm)?)),
            _ => u64::from_le_bytes(self.input.array(vm)?),
        };
        match isize::try_from(len) {
            Ok(len) => Ok(len as usize),
            Err(_) => Err(vm.overflow_error(format!("{what} of {} bytes", isize::MAX))),
        }
    }

    #[inline]
    fn binunicode(&mut self, vm: &mut Vm, op: u8) -> PyResult<()> {
        let width = match op {
            opcode::SHORT_BINUNICODE => 1,
            opcode::BINUNICODE => 4,
            _ => 8,
        };
        let len = self.len(vm, width, "BINUNICODE exceeds system's maximum size")?;
        let bytes = self.input.next(vm, len)?;
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => vm.str(text),
            Err(_) => {
                let (text, _) = decode_by(vm, Codec::Utf8, bytes, true, "surrogatepass")?;
                vm.str_from(text.as_bytes())
            }
        };
        self.stack.push(text);
        Ok(())
    }

    fn binbytes(&mut self, vm: &mut Vm, op: u8) -> PyResult<()> {
        let width = match op {
            opcode::SHORT_BINBYTES => 1,
            opcode::BINBYTES => 4,
            _ => 8,
        };
        let len = self.len(vm, width, "BINBYTES exceeds system's maximum size")?;
        if len > isize::MAX as usize - BYTES_HEADER {
            return Err(vm.overflow_error("byte string is too large"));
        }
        let bytes = self.input.take(vm, len)?;
        self.stack.push(vm.bytes(&bytes));
        Ok(())
    }

    fn bytearray(&mut self, vm: &mut Vm) -> PyResult<()> {
        let len = self.len(vm, 8, "BYTEARRAY8 exceeds system's maximum size")?;
        let bytes = self.input.take(vm, len)?;
        self.stack.push(vm.bytearray(bytes));
        Ok(())
    }

    fn counted_long(&mut self, vm: &mut Vm, op: u8) -> PyResult<()> {
        let len = match op {
            opcode::LONG1 => self.input.byte(vm)?.into(),
            _ => i32::from_le_bytes(self.input.array(vm)?),
        };
        let Ok(len) = usize::try_from(len) else {
            return Err(fault(vm, Fault::Unpickling, "LONG pickle has negative byte count"));
        };
        let bytes = self.input.next(vm, len)?;
        let int = numbers::int_of(vm, bytes);
        self.stack.push(int);
        Ok(())
    }

    fn binstring(&mut self, vm: &mut Vm, op: u8) -> PyResult<()> {
        let len = match op {
            opcode::SHORT_BINSTRING => self.input.byte(vm)?.into(),
            _ => i32::from_le_bytes(self.input.array(vm)?),
        };
        let Ok(len) = usize::try_from(len) else {
            return Err(fault(vm, Fault::Unpickling, "BINSTRING pickle has negative byte count"));
        };
        let bytes = self.input.next(vm, len)?;
        let text = self.settings.encoding.decode(vm, bytes)?;
        self.stack.push(text);
        Ok(())
    }

    /// A line that is not empty.
    pub fn some_line(&mut self, vm: &mut Vm) -> PyResult<Vec<u8>> {
        let line = self.input.line(vm)?;
        if line.is_empty() { Err(truncated(vm)) } else { Ok(line) }
    }

    fn int_line(&mut self, vm: &mut Vm) -> PyResult<()> {
        let line = self.some_line(vm)?;
        let Ok(int) = numbers::parse_int(vm, &line) else {
            return Err(vm.value_error("could not convert string to int"));
        };
        // Two characters for 0 or 1 are what protocol 1 has for bools.
        self.stack.push(match (line.len(), int.as_small()) {
            (2, Some(value @ 0..=1)) => Value::bool(value == 1),
            _ => int,
        });
        Ok(())
    }

    fn long_line(&mut self, vm: &mut Vm) -> PyResult<()> {
        let mut line = self.some_line(vm)?;
        match line.last() {
            Some(b'L') => drop(line.pop()),
            _ => line.push(b'\n'),
        }
        let int = numbers::parse_int(vm, &line)?;
        self.stack.push(int);
        Ok(())
    }

    fn float_line(&mut self, vm: &mut Vm) -> PyResult<()> {
        let line = self.some_line(vm)?;
        let float = numbers::parse_float(vm, &line)?;
        self.stack.push(vm.float(float));
        Ok(())
    }

    fn string_line(&mut self, vm: &mut Vm) -> PyResult<()> {
        let line = self.input.line(vm)?;
        let quoted = match &line[..] {
            [b'\'', inner @ .., b'\''] | [b'"', inner @ .., b'"'] => inner,
            _ => return Err(fault(vm, Fault::Unpickling, "the STRING opcode argument must be quoted")),
        };
        let bytes = match escape::decode_bytes(quoted) {
            Ok(bytes) => bytes,
            Err(error) => return Err(crate::builtins::text::fault(vm, error)),
        };
        let text = self.settings.encoding.decode(vm, &bytes)?;
        self.stack.push(text);
        Ok(())
    }

    fn unicode_line(&mut self, vm: &mut Vm) -> PyResult<()> {
        let line = self.input.line(vm)?;
        let (text, _) = decode_by(vm, Codec::RawUnicodeEscape, &line, true, "strict")?;
        self.stack.push(vm.str_from(text.as_bytes()));
        Ok(())
    }

    fn get_line(&mut self, vm: &mut Vm) -> PyResult<()> {
        let number = self.number_line(vm)?;
        self.recall(vm, number)
    }

    fn put_line(&mut self, vm: &mut Vm) -> PyResult<()> {
        let line = self.some_line(vm)?;
        self.top(vm)?;
        match usize::try_from(number_of(vm, line)?) {
            Ok(number) => self.keep(vm, number),
            Err(_) => Err(vm.value_error("negative PUT argument")),
        }
    }

    fn number_line(&mut self, vm: &mut Vm) -> PyResult<i64> {
        let line = self.some_line(vm)?;
        number_of(vm, line)
    }

    fn proto(&mut self, vm: &mut Vm) -> PyResult<()> {
        let protocol = self.input.byte(vm)?;
        if protocol > opcode::HIGHEST_PROTOCOL {
            return Err(vm.value_error(format!("unsupported pickle protocol: {protocol}")));
        }
        self.protocol = protocol;
        if let Some(unpickler) = &self.unpickler {
            note_protocol(vm, unpickler, protocol);
        }
        Ok(())
    }

    /// A frame is read at once.
    fn frame(&mut self, vm: &mut Vm) -> PyResult<()> {
        let len = self.len(vm, 8, "FRAME length exceeds system's maximum")?;
        self.input.next(vm, len)?;
        self.input.back(len);
        Ok(())
    }

    fn persistent_line(&mut self, vm: &mut Vm) -> PyResult<()> {
        let line = self.input.line(vm)?;
        if !line.is_ascii() {
            return Err(fault(vm, Fault::Unpickling, "persistent IDs in protocol 0 must be ASCII strings"));
        }
        let id = vm.str_from(&line);
        self.persistent(vm, &id)
    }

    fn persistent(&mut self, vm: &mut Vm, id: &Value) -> PyResult<()> {
        let object = match &self.persistent_load {
            Some(function) => vm.call(function, std::slice::from_ref(id))?,
            None => return Err(no_persistent_load(vm)),
        };
        self.stack.push(object);
        Ok(())
    }

    /// What a module has by a name.
    pub fn find_class(&mut self, vm: &mut Vm, module: &Value, name: &Value) -> PyResult {
        match &self.unpickler {
            Some(unpickler) => {
                let method = vm.intern("find_class");
                vm.call_method(unpickler, &method, &[module.clone(), name.clone()])
            }
            None => global::find(vm, self.protocol, self.settings.fix_imports, module, name),
        }
    }

    fn global(&mut self, vm: &mut Vm) -> PyResult<()> {
        let module = self.some_line(vm)?;
        let (module, _) = decode_by(vm, Codec::Utf8, &module, true, "strict")?;
        let name = self.some_line(vm)?;
        let (name, _) = decode_by(vm, Codec::Utf8, &name, true, "strict")?;
        let (module, name) = (vm.str_from(module.as_bytes()), vm.str_from(name.as_bytes()));
        let found = self.find_class(vm, &module, &name)?;
        self.stack.push(found);
        Ok(())
    }

    fn stack_global(&mut self, vm: &mut Vm) -> PyResult<()> {
        let (name, module) = (self.pop(vm)?, self.pop(vm)?);
        let is_str = |value: &Value| vm.type_of(value).is(&vm.types().str);
        if !is_str(&name) || !is_str(&module) {
            return Err(fault(vm, Fault::Unpickling, "STACK_GLOBAL requires str"));
        }
        let found = self.find_class(vm, &module, &name)?;
        self.stack.push(found);
        Ok(())
    }

    fn extension(&mut self, vm: &mut Vm, code: i32) -> PyResult<()> {
        if code <= 0 {
            return Err(fault(vm, Fault::Unpickling, "EXT specifies code <= 0"));
        }
        let key = vm.int(code.into());
        let cache = shared(vm, |shared| &shared.extension_cache)?;
        if let Some(known) = vm.dict_get(&cache, &key)? {
            self.stack.push(known);
            return Ok(());
        }
        let by_code = shared(vm, |shared| &shared.extensions_by_code)?;
        let Some(pair) = vm.dict_get(&by_code, &key)? else {
            return Err(vm.value_error(format!("unregistered extension code {code}")));
        };
        let (module, name) = match pair.get::<Tuple>().map(|pair| pair.items()) {
            Some([module, name]) if module.is_a::<Str>() && name.is_a::<Str>() => (module.clone(), name.clone()),
            _ => return Err(vm.value_error(format!("_inverted_registry[{code}] isn't a 2-tuple of strings"))),
        };
        let found = self.find_class(vm, &module, &name)?;
        vm.dict_set(&cache, &key, found.clone())?;
        self.stack.push(found);
        Ok(())
    }

    fn next_buffer(&mut self, vm: &mut Vm) -> PyResult<()> {
        let buffers = self.settings.buffers.clone();
        if buffers.is_null() {
            let message = "pickle stream refers to out-of-band data but no *buffers* argument was given";
            return Err(fault(vm, Fault::Unpickling, message));
        }
        match vm.next(&buffers)? {
            Some(buffer) => self.stack.push(buffer),
            None => return Err(fault(vm, Fault::Unpickling, "not enough out-of-band buffers")),
        }
        Ok(())
    }

    fn readonly_buffer(&mut self, vm: &mut Vm) -> PyResult<()> {
        let object = self.top(vm)?.clone();
        let view = memoryview::of(vm, &object)?;
        let buffer = view.opaque_mut::<MemoryView>(vm).and_then(|view| view.buffer.as_mut());
        if let (Some(buffer), Some(top)) = (buffer.filter(|buffer| !buffer.readonly), self.stack.last_mut()) {
            buffer.readonly = true;
            *top = view;
        }
        Ok(())
    }
}

fn number_of(vm: &mut Vm, mut line: Vec<u8>) -> PyResult<i64> {
    line.push(b'\n');
    let number = numbers::parse_int(vm, &line)?;
    match number.as_int().and_then(|number| number.to_i64()) {
        Some(number) => Ok(number),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

#[cold]
fn ran_out(vm: &mut Vm, raised: Raised) -> Raised {
    let is_own = vm.type_of(raised.value()).value().is(&vm.state::<super::Faults>().0[Fault::Unpickling as usize].clone());
    if is_own { vm.raise(ExceptionKind::EOFError, "Ran out of input") } else { raised }
}

#[cold]
fn invalid(vm: &mut Vm, op: u8) -> Raised {
    let shown = match op {
        b'\'' | b'\\' => format!("\\x{op:02x}"),
        0x20..=0x7e => char::from(op).to_string(),
        _ => format!("\\x{op:02x}"),
    };
    fault(vm, Fault::Unpickling, format!("invalid load key, '{shown}'."))
}
