//! `unicodedata`: what Unicode 16.0.0 says of characters, and what 3.2.0 said.
//!
//! Categories, names, normal forms and decimal digits come from the crates that the lexer and `str` use too; the rest is in `table`.

mod normal;
mod table;

use crate::builtins::codecs::surrogates;
use crate::builtins::text::{class_name, str_argument};
use crate::object::{Bytes, Module, Opaque, Ref, Str, Value, encode, type_flag};
use crate::text::{chars, names};
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};
use normal::Form;
use table::{Section, find, points, sequence};
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::char::canonical_combining_class;

const VERSION: &str = "16.0.0";
const OLD_VERSION: &str = "3.2.0";

/// `ucd_3_2_0`.
struct Old;

impl Opaque for Old {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

/// For each function of the module a method of `UCD`; each is told which version it is asked for.
macro_rules! functions {
    ($($name:ident ($($parameters:literal)?),)*) => {
        const FUNCTIONS: &[Native] = &[$(Native {
            name: stringify!($name),
            signature: concat!("(", $($parameters,)? ")"),
            function: |vm, args| $name(vm, args, false),
        },)*];
        const METHODS: &[Native] = &[$(Native {
            name: stringify!($name),
            signature: concat!("(self, ", $($parameters,)? ")"),
            function: |vm, args| $name(vm, &args[1..], true),
        },)*];
    };
}

functions! {
    bidirectional("chr, /"),
    category("chr, /"),
    combining("chr, /"),
    decimal("chr, default=<unrepresentable>, /"),
    decomposition("chr, /"),
    digit("chr, default=<unrepresentable>, /"),
    east_asian_width("chr, /"),
    is_normalized("form, unistr, /"),
    lookup("name, /"),
    mirrored("chr, /"),
    name("chr, default=<unrepresentable>, /"),
    normalize("form, unistr, /"),
    numeric("chr, default=<unrepresentable>, /"),
}

const ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "unidata_version", get: |vm, _| Ok(vm.str(OLD_VERSION)), set: Some(readonly) }];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("unicodedata");
    vm.add_functions(&module, FUNCTIONS);
    let class = vm.define_type::<Old>("unicodedata.UCD", METHODS, ATTRIBUTES);
    class.set_flag(type_flag::NO_NEW, true);
    class.changed(vm);
    let (old, version) = (vm.new_opaque(Old), vm.str(VERSION));
    for (name, value) in [("UCD", class.into_value()), ("ucd_3_2_0", old), ("unidata_version", version)] {
        vm.module_set(&module, name, value);
    }
    module
}

/// The character that a function is asked about; `place` is which argument it is, where there are several.
fn character(vm: &mut Vm, value: &Value, function: &str, place: &str) -> PyResult<u32> {
    let message = match value.get::<Str>() {
        Some(text) if text.chars() == 1 => return Ok(text.code_point(0)),
        Some(text) => {
            let length = text.chars();
            format!("{function}(): argument{place} must be a unicode character, not a string of length {length}")
        }
        None if value.is_none() => format!("{function}() argument{place} must be a unicode character, not None"),
        None => format!("{function}() argument{place} must be a unicode character, not {}", class_name(vm, value)),
    };
    Err(vm.type_error(message))
}

/// What 3.2.0 did not have, and is there now.
fn is_newer(point: u32, old: bool) -> bool {
    let is_there = |c: char| get_general_category(c) != GeneralCategory::Unassigned;
    old && find(Section::Old, point).is_none() && char::from_u32(point).is_some_and(is_there)
}

/// What the table says, 3.2.0's own word first if that is asked for; nothing of what that did not have.
fn property(section: Section, old_section: Section, point: u32, old: bool) -> Option<&'static str> {
    if is_newer(point, old) {
        return None;
    }
    let own = if old { find(old_section, point) } else { None };
    own.or_else(|| find(section, point))
}

fn bidirectional(vm: &mut Vm, args: &[Value], old: bool) -> PyResult {
    let point = character(vm, &args[0], "bidirectional", "")?;
    let class = property(Section::Bidirectional, Section::OldBidirectional, point, old);
    Ok(vm.str(class.unwrap_or_default()))
}

fn category(vm: &mut Vm, args: &[Value], old: bool) -> PyResult {
    let point = character(vm, &args[0], "category", "")?;
    let own = if old { find(Section::OldCategory, point) } else { None };
    let category = match (own, char::from_u32(point)) {
        (Some(own), _) => own,
        _ if is_newer(point, old) => "Cn",
        (_, Some(c)) => get_general_category(c).abbreviation(),
        (_, None) => "Cs",
    };
    Ok(vm.str(category))
}

fn combining(vm: &mut Vm, args: &[Value], old: bool) -> PyResult {
    let point = character(vm, &args[0], "combining", "")?;
    let class = char::from_u32(point).filter(|_| !is_newer(point, old)).map_or(0, canonical_combining_class);
    Ok(Value::size(class.into()))
}

fn mirrored(vm: &mut Vm, args: &[Value], old: bool) -> PyResult {
    let point = character(vm, &args[0], "mirrored", "")?;
    let word = property(Section::Mirrored, Section::OldMirrored, point, old);
    Ok(Value::size(usize::from(matches!(word, Some("Y" | "1")))))
}

fn east_asian_width(vm: &mut Vm, args: &[Value], old: bool) -> PyResult {
    let point = character(vm, &args[0], "east_asian_width", "")?;
    Ok(vm.str(property(Section::EastAsianWidth, Section::OldEastAsianWidth, point, old).unwrap_or("N")))
}

