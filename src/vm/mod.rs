//! The virtual machine: runs bytecode.
//!
//! | module | what it does |
//! | --- | --- |
//! | `op`, `code` | instructions as the machine runs them; linking portable code to that form |
//! | `frame`, `registers`, `activation` | frames and their stack; where the machine is in one; entering and leaving them (`unsafe`) |
//! | `machine`, `arms` | the loop over instructions; those that are longer or seldom, and what specialises them |
//! | `forms` | how attributes were found, for instructions that meet objects of many kinds |
//! | `unwind` | exceptions on their way to a handler |
//! | `call`, `function`, `native` | calling anything; functions in Python and in Rust |
//! | `attributes`, `operators`, `compare`, `protocols`, `iterate`, `containers`, `instances` | what the data model does, on values of any type |
//! | `classes` | class statements, the order of bases, `type` |
//! | `generator` | generators, coroutines, asynchronous generators |
//! | `raised`, `exceptions` | raising; the builtin exception classes |
//! | `watch`, `marks`, `jumps`, `monitor` | showing what runs to those who watch: `sys.settrace`, `sys.setprofile`, `sys.monitoring`, `hyaline trace` |
//! | `signals`, `wait` | signals; blocking until there is input, or one of them |
//! | `collect` | finalizers, weak references, the cycle collector's turn |
//!
//! Takes a [`Program`](crate::bytecode::Program); gives what running it gives, a [`Value`] or an exception. Native functions, of the builtin
//! types and of modules, come from later stages, through tables of [`Native`]s and [`Attribute`]s. `unsafe` is in `frame`, `registers`,
//! `activation`, `payloads`, `descriptor` and `environment`.

mod activation;
mod arms;
mod attributes;
mod call;
mod classes;
mod code;
mod collect;
mod compare;
mod containers;
pub mod descriptor;
pub mod environment;
mod exceptions;
mod forms;
mod frame;
mod frame_object;
mod function;
mod fused;
mod generator;
mod getset;
mod groups;
mod instances;
mod iterate;
mod jumps;
mod library;
mod machine;
mod marks;
mod missing;
mod modules;
pub mod monitor;
mod native;
mod native_types;
mod op;
mod operators;
mod payloads;
mod protocols;
mod raised;
mod registers;
mod run;
mod sets;
pub mod signals;
mod suggest;
#[cfg(test)]
mod tests;
pub mod threads;
mod unwind;
mod wait;
mod watch;

pub use crate::bytecode::BinaryOperator;
pub use classes::ClassBuilder;
pub use code::Code;
pub use compare::holds;
pub use exceptions::{Exceptions, Kind as ExceptionKind, os_error_kind};
pub use frame::Frame;
pub use frame_object::FrameObject;
pub use function::Function;
pub use generator::{Generator, Resumed};
pub use getset::{Attribute, GetSetObject, readonly};
pub use library::MODULES as STDLIB_MODULES;
pub use marks::{Before, Mark};
pub use missing::ProgramFolder;
pub use native::{Arguments, Native, NativeFn, NativeObject, spread_keywords};
pub use op::Op;
pub use operators::BinaryOp;
pub use raised::{PyResult, Raised, error_words};
pub use signals::interrupt;
pub use suggest::closest;
pub use watch::{Observer, Watch};

use crate::bytecode::Program;
use crate::object::{Dict, Heap, Module, Obj, Ref, Type, Value};
use crate::source::Source;
use frame::{FrameKind, Stack};
use rustc_hash::{FxHashMap, FxHashSet};
use std::any::{Any, TypeId};
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// The types of the machine's own objects.
pub struct Classes {
    pub function: Ref<Type>,
    pub native_function: Ref<Type>,
    pub method_descriptor: Ref<Type>,
    pub wrapper_descriptor: Ref<Type>,
    pub method_wrapper: Ref<Type>,
    pub classmethod_descriptor: Ref<Type>,
    pub getset_descriptor: Ref<Type>,
    pub code: Ref<Type>,
    pub frame: Ref<Type>,
    pub generator: Ref<Type>,
    pub coroutine: Ref<Type>,
    pub async_generator: Ref<Type>,
    /// What an asynchronous generator yields comes wrapped in.
    pub async_wrapped: Ref<Type>,
}

