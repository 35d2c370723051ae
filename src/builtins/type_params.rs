//! Type parameters (PEP 695, PEP 696): `TypeVar`, `ParamSpec`, `TypeVarTuple`.
//!
//! Bounds, constraints and defaults are computed when they are first asked for. What is more than these types themselves is
//! done by the module `typing`, as in CPython; without it there is less.

use super::generic_alias;
use super::text::{c_int, class_name};
use super::union::make as make_union;
use crate::object::{List, Opaque, Ref, Str, Tuple, Type, Value, ValueCell, type_flag};
use crate::vm::{Attribute, BinaryOperator, ExceptionKind, Native, PyResult, Vm, readonly};

/// What the three kinds share. NULL is what is not known yet, or never.
#[derive(Default)]
pub struct Parameter {
    name: Value,
    bound: ValueCell,
    evaluate_bound: Value,
    constraints: ValueCell,
    evaluate_constraints: Value,
    default: ValueCell,
    evaluate_default: ValueCell,
    covariant: bool,
    contravariant: bool,
    infer_variance: bool,
}

pub struct TypeVar(Parameter);
pub struct ParamSpec(Parameter);
pub struct TypeVarTuple(Parameter);

impl Parameter {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.name, &self.evaluate_bound, &self.evaluate_constraints].into_iter().for_each(&mut *visit);
        let cells = [&self.bound, &self.constraints, &self.default, &self.evaluate_default];
        cells.into_iter().for_each(|cell| visit(&cell.get()));
    }

    fn of<'a>(vm: &'a Vm, value: &'a Value) -> Option<&'a Parameter> {
        let variable = value.opaque::<TypeVar>(vm).map(|of| &of.0);
        let spec = || value.opaque::<ParamSpec>(vm).map(|of| &of.0);
        variable.or_else(spec).or_else(|| value.opaque::<TypeVarTuple>(vm).map(|of| &of.0))
    }
}

/// `P.args` and `P.kwargs`.
pub struct SpecArgs(Value);
pub struct SpecKwargs(Value);
/// The type of `NoDefault`.
pub struct NoDefault;
/// A value in place of something to be evaluated.
pub struct Constant(Value);
/// `typing.Unpack`, where the module `typing` is not there.
pub struct Unpack;

impl Constant {
    pub fn new(value: Value) -> Constant {
        Constant(value)
    }
}

macro_rules! opaque {
    ($($name:ident($field:ident) $visit:expr;)*) => {
        $(impl Opaque for $name {
            fn traverse(&self, $field: &mut dyn FnMut(&Value)) {
                let visit: fn(&$name, &mut dyn FnMut(&Value)) = $visit;
                visit(self, $field);
            }
        })*
    };
}

opaque! {
    TypeVar(visit) |of, visit| of.0.traverse(visit);
    ParamSpec(visit) |of, visit| of.0.traverse(visit);
    TypeVarTuple(visit) |of, visit| of.0.traverse(visit);
    SpecArgs(visit) |of, visit| visit(&of.0);
    SpecKwargs(visit) |of, visit| visit(&of.0);
    Constant(visit) |of, visit| visit(&of.0);
    NoDefault(visit) |_, _| {};
    Unpack(visit) |_, _| {};
}

const NEW_VARIABLE: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False)",
        function: new_variable,
    },
    Native {
        name: "__typing_subst__",
        signature: "(self, arg, /)",
        function: |vm, args| by_typing(vm, "_typevar_subst", args, 1),
    },
    Native { name: "__typing_prepare_subst__", signature: "(self, alias, args, /)", function: prepare_variable },
];

const NEW_SPEC: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False)",
        function: new_spec,
    },
    Native {
        name: "__typing_subst__",
        signature: "(self, arg, /)",
        function: |vm, args| by_typing(vm, "_paramspec_subst", args, 1),
    },
    Native {
        name: "__typing_prepare_subst__",
        signature: "(self, alias, args, /)",
        function: |vm, args| by_typing(vm, "_paramspec_prepare_subst", args, 2),
    },
];

