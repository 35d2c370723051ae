# An interpreter of a language with eight commands, and a program in it: nested loops, then the alphabet down a staircase.
STAIRS = """
++++++++++[>++++++++++[>++++++++++[>++++++++++[>+>++<<-]<-]<-]<-]
>>>>>>++++++++[>++++++++<-]>+
<++++++++++++++++++++++++++[>[>+>+<<-]>>[<<+>>-]<.[-]<+<-]
"""


def compile_program(source):
    code, stack = [], []
    source = [c for c in source if c in "+-<>[]."]
    i = 0
    while i < len(source):
        c, n = source[i], 1
        if c in "+-<>":
            while i + n < len(source) and source[i + n] == c:
                n += 1
            code.append(("add" if c in "+-" else "move", n if c in "+>" else -n))
            i += n
            continue
        if c == "[":
            stack.append(len(code))
            code.append(None)
        elif c == "]":
            start = stack.pop()
            code.append(("back", start))
            code[start] = ("loop", len(code))
        else:
            code.append(("put", 0))
        i += 1
    return code


def run(code):
    tape, at, pc, out, steps = [0] * 300, 0, 0, [], 0
    while pc < len(code):
        operation, argument = code[pc]
        pc += 1
        steps += 1
        if operation == "add":
            tape[at] = tape[at] + argument & 255
        elif operation == "move":
            at += argument
        elif operation == "loop":
            if not tape[at]:
                pc = argument
        elif operation == "back":
            if tape[at]:
                pc = argument + 1
        else:
            out.append(chr(tape[at]))
    return "".join(out), steps


code = compile_program(STAIRS)
text, steps = "", 0
for _ in range(25):
    text, n = run(code)
    steps += n
print(text, steps)
