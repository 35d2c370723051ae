//! `posix_spawn`: children that run another program at once.

use super::children::{c_path, c_string, is_mapping, program_arguments, program_environment};
use super::paths::{self, failed, path};
use super::schedule;
use crate::builtins::text::c_int;
use crate::modules::signal::to_set;
use crate::object::{Tuple, Value};
use crate::system::spawn::{Attributes, FileAction, spawn};
use crate::vm::{Native, PyResult, Vm};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "posix_spawn", signature: SIGNATURE, function: |vm, args| start(vm, args, "posix_spawn") },
    Native { name: "posix_spawnp", signature: SIGNATURE, function: |vm, args| start(vm, args, "posix_spawnp") },
];

const SIGNATURE: &str = "(path, argv, env, /, *, file_actions=(), setpgroup=<missing>, resetids=False, setsid=False, \
                         setsigmask=(), setsigdef=(), scheduler=<missing>)";

/// The first elements of file actions, by name.
pub const ACTIONS: &[(&str, i64)] =
    &[("POSIX_SPAWN_OPEN", 0), ("POSIX_SPAWN_CLOSE", 1), ("POSIX_SPAWN_DUP2", 2), ("POSIX_SPAWN_CLOSEFROM", 3)];

fn action(vm: &mut Vm, given: &Value) -> PyResult<FileAction> {
    let Some(parts) = given.get::<Tuple>().map(|parts| parts.items().to_vec()).filter(|parts| !parts.is_empty()) else {
        return Err(vm.type_error("Each file_actions element must be a non-empty tuple"));
    };
    let kind = if parts[0].as_int().is_some() { c_int(vm, &parts[0])? } else { -1 };
    let (name, length) = match kind {
        0 => ("A open", 5),
        1 => ("A close", 2),
        2 => ("A dup2", 3),
        3 => ("A closefrom", 2),
        _ => return Err(vm.type_error("Unknown file_actions identifier")),
    };
    if parts.len() != length {
        return Err(vm.type_error(format!("{name} file_action tuple must have {length} elements")));
    }
    let fd = c_int(vm, &parts[1])?;
    Ok(match kind {
        0 => {
            let path = c_string(vm, &parts[2])?;
            FileAction::Open { fd, path, flags: c_int(vm, &parts[3])?, mode: c_int(vm, &parts[4])? as u32 }
        }
        1 => FileAction::Close(fd),
        2 => FileAction::Duplicate(fd, c_int(vm, &parts[2])?),
        _ => FileAction::CloseFrom(fd),
    })
}

fn scheduler(vm: &mut Vm, given: &Value) -> PyResult<(Option<i32>, i32)> {
    let parts = given.get::<Tuple>().map(|parts| parts.items().to_vec()).unwrap_or_default();
    let [policy, parameters] = &parts[..] else {
        return Err(vm.type_error("A scheduler tuple must have two elements"));
    };
    let policy = if policy.is_none() { None } else { Some(c_int(vm, policy)?) };
    Ok((policy, schedule::priority(vm, parameters)?))
}

fn start(vm: &mut Vm, args: &[Value], function: &str) -> PyResult {
    let program = path(vm, &args[0], function, "path")?;
    let arguments = program_arguments(vm, &args[1], &format!("{function}: argv"))?;
    if !args[2].is_none() && !is_mapping(vm, &args[2])? {
        return Err(vm.type_error(format!("{function}: environment must be a mapping object or None")));
    }
    let environment = match args[2].is_none() {
        true => super::environ::variables(vm).into_value(),
        false => args[2].clone(),
    };
    let environment = program_environment(vm, &environment)?;
    let mut actions = Vec::new();
    if let Some(given) = args[3].given().filter(|given| !given.is_none()) {
        if !vm.is_sequence(given) {
            return Err(vm.type_error("file_actions must be a sequence or None"));
        }
        for given in vm.collect(given)? {
            actions.push(action(vm, &given)?);
        }
    }
    let mut attributes = Attributes::default();
    if let Some(group) = args[4].given() {
        attributes.group = Some(c_int(vm, group)?);
    }
    attributes.reset_ids = paths::flag(vm, &args[5], false)?;
    attributes.new_session = paths::flag(vm, &args[6], false)?;
    if let Some(mask) = args[7].given() {
        attributes.mask = Some(to_set(vm, mask)?);
    }
    if let Some(defaults) = args[8].given() {
        attributes.defaults = Some(to_set(vm, defaults)?);
    }
    if let Some(given) = args[9].given().filter(|given| !given.is_none()) {
        attributes.scheduler = Some(scheduler(vm, given)?);
    }
    let name = c_path(vm, &program)?;
    let search = function.ends_with('p');
    match spawn(&name, &arguments, &environment, &actions, &attributes, search) {
        Ok(pid) => Ok(vm.int(pid.into())),
        Err(error) => Err(failed(vm, error, &[&program])),
    }
}
