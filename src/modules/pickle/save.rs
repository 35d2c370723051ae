//! The writer: an object and all that it holds, to bytes.

use super::memo::Memo;
use super::output::Output;
use super::reduce::{Iterated, Reduction};
use super::{Fault, buffer, fault, numbers, opcode, shared};
use crate::object::{ByteArray, Bytes, Dict, Kind, List, Set, Str, Tuple, Type, Value};
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};
use rustc_hash::FxHashSet;

/// So many items one instruction puts into a container.
pub const BATCH: usize = 1000;
/// So many containers may be inside each other.
const MAX_DEPTH: usize = 50_000;
/// In fast mode, where objects have no numbers, deeper ones are looked at whether they are within themselves.
const FAST_NESTING: usize = 50;

/// What is being written, and how far it is.
pub enum Open {
    List { list: Value, next: usize, batch: usize, single: bool },
    Tuple { tuple: Value, next: usize },
    Dict(Box<OpenDict>),
    Set { set: Value, slot: usize, batch: usize, len: usize, saving: bool },
    FrozenSet { set: Value, slot: usize },
    Iterated(Box<Iterated>),
    Reduce(Box<Reduction>),
    Steps(Box<Steps>),
}

pub struct OpenDict {
    dict: Value,
    /// The next entry.
    place: usize,
    batch: usize,
    len: usize,
    single: bool,
    /// The key that was written last, NULL if its value is written too.
    key: Value,
    value: Value,
    in_value: bool,
}

/// Some objects and instructions, one after the other.
pub struct Steps {
    left: std::vec::IntoIter<Step>,
    /// What has been written in the end; NULL for nothing.
    object: Value,
}

pub enum Step {
    Save(Value),
    Write(Vec<u8>),
}

pub struct Writer {
    pub out: Output,
    pub memo: Memo,
    pub protocol: u8,
    /// Not the text of protocol 0.
    pub binary: bool,
    pub fast: bool,
    pub fix_imports: bool,
    pub persistent_id: Option<Value>,
    pub reducer_override: Option<Value>,
    /// In place of `copyreg`'s.
    pub dispatch_table: Option<Value>,
    pub buffer_callback: Option<Value>,
    pub open: Vec<Open>,
    /// Of fast mode: how deep it is, and what is being written down there.
    pub nesting: usize,
    pub inside: FxHashSet<u64>,
}

impl Writer {
    /// Writes an object, with what stands before and behind.
    pub fn dump(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        if self.protocol >= 2 {
            self.out.with(opcode::PROTO, [self.protocol]);
            if self.protocol >= 4 {
                self.out.start_framing();
            }
        }
        if let Err(raised) = self.save(vm, object).and_then(|()| self.run(vm)) {
            return Err(self.noted(vm, raised));
        }
        self.out.op(opcode::STOP);
        self.out.commit();
        Ok(())
    }

    fn run(&mut self, vm: &mut Vm) -> PyResult<()> {
        while let Some(open) = self.open.last() {
            match open {
                Open::List { .. } => self.list_items(vm)?,
                Open::Tuple { .. } => self.tuple_items(vm)?,
                Open::Dict(_) => self.dict_items(vm)?,
                Open::Set { .. } => self.set_items(vm)?,
                Open::FrozenSet { .. } => self.frozenset_items(vm)?,
                Open::Iterated(_) => self.iterated_items(vm)?,
                Open::Reduce(_) => self.reduction(vm)?,
                Open::Steps(_) => self.next_step(vm)?,
            }
        }
        Ok(())
    }

    /// Says in an exception where in the object it was.
    #[cold]
    fn noted(&mut self, vm: &mut Vm, raised: Raised) -> Raised {
        while let Some(open) = self.open.pop() {
            let notes = match open {
                Open::List { list: of, next, .. } | Open::Tuple { tuple: of, next } => {
                    vec![format!("when serializing {} item {}", vm.full_class_name(&of), next.saturating_sub(1))]
                }
                Open::Dict(dict) if dict.in_value => vec![item_note(vm, &dict.dict, &dict.key)],
                Open::Set { set, saving: true, .. } | Open::FrozenSet { set, .. } => {
                    vec![format!("when serializing {} element", vm.full_class_name(&set))]
                }
                Open::Iterated(iterated) => iterated.note(vm).into_iter().collect(),
                Open::Reduce(reduction) => reduction.notes(vm),
                _ => continue,
            };
            for note in notes {
                let note = vm.str(&note);
                if let Err(other) = vm.add_note(raised.value(), note) {
                    return other;
                }
            }
        }
        raised
    }

