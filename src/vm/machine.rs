//! The loop over instructions.

use super::arithmetic::{self, binary, compare, invert, negative, positive};
use super::exception::{Entry, Exception, Failure, Trouble, raise, type_error};
use super::suggest;
use super::value::{Builtin, Kind, Value};
use crate::bytecode::{BinaryOperator, CodeId, Comparison, Const, INTRINSIC_UNARY_POSITIVE, Opcode, Program};
use crate::scope::BUILTINS;
use crate::text::repr;
use std::collections::HashMap;
use std::io::Write;

/// How deep calls may go. CPython raises an exception there.
const DEEPEST_CALL: usize = 1000;

/// Runs a program's module; what it prints goes to `out`, which is flushed at the end.
pub fn run(program: &Program, out: &mut dyn Write) -> Result<(), Failure> {
    let mut machine = Machine {
        program,
        out,
        strings: Vec::new(),
        globals: Globals::default(),
        codes: Vec::new(),
        stack: Vec::new(),
        frames: Vec::new(),
    };
    let result = machine.link().and_then(|()| machine.enter(Program::MODULE)).and_then(|()| machine.execute());
    let flushed = machine.out.flush().map_err(|_| WRITE_ERROR);
    result.and(flushed).map_err(|trouble| machine.failure(trouble))
}

const WRITE_ERROR: Trouble = Trouble::Unsupported("errors of standard output");

struct Machine<'a> {
    program: &'a Program,
    out: &'a mut dyn Write,
    /// The texts of string values, each once.
    strings: Vec<Vec<u8>>,
    globals: Globals,
    /// What the machine knows of each code object.
    codes: Vec<Linked>,
    stack: Vec<Value>,
    frames: Vec<Frame>,
}

/// The module's names: text is looked up once, when the program is linked; instructions use numbers.
#[derive(Default)]
struct Globals {
    numbers: HashMap<String, usize>,
    values: Vec<Value>,
    /// In the order in which they were first assigned.
    assigned: Vec<usize>,
}

struct Linked {
    constants: Vec<Value>,
    /// The numbers of the code's names.
    names: Vec<usize>,
}

struct Frame {
    code: CodeId,
    /// The next code unit.
    next: usize,
    /// The instruction being executed.
    at: usize,
    /// Where the frame's slots begin on the stack. Its temporaries follow them.
    base: usize,
}

impl Globals {
    fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        self.numbers.insert(name.into(), self.values.len());
        self.values.push(Value::NULL);
        self.values.len() - 1
    }
}

