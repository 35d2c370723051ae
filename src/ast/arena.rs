//! What the tree is made of: typed ids into arenas, lists in one pool, interned names, literal values.

use super::constant::{Constant, ConstantId, Text};
use super::names::{Name, Names};
use super::nodes::{AnyNode, Arenas, Expr, Mod, Stmt};
use crate::source::Span;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU32;

/// The place of a node of type `T` in its arena. `Option<Id<T>>` is as small.
pub struct Id<T> {
    raw: NonZeroU32,
    kind: PhantomData<fn() -> T>,
}

/// A sequence in the tree's pool, as one number: the place of its length, which the elements follow. `Option<List<T>>` is as
/// small.
pub struct List<T> {
    raw: NonZeroU32,
    kind: PhantomData<fn() -> T>,
}

/// A sequence whose element type is known by the field that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawList(NonZeroU32);

/// What a list can hold: anything that fits in a word of the pool.
pub trait Item: Copy {
    fn into_raw(self) -> u32;
    fn from_raw(raw: u32) -> Self;
}

/// A type of nodes: knows its arena.
pub trait Node: Copy + Sized {
    fn arena(arenas: &Arenas) -> &Vec<Spanned<Self>>;
    fn arena_mut(arenas: &mut Arenas) -> &mut Vec<Spanned<Self>>;
}

/// A node and the stretch of source it was built from.
#[derive(Clone, Copy, Debug)]
pub struct Spanned<T> {
    pub node: T,
    pub span: Span,
}

/// A syntax tree.
#[derive(Debug)]
pub struct Ast {
    arenas: Arenas,
    pool: Vec<u32>,
    names: Names,
    pub(super) constants: Vec<Constant>,
    pub(super) text: Vec<u8>,
    root: Option<Id<Mod>>,
}

/// A field's value in the generic view.
#[derive(Clone, Copy, Debug)]
pub enum Field {
    Absent,
    Node(AnyNode),
    /// The elements are what the function makes of each number of the list.
    List(RawList, fn(u32) -> Field),
    Identifier(Name),
    Text(Name),
    Int(i32),
    Constant(ConstantId),
    /// An operator or context, by the name of its class.
    Operator(&'static str),
}

impl Default for Ast {
    fn default() -> Self {
        Ast::new()
    }
}

impl Ast {
    pub fn new() -> Ast {
        Ast {
            arenas: Arenas::default(),
            // The empty list is at 1, so that 0 is free for `Option<List>`.
            pool: vec![0, 0],
            names: Names::default(),
            constants: Constant::SINGLETONS.to_vec(),
            text: Vec::new(),
            root: None,
        }
    }

    /// A tree with room for what a source of so many bytes is likely to hold.
    pub(crate) fn with_capacity(bytes: usize) -> Ast {
        let mut ast = Ast::new();
        ast.names = Names::with_capacity(bytes / 80);
        Expr::arena_mut(&mut ast.arenas).reserve(bytes / 10);
        Stmt::arena_mut(&mut ast.arenas).reserve(bytes / 40);
        ast.pool.reserve(bytes / 12);
        ast.text.reserve(bytes / 8);
        ast
    }

    /// The module, interactive statement, expression or function type. Panics before it is set.
    pub fn root(&self) -> Id<Mod> {
        self.root.expect("a parsed tree has a root")
    }

    pub(crate) fn set_root(&mut self, root: Id<Mod>) {
        self.root = Some(root);
    }

    #[inline]
    pub(super) fn add<T: Node>(&mut self, node: T, span: Span) -> Id<T> {
        let arena = T::arena_mut(&mut self.arenas);
        arena.push(Spanned { node, span });
        Id::from_raw(arena.len() as u32)
    }

    #[inline]
    pub fn span<T: Node>(&self, id: Id<T>) -> Span {
        T::arena(&self.arenas)[id.index()].span
    }

    pub(crate) fn set_span<T: Node>(&mut self, id: Id<T>, span: Span) {
        T::arena_mut(&mut self.arenas)[id.index()].span = span;
    }

    /// All nodes of one type, in the order in which they were built: children before parents.
    pub fn all<T: Node + 'static>(&self) -> impl ExactSizeIterator<Item = (Id<T>, Spanned<T>)> + '_ {
        T::arena(&self.arenas).iter().enumerate().map(|(index, spanned)| (Id::from_raw(index as u32 + 1), *spanned))
    }

    pub(super) fn all_mut<T: Node + 'static>(&mut self) -> impl Iterator<Item = &mut Span> {
        T::arena_mut(&mut self.arenas).iter_mut().map(|spanned| &mut spanned.span)
    }

    #[inline]
    pub fn new_list<T: Item>(&mut self, items: &[T]) -> List<T> {
        self.list_of(items.iter().copied())
    }

