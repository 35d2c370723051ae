//! The methods of `str` by name: searching, splitting, changing case, padding, classes of characters, translating.

use super::super::codecs;
use super::super::text::{bounds, c_int, class_name, fault, new_str, optional_ssize, ssize, str_argument, wtf8};
use super::{exact, items, me};
use crate::builtins::sequence::{collect_joinable, expect_memory, has_memory};
use crate::object::{Dict, IntRef, List, Obj, Str, Value, encode as encode_point};
use crate::text::strings::Ends;
use crate::text::{Fault, Wtf8, Wtf8Buf};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};
use std::collections::hash_map::Entry;
use std::ops::Range;

pub const METHODS: &[Native] = &[
    Native { name: "capitalize", signature: "(self, /)", function: |vm, args| changed(vm, args, |text| text.capitalize()) },
    Native { name: "casefold", signature: "(self, /)", function: |vm, args| changed(vm, args, |text| text.casefold()) },
    Native {
        name: "center",
        signature: "(self, width, fillchar=' ', /)",
        function: |vm, args| pad(vm, args, |missing, width| missing / 2 + (missing & width & 1)),
    },
    Native { name: "count", signature: "(self, sub, start=None, end=None, /)", function: count },
    Native { name: "encode", signature: "(self, /, encoding='utf-8', errors='strict')", function: encode },
    Native {
        name: "endswith",
        signature: "(self, suffix, start=None, end=None, /)",
        function: |vm, args| affix(vm, args, "endswith"),
    },
    Native { name: "expandtabs", signature: "(self, /, tabsize=8)", function: expandtabs },
    Native {
        name: "find",
        signature: "(self, sub, start=None, end=None, /)",
        function: |vm, args| find(vm, args, "find", |text, part, range| text.find(part, range)),
    },
    Native {
        name: "index",
        signature: "(self, sub, start=None, end=None, /)",
        function: |vm, args| index(vm, args, "index", |text, part, range| text.find(part, range)),
    },
    Native { name: "isalnum", signature: "(self, /)", function: |_, args| is(args, |text| text.is_alnum()) },
    Native { name: "isalpha", signature: "(self, /)", function: |_, args| is(args, |text| text.is_alpha()) },
    Native { name: "isascii", signature: "(self, /)", function: |_, args| is(args, |text| text.is_ascii()) },
    Native { name: "isdecimal", signature: "(self, /)", function: |_, args| is(args, |text| text.is_decimal()) },
    Native { name: "isdigit", signature: "(self, /)", function: |_, args| is(args, |text| text.is_digit()) },
    Native { name: "isidentifier", signature: "(self, /)", function: |_, args| is(args, |text| text.is_identifier()) },
    Native { name: "islower", signature: "(self, /)", function: |_, args| is(args, |text| text.is_lower()) },
    Native { name: "isnumeric", signature: "(self, /)", function: |_, args| is(args, |text| text.is_numeric()) },
    Native { name: "isprintable", signature: "(self, /)", function: |_, args| is(args, |text| text.is_printable()) },
    Native { name: "isspace", signature: "(self, /)", function: |_, args| is(args, |text| text.is_space()) },
    Native { name: "istitle", signature: "(self, /)", function: |_, args| is(args, |text| text.is_title()) },
    Native { name: "isupper", signature: "(self, /)", function: |_, args| is(args, |text| text.is_upper()) },
    Native { name: "join", signature: "(self, iterable, /)", function: join },
    Native { name: "ljust", signature: "(self, width, fillchar=' ', /)", function: |vm, args| pad(vm, args, |_, _| 0) },
    Native {
        name: "lower",
        signature: "(self, /)",
        function: |vm, args| changed_bytes(vm, args, <[u8]>::make_ascii_lowercase, |text| text.to_lower()),
    },
    Native {
        name: "lstrip",
        signature: "(self, chars=None, /)",
        function: |vm, args| strip(vm, args, Ends::Left, "lstrip"),
    },
    Native { name: "maketrans", signature: "(x, y=<unrepresentable>, z=<unrepresentable>, /)", function: maketrans },
    Native { name: "partition", signature: "(self, sep, /)", function: partition },
    Native { name: "removeprefix", signature: "(self, prefix, /)", function: removeprefix },
    Native { name: "removesuffix", signature: "(self, suffix, /)", function: removesuffix },
    Native { name: "replace", signature: "(self, old, new, /, count=-1)", function: replace },
    Native {
        name: "rfind",
        signature: "(self, sub, start=None, end=None, /)",
        function: |vm, args| find(vm, args, "rfind", |text, part, range| text.rfind(part, range)),
    },
    Native {
        name: "rindex",
        signature: "(self, sub, start=None, end=None, /)",
        function: |vm, args| index(vm, args, "rindex", |text, part, range| text.rfind(part, range)),
    },
    Native {
        name: "rjust",
        signature: "(self, width, fillchar=' ', /)",
        function: |vm, args| pad(vm, args, |missing, _| missing),
    },
    Native { name: "rpartition", signature: "(self, sep, /)", function: rpartition },
    Native { name: "rsplit", signature: "(self, /, sep=None, maxsplit=-1)", function: rsplit },
    Native {
        name: "rstrip",
        signature: "(self, chars=None, /)",
        function: |vm, args| strip(vm, args, Ends::Right, "rstrip"),
    },
    Native { name: "split", signature: "(self, /, sep=None, maxsplit=-1)", function: split },
    Native { name: "splitlines", signature: "(self, /, keepends=False)", function: splitlines },
    Native {
        name: "startswith",
        signature: "(self, prefix, start=None, end=None, /)",
        function: |vm, args| affix(vm, args, "startswith"),
    },
    Native { name: "strip", signature: "(self, chars=None, /)", function: |vm, args| strip(vm, args, Ends::Both, "strip") },
    Native { name: "swapcase", signature: "(self, /)", function: |vm, args| changed(vm, args, |text| text.swap_case()) },
    Native { name: "title", signature: "(self, /)", function: |vm, args| changed(vm, args, |text| text.to_title()) },
    Native { name: "translate", signature: "(self, table, /)", function: translate },
    Native {
        name: "upper",
        signature: "(self, /)",
        function: |vm, args| changed_bytes(vm, args, <[u8]>::make_ascii_uppercase, |text| text.to_upper()),
    },
    Native { name: "zfill", signature: "(self, width, /)", function: zfill },
];

