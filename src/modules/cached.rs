//! The code of a module's file: from `__pycache__` if it is there, else compiled, and left there for the next time.

use super::Config;
use super::compile::{compile_program, decode};
use super::evaluate::own_optimisation;
use crate::bytecode::Program;
use crate::cache::{HashCheck, SourceFile, cache_path, load, store};
use crate::codegen::CompileOptions;
use crate::lexer::Mode;
use crate::object::{Str, Value};
use crate::source::files;
use crate::vm::{PyResult, Raised, Vm};
use std::io;
use std::path::{Path, PathBuf};

/// `--check-hash-based-pycs`.
#[derive(Default)]
struct Policy(HashCheck);

pub fn configure(vm: &mut Vm, config: &Config) {
    vm.state::<Policy>().0 = config.check_hash_based_pycs;
}

/// In the words of `_imp.check_hash_based_pycs`.
pub fn policy(vm: &mut Vm) -> &'static str {
    match vm.state::<Policy>().0 {
        HashCheck::Default => "default",
        HashCheck::Always => "always",
        HashCheck::Never => "never",
    }
}

/// Where the cache of a module's file lies, as `sys` has it now.
pub fn cache_of(vm: &mut Vm, file: &Path) -> Option<PathBuf> {
    let prefix = vm.sys_attribute("pycache_prefix");
    let prefix = prefix.and_then(|prefix| prefix.get::<Str>().map(|prefix| prefix.to_string_lossy().into_owned()));
    cache_below(vm, file, prefix)
}

/// The same, for what belongs to the machine: `sys` does not say where that is.
pub fn own_cache_of(vm: &mut Vm, file: &Path) -> Option<PathBuf> {
    cache_below(vm, file, None)
}

fn cache_below(vm: &mut Vm, file: &Path, prefix: Option<String>) -> Option<PathBuf> {
    let optimise = own_optimisation(vm);
    let Some(name) = files::in_library(file) else { return cache_path(file, prefix.as_deref().map(Path::new), optimise) };
    // There is no place beside what is packed, and it is the same wherever the program lies.
    let folder = prefix.map(PathBuf::from).or_else(|| Some(dirs::cache_dir()?.join("hyaline")))?;
    cache_path(&Path::new("/lib").join(name), Some(&folder), optimise)
}

/// The code of a module's file, under a name of the file. Where no cache of ours holds it, `otherwise` may have it; else it is
/// compiled.
pub fn code_of(
    vm: &mut Vm,
    (file, name): (&Path, &str),
    cache: Option<&Path>,
    otherwise: impl FnOnce(&mut Vm) -> PyResult<Option<Value>>,
) -> PyResult {
    let source = SourceFile::open(file).map_err(|error| cannot_read(vm, &error, name))?;
    let check = vm.state::<Policy>().0;
    let validation = match cache.map(|cache| load(cache, &source, check)) {
        Some(Ok(program)) => return Ok(vm.link_loaded(Program { file: name.into(), ..program }).into_value()),
        Some(Err(validation)) => validation,
        None => Default::default(),
    };
    if let Some(code) = otherwise(vm)? {
        return Ok(code);
    }
    let bytes = source.contents().map_err(|error| cannot_read(vm, &error, name))?.to_vec();
    let text = decode(vm, name, bytes)?;
    let options = CompileOptions { optimise: own_optimisation(vm), ..CompileOptions::default() };
    let program = compile_program(vm, &text, Mode::Module, options)?;
    if let Some(cache) = cache.filter(|_| writes_bytecode(vm)) {
        // A cache that cannot be written is one that is not there the next time.
        let _ = store(cache, &source, validation, &program);
    }
    Ok(vm.link(program).into_value())
}

fn cannot_read(vm: &mut Vm, error: &io::Error, name: &str) -> Raised {
    let path = vm.str(name);
    vm.os_error(error, &[path])
}

fn writes_bytecode(vm: &mut Vm) -> bool {
    let never = vm.sys_attribute("dont_write_bytecode");
    !never.is_some_and(|never| vm.truth(&never).unwrap_or(false))
}
