//! Linked code: a code object's instructions as the machine runs them, its constants and names as values.
//!
//! Portable code has 16-bit units, `EXTENDED_ARG` and CPython's caches. The machine's has 32-bit units, opcode in the low byte
//! and operand in the others, and caches of its own; instructions rewrite themselves there to specialised forms.
//!
//! Instructions are linked when their code is first entered, since much code never is; those of code that was loaded are verified
//! then. What cannot be run becomes one instruction that says so.

use super::Vm;
use super::frame::SPARE;
use super::marks::Mark;
use super::op::Op;
use super::raised::{PyResult, Raised};
use super::registers::Registers;
use crate::bytecode::{
    CodeId, CodeObject, Const, ConstId, Handler, Instructions, Opcode, Operand, Position, Program, Verifier, VerifyError,
    flags, verify,
};
use crate::object::{Heap, Obj, Ref, Str, Tuple, Value};
use rustc_hash::FxHashMap;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// The payload of a code object.
pub struct Code {
    program: Rc<Program>,
    id: CodeId,
    pub name: Value,
    pub qualname: Value,
    pub filename: Value,
    pub constants: Box<[Value]>,
    /// Interned.
    pub names: Box<[Value]>,
    /// The names of the slots, interned.
    pub slots: Box<[Value]>,
    /// Whether the instructions are known to be ones that can be run.
    is_verified: bool,
    linked: OnceCell<Linked>,
    /// The first unit, once there are units.
    first: Cell<*const Cell<u32>>,
    frame_size: Cell<usize>,
    pub argument_count: usize,
    pub keyword_only_count: usize,
    pub positional_only_count: usize,
    /// Neither `*args` nor `**kwargs` nor keyword-only parameters: arguments that are given by place need no thought.
    pub is_simple: bool,
    pub flags: u32,
    /// What watchers are told of the instructions, made when first asked for.
    pub(super) marks: OnceCell<Box<[Mark]>>,
    /// Whether trace functions are told of each instruction, if their frame asks for it.
    pub opcodes_traced: Cell<bool>,
}

impl Code {
    pub fn portable(&self) -> &CodeObject {
        &self.program[self.id]
    }

    pub fn program(&self) -> &Rc<Program> {
        &self.program
    }

    pub fn id(&self) -> CodeId {
        self.id
    }

    pub fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    pub fn is_generator(&self) -> bool {
        self.has(flags::GENERATOR | flags::COROUTINE | flags::ASYNC_GENERATOR)
    }

    /// How many parameters there are, `*args` and `**kwargs` included.
    pub fn parameter_count(&self) -> usize {
        let variadic = usize::from(self.has(flags::VARARGS)) + usize::from(self.has(flags::VARKEYWORDS));
        self.argument_count + self.keyword_only_count + variadic
    }

    /// How many slots and stack entries a frame needs, [`SPARE`] ones included. [`UNLINKED`] as long as code was not entered.
    #[inline(always)]
    pub fn frame_size(&self) -> usize {
        self.frame_size.get()
    }

    /// Where the code starts; NULL as long as it was not entered.
    #[inline(always)]
    pub fn first_unit(&self) -> *const Cell<u32> {
        self.first.get()
    }

    /// The instructions as the machine runs them.
    pub fn units(&self) -> &[Cell<u32>] {
        &self.linked().units
    }

    /// Why the code cannot be run.
    pub fn fault(&self) -> Option<&Fault> {
        self.linked().fault.as_ref()
    }

    pub fn linked(&self) -> &Linked {
        match self.linked.get() {
            Some(linked) => linked,
            None => self.link_now(),
        }
    }

    #[cold]
    fn link_now(&self) -> &Linked {
        let linked = self.linked.get_or_init(|| {
            let linked = SCRATCH.with_borrow_mut(|(verifier, linker)| self.link(verifier, linker));
            linked.unwrap_or_else(Linked::faulty)
        });
        // Not before it is in its place: pointers into a box are good no longer when the box moves.
        self.first.set(linked.units.as_ptr());
        self.frame_size.set(self.slots.len() + self.portable().stack_size as usize + SPARE);
        linked
    }

