//! Instructions that do what a Rust function says, and remember which.

use super::operators::MOST_MISSES;
use crate::bytecode::BinaryOperator;
use crate::object::{Special, Type, Value, type_flag};
use crate::vm::Vm;
use crate::vm::native::NativeObject;
use crate::vm::op::Op;
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;

impl Vm {
    /// Lets `BINARY_OP` remember the special method in Rust that decides for operands of their types, if one does.
    pub(in crate::vm) fn specialize_operator(&mut self, r: &Registers, operand: u32) -> bool {
        if r.cache(0).get() >= MOST_MISSES {
            return false;
        }
        let (a, b) = (r.peek(2), r.peek(1));
        if !a.is_object() && !b.is_object() {
            return false;
        }
        let function = match operand == BinaryOperator::Subscript as u32 {
            true => self.native_special(a, Special::GetItem, 2),
            false => self.native_operator(operand, a, b),
        };
        let Some(function) = function else { return false };
        let versions = [a, b].map(|operand| self.type_of(operand).to_ref().version(self));
        if versions.contains(&0) {
            return false;
        }
        r.cache(1).set(versions[0]);
        r.cache(2).set(versions[1]);
        r.set_cached_function(3, function);
        r.rewrite(Op::BINARY_OP_NATIVE);
        true
    }

    /// The operator by the remembered function: `None`, with nothing done, if the operands are of other types, or it does not know.
    #[inline(always)]
    pub(in crate::vm) fn operator_by_native(&mut self, r: &Registers) -> Option<PyResult> {
        let fits = self.type_of(r.peek(2)).known_version() == r.cache(1).get()
            && self.type_of(r.peek(1)).known_version() == r.cache(2).get();
        if !fits {
            return None;
        }
        let result = r.cached_function(3)(self, r.operands(2));
        if result.as_ref().is_ok_and(Value::is_not_implemented) { None } else { Some(result) }
    }

    /// Lets `CONTAINS_OP` remember the `__contains__` in Rust of the container's type.
    pub(in crate::vm) fn specialize_contains(&mut self, r: &Registers) -> bool {
        let function = self.native_special(r.peek(1), Special::Contains, 2);
        self.remember_native(r, function, Op::CONTAINS_OP_NATIVE)
    }

    /// Lets `FOR_ITER` remember the `__next__` in Rust of the iterator's type.
    pub(in crate::vm) fn specialize_next(&mut self, r: &Registers) -> bool {
        let function = self.native_special(r.peek(1), Special::Next, 1);
        self.remember_native(r, function, Op::FOR_ITER_NATIVE)
    }

    fn remember_native(&mut self, r: &Registers, function: Option<crate::vm::NativeFn>, form: Op) -> bool {
        let Some(function) = function.filter(|_| r.cache(0).get() < MOST_MISSES) else { return false };
        let version = self.type_of(r.peek(1)).to_ref().version(self);
        if version == 0 {
            return false;
        }
        r.cache(1).set(version);
        r.set_cached_function(2, function);
        r.rewrite(form);
        true
    }

    /// `in` by the remembered function; `None`, with nothing done, if the container is of another type.
    #[inline(always)]
    pub(in crate::vm) fn contains_by_native(&mut self, r: &Registers) -> Option<PyResult> {
        if !self.has_native(r) {
            return None;
        }
        Some(r.cached_function(2)(self, &[r.peek(1).clone(), r.peek(2).clone()]))
    }

    /// The next item by the remembered function; `None`, with nothing done, if the iterator is of another type.
    #[inline(always)]
    pub(in crate::vm) fn next_by_native(&mut self, r: &Registers) -> Option<PyResult<Option<Value>>> {
        if !self.has_native(r) {
            return None;
        }
        Some(match r.cached_function(2)(self, r.operands(1)) {
            Ok(value) if value.is_null() => Ok(None),
            Ok(value) => Ok(Some(value)),
            Err(raised) => self.end_of_iteration(raised),
        })
    }

    /// Whether the type of the operand on top is the one whose function the cache remembers.
    #[inline(always)]
    fn has_native(&self, r: &Registers) -> bool {
        self.type_of(r.peek(1)).known_version() == r.cache(1).get()
    }

    /// Lets `CALL` remember the native function on the stack, or that by which the builtin type there makes instances.
    pub(in crate::vm) fn specialize_call(&mut self, r: &Registers, count: usize) {
        if r.cache(0).get() >= MOST_MISSES {
            return;
        }
        let (callee, is_alone) = (r.peek(count + 2), r.peek(count + 1).is_null());
        if let Some(class) = callee.get::<Type>().filter(|_| is_alone) {
            let Some((new, init)) = self.native_new(class).filter(|_| !class.has_flag(type_flag::HEAP)) else { return };
            if let (Some(new), Some(init)) = (new.get::<NativeObject>(), init.get::<NativeObject>())
                && self.adds_nothing(new, init)
                && let Some(all) = new.takes_plainly(count + 1)
            {
                remember_call(r, count + 1, all, callee.bits(), new);
                r.rewrite(Op::CALL_TYPE);
            }
        } else if let Some(native) = callee.get::<NativeObject>() {
            let given = count + usize::from(!is_alone);
            let class = native.header().class();
            let is_function = class.is(&self.classes.native_function) && native.owner.is_null();
            let fits = class.is(&self.classes.method_descriptor) || is_function;
            if let Some(all) = native.takes_plainly(given).filter(|_| fits) {
                remember_call(r, given, all, std::ptr::from_ref(native.native).addr() as u64, native);
                r.rewrite(Op::CALL_NATIVE);
            }
        }
    }

    /// Calls the remembered native function; `None`, with nothing done, if another is called, or with other arguments.
    #[inline(always)]
    pub(in crate::vm) fn call_known_native(&mut self, r: &mut Registers, count: usize) -> Option<PyResult> {
        let native = r.peek(count + 2).get::<NativeObject>()?;
        let given = count + usize::from(!r.peek(count + 1).is_null());
        let fits = std::ptr::from_ref(native.native).addr() as u64 == r.cached_word(3)
            && given == r.cache(1).get() as usize
            && native.receiver.is_null();
        if !fits {
            return None;
        }
        if let Some(owner) = native.owner.get::<Type>()
            && !self.type_of(r.operands(given).first()?).is(owner)
        {
            return None;
        }
        Some(self.call_remembered(r, given))
    }

    /// Makes an instance of the remembered builtin type; `None`, with nothing done, if another thing is called.
    #[inline(always)]
    pub(in crate::vm) fn call_known_type(&mut self, r: &mut Registers, count: usize) -> Option<PyResult> {
        let class = r.peek(count + 2);
        // Builtin types live as long as the machine.
        if class.bits() != r.cached_word(3) || !r.peek(count + 1).is_null() {
            return None;
        }
        let class = class.clone();
        drop(r.replace(count + 1, class));
        Some(self.call_remembered(r, count + 1))
    }

    /// Calls the remembered function with so many operands, and NULL for what was not given: frames have room to spare for that.
    #[inline(always)]
    fn call_remembered(&mut self, r: &mut Registers, given: usize) -> PyResult {
        let (function, all) = (r.cached_function(5), r.cache(2).get() as usize);
        for _ in given..all {
            r.push(Value::NULL);
        }
        let result = self.run_native(function, r.operands(all));
        for _ in given..all {
            drop(r.pop());
        }
        result
    }
}

fn remember_call(r: &Registers, given: usize, all: usize, known: u64, native: &NativeObject) {
    r.cache(1).set(given as u32);
    r.cache(2).set(all as u32);
    r.set_cached_word(3, known);
    r.set_cached_function(5, native.native.function);
}
