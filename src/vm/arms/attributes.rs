//! Attributes, and what specialises them.

use super::operators::MOST_MISSES;
use crate::object::{
    ClassMethod, Kind, Module, Place, Property, Special, StaticMethod, Super, Type, Value, ValueCell, flag, type_flag,
};
use crate::vm::forms::{Form, Wanted};
use crate::vm::native::NativeObject;
use crate::vm::op::Op;
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;
use crate::vm::{Function, Vm};

impl Vm {
    /// `LOAD_ATTR`: the value on top gives way to its attribute; for a call, to a method and itself, or an attribute and NULL.
    pub(in crate::vm) fn load_attr_arm(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let name = r.name(operand >> 1).clone();
        let wanted = if operand & 1 != 0 { Wanted::Method } else { Wanted::Value };
        let form = self.known_form(r.peek(1), &name, wanted).or_else(|| self.attr_form(r.peek(1), &name, wanted));
        if let Some(form) = form {
            self.remember_form(r, &name, form);
        }
        let owner = r.pop();
        if let Some(value) = form.and_then(|form| self.by_form(&owner, form)) {
            r.push(value);
            let is_method = form.is_some_and(|form| matches!(form.op, Op::LOAD_ATTR_METHOD | Op::LOAD_ATTR_TYPE_METHOD));
            match wanted {
                Wanted::Method if is_method => r.push(owner),
                Wanted::Method => r.push(Value::NULL),
                _ => {}
            }
            return Ok(());
        }
        if wanted == Wanted::Method
            && let Some(method) = self.unbound_method(&owner, &name)
        {
            r.push(method);
            r.push(owner);
            return Ok(());
        }
        let value = self.getattr(&owner, &name)?;
        r.push(value);
        if wanted == Wanted::Method {
            r.push(Value::NULL);
        }
        Ok(())
    }

    /// `LOAD_ATTR_MANY`: the same as `LOAD_ATTR` if the attribute was found before on an object of the same shape or type. Tells
    /// whether it was.
    #[inline]
    pub(in crate::vm) fn load_attr_by_form(&self, r: &mut Registers, operand: u32) -> bool {
        let wanted = if operand & 1 != 0 { Wanted::Method } else { Wanted::Value };
        let owner = r.peek(1);
        let Some(form) = self.known_form(owner, r.name(operand >> 1), wanted) else { return false };
        let Some(value) = self.by_form(owner, form) else { return false };
        let owner = r.replace(1, value);
        match wanted {
            Wanted::Method if matches!(form.op, Op::LOAD_ATTR_METHOD | Op::LOAD_ATTR_TYPE_METHOD) => r.push(owner),
            Wanted::Method => r.push(Value::NULL),
            _ => {}
        }
        true
    }

    /// How the attribute was found on another object of the same shape or type.
    #[inline(always)]
    fn known_form(&self, owner: &Value, name: &Value, wanted: Wanted) -> Option<Form> {
        let version = match owner.header() {
            Some(header) if header.has(flag::PART) => header.shape_version(),
            _ => self.type_of(owner).known_version(),
        };
        // Nothing is ever put there for classes and modules.
        if version == 0 {
            return None;
        }
        self.forms.since(self.names_forgotten()).get(version, name, wanted)
    }

    /// Lets the instruction take that form next time, unless it has changed too often.
    fn remember_form(&mut self, r: &Registers, name: &Value, form: Form) {
        if r.cache(0).get() >= MOST_MISSES {
            return r.rewrite(Op::LOAD_ATTR_MANY);
        }
        let owner = r.peek(1);
        let version = match (owner.get::<Type>(), owner.get::<Module>(), owner.header().and_then(|header| header.part())) {
            (Some(class), ..) => Some(class.version(self)),
            (_, Some(module), _) => Some(module.dict.layout(self)),
            (_, _, Some(part)) => {
                // Who changes the class looks for shapes to forget only if it has a version.
                self.type_of(owner).version(self);
                part.shape().version(self)
            }
            _ => Some(self.type_of(owner).version(self)),
        };
        let Some(version) = version else { return };
        r.cache(1).set(version);
        match form.op {
            Op::LOAD_ATTR_SLOT | Op::LOAD_ATTR_MODULE => r.cache(2).set(form.place),
            _ => {
                let class = owner.get::<Type>().map_or_else(|| self.type_of(owner).to_ref(), |class| class.to_ref());
                let Some(value) = class.lookup(name, self) else { return };
                r.set_cached_value(2, &value);
            }
        }
        r.rewrite(form.op);
    }

