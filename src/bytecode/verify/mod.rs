//! Whether a program is one that the machine can run without looking: a cache file may hold anything.
//!
//! `operands` looks at instructions one by one. `flow` follows the code: the stack, kept in `stacks`, is as deep as the
//! instructions expect, on every path, no instruction gets NULL that cannot take it, and no local is loaded that may not be
//! there. `slots` sees to locals where they are many.
//!
//! What it leaves to the machine, which looks at values anyway: the types of values (a function where a function is expected, a
//! cell in a slot for cells, an exception where one is handled), and the number of cells and arguments that a function is given.

mod flow;
mod operands;
mod slots;
mod stacks;

use super::code::{CodeId, CodeObject, Const, Program, SlotKind, flags};
use operands::Layout;
use std::fmt;

/// What is wrong with a program: nothing that anyone but its writer could act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifyError {
    pub what: &'static str,
    /// The code object and the code unit, where it is about one.
    pub place: Option<(u32, u32)>,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((code, unit)) => write!(f, "code object {code}, unit {unit}: {}", self.what),
            None => f.write_str(self.what),
        }
    }
}

impl std::error::Error for VerifyError {}

/// Sets are made when code is linked, and hash what they hold: so much of it in all.
const MOST_IN_SETS: u64 = 1 << 22;

type Result<T> = std::result::Result<T, VerifyError>;

fn fail<T>(what: &'static str) -> Result<T> {
    Err(VerifyError { what, place: None })
}

fn ensure(condition: bool, what: &'static str) -> Result<()> {
    if condition { Ok(()) } else { fail(what) }
}

/// Checks a program.
pub fn verify(program: &Program) -> Result<()> {
    verify_frame(program)?;
    let mut verifier = Verifier::default();
    (0..program.codes.len()).try_for_each(|index| verifier.verify_units(program, CodeId(index as u32)))
}

/// Checks what there is around the instructions: constants, which code is in which, parameters, tables.
pub fn verify_frame(program: &Program) -> Result<()> {
    constants(program)?;
    tree(program)?;
    for (index, code) in program.codes.iter().enumerate() {
        header(program, code).map_err(|error| VerifyError { place: Some((index as u32, 0)), ..error })?;
    }
    Ok(())
}

/// Checks instructions; keeps what it needs room for from one code object to the next.
#[derive(Default)]
pub struct Verifier {
    layout: Layout,
    room: flow::Room,
}

