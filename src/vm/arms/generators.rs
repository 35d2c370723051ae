//! Yielding, sending, awaiting.

use crate::bytecode::flags;
use crate::object::{Exception, Kind, Obj, Ref, SequenceIterator, Special, Value};
use crate::vm::frame::FrameKind;
use crate::vm::op::Op;
use crate::vm::raised::{PyResult, Raised};
use crate::vm::registers::Registers;
use crate::vm::{ExceptionKind, Generator, Resumed, Vm};

impl Vm {
    /// The form of `FOR_ITER` that fits the iterator on top, if one does.
    pub(in crate::vm) fn special_for_iter(&self, r: &Registers) -> Option<Op> {
        let iterator = r.peek(1);
        let class = self.type_of(iterator);
        match iterator.kind() {
            Kind::RangeIterator => Some(Op::FOR_ITER_RANGE),
            Kind::SequenceIterator if class.is(&self.types().list_iterator) => Some(Op::FOR_ITER_LIST),
            Kind::SequenceIterator if class.is(&self.types().tuple_iterator) => Some(Op::FOR_ITER_TUPLE),
            Kind::Generator if class.is(&self.classes.generator) => Some(Op::FOR_ITER_GENERATOR),
            _ => None,
        }
    }

    /// The next item of the list iterator on top; `None` if it is none.
    #[inline(always)]
    pub(in crate::vm) fn next_in_list(&self, r: &Registers) -> Option<Option<Value>> {
        let state = r.peek(1).get::<SequenceIterator>();
        let state = state.filter(|state| state.header().class().is(&self.types().list_iterator));
        state.map(|state| self.next_of_list(state))
    }

    /// The same of a tuple iterator.
    #[inline(always)]
    pub(in crate::vm) fn next_in_tuple(&self, r: &Registers) -> Option<Option<Value>> {
        let state = r.peek(1).get::<SequenceIterator>();
        let state = state.filter(|state| state.header().class().is(&self.types().tuple_iterator));
        state.map(|state| self.next_of_tuple(state))
    }

    /// A generator that is no coroutine.
    #[inline(always)]
    pub(in crate::vm) fn plain_generator(&self, value: &Value) -> Option<Ref<Generator>> {
        value.get::<Generator>().filter(|generator| generator.is_plain(self)).map(Obj::to_ref)
    }

    /// Leaves a generator's frame at a `yield`; the registers are those of whoever resumed it.
    #[inline]
    pub(in crate::vm) fn suspend_arm(&mut self, r: &mut Registers) {
        self.depth -= 1;
        let generator = std::mem::take(&mut r.frame_mut().generator);
        r.suspend();
        self.current = r.frame_pointer();
        if let Some(generator) = generator.get::<Generator>() {
            self.end_resume(generator, false);
        }
    }

    /// `SEND`: goes on with what is waited for. False if that is done, its value on top.
    pub(in crate::vm) fn send_arm(&mut self, r: &mut Registers) -> PyResult<bool> {
        let receiver = r.peek(2).clone();
        r.skip_caches(crate::vm::op::Op::SEND.caches());
        if let Some(generator) =
            receiver.get::<Generator>().filter(|inner| !inner.header().class().is(&self.classes.async_generator))
        {
            if self.check_resumable(generator)? {
                self.enter_call()?;
                if let Some(frame) = self.begin_resume(generator) {
                    let value = r.pop();
                    r.resume(frame, value, FrameKind::Send);
                    self.current = frame;
                    return Ok(true);
                }
            }
            // A coroutine can be awaited once; a generator that is done is just empty.
            if generator.header().class().is(&self.classes.coroutine) {
                return Err(self.runtime_error("cannot reuse already awaited coroutine"));
            }
            drop(r.replace(1, Value::NONE));
            return Ok(false);
        }
        let value = r.pop();
        // Without an exception for each item that asynchronous generators give; those who watch are to see it.
        if let Some(step) = self.asend_hook.filter(|_| !self.watch.is_on())
            && let Some(result) = step(self, &receiver, &value)
        {
            let (value, goes_on) = match result? {
                Resumed::Yielded(value) => (value, true),
                Resumed::Returned(value) => (value, false),
            };
            r.push(value);
            return Ok(goes_on);
        }
        let result = if value.is_none() && self.is_iterator(&receiver) {
            self.next_as_raised(&receiver).map(|item| item.ok_or(Value::NONE))
        } else {
            let name = self.names().send.clone();
            self.call_method(&receiver, &name, &[value]).map(Ok)
        };
        match result {
            Ok(Ok(value)) => {
                r.push(value);
                Ok(true)
            }
            Ok(Err(value)) => {
                r.push(value);
                Ok(false)
            }
            Err(raised) if raised.is(ExceptionKind::StopIteration, self) => {
                self.watch_stop(&raised);
                let value = self.exception_field(&raised.0, "value").unwrap_or(Value::NONE);
                r.push(value);
                Ok(false)
            }
            Err(raised) => Err(raised),
        }
    }

    /// `CLEANUP_THROW`: a `StopIteration` that was thrown out of what is waited for ends the waiting.
    fn cleanup_throw(&mut self, r: &mut Registers) -> Option<Raised> {
        let exception = r.pop();
        let raised = Raised(exception.downcast::<Exception>().ok()?);
        if !raised.is(ExceptionKind::StopIteration, self) {
            return Some(raised);
        }
        let value = self.exception_field(&raised.0, "value").unwrap_or(Value::NONE);
        r.drop_operands(2);
        r.push(Value::NONE);
        r.push(value);
        None
    }

