//! What every part of the machine needs at hand: the core types, common names as interned strings, constants.

use super::heap::{self, Heap, VTable, flag};
use super::kinds::{Kind, Payload};
use super::specials::Special;
use super::types::{Type, type_flag};
use super::value::{Obj, Ref, Value};
use super::*;
use rustc_hash::FxHashMap;
use std::cell::Cell;

macro_rules! core_types {
    ($($field:ident $name:literal $payload:ty, $base:ident, $flags:expr;)*) => {
        /// The types that the machine itself makes values of.
        #[derive(Debug)]
        pub struct Types { $(pub $field: Ref<Type>,)* }

        fn make_types(early: &mut Early) -> Types {
            Types { $($field: early.new_type::<$payload>($name, $flags),)* }
        }

        fn link_types(heap: &mut Heap) {
            $(heap.set_bases(&heap.core.types.$field.clone(), &heap.core.types.$base.clone());)*
        }

        impl Types {
            /// All of them.
            pub fn all(&self) -> Vec<Ref<Type>> {
                vec![$(self.$field.clone(),)*]
            }
        }
    };
}

const BASE: u32 = type_flag::BASE;
const SELF: u32 = type_flag::MATCH_SELF;
const SEQ: u32 = type_flag::SEQUENCE;
const MAP: u32 = type_flag::MAPPING;
const NO_NEW: u32 = type_flag::NO_NEW;
const WEAK: u32 = type_flag::WEAKREF;
const DICT: u32 = type_flag::DICT;

core_types! {
    object "object" Instance, object, BASE;
    type_ "type" Type, object, BASE | WEAK;
    shape "shape" Shape, object, NO_NEW;
    int "int" Int, object, BASE | SELF;
    bool "bool" Int, int, SELF;
    float "float" Float, object, BASE | SELF;
    complex "complex" Complex, object, BASE;
    str "str" Str, object, BASE | SELF;
    bytes "bytes" Bytes, object, BASE | SELF;
    bytearray "bytearray" ByteArray, object, BASE | SELF;
    tuple "tuple" Tuple, object, BASE | SELF | SEQ;
    list "list" List, object, BASE | SELF | SEQ;
    dict "dict" Dict, object, BASE | SELF | MAP;
    set "set" Set, object, BASE | SELF | WEAK;
    frozenset "frozenset" Set, object, BASE | SELF | WEAK;
    range "range" Range, object, SEQ;
    slice "slice" Slice, object, 0;
    none "NoneType" Instance, object, 0;
    ellipsis "ellipsis" Instance, object, 0;
    not_implemented "NotImplementedType" Instance, object, 0;
    cell "cell" Cell_, object, 0;
    method "method" Method, object, WEAK;
    module "module" Module, object, BASE | DICT | WEAK;
    property "property" Property, object, BASE;
    staticmethod "staticmethod" StaticMethod, object, BASE | DICT;
    classmethod "classmethod" ClassMethod, object, BASE | DICT;
    super_ "super" Super, object, BASE;
    member "member_descriptor" Member, object, NO_NEW;
    mappingproxy "mappingproxy" MappingProxy, object, MAP;
    weakref "weakref.ReferenceType" WeakRef, object, BASE;
    traceback "traceback" Traceback, object, 0;
    base_exception "BaseException" Exception, object, BASE | DICT;
    sequence_iterator "iterator" SequenceIterator, object, NO_NEW;
    list_iterator "list_iterator" SequenceIterator, object, NO_NEW;
    list_reverseiterator "list_reverseiterator" SequenceIterator, object, NO_NEW;
    tuple_iterator "tuple_iterator" SequenceIterator, object, NO_NEW;
    range_iterator "range_iterator" RangeIterator, object, NO_NEW;
    dict_keys "dict_keys" DictView, object, NO_NEW;
    dict_values "dict_values" DictView, object, NO_NEW;
    dict_items "dict_items" DictView, object, NO_NEW;
    dict_keyiterator "dict_keyiterator" DictIterator, object, NO_NEW;
    dict_valueiterator "dict_valueiterator" DictIterator, object, NO_NEW;
    dict_itemiterator "dict_itemiterator" DictIterator, object, NO_NEW;
    dict_reversekeyiterator "dict_reversekeyiterator" DictIterator, object, NO_NEW;
    dict_reversevalueiterator "dict_reversevalueiterator" DictIterator, object, NO_NEW;
    dict_reverseitemiterator "dict_reverseitemiterator" DictIterator, object, NO_NEW;
    set_iterator "set_iterator" SetIterator, object, NO_NEW;
    str_iterator "str_iterator" SequenceIterator, object, NO_NEW;
    str_ascii_iterator "str_ascii_iterator" SequenceIterator, object, NO_NEW;
    bytes_iterator "bytes_iterator" SequenceIterator, object, NO_NEW;
    bytearray_iterator "bytearray_iterator" SequenceIterator, object, NO_NEW;
}

