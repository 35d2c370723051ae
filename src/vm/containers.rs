//! Dicts with keys of any type, and items of any container.
//!
//! A dict's table knows no equality. Keys that compare without running code are found at once; for others the candidates are
//! compared one by one, and the search begins anew if that changed the dict.

use super::native::NativeObject;
use super::raised::{PyResult, Raised};
use super::{ExceptionKind, Vm};
use crate::object::{ByteArray, Bytes, Dict, DictTable, Kind, List, Obj, Set, Special, Str, Tuple, Type, Value, type_flag};

/// What a look into a table without running code says.
enum Glance {
    Found(usize),
    Missing,
    /// A key with the same hash is of a type whose equality may run code.
    Unclear,
}

fn glance(vm: &Vm, table: &DictTable, key: &Value, hash: i64) -> Glance {
    let exact = |value: &Value| value.get::<Str>().is_some_and(|text| text.header().class().is(&vm.types().str));
    let mut unclear = false;
    let place = match key.get::<Str>().filter(|text| text.header().class().is(&vm.types().str)) {
        Some(text) => {
            let bytes = text.as_bytes();
            table.find(hash, |known| {
                known.is(key)
                    || match exact(known) {
                        true => known.get::<Str>().is_some_and(|known| known.as_bytes() == bytes),
                        false => {
                            unclear |= known.is_object();
                            false
                        }
                    }
            })
        }
        // A str is equal to no number.
        None if !key.is_object() => table.find(hash, |known| {
            known.is(key)
                || !exact(known)
                    && vm.equal_at_once(known, key).unwrap_or_else(|| {
                        unclear = true;
                        false
                    })
        }),
        None => table.find(hash, |known| {
            vm.equal_at_once(known, key).unwrap_or_else(|| {
                unclear = true;
                false
            })
        }),
    };
    match place {
        // Keys before this one are to be asked first, as programs can tell.
        Some(_) if unclear => Glance::Unclear,
        Some(place) => Glance::Found(place),
        None if unclear => Glance::Unclear,
        None => Glance::Missing,
    }
}

impl Vm {
    /// The place of a key in a dict.
    #[inline]
    pub fn dict_find(&mut self, dict: &Obj<Dict>, key: &Value, hash: i64) -> PyResult<Option<usize>> {
        match glance(self, dict.table(self), key, hash) {
            Glance::Found(place) => Ok(Some(place)),
            Glance::Missing => Ok(None),
            Glance::Unclear => self.dict_find_by_methods(dict, key, hash),
        }
    }

    fn dict_find_by_methods(&mut self, dict: &Obj<Dict>, key: &Value, hash: i64) -> PyResult<Option<usize>> {
        'search: loop {
            for place in dict.table(self).candidates(hash) {
                let Some(known) = dict.table(self).entry(place).map(|entry| entry.key.clone()) else { continue 'search };
                if self.equal(&known, key)? {
                    // The comparison may have changed the dict: then look again.
                    match dict.table(self).entry(place) {
                        Some(entry) if entry.key.is(&known) => return Ok(Some(place)),
                        _ => continue 'search,
                    }
                }
                if !dict.table(self).entry(place).is_some_and(|entry| entry.key.is(&known)) {
                    continue 'search;
                }
            }
            return Ok(None);
        }
    }

    /// The hash of a key of a dict.
    #[inline]
    pub fn hash_key(&mut self, key: &Value) -> PyResult<i64> {
        self.hash(key).map_err(|raised| self.unusable(raised, key, "a dict key"))
    }

    /// Says where something without hash was to be used.
    #[cold]
    pub(super) fn unusable(&mut self, raised: Raised, value: &Value, what: &str) -> Raised {
        if !raised.0.header().class().is(self.exceptions.class(ExceptionKind::TypeError)) {
            return raised;
        }
        let class = self.full_class_name(value);
        match self.to_str(raised.value()) {
            Ok(reason) => {
                let reason = self.text(&reason);
                self.type_error(format!("cannot use '{class}' as {what} ({reason})"))
            }
            Err(raised) => raised,
        }
    }