    /// The attribute, by the form that was found for it. `None` if it is not there, or something must be called for it.
    #[inline(always)]
    fn by_form(&self, owner: &Value, form: Form) -> Option<Value> {
        match form.op {
            Op::LOAD_ATTR_SLOT => {
                let value = owner.header()?.shaped_slot(form.place as usize)?.get();
                if value.is_null() { None } else { Some(value) }
            }
            Op::LOAD_ATTR_METHOD | Op::LOAD_ATTR_TYPE_METHOD | Op::LOAD_ATTR_CLASS_VALUE => form.value(),
            _ => None,
        }
    }

    /// A method that a call can be given its receiver for, so that none need be bound: a function of the class that neither the
    /// instance nor a descriptor hides.
    fn unbound_method(&mut self, owner: &Value, name: &Value) -> Option<Value> {
        let class = self.type_of(owner);
        if !class.has_flag(type_flag::PLAIN_GETATTR) || owner.is_a::<Module>() {
            return None;
        }
        let found = class.lookup(name, self)?;
        if !self.is_method(&found) {
            return None;
        }
        let hidden = owner.header().is_some_and(|header| header.has(flag::PART) && header.attribute(name, self).is_some());
        if hidden { None } else { Some(found) }
    }

    /// Whether a class's attribute binds to instances simply by getting them as first argument.
    fn is_method(&self, value: &Value) -> bool {
        match value.kind() {
            Kind::Function => value.is_a::<Function>(),
            Kind::Native => value.get::<NativeObject>().is_some_and(|native| {
                let class = native.header().class();
                class.is(&self.classes.method_descriptor) || class.is(&self.classes.wrapper_descriptor)
            }),
            _ => false,
        }
    }

    /// The form of `LOAD_ATTR` that fits the owner, if one does.
    fn attr_form(&mut self, owner: &Value, name: &Value, wanted: Wanted) -> Option<Form> {
        if let Some(class) = owner.get::<Type>() {
            return self.class_attr_form(&class.to_ref(), name, wanted);
        }
        let class = self.type_of(owner).to_ref();
        if !class.has_flag(type_flag::PLAIN_GETATTR) {
            return None;
        }
        if let Some(module) = owner.get::<Module>() {
            let text = name.get::<crate::object::Str>()?;
            let place = module.dict.table(self).find_str(name, text, text.as_bytes())?;
            return class.lookup(name, self).is_none().then_some(Form::slot(Op::LOAD_ATTR_MODULE, place));
        }
        let header = owner.header();
        let part = header.and_then(|header| header.part());
        let of_class = class.lookup(name, self);
        let (version, has_part) = match part {
            // Shapes stand for their class too, as it is now.
            Some(part) => (part.shape().version(self)?, true),
            None => (class.version(self), false),
        };
        let slot = |index: usize| Form::slot(Op::LOAD_ATTR_SLOT, index);
        let method = if has_part { Op::LOAD_ATTR_METHOD } else { Op::LOAD_ATTR_TYPE_METHOD };
        let form = match &of_class {
            Some(found) if self.is_data_descriptor(found) => match self.member_slot(found, owner) {
                Some(index) => slot(index),
                None if wanted == Wanted::Value && has_part && self.is_plain_property(found) => {
                    Form::of_class(Op::LOAD_ATTR_PROPERTY, found)
                }
                None => return None,
            },
            _ => match (header.filter(|_| has_part).and_then(|header| header.place(name)), &of_class) {
                (Some(Place::Inline(index)), _) => slot(index),
                (Some(_), _) => return None,
                (None, Some(found)) if wanted == Wanted::Method && self.is_method(found) => Form::of_class(method, found),
                (None, Some(found)) if has_part && is_plain(found) => Form::of_class(Op::LOAD_ATTR_CLASS_VALUE, found),
                _ => return None,
            },
        };
        self.forms.since(self.names_forgotten()).put(version, name, wanted, form);
        Some(form)
    }