const NEW_TUPLE: &[Native] = &[
    Native { name: "__new__", signature: "(cls, name, *, default=NoDefault)", function: new_tuple },
    Native { name: "__iter__", signature: "(self, /)", function: iter_tuple },
    Native {
        name: "__typing_subst__",
        signature: "(self, arg, /)",
        function: |vm, _| Err(vm.type_error("Substitution of bare TypeVarTuple is not supported")),
    },
    Native {
        name: "__typing_prepare_subst__",
        signature: "(self, alias, args, /)",
        function: |vm, args| by_typing(vm, "_typevartuple_prepare_subst", args, 2),
    },
];

const COMMON: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__reduce__", signature: "(self, /)", function: |vm, args| name(vm, &args[0]) },
    Native { name: "has_default", signature: "(self, /)", function: has_default },
    Native { name: "__mro_entries__", signature: "(self, bases, /)", function: mro_entries },
];

const UNION: &[Native] = &[
    Native { name: "__or__", signature: "(self, value, /)", function: |vm, args| make_union(vm, args) },
    Native {
        name: "__ror__",
        signature: "(self, value, /)",
        function: |vm, args| make_union(vm, &[args[1].clone(), args[0].clone()]),
    },
];

const NAME: &[Attribute] = &[
    Attribute { name: "__name__", get: name, set: Some(readonly) },
    Attribute { name: "__default__", get: default, set: None },
    Attribute { name: "evaluate_default", get: evaluate_default, set: None },
];

const VARIANCE: &[Attribute] = &[
    Attribute { name: "__bound__", get: bound, set: None },
    Attribute { name: "__covariant__", get: |vm, of| flag(vm, of, |of| of.covariant), set: Some(readonly) },
    Attribute { name: "__contravariant__", get: |vm, of| flag(vm, of, |of| of.contravariant), set: Some(readonly) },
    Attribute { name: "__infer_variance__", get: |vm, of| flag(vm, of, |of| of.infer_variance), set: Some(readonly) },
];

const CONSTRAINTS: &[Attribute] = &[
    Attribute { name: "__constraints__", get: constraints, set: None },
    Attribute { name: "evaluate_bound", get: evaluate_bound, set: None },
    Attribute { name: "evaluate_constraints", get: evaluate_constraints, set: None },
];

const SPEC: &[Attribute] = &[
    Attribute { name: "args", get: |vm, of| Ok(vm.new_opaque(SpecArgs(of.clone()))), set: None },
    Attribute { name: "kwargs", get: |vm, of| Ok(vm.new_opaque(SpecKwargs(of.clone()))), set: None },
];

/// Makes the types; gives those that the module `_typing` has.
pub fn install(vm: &mut Vm) -> [Ref<Type>; 5] {
    let variable = vm.define_type::<TypeVar>("typing.TypeVar", NEW_VARIABLE, CONSTRAINTS);
    let spec = vm.define_type::<ParamSpec>("typing.ParamSpec", NEW_SPEC, SPEC);
    let tuple = vm.define_type::<TypeVarTuple>("typing.TypeVarTuple", NEW_TUPLE, &[]);
    for class in [&variable, &spec, &tuple] {
        vm.add_methods(class, COMMON);
        vm.add_attributes(class, NAME);
        class.set_flag(type_flag::DICT | type_flag::WEAKREF, true);
        class.lay_out(0, vm);
    }
    for class in [&variable, &spec] {
        vm.add_methods(class, UNION);
        vm.add_attributes(class, VARIANCE);
    }
    let args = vm.define_type::<SpecArgs>("typing.ParamSpecArgs", SPEC_ARGS, SPEC_ARGS_ATTRIBUTES);
    let kwargs = vm.define_type::<SpecKwargs>("typing.ParamSpecKwargs", SPEC_KWARGS, SPEC_KWARGS_ATTRIBUTES);
    for class in [&args, &kwargs] {
        class.set_flag(type_flag::WEAKREF, true);
    }
    let no_default = vm.define_type::<NoDefault>("NoDefaultType", NO_DEFAULT, &[]);
    vm.define_type::<Constant>("constevaluator", CONSTANT, &[]);
    let unpack = vm.define_type::<Unpack>("typing.Unpack", &[], &[]);
    for class in [&variable, &spec, &tuple, &args, &kwargs, &unpack] {
        in_typing(vm, class);
    }
    for class in [&variable, &spec, &tuple, &args, &kwargs, &unpack, &no_default] {
        class.changed(vm);
    }
    vm.no_default = vm.new_opaque(NoDefault);
    [variable, spec, tuple, args, kwargs]
}

