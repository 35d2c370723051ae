//! Types: what `class` makes and what builtin values are instances of.

#![allow(unsafe_code)]

use super::collections::Dict;
use super::heap::{Heap, VTable, flag};
use super::inheritors::Inheritors;
use super::kinds::{Kind, Payload};
use super::part::Shape;
use super::specials::Special;
use super::value::{HeapCell, Obj, Ref, Value, ValueCell};
use rustc_hash::FxHashSet;
use std::cell::{Cell, OnceCell};

/// How many usual objects take as much memory as a type with what belongs to it.
const OBJECTS_OF_A_TYPE: usize = 48;

/// The payload of a type.
pub struct Type {
    /// The object that is `__name__`, a str; so the next.
    pub name: ValueCell,
    pub qualname: ValueCell,
    pub bases: HeapCell<Vec<Ref<Type>>>,
    /// The order in which attributes are looked up: the type itself first.
    pub mro: HeapCell<Vec<Ref<Type>>>,
    dict: OnceCell<Ref<Dict>>,
    flags: Cell<u32>,
    version: Cell<u32>,
    /// What special methods are found on the type, by [`Special`]: looked up once per version. NULL where there is none.
    specials: HeapCell<Option<Box<[Value; Special::COUNT]>>>,
    pub(super) inheritors: Inheritors,
    /// What instances are made of.
    pub kind: Kind,
    pub(super) vtable: &'static VTable,
    /// How many `__slots__` instances have, inherited ones included.
    slots: Cell<u16>,
    /// How many attribute slots new instances hold themselves.
    inline: Cell<u16>,
    part: Cell<bool>,
    root_shape: ValueCell,
}

/// Bits of a type.
pub mod type_flag {
    /// Made by a class statement or a call of `type`, so it can be changed.
    pub const HEAP: u32 = 1;
    /// Can be subclassed.
    pub const BASE: u32 = 2;
    /// Instances have a `__dict__`.
    pub const DICT: u32 = 4;
    /// Instances can have weak references.
    pub const WEAKREF: u32 = 8;
    pub const HAS_DEL: u32 = 16;
    /// Has abstract methods that are not overridden.
    pub const ABSTRACT: u32 = 32;
    /// Patterns take instances for sequences; mappings.
    pub const SEQUENCE: u32 = 64;
    pub const MAPPING: u32 = 128;
    /// Instances match a class pattern's one positional pattern themselves.
    pub const MATCH_SELF: u32 = 256;
    /// Attributes are looked up as `object` does: no `__getattribute__`, no `__getattr__`. So for setting.
    pub const PLAIN_GETATTR: u32 = 512;
    pub const PLAIN_SETATTR: u32 = 1024;
    /// Cannot be called to make instances.
    pub const NO_NEW: u32 = 2048;
    /// Made by a class statement, and its instances are made as `object` makes them.
    pub const PLAIN_NEW: u32 = 8192;
    /// Values of the type are never objects with classes of their own to change.
    pub const IMMUTABLE: u32 = 4096;
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for Type {
    const KIND: Kind = Kind::Type;
    fn traverse(&self, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
        self.name.with(&mut *visit);
        self.qualname.with(&mut *visit);
        self.bases.get(heap).iter().for_each(|base| visit(base.value()));
        self.mro.get(heap).iter().for_each(|base| visit(base.value()));
        visit(self.dict().value());
        self.specials.get(heap).iter().flat_map(|specials| specials.iter()).for_each(&mut *visit);
        self.root_shape.with(&mut *visit);
    }
}

impl Type {
    /// A type without name, dict and bases, to be filled in.
    pub(super) fn new(kind: Kind, vtable: &'static VTable, flags: u32) -> Type {
        Type {
            name: ValueCell::default(),
            qualname: ValueCell::default(),
            bases: HeapCell::new(Vec::new()),
            mro: HeapCell::new(Vec::new()),
            dict: OnceCell::new(),
            flags: Cell::new(flags),
            version: Cell::new(0),
            specials: HeapCell::new(None),
            inheritors: Inheritors::default(),
            kind,
            vtable,
            slots: Cell::new(0),
            inline: Cell::new(0),
            part: Cell::new(false),
            root_shape: ValueCell::default(),
        }
    }