fn decomposition(vm: &mut Vm, args: &[Value], old: bool) -> PyResult {
    let point = character(vm, &args[0], "decomposition", "")?;
    let parts = property(Section::Decomposition, Section::OldDecomposition, point, old);
    Ok(vm.str(parts.unwrap_or_default()))
}

/// The default, or an error where there is none.
fn or_default(vm: &mut Vm, default: &Value, message: &str) -> PyResult {
    match default.given() {
        Some(default) => Ok(default.clone()),
        None => Err(vm.value_error(message)),
    }
}

fn decimal(vm: &mut Vm, args: &[Value], old: bool) -> PyResult {
    let point = character(vm, &args[0], "decimal", " 1")?;
    let own = if old { find(Section::OldDecimal, point) } else { None };
    let value = match own {
        _ if is_newer(point, old) => None,
        Some(own) => own.parse().ok(),
        None => chars::decimal(point).map(usize::from),
    };
    match value {
        Some(value) => Ok(Value::size(value)),
        None => or_default(vm, &args[1], "not a decimal"),
    }
}

fn digit(vm: &mut Vm, args: &[Value], _: bool) -> PyResult {
    let point = character(vm, &args[0], "digit", " 1")?;
    match chars::digit(point) {
        Some(value) => Ok(Value::size(value.into())),
        None => or_default(vm, &args[1], "not a digit"),
    }
}

fn numeric(vm: &mut Vm, args: &[Value], old: bool) -> PyResult {
    let point = character(vm, &args[0], "numeric", " 1")?;
    let own = if old { find(Section::OldNumeric, point) } else { None };
    let value = match own.or_else(|| find(Section::Numeric, point)) {
        _ if is_newer(point, old) => None,
        Some(text) => quotient(text),
        None => chars::decimal(point).map(f64::from),
    };
    match value {
        Some(value) => Ok(vm.float(value)),
        None => or_default(vm, &args[1], "not a numeric character"),
    }
}

fn quotient(text: &str) -> Option<f64> {
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    Some(above.parse::<f64>().ok()? / below.parse::<f64>().ok()?)
}

fn name(vm: &mut Vm, args: &[Value], old: bool) -> PyResult {
    let point = character(vm, &args[0], "name", " 1")?;
    match char::from_u32(point).filter(|_| !is_newer(point, old)).and_then(names::name) {
        Some(name) => Ok(vm.str(&name)),
        None => or_default(vm, &args[1], "no such name"),
    }
}

/// Names longer than this there are none.
const LONGEST_NAME: usize = 256;

fn lookup(vm: &mut Vm, args: &[Value], old: bool) -> PyResult {
    let bytes = match (args[0].get::<Str>(), args[0].get::<Bytes>()) {
        (Some(text), _) if text.as_str().is_none() => return Err(surrogates(vm, &args[0])),
        (Some(text), _) => text.as_bytes(),
        (_, Some(bytes)) => bytes.as_bytes(),
        _ => {
            let class = class_name(vm, &args[0]);
            return Err(vm.type_error(format!("a bytes-like object is required, not '{class}'")));
        }
    };
    if bytes.len() > LONGEST_NAME {
        let message = vm.str("name too long");
        return Err(vm.key_error(&message));
    }
    let name = String::from_utf8_lossy(bytes);
    // 3.2.0 is asked for names alone, but for those of newer characters too.
    let is_own = |c: &char| !old || names::name(*c).is_some_and(|own| own.eq_ignore_ascii_case(&name));
    if let Some(c) = names::character(&name).filter(is_own) {
        return Ok(vm.character(c as u32));
    }
    if let Some(sequence) = sequence(&name.to_ascii_uppercase()).filter(|_| !old) {
        let mut text = Vec::new();
        points(sequence).for_each(|point| encode(point, &mut text));
        return Ok(vm.str_from(&text));
    }
    let message = vm.str(&format!("undefined character name '{name}'"));
    Err(vm.key_error(&message))
}

/// The name of a form and a text, as `normalize` and `is_normalized` take them.
fn form_and_text<'a>(vm: &mut Vm, args: &'a [Value], function: &str) -> PyResult<[&'a [u8]; 2]> {
    let form = str_argument(vm, &args[0], &format!("{function}() argument 1"))?;
    let text = str_argument(vm, &args[1], &format!("{function}() argument 2"))?;
    Ok([form.as_bytes(), text.as_bytes()])
}

fn normalize(vm: &mut Vm, args: &[Value], old: bool) -> PyResult {
    let [form, text] = form_and_text(vm, args, "normalize")?;
    let is_same = match Form::named(form) {
        _ if text.is_empty() => true,
        Some(form) => is_surely(text, form, old),
        None => return Err(vm.value_error("invalid normalization form")),
    };
    let Some(form) = Form::named(form).filter(|_| !is_same) else {
        let is_own = vm.type_of(&args[1]).is(&vm.types().str);
        return Ok(if is_own { args[1].clone() } else { vm.str_from(text) });
    };
    Ok(vm.str_from(&normal::normalize(text, form, old)))
}

fn is_normalized(vm: &mut Vm, args: &[Value], old: bool) -> PyResult {
    let [form, text] = form_and_text(vm, args, "is_normalized")?;
    if text.is_empty() {
        return Ok(Value::TRUE);
    }
    let Some(form) = Form::named(form) else { return Err(vm.value_error("invalid normalization form")) };
    Ok(Value::bool(is_surely(text, form, old) || normal::normalize(text, form, old) == text))
}

fn is_surely(text: &[u8], form: Form, old: bool) -> bool {
    text.is_ascii() || (!old && std::str::from_utf8(text).is_ok_and(|text| form.is_surely(text)))
}
