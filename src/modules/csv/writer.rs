//! `writer`: rows to lines.

use super::dialect::{self, Format};
use super::{Quoting, error, expect};
use crate::builtins::text::class_name;
use crate::object::{Opaque, Special, Str, Value, decode, encode};
use crate::text::search::find;
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm, readonly};

pub struct Writer {
    /// Takes a line.
    write: Value,
    dialect: Value,
}

impl Opaque for Writer {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.write);
        visit(&self.dialect);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "writerow", signature: "(self, row, /)", function: |vm, args| write_row(vm, &args[0], &args[1]) },
    Native { name: "writerows", signature: "(self, rows, /)", function: write_rows },
];

pub const ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "dialect",
    get: |vm, object| Ok(object.opaque::<Writer>(vm).map_or(Value::NONE, |writer| writer.dialect.clone())),
    set: Some(readonly),
}];

pub fn make(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = expect(vm, "writer", &args[0])?;
    let name = vm.intern("write");
    let write = vm.try_getattr(&given[0], &name)?.filter(|write| vm.is_callable(write));
    let Some(write) = write else { return Err(vm.type_error("argument 1 must have a \"write\" method")) };
    let dialect = dialect::of(vm, &given[1..], &args[1])?;
    Ok(vm.new_opaque(Writer { write, dialect }))
}

fn write_rows(vm: &mut Vm, args: &[Value]) -> PyResult {
    let rows = vm.iter(&args[1])?;
    while let Some(row) = vm.next(&rows)? {
        write_row(vm, &args[0], &row)?;
    }
    Ok(Value::NONE)
}

fn write_row(vm: &mut Vm, writer: &Value, row: &Value) -> PyResult {
    let Some(state) = writer.opaque::<Writer>(vm) else { return Ok(Value::NONE) };
    let write = state.write.clone();
    let Some(format) = dialect::format(vm, &state.dialect) else { return Ok(Value::NONE) };
    let fields = match vm.iter(row) {
        Ok(fields) => fields,
        Err(raised) if raised.is(ExceptionKind::TypeError, vm) => {
            let class = class_name(vm, row);
            return Err(error(vm, &format!("iterable expected, not {class}")));
        }
        Err(raised) => return Err(raised),
    };
    let mut line = Line { format: &format, bytes: Vec::new(), fields: 0, last_is_null: false };
    while let Some(field) = vm.next(&fields)? {
        let quoted = match format.quoting {
            Quoting::NonNumeric => !is_number(vm, &field),
            Quoting::All => true,
            Quoting::Strings => field.is_a::<Str>(),
            Quoting::NotNull => !field.is_none(),
            Quoting::Minimal | Quoting::None => false,
        };
        line.last_is_null = field.is_none();
        let text = if line.last_is_null || field.is_a::<Str>() { field } else { vm.to_str(&field)? };
        line.add(vm, text.get::<Str>().map(|text| text.as_bytes()), quoted)?;
    }
    if line.fields > 0 && line.bytes.is_empty() {
        if line.takes_no_quotes(line.last_is_null) {
            return Err(error(vm, "single empty field record must be quoted"));
        }
        line.fields -= 1;
        line.add(vm, None, true)?;
    }
    line.bytes.extend(&format.lineterminator);
    let text = vm.str_from(&line.bytes);
    vm.call(&write, &[text])
}

/// `PyNumber_Check`.
fn is_number(vm: &mut Vm, value: &Value) -> bool {
    let class = vm.type_of(value).to_ref();
    let specials = [Special::Index, Special::Int, Special::Float, Special::Complex];
    specials.into_iter().any(|special| class.has_special(special, vm))
}

/// A line on its way.
struct Line<'a> {
    format: &'a Format,
    bytes: Vec<u8>,
    fields: usize,
    last_is_null: bool,
}

impl Line<'_> {
    /// Whether quotes would say something else.
    fn takes_no_quotes(&self, is_null: bool) -> bool {
        let quoting = self.format.quoting;
        quoting == Quoting::None || (is_null && matches!(quoting, Quoting::Strings | Quoting::NotNull))
    }

    fn add(&mut self, vm: &mut Vm, field: Option<&[u8]>, mut quoted: bool) -> PyResult<()> {
        let format = self.format;
        if self.fields > 0 {
            encode(format.delimiter, &mut self.bytes);
        }
        let text = field.unwrap_or_default();
        let start = self.bytes.len();
        let mut at = 0;
        while at < text.len() {
            let plain = |byte: &u8| !format.stops[usize::from(*byte)] && !format.lineterminator.contains(byte);
            let run = text[at..].iter().position(|byte| !plain(byte)).unwrap_or(text.len() - at);
            self.bytes.extend(&text[at..at + run]);
            at += run;
            let Some((point, width)) = text.get(at..).filter(|rest| !rest.is_empty()).and_then(decode) else { break };
            let character = &text[at..at + width];
            if self.needs_care(point, character) {
                let is_quote = Some(point) == format.quotechar;
                let is_escaped = format.quoting == Quoting::None
                    || if is_quote { !format.doublequote } else { Some(point) == format.escapechar };
                match (is_escaped, format.escapechar) {
                    (true, Some(escape)) => encode(escape, &mut self.bytes),
                    (true, None) => return Err(error(vm, "need to escape, but no escapechar set")),
                    (false, _) => {
                        quoted = true;
                        if is_quote {
                            self.bytes.extend(character);
                        }
                    }
                }
            }
            self.bytes.extend(character);
            at += width;
        }
        if text.is_empty() && format.delimiter == u32::from(b' ') && format.skipinitialspace {
            if self.takes_no_quotes(field.is_none()) {
                let message = "empty field must be quoted if delimiter is a space and skipinitialspace is true";
                return Err(error(vm, message));
            }
            quoted = true;
        }
        if quoted {
            let mut quote = Vec::new();
            encode(format.quotechar.unwrap_or_default(), &mut quote);
            self.bytes.splice(start..start, quote.iter().copied());
            self.bytes.extend(&quote);
        }
        self.fields += 1;
        Ok(())
    }

    /// Whether a character would mean something if it just stood there.
    fn needs_care(&self, point: u32, character: &[u8]) -> bool {
        let format = self.format;
        point == format.delimiter
            || Some(point) == format.escapechar
            || Some(point) == format.quotechar
            || matches!(character, b"\n" | b"\r")
            || find(&format.lineterminator, character).is_some()
    }
}
