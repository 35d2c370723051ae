//! `posix`: what the system does for `os`.
//!
//! | module | what is in it |
//! | --- | --- |
//! | `paths` | what functions take: paths, descriptors, folders; calling the system |
//! | `text` | paths as text |
//! | `files` | descriptors |
//! | `stat` | `stat_result` and `statvfs_result` |
//! | `folders`, `entries` | folders; `scandir` |
//! | `tree` | names, links, owners, permissions, times |
//! | `process` | processes, users, the machine |
//! | `status` | how children ended |
//! | `limits` | `sysconf` |
//! | `environ` | the environment |
//! | `constants` | numbers |

mod constants;
mod entries;
mod environ;
mod files;
mod folders;
mod limits;
mod paths;
mod process;
mod stat;
mod status;
mod text;
mod tree;

use crate::builtins::struct_sequence;
use crate::object::{Module, Ref, Type};
use crate::vm::{ExceptionKind, Vm};

/// The types of what functions return.
#[derive(Default)]
struct State {
    stat: Option<Ref<Type>>,
    statvfs: Option<Ref<Type>>,
    terminal_size: Option<Ref<Type>>,
    times: Option<Ref<Type>>,
    uname: Option<Ref<Type>>,
}

macro_rules! types {
    ($($name:ident)*) => {
        impl State {
            $(fn $name(&self) -> Ref<Type> {
                self.$name.clone().expect("set with the module")
            })*
        }
    };
}

types! { stat statvfs terminal_size times uname }

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("posix");
    let tables = [
        files::FUNCTIONS,
        stat::FUNCTIONS,
        stat::NODES,
        folders::FUNCTIONS,
        entries::FUNCTIONS,
        tree::FUNCTIONS,
        process::FUNCTIONS,
        status::FUNCTIONS,
        limits::FUNCTIONS,
        environ::FUNCTIONS,
        text::FUNCTIONS,
    ];
    for functions in tables {
        vm.add_functions(&module, functions);
    }
    constants::add(vm, &module);
    entries::define(vm, &module);
    limits::add(vm, &module);
    let (stat, statvfs) = stat::types(vm);
    let terminal_size = struct_sequence::define(vm, "os.terminal_size", &["columns", "lines"], 2);
    let times = struct_sequence::define(vm, "posix.times_result", process::TIMES, 5);
    let uname = struct_sequence::define(vm, "posix.uname_result", process::UNAME, 5);
    let (environment, error) = (environ::variables(vm), vm.exceptions.class(ExceptionKind::OSError).clone());
    for (name, class) in [
        ("stat_result", &stat),
        ("statvfs_result", &statvfs),
        ("terminal_size", &terminal_size),
        ("times_result", &times),
        ("uname_result", &uname),
        ("error", &error),
    ] {
        vm.module_set(&module, name, class.value().clone());
    }
    vm.module_set(&module, "environ", environment.into_value());
    *vm.state::<State>() = State {
        stat: Some(stat),
        statvfs: Some(statvfs),
        terminal_size: Some(terminal_size),
        times: Some(times),
        uname: Some(uname),
    };
    module
}
