//! Asynchronous generators, and what their methods give to be awaited: `asend` and `__anext__`, `athrow` and `aclose`.

use super::generator::{awaited, code, frame, resume, set_name, set_qualname, suspended, this, thrown};
use crate::object::{Cell_, Obj, Opaque, Ref, Value, flag};
use crate::vm::{Attribute, ExceptionKind, Generator, Native, PyResult, Raised, Resumed, Vm};
use std::cell::Cell;

pub const METHODS: &[Native] = &[
    super::generic_alias::CLASS_GETITEM,
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__aiter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__anext__", signature: "(self, /)", function: |vm, args| asend(vm, &args[0], Value::NONE) },
    Native { name: "asend", signature: "(self, value, /)", function: |vm, args| asend(vm, &args[0], args[1].clone()) },
    Native { name: "athrow", signature: "(self, type, value=None, traceback=None, /)", function: athrow },
    Native { name: "aclose", signature: "(self, /)", function: aclose },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__name__", get: |vm, of| Ok(this(vm, of)?.name.get()), set: Some(set_name) },
    Attribute { name: "__qualname__", get: |vm, of| Ok(this(vm, of)?.qualname.get()), set: Some(set_qualname) },
    Attribute { name: "ag_await", get: awaited, set: None },
    Attribute { name: "ag_frame", get: frame, set: None },
    Attribute { name: "ag_running", get: |vm, of| Ok(Value::bool(this(vm, of)?.busy.get())), set: None },
    Attribute { name: "ag_suspended", get: suspended, set: None },
    Attribute { name: "ag_code", get: code, set: None },
];

/// What both kinds of awaitables can do.
macro_rules! awaitable_methods {
    ($of:ty) => {
        &[
            Native { name: "__await__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
            Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
            Native { name: "__next__", signature: "(self, /)", function: |vm, args| <$of>::step(vm, &args[0], Value::NONE) },
            Native {
                name: "send",
                signature: "(self, value, /)",
                function: |vm, args| <$of>::step(vm, &args[0], args[1].clone()),
            },
            Native {
                name: "throw",
                signature: "(self, type, value=None, traceback=None, /)",
                function: |vm, args| {
                    let raised = thrown(vm, &args[1..], "throw")?;
                    <$of>::throw(vm, &args[0], raised)
                },
            },
            Native {
                name: "close",
                signature: "(self, /)",
                function: |vm, args| close(vm, &args[0], <$of>::is_closed, <$of>::throw),
            },
            Native { name: "__del__", signature: "(self, /)", function: |vm, args| <$of>::forgotten(vm, &args[0]) },
        ]
    };
}

pub const ASEND: &[Native] = awaitable_methods!(Asend);
pub const ATHROW: &[Native] = awaitable_methods!(Athrow);

/// How far an awaitable is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Running,
    Closed,
}

/// What `asend` gives: goes on with the generator until that yields.
pub struct Asend {
    generator: Value,
    value: Value,
    state: Cell<State>,
}

/// What `athrow` gives, and `aclose`, which has no arguments.
pub struct Athrow {
    generator: Value,
    args: Option<[Value; 3]>,
    state: Cell<State>,
}

impl Opaque for Asend {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.generator);
        visit(&self.value);
    }
}

impl Opaque for Athrow {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.generator);
        self.args.iter().flatten().for_each(visit);
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let qualname = this(vm, &args[0])?.qualname.get();
    let (name, id) = (vm.text(&qualname), vm.id(&args[0]));
    Ok(vm.str(&format!("<async_generator object {name} at {id:#x}>")))
}

/// Before a generator's first step: the hooks of `sys.set_asyncgen_hooks`.
fn call_hooks(vm: &mut Vm, of: &Value) -> PyResult<()> {
    let generator = this(vm, of)?;
    if generator.hooked.replace(true) {
        return Ok(());
    }
    let [first, finalizer] = [vm.async_generator_hooks[0].clone(), vm.async_generator_hooks[1].clone()];
    if !finalizer.is_null() && !finalizer.is_none() {
        vm.set_async_finalizer(&generator, finalizer);
    }
    if !first.is_null() && !first.is_none() {
        vm.call(&first, std::slice::from_ref(of))?;
    }
    Ok(())
}