macro_rules! names {
    ($($name:ident)*) => {
        /// Names that the machine looks up, as interned strings.
        #[allow(non_snake_case)]
        #[derive(Debug)]
        pub struct Names { $(pub $name: Value,)* }

        fn make_names(early: &mut Early, str: &Obj<Type>) -> Names {
            Names { $($name: intern(&mut early.interned, stringify!($name).as_bytes(), str),)* }
        }
    };
}

names! {
    __abstractmethods__ __annotate__ __annotations__ __bases__ __build_class__ __builtins__ __cached__ __class__ __classcell__
    __classdict__ __classdictcell__ __code__ __closure__ __conditional_annotations__ __debug__ __defaults__ __del__ __delattr__
    __dict__ __doc__ __file__ __firstlineno__ __func__ __getattr__ __getattribute__ __globals__ __hash__ __import__ __init__
    __isabstractmethod__ __kwdefaults__ __loader__ __main__ __match_args__ __module__ __mro__ __name__ __new__ __notes__
    __objclass__ __orig_bases__ __package__ __path__ __prepare__ __qualname__ __self__ __set_name__ __setattr__ __slots__
    __spec__ __static_attributes__ __type_params__ __weakref__ __wrapped__ __init_subclass__ __mro_entries__ __eq__ __reduce__
    __reduce_ex__ __setstate__ __getstate__ __all__ __class_getitem__ __subclasshook__ __instancecheck__ __subclasscheck__
    add_note args builtins close code copy end end_lineno end_offset errors excepthook file filename flush get isatty
    items keys last_value lineno metaclass mode mro msg name name_from obj offset object modules path print_file_and_line readline reason
    send sep start stderr stdin stdout stop strerror errno filename2 text throw update value values write encoding displayhook exceptions message
    __lt__ __le__ __ne__ __gt__ __ge__ __repr__ __str__ __text_signature__ __ror__ __or__ __origin__ __args__ __parameters__
    __unpacked__ __typing_subst__ __typing_prepare_subst__ __typing_is_unpacked_typevartuple__ __default__
    default big little append popleft join getattr setattr
}

/// What the heap holds for the machine.
pub struct Core {
    pub types: Types,
    pub names: Names,
    specials: Vec<Value>,
    /// Which special method a name is, by the name's word.
    special_numbers: FxHashMap<u64, Special>,
    pub(super) interned: Interned,
    /// With so many interned strings, those that nobody holds are freed.
    pub(super) most_interned: usize,
    /// How often interned strings were freed: what goes by their addresses is no longer true then.
    pub(super) names_forgotten: u32,
    /// Strings of one character below 256.
    pub(super) characters: Vec<Value>,
    pub empty_str: Value,
    pub empty_tuple: Ref<Tuple>,
    pub empty_bytes: Value,
    version: Cell<u32>,
    /// What was found on types lately.
    pub(super) lookups: super::lookups::Lookups,
    pub(super) weakrefs: FxHashMap<u64, Vec<Ref<WeakRef>>>,
}

/// Fewer interned strings are left alone.
pub(super) const MOST_INTERNED: usize = 1 << 15;

pub(super) type Interned = hashbrown::HashTable<Ref<Str>>;

/// The heap before there is one: what making the first types needs.
struct Early {
    type_: Ref<Type>,
    str: Ref<Type>,
    dict: Ref<Type>,
    interned: Interned,
}

impl Early {
    /// Types need names, which are strs, and dicts: the types of these come first, and get theirs afterwards.
    fn new() -> Early {
        let flags = BASE | SELF;
        let type_ = heap::first_type(Type::new(Kind::Type, &const { VTable::of::<Type>() }, BASE | WEAK));
        let str = heap::object(&type_, Type::new(Kind::Str, &const { VTable::of::<Str>() }, flags));
        let dict = heap::object(&type_, Type::new(Kind::Dict, &const { VTable::of::<Dict>() }, flags | MAP));
        let mut early = Early { type_, str, dict, interned: Interned::new() };
        for (class, name) in [(&early.type_, "type"), (&early.str, "str"), (&early.dict, "dict")] {
            early.interned = early.name_type(class, name);
        }
        early
    }