    /// Goes on with what is inside an object before anything else.
    pub fn push(&mut self, vm: &mut Vm, open: Open) -> PyResult<()> {
        let depth = self.open.len();
        if depth % 4096 == 4095 {
            vm.attend()?;
        }
        if depth >= MAX_DEPTH {
            return Err(vm.recursion_error("maximum recursion depth exceeded while pickling an object"));
        }
        self.open.push(open);
        Ok(())
    }

    /// Writes an object, or opens it.
    #[inline]
    pub fn save(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        self.out.boundary(vm)?;
        if self.persistent_id.is_some() && self.persistent(vm, object)? {
            return Ok(());
        }
        self.object(vm, object)
    }

    /// Writes what stands for an object that is kept elsewhere; false for others.
    fn persistent(&mut self, vm: &mut Vm, object: &Value) -> PyResult<bool> {
        let Some(function) = self.persistent_id.clone() else { return Ok(false) };
        let id = vm.call(&function, std::slice::from_ref(object))?;
        if id.is_none() {
            return Ok(false);
        }
        if self.binary {
            self.steps(vm, vec![Step::Write(vec![opcode::BINPERSID])], None)?;
            self.object(vm, &id)?;
            return Ok(true);
        }
        let text = vm.to_str(&id)?;
        match text.get::<Str>().filter(|text| text.is_ascii()) {
            Some(text) => numbers::put_line(&mut self.out, opcode::PERSID, text.as_bytes()),
            None => return Err(fault(vm, Fault::Pickling, "persistent IDs in protocol 0 must be ASCII strings")),
        }
        Ok(true)
    }

    fn object(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        if let Some(small) = object.as_small()
            && numbers::put_small(&mut self.out, self.binary, small)
        {
            return Ok(());
        }
        let (kind, types) = (object.kind(), vm.types());
        let class = vm.type_of(object);
        match kind {
            Kind::None => {
                self.out.op(opcode::NONE);
                return Ok(());
            }
            Kind::Bool => {
                self.bool(object.is_true());
                return Ok(());
            }
            Kind::Int if class.is(&types.int) => {
                return numbers::put_int(vm, &mut self.out, self.protocol, self.binary, object);
            }
            Kind::Float if class.is(&types.float) => {
                numbers::put_float(&mut self.out, self.binary, object.as_float().unwrap_or_default());
                return Ok(());
            }
            _ => {}
        }
        if let Some(number) = self.memo.get(object) {
            return self.recall(vm, number);
        }
        match kind {
            Kind::Str if class.is(&types.str) => self.str(vm, object),
            Kind::Bytes if class.is(&types.bytes) => self.bytes(vm, object),
            Kind::Dict if class.is(&types.dict) => self.dict(vm, object),
            Kind::List if class.is(&types.list) => self.list(vm, object),
            Kind::Tuple if class.is(&types.tuple) => self.tuple(vm, object),
            Kind::Set if class.is(&types.set) => self.set(vm, object),
            Kind::Set if class.is(&types.frozenset) => self.frozenset(vm, object),
            Kind::ByteArray if class.is(&types.bytearray) => self.bytearray(vm, object),
            Kind::Opaque if class.is(&vm.type_for::<buffer::PickleBuffer>()) => self.picklebuffer(vm, object),
            _ => self.other(vm, object),
        }
    }

    fn bool(&mut self, value: bool) {
        match (self.protocol >= 2, value) {
            (true, true) => self.out.op(opcode::NEWTRUE),
            (true, false) => self.out.op(opcode::NEWFALSE),
            // Integers to whoever does not know better.
            (false, true) => self.out.put(b"I01\n"),
            (false, false) => self.out.put(b"I00\n"),
        }
    }

