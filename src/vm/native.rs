//! Functions that are written in Rust, and how Python's arguments reach them.
//!
//! A native function is a [`Native`]: name, signature in Python's own notation, and a Rust function that takes one value for each
//! parameter. Parameters not given are NULL; `*args` is a tuple, `**kwargs` a dict. A function whose signature is `(*args)`
//! or `(self, *args)` gets the arguments as they are. The wording of errors follows from the signature, as CPython's does.

use super::Vm;
use super::raised::{PyResult, Raised};
use super::suggest::closest;
use crate::object::{Dict, Obj, Ref, Str, Tuple, Type, Value, type_flag};
use rustc_hash::FxHashMap;
use std::cell::Cell;
use std::sync::{Mutex, PoisonError};

/// What a native function is in Rust.
pub type NativeFn = fn(&mut Vm, &[Value]) -> PyResult;

/// A line in a table of native functions.
#[derive(Debug)]
pub struct Native {
    pub name: &'static str,
    /// In Python's notation, `self` included: `(self, object, /)`. Defaults are shown but not used.
    pub signature: &'static str,
    pub function: NativeFn,
}

/// The payload of a native function, bound or not.
pub struct NativeObject {
    pub native: &'static Native,
    parameters: Cell<Option<&'static Parameters>>,
    /// The type whose method it is, or NULL.
    pub owner: Value,
    /// What it is bound to: an object, a class, a module; or NULL.
    pub receiver: Value,
    pub module: Value,
}

/// A signature, understood.
#[derive(Debug, Default)]
struct Parameters {
    names: Vec<&'static str>,
    positional_only: usize,
    /// Positional ones, `self` included.
    positional: usize,
    required: usize,
    keyword_only: usize,
    required_keyword_only: Vec<usize>,
    has_args: bool,
    has_kwargs: bool,
    /// Whether the dict is there even if nothing is given by name: not for [`MAYBE_NAMED`].
    needs_kwargs: bool,
    /// `self` or another first parameter that messages do not count.
    implicit: usize,
    /// `(cls, ...)`: takes anything and does not look at it.
    takes_anything: bool,
    passing: Passing,
    /// Whether what is not given can be filled up with NULL, and there are few of them.
    can_be_filled: bool,
}

/// What arguments by place need before the Rust function gets them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Passing {
    /// Nothing if there is one for each parameter, NULL for those that are missing at the end.
    Plain,
    /// Nothing if the required ones are there.
    Variadic,
    /// Nothing if there is any.
    Anything,
    /// A tuple of those beyond the parameters by place, and NULL for parameters that can only be named and need not be.
    Filled,
    /// To be bound.
    #[default]
    Bound,
}

/// Up to so many parameters are filled up with NULL without a list.
const FEW: usize = 10;
type Few = [Value; FEW];

/// What stands in a signature for arguments by name of a function that needs no dict of them if there are none.
const MAYBE_NAMED: &str = "**kwargs=<missing>";

/// Functions that can be called in several ways, so that no signature says all.
const SEVERAL_SIGNATURES: [&str; 3] = ["max", "min", "__build_class__"];