fn asend(vm: &mut Vm, generator: &Value, value: Value) -> PyResult {
    call_hooks(vm, generator)?;
    Ok(vm.new_opaque(Asend { generator: generator.clone(), value, state: Cell::new(State::New) }))
}

fn athrow(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !args[2].is_null() {
        let message = "the (type, exc, tb) signature of athrow() is deprecated, use the single-arg signature instead.";
        vm.warn(ExceptionKind::DeprecationWarning, message)?;
    }
    call_hooks(vm, &args[0])?;
    let exception = [args[1].clone(), args[2].clone(), args[3].clone()];
    Ok(vm.new_opaque(Athrow { generator: args[0].clone(), args: Some(exception), state: Cell::new(State::New) }))
}

fn aclose(vm: &mut Vm, args: &[Value]) -> PyResult {
    call_hooks(vm, &args[0])?;
    Ok(vm.new_opaque(Athrow { generator: args[0].clone(), args: None, state: Cell::new(State::New) }))
}

/// What going on with the generator came to: a value that it awaits, a value that it yields, or an exception.
enum Came {
    Awaits(Value),
    Yields(Value),
}

fn came(vm: &mut Vm, result: PyResult<Resumed>) -> PyResult<Came> {
    match result? {
        Resumed::Yielded(value) => {
            let is_wrapped = vm.type_of(&value).is(&vm.classes.async_wrapped);
            match value.get::<Cell_>().filter(|_| is_wrapped) {
                Some(wrapped) => Ok(Came::Yields(wrapped.contents.get())),
                None => Ok(Came::Awaits(value)),
            }
        }
        Resumed::Returned(_) => Err(vm.raise_with(ExceptionKind::StopAsyncIteration, [])),
    }
}

/// Whether an exception says that an asynchronous generator is over.
fn is_end(vm: &Vm, raised: &Raised) -> bool {
    raised.is(ExceptionKind::StopAsyncIteration, vm) || raised.is(ExceptionKind::GeneratorExit, vm)
}

/// A step's result for whoever awaits: what the generator yields ends the awaiting.
fn unwrap(vm: &mut Vm, generator: &Obj<Generator>, result: PyResult<Resumed>) -> PyResult<Resumed> {
    match came(vm, result) {
        Ok(Came::Awaits(value)) => Ok(Resumed::Yielded(value)),
        Ok(Came::Yields(value)) => {
            generator.busy.set(false);
            Ok(Resumed::Returned(value))
        }
        Err(raised) => {
            if is_end(vm, &raised) {
                generator.closed.set(true);
            }
            generator.busy.set(false);
            Err(raised)
        }
    }
}

/// The same as methods give it.
fn as_iterator(vm: &mut Vm, result: PyResult<Resumed>) -> PyResult {
    match result? {
        Resumed::Yielded(value) => Ok(value),
        Resumed::Returned(value) => Err(vm.stop_iteration(value)),
    }
}

/// `close()` of an awaitable.
fn close(
    vm: &mut Vm,
    of: &Value,
    is_closed: fn(&Vm, &Value) -> bool,
    throw: fn(&mut Vm, &Value, Raised) -> PyResult,
) -> PyResult {
    if is_closed(vm, of) {
        return Ok(Value::NONE);
    }
    let exit = vm.raise_with(ExceptionKind::GeneratorExit, []);
    match throw(vm, of, exit) {
        Ok(_) => Err(vm.runtime_error("coroutine ignored GeneratorExit")),
        Err(raised) if is_end(vm, &raised) || raised.is(ExceptionKind::StopIteration, vm) => Ok(Value::NONE),
        Err(raised) => Err(raised),
    }
}

fn never_awaited(vm: &mut Vm, generator: &Value, method: &str) -> PyResult {
    let qualname = this(vm, generator)?.qualname.get();
    let message = format!("coroutine method '{method}' of '{}' was never awaited", vm.text(&qualname));
    vm.warn(ExceptionKind::RuntimeWarning, &message)?;
    Ok(Value::NONE)
}

