//! How the reader makes objects and puts things into them.

use super::input::truncated;
use super::load::Reader;
use super::{Fault, fault};
use crate::builtins::codecs::decode_by;
use crate::object::{Dict, Kind, List, Obj, Set, Special, Str, Tuple, Type, Value, type_flag};
use crate::text::codecs::Codec;
use crate::vm::{Arguments, GetSetObject, NativeObject, PyResult, Raised, Vm, spread_keywords};

impl Reader {
    pub fn append(&mut self, vm: &mut Vm) -> PyResult<()> {
        match self.stack.len().checked_sub(1) {
            Some(from) if from > self.fence => self.append_from(vm, from),
            _ => Err(self.underflow(vm)),
        }
    }

    pub fn appends(&mut self, vm: &mut Vm) -> PyResult<()> {
        let from = self.marker(vm)?;
        self.append_from(vm, from)
    }

    /// Where the container of the values from a place on is.
    fn container(&self, vm: &mut Vm, from: usize) -> PyResult<Value> {
        if from > self.stack.len() || from <= self.fence {
            return Err(self.underflow(vm));
        }
        Ok(self.stack[from - 1].clone())
    }

    fn append_from(&mut self, vm: &mut Vm, from: usize) -> PyResult<()> {
        let container = self.container(vm, from)?;
        if self.stack.len() == from {
            return Ok(());
        }
        if let Some(list) = container.get::<List>().filter(|list| list.header().class().is(&vm.types().list)) {
            list.items_mut(vm).extend(self.stack.drain(from..));
            return Ok(());
        }
        let (extend, append) = (vm.intern("extend"), vm.names().append.clone());
        let method = vm.try_getattr(&container, &extend)?;
        if let Some(method) = method {
            let items = vm.list(self.stack.split_off(from));
            return vm.call(&method, &[items]).map(drop);
        }
        let method = vm.getattr(&container, &append)?;
        self.give_each(vm, from, &method)
    }

    /// Calls a function with each of the values from a place on.
    fn give_each(&mut self, vm: &mut Vm, from: usize, function: &Value) -> PyResult<()> {
        for item in self.stack.split_off(from) {
            vm.call(function, &[item])?;
        }
        Ok(())
    }

    pub fn setitem(&mut self, vm: &mut Vm) -> PyResult<()> {
        match self.stack.len().checked_sub(2) {
            Some(from) => self.set_from(vm, from),
            None => Err(self.underflow(vm)),
        }
    }

    pub fn setitems(&mut self, vm: &mut Vm) -> PyResult<()> {
        let from = self.marker(vm)?;
        self.set_from(vm, from)
    }

    fn set_from(&mut self, vm: &mut Vm, from: usize) -> PyResult<()> {
        let container = self.container(vm, from)?;
        if !(self.stack.len() - from).is_multiple_of(2) {
            return Err(fault(vm, Fault::Unpickling, "odd number of items for SETITEMS"));
        }
        let dict = container.get::<Dict>().filter(|dict| dict.header().class().is(&vm.types().dict));
        let set = match dict {
            Some(dict) => self.set_each(vm, from, dict),
            None => {
                let mut pairs = self.stack.split_off(from).into_iter();
                while let (Some(key), Some(value)) = (pairs.next(), pairs.next()) {
                    vm.setitem(&container, &key, &value)?;
                }
                Ok(())
            }
        };
        self.stack.truncate(from);
        set
    }

    /// Sets the keys and values from a place on in a dict.
    fn set_each(&mut self, vm: &mut Vm, from: usize, dict: &Obj<Dict>) -> PyResult<()> {
        for at in (from..self.stack.len()).step_by(2) {
            let [key, value] = [at, at + 1].map(|at| std::mem::take(&mut self.stack[at]));
            vm.dict_set(dict, &key, value)?;
        }
        Ok(())
    }

    pub fn dict(&mut self, vm: &mut Vm) -> PyResult<()> {
        let from = self.marker(vm)?;
        if !self.stack.len().saturating_sub(from).is_multiple_of(2) {
            return Err(fault(vm, Fault::Unpickling, "odd number of items for DICT"));
        }
        let dict = vm.new_dict();
        self.set_each(vm, from, &dict)?;
        self.stack.truncate(from);
        self.stack.push(dict.into_value());
        Ok(())
    }

