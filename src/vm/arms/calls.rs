//! Making functions, calling, returning.

use crate::bytecode::attached;
use crate::object::{Dict, Method, Obj, Special, Tuple, Type, Value, type_flag};
use crate::vm::frame::FrameKind;
use crate::vm::generator::Resumed;
use crate::vm::native::{Arguments, NativeObject};
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;
use crate::vm::{Code, ExceptionKind, Function, Generator, Vm};

impl Vm {
    pub(in crate::vm) fn make_function(&mut self, r: &mut Registers) {
        let code = r.pop();
        let Ok(code) = code.downcast::<Code>() else { return r.push(Value::NONE) };
        let globals = r.frame().globals().to_ref();
        let function = self.new_function(&code, &globals);
        r.push(function.into_value());
    }

    pub(in crate::vm) fn set_function_attribute(&mut self, r: &mut Registers, which: u32) {
        let (function, value) = (r.pop(), r.pop());
        if let Some(function) = function.get::<Function>() {
            match which {
                attached::DEFAULTS => function.defaults.set(value),
                attached::KEYWORD_DEFAULTS => function.keyword_defaults.set(value),
                attached::ANNOTATIONS => function.annotations.set(value),
                attached::CLOSURE => function.closure.set(value),
                _ => function.annotate.set(value),
            }
        }
        r.push(function);
    }

    pub(in crate::vm) fn load_build_class(&mut self, r: &mut Registers) -> PyResult<()> {
        let name = self.names().__build_class__.clone();
        match self.try_builtin(r, &name)? {
            Some(function) => {
                r.push(function);
                Ok(())
            }
            None => Err(self.name_error(ExceptionKind::NameError, "__build_class__ not found".into(), &name)),
        }
    }

    /// Puts a bound method's function and receiver in its place, below the arguments.
    #[inline]
    pub(in crate::vm) fn spread_method(&mut self, r: &mut Registers, count: usize) {
        let method = r.peek(count + 2).clone();
        if let Some(method) = method.get::<Method>() {
            drop(r.replace(count + 1, method.receiver.clone()));
            drop(r.replace(count + 2, method.function.clone()));
        }
    }

    /// Whether the function on the stack takes its arguments as they are, its defaults for those that are missing.
    #[inline(always)]
    pub(in crate::vm) fn can_be_entered(&self, r: &Registers, count: usize) -> bool {
        let given = count + usize::from(!r.peek(count + 1).is_null());
        r.peek(count + 2).get::<Function>().is_some_and(|function| {
            let code = function.code(self);
            let missing = code.argument_count.wrapping_sub(given);
            code.is_simple && (missing == 0 || missing <= code.argument_count && function.has_defaults(missing))
        })
    }

    /// Enters a Python function whose arguments need thought. The function, its receiver or NULL and the arguments are on top.
    #[inline(never)]
    pub(in crate::vm) fn enter_bound(&mut self, r: &mut Registers, count: usize, names: &Value) -> PyResult<()> {
        r.save();
        if self.enter_matched(r, count, names, Value::NULL)? {
            return Ok(());
        }
        let all = r.operands(count + 2);
        let values = if all[1].is_null() { &all[2..] } else { &all[1..] };
        let Ok(function) = all[0].clone().downcast::<Function>() else { return Err(self.not_callable(&all[0])) };
        let slots = self.bind(&function, Arguments { values, names })?;
        self.enter_call()?;
        r.drop_operands(count + 2);
        let code = function.code(self).clone();
        r.enter_filled(&mut self.stack, &function, &code, slots);
        self.current = r.frame_pointer();
        Ok(())
    }

    /// Enters a function if that needs no list of its arguments; `result`, unless NULL, stays in their place.
    fn enter_matched(&mut self, r: &mut Registers, count: usize, names: &Value, result: Value) -> PyResult<bool> {
        let names = names.get::<Tuple>().map_or(&[][..], |names| names.items());
        self.enter_call()?;
        let entered = r.enter_matched(&mut self.stack, &self.heap, count, names, result);
        match entered {
            true => self.current = r.frame_pointer(),
            false => self.depth -= 1,
        }
        Ok(entered)
    }

