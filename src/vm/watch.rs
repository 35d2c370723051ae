//! Showing what runs to those who watch: `sys.settrace`, `sys.setprofile`, and an [`Observer`] such as `hyaline trace`.
//!
//! While somebody watches, the machine runs the watched copy of its loop, which calls [`Vm::watch_instruction`] before each
//! instruction. What that makes of it are CPython's events, in its order. Nothing is watched while a trace function runs.

use super::frame::Frame;
use super::marks::{Before, Mark};
use super::monitor::event;
use super::native::NativeObject;
use super::op::Op;
use super::raised::{PyResult, Raised};
use super::registers::Registers;
use super::run::Left;
use super::{FrameKind, FrameObject, Function, Generator, Vm};
use crate::bytecode::Opcode;
use crate::object::{ATTENTION, Method, Obj, Tuple, Value, ValueCell};
use std::sync::atomic::Ordering;

/// Sees each instruction that runs. Not called from Python, so it costs what it does itself only; it must run no code.
pub trait Observer {
    /// An instruction is about to execute: the frame is at it.
    fn instruction(&mut self, vm: &Vm, frame: &Frame);
    /// An exception was raised in a frame, or came to it.
    fn raised(&mut self, vm: &Vm, frame: &Frame, exception: &Value);
    /// A frame ends by the exception.
    fn left(&mut self, vm: &Vm, frame: &Frame);
    /// Whether it has seen enough.
    fn is_done(&self) -> bool;
}

/// Who watches.
#[derive(Default)]
pub struct Watch {
    /// Whether the watched copy of the loop is to run.
    on: bool,
    /// Whether that changed, so that the running loop has to be left.
    switched: bool,
    /// The functions of `sys.settrace` and `sys.setprofile`, or NULL.
    trace: Value,
    profile: Value,
    /// Whether a tool of `sys.monitoring` wants to be told of anything.
    monitored: bool,
    observer: Option<Box<dyn Observer>>,
    /// How many trace functions are running.
    busy: usize,
    /// What runs that is no Python function and of which somebody was told.
    calls: Vec<NativeCall>,
    /// The `StopIteration` that ended the last loop or delegation.
    stopped: ValueCell,
    /// Where a trace function wants the frame that it is shown to go on.
    pub(super) jump: Option<Jump>,
    /// The frame that a trace function is shown, and why.
    pub(super) shown: Option<(*const Frame, Event)>,
}

/// A call of what is no Python function.
pub(super) struct NativeCall {
    caller: *const Frame,
    pub(super) function: Value,
    /// The first argument, or NULL.
    pub(super) first: Value,
}

/// A jump that a trace function asks for.
#[derive(Clone, Debug)]
pub struct Jump {
    pub unit: usize,
    /// The operands to drop, from the top: whether each is the exception that was handled before another.
    pub drops: Vec<bool>,
}

/// What trace functions are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Call,
    Line,
    Return,
    Exception,
    Opcode,
    CCall,
    CReturn,
    CException,
}

impl Event {
    pub fn name(self) -> &'static str {
        match self {
            Event::Call => "call",
            Event::Line => "line",
            Event::Return => "return",
            Event::Exception => "exception",
            Event::Opcode => "opcode",
            Event::CCall => "c_call",
            Event::CReturn => "c_return",
            Event::CException => "c_exception",
        }
    }

    fn is_for_profilers(self) -> bool {
        !matches!(self, Event::Line | Event::Exception | Event::Opcode)
    }

    fn is_for_tracers(self) -> bool {
        !matches!(self, Event::CCall | Event::CReturn | Event::CException)
    }
}

impl Watch {
    #[inline(always)]
    pub(super) fn is_on(&self) -> bool {
        self.on
    }

    fn is_wanted(&self) -> bool {
        self.observer.is_some() || self.busy == 0 && self.is_told()
    }

    /// Whether any function is to be called.
    fn is_told(&self) -> bool {
        self.monitored || !(self.trace.is_null() && self.profile.is_null())
    }

    pub(super) fn is_monitored(&self) -> bool {
        self.monitored && self.busy == 0
    }

    pub(super) fn set_monitored(&mut self, monitored: bool) {
        if monitored != self.monitored {
            self.monitored = monitored;
            self.update();
        }
    }

