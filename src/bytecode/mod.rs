//! The portable stack code that the code generator writes and the virtual machine runs.
//!
//! Instructions are declared in `grammar/opcodes.table`. Code is a sequence of 16-bit units, opcode in the low byte and
//! operand in the high one, wider operands by `EXTENDED_ARG`, as in CPython. [`verify`] tells whether a program may be run
//! unchecked; `listing` is the disassembler.
//!
//! Takes and gives [`Program`]s. Uses `text`.

mod code;
mod constants;
mod instructions;
mod listing;
mod opcode;
mod operators;
mod positions;
pub mod tables;
mod verify;

pub use code::{CodeId, CodeObject, Const, ConstId, Handler, Position, Program, Slot, SlotKind, flags};
pub use constants::{constant_repr, constant_text, describe};
pub use instructions::{Instruction, Instructions, unit};
pub use listing::{Line, ListingOptions, Names, lines, listing, listing_with};
pub use opcode::{Count, Opcode, Operand};
pub use operators::{
    BinaryOperator, CommonConstant, Comparison, Conversion, Intrinsic1, Intrinsic2, SpecialMethod, attached, resume,
};
pub use positions::{Positions, Run};
pub use verify::{Verifier, VerifyError, verify, verify_frame};
