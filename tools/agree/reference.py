"""What CPython makes of a batch of programs.

usage: reference.py BATCH OUT KIND[,KIND...] [--text]

BATCH holds, for each program, a line `KEY LENGTH` and then that many bytes. OUT gets a line that names the interpreter, then
one line of JSON for each program and kind as soon as it is known, so that nothing is lost when a program takes the
interpreter down:

    {"key": KEY, "kind": KIND, "hash": H}            accepted: the BLAKE2b-256 of the text (`"text": TEXT` with --text)
    {"key": KEY, "kind": KIND, "error": [CLASS, MESSAGE, LINE, OFFSET, END_LINE, END_OFFSET]}
    {"key": KEY, "kind": KIND, "gave_up": REASON}    the interpreter's own limits were reached

Kinds: `tree` (`ast.dump(ast.parse(program), include_attributes=True)`), `typed` (the same, with type comments), `tokens`
(what `python -m tokenize` prints), `scopes` (the tables of the module `symtable`), `code` (all code objects, optimisation
level 0), `code1`, `code2` (levels 1 and 2), `digests`, `digests1`, `digests2` (a line for each code object: a hash, its name
and line; and the warnings).

`self-check FILE...` instead of the arguments compares the serialiser below, made for speed, with `ast.dump`.
"""

import _symtable
import ast
import dis
import functools
import hashlib
import io
import json
import opcode
import sys
import tokenize
import types
import warnings


def serialiser():
    """A function that gives `ast.dump(tree, include_attributes=True)`, from one straight-line function a node class."""
    table = {}
    scope = {"table": table}
    shown = "{{table[type({0})]({0})}}"
    for cls in vars(ast).values():
        if not (isinstance(cls, type) and issubclass(cls, ast.AST)) or cls.__module__ not in ("ast", "_ast"):
            continue
        name = cls.__name__
        body = []
        text = ""
        for field in cls._fields + tuple(cls._attributes):
            value = f"n.{field}"
            local = f"v_{field}"
            kind = getattr(cls, "_field_types", {}).get(field, int)
            if getattr(kind, "__origin__", None) is list:
                items = f"', '.join([table[type(i)](i) for i in {local}])"
                body.append(f"{local} = {value}")
                body.append(f"{local} = f'{field}=[{{{items}}}], ' if {local} else ''")
                text += f"{{{local}}}"
            elif getattr(cls, field, ...) is None:
                body.append(f"{local} = {value}")
                body.append(f"{local} = '' if {local} is None else f'{field}={shown.format(local)}, '")
                text += f"{{{local}}}"
            elif kind is int:
                text += f"{field}={{{value}}}, "
            elif kind is str:
                text += f"{field}={{{value}!r}}, "
            else:
                body.append(f"{local} = {value}")
                text += f"{field}={shown.format(local)}, "
        body.append(f"return f'{name}({{f\"\"\"{text}\"\"\"[:-2]}})'" if text else f"return '{name}()'")
        exec("def show(n):\n    " + "\n    ".join(body), scope)
        table[cls] = scope["show"]
    for cls in (str, bytes, int, float, complex, bool, type(None), type(...)):
        table[cls] = repr
    return lambda tree: table[type(tree)](tree)


dump = serialiser()


def tree(program):
    return dump(ast.parse(program))


def typed(program):
    return dump(ast.parse(program, type_comments=True))


def tokens(program):
    names = tokenize.tok_name
    return "".join(
        "%-20s%-15s%-15r\n" % ("%d,%d-%d,%d:" % (*start, *end), names[kind], string)
        for kind, string, start, end, _ in tokenize.tokenize(io.BytesIO(program).readline)
    )


def scopes(program):
    lines = []
    pending = [(_symtable.symtable(program, "<unknown>", "exec"), 0)]
    while pending:
        table, depth = pending.pop()
        nested = int(table.nested)
        lines.append(f"{depth} {table.type} {table.name} {table.lineno} {nested} {' '.join(table.varnames)}\n")
        # Names that are only passed on come in the order of a set.
        lines.extend(sorted(f"  {name} {flags}\n" for name, flags in table.symbols.items()))
        pending.extend((child, depth + 1) for child in reversed(table.children))
    return "".join(lines)


def shown(constant):
    """`repr`, but for code objects, which have an address, and sets, whose order is chance."""
    if isinstance(constant, types.CodeType):
        return f"<code {constant.co_name} {constant.co_firstlineno}>"
    if isinstance(constant, tuple):
        return f"({', '.join(map(shown, constant))}{',' * (len(constant) == 1)})"
    if isinstance(constant, frozenset):
        return f"frozenset({{{', '.join(sorted(map(shown, constant)))}}})"
    return repr(constant)


