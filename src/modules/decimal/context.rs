//! `decimal.Context`: rules, which conditions were met, and which of them are errors.

use super::State;
use super::rules::{MAX_EMAX, MAX_PREC, MIN_EMIN, Rounding, Rules, condition};
use super::signals::{self, Bits};
use crate::object::{Module, Opaque, Ref, Str, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm};
use std::cell::Cell;
use std::rc::Rc;

pub const MAX_IEEE_BITS: usize = 512;

/// `decimal.Context`.
pub struct Context {
    pub rules: Rules,
    pub capitals: bool,
    pub status: Bits,
    pub traps: Bits,
    /// The mappings, once they are asked for.
    mappings: [Value; 2],
}

impl Opaque for Context {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.mappings.iter().for_each(visit);
    }
}

const DEFAULT: Rules = Rules { prec: 28, emax: 999_999, emin: -999_999, rounding: Rounding::HalfEven, clamp: false };
const DEFAULT_TRAPS: u32 = condition::INVALID | condition::DIVISION_BY_ZERO | condition::OVERFLOW;

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native {
        name: "__init__",
        signature: "(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
        function: init,
    },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__delattr__", signature: "(self, name, /)", function: delattr },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__copy__", signature: "(self, /)", function: |vm, args| copy(vm, &args[0]) },
    Native { name: "copy", signature: "(self, /)", function: |vm, args| copy(vm, &args[0]) },
    Native { name: "Etiny", signature: "(self, /)", function: |vm, args| Ok(vm.int(rules_of(vm, &args[0]).etiny())) },
    Native { name: "Etop", signature: "(self, /)", function: |vm, args| Ok(vm.int(rules_of(vm, &args[0]).etop())) },
    Native { name: "clear_flags", signature: "(self, /)", function: |vm, args| clear(vm, &args[0], false) },
    Native { name: "clear_traps", signature: "(self, /)", function: |vm, args| clear(vm, &args[0], true) },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "prec", get: |vm, context| Ok(vm.int(rules_of(vm, context).prec)), set: Some(set_prec) },
    Attribute { name: "Emin", get: |vm, context| Ok(vm.int(rules_of(vm, context).emin)), set: Some(set_emin) },
    Attribute { name: "Emax", get: |vm, context| Ok(vm.int(rules_of(vm, context).emax)), set: Some(set_emax) },
    Attribute {
        name: "rounding",
        get: |vm, context| {
            let name = rules_of(vm, context).rounding.name();
            Ok(vm.intern(name))
        },
        set: Some(set_rounding),
    },
    Attribute {
        name: "capitals",
        get: |vm, context| Ok(Value::size(of(vm, context).is_none_or(|context| context.capitals).into())),
        set: Some(set_capitals),
    },
    Attribute {
        name: "clamp",
        get: |vm, context| Ok(Value::size(rules_of(vm, context).clamp.into())),
        set: Some(set_clamp),
    },
    Attribute { name: "flags", get: |vm, context| mapping(vm, context, 0), set: Some(set_flags) },
    Attribute { name: "traps", get: |vm, context| mapping(vm, context, 1), set: Some(set_traps) },
];

pub fn of<'a>(vm: &'a Vm, context: &'a Value) -> Option<&'a Context> {
    context.opaque::<Context>(vm)
}

pub fn rules_of(vm: &Vm, context: &Value) -> Rules {
    of(vm, context).map_or(DEFAULT, |context| context.rules)
}

fn contents(rules: Rules, capitals: bool, status: u32, traps: u32) -> Context {
    let bits = |bits| Rc::new(Cell::new(bits));
    Context { rules, capitals, status: bits(status), traps: bits(traps), mappings: [Value::NULL, Value::NULL] }
}

pub fn make(vm: &mut Vm, rules: Rules, traps: u32) -> Value {
    vm.new_opaque(contents(rules, true, 0, traps))
}

