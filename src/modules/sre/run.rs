//! Running a pattern over a text: where it is found, and where its groups are.
//!
//! Takes a compiled pattern's code and what it is to be found in; gives places, counted in characters or bytes.

use super::pattern::{Pattern, pattern_of};
use crate::builtins::buffer::{bytes_like, try_buffer};
use crate::builtins::text::class_name;
use crate::object::{ByteArray, Bytes, Str, Value};
use crate::vm::signals::INTERRUPTED;
use crate::vm::{PyResult, Vm};
use rustpython_sre_engine::engine::SearchIter;
use rustpython_sre_engine::{Request, State, StrDrive, StringCursor};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::Ordering;

/// One place where a pattern was found. The first group is the whole.
pub struct Found {
    pub groups: Vec<Option<(usize, usize)>>,
    pub last_index: Option<usize>,
}

impl Found {
    pub fn whole(&self) -> (usize, usize) {
        self.groups[0].unwrap_or((0, 0))
    }
}

/// Where in a text to look, and how.
#[derive(Clone, Copy)]
pub struct Search {
    pub start: usize,
    pub end: usize,
    pub how: How,
    /// After an empty match, the next one must not be empty at the same place.
    pub must_advance: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub enum How {
    Search,
    Match,
    FullMatch,
}

/// What is searched. Bytes are copied, since they may be changed. Whoever keeps one has a reference to the string of its own, which
/// the collector counts: what is shared holds no values.
#[derive(Clone)]
pub struct Subject {
    pub string: Value,
    /// `None` for texts.
    bytes: Option<Rc<[u8]>>,
}

impl Subject {
    pub fn is_text(&self) -> bool {
        self.bytes.is_none()
    }

    /// The text or bytes that a program gives, of the kind that a pattern is for.
    pub fn of(vm: &mut Vm, pattern: &Value, string: &Value) -> PyResult<Subject> {
        let is_text_pattern = pattern_of(vm, pattern).is_text;
        if string.is_a::<Str>() {
            return match is_text_pattern {
                Some(false) => Err(vm.type_error("cannot use a bytes pattern on a string-like object")),
                _ => Ok(Subject { string: string.clone(), bytes: None }),
            };
        }
        let bytes = match string.get::<Bytes>() {
            Some(bytes) => bytes.as_bytes().to_vec(),
            None => match try_buffer(vm, string)? {
                Some(buffer) => {
                    buffer.release(vm);
                    bytes_like(vm, string)?.into_owned()
                }
                None => {
                    let class = class_name(vm, string);
                    return Err(vm.type_error(format!("expected string or bytes-like object, got '{class}'")));
                }
            },
        };
        match is_text_pattern {
            Some(true) => Err(vm.type_error("cannot use a string pattern on a bytes-like object")),
            _ => Ok(Subject { string: string.clone(), bytes: Some(bytes.into()) }),
        }
    }

    fn text(&self) -> Option<&crate::object::Obj<Str>> {
        self.string.get::<Str>().filter(|_| self.is_text())
    }

    /// Whether that is the object itself, not what an instance of a subclass stands for.
    pub fn is_plain(&self) -> bool {
        self.string.header().is_some_and(|header| !header.class().has_flag(crate::object::type_flag::HEAP))
            && (self.is_text() || self.string.is_a::<Bytes>())
    }

    /// How many characters or bytes.
    pub fn len(&self) -> usize {
        match &self.bytes {
            Some(bytes) => bytes.len(),
            None => self.text().map_or(0, |text| text.chars()),
        }
    }

    /// What lies between two places.
    pub fn part(&self, vm: &Vm, (start, end): (usize, usize)) -> Value {
        match &self.bytes {
            Some(bytes) => {
                // What a `bytearray` holds now counts.
                let changed = self.string.get::<ByteArray>().map(|array| {
                    let now = array.bytes(vm);
                    now[start.min(now.len())..end.min(now.len())].to_vec()
                });
                vm.bytes(changed.as_deref().unwrap_or_else(|| bytes.get(start..end).unwrap_or(&[])))
            }
            None => match self.text() {
                Some(text) => {
                    let (from, to) = (text.byte_offset(start), text.byte_offset(end.max(start)));
                    vm.str_part(&text.as_bytes()[from..to], end.max(start) - start)
                }
                None => Value::NONE,
            },
        }
    }