    fn link(&self, verifier: &mut Verifier, linker: &mut Linker) -> Result<Linked, Fault> {
        if !self.is_verified {
            verifier.verify_units(&self.program, self.id).map_err(Fault::Damaged)?;
        }
        linker.link(self.portable()).ok_or(Fault::TooLarge)
    }

    /// Where an exception raised by the instruction at a unit goes.
    pub fn handler(&self, unit: usize) -> Option<Handler> {
        let handlers = &self.linked().handlers;
        let index = handlers.partition_point(|handler| handler.end as usize <= unit);
        handlers.get(index).copied().filter(|handler| handler.start as usize <= unit)
    }

    /// The portable unit of the instruction at, or whose caches hold, a unit of this code.
    pub fn portable_unit(&self, unit: usize) -> usize {
        let (mut at, mut last) = (0, 0);
        if self.fault().is_some() {
            return last;
        }
        for instruction in Instructions::new(&self.portable().units) {
            if at > unit {
                break;
            }
            if let Some(op) = linked(instruction.opcode) {
                last = instruction.at;
                at += 1 + op.caches();
            }
        }
        last
    }

    /// The instructions of this code and of the code in it that have a specialised form now: whose, at which portable unit, which.
    pub fn specialized(&self) -> Vec<(CodeId, usize, Op)> {
        let (mut found, mut pending) = (Vec::new(), self.constants.to_vec());
        self.specialized_here(&mut found);
        while let Some(constant) = pending.pop() {
            if let Some(code) = constant.get::<Code>() {
                code.specialized_here(&mut found);
                pending.extend_from_slice(&code.constants);
            }
        }
        found
    }

    fn specialized_here(&self, found: &mut Vec<(CodeId, usize, Op)>) {
        let mut at = 0;
        let Some(Linked { units, fault: None, .. }) = self.linked.get() else { return };
        for instruction in Instructions::new(&self.portable().units) {
            let Some(generic) = linked(instruction.opcode) else { continue };
            let op = Op::ALL[(units[at].get() & 0xff) as usize];
            if op != generic {
                found.push((self.id, instruction.at, op));
            }
            at += 1 + generic.caches();
        }
    }

    /// Where in the source the instruction at a unit comes from.
    pub fn position(&self, unit: usize) -> Option<Position> {
        self.portable().position(self.portable_unit(unit))
    }

    pub fn line(&self, unit: usize) -> i64 {
        self.position(unit).map_or(self.portable().first_line, |position| position.line).into()
    }
}

/// What runs in an instruction's place, if anything does.
pub(super) fn linked(opcode: Opcode) -> Option<Op> {
    match opcode {
        Opcode::CACHE | Opcode::EXTENDED_ARG | Opcode::NOT_TAKEN | Opcode::RESUME => None,
        Opcode::LOAD_FAST_BORROW => Some(Op::LOAD_FAST),
        Opcode::LOAD_FAST_BORROW_LOAD_FAST_BORROW => Some(Op::LOAD_FAST_LOAD_FAST),
        other => Some(Op::portable(other)),
    }
}

impl Vm {
    /// Makes code of a program that the compiler made, or that was verified: its module's.
    pub fn link(&mut self, program: Program) -> Ref<Code> {
        debug_assert_eq!(verify(&program), Ok(()), "{}", program.file);
        self.make_code(program, true)
    }

    /// The same, for a program that was loaded and passed [`verify_frame`](crate::bytecode::verify_frame).
    pub fn link_loaded(&mut self, program: Program) -> Ref<Code> {
        self.make_code(program, false)
    }