    fn name_type(&self, class: &Ref<Type>, name: &str) -> Interned {
        let mut interned = self.interned.clone();
        class.set_names(intern(&mut interned, name.as_bytes(), &self.str));
        class.set_dict(heap::object(&self.dict, Dict::new(Default::default())));
        interned
    }

    fn new_type<T: Payload>(&mut self, name: &str, flags: u32) -> Ref<Type> {
        match name {
            "type" => return self.type_.clone(),
            "str" => return self.str.clone(),
            "dict" => return self.dict.clone(),
            _ => {}
        }
        let class = heap::object(&self.type_, Type::new(T::KIND, &const { VTable::of::<T>() }, flags));
        self.interned = self.name_type(&class, name);
        class
    }
}

/// The one str with a text.
pub(super) fn intern(interned: &mut Interned, text: &[u8], str: &Obj<Type>) -> Value {
    let hash = super::text::hash_text(text);
    let found = interned.find(hash as u64, |known| known.as_bytes() == text);
    if let Some(known) = found {
        return known.value().clone();
    }
    let new = heap::tailed_copy(str, super::text::str_payload(text), [text]);
    new.header().set(flag::INTERNED);
    interned.insert_unique(hash as u64, new.clone(), |known| known.hash() as u64);
    new.into_value()
}

impl Core {
    pub(super) fn new() -> Core {
        let mut early = Early::new();
        let types = make_types(&mut early);
        let names = make_names(&mut early, &types.str);
        let str = types.str.clone();
        let specials: Vec<Value> =
            Special::NAMES.iter().map(|name| intern(&mut early.interned, name.as_bytes(), &str)).collect();
        let special_numbers = specials.iter().map(Value::bits).zip(Special::ALL).collect();
        let characters = (0..256)
            .map(|point| {
                let mut bytes = Vec::new();
                super::text::encode(point, &mut bytes);
                intern(&mut early.interned, &bytes, &str)
            })
            .collect();
        let empty_str = intern(&mut early.interned, b"", &str);
        let empty_tuple = heap::tailed(&types.tuple, Tuple::new(0), std::iter::empty());
        let empty_bytes = heap::tailed_copy(&types.bytes, Bytes::new(0), [b""]).into_value();
        let (version, weakrefs) = (Cell::new(0), FxHashMap::default());
        Core {
            types,
            names,
            specials,
            special_numbers,
            interned: early.interned,
            most_interned: MOST_INTERNED,
            names_forgotten: 0,
            characters,
            empty_str,
            empty_tuple,
            empty_bytes,
            version,
            lookups: super::lookups::Lookups::default(),
            weakrefs,
        }
    }
}

impl Core {
    /// The special method that a key of a class's dict names.
    pub(super) fn special_of(&self, key: &Value) -> Option<Special> {
        let text = key.get::<Str>()?;
        if text.header().has(flag::INTERNED) {
            return self.special_numbers.get(&key.bits()).copied();
        }
        let known = self.interned.find(text.hash() as u64, |known| known.as_bytes() == text.as_bytes())?;
        self.special_numbers.get(&known.value().bits()).copied()
    }
}

impl Heap {
    /// Bases, order and layout of the core types.
    pub(super) fn link_core_types(&mut self) {
        link_types(self);
    }

    #[inline(always)]
    pub fn types(&self) -> &Types {
        &self.core.types
    }

    #[inline(always)]
    pub fn names(&self) -> &Names {
        &self.core.names
    }

    #[inline(always)]
    pub fn special_name(&self, special: Special) -> &Value {
        &self.core.specials[special as usize]
    }

    /// A number that no version had before. Should they run out, nothing more can be remembered.
    pub fn next_version(&self) -> u32 {
        let next = self.core.version.get().checked_add(1).unwrap_or_else(|| {
            eprintln!("Fatal Python error: versions of types and dicts have run out");
            std::process::abort()
        });
        self.core.version.set(next);
        next
    }

    pub fn empty_tuple(&self) -> Value {
        self.core.empty_tuple.value().clone()
    }

    /// The type of a value.
    #[inline(always)]
    pub fn type_of<'a>(&'a self, value: &'a Value) -> &'a Obj<Type> {
        match value.header() {
            Some(header) => header.class(),
            None => self.type_of_immediate(value),
        }
    }

    #[inline]
    fn type_of_immediate(&self, value: &Value) -> &Obj<Type> {
        let types = &self.core.types;
        match value.kind() {
            Kind::Int => &types.int,
            Kind::Float => &types.float,
            Kind::Bool => &types.bool,
            Kind::Ellipsis => &types.ellipsis,
            Kind::NotImplemented => &types.not_implemented,
            _ => &types.none,
        }
    }
}