impl Parameters {
    /// Those of a signature. Signatures are lines of tables, so there are so many and no more: each is understood once, for good.
    fn known(signature: &'static str) -> &'static Parameters {
        static KNOWN: Mutex<FxHashMap<usize, &'static Parameters>> =
            Mutex::new(FxHashMap::with_hasher(rustc_hash::FxBuildHasher));
        // Two that start at the same place are the same: both end with the bracket that closes them.
        let of = || &*Box::leak(Box::new(Parameters::of(signature)));
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(signature.as_ptr().addr()).or_insert_with(of)
    }

    fn of(signature: &'static str) -> Parameters {
        let mut parameters = Parameters::default();
        let inner = signature.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or_default();
        let mut after_star = false;
        for (index, part) in split(inner).enumerate() {
            let name = part.split(['=', ':']).next().unwrap_or("").trim();
            let optional = part.contains('=');
            match part {
                "/" => parameters.positional_only = parameters.names.len(),
                "*" => after_star = true,
                "..." => parameters.takes_anything = true,
                _ if name.starts_with("**") => (parameters.has_kwargs, parameters.needs_kwargs) = (true, !optional),
                _ if name.starts_with('*') => (parameters.has_args, after_star) = (true, true),
                _ if after_star => {
                    if !optional {
                        parameters.required_keyword_only.push(parameters.keyword_only);
                    }
                    parameters.names.push(name);
                    parameters.keyword_only += 1;
                }
                _ => {
                    if index == 0 && matches!(name, "self" | "cls" | "type" | "module") {
                        parameters.implicit = 1;
                    }
                    parameters.names.push(name);
                    parameters.positional += 1;
                    if !optional {
                        parameters.required = parameters.positional;
                    }
                }
            }
        }
        if parameters.positional_only < parameters.implicit {
            parameters.positional_only = parameters.implicit;
        }
        parameters.can_be_filled = !parameters.takes_anything
            && parameters.required_keyword_only.is_empty()
            && !parameters.needs_kwargs
            && parameters.count() <= FEW;
        parameters.passing = match () {
            _ if parameters.takes_anything => Passing::Anything,
            _ if parameters.is_variadic() => Passing::Variadic,
            _ if parameters.is_positional() => Passing::Plain,
            _ if parameters.can_be_filled => Passing::Filled,
            _ => Passing::Bound,
        };
        parameters
    }

    /// Whether the function takes arguments just as they are given.
    fn is_variadic(&self) -> bool {
        self.has_args && !self.has_kwargs && self.keyword_only == 0
    }

    /// Whether so many arguments by place are neither too few nor too many.
    fn takes(&self, count: usize) -> bool {
        count >= self.required && (count <= self.positional || self.has_args)
    }

    /// The place of the argument for a parameter, which may be given by name.
    fn place_of(&self, name: &[u8]) -> Option<usize> {
        let index = self.names.iter().position(|known| known.as_bytes() == name)?;
        let behind_rest = index >= self.positional && self.has_args;
        (index >= self.positional_only).then_some(index + usize::from(behind_rest))
    }

    fn is_positional(&self) -> bool {
        !self.has_args && !self.has_kwargs && self.keyword_only == 0
    }

    fn count(&self) -> usize {
        self.positional + usize::from(self.has_args) + self.keyword_only + usize::from(self.has_kwargs)
    }
}

/// The parts of a signature: commas in brackets do not part.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    text.split(move |c| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    })
    .map(str::trim)
    .filter(|part| !part.is_empty())
}

impl NativeObject {
    pub fn new(native: &'static Native, owner: Value, receiver: Value) -> NativeObject {
        NativeObject { native, parameters: Cell::new(None), owner, receiver, module: Value::NONE }
    }

    /// Whether it is a slot of a type.
    pub fn is_slot(&self) -> bool {
        let name = self.native.name;
        is_slot(name) && self.owner.get::<Type>().is_some_and(|owner| !is_method(owner, name))
    }

