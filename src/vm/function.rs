//! Functions that are written in Python: code, and what it closes over.

use super::Vm;
use super::code::Code;
use crate::object::{Dict, Heap, HeapCell, Obj, Ref, Tuple, Value, ValueCell};

/// The payload of a function.
pub struct Function {
    code: HeapCell<Ref<Code>>,
    /// Code that the function had before: frames may still run it.
    former: HeapCell<Vec<Ref<Code>>>,
    pub globals: Ref<Dict>,
    pub builtins: Ref<Dict>,
    pub name: ValueCell,
    pub qualname: ValueCell,
    pub module: ValueCell,
    pub doc: ValueCell,
    /// A tuple, or NULL; so the next, a dict, and the next, a tuple of cells.
    pub defaults: ValueCell,
    pub keyword_defaults: ValueCell,
    pub closure: ValueCell,
    /// A dict, or NULL as long as nobody asked.
    pub annotations: ValueCell,
    /// What makes the annotations: a function, None or NULL.
    pub annotate: ValueCell,
    pub type_params: ValueCell,
}

impl Function {
    #[inline(always)]
    pub fn code<'a>(&'a self, heap: &'a Heap) -> &'a Ref<Code> {
        self.code.get(heap)
    }

    /// Whether the last so many parameters have defaults.
    pub fn has_defaults(&self, count: usize) -> bool {
        self.defaults.look(|defaults| defaults.get::<Tuple>().is_some_and(|defaults| defaults.items().len() >= count))
    }

    pub fn set_code(&self, code: Ref<Code>, heap: &mut Heap) {
        let former = self.code.replace(code, heap);
        self.former.get_mut(heap).push(former);
    }

    pub(super) fn traverse_fields(&self, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
        visit(self.code.get(heap).value());
        self.former.get(heap).iter().for_each(|code| visit(code.value()));
        visit(self.globals.value());
        visit(self.builtins.value());
        let cells = [
            &self.name,
            &self.qualname,
            &self.module,
            &self.doc,
            &self.defaults,
            &self.keyword_defaults,
            &self.closure,
            &self.annotations,
            &self.annotate,
            &self.type_params,
        ];
        cells.into_iter().for_each(|cell| visit(&cell.get()));
    }
}

/// Where builtins that are no dict are found.
pub(super) const NAMELESS: &str = "";

impl Vm {
    /// A function of some code, as `MAKE_FUNCTION` makes it.
    pub fn new_function(&mut self, code: &Ref<Code>, globals: &Ref<Dict>) -> Ref<Function> {
        let module = globals.get_str(&self.names().__name__, self).unwrap_or(Value::NONE);
        let builtins = self.builtins_of(globals);
        let doc = match code.has(crate::bytecode::flags::HAS_DOCSTRING) {
            true => code.constants.first().cloned().unwrap_or(Value::NONE),
            false => Value::NONE,
        };
        let function = Function {
            code: HeapCell::new(code.clone()),
            former: HeapCell::new(Vec::new()),
            globals: globals.clone(),
            builtins,
            name: ValueCell::new(code.name.clone()),
            qualname: ValueCell::new(code.qualname.clone()),
            module: ValueCell::new(module),
            doc: ValueCell::new(doc),
            defaults: ValueCell::default(),
            keyword_defaults: ValueCell::default(),
            closure: ValueCell::default(),
            annotations: ValueCell::default(),
            annotate: ValueCell::default(),
            type_params: ValueCell::new(self.empty_tuple()),
        };
        self.alloc(&self.classes.function, function)
    }

    /// The builtins that code with these globals sees. Those that are no dict are the only entry of one, under a name that no code has.
    pub fn builtins_of(&mut self, globals: &Obj<Dict>) -> Ref<Dict> {
        let builtins = globals.get_str(&self.names().__builtins__, self);
        match builtins {
            Some(value) => match value.get::<crate::object::Module>() {
                Some(module) => module.dict.clone(),
                None => value.downcast().unwrap_or_else(|mapping| {
                    let (dict, nameless) = (self.new_dict(), self.intern(NAMELESS));
                    drop(dict.insert_str(&nameless, mapping, self));
                    dict
                }),
            },
            None => self.builtins.clone(),
        }
    }
}
