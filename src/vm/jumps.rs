//! Jumps that trace functions ask for: setting `f_lineno`.
//!
//! A jump may go where the operands fit: what is on the stack has to be what the code there expects, after some of it was dropped.
//! So each instruction is given the kinds of its operands, as CPython gives them, and its words say what does not fit.

use super::frame_object::FrameObject;
use super::raised::PyResult;
use super::watch::{Event, Jump};
use super::{Code, ExceptionKind, Vm};
use crate::bytecode::{CodeObject, Instruction, Instructions, Opcode};
use crate::object::{Obj, Value};

/// What an operand is to a jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Iterator = 1,
    Exception = 2,
    Object = 3,
    Null = 4,
    /// Where an exception that is raised again came from.
    Origin = 5,
}

impl Kind {
    const ALL: [Kind; 5] = [Kind::Iterator, Kind::Exception, Kind::Object, Kind::Null, Kind::Origin];

    fn fits(self, wanted: Kind) -> bool {
        match wanted {
            Kind::Object => self != Kind::Null,
            Kind::Null => true,
            _ => self == wanted,
        }
    }
}

/// The kinds of the operands before an instruction: three bits each, the top lowest. More than fit are too many to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kinds(u64);

impl Kinds {
    const EMPTY: Kinds = Kinds(0);
    const TOO_DEEP: Kinds = Kinds(u64::MAX);

    fn push(self, kind: Kind) -> Kinds {
        match self.0 >> 60 {
            0 => Kinds(self.0 << 3 | kind as u64),
            _ => Kinds::TOO_DEEP,
        }
    }

    fn pop(self) -> Kinds {
        if self == Kinds::TOO_DEEP { self } else { Kinds(self.0 >> 3) }
    }

    /// The operand so far below the top, which is 1.
    fn peek(self, place: usize) -> Option<Kind> {
        let bits = self.0.checked_shr(3 * (place as u32).checked_sub(1)?)? & 7;
        Kind::ALL.get((bits as usize).checked_sub(1)?).copied().filter(|_| self != Kinds::TOO_DEEP)
    }

    fn depth(self) -> usize {
        (64 - self.0.leading_zeros()).div_ceil(3) as usize
    }

    fn swap(self, place: usize) -> Kinds {
        let (Some(top), Some(other)) = (self.peek(1), self.peek(place)) else { return self };
        let differ = top as u64 ^ other as u64;
        Kinds(self.0 ^ differ ^ differ << (3 * (place - 1)))
    }

    /// Whether these, with some dropped from the top, are what is wanted.
    fn fit(self, wanted: Kinds) -> bool {
        if self == Kinds::TOO_DEEP || wanted == Kinds::TOO_DEEP {
            return false;
        }
        let (depth, left) = (self.depth(), wanted.depth());
        let same = |place: usize| match (self.peek(place + depth - left), wanted.peek(place)) {
            (Some(kind), Some(wanted)) => kind.fits(wanted),
            _ => false,
        };
        left <= depth && (1..=left).all(same)
    }
}

/// The kinds before each portable unit at which an instruction starts that can be reached.
fn all_kinds(code: &CodeObject) -> Vec<Option<Kinds>> {
    let mut all = vec![None; code.units.len() + 2];
    all[0] = Some(Kinds::EMPTY);
    let set = |all: &mut Vec<Option<Kinds>>, at: usize, kinds: Kinds| {
        let is_new = all[at].is_none();
        if is_new {
            all[at] = Some(kinds);
        }
        is_new
    };
    let mut goes_on = true;
    while goes_on {
        goes_on = false;
        for instruction in Instructions::new(&code.units) {
            let Some(kinds) = all[instruction.at] else { continue };
            let after = kinds_after(instruction, kinds);
            if let Some(target) = instruction.target() {
                let is_back = target <= instruction.at;
                goes_on |= set(&mut all, target, after) && is_back;
            }
            if !instruction.opcode.ends_block() {
                set(&mut all, instruction.end(), after);
            }
        }
        for handler in &code.handlers {
            let Some(mut kinds) = all[handler.start as usize] else { continue };
            while kinds.depth() > handler.depth as usize && kinds != Kinds::TOO_DEEP {
                kinds = kinds.pop();
            }
            if handler.push_lasti {
                kinds = kinds.push(Kind::Origin);
            }
            goes_on |= set(&mut all, handler.target as usize, kinds.push(Kind::Exception));
        }
    }
    all
}

