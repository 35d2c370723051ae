//! The payloads of str, bytes and bytearray.
//!
//! A str is generalised WTF-8: UTF-8 in which each surrogate may stand for itself. ASCII, which most text is, is indexed
//! directly; other text by a table, made when first needed, of where every 64th character begins.

#![allow(unsafe_code)]

use super::core::MOST_INTERNED;
use super::heap::{self, Heap, flag};
use super::kinds::{Kind, Payload, Tailed};
use super::types::Type;
use super::value::{HeapCell, Obj, Ref, Value};
use crate::collections::hash::HashKey;
use std::borrow::Cow;
use std::cell::Cell;
use std::ptr::NonNull;
use std::sync::OnceLock;

/// A str: its bytes lie behind this.
pub struct Str {
    len: usize,
    chars: Chars,
    /// 0 if not computed yet.
    hash: Cell<i64>,
}

// SAFETY: no other payload is of this kind; the tail is dropped with it.
unsafe impl Payload for Str {
    const KIND: Kind = Kind::Str;
    fn traverse(&self, _: &Heap, _: &mut dyn FnMut(&Value)) {}
    fn tail_bytes(&self) -> usize {
        self.len
    }
    unsafe fn drop_all(object: NonNull<Obj<Str>>) {
        // SAFETY: by the caller's promise.
        unsafe { heap::drop_tailed(object) }
    }
}

// SAFETY: the length never changes.
unsafe impl Tailed for Str {
    type Element = u8;
    fn tail_len(&self) -> usize {
        self.len
    }
}

/// Every how many characters the index has an entry.
const STRIDE: usize = 64;

/// How many code points a str has, and once it was asked for also where they begin. One word, for there are many strs and few
/// have an index: twice the count and one more, or the address of an [`Index`].
struct Chars(Cell<usize>);

struct Index {
    count: usize,
    /// Of every [`STRIDE`]th code point.
    starts: Box<[u32]>,
}

impl Chars {
    #[inline(always)]
    fn new(count: usize) -> Chars {
        Chars(Cell::new(count << 1 | 1))
    }

    /// Whether there is no index, and so many code points.
    #[inline(always)]
    fn is_plain(&self, count: usize) -> bool {
        self.0.get() == count << 1 | 1
    }

    fn index(&self) -> Option<&Index> {
        let word = self.0.get();
        // SAFETY: an even word is the address of an index, which is there until this is dropped.
        (word & 1 == 0).then(|| unsafe { &*std::ptr::with_exposed_provenance::<Index>(word) })
    }

    #[inline(always)]
    fn count(&self) -> usize {
        self.index().map_or(self.0.get() >> 1, |index| index.count)
    }

    /// Where every [`STRIDE`]th code point begins in the bytes.
    fn starts(&self, bytes: &[u8]) -> &[u32] {
        let index = self.index().unwrap_or_else(|| {
            let starts = bytes.iter().enumerate().filter(|(_, byte)| !is_continuation(**byte));
            let starts = starts.step_by(STRIDE).map(|(at, _)| at as u32).collect();
            let index = Box::into_raw(Box::new(Index { count: self.count(), starts }));
            self.0.set(index.expose_provenance());
            // SAFETY: it was just made.
            unsafe { &*index }
        });
        &index.starts
    }
}

impl Drop for Chars {
    #[inline(always)]
    fn drop(&mut self) {
        if self.0.get() & 1 == 0 {
            // SAFETY: the index was boxed by `starts`, and nobody else drops it.
            drop(unsafe { Box::from_raw(std::ptr::with_exposed_provenance_mut::<Index>(self.0.get())) });
        }
    }
}

impl Str {
    /// The hash, remembered; `bytes` are the str's.
    #[inline(always)]
    pub fn hash_of(&self, bytes: &[u8]) -> i64 {
        if self.hash.get() == 0 {
            self.hash.set(hash_text(bytes));
        }
        self.hash.get()
    }

    /// How many code points it has.
    #[inline(always)]
    pub fn chars(&self) -> usize {
        self.chars.count()
    }

    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.chars.is_plain(self.len)
    }
}

impl Obj<Str> {
    /// Generalised WTF-8.
    #[inline(always)]
    pub fn as_bytes(&self) -> &[u8] {
        self.tail()
    }

    /// The text, if it has no surrogates.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(self.as_bytes()).ok()
    }

    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.as_bytes())
    }

    #[inline]
    pub fn hash(&self) -> i64 {
        self.hash_of(self.as_bytes())
    }

    /// Where a character begins in the bytes; the length for the end.
    pub fn byte_offset(&self, char: usize) -> usize {
        let bytes = self.as_bytes();
        if self.is_ascii() {
            return char.min(bytes.len());
        }
        if char >= self.chars() {
            return bytes.len();
        }
        let mut at = self.chars.starts(bytes)[char / STRIDE] as usize;
        for _ in 0..char % STRIDE {
            at += 1;
            while is_continuation(bytes[at]) {
                at += 1;
            }
        }
        at
    }

    /// Which character begins at, or holds, a byte.
    pub fn char_index(&self, byte: usize) -> usize {
        if self.is_ascii() {
            return byte;
        }
        self.as_bytes()[..byte].iter().filter(|byte| !is_continuation(**byte)).count()
    }

    /// The code point at a place, which exists.
    pub fn code_point(&self, char: usize) -> u32 {
        let bytes = self.as_bytes();
        if self.is_ascii() {
            return bytes[char].into();
        }
        decode(&bytes[self.byte_offset(char)..]).map_or(0, |(point, _)| point)
    }
}

