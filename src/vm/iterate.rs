//! Iterators: getting them, getting items from them, taking all items.

use super::raised::{PyResult, Raised};
use super::{ExceptionKind, Generator, NativeObject, Vm};
use crate::object::{
    ByteArray, Bytes, Dict, Kind, List, RangeIterator, SequenceIterator, Special, Str, Tuple, Value, ValueCell, decode,
};
use std::cell::Cell;

impl Vm {
    /// `iter(value)`.
    pub fn iter(&mut self, value: &Value) -> PyResult {
        let class = self.type_of(value).to_ref();
        let types = self.types();
        let known = if class.is(&types.list) {
            Some(types.list_iterator.clone())
        } else if class.is(&types.tuple) {
            Some(types.tuple_iterator.clone())
        } else {
            None
        };
        if let Some(class) = known {
            return Ok(self.sequence_iterator(&class, value.clone()));
        }
        match class.special(Special::Iter, self) {
            Some(method) if method.is_none() => Err(self.not_iterable(value)),
            Some(method) => {
                let iterator = self.call_unbound(&method, value, &[])?;
                if !self.is_iterator(&iterator) {
                    let class = self.type_of(&iterator).name();
                    return Err(self.type_error(format!("iter() returned non-iterator of type '{class}'")));
                }
                Ok(iterator)
            }
            None if class.has_special(Special::GetItem, self) && value.kind() != Kind::Dict => {
                let class = self.types().sequence_iterator.clone();
                Ok(self.sequence_iterator(&class, value.clone()))
            }
            None => Err(self.not_iterable(value)),
        }
    }

    pub fn sequence_iterator(&mut self, class: &crate::object::Ref<crate::object::Type>, sequence: Value) -> Value {
        self.alloc(class, SequenceIterator { sequence: ValueCell::new(sequence), next: Cell::new(0) }).into_value()
    }

    #[cold]
    pub fn not_iterable(&mut self, value: &Value) -> Raised {
        let class = self.type_of(value).name();
        self.type_error(format!("'{class}' object is not iterable"))
    }

    pub fn is_iterator(&mut self, value: &Value) -> bool {
        let class = self.type_of(value).to_ref();
        class.has_special(Special::Next, self)
    }

    /// The next item, `None` at the end.
    pub fn next(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        match iterator.kind() {
            Kind::RangeIterator => Ok(iterator.get::<RangeIterator>().and_then(|range| self.next_of_range(range))),
            Kind::SequenceIterator => self.next_of_sequence(iterator),
            Kind::Generator if iterator.get::<Generator>().is_some_and(|generator| generator.is_plain(self)) => {
                self.next_of_generator(iterator)
            }
            _ => self.next_by_method(iterator),
        }
    }

