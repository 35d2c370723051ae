//! `string.templatelib` (PEP 750): what template strings make, `Template` and `Interpolation`.

use super::generic_alias::CLASS_GETITEM;
use super::text::{class_name, wtf8};
use crate::object::{Opaque, Str, Tuple, Value, type_flag};
use crate::text::Wtf8Buf;
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};
use std::cell::Cell;

/// Strings, and interpolations between them: always one string more.
pub struct Template {
    strings: Value,
    interpolations: Value,
}

pub struct Interpolation {
    value: Value,
    expression: Value,
    conversion: Value,
    format_spec: Value,
}

/// An iterator over a template: strings that are not empty, and interpolations.
pub struct TemplateIterator {
    template: Value,
    next: Cell<usize>,
}

impl Opaque for Template {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.strings, &self.interpolations].into_iter().for_each(visit);
    }
}

impl Opaque for Interpolation {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.value, &self.expression, &self.conversion, &self.format_spec].into_iter().for_each(visit);
    }
}

impl Opaque for TemplateIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.template);
    }
}

const TEMPLATE: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new_template },
    Native { name: "__repr__", signature: "(self, /)", function: repr_template },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__add__", signature: "(self, value, /)", function: concat },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce_template },
    CLASS_GETITEM,
];

const TEMPLATE_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "strings", get: |vm, of| Ok(parts(vm, of)?.0), set: Some(readonly) },
    Attribute { name: "interpolations", get: |vm, of| Ok(parts(vm, of)?.1), set: Some(readonly) },
    Attribute { name: "values", get: values, set: None },
];

const INTERPOLATION: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, value, expression='', conversion=None, format_spec='')",
        function: new_part,
    },
    Native { name: "__repr__", signature: "(self, /)", function: repr_part },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce_part },
    CLASS_GETITEM,
];

const INTERPOLATION_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "value", get: |vm, of| field(vm, of, |part| &part.value), set: Some(readonly) },
    Attribute { name: "expression", get: |vm, of| field(vm, of, |part| &part.expression), set: Some(readonly) },
    Attribute { name: "conversion", get: |vm, of| field(vm, of, |part| &part.conversion), set: Some(readonly) },
    Attribute { name: "format_spec", get: |vm, of| field(vm, of, |part| &part.format_spec), set: Some(readonly) },
];

const ITERATOR: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
];

/// Makes the types, and has the machine make template strings of them.
pub fn install(vm: &mut Vm) {
    let template = vm.define_type::<Template>("string.templatelib.Template", TEMPLATE, TEMPLATE_ATTRIBUTES);
    let part = vm.define_type::<Interpolation>("string.templatelib.Interpolation", INTERPOLATION, INTERPOLATION_ATTRIBUTES);
    let iterator = vm.define_type::<TemplateIterator>("string.templatelib.TemplateIter", ITERATOR, &[]);
    let (module, module_name) = (vm.names().__module__.clone(), vm.str("string.templatelib"));
    for (class, name) in [(&template, "Template"), (&part, "Interpolation"), (&iterator, "TemplateIter")] {
        class.qualname.set(vm.str(name));
        drop(class.dict().insert_str(&module, module_name.clone(), vm));
    }
    let (match_args, fields) = (
        vm.names().__match_args__.clone(),
        ["value", "expression", "conversion", "format_spec"].map(|name| vm.intern(name)),
    );
    let fields = vm.tuple(fields);
    drop(part.dict().insert_str(&match_args, fields, vm));
    for class in [&template, &part, &iterator] {
        class.set_flag(type_flag::BASE, false);
        class.changed(vm);
    }
    vm.template_maker = Some(|vm, what, args| match (what, args) {
        ("Template", [strings, interpolations]) => {
            Ok(vm.new_opaque(Template { strings: strings.clone(), interpolations: interpolations.clone() }))
        }
        (_, [value, expression, conversion, format_spec]) => {
            let [value, expression] = [value, expression].map(Value::clone);
            let [conversion, format_spec] = [conversion, format_spec].map(Value::clone);
            Ok(vm.new_opaque(Interpolation { value, expression, conversion, format_spec }))
        }
        _ => Err(vm.system_error("bad template")),
    });
}

fn parts(vm: &mut Vm, of: &Value) -> PyResult<(Value, Value)> {
    match of.opaque::<Template>(vm) {
        Some(template) => Ok((template.strings.clone(), template.interpolations.clone())),
        None => Err(vm.system_error("bad internal call")),
    }
}

fn items(tuple: &Value) -> &[Value] {
    tuple.get::<Tuple>().map_or(&[], |tuple| tuple.items())
}

fn values(vm: &mut Vm, of: &Value) -> PyResult {
    let (_, interpolations) = parts(vm, of)?;
    let values: Vec<Value> = items(&interpolations)
        .iter()
        .filter_map(|part| part.opaque::<Interpolation>(vm).map(|part| part.value.clone()))
        .collect();
    Ok(vm.tuple(values))
}

fn field(vm: &mut Vm, of: &Value, field: fn(&Interpolation) -> &Value) -> PyResult {
    match of.opaque::<Interpolation>(vm) {
        Some(part) => Ok(field(part).clone()),
        None => Err(vm.system_error("bad internal call")),
    }
}

/// Pickled as its strings and interpolations, which a function of the library puts together.
fn reduce_template(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (strings, interpolations) = parts(vm, &args[0])?;
    let (module, name) = (super::import(vm, "string.templatelib")?, vm.intern("_template_unpickle"));
    let function = vm.getattr(&module, &name)?;
    let parts = vm.tuple([strings, interpolations]);
    Ok(vm.tuple([function, parts]))
}

