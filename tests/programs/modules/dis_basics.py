# The disassembler of the standard library, on code of every kind of operand.
import dis


def sample(a, *b, c=1, **d):
    global g
    try:
        for x in b:
            print(a.q, x + c, f"{x!r:>5}", x[1:2], x is not None, x in b, a < x)
            if x is None:
                return [y for y in d if y]
    except ValueError as e:
        raise e from None
    with a as (g, *h):
        import os.path as p
        assert h, "m"
        h.z = super(int, a).m(1, k=2)
    return not a


async def waits(a):
    async with a:
        async for x in a:
            yield await x


class Sample:
    x: int = 1


dis.dis(sample)
dis.dis(waits)
for code in (sample.__code__, waits.__code__):
    for i in dis.get_instructions(code):
        print(i.offset, i.opname, i.arg, i.argrepr, i.jump_target, i.line_number, tuple(i.positions))
print(dis.code_info(sample).partition("Argument count")[2])
print(dis.stack_effect(dis.opmap["BUILD_LIST"], 3), dis.stack_effect(dis.opmap["POP_TOP"]))
print(dis.findlabels(sample.__code__.co_code), list(dis.findlinestarts(sample.__code__)))
print(sorted(dis.opname[op] for op in dis.hasjump if op < 255 and "INSTRUMENTED" not in dis.opname[op]))