    fn make_code(&mut self, program: Program, is_verified: bool) -> Ref<Code> {
        let program = Rc::new(program);
        let file = self.str(&program.file);
        let constants = self.constants(&program);
        let mut names = Names::default();
        let mut codes: Vec<Option<Ref<Code>>> = vec![None; program.codes.len()];
        // Code comes after the code it is a constant of, so what a code object needs is there when going backwards.
        for index in (0..program.codes.len()).rev() {
            let constant = |id: &ConstId| match program[*id] {
                Const::Code(CodeId(id)) => codes[id as usize].as_ref().map_or(Value::NONE, |code| code.value().clone()),
                _ => constants[id.0 as usize].clone(),
            };
            let constants = program.codes[index].constants.iter().map(constant).collect();
            let code = self.make_one(&mut names, (&program, CodeId(index as u32)), &file, constants, is_verified);
            codes[index] = Some(code);
        }
        codes.swap_remove(0).expect("a program has a module")
    }

    fn make_one(
        &mut self,
        known: &mut Names,
        (program, id): (&Rc<Program>, CodeId),
        file: &Value,
        constants: Box<[Value]>,
        is_verified: bool,
    ) -> Ref<Code> {
        let portable = &program[id];
        let names = portable.names.iter().map(|name| known.intern(self, name)).collect();
        let slots: Box<[Value]> = portable.slots.iter().map(|slot| known.intern(self, &slot.name)).collect();
        let simple = portable.flags & (flags::VARARGS | flags::VARKEYWORDS) == 0 && portable.keyword_only_count == 0;
        let code = Code {
            program: program.clone(),
            id,
            name: known.intern(self, &portable.name),
            qualname: self.str(&portable.qualname),
            filename: file.clone(),
            constants,
            names,
            slots,
            is_verified,
            linked: OnceCell::new(),
            first: Cell::new(std::ptr::null()),
            frame_size: Cell::new(UNLINKED),
            argument_count: portable.argument_count as usize,
            keyword_only_count: portable.keyword_only_count as usize,
            positional_only_count: portable.positional_only_count as usize,
            is_simple: simple,
            flags: portable.flags,
            marks: OnceCell::new(),
            opcodes_traced: Cell::new(false),
        };
        self.alloc(&self.classes.code, code)
    }

    /// Code that a program put together. What could not run is refused.
    pub fn code_of(&mut self, code: CodeObject, file: String, constants: Vec<Value>) -> PyResult<Ref<Code>> {
        // The verifier sees all code in it too.
        let mut program = Program { file, codes: vec![code], constants: Vec::new() };
        let mut pending = vec![(0, constants.clone())];
        while let Some((index, constants)) = pending.pop() {
            let images = constants.iter().map(|constant| image(&mut program, &mut pending, constant)).collect();
            program.codes[index].constants = images;
        }
        if let Err(error) = verify(&program) {
            return Err(self.value_error(format!("code: {}", error.what)));
        }
        let file = self.str(&program.file);
        let program = (&Rc::new(program), Program::MODULE);
        Ok(self.make_one(&mut Names::default(), program, &file, constants.into_boxed_slice(), true))
    }

    /// The values of a program's constants, but for code. Each is made once, however often it is named.
    fn constants(&mut self, program: &Program) -> Vec<Value> {
        let mut made: Vec<Value> = Vec::with_capacity(program.constants.len());
        for constant in &program.constants {
            let item = |id: &ConstId| made[id.0 as usize].clone();
            let value = match constant {
                Const::Tuple(items) => self.tuple(items.iter().map(item).collect::<Vec<_>>()),
                Const::FrozenSet(items) => self.frozenset_constant(items.iter().map(item).collect()),
                Const::Slice(parts) => {
                    let [start, stop, step] = parts.each_ref().map(item);
                    self.slice(start, stop, step)
                }
                plain => plain_constant(self, plain),
            };
            made.push(value);
        }
        made
    }
}