    /// The same as the bytes of a text to be put together.
    pub fn raw(&self, (start, end): (usize, usize)) -> &[u8] {
        match &self.bytes {
            Some(bytes) => bytes.get(start..end).unwrap_or(&[]),
            None => self.text().map_or(&[], |text| &text.as_bytes()[text.byte_offset(start)..text.byte_offset(end)]),
        }
    }
}

/// Up to `most` places where a pattern is found, one after the other, and where to go on: `None` at the end. Ctrl-C ends it.
pub fn find(
    vm: &mut Vm,
    pattern: &Value,
    subject: &Subject,
    search: Search,
    most: usize,
) -> PyResult<(Vec<Found>, Option<Search>)> {
    loop {
        let found = run(pattern_of(vm, pattern), subject, search, most);
        if !INTERRUPTED.load(Ordering::Relaxed) {
            return Ok(found);
        }
        // What was found is not to be relied on; if the program goes on, it is looked for again.
        vm.attend()?;
    }
}

/// A text whose characters are no longer its own once Ctrl-C came: whatever is tried then soon fails.
#[derive(Clone, Copy)]
struct Watched<S>(S);

thread_local!(static READ: Cell<u32> = const { Cell::new(0) });

/// For a while always the same character, then another: whatever part of a pattern is being repeated, one of them ends it.
#[cold]
#[inline(never)]
fn no_character() -> u32 {
    const CHARACTERS: [u32; 6] = ['\n' as u32, 'a' as u32, '0' as u32, u32::MAX, ' ' as u32, '-' as u32];
    let read = READ.with(|read| read.replace(read.get().wrapping_add(1)));
    CHARACTERS[(read >> 16) as usize % CHARACTERS.len()]
}

#[inline(always)]
fn unless_interrupted(character: u32) -> u32 {
    if INTERRUPTED.load(Ordering::Relaxed) { no_character() } else { character }
}

impl<S: StrDrive> StrDrive for Watched<S> {
    fn count(&self) -> usize {
        self.0.count()
    }

    fn create_cursor(&self, n: usize) -> StringCursor {
        self.0.create_cursor(n)
    }

    fn adjust_cursor(&self, cursor: &mut StringCursor, n: usize) {
        self.0.adjust_cursor(cursor, n);
    }

    #[inline(always)]
    fn advance(cursor: &mut StringCursor) -> u32 {
        unless_interrupted(S::advance(cursor))
    }

    #[inline(always)]
    fn peek(cursor: &StringCursor) -> u32 {
        unless_interrupted(S::peek(cursor))
    }

    #[inline(always)]
    fn skip(cursor: &mut StringCursor, n: usize) {
        S::skip(cursor, n);
    }

    #[inline(always)]
    fn back_advance(cursor: &mut StringCursor) -> u32 {
        S::back_advance(cursor)
    }

    #[inline(always)]
    fn back_peek(cursor: &StringCursor) -> u32 {
        S::back_peek(cursor)
    }

    #[inline(always)]
    fn back_skip(cursor: &mut StringCursor, n: usize) {
        S::back_skip(cursor, n);
    }
}

fn run(pattern: &Pattern, subject: &Subject, search: Search, most: usize) -> (Vec<Found>, Option<Search>) {
    match &subject.bytes {
        Some(bytes) => run_over(pattern, &bytes[..], search, most),
        None => match subject.text() {
            Some(text) if text.is_ascii() => run_over(pattern, text.as_bytes(), search, most),
            Some(text) => match (text.as_str(), rustpython_wtf8::Wtf8::from_bytes(text.as_bytes())) {
                (Some(text), _) => run_over(pattern, text, search, most),
                (None, Some(text)) => run_over(pattern, text, search, most),
                (None, None) => (Vec::new(), None),
            },
            None => (Vec::new(), None),
        },
    }
}

fn run_over<S: StrDrive>(pattern: &Pattern, subject: S, search: Search, most: usize) -> (Vec<Found>, Option<Search>) {
    let mut request = Request::new(Watched(subject), search.start, search.end, &pattern.code, search.how == How::FullMatch);
    request.must_advance = search.must_advance;
    let mut found = Vec::new();
    if search.how != How::Search {
        let mut state = State::default();
        state.reset(&request, request.start);
        if search.start <= search.end && state.py_match(&request) {
            found.push(places(pattern, &state));
        }
        let next = found.first().map(|found| {
            let (start, end) = found.whole();
            Search { start: end, must_advance: start == end, ..search }
        });
        return (found, next);
    }
    let mut searching = SearchIter { req: request, state: State::default() };
    while found.len() < most {
        if searching.next().is_none() {
            return (found, None);
        }
        found.push(places(pattern, &searching.state));
    }
    let next = Search { start: searching.req.start, must_advance: searching.req.must_advance, ..search };
    (found, Some(next))
}

fn places(pattern: &Pattern, state: &State) -> Found {
    let mut groups = vec![Some((state.start, state.cursor.position))];
    groups.extend((0..pattern.groups).map(|group| {
        let (start, end) = state.marks.get(group);
        match (start.is_some(), end.is_some()) {
            (true, true) => Some((start.unwrap(), end.unwrap())),
            _ => None,
        }
    }));
    Found { groups, last_index: usize::try_from(state.marks.last_index()).ok() }
}
