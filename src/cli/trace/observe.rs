//! Watches a program run and makes a [`Step`] of each instruction, which a [`Layout`] writes.
//!
//! A step is complete when the next one begins, or an exception is raised: only then it is known what the instruction did.

use super::layout::Layout;
use super::value::show;
use crate::bytecode::{CodeId, Instruction, Line, Opcode, Program, lines};
use crate::object::{Cell_, Str, Value};
use crate::vm::{Frame, Observer, Vm};
use std::collections::HashMap;
use std::io::Write;
use std::rc::Rc;

/// What one instruction did.
#[derive(Clone, Debug)]
pub struct Step {
    /// How many calls are around the function's, and the function's name.
    pub depth: usize,
    pub function: String,
    pub file: String,
    pub line: Option<u32>,
    pub source: Option<Rc<str>>,
    pub instruction: Instruction,
    pub meaning: Option<String>,
    pub before: Vec<String>,
    /// The operands afterwards, if the function goes on at once; else what happened.
    pub after: Option<Vec<String>>,
    pub outcome: Option<String>,
    /// Variables and their new values; `None` for those that have none any more.
    pub changes: Vec<(String, Option<String>)>,
    /// The frame's address: a step of another belongs to another call.
    pub frame: usize,
}

/// Instructions by portable unit, what their operands mean, and which values on the stack are places of instructions. The program is
/// held, so that its address stays its own.
struct Listing {
    _program: Rc<Program>,
    instructions: HashMap<usize, (Instruction, Option<String>)>,
    origins: Vec<u32>,
}

type Listings = HashMap<(*const Program, u32), Listing>;

pub struct Tracer {
    layout: Layout,
    out: Box<dyn Write>,
    /// How many more instructions are shown.
    left: Option<u64>,
    function: Option<String>,
    /// How deep calls were when the program began.
    base: Option<usize>,
    pending: Option<Step>,
    /// What the variables of frames were when they were last seen.
    variables: HashMap<usize, Vec<Option<String>>>,
    listings: Listings,
    sources: HashMap<String, Rc<[Rc<str>]>>,
    failed: bool,
}

impl Tracer {
    pub fn new(layout: Layout, out: Box<dyn Write>, limit: Option<u64>, function: Option<String>) -> Tracer {
        Tracer {
            layout,
            out,
            left: limit,
            function,
            base: None,
            pending: None,
            variables: HashMap::new(),
            listings: HashMap::new(),
            sources: HashMap::new(),
            failed: false,
        }
    }

    /// Writes the step that was begun.
    fn finish(&mut self) {
        if let Some(step) = self.pending.take() {
            let text = self.layout.step(&step);
            self.write(&text);
            if self.left == Some(0) {
                let text = self.layout.end();
                self.write(&text);
            }
        }
    }

    fn write(&mut self, text: &str) {
        self.failed |= self.out.write_all(text.as_bytes()).is_err();
    }

    fn shows(&self, frame: &Frame) -> bool {
        let Some(wanted) = &self.function else { return true };
        frame.code().qualname.get::<Str>().is_some_and(|name| name.as_bytes() == wanted.as_bytes())
    }

    /// Says of the step that was begun what came of it, now that a frame is at its next instruction.
    fn conclude(&mut self, vm: &Vm, frame: &Frame) {
        let Some(mut step) = self.pending.take() else { return };
        if step.frame == address(frame) {
            step.after = Some(self.operands(vm, frame));
            self.note_changes(vm, frame, &mut step.changes);
        } else if step.outcome.is_none() {
            let name = frame.code().qualname.get::<Str>().map(|name| name.to_string_lossy().into_owned());
            step.outcome = Some(format!("enters {}", name.unwrap_or_default()));
        }
        self.pending = Some(step);
        self.finish();
    }

    /// Compares a frame's variables with what they were.
    fn note_changes(&mut self, vm: &Vm, frame: &Frame, changes: &mut Vec<(String, Option<String>)>) {
        let now = variables(vm, frame);
        let Some(before) = self.variables.insert(address(frame), now.clone()) else { return };
        for (index, (before, now)) in before.iter().zip(now).enumerate() {
            if *before != now {
                changes.push((text(&frame.code().slots[index]), now));
            }
        }
    }

    fn listing(&mut self, frame: &Frame) -> &Listing {
        let code = frame.code();
        let (program, id) = (code.program(), code.id());
        self.listings.entry((Rc::as_ptr(program), id.0)).or_insert_with(|| {
            let lines = lines(program, CodeId(id.0)).into_iter();
            // Labels are of listings; here a jump's target is told by its offset.
            let meaning = |line: &Line| match line.instruction.target() {
                Some(target) => Some(format!("to {}", 2 * target)),
                None => line.meaning.clone(),
            };
            let listing = lines.map(|line| (line.instruction.at, (line.instruction, meaning(&line)))).collect();
            Listing { _program: program.clone(), instructions: listing, origins: code.origins() }
        })
    }

    /// The instruction that a frame is at.
    fn instruction_at(&mut self, frame: &Frame) -> Option<(Instruction, Option<String>)> {
        let at = frame.code().marks().get(frame.unit())?.at as usize;
        self.listing(frame).instructions.get(&at).cloned()
    }

    fn operands(&mut self, vm: &Vm, frame: &Frame) -> Vec<String> {
        let (marks, operands) = (frame.code().marks(), frame.operands());
        let at = marks.get(frame.unit()).map_or(0, |mark| mark.at as usize);
        let origins = self.listing(frame).origins.get(at).copied().unwrap_or_default();
        let operand = |(index, value): (usize, &Value)| {
            let place = (operands.len() - 1 - index) as u32;
            let is_origin = origins.checked_shr(place).is_some_and(|bits| bits & 1 != 0);
            match value.as_small().filter(|_| is_origin).and_then(|unit| marks.get(unit as usize)) {
                Some(mark) => format!("from {}", 2 * mark.at),
                None => show(vm, value),
            }
        };
        operands.iter().enumerate().map(operand).collect()
    }

