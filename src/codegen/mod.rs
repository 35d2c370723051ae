//! Tree to bytecode: CPython's, instruction for instruction.
//!
//! `plan` keeps what is still to be done; the modules named after constructs say what code each becomes; `unit` is a code object
//! in the making, with its `sequence` of instructions; `flowgraph` optimises it and `assemble` writes it down.
//!
//! What a node needs is done at once, down to a fixed depth; what is nested deeper is put on a plan, a stack of small tasks, so
//! that depth of nesting costs memory, not native stack.
//!
//! Takes an [`Ast`] and its [`Scopes`]; gives a [`Program`] and CPython's warnings, or the error that it has. Uses `source`,
//! `diagnostics`, `ast`, `scope` and `bytecode`.

mod annotations;
mod assemble;
mod assignments;
mod blocks;
mod calls;
mod checks;
mod classes;
mod comprehensions;
mod constants;
mod control;
mod displays;
mod docstrings;
mod exceptions;
mod expressions;
mod finally;
mod flowgraph;
mod functions;
mod generics;
mod imports;
mod indexed;
mod literals;
mod op;
mod patterns;
mod percent;
mod plan;
mod sequence;
mod statements;
mod strings;
mod super_calls;
mod traits;
mod unit;
mod unparse;
mod variables;
mod with;

use crate::ast::{AnyNode, Ast, Id, Mod, Names, Positions};
use crate::bytecode::{CodeId, CodeObject, ConstId, Program};
use crate::diagnostics::{Diagnostic, Message};
use crate::scope::{Role, Scopes};
use crate::source::{Source, Span};
use constants::Constants;
use indexed::Latest;
use plan::Task;
use rustc_hash::FxHashMap;
use sequence::Loc;
use unit::Unit;

/// Scopes nested deeper than this are CPython's `RecursionError`.
const DEEPEST: usize = 1000;

/// How to compile.
#[derive(Clone, Copy, Debug, Default)]
pub struct CompileOptions {
    /// 1 leaves out `assert` and makes `__debug__` false (`-O`); 2 leaves out docstrings too (`-OO`).
    pub optimise: u8,
    /// `CO_…` bits of `from __future__` imports that hold although the program does not say so.
    pub future: u32,
    /// Whether a module may await, and be a coroutine then.
    pub top_level_await: bool,
}

/// What compiling gives.
#[derive(Debug)]
pub struct Compiled {
    pub program: Result<Program, Diagnostic>,
    /// CPython's `SyntaxWarning`s, in its order.
    pub warnings: Vec<Warning>,
}

/// A `SyntaxWarning`.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    pub message: String,
    pub span: Span,
}

/// The code of a module, interactive statement or expression.
pub fn generate(source: &Source, ast: &Ast, scopes: &Scopes, options: CompileOptions) -> Compiled {
    let mut generator = Generator::new(source, ast, scopes, options);
    finally::check(ast, &mut generator.warnings);
    if let Some(error) = scopes.errors().first() {
        return Compiled { program: Err(error.clone()), warnings: generator.warnings };
    }
    generator.module();
    let program = match generator.error.take() {
        Some(error) => Err(error),
        None => Ok(Program {
            file: source.name().into(),
            codes: std::mem::take(&mut generator.codes),
            constants: generator.constants.take(),
        }),
    };
    Compiled { program: program.map(assemble::drop_unreferenced), warnings: generator.warnings }
}

