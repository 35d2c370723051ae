//! The wrapper that `functools.lru_cache` puts around functions: results by arguments, the least recently used forgotten.

use super::get;
use crate::object::{Dict, Opaque, Str, Tuple, Value};
use crate::vm::{Arguments, Native, PyResult, Vm, spread_keywords};
use std::collections::BTreeMap;

pub struct Cache {
    function: Value,
    /// `None`: everything is kept.
    limit: Option<usize>,
    typed: bool,
    /// What makes the result of `cache_info`.
    info: Value,
    /// From keys to pairs of the time of the last use and the result.
    results: Value,
    /// Keys by the time of their last use.
    uses: BTreeMap<u64, Value>,
    clock: u64,
    hits: i64,
    misses: i64,
    /// Stands between arguments by place and by name.
    mark: Value,
}

impl Opaque for Cache {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.function, &self.info, &self.results, &self.mark].into_iter().for_each(&mut *visit);
        self.uses.values().for_each(visit);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, user_function, maxsize, typed, cache_info_type)", function: new },
    Native { name: "__call__", signature: "(self, *args, **kwargs=<missing>)", function: call },
    Native { name: "__get__", signature: "(self, instance, owner=None, /)", function: get },
    Native { name: "cache_info", signature: "(self, /)", function: cache_info },
    Native { name: "cache_clear", signature: "(self, /)", function: cache_clear },
    Native { name: "__copy__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__deepcopy__", signature: "(self, memo, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Cache>();
    let class = crate::builtins::class_to_make(vm, &args[0], &base)?;
    if !vm.is_callable(&args[1]) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let limit = match &args[2] {
        limit if limit.is_none() => None,
        limit if limit.as_int().is_some() => Some(vm.index_i64(limit)?.max(0) as usize),
        _ => return Err(vm.type_error("maxsize should be integer or None")),
    };
    let typed = vm.truth(&args[3])?;
    let (results, object) = (vm.new_dict().into_value(), vm.types().object.clone());
    let mark = vm.new_instance(&object);
    let cache = Cache {
        function: args[1].clone(),
        limit,
        typed,
        info: args[4].clone(),
        results,
        uses: BTreeMap::new(),
        clock: 0,
        hits: 0,
        misses: 0,
        mark,
    };
    Ok(vm.opaque(class, cache))
}

/// What stands for the arguments of a call: one int or str itself, else a tuple.
fn key_of(vm: &mut Vm, given: &[Value], keywords: &[(Value, Value)], typed: bool, mark: Value) -> Value {
    if let ([one], [], false) = (given, keywords, typed) {
        let class = vm.type_of(one);
        if one.is_a::<Str>() && class.is(&vm.types().str) || class.is(&vm.types().int) {
            return one.clone();
        }
    }
    let mut parts = given.to_vec();
    if !keywords.is_empty() {
        parts.push(mark);
        parts.extend(keywords.iter().flat_map(|(name, value)| [name.clone(), value.clone()]));
    }
    if typed {
        parts.extend(given.iter().map(|value| vm.type_of(value).value()));
        parts.extend(keywords.iter().map(|(_, value)| vm.type_of(value).value()));
    }
    vm.tuple(parts)
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(cache) = args[0].opaque::<Cache>(vm) else { return Ok(Value::NONE) };
    let (function, limit, typed, mark) = (cache.function.clone(), cache.limit, cache.typed, cache.mark.clone());
    let results = cache.results.clone();
    let given = args[1].get::<Tuple>().map_or(&[][..], |given| given.items());
    let Some(results) = results.get::<Dict>() else { return Ok(Value::NONE) };
    let keywords = args[2].clone().downcast::<Dict>().ok();
    let (values, names) = match &keywords {
        Some(keywords) => spread_keywords(vm, given.to_vec(), keywords),
        None => (given.to_vec(), Value::NULL),
    };
    let arguments = Arguments { values: &values, names: &names };
    if limit == Some(0) {
        count(vm, &args[0], |cache| cache.misses += 1);
        return vm.call_with(&function, arguments);
    }
    let pairs: Vec<(Value, Value)> = match &keywords {
        Some(keywords) => keywords.table(vm).iter().map(|entry| entry.pair()).collect(),
        None => Vec::new(),
    };
    let key = key_of(vm, given, &pairs, typed, mark);
    let hash = vm.hash(&key)?;
    if let Some(place) = vm.dict_find(results, &key, hash)? {
        let entry = &results.table(vm).entries()[place];
        let (key, known) = entry.pair();
        count(vm, &args[0], |cache| cache.hits += 1);
        return Ok(use_again(vm, &args[0], &key, hash, &known)?.unwrap_or(Value::NONE));
    }
    count(vm, &args[0], |cache| cache.misses += 1);
    let result = vm.call_with(&function, arguments)?;
    // The call may have come to the same result in between.
    if vm.dict_find(results, &key, hash)?.is_none() {
        keep(vm, &args[0], &key, hash, &result)?;
    }
    Ok(result)
}

