//! Values in a few characters, without running code: `__repr__` of the program's own classes is not asked.

use crate::number::IntRef;
use crate::object::{
    Bytes, Cell_, Dict, Exception, Kind, List, Method, Module, Range, Set, Slice, Str, Tuple, Type, Value, type_flag,
};
use crate::text::repr;
use crate::vm::{Code, Function, Generator, NativeObject, Vm};

/// How long a value's text may be, in characters.
const WIDTH: usize = 48;
/// How many items of a container are shown, and how deep.
const ITEMS: usize = 6;
const DEPTH: usize = 2;

/// A value's text. NULL is no value.
pub fn show(vm: &Vm, value: &Value) -> String {
    let mut text = String::new();
    write(vm, value, DEPTH, &mut text);
    // No control characters: a text is one line.
    match text.char_indices().nth(WIDTH) {
        Some((end, _)) => {
            text.truncate(end);
            text.push('…');
            text
        }
        None => text,
    }
}

fn write(vm: &Vm, value: &Value, depth: usize, out: &mut String) {
    if value.is_null() {
        return out.push_str("NULL");
    }
    let (types, class) = (vm.types(), vm.type_of(value));
    let constant = [
        (Value::NONE, "None"),
        (Value::TRUE, "True"),
        (Value::FALSE, "False"),
        (Value::ELLIPSIS, "Ellipsis"),
        (Value::NOT_IMPLEMENTED, "NotImplemented"),
    ];
    if let Some((_, name)) = constant.iter().find(|(constant, _)| value.is(constant)) {
        return out.push_str(name);
    }
    // What a subclass shows is its own affair.
    if class.has_flag(type_flag::HEAP) && !value.is_a::<Type>() {
        return object(&class.name(), out);
    }
    match value.kind() {
        Kind::Int => int(value, out),
        Kind::Float => repr::float(value.as_float().unwrap_or_default(), out),
        Kind::Str => value.get::<Str>().iter().for_each(|text| repr::str(start(text.as_bytes()), out)),
        Kind::Bytes => value.get::<Bytes>().iter().for_each(|bytes| repr::bytes(start(bytes.as_bytes()), out)),
        Kind::Tuple => {
            let items = value.get::<Tuple>().map_or(&[][..], |tuple| tuple.items());
            let end = if items.len() == 1 { ",)" } else { ")" };
            list(vm, items.iter(), ("(", end), depth, out);
        }
        Kind::List => {
            let items = value.get::<List>().map_or(&[][..], |list| list.items(vm).as_slice());
            list(vm, items.iter(), ("[", "]"), depth, out);
        }
        Kind::Set if class.is(&types.set) => match value.get::<Set>() {
            Some(set) if !set.table.get(vm).is_empty() => {
                list(vm, set.table.get(vm).iter().map(|(_, item)| item), ("{", "}"), depth, out);
            }
            _ => out.push_str("set()"),
        },
        Kind::Dict => dict(vm, value, depth, out),
        Kind::Range => {
            let parts = value.get::<Range>().map(|range| [range.start.clone(), range.stop.clone(), range.step.clone()]);
            let parts = parts.unwrap_or_default();
            let count = if parts[2].as_small() == Some(1) { 2 } else { 3 };
            list(vm, parts[..count].iter(), ("range(", ")"), depth.max(1), out);
        }
        Kind::Slice => {
            let parts = value.get::<Slice>().map(|slice| [slice.start.clone(), slice.stop.clone(), slice.step.clone()]);
            list(vm, parts.unwrap_or_default().iter(), ("slice(", ")"), depth.max(1), out);
        }
        Kind::Exception => {
            let args = value.get::<Exception>().map_or(Value::NULL, |exception| exception.args.get());
            out.push_str(&class.name());
            let args = args.get::<Tuple>().map_or(&[][..], |args| args.items());
            list(vm, args.iter(), ("(", ")"), depth.max(1), out);
        }
        Kind::Cell => {
            let contents = value.get::<Cell_>().map_or(Value::NULL, |cell| cell.contents.get());
            out.push_str("<cell ");
            write(vm, &contents, depth, out);
            out.push('>');
        }
        Kind::Method => {
            let function = value.get::<Method>().map_or(Value::NULL, |method| method.function.clone());
            named("method", name(vm, &function), out);
        }
        Kind::Type => named("class", name(vm, value), out),
        Kind::Function => named("function", name(vm, value), out),
        Kind::Native => named("built-in", name(vm, value), out),
        Kind::Module => named("module", name(vm, value), out),
        Kind::Code => named("code", name(vm, value), out),
        Kind::Generator => named(&class.name(), name(vm, value), out),
        _ => object(&class.name(), out),
    }
}

fn object(class: &str, out: &mut String) {
    out.push_str(&format!("<{class} object>"));
}

fn named(what: &str, name: Option<String>, out: &mut String) {
    match name {
        Some(name) => out.push_str(&format!("<{what} {name}>")),
        None => object(what, out),
    }
}

/// What functions, classes, modules and the like call themselves.
pub fn name(vm: &Vm, value: &Value) -> Option<String> {
    let text = |name: &Value| name.get::<Str>().map(|name| name.to_string_lossy().into_owned());
    if let Some(module) = value.get::<Module>() {
        return text(&module.dict.get_str(&vm.names().__name__, vm)?);
    }
    match value.kind() {
        Kind::Type => value.get::<Type>().map(|class| class.name()),
        Kind::Function => text(&value.get::<Function>()?.qualname.get()),
        Kind::Native => value.get::<NativeObject>().map(|native| native.native.name.to_owned()),
        Kind::Code => text(&value.get::<Code>()?.qualname),
        Kind::Generator => text(&value.get::<Generator>()?.qualname.get()),
        _ => None,
    }
}

fn int(value: &Value, out: &mut String) {
    match value.as_int() {
        Some(IntRef::Small(value)) => out.push_str(&value.to_string()),
        // Digits of longer ones take long to find.
        Some(IntRef::Big(value)) if value.bits() <= 128 => out.push_str(&value.to_string()),
        Some(IntRef::Big(value)) => out.push_str(&format!("<int of {} bits>", value.bits())),
        None => object("int", out),
    }
}

/// As much of a text as can be shown.
fn start(text: &[u8]) -> &[u8] {
    let mut end = text.len().min(2 * WIDTH);
    while end < text.len() && end > 0 && text[end] & 0xc0 == 0x80 {
        end -= 1;
    }
    &text[..end]
}

fn list<'a>(vm: &Vm, items: impl Iterator<Item = &'a Value>, (open, close): (&str, &str), depth: usize, out: &mut String) {
    out.push_str(open);
    for (index, item) in items.enumerate() {
        out.push_str(if index > 0 { ", " } else { "" });
        if index == ITEMS || depth == 0 {
            out.push('…');
            break;
        }
        write(vm, item, depth - 1, out);
    }
    out.push_str(close);
}

fn dict(vm: &Vm, value: &Value, depth: usize, out: &mut String) {
    out.push('{');
    let entries = value.get::<Dict>().map(|dict| dict.table(vm).iter());
    for (index, entry) in entries.into_iter().flatten().enumerate() {
        out.push_str(if index > 0 { ", " } else { "" });
        if index == ITEMS || depth == 0 {
            out.push('…');
            break;
        }
        write(vm, &entry.key, depth - 1, out);
        out.push_str(": ");
        write(vm, &entry.value, depth - 1, out);
    }
    out.push('}');
}
