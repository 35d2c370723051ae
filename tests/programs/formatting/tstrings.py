name, value = "x", 3.14159
template = t"hello {name} and {value:.2f}{value!r:>{10}}!"
print(type(template).__name__, template.strings, template.values)
for part in template.interpolations:
    print(type(part).__name__, part.value, part.expression, part.conversion, repr(part.format_spec))
print([p if isinstance(p, str) else p.expression for p in template], repr(t"a{1}"), t"".strings, t"{1}{2}".strings,
    t"{name=}".strings, t"{value = :.1f}".interpolations[0].format_spec)


def render(template):
    out = []
    for item in template:
        if isinstance(item, str):
            out.append(item)
        else:
            v = {"r": repr, "s": str, "a": ascii, None: lambda v: v}[item.conversion](item.value)
            out.append(format(v, item.format_spec).upper())
    return "".join(out)


print(render(template), render(t"{'é'!a} {1 + 1} {[1, 2]}"), render(rt"\n{name}"), render(t"{name}" t" and {name!s}"))
combined = t"a{1}" + t"b{2}c"
print(combined.strings, combined.values)
for action in (lambda: template + "text", lambda: "text" + template, lambda: template == template, lambda: template == t"x",
    lambda: setattr(template, "strings", ()), lambda: type(template)(5), lambda: type(template)("a", "b").strings,
    lambda: len(template),
               lambda: template[0], lambda: type(template.interpolations[0])(1),
               lambda: type(template.interpolations[0])(1, "e", "x"), lambda: hash(template) is not None,
               lambda: str(template) == repr(template), lambda: template.nope,
               lambda: setattr(template.interpolations[0], "value", 1)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
match t"v{value}".interpolations[0]:
    case object(value=v, expression=e):
        print(v, e)
for source in ('t"{}"', 't"{a" ', 't"{a!z}"', 't"a" "b"', '"a" t"b"', 'f"a" t"b"', 'bt"a"', 't"{lambda x: 1}"'):
    try:
        compile(source, "<t>", "eval")
        print("accepted", source)
    except SyntaxError as error:
        print(source, "|", error.msg)