    #[inline(always)]
    fn parameters(&self) -> &'static Parameters {
        match self.parameters.get() {
            Some(parameters) => parameters,
            None => self.understand(),
        }
    }

    #[cold]
    fn understand(&self) -> &'static Parameters {
        let parameters = Parameters::known(self.native.signature);
        self.parameters.set(Some(parameters));
        parameters
    }

    /// Whether it is a method that can be called at once with so many arguments, the receiver included.
    #[inline(always)]
    pub fn is_plain(&self, count: usize) -> bool {
        let parameters = self.parameters();
        parameters.passing == Passing::Plain && parameters.positional == count && self.receiver.is_null()
    }

    /// How many values the function gets if so many arguments are given by place, and nothing but NULL is to be added to them.
    pub fn takes_plainly(&self, given: usize) -> Option<usize> {
        let parameters = self.parameters();
        let fits = parameters.can_be_filled && !parameters.has_args && parameters.takes(given);
        (fits && parameters.count() - given <= super::frame::SPARE).then(|| parameters.count())
    }

    /// The function's name in messages: `list.append` of a method, `len` of a function.
    fn full_name(&self, vm: &Vm) -> String {
        let name = self.native.name;
        if matches!(name, "__new__" | "__init__") && !self.owner.is_null() {
            return self.called_name();
        }
        // A bound method is called by the class that it is bound to, or whose instance.
        let bound = if self.receiver.is_null() || self.owner.is_null() { None } else { Some(vm.type_of(&self.receiver)) };
        match self.receiver.get::<Type>().or(bound).or_else(|| self.owner.get::<Type>()) {
            Some(owner) => {
                let qualname = super::call::text(&owner.qualname.get());
                // Builtin types have the module before their names.
                let qualname = if !owner.has_flag(type_flag::HEAP) {
                    qualname.rsplit('.').next().unwrap_or_default()
                } else {
                    &qualname
                };
                format!("{qualname}.{name}")
            }
            None => match self.module.get::<Str>().map(|module| module.to_string_lossy()) {
                Some(module) if module != "builtins" => format!("{module}.{name}"),
                _ => name.into(),
            },
        }
    }

    /// The name in messages about named arguments: what makes instances is named by its type.
    fn called_name(&self) -> String {
        match self.owner.get::<Type>().filter(|_| matches!(self.native.name, "__new__" | "__init__")) {
            // The functions behind the types of `typing` have names of their own.
            Some(owner) => match owner.name().strip_prefix("typing.") {
                Some(short) => short.to_lowercase().trim_end_matches("type").into(),
                None => owner.name().rsplit('.').next().unwrap_or_default().into(),
            },
            None => self.native.name.into(),
        }
    }

    /// Whether CPython reads the arguments with a parser that is told no name: in its decimals.
    fn is_nameless(&self) -> bool {
        self.owner.get::<Type>().is_some_and(|owner| matches!(&*owner.name(), "decimal.Decimal" | "decimal.Context"))
    }

    /// The same as a sentence begins with it. The parser that CPython's dates still go by is told another name, or none.
    fn called(&self) -> String {
        if self.is_nameless() {
            return "function".into();
        }
        match self.owner.get::<Type>().filter(|_| self.native.name == "__new__").map(|owner| owner.name()).as_deref() {
            Some("datetime.date" | "datetime.time" | "datetime.datetime") => "function".into(),
            Some("datetime.timedelta") => "__new__()".into(),
            _ => format!("{}()", self.called_name()),
        }
    }

    /// The signature as `__text_signature__` gives it, `None` where Python's notation cannot say it.
    pub fn text_signature(&self) -> Option<String> {
        let signature = &self.native.signature.replace(MAYBE_NAMED, "**kwargs").replace("cls_,", "cls,");
        if self.native.name == "sorted" {
            return Some("($module, iterable, /, *, key=None, reverse=False)".into());
        }
        // As that of `dict.update`: arguments of which the first may be missing.
        let is_update = self.native.name == "update" && self.native.signature.contains(MAYBE_NAMED);
        if is_update
            || signature.contains("<missing>")
            || self.owner.is_null() && SEVERAL_SIGNATURES.contains(&self.native.name)
        {
            return None;
        }
        if self.native.name == "__new__" {
            return Some("($type, *args, **kwargs)".into());
        }
        if self.native.name == "__init__" {
            return Some("($self, /, *args, **kwargs)".into());
        }
        let signature = if self.parameters().takes_anything { "(cls, *args, **kwargs)" } else { signature };
        let inner = signature.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or_default();
        let mut parts: Vec<&str> = split(inner).collect();
        let first = match parts.first() {
            Some(&"self") => "$self",
            Some(&("cls" | "type")) => "$type",
            _ if self.owner.is_null() => "$module",
            _ => return Some(signature.to_string()),
        };
        if first != "$module" {
            parts.remove(0);
        }
        if !parts.contains(&"/") {
            parts.insert(0, "/");
        }
        Some(format!("({first}, {})", parts.join(", ")))
    }

    /// The signature of calls of the type whose `__new__` or `__init__` this is, where it says anything.
    pub fn class_signature(&self) -> Option<String> {
        let inner = self.native.signature.strip_prefix('(')?.strip_suffix(')')?;
        let own = split(inner).skip(1);
        let parts: Vec<&str> = own.enumerate().filter(|part| *part != (0, "/")).map(|(_, part)| part).collect();
        let anything = self.parameters().takes_anything || parts.first() == Some(&"*args") && parts.len() > 1;
        (!anything && !inner.contains("<missing>")).then(|| format!("({})", parts.join(", ")))
    }
}

/// Arguments in the order of a call: the values, and the names of the last of them.
#[derive(Clone, Copy)]
pub struct Arguments<'a> {
    pub values: &'a [Value],
    /// A tuple of strs, or NULL.
    pub names: &'a Value,
}

