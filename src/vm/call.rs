//! Calling anything: functions in Python, functions in Rust, methods, classes, whatever has `__call__`.

use super::activation::push_entry;
use super::code::Code;
use super::function::Function;
use super::native::{Arguments, NativeFn, NativeObject};
use super::raised::{PyResult, Raised};
use super::suggest::closest;
use super::{Resumed, Vm};
use crate::bytecode::flags;
use crate::object::{
    Dict, DictTable, Instance, Kind, Method, Module, Obj, Ref, Special, StaticMethod, Str, Tuple, Type, Value, flag,
};

impl Vm {
    /// Calls a value with arguments by place.
    #[inline]
    pub fn call(&mut self, callable: &Value, args: &[Value]) -> PyResult {
        self.call_with(callable, Arguments::positional(args))
    }

    /// Calls a value. Nested calls through native code use the native stack, which is watched.
    pub fn call_with(&mut self, callable: &Value, arguments: Arguments) -> PyResult {
        self.check_native_stack()?;
        match callable.kind() {
            Kind::Function => match callable.get::<Function>() {
                Some(function) => self.call_function(function, arguments),
                None => unreachable!(),
            },
            Kind::Native => match callable.get::<NativeObject>() {
                Some(native) => self.call_native_object(native, arguments),
                None => unreachable!(),
            },
            Kind::Method => match callable.get::<Method>() {
                Some(method) => {
                    let mut values = Vec::with_capacity(arguments.values.len() + 1);
                    values.push(method.receiver.clone());
                    values.extend_from_slice(arguments.values);
                    self.call_with(&method.function, Arguments { values: &values, names: arguments.names })
                }
                None => unreachable!(),
            },
            Kind::Type => match callable.get::<Type>() {
                Some(class) => self.call_type(class, arguments),
                None => unreachable!(),
            },
            Kind::StaticMethod => {
                let inner = callable.get::<StaticMethod>().map_or(Value::NULL, |method| method.callable.get());
                self.call_with(&inner, arguments)
            }
            _ => self.call_special(callable, arguments),
        }
    }

    /// Calls a method by name.
    pub fn call_method(&mut self, object: &Value, name: &Value, args: &[Value]) -> PyResult {
        let method = self.getattr(object, name)?;
        self.call(&method, args)
    }

    /// Calls a special method, looked up on the type: `method` as [`Obj::special`] gives it.
    pub fn call_unbound(&mut self, method: &Value, object: &Value, args: &[Value]) -> PyResult {
        if let Some(native) = method.get::<NativeObject>() {
            let class = native.header().class();
            if class.is(&self.classes.wrapper_descriptor) || class.is(&self.classes.method_descriptor) {
                if !self.is_receiver(native, object) {
                    self.check_receiver(native, std::slice::from_ref(object))?;
                }
                return match args {
                    [] => self.call_native(native, std::slice::from_ref(object)),
                    [one] => self.call_native(native, &[object.clone(), one.clone()]),
                    [one, two] => self.call_native(native, &[object.clone(), one.clone(), two.clone()]),
                    _ => self.call_native(native, &[std::slice::from_ref(object), args].concat()),
                };
            }
        }
        match method.kind() {
            Kind::Function => match args {
                [] => self.call(method, std::slice::from_ref(object)),
                [one] => self.call(method, &[object.clone(), one.clone()]),
                _ => self.call(method, &[std::slice::from_ref(object), args].concat()),
            },
            Kind::Native if !is_bound(method) => {
                let mut values = Vec::with_capacity(args.len() + 1);
                values.push(object.clone());
                values.extend_from_slice(args);
                self.call(method, &values)
            }
            _ => {
                let bound = self.bind_descriptor(method, object)?;
                self.call(&bound, args)
            }
        }
    }

