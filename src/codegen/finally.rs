//! `return`, `break` and `continue` that leave a `finally` block (PEP 765): CPython warns of them before anything else.

use super::Warning;
use crate::ast::{AnyNode, Ast, ExceptHandler, Id, List, MatchCase, Mod, Stmt};

/// What the innermost block around a statement is: only this one counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    Finally,
    Function,
    Loop,
}

/// Walks all statements in CPython's order. Most programs have no `finally`, and are not walked.
pub fn check(ast: &Ast, warnings: &mut Vec<Warning>) {
    let has_finally = ast.all::<Stmt>().any(|(_, stmt)| match stmt.node {
        Stmt::Try { finalbody, .. } | Stmt::TryStar { finalbody, .. } => !finalbody.is_empty(),
        _ => false,
    });
    if !has_finally {
        return;
    }
    let (Mod::Module { body, .. } | Mod::Interactive { body }) = ast[ast.root()] else { return };
    let mut walk = Walk { ast, plan: Vec::new() };
    walk.body(body, Around::Nothing);
    let mut pending = Vec::new();
    loop {
        pending.extend(walk.plan.drain(..).rev());
        let Some((node, around)) = pending.pop() else { return };
        match node {
            AnyNode::Stmt(id) => walk.statement(id, around, warnings),
            AnyNode::ExceptHandler(id) => {
                let ExceptHandler { body, .. } = ast[id];
                walk.body(body, around);
            }
            AnyNode::MatchCase(id) => {
                let MatchCase { body, .. } = ast[id];
                walk.body(body, around);
            }
            _ => {}
        }
    }
}

struct Walk<'a> {
    ast: &'a Ast,
    plan: Vec<(AnyNode, Around)>,
}

impl Walk<'_> {
    fn body(&mut self, body: List<Id<Stmt>>, around: Around) {
        let ast = self.ast;
        self.plan.extend(ast.items(body).map(|id| (id.into(), around)));
    }

    fn statement(&mut self, id: Id<Stmt>, around: Around, warnings: &mut Vec<Warning>) {
        let ast = self.ast;
        let in_finally = around == Around::Finally;
        let word = match ast[id] {
            Stmt::Return { .. } if in_finally => "return",
            Stmt::Break if in_finally => "break",
            Stmt::Continue if in_finally => "continue",
            _ => return self.blocks(id, around),
        };
        warnings.push(Warning { message: format!("'{word}' in a 'finally' block"), span: ast.span(id) });
    }

    fn blocks(&mut self, id: Id<Stmt>, around: Around) {
        let ast = self.ast;
        match ast[id] {
            Stmt::FunctionDef { body, .. } | Stmt::AsyncFunctionDef { body, .. } => self.body(body, Around::Function),
            Stmt::ClassDef { body, .. } | Stmt::With { body, .. } | Stmt::AsyncWith { body, .. } => self.body(body, around),
            Stmt::For { body, orelse, .. } | Stmt::AsyncFor { body, orelse, .. } | Stmt::While { body, orelse, .. } => {
                self.body(body, Around::Loop);
                self.body(orelse, around);
            }
            Stmt::If { body, orelse, .. } => {
                self.body(body, around);
                self.body(orelse, around);
            }
            Stmt::Try { body, handlers, orelse, finalbody } | Stmt::TryStar { body, handlers, orelse, finalbody } => {
                self.body(body, around);
                self.plan.extend(ast.items(handlers).map(|id| (id.into(), around)));
                self.body(orelse, around);
                self.body(finalbody, Around::Finally);
            }
            Stmt::Match { cases, .. } => self.plan.extend(ast.items(cases).map(|id| (id.into(), around))),
            _ => {}
        }
    }
}