/// The machine: the heap, the stack, and the state that all code shares.
pub struct Vm {
    heap: Heap,
    pub classes: Classes,
    pub exceptions: Exceptions,
    /// The dict of the module `builtins`.
    pub builtins: Ref<Dict>,
    /// `sys.modules`.
    pub modules: Ref<Dict>,
    /// The dict of the module `sys`.
    pub sys: Ref<Dict>,
    stack: Stack,
    /// Who watches the program run.
    pub watch: Watch,
    /// The tools of `sys.monitoring`.
    pub monitoring: monitor::Monitoring,
    /// How attributes were found.
    forms: forms::Forms,
    /// The running frame.
    current: *mut Frame,
    /// The exceptions being handled: one entry for the thread and one for each generator that runs. NULL where there is none.
    handled: Vec<Value>,
    depth: usize,
    pub recursion_limit: usize,
    /// The lowest address that the native stack may reach.
    native_limit: usize,
    /// Whether finalizers are being run, so that they are not run within themselves.
    finalizing: bool,
    /// Whether cycles are being collected, so that finalizers do not start it again.
    collecting: bool,
    pub collector_enabled: bool,
    /// Collects as often as can be, to find what the machine holds without counting: the chances until the next collection.
    stress: Option<usize>,
    /// How many digits an int's text may have: `sys.set_int_max_str_digits`. 0 is no limit.
    pub int_max_str_digits: usize,
    /// `-b`: whether comparing bytes with other things, and their `str`, are worth a warning.
    pub warns_of_bytes: bool,
    /// `-X warn_default_encoding`.
    pub warns_of_encoding: bool,
    /// `-X utf8`.
    pub utf8_mode: bool,
    /// Asked for an attribute that a module has as nothing, while there is no import system yet.
    pub module_hook: Option<ModuleHook>,
    /// Issues a warning of a class: the module `warnings`, once there is one.
    pub warn_hook: Option<WarnHook>,
    /// `sys.set_asyncgen_hooks`: called before the first step of an asynchronous generator, and when one dies that waits.
    pub async_generator_hooks: [Value; 2],
    /// How many frames a new coroutine notes of its origin: `sys.set_coroutine_origin_tracking_depth`.
    pub coroutine_origin_depth: usize,
    /// Handles a signal: the module `signal`, once there is one.
    pub signal_hook: Option<fn(&mut Vm, i32) -> PyResult<()>>,
    /// Takes a step of what `asend` and `__anext__` of an asynchronous generator gave.
    pub asend_hook: Option<AsendHook>,
    /// Reports exceptions that nobody can catch.
    pub unraisable_hook: Option<fn(&mut Vm, Raised, &str)>,
    /// Makes template strings and type variables, whose types come from a later stage: what, and of what.
    pub template_maker: Option<Maker>,
    /// The types of opaque objects, by the Rust type of their contents.
    native_types: FxHashMap<TypeId, Ref<Type>>,
    /// The containers whose `repr` is being made.
    repr_stack: FxHashSet<u64>,
    pub typing_hook: Option<Maker>,
    /// `typing.Generic` and `typing.NoDefault`.
    pub generic: Value,
    pub no_default: Value,
    /// Called in turn when the program has ended.
    pub at_exit: Vec<fn(&mut Vm)>,
    /// Makes `type[int]`: of a class and what it is generic over.
    pub generic_maker: Option<Maker>,
    /// What later stages keep for the running thread, by its type.
    thread_states: FxHashMap<TypeId, Box<dyn Any>>,
    /// The threads that are without the baton.
    set_aside: Vec<threads::SetAside>,
    /// What later stages keep with the machine, by its type.
    states: FxHashMap<TypeId, Box<dyn Any>>,
    /// The sources of programs that are in no file, for tracebacks.
    sources: Vec<(Rc<Program>, Rc<Source>)>,
}

/// Of a module, an attribute's name, and its value as it is.
type ModuleHook = fn(&mut Vm, &Obj<Module>, &Value, Value) -> PyResult;

/// Issues a warning of a class.
pub type WarnHook = fn(&mut Vm, ExceptionKind, &str, &Value, i64) -> PyResult<()>;

/// What an awaitable awaits when it is sent a value, or the value that it ends with; nothing if it is of another kind.
pub type AsendHook = fn(&mut Vm, &Value, &Value) -> Option<PyResult<Resumed>>;

/// A function of a later stage that instructions need.
pub type Maker = fn(&mut Vm, &str, &[Value]) -> PyResult;

impl Deref for Vm {
    type Target = Heap;
    #[inline(always)]
    fn deref(&self) -> &Heap {
        &self.heap
    }
}

