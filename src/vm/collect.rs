//! What has to wait until the machine can run code: signals, `__del__`, callbacks of weak references, the collector of cycles.

use super::raised::PyResult;
use super::{Generator, Vm};
use crate::object::{ATTENTION, Special, Value, flag};
use std::sync::atomic::Ordering;

/// So many objects more than twice those that are left before cycles are looked for again.
const BETWEEN_COLLECTIONS: usize = 20_000;
/// Under stress, as many objects put off the next collection by one chance.
const UNDER_STRESS: usize = 1_000;

impl Vm {
    /// Does what is waiting. To be called between instructions when [`ATTENTION`] is set, and now and then by native loops.
    #[inline]
    pub fn attend(&mut self) -> PyResult<()> {
        if ATTENTION.load(Ordering::Relaxed) { self.attend_now() } else { Ok(()) }
    }

    /// From now on collects cycles at every chance; more seldom where there are many objects, lest it take for ever.
    pub fn start_stress(&mut self) {
        self.stress = Some(0);
        ATTENTION.store(true, Ordering::Relaxed);
    }

    #[cold]
    #[inline(never)]
    fn attend_now(&mut self) -> PyResult<()> {
        ATTENTION.store(false, Ordering::Relaxed);
        self.finalize_dying();
        if self.collector_enabled && (self.wants_collection() || self.stress == Some(0)) {
            self.collect_cycles();
        }
        if let Some(chances) = self.stress {
            self.stress = Some(chances.checked_sub(1).unwrap_or(self.containers() / UNDER_STRESS));
        }
        if self.stress.is_some() || self.watch.is_switching() {
            ATTENTION.store(true, Ordering::Relaxed);
        }
        self.let_others_run();
        if self.has_signals() && self.is_first_thread() { self.handle_signals() } else { Ok(()) }
    }

    /// Raises `KeyboardInterrupt` for a computation that stopped because of a signal.
    pub fn attend_interrupt(&mut self) -> PyResult<()> {
        if self.has_signals() { self.handle_signals() } else { Ok(()) }
    }

    /// Finalizes the objects that died: by `__del__`, which may save them; the weak references of those that it does not save are
    /// cleared, and they are freed.
    pub fn finalize_dying(&mut self) {
        if self.finalizing {
            return;
        }
        self.finalizing = true;
        loop {
            let dying = self.take_dying();
            if dying.is_empty() {
                break;
            }
            for object in dying {
                self.finalize(&object);
                if object.header().is_some_and(|header| header.references() == 1) {
                    self.drop_weakrefs(&object);
                }
                drop(object);
            }
        }
        self.finalizing = false;
    }

    /// Calls an object's finalizer if that was not done before.
    fn finalize(&mut self, object: &Value) {
        let Some(header) = object.header() else { return };
        if header.has(flag::FINALIZED) {
            return;
        }
        header.set(flag::FINALIZED);
        if let Some(generator) = object.get::<Generator>() {
            return self.finalize_generator(generator, object);
        }
        let class = header.class().to_ref();
        if let Some(method) = class.special(Special::Del, self)
            && let Err(raised) = self.call_unbound(&method, object, &[])
        {
            let what = self.repr_lossy(&method);
            self.unraisable(raised, &format!("Exception ignored while calling deallocator {what}"));
        }
    }

    /// Closes a generator that nobody will ask any more.
    pub fn finalize_generator(&mut self, generator: &crate::object::Obj<Generator>, object: &Value) {
        if generator.is_done(self) {
            return;
        }
        // A coroutine that was never awaited is worth a warning; one that waits is closed.
        if self.warn_if_never_awaited(generator) {
            return;
        }
        let finalizer = generator.finalizer.get();
        let result = match finalizer.is_null() || finalizer.is_none() || generator.closed.get() {
            false => self.call(&finalizer, std::slice::from_ref(object)).map(drop),
            true => self.close_generator(generator).map(drop),
        };
        if let Err(raised) = result {
            let what = self.repr_lossy(object);
            self.unraisable(raised, &format!("Exception ignored while closing generator {what}"));
        }
    }

