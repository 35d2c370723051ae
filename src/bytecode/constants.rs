//! `repr` of constants, as the disassembler writes it.

use super::code::{CodeId, Const, ConstId, Program};
use crate::text::repr;
use std::fmt::Write;

/// A code object in one line. CPython adds its address, which would differ from run to run.
pub fn describe(program: &Program, id: CodeId) -> String {
    let code = &program[id];
    format!("<code object {}, file \"{}\", line {}>", code.name, program.file, code.first_line)
}

/// What is still to be written.
enum Part {
    Const(ConstId),
    Text(&'static str),
}

/// A constant of a program.
pub fn constant_repr(program: &Program, id: ConstId) -> String {
    write(|id| &program[id], |code| describe(program, code), id)
}

/// A constant that holds no code, of whatever keeps constants.
pub fn constant_text<'a>(constants: impl Fn(ConstId) -> &'a Const, id: ConstId) -> String {
    write(constants, |_| String::new(), id)
}

/// Tuples may hold tuples to any depth, so this keeps its place on a stack of its own.
fn write<'a>(constants: impl Fn(ConstId) -> &'a Const, code: impl Fn(CodeId) -> String, id: ConstId) -> String {
    let mut text = String::new();
    let mut parts = vec![Part::Const(id)];
    while let Some(part) = parts.pop() {
        match part {
            Part::Text(part) => text.push_str(part),
            Part::Const(id) => match constants(id) {
                Const::Code(id) => text.push_str(&code(*id)),
                constant => write_constant(constant, &mut text, &mut parts),
            },
        }
    }
    text
}

fn write_constant(constant: &Const, text: &mut String, parts: &mut Vec<Part>) {
    match constant {
        Const::None => text.push_str("None"),
        Const::True => text.push_str("True"),
        Const::False => text.push_str("False"),
        Const::Ellipsis => text.push_str("Ellipsis"),
        Const::Int(value) => write!(text, "{value}").expect("a string takes anything"),
        Const::BigInt(value) => write!(text, "{value}").expect("a string takes anything"),
        Const::Float(value) => repr::float(*value, text),
        Const::Complex(real, imaginary) => repr::complex(*real, *imaginary, text),
        Const::Str(value) => repr::str(value, text),
        Const::Bytes(value) => repr::bytes(value, text),
        Const::Tuple(items) => {
            text.push('(');
            parts.push(Part::Text(if items.len() == 1 { ",)" } else { ")" }));
            separated(items, parts);
        }
        Const::FrozenSet(items) if items.is_empty() => text.push_str("frozenset()"),
        Const::FrozenSet(items) => {
            text.push_str("frozenset({");
            parts.push(Part::Text("})"));
            separated(items, parts);
        }
        Const::Slice(parts_of_slice) => {
            text.push_str("slice(");
            parts.push(Part::Text(")"));
            separated(parts_of_slice, parts);
        }
        // What it is called depends on the program.
        Const::Code(_) => {}
    }
}

fn separated(items: &[ConstId], parts: &mut Vec<Part>) {
    for (index, &item) in items.iter().enumerate().rev() {
        parts.push(Part::Const(item));
        if index > 0 {
            parts.push(Part::Text(", "));
        }
    }
}
