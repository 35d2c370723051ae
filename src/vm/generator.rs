//! Generators, coroutines and asynchronous generators: functions that can be left in the middle and gone on with.

use super::frame::{FrameKind, OwnedFrame};
use super::op::Op;
use super::raised::PyResult;
use super::{Code, ExceptionKind, Raised, Vm};
use crate::bytecode::Intrinsic1;
use crate::object::{Heap, HeapCell, Obj, Ref, Value, ValueCell, flag};
use std::cell::Cell;

/// The payload of a generator, a coroutine or an asynchronous generator: its class says which.
pub struct Generator {
    /// `None` when it is done.
    frame: HeapCell<Option<OwnedFrame>>,
    pub running: Cell<bool>,
    /// Whether it has been started.
    pub started: Cell<bool>,
    /// The exception it is handling, kept while it waits.
    handled: ValueCell,
    pub code: Ref<Code>,
    pub name: ValueCell,
    pub qualname: ValueCell,
    /// Of an asynchronous generator: closed; its `asend` or the like is running; hooks were called.
    pub closed: Cell<bool>,
    pub busy: Cell<bool>,
    pub hooked: Cell<bool>,
    pub finalizer: ValueCell,
    /// Of a coroutine: where it was made, as `cr_origin` tells it.
    pub origin: ValueCell,
}

/// How a frame was left.
#[derive(Debug)]
pub enum Resumed {
    Returned(Value),
    Yielded(Value),
}

impl Generator {
    pub fn new(frame: OwnedFrame, code: Ref<Code>, name: Value, qualname: Value) -> Generator {
        Generator {
            frame: HeapCell::new(Some(frame)),
            running: Cell::new(false),
            started: Cell::new(false),
            handled: ValueCell::default(),
            code,
            name: ValueCell::new(name),
            qualname: ValueCell::new(qualname),
            closed: Cell::new(false),
            busy: Cell::new(false),
            hooked: Cell::new(false),
            finalizer: ValueCell::default(),
            origin: ValueCell::new(Value::NONE),
        }
    }

    pub(super) fn traverse_fields(&self, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
        if let Some(owned) = self.frame.get(heap).as_ref().filter(|_| !self.running.get()) {
            let frame = owned.frame();
            visit(&frame.function);
            visit(&frame.names);
            visit(&frame.object);
            frame.slots().iter().chain(frame.operands()).for_each(&mut *visit);
        }
        visit(self.code.value());
        [&self.handled, &self.name, &self.qualname, &self.finalizer, &self.origin]
            .into_iter()
            .for_each(|cell| visit(&cell.get()));
    }

    pub fn is_done(&self, heap: &Heap) -> bool {
        self.frame.get(heap).is_none()
    }

    /// The frame, while it waits or runs.
    pub fn frame<'a>(&'a self, heap: &'a Heap) -> Option<&'a super::Frame> {
        self.frame.get(heap).as_ref().map(OwnedFrame::frame)
    }
}

impl Obj<Generator> {
    /// Whether it is a generator and no coroutine.
    pub fn is_plain(&self, vm: &Vm) -> bool {
        self.header().class().is(&vm.classes.generator)
    }
}

impl Vm {
    /// A value that an asynchronous generator yields, to tell it from what it awaits.
    pub(super) fn wrap_async_value(&mut self, value: Value) -> Value {
        let class = self.classes.async_wrapped.clone();
        self.alloc(&class, crate::object::Cell_ { contents: ValueCell::new(value) }).into_value()
    }

    /// Whether a generator can be gone on with now; an error if not, `None` if it is done.
    pub(super) fn check_resumable(&mut self, generator: &Obj<Generator>) -> PyResult<bool> {
        if generator.running.get() {
            let what = self.generator_noun(generator);
            return Err(self.value_error(format!("{what} already executing")));
        }
        Ok(!generator.is_done(self))
    }

