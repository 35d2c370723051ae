//! From values to bytes.

use super::{MAX_DEPTH, slot, tag};
use crate::builtins::buffer::contents;
use crate::bytecode::{SlotKind, tables};
use crate::object::{Complex, Dict, List, Set, Slice, Str, Tuple, Value, flag};
use crate::text::float::digits::{Point, Style, digits};
use crate::vm::{Code, ExceptionKind, PyResult, Raised, Vm};
use num_bigint::{BigInt, Sign};
use rustc_hash::FxHashMap;

pub fn write(vm: &mut Vm, value: &Value, version: i32, allow_code: bool) -> PyResult<Vec<u8>> {
    let mut writer =
        Writer { bytes: Vec::new(), version, allow_code, known: FxHashMap::default(), kept: Vec::new(), depth: 0 };
    writer.value(vm, value)?;
    Ok(writer.bytes)
}

struct Writer {
    bytes: Vec<u8>,
    version: i32,
    allow_code: bool,
    /// The numbers of values that are there already, by identity.
    known: FxHashMap<u64, u32>,
    /// What has a number lives until the end, so that no other value gets its identity.
    kept: Vec<Value>,
    depth: usize,
}

impl Writer {
    fn four(&mut self, number: u32) {
        self.bytes.extend(number.to_le_bytes());
    }

    fn len(&mut self, vm: &mut Vm, len: usize) -> PyResult<()> {
        let len = i32::try_from(len).map_err(|_| unmarshallable(vm))?;
        self.four(len as u32);
        Ok(())
    }

    fn blob(&mut self, vm: &mut Vm, bytes: &[u8]) -> PyResult<()> {
        self.len(vm, bytes.len())?;
        self.bytes.extend(bytes);
        Ok(())
    }