    /// Warns of a coroutine that was not started. False for all else.
    fn warn_if_never_awaited(&mut self, generator: &crate::object::Obj<Generator>) -> bool {
        if generator.started.get() || !generator.header().class().is(&self.classes.coroutine) {
            return false;
        }
        let (name, object) = (generator.qualname.get(), generator.value());
        let message = format!("coroutine '{}' was never awaited", self.text(&name));
        let warned = match self.tell_where_made(generator) {
            Ok(false) => self.warn_of(super::ExceptionKind::RuntimeWarning, &message, &object),
            result => result.map(drop),
        };
        if let Err(raised) = warned {
            let what = self.repr_lossy(&object);
            self.unraisable(raised, &format!("Exception ignored while finalizing coroutine {what}"));
        }
        true
    }

    /// Where it is known where a coroutine was made, the module `warnings` says that, too.
    fn tell_where_made(&mut self, generator: &crate::object::Obj<Generator>) -> super::PyResult<bool> {
        let origin = generator.origin.get();
        let (module, name) = (self.intern("warnings"), self.intern("_warn_unawaited_coroutine"));
        let module = self.modules.clone().get_str(&module, self);
        let Some(module) = module.filter(|_| !origin.is_null() && !origin.is_none()) else { return Ok(false) };
        let Some(function) = self.try_getattr(&module, &name)? else { return Ok(false) };
        self.call(&function, &[generator.value()]).map(|_| true)
    }

    fn drop_weakrefs(&mut self, object: &Value) {
        if !object.header().is_some_and(|header| header.has(flag::WEAKREFS)) {
            return;
        }
        // The last that was made comes first.
        for weak in self.clear_weakrefs(object).into_iter().rev() {
            let callback = weak.callback.take();
            if let Err(raised) = self.call(&callback, std::slice::from_ref(weak.value())) {
                let what = self.repr_lossy(&callback);
                self.unraisable(raised, &format!("Exception ignored while calling weakref callback {what}"));
            }
        }
    }

    /// Frees what only cycles keep alive; gives how many objects were found.
    pub fn collect_cycles(&mut self) -> usize {
        self.collect_cycles_by(|_| 0)
    }

    /// The same; finalizers are called in the order of the objects' ranks.
    pub fn collect_cycles_by(&mut self, rank: impl Fn(&Value) -> usize) -> usize {
        if self.collecting {
            return 0;
        }
        self.collecting = true;
        let count = self.collect_now(rank);
        self.collecting = false;
        let containers = self.containers();
        self.collect_at(2 * containers + BETWEEN_COLLECTIONS);
        count
    }

    fn collect_now(&mut self, rank: impl Fn(&Value) -> usize) -> usize {
        let mut garbage = self.find_garbage();
        let count = garbage.objects.len();
        if count > 0 {
            self.silence_weakrefs(&garbage.objects);
            let has_finalizer = |object: &Value| {
                object.header().is_some_and(|header| {
                    header.has(flag::WEAKREFS)
                        || !header.has(flag::FINALIZED) && (header.class().has_del() || header.has(flag::FINALIZE))
                })
            };
            let mut finalizable: Vec<Value> =
                garbage.objects.iter().filter(|object| has_finalizer(object)).cloned().collect();
            finalizable.sort_by_key(|object| rank(object));
            if !finalizable.is_empty() {
                drop(garbage);
                finalizable.iter().for_each(|object| self.drop_weakrefs(object));
                finalizable.iter().for_each(|object| self.finalize(object));
                drop(finalizable);
                // Finalizers may have saved some of it.
                garbage = self.find_garbage();
            }
            self.free_garbage(garbage);
        }
        count
    }
}