fn changed(vm: &mut Vm, args: &[Value], change: fn(Wtf8) -> Wtf8Buf) -> PyResult {
    let changed = change(wtf8(me(args)));
    Ok(vm.str_part(changed.as_bytes(), changed.len_chars()))
}

/// `upper`, `lower`: by bytes, if the text is ASCII.
fn changed_bytes(vm: &mut Vm, args: &[Value], change: fn(&mut [u8]), otherwise: fn(Wtf8) -> Wtf8Buf) -> PyResult {
    let text = me(args);
    if !text.is_ascii() {
        return changed(vm, args, otherwise);
    }
    let bytes = text.as_bytes();
    expect_memory(vm, bytes.len())?;
    Ok(vm.str_filled(bytes.len(), bytes.len(), |out| {
        out.copy_from_slice(bytes);
        change(out);
    }))
}

fn is(args: &[Value], test: fn(Wtf8) -> bool) -> PyResult {
    Ok(Value::bool(test(wtf8(me(args)))))
}

/// A text, or the str itself where nothing was to be changed.
fn or_same(vm: &mut Vm, text: &Value, made: Result<Option<Wtf8Buf>, Fault>) -> PyResult {
    match made {
        Ok(None) => Ok(exact(vm, text)),
        Ok(Some(made)) => new_str(vm, Ok(made)),
        Err(error) => Err(fault(vm, error)),
    }
}

/// A part of a str, or the str itself where that is all of it.
fn part_or_same(vm: &mut Vm, text: &Value, part: &[u8], len: usize) -> Value {
    if part.len() == len { exact(vm, text) } else { vm.str_from(part) }
}

/// Fills up to a width; how much of what is missing goes before the text, a function says.
fn pad(vm: &mut Vm, args: &[Value], before: fn(missing: usize, width: usize) -> usize) -> PyResult {
    let width = ssize(vm, &args[1])?.max(0) as usize;
    let fill = match args[2].given() {
        None => ' '.into(),
        Some(fill) => match fill.get::<Str>() {
            Some(fill) if fill.chars() == 1 => fill.code_point(0),
            Some(_) => return Err(vm.type_error("The fill character must be exactly one character long")),
            None => {
                let class = class_name(vm, fill);
                return Err(vm.type_error(format!("The fill character must be a unicode character, not {class}")));
            }
        },
    };
    let missing = width.saturating_sub(me(args).chars());
    fill_up(vm, args, 0, before(missing, width), missing, fill)
}

