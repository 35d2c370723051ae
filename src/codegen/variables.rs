//! Variables: which instruction each needs in its scope, and names that classes make private.

use super::Generator;
use super::op::Op;
use super::plan::Access;
use super::sequence::Loc;
use super::unit::{Unit, UnitKind};
use crate::ast::{Expr, Id, Name, Names};
use crate::bytecode::ConstId;
use crate::scope::{ScopeId, Storage};
use std::sync::Arc;

/// Names that the code generator itself needs.
#[derive(Clone, Copy, Debug)]
pub struct KnownNames {
    pub module: Name,
    pub lambda: Name,
    pub listcomp: Name,
    pub setcomp: Name,
    pub dictcomp: Name,
    pub genexpr: Name,
    pub annotate: Name,
    pub annotate_func: Name,
    pub annotations: Name,
    pub conditional_annotations: Name,
    pub class: Name,
    pub classcell: Name,
    pub classdict: Name,
    pub classdictcell: Name,
    pub debug: Name,
    pub doc: Name,
    pub empty: Name,
    pub first_lineno: Name,
    pub generic_base: Name,
    pub join: Name,
    pub module_attribute: Name,
    pub name: Name,
    pub qualname: Name,
    pub returns: Name,
    pub self_: Name,
    pub static_attributes: Name,
    pub type_params: Name,
    pub type_params_attribute: Name,
}

impl KnownNames {
    pub fn new(names: &mut Names) -> KnownNames {
        let mut name = |text| names.intern(text);
        KnownNames {
            module: name("<module>"),
            lambda: name("<lambda>"),
            listcomp: name("<listcomp>"),
            setcomp: name("<setcomp>"),
            dictcomp: name("<dictcomp>"),
            genexpr: name("<genexpr>"),
            annotate: name("__annotate__"),
            annotate_func: name("__annotate_func__"),
            annotations: name("__annotations__"),
            conditional_annotations: name("__conditional_annotations__"),
            class: name("__class__"),
            classcell: name("__classcell__"),
            classdict: name("__classdict__"),
            classdictcell: name("__classdictcell__"),
            debug: name("__debug__"),
            doc: name("__doc__"),
            empty: name(""),
            first_lineno: name("__firstlineno__"),
            generic_base: name(".generic_base"),
            join: name("join"),
            module_attribute: name("__module__"),
            name: name("__name__"),
            qualname: name("__qualname__"),
            returns: name("return"),
            self_: name("self"),
            static_attributes: name("__static_attributes__"),
            type_params: name(".type_params"),
            type_params_attribute: name("__type_params__"),
        }
    }
}

/// The texts of names in code objects, each kept once in a program.
#[derive(Debug, Default)]
pub struct Texts(Vec<Option<Arc<str>>>);

impl Texts {
    pub fn get(&mut self, names: &Names, name: Name) -> Arc<str> {
        let index = name.index();
        if index >= self.0.len() {
            self.0.resize(names.len(), None);
        }
        self.0[index].get_or_insert_with(|| names.resolve(name).into()).clone()
    }
}

/// What a name is inside an inlined comprehension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Override {
    pub storage: Option<Storage>,
}

/// Where a variable lives.
enum Place {
    Fast,
    Cell(u32),
    Global,
    Name,
}