    pub(super) fn set_names(&self, name: Value) {
        self.name.set(name.clone());
        self.qualname.set(name);
    }

    pub(super) fn set_dict(&self, dict: Ref<Dict>) {
        let _ = self.dict.set(dict);
    }

    /// What the class itself defines.
    #[inline(always)]
    pub fn dict(&self) -> &Ref<Dict> {
        self.dict.get().expect("a type that is finished")
    }

    #[inline(always)]
    pub fn has_flag(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }

    pub fn set_flag(&self, flag: u32, on: bool) {
        let flags = self.flags.get();
        self.flags.set(if on { flags | flag } else { flags & !flag });
    }

    #[inline(always)]
    pub fn has_del(&self) -> bool {
        self.has_flag(type_flag::HAS_DEL)
    }

    /// Whether instances have a `__dict__`.
    #[inline(always)]
    pub fn has_dict(&self) -> bool {
        self.has_flag(type_flag::DICT)
    }

    #[inline(always)]
    pub(super) fn part_layout(&self) -> (bool, u16) {
        (self.part.get(), self.inline.get())
    }

    pub fn slots(&self) -> u16 {
        self.slots.get()
    }

    pub fn inline_slots(&self) -> u16 {
        self.inline.get()
    }

    pub fn set_inline_slots(&self, count: u16) {
        self.inline.set(count.max(self.slots.get()));
    }

    #[inline(always)]
    pub fn root_shape(&self) -> Value {
        self.root_shape.get()
    }

    /// The version, 0 if no instruction could have asked for it yet.
    #[inline(always)]
    pub fn known_version(&self) -> u32 {
        self.version.get()
    }

    /// A number for the type as it is now: it, and what it inherits. A type without one has no subclass with one, and of neither
    /// anything is remembered.
    #[inline]
    pub fn version(&self, heap: &Heap) -> u32 {
        if self.version.get() == 0 {
            self.assign_version(heap);
        }
        self.version.get()
    }

    #[cold]
    fn assign_version(&self, heap: &Heap) {
        self.version.set(heap.next_version());
        // A metaclass's own `mro` may name classes that are not among the bases, and leave out some that are.
        let inherited = |class: &Type| [class.bases.get(heap).clone(), class.mro.get(heap).clone()].concat();
        let mut pending = inherited(self);
        while let Some(class) = pending.pop() {
            if class.version.get() == 0 {
                class.version.set(heap.next_version());
                pending.extend(inherited(&class));
            }
        }
    }
}

impl Obj<Type> {
    /// Whether it is the other, or a subclass of it.
    pub fn is_subtype(&self, other: &Obj<Type>, heap: &Heap) -> bool {
        self.is(other) || self.mro.get(heap).iter().any(|base| base.is(other))
    }

    /// What a name means in the class or those it inherits from; `name` is interned.
    #[inline]
    pub fn lookup(&self, name: &Value, heap: &Heap) -> Option<Value> {
        if !name.header().is_some_and(|name| name.has(flag::INTERNED)) {
            return self.search(name, heap);
        }
        let version = self.version(heap);
        match heap.core.lookups.get(version, name) {
            Some(found) => found.given().cloned(),
            None => {
                let found = self.search(name, heap);
                heap.core.lookups.put(version, name, found.as_ref().unwrap_or(&Value::NULL));
                found
            }
        }
    }

    fn search(&self, name: &Value, heap: &Heap) -> Option<Value> {
        self.mro.get(heap).iter().find_map(|class| class.dict().get_str(name, heap))
    }

    /// The same, and the class where it was found.
    pub fn lookup_where(&self, name: &Value, heap: &Heap) -> Option<(Value, Ref<Type>)> {
        self.mro.get(heap).iter().find_map(|class| Some((class.dict().get_str(name, heap)?, class.clone())))
    }

    /// A special method as the type has it, not bound.
    #[inline]
    pub fn special(&self, special: Special, heap: &mut Heap) -> Option<Value> {
        if self.specials.get(heap).is_none() {
            self.find_specials(heap);
        }
        let specials = self.specials.get(heap).as_ref()?;
        specials[special as usize].given().cloned()
    }

