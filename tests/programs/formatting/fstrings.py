x, name, width = 3.14159, "world", 10
print(f"hello {name}", f"{x:.2f} {x!r:>{width}} {x:{width}.{2}}", f"{{literal}} {{{x}}}", f"{name!r} {name!s} {name!a}",
    f'{name[0]}{name[-1]}{"inner"}')
print(f"{x=} {name=} {x = :.1f} {name = !s} {1 + 1=}", f"{ name = }", f"{x=:>10.2f}", f"{name=!r:>10}",
    f"{(lambda y: y * 2)(4)}", f"{[n for n in range(3)]}", f"{ {'a': 1}['a'] }")
print(f"{'nested ' + f'{name} ' + f'{f"{x:.1f}"}'}", f"{"same quotes"}", f"{'\n'.join(['a', 'b'])!r}", f"""triple {
    name  # a comment
    .upper()
} end""", rf"\n{name}\t", f"\x41\N{SNOWMAN}{name}\n".encode())
print(f"{name:*^{width}}", f"{True:d} {None} {...}", f"{x:{'>'}{width}{'.3'}}", f"{name,}", f"{*[1, 2],}",
    f"{name if x > 3 else 'no'}", f"{(y := 5)} {y}", f"{x!r}" "plain" f"{y}", f"a" 'b {not} ' "c", f"{3!r:^5}")
print(f"{lambda_ if (lambda_ := 1) else 0}", f"{x:%}", f"{'a' 'b'}", f"{name:{'{'}>10}", f"{0x1F:#x} {1_000:,}", f"{not x}",
    f"{x != 3}", f"{-x:+}", f"{dict(a=1)['a']}", f"{ {1, 2} == {2, 1} }")


class F:
    def __format__(self, spec): return f"[{spec}]"
    def __getitem__(self, key): return key


print(f"{F():a{1}b{2:>3}c}", f"{F():%H:%M}", f"{F():{'{}'}}", f"{F()[1:2]}", f"{F()['a', ...]}", f"{F():!r}",
    f"{F()=:x}"[-3:])
for source in ('f"{}"', 'f"{ }"', 'f"{!r}"', 'f"{a!}"', 'f"{a!z}"', 'f"{a b}"', 'f"{a:{b:{c:{d}}}}"', 'f"{a"', 'f"a}"',
    'f"{lambda x: 1}"', 'f"{a:}}"', 'f"{*a}"', 'f"{a!r !s}"', 'f"{=}"', 'f"{a=!}"', 'f"{:x}"', "f'{a['b']}'", 'f"{a\\n}"',
    'f"{#}"', 'f"{a $ b}"', 'f"{yield}"', 'f"{1 = 2}"', 'f"{a:=5}"', 'f"{def}"', 'f"{)}"', 'f"{(]}"', "f'''{'''",
    'f"{a! r}"', 'f"{a!rx}"'):
    try:
        compile(source, "<f>", "eval")
        print("accepted", source)
    except SyntaxError as error:
        print(source, "|", error.msg)
