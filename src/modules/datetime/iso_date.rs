//! What `isocalendar` returns: a tuple whose elements have names.

use crate::builtins::text::c_int;
use crate::object::{Ref, Tuple, Type, Value, type_flag};
use crate::vm::{Attribute, Native, PyResult, Vm};

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, year, week, weekday)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "year", get: |_, date| Ok(item(date, 0)), set: None },
    Attribute { name: "week", get: |_, date| Ok(item(date, 1)), set: None },
    Attribute { name: "weekday", get: |_, date| Ok(item(date, 2)), set: None },
];

pub fn define(vm: &mut Vm) -> Ref<Type> {
    let base = vm.types().tuple.clone();
    let class = vm.new_builtin_subclass("datetime.IsoCalendarDate", &base);
    class.set_flag(type_flag::BASE, false);
    class.set_flag(type_flag::SEQUENCE, true);
    vm.add_methods(&class, METHODS);
    vm.add_attributes(&class, ATTRIBUTES);
    class.changed(vm);
    class
}

fn item(date: &Value, place: usize) -> Value {
    date.get::<Tuple>().and_then(|date| date.items().get(place)).cloned().unwrap_or(Value::NONE)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Err(vm.type_error("a type is required")) };
    let mut numbers = [0; 3];
    for (number, given) in numbers.iter_mut().zip(&args[1..]) {
        *number = c_int(vm, given)?.into();
    }
    let numbers = numbers.map(|number| vm.int(number));
    Ok(vm.tuple_of(class, numbers.into_iter()).into_value())
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).name();
    let [year, week, weekday] = [0, 1, 2].map(|place| vm.repr_lossy(&item(&args[0], place)));
    Ok(vm.str(&format!("{class}(year={year}, week={week}, weekday={weekday})")))
}

/// As a plain tuple.
fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let items = vm.tuple([0, 1, 2].map(|place| item(&args[0], place)));
    let (class, arguments) = (vm.types().tuple.value().clone(), vm.tuple([items]));
    Ok(vm.tuple([class, arguments]))
}