    pub fn dict_get(&mut self, dict: &Obj<Dict>, key: &Value) -> PyResult<Option<Value>> {
        let hash = self.hash_key(key)?;
        let place = self.dict_find(dict, key, hash)?;
        Ok(place.map(|place| dict.table(self).entries()[place].value.clone()))
    }

    pub fn dict_contains(&mut self, dict: &Obj<Dict>, key: &Value) -> PyResult<bool> {
        let hash = self.hash_key(key)?;
        Ok(self.dict_find(dict, key, hash)?.is_some())
    }

    pub fn dict_set(&mut self, dict: &Obj<Dict>, key: &Value, value: Value) -> PyResult<()> {
        let hash = self.hash_key(key)?;
        self.dict_set_hashed(dict, key, hash, value)
    }

    pub fn dict_set_hashed(&mut self, dict: &Obj<Dict>, key: &Value, hash: i64, value: Value) -> PyResult<()> {
        match self.dict_find(dict, key, hash)? {
            Some(place) => {
                let old = dict.table_mut(self).replace(place, value);
                drop(old);
            }
            None => {
                dict.table_mut(self).insert_new(hash, key.clone(), value);
            }
        }
        Ok(())
    }

    /// Removes a key; gives its value.
    pub fn dict_remove(&mut self, dict: &Obj<Dict>, key: &Value) -> PyResult<Option<Value>> {
        let hash = self.hash_key(key)?;
        let Some(place) = self.dict_find(dict, key, hash)? else { return Ok(None) };
        Ok(Some(dict.table_mut(self).remove(place).value))
    }

    /// `container[key]`.
    pub fn getitem(&mut self, container: &Value, key: &Value) -> PyResult {
        if let Some(value) = self.getitem_at_once(container, key) {
            return Ok(value);
        }
        if let Some(dict) = container.get::<Dict>().filter(|dict| dict.header().class().is(&self.types().dict)) {
            return match self.dict_get(dict, key)? {
                Some(value) => Ok(value),
                None => Err(self.key_error(key)),
            };
        }
        match self.try_special(container, Special::GetItem, std::slice::from_ref(key))? {
            Some(value) => Ok(value),
            None => self.class_getitem(container, key),
        }
    }

    /// The item of an exact list or tuple at an index in range.
    #[inline]
    pub fn getitem_at_once(&self, container: &Value, key: &Value) -> Option<Value> {
        let index = key.as_small()?;
        let items = match container.kind() {
            Kind::List if self.type_of(container).is(&self.types().list) => container.get::<List>()?.items(self).as_slice(),
            Kind::Tuple if self.type_of(container).is(&self.types().tuple) => container.get::<Tuple>()?.items(),
            _ => return self.text_item(container, index),
        };
        let index = if index < 0 { index + items.len() as i64 } else { index };
        items.get(usize::try_from(index).ok()?).cloned()
    }

    /// The character or byte of an exact ASCII str, bytes or bytearray at an index in range.
    #[inline]
    fn text_item(&self, container: &Value, index: i64) -> Option<Value> {
        let byte = |bytes: &[u8]| {
            let index = if index < 0 { index + bytes.len() as i64 } else { index };
            bytes.get(usize::try_from(index).ok()?).copied()
        };
        match container.kind() {
            Kind::Str if self.type_of(container).is(&self.types().str) => {
                let text = container.get::<Str>().filter(|text| text.is_ascii())?;
                Some(self.character(byte(text.as_bytes())?.into()))
            }
            Kind::Bytes if self.type_of(container).is(&self.types().bytes) => {
                Some(Value::size(byte(container.get::<Bytes>()?.as_bytes())?.into()))
            }
            Kind::ByteArray if self.type_of(container).is(&self.types().bytearray) => {
                Some(Value::size(byte(container.get::<ByteArray>()?.bytes(self))?.into()))
            }
            _ => None,
        }
    }

