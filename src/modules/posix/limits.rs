//! `sysconf`: what the system is made for, as far as it can be asked without the C library.

use super::paths::failed;
use crate::builtins::text::c_int;
use crate::object::{Module, Obj, Str, Value};
use crate::vm::{Native, PyResult, Vm};
use rustix::io::Errno;
use rustix::process::{Resource, getrlimit};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "sysconf", signature: "(name, /)", function: sysconf },
    Native { name: "ctermid", signature: "()", function: |vm, _| Ok(vm.str("/dev/tty")) },
];

/// Gives a value, -1 where there is no limit.
type Ask = fn(&mut Vm) -> PyResult<i64>;

/// The names, the C library's numbers, and how to ask.
const NAMES: &[(&str, i32, Ask)] = &[
    ("SC_ARG_MAX", libc::_SC_ARG_MAX, |_| Ok(limit(Resource::Stack).map_or(-1, |stack| (stack / 4).max(131_072)))),
    ("SC_AVPHYS_PAGES", libc::_SC_AVPHYS_PAGES, |_| Ok(pages(rustix::system::sysinfo().freeram))),
    ("SC_CHILD_MAX", libc::_SC_CHILD_MAX, |_| Ok(limit(Resource::Nproc).unwrap_or(-1))),
    ("SC_CLK_TCK", libc::_SC_CLK_TCK, |_| Ok(rustix::param::clock_ticks_per_second() as i64)),
    ("SC_HOST_NAME_MAX", libc::_SC_HOST_NAME_MAX, |_| Ok(64)),
    ("SC_IOV_MAX", libc::_SC_IOV_MAX, |_| Ok(1024)),
    ("SC_LINE_MAX", libc::_SC_LINE_MAX, |_| Ok(2048)),
    ("SC_LOGIN_NAME_MAX", libc::_SC_LOGIN_NAME_MAX, |_| Ok(256)),
    ("SC_NGROUPS_MAX", libc::_SC_NGROUPS_MAX, |_| Ok(65536)),
    ("SC_NPROCESSORS_CONF", libc::_SC_NPROCESSORS_CONF, processors),
    ("SC_NPROCESSORS_ONLN", libc::_SC_NPROCESSORS_ONLN, processors),
    ("SC_OPEN_MAX", libc::_SC_OPEN_MAX, |_| Ok(limit(Resource::Nofile).unwrap_or(-1))),
    ("SC_PAGESIZE", libc::_SC_PAGESIZE, |_| Ok(rustix::param::page_size() as i64)),
    ("SC_PAGE_SIZE", libc::_SC_PAGE_SIZE, |_| Ok(rustix::param::page_size() as i64)),
    ("SC_PHYS_PAGES", libc::_SC_PHYS_PAGES, |_| Ok(pages(rustix::system::sysinfo().totalram))),
    ("SC_SEM_VALUE_MAX", libc::_SC_SEM_VALUE_MAX, |_| Ok(i32::MAX.into())),
];

fn limit(resource: Resource) -> Option<i64> {
    getrlimit(resource).current.and_then(|limit| i64::try_from(limit).ok())
}

/// How many pages of memory an amount is, in the units of the system's information.
fn pages(amount: impl Into<u64>) -> i64 {
    let bytes = amount.into().saturating_mul(rustix::system::sysinfo().mem_unit.into());
    (bytes / rustix::param::page_size() as u64) as i64
}

fn processors(vm: &mut Vm) -> PyResult<i64> {
    let count = super::process::cpu_count(vm, &[])?;
    Ok(count.as_small().unwrap_or(1))
}

pub fn add(vm: &mut Vm, module: &Obj<Module>) {
    let names = vm.new_dict();
    for (name, number, _) in NAMES {
        let name = vm.intern(name);
        drop(names.insert_str(&name, Value::size(*number as usize), vm));
    }
    vm.module_set(module, "sysconf_names", names.into_value());
}

fn sysconf(vm: &mut Vm, args: &[Value]) -> PyResult {
    let found = if let Some(name) = args[0].get::<Str>() {
        let name = name.to_string_lossy().into_owned();
        match NAMES.iter().find(|(known, ..)| *known == name) {
            Some(found) => Some(found),
            None => return Err(vm.value_error("unrecognized configuration name")),
        }
    } else if args[0].as_int().is_some() {
        let number = c_int(vm, &args[0])?;
        NAMES.iter().find(|(_, known, _)| *known == number)
    } else {
        return Err(vm.type_error("configuration names must be strings or integers"));
    };
    match found {
        Some((_, _, ask)) => {
            let value = ask(vm)?;
            Ok(vm.int(value))
        }
        None => Err(failed(vm, Errno::INVAL, &[])),
    }
}