    /// Calls a native function that is on the stack with its receiver or NULL and its arguments.
    #[inline]
    pub(in crate::vm) fn call_native_arm(&mut self, r: &mut Registers, count: usize) -> PyResult<()> {
        let all = r.operands(count + 2);
        let Some(native) = all[0].get::<NativeObject>() else { return Err(self.not_callable(&all[0])) };
        let result = match (all[1].is_null(), native.receiver.is_null()) {
            // A method that the type of its receiver has; or a decorator, which can be the method of any type.
            (false, true) => {
                self.check_receiver(native, &all[1..])?;
                self.call_native(native, &all[1..])?
            }
            (true, true) => {
                self.check_receiver(native, &all[2..])?;
                self.call_native(native, &all[2..])?
            }
            // What it is bound to goes where a receiver would be.
            (true, false) => {
                drop(r.replace(count + 1, native.receiver.clone()));
                self.call_native(native, &r.operands(count + 2)[1..])?
            }
            (false, false) => self.call_with(&all[0], Arguments::positional(&all[1..]))?,
        };
        r.drop_operands(count + 2);
        r.push(result);
        Ok(())
    }

    /// Calls anything else: classes whose `__init__` is in Python without the native stack.
    #[inline(never)]
    pub(in crate::vm) fn call_arm(&mut self, r: &mut Registers, count: usize) -> PyResult<()> {
        let all = r.operands(count + 2);
        if let Some(class) = all[0].get::<Type>().filter(|_| all[1].is_null()) {
            if let Some((instance, init)) = self.begin_instance(class) {
                return self.enter_init(r, count, (instance, init), &Value::NULL);
            }
            if count == 1 && class.is(&self.types().type_) {
                let class = self.type_of(&all[2]).value();
                r.drop_operands(3);
                r.push(class);
                return Ok(());
            }
            if let Some((new, init)) = self.native_new(class) {
                return self.instantiate_natively(r, count, class, (&new, init));
            }
        } else if all[1].is_null()
            && let Some(call) = self.call_method_of(&all[0])
        {
            // `__call__` in Python: the object is its receiver.
            let object = r.replace(count + 2, call);
            drop(r.replace(count + 1, object));
            return self.enter_bound(r, count, &Value::NULL);
        }
        let values = if all[1].is_null() { &all[2..] } else { &all[1..] };
        let result = self.call_with(&all[0], Arguments::positional(values))?;
        r.drop_operands(count + 2);
        r.push(result);
        Ok(())
    }

    fn call_method_of(&mut self, object: &Value) -> Option<Value> {
        let class = self.type_of(object).to_ref();
        class.special(Special::Call, self).filter(|call| call.is_a::<Function>())
    }

    /// The `__new__` and `__init__` of a class, if making an instance is calling these, and the first is in Rust.
    pub(super) fn native_new(&mut self, class: &Obj<Type>) -> Option<(Value, Value)> {
        if class.has_flag(type_flag::NO_NEW) || class.is(&self.types().type_) || self.metaclass_call(class).is_some() {
            return None;
        }
        let init = class.special(Special::Init, self)?;
        let new = class.special(Special::New, self).filter(|new| new.is_a::<NativeObject>())?;
        (init.is_a::<NativeObject>() || init.is_a::<Function>()).then_some((new, init))
    }

    /// Makes an instance of a class by a `__new__` in Rust. The class, NULL and the arguments are on top: what `__new__` gets, once
    /// the class is in NULL's place too, and `__init__`, once the instance is.
    fn instantiate_natively(
        &mut self,
        r: &mut Registers,
        count: usize,
        class: &Obj<Type>,
        (new, init): (&Value, Value),
    ) -> PyResult<()> {
        let Some(new) = new.get::<NativeObject>() else { return Err(self.not_callable(new)) };
        let class = class.to_ref();
        let instance = if count == 0 && class.has_flag(type_flag::PLAIN_NEW) && !class.has_flag(type_flag::ABSTRACT) {
            self.new_instance(&class)
        } else {
            drop(r.replace(count + 1, class.value().clone()));
            self.call_native(new, &r.operands(count + 2)[1..])?
        };
        if self.type_of(&instance).is(&class) {
            if init.is_a::<Function>() {
                return self.enter_init(r, count, (instance, init), &Value::NULL);
            }
            if let Some(init) = init.get::<NativeObject>().filter(|init| !self.adds_nothing(new, init)) {
                drop(r.replace(count + 1, instance.clone()));
                self.call_native(init, &r.operands(count + 2)[1..])?;
            }
        } else {
            self.initialize(&class, &instance, Arguments::positional(r.operands(count)))?;
        }
        r.drop_operands(count + 2);
        r.push(instance);
        Ok(())
    }

