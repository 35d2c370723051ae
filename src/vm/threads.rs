//! Threads: one machine that many threads of the system run in turn.
//!
//! Whoever holds the baton runs Python code. A thread gives it up where it waits for the outside world ([`Vm::without_baton`]) and,
//! when another has waited for a while, between two instructions. What belongs to the thread (stack, frames, handled exceptions) it
//! takes along, and puts into the machine again when it has the baton back. As long as there is one thread only, none of this costs
//! anything.
//!
//! `unsafe`, since a machine and its values cannot be sent to other threads: here they are, under the baton.

#![allow(unsafe_code)]

use super::frame::{Frame, Stack};
use super::raised::PyResult;
use super::watch::Watch;
use super::{NATIVE_RESERVE, Vm, native_address};
use crate::object::{ATTENTION, Value};
use crate::system::process;
use crate::system::signals::this_thread;
use rustc_hash::{FxHashMap, FxHashSet};
use std::any::{Any, TypeId};
use std::io;
use std::os::unix::thread::JoinHandleExt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How many threads there are beside the first.
static OTHERS: AtomicUsize = AtomicUsize::new(0);
/// Whether a thread has waited long enough for the baton.
static WANTED: AtomicBool = AtomicBool::new(false);
/// Whether the program has ended: only the first thread runs any more.
static ENDING: AtomicBool = AtomicBool::new(false);
static BATON: Baton =
    Baton { state: Mutex::new(State { held: true, waiting: 0, turn: 0 }), passed: Condvar::new(), taken: Condvar::new() };

/// How much native stack a thread gets, if the program does not say. Memory is only used where it is needed.
pub const STACK: usize = 16 << 20;
/// How often the first thread, where it waits for others, looks whether there is a signal to handle.
const GLANCE: Duration = Duration::from_millis(20);

/// More than a condition variable's clock will see.
const FOR_EVER: Duration = Duration::from_secs(1 << 30);

struct Baton {
    state: Mutex<State>,
    passed: Condvar,
    taken: Condvar,
}

struct State {
    held: bool,
    waiting: usize,
    /// How often it was taken.
    turn: u64,
}

impl Baton {
    fn look(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pass(&self) {
        self.look().held = false;
        self.passed.notify_one();
    }

    /// Passes it to a thread that waits, if there is one.
    fn pass_on(&self) {
        let mut state = self.look();
        state.held = false;
        let turn = state.turn;
        self.passed.notify_one();
        while state.waiting > 0 && state.turn == turn {
            state = self.taken.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn take(&self, interval: Duration) {
        let mut state = self.look();
        state.waiting += 1;
        while state.held {
            let (again, waited) = self.passed.wait_timeout(state, interval).unwrap_or_else(PoisonError::into_inner);
            state = again;
            if waited.timed_out() && state.held {
                WANTED.store(true, Ordering::Relaxed);
                ATTENTION.store(true, Ordering::Relaxed);
            }
        }
        state.waiting -= 1;
        state.held = true;
        state.turn += 1;
        WANTED.store(false, Ordering::Relaxed);
        drop(state);
        self.taken.notify_all();
        // What came meanwhile may be this thread's to handle.
        ATTENTION.store(true, Ordering::Relaxed);
    }
}

/// What belongs to one thread: in the machine while it runs.
pub(super) struct Own {
    stack: Stack,
    current: *mut Frame,
    handled: Vec<Value>,
    depth: usize,
    native_limit: usize,
    repr_stack: FxHashSet<u64>,
    watch: Watch,
    async_generator_hooks: [Value; 2],
    coroutine_origin_depth: usize,
    states: FxHashMap<TypeId, Box<dyn Any>>,
}

impl Own {
    /// Of a thread that runs nothing.
    fn idle() -> Own {
        Own {
            stack: Stack::empty(),
            current: std::ptr::null_mut(),
            handled: Vec::new(),
            depth: 0,
            native_limit: 0,
            repr_stack: FxHashSet::default(),
            watch: Watch::default(),
            async_generator_hooks: [Value::NONE, Value::NONE],
            coroutine_origin_depth: 0,
            states: FxHashMap::default(),
        }
    }

    /// Of a thread that begins, with so much native stack from here on.
    fn new(native_stack: usize) -> Own {
        let native_limit = native_address().saturating_sub(native_stack.saturating_sub(NATIVE_RESERVE));
        Own { stack: Stack::new(), handled: vec![Value::NULL], native_limit, ..Own::idle() }
    }
}

/// What a new thread takes along.
struct Start {
    vm: *mut Vm,
    body: Box<dyn FnOnce(&mut Vm)>,
}

// SAFETY: the new thread touches neither before it has the baton.
unsafe impl Send for Start {}

impl Start {
    fn run(self, native_stack: usize) {
        BATON.take(INTERVAL.get());
        if ENDING.load(Ordering::Relaxed) {
            park();
        }
        // SAFETY: the machine lives until the process ends (`ENDING`), and who has the baton has it alone: the thread that passed
        // it on does not use its own reference before it has the baton again.
        let vm = unsafe { &mut *self.vm };
        let mut own = Own::new(native_stack);
        vm.exchange(&mut own);
        (self.body)(vm);
        vm.finalize_dying();
        let own_is_first = vm.is_first_thread();
        vm.exchange(&mut own);
        drop(own);
        // In a child that it forked itself, nobody is left to end the process.
        if process::is_forked() && own_is_first {
            std::process::exit(0);
        }
        OTHERS.fetch_sub(1, Ordering::Relaxed);
        BATON.pass();
    }
}

/// Never returns: the process ends around the thread.
fn park() -> ! {
    BATON.pass();
    loop {
        std::thread::park();
    }
}

/// How long a thread waits for the baton before it asks for it.
struct Interval(std::sync::atomic::AtomicU64);

static INTERVAL: Interval = Interval(std::sync::atomic::AtomicU64::new(5_000_000));

impl Interval {
    fn get(&self) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::Relaxed))
    }
}

