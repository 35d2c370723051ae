//! `strftime`: what a `struct_time` does not know is put into the format, and `time.strftime` does the rest.

use super::{fields, tzinfo};
use crate::builtins::text::str_argument;
use crate::modules::time;
use crate::object::{Obj, Str, Value};
use crate::vm::{PyResult, Vm};

/// A time's text by a format. `asked` is what the tzinfo is asked about.
pub fn strftime(vm: &mut Vm, format: &Obj<Str>, tuple: Value, micros: u32, tzinfo: &Value, asked: &Value) -> PyResult {
    let (mut rest, mut made) = (format.as_bytes(), Vec::with_capacity(format.as_bytes().len()));
    let (mut offset, mut name) = (None, None);
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        made.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let used = match rest {
            [b'z', ..] | [b':', b'z', ..] => {
                if offset.is_none() {
                    offset = Some(tzinfo::utcoffset(vm, tzinfo, asked)?);
                }
                let separator = if rest[0] == b':' { ":" } else { "" };
                let text = offset.flatten().map(|offset| offset.offset_text(separator));
                made.extend(text.unwrap_or_default().bytes());
                separator.len() + 1
            }
            [b'Z', ..] => {
                if name.is_none() {
                    name = Some(zone_name(vm, tzinfo, asked)?);
                }
                let name = name.as_ref().and_then(|name| name.get::<Str>());
                made.extend_from_slice(name.map_or(&[][..], |name| name.as_bytes()));
                1
            }
            [b'f', ..] => {
                made.extend(format!("{micros:06}").bytes());
                1
            }
            [letter @ (b'Y' | b'G' | b'F' | b'C'), ..] => {
                let year = year_text(vm, *letter, &tuple)?;
                made.extend(year.bytes());
                1
            }
            [letter, ..] => {
                made.extend([b'%', *letter]);
                1
            }
            [] => {
                made.push(b'%');
                0
            }
        };
        rest = &rest[used..];
    }
    made.extend_from_slice(rest);
    let format = vm.str_from(&made);
    time::strftime(vm, &[format, tuple])
}

/// The zone's name, None or a str, as part of a format: with its per cent signs doubled.
fn zone_name(vm: &mut Vm, tzinfo: &Value, asked: &Value) -> PyResult {
    let name = tzinfo::tzname(vm, tzinfo, asked)?;
    if !name.get::<Str>().is_some_and(|text| text.as_bytes().contains(&b'%') || !vm.type_of(&name).is(&vm.types().str)) {
        return Ok(name);
    }
    let (replace, sign, doubled) = (vm.intern("replace"), vm.str("%"), vm.str("%%"));
    let name = vm.call_method(&name, &replace, &[sign, doubled])?;
    match name.is_a::<Str>() {
        true => Ok(name),
        false => Err(vm.type_error("tzname.replace() did not return a string")),
    }
}

/// A directive with a year in it. C's writes those before 1000 without zeros.
fn year_text(vm: &mut Vm, letter: u8, tuple: &Value) -> PyResult<String> {
    let directive = format!("%{}", letter as char);
    let year = vm.getitem(tuple, &Value::size(0))?;
    let mut year = vm.index_i64(&year)?;
    if year >= 1000 {
        return Ok(directive);
    }
    if letter == b'G' {
        let directive = vm.str(&directive);
        let text = time::strftime(vm, &[directive, tuple.clone()])?;
        year = vm.text(&text).parse().unwrap_or(year);
    }
    Ok(match letter {
        b'C' => format!("{:02}", year / 100),
        b'F' => format!("{year:04}-%m-%d"),
        _ => format!("{year:04}"),
    })
}

/// `__format__`: by `strftime`, or `str` if the format is empty.
pub fn format_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [format] = fields::exactly(vm, args, "__format__")?;
    if str_argument(vm, format, "__format__() argument 1")?.as_bytes().is_empty() {
        return vm.to_str(&args[0]);
    }
    let name = vm.intern("strftime");
    vm.call_method(&args[0], &name, std::slice::from_ref(format))
}
