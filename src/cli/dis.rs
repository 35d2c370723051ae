//! `hyaline dis FILE`: the bytecode, in the layout of `python -m dis`.

use super::compile::{self, Format};
use super::write_output;
use crate::bytecode::{CodeId, ListingOptions, Operand, Position, Program, lines, listing};
use crate::codegen::CompileOptions;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Show the bytecode of a program
#[derive(Debug, clap::Args)]
pub struct Dis {
    /// The file to show; defaults to standard input
    file: Option<PathBuf>,
    /// Show inline caches
    #[arg(short = 'C', long)]
    show_caches: bool,
    /// Show instruction offsets
    #[arg(short = 'O', long)]
    show_offsets: bool,
    /// Show instruction positions
    #[arg(short = 'P', long)]
    show_positions: bool,
    /// For people, or as data
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn run(args: &Dis) -> ExitCode {
    match show(args) {
        Ok(text) => write_output(|out| out.write_all(text.as_bytes())),
        Err(status) => status,
    }
}

fn show(args: &Dis) -> Result<String, ExitCode> {
    let (_, program) = compile::program(args.file.as_deref(), args.format.errors(), CompileOptions::default())?;
    let options = ListingOptions { caches: args.show_caches, offsets: args.show_offsets, positions: args.show_positions };
    Ok(match args.format {
        Format::Text => listing(&program, options),
        Format::Json => format!("{:#}\n", json(&program)),
    })
}

fn json(program: &Program) -> Value {
    (0..program.codes.len() as u32).map(|index| code(program, CodeId(index))).collect()
}

fn code(program: &Program, id: CodeId) -> Value {
    let code = &program[id];
    let instructions: Vec<Value> = lines(program, id)
        .into_iter()
        .map(|line| {
            let (instruction, position) = (line.instruction, line.position);
            let column = |column: u32| (column != Position::NO_COLUMN).then_some(column);
            json!({
                "offset": 2 * instruction.at,
                "opcode": instruction.opcode.name(),
                "operand": (instruction.opcode.operand() != Operand::None).then_some(instruction.operand),
                "meaning": line.meaning,
                "label": line.label,
                "line": position.map(|position| position.line),
                "end_line": position.map(|position| position.end_line),
                "column": position.and_then(|position| column(position.column)),
                "end_column": position.and_then(|position| column(position.end_column)),
            })
        })
        .collect();
    json!({ "name": code.name, "line": code.first_line, "stack_size": code.stack_size, "instructions": instructions })
}
