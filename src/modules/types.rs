//! `_types`: the types that have no names in `builtins`, as the module `types` gives them on.

use crate::builtins::generic_alias::GenericAlias;
use crate::builtins::union::Union;
use crate::object::{Module, Opaque, Ref, Value};
use crate::vm::Vm;

/// What native code hands to other native code: nothing here makes one, but programs name the type.
struct Capsule;

impl Opaque for Capsule {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_types");
    let capsule = vm.define_type::<Capsule>("PyCapsule", &[], &[]);
    let (types, classes) = (vm.types(), &vm.classes);
    let named = [
        ("AsyncGeneratorType", &classes.async_generator),
        ("BuiltinFunctionType", &classes.native_function),
        ("BuiltinMethodType", &classes.native_function),
        ("CapsuleType", &capsule),
        ("CellType", &types.cell),
        ("ClassMethodDescriptorType", &classes.classmethod_descriptor),
        ("CodeType", &classes.code),
        ("CoroutineType", &classes.coroutine),
        ("EllipsisType", &types.ellipsis),
        ("FrameType", &classes.frame),
        ("FunctionType", &classes.function),
        ("GeneratorType", &classes.generator),
        ("GetSetDescriptorType", &classes.getset_descriptor),
        ("LambdaType", &classes.function),
        ("MappingProxyType", &types.mappingproxy),
        ("MemberDescriptorType", &types.member),
        ("MethodDescriptorType", &classes.method_descriptor),
        ("MethodType", &types.method),
        ("MethodWrapperType", &classes.method_wrapper),
        ("ModuleType", &types.module),
        ("NoneType", &types.none),
        ("NotImplementedType", &types.not_implemented),
        ("TracebackType", &types.traceback),
        ("WrapperDescriptorType", &classes.wrapper_descriptor),
        ("GenericAlias", &vm.type_for::<GenericAlias>()),
        ("UnionType", &vm.type_for::<Union>()),
    ]
    .map(|(name, class)| (name, class.value().clone()));
    for (name, class) in named {
        vm.module_set(&module, name, class);
    }
    // The class of `sys.implementation`.
    if let Some(like) = vm.sys_attribute("implementation") {
        let class = vm.type_of(&like).value();
        vm.module_set(&module, "SimpleNamespace", class);
    }
    module
}