    fn class_attr_form(&mut self, class: &crate::object::Ref<Type>, name: &Value, wanted: Wanted) -> Option<Form> {
        let metaclass = class.header().class().to_ref();
        if !metaclass.is(&self.types().type_) || metaclass.lookup(name, self).is_some() {
            return None;
        }
        let found = class.lookup(name, self)?;
        match found.kind() {
            Kind::StaticMethod | Kind::ClassMethod if wanted == Wanted::Method && self.is_plain_wrapper(&found) => {
                Some(Form::of_class(Op::LOAD_ATTR_CLASS_METHOD, &found))
            }
            Kind::Function | Kind::Set => Some(Form::of_class(Op::LOAD_ATTR_CLASS, &found)),
            _ => is_plain(&found).then(|| Form::of_class(Op::LOAD_ATTR_CLASS, &found)),
        }
    }

    /// Whether a value is exactly a `staticmethod`, or a `classmethod` of what is called with the class before the arguments.
    fn is_plain_wrapper(&self, value: &Value) -> bool {
        let class = self.type_of(value);
        match value.get::<ClassMethod>() {
            Some(method) => {
                class.is(&self.types().classmethod) && method.callable.look(|callable| callable.is_a::<Function>())
            }
            None => class.is(&self.types().staticmethod),
        }
    }

    /// What `LOAD_ATTR_CLASS_METHOD` calls and what goes before the arguments, if the class on top is the one that it knows.
    #[inline]
    pub(in crate::vm) fn class_method_that_fits(&self, r: &Registers) -> Option<(Value, Value)> {
        let wrapper = r.value_of_class()?;
        match wrapper.get::<ClassMethod>() {
            Some(method) => {
                let function = method.callable.get();
                if function.is_a::<Function>() { Some((function, r.peek(1).clone())) } else { None }
            }
            None => Some((wrapper.get::<StaticMethod>()?.callable.get(), Value::NULL)),
        }
    }

    /// The value that the cache remembers for objects of the type that the one on top has.
    #[inline(always)]
    pub(in crate::vm) fn value_of_type(&self, r: &Registers) -> Option<Value> {
        if self.type_of(r.peek(1)).known_version() == r.cache(1).get() { Some(r.cached_value(2)) } else { None }
    }

    /// The variable of the module on top, if its dict is laid out as the cache remembers.
    #[inline(always)]
    pub(in crate::vm) fn value_of_module(&self, r: &Registers) -> Option<Value> {
        let table = r.peek(1).get::<Module>()?.dict.table(self);
        if table.layout() != r.cache(1).get() {
            return None;
        }
        Some(table.entries()[r.cache(2).get() as usize].value.clone())
    }

    /// A property whose getter is a function in Python.
    fn is_plain_property(&self, found: &Value) -> bool {
        found.get::<Property>().is_some_and(|property| {
            property.header().class().is(&self.types().property) && property.get.look(|get| get.is_a::<Function>())
        })
    }

    /// The getter of the property that `LOAD_ATTR_PROPERTY` remembers, if the owner on top has the shape, and the getter can be
    /// entered as it is.
    #[inline]
    pub(in crate::vm) fn getter_that_fits(&self, r: &Registers) -> Option<Value> {
        r.peek(1).header().filter(|header| header.shape_version() == r.cache(1).get())?;
        let getter = r.cached_value(2).get::<Property>()?.get.get();
        let code = getter.get::<Function>()?.code(self);
        (code.is_simple && code.argument_count == 1).then_some(getter)
    }

    /// `STORE_ATTR`: the owner is on top, the value below.
    pub(in crate::vm) fn store_attr_arm(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let name = r.name(operand).clone();
        let may_change = r.cache(0).get() < MOST_MISSES;
        let known = if may_change { None } else { self.known_form(r.peek(1), &name, Wanted::Place) };
        if known.is_none() {
            self.specialize_store_attr(r, &name, may_change);
        }
        if let Some(form) = known {
            let (owner, value) = (r.pop(), r.pop());
            let slot = owner.header().and_then(|header| header.shaped_slot(form.place as usize));
            return match slot {
                Some(slot) => {
                    drop(slot.replace(value));
                    Ok(())
                }
                None => self.setattr(&owner, &name, value),
            };
        }
        let (owner, value) = (r.pop(), r.pop());
        self.setattr(&owner, &name, value)
    }

