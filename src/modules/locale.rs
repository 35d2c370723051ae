//! `_locale`: the locale `C`, with or without UTF-8: there are no others.

use super::support;
use crate::builtins::text::c_int;
use crate::object::{Module, Ref, Str, Type, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};

const FUNCTIONS: &[Native] = &[
    Native { name: "setlocale", signature: "(category, locale=None, /)", function: setlocale },
    Native { name: "localeconv", signature: "()", function: localeconv },
    Native { name: "strcoll", signature: "(os1, os2, /)", function: strcoll },
    Native { name: "strxfrm", signature: "(string, /)", function: strxfrm },
    Native { name: "nl_langinfo", signature: "(key, /)", function: nl_langinfo },
    Native { name: "getencoding", signature: "()", function: getencoding },
    Native { name: "gettext", signature: "(msg, /)", function: |vm, args| message(vm, &args[0], "gettext", "") },
    Native { name: "dgettext", signature: "(domain, msg, /)", function: |vm, args| message(vm, &args[1], "dgettext", " 2") },
    Native {
        name: "dcgettext",
        signature: "(domain, msg, category, /)",
        function: |vm, args| message(vm, &args[1], "dcgettext", " 2"),
    },
    Native { name: "textdomain", signature: "(domain, /)", function: textdomain },
    Native { name: "bindtextdomain", signature: "(domain, dir, /)", function: bindtextdomain },
    Native { name: "bind_textdomain_codeset", signature: "(domain, codeset, /)", function: bind_codeset },
];

/// The categories, by number; then those that have no name in Python, in the order in which the C library lists all.
const CATEGORIES: [&str; 6] = ["LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES"];
const OTHERS: [&str; 6] = ["LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION"];
const LC_ALL: i32 = 6;

macro_rules! items {
    ($($name:ident $text:literal;)*) => { &[$((stringify!($name), libc::$name, $text)),*] };
}

/// What `nl_langinfo` knows.
const ITEMS: &[(&str, libc::nl_item, &str)] = items! {
    DAY_1 "Sunday"; DAY_2 "Monday"; DAY_3 "Tuesday"; DAY_4 "Wednesday"; DAY_5 "Thursday"; DAY_6 "Friday"; DAY_7 "Saturday";
    ABDAY_1 "Sun"; ABDAY_2 "Mon"; ABDAY_3 "Tue"; ABDAY_4 "Wed"; ABDAY_5 "Thu"; ABDAY_6 "Fri"; ABDAY_7 "Sat";
    MON_1 "January"; MON_2 "February"; MON_3 "March"; MON_4 "April"; MON_5 "May"; MON_6 "June"; MON_7 "July"; MON_8 "August";
    MON_9 "September"; MON_10 "October"; MON_11 "November"; MON_12 "December";
    ABMON_1 "Jan"; ABMON_2 "Feb"; ABMON_3 "Mar"; ABMON_4 "Apr"; ABMON_5 "May"; ABMON_6 "Jun"; ABMON_7 "Jul"; ABMON_8 "Aug";
    ABMON_9 "Sep"; ABMON_10 "Oct"; ABMON_11 "Nov"; ABMON_12 "Dec";
    RADIXCHAR "."; THOUSEP ""; CRNCYSTR "-"; D_FMT "%m/%d/%y"; D_T_FMT "%a %b %e %H:%M:%S %Y"; T_FMT "%H:%M:%S";
    AM_STR "AM"; PM_STR "PM"; CODESET ""; T_FMT_AMPM "%I:%M:%S %p"; ERA ""; ERA_D_FMT ""; ERA_D_T_FMT ""; ERA_T_FMT "";
    ALT_DIGITS ""; YESEXPR "^[yY]"; NOEXPR "^[nN]";
};

const CHAR_MAX: usize = 127;