    /// The Rust function that a special method of an object is, if it is one that takes so many arguments, `self` included.
    #[inline]
    pub fn native_special(&self, object: &Value, special: Special, count: usize) -> Option<NativeFn> {
        let native = self.type_of(object).known_special(special, self)?.get::<NativeObject>()?;
        let is_method = native.header().class().is(&self.classes.wrapper_descriptor)
            || native.header().class().is(&self.classes.method_descriptor);
        (is_method && native.is_plain(count) && self.is_receiver(native, object)).then_some(native.native.function)
    }

    /// Whether an object is one that a method is for, which was found on its class: a program's class may have another's methods.
    #[inline]
    fn is_receiver(&self, native: &Obj<NativeObject>, object: &Value) -> bool {
        let class = self.type_of(object);
        !class.has_flag(crate::object::type_flag::HEAP)
            || native.owner.get::<Type>().is_none_or(|owner| class.is_subtype(owner, self))
    }

    /// Calls a special method if the object's type has it.
    pub fn try_special(&mut self, object: &Value, special: Special, args: &[Value]) -> PyResult<Option<Value>> {
        if let Some(function) = self.native_special(object, special, args.len() + 1) {
            let result = match args {
                [] => self.run_native(function, std::slice::from_ref(object)),
                [one] => self.run_native(function, &[object.clone(), one.clone()]),
                [one, two] => self.run_native(function, &[object.clone(), one.clone(), two.clone()]),
                _ => self.run_native(function, &[std::slice::from_ref(object), args].concat()),
            };
            return result.map(Some);
        }
        let class = self.type_of(object).to_ref();
        match class.special(special, self) {
            Some(method) => self.call_unbound(&method, object, args).map(Some),
            None => Ok(None),
        }
    }

    fn call_special(&mut self, callable: &Value, arguments: Arguments) -> PyResult {
        let class = self.type_of(callable).to_ref();
        match class.special(Special::Call, self) {
            Some(method) => {
                let bound = self.bind_descriptor(&method, callable)?;
                self.call_with(&bound, arguments)
            }
            None => Err(self.not_callable(callable)),
        }
    }

    /// The name of a module that has something callable of the same name.
    fn callable_of_module(&mut self, module: &Value) -> Option<String> {
        let dict = module.get::<Module>()?.dict.clone();
        let name = self.names().__name__.clone();
        let name = dict.get_str(&name, self).filter(|name| name.is_a::<Str>())?;
        let meant = self.dict_get(&dict, &name).ok()??;
        self.is_callable(&meant).then(|| text(&name))
    }

    #[cold]
    pub fn not_callable(&mut self, callable: &Value) -> Raised {
        let class = self.type_of(callable).name();
        let hint = self.callable_of_module(callable).map(|name| format!(". Did you mean: '{name}.{name}(...)'?"));
        self.type_error(format!("'{class}' object is not callable{}", hint.unwrap_or_default()))
    }

    fn call_native_object(&mut self, native: &Obj<NativeObject>, arguments: Arguments) -> PyResult {
        if !native.receiver.is_null() {
            let mut values = Vec::with_capacity(arguments.values.len() + 1);
            values.push(native.receiver.clone());
            values.extend_from_slice(arguments.values);
            return match arguments.names.is_null() {
                true => self.call_native(native, &values),
                false => self.call_native_named(native, Arguments { values: &values, names: arguments.names }),
            };
        }
        self.check_receiver(native, arguments.by_place())?;
        match arguments.names.is_null() {
            true => self.call_native(native, arguments.values),
            false => self.call_native_named(native, arguments),
        }
    }

    /// That a method that was taken from its class gets an instance of the class first.
    #[inline]
    pub fn check_receiver(&mut self, native: &Obj<NativeObject>, values: &[Value]) -> PyResult<()> {
        let Some(owner) = native.owner.get::<Type>() else { return Ok(()) };
        let class = native.header().class();
        if class.is(&self.classes.method_descriptor)
            && values.first().is_some_and(|receiver| self.type_of(receiver).is(owner))
        {
            return Ok(());
        }
        self.check_other_receiver(native, owner, values)
    }