    /// Writes where an object is kept.
    pub fn recall(&mut self, vm: &mut Vm, number: i64) -> PyResult<()> {
        if !self.binary {
            numbers::put_line(&mut self.out, opcode::GET, itoa::Buffer::new().format(number).as_bytes());
        } else if number < 256 {
            self.out.with(opcode::BINGET, [number as u8]);
        } else if let Ok(number) = u32::try_from(number) {
            self.out.with(opcode::LONG_BINGET, number.to_le_bytes());
        } else {
            return Err(fault(vm, Fault::Pickling, "memo id too large for LONG_BINGET"));
        }
        Ok(())
    }

    /// Keeps an object that has been written.
    #[inline]
    pub fn keep(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        if self.fast {
            return Ok(());
        }
        let number = self.memo.add(object);
        if self.protocol >= 4 {
            self.out.op(opcode::MEMOIZE);
        } else if !self.binary {
            numbers::put_line(&mut self.out, opcode::PUT, itoa::Buffer::new().format(number).as_bytes());
        } else if number < 256 {
            self.out.with(opcode::BINPUT, [number as u8]);
        } else if let Ok(number) = u32::try_from(number) {
            self.out.with(opcode::LONG_BINPUT, number.to_le_bytes());
        } else {
            return Err(fault(vm, Fault::Pickling, "memo id too large for LONG_BINPUT"));
        }
        Ok(())
    }

    fn str(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let Some(text) = object.get::<Str>() else { return Ok(()) };
        let bytes = text.as_bytes();
        if !self.binary {
            numbers::put_line(&mut self.out, opcode::UNICODE, &numbers::raw_escaped(bytes));
            return self.keep(vm, object);
        }
        match (u8::try_from(bytes.len()), u32::try_from(bytes.len())) {
            (Ok(len), _) if self.protocol >= 4 => {
                self.out.with(opcode::SHORT_BINUNICODE, [len]);
                self.out.put(bytes);
            }
            (_, Ok(len)) => self.out.text(vm, &header(opcode::BINUNICODE, len.to_le_bytes()), bytes, None)?,
            _ if self.protocol >= 4 => {
                let header = header(opcode::BINUNICODE8, (bytes.len() as u64).to_le_bytes());
                self.out.text(vm, &header, bytes, None)?;
            }
            _ => {
                let message = "serializing a string larger than 4 GiB requires pickle protocol 4 or higher";
                return Err(vm.overflow_error(message));
            }
        }
        self.keep(vm, object)
    }

    fn bytes(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let Some(bytes) = object.get::<Bytes>() else { return Ok(()) };
        let bytes = bytes.as_bytes();
        if self.protocol >= 3 {
            return self.bytes_data(vm, object, bytes);
        }
        if bytes.is_empty() {
            let parts = [vm.types().bytes.value().clone(), vm.empty_tuple()];
            return self.reduce(vm, object, parts.to_vec(), false);
        }
        // Python 2 has a str of it.
        let text = match bytes {
            [byte] => vm.character((*byte).into()),
            _ => {
                let text: String = bytes.iter().copied().map(char::from).collect();
                vm.str(&text)
            }
        };
        let (encode, codec) = (super::attribute_of(vm, "codecs", "encode")?, vm.intern("latin1"));
        let args = vm.tuple([text, codec]);
        self.reduce(vm, object, vec![encode, args], false)
    }

    fn bytes_data(&mut self, vm: &mut Vm, object: &Value, bytes: &[u8]) -> PyResult<()> {
        match (u8::try_from(bytes.len()), u32::try_from(bytes.len())) {
            (Ok(len), _) => {
                self.out.with(opcode::SHORT_BINBYTES, [len]);
                self.out.put(bytes);
            }
            (_, Ok(len)) => self.out.text(vm, &header(opcode::BINBYTES, len.to_le_bytes()), bytes, Some(object))?,
            _ if self.protocol >= 4 => {
                let header = header(opcode::BINBYTES8, (bytes.len() as u64).to_le_bytes());
                self.out.text(vm, &header, bytes, Some(object))?;
            }
            _ => {
                let message = "serializing a bytes object larger than 4 GiB requires pickle protocol 4 or higher";
                return Err(vm.overflow_error(message));
            }
        }
        self.keep(vm, object)
    }

    fn bytearray(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let Some(array) = object.get::<ByteArray>() else { return Ok(()) };
        let bytes = array.bytes(vm).clone();
        if self.protocol >= 5 {
            return self.bytearray_data(vm, object, &bytes);
        }
        let args = match bytes.is_empty() {
            true => vm.empty_tuple(),
            false => vm.tuple([vm.bytes(&bytes)]),
        };
        let class = vm.types().bytearray.value().clone();
        self.reduce(vm, object, vec![class, args], false)
    }

