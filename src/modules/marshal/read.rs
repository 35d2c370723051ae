//! From bytes to values. Whatever the bytes are, an exception is the worst that comes of them.

use super::{MAX_DEPTH, slot, tag};
use crate::builtins::buffer::contents;
use crate::builtins::text::class_name;
use crate::builtins::{code_parts, codecs};
use crate::bytecode::{Slot, SlotKind};
use crate::object::{Bytes, List, Set, Tuple, Value};
use crate::text::float::parse::float_bytes;
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};
use num_bigint::{BigInt, BigUint, Sign};

/// Where bytes come from.
pub trait Input {
    /// So many bytes; if there are no more, the end of the file is an error.
    fn take(&mut self, vm: &mut Vm, len: usize) -> PyResult<&[u8]>;
}

impl Input for &[u8] {
    fn take(&mut self, vm: &mut Vm, len: usize) -> PyResult<&[u8]> {
        match self.split_at_checked(len) {
            Some((taken, rest)) => {
                *self = rest;
                Ok(taken)
            }
            None => Err(vm.raise(ExceptionKind::EOFError, "marshal data too short")),
        }
    }
}

/// A file as a program gives it.
pub struct File {
    pub file: Value,
    pub buffer: Vec<u8>,
}

impl Input for File {
    fn take(&mut self, vm: &mut Vm, len: usize) -> PyResult<&[u8]> {
        self.buffer.clear();
        if len == 0 {
            return Ok(&self.buffer);
        }
        let read = vm.intern("read");
        let given = vm.call_method(&self.file, &read, &[Value::size(len)])?;
        match contents(vm, &given)? {
            Some(bytes) if bytes.len() == len => self.buffer.extend_from_slice(&bytes),
            Some(bytes) if bytes.len() > len => {
                let message = format!("read() returned too much data: {len} bytes requested, {} returned", bytes.len());
                return Err(vm.value_error(message));
            }
            Some(_) => return Err(vm.raise(ExceptionKind::EOFError, "marshal data too short")),
            None => {
                let class = class_name(vm, &given);
                return Err(vm.type_error(format!("a bytes-like object is required, not '{class}'")));
            }
        }
        Ok(&self.buffer)
    }
}

pub fn read(vm: &mut Vm, input: &mut dyn Input, allow_code: bool) -> PyResult {
    let mut reader = Reader { input, allow_code, known: Vec::new(), depth: 0 };
    let value = reader.value(vm)?;
    value.ok_or_else(|| vm.type_error("NULL object in marshal data for object"))
}

struct Reader<'a> {
    input: &'a mut dyn Input,
    allow_code: bool,
    /// Values by their numbers; NULL for those that are not whole yet.
    known: Vec<Value>,
    depth: usize,
}

fn bad(vm: &mut Vm, what: &str) -> Raised {
    vm.value_error(format!("bad marshal data ({what})"))
}

