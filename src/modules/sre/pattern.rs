//! `re.Pattern`, and the scanners that go through a text step by step.

use super::matches;
use super::replace;
use super::run::{Found, How, Search, Subject, find};
use crate::builtins::generic_alias::class_getitem;
use crate::object::{Bytes, Opaque, Str, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};
use std::rc::Rc;

/// A compiled pattern.
pub struct Pattern {
    pub source: Value,
    flags: i64,
    pub code: Rc<[u32]>,
    pub groups: usize,
    /// Numbers of groups by name; names by number.
    pub group_index: Value,
    pub index_group: Value,
    /// For text, or for bytes; `None` without a source, which is for either.
    pub is_text: Option<bool>,
}

impl Opaque for Pattern {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.source);
        visit(&self.group_index);
        visit(&self.index_group);
    }
}

/// How many matches a scanner looks for at once.
const BATCH: usize = 64;

/// What goes through a text: `finditer` is made of it.
pub struct Scanner {
    pattern: Value,
    subject: Subject,
    place: (usize, usize),
    next: Option<Search>,
    /// Found already, the next one last.
    ready: Vec<Found>,
}

impl Opaque for Scanner {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.pattern);
        visit(&self.subject.string);
    }
}

pub const METHODS: &[Native] = &[
    Native {
        name: "match",
        signature: "(self, /, string, pos=0, endpos=9223372036854775807)",
        function: |vm, args| once(vm, args, How::Match),
    },
    Native {
        name: "fullmatch",
        signature: "(self, /, string, pos=0, endpos=9223372036854775807)",
        function: |vm, args| once(vm, args, How::FullMatch),
    },
    Native {
        name: "search",
        signature: "(self, /, string, pos=0, endpos=9223372036854775807)",
        function: |vm, args| once(vm, args, How::Search),
    },
    Native { name: "findall", signature: "(self, /, string, pos=0, endpos=9223372036854775807)", function: findall },
    Native { name: "finditer", signature: "(self, /, string, pos=0, endpos=9223372036854775807)", function: scanner },
    Native { name: "scanner", signature: "(self, /, string, pos=0, endpos=9223372036854775807)", function: scanner },
    Native { name: "split", signature: "(self, /, string, maxsplit=0)", function: split },
    Native {
        name: "sub",
        signature: "(self, /, repl, string, count=0)",
        function: |vm, args| replace::sub(vm, args, false),
    },
    Native {
        name: "subn",
        signature: "(self, /, repl, string, count=0)",
        function: |vm, args| replace::sub(vm, args, true),
    },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__eq__", signature: "(self, value, /)", function: equal },
    Native { name: "__copy__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__deepcopy__", signature: "(self, memo, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: class_getitem },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "pattern", get: |vm, pattern| Ok(pattern_of(vm, pattern).source.clone()), set: None },
    Attribute { name: "flags", get: |vm, pattern| Ok(vm.int(pattern_of(vm, pattern).flags)), set: None },
    Attribute { name: "groups", get: |vm, pattern| Ok(Value::size(pattern_of(vm, pattern).groups)), set: None },
    Attribute { name: "groupindex", get: group_index, set: None },
];

pub const SCANNER: &[Native] = &[
    Native { name: "match", signature: "(self, /)", function: |vm, args| step(vm, &args[0], Some(How::Match)) },
    Native { name: "search", signature: "(self, /)", function: |vm, args| step(vm, &args[0], Some(How::Search)) },
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
];

pub const SCANNER_ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "pattern",
    get: |vm, scanner| Ok(scanner.opaque::<Scanner>(vm).map_or(Value::NONE, |scanner| scanner.pattern.clone())),
    set: None,
}];

pub fn pattern_of<'a>(vm: &'a Vm, pattern: &'a Value) -> &'a Pattern {
    pattern.opaque::<Pattern>(vm).expect("a method of patterns")
}

pub fn compile(vm: &mut Vm, args: &[Value]) -> PyResult {
    let source = args[0].clone();
    let flags = vm.index_i64(&args[1])?;
    let mut code = Vec::new();
    for word in vm.collect(&args[2])? {
        let word = vm.index_i64(&word)?;
        let Ok(word) = u32::try_from(word) else {
            return Err(vm.raise(ExceptionKind::OverflowError, "regular expression code size limit exceeded"));
        };
        code.push(word);
    }
    let groups = usize::try_from(vm.index_i64(&args[3])?).unwrap_or(0);
    let is_text = if source.is_none() { None } else { Some(source.is_a::<Str>()) };
    let pattern = Pattern {
        source,
        flags,
        code: code.into(),
        groups,
        group_index: args[4].clone(),
        index_group: args[5].clone(),
        is_text,
    };
    Ok(vm.new_opaque(pattern))
}

