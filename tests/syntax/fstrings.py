f"", f"a", f"{a}", f"a{b}c{d}", F'{a}', fr"\d{a}", Rf"{a}\d"
f"{{", f"}}", f"{{}}", f"{{{a}}}", f"a{{b}}c"
f"{a!r}", f"{a!s:>10}", f"{a:>{b}}", f"{a:{b}.{c}}", f"{a:}", f"{a:{b:{c}}}"
f"{a=}", f"{a = }", f"{a=!s}", f"{a=:>5}", f"{a = !r:^{b}}"
f"{a, b}", f"{*a, b}", f"{yield}", f"{a if b else c}", f"{(lambda: a)}", f"{ {a: b} }", f"{a[b:c]}"
f"{a != b}", f"{a == b}", f"{a >= b}", f"{(a := b)}", f"{a:=5}"
f"{f"{f"{a}"}"}", f'{a['b']}', f"{'\n'}"
f"""{
    a  # a comment
}""", f"""a
{b}
c"""
f"{a}" "b" f"c{d}" 'e'
"a" f"{b}" u"c"
f"\n\x41\N{DIGIT ONE}{a}\{b}"
f"{a:\n}", rf"{a:\d}", f"{a:%H:%M}"
t"", t"a", t"{a}", t"a{b!r:>{c}}d", t"{ a + b = }", rt"\d{a}", T'{a}'
t"a" t"{b}" t"c"
t"{t"{a}"}", t"{a:{b}}"
