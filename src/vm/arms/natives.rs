//! Instructions that do what a Rust function says, and remember which.

use super::operators::MOST_MISSES;
use crate::bytecode::BinaryOperator;
use crate::object::{Special, Type, Value};
use crate::vm::Vm;
use crate::vm::native::NativeObject;
use crate::vm::op::Op;
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;

impl Vm {
    /// Lets `BINARY_OP` remember the special method in Rust that decides for operands of their types, if one does.
    pub(in crate::vm) fn specialize_operator(&mut self, r: &Registers, operand: u32) -> bool {
        let (a, b) = (r.peek(2), r.peek(1));
        let function = match operand == BinaryOperator::Subscript as u32 {
            true => self.native_special(a, Special::GetItem, 2),
            false => self.native_operator(operand, a, b),
        };
        let Some(function) = function.filter(|_| r.cache(0).get() < MOST_MISSES) else { return false };
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

    /// Whether the type of the operand on top is the one whose function the cache remembers.
    #[inline(always)]
    pub(in crate::vm) fn has_native(&self, r: &Registers) -> bool {
        self.type_of(r.peek(1)).known_version() == r.cache(1).get()
    }

    /// Lets `CALL` remember the native function that takes its arguments as they are.
    pub(in crate::vm) fn specialize_call(&mut self, r: &Registers, count: usize) {
        let Some(native) = r.peek(count + 2).get::<NativeObject>() else { return };
        let given = count + usize::from(!r.peek(count + 1).is_null());
        let class = native.header().class();
        let is_method = class.is(&self.classes.method_descriptor);
        let fits = is_method || class.is(&self.classes.native_function) && native.owner.is_null();
        if fits && native.is_plain(given) && r.cache(0).get() < MOST_MISSES {
            r.cache(1).set(given as u32);
            r.set_cached_word(2, std::ptr::from_ref(native.native).addr() as u64);
            r.rewrite(Op::CALL_NATIVE);
        }
    }

    /// Calls the remembered native function; `None`, with nothing done, if another is called, or with other arguments.
    #[inline(always)]
    pub(in crate::vm) fn call_known_native(&mut self, r: &Registers, count: usize) -> Option<PyResult> {
        let native = r.peek(count + 2).get::<NativeObject>()?;
        let given = count + usize::from(!r.peek(count + 1).is_null());
        let fits = std::ptr::from_ref(native.native).addr() as u64 == r.cached_word(2)
            && given == r.cache(1).get() as usize
            && native.receiver.is_null();
        if !fits {
            return None;
        }
        let values = r.operands(given);
        if let Some(owner) = native.owner.get::<Type>()
            && !self.type_of(values.first()?).is(owner)
        {
            return None;
        }
        Some(self.run_native(native.native.function, values))
    }
}