    fn check_other_receiver(&mut self, native: &Obj<NativeObject>, owner: &Obj<Type>, values: &[Value]) -> PyResult<()> {
        let class = native.header().class();
        if class.is(&self.classes.native_function) {
            return if native.native.name == "__new__" { self.check_new(owner, values) } else { Ok(()) };
        }
        if class.is(&self.classes.classmethod_descriptor) {
            return self.check_class_receiver(native, values);
        }
        match values.first() {
            Some(receiver) if self.type_of(receiver).is_subtype(owner, self) => Ok(()),
            Some(receiver) => {
                let (name, owner, given) = (native.native.name, owner.name(), self.type_of(receiver).name());
                let message = match native.is_slot() {
                    true => format!("descriptor '{name}' requires a '{owner}' object but received a '{given}'"),
                    false => format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{given}' object"),
                };
                Err(self.type_error(message))
            }
            None => {
                let (name, owner) = (native.native.name, owner.name());
                let message = match native.is_slot() {
                    true => format!("descriptor '{name}' of '{owner}' object needs an argument"),
                    false => format!("unbound method {owner}.{name}() needs an argument"),
                };
                Err(self.type_error(message))
            }
        }
    }

    /// That `__new__` of a builtin type is asked for an instance that it can make.
    fn check_new(&mut self, owner: &Obj<Type>, values: &[Value]) -> PyResult<()> {
        let Some(given) = values.first() else {
            let owner = owner.name();
            return Err(self.type_error(format!("{owner}.__new__(): not enough arguments")));
        };
        let Some(class) = given.get::<Type>() else {
            let (owner, given) = (owner.name(), self.type_of(given).name());
            return Err(self.type_error(format!("{owner}.__new__(X): X is not a type object ({given})")));
        };
        if class.is(owner) {
            return Ok(());
        }
        if !class.is_subtype(owner, self) {
            let (owner, class) = (owner.name(), class.name());
            return Err(self.type_error(format!("{owner}.__new__({class}): {class} is not a subtype of {owner}")));
        }
        let builtin = class
            .mro
            .get(self)
            .iter()
            .find(|base| !base.has_flag(crate::object::type_flag::HEAP) && base.kind == class.kind);
        let Some(builtin) = builtin.cloned() else { return Ok(()) };
        let makes = builtin.special(Special::New, self);
        let known = owner.special(Special::New, self);
        match (makes, known) {
            (Some(makes), Some(known)) if !makes.is(&known) => {
                // The class that makes them is the first without a `__new__` in Python.
                let own = class.special(Special::New, self).is_some_and(|new| new.is_a::<NativeObject>());
                let builtin = if own { class.name() } else { builtin.name() };
                let (owner, class) = (owner.name(), class.name());
                Err(self.type_error(format!("{owner}.__new__({class}) is not safe, use {builtin}.__new__()")))
            }
            _ => Ok(()),
        }
    }

    /// That a class method that was taken from its type's dict gets a class first.
    pub(super) fn check_class_receiver(&mut self, native: &NativeObject, values: &[Value]) -> PyResult<()> {
        let Some(owner) = native.owner.get::<Type>() else { return Ok(()) };
        let (name, of) = (native.native.name, owner.name());
        let message = match values.first() {
            None => format!("descriptor '{name}' of '{of}' object needs an argument"),
            Some(given) => match given.get::<Type>() {
                Some(class) if class.is_subtype(owner, self) => return Ok(()),
                Some(class) => {
                    format!("descriptor '{name}' requires a subtype of '{of}' but received '{}'", class.name())
                }
                None => {
                    let given = self.type_of(given).name();
                    format!("descriptor '{name}' for type '{of}' needs a type, not a '{given}' as arg 2")
                }
            },
        };
        Err(self.type_error(message))
    }

