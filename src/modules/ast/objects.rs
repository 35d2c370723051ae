//! Trees as Python objects. Works through a list of what is still to be filled, so depth costs memory only.

use super::classes;
use crate::ast::{AnyNode, Ast, Constant, ConstantId, Field, Name, Positions};
use crate::object::Value;
use crate::source::Source;
use crate::text::repr::literal_value;
use crate::vm::{PyResult, Vm};
use rustc_hash::FxHashMap;

/// So many nodes are made between two looks at whether to stop.
const ROUNDS: usize = 1 << 12;

/// The Python object for a tree.
pub fn of_tree(vm: &mut Vm, ast: &Ast, source: &Source) -> PyResult {
    let (starts, ends) = (Positions::new(source.lines()), Positions::new(source.lines()));
    let mut maker = Maker { ast, starts, ends, names: FxHashMap::default(), pending: Vec::new() };
    let root = maker.node(vm, ast.root().into());
    let mut done = 0;
    while let Some((node, object)) = maker.pending.pop() {
        maker.fill(vm, node, &object)?;
        done += 1;
        if done % ROUNDS == 0 {
            vm.attend()?;
        }
    }
    Ok(root)
}

struct Maker<'a> {
    ast: &'a Ast,
    starts: Positions<'a>,
    ends: Positions<'a>,
    names: FxHashMap<Name, Value>,
    /// Nodes whose objects have no attributes yet.
    pending: Vec<(AnyNode, Value)>,
}

impl Maker<'_> {
    fn node(&mut self, vm: &mut Vm, node: AnyNode) -> Value {
        let class = classes::class(vm, node.class(self.ast));
        let object = vm.new_instance(&class);
        self.pending.push((node, object.clone()));
        object
    }

    fn fill(&mut self, vm: &mut Vm, node: AnyNode, object: &Value) -> PyResult<()> {
        let mut fields = Vec::new();
        node.fields(self.ast, &mut |name, field| fields.push((name, field)));
        for (name, field) in fields {
            let (name, value) = (vm.intern(name), self.value(vm, field));
            vm.setattr(object, &name, value)?;
        }
        let Some(span) = node.span(self.ast) else { return Ok(()) };
        let (start, end) = (self.starts.of(span.start), self.ends.of(span.end));
        for (name, number) in
            [("lineno", start.line), ("col_offset", start.column), ("end_lineno", end.line), ("end_col_offset", end.column)]
        {
            let name = vm.intern(name);
            vm.setattr(object, &name, Value::size(number as usize))?;
        }
        Ok(())
    }

    fn value(&mut self, vm: &mut Vm, field: Field) -> Value {
        match field {
            Field::Absent => Value::NONE,
            Field::Node(node) => self.node(vm, node),
            Field::List(items, element) => {
                let ast = self.ast;
                let items: Vec<Value> = ast.raw_items(items).map(|item| self.value(vm, element(item))).collect();
                vm.list(items)
            }
            Field::Identifier(name) => {
                let ast = self.ast;
                self.names.entry(name).or_insert_with(|| vm.intern(ast.resolve(name))).clone()
            }
            Field::Text(name) => vm.str(self.ast.resolve(name)),
            Field::Int(number) => vm.int(number.into()),
            Field::Constant(id) => self.constant(vm, id),
            Field::Operator(class) => classes::operator(vm, class),
        }
    }

    fn constant(&self, vm: &Vm, id: ConstantId) -> Value {
        match self.ast.value(id) {
            Constant::None => Value::NONE,
            Constant::True => Value::TRUE,
            Constant::False => Value::FALSE,
            Constant::Ellipsis => Value::ELLIPSIS,
            Constant::Int(value) => vm.int(value),
            Constant::BigInt(digits) => vm.big_int(literal_value(self.ast.text(digits))),
            Constant::Float(value) => vm.float(value),
            Constant::Complex(imaginary) => vm.complex(0.0, imaginary),
            Constant::Str(text) => vm.str_from(self.ast.text(text)),
            Constant::Bytes(bytes) => vm.bytes(self.ast.text(bytes)),
            // No source has them.
            Constant::Sum(..) | Constant::Tuple(_) | Constant::FrozenSet(_) => Value::NONE,
        }
    }
}
