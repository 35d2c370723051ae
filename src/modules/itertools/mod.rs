//! `itertools`.

mod combinatoric;
mod endless;
mod grouping;
mod selecting;
mod several;
mod tee;

use crate::object::{Module, Opaque, Ref, Tuple, Value, type_flag};
use crate::vm::{Native, PyResult, Vm};

/// A type that holds values: all of them are shown to the collector.
macro_rules! holder {
    ($(#[$doc:meta])* $name:ident { $($value:ident),* $(; $($plain:ident: $type:ty),*)? }) => {
        $(#[$doc])*
        pub(super) struct $name { $(pub $value: Value,)* $($(pub $plain: $type,)*)? }

        impl crate::object::Opaque for $name {
            fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
                $(visit(&self.$value);)*
            }
        }
    };
}
use holder;

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("itertools");
    define::<endless::Count>(vm, &module, "count", endless::COUNT);
    define::<endless::Cycle>(vm, &module, "cycle", endless::CYCLE);
    define::<endless::Repeat>(vm, &module, "repeat", endless::REPEAT);
    define::<selecting::Compress>(vm, &module, "compress", selecting::COMPRESS);
    define::<selecting::DropWhile>(vm, &module, "dropwhile", selecting::DROPWHILE);
    define::<selecting::TakeWhile>(vm, &module, "takewhile", selecting::TAKEWHILE);
    define::<selecting::FilterFalse>(vm, &module, "filterfalse", selecting::FILTERFALSE);
    define::<selecting::Slice>(vm, &module, "islice", selecting::ISLICE);
    define::<selecting::StarMap>(vm, &module, "starmap", selecting::STARMAP);
    define::<several::Accumulate>(vm, &module, "accumulate", several::ACCUMULATE);
    define::<several::Chain>(vm, &module, "chain", several::CHAIN);
    define::<several::Pairwise>(vm, &module, "pairwise", several::PAIRWISE);
    define::<several::Batched>(vm, &module, "batched", several::BATCHED);
    define::<several::ZipLongest>(vm, &module, "zip_longest", several::ZIP_LONGEST);
    define::<grouping::GroupBy>(vm, &module, "groupby", grouping::GROUPBY);
    define::<grouping::Group>(vm, &module, "_grouper", grouping::GROUP);
    define::<tee::Tee>(vm, &module, "_tee", tee::TEE);
    let tee = vm.type_for::<tee::Tee>();
    tee.set_flag(type_flag::WEAKREF, true);
    tee.changed(vm);
    define::<tee::Block>(vm, &module, "_tee_dataobject", &[]);
    define::<combinatoric::Product>(vm, &module, "product", combinatoric::PRODUCT);
    define::<combinatoric::Permutations>(vm, &module, "permutations", combinatoric::PERMUTATIONS);
    define::<combinatoric::Combinations>(vm, &module, "combinations", combinatoric::COMBINATIONS);
    define::<combinatoric::WithReplacement>(
        vm,
        &module,
        "combinations_with_replacement",
        combinatoric::COMBINATIONS_WITH_REPLACEMENT,
    );
    vm.add_functions(&module, tee::FUNCTIONS);
    module
}

fn define<T: Opaque>(vm: &mut Vm, module: &Ref<Module>, name: &'static str, methods: &'static [Native]) {
    let class = vm.define_type::<T>(&format!("itertools.{name}"), methods, &[]);
    class.set_flag(type_flag::BASE, true);
    class.changed(vm);
    vm.module_set(module, name, class.into_value());
}

fn itself(_: &mut Vm, args: &[Value]) -> PyResult {
    Ok(args[0].clone())
}

/// The items of a tuple.
fn items(tuple: &Value) -> &[Value] {
    tuple.get::<Tuple>().map_or(&[], |tuple| tuple.items())
}

/// The class that `__new__` was called with, and the object.
fn instance<T: Opaque>(vm: &mut Vm, class: &Value, contents: T) -> PyResult {
    let base = vm.type_for::<T>();
    let class = crate::builtins::class_to_make(vm, class, &base)?;
    Ok(vm.opaque(class, contents))
}

/// The state of an iterator, and its end for what is none.
macro_rules! state {
    ($vm:ident, $value:expr, $type:ty) => {
        match $value.opaque::<$type>($vm) {
            Some(state) => state,
            None => return Ok(Value::NULL),
        }
    };
}
use state;

/// The same, to change it.
macro_rules! change {
    ($vm:ident, $value:expr, $type:ty) => {
        match $value.opaque_mut::<$type>($vm) {
            Some(state) => state,
            None => return Ok(Value::NULL),
        }
    };
}
use change;
