//! Objects by what `__reduce__` says of them: a call that makes them, and what is put into them afterwards.

use super::save::{BATCH, Open, Writer, item_note};
use super::{Fault, attribute_of, fault, opcode};
use crate::object::{Dict, Str, Tuple, Type, Value};
use crate::vm::{Arguments, PyResult, Raised, Vm, spread_keywords};

/// How an object is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Call,
    /// By `__new__`, with arguments by place.
    New,
    /// By `__new__`, with named ones too.
    NewNamed,
    /// The same before protocol 4: by a call of a `partial`.
    Partial,
}

/// What of an object is being written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Start,
    First,
    Second,
    Third,
    Made,
    Items,
    Pairs,
    State,
    Setter,
    SetterObject,
    SetterState,
}

pub struct Reduction {
    object: Value,
    form: Form,
    stage: Stage,
    /// What it is made of, one after the other: two or three.
    made_of: [Value; 3],
    /// NULL where there is none.
    items: Value,
    pairs: Value,
    state: Value,
    setter: Value,
    /// Whether the object itself said it, so that exceptions are to tell.
    is_told: bool,
}

impl Reduction {
    /// What exceptions are told of it.
    pub fn notes(&self, vm: &Vm) -> Vec<String> {
        let what = match (self.stage, self.form) {
            (Stage::First, Form::New | Form::NewNamed) => Some("class"),
            (Stage::Second | Stage::Third, Form::New | Form::NewNamed) => Some("__new__ arguments"),
            (Stage::First, Form::Call) | (Stage::First | Stage::Second, Form::Partial) => Some("reconstructor"),
            (Stage::Second, Form::Call) => Some("reconstructor arguments"),
            (Stage::State | Stage::SetterState, _) => Some("state"),
            (Stage::Setter, _) => Some("state setter"),
            _ => None,
        };
        let class = vm.full_class_name(&self.object);
        let what = what.into_iter().chain(self.is_told.then_some("object"));
        what.map(|what| format!("when serializing {class} {what}")).collect()
    }
}

/// What an iterator gives for an object that is made already: items of a list, or pairs of a dict.
pub struct Iterated {
    of: Value,
    iterator: Value,
    in_pairs: bool,
    /// Fetched, since a single one is put otherwise; NULL if there is none.
    ahead: Value,
    /// How many have been written.
    total: usize,
    /// Of them in this batch.
    batch: usize,
    stage: Put,
    /// The pair whose key or value is being written.
    pair: Value,
    in_value: bool,
    saving: bool,
    /// Of fast mode: whether it is to be left in the end.
    is_entered: bool,
}

/// What is to come when the item that is being written is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Put {
    Begin,
    /// A single item ends: it is put.
    One,
    /// One of many ends.
    Many,
}

impl Iterated {
    pub fn note(&self, vm: &mut Vm) -> Option<String> {
        match (self.saving, self.in_pairs, self.pair.get::<Tuple>()) {
            (true, true, Some(pair)) if self.in_value => Some(item_note(vm, &self.of, &pair.items()[0])),
            (true, false, _) => Some(format!("when serializing {} item {}", vm.full_class_name(&self.of), self.total)),
            _ => None,
        }
    }
}

impl Writer {
    /// What a reducing function gave: a name, or how to make the object.
    pub fn reduced(&mut self, vm: &mut Vm, object: &Value, reduced: Value) -> PyResult<()> {
        if reduced.is_a::<Str>() {
            return self.global(vm, object, Some(&reduced));
        }
        match reduced.get::<Tuple>() {
            Some(parts) => self.reduce(vm, object, parts.items().to_vec(), true),
            None => {
                let class = vm.full_class_name(&reduced);
                let raised = must(vm, format!("__reduce__ must return a string or tuple, not {class}"));
                Err(told(vm, object, raised))
            }
        }
    }

    /// Writes an object as a call and what follows.
    pub fn reduce(&mut self, vm: &mut Vm, object: &Value, parts: Vec<Value>, is_told: bool) -> PyResult<()> {
        match self.understand(vm, object, parts) {
            Ok(mut reduction) => {
                reduction.is_told = is_told;
                self.push(vm, Open::Reduce(reduction))
            }
            Err(raised) if is_told => Err(told(vm, object, raised)),
            Err(raised) => Err(raised),
        }
    }

