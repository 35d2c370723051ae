//! Tree to bytecode.
//!
//! `statements` and `expressions` say what code a node becomes; `emit` collects instructions, constants and labels;
//! `assemble` turns labels into distances and computes the stack's depth. What a node needs is put on a plan, a stack of
//! small tasks, so that depth of nesting costs memory, not native stack.
//!
//! Takes an [`Ast`] and its [`Scopes`]; gives a [`Program`], or says what of the program has no code yet. Uses `source`,
//! `ast`, `scope` and `bytecode`.

mod assemble;
mod emit;
mod expressions;
mod statements;

use crate::ast::{Ast, Expr, Id, List, Mod, Stmt};
use crate::bytecode::{CodeId, CodeObject, Const, Opcode, Position, Program};
use crate::scope::{ScopeId, Scopes};
use crate::source::{Source, Span};
use emit::{Emitter, Label};
use std::fmt;

/// A construct that the code generator has no code for yet, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsupported {
    pub what: &'static str,
    pub line: u32,
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "hyaline cannot run this yet: {}, line {}", self.what, self.line)
    }
}

impl std::error::Error for Unsupported {}

type Result<T> = std::result::Result<T, Unsupported>;

/// The code of a module.
pub fn generate(source: &Source, ast: &Ast, scopes: &Scopes) -> Result<Program> {
    let Mod::Module { body, .. } = ast[ast.root()] else {
        return Err(Unsupported { what: "anything but a module", line: 1 });
    };
    let mut units = vec![Unit { name: "<module>".into(), scope: scopes.module(), body, definition: None }];
    let mut codes = Vec::new();
    let mut constants = Vec::new();
    // Functions are found while the code around them is generated.
    while let Some(unit) = units.get(codes.len()).cloned() {
        codes.push(
            Generator::new(source, ast, scopes, unit.scope, &mut units, std::mem::take(&mut constants))
                .unit(&unit, &mut constants)?,
        );
    }
    Ok(Program { file: source.name().into(), codes, constants })
}

/// What becomes a code object of its own.
#[derive(Clone)]
struct Unit {
    name: String,
    scope: ScopeId,
    body: List<Id<Stmt>>,
    definition: Option<Span>,
}

/// A step of generation. Steps that later steps depend on come first on the plan.
#[derive(Clone, Copy)]
enum Task {
    Stmt(Id<Stmt>),
    /// Leaves the expression's value on the stack.
    Expr(Id<Expr>),
    /// Takes the value to assign from the stack.
    Store(Id<Expr>),
    /// Jumps if the expression's truth is `when`.
    JumpIf {
        test: Id<Expr>,
        when: bool,
        target: Label,
    },
    Emit(Opcode, u32, Span),
    Jump(Opcode, Label, Span),
    Place(Label),
    EndLoop,
}

/// Where `continue` and `break` go.
struct Loop {
    next: Label,
    end: Label,
}

struct Generator<'a> {
    source: &'a Source,
    ast: &'a Ast,
    scopes: &'a Scopes,
    scope: ScopeId,
    out: Emitter,
    /// A node's steps are planned in reading order; when it is done, the plan goes on top of `pending`.
    plan: Vec<Task>,
    pending: Vec<Task>,
    loops: Vec<Loop>,
    units: &'a mut Vec<Unit>,
}

impl<'a> Generator<'a> {
    fn new(
        source: &'a Source,
        ast: &'a Ast,
        scopes: &'a Scopes,
        scope: ScopeId,
        units: &'a mut Vec<Unit>,
        pool: Vec<Const>,
    ) -> Generator<'a> {
        let (plan, pending, loops) = (Vec::new(), Vec::new(), Vec::new());
        Generator { source, ast, scopes, scope, out: Emitter { pool, ..Emitter::default() }, plan, pending, loops, units }
    }

    fn unit(mut self, unit: &Unit, constants: &mut Vec<Const>) -> Result<CodeObject> {
        let first_line = unit.definition.map_or(1, |span| self.line(span));
        // CPython gives a module's start the line 0.
        let start = match unit.definition {
            Some(_) => Position { line: first_line, end_line: first_line, column: 0, end_column: 0 },
            None => Position { line: 0, end_line: 1, column: 0, end_column: 0 },
        };
        self.out.emit(Opcode::RESUME, 0, start);
        if unit.definition.is_none() {
            self.docstring(unit.body);
        }
        self.statements(unit.body);
        self.run()?;
        let end = self.out.last_position();
        self.out.load_const(Const::None, end);
        self.out.emit(Opcode::RETURN_VALUE, 0, end);
        *constants = std::mem::take(&mut self.out.pool);
        assemble::assemble(self.out, unit.name.clone(), first_line)
    }

    fn run(&mut self) -> Result<()> {
        loop {
            self.pending.extend(self.plan.drain(..).rev());
            let Some(task) = self.pending.pop() else { return Ok(()) };
            match task {
                Task::Stmt(id) => self.statement(id)?,
                Task::Expr(id) => self.expression(id)?,
                Task::Store(id) => self.store(id)?,
                Task::JumpIf { test, when, target } => self.jump_if(test, when, target),
                Task::Emit(opcode, operand, span) => self.emit(opcode, operand, span),
                Task::Jump(opcode, target, span) => {
                    let position = self.position(span);
                    self.out.jump(opcode, target, position);
                }
                Task::Place(label) => self.out.place(label),
                Task::EndLoop => drop(self.loops.pop()),
            }
        }
    }

    fn emit(&mut self, opcode: Opcode, operand: u32, span: Span) {
        let position = self.position(span);
        self.out.emit(opcode, operand, position);
    }

    fn statements(&mut self, body: List<Id<Stmt>>) {
        self.plan.extend(self.ast.items(body).map(Task::Stmt));
    }

    fn position(&self, span: Span) -> Position {
        let (start, end) = (self.source.position(span.start), self.source.position(span.end));
        Position { line: start.line, end_line: end.line, column: start.column, end_column: end.column }
    }

    fn line(&self, span: Span) -> u32 {
        self.source.position(span.start).line
    }

    fn unsupported<T>(&self, what: &'static str, span: Span) -> Result<T> {
        Err(Unsupported { what, line: self.line(span) })
    }
}

/// A new function's place in the program.
fn next_code(units: &[Unit]) -> CodeId {
    CodeId(units.len() as u32)
}