    /// To be called when who watches has changed: running loops notice.
    fn update(&mut self) {
        self.on = self.is_wanted();
        self.switched = true;
        ATTENTION.store(true, Ordering::Relaxed);
    }

    /// To be called where a loop was left that native code entered: the loop outside may be of the wrong kind.
    #[inline(always)]
    pub(super) fn note_switch(&mut self, before: bool) {
        if self.on != before {
            self.switched = true;
            ATTENTION.store(true, Ordering::Relaxed);
        }
    }

    /// Whether a loop has to be left that is not.
    pub(super) fn is_switching(&self) -> bool {
        self.switched
    }

    /// The function of `sys.settrace`, or None.
    pub fn trace(&self) -> Value {
        if self.trace.is_null() { Value::NONE } else { self.trace.clone() }
    }

    pub fn profile(&self) -> Value {
        if self.profile.is_null() { Value::NONE } else { self.profile.clone() }
    }

    /// `sys.settrace`; gives the function before.
    pub fn set_trace(&mut self, function: Value) -> Value {
        let old = std::mem::replace(&mut self.trace, if function.is_none() { Value::NULL } else { function });
        self.update();
        old
    }

    /// `sys.setprofile`; gives the function before.
    pub fn set_profile(&mut self, function: Value) -> Value {
        let old = std::mem::replace(&mut self.profile, if function.is_none() { Value::NULL } else { function });
        self.calls.clear();
        self.update();
        old
    }

    pub fn set_observer(&mut self, observer: Option<Box<dyn Observer>>) -> Option<Box<dyn Observer>> {
        let old = std::mem::replace(&mut self.observer, observer);
        self.update();
        old
    }
}

/// An instruction that is about to execute.
struct Here<'a> {
    frame: *const Frame,
    marks: &'a [Mark],
    mark: &'a Mark,
    /// The instruction that the frame executed last, if any.
    last: Option<&'a Mark>,
    unit: usize,
}

impl Here<'_> {
    /// Whether the instruction before it, in the code, was the last.
    fn fell_through(&self) -> bool {
        let before = self.unit.checked_sub(1).map(|unit| &self.marks[unit]);
        before.map(|mark| mark.at) == self.last.map(|last| last.at)
    }

    /// Whether a call begins here or a generator goes on: at which portable unit.
    fn begins(&self) -> Option<u32> {
        match self.mark.before {
            Before::Resume(at) if self.fell_through() => Some(at),
            _ => None,
        }
    }
}

impl Vm {
    /// Does what waits between two instructions; says whether the loop has to be left.
    #[cold]
    #[inline(never)]
    pub(super) fn attend_between<const WATCHED: bool>(&mut self) -> Option<Left> {
        self.watch.switched = false;
        match self.attend() {
            Err(raised) => Some(Left::Raised(raised)),
            Ok(()) if self.watch.on != WATCHED => Some(Left::Switched),
            Ok(()) => None,
        }
    }

    /// Shows an instruction before it is executed; says whether the loop has to be left.
    #[inline(never)]
    pub(super) fn watch_instruction(&mut self, r: &mut Registers) -> Option<Left> {
        if !self.watch.on {
            return Some(Left::Switched);
        }
        let (code, frame) = (r.frame().code().to_ref(), r.frame_pointer().cast_const());
        let (unit, last) = (code.unit_before(r.next).wrapping_add(1), r.frame().unit());
        let marks = code.marks();
        let here = Here { frame, marks, mark: &marks[unit], last: marks.get(last), unit };
        if last == unit && here.mark.opcode != Opcode::JUMP_BACKWARD {
            // Executed again, in another form.
            return None;
        }
        r.save();
        r.note_unit(unit);
        self.watch.jump = None;
        if let Err(raised) = self.watch_last(&here) {
            r.skip_caches(1);
            return Some(Left::Raised(raised));
        }
        self.observe(|observer, vm| observer.instruction(vm, r.frame()));
        let begins = here.begins();
        if let Some(at) = begins
            && let Err(raised) = self.watch_begin(frame, at)
        {
            // It comes from the call's beginning, not from the first instruction.
            let line = code.portable().position(at as usize).map_or(-1, |position| position.line.into());
            self.add_traceback_at(&raised.0, frame, unit, line);
            r.skip_caches(1);
            return Some(Left::Reraised(raised));
        }
        let mut shown = self.watch_steps(r, &here, begins.is_some());
        while shown.is_ok()
            && let Some(jump) = self.watch.jump.take()
        {
            self.jump(r, &jump);
            // The line is begun already where a jump leads.
            let mark = &marks[jump.unit];
            shown = self.watch_steps(r, &Here { unit: jump.unit, mark, last: Some(mark), ..here }, false);
        }
        match shown {
            Ok(()) => None,
            Err(raised) => {
                r.skip_caches(1);
                Some(Left::Raised(raised))
            }
        }
    }