    fn call_function(&mut self, function: &Obj<Function>, arguments: Arguments) -> PyResult {
        let code = function.code(self);
        if code.is_simple && arguments.names.is_null() && arguments.values.len() == code.argument_count {
            return self.run_function(function, arguments.values.iter().cloned(), Value::NULL);
        }
        let slots = self.bind(function, arguments)?;
        self.run_function(function, slots.into_iter(), Value::NULL)
    }

    /// Runs the body of a module or a class, which no arguments are given. `names` is where its names live.
    pub fn run_body(&mut self, function: &Obj<Function>, names: Value) -> PyResult {
        let slots = self.bind(function, Arguments::positional(&[]))?;
        self.run_function(function, slots.into_iter(), names)
    }

    /// Runs a function whose arguments were bound. `names` is as for `run_body`, NULL for a function.
    fn run_function(
        &mut self,
        function: &Obj<Function>,
        slots: impl ExactSizeIterator<Item = Value>,
        names: Value,
    ) -> PyResult {
        self.check_native_stack()?;
        self.enter_call()?;
        let code = function.code(self).clone();
        let frame = push_entry(&mut self.stack, &function.to_ref(), &code, slots, self.current);
        super::frame::set_names(frame, names);
        match self.run(frame)? {
            Resumed::Returned(value) | Resumed::Yielded(value) => Ok(value),
        }
    }

    /// Counts a call in; an error if there are too many.
    #[inline(always)]
    pub(super) fn enter_call(&mut self) -> PyResult<()> {
        self.depth += 1;
        if self.depth > self.recursion_limit { Err(self.too_deep()) } else { Ok(()) }
    }

    #[cold]
    #[inline(never)]
    fn too_deep(&mut self) -> Raised {
        self.depth -= 1;
        self.recursion_error("maximum recursion depth exceeded")
    }

    /// Makes an instance: `type.__call__`.
    pub fn call_type(&mut self, class: &Obj<Type>, arguments: Arguments) -> PyResult {
        if let Some(call) = self.metaclass_call(class) {
            let bound = self.bind_descriptor(&call, &class.value())?;
            return self.call_with(&bound, arguments);
        }
        self.instantiate(class, arguments)
    }

    /// The `__call__` of a class's metaclass, if that is another than `type`'s.
    pub(super) fn metaclass_call(&mut self, class: &Obj<Type>) -> Option<Value> {
        let metaclass = class.header().class().to_ref();
        if metaclass.is(&self.types().type_) {
            return None;
        }
        let usual = self.types().type_.clone().special(Special::Call, self);
        metaclass.special(Special::Call, self).filter(|call| usual.is_none_or(|usual| !call.is(&usual)))
    }

    /// What `type.__call__` does: `__new__`, then `__init__` if that gave an instance.
    pub fn instantiate(&mut self, class: &Obj<Type>, arguments: Arguments) -> PyResult {
        if class.is(&self.types().type_) {
            match (arguments.by_place().len(), arguments.names.is_null()) {
                (1, true) => return Ok(self.type_of(&arguments.values[0]).value()),
                (1, false) => return Err(self.type_error("type() takes no keyword arguments")),
                (3, _) => {}
                _ => return Err(self.type_error("type() takes 1 or 3 arguments")),
            }
        }
        let new = class.special(Special::New, self);
        let Some(new) = new.filter(|_| !class.has_flag(crate::object::type_flag::NO_NEW)) else {
            let name = class.name();
            return Err(self.type_error(format!("cannot create '{name}' instances")));
        };
        let mut values = Vec::with_capacity(arguments.values.len() + 1);
        values.push(class.value());
        values.extend_from_slice(arguments.values);
        let arguments_of_new = Arguments { values: &values, names: arguments.names };
        let instance = match new.get::<NativeObject>().filter(|new| new.receiver.is_null()) {
            Some(new) => self.call_native_method(new, arguments_of_new)?,
            None => {
                let new = self.bind_static(&new, class)?;
                self.call_with(&new, arguments_of_new)?
            }
        };
        let is_done = self.type_of(&instance).is(class) && self.is_made_by(class, &new);
        if !is_done || !arguments.names.is_null() {
            self.initialize(class, &instance, arguments)?;
        }
        Ok(instance)
    }