def code_object(code):
    """Everything that a code object holds, one line a thing."""
    counts = f"{code.co_argcount} {code.co_posonlyargcount} {code.co_kwonlyargcount}"
    lines = [
        f"code {code.co_name} {code.co_firstlineno}",
        f"qualname {code.co_qualname} flags {code.co_flags:#x} arguments {counts} stack {code.co_stacksize}",
        f"names {' '.join(code.co_names)}",
        f"locals {' '.join(code.co_varnames)} cells {' '.join(code.co_cellvars)} free {' '.join(code.co_freevars)}",
    ]
    lines.extend(f"constant {shown(constant)}" for constant in code.co_consts)
    units = code.co_code
    for at, position in enumerate(code.co_positions()):
        line, end_line, column, end_column = ("-" if part is None else part for part in position)
        name = opcode.opname[units[2 * at]]
        lines.append(f"{at} {name} {units[2 * at + 1]} {line}:{column}-{end_line}:{end_column}")
    for entry in dis._parse_exception_table(code):
        places = f"{entry.start // 2} {entry.end // 2} {entry.target // 2}"
        lines.append(f"handler {places} {entry.depth} {int(entry.lasti)}")
    return "\n".join(lines) + "\n"


def code_objects(program, level, mode):
    """The text of each code object, outer ones first; then the warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        module = compile(program, "<unknown>", mode, dont_inherit=True, optimize=level)
    pending = [module]
    while pending:
        code = pending.pop()
        yield code, code_object(code)
        pending.extend(reversed([constant for constant in code.co_consts if isinstance(constant, types.CodeType)]))
    # The tokenizer's warnings, of invalid escapes and the like, are not the compiler's.
    compilers = [warning for warning in caught if "invalid" not in str(warning.message)]
    yield None, "".join(f"warning {warning.lineno} {warning.message}\n" for warning in compilers)


def code(program, level, mode):
    return "".join(text for _, text in code_objects(program, level, mode))


def digests(program, level, mode):
    lines = []
    for code, text in code_objects(program, level, mode):
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        lines.append(f"{digest} {code.co_name} {code.co_firstlineno}\n" if code else f"{digest} warnings\n")
    return "".join(lines)


KINDS = {"tree": tree, "typed": typed, "tokens": tokens, "scopes": scopes}
for suffix, level, mode in [("", 0, "exec"), ("1", 1, "exec"), ("2", 2, "exec"), ("eval", 0, "eval"), ("single", 0, "single")]:
    KINDS["code" + suffix] = functools.partial(code, level=level, mode=mode)
    KINDS["digests" + suffix] = functools.partial(digests, level=level, mode=mode)


def printable(text):
    """Without lone surrogates, which JSON cannot carry."""
    return str(text).encode("utf-8", "backslashreplace").decode()


def outcome(kind, program, as_text):
    try:
        text = KINDS[kind](program)
    except tokenize.TokenError as error:
        return {"error": ["TokenError", printable(error.args[0]), *error.args[1], None, None]}
    except SyntaxError as e:
        return {"error": [type(e).__name__, printable(e.msg), e.lineno, e.offset, e.end_lineno, e.end_offset]}
    except (RecursionError, MemoryError) as error:
        return {"gave_up": type(error).__name__}
    except Exception as error:
        # `ast.parse` lets a ValueError through now and then; `repr` of a huge integer raises one.
        return {"gave_up": printable(f"{type(error).__name__}: {error}")}
    if as_text:
        return {"text": printable(text)}
    return {"hash": hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=32).hexdigest()}


def programs(path):
    with open(path, "rb") as batch:
        while line := batch.readline():
            key, length = line.split()
            yield key.decode(), batch.read(int(length))


def self_check(paths):
    for path in paths:
        with open(path, "rb") as file:
            parsed = ast.parse(file.read(), type_comments=True)
        if dump(parsed) != ast.dump(parsed, include_attributes=True):
            sys.exit(f"{path}: the serialiser differs from ast.dump")


def main(batch, out, kinds, *flags):
    with open(out, "w", encoding="utf-8") as results:
        print(json.dumps({"reference": sys.version}), file=results, flush=True)
        for key, program in programs(batch):
            for kind in kinds.split(","):
                record = {"key": key, "kind": kind, **outcome(kind, program, "--text" in flags)}
                print(json.dumps(record), file=results, flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(50_000)
    if sys.argv[1] == "self-check":
        self_check(sys.argv[2:])
    else:
        main(*sys.argv[1:])