    /// A call begins, or a generator goes on: the first instruction of its kind, or a later one.
    fn watch_begin(&mut self, frame: *const Frame, at: u32) -> PyResult<()> {
        self.tell(frame, Event::Call, &Value::NONE, at)?;
        let is_first = super::frame::look(frame)
            .is_some_and(|frame| frame.code().marks().iter().find_map(Mark::resume).is_none_or(|first| at <= first));
        self.monitor(frame, if is_first { event::PY_START } else { event::PY_RESUME }, at, &[])
    }

    fn jump(&mut self, r: &mut Registers, jump: &Jump) {
        for is_exception in &jump.drops {
            match is_exception {
                true => self.pop_handled(r),
                false => drop(r.pop()),
            }
        }
        r.jump_to(jump.unit);
        r.save();
        r.note_unit(jump.unit);
    }

    fn observe(&mut self, what: impl FnOnce(&mut dyn Observer, &Vm)) {
        if let Some(mut observer) = self.watch.observer.take() {
            what(&mut *observer, self);
            match observer.is_done() {
                true => self.watch.update(),
                false => self.watch.observer = Some(observer),
            }
        }
    }

    /// What there is to say of an instruction.
    fn watch_steps(&mut self, r: &Registers, here: &Here, begins: bool) -> PyResult<()> {
        if self.watch.busy > 0 || !self.watch.is_told() {
            return Ok(());
        }
        if self.watch.jump.is_some() {
            return Ok(());
        }
        let mark = here.mark;
        if let Before::NotTaken(at) = mark.before
            && here.fell_through()
        {
            self.tell_opcode(here.frame, at)?;
            self.monitor(here.frame, event::INSTRUCTION, at, &[])?;
        }
        if mark.begins_line && (begins || here.last.and_then(|last| last.line) != mark.line) {
            self.tell(here.frame, Event::Line, &Value::NONE, mark.start)?;
            let line = mark.line.map_or(Value::NONE, |line| Value::size(line as usize));
            self.monitor(here.frame, event::LINE, mark.start, &[line])?;
            if self.watch.jump.is_some() {
                return Ok(());
            }
        }
        if mark.is_told {
            for at in mark.start..=mark.at {
                self.tell_opcode(here.frame, at)?;
                self.monitor(here.frame, event::INSTRUCTION, at, &[])?;
            }
        }
        self.watch_operation(r, here)
    }

    /// What became of the last instruction: a native function returned, an iterator came to its end.
    fn watch_last(&mut self, here: &Here) -> PyResult<()> {
        let Some(last) = here.last else { return Ok(()) };
        if self.watch.calls.last().is_some_and(|call| call.caller == here.frame)
            && let Some(call) = self.watch.calls.pop()
        {
            if self.is_profiled(&call.function) {
                self.tell(here.frame, Event::CReturn, &call.function, last.at)?;
            }
            self.monitor_native(here.frame, event::C_RETURN, last.at, &call)?;
        }
        let op = Op::portable(last.opcode);
        let stopped = self.watch.stopped.take();
        if !stopped.is_null() && !stopped.is_none() && matches!(op, Op::FOR_ITER | Op::SEND) {
            self.tell_exception(here.frame, &stopped, last.at)?;
            self.monitor(here.frame, event::RAISE, last.at, &[stopped])?;
        }
        self.monitor_jump(here.frame, last, here.mark, here.fell_through())
    }

