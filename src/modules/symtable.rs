//! `_symtable`: the scope analyser's tables, as the library's `symtable` wants them.

use super::compile::parse_program;
use super::evaluate::{file_name, source_of};
use super::syntax::late_syntax_error;
use crate::builtins::text::str_argument;
use crate::lexer::Mode;
use crate::object::{List, Module, Opaque, Ref, Value, type_flag};
use crate::parser::ParseOptions;
use crate::scope::{Flags, ScopeId, ScopeKind, Scopes, Storage};
use crate::source::Source;
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};

const FUNCTIONS: &[Native] =
    &[Native { name: "symtable", signature: "(source, filename, startstr, /)", function: symtable }];

/// The storage's number stands above the flags.
const SCOPE_OFFSET: usize = 12;
const SCOPE_MASK: usize = 0xF;

/// One table: what `symtable` reads from it.
struct Entry {
    name: Value,
    symbols: Value,
    parameters: Value,
    children: Value,
    kind: u8,
    line: u32,
    is_nested: bool,
}

impl Opaque for Entry {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.name, &self.symbols, &self.parameters, &self.children].into_iter().for_each(visit);
    }
}

const METHODS: &[Native] = &[Native { name: "__repr__", signature: "(self, /)", function: repr }];

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "id",
        get: |vm, object| {
            let id = vm.id(object) as i64;
            Ok(vm.int(id))
        },
        set: Some(readonly),
    },
    Attribute { name: "name", get: |vm, object| field(vm, object, |entry| entry.name.clone()), set: Some(readonly) },
    Attribute { name: "symbols", get: |vm, object| field(vm, object, |entry| entry.symbols.clone()), set: Some(readonly) },
    Attribute {
        name: "varnames",
        get: |vm, object| field(vm, object, |entry| entry.parameters.clone()),
        set: Some(readonly),
    },
    Attribute { name: "children", get: |vm, object| field(vm, object, |entry| entry.children.clone()), set: Some(readonly) },
    Attribute {
        name: "nested",
        get: |vm, object| field(vm, object, |entry| Value::size(entry.is_nested.into())),
        set: Some(readonly),
    },
    Attribute {
        name: "type",
        get: |vm, object| field(vm, object, |entry| Value::size(entry.kind.into())),
        set: Some(readonly),
    },
    Attribute {
        name: "lineno",
        get: |vm, object| field(vm, object, |entry| Value::size(entry.line as usize)),
        set: Some(readonly),
    },
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_symtable");
    vm.add_functions(&module, FUNCTIONS);
    let class = vm.define_type::<Entry>("symtable entry", METHODS, ATTRIBUTES);
    class.set_flag(type_flag::NO_NEW, true);
    class.changed(vm);
    let flags = [
        ("USE", Flags::USE),
        ("DEF_GLOBAL", Flags::GLOBAL),
        ("DEF_NONLOCAL", Flags::NONLOCAL),
        ("DEF_LOCAL", Flags::LOCAL),
        ("DEF_PARAM", Flags::PARAMETER),
        ("DEF_TYPE_PARAM", Flags::TYPE_PARAMETER),
        ("DEF_FREE_CLASS", Flags::FREE_IN_CLASS),
        ("DEF_IMPORT", Flags::IMPORT),
        ("DEF_BOUND", Flags::BOUND),
        ("DEF_ANNOT", Flags::ANNOTATED),
        ("DEF_COMP_ITER", Flags::ITERATION),
        ("DEF_COMP_CELL", Flags::COMPREHENSION_CELL),
    ];
    let kinds = [
        ("TYPE_FUNCTION", ScopeKind::Function),
        ("TYPE_CLASS", ScopeKind::Class),
        ("TYPE_MODULE", ScopeKind::Module),
        ("TYPE_ANNOTATION", ScopeKind::Annotation),
        ("TYPE_TYPE_ALIAS", ScopeKind::TypeAlias),
        ("TYPE_TYPE_PARAMETERS", ScopeKind::TypeParameters),
        ("TYPE_TYPE_VARIABLE", ScopeKind::TypeVariable("")),
    ];
    let storages = [
        ("LOCAL", Storage::Local),
        ("GLOBAL_EXPLICIT", Storage::GlobalExplicit),
        ("GLOBAL_IMPLICIT", Storage::GlobalImplicit),
        ("FREE", Storage::Free),
        ("CELL", Storage::Cell),
    ];
    let numbers = flags.map(|(name, flag)| (name, usize::from(flag.bits()))).into_iter();
    let numbers = numbers.chain(kinds.map(|(name, kind)| (name, usize::from(kind.number()))));
    let numbers = numbers.chain(storages.map(|(name, storage)| (name, storage as usize)));
    for (name, number) in numbers.chain([("SCOPE_OFF", SCOPE_OFFSET), ("SCOPE_MASK", SCOPE_MASK)]) {
        vm.module_set(&module, name, Value::size(number));
    }
    module
}

