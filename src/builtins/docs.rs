//! What `__doc__` says of builtin functions, types and methods: a sentence from `docs.table`.

use crate::object::{Str, Type, Value};
use crate::vm::{NativeObject, Vm};

const TABLE: &str = include_str!("docs.table");

/// The sentence of a line: the table is asked by people, so that it need not be quick.
fn sentence(name: &str) -> Option<&'static str> {
    let rest = TABLE.lines().find_map(|line| line.strip_prefix(name).filter(|rest| rest.starts_with(' ')))?;
    Some(rest.trim_start())
}

/// Of a builtin type.
pub fn of_type(vm: &mut Vm, name: &str) -> Value {
    sentence(name).map_or(Value::NONE, |text| vm.str(text))
}

/// Of a builtin function or a method of a builtin type.
pub fn of_native(vm: &mut Vm, native: &NativeObject) -> Value {
    let name = native.native.name;
    let text = match native.owner.get::<Type>() {
        Some(owner) => {
            let owner = owner.name();
            let class = owner.rsplit('.').next().unwrap_or_default();
            sentence(&format!("{class}.{name}")).or_else(|| sentence(&format!("*.{name}")))
        }
        None if native.module.is_a::<Str>() && vm.text(&native.module) == "builtins" => sentence(name),
        None => None,
    };
    text.map_or(Value::NONE, |text| vm.str(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_name_and_a_sentence() {
        let mut names = Vec::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (name, text) = line.split_once(' ').expect(line);
            assert!(text.trim_start().ends_with('.'), "{line}");
            names.push(name);
        }
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "a name that is there twice");
        assert_eq!(sentence("len"), Some("How many items a container has."));
        assert_eq!(sentence("le"), None);
    }
}