    fn bytearray_data(&mut self, vm: &mut Vm, object: &Value, bytes: &[u8]) -> PyResult<()> {
        let header = header(opcode::BYTEARRAY8, (bytes.len() as u64).to_le_bytes());
        self.out.text(vm, &header, bytes, Some(object))?;
        self.keep(vm, object)
    }

    fn picklebuffer(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        if self.protocol < 5 {
            return Err(fault(vm, Fault::Pickling, "PickleBuffer can only be pickled with protocol >= 5"));
        }
        let viewed = buffer::viewed(vm, object)?;
        if buffer::in_memory(vm, &viewed).is_none() {
            let message = "PickleBuffer can not be pickled when pointing to a non-contiguous buffer";
            return Err(fault(vm, Fault::Pickling, message));
        }
        if let Some(callback) = self.buffer_callback.clone() {
            let in_band = vm.call(&callback, std::slice::from_ref(object))?;
            if !vm.truth(&in_band)? {
                self.out.op(opcode::NEXT_BUFFER);
                if viewed.readonly {
                    self.out.op(opcode::READONLY_BUFFER);
                }
                return Ok(());
            }
        }
        let bytes = buffer::in_memory(vm, &viewed).unwrap_or_default().to_vec();
        match viewed.readonly {
            true => self.bytes_data(vm, object, &bytes),
            false => self.bytearray_data(vm, object, &bytes),
        }
    }

    fn tuple(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let len = object.get::<Tuple>().map_or(0, |tuple| tuple.items().len());
        if len == 0 {
            match self.protocol {
                0 => self.out.put(&[opcode::MARK, opcode::TUPLE]),
                _ => self.out.op(opcode::EMPTY_TUPLE),
            }
            return Ok(());
        }
        if !self.counts(len) {
            self.out.op(opcode::MARK);
        }
        self.push(vm, Open::Tuple { tuple: object.clone(), next: 0 })
    }

    /// Whether there is an instruction for tuples of that length.
    fn counts(&self, len: usize) -> bool {
        len <= 3 && self.protocol >= 2
    }

    fn tuple_items(&mut self, vm: &mut Vm) -> PyResult<()> {
        let depth = self.open.len();
        let Some(Open::Tuple { tuple: object, next }) = self.open.last() else { return Ok(()) };
        let (object, mut at) = (object.clone(), *next);
        let Some(tuple) = object.get::<Tuple>() else { return Ok(()) };
        let items = tuple.items();
        while let Some(item) = items.get(at) {
            at += 1;
            let saved = self.save(vm, item);
            if saved.is_err() || self.open.len() != depth {
                if let Some(Open::Tuple { next, .. }) = self.open.get_mut(depth - 1) {
                    *next = at;
                }
                return saved;
            }
        }
        self.open.pop();
        match self.memo.get(&object) {
            // It is within itself, and so has been written by now: what is on the stack is not needed.
            Some(number) => {
                match (self.counts(items.len()), self.binary) {
                    (true, _) => (0..items.len()).for_each(|_| self.out.op(opcode::POP)),
                    (false, true) => self.out.op(opcode::POP_MARK),
                    (false, false) => (0..=items.len()).for_each(|_| self.out.op(opcode::POP)),
                }
                self.recall(vm, number)
            }
            None => {
                let op = match (self.counts(items.len()), items.len()) {
                    (true, 1) => opcode::TUPLE1,
                    (true, 2) => opcode::TUPLE2,
                    (true, _) => opcode::TUPLE3,
                    _ => opcode::TUPLE,
                };
                self.out.op(op);
                self.keep(vm, &object)
            }
        }
    }

    fn list(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let Some(list) = object.get::<List>() else { return Ok(()) };
        self.enter_fast(vm, object)?;
        match self.binary {
            true => self.out.op(opcode::EMPTY_LIST),
            false => self.out.put(&[opcode::MARK, opcode::LIST]),
        }
        self.keep(vm, object)?;
        let len = list.items(vm).len();
        if len == 0 {
            self.leave_fast(object);
            return Ok(());
        }
        if self.protocol == 0 {
            let iterator = vm.iter(object)?;
            return self.iterate(vm, object, iterator, false);
        }
        if len > 1 {
            self.out.op(opcode::MARK);
        }
        self.push(vm, Open::List { list: object.clone(), next: 0, batch: 0, single: len == 1 })
    }

