//! Signals, and how a process ends: what waits is flushed, objects are finalized, the exit status says how it went.

use crate::modules::sys::{self, Exit};
use crate::object::{Dict, List, Module, Ref, Str, Tuple, Value, type_flag};
use crate::system::signals;
use crate::vm::{Function, Vm, threads};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map::Entry;

/// The exit status if output cannot be flushed.
const UNFLUSHED: i32 = 120;

/// The status that the process is to end with; does not return if a signal ended the program.
pub fn end_process(exit: Exit) -> i32 {
    match exit {
        Exit::Status(status) => status & 0xff,
        Exit::Interrupted => {
            signals::die_of(libc::SIGINT);
            130
        }
    }
}

/// Cleans up after a program, before which objects were at these addresses if that is asked for, and says how the process is to end.
pub fn finish(vm: &mut Vm, exit: Exit, before: Option<FxHashSet<usize>>) -> Exit {
    wait_for_threads(vm);
    for hook in std::mem::take(&mut vm.at_exit) {
        hook(vm);
    }
    let flushed = flush(vm);
    threads::end_others();
    sys::begin_finalizing(vm);
    // The system takes the memory of objects whose end nobody would notice.
    let noticed = before.is_some() || !may_die_unnoticed(vm);
    if noticed {
        drop_modules(vm);
    }
    let flushed = flush(vm) && flushed;
    if noticed {
        drop_last_modules(vm);
    }
    if let Some(before) = before {
        report_left(vm, &before);
    }
    if flushed { exit } else { Exit::Status(UNFLUSHED) }
}

/// The program goes on as long as one of its threads does, unless that is a daemon.
fn wait_for_threads(vm: &mut Vm) {
    let (name, shutdown) = (vm.intern("threading"), vm.intern("_shutdown"));
    let Some(threading) = vm.modules.clone().get_str(&name, vm) else { return };
    if let Err(raised) = vm.call_method(&threading, &shutdown, &[]) {
        vm.unraisable(raised, "Exception ignored on threading shutdown");
    }
}

/// Says what objects there are now that were not there before.
fn report_left(vm: &mut Vm, before: &FxHashSet<usize>) {
    vm.forget_states();
    // What weak references call, and finalizers, hold things until they have run.
    while vm.collect_cycles() > 0 {
        vm.finalize_dying();
    }
    vm.forget_successors();
    vm.forget_names();
    let left: Vec<String> = vm.count_new(before).iter().map(|(class, count)| format!("{count} {class}")).collect();
    eprintln!("hyaline: left behind: {}", if left.is_empty() { "nothing".into() } else { left.join(", ") });
}

/// Whether no object there is has a finalizer, but for the standard streams, which were flushed.
fn may_die_unnoticed(vm: &mut Vm) -> bool {
    vm.finalize_dying();
    let mut streams = Vec::new();
    for (name, own) in [("stdin", "__stdin__"), ("stdout", "__stdout__"), ("stderr", "__stderr__")] {
        let (Some(stream), Some(own)) = (vm.sys_attribute(name), vm.sys_attribute(own)) else { return false };
        if !stream.is(&own) || vm.type_of(&own).has_flag(type_flag::HEAP) {
            return false;
        }
        streams.push(own);
    }
    // A stream of text stands on a buffer, and that on a file. What else it holds is the program's.
    for (from, part) in [(0, "buffer"), (3, "raw")] {
        let name = vm.intern(part);
        for index in from..from + 3 {
            let stream = streams[index].clone();
            streams.push(vm.getattr(&stream, &name).unwrap_or(Value::NONE));
        }
    }
    vm.may_die_unnoticed(&streams)
}

/// Flushes what programs print to. False if that failed.
fn flush(vm: &mut Vm) -> bool {
    let mut flushed = true;
    for name in ["stdout", "stderr"] {
        let Some(stream) = vm.sys_attribute(name).filter(|stream| !stream.is_none()) else { continue };
        let closed = vm.intern("closed");
        if vm.getattr(&stream, &closed).is_ok_and(|closed| closed.is_true()) {
            continue;
        }
        let flush = vm.names().flush.clone();
        if let Err(raised) = vm.call_method(&stream, &flush, &[]) {
            if name == "stdout" {
                vm.unraisable(raised, "Exception ignored while flushing sys.stdout");
                sys::discard_output(vm);
            }
            flushed = false;
        }
    }
    flushed
}

