//! The longer instructions, each a function that has the registers.

mod attributes;
mod calls;
mod displays;
mod exceptions;
mod generators;
mod imports;
mod intrinsics;
mod methods;
mod names;
mod natives;
mod operators;
mod patterns;
mod rare;
mod strings;
