//! Python objects as trees. Keeps a stack of its own, so depth costs memory only.
//!
//! What CPython checks while it takes objects apart is checked here; what has to hold of the whole tree, in `validate`.

use super::literals::literal;
use super::places::{Place, Places};
use super::{classes, validate};
use crate::ast::classes::{Class, Count, FAMILIES, Family, FieldType, Position};
use crate::ast::{Ast, Id, Item, Name};
use crate::builtins::codecs::surrogates;
use crate::object::{Kind, List, Str, Value};
use crate::source::{Source, Span};
use crate::vm::{PyResult, Raised, Vm};
use rustc_hash::{FxHashMap, FxHashSet};

/// The tree that an object stands for, checked, and a source that knows its lines.
pub fn tree_of(vm: &mut Vm, object: &Value, file: &str) -> PyResult<(Ast, Source)> {
    let mut reader = Reader::new(vm);
    let root = reader.read(vm, object)?;
    let Reader { mut ast, places, .. } = reader;
    ast.set_root(Id::from_raw(root));
    if let Err(fault) = validate::check(&ast) {
        return Err(fault.raise(vm));
    }
    let (lines, spans) = places.lay_out();
    ast.map_spans(|span| spans.get(span.start as usize).copied().unwrap_or_default());
    Ok((ast, Source::without_text(file, lines)))
}

struct Reader {
    ast: Ast,
    places: Places,
    /// The classes of the table by their Python classes.
    known: FxHashMap<u64, (usize, &'static Class)>,
    open: Vec<Open>,
    /// The objects of open nodes: one of them in itself has no end.
    inside: FxHashSet<u64>,
}

/// A node some of whose fields are read.
struct Open {
    object: Value,
    family: &'static Family,
    class: &'static Class,
    /// Where it stands, by its number among the places.
    place: Option<u32>,
    /// From the first to the last child that has a place.
    extent: Option<(u32, u32)>,
    /// The numbers of the fields that are read.
    raw: Vec<u32>,
    /// The elements of the field that is being read.
    list: Option<Elements>,
}

struct Elements {
    list: Value,
    done: Vec<u32>,
}

/// A value that was looked at.
enum Read {
    Done(u32),
    Node(Open),
}

impl Reader {
    fn new(vm: &mut Vm) -> Reader {
        let mut known = FxHashMap::default();
        for (family, members) in FAMILIES.iter().enumerate() {
            for class in members.members {
                known.insert(classes::class(vm, class.name).value().bits(), (family, class));
            }
        }
        let (open, inside) = (Vec::new(), FxHashSet::default());
        Reader { ast: Ast::new(), places: Places::default(), known, open, inside }
    }

    fn read(&mut self, vm: &mut Vm, object: &Value) -> PyResult<u32> {
        let mut read = self.node(vm, "mod", object)?;
        let mut rounds = 0u32;
        loop {
            match read {
                Read::Node(open) => self.push(vm, open)?,
                Read::Done(raw) => match self.open.last_mut() {
                    None => return Ok(raw),
                    Some(Open { list: Some(elements), .. }) => elements.done.push(raw),
                    Some(Open { raw: fields, .. }) => fields.push(raw),
                },
            }
            rounds = rounds.wrapping_add(1);
            if rounds.is_multiple_of(1 << 12) {
                vm.attend()?;
            }
            read = self.next(vm)?;
        }
    }

    fn push(&mut self, vm: &mut Vm, open: Open) -> PyResult<()> {
        if !self.inside.insert(open.object.bits()) {
            return Err(vm.recursion_error("maximum recursion depth exceeded during ast construction"));
        }
        self.open.push(open);
        Ok(())
    }