struct State {
    error: Option<Ref<Type>>,
    /// The name of each category's locale.
    names: [&'static str; 6],
}

impl Default for State {
    /// As CPython starts: text is UTF-8, all else as in `C`.
    fn default() -> State {
        State { error: None, names: ["C.UTF-8", "C", "C", "C", "C", "C"] }
    }
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_locale");
    vm.add_functions(&module, FUNCTIONS);
    for (number, name) in CATEGORIES.iter().chain(["LC_ALL"].iter()).enumerate() {
        vm.module_set(&module, name, Value::size(number));
    }
    for (name, number, _) in ITEMS {
        let number = vm.int(i64::from(*number));
        vm.module_set(&module, name, number);
    }
    vm.module_set(&module, "CHAR_MAX", Value::size(CHAR_MAX));
    let error = support::add_exception(vm, &module, "locale", "Error", ExceptionKind::Exception);
    vm.state::<State>().error = error;
    module
}

#[cold]
fn error(vm: &mut Vm, message: &str) -> Raised {
    let class = vm.state::<State>().error.clone();
    support::raise(vm, class, message)
}

/// The locale of a name, if there is one; that of no name is what the environment says, as far as there is one.
fn named(name: &str) -> Option<&'static str> {
    match name {
        "C" | "POSIX" => Some("C"),
        "C.UTF-8" | "C.utf8" | "C.UTF8" | "C.utf-8" => Some("C.UTF-8"),
        "" => {
            let set = ["LC_ALL", "LC_CTYPE", "LANG"]
                .iter()
                .find_map(|name| std::env::var(name).ok().filter(|set| !set.is_empty()));
            let is_utf8 = set.is_some_and(|set| {
                let set = set.to_ascii_lowercase();
                set.ends_with("utf-8") || set.ends_with("utf8")
            });
            Some(if is_utf8 { "C.UTF-8" } else { "C" })
        }
        _ => None,
    }
}

/// What `setlocale` gives for all categories: one name if all have it.
fn all_names(names: &[&'static str; 6]) -> String {
    if names.iter().all(|name| *name == names[0]) {
        return names[0].into();
    }
    let of_others = OTHERS.iter().map(|category| (category, "C"));
    let all = CATEGORIES.iter().zip(names.iter().copied()).chain(of_others);
    all.map(|(category, name)| format!("{category}={name}")).collect::<Vec<_>>().join(";")
}

/// The names that a list of categories, or one name, means for all.
fn parse_all(text: &str, old: [&'static str; 6]) -> Option<[&'static str; 6]> {
    if !text.contains('=') {
        return named(text).map(|name| [name; 6]);
    }
    let mut names = old;
    for part in text.split(';') {
        let (category, name) = part.split_once('=')?;
        let name = named(name)?;
        match CATEGORIES.iter().position(|known| *known == category) {
            Some(at) => names[at] = name,
            None if OTHERS.contains(&category) => {}
            None => return None,
        }
    }
    Some(names)
}

fn setlocale(vm: &mut Vm, args: &[Value]) -> PyResult {
    let category = c_int(vm, &args[0])?;
    let wanted = match args[1].given().filter(|name| !name.is_none()) {
        None => None,
        Some(name) => match name.get::<Str>() {
            Some(name) => Some(name.to_string_lossy().into_owned()),
            None => {
                let class = vm.type_of(name).name();
                return Err(vm.type_error(format!("setlocale() argument 2 must be str or None, not {class}")));
            }
        },
    };
    if wanted.as_ref().is_some_and(|name| name.contains('\0')) {
        return Err(vm.value_error("embedded null character"));
    }
    let names = vm.state::<State>().names;
    let new = match (&wanted, usize::try_from(category)) {
        (None, Ok(0..=6)) => Some(names),
        (None, _) => return Err(error(vm, "locale query failed")),
        (Some(wanted), Ok(6)) => parse_all(wanted, names),
        (Some(wanted), Ok(at @ 0..=5)) => named(wanted).map(|name| {
            let mut names = names;
            names[at] = name;
            names
        }),
        _ => None,
    };
    let Some(new) = new else { return Err(error(vm, "unsupported locale setting")) };
    vm.state::<State>().names = new;
    Ok(match category {
        LC_ALL => vm.str(&all_names(&new)),
        _ => vm.str(new[category as usize]),
    })
}

fn localeconv(vm: &mut Vm, _: &[Value]) -> PyResult {
    let conventions = vm.new_dict();
    let texts = [("int_curr_symbol", ""), ("currency_symbol", ""), ("mon_decimal_point", ""), ("mon_thousands_sep", "")];
    let mut entries: Vec<(&str, Value)> = texts.map(|(name, text)| (name, vm.str(text))).into();
    entries.push(("mon_grouping", vm.list(Vec::new())));
    entries.extend(["positive_sign", "negative_sign"].map(|name| (name, vm.str(""))));
    let numbers = ["int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes", "n_sep_by_space"];
    let numbers = numbers.into_iter().chain(["p_sign_posn", "n_sign_posn"]);
    entries.extend(numbers.map(|name| (name, Value::size(CHAR_MAX))));
    entries.push(("decimal_point", vm.str(".")));
    entries.push(("thousands_sep", vm.str("")));
    entries.push(("grouping", vm.list(Vec::new())));
    for (name, value) in entries {
        let name = vm.intern(name);
        drop(conventions.insert_str(&name, value, vm));
    }
    Ok(conventions.into_value())
}

/// A text without null characters.
fn text<'a>(vm: &mut Vm, value: &'a Value, what: &str) -> PyResult<&'a [u8]> {
    let text = vm.expect_str(value, what)?.as_bytes();
    match text.contains(&0) {
        true => Err(vm.value_error("embedded null character")),
        false => Ok(text),
    }
}