    fn value(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(vm.value_error("object too deeply nested to marshal"));
        }
        match single(value) {
            Some(tag) => self.bytes.push(tag),
            None => self.compound(vm, value)?,
        }
        self.depth -= 1;
        Ok(())
    }

    /// The mark for values with numbers; `None` if the value was there already, and its number is written.
    fn numbered(&mut self, vm: &Vm, value: &Value) -> Option<u8> {
        if self.version < 3 || !value.is_object() {
            return Some(0);
        }
        let (id, next) = (vm.id(value), self.known.len() as u32);
        if let Some(&number) = self.known.get(&id) {
            self.bytes.push(tag::REFERENCE);
            self.four(number);
            return None;
        }
        self.known.insert(id, next);
        self.kept.push(value.clone());
        Some(tag::FLAG_REFERENCE)
    }

    fn compound(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        let Some(mark) = self.numbered(vm, value) else { return Ok(()) };
        let class = vm.type_of(value).to_ref();
        let is = |class_: &crate::object::Ref<crate::object::Type>| class.is(class_);
        let types = vm.types();
        if is(&types.int) {
            self.int(value, mark);
        } else if is(&types.float) {
            self.float(value.as_float().unwrap_or_default(), mark | tag::FLOAT, mark | tag::FLOAT_TEXT);
        } else if let Some(number) = value.get::<Complex>().filter(|_| is(&types.complex)) {
            self.complex(number, mark);
        } else if is(&types.str) {
            return self.text(vm, value, mark);
        } else if let Some(items) = value.get::<Tuple>().filter(|_| is(&types.tuple)) {
            match u8::try_from(items.items().len()) {
                Ok(len) if self.version >= 4 => self.bytes.extend([mark | tag::SMALL_TUPLE, len]),
                _ => {
                    self.bytes.push(mark | tag::TUPLE);
                    self.len(vm, items.items().len())?;
                }
            }
            return items.items().iter().try_for_each(|item| self.value(vm, item));
        } else if let Some(list) = value.get::<List>().filter(|_| is(&types.list)) {
            let items = list.items(vm).to_vec();
            return self.items(vm, mark | tag::LIST, &items);
        } else if let Some(dict) = value.get::<Dict>().filter(|_| is(&types.dict)) {
            self.bytes.push(mark | tag::DICT);
            let pairs: Vec<(Value, Value)> = dict.table(vm).iter().map(|entry| entry.pair()).collect();
            for (key, value) in pairs {
                self.value(vm, &key)?;
                self.value(vm, &value)?;
            }
            self.bytes.push(tag::NULL);
        } else if value.is_a::<Set>() && (is(&types.set) || is(&types.frozenset)) {
            let tag = if is(&types.set) { tag::SET } else { tag::FROZEN_SET };
            let items = vm.collect(value)?;
            return self.items(vm, mark | tag, &items);
        } else if let Some(slice) = value.get::<Slice>() {
            if self.version < 5 {
                return Err(unmarshallable(vm));
            }
            self.bytes.push(mark | tag::SLICE);
            return [&slice.start, &slice.stop, &slice.step].into_iter().try_for_each(|part| self.value(vm, part));
        } else if value.is(vm.exceptions.class(ExceptionKind::StopIteration).value()) {
            self.bytes.push(tag::STOP_ITERATION);
        } else if value.is_a::<Code>() {
            if !self.allow_code {
                return Err(vm.value_error("marshalling code objects is disallowed"));
            }
            return self.code(vm, value, mark);
        } else {
            let Some(bytes) = contents(vm, value)? else { return Err(unmarshallable(vm)) };
            self.bytes.push(mark | tag::BYTES);
            return self.blob(vm, &bytes);
        }
        Ok(())
    }

    fn items(&mut self, vm: &mut Vm, tag: u8, items: &[Value]) -> PyResult<()> {
        self.bytes.push(tag);
        self.len(vm, items.len())?;
        items.iter().try_for_each(|item| self.value(vm, item))
    }

    fn int(&mut self, value: &Value, mark: u8) {
        let Some(int) = value.as_int() else { return };
        match int.to_i64().and_then(|small| i32::try_from(small).ok()) {
            Some(small) => {
                self.bytes.push(mark | tag::INT);
                self.four(small as u32);
            }
            None => {
                self.bytes.push(mark | tag::LONG);
                self.digits(&int.to_big());
            }
        }
    }

    /// Digits of 15 bits; their count has the sign.
    fn digits(&mut self, int: &BigInt) {
        let mut words = Vec::new();
        let (mut bits, mut held) = (0_u64, 0);
        for word in int.magnitude().iter_u32_digits() {
            bits |= u64::from(word) << held;
            held += 32;
            while held >= 15 {
                words.push((bits & 0x7fff) as u16);
                bits >>= 15;
                held -= 15;
            }
        }
        words.push(bits as u16);
        while words.last() == Some(&0) {
            words.pop();
        }
        let count = words.len() as i32;
        self.four(if int.sign() == Sign::Minus { -count } else { count } as u32);
        self.bytes.extend(words.into_iter().flat_map(u16::to_le_bytes));
    }

    fn float(&mut self, number: f64, binary: u8, text: u8) {
        if self.version > 1 {
            self.bytes.push(binary);
            self.bytes.extend(number.to_le_bytes());
        } else {
            self.bytes.push(text);
            self.float_text(number);
        }
    }

    /// 17 digits, as version 1 has it.
    fn float_text(&mut self, number: f64) {
        let sign = if number.is_sign_negative() { "-" } else { "" };
        let text = sign.to_string() + &digits(number, Style::General(17), Point::default()).unwrap_or_default();
        self.bytes.push(text.len() as u8);
        self.bytes.extend(text.as_bytes());
    }

    fn complex(&mut self, number: &Complex, mark: u8) {
        if self.version > 1 {
            self.bytes.push(mark | tag::COMPLEX);
            self.bytes.extend(number.real.to_le_bytes());
            self.bytes.extend(number.imag.to_le_bytes());
        } else {
            self.bytes.push(mark | tag::COMPLEX_TEXT);
            self.float_text(number.real);
            self.float_text(number.imag);
        }
    }

    fn text(&mut self, vm: &mut Vm, value: &Value, mark: u8) -> PyResult<()> {
        let Some(text) = value.get::<Str>() else { return Ok(()) };
        let (bytes, interned) = (text.as_bytes().to_vec(), text.header().has(flag::INTERNED));
        if self.version >= 4 && bytes.is_ascii() {
            return match u8::try_from(bytes.len()) {
                Ok(len) => {
                    let tag = if interned { tag::SHORT_ASCII_INTERNED } else { tag::SHORT_ASCII };
                    self.bytes.extend([mark | tag, len]);
                    self.bytes.extend(bytes);
                    Ok(())
                }
                Err(_) => {
                    self.bytes.push(mark | if interned { tag::ASCII_INTERNED } else { tag::ASCII });
                    self.blob(vm, &bytes)
                }
            };
        }
        let tag = if self.version >= 3 && interned { tag::INTERNED } else { tag::STR };
        self.bytes.push(mark | tag);
        self.blob(vm, &bytes)
    }

    fn code(&mut self, vm: &mut Vm, value: &Value, mark: u8) -> PyResult<()> {
        let Some(code) = value.get::<Code>() else { return Ok(()) };
        let parts = code.portable();
        self.bytes.push(mark | tag::CODE);
        for number in
            [parts.argument_count, parts.positional_only_count, parts.keyword_only_count, parts.stack_size, code.flags]
        {
            self.four(number);
        }
        let units: Vec<u8> = parts.units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let kinds: Vec<u8> = parts.slots.iter().map(|slot| bits_of(slot.kind)).collect();
        let (units, kinds) = (vm.bytes(&units), vm.bytes(&kinds));
        let (constants, names) = (vm.tuple(code.constants.to_vec()), vm.tuple(code.names.to_vec()));
        let slots = vm.tuple(code.slots.to_vec());
        for part in [units, constants, names, slots, kinds] {
            self.value(vm, &part)?;
        }
        for part in [&code.filename, &code.name, &code.qualname] {
            self.value(vm, part)?;
        }
        self.four(parts.first_line);
        let lines = vm.bytes(&tables::location_table(&parts.positions, parts.first_line));
        let handlers = vm.bytes(&tables::exception_table(&parts.handlers));
        self.value(vm, &lines)?;
        self.value(vm, &handlers)
    }
}

fn bits_of(kind: SlotKind) -> u8 {
    match kind {
        SlotKind::Local => slot::LOCAL,
        SlotKind::CellLocal => slot::LOCAL | slot::CELL,
        SlotKind::Hidden => slot::LOCAL | slot::HIDDEN,
        SlotKind::Cell => slot::CELL,
        SlotKind::Free => slot::FREE,
    }
}

fn single(value: &Value) -> Option<u8> {
    Some(match value {
        value if value.is_none() => tag::NONE,
        value if value.is(&Value::TRUE) => tag::TRUE,
        value if value.is(&Value::FALSE) => tag::FALSE,
        value if value.is(&Value::ELLIPSIS) => tag::ELLIPSIS,
        _ => return None,
    })
}

fn unmarshallable(vm: &mut Vm) -> Raised {
    vm.value_error("unmarshallable object")
}
