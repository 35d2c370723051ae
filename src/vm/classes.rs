//! Making classes: the order of bases, the layout of instances, the hooks. What `type.__new__` does.

use super::ExceptionKind;
use super::call::text;
use super::getset::Attribute;
use super::native::{Arguments, NativeObject};
use super::raised::PyResult;
use super::{Function, Vm};
use crate::object::{
    Cell_, ClassMethod, Dict, Kind, Member, Obj, Ref, StaticMethod, Str, Tuple, Type, Value, ValueCell, type_flag,
};

/// A class to be made.
pub struct ClassBuilder<'a> {
    pub metaclass: &'a Obj<Type>,
    pub name: Value,
    pub bases: Vec<Ref<Type>>,
    pub namespace: Ref<Dict>,
    /// Keyword arguments for `__init_subclass__`.
    pub keywords: Option<Ref<Dict>>,
}

/// A program's class lets go of the dict too; then there is a new one.
static INSTANCE_DICT: [Attribute; 1] = [Attribute { name: "__dict__", get: get_dict, set: Some(replace_dict) }];
static DICT: [Attribute; 1] = [Attribute { name: "__dict__", get: get_dict, set: Some(set_dict) }];
static WEAKREF: [Attribute; 1] = [Attribute { name: "__weakref__", get: first_weakref, set: None }];

fn get_dict(vm: &mut Vm, object: &Value) -> PyResult {
    match object.header().and_then(|header| header.attributes_dict(vm)) {
        Some(dict) => Ok(dict.into_value()),
        None => Err(vm.no_attribute(object, &vm.names().__dict__.clone())),
    }
}

fn first_weakref(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(vm.weakrefs(object).first().map_or(Value::NONE, |weak| weak.value().clone()))
}

fn replace_dict(vm: &mut Vm, object: &Value, value: Value) -> PyResult<()> {
    let value = if value.is_null() { vm.new_dict().into_value() } else { value };
    set_dict(vm, object, value)
}

fn set_dict(vm: &mut Vm, object: &Value, value: Value) -> PyResult<()> {
    let message = match object.kind() {
        Kind::Type => "attribute '__dict__' of 'type' objects is not writable",
        Kind::Module => "readonly attribute",
        _ => "",
    };
    if !message.is_empty() {
        return Err(vm.raise(ExceptionKind::AttributeError, message));
    }
    let Ok(dict) = value.clone().downcast::<Dict>() else {
        let message = match value.is_null() {
            true => "cannot delete __dict__".to_string(),
            false => format!("__dict__ must be set to a dictionary, not a '{}'", vm.type_of(&value).name()),
        };
        return Err(vm.type_error(message));
    };
    if let Some(header) = object.header() {
        header.replace_attributes(&dict, vm);
    }
    Ok(())
}

impl Vm {
    /// The `__dict__` that a builtin class gives its instances.
    pub fn attributes_descriptor(&mut self, class: &Obj<Type>) {
        self.add_attributes(class, &DICT);
    }

    /// Makes a class.
    pub fn build_class(&mut self, builder: ClassBuilder) -> PyResult<Ref<Type>> {
        let ClassBuilder { metaclass, name, mut bases, namespace, keywords } = builder;
        if bases.is_empty() {
            bases.push(self.types().object.clone());
        }
        for base in &bases {
            if !base.has_flag(type_flag::BASE) {
                let name = base.name();
                return Err(self.type_error(format!("type '{name}' is not an acceptable base type")));
            }
        }
        let base = self.best_base(&bases)?;
        let dict = self.dict(namespace.table(self).copy());
        let Ok(dict) = dict.downcast::<Dict>() else { unreachable!("a dict") };
        let slots = self.declared_slots(&dict, &base)?;
        let class = self.new_heap_type(metaclass, name.clone(), dict.clone(), &base);
        *class.bases.get_mut(self) = bases.clone();
        // At once: the metaclass's `mro` may already use the class.
        bases.iter().for_each(|base| base.add_subclass(&class, self));
        self.check_slot_names(&class, slots.as_deref().unwrap_or_default())?;
        self.set_class_names(&class, &dict)?;
        self.fill_class_cell(&class, &dict)?;
        self.lay_out_class(&class, &base, &bases, slots.as_deref())?;
        let order = self.class_order(&class, &bases)?;
        *class.mro.get_mut(self) = order;
        let doc = self.names().__doc__.clone();
        if !dict.has_str(&doc, self) {
            drop(dict.insert_str(&doc, Value::NONE, self));
        }
        self.adjust_special_methods(&class, &dict);
        // What patterns take the class for, the first base says that says anything.
        let kinds = type_flag::SEQUENCE | type_flag::MAPPING;
        if let Some(base) = class.mro.get(self).iter().find(|base| base.has_flag(kinds)) {
            [type_flag::SEQUENCE, type_flag::MAPPING].iter().for_each(|flag| class.set_flag(*flag, base.has_flag(*flag)));
        }
        class.changed(self);
        if dict.table(self).iter().any(|entry| !entry.pair().0.is_a::<Str>()) {
            let message = format!("non-string key in the __dict__ of class {}", class.name());
            self.warn(ExceptionKind::RuntimeWarning, &message)?;
        }
        self.call_set_name(&class, &dict)?;
        self.call_init_subclass(&class, keywords)?;
        Ok(class)
    }