fn reduce_part(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(part) = args[0].opaque::<Interpolation>(vm) else { return Err(vm.system_error("bad internal call")) };
    let fields = [&part.value, &part.expression, &part.conversion, &part.format_spec].map(Value::clone);
    let fields = vm.tuple(fields);
    Ok(vm.tuple([vm.type_of(&args[0]).value().clone(), fields]))
}

/// `Template(*parts)`: strings that follow each other become one, and empty ones go between interpolations.
fn new_template(vm: &mut Vm, args: &[Value]) -> PyResult {
    let has_names = args[2].get::<crate::object::Dict>().is_some_and(|names| names.len(vm) > 0);
    if has_names {
        return Err(vm.type_error("Template.__new__ only accepts *args arguments"));
    }
    from_parts(vm, items(&args[1]))
}

fn from_parts(vm: &mut Vm, given: &[Value]) -> PyResult {
    let (mut strings, mut interpolations) = (vec![Wtf8Buf::new()], Vec::new());
    for part in given {
        if let Some(text) = part.get::<Str>() {
            if let Some(last) = strings.last_mut() {
                last.push_wtf8(wtf8(text));
            }
        } else if part.opaque::<Interpolation>(vm).is_some() {
            interpolations.push(part.clone());
            strings.push(Wtf8Buf::new());
        } else {
            let class = class_name(vm, part);
            let message = format!("Template.__new__ *args need to be of type 'str' or 'Interpolation', got {class}");
            return Err(vm.type_error(message));
        }
    }
    let strings: Vec<Value> = strings.iter().map(|text| vm.str_from(text.as_bytes())).collect();
    let (strings, interpolations) = (vm.tuple(strings), vm.tuple(interpolations));
    Ok(vm.new_opaque(Template { strings, interpolations }))
}

fn concat(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[0].opaque::<Template>(vm).is_none() || args[1].opaque::<Template>(vm).is_none() {
        let (this, other) = (class_name(vm, &args[0]), class_name(vm, &args[1]));
        return Err(vm.type_error(format!("can only concatenate {this} (not \"{other}\") to {this}")));
    }
    let mut all = in_order(vm, &args[0])?;
    all.extend(in_order(vm, &args[1])?);
    from_parts(vm, &all)
}

/// Strings and interpolations in turn, empty strings included.
fn in_order(vm: &mut Vm, of: &Value) -> PyResult<Vec<Value>> {
    let (strings, interpolations) = parts(vm, of)?;
    let mut all = Vec::new();
    for (index, text) in items(&strings).iter().enumerate() {
        all.push(text.clone());
        all.extend(items(&interpolations).get(index).cloned());
    }
    Ok(all)
}

fn repr_template(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (strings, interpolations) = parts(vm, &args[0])?;
    let [strings, interpolations] = [vm.repr(&strings)?, vm.repr(&interpolations)?];
    let mut text = b"Template(strings=".to_vec();
    text.extend(strings.get::<Str>().map_or(&[][..], |text| text.as_bytes()));
    text.extend(b", interpolations=");
    text.extend(interpolations.get::<Str>().map_or(&[][..], |text| text.as_bytes()));
    text.push(b')');
    Ok(vm.str_from(&text))
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_opaque(TemplateIterator { template: args[0].clone(), next: Cell::new(0) }))
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(template) = args[0].opaque::<TemplateIterator>(vm).map(|iterator| iterator.template.clone()) else {
        return Ok(Value::NULL);
    };
    let (strings, interpolations) = parts(vm, &template)?;
    let Some(iterator) = args[0].opaque::<TemplateIterator>(vm) else { return Ok(Value::NULL) };
    loop {
        let index = iterator.next.get();
        let item = match index % 2 {
            0 => items(&strings).get(index / 2),
            _ => items(&interpolations).get(index / 2),
        };
        let Some(item) = item else { return Ok(Value::NULL) };
        iterator.next.set(index + 1);
        if !item.get::<Str>().is_some_and(|text| text.as_bytes().is_empty()) {
            return Ok(item.clone());
        }
    }
}

fn new_part(vm: &mut Vm, args: &[Value]) -> PyResult {
    let or_empty = |vm: &mut Vm, value: &Value| if value.is_null() { vm.str("") } else { value.clone() };
    let (expression, format_spec) = (or_empty(vm, &args[2]), or_empty(vm, &args[4]));
    for (text, name) in [(&expression, "expression"), (&format_spec, "format_spec")] {
        if !text.is_a::<Str>() {
            let class = class_name(vm, text);
            return Err(vm.type_error(format!("Interpolation() argument '{name}' must be str, not {class}")));
        }
    }
    let conversion = if args[3].is_null() { Value::NONE } else { args[3].clone() };
    if let Some(text) = conversion.get::<Str>() {
        if !matches!(text.as_bytes(), b"s" | b"a" | b"r") {
            let message = "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'";
            return Err(vm.value_error(message));
        }
    } else if !conversion.is_none() {
        let class = class_name(vm, &conversion);
        return Err(vm.type_error(format!("Interpolation() argument 'conversion' must be str, not {class}")));
    }
    Ok(vm.new_opaque(Interpolation { value: args[1].clone(), expression, conversion, format_spec }))
}

fn repr_part(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(part) = args[0].opaque::<Interpolation>(vm) else { return Err(vm.system_error("bad internal call")) };
    let fields = [&part.value, &part.expression, &part.conversion, &part.format_spec].map(Value::clone);
    let mut text = b"Interpolation(".to_vec();
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            text.extend(b", ");
        }
        let repr = vm.repr(field)?;
        text.extend(repr.get::<Str>().map_or(&[][..], |text| text.as_bytes()));
    }
    text.push(b')');
    Ok(vm.str_from(&text))
}
