//! A program as bytes: its names, its constants, its code objects, each in the order of their numbers.
//!
//! Reading checks no more than that the bytes are a program's: [`verify`](crate::bytecode::verify) does the rest. Positions are read when they are asked for. The name of
//! the file is not in it: that is the reader's, who found the file.

use super::bytes::{Reader, Writer, stepped};
use crate::bytecode::{CodeId, CodeObject, Const, ConstId, Handler, Position, Positions, Program, Run, Slot, SlotKind};
use num_bigint::BigInt;
use rustc_hash::FxHashMap;
use std::sync::Arc;

const SLOT_KINDS: [SlotKind; 5] = [SlotKind::Local, SlotKind::CellLocal, SlotKind::Hidden, SlotKind::Cell, SlotKind::Free];

/// What constants begin with.
mod tag {
    pub const NONE: u8 = b'N';
    pub const TRUE: u8 = b'T';
    pub const FALSE: u8 = b'F';
    pub const ELLIPSIS: u8 = b'.';
    pub const INT: u8 = b'i';
    pub const BIG_INT: u8 = b'l';
    pub const FLOAT: u8 = b'g';
    pub const COMPLEX: u8 = b'y';
    pub const STR: u8 = b'u';
    pub const BYTES: u8 = b's';
    pub const TUPLE: u8 = b'(';
    pub const FROZEN_SET: u8 = b'>';
    pub const SLICE: u8 = b':';
    pub const CODE: u8 = b'c';
}

/// Kinds of positions: none, on one line, on several.
mod kind {
    pub const BITS: u32 = 2;
    pub const NONE: u64 = 0;
    pub const LINE: u64 = 1;
    pub const LINES: u64 = 2;
}

/// The program as bytes.
pub fn encode(program: &Program) -> Vec<u8> {
    let mut names = Names::default();
    let mut body = Writer::default();
    body.number(program.constants.len() as u64);
    program.constants.iter().for_each(|constant| write_constant(&mut body, constant));
    body.number(program.codes.len() as u64);
    program.codes.iter().for_each(|code| write_code(&mut body, code, &mut names));
    let mut whole = Writer::default();
    whole.number(names.all.len() as u64);
    names.all.iter().for_each(|name| whole.blob(name.as_bytes()));
    whole.bytes.extend(body.bytes);
    whole.bytes
}

/// The program that bytes hold, from a file of that name.
pub fn decode(bytes: &[u8], file: &str) -> Option<Program> {
    let mut reader = Reader::new(bytes);
    let names = reader.list(|reader| str::from_utf8(reader.blob()?).ok().map(Arc::from))?;
    let constants = reader.list(read_constant)?;
    let codes = reader.list(|reader| read_code(reader, &names))?;
    reader.is_at_end().then(|| Program { file: file.into(), codes, constants })
}

/// Each name once.
#[derive(Default)]
struct Names<'a> {
    all: Vec<&'a str>,
    numbers: FxHashMap<&'a str, u64>,
}

impl<'a> Names<'a> {
    fn number(&mut self, name: &'a str) -> u64 {
        *self.numbers.entry(name).or_insert_with(|| {
            self.all.push(name);
            self.all.len() as u64 - 1
        })
    }
}

fn write_constant(to: &mut Writer, constant: &Const) {
    let ids = |to: &mut Writer, tag: u8, ids: &[ConstId]| {
        to.byte(tag);
        to.number(ids.len() as u64);
        ids.iter().for_each(|id| to.number(id.0.into()));
    };
    match constant {
        Const::None => to.byte(tag::NONE),
        Const::True => to.byte(tag::TRUE),
        Const::False => to.byte(tag::FALSE),
        Const::Ellipsis => to.byte(tag::ELLIPSIS),
        Const::Int(value) => {
            to.byte(tag::INT);
            to.number(((value << 1) ^ (value >> 63)) as u64);
        }
        Const::BigInt(value) => {
            to.byte(tag::BIG_INT);
            to.blob(&value.to_signed_bytes_le());
        }
        Const::Float(value) => {
            to.byte(tag::FLOAT);
            to.eight(value.to_bits());
        }
        Const::Complex(real, imag) => {
            to.byte(tag::COMPLEX);
            to.eight(real.to_bits());
            to.eight(imag.to_bits());
        }
        Const::Str(text) => {
            to.byte(tag::STR);
            to.blob(text);
        }
        Const::Bytes(bytes) => {
            to.byte(tag::BYTES);
            to.blob(bytes);
        }
        Const::Tuple(items) => ids(to, tag::TUPLE, items),
        Const::FrozenSet(items) => ids(to, tag::FROZEN_SET, items),
        Const::Slice(parts) => {
            to.byte(tag::SLICE);
            parts.iter().for_each(|id| to.number(id.0.into()));
        }
        Const::Code(id) => {
            to.byte(tag::CODE);
            to.number(id.0.into());
        }
    }
}