/// Zeros between the sign and the rest.
fn zfill(vm: &mut Vm, args: &[Value]) -> PyResult {
    let width = ssize(vm, &args[1])?.max(0) as usize;
    let sign = usize::from(matches!(me(args).as_bytes(), [b'+' | b'-', ..]));
    let missing = width.saturating_sub(me(args).chars());
    fill_up(vm, args, sign, missing, missing, '0'.into())
}

/// Puts a character so many times into a text: at a place, and the rest of them at the end.
fn fill_up(vm: &mut Vm, args: &[Value], place: usize, there: usize, count: usize, fill: u32) -> PyResult {
    if count == 0 {
        return Ok(exact(vm, &args[0]));
    }
    let text = me(args);
    let mut wide = Vec::new();
    let unit = match u8::try_from(fill) {
        Ok(byte) if byte.is_ascii() => &[byte][..],
        _ => {
            encode_point(fill, &mut wide);
            &wide
        }
    };
    let len = count.checked_mul(unit.len()).and_then(|filled| filled.checked_add(text.as_bytes().len()));
    let Some(len) = len else { return Err(vm.memory_error()) };
    expect_memory(vm, len)?;
    Ok(vm.str_filled(len, text.chars() + count, |out| {
        let (head, rest) = text.as_bytes().split_at(place);
        let (before, out) = out.split_at_mut(place + there * unit.len());
        let (middle, after) = out.split_at_mut(rest.len());
        before[..place].copy_from_slice(head);
        middle.copy_from_slice(rest);
        for part in [&mut before[place..], after] {
            match unit {
                [byte] => part.fill(*byte),
                _ => part.chunks_exact_mut(unit.len()).for_each(|chunk| chunk.copy_from_slice(unit)),
            }
        }
    }))
}

fn expandtabs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = if args[1].is_null() { 8 } else { c_int(vm, &args[1])? };
    new_str(vm, wtf8(me(args)).expand_tabs(size.max(0) as usize))
}

fn encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    for (argument, name) in [(&args[1], "encoding"), (&args[2], "errors")] {
        if !argument.is_null() && !argument.is_a::<Str>() {
            str_argument(vm, argument, &format!("encode() argument '{name}'"))?;
        }
    }
    codecs::encode(vm, &args[0], &args[1], &args[2])
}

/// The part of a str between two indices.
fn within<'a>(text: &'a Obj<Str>, range: &Range<usize>) -> Wtf8<'a> {
    let bytes = text.byte_offset(range.start)..text.byte_offset(range.end);
    Wtf8::with_len(&text.as_bytes()[bytes], range.len())
}

type Find = for<'a, 'b> fn(Wtf8<'a>, Wtf8<'b>, Range<usize>) -> Option<usize>;

fn search(vm: &mut Vm, args: &[Value], name: &str, find: Find) -> PyResult<Option<usize>> {
    let text = me(args);
    let needle = match args[1].get::<Str>() {
        Some(needle) => needle,
        None => str_argument(vm, &args[1], &format!("{name}() argument 1"))?,
    };
    let Some(range) = bounds(vm, &args[2], &args[3], text.chars())? else { return Ok(None) };
    Ok(find(within(text, &range), wtf8(needle), 0..range.len()).map(|at| range.start + at))
}

fn find(vm: &mut Vm, args: &[Value], name: &str, find: Find) -> PyResult {
    Ok(search(vm, args, name, find)?.map_or_else(|| vm.int(-1), Value::size))
}

fn index(vm: &mut Vm, args: &[Value], name: &str, find: Find) -> PyResult {
    match search(vm, args, name, find)? {
        Some(at) => Ok(Value::size(at)),
        None => Err(vm.value_error("substring not found")),
    }
}

fn count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = me(args);
    let needle = str_argument(vm, &args[1], "count() argument 1")?;
    let Some(range) = bounds(vm, &args[2], &args[3], text.chars())? else { return Ok(Value::size(0)) };
    Ok(Value::size(within(text, &range).count(wtf8(needle), 0..range.len())))
}

