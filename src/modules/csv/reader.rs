//! `reader`: lines to rows.

use super::dialect::{self, Format};
use super::{Quoting, error, expect, limit};
use crate::builtins::text::class_name;
use crate::object::{Opaque, Str, Value, decode};
use crate::text::wtf8::count_chars;
use crate::vm::{Attribute, Native, PyResult, Raised, Vm, readonly};
use std::rc::Rc;

pub struct Reader {
    lines: Value,
    dialect: Value,
    line_num: u64,
    /// How many rows it gave: so that a line's maker that reads rows itself is found out.
    rows: u64,
}

impl Opaque for Reader {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.lines);
        visit(&self.dialect);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "dialect",
        get: |vm, object| Ok(object.opaque::<Reader>(vm).map_or(Value::NONE, |reader| reader.dialect.clone())),
        set: Some(readonly),
    },
    Attribute {
        name: "line_num",
        get: |vm, object| {
            let number = object.opaque::<Reader>(vm).map_or(0, |reader| reader.line_num);
            Ok(vm.int(number as i64))
        },
        set: Some(readonly),
    },
];

pub fn make(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = expect(vm, "reader", &args[0])?;
    let lines = vm.iter(&given[0])?;
    let dialect = dialect::of(vm, &given[1..], &args[1])?;
    Ok(vm.new_opaque(Reader { lines, dialect, line_num: 0, rows: 0 }))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    StartRecord,
    StartField,
    Escaped,
    InField,
    InQuotes,
    EscapedInQuotes,
    QuoteInQuotes,
    LineEnd,
    AfterEscapedLineEnd,
}

/// A row on its way.
struct Row {
    format: Rc<Format>,
    limit: i64,
    state: State,
    fields: Vec<Value>,
    field: Vec<u8>,
    chars: usize,
    is_unquoted: bool,
}

/// A character, or the end of what was read as a line.
const END: u32 = u32::MAX;

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(reader) = args[0].opaque::<Reader>(vm) else { return Ok(Value::NULL) };
    let (lines, rows) = (reader.lines.clone(), reader.rows);
    let Some(format) = dialect::format(vm, &reader.dialect) else { return Ok(Value::NULL) };
    let (state, fields, field) = (State::StartRecord, Vec::new(), Vec::new());
    let mut row = Row { format, limit: limit(vm), state, fields, field, chars: 0, is_unquoted: false };
    loop {
        let Some(line) = vm.next(&lines)? else {
            if row.chars == 0 && row.state != State::InQuotes {
                return Ok(Value::NULL);
            }
            if row.format.strict {
                return Err(error(vm, "unexpected end of data"));
            }
            row.save(vm)?;
            break;
        };
        let Some(text) = line.get::<Str>() else {
            let class = class_name(vm, &line);
            let message = format!("iterator should return strings, not {class} (the file should be opened in text mode)");
            return Err(error(vm, &message));
        };
        let Some(reader) = args[0].opaque_mut::<Reader>(vm) else { return Ok(Value::NULL) };
        if reader.rows != rows {
            return Err(error(vm, "iterator has already advanced the reader"));
        }
        reader.line_num += 1;
        row.line(vm, text.as_bytes())?;
        if row.state == State::StartRecord {
            break;
        }
    }
    if let Some(reader) = args[0].opaque_mut::<Reader>(vm) {
        reader.rows += 1;
    }
    Ok(vm.list(row.fields))
}

impl Row {
    fn line(&mut self, vm: &mut Vm, bytes: &[u8]) -> PyResult<()> {
        let mut at = 0;
        while at < bytes.len() {
            if matches!(self.state, State::InField | State::InQuotes) {
                // Most characters mean nothing.
                let run = bytes[at..].iter().position(|byte| self.format.stops[usize::from(*byte)]);
                let end = run.map_or(bytes.len(), |run| at + run);
                if end > at {
                    self.add(vm, &bytes[at..end])?;
                    at = end;
                    continue;
                }
            }
            let (point, width) = decode(&bytes[at..]).unwrap_or((0xfffd, 1));
            self.step(vm, point, &bytes[at..at + width])?;
            at += width;
        }
        self.step(vm, END, b"")
    }