impl<'a> Arguments<'a> {
    pub const fn positional(values: &'a [Value]) -> Arguments<'a> {
        const NULL: &Value = &Value::NULL;
        Arguments { values, names: NULL }
    }

    pub fn names(&self) -> &'a [Value] {
        self.names.get::<Tuple>().map_or(&[], |names| names.items())
    }

    pub fn by_place(&self) -> &'a [Value] {
        &self.values[..self.values.len() - self.names().len()]
    }

    pub fn by_name(&self) -> impl Iterator<Item = (&'a Value, &'a Value)> {
        self.names().iter().zip(&self.values[self.by_place().len()..])
    }
}

impl Vm {
    /// Runs a Rust function whose arguments are as it wants them.
    #[inline(always)]
    pub(super) fn run_native(&mut self, function: NativeFn, values: &[Value]) -> PyResult {
        match function(self, values) {
            // An iterator's end.
            Ok(value) if value.is_null() => Err(self.stop_iteration(Value::NONE)),
            result => result,
        }
    }

    /// Calls a native function. `values` begins with what the function is bound to, if it is.
    #[inline]
    pub fn call_native(&mut self, native: &Obj<NativeObject>, values: &[Value]) -> PyResult {
        let parameters = native.parameters();
        let fits = match parameters.passing {
            Passing::Plain => values.len() == parameters.positional,
            Passing::Variadic => values.len() >= parameters.required,
            Passing::Anything => !values.is_empty(),
            Passing::Filled | Passing::Bound => false,
        };
        if fits {
            return self.run_native(native.native.function, values);
        }
        if parameters.can_be_filled && parameters.takes(values.len()) {
            let mut filled = [const { Value::NULL }; FEW];
            self.fill(&mut filled, parameters, values);
            return self.run_native(native.native.function, &filled[..parameters.count()]);
        }
        self.call_native_slowly(native, Arguments::positional(values))
    }

    /// Arguments by place as the function wants them, NULL for what was not given.
    #[inline]
    fn fill(&mut self, filled: &mut Few, parameters: &Parameters, values: &[Value]) {
        let given = values.len().min(parameters.positional);
        filled[..given].clone_from_slice(&values[..given]);
        if parameters.has_args {
            filled[parameters.positional] = self.tuple(values[given..].iter().cloned());
        }
    }

    /// Calls a native function with names for some arguments.
    pub fn call_native_named(&mut self, native: &Obj<NativeObject>, arguments: Arguments) -> PyResult {
        match self.fill_named(native.parameters(), arguments) {
            Some(filled) => self.run_native(native.native.function, &filled[..native.parameters().count()]),
            None => self.call_native_slowly(native, arguments),
        }
    }

    /// The same where names are given, unless one of them is wrong or an argument is missing.
    fn fill_named(&mut self, parameters: &Parameters, arguments: Arguments) -> Option<Few> {
        let by_place = arguments.by_place();
        let fits = by_place.len() <= parameters.positional || parameters.has_args;
        if !fits || !parameters.can_be_filled {
            return None;
        }
        let mut filled = [const { Value::NULL }; FEW];
        self.fill(&mut filled, parameters, by_place);
        for (name, value) in arguments.by_name() {
            let place = parameters.place_of(name.get::<Str>()?.as_bytes())?;
            if !filled[place].is_null() {
                return None;
            }
            filled[place] = value.clone();
        }
        let is_complete = filled[..parameters.required].iter().all(|value| !value.is_null());
        if is_complete { Some(filled) } else { None }
    }

    /// Calls a native function with names for some arguments, or with fewer than it has parameters.
    pub fn call_native_slowly(&mut self, native: &Obj<NativeObject>, arguments: Arguments) -> PyResult {
        let bound = self.bind_native(native, arguments)?;
        self.run_native(native.native.function, &bound)
    }