impl Machine<'_> {
    /// Turns constants into values and names into numbers.
    fn link(&mut self) -> Result<(), Trouble> {
        let mut texts: HashMap<&[u8], u32> = HashMap::new();
        for code in &self.program.codes {
            let mut constants = Vec::with_capacity(code.constants.len());
            for constant in &code.constants {
                constants.push(match constant {
                    Const::None => Value::NONE,
                    Const::True => Value::TRUE,
                    Const::False => Value::FALSE,
                    Const::Int(value) => arithmetic::int(*value)?,
                    Const::Float(value) => Value::float(*value),
                    Const::Code(id) => Value::function(id.0),
                    Const::Str(text) => Value::str(*texts.entry(text).or_insert_with(|| {
                        self.strings.push(text.clone());
                        self.strings.len() as u32 - 1
                    })),
                });
            }
            let names = code.names.iter().map(|name| self.globals.number(name)).collect();
            self.codes.push(Linked { constants, names });
        }
        Ok(())
    }

    fn enter(&mut self, code: CodeId) -> Result<(), Trouble> {
        if self.frames.len() == DEEPEST_CALL {
            return Err(Trouble::Unsupported("calls more than 1000 deep"));
        }
        let base = self.stack.len();
        self.stack.resize(base + self.program[code].locals.len(), Value::NULL);
        self.stack.reserve(self.program[code].stack_size as usize);
        self.frames.push(Frame { code, next: 0, at: 0, base });
        Ok(())
    }

    fn execute(&mut self) -> Result<(), Trouble> {
        let mut high = 0;
        while let Some(frame) = self.frames.last_mut() {
            let Some(&unit) = self.program[frame.code].units.get(frame.next) else { return Err(BAD_CODE) };
            let [opcode, low] = unit.to_le_bytes();
            let opcode = Opcode::from_byte(opcode).ok_or(BAD_CODE)?;
            let operand = high << 8 | u32::from(low);
            frame.at = frame.next;
            frame.next += 1 + opcode.caches();
            if opcode == Opcode::EXTENDED_ARG {
                high = operand;
                continue;
            }
            high = 0;
            self.step(opcode, operand)?;
        }
        Ok(())
    }

    #[inline]
    fn step(&mut self, opcode: Opcode, operand: u32) -> Result<(), Trouble> {
        match opcode {
            Opcode::CACHE | Opcode::EXTENDED_ARG | Opcode::NOP | Opcode::NOT_TAKEN | Opcode::RESUME => {}
            Opcode::LOAD_CONST => {
                let value = self.linked().constants[operand as usize];
                self.push(value);
            }
            Opcode::LOAD_SMALL_INT => self.push(arithmetic::int(operand.into())?),
            Opcode::LOAD_NAME => self.load_global(operand)?,
            Opcode::LOAD_GLOBAL => self.load_global(operand >> 1)?,
            Opcode::STORE_NAME | Opcode::STORE_GLOBAL => self.store_global(operand),
            Opcode::LOAD_FAST_CHECK => self.load_local(operand as usize)?,
            Opcode::STORE_FAST => {
                let value = self.pop();
                let slot = self.frame().base + operand as usize;
                self.stack[slot] = value;
            }
            Opcode::POP_TOP => drop(self.pop()),
            Opcode::PUSH_NULL => self.push(Value::NULL),
            Opcode::COPY => self.push(self.stack[self.stack.len() - operand as usize]),
            Opcode::SWAP => {
                let top = self.stack.len() - 1;
                self.stack.swap(top, top + 1 - operand as usize);
            }
            Opcode::UNARY_NEGATIVE => self.unary(negative)?,
            Opcode::UNARY_INVERT => self.unary(invert)?,
            Opcode::CALL_INTRINSIC_1 if operand == INTRINSIC_UNARY_POSITIVE => self.unary(positive)?,
            Opcode::CALL_INTRINSIC_1 => return Err(BAD_CODE),
            Opcode::UNARY_NOT => {
                let value = self.pop();
                self.push(Value::bool(value == Value::FALSE));
            }
            Opcode::TO_BOOL => {
                let value = self.pop();
                self.push(Value::bool(self.truth(value)));
            }
            Opcode::BINARY_OP => {
                let (operator, inplace) = BinaryOperator::decode(operand).ok_or(BAD_CODE)?;
                let (right, left) = (self.pop(), self.pop());
                self.push(binary(operator, inplace, left, right)?);
            }
            Opcode::COMPARE_OP => {
                let (right, left) = (self.pop(), self.pop());
                let comparison = Comparison::decode(operand).ok_or(BAD_CODE)?;
                self.push(Value::bool(compare(comparison, left, right, &self.strings)?));
            }
            Opcode::IS_OP => {
                let (right, left) = (self.pop(), self.pop());
                self.push(Value::bool((left == right) != (operand == 1)));
            }
            Opcode::JUMP_FORWARD => self.frame().next += operand as usize,
            Opcode::JUMP_BACKWARD => self.frame().next -= operand as usize,
            Opcode::POP_JUMP_IF_FALSE => self.jump_if(Value::FALSE, operand),
            Opcode::POP_JUMP_IF_TRUE => self.jump_if(Value::TRUE, operand),
            // A function is its code, as long as it has neither defaults nor cells.
            Opcode::MAKE_FUNCTION => {}
            Opcode::CALL => self.call(operand as usize)?,
            Opcode::RETURN_VALUE => self.return_value(),
        }
        Ok(())
    }

    fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("an instruction runs in a frame")
    }

    fn linked(&mut self) -> &Linked {
        let code = self.frame().code;
        &self.codes[code.0 as usize]
    }

    #[inline]
    fn push(&mut self, value: Value) {
        self.stack.push(value);
    }

    #[inline]
    fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or(Value::NULL)
    }

    fn unary(&mut self, operation: fn(Value) -> Result<Value, Trouble>) -> Result<(), Trouble> {
        let value = self.pop();
        self.push(operation(value)?);
        Ok(())
    }

    fn jump_if(&mut self, when: Value, distance: u32) {
        if self.pop() == when {
            self.frame().next += distance as usize;
        }
    }

    fn truth(&self, value: Value) -> bool {
        match value.kind() {
            Kind::None | Kind::Null | Kind::Bool(false) => false,
            Kind::Int(value) => value != 0,
            Kind::Float(value) => value != 0.0,
            Kind::Str(place) => !self.strings[place as usize].is_empty(),
            Kind::Bool(true) | Kind::Function(_) | Kind::Builtin(_) => true,
        }
    }

    fn load_global(&mut self, index: u32) -> Result<(), Trouble> {
        let number = self.linked().names[index as usize];
        let value = self.globals.values[number];
        if value != Value::NULL {
            self.push(value);
            return Ok(());
        }
        let program = self.program;
        let name = &program[self.frame().code].names[index as usize];
        match &**name {
            "print" => self.push(Value::PRINT),
            "__name__" | "__doc__" => return Err(Trouble::Unsupported("names that the interpreter sets in a module")),
            builtin if crate::scope::is_builtin(builtin) => return Err(Trouble::Unsupported("builtins other than print")),
            _ => return raise("NameError", self.name_error(name)),
        }
        Ok(())
    }

    fn store_global(&mut self, index: u32) {
        let number = self.linked().names[index as usize];
        let value = self.pop();
        if std::mem::replace(&mut self.globals.values[number], value) == Value::NULL {
            self.globals.assigned.push(number);
        }
    }

    fn load_local(&mut self, slot: usize) -> Result<(), Trouble> {
        let Frame { code, base, .. } = *self.frame();
        let value = self.stack[base + slot];
        if value == Value::NULL {
            let name = &self.program[code].locals[slot];
            let message = format!("cannot access local variable '{name}' where it is not associated with a value");
            return raise("UnboundLocalError", message);
        }
        self.push(value);
        Ok(())
    }

    /// The words of a NameError, with what the writer may have meant.
    fn name_error(&mut self, wrong: &str) -> String {
        let Frame { code, base, .. } = *self.frame();
        let locals = self.program[code].locals.iter().enumerate().filter(|(slot, _)| self.stack[base + slot] != Value::NULL);
        let mut global_names = vec![""; self.globals.values.len()];
        self.globals.numbers.iter().for_each(|(name, &number)| global_names[number] = name);
        let globals = self.globals.assigned.iter().map(|&number| global_names[number]);
        let candidates = locals.map(|(_, name)| &**name).chain(suggest::MODULE_NAMES).chain(globals).chain(BUILTINS);
        suggest::name_error(wrong, candidates)
    }

    fn call(&mut self, count: usize) -> Result<(), Trouble> {
        let start = self.stack.len() - count;
        match self.stack[start - 2].kind() {
            Kind::Builtin(Builtin::Print) => {
                self.print(start)?;
                self.stack.truncate(start - 2);
                self.push(Value::NONE);
                Ok(())
            }
            Kind::Function(place) if count == 0 => {
                self.stack.truncate(start - 2);
                self.enter(CodeId(place))
            }
            Kind::Function(place) => {
                let were = if count == 1 { "was" } else { "were" };
                let name = &self.program[CodeId(place)].name;
                type_error(format!("{name}() takes 0 positional arguments but {count} {were} given"))
            }
            other => type_error(format!("'{}' object is not callable", other.type_name())),
        }
    }

    fn return_value(&mut self) {
        let value = self.pop();
        if let Some(frame) = self.frames.pop() {
            self.stack.truncate(frame.base);
        }
        self.push(value);
    }

    /// Prints the values from a stack entry on.
    fn print(&mut self, start: usize) -> Result<(), Trouble> {
        let mut line = Vec::new();
        for (index, value) in self.stack[start..].iter().enumerate() {
            if index > 0 {
                line.push(b' ');
            }
            self.show(&mut line, *value)?;
        }
        line.push(b'\n');
        self.out.write_all(&line).map_err(|_| WRITE_ERROR)
    }

    /// Appends a value as `str` gives it.
    fn show(&self, line: &mut Vec<u8>, value: Value) -> Result<(), Trouble> {
        let text = match value.kind() {
            Kind::None | Kind::Null => "None".into(),
            Kind::Bool(true) => "True".into(),
            Kind::Bool(false) => "False".into(),
            Kind::Int(value) => value.to_string(),
            Kind::Float(value) => {
                let mut text = String::new();
                repr::float(value, &mut text);
                text
            }
            Kind::Str(place) => match str::from_utf8(&self.strings[place as usize]) {
                Ok(text) => text.to_string(),
                Err(_) => return Err(Trouble::Unsupported("printing surrogates")),
            },
            Kind::Function(_) => return Err(Trouble::Unsupported("printing functions")),
            Kind::Builtin(Builtin::Print) => "<built-in function print>".into(),
        };
        line.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn failure(&self, trouble: Trouble) -> Failure {
        let entries: Vec<Entry> = self.frames.iter().map(|frame| self.entry(frame)).collect();
        match trouble {
            Trouble::Raised(Exception { class, message }) => {
                Failure::Uncaught { exception: Exception { class, message }, entries }
            }
            Trouble::Unsupported(what) => {
                Failure::Unsupported { what, line: entries.last().map_or(1, |entry| entry.position.line) }
            }
        }
    }

    fn entry(&self, frame: &Frame) -> Entry {
        let code = &self.program[frame.code];
        Entry { function: code.name.clone(), position: code.position(frame.at) }
    }
}

const BAD_CODE: Trouble = Trouble::Unsupported("damaged bytecode");
