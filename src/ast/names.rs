//! Interned texts: identifiers and type comments. Equal texts have one number.

use super::arena::Item;
use rustc_hash::FxBuildHasher;
use string_interner::StringInterner;
use string_interner::backend::StringBackend;
use string_interner::symbol::{Symbol, SymbolU32};

/// The number of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(SymbolU32);

/// The texts that were given a number.
#[derive(Clone, Debug)]
pub struct Names(StringInterner<StringBackend<SymbolU32>, FxBuildHasher>);

impl Default for Names {
    fn default() -> Self {
        Names(StringInterner::with_hasher(FxBuildHasher))
    }
}

impl Names {
    pub(crate) fn with_capacity(names: usize) -> Names {
        Names(StringInterner::with_capacity_and_hasher(names, FxBuildHasher))
    }

    #[inline]
    pub fn intern(&mut self, text: &str) -> Name {
        Name(self.0.get_or_intern(text))
    }

    /// The name of a text that was interned before.
    pub fn get(&self, text: &str) -> Option<Name> {
        self.0.get(text).map(Name)
    }

    /// Whether the name is one of these: a copy may have more.
    pub fn has(&self, name: Name) -> bool {
        name.0.to_usize() < self.0.len()
    }

    pub fn resolve(&self, name: Name) -> &str {
        self.0.resolve(name.0).expect("a name of these")
    }
}

impl Item for Name {
    fn into_raw(self) -> u32 {
        self.0.to_usize() as u32
    }
    fn from_raw(raw: u32) -> Self {
        Name(SymbolU32::try_from_usize(raw as usize).expect("a name's number"))
    }
}
