//! The Python classes of nodes, made of the table when they are first asked for.

use super::{construct, repr};
use crate::ast::classes::{Class, Count, FAMILIES, Family, FieldType, Position};
use crate::builtins::{generic_alias, union};
use crate::object::{Dict, Instance, Kind, Ref, Type, VTable, Value, type_flag};
use crate::vm::{ClassBuilder, PyResult, Vm};
use rustc_hash::FxHashMap;

/// The classes, and the one instance of each operator.
#[derive(Default)]
struct Classes {
    all: Vec<(&'static str, Ref<Type>)>,
    by_name: FxHashMap<&'static str, Ref<Type>>,
    operators: FxHashMap<&'static str, Value>,
}

/// All classes with their names, `AST` first.
pub fn all(vm: &mut Vm) -> Vec<(&'static str, Ref<Type>)> {
    if vm.state::<Classes>().all.is_empty() {
        let all = define(vm);
        let classes = vm.state::<Classes>();
        classes.by_name = all.iter().cloned().collect();
        classes.all = all;
    }
    vm.state::<Classes>().all.clone()
}

/// The class of this name.
pub fn class(vm: &mut Vm, name: &'static str) -> Ref<Type> {
    if let Some(class) = vm.state::<Classes>().by_name.get(name) {
        return class.clone();
    }
    let all = all(vm);
    all.into_iter().find(|(known, _)| *known == name).expect("a class of the table").1
}

/// The one instance of an operator's or context's class that trees share.
pub fn operator(vm: &mut Vm, name: &'static str) -> Value {
    if let Some(operator) = vm.state::<Classes>().operators.get(name) {
        return operator.clone();
    }
    let class = class(vm, name);
    let operator = vm.new_instance(&class);
    vm.state::<Classes>().operators.insert(name, operator.clone());
    operator
}

fn define(vm: &mut Vm) -> Vec<(&'static str, Ref<Type>)> {
    let base = base(vm);
    let mut all = vec![("AST", base.clone())];
    let mut types = FxHashMap::default();
    for family in FAMILIES {
        let above = match family.is_sum {
            true => sum(vm, family, &base),
            false => Ok(base.clone()),
        };
        let Ok(above) = above else { continue };
        if family.is_sum {
            all.push((family.name, above.clone()));
            types.insert(family.name, above.clone());
        }
        for member in family.members {
            let Ok(class) = member_class(vm, family, member, &above) else { continue };
            all.push((member.name, class.clone()));
            types.entry(member.name).or_insert(class);
        }
    }
    // Fields may be of classes that come later.
    let members = FAMILIES.iter().flat_map(|family| family.members);
    let by_name: FxHashMap<_, _> = all.iter().cloned().collect();
    for member in members {
        let Some(class) = by_name.get(member.name) else { continue };
        if let Ok(types) = field_types(vm, member, &types) {
            set(vm, class, "_field_types", types.clone());
            let name = vm.intern("__annotations__");
            let _ = vm.setattr(class.value(), &name, types);
        }
    }
    all
}

/// `ast.AST`.
fn base(vm: &mut Vm) -> Ref<Type> {
    let object = vm.types().object.clone();
    let class = vm.new_builtin_type("ast.AST", Kind::Instance, const { &VTable::of::<Instance>() }, &object);
    class.set_flag(type_flag::DICT | type_flag::BASE, true);
    class.lay_out(0, vm);
    vm.add_methods(&class, construct::METHODS);
    vm.add_methods(&class, repr::METHODS);
    vm.attributes_descriptor(&class);
    let (module, empty) = (vm.str("ast"), vm.empty_tuple());
    set(vm, &class, "__module__", module);
    for name in ["_fields", "__match_args__", "_attributes"] {
        set(vm, &class, name, empty.clone());
    }
    class.changed(vm);
    class
}

fn set(vm: &mut Vm, class: &Ref<Type>, name: &str, value: Value) {
    let name = vm.intern(name);
    class.set_name(&name, value, vm);
}

fn names(vm: &mut Vm, names: impl Iterator<Item = &'static str>) -> Value {
    let names: Vec<Value> = names.map(|name| vm.intern(name)).collect();
    vm.tuple(names)
}

/// The class above a family's members.
fn sum(vm: &mut Vm, family: &Family, base: &Ref<Type>) -> PyResult<Ref<Type>> {
    let class = class_of(vm, family.name, base, &[], &family.doc())?;
    position(vm, &class, family.position);
    Ok(class)
}

fn member_class(vm: &mut Vm, family: &Family, member: &'static Class, above: &Ref<Type>) -> PyResult<Ref<Type>> {
    let class = class_of(vm, member.name, above, member.fields, &member.doc())?;
    if !family.is_sum {
        position(vm, &class, family.position);
    }
    for field in member.fields.iter().filter(|field| field.count == Count::Optional) {
        set(vm, &class, field.name, Value::NONE);
    }
    Ok(class)
}

fn class_of(
    vm: &mut Vm,
    name: &'static str,
    base: &Ref<Type>,
    fields: &'static [FieldType],
    doc: &str,
) -> PyResult<Ref<Type>> {
    let fields = names(vm, fields.iter().map(|field| field.name));
    let (name, namespace) = (vm.intern(name), vm.new_dict());
    let (module, doc) = (vm.str("ast"), vm.str(doc));
    for (key, value) in [("_fields", fields.clone()), ("__match_args__", fields), ("__module__", module), ("__doc__", doc)] {
        let key = vm.intern(key);
        drop(namespace.insert_str(&key, value, vm));
    }
    let metaclass = vm.types().type_.clone();
    vm.build_class(ClassBuilder { metaclass: &metaclass, name, bases: vec![base.clone()], namespace, keywords: None })
}

fn position(vm: &mut Vm, class: &Ref<Type>, position: Position) {
    let attributes = names(vm, position.attributes().iter().copied());
    set(vm, class, "_attributes", attributes);
    if position == Position::Start {
        for name in ["end_lineno", "end_col_offset"] {
            set(vm, class, name, Value::NONE);
        }
    }
}

/// The types of a class's fields, by name.
fn field_types(vm: &mut Vm, class: &Class, classes: &FxHashMap<&'static str, Ref<Type>>) -> PyResult {
    let types: Ref<Dict> = vm.new_dict();
    for field in class.fields {
        let one = match field.kind {
            "identifier" | "string" => vm.types().str.value().clone(),
            "int" => vm.types().int.value().clone(),
            "constant" => vm.types().object.value().clone(),
            family => classes.get(family).map_or(Value::NONE, |class| class.value().clone()),
        };
        let of = match field.count {
            Count::One => one,
            Count::Optional => union::make(vm, &[one, Value::NONE])?,
            _ => {
                let list = vm.types().list.value().clone();
                generic_alias::make(vm, list, one)
            }
        };
        let name = vm.intern(field.name);
        drop(types.insert_str(&name, of, vm));
    }
    Ok(types.into_value())
}