impl Asend {
    fn state(vm: &Vm, of: &Value) -> State {
        of.opaque::<Asend>(vm).map_or(State::Closed, |of| of.state.get())
    }

    fn set(vm: &Vm, of: &Value, state: State) {
        if let Some(of) = of.opaque::<Asend>(vm) {
            of.state.set(state);
        }
    }

    fn is_closed(vm: &Vm, of: &Value) -> bool {
        Asend::state(vm, of) == State::Closed
    }

    /// The generator, and what is sent first; an error if nothing can be sent any more.
    fn begin(vm: &mut Vm, of: &Value) -> PyResult<(Ref<Generator>, Option<Value>)> {
        let Some(contents) = of.opaque::<Asend>(vm) else { return Err(vm.system_error("bad internal call")) };
        let (generator, value, state) = (contents.generator.clone(), contents.value.clone(), contents.state.get());
        let generator = this(vm, &generator)?;
        match state {
            State::Closed => Err(vm.runtime_error("cannot reuse already awaited __anext__()/asend()")),
            State::New if generator.busy.get() => {
                Asend::set(vm, of, State::Closed);
                Err(vm.runtime_error("anext(): asynchronous generator is already running"))
            }
            State::New => {
                Asend::set(vm, of, State::Running);
                // It was awaited, and that is all that its finalizer is about.
                if let Some(header) = of.header() {
                    header.set(flag::FINALIZED);
                }
                Ok((generator, Some(value)))
            }
            State::Running => Ok((generator, None)),
        }
    }

    fn end(vm: &mut Vm, of: &Value, generator: &Obj<Generator>, result: PyResult<Resumed>) -> PyResult<Resumed> {
        let result = unwrap(vm, generator, result);
        if !matches!(result, Ok(Resumed::Yielded(_))) {
            Asend::set(vm, of, State::Closed);
        }
        result
    }

    fn advance(vm: &mut Vm, of: &Value, value: Value) -> PyResult<Resumed> {
        let (generator, first) = Asend::begin(vm, of)?;
        let value = first.filter(|_| value.is_none()).unwrap_or(value);
        generator.busy.set(true);
        let result = resume(vm, &generator, value);
        Asend::end(vm, of, &generator, result)
    }

    /// A step for whoever awaits, if the awaitable is of this kind.
    pub fn await_step(vm: &mut Vm, of: &Value, value: &Value) -> Option<PyResult<Resumed>> {
        of.opaque::<Asend>(vm)?;
        Some(Asend::advance(vm, of, value.clone()))
    }

    fn step(vm: &mut Vm, of: &Value, value: Value) -> PyResult {
        let result = Asend::advance(vm, of, value);
        as_iterator(vm, result)
    }

    fn throw(vm: &mut Vm, of: &Value, raised: Raised) -> PyResult {
        let (generator, _) = Asend::begin(vm, of)?;
        generator.busy.set(true);
        let result = vm.throw_through(&generator, raised, true);
        let result = Asend::end(vm, of, &generator, result);
        as_iterator(vm, result)
    }

    fn forgotten(vm: &mut Vm, of: &Value) -> PyResult {
        match of.opaque::<Asend>(vm).map(|of| (of.state.get(), of.generator.clone())) {
            Some((State::New, generator)) => never_awaited(vm, &generator, "asend"),
            _ => Ok(Value::NONE),
        }
    }
}

impl Athrow {
    fn set(vm: &Vm, of: &Value, state: State) {
        if let Some(of) = of.opaque::<Athrow>(vm) {
            of.state.set(state);
        }
    }

    fn is_closed(vm: &Vm, of: &Value) -> bool {
        of.opaque::<Athrow>(vm).is_none_or(|of| of.state.get() == State::Closed)
    }

