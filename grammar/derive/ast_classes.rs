//! Writes what Python programs see of the nodes of `grammar/ast.table`: CPython's classes with their fields, and the function
//! that makes a node from a class's number and the fields' values.

use super::ast::{Family, Field, Member, Table, base_type};
use std::fmt::Write;

/// CPython's name of a family.
pub fn class_of_family(family: &str) -> String {
    match family {
        "BoolOperator" => "boolop".into(),
        "UnaryOperator" => "unaryop".into(),
        "CmpOperator" => "cmpop".into(),
        "ExprContext" => "expr_context".into(),
        "MatchCase" => "match_case".into(),
        "TypeIgnore" => "type_ignore".into(),
        "TypeParam" => "type_param".into(),
        _ => family.to_lowercase(),
    }
}

/// Whether the family has a class of its own above those of its members.
fn is_sum(family: &Family) -> bool {
    family.sum || matches!(&*family.name, "ExceptHandler" | "TypeIgnore")
}

/// CPython's name of a node's class.
pub fn class_of(family: &Family, member: &Member) -> String {
    if is_sum(family) { member.name.clone() } else { class_of_family(&member.name) }
}

/// CPython's type of a field, and how often it is there.
fn field_type(field: &Field) -> (String, &'static str) {
    let kind = match &*field.kind {
        "small" | "level" => "int".into(),
        "identifier" | "string" | "int" | "constant" => field.kind.clone(),
        family => class_of_family(family),
    };
    let count = match (field.list, field.optional) {
        (false, false) if field.kind == "level" => "Optional",
        (false, false) => "One",
        (false, true) => "Optional",
        (true, false) => "Many",
        (true, true) if field.tacit => "ManyOrNone",
        (true, true) => "ManyOptional",
    };
    (kind, count)
}

pub fn derive(table: &Table) -> String {
    let mut text = String::from(
        "/// All classes: families in the table's order, operators first.\npub static FAMILIES: &[Family] = &[\n",
    );
    let mut number = 0;
    for (name, members) in &table.enums {
        let name = class_of_family(name);
        writeln!(text, "    Family {{ name: {name:?}, is_sum: true, position: Position::None, members: &[").unwrap();
        for member in members {
            writeln!(text, "        Class {{ number: {number}, name: {member:?}, fields: &[] }},").unwrap();
            number += 1;
        }
        text.push_str("    ] },\n");
    }
    for family in &table.families {
        let position = match (family.spanned, family.whole) {
            (false, _) => "None",
            (true, false) => "Start",
            (true, true) => "Whole",
        };
        let (name, sum) = (class_of_family(&family.name), is_sum(family));
        writeln!(text, "    Family {{ name: {name:?}, is_sum: {sum}, position: Position::{position}, members: &[").unwrap();
        for member in &family.members {
            writeln!(text, "        Class {{ number: {number}, name: {:?}, fields: &[", class_of(family, member)).unwrap();
            for field in &member.fields {
                let ((kind, count), name) = (field_type(field), &field.name);
                writeln!(text, "            FieldType {{ name: {name:?}, kind: {kind:?}, count: Count::{count} }},")
                    .unwrap();
            }
            text.push_str("        ] },\n");
            number += 1;
        }
        text.push_str("    ] },\n");
    }
    text.push_str("];\n\n");
    builder(&mut text, table);
    text
}

/// The function that makes a node, or the number of an operator, from numbers.
fn builder(text: &mut String, table: &Table) {
    text.push_str(
        "impl Ast {\n    /// A new node of the class with this number; each field's value as its number in lists. Gives the node's number.\n    \
         pub(crate) fn build(&mut self, class: usize, raw: &[u32], span: Span) -> u32 {\n        match class {\n",
    );
    let mut number = 0;
    for (name, members) in &table.enums {
        for member in members {
            writeln!(text, "            {number} => {name}::{member}.into_raw(),").unwrap();
            number += 1;
        }
    }
    for family in &table.families {
        for member in &family.members {
            let of = if family.sum { format!("{}::{}", family.name, member.name) } else { family.name.clone() };
            let fields: Vec<String> = member
                .fields
                .iter()
                .enumerate()
                .map(|(at, field)| format!("{}: {}", super::ast::rust_name(&field.name), from_raw(field, at)))
                .collect();
            let fields = if fields.is_empty() { String::new() } else { format!(" {{ {} }}", fields.join(", ")) };
            writeln!(text, "            {number} => self.add({of}{fields}, span).into_raw(),").unwrap();
            number += 1;
        }
    }
    text.push_str("            _ => unreachable!(\"a class of the table\"),\n        }\n    }\n\n");
    text.push_str("    /// Gives all nodes other spans.\n    pub(crate) fn map_spans(&mut self, mut map: impl FnMut(Span) -> Span) {\n");
    for family in &table.families {
        writeln!(text, "        self.all_mut::<{}>().for_each(|span| *span = map(*span));", family.name).unwrap();
    }
    text.push_str("    }\n}\n");
}

fn from_raw(field: &Field, at: usize) -> String {
    let value = format!("raw[{at}]");
    if field.list {
        return format!("List::from_raw({value})");
    }
    match (&*base_type(&field.kind), field.optional) {
        ("i32", _) => format!("{value} as i32"),
        ("i16", _) => format!("{value} as i16"),
        // 0 is the first name of all: those that may be absent are one more than their number.
        ("Name", true) => format!("{value}.checked_sub(1).map(Item::from_raw)"),
        _ => format!("Item::from_raw({value})"),
    }
}
