//! Exceptions on their way from where they were raised to a handler.

use super::frame::{Frame, FrameKind};
use super::raised::{PyResult, Raised};
use super::registers::Registers;
use super::{ExceptionKind, Generator, Vm};
use crate::object::{Exception, Kind, Obj, Traceback, Type, Value, ValueCell};
use std::cell::Cell;

impl Vm {
    /// Looks for a handler, frame by frame, and goes to it; or leaves the machine with the exception.
    #[cold]
    #[inline(never)]
    pub(super) fn unwind(&mut self, r: &mut Registers, raised: Raised, is_new: bool) -> PyResult<()> {
        let (mut raised, mut is_new) = (raised, is_new);
        loop {
            let unit = r.frame().unit_of(r);
            if is_new {
                r.save_next();
                self.add_traceback(&raised.0, r.frame_pointer(), unit);
            }
            raised = self.watch_raise(r, raised, is_new);
            // What is raised again was noted to come from where it was raised first; the handler is that of the running instruction.
            let noted = r.frame().unit();
            is_new = true;
            if let Some(handler) = r.frame().code().handler(unit) {
                r.truncate(handler.depth as usize);
                if handler.push_lasti {
                    r.push(Value::size(noted));
                }
                let (target, shown) = (handler.target as usize, self.watch.is_on().then(|| raised.value().clone()));
                r.push(raised.0.into_value());
                r.jump_to(target);
                match shown.map(|shown| self.monitor_handled(r, target, &shown)) {
                    Some(Err(other)) => {
                        r.skip_caches(1);
                        raised = other;
                        continue;
                    }
                    _ => return Ok(()),
                }
            }
            let kind = r.frame().kind.get();
            raised = self.watch_unwind(r, raised);
            self.leave_frame(r);
            if kind == FrameKind::Entry {
                return Err(raised);
            }
        }
    }

    /// The same for what an instruction raised, whose context is what is being handled, unless it has one already.
    pub(super) fn unwind_raised(&mut self, r: &mut Registers, raised: Raised) -> PyResult<()> {
        if raised.0.traceback.get().is_none() && raised.0.context.get().is_none() {
            self.set_context(&raised.0);
        }
        self.unwind(r, raised, true)
    }

    /// Ends the running frame, a generator's or not.
    pub(super) fn leave_frame(&mut self, r: &mut Registers) {
        if !r.frame().object.is_null() {
            self.detach_frame_object(r.frame_pointer());
        }
        self.depth -= 1;
        let generator = r.frame().generator.clone();
        match generator.get::<Generator>() {
            Some(generator) => {
                r.suspend();
                self.end_resume(generator, true);
            }
            None => r.leave(&mut self.stack),
        }
        self.current = r.frame_pointer();
    }

    /// Sets `__context__` to the exception being handled, as raising does.
    pub fn set_context(&mut self, exception: &Obj<Exception>) {
        let Some(handled) = self.handled_exception() else { return };
        if handled.get::<Exception>().is_some_and(|handled| handled.is(exception)) {
            return;
        }
        // Who is held only here is in no chain.
        if exception.header().references() > 1 {
            cut_chain(&handled, exception);
        }
        exception.context.set(handled);
    }

    fn add_traceback(&mut self, exception: &Obj<Exception>, frame: *const Frame, unit: usize) {
        self.add_traceback_at(exception, frame, unit, -1);
    }

    /// `line` is -1 if it is the instruction's.
    pub(super) fn add_traceback_at(&mut self, exception: &Obj<Exception>, frame: *const Frame, unit: usize, line: i64) {
        let object = self.frame_object(frame);
        let next = exception.traceback.get();
        let traceback =
            Traceback { next: ValueCell::new(next), frame: object, lasti: Cell::new(unit as i64), line: Cell::new(line) };
        let traceback = self.alloc(&self.types().traceback, traceback).into_value();
        exception.traceback.set(traceback);
    }

    /// A traceback of the running frame alone, None if none runs.
    pub fn traceback_here(&mut self) -> Value {
        let frame = self.current_frame_object();
        let Some(lasti) = self.frame().map(|frame| frame.unit() as i64).filter(|_| !frame.is_none()) else {
            return Value::NONE;
        };
        let traceback = Traceback { next: ValueCell::new(Value::NONE), frame, lasti: Cell::new(lasti), line: Cell::new(-1) };
        self.alloc(&self.types().traceback, traceback).into_value()
    }

    /// What `raise` raises: an exception, or an instance of an exception class.
    pub fn exception_to_raise(&mut self, value: &Value) -> PyResult<Raised> {
        if let Ok(exception) = value.clone().downcast::<Exception>() {
            return Ok(Raised(exception));
        }
        if let Some(class) = value.get::<Type>().filter(|class| self.is_exception_class(class)) {
            let made = self.call_type(class, super::Arguments::positional(&[]))?;
            return match made.downcast::<Exception>() {
                Ok(exception) => Ok(Raised(exception)),
                Err(other) => {
                    let (class, other) = (self.repr_lossy(&class.value()), self.type_of(&other).value());
                    let other = self.repr_lossy(&other);
                    Err(self.type_error(format!(
                        "calling {class} should have returned an instance of BaseException, not {other}"
                    )))
                }
            };
        }
        Err(self.type_error("exceptions must derive from BaseException"))
    }

