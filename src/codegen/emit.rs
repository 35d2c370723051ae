//! Instructions before assembly: jumps go to labels, constants are shared.

use crate::bytecode::{Comparison, Const, ConstId, Opcode, Position};
use std::collections::HashMap;

/// A place in the code that jumps can name before it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(pub usize);

#[derive(Clone, Copy, Debug)]
pub struct Emitted {
    pub opcode: Opcode,
    /// For jumps the number of the label.
    pub operand: u32,
    pub position: Position,
}

#[derive(Debug, Default)]
pub struct Emitter {
    pub code: Vec<Emitted>,
    /// For each label the index of the instruction it stands before.
    pub labels: Vec<usize>,
    pub constants: Vec<ConstId>,
    pub pool: Vec<Const>,
    pub names: Vec<String>,
    pub locals: Vec<String>,
    pub constant_places: HashMap<Key, u32>,
    pub name_places: HashMap<String, u32>,
    pub local_places: HashMap<String, u32>,
    /// Instructions before this index can be reached by other ways than the one before them.
    pub barrier: usize,
}

/// What makes two constants the same: unlike `==`, it tells 0.0 from -0.0.
#[derive(Debug, PartialEq, Eq, Hash)]
pub enum Key {
    None,
    Bool(bool),
    Int(i64),
    Float(u64),
    Str(Vec<u8>),
}

impl Emitter {
    pub fn emit(&mut self, opcode: Opcode, operand: u32, position: Position) {
        if opcode == Opcode::TO_BOOL && self.is_bool() {
            return;
        }
        self.code.push(Emitted { opcode, operand, position });
    }

    /// Whether the value on the stack is a bool already, after asking a comparison before to give one.
    fn is_bool(&mut self) -> bool {
        let barrier = self.barrier;
        let Some(last) = self.code[barrier..].last_mut() else { return false };
        if last.opcode == Opcode::COMPARE_OP {
            last.operand |= Comparison::TO_BOOL;
        }
        matches!(last.opcode, Opcode::COMPARE_OP | Opcode::IS_OP | Opcode::UNARY_NOT | Opcode::TO_BOOL)
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(usize::MAX);
        Label(self.labels.len() - 1)
    }

    pub fn place(&mut self, label: Label) {
        self.labels[label.0] = self.code.len();
        self.barrier = self.code.len();
    }

    pub fn jump(&mut self, opcode: Opcode, target: Label, position: Position) {
        self.emit(opcode, target.0 as u32, position);
    }

    pub fn load_const(&mut self, constant: Const, position: Position) {
        let small = match constant {
            Const::Int(value) => u8::try_from(value).ok(),
            _ => None,
        };
        // As in CPython, a small integer keeps its place until the unused constants are dropped.
        let place = self.constant(constant);
        match small {
            Some(value) => self.emit(Opcode::LOAD_SMALL_INT, value.into(), position),
            None => self.emit(Opcode::LOAD_CONST, place, position),
        }
    }

    fn constant(&mut self, constant: Const) -> u32 {
        let place = self.constants.len() as u32;
        let key = match &constant {
            Const::None => Key::None,
            Const::True => Key::Bool(true),
            Const::False => Key::Bool(false),
            Const::Int(value) => Key::Int(*value),
            Const::Float(value) => Key::Float(value.to_bits()),
            Const::Str(value) => Key::Str(value.clone()),
            _ => {
                self.constants.push(ConstId(self.pool.len() as u32));
                self.pool.push(constant);
                return place;
            }
        };
        *self.constant_places.entry(key).or_insert_with(|| {
            self.constants.push(ConstId(self.pool.len() as u32));
            self.pool.push(constant);
            place
        })
    }

    pub fn name(&mut self, name: &str) -> u32 {
        place(&mut self.names, &mut self.name_places, name)
    }

    pub fn local(&mut self, name: &str) -> u32 {
        place(&mut self.locals, &mut self.local_places, name)
    }

    pub fn last_position(&self) -> Position {
        self.code.last().map_or(Position::default(), |emitted| emitted.position)
    }
}

fn place(names: &mut Vec<String>, places: &mut HashMap<String, u32>, name: &str) -> u32 {
    if let Some(&place) = places.get(name) {
        return place;
    }
    let place = names.len() as u32;
    names.push(name.into());
    places.insert(name.into(), place);
    place
}