    fn list_items(&mut self, vm: &mut Vm) -> PyResult<()> {
        let depth = self.open.len();
        let Some(Open::List { list: object, next, batch, single }) = self.open.last() else { return Ok(()) };
        let (object, mut at, mut count, single) = (object.clone(), *next, *batch, *single);
        let Some(list) = object.get::<List>() else { return Ok(()) };
        let most = if single { 1 } else { BATCH };
        loop {
            while count < most
                && let Some(item) = list.items(vm).get(at).cloned()
            {
                (at, count) = (at + 1, count + 1);
                let saved = self.save(vm, &item);
                if saved.is_err() || self.open.len() != depth {
                    if let Some(Open::List { next, batch, .. }) = self.open.get_mut(depth - 1) {
                        (*next, *batch) = (at, count);
                    }
                    return saved;
                }
            }
            self.out.op(if single { opcode::APPEND } else { opcode::APPENDS });
            if single || at >= list.items(vm).len() {
                break;
            }
            self.out.op(opcode::MARK);
            count = 0;
            vm.attend()?;
        }
        self.open.pop();
        self.leave_fast(&object);
        Ok(())
    }

    fn dict(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let Some(dict) = object.get::<Dict>() else { return Ok(()) };
        self.enter_fast(vm, object)?;
        match self.binary {
            true => self.out.op(opcode::EMPTY_DICT),
            false => self.out.put(&[opcode::MARK, opcode::DICT]),
        }
        self.keep(vm, object)?;
        let len = dict.len(vm);
        if len == 0 {
            self.leave_fast(object);
            return Ok(());
        }
        if self.protocol == 0 {
            let name = vm.names().items.clone();
            let items = vm.call_method(object, &name, &[])?;
            let iterator = vm.iter(&items)?;
            return self.iterate(vm, object, iterator, true);
        }
        if len > 1 {
            self.out.op(opcode::MARK);
        }
        let (key, value, single) = (Value::NULL, Value::NULL, len == 1);
        let open = OpenDict { dict: object.clone(), place: 0, batch: 0, len, single, key, value, in_value: false };
        self.push(vm, Open::Dict(Box::new(open)))
    }

    fn dict_items(&mut self, vm: &mut Vm) -> PyResult<()> {
        let depth = self.open.len();
        let Some(Open::Dict(open)) = self.open.last_mut() else { return Ok(()) };
        let (object, mut place, mut count) = (open.dict.clone(), open.place, open.batch);
        let (len, single) = (open.len, open.single);
        let mut pending = match (open.in_value, open.key.is_null()) {
            (false, false) => Some((std::mem::take(&mut open.key), std::mem::take(&mut open.value))),
            _ => None,
        };
        (open.in_value, open.key) = (false, Value::NULL);
        let Some(dict) = object.get::<Dict>() else { return Ok(()) };
        let most = if single { 1 } else { BATCH };
        loop {
            loop {
                let has_key = pending.is_some();
                let (key, value) = match pending.take() {
                    Some(pair) => pair,
                    None if count == most => break,
                    None => match dict.table(vm).entry(place) {
                        Some(entry) => {
                            place += 1;
                            if entry.key.is_null() {
                                continue;
                            }
                            entry.pair()
                        }
                        None if place < dict.table(vm).entries().len() => {
                            place += 1;
                            continue;
                        }
                        None => break,
                    },
                };
                if !has_key {
                    count += 1;
                    let saved = self.save(vm, &key);
                    if saved.is_err() || self.open.len() != depth {
                        self.leave_dict(depth, place, count, (key, value), false);
                        return saved;
                    }
                }
                let saved = self.save(vm, &value);
                if saved.is_err() || self.open.len() != depth {
                    self.leave_dict(depth, place, count, (key, value), true);
                    return saved;
                }
            }
            self.out.op(if single { opcode::SETITEM } else { opcode::SETITEMS });
            if single {
                break;
            }
            if dict.len(vm) != len {
                return Err(vm.runtime_error("dictionary changed size during iteration"));
            }
            if count < BATCH {
                break;
            }
            // As CPython, even if no more is to come.
            self.out.op(opcode::MARK);
            count = 0;
            vm.attend()?;
        }
        self.open.pop();
        self.leave_fast(&object);
        Ok(())
    }