    fn specialize_store_attr(&mut self, r: &Registers, name: &Value, may_change: bool) {
        let owner = r.peek(1);
        let class = self.type_of(owner).to_ref();
        let Some(header) = owner.header().filter(|_| class.has_flag(type_flag::PLAIN_SETATTR)) else { return };
        let Some(version) = header.part().and_then(|part| part.shape().version(self)) else { return };
        let of_class = class.lookup(name, self);
        let place = match of_class.filter(|found| self.is_data_descriptor(found)) {
            Some(found) => match self.member_slot(&found, owner) {
                Some(index) => index,
                None => return,
            },
            None => match header.place(name) {
                Some(Place::Inline(index)) => index,
                Some(_) => return,
                None => {
                    if may_change && let Some((index, shape)) = header.next_shape(name, self) {
                        r.cache(1).set(version);
                        r.cache(2).set(index as u32);
                        r.set_cached_value(3, shape.value());
                        r.rewrite(Op::STORE_ATTR_NEW_SLOT);
                    }
                    return;
                }
            },
        };
        if may_change {
            r.cache(1).set(version);
            r.cache(2).set(place as u32);
            r.rewrite(Op::STORE_ATTR_SLOT);
        }
        self.forms.since(self.names_forgotten()).put(version, name, Wanted::Place, Form::slot(Op::STORE_ATTR_SLOT, place));
    }

    /// The slot that a descriptor of `__slots__` stands for, if the object itself has it.
    fn member_slot(&self, descriptor: &Value, owner: &Value) -> Option<usize> {
        let member = descriptor.get::<crate::object::Member>()?;
        let of = member.class.get::<Type>()?;
        let header = owner.header()?;
        (self.type_of(owner).is_subtype(of, self) && member.slot < header.inline_slots()).then_some(member.slot)
    }

    pub(in crate::vm) fn delete_attr(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let (owner, name) = (r.pop(), r.name(operand).clone());
        self.delattr(&owner, &name)
    }

    /// Remembers the method that `super().name` is, if the object is no class and `super` means what it should.
    pub(in crate::vm) fn specialize_super_attr(&mut self, r: &Registers, operand: u32) {
        let (object, class) = (r.peek(1), r.peek(2));
        let is_super = r.peek(3).is(self.types().super_.value());
        if operand & 1 == 0 || !is_super || object.is_a::<Type>() || r.cache(0).get() >= MOST_MISSES {
            return;
        }
        let Some(class) = class.get::<Type>() else { return };
        let (of, name) = (self.type_of(object).to_ref(), r.name(operand >> 2).clone());
        if !of.is_subtype(class, self) {
            return;
        }
        let mro = of.mro.get(self);
        let behind = mro.iter().skip_while(|base| !base.is(class)).skip(1);
        let Some(found) = behind.clone().find_map(|base| base.dict().get_str(&name, self)) else { return };
        if self.is_method(&found) {
            r.cache(1).set(of.version(self));
            r.cache(2).set(class.version(self));
            r.set_cached_value(3, &found);
            r.rewrite(Op::LOAD_SUPER_ATTR_METHOD);
        }
    }

    /// The method that `LOAD_SUPER_ATTR_METHOD` remembers, if `super`, the class and the object are as it knows them.
    #[inline(always)]
    pub(in crate::vm) fn super_method_that_fits(&self, r: &Registers) -> Option<Value> {
        let fits = r.peek(3).is(self.types().super_.value())
            && self.type_of(r.peek(1)).known_version() == r.cache(1).get()
            && r.peek(2).get::<Type>().is_some_and(|class| class.known_version() == r.cache(2).get());
        if fits { Some(r.cached_value(3)) } else { None }
    }

    /// `LOAD_SUPER_ATTR`: `super().name` without making the proxy.
    pub(in crate::vm) fn load_super_attr(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let name = r.name(operand >> 2).clone();
        let (object, class, function) = (r.pop(), r.pop(), r.pop());
        if !function.is(self.types().super_.value()) {
            // `super` means something else here.
            let args: &[Value] = if operand & 2 != 0 { &[class, object] } else { &[] };
            let proxy = self.call(&function, args)?;
            return self.push_attribute(r, &proxy, &name, operand);
        }
        let Some(of) = class.get::<Type>() else {
            let given = self.type_of(&class).name();
            return Err(self.type_error(format!("super() argument 1 must be a type, not {given}")));
        };
        let of_object = self.super_check(of, &object)?;
        if name.is(&self.names().__class__) {
            let proxy = self.new_super(&class, &object, of_object.value());
            return self.push_attribute(r, &proxy, &name, operand);
        }
        match self.lookup_after(of, &object, &of_object, &name)? {
            Some(value) => {
                r.push(value);
                if operand & 1 != 0 {
                    r.push(Value::NULL);
                }
                Ok(())
            }
            None => {
                let proxy = self.new_super(&class, &object, of_object.value());
                self.push_attribute(r, &proxy, &name, operand)
            }
        }
    }