    fn step(&mut self, vm: &mut Vm, point: u32, text: &[u8]) -> PyResult<()> {
        let is_line_end = point == u32::from(b'\n') || point == u32::from(b'\r');
        let after = if point == END { State::StartRecord } else { State::LineEnd };
        let ends = is_line_end || point == END;
        let is_quote = self.format.quoting != Quoting::None && Some(point) == self.format.quotechar;
        let is_escape = Some(point) == self.format.escapechar;
        let is_delimiter = point == self.format.delimiter;
        match self.state {
            State::StartRecord if point == END => {}
            State::StartRecord if is_line_end => self.state = State::LineEnd,
            State::StartRecord | State::StartField => {
                self.is_unquoted = true;
                if ends {
                    self.save(vm)?;
                    self.state = after;
                } else if is_quote {
                    (self.is_unquoted, self.state) = (false, State::InQuotes);
                } else if is_escape {
                    self.state = State::Escaped;
                } else if point == u32::from(b' ') && self.format.skipinitialspace {
                    self.state = State::StartField;
                } else if is_delimiter {
                    self.save(vm)?;
                    self.state = State::StartField;
                } else {
                    self.add(vm, text)?;
                    self.state = State::InField;
                }
            }
            State::Escaped => {
                self.add(vm, if point == END { b"\n" } else { text })?;
                self.state = if is_line_end { State::AfterEscapedLineEnd } else { State::InField };
            }
            State::AfterEscapedLineEnd if point == END => {}
            State::AfterEscapedLineEnd | State::InField => {
                if ends {
                    self.save(vm)?;
                    self.state = after;
                } else if is_escape {
                    self.state = State::Escaped;
                } else if is_delimiter {
                    self.save(vm)?;
                    self.state = State::StartField;
                } else {
                    self.add(vm, text)?;
                    self.state = State::InField;
                }
            }
            State::InQuotes if point == END => {}
            State::InQuotes if is_escape => self.state = State::EscapedInQuotes,
            State::InQuotes if is_quote => {
                self.state = if self.format.doublequote { State::QuoteInQuotes } else { State::InField };
            }
            State::InQuotes => self.add(vm, text)?,
            State::EscapedInQuotes => {
                self.add(vm, if point == END { b"\n" } else { text })?;
                self.state = State::InQuotes;
            }
            State::QuoteInQuotes if is_quote => {
                self.add(vm, text)?;
                self.state = State::InQuotes;
            }
            State::QuoteInQuotes if is_delimiter => {
                self.save(vm)?;
                self.state = State::StartField;
            }
            State::QuoteInQuotes if ends => {
                self.save(vm)?;
                self.state = after;
            }
            State::QuoteInQuotes if !self.format.strict => {
                self.add(vm, text)?;
                self.state = State::InField;
            }
            State::QuoteInQuotes => return Err(self.expected(vm)),
            State::LineEnd if point == END => self.state = State::StartRecord,
            State::LineEnd if is_line_end => {}
            State::LineEnd => {
                let message = "new-line character seen in unquoted field - do you need to open the file with newline=''?";
                return Err(error(vm, message));
            }
        }
        Ok(())
    }

    #[cold]
    fn expected(&self, vm: &mut Vm) -> Raised {
        let shown = |point: u32| char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER);
        let (delimiter, quote) = (shown(self.format.delimiter), shown(self.format.quotechar.unwrap_or_default()));
        error(vm, &format!("'{delimiter}' expected after '{quote}'"))
    }

    #[inline]
    fn add(&mut self, vm: &mut Vm, text: &[u8]) -> PyResult<()> {
        self.chars += count_chars(text);
        if self.chars as i64 > self.limit {
            return Err(error(vm, &format!("field larger than field limit ({})", self.limit)));
        }
        self.field.extend_from_slice(text);
        Ok(())
    }

    /// The field ends.
    fn save(&mut self, vm: &mut Vm) -> PyResult<()> {
        let quoting = self.format.quoting;
        let is_empty = self.field.is_empty();
        let value = if self.is_unquoted && is_empty && matches!(quoting, Quoting::NotNull | Quoting::Strings) {
            Value::NONE
        } else {
            let text = vm.str_part(&self.field, self.chars);
            match quoting {
                Quoting::NonNumeric | Quoting::Strings if self.is_unquoted && !is_empty => {
                    let float = vm.types().float.value().clone();
                    vm.call(&float, &[text])?
                }
                _ => text,
            }
        };
        self.fields.push(value);
        self.field.clear();
        self.chars = 0;
        Ok(())
    }
}
