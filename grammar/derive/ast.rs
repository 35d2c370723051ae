//! Reads `grammar/ast.table`; writes the node types, the tree that holds them, the functions that build them and the
//! generic view of their fields.

use super::ast_classes::class_of;
use std::fmt::Write;

/// A family of nodes, or a node type of its own: then `members` has one entry, with the family's name.
pub struct Family {
    pub name: String,
    pub spanned: bool,
    /// The position's end cannot be left out.
    pub whole: bool,
    pub sum: bool,
    pub members: Vec<Member>,
}

pub struct Member {
    pub name: String,
    pub fields: Vec<Field>,
}

pub struct Field {
    pub name: String,
    pub kind: String,
    pub list: bool,
    pub optional: bool,
    /// CPython's table does not say that elements may be absent.
    pub tacit: bool,
}

pub struct Table {
    pub enums: Vec<(String, Vec<String>)>,
    pub families: Vec<Family>,
}

pub fn read(text: &str) -> Table {
    let mut table = Table { enums: Vec::new(), families: Vec::new() };
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (head, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        match head {
            "enum" => {
                let mut words = rest.split_whitespace().map(String::from);
                table.enums.push((words.next().expect("an enum has a name"), words.collect()));
            }
            "sum" | "node" => {
                let (name, rest) = rest.trim().split_once(' ').unwrap_or((rest, ""));
                let (spanned, fields) = match rest.trim().strip_prefix("spanned") {
                    Some(fields) => (true, fields.trim()),
                    None => (false, rest),
                };
                let whole = fields == "whole";
                let members = if head == "sum" { Vec::new() } else { vec![member(name, fields)] };
                table.families.push(Family { name: name.into(), spanned, whole, sum: head == "sum", members });
            }
            _ => table.families.last_mut().expect("a member follows its family").members.push(member(head, rest)),
        }
    }
    table
}

fn member(name: &str, fields: &str) -> Member {
    let fields = fields.split(',').map(str::trim).filter(|field| !field.is_empty());
    Member { name: name.into(), fields: fields.map(field).collect() }
}

fn field(text: &str) -> Field {
    let (name, kind) = text.split_once(':').unwrap_or_else(|| panic!("ast.table: `name: type` in {text:?}"));
    let kind = kind.trim();
    let base = kind.trim_end_matches(['*', '?']);
    let (list, optional, tacit) = (kind.contains('*'), kind.contains('?'), kind.ends_with("*?"));
    Field { name: name.trim().into(), kind: base.into(), list, optional, tacit }
}

pub fn derive(table: &Table) -> String {
    let mut text = String::new();
    table.enums.iter().for_each(|(name, members)| operators(&mut text, name, members));
    table.families.iter().for_each(|family| node_type(&mut text, family));
    tree(&mut text, table);
    table.families.iter().for_each(|family| builders(&mut text, family));
    any_node(&mut text, table);
    children(&mut text, table);
    text
}

fn operators(text: &mut String, name: &str, members: &[String]) {
    let list = members.join(", ");
    writeln!(
        text,
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n#[repr(u8)]\npub enum {name} {{ {list} }}\n\n\
         impl From<{name}> for &'static str {{\n    fn from(value: {name}) -> Self {{\n        value.name()\n    }}\n}}\n\n\
         impl {name} {{\n    pub const ALL: [{name}; {}] = [{}];\n    pub const NAMES: [&str; {0}] = {members:?};\n\n    \
         /// CPython's class of this operator or context.\n    \
         pub fn name(self) -> &'static str {{\n        Self::NAMES[self as usize]\n    }}\n}}\n\n\
         impl Item for {name} {{\n    fn into_raw(self) -> u32 {{\n        self as u32\n    }}\n    \
         fn from_raw(raw: u32) -> Self {{\n        Self::ALL[raw as usize]\n    }}\n}}\n",
        members.len(),
        members.iter().map(|m| format!("{name}::{m}")).collect::<Vec<_>>().join(", "),
    )
    .unwrap();
}

/// The Rust type of a field.
fn rust_type(field: &Field) -> String {
    let base = base_type(&field.kind);
    match (field.list, field.optional) {
        (true, true) => format!("List<Option<{base}>>"),
        (true, false) => format!("List<{base}>"),
        (false, true) => format!("Option<{base}>"),
        (false, false) => base,
    }
}

pub fn base_type(kind: &str) -> String {
    match kind {
        "identifier" | "string" => "Name".into(),
        "int" | "level" => "i32".into(),
        "small" => "i16".into(),
        "constant" => "ConstantId".into(),
        operator if operator.ends_with("Operator") || operator == "ExprContext" => operator.into(),
        node => format!("Id<{node}>"),
    }
}