    /// Reads the next element or field of the innermost node, or finishes it.
    fn next(&mut self, vm: &mut Vm) -> PyResult<Read> {
        let Some(open) = self.open.last_mut() else { return Ok(Read::Done(0)) };
        let Some(field) = open.class.fields.get(open.raw.len()) else { return self.finish(vm) };
        let (object, class) = (open.object.clone(), open.class);
        if let Some(elements) = open.list.as_mut() {
            return match list_item(vm, &elements.list, elements.done.len()) {
                Some(item) => self.element(vm, field, &item),
                None => {
                    let raw = self.ast.list_of_raw::<Name>(&elements.done).into_raw();
                    open.list = None;
                    Ok(Read::Done(raw))
                }
            };
        }
        let name = vm.intern(field.name);
        let value = vm.try_getattr(&object, &name)?;
        if field.count.is_list() {
            let Some(value) = value else { return Ok(Read::Done(crate::ast::List::<Name>::EMPTY.into_raw())) };
            if !value.is_a::<List>() {
                let (class, name, given) = (class.name, field.name, vm.type_of(&value).name());
                return Err(vm.type_error(format!("{class} field \"{name}\" must be a list, not a {given}")));
            }
            if let Some(open) = self.open.last_mut() {
                open.list = Some(Elements { list: value, done: Vec::new() });
            }
            return self.next(vm);
        }
        match value {
            Some(value) if !(value.is_none() && field.kind != "constant") => self.one(vm, field, &value),
            None if field.count == Count::One => Err(missing(vm, field.name, class.name)),
            None => Ok(Read::Done(0)),
            Some(_) if field.count == Count::Optional => Ok(Read::Done(0)),
            Some(value) => self.absent(vm, class, field, &value),
        }
    }

    /// `None` for a field that has to be there.
    fn absent(&mut self, vm: &mut Vm, class: &Class, field: &FieldType, value: &Value) -> PyResult<Read> {
        let is_product = FAMILIES.iter().any(|family| family.name == field.kind && !family.is_sum);
        if field.kind == "int" || is_product || is_simple(field.kind) {
            return self.plain(vm, field.kind, value);
        }
        Err(vm.value_error(format!("field '{}' is required for {}", field.name, class.name)))
    }

    fn one(&mut self, vm: &mut Vm, field: &FieldType, value: &Value) -> PyResult<Read> {
        let read = self.plain(vm, field.kind, value)?;
        Ok(match read {
            // 0 is for those that are absent.
            Read::Done(raw) if field.count == Count::Optional && matches!(field.kind, "identifier" | "string") => {
                Read::Done(raw + 1)
            }
            read => read,
        })
    }

    fn element(&mut self, vm: &mut Vm, field: &FieldType, item: &Value) -> PyResult<Read> {
        if item.is_none() && FAMILIES.iter().any(|family| family.name == field.kind && family.is_sum) {
            let what = match field.kind {
                _ if matches!(field.count, Count::ManyOptional | Count::ManyOrNone) => return Ok(Read::Done(0)),
                "expr" => "expression",
                "stmt" => "statement",
                kind => kind,
            };
            return Err(vm.value_error(format!("None disallowed in {what} list")));
        }
        self.plain(vm, field.kind, item)
    }

    /// A value of a type of fields.
    fn plain(&mut self, vm: &mut Vm, kind: &'static str, value: &Value) -> PyResult<Read> {
        let text = |vm: &mut Vm, value: &Value| match value.get::<Str>().map(|text| text.as_str().map(str::to_owned)) {
            Some(Some(text)) => Ok(text),
            Some(None) => Err(surrogates(vm, value)),
            None => Err(vm.type_error(format!("AST {kind} must be of type str"))),
        };
        match kind {
            "identifier" | "string" => {
                if !vm.type_of(value).is(&vm.types().str) {
                    return Err(vm.type_error(format!("AST {kind} must be of type str")));
                }
                let text = text(vm, value)?;
                Ok(Read::Done(self.ast.intern(&text).into_raw()))
            }
            "int" => Ok(Read::Done(int(vm, value)? as u32)),
            "constant" => Ok(Read::Done(literal(vm, &mut self.ast, value, 0)?.into_raw())),
            family => self.node(vm, family, value),
        }
    }

    /// Begins to read a node of a family, or reads an operator.
    fn node(&mut self, vm: &mut Vm, name: &'static str, object: &Value) -> PyResult<Read> {
        let found = FAMILIES.iter().enumerate().find(|(_, family)| family.name == name);
        let Some((number, family)) = found else { return Err(vm.system_error("a family of the table")) };
        let mut place = None;
        if family.is_sum && family.position != Position::None {
            place = Some(self.place(vm, family, object)?);
        }
        let class = match family.is_sum {
            true => self.class_of(vm, number, object),
            false => family.members.first(),
        };
        let Some(class) = class else {
            let given = vm.repr(object)?;
            let given = vm.text(&given);
            return Err(vm.type_error(format!("expected some sort of {name}, but got {given}")));
        };
        if is_simple(name) {
            return Ok(Read::Done(self.ast.build(class.number, &[], Span::default())));
        }
        let raw = Vec::with_capacity(class.fields.len());
        Ok(Read::Node(Open { object: object.clone(), family, class, place, extent: None, raw, list: None }))
    }

