//! Interned texts: identifiers and type comments. Equal texts have one number.

use super::arena::Item;
use rustc_hash::FxBuildHasher;
use std::rc::Rc;
use string_interner::StringInterner;
use string_interner::backend::StringBackend;
use string_interner::symbol::{Symbol, SymbolU32};

/// The number of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(SymbolU32);

impl Name {
    /// Names are numbered in the order of their first mention.
    pub fn index(self) -> usize {
        self.0.to_usize()
    }
}

/// The texts that were given a number. Copies share them, until one gets a new text.
#[derive(Clone, Debug)]
pub struct Names(Rc<StringInterner<StringBackend<SymbolU32>, FxBuildHasher>>);

/// What later stages look for, whether a program has it or not. A tree's names begin with it, so that they can be shared.
const COMMON: [&str; 33] = [
    "<module>",
    "<lambda>",
    "<listcomp>",
    "<setcomp>",
    "<dictcomp>",
    "<genexpr>",
    "__annotate__",
    "__annotate_func__",
    "__annotations__",
    "__class__",
    "__classcell__",
    "__classdict__",
    "__classdictcell__",
    "__conditional_annotations__",
    "__debug__",
    "__doc__",
    "__firstlineno__",
    "__module__",
    "__name__",
    "__qualname__",
    "__static_attributes__",
    "__type_params__",
    ".0",
    ".defaults",
    ".format",
    ".generic_base",
    ".kwdefaults",
    ".type_params",
    "",
    "join",
    "return",
    "self",
    "super",
];

impl Default for Names {
    fn default() -> Self {
        Names(Rc::new(StringInterner::with_hasher(FxBuildHasher)))
    }
}

impl Names {
    pub(crate) fn with_capacity(names: usize) -> Names {
        let mut interner = StringInterner::with_capacity_and_hasher(COMMON.len() + names, FxBuildHasher);
        interner.extend(COMMON);
        Names(Rc::new(interner))
    }

    #[inline]
    pub fn intern(&mut self, text: &str) -> Name {
        match Rc::get_mut(&mut self.0) {
            Some(own) => Name(own.get_or_intern(text)),
            None => self.get(text).unwrap_or_else(|| Name(Rc::make_mut(&mut self.0).get_or_intern(text))),
        }
    }

    /// The name of a text that was interned before.
    pub fn get(&self, text: &str) -> Option<Name> {
        self.0.get(text).map(Name)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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
