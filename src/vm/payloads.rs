//! The machine's own kinds of objects: one promise each that no other payload is of that kind.

#![allow(unsafe_code)]

use super::Classes;
use super::code::Code;
use super::frame_object::FrameObject;
use super::function::Function;
use super::generator::Generator;
use super::getset::GetSetObject;
use super::native::NativeObject;
use crate::object::{Heap, Kind, Payload, Ref, Type, VTable, Value, type_flag};

// SAFETY: no other payload is of this kind.
unsafe impl Payload for Code {
    const KIND: Kind = Kind::Code;
    fn traverse(&self, _: &Heap, _: &mut dyn FnMut(&Value)) {}
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for Function {
    const KIND: Kind = Kind::Function;
    fn traverse(&self, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
        self.traverse_fields(heap, visit);
    }
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for NativeObject {
    const KIND: Kind = Kind::Native;
    fn traverse(&self, _: &Heap, visit: &mut dyn FnMut(&Value)) {
        [&self.owner, &self.receiver, &self.module].into_iter().for_each(visit);
    }
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for GetSetObject {
    const KIND: Kind = Kind::GetSet;
    fn traverse(&self, _: &Heap, visit: &mut dyn FnMut(&Value)) {
        visit(&self.owner);
    }
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for FrameObject {
    const KIND: Kind = Kind::Frame;
    fn traverse(&self, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
        self.traverse_fields(heap, visit);
    }
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for Generator {
    const KIND: Kind = Kind::Generator;
    fn traverse(&self, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
        self.traverse_fields(heap, visit);
    }
}

impl Classes {
    /// All of them.
    pub fn all(&self) -> Vec<Ref<Type>> {
        [
            &self.function,
            &self.native_function,
            &self.method_descriptor,
            &self.wrapper_descriptor,
            &self.method_wrapper,
            &self.classmethod_descriptor,
            &self.getset_descriptor,
            &self.code,
            &self.frame,
            &self.generator,
            &self.coroutine,
            &self.async_generator,
            &self.async_wrapped,
        ]
        .map(Ref::clone)
        .to_vec()
    }

    pub(super) fn new(heap: &mut Heap) -> Classes {
        use type_flag::{DICT, NO_NEW, WEAKREF};
        let mut class = |name: &str, make: fn(&mut Heap, &str) -> Ref<Type>, flags: u32| {
            let class = make(heap, name);
            class.set_flag(flags, true);
            class.lay_out(0, heap);
            class
        };
        Classes {
            function: class("function", new::<Function>, DICT | WEAKREF),
            native_function: class("builtin_function_or_method", new::<NativeObject>, NO_NEW | WEAKREF),
            method_descriptor: class("method_descriptor", new::<NativeObject>, NO_NEW),
            wrapper_descriptor: class("wrapper_descriptor", new::<NativeObject>, NO_NEW),
            method_wrapper: class("method-wrapper", new::<NativeObject>, NO_NEW),
            classmethod_descriptor: class("classmethod_descriptor", new::<NativeObject>, NO_NEW),
            getset_descriptor: class("getset_descriptor", new::<GetSetObject>, NO_NEW),
            code: class("code", new::<Code>, 0),
            frame: class("frame", new::<FrameObject>, NO_NEW),
            generator: class("generator", new::<Generator>, NO_NEW | WEAKREF),
            coroutine: class("coroutine", new::<Generator>, NO_NEW | WEAKREF),
            async_generator: class("async_generator", new::<Generator>, NO_NEW | WEAKREF),
            async_wrapped: class("async_generator_wrapped_value", new::<crate::object::Cell_>, NO_NEW),
        }
    }
}

fn new<T: Payload>(heap: &mut Heap, name: &str) -> Ref<Type> {
    let object = heap.types().object.clone();
    heap.new_builtin_type(name, T::KIND, const { &VTable::of::<T>() }, &object)
}
