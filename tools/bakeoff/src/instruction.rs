//! The instructions: one table says their names, what their operands mean and what they do to the stack.
//!
//! May use: nothing. The order of the table is the order of the opcodes, which are dense.

/// Calls `$macro` with the table: opcode, method of `operations` (and mnemonic), operand, values popped, values pushed.
macro_rules! operations {
    ($macro:ident) => {
        $macro! {
            LoadFast load_fast Local 0 1;
            LoadFastLoadFast load_fast_load_fast TwoLocals 0 2;
            StoreFast store_fast Local 1 0;
            LoadConst load_const Constant 0 1;
            LoadSmallInt load_small_int Number 0 1;
            LoadNone load_none Nothing 0 1;
            LoadTrue load_true Nothing 0 1;
            PopTop pop_top Nothing 1 0;
            AddInt add_int Nothing 2 1;
            SubtractInt subtract_int Nothing 2 1;
            MultiplyInt multiply_int Nothing 2 1;
            AndInt and_int Nothing 2 1;
            XorInt xor_int Nothing 2 1;
            ShiftRightInt shift_right_int Nothing 2 1;
            AddFloat add_float Nothing 2 1;
            SubtractFloat subtract_float Nothing 2 1;
            MultiplyFloat multiply_float Nothing 2 1;
            Add add Nothing 2 1;
            Subtract subtract Nothing 2 1;
            Multiply multiply Nothing 2 1;
            LessInt less_int Nothing 2 1;
            LessFloat less_float Nothing 2 1;
            Less less Nothing 2 1;
            Equal equal Nothing 2 1;
            Is is Nothing 2 1;
            PopJumpIfFalse pop_jump_if_false Target 1 0;
            PopJumpIfTrue pop_jump_if_true Target 1 0;
            PopJumpIfNone pop_jump_if_none Target 1 0;
            Jump jump_to Target 0 0;
            BuildPair build_pair Nothing 2 1;
            LoadSlot load_slot Slot 1 1;
            StoreSlot store_slot Slot 2 0;
            Call call Function 0 1;
            ReturnValue return_value Nothing 1 0;
        }
    };
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    Nothing,
    Local,
    TwoLocals,
    Constant,
    Number,
    Target,
    Function,
    Slot,
}

/// Four bytes. `b` is the operand; a second local is in `a`; a jump is relative to the next instruction.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Instruction {
    pub op: Op,
    pub a: u8,
    pub b: i16,
}

pub struct Description {
    pub op: Op,
    pub name: &'static str,
    pub operand: Operand,
    pub pops: usize,
    pub pushes: usize,
}

macro_rules! define {
    ($($op:ident $method:ident $operand:ident $pops:literal $pushes:literal;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[repr(u8)]
        pub enum Op {
            $($op,)*
            /// Ends the program; the result is on the stack.
            Halt,
        }

        pub const DESCRIPTIONS: &[Description] = &[
            $(Description { op: Op::$op, name: stringify!($method), operand: Operand::$operand, pops: $pops, pushes: $pushes },)*
            Description { op: Op::Halt, name: "halt", operand: Operand::Nothing, pops: 1, pushes: 0 },
        ];
    };
}
operations!(define);