fn group_index(vm: &mut Vm, pattern: &Value) -> PyResult {
    let index = pattern_of(vm, pattern).group_index.clone();
    let class = vm.types().mappingproxy.value().clone();
    vm.call(&class, &[index])
}

/// The part of a text that `pos` and `endpos` leave.
pub fn bounds(vm: &mut Vm, subject: &Subject, pos: &Value, endpos: &Value) -> PyResult<(usize, usize)> {
    let len = subject.len();
    let mut clamp = |given: &Value, usual: usize| -> PyResult<usize> {
        match given.is_null() {
            true => Ok(usual),
            false => Ok(usize::try_from(vm.index_clamped(given)?).unwrap_or(0).min(len)),
        }
    };
    Ok((clamp(pos, 0)?, clamp(endpos, len)?))
}

fn once(vm: &mut Vm, args: &[Value], how: How) -> PyResult {
    let subject = Subject::of(vm, &args[0], &args[1])?;
    let (start, end) = bounds(vm, &subject, &args[2], &args[3])?;
    if start > end {
        return Ok(Value::NONE);
    }
    let search = Search { start, end, how, must_advance: false };
    let (mut found, _) = find(vm, &args[0], &subject, search, 1)?;
    vm.attend_interrupt()?;
    match found.pop() {
        Some(found) => Ok(matches::make(vm, &args[0], subject, (start, end), found)),
        None => Ok(Value::NONE),
    }
}

fn findall(vm: &mut Vm, args: &[Value]) -> PyResult {
    let subject = Subject::of(vm, &args[0], &args[1])?;
    let (start, end) = bounds(vm, &subject, &args[2], &args[3])?;
    let mut items = Vec::new();
    let mut next = (start <= end).then_some(Search { start, end, how: How::Search, must_advance: false });
    while let Some(search) = next {
        let (found, more) = find(vm, &args[0], &subject, search, BATCH)?;
        next = more;
        vm.attend()?;
        for found in found {
            items.push(shown(vm, &subject, &found));
        }
    }
    Ok(vm.list(items))
}

/// What `findall` gives for a match: the whole without groups, else the group, or all of several.
fn shown(vm: &mut Vm, subject: &Subject, found: &Found) -> Value {
    let part = |place: &Option<(usize, usize)>| subject.part(vm, place.unwrap_or((0, 0)));
    match &found.groups[..] {
        [whole] => part(whole),
        [_, group] => part(group),
        [_, groups @ ..] => {
            let parts: Vec<Value> = groups.iter().map(part).collect();
            vm.tuple(parts)
        }
        [] => Value::NONE,
    }
}

fn split(vm: &mut Vm, args: &[Value]) -> PyResult {
    let subject = Subject::of(vm, &args[0], &args[1])?;
    let most = if args[2].is_null() { 0 } else { vm.index_clamped(&args[2])? };
    let (mut parts, mut last, mut count) = (Vec::new(), 0, 0i64);
    let mut next = Some(Search { start: 0, end: subject.len(), how: How::Search, must_advance: false });
    if most < 0 {
        next = None;
    }
    while let Some(search) = next {
        let batch = if most > 0 { usize::try_from(most - count).unwrap_or(BATCH).min(BATCH) } else { BATCH };
        let (found, more) = find(vm, &args[0], &subject, search, batch)?;
        next = more;
        vm.attend()?;
        for found in found {
            let (start, end) = found.whole();
            parts.push(subject.part(vm, (last, start)));
            for group in &found.groups[1..] {
                parts.push(group.map_or(Value::NONE, |place| subject.part(vm, place)));
            }
            (last, count) = (end, count + 1);
        }
        if most > 0 && count >= most {
            break;
        }
    }
    parts.push(subject.part(vm, (last, subject.len())));
    Ok(vm.list(parts))
}