    /// The most derived metaclass of a class's bases.
    pub fn winning_metaclass(&mut self, metaclass: &Obj<Type>, bases: &[Value]) -> PyResult<Ref<Type>> {
        let mut winner = metaclass.to_ref();
        for base in bases {
            let of = self.type_of(base).to_ref();
            if winner.is_subtype(&of, self) {
                continue;
            }
            if !of.is_subtype(&winner, self) {
                return Err(self.type_error(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all \
                     its bases",
                ));
            }
            winner = of;
        }
        Ok(winner)
    }

    /// The base whose instances' layout the class's instances extend.
    pub fn best_base(&mut self, bases: &[Ref<Type>]) -> PyResult<Ref<Type>> {
        let mut best: Option<(Ref<Type>, Ref<Type>)> = None;
        for base in bases {
            let solid = self.solid_base(base);
            best = Some(match best {
                None => (base.clone(), solid),
                Some((winner, known)) if known.is_subtype(&solid, self) => (winner, known),
                Some((_, known)) if solid.is_subtype(&known, self) => (base.clone(), solid),
                Some(_) => return Err(self.type_error("multiple bases have instance lay-out conflict")),
            });
        }
        match best {
            Some((base, _)) => Ok(base),
            None => Ok(self.types().object.clone()),
        }
    }

    /// `__base__`: the base that the layout comes from. `None` for `object`.
    pub fn base_of(&mut self, class: &Obj<Type>) -> Option<Ref<Type>> {
        let bases = class.bases.get(self).clone();
        if bases.is_empty() { None } else { self.best_base(&bases).ok() }
    }

    /// The class that last added to what instances are made of.
    pub fn solid_base(&self, class: &Ref<Type>) -> Ref<Type> {
        let mut class = class.clone();
        loop {
            if class.kind == Kind::Exception && self.adds_exception_fields(&class) {
                return class;
            }
            let Some(base) =
                class.bases.get(self).iter().max_by_key(|base| (base.kind != Kind::Instance, base.slots())).cloned()
            else {
                return class;
            };
            if base.kind != class.kind || base.slots() != class.slots() {
                return class;
            }
            class = base;
        }
    }

    fn adds_exception_fields(&self, class: &Obj<Type>) -> bool {
        self.exceptions.all().any(|(kind, known)| known.is(class) && !kind.own_fields().is_empty())
    }