/// `sys.getswitchinterval`.
pub fn switch_interval() -> Duration {
    INTERVAL.get()
}

/// `sys.setswitchinterval`.
pub fn set_switch_interval(interval: Duration) {
    let nanoseconds = u64::try_from(interval.as_nanos()).unwrap_or(u64::MAX);
    INTERVAL.0.store(nanoseconds.max(1000), Ordering::Relaxed);
}

/// How many threads there are beside the first.
pub fn others() -> usize {
    OTHERS.load(Ordering::Relaxed)
}

/// Forks by `fork`, while no thread is about to pass the baton or to take it. In the child, where `is_child`, there is only the
/// thread that forked, which has the baton.
pub fn around_fork<T>(vm: &mut Vm, fork: impl FnOnce() -> T, is_child: impl FnOnce(&T) -> bool) -> T {
    let mut state = BATON.look();
    let forked = fork();
    if is_child(&forked) {
        state.waiting = 0;
        OTHERS.store(0, Ordering::Relaxed);
        WANTED.store(false, Ordering::Relaxed);
        vm.waiting_frames.clear();
        vm.mark_first_thread();
    }
    forked
}

/// The program has ended: other threads stop where they wait for the baton.
pub fn end_others() {
    ENDING.store(true, Ordering::Relaxed);
}

/// Where threads wait for each other: for a lock to be released, a thread to end.
#[derive(Clone, Default)]
pub struct Parking(Arc<(Mutex<Parked>, Condvar)>);

#[derive(Default)]
struct Parked {
    /// How often there was news.
    news: u64,
    /// How many threads wait for some: the system need not be asked to wake nobody.
    waiting: usize,
}

impl Parking {
    fn parked(&self) -> MutexGuard<'_, Parked> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn news(&self) -> u64 {
        self.parked().news
    }

    /// Tells one of those who wait that there is news, or all.
    pub fn tell(&self, all: bool) {
        let mut parked = self.parked();
        parked.news += 1;
        match (parked.waiting, all) {
            (0, _) => {}
            (_, true) => self.0.1.notify_all(),
            (_, false) => self.0.1.notify_one(),
        }
    }

    fn wait(&self, seen: u64, timeout: Duration) {
        let mut parked = self.parked();
        parked.waiting += 1;
        let waited = self.0.1.wait_timeout_while(parked, timeout, |parked| parked.news == seen);
        waited.unwrap_or_else(PoisonError::into_inner).0.waiting -= 1;
    }
}

