# f-strings and t-strings.
v = f'', f'a', f'{a}', f'{a}b', f'{a!r:>{w}}', f'{a:x}{b:{c}}', f'{{}}', f'{a=}', rf'\{a}', f'{1}', f'{"x"}', 'a' f'b' 'c'
f"{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}{m}{n}{o}{p}{q}{r}{s}{t}{u}{v}{w}{x}{y}{z}{a}{b}{c}{d}{e}{f}"
t'', t'a', t'{a}', t'a{b}c{d!r:>{e}}', t'{a=}'
def fstr(a):
    return f"{a}" f"{a!s}" f"{a!r:^{a}}" "x" f"{a:{a}.{a}}"
