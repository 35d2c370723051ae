//! `Dialect`: how a table is written.

use super::{QUOTING, Quoting, get_dialect};
use crate::builtins::class_to_make;
use crate::builtins::text::{class_name, ssize};
use crate::object::{Dict, Opaque, Str, Value};
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};
use std::rc::Rc;

/// What readers and writers look at.
#[derive(Debug)]
pub struct Format {
    pub delimiter: u32,
    pub quotechar: Option<u32>,
    pub escapechar: Option<u32>,
    pub doublequote: bool,
    pub skipinitialspace: bool,
    pub strict: bool,
    pub quoting: Quoting,
    /// The first bytes of all characters that mean something.
    pub stops: [bool; 256],
    pub lineterminator: Vec<u8>,
}

pub struct Dialect {
    pub format: Rc<Format>,
    lineterminator: Value,
}

impl Opaque for Dialect {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.lineterminator);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__reduce_ex__", signature: "(self, protocol, /)", function: reduce },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "delimiter", get: |vm, object| character(vm, object, |format| Some(format.delimiter)), set: None },
    Attribute { name: "escapechar", get: |vm, object| character(vm, object, |format| format.escapechar), set: None },
    Attribute { name: "quotechar", get: |vm, object| character(vm, object, |format| format.quotechar), set: None },
    Attribute {
        name: "lineterminator",
        get: |vm, object| Ok(object.opaque::<Dialect>(vm).map_or(Value::NONE, |dialect| dialect.lineterminator.clone())),
        set: None,
    },
    Attribute {
        name: "quoting",
        get: |vm, object| field(vm, object, |format| Value::size(format.quoting as usize)),
        set: None,
    },
    Attribute {
        name: "skipinitialspace",
        get: |vm, object| field(vm, object, |format| Value::bool(format.skipinitialspace)),
        set: Some(readonly),
    },
    Attribute {
        name: "doublequote",
        get: |vm, object| field(vm, object, |format| Value::bool(format.doublequote)),
        set: Some(readonly),
    },
    Attribute {
        name: "strict",
        get: |vm, object| field(vm, object, |format| Value::bool(format.strict)),
        set: Some(readonly),
    },
];

fn field(vm: &mut Vm, object: &Value, part: fn(&Format) -> Value) -> PyResult {
    Ok(object.opaque::<Dialect>(vm).map_or(Value::NONE, |dialect| part(&dialect.format)))
}

fn character(vm: &mut Vm, object: &Value, part: fn(&Format) -> Option<u32>) -> PyResult {
    let point = object.opaque::<Dialect>(vm).and_then(|dialect| part(&dialect.format));
    Ok(point.map_or(Value::NONE, |point| vm.character(point)))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = class_name(vm, &args[0]);
    let class = class.rsplit('.').next().unwrap_or_default();
    Err(vm.type_error(format!("cannot pickle '{class}' instances")))
}

/// The format of a dialect.
pub fn format(vm: &Vm, dialect: &Value) -> Option<Rc<Format>> {
    dialect.opaque::<Dialect>(vm).map(|dialect| dialect.format.clone())
}

/// `Dialect(*args, **kwargs)`.
pub fn of(vm: &mut Vm, args: &[Value], kwargs: &Value) -> PyResult {
    let class = vm.type_for::<Dialect>().into_value();
    let args = args.to_vec();
    let args = vm.tuple(args);
    new(vm, &[class, args, kwargs.clone()])
}

/// The parameters; in place of each there may be an attribute of the first.
const NAMES: [&str; 9] = [
    "dialect",
    "delimiter",
    "doublequote",
    "escapechar",
    "lineterminator",
    "quotechar",
    "quoting",
    "skipinitialspace",
    "strict",
];

fn bind(vm: &mut Vm, args: &Value, kwargs: &Value) -> PyResult<[Value; 9]> {
    let mut bound = [const { Value::NULL }; 9];
    let args = vm.collect(args)?;
    let pairs: Vec<(Value, Value)> =
        kwargs.get::<Dict>().map(|kwargs| kwargs.table(vm).iter().map(|entry| entry.pair()).collect()).unwrap_or_default();
    let count = args.len() + pairs.len();
    if count > NAMES.len() {
        return Err(vm.type_error(format!("function takes at most {} arguments ({count} given)", NAMES.len())));
    }
    for (place, value) in bound.iter_mut().zip(&args) {
        *place = value.clone();
    }
    for (name, value) in pairs {
        let text = vm.text(&name);
        let Some(place) = NAMES.iter().position(|known| *known == text) else {
            return Err(vm.type_error(format!("this function got an unexpected keyword argument '{text}'")));
        };
        if !bound[place].is_null() {
            let message = format!("argument for function given by name ('{text}') and position ({})", place + 1);
            return Err(vm.type_error(message));
        }
        bound[place] = value;
    }
    Ok(bound)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Dialect>();
    let class = class_to_make(vm, &args[0], &base)?.to_ref();
    let [mut dialect, mut given @ ..] = bind(vm, &args[1], &args[2])?;
    if !dialect.is_null() {
        if dialect.is_a::<Str>() {
            dialect = get_dialect(vm, &[dialect])?;
        }
        if dialect.opaque::<Dialect>(vm).is_some() && given.iter().all(Value::is_null) {
            return Ok(dialect);
        }
        for (value, name) in given.iter_mut().zip(&NAMES[1..]) {
            if value.is_null() {
                let name = vm.intern(name);
                // Whatever keeps the attribute from being read, there is none then.
                *value = vm.getattr(&dialect, &name).unwrap_or(Value::NULL);
            }
        }
    }
    let (format, lineterminator) = read(vm, &given)?;
    Ok(vm.opaque(&class, Dialect { format: Rc::new(format), lineterminator }))
}