    /// Tells of a single instruction. As in CPython, it is known of the code whether that is wanted, and a frame that does not want
    /// it changes that.
    fn tell_opcode(&mut self, frame: *const Frame, at: u32) -> PyResult<()> {
        let Some(live) = super::frame::look(frame) else { return Ok(()) };
        let code = live.code().to_ref();
        if !code.opcodes_traced.get() {
            return Ok(());
        }
        let object = self.frame_object(frame);
        match object.get::<FrameObject>().is_some_and(|object| object.trace_opcodes.get()) {
            true => self.tell(frame, Event::Opcode, &Value::NONE, at),
            false => {
                code.opcodes_traced.set(false);
                Ok(())
            }
        }
    }

    /// What an instruction is about to do: return, yield, jump back, call a native function, end a delegation.
    fn watch_operation(&mut self, r: &Registers, here: &Here) -> PyResult<()> {
        let (frame, at) = (here.frame, here.mark.at);
        let (op, operand) = r.peek_op();
        match op.generic() {
            Op::RETURN_VALUE => {
                let value = r.peek(1).clone();
                self.tell(frame, Event::Return, &value, at)?;
                self.monitor(frame, event::PY_RETURN, at, std::slice::from_ref(&value))?;
                if r.frame().kind.get() == FrameKind::ForIter && !value.is_none() {
                    let stop = self.stop_iteration(value);
                    self.watch.stopped.set(stop.0.into_value());
                }
                Ok(())
            }
            Op::YIELD_VALUE => {
                let value = r.peek(1).clone();
                self.tell(frame, Event::Return, &value, at)?;
                self.monitor(frame, event::PY_YIELD, at, &[value])
            }
            // Each round is a line of its own, even if it is on the same.
            Op::JUMP_BACKWARD => {
                let target = (here.unit + 1).checked_sub(operand as usize).and_then(|unit| here.marks.get(unit));
                let to = target.map_or(0, |target| 2 * target.start as usize);
                self.monitor(frame, event::JUMP, at, &[Value::size(to)])?;
                match target.is_some_and(|target| target.line.is_some() && target.line == here.mark.line) {
                    true => self.tell(frame, Event::Line, &Value::NONE, at),
                    false => Ok(()),
                }
            }
            Op::END_SEND => {
                let (receiver, value) = (r.peek(2).clone(), r.peek(1).clone());
                let ends = receiver.get::<Generator>().is_some_and(|generator| {
                    let class = generator.header().class();
                    class.is(&self.classes.coroutine) || class.is(&self.classes.generator)
                });
                if !ends || !self.watch.is_told() {
                    return Ok(());
                }
                let stop = self.stop_iteration(value);
                self.tell_exception(frame, stop.value(), at)?;
                self.monitor(frame, event::STOP_ITERATION, at, std::slice::from_ref(stop.value()))
            }
            Op::POP_ITER | Op::END_ASYNC_FOR => self.monitor_loop_end(r, here.last, here.mark),
            Op::CALL | Op::CALL_NATIVE => self.watch_call(r, here, operand as usize, 2),
            Op::CALL_KW => self.watch_call(r, here, operand as usize, 3),
            Op::CALL_FUNCTION_EX => {
                let (function, first) = (r.peek(4).clone(), r.peek(3).clone());
                let first = first.get::<Tuple>().and_then(|args| args.items().first().cloned()).unwrap_or_default();
                self.monitor_call(frame, at, &function, &first)?;
                self.tell_call(here, function, first)
            }
            _ => Ok(()),
        }
    }

    /// `below` is how many operands there are beside the arguments.
    fn watch_call(&mut self, r: &Registers, here: &Here, count: usize, below: usize) -> PyResult<()> {
        if self.watch.profile.is_null() && !self.watch.monitored {
            return Ok(());
        }
        let (mut function, mut receiver) = (r.peek(count + below).clone(), r.peek(count + below - 1).clone());
        if let Some(method) = function.clone().get::<Method>().filter(|_| receiver.is_null()) {
            (function, receiver) = (method.function.clone(), method.receiver.clone());
        }
        let first = match (receiver.is_null(), count) {
            (true, 0) => Value::NULL,
            (true, _) => r.peek(count + below - 2).clone(),
            (false, _) => receiver.clone(),
        };
        self.monitor_call(here.frame, here.mark.at, &function, &first)?;
        let is_method = |native: &Obj<NativeObject>| native.header().class().is(&self.classes.method_descriptor);
        let is_method = function.get::<NativeObject>().is_some_and(is_method);
        if !is_method || self.watch.profile.is_null() {
            return self.tell_call(here, function, first);
        }
        if first.is_null() {
            return Ok(());
        }
        let bound = self.bind_descriptor(&function, &first)?;
        self.tell_call(here, bound, first)
    }