    /// `Class[key]`.
    fn class_getitem(&mut self, container: &Value, key: &Value) -> PyResult {
        if let Some(class) = container.get::<Type>() {
            // `type` itself can be subscribed, its subclasses' instances cannot.
            if let Some(make) = self.generic_maker.filter(|_| class.is(&self.types().type_)) {
                return make(self, "GenericAlias", &[container.clone(), key.clone()]);
            }
            let name = self.special_name(Special::ClassGetItem).clone();
            if let Some(method) = self.type_getattr(class, &name)? {
                return self.call(&method, std::slice::from_ref(key));
            }
            let name = class.name();
            return Err(self.type_error(format!("type '{name}' is not subscriptable")));
        }
        Err(self.not_subscriptable(container))
    }

    #[cold]
    fn not_subscriptable(&mut self, container: &Value) -> Raised {
        let class = self.type_of(container).name();
        self.type_error(format!("'{class}' object is not subscriptable"))
    }

    /// `container[key] = value`.
    pub fn setitem(&mut self, container: &Value, key: &Value, value: &Value) -> PyResult<()> {
        if let Some(dict) = container.get::<Dict>().filter(|dict| dict.header().class().is(&self.types().dict)) {
            return self.dict_set(dict, key, value.clone());
        }
        if let (Some(list), Some(index)) = (container.get::<List>(), key.as_small())
            && list.header().class().is(&self.types().list)
        {
            let items = list.items_mut(self);
            let index = if index < 0 { index + items.len() as i64 } else { index };
            if let Some(item) = usize::try_from(index).ok().and_then(|index| items.get_mut(index)) {
                let old = std::mem::replace(item, value.clone());
                drop(old);
                return Ok(());
            }
        }
        match self.try_special(container, Special::SetItem, &[key.clone(), value.clone()])? {
            Some(_) => Ok(()),
            None => {
                let class = self.type_of(container).name();
                Err(self.type_error(format!("'{class}' object does not support item assignment")))
            }
        }
    }

    /// `del container[key]`.
    pub fn delitem(&mut self, container: &Value, key: &Value) -> PyResult<()> {
        if let Some(dict) = container.get::<Dict>().filter(|dict| dict.header().class().is(&self.types().dict)) {
            return match self.dict_remove(dict, key)? {
                Some(_) => Ok(()),
                None => Err(self.key_error(key)),
            };
        }
        match self.try_special(container, Special::DelItem, std::slice::from_ref(key))? {
            Some(_) => Ok(()),
            None => {
                let class = self.type_of(container).to_ref();
                // Sequences say it in their own words.
                let is_sequence = class.has_flag(type_flag::HEAP) || class.has_special(Special::Len, self);
                let how = if is_sequence && self.type_of(key).to_ref().has_special(Special::Index, self) {
                    "doesn't"
                } else {
                    "does not"
                };
                let class = class.name();
                Err(self.type_error(format!("'{class}' object {how} support item deletion")))
            }
        }
    }

    /// `value in container`.
    pub fn contains(&mut self, container: &Value, value: &Value) -> PyResult<bool> {
        if let Some(dict) = container.get::<Dict>().filter(|dict| dict.header().class().is(&self.types().dict)) {
            return self.dict_contains(dict, value);
        }
        if let Some(set) = container.get::<Set>().filter(|set| self.is_plain_set(set)) {
            return self.set_contains(set, value);
        }
        if let Some(function) = self.native_special(container, Special::Contains, 2) {
            let result = function(self, &[container.clone(), value.clone()])?;
            return self.truth(&result);
        }
        let class = self.type_of(container).to_ref();
        match class.special(Special::Contains, self) {
            Some(method) if method.is_none() => {
                let class = class.name();
                Err(self.type_error(format!("'{class}' object is not a container")))
            }
            Some(method) => {
                let result = self.call_unbound(&method, container, std::slice::from_ref(value))?;
                self.truth(&result)
            }
            None => self.contains_by_iteration(container, value),
        }
    }