    fn understand(&mut self, vm: &mut Vm, object: &Value, mut parts: Vec<Value>) -> PyResult<Box<Reduction>> {
        if !(2..=6).contains(&parts.len()) {
            return Err(must(vm, "tuple returned by __reduce__ must contain 2 through 6 elements"));
        }
        parts.resize(6, Value::NONE);
        let [callable, args, state, items, pairs, setter] = &mut parts[..] else { return Err(vm.memory_error()) };
        let expect = |vm: &mut Vm, is_one: bool, which: &str, what: &str, value: &Value| {
            if is_one {
                return Ok(());
            }
            let class = vm.full_class_name(value);
            Err(must(vm, format!("{which} item of the tuple returned by __reduce__ must be {what}, not {class}")))
        };
        let is_callable = vm.is_callable(callable);
        expect(vm, is_callable, "first", "callable", callable)?;
        expect(vm, args.is_a::<Tuple>(), "second", "a tuple", args)?;
        for (iterator, which) in [(&*items, "fourth"), (&*pairs, "fifth")] {
            let is_one = iterator.is_none() || vm.is_iterator(iterator);
            expect(vm, is_one, which, "an iterator", iterator)?;
        }
        let is_setter = setter.is_none() || vm.is_callable(setter);
        expect(vm, is_setter, "sixth", "callable", setter)?;
        let (form, made_of) = self.made_of(vm, object, callable, args)?;
        let given = |value: &mut Value| if value.is_none() { Value::NULL } else { std::mem::take(value) };
        Ok(Box::new(Reduction {
            object: object.clone(),
            form,
            stage: Stage::Start,
            made_of,
            items: given(items),
            pairs: given(pairs),
            state: given(state),
            setter: given(setter),
            is_told: false,
        }))
    }

    /// Two functions of `copyreg` have instructions of their own: then what is called is told by their arguments.
    fn made_of(&self, vm: &mut Vm, object: &Value, callable: &Value, args: &Value) -> PyResult<(Form, [Value; 3])> {
        let by_call = || (Form::Call, [callable.clone(), args.clone(), Value::NULL]);
        if self.protocol < 2 {
            return Ok(by_call());
        }
        let name = vm.names().__name__.clone();
        let name = vm.try_getattr(callable, &name)?;
        let given = args.get::<Tuple>().map_or(&[][..], |args| args.items());
        match name.as_ref().and_then(|name| name.get::<Str>()).map(|name| name.as_bytes()) {
            Some(b"__newobj__") => self.made_by_new(vm, object, given),
            Some(b"__newobj_ex__") => self.made_by_named(vm, given),
            _ => Ok(by_call()),
        }
    }

    fn made_by_new(&self, vm: &mut Vm, object: &Value, given: &[Value]) -> PyResult<(Form, [Value; 3])> {
        let [class, args @ ..] = given else {
            return Err(must(vm, "__newobj__ expected at least 1 argument, got 0"));
        };
        expect_class(vm, class, "__newobj__")?;
        let name = vm.names().__class__.clone();
        let own = match vm.try_getattr(object, &name)? {
            Some(own) => own,
            None => vm.type_of(object).value(),
        };
        if !own.is(class) {
            let (own, class) = (vm.repr(&own)?, vm.repr(class)?);
            let message = format!("first argument to __newobj__() must be {}, not {}", vm.text(&own), vm.text(&class));
            return Err(must(vm, message));
        }
        Ok((Form::New, [class.clone(), vm.tuple(args.to_vec()), Value::NULL]))
    }