fn scanner(vm: &mut Vm, args: &[Value]) -> PyResult {
    let subject = Subject::of(vm, &args[0], &args[1])?;
    let (start, end) = bounds(vm, &subject, &args[2], &args[3])?;
    let next = (start <= end).then_some(Search { start, end, how: How::Search, must_advance: false });
    let scanner = Scanner { pattern: args[0].clone(), subject, place: (start, end), next, ready: Vec::new() };
    Ok(vm.new_opaque(scanner))
}

/// The next match of an iterator, from those found already if there are any.
fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let found = step(vm, &args[0], None)?;
    Ok(if found.is_none() { Value::NULL } else { found })
}

/// The next match. How it is looked for may change from step to step, so then nothing is found ahead.
fn step(vm: &mut Vm, scanner: &Value, how: Option<How>) -> PyResult {
    let Some(mine) = scanner.opaque_mut::<Scanner>(vm) else { return Ok(Value::NONE) };
    if mine.ready.is_empty()
        && let Some(search) = mine.next.take()
    {
        let (pattern, subject) = (mine.pattern.clone(), mine.subject.clone());
        let search = Search { how: how.unwrap_or(How::Search), ..search };
        let batch = if how.is_some() { 1 } else { BATCH };
        let (mut found, next) = find(vm, &pattern, &subject, search, batch)?;
        vm.attend_interrupt()?;
        found.reverse();
        if let Some(mine) = scanner.opaque_mut::<Scanner>(vm) {
            (mine.ready, mine.next) = (found, next);
        }
    }
    let Some(mine) = scanner.opaque_mut::<Scanner>(vm) else { return Ok(Value::NONE) };
    let Some(found) = mine.ready.pop() else { return Ok(Value::NONE) };
    let (pattern, subject, place) = (mine.pattern.clone(), mine.subject.clone(), mine.place);
    Ok(matches::make(vm, &pattern, subject, place, found))
}

/// The flags that `repr` names, in this order. `UNICODE` goes without saying for text.
const FLAGS: &[(&str, i64)] = &[
    ("re.IGNORECASE", 2),
    ("re.LOCALE", 4),
    ("re.MULTILINE", 8),
    ("re.DOTALL", 16),
    ("re.VERBOSE", 64),
    ("re.DEBUG", 128),
    ("re.ASCII", 256),
];
const UNICODE: i64 = 32;
const LONGEST_SHOWN: usize = 200;

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pattern = pattern_of(vm, &args[0]);
    let (source, mut flags, is_text) = (pattern.source.clone(), pattern.flags, pattern.is_text == Some(true));
    if is_text && flags & (4 | UNICODE | 256) == UNICODE {
        flags &= !UNICODE;
    }
    let shown = vm.repr(&source)?;
    let shown: String = vm.text(&shown).chars().take(LONGEST_SHOWN).collect();
    let mut names: Vec<String> = Vec::new();
    for (name, flag) in FLAGS.iter().take(4).chain(&[("re.UNICODE", UNICODE)]).chain(&FLAGS[4..]) {
        if flags & flag != 0 {
            names.push((*name).into());
            flags &= !flag;
        }
    }
    if flags != 0 {
        names.push(format!("{flags:#x}"));
    }
    let names = if names.is_empty() { String::new() } else { format!(", {}", names.join("|")) };
    Ok(vm.str(&format!("re.compile({shown}{names})")))
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pattern = pattern_of(vm, &args[0]);
    let (source, flags) = (pattern.source.clone(), pattern.flags);
    let code: i64 = pattern.code.iter().fold(0, |hash: i64, word| hash.wrapping_mul(31).wrapping_add((*word).into()));
    let parts = [source, vm.int(flags), vm.int(code & ((1 << 60) - 1))];
    let parts = vm.tuple(parts);
    let hash = vm.hash(&parts)?;
    Ok(vm.int(hash))
}

fn equal(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(other) = args[1].opaque::<Pattern>(vm) else { return Ok(Value::NOT_IMPLEMENTED) };
    let own = pattern_of(vm, &args[0]);
    let same = own.flags == other.flags && own.code == other.code && own.is_text == other.is_text;
    let (a, b) = (own.source.clone(), other.source.clone());
    // Bytes that are equal to an array of bytes are another pattern all the same.
    let alike = a.is_a::<Bytes>() == b.is_a::<Bytes>();
    Ok(Value::bool(same && alike && vm.equal(&a, &b)?))
}