    fn bind_native(&mut self, native: &NativeObject, arguments: Arguments) -> PyResult<Vec<Value>> {
        let parameters = native.parameters();
        let (by_place, names) = (arguments.by_place(), arguments.names());
        if parameters.takes_anything && !by_place.is_empty() {
            return Ok(arguments.values.to_vec());
        }
        let takes_names = parameters.has_kwargs || parameters.names.len() > parameters.positional_only;
        if !takes_names && !names.is_empty() {
            if self.leaves_names(native, by_place) {
                return self.bind_native(native, Arguments::positional(by_place));
            }
            // Of a slot it is the wrapper around it that says so.
            let name = match native.is_slot() && native.called_name() == native.native.name {
                true => format!("wrapper {}", native.native.name),
                false if native.is_nameless() && parameters.positional > 2 => native.native.name.into(),
                false => native.full_name(self),
            };
            return Err(self.type_error(format!("{name}() takes no keyword arguments")));
        }
        if parameters.is_variadic() && names.is_empty() {
            self.check_count(native, by_place.len(), 0)?;
            return Ok(by_place.to_vec());
        }
        self.check_count(native, by_place.len(), names.len())?;
        let fixed = by_place.len().min(parameters.positional);
        let mut bound: Vec<Value> = by_place[..fixed].to_vec();
        bound.resize(parameters.positional, Value::NULL);
        if parameters.has_args {
            let rest = self.tuple(by_place[fixed..].to_vec());
            bound.push(rest);
        }
        let keyword_start = bound.len();
        bound.resize(parameters.count() - usize::from(parameters.has_kwargs), Value::NULL);
        let kwargs = parameters.has_kwargs.then(|| self.new_dict());
        let mut unexpected = None;
        for (name, value) in arguments.by_name() {
            let text = name.get::<Str>().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let index =
                parameters.names.iter().position(|known| *known == text).filter(|at| *at >= parameters.positional_only);
            let place =
                index.map(
                    |index| {
                        if index < parameters.positional { index } else { index - parameters.positional + keyword_start }
                    },
                );
            match (place, &kwargs) {
                (Some(place), _) if bound[place].is_null() => bound[place] = value.clone(),
                (Some(place), _) => {
                    let message = match place < by_place.len() {
                        true => format!(
                            "argument for {} given by name ('{text}') and position ({})",
                            native.called(),
                            place + 1 - parameters.implicit
                        ),
                        false => format!("{} got multiple values for argument '{text}'", native.called()),
                    };
                    unexpected = unexpected.or(Some(message));
                }
                (None, Some(kwargs)) => drop(kwargs.insert_str(name, value.clone(), self)),
                (None, None) => {
                    let possible = parameters.names[parameters.positional_only..].iter().copied();
                    let hint =
                        closest(&text, possible).map(|close| format!(". Did you mean '{close}'?")).unwrap_or_default();
                    let name = native.called().replace("function", "this function");
                    unexpected = unexpected.or(Some(format!("{name} got an unexpected keyword argument '{text}'{hint}")));
                }
            }
        }
        for (index, value) in bound.iter().enumerate().take(parameters.required) {
            if value.is_null() {
                let (name, place) = (parameters.names[index], index + 1 - parameters.implicit);
                let message = match index < parameters.positional_only {
                    true => return Err(self.wrong_count(native, by_place.len(), names.len())),
                    false => format!("{} missing required argument '{name}' (pos {place})", native.called()),
                };
                return Err(self.type_error(message));
            }
        }
        for index in &parameters.required_keyword_only {
            if bound[keyword_start + index].is_null() {
                let name = parameters.names[parameters.positional + index];
                let message = format!(
                    "{}() missing required argument '{name}' (pos {})",
                    native.called_name(),
                    parameters.positional + index + 1
                );
                return Err(self.type_error(message));
            }
        }
        if let Some(message) = unexpected {
            return Err(self.type_error(message));
        }
        if let Some(kwargs) = kwargs {
            bound.push(kwargs.into_value());
        }
        Ok(bound)
    }

    /// Whether named arguments are for the other of `__new__` and `__init__`, which a subclass overrides.
    fn leaves_names(&mut self, native: &NativeObject, values: &[Value]) -> bool {
        let Some((owner, first)) = native.owner.get::<Type>().zip(values.first()) else { return false };
        let (class, other) = match native.native.name {
            "__new__" => (first.get::<Type>().map(|class| class.to_ref()), self.names().__init__.clone()),
            "__init__" => (Some(self.type_of(first).to_ref()), self.names().__new__.clone()),
            _ => return false,
        };
        class.is_some_and(|class| {
            let (own, of_owner) = (class.lookup(&other, self), owner.lookup(&other, self));
            !class.is(owner) && own.is_some_and(|own| !of_owner.is_some_and(|of_owner| own.is(&of_owner)))
        })
    }

