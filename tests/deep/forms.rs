//! Programs as deep or as wide as one likes: each form of nesting and each kind of chain that Python has.

/// A form: its name, and a program with so many levels or links.
pub struct Form {
    pub name: &'static str,
    pub make: Make,
}

pub enum Make {
    /// `before`, `open` so often, `middle`, `close` so often, `after`.
    Nest { before: &'static str, open: &'static str, middle: &'static str, close: &'static str, after: &'static str },
    /// The same where `%` stands for the number of the link.
    Numbered { before: &'static str, link: &'static str, after: &'static str },
    /// A line each, one space further to the right than the one before: `line`, then `last`. The text grows with the square
    /// of the levels, so there are never more than `MOST_BLOCKS`.
    Blocks { line: &'static str, last: &'static str },
}

/// Ten times what CPython takes.
const MOST_BLOCKS: usize = 1000;

impl Form {
    pub fn program(&self, size: usize) -> String {
        match self.make {
            Make::Nest { before, open, middle, close, after } => {
                [before, &open.repeat(size), middle, &close.repeat(size), after].concat()
            }
            Make::Numbered { before, link, after } => {
                let links: String = (0..size).map(|number| link.replace('%', &number.to_string())).collect();
                [before, &links, after].concat()
            }
            Make::Blocks { line, last } => {
                let levels = size.min(MOST_BLOCKS);
                let mut program = String::new();
                for level in 0..levels {
                    program.extend([&" ".repeat(level), line, "\n"]);
                }
                program.extend([&" ".repeat(levels), last, "\n"]);
                program
            }
        }
    }

    /// Whether a program of twice the size is twice as long.
    #[allow(dead_code)] // Not everyone who includes this file counts instructions.
    pub fn is_proportional(&self) -> bool {
        !matches!(self.make, Make::Blocks { .. })
    }
}

const fn nest(name: &'static str, open: &'static str, middle: &'static str, close: &'static str) -> Form {
    inside(name, "", open, middle, close, "\n")
}

const fn chain(name: &'static str, first: &'static str, link: &'static str) -> Form {
    inside(name, first, link, "", "", "\n")
}

const fn inside(
    name: &'static str,
    before: &'static str,
    open: &'static str,
    middle: &'static str,
    close: &'static str,
    after: &'static str,
) -> Form {
    Form { name, make: Make::Nest { before, open, middle, close, after } }
}

const fn numbered(name: &'static str, before: &'static str, link: &'static str, after: &'static str) -> Form {
    Form { name, make: Make::Numbered { before, link, after } }
}

const fn blocks(name: &'static str, line: &'static str, last: &'static str) -> Form {
    Form { name, make: Make::Blocks { line, last } }
}

pub const FORMS: &[Form] = &[
    // Nested in brackets.
    nest("parentheses", "(", "1", ")"),
    nest("parentheses that stay open", "(", "", ""),
    nest("parentheses closed only", "", "", ")"),
    nest("parentheses closed by brackets", "(", "1", "]"),
    nest("tuples", "(1, ", "1", ")"),
    nest("lists", "[", "1", "]"),
    nest("sets", "{", "1", "}"),
    nest("dicts by value", "{1: ", "1", "}"),
    nest("dicts by key", "{", "1", ": 1}"),
    nest("starred lists", "[*", "a", "]"),
    nest("dict unpacking", "{**", "a", "}"),
    nest("list comprehensions by element", "[", "1", " for a in b]"),
    nest("list comprehensions by iterable", "[a for a in ", "b", "]"),
    nest("list comprehensions by condition", "[a for a in b if ", "c", "]"),
    nest("generators", "(", "1", " for a in b)"),
    nest("dict comprehensions", "{1: ", "1", " for a in b}"),
    nest("subscripts", "a[", "1", "]"),
    nest("slices", "a[1:", "1", "]"),
    nest("calls", "f(", "1", ")"),
    nest("calls by keyword", "f(a=", "1", ")"),
    nest("assignment expressions", "(a := ", "1", ")"),
    nest("yields", "(yield ", "1", ")"),
    nest("mixed brackets", "([{1: f(", "1", ")}])"),
    // Nested without brackets.
    nest("not", "not ", "a", ""),
    nest("minus", "-", "a", ""),
    nest("plus, minus, tilde", "+-~", "a", ""),
    nest("await", "await ", "a", ""),
    nest("lambdas", "lambda: ", "1", ""),
    nest("lambdas in defaults", "lambda a=", "1", ": 1"),
    nest("lambdas with parameters", "lambda a, *b, c=1, **d: ", "1", ""),
    nest("conditionals by else", "1 if 1 else ", "1", ""),
    nest("conditionals by condition", "1 if (", "1", ") else 1"),
    chain("powers", "1", " ** 1"),
    chain("powers of minus", "1", " ** -1"),
    // Strings.
    nest("f-strings", "f'{", "1", "}'"),
    nest("t-strings", "t'{", "1", "}'"),
    inside("format specs", "f'", "{1:", "", "}", "'\n"),
    inside("f-string parts", "f'", "a{1}", "", "", "'\n"),
    inside("f-string braces", "f'", "{{}}", "", "", "'\n"),
    inside("f-string conditionals", "f'{", "1 if 1 else ", "1", "", "}'\n"),
    chain("adjacent strings", "", "'a' "),
    chain("adjacent bytes", "", "b'a' "),
    chain("adjacent f-strings", "", "f'a{1}' "),
    inside("a long string", "'", "a\\n\\x41\\N{EM DASH}", "", "", "'\n"),
    inside("a string that stays open", "'''", "a\n", "", "", ""),
    inside("an f-string that stays open", "f'''{", "a\n", "", "", ""),
    // Patterns.
    inside("sequence patterns", "match a:\n case ", "[", "1", "]", ": pass\n"),
    inside("group patterns", "match a:\n case ", "(", "1", ")", ": pass\n"),
    inside("class patterns", "match a:\n case ", "A(", "1", ")", ": pass\n"),
    inside("class patterns by keyword", "match a:\n case ", "A(a=", "1", ")", ": pass\n"),
    inside("mapping patterns", "match a:\n case ", "{1: ", "1", "}", ": pass\n"),
    inside("or patterns", "match a:\n case 1", " | 1", "", "", ": pass\n"),
    inside("dotted patterns", "match a:\n case a", ".a", "", "", ": pass\n"),
    inside("wide patterns", "match a:\n case ", "1, ", "", "", ": pass\n"),
    inside("cases", "match a:\n", " case 1: pass\n", "", "", ""),
    inside("subjects", "match ", "(", "a", ")", ":\n case 1: pass\n"),
    chain("match as a name", "match", " * match"),
    // Blocks.
    blocks("if blocks", "if 1:", "pass"),
    blocks("def blocks", "def f():", "pass"),
    blocks("class blocks", "class C:", "pass"),
    blocks("with blocks", "with a:", "pass"),
    blocks("try blocks", "try:", "pass"),
    blocks("while blocks with a comment", "while 1: # a", "pass"),
    // Chains in expressions.
    chain("sums", "a", " + a"),
    chain("products", "a", " * a"),
    chain("attributes", "a", ".a"),
    chain("chained calls", "a", "()"),
    chain("chained subscripts", "a", "[0]"),
    chain("attributes, calls and subscripts", "a", ".a()[0]"),
    chain("comparisons", "a", " < a"),
    chain("not in", "a", " not in a"),
    chain("and", "a", " and a"),
    chain("or", "a", " or a"),
    chain("and with not", "a", " and not a"),
    chain("and, or", "a", " and a or a"),
    chain("commas", "", "1, "),
    chain("starred commas", "", "*a, "),
    inside("list elements", "[", "1, ", "", "", "]\n"),
    inside("dict items", "{", "1: 1, ", "", "", "}\n"),
    inside("arguments", "f(", "1, ", "", "", ")\n"),
    inside("starred arguments", "f(", "*a, ", "", "", ")\n"),
    inside("unpacked keyword arguments", "f(", "**a, ", "", "", ")\n"),
    inside("comprehension clauses", "[1", " for a in b", "", "", "]\n"),
    inside("comprehension conditions", "[1 for a in b", " if c", "", "", "]\n"),
    inside("slices in a subscript", "a[", "1:2:3, ", "", "", "]\n"),
    numbered("keyword arguments", "f(", "a%=1, ", ")\n"),
    numbered("parameters", "def f(", "a%, ", "): pass\n"),
    numbered("parameters with defaults", "def f(", "a%: int = %, ", "): pass\n"),
    numbered("lambda parameters", "lambda ", "a%, ", "*b: 1\n"),
    numbered("type parameters", "def f[", "T%, ", "](): pass\n"),
    numbered("names of global", "global a", ", a%", "\n"),
    // Chains of statements.
    chain("statements", "", "a\n"),
    chain("statements on a line", "", "a; "),
    chain("assignments", "", "a = "),
    inside("assignments with a value", "", "a = ", "1", "", "\n"),
    inside("annotations", "a: ", "a[", "1", "]", "\n"),
    inside("targets", "", "(", "a", ",)", " = 1\n"),
    inside("for targets", "for ", "[", "a", "]", " in b: pass\n"),
    inside("del targets", "del ", "(", "a", ")", "\n"),
    inside("elif", "if 1: pass\n", "elif 1: pass\n", "", "", ""),
    inside("except", "try: pass\n", "except A: pass\n", "", "", ""),
    inside("decorators", "", "@a\n", "def f(): pass\n", "", ""),
    inside("with items", "with a", ", a", "", "", ": pass\n"),
    inside("with items in parentheses", "with (", "a as b, ", "", "", "): pass\n"),
    inside("parentheses after with", "with ", "(", "a", ")", ": pass\n"),
    inside("imports", "import a", ", a", "", "", "\n"),
    inside("dotted imports", "import a", ".a", "", "", "\n"),
    inside("imported names", "from a import (", "b as c, ", "", "", ")\n"),
    inside("import levels", "from ", ".", " import a", "", "\n"),
    inside("bases", "class C(", "a, ", "", "", "): pass\n"),
    chain("functions", "", "def f(): pass\n"),
    chain("type aliases", "", "type A = b\n"),
    inside("type parameter bounds", "type A[T: ", "a[", "1", "]", "] = 1\n"),
    chain("if on a line", "", "if 1: "),
    // Names of many scopes, and many names of a scope.
    inside("names that lambdas pass on", "lambda a, b: ", "lambda: ", "a + b", "", "\n"),
    numbered("assigned names", "", "a% = b%\n", ""),
    numbered("cells", "def f():\n", " a% = lambda: a%\n", ""),
    numbered("comprehensions in a function", "def f():\n", " [lambda: a% for a% in b]\n", ""),
    numbered("annotations in a class", "class C:\n", " a%: b%\n", ""),
    // Text that is hardly a program.
    chain("blank lines", "", "\n"),
    chain("comments", "", "# a\n"),
    chain("joined lines", "", "\\\n"),
    chain("form feeds", "", "\x0c"),
    chain("spaces", "", " "),
    chain("a long name", "", "a"),
    chain("a long name beyond ASCII", "", "é"),
    chain("a long decimal integer", "1", "0"),
    chain("a long hexadecimal integer", "0x1", "0"),
    chain("a long float", "1.", "1"),
    chain("names without an operator", "", "a a "),
    chain("odd characters", "", "$ "),
    chain("NUL", "", "\0"),
    chain("carriage returns", "", "a\r"),
    chain("colons", "", ":"),
    chain("opening braces of f-strings", "", "f'{' "),
    chain("indented lines", "", " a\n"),
    chain("unmatched dedents", "if 1:\n  a\n", " a\n  a\n"),
    inside("an error at the end", "", "a\n", "a a", "", "\n"),
    inside("errors", "", "a a\n", "", "", ""),
    inside("an invalid target at the end", "", "a = ", "1 = 1", "", "\n"),
    inside("invalid targets", "", "1 = ", "1", "", "\n"),
    inside("print statements", "", "print a\n", "", "", ""),
];