    /// Whether a class's `__new__` is in Rust and its `__init__` adds nothing to that.
    fn is_made_by(&mut self, class: &Obj<Type>, new: &Value) -> bool {
        let init = class.special(Special::Init, self);
        match (new.get::<NativeObject>(), init.as_ref().and_then(|init| init.get::<NativeObject>())) {
            (Some(new), Some(init)) => self.adds_nothing(new, init),
            _ => false,
        }
    }

    /// Calls a native method that was found on the type of what it gets first, or on that itself.
    fn call_native_method(&mut self, native: &Obj<NativeObject>, arguments: Arguments) -> PyResult {
        self.check_native_stack()?;
        match arguments.names.is_null() {
            true => self.call_native(native, arguments.values),
            false => self.call_native_named(native, arguments),
        }
    }

    /// Calls the `__init__` of what a class's `__new__` gave, if that is an instance of the class.
    pub(super) fn initialize(&mut self, class: &Obj<Type>, instance: &Value, arguments: Arguments) -> PyResult<()> {
        if !self.type_of(instance).is_subtype(class, self) {
            return Ok(());
        }
        let class = self.type_of(instance).to_ref();
        let Some(init) = class.special(Special::Init, self) else { return Ok(()) };
        let result = match init.kind() {
            Kind::Function | Kind::Native => {
                let mut values = Vec::with_capacity(arguments.values.len() + 1);
                values.push(instance.clone());
                values.extend_from_slice(arguments.values);
                let arguments = Arguments { values: &values, names: arguments.names };
                match init.get::<NativeObject>().filter(|init| init.receiver.is_null()) {
                    Some(init) => self.call_native_method(init, arguments)?,
                    None => self.call_with(&init, arguments)?,
                }
            }
            _ => {
                let bound = self.bind_descriptor(&init, instance)?;
                self.call_with(&bound, arguments)?
            }
        };
        if result.is_none() { Ok(()) } else { Err(self.init_returned(&result)) }
    }

    #[cold]
    pub(super) fn init_returned(&mut self, result: &Value) -> Raised {
        let class = self.type_of(result).name();
        self.type_error(format!("__init__() should return None, not '{class}'"))
    }

    /// `__new__` is a static method, marked as one or not.
    fn bind_static(&mut self, new: &Value, class: &Obj<Type>) -> PyResult {
        match new.kind() {
            Kind::Function | Kind::Native => Ok(new.clone()),
            Kind::StaticMethod => Ok(new.get::<StaticMethod>().map_or(Value::NONE, |method| method.callable.get())),
            _ => self.get_descriptor(new, &Value::NULL, class),
        }
    }

    /// Binds arguments to a function's parameters: the first slots of its frame.
    pub fn bind(&mut self, function: &Obj<Function>, arguments: Arguments) -> PyResult<Vec<Value>> {
        let code = function.code(self).clone();
        let (by_place, names) = (arguments.by_place(), arguments.names());
        if names.is_empty() && code.is_simple && by_place.len() == code.argument_count {
            return Ok(by_place.to_vec());
        }
        let mut slots: Vec<Value> = Vec::with_capacity(code.parameter_count());
        let placed = by_place.len().min(code.argument_count);
        slots.extend_from_slice(&by_place[..placed]);
        let keyword_end = code.argument_count + code.keyword_only_count;
        slots.resize(keyword_end, Value::NULL);
        if code.has(flags::VARARGS) {
            let rest: Vec<Value> = by_place[placed..].to_vec();
            slots.push(self.tuple(rest));
        }
        let kwargs = code.has(flags::VARKEYWORDS).then(|| self.new_dict());
        if !names.is_empty() {
            self.bind_names(function, &code, &arguments, &mut slots, kwargs.as_ref())?;
        }
        if by_place.len() > code.argument_count && !code.has(flags::VARARGS) {
            return Err(self.too_many(function, &code, by_place.len(), &slots));
        }
        self.fill_defaults(function, &code, by_place.len(), &mut slots)?;
        slots.extend(kwargs.map(Ref::into_value));
        Ok(slots)
    }