    /// Whether an `__init__` says nothing to arguments by place that `__new__` took: `object`'s, and that of exceptions if the other
    /// is theirs as well.
    pub(in crate::vm) fn adds_nothing(&self, new: &NativeObject, init: &NativeObject) -> bool {
        let is_of =
            |method: &NativeObject, class: &Obj<Type>| method.owner.get::<Type>().is_some_and(|owner| owner.is(class));
        let base = self.exceptions.class(ExceptionKind::BaseException);
        is_of(init, &self.types().object) || is_of(init, base) && is_of(new, base)
    }

    /// A new instance of a class that makes them as `object` does and has an `__init__` in Python; and that.
    fn begin_instance(&mut self, class: &Obj<Type>) -> Option<(Value, Value)> {
        if !class.has_flag(type_flag::PLAIN_NEW)
            || class.has_flag(type_flag::ABSTRACT)
            || self.metaclass_call(class).is_some()
        {
            return None;
        }
        let init = class.special(Special::Init, self).filter(|init| init.is_a::<Function>())?;
        Some((self.new_instance(class), init))
    }

    fn enter_init(
        &mut self,
        r: &mut Registers,
        count: usize,
        (instance, init): (Value, Value),
        names: &Value,
    ) -> PyResult<()> {
        drop(r.replace(count + 1, instance.clone()));
        drop(r.replace(count + 2, init));
        if self.enter_matched(r, count, names, instance.clone())? {
            r.frame().kind.set(FrameKind::Init);
            return Ok(());
        }
        let all = r.operands(count + 2);
        let values = &all[1..];
        let Ok(function) = all[0].clone().downcast::<Function>() else { return Err(self.not_callable(&all[0])) };
        let slots = self.bind(&function, Arguments { values, names })?;
        self.enter_call()?;
        r.drop_operands(count + 2);
        r.push(instance);
        let code = function.code(self).clone();
        r.enter_filled(&mut self.stack, &function, &code, slots);
        r.frame().kind.set(FrameKind::Init);
        self.current = r.frame_pointer();
        Ok(())
    }

    pub(in crate::vm) fn call_kw_arm(&mut self, r: &mut Registers, count: usize, names: &Value) -> PyResult<()> {
        if r.peek(count + 2).is_a::<Method>() && r.peek(count + 1).is_null() {
            self.spread_method(r, count);
        }
        let all = r.operands(count + 2);
        if all[0].is_a::<Function>() {
            return self.enter_bound(r, count, names);
        }
        if let Some(class) = all[0].get::<Type>().filter(|_| all[1].is_null())
            && let Some(instance) = self.begin_instance(class)
        {
            return self.enter_init(r, count, instance, names);
        }
        let values = if all[1].is_null() { &all[2..] } else { &all[1..] };
        let result = self.call_with(&all[0], Arguments { values, names })?;
        r.drop_operands(count + 2);
        r.push(result);
        Ok(())
    }

    /// `CALL_FUNCTION_EX`: function, NULL, a sequence, a dict or NULL.
    pub(in crate::vm) fn call_function_ex(&mut self, r: &mut Registers) -> PyResult<()> {
        let all = r.operands(4);
        let (function, args) = (all[0].clone(), self.spread_arguments(&all[0], &all[2])?);
        let args = args.get::<Tuple>().map_or(&[][..], |args| args.items());
        let named = all[3].clone().downcast::<Dict>().ok().filter(|named| named.len(self) > 0);
        if let (Some(python), Some(named)) = (function.get::<Function>(), &named)
            && let Some(slots) = self.bind_dict(python, args, named)?
        {
            return self.enter_spread(r, python, slots);
        }
        let (values, names) = match &named {
            Some(named) => {
                if named.table(self).iter().any(|entry| !entry.key.is_a::<crate::object::Str>()) {
                    return Err(self.type_error("keywords must be strings"));
                }
                crate::vm::spread_keywords(self, args.to_vec(), named)
            }
            None => (Vec::new(), Value::NULL),
        };
        let values = if named.is_some() { &values[..] } else { args };
        if let Some(python) = function.get::<Function>() {
            let slots = self.bind(python, Arguments { values, names: &names })?;
            return self.enter_spread(r, python, slots);
        }
        let result = self.call_with(&function, Arguments { values, names: &names })?;
        r.drop_operands(4);
        r.push(result);
        Ok(())
    }