    fn is_plain_set(&self, set: &Obj<Set>) -> bool {
        let class = set.header().class();
        class.is(&self.types().set) || class.is(&self.types().frozenset)
    }

    fn contains_by_iteration(&mut self, container: &Value, value: &Value) -> PyResult<bool> {
        let iterator = match self.iter(container) {
            Ok(iterator) => iterator,
            Err(raised) if raised.is(ExceptionKind::TypeError, self) => {
                let class = self.type_of(container).name();
                return Err(self.type_error(format!("argument of type '{class}' is not a container or iterable")));
            }
            Err(raised) => return Err(raised),
        };
        while let Some(item) = self.next(&iterator)? {
            if self.equal(&item, value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes over the items of a dict, or of a mapping: something with `keys`.
    pub fn dict_update(&mut self, dict: &Obj<Dict>, other: &Value) -> PyResult<()> {
        if let Some(other) = other.get::<Dict>().filter(|other| !self.overrides_iteration(other)) {
            return self.dict_merge_dict(dict, other);
        }
        self.dict_update_by_keys(dict, other, false).map(drop)
    }

    /// The same for any mapping. With `once` it stops at a key that is there already, and gives it.
    pub fn dict_update_by_keys(&mut self, dict: &Obj<Dict>, other: &Value, once: bool) -> PyResult<Option<Value>> {
        let name = self.names().keys.clone();
        let keys = self.call_method(other, &name, &[])?;
        let iterator = match self.iter(&keys) {
            Err(raised) if raised.is(ExceptionKind::TypeError, self) => {
                let (class, given) = (self.type_of(other).name(), self.type_of(&keys).name());
                return Err(self.type_error(format!("{class}.keys() returned a non-iterable (type {given})")));
            }
            iterator => iterator?,
        };
        while let Some(key) = self.next(&iterator)? {
            if once && self.dict_contains(dict, &key)? {
                return Ok(Some(key));
            }
            let value = self.getitem(other, &key)?;
            self.dict_set(dict, &key, value)?;
        }
        Ok(None)
    }

    fn dict_merge_dict(&mut self, dict: &Obj<Dict>, other: &Obj<Dict>) -> PyResult<()> {
        if dict.is(other) {
            return Ok(());
        }
        if dict.table(self).entries().is_empty() {
            let copy = other.table(self).copy();
            *dict.table_mut(self) = copy;
            return Ok(());
        }
        let (len, mut place) = (other.len(self), 0);
        while place < other.table(self).entries().len() {
            if let Some((hash, (key, value))) = other.table(self).entry(place).map(|entry| (entry.hash, entry.pair())) {
                self.dict_set_hashed(dict, &key, hash, value)?;
                if other.len(self) != len {
                    return Err(self.runtime_error("dict mutated during update"));
                }
            }
            place += 1;
        }
        Ok(())
    }

    /// Whether a dict is of a subclass that iterates in its own way.
    pub fn overrides_iteration(&self, dict: &Obj<Dict>) -> bool {
        let class = dict.header().class();
        if class.is(&self.types().dict) {
            return false;
        }
        let own = |name: &Value| class.lookup(name, self).is_some_and(|method| !method.is_a::<NativeObject>());
        own(self.special_name(Special::Iter))
    }

    /// The value of a str key of a mapping that is a dict or behaves like one; `None` if it is not there.
    pub fn mapping_get(&mut self, mapping: &Value, key: &Value) -> PyResult<Option<Value>> {
        match mapping.get::<Dict>().filter(|dict| dict.header().class().is(&self.types().dict)) {
            Some(dict) => Ok(dict.get_str(key, self)),
            None => match self.getitem(mapping, key) {
                Ok(value) => Ok(Some(value)),
                Err(raised) if raised.is(ExceptionKind::KeyError, self) => Ok(None),
                Err(raised) => Err(raised),
            },
        }
    }
}
