//! `pwd` and `grp`: the databases of users and groups.

use super::posix::{c_string, decode, failed, id_number};
use crate::builtins::struct_sequence;
use crate::builtins::text::{class_name, str_argument};
use crate::number::IntRef;
use crate::object::{Module, Ref, Special, Type, Value};
use crate::system::users::{self as system, Group, Key, User};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

const USERS: &[Native] = &[
    Native { name: "getpwuid", signature: "(uid, /)", function: user_by_number },
    Native { name: "getpwnam", signature: "(name, /)", function: user_by_name },
    Native { name: "getpwall", signature: "()", function: all_users },
];

const GROUPS: &[Native] = &[
    Native { name: "getgrgid", signature: "(id)", function: group_by_number },
    Native { name: "getgrnam", signature: "(name)", function: group_by_name },
    Native { name: "getgrall", signature: "()", function: all_groups },
];

const USER: &[&str] = &["pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"];
const GROUP: &[&str] = &["gr_name", "gr_passwd", "gr_gid", "gr_mem"];

#[derive(Default)]
struct State {
    user: Option<Ref<Type>>,
    group: Option<Ref<Type>>,
}

pub fn make_users(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("pwd");
    vm.add_functions(&module, USERS);
    let class = struct_sequence::define(vm, "pwd.struct_passwd", USER, USER.len());
    vm.module_set(&module, "struct_passwd", class.value().clone());
    vm.state::<State>().user = Some(class);
    module
}

pub fn make_groups(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("grp");
    vm.add_functions(&module, GROUPS);
    let class = struct_sequence::define(vm, "grp.struct_group", GROUP, GROUP.len());
    vm.module_set(&module, "struct_group", class.value().clone());
    vm.state::<State>().group = Some(class);
    module
}

fn user(vm: &mut Vm, user: User) -> PyResult {
    let mut values = Vec::new();
    for text in [&user.name, &user.password] {
        values.push(decode(vm, text, false)?);
    }
    values.extend([user.uid, user.gid].map(|id| vm.int(id.into())));
    for text in [&user.gecos, &user.home, &user.shell] {
        values.push(decode(vm, text, false)?);
    }
    match vm.state::<State>().user.clone() {
        Some(class) => Ok(struct_sequence::make(vm, &class, values)),
        None => Ok(Value::NONE),
    }
}

fn group(vm: &mut Vm, group: Group) -> PyResult {
    let (name, password) = (decode(vm, &group.name, false)?, decode(vm, &group.password, false)?);
    let mut members = Vec::new();
    for member in &group.members {
        members.push(decode(vm, member, false)?);
    }
    let values = vec![name, password, vm.int(group.gid.into()), vm.list(members)];
    match vm.state::<State>().group.clone() {
        Some(class) => Ok(struct_sequence::make(vm, &class, values)),
        None => Ok(Value::NONE),
    }
}

/// `KeyError` with a text.
fn missing(vm: &mut Vm, words: String) -> crate::vm::Raised {
    vm.raise(ExceptionKind::KeyError, words)
}

fn user_by_number(vm: &mut Vm, args: &[Value]) -> PyResult {
    let uid = match id_number(vm, &args[0], "uid") {
        Ok(uid) => uid,
        Err(raised) if raised.is(ExceptionKind::OverflowError, vm) => {
            return Err(missing(vm, "getpwuid(): uid not found".into()));
        }
        Err(raised) => return Err(raised),
    };
    match system::find_user(Key::Number(uid)) {
        Ok(Some(found)) => user(vm, found),
        Ok(None) => {
            let uid = if uid == u32::MAX { -1 } else { i64::from(uid) };
            Err(missing(vm, format!("getpwuid(): uid not found: {uid}")))
        }
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn user_by_name(vm: &mut Vm, args: &[Value]) -> PyResult {
    str_argument(vm, &args[0], "getpwnam() argument")?;
    let name = c_string(vm, &args[0])?;
    match system::find_user(Key::Name(&name)) {
        Ok(Some(found)) => user(vm, found),
        Ok(None) => {
            let name = vm.repr_lossy(&args[0]);
            Err(missing(vm, format!("getpwnam(): name not found: {name}")))
        }
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn all_users(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut all = Vec::new();
    for found in system::all_users() {
        all.push(user(vm, found)?);
    }
    Ok(vm.list(all))
}

fn group_by_number(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[0].as_int().is_none() && !vm.type_of(&args[0]).to_ref().has_special(Special::Index, vm) {
        let class = class_name(vm, &args[0]);
        return Err(vm.type_error(format!("gid should be integer, not {class}")));
    }
    let gid = id_number(vm, &args[0], "gid")?;
    match system::find_group(Key::Number(gid)) {
        Ok(Some(found)) => group(vm, found),
        Ok(None) => {
            let given = args[0].as_int().and_then(IntRef::to_i64).unwrap_or(gid.into());
            Err(missing(vm, format!("getgrgid(): gid not found: {given}")))
        }
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn group_by_name(vm: &mut Vm, args: &[Value]) -> PyResult {
    str_argument(vm, &args[0], "getgrnam() argument 1")?;
    let name = c_string(vm, &args[0])?;
    match system::find_group(Key::Name(&name)) {
        Ok(Some(found)) => group(vm, found),
        Ok(None) => {
            let name = vm.repr_lossy(&args[0]);
            Err(missing(vm, format!("getgrnam(): name not found: {name}")))
        }
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn all_groups(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut all = Vec::new();
    for found in system::all_groups() {
        all.push(group(vm, found)?);
    }
    Ok(vm.list(all))
}