    pub fn generator_noun(&self, generator: &Obj<Generator>) -> &'static str {
        let class = generator.header().class();
        match () {
            _ if class.is(&self.classes.coroutine) => "coroutine",
            _ if class.is(&self.classes.async_generator) => "async generator",
            _ => "generator",
        }
    }

    /// Notes that a generator runs; gives its frame.
    #[inline(always)]
    pub(super) fn begin_resume(&mut self, generator: &Obj<Generator>) -> Option<*mut super::Frame> {
        let frame = generator.frame.get(self).as_ref()?.to_resume();
        generator.running.set(true);
        generator.started.set(true);
        generator.header().set(flag::FINALIZE);
        self.handled.push(generator.handled.take());
        super::frame::set_generator(frame, generator.value());
        Some(frame)
    }

    /// Notes that a generator waits or is done.
    #[inline(always)]
    pub(super) fn end_resume(&mut self, generator: &Obj<Generator>, done: bool) {
        generator.running.set(false);
        let handled = self.handled.pop().unwrap_or_default();
        if done {
            generator.header().clear(flag::FINALIZE);
            let frame = generator.frame.replace(None, self);
            drop(frame);
        } else {
            generator.handled.set(handled);
        }
    }

    /// Goes on with a generator: `value` is what its `yield` gives.
    pub fn resume(&mut self, generator: &Obj<Generator>, value: Value) -> PyResult<Resumed> {
        if !self.check_resumable(generator)? {
            return Ok(Resumed::Returned(Value::NONE));
        }
        self.check_native_stack()?;
        self.enter_call()?;
        let Some(frame) = self.begin_resume(generator) else { return Ok(Resumed::Returned(Value::NONE)) };
        super::frame::prepare_resume(frame, self.current, FrameKind::Entry, Some(value));
        self.run(frame)
    }

    /// Goes on with a generator by raising an exception in it.
    pub fn throw(&mut self, generator: &Obj<Generator>, raised: Raised) -> PyResult<Resumed> {
        if !self.check_resumable(generator)? {
            return Err(raised);
        }
        self.check_native_stack()?;
        self.enter_call()?;
        let Some(frame) = self.begin_resume(generator) else { return Err(raised) };
        super::frame::prepare_resume(frame, self.current, FrameKind::Entry, None);
        // What its caller handles is none of its business.
        if self.handled.last().is_some_and(|handled| !handled.is_null() && !handled.is_none()) {
            self.set_context(&raised.0);
        }
        self.run_raising(frame, raised)
    }

    /// The next item of a generator.
    pub fn next_of_generator(&mut self, generator: &Value) -> PyResult<Option<Value>> {
        let Some(generator) = generator.get::<Generator>() else { return Ok(None) };
        match self.resume(generator, Value::NONE)? {
            Resumed::Yielded(value) => Ok(Some(value)),
            Resumed::Returned(_) => Ok(None),
        }
    }

    /// `generator.close()`; gives what the generator returned.
    pub fn close_generator(&mut self, generator: &Obj<Generator>) -> PyResult {
        if generator.running.get() {
            let what = self.generator_noun(generator);
            return Err(self.value_error(format!("{what} already executing")));
        }
        if !generator.started.get() {
            self.give_up_frame(generator);
        }
        if generator.is_done(self) {
            return Ok(Value::NONE);
        }
        // Those who watch are told of the exception all the same.
        if !self.watch.is_on() && self.waits_outside_of_handlers(generator) {
            self.give_up_frame(generator);
            return Ok(Value::NONE);
        }
        let exit = self.raise_with(ExceptionKind::GeneratorExit, []);
        let what = self.generator_noun(generator);
        match self.throw_through(generator, exit, true) {
            Ok(Resumed::Yielded(_)) => Err(self.runtime_error(format!("{what} ignored GeneratorExit"))),
            Ok(Resumed::Returned(value)) => Ok(value),
            Err(raised) if raised.is(ExceptionKind::GeneratorExit, self) => Ok(Value::NONE),
            Err(raised) if raised.is(ExceptionKind::StopIteration, self) => {
                Ok(self.exception_field(&raised.0, "value").unwrap_or(Value::NONE))
            }
            Err(raised) => Err(raised),
        }
    }

    /// Nobody will go on with a generator: whoever holds its frame's object keeps the variables.
    fn give_up_frame(&mut self, generator: &Obj<Generator>) {
        generator.header().clear(flag::FINALIZE);
        if let Some(frame) = generator.frame.get(self).as_ref().map(OwnedFrame::to_resume) {
            self.detach_waiting_frame(frame);
        }
        drop(generator.frame.replace(None, self));
    }

    /// Does something for a generator that waits for another: its frame is among those that are seen to run.
    fn inside<T>(&mut self, generator: &Obj<Generator>, work: impl FnOnce(&mut Vm) -> T) -> T {
        let before = self.current;
        // The generator runs, so that nobody takes its frame away.
        let frame = generator.frame.get(self).as_ref().map(OwnedFrame::to_resume);
        if let Some(frame) = frame {
            super::frame::prepare_resume(frame, before, FrameKind::Entry, None);
            self.current = frame;
        }
        generator.running.set(true);
        let done = work(self);
        generator.running.set(false);
        self.current = before;
        if let Some(frame) = frame {
            // A frame that waits knows no caller: that may end first.
            super::frame::prepare_resume(frame, std::ptr::null_mut(), FrameKind::Entry, None);
        }
        done
    }

    /// Whether nothing in a generator would see what is raised where it waits, but for the handler that all generators have.
    fn waits_outside_of_handlers(&self, generator: &Obj<Generator>) -> bool {
        let Some(frame) = generator.frame(self).filter(|frame| !frame.is_delegating()) else { return false };
        let (code, unit) = (frame.code(), frame.unit());
        code.handler(unit).is_none_or(|handler| {
            let word = code.units()[handler.target as usize].get();
            word == Op::CALL_INTRINSIC_1 as u32 | Intrinsic1::StopIterationError.encode() << 8
        })
    }

    /// Notes where a coroutine was made: of its callers as many as `coroutine_origin_depth` says, from the nearest.
    pub(super) fn note_origin(&mut self, coroutine: &Value) {
        let mut origin = Vec::new();
        let mut caller = super::frame::look(self.current);
        while let Some(frame) = caller.filter(|_| origin.len() < self.coroutine_origin_depth) {
            let code = frame.code();
            let parts = [code.filename.clone(), self.int(code.line(frame.unit())), code.name.clone()];
            origin.push(self.tuple(parts));
            caller = super::frame::look(frame.previous);
        }
        if let Some(coroutine) = coroutine.get::<Generator>() {
            coroutine.origin.set(self.tuple(origin));
        }
    }

    /// Has an asynchronous generator that dies while it waits handed to a function.
    pub fn set_async_finalizer(&mut self, generator: &Obj<Generator>, finalizer: Value) {
        generator.finalizer.set(finalizer);
        generator.header().set(flag::FINALIZE);
    }

    /// What a generator is waiting for in `yield from` or `await`.
    pub fn yield_from_target(&self, generator: &Obj<Generator>) -> Option<Value> {
        let frame = generator.frame(self)?;
        if generator.running.get() || !generator.started.get() {
            return None;
        }
        frame.is_delegating().then(|| frame.operands().last().cloned()).flatten()
    }

    /// Raises an exception in the generator, or in what it is waiting for. That is closed by `GeneratorExit`, if `closes`.
    pub fn throw_through(&mut self, generator: &Obj<Generator>, raised: Raised, closes: bool) -> PyResult<Resumed> {
        let given = [raised.value().clone()];
        self.throw_given(generator, raised, &given, closes)
    }

    /// The same for what `throw` was given, which iterators of other kinds get as it is.
    pub fn throw_given(
        &mut self,
        generator: &Obj<Generator>,
        raised: Raised,
        given: &[Value],
        closes: bool,
    ) -> PyResult<Resumed> {
        let Some(target) = self.yield_from_target(generator) else { return self.throw(generator, raised) };
        self.check_native_stack()?;
        if closes && raised.is(ExceptionKind::GeneratorExit, self) {
            generator.running.set(true);
            let closed = self.close_iterator(&target);
            generator.running.set(false);
            return match closed {
                Ok(()) => self.throw(generator, raised),
                Err(other) => self.throw(generator, other),
            };
        }
        match self.inside(generator, |vm| vm.throw_into(&target, &raised, given, closes)) {
            None => self.throw(generator, raised),
            Some(Ok(value)) => Ok(Resumed::Yielded(value)),
            Some(Err(raised)) if raised.is(ExceptionKind::StopIteration, self) => {
                // The one that was waited for returned: go on behind the `yield from`.
                let value = self.exception_field(&raised.0, "value").unwrap_or(Value::NONE);
                self.finish_delegation(generator, value)
            }
            Some(Err(raised)) => self.throw(generator, raised),
        }
    }

    /// `throw` on any iterator; `None` if it has no such method.
    fn throw_into(&mut self, target: &Value, raised: &Raised, given: &[Value], closes: bool) -> Option<PyResult> {
        if let Some(inner) =
            target.get::<Generator>().filter(|inner| !inner.header().class().is(&self.classes.async_generator))
        {
            return Some(match self.throw_given(inner, Raised(raised.0.clone()), given, closes) {
                Ok(Resumed::Yielded(value)) => Ok(value),
                Ok(Resumed::Returned(value)) => Err(self.stop_iteration(value)),
                Err(raised) => Err(raised),
            });
        }
        let name = self.names().throw.clone();
        match self.try_getattr(target, &name) {
            Ok(Some(method)) => Some(self.call(&method, given)),
            Ok(None) => None,
            Err(raised) => Some(Err(raised)),
        }
    }

    fn close_iterator(&mut self, target: &Value) -> PyResult<()> {
        if let Some(inner) =
            target.get::<Generator>().filter(|inner| !inner.header().class().is(&self.classes.async_generator))
        {
            return self.close_generator(inner).map(drop);
        }
        let name = self.names().close.clone();
        let method = match self.try_getattr(target, &name) {
            Ok(method) => method,
            // Closing goes on without it.
            Err(raised) => {
                let what = self.repr_lossy(target);
                self.unraisable(raised, &format!("Exception ignored while closing generator {what}"));
                None
            }
        };
        match method {
            Some(method) => self.call(&method, &[]).map(drop),
            None => Ok(()),
        }
    }

    fn finish_delegation(&mut self, generator: &Obj<Generator>, value: Value) -> PyResult<Resumed> {
        self.enter_call()?;
        let Some(frame) = self.begin_resume(generator) else { return Ok(Resumed::Returned(Value::NONE)) };
        super::frame::prepare_resume(frame, self.current, FrameKind::Entry, Some(value));
        super::frame::finish_delegation(frame);
        self.run(frame)
    }
}