fn plain_constant(heap: &mut Heap, constant: &Const) -> Value {
    match constant {
        Const::True => Value::TRUE,
        Const::False => Value::FALSE,
        Const::Ellipsis => Value::ELLIPSIS,
        Const::Int(value) => heap.int(*value),
        Const::BigInt(value) => heap.big_int(value.clone()),
        Const::Float(value) => heap.float(*value),
        Const::Complex(real, imag) => heap.complex(*real, *imag),
        // As CPython: what looks like a name is shared.
        Const::Str(text) if text.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') => {
            heap.intern(str::from_utf8(text).unwrap_or_default())
        }
        Const::Str(text) => heap.str_from(text),
        Const::Bytes(bytes) => heap.bytes(bytes),
        Const::None | Const::Tuple(_) | Const::FrozenSet(_) | Const::Slice(_) | Const::Code(_) => Value::NONE,
    }
}

/// What the verifier is to know of a constant: which texts and code there are, and tuples of texts. The constants of code are to be
/// looked at later.
fn image(program: &mut Program, pending: &mut Vec<(usize, Vec<Value>)>, constant: &Value) -> ConstId {
    let image = match (constant.get::<Str>(), constant.get::<Tuple>(), constant.get::<Code>()) {
        (Some(text), ..) => Const::Str(text.as_bytes().to_vec()),
        (_, Some(tuple), _) if tuple.items().iter().all(|item| item.is_a::<Str>()) => {
            Const::Tuple(tuple.items().iter().map(|item| self::image(program, pending, item)).collect())
        }
        (.., Some(code)) => {
            program.codes.push(code.portable().clone());
            pending.push((program.codes.len() - 1, code.constants.to_vec()));
            Const::Code(CodeId(program.codes.len() as u32 - 1))
        }
        _ => Const::None,
    };
    program.constants.push(image);
    ConstId(program.constants.len() as u32 - 1)
}

/// How large the frames of code are said to be that was not entered yet: there is never room for one, and whoever makes room
/// links the code.
pub const UNLINKED: usize = usize::MAX / 16;

/// Instructions as the machine runs them.
pub struct Linked {
    units: Box<[Cell<u32>]>,
    /// In these units.
    handlers: Box<[Handler]>,
    fault: Option<Fault>,
}

/// Why code cannot be run.
pub enum Fault {
    Damaged(VerifyError),
    TooLarge,
}

impl Vm {
    /// Why the running code cannot be run.
    #[cold]
    pub(super) fn fault(&mut self, r: &Registers) -> Raised {
        match r.frame().code().fault() {
            Some(Fault::Damaged(error)) => self.system_error(format!("damaged code: {error}")),
            _ => self.memory_error(),
        }
    }
}

impl Linked {
    fn faulty(fault: Fault) -> Linked {
        Linked { units: [Cell::new(Op::FAULT as u32)].into(), handlers: [].into(), fault: Some(fault) }
    }
}

thread_local! {
    /// Room for linking, kept from one code object to the next.
    static SCRATCH: RefCell<(Verifier, Linker)> = RefCell::default();
}

/// The names in a program so far, by address: its code objects share the texts of equal ones.
#[derive(Default)]
struct Names(FxHashMap<*const u8, Value>);

impl Names {
    fn intern(&mut self, heap: &mut Heap, name: &Arc<str>) -> Value {
        self.0.entry(name.as_ptr()).or_insert_with(|| heap.intern(name)).clone()
    }
}

/// What linking needs room for.
#[derive(Default)]
struct Linker {
    units: Vec<u32>,
    /// For each portable unit where an instruction starts, and for the end, where it, or the next one that runs, stands.
    places: Vec<u32>,
    /// The jumps, and the portable units where they go.
    jumps: Vec<(usize, usize)>,
}

