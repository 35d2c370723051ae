//! CPython's classes of nodes, for Python programs: their fields, the fields' types, their documentation. Derived from
//! `grammar/ast.table`.

use super::arena::{Ast, Item, List};
use super::nodes::*;
use crate::source::Span;

include!(concat!(env!("OUT_DIR"), "/node_classes.rs"));

/// A family of classes with a class above them, or one class of its own.
#[derive(Debug)]
pub struct Family {
    pub name: &'static str,
    /// Whether there is a class above the members, of the family's name.
    pub is_sum: bool,
    pub position: Position,
    pub members: &'static [Class],
}

/// Whether the nodes of a family have a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    None,
    /// Its end may be left out.
    Start,
    Whole,
}

/// The class of one kind of nodes.
#[derive(Debug)]
pub struct Class {
    /// Its place among all.
    pub number: usize,
    pub name: &'static str,
    pub fields: &'static [FieldType],
}

#[derive(Debug)]
pub struct FieldType {
    pub name: &'static str,
    /// A family, or `identifier`, `string`, `int`, `constant`.
    pub kind: &'static str,
    pub count: Count,
}

/// How many values a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    One,
    Optional,
    Many,
    /// A list whose elements may be absent.
    ManyOptional,
    /// The same, without a word of it.
    ManyOrNone,
}

impl Position {
    /// The names of the attributes that hold a position.
    pub fn attributes(self) -> &'static [&'static str] {
        match self {
            Position::None => &[],
            Position::Start | Position::Whole => &["lineno", "col_offset", "end_lineno", "end_col_offset"],
        }
    }
}

impl Count {
    pub fn is_list(self) -> bool {
        !matches!(self, Count::One | Count::Optional)
    }
}

impl Family {
    /// The documentation of the class above the members: what there is of them.
    pub fn doc(&self) -> String {
        let members: Vec<String> = self.members.iter().map(Class::doc).collect();
        let is_simple = self.members.iter().all(|member| member.fields.is_empty());
        let between = if is_simple { " | ".to_string() } else { format!("\n{} | ", " ".repeat(self.name.len())) };
        format!("{} = {}", self.name, members.join(&between))
    }
}

impl Class {
    /// `Name(identifier id, expr_context ctx)`.
    pub fn doc(&self) -> String {
        let fields: Vec<String> = self.fields.iter().map(FieldType::doc).collect();
        if fields.is_empty() { self.name.into() } else { format!("{}({})", self.name, fields.join(", ")) }
    }
}

impl FieldType {
    fn doc(&self) -> String {
        let mark = match self.count {
            Count::One => "",
            Count::Optional => "?",
            Count::Many | Count::ManyOrNone => "*",
            Count::ManyOptional => "?*",
        };
        format!("{}{mark} {}", self.kind, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation() {
        let family = |name| FAMILIES.iter().find(|family| family.name == name).expect("a family");
        assert_eq!(family("boolop").doc(), "boolop = And | Or");
        assert!(family("mod").doc().ends_with("\n    | FunctionType(expr* argtypes, expr returns)"));
        assert_eq!(family("withitem").members[0].doc(), "withitem(expr context_expr, expr? optional_vars)");
        let classes = FAMILIES.iter().flat_map(|family| family.members);
        assert!(classes.enumerate().all(|(number, class)| class.number == number));
    }
}
