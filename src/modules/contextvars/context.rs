//! Contexts: what the variables are, and which context is the current one.

use super::variable::Variable;
use crate::builtins::dict::copy_of;
use crate::object::{Dict, Opaque, Ref, Tuple, Value};
use crate::vm::{Arguments, Native, PyResult, Vm, spread_keywords};
use std::sync::atomic::{AtomicU64, Ordering};

pub struct Context {
    values: Ref<Dict>,
    /// Whether another context may have the same dict.
    is_shared: bool,
    /// Whether code runs in it.
    is_entered: bool,
}

impl Opaque for Context {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(self.values.value());
    }
}

/// How often a variable was set or another context entered or left, anywhere: a value that was found is right until then.
static CHANGES: AtomicU64 = AtomicU64::new(1);

pub fn changes() -> u64 {
    CHANGES.load(Ordering::Relaxed)
}

pub fn note_change() {
    CHANGES.fetch_add(1, Ordering::Relaxed);
}

/// The contexts that run in a thread, the current one last.
#[derive(Default)]
struct Entered(Vec<Value>);

/// `Token.MISSING`.
pub struct State {
    pub missing: Value,
}

impl Default for State {
    fn default() -> State {
        State { missing: Value::NONE }
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "run", signature: "(self, /, *args, **kwargs)", function: run },
    Native { name: "copy", signature: "(self, /)", function: |vm, args| copy(vm, &args[0]) },
    Native { name: "get", signature: "(self, key, default=None, /)", function: get },
    Native { name: "keys", signature: "(self, /)", function: |vm, args| view(vm, &args[0], "keys") },
    Native { name: "values", signature: "(self, /)", function: |vm, args| view(vm, &args[0], "values") },
    Native { name: "items", signature: "(self, /)", function: |vm, args| view(vm, &args[0], "items") },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__len__", signature: "(self, /)", function: len },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "__contains__", signature: "(self, key, /)", function: contains },
    Native { name: "__eq__", signature: "(self, other, /)", function: equal },
];

fn make(vm: &mut Vm, values: Ref<Dict>, is_shared: bool) -> Value {
    vm.new_opaque(Context { values, is_shared, is_entered: false })
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = vm.len(&args[1])? + vm.len(&args[2])?;
    if given > 0 {
        return Err(vm.type_error("Context() does not accept any arguments"));
    }
    let values = vm.new_dict();
    Ok(make(vm, values, false))
}

/// The context that code runs in: the first is made when it is asked for.
pub fn current(vm: &mut Vm) -> Value {
    if let Some(current) = vm.thread_state::<Entered>().0.last() {
        return current.clone();
    }
    let values = vm.new_dict();
    let first = vm.new_opaque(Context { values, is_shared: false, is_entered: true });
    vm.thread_state::<Entered>().0.push(first.clone());
    first
}

pub fn copy_context(vm: &mut Vm, _: &[Value]) -> PyResult {
    let current = current(vm);
    copy(vm, &current)
}

fn copy(vm: &mut Vm, context: &Value) -> PyResult {
    let Some(context) = context.opaque_mut::<Context>(vm) else { return Ok(Value::NONE) };
    context.is_shared = true;
    let values = context.values.clone();
    Ok(make(vm, values, true))
}

/// A context's values, to look at.
pub fn values(vm: &mut Vm, context: &Value) -> Ref<Dict> {
    match context.opaque::<Context>(vm) {
        Some(context) => context.values.clone(),
        None => vm.new_dict(),
    }
}

/// A context's values, to change.
pub fn own_values(vm: &mut Vm, context: &Value) -> Ref<Dict> {
    let values = values(vm, context);
    if !context.opaque::<Context>(vm).is_some_and(|context| context.is_shared) {
        return values;
    }
    let own = copy_of(vm, &values);
    if let Some(context) = context.opaque_mut::<Context>(vm) {
        (context.values, context.is_shared) = (own.clone(), false);
    }
    own
}

fn run(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (Some(given), Some(keywords)) = (args[1].get::<Tuple>(), args[2].get::<Dict>()) else { return Ok(Value::NONE) };
    let Some((function, values)) = given.items().split_first() else {
        return Err(vm.type_error("run() missing 1 required positional argument"));
    };
    current(vm);
    let was_entered =
        args[0].opaque_mut::<Context>(vm).is_some_and(|context| std::mem::replace(&mut context.is_entered, true));
    if was_entered {
        let shown = vm.repr_lossy(&args[0]);
        return Err(vm.runtime_error(format!("cannot enter context: {shown} is already entered")));
    }
    vm.thread_state::<Entered>().0.push(args[0].clone());
    note_change();
    let (values, names) = spread_keywords(vm, values.to_vec(), &keywords.to_ref());
    let result = vm.call_with(function, Arguments { values: &values, names: &names });
    vm.thread_state::<Entered>().0.pop();
    note_change();
    if let Some(context) = args[0].opaque_mut::<Context>(vm) {
        context.is_entered = false;
    }
    result
}

/// A key, which has to be a variable.
fn check_key(vm: &mut Vm, key: &Value) -> PyResult<()> {
    if key.opaque::<Variable>(vm).is_some() {
        return Ok(());
    }
    let shown = vm.repr_lossy(key);
    Err(vm.type_error(format!("a ContextVar key was expected, got {shown}")))
}

fn find(vm: &mut Vm, args: &[Value]) -> PyResult<Option<Value>> {
    check_key(vm, &args[1])?;
    let values = values(vm, &args[0]);
    vm.dict_get(&values, &args[1])
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let default = args[2].given().cloned().unwrap_or(Value::NONE);
    Ok(find(vm, args)?.unwrap_or(default))
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    find(vm, args)?.ok_or_else(|| vm.key_error(&args[1]))
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(find(vm, args)?.is_some()))
}

fn len(vm: &mut Vm, args: &[Value]) -> PyResult {
    let values = values(vm, &args[0]);
    Ok(Value::size(vm.len(values.value())?))
}

/// An iterator over what the context has now: later changes do not show in it.
fn view(vm: &mut Vm, context: &Value, method: &str) -> PyResult {
    if let Some(context) = context.opaque_mut::<Context>(vm) {
        context.is_shared = true;
    }
    let (values, method) = (values(vm, context), vm.intern(method));
    let view = vm.call_method(values.value(), &method, &[])?;
    vm.iter(&view)
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    view(vm, &args[0], "keys")
}

fn equal(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].opaque::<Context>(vm).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (values(vm, &args[0]), values(vm, &args[1]));
    Ok(Value::bool(vm.equal(a.value(), b.value())?))
}
