//! From the flow graph to code units, positions and the exception table.

use super::flowgraph::Graph;
use super::op::Op;
use super::sequence::{Instr, Loc};
use crate::bytecode::{CodeId, Const, Handler, Opcode, Position, Program, unit};

/// The parts of a code object that come from its instructions.
pub struct Assembled {
    pub units: Vec<u16>,
    pub positions: Vec<(u32, Option<Position>)>,
    pub handlers: Vec<Handler>,
}

/// From a `SEND` to its `END_SEND`, in code units.
const END_SEND_OFFSET: u32 = 5;

/// An instruction in its final order.
#[derive(Debug)]
struct Placed {
    op: Opcode,
    arg: u32,
    loc: Loc,
    /// The instruction that it goes to, for jumps.
    target: u32,
    handler: u32,
    /// Where it stands.
    at: u32,
    /// How many code units it takes.
    size: u32,
}

/// Room to work in.
#[derive(Debug, Default)]
pub struct Desk {
    code: Vec<Placed>,
    jumps: Vec<u32>,
    starts: Vec<u32>,
    positions: Vec<(u32, Option<Position>)>,
}

pub fn assemble(graph: &Graph, desk: &mut Desk) -> Assembled {
    let Desk { code, jumps, starts, positions } = desk;
    flatten(graph, code, jumps, starts);
    resolve_next(code);
    resolve_jumps(code, jumps);
    let handlers = if graph.has_handlers() { handlers(code, graph, starts) } else { Vec::new() };
    let units = write(code, positions);
    Assembled { units, positions: positions.clone(), handlers }
}

/// Puts the instructions in a row; notes which of them jump, and the place of each block's first.
fn flatten(graph: &Graph, code: &mut Vec<Placed>, jumps: &mut Vec<u32>, starts: &mut Vec<u32>) {
    starts.clear();
    starts.resize(graph.blocks.len(), 0);
    let mut count = 0;
    let mut block = Graph::ENTRY;
    while block != Instr::NOWHERE {
        starts[block as usize] = count;
        count += graph.len(block) as u32;
        block = graph.next(block);
    }
    code.clear();
    code.reserve(count as usize);
    jumps.clear();
    let mut at = 0;
    let mut block = Graph::ENTRY;
    while block != Instr::NOWHERE {
        for instr in graph.instrs(block) {
            let &Instr { op, arg, loc, target, handler } = instr;
            let mut placed = match op.real() {
                // CPython starts with the targets' numbers where distances belong; so a distance that just fits may be wide.
                _ if op.is_jump() => {
                    jumps.push(code.len() as u32);
                    let target = starts[target as usize];
                    let is_forward = target as usize > code.len();
                    Placed { op: jump(op, is_forward), arg: target, loc, target, handler, at, size: 0 }
                }
                real => Placed { op: real.unwrap_or(Opcode::NOP), arg, loc, target: Instr::NOWHERE, handler, at, size: 0 },
            };
            placed.size = size(placed.op, placed.arg);
            at += placed.size;
            code.push(placed);
        }
        block = graph.next(block);
    }
}

fn jump(op: Op, is_forward: bool) -> Opcode {
    match op {
        Op::JUMP | Op::JUMP_NO_INTERRUPT if is_forward => Opcode::JUMP_FORWARD,
        Op::JUMP => Opcode::JUMP_BACKWARD,
        Op::JUMP_NO_INTERRUPT => Opcode::JUMP_BACKWARD_NO_INTERRUPT,
        op => op.real().unwrap_or(Opcode::NOP),
    }
}

/// Instructions that stand where the next one does.
fn resolve_next(code: &mut [Placed]) {
    let mut next = Loc::NONE;
    for placed in code.iter_mut().rev() {
        if placed.loc == Loc::NEXT {
            let is_terminator = placed.target != Instr::NOWHERE || placed.op.ends_block();
            placed.loc = if is_terminator { Loc::NONE } else { next };
        }
        next = placed.loc;
    }
}

/// How many code units an instruction takes.
#[inline]
fn size(op: Opcode, arg: u32) -> u32 {
    extensions(arg) + 1 + op.caches() as u32
}

/// How many `EXTENDED_ARG`s an operand needs.
#[inline]
fn extensions(operand: u32) -> u32 {
    match operand {
        0..=0xff => 0,
        0x100..=0xffff => 1,
        0x1_0000..=0xff_ffff => 2,
        _ => 3,
    }
}

