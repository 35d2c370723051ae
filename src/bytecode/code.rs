//! Compiled code: what the code generator gives, what the machine runs, what a cache file will hold.

use super::positions::Positions;
use num_bigint::BigInt;
use std::sync::Arc;

/// A compiled file: its code objects and their constants. The first code object is the module's; the others are constants of
/// earlier ones. Both refer to each other by number, so freeing them needs no recursion.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// The name that tracebacks give.
    pub file: String,
    pub codes: Vec<CodeObject>,
    pub constants: Vec<Const>,
}

/// The place of a code object in its program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CodeId(pub u32);

/// The place of a constant in its program. Elements of a tuple come before the tuple.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ConstId(pub u32);

/// CPython's `code`, field by field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeObject {
    pub name: Arc<str>,
    pub qualname: Arc<str>,
    /// `CO_…` bits: see [`flags`].
    pub flags: u32,
    /// With positional-only ones, without `*args`, keyword-only ones and `**kwargs`.
    pub argument_count: u32,
    pub positional_only_count: u32,
    pub keyword_only_count: u32,
    pub first_line: u32,
    pub units: Vec<u16>,
    pub constants: Vec<ConstId>,
    /// Names that are looked up by text: globals, builtins, attributes.
    pub names: Vec<Arc<str>>,
    /// The frame's slots: parameters first, then other locals, cells that are no parameters, free variables.
    pub slots: Vec<Slot>,
    pub stack_size: u32,
    /// Where in the source each stretch of code comes from: the stretch's end, ascending, and the position. `None` for
    /// instructions that come from nowhere.
    pub positions: Positions,
    /// Ascending and disjoint.
    pub handlers: Vec<Handler>,
}

/// One slot of a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    pub name: Arc<str>,
    pub kind: SlotKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlotKind {
    Local,
    /// A local that inner functions use too.
    CellLocal,
    /// A comprehension's own, inlined in a module or class: hidden from `locals()`.
    Hidden,
    /// A cell that is no local, such as a class's `__class__`.
    Cell,
    Free,
}

/// A stretch of code and where an exception in it goes: one line of the exception table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    /// How many stack entries stay.
    pub depth: u32,
    /// Whether the offset of the instruction that raised is pushed below the exception.
    pub push_lasti: bool,
}

/// CPython's `CO_…` bits.
pub mod flags {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const COROUTINE: u32 = 0x80;
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    pub const ASYNC_GENERATOR: u32 = 0x200;
    pub const FUTURE_BARRY_AS_BDFL: u32 = 0x40_0000;
    pub const FUTURE_ANNOTATIONS: u32 = 0x100_0000;
    pub const HAS_DOCSTRING: u32 = 0x400_0000;
    pub const METHOD: u32 = 0x800_0000;
}

/// A constant of a program.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    /// Beyond 64 bits.
    BigInt(BigInt),
    Float(f64),
    Complex(f64, f64),
    /// WTF-8: UTF-8 that may hold surrogates.
    Str(Vec<u8>),
    Bytes(Vec<u8>),
    Tuple(Vec<ConstId>),
    FrozenSet(Vec<ConstId>),
    /// Start, stop, step.
    Slice([ConstId; 3]),
    Code(CodeId),
}

/// A stretch of source: lines from 1, columns from 0 in UTF-8 bytes, or [`Position::NO_COLUMN`]. CPython gives a module's first
/// instruction the line 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position {
    pub line: u32,
    pub end_line: u32,
    pub column: u32,
    pub end_column: u32,
}

impl Position {
    pub const NO_COLUMN: u32 = u32::MAX;
}

impl Program {
    pub const MODULE: CodeId = CodeId(0);
}

impl std::ops::Index<CodeId> for Program {
    type Output = CodeObject;
    fn index(&self, id: CodeId) -> &CodeObject {
        &self.codes[id.0 as usize]
    }
}

impl std::ops::Index<ConstId> for Program {
    type Output = Const;
    fn index(&self, id: ConstId) -> &Const {
        &self.constants[id.0 as usize]
    }
}

impl CodeObject {
    /// Where the instruction at a code unit comes from.
    pub fn position(&self, unit: usize) -> Option<Position> {
        let index = self.positions.partition_point(|&(end, _)| end as usize <= unit);
        self.positions.get(index).and_then(|&(_, position)| position)
    }

    /// Where an exception raised at a code unit goes.
    pub fn handler(&self, unit: usize) -> Option<Handler> {
        let index = self.handlers.partition_point(|handler| handler.end as usize <= unit);
        self.handlers.get(index).copied().filter(|handler| handler.start as usize <= unit)
    }
}