    pub fn is_exception_class(&self, class: &Obj<Type>) -> bool {
        class.is_subtype(&self.types().base_exception, self)
    }

    /// `raise value from cause`.
    pub(super) fn raise_value(&mut self, value: &Value, cause: Option<&Value>) -> Raised {
        let raised = match self.exception_to_raise(value) {
            Ok(raised) => raised,
            Err(raised) => return raised,
        };
        if let Some(cause) = cause {
            let cause = match cause.kind() {
                Kind::None => Value::NONE,
                _ => match self.cause(cause) {
                    Ok(cause) => cause,
                    Err(raised) => return raised,
                },
            };
            raised.0.cause.set(cause);
            raised.0.suppress_context.set(true);
        }
        self.set_context(&raised.0);
        raised
    }

    fn cause(&mut self, cause: &Value) -> PyResult {
        if cause.is_a::<Exception>() {
            return Ok(cause.clone());
        }
        match cause.get::<Type>().filter(|class| self.is_exception_class(class)) {
            Some(_) => {
                let made = self.call(cause, &[])?;
                match made.is_a::<Exception>() {
                    true => Ok(made),
                    false => {
                        let (class, other) = (self.repr_lossy(cause), self.type_of(&made).value());
                        let other = self.repr_lossy(&other);
                        Err(self.type_error(format!(
                            "calling {class} should have returned an instance of BaseException, not {other}"
                        )))
                    }
                }
            }
            None => Err(self.type_error("exception causes must derive from BaseException")),
        }
    }

    /// Whether an exception is of a class, or of one of a tuple of classes, as `except` sees it.
    pub fn exception_matches(&mut self, exception: &Value, classes: &Value) -> PyResult<bool> {
        if let Some(class) = classes.get::<Type>()
            && self.is_exception_class(class)
        {
            return Ok(self.is_instance(exception, class));
        }
        if let Some(tuple) = classes.get::<crate::object::Tuple>() {
            let bad =
                tuple.items().iter().any(|class| !class.get::<Type>().is_some_and(|class| self.is_exception_class(class)));
            if !bad {
                let mut classes = tuple.items().iter().filter_map(|class| class.get::<Type>());
                return Ok(classes.any(|class| self.is_instance(exception, class)));
            }
        }
        Err(self.type_error("catching classes that do not inherit from BaseException is not allowed"))
    }

    /// Reports an exception that nobody can catch.
    pub fn unraisable(&mut self, raised: Raised, what: &str) {
        if let Some(hook) = self.unraisable_hook {
            hook(self, raised, what);
        }
    }

    /// `StopIteration` out of a generator is a mistake (PEP 479).
    pub(super) fn stop_iteration_error(&mut self, exception: &Value) -> Value {
        let Some(raised) = exception.get::<Exception>() else { return exception.clone() };
        let frame = self.frame();
        let flags = frame.map_or(0, |frame| frame.code().flags);
        let what = match () {
            _ if flags & crate::bytecode::flags::ASYNC_GENERATOR != 0 => "async generator",
            _ if flags & crate::bytecode::flags::COROUTINE != 0 => "coroutine",
            _ => "generator",
        };
        let class = raised.header().class();
        let stop = if class.is_subtype(self.exceptions.class(ExceptionKind::StopIteration), self) {
            "StopIteration"
        } else if what == "async generator"
            && class.is_subtype(self.exceptions.class(ExceptionKind::StopAsyncIteration), self)
        {
            "StopAsyncIteration"
        } else {
            return exception.clone();
        };
        let error = self.runtime_error(format!("{what} raised {stop}"));
        error.0.cause.set(exception.clone());
        error.0.context.set(exception.clone());
        error.0.suppress_context.set(true);
        error.0.into_value()
    }
}

/// Ends a chain of contexts where it comes to an exception, that is about to get the chain as its own context. The chain may be a
/// cycle already, which a second look shows that goes half as fast.
fn cut_chain(chain: &Value, exception: &Obj<Exception>) {
    let context = |value: &Value| value.get::<Exception>().map_or(Value::NONE, |value| value.context.get());
    let (mut link, mut slow, mut odd) = (chain.clone(), chain.clone(), false);
    while let Some(current) = link.get::<Exception>() {
        let next = current.context.get();
        if next.get::<Exception>().is_some_and(|next| next.is(exception)) {
            return current.context.set(Value::NONE);
        }
        if odd {
            slow = context(&slow);
        }
        odd = !odd;
        if next.is(&slow) {
            return;
        }
        link = next;
    }
}