/// The contexts that the module has.
pub fn add_templates(vm: &mut Vm, module: &Ref<Module>) {
    let basic = Rules { prec: 9, rounding: Rounding::HalfUp, ..DEFAULT };
    let extended = Rules { prec: 9, ..DEFAULT };
    let all = [
        ("DefaultContext", DEFAULT, DEFAULT_TRAPS),
        ("BasicContext", basic, DEFAULT_TRAPS | condition::UNDERFLOW | condition::CLAMPED),
        ("ExtendedContext", extended, 0),
    ];
    for (name, rules, traps) in all {
        let template = make(vm, rules, traps);
        vm.module_set(module, name, template.clone());
        vm.state::<State>().templates.push(template);
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = signals::class_of(vm, &args[0])?;
    Ok(vm.opaque(class, contents(DEFAULT, true, 0, DEFAULT_TRAPS)))
}

type Setter = fn(&mut Vm, &Value, Value) -> PyResult<()>;

/// What can be given when a context is made, by name.
pub const SETTERS: [(&str, Setter); 8] = [
    ("prec", set_prec),
    ("rounding", set_rounding),
    ("Emin", set_emin),
    ("Emax", set_emax),
    ("capitals", set_capitals),
    ("clamp", set_clamp),
    ("flags", init_flags),
    ("traps", init_traps),
];

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    for ((_, set), value) in SETTERS.iter().zip(&args[1..]) {
        if let Some(value) = value.given().filter(|value| !value.is_none()) {
            set(vm, &args[0], value.clone())?;
        }
    }
    Ok(Value::NONE)
}

fn size(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    match value.as_int().map(|value| value.to_i64()) {
        Some(Some(value)) => Ok(value),
        Some(None) => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
        None => Err(vm.type_error("an integer is required")),
    }
}

fn change(vm: &mut Vm, context: &Value, change: impl FnOnce(&mut Context)) {
    if let Some(context) = context.opaque_mut::<Context>(vm) {
        change(context);
    }
}

#[cold]
fn no_deletion(vm: &mut Vm) -> Raised {
    vm.raise(ExceptionKind::AttributeError, "context attributes cannot be deleted")
}

/// A number that has to be in a range, which the message names.
fn in_range(vm: &mut Vm, value: &Value, range: std::ops::RangeInclusive<i64>, message: &str) -> PyResult<i64> {
    let number = size(vm, value)?;
    if range.contains(&number) { Ok(number) } else { Err(vm.value_error(message)) }
}

fn set_prec(vm: &mut Vm, context: &Value, value: Value) -> PyResult<()> {
    let prec = in_range(vm, &value, 1..=MAX_PREC, "valid range for prec is [1, MAX_PREC]")?;
    change(vm, context, |context| context.rules.prec = prec);
    Ok(())
}

fn set_emin(vm: &mut Vm, context: &Value, value: Value) -> PyResult<()> {
    let emin = in_range(vm, &value, MIN_EMIN..=0, "valid range for Emin is [MIN_EMIN, 0]")?;
    change(vm, context, |context| context.rules.emin = emin);
    Ok(())
}

fn set_emax(vm: &mut Vm, context: &Value, value: Value) -> PyResult<()> {
    let emax = in_range(vm, &value, 0..=MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]")?;
    change(vm, context, |context| context.rules.emax = emax);
    Ok(())
}

fn set_capitals(vm: &mut Vm, context: &Value, value: Value) -> PyResult<()> {
    let capitals = in_range(vm, &value, 0..=1, "valid values for capitals are 0 or 1")?;
    change(vm, context, |context| context.capitals = capitals == 1);
    Ok(())
}

fn set_clamp(vm: &mut Vm, context: &Value, value: Value) -> PyResult<()> {
    let clamp = in_range(vm, &value, 0..=1, "valid values for clamp are 0 or 1")?;
    change(vm, context, |context| context.rules.clamp = clamp == 1);
    Ok(())
}

/// A way of rounding, by its name.
pub fn rounding(vm: &mut Vm, value: &Value) -> PyResult<Rounding> {
    let rounding = value.get::<Str>().and_then(|name| Rounding::of(name.as_str()?));
    let message = "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   \
                   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]";
    rounding.ok_or_else(|| vm.type_error(message))
}

fn set_rounding(vm: &mut Vm, context: &Value, value: Value) -> PyResult<()> {
    let rounding = rounding(vm, &value)?;
    change(vm, context, |context| context.rules.rounding = rounding);
    Ok(())
}