/// `startswith` and `endswith`.
fn affix(vm: &mut Vm, args: &[Value], name: &str) -> PyResult {
    let text = me(args);
    let range = bounds(vm, &args[2], &args[3], text.chars())?;
    let part = range.map(|range| within(text, &range).as_bytes());
    let has = |affix: &[u8]| match part {
        None => false,
        Some(part) if name == "endswith" => part.ends_with(affix),
        Some(part) => part.starts_with(affix),
    };
    if let Some(affix) = args[1].get::<Str>() {
        return Ok(Value::bool(has(affix.as_bytes())));
    }
    let Some(affixes) = items(&args[1]) else {
        let class = class_name(vm, &args[1]);
        return Err(vm.type_error(format!("{name} first arg must be str or a tuple of str, not {class}")));
    };
    for affix in affixes {
        match affix.get::<Str>() {
            Some(affix) if has(affix.as_bytes()) => return Ok(Value::TRUE),
            Some(_) => {}
            None => {
                let class = class_name(vm, affix);
                return Err(vm.type_error(format!("tuple for {name} must only contain str, not {class}")));
            }
        }
    }
    Ok(Value::FALSE)
}

fn removeprefix(vm: &mut Vm, args: &[Value]) -> PyResult {
    let prefix = str_argument(vm, &args[1], "removeprefix() argument")?;
    match wtf8(me(args)).remove_prefix(wtf8(prefix)) {
        Some(rest) => Ok(vm.str_from(rest.as_bytes())),
        None => Ok(exact(vm, &args[0])),
    }
}

fn removesuffix(vm: &mut Vm, args: &[Value]) -> PyResult {
    let suffix = str_argument(vm, &args[1], "removesuffix() argument")?;
    match wtf8(me(args)).remove_suffix(wtf8(suffix)) {
        Some(rest) => Ok(vm.str_from(rest.as_bytes())),
        None => Ok(exact(vm, &args[0])),
    }
}

fn strip(vm: &mut Vm, args: &[Value], ends: Ends, name: &str) -> PyResult {
    let text = wtf8(me(args));
    let rest = match args[1].given().filter(|chars| !chars.is_none()) {
        None => text.trim(ends),
        Some(chars) => match chars.get::<Str>() {
            Some(chars) => text.strip(ends, wtf8(chars)),
            None => return Err(vm.type_error(format!("{name} arg must be None or str"))),
        },
    };
    Ok(part_or_same(vm, &args[0], rest.as_bytes(), text.as_bytes().len()))
}

fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let old = str_argument(vm, &args[1], "replace() argument 1")?;
    let new = str_argument(vm, &args[2], "replace() argument 2")?;
    let count = optional_ssize(vm, &args[3], -1)?;
    or_same(vm, &args[0], wtf8(me(args)).replace(wtf8(old), wtf8(new), count))
}

/// A list of parts.
fn list<'a>(vm: &mut Vm, parts: impl IntoIterator<Item = Wtf8<'a>>) -> PyResult {
    let mut list = Vec::new();
    for part in parts {
        vm.attend()?;
        list.push(vm.str_part(part.as_bytes(), part.len_chars()));
    }
    Ok(vm.list(list))
}

/// The arguments of `split` and `rsplit`: a separator, or none for white space, and how many splits are made.
fn splitting<'a>(vm: &mut Vm, args: &'a [Value]) -> PyResult<(Option<&'a Obj<Str>>, isize)> {
    let most = optional_ssize(vm, &args[2], -1)?;
    match args[1].given().filter(|separator| !separator.is_none()) {
        None => Ok((None, most)),
        Some(separator) => match separator.get::<Str>() {
            Some(separator) => Ok((Some(separator), most)),
            None => {
                let class = class_name(vm, separator);
                Err(vm.type_error(format!("must be str or None, not {class}")))
            }
        },
    }
}

fn split(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (separator, most) = splitting(vm, args)?;
    let text = wtf8(me(args));
    match separator.map(|separator| text.split(wtf8(separator), most)) {
        None => list(vm, text.split_whitespace(most)),
        Some(Ok(parts)) => list(vm, parts),
        Some(Err(error)) => Err(fault(vm, error)),
    }
}

fn rsplit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (separator, most) = splitting(vm, args)?;
    let text = wtf8(me(args));
    match separator.map(|separator| text.rsplit(wtf8(separator), most)) {
        None => list(vm, text.rsplit_whitespace(most)),
        Some(Ok(parts)) => list(vm, parts),
        Some(Err(error)) => Err(fault(vm, error)),
    }
}