    /// Enters the function of `CALL_FUNCTION_EX`, its slots filled.
    fn enter_spread(&mut self, r: &mut Registers, function: &Obj<Function>, slots: Vec<Value>) -> PyResult<()> {
        self.enter_call()?;
        let (function, code) = (function.to_ref(), function.code(self).clone());
        r.drop_operands(4);
        r.enter_filled(&mut self.stack, &function, &code, slots);
        self.current = r.frame_pointer();
        Ok(())
    }

    /// What stands behind a star in a call, as a tuple.
    fn spread_arguments(&mut self, function: &Value, args: &Value) -> PyResult {
        if args.is_a::<Tuple>() {
            return Ok(args.clone());
        }
        match self.collect(args) {
            Ok(values) => Ok(self.tuple(values)),
            Err(raised) if raised.is(ExceptionKind::TypeError, self) => {
                let class = self.type_of(args).to_ref();
                if class.has_special(Special::Iter, self) || class.has_special(Special::GetItem, self) {
                    return Err(raised);
                }
                let (name, class) = (self.callable_name(function), class.name());
                Err(self.type_error(format!("{name} argument after * must be an iterable, not {class}")))
            }
            Err(raised) => Err(raised),
        }
    }

    /// Returning from frames of other kinds than plain calls: how the machine is left, if it is.
    #[inline(never)]
    pub(in crate::vm) fn return_arm(
        &mut self,
        r: &mut Registers,
        kind: FrameKind,
        value: Value,
    ) -> PyResult<Option<Resumed>> {
        self.leave_frame(r);
        match kind {
            FrameKind::Entry => return Ok(Some(Resumed::Returned(value))),
            FrameKind::Call => r.push(value),
            FrameKind::Operator | FrameKind::Comparison => self.end_operator(r, kind, value)?,
            FrameKind::Init if value.is_none() => {}
            FrameKind::Init => return Err(self.init_returned(&value)),
            FrameKind::ForIter => {
                let distance = r.last_operand(crate::vm::op::Op::FOR_ITER.caches());
                r.jump_forward(distance + 1);
            }
            FrameKind::Send => {
                let distance = r.last_operand(crate::vm::op::Op::SEND.caches());
                r.push(value);
                r.jump_forward(distance);
            }
        }
        Ok(None)
    }

    /// `RETURN_GENERATOR`: the frame becomes a generator's, which the call gives.
    pub(in crate::vm) fn return_generator(&mut self, r: &mut Registers) -> PyResult<Option<Resumed>> {
        let kind = r.frame().kind.get();
        let code = r.frame().code().to_ref();
        let function = r.frame().function.clone();
        if !r.frame().object.is_null() {
            self.detach_frame_object(r.frame_pointer());
        }
        let owned = r.take(&mut self.stack);
        self.depth -= 1;
        self.current = r.frame_pointer();
        let (name, qualname) = match function.get::<Function>() {
            Some(function) => (function.name.get(), function.qualname.get()),
            None => (code.name.clone(), code.qualname.clone()),
        };
        use crate::bytecode::flags;
        let class = match () {
            _ if code.has(flags::ASYNC_GENERATOR) => self.classes.async_generator.clone(),
            _ if code.has(flags::COROUTINE) => self.classes.coroutine.clone(),
            _ => self.classes.generator.clone(),
        };
        let generator = self.alloc(&class, Generator::new(owned, code, name, qualname)).into_value();
        if let Some(header) = generator.header().filter(|_| class.is(&self.classes.coroutine)) {
            // Should it never be awaited, its end is the time to say so.
            header.set(crate::object::flag::FINALIZE);
            if self.coroutine_origin_depth > 0 {
                self.note_origin(&generator);
            }
        }
        match kind {
            FrameKind::Entry => Ok(Some(Resumed::Returned(generator))),
            FrameKind::Init => Err(self.init_returned(&generator)),
            _ => {
                r.push(generator);
                Ok(None)
            }
        }
    }
}