    fn next_by_method(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        self.check_native_stack()?;
        let class = self.type_of(iterator).to_ref();
        let Some(method) = class.special(Special::Next, self) else {
            let class = class.name();
            return Err(self.type_error(format!("'{class}' object is not an iterator")));
        };
        // Native iterators give NULL at their end, to spare an exception.
        if let Some(native) = method.get::<NativeObject>().filter(|native| native.receiver.is_null()) {
            return match (native.native.function)(self, std::slice::from_ref(iterator)) {
                Ok(value) if value.is_null() => Ok(None),
                Ok(value) => Ok(Some(value)),
                Err(raised) if raised.is(ExceptionKind::StopIteration, self) => Ok(None),
                Err(raised) => Err(raised),
            };
        }
        match self.call_unbound(&method, iterator, &[]) {
            Ok(value) => Ok(Some(value)),
            Err(raised) if raised.is(ExceptionKind::StopIteration, self) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    #[inline(always)]
    pub fn next_of_range(&self, range: &RangeIterator) -> Option<Value> {
        let left = range.left.get();
        if left == 0 {
            return None;
        }
        let value = range.next.get();
        range.left.set(left - 1);
        range.next.set(value.wrapping_add(range.step));
        Some(self.int(value))
    }

    /// The next item of a list's iterator.
    #[inline(always)]
    pub fn next_of_list(&self, state: &SequenceIterator) -> Option<Value> {
        let index = state.next.get();
        let item =
            state.sequence.look(|sequence| sequence.get::<List>().and_then(|list| list.items(self).get(index).cloned()));
        match item {
            Some(_) => state.next.set(index + 1),
            None => state.sequence.set(Value::NULL),
        }
        item
    }

    /// The next item of a tuple's iterator.
    #[inline(always)]
    pub fn next_of_tuple(&self, state: &SequenceIterator) -> Option<Value> {
        let index = state.next.get();
        let item =
            state.sequence.look(|sequence| sequence.get::<Tuple>().and_then(|tuple| tuple.items().get(index).cloned()));
        match item {
            Some(_) => state.next.set(index + 1),
            None => state.sequence.set(Value::NULL),
        }
        item
    }

    pub fn next_of_sequence(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        let Some(state) = iterator.get::<SequenceIterator>() else { return Ok(None) };
        let sequence = state.sequence.get();
        let index = state.next.get();
        // An iterator of a type of its own knows what it goes over; the plain one asks for items.
        let is_plain = iterator.header().is_some_and(|header| header.class().is(&self.types().sequence_iterator));
        let item = if !is_plain {
            self.item_of_sequence(&sequence, state, index)
        } else if sequence.is_null() {
            None
        } else {
            match self.getitem(&sequence, &Value::size(index)) {
                Ok(item) => Some(item),
                Err(raised)
                    if raised.is(ExceptionKind::IndexError, self) || raised.is(ExceptionKind::StopIteration, self) =>
                {
                    None
                }
                Err(raised) => return Err(raised),
            }
        };
        match item {
            Some(item) => {
                state.next.set(state.next.get() + 1);
                Ok(Some(item))
            }
            None => {
                state.sequence.set(Value::NULL);
                Ok(None)
            }
        }
    }

    /// The item of a builtin sequence that an iterator is at. In a str, places are offsets.
    #[inline]
    fn item_of_sequence(&mut self, sequence: &Value, state: &SequenceIterator, index: usize) -> Option<Value> {
        match sequence.kind() {
            Kind::List => sequence.get::<List>()?.items(self).get(index).cloned(),
            Kind::Tuple => sequence.get::<Tuple>()?.items().get(index).cloned(),
            Kind::Bytes => sequence.get::<Bytes>()?.as_bytes().get(index).map(|byte| Value::size(usize::from(*byte))),
            Kind::ByteArray => {
                sequence.get::<ByteArray>()?.bytes(self).get(index).map(|byte| Value::size(usize::from(*byte)))
            }
            Kind::Str => {
                let (point, len) = decode(&sequence.get::<Str>()?.as_bytes()[index..])?;
                // One more is added for every item.
                state.next.set(index + len - 1);
                Some(self.character(point))
            }
            _ => None,
        }
    }

    /// All items of an iterable.
    pub fn collect(&mut self, iterable: &Value) -> PyResult<Vec<Value>> {
        let class = self.type_of(iterable).to_ref();
        if class.is(&self.types().list) {
            return Ok(iterable.get::<List>().map(|list| list.items(self).clone()).unwrap_or_default());
        }
        if class.is(&self.types().tuple) {
            return Ok(iterable.get::<Tuple>().map(|tuple| tuple.items().to_vec()).unwrap_or_default());
        }
        if class.is(&self.types().dict) {
            let dict = iterable.get::<Dict>();
            return Ok(dict
                .map(|dict| dict.table(self).iter().map(|entry| entry.key.clone()).collect())
                .unwrap_or_default());
        }
        let mut items = Vec::with_capacity(self.length_hint(iterable)?.min(1 << 20));
        let iterator = self.iter(iterable)?;
        while let Some(item) = self.next(&iterator)? {
            if items.len() % (1 << 16) == 0 {
                self.attend()?;
            }
            items.push(item);
        }
        Ok(items)
    }

    /// How many items an iterable probably has.
    pub fn length_hint(&mut self, value: &Value) -> PyResult<usize> {
        let class = self.type_of(value).to_ref();
        if class.has_special(Special::Len, self) {
            match self.len(value) {
                Ok(len) => return Ok(len),
                Err(raised) if raised.is(ExceptionKind::TypeError, self) => {}
                Err(raised) => return Err(raised),
            }
        }
        let Some(method) = class.special(Special::LengthHint, self) else { return Ok(0) };
        match self.call_unbound(&method, value, &[]) {
            Ok(hint) if hint.is_not_implemented() => Ok(0),
            Ok(hint) => match hint.as_int() {
                Some(hint) if hint.is_negative() => Err(self.value_error("__length_hint__() should return >= 0")),
                Some(hint) => Ok(hint.to_i64().unwrap_or(0) as usize),
                None => {
                    let class = self.type_of(&hint).name();
                    Err(self.type_error(format!("__length_hint__ must be an integer, not {class}")))
                }
            },
            Err(raised) if raised.is(ExceptionKind::TypeError, self) => Ok(0),
            Err(raised) => Err(raised),
        }
    }
}