fn splitlines(vm: &mut Vm, args: &[Value]) -> PyResult {
    let keep_ends = !args[1].is_null() && vm.truth(&args[1])?;
    list(vm, wtf8(me(args)).lines(keep_ends))
}

/// An argument that has to be a str, where CPython's message names nothing.
fn separator<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<&'a Obj<Str>> {
    value.get::<Str>().ok_or_else(|| {
        let class = class_name(vm, value);
        vm.type_error(format!("must be str, not {class}"))
    })
}

fn partition(vm: &mut Vm, args: &[Value]) -> PyResult {
    let separator = separator(vm, &args[1])?;
    match wtf8(me(args)).partition(wtf8(separator)) {
        Ok(Some((before, behind))) => {
            let (before, behind) = (vm.str_from(before.as_bytes()), vm.str_from(behind.as_bytes()));
            Ok(vm.tuple([before, exact(vm, &args[1]), behind]))
        }
        Ok(None) => Ok(vm.tuple([exact(vm, &args[0]), vm.str(""), vm.str("")])),
        Err(error) => Err(fault(vm, error)),
    }
}

fn rpartition(vm: &mut Vm, args: &[Value]) -> PyResult {
    let separator = separator(vm, &args[1])?;
    match wtf8(me(args)).rpartition(wtf8(separator)) {
        Ok(Some((before, behind))) => {
            let (before, behind) = (vm.str_from(before.as_bytes()), vm.str_from(behind.as_bytes()));
            Ok(vm.tuple([before, exact(vm, &args[1]), behind]))
        }
        Ok(None) => Ok(vm.tuple([vm.str(""), vm.str(""), exact(vm, &args[0])])),
        Err(error) => Err(fault(vm, error)),
    }
}

fn join(vm: &mut Vm, args: &[Value]) -> PyResult {
    let separator = me(args);
    if let Some(list) = args[1].get::<List>().filter(|list| list.header().class().is(&vm.types().list)) {
        let joined = join_items(vm, separator, list.items(vm));
        return joined.map_err(|unfit| unfit.raised(vm));
    }
    let owned;
    let items = match items(&args[1]) {
        Some(items) => items,
        None => {
            owned = collect_joinable(vm, &args[1])?;
            &owned
        }
    };
    join_items(vm, separator, items).map_err(|unfit| unfit.raised(vm))
}

/// Why items cannot be joined.
enum Unfit {
    /// Not a str, at this place.
    Item(usize, Value),
    TooLong,
    Memory,
}

impl Unfit {
    #[cold]
    fn raised(self, vm: &mut Vm) -> Raised {
        match self {
            Unfit::Item(place, item) => {
                let class = class_name(vm, &item);
                vm.type_error(format!("sequence item {place}: expected str instance, {class} found"))
            }
            Unfit::TooLong => vm.overflow_error("join() result is too long for a Python string"),
            Unfit::Memory => vm.memory_error(),
        }
    }
}

fn join_items(vm: &Vm, separator: &Obj<Str>, items: &[Value]) -> Result<Value, Unfit> {
    if let [only] = items
        && vm.type_of(only).is(&vm.types().str)
    {
        return Ok(only.clone());
    }
    let between = items.len().saturating_sub(1);
    let (mut len, mut chars) =
        (separator.as_bytes().len().saturating_mul(between), separator.chars().saturating_mul(between));
    for (place, item) in items.iter().enumerate() {
        let Some(text) = item.get::<Str>() else { return Err(Unfit::Item(place, item.clone())) };
        len = len.saturating_add(text.as_bytes().len());
        chars = chars.saturating_add(text.chars());
    }
    if len > isize::MAX as usize {
        return Err(Unfit::TooLong);
    }
    if !has_memory(len) {
        return Err(Unfit::Memory);
    }
    Ok(vm.str_filled(len, chars, |out| {
        let mut rest = out;
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                put(&mut rest, separator.as_bytes());
            }
            put(&mut rest, item.get::<Str>().map_or(&[], |text| text.as_bytes()));
        }
    }))
}