fn kinds_after(instruction: Instruction, kinds: Kinds) -> Kinds {
    use Opcode::*;
    let Instruction { opcode, operand, .. } = instruction;
    let below = |kinds: Kinds| (0..opcode.pops().with(operand)).fold(kinds, |kinds, _| kinds.pop());
    match opcode {
        // What the verifier takes for what may be NULL.
        PUSH_NULL | LOAD_FAST_AND_CLEAR => kinds.push(Kind::Null),
        GET_ITER | GET_AITER => kinds.pop().push(Kind::Iterator),
        PUSH_EXC_INFO => kinds.push(Kind::Exception),
        COPY => kinds.peek(operand as usize).map_or(kinds.push(Kind::Object), |kind| kinds.push(kind)),
        SWAP => kinds.swap(operand as usize),
        LOAD_GLOBAL | LOAD_ATTR | LOAD_SUPER_ATTR if operand & 1 != 0 => below(kinds).push(Kind::Object).push(Kind::Null),
        LOAD_SPECIAL => below(kinds).push(Kind::Object).push(Kind::Null),
        _ => {
            let (pops, pushes) = (opcode.pops().with(operand), opcode.pushes().with(operand));
            let dropped = (pushes..pops).fold(kinds, |kinds, _| kinds.pop());
            (pops..pushes).fold(dropped, |kinds, _| kinds.push(Kind::Object))
        }
    }
}

impl Code {
    /// For each portable unit, which operands before it say where an exception came from: a bit each, that of the top lowest.
    pub fn origins(&self) -> Vec<u32> {
        let bits = |kinds: Kinds| (1..=kinds.depth()).filter(move |place| kinds.peek(*place) == Some(Kind::Origin));
        let mask = |kinds: Kinds| bits(kinds).fold(0, |mask, place| mask | 1 << (place - 1));
        all_kinds(self.portable()).into_iter().map(|kinds| kinds.map_or(0, mask)).collect()
    }
}

/// Where the code of another line than that before begins: the unit, and the line. What makes a frame a generator's is not done
/// again: CPython lets frames go there, and breaks.
fn line_starts(code: &CodeObject) -> impl Iterator<Item = (usize, u32)> {
    let resume = Instructions::new(&code.units).find(|instruction| instruction.opcode == Opcode::RESUME);
    let first = resume.map_or(0, |instruction| instruction.at);
    let starts = std::iter::once(0).chain(code.positions.iter().map(|(end, _)| *end as usize));
    let mut last = None;
    starts.zip(code.positions.iter()).filter_map(move |(start, (_, position))| {
        let line = position.map(|position| position.line)?;
        (last.replace(line) != Some(line)).then_some((start.max(first), line))
    })
}

/// Where to go for a line: the best of the places where its operands fit.
fn place(code: &CodeObject, from: usize, line: u32) -> Result<(usize, Kinds, Kinds), &'static str> {
    let all = all_kinds(code);
    let current = all[from];
    let (mut best, mut message) = (None::<(usize, Kinds)>, "cannot find bytecode for specified line");
    let mut is_explained = false;
    for (at, _) in line_starts(code).filter(|(_, known)| *known == line) {
        match (current, all[at]) {
            (Some(current), Some(wanted)) if current.fit(wanted) => {
                if best.is_none_or(|(_, kinds)| wanted > kinds) {
                    best = Some((at, wanted));
                }
            }
            _ if is_explained || best.is_some() => {}
            (Some(Kinds::TOO_DEEP), _) => message = "stack to deep to analyze",
            (None, _) => message = "can't jump from unreachable code",
            (Some(_), wanted) => {
                message = misfit(wanted);
                is_explained = true;
            }
        }
    }
    match (best, current) {
        (Some((at, wanted)), Some(current)) => Ok((at, current, wanted)),
        _ => Err(message),
    }
}

