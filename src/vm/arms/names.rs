//! Variables by name, cells, and what specialises them.

use crate::object::{Cell_, Dict, Obj, Tuple, Value};
use crate::vm::call::text;
use crate::vm::function::NAMELESS;
use crate::vm::op::Op;
use crate::vm::raised::{PyResult, Raised};
use crate::vm::registers::Registers;
use crate::vm::{ExceptionKind, Function, Vm};

impl Vm {
    /// `LOAD_GLOBAL`: from the module, or the builtins. Remembers where.
    pub(in crate::vm) fn load_global(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let name = r.name(operand >> 1).clone();
        let value = self.find_global(r, &name, Op::LOAD_GLOBAL_MODULE, Op::LOAD_GLOBAL_BUILTIN)?;
        r.skip_caches(Op::LOAD_GLOBAL.caches());
        r.push(value);
        if operand & 1 != 0 {
            r.push(Value::NULL);
        }
        Ok(())
    }

    fn find_global(&mut self, r: &Registers, name: &Value, of_module: Op, of_builtins: Op) -> PyResult {
        let (globals, builtins) = (r.frame().globals().to_ref(), r.frame().builtins().to_ref());
        if !self.type_of(globals.value()).is(&self.types().dict) {
            return match self.mapping_get(globals.value(), name)? {
                Some(value) => Ok(value),
                None => self.builtin(r, name),
            };
        }
        let text = name.get::<crate::object::Str>();
        let place = |dict: &Obj<Dict>, vm: &Vm| text.and_then(|text| dict.table(vm).find_str(name, text, text.as_bytes()));
        if let Some(place) = place(&globals, self) {
            r.cache(0).set(globals.layout(self));
            r.cache(1).set(place as u32);
            r.rewrite(of_module);
            return Ok(globals.table(self).entries()[place].value.clone());
        }
        if self.type_of(builtins.value()).is(&self.types().dict)
            && let Some(place) = place(&builtins, self)
        {
            r.cache(0).set(globals.layout(self));
            r.cache(1).set(place as u32);
            r.cache(2).set(builtins.layout(self));
            r.rewrite(of_builtins);
            return Ok(builtins.table(self).entries()[place].value.clone());
        }
        self.builtin(r, name)
    }

    /// A builtin, by the builtins' own way of looking up.
    fn builtin(&mut self, r: &Registers, name: &Value) -> PyResult {
        match self.try_builtin(r, name)? {
            Some(value) => Ok(value),
            None => Err(self.name_not_defined(name)),
        }
    }

    pub(in crate::vm) fn try_builtin(&mut self, r: &Registers, name: &Value) -> PyResult<Option<Value>> {
        let builtins = r.frame().builtins().to_ref();
        if let Some(value) = self.mapping_get(builtins.value(), name)? {
            return Ok(Some(value));
        }
        let nameless = self.intern(NAMELESS);
        match builtins.get_str(&nameless, self) {
            Some(mapping) => self.mapping_get(&mapping, name),
            None => Ok(None),
        }
    }

    /// Whether the module's dict is laid out as the cache remembers.
    #[inline(always)]
    fn knows_module(&self, r: &Registers) -> bool {
        r.frame().globals().table(self).layout() == r.cache(0).get()
    }

    /// Stores what is on top in the variable of the module that the cache remembers; gives what was there.
    #[inline(always)]
    pub(in crate::vm) fn store_known_variable(&mut self, r: &mut Registers, op: Op) -> Option<Value> {
        if !self.knows_module(r) || op == Op::STORE_NAME_MODULE && !r.frame().is_module() {
            return None;
        }
        let (place, value) = (r.cache(1).get() as usize, r.pop());
        r.skip_caches(Op::STORE_NAME.caches());
        Some(r.frame().globals().table_mut(self).replace(place, value))
    }

    /// The variable of the module that the cache remembers.
    #[inline(always)]
    pub(in crate::vm) fn module_variable(&self, r: &Registers) -> Option<Value> {
        let table = r.frame().globals().table(self);
        if table.layout() != r.cache(0).get() {
            return None;
        }
        Some(table.entries()[r.cache(1).get() as usize].value.clone())
    }

    /// The builtin that the cache remembers.
    #[inline(always)]
    pub(in crate::vm) fn builtin_variable(&self, r: &Registers) -> Option<Value> {
        let table = r.frame().builtins().table(self);
        if !self.knows_module(r) || table.layout() != r.cache(2).get() {
            return None;
        }
        Some(table.entries()[r.cache(1).get() as usize].value.clone())
    }

    /// Remembers where a variable of the module is.
    fn remember_variable(&mut self, r: &Registers, op: Op, name: &Value) {
        let globals = r.frame().globals().to_ref();
        if self.type_of(globals.value()).is(&self.types().dict)
            && let Some(text) = name.get::<crate::object::Str>()
            && let Some(place) = globals.table(self).find_str(name, text, text.as_bytes())
        {
            r.cache(0).set(globals.layout(self));
            r.cache(1).set(place as u32);
            r.rewrite(op);
        }
    }

    #[cold]
    fn name_not_defined(&mut self, name: &Value) -> Raised {
        let message = format!("name '{}' is not defined", text(name));
        self.name_error(ExceptionKind::NameError, message, name)
    }

    fn global_or_builtin(&mut self, r: &Registers, name: &Value) -> PyResult {
        let frame = r.frame();
        if let Some(value) = frame.globals().get_str(name, self) {
            return Ok(value);
        }
        self.builtin(r, name)
    }

