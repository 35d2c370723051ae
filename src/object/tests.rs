//! What the `unsafe` in these modules promises, tried in small: most of it is for Miri to see (`.ci/miri`).

#![allow(unsafe_code)]

use super::heap::Header;
use super::pages::{Pages, cell_of};
use super::*;
use crate::cli::with_machine;
use crate::collections::SetTable;
use std::cell::Cell;
use std::ptr::NonNull;

/// Does something with a heap, which has no more objects afterwards than before.
fn with_heap(work: impl FnOnce(&mut Heap) + Send + 'static) {
    with_machine(|vm| {
        // What programs have left behind. Under Miri, which is slow, they run in a process of their own.
        if !cfg!(miri) {
            vm.collect_cycles();
        }
        vm.finalize_dying();
        vm.forget_successors();
        vm.forget_names();
        let live = vm.live();
        work(vm);
        vm.finalize_dying();
        assert_eq!(vm.live(), live);
    });
}

/// A class of instances with attributes, `__slots__` in number, a `__dict__` besides.
fn new_class(heap: &mut Heap, slots: u16) -> Ref<Type> {
    let (metaclass, object) = (heap.types().type_.clone(), heap.types().object.clone());
    let (name, dict) = (heap.str("Class"), heap.new_dict());
    let class = heap.new_heap_type(&metaclass, name, dict, &object);
    class.set_flag(type_flag::DICT | type_flag::WEAKREF, true);
    heap.set_bases(&class, &object);
    class.lay_out(slots, heap);
    class
}

fn instance(heap: &Heap, class: &Obj<Type>) -> Ref<Instance> {
    heap.alloc(class, Instance {})
}

/// Frees a class: it is in a cycle with its order of lookup.
fn free_class(heap: &mut Heap, class: Ref<Type>) {
    class.mro.replace(Vec::new(), heap);
    class.bases.get_mut(heap).clear();
    heap.types().object.clone().remove_inheritor(&class, heap);
}

#[test]
fn words() {
    for value in [0, 1, -1, Value::SMALL_MAX, !Value::SMALL_MAX] {
        assert_eq!(Value::small(value).unwrap().as_small(), Some(value));
    }
    assert!(Value::small(Value::SMALL_MAX + 1).is_none());
    for float in [0.0, -0.0, 1.5, -2e76, f64::INFINITY, 5e-324] {
        assert_eq!(Value::inline_float(float).unwrap().as_inline_float().map(f64::to_bits), Some(float.to_bits()));
    }
    assert!(Value::inline_float(1e100).is_none());
    assert!([Value::NULL, Value::NONE, Value::TRUE, Value::ELLIPSIS].iter().all(|value| value.address().is_none()));
}

#[test]
fn counted() {
    with_heap(|heap| {
        let list = heap.list(vec![heap.float(1e100), heap.int(i64::MAX), heap.complex(1.0, 2.0), heap.str("text")]);
        let same = list.clone();
        assert_eq!(list.header().unwrap().references(), 2);
        let borrowed = list.get::<List>().unwrap().borrowed();
        assert!(borrowed.is(&same) && list.get::<Dict>().is_none());
        let cell = ValueCell::new(list);
        assert!(cell.holds(&same) && cell.look(|value| value.is(&same)));
        let taken = cell.replace(heap.tuple([same, Value::NONE]));
        drop(taken);
        let list = cell.get().get::<Tuple>().unwrap().items()[0].clone();
        list.get::<List>().unwrap().items_mut(heap).push(Value::TRUE);
        assert_eq!(list.get::<List>().unwrap().items(heap).len(), 5);
        let cell: Ref<Cell_> = heap.new_cell(list).downcast().unwrap();
        assert!(cell.value().clone().downcast::<List>().is_err());
    });
}