    pub fn additems(&mut self, vm: &mut Vm) -> PyResult<()> {
        let from = self.marker(vm)?;
        let container = self.container(vm, from)?;
        if self.stack.len() == from {
            return Ok(());
        }
        if container.get::<Set>().is_some() && !vm.is_instance(&container, &vm.types().frozenset.clone()) {
            for item in self.stack.split_off(from) {
                vm.set_insert(&container, &item)?;
            }
            return Ok(());
        }
        let name = vm.intern("add");
        let method = vm.getattr(&container, &name)?;
        self.give_each(vm, from, &method)
    }

    pub fn frozenset(&mut self, vm: &mut Vm) -> PyResult<()> {
        let from = self.marker(vm)?;
        let items = self.pop_tuple(vm, from)?;
        let class = vm.types().frozenset.value().clone();
        let set = vm.call(&class, &[items])?;
        self.stack.push(set);
        Ok(())
    }

    pub fn reduce(&mut self, vm: &mut Vm) -> PyResult<()> {
        let (args, callable) = (self.pop(vm)?, self.pop(vm)?);
        let Some(values) = args.get::<Tuple>() else {
            return Err(vm.type_error("argument list must be a tuple"));
        };
        let made = vm.call(&callable, values.items())?;
        self.stack.push(made);
        Ok(())
    }

    /// `class.__new__(class, *args)`, with named arguments perhaps.
    pub fn new_object(&mut self, vm: &mut Vm, is_named: bool) -> PyResult<()> {
        let named = if is_named { self.pop(vm)? } else { Value::NULL };
        let (args, class) = (self.pop(vm)?, self.pop(vm)?);
        let op = if is_named { "NEWOBJ_EX" } else { "NEWOBJ" };
        let wrong = |vm: &mut Vm, what: &str, value: &Value| {
            let given = vm.type_of(value).name();
            fault(vm, Fault::Unpickling, format!("{op} {what}, not {given}"))
        };
        let Some(of) = class.get::<Type>() else { return Err(wrong(vm, "class argument must be a type", &class)) };
        if of.has_flag(type_flag::NO_NEW) {
            let name = vm.type_of(&class).name();
            let message = format!("{op} class argument '{name}' doesn't have __new__");
            return Err(fault(vm, Fault::Unpickling, message));
        }
        let Some(given) = args.get::<Tuple>() else { return Err(wrong(vm, "args argument must be a tuple", &args)) };
        let names = match named.given() {
            None => None,
            Some(named) => match named.get::<Dict>() {
                Some(names) => Some(names.to_ref()),
                None => return Err(wrong(vm, "kwargs argument must be a dict", named)),
            },
        };
        let made = if given.items().is_empty() && names.is_none() && is_plain(vm, of) {
            vm.new_instance(of)
        } else {
            let name = vm.names().__new__.clone();
            let new = vm.getattr(&class, &name)?;
            let mut values = vec![class.clone()];
            values.extend_from_slice(given.items());
            let (values, names) = match names {
                Some(names) => spread_keywords(vm, values, &names),
                None => (values, Value::NULL),
            };
            vm.call_with(&new, Arguments { values: &values, names: &names })?
        };
        self.stack.push(made);
        Ok(())
    }

    pub fn object(&mut self, vm: &mut Vm) -> PyResult<()> {
        let from = self.marker(vm)?;
        if self.stack.len() <= from {
            return Err(self.underflow(vm));
        }
        let args = self.pop_tuple(vm, from + 1)?;
        let class = self.pop(vm)?;
        let made = instantiate(vm, &class, &args)?;
        self.stack.push(made);
        Ok(())
    }

    pub fn instance(&mut self, vm: &mut Vm) -> PyResult<()> {
        let from = self.marker(vm)?;
        let mut names = [const { Value::NULL }; 2];
        for name in &mut names {
            let line = self.input.line(vm)?;
            if line.is_empty() {
                return Err(truncated(vm));
            }
            let (text, _) = decode_by(vm, Codec::Ascii, &line, true, "strict")?;
            *name = vm.str_from(text.as_bytes());
        }
        let class = self.find_class(vm, &names[0], &names[1])?;
        let args = self.pop_tuple(vm, from)?;
        let made = instantiate(vm, &class, &args)?;
        self.stack.push(made);
        Ok(())
    }

