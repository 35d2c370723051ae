//! What modules with types and exceptions of their own share.

use crate::object::{Module, Obj, Ref, Type, Value};
use crate::vm::{ClassBuilder, ExceptionKind, PyResult, Raised, Vm};

/// An exception class of a module, `struct.error` for instance: one that programs can derive from and give attributes.
pub fn exception(vm: &mut Vm, module: &str, name: &str, base: ExceptionKind) -> PyResult<Ref<Type>> {
    let (namespace, name) = (vm.new_dict(), vm.intern(name));
    let key = vm.names().__module__.clone();
    drop(namespace.insert_str(&key, vm.str(module), vm));
    let (metaclass, bases) = (vm.types().type_.clone(), vec![vm.exceptions.class(base).to_ref()]);
    vm.build_class(ClassBuilder { metaclass: &metaclass, name, bases, namespace, keywords: None })
}

/// The same as a value; its base where it could not be made.
pub fn exception_value(vm: &mut Vm, module: &str, name: &str, base: ExceptionKind) -> Value {
    let made = exception(vm, module, name, base).ok();
    made.map_or_else(|| vm.exceptions.class(base).value().clone(), Ref::into_value)
}

/// An exception class as an attribute of its module, `None` if it could not be made.
pub fn add_exception(vm: &mut Vm, module: &Obj<Module>, of: &str, name: &str, base: ExceptionKind) -> Option<Ref<Type>> {
    let class = exception(vm, of, name, base).ok()?;
    vm.module_set(module, name, class.value().clone());
    Some(class)
}

/// An exception of a module's class, or of another where that could not be made.
#[cold]
pub fn raise(vm: &mut Vm, class: Option<Ref<Type>>, message: impl AsRef<str>) -> Raised {
    let Some(class) = class else { return vm.raise(ExceptionKind::Exception, message) };
    let message = vm.str(message.as_ref());
    let args = vm.tuple([message]);
    Raised(vm.new_exception(&class, args))
}

/// Puts a type into its module under its own name.
pub fn add_type(vm: &mut Vm, module: &Obj<Module>, class: &Ref<Type>) {
    let name = class.name();
    vm.module_set(module, name.rsplit('.').next().unwrap_or_default(), class.value().clone());
}

/// `type(value).__name__`.
pub fn short_name(vm: &Vm, value: &Value) -> String {
    let name = vm.type_of(value).name();
    name.rsplit('.').next().unwrap_or_default().into()
}
