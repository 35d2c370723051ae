//! `type` statements: `TypeAliasType`; and `Generic`, which classes with type parameters inherit from.

use super::generic_alias;
use super::parameters::make_parameters;
use super::text::class_name;
use super::type_params::{self, in_typing, is_tuple, typing, unpack};
use super::union::make as make_union;
use crate::object::{Instance, Kind, Opaque, Str, Tuple, Type, VTable, Value, ValueCell, type_flag};
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};

/// What `type X = ...` makes.
pub struct TypeAlias {
    name: Value,
    params: Value,
    /// NULL until it is asked for.
    value: ValueCell,
    evaluate: Value,
    module: Value,
}

impl Opaque for TypeAlias {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.name, &self.params, &self.evaluate, &self.module].into_iter().for_each(&mut *visit);
        visit(&self.value.get());
    }
}

const ALIAS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, name, value, *, type_params=())", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: |vm, args| field(vm, &args[0], |of| &of.name) },
    Native { name: "__reduce__", signature: "(self, /)", function: |vm, args| field(vm, &args[0], |of| &of.name) },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__or__", signature: "(self, value, /)", function: |vm, args| make_union(vm, args) },
    Native {
        name: "__ror__",
        signature: "(self, value, /)",
        function: |vm, args| make_union(vm, &[args[1].clone(), args[0].clone()]),
    },
];

const ALIAS_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__name__", get: |vm, of| field(vm, of, |of| &of.name), set: Some(readonly) },
    Attribute { name: "__value__", get: value, set: None },
    Attribute { name: "__type_params__", get: |vm, of| field(vm, of, |of| &of.params), set: None },
    Attribute { name: "__parameters__", get: parameters, set: None },
    Attribute { name: "__module__", get: |vm, of| field(vm, of, |of| &of.module), set: None },
    Attribute { name: "evaluate_value", get: |vm, of| field(vm, of, |of| &of.evaluate), set: None },
];

const GENERIC: &[Native] = &[
    Native { name: "__class_getitem__", signature: "(cls, *args)", function: class_getitem },
    Native { name: "__init_subclass__", signature: "(cls, *args, **kwargs)", function: init_subclass },
];

/// Makes the types, and has the machine make type parameters and aliases of them.
pub fn install(vm: &mut Vm) {
    type_params::install(vm);
    let alias = vm.define_type::<TypeAlias>("typing.TypeAliasType", ALIAS, ALIAS_ATTRIBUTES);
    alias.qualname.set(vm.str("TypeAliasType"));
    alias.set_flag(type_flag::WEAKREF, true);
    alias.lay_out(0, vm);
    alias.changed(vm);
    let object = vm.types().object.clone();
    let generic = vm.new_builtin_type("typing.Generic", Kind::Instance, const { &VTable::of::<Instance>() }, &object);
    generic.set_flag(type_flag::BASE, true);
    generic.lay_out(0, vm);
    vm.add_methods(&generic, GENERIC);
    in_typing(vm, &generic);
    generic.changed(vm);
    vm.generic = generic.into_value();
    vm.typing_hook = Some(from_syntax);
}

fn from_syntax(vm: &mut Vm, what: &str, args: &[Value]) -> PyResult {
    match what {
        "INTRINSIC_SUBSCRIPT_GENERIC" => generic_base(vm, &args[0]),
        "INTRINSIC_TYPEALIAS" => lazy_alias(vm, &args[0]),
        "INTRINSIC_SET_TYPEPARAM_DEFAULT" => type_params::set_default(vm, &args[0], &args[1]),
        what => type_params::from_syntax(vm, what, args),
    }
}

fn items(tuple: &Value) -> Vec<Value> {
    tuple.get::<Tuple>().map(|tuple| tuple.items().to_vec()).unwrap_or_default()
}

/// Type parameters as arguments: those that stand for many are unpacked.
fn as_arguments(vm: &mut Vm, params: &Value) -> PyResult {
    let mut arguments = items(params);
    for argument in &mut arguments {
        if is_tuple(vm, argument) {
            *argument = unpack(vm, argument)?;
        }
    }
    Ok(vm.tuple(arguments))
}

/// `Generic[...]`, the last base of a class with type parameters.
fn generic_base(vm: &mut Vm, params: &Value) -> PyResult {
    let arguments = as_arguments(vm, params)?;
    let generic = vm.generic.clone();
    match typing(vm, "_GenericAlias")? {
        Some(alias) => vm.call(&alias, &[generic, arguments]),
        None => Ok(generic_alias::make(vm, generic, arguments)),
    }
}