    /// Gives an object its state.
    pub fn build(&mut self, vm: &mut Vm) -> PyResult<()> {
        if self.stack.len() < self.fence + 2 {
            return Err(self.underflow(vm));
        }
        let state = self.pop(vm)?;
        let object = self.top(vm)?.clone();
        let name = vm.names().__setstate__.clone();
        if let Some(method) = vm.try_getattr(&object, &name)? {
            return vm.call(&method, &[state]).map(drop);
        }
        let (attributes, slots) = match state.get::<Tuple>().map(|state| state.items()) {
            Some([attributes, slots]) => (attributes.clone(), Some(slots.clone())),
            _ => (state, None),
        };
        if !attributes.is_none() {
            let Some(attributes) = attributes.get::<Dict>() else {
                return Err(no_dict(vm, "state is not a dictionary"));
            };
            set_attributes(vm, &object, attributes)?;
        }
        if let Some(slots) = slots {
            let Some(slots) = slots.get::<Dict>() else {
                return Err(no_dict(vm, "slot state is not a dictionary"));
            };
            let pairs: Vec<(Value, Value)> = slots.table(vm).iter().map(|entry| entry.pair()).collect();
            for (name, value) in pairs {
                let name = vm.attribute_name(&name)?;
                vm.setattr(&object, &name, value)?;
            }
        }
        Ok(())
    }
}

#[cold]
fn no_dict(vm: &mut Vm, message: &str) -> Raised {
    fault(vm, Fault::Unpickling, message)
}

/// Whether `object.__new__` makes the instances of a class, and has nothing against it.
fn is_plain(vm: &mut Vm, class: &Obj<Type>) -> bool {
    let new = class.special(Special::New, vm);
    let owner = new.as_ref().and_then(|new| new.get::<NativeObject>()).and_then(|new| new.owner.get::<Type>());
    class.kind == Kind::Instance
        && !class.has_flag(type_flag::ABSTRACT)
        && owner.is_some_and(|owner| owner.is(&vm.types().object))
}

/// Sets attributes in an object's `__dict__`, whose keys are interned.
fn set_attributes(vm: &mut Vm, object: &Value, attributes: &Obj<Dict>) -> PyResult<()> {
    let pairs: Vec<(Value, Value)> = attributes.table(vm).iter().map(|entry| entry.pair()).collect();
    let (class, name) = (vm.type_of(object).to_ref(), vm.names().__dict__.clone());
    let has_own_dict = class.has_flag(type_flag::PLAIN_GETATTR)
        && object.header().is_some_and(|header| header.has_attributes())
        && class.lookup(&name, vm).is_some_and(|dict| dict.is_a::<GetSetObject>());
    if has_own_dict && pairs.iter().all(|(name, _)| vm.type_of(name).is(&vm.types().str)) {
        // The same without a dict.
        for (name, value) in pairs {
            let name = vm.interned(&name);
            if let Some(header) = object.header() {
                header.set_attribute(&name, value, vm);
            }
        }
        return Ok(());
    }
    let dict = vm.getattr(object, &name)?;
    for (key, value) in pairs {
        let is_str = key.get::<Str>().is_some_and(|key| key.header().class().is(&vm.types().str));
        let key = if is_str { vm.interned(&key) } else { key };
        vm.setitem(&dict, &key, &value)?;
    }
    Ok(())
}

/// What Python 2's instances were made by: a class is called only if there is something to call it with.
fn instantiate(vm: &mut Vm, class: &Value, args: &Value) -> PyResult {
    let given = args.get::<Tuple>().map_or(&[][..], |args| args.items());
    if given.is_empty() && class.is_a::<Type>() {
        let name = vm.intern("__getinitargs__");
        if vm.try_getattr(class, &name)?.is_none() {
            let name = vm.names().__new__.clone();
            return vm.call_method(class, &name, std::slice::from_ref(class));
        }
    }
    vm.call(class, given)
}
