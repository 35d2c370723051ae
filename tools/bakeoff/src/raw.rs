//! The unsafe floor: objects that count their references, and the registers that walk over code and stack.

pub mod object;
pub mod registers;