    fn check_count(&mut self, native: &NativeObject, given: usize, named: usize) -> PyResult<()> {
        let parameters = native.parameters();
        let all = parameters.positional + parameters.keyword_only;
        let too_many = !parameters.has_args && given > parameters.positional
            || !parameters.has_args && !parameters.has_kwargs && given + named > all
            || parameters.has_args && !parameters.has_kwargs && named > parameters.keyword_only && !native.owner.is_null();
        let too_few = given < parameters.required.min(parameters.positional_only);
        if too_many || too_few { Err(self.wrong_count(native, given, named)) } else { Ok(()) }
    }

    /// CPython words this in several ways, by how a function takes its arguments.
    #[cold]
    fn wrong_count(&mut self, native: &NativeObject, given: usize, named: usize) -> Raised {
        let parameters = native.parameters();
        let implicit = parameters.implicit;
        if given < implicit {
            let message = match native.owner.get::<Type>() {
                Some(owner) if native.native.name == "__new__" => {
                    format!("{}.__new__(): not enough arguments", owner.name())
                }
                Some(owner) => format!("unbound method {}.{}() needs an argument", owner.name(), native.native.name),
                None => format!("{}() needs an argument", native.native.name),
            };
            return self.type_error(message);
        }
        let (min, max, given) =
            (parameters.required.saturating_sub(implicit), parameters.positional - implicit, given - implicit);
        let name = native.called_name();
        let is_constructor = name != native.native.name;
        let takes_names = parameters.names.len() > parameters.positional_only;
        let is_slot = native.is_slot() && !is_constructor;
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let message = if takes_names {
            let called = native.called();
            let all = max + parameters.keyword_only;
            let least = parameters.required.min(parameters.positional_only).saturating_sub(implicit);
            if parameters.has_args && named > parameters.keyword_only {
                let most = parameters.keyword_only;
                format!("{called} takes at most {most} keyword argument{} ({named} given)", plural(most))
            } else if given > all && named == 0 && matches!(name.as_str(), "int" | "str") {
                // Made by a call of the type these do not go through the parser of arguments.
                format!("{name} expected at most {all} arguments, got {given}")
            } else if given + named > all && !parameters.has_args {
                let keyword = if given == 0 { "keyword " } else { "" };
                format!("{called} takes at most {all} {keyword}argument{} ({} given)", plural(all), given + named)
            } else if given > max && max == 0 {
                format!("{called} takes no positional arguments")
            } else if given > max {
                let how = if min < max { "at most" } else { "exactly" };
                format!("{called} takes {how} {max} positional argument{} ({given} given)", plural(max))
            } else if given < least {
                let how = if least < max { "at least" } else { "exactly" };
                format!("{called} takes {how} {least} positional argument{} ({given} given)", plural(least))
            } else {
                let missing = parameters.names[implicit + given];
                format!("{called} missing required argument '{missing}' (pos {})", given + 1)
            }
        } else if is_slot {
            match min == max {
                _ if name == "__get__" && given < min => format!("{name} expected at least {min} argument, got {given}"),
                _ if name == "__get__" => format!("{name} expected at most {max} arguments, got {given}"),
                _ if matches!(name.as_str(), "__pow__" | "__rpow__") => format!("expected 1 or 2 arguments, got {given}"),
                true if max == 2 => format!("{name} expected 2 arguments, got {given}"),
                true => format!("expected {max} argument{}, got {given}", plural(max)),
                false if given < min => format!("expected at least {min} argument{}, got {given}", plural(min)),
                false => format!("expected at most {max} argument{}, got {given}", plural(max)),
            }
        } else if native.is_nameless() && max > 1 {
            let how = if min == max { "exactly" } else { "at most" };
            format!("function takes {how} {max} arguments ({given} given)")
        } else if max == 0 {
            format!("{}() takes no arguments ({given} given)", native.full_name(self))
        } else if min == 1 && max == 1 && !is_constructor {
            format!("{}() takes exactly one argument ({given} given)", native.full_name(self))
        } else if min == max {
            format!("{name} expected {max} argument{}, got {given}", plural(max))
        } else if given < min {
            format!("{name} expected at least {min} argument{}, got {given}", plural(min))
        } else {
            format!("{name} expected at most {max} argument{}, got {given}", plural(max))
        };
        self.type_error(message)
    }
}

