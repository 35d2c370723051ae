//! `_pickle`: what makes the library's `pickle` fast: objects to bytes and back.
//!
//! Writing ([`save`], with `texts`, `containers`, [`reduce`] and [`global`]) and reading ([`load`], with [`build`]) keep their places on stacks of their own,
//! so that depth of nesting costs memory, not native stack. A pickler's memo and an unpickler's are taken out of the objects while
//! they work and put back afterwards. `output` and `input` are the ends of files and of memory.

mod buffer;
mod build;
mod containers;
mod global;
mod input;
mod load;
mod memo;
mod numbers;
mod opcode;
mod output;
mod persistent;
mod pickler;
mod proxy;
mod reduce;
mod save;
mod texts;
mod unpickler;

use crate::builtins::import;
use crate::object::{Dict, Exception, Module, Ref, Value, type_flag};
use crate::vm::{ClassBuilder, ExceptionKind, Native, PyResult, Raised, Vm};

const FUNCTIONS: &[Native] = &[
    Native {
        name: "dump",
        signature: "(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)",
        function: pickler::dump,
    },
    Native {
        name: "dumps",
        signature: "(obj, protocol=None, *, fix_imports=True, buffer_callback=None)",
        function: pickler::dumps,
    },
    Native {
        name: "load",
        signature: "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        function: unpickler::load,
    },
    Native {
        name: "loads",
        signature: "(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        function: unpickler::loads,
    },
];

/// The module's exceptions.
#[derive(Clone, Copy)]
enum Fault {
    Pickling,
    Unpickling,
}

/// The classes of [`Fault`], once the module is made.
#[derive(Default)]
struct Faults([Value; 2]);

macro_rules! shared {
    ($($field:ident: $module:literal $name:literal,)*) => {
        /// What other modules of the library keep for pickles.
        #[derive(Clone)]
        struct Shared { $($field: Ref<Dict>,)* }

        impl Shared {
            fn find(vm: &mut Vm) -> PyResult<Shared> {
                Ok(Shared { $($field: dict_of(vm, $module, $name)?,)* })
            }
        }
    };
}

shared! {
    dispatch_table: "copyreg" "dispatch_table",
    extensions: "copyreg" "_extension_registry",
    extensions_by_code: "copyreg" "_inverted_registry",
    extension_cache: "copyreg" "_extension_cache",
    names_from_2: "_compat_pickle" "NAME_MAPPING",
    modules_from_2: "_compat_pickle" "IMPORT_MAPPING",
    names_to_2: "_compat_pickle" "REVERSE_NAME_MAPPING",
    modules_to_2: "_compat_pickle" "REVERSE_IMPORT_MAPPING",
}

/// [`Shared`], once it was asked for.
#[derive(Default)]
struct Known(Option<Shared>);

fn dict_of(vm: &mut Vm, module: &str, name: &str) -> PyResult<Ref<Dict>> {
    let found = attribute_of(vm, module, name)?;
    found.downcast::<Dict>().map_err(|other| {
        let class = vm.type_of(&other).name();
        vm.raise(ExceptionKind::RuntimeError, format!("{module}.{name} should be a dict, not {class}"))
    })
}

/// An attribute of a module of the library.
fn attribute_of(vm: &mut Vm, module: &str, name: &str) -> PyResult {
    let module = import(vm, module)?;
    let name = vm.intern(name);
    vm.getattr(&module, &name)
}

/// One of the dicts in [`Shared`].
fn shared(vm: &mut Vm, which: fn(&Shared) -> &Ref<Dict>) -> PyResult<Ref<Dict>> {
    if vm.state::<Known>().0.is_none() {
        let found = Shared::find(vm)?;
        vm.state::<Known>().0 = Some(found);
    }
    match &vm.state::<Known>().0 {
        Some(shared) => Ok(which(shared).clone()),
        None => Ok(vm.new_dict()),
    }
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_pickle");
    vm.add_functions(&module, FUNCTIONS);
    let pickler = vm.define_type::<pickler::Pickler>("_pickle.Pickler", pickler::METHODS, pickler::ATTRIBUTES);
    let unpickler = vm.define_type::<unpickler::Unpickler>("_pickle.Unpickler", unpickler::METHODS, unpickler::ATTRIBUTES);
    for (name, class) in [("Pickler", pickler), ("Unpickler", unpickler)] {
        class.set_flag(type_flag::BASE, true);
        class.changed(vm);
        vm.module_set(&module, name, class.into_value());
    }
    let proxies = [
        vm.define_type::<proxy::OfPickler>("_pickle.PicklerMemoProxy", proxy::OF_PICKLER, &[]),
        vm.define_type::<proxy::OfUnpickler>("_pickle.UnpicklerMemoProxy", proxy::OF_UNPICKLER, &[]),
    ];
    for class in proxies {
        class.set_flag(type_flag::BASE, true);
        let hash = vm.names().__hash__.clone();
        class.set_name(&hash, Value::NONE, vm);
        class.changed(vm);
    }
    let buffer = vm.define_type::<buffer::PickleBuffer>("pickle.PickleBuffer", buffer::METHODS, &[]);
    class_with_weakrefs(vm, &buffer);
    vm.module_set(&module, "PickleBuffer", buffer.into_value());
    let base = vm.exceptions.class(ExceptionKind::Exception).value().clone();
    let base = new_exception(vm, "PickleError", &base);
    let faults = ["PicklingError", "UnpicklingError"].map(|name| (name, new_exception(vm, name, &base)));
    vm.module_set(&module, "PickleError", base);
    for (name, class) in &faults {
        vm.module_set(&module, name, class.clone());
    }
    vm.state::<Faults>().0 = faults.map(|(_, class)| class);
    module
}

fn class_with_weakrefs(vm: &mut Vm, class: &Ref<crate::object::Type>) {
    class.set_flag(type_flag::WEAKREF, true);
    class.lay_out(0, vm);
    class.changed(vm);
}

fn new_exception(vm: &mut Vm, name: &str, base: &Value) -> Value {
    let (namespace, name, module) = (vm.new_dict(), vm.intern(name), vm.str("_pickle"));
    let key = vm.names().__module__.clone();
    drop(namespace.insert_str(&key, module, vm));
    let metaclass = vm.types().type_.clone();
    let bases = base.clone().downcast().into_iter().collect();
    let builder = ClassBuilder { metaclass: &metaclass, name, bases, namespace, keywords: None };
    match vm.build_class(builder) {
        Ok(class) => class.into_value(),
        Err(raised) => raised.value().clone(),
    }
}

/// One of the module's own exceptions.
#[cold]
fn fault(vm: &mut Vm, which: Fault, message: impl AsRef<str>) -> Raised {
    let class = vm.state::<Faults>().0[which as usize].clone();
    let message = vm.str(message.as_ref());
    match vm.call(&class, &[message]).map(|error| error.downcast::<Exception>()) {
        Ok(Ok(error)) => Raised(error),
        Ok(Err(_)) => vm.type_error("exceptions must derive from BaseException"),
        Err(raised) => raised,
    }
}

/// An exception that came while another was dealt with.
#[cold]
fn during(raised: Raised, context: &Raised) -> Raised {
    raised.0.context.set(context.value().clone());
    raised
}