    /// The generator, what to throw (nothing for `aclose`), and how far it is; an error if it is over.
    fn begin(vm: &mut Vm, of: &Value) -> PyResult<(Ref<Generator>, Option<[Value; 3]>, State)> {
        let Some(contents) = of.opaque::<Athrow>(vm) else { return Err(vm.system_error("bad internal call")) };
        let (generator, args, state) = (contents.generator.clone(), contents.args.clone(), contents.state.get());
        let generator = this(vm, &generator)?;
        match state {
            State::Closed => Err(vm.runtime_error("cannot reuse already awaited aclose()/athrow()")),
            _ => Ok((generator, args, state)),
        }
    }

    fn busy(vm: &mut Vm, of: &Value, closes: bool) -> Raised {
        Athrow::set(vm, of, State::Closed);
        let method = if closes { "aclose" } else { "athrow" };
        vm.runtime_error(format!("{method}(): asynchronous generator is already running"))
    }

    fn step(vm: &mut Vm, of: &Value, value: Value) -> PyResult {
        let (generator, args, state) = Athrow::begin(vm, of)?;
        if generator.is_done(vm) && !generator.running.get() {
            Athrow::set(vm, of, State::Closed);
            return Err(vm.stop_iteration(Value::NONE));
        }
        if state == State::Running {
            let result = resume(vm, &generator, value);
            return Athrow::end(vm, of, &generator, args.is_none(), result);
        }
        if generator.busy.get() {
            return Err(Athrow::busy(vm, of, args.is_none()));
        }
        if generator.closed.get() {
            Athrow::set(vm, of, State::Closed);
            return Err(vm.raise_with(ExceptionKind::StopAsyncIteration, []));
        }
        if !value.is_none() {
            return Err(vm.runtime_error("can't send non-None value to a just-started coroutine"));
        }
        Athrow::set(vm, of, State::Running);
        generator.busy.set(true);
        let raised = match &args {
            None => {
                generator.closed.set(true);
                Ok(vm.raise_with(ExceptionKind::GeneratorExit, []))
            }
            // The deprecated signature was warned of when `athrow` was called.
            Some([kind, value, traceback]) => {
                let hook = vm.warn_hook.take();
                let raised = thrown(vm, &[kind.clone(), value.clone(), traceback.clone()], "throw");
                vm.warn_hook = hook;
                raised
            }
        };
        let result = raised.and_then(|raised| vm.throw_through(&generator, raised, false));
        Athrow::end(vm, of, &generator, args.is_none(), result)
    }

    fn end(vm: &mut Vm, of: &Value, generator: &Obj<Generator>, closes: bool, result: PyResult<Resumed>) -> PyResult {
        if !closes {
            let result = unwrap(vm, generator, result);
            let result = as_iterator(vm, result);
            if result.is_err() {
                Athrow::set(vm, of, State::Closed);
            }
            return result;
        }
        let over = |vm: &mut Vm| {
            generator.busy.set(false);
            Athrow::set(vm, of, State::Closed);
        };
        match came(vm, result) {
            Ok(Came::Awaits(value)) => Ok(value),
            Ok(Came::Yields(_)) => {
                over(vm);
                Err(vm.runtime_error("async generator ignored GeneratorExit"))
            }
            Err(raised) => {
                over(vm);
                if is_end(vm, &raised) { Err(vm.stop_iteration(Value::NONE)) } else { Err(raised) }
            }
        }
    }

    fn throw(vm: &mut Vm, of: &Value, raised: Raised) -> PyResult {
        let (generator, args, state) = Athrow::begin(vm, of)?;
        if state == State::New {
            if generator.busy.get() {
                return Err(Athrow::busy(vm, of, args.is_none()));
            }
            Athrow::set(vm, of, State::Running);
            generator.busy.set(true);
        }
        let result = vm.throw_through(&generator, raised, true);
        Athrow::end(vm, of, &generator, args.is_none(), result)
    }

    fn forgotten(vm: &mut Vm, of: &Value) -> PyResult {
        match of.opaque::<Athrow>(vm).map(|of| (of.state.get(), of.generator.clone(), of.args.is_none())) {
            Some((State::New, generator, closes)) => never_awaited(vm, &generator, if closes { "aclose" } else { "athrow" }),
            _ => Ok(Value::NONE),
        }
    }
}
