//! The code of statements.

use super::{Generator, Loop, Result, Task, Unit, next_code};
use crate::ast::{Arguments, Constant, Expr, Id, List, Stmt};
use crate::bytecode::{BinaryOperator, Const, Opcode};
use crate::source::Span;

impl Generator<'_> {
    pub(super) fn statement(&mut self, id: Id<Stmt>) -> Result<()> {
        let span = self.ast.span(id);
        match self.ast[id] {
            Stmt::Expr { value } => self.expression_statement(value),
            Stmt::Assign { targets, value, .. } => self.assign(targets, value, span),
            Stmt::AugAssign { target, op, value } => {
                if !matches!(self.ast[target], Expr::Name { .. }) {
                    return self.unsupported("augmented assignment to anything but a name", span);
                }
                let operator = super::expressions::operator(op) as u32 + BinaryOperator::INPLACE;
                self.load(target)?;
                self.plan.extend([Task::Expr(value), Task::Emit(Opcode::BINARY_OP, operator, span), Task::Store(target)]);
            }
            Stmt::If { test, body, orelse } => self.if_statement(test, body, orelse, span),
            Stmt::While { test, body, orelse } => self.while_statement(test, body, orelse, span),
            Stmt::Pass | Stmt::Global { .. } => self.emit(Opcode::NOP, 0, span),
            Stmt::Break | Stmt::Continue => return self.leave_loop(id),
            Stmt::FunctionDef { .. } => return self.function(id),
            Stmt::Return { value } => return self.return_statement(value, span),
            other => return self.unsupported(describe(&other), span),
        }
        Ok(())
    }

    /// A string that opens a module becomes its `__doc__`.
    pub(super) fn docstring(&mut self, body: List<Id<Stmt>>) {
        let ast = self.ast;
        let Some(first) = ast.get(body, 0) else { return };
        let Stmt::Expr { value } = ast[first] else { return };
        let Expr::Constant { value: constant, .. } = ast[value] else { return };
        if let Constant::Str(text) = ast.value(constant) {
            let position = self.position(ast.span(value));
            self.out.load_const(Const::Str(ast.text(text).to_vec()), position);
            let name = self.out.name("__doc__");
            self.out.emit(Opcode::STORE_NAME, name, position);
        }
    }

    fn expression_statement(&mut self, value: Id<Expr>) {
        let span = self.ast.span(value);
        match self.ast[value] {
            Expr::Constant { .. } => self.emit(Opcode::NOP, 0, span),
            _ => self.plan.extend([Task::Expr(value), Task::Emit(Opcode::POP_TOP, 0, span)]),
        }
    }

    fn assign(&mut self, targets: List<Id<Expr>>, value: Id<Expr>, span: Span) {
        self.plan.push(Task::Expr(value));
        let count = self.ast.len(targets);
        for (index, target) in self.ast.items(targets).enumerate() {
            if index + 1 < count {
                self.plan.push(Task::Emit(Opcode::COPY, 1, span));
            }
            self.plan.push(Task::Store(target));
        }
    }

    fn if_statement(&mut self, test: Id<Expr>, body: List<Id<Stmt>>, orelse: List<Id<Stmt>>, span: Span) {
        let end = self.out.label();
        let otherwise = if orelse.is_empty() { end } else { self.out.label() };
        self.plan.push(Task::JumpIf { test, when: false, target: otherwise });
        self.statements(body);
        if !orelse.is_empty() {
            let after = self.ast.items(body).last().map_or(span, |last| self.ast.span(last));
            self.plan.extend([Task::Jump(Opcode::JUMP_FORWARD, end, after), Task::Place(otherwise)]);
            self.statements(orelse);
        }
        self.plan.push(Task::Place(end));
    }

    fn while_statement(&mut self, test: Id<Expr>, body: List<Id<Stmt>>, orelse: List<Id<Stmt>>, span: Span) {
        let (next, done, end) = (self.out.label(), self.out.label(), self.out.label());
        self.out.place(next);
        self.loops.push(Loop { next, end });
        self.plan.push(Task::JumpIf { test, when: false, target: done });
        self.statements(body);
        let after = self.ast.items(body).last().map_or(span, |last| self.ast.span(last));
        self.plan.extend([Task::Jump(Opcode::JUMP_BACKWARD, next, after), Task::EndLoop, Task::Place(done)]);
        self.statements(orelse);
        self.plan.push(Task::Place(end));
    }

    fn leave_loop(&mut self, id: Id<Stmt>) -> Result<()> {
        let span = self.ast.span(id);
        let position = self.position(span);
        match (self.ast[id], self.loops.last()) {
            (Stmt::Break, Some(&Loop { end, .. })) => self.out.jump(Opcode::JUMP_FORWARD, end, position),
            (_, Some(&Loop { next, .. })) => self.out.jump(Opcode::JUMP_BACKWARD, next, position),
            (Stmt::Break, None) => return self.unsupported("'break' outside loop", span),
            (_, None) => return self.unsupported("'continue' not properly in loop", span),
        }
        Ok(())
    }

    fn function(&mut self, id: Id<Stmt>) -> Result<()> {
        let span = self.ast.span(id);
        let Stmt::FunctionDef { name, args, body, decorator_list, returns, type_params, .. } = self.ast[id] else {
            return Ok(());
        };
        if !decorator_list.is_empty() {
            return self.unsupported("decorators", span);
        }
        if !type_params.is_empty() {
            return self.unsupported("type parameters", span);
        }
        let Arguments { posonlyargs, args, vararg, kwonlyargs, kwarg, .. } = self.ast[args];
        let plain =
            [posonlyargs, args, kwonlyargs].iter().all(|list| list.is_empty()) && vararg.is_none() && kwarg.is_none();
        if !plain || returns.is_some() {
            return self.unsupported("parameters and annotations of functions", span);
        }
        let Some(scope) = self.scopes.of_node(id) else { return self.unsupported("a function without a scope", span) };
        let code = next_code(self.units);
        let text = self.ast.resolve(name);
        self.units.push(Unit { name: text.into(), scope, body, definition: Some(span) });
        let position = self.position(span);
        self.out.load_const(Const::Code(code), position);
        self.out.emit(Opcode::MAKE_FUNCTION, 0, position);
        self.store_name(name, span)
    }

    fn return_statement(&mut self, value: Option<Id<Expr>>, span: Span) -> Result<()> {
        if self.scope == self.scopes.module() {
            return self.unsupported("'return' outside function", span);
        }
        match value {
            Some(value) => self.plan.push(Task::Expr(value)),
            None => {
                let position = self.position(span);
                self.out.load_const(Const::None, position);
            }
        }
        self.plan.push(Task::Emit(Opcode::RETURN_VALUE, 0, span));
        Ok(())
    }
}

/// A statement that has no code yet, in words.
fn describe(statement: &Stmt) -> &'static str {
    match statement {
        Stmt::AsyncFunctionDef { .. } => "asynchronous functions",
        Stmt::ClassDef { .. } => "class definitions",
        Stmt::Delete { .. } => "the del statement",
        Stmt::TypeAlias { .. } => "type aliases",
        Stmt::AnnAssign { .. } => "annotated assignment",
        Stmt::For { .. } | Stmt::AsyncFor { .. } => "for loops",
        Stmt::With { .. } | Stmt::AsyncWith { .. } => "the with statement",
        Stmt::Match { .. } => "the match statement",
        Stmt::Raise { .. } => "the raise statement",
        Stmt::Try { .. } | Stmt::TryStar { .. } => "the try statement",
        Stmt::Assert { .. } => "the assert statement",
        Stmt::Import { .. } | Stmt::ImportFrom { .. } => "imports",
        Stmt::Nonlocal { .. } => "the nonlocal statement",
        _ => "this statement",
    }
}