impl Reader<'_> {
    fn byte(&mut self, vm: &mut Vm) -> PyResult<u8> {
        Ok(self.input.take(vm, 1)?[0])
    }

    fn four(&mut self, vm: &mut Vm) -> PyResult<i32> {
        let bytes = self.input.take(vm, 4)?;
        Ok(bytes.try_into().map_or(0, i32::from_le_bytes))
    }

    fn len(&mut self, vm: &mut Vm, of: &str) -> PyResult<usize> {
        let len = self.four(vm)?;
        usize::try_from(len).map_err(|_| bad(vm, &format!("{of} size out of range")))
    }

    fn eight(&mut self, vm: &mut Vm) -> PyResult<f64> {
        let bytes = self.input.take(vm, 8)?;
        Ok(bytes.try_into().map_or(0.0, f64::from_le_bytes))
    }

    fn float_text(&mut self, vm: &mut Vm) -> PyResult<f64> {
        let len = self.byte(vm)?.into();
        let text = self.input.take(vm, len)?.to_vec();
        match float_bytes(&text) {
            Some(number) => Ok(number),
            None => {
                let text = vm.bytes(&text);
                let shown = vm.repr_lossy(&text);
                Err(vm.value_error(format!("could not convert string to float: {}", shown.trim_start_matches('b'))))
            }
        }
    }

    /// `None` for the mark that ends a dict.
    fn value(&mut self, vm: &mut Vm) -> PyResult<Option<Value>> {
        let tag = match self.byte(vm) {
            Err(raised) if raised.is(ExceptionKind::EOFError, vm) => {
                return Err(vm.raise(ExceptionKind::EOFError, "EOF read where object expected"));
            }
            tag => tag?,
        };
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(vm.value_error("recursion limit exceeded"));
        }
        let number = (tag & tag::FLAG_REFERENCE != 0).then(|| {
            self.known.push(Value::NULL);
            self.known.len() - 1
        });
        let value = self.tagged(vm, tag & !tag::FLAG_REFERENCE, number)?;
        self.depth -= 1;
        if let (Some(number), Some(value)) = (number, &value) {
            self.known[number] = value.clone();
        }
        Ok(value)
    }

    /// A value that must be there, in something.
    fn item(&mut self, vm: &mut Vm, of: &str) -> PyResult {
        let value = self.value(vm)?;
        value.ok_or_else(|| vm.type_error(format!("NULL object in marshal data for {of}")))
    }

    fn tagged(&mut self, vm: &mut Vm, tag: u8, number: Option<usize>) -> PyResult<Option<Value>> {
        Ok(Some(match tag {
            tag::NULL => return Ok(None),
            tag::NONE => Value::NONE,
            tag::FALSE => Value::FALSE,
            tag::TRUE => Value::TRUE,
            tag::ELLIPSIS => Value::ELLIPSIS,
            tag::STOP_ITERATION => {
                let name = vm.intern("StopIteration");
                vm.builtins.clone().get_str(&name, vm).unwrap_or(Value::NONE)
            }
            tag::INT => {
                let number = self.four(vm)?;
                vm.int(number.into())
            }
            tag::INT_64 => {
                let bytes = self.input.take(vm, 8)?;
                let number = bytes.try_into().map_or(0, i64::from_le_bytes);
                vm.int(number)
            }
            tag::LONG => self.long(vm)?,
            tag::FLOAT => {
                let number = self.eight(vm)?;
                vm.float(number)
            }
            tag::FLOAT_TEXT => {
                let number = self.float_text(vm)?;
                vm.float(number)
            }
            tag::COMPLEX => {
                let (real, imag) = (self.eight(vm)?, self.eight(vm)?);
                vm.complex(real, imag)
            }
            tag::COMPLEX_TEXT => {
                let (real, imag) = (self.float_text(vm)?, self.float_text(vm)?);
                vm.complex(real, imag)
            }
            tag::BYTES => {
                let len = self.len(vm, "bytes object")?;
                let bytes = self.input.take(vm, len)?.to_vec();
                vm.bytes(&bytes)
            }
            tag::STR | tag::INTERNED | tag::ASCII | tag::ASCII_INTERNED | tag::SHORT_ASCII | tag::SHORT_ASCII_INTERNED => {
                self.text(vm, tag)?
            }
            tag::TUPLE | tag::SMALL_TUPLE => {
                let len = if tag == tag::TUPLE { self.len(vm, "tuple")? } else { self.byte(vm)?.into() };
                let items = self.items(vm, len, "tuple")?;
                vm.tuple(items)
            }
            tag::LIST => self.list(vm, number)?,
            tag::DICT => self.dict(vm, number)?,
            tag::SET | tag::FROZEN_SET => self.set(vm, tag == tag::FROZEN_SET, number)?,
            tag::SLICE => {
                let [start, stop, step] = [self.item(vm, "slice")?, self.item(vm, "slice")?, self.item(vm, "slice")?];
                vm.slice(start, stop, step)
            }
            tag::CODE => self.code(vm)?,
            tag::REFERENCE => {
                let number = self.four(vm)?;
                let known = usize::try_from(number).ok().and_then(|number| self.known.get(number));
                let Some(known) = known.filter(|known| !known.is_null()) else { return Err(bad(vm, "invalid reference")) };
                known.clone()
            }
            tag::UNKNOWN => return Err(vm.value_error("bad marshal data (unknown type code)")),
            _ => return Err(bad(vm, "unknown type code")),
        }))
    }

    fn long(&mut self, vm: &mut Vm) -> PyResult {
        let count = self.four(vm)?;
        if count == i32::MIN {
            return Err(bad(vm, "long size out of range"));
        }
        let bytes = self.input.take(vm, 2 * count.unsigned_abs() as usize)?;
        let digits: Vec<u16> = bytes.as_chunks().0.iter().map(|digit| u16::from_le_bytes(*digit)).collect();
        if digits.last() == Some(&0) {
            return Err(bad(vm, "unnormalized long data"));
        }
        if digits.iter().any(|digit| digit >> 15 != 0) {
            return Err(bad(vm, "digit out of range in long"));
        }
        let (mut words, mut bits, mut held) = (Vec::new(), 0_u64, 0);
        for digit in digits {
            bits |= u64::from(digit) << held;
            held += 15;
            if held >= 32 {
                words.push(bits as u32);
                bits >>= 32;
                held -= 32;
            }
        }
        words.push(bits as u32);
        let sign = if count < 0 { Sign::Minus } else { Sign::Plus };
        Ok(vm.big_int(BigInt::from_biguint(sign, BigUint::new(words))))
    }

    fn text(&mut self, vm: &mut Vm, tag: u8) -> PyResult {
        let is_short = matches!(tag, tag::SHORT_ASCII | tag::SHORT_ASCII_INTERNED);
        let len = if is_short { self.byte(vm)?.into() } else { self.len(vm, "string")? };
        let bytes = self.input.take(vm, len)?.to_vec();
        let text = match tag {
            tag::STR | tag::INTERNED => {
                let object = vm.bytes(&bytes);
                let (encoding, errors) = (vm.str("utf-8"), vm.str("surrogatepass"));
                codecs::decode(vm, &bytes, &object, &encoding, &errors)?
            }
            // The bytes of such a string are Latin-1 if it was made by hand.
            _ => vm.str(&bytes.into_iter().map(char::from).collect::<String>()),
        };
        let is_interned = matches!(tag, tag::INTERNED | tag::ASCII_INTERNED | tag::SHORT_ASCII_INTERNED);
        Ok(if is_interned { vm.interned(&text) } else { text })
    }

    fn items(&mut self, vm: &mut Vm, len: usize, of: &str) -> PyResult<Vec<Value>> {
        // What the bytes claim may be more than there is.
        let mut items = Vec::with_capacity(len.min(1 << 12));
        for _ in 0..len {
            items.push(self.item(vm, of)?);
        }
        Ok(items)
    }

    /// Containers get their numbers before what is in them: they may be in themselves.
    fn enter(&mut self, number: Option<usize>, value: &Value) {
        if let Some(number) = number {
            self.known[number] = value.clone();
        }
    }

    fn list(&mut self, vm: &mut Vm, number: Option<usize>) -> PyResult {
        let len = self.len(vm, "list")?;
        let list = vm.list(Vec::new());
        self.enter(number, &list);
        for _ in 0..len {
            let item = self.item(vm, "list")?;
            if let Some(list) = list.get::<List>() {
                list.items_mut(vm).push(item);
            }
        }
        Ok(list)
    }

    fn dict(&mut self, vm: &mut Vm, number: Option<usize>) -> PyResult {
        let dict = vm.new_dict();
        self.enter(number, dict.value());
        while let Some(key) = self.value(vm)? {
            let Some(value) = self.value(vm)? else { break };
            vm.dict_set(&dict, &key, value)?;
        }
        Ok(dict.into_value())
    }

    fn set(&mut self, vm: &mut Vm, is_frozen: bool, number: Option<usize>) -> PyResult {
        let len = self.len(vm, "set")?;
        if is_frozen {
            let items = self.items(vm, len, "set")?;
            let (class, items) = (vm.types().frozenset.clone(), vm.list(items));
            return vm.call(class.value(), &[items]);
        }
        let set = vm.new_set();
        self.enter(number, &set);
        for _ in 0..len {
            let item = self.item(vm, "set")?;
            let hash = vm.hash(&item)?;
            if let Some(set) = set.get::<Set>() {
                vm.set_add_hashed(set, &item, hash)?;
            }
        }
        Ok(set)
    }

    fn code(&mut self, vm: &mut Vm) -> PyResult {
        if !self.allow_code {
            return Err(vm.value_error("unmarshalling code objects is disallowed"));
        }
        let mut numbers = [0; 5];
        for number in &mut numbers {
            *number = self.four(vm)?;
        }
        let [code, constants, names, slots, kinds] = self.five(vm)?;
        let [file, name, qualname] = [self.item(vm, "code")?, self.item(vm, "code")?, self.item(vm, "code")?];
        let first_line = self.four(vm)?;
        let [lines, handlers] = [self.item(vm, "code")?, self.item(vm, "code")?];
        let slots = slots_of(vm, &slots, &kinds)?;
        let locals: Vec<Value> = slots.iter().filter(|slot| is_local(slot.kind)).map(|slot| vm.str(&slot.name)).collect();
        let [argument_count, positional_only_count, keyword_only_count, stack_size, flags] =
            numbers.map(|number| vm.int(number.into()));
        let (local_count, empty) = (Value::size(locals.len()), vm.empty_tuple());
        let parts = [
            argument_count,
            positional_only_count,
            keyword_only_count,
            local_count,
            stack_size,
            flags,
            vm.int(first_line.into()),
            code,
            constants,
            names,
            vm.tuple(locals),
            empty.clone(),
            empty,
            file,
            name,
            qualname,
            lines,
            handlers,
        ];
        code_parts::of_parts(vm, &parts, slots)
    }

    fn five(&mut self, vm: &mut Vm) -> PyResult<[Value; 5]> {
        let mut parts = [const { Value::NULL }; 5];
        for part in &mut parts {
            *part = self.item(vm, "code")?;
        }
        Ok(parts)
    }
}

fn is_local(kind: SlotKind) -> bool {
    matches!(kind, SlotKind::Local | SlotKind::CellLocal | SlotKind::Hidden)
}

fn slots_of(vm: &mut Vm, names: &Value, kinds: &Value) -> PyResult<Vec<Slot>> {
    let (Some(names), Some(kinds)) = (names.get::<Tuple>(), kinds.get::<Bytes>()) else {
        return Err(vm.type_error("code: slots are no tuple of names and bytes of kinds"));
    };
    if names.items().len() != kinds.as_bytes().len() {
        return Err(vm.value_error("code: as many kinds as names of slots are needed"));
    }
    let slots = names.items().iter().zip(kinds.as_bytes());
    Ok(slots.map(|(name, bits)| Slot { name: vm.text(name).into(), kind: kind_of(*bits) }).collect())
}

fn kind_of(bits: u8) -> SlotKind {
    match bits {
        bits if bits & slot::FREE != 0 => SlotKind::Free,
        bits if bits & slot::HIDDEN != 0 => SlotKind::Hidden,
        bits if bits & slot::LOCAL == 0 => SlotKind::Cell,
        bits if bits & slot::CELL != 0 => SlotKind::CellLocal,
        _ => SlotKind::Local,
    }
}