impl Vm {
    /// A native function as a value of a module.
    pub fn native_function(&mut self, native: &'static Native, module: &Value) -> Value {
        let mut object = NativeObject::new(native, Value::NULL, Value::NULL);
        object.module = module.clone();
        self.alloc(&self.classes.native_function, object).into_value()
    }

    /// A native method bound to an object.
    pub fn bind_native_method(&mut self, method: &Obj<NativeObject>, receiver: Value) -> Value {
        let class = match method.is_slot() {
            true => self.classes.method_wrapper.clone(),
            false => self.classes.native_function.clone(),
        };
        self.alloc(&class, NativeObject::new(method.native, method.owner.clone(), receiver)).into_value()
    }

    /// Puts native methods into a type's dict.
    pub fn add_methods(&mut self, class: &Obj<Type>, methods: &'static [Native]) {
        for native in methods {
            let name = self.intern(native.name);
            let value = self.native_method(class, native);
            drop(class.dict().insert_str(&name, value, self));
        }
    }

    fn native_method(&mut self, class: &Obj<Type>, native: &'static Native) -> Value {
        let begins_with =
            |name| native.signature[1..].strip_prefix(name).is_some_and(|rest: &str| rest.starts_with([',', ')']));
        let kind = match native.name {
            "__new__" => {
                // Bound to its type, as CPython's: `object.__new__` is a builtin method.
                let object = NativeObject::new(native, class.value(), Value::NULL);
                return self.alloc(&self.classes.native_function, object).into_value();
            }
            _ if begins_with("cls") => self.classes.classmethod_descriptor.clone(),
            name if begins_with("self") && is_slot(name) && !is_method(class, name) => {
                self.classes.wrapper_descriptor.clone()
            }
            _ if begins_with("self") => self.classes.method_descriptor.clone(),
            _ => {
                let object = NativeObject::new(native, class.value(), Value::NULL);
                let function = self.alloc(&self.classes.native_function, object).into_value();
                let callable = crate::object::ValueCell::new(function);
                return self.alloc(&self.types().staticmethod, crate::object::StaticMethod { callable }).into_value();
            }
        };
        self.alloc(&kind, NativeObject::new(native, class.value(), Value::NULL)).into_value()
    }
}

/// Whether a method is one that CPython keeps in a type's slots.
fn is_slot(name: &str) -> bool {
    const METHODS: &[&str] = &[
        "__reduce__",
        "__reduce_ex__",
        "__getstate__",
        "__setstate__",
        "__format__",
        "__sizeof__",
        "__dir__",
        "__reversed__",
        "__class_getitem__",
        "__length_hint__",
        "__getnewargs__",
        "__round__",
        "__trunc__",
        "__floor__",
        "__ceil__",
        "__init_subclass__",
        "__subclasshook__",
        "__instancecheck__",
        "__subclasscheck__",
        "__prepare__",
        "__enter__",
        "__exit__",
        "__copy__",
        "__deepcopy__",
        "__mro_entries__",
        "__complex__",
        "__bytes__",
        "__fspath__",
        "__subclasses__",
        "__typing_subst__",
        "__typing_prepare_subst__",
        "__replace__",
        "__alloc__",
        "__getformat__",
    ];
    name.starts_with("__") && name.ends_with("__") && !METHODS.contains(&name)
}

/// Whether a type has a method in its table as well, for speed, which is what its dict shows then.
fn is_method(class: &Obj<Type>, name: &str) -> bool {
    match name {
        "__getitem__" => matches!(class.name().as_str(), "list" | "dict"),
        "__contains__" => matches!(class.name().as_str(), "dict" | "set" | "frozenset"),
        _ => false,
    }
}

/// A dict of keyword arguments as names and values behind positional ones.
pub fn spread_keywords(vm: &mut Vm, mut values: Vec<Value>, keywords: &Ref<Dict>) -> (Vec<Value>, Value) {
    let pairs: Vec<(Value, Value)> = keywords.table(vm).iter().map(|entry| entry.pair()).collect();
    if pairs.is_empty() {
        return (values, Value::NULL);
    }
    let (names, more): (Vec<Value>, Vec<Value>) = pairs.into_iter().unzip();
    values.extend(more);
    let names = vm.tuple(names);
    (values, names)
}
