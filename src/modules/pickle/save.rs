//! The writer: an object and all that it holds, to bytes.

use super::memo::Memo;
use super::output::Output;
use super::reduce::{Iterated, Reduction};
use super::{Fault, buffer, fault, numbers, opcode, shared};
use crate::object::{Dict, Kind, Str, Type, Value};
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
    pub dict: Value,
    /// The next entry.
    pub place: usize,
    pub batch: usize,
    pub len: usize,
    pub single: bool,
    /// The key that was written last, NULL if its value is written too.
    pub key: Value,
    pub value: Value,
    pub in_value: bool,
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
