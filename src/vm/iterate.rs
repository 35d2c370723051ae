//! Iterators: getting them, getting items from them, taking all items.

use super::raised::{PyResult, Raised};
use super::{ExceptionKind, Generator, NativeObject, Vm};
use crate::object::{
    ByteArray, Bytes, Dict, DictIterator, DictPart, Entry, Kind, List, Obj, RangeIterator, SequenceIterator, Set,
    SetIterator, Special, Str, Tuple, Value, ValueCell, decode, type_flag,
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
            // A builtin type that has no length is no sequence.
            None if class.has_special(Special::GetItem, self)
                && value.kind() != Kind::Dict
                && (class.has_flag(type_flag::HEAP) || class.has_special(Special::Len, self)) =>
            {
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

    /// The next item, `None` at the end. Attends to what waits, so that loops over iterators need not.
    pub fn next(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        self.attend()?;
        match iterator.kind() {
            Kind::RangeIterator => Ok(iterator.get::<RangeIterator>().and_then(|range| self.next_of_range(range))),
            Kind::SequenceIterator => match iterator.get::<SequenceIterator>() {
                Some(state) if state.header().class().is(&self.types().list_iterator) => Ok(self.next_of_list(state)),
                _ => self.next_of_sequence(iterator),
            },
            Kind::DictIterator => match iterator.get::<DictIterator>() {
                Some(state) => self.next_of_dict(state),
                None => Ok(None),
            },
            Kind::SetIterator => match iterator.get::<SetIterator>() {
                Some(state) => self.next_of_set(state),
                None => Ok(None),
            },
            Kind::Generator if iterator.get::<Generator>().is_some_and(|generator| generator.is_plain(self)) => {
                self.next_of_generator(iterator)
            }
            _ => self.next_by_method(iterator),
        }
    }

    /// The next item, or `StopIteration` as the iterator raised it: what `next(iterator)` does.
    pub fn next_or_stop(&mut self, iterator: &Value) -> PyResult {
        match self.next_as_raised(iterator)? {
            Some(item) => Ok(item),
            None => Err(self.stop_iteration(Value::NONE)),
        }
    }

    /// The next item; at the end nothing, or `StopIteration` where the iterator raised it.
    pub(super) fn next_as_raised(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        match iterator.kind() {
            Kind::RangeIterator | Kind::SequenceIterator | Kind::DictIterator | Kind::SetIterator => self.next(iterator),
            _ => Ok(Some(self.call_next(iterator)?).filter(|value| !value.is_null())),
        }
    }

    /// Calls `__next__`. Native iterators give NULL at their end, to spare an exception.
    fn call_next(&mut self, iterator: &Value) -> PyResult {
        self.check_native_stack()?;
        if let Some(function) = self.native_special(iterator, Special::Next, 1) {
            return function(self, std::slice::from_ref(iterator));
        }
        let class = self.type_of(iterator).to_ref();
        let Some(method) = class.special(Special::Next, self) else {
            let class = class.name();
            return Err(self.type_error(format!("'{class}' object is not an iterator")));
        };
        match method.get::<NativeObject>().filter(|native| native.receiver.is_null()) {
            Some(native) => {
                self.check_receiver(native, std::slice::from_ref(iterator))?;
                (native.native.function)(self, std::slice::from_ref(iterator))
            }
            None => self.call_unbound(&method, iterator, &[]),
        }
    }

    fn next_by_method(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        match self.call_next(iterator) {
            Ok(value) if value.is_null() => Ok(None),
            Ok(value) => Ok(Some(value)),
            Err(raised) => self.end_of_iteration(raised),
        }
    }

    /// `StopIteration` is the end; other exceptions are raised.
    #[cold]
    pub(super) fn end_of_iteration(&mut self, raised: Raised) -> PyResult<Option<Value>> {
        if !raised.is(ExceptionKind::StopIteration, self) {
            return Err(raised);
        }
        self.watch_stop(&raised);
        Ok(None)
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
        let class = state.header().class();
        if class.is(&self.types().list_iterator) {
            return Ok(self.next_of_list(state));
        } else if class.is(&self.types().tuple_iterator) {
            return Ok(self.next_of_tuple(state));
        } else if class.is(&self.types().list_reverseiterator) {
            return Ok(self.next_of_reversed_list(state));
        } else if class.is(&self.types().str_ascii_iterator) || class.is(&self.types().str_iterator) {
            return Ok(self.next_of_str(state));
        }
        let sequence = state.sequence.get();
        let index = state.next.get();
        // An iterator of a type of its own knows what it goes over; the plain one asks for items.
        let is_plain = iterator.header().is_some_and(|header| header.class().is(&self.types().sequence_iterator));
        let item = if !is_plain {
            self.item_of_sequence(&sequence, index)
        } else if sequence.is_null() {
            None
        } else {
            if index >= i64::MAX as usize {
                return Err(self.overflow_error("iter index too large"));
            }
            let place = self.int(index as i64);
            match self.getitem(&sequence, &place) {
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

    /// The next character of a str; its places are offsets.
    fn next_of_str(&self, state: &SequenceIterator) -> Option<Value> {
        let at = state.next.get();
        let next = state.sequence.look(|text| decode(text.get::<Str>()?.as_bytes().get(at..)?));
        match next {
            Some((point, len)) => {
                state.next.set(at + len);
                Some(self.character(point))
            }
            None => {
                state.sequence.set(Value::NULL);
                None
            }
        }
    }

    /// The item of a builtin sequence that an iterator is at.
    #[inline]
    fn item_of_sequence(&mut self, sequence: &Value, index: usize) -> Option<Value> {
        match sequence.kind() {
            Kind::List => sequence.get::<List>()?.items(self).get(index).cloned(),
            Kind::Tuple => sequence.get::<Tuple>()?.items().get(index).cloned(),
            Kind::Bytes => sequence.get::<Bytes>()?.as_bytes().get(index).map(|byte| Value::size(usize::from(*byte))),
            Kind::ByteArray => {
                sequence.get::<ByteArray>()?.bytes(self).get(index).map(|byte| Value::size(usize::from(*byte)))
            }
            _ => None,
        }
    }

    /// The item before the last one; the iterator's number is how many are left.
    fn next_of_reversed_list(&mut self, state: &SequenceIterator) -> Option<Value> {
        let sequence = state.sequence.get();
        let place = state.next.get().checked_sub(1);
        let item = place.and_then(|place| sequence.get::<List>()?.items(self).get(place).cloned());
        match item {
            Some(_) => state.next.set(state.next.get() - 1),
            None => state.sequence.set(Value::NULL),
        }
        item
    }

    /// An iterator over a dict as it is now.
    pub fn dict_iterator(&mut self, dict: &Obj<Dict>, part: DictPart, reversed: bool) -> Value {
        let types = self.types();
        let class = match (part, reversed) {
            (DictPart::Keys, false) => &types.dict_keyiterator,
            (DictPart::Values, false) => &types.dict_valueiterator,
            (DictPart::Items, false) => &types.dict_itemiterator,
            (DictPart::Keys, true) => &types.dict_reversekeyiterator,
            (DictPart::Values, true) => &types.dict_reversevalueiterator,
            (DictPart::Items, true) => &types.dict_reverseitemiterator,
        };
        let len = dict.len(self);
        let place = if reversed { dict.table(self).entries().len() } else { 0 };
        let (dict, len, left) = (ValueCell::new(dict.value()), Cell::new(len), Cell::new(len));
        self.alloc(
            class,
            DictIterator { dict, place: Cell::new(place), len, left, part, reversed, pair: ValueCell::default() },
        )
        .into_value()
    }

    /// The next of a dict. A dict that got longer or shorter ends the loop with an error, for good.
    pub fn next_of_dict(&mut self, state: &DictIterator) -> PyResult<Option<Value>> {
        let value = state.dict.get();
        let Some(dict) = value.get::<Dict>() else { return Ok(None) };
        let table = dict.table(self);
        if table.len() != state.len.get() {
            state.len.set(usize::MAX);
            return Err(self.runtime_error("dictionary changed size during iteration"));
        }
        let Some((place, entry)) = next_entry(table.entries(), state.place.get(), state.reversed) else {
            state.dict.set(Value::NULL);
            state.left.set(0);
            return Ok(None);
        };
        let Some(left) = state.left.get().checked_sub(1) else {
            state.dict.set(Value::NULL);
            return Err(self.runtime_error("dictionary keys changed during iteration"));
        };
        let item = match state.part {
            DictPart::Keys => entry.key.clone(),
            DictPart::Values => entry.value.clone(),
            DictPart::Items => self.pair_again(&state.pair, entry.key.clone(), entry.value.clone()),
        };
        state.left.set(left);
        state.place.set(if state.reversed { place } else { place + 1 });
        Ok(Some(item))
    }

    pub fn set_iterator(&mut self, set: &Obj<Set>) -> Value {
        let len = set.table.get(self).len();
        let (set, place) = (ValueCell::new(set.value()), Cell::new(0));
        let state = SetIterator { set, place, len: Cell::new(len), left: Cell::new(len) };
        self.alloc(&self.types().set_iterator, state).into_value()
    }

    pub fn next_of_set(&mut self, state: &SetIterator) -> PyResult<Option<Value>> {
        let value = state.set.get();
        let Some(set) = value.get::<Set>() else { return Ok(None) };
        if set.table.get(self).len() != state.len.get() {
            state.len.set(usize::MAX);
            return Err(self.runtime_error("Set changed size during iteration"));
        }
        match self.set_next(set, state.place.get()) {
            Some((slot, _, element)) => {
                state.place.set(slot + 1);
                state.left.set(state.left.get().saturating_sub(1));
                Ok(Some(element))
            }
            None => {
                state.set.set(Value::NULL);
                state.left.set(0);
                Ok(None)
            }
        }
    }

    /// Whether all items can be taken without running code.
    pub fn is_iterated_at_once(&self, iterable: &Value) -> bool {
        let (class, types) = (self.type_of(iterable), self.types());
        class.is(&types.list)
            || class.is(&types.tuple)
            || class.is(&types.dict)
            || class.is(&types.set)
            || class.is(&types.frozenset)
    }

    /// All items of an iterable.
    pub fn collect(&mut self, iterable: &Value) -> PyResult<Vec<Value>> {
        if self.is_iterated_at_once(iterable) {
            return Ok(self.items_at_once(iterable));
        }
        let iterator = self.iter(iterable)?;
        let mut items = Vec::new();
        if items.try_reserve_exact(self.length_hint(iterable)?).is_err() {
            return Err(self.memory_error());
        }
        if let Some(range) = iterator.get::<RangeIterator>() {
            while let Some(item) = self.next_of_range(range) {
                if items.len() % (1 << 16) == 0 {
                    self.attend()?;
                }
                items.push(item);
            }
            return Ok(items);
        }
        while let Some(item) = self.next(&iterator)? {
            if items.try_reserve(1).is_err() {
                return Err(self.memory_error());
            }
            items.push(item);
        }
        Ok(items)
    }

    fn items_at_once(&self, iterable: &Value) -> Vec<Value> {
        if let Some(list) = iterable.get::<List>() {
            list.items(self).clone()
        } else if let Some(tuple) = iterable.get::<Tuple>() {
            tuple.items().to_vec()
        } else if let Some(dict) = iterable.get::<Dict>() {
            dict.table(self).iter().map(|entry| entry.key.clone()).collect()
        } else if let Some(set) = iterable.get::<Set>() {
            set.table.get(self).iter().map(|(_, element)| element.clone()).collect()
        } else {
            Vec::new()
        }
    }

    /// How many items an iterable probably has.
    pub fn length_hint(&mut self, value: &Value) -> PyResult<usize> {
        Ok(self.known_length(value)?.unwrap_or(0))
    }

    /// The same, unless nothing is known.
    pub fn known_length(&mut self, value: &Value) -> PyResult<Option<usize>> {
        let class = self.type_of(value).to_ref();
        if class.has_special(Special::Len, self) {
            match self.len(value) {
                Ok(len) => return Ok(Some(len)),
                Err(raised) if raised.is(ExceptionKind::TypeError, self) => {}
                Err(raised) => return Err(raised),
            }
        }
        let Some(method) = class.special(Special::LengthHint, self) else { return Ok(None) };
        match self.call_unbound(&method, value, &[]) {
            Ok(hint) if hint.is_not_implemented() => Ok(None),
            Ok(hint) => match hint.as_int() {
                Some(hint) => match hint.to_i64() {
                    Some(hint) if hint < 0 => Err(self.value_error("__length_hint__() should return >= 0")),
                    Some(hint) => Ok(Some(hint as usize)),
                    None => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
                },
                None => {
                    let class = self.type_of(&hint).name();
                    Err(self.type_error(format!("__length_hint__ must be an integer, not {class}")))
                }
            },
            Err(raised) if raised.is(ExceptionKind::TypeError, self) => Ok(None),
            Err(raised) => Err(raised),
        }
    }
}

/// The entry that comes next from a place on; going back, the places before it.
fn next_entry(entries: &[Entry], place: usize, reversed: bool) -> Option<(usize, &Entry)> {
    let is_live = |entry: &Entry| !entry.key.is_null();
    let place = match reversed {
        false => place + entries.get(place..)?.iter().position(is_live)?,
        true => entries.get(..place)?.iter().rposition(is_live)?,
    };
    Some((place, &entries[place]))
}
