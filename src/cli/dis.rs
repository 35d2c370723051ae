//! `hyaline dis FILE`: the bytecode, in the layout of `python -m dis`; with `-S`, as it is when the program has run.

use super::compile::{self, Format};
use super::{run, write_output};
use crate::bytecode::{CodeId, Instruction, ListingOptions, Names, Operand, Position, Program, lines, listing_with};
use crate::codegen::CompileOptions;
use serde_json::{Value, json};
use std::collections::BTreeMap;
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
    /// Run the program first, and show which forms its instructions have taken for what they met
    #[arg(short = 'S', long)]
    specialized: bool,
    /// For people, or as data
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn run(args: &Dis) -> ExitCode {
    let (status, shown) = match args.specialized {
        true => specialized(args),
        false => match compile::program(args.file.as_deref(), args.format.errors(), CompileOptions::default()) {
            Ok((_, program)) => (ExitCode::SUCCESS, Some((program, Forms::default()))),
            Err(status) => (status, None),
        },
    };
    let Some((program, forms)) = shown else { return status };
    let text = show(args, &program, &forms);
    match write_output(|out| out.write_all(text.as_bytes())) {
        ExitCode::SUCCESS => status,
        failure => failure,
    }
}

/// The names of the specialised forms that instructions have, by code object and unit.
type Forms = BTreeMap<(u32, usize), &'static str>;

/// Runs a program. Its exit status is what the command ends with, its code is as it was left.
fn specialized(args: &Dis) -> (ExitCode, Option<(Program, Forms)>) {
    let file = args.file.clone().unwrap_or_else(|| "-".into());
    let shown = if args.file.is_some() { file.to_string_lossy().into_owned() } else { "<stdin>".into() };
    let (status, seen) = run::run_and_look(&["hyaline".into(), "--".into(), file.into_os_string()], None, |code| {
        let forms = code.specialized().into_iter().map(|(id, unit, op)| ((id.0, unit), op.name()));
        (Program::clone(code.program()), forms.collect::<Forms>())
    });
    (status, seen.map(|(program, forms)| (Program { file: shown, ..program }, forms)))
}

fn show(args: &Dis, program: &Program, forms: &Forms) -> String {
    let options = ListingOptions { caches: args.show_caches, offsets: args.show_offsets, positions: args.show_positions };
    let name = |id: CodeId, instruction: Instruction| {
        forms.get(&(id.0, instruction.at)).copied().unwrap_or(instruction.opcode.name())
    };
    match args.format {
        Format::Text => listing_with(program, options, &name),
        Format::Json => {
            let codes: Value = (0..program.codes.len() as u32).map(|id| code(program, CodeId(id), &name)).collect();
            format!("{codes:#}\n")
        }
    }
}

fn code(program: &Program, id: CodeId, name: Names) -> Value {
    let code = &program[id];
    let instructions: Vec<Value> = lines(program, id)
        .into_iter()
        .map(|line| {
            let (instruction, position) = (line.instruction, line.position);
            let column = |column: u32| (column != Position::NO_COLUMN).then_some(column);
            json!({
                "offset": 2 * instruction.at,
                "opcode": name(id, instruction),
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
    json!({ "name": &*code.name, "line": code.first_line, "stack_size": code.stack_size, "instructions": instructions })
}