    fn push_attribute(&mut self, r: &mut Registers, proxy: &Value, name: &Value, operand: u32) -> PyResult<()> {
        let value = self.getattr(proxy, name)?;
        r.push(value);
        if operand & 1 != 0 {
            r.push(Value::NULL);
        }
        Ok(())
    }

    pub fn new_super(&mut self, class: &Value, object: &Value, object_class: &Value) -> Value {
        let payload = Super {
            class: ValueCell::new(class.clone()),
            object: ValueCell::new(object.clone()),
            object_class: ValueCell::new(object_class.clone()),
        };
        self.alloc(&self.types().super_, payload).into_value()
    }

    /// The class in whose order `super(class, object)` looks.
    pub fn super_check(&mut self, class: &crate::object::Obj<Type>, object: &Value) -> PyResult<crate::object::Ref<Type>> {
        if let Some(of) = object.get::<Type>().filter(|of| of.is_subtype(class, self)) {
            return Ok(of.to_ref());
        }
        let of = self.type_of(object).to_ref();
        if of.is_subtype(class, self) {
            return Ok(of);
        }
        // A proxy may say that it is of another class.
        let name = self.names().__class__.clone();
        if let Some(claimed) = self.try_getattr(object, &name)?
            && let Some(claimed) = claimed.get::<Type>().filter(|claimed| claimed.is_subtype(class, self))
        {
            return Ok(claimed.to_ref());
        }
        let what = match object.get::<Type>() {
            Some(class) => format!("type {}", class.name()),
            None => format!("instance of {}", of.name()),
        };
        let class = class.name();
        Err(self.type_error(format!("super(type, obj): obj ({what}) is not an instance or subtype of type ({class}).")))
    }

    /// `LOAD_SPECIAL`: a method of the type, with the object beside it, for `with`.
    pub(in crate::vm) fn load_special(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        const METHODS: [Special; 4] = [Special::Enter, Special::Exit, Special::AEnter, Special::AExit];
        let special = METHODS[operand as usize & 3];
        let owner = r.pop();
        let class = self.type_of(&owner).to_ref();
        let Some(method) = class.special(special, self) else { return Err(self.no_context_manager(&owner, special)) };
        if self.is_method(&method) {
            r.push(method);
            r.push(owner);
        } else {
            let bound = self.bind_descriptor(&method, &owner)?;
            r.push(bound);
            r.push(Value::NULL);
        }
        Ok(())
    }

    #[cold]
    fn no_context_manager(&mut self, owner: &Value, special: Special) -> crate::vm::Raised {
        let class = self.type_of(owner).to_ref();
        let name = self.full_class_name(owner);
        let is_async = matches!(special, Special::AEnter | Special::AExit);
        let (kind, other) = if is_async {
            ("asynchronous context manager", "context manager")
        } else {
            ("context manager", "asynchronous context manager")
        };
        let instead = if is_async { "with" } else { "async with" };
        let has_other = match is_async {
            true => class.has_special(Special::Enter, self) && class.has_special(Special::Exit, self),
            false => class.has_special(Special::AEnter, self) && class.has_special(Special::AExit, self),
        };
        let hint = match has_other {
            true => format!(" but it supports the {other} protocol. Did you mean to use '{instead}'?"),
            false => String::new(),
        };
        let missed = special.name();
        self.type_error(format!("'{name}' object does not support the {kind} protocol (missed {missed} method){hint}"))
    }
}

/// Whether a class's value is no descriptor, for sure.
fn is_plain(value: &Value) -> bool {
    use Kind::{Bool, Dict, Float, Int, List, None, Str, Tuple};
    matches!(value.kind(), Int | Float | Str | None | Bool | Tuple | List | Dict)
}