impl Generator<'_> {
    /// How the innermost unit stores a name, mangled if it is private.
    pub(super) fn storage(&self, name: Name) -> Option<Storage> {
        let unit = self.unit();
        match unit.overrides.get(&name) {
            Some(changed) => changed.storage,
            None => self.storage_in(unit.scope, name),
        }
    }

    pub(super) fn storage_in(&self, scope: ScopeId, name: Name) -> Option<Storage> {
        self.scopes.lookup_mangled(scope, name).map(|symbol| symbol.storage)
    }

    /// The name, or what a private one is in its class.
    pub(super) fn mangled(&mut self, name: Name) -> Name {
        let text = self.names.resolve(name);
        if !text.starts_with("__") || text.ends_with("__") {
            return name;
        }
        match self.scopes.mangle(self.unit().scope, text) {
            std::borrow::Cow::Borrowed(_) => name,
            std::borrow::Cow::Owned(mangled) => self.names.intern(&mangled),
        }
    }

    /// A name's text as a constant.
    pub(super) fn name_constant(&mut self, name: Name) -> ConstId {
        let index = name.index();
        if index >= self.name_constants.len() {
            self.name_constants.resize(self.names.len(), None);
        }
        let Generator { name_constants, constants, names, .. } = self;
        *name_constants[index].get_or_insert_with(|| constants.str(names.resolve(name).as_bytes()))
    }

    pub(super) fn emit_named(&mut self, op: Op, name: Name, shift: u8, bits: u8, loc: Loc) {
        let name = self.mangled(name);
        self.emit_unmangled(op, name, shift, bits, loc);
    }

    fn emit_unmangled(&mut self, op: Op, name: Name, shift: u8, bits: u8, loc: Loc) {
        let place = match op {
            Op::LOAD_FAST_AND_CLEAR | Op::STORE_FAST_MAYBE_NULL => self.local_place(name),
            _ => self.name_place(name),
        };
        self.unit_mut().sequence.emit(op, place << shift | u32::from(bits), loc);
    }

    /// An instruction on a name that is private to no class.
    pub(super) fn unmangled(&mut self, op: Op, name: Name, loc: Loc) {
        let place = self.name_place(name);
        self.op(op, place, loc);
    }

    fn place_of(&mut self, name: Name, storage: Option<Storage>) -> Place {
        let is_function_like = self.unit().is_function_like;
        match storage {
            Some(Storage::Local) if is_function_like || self.unit().hidden.get(&name) == Some(&true) => Place::Fast,
            Some(Storage::GlobalImplicit) if is_function_like => Place::Global,
            Some(Storage::Free) => Place::Cell(self.free_place(name)),
            Some(Storage::Cell) => Place::Cell(self.cell_place(name)),
            Some(Storage::GlobalExplicit) => Place::Global,
            _ => Place::Name,
        }
    }

    /// The place among the names that are looked up by text.
    #[inline]
    fn name_place(&mut self, name: Name) -> u32 {
        let Generator { units, latest_names, .. } = self;
        let unit = units.last_mut().expect("a unit is open while its code is generated");
        latest_names.place(name.index(), unit.id.0, || unit.names.add(name))
    }

    #[inline]
    fn local_place(&mut self, name: Name) -> u32 {
        let Generator { units, latest_locals, .. } = self;
        let unit = units.last_mut().expect("a unit is open while its code is generated");
        latest_locals.place(name.index(), unit.id.0, || unit.locals.add(name))
    }

    pub(super) fn cell_place(&mut self, name: Name) -> u32 {
        self.unit_mut().cells.add(name)
    }

    /// The place of a free variable: after the cells.
    pub(super) fn free_place(&mut self, name: Name) -> u32 {
        let unit = self.unit_mut();
        unit.cells.order.len() as u32 + unit.free.add(name)
    }

    /// An expression that is a name.
    pub(super) fn emit_name(&mut self, id: Id<Expr>, name: Name, access: Access, loc: Loc) {
        let unit = self.unit();
        match self.scopes.of_name(id) {
            Some(symbol) if symbol.scope == unit.scope && unit.inlined_depth == 0 => {
                self.emit_stored(symbol.name, Some(symbol.storage), access, loc);
            }
            _ => self.emit_variable(name, access, loc),
        }
    }

    pub(super) fn emit_variable(&mut self, name: Name, access: Access, loc: Loc) {
        let name = self.mangled(name);
        self.emit_stored(name, self.storage(name), access, loc);
    }

    /// A mangled name, by how the unit stores it.
    fn emit_stored(&mut self, name: Name, storage: Option<Storage>, access: Access, loc: Loc) {
        let place = self.place_of(name, storage);
        let &Unit { kind, inlined_depth, sees_class: looks_in_class, .. } = self.unit();
        let (in_class, is_inlined) = (kind == UnitKind::Class, inlined_depth > 0);
        let (op, operand) = match (place, access) {
            (Place::Cell(cell), Access::Load) => {
                if in_class && !is_inlined {
                    self.unit_mut().sequence.emit(Op::LOAD_LOCALS, 0, loc);
                    (Op::LOAD_FROM_DICT_OR_DEREF, cell)
                } else if looks_in_class {
                    self.emit_class_dict(loc);
                    (Op::LOAD_FROM_DICT_OR_DEREF, cell)
                } else {
                    (Op::LOAD_DEREF, cell)
                }
            }
            (Place::Cell(cell), Access::Store) => (Op::STORE_DEREF, cell),
            (Place::Cell(cell), Access::Delete) => (Op::DELETE_DEREF, cell),
            (Place::Fast, access) => {
                let op = match access {
                    Access::Load => Op::LOAD_FAST,
                    Access::Store => Op::STORE_FAST,
                    Access::Delete => Op::DELETE_FAST,
                };
                (op, self.local_place(name))
            }
            (Place::Global, Access::Load) => {
                let place = self.name_place(name);
                if looks_in_class && storage == Some(Storage::GlobalImplicit) {
                    self.emit_class_dict(loc);
                    (Op::LOAD_FROM_DICT_OR_GLOBALS, place)
                } else {
                    (Op::LOAD_GLOBAL, place << 1)
                }
            }
            (Place::Name, Access::Load) => {
                let place = self.name_place(name);
                if in_class && is_inlined { (Op::LOAD_GLOBAL, place << 1) } else { (Op::LOAD_NAME, place) }
            }
            (Place::Global, Access::Store) => (Op::STORE_GLOBAL, self.name_place(name)),
            (Place::Global, Access::Delete) => (Op::DELETE_GLOBAL, self.name_place(name)),
            (Place::Name, Access::Store) => (Op::STORE_NAME, self.name_place(name)),
            (Place::Name, Access::Delete) => (Op::DELETE_NAME, self.name_place(name)),
        };
        self.unit_mut().sequence.emit(op, operand, loc);
    }

    fn emit_class_dict(&mut self, loc: Loc) {
        let place = self.free_place(self.known.classdict);
        self.unit_mut().sequence.emit(Op::LOAD_DEREF, place, loc);
    }

    /// A method of a class sets an attribute on `self`.
    pub(super) fn note_static_attribute(&mut self, object: crate::ast::Id<crate::ast::Expr>, attribute: Name) {
        let is_self = matches!(self.ast[object], crate::ast::Expr::Name { id, .. } if id == self.known.self_);
        let Some((_, outer)) = self.units.split_last().filter(|_| is_self) else { return };
        let class = outer.iter().rposition(|unit| unit.kind == UnitKind::Class);
        if let Some(class) = class {
            self.units[class].static_attributes.insert(attribute);
        }
    }
}