    /// The same, only to look at, and only if somebody asked for one of the type's special methods before.
    #[inline(always)]
    pub fn known_special<'a>(&'a self, special: Special, heap: &'a Heap) -> Option<&'a Value> {
        self.specials.get(heap).as_ref()?[special as usize].given()
    }

    /// Whether the type has it.
    pub fn has_special(&self, special: Special, heap: &mut Heap) -> bool {
        if self.specials.get(heap).is_none() {
            self.find_specials(heap);
        }
        self.specials.get(heap).as_ref().is_some_and(|specials| !specials[special as usize].is_null())
    }

    #[cold]
    fn find_specials(&self, heap: &mut Heap) {
        let mut found = Box::new([const { Value::NULL }; Special::COUNT]);
        // From the last in the order of lookup, so that the first has its way. Most classes define few of them.
        for class in self.mro.get(heap).iter().rev() {
            if let Some(of_base) = class.specials.get(heap).as_ref().filter(|_| self.inherits_alone(class, heap)) {
                found.clone_from(of_base);
                continue;
            }
            for entry in class.dict().table(heap).iter() {
                if let Some(special) = heap.core.special_of(&entry.key) {
                    found[special as usize] = entry.value.clone();
                }
            }
        }
        *self.specials.get_mut(heap) = Some(found);
        // So that whoever changes the type or one of its bases knows that there is something to forget.
        self.version(heap);
    }

    /// Whether a class's own order of lookup is the end of this one's.
    fn inherits_alone(&self, class: &Obj<Type>, heap: &Heap) -> bool {
        let (order, of_class) = (self.mro.get(heap), class.mro.get(heap));
        let same = |(a, b): (&Ref<Type>, &Ref<Type>)| a.is(b);
        order.len() >= of_class.len() && order[order.len() - of_class.len()..].iter().zip(of_class).all(same)
    }

    /// To be called when the type or what it inherits changed: forgets what was remembered, here and in subclasses.
    pub fn changed(&self, heap: &mut Heap) {
        let mut pending = vec![self.to_ref()];
        let mut seen = FxHashSet::default();
        while let Some(class) = pending.pop() {
            // Two classes may be in each other's order, by a metaclass's own `mro`.
            if seen.insert(class.value().bits()) {
                class.refresh_flags(heap);
                class.forget(heap);
                pending.extend(class.inheritors(heap));
            }
        }
    }

    /// The same where only one name changed. Unless it is one that flags tell of, there is nothing to do where nobody looked
    /// since the last time.
    fn name_changed(&self, name: &Value, heap: &mut Heap) {
        let names = &heap.core.names;
        let flagged = [
            &names.__del__,
            &names.__getattribute__,
            &names.__getattr__,
            &names.__setattr__,
            &names.__delattr__,
            &names.__new__,
        ];
        if flagged.iter().any(|flagged| flagged.is(name)) {
            return self.changed(heap);
        }
        let mut pending = vec![self.to_ref()];
        while let Some(class) = pending.pop() {
            if class.forget(heap) {
                pending.extend(class.inheritors(heap));
            }
        }
    }

    /// Forgets what was remembered of the type itself. Whether there could be anything.
    fn forget(&self, heap: &mut Heap) -> bool {
        if self.version.replace(0) == 0 {
            return false;
        }
        drop(self.specials.replace(None, heap));
        if let Ok(root) = self.root_shape().downcast::<Shape>() {
            heap.forget_shapes(&root);
        }
        true
    }