fn read_constant(from: &mut Reader) -> Option<Const> {
    let id = |from: &mut Reader| from.small().map(ConstId);
    let float = |from: &mut Reader| from.eight().map(f64::from_bits);
    Some(match from.byte()? {
        tag::NONE => Const::None,
        tag::TRUE => Const::True,
        tag::FALSE => Const::False,
        tag::ELLIPSIS => Const::Ellipsis,
        tag::INT => {
            let coded = from.number()?;
            Const::Int((coded >> 1) as i64 ^ -((coded & 1) as i64))
        }
        tag::BIG_INT => Const::BigInt(BigInt::from_signed_bytes_le(from.blob()?)),
        tag::FLOAT => Const::Float(float(from)?),
        tag::COMPLEX => Const::Complex(float(from)?, float(from)?),
        tag::STR => Const::Str(from.blob()?.to_vec()),
        tag::BYTES => Const::Bytes(from.blob()?.to_vec()),
        tag::TUPLE => Const::Tuple(from.list(id)?),
        tag::FROZEN_SET => Const::FrozenSet(from.list(id)?),
        tag::SLICE => Const::Slice([id(from)?, id(from)?, id(from)?]),
        tag::CODE => Const::Code(CodeId(from.small()?)),
        _ => return None,
    })
}

fn write_code<'a>(to: &mut Writer, code: &'a CodeObject, names: &mut Names<'a>) {
    to.number(names.number(&code.name));
    to.number(names.number(&code.qualname));
    for number in [
        code.flags,
        code.argument_count,
        code.positional_only_count,
        code.keyword_only_count,
        code.first_line,
        code.stack_size,
    ] {
        to.number(number.into());
    }
    to.number(code.units.len() as u64);
    to.bytes.extend(code.units.iter().flat_map(|unit| unit.to_le_bytes()));
    to.number(code.constants.len() as u64);
    code.constants.iter().for_each(|id| to.number(id.0.into()));
    to.number(code.names.len() as u64);
    code.names.iter().for_each(|name| to.number(names.number(name)));
    to.number(code.slots.len() as u64);
    for slot in &code.slots {
        to.byte(SLOT_KINDS.iter().position(|kind| *kind == slot.kind).unwrap_or(0) as u8);
        to.number(names.number(&slot.name));
    }
    let mut positions = Writer::default();
    write_positions(&mut positions, code);
    to.blob(&positions.bytes);
    to.number(code.handlers.len() as u64);
    for handler in &code.handlers {
        to.byte(handler.push_lasti.into());
        [handler.start, handler.end, handler.target, handler.depth].iter().for_each(|number| to.number((*number).into()));
    }
}

fn write_positions(to: &mut Writer, code: &CodeObject) {
    let (mut before, mut line) = (0, code.first_line);
    for (end, position) in code.positions.iter() {
        // What kind of position follows is told in the low bits of how far it goes.
        let kind = match position {
            None => kind::NONE,
            Some(position) if position.end_line == position.line => kind::LINE,
            Some(_) => kind::LINES,
        };
        to.number(u64::from(end.wrapping_sub(before)) << kind::BITS | kind);
        before = *end;
        if let Some(position) = position {
            to.step(line, position.line);
            if kind == kind::LINES {
                to.step(position.line, position.end_line);
            }
            // No column is a number like others then.
            to.number(position.column.wrapping_add(1).into());
            to.step(position.column, position.end_column);
            line = position.line;
        }
    }
}

