//! The disassembler: code in the layout of `python -m dis`.

use super::code::{CodeId, CodeObject, Const, Position, Program};
use super::constants::{constant_repr, describe};
use super::instructions::{Instruction, Instructions};
use super::opcode::Operand;
use super::operators::{
    BinaryOperator, CommonConstant, Comparison, Conversion, Intrinsic1, Intrinsic2, SpecialMethod, attached,
};
use std::fmt::Write;

const NAME_WIDTH: usize = 20;
const OPERAND_WIDTH: usize = 5;
const NO_LINE: &str = "  --";

/// What a listing shows beside the instructions: the switches of `python -m dis`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListingOptions {
    pub caches: bool,
    pub offsets: bool,
    pub positions: bool,
}

/// The name of an instruction of a code object.
pub type Names<'a> = &'a dyn Fn(CodeId, Instruction) -> &'static str;

/// One line of a listing.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub instruction: Instruction,
    /// Where the instruction comes from a line other than the one before it: the line, or that it comes from none.
    pub starts_line: Option<Option<u32>>,
    pub position: Option<Position>,
    /// The number of the label that stands here.
    pub label: Option<usize>,
    /// What the operand means.
    pub meaning: Option<String>,
}

/// The lines of one code object's listing.
pub fn lines(program: &Program, id: CodeId) -> Vec<Line> {
    let code = &program[id];
    lines_with(program, code, &Labels::of(code))
}

fn lines_with(program: &Program, code: &CodeObject, labels: &Labels) -> Vec<Line> {
    let mut last = None;
    let mut positions = code.positions.iter().peekable();
    Instructions::new(&code.units)
        .map(|instruction| {
            while positions.next_if(|&&(end, _)| end as usize <= instruction.at).is_some() {}
            let position = positions.peek().and_then(|&&(_, position)| position);
            let line = position.map(|position| position.line);
            let starts_line = (last != Some(line)).then_some(line);
            last = Some(line);
            let label = labels.at(instruction.at);
            Line { instruction, starts_line, position, label, meaning: meaning(program, code, labels, instruction) }
        })
        .collect()
}

/// The places that jumps and the exception table name, ascending.
struct Labels(Vec<usize>);

impl Labels {
    fn of(code: &CodeObject) -> Labels {
        let jumps = Instructions::new(&code.units).filter_map(|instruction| instruction.target().or(instruction.sender()));
        let handlers = code.handlers.iter().flat_map(|handler| [handler.start, handler.end, handler.target]);
        let mut labels: Vec<usize> = jumps.chain(handlers.map(|unit| unit as usize)).collect();
        labels.sort_unstable();
        labels.dedup();
        Labels(labels)
    }

    fn at(&self, unit: usize) -> Option<usize> {
        self.0.binary_search(&unit).ok().map(|index| index + 1)
    }
}

/// A program's listing: its code objects, each under a heading but the module's, and below each those among its constants.
pub fn listing(program: &Program, options: ListingOptions) -> String {
    listing_with(program, options, &|_, instruction| instruction.opcode.name())
}

/// The same, with instructions under other names.
pub fn listing_with(program: &Program, options: ListingOptions, names: Names) -> String {
    let mut text = String::new();
    let mut pending = vec![Program::MODULE];
    while let Some(id) = pending.pop() {
        if id != Program::MODULE {
            writeln!(text, "\nDisassembly of {}:", describe(program, id)).expect("a string takes anything");
        }
        Lister::new(&program[id], options, &mut text).list(program, &|instruction| names(id, instruction));
        let inner = program[id].constants.iter().rev().filter_map(|&constant| match program[constant] {
            Const::Code(id) => Some(id),
            _ => None,
        });
        pending.extend(inner);
    }
    text
}

struct Lister<'a> {
    code: &'a CodeObject,
    labels: Labels,
    options: ListingOptions,
    line_width: usize,
    label_width: usize,
    offset_width: usize,
    text: &'a mut String,
}