fn set_flags(vm: &mut Vm, context: &Value, value: Value) -> PyResult<()> {
    let bits = signals::bits_of(vm, &value)?;
    change(vm, context, |context| context.status.set(bits));
    Ok(())
}

fn set_traps(vm: &mut Vm, context: &Value, value: Value) -> PyResult<()> {
    let bits = signals::bits_of(vm, &value)?;
    change(vm, context, |context| context.traps.set(bits));
    Ok(())
}

/// A list will do when a context is made.
fn init_flags(vm: &mut Vm, context: &Value, value: Value) -> PyResult<()> {
    if !signals::is_list(&value) {
        return set_flags(vm, context, value);
    }
    let bits = signals::bits_of_list(vm, &value)?;
    change(vm, context, |context| context.status.set(bits));
    Ok(())
}

fn init_traps(vm: &mut Vm, context: &Value, value: Value) -> PyResult<()> {
    if !signals::is_list(&value) {
        return set_traps(vm, context, value);
    }
    let bits = signals::bits_of_list(vm, &value)?;
    change(vm, context, |context| context.traps.set(bits));
    Ok(())
}

fn delattr(vm: &mut Vm, _: &[Value]) -> PyResult {
    Err(no_deletion(vm))
}

/// The mapping of what was met, or of what is an error: the same whenever it is asked for.
fn mapping(vm: &mut Vm, context: &Value, which: usize) -> PyResult {
    let Some(Context { status, traps, mappings, .. }) = of(vm, context) else { return Ok(Value::NONE) };
    if !mappings[which].is_null() {
        return Ok(mappings[which].clone());
    }
    let bits = [status, traps][which].clone();
    let mapping = signals::mapping(vm, &bits);
    let kept = mapping.clone();
    change(vm, context, |context| context.mappings[which] = kept);
    Ok(mapping)
}

fn clear(vm: &mut Vm, context: &Value, traps: bool) -> PyResult {
    if let Some(context) = of(vm, context) {
        if traps { &context.traps } else { &context.status }.set(0);
    }
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(Context { rules, capitals, status, traps, .. }) = of(vm, &args[0]) else { return Ok(Value::NONE) };
    let text = format!(
        "Context(prec={}, rounding={}, Emin={}, Emax={}, capitals={}, clamp={}, flags={}, traps={})",
        rules.prec,
        rules.rounding.name(),
        rules.emin,
        rules.emax,
        u8::from(*capitals),
        u8::from(rules.clamp),
        signals::names_of(status.get()),
        signals::names_of(traps.get()),
    );
    Ok(vm.str(&text))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(Context { rules, capitals, status, traps, .. }) = of(vm, &args[0]) else { return Ok(Value::NONE) };
    let (rules, capitals, status, traps) = (*rules, *capitals, status.get(), traps.get());
    let state = [
        vm.int(rules.prec),
        vm.intern(rules.rounding.name()),
        vm.int(rules.emin),
        vm.int(rules.emax),
        Value::size(capitals.into()),
        Value::size(rules.clamp.into()),
        signals::list_of(vm, status),
        signals::list_of(vm, traps),
    ];
    let (class, state) = (vm.type_of(&args[0]).value(), vm.tuple(state));
    Ok(vm.tuple([class, state]))
}

pub fn copy(vm: &mut Vm, context: &Value) -> PyResult {
    let copy = match of(vm, context) {
        Some(Context { rules, capitals, status, traps, .. }) => contents(*rules, *capitals, status.get(), traps.get()),
        None => contents(DEFAULT, true, 0, DEFAULT_TRAPS),
    };
    Ok(vm.new_opaque(copy))
}

pub fn ieee(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bits = size(vm, &args[0])?;
    if bits <= 0 || bits > MAX_IEEE_BITS as i64 || bits % 32 != 0 {
        let message = format!("argument must be a multiple of 32, with a maximum of {MAX_IEEE_BITS}");
        return Err(vm.value_error(message));
    }
    let emax = 3 * (1i64 << (bits / 16 + 3));
    let rules = Rules { prec: 9 * (bits / 32) - 2, emax, emin: 1 - emax, rounding: Rounding::HalfEven, clamp: true };
    Ok(make(vm, rules, 0))
}