    /// Tells the profiler that a native function is called.
    fn tell_call(&mut self, here: &Here, function: Value, first: Value) -> PyResult<()> {
        let is_profiled = !self.watch.profile.is_null() && self.is_profiled(&function);
        if is_profiled {
            self.tell(here.frame, Event::CCall, &function, here.mark.at)?;
        }
        let in_python = function.get::<Method>().map_or(&function, |method| &method.function).is_a::<Function>();
        if is_profiled || self.watch.monitored && !in_python {
            self.watch.calls.push(NativeCall { caller: here.frame, function, first });
        }
        Ok(())
    }

    /// Whether a callable is what profilers are told of.
    fn is_profiled(&self, function: &Value) -> bool {
        let native = function.get::<NativeObject>();
        native.is_some_and(|native| native.header().class().is(&self.classes.native_function))
    }

    /// To be called when an exception was raised in the running frame, or came to it; gives the one to go on with.
    pub(super) fn watch_raise(&mut self, r: &Registers, raised: Raised, is_new: bool) -> Raised {
        if !self.watch.on {
            return raised;
        }
        let frame = r.frame_pointer().cast_const();
        if is_new {
            self.observe(|observer, vm| observer.raised(vm, r.frame(), raised.value()));
        }
        let at = self.portable_unit_of(r.frame());
        if self.watch.calls.last().is_some_and(|call| call.caller == frame)
            && let Some(call) = self.watch.calls.pop()
        {
            let told = match self.is_profiled(&call.function) {
                true => self.tell(frame, Event::CException, &call.function, at),
                false => Ok(()),
            };
            if let Err(other) = told.and_then(|()| self.monitor_native(frame, event::C_RAISE, at, &call)) {
                return other;
            }
        }
        if is_new && let Err(other) = self.tell_exception(frame, raised.value(), at) {
            return other;
        }
        let id = if is_new { event::RAISE } else { event::RERAISE };
        let at = self.unit_of_raise(r);
        match self.monitor(frame, id, at, std::slice::from_ref(raised.value())) {
            Ok(()) => raised,
            Err(other) => other,
        }
    }

    /// To be called when a frame is about to end by an exception.
    pub(super) fn watch_unwind(&mut self, r: &Registers, raised: Raised) -> Raised {
        if !self.watch.on {
            return raised;
        }
        self.observe(|observer, vm| observer.left(vm, r.frame()));
        let at = self.portable_unit_of(r.frame());
        let told = self.tell(r.frame_pointer(), Event::Return, &Value::NONE, at);
        let (exception, at) = (std::slice::from_ref(raised.value()), self.unit_of_raise(r));
        match told.and_then(|()| self.monitor(r.frame_pointer(), event::PY_UNWIND, at, exception)) {
            Ok(()) => raised,
            Err(other) => other,
        }
    }

    /// To be called when a generator goes on with an exception.
    pub(super) fn watch_throw(&mut self, r: &mut Registers, raised: Raised) -> Raised {
        if !self.watch.on {
            return raised;
        }
        let at = self.portable_unit_of(r.frame());
        let told = self.tell(r.frame_pointer(), Event::Call, &Value::NONE, at);
        let exception = std::slice::from_ref(raised.value());
        match told.and_then(|()| self.monitor(r.frame_pointer(), event::PY_THROW, at, exception)) {
            Ok(()) => raised,
            Err(other) => other,
        }
    }

    /// The instruction that a frame is at. One that waits in a `yield` is at the `RESUME` behind it.
    fn portable_unit_of(&self, frame: &Frame) -> u32 {
        let (marks, unit) = (frame.code().marks(), frame.unit());
        match marks.get(unit.wrapping_add(1)) {
            Some(Mark { before: Before::Resume(at), .. }) => *at,
            _ => marks.get(unit).map_or(0, |mark| mark.at),
        }
    }

    /// To be called where a `StopIteration` ends a loop or a delegation.
    #[cold]
    pub(super) fn watch_stop(&mut self, raised: &Raised) {
        if self.watch.on && self.watch.busy == 0 {
            self.watch.stopped.set(raised.value().clone());
        }
    }