/// Has a class be one of the module `typing`.
pub fn in_typing(vm: &mut Vm, class: &Ref<Type>) {
    let (module, typing) = (vm.names().__module__.clone(), vm.str("typing"));
    let full = class.name();
    class.qualname.set(vm.str(full.strip_prefix("typing.").unwrap_or(&full)));
    drop(class.dict().insert_str(&module, typing, vm));
}

/// A function or class of the module `typing`, if that can be imported.
pub fn typing(vm: &mut Vm, name: &str) -> PyResult<Option<Value>> {
    match super::import(vm, "typing") {
        Ok(typing) => {
            let name = vm.intern(name);
            vm.getattr(&typing, &name).map(Some)
        }
        Err(raised) if raised.is(ExceptionKind::ModuleNotFoundError, vm) => Ok(None),
        Err(raised) => Err(raised),
    }
}

/// What a function of `typing` makes of these; without it, the argument at a place.
fn by_typing(vm: &mut Vm, function: &str, args: &[Value], otherwise: usize) -> PyResult {
    match typing(vm, function)? {
        Some(function) => vm.call(&function, args),
        None => Ok(args[otherwise].clone()),
    }
}

/// Notes in what module the code that runs makes a type parameter.
pub fn set_module(vm: &mut Vm, of: &Value) -> PyResult<()> {
    let (name, module) = (vm.names().__name__.clone(), vm.names().__module__.clone());
    let caller = vm.frame().and_then(|frame| frame.globals().get_str(&name, vm));
    vm.setattr(of, &module, caller.unwrap_or(Value::NONE))
}

/// The type parameter that an instruction makes; `infer_variance` as the syntax means it.
pub fn from_syntax(vm: &mut Vm, what: &str, args: &[Value]) -> PyResult {
    let parameter = Parameter { name: args[0].clone(), infer_variance: true, ..Parameter::default() };
    let evaluator = args.get(1).cloned().unwrap_or_default();
    let made = match what {
        "INTRINSIC_PARAMSPEC" => vm.new_opaque(ParamSpec(parameter)),
        "INTRINSIC_TYPEVARTUPLE" => vm.new_opaque(TypeVarTuple(parameter)),
        "INTRINSIC_TYPEVAR_WITH_BOUND" => vm.new_opaque(TypeVar(Parameter { evaluate_bound: evaluator, ..parameter })),
        "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS" => {
            vm.new_opaque(TypeVar(Parameter { evaluate_constraints: evaluator, ..parameter }))
        }
        _ => vm.new_opaque(TypeVar(parameter)),
    };
    Ok(made)
}

/// `INTRINSIC_SET_TYPEPARAM_DEFAULT`.
pub fn set_default(vm: &mut Vm, of: &Value, evaluator: &Value) -> PyResult {
    match Parameter::of(vm, of) {
        Some(parameter) => {
            parameter.evaluate_default.set(evaluator.clone());
            Ok(of.clone())
        }
        None => {
            let class = class_name(vm, of);
            Err(vm.type_error(format!("Expected a type param, got {class}")))
        }
    }
}

/// The name that a type parameter is made with.
fn expect_name(vm: &mut Vm, name: &Value, class: &str) -> PyResult<Value> {
    if name.is_a::<Str>() {
        return Ok(name.clone());
    }
    let given = class_name(vm, name);
    Err(vm.type_error(format!("{class}() argument 'name' must be str, not {given}")))
}

/// Bound, default and variance as keyword arguments.
fn parameter(vm: &mut Vm, name: Value, args: &[Value]) -> PyResult<Parameter> {
    let mut flags = [false; 3];
    for (flag, value) in flags.iter_mut().zip(&args[2..5]) {
        *flag = !value.is_null() && vm.truth(value)?;
    }
    let [covariant, contravariant, infer_variance] = flags;
    if covariant && contravariant {
        return Err(vm.value_error("Bivariant types are not supported."));
    }
    if infer_variance && (covariant || contravariant) {
        return Err(vm.value_error("Variance cannot be specified with infer_variance."));
    }
    let bound = match args[0].is_null() || args[0].is_none() {
        true => Value::NONE,
        false => type_check(vm, &args[0], "Bound must be a type.")?,
    };
    Ok(Parameter {
        name,
        bound: ValueCell::new(bound),
        default: ValueCell::new(args[1].clone()),
        covariant,
        contravariant,
        infer_variance,
        ..Parameter::default()
    })
}