impl DerefMut for Vm {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Heap {
        &mut self.heap
    }
}

/// How much native stack is left to whoever handles that there is no more.
const NATIVE_RESERVE: usize = 256 << 10;

impl Vm {
    /// A machine without builtins. `native_stack` is how many bytes of native stack there are from here.
    pub fn new(native_stack: usize) -> Vm {
        let mut heap = Heap::new();
        let classes = Classes::new(&mut heap);
        let exceptions = Exceptions::new(&mut heap);
        let (builtins, modules, sys) = (heap.new_dict(), heap.new_dict(), heap.new_dict());
        let mut vm = Vm {
            heap,
            classes,
            exceptions,
            builtins,
            modules,
            sys,
            stack: Stack::new(),
            watch: Watch::default(),
            monitoring: monitor::Monitoring::default(),
            forms: forms::Forms::default(),
            current: std::ptr::null_mut(),
            handled: vec![Value::NULL],
            depth: 0,
            recursion_limit: 1000,
            native_limit: native_address().saturating_sub(native_stack.saturating_sub(NATIVE_RESERVE)),
            finalizing: false,
            collecting: false,
            collector_enabled: true,
            stress: None,
            warns_of_bytes: false,
            warns_of_encoding: false,
            utf8_mode: false,
            int_max_str_digits: crate::number::radix::DEFAULT_MAX_STR_DIGITS,
            module_hook: None,
            warn_hook: None,
            async_generator_hooks: [Value::NONE, Value::NONE],
            coroutine_origin_depth: 0,
            signal_hook: None,
            asend_hook: None,
            unraisable_hook: None,
            template_maker: None,
            native_types: FxHashMap::default(),
            repr_stack: FxHashSet::default(),
            typing_hook: None,
            generic: Value::NULL,
            no_default: Value::NULL,
            at_exit: Vec::new(),
            generic_maker: None,
            thread_states: FxHashMap::default(),
            set_aside: Vec::new(),
            states: FxHashMap::default(),
            sources: Vec::new(),
        };
        vm.mark_first_thread();
        vm
    }

    /// How many calls are running.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// What `sys` has by a name.
    pub fn sys_attribute(&mut self, name: &str) -> Option<Value> {
        let name = self.intern(name);
        self.sys.get_str(&name, self)
    }

    /// Keeps the source of a program that is in no file, so that tracebacks can show its lines.
    pub fn keep_source(&mut self, program: &Rc<Program>, source: Rc<Source>) {
        self.sources.push((program.clone(), source));
    }

    /// The source that was kept of a program.
    pub fn source_of(&self, program: &Rc<Program>) -> Option<Rc<Source>> {
        self.sources.iter().find(|(known, _)| Rc::ptr_eq(known, program)).map(|(_, source)| source.clone())
    }

    /// The running frame, if any code runs.
    pub fn frame(&self) -> Option<&Frame> {
        frame::look(self.current)
    }

    /// To be called wherever native code can call itself through Python values: an error in place of an overflow.
    #[inline]
    pub fn check_native_stack(&mut self) -> PyResult<()> {
        if native_address() < self.native_limit { Err(self.native_stack_overflow()) } else { Ok(()) }
    }

    #[cold]
    fn native_stack_overflow(&mut self) -> Raised {
        self.recursion_error("maximum recursion depth exceeded")
    }

    /// What a later stage keeps with the machine: made when first asked for.
    pub fn state<T: Any + Default>(&mut self) -> &mut T {
        let state = self.states.entry(TypeId::of::<T>()).or_insert_with(|| Box::new(T::default()));
        state.downcast_mut().expect("kept under its type")
    }

    /// Lets go of what later stages keep with the machine. Nothing can run afterwards.
    pub fn forget_states(&mut self) {
        self.watch = Watch::default();
        self.monitoring = monitor::Monitoring::default();
        self.states.clear();
        self.thread_states.clear();
        self.native_types.clear();
        self.sources.clear();
    }

    /// The exception being handled, if any.
    pub fn handled_exception(&self) -> Option<Value> {
        self.handled.iter().rev().find(|handled| !handled.is_null() && !handled.is_none()).cloned()
    }
}

/// About where the native stack is.
#[inline(never)]
fn native_address() -> usize {
    let here = 0u8;
    std::ptr::from_ref(std::hint::black_box(&here)).addr()
}