    /// The same for arguments by name in a dict; `None` if one of them is wrong, or not seen at once to be right.
    pub fn bind_dict(&mut self, function: &Obj<Function>, by_place: &[Value], named: &Dict) -> PyResult<Option<Vec<Value>>> {
        let code = function.code(self).clone();
        if code.has(flags::VARARGS) || by_place.len() > code.argument_count {
            return Ok(None);
        }
        let keyword_end = code.argument_count + code.keyword_only_count;
        let mut slots: Vec<Value> = Vec::with_capacity(code.parameter_count());
        slots.extend_from_slice(by_place);
        slots.resize(keyword_end, Value::NULL);
        let mut others = DictTable::default();
        for entry in named.table(self).iter() {
            let known = &code.slots[code.positional_only_count..keyword_end];
            match known.iter().position(|slot| slot.is(&entry.key)).map(|at| at + code.positional_only_count) {
                Some(at) if slots[at].is_null() => slots[at] = entry.value.clone(),
                None if code.has(flags::VARKEYWORDS) && is_shared(&entry.key) => {
                    others.insert_new(entry.hash, entry.key.clone(), entry.value.clone());
                }
                _ => return Ok(None),
            }
        }
        self.fill_defaults(function, &code, by_place.len(), &mut slots)?;
        if code.has(flags::VARKEYWORDS) {
            slots.push(self.dict(others));
        }
        Ok(Some(slots))
    }

    fn bind_names(
        &mut self,
        function: &Obj<Function>,
        code: &Obj<Code>,
        arguments: &Arguments,
        slots: &mut [Value],
        kwargs: Option<&Ref<Dict>>,
    ) -> PyResult<()> {
        let positional_only = code.portable().positional_only_count as usize;
        let keyword_end = code.argument_count + code.keyword_only_count;
        for (name, value) in arguments.by_name() {
            let known = &code.slots[..keyword_end];
            let same = |slot: &Value| slot.is(name) || same_text(slot, name);
            let place = known.iter().position(|slot| slot.is(name)).or_else(|| known.iter().position(same));
            match (place.filter(|place| *place >= positional_only), kwargs) {
                (Some(place), _) if slots[place].is_null() => slots[place] = value.clone(),
                (Some(_), _) => {
                    let name = text(name);
                    return Err(self.call_error(function, format!("got multiple values for argument '{name}'")));
                }
                (None, Some(kwargs)) => {
                    if kwargs.insert_str(name, value.clone(), self).is_some() {
                        let name = text(name);
                        return Err(self.call_error(function, format!("got multiple values for keyword argument '{name}'")));
                    }
                }
                (None, None) => return Err(self.unexpected_name(function, code, arguments, name)),
            }
        }
        Ok(())
    }

    #[cold]
    fn unexpected_name(
        &mut self,
        function: &Obj<Function>,
        code: &Obj<Code>,
        arguments: &Arguments,
        name: &Value,
    ) -> Raised {
        let positional_only = code.portable().positional_only_count as usize;
        let given = arguments.names();
        let wrongly: Vec<String> = code.slots[..positional_only]
            .iter()
            .filter(|slot| given.iter().any(|name| same_text(slot, name)))
            .map(text)
            .collect();
        if !wrongly.is_empty() {
            let names = wrongly.join(", ");
            return self
                .call_error(function, format!("got some positional-only arguments passed as keyword arguments: '{names}'"));
        }
        let possible: Vec<String> =
            code.slots[positional_only..code.argument_count + code.keyword_only_count].iter().map(text).collect();
        let name = text(name);
        let hint = closest(&name, possible.iter().map(String::as_str)).map(|close| format!(". Did you mean '{close}'?"));
        self.call_error(function, format!("got an unexpected keyword argument '{name}'{}", hint.unwrap_or_default()))
    }