/// Reads as many positions as are well-formed.
fn read_positions(bytes: &[u8], first_line: u32) -> Vec<Run> {
    let (mut from, mut before, mut line) = (Reader::new(bytes), None::<u32>, first_line);
    let read = || {
        let coded = from.number()?;
        let length = u32::try_from(coded >> kind::BITS).ok()?;
        let end = before.unwrap_or(0).checked_add(length).filter(|end| before.is_none_or(|before| before < *end))?;
        before = Some(end);
        let [step, lines, column, columns] = match coded & ((1 << kind::BITS) - 1) {
            kind::NONE => return Some((end, None)),
            kind::LINE => from.smalls().map(|[step, column, columns]| [step, 0, column, columns])?,
            kind::LINES => from.smalls()?,
            _ => return None,
        };
        line = stepped(line, step);
        let column = column.wrapping_sub(1);
        let (end_line, end_column) = (stepped(line, lines), stepped(column, columns));
        Some((end, Some(Position { line, end_line, column, end_column })))
    };
    std::iter::from_fn(read).collect()
}

fn read_code(from: &mut Reader, names: &[Arc<str>]) -> Option<CodeObject> {
    let name = |from: &mut Reader| names.get(from.small()? as usize).cloned();
    let (own_name, qualname) = (name(from)?, name(from)?);
    let [flags, argument_count, positional_only_count, keyword_only_count, first_line, stack_size] = from.smalls()?;
    let units = usize::try_from(from.number()?).ok().and_then(|count| from.take(count.checked_mul(2)?))?;
    let units = units.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    let constants = from.list(|from| from.small().map(ConstId))?;
    let own_names = from.list(name)?;
    let slots = from.list(|from| {
        let kind = *SLOT_KINDS.get(usize::from(from.byte()?))?;
        Some(Slot { kind, name: name(from)? })
    })?;
    let positions = Positions::coded(from.blob()?, first_line, read_positions);
    let handlers = from.list(|from| {
        let push_lasti = flag(from)?;
        let [start, end, target, depth] = from.smalls()?;
        Some(Handler { start, end, target, depth, push_lasti })
    })?;
    Some(CodeObject {
        name: own_name,
        qualname,
        flags,
        argument_count,
        positional_only_count,
        keyword_only_count,
        first_line,
        units,
        constants,
        names: own_names,
        slots,
        stack_size,
        positions,
        handlers,
    })
}

fn flag(from: &mut Reader) -> Option<bool> {
    match from.byte()? {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_constant_comes_back() {
        let constants = vec![
            Const::None,
            Const::True,
            Const::False,
            Const::Ellipsis,
            Const::Int(0),
            Const::Int(i64::MAX),
            Const::Int(i64::MIN),
            Const::BigInt(BigInt::from(i64::MAX) + 1),
            Const::BigInt(BigInt::from(i64::MIN) - 1),
            Const::Float(-0.5),
            Const::Complex(1.5, f64::INFINITY),
            Const::Str("é".into()),
            Const::Bytes(vec![0, 255]),
            Const::Tuple(vec![]),
            Const::Tuple(vec![ConstId(0), ConstId(300)]),
            Const::FrozenSet(vec![ConstId(4)]),
            Const::Slice([ConstId(0), ConstId(1), ConstId(2)]),
            Const::Code(CodeId(1)),
        ];
        let program = Program { file: "a.py".into(), codes: Vec::new(), constants };
        assert_eq!(decode(&encode(&program), "a.py"), Some(program));
    }

    #[test]
    fn every_field_of_code_comes_back() {
        let position = Position { line: 3, end_line: 9, column: Position::NO_COLUMN, end_column: 0 };
        let code = CodeObject {
            name: "f".into(),
            qualname: "A.f".into(),
            flags: u32::MAX,
            argument_count: 1,
            positional_only_count: 2,
            keyword_only_count: 3,
            first_line: 7,
            units: vec![0, 0xffff],
            constants: vec![ConstId(5)],
            names: vec!["f".into(), "".into()],
            slots: SLOT_KINDS.iter().map(|kind| Slot { name: "f".into(), kind: *kind }).collect(),
            stack_size: 200,
            positions: vec![
                (1, None),
                (2, Some(position)),
                (3, Some(Position { end_line: 3, ..position })),
                (300, Some(Position { column: 4, ..position })),
            ]
            .into(),
            handlers: vec![Handler { start: 1, end: 2, target: 3, depth: 4, push_lasti: true }],
        };
        let program = Program { file: "a.py".into(), codes: vec![code], constants: Vec::new() };
        let bytes = encode(&program);
        assert_eq!(decode(&bytes, "a.py"), Some(program));
        assert!((0..bytes.len()).all(|end| decode(&bytes[..end], "a.py").is_none()));
    }
}