    /// The order of a class and all it inherits from: C3.
    pub fn c3_order(&mut self, class: &Ref<Type>, bases: &[Ref<Type>]) -> PyResult<Vec<Ref<Type>>> {
        for (index, base) in bases.iter().enumerate() {
            if bases[..index].iter().any(|other| other.is(base)) {
                let name = base.name();
                return Err(self.type_error(format!("duplicate base class {name}")));
            }
        }
        let mut order = vec![class.clone()];
        if let [base] = bases {
            order.extend(base.mro.get(self).iter().cloned());
            return Ok(order);
        }
        let mut lists: Vec<Vec<Ref<Type>>> = bases.iter().map(|base| base.mro.get(self).clone()).collect();
        lists.push(bases.to_vec());
        let mut heads = vec![0usize; lists.len()];
        loop {
            let open: Vec<usize> = (0..lists.len()).filter(|list| heads[*list] < lists[*list].len()).collect();
            if open.is_empty() {
                return Ok(order);
            }
            let good = open.iter().map(|list| &lists[*list][heads[*list]]).find(|candidate| {
                !open.iter().any(|list| lists[*list][heads[*list] + 1..].iter().any(|later| later.is(candidate)))
            });
            let Some(next) = good.cloned() else {
                let mut names: Vec<String> = Vec::new();
                for list in &open {
                    let name = lists[*list][heads[*list]].name();
                    let name = name.rsplit('.').next().unwrap_or_default().to_owned();
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                return Err(self.type_error(format!(
                    "Cannot create a consistent method resolution order (MRO) for bases {}",
                    names.join(", ")
                )));
            };
            for list in open {
                if lists[list][heads[list]].is(&next) {
                    heads[list] += 1;
                }
            }
            order.push(next);
        }
    }

    /// The order by the metaclass's own `mro`, if it has one.
    pub fn class_order(&mut self, class: &Ref<Type>, bases: &[Ref<Type>]) -> PyResult<Vec<Ref<Type>>> {
        let metaclass = class.header().class().to_ref();
        let name = self.names().mro.clone();
        match metaclass.lookup(&name, self).filter(|method| !method.is_a::<NativeObject>()) {
            None => self.c3_order(class, bases),
            Some(method) => {
                // The method may look for attributes of a class that has no order yet.
                if class.mro.get(self).is_empty() {
                    let usual = self.c3_order(class, bases)?;
                    *class.mro.get_mut(self) = usual;
                }
                let order = self.call_unbound(&method, class.value(), &[])?;
                let mut classes = Vec::new();
                for item in self.collect(&order)? {
                    match item.downcast::<Type>() {
                        Ok(base) => {
                            let (solid, own) = (self.solid_base(&base), self.solid_base(class));
                            if !own.is_subtype(&solid, self) {
                                let name = base.name();
                                return Err(
                                    self.type_error(format!("mro() returned base with unsuitable layout ('{name}')"))
                                );
                            }
                            classes.push(base);
                        }
                        Err(item) => {
                            let given = self.type_of(&item).name();
                            return Err(self.type_error(format!("mro() returned a non-class ('{given}')")));
                        }
                    }
                }
                if classes.is_empty() {
                    return Err(self.type_error("type MRO must not be empty"));
                }
                for inherited in classes.iter().filter(|inherited| !inherited.is(class)) {
                    inherited.add_inheritor(class, false, self);
                }
                Ok(classes)
            }
        }
    }

    fn set_class_names(&mut self, class: &Obj<Type>, dict: &Obj<Dict>) -> PyResult<()> {
        let qualname = self.names().__qualname__.clone();
        if let Some(value) = dict.remove_str(&qualname, self) {
            if !value.is_a::<Str>() {
                let given = self.type_of(&value).name();
                return Err(self.type_error(format!("type __qualname__ must be a str, not {given}")));
            }
            class.qualname.set(value);
        }
        let (module, name) = (self.names().__module__.clone(), self.names().__name__.clone());
        if !dict.has_str(&module, self) {
            let value = self.frame().and_then(|frame| frame.globals().get_str(&name, self));
            if let Some(value) = value {
                drop(dict.insert_str(&module, value, self));
            }
        }
        Ok(())
    }

    /// The names in `__slots__`, if the class has that.
    fn declared_slots(&mut self, dict: &Obj<Dict>, base: &Obj<Type>) -> PyResult<Option<Vec<Value>>> {
        let name = self.names().__slots__.clone();
        let Some(slots) = dict.get_str(&name, self) else { return Ok(None) };
        let names = match slots.is_a::<Str>() {
            true => vec![slots],
            false => self.collect(&slots)?,
        };
        if !names.is_empty() && matches!(base.kind, Kind::Int | Kind::Tuple | Kind::Bytes) {
            let name = base.name();
            return Err(self.type_error(format!("nonempty __slots__ not supported for subtype of '{name}'")));
        }
        for name in &names {
            let Some(text) = name.get::<Str>() else {
                let given = self.type_of(name).name();
                return Err(self.type_error(format!("__slots__ items must be strings, not '{given}'")));
            };
            if !is_identifier(&text.to_string_lossy()) {
                return Err(self.type_error("__slots__ must be identifiers"));
            }
        }
        Ok(Some(names))
    }

    /// A slot cannot have the name of a class variable. The compiler's own names in the namespace are none.
    fn check_slot_names(&mut self, class: &Obj<Type>, slots: &[Value]) -> PyResult<()> {
        let names = self.names();
        let special = [&names.__dict__, &names.__weakref__].map(Value::clone);
        let passing = [&names.__qualname__, &names.__classcell__, &names.__classdictcell__].map(Value::clone);
        for name in slots.iter().filter(|slot| !special.iter().any(|name| name.is(slot))) {
            let name = self.mangled(name, class);
            if class.dict().has_str(&name, self) && !passing.iter().any(|passing| passing.is(&name)) {
                let name = self.repr_lossy(&name);
                return Err(self.value_error(format!("{name} in __slots__ conflicts with class variable")));
            }
        }
        Ok(())
    }

    fn lay_out_class(
        &mut self,
        class: &Ref<Type>,
        base: &Ref<Type>,
        bases: &[Ref<Type>],
        slots: Option<&[Value]>,
    ) -> PyResult<()> {
        let any = |flag: u32| bases.iter().any(|base| base.has_flag(flag));
        let (had_dict, had_weakref) = (any(type_flag::DICT), any(type_flag::WEAKREF));
        // What follows the size of these objects leaves no room for it.
        let is_sized = matches!(base.kind, Kind::Int | Kind::Tuple | Kind::Bytes);
        let (mut has_dict, mut has_weakref) = (true, had_weakref || !is_sized);
        let mut names = Vec::new();
        if let Some(slots) = slots {
            (has_dict, has_weakref) = (had_dict, had_weakref);
            for name in slots {
                match &*text(name) {
                    "__dict__" if has_dict => return Err(self.type_error("__dict__ slot disallowed: we already got one")),
                    "__weakref__" if has_weakref => {
                        return Err(self.type_error("__weakref__ slot disallowed: we already got one"));
                    }
                    "__dict__" => has_dict = true,
                    "__weakref__" => has_weakref = true,
                    _ => names.push(self.mangled(name, class)),
                }
            }
            names.sort_by_key(|name| name.get::<Str>().map(|name| name.as_bytes().to_vec()));
            names.dedup_by(|a, b| a.is(b));
        }
        class.set_flag(type_flag::DICT, has_dict);
        class.set_flag(type_flag::WEAKREF, has_weakref);
        let first = usize::from(base.slots());
        let Ok(count) = u16::try_from(first + names.len()) else { return Err(self.memory_error()) };
        for (index, name) in names.into_iter().enumerate() {
            let member = Member { name: name.clone(), class: class.value().clone(), slot: first + index };
            let member = self.alloc(&self.types().member, member).into_value();
            drop(class.dict().insert_str(&name, member, self));
        }
        class.lay_out(count, self);
        // The compiler saw which attributes methods set: instances have room for them from the first on.
        let known = self.names().__static_attributes__.clone();
        let attributes = class.dict().get_str(&known, self);
        let attributes = attributes.and_then(|names| Some(names.get::<Tuple>()?.items().len())).filter(|_| has_dict);
        let wanted = usize::from(base.inline_slots().max(count)) + attributes.unwrap_or(0).min(32);
        class.set_inline_slots(u16::try_from(wanted).unwrap_or(u16::MAX));
        // A class body may have said what these are.
        let own = |name: Value, vm: &Vm| class.dict().has_str(&name, vm);
        if has_dict && !had_dict && base.kind != Kind::Type && !own(self.names().__dict__.clone(), self) {
            self.add_attributes(class, &INSTANCE_DICT);
        }
        if has_weakref && !had_weakref && !own(self.names().__weakref__.clone(), self) {
            self.add_attributes(class, &WEAKREF);
        }
        Ok(())
    }

    /// A private name as the class's code has it.
    fn mangled(&mut self, name: &Value, class: &Obj<Type>) -> Value {
        let (plain, class) = (text(name), class.name());
        let class = class.trim_start_matches('_');
        match plain.starts_with("__") && !plain.ends_with("__") && !class.is_empty() {
            true => self.intern(&format!("_{class}{plain}")),
            false => self.interned(name),
        }
    }

    /// Functions that are static or class methods without saying so; `__hash__` goes when `__eq__` comes alone.
    fn adjust_special_methods(&mut self, _class: &Obj<Type>, dict: &Obj<Dict>) {
        let new = self.names().__new__.clone();
        if let Some(function) = dict.get_str(&new, self).filter(|new| new.is_a::<Function>()) {
            let payload = StaticMethod { callable: ValueCell::new(function) };
            let method = self.alloc(&self.types().staticmethod, payload).into_value();
            drop(dict.insert_str(&new, method, self));
        }
        for name in [self.names().__init_subclass__.clone(), self.names().__class_getitem__.clone()] {
            if let Some(function) = dict.get_str(&name, self).filter(|method| method.is_a::<Function>()) {
                let payload = ClassMethod { callable: ValueCell::new(function) };
                let method = self.alloc(&self.types().classmethod, payload).into_value();
                drop(dict.insert_str(&name, method, self));
            }
        }
        let (eq, hash) = (self.names().__eq__.clone(), self.names().__hash__.clone());
        if dict.has_str(&eq, self) && !dict.has_str(&hash, self) {
            drop(dict.insert_str(&hash, Value::NONE, self));
        }
    }

    fn fill_class_cell(&mut self, class: &Ref<Type>, dict: &Obj<Dict>) -> PyResult<()> {
        let (cell, of_dict) = (self.names().__classcell__.clone(), self.names().__classdictcell__.clone());
        if let Some(value) = dict.remove_str(&cell, self) {
            match value.get::<Cell_>() {
                Some(cell) => cell.contents.set(class.value().clone()),
                None => {
                    let given = self.type_of(&value).value();
                    let given = self.repr_lossy(&given);
                    return Err(self.type_error(format!("__classcell__ must be a nonlocal cell, not {given}")));
                }
            }
        }
        if let Some(value) = dict.remove_str(&of_dict, self)
            && let Some(cell) = value.get::<Cell_>()
        {
            cell.contents.set(dict.value());
        }
        Ok(())
    }

    fn call_set_name(&mut self, class: &Ref<Type>, dict: &Obj<Dict>) -> PyResult<()> {
        let entries: Vec<(Value, Value)> = dict.table(self).iter().map(|entry| entry.pair()).collect();
        for (name, value) in entries {
            if matches!(value.kind(), Kind::Function | Kind::Str | Kind::Int | Kind::None) {
                continue;
            }
            let args = [class.value().clone(), name.clone()];
            if let Err(raised) = self.try_special(&value, crate::object::Special::SetName, &args) {
                let (of, name, class) = (self.type_of(&value).name(), self.repr_lossy(&name), class.name());
                let note = self.str(&format!("Error calling __set_name__ on '{of}' instance {name} in '{class}'"));
                self.add_note(raised.value(), note)?;
                return Err(raised);
            }
        }
        Ok(())
    }

    /// `exception.add_note(note)`.
    pub fn add_note(&mut self, exception: &Value, note: Value) -> PyResult<()> {
        let name = self.names().add_note.clone();
        self.call_method(exception, &name, &[note]).map(drop)
    }

    fn call_init_subclass(&mut self, class: &Ref<Type>, keywords: Option<Ref<Dict>>) -> PyResult<()> {
        // A metaclass's `mro` may have left the class itself out: then there is nothing behind it.
        if !class.mro.get(self).iter().any(|known| known.is(class)) {
            let name = class.name();
            let message = format!("super(type, obj): obj (type {name}) is not an instance or subtype of type ({name}).");
            return Err(self.type_error(message));
        }
        let name = self.names().__init_subclass__.clone();
        let Some(method) = self.lookup_after(class, class.value(), class, &name)? else { return Ok(()) };
        let (values, names) = match keywords {
            Some(keywords) => super::spread_keywords(self, Vec::new(), &keywords),
            None => (Vec::new(), Value::NULL),
        };
        self.call_with(&method, Arguments { values: &values, names: &names }).map(drop)
    }

    /// The builtin `__build_class__`: runs a class statement's body and makes the class.
    pub fn build_class_statement(
        &mut self,
        function: &Value,
        name: &Value,
        bases: &[Value],
        keywords: &Ref<Dict>,
    ) -> PyResult {
        let original = bases.to_vec();
        let bases = self.resolve_bases(bases)?;
        let changed = bases.len() != original.len() || bases.iter().zip(&original).any(|(a, b)| !a.is(b));
        let keywords = keywords.table(self).copy();
        let keywords = self.dict(keywords).downcast::<Dict>().expect("a dict");
        let metaclass_name = self.names().metaclass.clone();
        let explicit = keywords.remove_str(&metaclass_name, self);
        let metaclass = match explicit {
            Some(metaclass) => metaclass,
            None => match bases.first() {
                Some(base) => self.type_of(base).value(),
                None => self.types().type_.value().clone(),
            },
        };
        let metaclass = match metaclass.get::<Type>() {
            Some(class) => self.winning_metaclass(class, &bases)?.into_value(),
            None => metaclass,
        };
        let bases_tuple = self.tuple(bases.clone());
        let namespace = self.prepare_namespace(&metaclass, name, &bases_tuple, &keywords)?;
        let Some(body) = function.get::<Function>() else {
            return Err(self.type_error("__build_class__: func must be a function"));
        };
        let cell = self.run_body(body, namespace.clone())?;
        if changed {
            let (key, original) = (self.names().__orig_bases__.clone(), self.tuple(original));
            self.setitem(&namespace, &key, &original)?;
        }
        let (values, names) = super::spread_keywords(self, vec![name.clone(), bases_tuple, namespace], &keywords);
        let class = self.call_with(&metaclass, Arguments { values: &values, names: &names })?;
        if let (Some(cell), true) = (cell.get::<Cell_>(), class.is_a::<Type>()) {
            let held = cell.contents.get();
            if held.is_null() {
                let (name, class) = (self.repr_lossy(name), self.repr_lossy(&class));
                return Err(self.runtime_error(format!(
                    "__class__ not set defining {name} as {class}. Was __classcell__ propagated to type.__new__?"
                )));
            }
            if !held.is(&class) {
                let (name, held, class) = (self.repr_lossy(name), self.repr_lossy(&held), self.repr_lossy(&class));
                return Err(self.type_error(format!("__class__ set to {held} defining {name} as {class}")));
            }
        }
        Ok(class)
    }

    /// Bases with those that are no classes replaced by what their `__mro_entries__` gives (PEP 560).
    pub fn resolve_bases(&mut self, bases: &[Value]) -> PyResult<Vec<Value>> {
        let mut resolved = Vec::with_capacity(bases.len());
        let tuple = self.tuple(bases.to_vec());
        for base in bases {
            if base.is_a::<Type>() {
                resolved.push(base.clone());
                continue;
            }
            let name = self.names().__mro_entries__.clone();
            match self.try_getattr(base, &name)? {
                None => resolved.push(base.clone()),
                Some(method) => {
                    let entries = self.call(&method, std::slice::from_ref(&tuple))?;
                    match entries.get::<Tuple>() {
                        Some(entries) => resolved.extend(entries.items().iter().cloned()),
                        None => return Err(self.type_error("__mro_entries__ must return a tuple")),
                    }
                }
            }
        }
        Ok(resolved)
    }

    fn prepare_namespace(&mut self, metaclass: &Value, name: &Value, bases: &Value, keywords: &Ref<Dict>) -> PyResult {
        let prepare = self.names().__prepare__.clone();
        let Some(method) = self.try_getattr(metaclass, &prepare)? else { return Ok(self.new_dict().into_value()) };
        let (values, names) = super::spread_keywords(self, vec![name.clone(), bases.clone()], keywords);
        let namespace = self.call_with(&method, Arguments { values: &values, names: &names })?;
        let class = self.type_of(&namespace).to_ref();
        if !class.has_special(crate::object::Special::GetItem, self) {
            let (metaclass, given) = match metaclass.get::<Type>() {
                Some(metaclass) => (metaclass.name(), class.name()),
                None => ("<metaclass>".into(), class.name()),
            };
            return Err(self.type_error(format!("{metaclass}.__prepare__() must return a mapping, not {given}")));
        }
        Ok(namespace)
    }
}

fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
        && chars.all(|c| c == '_' || unicode_ident::is_xid_continue(c))
}
