//! Imports.

use super::Generator;
use super::op::Op;
use super::plan::Access;
use super::sequence::Loc;
use crate::ast::{Alias, Ast, Constant, Expr, Id, List, Mod, Name, Stmt};
use crate::bytecode::{Intrinsic1, flags};

impl Generator<'_> {
    pub(super) fn import(&mut self, id: Id<Stmt>, names: List<Id<Alias>>) {
        let loc = self.loc_of(id);
        let ast = self.ast;
        for alias in ast.items(names) {
            let Alias { name, asname } = ast[alias];
            self.load_int(0, loc);
            self.load_none(loc);
            self.named(Op::IMPORT_NAME, name, loc);
            match asname {
                Some(asname) => self.bind_module(name, asname, loc),
                None => {
                    let first = ast.resolve(name).split('.').next().unwrap_or("");
                    let first = self.names.intern(first);
                    self.variable(first, Access::Store, loc);
                }
            }
        }
    }

    /// `import a.b.c as d`: the last of the modules.
    fn bind_module(&mut self, name: Name, asname: Name, loc: Loc) {
        let ast = self.ast;
        let parts: Vec<&str> = ast.resolve(name).split('.').skip(1).collect();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.op(Op::SWAP, 2u32, loc);
                self.op0(Op::POP_TOP, loc);
            }
            let part = self.names.intern(part);
            self.unmangled(Op::IMPORT_FROM, part, loc);
        }
        self.variable(asname, Access::Store, loc);
        if !parts.is_empty() {
            self.op0(Op::POP_TOP, loc);
        }
    }

    pub(super) fn import_from(&mut self, id: Id<Stmt>, module: Option<Name>, names: List<Id<Alias>>, level: i32) {
        let loc = self.loc_of(id);
        let ast = self.ast;
        self.load_int(level.into(), loc);
        let items = ast.items(names).map(|alias| self.name_constant(ast[alias].name)).collect();
        let items = self.constants.tuple(items);
        self.load(items, loc);
        self.named(Op::IMPORT_NAME, module.unwrap_or(self.known.empty), loc);
        for alias in ast.items(names) {
            let Alias { name, asname } = ast[alias];
            if ast.resolve(name) == "*" {
                self.op(Op::CALL_INTRINSIC_1, Intrinsic1::ImportStar, loc);
                return self.op0(Op::POP_TOP, Loc::NONE);
            }
            self.named(Op::IMPORT_FROM, name, loc);
            self.variable(asname.unwrap_or(name), Access::Store, loc);
        }
        self.op0(Op::POP_TOP, loc);
    }
}

/// The `CO_…` bits that the program's `from __future__` imports set.
pub fn future_features(ast: &Ast) -> u32 {
    let (Mod::Module { body, .. } | Mod::Interactive { body }) = ast[ast.root()] else { return 0 };
    let mut features = 0;
    for (index, statement) in ast.items(body).enumerate() {
        match ast[statement] {
            Stmt::ImportFrom { module: Some(module), names, level: 0 } if ast.resolve(module) == "__future__" => {
                features |=
                    ast.items(names).map(|alias| feature(ast.resolve(ast[alias].name))).fold(0, |all, one| all | one);
            }
            Stmt::Expr { value } if index == 0 && is_string(ast, value) => {}
            _ => break,
        }
    }
    features
}

fn feature(name: &str) -> u32 {
    match name {
        "annotations" => flags::FUTURE_ANNOTATIONS,
        "barry_as_FLUFL" => flags::FUTURE_BARRY_AS_BDFL,
        _ => 0,
    }
}

fn is_string(ast: &Ast, id: Id<Expr>) -> bool {
    matches!(ast[id], Expr::Constant { value, .. } if matches!(ast.value(value), Constant::Str(_)))
}