    #[inline]
    pub(crate) fn list_of<T: Item>(&mut self, items: impl ExactSizeIterator<Item = T>) -> List<T> {
        if items.len() == 0 {
            return List::EMPTY;
        }
        let raw = self.next_list();
        self.pool.push(items.len() as u32);
        self.pool.extend(items.map(Item::into_raw));
        List { raw, kind: PhantomData }
    }

    /// A list of elements that are numbers already.
    #[inline]
    pub(crate) fn list_of_raw<T: Item>(&mut self, items: &[u32]) -> List<T> {
        if items.is_empty() {
            return List::EMPTY;
        }
        let raw = self.next_list();
        self.pool.push(items.len() as u32);
        self.pool.extend_from_slice(items);
        List { raw, kind: PhantomData }
    }

    #[inline]
    fn next_list(&self) -> NonZeroU32 {
        NonZeroU32::new(self.pool.len() as u32).expect("the pool starts with the empty list")
    }

    /// The elements of a list.
    pub fn items<T: Item + 'static>(&self, list: List<T>) -> impl ExactSizeIterator<Item = T> + DoubleEndedIterator + '_ {
        self.raw_items(list.raw()).map(Item::from_raw)
    }

    pub fn len<T: Item>(&self, list: List<T>) -> usize {
        self.pool[list.raw.get() as usize] as usize
    }

    pub fn get<T: Item>(&self, list: List<T>, index: usize) -> Option<T> {
        (index < self.len(list)).then(|| T::from_raw(self.pool[list.raw.get() as usize + 1 + index]))
    }

    pub fn raw_items(&self, list: RawList) -> impl ExactSizeIterator<Item = u32> + DoubleEndedIterator + '_ {
        let start = list.0.get() as usize;
        let len = self.pool[start] as usize;
        self.pool[start + 1..start + 1 + len].iter().copied()
    }

    #[inline]
    pub fn intern(&mut self, text: &str) -> Name {
        self.names.intern(text)
    }

    pub fn resolve(&self, name: Name) -> &str {
        self.names.resolve(name)
    }

    pub fn names(&self) -> &Names {
        &self.names
    }

    /// How many literal values there are.
    pub fn constant_count(&self) -> usize {
        self.constants.len()
    }

    pub fn value(&self, id: ConstantId) -> Constant {
        self.constants[id.index()]
    }

    /// The bytes of a string or bytes literal, or a number's digits. Strings are WTF-8: UTF-8 that may hold surrogates.
    pub fn text(&self, text: Text) -> &[u8] {
        &self.text[text.start as usize..text.end as usize]
    }
}

impl<T: Node> std::ops::Index<Id<T>> for Ast {
    type Output = T;
    #[inline]
    fn index(&self, id: Id<T>) -> &T {
        &T::arena(&self.arenas)[id.index()].node
    }
}

impl<T: Node> std::ops::IndexMut<Id<T>> for Ast {
    #[inline]
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut T::arena_mut(&mut self.arenas)[id.index()].node
    }
}

impl Field {
    pub(super) fn node<T: Node>(id: Id<T>) -> Field
    where
        AnyNode: From<Id<T>>,
    {
        Field::Node(id.into())
    }

    pub(super) fn small(value: i16) -> Field {
        Field::Int(value.into())
    }

    pub(super) fn operator<T: Item + Into<&'static str>>(value: T) -> Field {
        Field::Operator(value.into())
    }
}

impl<T> Id<T> {
    /// The node's place among the nodes of its type, from 0.
    #[inline]
    pub fn index(self) -> usize {
        self.raw.get() as usize - 1
    }
}

impl<T> Item for Id<T> {
    #[inline]
    fn into_raw(self) -> u32 {
        self.raw.get()
    }
    #[inline]
    fn from_raw(raw: u32) -> Self {
        Id { raw: NonZeroU32::new(raw).expect("ids start at 1"), kind: PhantomData }
    }
}

impl<T> Item for Option<Id<T>> {
    #[inline]
    fn into_raw(self) -> u32 {
        self.map_or(0, Id::into_raw)
    }
    #[inline]
    fn from_raw(raw: u32) -> Self {
        NonZeroU32::new(raw).map(|raw| Id { raw, kind: PhantomData })
    }
}

impl<T> Item for List<T> {
    fn into_raw(self) -> u32 {
        self.raw.get()
    }
    fn from_raw(raw: u32) -> Self {
        List { raw: NonZeroU32::new(raw).unwrap_or(NonZeroU32::MIN), kind: PhantomData }
    }
}

impl<T> List<T> {
    pub const EMPTY: List<T> = List { raw: NonZeroU32::MIN, kind: PhantomData };

    pub fn is_empty(self) -> bool {
        self.raw == NonZeroU32::MIN
    }

    pub fn raw(self) -> RawList {
        RawList(self.raw)
    }
}

// Derives would ask `T` for what only the number needs.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<T> Eq for Id<T> {}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}
impl<T> std::fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.raw)
    }
}
impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for List<T> {}
impl<T> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<T> Eq for List<T> {}
impl<T> std::fmt::Debug for List<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{}]", self.raw)
    }
}