fn misfit(wanted: Option<Kinds>) -> &'static str {
    let Some(wanted) = wanted else { return "can't jump into an exception handler, or code may be unreachable" };
    if wanted == Kinds::TOO_DEEP {
        return "stack is too deep to analyze";
    }
    match wanted.peek(1) {
        Some(Kind::Exception) => "can't jump into an 'except' block as there's no exception",
        Some(Kind::Origin) => "can't jump into a re-raising block as there's no location",
        Some(Kind::Iterator) => "can't jump into the body of a for loop",
        _ => "incompatible stacks",
    }
}

/// Whether a trace function may set the line of the frame that it is shown.
fn refusal(code: &Code, event: Event, at: usize) -> Option<&'static str> {
    let opcode = Opcode::from_byte(code.portable().units[at] as u8);
    let operand = code.portable().units[at] >> 8;
    match (event, opcode) {
        (Event::Line, _) | (Event::Return, Some(Opcode::YIELD_VALUE)) => None,
        (Event::Call, Some(Opcode::RESUME)) if operand & 3 == 0 => {
            Some("can't jump from the 'call' trace event of a new frame")
        }
        (Event::Call, _) => None,
        (Event::CCall | Event::CReturn, _) => Some("can't jump during a call"),
        _ => Some("can only jump from a 'line' trace event"),
    }
}

impl Vm {
    /// `frame.f_lineno = line`: the frame goes on at another line when the trace function has returned.
    /// `None` is a number beyond all lines.
    pub fn jump_to_line(&mut self, object: &Obj<FrameObject>, line: Option<i32>) -> PyResult<()> {
        let frame = object.frame().map(std::ptr::from_ref);
        let shown = self.watch.shown.filter(|(shown, _)| Some(*shown) == frame);
        let (Some((_, event)), Some(frame), Some(at)) = (shown, object.frame(), object.shown.get()) else {
            return Err(self.value_error("f_lineno can only be set in a trace function"));
        };
        let code = object.code.clone();
        if let Some(refusal) = refusal(&code, event, at as usize) {
            return Err(self.value_error(refusal));
        }
        let Some(line) = line.map(i64::from) else { return Err(self.value_error("lineno out of range")) };
        let portable = code.portable();
        if line < i64::from(portable.first_line) {
            return Err(self.value_error(format!("line {line} comes before the current code block")));
        }
        let lines = line_starts(portable).map(|(_, known)| known);
        let Some(found) = lines.filter(|known| i64::from(*known) >= line).min() else {
            return Err(self.value_error(format!("line {line} comes after the current code block")));
        };
        let (target, current, wanted) = place(portable, at as usize, found).map_err(|message| self.value_error(message))?;
        // Code may take it that a variable is bound where it is.
        let inside = wanted != Kinds::EMPTY;
        let unbound = |index: usize, slot: &Value| slot.is_null() && (inside || !code.is_hidden(index));
        let unbound: Vec<usize> =
            frame.slots().iter().enumerate().filter(|(index, slot)| unbound(*index, slot)).map(|(index, _)| index).collect();
        if !unbound.is_empty() {
            let (count, s) = (unbound.len(), if unbound.len() == 1 { "" } else { "s" });
            let words = format!("assigning None to {count} unbound local{s}");
            self.warn_of(ExceptionKind::RuntimeWarning, &words, &Value::NONE)?;
            unbound.into_iter().for_each(|index| drop(frame.set_slot(index, Value::NONE)));
        }
        let (dropped, left) = (current.depth(), wanted.depth());
        let drops = (1..=dropped - left).map(|place| current.peek(place) == Some(Kind::Exception));
        let unit = code.marks().iter().position(|mark| mark.at as usize >= target).unwrap_or_default();
        let mut all = self.watch.jump.take().map_or(Vec::new(), |jump| jump.drops);
        all.extend(drops);
        self.watch.jump = Some(Jump { unit, drops: all });
        object.shown.set(Some(target as u32));
        Ok(())
    }
}