    /// Notes how far a dict is while a key or value of it is being written.
    fn leave_dict(&mut self, depth: usize, place: usize, batch: usize, pair: (Value, Value), in_value: bool) {
        if let Some(Open::Dict(open)) = self.open.get_mut(depth - 1) {
            (open.place, open.batch, open.in_value) = (place, batch, in_value);
            (open.key, open.value) = pair;
        }
    }

    fn set(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        if self.protocol < 4 {
            return self.old_set(vm, object);
        }
        self.out.op(opcode::EMPTY_SET);
        self.keep(vm, object)?;
        let len = vm.len(object)?;
        if len == 0 {
            return Ok(());
        }
        self.out.op(opcode::MARK);
        self.push(vm, Open::Set { set: object.clone(), slot: 0, batch: 0, len, saving: false })
    }

    /// Before protocol 4: a call of the class with a list.
    fn old_set(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let items = vm.collect(object)?;
        let args = vm.tuple([vm.list(items)]);
        let class = vm.type_of(object).value();
        self.reduce(vm, object, vec![class, args], false)
    }

    fn set_items(&mut self, vm: &mut Vm) -> PyResult<()> {
        let depth = self.open.len();
        let Some(Open::Set { set: object, slot, batch, len, saving }) = self.open.last_mut() else { return Ok(()) };
        *saving = false;
        let (object, mut from, mut count, len) = (object.clone(), *slot, *batch, *len);
        let Some(set) = object.get::<Set>() else { return Ok(()) };
        loop {
            while count < BATCH
                && let Some((at, _, element)) = vm.set_next(set, from)
            {
                (from, count) = (at + 1, count + 1);
                let saved = self.save(vm, &element);
                if saved.is_err() || self.open.len() != depth {
                    if let Some(Open::Set { slot, batch, saving, .. }) = self.open.get_mut(depth - 1) {
                        (*slot, *batch, *saving) = (from, count, true);
                    }
                    return saved;
                }
            }
            self.out.op(opcode::ADDITEMS);
            if vm.len(&object)? != len {
                return Err(vm.runtime_error("set changed size during iteration"));
            }
            if count < BATCH {
                break;
            }
            self.out.op(opcode::MARK);
            count = 0;
            vm.attend()?;
        }
        self.open.pop();
        Ok(())
    }

    fn frozenset(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        if self.protocol < 4 {
            return self.old_set(vm, object);
        }
        self.enter_fast(vm, object)?;
        self.out.op(opcode::MARK);
        self.push(vm, Open::FrozenSet { set: object.clone(), slot: 0 })
    }

    fn frozenset_items(&mut self, vm: &mut Vm) -> PyResult<()> {
        let depth = self.open.len();
        let Some(Open::FrozenSet { set: object, slot }) = self.open.last() else { return Ok(()) };
        let (object, mut from) = (object.clone(), *slot);
        let Some(set) = object.get::<Set>() else { return Ok(()) };
        while let Some((at, _, element)) = vm.set_next(set, from) {
            from = at + 1;
            let saved = self.save(vm, &element);
            if saved.is_err() || self.open.len() != depth {
                if let Some(Open::FrozenSet { slot, .. }) = self.open.get_mut(depth - 1) {
                    *slot = from;
                }
                return saved;
            }
        }
        self.open.pop();
        self.leave_fast(&object);
        match self.memo.get(&object) {
            Some(number) => {
                self.out.op(opcode::POP_MARK);
                self.recall(vm, number)
            }
            None => {
                self.out.op(opcode::FROZENSET);
                self.keep(vm, &object)
            }
        }
    }

    /// Writes some objects and instructions; then the object that they make, if any, is kept.
    pub fn steps(&mut self, vm: &mut Vm, steps: Vec<Step>, object: Option<&Value>) -> PyResult<()> {
        let object = object.cloned().unwrap_or_default();
        self.push(vm, Open::Steps(Box::new(Steps { left: steps.into_iter(), object })))
    }