    pub(in crate::vm) fn get_yield_from_iter(&mut self, r: &mut Registers) -> PyResult<()> {
        let iterable = r.pop();
        let iterator = match iterable.get::<Generator>() {
            Some(generator) if generator.header().class().is(&self.classes.coroutine) => {
                let flags = r.frame().code().flags;
                if flags & (flags::COROUTINE | flags::ITERABLE_COROUTINE) == 0 {
                    return Err(self.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"));
                }
                iterable
            }
            Some(generator) if generator.is_plain(self) => iterable,
            _ => self.iter(&iterable)?,
        };
        r.push(iterator);
        Ok(())
    }

    pub(in crate::vm) fn get_awaitable(&mut self, r: &mut Registers, what: u32) -> PyResult<()> {
        let awaitable = r.pop();
        let iterator = match self.awaitable_iterator(&awaitable) {
            Ok(iterator) => iterator,
            Err(raised) => {
                let class = self.type_of(&awaitable).to_ref();
                if what > 0 && !class.has_special(Special::Await, self) && raised.is(ExceptionKind::TypeError, self) {
                    let (method, class) = (if what == 1 { "__aenter__" } else { "__aexit__" }, class.name());
                    return Err(self.type_error(format!(
                        "'async with' received an object from {method} that does not implement __await__: {class}"
                    )));
                }
                return Err(raised);
            }
        };
        if let Some(coroutine) =
            iterator.get::<Generator>().filter(|inner| inner.header().class().is(&self.classes.coroutine))
            && self.yield_from_target(coroutine).is_some()
        {
            return Err(self.runtime_error("coroutine is being awaited already"));
        }
        r.push(iterator);
        Ok(())
    }

    /// What an awaitable is waited for by.
    pub fn awaitable_iterator(&mut self, awaitable: &Value) -> PyResult {
        if let Some(generator) = awaitable.get::<Generator>() {
            let is_coroutine = generator.header().class().is(&self.classes.coroutine);
            if is_coroutine || generator.code.has(flags::ITERABLE_COROUTINE) {
                return Ok(awaitable.clone());
            }
        }
        let Some(iterator) = self.try_special(awaitable, Special::Await, &[])? else {
            let class = self.type_of(awaitable).name();
            return Err(self.type_error(format!("'{class}' object can't be awaited")));
        };
        if iterator.get::<Generator>().is_some_and(|inner| inner.header().class().is(&self.classes.coroutine)) {
            return Err(self.type_error("__await__() returned a coroutine"));
        }
        if !self.is_iterator(&iterator) {
            let class = self.type_of(&iterator).name();
            return Err(self.type_error(format!("__await__() returned non-iterator of type '{class}'")));
        }
        Ok(iterator)
    }

    pub(in crate::vm) fn get_aiter(&mut self, r: &mut Registers) -> PyResult<()> {
        let iterable = r.pop();
        let class = self.type_of(&iterable).to_ref();
        let Some(iterator) = self.try_special(&iterable, Special::AIter, &[])? else {
            let class = class.name();
            return Err(self.type_error(format!("'async for' requires an object with __aiter__ method, got {class}")));
        };
        let of = self.type_of(&iterator).to_ref();
        if !of.has_special(Special::ANext, self) {
            let class = of.name();
            return Err(self.type_error(format!(
                "'async for' received an object from __aiter__ that does not implement __anext__: {class}"
            )));
        }
        r.push(iterator);
        Ok(())
    }

    pub(in crate::vm) fn get_anext(&mut self, r: &mut Registers) -> PyResult<()> {
        let iterator = r.peek(1).clone();
        let Some(next) = self.try_special(&iterator, Special::ANext, &[])? else {
            let class = self.type_of(&iterator).name();
            return Err(self.type_error(format!("'async for' requires an iterator with __anext__ method, got {class}")));
        };
        let awaitable = match self.awaitable_iterator(&next) {
            Ok(awaitable) => awaitable,
            Err(cause) => {
                let class = self.type_of(&next).name();
                let raised = self.type_error(format!("'async for' received an invalid object from __anext__: {class}"));
                raised.0.cause.set(cause.value().clone());
                raised.0.context.set(cause.value().clone());
                raised.0.suppress_context.set(true);
                return Err(raised);
            }
        };
        r.push(awaitable);
        Ok(())
    }

    /// `CLEANUP_THROW` and `END_ASYNC_FOR`: an exception that is no end is raised again.
    pub(in crate::vm) fn end_waiting(&mut self, r: &mut Registers, op: Op) -> Option<Raised> {
        if op == Op::CLEANUP_THROW { self.cleanup_throw(r) } else { self.end_async_for(r) }
    }

    /// `END_ASYNC_FOR`: the loop ends if the exception is `StopAsyncIteration`; any other goes on.
    fn end_async_for(&mut self, r: &mut Registers) -> Option<Raised> {
        let exception = r.pop();
        drop(r.pop());
        let Ok(exception) = exception.downcast::<Exception>() else { return None };
        let raised = Raised(exception);
        if raised.is(ExceptionKind::StopAsyncIteration, self) { None } else { Some(raised) }
    }
}