/// Sets the distances of jumps, until they agree with the widths of their own operands.
fn resolve_jumps(code: &mut [Placed], jumps: &[u32]) {
    loop {
        let mut has_grown = false;
        for &index in jumps {
            let target = code[code[index as usize].target as usize].at;
            let jump = &mut code[index as usize];
            let end = jump.at + jump.size;
            jump.arg = match jump.op {
                Opcode::END_ASYNC_FOR => end - target - END_SEND_OFFSET,
                _ => end.abs_diff(target),
            };
            let size = size(jump.op, jump.arg);
            has_grown |= size != jump.size;
            jump.size = size;
        }
        if !has_grown {
            return;
        }
        let mut at = 0;
        for placed in code.iter_mut() {
            placed.at = at;
            at += placed.size;
        }
    }
}

fn handlers(code: &[Placed], graph: &Graph, block_starts: &[u32]) -> Vec<Handler> {
    let mut handlers = Vec::new();
    let mut open: Option<(u32, u32)> = None;
    let mut close = |open: Option<(u32, u32)>, end: u32| {
        if let Some((block, start)) = open {
            let target = code.get(block_starts[block as usize] as usize).map_or(end, |placed| placed.at);
            let data = &graph.blocks[block as usize];
            let pushed = 1 + i32::from(data.keeps_lasti);
            let depth = (data.start_depth - pushed).max(0) as u32;
            handlers.push(Handler { start, end, target, depth, push_lasti: data.keeps_lasti });
        }
    };
    for placed in code {
        if open.map_or(Instr::NOWHERE, |(block, _)| block) != placed.handler {
            close(open, placed.at);
            open = (placed.handler != Instr::NOWHERE).then_some((placed.handler, placed.at));
        }
    }
    close(open, code.last().map_or(0, |last| last.at + last.size));
    handlers
}

fn write(code: &[Placed], positions: &mut Vec<(u32, Option<Position>)>) -> Vec<u16> {
    // All that is not written is caches.
    const CACHE: u16 = unit(Opcode::CACHE, 0);
    let mut units = vec![CACHE; code.last().map_or(0, |last| (last.at + last.size) as usize)];
    positions.clear();
    let mut last_loc = None;
    for placed in code {
        let mut at = placed.at as usize;
        if placed.arg > 0xff {
            at += write_extensions(&mut units[at..], placed.arg);
        }
        units[at] = unit(placed.op, placed.arg as u8);
        let end = placed.at + placed.size;
        match positions.last_mut() {
            Some((last_end, _)) if last_loc == Some(&placed.loc) => *last_end = end,
            _ => positions.push((end, placed.loc.position())),
        }
        last_loc = Some(&placed.loc);
    }
    units
}

/// The higher bytes of an operand; gives how many they are.
fn write_extensions(units: &mut [u16], operand: u32) -> usize {
    let count = extensions(operand) as usize;
    let bytes = operand.to_le_bytes();
    for (place, &byte) in units.iter_mut().zip(bytes[1..=count].iter().rev()) {
        *place = unit(Opcode::EXTENDED_ARG, byte);
    }
    count
}

/// Drops code objects that are constants of no other: their makers were unreachable.
pub fn drop_unreferenced(mut program: Program) -> Program {
    let mut is_referenced = vec![false; program.codes.len()];
    is_referenced[Program::MODULE.0 as usize] = true;
    // Parents come first.
    for index in 0..program.codes.len() {
        if is_referenced[index] {
            for &constant in &program.codes[index].constants {
                if let Const::Code(CodeId(inner)) = program[constant] {
                    is_referenced[inner as usize] = true;
                }
            }
        }
    }
    if is_referenced.iter().all(|&referenced| referenced) {
        return program;
    }
    let mut places = Vec::with_capacity(is_referenced.len());
    let mut kept = 0;
    for &referenced in &is_referenced {
        places.push(kept);
        if referenced {
            kept += 1;
        }
    }
    for constant in &mut program.constants {
        if let Const::Code(CodeId(id)) = constant {
            // What nothing refers to is no code any more.
            *constant = match is_referenced[*id as usize] {
                true => Const::Code(CodeId(places[*id as usize])),
                false => Const::None,
            };
        }
    }
    let mut is_referenced = is_referenced.into_iter();
    program.codes.retain(|_| is_referenced.next() == Some(true));
    program
}