impl<'a> Lister<'a> {
    fn new(code: &'a CodeObject, options: ListingOptions, text: &'a mut String) -> Lister<'a> {
        let labels = Labels::of(code);
        let line_width = if options.positions { positions_width(code) } else { line_width(code) };
        let label_width = 4 + labels.0.len().to_string().len();
        let last_offset = (2 * code.units.len()).saturating_sub(2).max(9999);
        let offset_width = if options.offsets { last_offset.to_string().len() } else { 0 };
        Lister { code, labels, options, line_width, label_width, offset_width, text }
    }

    fn list(&mut self, program: &Program, name: &dyn Fn(Instruction) -> &'static str) {
        for line in lines_with(program, self.code, &self.labels) {
            if self.line_width > 0 && line.starts_line.is_some() && line.instruction.at > 0 {
                self.text.push('\n');
            }
            self.line(&line, name(line.instruction));
            if self.options.caches {
                self.caches(&line);
            }
        }
        self.exception_table();
    }

    fn line(&mut self, line: &Line, name: &str) {
        let Line { instruction, label, meaning, .. } = line;
        let source = self.source(line);
        let operand = (instruction.opcode.operand() != Operand::None).then_some(instruction.operand);
        self.row(&source, *label, instruction.at, name, operand, meaning.as_deref().unwrap_or(""));
    }

    fn caches(&mut self, line: &Line) {
        let source = match (self.options.positions, line.position) {
            (true, _) => self.source(line),
            (false, _) => String::new(),
        };
        let mut at = line.instruction.at;
        for &(name, size) in crate::bytecode::Opcode::CACHE_FIELDS[line.instruction.opcode as usize] {
            for index in 0..size {
                at += 1;
                let meaning = if index == 0 { format!("{name}: 0") } else { String::new() };
                self.row(&source, None, at, "CACHE", Some(0), &meaning);
            }
        }
    }

    /// The column of source lines or positions.
    fn source(&self, line: &Line) -> String {
        match (self.options.positions, line.starts_line) {
            (true, _) => line.position.map_or(NO_LINE.into(), position_text),
            (false, Some(Some(number))) => format!("{number:>width$}", width = self.line_width),
            (false, Some(None)) => format!("{NO_LINE:>width$}", width = self.line_width),
            (false, None) => String::new(),
        }
    }

    fn row(&mut self, source: &str, label: Option<usize>, at: usize, name: &str, operand: Option<u32>, meaning: &str) {
        let start = self.text.len();
        let out = &mut *self.text;
        let mut write = |arguments: std::fmt::Arguments| out.write_fmt(arguments).expect("a string takes anything");
        if self.line_width > 0 {
            write(format_args!("{source:<width$} ", width = self.line_width));
        }
        let label = label.map_or(String::new(), |number| format!("L{number}:"));
        write(format_args!("{label:>width$} ", width = self.label_width));
        if self.offset_width > 0 {
            write(format_args!("{:>width$}   ", 2 * at, width = self.offset_width));
        }
        write(format_args!("    {name:<NAME_WIDTH$}"));
        if let Some(operand) = operand {
            let width = OPERAND_WIDTH.saturating_sub(name.len().saturating_sub(NAME_WIDTH));
            write(format_args!(" {operand:>width$}"));
        }
        if !meaning.is_empty() {
            write(format_args!(" ({meaning})"));
        }
        let end = start + self.text[start..].trim_end().len();
        self.text.truncate(end);
        self.text.push('\n');
    }

    fn exception_table(&mut self) {
        if self.code.handlers.is_empty() {
            return;
        }
        self.text.push_str("ExceptionTable:\n");
        for handler in &self.code.handlers {
            let [start, end, target] =
                [handler.start, handler.end, handler.target].map(|unit| self.labels.at(unit as usize).unwrap_or(0));
            let lasti = if handler.push_lasti { " lasti" } else { "" };
            writeln!(self.text, "  L{start} to L{end} -> L{target} [{}]{lasti}", handler.depth)
                .expect("a string takes anything");
        }
    }
}