    fn fill_defaults(
        &mut self,
        function: &Obj<Function>,
        code: &Obj<Code>,
        given: usize,
        slots: &mut [Value],
    ) -> PyResult<()> {
        let defaults = function.defaults.get();
        let defaults = defaults.get::<Tuple>().map_or(&[][..], |defaults| defaults.items());
        let first = code.argument_count.saturating_sub(defaults.len());
        if slots[given.min(code.argument_count)..first.max(given.min(code.argument_count))].iter().any(Value::is_null) {
            let missing = (0..first).filter(|place| slots[*place].is_null()).map(|place| text(&code.slots[place])).collect();
            return Err(self.missing(function, "positional", missing));
        }
        for (place, default) in (first..code.argument_count).zip(&defaults[defaults.len() - (code.argument_count - first)..])
        {
            if slots[place].is_null() {
                slots[place] = default.clone();
            }
        }
        if code.keyword_only_count == 0 {
            return Ok(());
        }
        let defaults = function.keyword_defaults.get();
        let mut missing = Vec::new();
        let names = code.slots.iter().zip(slots).skip(code.argument_count).take(code.keyword_only_count);
        for (name, slot) in names.filter(|(_, slot)| slot.is_null()) {
            match defaults.get::<Dict>().and_then(|defaults| defaults.get_str(name, self)) {
                Some(default) => *slot = default,
                None => missing.push(text(name)),
            }
        }
        if missing.is_empty() { Ok(()) } else { Err(self.missing(function, "keyword-only", missing)) }
    }

    #[cold]
    fn call_error(&mut self, function: &Obj<Function>, what: String) -> Raised {
        let name = text(&function.qualname.get());
        self.type_error(format!("{name}() {what}"))
    }

    #[cold]
    fn missing(&mut self, function: &Obj<Function>, how: &str, names: Vec<String>) -> Raised {
        let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        let list = match &quoted[..] {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        self.call_error(function, format!("missing {} required {how} argument{plural}: {list}", names.len()))
    }

    #[cold]
    fn too_many(&mut self, function: &Obj<Function>, code: &Obj<Code>, given: usize, slots: &[Value]) -> Raised {
        let defaults = function.defaults.get();
        let defaults = defaults.get::<Tuple>().map_or(0, |defaults| defaults.items().len());
        let most = code.argument_count;
        let by_name = slots[code.argument_count..code.argument_count + code.keyword_only_count].iter();
        let by_name = by_name.filter(|value| !value.is_null()).count();
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let takes = match defaults {
            0 => format!("{most} positional argument{}", plural(most)),
            _ => format!("from {} to {most} positional arguments", most as i64 - defaults as i64),
        };
        let was = match by_name {
            0 => format!("{given} {} given", if given == 1 { "was" } else { "were" }),
            _ => format!(
                "{given} positional argument{} (and {by_name} keyword-only argument{}) were given",
                plural(given),
                plural(by_name)
            ),
        };
        self.call_error(function, format!("takes {takes} but {was}"))
    }

    /// A plain instance of a class.
    pub fn new_instance(&mut self, class: &Obj<Type>) -> Value {
        self.alloc(class, Instance {}).into_value()
    }
}

/// Whether a name is the only str of its text, so that no parameter with another has that name.
pub(super) fn is_shared(name: &Value) -> bool {
    name.is_a::<Str>() && name.header().is_some_and(|header| header.has(flag::INTERNED))
}

fn is_bound(native: &Value) -> bool {
    native.get::<NativeObject>().is_some_and(|native| !native.receiver.is_null())
}

pub(super) fn text(name: &Value) -> String {
    name.get::<Str>().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn same_text(a: &Value, b: &Value) -> bool {
    matches!((a.get::<Str>(), b.get::<Str>()), (Some(a), Some(b)) if a.as_bytes() == b.as_bytes())
}
