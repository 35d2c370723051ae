//! Compiled code: what the code generator gives, what the machine runs, what a cache file will hold.

/// A compiled file: its code objects. The first is the module's; the others are constants of earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// The name that tracebacks give.
    pub file: String,
    pub codes: Vec<CodeObject>,
}

/// The place of a code object in its program. Code objects refer to each other by it, so none owns another and freeing
/// them needs no recursion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CodeId(pub u32);

#[derive(Clone, Debug, PartialEq)]
pub struct CodeObject {
    pub name: String,
    pub first_line: u32,
    pub units: Vec<u16>,
    pub constants: Vec<Const>,
    /// Names that are looked up by text: globals, builtins, names of a module.
    pub names: Vec<String>,
    /// The names of the frame's slots.
    pub locals: Vec<String>,
    pub stack_size: u32,
    /// Where in the source each stretch of code comes from: the stretch's end, ascending, and the position.
    pub positions: Vec<(u32, Position)>,
}

/// A constant of a code object.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    None,
    True,
    False,
    Int(i64),
    Float(f64),
    /// WTF-8: UTF-8 that may hold surrogates.
    Str(Vec<u8>),
    Code(CodeId),
}

/// A stretch of source: lines from 1, columns from 0 in UTF-8 bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position {
    pub line: u32,
    pub end_line: u32,
    pub column: u32,
    pub end_column: u32,
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

impl CodeObject {
    /// Where the instruction at a code unit comes from.
    pub fn position(&self, unit: usize) -> Position {
        let index = self.positions.partition_point(|&(end, _)| end as usize <= unit);
        self.positions.get(index).map_or(Position::default(), |&(_, position)| position)
    }
}