fn type_check(vm: &mut Vm, value: &Value, message: &str) -> PyResult {
    match typing(vm, "_type_check")? {
        Some(check) => {
            let message = vm.str(message);
            vm.call(&check, &[value.clone(), message])
        }
        None => Ok(value.clone()),
    }
}

fn new_variable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = expect_name(vm, &args[1], "typevar")?;
    let given = args[2].get::<Tuple>().map(|given| given.items().to_vec()).unwrap_or_default();
    let mut parameter = parameter(vm, name, &args[3..])?;
    if given.len() == 1 {
        return Err(vm.type_error("A single constraint is not allowed"));
    }
    if !given.is_empty() && !parameter.bound.get().is_none() {
        return Err(vm.type_error("Constraints cannot be combined with bound=..."));
    }
    let mut constraints = Vec::with_capacity(given.len());
    for constraint in &given {
        constraints.push(type_check(vm, constraint, "TypeVar(name, constraint, ...): constraints must be types.")?);
    }
    parameter.constraints = ValueCell::new(vm.tuple(constraints));
    let made = vm.new_opaque(TypeVar(parameter));
    set_module(vm, &made)?;
    Ok(made)
}

fn new_spec(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = expect_name(vm, &args[1], "paramspec")?;
    let parameter = parameter(vm, name, &args[2..])?;
    if parameter.bound.get().is_none() {
        // What None means as a type, even where it was not given.
        parameter.bound.set(vm.types().none.value().clone());
    }
    let made = vm.new_opaque(ParamSpec(parameter));
    set_module(vm, &made)?;
    Ok(made)
}

fn new_tuple(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = expect_name(vm, &args[1], "typevartuple")?;
    let parameter = Parameter { name, default: ValueCell::new(args[2].clone()), ..Parameter::default() };
    let made = vm.new_opaque(TypeVarTuple(parameter));
    set_module(vm, &made)?;
    Ok(made)
}

/// `typing` gives a tuple or a list, and gets back what it gave if there is something for the variable in it.
fn prepare_variable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let parameters = vm.names().__parameters__.clone();
    let parameters = vm.getattr(&args[1], &parameters)?;
    let given = vm.len(&args[2])?;
    let parameters = vm.collect(&parameters)?;
    let Some(place) = parameters.iter().position(|known| known.is(&args[0])) else {
        return Err(vm.value_error("sequence.index(x): x not in sequence"));
    };
    if place < given {
        return Ok(args[2].clone());
    }
    let default = default(vm, &args[0])?;
    if place > given || default.is(&vm.no_default) {
        let (alias, least) = (vm.repr_lossy(&args[1]), place + 1);
        let message = format!("Too few arguments for {alias}; actual {given}, expected at least {least}");
        return Err(vm.type_error(message));
    }
    let default = vm.tuple([default]);
    vm.binary(BinaryOperator::Add, &args[2], &default)
}

/// `*Ts`: the one item is `Unpack[Ts]`.
fn iter_tuple(vm: &mut Vm, args: &[Value]) -> PyResult {
    let unpacked = unpack(vm, &args[0])?;
    let items = vm.tuple([unpacked]);
    vm.iter(&items)
}

/// `Unpack[Ts]`.
pub fn unpack(vm: &mut Vm, of: &Value) -> PyResult {
    match typing(vm, "Unpack")? {
        Some(unpack) => vm.getitem(&unpack, of),
        None => {
            let class = vm.type_for::<Unpack>().into_value();
            Ok(generic_alias::make(vm, class, of.clone()))
        }
    }
}

/// Whether a value is a `TypeVarTuple`, which stands for any number of types.
pub fn is_parameter(vm: &Vm, value: &Value) -> bool {
    Parameter::of(vm, value).is_some()
}