pub fn rust_name(name: &str) -> String {
    match name {
        "type" | "await" | "yield" | "if" | "for" | "while" | "match" | "try" | "return" | "break" | "continue" => {
            format!("r#{name}")
        }
        _ => name.into(),
    }
}

fn node_type(text: &mut String, family: &Family) {
    let kind = if family.sum { "enum" } else { "struct" };
    writeln!(text, "#[derive(Clone, Copy, Debug)]\npub {kind} {} {{", family.name).unwrap();
    for member in &family.members {
        let public = if family.sum { "" } else { "pub " };
        let fields: Vec<String> =
            member.fields.iter().map(|f| format!("{public}{}: {}", rust_name(&f.name), rust_type(f))).collect();
        match (family.sum, fields.is_empty()) {
            (true, true) => writeln!(text, "    {},", member.name),
            (true, false) => writeln!(text, "    {} {{ {} }},", member.name, fields.join(", ")),
            (false, _) => writeln!(text, "    {},", fields.join(",\n    ")),
        }
        .unwrap();
    }
    text.push_str("}\n\n");
}

/// The name of a family's arena in the tree.
fn arena(family: &Family) -> String {
    format!("{}_nodes", snake(&family.name))
}

fn tree(text: &mut String, table: &Table) {
    text.push_str("/// The nodes of one syntax tree, one arena a family.\n#[derive(Debug, Default)]\npub struct Arenas {\n");
    for family in &table.families {
        writeln!(text, "    {}: Vec<Spanned<{}>>,", arena(family), family.name).unwrap();
    }
    text.push_str("}\n\n");
    for family in &table.families {
        let (name, arena) = (&family.name, arena(family));
        writeln!(
            text,
            "impl Node for {name} {{\n    fn arena(arenas: &Arenas) -> &Vec<Spanned<Self>> {{\n        &arenas.{arena}\n    }}\n    \
             fn arena_mut(arenas: &mut Arenas) -> &mut Vec<Spanned<Self>> {{\n        &mut arenas.{arena}\n    }}\n}}\n"
        )
        .unwrap();
    }
}