/// Writes bytes where `out` begins; it begins behind them afterwards.
#[inline]
fn put(out: &mut &mut [u8], bytes: &[u8]) {
    match (out.split_off_mut(..bytes.len()), bytes) {
        (Some([to]), [byte]) => *to = *byte,
        (Some(start), bytes) => start.copy_from_slice(bytes),
        (None, _) => {}
    }
}

fn maketrans(vm: &mut Vm, args: &[Value]) -> PyResult {
    let table = vm.new_dict();
    match args[1].given() {
        None => {
            let pairs = match args[0].get::<Dict>().filter(|dict| dict.header().class().is(&vm.types().dict)) {
                Some(dict) => dict.table(vm).iter().map(|entry| entry.pair()).collect::<Vec<_>>(),
                None => return Err(vm.type_error("if you give only one argument to maketrans it must be a dict")),
            };
            for (key, value) in pairs {
                let key = match key.get::<Str>() {
                    Some(text) if text.chars() == 1 => Value::size(text.code_point(0) as usize),
                    Some(_) => return Err(vm.value_error("string keys in translate table must be of length 1")),
                    None if key.as_int().is_some() => key,
                    None => return Err(vm.type_error("keys in translate table must be strings or integers")),
                };
                vm.dict_set(&table, &key, value)?;
            }
        }
        Some(to) => {
            let to = str_argument(vm, to, "maketrans() argument 2")?;
            let without = match args[2].given() {
                Some(without) => Some(str_argument(vm, without, "maketrans() argument 3")?),
                None => None,
            };
            let Some(from) = args[0].get::<Str>() else {
                return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
            };
            if from.chars() != to.chars() {
                return Err(vm.value_error("the first two maketrans arguments must have equal length"));
            }
            for (from, to) in wtf8(from).code_points().zip(wtf8(to).code_points()) {
                vm.dict_set(&table, &Value::size(from as usize), Value::size(to as usize))?;
            }
            for without in without.iter().flat_map(|without| wtf8(without).code_points()) {
                vm.dict_set(&table, &Value::size(without as usize), Value::NONE)?;
            }
        }
    }
    Ok(table.into_value())
}

fn translate(vm: &mut Vm, args: &[Value]) -> PyResult {
    // What the table says of ASCII, in ASCII: most of it.
    let mut ascii = [UNKNOWN; 128];
    let mut known: rustc_hash::FxHashMap<u32, Wtf8Buf> = Default::default();
    let made = wtf8(me(args)).translate(|c, out| {
        if let Some(byte) = ascii.get(c as usize).filter(|byte| byte.is_ascii()) {
            out.push_ascii(&[*byte]);
            return Ok(());
        }
        let replacement = match known.entry(c) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(translated(vm, &args[1], c)?),
        };
        if let (Some(known), [byte @ ..0x80]) = (ascii.get_mut(c as usize), replacement.as_bytes()) {
            *known = *byte;
        }
        out.try_push_wtf8(replacement.as_wtf8()).map_err(|error| fault(vm, error))
    })?;
    new_str(vm, Ok(made))
}

/// No ASCII character.
const UNKNOWN: u8 = 0xff;

/// What a table says of one code point. What it does not know stays.
fn translated(vm: &mut Vm, table: &Value, c: u32) -> PyResult<Wtf8Buf> {
    let key = Value::size(c as usize);
    let found = match table.get::<Dict>().filter(|dict| dict.header().class().is(&vm.types().dict)) {
        // Most characters are not in the table.
        Some(dict) => match vm.dict_get(dict, &key)? {
            Some(found) => Ok(found),
            None => return Ok(Wtf8Buf::from_iter([c])),
        },
        None => vm.getitem(table, &key),
    };
    let found = match found {
        Ok(found) => found,
        Err(raised) if raised.is(ExceptionKind::LookupError, vm) => return Ok(Wtf8Buf::from_iter([c])),
        Err(raised) => return Err(raised),
    };
    if found.is_none() {
        return Ok(Wtf8Buf::new());
    }
    if let Some(text) = found.get::<Str>() {
        return Ok(wtf8(text).to_buf());
    }
    match found.as_int().map(IntRef::to_i64) {
        Some(Some(point @ 0..0x11_0000)) => Ok(Wtf8Buf::from_iter([point as u32])),
        Some(_) => Err(vm.value_error("character mapping must be in range(0x110000)")),
        None => Err(vm.type_error("character mapping must return integer, None or str")),
    }
}