pub fn is_tuple(vm: &Vm, value: &Value) -> bool {
    value.opaque::<TypeVarTuple>(vm).is_some()
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(of) = Parameter::of(vm, &args[0]) else { return Err(vm.system_error("bad internal call")) };
    let sign = match (of.covariant, of.contravariant) {
        _ if of.infer_variance || is_tuple(vm, &args[0]) => "",
        (true, _) => "+",
        (_, true) => "-",
        _ => "~",
    };
    let name = vm.text(&of.name);
    Ok(vm.str(&format!("{sign}{name}")))
}

fn mro_entries(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = class_name(vm, &args[0]);
    let class = class.trim_start_matches("typing.");
    Err(vm.type_error(format!("Cannot subclass an instance of {class}")))
}

fn name(vm: &mut Vm, of: &Value) -> PyResult {
    Ok(Parameter::of(vm, of).map_or(Value::NONE, |of| of.name.clone()))
}

fn flag(vm: &mut Vm, of: &Value, flag: fn(&Parameter) -> bool) -> PyResult {
    Ok(Value::bool(Parameter::of(vm, of).is_some_and(flag)))
}

/// What a cell holds, or what its evaluator gives, or else the last.
fn lazily(vm: &mut Vm, of: &Value, cell: fn(&Parameter) -> &ValueCell, evaluator: Value, otherwise: Value) -> PyResult {
    let known = Parameter::of(vm, of).map(|of| cell(of).get()).unwrap_or_default();
    if !known.is_null() {
        return Ok(known);
    }
    if evaluator.is_null() {
        return Ok(otherwise);
    }
    let value = vm.call(&evaluator, &[Value::size(1)])?;
    if let Some(of) = Parameter::of(vm, of) {
        cell(of).set(value.clone());
    }
    Ok(value)
}

fn bound(vm: &mut Vm, of: &Value) -> PyResult {
    let evaluator = Parameter::of(vm, of).map(|of| of.evaluate_bound.clone()).unwrap_or_default();
    lazily(vm, of, |of| &of.bound, evaluator, Value::NONE)
}

fn constraints(vm: &mut Vm, of: &Value) -> PyResult {
    let evaluator = Parameter::of(vm, of).map(|of| of.evaluate_constraints.clone()).unwrap_or_default();
    let none = vm.empty_tuple();
    lazily(vm, of, |of| &of.constraints, evaluator, none)
}

fn default(vm: &mut Vm, of: &Value) -> PyResult {
    let evaluator = Parameter::of(vm, of).map(|of| of.evaluate_default.get()).unwrap_or_default();
    let none = vm.no_default.clone();
    lazily(vm, of, |of| &of.default, evaluator, none)
}

fn has_default(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (value, evaluator) =
        Parameter::of(vm, &args[0]).map(|of| (of.default.get(), of.evaluate_default.get())).unwrap_or_default();
    Ok(Value::bool(!evaluator.is_null() || !value.is_null() && !value.is(&vm.no_default)))
}

/// An evaluator, or one that gives the value that there is; None if there is neither.
fn evaluator(vm: &mut Vm, evaluator: Value, value: Value) -> PyResult {
    Ok(match (evaluator.is_null(), value.is_null() || value.is(&vm.no_default)) {
        (false, _) => evaluator,
        (true, true) => Value::NONE,
        (true, false) => vm.new_opaque(Constant(value)),
    })
}

fn evaluate_bound(vm: &mut Vm, of: &Value) -> PyResult {
    let (function, value) = Parameter::of(vm, of).map(|of| (of.evaluate_bound.clone(), of.bound.get())).unwrap_or_default();
    evaluator(vm, function, if value.is_none() { Value::NULL } else { value })
}

fn evaluate_constraints(vm: &mut Vm, of: &Value) -> PyResult {
    let (function, value) =
        Parameter::of(vm, of).map(|of| (of.evaluate_constraints.clone(), of.constraints.get())).unwrap_or_default();
    let is_empty = value.get::<Tuple>().is_some_and(|value| value.items().is_empty());
    evaluator(vm, function, if is_empty { Value::NULL } else { value })
}

fn evaluate_default(vm: &mut Vm, of: &Value) -> PyResult {
    let (function, value) =
        Parameter::of(vm, of).map(|of| (of.evaluate_default.get(), of.default.get())).unwrap_or_default();
    evaluator(vm, function, value)
}

