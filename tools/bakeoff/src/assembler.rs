//! Takes the text of a program, gives code that is verified: jumps stay in their function, the stack never runs dry, locals and
//! constants exist, and each function knows how much stack it needs. May use: `instruction`.
//!
//! A line is `function NAME ARGUMENTS LOCALS`, `LABEL:` or instructions with `;` between them. The program starts in `main`.

use crate::instruction::{DESCRIPTIONS, Description, Instruction, Op, Operand};
use std::collections::HashMap;

#[derive(Clone, Copy)]
pub enum Literal {
    Int(i64),
    Float(f64),
}

#[derive(Clone)]
pub struct Function {
    pub start: usize,
    pub arguments: usize,
    pub locals: usize,
    /// The most values its frame ever holds, locals among them.
    pub size: usize,
}

/// Verified code: only `assemble` makes it.
#[derive(Clone)]
pub struct Program {
    code: Vec<Instruction>,
    functions: Vec<Function>,
    constants: Vec<Literal>,
}

type Result<T> = std::result::Result<T, String>;

impl Program {
    pub fn code(&self) -> &[Instruction] {
        &self.code
    }

    pub fn functions(&self) -> &[Function] {
        &self.functions
    }

    pub fn constants(&self) -> &[Literal] {
        &self.constants
    }
}

pub fn assemble(text: &str) -> Result<Program> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut names = HashMap::new();
    for line in lines().filter(|line| line.starts_with("function ")) {
        let number = names.len();
        names.insert(line.split_whitespace().nth(1).ok_or("function without a name")?, number);
    }
    let mut program = Program { code: Vec::new(), functions: Vec::new(), constants: Vec::new() };
    let mut labels = HashMap::new();
    let mut jumps = Vec::new();
    for line in lines() {
        if let Some(header) = line.strip_prefix("function ") {
            program.functions.push(parse_header(header, program.code.len())?);
        } else if let Some(label) = line.strip_suffix(':') {
            labels.insert(label, program.code.len());
        } else {
            for part in line.split(';') {
                parse_instruction(part, &names, &mut program, &mut jumps)?;
            }
        }
    }
    for (at, label) in jumps {
        let target = *labels.get(label).ok_or_else(|| format!("no label {label}"))?;
        program.code[at].b = i16::try_from(target as isize - (at as isize + 1)).map_err(|_| "jump too far")?;
    }
    verify(&mut program)?;
    Ok(program)
}

fn parse_header(header: &str, start: usize) -> Result<Function> {
    let numbers: Vec<usize> = header.split_whitespace().skip(1).filter_map(|word| word.parse().ok()).collect();
    match numbers[..] {
        [arguments, locals] if arguments <= locals => Ok(Function { start, arguments, locals, size: 0 }),
        _ => Err(format!("bad function: {header}")),
    }
}

fn parse_instruction<'a>(
    text: &'a str,
    functions: &HashMap<&str, usize>,
    program: &mut Program,
    jumps: &mut Vec<(usize, &'a str)>,
) -> Result<()> {
    let mut words = text.split_whitespace();
    let name = words.next().unwrap_or("");
    let described = DESCRIPTIONS.iter().find(|d| d.name == name).ok_or_else(|| format!("no instruction {name}"))?;
    let mut word = || words.next().ok_or_else(|| format!("{name} lacks an operand"));
    let small = |word: &str| word.parse::<i16>().map_err(|_| format!("bad operand {word}"));
    let mut instruction = Instruction { op: described.op, a: 0, b: 0 };
    match described.operand {
        Operand::Nothing => {}
        Operand::Local | Operand::Number | Operand::Slot => instruction.b = small(word()?)?,
        Operand::TwoLocals => {
            instruction.a = word()?.parse().map_err(|_| "bad local")?;
            instruction.b = small(word()?)?;
        }
        Operand::Constant => {
            instruction.b = program.constants.len() as i16;
            program.constants.push(parse_literal(word()?)?);
        }
        Operand::Function => instruction.b = *functions.get(word()?).ok_or("no such function")? as i16,
        Operand::Target => jumps.push((program.code.len(), word()?)),
    }
    program.code.push(instruction);
    Ok(())
}