    /// A line of a file, or of a program that was kept in memory.
    fn source_line(&mut self, vm: &Vm, frame: &Frame, file: &str, line: u32) -> Option<Rc<str>> {
        let lines = self.sources.entry(file.to_owned()).or_insert_with(|| {
            let text = match vm.source_of(frame.code().program()) {
                Some(source) => source.text().to_string(),
                None => crate::source::files::read(file.as_ref())
                    .map_or(String::new(), |bytes| String::from_utf8_lossy(&bytes).into_owned()),
            };
            text.lines().map(|line| Rc::from(line.trim())).collect()
        });
        lines.get((line as usize).checked_sub(1)?).cloned()
    }
}

impl Observer for Tracer {
    fn instruction(&mut self, vm: &Vm, frame: &Frame) {
        self.conclude(vm, frame);
        if self.left == Some(0) || !self.shows(frame) {
            return;
        }
        let base = *self.base.get_or_insert(vm.depth());
        let Some((instruction, meaning)) = self.instruction_at(frame) else { return };
        let code = frame.code();
        let file = text(&code.filename);
        let line = code.marks().get(frame.unit()).and_then(|mark| mark.line);
        let source = line.and_then(|line| self.source_line(vm, frame, &file, line));
        if frame.unit() == 0 || !self.variables.contains_key(&address(frame)) {
            self.variables.insert(address(frame), variables(vm, frame));
        }
        let operands = self.operands(vm, frame);
        self.pending = Some(Step {
            depth: vm.depth().saturating_sub(base),
            function: text(&code.qualname),
            file,
            line,
            source,
            instruction,
            outcome: outcome(vm, frame, instruction.opcode),
            changes: name_changes(vm, frame, instruction),
            meaning,
            before: operands,
            after: None,
            frame: address(frame),
        });
        if ends(instruction.opcode) {
            self.variables.remove(&address(frame));
        }
        self.left = self.left.map(|left| left - 1);
    }

    fn raised(&mut self, vm: &Vm, frame: &Frame, exception: &Value) {
        let Some(step) = self.pending.as_mut().filter(|step| step.frame == address(frame)) else {
            // It came out of a call.
            self.finish();
            if self.shows(frame) && self.left != Some(0) && self.base.is_some() {
                let depth = vm.depth().saturating_sub(self.base.unwrap_or_default());
                let text = self.layout.note(depth, &text(&frame.code().qualname), &format!("gets {}", show(vm, exception)));
                self.write(&text);
            }
            return;
        };
        step.changes.clear();
        step.outcome = Some(format!("raises {}", show(vm, exception)));
        self.finish();
    }

    fn left(&mut self, vm: &Vm, frame: &Frame) {
        self.finish();
        self.variables.remove(&address(frame));
        if self.shows(frame) && self.left != Some(0) && self.base.is_some() {
            let depth = vm.depth().saturating_sub(self.base.unwrap_or_default());
            let text = self.layout.note(depth, &text(&frame.code().qualname), "is left by the exception");
            self.write(&text);
        }
    }

    fn is_done(&self) -> bool {
        self.failed || self.left == Some(0) && self.pending.is_none()
    }
}

impl Drop for Tracer {
    fn drop(&mut self) {
        self.finish();
        self.failed |= self.out.flush().is_err();
    }
}

fn address(frame: &Frame) -> usize {
    std::ptr::from_ref(frame).addr()
}

fn text(value: &Value) -> String {
    value.get::<Str>().map_or(String::new(), |text| text.to_string_lossy().into_owned())
}

/// The variables in a frame's slots.
fn variables(vm: &Vm, frame: &Frame) -> Vec<Option<String>> {
    let value = |(index, slot): (usize, &Value)| {
        let value = match slot.get::<Cell_>().filter(|_| frame.code().is_cell(index)) {
            Some(cell) => cell.contents.get(),
            None => slot.clone(),
        };
        (!value.is_null()).then(|| show(vm, &value))
    };
    frame.slots().iter().enumerate().map(value).collect()
}

/// Whether a frame is not there any more behind an instruction.
fn ends(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::RETURN_VALUE | Opcode::RETURN_GENERATOR)
}

/// What an instruction that leaves its frame does.
fn outcome(vm: &Vm, frame: &Frame, opcode: Opcode) -> Option<String> {
    let top = || frame.operands().last().map_or(String::new(), |value| show(vm, value));
    match opcode {
        Opcode::RETURN_VALUE => Some(format!("returns {}", top())),
        Opcode::YIELD_VALUE => Some(format!("yields {}", top())),
        Opcode::RETURN_GENERATOR => Some("returns itself, to go on later".into()),
        _ => None,
    }
}

/// The variables that an instruction changes in the dict of a module or class.
fn name_changes(vm: &Vm, frame: &Frame, instruction: Instruction) -> Vec<(String, Option<String>)> {
    use Opcode::*;
    let name = || frame.code().names.get(instruction.operand as usize).map_or(String::new(), text);
    match instruction.opcode {
        STORE_NAME | STORE_GLOBAL => vec![(name(), frame.operands().last().map(|value| show(vm, value)))],
        DELETE_NAME | DELETE_GLOBAL => vec![(name(), None)],
        _ => Vec::new(),
    }
}
