//! Texts in the forms of ISO 8601 that `fromisoformat` reads, and `strptime`.

use super::calendar::{iso_ordinal, of_ordinal};
use super::fields;
use crate::builtins::text::str_argument;
use crate::object::{Obj, Str, Value};
use crate::vm::{PyResult, Raised, Vm};

#[cold]
pub fn not_str(vm: &mut Vm) -> Raised {
    vm.type_error("fromisoformat: argument must be str")
}

#[cold]
pub fn invalid(vm: &mut Vm, text: &Value) -> Raised {
    match vm.repr(text) {
        Ok(repr) => {
            let mut message = b"Invalid isoformat string: ".to_vec();
            message.extend(repr.get::<Str>().map_or(&[][..], |repr| repr.as_bytes()));
            let message = vm.str_from(&message);
            vm.raise_with(crate::vm::ExceptionKind::ValueError, [message])
        }
        Err(raised) => raised,
    }
}

/// That 24:00 is midnight, and there is nothing later.
#[cold]
pub fn wrong_midnight(vm: &mut Vm) -> Raised {
    vm.value_error("minute, second, and microsecond must be 0 when hour is 24")
}

/// `strptime` of a class: by `_strptime`, which is written in Python.
pub fn strptime(vm: &mut Vm, args: &[Value], kind: &str) -> PyResult {
    let [text, format] = fields::exactly(vm, args, "strptime")?;
    str_argument(vm, text, "strptime() argument 1")?;
    str_argument(vm, format, "strptime() argument 2")?;
    let module = crate::builtins::import(vm, "_strptime")?;
    let name = vm.intern(&format!("_strptime_datetime_{kind}"));
    let function = vm.getattr(&module, &name)?;
    vm.call(&function, &[args[0].clone(), text.clone(), format.clone()])
}

/// A text that is read byte by byte. After its end, as in a NUL character, there are zeros.
struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn next(&mut self) -> u8 {
        let byte = self.peek();
        self.at += 1;
        byte
    }

    fn digits(&mut self, count: usize) -> Option<i64> {
        let mut number = 0;
        for _ in 0..count {
            let byte = self.peek();
            if !byte.is_ascii_digit() {
                return None;
            }
            number = number * 10 + i64::from(byte - b'0');
            self.at += 1;
        }
        Some(number)
    }
}

/// Year, month and day, not checked.
type DateFields = (i64, i64, i64);

/// A date alone.
pub fn only_date(text: &Obj<Str>) -> Option<DateFields> {
    let text = text.as_bytes();
    if matches!(text.len(), 7 | 8 | 10) { date(text, text.len()) } else { None }
}

/// The date that a text begins with: `YYYY-MM-DD` or `YYYY-Www-D`, with or without hyphens and day of the week.
fn date(text: &[u8], len: usize) -> Option<DateFields> {
    let mut reader = Reader { text, at: 0 };
    let year = reader.digits(4)?;
    let has_hyphens = reader.peek() == b'-';
    if has_hyphens {
        reader.at += 1;
    }
    if reader.peek() == b'W' {
        reader.at += 1;
        let week = reader.digits(2)?;
        let day = match reader.at < len {
            true if has_hyphens && reader.next() != b'-' => return None,
            true => reader.digits(1)?,
            false => 1,
        };
        return iso_ordinal(year, week, day).ok().map(of_ordinal);
    }
    let month = reader.digits(2)?;
    if has_hyphens && reader.next() != b'-' {
        return None;
    }
    Some((year, month, reader.digits(2)?))
}

/// A time of day as it is written, and the offset from UTC, in seconds and microseconds, if there is one.
#[derive(Debug, Default)]
pub struct Time {
    pub clock: fields::ClockFields,
    pub offset: Option<(i64, i64)>,
}

/// `HH[:MM[:SS[.ffffff]]]`, with or without colons, up to a place; and whether it goes on there.
fn clock(reader: &mut Reader, end: usize) -> Option<(fields::ClockFields, bool)> {
    let (mut parts, mut has_colons) = ([0; 3], true);
    for place in 0..3 {
        parts[place] = reader.digits(2)?;
        let [hour, minute, second] = parts;
        let separator = reader.next();
        if place == 0 {
            has_colons = separator == b':';
        }
        match separator {
            _ if reader.at >= end => return Some(((hour, minute, second, 0), separator != 0)),
            b':' if has_colons && place < 2 => {}
            b'.' | b',' if place == 2 => break,
            b':' | b'.' | b',' => return None,
            _ if has_colons => return None,
            _ => reader.at -= 1,
        }
    }
    let count = end.saturating_sub(reader.at).min(6);
    let micros = reader.digits(count)? * 10i64.pow(6 - count as u32);
    while reader.peek().is_ascii_digit() {
        reader.at += 1;
    }
    let [hour, minute, second] = parts;
    Some(((hour, minute, second, micros), reader.peek() != 0))
}

/// A time of day, with an offset or without.
fn time(text: &[u8]) -> Option<Time> {
    let is_sign = |byte: &u8| matches!(byte, b'Z' | b'+' | b'-');
    let sign = text.iter().position(is_sign);
    let mut reader = Reader { text, at: 0 };
    let (clock_fields, goes_on) = clock(&mut reader, sign.unwrap_or(text.len()))?;
    let offset = match sign {
        None if goes_on => return None,
        None => None,
        Some(at) if text[at] == b'Z' => match text.get(at + 1) {
            None | Some(0) => Some((0, 0)),
            Some(_) => return None,
        },
        Some(at) => {
            reader.at = at + 1;
            let ((hour, minute, second, micros), goes_on) = clock(&mut reader, text.len())?;
            if goes_on {
                return None;
            }
            let factor = if text[at] == b'-' { -1 } else { 1 };
            Some((factor * (hour * 3600 + minute * 60 + second), factor * micros))
        }
    };
    Some(Time { clock: clock_fields, offset })
}

/// A time of day alone, which a `T` may begin.
pub fn only_time(text: &Obj<Str>) -> Option<Time> {
    let text = text.as_bytes();
    time(text.strip_prefix(b"T").unwrap_or(text))
}

/// A date and a time of day, with any one character between them.
pub fn date_and_time(text: &Obj<Str>) -> Option<(DateFields, Time)> {
    let text = text.as_bytes();
    if text.len() < 7 {
        return None;
    }
    let separator = separator(text)?;
    let date = date(text, separator)?;
    let rest = text.get(separator..).filter(|rest| !rest.is_empty());
    let Some(rest) = rest else { return Some((date, Time::default())) };
    let width = match rest[0] {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    Some((date, time(rest.get(width..).unwrap_or_default())?))
}

/// Where the date ends. `2020-W01-0000` may be read in two ways: the hyphen is taken for what stands between.
fn separator(text: &[u8]) -> Option<usize> {
    let (len, at) = (text.len(), |at: usize| text.get(at).copied().unwrap_or(0));
    Some(match (at(4), at(5)) {
        _ if len == 7 => 7,
        (b'-', b'W') if len > 8 && at(8) == b'-' => match len {
            9 => return None,
            _ if len > 10 && at(10).is_ascii_digit() => 8,
            _ => 10,
        },
        (b'-', b'W') => 8,
        (b'-', _) => 10,
        (b'W', _) => {
            // The digits of a time come in pairs.
            let digits = text[7..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            match 7 + digits {
                end @ ..9 => end,
                end if end % 2 == 0 => 7,
                _ => 8,
            }
        }
        _ => 8,
    })
}