    fn next_step(&mut self, vm: &mut Vm) -> PyResult<()> {
        let Some(Open::Steps(steps)) = self.open.last_mut() else { return Ok(()) };
        match steps.left.next() {
            Some(Step::Save(object)) => self.save(vm, &object),
            Some(Step::Write(bytes)) => {
                self.out.put(&bytes);
                Ok(())
            }
            None => {
                let object = std::mem::take(&mut steps.object);
                self.open.pop();
                if object.is_null() { Ok(()) } else { self.keep(vm, &object) }
            }
        }
    }

    /// What is none of the types above.
    fn other(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        if let Some(function) = self.reducer_override.clone() {
            let reduced = vm.call(&function, std::slice::from_ref(object))?;
            if !reduced.is_not_implemented() {
                return self.reduced(vm, object, reduced);
            }
        }
        let class = vm.type_of(object).to_ref();
        if class.is(&vm.types().type_) {
            let singletons = [Value::NONE, Value::ELLIPSIS, Value::NOT_IMPLEMENTED];
            return match singletons.into_iter().find(|only| vm.type_of(only).value().is(object)) {
                Some(only) => {
                    let (type_, args) = (class.into_value(), vm.tuple([only]));
                    self.reduce(vm, object, vec![type_, args], false)
                }
                None => self.global(vm, object, None),
            };
        }
        if class.is(&vm.classes.function) {
            return self.global(vm, object, None);
        }
        let function = match self.dispatch_table.clone() {
            Some(table) => item_of(vm, &table, class.value())?,
            None => {
                let table = shared(vm, |shared| &shared.dispatch_table)?;
                vm.dict_get(&table, class.value())?
            }
        };
        if let Some(function) = function {
            let reduced = vm.call(&function, std::slice::from_ref(object))?;
            return self.reduced(vm, object, reduced);
        }
        if object.is_a::<Type>() {
            return self.global(vm, object, None);
        }
        let reduced = self.by_methods(vm, object)?;
        self.reduced(vm, object, reduced)
    }

    fn by_methods(&mut self, vm: &mut Vm, object: &Value) -> PyResult {
        let (reduce_ex, reduce) = (vm.names().__reduce_ex__.clone(), vm.names().__reduce__.clone());
        if let Some(method) = vm.try_getattr(object, &reduce_ex)? {
            return vm.call(&method, &[Value::size(self.protocol.into())]);
        }
        if let Some(method) = vm.try_getattr(object, &reduce)? {
            return vm.call(&method, &[]);
        }
        let message = format!("Can't pickle {} object", vm.full_class_name(object));
        Err(fault(vm, Fault::Pickling, message))
    }

    /// Fast mode keeps no objects: it has to see by itself that one is within itself.
    pub fn enter_fast(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        if !self.fast {
            return Ok(());
        }
        self.nesting += 1;
        if self.nesting >= FAST_NESTING && !self.inside.insert(object.bits()) {
            let (class, at) = (vm.type_of(object).name(), vm.id(object));
            let message = format!("fast mode: can't pickle cyclic objects including object type {class} at {at:#x}");
            return Err(vm.value_error(message));
        }
        Ok(())
    }

    pub fn leave_fast(&mut self, object: &Value) {
        if self.fast {
            if self.nesting >= FAST_NESTING {
                self.inside.remove(&object.bits());
            }
            self.nesting = self.nesting.saturating_sub(1);
        }
    }
}

/// Says of what key the value could not be written.
pub fn item_note(vm: &mut Vm, of: &Value, key: &Value) -> String {
    let key = vm.repr_lossy(key);
    format!("when serializing {} item {key}", vm.full_class_name(of))
}

/// What a mapping has for a key, if it has something.
fn item_of(vm: &mut Vm, mapping: &Value, key: &Value) -> PyResult<Option<Value>> {
    if let Some(dict) = mapping.get::<Dict>().filter(|dict| dict.header().class().is(&vm.types().dict)) {
        return vm.dict_get(dict, key);
    }
    match vm.getitem(mapping, key) {
        Ok(value) => Ok(Some(value)),
        Err(raised) if raised.is(ExceptionKind::KeyError, vm) => Ok(None),
        Err(raised) => Err(raised),
    }
}

fn header<const N: usize>(op: u8, len: [u8; N]) -> Vec<u8> {
    let mut header = vec![op];
    header.extend_from_slice(&len);
    header
}