const SPEC_ARGS: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, origin)",
        function: |vm, args| Ok(vm.new_opaque(SpecArgs(args[1].clone()))),
    },
    Native { name: "__repr__", signature: "(self, /)", function: |vm, args| repr_part(vm, &args[0], "args") },
    Native { name: "__eq__", signature: "(self, value, /)", function: equal_parts },
    Native { name: "__mro_entries__", signature: "(self, bases, /)", function: mro_entries },
];

const SPEC_KWARGS: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, origin)",
        function: |vm, args| Ok(vm.new_opaque(SpecKwargs(args[1].clone()))),
    },
    Native { name: "__repr__", signature: "(self, /)", function: |vm, args| repr_part(vm, &args[0], "kwargs") },
    Native { name: "__eq__", signature: "(self, value, /)", function: equal_parts },
    Native { name: "__mro_entries__", signature: "(self, bases, /)", function: mro_entries },
];

const SPEC_ARGS_ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "__origin__", get: |vm, of| Ok(origin(vm, of)), set: Some(readonly) }];
const SPEC_KWARGS_ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "__origin__", get: |vm, of| Ok(origin(vm, of)), set: Some(readonly) }];

fn origin(vm: &Vm, of: &Value) -> Value {
    let args = of.opaque::<SpecArgs>(vm).map(|of| of.0.clone());
    args.or_else(|| of.opaque::<SpecKwargs>(vm).map(|of| of.0.clone())).unwrap_or(Value::NONE)
}

fn repr_part(vm: &mut Vm, of: &Value, part: &str) -> PyResult {
    let origin = origin(vm, of);
    let name = match Parameter::of(vm, &origin) {
        Some(parameter) => vm.text(&parameter.name),
        None => vm.repr_lossy(&origin),
    };
    Ok(vm.str(&format!("{name}.{part}")))
}

fn equal_parts(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !vm.type_of(&args[0]).is(vm.type_of(&args[1])) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (origin(vm, &args[0]), origin(vm, &args[1]));
    Ok(Value::bool(vm.equal(&a, &b)?))
}

const NO_DEFAULT: &[Native] = &[
    Native { name: "__new__", signature: "(cls)", function: |vm, _| Ok(vm.no_default.clone()) },
    Native { name: "__repr__", signature: "(self, /)", function: |vm, _| Ok(vm.str("typing.NoDefault")) },
    Native { name: "__reduce__", signature: "(self, /)", function: |vm, _| Ok(vm.str("NoDefault")) },
];

const CONSTANT: &[Native] = &[
    Native { name: "__call__", signature: "(self, *args)", function: evaluate_constant },
    Native {
        name: "__repr__",
        signature: "(self, /)",
        function: |vm, args| {
            let value = constant(vm, &args[0]);
            let shown = vm.repr_lossy(&value);
            Ok(vm.str(&format!("<constevaluator {shown}>")))
        },
    },
];

/// The value, or its text where a format asks for that (PEP 749).
fn evaluate_constant(vm: &mut Vm, args: &[Value]) -> PyResult {
    const AS_TEXT: i32 = 4;
    let [of, format] = args else {
        let given = args.len() - 1;
        return Err(vm.type_error(format!("constevaluator.__call__() takes exactly 1 argument ({given} given)")));
    };
    let value = constant(vm, of);
    if c_int(vm, format)? != AS_TEXT {
        return Ok(value);
    }
    let mut out = Vec::new();
    match value.get::<Tuple>() {
        Some(items) => {
            out.push(b'(');
            for (index, item) in items.items().iter().enumerate() {
                out.extend_from_slice(if index == 0 { b"" } else { b", " });
                generic_alias::type_repr(vm, item, &mut out)?;
            }
            out.push(b')');
        }
        None if value.is_a::<List>() => out.extend_from_slice(vm.repr_lossy(&value).as_bytes()),
        None => generic_alias::type_repr(vm, &value, &mut out)?,
    }
    Ok(vm.str_from(&out))
}

fn constant(vm: &Vm, of: &Value) -> Value {
    of.opaque::<Constant>(vm).map_or(Value::NONE, |of| of.0.clone())
}