#[test]
fn every_size() {
    with_heap(|heap| {
        let (bytes, class) = ([7; 600], heap.types().bytes.clone());
        let made: Vec<Value> = [0, 1, 15, 16, 100, 470, 480, 490, 600].map(|len| heap.bytes(&bytes[..len])).into();
        made.iter().for_each(|value| assert!(value.get::<Bytes>().unwrap().as_bytes().iter().all(|byte| *byte == 7)));
        drop(made);
        // A cell that was freed is the next one taken.
        let class = class.value().get::<Type>().unwrap();
        let first = heap.bytes_of(class, &bytes[..40]);
        let second = heap.bytes_of(class, &bytes[..40]);
        drop(first);
        let third = heap.bytes_of(class, &bytes[..33]);
        assert_eq!((second.as_bytes().len(), third.as_bytes().len()), (40, 33));
        let large = heap.tuple((0..80).map(Value::size));
        assert_eq!(large.get::<Tuple>().unwrap().items()[79].as_small(), Some(79));
    });
}

#[test]
fn deep_and_wide() {
    with_heap(|heap| {
        let mut chain = Value::NONE;
        for depth in 0..150 {
            chain = if depth % 2 == 0 { heap.list(vec![chain]) } else { heap.tuple([chain, heap.str("leaf")]) };
        }
        drop(chain);
        let mut table = DictTable::default();
        for number in 0..20 {
            table.insert_new(number, Value::size(number as usize), heap.list(Vec::new()));
        }
        let dict: Ref<Dict> = heap.dict(table).downcast().unwrap();
        let name = heap.str("name");
        assert!(dict.insert_str(&name, heap.list(Vec::new()), heap).is_none());
        assert!(dict.insert_str(&name, Value::NONE, heap).is_some_and(|old| old.is_a::<List>()));
        assert!(dict.get_str(&name, heap).unwrap().is_none() && dict.remove_str(&name, heap).is_some());
        let set = Set { table: HeapCell::new(SetTable::default()), hash: Cell::new(0) };
        let set = heap.alloc(&heap.types().set.clone(), set);
        drop((set, heap.slice(Value::NONE, heap.list(Vec::new()), Value::NONE)));
    });
}

#[test]
fn pairs_are_used_again() {
    with_heap(|heap| {
        let kept = ValueCell::default();
        let first = heap.pair_again(&kept, heap.list(Vec::new()), Value::NONE);
        let bits = first.bits();
        assert!(!heap.pair_again(&kept, Value::TRUE, Value::NONE).is(&first));
        drop(first);
        let second = heap.pair_again(&kept, heap.str("new"), heap.list(Vec::new()));
        assert!(second.get::<Tuple>().unwrap().items()[0].is_a::<Str>() && bits != 0);
        drop(second);
        let third = heap.pair_again(&kept, Value::TRUE, Value::FALSE);
        assert!(kept.holds(&third) && third.get::<Tuple>().unwrap().items()[1].is_false());
    });
}

#[test]
fn texts_of_each_width() {
    with_heap(|heap| {
        let mut surrogate = Vec::new();
        encode(0xd800, &mut surrogate);
        for one in ["a".as_bytes(), "é".as_bytes(), "中".as_bytes(), "😀".as_bytes(), &surrogate] {
            let text: Ref<Str> = heap.str_from(&one.repeat(200)).downcast().unwrap();
            assert_eq!((text.chars(), text.is_ascii()), (200, one == b"a"));
            // The second time by the index.
            for _ in 0..2 {
                assert_eq!((text.byte_offset(130), text.byte_offset(200)), (130 * one.len(), 200 * one.len()));
                assert_eq!((text.char_index(64 * one.len()), text.code_point(199)), (64, decode(one).unwrap().0));
            }
            // Grows where it is, with an index and then without; the short one is copied.
            let more: Ref<Str> = heap.str("éa").downcast().unwrap();
            let long: Ref<Str> = heap.str_from(&one.repeat(600)).downcast().unwrap();
            let _ = long.byte_offset(70);
            let mut grown = long.into_value();
            for _ in 0..3 {
                grown = heap.str_append(grown, &more);
            }
            assert_eq!(grown.get::<Str>().unwrap().chars(), 606);
            assert_eq!(grown.get::<Str>().unwrap().code_point(605), u32::from(b'a'));
            let shared = text.value().clone();
            let copied = heap.str_append(text.into_value(), &more);
            assert_eq!((copied.get::<Str>().unwrap().chars(), shared.get::<Str>().unwrap().chars()), (202, 200));
        }
        let filled = heap.str_filled(4, 2, |bytes| bytes.copy_from_slice("éé".as_bytes()));
        assert_eq!(filled.get::<Str>().unwrap().as_str(), Some("éé"));
        let (a, b) = (heap.intern("a_name"), heap.str("a_name"));
        assert!(heap.interned(&b).is(&a));
        drop((a, b));
        heap.forget_names();
        let array = heap.bytearray(vec![1; 5]);
        array.get::<ByteArray>().unwrap().bytes_mut(heap).push(2);
        assert_eq!(array.get::<ByteArray>().unwrap().bytes(heap).len(), 6);
    });
}