/// What `sys` has of the program, and no finalizer needs.
const LAST: [&str; 8] = ["last_exc", "last_type", "last_value", "last_traceback", "path", "argv", "ps1", "ps2"];

/// Lets go of all modules but `sys` and `builtins`, so that what they hold is finalized.
fn drop_modules(vm: &mut Vm) {
    for name in LAST {
        let (name, sys) = (vm.intern(name), vm.sys.clone());
        if sys.has_str(&name, vm) {
            drop(sys.insert_str(&name, Value::NONE, vm));
        }
    }
    let underscore = vm.intern("_");
    let builtins = vm.builtins.clone();
    drop(builtins.remove_str(&underscore, vm));
    let modules = vm.modules.clone();
    let held: Vec<Value> = modules.table(vm).iter().map(|entry| entry.value.clone()).collect();
    *modules.table_mut(vm) = Default::default();
    let (kept, dropped): (Vec<Value>, Vec<Value>) = held.into_iter().partition(|module| {
        module.get::<Module>().is_some_and(|module| module.dict.is(&vm.sys) || module.dict.is(&vm.builtins))
    });
    let ranks = ranks(vm, &dropped);
    let class = vm.types().weakref.clone();
    let modules: Vec<_> = dropped.iter().filter_map(|module| vm.new_weakref(&class, module, Value::NULL)).collect();
    drop(dropped);
    vm.finalize_dying();
    // What is in cycles finds all names still.
    vm.collect_cycles_by(|object| ranks.get(&object.bits()).copied().unwrap_or(usize::MAX));
    vm.finalize_dying();
    // Modules that something holds yet are emptied, the last one first.
    for module in modules.iter().rev() {
        let dict = module.target().and_then(|module| Some(module.get::<Module>()?.dict.clone()));
        if let Some(dict) = dict {
            clear(vm, &dict);
        }
    }
    vm.collect_cycles();
    vm.finalize_dying();
    drop(kept);
}

/// Lets go of what `sys` and `builtins` hold: the streams, and what a program put there or kept in the streams.
fn drop_last_modules(vm: &mut Vm) {
    for dict in [vm.sys.clone(), vm.builtins.clone()] {
        clear(vm, &dict);
        *dict.table_mut(vm) = Default::default();
    }
    vm.collect_cycles();
    vm.finalize_dying();
}

/// The order matters to those who read what finalizers print, and these have few objects.
const MOST_RANKED: usize = 50_000;

/// In which order what the modules hold is met on a walk from them, the last item of a list first, as CPython's collector
/// mostly has it.
fn ranks(vm: &mut Vm, modules: &[Value]) -> FxHashMap<u64, usize> {
    let mut ranks = FxHashMap::default();
    let dicts = modules.iter().filter_map(|module| Some(module.get::<Module>()?.dict.value().clone()));
    let mut pending: Vec<Value> = dicts.collect();
    pending.reverse();
    while let Some(holder) = pending.pop().filter(|_| ranks.len() < MOST_RANKED) {
        let rank = ranks.len();
        let Entry::Vacant(entry) = ranks.entry(holder.bits()) else { continue };
        entry.insert(rank);
        let mut held = vm.referents(&holder);
        held.retain(|object| object.header().is_some() && !object.is_a::<Module>());
        // A function's defaults come before its attributes.
        if let Some(function) = holder.get::<Function>() {
            held.insert(0, function.defaults.get());
        }
        if !holder.is_a::<List>() && !holder.is_a::<Tuple>() {
            held.reverse();
        }
        pending.extend(held);
    }
    ranks
}

/// Empties a module in the order that CPython does: names with one underscore first, so that others find what they need while they
/// are finalized.
fn clear(vm: &mut Vm, dict: &Ref<Dict>) {
    let is_private = |name: &str| name.starts_with('_') && !name.starts_with("__");
    for private in [true, false] {
        let names: Vec<Value> = dict.table(vm).iter().map(|entry| entry.key.clone()).collect();
        for name in names {
            let text = vm.text(&name);
            if text != "__builtins__" && (is_private(&text) == private || !private) && name.is_a::<Str>() {
                drop(dict.insert_str(&name, Value::NONE, vm));
                vm.finalize_dying();
            }
        }
    }
}