    fn made_by_named(&self, vm: &mut Vm, given: &[Value]) -> PyResult<(Form, [Value; 3])> {
        let [class, args, named] = given else {
            return Err(must(vm, format!("__newobj_ex__ expected 3 arguments, got {}", given.len())));
        };
        expect_class(vm, class, "__newobj_ex__")?;
        let Some(by_place) = args.get::<Tuple>() else {
            let given = vm.full_class_name(args);
            return Err(must(vm, format!("second argument to __newobj_ex__() must be a tuple, not {given}")));
        };
        let Some(by_name) = named.get::<Dict>() else {
            let given = vm.full_class_name(named);
            return Err(must(vm, format!("third argument to __newobj_ex__() must be a dict, not {given}")));
        };
        if self.protocol >= 4 {
            return Ok((Form::NewNamed, [class.clone(), args.clone(), named.clone()]));
        }
        let name = vm.names().__new__.clone();
        let mut values = vec![vm.getattr(class, &name)?, class.clone()];
        values.extend_from_slice(by_place.items());
        let partial = attribute_of(vm, "functools", "partial")?;
        let (values, names) = spread_keywords(vm, values, &by_name.to_ref());
        let partial = vm.call_with(&partial, Arguments { values: &values, names: &names })?;
        Ok((Form::Partial, [partial, vm.empty_tuple(), Value::NULL]))
    }

    /// Writes the next part of an object.
    pub fn reduction(&mut self, vm: &mut Vm) -> PyResult<()> {
        let Some(Open::Reduce(open)) = self.open.last_mut() else { return Ok(()) };
        let part = |place: usize| open.made_of[place].clone();
        let (stage, next) = match open.stage {
            Stage::Start => (Stage::First, part(0)),
            Stage::First => (Stage::Second, part(1)),
            Stage::Second if open.form == Form::NewNamed => (Stage::Third, part(2)),
            Stage::Second | Stage::Third => return self.made(vm),
            Stage::Made => {
                open.stage = Stage::Items;
                let (object, items) = (open.object.clone(), std::mem::take(&mut open.items));
                return if items.is_null() { Ok(()) } else { self.iterate(vm, &object, items, false) };
            }
            Stage::Items => {
                open.stage = Stage::Pairs;
                let (object, pairs) = (open.object.clone(), std::mem::take(&mut open.pairs));
                return if pairs.is_null() { Ok(()) } else { self.iterate(vm, &object, pairs, true) };
            }
            Stage::Pairs => match (open.state.is_null(), open.setter.is_null()) {
                (true, _) => return self.done(&[]),
                (false, true) => (Stage::State, open.state.clone()),
                (false, false) => (Stage::Setter, open.setter.clone()),
            },
            Stage::State => return self.done(&[opcode::BUILD]),
            Stage::Setter => (Stage::SetterObject, open.object.clone()),
            Stage::SetterObject => (Stage::SetterState, open.state.clone()),
            // The call's result is of no use.
            Stage::SetterState => return self.done(&[opcode::TUPLE2, opcode::REDUCE, opcode::POP]),
        };
        open.stage = stage;
        self.save(vm, &next)
    }

    fn done(&mut self, ops: &[u8]) -> PyResult<()> {
        if !ops.is_empty() {
            self.out.put(ops);
        }
        self.open.pop();
        Ok(())
    }

    /// All that an object is made of has been written.
    fn made(&mut self, vm: &mut Vm) -> PyResult<()> {
        let Some(Open::Reduce(open)) = self.open.last_mut() else { return Ok(()) };
        open.stage = Stage::Made;
        let object = open.object.clone();
        self.out.op(match open.form {
            Form::Call | Form::Partial => opcode::REDUCE,
            Form::New => opcode::NEWOBJ,
            Form::NewNamed => opcode::NEWOBJ_EX,
        });
        match self.memo.get(&object) {
            // It is within itself, and so has been written by now.
            Some(number) => {
                self.out.op(opcode::POP);
                self.open.pop();
                self.recall(vm, number)
            }
            None => self.keep(vm, &object),
        }
    }

    /// Writes what an iterator gives for an object.
    pub fn iterate(&mut self, vm: &mut Vm, of: &Value, iterator: Value, in_pairs: bool) -> PyResult<()> {
        let (ahead, pair) = (Value::NULL, Value::NULL);
        let class = vm.type_of(of);
        let is_own = class.is(&vm.types().list) || class.is(&vm.types().dict);
        let open = Iterated {
            of: of.clone(),
            iterator,
            in_pairs,
            ahead,
            total: 0,
            batch: 0,
            stage: Put::Begin,
            pair,
            in_value: false,
            saving: false,
            is_entered: is_own,
        };
        self.push(vm, Open::Iterated(Box::new(open)))
    }

