//! `BaseExceptionGroup` and `ExceptionGroup` (PEP 654): several exceptions as one.

use super::exceptions::{class_to_make, init, of};
use crate::object::{Exception, Kind, Obj, Str, Tuple, Type, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: init },
    Native { name: "__str__", signature: "(self, /)", function: str },
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: class_getitem },
    Native { name: "derive", signature: "(self, excs, /)", function: derive },
    Native { name: "split", signature: "(self, matcher_value, /)", function: split },
    Native { name: "subgroup", signature: "(self, matcher_value, /)", function: subgroup },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "message", get: |vm, group| field(vm, group, "message"), set: Some(read_only) },
    Attribute { name: "exceptions", get: |vm, group| field(vm, group, "exceptions"), set: Some(read_only) },
];

fn field(vm: &mut Vm, group: &Value, name: &str) -> PyResult {
    Ok(vm.exception_field(&of(group), name).unwrap_or(Value::NONE))
}

fn read_only(vm: &mut Vm, _: &Value, _: Value) -> PyResult<()> {
    Err(vm.raise(ExceptionKind::AttributeError, "readonly attribute"))
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut class = class_to_make(vm, &args[0], ExceptionKind::BaseExceptionGroup)?;
    let given = args[1].get::<Tuple>().map_or(&[][..], |given| given.items());
    let [message, exceptions] = given else {
        let count = given.len();
        return Err(vm.type_error(format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({count} given)")));
    };
    vm.expect_str(message, "BaseExceptionGroup.__new__() argument 1")?;
    if !vm.is_sequence(exceptions) {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let members = vm.collect(exceptions)?;
    if members.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    if let Some(index) = members.iter().position(|member| !member.is_a::<Exception>()) {
        return Err(vm.value_error(format!("Item {index} of second argument (exceptions) is not an exception")));
    }
    let [group, base_group, exception] =
        [ExceptionKind::ExceptionGroup, ExceptionKind::BaseExceptionGroup, ExceptionKind::Exception]
            .map(|kind| vm.exceptions.class(kind).clone());
    let has_base_exceptions = members.iter().any(|member| !vm.is_instance(member, &exception));
    if class.is(&base_group) {
        if !has_base_exceptions {
            class = group;
        }
    } else if has_base_exceptions && class.is(&group) {
        return Err(vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
    } else if has_base_exceptions && class.is_subtype(&exception, vm) {
        let name = class.name();
        return Err(vm.type_error(format!("Cannot nest BaseExceptions in '{name}'")));
    }
    let error = vm.exception(&class, args[1].clone());
    let fields = vec![message.clone(), vm.tuple(members)];
    drop(error.fields.replace(fields, vm));
    Ok(error.into_value())
}

fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [message, members] = ["message", "exceptions"].map(|name| vm.exception_field(&of(&args[0]), name));
    let message = vm.to_str(&message.unwrap_or(Value::NONE))?;
    let count = members.and_then(|members| Some(members.get::<Tuple>()?.items().len())).unwrap_or(0);
    let mut text = message.get::<Str>().map(|message| message.as_bytes().to_vec()).unwrap_or_default();
    text.extend(format!(" ({count} sub-exception{})", if count == 1 { "" } else { "s" }).bytes());
    Ok(vm.str_from(&text))
}

fn class_getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    match vm.generic_maker {
        Some(make) => make(vm, "", args),
        None => Err(vm.type_error("type 'BaseExceptionGroup' is not subscriptable")),
    }
}

fn derive(vm: &mut Vm, args: &[Value]) -> PyResult {
    let message = field(vm, &args[0], "message")?;
    let group = vm.exceptions.class(ExceptionKind::BaseExceptionGroup).value().clone();
    vm.call(&group, &[message, args[1].clone()])
}

/// What tells whether an exception is wanted.
enum Matcher {
    Classes(Value),
    Function(Value),
}

impl Matcher {
    fn of(vm: &mut Vm, value: &Value) -> PyResult<Matcher> {
        let is_class = |value: &Value| value.get::<Type>().is_some_and(|class| vm.is_exception_class(class));
        if is_class(value) || value.get::<Tuple>().is_some_and(|classes| classes.items().iter().all(is_class)) {
            return Ok(Matcher::Classes(value.clone()));
        }
        if value.kind() != Kind::Type && vm.is_callable(value) {
            return Ok(Matcher::Function(value.clone()));
        }
        Err(vm.type_error("expected an exception type, a tuple of exception types, or a callable (other than a class)"))
    }

    fn matches(&self, vm: &mut Vm, exception: &Value) -> PyResult<bool> {
        match self {
            Matcher::Classes(classes) => vm.exception_matches(exception, classes),
            Matcher::Function(function) => {
                let result = vm.call(function, std::slice::from_ref(exception))?;
                vm.truth(&result)
            }
        }
    }
}

fn split(vm: &mut Vm, args: &[Value]) -> PyResult {
    let matcher = Matcher::of(vm, &args[1])?;
    let (matched, rest) = divide(vm, &args[0], &matcher, true)?;
    Ok(vm.tuple([matched, rest]))
}

fn subgroup(vm: &mut Vm, args: &[Value]) -> PyResult {
    let matcher = Matcher::of(vm, &args[1])?;
    Ok(divide(vm, &args[0], &matcher, false)?.0)
}

/// A group whose members are being divided.
struct Level {
    group: Value,
    members: std::vec::IntoIter<Value>,
    matched: Vec<Value>,
    rest: Vec<Value>,
}

/// What a matcher takes of an exception, and what it leaves; None where there is nothing.
fn divide(vm: &mut Vm, exception: &Value, matcher: &Matcher, with_rest: bool) -> PyResult<(Value, Value)> {
    let mut levels: Vec<Level> = Vec::new();
    let mut next = exception.clone();
    loop {
        // Downwards, to what is taken or left as a whole.
        let mut divided = match matcher.matches(vm, &next)? {
            true => (next, Value::NONE),
            false => match members(vm, &next) {
                Some(members) => {
                    levels.push(Level { group: next, members: members.into_iter(), matched: vec![], rest: vec![] });
                    (Value::NONE, Value::NONE)
                }
                None => (Value::NONE, next),
            },
        };
        // Upwards, as long as groups have no more members.
        loop {
            let Some(level) = levels.last_mut() else { return Ok(divided) };
            let (matched, rest) = divided;
            if !matched.is_none() {
                level.matched.push(matched);
            }
            if !rest.is_none() && with_rest {
                level.rest.push(rest);
            }
            if let Some(member) = level.members.next() {
                next = member;
                break;
            }
            let Some(level) = levels.pop() else { return Ok((Value::NONE, Value::NONE)) };
            divided = (part(vm, &level.group, level.matched)?, part(vm, &level.group, level.rest)?);
        }
    }
}

fn members(vm: &Vm, exception: &Value) -> Option<Vec<Value>> {
    if !vm.is_instance(exception, vm.exceptions.class(ExceptionKind::BaseExceptionGroup)) {
        return None;
    }
    let members = vm.exception_field(exception.get::<Exception>()?, "exceptions")?;
    Some(members.get::<Tuple>()?.items().to_vec())
}

/// A group like another, with only these members; None without any.
fn part(vm: &mut Vm, group: &Value, members: Vec<Value>) -> PyResult {
    if members.is_empty() {
        return Ok(Value::NONE);
    }
    let (name, list) = (vm.intern("derive"), vm.list(members));
    let derived = vm.call_method(group, &name, &[list])?;
    let is_group = vm.is_instance(&derived, vm.exceptions.class(ExceptionKind::BaseExceptionGroup));
    let Some(made) = derived.get::<Exception>().filter(|_| is_group) else {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    };
    let group_exception = of(group);
    copy_state(&group_exception, made);
    let notes = vm.names().__notes__.clone();
    if let Some(value) = vm.try_getattr(group, &notes)?
        && vm.is_sequence(&value)
    {
        let copy = vm.collect(&value)?;
        let copy = vm.list(copy);
        vm.setattr(&derived, &notes, copy)?;
    }
    Ok(derived)
}

fn copy_state(from: &Obj<Exception>, to: &Obj<Exception>) {
    to.traceback.set(from.traceback.get());
    to.context.set(from.context.get());
    to.cause.set(from.cause.get());
    // As whoever sets a cause does.
    to.suppress_context.set(true);
}
