//! The values of literals.

use super::arena::{Ast, Item, List};

/// A literal's value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constant {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    /// An integer of more than 63 bits: its digits as the source has them, prefix included, underscores left out. One that a
    /// program made may have a sign.
    BigInt(Text),
    Float(f64),
    /// The imaginary part.
    Complex(f64),
    /// WTF-8.
    Str(Text),
    Bytes(Text),
    /// A complex number by its parts; this and what follows is no literal, but a tree that a program made may have it.
    Sum(ConstantId, ConstantId),
    Tuple(List<ConstantId>),
    FrozenSet(List<ConstantId>),
}

/// A stretch of the tree's text buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub start: u32,
    pub end: u32,
}

/// The place of a literal's value in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ConstantId(u32);

impl Constant {
    /// The values that every tree has, at the ids below.
    pub(super) const SINGLETONS: [Constant; 4] = [Constant::None, Constant::True, Constant::False, Constant::Ellipsis];
}

impl ConstantId {
    pub const NONE: ConstantId = ConstantId(0);
    pub const TRUE: ConstantId = ConstantId(1);
    pub const FALSE: ConstantId = ConstantId(2);
    pub const ELLIPSIS: ConstantId = ConstantId(3);

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Item for ConstantId {
    fn into_raw(self) -> u32 {
        self.0
    }
    fn from_raw(raw: u32) -> Self {
        ConstantId(raw)
    }
}

impl Ast {
    pub fn add_constant(&mut self, value: Constant) -> ConstantId {
        self.constants.push(value);
        ConstantId(self.constants.len() as u32 - 1)
    }

    /// Where the text buffer ends: the start of the next text.
    pub fn text_end(&self) -> u32 {
        self.text.len() as u32
    }

    /// The text buffer, to append a literal's value to.
    pub fn text_buffer(&mut self) -> &mut Vec<u8> {
        &mut self.text
    }
}
