//! The disassembler: code in the layout of `python -m dis`.

use super::code::{CodeId, CodeObject, Const, Program};
use super::instructions::{Instruction, Instructions};
use super::opcode::Operand;
use super::operators::{BinaryOperator, Comparison, INTRINSIC_UNARY_POSITIVE};
use crate::text::repr;
use std::collections::BTreeSet;
use std::fmt::Write;

const NAME_WIDTH: usize = 20;
const OPERAND_WIDTH: usize = 5;

/// One line of a listing.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub instruction: Instruction,
    /// The source line, where it differs from that of the instruction before.
    pub starts_line: Option<u32>,
    /// The number of the label that stands here.
    pub label: Option<usize>,
    /// What the operand means.
    pub meaning: Option<String>,
}

/// The lines of one code object's listing.
pub fn lines(program: &Program, id: CodeId) -> Vec<Line> {
    let code = &program[id];
    let targets: BTreeSet<usize> = Instructions::new(&code.units).filter_map(Instruction::target).collect();
    let labels: Vec<usize> = targets.into_iter().collect();
    let label = |at: usize| labels.binary_search(&at).ok().map(|index| index + 1);
    let mut last = None;
    Instructions::new(&code.units)
        .map(|instruction| {
            let line = code.position(instruction.at).line;
            let starts_line = (last != Some(line)).then_some(line);
            last = Some(line);
            let meaning = match instruction.target() {
                Some(target) => label(target).map(|number| format!("to L{number}")),
                None => meaning(program, code, instruction),
            };
            Line { instruction, starts_line, label: label(instruction.at), meaning }
        })
        .collect()
}

/// A program's listing: its code objects, each under a heading but the module's.
pub fn listing(program: &Program) -> String {
    let mut text = String::new();
    for index in 0..program.codes.len() as u32 {
        let id = CodeId(index);
        if id != Program::MODULE {
            writeln!(text, "\nDisassembly of {}:", describe(program, id)).unwrap();
        }
        list(&mut text, &lines(program, id));
    }
    text
}

fn list(text: &mut String, lines: &[Line]) {
    let last_line = lines.iter().filter_map(|line| line.starts_line).max().unwrap_or(0);
    // CPython leaves the column of lines out where there is no line but 0.
    let line_width = if last_line == 0 { 0 } else { last_line.to_string().len().max(3) };
    let labels = lines.iter().filter(|line| line.label.is_some()).count();
    let label_width = 4 + labels.to_string().len();
    for line in lines {
        if line_width > 0 && line.starts_line.is_some() && line.instruction.at > 0 {
            text.push('\n');
        }
        let start = text.len();
        if line_width > 0 {
            let number = line.starts_line.map_or(String::new(), |number| number.to_string());
            write!(text, "{number:>line_width$} ").unwrap();
        }
        let label = line.label.map_or(String::new(), |number| format!("L{number}:"));
        let name = line.instruction.opcode.name();
        write!(text, "{label:>label_width$}     {name:<NAME_WIDTH$}").unwrap();
        if line.instruction.opcode.operand() != Operand::None {
            let width = OPERAND_WIDTH.saturating_sub(name.len().saturating_sub(NAME_WIDTH));
            write!(text, " {:>width$}", line.instruction.operand).unwrap();
        }
        if let Some(meaning) = &line.meaning {
            write!(text, " ({meaning})").unwrap();
        }
        text.truncate(start + text[start..].trim_end().len());
        text.push('\n');
    }
}

/// What an operand stands for.
fn meaning(program: &Program, code: &CodeObject, instruction: Instruction) -> Option<String> {
    let operand = instruction.operand;
    let index = operand as usize;
    match instruction.opcode.operand() {
        Operand::Const => code.constants.get(index).map(|constant| constant_repr(program, constant)),
        Operand::Name => code.names.get(index).cloned(),
        Operand::Global => code.names.get(index >> 1).cloned(),
        Operand::Local => code.locals.get(index).cloned(),
        Operand::Binary => {
            let (operator, inplace) = BinaryOperator::decode(operand)?;
            Some(format!("{}{}", operator.symbol(), if inplace { "=" } else { "" }))
        }
        Operand::Compare => {
            let symbol = Comparison::decode(operand)?.symbol();
            Some(if operand & Comparison::TO_BOOL == 0 { symbol.into() } else { format!("bool({symbol})") })
        }
        Operand::Invert => Some(if operand == 0 { "is" } else { "is not" }.into()),
        Operand::Intrinsic if operand == INTRINSIC_UNARY_POSITIVE => Some("INTRINSIC_UNARY_POSITIVE".into()),
        _ => None,
    }
}

/// A code object in one line. CPython adds its address, which would differ from run to run.
pub fn describe(program: &Program, id: CodeId) -> String {
    let code = &program[id];
    format!("<code object {}, file {:?}, line {}>", code.name, program.file, code.first_line)
}

fn constant_repr(program: &Program, constant: &Const) -> String {
    let mut text = String::new();
    match constant {
        Const::None => text.push_str("None"),
        Const::True => text.push_str("True"),
        Const::False => text.push_str("False"),
        Const::Int(value) => text = value.to_string(),
        Const::Float(value) => repr::float(*value, &mut text),
        Const::Str(value) => repr::str(value, &mut text),
        Const::Code(id) => text = describe(program, *id),
    }
    text
}