fn lazy_alias(vm: &mut Vm, parts: &Value) -> PyResult {
    let [name, params, evaluate] = &items(parts)[..] else { return Err(vm.system_error("bad type alias")) };
    let params = if params.is_none() { vm.empty_tuple() } else { params.clone() };
    let module = calling_module(vm);
    let alias = TypeAlias { name: name.clone(), params, value: ValueCell::default(), evaluate: evaluate.clone(), module };
    Ok(vm.new_opaque(alias))
}

fn calling_module(vm: &Vm) -> Value {
    let name = &vm.names().__name__;
    vm.frame().and_then(|frame| frame.globals().get_str(name, vm)).unwrap_or(Value::NONE)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !args[1].is_a::<Str>() {
        let class = class_name(vm, &args[1]);
        return Err(vm.type_error(format!("typealias() argument 'name' must be str, not {class}")));
    }
    let params = if args[3].is_null() { vm.empty_tuple() } else { args[3].clone() };
    if !params.is_a::<Tuple>() {
        return Err(vm.type_error("type_params must be a tuple"));
    }
    let mut had_default = false;
    for param in params.get::<Tuple>().map_or(&[][..], |params| params.items()) {
        if !type_params::is_parameter(vm, param) {
            let shown = vm.repr_lossy(param);
            return Err(vm.type_error(format!("Expected a type param, got {shown}")));
        }
        let name = vm.intern("has_default");
        let has_default = vm.call_method(param, &name, &[])?;
        let has_default = vm.truth(&has_default)?;
        if had_default && !has_default {
            let shown = vm.repr_lossy(param);
            let message = format!("non-default type parameter '{shown}' follows default type parameter");
            return Err(vm.type_error(message));
        }
        had_default = had_default || has_default;
    }
    let (value, evaluate) = (ValueCell::new(args[2].clone()), vm.new_opaque(type_params::Constant::new(args[2].clone())));
    let module = calling_module(vm);
    Ok(vm.new_opaque(TypeAlias { name: args[1].clone(), params, value, evaluate, module }))
}

fn field(vm: &mut Vm, of: &Value, field: fn(&TypeAlias) -> &Value) -> PyResult {
    match of.opaque::<TypeAlias>(vm) {
        Some(alias) => Ok(field(alias).clone()),
        None => Err(vm.system_error("bad internal call")),
    }
}

fn value(vm: &mut Vm, of: &Value) -> PyResult {
    let Some(alias) = of.opaque::<TypeAlias>(vm) else { return Err(vm.system_error("bad internal call")) };
    let (known, evaluate) = (alias.value.get(), alias.evaluate.clone());
    if !known.is_null() {
        return Ok(known);
    }
    let value = vm.call(&evaluate, &[Value::size(1)])?;
    if let Some(alias) = of.opaque::<TypeAlias>(vm) {
        alias.value.set(value.clone());
    }
    Ok(value)
}

fn parameters(vm: &mut Vm, of: &Value) -> PyResult {
    let params = field(vm, of, |of| &of.params)?;
    as_arguments(vm, &params)
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let params = field(vm, &args[0], |of| &of.params)?;
    if items(&params).is_empty() {
        return Err(vm.type_error("Only generic type aliases are subscriptable"));
    }
    Ok(generic_alias::make(vm, args[0].clone(), args[1].clone()))
}

/// `*X`: the alias, unpacked.
fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let unpacked = unpack(vm, &args[0])?;
    let items = vm.tuple([unpacked]);
    vm.iter(&items)
}

fn class_getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    match typing(vm, "_generic_class_getitem")? {
        Some(function) => vm.call(&function, args),
        None => {
            let key = if args.len() == 2 { args[1].clone() } else { vm.tuple(args[1..].to_vec()) };
            Ok(generic_alias::make(vm, args[0].clone(), key))
        }
    }
}

fn init_subclass(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(function) = typing(vm, "_generic_init_subclass")? {
        let mut values = vec![args[0].clone()];
        values.extend(items(&args[1]));
        let Ok(names) = args[2].clone().downcast::<crate::object::Dict>() else { return Ok(Value::NONE) };
        let (values, names) = crate::vm::spread_keywords(vm, values, &names);
        return vm.call_with(&function, crate::vm::Arguments { values: &values, names: &names });
    }
    // The type parameters of a class are those of the bases that it was written with.
    let (bases, name) = (vm.names().__orig_bases__.clone(), vm.names().__parameters__.clone());
    let bases = args[0].get::<Type>().and_then(|class| class.dict().get_str(&bases, vm));
    let bases = bases.unwrap_or_else(|| vm.empty_tuple());
    let parameters = make_parameters(vm, &bases)?;
    vm.setattr(&args[0], &name, parameters)?;
    Ok(Value::NONE)
}