fn parse_literal(word: &str) -> Result<Literal> {
    let int = word.parse().map(Literal::Int);
    int.or_else(|_| word.parse().map(Literal::Float)).map_err(|_| format!("bad constant {word}"))
}

fn verify(program: &mut Program) -> Result<()> {
    let ends: Vec<usize> = program.functions.iter().skip(1).map(|f| f.start).chain([program.code.len()]).collect();
    for (number, end) in ends.into_iter().enumerate() {
        let depth = deepest(program, number, end)?;
        let function = &mut program.functions[number];
        function.size = function.locals + depth;
    }
    match program.functions.first() {
        Some(main) if main.arguments == 0 && main.start == 0 => Ok(()),
        _ => Err("no main".to_string()),
    }
}

/// Follows every path through a function and gives the most operands its stack holds.
fn deepest(program: &Program, number: usize, end: usize) -> Result<usize> {
    let function = &program.functions[number];
    let mut depths: HashMap<usize, usize> = HashMap::new();
    let mut deepest = 0;
    let mut paths = vec![(function.start, 0)];
    while let Some((at, depth)) = paths.pop() {
        if !(function.start..end).contains(&at) {
            return Err(format!("path leaves its function at {at}"));
        }
        if let Some(known) = depths.insert(at, depth) {
            if known != depth {
                return Err(format!("depths differ at {at}"));
            }
            continue;
        }
        let instruction = program.code[at];
        let described = &DESCRIPTIONS[instruction.op as usize];
        let pops = operands_popped(program, number, instruction, described)?;
        let after = depth.checked_sub(pops).ok_or_else(|| format!("stack runs dry at {at}"))? + described.pushes;
        deepest = deepest.max(depth).max(after);
        if described.operand == Operand::Target {
            paths.push(((at + 1).wrapping_add_signed(instruction.b.into()), after));
        }
        if !matches!(instruction.op, Op::Jump | Op::ReturnValue | Op::Halt) {
            paths.push((at + 1, after));
        }
    }
    Ok(deepest)
}

/// Checks what the operand names; gives how many values the instruction takes.
fn operands_popped(program: &Program, number: usize, instruction: Instruction, described: &Description) -> Result<usize> {
    let locals = program.functions[number].locals;
    let operand = usize::try_from(instruction.b);
    let exists = match described.operand {
        Operand::Nothing | Operand::Number | Operand::Target => true,
        Operand::Local => operand.is_ok_and(|local| local < locals),
        Operand::TwoLocals => operand.is_ok_and(|local| local < locals) && usize::from(instruction.a) < locals,
        Operand::Constant => operand.is_ok_and(|constant| constant < program.constants.len()),
        Operand::Slot => operand.is_ok_and(|slot| slot < 2),
        Operand::Function => operand.is_ok_and(|function| (1..program.functions.len()).contains(&function)),
    };
    let in_place = match instruction.op {
        Op::Halt => number == 0,
        Op::ReturnValue => number != 0,
        _ => true,
    };
    if !(exists && in_place) {
        return Err(format!("bad operand or place: {instruction:?}"));
    }
    Ok(match instruction.op {
        Op::Call => program.functions[instruction.b as usize].arguments,
        _ => described.pops,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_bad_code() {
        for (body, reason) in [
            ("pop_top; halt", "stack runs dry at 0"),
            ("load_none", "path leaves its function at 1"),
            ("load_fast 0; halt", "bad operand or place"),
            ("load_none; return_value", "bad operand or place"),
            ("again:\nload_none; jump_to again", "depths differ at 0"),
            ("load_none; load_slot 2; halt", "bad operand or place"),
            ("jump_to nowhere", "no label nowhere"),
            ("call main", "bad operand or place"),
        ] {
            let error = assemble(&format!("function main 0 0\n{body}")).err().expect(body);
            assert!(error.contains(reason), "{body}: {error}");
        }
    }

    #[test]
    fn knows_how_much_stack_a_frame_needs() {
        let program = assemble("function main 0 3\nload_none; load_none; pop_top; halt").unwrap();
        assert_eq!(program.functions()[0].size, 5);
    }
}