    /// Sets the flags that depend on what methods the class has.
    fn refresh_flags(&self, heap: &mut Heap) {
        use type_flag::*;
        let names = &heap.core.names;
        let types = &heap.core.types;
        let own = |name: &Value| {
            let found = self.lookup_where(name, heap);
            found.is_some_and(|(_, class)| !class.is(&types.object) && !class.is(&types.type_))
        };
        let (del, get) = (own(&names.__del__), own(&names.__getattribute__) || own(&names.__getattr__));
        let set = own(&names.__setattr__) || own(&names.__delattr__);
        let new = self.lookup_where(&names.__new__, heap).is_some_and(|(_, class)| class.is(&types.object));
        let plain_new = new && self.has_flag(HEAP) && self.kind == Kind::Instance;
        self.set_flag(PLAIN_NEW, plain_new);
        // Generators are closed by themselves.
        self.set_flag(HAS_DEL, del && self.kind != Kind::Generator);
        self.set_flag(PLAIN_GETATTR, !get && !self.is_subtype(&heap.core.types.type_, heap));
        self.set_flag(PLAIN_SETATTR, !set && !self.is_subtype(&heap.core.types.type_, heap));
    }

    /// Sets a name of the class; `name` is interned.
    pub fn set_name(&self, name: &Value, value: Value, heap: &mut Heap) {
        // What it meant before goes only when nobody remembers it any more.
        let before = self.dict().insert_str(name, value, heap);
        self.name_changed(name, heap);
        drop(before);
    }

    /// Takes a name from the class; gives what it meant there.
    pub fn remove_name(&self, name: &Value, heap: &mut Heap) -> Option<Value> {
        let removed = self.dict().remove_str(name, heap);
        self.name_changed(name, heap);
        removed
    }

    /// Lays out instances: `slots` of `__slots__` in all, and whether there is a `__dict__`.
    pub fn lay_out(&self, slots: u16, heap: &Heap) {
        self.slots.set(slots);
        // Types and modules keep their attributes in a dict of their own.
        let own_dict = matches!(self.kind, Kind::Type | Kind::Module);
        self.part.set(slots > 0 || self.has_dict() && !own_dict);
        self.inline.set(slots);
        if self.part.get() {
            self.root_shape.set(heap.new_root_shape(slots.into()));
        }
    }

    /// The name, for messages.
    pub fn name(&self) -> String {
        self.name.get().get::<super::Str>().map_or_else(|| "?".into(), |name| name.to_string_lossy().into_owned())
    }
}

impl Heap {
    /// A builtin type: its name, what instances are made of, its base.
    pub fn new_builtin_type(&mut self, name: &str, kind: Kind, vtable: &'static VTable, base: &Ref<Type>) -> Ref<Type> {
        let class = self.alloc(&self.types().type_.clone(), Type::new(kind, vtable, 0));
        let name = self.intern(name);
        class.set_names(name);
        class.set_dict(self.new_dict());
        for flag in [type_flag::DICT, type_flag::WEAKREF] {
            class.set_flag(flag, base.has_flag(flag));
        }
        self.set_bases(&class, base);
        class
    }

    /// A builtin type that has its base's contents.
    pub fn new_builtin_subclass(&mut self, name: &str, base: &Ref<Type>) -> Ref<Type> {
        let class = self.new_builtin_type(name, base.kind, base.vtable, base);
        class.set_flag(type_flag::BASE, base.has_flag(type_flag::BASE));
        class
    }

    /// A type that a program makes: of a metaclass, without bases and order yet; instances are made of what the base's are.
    pub fn new_heap_type(&mut self, metaclass: &Obj<Type>, name: Value, dict: Ref<Dict>, base: &Obj<Type>) -> Ref<Type> {
        let class = self.alloc(metaclass, Type::new(base.kind, base.vtable, type_flag::HEAP | type_flag::BASE));
        self.hurry_collection(OBJECTS_OF_A_TYPE);
        class.set_names(name);
        class.set_dict(dict);
        class
    }

    /// Gives a builtin type one base.
    pub(super) fn set_bases(&mut self, class: &Ref<Type>, base: &Ref<Type>) {
        let mut mro = vec![class.clone()];
        if !class.is(base) {
            class.bases.get_mut(self).push(base.clone());
            mro.extend(base.mro.get(self).iter().cloned());
            base.add_subclass(class, self);
        }
        *class.mro.get_mut(self) = mro;
        class.lay_out(0, self);
        class.set_flag(type_flag::PLAIN_GETATTR | type_flag::PLAIN_SETATTR, true);
    }
}