    pub(in crate::vm) fn load_name(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let (name, names) = (r.name(operand).clone(), r.frame().names.clone());
        let value = if r.frame().is_module() {
            self.find_global(r, &name, Op::LOAD_NAME_MODULE, Op::LOAD_NAME_BUILTIN)?
        } else {
            match self.mapping_get(&names, &name)? {
                Some(value) => value,
                None => self.global_or_builtin(r, &name)?,
            }
        };
        r.skip_caches(Op::LOAD_NAME.caches());
        r.push(value);
        Ok(())
    }

    pub(in crate::vm) fn store_name(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let (name, names) = (r.name(operand).clone(), r.frame().names.clone());
        if names.is_null() {
            return Err(self.system_error(format!("no locals found when storing '{}'", text(&name))));
        }
        if r.frame().is_module() {
            self.remember_variable(r, Op::STORE_NAME_MODULE, &name);
        }
        let value = r.pop();
        r.skip_caches(Op::STORE_NAME.caches());
        self.setitem(&names, &name, &value)
    }

    pub(in crate::vm) fn delete_name(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let (name, names) = (r.name(operand).clone(), r.frame().names.clone());
        match self.delitem(&names, &name) {
            Ok(()) => Ok(()),
            Err(raised) if raised.is(ExceptionKind::KeyError, self) => Err(self.name_not_defined(&name)),
            Err(raised) => Err(raised),
        }
    }

    pub(in crate::vm) fn store_global(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let (name, globals) = (r.name(operand).clone(), r.frame().globals().to_ref());
        self.remember_variable(r, Op::STORE_GLOBAL_MODULE, &name);
        let value = r.pop();
        r.skip_caches(Op::STORE_GLOBAL.caches());
        drop(globals.insert_str(&name, value, self));
        Ok(())
    }

    pub(in crate::vm) fn delete_global(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let (name, globals) = (r.name(operand).clone(), r.frame().globals().to_ref());
        match globals.remove_str(&name, self) {
            Some(old) => {
                drop(old);
                Ok(())
            }
            None => Err(self.name_not_defined(&name)),
        }
    }

    /// A slot, or a cell in it, that has no value.
    #[cold]
    pub(in crate::vm) fn unbound_slot(&mut self, r: &Registers, slot: u32) -> Raised {
        let code = r.frame().code();
        let name = code.slots[slot as usize].clone();
        let is_free = code.portable().slots[slot as usize].kind == crate::bytecode::SlotKind::Free;
        let what = text(&name);
        if is_free {
            let message =
                format!("cannot access free variable '{what}' where it is not associated with a value in enclosing scope");
            return self.name_error(ExceptionKind::NameError, message, &name);
        }
        let message = format!("cannot access local variable '{what}' where it is not associated with a value");
        self.name_error(ExceptionKind::UnboundLocalError, message, &name)
    }

    pub(in crate::vm) fn delete_fast(&mut self, r: &mut Registers, slot: u32) -> PyResult<()> {
        let old = r.set_slot(slot, Value::NULL);
        if old.is_null() { Err(self.unbound_slot(r, slot)) } else { Ok(()) }
    }

    pub(in crate::vm) fn delete_deref(&mut self, r: &mut Registers, slot: u32) -> PyResult<()> {
        let old = r.slot(slot).get::<Cell_>().map_or(Value::NULL, |cell| cell.contents.take());
        if old.is_null() { Err(self.unbound_slot(r, slot)) } else { Ok(()) }
    }

    pub(in crate::vm) fn copy_free_variables(&mut self, r: &mut Registers, count: u32) {
        let closure = r.frame().function.get::<Function>().map_or(Value::NULL, |function| function.closure.get());
        let cells = closure.get::<Tuple>().map_or(&[][..], |cells| cells.items());
        let first = r.frame().code().slots.len() - count as usize;
        for index in 0..count as usize {
            // A function that was made without a closure gets cells all the same: loads of slots do not look.
            let cell = cells.get(index).cloned().unwrap_or_else(|| self.new_cell(Value::NULL));
            drop(r.set_slot((first + index) as u32, cell));
        }
    }

    pub(in crate::vm) fn load_locals(&mut self, r: &mut Registers) -> PyResult<()> {
        let names = r.frame().names.clone();
        if names.is_null() {
            return Err(self.system_error("no locals"));
        }
        r.push(names);
        Ok(())
    }

    pub(in crate::vm) fn load_from_dict_or_deref(&mut self, r: &mut Registers, slot: u32) -> PyResult<()> {
        let names = r.pop();
        let name = r.frame().code().slots[slot as usize].clone();
        let value = match self.mapping_get(&names, &name)? {
            Some(value) => value,
            None => r.slot(slot).get::<Cell_>().map_or(Value::NULL, |cell| cell.contents.get()),
        };
        if value.is_null() {
            return Err(self.unbound_slot(r, slot));
        }
        r.push(value);
        Ok(())
    }

    pub(in crate::vm) fn load_from_dict_or_globals(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let (names, name) = (r.pop(), r.name(operand).clone());
        let value = match self.mapping_get(&names, &name)? {
            Some(value) => value,
            None => match self.mapping_get(&r.frame().globals().value(), &name)? {
                Some(value) => value,
                None => self.builtin(r, &name)?,
            },
        };
        r.push(value);
        Ok(())
    }

    pub(in crate::vm) fn set_up_annotations(&mut self, r: &mut Registers) -> PyResult<()> {
        let (names, name) = (r.frame().names.clone(), self.names().__annotations__.clone());
        if self.mapping_get(&names, &name)?.is_none() {
            let dict = self.new_dict().into_value();
            self.setitem(&names, &name, &dict)?;
        }
        Ok(())
    }
}
