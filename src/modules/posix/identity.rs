//! Whose the process is: users and groups.

use super::children::c_string;
use super::paths::run;
use super::tree::id;
use crate::object::Value;
use crate::system::process as system;
use crate::vm::{Native, PyResult, Vm};

macro_rules! setters {
    ($($name:literal $signature:literal $function:ident $kinds:tt;)*) => {
        &[$(Native { name: $name, signature: $signature, function: |vm, args| setters!(@call vm args $function $kinds) }),*]
    };
    (@call $vm:ident $args:ident $function:ident [$kind:literal 1]) => {{
        let id = number($vm, &$args[0], $kind)?;
        run($vm, &[], || system::$function(id))?;
        Ok(Value::NONE)
    }};
    (@call $vm:ident $args:ident $function:ident [$kind:literal 2]) => {{
        let (real, effective) = (number($vm, &$args[0], $kind)?, number($vm, &$args[1], $kind)?);
        run($vm, &[], || system::$function(real, effective))?;
        Ok(Value::NONE)
    }};
    (@call $vm:ident $args:ident $function:ident [$kind:literal 3]) => {{
        let (real, effective) = (number($vm, &$args[0], $kind)?, number($vm, &$args[1], $kind)?);
        let saved = number($vm, &$args[2], $kind)?;
        run($vm, &[], || system::$function(real, effective, saved))?;
        Ok(Value::NONE)
    }};
}

pub const SETTERS: &[Native] = setters! {
    "setuid" "(uid, /)" set_user ["uid" 1];
    "seteuid" "(euid, /)" set_effective_user ["uid" 1];
    "setreuid" "(ruid, euid, /)" set_users ["uid" 2];
    "setresuid" "(ruid, euid, suid, /)" set_all_users ["uid" 3];
    "setgid" "(gid, /)" set_group ["gid" 1];
    "setegid" "(egid, /)" set_effective_group ["gid" 1];
    "setregid" "(rgid, egid, /)" set_both_groups ["gid" 2];
    "setresgid" "(rgid, egid, sgid, /)" set_all_groups ["gid" 3];
};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "getresuid", signature: "()", function: |vm, _| three(vm, system::users) },
    Native { name: "getresgid", signature: "()", function: |vm, _| three(vm, system::groups) },
    Native { name: "getgroups", signature: "()", function: getgroups },
    Native { name: "setgroups", signature: "(groups, /)", function: setgroups },
    Native { name: "getgrouplist", signature: "(user, group, /)", function: getgrouplist },
    Native { name: "initgroups", signature: "(username, gid, /)", function: initgroups },
];

/// The number of a user or group; -1 as C has it.
pub fn number(vm: &mut Vm, given: &Value, kind: &str) -> PyResult<u32> {
    Ok(id(vm, given, kind)?.unwrap_or(u32::MAX))
}

fn three(vm: &mut Vm, ask: fn() -> rustix::io::Result<[u32; 3]>) -> PyResult {
    let ids = run(vm, &[], ask)?.map(|id| vm.int(id.into()));
    Ok(vm.tuple(ids))
}

fn list(vm: &mut Vm, groups: Vec<u32>) -> Value {
    let groups = groups.into_iter().map(|group| vm.int(group.into())).collect();
    vm.list(groups)
}

fn getgroups(vm: &mut Vm, _: &[Value]) -> PyResult {
    let groups = run(vm, &[], rustix::process::getgroups)?;
    Ok(list(vm, groups.iter().map(|group| group.as_raw()).collect()))
}

fn setgroups(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !vm.is_sequence(&args[0]) {
        return Err(vm.type_error("setgroups argument must be a sequence"));
    }
    let mut groups = Vec::new();
    for group in vm.collect(&args[0])? {
        if group.as_int().is_none() {
            return Err(vm.type_error("groups must be integers"));
        }
        groups.push(number(vm, &group, "gid")?);
    }
    if groups.len() > 65536 {
        return Err(vm.value_error("too many groups"));
    }
    run(vm, &[], || system::set_groups(&groups))?;
    Ok(Value::NONE)
}

fn getgrouplist(vm: &mut Vm, args: &[Value]) -> PyResult {
    let user = vm.expect_str(&args[0], "getgrouplist() argument 1").map(|user| user.value().clone())?;
    let (user, group) = (c_string(vm, &user)?, number(vm, &args[1], "gid")?);
    Ok(list(vm, system::groups_of(&user, group)))
}

fn initgroups(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (user, group) = (c_string(vm, &args[0])?, number(vm, &args[1], "gid")?);
    run(vm, &[], || system::become_member(&user, group))?;
    Ok(Value::NONE)
}