#[expect(clippy::vec_box, reason = "units are large, and go from one vector to the other")]
struct Generator<'a> {
    ast: &'a Ast,
    scopes: &'a Scopes,
    options: CompileOptions,
    /// Where nodes start, and where those end that take several lines: each remembers the line of the last one.
    starts: Positions<'a>,
    ends: Positions<'a>,
    /// The tree's names, and those that only code has.
    names: Names,
    known: variables::KnownNames,
    texts: variables::Texts,
    constants: Constants,
    /// The text of each name as a constant, once it has been one.
    name_constants: Vec<Option<ConstId>>,
    /// Places in the units' orders.
    latest_names: Latest,
    latest_locals: Latest,
    latest_constants: Latest,
    codes: Vec<CodeObject>,
    /// The code objects in the making, the innermost last.
    units: Vec<Box<Unit>>,
    /// Finished ones, to become others.
    spare: Vec<Box<Unit>>,
    /// Room for a text.
    text: String,
    room: flowgraph::Room,
    desk: assemble::Desk,
    /// What was compiled already: code in a `finally` block is needed more than once.
    compiled: FxHashMap<(AnyNode, Role), CodeId>,
    /// Code objects that are done and wait for the instruction that makes a function of them.
    finished: Vec<CodeId>,
    /// A node's tasks are planned in order of execution; when it is done, the plan goes on top of `pending`.
    plan: Vec<Task>,
    pending: Vec<Task>,
    /// How many tasks are being done, each a part of the one before.
    nesting: u32,
    patterns: Vec<patterns::Context>,
    comprehensions: Vec<comprehensions::Inlined>,
    /// `CO_…` bits of `from __future__` imports.
    future: u32,
    warnings: Vec<Warning>,
    error: Option<Diagnostic>,
}

impl<'a> Generator<'a> {
    fn new(source: &'a Source, ast: &'a Ast, scopes: &'a Scopes, options: CompileOptions) -> Generator<'a> {
        let mut names = scopes.names().clone();
        let known = variables::KnownNames::new(&mut names);
        Generator {
            ast,
            scopes,
            options,
            starts: Positions::new(source.lines()),
            ends: Positions::new(source.lines()),
            names,
            known,
            constants: Constants::with_capacity(ast.constant_count()),
            name_constants: Vec::new(),
            latest_names: Latest::default(),
            latest_locals: Latest::default(),
            latest_constants: Latest::default(),
            codes: Vec::with_capacity(scopes.count()),
            units: Vec::new(),
            spare: Vec::new(),
            text: String::new(),
            texts: variables::Texts::default(),
            room: flowgraph::Room::default(),
            desk: assemble::Desk::default(),
            compiled: FxHashMap::with_capacity_and_hasher(scopes.count(), Default::default()),
            finished: Vec::new(),
            plan: Vec::new(),
            pending: Vec::new(),
            nesting: 0,
            patterns: Vec::new(),
            comprehensions: Vec::new(),
            future: options.future | imports::future_features(ast),
            warnings: Vec::new(),
            error: None,
        }
    }

    fn module(&mut self) {
        let root = self.ast.root();
        self.enter(unit::Opening::module(root, self.scopes.module(), self.known.module));
        self.start();
        match self.ast[root] {
            Mod::Module { body, .. } => self.module_body(body, false),
            Mod::Interactive { body } => self.module_body(body, true),
            Mod::Expression { body } => self.expr(body),
            // CPython compiles no function types.
            Mod::FunctionType { .. } => {}
        }
        let returns_none = !matches!(self.ast[root], Mod::Expression { .. });
        self.task(Task::Leave { returns_none });
    }

    /// Where a node stands.
    fn loc(&mut self, span: Span) -> Loc {
        let start = self.starts.of(span.start);
        let end = self.starts.on_same_line(span.end).unwrap_or_else(|| self.ends.of(span.end));
        Loc::new(start.line as i32, end.line as i32, start.column as i32, end.column as i32)
    }

    fn loc_of<T: crate::ast::Node>(&mut self, id: Id<T>) -> Loc {
        self.loc(self.ast.span(id))
    }

    fn line(&mut self, span: Span) -> i32 {
        self.starts.of(span.start).line as i32
    }

    /// The program is wrong. The first error counts.
    fn fail(&mut self, message: Message, span: Span) {
        self.error.get_or_insert_with(|| Diagnostic::new(message, span));
    }

    fn warn(&mut self, message: String, span: Span) {
        self.warnings.push(Warning { message, span });
    }

    #[inline]
    fn unit(&self) -> &Unit {
        self.units.last().expect("a unit is open while its code is generated")
    }

    #[inline]
    fn unit_mut(&mut self) -> &mut Unit {
        self.units.last_mut().expect("a unit is open while its code is generated")
    }
}
