//! The contestants among dispatches: ways from one instruction to the next. All run the same `operations`.
//!
//! May use: `raw`, `instruction`, `operations`.

use crate::instruction::{Instruction, Op};
use crate::raw::object::Value;
use crate::raw::registers::{Machine, Position, Registers};
use crate::word::Word;
use std::marker::PhantomData;

pub type Outcome<W> = Result<Value<W>, &'static str>;
pub type Run<W> = fn(&mut Machine<W>) -> Outcome<W>;

/// Each with its name.
pub fn all<W: Word>() -> Vec<(&'static str, Run<W>)> {
    let mut all: Vec<(_, Run<W>)> = vec![
        ("match", by_match),
        ("match x2", by_match_twice),
        ("paired", by_match_paired),
        ("table &mut", by_table),
        ("table regs", by_table_in_registers),
    ];
    // Without optimisation each instruction would take native stack.
    if cfg!(not(debug_assertions)) {
        all.push(("tail", by_tail_calls));
    }
    all
}

/// One `match` in a loop: a jump through a table, if the compiler does as it should.
#[inline(never)]
pub fn by_match<W: Word>(machine: &mut Machine<W>) -> Outcome<W> {
    let mut registers = machine.start();
    macro_rules! go {
        ($($op:ident $method:ident $operand:ident $pops:literal $pushes:literal;)*) => {
            loop {
                let instruction = registers.fetch(machine);
                match instruction.op {
                    $(Op::$op => registers.$method(instruction, machine),)*
                    Op::Halt => break,
                }
            }
        };
    }
    operations!(go);
    machine.finish(registers)
}

/// The whole `match` twice in the loop: two jumps, each with a history of its own.
#[inline(never)]
pub fn by_match_twice<W: Word>(machine: &mut Machine<W>) -> Outcome<W> {
    let mut registers = machine.start();
    macro_rules! go {
        ($($op:ident $method:ident $operand:ident $pops:literal $pushes:literal;)*) => {
            loop {
                let instruction = registers.fetch(machine);
                match instruction.op {
                    $(Op::$op => registers.$method(instruction, machine),)*
                    Op::Halt => break,
                }
                let instruction = registers.fetch(machine);
                match instruction.op {
                    $(Op::$op => registers.$method(instruction, machine),)*
                    Op::Halt => break,
                }
            }
        };
    }
    operations!(go);
    machine.finish(registers)
}

/// One `match`; but a comparison looks whether a conditional jump follows, and does it at once.
#[inline(never)]
pub fn by_match_paired<W: Word>(machine: &mut Machine<W>) -> Outcome<W> {
    let mut registers = machine.start();
    macro_rules! go {
        ($($op:ident $method:ident $operand:ident $pops:literal $pushes:literal;)*) => {
            loop {
                let instruction = registers.fetch(machine);
                match instruction.op {
                    $(Op::$op => {
                        registers.$method(instruction, machine);
                        if matches!(Op::$op, Op::LessInt | Op::LessFloat | Op::Less | Op::Equal | Op::Is)
                            && registers.peek(machine) == Op::PopJumpIfFalse
                        {
                            let instruction = registers.fetch(machine);
                            registers.pop_jump_if_false(instruction, machine);
                        }
                    })*
                    Op::Halt => break,
                }
            }
        };
    }
    operations!(go);
    machine.finish(registers)
}

/// As `by_match`, but counts the instructions.
pub fn count<W: Word>(machine: &mut Machine<W>) -> (u64, Outcome<W>) {
    let mut registers = machine.start();
    let mut count = 0;
    loop {
        count += 1;
        let op = registers.peek(machine);
        if op == Op::Halt {
            return (count, machine.finish(registers));
        }
        let instruction = registers.fetch(machine);
        Tables::<W>::IN_MEMORY[op as usize](&mut registers, instruction, machine);
    }
}

/// A table of functions that find the registers in memory.
#[inline(never)]
pub fn by_table<W: Word>(machine: &mut Machine<W>) -> Outcome<W> {
    let mut registers = machine.start();
    loop {
        let instruction = registers.fetch(machine);
        if instruction.op == Op::Halt {
            return machine.finish(registers);
        }
        Tables::<W>::IN_MEMORY[instruction.op as usize](&mut registers, instruction, machine);
    }
}

/// A table of functions that take and return two registers as machine registers; the third is in the machine.
#[inline(never)]
pub fn by_table_in_registers<W: Word>(machine: &mut Machine<W>) -> Outcome<W> {
    let (mut position, locals) = machine.start().split();
    machine.locals = locals;
    loop {
        let mut registers = Registers::join(position, machine.locals);
        let instruction = registers.fetch(machine);
        if instruction.op == Op::Halt {
            return machine.finish(registers);
        }
        let (next, _) = registers.split();
        position = Tables::<W>::IN_REGISTERS[instruction.op as usize](next, instruction, machine);
    }
}

/// Functions that call one another as the last thing they do. LLVM makes jumps of such calls when it optimises, but stable Rust
/// does not promise it (`become` is unstable): a measure of what could be had, not a way to build on.
#[inline(never)]
pub fn by_tail_calls<W: Word>(machine: &mut Machine<W>) -> Outcome<W> {
    let registers = machine.start();
    let op = registers.peek(machine);
    let (position, locals) = registers.split();
    let position = Tables::<W>::TAIL[op as usize](position.next, position.top, locals, machine);
    machine.finish(Registers::join(position, machine.locals))
}

type InMemory<W> = fn(&mut Registers<W>, Instruction, &mut Machine<W>);
type InRegisters<W> = fn(Position<W>, Instruction, &mut Machine<W>) -> Position<W>;
type Tail<W> = fn(*const Instruction, *mut Value<W>, *mut Value<W>, &mut Machine<W>) -> Position<W>;

struct Tables<W>(PhantomData<W>);

macro_rules! define_tables {
    ($($op:ident $method:ident $operand:ident $pops:literal $pushes:literal;)*) => {
        impl<W: Word> Tables<W> {
            const IN_MEMORY: &[InMemory<W>; Op::Halt as usize] = &[$(|r, i, m| r.$method(i, m)),*];
            const IN_REGISTERS: &[InRegisters<W>; Op::Halt as usize] = &[$(in_registers::$method::<W>),*];
            const TAIL: &[Tail<W>; Op::Halt as usize + 1] = &[$(tail::$method::<W>,)* tail::halt::<W>];
        }

        mod in_registers {
            use super::*;
            $(pub fn $method<W: Word>(position: Position<W>, i: Instruction, m: &mut Machine<W>) -> Position<W> {
                let mut registers = Registers::join(position, m.locals);
                registers.$method(i, m);
                let (position, locals) = registers.split();
                m.locals = locals;
                position
            })*
        }

        mod tail {
            use super::*;
            $(pub fn $method<W: Word>(
                next: *const Instruction,
                top: *mut Value<W>,
                locals: *mut Value<W>,
                m: &mut Machine<W>,
            ) -> Position<W> {
                let mut registers = Registers::join(Position { next, top }, locals);
                let instruction = registers.fetch(m);
                registers.$method(instruction, m);
                let op = registers.peek(m);
                let (position, locals) = registers.split();
                Tables::<W>::TAIL[op as usize](position.next, position.top, locals, m)
            })*

            pub fn halt<W: Word>(
                next: *const Instruction,
                top: *mut Value<W>,
                locals: *mut Value<W>,
                m: &mut Machine<W>,
            ) -> Position<W> {
                m.locals = locals;
                Position { next, top }
            }
        }
    };
}
operations!(define_tables);