fn count(vm: &mut Vm, cache: &Value, change: impl FnOnce(&mut Cache)) {
    if let Some(cache) = cache.opaque_mut::<Cache>(vm) {
        change(cache);
    }
}

/// Notes that a key was used now; gives its time.
fn use_now(vm: &mut Vm, cache: &Value, key: &Value, before: Option<u64>) -> u64 {
    let Some(cache) = cache.opaque_mut::<Cache>(vm) else { return 0 };
    cache.clock += 1;
    let old = before.and_then(|before| cache.uses.remove(&before));
    let now = cache.clock;
    if cache.limit.is_some() {
        cache.uses.insert(now, key.clone());
    }
    drop(old);
    now
}

/// The result in an entry, which is the most recently used now.
fn use_again(vm: &mut Vm, cache: &Value, key: &Value, hash: i64, entry: &Value) -> PyResult<Option<Value>> {
    let Some([time, result]) = entry.get::<Tuple>().map(|entry| entry.items()) else { return Ok(None) };
    if cache.opaque::<Cache>(vm).is_some_and(|cache| cache.limit.is_some()) {
        let now = use_now(vm, cache, key, time.as_small().map(|time| time as u64));
        store(vm, cache, key, hash, now, result)?;
    }
    Ok(Some(result.clone()))
}

fn store(vm: &mut Vm, cache: &Value, key: &Value, hash: i64, time: u64, result: &Value) -> PyResult<()> {
    let Some(results) = cache.opaque::<Cache>(vm).map(|cache| cache.results.clone()) else { return Ok(()) };
    let entry = vm.tuple([Value::size(time as usize), result.clone()]);
    match results.get::<Dict>() {
        Some(results) => vm.dict_set_hashed(results, key, hash, entry),
        None => Ok(()),
    }
}

/// Keeps a new result, in place of the least recently used if there are as many as may be.
fn keep(vm: &mut Vm, cache: &Value, key: &Value, hash: i64, result: &Value) -> PyResult<()> {
    let Some(state) = cache.opaque_mut::<Cache>(vm) else { return Ok(()) };
    let (limit, results) = (state.limit, state.results.clone());
    let full = limit.is_some_and(|limit| state.uses.len() >= limit);
    let oldest = if full { state.uses.pop_first() } else { None };
    if let (Some((_, oldest)), Some(results)) = (oldest, results.get::<Dict>()) {
        drop(vm.dict_remove(results, &oldest)?);
    }
    let now = use_now(vm, cache, key, None);
    store(vm, cache, key, hash, now, result)
}

fn cache_info(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(cache) = args[0].opaque::<Cache>(vm) else { return Ok(Value::NONE) };
    let (info, hits, misses, limit) = (cache.info.clone(), cache.hits, cache.misses, cache.limit);
    let size = cache.results.get::<Dict>().map_or(0, |results| results.len(vm));
    let limit = limit.map_or(Value::NONE, |limit| vm.int(limit as i64));
    let (hits, misses) = (vm.int(hits), vm.int(misses));
    vm.call(&info, &[hits, misses, limit, Value::size(size)])
}

fn cache_clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let results = vm.new_dict().into_value();
    let Some(cache) = args[0].opaque_mut::<Cache>(vm) else { return Ok(Value::NONE) };
    (cache.hits, cache.misses) = (0, 0);
    let old = (std::mem::replace(&mut cache.results, results), std::mem::take(&mut cache.uses));
    drop(old);
    Ok(Value::NONE)
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.names().__qualname__.clone();
    vm.getattr(&args[0], &name)
}
