//! `re.Match`.

use super::pattern::pattern_of;
use super::replace;
use super::run::{Found, Subject};
use crate::builtins::generic_alias::class_getitem;
use crate::object::{Dict, Opaque, Tuple, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm};
use std::rc::Rc;

/// Where a pattern was found in a text.
pub struct Match {
    pattern: Value,
    subject: Subject,
    place: (usize, usize),
    found: Rc<Found>,
}

impl Opaque for Match {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.pattern);
        visit(&self.subject.string);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "group", signature: "(self, /, *args)", function: group },
    Native {
        name: "__getitem__",
        signature: "(self, key, /)",
        function: |vm, args| part(vm, &args[0], &args[1], &Value::NONE),
    },
    Native { name: "groups", signature: "(self, /, default=None)", function: groups },
    Native { name: "groupdict", signature: "(self, /, default=None)", function: groupdict },
    Native { name: "start", signature: "(self, group=0, /)", function: |vm, args| Ok(place(vm, args)?.0) },
    Native { name: "end", signature: "(self, group=0, /)", function: |vm, args| Ok(place(vm, args)?.1) },
    Native { name: "span", signature: "(self, group=0, /)", function: span },
    Native { name: "expand", signature: "(self, /, template)", function: expand },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__copy__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__deepcopy__", signature: "(self, memo, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: class_getitem },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "string", get: |vm, found| Ok(of(vm, found).subject.string.clone()), set: None },
    Attribute { name: "re", get: |vm, found| Ok(of(vm, found).pattern.clone()), set: None },
    Attribute { name: "pos", get: |vm, found| Ok(Value::size(of(vm, found).place.0)), set: None },
    Attribute { name: "endpos", get: |vm, found| Ok(Value::size(of(vm, found).place.1)), set: None },
    Attribute {
        name: "lastindex",
        get: |vm, found| Ok(of(vm, found).found.last_index.map_or(Value::NONE, Value::size)),
        set: None,
    },
    Attribute { name: "lastgroup", get: last_group, set: None },
    Attribute { name: "regs", get: regs, set: None },
];

pub fn make(vm: &mut Vm, pattern: &Value, subject: Subject, place: (usize, usize), found: Found) -> Value {
    vm.new_opaque(Match { pattern: pattern.clone(), subject, place, found: Rc::new(found) })
}

fn of<'a>(vm: &'a Vm, found: &'a Value) -> &'a Match {
    found.opaque::<Match>(vm).expect("a method of matches")
}

/// What a method needs of a match while it runs other code.
fn parts(vm: &Vm, found: &Value) -> (Rc<Found>, Subject) {
    let own = of(vm, found);
    (own.found.clone(), own.subject.clone())
}

fn no_group(vm: &mut Vm) -> Raised {
    vm.raise(ExceptionKind::IndexError, "no such group")
}

/// The number of a group, by number or name.
fn number(vm: &mut Vm, found: &Value, key: &Value) -> PyResult<usize> {
    let count = of(vm, found).found.groups.len();
    let number = if key.as_int().is_some() || vm.type_of(key).to_ref().has_special(crate::object::Special::Index, vm) {
        vm.index_clamped(key)?
    } else {
        let names = pattern_of(vm, &of(vm, found).pattern).group_index.clone();
        let number = match names.get::<Dict>() {
            Some(names) => vm.dict_get(names, key).unwrap_or(None),
            None => None,
        };
        number.and_then(|number| number.as_small()).unwrap_or(-1)
    };
    usize::try_from(number).ok().filter(|number| *number < count).ok_or_else(|| no_group(vm))
}

fn part(vm: &mut Vm, found: &Value, key: &Value, missing: &Value) -> PyResult {
    let number = number(vm, found, key)?;
    let (places, subject) = parts(vm, found);
    Ok(places.groups[number].map_or_else(|| missing.clone(), |place| subject.part(vm, place)))
}

fn group(vm: &mut Vm, args: &[Value]) -> PyResult {
    match &args[1..] {
        [] => part(vm, &args[0], &Value::size(0), &Value::NONE),
        [key] => part(vm, &args[0], key, &Value::NONE),
        keys => {
            let mut all = Vec::with_capacity(keys.len());
            for key in keys {
                all.push(part(vm, &args[0], key, &Value::NONE)?);
            }
            Ok(vm.tuple(all))
        }
    }
}

fn default(given: &Value) -> Value {
    given.given().cloned().unwrap_or(Value::NONE)
}

fn groups(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (places, subject) = parts(vm, &args[0]);
    let missing = default(&args[1]);
    let all: Vec<Value> = places.groups[1..]
        .iter()
        .map(|place| place.map_or_else(|| missing.clone(), |place| subject.part(vm, place)))
        .collect();
    Ok(vm.tuple(all))
}

fn groupdict(vm: &mut Vm, args: &[Value]) -> PyResult {
    let names = pattern_of(vm, &of(vm, &args[0]).pattern).group_index.clone();
    let names: Vec<Value> = match names.get::<Dict>() {
        Some(names) => names.table(vm).iter().map(|entry| entry.key.clone()).collect(),
        None => Vec::new(),
    };
    let (all, missing) = (vm.new_dict(), default(&args[1]));
    for name in names {
        let value = part(vm, &args[0], &name, &missing)?;
        vm.dict_set(&all, &name, value)?;
    }
    Ok(all.into_value())
}

/// Where a group begins and ends, -1 if it is not there.
fn place(vm: &mut Vm, args: &[Value]) -> PyResult<(Value, Value)> {
    let key = args[1].given().cloned().unwrap_or(Value::size(0));
    let number = number(vm, &args[0], &key)?;
    Ok(match of(vm, &args[0]).found.groups[number] {
        Some((start, end)) => (Value::size(start), Value::size(end)),
        None => (vm.int(-1), vm.int(-1)),
    })
}

fn span(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (start, end) = place(vm, args)?;
    Ok(vm.tuple([start, end]))
}

fn regs(vm: &mut Vm, found: &Value) -> PyResult {
    let mut all = Vec::new();
    for number in 0..of(vm, found).found.groups.len() {
        all.push(span(vm, &[found.clone(), Value::size(number)])?);
    }
    Ok(vm.tuple(all))
}

fn last_group(vm: &mut Vm, found: &Value) -> PyResult {
    let own = of(vm, found);
    let names = pattern_of(vm, &own.pattern).index_group.clone();
    let name = own.found.last_index.and_then(|index| names.get::<Tuple>()?.items().get(index).cloned());
    Ok(name.unwrap_or(Value::NONE))
}

fn expand(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (places, subject) = parts(vm, &args[0]);
    let pattern = of(vm, &args[0]).pattern.clone();
    let template = replace::compiled(vm, &pattern, &args[1])?;
    let mut made = Vec::new();
    template.fill(&subject, &places, &mut made);
    Ok(replace::joined(vm, &subject, &made))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (places, subject) = parts(vm, &args[0]);
    let (start, end) = places.whole();
    let shown = subject.part(vm, (start, end));
    let shown = vm.repr(&shown)?;
    let shown: String = vm.text(&shown).chars().take(50).collect();
    Ok(vm.str(&format!("<re.Match object; span=({start}, {end}), match={shown}>")))
}