#[test]
fn attributes() {
    with_heap(|heap| {
        let class = new_class(heap, 1);
        let names: Vec<Value> = (0..5).map(|number| heap.intern(&format!("attribute_{number}"))).collect();
        // The first has no room for any but the slot, later ones have more; the third gets a dict.
        for round in 0..3 {
            let object = instance(heap, &class);
            let header = object.header();
            assert!(header.set_slot(0, heap.list(Vec::new()), heap).is_null() && header.shaped_slot(0).is_some());
            for name in &names {
                assert!(header.set_attribute(name, heap.list(vec![name.clone()]), heap));
            }
            assert_eq!(header.place(&names[4]), Some(if round == 0 { Place::Extra(4) } else { Place::Inline(5) }));
            assert!(header.attribute(&names[4], heap).is_some_and(|value| value.is_a::<List>()));
            assert!(header.shape_version() == header.part().unwrap().version());
            if round == 2 {
                assert!(header.delete_attribute(&names[0], heap).is_some());
                assert!(header.attributes_dict(heap).is_some() && header.attribute(&names[1], heap).is_some());
                assert!(header.attribute(&names[0], heap).is_none() && header.slots()[0].get().is_a::<List>());
                let other = heap.new_dict();
                assert!(header.replace_attributes(&other, heap) && header.attribute(&names[1], heap).is_none());
            }
        }
        let (object, like) = (instance(heap, &class), instance(heap, &class));
        let (slot, shape) = like.header().next_shape(&names[0], heap).unwrap();
        let mut value = heap.list(Vec::new());
        assert!(object.header().take_shape(shape.into_value(), slot, &mut value) && value.is_null());
        let other = new_class(heap, 1);
        object.header().change_class(&other, heap);
        assert!(object.header().class().is(&other) && object.header().attribute(&names[0], heap).is_some());
        drop((object, like, names));
        heap.forget_successors();
        free_class(heap, class);
        free_class(heap, other);
        heap.forget_names();
    });
}

#[test]
fn cycles() {
    with_heap(|heap| {
        let class = new_class(heap, 0);
        let (list, object) = (heap.list(Vec::new()), instance(heap, &class));
        let dict = heap.new_dict();
        let name = heap.intern("attribute_of_cycle");
        object.header().set_attribute(&name, list.clone(), heap);
        let large = heap.tuple((0..70).map(|_| object.value().clone()));
        dict.insert_str(&name, large, heap);
        list.get::<List>().unwrap().items_mut(heap).extend([list.clone(), dict.value().clone()]);
        let held = heap.list(vec![Value::NONE]);
        list.get::<List>().unwrap().items_mut(heap).push(held.clone());
        let weak_type = heap.types().object.clone();
        assert!(heap.referents(&list).len() == 4 && weak_type.is_subtype(&weak_type, heap));
        let before = heap.census();
        assert!(heap.find_garbage().objects.is_empty() && heap.all_containers().iter().any(|found| found.is(&list)));
        drop((list, object, dict));
        let garbage = heap.find_garbage();
        assert_eq!(garbage.objects.len(), 5);
        heap.free_garbage(garbage);
        assert_eq!((held.header().unwrap().references(), before.contains(&(held.bits() as usize - 1))), (1, true));
        drop(name);
        heap.forget_successors();
        free_class(heap, class);
        heap.forget_names();
    });
}