impl Vm {
    /// Starts a thread that does something with the machine, as soon as it is its turn; gives the system's number of it. `stack` is
    /// how much native stack it gets.
    pub fn start_thread(&mut self, stack: usize, body: impl FnOnce(&mut Vm) + 'static) -> io::Result<u64> {
        let start = Start { vm: self, body: Box::new(body) };
        OTHERS.fetch_add(1, Ordering::Relaxed);
        let thread = std::thread::Builder::new().stack_size(stack);
        let started = thread.spawn(move || start.run(stack));
        if started.is_err() {
            OTHERS.fetch_sub(1, Ordering::Relaxed);
        }
        started.map(|thread| thread.as_pthread_t())
    }

    /// Does something that needs no machine, and that may take its time: other threads run meanwhile. It must not touch values.
    pub fn without_baton<T>(&mut self, work: impl FnOnce() -> T) -> T {
        if others() == 0 {
            return work();
        }
        let own = self.step_aside();
        BATON.pass();
        let done = work();
        self.take_baton(own);
        done
    }

    /// Lets another thread run if one has waited for a while.
    pub(super) fn let_others_run(&mut self) {
        if WANTED.load(Ordering::Relaxed) && others() > 0 {
            let own = self.step_aside();
            BATON.pass_on();
            self.take_baton(own);
        }
    }

    /// Takes what belongs to the running thread out of the machine.
    fn step_aside(&mut self) -> Own {
        let mut own = Own::idle();
        self.exchange(&mut own);
        self.waiting_frames.insert(this_thread(), own.current);
        own
    }

    fn take_baton(&mut self, mut own: Own) {
        BATON.take(INTERVAL.get());
        self.waiting_frames.remove(&this_thread());
        let is_first = own.states.contains_key(&TypeId::of::<First>());
        if ENDING.load(Ordering::Relaxed) && !is_first {
            // What the thread has is left as it is: it may be in the midst of anything.
            std::mem::forget(own);
            park();
        }
        self.exchange(&mut own);
    }

    /// Waits until `is_over`, for a while or for ever; false if the time is over first. Ctrl-C ends it.
    pub fn wait_at(
        &mut self,
        parking: &Parking,
        timeout: Option<Duration>,
        mut is_over: impl FnMut(&mut Vm) -> bool,
    ) -> PyResult<bool> {
        let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        loop {
            let seen = parking.news();
            if is_over(self) {
                return Ok(true);
            }
            let left = end.map(|end| end.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return Ok(false);
            }
            let longest = if self.is_first_thread() { GLANCE } else { FOR_EVER };
            self.without_baton(|| parking.wait(seen, left.unwrap_or(FOR_EVER).min(longest)));
            self.attend()?;
        }
    }

    /// What a later stage keeps for the running thread: made when it first asks.
    pub fn thread_state<T: Any + Default>(&mut self) -> &mut T {
        let state = self.thread_states.entry(TypeId::of::<T>()).or_insert_with(|| Box::new(T::default()));
        state.downcast_mut().expect("kept under its type")
    }

    /// From now on the running thread is the first: the one that signals are handled by.
    pub fn mark_first_thread(&mut self) {
        self.thread_state::<First>();
    }

    pub fn is_first_thread(&self) -> bool {
        self.thread_states.contains_key(&TypeId::of::<First>())
    }

    /// The frame that each thread runs, with the system's number of the thread.
    pub fn frames_of_threads(&mut self) -> Vec<(u64, Value)> {
        let mut frames: Vec<(u64, *const Frame)> =
            self.waiting_frames.iter().map(|(thread, frame)| (*thread, *frame)).collect();
        frames.push((this_thread(), self.current));
        frames
            .into_iter()
            .map(|(thread, frame)| (thread, self.frame_object(frame)))
            .filter(|(_, frame)| !frame.is_none())
            .collect()
    }

    fn exchange(&mut self, own: &mut Own) {
        std::mem::swap(&mut self.stack, &mut own.stack);
        std::mem::swap(&mut self.current, &mut own.current);
        std::mem::swap(&mut self.handled, &mut own.handled);
        std::mem::swap(&mut self.depth, &mut own.depth);
        std::mem::swap(&mut self.native_limit, &mut own.native_limit);
        std::mem::swap(&mut self.repr_stack, &mut own.repr_stack);
        std::mem::swap(&mut self.watch, &mut own.watch);
        std::mem::swap(&mut self.async_generator_hooks, &mut own.async_generator_hooks);
        std::mem::swap(&mut self.coroutine_origin_depth, &mut own.coroutine_origin_depth);
        std::mem::swap(&mut self.thread_states, &mut own.states);
    }
}

/// Marks the thread that the process began with.
#[derive(Default)]
struct First;