/// CPython leaves the column of lines out where there is no line but 0.
fn line_width(code: &CodeObject) -> usize {
    let lines = code.positions.iter().map(|(_, position)| position.map(|position| position.line));
    let Some(last @ 1..) = lines.clone().flatten().max() else { return 0 };
    let width = last.to_string().len().max(3);
    if lines.clone().any(|line| line.is_none()) { width.max(NO_LINE.len()) } else { width }
}

fn positions_width(code: &CodeObject) -> usize {
    let widths = code.positions.iter().map(|(_, position)| position.map_or(NO_LINE.len(), |p| position_text(p).len()));
    let has_value = code.positions.iter().any(|(_, position)| position.is_some());
    // A position that is absent counts as four question marks and three separators.
    if has_value { 1 + widths.max().unwrap_or(0).max(NO_LINE.len() + 3) } else { 0 }
}

fn position_text(position: Position) -> String {
    let column = |column: u32| if column == Position::NO_COLUMN { "?".into() } else { column.to_string() };
    let (start, end) = (column(position.column), column(position.end_column));
    format!("{}:{start}-{}:{end}", position.line, position.end_line)
}

/// What an operand stands for.
fn meaning(program: &Program, code: &CodeObject, labels: &Labels, instruction: Instruction) -> Option<String> {
    let operand = instruction.operand;
    let index = operand as usize;
    let name = |index: usize| code.names.get(index).map(|name| name.to_string());
    let slot = |index: usize| code.slots.get(index).map(|slot| slot.name.to_string());
    let called = |name: Option<String>, what: &str| match operand & 1 {
        0 => name,
        _ => name.map(|name| format!("{name} + {what}")),
    };
    match instruction.opcode.operand() {
        Operand::Const => code.constants.get(index).map(|&constant| constant_repr(program, constant)),
        Operand::Name => name(index),
        Operand::Global => called(name(index >> 1), "NULL"),
        Operand::Attribute => called(name(index >> 1), "NULL|self"),
        Operand::Super => called(name(index >> 2), "NULL|self"),
        Operand::Local | Operand::Cell => slot(index),
        Operand::Locals => Some(format!("{}, {}", slot(index >> 4)?, slot(index & 15)?)),
        Operand::Forward | Operand::Backward => labels.at(instruction.target()?).map(|number| format!("to L{number}")),
        Operand::Sender => labels.at(instruction.sender()?).map(|number| format!("from L{number}")),
        Operand::Compare => {
            let symbol = Comparison::decode(operand)?.symbol();
            Some(if operand & Comparison::TO_BOOL == 0 { symbol.into() } else { format!("bool({symbol})") })
        }
        Operand::Attached => {
            let set = attached::NAMES.iter().enumerate().filter(|(bit, _)| operand & 1 << bit != 0);
            Some(set.map(|(_, name)| *name).collect::<Vec<_>>().join(", "))
        }
        _ => fixed_meaning(instruction).map(String::from),
    }
}

/// What an operand stands for that means the same in all code.
fn fixed_meaning(instruction: Instruction) -> Option<&'static str> {
    let operand = instruction.operand;
    match instruction.opcode.operand() {
        Operand::Binary => BinaryOperator::decode(operand).map(BinaryOperator::text),
        Operand::Intrinsic1 => Intrinsic1::decode(operand).map(Intrinsic1::text),
        Operand::Intrinsic2 => Intrinsic2::decode(operand).map(Intrinsic2::text),
        Operand::Common => CommonConstant::decode(operand).map(CommonConstant::text),
        Operand::Special => SpecialMethod::decode(operand).map(SpecialMethod::text),
        Operand::Convert => Conversion::decode(operand).map(Conversion::text),
        Operand::Is => Some(if operand == 0 { "is" } else { "is not" }),
        Operand::In => Some(if operand == 0 { "in" } else { "not in" }),
        _ => None,
    }
}