#[test]
fn weak_references() {
    with_machine(|vm| {
        let class = new_class(vm, 0);
        let target = instance(vm, &class).into_value();
        let of = vm.types().object.clone();
        // Any class will do that expects such a payload: that of a module which is not there is made here.
        let weak_class = vm.new_builtin_type("weak", Kind::WeakRef, const { &VTable::of::<WeakRef>() }, &of);
        let callback = vm.list(Vec::new());
        let weak = vm.new_weakref(&weak_class, &target, callback).unwrap();
        let lone = vm.new_weakref(&weak_class, &target, Value::NULL).unwrap();
        assert!(weak.target().is_some_and(|found| found.is(&target)) && weak.points_to(&target));
        assert_eq!(vm.weakrefs(&target).len(), 2);
        vm.forget_weakref(&lone);
        drop(lone);
        vm.sweep_weakrefs();
        // Dies, but waits until its weak references are cleared.
        drop(target);
        let mut dying = vm.take_dying();
        dying.retain(|object| object.header().is_some_and(|header| header.class().is(&class)));
        assert_eq!((dying.len(), weak.is_dead()), (1, false));
        assert_eq!(vm.clear_weakrefs(&dying[0]).len(), 1);
        assert!(weak.is_dead() && weak.target().is_none());
        drop((dying, weak));
        let (doomed, other) = (instance(vm, &class).into_value(), instance(vm, &class).into_value());
        let silent = vm.new_weakref(&weak_class, &doomed, Value::NONE).unwrap();
        vm.silence_weakrefs(&[doomed.clone(), silent.value().clone()]);

        drop((other, doomed, silent));
        vm.finalize_dying();
    });
}

#[test]
fn inheritors_and_lookups() {
    with_heap(|heap| {
        let base = new_class(heap, 0);
        let derived = new_class(heap, 0);
        let name = heap.intern("looked_up");
        base.add_subclass(&derived, heap);
        derived.mro.get_mut(heap).insert(1, base.clone());
        base.set_name(&name, heap.list(Vec::new()), heap);
        // The second time from the table; then what it found is gone.
        for _ in 0..2 {
            assert!(derived.lookup(&name, heap).is_some_and(|found| found.is_a::<List>()));
        }
        let version = derived.version(heap);
        assert!(base.remove_name(&name, heap).is_some());
        assert!(derived.lookup(&name, heap).is_none() && derived.version(heap) != version);
        assert!(base.subclasses(heap)[0].is(&derived) && base.inheritors(heap).len() == 1);
        derived.mro.get_mut(heap).clear();
        free_class(heap, derived);
        base.forget_dead_inheritors(heap);
        assert!(base.subclasses(heap).is_empty());
        free_class(heap, base);
        drop(name);
        heap.forget_names();
    });
}

#[test]
fn opaque_contents() {
    struct Holds(Value);
    impl Opaque for Holds {
        fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
            visit(&self.0);
        }
    }
    with_machine(|vm| {
        let of = vm.types().object.clone();
        let class = vm.new_builtin_type("opaque", Kind::Opaque, const { &VTable::of::<OpaqueObject>() }, &of);
        let object = vm.opaque(&class, Holds(vm.list(Vec::new())));
        object.opaque_mut::<Holds>(vm).unwrap().0 = object.clone();
        assert!(object.opaque::<Holds>(vm).is_some_and(|holds| holds.0.is(&object)));
        let garbage = {
            drop(object);
            vm.find_garbage()
        };
        assert!(garbage.objects.iter().any(Value::is_a::<OpaqueObject>));
        vm.free_garbage(garbage);
    });
}

#[test]
fn pages_serve_other_sizes_again() {
    if cfg!(feature = "objects-apart") {
        return;
    }
    let mut pages = Pages::new();
    // As large cells as there are, so that few fill many pages.
    let many = if cfg!(miri) { 257 } else { 1000 } * 7;
    let cells: Vec<NonNull<Header>> = (0..many).map(|_| pages.take(32, false)).collect();
    let mut places: Vec<(usize, usize)> = cells.iter().map(|cell| cell_of(*cell)).collect();
    places.sort();
    places.dedup();
    assert_eq!(places.len(), many);
    // SAFETY: they came from there, and nobody uses them.
    cells.into_iter().for_each(|cell| unsafe { pages.give_back(cell, 32, false) });
    let before = pages.cells().len();
    for class in [1, 2, 3, 17, 31] {
        let cell = pages.take(class, true);
        // SAFETY: as above.
        unsafe { pages.give_back(cell, class, true) };
    }
    let mut found = 0;
    pages.for_each_cell(true, |_| found += 1);
    assert!(found > 0 && pages.cells().len() <= before + 64);
}