    /// The class in a family that an object is of.
    fn class_of(&self, vm: &mut Vm, family: usize, object: &Value) -> Option<&'static Class> {
        let class = vm.type_of(object).to_ref();
        if let Some((of, class)) = self.known.get(&class.value().bits()) {
            return (*of == family).then_some(class);
        }
        let order = class.mro.get(vm).clone();
        let known = order.iter().find_map(|base| self.known.get(&base.value().bits()).filter(|(of, _)| *of == family));
        known.map(|(_, class)| *class)
    }

    fn place(&mut self, vm: &mut Vm, family: &Family, object: &Value) -> PyResult<u32> {
        let mut numbers = [0; 4];
        for (at, name) in family.position.attributes().iter().enumerate() {
            let key = vm.intern(name);
            let value = vm.try_getattr(object, &key)?;
            let is_needed = at < 2 || family.position == Position::Whole;
            numbers[at] = match value {
                None if is_needed => return Err(missing(vm, name, family.name)),
                Some(value) if is_needed || !value.is_none() => int(vm, &value)?,
                _ => numbers[at - 2],
            };
        }
        let [line, column, end_line, end_column] = numbers;
        let place = Place { start: (line, column), end: (end_line, end_column) };
        match place.fault() {
            Some(words) => Err(vm.value_error(words)),
            None => Ok(self.places.add(place)),
        }
    }

    /// Widens the innermost node by a child's place.
    fn note(&mut self, start: u32, end: u32) {
        if let Some(open) = self.open.last_mut() {
            open.extent = Some((open.extent.map_or(start, |(first, _)| first), end));
        }
    }

    fn finish(&mut self, vm: &mut Vm) -> PyResult<Read> {
        let Some(mut open) = self.open.pop() else { return Ok(Read::Done(0)) };
        self.inside.remove(&open.object.bits());
        if open.place.is_none() && open.family.position != Position::None {
            open.place = Some(self.place(vm, open.family, &open.object)?);
        }
        let place = match (open.place, open.extent) {
            (Some(place), _) => place,
            // What has no position of its own stands where its parts do.
            (None, Some((first, last))) => self.places.join(first, last),
            (None, None) => self.places.add(Place::default()),
        };
        if open.place.is_some() || open.extent.is_some() {
            self.note(place, place);
        }
        Ok(Read::Done(self.ast.build(open.class.number, &open.raw, Span::at(place))))
    }
}

/// Families of operators and contexts.
fn is_simple(family: &str) -> bool {
    let found = FAMILIES.iter().find(|known| known.name == family);
    found.is_some_and(|family| family.members.iter().all(|member| member.fields.is_empty()))
}

fn list_item(vm: &Vm, list: &Value, at: usize) -> Option<Value> {
    list.get::<List>()?.items(vm).get(at).cloned()
}

fn missing(vm: &mut Vm, field: &str, class: &str) -> Raised {
    vm.type_error(format!("required field \"{field}\" missing from {class}"))
}

fn int(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    if value.as_int().is_none() {
        let value = vm.repr(value)?;
        let value = vm.text(&value);
        return Err(vm.value_error(format!("invalid integer value: {value}")));
    }
    crate::builtins::text::c_int(vm, value)
}

/// Whether an object is a node at all.
pub fn is_node(vm: &mut Vm, object: &Value) -> bool {
    if object.kind() != Kind::Instance {
        return false;
    }
    let base = classes::class(vm, "AST");
    vm.is_instance(object, &base)
}

/// Refuses an object that is no tree of this mode.
pub fn check_root(vm: &mut Vm, object: &Value, class: &'static str) -> PyResult<()> {
    let wanted = classes::class(vm, class);
    if vm.is_instance(object, &wanted) {
        return Ok(());
    }
    let given = vm.type_of(object).name();
    Err(vm.type_error(format!("expected {class} node, got {given}")))
}
