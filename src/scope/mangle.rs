//! Private names of classes: `__name` in class `C` is `_C__name`.

use super::{ScopeId, Scopes};
use crate::ast::Name;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// What is known of private names.
#[derive(Debug, Default)]
pub struct Mangling {
    /// Class and name to the name that is meant.
    known: FxHashMap<(Name, Name), Name>,
    /// For the type parameters of a class, their names: nothing else that stands there is mangled.
    parameters: FxHashMap<ScopeId, FxHashSet<Name>>,
}

/// A name as it is inside a class.
pub fn mangle<'a>(class: &str, name: &'a str) -> Cow<'a, str> {
    let class = class.trim_start_matches('_');
    if !is_private(name) || class.is_empty() { name.into() } else { format!("_{class}{name}").into() }
}

/// Names with dots are module names.
fn is_private(name: &str) -> bool {
    name.starts_with("__") && !name.ends_with("__") && !name.contains('.')
}

impl Scopes {
    /// The class whose private name this is, if any.
    pub(super) fn private(&self, scope: ScopeId, name: Option<Name>) -> Option<Name> {
        let scope = &self.scopes[scope];
        let is_mangled = match scope.mangled_only {
            Some(place) => name.is_some_and(|name| self.mangling.parameters[&place].contains(&name)),
            None => true,
        };
        scope.private.filter(|_| is_mangled)
    }

    /// The name of the symbol, if any scope has one.
    pub(super) fn mangled(&self, scope: ScopeId, name: Name) -> Option<Name> {
        match self.private(scope, Some(name)) {
            Some(class) if is_private(self.resolve(name)) => self.mangling.known.get(&(class, name)).copied(),
            _ => Some(name),
        }
    }

    pub(super) fn intern_mangled(&mut self, scope: ScopeId, name: Name) -> Name {
        if let Some(known) = self.mangled(scope, name) {
            return known;
        }
        let Some(class) = self.scopes[scope].private else { return name };
        let text = mangle(self.names.resolve(class), self.names.resolve(name)).into_owned();
        let mangled = self.names.intern(&text);
        self.mangling.known.insert((class, name), mangled);
        mangled
    }

    /// From here on only type parameters are mangled, in this scope and those inside.
    pub(super) fn mangle_parameters_only(&mut self, scope: ScopeId) {
        self.scopes[scope].mangled_only = Some(scope);
        self.mangling.parameters.insert(scope, FxHashSet::default());
    }

    /// A type parameter, which is mangled from here on.
    pub(super) fn mangle_parameter(&mut self, scope: ScopeId, name: Name) {
        if let Some(parameters) = self.scopes[scope].mangled_only.and_then(|place| self.mangling.parameters.get_mut(&place))
        {
            parameters.insert(name);
        }
    }
}