fn symtable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = file_name(vm, &args[1])?;
    let mode = match str_argument(vm, &args[2], "symtable() argument 3")?.as_str() {
        Some("exec") => Mode::Module,
        Some("eval") => Mode::Expression,
        Some("single") => Mode::Interactive,
        _ => return Err(vm.value_error("symtable() arg 3 must be 'exec' or 'eval' or 'single'")),
    };
    let source = source_of(vm, &args[0], &file, "symtable", "string or bytes")?;
    let tree = parse_program(vm, &source, ParseOptions { mode, type_comments: false }, false)?;
    let scopes = Scopes::of(&tree);
    match scopes.errors().first() {
        Some(error) => Err(late_syntax_error(vm, error, &source)),
        None => Ok(tables(vm, &source, &scopes)),
    }
}

/// All tables; gives the module's.
fn tables(vm: &mut Vm, source: &Source, scopes: &Scopes) -> Value {
    let top = entry(vm, source, scopes, scopes.module());
    let mut pending = vec![(scopes.module(), top.clone())];
    while let Some((scope, made)) = pending.pop() {
        let inner = scopes.tables(scope).into_iter().map(|child| (child, entry(vm, source, scopes, child)));
        let inner: Vec<_> = inner.collect();
        let children = made.opaque::<Entry>(vm).map(|entry| entry.children.clone());
        if let Some(list) = children.as_ref().and_then(|children| children.get::<List>()) {
            list.items_mut(vm).extend(inner.iter().map(|(_, child)| child.clone()));
        }
        pending.extend(inner);
    }
    top
}

fn entry(vm: &mut Vm, source: &Source, scopes: &Scopes, id: ScopeId) -> Value {
    let scope = scopes.scope(id);
    let name = vm.intern(scope.table_name(scopes));
    let symbols = vm.new_dict();
    for symbol in scopes.symbols_of(id) {
        let name = vm.intern(scopes.resolve(symbol.name));
        let number = usize::from(symbol.flags.bits()) | (symbol.storage as usize) << SCOPE_OFFSET;
        drop(symbols.insert_str(&name, Value::size(number), vm));
    }
    let parameters = scope.parameters.iter().map(|&name| vm.intern(scopes.resolve(name))).collect();
    let (parameters, children) = (vm.list(parameters), vm.list(Vec::new()));
    let line = if scope.kind == ScopeKind::Module { 0 } else { source.position(scope.span.start).line };
    let (kind, is_nested, symbols) = (scope.kind.number(), scope.is_nested, symbols.into_value());
    vm.new_opaque(Entry { name, symbols, parameters, children, kind, line, is_nested })
}

fn field(vm: &mut Vm, object: &Value, part: fn(&Entry) -> Value) -> PyResult {
    Ok(object.opaque::<Entry>(vm).map_or(Value::NONE, part))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(entry) = args[0].opaque::<Entry>(vm) else { return Ok(Value::NONE) };
    let text = format!("<symtable entry {}({}), line {}>", vm.text(&entry.name), vm.id(&args[0]), entry.line);
    Ok(vm.str(&text))
}