    fn tell_exception(&mut self, frame: *const Frame, exception: &Value, at: u32) -> PyResult<()> {
        if self.watch.trace.is_null() || self.watch.busy > 0 {
            return Ok(());
        }
        let class = self.type_of(exception).value();
        let traceback = exception.get::<crate::object::Exception>().map_or(Value::NONE, |known| known.traceback.get());
        let arg = self.tuple([class, exception.clone(), traceback]);
        self.tell(frame, Event::Exception, &arg, at)
    }

    /// Tells the trace function and the profiler of an event, if it is for them, at a portable unit of the frame's code.
    fn tell(&mut self, frame: *const Frame, event: Event, arg: &Value, at: u32) -> PyResult<()> {
        if self.watch.busy > 0 {
            return Ok(());
        }
        if event.is_for_tracers() && !self.watch.trace.is_null() {
            self.tell_tracer(frame, event, arg, at)?;
        }
        if event.is_for_profilers() && !self.watch.profile.is_null() {
            let (object, profile) = (self.frame_object(frame), self.watch.profile.clone());
            if let Err(raised) = self.call_watcher(&object, &profile, event, arg, at) {
                drop(self.watch.set_profile(Value::NONE));
                return Err(raised);
            }
        }
        Ok(())
    }

    /// A call is told to the global trace function, which says who is told of what else happens in the frame.
    fn tell_tracer(&mut self, frame: *const Frame, event: Event, arg: &Value, at: u32) -> PyResult<()> {
        let has_object = super::frame::look(frame).is_some_and(|frame| !frame.object.is_null());
        if event != Event::Call && !has_object {
            return Ok(());
        }
        let value = self.frame_object(frame);
        let Some(object) = value.get::<FrameObject>() else { return Ok(()) };
        if !matches!(event, Event::Line | Event::Opcode) && object.trace_opcodes.get() {
            object.code.opcodes_traced.set(true);
        }
        let function = if event == Event::Call { self.watch.trace.clone() } else { object.trace.get() };
        let is_wanted = match event {
            Event::Line => object.trace_lines.get(),
            _ => true,
        };
        if !is_wanted || function.is_none() || function.is_null() {
            return Ok(());
        }
        self.watch.shown = Some((frame, event));
        let result = self.call_watcher(&value, &function, event, arg, at);
        self.watch.shown = None;
        match result {
            Ok(next) if next.is_none() => Ok(()),
            Ok(next) => {
                object.trace.set(next);
                Ok(())
            }
            Err(raised) => {
                drop(self.watch.set_trace(Value::NONE));
                object.trace.set(Value::NONE);
                Err(raised)
            }
        }
    }

    fn call_watcher(&mut self, frame: &Value, function: &Value, event: Event, arg: &Value, at: u32) -> PyResult {
        let name = self.intern(event.name());
        self.call_unwatched(frame, at, |vm| vm.call(function, &[frame.clone(), name, arg.clone()]))
    }

    /// Calls a function that is not watched itself, and to which the frame is at a portable unit.
    fn call_unwatched(&mut self, frame: &Value, at: u32, call: impl FnOnce(&mut Vm) -> PyResult) -> PyResult {
        let Some(object) = frame.get::<FrameObject>() else { return Ok(Value::NONE) };
        let before = object.shown.replace(Some(at));
        self.watch.busy += 1;
        self.watch.on = self.watch.is_wanted();
        let result = call(self);
        self.watch.busy -= 1;
        self.watch.on = self.watch.is_wanted();
        object.shown.set(before);
        result
    }

    /// The same for a tool of `sys.monitoring`.
    pub(super) fn call_monitor(&mut self, frame: *const Frame, at: u32, call: impl FnOnce(&mut Vm) -> PyResult) -> PyResult {
        let object = self.frame_object(frame);
        self.call_unwatched(&object, at, call)
    }

    /// `sys.call_tracing`: calls a function that is watched, though a trace function calls it.
    pub fn call_watched(&mut self, function: &Value, args: &[Value]) -> PyResult {
        let busy = std::mem::take(&mut self.watch.busy);
        self.watch.on = self.watch.is_wanted();
        let result = self.call(function, args);
        self.watch.busy = busy;
        self.watch.on = self.watch.is_wanted();
        result
    }
}