#[inline(always)]
pub fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// The first code point of generalised WTF-8, and how many bytes it has.
#[inline]
pub fn decode(bytes: &[u8]) -> Option<(u32, usize)> {
    let first = u32::from(*bytes.first()?);
    let more = |at: usize| bytes.get(at).map_or(0, |byte| u32::from(byte & 0x3f));
    Some(match first {
        0..0x80 => (first, 1),
        0x80..0xe0 => ((first & 0x1f) << 6 | more(1), 2),
        0xe0..0xf0 => ((first & 0x0f) << 12 | more(1) << 6 | more(2), 3),
        _ => ((first & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4),
    })
}

/// Adds a code point, surrogates included.
pub fn encode(point: u32, out: &mut Vec<u8>) {
    match char::from_u32(point) {
        Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => out.extend([0xe0 | (point >> 12) as u8, 0x80 | (point >> 6 & 0x3f) as u8, 0x80 | (point & 0x3f) as u8]),
    }
}

/// The key of all hashes of text: set once, before the first.
static HASH_KEY: OnceLock<HashKey> = OnceLock::new();

/// Sets the key of the hashes of text. Without effect once a hash was computed.
pub fn set_hash_key(key: HashKey) {
    let _ = HASH_KEY.set(key);
}

pub fn hash_key() -> HashKey {
    *HASH_KEY.get_or_init(|| HashKey::from_seed(0))
}

pub(super) fn hash_text(bytes: &[u8]) -> i64 {
    hash_key().hash_text(bytes)
}

/// Bytes: they lie behind this.
pub struct Bytes {
    len: usize,
    pub hash: Cell<i64>,
}

// SAFETY: no other payload is of this kind; the tail is dropped with it.
unsafe impl Payload for Bytes {
    const KIND: Kind = Kind::Bytes;
    fn traverse(&self, _: &Heap, _: &mut dyn FnMut(&Value)) {}
    fn tail_bytes(&self) -> usize {
        self.len
    }
    unsafe fn drop_all(object: NonNull<Obj<Bytes>>) {
        // SAFETY: by the caller's promise.
        unsafe { heap::drop_tailed(object) }
    }
}

// SAFETY: the length never changes.
unsafe impl Tailed for Bytes {
    type Element = u8;
    fn tail_len(&self) -> usize {
        self.len
    }
}

impl Bytes {
    pub(super) fn new(len: usize) -> Bytes {
        Bytes { len, hash: Cell::new(0) }
    }
}

impl Obj<Bytes> {
    #[inline(always)]
    pub fn as_bytes(&self) -> &[u8] {
        self.tail()
    }
}

pub struct ByteArray {
    bytes: HeapCell<Vec<u8>>,
    /// How many views there are: while there are any, the size cannot change.
    pub exports: Cell<usize>,
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for ByteArray {
    const KIND: Kind = Kind::ByteArray;
    fn traverse(&self, _: &Heap, _: &mut dyn FnMut(&Value)) {}
}

impl ByteArray {
    pub fn new(bytes: Vec<u8>) -> ByteArray {
        ByteArray { bytes: HeapCell::new(bytes), exports: Cell::new(0) }
    }

    pub fn bytes<'a>(&'a self, heap: &'a Heap) -> &'a Vec<u8> {
        self.bytes.get(heap)
    }

    pub fn bytes_mut<'a>(&'a self, heap: &'a mut Heap) -> &'a mut Vec<u8> {
        self.bytes.get_mut(heap)
    }
}

impl Str {
    /// The payload of two strs, one behind the other.
    pub(super) fn joined(a: &Str, b: &Str) -> Str {
        Str { len: a.len + b.len, chars: Chars::new(a.chars() + b.chars()), hash: Cell::new(0) }
    }

    /// Makes it as long as it is with another behind it, whose bytes are there already.
    pub(super) fn lengthen(&mut self, other: &Str) {
        self.len += other.len;
        self.chars = Chars::new(self.chars() + other.chars());
        self.hash.set(0);
    }
}

pub(super) fn str_payload(bytes: &[u8]) -> Str {
    let chars = if bytes.is_ascii() { bytes.len() } else { bytes.iter().filter(|byte| !is_continuation(**byte)).count() };
    Str { len: bytes.len(), chars: Chars::new(chars), hash: Cell::new(0) }
}

impl Heap {
    pub fn str(&self, text: &str) -> Value {
        self.str_from(text.as_bytes())
    }

    /// A str of generalised WTF-8.
    pub fn str_from(&self, bytes: &[u8]) -> Value {
        match bytes {
            [] => self.core.empty_str.clone(),
            [byte] if byte.is_ascii() => self.character(u32::from(*byte)),
            _ => self.str_of(&self.types().str, bytes).into_value(),
        }
    }

    /// A str of so many bytes and characters, which a function writes over zeros.
    #[inline]
    pub fn str_filled(&self, len: usize, chars: usize, fill: impl FnOnce(&mut [u8])) -> Value {
        if len <= 1 {
            let mut byte = [0];
            fill(&mut byte[..len]);
            return self.str_from(&byte[..len]);
        }
        let payload = Str { len, chars: Chars::new(chars), hash: Cell::new(0) };
        let text = heap::tailed_filled(&self.types().str, payload, fill);
        debug_assert_eq!(str_payload(text.as_bytes()).chars(), chars);
        text.into_value()
    }

    /// A part of a str, of which the number of characters is known.
    #[inline]
    pub fn str_part(&self, bytes: &[u8], chars: usize) -> Value {
        match bytes {
            [] | [_] => self.str_from(bytes),
            _ => {
                let payload = Str { len: bytes.len(), chars: Chars::new(chars), hash: Cell::new(0) };
                heap::tailed_copy(&self.types().str, payload, [bytes]).into_value()
            }
        }
    }

    /// A str of a class that may be a subclass.
    pub fn str_of(&self, class: &Obj<Type>, bytes: &[u8]) -> Ref<Str> {
        self.alloc_copy(class, str_payload(bytes), bytes)
    }

    /// Two strs, one behind the other: copied once.
    pub fn str_concat(&self, a: &Obj<Str>, b: &Obj<Str>) -> Value {
        heap::tailed_copy(&self.types().str, Str::joined(a, b), [a.as_bytes(), b.as_bytes()]).into_value()
    }

    /// The same, where the left one is not needed any more: if nobody else holds it, it grows.
    pub fn str_append(&self, a: Value, b: &Obj<Str>) -> Value {
        let Ok(a) = a.downcast::<Str>() else { return b.value() };
        let header = a.header();
        let alone = header.references() == 1 && !header.has(flag::INTERNED | flag::WEAKREFS);
        if !alone || b.is(&a) {
            return self.str_concat(&a, b);
        }
        heap::str_grown(a, b)
    }

    /// A str of one code point.
    #[inline]
    pub fn character(&self, point: u32) -> Value {
        if let Some(value) = self.core.characters.get(point as usize) {
            return value.clone();
        }
        self.rare_character(point)
    }

    fn rare_character(&self, point: u32) -> Value {
        let mut bytes = Vec::with_capacity(4);
        encode(point, &mut bytes);
        self.str_part(&bytes, 1)
    }

    pub fn bytes(&self, bytes: &[u8]) -> Value {
        if bytes.is_empty() {
            return self.core.empty_bytes.clone();
        }
        self.bytes_of(&self.types().bytes, bytes).into_value()
    }

    pub fn bytes_of(&self, class: &Obj<Type>, bytes: &[u8]) -> Ref<Bytes> {
        self.alloc_copy(class, Bytes::new(bytes.len()), bytes)
    }

    pub fn bytearray(&self, bytes: Vec<u8>) -> Value {
        self.alloc(&self.types().bytearray, ByteArray::new(bytes)).into_value()
    }

    /// How many names there are.
    pub fn interned_count(&self) -> usize {
        self.core.interned.len()
    }

    /// The one str with this text that names are compared with by identity.
    pub fn intern(&mut self, text: &str) -> Value {
        self.make_room_for_name();
        let class = self.core.types.str.clone();
        super::core::intern(&mut self.core.interned, text.as_bytes(), &class)
    }

    #[inline]
    fn make_room_for_name(&mut self) {
        if self.core.interned.len() >= self.core.most_interned {
            self.forget_names();
        }
    }

    /// How often names were freed whose addresses others may have since.
    pub fn names_forgotten(&self) -> u32 {
        self.core.names_forgotten
    }

    /// Frees the interned strs that nobody holds.
    #[cold]
    pub fn forget_names(&mut self) {
        self.core.interned.retain(|name| name.header().references() > 1);
        // It goes by the addresses of names, which others may have from now on.
        self.core.lookups.clear();
        self.core.names_forgotten += 1;
        self.core.most_interned = (2 * self.core.interned.len()).max(MOST_INTERNED);
    }

    /// The interned str equal to a str.
    pub fn interned(&mut self, name: &Value) -> Value {
        match name.get::<Str>() {
            Some(text) if !text.header().has(flag::INTERNED) => {
                let class = self.core.types.str.clone();
                self.make_room_for_name();
                super::core::intern(&mut self.core.interned, text.as_bytes(), &class)
            }
            _ => name.clone(),
        }
    }
}