impl Linker {
    /// Portable units to the machine's. `None` if the code is too large for them.
    fn link(&mut self, code: &CodeObject) -> Option<Linked> {
        let Linker { units, places, jumps } = self;
        units.clear();
        jumps.clear();
        places.clear();
        places.resize(code.units.len() + 1, 0);
        let mut widest = 0;
        for instruction in Instructions::new(&code.units) {
            places[instruction.at] = units.len() as u32;
            let Some(op) = linked(instruction.opcode) else { continue };
            let operand = match instruction.opcode.operand() {
                Operand::Forward | Operand::Backward => {
                    jumps.push((units.len(), instruction.target()?));
                    0
                }
                Operand::Sender => 0,
                _ => instruction.operand,
            };
            widest |= operand;
            units.push(op as u32 | operand << 8);
            units.resize(units.len() + op.caches(), 0);
        }
        places[code.units.len()] = units.len() as u32;
        for &(at, target) in jumps.iter() {
            let end = at + 1 + op(units[at]).caches();
            let distance = (places[target] as usize).abs_diff(end) as u32;
            widest |= distance;
            units[at] |= distance << 8;
        }
        if widest >= 1 << 24 {
            return None;
        }
        join(units);
        let handlers = code.handlers.iter().map(|handler| Handler {
            start: places[handler.start as usize],
            end: places[handler.end as usize],
            target: places[handler.target as usize],
            ..*handler
        });
        let handlers = handlers.filter(|handler| handler.start < handler.end).collect();
        Some(Linked { units: units.iter().copied().map(Cell::new).collect(), handlers, fault: None })
    }
}

/// The instruction of a unit.
fn op(unit: u32) -> Op {
    Op::ALL[(unit & 0xff) as usize]
}

/// Makes one instruction of some that often follow each other. The second stays where it is, for those who jump there.
fn join(units: &mut [u32]) {
    let mut at = 0;
    while let Some(&unit) = units.get(at) {
        let first = op(unit);
        if matches!(first, Op::LOAD_FAST | Op::LOAD_SMALL_INT | Op::LOAD_FAST_LOAD_FAST)
            && let Some(joined) = joined(first, &units[at + 1..])
        {
            units[at] = unit & !0xff | joined as u32;
        }
        at += 1 + first.caches();
    }
}

/// What an instruction and the next, or the next two, are made to.
fn joined(first: Op, rest: &[u32]) -> Option<Op> {
    let is_operator = |at: usize| rest.get(at).is_some_and(|&unit| matches!(op(unit), Op::BINARY_OP | Op::COMPARE_OP));
    match (first, op(*rest.first()?)) {
        (Op::LOAD_FAST, Op::LOAD_SMALL_INT) if is_operator(1) => Some(Op::LOAD_FAST_LOAD_SMALL_INT_AHEAD),
        (Op::LOAD_FAST, Op::LOAD_SMALL_INT) => Some(Op::LOAD_FAST_LOAD_SMALL_INT),
        (Op::LOAD_FAST, Op::LOAD_CONST) => Some(Op::LOAD_FAST_LOAD_CONST),
        (Op::LOAD_FAST, Op::LOAD_ATTR) => Some(Op::LOAD_FAST_LOAD_ATTR),
        (Op::LOAD_FAST, _) if is_operator(0) => Some(Op::LOAD_FAST_AHEAD),
        (Op::LOAD_SMALL_INT, _) if is_operator(0) => Some(Op::LOAD_SMALL_INT_AHEAD),
        (Op::LOAD_FAST_LOAD_FAST, Op::STORE_SUBSCR) => Some(Op::LOAD_FAST_LOAD_FAST_AHEAD),
        (Op::LOAD_FAST_LOAD_FAST, _) if is_operator(0) => Some(Op::LOAD_FAST_LOAD_FAST_AHEAD),
        _ => None,
    }
}

impl Obj<Code> {
    /// The unit of an instruction that a register points behind.
    pub fn unit_before(&self, next: *const Cell<u32>) -> usize {
        (next.addr().wrapping_sub(self.first_unit().addr()) / size_of::<u32>()).wrapping_sub(1)
    }
}