fn read(vm: &mut Vm, given: &[Value; 8]) -> PyResult<(Format, Value)> {
    let [delimiter, doublequote, escapechar, lineterminator, quotechar, quoting, skipinitialspace, strict] = given;
    let flag = |vm: &mut Vm, value: &Value, default: bool| match value.given() {
        Some(value) => vm.truth(value),
        None => Ok(default),
    };
    let delimiter_point = match delimiter.given() {
        Some(value) => one_character(vm, "delimiter", value, false)?.unwrap_or_default(),
        None => b','.into(),
    };
    let doublequote = flag(vm, doublequote, true)?;
    let escapechar = match escapechar.given() {
        Some(value) => one_character(vm, "escapechar", value, true)?,
        None => None,
    };
    let lineterminator = match lineterminator.given() {
        Some(value) if value.is_a::<Str>() => value.clone(),
        Some(value) => {
            let class = class_name(vm, value);
            return Err(vm.type_error(format!("\"lineterminator\" must be a string, not {class}")));
        }
        None => vm.str("\r\n"),
    };
    let quote_point = match quotechar.given() {
        Some(value) => one_character(vm, "quotechar", value, true)?,
        None => Some(b'"'.into()),
    };
    let mut style = match quoting.given() {
        Some(value) => quoting_of(vm, value)?,
        None => Quoting::Minimal,
    };
    let skipinitialspace = flag(vm, skipinitialspace, false)?;
    let strict = flag(vm, strict, false)?;
    if quotechar.is_none() && quoting.is_null() {
        style = Quoting::None;
    }
    if style != Quoting::None && quote_point.is_none() {
        return Err(vm.type_error("quotechar must be set if quoting enabled"));
    }
    let terminator = lineterminator.get::<Str>().map(|text| text.as_bytes().to_vec()).unwrap_or_default();
    let format = Format {
        delimiter: delimiter_point,
        quotechar: quote_point,
        escapechar,
        doublequote,
        skipinitialspace,
        strict,
        quoting: style,
        stops: stops(&[Some(delimiter_point), quote_point, escapechar, Some(b'\n'.into()), Some(b'\r'.into())]),
        lineterminator: terminator,
    };
    check(vm, &format)?;
    Ok((format, lineterminator))
}

fn quoting_of(vm: &mut Vm, value: &Value) -> PyResult<Quoting> {
    if !vm.type_of(value).is(&vm.types().int) {
        let class = class_name(vm, value);
        return Err(vm.type_error(format!("\"quoting\" must be an integer, not {class}")));
    }
    let number = ssize(vm, value)?;
    match QUOTING.iter().find(|(_, quoting)| *quoting as isize == number) {
        Some((_, quoting)) => Ok(*quoting),
        None => Err(vm.type_error("bad \"quoting\" value")),
    }
}

fn one_character(vm: &mut Vm, name: &str, value: &Value, or_none: bool) -> PyResult<Option<u32>> {
    if or_none && value.is_none() {
        return Ok(None);
    }
    let what = if or_none { "a unicode character or None" } else { "a unicode character" };
    let given = match value.get::<Str>() {
        Some(text) if text.chars() == 1 => return Ok(Some(text.code_point(0))),
        Some(text) => format!("a string of length {}", text.chars()),
        None => class_name(vm, value),
    };
    Err(vm.type_error(format!("\"{name}\" must be {what}, not {given}")))
}

fn stops(points: &[Option<u32>]) -> [bool; 256] {
    let mut stops = [false; 256];
    for point in points.iter().flatten() {
        let mut bytes = Vec::new();
        crate::object::encode(*point, &mut bytes);
        stops[usize::from(bytes[0])] = true;
    }
    stops
}

/// No character may mean two things.
fn check(vm: &mut Vm, format: &Format) -> PyResult<()> {
    let characters =
        [("delimiter", Some(format.delimiter)), ("escapechar", format.escapechar), ("quotechar", format.quotechar)];
    let is = |point: u32, byte: u8| point == u32::from(byte);
    for (name, point) in characters {
        let Some(point) = point else { continue };
        let is_blank = is(point, b' ') && format.skipinitialspace && name != "delimiter";
        if is(point, b'\n') || is(point, b'\r') || is_blank {
            return Err(vm.value_error(format!("bad {name} value")));
        }
    }
    for (at, (name, point)) in characters.iter().enumerate() {
        let Some(point) = point else { continue };
        if let Some((other, _)) = characters[at + 1..].iter().find(|(_, other)| *other == Some(*point)) {
            return Err(vm.value_error(format!("bad {name} or {other} value")));
        }
    }
    for (name, point) in characters {
        let mut bytes = Vec::new();
        crate::object::encode(point.unwrap_or_default(), &mut bytes);
        let is_inside = crate::text::search::find(&format.lineterminator, &bytes).is_some();
        if point.is_some() && is_inside {
            return Err(vm.value_error(format!("bad {name} or lineterminator value")));
        }
    }
    Ok(())
}
