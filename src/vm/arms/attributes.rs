//! Attributes, and what specialises them.

use crate::object::{Kind, Module, Special, Super, Type, Value, ValueCell, flag, type_flag};
use crate::vm::native::NativeObject;
use crate::vm::op::Op;
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;
use crate::vm::{Function, Vm};

/// After this many changes of form an instruction stays generic.
const MOST_MISSES: u32 = 20;

impl Vm {
    /// `LOAD_ATTR` on a value that was taken from the stack.
    pub(in crate::vm) fn load_attr_arm(&mut self, r: &mut Registers, owner: &Value, operand: u32) -> PyResult<()> {
        let name = r.name(operand >> 1).clone();
        if operand & 1 == 0 {
            let value = self.getattr(owner, &name)?;
            r.push(value);
            return Ok(());
        }
        match self.unbound_method(owner, &name) {
            Some(method) => {
                r.push(method);
                r.push(owner.clone());
            }
            None => {
                let value = self.getattr(owner, &name)?;
                r.push(value);
                r.push(Value::NULL);
            }
        }
        Ok(())
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

    /// Finds the form of `LOAD_ATTR` that fits the owner, for the next time.
    pub(in crate::vm) fn specialize_load_attr(&mut self, r: &Registers, operand: u32) {
        let misses = r.cache(0).get();
        if misses >= MOST_MISSES {
            return;
        }
        let (owner, name, wants_method) = (r.peek(1), r.name(operand >> 1).clone(), operand & 1 != 0);
        if let Some(class) = owner.get::<Type>() {
            return self.specialize_class_attr(r, &class.to_ref(), &name);
        }
        let class = self.type_of(owner).to_ref();
        if !class.has_flag(type_flag::PLAIN_GETATTR) {
            return;
        }
        if let Some(module) = owner.get::<Module>() {
            let text = name.get::<crate::object::Str>();
            let place = text.and_then(|text| module.dict.table(self).find_str(&name, text, text.as_bytes()));
            if let Some(place) = place.filter(|_| class.lookup(&name, self).is_none()) {
                let layout = module.dict.layout(self);
                remember(r, Op::LOAD_ATTR_MODULE, layout, place as u32);
            }
            return;
        }
        let header = owner.header();
        let of_class = class.lookup(&name, self);
        let version = match header.and_then(|header| header.part()) {
            // Shapes stand for their class too, as it is now.
            Some(part) => part.shape().version(self),
            None => Some(class.version(self)),
        };
        let (Some(version), has_part) = (version, header.is_some_and(|header| header.part().is_some())) else { return };
        match &of_class {
            Some(found) if self.is_data_descriptor(found) => {
                if let Some(index) = self.member_slot(found, owner) {
                    remember(r, Op::LOAD_ATTR_SLOT, version, index as u32);
                }
            }
            _ => {
                if let Some(place) = header.filter(|_| has_part).and_then(|header| header.place(&name)) {
                    if let crate::object::Place::Inline(index) = place {
                        remember(r, Op::LOAD_ATTR_SLOT, version, index as u32);
                    }
                    return;
                }
                let Some(found) = of_class else { return };
                if wants_method && self.is_method(&found) {
                    let op = if has_part { Op::LOAD_ATTR_METHOD } else { Op::LOAD_ATTR_TYPE_METHOD };
                    // The type of a value without attributes must have its version known.
                    remember_value(r, op, version, &found);
                } else if has_part
                    && matches!(
                        found.kind(),
                        Kind::Int
                            | Kind::Float
                            | Kind::Str
                            | Kind::None
                            | Kind::Bool
                            | Kind::Tuple
                            | Kind::List
                            | Kind::Dict
                    )
                {
                    remember_value(r, Op::LOAD_ATTR_CLASS_VALUE, version, &found);
                }
            }
        }
    }

    fn specialize_class_attr(&mut self, r: &Registers, class: &crate::object::Ref<Type>, name: &Value) {
        let metaclass = class.header().class().to_ref();
        if !metaclass.is(&self.types().type_) || metaclass.lookup(name, self).is_some() {
            return;
        }
        let Some(found) = class.lookup(name, self) else { return };
        let plain = matches!(
            found.kind(),
            Kind::Function
                | Kind::Int
                | Kind::Float
                | Kind::Str
                | Kind::None
                | Kind::Bool
                | Kind::Tuple
                | Kind::List
                | Kind::Dict
                | Kind::Set
        );
        if plain {
            let version = class.version(self);
            remember_value(r, Op::LOAD_ATTR_CLASS, version, &found);
        }
    }

    pub(in crate::vm) fn specialize_store_attr(&mut self, r: &Registers, operand: u32) {
        if r.cache(0).get() >= MOST_MISSES {
            return;
        }
        let (owner, name) = (r.peek(1), r.name(operand).clone());
        let class = self.type_of(owner).to_ref();
        let Some(header) = owner.header().filter(|_| class.has_flag(type_flag::PLAIN_SETATTR)) else { return };
        let Some(version) = header.part().and_then(|part| part.shape().version(self)) else { return };
        if let Some(found) = class.lookup(&name, self)
            && self.is_data_descriptor(&found)
        {
            if let Some(index) = self.member_slot(&found, owner) {
                remember(r, Op::STORE_ATTR_SLOT, version, index as u32);
            }
            return;
        }
        match header.place(&name) {
            Some(crate::object::Place::Inline(index)) => remember(r, Op::STORE_ATTR_SLOT, version, index as u32),
            Some(_) => {}
            None => {
                if let Some((index, shape)) = header.next_shape(&name, self) {
                    r.cache(1).set(version);
                    r.cache(2).set(index as u32);
                    r.set_cached_value(3, shape.value());
                    r.rewrite(Op::STORE_ATTR_NEW_SLOT);
                }
            }
        }
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
            return Err(self.type_error("super(type, obj): obj must be an instance or subtype of type"));
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
        let name = class.name();
        let is_async = matches!(special, Special::AEnter | Special::AExit);
        let (kind, other) = if is_async {
            ("asynchronous context manager", "context manager")
        } else {
            ("context manager", "asynchronous context manager")
        };
        let (statement, instead) = if is_async { ("async with", "with") } else { ("with", "async with") };
        let has_other = match is_async {
            true => class.has_special(Special::Enter, self) && class.has_special(Special::Exit, self),
            false => class.has_special(Special::AEnter, self) && class.has_special(Special::AExit, self),
        };
        let _ = statement;
        let missed = match special {
            Special::Exit | Special::AExit => format!(" (missed {} method)", special.name()),
            _ => format!(" (missed {} method)", special.name()),
        };
        let hint = match has_other {
            true => format!(" but it supports the {other} protocol. Did you mean to use '{instead}'?"),
            false => format!(" protocol{missed}"),
        };
        match has_other {
            true => self.type_error(format!("'{name}' object does not support the {kind} protocol{missed}{hint}")),
            false => self.type_error(format!("'{name}' object does not support the {kind}{hint}")),
        }
    }
}

fn remember(r: &Registers, op: Op, version: u32, place: u32) {
    r.cache(1).set(version);
    r.cache(2).set(place);
    r.rewrite(op);
}

/// Remembers a value that its type holds as long as the version stays.
fn remember_value(r: &Registers, op: Op, version: u32, value: &Value) {
    r.cache(1).set(version);
    r.set_cached_value(2, value);
    r.rewrite(op);
}
