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
//! | `attributes` | extended attributes |
//! | `process` | processes, the machine |
//! | `children`, `spawn` | forking, other programs, waiting |
//! | `identity`, `schedule` | users and groups; sharing processors |
//! | `terminals` | pseudo terminals |
//! | `linux` | what only Linux has |
//! | `status` | how children ended |
//! | `limits` | `sysconf` and its like |
//! | `environ` | the environment |
//! | `constants` | numbers |

mod attributes;
mod children;
mod constants;
mod entries;
mod environ;
mod files;
mod folders;
mod identity;
mod limits;
mod linux;
mod paths;
mod process;
mod schedule;
mod spawn;
mod stat;
mod status;
mod terminals;
mod text;
mod tree;

pub use children::{When, c_string, call_hooks};
pub use identity::number as id_number;
pub use paths::{decode, encode, failed, fd_of_file, run};

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
    waitid: Option<Ref<Type>>,
    sched_param: Option<Ref<Type>>,
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

types! { stat statvfs terminal_size times uname waitid sched_param }

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("posix");
    let tables = [
        files::FUNCTIONS,
        stat::FUNCTIONS,
        stat::NODES,
        folders::FUNCTIONS,
        entries::FUNCTIONS,
        tree::FUNCTIONS,
        attributes::FUNCTIONS,
        process::FUNCTIONS,
        children::FUNCTIONS,
        spawn::FUNCTIONS,
        identity::FUNCTIONS,
        identity::SETTERS,
        schedule::FUNCTIONS,
        terminals::FUNCTIONS,
        linux::FUNCTIONS,
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
    let waitid = struct_sequence::define(vm, "posix.waitid_result", children::WAITED, 5);
    let sched_param = schedule::define(vm);
    let (environment, error) = (environ::variables(vm), vm.exceptions.class(ExceptionKind::OSError).clone());
    for (name, class) in [
        ("stat_result", &stat),
        ("statvfs_result", &statvfs),
        ("terminal_size", &terminal_size),
        ("times_result", &times),
        ("uname_result", &uname),
        ("waitid_result", &waitid),
        ("sched_param", &sched_param),
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
        waitid: Some(waitid),
        sched_param: Some(sched_param),
    };
    module
}