/// By code points: the bytes of UTF-8 have the same order.
fn strcoll(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.expect_str(&args[0], "strcoll() argument 1")?;
    let b = text(vm, &args[1], "strcoll() argument 2")?;
    let a = text(vm, &args[0], "strcoll() argument 1")?;
    Ok(vm.int(a.cmp(b) as i64))
}

fn strxfrm(vm: &mut Vm, args: &[Value]) -> PyResult {
    text(vm, &args[0], "strxfrm() argument")?;
    Ok(args[0].clone())
}

fn encoding(vm: &mut Vm) -> &'static str {
    if vm.state::<State>().names[0] == "C" { "ANSI_X3.4-1968" } else { "UTF-8" }
}

fn getencoding(vm: &mut Vm, _: &[Value]) -> PyResult {
    let encoding = encoding(vm);
    Ok(vm.str(encoding))
}

fn nl_langinfo(vm: &mut Vm, args: &[Value]) -> PyResult {
    let key = c_int(vm, &args[0])?;
    if key == libc::CODESET {
        return getencoding(vm, args);
    }
    match ITEMS.iter().find(|(_, number, _)| *number == key) {
        Some((_, _, text)) => Ok(vm.str(text)),
        None => Err(vm.value_error("unsupported langinfo constant")),
    }
}

/// There are no translations.
fn message(vm: &mut Vm, message: &Value, function: &str, which: &str) -> PyResult {
    text(vm, message, &format!("{function}() argument{which}"))?;
    Ok(message.clone())
}

fn textdomain(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[0].is_none() {
        true => Ok(vm.str("messages")),
        false => message(vm, &args[0], "textdomain", ""),
    }
}

fn bindtextdomain(vm: &mut Vm, args: &[Value]) -> PyResult {
    if text(vm, &args[0], "bindtextdomain() argument 1")?.is_empty() {
        return Err(error(vm, "domain must be a non-empty string"));
    }
    Ok(if args[1].is_none() { vm.str("/usr/share/locale") } else { args[1].clone() })
}

fn bind_codeset(vm: &mut Vm, args: &[Value]) -> PyResult {
    text(vm, &args[0], "bind_textdomain_codeset() argument 1")?;
    Ok(args[1].clone())
}