    pub fn iterated_items(&mut self, vm: &mut Vm) -> PyResult<()> {
        let Some(Open::Iterated(open)) = self.open.last_mut() else { return Ok(()) };
        if open.saving && open.in_pairs && !open.in_value {
            open.in_value = true;
            let value = open.pair.get::<Tuple>().map_or(Value::NONE, |pair| pair.items()[1].clone());
            return self.save(vm, &value);
        }
        open.saving = false;
        let (iterator, in_pairs, stage) = (open.iterator.clone(), open.in_pairs, open.stage);
        let [one, many] = match in_pairs {
            true => [opcode::SETITEM, opcode::SETITEMS],
            false => [opcode::APPEND, opcode::APPENDS],
        };
        match stage {
            Put::Begin => {
                let Some(first) = vm.next(&iterator)? else { return self.end_iterated() };
                let second = if self.protocol == 0 { None } else { vm.next(&iterator)? };
                let put = if second.is_some() { Put::Many } else { Put::One };
                if put == Put::Many {
                    self.out.op(opcode::MARK);
                }
                self.item(vm, first, put, second.unwrap_or_default())
            }
            Put::One => {
                self.out.op(one);
                if self.protocol > 0 {
                    return self.end_iterated();
                }
                if let Some(Open::Iterated(open)) = self.open.last_mut() {
                    open.total += 1;
                    open.stage = Put::Begin;
                }
                Ok(())
            }
            Put::Many => {
                open.total += 1;
                open.batch += 1;
                let (ahead, is_full) = (std::mem::take(&mut open.ahead), open.batch == BATCH);
                if is_full {
                    (open.batch, open.stage) = (0, Put::Begin);
                }
                let next = match ahead.is_null() {
                    false => Some(ahead),
                    true if is_full => None,
                    true => vm.next(&iterator)?,
                };
                if let Some(next) = next {
                    return self.item(vm, next, Put::Many, Value::NULL);
                }
                self.out.op(many);
                if is_full {
                    return vm.attend();
                }
                self.end_iterated()
            }
        }
    }

    fn end_iterated(&mut self) -> PyResult<()> {
        if let Some(Open::Iterated(open)) = self.open.pop()
            && open.is_entered
        {
            self.leave_fast(&open.of);
        }
        Ok(())
    }

    /// Writes an item, or of a pair the key.
    fn item(&mut self, vm: &mut Vm, item: Value, stage: Put, ahead: Value) -> PyResult<()> {
        let Some(Open::Iterated(open)) = self.open.last_mut() else { return Ok(()) };
        (open.stage, open.ahead) = (stage, ahead);
        if !open.in_pairs {
            open.saving = true;
            return self.save(vm, &item);
        }
        let key = match item.get::<Tuple>().map(|pair| pair.items()) {
            Some([key, _]) => key.clone(),
            _ => return Err(vm.type_error("dict items iterator must return 2-tuples")),
        };
        (open.saving, open.in_value, open.pair) = (true, false, item);
        self.save(vm, &key)
    }
}

fn expect_class(vm: &mut Vm, class: &Value, function: &str) -> PyResult<()> {
    if class.is_a::<Type>() {
        return Ok(());
    }
    let given = vm.full_class_name(class);
    Err(must(vm, format!("first argument to {function}() must be a class, not {given}")))
}

#[cold]
fn must(vm: &mut Vm, message: impl AsRef<str>) -> Raised {
    fault(vm, Fault::Pickling, message)
}

/// Tells an exception what object could not be written.
#[cold]
fn told(vm: &mut Vm, object: &Value, raised: Raised) -> Raised {
    let note = format!("when serializing {} object", vm.full_class_name(object));
    let note = vm.str(&note);
    match vm.add_note(raised.value(), note) {
        Ok(()) => raised,
        Err(other) => other,
    }
}