impl Verifier {
    /// Checks the instructions of a code object, in a program that [`verify_frame`] passed.
    pub fn verify_units(&mut self, program: &Program, id: CodeId) -> Result<()> {
        let code = &program[id];
        let at = |(unit, what): (usize, &'static str)| VerifyError { what, place: Some((id.0, unit as u32)) };
        self.layout.fill(program, code).map_err(at)?;
        flow::check(code, &self.layout, &mut self.room).map_err(at)
    }
}

/// Elements come before what holds them, and hold no code; text is text.
fn constants(program: &Program) -> Result<()> {
    // How much each constant holds, with what its elements hold, as often as they are in it.
    let mut sizes: Vec<u64> = Vec::with_capacity(program.constants.len());
    let mut in_sets = 0u64;
    for (index, constant) in program.constants.iter().enumerate() {
        sizes.push(1);
        let items: &[_] = match constant {
            Const::Tuple(items) | Const::FrozenSet(items) => items,
            Const::Slice(parts) => parts,
            Const::Str(text) => {
                ensure(is_text(text), "a string that is no text")?;
                continue;
            }
            Const::BigInt(value) => {
                ensure(i64::try_from(value).is_err(), "a small integer that claims to be large")?;
                continue;
            }
            _ => continue,
        };
        for item in items {
            ensure((item.0 as usize) < index, "a constant before its elements")?;
            ensure(!matches!(program[*item], Const::Code(_)), "code in a tuple")?;
            sizes[index] = sizes[index].saturating_add(sizes[item.0 as usize]);
        }
        if matches!(constant, Const::FrozenSet(_)) {
            in_sets = in_sets.saturating_add(sizes[index]);
        }
    }
    ensure(in_sets <= MOST_IN_SETS, "sets that hold too much")
}

/// Generalised UTF-8: UTF-8 that may hold surrogates.
fn is_text(mut text: &[u8]) -> bool {
    loop {
        match std::str::from_utf8(text) {
            Ok(_) => return true,
            Err(error) => match text[error.valid_up_to()..] {
                [0xed, 0xa0..=0xbf, 0x80..=0xbf, ..] => text = &text[error.valid_up_to() + 3..],
                _ => return false,
            },
        }
    }
}

/// Each code object but the module's is a constant of exactly one that comes before it.
fn tree(program: &Program) -> Result<()> {
    ensure(!program.codes.is_empty(), "no code")?;
    let mut has_parent = vec![false; program.codes.len()];
    for (parent, code) in program.codes.iter().enumerate() {
        for constant in &code.constants {
            let Some(constant) = program.constants.get(constant.0 as usize) else { return fail("a constant that is none") };
            let Const::Code(CodeId(id)) = *constant else { continue };
            ensure(id as usize > parent && (id as usize) < program.codes.len(), "code inside code that comes after it")?;
            ensure(!has_parent[id as usize], "code inside code twice")?;
            has_parent[id as usize] = true;
        }
    }
    ensure(has_parent[1..].iter().all(|&has| has), "code that is nowhere")?;
    // A constant that no code object has names none either.
    let is_known = |constant: &Const| !matches!(constant, Const::Code(CodeId(id)) if *id as usize >= program.codes.len());
    ensure(program.constants.iter().all(is_known), "a constant for code that is none")
}

/// Parameters are slots; locals, cells and free variables follow each other; tables are ascending.
fn header(program: &Program, code: &CodeObject) -> Result<()> {
    let rank = |kind| match kind {
        SlotKind::Local | SlotKind::CellLocal | SlotKind::Hidden => 0,
        SlotKind::Cell => 1,
        SlotKind::Free => 2,
    };
    ensure(code.slots.is_sorted_by_key(|slot| rank(slot.kind)), "slots out of order")?;
    let locals = code.slots.iter().filter(|slot| rank(slot.kind) == 0).count() as u64;
    ensure(parameters(code) <= locals, "parameters without slots")?;
    ensure(code.positional_only_count <= code.argument_count, "more positional-only parameters than positional ones")?;
    ensure(code.positions.are_ascending(), "positions out of order")?;
    let end = code.units.len() as u32;
    ensure(code.units.len() <= u32::MAX as usize, "code that is too long")?;
    // What is unpacked is stored, two items by an instruction at most, as two at most are loaded by one.
    let most = 2 * code.units.len() + 3 * code.handlers.len() + 1;
    ensure(code.stack_size as usize <= most, flow::WRONG_SIZE)?;
    let mut before = 0;
    for handler in &code.handlers {
        ensure(before <= handler.start && handler.start < handler.end && handler.end <= end, "handlers out of order")?;
        before = handler.end;
    }
    if code.flags & flags::HAS_DOCSTRING != 0 {
        let first = code.constants.first().map(|&constant| &program[constant]);
        ensure(matches!(first, Some(Const::Str(_))), "a docstring that is no string")?;
    }
    Ok(())
}

/// How many slots hold arguments when the code starts.
fn parameters(code: &CodeObject) -> u64 {
    let starred = [flags::VARARGS, flags::VARKEYWORDS].iter().filter(|&&flag| code.flags & flag != 0).count() as u64;
    u64::from(code.argument_count) + u64::from(code.keyword_only_count) + starred
}

fn is_generator(code: &CodeObject) -> bool {
    code.flags & (flags::GENERATOR | flags::COROUTINE | flags::ASYNC_GENERATOR) != 0
}

#[cfg(test)]
mod tests;