pub fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (at, c) in name.char_indices() {
        if at > 0 && c.is_uppercase() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// One function a node: its start, its fields in order, its end. Statements carry a suffix (`if_stmt`), for most of their
/// names are Rust keywords or names of expressions too.
fn builders(text: &mut String, family: &Family) {
    text.push_str("#[allow(clippy::too_many_arguments)]\nimpl Ast {\n");
    for member in &family.members {
        let name = match (&*family.name, snake(&member.name)) {
            ("Stmt", name) => format!("{name}_stmt"),
            ("Expr", name) if matches!(&*name, "await" | "yield") => format!("{name}_expr"),
            (_, name) => name,
        };
        let parameters: String =
            member.fields.iter().map(|f| format!("{}: {}, ", rust_name(&f.name), rust_type(f))).collect();
        let fields: Vec<String> = member.fields.iter().map(|f| rust_name(&f.name)).collect();
        let node = match (family.sum, fields.is_empty()) {
            (true, true) => format!("{}::{}", family.name, member.name),
            (true, false) => format!("{}::{} {{ {} }}", family.name, member.name, fields.join(", ")),
            (false, _) => format!("{} {{ {} }}", family.name, fields.join(", ")),
        };
        writeln!(
            text,
            "    #[inline]\n    pub fn {name}(&mut self, start: u32, {parameters}end: u32) -> Id<{0}> {{\n        \
             self.add({node}, Span::new(start, end))\n    }}",
            family.name
        )
        .unwrap();
    }
    text.push_str("}\n\n");
}

/// The generic view: a node of any family, its class and its fields.
fn any_node(text: &mut String, table: &Table) {
    text.push_str("/// A node of any family.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\npub enum AnyNode {\n");
    for family in &table.families {
        writeln!(text, "    {0}(Id<{0}>),", family.name).unwrap();
    }
    text.push_str("}\n\n");
    for family in &table.families {
        writeln!(
            text,
            "impl From<Id<{0}>> for AnyNode {{\n    fn from(id: Id<{0}>) -> Self {{\n        AnyNode::{0}(id)\n    }}\n}}\n",
            family.name
        )
        .unwrap();
    }
    text.push_str("impl AnyNode {\n    /// The node's position, if CPython gives this kind of node one.\n    pub fn span(self, ast: &Ast) -> Option<Span> {\n        match self {\n");
    for family in &table.families {
        let value = if family.spanned { "Some(ast.span(id))" } else { "None" };
        let id = if family.spanned { "id" } else { "_" };
        writeln!(text, "            AnyNode::{}({id}) => {value},", family.name).unwrap();
    }
    text.push_str("        }\n    }\n\n    /// The stretch of source that the node was built from, for every kind of node.\n    pub fn extent(self, ast: &Ast) -> Span {\n        match self {\n");
    for family in &table.families {
        writeln!(text, "            AnyNode::{}(id) => ast.span(id),", family.name).unwrap();
    }
    text.push_str("        }\n    }\n\n    /// CPython's name of the node's class.\n    pub fn class(self, ast: &Ast) -> &'static str {\n        match self {\n");
    for family in &table.families {
        if family.sum {
            writeln!(text, "            AnyNode::{}(id) => match ast[id] {{", family.name).unwrap();
            for member in &family.members {
                let rest = if member.fields.is_empty() { "" } else { " { .. }" };
                writeln!(text, "                {0}::{1}{rest} => {1:?},", family.name, member.name).unwrap();
            }
            text.push_str("            },\n");
        } else {
            writeln!(text, "            AnyNode::{0}(_) => {1:?},", family.name, class_of(family, &family.members[0]))
                .unwrap();
        }
    }
    text.push_str("        }\n    }\n\n    /// Calls `see` with the name and the value of each field, in CPython's order.\n    pub fn fields(self, ast: &Ast, see: &mut dyn FnMut(&'static str, Field)) {\n        match self {\n");
    for family in &table.families {
        writeln!(text, "            AnyNode::{}(id) => match ast[id] {{", family.name).unwrap();
        for member in &family.members {
            let names: Vec<String> = member.fields.iter().map(|f| rust_name(&f.name)).collect();
            let class = if family.sum { format!("{}::{}", family.name, member.name) } else { family.name.clone() };
            let pattern = if names.is_empty() && family.sum { class } else { format!("{class} {{ {} }}", names.join(", ")) };
            writeln!(text, "                {pattern} => {{").unwrap();
            for field in &member.fields {
                let call = field_view(field);
                writeln!(text, "                    see({:?}, {call});", field.name).unwrap();
            }
            text.push_str("                }\n");
        }
        text.push_str("            },\n");
    }
    text.push_str("        }\n    }\n}\n");
}

/// The nodes below a node of any family, without their names.
fn children(text: &mut String, table: &Table) {
    text.push_str("impl AnyNode {\n    /// Calls `see` with each node right below this one, in CPython's order.\n    pub fn children(self, ast: &Ast, mut see: impl FnMut(AnyNode)) {\n        match self {\n");
    for family in &table.families {
        writeln!(text, "            AnyNode::{}(id) => match ast[id] {{", family.name).unwrap();
        let is_parent = |member: &&Member| member.fields.iter().any(is_node);
        for member in family.members.iter().filter(is_parent) {
            let class = if family.sum { format!("{}::{}", family.name, member.name) } else { family.name.clone() };
            let nodes: Vec<&Field> = member.fields.iter().filter(|field| is_node(field)).collect();
            let names: Vec<String> = nodes.iter().map(|field| rust_name(&field.name)).collect();
            let rest = if nodes.len() < member.fields.len() { ", .." } else { "" };
            writeln!(text, "                {class} {{ {}{rest} }} => {{", names.join(", ")).unwrap();
            for (field, name) in nodes.iter().zip(&names) {
                let each = match (field.list, field.optional) {
                    (true, true) => format!("ast.items({name}).flatten()"),
                    (true, false) => format!("ast.items({name})"),
                    (false, true) => format!("{name}.into_iter()"),
                    (false, false) => format!("std::iter::once({name})"),
                };
                writeln!(text, "                    {each}.for_each(|child| see(child.into()));").unwrap();
            }
            text.push_str("                }\n");
        }
        if !family.members.iter().all(|member| is_parent(&member)) {
            text.push_str("                _ => {}\n");
        }
        text.push_str("            },\n");
    }
    text.push_str("        }\n    }\n}\n");
}

pub fn is_node(field: &Field) -> bool {
    base_type(&field.kind).starts_with("Id<")
}

fn field_view(field: &Field) -> String {
    let name = rust_name(&field.name);
    let element = match &*field.kind {
        "identifier" => "Field::Identifier".to_string(),
        "string" => "Field::Text".into(),
        "int" | "level" => "Field::Int".into(),
        "small" => "Field::small".into(),
        "constant" => "Field::Constant".into(),
        operator if operator.ends_with("Operator") || operator == "ExprContext" => format!("Field::operator::<{operator}>"),
        node => format!("Field::node::<{node}>"),
    };
    match (field.list, field.optional) {
        (true, true) => format!(
            "Field::List({name}.raw(), |raw| <Option<{}>>::from_raw(raw).map_or(Field::Absent, {element}))",
            base_type(&field.kind)
        ),
        (true, false) => format!("Field::List({name}.raw(), |raw| {element}(Item::from_raw(raw)))"),
        (false, true) => format!("{name}.map_or(Field::Absent, {element})"),
        (false, false) => format!("{element}({name})"),
    }
}
